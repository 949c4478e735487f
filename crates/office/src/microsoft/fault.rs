//! Errors on request: which answer of Microsoft's is replaced, by what, and how often.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};

/// An endpoint whose answer can be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    /// `/.well-known/openid-configuration`.
    OpenidConfiguration,
    /// `/oauth2/v2.0/devicecode`.
    Devicecode,
    /// `/oauth2/v2.0/token`, with a device code.
    Token,
    /// `/oauth2/v2.0/token`, with a refresh token.
    Refresh,
}

/// One rule. Rules are tried in their order; the first that matches is used.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultRule {
    /// Where.
    pub endpoint: Endpoint,
    /// Only for this application.
    #[serde(default)]
    pub client_id: Option<String>,
    /// Only once this account has signed in (token endpoint), or for its refresh token.
    #[serde(default)]
    pub account: Option<String>,
    /// How often; without it, until it is removed.
    #[serde(default)]
    pub times: Option<u32>,
    /// What happens.
    pub fault: HttpFault,
}

/// What a client gets instead of the true answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HttpFault {
    /// Microsoft's JSON with this number; `error` replaces the word of the table.
    Aadsts {
        /// The number.
        code: u32,
        /// Another `error` word.
        #[serde(default)]
        error: Option<String>,
    },
    /// A bare RFC 6749 answer: the word and nothing else.
    Oauth {
        /// The word.
        error: String,
    },
    /// Any status and body: a proxy's page, a 503, an empty 429.
    Raw {
        /// HTTP status.
        status: u16,
        /// `Content-Type`.
        #[serde(default)]
        content_type: String,
        /// Body.
        #[serde(default)]
        body: String,
        /// `Retry-After`.
        #[serde(default)]
        retry_after: Option<String>,
        /// `Location`.
        #[serde(default)]
        location: Option<String>,
    },
    /// The connection ends in the middle of the answer.
    Drop,
    /// The true answer comes this late.
    Delay {
        /// Milliseconds.
        milliseconds: u64,
    },
}

/// The first matching rule's fault, its count taken down.
pub(super) fn take(
    rules: &mut Vec<FaultRule>,
    endpoint: Endpoint,
    client_id: &str,
    account: Option<&str>,
) -> Option<HttpFault> {
    let at = rules.iter().position(|rule| {
        rule.endpoint == endpoint
            && rule.client_id.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(client_id))
            && rule
                .account
                .as_deref()
                .is_none_or(|wanted| account.is_some_and(|upn| wanted.eq_ignore_ascii_case(upn)))
    })?;
    let fault = rules[at].fault.clone();
    if let Some(times) = &mut rules[at].times {
        *times = times.saturating_sub(1);
        if *times == 0 {
            rules.remove(at);
        }
    }
    Some(fault)
}

/// The answer of a [`HttpFault::Raw`].
pub(super) fn raw(
    status: u16,
    content_type: &str,
    body: String,
    retry_after: Option<&str>,
    location: Option<&str>,
) -> Response {
    let mut answer = Response::new(Body::from(body));
    *answer.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in [
        (header::CONTENT_TYPE, Some(content_type).filter(|value| !value.is_empty())),
        (header::RETRY_AFTER, retry_after),
        (header::LOCATION, location),
    ] {
        if let Some(value) = value.and_then(|value| value.parse().ok()) {
            answer.headers_mut().insert(name, value);
        }
    }
    answer
}

/// An answer whose body fails after its first bytes: the server closes the connection.
pub(super) fn dropped() -> Response {
    let parts = futures_util::stream::iter([
        Ok(Bytes::from_static(b"{\"error\"")),
        Err(std::io::Error::other("dropped on request")),
    ]);
    let mut answer = Response::new(Body::from_stream(parts));
    answer.headers_mut().insert(header::CONTENT_LENGTH, header::HeaderValue::from_static("4096"));
    answer
}

/// Waits as a [`HttpFault::Delay`] says.
pub(super) async fn delay(milliseconds: u64) {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
}
