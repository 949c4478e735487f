//! Finding the code on the code screen.
//!
//! A code is six to twelve capitals and digits, near the screen's own words for it, preferably alone in its element.
//! Tokens, serial numbers and words in capitals look alike, so one single best candidate is taken and anything less
//! clear goes to the person with the page's text.

use std::time::Duration;

use crate::html::{Document, NodeId};
use crate::labels::Word;
use crate::page::Page;

/// The code as far as it could be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeText {
    /// This one.
    Found(String),
    /// None or several: the person picks, reading the page's text.
    PickFrom {
        /// What could be it.
        candidates: Vec<String>,
    },
}

/// The candidates of the best kind there is, in page order.
pub(crate) fn candidates(page: &Page, not: &[&str]) -> Vec<String> {
    let document = page.document();
    let is_candidate = |text: &str| {
        looks_like_code(text)
            && !not.contains(&text)
            && !text.eq_ignore_ascii_case("microsoft")
            && !Word::OauthOption.within(text)
    };
    let (mut labelled, mut alone) = (Vec::new(), Vec::new());
    for id in document.all() {
        let text = match document.name(id) {
            "input" if matches!(document.control_type(id).as_str(), "text" | "search" | "tel") => {
                document.value(id)
            }
            "input" | "script" | "style" | "option" | "title" | "html" | "" => continue,
            _ => document.text(id),
        };
        let text = text.trim();
        if !is_candidate(text) || !document.is_visible(id) {
            continue;
        }
        let list = if is_labelled(document, id, text) { &mut labelled } else { &mut alone };
        if !list.iter().any(|known| known == text) {
            list.push(text.to_owned());
        }
    }
    if !labelled.is_empty() {
        return labelled;
    }
    let with_letter_and_digit = |t: &String| {
        t.bytes().any(|b| b.is_ascii_digit()) && t.bytes().any(|b| b.is_ascii_uppercase()) || t.contains('-')
    };
    if alone.iter().filter(|t| with_letter_and_digit(t)).count() == 1 {
        alone.retain(with_letter_and_digit);
    }
    let mut in_text = Vec::new();
    let text = page.text();
    let lines: Vec<&str> = text.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        if Word::CodeLabel.within(line) || at > 0 && Word::CodeLabel.is(lines[at - 1]) {
            for token in
                line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).filter(|t| is_candidate(t))
            {
                if !in_text.iter().any(|known| known == token) {
                    in_text.push(token.to_owned());
                }
            }
        }
    }
    if in_text.len() == 1 || alone.is_empty() { in_text } else { alone }
}

fn is_labelled(document: &Document, id: NodeId, code: &str) -> bool {
    document.ancestors(id).take(4).any(|around| {
        let text = document.text(around).replace(code, " ");
        let value = document.name(id) == "input";
        (text.chars().count() < 160 || value && text.chars().count() < 200)
            && matches!(
                document.name(around),
                "tr" | "p" | "dl" | "li" | "div" | "td" | "fieldset" | "label" | "span" | "table"
            )
            && text
                .lines()
                .chain(text.split([':', '：']))
                .any(|part| Word::CodeLabel.is(part) || Word::CodeLabel.within(part))
    })
}

fn looks_like_code(text: &str) -> bool {
    (6..=12).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text.bytes().filter(|b| *b == b'-').count() <= 2
}

/// 「15分」, "15 minutes": how long the screen says the code lives.
pub(crate) fn lifetime(text: &str) -> Option<Duration> {
    let plain = text.replace(' ', "");
    for unit in ["分以内", "分間", "minutes"] {
        if let Some(at) = plain.find(unit) {
            let digits: String = plain[..at].chars().rev().take_while(char::is_ascii_digit).collect();
            let digits: String = digits.chars().rev().collect();
            if let Ok(minutes) = digits.parse::<u64>()
                && (1..=60).contains(&minutes)
            {
                return Some(Duration::from_secs(minutes * 60));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use url::Url;

    fn of(body: &str) -> Vec<String> {
        let url = Url::parse("https://printer/").expect("a URL");
        candidates(&Page::parse(&url, body).expect("a page"), &["1043841972"])
    }

    #[test]
    fn the_code_is_the_labelled_one() {
        let row = "<html><body><table><tr><td>コード</td><td>:</td><td><b>FJC3QX9PB</b></td></tr></table><p>MODEL99</p></body></html>";
        assert_eq!(of(row), ["FJC3QX9PB"]);
        assert_eq!(of("<html><body><p>Enter the code GTHK2-98WX</p></body></html>"), ["GTHK2-98WX"]);
        assert!(of("<html><body><p>1043841972</p></body></html>").is_empty());
    }
}
