//! The one HTTP client of this room: no redirects, bounded bodies, time-outs, the system's trust store.
//!
//! What it logs is method, address, status, size and duration; never a body, which holds codes and tokens.

use std::error::Error as _;
use std::fmt;
use std::time::Duration;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

use crate::MicrosoftError;
use crate::verification::is_loopback;

const CONNECT_TIME: Duration = Duration::from_secs(10);
const WHOLE_TIME: Duration = Duration::from_secs(20);
/// Microsoft's answers are a few kilobytes; whatever is larger is not one.
const BODY_BYTES: usize = 256 * 1024;

/// The HTTP client.
#[derive(Clone)]
pub struct Web {
    system: reqwest::Client,
    /// For this computer itself, which is never behind a proxy.
    direct: reqwest::Client,
}

impl fmt::Debug for Web {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Web")
    }
}

/// Why no answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// No connection, no name, no answer in time, or it broke off.
    Unreachable,
    /// The certificate is not trusted, or names another host.
    Certificate,
}

/// How far a request came that was not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// There was no connection, or nothing came over it.
    Nothing,
    /// There was a connection, and it broke off.
    Something,
}

/// No answer came.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{host}: {message}")]
pub struct NoAnswer {
    /// Who was asked.
    pub host: String,
    /// What kind of silence it is.
    pub silence: Silence,
    /// How far it came.
    pub reached: Reached,
    /// The system's words.
    pub message: String,
}

/// An answer as it came. It has no `Debug`: its body may hold a token.
pub(crate) struct RawAnswer {
    pub(crate) host: String,
    pub(crate) status: u16,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) date: Option<OffsetDateTime>,
    pub(crate) body: Vec<u8>,
}

impl Web {
    /// A client that trusts what the system trusts, and these roots besides (PEM texts).
    ///
    /// # Errors
    /// A root that cannot be read, or a TLS set-up that fails.
    pub fn new(extra_root_pems: &[String]) -> Result<Self, MicrosoftError> {
        let tls = tegata_trust::client_config(extra_root_pems)
            .map_err(|error| MicrosoftError::Setup(error.to_string()))?;
        let build = |builder: reqwest::ClientBuilder| {
            builder
                .tls_backend_preconfigured(tls.clone())
                .redirect(reqwest::redirect::Policy::none())
                .connect_timeout(CONNECT_TIME)
                .timeout(WHOLE_TIME)
                .user_agent(concat!("tegata/", env!("CARGO_PKG_VERSION")))
                .build()
                .map_err(|error| MicrosoftError::Setup(error.to_string()))
        };
        Ok(Self {
            system: build(reqwest::Client::builder())?,
            direct: build(reqwest::Client::builder().no_proxy())?,
        })
    }

    pub(crate) async fn get(&self, url: url::Url) -> Result<RawAnswer, NoAnswer> {
        self.send(reqwest::Request::new(reqwest::Method::GET, url)).await
    }

    pub(crate) async fn send(&self, mut request: reqwest::Request) -> Result<RawAnswer, NoAnswer> {
        request
            .headers_mut()
            .insert(reqwest::header::ACCEPT, reqwest::header::HeaderValue::from_static("application/json"));
        let method = request.method().clone();
        let url = request.url().clone();
        let host = url.host_str().unwrap_or_default().to_owned();
        let started = tokio::time::Instant::now();
        let client = if is_loopback(&url) { &self.direct } else { &self.system };
        let answer = match client.execute(request).await {
            Ok(response) => read(host.clone(), response).await,
            Err(error) => Err(error),
        };
        let took = started.elapsed().as_millis();
        match answer {
            Ok(answer) => {
                tracing::debug!(%method, %host, path = url.path(), status = answer.status, size = answer.body.len(), took, "answered");
                Ok(answer)
            }
            Err(error) => {
                let silence = silence_of(&error);
                tracing::debug!(%method, %host, path = url.path(), ?silence, took, "no answer");
                let unheard = error.is_connect() || error.is_timeout() || silence == Silence::Certificate;
                let reached = if unheard { Reached::Nothing } else { Reached::Something };
                Err(NoAnswer { host, silence, reached, message: innermost(&error) })
            }
        }
    }
}

