//! The configuration file that `TEGATA_CONFIG` names: which cloud, which servers, which extra roots.
//!
//! It is for administrators and for tests; a person who never heard of it loses nothing. A key that is not known is
//! refused with its line, because a misspelt `tenant` that is silently ignored sends people to the wrong sign-in page.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use url::Url;

use crate::StoreError;

/// The variable that names the file.
pub const CONFIGURATION_VARIABLE: &str = "TEGATA_CONFIG";

/// Microsoft's clouds that offer Exchange Online (`facts/exchange.md`, national clouds).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cloud {
    /// The worldwide one.
    #[default]
    Global,
    /// US government.
    UsGovernment,
    /// Operated by 21Vianet.
    China,
}

/// What the file says. Everything absent keeps the cloud's preset.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Configuration {
    /// The cloud whose presets hold.
    pub cloud: Cloud,
    /// Microsoft's side of the sign-in.
    pub microsoft: Microsoft,
    /// The submission server for the test mail.
    pub exchange: Exchange,
    /// Whom to trust beside the system's roots.
    pub tls: Tls,
}

/// `[microsoft]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Microsoft {
    /// The sign-in host's origin, e.g. `https://login.microsoftonline.com`.
    pub authority: Option<Url>,
    /// Tenant id, domain, or `organizations`.
    pub tenant: Option<String>,
    /// The app registration's client id.
    pub client_id: Option<String>,
    /// Hosts (`host` or `host:port`) whose sign-in pages may be opened although they are not Microsoft's.
    pub extra_verification_hosts: Vec<String>,
}

/// `[exchange]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Exchange {
    /// Submission server.
    pub host: Option<String>,
    /// Its port.
    pub port: Option<u16>,
    /// The scope that is asked for to send through it.
    pub scope: Option<String>,
}

/// `[tls]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tls {
    /// PEM files; after [`Configuration::load`] absolute, relative ones having stood beside the configuration file.
    pub extra_roots: Vec<PathBuf>,
}

