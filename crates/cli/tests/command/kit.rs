//! The real program, run as a script would run it: no terminal, an environment of its own, lines in, lines out.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use jsonschema::Validator;
use serde_json::Value;
use tegata_office::microsoft::Decision;
use tegata_office::printer::{PrinterConfig, RunningPrinter};
use tegata_office::{Office, OfficeConfig};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::mpsc;

/// Generous: the suite may share its computer.
const PATIENCE: Duration = Duration::from_secs(120);

static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let schema = include_str!("../../../../docs/events.schema.json");
    jsonschema::validator_for(&serde_json::from_str(schema).expect("the schema is JSON")).expect("a schema")
});

/// An office with printers and a folder of what the program keeps.
pub struct Stage {
    pub office: Office,
    pub folder: TempDir,
    config: PathBuf,
}

impl Stage {
    pub async fn with(printers: Vec<PrinterConfig>) -> Self {
        Self::of(OfficeConfig { printers, advertise: false, ..OfficeConfig::default() }).await
    }

    pub async fn of(mut config: OfficeConfig) -> Self {
        // The printers ask Microsoft at its pace and answer "not yet" in between; nobody should wait for that here.
        config.microsoft.interval_seconds = 1;
        config.microsoft.enforce_interval = false;
        let office = Office::start(config).await.expect("an office");
        let folder = tempfile::tempdir().expect("a folder");
        let config = office.config_toml(folder.path()).expect("a configuration");
        Self { office, folder, config }
    }

    pub fn printer(&self) -> &RunningPrinter {
        &self.office.printers()[0]
    }

    pub fn address(&self) -> String {
        format!("https://{}", self.printer().https_addr())
    }

    pub fn fingerprint(&self) -> String {
        fingerprint(self.printer())
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// `tegata …`, with the password in the environment.
    pub fn tegata(&self, arguments: &[&str]) -> Tegata {
        self.bare(arguments).env("TEGATA_ADMIN_PASSWORD", &self.printer().config().admin.password)
    }

    /// `tegata …`, without a password.
    pub fn bare(&self, arguments: &[&str]) -> Tegata {
        Tegata::new(arguments, &self.data()).env("TEGATA_CONFIG", self.config.as_os_str())
    }

    /// A person signs in with a code, and the printer's own pace of asking has passed.
    pub fn sign_in(&self, code: &Value, account: &str) {
        let user_code = code["user_code"].as_str().expect("a code");
        let outcome = self.office.sign_in(user_code, account, Decision::Approve);
        assert_eq!(outcome, tegata_office::microsoft::Outcome::Done);
    }

    /// The whole straight path, and how it ended.
    pub async fn onboard(&self, sender: &str, more: &[&str]) -> Ended {
        let address = self.address();
        let mut arguments = vec![
            "onboard",
            "--printer",
            &address,
            "--trust-on-first-use",
            "--sender",
            sender,
            "--yes",
            "--json",
        ];
        arguments.extend(more);
        let mut run = self.tegata(&arguments).start();
        run.answer_codes(self, sender).await
    }
}

pub fn fingerprint(printer: &RunningPrinter) -> String {
    let hex: String = printer.fingerprint_sha256().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("SHA256:{hex}")
}

/// A call of the program that has not begun.
pub struct Tegata {
    command: Command,
    json: bool,
}

impl Tegata {
    pub fn new(arguments: &[&str], data: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tegata"));
        command.args(arguments);
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("TEGATA_") || text.starts_with("LC_") || text.starts_with("LANG") {
                command.env_remove(&name);
            }
        }
        command
            .env("LANG", "en_US.UTF-8")
            .env("TEGATA_DATA_DIR", data)
            .env("TEGATA_KEYCHAIN", "memory")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        Self { command, json: arguments.contains(&"--json") }
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn start(mut self) -> Run {
        let mut child = self.command.spawn().expect("the program starts");
        let stdin = child.stdin.take();
        let mut stdout = BufReader::new(child.stdout.take().expect("standard output")).lines();
        let mut stderr = child.stderr.take().expect("standard error");
        let (sender, lines) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Ok(Some(line)) = stdout.next_line().await {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let heard = Arc::new(Mutex::new(Vec::new()));
        let into = Arc::clone(&heard);
        let errors = tokio::spawn(async move {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = stderr.read(&mut buffer).await {
                into.lock().expect("what was said").extend_from_slice(&buffer[..read]);
            }
        });
        Run { child, stdin, lines, said: Vec::new(), heard, errors, json: self.json }
    }

    /// Without a word on standard input, which is closed at once.
    pub async fn end(self) -> Ended {
        let mut run = self.start();
        run.close();
        run.end().await
    }

    /// With these lines on standard input, then its end.
    pub async fn end_with(self, lines: &str) -> Ended {
        let mut run = self.start();
        run.write(lines).await;
        run.close();
        run.end().await
    }
}

/// A running program.
pub struct Run {
    pub child: Child,
    stdin: Option<ChildStdin>,
    lines: mpsc::UnboundedReceiver<String>,
    said: Vec<String>,
    heard: Arc<Mutex<Vec<u8>>>,
    errors: tokio::task::JoinHandle<()>,
    json: bool,
}

/// How it ended.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    pub events: Vec<Value>,
}

impl Run {
    pub async fn write(&mut self, text: &str) {
        // A program that has ended reads no more; its exit code is what is asserted then.
        if let Some(stdin) = &mut self.stdin {
            let _ = stdin.write_all(text.as_bytes()).await;
            let _ = stdin.flush().await;
        }
    }

