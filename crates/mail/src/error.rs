//! What can go wrong while submitting, and how it leaves this room.

use tegata_core::Problem;
use tegata_core::problem::{Code, local, mail as codes};

use crate::heard::Heard;
use crate::reply::Reply;
use crate::smtp_replies;
use crate::step::Phase;

/// What ended the submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The host name has no address.
    NameUnknown(String),
    /// No connection.
    Unreachable(String),
    /// No answer in time.
    Silent,
    /// The connection broke off.
    Lost(String),
    /// What came is not SMTP. The words it began with.
    NotSmtp(String),
    /// No STARTTLS.
    StartTlsMissing,
    /// Something came in clear text where only encryption may follow. What it was.
    SlippedIn(String),
    /// The certificate is not trusted, or names another host.
    Certificate(String),
    /// TLS failed for another reason.
    Tls(String),
    /// No XOAUTH2. What is offered instead.
    XOauth2Missing(String),
    /// The server refused.
    Reply(Reply),
    /// The configuration cannot be used.
    Setup(String),
}

/// A submission that failed, with everything its explanation needs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {cause:?}", .phase.as_str())]
pub struct MailError {
    /// Where it ended.
    pub phase: Phase,
    /// Why.
    pub cause: Cause,
    /// The From address.
    pub sender: String,
    /// The signed-in account.
    pub account: String,
    /// The server's name.
    pub host: String,
    /// The server's port.
    pub port: u16,
}

impl Cause {
    /// What a failure of `mail-send` means, by what was really heard.
    pub(crate) fn of(error: mail_send::Error, heard: &Heard) -> Self {
        use mail_send::Error as E;
        match error {
            E::Timeout => Self::Silent,
            E::Io(error) => Self::Lost(error.to_string()),
            E::UnexpectedReply(_) => Self::said(heard),
            // Cut off, or longer than the crate reads: a refusal is one all the same.
            E::UnparseableReply => match heard.reply() {
                Some(reply) if reply.code < 400 => Self::Lost(reply.to_string()),
                _ => Self::said(heard),
            },
            other => match heard.reply() {
                Some(reply) => Self::Reply(reply),
                None => Self::Lost(other.to_string()),
            },
        }
    }

    /// What the last words heard amount to.
    pub(crate) fn said(heard: &Heard) -> Self {
        let text = heard.text();
        match heard.reply() {
            Some(reply) => Self::Reply(reply),
            None if text.trim().is_empty() => Self::Lost("closed by the server".to_owned()),
            None => Self::NotSmtp(text.chars().take(200).collect()),
        }
    }

    /// The stable code of this cause in that phase.
    #[must_use]
    pub fn code(&self, phase: Phase) -> Code {
        match self {
            Self::NameUnknown(_) => codes::NAME_UNKNOWN,
            Self::Unreachable(_) => codes::UNREACHABLE,
            Self::Silent => codes::NO_ANSWER,
            Self::Lost(_) => codes::CONNECTION_LOST,
            Self::NotSmtp(_) => codes::NOT_A_MAIL_SERVER,
            Self::StartTlsMissing => codes::STARTTLS_MISSING,
            Self::SlippedIn(_) => codes::STARTTLS_TAMPERED,
            Self::Certificate(_) => codes::CERTIFICATE_REFUSED,
            Self::Tls(_) => codes::TLS_FAILED,
            Self::XOauth2Missing(_) => codes::XOAUTH2_MISSING,
            Self::Reply(reply) => smtp_replies::code_of(phase, reply),
            Self::Setup(_) => local::CONFIGURATION_INVALID,
        }
    }

    /// The other side's words, if there are any.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::NameUnknown(words)
            | Self::Unreachable(words)
            | Self::Lost(words)
            | Self::NotSmtp(words)
            | Self::SlippedIn(words)
            | Self::Certificate(words)
            | Self::Tls(words)
            | Self::XOauth2Missing(words)
            | Self::Setup(words) => words.clone(),
            Self::Silent | Self::StartTlsMissing => String::new(),
            Self::Reply(reply) => reply.to_string(),
        }
    }
}

impl From<MailError> for Problem {
    fn from(error: MailError) -> Self {
        Self::new(error.cause.code(error.phase))
            .arg("sender", &error.sender)
            .arg("account", &error.account)
            .arg("host", &error.host)
            .arg("port", error.port)
            .arg("phase", error.phase.as_str())
            .arg("path", "")
            .detail(error.cause.words())
    }
}
