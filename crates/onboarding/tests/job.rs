//! The order of the job against a printer made of nothing but the trait: what is called, when, and how it ends.

use std::sync::{Arc, Mutex};

use tegata_core::problem::{local, printer as codes};
use tegata_core::{
    Change, Field, Identity, MailAddress, MailSettings, Plan, Problem, SendingMethod, Target, Value,
};
use tegata_onboarding::desk::messages::{Decision, JobResult, Outcome, Progress};
use tegata_onboarding::job::{self, Agree, Order};
use tegata_onboarding::log::NoLog;
use tegata_onboarding::outside::{AuthorizationCode, Confirmation, Door, ManagedPrinter};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

/// A printer that stores what it is told, with a few bad habits to choose from.
#[derive(Clone, Default)]
struct Fake {
    calls: Arc<Mutex<Vec<String>>>,
    stored: MailSettings,
    filled: Vec<Change>,
    authorised_unsaved: bool,
    answers: Vec<Confirmation>,
    forgets_second_part_once: bool,
    never_stores: bool,
    hangs_in_save: bool,
    /// What the next saves end in, and whether they stored all the same.
    failing_saves: Vec<(Problem, bool)>,
    failing_confirmations: Vec<Problem>,
    cannot_be_read_again: bool,
}

impl Fake {
    fn in_password_mode() -> Self {
        let stored = MailSettings {
            sending_method: Some(SendingMethod::Password),
            oauth2_offered: true,
            smtp_server: Some("mail.contoso.com".into()),
            auth_address: Some("old@contoso.com".into()),
            auto_sender: Some(false),
            ..MailSettings::default()
        };
        Self { stored, ..Self::default() }
    }

    fn call(&self, name: &str) {
        self.calls.lock().expect("the calls").push(name.to_owned());
    }
}

fn store(settings: &mut MailSettings, change: &Change) {
    let text = Some(change.to.to_string());
    match change.field {
        Field::SendingMethod => settings.sending_method = Some(SendingMethod::OAuth2),
        Field::SmtpServer => settings.smtp_server = text,
        Field::AuthAddress => settings.auth_address = text,
        Field::AuthUserName => settings.auth_user_name = text,
        Field::AdminAddress => settings.admin_address = text,
        Field::AutoSender => settings.auto_sender = Some(change.to == Value::Flag(true)),
        other => panic!("{other} is never written"),
    }
}

fn a_code() -> AuthorizationCode {
    AuthorizationCode {
        user_code: Some("FRWQDE7YL".into()),
        candidates: Vec::new(),
        screen_text: String::new(),
        verification_uri: "https://microsoft.com/devicelogin".parse().expect("a link"),
        refused_link: None,
        expires_in: None,
    }
}

impl ManagedPrinter for Fake {
    fn identity(&self) -> Identity {
        Identity { model: Some("IM C3000".into()), ..Identity::default() }
    }

    async fn read(&mut self) -> Result<MailSettings, Problem> {
        self.call("read");
        if self.cannot_be_read_again && self.calls.lock().expect("the calls").contains(&"save".to_owned()) {
            return Err(Problem::new(codes::NO_ANSWER).detail("silence"));
        }
        Ok(self.stored.clone())
    }

    async fn fill(&mut self, changes: &[Change]) -> Result<(), Problem> {
        self.call("fill");
        self.filled = changes.to_vec();
        Ok(())
    }

    async fn start_authorization(&mut self) -> Result<AuthorizationCode, Problem> {
        self.call("start");
        Ok(a_code())
    }

    async fn confirm_authorization(&mut self) -> Result<Confirmation, Problem> {
        self.call("confirm");
        if !self.failing_confirmations.is_empty() {
            return Err(self.failing_confirmations.remove(0));
        }
        let answer = if self.answers.is_empty() { Confirmation::Authorised } else { self.answers.remove(0) };
        self.authorised_unsaved = answer == Confirmation::Authorised;
        Ok(answer)
    }

    async fn new_code(&mut self) -> Result<AuthorizationCode, Problem> {
        self.call("new_code");
        Ok(a_code())
    }

