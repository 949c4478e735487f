//! Where a printer's web interface is, from what it announced.
//!
//! Connections go to an announced address and not to a `.local` name: offices switch multicast name resolution off
//! by policy, and the system's resolver then fails although ours works. `adminurl` is a text of the announcer's
//! choice, so it may only choose scheme and port on the very host that announced it; one that points elsewhere is
//! ignored, or a stranger's TXT record would lead an administrator's password to another machine.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::net::IpAddr;

use tegata_core::{PrinterAddress, Scheme};
use url::{Host, Url};

use crate::announcement::{Announcement, Service};

/// Best first: routable IPv4, global IPv6, IPv4 link-local, IPv6 link-local, loopback. Within a rank by number.
pub(crate) fn by_usefulness(a: &IpAddr, b: &IpAddr) -> Ordering {
    rank(a).cmp(&rank(b)).then_with(|| a.cmp(b))
}

fn rank(ip: &IpAddr) -> u8 {
    match ip {
        ip if ip.is_loopback() => 4,
        IpAddr::V4(v4) if v4.is_link_local() => 2,
        IpAddr::V4(_) => 0,
        IpAddr::V6(v6) if v6.is_unicast_link_local() => 3,
        IpAddr::V6(_) => 1,
    }
}

/// Whether an address can be connected to without naming an interface.
fn reachable(ip: &IpAddr) -> bool {
    !matches!(ip, IpAddr::V6(v6) if v6.is_unicast_link_local())
}

/// A web interface that an announcement speaks of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Web {
    /// HTTPS sorts before HTTP.
    pub scheme: Scheme,
    pub port: u16,
    /// The very address that was named, where one was.
    pub ip: Option<IpAddr>,
}

/// What `adminurl` says, if it may say anything: its host is the announcer's own.
pub(crate) fn admin_page(announcement: &Announcement) -> Option<Web> {
    let url = Url::parse(announcement.value("adminurl")?).ok()?;
    let scheme = match url.scheme() {
        "https" => Scheme::Https,
        "http" => Scheme::Http,
        _ => return None,
    };
    let ip = match url.host()? {
        Host::Domain(name) => {
            let own = !name.is_empty() && name.trim_end_matches('.').eq_ignore_ascii_case(&announcement.host);
            return own.then(|| url.port_or_known_default()).flatten().map(|port| Web {
                scheme,
                port,
                ip: None,
            });
        }
        Host::Ipv4(v4) => IpAddr::V4(v4),
        Host::Ipv6(v6) => IpAddr::V6(v6).to_canonical(),
    };
    let own = announcement.addresses.contains(&ip);
    own.then(|| url.port_or_known_default()).flatten().map(|port| Web { scheme, port, ip: Some(ip) })
}

