//! Everything that can go wrong between this program and a printer's web interface.
//!
//! Inside the room errors keep what they know; at the edge each becomes one [`Problem`] of the shared catalogue.
//! Texts of the printer travel in `said` and `detail` only, as untrusted text. No variant ever holds a secret.

use tegata_core::problem::printer as code;
use tegata_core::{Fingerprint, Problem};

use crate::page::PageError;

/// A failed conversation with a printer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WimError {
    /// No connection.
    #[error("no connection to {address}: {reason}")]
    Unreachable {
        /// Where to.
        address: String,
        /// What the system said.
        reason: String,
    },
    /// The host name has no address.
    #[error("{address} has no address")]
    NameUnknown {
        /// Which name.
        address: String,
    },
    /// Another kind of web server.
    #[error("{address} does not show Web Image Monitor")]
    NotWebImageMonitor {
        /// Where.
        address: String,
    },
    /// The pages are in a language whose words are not known, and offer no other.
    #[error("the pages are in a language that is not known: {language}")]
    LanguageUnknown {
        /// Its tag, as the printer writes it.
        language: String,
    },
    /// A printer's interface, but not one this driver can work with.
    #[error("{address} shows {interface}, which is not supported")]
    UnsupportedInterface {
        /// Where.
        address: String,
        /// Which interface.
        interface: String,
    },
    /// Never seen before, and the person has not decided yet.
    #[error("the certificate {fingerprint} of {address} is unknown")]
    CertificateUnknown {
        /// Where.
        address: String,
        /// What was shown.
        fingerprint: Fingerprint,
    },
    /// Not the pinned one.
    #[error("{address} shows the certificate {fingerprint}, pinned is {pinned}")]
    CertificateChanged {
        /// Where.
        address: String,
        /// What was shown.
        fingerprint: Fingerprint,
        /// What was expected.
        pinned: Fingerprint,
    },
    /// Only unencrypted.
    #[error("{address} can be reached by plain HTTP only")]
    HttpOnly {
        /// Where.
        address: String,
    },
    /// TLS 1.1 or older.
    #[error("{address} speaks only TLS older than 1.2")]
    TlsTooOld {
        /// Where.
        address: String,
    },
    /// The handshake failed.
    #[error("the TLS handshake with {address} failed: {reason}")]
    TlsFailed {
        /// Where.
        address: String,
        /// What the library said.
        reason: String,
    },
    /// Wrong name or password.
    #[error("the login as {user} was rejected: {said}")]
    LoginRejected {
        /// The login name.
        user: String,
        /// The printer's words.
        said: String,
    },
    /// The account is locked.
    #[error("the account {user} is locked: {said}")]
    LockedOut {
        /// The login name.
        user: String,
        /// The printer's words.
        said: String,
    },
    /// One administrator at a time.
    #[error("another administrator is logged in: {said}")]
    AnotherAdministrator {
        /// The printer's words.
        said: String,
    },
    /// No way to the mail settings for this account.
    #[error("{user} does not see the mail settings")]
    NoMailRights {
        /// The login name.
        user: String,
    },
    /// May look, may not change.
    #[error("{user} may not change the mail settings")]
    ReadOnly {
        /// The login name.
        user: String,
    },
    /// Still busy after the last try.
    #[error("the printer is busy: {said}")]
    Busy {
        /// The printer's words.
        said: String,
    },
    /// The login session is over.
    #[error("the login session ended")]
    SessionLost,
    /// BADFLOW after a fresh start.
    #[error("the printer says its pages were called out of order")]
    FlowBroken,
    /// The cookie page although the cookie was sent.
    #[error("the printer insists on cookies")]
    CookiesRefused,
    /// Pointed elsewhere.
    #[error("the printer pointed to another host, {host}")]
    ForeignRedirect {
        /// Where to.
        host: String,
    },
    /// Silence.
    #[error("no answer within {seconds} s")]
    NoAnswer {
        /// How long was waited.
        seconds: u64,
    },
    /// Broken off.
    #[error("the answer broke off: {reason}")]
    AnswerCut {
        /// What is known of it.
        reason: String,
    },
    /// An HTTP status that is none of the good ones.
    #[error("HTTP status {status}")]
    HttpError {
        /// The status.
        status: u16,
    },
    /// Too large.
    #[error("a page is larger than any settings page can be")]
    PageTooLarge,
    /// Not the page that was expected.
    #[error("{page} was not recognised, looked for {looked_for}")]
    PageNotRecognised {
        /// Path of the page.
        page: String,
        /// What should have been on it.
        looked_for: String,
    },
    /// None or several.
    #[error("{looked_for}: {found} found")]
    FieldNotFound {
        /// Section and label.
        looked_for: String,
        /// How many.
        found: usize,
    },
    /// The page does not say what a click does.
    #[error("what {control} does could not be learnt: {reason}")]
    ClickNotUnderstood {
        /// The control's text.
        control: String,
        /// Why.
        reason: String,
    },
    /// The sandbox stopped a script.
    #[error("a script of the page went out of bounds: {reason}")]
    ScriptOutOfBounds {
        /// Which bound.
        reason: String,
    },
    /// NGPARAM and its like.
    #[error("the printer refused the values: {said}")]
    ValuesRefused {
        /// The printer's words.
        said: String,
    },
    /// A message page of another kind.
    #[error("the printer says: {said}")]
    Message {
        /// The printer's words.
        said: String,
    },
    /// The answer to a save was lost.
    #[error("it is not known whether the printer stored the settings: {reason}")]
    OutcomeUnknown {
        /// How it was lost.
        reason: String,
    },
    /// No code, or no code screen.
    #[error("the code screen shows no code")]
    CodeNotFound {
        /// The page's text.
        page_text: String,
    },
    /// An authorisation step without an authorisation under way.
    #[error("no authorisation is under way")]
    NoAuthorization,
}

