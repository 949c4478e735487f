//! The desktop shell: a window, its commands, and the promise that no printer stays logged in when it closes.
//!
//! Everything else is behind [`tegata_onboarding::desk::Desk`], which does not know Tauri. This room refuses to hold
//! any rule of the job: whatever the command line could need too belongs behind the desk.

mod commands;
mod single;

use std::sync::Arc;

use tauri::{Manager as _, RunEvent};
use tegata_onboarding::desk::Desk;

/// Opens the window and returns when it was closed and every printer was logged out of.
///
/// # Errors
/// Where the desk cannot open its data folder or the system gives no window.
pub fn run() -> Result<(), Box<dyn std::error::Error>> {
    start_log();
    let desk = Arc::new(Desk::open()?);
    let mut builder = tauri::Builder::default();
    if single::applies() {
        builder = builder.plugin(single::plugin());
    }
    let app = builder
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .manage(Arc::clone(&desk))
        .invoke_handler(tauri::generate_handler![
            commands::startup,
            commands::discover,
            commands::stop_discovery,
            commands::add_printer,
            commands::look,
            commands::trust,
            commands::inspect,
            commands::preview,
            commands::onboard,
            commands::decide,
            commands::open_sign_in,
            commands::sign_in,
            commands::sign_out,
            commands::test_mail,
            commands::preflight,
            commands::save_preferences,
            commands::open_printer_page,
            commands::cancel,
        ])
        .setup(|app| {
            end_when_told(app.handle().clone());
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(move |_, event| {
        // The one place all ways out pass through (close button, menu, Cmd+Q, a signal). The window is gone by then,
        // so nobody looks at a frozen one while the desk logs out, which it bounds by itself.
        if let RunEvent::Exit = event {
            tauri::async_runtime::block_on(desk.shut_down());
        }
    });
    Ok(())
}

/// A polite termination, such as the end of the person's session, leaves by the same door as the close button.
#[cfg(unix)]
fn end_when_told(app: tauri::AppHandle) {
    use tokio::signal::unix::{SignalKind, signal};
    tauri::async_runtime::spawn(async move {
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
        let Ok(mut interrupt) = signal(SignalKind::interrupt()) else { return };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        for window in app.webview_windows().values() {
            let _ = window.destroy();
        }
        app.exit(0);
    });
}

/// Windows and its window system tell the window itself.
#[cfg(not(unix))]
fn end_when_told(_: tauri::AppHandle) {}

/// `TEGATA_LOG=tegata=debug` writes a log to standard error. Nothing in it is secret, at any level.
fn start_log() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("TEGATA_LOG").unwrap_or_else(|_| EnvFilter::new("off"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
