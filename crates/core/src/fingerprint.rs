//! A certificate pin: the SHA-256 of the certificate a printer showed, in DER.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// SHA-256 over the end-entity certificate's DER bytes. Written `SHA256:` and 64 upper-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(export, as = "String")]
pub struct Fingerprint([u8; 32]);

/// The text is not `SHA256:` followed by 64 hex digits (colons between bytes are allowed).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a certificate fingerprint is SHA256: and 64 hexadecimal digits")]
pub struct InvalidFingerprint;

impl Fingerprint {
    /// From the 32 bytes of a SHA-256 digest.
    #[must_use]
    pub const fn from_digest(digest: [u8; 32]) -> Self {
        Self(digest)
    }

    /// In groups of four digits, easier to compare by eye with what the printer's own page shows.
    #[must_use]
    pub fn grouped(&self) -> String {
        let hex = self.hex();
        hex.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
    }

    fn hex(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02X}")).collect()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SHA256:{}", self.hex())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Fingerprint {
    type Err = InvalidFingerprint;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let rest = match text.get(..7) {
            Some(prefix) if prefix.eq_ignore_ascii_case("sha256:") => &text[7..],
            _ => return Err(InvalidFingerprint),
        };
        let digits: Vec<u8> = rest
            .chars()
            .filter(|c| !matches!(c, ':' | ' '))
            .map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()).ok_or(InvalidFingerprint))
            .collect::<Result<_, _>>()?;
        if digits.len() != 64 {
            return Err(InvalidFingerprint);
        }
        let mut digest = [0; 32];
        for (byte, pair) in digest.iter_mut().zip(digits.chunks(2)) {
            *byte = pair[0] << 4 | pair[1];
        }
        Ok(Self(digest))
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = InvalidFingerprint;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_what_browsers_write() {
        let pin = Fingerprint::from_digest([0xAB; 32]);
        assert_eq!(pin.to_string().parse(), Ok(pin));
        let colons = format!("sha256:{}", ["ab"; 32].join(":"));
        assert_eq!(colons.parse(), Ok(pin));
        assert_eq!("SHA256:abcd".parse::<Fingerprint>(), Err(InvalidFingerprint));
        assert_eq!("".parse::<Fingerprint>(), Err(InvalidFingerprint));
        assert_eq!("日本語の文字列".parse::<Fingerprint>(), Err(InvalidFingerprint));
    }
}
