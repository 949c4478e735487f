//! The README's two commands: `cargo xtask demo` and `cargo xtask test`.
//!
//! They carry a fresh machine with only Rust and Node.js to a running program, so nothing here may need anything that
//! has yet to be installed: no crate, no shell, no `make`. Each step is announced before it runs, and a failure ends
//! with what to do about it.

mod demo;
#[cfg(test)]
mod docs;
mod machine;
mod step;
mod suite;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::step::Failure;

const HELP: &str = "\
cargo xtask demo [--no-window] [OPTIONS]   Installs what is missing, builds, and opens Tegata on a virtual office.
                                           OPTIONS go to `tegata demo` (see `tegata demo --help`).
cargo xtask test [PART]…                   Installs what is missing and runs what the continuous integration runs.
                                           PART: ui, rust, policy, browser, interop, window. Without one: all.
                                           Apart from these: advisories (asks the RustSec database).
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next();
    let rest: Vec<String> = arguments.collect();
    let result = match command.as_deref() {
        Some("demo") => demo::run(&rest),
        Some("test") => suite::run(&rest),
        None | Some("help" | "--help" | "-h") => {
            print!("{HELP}");
            Ok(())
        }
        Some(other) => {
            eprint!("There is no `cargo xtask {other}`.\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure { what, fix }) => {
            eprintln!("\nerror: {what}\n\nhint: {fix}");
            ExitCode::FAILURE
        }
    }
}

/// The repository's root, wherever the command was given.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// A program that was built just now: it lies beside this one, wherever the target folder is.
pub(crate) fn built(name: &str) -> PathBuf {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::current_exe().map_or_else(|_| PathBuf::from(&name), |this| this.with_file_name(&name))
}
