//! The operating system's keychain: the only place outside memory where a secret may lie.
//!
//! Windows holds at most 2,560 bytes per credential, and a refresh token can be longer, so a secret is cut into
//! chunks: `<kind>/<name>` says how many, `<kind>/<name>#0` and so on hold them. The header is written last and
//! removed first, so a write that was cut off reads as "nothing stored" and never as half a secret.
//!
//! The keychain's calls block and may wait for a person to unlock it, so they run on threads of their own, one at a
//! time, with a deadline. Which names are in use is kept in a file beside the pins, because not every keychain can be
//! searched and everything remembered must be removable; the file holds names only.
//!
//! `TEGATA_KEYCHAIN=memory` puts a store into memory that dies with the process. It is for tests: continuous
//! integration has no keychain, and a developer's own must not fill up with canaries.

use std::collections::BTreeSet;
use std::env;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use keyring_core::{CredentialStore, Error};
use serde::{Deserialize, Serialize};
use tegata_core::Secret;
use zeroize::Zeroizing;

use crate::{DataDir, StoreError, atomic};

/// The variable that chooses the store; `memory` is the only value it knows.
pub const KEYCHAIN_VARIABLE: &str = "TEGATA_KEYCHAIN";

const SERVICE: &str = "Tegata";
const INDEX: &str = "remembered.json";
/// Below Windows' 2,560 with room for what a store adds.
const CHUNK: usize = 2_300;
/// 100 chunks: far above any token, and a bound for the search after orphans.
const MOST_CHUNKS: usize = 100;
const HEADER: &str = "tegata-chunks-1:";
/// Time for a person to answer the system's own prompt.
const PATIENCE: Duration = Duration::from_secs(120);

/// What kind of secret is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A printer administrator's password; the name is the printer's `host:port` and the login name.
    AdminPassword,
    /// A refresh token of the app's own sign-in; the name is the account.
    RefreshToken,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::AdminPassword => "admin-password",
            Self::RefreshToken => "refresh-token",
        }
    }
}

#[derive(Clone)]
enum Backend {
    System,
    Memory(Arc<CredentialStore>),
}

/// Set, get, delete, by kind and name.
#[derive(Clone)]
pub struct Keychain {
    backend: Backend,
    /// The folder and the file of names; in memory nothing outlives the process, names neither.
    index: Option<(PathBuf, PathBuf)>,
    names: Arc<Mutex<BTreeSet<(Kind, String)>>>,
    turn: Arc<tokio::sync::Mutex<()>>,
    chunk: usize,
}

impl Keychain {
    /// The system's keychain, or memory where `TEGATA_KEYCHAIN=memory` says so.
    ///
    /// # Errors
    /// [`StoreError::Keychain`] for another value of that variable.
    pub fn open(dir: &DataDir) -> Result<Self, StoreError> {
        match env::var(KEYCHAIN_VARIABLE).as_deref() {
            Ok("memory") => Self::memory(),
            Ok("") | Err(env::VarError::NotPresent) => Ok(Self::system(dir)),
            Ok(_) | Err(_) => {
                Err(StoreError::Keychain(format!("{KEYCHAIN_VARIABLE} knows only the value “memory”")))
            }
        }
    }

    /// The system's keychain. Nothing is contacted before it is needed.
    #[must_use]
    pub fn system(dir: &DataDir) -> Self {
        Self::with(Backend::System, Some((dir.path().to_owned(), dir.file(INDEX))))
    }

    /// A store in memory.
    ///
    /// # Errors
    /// [`StoreError::Keychain`].
    pub fn memory() -> Result<Self, StoreError> {
        let store = keyring_core::mock::Store::new().map_err(failed)?;
        Ok(Self::with(Backend::Memory(store), None))
    }

    fn with(backend: Backend, index: Option<(PathBuf, PathBuf)>) -> Self {
        Self { backend, index, names: Arc::default(), turn: Arc::default(), chunk: CHUNK }
    }

