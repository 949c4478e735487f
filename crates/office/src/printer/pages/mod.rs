//! The pages of Web Image Monitor, one file per screen.

pub(crate) mod code;
pub(crate) mod error;
pub(crate) mod login;
pub(crate) mod mail;
pub(crate) mod menu;
pub(crate) mod panel;
pub(crate) mod shell;

use super::markup::{Page, escape};
use super::routes::Visit;

/// The form at the end of every page, that carries its status (verified).
pub(crate) fn basic_form(visit: &Visit<'_>, token: &str, value: &str) -> String {
    let method = visit.rest.rsplit('/').next().unwrap_or_default().trim_end_matches(".cgi");
    let scheme = if visit.request.secure { "HTTPS" } else { "HTTP" };
    format!(
        "<form name=\"basicForm\" method=\"post\">\n<input type=\"hidden\" name=\"wimToken\" value=\"{token}\">\n\
         <input type=\"hidden\" name=\"returnValue\" value=\"{value}\">\n<input type=\"hidden\" name=\"methodName\" value=\"{}\">\n\
         <input type=\"hidden\" name=\"urlLang\" value=\"{}\">\n<input type=\"hidden\" name=\"urlProfile\" value=\"{}\">\n\
         <input type=\"hidden\" name=\"urlScheme\" value=\"{scheme}\">\n</form>\n",
        escape(method),
        visit.language(),
        visit.profile()
    )
}

/// A page without visible content that a script posts on at once (verified on the address book).
pub(crate) fn auto_skip(visit: &Visit<'_>, to: &str) -> super::http::Response {
    let token = visit.token();
    let mut page = Page::new("Web Image Monitor");
    page.script = format!(
        "{}\nfunction baseInit() {{ return true; }}\nfunction pageSkip() {{ utilSubmitForm(document.mainForm, document.mainForm.wayTo.value); }}",
        super::scripts::UTIL
    );
    page.body_attributes = " onload=\"baseInit();pageSkip();\"".into();
    page.body = format!(
        "<form name=\"mainForm\" onsubmit=\"return false;\">\n<input type=\"hidden\" name=\"wimToken\" value=\"{token}\">\n\
         <input type=\"hidden\" name=\"wayTo\" value=\"{}\">\n<input type=\"hidden\" name=\"inputSpecifyMode\" value=\"SESSION\">\n</form>\n{}",
        escape(to),
        basic_form(visit, &token, "SUCCESS")
    );
    super::http::Response::page(page.write(visit.config()))
}
