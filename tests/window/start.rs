//! How long the window takes to be there and usable, against an empty one of the same Tauri in the same run.
//!
//! In turns, so that both meet the same moods of the computer, and the medians count, which a start that other work held
//! up moves little. On a restless computer more turns are taken. Not beside other tests, which would be measured with
//! it: `cargo xtask test start` runs it alone.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::Instant;

use crate::support::{PROGRAM, driven, lacks, shown};

/// Starts of each window: so many in any case, so many where the computer is restless.
const TURNS: std::ops::RangeInclusive<usize> = 7..=25;

/// At most this much of an empty window's time (`docs/architecture.md`, "Figures").
const LIMIT: f64 = 1.25;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "measures time, so it is run alone: cargo xtask test start"]
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
    // As it draws where no driver takes pictures of it (`src-tauri/src/main.rs`).
    let undriven = [environment.clone(), vec![("WEBKIT_DISABLE_COMPOSITING_MODE", "1".to_owned())]].concat();
    let started = async |program: PathBuf, environment: &Vec<_>, id: &str| {
        let begin = Instant::now();
        let (driver, window) = driven(environment, &program, "en").await;
        window.see(id).await;
        let took = begin.elapsed();
        window.close().await;
        drop(driver);
        took
    };
    let (mut ours, mut least) = (Vec::new(), Vec::new());
    for turn in 1..=*TURNS.end() {
        least.push(started(empty.clone(), &environment, "empty").await);
        ours.push(started(PROGRAM.into(), &undriven, "add-address").await);
        println!("{turn}: {}", compared(&ours, &least));
        if turn >= *TURNS.start() && ratio(&ours, &least) <= LIMIT {
            return;
        }
    }
    panic!("the window takes too long: {}", compared(&ours, &least));
}

fn compared(ours: &[Duration], least: &[Duration]) -> String {
    let (ratio, ours, least) = (ratio(ours, least), median(ours), median(least));
    format!("{ratio:.2} times as long as an empty window ({ours:.2?}, {least:.2?})")
}

fn ratio(ours: &[Duration], least: &[Duration]) -> f64 {
    median(ours).as_secs_f64() / median(least).as_secs_f64()
}

fn median(times: &[Duration]) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort();
    sorted[sorted.len() / 2]
}