    /// Keeps a secret in place of the one of the same name.
    ///
    /// # Errors
    /// [`StoreError::Keychain`]; nothing is then stored under the name.
    pub async fn set(&self, kind: Kind, name: &str, secret: &Secret) -> Result<(), StoreError> {
        // Known before it is stored, so that nothing can lie in the keychain that the list does not show.
        self.index(|names| names.insert((kind, name.to_owned())))?;
        let (name, secret) = (name.to_owned(), secret.clone());
        self.blocking(move |keychain| keychain.write(kind, &name, secret.expose().as_bytes())).await
    }

    /// The secret of this name, if one is kept.
    ///
    /// # Errors
    /// [`StoreError::Keychain`].
    pub async fn get(&self, kind: Kind, name: &str) -> Result<Option<Secret>, StoreError> {
        let name = name.to_owned();
        self.blocking(move |keychain| keychain.read(kind, &name)).await
    }

    /// Removes a secret, every chunk of it; whether there was one.
    ///
    /// # Errors
    /// [`StoreError::Keychain`].
    pub async fn delete(&self, kind: Kind, name: &str) -> Result<bool, StoreError> {
        let owned = name.to_owned();
        let existed = self.blocking(move |keychain| keychain.remove(kind, &owned)).await?;
        self.index(|names| names.remove(&(kind, name.to_owned())))?;
        Ok(existed)
    }

    /// What is remembered: kinds and names, never secrets.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`].
    pub fn remembered(&self) -> Result<BTreeSet<(Kind, String)>, StoreError> {
        match &self.index {
            Some((_, file)) => Ok(atomic::read_json(file)?.unwrap_or_default()),
            None => Ok(self.names.lock().unwrap_or_else(PoisonError::into_inner).clone()),
        }
    }

    fn index(&self, change: impl FnOnce(&mut BTreeSet<(Kind, String)>) -> bool) -> Result<(), StoreError> {
        let Some((folder, file)) = &self.index else {
            change(&mut self.names.lock().unwrap_or_else(PoisonError::into_inner));
            return Ok(());
        };
        atomic::locked(folder, || {
            let mut names = self.remembered()?;
            if change(&mut names) { atomic::replace_json(file, &names) } else { Ok(()) }
        })
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let turn = self.turn.clone().lock_owned().await;
        let keychain = self.clone();
        let work = tokio::task::spawn_blocking(move || {
            // The turn is held by the work and not by the waiting: a prompt that nobody answered keeps it.
            let _turn = turn;
            work(&keychain)
        });
        match tokio::time::timeout(PATIENCE, work).await {
            Ok(Ok(result)) => result,
            Ok(Err(join)) => Err(StoreError::Keychain(join.to_string())),
            Err(_) => Err(StoreError::Keychain("it did not answer in time".into())),
        }
    }

    fn entry(&self, user: &str) -> Result<keyring_core::Entry, StoreError> {
        match &self.backend {
            Backend::Memory(store) => store.build(SERVICE, user, None).map_err(failed),
            Backend::System => match keyring::Entry::new(SERVICE, user) {
                Ok(entry) => Ok(entry.inner),
                // The reason is kept aside by `keyring`; "no default store" would help nobody.
                Err(error) => Err(match keyring::Entry::store_status() {
                    Err(reason) => StoreError::Keychain(words(reason)),
                    Ok(()) => failed(error),
                }),
            },
        }
    }

    fn write(&self, kind: Kind, name: &str, secret: &[u8]) -> Result<(), StoreError> {
        let chunks: Vec<&[u8]> = secret.chunks(self.chunk).collect();
        if chunks.len() > MOST_CHUNKS {
            return Err(StoreError::Keychain("the secret is too long".into()));
        }
        self.remove(kind, name)?;
        for (n, chunk) in chunks.iter().enumerate() {
            self.entry(&chunk_name(kind, name, n))?.set_secret(chunk).map_err(failed)?;
        }
        let header = format!("{HEADER}{}:{}", chunks.len(), secret.len());
        self.entry(&header_name(kind, name))?.set_secret(header.as_bytes()).map_err(failed)
    }

