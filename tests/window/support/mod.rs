//! What the tests of the real window stand on: a display and a driver of their own, and the office.

mod process;
mod window;

use std::env;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tegata_office::{Office, OfficeConfig};
use tokio::time::{Instant, sleep};

pub use process::alive;
use process::{Process, find, running};
pub use window::Window;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_tegata-desktop");

/// How long anything may take. Generous: it is only ever used up by a failure.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// One test's own world: office, display, driver, home folder and window.
pub struct Stage {
    pub window: Window,
    pub office: Office,
    environment: Environment,
    home: tempfile::TempDir,
    // Dropped after the window: the driver first, then what it stands on.
    driver: Process,
    _ground: Vec<Process>,
}

type Environment = Vec<(&'static str, String)>;

impl Stage {
    /// Opens everything; `None` where this machine cannot show a window.
    ///
    /// # Panics
    /// Where something does not open, or, if `TEGATA_WINDOW_TESTS=required`, where the machine lacks a program.
    pub async fn open(language: &str, config: OfficeConfig) -> Option<Self> {
        Self::open_in(language, config, false).await
    }

    /// The same on a session bus of its own and with the data folder where the system has it: as a person starts it,
    /// and therefore the only one (`src-tauri/src/single.rs`).
    ///
    /// # Panics
    /// As [`Self::open`].
    pub async fn open_as_the_only_one(language: &str, config: OfficeConfig) -> Option<Self> {
        Self::open_in(language, config, true).await
    }

    async fn open_in(language: &str, config: OfficeConfig, only: bool) -> Option<Self> {
        if lacks(&["Xvfb", "WebKitWebDriver", "dbus-daemon"]) {
            return None;
        }
        let home = tempfile::tempdir().unwrap();
        let office = Office::start(config).await.unwrap();
        let configuration = office.config_toml(home.path()).unwrap();
        let (display, mut environment) = shown(language, home.path());
        let mut ground = vec![display];
        environment.push(("TEGATA_CONFIG", configuration.to_string_lossy().into_owned()));
        if only {
            let (bus, address) = Process::start_and_hear(
                find("dbus-daemon")?,
                &["--session", "--nofork", "--nopidfile", "--print-address=1"],
                &[],
            );
            ground.push(bus);
            environment.push(("DBUS_SESSION_BUS_ADDRESS", address));
        } else {
            let data = home.path().join("data");
            environment.push(("TEGATA_DATA_DIR", data.to_string_lossy().into_owned()));
        }
        let (driver, window) = driven(&environment, Path::new(PROGRAM), language).await;
        Some(Self { window, office, environment, home, driver, _ground: ground })
    }

    /// Another window on the same home, after the first has ended.
    ///
    /// # Panics
    /// Where it does not open.
    pub async fn again(mut self) -> Self {
        // A driver keeps the session of a window that was killed; the next window gets a driver of its own.
        let (driver, window) = driven(&self.environment, Path::new(PROGRAM), "again").await;
        std::mem::replace(&mut self.window, window).forget();
        self.driver = driver;
        self
    }

    /// The window's process.
    ///
    /// # Panics
    /// Where there is none, or more than one.
    pub fn program(&self) -> u32 {
        let home = format!("HOME={}", self.home.path().display());
        match running(Path::new(PROGRAM), &home).as_slice() {
            [one] => *one,
            other => panic!("running: {other:?}"),
        }
    }

    /// Starts the program once more, as a second click on its icon does.
    ///
    /// # Panics
    /// Where it cannot be started.
    pub fn start_beside(&self) -> Child {
        let mut command = Command::new(PROGRAM);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.env_remove("TEGATA_DATA_DIR").stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
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

/// Whether the machine lacks one of these programs, which is then said.
///
/// # Panics
/// Where it does although `TEGATA_WINDOW_TESTS=required`.
pub fn lacks(programs: &[&str]) -> bool {
    let missing: Vec<&str> = programs.iter().copied().filter(|name| find(name).is_none()).collect();
    if missing.is_empty() {
        return false;
    }
    let said = format!("not on this machine: {} (cargo xtask test installs them)", missing.join(", "));
    assert_ne!(env::var("TEGATA_WINDOW_TESTS").as_deref(), Ok("required"), "{said}");
    eprintln!("skipped: {said}");
    true
}

/// A display of its own, and what a program in it needs to know to live in `home` alone.
///
/// # Panics
/// Where there is no display to be had.
pub fn shown(language: &str, home: &Path) -> (Process, Environment) {
    // The first free display, whose number Xvfb itself says.
    let (display, number) = Process::start_and_hear(
        find("Xvfb").expect("Xvfb"),
        &["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"],
        &[],
    );
    let locale = if language == "ja" { "ja_JP.UTF-8" } else { "en_US.UTF-8" };
    let at = |name: &str| home.join(name).to_string_lossy().into_owned();
    lay_browser(&home.join("bin"));
    let environment = vec![
        ("DISPLAY", format!(":{number}")),
        ("GDK_BACKEND", "x11".to_owned()),
        ("TAURI_WEBVIEW_AUTOMATION", "true".to_owned()),
        ("HOME", home.to_string_lossy().into_owned()),
        ("XDG_DATA_HOME", at("share")),
        ("XDG_CONFIG_HOME", at("config")),
        ("XDG_CACHE_HOME", at("cache")),
        ("LANG", locale.to_owned()),
        ("LC_ALL", locale.to_owned()),
        ("LANGUAGE", language.to_owned()),
        // No session bus but a test's own: the person's keychain and programs are no part of a test.
        ("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", at("no-bus"))),
        ("NO_AT_BRIDGE", "1".to_owned()),
        ("PATH", format!("{}:{}", at("bin"), env::var("PATH").unwrap_or_default())),
    ];
    (display, environment)
}

/// A window of a program, and the driver that it hangs on.
///
/// # Panics
/// Where it does not open.
pub async fn driven(environment: &Environment, program: &Path, language: &str) -> (Process, Window) {
    let port = free_port();
    let driver = Process::start(find("WebKitWebDriver").unwrap(), &[&format!("--port={port}")], environment);
    (driver, Window::open(port, program, language).await)
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
