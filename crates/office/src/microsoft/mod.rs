//! The office's Microsoft: the device authorization grant, tokens, and the pages where a person types a code.
//!
//! [`grant`] hands codes out and answers polls, [`people`] is what a person does with a code, [`tokens`] makes and
//! renews tokens; [`endpoints`] puts it on the wire and [`pages`] shows it to people. It is no authorization server for anything but the office: it has one grant, one key, and
//! believes what its directory says.

pub mod aadsts;
mod endpoints;
mod fault;
mod grant;
mod keys;
mod pages;
mod people;
mod scope;
mod tokens;
mod words;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use fault::{Endpoint, FaultRule, HttpFault};
pub use tokens::AccessToken;

use crate::chance::Chance;
use crate::clock::Clock;
use crate::config::MicrosoftConfig;
use crate::directory::Directory;
use crate::lock::locked;
use crate::office::OfficeError;
use keys::SigningKey;
use scope::Scope;
use tokens::Tokens;

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

    fn take_fault(&self, endpoint: Endpoint, client_id: &str, account: Option<&str>) -> Option<HttpFault> {
        fault::take(&mut locked(&self.0.faults), endpoint, client_id, account)
    }
}
