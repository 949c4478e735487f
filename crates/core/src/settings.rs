//! What a printer's e-mail page says: the items of the guide's table, whoever the printer's maker.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the printer signs in to send mail: WIM's メール送信 認証方式.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub enum SendingMethod {
    /// With a stored password (basic SMTP AUTH).
    #[serde(rename = "password")]
    Password,
    /// OAuth 2.0 認証 (Exchange Online 用).
    #[serde(rename = "oauth2")]
    OAuth2,
}

/// WIM's SSL row of the SMTP section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum SmtpTls {
    /// No encryption.
    Off,
    /// TLS from the first byte.
    Ssl,
    /// STARTTLS, as Exchange Online demands.
    Starttls,
}

/// One item of the e-mail page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Field {
    /// メール送信 認証方式.
    SendingMethod,
    /// SMTP サーバー名.
    SmtpServer,
    /// SMTP ポート番号; fixed to 587 by the printer under OAuth 2.0.
    SmtpPort,
    /// SSL; fixed to STARTTLS under OAuth 2.0.
    SmtpTls,
    /// SMTP 認証; fixed to on under OAuth 2.0.
    SmtpAuth,
    /// 認証メールアドレス.
    AuthAddress,
    /// 認証ユーザー名.
    AuthUserName,
    /// IMAP4 port; fixed to 993 under OAuth 2.0.
    Imap4Port,
    /// 管理者メールアドレス.
    AdminAddress,
    /// 送信者名自動指定.
    AutoSender,
}

impl Field {
    /// Every field, in the order of the guide.
    pub const ALL: [Self; 10] = [
        Self::SendingMethod,
        Self::SmtpServer,
        Self::SmtpPort,
        Self::SmtpTls,
        Self::SmtpAuth,
        Self::AuthAddress,
        Self::AuthUserName,
        Self::Imap4Port,
        Self::AdminAddress,
        Self::AutoSender,
    ];

    /// The Fluent message that names it: `field-smtp-server`.
    #[must_use]
    pub fn message(self) -> String {
        format!("field-{}", self.as_str().replace('_', "-"))
    }

    /// The name in events, journals and reports, e.g. `smtp_server`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SendingMethod => "sending_method",
            Self::SmtpServer => "smtp_server",
            Self::SmtpPort => "smtp_port",
            Self::SmtpTls => "smtp_tls",
            Self::SmtpAuth => "smtp_auth",
            Self::AuthAddress => "auth_address",
            Self::AuthUserName => "auth_user_name",
            Self::Imap4Port => "imap4_port",
            Self::AdminAddress => "admin_address",
            Self::AutoSender => "auto_sender",
        }
    }

    /// The value the printer itself sets under OAuth 2.0, whatever was there before (`guide-ja.txt`, 重要).
    #[must_use]
    pub fn fixed_under_oauth2(self) -> Option<Value> {
        match self {
            Self::SmtpPort => Some(Value::Number(587)),
            Self::SmtpTls => Some(Value::Text("starttls".into())),
            Self::SmtpAuth => Some(Value::Flag(true)),
            Self::Imap4Port => Some(Value::Number(993)),
            _ => None,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The value of a [`Field`]. Choices are their serialised words (`oauth2`, `starttls`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(untagged)]
#[ts(export)]
pub enum Value {
    /// する / しない, On / Off.
    Flag(bool),
    /// A port.
    Number(u16),
    /// Everything else.
    Text(String),
}

impl Value {
    /// Equal as the other side sees it: host names and mail addresses have no case, surrounding space means nothing.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => a.trim().eq_ignore_ascii_case(b.trim()),
            (a, b) => a == b,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// What the e-mail page said when it was read. `None` means the page does not show the item at all.
/// There is no password in it, because the page never gives one back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MailSettings {
    /// How mail is sent now.
    pub sending_method: Option<SendingMethod>,
    /// Whether this firmware offers OAuth 2.0 for Exchange Online at all.
    pub oauth2_offered: bool,
    /// SMTP server name.
    pub smtp_server: Option<String>,
    /// SMTP port.
    pub smtp_port: Option<u16>,
    /// Encryption of the SMTP connection.
    pub smtp_tls: Option<SmtpTls>,
    /// Whether SMTP authentication is on.
    pub smtp_auth: Option<bool>,
    /// Mail address used for SMTP authentication.
    pub auth_address: Option<String>,
    /// User name used for SMTP authentication.
    pub auth_user_name: Option<String>,
    /// IMAP4 port.
    pub imap4_port: Option<u16>,
    /// Administrator's mail address.
    pub admin_address: Option<String>,
    /// Auto-specify sender name.
    pub auto_sender: Option<bool>,
    /// Whether the page says 「(認証済)」 beside [認証開始]; `None` where the page has no such row.
    pub authorised: Option<bool>,
    /// Fields the page shows but does not let anybody change now.
    #[ts(as = "Vec<Field>")]
    pub fixed: BTreeSet<Field>,
}

impl MailSettings {
    /// One field's value.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<Value> {
        match field {
            Field::SendingMethod => self.sending_method.map(|method| {
                Value::Text(match method {
                    SendingMethod::Password => "password".into(),
                    SendingMethod::OAuth2 => "oauth2".into(),
                })
            }),
            Field::SmtpServer => self.smtp_server.clone().map(Value::Text),
            Field::SmtpPort => self.smtp_port.map(Value::Number),
            Field::SmtpTls => self.smtp_tls.map(|tls| {
                Value::Text(match tls {
                    SmtpTls::Off => "off".into(),
                    SmtpTls::Ssl => "ssl".into(),
                    SmtpTls::Starttls => "starttls".into(),
                })
            }),
            Field::SmtpAuth => self.smtp_auth.map(Value::Flag),
            Field::AuthAddress => self.auth_address.clone().map(Value::Text),
            Field::AuthUserName => self.auth_user_name.clone().map(Value::Text),
            Field::Imap4Port => self.imap4_port.map(Value::Number),
            Field::AdminAddress => self.admin_address.clone().map(Value::Text),
            Field::AutoSender => self.auto_sender.map(Value::Flag),
        }
    }

    /// Whether the page shows a field but holds it fast.
    #[must_use]
    pub fn is_fixed(&self, field: Field) -> bool {
        self.fixed.contains(&field)
    }
}
