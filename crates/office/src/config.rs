//! Everything about the office that can be chosen, as plain data with defaults.
//!
//! A test names one thing and leaves the rest; a JSON file says the same (`tegata-office --config`). This
//! module decides nothing. Passwords in it belong to nobody: the office is a stage.

use serde::{Deserialize, Serialize};

use crate::exchange::ReplyRule;
use crate::microsoft::FaultRule;
use crate::printer::PrinterConfig;

/// The office.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OfficeConfig {
    /// Codes, ids and traces are drawn from it.
    pub seed: u64,
    /// The printers.
    pub printers: Vec<PrinterConfig>,
    /// Whether the printers are advertised by multicast DNS.
    pub advertise: bool,
    /// The organisations.
    pub tenants: Vec<Tenant>,
    /// The people and mailboxes.
    pub accounts: Vec<Account>,
    /// The app registrations. The first is the product's, the one with `printer_maker` the printers'.
    pub applications: Vec<Application>,
    /// Microsoft's sign-in.
    pub microsoft: MicrosoftConfig,
    /// Exchange's submission server.
    pub exchange: ExchangeConfig,
}

impl Default for OfficeConfig {
    fn default() -> Self {
        Self {
            seed: 1,
            printers: PrinterConfig::office(3),
            advertise: true,
            tenants: vec![Tenant::default(), Tenant::fabrikam()],
            accounts: Account::office(),
            applications: vec![Application::default(), Application::printer_maker()],
            microsoft: MicrosoftConfig::default(),
            exchange: ExchangeConfig::default(),
        }
    }
}

impl OfficeConfig {
    /// An office without printers and without multicast: Microsoft and Exchange alone.
    pub fn without_printers() -> Self {
        Self { printers: Vec::new(), advertise: false, ..Self::default() }
    }
}

/// An organisation with its policies.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tenant {
    /// The directory (tenant) id.
    pub id: String,
    /// Its verified domains.
    pub domains: Vec<String>,
    /// Its name.
    pub name: String,
    /// `tenant_region_scope` of the openid-configuration.
    pub region: String,
    /// `cloud_instance_name` of the openid-configuration.
    pub cloud: String,
    /// Conditional Access: device code flow.
    pub device_code: DeviceCodePolicy,
    /// SMTP AUTH for the organisation; a mailbox's own switch wins.
    pub smtp_auth: bool,
    /// Password sign-in (basic authentication) for client submission.
    pub basic_auth: BasicAuth,
    /// `Set-OrganizationConfig -SendFromAliasEnabled`.
    pub send_from_alias: bool,
}

impl Default for Tenant {
    fn default() -> Self {
        Self {
            id: "7e1b9c52-4c0d-4b6a-9f5e-2a1c8d3e4f60".into(),
            domains: vec!["contoso.example".into(), "contoso.onmicrosoft.example".into()],
            name: "Contoso".into(),
            region: "AS".into(),
            cloud: "microsoftonline.com".into(),
            device_code: DeviceCodePolicy::default(),
            smtp_auth: true,
            basic_auth: BasicAuth::NotSupported,
            send_from_alias: false,
        }
    }
}

impl Tenant {
    /// A second organisation, whose accounts do not belong to the first.
    pub fn fabrikam() -> Self {
        Self {
            id: "c0a1f3d4-88e2-4f37-b1a9-5d6e7f809112".into(),
            domains: vec!["fabrikam.example".into()],
            name: "Fabrikam".into(),
            ..Self::default()
        }
    }
}

/// The Conditional Access condition *Authentication flows → Device code flow*.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DeviceCodePolicy {
    /// Whether the flow is blocked.
    pub block: bool,
    /// UPNs that the block does not meet.
    pub except: Vec<String>,
    /// Whether the waiting client is told 53003 too. Usually it only goes on hearing
    /// `authorization_pending` (`facts/exchange.md` §2.5).
    pub tell_client: bool,
}

/// How password sign-in ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BasicAuth {
    /// It works.
    Allowed,
    /// `550 5.7.30`, as after the end of December 2026.
    NotSupported,
    /// `535 5.7.139 … basic authentication is disabled.`
    Disabled,
    /// `535 5.7.139 … security defaults policy …`
    SecurityDefaults,
    /// `535 5.7.139 … did not meet the criteria …`
    ConditionalAccess,
}

/// A person or a mailbox.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Account {
    /// The sign-in name.
    pub upn: String,
    /// The primary SMTP address.
    pub mail: String,
    /// The name shown.
    pub name: String,
    /// Asked for on the sign-in page and at `AUTH LOGIN` where set.
    pub password: Option<String>,
    /// Further addresses of the mailbox.
    pub aliases: Vec<String>,
    /// Addresses this account may send as.
    pub send_as: Vec<String>,
    /// An administrator may consent for the organisation.
    pub administrator: bool,
    /// Shared mailboxes have no sign-in.
    pub shared: bool,
    /// Has an Exchange licence.
    pub licensed: bool,
    /// The mailbox's own SMTP AUTH switch; `None` follows the organisation.
    pub smtp_auth: Option<bool>,
    /// AADSTS number of a page that stops the sign-in in the browser (50105, 50079, 53000 …).
    pub browser_error: Option<u32>,
    /// AADSTS number that the client gets after a successful browser step (53003, 50076 …).
    pub client_error: Option<u32>,
    /// AADSTS number with which refreshing a token ends (700082, 50173, 70043 …).
    pub refresh_error: Option<u32>,
}

impl Default for Account {
    fn default() -> Self {
        Self {
            upn: "someone@contoso.example".into(),
            mail: String::new(),
            name: String::new(),
            password: None,
            aliases: Vec::new(),
            send_as: Vec::new(),
            administrator: false,
            shared: false,
            licensed: true,
            smtp_auth: None,
            browser_error: None,
            client_error: None,
            refresh_error: None,
        }
    }
}

