//! The desktop program: Tegata in a window.

// Without this a console window opens beside the real one on Windows.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    tegata_onboarding::prepare_script_sandbox();
    match tegata_desktop::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tegata-desktop: {error}");
            ExitCode::FAILURE
        }
    }
}
