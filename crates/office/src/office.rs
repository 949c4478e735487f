//! The office as a whole: opens everything, knows every address, closes everything.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::{Router, middleware};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use url::Url;

use crate::advertise::{Advertisement, Announced, advertise};
use crate::authority::Authority;
use crate::chance::Chance;
use crate::clock::Clock;
use crate::config::OfficeConfig;
use crate::control;
use crate::directory::Directory;
use crate::exchange::Exchange;
use crate::inbox::{self, Inbox};
use crate::microsoft::{self, Decision, Microsoft, Outcome};
use crate::printer::{self, RunningPrinter};
use crate::web::{TlsListener, loopback_only, serve};
use crate::world::World;

/// Why the office could not open.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// A socket or a file.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A certificate could not be made.
    #[error("certificate: {0}")]
    Certificate(#[from] rcgen::Error),
    /// TLS could not be set up.
    #[error("TLS: {0}")]
    Tls(#[from] rustls::Error),
    /// A token could not be signed.
    #[error("token: {0}")]
    Token(#[from] jsonwebtoken::errors::Error),
    /// JSON.
    #[error("JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// An address that is none.
    #[error("address: {0}")]
    Address(#[from] url::ParseError),
    /// The configuration contradicts itself.
    #[error("configuration: {0}")]
    Config(&'static str),
}

/// Everything of an office that the control API reaches too.
pub(crate) struct Rooms {
    pub(crate) config: OfficeConfig,
    pub(crate) directory: Directory,
    pub(crate) clock: Clock,
    pub(crate) microsoft: Microsoft,
    pub(crate) exchange: Exchange,
    pub(crate) inbox: Inbox,
    pub(crate) printers: Vec<RunningPrinter>,
    pub(crate) ca_pem: String,
    microsoft_addr: SocketAddr,
    pages_addr: SocketAddr,
    smtp_addr: SocketAddr,
    inbox_addr: SocketAddr,
    control_addr: SocketAddr,
}

/// An open office. Dropping it closes it at once; [`Office::shutdown`] waits for the end.
pub struct Office {
    rooms: Arc<Rooms>,
    advertisement: Option<Advertisement>,
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Drop for Office {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Office {
    /// Opens an office on free loopback ports.
    pub async fn start(config: OfficeConfig) -> Result<Self, OfficeError> {
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        let tenant = config.tenants.first().ok_or(OfficeError::Config("there is no tenant"))?.clone();
        let printer_client_id = config
            .applications
            .iter()
            .find(|app| app.printer_maker)
            .or(config.applications.first())
            .map(|app| app.client_id.clone())
            .ok_or(OfficeError::Config("there is no application"))?;

        let [microsoft_tcp, pages_tcp, smtp_tcp, inbox_tcp, control_tcp] =
            [bind().await?, bind().await?, bind().await?, bind().await?, bind().await?];
        let microsoft_addr = microsoft_tcp.local_addr()?;
        let (pages_addr, smtp_addr) = (pages_tcp.local_addr()?, smtp_tcp.local_addr()?);
        let (inbox_addr, control_addr) = (inbox_tcp.local_addr()?, control_tcp.local_addr()?);

        let authority = Authority::create()?;
        let tls = authority.server(&["localhost", "127.0.0.1"])?;
        let (clock, chance) = (Clock::start(), Chance::new(config.seed));
        let directory = Directory::new(&config);
        let inbox = Inbox::new(clock.clone());
        let microsoft = Microsoft::new(
            config.microsoft.clone(),
            directory.clone(),
            clock.clone(),
            chance.clone(),
            config.exchange.resource.clone(),
            format!("https://{microsoft_addr}"),
            format!("http://{pages_addr}/devicelogin"),
        )?;
        let exchange = Exchange::new(
            config.exchange.clone(),
            directory.clone(),
            microsoft.clone(),
            inbox.clone(),
            chance,
            Arc::clone(&tls),
        );

        let listener = TlsListener::new(microsoft_tcp, tls, stop.clone(), &tasks)?;
        let pages = microsoft::pages_router(microsoft.clone());
        let endpoints = microsoft::router(microsoft.clone()).merge(pages.clone());
        serve(listener, guarded(endpoints), stop.clone(), &tasks);
        serve(pages_tcp, guarded(pages), stop.clone(), &tasks);
        serve(inbox_tcp, guarded(inbox::router(inbox.clone())), stop.clone(), &tasks);
        exchange.serve(smtp_tcp, stop.clone(), &tasks);

        let world = Arc::new(World {
            authority: Url::parse(&format!("https://{microsoft_addr}"))?,
            tenant: tenant.id,
            ca_pem: authority.pem().to_owned(),
            smtp_host: smtp_addr.ip().to_string(),
            smtp_port: smtp_addr.port(),
            // The printer needs a refresh token: it sends long after the sign-in.
            scope: format!("{}/SMTP.Send offline_access", config.exchange.resource),
            printer_client_id,
        });
        let mut printers = Vec::with_capacity(config.printers.len());
        for printer in &config.printers {
            printers.push(printer::start(printer.clone(), Arc::clone(&world)).await?);
        }

        let advertisement =
            if config.advertise && !printers.is_empty() { announce(&printers).await } else { None };

        let rooms = Arc::new(Rooms {
            config,
            directory,
            clock,
            microsoft,
            exchange,
            inbox,
            printers,
            ca_pem: authority.pem().to_owned(),
            microsoft_addr,
            pages_addr,
            smtp_addr,
            inbox_addr,
            control_addr,
        });
        serve(control_tcp, guarded(control::router(Arc::clone(&rooms))), stop.clone(), &tasks);
        Ok(Self { rooms, advertisement, stop, tasks })
    }

    /// The printers, in the order of the configuration.
    pub fn printers(&self) -> &[RunningPrinter] {
        &self.rooms.printers
    }

    /// The configuration it was opened with.
    pub fn config(&self) -> &OfficeConfig {
        &self.rooms.config
    }

    /// `https://127.0.0.1:PORT`, without a tenant.
    pub fn authority_url(&self) -> String {
        self.rooms.authority_url()
    }

    /// The page where a person types a code.
    pub fn verification_url(&self) -> String {
        self.rooms.verification_url()
    }

    /// `host:port` of that page.
    pub fn verification_host(&self) -> String {
        self.rooms.pages_addr.to_string()
    }

    /// The tenant id of the first tenant.
    pub fn tenant_id(&self) -> &str {
        self.rooms.tenant_id()
    }

    /// The client id of the product's app registration.
    pub fn client_id(&self) -> &str {
        self.rooms.client_id()
    }

    /// The scope of the product's sign-in.
    pub fn scope(&self) -> String {
        self.rooms.scope()
    }

    /// The root certificate of Microsoft and Exchange, PEM.
    pub fn ca_pem(&self) -> &str {
        &self.rooms.ca_pem
    }

    /// Exchange's host; its certificate carries this name.
    pub fn smtp_host(&self) -> String {
        self.rooms.smtp_addr.ip().to_string()
    }

    /// Exchange's port.
    pub fn smtp_port(&self) -> u16 {
        self.rooms.smtp_addr.port()
    }

    /// The web inbox.
    pub fn inbox_url(&self) -> String {
        format!("http://{}/", self.rooms.inbox_addr)
    }

    /// The control API.
    pub fn control_url(&self) -> String {
        format!("http://{}/control", self.rooms.control_addr)
    }

    /// The office's clock.
    pub fn clock(&self) -> &Clock {
        &self.rooms.clock
    }

    /// Who exists.
    pub fn directory(&self) -> &Directory {
        &self.rooms.directory
    }

    /// Microsoft.
    pub fn microsoft(&self) -> &Microsoft {
        &self.rooms.microsoft
    }

    /// Exchange.
    pub fn exchange(&self) -> &Exchange {
        &self.rooms.exchange
    }

    /// What arrived.
    pub fn inbox(&self) -> &Inbox {
        &self.rooms.inbox
    }

    /// What a person does with a code in the browser, in one step.
    pub fn sign_in(&self, user_code: &str, account: &str, decision: Decision) -> Outcome {
        self.rooms.microsoft.sign_in(user_code, account, decision)
    }

    /// Writes `office-ca.pem` and `tegata.toml` into a directory and gives the path of the latter: the
    /// product's configuration that points it at this office.
    pub fn config_toml(&self, dir: &Path) -> Result<PathBuf, OfficeError> {
        std::fs::create_dir_all(dir)?;
        let root = std::path::absolute(dir.join("office-ca.pem"))?;
        std::fs::write(&root, &self.rooms.ca_pem)?;
        let quote = |text: &str| json!(text).to_string();
        let text = format!(
            "# Written by the virtual office: points Tegata at it.\n\n\
             [microsoft]\nauthority = {}\ntenant = {}\nclient_id = {}\nextra_verification_hosts = [{}, {}]\n\n\
             [exchange]\nhost = {}\nport = {}\nscope = {}\n\n[tls]\nextra_roots = [{}]\n",
            quote(&self.authority_url()),
            quote(self.tenant_id()),
            quote(self.client_id()),
            quote(&self.verification_host()),
            quote(&self.rooms.microsoft_addr.to_string()),
            quote(&self.smtp_host()),
            self.smtp_port(),
            quote(&format!("{}/SMTP.Send", self.rooms.config.exchange.resource)),
            quote(&root.to_string_lossy()),
        );
        let path = std::path::absolute(dir.join("tegata.toml"))?;
        std::fs::write(&path, text)?;
        Ok(path)
    }

    /// Each printer: addresses, fingerprint, administrator.
    pub fn describe_printers(&self) -> Vec<Value> {
        self.rooms.describe_printers()
    }

    /// Every address, as the control API and the program print it.
    pub fn describe(&self) -> Value {
        self.rooms.describe()
    }

    /// Whether the printers are advertised by multicast DNS. A machine without multicast keeps its office, but
    /// nobody discovers the printers.
    pub fn is_advertised(&self) -> bool {
        self.advertisement.is_some()
    }

    /// Closes the office and waits until nothing listens any more.
    pub async fn shutdown(mut self) {
        if let Some(advertisement) = self.advertisement.take() {
            advertisement.shutdown().await;
        }
        self.stop.cancel();
        for printer in &self.rooms.printers {
            printer.stop();
        }
        self.tasks.close();
        // A connection in the middle of an answer may take a moment; it must not hold up the end.
        let _ = tokio::time::timeout(Duration::from_secs(5), self.tasks.wait()).await;
    }
}

impl Rooms {
    pub(crate) fn authority_url(&self) -> String {
        format!("https://{}", self.microsoft_addr)
    }

    pub(crate) fn verification_url(&self) -> String {
        format!("http://{}/devicelogin", self.pages_addr)
    }

    fn tenant_id(&self) -> &str {
        self.config.tenants.first().map_or("", |tenant| &tenant.id)
    }

    fn client_id(&self) -> &str {
        self.config.applications.first().map_or("", |app| &app.client_id)
    }

    fn scope(&self) -> String {
        format!("openid profile email {}/SMTP.Send", self.config.exchange.resource)
    }

    pub(crate) fn describe_printers(&self) -> Vec<Value> {
        let describe = |(index, printer): (usize, &RunningPrinter)| {
            let config = printer.config();
            json!({
                "index": index,
                "name": config.name,
                "model": config.model,
                "host_name": config.host_name,
                "https": format!("https://{}", printer.https_addr()),
                "http": format!("http://{}", printer.http_addr()),
                "panel": format!("http://{}/panel", printer.http_addr()),
                "fingerprint": format!("SHA256:{}", hex::encode(printer.fingerprint_sha256())),
                "oauth_offered": config.oauth_offered,
                "language": config.language,
                "admin": { "name": config.admin.name, "password": config.admin.password },
            })
        };
        self.printers.iter().enumerate().map(describe).collect()
    }

    pub(crate) fn describe(&self) -> Value {
        json!({
            "authority": self.authority_url(),
            "verification_uri": self.verification_url(),
            "tenant": self.tenant_id(),
            "client_id": self.client_id(),
            "scope": self.scope(),
            "smtp": { "host": self.smtp_addr.ip().to_string(), "port": self.smtp_addr.port() },
            "inbox": format!("http://{}/", self.inbox_addr),
            "control": format!("http://{}/control", self.control_addr),
            "accounts": self.directory.accounts().iter().map(|account| account.upn.clone()).collect::<Vec<_>>(),
        })
    }
}

/// Advertises the printers; without multicast on this machine the office opens all the same.
async fn announce(printers: &[RunningPrinter]) -> Option<Advertisement> {
    let announced: Vec<Announced> = printers.iter().map(Announced::from).collect();
    // The daemon's queue makes the caller wait for its place in it.
    let started = tokio::task::spawn_blocking(move || advertise(&announced)).await;
    match started.map_err(std::io::Error::other).and_then(|started| started) {
        Ok(advertisement) => Some(advertisement),
        Err(error) => {
            tracing::warn!(%error, "the printers are not advertised");
            None
        }
    }
}

async fn bind() -> std::io::Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", 0)).await
}

fn guarded(router: Router) -> Router {
    router.layer(middleware::from_fn(loopback_only))
}
