//! `AUTH`: who somebody is, and whether their mailbox may submit.

use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::reply::Phase;
use super::session::{Flow, Session};
use crate::config::{Account, BasicAuth};

impl Session<'_> {
    pub(super) async fn auth(&mut self, rest: &str) -> io::Result<Flow> {
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
}
