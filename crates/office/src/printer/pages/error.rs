//! The error page: `errorMessage`, the message, an OK button, and `returnValue` in the form at the end (verified).

use super::super::http::Response;
use super::super::markup::{Page, escape};
use super::super::routes::Visit;
use super::basic_form;

/// A page with one of the known return values.
pub(crate) fn page(visit: &Visit<'_>, value: &str) -> Response {
    let to = match value {
        "TIMEOUT" => "../webArch/authForm.cgi".to_owned(),
        _ => "../webArch/configList.cgi".to_owned(),
    };
    let answer = with_text(visit, value, visit.words.error(value), &to);
    if value == "TIMEOUT" { answer.with_header("Set-Cookie", "wimsesid=--;path=/;HttpOnly") } else { answer }
}

/// A page with a text of its own.
pub(crate) fn with_text(visit: &Visit<'_>, value: &str, text: &str, to: &str) -> Response {
    let token = visit.token();
    let mut page = Page::new("Web Image Monitor");
    page.script = format!("function jumpButtonURL() {{ location.href = \"{to}\"; }}");
    page.body_attributes = " class=\"errorMessage\"".into();
    page.body = format!(
        "<table>\n<tr><td><img src=\"/images/messageIconE.gif\" alt=\"\"></td></tr>\n<tr class=\"responseMessage\"><td>{}</td></tr>\n\
         <tr><td class=\"defaultTableButton\" onclick=\"javascript:jumpButtonURL(); return false;\"><a href=\"javascript:jumpButtonURL()\" class=\"defaultTableCommandButton\">OK</a></td></tr>\n</table>\n{}",
        escape(text),
        basic_form(visit, &token, value)
    );
    Response::page(page.write(visit.config()))
}
