//! What was there before, what was wanted, and how far a printer got.
//!
//! An entry is on the disk before the first save is sent, and every step after that is on the disk before the next
//! one begins. So after a crash the next start can say which printer is unfinished and what it said before, and
//! restoring is planning towards [`Entry::before`]. An entry is one JSON file, replaced whole at every step.
//!
//! What an entry can hold is limited by types: identity, mail settings, a target, steps from a fixed list, the code
//! of a problem. [`tegata_core::Secret`] cannot be serialised, the settings have no password, and there is no free text.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tegata_core::{Code, Field, Identity, MailSettings, PrinterAddress, Scheme, Target};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{DataDir, StoreError, atomic};

const FOLDER: &str = "journal";
const VERSION: u32 = 1;

/// A point in a printer's job that is worth remembering after a crash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Contact is being made.
    Connect,
    /// The administrator is being logged in.
    Login,
    /// The settings are being read.
    Read,
    /// The form is being filled in; nothing has been stored by the printer.
    Write,
    /// The printer was asked for a code.
    Authorise,
    /// The printer reported that it was authorised; its form is not saved.
    Authorised,
    /// The save is about to be sent: from here on the printer may hold new values.
    Save,
    /// The printer accepted the save.
    Saved,
    /// What it stored is being read back.
    Verify,
    /// The administrator is being logged out.
    Logout,
}

/// One step and when it began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Which.
    pub stage: Stage,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// How a job ended. A job without an outcome was cut off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum Outcome {
    /// Written, read back and, where wanted, authorised.
    Verified,
    /// It already was so.
    Unchanged,
    /// An earlier state was brought back and read back.
    Restored,
    /// Cancelled by the person.
    Cancelled,
    /// Ended by a problem.
    Failed {
        /// The problem's stable code.
        code: String,
    },
    /// After a crash the person decided to leave the printer as it is.
    LeftAsItIs,
}

impl Outcome {
    /// The outcome of a job that a problem ended.
    #[must_use]
    pub fn failed(code: Code) -> Self {
        Self::Failed { code: code.as_str().to_owned() }
    }
}

/// What an entry is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Moving the printer to the target.
    #[default]
    Onboard,
    /// Bringing back an earlier state.
    Restore,
}

/// One job on one printer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    version: u32,
    /// Names the entry; also its file.
    pub id: Uuid,
    /// What the job is for.
    #[serde(default)]
    pub purpose: Purpose,
    /// When it began.
    #[serde(with = "time::serde::rfc3339")]
    pub begun: OffsetDateTime,
    /// Where the printer was reached.
    pub address: PrinterAddress,
    /// Who it said it was.
    pub identity: Identity,
    /// What its e-mail page said before anything was written.
    pub before: MailSettings,
    /// What was wanted.
    pub target: Target,
    /// How far it got.
    pub steps: Vec<Step>,
    /// How it ended; `None` while it runs and after a crash.
    pub outcome: Option<Outcome>,
}

impl Entry {
    /// Whether the printer may hold other values than before: a save was at least begun.
    #[must_use]
    pub fn may_have_written(&self) -> bool {
        self.reached(Stage::Save)
    }

    /// Whether a stage was begun.
    #[must_use]
    pub fn reached(&self, stage: Stage) -> bool {
        self.steps.iter().any(|step| step.stage == stage)
    }

    /// What leads back to how it was: the fields that the target touches.
    #[must_use]
    pub fn restoring(&self) -> Target {
        Target::restoring(
            &self.before,
            self.target.wanted.keys().copied().chain(fixed_by_oauth2(&self.target)),
        )
    }

    /// Whether an entry speaks of this printer. The serial number decides where both are known, for addresses move.
    #[must_use]
    pub fn concerns(&self, address: &PrinterAddress, serial: Option<&str>) -> bool {
        match (self.identity.serial.as_deref(), serial) {
            (Some(kept), Some(given)) => kept.trim().eq_ignore_ascii_case(given.trim()),
            _ => place(&self.address) == place(address),
        }
    }
}

/// Under OAuth 2.0 the printer moves these by itself, so going back means setting them too.
fn fixed_by_oauth2(target: &Target) -> impl Iterator<Item = Field> {
    let wanted = target.wants_oauth2();
    Field::ALL.into_iter().filter(move |field| wanted && field.fixed_under_oauth2().is_some())
}

