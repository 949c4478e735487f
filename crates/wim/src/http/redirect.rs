//! Where a printer may send us: back to itself, and nowhere else.
//!
//! The administrator's session travels with every request, so a redirect, a link or a form that names another host is
//! an attempt, by mistake or not, to make it leave the printer. "The same host" is the same name, not another name for
//! the same machine: names are what certificates and people go by. Another port of the same host is another program
//! and is refused too, with one exception that only ever makes things safer: from plain HTTP to HTTPS, whose
//! certificate is then checked as any other. Before the login that may be any port; afterwards only 80 → 443.

use url::Url;

use crate::error::WimError;

/// Judges a step from one address to another.
pub(crate) fn judge(from: &Url, to: &Url, before_login: bool) -> Result<(), WimError> {
    let foreign = || WimError::ForeignRedirect { host: to.host_str().unwrap_or(to.scheme()).to_owned() };
    if from.host_str() != to.host_str() {
        return Err(foreign());
    }
    let ports = (from.port_or_known_default(), to.port_or_known_default());
    match (from.scheme(), to.scheme()) {
        ("https", "https") | ("http", "http") if ports.0 == ports.1 => Ok(()),
        ("http", "https") if before_login || ports == (Some(80), Some(443)) => Ok(()),
        ("https", "http") => {
            Err(WimError::HttpOnly { address: to.host_str().unwrap_or_default().to_owned() })
        }
        _ => Err(foreign()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(from: &str, to: &str, before: bool) -> bool {
        judge(&Url::parse(from).expect("a URL"), &Url::parse(to).expect("a URL"), before).is_ok()
    }

    #[test]
    fn only_the_printer_itself_and_only_ever_safer() {
        assert!(allowed("https://p/a", "https://p/b", false));
        assert!(allowed("https://p/a", "https://p:443/b", false));
        assert!(allowed("http://p/a", "https://p/b", false));
        assert!(allowed("http://p:8080/a", "https://p:8443/b", true));
        assert!(!allowed("http://p:8080/a", "https://p:8443/b", false));
        assert!(!allowed("https://p/a", "https://p:8443/b", false));
        assert!(!allowed("https://p/a", "https://q/b", true));
        assert!(!allowed("https://p/a", "https://p.evil/b", true));
        assert!(!allowed("https://p/a", "http://p/b", true));
    }
}
