//! The words between the window and the desk: every request, answer and event of the desktop program.
//!
//! These types are the whole contract; the window's TypeScript is generated from them. Passwords travel inwards only,
//! and no answer has a place where a secret could stand.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use tegata_core::problem::ProblemMessage;
use tegata_core::{Fingerprint, Identity, Language, MailSettings, Plan, Printer, PrinterAddress, Secret};
use ts_rs::TS;

/// Names one running operation, chosen by the window, so that it can be cancelled or decided.
pub type Operation = String;

/// What the search says while it runs.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
#[ts(export)]
pub enum DiscoveryEvent {
    /// A printer, new or known better than before (same `id`).
    Found {
        /// The printer.
        printer: Printer,
    },
    /// It said goodbye.
    Gone {
        /// Its `id`.
        id: String,
    },
    /// Every interface refused to let the question out: this is a blocked network, not an empty one.
    Blocked,
}

/// How the certificate of a printer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CertificateStanding {
    /// It is the pinned one.
    Trusted,
    /// Nobody has vouched for it yet.
    Unknown,
    /// Another one is pinned.
    Changed,
    /// Plain HTTP: there is none.
    None,
}

/// A printer that answered, before anybody logged in.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Contact {
    /// The address that was asked for.
    pub address: PrinterAddress,
    /// Where the web interface is, for the person's own browser.
    pub origin: String,
    /// What it says of itself to a guest.
    pub identity: Identity,
    /// The certificate it showed.
    pub fingerprint: Option<Fingerprint>,
    /// Whether that certificate is trusted.
    pub standing: CertificateStanding,
    /// The pinned certificate, where another was shown.
    pub pinned: Option<Fingerprint>,
    /// When the pin was made, `2026-11-23`.
    pub first_seen: Option<String>,
    /// Login names whose password for this printer is remembered.
    pub remembered: Vec<String>,
}

/// Log in and read.
#[derive(Debug, Deserialize, TS)]
#[ts(export)]
pub struct InspectRequest {
    /// This operation's name.
    pub operation: Operation,
    /// Which printer.
    pub address: PrinterAddress,
    /// Whether the person agreed to plain HTTP for this printer.
    pub allow_http: bool,
    /// Administrator's login name.
    pub name: String,
    /// Administrator's password; `null` takes the remembered one.
    #[ts(as = "Option<String>")]
    pub password: Option<Secret>,
    /// Keep the password in the system's keychain.
    pub remember: bool,
}

/// What the printer's pages say.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Inspection {
    /// Who it is.
    pub identity: Identity,
    /// Its mail settings.
    pub settings: MailSettings,
}

/// What the person filled in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TargetForm {
    /// Authentication address: the mailbox that sends.
    pub sender: String,
    /// Authentication user name; empty means the same as the sender.
    pub user: String,
    /// Administrator's address; empty means the same as the sender.
    pub admin_address: String,
    /// Auto-specify sender name.
    pub auto_sender: bool,
    /// SMTP server; empty means the cloud's own.
    pub smtp_server: String,
}

/// A plan, with what was repaired in the input.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Preview {
    /// The changes.
    pub plan: Plan,
    /// The form as it was understood (full-width characters made plain, blanks filled).
    pub form: TargetForm,
}

/// Write, authorise, save, verify.
#[derive(Debug, Deserialize, TS)]
#[ts(export)]
pub struct OnboardRequest {
    /// This operation's name.
    pub operation: Operation,
    /// Which printer; it was inspected before, so the desk still holds the administrator's credentials.
    pub address: PrinterAddress,
    /// Whether the person agreed to plain HTTP for this printer.
    pub allow_http: bool,
    /// What is wanted.
    pub form: TargetForm,
    /// What the preview showed as current.
    #[ts(as = "MailSettings")]
    pub before: MailSettings,
}

