//! The desk of the desktop program: what the window asks for, one method per question, free of Tauri.
//!
//! It holds what must not go through the window: administrator credentials between *connect* and *write*, the token
//! of the app's own sign-in, the channels of running jobs. The same desk serves the real window and the tests that
//! run the window in a plain browser.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tegata_core::problem::local;
use tegata_core::{
    AdminCredentials, Fingerprint, FoundBy, Identity, Language, MailSettings, Plan, Printer, PrinterAddress,
    Problem, Scheme,
};
use tegata_discovery::{Discovery, Event};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::job::{self, Agree, Order};
use crate::kept::{Kept, Purpose};
use crate::sign_in::{self, Held};
use crate::target::target_of;
use crate::wim_printer::{self, WimDoor};
use crate::{mailing, notices};

pub mod advice;
pub mod messages;
pub mod papers;
pub mod recovery;
pub mod remembered;

use messages::{
    CertificateStanding, Contact, Decision, DiscoveryEvent, InspectRequest, Inspection, MailSent,
    OnboardRequest, Outcome, Preferences, Preview, Progress, RecoverRequest, ShownCode, SignInProgress,
    SignedIn, Startup, StepLine, TargetForm, TestMailRequest, Unfinished,
};

/// How long the closing window waits for logouts: the adapter's own limit, and a little for the way there.
const SHUT_DOWN: Duration = Duration::from_secs(6);

/// A code that may be copied and the page it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeToOpen {
    /// The code; `None` where the person must read it off the printer's screen.
    pub user_code: Option<String>,
    /// The page: checked to be official before it came here.
    pub url: String,
}

/// One operation that runs.
struct Running {
    cancel: CancellationToken,
    decisions: mpsc::Sender<Decision>,
    code: Option<ShownCode>,
}

#[derive(Default)]
struct State {
    running: HashMap<String, Running>,
    credentials: HashMap<String, AdminCredentials>,
    signed_in: Option<Held>,
    discovery: Option<CancellationToken>,
    jobs_on: HashMap<String, String>,
    papers: HashMap<String, papers::Papers>,
}

/// The desk.
#[derive(Clone)]
pub struct Desk {
    kept: Kept,
    state: Arc<Mutex<State>>,
}

