//! Ways to fail while sending the test mail (`facts/exchange.md` §3.3).
//!
//! Every code carries the args `sender` (the From address), `account` (the signed-in account), `host` and `port`.

super::codes! {
    /// The mail server cannot be reached.
    UNREACHABLE = "mail.unreachable", NetworkAdministrator, AfterFix;
    /// The mail server's name has no address.
    NAME_UNKNOWN = "mail.name_unknown", NetworkAdministrator, AfterFix;
    /// The server went silent. Args: `phase`.
    NO_ANSWER = "mail.no_answer", NetworkAdministrator, Later;
    /// The connection broke off. Args: `phase`.
    CONNECTION_LOST = "mail.connection_lost", NetworkAdministrator, Later;
    /// What answers does not speak SMTP.
    NOT_A_MAIL_SERVER = "mail.not_a_mail_server", NetworkAdministrator, AfterFix;
    /// The server does not offer STARTTLS.
    STARTTLS_MISSING = "mail.starttls_missing", NetworkAdministrator, AfterFix;
    /// Something came in clear text behind the answer to STARTTLS.
    STARTTLS_TAMPERED = "mail.starttls_tampered", NetworkAdministrator, AfterFix;
    /// The certificate is not trusted, or names another host.
    CERTIFICATE_REFUSED = "mail.certificate_refused", NetworkAdministrator, AfterFix;
    /// The TLS handshake failed for another reason.
    TLS_FAILED = "mail.tls_failed", NetworkAdministrator, AfterFix;
    /// XOAUTH2 is not among what the server offers.
    XOAUTH2_MISSING = "mail.xoauth2_missing", NetworkAdministrator, AfterFix;
    /// SMTP AUTH is switched off for the tenant.
    SMTP_AUTH_DISABLED = "mail.smtp_auth_disabled", Microsoft365Administrator, AfterFix;
    /// SMTP AUTH is switched off for this very mailbox.
    SMTP_AUTH_DISABLED_FOR_MAILBOX = "mail.smtp_auth_disabled_for_mailbox", Microsoft365Administrator, AfterFix;
    /// Security defaults lock the user out.
    SECURITY_DEFAULTS = "mail.security_defaults", Microsoft365Administrator, No;
    /// A policy refused the sign-in.
    POLICY_NOT_MET = "mail.policy_not_met", Microsoft365Administrator, No;
    /// A policy blocks password sign-in.
    PASSWORD_SIGN_IN_BLOCKED = "mail.password_sign_in_blocked", You, No;
    /// User name or password refused (password sign-in only).
    PASSWORD_REFUSED = "mail.password_refused", You, No;
    /// Password sign-in is retired for device mail.
    PASSWORD_SIGN_IN_RETIRED = "mail.password_sign_in_retired", You, No;
    /// The sign-in is good, but not for this mailbox.
    MAILBOX_REFUSED = "mail.mailbox_refused", You, AfterFix;
    /// Refused by something between, or without saying why.
    SIGN_IN_REFUSED = "mail.sign_in_refused", You, No;
    /// Exchange says that nobody signed in.
    NOT_SIGNED_IN = "mail.not_signed_in", You, No;
    /// The account lacks the right to send as the sender.
    SEND_AS_MISSING = "mail.send_as_missing", You, No;
    /// The signed-in account may not send as the sender, found while storing the message.
    SEND_AS_DENIED = "mail.send_as_denied", You, No;
    /// Blocked for a time after repeated SendAsDenied.
    SEND_AS_THROTTLED = "mail.send_as_throttled", Wait, No;
    /// Blocked for a time after the mailbox was full again and again.
    MAILBOX_FULL_THROTTLED = "mail.mailbox_full_throttled", Microsoft365Administrator, No;
    /// Blocked for a time because the licence is missing.
    LICENCE_THROTTLED = "mail.licence_throttled", Microsoft365Administrator, No;
    /// Blocked for a time because of too many recipients.
    RECIPIENT_COUNT_THROTTLED = "mail.recipient_count_throttled", Wait, No;
    /// Blocked for a time because of invalid recipients.
    RECIPIENTS_THROTTLED = "mail.recipients_throttled", You, No;
    /// The mailbox is full.
    MAILBOX_FULL = "mail.mailbox_full", You, No;
    /// The day's quota is used up.
    DAILY_LIMIT = "mail.daily_limit", Wait, Later;
    /// The outbound spam filter stopped it.
    OUTBOUND_SPAM = "mail.outbound_spam", Microsoft365Administrator, No;
    /// The sender is blocked for spam.
    SENDER_BLOCKED = "mail.sender_blocked", Microsoft365Administrator, No;
    /// Too many connections at once to one mailbox.
    TOO_MANY_CONNECTIONS = "mail.too_many_connections", Wait, Later;
    /// Microsoft's side has a temporary error.
    SERVER_ERROR = "mail.server_error", Wait, Later;
    /// Access is refused for a time because of suspicious activity.
    SUSPICIOUS_ACTIVITY = "mail.suspicious_activity", Wait, Later;
    /// Too many recipients.
    TOO_MANY_RECIPIENTS = "mail.too_many_recipients", You, No;
    /// Throttled, or under maintenance.
    TRY_LATER = "mail.try_later", Wait, Later;
    /// The TLS version is too old.
    TLS_TOO_OLD = "mail.tls_too_old", You, No;
    /// The EHLO name was refused.
    EHLO_NAME_REFUSED = "mail.ehlo_name_refused", Developers, No;
    /// The rules of High Volume Email were not met.
    HIGH_VOLUME_REFUSED = "mail.high_volume_refused", Microsoft365Administrator, No;
    /// The way of signing in was not recognised.
    AUTH_NOT_RECOGNISED = "mail.auth_not_recognised", NetworkAdministrator, No;
    /// The recipient does not exist.
    RECIPIENT_UNKNOWN = "mail.recipient_unknown", You, No;
    /// The message is too large.
    TOO_LARGE = "mail.too_large", You, No;
    /// Microsoft accepts no mail from this tenant or address yet.
    TENANT_NOT_TRUSTED = "mail.tenant_not_trusted", Microsoft365Administrator, No;
    /// Authentication and administrator addresses differ. Args: `administrator`.
    ADDRESSES_DIFFER = "mail.addresses_differ", You, AfterFix;
    /// The address was typed with full-width characters. Args: `given`.
    ADDRESS_NORMALISED = "mail.address_normalised", You, AfterFix;
    /// The address looks like a shared mailbox, a list or an administrator.
    ADDRESS_MAY_BE_SHARED = "mail.address_may_be_shared", You, AfterFix;
    /// A reply that no table row explains. Detail: the reply.
    UNKNOWN_REPLY = "mail.unknown_reply", You, AfterFix;
}
