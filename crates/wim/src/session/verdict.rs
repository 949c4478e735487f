//! What an answer says about itself, before anybody looks for fields on it.
//!
//! In this order (`facts/wim.md` §7.2): the hidden `returnValue`, the message page, the login form in a good status.
//! Nothing greps whole pages: normal pages carry error texts in their scripts (§3).

use crate::error::WimError;
use crate::html::Document;
use crate::labels::Word;
use crate::page::{Control, Form, Page};

/// The judgement over one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Fine,
    Login,
    Busy(String),
    Timeout,
    BadFlow,
    Refused(String),
    Message(String),
}

/// Judges a page.
pub(crate) fn verdict(page: &Page) -> Verdict {
    let value = page.hidden("returnValue").unwrap_or_default().trim().to_ascii_uppercase();
    match value.as_str() {
        "TIMEOUT" => return Verdict::Timeout,
        "BUSY" => return Verdict::Busy(said(page)),
        "BADFLOW" => return Verdict::BadFlow,
        _ => {}
    }
    if login_form(page).is_some() {
        return Verdict::Login;
    }
    if value.starts_with("NG") {
        return Verdict::Refused(said(page));
    }
    if !is_message(page) {
        return Verdict::Fine;
    }
    let said = said(page);
    if Word::SessionExpired.within(&said) {
        Verdict::Timeout
    } else if Word::Busy.within(&said) && !Word::NotYetAuthorised.within(&said) {
        Verdict::Busy(said)
    } else if Word::BadFlow.within(&said) {
        Verdict::BadFlow
    } else {
        Verdict::Message(said)
    }
}

/// Whether it is one of the printer's message pages.
pub(crate) fn is_message(page: &Page) -> bool {
    page.body_class().is_some_and(|class| class.split_whitespace().any(|c| c == "errorMessage"))
}

/// The printer's own words on a message page, else the page's text.
pub(crate) fn said(page: &Page) -> String {
    let document = page.document();
    let own = document.all().find(|id| {
        document.attribute(*id, "class").is_some_and(|c| c.split_whitespace().any(|c| c == "responseMessage"))
    });
    let text = own.map_or_else(|| document.text(Document::ROOT), |id| document.text(id));
    text.trim().chars().take(1000).collect()
}

/// The login form: one password, one name, nothing else to fill in. The e-mail page has passwords too, but never
/// alone with one text field.
pub(crate) fn login_form(page: &Page) -> Option<(&Form, &Control, &Control)> {
    let typed =
        |c: &&Control| matches!(c.kind.as_str(), "text" | "email" | "password" | "textarea" | "search");
    if page.forms().iter().flat_map(|f| &f.controls).filter(typed).count() > 3 {
        return None;
    }
    page.forms().iter().find_map(|form| {
        let typed: Vec<&Control> = form.controls.iter().filter(typed).collect();
        let choices = form.controls.iter().any(|c| matches!(c.kind.as_str(), "radio" | "checkbox"));
        match typed.as_slice() {
            [name, password] if !choices && name.kind != "password" && password.kind == "password" => {
                Some((form, *name, *password))
            }
            _ => None,
        }
    })
}

/// A good page, or the error it is.
pub(crate) fn fine(page: Page) -> Result<Page, WimError> {
    match verdict(&page) {
        Verdict::Fine => Ok(page),
        other => Err(other.into()),
    }
}

impl From<Verdict> for WimError {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Login | Verdict::Timeout => Self::SessionLost,
            Verdict::Busy(said) => Self::Busy { said },
            Verdict::BadFlow => Self::FlowBroken,
            Verdict::Refused(said) => Self::ValuesRefused { said },
            Verdict::Message(said) => Self::Message { said },
            Verdict::Fine => Self::Message { said: String::new() },
        }
    }
}