    fn read(&self, kind: Kind, name: &str) -> Result<Option<Secret>, StoreError> {
        let Some(header) = present(self.entry(&header_name(kind, name))?.get_secret())? else {
            return Ok(None);
        };
        let damaged = || StoreError::Keychain("what it holds was not written by this program".into());
        let header = String::from_utf8(header).map_err(|_| damaged())?;
        let (count, length) = header
            .strip_prefix(HEADER)
            .and_then(|rest| rest.split_once(':'))
            .and_then(|(count, length)| Some((count.parse::<usize>().ok()?, length.parse::<usize>().ok()?)))
            .filter(|(count, _)| *count <= MOST_CHUNKS)
            .ok_or_else(damaged)?;
        let mut secret = Zeroizing::new(Vec::with_capacity(length.min(MOST_CHUNKS * CHUNK)));
        for n in 0..count {
            let Some(chunk) = present(self.entry(&chunk_name(kind, name, n))?.get_secret())? else {
                return Ok(None);
            };
            secret.extend_from_slice(&Zeroizing::new(chunk));
        }
        if secret.len() != length {
            return Ok(None);
        }
        std::str::from_utf8(&secret).map(|text| Some(Secret::new(text))).map_err(|_| damaged())
    }

    /// Header first; then chunks up to the first number that is not there and at least as many as the header said,
    /// so that the leavings of an interrupted write go too.
    fn remove(&self, kind: Kind, name: &str) -> Result<bool, StoreError> {
        let header = self.entry(&header_name(kind, name))?;
        let said = present(header.get_secret())?;
        let expected = said
            .as_deref()
            .and_then(|text| {
                std::str::from_utf8(text).ok()?.strip_prefix(HEADER)?.split(':').next()?.parse().ok()
            })
            .unwrap_or(0_usize)
            .min(MOST_CHUNKS);
        if said.is_some() {
            present(header.delete_credential())?;
        }
        for n in 0..MOST_CHUNKS {
            let gone = present(self.entry(&chunk_name(kind, name, n))?.delete_credential())?;
            if gone.is_none() && n >= expected {
                break;
            }
        }
        Ok(said.is_some())
    }
}

fn header_name(kind: Kind, name: &str) -> String {
    format!("{}/{name}", kind.as_str())
}

fn chunk_name(kind: Kind, name: &str, n: usize) -> String {
    format!("{}/{name}#{n}", kind.as_str())
}

fn present<T>(result: Result<T, Error>) -> Result<Option<T>, StoreError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(failed(error)),
    }
}

#[allow(clippy::needless_pass_by_value)]
fn failed(error: Error) -> StoreError {
    StoreError::Keychain(words(&error))
}

/// Some variants carry the stored bytes themselves; those are never formatted.
fn words(error: &Error) -> String {
    match error {
        Error::BadEncoding(_) | Error::BadDataFormat(..) => {
            "what it holds was not written by this program".into()
        }
        Error::Ambiguous(_) => "it holds several entries of one name".into(),
        other => other.to_string(),
    }
}

