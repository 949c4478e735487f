//! A conversation with the submission server, up to the offer to sign in.
//!
//! `mail-send` speaks the protocol; this file walks it through one phase at a time, so that a failure names the very
//! phase (`facts/exchange.md` §8.2). The preflight ends here, the test mail goes on in [`crate::send`].

use std::sync::Arc;
use std::time::Duration;

use mail_send::SmtpClient;
use mail_send::smtp::AssertReply;
use rustls::crypto::aws_lc_rs;
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, ServerName};
use rustls_platform_verifier::Verifier;
use smtp_proto::EhloResponse;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::error::Cause;
use crate::heard::{Heard, Listening};
use crate::step::{Outcome, Phase, Step};

/// How long one phase may take.
pub(crate) const PHASE_TIME: Duration = Duration::from_secs(30);

/// A submission server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its name, which its certificate must bear.
    pub host: String,
    /// Its port; 587 for Exchange Online.
    pub port: u16,
    /// Roots to trust besides the system's (PEM texts).
    pub extra_root_pems: Vec<String>,
}

pub(crate) type Stream = Listening<TlsStream<TcpStream>>;

/// An encrypted conversation.
pub(crate) struct Session {
    pub(crate) client: SmtpClient<Stream>,
    pub(crate) capabilities: EhloResponse<String>,
    pub(crate) heard: Heard,
}

/// Reports the phases as they pass.
pub(crate) struct Course<F> {
    report: F,
    phase: Phase,
    began: Instant,
}

impl<F: Fn(Step)> Course<F> {
    pub(crate) fn new(report: F) -> Self {
        Self { report, phase: Phase::Connect, began: Instant::now() }
    }

    pub(crate) fn begin(&mut self, phase: Phase) {
        self.phase = phase;
        self.began = Instant::now();
        self.tell(Outcome::Running, None);
    }

    pub(crate) fn pass(&self, reply: Option<String>) {
        self.tell(Outcome::Passed, reply);
    }

    pub(crate) fn fail(&self, cause: Cause) -> (Phase, Cause) {
        let reply = match &cause {
            Cause::Reply(reply) => Some(reply.to_string()),
            _ => None,
        };
        tracing::info!(phase = self.phase.as_str(), "submission failed");
        self.tell(Outcome::Failed, reply);
        (self.phase, cause)
    }

    fn tell(&self, outcome: Outcome, reply: Option<String>) {
        (self.report)(Step { phase: self.phase, outcome, elapsed: self.began.elapsed(), reply });
    }
}

/// Connects, encrypts, and introduces itself.
pub(crate) async fn open<F: Fn(Step)>(
    server: &Server,
    ehlo_name: &str,
    course: &mut Course<F>,
) -> Result<Session, (Phase, Cause)> {
    let heard = Heard::default();

    course.begin(Phase::Connect);
    let tcp = timeout(PHASE_TIME, connect(&server.host, server.port))
        .await
        .unwrap_or(Err(Cause::Unreachable("timed out".to_owned())))
        .map_err(|cause| course.fail(cause))?;
    course.pass(None);

    course.begin(Phase::Greeting);
    let mut plain = SmtpClient { stream: Listening::on(tcp, heard.clone()), timeout: PHASE_TIME };
    let greeting = match timeout(PHASE_TIME, plain.read()).await {
        Ok(read) => read.and_then(AssertReply::assert_positive_completion),
        Err(_) => Err(mail_send::Error::Timeout),
    };
    greeting.map_err(|error| course.fail(Cause::of(error, &heard)))?;
    course.pass(heard.reply().map(|reply| reply.to_string()));

    course.begin(Phase::StartTls);
    heard.forget();
    if let Err(error) = plain.ehlo(ehlo_name).await {
        course.begin(Phase::Ehlo);
        return Err(course.fail(Cause::of(error, &heard)));
    }
    if !offers(&heard.text(), "STARTTLS", None) {
        return Err(course.fail(Cause::StartTlsMissing));
    }
    heard.forget();
    let accepted = plain.cmd(b"STARTTLS\r\n").await.and_then(AssertReply::assert_positive_completion);
    accepted.map_err(|error| course.fail(Cause::of(error, &heard)))?;
    course.pass(heard.reply().map(|reply| reply.to_string()));

    course.begin(Phase::Certificate);
    let tls = timeout(PHASE_TIME, encrypt(server, plain.stream.into_inner()))
        .await
        .unwrap_or(Err(Cause::Silent))
        .map_err(|cause| course.fail(cause))?;
    course.pass(None);

    course.begin(Phase::Ehlo);
    heard.forget();
    let mut client = SmtpClient { stream: Listening::on(tls, heard.clone()), timeout: PHASE_TIME };
    let capabilities = client.ehlo(ehlo_name).await.map_err(|error| course.fail(Cause::of(error, &heard)))?;
    course.pass(heard.text().lines().next().map(str::to_owned));

    course.begin(Phase::AuthOffered);
    let offered = heard.text();
    if !offers(&offered, "AUTH", Some("XOAUTH2")) {
        return Err(course.fail(Cause::XOauth2Missing(auth_line(&offered))));
    }
    course.pass(Some(auth_line(&offered)));
    Ok(Session { client, capabilities, heard })
}

