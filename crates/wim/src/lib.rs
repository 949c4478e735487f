//! Speaks Web Image Monitor, the printers' web interface, by reading its live pages.
//!
//! The way through is the guide's: [`contact`], [`Session::login`], [`Session::read`], [`Session::fill`],
//! [`Session::start_authorization`], [`Session::confirm_authorization`], [`Session::save`], [`Session::logout`].
//! Fields are found by section and label, targets by asking the page what a click would do; no field name and, but for
//! the few that were seen on real printers, no address stands in the code.

mod authorization;
mod error;
mod html;
mod http;
pub mod labels;
pub mod outline;
pub mod page;
mod quirks;
pub mod sandbox;
mod screens;
mod session;

pub use authorization::{CodeText, Confirmation, Link, PrinterCode};
pub use error::WimError;
pub use http::Patience;
pub use http::pins::Trust;
pub use session::contact::{Access, Connection, contact, contact_recorded, contact_with};
pub use session::{Notice, Session};
