//! The code screen: [認証開始] carries the unsaved form into the session and starts the printer's own grant; a screen
//! shows the code; [OK] asks whether the sign-in is done. The words and the order follow the guide [S]; every mechanism
//! is invented, in the manner of captured sub-pages (whole form posted, auto-skip pages, state in the session).

use super::super::config::{CodeScreen, NotYet, PrinterConfig};
use super::super::grant::{Grant, Progress};
use super::super::http::Response;
use super::super::markup::{Page, escape, without_evidence};
use super::super::routes::Visit;
use super::super::scripts::{self, relative};
use super::super::settings::Key;
use super::{auto_skip, basic_form, error, mail};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) fn is_ajax(config: &PrinterConfig) -> bool {
    matches!(config.code_screen, CodeScreen::AjaxHtml | CodeScreen::AjaxXml | CodeScreen::AjaxJson)
}

/// Texts that the e-mail page's script needs to draw the code screen.
pub(crate) fn texts(visit: &Visit<'_>) -> String {
    if !is_ajax(visit.config()) {
        return String::new();
    }
    format!(
        "var g_oauthTexts = ['{}'];\n",
        fragment(visit, "%CODE%", "%URL%").replace('\n', "").replace('\'', "\\'")
    )
}

fn fragment(visit: &Visit<'_>, code: &str, address: &str) -> String {
    let words = visit.words;
    format!(
        "<div class=\"oauthDialog\">\n<h3>{}</h3>\n<p>{}</p>\n<p>{} : <b id=\"userCode\">{code}</b></p>\n<p><a href=\"{address}\" target=\"_blank\">Microsoft</a></p>\n<p>{}</p>\n\
         <input type=\"button\" value=\"{}\" onclick=\"oauthOk()\">\n<input type=\"button\" value=\"{}\" onclick=\"oauthCancel()\">\n</div>",
        escape(words.oauth()),
        escape(words.open_microsoft()),
        words.code(),
        escape(words.press_ok()),
        words.ok(),
        words.cancel()
    )
}

/// [認証開始].
pub(crate) async fn start(visit: &Visit<'_>) -> Response {
    if let Err(value) = mail::carry(visit) {
        return error::page(visit, value);
    }
    let address = visit
        .with_session(|session| {
            session
                .draft
                .as_ref()
                .filter(|draft| draft.oauth())
                .map(|draft| draft.get(Key::AuthAddress).to_owned())
        })
        .flatten();
    let Some(address) = address.filter(|address| !address.is_empty()) else {
        return error::page(visit, "NGPARAM");
    };
    let grant = Grant::begin(visit.device, &address);
    let mut changes = grant.changes();
    visit.with_session(|session| session.grant = Some(grant));
    let by_itself = matches!(visit.config().code_screen, CodeScreen::SelfRefresh | CodeScreen::MetaRefresh);
    if !by_itself {
        // A printer that is told nothing within the time says so on its screen.
        let _ = tokio::time::timeout(PATIENCE, changes.changed()).await;
    }
    let paths = visit.paths();
    match visit.config().code_screen {
        CodeScreen::OwnPage => auto_skip(visit, &relative(paths.start, paths.code)),
        CodeScreen::Popup | CodeScreen::SelfRefresh | CodeScreen::MetaRefresh => screen(visit, None),
        CodeScreen::AjaxHtml | CodeScreen::AjaxXml | CodeScreen::AjaxJson => ajax_screen(visit),
    }
}

/// The screen again.
pub(crate) fn show(visit: &Visit<'_>) -> Response {
    screen(visit, None)
}

fn progress(visit: &Visit<'_>) -> Option<Progress> {
    visit.with_session(|session| session.grant.as_ref().map(Grant::progress)).flatten()
}

