//! A mail address as Exchange Online and the printer's page both accept it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;

/// A mailbox address (RFC 5321 §4.1.2, the dot-atom form that Exchange Online accepts), plain ASCII.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(export, as = "String")]
pub struct MailAddress(String);

/// Why a text is not a mail address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a mail address")]
pub struct InvalidMailAddress(pub String);

impl MailAddress {
    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// Whether both name the same mailbox. Exchange compares without regard to case.
    #[must_use]
    pub fn same_mailbox(&self, other: &str) -> bool {
        self.0.eq_ignore_ascii_case(other.trim())
    }
}

/// What an input method made of a plain ASCII text, made plain again: full-width letters, digits, `＠` and `．`
/// become their ASCII forms, surrounding space goes. The window shows a note when this changed anything.
#[must_use]
pub fn plain_ascii_forms(typed: &str) -> String {
    typed.trim().nfkc().collect::<String>().replace('。', ".")
}

impl FromStr for MailAddress {
    type Err = InvalidMailAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidMailAddress(text.trim().to_owned());
        let plain = plain_ascii_forms(text);
        let (local, domain) = plain.rsplit_once('@').ok_or_else(invalid)?;
        let local_ok = (1..=64).contains(&local.len())
            && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let domain_ok = (3..=253).contains(&domain.len())
            && domain.contains('.')
            && domain.split('.').all(|label| {
                (1..=63).contains(&label.len())
                    && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                    && !label.starts_with('-')
                    && !label.ends_with('-')
            });
        if local_ok && domain_ok { Ok(Self(plain)) } else { Err(invalid()) }
    }
}

impl fmt::Display for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for MailAddress {
    type Error = InvalidMailAddress;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<MailAddress> for String {
    fn from(address: MailAddress) -> Self {
        address.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_input_is_made_plain() {
        let address: MailAddress = " ｓｃａｎ＠ｃｏｎｔｏｓｏ．ｃｏｍ ".parse().expect("an address");
        assert_eq!(address.as_str(), "scan@contoso.com");
        assert_eq!(address.domain(), "contoso.com");
    }

    #[test]
    fn what_cannot_be_a_mailbox_is_refused() {
        for bad in [
            "",
            "scan",
            "@contoso.com",
            "scan@",
            "scan@contoso",
            "a b@contoso.com",
            "a..b@contoso.com",
            ".a@contoso.com",
            "a@-contoso.com",
            "scan@contoso..com",
            "スキャン@contoso.com",
            "a\r\nb@contoso.com",
        ] {
            assert!(bad.parse::<MailAddress>().is_err(), "{bad} was accepted");
        }
    }

    #[test]
    fn mailboxes_compare_without_case() {
        let address: MailAddress = "Scan@Contoso.com".parse().expect("an address");
        assert!(address.same_mailbox("scan@contoso.COM"));
        assert!(!address.same_mailbox("scan2@contoso.com"));
    }
}
