//! `cargo xtask test`: everything that the continuous integration runs, which in turn runs only this.
//!
//! Every cargo call says `--workspace`: a narrower one resolves other features and builds the window's toolkit again.

use std::collections::BTreeMap;
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use crate::machine::{self, Purpose};
use crate::step::{Failure, Step, first_line};
use crate::{built, root};

/// A part of the suite, by its name.
type Part = (&'static str, fn() -> Result<(), Failure>);

/// The parts of the suite, in their order: the pages are embedded into the window that the later parts drive.
const PARTS: &[Part] = &[
    ("ui", ui),
    ("rust", rust),
    ("start", start),
    ("policy", policy),
    ("browser", browser),
    ("interop", interop),
];

/// Parts that are run by name only: one repeats what `rust` contains, the other's result depends on the day and not
/// on the code, so it must not fail a change that did nothing wrong.
const BY_NAME: &[Part] = &[("window", window), ("advisories", advisories)];

/// Stands for the built `tegata` in [`INTEROP`].
const COMMAND: &str = "tegata";

/// Each with the command under test in its arguments.
const INTEROP: &[(&str, &[&str])] = &[
    (
        "Find printers announced by avahi and CUPS",
        &["tests/interop/discovery.sh", COMMAND, "discover", "--timeout", "5", "--json"],
    ),
    ("Move printers written by other hands", &["python3", "tests/interop/printers/run.py", COMMAND]),
    ("Move printers drawn by other hands", &["python3", "tests/interop/strangers/run.py", COMMAND]),
    ("Sign in at and send through other people's servers", &["tests/interop/run.sh", COMMAND]),
];

/// Runs the parts named, or all.
pub(crate) fn run(names: &[String]) -> Result<(), Failure> {
    let known = || PARTS.iter().chain(BY_NAME);
    if let Some(unknown) = names.iter().find(|name| known().all(|(part, _)| part != name)) {
        let parts = known().map(|(part, _)| *part).collect::<Vec<_>>().join(", ");
        return Err(Failure {
            what: format!("There is no part “{unknown}”."),
            fix: format!("choose from: {parts}."),
        });
    }
    let begin = Instant::now();
    machine::prepare(Purpose::Test)?;
    let chosen = |part: &str| names.iter().any(|name| name == part);
    for (part, run) in known() {
        let is_standard = PARTS.iter().any(|(standard, _)| standard == part);
        if chosen(part) || (names.is_empty() && is_standard) {
            run()?;
        }
    }
    let seconds = begin.elapsed().as_secs();
    println!("\nAll passed in {} min {} s.", seconds / 60, seconds % 60);
    Ok(())
}

fn ui() -> Result<(), Failure> {
    Step::npm("Lint the window's pages", &["run", "lint"])
        .or("`npm run format` in ui/ repairs the layout.")
        .run()?;
    Step::npm("Check the pages' types", &["run", "check"]).run()?;
    Step::npm("Test the pages", &["test"]).run()?;
    build_pages()
}

/// Once in a run: the window embeds the pages, and pages that are written anew have cargo build the window anew.
fn build_pages() -> Result<(), Failure> {
    static BUILT: AtomicBool = AtomicBool::new(false);
    if BUILT.swap(true, Ordering::Relaxed) {
        return Ok(());
    }
    Step::npm("Build the window's pages", &["run", "build"]).run()
}

/// The programs that other tests than cargo's start. As for cargo's own tests, with which it shares everything: another
/// selection would resolve other features.
fn build_programs() -> Result<(), Failure> {
    Step::cargo(
        "Build the command, and the core as the pages' tests drive it",
        &["test", "--locked", "--workspace", "--no-run"],
    )
    .run()
}

fn rust() -> Result<(), Failure> {
    Step::cargo("Check the layout of the Rust code", &["fmt", "--all", "--check"])
        .or("run `cargo fmt --all`.")
        .run()?;
    Step::cargo(
        "Look for doubtful Rust code",
        &["clippy", "--locked", "--workspace", "--all-targets", "--", "--deny", "warnings"],
    )
    .run()?;
    let before = bindings();
    run_tests("Run all tests, those of the real window included", &[])?;
    let changed = difference(&before, &bindings());
    if changed.is_empty() {
        return Ok(());
    }
    Err(Failure {
        what: format!("The window's generated types were out of date: {}.", changed.join(", ")),
        fix: "they have just been generated anew; commit ui/src/bindings.".to_owned(),
    })
}

/// nextest where there is one, else cargo's own runner: slower, with the same result.
fn run_tests(title: &str, narrower: &[&str]) -> Result<(), Failure> {
    let has_nextest = first_line("cargo", &["nextest", "--version"]).is_some();
    let mut arguments = if has_nextest { vec!["nextest", "run"] } else { vec!["test"] };
    arguments.extend(["--locked", "--workspace", "--no-fail-fast"]);
    arguments.extend(narrower);
    let step = Step::cargo(title, &arguments)
        .or("the failed tests are named above; repeat one with `cargo test NAME`.");
    // Where the suite has just installed the display and the driver, a window test that skips itself hides something.
    if cfg!(target_os = "linux") { step.with("TEGATA_WINDOW_TESTS", "required") } else { step }.run()
}

fn window() -> Result<(), Failure> {
    build_pages()?;
    run_tests("Drive the real window", &["--test", "window"])
}

/// What is measured against the clock, with nothing beside it.
fn start() -> Result<(), Failure> {
    build_pages()?;
    build_programs()?;
    let step = Step::cargo(
        "Compare the window's start with an empty window's",
        &["test", "--locked", "--workspace", "--test", "window", "--", "--ignored", "--nocapture"],
    );
    if cfg!(target_os = "linux") { step.with("TEGATA_WINDOW_TESTS", "required") } else { step }.run()
}

fn browser() -> Result<(), Failure> {
    build_pages()?;
    build_programs()?;
    Step::npm("Build the pages with the scripted host", &["run", "build:demo"]).run()?;
    Step::npm("Drive the pages in a browser", &["run", "drive"])
        .with("TEGATA_DESK_HOST", &built("examples/desk_host").to_string_lossy())
        .or("a Chromium is needed: Debian's package `chromium`, or its path in the variable CHROMIUM.")
        .run()
}

/// Other people's programs on the other side. They need network namespaces, servers of Debian's and Python, so they run
/// on Linux; a script that misses something there says what, and is skipped.
fn interop() -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        println!("\nThe interoperability tests need Linux; skipped.");
        return Ok(());
    }
    build_programs()?;
    let command = built("tegata");
    let command = command.to_string_lossy();
    for (title, words) in INTEROP {
        let words: Vec<&str> =
            words.iter().map(|word| if *word == COMMAND { &command } else { *word }).collect();
        Step::new(title, words[0], &words[1..]).may_skip().run()?;
    }
    Ok(())
}

