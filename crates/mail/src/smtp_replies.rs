//! Exchange Online's refusals, as a table (`facts/exchange.md` §3.3).
//!
//! A row matches by phase, code, enhanced code and a phrase; the first match wins, so the more particular rows stand
//! first. The number alone is never enough: 554 5.2.252 is a missing right, 550 5.2.252 is the throttling that
//! follows when it is tried again and again. What no row knows becomes [`codes::UNKNOWN_REPLY`] with the raw words.

use tegata_core::problem::{Code, mail as codes};

use crate::reply::Reply;
use crate::step::Phase;

/// The enhanced codes that a row takes.
#[derive(Clone, Copy, Debug)]
pub enum Enhanced {
    /// Any, or none.
    Any,
    /// One of these.
    Is(&'static [(u16, u16, u16)]),
    /// Class and subject, and a range of details.
    Within(u16, u16, u16, u16),
}

/// One way to be refused.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Phases in which it counts; all where empty.
    pub phases: &'static [Phase],
    /// Three-digit codes; all refusals where empty.
    pub replies: &'static [u16],
    /// Enhanced codes.
    pub enhanced: Enhanced,
    /// A phrase of the text, in lower case; empty where none is needed.
    pub phrase: &'static str,
    /// What it means.
    pub code: Code,
}

const fn row(replies: &'static [u16], enhanced: Enhanced, phrase: &'static str, code: Code) -> Row {
    Row { phases: &[], replies, enhanced, phrase, code }
}

const fn at(
    phases: &'static [Phase],
    replies: &'static [u16],
    enhanced: Enhanced,
    phrase: &'static str,
    code: Code,
) -> Row {
    Row { phases, replies, enhanced, phrase, code }
}

use Enhanced::{Any, Is, Within};

