//! Ways to fail while sending the test mail (`facts/exchange.md` §3.3).

super::codes! {
    /// The mail server cannot be reached. Args: `host`, `port`.
    UNREACHABLE = "mail.unreachable", NetworkAdministrator, AfterFix;
    /// SMTP AUTH is switched off for the mailbox or the tenant. Args: `sender`.
    SMTP_AUTH_DISABLED = "mail.smtp_auth_disabled", Microsoft365Administrator, AfterFix;
    /// The signed-in account may not send as the sender. Args: `sender`, `account`.
    SEND_AS_DENIED = "mail.send_as_denied", You, No;
    /// A reply that no table row explains. Detail: the reply.
    UNKNOWN_REPLY = "mail.unknown_reply", You, AfterFix;
}
