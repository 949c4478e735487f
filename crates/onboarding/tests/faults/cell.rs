//! One cell of the matrix: one onboarding, as the program does it, on a printer that fails in one way at one request.

use std::time::Duration;

use tegata_core::problem::printer as codes;
use tegata_core::{
    AdminCredentials, Fingerprint, MailAddress, MailSettings, Plan, PrinterAddress, Problem, Scheme, Secret,
    Target,
};
use tegata_office::microsoft::Decision as AtMicrosoft;
use tegata_office::printer::{
    AfterSave, CodeScreen, Fault, LoggedRequest, ModeSwitch, PrinterConfig, RunningPrinter, Submit,
    TokenRule, What,
};
use tegata_office::{Office, OfficeConfig};
use tegata_onboarding::desk::messages::{Decision, JobResult, Outcome, Progress};
use tegata_onboarding::job::{self, Agree, Order};
use tegata_onboarding::log::NoLog;
use tegata_onboarding::wim_printer::{Access, WimDoor};
use tegata_wim::Patience;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

/// The mailbox that the printers are to send with.
const ACCOUNT: &str = "scan@contoso.example";
/// No cell may take longer: all its waits together, many times over, on a computer busy with other tests.
const DEADLINE: Duration = Duration::from_secs(240);
/// How long a rebooting or deaf printer is gone.
const AWAY: Duration = Duration::from_millis(600);

/// A printer whose way is different enough to have a matrix of its own.
pub struct Shape {
    pub name: &'static str,
    pub config: fn() -> PrinterConfig,
}

/// The shapes of the matrix.
pub const SHAPES: [Shape; 3] = [
    Shape { name: "page of its own for the code, auto-skip pages", config: PrinterConfig::im_c3000 },
    Shape { name: "pop-up for the code, confirm page, token per page, scripts in files", config: popup },
    Shape { name: "code by script request, two saves, redirects", config: ajax },
];

fn popup() -> PrinterConfig {
    let mut config = PrinterConfig::mp_c4504();
    config.code_screen = CodeScreen::Popup;
    config.submit = Submit::ApplyExternal;
    config.tokens = TokenRule::PerPage;
    config.after_save = AfterSave::SamePage;
    config.quirks.confirm_page = true;
    config
}

fn ajax() -> PrinterConfig {
    let mut config = PrinterConfig::im_c3000();
    config.code_screen = CodeScreen::AjaxJson;
    config.mode_switch = ModeSwitch::Script;
    config.after_save = AfterSave::Redirect;
    config.quirks.separate_saves = true;
    config.quirks.login_hop = true;
    config
}

/// One column of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    Refused,
    ResetBefore,
    ResetMid,
    Stall,
    Truncated,
    WrongCharset,
    Http503,
    Busy,
    BusyForGood,
    Timeout,
    BadFlow,
    LoginPage,
    ForeignRedirect,
    ChangedCertificate,
    NotStored,
    Reboot,
}

impl Failure {
    pub const ALL: [Self; 16] = [
        Self::Refused,
        Self::ResetBefore,
        Self::ResetMid,
        Self::Stall,
        Self::Truncated,
        Self::WrongCharset,
        Self::Http503,
        Self::Busy,
        Self::BusyForGood,
        Self::Timeout,
        Self::BadFlow,
        Self::LoginPage,
        Self::ForeignRedirect,
        Self::ChangedCertificate,
        Self::NotStored,
        Self::Reboot,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Refused => "connection refused",
            Self::ResetBefore => "reset before the answer",
            Self::ResetMid => "reset in the middle of the answer",
            Self::Stall => "30 s of silence",
            Self::Truncated => "truncated page",
            Self::WrongCharset => "wrong charset label",
            Self::Http503 => "503",
            Self::Busy => "BUSY, twice",
            Self::BusyForGood => "BUSY, for good",
            Self::Timeout => "TIMEOUT",
            Self::BadFlow => "BADFLOW",
            Self::LoginPage => "login page in a 200",
            Self::ForeignRedirect => "redirect to a foreign host",
            Self::ChangedCertificate => "changed certificate",
            Self::NotStored => "value silently not stored",
            Self::Reboot => "reboot",
        }
    }

    fn what(self) -> What {
        match self {
            Self::Refused => What::Refuse(AWAY),
            Self::ResetBefore => What::ResetBefore,
            Self::ResetMid => What::ResetMidBody,
            Self::Stall => What::Stall(Duration::from_secs(30)),
            Self::Truncated => What::Truncate,
            Self::WrongCharset => What::WrongCharsetLabel,
            Self::Http503 => What::Http503,
            Self::Busy => What::Busy(2),
            Self::BusyForGood => What::Busy(6),
            Self::Timeout => What::Timeout,
            Self::BadFlow => What::BadFlow,
            Self::LoginPage => What::LoginPage,
            Self::ForeignRedirect => What::ForeignRedirect,
            Self::ChangedCertificate => What::ChangedCertificate,
            Self::NotStored => What::SilentlyNotStored,
            Self::Reboot => What::RebootAfterSave(AWAY),
        }
    }

    /// Whether the printer's session ends with it, so that one more login is in order.
    const fn ends_the_session(self) -> bool {
        matches!(self, Self::Timeout | Self::LoginPage | Self::Reboot)
    }

    /// Whether the answer arrives and is what the printer meant to say: then the next form may follow at once. BUSY says
    /// in full that nothing was done, so that the same form may go out again.
    const fn leaves_the_answer(self) -> bool {
        matches!(self, Self::Busy | Self::BusyForGood | Self::WrongCharset | Self::NotStored | Self::Reboot)
    }
}

