//! Ways to fail on the printer's side (`facts/wim.md` §1.3, §5, §7).

super::codes! {
    /// No connection to the address. Args: `address`.
    UNREACHABLE = "printer.unreachable", You, AfterFix;
    /// The host name has no address. Args: `address`.
    NAME_UNKNOWN = "printer.name_unknown", You, AfterFix;
    /// It answers, but not as Web Image Monitor. Args: `address`.
    NOT_WEB_IMAGE_MONITOR = "printer.not_web_image_monitor", You, AfterFix;
    /// A known web interface of another kind (`/wcd/`, small models). Args: `address`, `interface`.
    UNSUPPORTED_INTERFACE = "printer.unsupported_interface", PrinterAdministrator, No;
    /// Its pages are in a language whose words are not known, and it offers neither Japanese nor English. Args: `language`.
    LANGUAGE_UNKNOWN = "printer.language_unknown", PrinterAdministrator, AfterFix;
    /// The certificate was never seen before: a decision of the person. Args: `address`, `fingerprint`.
    CERTIFICATE_UNKNOWN = "printer.certificate_unknown", You, AfterFix;
    /// The certificate is not the pinned one. Args: `address`, `fingerprint`, `pinned`.
    CERTIFICATE_CHANGED = "printer.certificate_changed", You, AfterFix;
    /// Only plain HTTP is possible: a decision of the person. Args: `address`.
    HTTP_ONLY = "printer.http_only", You, AfterFix;
    /// It speaks only TLS older than 1.2. Args: `address`.
    TLS_TOO_OLD = "printer.tls_too_old", PrinterAdministrator, AfterFix;
    /// The TLS handshake failed for another reason. Args: `address`.
    TLS_FAILED = "printer.tls_failed", PrinterAdministrator, AfterFix;
    /// Login name or password refused. Args: `user`.
    LOGIN_REJECTED = "printer.login_rejected", You, AfterFix;
    /// The account is locked after too many wrong passwords. Args: `user`.
    LOCKED_OUT = "printer.locked_out", PrinterAdministrator, Later;
    /// Another administrator is logged in and the printer admits one at a time.
    ANOTHER_ADMINISTRATOR = "printer.another_administrator", Wait, Later;
    /// Logged in, but this account does not see the mail settings. Args: `user`.
    NO_MAIL_RIGHTS = "printer.no_mail_rights", PrinterAdministrator, AfterFix;
    /// Logged in, but this account may only look at the mail settings. Args: `user`.
    READ_ONLY = "printer.read_only", PrinterAdministrator, AfterFix;
    /// This firmware does not offer OAuth 2.0 for Exchange Online. Args: `model`.
    NO_OAUTH_OPTION = "printer.no_oauth_option", PrinterAdministrator, AfterFix;
    /// The printer is in use by its panel or another administrator.
    BUSY = "printer.busy", Wait, Later;
    /// The login session ended on the printer's side and could not be resumed.
    SESSION_LOST = "printer.session_lost", You, Now;
    /// The printer says its pages were called out of order, even after one fresh start.
    FLOW_BROKEN = "printer.flow_broken", You, Now;
    /// The printer insists on cookies although they were sent.
    COOKIES_REFUSED = "printer.cookies_refused", Developers, No;
    /// The printer pointed to another host; nothing was sent there. Args: `host`.
    FOREIGN_REDIRECT = "printer.foreign_redirect", PrinterAdministrator, No;
    /// It did not answer in time. Args: `seconds`.
    NO_ANSWER = "printer.no_answer", You, Now;
    /// Its answer broke off in the middle.
    ANSWER_CUT = "printer.answer_cut", You, Now;
    /// It answered with an HTTP error. Args: `status`.
    HTTP_ERROR = "printer.http_error", You, Later;
    /// A page was larger than any settings page can be.
    PAGE_TOO_LARGE = "printer.page_too_large", Developers, No;
    /// A page was not recognised. Args: `page`, `looked_for`.
    PAGE_NOT_RECOGNISED = "printer.page_not_recognised", Developers, No;
    /// A field was not found, or found twice. Args: `looked_for`, `found`.
    FIELD_NOT_FOUND = "printer.field_not_found", Developers, No;
    /// What a click does could not be learnt from the page; nothing was sent. Args: `control`.
    CLICK_NOT_UNDERSTOOD = "printer.click_not_understood", Developers, No;
    /// A script of the page went past the limits of time, depth or memory.
    SCRIPT_OUT_OF_BOUNDS = "printer.script_out_of_bounds", Developers, No;
    /// The printer refused the values. Detail: its own words.
    VALUES_REFUSED = "printer.values_refused", You, AfterFix;
    /// The printer showed a message of its own. Detail: its words.
    ERROR_MESSAGE = "printer.error_message", You, AfterFix;
    /// Saved, but the read-back shows other values. Args: `fields`.
    NOT_STORED = "printer.not_stored", You, Now;
    /// It is not known whether the printer stored the settings: it did not come back in time to be read.
    OUTCOME_UNKNOWN = "printer.outcome_unknown", You, Now;
    /// The printer's code screen shows no code that could be recognised. Detail: the page's text.
    CODE_NOT_FOUND = "printer.code_not_found", Developers, Now;
    /// The code ran out before the sign-in was finished.
    CODE_EXPIRED = "printer.code_expired", You, Now;
    /// The sign-in was refused in the browser, so the printer got no grant. Detail: the printer's words.
    AUTHORIZATION_DECLINED = "printer.authorization_declined", You, Now;
    /// The printer reported that its authorisation failed. Detail: its own words.
    AUTHORIZATION_FAILED = "printer.authorization_failed", You, AfterFix;
    /// Everything was saved, but the printer does not show itself as authorised.
    NOT_AUTHORISED = "printer.not_authorised", You, Now;
}
