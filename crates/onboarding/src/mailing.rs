//! The test mail and what can be checked before it.

use tegata_core::problem::{ProblemMessage, local};
use tegata_core::{Language, MailAddress, Problem};
use tegata_mail::preflight::Answer;
use tegata_mail::{Outcome, Server, Step, TestMail};
use tokio_util::sync::CancellationToken;

use crate::desk::messages::{MailSent, StepLine};
use crate::kept::Kept;
use crate::sign_in::Held;
use crate::target::mail_address;

/// What the person wants sent.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Sender.
    pub from: String,
    /// Recipient; empty means the signed-in address.
    pub to: String,
    /// User principal name, where it is not the signed-in account's.
    pub user: Option<String>,
    /// Which printer the mail speaks of.
    pub printer: Option<String>,
    /// Language of the mail's first half; the other follows.
    pub language: Language,
}

/// Sends it, telling each phase as it passes.
///
/// # Errors
/// Exchange's refusals, each with its own code; `local.cancelled`.
pub async fn send(
    kept: &Kept,
    held: &Held,
    letter: Letter,
    say: &(dyn Fn(StepLine) + Send + Sync),
    cancel: &CancellationToken,
) -> Result<MailSent, Problem> {
    let from = mail_address(&letter.from)?;
    let to = match letter.to.trim() {
        "" => match held.mail.as_deref().map(mail_address) {
            Some(Ok(own)) => own,
            _ => from.clone(),
        },
        given => mail_address(given)?,
    };
    let mail = TestMail {
        from,
        to: to.clone(),
        user: letter.user.unwrap_or_else(|| held.upn.clone()),
        token: held.token.clone(),
        language: letter.language,
        printer: letter.printer,
        settings: Vec::new(),
    };
    let server = server(kept)?;
    let sending = tegata_mail::send(&server, &mail, |step| say(line(&step)));
    let sent = tokio::select! {
        biased;
        () = cancel.cancelled() => return Err(Problem::new(local::CANCELLED)),
        sent = sending => sent?,
    };
    Ok(MailSent { to: to.to_string(), subject: sent.subject, reply: sent.reply })
}

fn server(kept: &Kept) -> Result<Server, Problem> {
    let place = kept.mail_server();
    Ok(Server { host: place.host, port: place.port, extra_root_pems: kept.extra_roots()? })
}

fn line(step: &Step) -> StepLine {
    StepLine {
        step: step.phase.message_id(),
        outcome: match step.outcome {
            Outcome::Running => "running",
            Outcome::Passed => "ok",
            Outcome::Failed => "failed",
        }
        .to_owned(),
        milliseconds: u32::try_from(step.elapsed.as_millis()).unwrap_or(u32::MAX),
        detail: step.reply.clone(),
        problem: None,
    }
}

/// Checks tenant, sign-in host and mail server for an address, without signing in.
pub async fn preflight(kept: &Kept, address: &str) -> Vec<StepLine> {
    let sender = match mail_address(address) {
        Ok(sender) => sender,
        Err(problem) => return vec![failed("preflight-address", &problem)],
    };
    let (microsoft, mail) = tokio::join!(microsoft_lines(kept, &sender), mail_lines(kept, &sender));
    microsoft.into_iter().chain(mail).collect()
}

async fn microsoft_lines(kept: &Kept, sender: &MailAddress) -> Vec<StepLine> {
    use tegata_microsoft::preflight::Answer;
    let prepared = || -> Result<_, Problem> {
        let web = tegata_microsoft::Web::new(&kept.extra_roots()?)?;
        Ok((web, kept.whereabouts()?))
    };
    let (web, registration) = match prepared() {
        Ok(prepared) => prepared,
        Err(problem) => return vec![failed("preflight-tenant", &problem)],
    };
    let lines = tegata_microsoft::preflight::preflight(&web, &registration, sender).await;
    let told = lines.into_iter().map(|seen| {
        let outcome = match seen.answer {
            Answer::Ok => "ok",
            Answer::Warning => "warning",
            Answer::Failed => "failed",
            Answer::Skipped => "skipped",
        };
        checked(seen.check, outcome, seen.seen, seen.problem.as_ref())
    });
    told.collect()
}

async fn mail_lines(kept: &Kept, sender: &MailAddress) -> Vec<StepLine> {
    let server = match server(kept) {
        Ok(server) => server,
        Err(problem) => return vec![failed("preflight-smtp-certificate", &problem)],
    };
    let told = tegata_mail::preflight(&server, sender).await.into_iter().map(|seen| {
        let outcome = match seen.answer {
            Answer::Ok => "ok",
            Answer::Warning => "warning",
            Answer::Failed => "failed",
            Answer::Skipped => "skipped",
        };
        checked(seen.check, outcome, seen.seen, seen.problem.as_ref())
    });
    told.collect()
}

fn checked(check: &str, outcome: &str, detail: Option<String>, problem: Option<&Problem>) -> StepLine {
    StepLine {
        step: format!("preflight-{check}"),
        outcome: outcome.to_owned(),
        milliseconds: 0,
        detail,
        problem: problem.map(ProblemMessage::from),
    }
}

fn failed(step: &str, problem: &Problem) -> StepLine {
    StepLine {
        step: step.to_owned(),
        outcome: "failed".to_owned(),
        milliseconds: 0,
        detail: problem.detail.clone(),
        problem: Some(ProblemMessage::from(problem)),
    }
}
