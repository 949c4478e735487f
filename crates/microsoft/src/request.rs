//! Requests to the Microsoft 365 administrator: complete, polite, with the facts filled in.
//!
//! Half of what can fail can only be put right by somebody else. The request says what is wanted, why, how, and how
//! little it opens; it is copied, saved or mailed by the person, never sent by this program.

use std::str::FromStr;

use tegata_core::Catalogue;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An exception from the policy that blocks device code flow, for one mailbox from one site.
    DeviceCodePolicy,
    /// Consent for the printer maker's application.
    Consent,
    /// SMTP AUTH for the mailbox.
    SmtpAuth,
    /// A licence for the mailbox.
    Licence,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::DeviceCodePolicy, Self::Consent, Self::SmtpAuth, Self::Licence];

    /// The stable name, as the command takes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DeviceCodePolicy => "device-code-policy",
            Self::Consent => "consent",
            Self::SmtpAuth => "smtp-auth",
            Self::Licence => "licence",
        }
    }
}

/// The text names no request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the requests are device-code-policy, consent, smtp-auth and licence")]
pub struct UnknownKind;

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownKind)
    }
}

/// What the request is about. What is not known becomes a visible blank to fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The scan mailbox.
    pub sender: String,
    /// How many printers.
    pub printers: usize,
    /// The application's name or ID.
    pub application: Option<String>,
    /// The public address or the name of the site.
    pub site: Option<String>,
}

/// A request, ready to be mailed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// Writes a request.
#[must_use]
pub fn letter(kind: Kind, facts: &Facts, catalogue: &Catalogue) -> Letter {
    let blank = |given: &Option<String>, id| given.clone().unwrap_or_else(|| catalogue.text(id));
    let site = blank(&facts.site, "request-blank-site");
    let application = blank(&facts.application, "request-blank-application");
    let printers = facts.printers.max(1).to_string();
    let args = [
        ("sender", facts.sender.as_str()),
        ("site", site.as_str()),
        ("application", application.as_str()),
        ("printers", printers.as_str()),
    ];
    let id = format!("request-{}", kind.as_str());
    let part = |id: &str| catalogue.with(id, &args);
    let own = |attribute| catalogue.attribute(&id, attribute, &args).unwrap_or_default();
    let body = [part("request-opening"), own("why"), own("what"), own("reach"), part("request-closing")]
        .join("\n\n");
    Letter { subject: part(&id), body }
}

/// A request as one text: subject line, blank line, body.
#[must_use]
pub fn request(kind: Kind, facts: &Facts, catalogue: &Catalogue) -> String {
    let Letter { subject, body } = letter(kind, facts, catalogue);
    format!("{subject}\n\n{body}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use tegata_core::Language;

    #[test]
    fn every_request_is_complete_in_both_languages() {
        let facts = Facts { sender: "scan@contoso.example".into(), printers: 3, ..Facts::default() };
        for language in Language::ALL {
            let catalogue = Catalogue::new(language);
            for kind in Kind::ALL {
                let text = request(kind, &facts, &catalogue);
                assert!(text.contains("scan@contoso.example"), "{text}");
                assert!(!text.contains("{$") && !text.contains("request-"), "{text}");
                assert!(text.lines().count() > 10, "{text}");
            }
        }
    }
}
