//! Keeps the mDNS daemon running and tells subscribers what changed.
//!
//! One daemon, one thread. The thread collects announcements, waits a moment for the rest of a burst (a printer's
//! services arrive one by one), gathers them anew and sends the difference. A printer keeps the id it was first shown
//! with as long as the program runs, even if a stronger key arrives later: whoever selected it in the window must not
//! lose the selection. Looking again asks the network again and forgets nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use mdns_sd::{ServiceDaemon, ServiceEvent};
use tegata_core::problem::local;
use tegata_core::{Printer, Problem};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, sleep, sleep_until};
use tokio_util::sync::CancellationToken;

use crate::announcement::{Announcement, Service};
use crate::{gather, probe};

/// What is browsed for. macOS wants the same list in the program's `Info.plist` (`NSBonjourServices`).
pub const SERVICE_TYPES: [&str; 10] = [
    Service::Ipp.browsed(),
    Service::Ipps.browsed(),
    Service::Lpr.browsed(),
    Service::PdlDatastream.browsed(),
    Service::Uscan.browsed(),
    Service::Uscans.browsed(),
    Service::Scanner.browsed(),
    Service::Privet.browsed(),
    Service::Https.browsed(),
    Service::Http.browsed(),
];

/// How long a burst of announcements may go on before what is known is shown.
const SETTLE: Duration = Duration::from_millis(120);
/// Pause between two probes for a closed network.
const PROBE_EVERY: Duration = Duration::from_secs(5);
/// More announcements than this on one network are an attack or a mistake, and are not kept.
const MOST_ANNOUNCEMENTS: usize = 4_000;

/// Why discovery could not start.
#[derive(Debug, thiserror::Error)]
pub enum DiscoveryError {
    /// The daemon could not be started.
    #[error("multicast DNS cannot be used: {0}")]
    Daemon(#[from] mdns_sd::Error),
    /// The system gave no thread or no timer.
    #[error("discovery cannot be started: {0}")]
    System(#[from] std::io::Error),
    /// Every network interface refused.
    #[error("every network interface refused to let a question out")]
    Blocked,
}

impl From<DiscoveryError> for Problem {
    fn from(error: DiscoveryError) -> Self {
        match error {
            DiscoveryError::Blocked => Self::new(local::DISCOVERY_BLOCKED),
            other => Self::new(local::DISCOVERY_FAILED).detail(other),
        }
    }
}

/// What changed on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A printer that was not on the list.
    Found(Printer),
    /// More or other things are known of a printer on the list.
    Updated(Printer),
    /// It took its leave or was not heard of for long.
    Gone {
        /// The id it was found with.
        id: String,
    },
    /// Every interface refuses to let questions out: permission or firewall. Sent once each time that begins.
    Blocked,
}

#[derive(Default)]
struct Shown {
    printers: BTreeMap<String, Printer>,
    blocked: bool,
    subscribers: Vec<UnboundedSender<Event>>,
}

impl Shown {
    fn tell(&mut self, event: &Event) {
        self.subscribers.retain(|subscriber| subscriber.send(event.clone()).is_ok());
    }
}

enum Request {
    LookAgain,
    Stop(oneshot::Sender<()>),
}

/// The search for printers; one per process. It ends when dropped.
pub struct Discovery {
    shown: Arc<Mutex<Shown>>,
    requests: UnboundedSender<Request>,
    _end: tokio_util::sync::DropGuard,
}

impl Discovery {
    /// Starts looking. Needs no async runtime around it.
    ///
    /// # Errors
    /// [`DiscoveryError::Daemon`] and [`DiscoveryError::System`].
    pub fn start() -> Result<Self, DiscoveryError> {
        Self::with(ServiceDaemon::new()?)
    }

    /// The same on another UDP port than 5353, so that a test meets nobody else.
    ///
    /// # Errors
    /// As [`Discovery::start`].
    pub fn start_on_port(port: u16) -> Result<Self, DiscoveryError> {
        Self::with(ServiceDaemon::new_with_port(port)?)
    }