impl WimError {
    /// Whether the conversation broke off, so that only a later reading can tell what the printer did.
    pub(crate) const fn is_lost_answer(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. }
                | Self::TlsFailed { .. }
                | Self::NoAnswer { .. }
                | Self::AnswerCut { .. }
                | Self::HttpError { status: 500.. }
        )
    }
}

impl From<WimError> for Problem {
    fn from(error: WimError) -> Self {
        use WimError as E;
        match error {
            E::Unreachable { address, reason } => {
                Self::new(code::UNREACHABLE).arg("address", address).detail(reason)
            }
            E::NameUnknown { address } => Self::new(code::NAME_UNKNOWN).arg("address", address),
            E::NotWebImageMonitor { address } => {
                Self::new(code::NOT_WEB_IMAGE_MONITOR).arg("address", address)
            }
            E::UnsupportedInterface { address, interface } => {
                Self::new(code::UNSUPPORTED_INTERFACE).arg("address", address).arg("interface", interface)
            }
            E::LanguageUnknown { language } => Self::new(code::LANGUAGE_UNKNOWN).arg("language", language),
            E::CertificateUnknown { address, fingerprint } => {
                Self::new(code::CERTIFICATE_UNKNOWN).arg("address", address).arg("fingerprint", fingerprint)
            }
            E::CertificateChanged { address, fingerprint, pinned } => Self::new(code::CERTIFICATE_CHANGED)
                .arg("address", address)
                .arg("fingerprint", fingerprint)
                .arg("pinned", pinned),
            E::HttpOnly { address } => Self::new(code::HTTP_ONLY).arg("address", address),
            E::TlsTooOld { address } => Self::new(code::TLS_TOO_OLD).arg("address", address),
            E::TlsFailed { address, reason } => {
                Self::new(code::TLS_FAILED).arg("address", address).detail(reason)
            }
            E::LoginRejected { user, said } => Self::new(code::LOGIN_REJECTED).arg("user", user).detail(said),
            E::LockedOut { user, said } => Self::new(code::LOCKED_OUT).arg("user", user).detail(said),
            E::AnotherAdministrator { said } => Self::new(code::ANOTHER_ADMINISTRATOR).detail(said),
            E::NoMailRights { user } => Self::new(code::NO_MAIL_RIGHTS).arg("user", user),
            E::ReadOnly { user } => Self::new(code::READ_ONLY).arg("user", user),
            E::Busy { said } => Self::new(code::BUSY).detail(said),
            E::SessionLost | E::NoAuthorization => Self::new(code::SESSION_LOST),
            E::FlowBroken => Self::new(code::FLOW_BROKEN),
            E::CookiesRefused => Self::new(code::COOKIES_REFUSED),
            E::ForeignRedirect { host } => Self::new(code::FOREIGN_REDIRECT).arg("host", host),
            E::NoAnswer { seconds } => Self::new(code::NO_ANSWER).arg("seconds", seconds),
            E::AnswerCut { reason } => Self::new(code::ANSWER_CUT).detail(reason),
            E::HttpError { status } => Self::new(code::HTTP_ERROR).arg("status", status),
            E::PageTooLarge => Self::new(code::PAGE_TOO_LARGE),
            E::PageNotRecognised { page, looked_for } => {
                Self::new(code::PAGE_NOT_RECOGNISED).arg("page", page).arg("looked_for", looked_for)
            }
            E::FieldNotFound { looked_for, found } => {
                Self::new(code::FIELD_NOT_FOUND).arg("looked_for", looked_for).arg("found", found)
            }
            E::ClickNotUnderstood { control, reason } => {
                Self::new(code::CLICK_NOT_UNDERSTOOD).arg("control", control).detail(reason)
            }
            E::ScriptOutOfBounds { reason } => Self::new(code::SCRIPT_OUT_OF_BOUNDS).detail(reason),
            E::ValuesRefused { said } => Self::new(code::VALUES_REFUSED).detail(said),
            E::Message { said } => Self::new(code::ERROR_MESSAGE).detail(said),
            E::OutcomeUnknown { reason } => Self::new(code::OUTCOME_UNKNOWN).detail(reason),
            E::CodeNotFound { page_text } => Self::new(code::CODE_NOT_FOUND).detail(page_text),
        }
    }
}

impl From<PageError> for WimError {
    fn from(error: PageError) -> Self {
        match error {
            PageError::TooLarge => Self::PageTooLarge,
            PageError::ClickNotUnderstood { control, reason } => Self::ClickNotUnderstood { control, reason },
            PageError::ScriptOutOfBounds(reason) => Self::ScriptOutOfBounds { reason },
            PageError::NotSettable { field, reason } => {
                Self::FieldNotFound { looked_for: format!("{field} ({reason})"), found: 1 }
            }
            PageError::NotExpected(reason) => Self::ClickNotUnderstood { control: String::new(), reason },
        }
    }
}

impl From<crate::page::FindError> for WimError {
    fn from(error: crate::page::FindError) -> Self {
        use crate::page::FindError;
        match error {
            FindError::None { looked_for } => Self::FieldNotFound { looked_for, found: 0 },
            FindError::Several { looked_for, found } => {
                Self::FieldNotFound { looked_for, found: found.len() }
            }
        }
    }
}
