//! Logging in and out, as captured scripts and pages show it [V]: cookie test, base64 by script, 302 with a numeric
//! `wimsesid`, a counter that locks the account.

use super::super::device::Login;
use super::super::http::Response;
use super::super::markup::{Page, escape};
use super::super::routes::Visit;
use super::super::scripts;
use super::{basic_form, error};
use base64::{Engine, engine::general_purpose::STANDARD};

/// To the login form, with the wanted page behind it.
pub(crate) fn redirect(visit: &Visit<'_>) -> Response {
    Response::redirect(&absolute(
        visit,
        &format!("/web/guest/{}/websys/webArch/authForm.cgi?open={}", visit.language(), visit.rest),
    ))
}

fn absolute(visit: &Visit<'_>, path: &str) -> String {
    match visit.request.header("host") {
        Some(host) => format!("{}://{host}{path}", if visit.request.secure { "https" } else { "http" }),
        None => path.to_owned(),
    }
}

pub(crate) fn auth_form(visit: &Visit<'_>) -> Response {
    if visit.config().quirks.login_hop && visit.request.method == "GET" {
        let token = visit.token();
        let open = visit.field("open").unwrap_or_default();
        let mut page = Page::new("Web Image Monitor");
        page.body_attributes = " onload=\"document.form1.submit()\"".into();
        page.body = format!(
            "<form name=\"form1\" method=\"post\" action=\"authForm.cgi\">\n<input type=\"hidden\" name=\"wimToken\" value=\"{token}\">\n\
             <input type=\"hidden\" name=\"open\" value=\"{}\">\n</form>\n",
            escape(&open)
        );
        return Response::page(page.write(visit.config()))
            .with_header("Set-Cookie", "cookieOnOffChecker=on; path=/; HttpOnly");
    }
    form(visit, None)
}

/// The login form, with a sentence when something went wrong before.
pub(crate) fn form(visit: &Visit<'_>, message: Option<&str>) -> Response {
    let guest = Visit { session: None, rest: visit.rest.clone(), ..*visit };
    let token = guest.token();
    let open = visit.field("open").unwrap_or_default();
    let to = format!("/web/guest/{}/websys/webArch/login.cgi", visit.language());
    let action = if visit.rest.starts_with("websys/webArch/") { "login.cgi" } else { to.as_str() };
    let words = visit.words;
    let [user, password] = match words.language {
        super::super::config::Language::Ja => ["ログインユーザー名", "ログインパスワード"],
        super::super::config::Language::En => ["Login User Name", "Login Password"],
        super::super::config::Language::Fr => ["Nom d'utilisateur", "Mot de passe"],
    };
    let message = message.map_or(String::new(), |text| {
        format!("<tr class=\"responseMessage\"><td colspan=\"2\">{}</td></tr>\n", escape(text))
    });
    let note = if visit.request.secure {
        ""
    } else {
        "<tr><td colspan=\"2\">[Note] SSL communication is currently not available. The following items will be sent unencrypted.</td></tr>\n"
    };
    let mut page = Page::new("Web Image Monitor");
    page.script = format!(
        "{}\nfunction setAuthInfo() {{\n  var f = document.form1;\n  f.userid.value = encode64(f.userid_work.value);\n  f.password.value = encode64(f.password_work.value);\n  f.userid_work.value = \"\";\n  f.password_work.value = \"\";\n  return true;\n}}",
        scripts::BASE64
    );
    page.body = format!(
        "<table>\n<form name=\"form1\" method=\"post\" action=\"{action}\" onsubmit=\"return setAuthInfo();\">\n<input type=\"hidden\" name=\"wimToken\" value=\"{token}\">\n{message}{note}\
         <tr><td nowrap>{user}</td><td><input type=\"text\" name=\"userid_work\" value=\"\" maxlength=\"32\"></td></tr>\n<input type=\"hidden\" name=\"userid\" value=\"\">\n\
         <tr><td nowrap>{password}</td><td><input type=\"password\" name=\"password_work\" value=\"\" maxlength=\"128\" autocomplete=\"off\"></td></tr>\n<input type=\"hidden\" name=\"password\" value=\"\">\n\
         <input type=\"hidden\" name=\"open\" value=\"{}\">\n<tr><td colspan=\"2\"><input type=\"submit\" value=\"{}\" class=\"defaultButton\"></td></tr>\n</form>\n</table>\n{}",
        escape(&open),
        words.login(),
        basic_form(&guest, &token, "SUCCESS")
    );
    Response::page(page.write(visit.config()))
        .with_header("Set-Cookie", "cookieOnOffChecker=on; path=/; HttpOnly")
        .with_header("Set-Cookie", "risessionid=066124883298009;HttpOnly")
        .with_header("Set-Cookie", "wimsesid=--;path=/;HttpOnly")
}

pub(crate) fn login(visit: &Visit<'_>) -> Response {
    if visit.request.cookie("cookieOnOffChecker").as_deref() != Some("on") {
        return error::with_text(visit, "SUCCESS", visit.words.cookies(), "authForm.cgi");
    }
    if !visit.post_is_in_order() {
        return error::page(visit, "BADFLOW");
    }
    let decoded = |name: &str| {
        let value = visit.field(name).unwrap_or_default();
        STANDARD.decode(value).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    };
    match visit.device.log_in(&decoded("userid"), &decoded("password")) {
        Login::Accepted(id) => {
            let open = visit.field("open").filter(|open| open.starts_with("websys/"));
            let rest = open.as_deref().unwrap_or("websys/webArch/mainFrame.cgi");
            Response::redirect(&absolute(visit, &format!("/web/entry/{}/{rest}", visit.language())))
                .with_header("Set-Cookie", "wimsesid=--;path=/;HttpOnly")
                .with_header("Set-Cookie", format!("wimsesid={id};path=/;HttpOnly"))
                .with_header("Set-Cookie", "risessionid=066124883298009;HttpOnly")
        }
        Login::Rejected => form(visit, Some(visit.words.login_failed())),
        Login::Locked => form(visit, Some(visit.words.locked())),
    }
}

pub(crate) fn logout(visit: &Visit<'_>) -> Response {
    if let Some(id) = visit.request.cookie("wimsesid") {
        visit.device.memory().sessions.remove(&id);
    }
    let mut page = Page::new("Web Image Monitor");
    page.script = format!(
        "function goHome() {{ top.location.href = \"/web/guest/{}/websys/webArch/mainFrame.cgi\"; }}",
        visit.language()
    );
    page.body_attributes = " onload=\"goHome()\"".into();
    Response::page(page.write(visit.config())).with_header("Set-Cookie", "wimsesid=--;path=/;HttpOnly")
}