/// What came of a cell.
pub struct Seen {
    /// `verified` or the problem's code.
    pub outcome: String,
    /// Rules that were broken.
    pub broken: Vec<String>,
    pub log: Vec<LoggedRequest>,
}

fn patience(failure: Option<Failure>) -> Patience {
    let first_byte = Duration::from_secs(if failure == Some(Failure::Stall) { 6 } else { 30 });
    Patience {
        connect: Duration::from_secs(5),
        first_byte,
        save: first_byte,
        body_idle: Duration::from_secs(5),
        busy_pause: Duration::from_millis(100),
        restart: Duration::from_secs(10),
        timer: Duration::from_millis(300),
        // A busy computer is no reason to leave a session open.
        logout: Duration::from_secs(30),
        ..Patience::default()
    }
}

fn target() -> Target {
    let sender: MailAddress = ACCOUNT.parse().expect("an address");
    Target::exchange_online(&sender)
}

struct Yes;

impl Agree for Yes {
    async fn agree(&mut self, _: &MailSettings, _: &Plan) -> Result<(), Problem> {
        Ok(())
    }
}

/// Runs a cell; without a failure, the clean onboarding.
pub async fn run(shape: &Shape, failure: Option<(u64, Failure)>) -> Seen {
    let mut printer = (shape.config)();
    printer.wire.close_after = Duration::ZERO;
    printer.wire.think = Duration::ZERO;
    printer.settings.auth_address = "old@contoso.example".into();
    printer.faults = failure.map(|(nth, failure)| Fault::nth(nth, failure.what())).into_iter().collect();
    let mut config = OfficeConfig { printers: vec![printer], advertise: false, ..OfficeConfig::default() };
    config.microsoft.interval_seconds = 1;
    let office = Office::start(config).await.expect("an office");
    let printer = &office.printers()[0];
    let access = Access {
        pinned: Some(Fingerprint::from_digest(printer.fingerprint_sha256())),
        trust_on_first_use: false,
        allow_http: false,
        extra_verification_hosts: vec![office.verification_host()],
        record: None,
    };
    let address = PrinterAddress::from_socket(Scheme::Https, printer.https_addr());
    let credentials = AdminCredentials { name: "admin".into(), password: Secret::new("tegata-demo") };
    let (door, _notices) = WimDoor::new(address, access, credentials);
    let mut door = door.with_patience(patience(failure.map(|(_, failure)| failure)));
    let order = Order { target: target(), dry_run: false, grant: true };
    let (progress, heard) = mpsc::unbounded_channel();
    let (decisions, mut decided) = mpsc::channel(1);
    let say = move |said: Progress| {
        let _ = progress.send(said);
    };
    let cancel = CancellationToken::new();
    let (mut yes, mut log) = (Yes, NoLog);
    let job = job::run(&mut door, &order, &mut yes, &mut log, &say, &mut decided, &cancel);
    let ended = tokio::select! {
        ended = tokio::time::timeout(DEADLINE, job) => ended,
        never = person(&office, heard, decisions) => match never {},
    };
    let (outcome, broken) = match &ended {
        Err(_) => ("hang".to_owned(), vec![format!("no end within {DEADLINE:?}")]),
        Ok(ended) => (told(ended), rules(printer, failure, ended)),
    };
    let log = printer.request_log();
    office.shutdown().await;
    Seen { outcome, broken, log }
}

