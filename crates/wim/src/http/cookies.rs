//! The cookies of one printer, by the printer's own rules.
//!
//! A general cookie jar would lose logins here: printers answer with several `Set-Cookie` lines for one name, one of
//! them a reset to `--` (`facts/wim.md` §1.2), and write them without the space after the semicolon. Paths, domains
//! and dates are not looked at: there is one host, and its clock is wrong (§3).

/// Name of the cookie by which WIM tests whether cookies work; every working script sets it beforehand (§1.2).
const CHECKER: &str = "cookieOnOffChecker";
/// Name of the session cookie; digits when logged in, `--` when not (§1.2).
const SESSION: &str = "wimsesid";
/// What stands for "no session".
const NONE: &str = "--";

/// Cookies in the order of their arrival.
#[derive(Clone)]
pub(crate) struct Cookies(Vec<(String, String)>);

impl Cookies {
    /// As a browser with cookies switched on would start.
    pub(crate) fn new() -> Self {
        Self(vec![(CHECKER.into(), "on".into())])
    }

    /// Takes the `Set-Cookie` lines of one answer.
    pub(crate) fn take<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) {
        let mut kept: Vec<(&str, &str)> = Vec::new();
        let mut gone: Vec<&str> = Vec::new();
        for line in lines {
            let mut parts = line.split(';');
            let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { continue };
            let (name, value) = (name.trim(), value.trim());
            let deleted = parts.any(|attribute| {
                let attribute = attribute.trim().to_ascii_lowercase();
                attribute.replace(' ', "") == "max-age=0"
                    || attribute.starts_with("expires=") && attribute.contains("1970")
            });
            if name.is_empty() {
            } else if deleted {
                gone.push(name);
            } else {
                match kept.iter_mut().find(|(known, _)| *known == name) {
                    // Of several lines for one name in one answer, the one that is a value wins.
                    Some((_, known)) if value != NONE || *known == NONE => *known = value,
                    Some(_) => {}
                    None => kept.push((name, value)),
                }
            }
        }
        for name in gone {
            if !kept.iter().any(|(known, _)| *known == name) {
                self.0.retain(|(known, _)| known != name);
            }
        }
        for (name, value) in kept {
            match self.0.iter_mut().find(|(known, _)| known == name) {
                Some((_, known)) => value.clone_into(known),
                None => self.0.push((name.to_owned(), value.to_owned())),
            }
        }
    }

    /// The `Cookie` header.
    pub(crate) fn header(&self) -> String {
        self.0.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// Whether the printer counts us as logged in.
    pub(crate) fn logged_in(&self) -> bool {
        self.0.iter().any(|(name, value)| {
            name == SESSION && !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit())
        })
    }

    /// Whether the printer speaks of sessions by the known cookie at all.
    pub(crate) fn session_known(&self) -> bool {
        self.0.iter().any(|(name, _)| name == SESSION)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reset_in_the_same_answer_does_not_undo_the_login() {
        for lines in [
            ["wimsesid=--;path=/;HttpOnly", "wimsesid=178962527;path=/;HttpOnly"],
            ["wimsesid=178962527;path=/;HttpOnly", "wimsesid=--;path=/"],
        ] {
            let mut cookies = Cookies::new();
            cookies.take(lines);
            assert!(cookies.logged_in());
            assert_eq!(cookies.header(), "cookieOnOffChecker=on; wimsesid=178962527");
        }
    }

    #[test]
    fn a_reset_alone_ends_the_session_and_deletion_deletes() {
        let mut cookies = Cookies::new();
        cookies.take(["wimsesid=1;path=/", "risessionid=066;HttpOnly"]);
        cookies.take(["wimsesid=--;path=/;HttpOnly", "risessionid=; Max-Age=0"]);
        assert!(!cookies.logged_in());
        assert_eq!(cookies.header(), "cookieOnOffChecker=on; wimsesid=--");
    }
}
