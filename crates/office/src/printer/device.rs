//! The printer's memory: settings, sessions, tokens, counters, and the record of what was asked of it. Pages read and
//! change it through one lock that is never held across a wait.

use super::config::{Account, PrinterConfig, Rights};
use super::fault::FaultPlan;
use super::grant::{Grant, Tokens};
use super::settings::{StoredMail, Values};
use crate::world::World;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// One request, as the printer saw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedRequest {
    /// Its number since the printer was switched on (or since `forget`).
    pub number: u64,
    /// Method.
    pub method: String,
    /// Path with the query.
    pub path: String,
    /// Since the printer was switched on.
    pub at: Duration,
    /// Over HTTPS.
    pub secure: bool,
    /// Fields of a posted form, in order.
    pub fields: Vec<(String, String)>,
    /// Status of the answer; 0 when there was none.
    pub status: u16,
}

/// One attempt to log in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginAttempt {
    /// The name given.
    pub name: String,
    /// Whether it succeeded.
    pub accepted: bool,
}

/// What a printer has stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrinterState {
    /// The mail settings in force.
    pub mail: StoredMail,
    /// Every stored setting by the office's own name, passwords too.
    pub fields: Vec<(String, String)>,
    /// Saves that were answered as successful.
    pub saves: u32,
    /// Whose sign-in the stored token is of: the authentication address at that time.
    pub authorised_for: Option<String>,
    /// Fields nobody had to touch that came back changed, lost, doubled or out of order, in all saves so far.
    pub deviations: Vec<String>,
}

/// A session of Web Image Monitor.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) account: Account,
    pub(crate) last_seen: Instant,
    pub(crate) token: String,
    pub(crate) page_tokens: Vec<String>,
    pub(crate) home_seen: bool,
    /// The e-mail page was shown and not left.
    pub(crate) mail_open: bool,
    /// The e-mail page as it stands in the session, unsaved.
    pub(crate) draft: Option<Values>,
    pub(crate) expected: Vec<(String, String)>,
    pub(crate) grant: Option<Grant>,
    /// A sign-in that was confirmed by [OK] but not saved, with the address it was made for.
    pub(crate) unsaved: Option<(Tokens, String)>,
    /// What a confirm page will write.
    pub(crate) pending_save: Option<Values>,
}

#[derive(Debug)]
pub(crate) struct Memory {
    pub(crate) values: Values,
    pub(crate) token: Option<(Tokens, String)>,
    pub(crate) sessions: BTreeMap<String, Session>,
    pub(crate) failures: BTreeMap<String, u32>,
    pub(crate) log: Vec<LoggedRequest>,
    pub(crate) logins: Vec<LoginAttempt>,
    pub(crate) deviations: Vec<String>,
    pub(crate) plan: FaultPlan,
    pub(crate) requests: u64,
    pub(crate) saves: u32,
    pub(crate) guest_tokens: Vec<String>,
    pub(crate) last_scan: Option<String>,
    chance: u64,
}

impl Memory {
    /// The next drawn number: splitmix64, so that a seed gives the same printer everywhere.
    pub(crate) fn draw(&mut self) -> u64 {
        self.chance = self.chance.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.chance;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Nine or ten decimal digits, like a wimToken or a wimsesid.
    pub(crate) fn digits(&mut self) -> String {
        (100_000_000 + self.draw() % 1_900_000_000).to_string()
    }
}

/// A printer: what it is, what it remembers, and the switch that makes it unreachable.
#[derive(Debug)]
pub(crate) struct Device {
    pub(crate) config: PrinterConfig,
    pub(crate) world: Arc<World>,
    pub(crate) client: reqwest::Client,
    pub(crate) roots: Arc<rustls::ClientConfig>,
    pub(crate) started: Instant,
    /// Nobody listens until then.
    pub(crate) away: watch::Sender<Option<Instant>>,
    memory: Mutex<Memory>,
}

impl Device {
    pub(crate) fn new(
        config: PrinterConfig,
        world: Arc<World>,
        client: reqwest::Client,
        roots: Arc<rustls::ClientConfig>,
    ) -> Self {
        let memory = Memory {
            values: Values::initial(&config.settings),
            token: None,
            sessions: BTreeMap::new(),
            failures: BTreeMap::new(),
            log: Vec::new(),
            logins: Vec::new(),
            deviations: Vec::new(),
            plan: FaultPlan::new(&config.faults),
            requests: 0,
            saves: 0,
            guest_tokens: Vec::new(),
            last_scan: None,
            chance: config.seed,
        };
        let (away, _) = watch::channel(None);
        Self { config, world, client, roots, started: Instant::now(), away, memory: Mutex::new(memory) }
    }

    pub(crate) fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn state(&self) -> PrinterState {
        let memory = self.memory();
        PrinterState {
            mail: memory.values.mail(memory.token.as_ref().map(|(_, address)| address.as_str())),
            fields: memory.values.list(),
            saves: memory.saves,
            authorised_for: memory.token.as_ref().map(|(_, address)| address.clone()),
            deviations: memory.deviations.clone(),
        }
    }

    /// Makes the device unreachable for a while.
    pub(crate) fn go_away(&self, how_long: Duration) {
        self.away.send_replace(Some(Instant::now() + how_long));
    }

    /// Removes sessions whose time is over.
    pub(crate) fn expire(&self, memory: &mut Memory) {
        let limit = self.config.session_timeout;
        memory.sessions.retain(|_, session| session.last_seen.elapsed() < limit);
    }

    /// What an attempt to log in leads to.
    pub(crate) fn log_in(&self, name: &str, password: &str) -> Login {
        let mut memory = self.memory();
        self.expire(&mut memory);
        let known = std::iter::once(&self.config.admin).chain(&self.config.accounts).find(|a| a.name == name);
        let limit = self.config.lockout_after;
        let locked = limit > 0 && memory.failures.get(name).is_some_and(|failures| *failures >= limit);
        let accepted = known.filter(|account| account.password == password && !locked).cloned();
        memory.logins.push(LoginAttempt { name: name.into(), accepted: accepted.is_some() });
        match accepted {
            Some(account) => {
                memory.failures.remove(name);
                let id = memory.digits();
                let token = memory.digits();
                let session = Session {
                    account,
                    last_seen: Instant::now(),
                    token,
                    page_tokens: Vec::new(),
                    home_seen: false,
                    mail_open: false,
                    draft: None,
                    expected: Vec::new(),
                    grant: None,
                    unsaved: None,
                    pending_save: None,
                };
                memory.sessions.insert(id.clone(), session);
                Login::Accepted(id)
            }
            None if locked => Login::Locked,
            None => {
                *memory.failures.entry(name.into()).or_default() += 1;
                Login::Rejected
            }
        }
    }
}

pub(crate) enum Login {
    Accepted(String),
    Rejected,
    Locked,
}

impl Session {
    pub(crate) fn may_see_mail(&self) -> bool {
        self.account.rights != Rights::NoMailLink
    }

    pub(crate) fn may_change(&self) -> bool {
        matches!(self.account.rights, Rights::Full | Rights::CustomSending)
    }

    /// Leaves the e-mail page: what was not saved is gone, an unsaved sign-in too.
    pub(crate) fn leave_mail(&mut self) {
        self.mail_open = false;
        self.draft = None;
        self.grant = None;
        self.unsaved = None;
        self.pending_save = None;
    }
}
