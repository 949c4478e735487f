//! First contact: which scheme, which certificate, which kind of interface, and where its login is.
//!
//! HTTPS goes first; plain HTTP is taken only where a person consented, and never because a certificate was refused:
//! that would let anybody in between choose the unprotected way.

use std::net::SocketAddr;

use tegata_core::{Fingerprint, Identity, PrinterAddress, Scheme};
use url::Url;

use crate::error::WimError;
use crate::http::failure::TlsTrouble;
use crate::http::pins::{Pins, Trust};
use crate::http::{Answer, Failed, Patience, Wire};
use crate::outline::Record;
use crate::page::Page;
use crate::screens::home;
use crate::session::interfaces;
use crate::session::language;
use crate::session::verdict::login_form;
use crate::session::walk::Walk;

/// How a printer may be reached.
#[derive(Clone, Debug)]
pub struct Access {
    /// Which certificate is trusted.
    pub trust: Trust,
    /// Whether a person consented to plain HTTP.
    pub allow_http: bool,
    /// Hosts (`host` or `host:port`) beside Microsoft's whose sign-in page may be opened.
    pub extra_verification_hosts: Vec<String>,
}

/// A printer that was reached: origin decided, certificate known, nobody logged in.
pub struct Connection {
    pub(crate) walk: Walk,
    pub(crate) origin: Url,
    pub(crate) identity: Identity,
    /// The page with the frames, or the home page itself.
    pub(crate) main: Url,
    /// Where the login form is.
    pub(crate) login: Url,
    /// The pages' language, where it is one whose words are not known.
    pub(crate) foreign: Option<String>,
    pub(crate) extra_hosts: Vec<String>,
}

impl Connection {
    /// Scheme, host and port.
    #[must_use]
    pub const fn origin(&self) -> &Url {
        &self.origin
    }

    /// The certificate that was shown and accepted.
    #[must_use]
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        if self.origin.scheme() == "https" { self.walk.wire.pins().trusted() } else { None }
    }

    /// What it says of itself before the login.
    #[must_use]
    pub const fn identity(&self) -> &Identity {
        &self.identity
    }

    /// HTTP requests sent so far.
    #[must_use]
    pub const fn requests(&self) -> u32 {
        self.walk.wire.sent()
    }
}

/// Reaches a printer.
///
/// # Errors
/// Everything that keeps Web Image Monitor out of reach, among it the decisions of a person: unknown certificate,
/// plain HTTP only.
pub async fn contact(address: &PrinterAddress, access: &Access) -> Result<Connection, WimError> {
    contact_with(address, access, Patience::default()).await
}

/// As [`contact`], with other waiting times.
///
/// # Errors
/// As [`contact`].
pub async fn contact_with(
    address: &PrinterAddress,
    access: &Access,
    patience: Patience,
) -> Result<Connection, WimError> {
    reach(address, access, patience, None).await
}

/// As [`contact`], and keeps an outline of everything the printer answers from the first request on.
///
/// # Errors
/// As [`contact`].
pub async fn contact_recorded(
    address: &PrinterAddress,
    access: &Access,
    patience: Patience,
    record: Record,
) -> Result<Connection, WimError> {
    reach(address, access, patience, Some(record)).await
}

async fn reach(
    address: &PrinterAddress,
    access: &Access,
    patience: Patience,
    record: Option<Record>,
) -> Result<Connection, WimError> {
    let shown = address.to_string();
    if address.scheme() == Some(Scheme::Http) && !access.allow_http {
        return Err(WimError::HttpOnly { address: shown });
    }
    let sockets = resolve(address).await?;
    let host =
        address.origin(Scheme::Https).and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let new_walk =
        || Ok::<_, WimError>(Walk::new(Wire::new(&host, &sockets, Pins::new(access.trust), patience)?));
    let mut walk = new_walk()?;
    walk.record = record;
    let first = match address.scheme() {
        Some(scheme) => try_scheme(&mut walk, address, scheme).await.map_err(|failed| failed.error)?,
        None => match try_scheme(&mut walk, address, Scheme::Https).await {
            Ok(answer) => answer,
            Err(failed) if !may_step_down(&failed) => return Err(failed.error),
            Err(_) if access.allow_http => {
                try_scheme(&mut walk, address, Scheme::Http).await.map_err(|failed| failed.error)?
            }
            Err(failed) => {
                let listens = match &failed.error {
                    WimError::TlsTooOld { .. } => false,
                    _ => listens(&sockets, address.port().unwrap_or(80), patience).await,
                };
                return Err(if listens { WimError::HttpOnly { address: shown } } else { failed.error });
            }
        },
    };
    recognise(walk, first, shown, access).await
}

async fn resolve(address: &PrinterAddress) -> Result<Vec<SocketAddr>, WimError> {
    let found = tokio::net::lookup_host((address.host(), 0)).await;
    match found.map(Iterator::collect::<Vec<_>>) {
        Ok(sockets) if !sockets.is_empty() => Ok(sockets),
        _ => Err(WimError::NameUnknown { address: address.to_string() }),
    }
}

