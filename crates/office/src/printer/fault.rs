//! Faults: what goes wrong and at which request. Only the description and the bookkeeping of "is it now?"; the wire and
//! the pages carry it out. A fault never fires by chance: a matrix must be able to name its cell.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// One thing that goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// At which request.
    pub when: When,
    /// What happens there.
    pub what: What,
}

impl Fault {
    /// A fault at the n-th request (from 1) since the printer was switched on, or since `RunningPrinter::forget`.
    pub fn nth(n: u64, what: What) -> Self {
        Self { when: When::Nth(n), what }
    }

    /// A fault at every request whose path contains `part`, `times` times.
    pub fn at(part: &str, times: u32, what: What) -> Self {
        Self { when: When::Path { contains: part.into(), skip: 0, times }, what }
    }
}

/// When a fault fires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// At the n-th request, counted from 1 over both ports.
    Nth(u64),
    /// At requests whose path contains a text: after `skip` of them, `times` times.
    Path {
        /// Part of the path.
        contains: String,
        /// So many matching requests are spared.
        skip: u32,
        /// So many are hit.
        times: u32,
    },
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// Nobody listens for so long. By number: this connection is reset before a word, the next ones find the port closed;
    /// the time counts from this knock, so that it cannot be missed by coming late. By path, which is only known after
    /// the request was read: this request is reset, the next ones find the port closed.
    Refuse(Duration),
    /// The connection is reset after the request was read, before a byte of the answer.
    ResetBefore,
    /// The connection is reset in the middle of the body. The request was carried out.
    ResetMidBody,
    /// Nothing for so long, then the answer.
    Stall(Duration),
    /// Half of the body, then an orderly end.
    Truncate,
    /// The header names another charset than the body has.
    WrongCharsetLabel,
    /// 503 with a small page.
    Http503,
    /// `returnValue` BUSY: this request and the following n-1.
    Busy(u32),
    /// `returnValue` TIMEOUT; the session is gone.
    Timeout,
    /// `returnValue` BADFLOW.
    BadFlow,
    /// `returnValue` NGPARAM.
    BadParameter,
    /// The login form inside a 200; the session is gone.
    LoginPage,
    /// 302 to another host.
    ForeignRedirect,
    /// From this connection on another certificate is shown.
    ChangedCertificate,
    /// A save is answered as successful and changes nothing.
    SilentlyNotStored,
    /// After this request every session is gone, and the device too: for so long from the next knock on.
    RebootAfterSave(Duration),
}

/// The faults still to come, with their counts.
#[derive(Debug, Default)]
pub(crate) struct FaultPlan {
    faults: Vec<(Fault, u32)>,
    busy_left: u32,
    refuse_next: Option<Duration>,
}

impl FaultPlan {
    pub(crate) fn new(faults: &[Fault]) -> Self {
        Self {
            faults: faults.iter().map(|fault| (fault.clone(), 0)).collect(),
            busy_left: 0,
            refuse_next: None,
        }
    }

    pub(crate) fn add(&mut self, fault: Fault) {
        self.faults.push((fault, 0));
    }

    pub(crate) fn clear(&mut self) {
        self.faults.clear();
        self.busy_left = 0;
        self.refuse_next = None;
    }

    /// The next connection, whichever it is, finds nobody for so long.
    pub(crate) fn refuse_next(&mut self, how_long: Duration) {
        self.refuse_next = Some(how_long);
    }

    /// Whether the n-th request's connection finds nobody, and for how long. Asking uses it up.
    pub(crate) fn refusal_at(&mut self, number: u64) -> Option<Duration> {
        if let Some(how_long) = self.refuse_next.take() {
            return Some(how_long);
        }
        let at = self.faults.iter().position(|(fault, _)| {
            fault.when == When::Nth(number) && matches!(fault.what, What::Refuse(_))
        })?;
        match self.faults.remove(at).0.what {
            What::Refuse(how_long) => Some(how_long),
            _ => None,
        }
    }

    /// Whether the n-th request's connection is greeted with another certificate. Asking uses it up.
    pub(crate) fn changes_certificate_at(&mut self, number: u64) -> bool {
        let wanted = Fault::nth(number, What::ChangedCertificate);
        let before = self.faults.len();
        self.faults.retain(|(fault, _)| *fault != wanted);
        self.faults.len() != before
    }

    /// Faults of a request that was read.
    pub(crate) fn at_request(&mut self, number: u64, path: &str) -> Vec<What> {
        let mut now = Vec::new();
        for (fault, seen) in &mut self.faults {
            let fires = match &fault.when {
                When::Nth(n) => {
                    *n == number && !matches!(fault.what, What::Refuse(_) | What::ChangedCertificate)
                }
                When::Path { contains, skip, times } => {
                    let matches = path.contains(contains.as_str());
                    if matches {
                        *seen += 1;
                    }
                    matches && *seen > *skip && *seen <= skip.saturating_add(*times)
                }
            };
            if fires {
                if let What::Busy(times) = fault.what {
                    self.busy_left = self.busy_left.max(times);
                } else {
                    now.push(fault.what.clone());
                }
            }
        }
        if self.busy_left > 0 {
            self.busy_left -= 1;
            now.push(What::Busy(1));
        }
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_fault_spares_and_then_hits() {
        let when = When::Path { contains: "set".into(), skip: 1, times: 2 };
        let mut plan = FaultPlan::new(&[Fault { when, what: What::Http503 }]);
        let hits: Vec<bool> = ["/set", "/get", "/set", "/set", "/set"]
            .iter()
            .map(|p| !plan.at_request(1, p).is_empty())
            .collect();
        assert_eq!(hits, [false, false, true, true, false]);
    }

    #[test]
    fn busy_lasts_for_its_number_of_requests() {
        let mut plan = FaultPlan::new(&[Fault::nth(2, What::Busy(2))]);
        let busy: Vec<bool> = (1..=4).map(|n| !plan.at_request(n, "/").is_empty()).collect();
        assert_eq!(busy, [false, true, true, false]);
    }
}
