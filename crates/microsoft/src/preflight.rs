//! What can be known of Microsoft's side without signing in (`facts/exchange.md` §10).
//!
//! Each line stands for one question; a question that could not be asked is skipped, never passed over in silence.

use std::time::Instant;

use hyper_util::client::proxy::matcher::Matcher;
use tegata_core::preflight::{Answer, Line};
use tegata_core::problem::microsoft as codes;
use tegata_core::{MailAddress, Problem};
use time::OffsetDateTime;

use crate::endpoints::Endpoints;
use crate::verification::is_loopback;
use crate::{Cloud, MicrosoftError, Registration, TenantInfo, Web, tenant};

/// A clock that is further off than this fails sign-ins and certificates sooner or later (`facts/exchange.md` §10).
const CLOCK_MINUTES: i64 = 5;

/// Looks the sender's domain up and judges what the answer tells.
pub async fn preflight(
    web: &Web,
    registration: &Registration,
    cloud: &Cloud,
    sender: &MailAddress,
) -> Vec<Line> {
    let began = Instant::now();
    let (found, server_time) = tenant::ask(web, &registration.authority, sender.domain()).await;
    let is_elsewhere = matches!(found, Err(MicrosoftError::ForeignAnswer { .. }))
        && Cloud::of_authority(&registration.authority).is_none();
    let seen = Seen {
        // An authorization server that is not laid out as Microsoft's has no tenants to look up.
        has_tenants: !(is_elsewhere
            && Endpoints::published(web, registration).await.is_ok_and(|found| found.is_some())),
        found,
        server_time,
    };
    let mut lines = judge(&seen, registration, cloud, OffsetDateTime::now_utc());
    if let Some(first) = lines.first_mut() {
        first.elapsed = began.elapsed();
    }
    lines.push(proxy_line(registration));
    lines
}

/// What the authority answered.
struct Seen {
    found: Result<TenantInfo, MicrosoftError>,
    server_time: Option<OffsetDateTime>,
    has_tenants: bool,
}

fn judge(seen: &Seen, registration: &Registration, cloud: &Cloud, now: OffsetDateTime) -> Vec<Line> {
    let host = registration.authority.host_str().unwrap_or_default().to_owned();
    let reached = Line { seen: Some(host), ..Line::new("sign-in-host", Answer::Ok) };
    let clock = clock_line(seen.server_time, now);
    match &seen.found {
        Ok(tenant) => vec![
            reached,
            Line { seen: Some(tenant.tenant_id.clone()), ..Line::new("tenant", Answer::Ok) },
            cloud_line(tenant, cloud),
            clock,
        ],
        Err(error @ MicrosoftError::Refused { .. }) => vec![
            reached,
            Line { problem: Some(error.clone().into()), ..Line::new("tenant", Answer::Failed) },
            Line::new("cloud", Answer::Skipped),
            clock,
        ],
        Err(_) if !seen.has_tenants => {
            vec![reached, Line::new("tenant", Answer::Skipped), Line::new("cloud", Answer::Skipped), clock]
        }
        Err(error) => vec![
            Line { problem: Some(error.clone().into()), ..Line::new("sign-in-host", Answer::Failed) },
            Line::new("tenant", Answer::Skipped),
            Line::new("cloud", Answer::Skipped),
            clock,
        ],
    }
}

fn cloud_line(tenant: &TenantInfo, chosen: &Cloud) -> Line {
    let (answer, problem) = match tenant.cloud {
        Some(actual) if actual != *chosen => (
            Answer::Failed,
            Some(
                Problem::new(codes::TENANT_IN_OTHER_CLOUD)
                    .arg("tenant", &tenant.tenant_id)
                    .detail(actual.name),
            ),
        ),
        Some(_) => (Answer::Ok, None),
        None => (Answer::Skipped, None),
    };
    Line { problem, seen: tenant.cloud.map(|cloud| cloud.name.to_owned()), ..Line::new("cloud", answer) }
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
    Line { problem, seen: server.map(|server| server.to_string()), ..Line::new("clock", answer) }
}

/// The proxy that requests to the sign-in host pass, by the environment or the system's settings: the same question,
/// put to the same code that the HTTP client asks.
fn proxy_line(registration: &Registration) -> Line {
    let host = (!is_loopback(&registration.authority))
        .then(|| http::Uri::try_from(registration.authority.as_str()).ok())
        .flatten()
        .and_then(|destination| Matcher::from_system().intercept(&destination))
        // A proxy's address may hold a user name and password: only its host is shown.
        .map(|proxy| proxy.uri().host().unwrap_or("a proxy").to_owned());
    Line {
        problem: host.as_ref().map(|host| Problem::new(codes::PROXY_IN_USE).arg("proxy", host)),
        seen: host.clone(),
        ..Line::new("proxy", if host.is_some() { Answer::Warning } else { Answer::Ok })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(lines: &[Line]) -> Vec<(&'static str, Answer)> {
        lines.iter().map(|line| (line.check, line.answer)).collect()
    }

    #[test]
    fn each_answer_is_judged() {
        let now = OffsetDateTime::UNIX_EPOCH;
        let registration = Registration::in_cloud(&Cloud::GLOBAL, None, "app");
        let judged = |found, server_time, has_tenants| {
            judge(&Seen { found, server_time, has_tenants }, &registration, &Cloud::GLOBAL, now)
        };
        let tenant = |cloud, server_time| {
            Ok(TenantInfo { tenant_id: "t".into(), cloud: Some(cloud), region: None, server_time })
        };
        let good = judged(tenant(Cloud::GLOBAL, Some(now)), Some(now), true);
        assert!(good.iter().all(|line| line.answer == Answer::Ok), "{good:?}");

        let late = Some(now + time::Duration::minutes(6));
        let bad = judged(tenant(Cloud::CHINA, late), late, true);
        assert_eq!(answers(&bad)[2..], [("cloud", Answer::Failed), ("clock", Answer::Warning)]);

        let silent = judged(Err(MicrosoftError::Busy { host: "h".into(), status: 503 }), None, true);
        assert_eq!(silent[0].answer, Answer::Failed);
        assert!(silent[1..].iter().all(|line| line.answer == Answer::Skipped));

        // The wrong domain does not hide the wrong clock.
        let refusal = crate::Refusal { numbers: vec![90002], ..crate::Refusal::default() };
        let mistyped = MicrosoftError::Refused {
            refusal: Box::new(refusal),
            during: crate::aadsts::During::LookUp,
            application: String::new(),
            tenant: "contosso.example".into(),
            host: "h".into(),
        };
        let line_answers: Vec<Answer> =
            judged(Err(mistyped), late, true).iter().map(|line| line.answer).collect();
        assert_eq!(line_answers, [Answer::Ok, Answer::Failed, Answer::Skipped, Answer::Warning]);

        let foreign = || Err(MicrosoftError::ForeignAnswer { host: "h".into(), status: 404 });
        let elsewhere: Vec<Answer> =
            judged(foreign(), Some(now), false).iter().map(|line| line.answer).collect();
        assert_eq!(elsewhere, [Answer::Ok, Answer::Skipped, Answer::Skipped, Answer::Ok]);
        assert_eq!(judged(foreign(), Some(now), true)[0].answer, Answer::Failed);
    }
}
