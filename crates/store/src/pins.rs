//! The printers' certificates that a person trusted.
//!
//! One pin per web interface (host and port). Nothing in here decides that a certificate is fine; it only remembers
//! who did and when. A damaged file is an error and never an empty list.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use tegata_core::{Fingerprint, PrinterAddress, Scheme};
use time::OffsetDateTime;

use crate::{DataDir, StoreError, atomic};

const FILE: &str = "pins.json";
const VERSION: u32 = 1;

/// A certificate that was trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// Which certificate.
    pub fingerprint: Fingerprint,
    /// When it was trusted first.
    #[serde(with = "time::serde::rfc3339")]
    pub first_seen: OffsetDateTime,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    pins: BTreeMap<String, Pin>,
}

/// The trusted certificates. Every call reads the file, so that the window sees what the command trusted.
#[derive(Clone, Debug)]
pub struct Pins {
    folder: PathBuf,
    file: PathBuf,
}

impl Pins {
    /// The pins kept in a folder.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] where the file is damaged.
    pub fn load(dir: &DataDir) -> Result<Self, StoreError> {
        let pins = Self { folder: dir.path().to_owned(), file: dir.file(FILE) };
        pins.list()?;
        Ok(pins)
    }

    /// The key of a web interface: `host:port`, the port being HTTPS's where none is named.
    #[must_use]
    pub fn key(address: &PrinterAddress) -> String {
        let port = address.port().unwrap_or(Scheme::Https.default_port());
        format!("{}:{port}", address.host().to_ascii_lowercase())
    }

    /// The pin of a printer.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`].
    pub fn get(&self, address: &PrinterAddress) -> Result<Option<Pin>, StoreError> {
        Ok(self.list()?.remove(&Self::key(address)))
    }

    /// Trusts a certificate in place of whatever was trusted for this printer before. Trusting the same one again
    /// keeps the date.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`], [`StoreError::NotWritten`].
    pub fn trust(
        &self,
        address: &PrinterAddress,
        fingerprint: Fingerprint,
        now: OffsetDateTime,
    ) -> Result<Pin, StoreError> {
        self.change(|pins| {
            let pin = Pin { fingerprint, first_seen: now };
            let kept = pins.entry(Self::key(address)).or_insert(pin);
            if kept.fingerprint != fingerprint {
                *kept = pin;
            }
            *kept
        })
    }

    /// Forgets a printer's certificate; whether there was one.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`], [`StoreError::NotWritten`].
    pub fn forget(&self, address: &PrinterAddress) -> Result<bool, StoreError> {
        self.change(|pins| pins.remove(&Self::key(address)).is_some())
    }

    /// Every pin by `host:port`.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`].
    pub fn list(&self) -> Result<BTreeMap<String, Pin>, StoreError> {
        let Some(file) = atomic::read_json::<File>(&self.file)? else { return Ok(BTreeMap::new()) };
        if file.version != VERSION {
            return Err(StoreError::unreadable(&self.file, format!("version {} is not known", file.version)));
        }
        Ok(file.pins)
    }

    fn change<T>(&self, change: impl FnOnce(&mut BTreeMap<String, Pin>) -> T) -> Result<T, StoreError> {
        atomic::locked(&self.folder, || {
            let mut pins = self.list()?;
            let before = pins.clone();
            let result = change(&mut pins);
            if pins != before {
                atomic::replace_json(&self.file, &File { version: VERSION, pins })?;
            }
            Ok(result)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use time::macros::datetime;

    fn address(text: &str) -> PrinterAddress {
        text.parse().unwrap()
    }

    #[test]
    fn pins_live_by_host_and_port() {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::open(Some(folder.path().to_owned())).unwrap();
        let pins = Pins::load(&dir).unwrap();
        let (a, b) = (Fingerprint::from_digest([1; 32]), Fingerprint::from_digest([2; 32]));
        let (first, later) = (datetime!(2026-11-23 10:00 UTC), datetime!(2026-11-24 10:00 UTC));
        pins.trust(&address("printer.example"), a, first).unwrap();
        pins.trust(&address("printer.example:8443"), b, first).unwrap();
        assert_eq!(
            pins.get(&address("https://PRINTER.example:443")).unwrap().map(|p| p.fingerprint),
            Some(a)
        );
        assert_eq!(
            pins.trust(&address("printer.example"), a, later).unwrap().first_seen,
            first,
            "the same again"
        );
        assert_eq!(pins.trust(&address("printer.example"), b, later).unwrap().first_seen, later, "a new one");
        let again = Pins::load(&dir).unwrap();
        assert_eq!(again.list().unwrap().len(), 2);
        assert!(again.forget(&address("printer.example")).unwrap());
        assert!(!again.forget(&address("printer.example")).unwrap());
        assert_eq!(pins.get(&address("printer.example")).unwrap(), None, "every reading is fresh");
    }

    #[test]
    fn a_damaged_file_trusts_nobody_and_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::open(Some(folder.path().to_owned())).unwrap();
        for damaged in ["", "{", "{\"version\":2,\"pins\":{}}", "{\"version\":1,\"pins\":{\"h:443\":{}}}"] {
            fs::write(dir.file(FILE), damaged).unwrap();
            assert!(matches!(Pins::load(&dir), Err(StoreError::Unreadable { .. })), "{damaged}");
            let pins = Pins { folder: dir.path().to_owned(), file: dir.file(FILE) };
            let now = datetime!(2026-11-23 10:00 UTC);
            assert!(pins.trust(&address("h"), Fingerprint::from_digest([0; 32]), now).is_err());
            assert_eq!(fs::read_to_string(dir.file(FILE)).unwrap(), damaged);
        }
    }

    #[test]
    fn two_writers_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::open(Some(folder.path().to_owned())).unwrap();
        std::thread::scope(|scope| {
            for writer in 0..4_u8 {
                let pins = Pins::load(&dir).unwrap();
                scope.spawn(move || {
                    for n in 0..8_u8 {
                        let at = address(&format!("192.0.2.{}", writer * 8 + n));
                        let now = datetime!(2026-11-23 10:00 UTC);
                        pins.trust(&at, Fingerprint::from_digest([n; 32]), now).unwrap();
                    }
                });
            }
        });
        assert_eq!(Pins::load(&dir).unwrap().list().unwrap().len(), 32);
    }
}
