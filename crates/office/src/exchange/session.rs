//! One SMTP conversation.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use mail_parser::MessageParser;
use tokio::io::BufReader;
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;

use super::reply::{Phase, Reply, fill, named, take};
use super::wire::{Message, Wire};
use super::{Exchange, Place};
use crate::config::{Account, BasicAuth};
use crate::inbox::Arrival;
use crate::lock::locked;

struct Session<'a> {
    exchange: &'a Exchange,
    wire: Wire,
    peer: SocketAddr,
    greeted: bool,
    account: Option<Account>,
    client_id: Option<String>,
    method: &'static str,
    /// Kept for its end.
    place: Option<Place>,
    sender: Option<String>,
    recipients: Vec<String>,
    chunks: Vec<u8>,
}

/// Goes on, or ends the connection.
enum Flow {
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
    async fn say(&mut self, line: &str) -> io::Result<Flow> {
        self.wire.send(line).await?;
        Ok(if line.starts_with("421") { Flow::Close } else { Flow::On })
    }

    async fn say_named(&mut self, name: &str, user: &str) -> io::Result<Flow> {
        let from = self.sender.clone().unwrap_or_default();
        let text = fill(named(name).unwrap_or("451 4.3.0 ?"), user, &from, &self.exchange.0.config.name);
        self.say(&text).await
    }

