//! Printers announced by real multicast DNS are found by a browser that knows nothing of the office.
#![allow(clippy::unwrap_used)]

use mdns_sd::{ServiceDaemon, ServiceEvent};
use std::time::Duration;
use tegata_office::advertise::{Announced, advertise_on_port};

#[tokio::test]
async fn an_announced_printer_is_found_with_its_texts() {
    let free = std::net::UdpSocket::bind("0.0.0.0:0").unwrap().local_addr().unwrap().port();
    let announced = Announced {
        name: "RICOH IM C3000".into(),
        model: "IM C3000".into(),
        host_name: "RNP58387913A0C1".into(),
        location: "本社 3F".into(),
        https: "127.0.0.1:8443".parse().unwrap(),
        http: "127.0.0.1:8080".parse().unwrap(),
    };
    let advertisement = advertise_on_port(&[announced], free).unwrap();
    assert_eq!(advertisement.names().len(), 5);
    let browser = ServiceDaemon::new_with_port(free).unwrap();
    let events = browser.browse("_ipp._tcp.local.").unwrap();
    let found = tokio::time::timeout(Duration::from_secs(10), async {
        loop {
            if let ServiceEvent::ServiceResolved(found) = events.recv_async().await.unwrap() {
                return found;
            }
        }
    })
    .await
    .expect("the printer answers");
    let text = |key: &str| found.txt_properties.get_property_val_str(key).unwrap_or_default().to_owned();
    assert_eq!(text("ty"), "RICOH IM C3000");
    assert_eq!(text("product"), "(RICOH IM C3000 PS3)");
    assert_eq!(text("adminurl"), "https://127.0.0.1:8443/");
    assert_eq!(text("note"), "本社 3F");
    assert_eq!(text("rp"), "printer");
    assert_eq!(found.host, "RNP58387913A0C1.local.");
    browser.shutdown().unwrap();
    advertisement.shutdown().await;
}
