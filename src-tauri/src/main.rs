//! The desktop program: Tegata in a window.

// Without this a console window opens beside the real one on Windows.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(target_os = "linux")]
    draw_without_graphics_driver();
    tegata_onboarding::prepare_script_sandbox();
    match tegata_desktop::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tegata-desktop: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Has the web view paint its page by itself, with no graphics driver in between.
///
/// A page of forms gains nothing by one. Loading it is a tenth of a start, and its faults are why web views on Linux
/// stay blank. Under WebDriver the compositor stays: without it a picture of the window is waited for in vain. Whoever
/// wants it another way sets the variable (to 0, for one).
#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "the web view knows these settings by the environment alone")]
fn draw_without_graphics_driver() {
    let is_driven = std::env::var("TAURI_WEBVIEW_AUTOMATION").as_deref() == Ok("true");
    let setting =
        if is_driven { "WEBKIT_SKIA_ENABLE_CPU_RENDERING" } else { "WEBKIT_DISABLE_COMPOSITING_MODE" };
    if std::env::var_os(setting).is_none() {
        // SAFETY: the first thing the program does: no other thread reads the environment, for there is none.
        unsafe { std::env::set_var(setting, "1") };
    }
}