impl Account {
    /// An ordinary account whose mail address is its UPN.
    pub fn new(upn: &str, name: &str) -> Self {
        Self { upn: upn.into(), mail: upn.into(), name: name.into(), ..Self::default() }
    }

    /// The primary address; an empty `mail` means the UPN.
    pub fn address(&self) -> &str {
        if self.mail.is_empty() { &self.upn } else { &self.mail }
    }

    /// The accounts of the default office. `u100042@` has another mail address than UPN, `nomail@` SMTP AUTH
    /// switched off, `sales@` is shared, `guest@` belongs to the other organisation.
    pub fn office() -> Vec<Self> {
        vec![
            Self::new("scan@contoso.example", "Scan 複合機"),
            Self { administrator: true, ..Self::new("admin@contoso.example", "Admin 管理者") },
            Self {
                upn: "u100042@contoso.example".into(),
                mail: "hanako.yamada@contoso.example".into(),
                name: "山田 花子".into(),
                ..Self::default()
            },
            Self { smtp_auth: Some(false), ..Self::new("nomail@contoso.example", "SMTP AUTH off") },
            Self { shared: true, licensed: false, ..Self::new("sales@contoso.example", "営業 (shared)") },
            Self::new("guest@fabrikam.example", "Fabrikam Guest"),
        ]
    }
}

/// An app registration.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Application {
    /// The application (client) id.
    pub client_id: String,
    /// The name that consent pages show.
    pub name: String,
    /// The publisher that consent pages show.
    pub publisher: String,
    /// The tenant id it is registered in; `None` = multi-tenant.
    pub home_tenant: Option<String>,
    /// Whether this is the printer maker's own application.
    pub printer_maker: bool,
    /// *Allow public client flows*.
    pub public_client: bool,
    /// Switched off by its owner or the administrator.
    pub disabled: bool,
    /// Whether it has the SMTP.Send permission.
    pub smtp_send: bool,
    /// The state of consent.
    pub consent: Consent,
    /// *Assignment required*: only these UPNs.
    pub assigned: Option<Vec<String>>,
}

impl Default for Application {
    fn default() -> Self {
        Self {
            client_id: "3f0a7c1e-5b7d-4d0e-8a53-9d1c0f6b2e44".into(),
            name: "RICOH mail onboarding".into(),
            publisher: "Contoso".into(),
            home_tenant: Some(Tenant::default().id),
            printer_maker: false,
            public_client: true,
            disabled: false,
            smtp_send: true,
            consent: Consent::Organisation,
            assigned: None,
        }
    }
}

impl Application {
    /// The printer maker's multi-tenant application. Its id and name are invented: the real ones are not
    /// in any public text (`facts/exchange.md` §9).
    pub fn printer_maker() -> Self {
        Self {
            client_id: "b2d7e9a4-0c31-4f88-a6f2-71e5d3c9b810".into(),
            name: "Virtual printer maker (OAuth 2.0)".into(),
            publisher: "Virtual printer maker".into(),
            home_tenant: None,
            printer_maker: true,
            consent: Consent::User,
            ..Self::default()
        }
    }
}

/// Who has consented to an application, or may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Granted for the organisation.
    Organisation,
    /// Every person may consent for themselves.
    User,
    /// Only an administrator may: others see *Need admin approval*.
    AdministratorOnly,
    /// Nobody has, and the client is told 65001.
    Missing,
}

/// Microsoft's sign-in.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MicrosoftConfig {
    /// `expires_in` of a device code.
    pub code_seconds: u64,
    /// `interval` of a device code.
    pub interval_seconds: u64,
    /// Whether polls that come too early get `slow_down`.
    pub enforce_interval: bool,
    /// Lifetime of access tokens.
    pub access_token_seconds: u64,
    /// Lifetime of unused refresh tokens.
    pub refresh_token_days: u64,
    /// Errors on request.
    pub faults: Vec<FaultRule>,
}

impl Default for MicrosoftConfig {
    fn default() -> Self {
        Self {
            code_seconds: 900,
            interval_seconds: 5,
            enforce_interval: true,
            access_token_seconds: 4021,
            refresh_token_days: 90,
            faults: Vec::new(),
        }
    }
}

/// Exchange's submission server.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExchangeConfig {
    /// The name in the greeting.
    pub name: String,
    /// The audience and the prefix of the scope that a token must have.
    pub resource: String,
    /// `SIZE`.
    pub max_message_bytes: usize,
    /// Longest line of a message, without its end.
    pub max_line_bytes: usize,
    /// Recipients of one message.
    pub max_recipients: usize,
    /// Connections at once for one mailbox.
    pub max_connections: usize,
    /// Refusals of a wrong sender until the sender is throttled.
    pub throttle_after: u32,
    /// Recipients in the office's own domains must exist.
    pub check_recipients: bool,
    /// Whether STARTTLS is offered.
    pub starttls: bool,
    /// The mechanisms offered after STARTTLS.
    pub mechanisms: Vec<String>,
    /// Replies on request.
    pub replies: Vec<ReplyRule>,
}

impl Default for ExchangeConfig {
    fn default() -> Self {
        Self {
            name: "TEGATA01CA0001.outlook.office365.com".into(),
            resource: "https://outlook.office.com".into(),
            max_message_bytes: 157_286_400,
            max_line_bytes: 998,
            max_recipients: 200,
            max_connections: 3,
            throttle_after: 5,
            check_recipients: false,
            starttls: true,
            mechanisms: vec!["LOGIN".into(), "XOAUTH2".into()],
            replies: Vec::new(),
        }
    }
}
