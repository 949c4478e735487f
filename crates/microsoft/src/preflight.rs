//! What can be known of Microsoft's side without signing in (`facts/exchange.md` §10).
//!
//! Each line stands for one question; a question that could not be asked is skipped, never passed over in silence.

use serde::Serialize;
use tegata_core::problem::microsoft as codes;
use tegata_core::{MailAddress, Problem};
use time::OffsetDateTime;

use crate::{Cloud, MicrosoftError, Registration, TenantInfo, Web, look_up_tenant};

/// How a question was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Good.
    Ok,
    /// Works, but look at it.
    Warning,
    /// Will not work.
    Failed,
    /// Could not be asked.
    Skipped,
}

/// One line of the preflight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// A stable name; the Fluent message `preflight-{check}` says what was asked.
    pub check: &'static str,
    /// The answer.
    pub answer: Answer,
    /// Why it is not good.
    pub problem: Option<Problem>,
    /// What was seen.
    pub seen: Option<String>,
}

/// A clock that is further off than this fails sign-ins and certificates sooner or later (`facts/exchange.md` §10).
const CLOCK_MINUTES: i64 = 5;

/// Looks the sender's domain up and judges what the answer tells.
pub async fn preflight(web: &Web, registration: &Registration, sender: &MailAddress) -> Vec<Line> {
    let found = look_up_tenant(web, &registration.authority, sender.domain()).await;
    let mut lines = judge(&found, registration, OffsetDateTime::now_utc());
    lines.push(proxy_line());
    lines
}

fn judge(
    found: &Result<TenantInfo, MicrosoftError>,
    registration: &Registration,
    now: OffsetDateTime,
) -> Vec<Line> {
    let line = |check, answer| Line { check, answer, problem: None, seen: None };
    let host = registration.authority.host_str().unwrap_or_default().to_owned();
    match found {
        Ok(tenant) => vec![
            Line { seen: Some(host), ..line("sign-in-host", Answer::Ok) },
            Line { seen: Some(tenant.tenant_id.clone()), ..line("tenant", Answer::Ok) },
            cloud_line(tenant, registration),
            clock_line(tenant.server_time, now),
        ],
        Err(error @ MicrosoftError::Refused { .. }) => vec![
            Line { seen: Some(host), ..line("sign-in-host", Answer::Ok) },
            Line { problem: Some(error.clone().into()), ..line("tenant", Answer::Failed) },
            line("cloud", Answer::Skipped),
            line("clock", Answer::Skipped),
        ],
        Err(error) => vec![
            Line { problem: Some(error.clone().into()), ..line("sign-in-host", Answer::Failed) },
            line("tenant", Answer::Skipped),
            line("cloud", Answer::Skipped),
            line("clock", Answer::Skipped),
        ],
    }
}

fn cloud_line(tenant: &TenantInfo, registration: &Registration) -> Line {
    let chosen = Cloud::ALL.into_iter().find(|cloud| cloud.authority_url() == registration.authority);
    let (answer, problem) = match (tenant.cloud, chosen) {
        (Some(actual), Some(chosen)) if actual != chosen => (
            Answer::Failed,
            Some(
                Problem::new(codes::TENANT_IN_OTHER_CLOUD)
                    .arg("tenant", &tenant.tenant_id)
                    .detail(actual.name),
            ),
        ),
        (Some(_), Some(_)) => (Answer::Ok, None),
        _ => (Answer::Skipped, None),
    };
    Line { check: "cloud", answer, problem, seen: tenant.cloud.map(|cloud| cloud.name.to_owned()) }
}

fn clock_line(server: Option<OffsetDateTime>, now: OffsetDateTime) -> Line {
    let minutes = server.map(|server| (now - server).whole_minutes().abs());
    let (answer, problem) = match minutes {
        None => (Answer::Skipped, None),
        Some(minutes) if minutes > CLOCK_MINUTES => {
            (Answer::Warning, Some(Problem::new(codes::CLOCK_WRONG).arg("minutes", minutes)))
        }
        Some(_) => (Answer::Ok, None),
    };
    Line { check: "clock", answer, problem, seen: server.map(|server| server.to_string()) }
}

/// The proxy that the environment names. A proxy of the system's settings is used, too, but cannot be asked for.
fn proxy_line() -> Line {
    let named = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()));
    // A proxy's address may hold a user name and password: only its host is shown.
    let host = named.map(|proxy| {
        url::Url::parse(&proxy)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned))
            .unwrap_or_else(|| "a proxy".to_owned())
    });
    Line {
        check: "proxy",
        answer: if host.is_some() { Answer::Warning } else { Answer::Ok },
        problem: host.as_ref().map(|host| Problem::new(codes::PROXY_IN_USE).arg("proxy", host)),
        seen: host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::Duration;

    fn info(cloud: Cloud, server: OffsetDateTime) -> Result<TenantInfo, MicrosoftError> {
        Ok(TenantInfo { tenant_id: "t".into(), cloud: Some(cloud), region: None, server_time: Some(server) })
    }

    fn answers(lines: &[Line]) -> Vec<(&'static str, Answer)> {
        lines.iter().map(|line| (line.check, line.answer)).collect()
    }

    #[test]
    fn each_answer_is_judged() {
        let now = OffsetDateTime::UNIX_EPOCH;
        let registration = Registration::in_cloud(&Cloud::GLOBAL, None, "app");
        let good = judge(&info(Cloud::GLOBAL, now), &registration, now);
        assert!(good.iter().all(|line| line.answer == Answer::Ok), "{good:?}");
        let bad = judge(&info(Cloud::CHINA, now + Duration::minutes(6)), &registration, now);
        assert_eq!(answers(&bad)[2..], [("cloud", Answer::Failed), ("clock", Answer::Warning)]);
        let silent = MicrosoftError::Busy { host: "h".into(), status: 503 };
        let silent = judge(&Err(silent), &registration, now);
        assert_eq!(silent[0].answer, Answer::Failed);
        assert!(silent[1..].iter().all(|line| line.answer == Answer::Skipped));
    }
}
