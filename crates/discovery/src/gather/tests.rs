use super::*;
use proptest::prelude::*;

fn announce(
    service: Service,
    instance: &str,
    host: &str,
    port: u16,
    ips: &[&str],
    txt: &[(&str, &str)],
) -> Announcement {
    let ips = ips.iter().map(|ip| ip.parse().expect("an address"));
    Announcement::new(
        service,
        instance,
        host,
        port,
        ips,
        txt.iter().map(|(key, value)| (*key, value.as_bytes())),
    )
}

/// What one MP C2011 was seen to announce (`facts/wim.md` §4), under another MAC.
fn observed(host: &str, ip: &str) -> Vec<Announcement> {
    let admin = format!("http://{host}/");
    let txt = [
        ("ty", "RICOH MP C2011"),
        ("product", "(RICOH MP C2011 PS3)"),
        ("adminurl", admin.as_str()),
        ("note", ""),
        ("txtvers", "1"),
    ];
    let name = "RICOH MP C2011 [002673ABCDEF]";
    vec![
        announce(Service::Ipp, name, host, 631, &[ip], &txt),
        announce(Service::Lpr, name, host, 515, &[ip], &txt),
        announce(Service::PdlDatastream, name, host, 9100, &[ip], &txt),
        announce(Service::Http, name, host, 80, &[ip], &[("path", "/")]),
    ]
}

#[test]
fn an_observed_printer_is_one_entry() {
    let found = printers(&observed("RNP002673ABCDEF.local", "192.0.2.20"));
    insta::assert_json_snapshot!(found, @r#"
    [
      {
        "id": "host:rnp002673abcdef.local",
        "address": "192.0.2.20",
        "identity": {
          "model": "RICOH MP C2011",
          "serial": null,
          "host_name": "RNP002673ABCDEF",
          "firmware": null,
          "location": null,
          "addresses": [
            "192.0.2.20"
          ]
        },
        "found_by": "mdns",
        "ricoh": true
      }
    ]
    "#);
}

#[test]
fn a_web_server_alone_is_no_printer() {
    assert!(printers(&[announce(Service::Http, "RICOH", "RNP1.local", 80, &["192.0.2.1"], &[])]).is_empty());
    assert!(
        printers(&[announce(Service::Https, "x", "h.local", 443, &["192.0.2.1"], &[("ty", "RICOH")])])
            .is_empty()
    );
    // LPR at port 0 only defends the name.
    assert!(printers(&[announce(Service::Lpr, "x", "h.local", 0, &["192.0.2.1"], &[])]).is_empty());
}

#[test]
fn a_uuid_joins_two_network_cards() {
    let uuid = ("UUID", "4509a320-00a0-008f-00b6-002673abcdef");
    let a = announce(Service::Ipp, "wired", "RNP1.local", 631, &["192.0.2.1"], &[uuid]);
    let b = announce(Service::Ipps, "wireless", "RNP2.local", 631, &["198.51.100.1"], &[uuid]);
    let found = printers(&[a, b]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].id, "uuid:4509a32000a0008f00b6002673abcdef");
    assert_eq!(found[0].identity.addresses.len(), 2);
}

#[test]
fn a_host_joins_and_so_does_an_address() {
    let a = announce(Service::Ipp, "print", "h.local", 631, &["192.0.2.1"], &[("ty", "RICOH IM C3000")]);
    let b = announce(Service::Uscan, "scan", "H.local.", 80, &["192.0.2.1"], &[]);
    let c = announce(Service::PdlDatastream, "raw", "other.local", 9100, &["192.0.2.1"], &[]);
    assert_eq!(printers(&[a.clone(), b.clone()]).len(), 1);
    assert_eq!(printers(&[a, b, c]).len(), 1);
}

#[test]
fn several_printers_on_one_machine_stay_several() {
    let ty = |model| [("ty", model)];
    // Told apart by port, by UUID, by model; on one host and on one address.
    let by_port = [
        announce(Service::Ipp, "a", "h.local", 8631, &["192.0.2.1"], &[]),
        announce(Service::Ipp, "b", "h.local", 8632, &["192.0.2.1"], &[]),
    ];
    let by_uuid = [
        announce(
            Service::Ipp,
            "a",
            "h.local",
            631,
            &["192.0.2.1"],
            &[("UUID", "11111111-0000-0000-0000-000000000001")],
        ),
        announce(
            Service::Ipp,
            "b",
            "h.local",
            631,
            &["192.0.2.1"],
            &[("UUID", "11111111-0000-0000-0000-000000000002")],
        ),
    ];
    let by_model = [
        announce(Service::Ipp, "a", "h.local", 631, &["192.0.2.1"], &ty("RICOH MP C2011")),
        announce(Service::Ipp, "b", "h.local", 631, &["192.0.2.1"], &ty("RICOH IM C3000")),
    ];
    let by_port_on_one_address = [
        announce(Service::Ipp, "a", "RNP1.local", 8631, &["127.0.0.1", "192.0.2.1"], &[]),
        announce(Service::Ipp, "b", "RNP2.local", 8632, &["127.0.0.1", "192.0.2.1"], &[]),
    ];
    for pair in [by_port, by_uuid, by_model, by_port_on_one_address] {
        let found = printers(&pair);
        assert_eq!(found.len(), 2, "{pair:#?}");
        assert_ne!(found[0].id, found[1].id);
    }
}