    async fn keep_alive(&mut self) {
        self.call("keep_alive");
    }

    async fn save(&mut self) -> Result<(), Problem> {
        self.call("save");
        if self.hangs_in_save {
            std::future::pending::<()>().await;
        }
        if self.never_stores {
            return Ok(());
        }
        let failing = (!self.failing_saves.is_empty()).then(|| self.failing_saves.remove(0));
        if let Some((problem, false)) = failing {
            return Err(problem);
        }
        let second = |change: &Change| matches!(change.field, Field::AdminAddress | Field::AutoSender);
        for change in self.filled.iter().filter(|change| !(self.forgets_second_part_once && second(change))) {
            store(&mut self.stored, change);
        }
        self.forgets_second_part_once = false;
        if self.authorised_unsaved {
            self.stored.authorised = Some(true);
        }
        failing.map_or(Ok(()), |(problem, _)| Err(problem))
    }

    async fn logout(&mut self) {
        self.call("logout");
    }

    fn requests(&self) -> u32 {
        7
    }
}

struct FakeDoor(Option<Fake>);

impl Door for FakeDoor {
    type Printer = Fake;

    async fn contact(&mut self) -> Result<(), Problem> {
        Ok(())
    }

    async fn login(&mut self) -> Result<Fake, Problem> {
        self.0.take().ok_or_else(|| Problem::new(codes::LOGIN_REJECTED))
    }
}

struct Yes;

impl Agree for Yes {
    async fn agree(&mut self, _: &MailSettings, _: &Plan) -> Result<(), Problem> {
        Ok(())
    }
}

struct Run {
    result: Result<Outcome, Problem>,
    calls: Vec<String>,
    said: Vec<Progress>,
}

fn target() -> Target {
    let sender: MailAddress = "scan@contoso.com".parse().expect("an address");
    Target::exchange_online(&sender)
}

async fn run(printer: Fake, decisions: &[Decision], cancel: CancellationToken) -> Run {
    let calls = Arc::clone(&printer.calls);
    let said = Arc::new(Mutex::new(Vec::new()));
    let (sender, mut receiver) = mpsc::channel(16);
    for decision in decisions {
        sender.send(decision.clone()).await.expect("room for a decision");
    }
    drop(sender);
    let heard = Arc::clone(&said);
    let say = move |progress| heard.lock().expect("what was said").push(progress);
    let order = Order { target: target(), dry_run: false, grant: true };
    let mut door = FakeDoor(Some(printer));
    let result = job::run(&mut door, &order, &mut Yes, &mut NoLog, &say, &mut receiver, &cancel).await;
    let calls = calls.lock().expect("the calls").clone();
    let said = said.lock().expect("what was said").clone();
    Run { result, calls, said }
}

#[tokio::test]
async fn the_straight_path_reads_writes_authorises_saves_once_reads_back_and_logs_out() {
    let run = run(Fake::in_password_mode(), &[Decision::SignedIn], CancellationToken::new()).await;
    assert_eq!(run.result.expect("a good end").result, JobResult::Verified);
    assert_eq!(run.calls, ["read", "fill", "start", "confirm", "save", "read", "logout"]);
}

#[tokio::test]
async fn what_is_already_so_is_left_alone() {
    let mut printer = Fake::in_password_mode();
    for change in &Plan::between(&printer.stored, &target()).changes {
        store(&mut printer.stored, change);
    }
    printer.stored.authorised = Some(true);
    let run = run(printer, &[], CancellationToken::new()).await;
    assert_eq!(run.result.expect("a good end").result, JobResult::Unchanged);
    assert_eq!(run.calls, ["read", "logout"]);
}

