//! The office's Microsoft: the device authorization grant, tokens, and the pages where a person types a code.
//!
//! The state machine of codes and tokens lives here; [`endpoints`] puts it on the wire and [`pages`] shows it
//! to people. It is no authorization server for anything but the office: it has one grant, one key, and
//! believes what its directory says.

pub mod aadsts;
mod endpoints;
mod fault;
mod keys;
mod pages;
mod scope;
mod words;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub use fault::{Endpoint, FaultRule, HttpFault};

use crate::chance::Chance;
use crate::clock::Clock;
use crate::config::{Account, Application, Consent, MicrosoftConfig, Tenant};
use crate::directory::Directory;
use crate::lock::locked;
use crate::office::OfficeError;
use keys::SigningKey;
use scope::Scope;

pub(crate) use endpoints::router;
pub(crate) use pages::router as pages_router;

/// Microsoft, shared by its servers, Exchange and the control API.
#[derive(Clone)]
pub struct Microsoft(Arc<Inner>);

struct Inner {
    config: MicrosoftConfig,
    directory: Directory,
    clock: Clock,
    chance: Chance,
    key: SigningKey,
    exchange_resource: String,
    /// `https://127.0.0.1:1234`.
    authority: String,
    /// `http://127.0.0.1:1235/devicelogin`.
    verification_uri: String,
    codes: Mutex<Vec<Code>>,
    tokens: Mutex<Tokens>,
    faults: Mutex<Vec<FaultRule>>,
}

#[derive(Default)]
struct Tokens {
    /// By the SHA-256 of the token.
    access: HashMap<[u8; 32], AccessToken>,
    refresh: HashMap<String, RefreshToken>,
}

/// What an access token stands for.
#[derive(Debug, Clone, Serialize)]
pub struct AccessToken {
    /// The account that signed in.
    pub upn: String,
    /// The application that asked.
    pub client_id: String,
    /// The resource it is for.
    pub audience: String,
    /// The permissions.
    pub permissions: Vec<String>,
    /// When it ends, on the office's clock.
    #[serde(skip)]
    pub expires: Duration,
}

#[derive(Clone)]
struct RefreshToken {
    upn: String,
    client_id: String,
    tenant: Option<String>,
    scope: Scope,
    unused_since: Duration,
}

struct Code {
    device_code: String,
    user_code: String,
    client_id: String,
    /// `None` for `common` and `organizations`.
    tenant: Option<String>,
    scope: Scope,
    expires: Duration,
    interval: Duration,
    polled: Option<Duration>,
    state: State,
    /// Secret of the browser that typed the code; its pages carry it on.
    flow: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Pending,
    Approved(String),
    Declined,
    ConsentRefused,
    Refused(u32),
    Redeemed,
}

/// A code as the control API shows it. Never the device code.
#[derive(Debug, Clone, Serialize)]
pub struct CodeView {
    /// What the person types.
    pub user_code: String,
    /// Which application asked.
    pub client_id: String,
    /// Its name.
    pub application: String,
    /// `pending`, `approved`, `declined`, `refused`, `redeemed` or `expired`.
    pub state: &'static str,
    /// Who signed in.
    pub account: Option<String>,
    /// Seconds until it runs out.
    pub expires_in: u64,
}

/// What a person does in the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Sign in, and accept the permissions if asked.
    Approve,
    /// Cancel on *Are you trying to sign in to …?*
    Decline,
    /// Refuse the permissions.
    RefuseConsent,
}

/// How a person's step ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Signed in; the page says that the window may be closed.
    Done,
    /// Cancelled.
    Declined,
    /// The page shows this AADSTS number.
    Error(u32),
}

/// Why a client's request fails.
pub(super) enum Refusal {
    Aadsts { code: u32, word: Option<String>, detail: String },
    Word(&'static str),
    Http(HttpFault),
}

impl Refusal {
    fn number(code: u32) -> Self {
        Self::Aadsts { code, word: None, detail: String::new() }
    }
}

impl Microsoft {
    pub(crate) fn new(
        config: MicrosoftConfig,
        directory: Directory,
        clock: Clock,
        chance: Chance,
        exchange_resource: String,
        authority: String,
        verification_uri: String,
    ) -> Result<Self, OfficeError> {
        let key = SigningKey::create(chance.opaque(20))?;
        let faults = Mutex::new(config.faults.clone());
        Ok(Self(Arc::new(Inner {
            config,
            directory,
            clock,
            chance,
            key,
            exchange_resource,
            authority,
            verification_uri,
            codes: Mutex::default(),
            tokens: Mutex::default(),
            faults,
        })))
    }

