//! What a page does when something on it is set or clicked, and the ways in which that cannot be learnt.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use tegata_core::{Problem, problem::printer};
use url::Url;

pub use crate::html::{Method, Submission};

/// What the page does. Nothing of it has happened yet: the one who holds the page carries it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing that leaves the page.
    Nothing,
    /// A form is sent.
    Submit(Submission),
    /// Another page is shown in this window.
    Navigate(Url),
    /// A window is opened. An address of `about:blank` means that something else will fill it (a form's target).
    OpenWindow {
        /// What it shows.
        url: Url,
        /// Its name, `""` where it has none.
        name: String,
    },
    /// A request by script; the answer goes back by [`super::Page::respond`].
    Request {
        /// To answer it by.
        id: u64,
        /// `GET`, `POST`, upper case.
        method: String,
        /// Where to.
        url: Url,
        /// The headers the script set.
        headers: Vec<(String, String)>,
        /// The body, if any.
        body: Option<String>,
    },
    /// Something happens later by itself: [`super::Page::fire_timer`] after this time.
    Timer {
        /// To fire it by.
        id: u64,
        /// When.
        after: Duration,
    },
    /// Not known before these scripts are provided; then the same call is made again. Nothing was changed.
    NeedsScript(Vec<Url>),
    /// The window closes itself.
    Closed,
    /// Something is done in the window that opened this one: [`super::Page::act_as_opener`] there.
    Opener(OpenerAct),
    /// Several of these, in order.
    Several(Vec<Effect>),
}

impl Effect {
    pub(crate) fn of(mut effects: Vec<Self>) -> Self {
        match effects.len() {
            0 => Self::Nothing,
            1 => effects.remove(0),
            _ => Self::Several(effects),
        }
    }

    /// The single effects, in order.
    #[must_use]
    pub fn each(self) -> Vec<Self> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Several(all) => all,
            one => vec![one],
        }
    }
}

/// What a popup's script does to the window that opened it, e.g. `opener.document.mainForm.submit()`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenerAct {
    /// `["document", "mainForm", "submit"]`.
    pub path: Vec<String>,
    /// The arguments of a call, or, with `assign`, the one value assigned. JSON values.
    pub arguments: Vec<serde_json::Value>,
    /// An assignment, not a call.
    pub assign: bool,
}

/// What is chosen or entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Typed text.
    Text(String),
    /// The option (radio, list entry) with exactly this text, after normalisation.
    Named(String),
    /// The option at this place in [`FieldValue::options`].
    Option(usize),
    /// A box ticked or not; on a radio pair or list: the する / しない option.
    Checked(bool),
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its words.
    pub text: String,
    /// What would be sent.
    pub value: String,
    /// Whether it is the chosen one.
    pub selected: bool,
    /// Whether it can be chosen.
    pub disabled: bool,
}

/// What a field shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldValue {
    /// The text entered, or the chosen option's words.
    pub text: String,
    /// For boxes: whether ticked.
    pub checked: Option<bool>,
    /// For radios and lists: what can be chosen.
    pub options: Vec<Offered>,
    /// Shown, but nobody can change it now: disabled, read-only or plain text.
    pub fixed: bool,
}

impl FieldValue {
    /// する or しない, as far as the words or the tick say.
    #[must_use]
    pub fn flag(&self) -> Option<bool> {
        self.checked.or_else(|| crate::labels::flag(&self.text))
    }
}

/// Why a field or control was not found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    /// Nothing fits.
    #[error("nothing on the page is {looked_for}")]
    None {
        /// What was looked for.
        looked_for: String,
    },
    /// More than one thing fits.
    #[error("{} things on the page could be {looked_for}: {}", found.len(), found.join(", "))]
    Several {
        /// What was looked for.
        looked_for: String,
        /// What fits, in the page's own words.
        found: Vec<String>,
    },
}

impl From<FindError> for Problem {
    fn from(error: FindError) -> Self {
        let detail = error.to_string();
        let (looked_for, found) = match error {
            FindError::None { looked_for } => (looked_for, String::new()),
            FindError::Several { looked_for, found } => (looked_for, found.join(", ")),
        };
        Self::new(printer::FIELD_NOT_FOUND).detail(detail).arg("looked_for", looked_for).arg("found", found)
    }
}

/// Why a page could not be read or used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// Larger than any settings page can be.
    #[error("the page is larger than any settings page can be")]
    TooLarge,
    /// What the control does could not be learnt; nothing was sent.
    #[error("what {control} does could not be learnt from the page: {reason}")]
    ClickNotUnderstood {
        /// The control, in the page's words.
        control: String,
        /// Why not.
        reason: String,
    },
    /// A script went past the limits of time, depth or memory.
    #[error("a script of the page went past the limits: {0}")]
    ScriptOutOfBounds(String),
    /// The field does not take this value: fixed, or without such an option.
    #[error("the field {field} does not take this value: {reason}")]
    NotSettable {
        /// The field, in the page's words.
        field: String,
        /// Why not.
        reason: String,
    },
    /// The page is not where the call expects it (an answer to a request that was never made).
    #[error("the page did not expect this: {0}")]
    NotExpected(String),
}

impl From<PageError> for Problem {
    fn from(error: PageError) -> Self {
        match &error {
            PageError::TooLarge => Self::new(printer::PAGE_TOO_LARGE),
            PageError::ClickNotUnderstood { control, reason } => {
                Self::new(printer::CLICK_NOT_UNDERSTOOD).arg("control", control).detail(reason)
            }
            PageError::ScriptOutOfBounds(reason) => Self::new(printer::SCRIPT_OUT_OF_BOUNDS).detail(reason),
            PageError::NotSettable { field, reason } => {
                Self::new(printer::FIELD_NOT_FOUND).arg("looked_for", field).arg("found", "").detail(reason)
            }
            PageError::NotExpected(_) => {
                Self::new(printer::PAGE_NOT_RECOGNISED).arg("page", "").arg("looked_for", "").detail(&error)
            }
        }
    }
}