async fn try_scheme(walk: &mut Walk, address: &PrinterAddress, scheme: Scheme) -> Result<Answer, Failed> {
    let Some(url) = address.origin(scheme) else {
        let error = WimError::NameUnknown { address: address.to_string() };
        return Err(Failed { error, reached: false, tls: None });
    };
    let request = walk.request(&url, None);
    walk.send(request).await
}

/// Whether HTTPS is simply not there: refused, not TLS, or TLS from another age.
fn may_step_down(failed: &Failed) -> bool {
    matches!(failed.error, WimError::Unreachable { .. })
        || matches!(failed.tls, Some(TlsTrouble::TooOld | TlsTrouble::NotTls))
}

async fn listens(sockets: &[SocketAddr], port: u16, patience: Patience) -> bool {
    for socket in sockets {
        let connect = tokio::net::TcpStream::connect(SocketAddr::new(socket.ip(), port));
        if matches!(tokio::time::timeout(patience.connect, connect).await, Ok(Ok(_))) {
            return true;
        }
    }
    false
}

async fn recognise(
    mut walk: Walk,
    first: Answer,
    shown: String,
    access: &Access,
) -> Result<Connection, WimError> {
    let peer = first.peer;
    let start = first.url.clone();
    let not_wim = || WimError::NotWebImageMonitor { address: shown.clone() };
    let body = String::from_utf8_lossy(&first.body).into_owned();
    let elsewhere = format!("{} {}", first.location.clone().unwrap_or_default(), body);
    if let Some(interface) = interfaces::by_address(&elsewhere) {
        return Err(WimError::UnsupportedInterface { address: shown, interface: interface.into() });
    }
    let page = match walk.arrive(first, false).await {
        // A server that is not there for it (404) is another one; one that cannot now (503) may well be a printer.
        Err(WimError::HttpError { status }) if status < 500 => return Err(not_wim()),
        other => other?,
    };
    let mut page = walk.settle(page).await?;
    if page.url() == &start
        && let Some(target) = script_target(&body).and_then(|target| start.join(&target).ok())
    {
        // The script could not be run; its plain text says where it leads.
        page = walk.open(&target, Some(&start)).await?;
    }
    let wim = page.url().path().contains("/websys/")
        || page.title().is_some_and(|title| title.contains("Web Image Monitor"))
        || page.text().contains("Web Image Monitor");
    if !wim {
        return Err(match page.title().and_then(interfaces::by_title) {
            Some(interface) => {
                WimError::UnsupportedInterface { address: shown.clone(), interface: interface.into() }
            }
            None => not_wim(),
        });
    }
    let mut identity =
        Identity { addresses: peer.iter().map(SocketAddr::ip).collect(), ..Identity::default() };
    let mut entrance = look_around(&mut walk, page, &mut identity).await;
    if (entrance.foreign.is_some() || entrance.login.is_none())
        && let Some(page) = language::switch(&mut walk, &mut entrance.pages).await?
    {
        entrance = look_around(&mut walk, page, &mut identity).await;
    }
    let Entrance { main, login, foreign, .. } = entrance;
    if let (None, Some(language)) = (&login, foreign.clone()) {
        return Err(WimError::LanguageUnknown { language });
    }
    let login = match login {
        Some(login) => login,
        // Seen on every WIM with sessions (facts/wim.md §1.2).
        None if main.path().contains("/websys/webArch/") => {
            main.join("authForm.cgi").map_err(|_| not_wim())?
        }
        None => {
            return Err(WimError::UnsupportedInterface {
                address: shown,
                interface: "Web Image Monitor without an administrator login".into(),
            });
        }
    };
    let mut origin = main.clone();
    origin.set_path("/");
    origin.set_query(None);
    walk.settled = true;
    let extra_hosts = access.extra_verification_hosts.clone();
    Ok(Connection { walk, origin, identity, main, login, foreign, extra_hosts })
}

/// What the pages before the login say.
struct Entrance {
    main: Url,
    login: Option<Url>,
    foreign: Option<String>,
    pages: Vec<Page>,
}

/// Looks for the login on the main page and then in its frames, no further than it takes to find it; in a language
/// that is not known, through all of them, because one may offer another language.
async fn look_around(walk: &mut Walk, mut page: Page, identity: &mut Identity) -> Entrance {
    let main = page.url().clone();
    let foreign = language::foreign(&page);
    home::identify(&page, identity);
    let mut login = if login_form(&page).is_some() {
        Some(main.clone())
    } else {
        home::login_link(walk, &mut page).await
    };
    let frames = page.frames();
    let mut pages = vec![page];
    for frame in frames {
        if login.is_some() && foreign.is_none() {
            break;
        }
        let Ok(mut inner) = walk.open(&frame, Some(&main)).await else { continue };
        home::identify(&inner, identity);
        if login.is_none() {
            login = home::login_link(walk, &mut inner).await;
        }
        pages.push(inner);
    }
    Entrance { main, login, foreign, pages }
}

/// `location.href="…"` in plain text.
fn script_target(body: &str) -> Option<String> {
    let at = body.find("location")?;
    let rest = body[at..].split_once('=')?.1.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split(quote).next().filter(|target| target.starts_with('/')).map(str::to_owned)
}
