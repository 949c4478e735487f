//! The few pages between a printer's address and its login, as static text.

use super::server::{Act, Asked};

/// An answer as printers give it: no length, the end is the end.
pub fn page(body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 200 OK\r\nServer: Web-Server/3.0\r\nContent-Type: text/html; charset=UTF-8\r\n\
         Connection: Keep-Alive\r\n\r\n{body}"
    )
    .into_bytes()
}

pub fn redirect(to: &str) -> Vec<u8> {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n").into_bytes()
}

pub const ROOT: &str = "<html><head><meta http-equiv=\"refresh\" content=\"0; URL=/web/guest/en/websys/webArch/message.cgi?messageID=MSG_JAVASCRIPTOFF\">\
<script>location.href=\"/web/guest/en/websys/webArch/mainFrame.cgi\"</script></head><body></body></html>";

pub const MAIN: &str = "<html><head><title>RNP00267300A1B2 - Web Image Monitor</title></head><body><a href=\"authForm.cgi\">Login</a> \
<a href=\"logout.cgi\">Logout</a></body></html>";

/// The login form, posted to `action`.
pub fn login_form(action: &str) -> String {
    format!(
        "<html><head><title>Web Image Monitor</title></head><body><form name=\"form1\" method=\"post\" action=\"{action}\">\
         <input type=\"hidden\" name=\"wimToken\" value=\"123456789\">Login User Name <input type=\"text\" name=\"userid_work\">\
         <input type=\"hidden\" name=\"userid\"> Login Password <input type=\"password\" name=\"password_work\">\
         <input type=\"hidden\" name=\"password\"><input type=\"submit\" value=\"Login\" \
         onclick=\"document.form1.userid.value=btoa(document.form1.userid_work.value);\
         document.form1.password.value=btoa(document.form1.password_work.value);\
         document.form1.userid_work.value='';document.form1.password_work.value='';\"></form></body></html>"
    )
}

/// What a request gets, before it is cut up by a test.
pub fn answer(asked: &Asked) -> Vec<u8> {
    match asked.path().rsplit('/').next().unwrap_or_default() {
        "" => page(ROOT),
        "mainFrame.cgi" | "logout.cgi" => page(MAIN),
        "authForm.cgi" => page(&login_form("login.cgi")),
        "login.cgi" => b"HTTP/1.1 302 Found\r\nLocation: /web/entry/en/websys/webArch/mainFrame.cgi\r\n\
            Set-Cookie: wimsesid=--;path=/\r\nSet-Cookie: wimsesid=178962527;path=/;HttpOnly\r\n\r\n"
            .to_vec(),
        _ => b"HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n".to_vec(),
    }
}

/// The whole site, ending each answer in good order.
pub fn whole(asked: &Asked) -> Vec<Act> {
    vec![Act::Say(answer(asked))]
}