async fn read(host: String, mut response: reqwest::Response) -> Result<RawAnswer, reqwest::Error> {
    let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let date = header(reqwest::header::DATE).and_then(|date| http_date(&date));
    let retry_after = header(reqwest::header::RETRY_AFTER).and_then(|wait| {
        let wait = wait.trim();
        // RFC 9110 §10.2.3: seconds, or a date; the latter is measured by the server's own clock.
        let now = date.unwrap_or_else(OffsetDateTime::now_utc);
        let until = || Duration::try_from(http_date(wait)? - now).ok();
        wait.parse().map(Duration::from_secs).ok().or_else(until)
    });
    let status = response.status().as_u16();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        body.extend_from_slice(&chunk);
        if body.len() > BODY_BYTES {
            body.truncate(BODY_BYTES);
            break;
        }
    }
    Ok(RawAnswer { host, status, retry_after, date, body })
}

fn silence_of(error: &reqwest::Error) -> Silence {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = error.source();
    while let Some(inner) = cause {
        if is_certificate_error(inner) {
            return Silence::Certificate;
        }
        cause = inner.source();
    }
    Silence::Unreachable
}

/// An `io::Error` made from another error hides it from `source`, and there may be one in the other.
fn is_certificate_error(mut error: &(dyn std::error::Error + 'static)) -> bool {
    loop {
        if matches!(error.downcast_ref::<rustls::Error>(), Some(rustls::Error::InvalidCertificate(_))) {
            return true;
        }
        match error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(hidden) => error = hidden,
            None => return false,
        }
    }
}

/// HTTP writes the zone as `GMT`, which RFC 2822 knows as an obsolete form of +0000.
fn http_date(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(&text.replace("GMT", "+0000"), &Rfc2822).ok()
}

/// The last cause names what happened; the outer layers only say that a request failed.
fn innermost(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}

impl RawAnswer {
    /// Whether this says no more than "not now": overload, an error of the server's own, an error page.
    pub(crate) const fn is_outage(&self) -> bool {
        self.status == 429 || self.status >= 500
    }

    /// The answer as the `oauth2` crate reads it. Some servers write the numbers of a device code as texts.
    pub(crate) fn for_oauth2(&self) -> oauth2::HttpResponse {
        let json = self.normalised();
        // Some servers call their JSON something else; what counts is that it is an object.
        let kind = if json.is_some() { "application/json" } else { "text/html" };
        let mut response = oauth2::HttpResponse::new(json.unwrap_or_else(|| self.body.clone()));
        *response.status_mut() = http::StatusCode::from_u16(self.status).unwrap_or_default();
        response.headers_mut().insert(http::header::CONTENT_TYPE, http::HeaderValue::from_static(kind));
        response
    }

    /// The body with its numbers as numbers, and within what a clock can count: a code that lives for a century is
    /// no better than one that lives for a day. `token_type` may be left out by servers that know one kind only.
    pub(crate) fn normalised(&self) -> Option<Vec<u8>> {
        const DAY: u64 = 86_400;
        let mut value: serde_json::Value = serde_json::from_slice(&self.body).ok()?;
        let object = value.as_object_mut()?;
        for name in ["expires_in", "interval"] {
            let Some(field) = object.get_mut(name) else { continue };
            let number = field.as_str().map_or_else(|| field.as_f64(), |text| text.trim().parse().ok());
            if let Some(number) = number.filter(|number| *number >= 0.0) {
                *field = (number.min(DAY as f64) as u64).into();
            }
        }
        if object.contains_key("access_token") {
            object.entry("token_type").or_insert_with(|| "Bearer".into());
        }
        serde_json::to_vec(&value).ok()
    }
}
