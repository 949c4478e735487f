//! Ways to fail at Microsoft's sign-in (`facts/exchange.md` §1.4, §2).

super::codes! {
    /// No app registration is configured.
    NOT_REGISTERED = "microsoft.not_registered", Microsoft365Administrator, AfterFix;
    /// What was pasted holds no application and tenant ID. Args: `given`.
    REGISTRATION_INVALID = "microsoft.registration_invalid", You, AfterFix;
    /// The sign-in host cannot be reached. Args: `host`.
    UNREACHABLE = "microsoft.unreachable", NetworkAdministrator, AfterFix;
    /// The sign-in host showed a certificate that this computer does not trust. Args: `host`.
    CERTIFICATE_REFUSED = "microsoft.certificate_refused", NetworkAdministrator, AfterFix;
    /// Something else answered in the sign-in host's place (proxy page, captive portal). Args: `host`, `status`.
    FOREIGN_ANSWER = "microsoft.foreign_answer", NetworkAdministrator, AfterFix;
    /// Microsoft is busy or under maintenance. Args: `host`.
    BUSY = "microsoft.busy", Wait, Later;
    /// An answer lacks what the protocol demands. Detail: what is missing.
    ANSWER_INCOMPLETE = "microsoft.answer_incomplete", Developers, No;
    /// The page to open is not one of Microsoft's; it was not opened. Args: `link`.
    LINK_REFUSED = "microsoft.link_refused", You, No;
    /// The code ran out.
    CODE_EXPIRED = "microsoft.code_expired", You, Now;
    /// Declined in the browser.
    DECLINED = "microsoft.declined", You, Now;
    /// The permission was not accepted in the browser.
    PERMISSION_DECLINED = "microsoft.permission_declined", You, Now;
    /// Microsoft does not know the code.
    CODE_NOT_RECOGNISED = "microsoft.code_not_recognised", You, Now;
    /// The code was used, confirmed or declined before.
    CODE_USED = "microsoft.code_used", You, Now;
    /// The code went to the wrong data centre.
    CODE_MISROUTED = "microsoft.code_misrouted", You, Now;
    /// Conditional Access blocks sign-in by device code.
    DEVICE_CODE_BLOCKED = "microsoft.device_code_blocked", Microsoft365Administrator, AfterFix;
    /// A policy switched on later ended a sign-in made by device code.
    DEVICE_CODE_BLOCKED_LATER = "microsoft.device_code_blocked_later", Microsoft365Administrator, AfterFix;
    /// Security defaults block the sign-in.
    SECURITY_DEFAULTS = "microsoft.security_defaults", Microsoft365Administrator, AfterFix;
    /// The policy asks for a device that the organisation manages.
    MANAGED_DEVICE_NEEDED = "microsoft.managed_device_needed", Microsoft365Administrator, AfterFix;
    /// Two-step verification must be finished or registered first.
    TWO_STEP_NEEDED = "microsoft.two_step_needed", You, AfterFix;
    /// The organisation asks to sign in again every so many hours.
    SIGN_IN_FREQUENCY = "microsoft.sign_in_frequency", Microsoft365Administrator, AfterFix;
    /// The remembered sign-in is no longer valid.
    SIGN_IN_ENDED = "microsoft.sign_in_ended", You, Now;
    /// The registration does not allow public client flows. Args: `application`.
    PUBLIC_CLIENT_OFF = "microsoft.public_client_off", Microsoft365Administrator, AfterFix;
    /// A secret was sent for an application that has none: a mistake of this program.
    SECRET_SENT = "microsoft.secret_sent", Developers, No;
    /// The application ID is unknown in the tenant. Args: `application`, `tenant`.
    APPLICATION_UNKNOWN = "microsoft.application_unknown", You, AfterFix;
    /// The application was switched off. Args: `application`.
    APPLICATION_DISABLED = "microsoft.application_disabled", Microsoft365Administrator, AfterFix;
    /// An ID of Microsoft's own applications is used. Args: `application`.
    APPLICATION_OF_MICROSOFT = "microsoft.application_of_microsoft", You, AfterFix;
    /// No tenant of this name. Args: `tenant`.
    TENANT_UNKNOWN = "microsoft.tenant_unknown", You, AfterFix;
    /// The tenant lives in another cloud. Args: `tenant`.
    TENANT_IN_OTHER_CLOUD = "microsoft.tenant_in_other_cloud", You, AfterFix;
    /// The application belongs to one tenant, whose ID is needed.
    TENANT_ID_NEEDED = "microsoft.tenant_id_needed", You, AfterFix;
    /// The request named no tenant.
    TENANT_NOT_NAMED = "microsoft.tenant_not_named", You, AfterFix;
    /// The network admits only certain tenants.
    TENANT_BLOCKED_BY_PROXY = "microsoft.tenant_blocked_by_proxy", NetworkAdministrator, AfterFix;
    /// The requested permission is misspelt or mixes two services.
    SCOPE_INVALID = "microsoft.scope_invalid", Developers, No;
    /// Exchange Online is not in the tenant, or not among the application's permissions. Args: `application`.
    EXCHANGE_UNAVAILABLE = "microsoft.exchange_unavailable", Microsoft365Administrator, AfterFix;
    /// Nobody has consented yet. Args: `application`.
    CONSENT_NEEDED = "microsoft.consent_needed", Microsoft365Administrator, AfterFix;
    /// The browser says that an administrator's approval is needed.
    APPROVAL_NEEDED = "microsoft.approval_needed", Microsoft365Administrator, AfterFix;
    /// The account is not assigned to the application.
    NOT_ASSIGNED = "microsoft.not_assigned", Microsoft365Administrator, AfterFix;
    /// The account belongs elsewhere: another tenant, a guest, a personal account.
    WRONG_ACCOUNT = "microsoft.wrong_account", You, Now;
    /// Signed in with another account than the sender's: a warning. Args: `account`, `sender`.
    ACCOUNT_DIFFERS = "microsoft.account_differs", You, Now;
    /// The answer does not say who signed in.
    ACCOUNT_NOT_NAMED = "microsoft.account_not_named", Developers, No;
    /// The password is wrong.
    PASSWORD_WRONG = "microsoft.password_wrong", You, AfterFix;
    /// The password has expired.
    PASSWORD_EXPIRED = "microsoft.password_expired", You, AfterFix;
    /// The account is locked for a while.
    ACCOUNT_LOCKED = "microsoft.account_locked", Wait, Later;
    /// The account is disabled.
    ACCOUNT_DISABLED = "microsoft.account_disabled", Microsoft365Administrator, AfterFix;
    /// Too many equal requests.
    TOO_MANY_TRIES = "microsoft.too_many_tries", Wait, Later;
    /// This computer's clock differs from the server's. Args: `minutes`.
    CLOCK_WRONG = "microsoft.clock_wrong", You, AfterFix;
    /// A proxy stands between: a remark of the preflight. Args: `proxy`.
    PROXY_IN_USE = "microsoft.proxy_in_use", NetworkAdministrator, AfterFix;
    /// An answer of Microsoft's that no table row explains. Detail: its words.
    UNKNOWN_ERROR = "microsoft.unknown_error", You, AfterFix;
}
