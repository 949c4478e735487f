//! HTTP as printers speak it: one request at a time, each on its own connection, every certificate checked, nothing
//! followed and nothing repeated by itself.
//!
//! Redirects are handed up, because where they lead is evidence and must be judged ([`redirect`]). A POST that went
//! out is never sent again here or above: [`Failed::reached`] tells whether it can have arrived.

pub(crate) mod body;
mod cookies;
pub(crate) mod failure;
pub(crate) mod pins;
pub(crate) mod redirect;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, LOCATION, REFERER, SET_COOKIE};
use reqwest::{Client, Method, redirect::Policy};
use url::Url;

use self::body::BodyPatience;
pub(crate) use self::cookies::Cookies;
use self::failure::TlsTrouble;
use self::pins::Pins;
use crate::error::WimError;

/// How long everything may take (`facts/wim.md` §1.3, §2.2, §7.2). Tests wait shorter.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// For an answer to begin.
    pub first_byte: Duration,
    /// For the answer to a save to begin.
    pub save: Duration,
    /// Between two pieces of an answer.
    pub body_idle: Duration,
    /// For the whole of an answer.
    pub total: Duration,
    /// Between two tries at a busy printer.
    pub busy_pause: Duration,
    /// Tries at a busy printer.
    pub busy_tries: u8,
    /// For a printer that restarts after a save.
    pub restart: Duration,
    /// Between two signs of life while a person signs in.
    pub keep_alive: Duration,
    /// For the logout, on every way out.
    pub logout: Duration,
    /// The longest pause that a page's own timer may ask for.
    pub timer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            first_byte: Duration::from_secs(30),
            save: Duration::from_secs(60),
            body_idle: Duration::from_secs(10),
            total: Duration::from_secs(90),
            busy_pause: Duration::from_secs(5),
            busy_tries: 5,
            restart: Duration::from_secs(90),
            keep_alive: Duration::from_secs(60),
            logout: Duration::from_secs(5),
            timer: Duration::from_secs(10),
        }
    }
}

/// One request.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) referer: Option<Url>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// How long its answer may take to begin.
    pub(crate) first_byte: Duration,
}

/// One answer, read to its end.
pub(crate) struct Answer {
    pub(crate) url: Url,
    pub(crate) status: u16,
    pub(crate) location: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Vec<u8>,
    pub(crate) peer: Option<SocketAddr>,
}

/// A request without an answer.
#[derive(Debug)]
pub(crate) struct Failed {
    pub(crate) error: WimError,
    /// Whether the request can have arrived.
    pub(crate) reached: bool,
    /// What kind of TLS trouble it was, where it was.
    pub(crate) tls: Option<TlsTrouble>,
}

impl Failed {
    fn unsent(error: WimError) -> Self {
        Self { error, reached: false, tls: None }
    }
}

/// The wire to one printer.
pub(crate) struct Wire {
    client: Client,
    pins: Pins,
    cookies: Cookies,
    address: String,
    pub(crate) patience: Patience,
    sent: u32,
}