#[tokio::test]
async fn not_yet_keeps_the_code_and_expiry_wants_a_new_one() {
    let mut printer = Fake::in_password_mode();
    printer.answers = vec![
        Confirmation::NotYet,
        Confirmation::Expired,
        Confirmation::Declined("no".into()),
        Confirmation::Authorised,
    ];
    let enter = Decision::SignedIn;
    let run = run(
        printer,
        &[enter.clone(), enter.clone(), enter.clone(), enter.clone(), enter.clone(), enter],
        CancellationToken::new(),
    )
    .await;
    assert_eq!(run.result.expect("a good end").result, JobResult::Verified);
    let pressed: Vec<_> =
        run.calls.iter().filter(|c| ["confirm", "new_code"].contains(&c.as_str())).collect();
    assert_eq!(pressed, ["confirm", "confirm", "new_code", "confirm", "new_code", "confirm"]);
    let codes = run.said.iter().filter(|p| matches!(p, Progress::Code { .. })).count();
    assert_eq!(codes, 3, "each new code is shown");
    assert!(run.said.contains(&Progress::NotYet) && run.said.contains(&Progress::CodeExpired));
}

#[tokio::test]
async fn nobody_left_to_decide_means_cancelled_and_logged_out() {
    let run = run(Fake::in_password_mode(), &[], CancellationToken::new()).await;
    assert_eq!(run.result.expect_err("a problem").code, local::CANCELLED);
    assert_eq!(run.calls.last().map(String::as_str), Some("logout"));
    assert!(!run.calls.contains(&"save".to_owned()), "nothing is saved after a cancel");
}

#[tokio::test]
async fn a_printer_that_wants_two_saves_gets_two() {
    let mut printer = Fake::in_password_mode();
    printer.forgets_second_part_once = true;
    let run = run(printer, &[Decision::SignedIn], CancellationToken::new()).await;
    assert_eq!(run.result.expect("a good end").result, JobResult::Verified);
    assert_eq!(run.calls.iter().filter(|c| *c == "save").count(), 2);
}

#[tokio::test]
async fn values_that_were_not_stored_are_never_called_done() {
    let mut printer = Fake::in_password_mode();
    printer.never_stores = true;
    let run = run(printer, &[Decision::SignedIn], CancellationToken::new()).await;
    let problem = run.result.expect_err("a problem");
    assert_eq!(problem.code, codes::NOT_STORED);
    assert!(problem.args["fields"].contains("auth_address"));
    assert_eq!(run.calls.iter().filter(|c| *c == "save").count(), 1, "a save is not repeated blindly");
    assert_eq!(run.calls.last().map(String::as_str), Some("logout"));
}

#[tokio::test]
async fn a_save_whose_answer_was_lost_is_decided_by_reading() {
    let lost = || Problem::new(codes::OUTCOME_UNKNOWN).detail("reset");
    let mut printer = Fake::in_password_mode();
    printer.failing_saves = vec![(lost(), true)];
    let stored = run(printer, &[Decision::SignedIn], CancellationToken::new()).await;
    assert_eq!(stored.result.expect("a good end").result, JobResult::Verified);
    assert_eq!(stored.calls, ["read", "fill", "start", "confirm", "save", "read", "logout"]);

    let mut printer = Fake::in_password_mode();
    printer.failing_saves = vec![(lost(), false)];
    let not = run(printer, &[Decision::SignedIn], CancellationToken::new()).await;
    let problem = not.result.expect_err("a problem");
    assert_eq!((problem.code, problem.detail.as_deref()), (codes::NOT_STORED, Some("reset")));
    assert_eq!(not.calls.iter().filter(|c| *c == "save").count(), 1, "never sent again");
}

#[tokio::test]
async fn a_printer_that_cannot_be_read_after_the_save_leaves_the_outcome_unknown() {
    let mut printer = Fake::in_password_mode();
    printer.cannot_be_read_again = true;
    let run = run(printer, &[Decision::SignedIn], CancellationToken::new()).await;
    let problem = run.result.expect_err("a problem");
    assert_eq!((problem.code, problem.detail.as_deref()), (codes::OUTCOME_UNKNOWN, Some("silence")));
    assert_eq!(run.calls.last().map(String::as_str), Some("logout"));
}

