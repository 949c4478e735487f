//! The settings a printer keeps: one value per key, in canonical words of the office's own (`oauth`, `starttls`, `on`).
//! Names, labels and value strings of the pages are made from these elsewhere; nothing here is ever sent.

use super::config::InitialSettings;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A setting of the e-mail page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Key {
    SendMethod,
    Server,
    Port,
    Ssl,
    SmtpAuth,
    AuthAddress,
    AuthUser,
    AuthPassword,
    AuthEncryption,
    ImapPort,
    AdminAddress,
    AutoSender,
    ReceiveProtocol,
    ReceiveInterval,
    KeepMail,
    AllowFrom(u8),
    PopBeforeSmtp,
    PopWait,
    PopAuthUser,
    PopAuthPassword,
    PopAuthAddress,
    PopServer,
    PopPort,
    PopEncryption,
    NotifyAddress,
    NotifyReceive,
    NotifyUser,
    NotifyPassword,
    Signature,
}

impl Key {
    pub(crate) const ALL: [Self; 33] = [
        Self::SendMethod,
        Self::Server,
        Self::Port,
        Self::Ssl,
        Self::SmtpAuth,
        Self::AuthAddress,
        Self::AuthUser,
        Self::AuthPassword,
        Self::AuthEncryption,
        Self::ImapPort,
        Self::AdminAddress,
        Self::AutoSender,
        Self::ReceiveProtocol,
        Self::ReceiveInterval,
        Self::KeepMail,
        Self::AllowFrom(0),
        Self::AllowFrom(1),
        Self::AllowFrom(2),
        Self::AllowFrom(3),
        Self::AllowFrom(4),
        Self::PopBeforeSmtp,
        Self::PopWait,
        Self::PopAuthUser,
        Self::PopAuthPassword,
        Self::PopAuthAddress,
        Self::PopServer,
        Self::PopPort,
        Self::PopEncryption,
        Self::NotifyAddress,
        Self::NotifyReceive,
        Self::NotifyUser,
        Self::NotifyPassword,
        Self::Signature,
    ];

    /// Whether onboarding has any business with this setting. Everything else must come back as it was sent.
    pub(crate) fn concerns_onboarding(self) -> bool {
        matches!(
            self,
            Self::SendMethod
                | Self::Server
                | Self::Port
                | Self::Ssl
                | Self::SmtpAuth
                | Self::AuthAddress
                | Self::AuthUser
                | Self::AuthPassword
                | Self::AuthEncryption
                | Self::ImapPort
                | Self::AdminAddress
                | Self::AutoSender
        )
    }

    pub(crate) fn is_password(self) -> bool {
        matches!(self, Self::AuthPassword | Self::PopAuthPassword | Self::NotifyPassword)
    }

    /// The canonical words of a choice; empty for text.
    pub(crate) fn choices(self) -> &'static [&'static str] {
        match self {
            Self::SendMethod => &["password", "oauth"],
            Self::Ssl | Self::PopEncryption => &["off", "starttls", "ssl"],
            Self::AuthEncryption => &["auto", "on", "off"],
            Self::SmtpAuth | Self::AutoSender | Self::PopBeforeSmtp | Self::NotifyReceive => &["on", "off"],
            Self::ReceiveProtocol => &["pop3", "imap4", "smtp"],
            Self::KeepMail => &["delete", "keep", "errors"],
            _ => &[],
        }
    }

    /// The value that OAuth fixes, from the guide's list and table.
    pub(crate) fn fixed_by_oauth(self) -> Option<&'static str> {
        match self {
            Self::Port => Some("587"),
            Self::Ssl => Some("starttls"),
            Self::SmtpAuth => Some("on"),
            Self::ImapPort => Some("993"),
            _ => None,
        }
    }

    /// Without meaning in OAuth mode.
    pub(crate) fn unused_by_oauth(self) -> bool {
        matches!(self, Self::AuthPassword | Self::AuthEncryption | Self::PopBeforeSmtp)
    }
}

/// Values by key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Values(BTreeMap<Key, String>);

