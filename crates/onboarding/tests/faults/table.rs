//! The matrix as a page of the documentation, written and read by the same hands.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use crate::cell::{Failure, SHAPES};

/// Where the table stands.
pub fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/faults.md")
}

/// The outcomes of one shape: by failure, then by request.
pub type Outcomes = BTreeMap<(usize, u64), String>;

/// Requests of the clean onboarding of one shape, in order.
pub type Requests = Vec<String>;

const HEAD: &str = "# What happens when something fails

The matrix: every request of an onboarding, on three printers of the virtual office, with each of sixteen failures at it.
Each cell is one whole job as the program runs it, with a person who signs in with every code shown and asks for another
where one is lost. It must end verified, or in a named problem. The last row of the counts says how many of the cells were
run for this page. From the printer's own records it is checked that in no cell of these

- a job goes on past its deadline,
- `verified` is said of settings that the printer does not hold,
- a form is sent again without a reading in between (BUSY says that nothing was done: there the same form goes out again),
- a second login happens by itself (one more is in order where the printer ended the session),
- the logout is missing where the printer can be reached as itself.

The numbers are those of the requests listed with each printer. `TEGATA_MATRIX=all cargo nextest run -p tegata-onboarding
--test faults` runs it whole, and with `TEGATA_MATRIX=write` writes this page; the ordinary suite runs a sample of it and
compares.
";

/// Writes the page.
pub fn write(shapes: &[(Requests, Outcomes)]) -> String {
    let mut page = HEAD.to_owned();
    page.push_str("\n## Counts\n\n| outcome | cells |\n|---|---|\n");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for outcome in shapes.iter().flat_map(|(_, outcomes)| outcomes.values()) {
        *counts.entry(outcome).or_default() += 1;
    }
    for (outcome, count) in &counts {
        let _ = writeln!(page, "| `{outcome}` | {count} |");
    }
    let cells = shapes.iter().map(|(requests, _)| requests.len() * Failure::ALL.len()).sum::<usize>();
    let _ = writeln!(page, "| run | {} of {cells} |", counts.values().sum::<usize>());
    for (shape, (requests, outcomes)) in SHAPES.iter().zip(shapes) {
        let _ = writeln!(page, "\n## Printer: {}\n", shape.name);
        for (at, request) in requests.iter().enumerate() {
            let _ = writeln!(page, "{}. `{request}`", at + 1);
        }
        page.push_str("\n| failure | outcome | at request |\n|---|---|---|\n");
        for (column, failure) in Failure::ALL.iter().enumerate() {
            let mut by_outcome: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
            for ((_, at), outcome) in outcomes.range((column, 0)..(column + 1, 0)) {
                by_outcome.entry(outcome).or_default().insert(*at);
            }
            for (outcome, at) in by_outcome {
                let _ = writeln!(page, "| {} | `{outcome}` | {} |", failure.name(), ranges(&at));
            }
        }
    }
    page
}

fn ranges(numbers: &BTreeSet<u64>) -> String {
    let mut parts: Vec<(u64, u64)> = Vec::new();
    for number in numbers {
        match parts.last_mut() {
            Some((_, end)) if *end + 1 == *number => *end = *number,
            _ => parts.push((*number, *number)),
        }
    }
    let part = |(from, to): (u64, u64)| if from == to { from.to_string() } else { format!("{from}–{to}") };
    parts.into_iter().map(part).collect::<Vec<_>>().join(", ")
}

/// Reads the page: for each shape its requests and outcomes.
pub fn read(page: &str) -> Vec<(Requests, Outcomes)> {
    page.split("\n## Printer: ").skip(1).map(read_shape).collect()
}

fn read_shape(section: &str) -> (Requests, Outcomes) {
    let requests = section
        .lines()
        .filter_map(|line| line.split_once(". `"))
        .filter(|(number, _)| number.chars().all(|c| c.is_ascii_digit()))
        .map(|(_, request)| request.trim_end_matches('`').to_owned())
        .collect();
    let mut outcomes = Outcomes::new();
    for line in section.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [failure, outcome, at] = cells.as_slice() else { continue };
        let Some(column) = Failure::ALL.iter().position(|f| f.name() == *failure) else { continue };
        for part in at.split(", ") {
            let (from, to) = part.split_once('–').unwrap_or((part, part));
            let number = |text: &str| text.parse::<u64>().expect("a request's number");
            for number in number(from)..=number(to) {
                outcomes.insert((column, number), outcome.trim_matches('`').to_owned());
            }
        }
    }
    (requests, outcomes)
}
