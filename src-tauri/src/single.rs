//! One window per data folder.
//!
//! Two programs on the same folder would log in to the same printer side by side, and printers allow one administrator
//! at a time. A second start therefore only brings the first window forward.

use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager as _, Wry};

/// Whether this start must be the only one. A moved data folder (the demo, the tests) is another program in all but
/// name: it must neither be swallowed by the real window nor swallow it.
pub(crate) fn applies() -> bool {
    std::env::var_os("TEGATA_DATA_DIR").is_none_or(|folder| folder.is_empty())
}

/// The plugin that hands a second start over to the first.
pub(crate) fn plugin() -> TauriPlugin<Wry> {
    tauri_plugin_single_instance::init(|app, _, _| bring_forward(app))
}

fn bring_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // A window that cannot be shown is one that is closing; the second start has then simply come too late.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