#[tokio::test]
async fn a_session_lost_at_the_last_step_is_one_click_and_another_code_away() {
    for lost in [codes::SESSION_LOST, codes::FLOW_BROKEN] {
        let mut printer = Fake::in_password_mode();
        printer.failing_saves = vec![(Problem::new(lost), false)];
        let clicks = [Decision::SignedIn, Decision::NewCode, Decision::SignedIn];
        let run = run(printer, &clicks, CancellationToken::new()).await;
        assert_eq!(run.result.expect("a good end").result, JobResult::Verified);
        assert_eq!(run.calls[3..], ["confirm", "save", "new_code", "confirm", "save", "read", "logout"]);
        assert!(
            run.said.iter().any(
                |said| matches!(said, Progress::CodeFailed { problem } if problem.code == lost.as_str())
            )
        );
    }
}

#[tokio::test]
async fn a_lost_answer_to_ok_ends_the_code_and_not_the_job() {
    let mut printer = Fake::in_password_mode();
    printer.failing_confirmations = vec![Problem::new(codes::BUSY), Problem::new(codes::ANSWER_CUT)];
    let click = Decision::SignedIn;
    let clicks = [click.clone(), click.clone(), click.clone(), click];
    let run = run(printer, &clicks, CancellationToken::new()).await;
    assert_eq!(run.result.expect("a good end").result, JobResult::Verified);
    assert_eq!(run.calls[3..7], ["confirm", "confirm", "new_code", "confirm"]);
    assert!(run.said.contains(&Progress::NotYet), "still busy: the same code holds");
}

#[tokio::test]
async fn with_nobody_left_the_job_ends_with_what_ended_the_code() {
    let mut printer = Fake::in_password_mode();
    printer.failing_confirmations = vec![Problem::new(codes::SESSION_LOST)];
    let run = run(printer, &[Decision::SignedIn], CancellationToken::new()).await;
    assert_eq!(run.result.expect_err("a problem").code, codes::SESSION_LOST);
    assert_eq!(run.calls.last().map(String::as_str), Some("logout"));
}

#[tokio::test]
async fn leaving_after_a_code_ran_out_is_cancelling() {
    let mut printer = Fake::in_password_mode();
    printer.answers = vec![Confirmation::Expired];
    let run = run(printer, &[Decision::SignedIn], CancellationToken::new()).await;
    assert!(run.said.contains(&Progress::CodeExpired));
    assert_eq!(run.result.expect_err("a problem").code, local::CANCELLED);
    assert_eq!(run.calls.last().map(String::as_str), Some("logout"));
}

#[tokio::test]
async fn a_firmware_without_oauth2_is_told_before_anything_is_written() {
    let mut printer = Fake::in_password_mode();
    printer.stored.oauth2_offered = false;
    let run = run(printer, &[], CancellationToken::new()).await;
    assert_eq!(run.result.expect_err("a problem").code, codes::NO_OAUTH_OPTION);
    assert_eq!(run.calls, ["read", "logout"]);
}

#[tokio::test]
async fn cancelling_in_the_middle_of_a_save_still_logs_out() {
    let mut printer = Fake::in_password_mode();
    printer.hangs_in_save = true;
    let cancel = CancellationToken::new();
    let soon = cancel.clone();
    tokio::spawn(async move {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        soon.cancel();
    });
    let run = run(printer, &[Decision::SignedIn], cancel).await;
    assert_eq!(run.result.expect_err("a problem").code, local::CANCELLED);
    assert_eq!(run.calls.last().map(String::as_str), Some("logout"));
}

#[tokio::test(start_paused = true)]
async fn while_a_person_signs_in_the_session_is_kept_alive_once_a_minute() {
    let printer = Fake::in_password_mode();
    let calls = Arc::clone(&printer.calls);
    let (sender, mut receiver) = mpsc::channel(1);
    tokio::spawn(async move {
        tokio::time::sleep(std::time::Duration::from_secs(190)).await;
        let _ = sender.send(Decision::SignedIn).await;
    });
    let order = Order { target: target(), dry_run: false, grant: true };
    let mut door = FakeDoor(Some(printer));
    let cancel = CancellationToken::new();
    job::run(&mut door, &order, &mut Yes, &mut NoLog, &|_| {}, &mut receiver, &cancel)
        .await
        .expect("a good end");
    assert_eq!(calls.lock().expect("the calls").iter().filter(|c| *c == "keep_alive").count(), 3);
}
