//! The code in the clipboard: put there on the person's click, and taken away when it has done its service.
//!
//! A code that stays in the clipboard is one that can be pasted into the wrong page. What the person copied in the
//! meantime is theirs and is left alone.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tauri::{AppHandle, Manager as _};
use tauri_plugin_clipboard_manager::ClipboardExt as _;
use tegata_core::Problem;
use tegata_core::problem::local;

/// The code that each running operation has copied.
#[derive(Default)]
pub(crate) struct Codes(Mutex<HashMap<String, String>>);

/// Clears the clipboard of an operation's code when the operation ends, however it ends.
pub(crate) struct Copied {
    app: AppHandle,
    operation: String,
}

impl Copied {
    pub(crate) fn until_the_end_of(app: &AppHandle, operation: &str) -> Self {
        Self { app: app.clone(), operation: operation.to_owned() }
    }

    /// Copies a code for an operation.
    pub(crate) fn copy(app: &AppHandle, operation: &str, code: String) -> Result<(), Problem> {
        app.clipboard()
            .write_text(code.clone())
            .map_err(|error| Problem::new(local::UNEXPECTED).detail(error))?;
        let codes = app.state::<Codes>();
        codes.0.lock().unwrap_or_else(PoisonError::into_inner).insert(operation.to_owned(), code);
        Ok(())
    }
}

impl Drop for Copied {
    fn drop(&mut self) {
        let codes = self.app.state::<Codes>();
        let copied = codes.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.operation);
        let clipboard = self.app.clipboard();
        if copied.is_some() && clipboard.read_text().ok() == copied {
            // A clipboard that cannot be cleared keeps a code that has run out or was used: no harm, no message.
            let _ = clipboard.clear();
        }
    }
}
