//! What the program keeps and is configured with, as the job needs it: pins, remembered passwords, journal, the app
//! registration, the mail server.

use std::path::PathBuf;

use tegata_core::problem::microsoft;
use tegata_core::{AdminCredentials, Fingerprint, PrinterAddress, Problem, Secret};
use tegata_microsoft::{Cloud, Registration};
pub use tegata_store::journal::Purpose;
use tegata_store::{Configuration, DataDir, Journal, Keychain, Kind, Pin, Pins, Preferences};
use time::OffsetDateTime;

use crate::wim_printer::Access;

/// The folder of what is kept, the configuration, and the keychain.
#[derive(Clone)]
pub struct Kept {
    dir: DataDir,
    configuration: Configuration,
    keychain: Keychain,
    journal: Journal,
}

/// Where the test mail goes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailServer {
    /// Host.
    pub host: String,
    /// Port.
    pub port: u16,
}

impl Kept {
    /// Opens what `TEGATA_DATA_DIR` and `TEGATA_CONFIG` name, or the system's usual places.
    ///
    /// # Errors
    /// `local.configuration_invalid`, `local.data_folder_unusable`.
    pub fn open() -> Result<Self, Problem> {
        let configuration = Configuration::load(None)?;
        let dir = DataDir::open(None)?;
        let keychain = Keychain::open(&dir)?;
        let journal = Journal::open(&dir)?;
        Ok(Self { dir, configuration, keychain, journal })
    }

    /// What the configuration file says.
    #[must_use]
    pub const fn configuration(&self) -> &Configuration {
        &self.configuration
    }

    /// What the person has set.
    ///
    /// # Errors
    /// A damaged file.
    pub fn preferences(&self) -> Result<Preferences, Problem> {
        Ok(Preferences::load(&self.dir)?)
    }

    /// Changes what the person has set.
    ///
    /// # Errors
    /// A damaged or unwritable file.
    pub fn change_preferences(&self, change: impl FnOnce(&mut Preferences)) -> Result<Preferences, Problem> {
        Ok(Preferences::change(&self.dir, change)?)
    }

    /// The pinned certificate of a printer.
    ///
    /// # Errors
    /// A damaged file of pins: it is never taken for an empty one.
    pub fn pin(&self, address: &PrinterAddress) -> Result<Option<Pin>, Problem> {
        Ok(Pins::load(&self.dir)?.get(address)?)
    }

    /// Trusts a certificate from now on.
    ///
    /// # Errors
    /// As [`Self::pin`].
    pub fn trust(&self, address: &PrinterAddress, fingerprint: Fingerprint) -> Result<(), Problem> {
        Pins::load(&self.dir)?.trust(address, fingerprint, OffsetDateTime::now_utc())?;
        Ok(())
    }

    /// What may be trusted on the way to a printer.
    ///
    /// # Errors
    /// As [`Self::pin`].
    pub fn access(&self, address: &PrinterAddress, allow_http: bool) -> Result<Access, Problem> {
        Ok(Access {
            pinned: self.pin(address)?.map(|pin| pin.fingerprint),
            trust_on_first_use: false,
            allow_http,
            extra_verification_hosts: self.configuration.microsoft.extra_verification_hosts.clone(),
            record: None,
        })
    }

    /// A remembered administrator's password.
    ///
    /// # Errors
    /// `local.keychain_unavailable`.
    pub async fn remembered_password(
        &self,
        address: &PrinterAddress,
        name: &str,
    ) -> Result<Option<Secret>, Problem> {
        Ok(self.keychain.get(Kind::AdminPassword, &account(address, name)).await?)
    }

    /// Remembers an administrator's password that the printer has just accepted.
    ///
    /// # Errors
    /// `local.keychain_unavailable`.
    pub async fn remember_password(
        &self,
        address: &PrinterAddress,
        credentials: &AdminCredentials,
    ) -> Result<(), Problem> {
        let account = account(address, &credentials.name);
        Ok(self.keychain.set(Kind::AdminPassword, &account, &credentials.password).await?)
    }

    /// The login names whose password for a printer is remembered.
    ///
    /// # Errors
    /// A damaged list.
    pub fn remembered_names(&self, address: &PrinterAddress) -> Result<Vec<String>, Problem> {
        let of_this = format!("{} ", Pins::key(address));
        let names = self.keychain.remembered()?.into_iter();
        let names = names.filter(|(kind, _)| *kind == Kind::AdminPassword);
        Ok(names.filter_map(|(_, name)| name.strip_prefix(&of_this).map(str::to_owned)).collect())
    }