/// A step of the job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Stage {
    /// Reaching the web interface and checking its certificate.
    Connect,
    /// Logging in.
    Login,
    /// Reading the mail settings.
    Read,
    /// Filling in the page.
    Write,
    /// Waiting for the person's sign-in at Microsoft.
    Authorise,
    /// Pressing OK on the e-mail page.
    Save,
    /// Reading back and comparing.
    Verify,
    /// Logging out.
    Logout,
}

/// Whose code it is. The two must never be confusable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CodeOrigin {
    /// The printer asked Microsoft for it; the grant will be the printer's.
    Printer,
    /// This program asked for it, only to send the test mail.
    App,
}

/// A code to type at Microsoft's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ShownCode {
    /// Whose it is.
    pub origin: CodeOrigin,
    /// The code; `null` where the screen shows several candidates (then the person picks).
    pub user_code: Option<String>,
    /// The candidates, where there is not exactly one.
    pub candidates: Vec<String>,
    /// The text of the printer's screen, where the person must pick.
    pub screen_text: Option<String>,
    /// The page to open: checked, official.
    pub verification_uri: String,
    /// A link the printer gave that is not Microsoft's, and was refused.
    pub refused_link: Option<String>,
    /// Seconds the code lives from now on.
    pub expires_in: u32,
}

/// What the job says while it runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
#[ts(export)]
pub enum Progress {
    /// A stage begins.
    Stage {
        /// Which.
        stage: Stage,
    },
    /// What will be written.
    Plan {
        /// The plan, from a fresh reading.
        #[serde(flatten)]
        plan: Plan,
    },
    /// A code to sign in with; the job waits for a [`Decision`].
    Code {
        /// The code.
        #[serde(flatten)]
        code: ShownCode,
    },
    /// The printer says the sign-in is not finished; the same code still holds.
    NotYet,
    /// The code ran out; the job waits for a decision.
    CodeExpired,
    /// The sign-in was declined or failed; the job waits for a decision.
    CodeFailed {
        /// What the printer said.
        problem: ProblemMessage,
    },
    /// The printer is in use; it is asked again by itself.
    Busy {
        /// This try.
        attempt: u8,
        /// The last try.
        of: u8,
    },
    /// The printer ended the session; the job logged in once more.
    SessionRenewed,
    /// The printer wanted the flow from its start; the job began it again.
    FlowRestarted,
}

/// What the person says while the printer waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "decision", rename_all = "snake_case")]
#[ts(export)]
pub enum Decision {
    /// "I have signed in."
    SignedIn,
    /// "Give me another code."
    NewCode,
    /// "Stop here."
    Cancel,
}

/// How a job ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum JobResult {
    /// Written, read back, and authorised.
    Verified,
    /// It already was so; nothing was written.
    Unchanged,
    /// A dry run: nothing was written.
    Planned,
}

/// The end of a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Outcome {
    /// How it ended.
    pub result: JobResult,
    /// Who the printer is.
    pub identity: Identity,
    /// The settings as read back.
    pub settings: MailSettings,
    /// What was planned (and, unless it was a dry run, done).
    pub plan: Plan,
    /// HTTP requests this job made of the printer.
    pub requests: u32,
}

/// Who signed in for the test mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SignedIn {
    /// User principal name: SMTP's `user=`.
    pub upn: String,
    /// Mail address, where the id_token names one.
    pub mail: Option<String>,
    /// Display name.
    pub name: Option<String>,
    /// Tenant id.
    pub tenant: Option<String>,
    /// Whether this is the sender's account, by user principal name or mail address.
    pub is_sender: bool,
}

impl SignedIn {
    /// What the window shows of an account. One that the server did not name is not said to be another than the
    /// sender's: nothing is known that a warning could name.
    pub(super) fn of(account: Option<&tegata_microsoft::Account>, sender: &str) -> Self {
        match account {
            Some(account) => Self {
                upn: account.upn.clone(),
                mail: account.mail.clone(),
                name: account.name.clone(),
                tenant: account.tenant_id.clone(),
                is_sender: account.is(sender),
            },
            None => Self { upn: "?".to_owned(), mail: None, name: None, tenant: None, is_sender: true },
        }
    }
}