impl Configuration {
    /// Reads the file given, else the one `TEGATA_CONFIG` names, else says nothing but presets.
    ///
    /// # Errors
    /// [`StoreError::Configuration`] with the place and the reason.
    pub fn load(given: Option<&Path>) -> Result<Self, StoreError> {
        let from_environment =
            || env::var_os(CONFIGURATION_VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
        match given.map(Path::to_owned).or_else(from_environment) {
            Some(path) => Self::read(&path),
            None => Ok(Self::default()),
        }
    }

    fn read(path: &Path) -> Result<Self, StoreError> {
        let invalid = |message: String| StoreError::Configuration { path: path.to_owned(), message };
        let text = fs::read_to_string(path).map_err(|error| invalid(error.to_string()))?;
        // Notepad writes a byte order mark.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let mut configuration: Self = toml::from_str(text).map_err(|error| invalid(error.to_string()))?;
        configuration.check().map_err(invalid)?;
        let beside = std::path::absolute(path).map_err(|error| invalid(error.to_string()))?;
        let beside = beside.parent().unwrap_or(Path::new("/"));
        for root in &mut configuration.tls.extra_roots {
            *root = beside.join(&root);
            if !root.is_file() {
                return Err(invalid(format!("tls.extra_roots: there is no file {}", root.display())));
            }
        }
        Ok(configuration)
    }

    fn check(&self) -> Result<(), String> {
        if let Some(authority) = &self.microsoft.authority {
            if !matches!(authority.scheme(), "https" | "http") || authority.host_str().is_none() {
                return Err(format!("microsoft.authority: {authority} is not an https address"));
            }
            if !authority.username().is_empty() || authority.password().is_some() {
                return Err("microsoft.authority: user names and passwords do not belong here".into());
            }
        }
        for host in &self.microsoft.extra_verification_hosts {
            let bare = Url::parse(&format!("https://{host}/"))
                .is_ok_and(|url| url.path() == "/" && url.username().is_empty() && url.query().is_none());
            if !bare || host.contains(['/', '?', '#', '@']) {
                return Err(format!(
                    "microsoft.extra_verification_hosts: “{host}” is not a host or host:port"
                ));
            }
        }
        if self.exchange.port == Some(0) {
            return Err("exchange.port: 0 is not a port".into());
        }
        let empty = [
            ("microsoft.tenant", &self.microsoft.tenant),
            ("microsoft.client_id", &self.microsoft.client_id),
            ("exchange.host", &self.exchange.host),
            ("exchange.scope", &self.exchange.scope),
        ];
        match empty.into_iter().find(|(_, value)| value.as_deref().is_some_and(|v| v.trim().is_empty())) {
            Some((key, _)) => Err(format!("{key} is empty")),
            None => Ok(()),
        }
    }

    /// The texts of the extra roots, each with its file.
    ///
    /// # Errors
    /// [`StoreError::Configuration`] where one cannot be read.
    pub fn extra_root_pems(&self) -> Result<Vec<(PathBuf, Vec<u8>)>, StoreError> {
        let read = |path: &PathBuf| {
            fs::read(path)
                .map(|pem| (path.clone(), pem))
                .map_err(|error| StoreError::Configuration { path: path.clone(), message: error.to_string() })
        };
        self.tls.extra_roots.iter().map(read).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str) -> Result<Configuration, String> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("office.pem"), b"pem").unwrap();
        let path = folder.path().join("tegata.toml");
        fs::write(&path, text).unwrap();
        Configuration::load(Some(&path)).map_err(|error| error.to_string())
    }

    #[test]
    fn the_whole_contract_is_read() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file.pem"), b"pem").unwrap();
        let path = folder.path().join("tegata.toml");
        fs::write(
            &path,
            "\u{feff}cloud = \"us-government\"\n[microsoft]\nauthority = \"https://127.0.0.1:8443\"\ntenant = \"t\"\n\
             client_id = \"c\"\nextra_verification_hosts = [\"127.0.0.1:8443\", \"login.example\", \"[::1]:9\"]\n\
             [exchange]\nhost = \"mail.example\"\nport = 2525\nscope = \"s\"\n[tls]\nextra_roots = [\"file.pem\"]\n",
        )
        .unwrap();
        let read = Configuration::load(Some(&path)).unwrap();
        assert_eq!(read.cloud, Cloud::UsGovernment);
        assert_eq!(read.microsoft.extra_verification_hosts.len(), 3);
        assert_eq!((read.exchange.host.as_deref(), read.exchange.port), (Some("mail.example"), Some(2525)));
        assert_eq!(read.tls.extra_roots, [folder.path().join("file.pem")]);
        assert_eq!(read.extra_root_pems().unwrap()[0].1, b"pem");
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_name_and_line() {
        for (text, named) in [
            ("[microsoft]\ntennant = \"x\"\n", "tennant"),
            ("[mircosoft]\ntenant = \"x\"\n", "mircosoft"),
            ("clouds = \"global\"\n", "clouds"),
            ("cloud = \"mars\"\n", "mars"),
        ] {
            let said = load(text).expect_err(text);
            assert!(said.contains(named) && said.contains("line"), "{said}");
        }
    }

    #[test]
    fn values_that_cannot_work_are_refused_by_key() {
        for (text, key) in [
            ("[microsoft]\nauthority = \"login.example\"\n", "authority"),
            ("[microsoft]\nauthority = \"ftp://login.example\"\n", "microsoft.authority"),
            (
                "[microsoft]\nextra_verification_hosts = [\"https://login.example/\"]\n",
                "extra_verification_hosts",
            ),
            ("[exchange]\nport = 0\n", "exchange.port"),
            ("[exchange]\nport = 70000\n", "port"),
            ("[exchange]\nhost = \" \"\n", "exchange.host"),
            ("[tls]\nextra_roots = [\"missing.pem\"]\n", "missing.pem"),
        ] {
            let said = load(text).expect_err(text);
            assert!(said.contains(key), "{said}");
        }
        assert!(load("[tls]\nextra_roots = [\"office.pem\"]\n").is_ok());
        assert_eq!(load(""), Ok(Configuration::default()));
    }

    #[test]
    fn a_named_file_that_is_missing_is_an_error() {
        assert!(Configuration::load(Some(Path::new("/nowhere/tegata.toml"))).is_err());
    }
}