fn ajax_screen(visit: &Visit<'_>) -> Response {
    let (code, address, message) = match progress(visit) {
        Some(Progress::Waiting { code, address } | Progress::Done { code, address, .. }) => {
            (code, address, String::new())
        }
        _ => (String::new(), String::new(), visit.words.grant_failed().to_owned()),
    };
    match visit.config().code_screen {
        CodeScreen::AjaxXml => Response::text(
            "text/xml; charset=UTF-8",
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oauth><userCode>{}</userCode><url>{}</url><message>{}</message></oauth>",
                escape(&code),
                escape(&address),
                escape(&message)
            ),
        ),
        CodeScreen::AjaxJson => {
            let answer = serde_json::json!({ "result": if message.is_empty() { "OK" } else { "NG" }, "userCode": code, "url": address, "message": message });
            Response::text("application/json; charset=UTF-8", answer.to_string())
        }
        _ if message.is_empty() => Response::text(
            "text/html; charset=utf-8",
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}",
                fragment(visit, &escape(&code), &escape(&address))
            ),
        ),
        _ => Response::text(
            "text/html; charset=utf-8",
            format!("<p class=\"errorText\">{}</p>", escape(&message)),
        ),
    }
}

fn screen(visit: &Visit<'_>, message: Option<&str>) -> Response {
    let config = visit.config();
    let words = visit.words;
    let paths = visit.paths();
    let here = visit.rest.clone();
    let to = |target: &str| relative(&here, target);
    let (code, address) = match progress(visit) {
        Some(Progress::Waiting { code, address } | Progress::Done { code, address, .. }) => {
            (Some(code), address)
        }
        Some(Progress::Asking) => (None, String::new()),
        Some(Progress::Declined) => return ended(visit, words.declined()),
        Some(Progress::Expired) => return ended(visit, words.expired()),
        Some(Progress::Failed(_)) => return ended(visit, words.grant_failed()),
        None => return error::page(visit, "BADFLOW"),
    };
    let token = visit.token();
    let mut page = Page::new(words.oauth());
    page.script = format!(
        "{}\nfunction Ok() {{ utilSubmitForm(document.mainForm, \"{}?inputSpecifyMode=FIX\"); }}\nfunction Cancel() {{ {} }}\nfunction reloadPage() {{ location.href = \"{}\"; }}",
        scripts::UTIL,
        to(paths.check),
        if config.code_screen == CodeScreen::Popup {
            "window.close();".to_owned()
        } else {
            format!("utilSubmitForm(document.mainForm, \"{}?inputSpecifyMode=CANCEL\");", to(paths.check))
        },
        to(paths.code),
    );
    match config.code_screen {
        CodeScreen::SelfRefresh => {
            page.body_attributes = format!(
                " onload=\"setTimeout('reloadPage()', {})\"",
                if code.is_some() { 5000 } else { 1000 }
            );
        }
        CodeScreen::MetaRefresh if code.is_none() => {
            page.head
                .push_str(&format!("<meta http-equiv=\"refresh\" content=\"1; URL={}\">\n", to(paths.code)));
        }
        _ => {}
    }
    let message = message.map_or(String::new(), |text| {
        format!("<tr class=\"responseMessage\"><td colspan=\"4\">{}</td></tr>\n", escape(text))
    });
    let shown = match &code {
        Some(code) => format!(
            "<tr><td colspan=\"4\">{}</td></tr>\n<tr class=\"staticProp\"><td nowrap><img src=\"/images/settingBullet.gif\" alt=\"\"></td><td nowrap>{}</td><td nowrap>:</td><td nowrap><b>{}</b></td></tr>\n\
             <tr><td colspan=\"4\"><input type=\"button\" class=\"defaultButton\" value=\"Microsoft\" onclick=\"openNew('{}')\"></td></tr>\n",
            escape(words.open_microsoft()),
            words.code(),
            escape(code),
            escape(&address)
        ),
        None => format!("<tr><td colspan=\"4\">{}</td></tr>\n", escape(words.getting_code())),
    };
    page.body = format!(
        "<form name=\"mainForm\" onsubmit=\"return false;\">\n<input type=\"hidden\" name=\"wimToken\" value=\"{token}\">\n<table>\n\
         <tr bgcolor=\"#becfe6\"><td colspan=\"4\"><div class=\"standard\" style=\"font-weight:bold;\">{}</div></td></tr>\n{message}{shown}\
         <tr><td colspan=\"4\">{}</td></tr>\n<tr><td class=\"defaultTableButton\" onclick=\"javascript:Ok(); return false;\"><a href=\"javascript:Ok()\" class=\"defaultTableCommandButton\">{}</a></td>\
         <td class=\"defaultTableButton\" onclick=\"javascript:Cancel(); return false;\"><a href=\"javascript:Cancel()\" class=\"defaultTableCommandButton\">{}</a></td></tr>\n</table>\n</form>\n{}",
        escape(words.oauth()),
        escape(words.press_ok()),
        words.ok(),
        words.cancel(),
        basic_form(visit, &token, "SUCCESS")
    );
    let html = page.write(config);
    Response::page(if config.quirks.evidence_removed { without_evidence(&html) } else { html })
}

