//! `tegata demo`: the virtual office, and the window opened on it.
//!
//! Nothing in it is real and nothing leaves this computer. What the demo keeps lies in a folder of its own that goes
//! when it ends, so that trying things out leaves no pins and no journal behind.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;

use tegata_core::Problem;
use tegata_core::problem::local;
use tegata_office::printer::PrinterConfig;
use tegata_office::program::announcement;
use tegata_office::{Office, OfficeConfig};
use tokio_util::sync::CancellationToken;

use crate::arguments::Demo;
use crate::output::Output;

/// Runs it until Ctrl-C, or until the window is closed.
pub async fn run(options: &Demo, output: &Arc<Output>, cancel: &CancellationToken) -> Result<(), Problem> {
    let folder =
        tempfile::tempdir().map_err(|error| Problem::new(local::DATA_FOLDER_UNUSABLE).detail(error))?;
    let config = configuration(options);
    let office =
        Office::start(config).await.map_err(|error| Problem::new(local::UNEXPECTED).detail(error))?;
    let configuration =
        office.config_toml(folder.path()).map_err(|error| Problem::new(local::UNEXPECTED).detail(error))?;
    tell(&office, &configuration, output);
    if options.no_window {
        cancel.cancelled().await;
    } else {
        match window(options, &configuration, folder.path()) {
            Window::Open(mut child) => tokio::select! {
                () = cancel.cancelled() => { let _ = child.kill().await; }
                _ = child.wait() => {}
            },
            Window::NoDisplay => {
                output.message("command-demo-no-display", &[]);
                cancel.cancelled().await;
            }
            Window::NotBuilt => {
                output.message("command-demo-no-window", &[]);
                cancel.cancelled().await;
            }
        }
    }
    office.shutdown().await;
    Ok(())
}

fn configuration(options: &Demo) -> OfficeConfig {
    let count = usize::from(options.printers);
    match options.seed {
        None => OfficeConfig { printers: PrinterConfig::office(count), ..OfficeConfig::default() },
        Some(seed) => {
            let printers = (seed..).take(count).map(PrinterConfig::from_seed).collect();
            OfficeConfig { seed, printers, ..OfficeConfig::default() }
        }
    }
}

fn tell(office: &Office, configuration: &Path, output: &Output) {
    let path = configuration.display().to_string();
    let events = announcement(office, configuration);
    for event in &events {
        output.event(event);
    }
    let text = |event: &serde_json::Value, pointer: &str| {
        event.pointer(pointer).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
    };
    output.message("command-demo-office", &[]);
    let mut first = String::new();
    for event in events.iter().filter(|event| event["event"] == "printer") {
        let address = text(event, "/https");
        output.message(
            "command-demo-printer",
            &[
                ("model", &text(event, "/model")),
                ("address", &address),
                ("admin", &text(event, "/admin/name")),
                ("password", &text(event, "/admin/password")),
            ],
        );
        output.message("command-demo-panel", &[("address", &text(event, "/panel"))]);
        if first.is_empty() {
            first = address;
        }
    }
    let account =
        office.config().accounts.first().map(|account| account.address().to_owned()).unwrap_or_default();
    output.message("command-demo-sign-in", &[("address", &office.verification_url())]);
    output.message("command-demo-account", &[("account", &account)]);
    output.message("command-demo-inbox", &[("address", &office.inbox_url())]);
    output.message("command-demo-config", &[("path", &path)]);
    output.message("command-demo-try", &[("path", &path), ("address", &first), ("account", &account)]);
    output.message("command-demo-stop", &[]);
}

enum Window {
    // Boxed: a child process is large on Windows.
    Open(Box<tokio::process::Child>),
    NoDisplay,
    NotBuilt,
}

fn window(options: &Demo, configuration: &Path, folder: &Path) -> Window {
    if cfg!(target_os = "linux")
        && ["DISPLAY", "WAYLAND_DISPLAY"].iter().all(|name| std::env::var_os(name).is_none())
    {
        return Window::NoDisplay;
    }
    let beside = || {
        let here = std::env::current_exe().ok()?;
        let name = format!("tegata-desktop{}", std::env::consts::EXE_SUFFIX);
        Some(here.parent()?.join(name)).filter(|program: &PathBuf| program.is_file())
    };
    let Some(program) = options.window.clone().or_else(beside) else { return Window::NotBuilt };
    let started = tokio::process::Command::new(program)
        .env("TEGATA_CONFIG", configuration)
        .env("TEGATA_DATA_DIR", folder.join("data"))
        .env("TEGATA_KEYCHAIN", "memory")
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .spawn();
    started.map_or(Window::NotBuilt, |child| Window::Open(Box::new(child)))
}
