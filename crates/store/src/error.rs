//! Why something could not be kept or read back.

use std::io;
use std::path::{Path, PathBuf};

use tegata_core::Problem;
use tegata_core::problem::local;

/// Ways for keeping to fail. Paths and causes only: no variant can hold a secret.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder for what is kept cannot be made or opened.
    #[error("the folder {} cannot be used: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The system names no folder for a program's data (no home directory).
    #[error("this account has no folder for program data")]
    NoFolder,
    /// The configuration file is missing, unreadable or says something unknown.
    #[error("{}: {message}", path.display())]
    Configuration {
        /// The configuration file.
        path: PathBuf,
        /// Where and why.
        message: String,
    },
    /// A file of our own is damaged or was written by a newer version.
    #[error("{}: {message}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Where and why.
        message: String,
    },
    /// A journal entry is damaged or was written by a newer version.
    #[error("{}: {message}", path.display())]
    JournalUnreadable {
        /// The entry.
        path: PathBuf,
        /// Where and why.
        message: String,
    },
    /// A file could not be written.
    #[error("{} cannot be written: {source}", path.display())]
    NotWritten {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another process works on this printer.
    #[error("another job runs on this printer")]
    PrinterInUse,
    /// There is no keychain, it is locked, or it failed.
    #[error("the keychain cannot be used: {0}")]
    Keychain(String),
}

impl StoreError {
    pub(crate) fn not_written(path: &Path, source: io::Error) -> Self {
        Self::NotWritten { path: path.to_owned(), source }
    }

    pub(crate) fn unreadable(path: &Path, why: impl ToString) -> Self {
        Self::Unreadable { path: path.to_owned(), message: why.to_string() }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Folder { path, source } => {
                Self::new(local::DATA_FOLDER_UNUSABLE).arg("path", path.display()).detail(source)
            }
            StoreError::NoFolder => Self::new(local::DATA_FOLDER_UNUSABLE)
                .arg("path", "TEGATA_DATA_DIR")
                .detail(StoreError::NoFolder),
            StoreError::Configuration { path, message } => {
                Self::new(local::CONFIGURATION_INVALID).arg("path", path.display()).detail(message)
            }
            StoreError::Unreadable { path, message } => {
                Self::new(local::KEPT_FILE_UNREADABLE).arg("path", path.display()).detail(message)
            }
            StoreError::JournalUnreadable { path, message } => {
                Self::new(local::JOURNAL_UNREADABLE).arg("path", path.display()).detail(message)
            }
            StoreError::NotWritten { path, source } => {
                Self::new(local::FILE_NOT_WRITTEN).arg("path", path.display()).detail(source)
            }
            StoreError::PrinterInUse => Self::new(local::PRINTER_IN_USE_HERE),
            StoreError::Keychain(said) => Self::new(local::KEYCHAIN_UNAVAILABLE).detail(said),
        }
    }
}
