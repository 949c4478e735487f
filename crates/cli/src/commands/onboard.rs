//! `tegata onboard`: the main job on the command line.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;
use tegata_core::problem::local;
use tegata_core::{MailSettings, Plan, Problem};
use tegata_onboarding::desk::messages::{Decision, JobResult, Outcome, TargetForm};
use tegata_onboarding::job::{self, Agree, Order};
use tegata_onboarding::kept::{Kept, Purpose};
use tegata_onboarding::report::{self, Finished, Format};
use tegata_onboarding::target::target_of;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::arguments::{DoorOptions, OnOff, Onboard};
use crate::commands::unfinished;
use crate::door::{Entrance, diagnose_contact};
use crate::lines::Lines;
use crate::output::{Output, exit_code};

/// Runs it.
pub async fn run(options: &Onboard, output: &Arc<Output>, cancel: &CancellationToken) -> Result<(), Problem> {
    let form = TargetForm {
        sender: options.sender.clone(),
        user: options.user.clone().unwrap_or_default(),
        admin_address: options.admin_address.clone().unwrap_or_default(),
        auto_sender: options.auto_sender == OnOff::On,
        smtp_server: options.smtp_server.clone().unwrap_or_default(),
    };
    let kept = Kept::open()?;
    let (target, understood) = target_of(&form, Some(&kept.smtp_server_of_cloud()))?;
    if understood.admin_address != understood.sender || !understood.auto_sender {
        output.message("command-sender-advice", &[]);
    }
    let order = Order { target, dry_run: options.dry_run, grant: true };
    let task = Task {
        purpose: Purpose::Onboard,
        order,
        yes: options.yes,
        report: options.report.clone(),
        diagnose: options.diagnose.clone(),
    };
    write(&options.door, &kept, task, output, cancel).await
}

/// A job that writes: `onboard`, `finish`, `restore`.
pub struct Task {
    /// What it is for.
    pub purpose: Purpose,
    /// What is wanted.
    pub order: Order,
    /// Agreed to beforehand.
    pub yes: bool,
    /// Where the result goes, field by field.
    pub report: Option<PathBuf>,
    /// Where a diagnostic bundle goes if the job ends badly.
    pub diagnose: Option<PathBuf>,
}

/// Plans, asks, writes, verifies.
pub async fn write(
    options: &DoorOptions,
    kept: &Kept,
    task: Task,
    output: &Arc<Output>,
    cancel: &CancellationToken,
) -> Result<(), Problem> {
    let address = options.address()?;
    if let Some(path) = &task.report {
        // Before anything is written: a wrong name must not cost the report of what was done.
        Format::of(path)
            .ok_or_else(|| Problem::new(local::REPORT_FORMAT_UNKNOWN).arg("path", path.display()))?;
    }
    unfinished::remind(kept, output)?;
    let mut lines = options.password_stdin.then(Lines::open);
    let mut entrance = match Entrance::open(options, kept, lines.as_mut(), output, cancel).await {
        Ok(entrance) => entrance,
        Err(problem) => {
            if let Some(path) = task.diagnose.as_deref().filter(|_| exit_code(&problem) == 1) {
                diagnose_contact(options, kept, path, &problem, output).await?;
            }
            return Err(problem);
        }
    };
    // Only now: a password prompt on the terminal must not share its input with another reader.
    let lines = if task.order.dry_run { None } else { Some(lines.unwrap_or_else(Lines::open)) };
    let (sender, mut decisions) = mpsc::channel(1);
    let hint = output.texts().text("command-decision-hint");
    let question = output.texts().text("command-agree");
    let mut consent = Consent { yes: task.yes, question, lines, decisions: Some((sender, hint)) };
    let mut log = kept.job_log(&address, task.purpose);
    let say = entrance.listener(output);
    let result =
        job::run(&mut entrance.door, &task.order, &mut consent, &mut log, &say, &mut decisions, cancel).await;
    if log.began() {
        output.message("command-journal", &[]);
    }
    let paper = task.report.as_deref().map(|path| save_report(path, &entrance, &result, output));
    if let (Err(problem), Some(path)) = (&result, &task.diagnose) {
        entrance.save_bundle(path, Some(problem), output)?;
    }
    let outcome = result?;
    paper.transpose()?;
    entrance.remember(options, kept).await?;
    tell(&outcome, task.purpose, output);
    Ok(())
}

fn save_report(
    path: &Path,
    entrance: &Entrance,
    ended: &Result<Outcome, Problem>,
    output: &Output,
) -> Result<(), Problem> {
    let finished = Finished {
        address: entrance.address.clone(),
        certificate: entrance.certificate,
        ended: ended.clone(),
        at: entrance.at,
    };
    report::write(path, &[finished], output.texts())?;
    output.message("command-report-written", &[("path", &path.display().to_string())]);
    Ok(())
}

fn tell(outcome: &Outcome, purpose: Purpose, output: &Output) {
    let result = match outcome.result {
        JobResult::Verified => "verified",
        JobResult::Unchanged => "unchanged",
        JobResult::Planned => "planned",
    };
    output.say("");
    output.message(
        match (outcome.result, purpose) {
            (JobResult::Verified, Purpose::Onboard) => "command-result-verified",
            (JobResult::Verified, Purpose::Restore) => "command-result-restored",
            (JobResult::Unchanged, _) => "command-result-unchanged",
            (JobResult::Planned, _) => "command-result-planned",
        },
        &[],
    );
    output.settings(&outcome.settings);
    if outcome.result == JobResult::Verified && purpose == Purpose::Onboard {
        output.message("command-last-step", &[]);
    }
    output.done(
        result,
        json!({
            "settings": outcome.settings,
            "identity": outcome.identity,
            "changes": outcome.plan.changes,
            "requests": outcome.requests,
        }),
    );
}

/// Whether the person agrees to the plan; afterwards the lines of standard input are decisions.
struct Consent {
    yes: bool,
    question: String,
    lines: Option<Lines>,
    decisions: Option<(mpsc::Sender<Decision>, String)>,
}

impl Agree for Consent {
    async fn agree(&mut self, _: &MailSettings, _: &Plan) -> Result<(), Problem> {
        let mut lines = self.lines.take();
        if !self.yes {
            if !std::io::stdin().is_terminal() {
                return Err(Problem::new(local::CONFIRMATION_NEEDED));
            }
            eprint!("{} ", self.question);
            let answer = match &mut lines {
                Some(lines) => lines.next().await,
                None => None,
            };
            let answer = answer.map(|line| line.expose().trim().to_lowercase()).unwrap_or_default();
            if !matches!(answer.as_str(), "y" | "yes" | "はい") {
                return Err(Problem::new(local::CANCELLED));
            }
        }
        if let (Some(lines), Some((sender, hint))) = (lines, self.decisions.take()) {
            lines.decide_into(sender, hint);
        }
        Ok(())
    }
}
