//! The real Secret Service: a GNOME Keyring of the test's own, on a message bus of its own.
//!
//! Skipped with a reason where the tools are missing; the person's own keychain is never touched.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

use tegata_core::Secret;
use tegata_store::{DataDir, Keychain, Kind, StoreError};

const INSIDE: &str = "TEGATA_TEST_KEYCHAIN";

fn runs(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

/// Starts one of this file's tests again, in a home of its own, behind `shell`.
fn inside(shell: &str, test: &str, home: &Path) -> std::process::Output {
    let itself = std::env::current_exe().unwrap();
    Command::new("dbus-run-session")
        .args(["--", "sh", "-c", shell, "sh"])
        .arg(itself)
        .args(["--exact", test, "--nocapture"])
        .env(INSIDE, home)
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_RUNTIME_DIR", home)
        .env_remove("TEGATA_KEYCHAIN")
        .output()
        .unwrap()
}

#[test]
fn secrets_survive_in_a_real_keychain() {
    if !(runs("dbus-run-session") && runs("gnome-keyring-daemon")) {
        return eprintln!("skipped: dbus-run-session and gnome-keyring-daemon are needed");
    }
    let home = tempfile::tempdir().unwrap();
    let unlock = "printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$@\"";
    let output = inside(unlock, "with_a_keychain", home.path());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("kept and removed"));
}

#[test]
fn without_a_keychain_that_is_what_is_said() {
    if !runs("dbus-run-session") {
        return eprintln!("skipped: dbus-run-session is needed");
    }
    let home = tempfile::tempdir().unwrap();
    let output = inside(
        "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent exec \"$@\"",
        "without_a_keychain",
        home.path(),
    );
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("said so"));
}

fn system() -> Option<Keychain> {
    let home = std::env::var_os(INSIDE)?;
    Some(Keychain::system(&DataDir::open(Some(Path::new(&home).join("tegata"))).unwrap()))
}

#[tokio::test]
async fn with_a_keychain() {
    let Some(keychain) = system() else { return };
    let token = "1.AXoA手形".repeat(700);
    keychain.set(Kind::RefreshToken, "scan@contoso.com", &Secret::new(token.clone())).await.unwrap();
    let read = keychain.get(Kind::RefreshToken, "scan@contoso.com").await.unwrap().unwrap();
    assert_eq!(read.expose(), token);
    assert_eq!(keychain.remembered().unwrap().len(), 1);
    assert!(keychain.delete(Kind::RefreshToken, "scan@contoso.com").await.unwrap());
    assert!(keychain.get(Kind::RefreshToken, "scan@contoso.com").await.unwrap().is_none());
    assert!(keychain.remembered().unwrap().is_empty());
    println!("kept and removed");
}

#[tokio::test]
async fn without_a_keychain() {
    let Some(keychain) = system() else { return };
    // The variable names a bus only in the test above; with a working bus there is nothing to see here.
    if std::env::var("DBUS_SESSION_BUS_ADDRESS").as_deref() != Ok("unix:path=/nonexistent") {
        return;
    }
    match keychain.get(Kind::AdminPassword, "x").await {
        Err(StoreError::Keychain(said)) => {
            assert!(!said.contains("default store"), "{said}");
            println!("said so: {said}");
        }
        other => panic!("{other:?}"),
    }
}
