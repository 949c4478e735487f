//! The course of a submission, phase by phase.

use std::time::Duration;

use serde::Serialize;

/// One phase of a submission, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Name and TCP connection.
    Connect,
    /// The server's first line.
    Greeting,
    /// STARTTLS offered and accepted.
    StartTls,
    /// TLS handshake, chain and name.
    Certificate,
    /// The introduction.
    Ehlo,
    /// XOAUTH2 among the ways to sign in.
    AuthOffered,
    /// The sign-in.
    Auth,
    /// The envelope's sender.
    MailFrom,
    /// The envelope's recipient.
    RcptTo,
    /// The message and the final answer.
    Data,
}

impl Phase {
    /// All of them, in order.
    pub const ALL: [Self; 10] = [
        Self::Connect,
        Self::Greeting,
        Self::StartTls,
        Self::Certificate,
        Self::Ehlo,
        Self::AuthOffered,
        Self::Auth,
        Self::MailFrom,
        Self::RcptTo,
        Self::Data,
    ];

    /// The stable name, e.g. `auth_offered`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Greeting => "greeting",
            Self::StartTls => "start_tls",
            Self::Certificate => "certificate",
            Self::Ehlo => "ehlo",
            Self::AuthOffered => "auth_offered",
            Self::Auth => "auth",
            Self::MailFrom => "mail_from",
            Self::RcptTo => "rcpt_to",
            Self::Data => "data",
        }
    }

    /// The Fluent message that names it: `mail-phase-auth-offered`.
    #[must_use]
    pub fn message_id(self) -> String {
        format!("mail-phase-{}", self.as_str().replace('_', "-"))
    }
}

/// How a phase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Under way.
    Running,
    /// Done.
    Passed,
    /// Ended the submission.
    Failed,
}

/// One line of the course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Which phase.
    pub phase: Phase,
    /// How it stands.
    pub outcome: Outcome,
    /// Since the phase began.
    pub elapsed: Duration,
    /// What the server said, where it said something.
    pub reply: Option<String>,
}
