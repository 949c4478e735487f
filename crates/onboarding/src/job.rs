//! One printer from start to verified: the order of the guide, with the rules of behaviour.
//!
//! The guide saves twice (SMTP, then the administrator's address). Both stand on one page, so one save is tried, and
//! what the read-back finds missing of the second part is saved by itself: printers that take everything at once need
//! one save, printers that insist on the documented order get it. Nothing is ever reported as done before a reading
//! of the printer says so.

use std::time::Duration;

use tegata_core::problem::{ProblemMessage, local, printer as codes};
use tegata_core::{Field, MailSettings, Plan, Problem, Target};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::desk::messages::{
    CodeOrigin, Decision, Inspection, JobResult, Outcome, Progress, ShownCode, Stage,
};
use crate::log::JobLog;
use crate::outside::{AuthorizationCode, Confirmation, Door, ManagedPrinter};

/// How long a printer's code is taken to live where its screen does not say: Microsoft's default
/// (`facts/exchange.md` §1.3). Only a countdown hangs on it, never a decision.
const DEFAULT_CODE_LIFE: Duration = Duration::from_secs(900);

/// How often the login session is kept from ending while a person signs in: at most once a minute.
const KEEP_ALIVE_EVERY: Duration = Duration::from_secs(60);

/// How long a login that is under way may take to finish after "cancel", so that it can be logged out.
const LOGIN_GRACE: Duration = Duration::from_secs(5);

/// What is to be done, and how far.
#[derive(Clone, Debug)]
pub struct Order {
    /// The settings wanted.
    pub target: Target,
    /// Plan only.
    pub dry_run: bool,
}

/// Where the job speaks: progress goes to the person as it happens.
pub type Say<'a> = &'a (dyn Fn(Progress) + Send + Sync);

/// Whether the plan is agreed to, given what was read. The terminal asks here, the window compares with its preview.
pub trait Agree: Send {
    /// # Errors
    /// The problem with which the job then ends, before anything is written.
    fn agree(
        &mut self,
        current: &MailSettings,
        plan: &Plan,
    ) -> impl Future<Output = Result<(), Problem>> + Send;
}

/// Runs a job on the printer behind a door, and leaves it logged out however the job ends.
///
/// # Errors
/// The first problem that could not be overcome; `local.cancelled` when `cancel` fired.
pub async fn run<D: Door>(
    door: &mut D,
    order: &Order,
    agree: &mut impl Agree,
    log: &mut impl JobLog,
    say: Say<'_>,
    decisions: &mut mpsc::Receiver<Decision>,
    cancel: &CancellationToken,
) -> Result<Outcome, Problem> {
    let mut printer = enter(door, say, cancel).await?;
    let result = tokio::select! {
        biased;
        () = cancel.cancelled() => Err(Problem::new(local::CANCELLED)),
        result = work(&mut printer, order, agree, log, say, decisions) => result,
    };
    log.end(result.as_ref().map(|outcome| outcome.result));
    leave(&mut printer, say).await;
    result.map(|outcome| Outcome { requests: printer.requests(), ..outcome })
}

/// Logs in, reads, logs out.
///
/// # Errors
/// As for [`run`].
pub async fn inspect<D: Door>(
    door: &mut D,
    say: Say<'_>,
    cancel: &CancellationToken,
) -> Result<Inspection, Problem> {
    let mut printer = enter(door, say, cancel).await?;
    say(Progress::Stage { stage: Stage::Read });
    let result = tokio::select! {
        biased;
        () = cancel.cancelled() => Err(Problem::new(local::CANCELLED)),
        settings = printer.read() => settings,
    };
    leave(&mut printer, say).await;
    Ok(Inspection { settings: result?, identity: printer.identity() })
}

async fn enter<D: Door>(
    door: &mut D,
    say: Say<'_>,
    cancel: &CancellationToken,
) -> Result<D::Printer, Problem> {
    say(Progress::Stage { stage: Stage::Connect });
    tokio::select! {
        biased;
        () = cancel.cancelled() => return Err(Problem::new(local::CANCELLED)),
        contacted = door.contact() => contacted?,
    }
    say(Progress::Stage { stage: Stage::Login });
    let login = door.login();
    tokio::pin!(login);
    tokio::select! {
        biased;
        () = cancel.cancelled() => {}
        printer = &mut login => return printer,
    }
    // Dropping a login that the printer may have granted already would leave a session open on it.
    if let Ok(Ok(mut printer)) = tokio::time::timeout(LOGIN_GRACE, login).await {
        leave(&mut printer, say).await;
    }
    Err(Problem::new(local::CANCELLED))
}

async fn leave(printer: &mut impl ManagedPrinter, say: Say<'_>) {
    say(Progress::Stage { stage: Stage::Logout });
    printer.logout().await;
}

