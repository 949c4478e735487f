//! Help that ends at somebody else's desk: requests to the Microsoft 365 administrator, registering the app once.
//!
//! The texts are written here, from the same catalogue as the command's; the window shows, copies, saves or mails them
//! on the person's word. Nothing is ever sent by this program.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use tegata_core::{Catalogue, Language, Problem};
use tegata_microsoft::request::{self, Facts, Kind};
use tegata_microsoft::{cloud, registration};
use ts_rs::TS;

use super::Desk;
use super::messages::SavedFile;
use crate::{bundle, sign_in};

/// What is asked of the administrator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum RequestKind {
    /// An exception from the policy that blocks device code flow.
    DeviceCodePolicy,
    /// Consent for the printer maker's application.
    Consent,
    /// SMTP AUTH for the mailbox.
    SmtpAuth,
    /// A licence for the mailbox.
    Licence,
}

impl From<RequestKind> for Kind {
    fn from(kind: RequestKind) -> Self {
        match kind {
            RequestKind::DeviceCodePolicy => Self::DeviceCodePolicy,
            RequestKind::Consent => Self::Consent,
            RequestKind::SmtpAuth => Self::SmtpAuth,
            RequestKind::Licence => Self::Licence,
        }
    }
}

/// A request and what it is about. What is not known becomes a visible blank in the letter.
#[derive(Clone, Debug, Deserialize, TS)]
#[ts(export)]
pub struct LetterRequest {
    /// What is asked for.
    pub kind: RequestKind,
    /// The language of the letter: the one on the screen.
    pub language: Language,
    /// The scan mailbox.
    pub sender: String,
    /// How many printers.
    pub printers: u32,
    /// The application's name or ID.
    pub application: Option<String>,
    /// The site's public address or name.
    pub site: Option<String>,
}

/// A letter, ready to be handed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// The text.
    pub body: String,
}

impl Letter {
    /// The letter as the page that opens the person's own mail program with it.
    #[must_use]
    pub fn mail_link(&self) -> String {
        // `mailto:` wants percent-encoding and CRLF (RFC 6068 §5); a plus sign would be read as itself.
        let encoded = |text: &str| {
            let lines = text.replace('\n', "\r\n");
            let pairs: String = url::form_urlencoded::byte_serialize(lines.as_bytes()).collect();
            pairs.replace('+', "%20")
        };
        format!("mailto:?subject={}&body={}", encoded(&self.subject), encoded(&self.body))
    }

    /// The letter as one text file.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n\n{}\n", self.subject, self.body)
    }
}

/// The scripts that register the app, and where it is done by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RegistrationGuide {
    /// For Microsoft Graph PowerShell.
    pub graph_powershell: String,
    /// For the Azure CLI.
    pub azure_cli: String,
    /// The administrators' portal of the chosen cloud.
    pub portal: String,
}

impl Desk {
    /// Writes a request to the administrator.
    #[must_use]
    pub fn letter(&self, wanted: LetterRequest) -> Letter {
        let facts = Facts {
            sender: wanted.sender.trim().to_owned(),
            printers: wanted.printers.try_into().unwrap_or(usize::MAX),
            application: wanted.application.filter(|text| !text.trim().is_empty()),
            site: wanted.site.filter(|text| !text.trim().is_empty()),
        };
        let letter = request::letter(wanted.kind.into(), &facts, &Catalogue::new(wanted.language));
        Letter { subject: letter.subject, body: letter.body }
    }

    /// Saves a request where the person finds it.
    ///
    /// # Errors
    /// `local.file_not_written`.
    pub fn save_letter(&self, wanted: LetterRequest) -> Result<SavedFile, Problem> {
        let path = self.kept.paper("tegata-request.txt")?;
        bundle::write(&path, self.letter(wanted).text().as_bytes())?;
        Ok(SavedFile { path: path.display().to_string() })
    }

    /// How the app is registered once.
    #[must_use]
    pub fn registration_guide(&self) -> RegistrationGuide {
        RegistrationGuide {
            graph_powershell: registration::GRAPH_POWERSHELL.to_owned(),
            azure_cli: registration::AZURE_CLI.to_owned(),
            portal: self.portal(),
        }
    }

    /// The administrators' portal, for the person's browser.
    #[must_use]
    pub fn portal(&self) -> String {
        self.kept.cloud().portal.to_owned()
    }

    /// The folder of the program's log, to be opened for the person.
    ///
    /// # Errors
    /// `local.data_folder_unusable`.
    pub fn log_folder(&self) -> Result<PathBuf, Problem> {
        self.kept.log_folder()
    }

    /// Whether the saved registration is right, by asking for a code that nobody will use.
    ///
    /// # Errors
    /// Microsoft's refusals, each with its own code.
    pub async fn check_registration(&self) -> Result<(), Problem> {
        sign_in::client(&self.kept)?.request_code(false).await?;
        Ok(())
    }

    /// Whether a registration is built in, so that nothing must be entered.
    #[must_use]
    pub(super) fn registration_built_in() -> bool {
        cloud::built_in_client_id().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_survives_the_mail_link() {
        let letter =
            Letter { subject: "Tegata: 100 % & ご依頼".into(), body: "1. a+b\n2. “c”".into() };
        let link = url::Url::parse(&letter.mail_link()).expect("a URL");
        assert_eq!(link.scheme(), "mailto");
        let pairs: Vec<(String, String)> =
            link.query_pairs().map(|(k, v)| (k.into_owned(), v.into_owned())).collect();
        assert_eq!(pairs[0], ("subject".into(), letter.subject));
        assert_eq!(pairs[1], ("body".into(), "1. a+b\r\n2. “c”".into()));
        assert!(!link.as_str().contains('+') && link.as_str().is_ascii());
    }
}
