//! What anybody sees without logging in: the redirect at the root, the frames, the home page and the device's status.
//! All of it follows captures [V], except the pictures' pixels.

use super::super::config::Submit;
use super::super::device::Device;
use super::super::http::Response;
use super::super::markup::{Page, escape};
use super::super::routes::Visit;
use super::super::scripts;
use super::{basic_form, login};

/// A JavaScript redirect, and a meta refresh that is a trap for those who do not run it.
pub(crate) fn root(device: &Device) -> Response {
    let language = device.config.language.segment();
    Response::page(format!(
        "<html>\n<head>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\">\n\
         <meta http-equiv=\"refresh\" content=\"1; URL=/web/guest/{language}/websys/webArch/message.cgi?messageID=MSG_JAVASCRIPTOFF&messageURL=\">\n\
         <title>Web Image Monitor</title>\n<script language=\"javascript\">\n<!--\n\
         function jumpPage(){{\n  self.document.cookie=\"cookieOnOffChecker=on; path=/\";\n  location.href=\"/web/guest/{language}/websys/webArch/mainFrame.cgi\";\n}}\n//-->\n</script>\n\
         </head>\n<body onLoad=\"jumpPage()\">\n</body>\n</html>\n"
    ))
}

/// Pictures are one transparent pixel.
pub(crate) fn image(path: &str) -> Response {
    const PIXEL: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";
    if path.ends_with(".gif") { Response::file("image/gif", PIXEL) } else { Response::not_found() }
}

/// The e-mail page's scripts, where they are a file of their own.
pub(crate) fn script_file(device: &Device, path: &str) -> Response {
    let there = device.config.submit == Submit::ApplyExternal && !device.config.quirks.evidence_removed;
    if path == "/scripts/mailSetting.js" && there {
        Response::file("application/x-javascript", scripts::mail_page(&device.config))
    } else {
        Response::not_found()
    }
}

pub(crate) fn main_frame(visit: &Visit<'_>) -> Response {
    let config = visit.config();
    Response::page(format!(
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Frameset//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-frameset.dtd\">\n<html>\n<head>\n\
         <meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\">\n<title>{} - Web Image Monitor</title>\n</head>\n\
         <frameset rows=\"64,*\" frameborder=\"0\" border=\"0\">\n<frame src=\"header.cgi\" name=\"header\" scrolling=\"no\" noresize=\"noresize\">\n\
         <frame src=\"topPage.cgi\" name=\"work\">\n<noframes><body>Web Image Monitor</body></noframes>\n</frameset>\n</html>\n",
        escape(&config.host_name)
    ))
    .with_header("Set-Cookie", "cookieOnOffChecker=on; path=/")
}

pub(crate) fn header(visit: &Visit<'_>) -> Response {
    let config = visit.config();
    let token = visit.token();
    let (name, address) = match visit.session {
        Some(_) => (visit.words.logout(), "logout.cgi"),
        None => (visit.words.login(), "authForm.cgi"),
    };
    let mut page = Page::new("Web Image Monitor");
    page.script = scripts::UTIL.into();
    page.body = format!(
        "<img src=\"/images/RICOH.gif\" alt=\"RICOH\">\n<h2 id=\"modelName\" class=\"modelName\">{}</h2>\n<h1>Web Image Monitor</h1>\n\
         <a href=\"javascript:wsMenu_jumpUrl('../../websys/webArch/{address}')\">{name}</a>\n{}",
        escape(&config.model),
        basic_form(visit, &token, "SUCCESS")
    );
    Response::page(page.write(config))
}

pub(crate) fn top_page(visit: &Visit<'_>) -> Response {
    visit.with_session(|session| session.home_seen = true);
    let config = visit.config();
    let token = visit.token();
    let labels = visit.words.identity();
    let values = [config.name.as_str(), config.location.as_str(), "", config.host_name.as_str()];
    let list: String = labels
        .iter()
        .zip(values)
        .map(|(label, value)| format!("<dt>{label}</dt><dd>:&nbsp;{}</dd>", escape(value)))
        .collect();
    let languages: String = [Some(config.language), config.second_language]
        .into_iter()
        .flatten()
        .map(|language| {
            let selected = if language == visit.words.language { " selected" } else { "" };
            let name = match language {
                super::super::config::Language::Ja => "日本語",
                super::super::config::Language::En => "English",
                super::super::config::Language::Fr => "Français",
            };
            format!("<option value=\"{}\"{selected}>{name}</option>", language.segment())
        })
        .collect();
    let log = match visit.session {
        Some(_) => format!(
            "<a href=\"javascript:wsMenu_jumpUrl('../../websys/webArch/logout.cgi')\">{}</a>",
            visit.words.logout()
        ),
        None => format!(
            "<a href=\"javascript:wsMenu_jumpUrl('../../websys/webArch/authForm.cgi')\">{}</a>",
            visit.words.login()
        ),
    };
    let settings = if visit.session.is_some() {
        format!(
            "<li><a href=\"javascript:wsMenu_jumpUrl('../../websys/webArch/configList.cgi')\">{}</a></li>",
            visit.words.configuration()
        )
    } else {
        String::new()
    };
    let mut page = Page::new(&format!("{} - Web Image Monitor", config.host_name));
    page.script = format!(
        "{}\nfunction changeLanguage(l) {{ top.location.href = \"/web/{}/\" + l + \"/websys/webArch/mainFrame.cgi\"; }}\nfunction openConfigListPage() {{ jumpTo('../../websys/webArch/configList.cgi'); }}",
        scripts::UTIL,
        visit.profile()
    );
    page.body = format!(
        "<div class=\"menu\"><div>{}</div><ul>{settings}<li><a href=\"javascript:wsMenu_jumpUrl('../../websys/status/configuration.cgi')\">{}</a></li></ul>{log}</div>\n\
         <select name=\"language\" onchange=\"changeLanguage(this.value)\">{languages}</select>\n\
         <div class=\"device\"><dl>{list}</dl><dd class='stateMachine'/></div>\n{}",
        visit.words.device_management(),
        visit.words.identity()[4],
        basic_form(visit, &token, "SUCCESS")
    );
    Response::page(page.write(config))
}

pub(crate) fn status(visit: &Visit<'_>) -> Response {
    let config = visit.config();
    if config.quirks.hide_identity && visit.session.is_none() {
        return login::redirect(visit);
    }
    let token = visit.token();
    let labels = visit.words.identity();
    let values = [config.model.as_str(), config.serial.as_str(), config.firmware.as_str(), "1.14"];
    let rows: String = labels[4..]
        .iter()
        .zip(values)
        .map(|(label, value)| {
            format!(
                "<tr class=\"staticProp\"><td nowrap><img src=\"/images/settingBullet.gif\" alt=\"\"></td><td nowrap>{label}</td><td nowrap>:</td><td nowrap>{}</td></tr>\n",
                escape(value)
            )
        })
        .collect();
    let mut page = Page::new("Web Image Monitor");
    page.body = format!("<table>\n{rows}</table>\n{}", basic_form(visit, &token, "SUCCESS"));
    Response::page(page.write(config))
}

pub(crate) fn message(visit: &Visit<'_>) -> Response {
    super::error::with_text(visit, "SUCCESS", "JavaScript: OFF", "mainFrame.cgi")
}

pub(crate) fn help(visit: &Visit<'_>) -> Response {
    let mut page = Page::new("Help");
    page.body = "<p>Web Image Monitor Help</p>".into();
    Response::page(page.write(visit.config()))
}
