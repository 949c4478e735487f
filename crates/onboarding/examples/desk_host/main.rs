//! The desk without its window, and the virtual office, as programs that speak lines: for the tests that drive the
//! built pages in a browser (`ui/tests/browser/core.ts`).
//!
//! `desk_host desk` is what `src-tauri` is, with standard input in place of the web view; `TEGATA_CONFIG` and
//! `TEGATA_DATA_DIR` tell it where it is, as they tell the window. `desk_host office DIR CONFIG` opens an office. They
//! are two processes because a computer that sleeps stops the desk and neither the printer nor Microsoft.
//!
//! A line in is `{"id":1,"command":"look","args":{…}}`; lines out are `{"id":1,"event":{"channel":7,"message":…}}`, any
//! number of them, then `{"id":1,"answer":…}` or `{"id":1,"problem":…}`. Each command runs beside the others. The end
//! of standard input is the end of the program. It decides nothing: what a test wants to see happen must happen behind
//! the desk or in the office.

mod desk;
mod lines;
mod office;

use std::process::ExitCode;

fn main() -> ExitCode {
    tegata_onboarding::prepare_script_sandbox();
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return ended(&error),
    };
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["desk"] => runtime.block_on(desk::run()),
        ["office", dir, config] => runtime.block_on(office::run(dir.as_ref(), config)),
        _ => Err("usage: desk_host desk | desk_host office DIR CONFIG".into()),
    };
    // A thread may still wait for a line on standard input; nothing else is left to do.
    runtime.shutdown_background();
    result.map_or_else(|error| ended(error.as_ref()), |()| ExitCode::SUCCESS)
}

fn ended(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("desk_host: {error}");
    ExitCode::FAILURE
}
