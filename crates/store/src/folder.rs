//! The one folder in which everything but secrets is kept.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

use crate::StoreError;

/// The variable that moves everything that is kept.
pub const DATA_DIR_VARIABLE: &str = "TEGATA_DATA_DIR";

/// The folder, made and closed to other accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataDir {
    path: PathBuf,
}

impl DataDir {
    /// Opens the folder: the one given, else `TEGATA_DATA_DIR`, else the system's place for a program's local data.
    ///
    /// # Errors
    /// [`StoreError::Folder`] where it cannot be made, [`StoreError::NoFolder`] where the system names none.
    pub fn open(given: Option<PathBuf>) -> Result<Self, StoreError> {
        let from_environment =
            || env::var_os(DATA_DIR_VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
        let of_system = || ProjectDirs::from("", "", "Tegata").map(|dirs| dirs.data_local_dir().to_owned());
        let path = given.or_else(from_environment).or_else(of_system).ok_or(StoreError::NoFolder)?;
        let folder_error = |source| StoreError::Folder { path: path.clone(), source };
        make_private(&path).map_err(folder_error)?;
        // An absolute path, so that a later change of the working directory cannot move what is kept.
        let path = std::path::absolute(&path).map_err(folder_error)?;
        Ok(Self { path })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A file in it.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// A folder in it, made where it is missing.
    ///
    /// # Errors
    /// [`StoreError::Folder`] where it cannot be made.
    pub fn folder(&self, name: &str) -> Result<PathBuf, StoreError> {
        let path = self.path.join(name);
        make_private(&path).map_err(|source| StoreError::Folder { path: path.clone(), source })?;
        Ok(path)
    }

    /// Where a file for the person goes: the system's folder for downloads, or, where everything that is kept was moved,
    /// a folder beside it. An existing file is never replaced: the name is counted on.
    ///
    /// # Errors
    /// [`StoreError::Folder`] where the folder cannot be made.
    pub fn paper(&self, name: &str) -> Result<PathBuf, StoreError> {
        let moved = env::var_os(DATA_DIR_VARIABLE).is_some_and(|value| !value.is_empty());
        let downloads =
            || UserDirs::new()?.download_dir().filter(|folder| folder.is_dir()).map(Path::to_owned);
        let folder = match downloads().filter(|_| !moved) {
            Some(folder) => folder,
            None => self.folder("papers")?,
        };
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let mut path = folder.join(name);
        for number in 2..1000 {
            if !path.exists() {
                break;
            }
            path = folder.join(format!("{stem}-{number}.{ending}"));
        }
        Ok(path)
    }
}

#[cfg(unix)]
fn make_private(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    if !path.is_dir() {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    }
    let metadata = fs::metadata(path)?;
    if metadata.permissions().mode() & 0o077 != 0 {
        fs::set_permissions(path, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// On Windows the profile's local data folder is closed to other accounts by inheritance.
#[cfg(not(unix))]
fn make_private(path: &Path) -> std::io::Result<()> {
    fs::create_dir_all(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn the_folder_is_closed_to_others_even_if_it_was_open() {
        use std::os::unix::fs::PermissionsExt;
        let base = tempfile::tempdir().unwrap();
        let path = base.path().join("a/b");
        fs::create_dir_all(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        let dir = DataDir::open(Some(path.clone())).unwrap();
        assert_eq!(fs::metadata(dir.path()).unwrap().permissions().mode() & 0o777, 0o700);
        let inner = dir.folder("journal").unwrap();
        assert_eq!(fs::metadata(inner).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_file_in_the_folder_s_place_is_an_error_that_names_it() {
        let base = tempfile::tempdir().unwrap();
        let path = base.path().join("taken");
        fs::write(&path, b"").unwrap();
        match DataDir::open(Some(path.join("below"))) {
            Err(StoreError::Folder { path: named, .. }) => assert_eq!(named, path.join("below")),
            other => panic!("{other:?}"),
        }
    }
}
