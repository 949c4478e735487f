//! One SMTP conversation.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tokio::io::BufReader;
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;

use super::reply::{Phase, Reply, fill, named, take};
use super::wire::Wire;
use super::{Exchange, Place};
use crate::config::Account;
use crate::lock::locked;

pub(super) struct Session<'a> {
    pub(super) exchange: &'a Exchange,
    pub(super) wire: Wire,
    pub(super) peer: SocketAddr,
    pub(super) greeted: bool,
    pub(super) account: Option<Account>,
    pub(super) client_id: Option<String>,
    pub(super) method: &'static str,
    /// Kept for its end.
    pub(super) place: Option<Place>,
    pub(super) sender: Option<String>,
    pub(super) recipients: Vec<String>,
    pub(super) chunks: Vec<u8>,
}

/// Goes on, or ends the connection.
pub(super) enum Flow {
    On,
    Close,
}

pub(super) async fn run(exchange: &Exchange, stream: TcpStream, peer: SocketAddr) -> io::Result<()> {
    let mut session = Session {
        exchange,
        wire: Wire::Plain(BufReader::new(stream)),
        peer,
        greeted: false,
        account: None,
        client_id: None,
        method: "",
        place: None,
        sender: None,
        recipients: Vec::new(),
        chunks: Vec::new(),
    };
    if let Some(flow) = session.on_request(Phase::Greeting, None).await? {
        if matches!(flow, Flow::Close) {
            return Ok(());
        }
    } else {
        let host = &exchange.0.config.name;
        session.wire.send(&format!("220 {host} Microsoft ESMTP MAIL Service ready (virtual office)")).await?;
    }
    while let Some(line) = session.wire.command().await? {
        let (verb, rest) = line.split_once(' ').unwrap_or((&line, ""));
        let flow = match verb.to_ascii_uppercase().as_str() {
            "EHLO" | "HELO" => session.hello(verb, rest.trim()).await?,
            "STARTTLS" => {
                let (next, flow) = session.starttls().await?;
                session = next;
                flow
            }
            "AUTH" => session.auth(rest).await?,
            "MAIL" => session.mail(rest).await?,
            "RCPT" => session.rcpt(rest).await?,
            "DATA" => session.data().await?,
            "BDAT" => session.bdat(rest).await?,
            "RSET" => {
                session.reset();
                session.say("250 2.0.0 Resetting").await?
            }
            "NOOP" => session.say("250 2.0.0 OK").await?,
            "QUIT" => {
                session.say("221 2.0.0 Service closing transmission channel").await?;
                Flow::Close
            }
            _ => session.say("500 5.3.3 Unrecognized command").await?,
        };
        if matches!(flow, Flow::Close) {
            break;
        }
    }
    Ok(())
}

impl Session<'_> {
    pub(super) async fn say(&mut self, line: &str) -> io::Result<Flow> {
        self.wire.send(line).await?;
        Ok(if line.starts_with("421") { Flow::Close } else { Flow::On })
    }

    pub(super) async fn say_named(&mut self, name: &str, user: &str) -> io::Result<Flow> {
        let from = self.sender.clone().unwrap_or_default();
        let text = fill(named(name).unwrap_or("451 4.3.0 ?"), user, &from, &self.exchange.0.config.name);
        self.say(&text).await
    }

    /// Gives the reply that was asked for at this point, if any.
    pub(super) async fn on_request(&mut self, phase: Phase, user: Option<&str>) -> io::Result<Option<Flow>> {
        let account = user.map(str::to_owned).or_else(|| self.account.as_ref().map(|who| who.upn.clone()));
        let Some(reply) = take(&mut locked(&self.exchange.0.rules), phase, account.as_deref()) else {
            return Ok(None);
        };
        let account = account.unwrap_or_default();
        Ok(Some(match reply {
            Reply::Named(name) => self.say_named(&name, &account).await?,
            Reply::Text(text) => {
                let from = self.sender.clone().unwrap_or_default();
                let text = fill(&text, &account, &from, &self.exchange.0.config.name);
                self.say(&text).await?
            }
            Reply::Drop => Flow::Close,
            Reply::Hang { milliseconds } => {
                tokio::time::sleep(Duration::from_millis(milliseconds)).await;
                Flow::Close
            }
            Reply::Challenge { then } => {
                let json = r#"{"status":"401","schemes":"bearer","scope":"https://outlook.office.com/"}"#;
                self.wire.send(&format!("334 {}", STANDARD.encode(json))).await?;
                if self.wire.command().await?.is_none() {
                    return Ok(Some(Flow::Close));
                }
                self.say(&then).await?
            }
        }))
    }

    pub(super) fn tls(&self) -> bool {
        matches!(self.wire, Wire::Tls(_))
    }

    pub(super) fn reset(&mut self) {
        self.sender = None;
        self.recipients.clear();
        self.chunks.clear();
    }

    async fn hello(&mut self, verb: &str, name: &str) -> io::Result<Flow> {
        if let Some(flow) = self.on_request(Phase::Ehlo, None).await? {
            return Ok(flow);
        }
        // Exchange refuses a bare machine name; a domain or an address literal is let in.
        let literal = name.starts_with('[') && name.ends_with(']');
        if !literal && (!name.contains('.') || name.contains(char::is_whitespace)) {
            return self.say_named("invalid_domain_name", "").await;
        }
        self.greeted = true;
        self.reset();
        let config = &self.exchange.0.config;
        let hello = format!("{} Hello [{}]", config.name, self.peer.ip());
        if verb.eq_ignore_ascii_case("HELO") {
            return self.say(&format!("250 {hello}")).await;
        }
        let mut lines = vec![hello, format!("SIZE {}", config.max_message_bytes)];
        lines.extend(["PIPELINING", "DSN", "ENHANCEDSTATUSCODES"].map(str::to_owned));
        if !self.tls() {
            if config.starttls {
                lines.push("STARTTLS".into());
            }
        } else if !config.mechanisms.is_empty() {
            lines.push(format!("AUTH {}", config.mechanisms.join(" ")));
        }
        lines.extend(["8BITMIME", "BINARYMIME", "CHUNKING", "SMTPUTF8"].map(str::to_owned));
        let last = lines.len() - 1;
        let answer: Vec<String> = lines
            .iter()
            .enumerate()
            .map(|(at, line)| format!("250{}{line}", if at == last { ' ' } else { '-' }))
            .collect();
        self.say(&answer.join("\n")).await
    }

    async fn starttls(mut self) -> io::Result<(Self, Flow)> {
        if let Some(flow) = self.on_request(Phase::Starttls, None).await? {
            return Ok((self, flow));
        }
        if self.tls() || !self.exchange.0.config.starttls {
            let flow = self.say("503 5.5.1 STARTTLS is not available").await?;
            return Ok((self, flow));
        }
        self.wire.send("220 2.0.0 SMTP server ready").await?;
        let Wire::Plain(stream) = self.wire else {
            return Err(io::Error::other("TLS inside TLS"));
        };
        // Commands that were sent ahead in clear text must not count as said inside TLS.
        if !stream.buffer().is_empty() {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "data behind STARTTLS"));
        }
        let acceptor = TlsAcceptor::from(self.exchange.0.tls.clone());
        let handshake = acceptor.accept(stream.into_inner());
        let stream = tokio::time::timeout(Duration::from_secs(30), handshake)
            .await
            .map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
        self.wire = Wire::Tls(Box::new(BufReader::new(stream)));
        self.greeted = false;
        Ok((self, Flow::On))
    }
}
