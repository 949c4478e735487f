//! The shared nouns of Tegata: what a printer is, what its mail settings say, what is wanted of them,
//! and what can go wrong.
//!
//! This room knows no network, no file and no clock. Everything in it is plain data with the rules that
//! belong to the data itself, so that every other room speaks of the same things by the same words
//! (`docs/architecture.md`, "Vocabulary").

pub mod address;
pub mod fingerprint;
pub mod mail_address;
pub mod plan;
pub mod preflight;
pub mod printer;
pub mod problem;
pub mod secret;
pub mod settings;
pub mod text;

pub use address::{PrinterAddress, Scheme};
pub use fingerprint::Fingerprint;
pub use mail_address::MailAddress;
pub use plan::{Change, Plan, Target};
pub use printer::{FoundBy, Identity, Printer};
pub use problem::{Code, Problem, Retry, Who};
pub use secret::{AdminCredentials, Secret};
pub use settings::{Field, MailSettings, SendingMethod, SmtpTls, Value};
pub use text::{Catalogue, Language};
