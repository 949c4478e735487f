//! Announces the office's printers by real multicast DNS, with the records that a public capture of an MP C2011 shows [V]:
//! `_http`, `_ipp`, `_printer`, `_pdl-datastream`, and `ty`, `product`, `adminurl`, `note`, `rp`, `txtvers`, `qtotal`.
//! Invented: the ports, because the office's printers live on free ones, so that `adminurl` names an address and a port
//! where the capture names a host; and `_https`, which no capture shows. It answers no print job: nothing listens on 631,
//! 515 and 9100, and the announced ports of those services are the standard ones.

use crate::printer::RunningPrinter;
use mdns_sd::{Error, ServiceDaemon, ServiceInfo};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

/// What is announced of a printer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// Instance name.
    pub name: String,
    /// Model without the brand.
    pub model: String,
    /// Host name without `.local`.
    pub host_name: String,
    /// Location, which becomes `note`.
    pub location: String,
    /// Web Image Monitor over HTTPS.
    pub https: SocketAddr,
    /// Web Image Monitor over HTTP.
    pub http: SocketAddr,
}

impl From<&RunningPrinter> for Announced {
    fn from(printer: &RunningPrinter) -> Self {
        let config = printer.config();
        Self {
            name: config.name.clone(),
            model: config.model.clone(),
            host_name: config.host_name.clone(),
            location: config.location.clone(),
            https: printer.https_addr(),
            http: printer.http_addr(),
        }
    }
}

/// A running announcement. Dropping it says goodbye without waiting; `shutdown` waits.
pub struct Advertisement {
    daemon: ServiceDaemon,
    names: Vec<String>,
}

impl std::fmt::Debug for Advertisement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Advertisement").field("names", &self.names).finish_non_exhaustive()
    }
}

/// Announces printers until the answer is dropped or shut down.
pub fn advertise(printers: &[Announced]) -> io::Result<Advertisement> {
    advertise_on(ServiceDaemon::new().map_err(io::Error::other)?, printers)
}

/// The same on another UDP port than 5353, so that a test meets nobody else.
pub fn advertise_on_port(printers: &[Announced], port: u16) -> io::Result<Advertisement> {
    advertise_on(ServiceDaemon::new_with_port(port).map_err(io::Error::other)?, printers)
}

fn advertise_on(daemon: ServiceDaemon, printers: &[Announced]) -> io::Result<Advertisement> {
    let mut advertisement = Advertisement { daemon, names: Vec::new() };
    for printer in printers {
        for record in records(printer)? {
            advertisement.register(record)?;
        }
    }
    Ok(advertisement)
}

/// Keys and values of a TXT record.
type Texts<'a> = Vec<(&'a str, &'a str)>;

/// The services of one printer.
fn records(printer: &Announced) -> io::Result<Vec<ServiceInfo>> {
    let ty = format!("RICOH {}", printer.model);
    let product = format!("({ty} PS3)");
    let admin = format!("https://{}/", printer.https);
    let common = [
        ("txtvers", "1"),
        ("qtotal", "1"),
        ("ty", ty.as_str()),
        ("product", product.as_str()),
        ("note", printer.location.as_str()),
        ("adminurl", admin.as_str()),
        ("pdl", "application/postscript"),
        ("Color", "T"),
        ("Duplex", "T"),
        ("Copies", "T"),
        ("Collate", "T"),
        ("PaperMax", "legal-A4"),
    ];
    let with = |more: &[(&'static str, &'static str)]| {
        let mut all: Vec<(&str, &str)> = common.to_vec();
        all.extend_from_slice(more);
        all
    };
    let services: [(&str, u16, Texts<'_>); 5] = [
        ("_ipp._tcp.local.", 631, with(&[("rp", "printer"), ("priority", "30")])),
        ("_printer._tcp.local.", 515, with(&[("rp", "filetype_RPS"), ("priority", "20")])),
        ("_pdl-datastream._tcp.local.", 9100, with(&[("priority", "10")])),
        ("_http._tcp.local.", printer.http.port(), vec![("path", "/")]),
        ("_https._tcp.local.", printer.https.port(), vec![("path", "/")]),
    ];
    let host = format!("{}.local.", printer.host_name);
    services
        .into_iter()
        .map(|(kind, port, properties)| {
            let address = printer.https.ip();
            let addresses: &[IpAddr] =
                if address.is_unspecified() { &[] } else { std::slice::from_ref(&address) };
            let info = ServiceInfo::new(kind, &printer.name, &host, addresses, port, properties.as_slice())
                .map_err(io::Error::other)?;
            Ok(if address.is_unspecified() { info.enable_addr_auto() } else { info })
        })
        .collect()
}

impl Advertisement {
    fn register(&mut self, record: ServiceInfo) -> io::Result<()> {
        self.names.push(record.get_fullname().to_owned());
        // The daemon's command queue holds a hundred; a big office fills it faster than it is emptied.
        for _ in 0..200 {
            match self.daemon.register(record.clone()) {
                Err(Error::Again) => std::thread::sleep(Duration::from_millis(10)),
                other => return other.map_err(io::Error::other),
            }
        }
        Err(io::Error::new(io::ErrorKind::WouldBlock, "the mDNS daemon takes no more services"))
    }

    /// Full names of the announced services.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Says goodbye for every service and waits until it was sent.
    pub async fn shutdown(self) {
        for name in &self.names {
            if let Ok(gone) = self.daemon.unregister(name) {
                let _ = tokio::time::timeout(Duration::from_millis(500), gone.recv_async()).await;
            }
        }
    }
}

impl Drop for Advertisement {
    fn drop(&mut self) {
        let _ = self.daemon.shutdown();
    }
}