impl fmt::Debug for Keychain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let backend = match self.backend {
            Backend::System => "system",
            Backend::Memory(_) => "memory",
        };
        f.debug_struct("Keychain").field("backend", &backend).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tiny() -> Keychain {
        Keychain { chunk: 4, ..Keychain::memory().unwrap() }
    }

    async fn read(keychain: &Keychain, name: &str) -> Option<String> {
        keychain.get(Kind::RefreshToken, name).await.unwrap().map(|secret| secret.expose().to_owned())
    }

    /// How many of the first chunks are there, header aside.
    fn chunks(keychain: &Keychain, name: &str) -> usize {
        (0..20)
            .filter(|n| {
                keychain.entry(&chunk_name(Kind::RefreshToken, name, *n)).unwrap().get_secret().is_ok()
            })
            .count()
    }

    #[tokio::test]
    async fn secrets_of_every_length_come_back_whole() {
        let keychain = tiny();
        for secret in ["", "abc", "abcd", "abcde", "手形を持って関所を通る"] {
            keychain.set(Kind::RefreshToken, "a", &Secret::new(secret)).await.unwrap();
            assert_eq!(read(&keychain, "a").await.as_deref(), Some(secret));
            assert_eq!(
                chunks(&keychain, "a"),
                secret.len().div_ceil(4),
                "no chunk of a longer one may stay behind"
            );
        }
        assert_eq!(read(&keychain, "b").await, None);
        assert!(keychain.get(Kind::AdminPassword, "a").await.unwrap().is_none(), "kinds are apart");
    }

    #[tokio::test]
    async fn a_refresh_token_stays_below_the_windows_limit() {
        let keychain = Keychain::memory().unwrap();
        let token = "t".repeat(6_000);
        keychain.set(Kind::RefreshToken, "a", &Secret::new(token.clone())).await.unwrap();
        for n in 0..chunks(&keychain, "a") {
            let chunk =
                keychain.entry(&chunk_name(Kind::RefreshToken, "a", n)).unwrap().get_secret().unwrap();
            assert!(chunk.len() <= 2_400);
        }
        assert_eq!(read(&keychain, "a").await, Some(token));
    }

    #[tokio::test]
    async fn deleting_leaves_no_chunk_even_of_a_write_that_was_cut_off() {
        let keychain = tiny();
        keychain.set(Kind::RefreshToken, "a", &Secret::new("0123456789")).await.unwrap();
        keychain.entry(&header_name(Kind::RefreshToken, "a")).unwrap().delete_credential().unwrap();
        assert_eq!(read(&keychain, "a").await, None, "without its header it is nothing");
        assert!(!keychain.delete(Kind::RefreshToken, "a").await.unwrap());
        assert_eq!(chunks(&keychain, "a"), 0);

        keychain.set(Kind::RefreshToken, "a", &Secret::new("0123456789")).await.unwrap();
        keychain.entry(&chunk_name(Kind::RefreshToken, "a", 1)).unwrap().delete_credential().unwrap();
        assert_eq!(read(&keychain, "a").await, None, "with a hole it is nothing");
        assert!(keychain.delete(Kind::RefreshToken, "a").await.unwrap());
        assert_eq!(chunks(&keychain, "a"), 0);
    }

    #[tokio::test]
    async fn what_is_remembered_can_be_listed_and_removed() {
        let keychain = Keychain::memory().unwrap();
        keychain
            .set(Kind::AdminPassword, "printer.example:443 admin", &Secret::new("canary-2c91"))
            .await
            .unwrap();
        let names = keychain.remembered().unwrap();
        assert_eq!(names.len(), 1);
        assert!(!format!("{names:?} {keychain:?}").contains("canary"));
        for (kind, name) in names {
            assert!(keychain.delete(kind, &name).await.unwrap());
        }
        assert!(keychain.remembered().unwrap().is_empty());
    }

    #[tokio::test]
    async fn a_failing_store_is_a_keychain_problem_without_the_stored_bytes() {
        let keychain = Keychain::memory().unwrap();
        keychain.set(Kind::AdminPassword, "a", &Secret::new("x")).await.unwrap();
        let entry = keychain.entry(&header_name(Kind::AdminPassword, "a")).unwrap();
        let mock = entry.as_any().downcast_ref::<keyring_core::mock::Cred>().unwrap();
        mock.set_error(Error::BadEncoding(b"canary-77aa".to_vec()));
        let error = keychain.get(Kind::AdminPassword, "a").await.unwrap_err();
        let problem = tegata_core::Problem::from(error);
        assert_eq!(problem.code, tegata_core::problem::local::KEYCHAIN_UNAVAILABLE);
        assert!(!format!("{problem:?}").contains("canary"));
    }
}
