//! The desktop shell: a window, its commands, and the promise that no printer stays logged in when it closes.
//!
//! Everything else is behind [`tegata_onboarding::desk::Desk`], which does not know Tauri. This room refuses to hold
//! any rule of the job: whatever the command line could need too belongs behind the desk.

mod commands;
mod copied;
mod single;

use std::sync::Arc;

use tauri::RunEvent;
use tegata_onboarding::desk::Desk;

/// Opens the window and returns when it was closed and every printer was logged out of.
///
/// # Errors
/// Where the desk cannot open its data folder or the system gives no window.
pub fn run() -> Result<(), Box<dyn std::error::Error>> {
    let desk = Arc::new(Desk::open()?);
    let _written = start_log(&desk);
    let mut builder = tauri::Builder::default();
    if single::applies() {
        builder = builder.plugin(single::plugin());
    }
    let app = builder
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .manage(Arc::clone(&desk))
        .manage(copied::Codes::default())
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
            commands::recovery,
            commands::finish,
            commands::restore,
            commands::leave_as_it_is,
            commands::letter,
            commands::mail_letter,
            commands::save_letter,
            commands::save_report,
            commands::save_diagnostics,
            commands::registration_guide,
            commands::check_registration,
            commands::open_portal,
            commands::open_log_folder,
            commands::remembered,
            commands::forget,
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
    use tauri::Manager as _;
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

/// How many days of the log are kept.
const LOG_DAYS: usize = 7;

/// A log of what was done, in the data folder, for seven days; `TEGATA_LOG=tegata=debug` says more, and on standard
/// error, too. Nothing in it is secret, at any level. The guard writes what is left when it is dropped.
fn start_log(desk: &Desk) -> Option<tracing_appender::non_blocking::WorkerGuard> {
    use tracing_appender::rolling::{Builder, Rotation};
    use tracing_subscriber::prelude::*;
    use tracing_subscriber::{EnvFilter, fmt};
    let asked = EnvFilter::try_from_env("TEGATA_LOG");
    let spoken = asked.is_ok().then(|| fmt::layer().with_writer(std::io::stderr));
    let filter = asked.unwrap_or_else(|_| EnvFilter::new("tegata=info"));
    // A folder that cannot be written to must not keep the window from opening: there is then no log.
    let rolling = desk.log_folder().ok().and_then(|folder| {
        let daily = Builder::new().rotation(Rotation::DAILY).max_log_files(LOG_DAYS);
        daily.filename_prefix("tegata").filename_suffix("log").build(folder).ok()
    });
    let (written, guard) = rolling.map(tracing_appender::non_blocking).unzip();
    let written = written.map(|writer| fmt::layer().with_ansi(false).with_writer(writer));
    // Only this product's own rooms may speak: the libraries below them log whole pages and headers.
    let our_own = tracing_subscriber::filter::filter_fn(|metadata| metadata.target().starts_with("tegata"));
    tracing_subscriber::registry().with(filter).with(our_own).with(spoken).with(written).init();
    guard
}
