//! Exchange's replies: the ones it gives by itself and the ones on request (`facts/exchange.md` §3.3).

use serde::{Deserialize, Serialize};

/// A point in the conversation at which a reply can be put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Instead of the greeting.
    Greeting,
    /// To `EHLO` or `HELO`.
    Ehlo,
    /// To `STARTTLS`.
    Starttls,
    /// At the end of `AUTH`, in place of the true result.
    Auth,
    /// To `MAIL FROM`.
    MailFrom,
    /// To `RCPT TO`.
    RcptTo,
    /// To `DATA`.
    Data,
    /// After the message.
    EndOfData,
}

/// A reply on request. Rules are tried in their order; the first that matches is used.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyRule {
    /// When.
    pub phase: Phase,
    /// Only for this signed-in (or signing-in) account.
    #[serde(default)]
    pub account: Option<String>,
    /// How often; without it, until it is removed.
    #[serde(default)]
    pub times: Option<u32>,
    /// What is said.
    pub reply: Reply,
}

/// What is said.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// One of [`NAMED`].
    Named(String),
    /// These words; several lines are sent as they are. `{user}`, `{from}` and `{host}` are filled in.
    Text(String),
    /// The connection ends without a word.
    Drop,
    /// Nothing happens for this long, then the connection ends.
    Hang {
        /// Milliseconds.
        milliseconds: u64,
    },
    /// Google's way of refusing a token: `334` with JSON, an empty line from the client, then this reply.
    Challenge {
        /// The final reply.
        then: String,
    },
}

/// The replies of §3.3 by name. 4yz and 5yz texts are Exchange's published wording where that is known; the
/// bracketed host and id are made up.
pub const NAMED: &[(&str, &str)] = &[
    (
        "smtp_auth_disabled_tenant",
        "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information. [{host}]",
    ),
    (
        "smtp_auth_disabled_mailbox",
        "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information. [{host}]",
    ),
    (
        "security_defaults",
        "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy. Contact your administrator. [{host}]",
    ),
    (
        "conditional_access",
        "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator. [{host}]",
    ),
    (
        "basic_auth_disabled",
        "535 5.7.139 Authentication unsuccessful, basic authentication is disabled. [{host}]",
    ),
    (
        "credentials_incorrect",
        "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect. [{host}]",
    ),
    ("account_locked", "535 5.7.139 Authentication unsuccessful, account locked. [{host}]"),
    ("basic_auth_not_supported", "550 5.7.30 Basic authentication is not supported for Client Submission."),
    (
        "authentication_unsuccessful",
        "535 5.7.3 Authentication unsuccessful [{host} 2026-11-23T09:00:00.000Z 08DE2A0000000001]",
    ),
    ("authentication_generic", "535 5.7.8 Authentication credentials invalid"),
    (
        "not_authenticated",
        "530 5.7.57 Client not authenticated to send mail. Error: 535 5.7.3 Authentication unsuccessful [{host}]",
    ),
    (
        "not_authenticated_anonymous",
        "530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM [{host}]",
    ),
    ("no_permission_to_send_as", "550 5.7.60 SMTP; Client does not have permissions to send as this sender"),
    ("send_as_denied", SEND_AS_DENIED),
    ("send_as_throttled", "550 5.2.252 Sender throttled due to continuous send as denied errors."),
    ("mailbox_full_throttled", "550 5.2.251 Sender throttled due to continuous mailbox full errors."),
    ("license_throttled", "550 5.2.253 Sender throttled due to continuous invalid license errors."),
    ("recipients_throttled", "550 5.2.254 Sender throttled due to continuous too many recipients errors."),
    (
        "invalid_recipients_throttled",
        "550 5.2.255 Sender throttled due to continuous invalid recipients errors.",
    ),
    (
        "mailbox_full",
        "554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded; Failed to process message due to a permanent exception with message Cannot submit message.",
    ),
    (
        "submission_quota",
        "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message due to a permanent exception with message The message can't be submitted because the sender's submission quota was exceeded.",
    ),
    (
        "daily_limit",
        "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
    ),
    ("submission_quota_short", "554 5.2.2 Submission quota exceeded"),
    (
        "outbound_spam",
        "554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Failed to process message due to a permanent exception with message WASCL UserAction verdict is not None. Actual verdict is Suspend, ShowTierUpgrade.",
    ),
    ("bad_outbound_sender", "550 5.1.8 Access denied, bad outbound sender"),
    (
        "concurrent_connections",
        "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information. [Hostname={host}]",
    ),
    ("sender_threads", "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded [Hostname={host}]"),
    ("temporary_server_error", "451 4.7.0 Temporary server error. Please try again later. PRX4"),
    ("access_denied_later", "451 4.7.500 Access denied, please try again later"),
    ("too_many_recipients", "452 4.5.3 Too many recipients"),
    ("temporary_authentication_failure", "454 4.7.0 Temporary authentication failure"),
    ("service_not_available", "421 4.3.2 Service not available"),
    ("connection_dropped", "421 4.4.2 Connection dropped"),
    ("try_later", "421 4.7.0 Try again later, closing connection"),
    (
        "old_tls",
        "421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2. Visit https://aka.ms/smtp_auth_tls.",
    ),
    (
        "old_tls_tenant",
        "421 5.7.67 TLS 1.0 and 1.1 are not supported for this tenant. Please upgrade/update your client to support TLS 1.2. Visit https://aka.ms/smtp_auth_tls.",
    ),
    ("invalid_domain_name", "501 5.5.4 Invalid domain name"),
    ("hve_user", "501 5.5.124 Invalid XOAUTH2 auth data - User address provided is not valid."),
    ("hve_token", "501 5.5.127 Invalid XOAUTH2 auth data - Token will expire soon."),
    ("unrecognized_authentication", "504 5.7.4 Unrecognized authentication type [{host}]"),
    (
        "recipient_not_found",
        "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
    ),
    ("recipient_unknown", "550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found"),
    ("relay_denied", "550 5.4.1 Recipient address rejected: Access denied"),
    ("recipient_invalid", "550 5.5.0 Requested action not taken: mailbox unavailable"),
    ("message_too_large", "552 5.3.4 Message size exceeds fixed maximum message size"),
    ("message_too_large_sender", "552 5.2.3 Message too large"),
    ("spam_abuse", "550 5.7.501 Access denied, spam abuse detected"),
    ("banned_sender", "550 5.7.502 Access denied, banned sender"),
    ("banned_sender_later", "550 5.7.503 Access denied, banned sender"),
    ("tenant_threshold", "550 5.7.705 Service unavailable. Tenant has exceeded threshold."),
    (
        "tenant_reputation",
        "550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.",
    ),
];