    /// Gives the reply that was asked for at this point, if any.
    async fn on_request(&mut self, phase: Phase, user: Option<&str>) -> io::Result<Option<Flow>> {
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

    fn tls(&self) -> bool {
        matches!(self.wire, Wire::Tls(_))
    }

    fn reset(&mut self) {
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

    async fn auth(&mut self, rest: &str) -> io::Result<Flow> {
        let (mechanism, initial) = rest.split_once(' ').unwrap_or((rest, ""));
        let mechanism = mechanism.to_ascii_uppercase();
        let offered = self.exchange.0.config.mechanisms.contains(&mechanism);
        if !self.greeted {
            return self.say("503 5.5.2 Send hello first").await;
        }
        if !self.tls() || !offered {
            return self.say_named("unrecognized_authentication", "").await;
        }
        if self.account.is_some() {
            return self.say("503 5.5.2 Already authenticated").await;
        }
        match mechanism.as_str() {
            "XOAUTH2" => self.auth_token(initial.trim()).await,
            _ => self.auth_login(initial.trim()).await,
        }
    }

    /// Asks with a 334 unless the answer came with the command; `None` where the client gave up with `*`.
    async fn ask(&mut self, initial: &str, challenge: &str) -> io::Result<Option<String>> {
        let text = if initial.is_empty() {
            self.wire.send(&format!("334 {challenge}")).await?;
            self.wire.command().await?.ok_or(io::ErrorKind::UnexpectedEof)?
        } else {
            initial.to_owned()
        };
        Ok((text.trim() != "*").then(|| text.trim().to_owned()))
    }

    async fn auth_token(&mut self, initial: &str) -> io::Result<Flow> {
        let blob = self.ask(initial, "").await?.and_then(|text| STANDARD.decode(text).ok());
        let blob = blob.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        let field = |name: &str| blob.split('\x01').find_map(|part| part.strip_prefix(name));
        let user = field("user=").unwrap_or_default().to_owned();
        let token = field("auth=Bearer ").unwrap_or_default().to_owned();
        if let Some(flow) = self.on_request(Phase::Auth, Some(&user)).await? {
            return Ok(flow);
        }
        let exchange = &self.exchange.0;
        let known = exchange.microsoft.access_token(&token).filter(|known| {
            known.audience == exchange.config.resource
                && known.permissions.iter().any(|permission| permission == "SMTP.Send")
                && known.upn.eq_ignore_ascii_case(&user)
        });
        let account = known.as_ref().and_then(|known| exchange.directory.account(&known.upn));
        match (known, account) {
            (Some(known), Some(account)) if account.licensed && !account.shared => {
                self.method = "XOAUTH2";
                self.client_id = Some(known.client_id);
                self.enter(account).await
            }
            _ => self.say_named("authentication_unsuccessful", &user).await,
        }
    }

    async fn auth_login(&mut self, initial: &str) -> io::Result<Flow> {
        let decode = |text: String| {
            STANDARD.decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
        };
        let Some(user) = self.ask(initial, "VXNlcm5hbWU6").await?.map(decode) else {
            return self.say_named("authentication_unsuccessful", "").await;
        };
        let Some(password) = self.ask("", "UGFzc3dvcmQ6").await?.map(decode) else {
            return self.say_named("authentication_unsuccessful", &user).await;
        };
        if let Some(flow) = self.on_request(Phase::Auth, Some(&user)).await? {
            return Ok(flow);
        }
        let directory = &self.exchange.0.directory;
        let policy = directory.tenant_of(&user).map_or(BasicAuth::Disabled, |tenant| tenant.basic_auth);
        let refused = match policy {
            BasicAuth::NotSupported => Some("basic_auth_not_supported"),
            BasicAuth::Disabled => Some("basic_auth_disabled"),
            BasicAuth::SecurityDefaults => Some("security_defaults"),
            BasicAuth::ConditionalAccess => Some("conditional_access"),
            BasicAuth::Allowed => None,
        };
        if let Some(name) = refused {
            return self.say_named(name, &user).await;
        }
        match directory.account(&user) {
            // An account without a password of its own takes any: the office has nothing to protect.
            Some(account) if account.password.as_ref().is_none_or(|right| *right == password) => {
                self.method = "LOGIN";
                self.enter(account).await
            }
            _ => self.say_named("credentials_incorrect", &user).await,
        }
    }

    /// The account is who it says; may its mailbox submit?
    async fn enter(&mut self, account: Account) -> io::Result<Flow> {
        let organisation =
            self.exchange.0.directory.tenant_of(&account.upn).is_some_and(|tenant| tenant.smtp_auth);
        match account.smtp_auth {
            Some(false) => return self.say_named("smtp_auth_disabled_mailbox", &account.upn).await,
            None if !organisation => {
                return self.say_named("smtp_auth_disabled_tenant", &account.upn).await;
            }
            _ => {}
        }
        let Some(place) = self.exchange.place(&account.upn) else {
            return self.say_named("concurrent_connections", &account.upn).await;
        };
        self.place = Some(place);
        self.account = Some(account);
        self.say("235 2.7.0 Authentication successful").await
    }

    async fn mail(&mut self, rest: &str) -> io::Result<Flow> {
        let Some(sender) = path(rest, "FROM:") else {
            return self.say("501 5.5.4 Invalid arguments").await;
        };
        if self.sender.is_some() {
            return self.say("503 5.5.2 Sender already specified").await;
        }
        self.sender = Some(sender);
        if let Some(flow) = self.on_request(Phase::MailFrom, None).await? {
            self.sender = None;
            return Ok(flow);
        }
        if self.account.is_none() {
            self.sender = None;
            return self.say_named("not_authenticated", "").await;
        }
        let size = rest
            .to_ascii_uppercase()
            .split_whitespace()
            .find_map(|word| word.strip_prefix("SIZE=").and_then(|size| size.parse::<usize>().ok()));
        if size.is_some_and(|size| size > self.exchange.0.config.max_message_bytes) {
            self.sender = None;
            return self.say_named("message_too_large", "").await;
        }
        self.say("250 2.1.0 Sender OK").await
    }

    async fn rcpt(&mut self, rest: &str) -> io::Result<Flow> {
        if self.sender.is_none() {
            return self.say("503 5.5.2 Need mail command").await;
        }
        let Some(recipient) = path(rest, "TO:").filter(|to| to.contains('@')) else {
            return self.say("501 5.1.3 Invalid address").await;
        };
        if let Some(flow) = self.on_request(Phase::RcptTo, None).await? {
            return Ok(flow);
        }
        let (config, directory) = (&self.exchange.0.config, &self.exchange.0.directory);
        if self.recipients.len() >= config.max_recipients {
            return self.say_named("too_many_recipients", "").await;
        }
        let ours = directory.tenant_of(&recipient).is_some();
        if config.check_recipients && ours && directory.mailbox(&recipient).is_none() {
            return self.say_named("recipient_not_found", "").await;
        }
        self.recipients.push(recipient);
        self.say("250 2.1.5 Recipient OK").await
    }

    async fn data(&mut self) -> io::Result<Flow> {
        if self.recipients.is_empty() {
            return self.say("503 5.5.2 Need rcpt command").await;
        }
        if let Some(flow) = self.on_request(Phase::Data, None).await? {
            return Ok(flow);
        }
        self.wire.send("354 Start mail input; end with <CRLF>.<CRLF>").await?;
        let config = &self.exchange.0.config;
        let message = self.wire.message(config.max_message_bytes, config.max_line_bytes).await?;
        match message {
            None => Ok(Flow::Close),
            Some(Message::TooLarge) => {
                self.reset();
                self.say_named("message_too_large", "").await
            }
            Some(Message::LineTooLong) => {
                self.reset();
                self.say("500 5.5.2 Line too long in message").await
            }
            Some(Message::Complete(raw)) => self.submit(raw).await,
        }
    }

    async fn bdat(&mut self, rest: &str) -> io::Result<Flow> {
        let mut words = rest.split_whitespace();
        let Some(count) = words.next().and_then(|count| count.parse::<usize>().ok()) else {
            return self.say("501 5.5.4 Invalid arguments").await;
        };
        let last = words.next().is_some_and(|word| word.eq_ignore_ascii_case("LAST"));
        if self.chunks.len().saturating_add(count) > self.exchange.0.config.max_message_bytes {
            // The bytes that follow cannot be told from commands any more.
            self.say_named("message_too_large", "").await?;
            return Ok(Flow::Close);
        }
        let chunk = self.wire.chunk(count).await?;
        if self.recipients.is_empty() {
            return self.say("503 5.5.2 Need rcpt command").await;
        }
        self.chunks.extend_from_slice(&chunk);
        if !last {
            return self.say(&format!("250 2.6.0 CHUNK received OK, {count} octets")).await;
        }
        let raw = std::mem::take(&mut self.chunks);
        self.submit(raw).await
    }

    /// The message is whole. Only now does Exchange look at whose name is on it.
    async fn submit(&mut self, raw: Vec<u8>) -> io::Result<Flow> {
        let Some(account) = self.account.clone() else {
            return self.say_named("not_authenticated", "").await;
        };
        if let Some(flow) = self.on_request(Phase::EndOfData, None).await? {
            self.reset();
            return Ok(flow);
        }
        let header = MessageParser::default().parse_headers(&raw).and_then(|message| {
            message.from().and_then(|from| from.first()).and_then(|from| from.address().map(str::to_owned))
        });
        let sender = self.sender.clone().unwrap_or_default();
        let foreign = [Some(sender.clone()), header]
            .into_iter()
            .flatten()
            .find(|name| !self.may_send_as(&account, name));
        if let Some(foreign) = foreign {
            return self.deny(&account, foreign).await;
        }
        let exchange = &self.exchange.0;
        let id = exchange.chance.guid();
        exchange.inbox.put(Arrival {
            account: account.upn,
            method: self.method,
            client_id: self.client_id.clone(),
            sender,
            recipients: std::mem::take(&mut self.recipients),
            raw,
        });
        self.reset();
        let host = &exchange.config.name;
        self.say(&format!("250 2.0.0 OK <{id}@{host}> [Hostname={host}]")).await
    }

    async fn deny(&mut self, account: &Account, foreign: String) -> io::Result<Flow> {
        let count = {
            let mut denials = locked(&self.exchange.0.denials);
            let count = denials.entry(account.upn.to_lowercase()).or_default();
            *count += 1;
            *count
        };
        self.sender = Some(foreign);
        let throttled = count > self.exchange.0.config.throttle_after;
        let name = if throttled { "send_as_throttled" } else { "send_as_denied" };
        let flow = self.say_named(name, &account.upn).await;
        self.reset();
        flow
    }

    fn may_send_as(&self, account: &Account, name: &str) -> bool {
        let same = |other: &String| other.eq_ignore_ascii_case(name);
        // The UPN is no address of the mailbox unless it is one by being the primary address or an alias.
        account.address().eq_ignore_ascii_case(name)
            || account.send_as.iter().any(same)
            || (account.aliases.iter().any(same)
                && self.exchange.0.directory.tenant_of(&account.upn).is_some_and(|it| it.send_from_alias))
    }
}

/// The address between angle brackets behind `FROM:` or `TO:`.
fn path(rest: &str, prefix: &str) -> Option<String> {
    let rest = rest.trim();
    let head = rest.get(..prefix.len())?;
    if !head.eq_ignore_ascii_case(prefix) {
        return None;
    }
    let (address, _) = rest[prefix.len()..].trim_start().strip_prefix('<')?.split_once('>')?;
    Some(address.to_owned())
}
