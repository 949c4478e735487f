//! Waiting for the sign-in in the browser: RFC 8628 §3.5 with what Microsoft adds (`facts/exchange.md` §1.4).
//!
//! The loop knows no network: it is given a way to ask once, so that a thousand courses of events can be played in a
//! second of paused time. It never asks before the interval has passed, never asks after the code has run out, and
//! never takes an outage for an answer: as long as the code lives, a silent or overloaded server means "still
//! waiting". It never renews the code.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, sleep_until, timeout_at};

use crate::Refusal;
use crate::aadsts::{self, During};

/// What the wait looks like after each question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PollState {
    /// The person has not finished in the browser.
    Pending {
        /// How long the code lives.
        left: Duration,
    },
    /// No answer that could be Microsoft's: no network, a proxy's page.
    Offline,
    /// Asked too fast; the pace is slower from here on.
    SlowDown,
    /// Microsoft is busy.
    Unavailable,
}

/// What came of asking once.
#[derive(Debug)]
pub enum Asked<G> {
    /// The grant.
    Granted(G),
    /// The service refused, which may mean "not yet".
    Refused(Refusal),
    /// The service is busy, and may have said for how long.
    Busy(Option<Duration>),
    /// Nobody answered, or somebody else did.
    Nobody,
}

/// How the wait ended without a grant.
#[derive(Debug, PartialEq, Eq)]
pub enum Ended {
    /// The service refused for good.
    Refused(Refusal),
    /// The code ran out here, before the service said so.
    Expired,
}

/// The pace that RFC 8628 §3.2 prescribes where the server names none.
pub const DEFAULT_INTERVAL: Duration = Duration::from_secs(5);
/// What `slow_down` adds, for all further questions (RFC 8628 §3.5).
const SLOWER_BY: Duration = Duration::from_secs(5);
/// A server that says "every 0 seconds" is not taken at its word.
const FASTEST: Duration = Duration::from_secs(1);
/// The longest pause during an outage: short enough for a sign-in to be noticed soon after it ends.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// The longest pause that the server may ask for.
const LONGEST_REQUESTED_PAUSE: Duration = Duration::from_secs(120);

/// How long the last question may outlive the code: a grant that is on its way is worth these seconds, a server that
/// went silent is not worth its whole time-out.
const LAST_WORD: Duration = Duration::from_secs(3);

/// How long to wait before the next question.
struct Pace {
    interval: Duration,
    /// Unanswered questions in a row.
    outages: u32,
    requested: Option<Duration>,
}

impl Pace {
    fn pause(&self) -> Duration {
        let backed_off = self.interval.saturating_mul(1 << self.outages.min(5));
        let own = backed_off.min(LONGEST_PAUSE).max(self.interval);
        own.max(self.requested.unwrap_or_default().min(LONGEST_REQUESTED_PAUSE))
    }
}

/// Asks until there is a grant, a refusal, or no time left. Dropping the future ends the wait at once.
///
/// # Errors
/// How it ended instead.
pub async fn until_granted<G, F>(
    started: Instant,
    expires_in: Duration,
    interval: Duration,
    progress: impl Fn(PollState),
    mut ask: impl FnMut() -> F,
) -> Result<G, Ended>
where
    F: Future<Output = Asked<G>>,
{
    let deadline = started + expires_in;
    let mut pace = Pace { interval: interval.max(FASTEST), outages: 0, requested: None };
    let pending = || PollState::Pending { left: deadline.saturating_duration_since(Instant::now()) };
    progress(pending());
    loop {
        let next = Instant::now() + pace.pause();
        if next >= deadline {
            sleep_until(deadline).await;
            return Err(Ended::Expired);
        }
        sleep_until(next).await;
        pace.requested = None;
        let Ok(asked) = timeout_at(deadline + LAST_WORD, ask()).await else { return Err(Ended::Expired) };
        match asked {
            Asked::Granted(grant) => return Ok(grant),
            Asked::Nobody => {
                pace.outages += 1;
                progress(PollState::Offline);
            }
            Asked::Busy(requested) => {
                pace.outages += 1;
                pace.requested = requested;
                progress(PollState::Unavailable);
            }
            Asked::Refused(refusal) => match refusal.error.as_str() {
                "authorization_pending" => {
                    pace.outages = 0;
                    progress(pending());
                }
                "slow_down" => {
                    pace.outages = 0;
                    pace.interval += SLOWER_BY;
                    progress(PollState::SlowDown);
                }
                _ if aadsts::passes_with_time(&refusal) => {
                    pace.outages += 1;
                    progress(PollState::Unavailable);
                }
                _ if aadsts::code_of(&refusal, During::DeviceCode)
                    == tegata_core::problem::microsoft::CODE_EXPIRED =>
                {
                    return Err(Ended::Expired);
                }
                _ => return Err(Ended::Refused(refusal)),
            },
        }
    }
}