    fn with(daemon: ServiceDaemon) -> Result<Self, DiscoveryError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
        let shown = Arc::new(Mutex::new(Shown::default()));
        let (requests, inbox) = unbounded_channel();
        let end = CancellationToken::new();
        let search = Search {
            daemon,
            shown: shown.clone(),
            known: BTreeMap::new(),
            first_ids: BTreeMap::new(),
            end: end.clone(),
        };
        thread::Builder::new().name("discovery".into()).spawn(move || runtime.block_on(search.run(inbox)))?;
        Ok(Self { shown, requests, _end: end.drop_guard() })
    }

    /// Follows the search from now on. What is on the list already comes first, as [`Event::Found`].
    #[must_use]
    pub fn subscribe(&self) -> UnboundedReceiver<Event> {
        let (sender, receiver) = unbounded_channel();
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        for printer in shown.printers.values() {
            let _ = sender.send(Event::Found(printer.clone()));
        }
        if shown.blocked {
            let _ = sender.send(Event::Blocked);
        }
        shown.subscribers.push(sender);
        receiver
    }

    /// The list as it is now.
    #[must_use]
    pub fn printers(&self) -> Vec<Printer> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).printers.values().cloned().collect()
    }

    /// Whether every interface refuses to let questions out.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).blocked
    }

    /// Asks the network again, at once. Nothing that is on the list leaves it for that.
    pub fn look_again(&self) {
        let _ = self.requests.send(Request::LookAgain);
    }

    /// Stops and waits until the daemon has closed its sockets.
    pub async fn stop(self) {
        let (done, stopped) = oneshot::channel();
        if self.requests.send(Request::Stop(done)).is_ok() {
            let _ = stopped.await;
        }
    }
}

/// Looks for printers for a while and returns what was found. The whole time is used: responders may answer the
/// first question as late as the second one, a second later (RFC 6762 §6), and sleepy devices later still.
///
/// # Errors
/// [`DiscoveryError::Blocked`] where nothing was found and every interface refused; what [`Discovery::start`] says.
pub async fn scan(timeout: Duration) -> Result<Vec<Printer>, DiscoveryError> {
    let discovery = Discovery::start()?;
    sleep(timeout).await;
    let (printers, blocked) = (discovery.printers(), discovery.is_blocked());
    discovery.stop().await;
    if printers.is_empty() && blocked { Err(DiscoveryError::Blocked) } else { Ok(printers) }
}

/// One line from a browsing task to the search.
enum Heard {
    Resolved(Box<Announcement>, String),
    Removed(String),
}

struct Search {
    daemon: ServiceDaemon,
    shown: Arc<Mutex<Shown>>,
    /// Announcements by their full name.
    known: BTreeMap<String, Announcement>,
    /// The id under which an announcement's printer was first shown.
    first_ids: BTreeMap<String, String>,
    end: CancellationToken,
}

impl Search {
    async fn run(mut self, mut inbox: UnboundedReceiver<Request>) {
        let (heard, mut ears) = mpsc::channel(256);
        let mut browsing = self.browse(&heard);
        let mut settle: Option<Instant> = None;
        let mut probe_at = Instant::now();
        let stopped = loop {
            tokio::select! {
                () = self.end.cancelled() => break None,
                request = inbox.recv() => match request {
                    Some(Request::LookAgain) => {
                        browsing.cancel();
                        browsing = self.browse(&heard);
                        probe_at = Instant::now();
                    }
                    Some(Request::Stop(done)) => break Some(done),
                    None => break None,
                },
                Some(line) = ears.recv() => {
                    self.hear(line);
                    settle.get_or_insert_with(|| Instant::now() + SETTLE);
                }
                () = sleep_until(settle.unwrap_or_else(Instant::now)), if settle.is_some() => {
                    settle = None;
                    self.show();
                }
                () = sleep_until(probe_at) => {
                    probe_at = Instant::now() + PROBE_EVERY;
                    if self.probe().await {
                        // Questions that were swallowed are not repeated for up to an hour: ask anew.
                        browsing.cancel();
                        browsing = self.browse(&heard);
                    }
                }
            }
        };
        browsing.cancel();
        match self.daemon.shutdown() {
            Ok(status) => {
                let _ = tokio::time::timeout(Duration::from_secs(1), status.recv_async()).await;
            }
            Err(error) => tracing::debug!(%error, "the mDNS daemon was gone already"),
        }
        if let Some(done) = stopped {
            let _ = done.send(());
        }
    }

