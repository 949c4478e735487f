//! One file per command.

pub mod demo;
pub mod diagnose;
pub mod discover;
pub mod inspect;
pub mod onboard;
pub mod preflight;
pub mod request;
pub mod restore;
pub mod sign_in;
pub mod test_mail;
pub mod unfinished;
