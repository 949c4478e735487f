//! The straight path on printers drawn from numbers: every combination of layout, code screen, wording, language and
//! quirk that the virtual office knows is reachable from a seed.
//!
//! A sample in the ordinary suite; `TEGATA_SEEDS=600` draws so many, `TEGATA_SEEDS=7..9` a range, and of a single one
//! the requests are shown. `docs/driver.md` has the figures.

mod kit;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use kit::{office, onboard, patience};
use tegata_office::printer::PrinterConfig;

/// Seeds in the ordinary suite.
const SAMPLE: &str = "60";

/// What makes a printer different from another, in one line.
fn shape(config: &PrinterConfig) -> String {
    let PrinterConfig { language, second_language, layout, markup, names, submit, mode_switch, .. } = config;
    let PrinterConfig { choices, fixed_rows, code_screen, not_yet, after_save, charset, quirks, .. } = config;
    format!(
        "{language:?}/{second_language:?} {layout:?} {markup:?} {names:?} {submit:?} {mode_switch:?} {choices:?} \
         {fixed_rows:?} {code_screen:?} {not_yet:?} {after_save:?} {charset:?} wording {} {quirks:?}",
        config.wording
    )
}

/// Every other person presses [OK] before they have signed in.
const fn presses_early(seed: u64) -> bool {
    seed % 2 == 1
}

/// One drawn printer from first contact to logout: how many requests it took, or what went wrong.
async fn drawn(seed: u64, show: bool) -> Result<u32, String> {
    let config = PrinterConfig::from_seed(seed);
    let shape = shape(&config);
    let office = office(vec![config]).await;
    let result = onboard(&office, 0, patience(), presses_early(seed)).await;
    let printer = &office.printers()[0];
    let (state, logins, open) = (printer.state(), printer.logins(), printer.open_sessions());
    if show {
        eprintln!("{shape}");
        for request in printer.request_log() {
            eprintln!("{} {} {} {:?}", request.status, request.method, request.path, request.fields);
        }
    }
    office.shutdown().await;
    let done = result.map_err(|stopped| format!("{stopped}\n    {shape}"))?;
    if !state.deviations.is_empty() {
        return Err(format!("untouched fields came back changed: {:?}\n    {shape}", state.deviations));
    }
    match (logins.len(), open) {
        (1, 0) => Ok(done.requests),
        other => Err(format!("logins and open sessions: {other:?}\n    {shape}")),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn drawn_printers_end_verified() {
    let asked = std::env::var("TEGATA_SEEDS").unwrap_or_else(|_| SAMPLE.into());
    let (from, to) = asked.split_once("..").unwrap_or(("0", &asked));
    let seeds: Vec<u64> = (from.parse().expect("a number")..to.parse().expect("a number")).collect();
    let (count, show) = (seeds.len(), seeds.len() == 1);
    // The pages' scripts have a limit in seconds: not many more at once than can run.
    let at_once = std::thread::available_parallelism().map_or(2, usize::from) * 2;
    let gate = Arc::new(tokio::sync::Semaphore::new(at_once));
    let begin = Instant::now();
    let mut running = tokio::task::JoinSet::new();
    for seed in seeds {
        let gate = Arc::clone(&gate);
        running.spawn(async move {
            let _turn = gate.acquire().await;
            (seed, drawn(seed, show).await)
        });
    }
    let mut failures = Vec::new();
    let mut requests: BTreeMap<u32, u32> = BTreeMap::new();
    let mut tried = 0;
    while let Some(ended) = running.join_next().await {
        tried += 1;
        if tried % 50 == 0 {
            eprintln!("{tried} of {count} in {:.0} s", begin.elapsed().as_secs_f64());
        }
        match ended {
            Ok((seed, Ok(_))) if presses_early(seed) => {}
            Ok((_, Ok(sent))) => *requests.entry(sent).or_default() += 1,
            Ok((seed, Err(error))) => {
                eprintln!("{seed}: {error}");
                failures.push((seed, error));
            }
            Err(panic) => failures.push((u64::MAX, panic.to_string())),
        }
    }
    let seconds = begin.elapsed().as_secs_f64();
    let spread: Vec<String> = requests.iter().map(|(sent, times)| format!("{sent}: {times}")).collect();
    eprintln!(
        "{count} printers in {seconds:.0} s; requests where nobody pressed early: {}",
        spread.join(", ")
    );
    failures.sort();
    let told: Vec<String> = failures.iter().map(|(seed, error)| format!("{seed}: {error}")).collect();
    assert!(told.is_empty(), "{} of {count} failed\n{}", told.len(), told.join("\n"));
}
