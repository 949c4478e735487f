//! One announced service as plain, bounded data.
//!
//! Names, TXT keys and values come from whoever shouts loudest on the network. They are decoded lossily, freed of
//! control and direction marks (a right-to-left mark can make one name look like another), and cut to a length no
//! honest printer reaches. Nothing in here is interpreted; that is [`crate::gather`]'s.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use mdns_sd::ResolvedService;

/// The longest text kept of a name or value, in characters. A TXT value is at most 255 bytes on the wire.
const LONGEST: usize = 255;
/// The most TXT keys and addresses kept of one announcement.
const MOST: usize = 64;

/// What an announcement is evidence of. The order is the order of trust when texts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    /// `_ipp._tcp`.
    Ipp,
    /// `_ipps._tcp`.
    Ipps,
    /// `_printer._tcp` (LPR).
    Lpr,
    /// `_pdl-datastream._tcp` (port 9100).
    PdlDatastream,
    /// `_uscan._tcp` (eSCL).
    Uscan,
    /// `_uscans._tcp` (eSCL over TLS).
    Uscans,
    /// `_scanner._tcp`.
    Scanner,
    /// `_privet._tcp`.
    Privet,
    /// `_https._tcp`.
    Https,
    /// `_http._tcp`.
    Http,
}

impl Service {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Ipp,
        Self::Ipps,
        Self::Lpr,
        Self::PdlDatastream,
        Self::Uscan,
        Self::Uscans,
        Self::Scanner,
        Self::Privet,
        Self::Https,
        Self::Http,
    ];

    /// The type as it is browsed for.
    #[must_use]
    pub const fn browsed(self) -> &'static str {
        match self {
            Self::Ipp => "_ipp._tcp.local.",
            Self::Ipps => "_ipps._tcp.local.",
            Self::Lpr => "_printer._tcp.local.",
            Self::PdlDatastream => "_pdl-datastream._tcp.local.",
            Self::Uscan => "_uscan._tcp.local.",
            Self::Uscans => "_uscans._tcp.local.",
            Self::Scanner => "_scanner._tcp.local.",
            Self::Privet => "_privet._tcp.local.",
            Self::Https => "_https._tcp.local.",
            Self::Http => "_http._tcp.local.",
        }
    }

    /// Whether it alone makes its owner a printer. A web server, a document scanner, a cloud gadget may be anything.
    #[must_use]
    pub const fn makes_a_printer(self) -> bool {
        matches!(self, Self::Ipp | Self::Ipps | Self::Lpr | Self::PdlDatastream | Self::Uscan | Self::Uscans)
    }
}

/// One announced service.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Announcement {
    /// Of what kind.
    pub service: Service,
    /// The instance's name, e.g. `RICOH MP C2011 [002673ABCDEF]`.
    pub instance: String,
    /// The host it runs on, lower case, without the trailing dot.
    pub host: String,
    /// Its port; 0 means that only the name is being defended (Bonjour printing specification, flagship naming).
    pub port: u16,
    /// The host's addresses, as far as one can be a host's.
    pub addresses: BTreeSet<IpAddr>,
    /// TXT by key in lower case.
    pub txt: BTreeMap<String, String>,
}

impl Announcement {
    /// Takes over what was resolved.
    #[must_use]
    pub fn of(service: Service, resolved: &ResolvedService) -> Self {
        let instance = instance_of(&resolved.fullname, service.browsed());
        let addresses = resolved.addresses.iter().map(mdns_sd::ScopedIp::to_ip_addr);
        let txt = resolved.txt_properties.iter().map(|p| (p.key(), p.val().unwrap_or_default()));
        Self::new(service, instance, &resolved.host, resolved.port, addresses, txt)
    }

