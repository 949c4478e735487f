//! Replaces what must not leave the house, in two passes: what is known of this printer, and what looks like it.

use std::collections::BTreeMap;

/// What is known to be private, each with the word that stands in its place.
#[derive(Clone, Default)]
pub struct Redaction {
    known: BTreeMap<String, &'static str>,
}

impl std::fmt::Debug for Redaction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Redaction of {} texts", self.known.len())
    }
}

impl Redaction {
    /// With a text that must not appear, in any case and in its base64 form, and the word in its place.
    #[must_use]
    pub fn without(mut self, text: &str, word: &'static str) -> Self {
        use base64::Engine as _;
        let text = text.trim();
        // One or two characters are everywhere; replacing them would hide the page and protect nobody.
        if text.chars().count() >= 3 {
            self.known.insert(text.to_lowercase(), word);
            let encoded = base64::engine::general_purpose::STANDARD.encode(text);
            self.known.insert(encoded.trim_end_matches('=').to_lowercase(), word);
        }
        self
    }

    /// A text without anything known and anything that looks private.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let mut known: Vec<(&String, &&str)> = self.known.iter().collect();
        // The longest first: a host name that contains another must go whole.
        known.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
        let mut told = text.to_owned();
        for (hidden, word) in known {
            told = replace_in_any_case(&told, hidden, word);
        }
        Self::patterns(&told)
    }

    /// A text without anything that looks private, whoever's it is.
    #[must_use]
    pub fn patterns(text: &str) -> String {
        let mut told = String::with_capacity(text.len());
        let mut word = String::new();
        for c in text.chars() {
            if belongs_to_word(c) {
                word.push(c);
            } else {
                told.push_str(&judged(&word));
                word.clear();
                told.push(c);
            }
        }
        told.push_str(&judged(&word));
        told
    }
}

/// Characters of addresses, names, tokens and numbers.
fn belongs_to_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '@' | ':' | '-' | '_' | '+' | '=' | '/' | '%')
}

/// A word, or what stands in its place. Judged part by part where it is a path, so that the path itself remains.
fn judged(word: &str) -> String {
    if word.contains('@') {
        return if word.starts_with('@') && word.len() < 3 { word.to_owned() } else { "[address]".into() };
    }
    if word.matches(':').count() >= 2
        && word.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, ':' | '.' | '%'))
    {
        return "[ip]".into();
    }
    let mut told = String::new();
    let mut part = String::new();
    for c in word.chars() {
        if matches!(c, '/' | ':' | '=' | '%') {
            told.push_str(&judged_part(&part));
            part.clear();
            told.push(c);
        } else {
            part.push(c);
        }
    }
    told.push_str(&judged_part(&part));
    told
}

fn judged_part(part: &str) -> String {
    let bare = part.trim_matches(['.', '-', '_', '+']);
    let count = |fits: fn(char) -> bool| bare.chars().filter(|c| fits(*c)).count();
    let digits = count(|c| c.is_ascii_digit());
    let upper = count(|c| c.is_ascii_uppercase());
    let lower = count(|c| c.is_ascii_lowercase());
    let length = bare.chars().count();
    let replaced = if is_ipv4(bare) {
        Some("[ip]")
    } else if is_host_name(bare) {
        Some("[host]")
    } else if length >= 6 && digits == length {
        Some("[number]")
    } else if length >= 12 && bare.chars().filter(|c| *c != '-').all(|c| c.is_ascii_hexdigit()) && digits > 0
    {
        Some("[hex]")
    } else if (7..=10).contains(&length) && lower == 0 && digits + upper == length && digits > 0 {
        // Codes and serial numbers: capitals and digits.
        Some("[code]")
    } else if length == 9 && upper == length {
        // Microsoft's codes may have no digit at all.
        Some("[code]")
    } else if length >= 40
        || (length >= 11
            && digits >= 2
            && upper + lower + digits >= length.saturating_sub(2)
            && !is_a_name(bare))
    {
        Some("[token]")
    } else {
        None
    };
    match replaced {
        Some(word) => part.replacen(bare, word, 1),
        None => part.to_owned(),
    }
}

fn is_ipv4(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() == 4 && parts.iter().all(|part| part.parse::<u8>().is_ok())
}

/// `a.b.tld`, or `a.local`; not `getEmail.cgi`, not `document.forms`.
fn is_host_name(text: &str) -> bool {
    const TOP: [&str; 22] = [
        "com",
        "net",
        "org",
        "jp",
        "local",
        "lan",
        "localdomain",
        "internal",
        "intern",
        "corp",
        "home",
        "example",
        "test",
        "invalid",
        "de",
        "fr",
        "uk",
        "eu",
        "cn",
        "us",
        "io",
        "info",
    ];
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() >= 2
        && parts.iter().all(|part| !part.is_empty())
        && parts.last().is_some_and(|last| TOP.contains(&last.to_ascii_lowercase().as_str()))
}

/// A field's name in the printers' own style (`smtpServerNameIn2`): letters, at most a few digits at the end.
fn is_a_name(text: &str) -> bool {
    let letters = text.trim_end_matches(|c: char| c.is_ascii_digit());
    text.len() - letters.len() <= 4
        && letters.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '_' | '-' | '.'))
}

fn replace_in_any_case(text: &str, hidden: &str, word: &str) -> String {
    let lower = text.to_lowercase();
    // Lower-casing may change lengths outside ASCII; then the plain comparison must do.
    if lower.len() != text.len() {
        return text.replace(hidden, word);
    }
    let mut told = String::with_capacity(text.len());
    let mut from = 0;
    while let Some(at) = lower[from..].find(hidden).map(|at| at + from) {
        let end = at + hidden.len();
        if !text.is_char_boundary(at) || !text.is_char_boundary(end) {
            break;
        }
        let inside_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let short = hidden.len() < 8;
        let joined = inside_word(text[..at].chars().next_back()) || inside_word(text[end..].chars().next());
        told.push_str(&text[from..at]);
        // A short name such as "admin" also begins ordinary words; those stay.
        told.push_str(if short && joined { &text[at..end] } else { word });
        from = end;
    }
    told.push_str(&text[from..]);
    told
}