    /// Starts one browsing task per service type. A second `browse` of a type replaces the first in the daemon.
    fn browse(&self, heard: &mpsc::Sender<Heard>) -> CancellationToken {
        let end = self.end.child_token();
        for service in Service::ALL {
            let (daemon, heard, end) = (self.daemon.clone(), heard.clone(), end.clone());
            tokio::spawn(async move {
                tokio::select! {
                    () = end.cancelled() => {}
                    () = listen(&daemon, service, &heard) => {}
                }
            });
        }
        end
    }

    fn hear(&mut self, line: Heard) {
        match line {
            Heard::Resolved(announcement, name) => {
                if self.known.len() < MOST_ANNOUNCEMENTS || self.known.contains_key(&name) {
                    self.known.insert(name, *announcement);
                } else {
                    tracing::warn!("too many announcements on this network; one was not kept");
                }
            }
            Heard::Removed(name) => {
                self.known.remove(&name);
            }
        }
    }

    /// Shows what is known now: sends the difference to what was shown.
    fn show(&mut self) {
        let names: Vec<&String> = self.known.keys().collect();
        let announcements: Vec<Announcement> = self.known.values().cloned().collect();
        let mut now: BTreeMap<String, Printer> = BTreeMap::new();
        for mut gathered in gather::gather(&announcements) {
            let members: Vec<&String> = gathered.members.iter().map(|n| names[*n]).collect();
            let earlier: BTreeSet<&String> =
                members.iter().filter_map(|name| self.first_ids.get(*name)).collect();
            if let Some(id) = earlier.into_iter().find(|id| !now.contains_key(*id)) {
                gathered.printer.id = id.clone();
            }
            if self.first_ids.len() < 2 * MOST_ANNOUNCEMENTS {
                for name in members {
                    self.first_ids.entry(name.clone()).or_insert_with(|| gathered.printer.id.clone());
                }
            }
            now.insert(gathered.printer.id.clone(), gathered.printer);
        }
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        for event in difference(&shown.printers, &now) {
            shown.tell(&event);
        }
        shown.printers = now;
    }

    /// Looks whether the network is closed; `true` where it just opened.
    async fn probe(&self) -> bool {
        let blocked = tokio::task::spawn_blocking(probe::is_blocked).await.unwrap_or(false);
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut shown.blocked, blocked);
        if blocked && !before {
            tracing::warn!("every network interface refuses multicast questions");
            shown.tell(&Event::Blocked);
        }
        before && !blocked
    }
}

/// Browses for one type until told to stop. A subscription that the daemon dropped (it was not drained fast enough,
/// or its queue was full) is taken up again.
async fn listen(daemon: &ServiceDaemon, service: Service, heard: &mpsc::Sender<Heard>) {
    loop {
        let events = match daemon.browse(service.browsed()) {
            Ok(events) => events,
            Err(mdns_sd::Error::Again) => {
                sleep(Duration::from_millis(20)).await;
                continue;
            }
            Err(error) => {
                tracing::debug!(%error, service = service.browsed(), "cannot browse");
                return;
            }
        };
        while let Ok(event) = events.recv_async().await {
            let line = match event {
                ServiceEvent::ServiceResolved(resolved) => Heard::Resolved(
                    Box::new(Announcement::of(service, &resolved)),
                    resolved.fullname.to_lowercase(),
                ),
                ServiceEvent::ServiceRemoved(_, name) => Heard::Removed(name.to_lowercase()),
                _ => continue,
            };
            if heard.send(line).await.is_err() {
                return;
            }
        }
        sleep(Duration::from_secs(1)).await;
    }
}

fn difference(before: &BTreeMap<String, Printer>, now: &BTreeMap<String, Printer>) -> Vec<Event> {
    let gone = before.keys().filter(|id| !now.contains_key(*id)).map(|id| Event::Gone { id: id.clone() });
    let news = now.iter().filter_map(|(id, printer)| match before.get(id) {
        None => Some(Event::Found(printer.clone())),
        Some(earlier) if earlier != printer => Some(Event::Updated(printer.clone())),
        Some(_) => None,
    });
    gone.chain(news).collect()
}