/// What the sign-in of the app says while it waits.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
#[ts(export)]
pub enum SignInProgress {
    /// The app's own code.
    Code {
        /// The code.
        #[serde(flatten)]
        code: ShownCode,
    },
    /// Microsoft says: not yet.
    Pending,
    /// Microsoft cannot be reached just now; still trying.
    Offline,
    /// Microsoft is slow just now; still trying.
    Unavailable,
}

/// Send the test mail with the app's own sign-in.
#[derive(Clone, Debug, Deserialize, TS)]
#[ts(export)]
pub struct TestMailRequest {
    /// This operation's name.
    pub operation: Operation,
    /// Sender.
    pub from: String,
    /// Recipient; empty means the signed-in address.
    pub to: String,
    /// Which printer the mail speaks of.
    pub printer: Option<String>,
}

/// One line of the test mail's way, or of the preflight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StepLine {
    /// Catalogue key of the step, e.g. `connect`.
    pub step: String,
    /// `ok`, `warning`, `failed`, `skipped`.
    pub outcome: String,
    /// Milliseconds it took.
    pub milliseconds: u32,
    /// The other side's own words.
    pub detail: Option<String>,
    /// Why it failed.
    pub problem: Option<ProblemMessage>,
}

/// The test mail went out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct MailSent {
    /// Recipient.
    pub to: String,
    /// Subject, with its unique mark.
    pub subject: String,
    /// The server's last reply.
    pub reply: String,
}

/// The app registration and what else the person may set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Preferences {
    /// Language; `null` follows the system.
    pub language: Option<Language>,
    /// `global`, `us-government`, `china`.
    pub cloud: String,
    /// Directory (tenant) id or domain of the app registration.
    pub tenant: String,
    /// Application (client) id.
    pub client_id: String,
}

/// What the window must know when it opens.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Startup {
    /// This program's version.
    pub version: String,
    /// The language to begin with.
    pub language: Language,
    /// What the person may set.
    pub preferences: Preferences,
    /// Whether a configuration file sets the registration, so that the form is not needed.
    pub configured: bool,
    /// Printers whose job was cut off by the program's end.
    pub unfinished: Vec<Unfinished>,
    /// This computer's own addresses, to tell which network was searched.
    #[ts(as = "Vec<String>")]
    pub networks: Vec<IpAddr>,
}

/// A printer whose job did not end.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Unfinished {
    /// Where it is.
    pub address: PrinterAddress,
    /// Who it is.
    pub identity: Identity,
    /// When the job began, RFC 3339.
    pub since: String,
    /// The last stage that was begun.
    pub stage: Stage,
    /// Whether the printer may hold other settings than before: a save was at least begun.
    pub may_have_written: bool,
    /// Whether the job that was cut off was itself a restore.
    pub restoring: bool,
}

/// Which ways lead on from what the journal knows of a printer, each as the plan it would carry out now.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Recovery {
    /// The job that was cut off, if one was.
    pub unfinished: Option<Unfinished>,
    /// What would finish it.
    pub finish: Option<Plan>,
    /// What would bring back the state before the last job.
    pub restore: Option<Plan>,
}

/// Finish or restore, after the printer was inspected.
#[derive(Debug, Deserialize, TS)]
#[ts(export)]
pub struct RecoverRequest {
    /// This operation's name.
    pub operation: Operation,
    /// Which printer; it was inspected before, so the desk still holds the administrator's credentials.
    pub address: PrinterAddress,
    /// Whether the person agreed to plain HTTP for this printer.
    pub allow_http: bool,
    /// What the preview showed as current.
    #[ts(as = "MailSettings")]
    pub before: MailSettings,
}

/// A file that was written for the person.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct SavedFile {
    /// Where it lies.
    pub path: String,
}