    /// Adds an error on request.
    pub fn add_fault(&self, rule: FaultRule) {
        locked(&self.0.faults).push(rule);
    }

    /// Forgets all errors on request.
    pub fn clear_faults(&self) {
        locked(&self.0.faults).clear();
    }

    /// Every code that was handed out, newest last.
    pub fn codes(&self) -> Vec<CodeView> {
        let now = self.0.clock.now();
        locked(&self.0.codes)
            .iter()
            .map(|code| CodeView {
                user_code: code.user_code.clone(),
                client_id: code.client_id.clone(),
                application: self
                    .0
                    .directory
                    .application(&code.client_id)
                    .map(|app| app.name)
                    .unwrap_or_default(),
                state: match &code.state {
                    State::Pending if code.expires <= now => "expired",
                    State::Pending => "pending",
                    State::Approved(_) => "approved",
                    State::Declined | State::ConsentRefused => "declined",
                    State::Refused(_) => "refused",
                    State::Redeemed => "redeemed",
                },
                account: match &code.state {
                    State::Approved(upn) => Some(upn.clone()),
                    _ => None,
                },
                expires_in: code.expires.saturating_sub(now).as_secs(),
            })
            .collect()
    }

    /// What a person does with a code, in one step: what the pages do in several. A password is not asked.
    pub fn sign_in(&self, user_code: &str, account: &str, decision: Decision) -> Outcome {
        if let Err(number) = self.open_code(user_code) {
            return Outcome::Error(number);
        }
        match decision {
            Decision::Decline => self.settle(user_code, State::Declined, Outcome::Declined),
            Decision::RefuseConsent => self.settle(user_code, State::ConsentRefused, Outcome::Declined),
            Decision::Approve => match self.may_sign_in(user_code, account) {
                Err(number) => Outcome::Error(number),
                Ok(step) => {
                    if step.needs_consent {
                        self.0.directory.note_consent(&step.application.client_id, &step.account.upn);
                    }
                    self.finish(user_code, &step)
                }
            },
        }
    }

    /// What an access token stands for; `None` for one this office did not make or that has ended.
    pub fn access_token(&self, token: &str) -> Option<AccessToken> {
        let known = locked(&self.0.tokens).access.get(&digest(token)).cloned()?;
        (known.expires > self.0.clock.now()).then_some(known)
    }

    /// Ends every refresh token of an account, as a password change or *Revoke sessions* does.
    pub fn revoke(&self, upn: &str) {
        locked(&self.0.tokens).refresh.retain(|_, token| !token.upn.eq_ignore_ascii_case(upn));
    }

    fn take_fault(&self, endpoint: Endpoint, client_id: &str, account: Option<&str>) -> Option<HttpFault> {
        fault::take(&mut locked(&self.0.faults), endpoint, client_id, account)
    }

    /// The tenant of a path segment: `None` inside `Ok` for `common` and `organizations`.
    fn path_tenant(&self, segment: &str) -> Result<Option<Tenant>, u32> {
        match segment {
            "common" | "organizations" => Ok(None),
            "consumers" => Err(9_002_332),
            other => self.0.directory.tenant(other).map(Some).ok_or(90002),
        }
    }

    /// The application, where it may be used from this path segment.
    fn usable_application(&self, client_id: &str, tenant: Option<&Tenant>) -> Result<Application, u32> {
        let application = self.0.directory.application(client_id).ok_or(700_016_u32)?;
        if application.disabled {
            return Err(7_000_112);
        }
        match (&application.home_tenant, tenant) {
            (Some(_), None) => Err(50194),
            (Some(home), Some(tenant)) if !home.eq_ignore_ascii_case(&tenant.id) => Err(700_016),
            _ => Ok(application),
        }
    }

