//! Real multicast DNS between two daemons on this machine, on a port where nobody else listens.
#![allow(clippy::unwrap_used)]

use std::net::UdpSocket;
use std::time::Duration;

use mdns_sd::{IfKind, ServiceDaemon, ServiceInfo};
use tegata_discovery::{Discovery, Event};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::timeout;

struct Announcer {
    daemon: ServiceDaemon,
}

impl Announcer {
    fn on(port: u16) -> Self {
        let daemon = ServiceDaemon::new_with_port(port).unwrap();
        Self { daemon }
    }

    /// Announces on the loopback interface only.
    fn announce(&self, kind: &str, name: &str, host: &str, port: u16, txt: &[(&str, &str)]) -> String {
        let ip = "127.0.0.1".parse::<std::net::IpAddr>().unwrap();
        let mut info = ServiceInfo::new(kind, name, host, ip, port, txt).unwrap();
        info.set_interfaces(vec![IfKind::LoopbackV4]);
        let fullname = info.get_fullname().to_owned();
        self.daemon.register(info).unwrap();
        fullname
    }
}

fn free_port() -> u16 {
    UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The next event that the test asks about; others (a block, an update on the way) pass by.
async fn next<T>(events: &mut UnboundedReceiver<Event>, wanted: impl Fn(Event) -> Option<T>) -> T {
    let search = async {
        loop {
            let event = events.recv().await.expect("the search goes on");
            if let Some(found) = wanted(event) {
                return found;
            }
        }
    };
    timeout(Duration::from_secs(20), search).await.expect("the event within 20 seconds")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_comes_gets_better_known_and_goes() {
    let port = free_port();
    let discovery = Discovery::start_on_port(port).unwrap();
    let mut events = discovery.subscribe();
    let announcer = Announcer::on(port);

    announcer.announce("_http._tcp.local.", "A web server", "web.local.", 8099, &[]);
    let raw = announcer.announce("_pdl-datastream._tcp.local.", "p", "RNP00267300AB.local.", 9100, &[]);
    let found = next(&mut events, |event| match event {
        Event::Found(printer) => Some(printer),
        _ => None,
    })
    .await;
    assert_eq!(found.address.to_string(), "127.0.0.1");
    assert_eq!(found.identity.host_name.as_deref(), Some("RNP00267300AB"));
    assert!(found.ricoh);

    let txt = [
        ("ty", "RICOH IM C3000"),
        ("UUID", "4509a320-00a0-008f-00b6-0026730000ab"),
        ("adminurl", "https://127.0.0.1:8443/"),
    ];
    let ipp = announcer.announce("_ipp._tcp.local.", "p", "RNP00267300AB.local.", 631, &txt);
    let updated = next(&mut events, |event| match event {
        Event::Updated(printer) if printer.identity.model.as_deref() == Some("RICOH IM C3000") => {
            Some(printer)
        }
        _ => None,
    })
    .await;
    assert_eq!(updated.id, found.id, "a stronger key must not take a selected printer away");
    assert_eq!(updated.address.to_string(), "https://127.0.0.1:8443");

    // Looking again forgets nothing, and whoever comes late is told what is there.
    discovery.look_again();
    let mut late = discovery.subscribe();
    assert_eq!(late.recv().await, Some(Event::Found(updated)));
    assert_eq!(discovery.printers().len(), 1);

    for name in [raw, ipp] {
        announcer.daemon.unregister(&name).unwrap();
    }
    let gone = next(&mut events, |event| match event {
        Event::Gone { id } => Some(id),
        _ => None,
    })
    .await;
    assert_eq!(gone, found.id);
    announcer.daemon.shutdown().unwrap();
    discovery.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_printers_on_one_address_are_forty() {
    let port = free_port();
    let announcer = Announcer::on(port);
    for n in 0..40_u16 {
        let (host, name) = (format!("RNP0026730000{n:02}.local."), format!("RICOH IM C3000 {n}"));
        let admin = format!("https://127.0.0.1:{}/", 20_000 + n);
        announcer.announce(
            "_ipp._tcp.local.",
            &name,
            &host,
            631,
            &[("ty", "RICOH IM C3000"), ("adminurl", &admin)],
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let discovery = Discovery::start_on_port(port).unwrap();
    let mut events = discovery.subscribe();
    for _ in 0..40 {
        next(&mut events, |event| matches!(event, Event::Found(_)).then_some(())).await;
    }
    let addresses: std::collections::BTreeSet<_> =
        discovery.printers().into_iter().map(|p| p.address).collect();
    assert_eq!(addresses.len(), 40);
    announcer.daemon.shutdown().unwrap();
    discovery.stop().await;
}

#[test]
fn the_search_starts_and_ends_without_a_runtime_around_it() {
    let discovery = Discovery::start_on_port(free_port()).unwrap();
    let mut events = discovery.subscribe();
    drop(discovery);
    let ended =
        tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
            timeout(Duration::from_secs(10), async { while events.recv().await.is_some() {} }).await
        });
    assert!(ended.is_ok(), "dropping the search must end its thread and with it every subscription");
}