/// The table, the more particular rows first.
pub const ROWS: &[Row] = &[
    row(&[535], Any, "smtpclientauthentication is disabled for the tenant", codes::SMTP_AUTH_DISABLED),
    row(
        &[535],
        Any,
        "smtpclientauthentication is disabled for the mailbox",
        codes::SMTP_AUTH_DISABLED_FOR_MAILBOX,
    ),
    row(&[535], Any, "smtpclientauthentication is disabled", codes::SMTP_AUTH_DISABLED),
    row(&[535], Any, "security defaults policy", codes::SECURITY_DEFAULTS),
    row(&[535], Any, "did not meet the criteria", codes::POLICY_NOT_MET),
    row(&[535], Any, "basic authentication is disabled", codes::PASSWORD_SIGN_IN_BLOCKED),
    row(&[535], Any, "credentials were incorrect", codes::PASSWORD_REFUSED),
    row(&[535], Any, "account locked", codes::PASSWORD_REFUSED),
    row(&[550], Is(&[(5, 7, 30)]), "", codes::PASSWORD_SIGN_IN_RETIRED),
    row(&[535], Is(&[(5, 7, 3)]), "", codes::MAILBOX_REFUSED),
    row(&[530], Is(&[(5, 7, 57)]), "", codes::NOT_SIGNED_IN),
    row(&[], Any, "was not authenticated to send anonymous mail", codes::NOT_SIGNED_IN),
    row(&[550, 554], Is(&[(5, 7, 60)]), "", codes::SEND_AS_MISSING),
    row(&[550], Is(&[(5, 2, 252)]), "", codes::SEND_AS_THROTTLED),
    row(&[554], Is(&[(5, 2, 252)]), "", codes::SEND_AS_DENIED),
    row(&[554], Any, "sendasdenied", codes::SEND_AS_DENIED),
    row(&[550], Is(&[(5, 2, 251)]), "", codes::MAILBOX_FULL_THROTTLED),
    row(&[550], Is(&[(5, 2, 253)]), "", codes::LICENCE_THROTTLED),
    row(&[550], Is(&[(5, 2, 254)]), "", codes::RECIPIENT_COUNT_THROTTLED),
    row(&[550], Is(&[(5, 2, 255)]), "", codes::RECIPIENTS_THROTTLED),
    row(&[], Any, "submissionquotaexceeded", codes::DAILY_LIMIT),
    row(&[], Any, "submission quota exceeded", codes::DAILY_LIMIT),
    row(&[], Is(&[(5, 1, 90)]), "", codes::DAILY_LIMIT),
    row(&[], Any, "outboundspamexception", codes::OUTBOUND_SPAM),
    row(&[552, 554], Is(&[(5, 2, 2)]), "", codes::MAILBOX_FULL),
    row(&[], Any, "quotaexceededexception", codes::MAILBOX_FULL),
    row(&[550], Is(&[(5, 1, 8)]), "", codes::SENDER_BLOCKED),
    row(&[432], Is(&[(4, 3, 2)]), "", codes::TOO_MANY_CONNECTIONS),
    row(&[451], Within(4, 7, 500, 699), "", codes::SUSPICIOUS_ACTIVITY),
    row(&[451], Is(&[(4, 7, 0)]), "", codes::SERVER_ERROR),
    row(&[452], Is(&[(4, 5, 3)]), "", codes::TOO_MANY_RECIPIENTS),
    row(&[], Is(&[(4, 7, 66), (5, 7, 66), (5, 7, 67), (4, 7, 67)]), "", codes::TLS_TOO_OLD),
    row(&[501], Is(&[(5, 5, 124), (5, 5, 127)]), "", codes::HIGH_VOLUME_REFUSED),
    at(&[Phase::Ehlo], &[501, 550], Any, "", codes::EHLO_NAME_REFUSED),
    row(&[501], Is(&[(5, 5, 4)]), "invalid domain name", codes::EHLO_NAME_REFUSED),
    row(&[504], Any, "", codes::AUTH_NOT_RECOGNISED),
    row(
        &[],
        Is(&[(5, 7, 501), (5, 7, 502), (5, 7, 503), (5, 7, 705), (5, 7, 708)]),
        "",
        codes::TENANT_NOT_TRUSTED,
    ),
    row(&[552], Is(&[(5, 3, 4), (5, 2, 3)]), "", codes::TOO_LARGE),
    row(&[], Is(&[(5, 3, 4), (5, 2, 3)]), "", codes::TOO_LARGE),
    row(&[], Is(&[(5, 1, 10), (5, 1, 1), (5, 4, 1)]), "", codes::RECIPIENT_UNKNOWN),
    at(&[Phase::RcptTo], &[550], Is(&[(5, 5, 0)]), "", codes::RECIPIENT_UNKNOWN),
    row(&[421], Any, "", codes::TRY_LATER),
    row(&[454], Is(&[(4, 7, 0)]), "", codes::TRY_LATER),
    // Whatever else refuses a sign-in without saying why: 5.7.8 of proxies, 5.7.139 with words not seen before.
    at(&[Phase::Auth], &[535], Any, "", codes::SIGN_IN_REFUSED),
];

impl Row {
    fn matches(&self, phase: Phase, reply: &Reply, words: &str) -> bool {
        let enhanced = match self.enhanced {
            Any => true,
            Is(all) => reply.enhanced.is_some_and(|said| all.contains(&said)),
            Within(class, subject, from, to) => reply
                .enhanced
                .is_some_and(|(c, s, detail)| (c, s) == (class, subject) && (from..=to).contains(&detail)),
        };
        enhanced
            && (self.phases.is_empty() || self.phases.contains(&phase))
            && (self.replies.is_empty() || self.replies.contains(&reply.code))
            && words.contains(self.phrase)
    }
}

