//! What the tests of the real window stand on: a display and a driver of their own, and the office.

mod process;
mod window;

use std::env;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tegata_office::{Office, OfficeConfig};
use tokio::time::{Instant, sleep};

use process::{Process, find};
pub use window::Window;

/// How long anything may take. Generous: it is only ever used up by a failure.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// One test's own world: office, display, driver, home folder and window.
pub struct Stage {
    pub window: Window,
    pub office: Office,
    home: tempfile::TempDir,
    // Dropped after the window: the driver first, then the display.
    _driver: Process,
    _display: Process,
}

impl Stage {
    /// Opens everything; `None` where this machine cannot show a window.
    ///
    /// # Panics
    /// Where something does not open, or, if `TEGATA_WINDOW_TESTS=required`, where the machine lacks a program.
    pub async fn open(language: &str, config: OfficeConfig) -> Option<Self> {
        let missing: Vec<&str> =
            ["Xvfb", "WebKitWebDriver"].into_iter().filter(|name| find(name).is_none()).collect();
        if !missing.is_empty() {
            let said =
                format!("not on this machine: {} (cargo xtask test installs them)", missing.join(", "));
            assert_ne!(env::var("TEGATA_WINDOW_TESTS").as_deref(), Ok("required"), "{said}");
            eprintln!("skipped: {said}");
            return None;
        }
        let home = tempfile::tempdir().unwrap();
        let office = Office::start(config).await.unwrap();
        let configuration = office.config_toml(home.path()).unwrap();

        // The first free display, whose number Xvfb itself says.
        let (display, number) = Process::start_and_hear(
            find("Xvfb")?,
            &["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"],
            &[],
        );
        let port = free_port();
        let locale = if language == "ja" { "ja_JP.UTF-8" } else { "en_US.UTF-8" };
        let at = |name: &str| home.path().join(name).to_string_lossy().into_owned();
        lay_browser(&home.path().join("bin"));
        let environment = [
            ("DISPLAY", format!(":{number}")),
            ("GDK_BACKEND", "x11".to_owned()),
            ("TAURI_WEBVIEW_AUTOMATION", "true".to_owned()),
            ("HOME", at("")),
            ("XDG_DATA_HOME", at("share")),
            ("XDG_CONFIG_HOME", at("config")),
            ("XDG_CACHE_HOME", at("cache")),
            ("TEGATA_DATA_DIR", at("data")),
            ("TEGATA_CONFIG", configuration.to_string_lossy().into_owned()),
            ("LANG", locale.to_owned()),
            ("LC_ALL", locale.to_owned()),
            ("LANGUAGE", language.to_owned()),
            // No session bus: the person's own keychain and programs are no part of a test.
            ("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", at("no-bus"))),
            ("NO_AT_BRIDGE", "1".to_owned()),
            ("PATH", format!("{}:{}", at("bin"), env::var("PATH").unwrap_or_default())),
        ];
        let driver = Process::start(find("WebKitWebDriver")?, &[&format!("--port={port}")], &environment);
        let window = Window::open(port, Path::new(env!("CARGO_BIN_EXE_tegata-desktop")), language).await;
        Some(Self { window, office, home, _driver: driver, _display: display })
    }

    /// The page that was opened last in the person's browser.
    ///
    /// # Panics
    /// Where none is opened in time.
    pub async fn opened_page(&self) -> String {
        let note = self.home.path().join("opened");
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(page) = fs::read_to_string(&note).ok().filter(|page| page.ends_with('\n')) {
                return page.trim().to_owned();
            }
            assert!(Instant::now() < until, "no page was opened");
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Closes the window and the office.
    pub async fn close(self) {
        self.window.close().await;
        self.office.shutdown().await;
    }
}

/// A browser that only notes what it was asked to open, in the place where the system's opener is looked for.
fn lay_browser(bin: &Path) {
    fs::create_dir_all(bin).unwrap();
    let program: PathBuf = bin.join("xdg-open");
    fs::write(&program, "#!/bin/sh\nprintf '%s\\n' \"$1\" > \"$HOME/opened\"\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
}

/// WebKitWebDriver takes a port but cannot choose one.
fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}