/// Licences, duplicate and forbidden crates, and where crates come from (`deny.toml`).
fn policy() -> Result<(), Failure> {
    deny(&["bans", "licenses", "sources"])
}

fn advisories() -> Result<(), Failure> {
    deny(&["advisories"])
}

/// cargo-deny is built once, beside the rest of what was built; unoptimised, because it runs for two seconds.
fn deny(what: &[&str]) -> Result<(), Failure> {
    let tools = root().join("target/tools");
    let installed = tools.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    let program = if first_line("cargo-deny", &["--version"]).is_some() {
        "cargo-deny".into()
    } else {
        if !installed.exists() {
            println!("cargo-deny is missing and will now be built into {}", tools.display());
            let folder = tools.to_string_lossy();
            Step::cargo(
                "Build cargo-deny",
                &["install", "--locked", "--debug", "--root", &folder, "cargo-deny"],
            )
            .or("run `cargo install --locked cargo-deny`, then this command again.")
            .run()?;
        }
        installed.into_os_string()
    };
    let mut arguments = vec!["--workspace", "check"];
    arguments.extend(what);
    Step::new("Check the crates against deny.toml", program, &arguments)
        .or("deny.toml gives the reasons; replace the crate, or argue an exception there.")
        .run()
}

/// The generated types as they are on disk. Comparing them with themselves, rather than with the last commit, lets a
/// change that brings its types along pass before it is committed.
fn bindings() -> BTreeMap<String, String> {
    let entries = fs::read_dir(root().join("ui/src/bindings")).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let text = fs::read_to_string(entry.path()).ok()?;
            Some((entry.file_name().to_string_lossy().into_owned(), text))
        })
        .collect()
}

fn difference(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<String> {
    let is_same = |name: &&String| before.get(*name) == after.get(*name);
    let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names.into_iter().filter(|name| !is_same(name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_lost_and_changed_types_are_all_named() {
        let of =
            |files: &[(&str, &str)]| files.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect();
        let before = of(&[("A.ts", "1"), ("B.ts", "1"), ("C.ts", "1")]);
        let after = of(&[("A.ts", "1"), ("B.ts", "2"), ("D.ts", "1")]);
        assert_eq!(difference(&before, &after), ["B.ts", "C.ts", "D.ts"]);
        assert!(difference(&before, &before).is_empty());
    }
}