    fn start(
        &self,
        segment: &str,
        client_id: &str,
        scope: &str,
        mkt: Option<&str>,
    ) -> Result<Value, Refusal> {
        if let Some(fault) = self.take_fault(Endpoint::Devicecode, client_id, None) {
            return Err(Refusal::Http(fault));
        }
        let tenant = self.path_tenant(segment).map_err(Refusal::number)?;
        let application = self.usable_application(client_id, tenant.as_ref()).map_err(Refusal::number)?;
        let scope = Scope::parse(scope, &self.0.exchange_resource).map_err(Refusal::number)?;
        if scope.permissions.iter().any(|permission| permission == "SMTP.Send") && !application.smtp_send {
            return Err(Refusal::number(650_057));
        }
        let device_code = self.0.chance.opaque(120);
        let user_code = self.0.chance.user_code();
        let message = words::of(mkt).ask(&self.0.verification_uri, &user_code);
        locked(&self.0.codes).push(Code {
            device_code: device_code.clone(),
            user_code: user_code.clone(),
            client_id: application.client_id,
            tenant: tenant.map(|tenant| tenant.id),
            scope,
            expires: self.0.clock.now() + Duration::from_secs(self.0.config.code_seconds),
            interval: Duration::from_secs(self.0.config.interval_seconds),
            polled: None,
            state: State::Pending,
            flow: None,
        });
        Ok(json!({
            "user_code": user_code,
            "device_code": device_code,
            "verification_uri": self.0.verification_uri,
            "expires_in": self.0.config.code_seconds,
            "interval": self.0.config.interval_seconds,
            "message": message,
        }))
    }

    fn poll(
        &self,
        segment: &str,
        client_id: &str,
        device_code: &str,
        secret: bool,
    ) -> Result<Value, Refusal> {
        let account =
            locked(&self.0.codes).iter().find(|code| code.device_code == device_code).and_then(|code| {
                match &code.state {
                    State::Approved(upn) => Some(upn.clone()),
                    _ => None,
                }
            });
        if let Some(fault) = self.take_fault(Endpoint::Token, client_id, account.as_deref()) {
            return Err(Refusal::Http(fault));
        }
        let tenant = self.path_tenant(segment).map_err(Refusal::number)?;
        self.public_client(client_id, tenant.as_ref(), secret)?;
        let now = self.0.clock.now();
        let (upn, scope) = {
            let mut codes = locked(&self.0.codes);
            let code = codes
                .iter_mut()
                .find(|code| {
                    code.device_code == device_code
                        && code.client_id.eq_ignore_ascii_case(client_id)
                        && code.tenant == tenant.as_ref().map(|tenant| tenant.id.clone())
                })
                .ok_or(Refusal::number(70018))?;
            match code.state.clone() {
                State::Redeemed => return Err(Refusal::number(54005)),
                State::Declined => {
                    return Err(Refusal::Aadsts {
                        code: 70016,
                        word: Some("authorization_declined".into()),
                        detail: "OAuth 2.0 device flow error. The end-user denied the authorization request."
                            .into(),
                    });
                }
                State::ConsentRefused => return Err(Refusal::number(65004)),
                State::Refused(number) => return Err(Refusal::number(number)),
                State::Pending | State::Approved(_) if code.expires <= now => {
                    return Err(Refusal::number(70020));
                }
                State::Pending => {
                    // A tenth of slack: a client that waits the interval between an answer and its next
                    // question must never be told that it was too fast.
                    let early =
                        code.polled.is_some_and(|last| now.saturating_sub(last) < code.interval * 9 / 10);
                    code.polled = Some(now);
                    if early && self.0.config.enforce_interval {
                        code.interval += Duration::from_secs(5);
                        return Err(Refusal::Word("slow_down"));
                    }
                    return Err(Refusal::number(70016));
                }
                State::Approved(upn) => {
                    code.state = State::Redeemed;
                    (upn, code.scope.clone())
                }
            }
        };
        self.issue(&upn, client_id, tenant.map(|tenant| tenant.id), &scope)
    }

