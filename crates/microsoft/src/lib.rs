//! Microsoft's side: sign-in by device code, tenants, clouds, error codes.
//!
//! The app signs in for one purpose only: the token of the test mail. The printer's own authorisation is another
//! grant with another code and never passes through here. This room refuses to follow redirects, to hand out a link
//! whose host is not Microsoft's, to renew a code by itself, to keep a token, and to log a body.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod aadsts;
pub mod account;
pub mod answer;
pub mod cloud;
mod endpoints;
pub mod error;
pub mod poll;
pub mod preflight;
pub mod registration;
pub mod request;
pub mod sign_in;
pub mod tenant;
pub mod verification;
pub mod web;

pub use account::Account;
pub use answer::Refusal;
pub use cloud::{Cloud, Registration};
pub use error::MicrosoftError;
pub use poll::PollState;
pub use sign_in::{AppCode, Client, Grant};
pub use tenant::{TenantInfo, look_up_tenant};
pub use verification::RefusedLink;
pub use web::Web;
