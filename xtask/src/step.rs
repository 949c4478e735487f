//! One step: announced, run in sight of the person, timed, and explained where it fails.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::root;

/// Why the command ends: one sentence, and what to do.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) what: String,
    pub(crate) fix: String,
}

/// A step that has yet to run.
pub(crate) struct Step {
    title: String,
    command: Command,
    fix: String,
    may_skip: bool,
}

impl Step {
    /// A program with its arguments, at the repository's root.
    pub(crate) fn new(title: &str, program: impl AsRef<OsStr>, arguments: &[&str]) -> Self {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(root());
        Self { title: title.to_owned(), command, fix: "the lines above say why.".to_owned(), may_skip: false }
    }

    /// Cargo: the one that runs this program, so that a chosen toolchain stays chosen.
    pub(crate) fn cargo(title: &str, arguments: &[&str]) -> Self {
        Self::new(title, std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), arguments)
    }

    /// npm, in the window's folder.
    pub(crate) fn npm(title: &str, arguments: &[&str]) -> Self {
        // On Windows npm is a batch file, which is only found by its full name.
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        Self::new(title, npm, arguments).within("ui")
    }

    /// In a folder below the root.
    pub(crate) fn within(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(root().join(folder));
        self
    }

    /// With a variable in its environment.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// What to do where it fails.
    pub(crate) fn or(mut self, fix: &str) -> Self {
        fix.clone_into(&mut self.fix);
        self
    }

    /// Lets it end with 77, automake's code for a test that could not run here: it has said why.
    pub(crate) fn may_skip(mut self) -> Self {
        self.may_skip = true;
        self
    }

    /// Runs it to its end.
    pub(crate) fn run(mut self) -> Result<(), Failure> {
        println!("\n==> {}\n    {}", self.title, self.as_typed());
        let begin = Instant::now();
        let failed = |what: String, fix: String| Err(Failure { what, fix });
        match self.command.status() {
            Ok(status) if status.success() => {
                println!("    done: {}, {:.1} s", self.title, begin.elapsed().as_secs_f64());
                Ok(())
            }
            Ok(status) if self.may_skip && status.code() == Some(77) => {
                println!("    skipped: {} (the reason stands above)", self.title);
                Ok(())
            }
            Ok(status) => failed(format!("“{}” failed ({status}).", self.title), self.fix),
            Err(error) => failed(
                format!("“{}” could not start: {error}.", self.title),
                format!(
                    "install `{}` and see that it is on the PATH.",
                    self.command.get_program().to_string_lossy()
                ),
            ),
        }
    }

    fn as_typed(&self) -> String {
        let program = Path::new(self.command.get_program());
        let program = program.file_name().unwrap_or(self.command.get_program());
        let words = std::iter::once(program).chain(self.command.get_args());
        words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }
}

/// The first line that a program prints, if it runs at all.
pub(crate) fn first_line(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).current_dir(root()).output().ok()?;
    if !output.status.success() {
        return None;
    }
    String::from_utf8_lossy(&output.stdout).lines().next().map(|line| line.trim().to_owned())
}
