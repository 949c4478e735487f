//! Where a printer is: the ADDRESS a person types or discovery delivers.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;
use url::{Host, Url};

/// How the web interface is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Scheme {
    /// With TLS and a pinned certificate.
    Https,
    /// In the clear: only with the person's explicit consent (design rule: passwords are merely base64 there).
    Http,
}

impl Scheme {
    /// The port where nothing else is said.
    #[must_use]
    pub const fn default_port(self) -> u16 {
        match self {
            Self::Https => 443,
            Self::Http => 80,
        }
    }

    /// `https` or `http`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Https => "https",
            Self::Http => "http",
        }
    }
}

/// A printer's address: `192.0.2.10`, `[2001:db8::1]`, `printer.example`, `https://host:8443`, `http://host:8080`.
///
/// Without a scheme HTTPS is tried first. User names, paths and queries are refused rather than dropped:
/// whoever typed them meant something this type cannot carry.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(export, as = "String")]
pub struct PrinterAddress {
    /// The scheme that was asked for, if one was.
    scheme: Option<Scheme>,
    /// Host name in lower case or address literal, IPv6 without brackets.
    host: String,
    /// The port that was asked for, if one was.
    port: Option<u16>,
}

/// Why a text is not an address of a printer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not the address of a printer")]
pub struct InvalidAddress(pub String);

impl PrinterAddress {
    /// The address of a web interface found at a socket.
    #[must_use]
    pub fn from_socket(scheme: Scheme, socket: SocketAddr) -> Self {
        let port = (socket.port() != scheme.default_port()).then_some(socket.port());
        Self { scheme: Some(scheme), host: socket.ip().to_string(), port }
    }

    /// The address of a host whose web interface is at its usual place.
    #[must_use]
    pub fn from_ip(ip: IpAddr) -> Self {
        Self { scheme: None, host: ip.to_string(), port: None }
    }

    /// Host name or address literal, IPv6 without brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The scheme asked for, if any.
    #[must_use]
    pub const fn scheme(&self) -> Option<Scheme> {
        self.scheme
    }

    /// The port asked for, if any.
    #[must_use]
    pub const fn port(&self) -> Option<u16> {
        self.port
    }

    /// The origin (`https://host:port/`) for a scheme. A port that was given without a scheme holds for both.
    #[must_use]
    pub fn origin(&self, scheme: Scheme) -> Option<Url> {
        let host = self.bracketed();
        let port = self.port.unwrap_or(scheme.default_port());
        Url::parse(&format!("{}://{host}:{port}/", scheme.as_str())).ok()
    }

    fn bracketed(&self) -> String {
        if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() }
    }
}

impl FromStr for PrinterAddress {
    type Err = InvalidAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidAddress(text.trim().to_owned());
        // Full-width digits, dots and colons come from Japanese input methods and mean the plain ones.
        let typed: String = text.trim().nfkc().collect::<String>().replace('。', ".");
        if typed.is_empty() || typed.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(invalid());
        }
        // A bare IPv6 literal has no brackets yet; the URL grammar wants them.
        let typed = match typed.parse::<IpAddr>() {
            Ok(IpAddr::V6(v6)) => format!("[{v6}]"),
            _ => typed,
        };
        let (scheme, rest) = match typed.split_once("://") {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => (Some(Scheme::Https), rest),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => (Some(Scheme::Http), rest),
            Some(_) => return Err(invalid()),
            None => (None, typed.as_str()),
        };
        // Parsed under a scheme without default port, so that ":443" stays visible.
        let url = Url::parse(&format!("https://{rest}")).map_err(|_| invalid())?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(invalid());
        }
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err(invalid());
        }
        let host = match url.host().ok_or_else(invalid)? {
            Host::Domain(name) => name.trim_end_matches('.').to_owned(),
            Host::Ipv4(ip) => ip.to_string(),
            Host::Ipv6(ip) => ip.to_string(),
        };
        if host.is_empty() {
            return Err(invalid());
        }
        // `url` drops the port that equals https's default; read it from the text instead.
        let port = written_port(rest).map_err(|()| invalid())?;
        Ok(Self { scheme, host, port })
    }
}

fn written_port(rest: &str) -> Result<Option<u16>, ()> {
    let authority = rest.trim_end_matches('/');
    let after_host = match authority.rfind(']') {
        Some(end) => &authority[end + 1..],
        None => authority.find(':').map_or("", |at| &authority[at..]),
    };
    match after_host.strip_prefix(':') {
        None | Some("") => Ok(None),
        Some(digits) => digits.parse().ok().filter(|port| *port != 0).map(Some).ok_or(()),
    }
}

impl fmt::Display for PrinterAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(scheme) = self.scheme {
            write!(f, "{}://", scheme.as_str())?;
        }
        f.write_str(&self.bracketed())?;
        self.port.map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

impl TryFrom<String> for PrinterAddress {
    type Error = InvalidAddress;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PrinterAddress> for String {
    fn from(address: PrinterAddress) -> Self {
        address.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        text.parse::<PrinterAddress>().map_or_else(|e| format!("invalid: {}", e.0), |a| a.to_string())
    }

    #[test]
    fn the_contract_s_five_forms_are_read() {
        for form in
            ["192.0.2.10", "[2001:db8::1]", "printer.example", "https://host:8443", "http://host:8080"]
        {
            assert_eq!(shown(form), form);
        }
    }

    #[test]
    fn kindly_read_and_refused() {
        assert_eq!(shown(" 2001:db8::1 "), "[2001:db8::1]");
        assert_eq!(shown("１９２．０．２．１０"), "192.0.2.10");
        assert_eq!(shown("HTTP://Printer.Example/"), "http://printer.example");
        assert_eq!(shown("host:443"), "host:443");
        for bad in
            ["", "ftp://host", "https://u:p@host", "host/web/guest", "host:0", "host:99999", "a b", "http://"]
        {
            assert!(shown(bad).starts_with("invalid"), "{bad} was read as {}", shown(bad));
        }
    }

    #[test]
    fn origins_follow_scheme_and_port() {
        let plain: PrinterAddress = "192.0.2.10".parse().expect("an address");
        assert_eq!(plain.origin(Scheme::Https).expect("an origin").as_str(), "https://192.0.2.10/");
        assert_eq!(plain.origin(Scheme::Http).expect("an origin").as_str(), "http://192.0.2.10/");
        let six: PrinterAddress = "https://[2001:db8::1]:8443".parse().expect("an address");
        assert_eq!(six.origin(Scheme::Https).expect("an origin").as_str(), "https://[2001:db8::1]:8443/");
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_read_again_the_same(text in "\\PC{0,40}") {
            if let Ok(address) = text.parse::<PrinterAddress>() {
                prop_assert_eq!(address.to_string().parse::<PrinterAddress>(), Ok(address));
            }
        }
    }
}