    /// From its parts, each as untrusted as the next.
    pub fn new<'a>(
        service: Service,
        instance: &str,
        host: &str,
        port: u16,
        addresses: impl IntoIterator<Item = IpAddr>,
        txt: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) -> Self {
        let mut kept = BTreeMap::new();
        for (key, value) in txt.into_iter().take(MOST) {
            let key = plain(key).to_ascii_lowercase();
            // RFC 6763 §6.4: of a repeated key the first counts.
            kept.entry(key).or_insert_with(|| plain(&String::from_utf8_lossy(value)));
        }
        let addresses: BTreeSet<IpAddr> = addresses.into_iter().filter_map(of_a_host).collect();
        Self {
            service,
            instance: plain(instance),
            host: plain(host).trim_end_matches('.').to_ascii_lowercase(),
            port,
            addresses: addresses.into_iter().take(MOST).collect(),
            txt: kept,
        }
    }

    /// A TXT value that says something.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&str> {
        self.txt.get(key).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The device's UUID in one spelling; an all-zero one is nobody's.
    #[must_use]
    pub fn uuid(&self) -> Option<String> {
        let text = self.value("uuid")?.to_ascii_lowercase();
        let text = text.strip_prefix("urn:uuid:").unwrap_or(&text);
        let digits: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        let says_something = digits.len() >= 8 && digits.bytes().any(|digit| digit != b'0');
        says_something.then_some(digits)
    }
}

/// `a.b._ipp._tcp.local.` → `a.b`. A backslash escapes a dot or another backslash in the name (RFC 6763 §4.3).
fn instance_of<'a>(fullname: &'a str, service_type: &str) -> &'a str {
    let cut = fullname.len().checked_sub(service_type.len() + 1);
    match cut.filter(|cut| fullname.is_char_boundary(*cut)) {
        Some(cut) if fullname[cut + 1..].eq_ignore_ascii_case(service_type) => &fullname[..cut],
        _ => fullname,
    }
}

/// Text that can be shown on one line without playing tricks.
fn plain(text: &str) -> String {
    let shown = |c: &char| {
        !c.is_control()
            && !matches!(*c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    text.chars().filter(shown).take(LONGEST).collect::<String>().trim().to_owned()
}

/// Only addresses that one host can have.
fn of_a_host(ip: IpAddr) -> Option<IpAddr> {
    let ip = ip.to_canonical();
    let broadcast = matches!(ip, IpAddr::V4(v4) if v4.is_broadcast() || v4.octets()[0] == 0);
    (!ip.is_unspecified() && !ip.is_multicast() && !broadcast).then_some(ip)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_txt(txt: &[(&str, &[u8])]) -> Announcement {
        Announcement::new(Service::Ipp, "p", "h.local.", 631, [], txt.iter().copied())
    }

    #[test]
    fn hostile_text_becomes_short_plain_text() {
        let long = "x".repeat(5_000);
        let a = with_txt(&[
            ("ty", b"RICOH\x1b[31m\xff\r\n IM"),
            ("NOTE", "a\u{202e}b".as_bytes()),
            ("x", long.as_bytes()),
        ]);
        assert_eq!(a.value("ty"), Some("RICOH[31m\u{fffd} IM"));
        assert_eq!(a.value("note"), Some("ab"));
        assert_eq!(a.value("x").map(str::len), Some(LONGEST));
    }

    #[test]
    fn uuids_have_one_spelling() {
        let spelt = |text: &str| with_txt(&[("UUID", text.as_bytes())]).uuid();
        let one = spelt("urn:uuid:4509A320-00A0-008F-00B6-002673ABCDEF");
        assert_eq!(one, spelt("4509a32000a0008f00b6002673abcdef"));
        assert_eq!(one, spelt("{4509a320-00a0-008f-00b6-002673abcdef}"));
        assert!(one.is_some());
        assert_eq!(spelt("00000000-0000-0000-0000-000000000000"), None);
        assert_eq!(spelt(""), None);
    }

    #[test]
    fn instance_names_keep_their_dots() {
        assert_eq!(instance_of("R. 2.0 [x]._ipp._tcp.local.", "_ipp._tcp.local."), "R. 2.0 [x]");
        assert_eq!(instance_of("日本._IPP._tcp.local.", "_ipp._tcp.local."), "日本");
        assert_eq!(instance_of("x", "_ipp._tcp.local."), "x");
    }

    #[test]
    fn addresses_of_nobody_are_dropped() {
        let ips = [
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "::",
            "ff02::fb",
            "::ffff:192.0.2.1",
            "192.0.2.1",
            "fe80::1",
        ];
        let a = Announcement::new(Service::Ipp, "p", "h", 1, ips.map(|ip| ip.parse().unwrap()), []);
        assert_eq!(a.addresses.len(), 2, "{:?}", a.addresses);
    }
}
