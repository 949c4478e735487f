//! Printers of the virtual office: Web Image Monitor over HTTPS and HTTP, with the e-mail page and code screen of the
//! set-up guide, the printer's own sign-in at the office's Microsoft, and real mail sent with it.
//!
//! This is the other side of the wire, written apart from the adapters: it shares no code, label or constant with them.
//!
//! # What is known and what is invented
//! Verified in captures or in scripts that ran on real devices: the redirect and the meta-refresh trap at `/`, frames,
//! header and home page, the status page, `authForm.cgi` and `login.cgi` with base64 and cookie test, `wimsesid` and
//! `--`, `wimToken`, `/web/guest` and `/web/entry`, `configList.cgi` as the settings' list with script links, forms between
//! table rows, duplicate field names, `mainForm` without action, the split query, `basicForm` with `returnValue` and
//! `methodName`, auto-skip pages, the shape of error pages, bodies that end when the connection closes, the clock that is
//! eleven minutes off, `connectTest.cgi`, the 404 page.
//!
//! From the guide: the rows of the e-mail page, what OAuth fixes (587, STARTTLS, SMTP authentication on, IMAP4 993), the
//! code screen's texts, \[認証開始\] before \[OK\], (認証済).
//!
//! From documentation: lockout, auto logout, kinds of administrators.
//!
//! Invented, because nobody has seen it: every address, field name and value string of the e-mail page; its sections'
//! order; all mechanisms of the code screen; all English and French wording of OAuth; what \[OK\] does too early; that a
//! changed address drops the mark; the confirm page; the panel page; the limits of tokens and sessions; the content of
//! the menu beside \[メール\]; the `returnValue`s `NOTYET` and `NGAUTH`; every combination a seed draws.

mod config;
mod device;
mod draw;
mod fault;
mod form;
mod grant;
mod http;
mod layout;
mod markup;
mod names;
mod pages;
mod routes;
mod scripts;
mod settings;
mod smtp;
mod wire;
mod wording;

#[cfg(test)]
mod walks;

pub use config::{
    Account, AfterSave, Charset, ChoiceKind, CodeScreen, FixedRows, InitialSettings, Language, Layout,
    Markup, ModeSwitch, NameScheme, NotYet, PathScheme, PrinterConfig, Quirks, Rights, Submit, TokenRule,
    Wire,
};
pub use device::{LoggedRequest, LoginAttempt, PrinterState};
pub use fault::{Fault, What, When};
pub use settings::StoredMail;
pub use smtp::ScanError;

use crate::world::World;
use device::Device;
use rustls_pki_types::{CertificateDer, pem::PemObject};
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};
use wire::Certificate;

/// A printer that is switched on. Dropping it switches it off.
#[derive(Debug)]
pub struct RunningPrinter {
    device: Arc<Device>,
    certificate: Arc<Certificate>,
    https: SocketAddr,
    http: SocketAddr,
    stop: CancellationToken,
    _off: DropGuard,
}

/// Switches a printer on, on loopback and free ports.
pub async fn start(config: PrinterConfig, world: Arc<World>) -> io::Result<RunningPrinter> {
    start_at(config, world, IpAddr::V4(Ipv4Addr::LOCALHOST)).await
}

/// Switches a printer on at an address of this machine, on free ports.
pub async fn start_at(
    config: PrinterConfig,
    world: Arc<World>,
    address: IpAddr,
) -> io::Result<RunningPrinter> {
    let certificate = Arc::new(Certificate::new(&config.host_name)?);
    let trust = Arc::new(trusting(&world.ca_pem)?);
    let client = reqwest::Client::builder()
        .tls_backend_preconfigured(trust.as_ref().clone())
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(std::time::Duration::from_secs(30))
        .build()
        .map_err(io::Error::other)?;
    let device = Arc::new(Device::new(config, world, client, trust));
    let secure = TcpListener::bind((address, 0)).await?;
    let plain = TcpListener::bind((address, 0)).await?;
    let (https, http) = (secure.local_addr()?, plain.local_addr()?);
    let stop = CancellationToken::new();
    tokio::spawn(wire::listen(
        Arc::clone(&device),
        secure,
        https,
        Some(Arc::clone(&certificate)),
        stop.clone(),
    ));
    tokio::spawn(wire::listen(Arc::clone(&device), plain, http, None, stop.clone()));
    tracing::info!(printer = %device.config.name, %https, %http, "switched on");
    let guard = stop.clone().drop_guard();
    Ok(RunningPrinter { device, certificate, https, http, stop, _off: guard })
}

