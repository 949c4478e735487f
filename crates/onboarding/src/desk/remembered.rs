//! What this computer remembers, and forgetting it: everything that is kept can be seen and removed, one by one.
//!
//! Names only. A remembered password or sign-in is never answered, not even to be shown.

use serde::{Deserialize, Serialize};
use tegata_core::{Fingerprint, Problem};
use tegata_store::Kind;
use ts_rs::TS;

use super::Desk;

/// A certificate that was trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RememberedPin {
    /// The printer's `host:port`.
    pub printer: String,
    /// Its certificate.
    pub fingerprint: Fingerprint,
    /// When it was trusted first, `2026-11-23`.
    pub first_seen: String,
}

/// A printer administrator's password in the system's keychain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RememberedPassword {
    /// The printer's `host:port`.
    pub printer: String,
    /// The login name.
    pub name: String,
}

/// Everything that is remembered, secrets by their names alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Remembered {
    /// Trusted certificates.
    pub pins: Vec<RememberedPin>,
    /// Remembered passwords.
    pub passwords: Vec<RememberedPassword>,
    /// Whether the app's own sign-in is remembered.
    pub sign_in: bool,
}

/// What is to be forgotten.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
#[ts(export)]
pub enum Forgotten {
    /// A trusted certificate: the next visit shows it as unknown.
    Pin {
        /// The printer's `host:port`.
        printer: String,
    },
    /// A password in the keychain.
    Password {
        /// The printer's `host:port`.
        printer: String,
        /// The login name.
        name: String,
    },
    /// The app's own sign-in.
    SignIn,
}

impl Desk {
    /// What is remembered on this computer.
    ///
    /// # Errors
    /// Damaged files.
    pub fn remembered(&self) -> Result<Remembered, Problem> {
        let day = |at: time::OffsetDateTime| at.date().to_string();
        let pins = self.kept.pins()?.list()?.into_iter().map(|(printer, pin)| RememberedPin {
            printer,
            fingerprint: pin.fingerprint,
            first_seen: day(pin.first_seen),
        });
        let names = self.kept.keychain().remembered()?;
        let passwords = names.iter().filter(|(kind, _)| *kind == Kind::AdminPassword).map(|(_, name)| {
            let (printer, name) = name.split_once(' ').unwrap_or((name, ""));
            RememberedPassword { printer: printer.to_owned(), name: name.to_owned() }
        });
        Ok(Remembered {
            pins: pins.collect(),
            passwords: passwords.collect(),
            sign_in: names.iter().any(|(kind, _)| *kind == Kind::RefreshToken),
        })
    }

    /// Forgets one thing, and answers what is still remembered.
    ///
    /// # Errors
    /// Files that cannot be written, a keychain that does not answer.
    pub async fn forget(&self, what: &Forgotten) -> Result<Remembered, Problem> {
        match what {
            Forgotten::Pin { printer } => {
                // Only what the list named can be forgotten; anything else was not remembered to begin with.
                if let Ok(address) = printer.parse() {
                    self.kept.pins()?.forget(&address)?;
                }
            }
            Forgotten::Password { printer, name } => {
                self.kept.keychain().delete(Kind::AdminPassword, &format!("{printer} {name}")).await?;
            }
            Forgotten::SignIn => self.sign_out().await?,
        }
        self.remembered()
    }
}