/// Host and port; the scheme does not make another printer.
fn place(address: &PrinterAddress) -> (String, Option<u16>) {
    let usual = address.scheme().unwrap_or(Scheme::Https).default_port();
    (address.host().to_ascii_lowercase(), address.port().filter(|port| *port != usual))
}

/// All entries.
#[derive(Clone, Debug)]
pub struct Journal {
    folder: PathBuf,
}

/// The entry of a job that runs in this process. While it lives, no other process can begin on the same printer and
/// none takes the entry for unfinished; a killed process lets go of it by dying.
#[derive(Debug)]
pub struct OpenEntry {
    entry: Entry,
    path: PathBuf,
    _lock: File,
}

impl Journal {
    /// The journal kept in a folder.
    ///
    /// # Errors
    /// [`StoreError::Folder`].
    pub fn open(dir: &DataDir) -> Result<Self, StoreError> {
        Ok(Self { folder: dir.folder(FOLDER)? })
    }

    /// Begins a job: when this returns, what was there before is on the disk.
    ///
    /// # Errors
    /// [`StoreError::PrinterInUse`], [`StoreError::NotWritten`].
    pub fn begin(
        &self,
        purpose: Purpose,
        address: PrinterAddress,
        identity: Identity,
        before: MailSettings,
        target: Target,
        now: OffsetDateTime,
    ) -> Result<OpenEntry, StoreError> {
        self.sweep(now);
        let lock = self.lock(&address)?.ok_or(StoreError::PrinterInUse)?;
        let entry = Entry {
            version: VERSION,
            id: Uuid::new_v4(),
            purpose,
            begun: now,
            address,
            identity,
            before,
            target,
            steps: Vec::new(),
            outcome: None,
        };
        let path = self.path_of(entry.id);
        atomic::replace_json(&path, &entry)?;
        Ok(OpenEntry { entry, path, _lock: lock })
    }

    /// Every entry, the latest first, and every file that could not be read: one damaged entry hides no other.
    ///
    /// # Errors
    /// [`StoreError::Folder`] where the folder cannot be listed.
    pub fn entries(&self) -> Result<(Vec<Entry>, Vec<StoreError>), StoreError> {
        let folder_error = |source| StoreError::Folder { path: self.folder.clone(), source };
        let (mut entries, mut unreadable) = (Vec::new(), Vec::new());
        for file in fs::read_dir(&self.folder).map_err(folder_error)? {
            let path = file.map_err(folder_error)?.path();
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            match read_entry(&path) {
                Ok(Some(entry)) => entries.push(entry),
                Ok(None) => {}
                Err(error) => unreadable.push(error),
            }
        }
        entries.sort_by(|a: &Entry, b| b.begun.cmp(&a.begun).then_with(|| a.id.cmp(&b.id)));
        Ok((entries, unreadable))
    }

    /// The jobs that were cut off: no outcome, and no living process works on them.
    ///
    /// # Errors
    /// [`StoreError::JournalUnreadable`] where an entry is damaged, for then nobody can say that nothing is unfinished.
    pub fn unfinished(&self) -> Result<Vec<Entry>, StoreError> {
        let (entries, unreadable) = self.entries()?;
        if let Some(error) = unreadable.into_iter().next() {
            return Err(error);
        }
        let mut unfinished = Vec::new();
        for entry in entries.into_iter().filter(|entry| entry.outcome.is_none()) {
            // Read again under the lock: the job may have ended between the listing and now.
            let Some(_lock) = self.lock(&entry.address)? else { continue };
            if let Some(entry) = read_entry(&self.path_of(entry.id))?.filter(|entry| entry.outcome.is_none())
            {
                unfinished.push(entry);
            }
        }
        Ok(unfinished)
    }

