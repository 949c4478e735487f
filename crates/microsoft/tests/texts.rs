//! Every problem of Microsoft's side and of the mail side is explained, in both languages, in words of its own; and
//! the table in the documentation is the table in the code.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use tegata_core::{Catalogue, Code, Language, Problem};
use tegata_microsoft::aadsts::{Place, ROWS};

fn areas() -> impl Iterator<Item = Code> {
    Code::all().filter(|code| code.as_str().starts_with("microsoft.") || code.as_str().starts_with("mail."))
}

#[test]
fn every_code_has_words_of_its_own_in_both_languages() {
    for language in Language::ALL {
        let catalogue = Catalogue::new(language);
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for code in areas() {
            let explained = catalogue.explain(&Problem::new(code));
            assert_ne!(explained.title, code.message_id(), "{language}: {code:?} has no text");
            assert!(!explained.what.is_empty(), "{language}: {code:?} does not say what happened");
            assert!(!explained.remedy.is_empty(), "{language}: {code:?} does not say what to do");
            for text in [explained.title, explained.what] {
                if let Some(other) = seen.insert(text.clone(), code.as_str()) {
                    // Mail and Microsoft may meet the same title (a certificate), never within one area.
                    let area = |name: &str| name.split('.').next().map(str::to_owned);
                    assert_ne!(
                        area(other),
                        area(code.as_str()),
                        "{language}: {other} and {code:?} share “{text}”"
                    );
                }
            }
        }
    }
}

#[test]
fn both_languages_fill_the_same_blanks_and_offer_the_same_commands() {
    let blanks = |language: Language, id: &str| -> (BTreeSet<String>, Option<String>, usize) {
        let catalogue = Catalogue::new(language);
        let parts = [
            Some(catalogue.text(id)),
            catalogue.attribute(id, "what", &[]),
            catalogue.attribute(id, "remedy", &[]),
        ];
        let all = parts.iter().flatten().flat_map(|text| text.split("{$").skip(1));
        let names = all.filter_map(|rest| rest.split('}').next().map(str::to_owned)).collect();
        let steps = parts[2].as_ref().map_or(0, |steps| steps.lines().count());
        (names, catalogue.attribute(id, "command", &[]), steps)
    };
    for code in areas() {
        let id = code.message_id();
        let (english, command, steps) = blanks(Language::English, &id);
        let (japanese, command_ja, steps_ja) = blanks(Language::Japanese, &id);
        assert_eq!((english, command), (japanese, command_ja), "{code:?}");
        if code.as_str() != "microsoft.secret_sent" {
            assert_eq!(steps, steps_ja, "{code:?}");
        }
    }
}

#[test]
fn the_documented_table_is_the_table() {
    let documented = include_str!("../../../docs/microsoft.md");
    let catalogue = Catalogue::new(Language::English);
    for row in ROWS {
        let numbers = row.numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        let words = row.words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let place = if row.place == Place::Browser { "browser" } else { "answer" };
        let title = catalogue.text(&row.code.message_id());
        let line = format!("| {numbers} | {words} | {place} | `{}` | {title} |", row.code.as_str());
        assert!(documented.contains(&line), "docs/microsoft.md lacks this line:\n{line}");
    }
}