/// The address to offer for one printer. Its announcements must be the printer's own; order does not matter.
pub(crate) fn address(members: &[&Announcement], addresses: &[IpAddr]) -> Option<PrinterAddress> {
    let admin: BTreeSet<Web> = members.iter().filter_map(|member| admin_page(member)).collect();
    let announced = |service: Service, scheme: Scheme| {
        let ports = members.iter().filter(|m| m.service == service && m.port != 0).map(|m| m.port);
        ports.min().map(|port| Web { scheme, port, ip: None })
    };
    // HTTPS on any evidence before HTTP on any: the printer's own page address is plain HTTP on most models,
    // also where HTTPS works.
    let web = admin
        .iter()
        .find(|web| web.scheme == Scheme::Https)
        .cloned()
        .or_else(|| announced(Service::Https, Scheme::Https))
        .or_else(|| admin.into_iter().next())
        .or_else(|| announced(Service::Http, Scheme::Http));
    let ip = web.as_ref().and_then(|web| web.ip).filter(reachable).or_else(|| addresses.first().copied())?;
    let place = match web {
        // Plain HTTP at its usual port says nothing against HTTPS at its own: leave the scheme open.
        Some(web) if web.scheme == Scheme::Http && web.port == Scheme::Http.default_port() => None,
        web => web.map(|web| (web.scheme, web.port)),
    };
    if reachable(&ip) {
        return Some(place.map_or_else(
            || PrinterAddress::from_ip(ip),
            |(scheme, port)| PrinterAddress::from_socket(scheme, (ip, port).into()),
        ));
    }
    // An IPv6 link-local address means nothing without an interface, which an address cannot carry: the name is
    // left, and whether this system resolves it is this system's affair.
    let host = members.iter().map(|member| member.host.as_str()).filter(|host| !host.is_empty()).min()?;
    let text = place
        .map_or_else(|| host.to_owned(), |(scheme, port)| format!("{}://{host}:{port}", scheme.as_str()));
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn announced(service: Service, port: u16, ips: &[&str], adminurl: &str) -> Announcement {
        let ips = ips.iter().map(|ip| ip.parse().unwrap());
        Announcement::new(service, "p", "RNP1.local.", port, ips, [("adminurl", adminurl.as_bytes())])
    }

    fn chosen(members: &[Announcement]) -> String {
        let mut ips: Vec<IpAddr> = members.iter().flat_map(|m| m.addresses.clone()).collect();
        ips.sort_by(by_usefulness);
        let members: Vec<&Announcement> = members.iter().collect();
        address(&members, &ips).map_or_else(|| "none".into(), |address| address.to_string())
    }

    #[test]
    fn the_most_useful_address_is_taken() {
        let all = ["127.0.0.1", "fe80::1", "2001:db8::1", "169.254.1.1", "192.0.2.1", "::1"];
        let without = |n: usize| {
            let order = [4, 2, 3, 1, 0, 5].map(|i: usize| all[i]);
            chosen(&[announced(Service::Ipp, 631, &order[n..], "")])
        };
        assert_eq!(without(0), "192.0.2.1");
        assert_eq!(without(1), "[2001:db8::1]");
        assert_eq!(without(2), "169.254.1.1");
        assert_eq!(without(3), "rnp1.local", "a link-local IPv6 address cannot be connected to by itself");
        assert_eq!(without(4), "127.0.0.1");
        assert_eq!(without(5), "[::1]");
    }

    #[test]
    fn the_admin_page_chooses_scheme_and_port_on_the_printer_only() {
        let ipp = |adminurl| chosen(&[announced(Service::Ipp, 631, &["192.0.2.1"], adminurl)]);
        assert_eq!(ipp("https://RNP1.local:8443/"), "https://192.0.2.1:8443");
        assert_eq!(ipp("https://rnp1.local./"), "https://192.0.2.1");
        assert_eq!(ipp("http://192.0.2.1:8080/x?y"), "http://192.0.2.1:8080");
        assert_eq!(ipp("http://RNP1.local/"), "192.0.2.1", "HTTPS is tried first");
        for hostile in [
            "https://evil.example:8443/",
            "https://192.0.2.66:8443/",
            "https://RNP1.local.evil.example:8443/",
            "https://RNP1.local:8443@evil.example/",
            "https://evil.example#RNP1.local:8443",
            "ftp://RNP1.local:21/",
            "javascript:alert(1)",
            "https://",
            "",
        ] {
            assert_eq!(ipp(hostile), "192.0.2.1", "{hostile}");
        }
    }

    #[test]
    fn announced_web_servers_fill_in() {
        let ipp = announced(Service::Ipp, 631, &["192.0.2.1"], "http://RNP1.local:8080/");
        let https = announced(Service::Https, 8443, &["192.0.2.1"], "");
        let http = announced(Service::Http, 8081, &["192.0.2.1"], "");
        assert_eq!(chosen(&[ipp.clone(), https.clone(), http.clone()]), "https://192.0.2.1:8443");
        assert_eq!(chosen(&[ipp, http.clone()]), "http://192.0.2.1:8080");
        assert_eq!(chosen(&[http]), "http://192.0.2.1:8081");
        assert_eq!(chosen(&[announced(Service::Http, 80, &["192.0.2.1"], "")]), "192.0.2.1");
        assert_eq!(chosen(&[announced(Service::Https, 0, &["192.0.2.1"], "")]), "192.0.2.1");
    }

    #[test]
    fn a_page_s_own_literal_address_is_taken_as_named() {
        let at = announced(Service::Ipp, 631, &["192.0.2.1", "127.0.0.1"], "https://127.0.0.1:4443/");
        assert_eq!(chosen(&[at]), "https://127.0.0.1:4443");
    }
}
