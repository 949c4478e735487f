//! What is kept between two runs: configuration, preferences, certificate pins, the journal, the fleet, secrets.
//!
//! Everything but the secrets lies as readable text in one folder that only its owner may open; secrets lie in the
//! operating system's keychain and nowhere else. Every file is replaced whole (written beside, flushed, renamed), so
//! that a power cut leaves the old text or the new one and never half of either. This room keeps no time of its own:
//! whoever records something says when it happened. It refuses to guess at files it cannot read, because an empty
//! list of pins in place of a damaged one would silently trust anybody.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod atomic;
pub mod configuration;
mod error;
pub mod fleet;
mod folder;
pub mod journal;
pub mod keychain;
pub mod pins;
pub mod preferences;

pub use configuration::{Cloud, Configuration};
pub use error::StoreError;
pub use fleet::{Fleet, KnownPrinter};
pub use folder::DataDir;
pub use journal::{Entry, Journal, OpenEntry, Outcome, Stage, Step};
pub use keychain::{Keychain, Kind};
pub use pins::{Pin, Pins};
pub use preferences::{AppRegistration, Preferences};
