//! The list of settings, whose entries are script calls, and the pages behind the entries nobody needs. That there are
//! entries with similar names ([自動メール通知], [要求時メール通知]) is known from the help; their addresses are invented.

use super::super::config::Rights;
use super::super::http::Response;
use super::super::markup::{Page, escape};
use super::super::routes::Visit;
use super::super::scripts;
use super::basic_form;

const OTHERS: [&str; 8] = [
    "websys/config/getSystem.cgi",
    "websys/config/getDateTime.cgi",
    "websys/config/getTimer.cgi",
    "websys/config/getLogDownload.cgi",
    "websys/notice/getAutoMailNotice.cgi",
    "websys/notice/getDemandMailNotice.cgi",
    "websys/config/getUserAuthenticationManager.cgi",
    "websys/config/getFileTransfer.cgi",
];

pub(crate) fn is_other_page(rest: &str) -> bool {
    OTHERS.contains(&rest)
}

pub(crate) fn config_list(visit: &Visit<'_>) -> Response {
    let config = visit.config();
    let words = visit.words;
    let token = visit.token();
    let rights = visit.with_session(|session| session.account.rights).unwrap_or(Rights::NoMailLink);
    let link = |rest: &str, text: &str| {
        if config.quirks.plain_menu_links {
            format!("<li><a href=\"../../{rest}\">{}</a></li>\n", escape(text))
        } else {
            format!("<li><a href=\"javascript:wsMenu_jumpUrl('../../{rest}')\">{}</a></li>\n", escape(text))
        }
    };
    let mut entries = String::new();
    for (index, (rest, text)) in OTHERS.iter().zip(words.other_menu()).enumerate() {
        // A custom-privilege administrator sees only what is his.
        if rights == Rights::CustomSending && !(4..6).contains(&index) {
            continue;
        }
        entries.push_str(&link(rest, text));
        if index == 4 && rights != Rights::NoMailLink {
            entries.push_str(&link(visit.paths().get, words.mail()));
        }
    }
    let mut page = Page::new("Web Image Monitor");
    page.script = scripts::UTIL.into();
    page.body = format!(
        "<h1>{}</h1>\n<table><tr><td>\n<form name=\"listAllForm\" method=\"post\"><input type=\"hidden\" name=\"wimToken\" value=\"{token}\"></form>\n\
         <h2>{}</h2>\n<ul class=\"menu\">\n{entries}</ul>\n</td></tr></table>\n\
         <a href=\"javascript:wsMenu_jumpUrl('../../websys/webArch/logout.cgi')\">{}</a>\n{}",
        words.configuration(),
        words.device(),
        words.logout(),
        basic_form(visit, &token, "SUCCESS")
    );
    Response::page(page.write(config))
}

pub(crate) fn other(visit: &Visit<'_>) -> Response {
    let token = visit.token();
    let mut page = Page::new("Web Image Monitor");
    page.script = scripts::UTIL.into();
    page.body = format!("<p>{}</p>\n{}", escape(&visit.rest), basic_form(visit, &token, "SUCCESS"));
    Response::page(page.write(visit.config()))
}