/// The grant is over without success: a message whose button leads back to the e-mail page as it stands in the session.
fn ended(visit: &Visit<'_>, text: &str) -> Response {
    visit.with_session(|session| session.grant = None);
    let back = if visit.config().code_screen == CodeScreen::Popup {
        return closing(visit, Some(text));
    } else {
        relative(&visit.rest, visit.paths().back)
    };
    error::with_text(visit, "NGAUTH", text, &back)
}

/// A pop-up's last page: it sends the window that opened it back to the e-mail page, and closes.
fn closing(visit: &Visit<'_>, message: Option<&str>) -> Response {
    let token = visit.token();
    let mut page = Page::new(visit.words.oauth());
    page.script = format!(
        "function done() {{ window.opener.location.href = \"{}?mode=SESSION\"; window.close(); }}",
        relative(&visit.rest, visit.paths().get)
    );
    match message {
        None => page.body_attributes = " onload=\"done()\"".into(),
        Some(_) => page.body_attributes = " class=\"errorMessage\"".into(),
    }
    let message = message.map_or(String::new(), |text| {
        format!(
            "<table><tr class=\"responseMessage\"><td>{}</td></tr><tr><td class=\"defaultTableButton\" onclick=\"javascript:done(); return false;\"><a href=\"javascript:done()\">OK</a></td></tr></table>",
            escape(text)
        )
    });
    let value = if message.is_empty() { "SUCCESS" } else { "NGAUTH" };
    page.body = format!("{message}\n{}", basic_form(visit, &token, value));
    Response::page(page.write(visit.config()))
}

/// [OK] or [Cancel] on the screen.
pub(crate) fn check(visit: &Visit<'_>) -> Response {
    if !visit.post_is_in_order() {
        return error::page(visit, "BADFLOW");
    }
    let ajax = is_ajax(visit.config());
    let words = visit.words;
    let paths = visit.paths();
    let bare = |number: u8, text: &str| {
        Response::text("text/plain; charset=UTF-8", format!("[{number},{}]", serde_json::Value::from(text)))
    };
    if visit.field("inputSpecifyMode").as_deref() == Some("CANCEL") {
        visit.with_session(|session| session.grant = None);
        return if ajax { bare(0, "") } else { auto_skip(visit, &relative(paths.check, paths.back)) };
    }
    match progress(visit) {
        None => error::page(visit, "BADFLOW"),
        Some(Progress::Done { tokens, .. }) => {
            visit.with_session(|session| {
                let address = session.grant.take().map(|grant| grant.address.clone()).unwrap_or_default();
                session.unsaved = Some((tokens, address));
            });
            match visit.config().code_screen {
                _ if ajax => bare(0, words.authorised()),
                CodeScreen::Popup => closing(visit, None),
                _ => auto_skip(visit, &relative(paths.check, paths.back)),
            }
        }
        Some(Progress::Waiting { .. } | Progress::Asking) if ajax => bare(1, words.not_yet()),
        Some(Progress::Waiting { .. } | Progress::Asking) => match visit.config().not_yet {
            NotYet::ErrorPage => {
                error::with_text(visit, "NOTYET", words.not_yet(), &relative(paths.check, paths.code))
            }
            NotYet::SameScreen => screen(visit, Some(words.not_yet())),
        },
        Some(over) => {
            let text = match over {
                Progress::Declined => words.declined(),
                Progress::Expired => words.expired(),
                _ => words.grant_failed(),
            };
            if ajax {
                visit.with_session(|session| session.grant = None);
                return bare(2, text);
            }
            ended(visit, text)
        }
    }
}
