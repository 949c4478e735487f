//! One printer from start to verified: the order of the guide, with the rules of behaviour.
//!
//! The guide saves twice (SMTP, then the administrator's address). Both stand on one page, so one save is tried, and
//! what the read-back finds missing of the second part is saved by itself: printers that take everything at once need
//! one save, printers that insist on the documented order get it. Nothing is ever reported as done before a reading
//! of the printer says so.

mod authorise;

use std::time::Duration;

use tegata_core::problem::{local, printer as codes};
use tegata_core::{Field, MailSettings, Plan, Problem, Target};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::desk::messages::{Decision, Inspection, JobResult, Outcome, Progress, Stage};
use crate::log::JobLog;
use crate::outside::{Door, ManagedPrinter};
use authorise::authorise;

/// How long a login that is under way may take to finish after "cancel", so that it can be logged out.
const LOGIN_GRACE: Duration = Duration::from_secs(5);

/// What is to be done, and how far.
#[derive(Clone, Debug)]
pub struct Order {
    /// The settings wanted.
    pub target: Target,
    /// Plan only.
    pub dry_run: bool,
    /// Whether a grant is part of what is wanted where OAuth 2.0 is: not on the way back to a state without one.
    pub grant: bool,
}

impl Order {
    /// What leads from a reading to what is wanted.
    #[must_use]
    pub fn plan(&self, current: &MailSettings) -> Plan {
        let mut plan = Plan::between(current, &self.target);
        plan.needs_authorization &= self.grant;
        plan
    }
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
    // A real printer's way is a deep one, and every caller that carries its state by value carries a copy on its stack.
    // On the heap it leaves the callers, and the window's threads, as small as they look.
    let mut printer = Box::pin(enter(door, say, cancel)).await?;
    let result = tokio::select! {
        biased;
        () = cancel.cancelled() => Err(Problem::new(local::CANCELLED)),
        result = Box::pin(work(&mut printer, order, agree, log, say, decisions)) => result,
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
    let mut printer = Box::pin(enter(door, say, cancel)).await?;
    say(Progress::Stage { stage: Stage::Read });
    let result = tokio::select! {
        biased;
        () = cancel.cancelled() => Err(Problem::new(local::CANCELLED)),
        settings = Box::pin(printer.read()) => settings,
    };
    leave(&mut printer, say).await;
    Ok(Inspection { settings: result?, identity: printer.identity() })
}

/// Reaches the printer without logging in. A job on this door then starts with the login.
///
/// # Errors
/// As [`Door::contact`]; `local.cancelled` when `cancel` fired.
pub async fn reach(door: &mut impl Door, say: Say<'_>, cancel: &CancellationToken) -> Result<(), Problem> {
    say(Progress::Stage { stage: Stage::Connect });
    tokio::select! {
        biased;
        () = cancel.cancelled() => Err(Problem::new(local::CANCELLED)),
        contacted = door.contact() => contacted,
    }
}

async fn enter<D: Door>(
    door: &mut D,
    say: Say<'_>,
    cancel: &CancellationToken,
) -> Result<D::Printer, Problem> {
    if !door.is_reached() {
        reach(door, say, cancel).await?;
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
    let plan = order.plan(&before);
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
    let mut doubt = authorise_and_save(printer, &plan, log, say, decisions).await?;
    begin(log, say, Stage::Verify)?;
    let mut now = read_back(printer, doubt.as_ref()).await?;
    let missing = Plan::between(&now, &order.target);
    if !missing.changes.is_empty() && missing.fields().all(belongs_to_second_part) {
        printer.fill(&missing.changes).await?;
        doubt = save(printer).await?;
        now = read_back(printer, doubt.as_ref()).await?;
    }
    verify(&now, order).map_err(|problem| match doubt.and_then(|doubt| doubt.detail) {
        // Why it is not there: the save's answer never came, and this is how.
        Some(how) => problem.detail(how),
        None => problem,
    })?;
    verify(&now, order)?;
    Ok(outcome(JobResult::Verified, now, plan, printer.identity()))
}

/// Authorises where the plan wants it, and presses [OK]. A printer that lost its session or the thread at that last
/// step has lost the grant with it: back to the person, for another code.
async fn authorise_and_save<P: ManagedPrinter>(
    printer: &mut P,
    plan: &Plan,
    log: &mut impl JobLog,
    say: Say<'_>,
    decisions: &mut mpsc::Receiver<Decision>,
) -> Result<Option<Problem>, Problem> {
    let mut ended = None;
    loop {
        if plan.needs_authorization {
            begin(log, say, Stage::Authorise)?;
            authorise(printer, ended.take(), say, decisions).await?;
        }
        begin(log, say, Stage::Save)?;
        match save(printer).await {
            Err(problem)
                if plan.needs_authorization
                    && [codes::SESSION_LOST, codes::FLOW_BROKEN].contains(&problem.code) =>
            {
                ended = Some(problem);
            }
            other => return other,
        }
    }
}

/// Presses [OK]. A save whose answer was lost is not an end: the reading that follows decides.
async fn save(printer: &mut impl ManagedPrinter) -> Result<Option<Problem>, Problem> {
    match printer.save().await {
        Ok(()) => Ok(None),
        Err(problem) if problem.code == codes::OUTCOME_UNKNOWN => Ok(Some(problem)),
        Err(problem) => Err(problem),
    }
}

/// Reads what was saved. A printer that cannot be read any more leaves the outcome unknown, whatever it said before.
async fn read_back(
    printer: &mut impl ManagedPrinter,
    doubt: Option<&Problem>,
) -> Result<MailSettings, Problem> {
    let silent =
        [codes::UNREACHABLE, codes::NO_ANSWER, codes::ANSWER_CUT, codes::TLS_FAILED, codes::HTTP_ERROR];
    printer.read().await.map_err(|problem| {
        if doubt.is_none() && !silent.contains(&problem.code) {
            return problem;
        }
        let said =
            |problem: &Problem| problem.detail.clone().unwrap_or_else(|| problem.code.as_str().to_owned());
        let how = doubt.into_iter().chain([&problem]).map(said).collect::<Vec<_>>().join("; ");
        Problem::new(codes::OUTCOME_UNKNOWN).detail(how)
    })
}

/// The guide's second part, 管理者メールアドレスを設定する.
fn belongs_to_second_part(field: Field) -> bool {
    matches!(field, Field::AdminAddress | Field::AutoSender)
}

/// Whether a reading says that everything wanted is there, and authorised.
///
/// # Errors
/// `printer.not_stored` with the fields that differ; `printer.not_authorised`.
pub fn verify(now: &MailSettings, order: &Order) -> Result<(), Problem> {
    let missing = Plan::between(now, &order.target);
    if !missing.changes.is_empty() {
        let fields = missing.fields().map(Field::as_str).collect::<Vec<_>>().join(", ");
        return Err(Problem::new(codes::NOT_STORED).arg("fields", fields));
    }
    if order.grant && order.target.wants_oauth2() && now.authorised != Some(true) {
        return Err(Problem::new(codes::NOT_AUTHORISED));
    }
    Ok(())
}

fn begin(log: &mut impl JobLog, say: Say<'_>, stage: Stage) -> Result<(), Problem> {
    log.stage(stage)?;
    say(Progress::Stage { stage });
    Ok(())
}
