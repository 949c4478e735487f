//! The skeleton of a script: what it does and where it leads, without the texts and numbers in it.

use super::Redaction;

/// The longest skeleton of one script, in characters.
const LONGEST: usize = 40_000;

/// A script without comments; literals stay only where they are addresses of the printer's programs or short names.
pub(super) fn skeleton(source: &str) -> String {
    let mut told = String::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        if told.len() > LONGEST {
            told.push('…');
            break;
        }
        if let Some(after) = rest.strip_prefix("//") {
            rest = after.find('\n').map_or("", |end| &after[end..]);
        } else if let Some(after) = rest.strip_prefix("/*") {
            rest = after.find("*/").map_or("", |end| &after[end + 2..]);
        } else if matches!(c, '"' | '\'' | '`') {
            let end = literal_end(rest, c);
            let inner = &rest[1..end.min(rest.len())];
            told.push(c);
            told.push_str(&literal(inner));
            told.push(c);
            rest = rest.get(end + 1..).unwrap_or_default();
        } else if c.is_ascii_alphanumeric() || c == '_' || c == '$' {
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '$'));
            let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
            let number = word.chars().all(|c| c.is_ascii_digit()) && word.len() > 4;
            told.push_str(&if number { "[number]".into() } else { Redaction::patterns(word) });
            rest = after;
        } else {
            // Empty lines are no structure.
            if !(c.is_whitespace() && told.ends_with(['\n', ' '])) {
                told.push(c);
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    told
}

/// Where a literal that begins with `quote` ends: the place of its closing mark, or the text's end.
fn literal_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at,
            _ => {}
        }
    }
    text.len()
}

fn literal(inner: &str) -> String {
    let program = [".cgi", ".html", ".xjs", ".js", ".asp"].iter().any(|end| inner.contains(end));
    if program && !inner.contains(char::is_whitespace) {
        // Of a query only the names stay.
        let mut told = String::new();
        let (path, query) = inner.split_once('?').unwrap_or((inner, ""));
        told.push_str(&Redaction::patterns(path));
        for (number, pair) in query.split('&').filter(|pair| !pair.is_empty()).enumerate() {
            let name = pair.split('=').next().unwrap_or_default();
            told.push_str(if number == 0 { "?" } else { "&" });
            told.push_str(&Redaction::patterns(name));
        }
        return told;
    }
    let name = inner.len() <= 40
        && inner.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '#'))
        && inner.chars().filter(char::is_ascii_digit).count() <= 3;
    if name { Redaction::patterns(inner) } else { super::kind_of(inner) }
}
