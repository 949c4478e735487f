//! The fault matrix: every request of an onboarding × everything that can go wrong with it.
//!
//! A sample in the ordinary suite, each failure once where it matters; `TEGATA_MATRIX=all` runs it whole,
//! `TEGATA_MATRIX=write` also writes `docs/faults.md`, and `TEGATA_MATRIX=1:reboot:7` one cell, telling what was asked of
//! the printer.

mod cell;
mod table;

use std::sync::Arc;

use cell::{Failure, SHAPES};
use table::{Outcomes, Requests};

/// Cells at a time.
const AT_ONCE: usize = 8;
/// The sample: which printer, which failure, at which request.
const SAMPLE: [(usize, Failure, u64); 17] = [
    // The save that never went out, the one whose answer never came, and the one that took effect all the same.
    (0, Failure::Refused, 15),
    (0, Failure::ResetBefore, 15),
    (2, Failure::Stall, 13),
    (2, Failure::Http503, 16),
    (2, Failure::NotStored, 13),
    (1, Failure::Reboot, 16),
    // [OK] on the code screen, and what follows it.
    (1, Failure::ResetMid, 13),
    (0, Failure::BusyForGood, 13),
    (0, Failure::Timeout, 14),
    (1, Failure::BadFlow, 15),
    // The way in, a script of the e-mail page, the e-mail page, its redraw, the reading at the end.
    (2, Failure::ForeignRedirect, 6),
    (1, Failure::Truncated, 10),
    (0, Failure::BusyForGood, 9),
    (0, Failure::LoginPage, 9),
    (0, Failure::Busy, 10),
    (0, Failure::WrongCharset, 17),
    (1, Failure::ChangedCertificate, 17),
];

async fn requests_of(shape: usize) -> Requests {
    let seen = cell::run(&SHAPES[shape], None).await;
    assert_eq!(seen.outcome, "verified", "the clean onboarding of printer {shape}: {:?}", seen.log);
    assert_eq!(seen.broken, Vec::<String>::new(), "printer {shape}");
    seen.log.iter().map(|request| format!("{} {}", request.method, request.path)).collect()
}

type Cell = (usize, usize, u64);

async fn run(cells: Vec<Cell>) -> Vec<(Cell, cell::Seen)> {
    let gate = Arc::new(tokio::sync::Semaphore::new(AT_ONCE));
    let mut running = tokio::task::JoinSet::new();
    for cell in cells {
        let gate = Arc::clone(&gate);
        running.spawn(async move {
            let _turn = gate.acquire().await;
            let (shape, column, at) = cell;
            let started = std::time::Instant::now();
            let seen = cell::run(&SHAPES[shape], Some((at, Failure::ALL[column]))).await;
            eprintln!(
                "{shape} {:<34} {at:>2}  {:<32} {:>5} ms  {}",
                Failure::ALL[column].name(),
                seen.outcome,
                started.elapsed().as_millis(),
                seen.broken.join("; ")
            );
            (cell, seen)
        });
    }
    let mut all = Vec::new();
    while let Some(ended) = running.join_next().await {
        all.push(ended.expect("a cell that ends"));
    }
    all
}

fn broken(all: &[(Cell, cell::Seen)]) -> String {
    let mut lines: Vec<String> = all
        .iter()
        .filter(|(_, seen)| !seen.broken.is_empty())
        .map(|((shape, column, at), seen)| {
            let failure = Failure::ALL[*column].name();
            format!(
                "printer {shape}, {failure} at request {at} → {}: {}",
                seen.outcome,
                seen.broken.join("; ")
            )
        })
        .collect();
    lines.sort();
    lines.join("\n")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_failure_ends_verified_or_named() {
    let asked = std::env::var("TEGATA_MATRIX").unwrap_or_default();
    if let [shape, failure, at] = asked.split(':').collect::<Vec<_>>().as_slice() {
        let column = Failure::ALL.iter().position(|f| f.name().contains(failure)).expect("a failure");
        let cell = (shape.parse().expect("a printer"), column, at.parse().expect("a request"));
        let all = run(vec![cell]).await;
        for request in &all[0].1.log {
            eprintln!("{:>3} {} {} → {}", request.number, request.method, request.path, request.status);
        }
        assert_eq!(broken(&all), "");
        return;
    }
    let whole = matches!(asked.as_str(), "all" | "write");
    let written = table::read(&std::fs::read_to_string(table::path()).unwrap_or_default());
    let clean = [0, 1, 2].map(|shape| tokio::spawn(requests_of(shape)));
    let mut shapes: Vec<(Requests, Outcomes)> = Vec::new();
    for requests in clean {
        shapes.push((requests.await.expect("a clean onboarding"), Outcomes::new()));
    }
    let mut cells: Vec<Cell> = Vec::new();
    if whole {
        for (shape, (requests, _)) in shapes.iter().enumerate() {
            for column in 0..Failure::ALL.len() {
                cells.extend((1..=requests.len() as u64).map(|at| (shape, column, at)));
            }
        }
    } else {
        let column = |failure| Failure::ALL.iter().position(|one| *one == failure).expect("a column");
        cells.extend(SAMPLE.map(|(shape, failure, at)| (shape, column(failure), at)));
    }
    let all = run(cells).await;
    for ((shape, column, at), seen) in &all {
        shapes[*shape].1.insert((*column, *at), seen.outcome.clone());
    }
    assert_eq!(broken(&all), "");
    if asked == "write" {
        std::fs::write(table::path(), table::write(&shapes)).expect("the page");
        return;
    }
    assert_eq!(written.len(), shapes.len(), "docs/faults.md: TEGATA_MATRIX=write writes it");
    for ((requests, outcomes), (as_written, expected)) in shapes.iter().zip(&written) {
        assert_eq!(requests, as_written, "the requests in docs/faults.md are out of date");
        for (cell, outcome) in outcomes {
            let told = expected.get(cell);
            assert!(told.is_none_or(|told| told == outcome), "docs/faults.md: {cell:?} ends in {outcome}");
        }
    }
}

#[test]
fn the_page_is_read_as_it_was_written() {
    let requests: Requests = vec!["GET /".into(), "POST /login.cgi".into(), "GET /x?y=1".into()];
    let outcomes: Outcomes =
        [((0, 1), "printer.busy"), ((0, 2), "verified"), ((0, 3), "verified"), ((15, 2), "verified")]
            .into_iter()
            .map(|(cell, outcome)| (cell, outcome.to_owned()))
            .collect();
    let shapes = vec![(requests, outcomes); SHAPES.len()];
    assert_eq!(table::read(&table::write(&shapes)), shapes);
}
