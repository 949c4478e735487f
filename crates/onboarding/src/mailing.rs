//! The test mail and what can be checked before it.

use tegata_core::preflight::Line;
use tegata_core::problem::{ProblemMessage, local};
use tegata_core::{Catalogue, Field, Language, MailAddress, Problem};
use tegata_mail::{Outcome, Server, Setting, Step, TestMail};
use tegata_store::Entry;
use tokio_util::sync::CancellationToken;

use crate::desk::messages::{MailSent, StepLine};
use crate::kept::Kept;
use crate::report::value_in_words;
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
        "" => match held.account.as_ref().and_then(|account| account.mail.as_deref()).map(mail_address) {
            Some(Ok(own)) => own,
            _ => from.clone(),
        },
        given => mail_address(given)?,
    };
    // A server that does not say who signed in leaves the sender as the best guess at its own user.
    let own = held.account.as_ref().map_or_else(|| from.to_string(), |account| account.upn.clone());
    let mail = TestMail {
        from,
        to: to.clone(),
        user: letter.user.unwrap_or(own),
        token: held.token.clone(),
        language: letter.language,
        printer: letter.printer,
        settings: Vec::new(),
    };
    let server = server(kept)?;
    let about = kept.set_up_with(&mail.from);
    let mail = TestMail {
        settings: about.as_ref().map_or_else(|| sent_with(&server, &mail), set_up),
        printer: mail.printer.clone().or_else(|| about.map(|entry| name_of(&entry))),
        ..mail
    };
    let sending = tegata_mail::send(&server, &mail, |step| say(line(&step)));
    let sent = tokio::select! {
        biased;
        () = cancel.cancelled() => return Err(Problem::new(local::CANCELLED)),
        sent = sending => sent?,
    };
    Ok(MailSent { to: to.to_string(), subject: sent.subject, reply: sent.reply })
}

/// What a job set up on its printer: what was wanted, what the printer holds fast, and what stayed.
fn set_up(entry: &Entry) -> Vec<Setting> {
    let (english, japanese) = (Catalogue::new(Language::English), Catalogue::new(Language::Japanese));
    let fixed = |field: Field| entry.target.wants_oauth2().then(|| field.fixed_under_oauth2()).flatten();
    let rows = Field::ALL.into_iter().filter_map(|field| {
        let wanted = entry.target.wanted.get(&field).cloned();
        let value = wanted.or_else(|| fixed(field)).or_else(|| entry.before.get(field))?;
        Some(Setting {
            label: field.message(),
            english: value_in_words(Some(&value), &english),
            japanese: value_in_words(Some(&value), &japanese),
        })
    });
    rows.collect()
}

/// Without a printer: what the mail itself was sent with, which is what a printer under OAuth 2.0 is set to.
fn sent_with(server: &Server, mail: &TestMail) -> Vec<Setting> {
    let row = |field: Field, value: String| Setting {
        label: field.message(),
        english: value.clone(),
        japanese: value,
    };
    vec![
        row(Field::SmtpServer, server.host.clone()),
        row(Field::SmtpPort, server.port.to_string()),
        row(Field::SmtpTls, "STARTTLS".to_owned()),
        row(Field::SendingMethod, "OAuth 2.0 (XOAUTH2)".to_owned()),
        row(Field::AuthAddress, mail.from.to_string()),
        row(Field::AuthUserName, mail.user.clone()),
    ]
}

fn name_of(entry: &Entry) -> String {
    match &entry.identity.model {
        Some(model) => format!("{model} ({})", entry.address),
        None => entry.address.to_string(),
    }
}

fn server(kept: &Kept) -> Result<Server, Problem> {
    let place = kept.mail_server();
    Ok(Server::new(place.host, place.port, kept.extra_roots()?))
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

/// Checks the addresses as typed, tenant, sign-in host and mail server, without signing in.
///
/// `administrator` is the printer's administrator address, where one is given already.
pub async fn preflight(kept: &Kept, given: &str, administrator: Option<&str>) -> Vec<StepLine> {
    let addresses =
        tegata_mail::preflight::check_addresses(given, administrator).into_iter().map(told).collect();
    let Ok(sender) = mail_address(given) else { return addresses };
    let (microsoft, mail) = tokio::join!(microsoft_lines(kept, &sender), mail_lines(kept, &sender));
    [addresses, microsoft, mail].into_iter().flatten().collect()
}

async fn microsoft_lines(kept: &Kept, sender: &MailAddress) -> Vec<StepLine> {
    let prepared = || -> Result<_, Problem> {
        let web = tegata_microsoft::Web::new(&kept.extra_roots()?)?;
        Ok((web, kept.whereabouts()?))
    };
    let (web, registration) = match prepared() {
        Ok(prepared) => prepared,
        Err(problem) => return vec![failed("preflight-tenant", &problem)],
    };
    let lines = tegata_microsoft::preflight::preflight(&web, &registration, &kept.cloud(), sender).await;
    lines.into_iter().map(told).collect()
}

async fn mail_lines(kept: &Kept, sender: &MailAddress) -> Vec<StepLine> {
    match server(kept) {
        Ok(server) => {
            tegata_mail::preflight::preflight(&server, sender).await.into_iter().map(told).collect()
        }
        Err(problem) => vec![failed("preflight-smtp-certificate", &problem)],
    }
}

fn told(line: Line) -> StepLine {
    StepLine {
        step: format!("preflight-{}", line.check),
        outcome: line.answer.as_str().to_owned(),
        milliseconds: u32::try_from(line.elapsed.as_millis()).unwrap_or(u32::MAX),
        detail: line.seen,
        problem: line.problem.as_ref().map(ProblemMessage::from),
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
