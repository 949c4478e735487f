//! Files that are replaced whole or not at all, and read-modify-write that two processes cannot interleave.
//!
//! The order is the usual one: write a new file beside the old, flush it to the disk, rename it over the old, flush
//! the folder. A kill between any two of these leaves the old text in place. The window and the command may run at
//! the same time, so a change takes the folder's lock around reading, changing and writing.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::StoreError;

/// How the names of unfinished files begin; whatever bears it was never finished and may be swept away.
pub(crate) const UNFINISHED: &str = ".unfinished-";

/// No file of ours comes near this; a larger one is not ours.
const LARGEST: u64 = 16 << 20;

/// Replaces `path` by `text`, durably.
pub(crate) fn replace(path: &Path, text: &[u8]) -> Result<(), StoreError> {
    write(path, text).map_err(|source| StoreError::not_written(path, source))
}

fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    // `tempfile` creates with mode 0600, so what is kept is the owner's alone from its first byte on.
    let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)?;
    file.write_all(text)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    flush_folder(folder)
}

/// A rename is durable only once its folder is. Windows has no such call and journals renames itself.
#[cfg(unix)]
fn flush_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps)]
fn flush_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Writes a value as readable JSON.
pub(crate) fn replace_json(path: &Path, value: &impl Serialize) -> Result<(), StoreError> {
    let mut text = serde_json::to_vec_pretty(value)
        .map_err(|error| StoreError::not_written(path, io::Error::other(error)))?;
    text.push(b'\n');
    replace(path, &text)
}

/// Reads a text; `None` where there is no such file.
pub(crate) fn read(path: &Path) -> Result<Option<String>, StoreError> {
    let size = match fs::metadata(path) {
        Ok(metadata) => metadata.len(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::unreadable(path, error)),
    };
    if size > LARGEST {
        return Err(StoreError::unreadable(path, format!("{size} bytes are too many")));
    }
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::unreadable(path, error)),
    }
}

/// Reads a JSON value; `None` where there is no such file.
pub(crate) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, StoreError> {
    let Some(text) = read(path)? else { return Ok(None) };
    serde_json::from_str(&text).map(Some).map_err(|error| StoreError::unreadable(path, error))
}

/// Runs `work` while no other process does the same in this folder.
pub(crate) fn locked<T>(
    folder: &Path,
    work: impl FnOnce() -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let path = folder.join(".lock");
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .and_then(|file| file.lock().map(|()| file))
        .map_err(|source| StoreError::not_written(&path, source))?;
    let result = work();
    drop(lock);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_file_is_the_owner_s_alone_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pins.json");
        replace(&path, b"old").unwrap();
        replace(&path, b"new").unwrap();
        assert_eq!(read(&path).unwrap().as_deref(), Some("new"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_write_that_cannot_finish_leaves_the_old_text() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("taken");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("inside"), b"old").unwrap();
        assert!(matches!(replace(&path, b"new"), Err(StoreError::NotWritten { .. })));
        assert_eq!(fs::read(path.join("inside")).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "the unfinished file was left behind");
    }
}