impl Desk {
    /// Opens it on what is kept on this computer.
    ///
    /// # Errors
    /// As [`Kept::open`].
    pub fn open() -> Result<Self, Problem> {
        Ok(Self { kept: Kept::open()?, state: Arc::default() })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere leaves the maps as they were; they hold no half-done work.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the window must know when it opens.
    ///
    /// # Errors
    /// Damaged files.
    pub fn startup(&self) -> Result<Startup, Problem> {
        let preferences = self.kept.preferences()?;
        let configured =
            self.kept.configuration().microsoft.client_id.is_some() || Self::registration_built_in();
        let unfinished = self.kept.unfinished()?;
        Ok(Startup {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            language: preferences.language.unwrap_or_else(Language::of_system),
            preferences: shown(&preferences, self.kept.cloud().name),
            configured,
            unfinished: unfinished.iter().map(Unfinished::from).collect(),
            networks: own_addresses(),
        })
    }

    /// Saves what the person has set.
    ///
    /// # Errors
    /// Files that cannot be written.
    pub fn save_preferences(&self, given: &Preferences) -> Result<(), Problem> {
        let cloud = match given.cloud.as_str() {
            "us-government" => tegata_store::Cloud::UsGovernment,
            "china" => tegata_store::Cloud::China,
            _ => tegata_store::Cloud::Global,
        };
        let client_id = given.client_id.trim().to_owned();
        let tenant = given.tenant.trim().to_owned();
        self.kept.change_preferences(|kept| {
            kept.language = given.language;
            let registration = tegata_store::AppRegistration { tenant, client_id, cloud };
            kept.registration = (!registration.client_id.is_empty()).then_some(registration);
        })?;
        Ok(())
    }

    /// Starts the search, which goes on until stopped; a second one takes over from the first.
    ///
    /// # Errors
    /// What keeps the search from starting.
    pub fn discover(&self, say: impl Fn(DiscoveryEvent) + Send + Sync + 'static) -> Result<(), Problem> {
        let stop = CancellationToken::new();
        if let Some(before) = self.state().discovery.replace(stop.clone()) {
            before.cancel();
        }
        let discovery = Discovery::start()?;
        let mut events = discovery.subscribe();
        tokio::spawn(async move {
            loop {
                let event = tokio::select! {
                    () = stop.cancelled() => break,
                    event = events.recv() => event,
                };
                say(match event {
                    Some(Event::Found(printer) | Event::Updated(printer)) => {
                        DiscoveryEvent::Found { printer }
                    }
                    Some(Event::Gone { id }) => DiscoveryEvent::Gone { id },
                    Some(Event::Blocked) => DiscoveryEvent::Blocked,
                    None => break,
                });
            }
            discovery.stop().await;
        });
        Ok(())
    }

    /// Stops the search.
    pub fn stop_discovery(&self) {
        if let Some(stop) = self.state().discovery.take() {
            stop.cancel();
        }
    }

    /// A printer that a person entered.
    ///
    /// # Errors
    /// `local.address_invalid`.
    pub fn add_printer(&self, given: &str) -> Result<Printer, Problem> {
        let address: PrinterAddress =
            given.parse().map_err(|_| Problem::new(local::ADDRESS_INVALID).arg("given", given.trim()))?;
        let identity = Identity { host_name: Some(address.host().to_owned()), ..Identity::default() };
        Ok(Printer { id: address.to_string(), address, identity, found_by: FoundBy::Entered, ricoh: true })
    }

    /// Reaches a printer without logging in, and says how its certificate stands.
    ///
    /// # Errors
    /// Everything but an unknown or changed certificate, which is what this is for.
    pub async fn look(&self, address: &PrinterAddress, allow_http: bool) -> Result<Contact, Problem> {
        let pin = self.kept.pin(address)?;
        let remembered = self.kept.remembered_names(address)?;
        let mut access = self.kept.access(address, allow_http)?;
        // Looking shows a certificate; it never trusts one. Nothing secret travels on this connection.
        access.pinned = None;
        access.trust_on_first_use = true;
        let material = self.open_papers(address, &mut access, None);
        let connection = match wim_printer::contact(address, &access).await {
            Ok(connection) => connection,
            Err(problem) => {
                self.file_reading(material, &Err(problem.clone()));
                return Err(problem);
            }
        };
        let fingerprint = connection.fingerprint();
        let standing = match (fingerprint, &pin) {
            (None, _) => CertificateStanding::None,
            (Some(_), None) => CertificateStanding::Unknown,
            (Some(shown), Some(pin)) if shown == pin.fingerprint => CertificateStanding::Trusted,
            (Some(_), Some(_)) => CertificateStanding::Changed,
        };
        Ok(Contact {
            address: address.clone(),
            origin: connection.origin().to_string(),
            identity: connection.identity().clone(),
            fingerprint,
            standing,
            pinned: pin
                .as_ref()
                .map(|pin| pin.fingerprint)
                .filter(|_| standing == CertificateStanding::Changed),
            first_seen: pin.map(|pin| pin.first_seen.date().to_string()),
            remembered,
        })
    }

    /// Trusts a certificate, on the person's word.
    ///
    /// # Errors
    /// Files that cannot be written.
    pub fn trust(&self, address: &PrinterAddress, fingerprint: Fingerprint) -> Result<(), Problem> {
        self.kept.trust(address, fingerprint)
    }

    /// Logs in, reads, logs out; the credentials stay here for the write.
    ///
    /// # Errors
    /// The printer's refusals, each with its own code.
    pub async fn inspect(
        &self,
        request: InspectRequest,
        say: impl Fn(Progress) + Send + Sync + 'static,
    ) -> Result<Inspection, Problem> {
        let password = match request.password {
            Some(password) => password,
            None => self
                .kept
                .remembered_password(&request.address, &request.name)
                .await?
                .ok_or_else(|| Problem::new(local::PASSWORD_MISSING))?,
        };
        let credentials = AdminCredentials { name: request.name, password };
        let mut access = self.kept.access(&request.address, request.allow_http)?;
        let material = self.open_papers(&request.address, &mut access, Some(&credentials));
        let (mut door, heard) = WimDoor::new(request.address.clone(), access, credentials.clone());
        let course = material.course.clone();
        let say = Arc::new(move |progress: Progress| {
            course.hear(&progress);
            say(progress);
        });
        notices::forward(heard, shared(&say));
        let (cancel, _decisions) = self.begin(&request.operation, &request.address)?;
        let result = job::inspect(&mut door, &*say, &cancel).await;
        self.end(&request.operation);
        self.file_reading(material, &result);
        let inspection = result?;
        if request.remember {
            self.kept.remember_password(&request.address, &credentials).await?;
        }
        self.state().credentials.insert(request.address.to_string(), credentials);
        Ok(inspection)
    }

    /// What would change.
    ///
    /// # Errors
    /// Addresses that are none.
    pub fn preview(&self, settings: &MailSettings, form: &TargetForm) -> Result<Preview, Problem> {
        let (target, form) = target_of(form, Some(&self.kept.smtp_server_of_cloud()))?;
        Ok(Preview { plan: Plan::between(settings, &target), form })
    }

    /// The job itself.
    ///
    /// # Errors
    /// The first problem that could not be overcome.
    pub async fn onboard(
        &self,
        request: OnboardRequest,
        say: impl Fn(Progress) + Send + Sync + 'static,
    ) -> Result<Outcome, Problem> {
        let (target, _) = target_of(&request.form, Some(&self.kept.smtp_server_of_cloud()))?;
        let order = Order { target, dry_run: false, grant: true };
        let OnboardRequest { operation, address, allow_http, before, .. } = request;
        let job = RecoverRequest { operation, address, allow_http, before };
        self.carry_out(job, order, Purpose::Onboard, say).await
    }

    /// A job of any purpose on a printer that was inspected before.
    pub(super) async fn carry_out(
        &self,
        request: RecoverRequest,
        order: Order,
        purpose: Purpose,
        say: impl Fn(Progress) + Send + Sync + 'static,
    ) -> Result<Outcome, Problem> {
        let credentials = self
            .state()
            .credentials
            .get(&request.address.to_string())
            .cloned()
            .ok_or_else(|| Problem::new(local::PASSWORD_MISSING))?;
        let mut access = self.kept.access(&request.address, request.allow_http)?;
        let material = self.open_papers(&request.address, &mut access, Some(&credentials));
        let (mut door, heard) = WimDoor::new(request.address.clone(), access.clone(), credentials);
        let course = material.course.clone();
        let say = self.remembering_codes(&request.operation, move |progress| {
            course.hear(&progress);
            say(progress);
        });
        notices::forward(heard, shared(&say));
        let (cancel, mut decisions) = self.begin(&request.operation, &request.address)?;
        let mut log = self.kept.job_log(&request.address, purpose);
        let mut agreement = AsPreviewed { before: request.before };
        let result =
            job::run(&mut door, &order, &mut agreement, &mut log, &*say, &mut decisions, &cancel).await;
        self.end(&request.operation);
        self.file_outcome(material, &access, &result);
        result
    }

    /// Keeps the code that is on the screen, so that *copy and open* needs no word of the window for it.
    fn remembering_codes(
        &self,
        operation: &str,
        say: impl Fn(Progress) + Send + Sync + 'static,
    ) -> Arc<impl Fn(Progress) + Send + Sync + 'static> {
        let desk = self.clone();
        let operation = operation.to_owned();
        Arc::new(move |progress: Progress| {
            if let Progress::Code { code } = &progress {
                desk.keep_code(&operation, code);
            }
            say(progress);
        })
    }

