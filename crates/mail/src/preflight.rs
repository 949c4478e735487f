//! What can be known of the mail side without signing in (`facts/exchange.md` §10).
//!
//! Each line stands for one question; a question that could not be asked is skipped, never passed over in silence.

use tegata_core::mail_address::plain_ascii_forms;
use tegata_core::preflight::{Answer, Line};
use tegata_core::problem::mail as codes;
use tegata_core::{MailAddress, Problem};

use crate::error::MailError;
use crate::session::{Course, Server, open};
use crate::step::{Outcome, Phase};

/// The phases that need no sign-in, with the names of their lines.
const CHECKS: [(Phase, &str); 6] = [
    (Phase::Connect, "smtp-connect"),
    (Phase::Greeting, "smtp-greeting"),
    (Phase::StartTls, "smtp-starttls"),
    (Phase::Certificate, "smtp-certificate"),
    (Phase::Ehlo, "smtp-ehlo"),
    (Phase::AuthOffered, "smtp-xoauth2"),
];

/// Looks at the server as far as it goes without signing in.
pub async fn preflight(server: &Server, sender: &MailAddress) -> Vec<Line> {
    let steps = std::sync::Mutex::new(Vec::new());
    let mut course = Course::new(|step| {
        if let Ok(mut steps) = steps.lock() {
            steps.push(step);
        }
    });
    let ended = open(server, sender.domain(), &mut course).await;
    let problem = match ended {
        Ok(session) => {
            crate::send::farewell(session.client).await;
            None
        }
        Err((phase, cause)) => Some((
            phase,
            Problem::from(MailError {
                phase,
                cause,
                sender: sender.to_string(),
                account: sender.to_string(),
                host: server.host.clone(),
                port: server.port,
            }),
        )),
    };
    let steps = steps.into_inner().unwrap_or_default();
    let line = |(phase, check): (Phase, &'static str)| {
        let passed = steps.iter().find(|step| step.phase == phase && step.outcome == Outcome::Passed);
        let ended = steps.iter().rfind(|step| step.phase == phase);
        let line = match (&problem, passed) {
            (Some((at, problem)), _) if *at == phase => {
                Line::new(check, Answer::Failed).because(problem.clone())
            }
            (_, Some(step)) => Line { seen: step.reply.clone(), ..Line::new(check, Answer::Ok) },
            _ => Line::new(check, Answer::Skipped),
        };
        Line { elapsed: ended.map(|step| step.elapsed).unwrap_or_default(), ..line }
    };
    CHECKS.into_iter().map(line).collect()
}

/// Looks at the addresses as typed. Nothing is asked of anybody.
#[must_use]
pub fn check_addresses(authentication: &str, administrator: Option<&str>) -> Vec<Line> {
    let Ok(address) = authentication.parse::<MailAddress>() else {
        let problem =
            Problem::new(tegata_core::problem::local::MAIL_ADDRESS_INVALID).arg("given", authentication);
        return vec![Line::new("address-form", Answer::Failed).because(problem)];
    };
    let warning = |check, code, given: &str| {
        Line::new(check, Answer::Warning).because(
            Problem::new(code)
                .arg("sender", &address)
                .arg("account", &address)
                .arg("given", given)
                .arg("administrator", given),
        )
    };
    let mut lines = Vec::new();
    lines.push(if plain_ascii_forms(authentication) == authentication.trim() {
        Line::new("address-form", Answer::Ok)
    } else {
        Line {
            seen: Some(address.to_string()),
            ..warning("address-form", codes::ADDRESS_NORMALISED, authentication)
        }
    });
    lines.push(match administrator {
        None => Line::new("address-equal", Answer::Skipped),
        Some(other) if address.same_mailbox(&plain_ascii_forms(other)) => {
            Line::new("address-equal", Answer::Ok)
        }
        Some(other) => {
            Line { answer: Answer::Failed, ..warning("address-equal", codes::ADDRESSES_DIFFER, other) }
        }
    });
    lines.push(if may_be_shared(&address) {
        warning("address-kind", codes::ADDRESS_MAY_BE_SHARED, authentication)
    } else {
        Line::new("address-kind", Answer::Ok)
    });
    lines
}

/// Names that are usually a shared mailbox, a list or an administrator: what can be known from the name, no more.
fn may_be_shared(address: &MailAddress) -> bool {
    let local = address.as_str().split('@').next().unwrap_or_default().to_ascii_lowercase();
    [
        "info",
        "sales",
        "support",
        "contact",
        "office",
        "all",
        "admin",
        "administrator",
        "postmaster",
        "noreply",
        "no-reply",
        "soumu",
        "jinji",
        "keiri",
        "eigyo",
    ]
    .contains(&local.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(lines: &[Line]) -> Vec<Answer> {
        lines.iter().map(|line| line.answer).collect()
    }

    #[test]
    fn addresses_are_looked_at() {
        use Answer::{Failed, Ok, Skipped, Warning};
        assert_eq!(answers(&check_addresses("scan@x.example", Some("SCAN@x.example"))), [Ok, Ok, Ok]);
        assert_eq!(answers(&check_addresses("ｓｃａｎ@x.example", None)), [Warning, Skipped, Ok]);
        assert_eq!(answers(&check_addresses("info@x.example", Some("a@x.example"))), [Ok, Failed, Warning]);
        assert_eq!(answers(&check_addresses("no address", None)), [Failed]);
    }
}
