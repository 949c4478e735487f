//! Damaged pages, by the million if one likes: pages in the manner of the captured ones, cut, doubled, mixed and
//! overwritten. Whatever comes of it, reading it must end, in order, with the same answers for the same page.
//!
//! A few seconds in the suite; `TEGATA_FUZZ_SECONDS=600 cargo test -p tegata-wim damaged_pages --release` for long.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestError, TestRunner};
use tegata_core::Field;

use super::*;
use crate::labels::{self, Word};
use crate::page::Page;

const CORPUS: [&[u8]; 9] = [
    include_bytes!("corpus/root.html"),
    include_bytes!("corpus/frames.html"),
    include_bytes!("corpus/login.html"),
    include_bytes!("corpus/rows.html"),
    include_bytes!("corpus/error.html"),
    include_bytes!("corpus/dialog.html"),
    include_bytes!("corpus/fieldset.html"),
    include_bytes!("corpus/soup.html"),
    include_bytes!("corpus/shift_jis.html"),
];

/// Pieces that change the reader's state.
const PIECES: [&str; 20] = [
    "<",
    ">",
    "\"",
    "</",
    "<!--",
    "-->",
    "<form>",
    "</form>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<select>",
    "<option selected>",
    "<script>",
    "</script>",
    "<textarea>",
    "\0",
    "&#x110000;",
    "<input form=late checked>",
];

#[derive(Clone, Debug)]
enum Damage {
    Cut { from: usize, length: usize },
    Double { from: usize, length: usize, to: usize },
    Splice { page: usize, from: usize, length: usize, to: usize },
    Insert { piece: usize, to: usize },
    Overwrite { at: usize, byte: u8 },
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = 0_usize..2000;
    let length = 1_usize..400;
    prop_oneof![
        (place.clone(), length.clone()).prop_map(|(from, length)| Damage::Cut { from, length }),
        (place.clone(), length.clone(), place.clone()).prop_map(|(from, length, to)| Damage::Double {
            from,
            length,
            to
        }),
        (0..CORPUS.len(), place.clone(), length, place.clone())
            .prop_map(|(page, from, length, to)| Damage::Splice { page, from, length, to }),
        (0..PIECES.len(), place.clone()).prop_map(|(piece, to)| Damage::Insert { piece, to }),
        (place, any::<u8>()).prop_map(|(at, byte)| Damage::Overwrite { at, byte }),
    ]
}

fn part(of: &[u8], from: usize, length: usize) -> &[u8] {
    let from = from % of.len().max(1);
    &of[from.min(of.len())..(from + length).min(of.len())]
}

fn apply(page: &mut Vec<u8>, damage: &Damage) {
    let put = |page: &mut Vec<u8>, to: usize, bytes: &[u8]| {
        let to = to % (page.len() + 1);
        page.splice(to..to, bytes.iter().copied());
    };
    match damage {
        Damage::Cut { from, length } => {
            let from = from % (page.len() + 1);
            let to = (from + length).min(page.len());
            page.drain(from..to);
        }
        Damage::Double { from, length, to } => {
            let piece = part(page, *from, *length).to_vec();
            put(page, *to, &piece);
        }
        Damage::Splice { page: other, from, length, to } => {
            put(page, *to, part(CORPUS[*other], *from, *length))
        }
        Damage::Insert { piece, to } => put(page, *to, PIECES[*piece].as_bytes()),
        Damage::Overwrite { at, byte } => {
            if let Some(len) = std::num::NonZero::new(page.len()) {
                page[at % len.get()] = *byte;
            }
        }
    }
}

/// Everything that the driver asks of a page, scripts apart.
fn read_it(bytes: &[u8]) -> (Vec<Vec<u32>>, String) {
    let text = decode(bytes, None);
    let url = url::Url::parse("http://printer.test/web/entry/ja/websys/x.cgi").unwrap();
    let page = Page::parse(&url, &text).unwrap();
    let mut seen = format!("{:?} {:?} {:?}", page.text(), page.frames(), page.meta_refresh());
    for field in Field::ALL {
        match page.find(&labels::wanted(field)) {
            Ok(found) => seen.push_str(&format!("{field} {:?}", page.value(&found.field))),
            Err(error) => seen.push_str(&error.to_string()),
        }
    }
    seen.push_str(&format!("{:?} {:?}", page.button(Word::Ok), page.links().len()));
    let forms = page.forms();
    for form in forms {
        seen.push_str(&format!("{:?}", page.submission_of(form)));
    }
    (forms.iter().map(|form| form.controls.iter().map(|c| c.node.0).collect()).collect(), seen)
}

fn holds(first: usize, damages: &[Damage]) -> Result<(), TestCaseError> {
    let mut page = CORPUS[first].to_vec();
    for damage in damages {
        apply(&mut page, damage);
    }
    let (forms, seen) = read_it(&page);
    for controls in forms {
        prop_assert!(controls.is_sorted(), "controls out of the order of the source: {controls:?}");
    }
    prop_assert_eq!(seen, read_it(&page).1, "the same page, read twice");
    Ok(())
}

#[test]
fn damaged_pages_are_read_in_order_or_not_at_all() {
    let seconds = std::env::var("TEGATA_FUZZ_SECONDS").ok().and_then(|s| s.parse().ok()).unwrap_or(2);
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut cases = 0;
    while cases == 0 || Instant::now() < end {
        let mut runner =
            TestRunner::new(Config { cases: 64, failure_persistence: None, ..Config::default() });
        let pages = (0..CORPUS.len(), proptest::collection::vec(damage(), 0..12));
        match runner.run(&pages, |(first, damages)| holds(first, &damages)) {
            Ok(()) => cases += 64,
            Err(TestError::Fail(reason, case)) => panic!("{reason}: {case:?}"),
            Err(abort) => panic!("{abort}"),
        }
    }
    eprintln!("{cases} damaged pages");
}
