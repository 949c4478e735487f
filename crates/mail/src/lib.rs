//! Sends the test mail through Exchange Online and explains every refusal.
//!
//! One message to one recipient, over STARTTLS, signed in with the token that the caller obtained. This room refuses
//! to speak without encryption, to introduce itself by a bare machine name, to send a password, to repeat anything,
//! and to log what goes over the wire after STARTTLS.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod error;
pub mod heard;
pub mod message;
pub mod preflight;
pub mod reply;
pub mod send;
pub mod session;
pub mod smtp_replies;
pub mod step;

pub use error::{Cause, MailError};
pub use message::{Setting, TestMail};
pub use preflight::preflight;
pub use reply::Reply;
pub use send::{Sent, send};
pub use session::{Patience, Server};
pub use step::{Outcome, Phase, Step};
