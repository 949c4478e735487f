//! The message: envelope, body, and the look at whose name is on it.

use std::io;

use mail_parser::MessageParser;

use super::reply::Phase;
use super::session::{Flow, Session};
use super::wire::Message;
use crate::config::Account;
use crate::inbox::Arrival;
use crate::lock::locked;

impl Session<'_> {
    pub(super) async fn mail(&mut self, rest: &str) -> io::Result<Flow> {
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

    pub(super) async fn rcpt(&mut self, rest: &str) -> io::Result<Flow> {
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

    pub(super) async fn data(&mut self) -> io::Result<Flow> {
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

    pub(super) async fn bdat(&mut self, rest: &str) -> io::Result<Flow> {
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
