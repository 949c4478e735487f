//! What the machine must have: Node.js, system packages, npm packages. Installs what it can after saying what.
//!
//! System packages are installed on Debian and its children only; elsewhere their names are no better than guesses, so
//! the person is told what is needed instead. Windows and macOS bring theirs along (WebView2, WebKit).

use std::path::Path;
use std::time::SystemTime;

use crate::root;
use crate::step::{Failure, Step, first_line};

/// To build the programs, and to see Japanese in the window.
const TO_BUILD: &[&str] = &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev", "fonts-noto-cjk"];

/// To run the tests: a display for the real window and its driver, a browser for the UI alone, and the letters in which
/// the pictures that are compared were taken.
const TO_TEST: &[&str] =
    &["xvfb", "webkit2gtk-driver", "dbus", "gnome-keyring", "chromium", "fonts-dejavu-core"];

/// Other people's programs to test against (`tests/interop`).
const TO_INTEROPERATE: &[&str] = &[
    "avahi-daemon",
    "avahi-utils",
    "cups-ipp-utils",
    "dovecot-submissiond",
    "iproute2",
    "python3",
    "openssl",
];

/// The oldest Node.js that the UI's tools run on.
const NODE: (u32, u32) = (20, 19);

/// What is wanted of the machine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Demo,
    Test,
}

/// Makes the machine ready.
pub(crate) fn prepare(purpose: Purpose) -> Result<(), Failure> {
    node()?;
    if cfg!(target_os = "linux") {
        let mut wanted = TO_BUILD.to_vec();
        if purpose == Purpose::Test {
            wanted.extend(TO_TEST);
            wanted.extend(TO_INTEROPERATE);
        }
        system_packages(&wanted)?;
    }
    npm_packages()
}

fn node() -> Result<(), Failure> {
    let fix = format!(
        "install Node.js {}.{} or newer from https://nodejs.org/ and open a new terminal.",
        NODE.0, NODE.1
    );
    let Some(version) = first_line("node", &["--version"]) else {
        return Err(Failure { what: "Node.js was not found.".to_owned(), fix });
    };
    if node_is_new_enough(&version) {
        return Ok(());
    }
    Err(Failure { what: format!("Node.js {version} is too old."), fix })
}

fn node_is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= NODE
}

fn system_packages(wanted: &[&str]) -> Result<(), Failure> {
    if !Path::new("/etc/debian_version").exists() {
        println!(
            "This is not Debian or Ubuntu; these packages (by Debian's names) are needed: {}",
            wanted.join(", ")
        );
        return Ok(());
    }
    let missing: Vec<&str> = wanted.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("These system packages are missing and will now be installed by apt: {}", missing.join(", "));
    let by_hand = format!(
        "run `sudo apt-get update && sudo apt-get install {}`, then this command again.",
        missing.join(" ")
    );
    apt("Ask for the lists of packages", &["update"]).or(&by_hand).run()?;
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(missing);
    apt("Install the system packages", &arguments).or(&by_hand).run()
}

fn is_installed(package: &str) -> bool {
    first_line("dpkg-query", &["--show", "--showformat=${db:Status-Status}", package]).as_deref()
        == Some("installed")
}

/// apt-get, by sudo where this is not root. The variable goes through `env`, because sudo drops the environment.
fn apt(title: &str, arguments: &[&str]) -> Step {
    let mut words = vec!["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    words.extend(arguments);
    if first_line("id", &["-u"]).as_deref() == Some("0") {
        return Step::new(title, words[0], &words[1..]);
    }
    println!("(sudo may ask for your password.)");
    Step::new(title, "sudo", &words)
}

/// npm notes in `node_modules` when it last finished; an older lock file means there is nothing to do.
fn npm_packages() -> Result<(), Failure> {
    let changed = |path: &str| -> Option<SystemTime> { root().join(path).metadata().ok()?.modified().ok() };
    if let (Some(installed), Some(locked)) =
        (changed("ui/node_modules/.package-lock.json"), changed("ui/package-lock.json"))
        && installed >= locked
    {
        return Ok(());
    }
    Step::npm("Install the window's npm packages into ui/node_modules", &["ci", "--no-fund", "--no-audit"])
        .or("check the network connection (npm's registry must be reachable), then run this command again.")
        .run()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_node_that_the_tools_run_on_will_do() {
        for good in ["v20.19.0", "v20.19", "v22.0.0", "v100.1.2"] {
            assert!(node_is_new_enough(good), "{good}");
        }
        for bad in ["v20.18.9", "v18.20.0", "", "nonsense"] {
            assert!(!node_is_new_enough(bad), "{bad}");
        }
    }
}
