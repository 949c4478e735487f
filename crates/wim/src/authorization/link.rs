//! Which sign-in address is opened: Microsoft's, by exact host, over HTTPS; anything else is refused and said.

use url::Url;

/// Hosts on which Microsoft serves its device sign-in page, global and national clouds (`facts/exchange.md`).
const HOSTS: [&str; 8] = [
    "microsoft.com",
    "www.microsoft.com",
    "login.microsoft.com",
    "login.microsoftonline.com",
    "login.live.com",
    "login.microsoftonline.us",
    "login.partner.microsoftonline.cn",
    "login.chinacloudapi.cn",
];
/// Where everybody is sent who has no better address.
const OFFICIAL: &str = "https://microsoft.com/devicelogin";

/// The address of the sign-in page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// May be opened.
    Official(Url),
    /// The printer gave another address; it is not opened.
    Refused {
        /// What it gave.
        given: String,
        /// What to open instead.
        official: Url,
    },
}

/// Judges what the printer gave.
pub(crate) fn judge(given: Option<&Url>, extra: &[String]) -> Option<Link> {
    let official = Url::parse(OFFICIAL).ok()?;
    Some(match given {
        None => Link::Official(official),
        Some(url) if allowed(url, extra) => Link::Official(url.clone()),
        Some(url) => Link::Refused { given: url.to_string(), official },
    })
}

fn allowed(url: &Url, extra: &[String]) -> bool {
    let Some(host) = url.host_str() else { return false };
    if !url.username().is_empty() || url.password().is_some() {
        return false;
    }
    let port = url.port_or_known_default();
    let listed = extra.iter().any(|entry| {
        let (name, wanted) = match entry.rsplit_once(':') {
            Some((name, digits)) if !name.ends_with(':') => match digits.parse::<u16>() {
                Ok(port) => (name, Some(port)),
                Err(_) => (entry.as_str(), None),
            },
            _ => (entry.as_str(), None),
        };
        let default = if url.scheme() == "https" { 443 } else { 80 };
        name.eq_ignore_ascii_case(host)
            && (port == wanted.or(Some(default)) || wanted.is_none() && loopback(host))
    });
    match url.scheme() {
        "https" => listed || HOSTS.contains(&host) && port == Some(443),
        "http" => listed && loopback(host),
        _ => false,
    }
}

fn loopback(host: &str) -> bool {
    matches!(host, "localhost" | "[::1]")
        || host.parse::<std::net::Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ok(url: &str, extra: &[&str]) -> bool {
        let extra: Vec<String> = extra.iter().map(|e| (*e).to_owned()).collect();
        allowed(&Url::parse(url).expect("a URL"), &extra)
    }

    #[test]
    fn exact_hosts_over_https_only() {
        assert!(ok("https://microsoft.com/devicelogin", &[]));
        assert!(ok("https://login.microsoftonline.com/common/oauth2/deviceauth", &[]));
        for bad in [
            "http://microsoft.com/devicelogin",
            "https://microsoft.com.evil.example/",
            "https://evilmicrosoft.com/",
            "https://microsoft.com@evil.example/",
            "https://microsoft.com:8443/",
            "https://user@microsoft.com/",
            "javascript:alert(1)",
            "https://127.0.0.1:8443/",
        ] {
            assert!(!ok(bad, &[]), "{bad}");
        }
        assert!(ok("https://login.test:8443/x", &["login.test:8443"]));
        assert!(!ok("https://login.test:9443/x", &["login.test:8443"]));
        assert!(!ok("http://login.test:8443/x", &["login.test:8443"]));
        assert!(ok("http://127.0.0.1:4000/x", &["127.0.0.1:4000"]));
    }
}