async fn work<P: ManagedPrinter>(
    printer: &mut P,
    order: &Order,
    agree: &mut impl Agree,
    log: &mut impl JobLog,
    say: Say<'_>,
    decisions: &mut mpsc::Receiver<Decision>,
) -> Result<Outcome, Problem> {
    say(Progress::Stage { stage: Stage::Read });
    let before = printer.read().await?;
    if order.target.wants_oauth2() && !before.oauth2_offered {
        let model = printer.identity().model.unwrap_or_default();
        return Err(Problem::new(codes::NO_OAUTH_OPTION).arg("model", model));
    }
    let plan = Plan::between(&before, &order.target);
    say(Progress::Plan { plan: plan.clone() });
    let outcome =
        |result, settings, plan, identity| Outcome { result, identity, settings, plan, requests: 0 };
    if plan.is_empty() {
        return Ok(outcome(JobResult::Unchanged, before, plan, printer.identity()));
    }
    if order.dry_run {
        return Ok(outcome(JobResult::Planned, before, plan, printer.identity()));
    }
    agree.agree(&before, &plan).await?;
    log.begin(&printer.identity(), &before, &order.target, &plan)?;

    begin(log, say, Stage::Write)?;
    printer.fill(&plan.changes).await?;
    if plan.needs_authorization {
        begin(log, say, Stage::Authorise)?;
        authorise(printer, say, decisions).await?;
    }
    begin(log, say, Stage::Save)?;
    printer.save().await?;
    begin(log, say, Stage::Verify)?;
    let mut now = printer.read().await?;
    let missing = Plan::between(&now, &order.target);
    if !missing.changes.is_empty() && missing.fields().all(belongs_to_second_part) {
        printer.fill(&missing.changes).await?;
        printer.save().await?;
        now = printer.read().await?;
    }
    verify(&now, &order.target)?;
    Ok(outcome(JobResult::Verified, now, plan, printer.identity()))
}

/// The guide's second part, 管理者メールアドレスを設定する.
fn belongs_to_second_part(field: Field) -> bool {
    matches!(field, Field::AdminAddress | Field::AutoSender)
}

/// Whether a reading says that everything wanted is there, and authorised.
///
/// # Errors
/// `printer.not_stored` with the fields that differ; `printer.not_authorised`.
pub fn verify(now: &MailSettings, target: &Target) -> Result<(), Problem> {
    let missing = Plan::between(now, target);
    if !missing.changes.is_empty() {
        let fields = missing.fields().map(Field::as_str).collect::<Vec<_>>().join(", ");
        return Err(Problem::new(codes::NOT_STORED).arg("fields", fields));
    }
    if target.wants_oauth2() && now.authorised != Some(true) {
        return Err(Problem::new(codes::NOT_AUTHORISED));
    }
    Ok(())
}

fn begin(log: &mut impl JobLog, say: Say<'_>, stage: Stage) -> Result<(), Problem> {
    log.stage(stage)?;
    say(Progress::Stage { stage });
    Ok(())
}

/// Shows the printer's code and waits for the person, as long as the person wants.
async fn authorise<P: ManagedPrinter>(
    printer: &mut P,
    say: Say<'_>,
    decisions: &mut mpsc::Receiver<Decision>,
) -> Result<(), Problem> {
    let code = printer.start_authorization().await?;
    show(&code, say);
    let mut code_is_live = true;
    loop {
        let decision = next_decision(printer, decisions).await;
        match decision {
            Decision::Cancel => return Err(Problem::new(local::CANCELLED)),
            Decision::SignedIn if code_is_live => match confirm(printer).await? {
                Confirmation::Authorised => return Ok(()),
                Confirmation::NotYet => say(Progress::NotYet),
                Confirmation::Expired => {
                    code_is_live = false;
                    say(Progress::CodeExpired);
                }
                Confirmation::Declined(words) => {
                    code_is_live = false;
                    failed(Problem::new(codes::AUTHORIZATION_DECLINED).detail(words), say);
                }
                Confirmation::Failed(words) => {
                    code_is_live = false;
                    failed(Problem::new(codes::AUTHORIZATION_FAILED).detail(words), say);
                }
            },
            Decision::SignedIn | Decision::NewCode => {
                let code = printer.new_code().await?;
                show(&code, say);
                code_is_live = true;
            }
        }
    }
}

/// A lost session ends the code, not the job: the next click starts a new one with nothing typed twice.
async fn confirm<P: ManagedPrinter>(printer: &mut P) -> Result<Confirmation, Problem> {
    match printer.confirm_authorization().await {
        Err(problem) if problem.code == codes::SESSION_LOST => Ok(Confirmation::Expired),
        other => other,
    }
}

async fn next_decision<P: ManagedPrinter>(
    printer: &mut P,
    decisions: &mut mpsc::Receiver<Decision>,
) -> Decision {
    loop {
        tokio::select! {
            biased;
            // Nobody left to decide: the window closed, or standard input ended.
            decision = decisions.recv() => return decision.unwrap_or(Decision::Cancel),
            () = tokio::time::sleep(KEEP_ALIVE_EVERY) => {}
        }
        printer.keep_alive().await;
    }
}

fn failed(problem: Problem, say: Say<'_>) {
    say(Progress::CodeFailed { problem: ProblemMessage::from(&problem) });
}

fn show(code: &AuthorizationCode, say: Say<'_>) {
    let life = code.expires_in.unwrap_or(DEFAULT_CODE_LIFE);
    say(Progress::Code {
        code: ShownCode {
            origin: CodeOrigin::Printer,
            user_code: code.user_code.clone(),
            candidates: code.candidates.clone(),
            screen_text: code.user_code.is_none().then(|| code.screen_text.clone()),
            verification_uri: code.verification_uri.to_string(),
            refused_link: code.refused_link.clone(),
            expires_in: u32::try_from(life.as_secs()).unwrap_or(u32::MAX),
        },
    });
}