    fn refresh(
        &self,
        segment: &str,
        client_id: &str,
        token: &str,
        scope: Option<&str>,
        secret: bool,
    ) -> Result<Value, Refusal> {
        let known = locked(&self.0.tokens).refresh.get(token).cloned();
        let account = known.as_ref().map(|known| known.upn.as_str());
        if let Some(fault) = self.take_fault(Endpoint::Refresh, client_id, account) {
            return Err(Refusal::Http(fault));
        }
        let tenant = self.path_tenant(segment).map_err(Refusal::number)?;
        self.public_client(client_id, tenant.as_ref(), secret)?;
        let known = known.ok_or(Refusal::number(50173))?;
        if !known.client_id.eq_ignore_ascii_case(client_id) {
            return Err(Refusal::number(70000));
        }
        let idle = self.0.clock.now().saturating_sub(known.unused_since);
        if idle > Duration::from_secs(self.0.config.refresh_token_days * 86_400) {
            return Err(Refusal::number(700_082));
        }
        let account = self.0.directory.account(&known.upn).ok_or(Refusal::number(50034))?;
        if let Some(number) = account.refresh_error {
            return Err(Refusal::number(number));
        }
        if self.blocked(&account) {
            return Err(Refusal::number(530_036));
        }
        let scope = match scope.map(str::trim).filter(|scope| !scope.is_empty()) {
            Some(text) => {
                let asked = Scope::parse(text, &self.0.exchange_resource).map_err(Refusal::number)?;
                Scope { offline: true, ..asked }
            }
            None => known.scope,
        };
        self.issue(&known.upn, client_id, known.tenant, &scope)
    }

    fn public_client(&self, client_id: &str, tenant: Option<&Tenant>, secret: bool) -> Result<(), Refusal> {
        let application = self.usable_application(client_id, tenant).map_err(Refusal::number)?;
        match (application.public_client, secret) {
            (false, _) => Err(Refusal::number(7_000_218)),
            (true, true) => Err(Refusal::number(700_025)),
            (true, false) => Ok(()),
        }
    }

    fn issue(
        &self,
        upn: &str,
        client_id: &str,
        tenant: Option<String>,
        scope: &Scope,
    ) -> Result<Value, Refusal> {
        let account = self.0.directory.account(upn).ok_or(Refusal::number(50034))?;
        let home = self.0.directory.tenant_of(upn).map(|tenant| tenant.id).unwrap_or_default();
        let (now, lifetime) = (self.0.clock.now(), self.0.config.access_token_seconds);
        let issued = self.0.clock.unix();
        let issuer = format!("{}/{home}/v2.0", self.0.authority);
        let oid = object_id(upn);
        let access = self.0.key.sign(&json!({
            "aud": scope.resource, "iss": issuer, "iat": issued, "nbf": issued, "exp": issued + lifetime,
            "appid": client_id, "oid": oid, "upn": account.upn, "name": account.name,
            "scp": scope.permissions.join(" "), "tid": home, "ver": "1.0", "uti": self.0.chance.opaque(16),
        }));
        let Ok(access) = access else { return Err(Refusal::number(50033)) };
        let mut answer = json!({
            "token_type": "Bearer", "scope": scope.granted(),
            "expires_in": lifetime, "ext_expires_in": lifetime, "access_token": access,
        });
        let mut tokens = locked(&self.0.tokens);
        tokens.access.insert(
            digest(&access),
            AccessToken {
                upn: account.upn.clone(),
                client_id: client_id.to_owned(),
                audience: scope.resource.clone(),
                permissions: scope.permissions.clone(),
                expires: now + Duration::from_secs(lifetime),
            },
        );
        if scope.offline {
            // The one that was used stays valid, as Microsoft's does.
            let refresh = format!("0.A{}", self.0.chance.opaque(600));
            tokens.refresh.insert(
                refresh.clone(),
                RefreshToken {
                    upn: account.upn.clone(),
                    client_id: client_id.to_owned(),
                    tenant,
                    scope: scope.clone(),
                    unused_since: now,
                },
            );
            answer["refresh_token"] = json!(refresh);
        }
        drop(tokens);
        if scope.openid {
            let mut claims = json!({
                "aud": client_id, "iss": issuer, "iat": issued, "nbf": issued, "exp": issued + lifetime,
                "oid": oid, "sub": hex::encode(&digest(&format!("{upn} {client_id}"))[..16]), "tid": home,
                "ver": "2.0",
            });
            if scope.profile {
                claims["name"] = json!(account.name);
                claims["preferred_username"] = json!(account.upn);
            }
            if scope.email {
                claims["email"] = json!(account.address());
            }
            let Ok(id_token) = self.0.key.sign(&claims) else { return Err(Refusal::number(50033)) };
            answer["id_token"] = json!(id_token);
        }
        Ok(answer)
    }

