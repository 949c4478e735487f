//! Every text a person reads, in their language: the Fluent catalogues of `locales/`, built into the program.
//!
//! The command, the reports and the requests to the administrator take their words from here; the window reads the
//! same files on its own side. Nothing in here decides what is shown, only how it is said. A missing message shows
//! its id, which a test forbids.

use std::fmt;
use std::str::FromStr;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unic_langid::{LanguageIdentifier, langid};

use crate::Problem;
use crate::problem::ProblemMessage;

/// A language the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// 日本語.
    #[serde(rename = "ja")]
    Japanese,
}

impl Language {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::English, Self::Japanese];

    /// The system's language, English where the system speaks neither.
    #[must_use]
    pub fn of_system() -> Self {
        let japanese =
            sys_locale::get_locales().next().is_some_and(|tag| tag.to_ascii_lowercase().starts_with("ja"));
        if japanese { Self::Japanese } else { Self::English }
    }

    /// The tag, `en` or `ja`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Japanese => "ja",
        }
    }

    const fn identifier(self) -> LanguageIdentifier {
        match self {
            Self::English => langid!("en"),
            Self::Japanese => langid!("ja"),
        }
    }

    /// The catalogue's files: name and text.
    #[must_use]
    pub fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::English => ENGLISH,
            Self::Japanese => JAPANESE,
        }
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|language| language.tag() == text).ok_or(UnknownLanguage)
    }
}

/// The text is neither `en` nor `ja`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the languages are en and ja")]
pub struct UnknownLanguage;

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

macro_rules! catalogue {
    ($tag:literal: $($file:literal)+) => {
        &[$(($file, include_str!(concat!("../../../locales/", $tag, "/", $file, ".ftl")))),+]
    };
}

/// One file per area, the same areas in each language.
const ENGLISH: &[(&str, &str)] = catalogue!("en": "printer-problems" "microsoft-problems" "mail-problems" "local-problems" "nouns" "command" "window" "guide" "request" "report");
const JAPANESE: &[(&str, &str)] = catalogue!("ja": "printer-problems" "microsoft-problems" "mail-problems" "local-problems" "nouns" "command" "window" "guide" "request" "report");

/// The words of one language.
pub struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

/// A problem in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// One line.
    pub title: String,
    /// What happened.
    pub what: String,
    /// What to do, one step per entry.
    pub remedy: Vec<String>,
    /// Who can do it, in words.
    pub who: String,
    /// A command to copy, where one exists.
    pub command: Option<String>,
}

impl Catalogue {
    /// The catalogue of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        // Isolation marks protect mixed-direction text; both languages run left to right, and the marks would end
        // up in commands that people copy.
        bundle.set_use_isolating(false);
        for (_, text) in language.files() {
            let resource = match FluentResource::try_new((*text).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// Which language this is.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// A message without blanks.
    #[must_use]
    pub fn text(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A message, its blanks filled.
    #[must_use]
    pub fn with(&self, id: &str, args: &[(&str, &str)]) -> String {
        self.look_up(id, None, args).unwrap_or_else(|| id.to_owned())
    }

    /// An attribute of a message (`problem-….what`), if it has it.
    #[must_use]
    pub fn attribute(&self, id: &str, attribute: &str, args: &[(&str, &str)]) -> Option<String> {
        self.look_up(id, Some(attribute), args)
    }

    /// A problem in words.
    #[must_use]
    pub fn explain(&self, problem: &Problem) -> Explanation {
        self.explain_message(&ProblemMessage::from(problem))
    }

    /// A problem in words, in the form in which it crosses to the front ends.
    #[must_use]
    pub fn explain_message(&self, problem: &ProblemMessage) -> Explanation {
        let id = format!("problem-{}", problem.code.replace(['.', '_'], "-"));
        let detail = problem.detail.clone().unwrap_or_default();
        let mut args: Vec<(&str, &str)> =
            problem.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        args.push(("detail", &detail));
        let who = serde_json::to_value(problem.who).ok().and_then(|v| v.as_str().map(str::to_owned));
        Explanation {
            title: self.with(&id, &args),
            what: self.attribute(&id, "what", &args).unwrap_or_default(),
            remedy: self
                .attribute(&id, "remedy", &args)
                .map(|steps| {
                    steps.lines().map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
                })
                .unwrap_or_default(),
            who: self.text(&format!("who-{}", who.unwrap_or_default().replace('_', "-"))),
            command: self.attribute(&id, "command", &args),
        }
    }

    fn look_up(&self, id: &str, attribute: Option<&str>, args: &[(&str, &str)]) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            None => message.value()?,
            Some(name) => message.get_attribute(name)?.value(),
        };
        let mut filled = FluentArgs::new();
        for (name, value) in args {
            filled.set(*name, FluentValue::from(*value));
        }
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&filled), &mut errors).into_owned())
    }
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalogue").field("language", &self.language).finish_non_exhaustive()
    }
}