#[test]
fn an_announcement_that_claims_every_address_joins_nobody() {
    let mut all = observed("RNP1.local", "192.0.2.1");
    let mut other = observed("RNP2.local", "192.0.2.2");
    for a in &mut other {
        a.txt.insert("ty".into(), "RICOH IM C3000".into());
    }
    all.extend(other);
    all.push(announce(Service::Scanner, "evil", "evil.local", 1, &["192.0.2.1", "192.0.2.2"], &[]));
    let found = printers(&all);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|p| p.identity.addresses.len() == 1));
}

#[test]
fn brands_and_strangers() {
    let ricoh = |host: &str, instance: &str, txt: &[(&str, &str)]| {
        printers(&[announce(Service::Ipp, instance, host, 631, &["192.0.2.1"], txt)])[0].ricoh
    };
    assert!(ricoh("h.local", "x", &[("ty", "RICOH IM C3000")]));
    assert!(ricoh("h.local", "x", &[("usb_MFG", "Ricoh")]));
    assert!(ricoh("h.local", "x", &[("product", "(SAVIN MP C4504)")]));
    assert!(ricoh("h.local", "x", &[("ty", "LANIER MP 3055")]));
    assert!(ricoh("RNP002673ABCDEF.local", "x", &[]));
    assert!(ricoh("h.local", "RICOH MP C2011", &[]));
    assert!(!ricoh("h.local", "next to the RICOH", &[("ty", "HP LaserJet"), ("usb_MFG", "HP")]));
    assert!(!ricoh("rnprinter.local", "x", &[("ty", "Energy Saving Printer")]));
}

/// Announcements from a small world, so that keys collide often.
fn any_announcement() -> impl Strategy<Value = Announcement> {
    let service = prop::sample::select(Service::ALL.to_vec());
    let ips = prop::collection::btree_set(
        prop::sample::select(vec!["192.0.2.1", "192.0.2.2", "127.0.0.1", "fe80::1", "2001:db8::1"]),
        0..4,
    );
    let txt = prop::collection::btree_map(
        prop::sample::select(vec!["uuid", "ty", "adminurl", "note", "product", "usb_MFG"]),
        prop::sample::select(vec![
            "",
            "11111111-0000-0000-0000-000000000001",
            "22222222",
            "RICOH A",
            "https://a.local:8443/",
            "http://192.0.2.1:81/",
        ]),
        0..4,
    );
    (service, "[a-c]", "[a-c]\\.local", prop::sample::select(vec![0_u16, 80, 631, 8631]), ips, txt).prop_map(
        |(service, instance, host, port, ips, txt)| {
            let ips: Vec<&str> = ips.into_iter().collect();
            let txt: Vec<(&str, &str)> = txt.into_iter().collect();
            announce(service, &instance, &host, port, &ips, &txt)
        },
    )
}

proptest! {
    #[test]
    fn neither_order_nor_repetition_matters(
        (all, shuffled) in prop::collection::vec(any_announcement(), 0..12)
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        let found = printers(&all);
        prop_assert_eq!(&printers(&shuffled), &found);
        let twice: Vec<Announcement> = shuffled.iter().chain(&all).cloned().collect();
        prop_assert_eq!(&printers(&twice), &found);
    }

    #[test]
    fn ids_are_unique_and_nobody_is_in_two_places(all in prop::collection::vec(any_announcement(), 0..12)) {
        let gathered = gather(&all);
        let ids: BTreeSet<&String> = gathered.iter().map(|g| &g.printer.id).collect();
        prop_assert_eq!(ids.len(), gathered.len());
        let members: Vec<usize> = gathered.iter().flat_map(|g| g.members.clone()).collect();
        prop_assert_eq!(members.iter().collect::<BTreeSet<_>>().len(), members.len());
        for (n, a) in all.iter().enumerate() {
            if a.service.makes_a_printer() && a.port != 0 && !a.addresses.is_empty() && !members.contains(&n) {
                // Only what has no address to offer may be missing.
                prop_assert!(a.addresses.iter().all(|ip| ip.to_string().starts_with("fe80")));
            }
        }
    }

    #[test]
    fn one_uuid_is_one_printer(all in prop::collection::vec(any_announcement(), 0..12)) {
        let gathered = gather(&all);
        for uuid in all.iter().filter_map(Announcement::uuid) {
            let holders = gathered.iter().filter(|g| g.members.iter().any(|n| all[*n].uuid().as_ref() == Some(&uuid)));
            prop_assert!(holders.count() <= 1);
        }
    }

    #[test]
    fn whatever_is_shouted_nothing_breaks(
        name in "\\PC{0,300}", host in "\\PC{0,300}", value in prop::collection::vec(any::<u8>(), 0..300), key in "\\PC{0,80}",
    ) {
        let txt = [(key.as_str(), value.as_slice()), ("adminurl", value.as_slice()), ("ty", value.as_slice())];
        let a = Announcement::new(Service::Ipp, &name, &host, 631, ["192.0.2.1".parse().expect("an address")], txt);
        let found = printers(&[a]);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].address.host(), "192.0.2.1");
    }
}
