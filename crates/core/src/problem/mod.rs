//! What went wrong, in a form that a program can branch on and a catalogue can explain.
//!
//! Inside the rooms errors are `thiserror` enums with all they know. At the edge each becomes one [`Problem`]: a
//! stable [`Code`], what the other side said (`detail`), and the words that fill the explanation's blanks (`args`).
//! The explanation itself lives in the Fluent catalogue under the code's name (see [`Code::message_id`]), so that
//! both languages and both front ends say the same. A `Problem` never carries a secret.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub mod local;
pub mod mail;
pub mod microsoft;
pub mod printer;

/// Who can put it right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Who {
    /// The person in front of the program.
    You,
    /// Whoever administers the printer.
    PrinterAdministrator,
    /// The Microsoft 365 administrator of the organisation.
    Microsoft365Administrator,
    /// Whoever runs the network (firewall, proxy, DNS).
    NetworkAdministrator,
    /// Nobody: it passes with time.
    Wait,
    /// The makers of this program.
    Developers,
}

/// Whether doing the same again can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Retry {
    /// At once, as it is.
    Now,
    /// After some time, as it is.
    Later,
    /// Once the cause is removed.
    AfterFix,
    /// No: repeating can make it worse.
    No,
}

/// A stable name for one way to fail, with what never varies about it.
#[derive(Clone, Copy)]
pub struct Code {
    name: &'static str,
    who: Who,
    retry: Retry,
}

impl Code {
    /// Declares a code. Codes are declared in this module's children only, so that [`Code::all`] lists them all.
    const fn new(name: &'static str, who: Who, retry: Retry) -> Self {
        Self { name, who, retry }
    }

    /// The stable name, e.g. `printer.login_rejected`.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        self.name
    }

    /// Who can put it right.
    #[must_use]
    pub const fn who(&self) -> Who {
        self.who
    }

    /// Whether to try again.
    #[must_use]
    pub const fn retry(&self) -> Retry {
        self.retry
    }

    /// The Fluent message that explains it: `problem-printer-login-rejected`.
    #[must_use]
    pub fn message_id(&self) -> String {
        format!("problem-{}", self.name.replace(['.', '_'], "-"))
    }

    /// Every declared code.
    pub fn all() -> impl Iterator<Item = Self> {
        [printer::ALL, microsoft::ALL, mail::ALL, local::ALL].into_iter().flatten().copied()
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Code {}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// One thing that went wrong, ready for the edge.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Problem {
    /// Which way to fail.
    pub code: Code,
    /// What the other side said, word for word (bounded, untrusted text).
    pub detail: Option<String>,
    /// Words for the explanation's blanks, e.g. `address` → `192.0.2.10`.
    pub args: BTreeMap<&'static str, String>,
}

/// The longest `detail` that is kept, in characters. Exchange's longest replies stay whole (`facts/exchange.md` §3.3).
const DETAIL_CHARACTERS: usize = 4000;

impl Problem {
    /// A problem of which nothing more is known than its code.
    #[must_use]
    pub const fn new(code: Code) -> Self {
        Self { code, detail: None, args: BTreeMap::new() }
    }

    /// With what the other side said. Control characters are dropped, the length is bounded.
    #[must_use]
    pub fn detail(mut self, detail: impl fmt::Display) -> Self {
        let said: String = detail
            .to_string()
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .take(DETAIL_CHARACTERS)
            .collect();
        let said = said.trim();
        self.detail = (!said.is_empty()).then(|| said.to_owned());
        self
    }

    /// With a word for a blank of the explanation.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.insert(name, value.to_string());
        self
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.detail {
            Some(detail) => write!(f, "{}: {detail}", self.code.as_str()),
            None => f.write_str(self.code.as_str()),
        }
    }
}

/// The form in which a [`Problem`] crosses to the window; the window finds the words in its own catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, rename = "Problem")]
pub struct ProblemMessage {
    /// The code's stable name.
    pub code: String,
    /// The other side's own words.
    pub detail: Option<String>,
    /// Words for the explanation's blanks.
    #[ts(as = "std::collections::HashMap<String, String>")]
    pub args: BTreeMap<String, String>,
    /// Who can put it right.
    pub who: Who,
    /// Whether to try again.
    pub retry: Retry,
}

impl From<&Problem> for ProblemMessage {
    fn from(problem: &Problem) -> Self {
        Self {
            code: problem.code.as_str().to_owned(),
            detail: problem.detail.clone(),
            args: problem.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            who: problem.code.who(),
            retry: problem.code.retry(),
        }
    }
}

impl Serialize for Problem {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ProblemMessage::from(self).serialize(serializer)
    }
}

/// Declares the codes of one area and lists them in `ALL`.
macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $name:ident = $code:literal, $who:ident, $retry:ident; )+) => {
        use super::{Code, Retry, Who};
        $( $(#[doc = $doc])+ pub const $name: Code = Code::new($code, Who::$who, Retry::$retry); )+
        /// Every code of this area.
        pub(super) const ALL: &[Code] = &[$($name),+];
    };
}
use codes;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_well_formed() {
        let mut seen = BTreeSet::new();
        for code in Code::all() {
            assert!(seen.insert(code.as_str()), "{code:?} is declared twice");
            let (area, rest) = code.as_str().split_once('.').expect("area.name");
            assert!(["printer", "microsoft", "mail", "local"].contains(&area), "{code:?}");
            assert!(
                rest.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'),
                "{code:?}"
            );
        }
    }

    #[test]
    fn details_are_bounded_and_free_of_control_characters() {
        let problem = Problem::new(printer::UNREACHABLE).detail(format!("\u{1b}[31m{}", "x".repeat(9000)));
        let detail = problem.detail.expect("a detail");
        assert!(detail.chars().count() <= DETAIL_CHARACTERS);
        assert!(!detail.contains('\u{1b}'));
    }
}
