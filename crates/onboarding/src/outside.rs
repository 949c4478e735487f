//! What the job needs of the outside, and nothing more.
//!
//! [`ManagedPrinter`] is the shape that every vendor's device-code set-up shares (`facts/wim.md` §6): fill in the
//! page, start, show a code, wait for the person, save. Another vendor is another implementation of it.

use std::future::Future;
use std::time::Duration;

use tegata_core::{Change, Identity, MailSettings, Problem};
use url::Url;

/// A code on the printer's own screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationCode {
    /// The code, where exactly one was recognised.
    pub user_code: Option<String>,
    /// What else might be it.
    pub candidates: Vec<String>,
    /// The screen's text, for the person who must pick.
    pub screen_text: String,
    /// The official page to type it on.
    pub verification_uri: Url,
    /// A link on the screen that was refused because its host is not Microsoft's.
    pub refused_link: Option<String>,
    /// How long it lives, where the printer says so.
    pub expires_in: Option<Duration>,
}

/// What a printer answers to "I have signed in".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// It holds a grant now; its page must still be saved.
    Authorised,
    /// Not finished; the same code still holds.
    NotYet,
    /// The code ran out.
    Expired,
    /// Refused, with the printer's words.
    Declined(String),
    /// Failed otherwise, with the printer's words.
    Failed(String),
    /// The answer, or the session, was lost on the way; what the printer made of it is not known.
    Lost(Problem),
}

/// Something worth showing while the printer is worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// In use by its panel or another administrator; asked again in a moment.
    Busy {
        /// This try.
        attempt: u8,
        /// The last try.
        of: u8,
    },
    /// The session had ended; logged in once more.
    SessionRenewed,
    /// The flow was begun again from the e-mail page.
    FlowRestarted,
}

/// A printer one is logged in to.
///
/// All calls are made one after the other; a call may be dropped half-way only to be followed by [`Self::logout`].
pub trait ManagedPrinter: Send {
    /// Who it is.
    fn identity(&self) -> Identity;

    /// Opens its mail settings and reads them.
    fn read(&mut self) -> impl Future<Output = Result<MailSettings, Problem>> + Send;

    /// Fills the changes into the opened settings. Nothing is stored by this.
    fn fill(&mut self, changes: &[Change]) -> impl Future<Output = Result<(), Problem>> + Send;

    /// Lets the printer ask Microsoft for a code.
    fn start_authorization(&mut self) -> impl Future<Output = Result<AuthorizationCode, Problem>> + Send;

    /// Tells the printer that the person has signed in.
    fn confirm_authorization(&mut self) -> impl Future<Output = Result<Confirmation, Problem>> + Send;

    /// Another code, after the first ran out or failed; what was filled in is filled in again.
    fn new_code(&mut self) -> impl Future<Output = Result<AuthorizationCode, Problem>> + Send;

    /// Keeps the login session from ending while a person signs in.
    fn keep_alive(&mut self) -> impl Future<Output = ()> + Send;

    /// Stores what was filled in.
    fn save(&mut self) -> impl Future<Output = Result<(), Problem>> + Send;

    /// Logs out, best effort, in bounded time.
    fn logout(&mut self) -> impl Future<Output = ()> + Send;

    /// HTTP requests made so far.
    fn requests(&self) -> u32;
}

/// The way in to a printer: reach it, check its certificate, log in.
pub trait Door: Send {
    /// What stands behind it.
    type Printer: ManagedPrinter;

    /// Whether the web interface was reached already.
    fn is_reached(&self) -> bool {
        false
    }

    /// Reaches the web interface. Must come before [`Self::login`].
    fn contact(&mut self) -> impl Future<Output = Result<(), Problem>> + Send;

    /// One login attempt.
    fn login(&mut self) -> impl Future<Output = Result<Self::Printer, Problem>> + Send;
}
