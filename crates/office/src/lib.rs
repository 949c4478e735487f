//! A virtual office: printers, Microsoft and Exchange, for the demo and the tests.
//!
//! It speaks the wire protocols only and shares no code and no constants with the product: it is the second
//! opinion. It listens on loopback, on free ports. What of its behaviour is verified and what is invented is
//! listed in the crate's README.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod advertise;
mod authority;
mod chance;
mod clock;
pub mod config;
mod control;
mod directory;
pub mod exchange;
pub mod inbox;
mod lock;
pub mod microsoft;
mod office;
pub mod printer;
pub mod program;
mod web;
pub mod world;

pub use clock::Clock;
pub use config::OfficeConfig;
pub use directory::Directory;
pub use office::{Office, OfficeError};
