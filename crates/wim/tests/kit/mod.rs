//! What the tests share: an office, a session in it, and the whole job as the program does it.
#![allow(dead_code, reason = "each test file uses its part")]

use std::time::Duration;

use tegata_core::{
    AdminCredentials, Field, Fingerprint, MailAddress, MailSettings, Plan, PrinterAddress, Scheme, Secret,
    Target,
};
use tegata_office::microsoft::{Decision, Outcome};
use tegata_office::printer::{PrinterConfig, RunningPrinter};
use tegata_office::{Office, OfficeConfig};
use tegata_wim::{Access, CodeText, Confirmation, Connection, Link, Patience, Session, Trust, WimError};

/// The mailbox that the printers are to send with.
pub const ACCOUNT: &str = "scan@contoso.example";

pub fn patience() -> Patience {
    Patience {
        busy_pause: Duration::from_millis(50),
        timer: Duration::from_millis(300),
        ..Patience::default()
    }
}

/// An office whose printers do not dawdle: closing a second late is tested on its own.
pub async fn office(mut printers: Vec<PrinterConfig>) -> Office {
    for printer in &mut printers {
        printer.wire.close_after = Duration::ZERO;
    }
    let mut config = OfficeConfig { printers, advertise: false, ..OfficeConfig::default() };
    config.microsoft.interval_seconds = 1;
    Office::start(config).await.expect("an office")
}

pub fn address(printer: &RunningPrinter) -> PrinterAddress {
    PrinterAddress::from_socket(Scheme::Https, printer.https_addr())
}

pub fn credentials(password: &str) -> AdminCredentials {
    AdminCredentials { name: "admin".into(), password: Secret::new(password) }
}

pub fn target() -> Target {
    let sender: MailAddress = ACCOUNT.parse().expect("an address");
    Target::exchange_online(&sender)
}

pub async fn connected(office: &Office, at: usize, patience: Patience) -> Result<Connection, WimError> {
    let printer = &office.printers()[at];
    let access = Access {
        trust: Trust::Pinned(Fingerprint::from_digest(printer.fingerprint_sha256())),
        allow_http: false,
        extra_verification_hosts: vec![office.verification_host()],
    };
    tegata_wim::contact_with(&address(printer), &access, patience).await
}

pub async fn logged_in(office: &Office, at: usize, patience: Patience) -> Result<Session, WimError> {
    let connection = connected(office, at, patience).await?;
    let (notices, _) = tokio::sync::mpsc::unbounded_channel();
    Session::login(connection, credentials("tegata-demo"), notices).await
}

/// How the job ended badly: where, and why.
#[derive(Debug)]
pub struct Stopped {
    pub at: &'static str,
    pub why: WimError,
}

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.at, self.why)
    }
}

pub struct Done {
    pub settings: MailSettings,
    pub requests: u32,
}

/// The whole job, logged out on every way.
pub async fn onboard(office: &Office, at: usize, patience: Patience, early: bool) -> Result<Done, Stopped> {
    let stopped = |at| move |why| Stopped { at, why };
    let mut session = logged_in(office, at, patience).await.map_err(stopped("login"))?;
    let result = within(office, &mut session, early).await;
    session.logout().await;
    result.map(|settings| Done { settings, requests: session.requests() })
}

async fn within(office: &Office, session: &mut Session, early: bool) -> Result<MailSettings, Stopped> {
    let stopped = |at| move |why| Stopped { at, why };
    let wrong = |at, said: String| Stopped { at, why: WimError::Message { said } };
    let target = target();
    let before = session.read().await.map_err(stopped("read"))?;
    let plan = Plan::between(&before, &target);
    session.fill(&plan.changes).await.map_err(stopped("fill"))?;
    if plan.needs_authorization {
        let mut code = session.start_authorization().await.map_err(stopped("start"))?;
        if early {
            let answer = session.confirm_authorization().await.map_err(stopped("early"))?;
            if answer != Confirmation::NotYet {
                return Err(wrong("early", format!("{answer:?}")));
            }
        }
        let mut renewed = 0;
        sign_in(office, &code).map_err(|said| wrong("code", said))?;
        // The printer asks Microsoft once a second here; a person takes longer.
        tokio::time::sleep(Duration::from_millis(1100)).await;
        let mut waited = 0;
        loop {
            match session.confirm_authorization().await {
                Ok(Confirmation::Authorised) => break,
                Ok(Confirmation::NotYet) if waited < 60 => {
                    waited += 1;
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
                // What the program offers as one click: a new code, nothing typed twice.
                Err(WimError::SessionLost | WimError::FlowBroken) if renewed == 0 => {
                    renewed += 1;
                    code = session.new_code().await.map_err(stopped("new code"))?;
                    sign_in(office, &code).map_err(|said| wrong("code", said))?;
                }
                Ok(other) => return Err(wrong("confirm", format!("{other:?}"))),
                Err(why) => return Err(Stopped { at: "confirm", why }),
            }
        }
    }
    match session.save().await {
        // Read, then decide.
        Ok(()) | Err(WimError::OutcomeUnknown { .. }) => {}
        Err(why) => return Err(Stopped { at: "save", why }),
    }
    let mut now = session.read().await.map_err(stopped("verify"))?;
    let missing = Plan::between(&now, &target);
    let second_part = |field| matches!(field, Field::AdminAddress | Field::AutoSender);
    if !missing.changes.is_empty() && missing.fields().all(second_part) {
        session.fill(&missing.changes).await.map_err(stopped("fill again"))?;
        session.save().await.map_err(stopped("save again"))?;
        now = session.read().await.map_err(stopped("verify again"))?;
    }
    let left = Plan::between(&now, &target);
    if !left.is_empty() || now.authorised != Some(true) {
        return Err(wrong("verified", format!("not stored: {:?}, {left:?}", now.authorised)));
    }
    Ok(now)
}

fn sign_in(office: &Office, code: &tegata_wim::PrinterCode) -> Result<(), String> {
    let CodeText::Found(user_code) = &code.user_code else {
        return Err(format!("no single code: {:?} in {:?}", code.user_code, code.page_text));
    };
    if !matches!(code.link, Link::Official(_)) {
        return Err(format!("{:?}", code.link));
    }
    match office.sign_in(user_code, ACCOUNT, Decision::Approve) {
        Outcome::Done => Ok(()),
        other => Err(format!("{user_code}: {other:?}")),
    }
}