    fn keep_code(&self, operation: &str, code: &ShownCode) {
        if let Some(running) = self.state().running.get_mut(operation) {
            running.code = Some(code.clone());
        }
    }

    /// What the person decided.
    pub async fn decide(&self, operation: &str, decision: Decision) {
        let sender = self.state().running.get(operation).map(|running| running.decisions.clone());
        if let Some(sender) = sender {
            let _ = sender.send(decision).await;
        }
    }

    /// Stops an operation; a printer it is logged in to is logged out first.
    pub fn cancel(&self, operation: &str) {
        if let Some(running) = self.state().running.get(operation) {
            running.cancel.cancel();
        }
    }

    /// The code that an operation shows, and the page it belongs to.
    #[must_use]
    pub fn code_to_open(&self, operation: &str) -> Option<CodeToOpen> {
        let code = self.state().running.get(operation)?.code.clone()?;
        Some(CodeToOpen { user_code: code.user_code, url: code.verification_uri })
    }

    /// The app's own sign-in, for the test mail.
    ///
    /// # Errors
    /// Microsoft's refusals, each with its own code.
    pub async fn sign_in(
        &self,
        operation: &str,
        sender: &str,
        remember: bool,
        say: impl Fn(SignInProgress) + Send + Sync + 'static,
    ) -> Result<SignedIn, Problem> {
        let (cancel, _decisions) = self.begin_unbound(operation);
        let desk = self.clone();
        let of = operation.to_owned();
        let heard = move |progress: SignInProgress| {
            if let SignInProgress::Code { code } = &progress {
                desk.keep_code(&of, code);
            }
            say(progress);
        };
        let grant = match self.remembered_grant(&cancel).await {
            Some(grant) => Ok(grant),
            None => sign_in::sign_in(&self.kept, remember, &heard, &cancel).await,
        };
        self.end(operation);
        let grant = grant?;
        let signed_in = SignedIn::of(grant.account.as_ref(), sender);
        self.state().signed_in = Some(Held::from(grant));
        Ok(signed_in)
    }

