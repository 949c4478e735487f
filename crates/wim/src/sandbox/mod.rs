//! Runs the printers' own scripts where they can do no harm.
//!
//! WIM's buttons are scripts, so what a click does can only be learnt by running it. The engine (boa) is memory-safe
//! Rust and has limits for loops, recursion and its stack, but none for memory, and a regular expression cannot be
//! interrupted. So the programs run it in a **child process** of themselves: it has no input or output but one pipe each
//! way, an allocator that refuses more than 256 MiB, and ten seconds of the processor for each call. A page that loops,
//! recurses or grows kills its child; the program reports `printer.script_out_of_bounds` and lives on.
//! Each page has its own child, started only when a script is really needed.
//!
//! A thread of the same program is the second way ([`Confinement::Thread`]): the engine's own limits hold there too, but
//! not the memory's. It is for tests and for programs that did not say how to start a child.
//! The sandbox knows no network and no files: what a script asks for comes back as an effect, for others to decide.

mod child;
mod engine;
mod protocol;

use std::path::PathBuf;
use std::sync::{OnceLock, mpsc};
use std::time::Duration;

pub(crate) use protocol::{Asked, Outcome, Reply, Request, ScriptEffect, ScriptSource, restore, snapshot};

/// The whole program's allocator. It counts, and it refuses beyond a limit; the limit is set in the sandbox's child only.
#[global_allocator]
pub static ALLOCATOR: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);

/// The most memory a child may hold.
const MEMORY: usize = 256 * 1024 * 1024;
/// The most work one call may be, in time of the processor: a computer that has much else to do makes no handler worse.
/// Handlers take milliseconds, loading a page with its scripts some tens of them.
const WORK: Duration = Duration::from_secs(10);
/// The longest one call may take on the clock: for a child that was given no time at all.
const DEADLINE: Duration = Duration::from_secs(60);
/// The variable that makes a program serve as sandbox.
pub const SERVE: &str = "TEGATA_SCRIPT_SANDBOX";

/// How scripts are kept apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confinement {
    /// In a child process of this program, started with [`SERVE`] set to `1`.
    Child {
        /// A program whose `main` begins with [`serve_if_asked`].
        program: PathBuf,
    },
    /// In a thread of this process.
    Thread,
}

static CONFINEMENT: OnceLock<Confinement> = OnceLock::new();

/// Has all scripts run in child processes of `program` from now on. To be called once, when the program starts.
pub fn confine_in_child(program: PathBuf) {
    let _ = CONFINEMENT.set(Confinement::Child { program });
}

/// To be called first in every program's `main`: where this process was started as a sandbox, it serves as one and ends.
pub fn serve_if_asked() {
    if std::env::var_os(SERVE).is_some_and(|value| value == "1") {
        child::serve();
    }
}

/// Why the sandbox did not answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// More than [`WORK`], or no answer within [`DEADLINE`].
    #[error("no end within {} seconds", WORK.as_secs())]
    Deadline,
    /// The child ended: out of memory or stack.
    #[error("it used up its memory or stack")]
    Died,
    /// It could not be started.
    #[error("the sandbox could not be started: {0}")]
    NotStarted(String),
}

/// One page's scripts, running somewhere.
pub(crate) struct Engine {
    to: Box<dyn FnMut(&Request) -> bool + Send>,
    from: mpsc::Receiver<Reply>,
    child: Option<std::process::Child>,
}

impl Engine {
    /// Starts one as the program was told to.
    pub fn start() -> Result<Self, Failure> {
        Self::start_in(CONFINEMENT.get().unwrap_or(&Confinement::Thread))
    }

    /// Starts one in a given confinement.
    pub fn start_in(confinement: &Confinement) -> Result<Self, Failure> {
        match confinement {
            Confinement::Child { program } => child::start(program),
            Confinement::Thread => {
                let (to, requests) = mpsc::channel::<Request>();
                let (replies, from) = mpsc::channel();
                std::thread::Builder::new()
                    .name("page-script".into())
                    .stack_size(engine::STACK)
                    .spawn(move || engine::serve(Box::new(engine::Channels { requests, replies })))
                    .map_err(|error| Failure::NotStarted(error.to_string()))?;
                let send = move |request: &Request| {
                    // The same form as over the pipe, so that both ways behave alike.
                    serde_json::to_value(request)
                        .ok()
                        .and_then(|value| serde_json::from_value(value).ok())
                        .is_some_and(|request| to.send(request).is_ok())
                };
                Ok(Self { to: Box::new(send), from, child: None })
            }
        }
    }

    /// Asks and waits for the answer.
    pub fn exchange(&mut self, request: &Request) -> Result<Reply, Failure> {
        if !(self.to)(request) {
            return Err(Failure::Died);
        }
        self.from.recv_timeout(DEADLINE).map_err(|error| match error {
            mpsc::RecvTimeoutError::Timeout => Failure::Deadline,
            mpsc::RecvTimeoutError::Disconnected if self.has_worked_too_long() => Failure::Deadline,
            mpsc::RecvTimeoutError::Disconnected => Failure::Died,
        })
    }

    fn has_worked_too_long(&mut self) -> bool {
        let ended = self.child.as_mut().and_then(|child| child.wait().ok());
        ended.is_some_and(|status| status.code() == Some(child::TOO_MUCH_WORK))
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            // It may already be gone; either way it is reaped.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