fn trusting(pem: &str) -> io::Result<rustls::ClientConfig> {
    let mut roots = rustls::RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
        roots.add(certificate.map_err(io::Error::other)?).map_err(io::Error::other)?;
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    Ok(rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_root_certificates(roots)
        .with_no_client_auth())
}

impl RunningPrinter {
    /// Where Web Image Monitor is over HTTPS.
    pub fn https_addr(&self) -> SocketAddr {
        self.https
    }

    /// Where it is over HTTP; the panel page is here too, at `/panel`.
    pub fn http_addr(&self) -> SocketAddr {
        self.http
    }

    /// SHA-256 of the certificate shown now.
    pub fn fingerprint_sha256(&self) -> [u8; 32] {
        self.certificate.fingerprint()
    }

    /// What the printer was made from.
    pub fn config(&self) -> &PrinterConfig {
        &self.device.config
    }

    /// What is stored.
    pub fn state(&self) -> PrinterState {
        self.device.state()
    }

    /// Every request since the start (or since `forget`).
    pub fn request_log(&self) -> Vec<LoggedRequest> {
        self.device.memory().log.clone()
    }

    /// Every attempt to log in.
    pub fn logins(&self) -> Vec<LoginAttempt> {
        self.device.memory().logins.clone()
    }

    /// Sessions that were neither logged out nor timed out.
    pub fn open_sessions(&self) -> usize {
        let mut memory = self.device.memory();
        self.device.expire(&mut memory);
        memory.sessions.len()
    }

    /// Whether a sign-in of the printer's own has come to its end, so that \[OK\] says more than "not yet".
    pub fn sign_in_ended(&self) -> bool {
        let memory = self.device.memory();
        let mut grants = memory.sessions.values().filter_map(|session| session.grant.as_ref());
        grants.any(|grant| {
            !matches!(grant.progress(), grant::Progress::Asking | grant::Progress::Waiting { .. })
        })
    }

    /// Adds a fault.
    pub fn set_fault(&self, fault: Fault) {
        self.device.memory().plan.add(fault);
    }

    /// Removes all faults that have not fired.
    pub fn clear_faults(&self) {
        self.device.memory().plan.clear();
    }

    /// Forgets requests, logins and deviations, and counts requests from 1 again. Settings and sessions stay.
    pub fn forget(&self) {
        let mut memory = self.device.memory();
        memory.log.clear();
        memory.logins.clear();
        memory.deviations.clear();
        memory.requests = 0;
    }

    /// Shows another certificate from now on.
    pub fn change_certificate(&self) -> io::Result<()> {
        self.certificate.change()
    }

    /// A person stands at the panel, scans a page and sends it to `to`. While the sender is not specified automatically
    /// the person is the sender too. Gives the mail server's last reply.
    pub async fn panel_scan(&self, to: &str) -> Result<String, ScanError> {
        smtp::scan(&self.device, to, None).await
    }

    /// The same with a sender chosen at the panel.
    pub async fn panel_scan_from(&self, to: &str, from: &str) -> Result<String, ScanError> {
        smtp::scan(&self.device, to, Some(from)).await
    }

    /// Switches the printer off.
    pub fn stop(&self) {
        self.stop.cancel();
    }
}