    pub fn close(&mut self) {
        self.stdin = None;
    }

    /// The next event of this name; the ones between are kept.
    pub async fn event(&mut self, name: &str) -> Value {
        loop {
            let line = tokio::time::timeout(PATIENCE, self.lines.recv()).await;
            let line = match line.expect("an event in time") {
                Some(line) => line,
                None => panic!(
                    "ended before “{name}”: {:#?}\n{}",
                    self.said,
                    String::from_utf8_lossy(&self.heard.lock().expect("what was said"))
                ),
            };
            let event = parsed(&line);
            self.said.push(line);
            if event["event"] == name {
                return event;
            }
        }
    }

    /// Signs in wherever a code is shown, and presses Enter, until the end.
    pub async fn answer_codes(&mut self, stage: &Stage, account: &str) -> Ended {
        while let Ok(Some(line)) = tokio::time::timeout(PATIENCE, self.lines.recv()).await {
            let event = parsed(&line);
            self.said.push(line);
            if event["event"] == "code" {
                stage.sign_in(&event, account);
                self.write("\n").await;
            } else if event["event"] == "not_yet" {
                self.ask_again().await;
            }
        }
        self.end().await
    }

    /// Enter, and Enter again while the printer has not heard of it, until the end.
    pub async fn confirm(&mut self, stage: &Stage) -> Ended {
        self.write("\n").await;
        self.answer_codes(stage, SENDER).await
    }

    /// Enter, and Enter again while the printer says "not yet", until this event.
    pub async fn press_until(&mut self, name: &str) -> Value {
        self.write("\n").await;
        loop {
            let line = tokio::time::timeout(PATIENCE, self.lines.recv()).await.expect("an event in time");
            let event = parsed(&line.expect("an event before the end"));
            self.said.push(event.to_string());
            if event["event"] == name {
                return event;
            }
            if event["event"] == "not_yet" {
                self.ask_again().await;
            }
        }
    }

    async fn ask_again(&mut self) {
        tokio::time::sleep(Duration::from_millis(1200)).await;
        self.write("\n").await;
    }

    #[cfg(unix)]
    pub fn signal(&self, name: &str) {
        let id = self.child.id().expect("it runs").to_string();
        let sent = std::process::Command::new("sh").args(["-c", &format!("kill -{name} {id}")]).status();
        assert!(sent.expect("a shell").success());
    }

    pub async fn end(&mut self) -> Ended {
        let status = tokio::time::timeout(PATIENCE, self.child.wait()).await.expect("an end in time");
        while let Some(line) = self.lines.recv().await {
            self.said.push(line);
        }
        let _ = tokio::time::timeout(PATIENCE, &mut self.errors).await;
        let stderr = String::from_utf8_lossy(&self.heard.lock().expect("what was said")).into_owned();
        let events = if self.json { self.said.iter().map(|line| parsed(line)).collect() } else { Vec::new() };
        let ended =
            Ended { code: status.expect("a status").code(), stdout: self.said.join("\n"), stderr, events };
        if self.json {
            ended.check_course();
        }
        ended
    }
}

/// One line of the contract: JSON, and as the schema says.
fn parsed(line: &str) -> Value {
    let event: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("not JSON: {line}"));
    if let Err(error) = SCHEMA.validate(&event) {
        panic!("against the schema: {error}\n{line}");
    }
    event
}

impl Ended {
    /// The last line, and only it, is the end.
    fn check_course(&self) {
        let is_end = |event: &Value| matches!(event["event"].as_str(), Some("done" | "problem"));
        let ends = self.events.iter().filter(|event| is_end(event)).count();
        // A demo has no end of its own, and a killed program none at all.
        if self.code.is_some() && self.code != Some(2) {
            assert_eq!(ends, 1, "{self:#?}");
            assert!(self.events.last().is_some_and(is_end), "{self:#?}");
        }
    }

    pub fn last(&self) -> &Value {
        self.events.last().unwrap_or(&Value::Null)
    }

    pub fn names(&self) -> Vec<&str> {
        self.events.iter().filter_map(|event| event["event"].as_str()).collect()
    }

    pub fn stages(&self) -> Vec<&str> {
        self.events
            .iter()
            .filter_map(|event| event["stage"].as_str().filter(|_| event["event"] == "stage"))
            .collect()
    }

    #[track_caller]
    pub fn is_problem(&self, exit: i32, code: &str) -> &Value {
        assert_eq!(self.last()["code"], code, "{self:#?}");
        assert_eq!(self.code, Some(exit), "{self:#?}");
        self.last()
    }

    #[track_caller]
    pub fn is_done(&self, result: &str) -> &Value {
        assert_eq!(self.last()["result"], result, "{self:#?}");
        assert_eq!(self.code, Some(0), "{self:#?}");
        self.last()
    }
}

pub const SENDER: &str = "scan@contoso.example";
