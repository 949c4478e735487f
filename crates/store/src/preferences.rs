//! What a person chose once and should not be asked again: the language, and the organisation's app registration.

use serde::{Deserialize, Serialize};
use tegata_core::Language;

use crate::{Cloud, DataDir, StoreError, atomic};

const FILE: &str = "preferences.json";

/// The saved choices. Unknown keys of a newer version are ignored here: losing a preference does no harm.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The language; `None` follows the system.
    pub language: Option<Language>,
    /// The app registration for the test mail.
    pub registration: Option<AppRegistration>,
    /// The administrator's login name used last, offered again.
    pub admin_name: Option<String>,
}

/// An app registration in Microsoft Entra. Both ids are public identifiers, not secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppRegistration {
    /// Directory (tenant) id or domain.
    pub tenant: String,
    /// Application (client) id.
    pub client_id: String,
    /// The cloud it was registered in.
    #[serde(default)]
    pub cloud: Cloud,
}

impl Preferences {
    /// What was saved, or nothing.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] where the file is damaged.
    pub fn load(dir: &DataDir) -> Result<Self, StoreError> {
        Ok(atomic::read_json(&dir.file(FILE))?.unwrap_or_default())
    }

    /// Changes what was saved; two processes doing so at once lose neither change.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`], or [`StoreError::Unreadable`] where the file is damaged.
    pub fn change(dir: &DataDir, change: impl FnOnce(&mut Self)) -> Result<Self, StoreError> {
        atomic::locked(dir.path(), || {
            let mut preferences = Self::load(dir)?;
            change(&mut preferences);
            preferences.save(dir)?;
            Ok(preferences)
        })
    }

    /// Saves all of it, whatever was there.
    ///
    /// # Errors
    /// [`StoreError::NotWritten`].
    pub fn save(&self, dir: &DataDir) -> Result<(), StoreError> {
        atomic::replace_json(&dir.file(FILE), self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_there_the_next_time() {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::open(Some(folder.path().to_owned())).unwrap();
        assert_eq!(Preferences::load(&dir).unwrap(), Preferences::default());
        let registration =
            AppRegistration { tenant: "contoso.com".into(), client_id: "id".into(), cloud: Cloud::China };
        Preferences::change(&dir, |p| p.language = Some(Language::Japanese)).unwrap();
        Preferences::change(&dir, |p| p.registration = Some(registration.clone())).unwrap();
        let read = Preferences::load(&dir).unwrap();
        assert_eq!((read.language, read.registration), (Some(Language::Japanese), Some(registration)));
    }
}