    fn blocked(&self, account: &Account) -> bool {
        self.0.directory.tenant_of(&account.upn).is_some_and(|tenant| {
            tenant.device_code.block
                && !tenant.device_code.except.iter().any(|upn| upn.eq_ignore_ascii_case(&account.upn))
        })
    }

    /// Whether a typed code can still be used, or the number of the page that says why not.
    fn open_code(&self, user_code: &str) -> Result<(), u32> {
        let codes = locked(&self.0.codes);
        let code = codes.iter().find(|code| same_code(&code.user_code, user_code)).ok_or(70018_u32)?;
        match code.state {
            State::Pending if code.expires <= self.0.clock.now() => Err(70019),
            State::Pending => Ok(()),
            _ => Err(90120),
        }
    }

    fn application_of(&self, user_code: &str) -> Option<Application> {
        let client_id = locked(&self.0.codes)
            .iter()
            .find(|code| same_code(&code.user_code, user_code))
            .map(|code| code.client_id.clone())?;
        self.0.directory.application(&client_id)
    }

    fn settle(&self, user_code: &str, state: State, outcome: Outcome) -> Outcome {
        let mut codes = locked(&self.0.codes);
        match codes.iter_mut().find(|code| same_code(&code.user_code, user_code)) {
            Some(code) if code.state == State::Pending && code.expires > self.0.clock.now() => {
                code.state = state;
                outcome
            }
            Some(code) if code.state == State::Pending => Outcome::Error(70019),
            Some(_) => Outcome::Error(90120),
            None => Outcome::Error(70018),
        }
    }

    /// What stops this account before anything is asked of it, or what is still to be asked.
    fn may_sign_in(&self, user_code: &str, upn: &str) -> Result<Step, u32> {
        self.open_code(user_code)?;
        let account = self.0.directory.account(upn).ok_or(50034_u32)?;
        let application = self.application_of(user_code).ok_or(70018_u32)?;
        let home = self.0.directory.tenant_of(&account.upn).ok_or(50034_u32)?;
        let wanted = locked(&self.0.codes)
            .iter()
            .find(|code| same_code(&code.user_code, user_code))
            .and_then(|code| code.tenant.clone());
        if wanted.is_some_and(|wanted| !wanted.eq_ignore_ascii_case(&home.id)) {
            return Err(50020);
        }
        if account.shared {
            return Err(50057);
        }
        if let Some(number) = account.browser_error {
            return Err(number);
        }
        if let Some(assigned) = &application.assigned
            && !assigned.iter().any(|upn| upn.eq_ignore_ascii_case(&account.upn))
        {
            return Err(50105);
        }
        if self.blocked(&account) {
            if home.device_code.tell_client {
                self.settle(user_code, State::Refused(53003), Outcome::Done);
            }
            return Err(53003);
        }
        let consented = application.consent == Consent::Organisation
            || self.0.directory.has_consented(&application.client_id, &account.upn);
        if !consented && application.consent == Consent::AdministratorOnly && !account.administrator {
            return Err(90094);
        }
        let needs_consent = !consented && application.consent != Consent::Missing;
        Ok(Step { account, application, needs_consent })
    }

    /// The end of the browser's part. What the client then hears may still be a refusal.
    fn finish(&self, user_code: &str, step: &Step) -> Outcome {
        let state = match (step.application.consent, step.account.client_error) {
            (Consent::Missing, _) => State::Refused(65001),
            (_, Some(number)) => State::Refused(number),
            (_, None) => State::Approved(step.account.upn.clone()),
        };
        self.settle(user_code, state, Outcome::Done)
    }
}

/// An account that may sign in, and whether it has to consent first.
struct Step {
    account: Account,
    application: Application,
    needs_consent: bool,
}

/// People type codes in lower case and with blanks.
fn same_code(code: &str, typed: &str) -> bool {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    code.eq_ignore_ascii_case(&typed)
}

fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// The same account has the same object id in every run.
fn object_id(upn: &str) -> String {
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&digest(&upn.to_lowercase())[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}