async fn connect(host: &str, port: u16) -> Result<TcpStream, Cause> {
    let addresses: Vec<_> = tokio::net::lookup_host((host, port))
        .await
        .map_err(|error| Cause::NameUnknown(error.to_string()))?
        .collect();
    let mut last = Cause::NameUnknown("no address".to_owned());
    for address in addresses {
        match TcpStream::connect(address).await {
            Ok(stream) => return Ok(stream),
            Err(error) => last = Cause::Unreachable(error.to_string()),
        }
    }
    Err(last)
}

async fn encrypt(server: &Server, tcp: TcpStream) -> Result<TlsStream<TcpStream>, Cause> {
    let name =
        ServerName::try_from(server.host.clone()).map_err(|error| Cause::Certificate(error.to_string()))?;
    let connector = TlsConnector::from(Arc::new(tls_config(&server.extra_root_pems)?));
    connector.connect(name, tcp).await.map_err(|error| {
        let tls = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
        match tls {
            Some(rustls::Error::InvalidCertificate(_)) => Cause::Certificate(error.to_string()),
            _ => Cause::Tls(error.to_string()),
        }
    })
}

/// The system's verifier with the extra roots. Where the system has no roots at all (a bare container), nothing is
/// trusted and the handshake says so.
fn tls_config(extra_root_pems: &[String]) -> Result<ClientConfig, Cause> {
    let setup = |error: &dyn std::fmt::Display| Cause::Setup(error.to_string());
    let mut roots = Vec::new();
    for pem in extra_root_pems {
        for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
            roots.push(certificate.map_err(|error| setup(&error))?);
        }
    }
    let provider = Arc::new(aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| setup(&error))?;
    Ok(match Verifier::new_with_extra_roots(roots, provider) {
        Ok(verifier) => {
            builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth()
        }
        Err(error) if extra_root_pems.is_empty() => {
            tracing::warn!(%error, "the system trusts no certificate authority");
            builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth()
        }
        Err(error) => return Err(setup(&error)),
    })
}

/// Whether an EHLO answer offers an extension, and a word of it.
fn offers(answer: &str, keyword: &str, word: Option<&str>) -> bool {
    let mut lines = extension(answer, keyword);
    lines.any(|words| {
        word.is_none_or(|wanted| words.iter().any(|offered| offered.eq_ignore_ascii_case(wanted)))
    })
}

/// The words behind a keyword, for each line that bears it: some servers write `AUTH LOGIN` and `AUTH=LOGIN`.
fn extension<'a>(answer: &'a str, keyword: &'a str) -> impl Iterator<Item = Vec<&'a str>> {
    // The first line is the greeting.
    answer.lines().skip(1).filter_map(move |line| {
        let mut words = line.get(4..)?.split([' ', '=']).filter(|word| !word.is_empty());
        words.next()?.eq_ignore_ascii_case(keyword).then(|| words.collect())
    })
}

fn auth_line(answer: &str) -> String {
    extension(answer, "AUTH")
        .next()
        .map_or_else(|| "no AUTH".to_owned(), |words| format!("AUTH {}", words.join(" ")))
}
