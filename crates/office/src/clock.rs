//! The office's clock: monotonic, and movable forward by tests.
//!
//! Codes live fifteen minutes and refresh tokens ninety days; nobody waits that long in a test. The clock
//! only ever moves forward, and it follows `tokio::time`, so a test that pauses tokio's time controls it too.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::time::Instant;

/// Time since the office opened, plus what [`Clock::advance`] added.
#[derive(Debug, Clone)]
pub struct Clock {
    opened: Instant,
    opened_wall: SystemTime,
    advanced_ms: Arc<AtomicU64>,
}

impl Clock {
    /// A clock that starts now.
    pub fn start() -> Self {
        Self { opened: Instant::now(), opened_wall: SystemTime::now(), advanced_ms: Arc::default() }
    }

    /// How long the office has been open.
    pub fn now(&self) -> Duration {
        self.opened.elapsed() + Duration::from_millis(self.advanced_ms.load(Ordering::SeqCst))
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        let millis = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
        let _ = self
            .advanced_ms
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |so_far| Some(so_far.saturating_add(millis)));
    }

    /// The wall clock that goes with [`Clock::now`], as seconds since 1970.
    pub fn unix(&self) -> u64 {
        (self.opened_wall + self.now()).duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
    }

    /// The wall clock as Microsoft writes it in error answers: `2020-03-26 22:54:14Z`.
    pub fn stamp(&self) -> String {
        let moment = time::OffsetDateTime::from_unix_timestamp(i64::try_from(self.unix()).unwrap_or(0))
            .unwrap_or(time::OffsetDateTime::UNIX_EPOCH);
        format!(
            "{:04}-{:02}-{:02} {:02}:{:02}:{:02}Z",
            moment.year(),
            u8::from(moment.month()),
            moment.day(),
            moment.hour(),
            moment.minute(),
            moment.second()
        )
    }
}
