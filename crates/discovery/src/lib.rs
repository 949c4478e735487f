//! Finds printers on the local network by DNS-SD over multicast DNS.
//!
//! Three rooms: [`announcement`] makes plain, bounded data of what strangers announced; [`gather`] decides which
//! announcements are one printer and where its web interface is, as a pure function; [`browse`] keeps the daemon
//! running and tells subscribers what changed. [`probe`] tells a network that is empty from one that is closed to us.
//!
//! Everything that arrives is untrusted. A printer on the list is a claim of somebody on the network: it is contacted
//! only when a person chooses it, by address and not by `.local` name, and its certificate decides from there.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod announcement;
mod browse;
pub mod gather;
mod probe;
mod whereabouts;

pub use browse::{Discovery, DiscoveryError, Event, SERVICE_TYPES, scan};
