//! `facts/exchange.md` §3.3, with the connection around it.

use tegata_core::Code;
use tegata_core::problem::mail as codes;
use tegata_office::exchange::Phase;

/// How a row comes over the wire.
#[derive(Clone, Copy, Debug)]
pub enum Way {
    /// The office's reply of that name, in that phase.
    Named(Phase, &'static str),
    /// These words, in that phase.
    Text(Phase, &'static str),
    /// The connection ends in that phase.
    Drop(Phase),
    /// The office itself objects: this account signs in, `user=` says the second, the sender is the third.
    By(&'static str, &'static str, &'static str),
    /// Nobody listens.
    NobodyThere,
    /// The certificate is somebody else's.
    OtherCertificate,
    /// STARTTLS is not offered.
    NoStartTls,
    /// XOAUTH2 is not offered.
    NoXoauth2,
}

/// One row.
pub struct Row {
    /// The table's words.
    pub said: &'static str,
    /// Every way in which it comes.
    pub ways: &'static [Way],
    /// Where each of them leads.
    pub code: Code,
}

const fn row(said: &'static str, code: Code, ways: &'static [Way]) -> Row {
    Row { said, ways, code }
}

use Phase::{Auth, Ehlo, EndOfData, Greeting, MailFrom, RcptTo, Starttls};
use Way::{By, Drop, Named, Text};

const SCAN: &str = "scan@contoso.example";
const NOMAIL: &str = "nomail@contoso.example";
const HANAKO: &str = "hanako.yamada@contoso.example";

/// The table.
pub const ROWS: &[Row] = &[
    row(
        "`535 5.7.139 … SmtpClientAuthentication is disabled for the Tenant`",
        codes::SMTP_AUTH_DISABLED,
        &[Named(Auth, "smtp_auth_disabled_tenant")],
    ),
    row(
        "`535 5.7.139 … disabled for the Mailbox`",
        codes::SMTP_AUTH_DISABLED_FOR_MAILBOX,
        &[Named(Auth, "smtp_auth_disabled_mailbox"), By(NOMAIL, NOMAIL, NOMAIL)],
    ),
    row(
        "`535 5.7.139 … locked by your organization's security defaults policy` (§2.6)",
        codes::SECURITY_DEFAULTS,
        &[Named(Auth, "security_defaults")],
    ),
    row(
        "`535 5.7.139 … did not meet the criteria`",
        codes::POLICY_NOT_MET,
        &[Named(Auth, "conditional_access")],
    ),
    row(
        "`535 5.7.139 … basic authentication is disabled`",
        codes::PASSWORD_SIGN_IN_BLOCKED,
        &[Named(Auth, "basic_auth_disabled")],
    ),
    row(
        "`535 5.7.139 … credentials were incorrect`, `account locked`",
        codes::PASSWORD_REFUSED,
        &[Named(Auth, "credentials_incorrect"), Named(Auth, "account_locked")],
    ),
    row(
        "`550 5.7.30 Basic authentication is not supported for Client Submission`",
        codes::PASSWORD_SIGN_IN_RETIRED,
        &[Named(Auth, "basic_auth_not_supported")],
    ),
    row(
        "`535 5.7.3 Authentication unsuccessful`",
        codes::MAILBOX_REFUSED,
        &[
            Named(Auth, "authentication_unsuccessful"),
            // The mail address in place of the UPN: (a) of the row.
            By("u100042@contoso.example", HANAKO, HANAKO),
        ],
    ),
    row("`535 5.7.8`", codes::SIGN_IN_REFUSED, &[Named(Auth, "authentication_generic")]),
    row(
        "`530 5.7.57 … not authenticated to send mail`",
        codes::NOT_SIGNED_IN,
        &[Named(MailFrom, "not_authenticated"), Named(MailFrom, "not_authenticated_anonymous")],
    ),
    row(
        "`550`/`554 5.7.60 … permissions to send as this sender`",
        codes::SEND_AS_MISSING,
        &[
            Named(EndOfData, "no_permission_to_send_as"),
            Text(EndOfData, "554 5.7.60 SMTP; Client does not have permissions to send as this sender"),
            Named(MailFrom, "no_permission_to_send_as"),
        ],
    ),
    row(
        "`554 5.2.252 SendAsDenied`, `554 5.2.0 … SendAsDenied`",
        codes::SEND_AS_DENIED,
        &[
            Named(EndOfData, "send_as_denied"),
            Text(
                EndOfData,
                "554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied",
            ),
            By(SCAN, SCAN, "somebody.else@contoso.example"),
        ],
    ),
    row("`550 5.2.252 Sender throttled`", codes::SEND_AS_THROTTLED, &[Named(EndOfData, "send_as_throttled")]),
    row(
        "`550 5.2.251 … mailbox full errors`",
        codes::MAILBOX_FULL_THROTTLED,
        &[Named(EndOfData, "mailbox_full_throttled")],
    ),
    row(
        "`550 5.2.253 … invalid license errors`",
        codes::LICENCE_THROTTLED,
        &[Named(EndOfData, "license_throttled")],
    ),
    row(
        "`550 5.2.254 … too many recipients errors`",
        codes::RECIPIENT_COUNT_THROTTLED,
        &[Named(EndOfData, "recipients_throttled")],
    ),
    row(
        "`550 5.2.255 … invalid recipients errors`",
        codes::RECIPIENTS_THROTTLED,
        &[Named(EndOfData, "invalid_recipients_throttled")],
    ),
    row("`554 5.2.2 mailbox full`", codes::MAILBOX_FULL, &[Named(EndOfData, "mailbox_full")]),
    row(
        "`554 5.2.0 … SubmissionQuotaExceeded`, `5.1.90`, `5.2.2 Submission quota exceeded`",
        codes::DAILY_LIMIT,
        &[
            Named(EndOfData, "submission_quota"),
            Named(EndOfData, "daily_limit"),
            Named(EndOfData, "submission_quota_short"),
        ],
    ),
    row("`554 5.2.0 … OutboundSpamException`", codes::OUTBOUND_SPAM, &[Named(EndOfData, "outbound_spam")]),
    row(
        "`550 5.1.8 … bad outbound sender`",
        codes::SENDER_BLOCKED,
        &[Named(EndOfData, "bad_outbound_sender"), Named(MailFrom, "bad_outbound_sender")],
    ),
    row(
        "`432 4.3.2 Concurrent connections limit exceeded`, `sender thread limit exceeded`",
        codes::TOO_MANY_CONNECTIONS,
        &[
            Named(Auth, "concurrent_connections"),
            Named(MailFrom, "concurrent_connections"),
            Named(EndOfData, "sender_threads"),
        ],
    ),
    row(
        "`451 4.7.0 Temporary server error … PRX2/4/5/9`",
        codes::SERVER_ERROR,
        &[Named(Auth, "temporary_server_error"), Named(EndOfData, "temporary_server_error")],
    ),
    row(
        "`451 4.7.500–699 Access denied`",
        codes::SUSPICIOUS_ACTIVITY,
        &[
            Named(RcptTo, "access_denied_later"),
            Text(EndOfData, "451 4.7.699 Access denied, please try again later"),
        ],
    ),
    row(
        "`452 4.5.3 Too many recipients`",
        codes::TOO_MANY_RECIPIENTS,
        &[Named(RcptTo, "too_many_recipients")],
    ),
    row(
        "`454 4.7.0`, `421 4.3.2`, `421 4.4.2`, `421 4.7.0`",
        codes::TRY_LATER,
        &[
            Named(Auth, "temporary_authentication_failure"),
            Named(Greeting, "service_not_available"),
            Named(EndOfData, "connection_dropped"),
            Named(MailFrom, "try_later"),
        ],
    ),
    row(
        "`421 4.7.66 TLS 1.0 and 1.1 are not supported`, `5.7.67`",
        codes::TLS_TOO_OLD,
        &[Named(Starttls, "old_tls"), Named(Auth, "old_tls"), Named(Auth, "old_tls_tenant")],
    ),
    row("`501 5.5.4 Invalid domain name`", codes::EHLO_NAME_REFUSED, &[Named(Ehlo, "invalid_domain_name")]),
    row(
        "`501 5.5.124`, `501 5.5.127` (High Volume Email)",
        codes::HIGH_VOLUME_REFUSED,
        &[Named(Auth, "hve_user"), Named(Auth, "hve_token")],
    ),
    row(
        "`504 5.7.4 Unrecognized authentication type`",
        codes::AUTH_NOT_RECOGNISED,
        &[Named(Auth, "unrecognized_authentication")],
    ),
    row(
        "`550 5.1.10`, `5.1.1`, `5.4.1`, `550 5.5.0`",
        codes::RECIPIENT_UNKNOWN,
        &[
            Named(RcptTo, "recipient_not_found"),
            Named(RcptTo, "recipient_unknown"),
            Named(RcptTo, "relay_denied"),
            Named(RcptTo, "recipient_invalid"),
        ],
    ),
    row(
        "`552 5.3.4`, `5.2.3` message too large",
        codes::TOO_LARGE,
        &[Named(MailFrom, "message_too_large"), Named(EndOfData, "message_too_large_sender")],
    ),
    row(
        "`550 5.7.501/502/503`, `5.7.705`, `5.7.708`",
        codes::TENANT_NOT_TRUSTED,
        &[
            Named(EndOfData, "spam_abuse"),
            Named(EndOfData, "banned_sender"),
            Named(EndOfData, "banned_sender_later"),
            Named(EndOfData, "tenant_threshold"),
            Named(EndOfData, "tenant_reputation"),
        ],
    ),
    row("TCP refused on 587", codes::UNREACHABLE, &[Way::NobodyThere]),
    row("certificate error", codes::CERTIFICATE_REFUSED, &[Way::OtherCertificate]),
    row("STARTTLS is not offered (§3.1)", codes::STARTTLS_MISSING, &[Way::NoStartTls]),
    row("XOAUTH2 is not offered (§3.1)", codes::XOAUTH2_MISSING, &[Way::NoXoauth2]),
    row(
        "the connection ends in the middle",
        codes::CONNECTION_LOST,
        &[Drop(Greeting), Drop(Auth), Drop(MailFrom), Drop(EndOfData)],
    ),
    row("no SMTP at all", codes::NOT_A_MAIL_SERVER, &[Text(Greeting, "HTTP/1.1 400 Bad Request")]),
    row("any other reply", codes::UNKNOWN_REPLY, &[Text(EndOfData, "599 9.9.9 something new")]),
];