impl Values {
    pub(crate) fn initial(start: &InitialSettings) -> Self {
        let on = |yes: bool| if yes { "on" } else { "off" }.to_owned();
        let mut values = BTreeMap::new();
        for key in Key::ALL {
            let value = match key {
                Key::SendMethod => if start.oauth { "oauth" } else { "password" }.into(),
                Key::Server => start.server.clone(),
                Key::Port => start.port.clone(),
                Key::Ssl => start.ssl.clone(),
                Key::SmtpAuth => on(start.smtp_auth),
                Key::AuthAddress => start.auth_address.clone(),
                Key::AuthUser => start.auth_user.clone(),
                Key::AuthPassword => start.auth_password.clone(),
                Key::AuthEncryption => "auto".into(),
                Key::ImapPort => "143".into(),
                Key::AdminAddress => start.admin_address.clone(),
                Key::AutoSender => on(start.auto_sender),
                Key::ReceiveProtocol => "imap4".into(),
                Key::ReceiveInterval => "15".into(),
                Key::KeepMail => "errors".into(),
                Key::AllowFrom(0) => "partner@fabrikam.example".into(),
                Key::AllowFrom(2) => "o'neil&sons@fabrikam.example".into(),
                Key::AllowFrom(_) => String::new(),
                Key::PopBeforeSmtp => "off".into(),
                Key::PopWait => "300".into(),
                Key::PopAuthUser => "pop-user".into(),
                Key::PopAuthPassword => "pop-password".into(),
                Key::PopAuthAddress => "pop@contoso.example".into(),
                Key::PopServer => "pop.contoso.example".into(),
                Key::PopPort => "110".into(),
                Key::PopEncryption => "ssl".into(),
                Key::NotifyAddress => "notify@contoso.example".into(),
                Key::NotifyReceive => "on".into(),
                Key::NotifyUser => "notify-user".into(),
                Key::NotifyPassword => "notify-password".into(),
                Key::Signature => "複合機 <2F> \"A & B\"".into(),
            };
            values.insert(key, value);
        }
        Self(values)
    }

    pub(crate) fn get(&self, key: Key) -> &str {
        self.0.get(&key).map_or("", String::as_str)
    }

    pub(crate) fn set(&mut self, key: Key, value: impl Into<String>) {
        self.0.insert(key, value.into());
    }

    pub(crate) fn oauth(&self) -> bool {
        self.get(Key::SendMethod) == "oauth"
    }

    /// The value in force: what OAuth fixes wins over what is kept.
    pub(crate) fn effective(&self, key: Key) -> &str {
        match key.fixed_by_oauth() {
            Some(fixed) if self.oauth() => fixed,
            _ => self.get(key),
        }
    }

    /// All settings in a fixed order, passwords too: the office's secrets are nobody's.
    pub(crate) fn list(&self) -> Vec<(String, String)> {
        self.0.iter().map(|(key, value)| (format!("{key:?}"), value.clone())).collect()
    }

    pub(crate) fn mail(&self, authorised: Option<&str>) -> StoredMail {
        StoredMail {
            oauth: self.oauth(),
            server: self.get(Key::Server).into(),
            port: self.effective(Key::Port).into(),
            ssl: self.effective(Key::Ssl).into(),
            smtp_auth: self.effective(Key::SmtpAuth) == "on",
            auth_address: self.get(Key::AuthAddress).into(),
            auth_user: self.get(Key::AuthUser).into(),
            imap_port: self.effective(Key::ImapPort).into(),
            admin_address: self.get(Key::AdminAddress).into(),
            auto_sender: self.get(Key::AutoSender) == "on",
            authorised: authorised.is_some(),
        }
    }
}

/// What a printer has stored, in the office's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredMail {
    /// OAuth is the sending method.
    pub oauth: bool,
    /// SMTP server name.
    pub server: String,
    /// Port in force.
    pub port: String,
    /// `off`, `starttls` or `ssl`, in force.
    pub ssl: String,
    /// SMTP authentication in force.
    pub smtp_auth: bool,
    /// Authentication address.
    pub auth_address: String,
    /// Authentication user name.
    pub auth_user: String,
    /// IMAP4 port in force.
    pub imap_port: String,
    /// Administrator's address.
    pub admin_address: String,
    /// Auto-specify sender name.
    pub auto_sender: bool,
    /// A token is stored.
    pub authorised: bool,
}