    /// The remembered sign-in, where there is one that still holds. One that does not is no problem: it only means
    /// that the person signs in again.
    async fn remembered_grant(&self, cancel: &CancellationToken) -> Option<tegata_microsoft::Grant> {
        if self.kept.keychain().remembered().is_ok_and(|names| names.is_empty()) {
            return None;
        }
        tokio::select! {
            biased;
            () = cancel.cancelled() => None,
            grant = sign_in::remembered(&self.kept) => grant.ok().flatten(),
        }
    }

    /// Forgets the app's own sign-in.
    ///
    /// # Errors
    /// `local.keychain_unavailable`.
    pub async fn sign_out(&self) -> Result<(), Problem> {
        self.state().signed_in = None;
        sign_in::sign_out(&self.kept).await?;
        Ok(())
    }

    /// Sends the test mail with the app's own sign-in.
    ///
    /// # Errors
    /// Exchange's refusals, each with its own code.
    pub async fn test_mail(
        &self,
        request: TestMailRequest,
        say: impl Fn(StepLine) + Send + Sync + 'static,
    ) -> Result<MailSent, Problem> {
        let held = self.state().signed_in.clone();
        let language = self.kept.preferences()?.language.unwrap_or_else(Language::of_system);
        let held = held.ok_or_else(|| Problem::new(tegata_core::problem::microsoft::SIGN_IN_ENDED))?;
        let (cancel, _decisions) = self.begin_unbound(&request.operation);
        let mail = mailing::Letter {
            from: request.from,
            to: request.to,
            user: None,
            printer: request.printer,
            language,
        };
        let sent = mailing::send(&self.kept, &held, mail, &say, &cancel).await;
        self.end(&request.operation);
        sent
    }