    /// The jobs on one printer that were cut off, the latest first.
    ///
    /// # Errors
    /// As [`Self::unfinished`].
    pub fn unfinished_on(
        &self,
        address: &PrinterAddress,
        serial: Option<&str>,
    ) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self.unfinished()?;
        entries.retain(|entry| entry.concerns(address, serial));
        Ok(entries)
    }

    /// The state to restore for a printer: the latest onboarding that may have written to it.
    ///
    /// # Errors
    /// [`StoreError::JournalUnreadable`] where an entry is damaged, for it might be the latest.
    pub fn restorable(
        &self,
        address: &PrinterAddress,
        serial: Option<&str>,
    ) -> Result<Option<Entry>, StoreError> {
        let (entries, unreadable) = self.entries()?;
        if let Some(error) = unreadable.into_iter().next() {
            return Err(error);
        }
        let latest = entries.into_iter().filter(|entry| entry.concerns(address, serial)).find(|entry| {
            // A finished restore ends the story before it.
            entry.outcome == Some(Outcome::Restored)
                || (entry.purpose == Purpose::Onboard && entry.may_have_written())
        });
        Ok(latest.filter(|entry| entry.outcome != Some(Outcome::Restored)))
    }

    /// Takes up an entry again after a crash, to finish, restore, or close it.
    ///
    /// # Errors
    /// [`StoreError::PrinterInUse`], [`StoreError::JournalUnreadable`].
    pub fn resume(&self, id: Uuid) -> Result<OpenEntry, StoreError> {
        let path = self.path_of(id);
        let missing =
            || StoreError::JournalUnreadable { path: path.clone(), message: "there is no such entry".into() };
        let entry = read_entry(&path)?.ok_or_else(missing)?;
        let lock = self.lock(&entry.address)?.ok_or(StoreError::PrinterInUse)?;
        let entry = read_entry(&path)?.ok_or_else(missing)?;
        Ok(OpenEntry { entry, path, _lock: lock })
    }

    /// Forgets an entry; whether there was one.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`].
    pub fn forget(&self, id: Uuid) -> Result<bool, StoreError> {
        let path = self.path_of(id);
        match fs::remove_file(&path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(source) => Err(StoreError::NotWritten { path, source }),
        }
    }

    fn path_of(&self, id: Uuid) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }

    /// One lock per printer, held by the system and so released by any death. `None`: somebody holds it.
    fn lock(&self, address: &PrinterAddress) -> Result<Option<File>, StoreError> {
        let (host, port) = place(address);
        let plain: String =
            host.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(200).collect();
        let path = self.folder.join(format!("{plain}-{}.lock", port.unwrap_or(0)));
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|source| StoreError::not_written(&path, source))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(StoreError::NotWritten { path, source }),
        }
    }

    /// Removes what killed processes never finished writing. Anything young may still be in the making.
    fn sweep(&self, now: OffsetDateTime) {
        let Ok(files) = fs::read_dir(&self.folder) else { return };
        for file in files.flatten() {
            let unfinished = file.file_name().to_string_lossy().starts_with(atomic::UNFINISHED);
            let old = file
                .metadata()
                .and_then(|metadata| metadata.modified())
                .is_ok_and(|modified| OffsetDateTime::from(modified) + Duration::DAY < now);
            if unfinished && old {
                let _ = fs::remove_file(file.path());
            }
        }
    }
}

fn read_entry(path: &Path) -> Result<Option<Entry>, StoreError> {
    let damaged = |message: String| StoreError::JournalUnreadable { path: path.to_owned(), message };
    let Some(text) = atomic::read(path).map_err(|error| damaged(error.to_string()))? else { return Ok(None) };
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    let Versioned { version } = serde_json::from_str(&text).map_err(|error| damaged(error.to_string()))?;
    if version != VERSION {
        return Err(damaged(format!("version {version} is not known")));
    }
    serde_json::from_str(&text).map(Some).map_err(|error| damaged(error.to_string()))
}

impl OpenEntry {
    /// What the entry says.
    #[must_use]
    pub fn entry(&self) -> &Entry {
        &self.entry
    }

    /// Goes on with the same job towards a target that touches at least the same fields: what was there *before the
    /// first* of the two stays what a restore brings back. Whether it did; otherwise the entry is as it was.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`].
    pub fn go_on_towards(&mut self, target: &Target) -> Result<bool, StoreError> {
        if !self.entry.target.wanted.keys().all(|field| target.wanted.contains_key(field)) {
            return Ok(false);
        }
        self.entry.target = target.clone();
        atomic::replace_json(&self.path, &self.entry)?;
        Ok(true)
    }

    /// Records that a stage begins: when this returns, it is on the disk.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`]; the job must then not go on to a save.
    pub fn record(&mut self, stage: Stage, now: OffsetDateTime) -> Result<(), StoreError> {
        self.entry.steps.push(Step { stage, at: now });
        atomic::replace_json(&self.path, &self.entry)
    }

    /// Ends the job.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`].
    pub fn finish(mut self, outcome: Outcome) -> Result<Entry, StoreError> {
        self.entry.outcome = Some(outcome);
        atomic::replace_json(&self.path, &self.entry)?;
        Ok(self.entry)
    }
}
