//! Ways to fail at Microsoft's sign-in (`facts/exchange.md` §1.4, §2).

super::codes! {
    /// No app registration is configured.
    NOT_REGISTERED = "microsoft.not_registered", Microsoft365Administrator, AfterFix;
    /// The sign-in host cannot be reached. Args: `host`.
    UNREACHABLE = "microsoft.unreachable", NetworkAdministrator, AfterFix;
    /// The code ran out.
    CODE_EXPIRED = "microsoft.code_expired", You, Now;
    /// Declined in the browser.
    DECLINED = "microsoft.declined", You, Now;
    /// An answer of Microsoft's that no table row explains. Detail: its words.
    UNKNOWN_ERROR = "microsoft.unknown_error", You, AfterFix;
}
