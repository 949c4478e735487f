//! Which sign-in pages may be opened.
//!
//! A code is only as safe as the page it is typed into. Whatever a printer or a server names is opened only when it
//! is `https`, without user information, and its host stands on the list below, letter for letter; everything else
//! is shown as text with a warning (`facts/exchange.md` §1.1, §5 point 3). Nothing is guessed from a suffix.

use std::net::{Ipv4Addr, Ipv6Addr};

use tegata_core::Problem;
use tegata_core::problem::microsoft::LINK_REFUSED;
use url::{Host, Url};

/// The hosts of Microsoft's sign-in pages (`facts/exchange.md` §1.1).
pub const MICROSOFT_HOSTS: [&str; 7] = [
    "microsoft.com",
    "www.microsoft.com",
    "login.microsoftonline.com",
    "login.microsoft.com",
    "aka.ms",
    "login.microsoftonline.us",
    "login.partner.microsoftonline.cn",
];

/// Why a link is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is not a web address.
    NotAnAddress,
    /// It is not encrypted.
    NotHttps,
    /// It carries a user name or password, which can make it look like another host.
    UserInformation,
    /// It names a port.
    Port,
    /// Its host is not on the list.
    ForeignHost,
}

/// A link that is not opened, only shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the page {given} is not opened: {reason:?}")]
pub struct RefusedLink {
    /// The link as given, shortened.
    pub given: String,
    /// Why.
    pub reason: Reason,
}

/// The longest piece of a refused link that is shown.
const SHOWN_CHARACTERS: usize = 200;

/// The link as a URL, if it may be opened.
///
/// `extra_hosts` are further hosts of the person's own configuration, as `host` or `host:port`; only those that are
/// this computer itself may be reached without encryption.
///
/// # Errors
/// The link and the reason why it must not be opened.
pub fn check_link(given: &str, extra_hosts: &[String]) -> Result<Url, RefusedLink> {
    let refused = |reason| RefusedLink {
        given: given.chars().filter(|c| !c.is_control()).take(SHOWN_CHARACTERS).collect(),
        reason,
    };
    let url = Url::parse(given.trim()).map_err(|_| refused(Reason::NotAnAddress))?;
    let host = url.host_str().ok_or_else(|| refused(Reason::NotAnAddress))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refused(Reason::UserInformation));
    }
    let extra = extra_hosts.iter().any(|entry| names(entry, host, &url));
    match url.scheme() {
        "https" => {}
        "http" if extra && is_loopback(&url) => {}
        _ => return Err(refused(Reason::NotHttps)),
    }
    if extra {
        return Ok(url);
    }
    if !MICROSOFT_HOSTS.contains(&host) {
        return Err(refused(Reason::ForeignHost));
    }
    if url.port().is_some() {
        return Err(refused(Reason::Port));
    }
    Ok(url)
}

/// Whether an entry of the configuration names exactly this host (and port).
fn names(entry: &str, host: &str, url: &Url) -> bool {
    // Read as the authority of a URL, so that letter case and `[::1]` compare as the URL itself does.
    let Ok(entry) = Url::parse(&format!("{}://{}/", url.scheme(), entry.trim())) else { return false };
    entry.host_str() == Some(host)
        && entry.port_or_known_default() == url.port_or_known_default()
        && entry.path() == "/"
        && entry.query().is_none()
        && entry.fragment().is_none()
        && entry.username().is_empty()
}

/// Whether the URL's host is this computer itself, by address or as `localhost`.
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => Ipv4Addr::is_loopback(&address),
        Some(Host::Ipv6(address)) => address == Ipv6Addr::LOCALHOST,
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

impl From<RefusedLink> for Problem {
    fn from(refused: RefusedLink) -> Self {
        Self::new(LINK_REFUSED)
            .arg("link", &refused.given)
            .detail(format!("{:?}: {}", refused.reason, refused.given))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(given: &str, extra: &[&str]) -> Option<Reason> {
        let extra: Vec<String> = extra.iter().map(|&e| e.to_owned()).collect();
        check_link(given, &extra).err().map(|refused| refused.reason)
    }

    #[test]
    fn microsofts_pages_are_opened() {
        for page in [
            "https://microsoft.com/devicelogin",
            "https://www.microsoft.com/link",
            "https://microsoft.com/deviceloginus",
            "https://login.microsoftonline.com/common/oauth2/deviceauth",
            "https://login.microsoft.com/device",
            "https://aka.ms/devicelogin",
            "https://MICROSOFT.COM/devicelogin",
        ] {
            assert_eq!(reason(page, &[]), None, "{page}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for (page, expected) in [
            ("http://microsoft.com/devicelogin", Reason::NotHttps),
            ("https://microsoft.com@evil.example/devicelogin", Reason::UserInformation),
            ("https://microsoft.com.evil.example/devicelogin", Reason::ForeignHost),
            ("https://evilmicrosoft.com/devicelogin", Reason::ForeignHost),
            ("https://microsoft.com./devicelogin", Reason::ForeignHost),
            ("https://xn--mcrosoft-hza.com/devicelogin", Reason::ForeignHost),
            ("https://microsoft.com:8443/devicelogin", Reason::Port),
            ("javascript:alert(1)", Reason::NotAnAddress),
            ("file:///etc/passwd", Reason::NotAnAddress),
            ("ftp://microsoft.com/", Reason::NotHttps),
            ("devicelogin", Reason::NotAnAddress),
            ("https://evil.example\\@microsoft.com/", Reason::ForeignHost),
        ] {
            assert_eq!(reason(page, &[]), Some(expected), "{page}");
        }
    }

    #[test]
    fn the_configuration_may_name_more_hosts() {
        assert_eq!(reason("https://idp.example/device", &["idp.example"]), None);
        assert_eq!(reason("https://idp.example:8443/device", &["idp.example"]), Some(Reason::ForeignHost));
        assert_eq!(reason("https://idp.example:8443/device", &["idp.example:8443"]), None);
        assert_eq!(reason("http://idp.example/device", &["idp.example"]), Some(Reason::NotHttps));
        assert_eq!(reason("http://127.0.0.1:9000/device", &["127.0.0.1:9000"]), None);
        assert_eq!(reason("http://[::1]:9000/device", &["[::1]:9000"]), None);
        assert_eq!(reason("http://127.0.0.1:9001/device", &["127.0.0.1:9000"]), Some(Reason::NotHttps));
        assert_eq!(reason("http://127.0.0.1:9000/device", &[]), Some(Reason::NotHttps));
        assert_eq!(
            reason("https://evil.example/", &["evil.example/x", "evil.example?", "a@evil.example"]),
            Some(Reason::ForeignHost)
        );
    }
}
