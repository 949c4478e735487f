//! A program that lives no longer than the test, children included.

use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running program, the head of its own process group.
pub struct Process(Child);

impl Process {
    /// Starts it.
    pub fn start(program: impl AsRef<Path>, arguments: &[&str], environment: &[(&str, String)]) -> Self {
        Self::spawn(program.as_ref(), arguments, environment, Stdio::null())
    }

    /// Starts it and waits for the first line that it says.
    pub fn start_and_hear(
        program: impl AsRef<Path>,
        arguments: &[&str],
        environment: &[(&str, String)],
    ) -> (Self, String) {
        let mut process = Self::spawn(program.as_ref(), arguments, environment, Stdio::piped());
        let mut line = String::new();
        BufReader::new(process.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
        (process, line.trim().to_owned())
    }

    fn spawn(program: &Path, arguments: &[&str], environment: &[(&str, String)], output: Stdio) -> Self {
        let mut command = Command::new(program);
        command.args(arguments).envs(environment.iter().map(|(name, value)| (name, value)));
        // Neither the driver nor the web view has anything to say that a failed assertion does not say better.
        command.stdin(Stdio::null()).stdout(output).stderr(Stdio::null()).process_group(0);
        Self(command.spawn().unwrap())
    }
}

impl Drop for Process {
    /// The whole group: the window can outlive its driver for a moment, and a test must leave nothing behind.
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}

/// The processes that run this program in this home folder (`HOME=…`).
pub fn running(program: &Path, home: &str) -> Vec<u32> {
    let program = program.canonicalize().unwrap();
    let processes = fs::read_dir("/proc").unwrap().flatten();
    processes
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|id| fs::read_link(format!("/proc/{id}/exe")).is_ok_and(|path| path == program))
        .filter(|id| {
            let environment = fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
            environment.split(|byte| *byte == 0).any(|variable| variable == home.as_bytes())
        })
        .filter(|id| alive(*id))
        .collect()
}

/// Whether anything of a process still runs. One that nobody has buried yet does not, but its threads can take seconds to
/// die after it, and hold its files until then.
pub fn alive(process: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    // proc_pid_stat(5): the state is field 3, the number of threads field 20.
    fields.first().is_some_and(|state| *state != "Z" || fields.get(17).is_some_and(|threads| *threads != "1"))
}

/// Where a program is on the PATH.
pub fn find(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}
