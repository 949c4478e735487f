//! `tegata onboard`: the main job on the command line.

use std::io::IsTerminal as _;
use std::sync::Arc;

use serde_json::json;
use tegata_core::problem::local;
use tegata_core::{AdminCredentials, MailSettings, Plan, Problem};
use tegata_onboarding::desk::messages::{Decision, Outcome, TargetForm};
use tegata_onboarding::job::{self, Agree, Order};
use tegata_onboarding::kept::{Kept, Purpose};
use tegata_onboarding::notices;
use tegata_onboarding::target::target_of;
use tegata_onboarding::wim_printer::WimDoor;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::arguments::{DoorOptions, OnOff, Onboard};
use crate::lines::Lines;
use crate::output::Output;
use crate::password;

/// Runs it.
pub async fn run(options: &Onboard, output: &Arc<Output>, cancel: &CancellationToken) -> Result<(), Problem> {
    let kept = Kept::open()?;
    let form = TargetForm {
        sender: options.sender.clone(),
        user: options.user.clone().unwrap_or_default(),
        admin_address: options.admin_address.clone().unwrap_or_default(),
        auto_sender: options.auto_sender == OnOff::On,
        smtp_server: options.smtp_server.clone().unwrap_or_default(),
    };
    let (target, understood) = target_of(&form, Some(&kept.smtp_server_of_cloud()))?;
    if understood.admin_address != understood.sender || !understood.auto_sender {
        output.message("command-sender-advice", &[]);
    }
    let order = Order { target, dry_run: options.dry_run };
    write(&options.door, &kept, Purpose::Onboard, order, options.yes, output, cancel).await
}

/// Plans, asks, writes, verifies: shared with `tegata restore`.
pub async fn write(
    door_options: &DoorOptions,
    kept: &Kept,
    purpose: Purpose,
    order: Order,
    yes: bool,
    output: &Arc<Output>,
    cancel: &CancellationToken,
) -> Result<(), Problem> {
    let mut lines = door_options.password_stdin.then(Lines::open);
    let (mut door, credentials) = open_door(door_options, kept, lines.as_mut(), output).await?;
    // Only now: a password prompt on the terminal must not share its input with another reader.
    let lines = if order.dry_run { None } else { Some(lines.unwrap_or_else(Lines::open)) };
    let mut consent = Consent { yes, question: ask(output), lines, decisions: None };
    let mut log = kept.job_log(&door_options.printer, purpose);
    let (sender, mut decisions) = mpsc::channel(1);
    consent.decisions = Some((sender, output.texts().text("command-decision-hint")));
    let say = |progress| output.progress(&progress);
    let result = job::run(&mut door, &order, &mut consent, &mut log, &say, &mut decisions, cancel).await;
    if log.began() {
        output.message("command-journal", &[]);
    }
    let outcome = result?;
    remember(door_options, kept, &credentials).await?;
    tell(&outcome, output);
    Ok(())
}

fn tell(outcome: &Outcome, output: &Output) {
    let result = serde_json::to_value(outcome.result).ok().and_then(|v| v.as_str().map(str::to_owned));
    let result = result.unwrap_or_default();
    output.say("");
    output.message(&format!("command-result-{result}"), &[]);
    output.settings(&outcome.settings);
    if result == "verified" {
        output.message("command-last-step", &[]);
    }
    output.done(
        &result,
        json!({
            "settings": outcome.settings,
            "identity": outcome.identity,
            "changes": outcome.plan.changes,
            "requests": outcome.requests,
        }),
    );
}

/// The way in to the printer: pin, consent to HTTP, credentials.
pub async fn open_door(
    options: &DoorOptions,
    kept: &Kept,
    lines: Option<&mut Lines>,
    output: &Arc<Output>,
) -> Result<(WimDoor, AdminCredentials), Problem> {
    let mut access = kept.access(&options.printer, options.allow_http)?;
    if options.trust.is_some() {
        access.pinned = options.trust;
    }
    access.trust_on_first_use = options.trust_on_first_use;
    // The certificate first: nobody is asked for a password that could not be sent.
    let connection = tegata_onboarding::wim_printer::contact(&options.printer, &access).await?;
    if let (Some(shown), true) =
        (connection.fingerprint(), access.pinned.is_none() || options.trust.is_some())
    {
        kept.trust(&options.printer, shown)?;
        access.pinned = Some(shown);
    }
    let credentials = password::credentials(options, kept, lines, output).await?;
    let (door, heard) = WimDoor::new(options.printer.clone(), access, credentials.clone());
    let shown = Arc::clone(output);
    notices::forward(heard, move |progress| shown.progress(&progress));
    Ok((door.with_connection(connection), credentials))
}

/// Keeps the password in the keychain, if the person asked for it and the printer has just accepted it.
pub async fn remember(
    options: &DoorOptions,
    kept: &Kept,
    credentials: &AdminCredentials,
) -> Result<(), Problem> {
    if options.remember {
        kept.remember_password(&options.printer, credentials).await?;
    }
    Ok(())
}

fn ask(output: &Output) -> String {
    output.texts().text("command-agree")
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
