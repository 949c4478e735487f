//! The job: inspect → plan → authorise → apply → verify → test, for one printer, whoever made it.
//!
//! This room holds the order of things and the rules of behaviour (`docs/architecture.md`): read before writing, write
//! only what differs, read back before success is claimed, one login attempt per click, always log out. What it needs
//! of the outside stands in [`outside`] as small traits; [`wim_printer`] and its neighbours fill them with the
//! adapters. It knows neither a window nor a terminal: both hear of a running job through [`desk::messages::Progress`].

pub mod bundle;
pub mod desk;
pub mod job;
pub mod kept;
pub mod log;
pub mod mailing;
pub mod notices;
pub mod outside;
pub mod report;
pub mod sign_in;
pub mod story;
pub mod target;
pub mod wim_printer;

pub use tegata_discovery as discovery;
pub use tegata_microsoft::request as requests;

/// The time, for those who keep no clock of their own.
#[must_use]
pub fn now() -> time::OffsetDateTime {
    time::OffsetDateTime::now_utc()
}

/// To be called first in every program's `main`: the same program, asked to, is the sandbox for the printers' scripts
/// and nothing else; otherwise it is told to run those scripts in such a child of itself.
pub fn prepare_script_sandbox() {
    tegata_wim::sandbox::serve_if_asked();
    // Without a path to itself the program still works: scripts then run on a thread, bounded but for their memory.
    if let Ok(program) = std::env::current_exe() {
        tegata_wim::sandbox::confine_in_child(program);
    }
}
