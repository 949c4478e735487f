//! A conversation with the submission server, up to the offer to sign in.
//!
//! `mail-send` speaks the protocol; this file walks it through one phase at a time, so that a failure names the very
//! phase (`facts/exchange.md` §8.2). The preflight ends here, the test mail goes on in [`crate::send`].

use std::sync::Arc;
use std::time::Duration;

use mail_send::SmtpClient;
use mail_send::smtp::AssertReply;
use rustls_pki_types::ServerName;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::error::Cause;
use crate::heard::{Heard, Listening};
use crate::step::{Outcome, Phase, Step};

/// A submission server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its name, which its certificate must bear.
    pub host: String,
    /// Its port; 587 for Exchange Online.
    pub port: u16,
    /// Roots to trust besides the system's (PEM texts).
    pub extra_root_pems: Vec<String>,
    /// How long it may take.
    pub patience: Patience,
}

impl Server {
    /// A server that is given the usual time.
    pub fn new(host: impl Into<String>, port: u16, extra_root_pems: Vec<String>) -> Self {
        Self { host: host.into(), port, extra_root_pems, patience: Patience::default() }
    }
}

/// How long a server may take before its silence is taken for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// For its name, and for each address to let the connection in.
    pub connect: Duration,
    /// For each phase. Exchange answers within a second or two, a busy one within ten.
    pub phase: Duration,
    /// For storing the message, which is weighed, scanned and copied to “Sent Items” meanwhile.
    pub store: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            phase: Duration::from_secs(20),
            store: Duration::from_secs(45),
        }
    }
}

pub(crate) type Stream = Listening<TlsStream<TcpStream>>;

/// An encrypted conversation.
pub(crate) struct Session {
    pub(crate) client: SmtpClient<Stream>,
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
    let patience = server.patience;

    course.begin(Phase::Connect);
    let tcp = connect(server).await.map_err(|cause| course.fail(cause))?;
    course.pass(None);

    course.begin(Phase::Greeting);
    let mut plain = SmtpClient { stream: Listening::on(tcp, heard.clone()), timeout: patience.phase };
    let greeting = match timeout(patience.phase, plain.read()).await {
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
    let tcp = plain.stream.into_inner();
    if let Some(words) = slipped_in(&heard, &tcp) {
        return Err(course.fail(Cause::SlippedIn(words)));
    }
    course.pass(heard.reply().map(|reply| reply.to_string()));

    course.begin(Phase::Certificate);
    let tls = timeout(patience.phase, encrypt(server, tcp))
        .await
        .unwrap_or(Err(Cause::Silent))
        .map_err(|cause| course.fail(cause))?;
    course.pass(None);

    course.begin(Phase::Ehlo);
    heard.forget();
    let mut client = SmtpClient { stream: Listening::on(tls, heard.clone()), timeout: patience.phase };
    client.ehlo(ehlo_name).await.map_err(|error| course.fail(Cause::of(error, &heard)))?;
    course.pass(heard.text().lines().next().map(str::to_owned));

    course.begin(Phase::AuthOffered);
    let offered = heard.text();
    if !offers(&offered, "AUTH", Some("XOAUTH2")) {
        return Err(course.fail(Cause::XOauth2Missing(auth_line(&offered))));
    }
    course.pass(Some(auth_line(&offered)));
    Ok(Session { client, heard })
}

async fn connect(server: &Server) -> Result<TcpStream, Cause> {
    let patience = server.patience.connect;
    let looked_up = timeout(patience, tokio::net::lookup_host((server.host.as_str(), server.port))).await;
    let addresses: Vec<_> = looked_up
        .map_err(|_| Cause::NameUnknown("the name service does not answer".to_owned()))?
        .map_err(|error| Cause::NameUnknown(error.to_string()))?
        .collect();
    let mut last = Cause::NameUnknown("no address".to_owned());
    // Exchange has many addresses; where the first three are shut, the way is shut.
    for address in addresses.into_iter().take(3) {
        match timeout(patience, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => last = Cause::Unreachable(error.to_string()),
            Err(_) => last = Cause::Unreachable("timed out".to_owned()),
        }
    }
    Err(last)
}

/// What came in clear text behind the answer to STARTTLS. Until the client begins the handshake a server has nothing
/// to say; words at this place were put there by somebody else, to be taken for the server's later (CVE-2011-0411).
fn slipped_in(heard: &Heard, tcp: &TcpStream) -> Option<String> {
    let text = heard.text();
    let behind = text.split_once('\n').map_or("", |(_, behind)| behind);
    let is_reply_line = |line: &str| line.get(3..4) == Some("-");
    // An answer of several lines is whole when a line without a hyphen has come.
    let continued = text.lines().take_while(|line| is_reply_line(line)).count();
    let behind = if continued == 0 { behind.to_owned() } else { text.lines().skip(continued + 1).collect() };
    let mut more = [0_u8; 64];
    let waiting = tcp.try_read(&mut more).unwrap_or(0);
    let words = behind + &String::from_utf8_lossy(&more[..waiting]);
    (!words.is_empty()).then(|| words.chars().take(200).collect())
}

async fn encrypt(server: &Server, tcp: TcpStream) -> Result<TlsStream<TcpStream>, Cause> {
    let name =
        ServerName::try_from(server.host.clone()).map_err(|error| Cause::Certificate(error.to_string()))?;
    let config = tegata_trust::client_config(&server.extra_root_pems)
        .map_err(|error| Cause::Setup(error.to_string()))?;
    let connector = TlsConnector::from(Arc::new(config));
    connector.connect(name, tcp).await.map_err(|error| {
        let tls = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
        match tls {
            Some(rustls::Error::InvalidCertificate(_)) => Cause::Certificate(error.to_string()),
            _ => Cause::Tls(error.to_string()),
        }
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