impl Wire {
    /// A wire to a host whose addresses are already known.
    pub(crate) fn new(
        host: &str,
        sockets: &[SocketAddr],
        pins: Pins,
        patience: Patience,
    ) -> Result<Self, WimError> {
        let failed = |reason: String| WimError::TlsFailed { address: host.to_owned(), reason };
        let tls = pins.tls().map_err(|error| failed(error.to_string()))?;
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .http1_only()
            .http1_ignore_invalid_headers_in_responses(true)
            .http1_allow_spaces_after_header_name_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .redirect(Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .no_proxy()
            .no_gzip()
            .no_brotli()
            .no_deflate()
            .no_zstd()
            .pool_max_idle_per_host(0)
            .connect_timeout(patience.connect)
            .resolve_to_addrs(host, sockets)
            .user_agent(concat!("Mozilla/5.0 (compatible; Tegata/", env!("CARGO_PKG_VERSION"), ")"))
            .build()
            .map_err(|error| failed(error.to_string()))?;
        Ok(Self { client, pins, cookies: Cookies::new(), address: host.to_owned(), patience, sent: 0 })
    }

    /// HTTP requests sent so far.
    pub(crate) const fn sent(&self) -> u32 {
        self.sent
    }

    /// The certificates' judge.
    pub(crate) const fn pins(&self) -> &Pins {
        &self.pins
    }

    /// The printer's cookies.
    pub(crate) const fn cookies(&self) -> &Cookies {
        &self.cookies
    }

    /// Forgets the session: a new login starts like a fresh browser.
    pub(crate) fn forget_cookies(&mut self) {
        self.cookies = Cookies::new();
    }

    /// Sends one request and reads its answer.
    pub(crate) async fn send(&mut self, request: Request) -> Result<Answer, Failed> {
        let Request { method, mut url, referer, headers, body, first_byte } = request;
        url.set_fragment(None);
        let started = Instant::now();
        let post = method == Method::POST;
        let mut builder = self
            .client
            .request(method.clone(), url.clone())
            .header(ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
            .header(ACCEPT_LANGUAGE, "ja,en;q=0.9")
            .header(COOKIE, self.cookies.header());
        if let Some(mut referer) = referer {
            referer.set_fragment(None);
            builder = builder.header(REFERER, referer.as_str());
        }
        for (name, value) in &headers {
            builder = builder.header(name.as_str(), value.as_str());
        }
        if post || !body.is_empty() {
            builder = builder.body(body);
        }
        self.sent += 1;
        let silent = || WimError::NoAnswer { seconds: first_byte.as_secs() };
        let mut response = match tokio::time::timeout(first_byte, builder.send()).await {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => return Err(self.failed(&error)),
            Err(_) => return Err(Failed { error: silent(), reached: true, tls: None }),
        };
        self.cookies
            .take(response.headers().get_all(SET_COOKIE).iter().filter_map(|line| line.to_str().ok()));
        let header = |name| {
            response
                .headers()
                .get(name)
                .map(|v: &reqwest::header::HeaderValue| String::from_utf8_lossy(v.as_bytes()).into_owned())
        };
        let (location, content_type) = (header(LOCATION), header(CONTENT_TYPE));
        let (status, peer) = (response.status().as_u16(), response.remote_addr());
        let redirect = (300..400).contains(&status) && location.is_some();
        let patience =
            BodyPatience { idle: self.patience.body_idle, deadline: started + self.patience.total };
        let body = if redirect {
            // Its body says nothing; the connection is simply left.
            Vec::new()
        } else {
            body::read(&mut response, patience).await.map_err(|error| Failed {
                error,
                reached: true,
                tls: None,
            })?
        };
        tracing::debug!(
            method = %method, path = url.path(), status, size = body.len(),
            milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX), "printer"
        );
        Ok(Answer { url, status, location, content_type, body, peer })
    }

    fn failed(&self, error: &reqwest::Error) -> Failed {
        let address = self.address.clone();
        if let Some(refused) = self.pins.take_refused() {
            return Failed::unsent(failure::refusal(refused, &address));
        }
        if let Some(tls) = failure::tls_trouble(error) {
            let error = match &tls {
                TlsTrouble::TooOld => WimError::TlsTooOld { address },
                TlsTrouble::NotTls => {
                    WimError::TlsFailed { address, reason: "it does not speak TLS there".into() }
                }
                TlsTrouble::Other(reason) => WimError::TlsFailed { address, reason: reason.clone() },
            };
            // Trouble after the handshake was a broken connection, not a refused one.
            return Failed { error, reached: !self_connect(&tls), tls: Some(tls) };
        }
        if error.is_connect() {
            let reason = failure::innermost(error);
            return Failed::unsent(WimError::Unreachable { address, reason });
        }
        Failed { error: WimError::AnswerCut { reason: failure::innermost(error) }, reached: true, tls: None }
    }
}

/// Whether the trouble belongs to the handshake for certain.
const fn self_connect(tls: &TlsTrouble) -> bool {
    matches!(tls, TlsTrouble::TooOld | TlsTrouble::NotTls)
}
