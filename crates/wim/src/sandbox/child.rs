//! The sandbox as a child process: the parent's end and the child's.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use cpu_time::ProcessTime;

use super::protocol::{Reply, Request};
use super::{ALLOCATOR, Engine, Failure, MEMORY, SERVE, WORK, engine};

/// The longest line the parent reads: a page's whole document fits, endless output does not.
const LONGEST_LINE: u64 = 64 * 1024 * 1024;

/// The child's own end after more than [`WORK`].
pub(super) const TOO_MUCH_WORK: i32 = 3;

/// Starts a child and a thread that listens to it.
pub(super) fn start(program: &Path) -> Result<Engine, Failure> {
    let failed = |error: std::io::Error| Failure::NotStarted(error.to_string());
    let mut command = Command::new(program);
    // Nothing of the parent's surroundings is of any use to it.
    command.env_clear().env(SERVE, "1").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
        // Without it Windows cannot load the system's own libraries.
        if let Some(root) = std::env::var_os("SystemRoot") {
            command.env("SystemRoot", root);
        }
    }
    let mut child = command.spawn().map_err(failed)?;
    let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        let _ = child.kill();
        return Err(Failure::NotStarted("no pipes".into()));
    };
    let (replies, from) = mpsc::channel();
    std::thread::Builder::new()
        .name("page-script-replies".into())
        .spawn(move || {
            let mut lines = BufReader::new(stdout);
            while let Some(reply) = read::<Reply>(&mut lines) {
                if replies.send(reply).is_err() {
                    break;
                }
            }
        })
        .map_err(failed)?;
    // A pipe can block while the child is busy; writing from a thread of its own keeps the deadline true.
    let (to_writer, lines) = mpsc::channel::<String>();
    std::thread::Builder::new()
        .name("page-script-requests".into())
        .spawn(move || {
            let mut stdin = BufWriter::new(stdin);
            while let Ok(line) = lines.recv() {
                if writeln!(stdin, "{line}").and_then(|()| stdin.flush()).is_err() {
                    break;
                }
            }
        })
        .map_err(failed)?;
    let send = move |request: &Request| {
        serde_json::to_string(request).is_ok_and(|line| to_writer.send(line).is_ok())
    };
    Ok(Engine { to: Box::new(send), from, child: Some(child) })
}

fn read<T: serde::de::DeserializeOwned>(lines: &mut impl BufRead) -> Option<T> {
    let mut line = String::new();
    match std::io::Read::take(lines, LONGEST_LINE).read_line(&mut line) {
        Ok(read) if read > 0 => serde_json::from_str(&line).ok(),
        _ => None,
    }
}

/// The child: serves until the pipe closes, then ends the process.
pub(super) fn serve() -> ! {
    if ALLOCATOR.set_limit(MEMORY).is_err() {
        std::process::exit(1);
    }
    let call = Call::default();
    let port = Pipes { input: BufReader::new(std::io::stdin()), call: Arc::clone(&call) };
    let served = std::thread::Builder::new()
        .stack_size(engine::STACK)
        .spawn(|| engine::serve(Box::new(port)))
        .and_then(|engine| {
            std::thread::Builder::new().spawn(move || end_too_much_work(&call))?;
            Ok(engine.join())
        });
    std::process::exit(i32::from(!matches!(served, Ok(Ok(())))));
}

/// What the processor had been used when the running call began; `None` between calls.
type Call = Arc<Mutex<Option<ProcessTime>>>;

/// The engine cannot be interrupted everywhere (a regular expression), the process can.
fn end_too_much_work(call: &Call) {
    loop {
        std::thread::sleep(Duration::from_millis(100));
        let began = *call.lock().unwrap_or_else(PoisonError::into_inner);
        if began.and_then(|began| began.try_elapsed().ok()).is_some_and(|worked| worked > WORK) {
            std::process::exit(TOO_MUCH_WORK);
        }
    }
}

struct Pipes {
    input: BufReader<std::io::Stdin>,
    call: Call,
}

impl Pipes {
    fn note(&self, began: Option<ProcessTime>) {
        *self.call.lock().unwrap_or_else(PoisonError::into_inner) = began;
    }
}

impl engine::Port for Pipes {
    fn receive(&mut self) -> Option<Request> {
        self.note(None);
        let request = read(&mut self.input);
        self.note(ProcessTime::try_now().ok());
        request
    }

    fn send(&mut self, reply: Reply) -> bool {
        let mut out = std::io::stdout().lock();
        serde_json::to_string(&reply)
            .is_ok_and(|line| writeln!(out, "{line}").and_then(|()| out.flush()).is_ok())
    }
}