/// What a refusal means.
#[must_use]
pub fn code_of(phase: Phase, reply: &Reply) -> Code {
    let words = reply.text.to_ascii_lowercase();
    ROWS.iter().find(|row| row.matches(phase, reply, &words)).map_or(codes::UNKNOWN_REPLY, |row| row.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The exact wordings of `facts/exchange.md` §3.3.
    const SEEN: &[(Phase, &str, Code)] = &[
        (
            Phase::Auth,
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information. [X]",
            codes::SMTP_AUTH_DISABLED,
        ),
        (
            Phase::Auth,
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information.",
            codes::SMTP_AUTH_DISABLED_FOR_MAILBOX,
        ),
        (
            Phase::Auth,
            "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy. Contact your administrator.",
            codes::SECURITY_DEFAULTS,
        ),
        (
            Phase::Auth,
            "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator.",
            codes::POLICY_NOT_MET,
        ),
        (
            Phase::Auth,
            "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.",
            codes::PASSWORD_SIGN_IN_BLOCKED,
        ),
        (
            Phase::Auth,
            "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.",
            codes::PASSWORD_REFUSED,
        ),
        (Phase::Auth, "535 5.7.139 Authentication unsuccessful, account locked", codes::PASSWORD_REFUSED),
        (
            Phase::Auth,
            "550 5.7.30 Basic authentication is not supported for Client Submission.",
            codes::PASSWORD_SIGN_IN_RETIRED,
        ),
        (
            Phase::Auth,
            "535 5.7.3 Authentication unsuccessful [AM0PR02CA0134.eurprd02.prod.outlook.com 2026-01-01T00:00:00.000Z 08DE]",
            codes::MAILBOX_REFUSED,
        ),
        (Phase::Auth, "535 5.7.8 Authentication credentials invalid", codes::SIGN_IN_REFUSED),
        (
            Phase::Auth,
            "535 5.7.139 Authentication unsuccessful, for a reason of next year",
            codes::SIGN_IN_REFUSED,
        ),
        (
            Phase::MailFrom,
            "530 5.7.57 Client not authenticated to send mail. [Error: 535 5.7.139]",
            codes::NOT_SIGNED_IN,
        ),
        (
            Phase::MailFrom,
            "530 5.7.1 Client was not authenticated to send anonymous mail during MAIL FROM",
            codes::NOT_SIGNED_IN,
        ),
        (
            Phase::Data,
            "554 5.7.60 SMTP; Client does not have permissions to send as this sender",
            codes::SEND_AS_MISSING,
        ),
        (
            Phase::Data,
            "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
            codes::SEND_AS_MISSING,
        ),
        (
            Phase::Data,
            "554 5.2.252 SendAsDenied; a@x.example not allowed to send as b@x.example; STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied",
            codes::SEND_AS_DENIED,
        ),
        (
            Phase::Data,
            "554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied",
            codes::SEND_AS_DENIED,
        ),
        (
            Phase::Data,
            "550 5.2.252 Sender throttled due to continuous send as denied errors.",
            codes::SEND_AS_THROTTLED,
        ),
        (
            Phase::Data,
            "550 5.2.251 Sender throttled due to continuous mailbox full errors",
            codes::MAILBOX_FULL_THROTTLED,
        ),
        (
            Phase::Data,
            "550 5.2.253 Sender throttled due to continuous invalid license errors",
            codes::LICENCE_THROTTLED,
        ),
        (
            Phase::Data,
            "550 5.2.254 Sender throttled due to continuous too many recipients errors",
            codes::RECIPIENT_COUNT_THROTTLED,
        ),
        (
            Phase::Data,
            "550 5.2.255 Sender throttled due to continuous invalid recipients errors",
            codes::RECIPIENTS_THROTTLED,
        ),
        (
            Phase::Data,
            "554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded",
            codes::MAILBOX_FULL,
        ),
        (
            Phase::Data,
            "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException.MapiExceptionSubmissionQuotaExceeded",
            codes::DAILY_LIMIT,
        ),
        (Phase::Data, "554 5.2.2 Submission quota exceeded", codes::DAILY_LIMIT),
        (
            Phase::Data,
            "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
            codes::DAILY_LIMIT,
        ),
        (
            Phase::Data,
            "554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Failed to process message due to a permanent exception with message WASCL UserAction verdict is not None.",
            codes::OUTBOUND_SPAM,
        ),
        (Phase::Data, "550 5.1.8 Access denied, bad outbound sender", codes::SENDER_BLOCKED),
        (
            Phase::Auth,
            "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.",
            codes::TOO_MANY_CONNECTIONS,
        ),
        (
            Phase::Data,
            "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded",
            codes::TOO_MANY_CONNECTIONS,
        ),
        (
            Phase::MailFrom,
            "451 4.7.0 Temporary server error. Please try again later. PRX2",
            codes::SERVER_ERROR,
        ),
        (Phase::RcptTo, "451 4.7.500 Access denied, please try again later", codes::SUSPICIOUS_ACTIVITY),
        (Phase::Data, "451 4.7.699 Access denied, please try again later", codes::SUSPICIOUS_ACTIVITY),
        (Phase::RcptTo, "452 4.5.3 Too many recipients", codes::TOO_MANY_RECIPIENTS),
        (Phase::Auth, "454 4.7.0 Temporary authentication failure", codes::TRY_LATER),
        (Phase::Greeting, "421 4.3.2 Service not active", codes::TRY_LATER),
        (Phase::Data, "421 4.4.2 Connection dropped", codes::TRY_LATER),
        (
            Phase::Auth,
            "421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2. Visit https://aka.ms/smtp_auth_tls.",
            codes::TLS_TOO_OLD,
        ),
        (Phase::Ehlo, "501 5.5.4 Invalid domain name", codes::EHLO_NAME_REFUSED),
        (
            Phase::Auth,
            "501 5.5.124 Invalid XOAUTH2 auth data - User address provided is not valid",
            codes::HIGH_VOLUME_REFUSED,
        ),
        (
            Phase::Auth,
            "501 5.5.127 Invalid XOAUTH2 auth data - Token will expire soon",
            codes::HIGH_VOLUME_REFUSED,
        ),
        (Phase::Auth, "504 5.7.4 Unrecognized authentication type", codes::AUTH_NOT_RECOGNISED),
        (
            Phase::RcptTo,
            "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
            codes::RECIPIENT_UNKNOWN,
        ),
        (
            Phase::RcptTo,
            "550 5.5.0 Requested action not taken: mailbox unavailable",
            codes::RECIPIENT_UNKNOWN,
        ),
        (Phase::MailFrom, "552 5.3.4 Message size exceeds fixed maximum message size", codes::TOO_LARGE),
        (
            Phase::Data,
            "550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.",
            codes::TENANT_NOT_TRUSTED,
        ),
        (
            Phase::Data,
            "550 5.7.501 Service unavailable. Spam abuse detected from IP range.",
            codes::TENANT_NOT_TRUSTED,
        ),
        (Phase::Data, "599 9.9.9 something new", codes::UNKNOWN_REPLY),
    ];

    #[test]
    fn every_wording_that_was_seen_finds_its_row() {
        for (phase, line, expected) in SEEN {
            let reply = Reply::last_of(line).unwrap();
            assert_eq!(code_of(*phase, &reply), *expected, "{line}");
        }
    }

    #[test]
    fn every_row_is_reached_by_some_wording() {
        for (index, row) in ROWS.iter().enumerate() {
            let reached = SEEN.iter().any(|(phase, line, _)| {
                let reply = Reply::last_of(line).unwrap();
                let words = reply.text.to_ascii_lowercase();
                ROWS.iter().position(|row| row.matches(*phase, &reply, &words)) == Some(index)
            });
            let fallback =
                ["smtpclientauthentication is disabled", "quotaexceededexception", "invalid domain name"];
            assert!(
                reached || fallback.contains(&row.phrase) || row.code == codes::TOO_LARGE,
                "row {index} {:?}",
                row.code
            );
        }
    }
}
