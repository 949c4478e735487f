//! One SMTP reply: code, enhanced code (RFC 3463), words.

use std::fmt;

/// A reply of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The three digits.
    pub code: u16,
    /// The enhanced code, where there is one.
    pub enhanced: Option<(u16, u16, u16)>,
    /// The words, lines joined by a space.
    pub text: String,
}

impl Reply {
    /// The last reply of a conversation's text. A reply that broke off counts as far as it came.
    #[must_use]
    pub fn last_of(heard: &str) -> Option<Self> {
        let mut replies: Vec<(u16, String)> = Vec::new();
        let mut continued = false;
        for line in heard.lines() {
            let Some(code) = line.get(..3).and_then(|digits| digits.parse().ok()) else { continue };
            let words = line.get(4..).unwrap_or_default();
            match replies.last_mut() {
                Some((_, text)) if continued => {
                    // The enhanced code is repeated on every line of a reply; once is enough.
                    text.push(' ');
                    text.push_str(split_enhanced(words).map_or(words, |(_, rest)| rest));
                }
                _ => replies.push((code, words.to_owned())),
            }
            continued = line.as_bytes().get(3) == Some(&b'-');
        }
        let (code, text) = replies.pop()?;
        Some(match split_enhanced(&text) {
            Some((enhanced, rest)) => Self { code, enhanced: Some(enhanced), text: rest.to_owned() },
            None => Self { code, enhanced: None, text },
        })
    }
}

fn split_enhanced(words: &str) -> Option<((u16, u16, u16), &str)> {
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let mut parts = first.split('.').map(str::parse);
    let enhanced = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    parts.next().is_none().then_some((enhanced, rest.trim_start()))
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        if let Some((class, subject, detail)) = self.enhanced {
            write!(f, " {class}.{subject}.{detail}")?;
        }
        write!(f, " {}", self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_enhanced_codes_and_several_lines_are_read() {
        let reply =
            Reply::last_of("550-5.7.708 Access denied,\r\n550 5.7.708 traffic not accepted\r\n").unwrap();
        assert_eq!((reply.code, reply.enhanced), (550, Some((5, 7, 708))));
        assert_eq!(reply.text, "Access denied, traffic not accepted");
        assert_eq!(reply.to_string(), "550 5.7.708 Access denied, traffic not accepted");
    }

    #[test]
    fn the_last_reply_counts() {
        assert_eq!(Reply::last_of("334 eyJzdGF0dXMi\r\n535 5.7.3 no\r\n").unwrap().code, 535);
        assert_eq!(Reply::last_of("250 192.0.2.1 hello").unwrap().enhanced, None);
        assert_eq!(Reply::last_of("HTTP/1.1 400 Bad Request\r\n"), None);
        assert_eq!(Reply::last_of(""), None);
    }
}
