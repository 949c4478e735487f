//! Tells tauri-build where things are, and which commands exist: with the list, each needs its permission in
//! `capabilities/main.json`, so a forgotten or smuggled-in command is refused.

use std::path::Path;
use std::{fs, io};

/// Every command of `src/commands.rs`, as the window calls it.
const COMMANDS: &[&str] = &[
    "startup",
    "discover",
    "stop_discovery",
    "add_printer",
    "look",
    "trust",
    "inspect",
    "preview",
    "onboard",
    "decide",
    "open_sign_in",
    "sign_in",
    "sign_out",
    "test_mail",
    "preflight",
    "save_preferences",
    "open_printer_page",
    "cancel",
    "recovery",
    "finish",
    "restore",
    "leave_as_it_is",
    "letter",
    "mail_letter",
    "save_letter",
    "save_report",
    "save_diagnostics",
    "registration_guide",
    "check_registration",
    "open_portal",
    "open_log_folder",
    "remembered",
    "forget",
];

fn main() {
    println!("cargo:rerun-if-changed=ui/dist");
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    if let Err(error) = lay_placeholder(Path::new("ui/dist/index.html")) {
        println!("cargo:warning=no page for the window: {error}");
    }
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        eprintln!("{error:#}");
        std::process::exit(1);
    }
}

/// Work on the Rust side alone must compile without Node.js: where the UI was never built, a page that says so stands in.
fn lay_placeholder(page: &Path) -> io::Result<()> {
    if page.exists() {
        return Ok(());
    }
    if let Some(folder) = page.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(
        page,
        "<!doctype html><title>Tegata</title><p>The window was not built. Run: cargo xtask demo</p>\n",
    )
}
