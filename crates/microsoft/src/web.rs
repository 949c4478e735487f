//! The one HTTP client of this room: no redirects, bounded bodies, time-outs, the system's trust store.
//!
//! What it logs is method, address, status, size and duration; never a body, which holds codes and tokens.

use std::error::Error as _;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use rustls::crypto::aws_lc_rs;
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use rustls_platform_verifier::Verifier;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

use crate::MicrosoftError;
use crate::verification::is_loopback;

const CONNECT_TIME: Duration = Duration::from_secs(15);
const WHOLE_TIME: Duration = Duration::from_secs(30);
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

/// No answer came.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{host}: {message}")]
pub struct NoAnswer {
    /// Who was asked.
    pub host: String,
    /// What kind of silence it is.
    pub silence: Silence,
    /// The system's words.
    pub message: String,
}

/// An answer as it came. It has no `Debug`: its body may hold a token.
pub(crate) struct RawAnswer {
    pub(crate) host: String,
    pub(crate) status: u16,
    pub(crate) json: bool,
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
        let tls = tls_config(extra_root_pems)?;
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
                Err(NoAnswer { host, silence, message: innermost(&error) })
            }
        }
    }
}

async fn read(host: String, mut response: reqwest::Response) -> Result<RawAnswer, reqwest::Error> {
    let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let json = header(reqwest::header::CONTENT_TYPE)
        .is_none_or(|kind| kind.to_ascii_lowercase().starts_with("application/json"));
    let retry_after =
        header(reqwest::header::RETRY_AFTER).and_then(|s| s.trim().parse().ok()).map(Duration::from_secs);
    let date = header(reqwest::header::DATE).and_then(|date| {
        // HTTP writes the zone as `GMT`, which RFC 2822 knows as an obsolete form of +0000.
        OffsetDateTime::parse(&date.replace("GMT", "+0000"), &Rfc2822).ok()
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
    Ok(RawAnswer { host, status, json, retry_after, date, body })
}

/// The system's verifier with the extra roots. A system without any roots (a bare container) is no reason to fail
/// here: then nothing is trusted, and the first https connection says so.
fn tls_config(extra_root_pems: &[String]) -> Result<ClientConfig, MicrosoftError> {
    let mut roots = Vec::new();
    for pem in extra_root_pems {
        for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
            roots.push(certificate.map_err(|error| MicrosoftError::Setup(error.to_string()))?);
        }
    }
    let provider = Arc::new(aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| MicrosoftError::Setup(error.to_string()))?;
    Ok(match Verifier::new_with_extra_roots(roots, provider) {
        Ok(verifier) => {
            builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth()
        }
        Err(error) if extra_root_pems.is_empty() => {
            tracing::warn!(%error, "the system trusts no certificate authority");
            builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth()
        }
        Err(error) => return Err(MicrosoftError::Setup(error.to_string())),
    })
}

fn silence_of(error: &reqwest::Error) -> Silence {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = error.source();
    while let Some(inner) = cause {
        if is_certificate_error(inner) {
            return Silence::Certificate;
        }
        // An `io::Error` made from another error hides it from `source`.
        if let Some(hidden) = inner.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref)
            && is_certificate_error(hidden)
        {
            return Silence::Certificate;
        }
        cause = inner.source();
    }
    Silence::Unreachable
}

fn is_certificate_error(error: &(dyn std::error::Error + 'static)) -> bool {
    matches!(error.downcast_ref::<rustls::Error>(), Some(rustls::Error::InvalidCertificate(_)))
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
        let mut response =
            oauth2::HttpResponse::new(self.plain_numbers().unwrap_or_else(|| self.body.clone()));
        *response.status_mut() = oauth2::http::StatusCode::from_u16(self.status).unwrap_or_default();
        let kind = if self.json { "application/json" } else { "text/html" };
        response
            .headers_mut()
            .insert(oauth2::http::header::CONTENT_TYPE, oauth2::http::HeaderValue::from_static(kind));
        response
    }

    fn plain_numbers(&self) -> Option<Vec<u8>> {
        let mut value: serde_json::Value = serde_json::from_slice(&self.body).ok()?;
        let object = value.as_object_mut()?;
        for name in ["expires_in", "interval"] {
            if let Some(field) = object.get_mut(name)
                && let Some(number) = field.as_str().and_then(|text| text.trim().parse::<u64>().ok())
            {
                *field = number.into();
            }
        }
        serde_json::to_vec(&value).ok()
    }
}