fn told(ended: &Result<Outcome, Problem>) -> String {
    match ended {
        Ok(outcome) if outcome.result == JobResult::Verified => "verified".into(),
        Ok(outcome) => format!("{:?}", outcome.result),
        Err(problem) => problem.code.as_str().to_owned(),
    }
}

/// The person in front of the program: signs in with every code that is shown, asks for another where one is lost, and
/// goes away after the third.
async fn person(
    office: &Office,
    mut heard: mpsc::UnboundedReceiver<Progress>,
    decisions: mpsc::Sender<Decision>,
) -> std::convert::Infallible {
    let mut lost = 0;
    let mut pressed = 0;
    while let Some(progress) = heard.recv().await {
        match progress {
            Progress::Code { code } => {
                let user_code = code.user_code.expect("one code");
                office.sign_in(&user_code, ACCOUNT, AtMicrosoft::Approve);
                for _ in 0..60 {
                    if office.printers()[0].sign_in_ended() {
                        break;
                    }
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                let _ = decisions.send(Decision::SignedIn).await;
            }
            Progress::NotYet if pressed < 20 => {
                pressed += 1;
                tokio::time::sleep(Duration::from_millis(200)).await;
                let _ = decisions.send(Decision::SignedIn).await;
            }
            Progress::CodeExpired | Progress::CodeFailed { .. } if lost < 2 => {
                lost += 1;
                let _ = decisions.send(Decision::NewCode).await;
            }
            Progress::NotYet | Progress::CodeExpired | Progress::CodeFailed { .. } => break,
            _ => {}
        }
    }
    drop(decisions);
    std::future::pending().await
}

/// The rules of behaviour, from the printer's own records.
fn rules(
    printer: &RunningPrinter,
    failure: Option<(u64, Failure)>,
    ended: &Result<Outcome, Problem>,
) -> Vec<String> {
    let mut broken = Vec::new();
    let mut must = |holds: bool, rule: &str| {
        if !holds {
            broken.push(rule.to_owned());
        }
    };
    let log = printer.request_log();
    let logins: Vec<&LoggedRequest> = log.iter().filter(|r| is_login(r)).collect();
    let failure_at = failure.map(|(nth, _)| nth);
    let failure = failure.map(|(_, failure)| failure);

    let stored = printer.state().mail;
    let as_wanted = stored.oauth
        && stored.authorised
        && stored.auto_sender
        && stored.server == "smtp.office365.com"
        && [&stored.auth_address, &stored.auth_user, &stored.admin_address].iter().all(|a| *a == ACCOUNT);
    must(ended.is_err() || as_wanted, "verified, but the printer holds something else");
    must(printer.state().deviations.is_empty(), "an untouched field came back changed");

    let renewals = usize::from(failure.is_some_and(Failure::ends_the_session));
    must(logins.len() <= 1 + renewals, "a login by itself");
    must(
        !printer.logins().iter().any(|login| !login.accepted),
        "a password was sent that the printer rejected",
    );

    // A changed certificate is a stranger: nothing more is said to it, not even the logout.
    if let (Some(login), false) = (logins.last(), failure == Some(Failure::ChangedCertificate)) {
        must(log.iter().any(|r| r.number > login.number && is_logout(r)), "no logout");
        // A login whose answer never came has a session that nobody knows the name of.
        let unknown = failure == Some(Failure::Stall) && failure_at == Some(login.number);
        must(unknown || printer.open_sessions() == 0, "a session was left open");
    }

    if let (Some(at), Some(failure)) = (failure_at, failure)
        && !failure.leaves_the_answer()
        && let Some(failed) = log.iter().find(|r| r.number == at && r.method == "POST" && !is_login(r))
    {
        let next = log.iter().find(|r| r.number > at && r.method == "POST" && r.path == failed.path);
        let read = |until: u64| log.iter().any(|r| r.number > at && r.number < until && r.method == "GET");
        must(next.is_none_or(|next| read(next.number)), "a POST was repeated without a reading in between");
    }
    if let Err(problem) = ended {
        must(problem.code.as_str().to_owned().starts_with("printer."), "the problem is not the printer's");
        must(problem.code != codes::CLICK_NOT_UNDERSTOOD, "a lost answer was taken for an unreadable page");
    }
    broken
}

fn is_login(request: &LoggedRequest) -> bool {
    request.method == "POST" && request.path.ends_with("/login.cgi")
}

fn is_logout(request: &LoggedRequest) -> bool {
    request.path.ends_with("/logout.cgi")
}