    /// The pinned certificates.
    ///
    /// # Errors
    /// As [`Self::pin`].
    pub fn pins(&self) -> Result<Pins, Problem> {
        Ok(Pins::load(&self.dir)?)
    }

    /// The folder of the log.
    ///
    /// # Errors
    /// `local.data_folder_unusable`.
    pub fn log_folder(&self) -> Result<PathBuf, Problem> {
        Ok(self.dir.folder("logs")?)
    }

    /// The keychain, for the sign-in of the app.
    #[must_use]
    pub const fn keychain(&self) -> &Keychain {
        &self.keychain
    }

    /// The cloud: the configuration's, else the one the app was registered in, else the global one.
    #[must_use]
    pub fn cloud(&self) -> Cloud {
        let configured = self.configuration.cloud;
        let registered = self.preferences().ok().and_then(|p| p.registration).map(|r| r.cloud);
        let chosen = if configured == tegata_store::Cloud::default() {
            registered.unwrap_or(configured)
        } else {
            configured
        };
        match chosen {
            tegata_store::Cloud::Global => Cloud::GLOBAL,
            tegata_store::Cloud::UsGovernment => Cloud::US_GOVERNMENT,
            tegata_store::Cloud::China => Cloud::CHINA,
        }
    }

    /// The server name to write into a printer: the cloud's own. The configuration's `[exchange]` is where *this
    /// program* sends its test mail and says nothing of the printer.
    #[must_use]
    pub fn smtp_server_of_cloud(&self) -> String {
        self.cloud().smtp_host.to_owned()
    }

    /// Where the test mail goes in.
    #[must_use]
    pub fn mail_server(&self) -> MailServer {
        let exchange = &self.configuration.exchange;
        MailServer {
            host: exchange.host.clone().unwrap_or_else(|| self.smtp_server_of_cloud()),
            port: exchange.port.unwrap_or(587),
        }
    }

    /// Extra roots for Microsoft's and Exchange's certificates, as PEM text.
    ///
    /// # Errors
    /// `local.configuration_invalid`.
    pub fn extra_roots(&self) -> Result<Vec<String>, Problem> {
        let pems = self.configuration.extra_root_pems()?;
        Ok(pems.into_iter().map(|(_, pem)| String::from_utf8_lossy(&pem).into_owned()).collect())
    }

    /// The app registration: the configuration's, else what the person entered.
    ///
    /// # Errors
    /// `microsoft.not_registered`.
    pub fn registration(&self) -> Result<Registration, Problem> {
        let configured = &self.configuration.microsoft;
        let entered = self.preferences()?.registration;
        let client_id = configured
            .client_id
            .clone()
            .or_else(|| entered.as_ref().map(|r| r.client_id.clone()))
            .or_else(|| tegata_microsoft::cloud::built_in_client_id().map(str::to_owned))
            .filter(|id| !id.trim().is_empty())
            .ok_or_else(|| Problem::new(microsoft::NOT_REGISTERED))?;
        let mut registration = self.whereabouts()?;
        registration.client_id = client_id;
        Ok(registration)
    }

    /// Where Microsoft's sign-in is and for which tenant, whether or not an app is registered there.
    ///
    /// # Errors
    /// Damaged files.
    pub fn whereabouts(&self) -> Result<Registration, Problem> {
        let configured = &self.configuration.microsoft;
        let entered = self.preferences()?.registration;
        let tenant = configured.tenant.clone().or_else(|| entered.map(|r| r.tenant));
        let cloud = self.cloud();
        let authority = configured.authority.clone().unwrap_or_else(|| cloud.authority_url());
        let mut registration = Registration::at(authority, &cloud, tenant.as_deref(), "");
        if let Some(scope) = &self.configuration.exchange.scope {
            registration.scope = match scope.contains(' ') {
                true => scope.clone(),
                false => format!("openid profile email {scope}"),
            };
        }
        registration.extra_verification_hosts = configured.extra_verification_hosts.clone();
        Ok(registration)
    }

    /// Where a file for the person goes.
    ///
    /// # Errors
    /// `local.data_folder_unusable`.
    pub fn paper(&self, name: &str) -> Result<PathBuf, Problem> {
        Ok(self.dir.paper(name)?)
    }

    /// The journal, for what goes on with it (`story`).
    pub(crate) const fn journal(&self) -> &Journal {
        &self.journal
    }
}

fn account(address: &PrinterAddress, name: &str) -> String {
    format!("{} {name}", Pins::key(address))
}

/// A time as RFC 3339 writes it.
#[must_use]
pub fn rfc3339(time: OffsetDateTime) -> String {
    time.format(&time::format_description::well_known::Rfc3339).unwrap_or_default()
}