/// The opening of the real line; [`fill`] lengthens it to the size seen in a log (more than 1.5 KB).
const SEND_AS_DENIED: &str = "554 5.2.252 SendAsDenied; {user} not allowed to send as {from}; STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message due to a permanent exception with message [BeginDiagnosticData]Cannot submit message. 0.35250:0A00D283, 1.36674:0A000000, 1.61250:00000000, 1.45378:02000000, 1.44866:60010000, 1.36674:0E000000, 1.61250:00000000";

/// The text of a named reply.
pub fn named(name: &str) -> Option<&'static str> {
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// Fills the placeholders. SendAsDenied becomes one very long line, as Exchange sends it.
pub(super) fn fill(text: &str, user: &str, from: &str, host: &str) -> String {
    let mut filled = text.replace("{user}", user).replace("{from}", from).replace("{host}", host);
    if text == SEND_AS_DENIED {
        for step in 0_u32..90 {
            filled.push_str(&format!(", {}.{}:{:08X}", step % 255, 32_768 + step * 97, step * 0x0101_0101));
        }
        filled.push_str(&format!("[EndDiagnosticData] [Hostname={host}]"));
    }
    filled
}

/// The first matching rule's reply, its count taken down.
pub(super) fn take(rules: &mut Vec<ReplyRule>, phase: Phase, account: Option<&str>) -> Option<Reply> {
    let at = rules.iter().position(|rule| {
        rule.phase == phase
            && rule
                .account
                .as_deref()
                .is_none_or(|wanted| account.is_some_and(|upn| wanted.eq_ignore_ascii_case(upn)))
    })?;
    let reply = rules[at].reply.clone();
    if let Some(times) = &mut rules[at].times {
        *times = times.saturating_sub(1);
        if *times == 0 {
            rules.remove(at);
        }
    }
    Some(reply)
}

#[cfg(test)]
mod tests {
    use super::{NAMED, fill, named};

    #[test]
    fn send_as_denied_is_one_line_of_more_than_one_and_a_half_kilobytes() {
        let text = fill(named("send_as_denied").unwrap_or_default(), "a@x.example", "b@x.example", "H");
        assert!(text.len() > 1536 && !text.contains('\n'), "{}", text.len());
    }

    #[test]
    fn every_named_reply_opens_with_a_failing_code() {
        for (name, text) in NAMED {
            assert!(text.starts_with('4') || text.starts_with('5'), "{name}");
        }
    }
}
