//! Finding the code on the code screen.
//!
//! A code is six to twelve capitals and digits, near the screen's own words for it, preferably alone in its element.
//! Tokens, serial numbers and words in capitals look alike, so one single best candidate is taken and anything less
//! clear goes to the person with the page's text.

use std::time::Duration;

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

/// The candidates of the best kind there is, in page order: those beside the screen's word for it, else those that
/// stand alone in their element.
pub(crate) fn candidates(page: &Page, not: &[&str]) -> Vec<String> {
    let is_candidate = |text: &str| {
        looks_like_code(text)
            && !not.contains(&text)
            && !text.eq_ignore_ascii_case("microsoft")
            && !Word::OauthOption.within(text)
    };
    let labelled = best(labelled(page, &is_candidate));
    if labelled.is_empty() { best(alone(page, &is_candidate)) } else { labelled }
}

/// In the same line as the word for it, or in the next one that says anything.
fn labelled(page: &Page, is_candidate: &impl Fn(&str) -> bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut announced = false;
    for line in page.lines() {
        let tokens: Vec<&str> = line
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
            .filter(|token| is_candidate(token))
            .collect();
        let rest = tokens.iter().fold(line.clone(), |rest, token| rest.replace(token, " "));
        let says_so = Word::CodeLabel.is(&rest) || Word::CodeLabel.within(&rest);
        let bare = tokens.len() == 1 && tokens[0] == line.trim();
        if says_so || (announced && bare) {
            for token in &tokens {
                if !found.iter().any(|known| known == token) {
                    found.push((*token).to_owned());
                }
            }
        }
        announced = says_so && tokens.is_empty();
    }
    found
}

fn alone(page: &Page, is_candidate: &impl Fn(&str) -> bool) -> Vec<String> {
    let document = page.document();
    let mut found: Vec<String> = Vec::new();
    for id in document.all() {
        let text = match document.name(id) {
            "input" if matches!(document.control_type(id).as_str(), "text" | "search" | "tel") => {
                document.value(id)
            }
            "input" | "script" | "style" | "option" | "title" | "html" | "" => continue,
            _ => document.text(id),
        };
        let text = text.trim();
        if is_candidate(text) && document.is_visible(id) && !found.iter().any(|known| known == text) {
            found.push(text.to_owned());
        }
    }
    found
}

/// Numbers of jobs and machines look alike; where something has letters they are not meant, and where one has letters
/// and digits, words in capitals are not.
fn best(mut found: Vec<String>) -> Vec<String> {
    let letter = |t: &String| t.bytes().any(|b| b.is_ascii_uppercase());
    let mixed = |t: &String| letter(t) && t.bytes().any(|b| b.is_ascii_digit()) || t.contains('-');
    if found.iter().any(letter) {
        found.retain(|t| letter(t) || t.contains('-'));
    }
    if found.iter().filter(|t| mixed(t)).count() == 1 {
        found.retain(mixed);
    }
    found
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

    #[test]
    fn what_stands_near_the_code_is_not_the_code() {
        for line in [
            "<p>User Code: <b>FJC3QX9PB</b></p>",
            "<p>User Code: FJC3QX9PB</p>",
            "<p>User Code: <h2>FJC3QX9PB</h2></p>",
            "<p>User Code: <input type=text readonly value=FJC3QX9PB></p>",
            "<table><tr><td>Code<td>FJC3QX9PB</table>",
        ] {
            let page = format!(
                "<html><body><form><p>Machine ID: 3089RA10234</p><p>VER20250131</p>{line}<p>20481733</p><p>SESSION12345</p></form>"
            );
            assert_eq!(of(&page), ["FJC3QX9PB"], "{line}");
        }
        assert_eq!(
            of("<html><body><p>Code: <b>AAAA1111B</b> <b>CCCC2222D</b></p>"),
            ["AAAA1111B", "CCCC2222D"]
        );
    }
}
