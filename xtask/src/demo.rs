//! `cargo xtask demo`: from a fresh clone to the window, on an office that exists only in this computer.

use std::ffi::OsStr;

use crate::built;
use crate::machine::{self, Purpose};
use crate::step::{Failure, Step};

const NO_WINDOW: &str = "--no-window";

/// Installs, builds and starts.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    machine::prepare(Purpose::Demo)?;
    Step::npm("Build the window's pages", &["run", "build"]).run()?;
    // Without xtask itself: Windows does not let a running program be replaced.
    Step::cargo(
        "Build the programs (some minutes the first time)",
        &["build", "--locked", "--workspace", "--exclude", "xtask", "--bins"],
    )
    .or("the first error above names the crate; a missing system library is named by its `.pc` file.")
    .run()?;

    let mut words = vec!["demo"];
    words.extend(arguments.iter().map(String::as_str));
    if !words.contains(&NO_WINDOW) && !has_display() {
        println!(
            "\nThere is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.\n\
             The virtual office starts anyway; do the job in a second terminal with the command it prints."
        );
        words.push(NO_WINDOW);
    }
    Step::new("Start the virtual office (Ctrl-C ends it)", built("tegata"), &words)
        .or("the lines above say why; `cargo xtask demo --no-window` works without a display.")
        .run()
}

fn has_display() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| value != OsStr::new(""));
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}