    /// Checks network, tenant and mail server for an address, without signing in; and, where the printer is to have
    /// another administrator's address, whether the two fit.
    pub async fn preflight(&self, address: &str, administrator: Option<&str>) -> Vec<StepLine> {
        mailing::preflight(&self.kept, address, administrator).await
    }

    /// The printer's own page, for the person's browser.
    #[must_use]
    pub fn printer_page(&self, address: &PrinterAddress) -> Option<Url> {
        address.origin(address.scheme().unwrap_or(Scheme::Https))
    }

    /// Whether anything runs that closing the window would cut off.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        !self.state().running.is_empty()
    }

    /// Cancels everything and waits, a few seconds at most, until every printer is logged out.
    pub async fn shut_down(&self) {
        self.stop_discovery();
        for running in self.state().running.values() {
            running.cancel.cancel();
        }
        let gone = async {
            while self.is_busy() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let _ = tokio::time::timeout(SHUT_DOWN, gone).await;
    }

    fn begin(
        &self,
        operation: &str,
        address: &PrinterAddress,
    ) -> Result<(CancellationToken, mpsc::Receiver<Decision>), Problem> {
        let key = address.to_string();
        let mut state = self.state();
        if state.jobs_on.values().any(|busy| *busy == key) {
            return Err(Problem::new(local::PRINTER_IN_USE_HERE).arg("address", &key));
        }
        state.jobs_on.insert(operation.to_owned(), key);
        drop(state);
        Ok(self.begin_unbound(operation))
    }

    fn begin_unbound(&self, operation: &str) -> (CancellationToken, mpsc::Receiver<Decision>) {
        let cancel = CancellationToken::new();
        let (decisions, receiver) = mpsc::channel(1);
        let running = Running { cancel: cancel.clone(), decisions, code: None };
        self.state().running.insert(operation.to_owned(), running);
        (cancel, receiver)
    }

    fn end(&self, operation: &str) {
        let mut state = self.state();
        state.running.remove(operation);
        state.jobs_on.remove(operation);
    }
}

/// This computer's addresses in the networks it is in, IPv4 first: the search reaches no further.
fn own_addresses() -> Vec<IpAddr> {
    let mut own: Vec<IpAddr> = if_addrs::get_if_addrs()
        .unwrap_or_default()
        .into_iter()
        .filter(|interface| !interface.is_loopback() && !interface.is_link_local())
        .map(|interface| interface.ip())
        .collect();
    own.sort_by_key(|ip| (ip.is_ipv6(), *ip));
    own.dedup();
    own
}

fn shared<F: Fn(Progress) + Send + Sync + 'static>(say: &Arc<F>) -> impl Fn(Progress) + Send + 'static {
    let say = Arc::clone(say);
    move |progress| say(progress)
}

fn shown(preferences: &tegata_store::Preferences, cloud: &str) -> Preferences {
    let registration = preferences.registration.as_ref();
    Preferences {
        language: preferences.language,
        cloud: cloud.to_owned(),
        tenant: registration.map(|r| r.tenant.clone()).unwrap_or_default(),
        client_id: registration.map(|r| r.client_id.clone()).unwrap_or_default(),
    }
}

/// The window's agreement: the person saw a preview, and it must still hold for every field that is written.
struct AsPreviewed {
    before: MailSettings,
}

impl Agree for AsPreviewed {
    async fn agree(&mut self, current: &MailSettings, plan: &Plan) -> Result<(), Problem> {
        let moved = plan.fields().find(|field| current.get(*field) != self.before.get(*field));
        match moved {
            None => Ok(()),
            Some(field) => Err(Problem::new(local::PREVIEW_OUTDATED).arg("field", field)),
        }
    }
}
