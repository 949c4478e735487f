//! The printers this program has worked with, so that the next visit starts with a list and not with a search.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use tegata_core::{Identity, PrinterAddress};
use time::OffsetDateTime;

use crate::{DataDir, StoreError, atomic};

const FILE: &str = "fleet.json";
const VERSION: u32 = 1;

/// A printer and what was known of it last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownPrinter {
    /// Where it was reached.
    pub address: PrinterAddress,
    /// Who it said it was.
    pub identity: Identity,
    /// The sender it was set up for.
    pub sender: Option<String>,
    /// Whether it showed itself as authorised.
    pub authorised: Option<bool>,
    /// When it was read last.
    #[serde(with = "time::serde::rfc3339")]
    pub last_read: OffsetDateTime,
}

impl KnownPrinter {
    /// A serial number outlives addresses; where none is known the address is the key.
    fn key(&self) -> String {
        match self.identity.serial.as_deref().map(str::trim) {
            Some(serial) if !serial.is_empty() => format!("serial:{}", serial.to_ascii_uppercase()),
            _ => format!("address:{}", self.address),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct File {
    version: u32,
    printers: BTreeMap<String, KnownPrinter>,
}

/// The list of known printers.
#[derive(Clone, Debug)]
pub struct Fleet {
    folder: PathBuf,
    file: PathBuf,
}

impl Fleet {
    /// The fleet kept in a folder.
    #[must_use]
    pub fn open(dir: &DataDir) -> Self {
        Self { folder: dir.path().to_owned(), file: dir.file(FILE) }
    }

    /// Every known printer, the one read last first.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`].
    pub fn list(&self) -> Result<Vec<KnownPrinter>, StoreError> {
        let mut printers: Vec<_> = self.read()?.into_values().collect();
        printers.sort_by(|a, b| b.last_read.cmp(&a.last_read).then_with(|| a.address.cmp(&b.address)));
        Ok(printers)
    }

    /// Remembers a printer in place of what was known of it.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`], [`StoreError::NotWritten`].
    pub fn remember(&self, printer: KnownPrinter) -> Result<(), StoreError> {
        self.change(|printers| {
            // One address is one printer: an entry from before its serial was known, or of a replaced device, goes.
            printers.retain(|_, known| known.address != printer.address);
            printers.insert(printer.key(), printer);
        })
    }

    /// Forgets the printer at an address; whether there was one.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`], [`StoreError::NotWritten`].
    pub fn forget(&self, address: &PrinterAddress) -> Result<bool, StoreError> {
        self.change(|printers| {
            let before = printers.len();
            printers.retain(|_, known| known.address != *address);
            printers.len() != before
        })
    }

    fn read(&self) -> Result<BTreeMap<String, KnownPrinter>, StoreError> {
        let Some(file) = atomic::read_json::<File>(&self.file)? else { return Ok(BTreeMap::new()) };
        if file.version != VERSION {
            return Err(StoreError::unreadable(&self.file, format!("version {} is not known", file.version)));
        }
        Ok(file.printers)
    }

    fn change<T>(
        &self,
        change: impl FnOnce(&mut BTreeMap<String, KnownPrinter>) -> T,
    ) -> Result<T, StoreError> {
        atomic::locked(&self.folder, || {
            let mut printers = self.read()?;
            let result = change(&mut printers);
            atomic::replace_json(&self.file, &File { version: VERSION, printers })?;
            Ok(result)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn known(address: &str, serial: Option<&str>, hour: u8) -> KnownPrinter {
        KnownPrinter {
            address: address.parse().unwrap(),
            identity: Identity { serial: serial.map(str::to_owned), ..Identity::default() },
            sender: None,
            authorised: None,
            last_read: datetime!(2026-11-23 00:00 UTC).replace_hour(hour).unwrap(),
        }
    }

    #[test]
    fn a_printer_is_one_entry_wherever_it_moves() {
        let folder = tempfile::tempdir().unwrap();
        let fleet = Fleet::open(&DataDir::open(Some(folder.path().to_owned())).unwrap());
        fleet.remember(known("192.0.2.1", None, 1)).unwrap();
        fleet.remember(known("192.0.2.1", Some("y123"), 2)).unwrap();
        fleet.remember(known("192.0.2.2", Some("Y123"), 3)).unwrap();
        fleet.remember(known("192.0.2.9", Some("Y999"), 4)).unwrap();
        let addresses: Vec<_> = fleet.list().unwrap().iter().map(|p| p.address.to_string()).collect();
        assert_eq!(addresses, ["192.0.2.9", "192.0.2.2"]);
        assert!(fleet.forget(&"192.0.2.9".parse().unwrap()).unwrap());
        assert_eq!(fleet.list().unwrap().len(), 1);
    }
}
