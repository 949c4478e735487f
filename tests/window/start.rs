//! How long the window takes to be there and usable, against an empty one of the same Tauri in the same run.
//!
//! In turns, and the best of each counts: whatever else the computer does can only make a start slower than it is.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::Instant;

use crate::support::{PROGRAM, driven, lacks, shown};

/// Starts of each window.
const TURNS: usize = 7;

/// At most this much of an empty window's time (`docs/architecture.md`, "Figures").
const LIMIT: f64 = 1.25;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_window_is_there_nearly_as_soon_as_an_empty_one() {
    let empty = Path::new(PROGRAM).with_file_name("examples").join("empty-window");
    if lacks(&["Xvfb", "WebKitWebDriver"]) {
        return;
    }
    if !empty.exists() {
        assert!(std::env::var_os("TEGATA_WINDOW_TESTS").is_none(), "not built: {}", empty.display());
        eprintln!("skipped: build the window to compare with by `cargo build --example empty-window`");
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let (_display, environment) = shown("en", home.path());
    let environment: Vec<_> = environment
        .into_iter()
        .chain([("TEGATA_DATA_DIR", home.path().join("data").to_string_lossy().into_owned())])
        .collect();
    let started = async |program: PathBuf, id: &str| {
        let begin = Instant::now();
        let (driver, window) = driven(&environment, &program, "en").await;
        window.see(id).await;
        let took = begin.elapsed();
        window.close().await;
        drop(driver);
        took
    };
    let (mut ours, mut least) = (Duration::MAX, Duration::MAX);
    for _ in 0..TURNS {
        least = least.min(started(empty.clone(), "empty").await);
        ours = ours.min(started(PROGRAM.into(), "add-address").await);
    }
    let ratio = ours.as_secs_f64() / least.as_secs_f64();
    println!("an empty window: {least:.0?}; this one: {ours:.0?}; {ratio:.2} times as long");
    assert!(
        ratio <= LIMIT,
        "the window takes {ratio:.2} times as long as an empty one ({ours:?}, {least:?})"
    );
}
