//! Which announcements are one printer: a pure function from a set of announcements to a list of printers.
//!
//! A printer announces itself several times (IPP, LPR, port 9100, its web page …), and not every announcement names
//! the device. The ladder: the same UUID, or the same instance name on the same host, is the same device; then the
//! same host; then a shared address. The lower rungs are weaker: one host can share several printers and one
//! address can serve several ports, so a rung is climbed only by groups that nothing tells apart (UUIDs, and per
//! kind of service the port and the model). Where something does, the groups stay apart: two entries for one
//! printer are a nuisance, one entry for two printers is a mistake.
//!
//! The result depends on the set alone, never on the order of arrival or on repetitions.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use tegata_core::{FoundBy, Identity, Printer};

use crate::announcement::{Announcement, Service};
use crate::whereabouts;

/// A printer and the announcements that speak of it, by their place in the slice that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// The printer.
    pub printer: Printer,
    /// Its announcements.
    pub members: Vec<usize>,
}

/// The printers that a set of announcements speaks of, in the order of their ids.
#[must_use]
pub fn printers(announcements: &[Announcement]) -> Vec<Printer> {
    gather(announcements).into_iter().map(|gathered| gathered.printer).collect()
}

/// Like [`printers`], with who belongs to whom.
#[must_use]
pub fn gather(announcements: &[Announcement]) -> Vec<Gathered> {
    let mut groups = Groups::of(announcements);
    groups.join(|a| {
        let mut keys = vec![format!("name {} {}", a.host, a.instance.to_lowercase())];
        keys.extend(a.uuid().map(|uuid| format!("uuid {uuid}")));
        keys
    });
    groups.join_where_nothing_differs(|a| if a.host.is_empty() { Vec::new() } else { vec![a.host.clone()] });
    groups.join_where_nothing_differs(|a| {
        let shared =
            |ip: &&IpAddr| !ip.is_loopback() && !matches!(ip, IpAddr::V6(v6) if v6.is_unicast_link_local());
        a.addresses.iter().filter(shared).map(IpAddr::to_string).collect()
    });

    let mut gathered: Vec<Gathered> = groups
        .classes()
        .into_values()
        .filter_map(|members| {
            let printer = printer(&members.iter().map(|n| &announcements[*n]).collect::<Vec<_>>())?;
            Some(Gathered { printer, members })
        })
        .collect();
    tell_apart(&mut gathered, announcements);
    gathered.sort_by(|a, b| a.printer.id.cmp(&b.printer.id));
    gathered
}

/// A host or address that two printers share names neither of them: the instance name does, within its host.
fn tell_apart(gathered: &mut [Gathered], announcements: &[Announcement]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for one in gathered.iter() {
        *seen.entry(one.printer.id.clone()).or_default() += 1;
    }
    for one in gathered.iter_mut().filter(|one| seen[&one.printer.id] > 1) {
        let name = one
            .members
            .iter()
            .map(|n| &announcements[*n])
            .map(|a| (a.host.as_str(), a.instance.as_str()))
            .min();
        if let Some((host, instance)) = name {
            one.printer.id = format!("name:{}@{host}", instance.to_lowercase());
        }
    }
}

fn printer(members: &[&Announcement]) -> Option<Printer> {
    // Port 0 only defends a name; it is no service.
    if !members.iter().any(|a| a.service.makes_a_printer() && a.port != 0) {
        return None;
    }
    let mut addresses: Vec<IpAddr> = members
        .iter()
        .flat_map(|a| a.addresses.iter().copied())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    addresses.sort_by(whereabouts::by_usefulness);
    let address = whereabouts::address(members, &addresses)?;
    let host = members.iter().map(|a| a.host.as_str()).filter(|host| !host.is_empty()).min();
    let uuid = members.iter().filter_map(|a| a.uuid()).min();
    let id = match (uuid, host, addresses.first()) {
        (Some(uuid), _, _) => format!("uuid:{uuid}"),
        (None, Some(host), _) => format!("host:{host}"),
        (None, None, Some(ip)) => format!("ip:{ip}"),
        (None, None, None) => return None,
    };
    let identity = Identity {
        model: model(members),
        serial: None,
        host_name: host.map(shown_host),
        firmware: None,
        location: text(members, "note"),
        addresses,
    };
    let ricoh = members.iter().any(|a| is_ricoh(a));
    Some(Printer { id, address, identity, found_by: FoundBy::Mdns, ricoh })
}

/// Names were put into lower case to compare them; RICOH prints its own, `RNP` and the MAC, in capitals.
fn shown_host(host: &str) -> String {
    let name = host.strip_suffix(".local").unwrap_or(host);
    if is_ricoh_host(name) { name.to_ascii_uppercase() } else { name.to_owned() }
}

/// A TXT value, from the most trusted kind of announcement that has it; among equals the least text.
fn text(members: &[&Announcement], key: &str) -> Option<String> {
    let value = members.iter().filter_map(|a| Some((a.service, a.value(key)?))).min();
    value.map(|(_, text)| text.to_owned())
}

fn model(members: &[&Announcement]) -> Option<String> {
    let product = || {
        let product = text(members, "product")?;
        Some(product.trim_start_matches('(').trim_end_matches(')').trim().to_owned())
    };
    let made = || match (text(members, "usb_mfg"), text(members, "usb_mdl")) {
        (Some(maker), Some(model)) => Some(format!("{maker} {model}")),
        (maker, model) => model.or(maker),
    };
    // The instance name is what people see elsewhere; administrators may change it, so it comes last.
    let named = || {
        members.iter().filter(|a| a.service.makes_a_printer()).map(|a| (a.service, a.instance.clone())).min()
    };
    text(members, "ty")
        .or_else(product)
        .or_else(made)
        .or_else(|| named().map(|(_, name)| name))
        .filter(|model| !model.is_empty())
}

/// RICOH and the names it sells under (brand logos of the web interface: `facts/wim.md` §4; the rest are its
/// European sales brands).
const BRANDS: [&str; 8] =
    ["ricoh", "nrg", "savin", "lanier", "gestetner", "nashuatec", "rex-rotary", "infotec"];

fn is_ricoh(a: &Announcement) -> bool {
    let said: Vec<&str> =
        ["ty", "product", "usb_mfg", "mfg", "usb_mdl"].into_iter().filter_map(|key| a.value(key)).collect();
    // The name a person gave counts only where the device itself says nothing.
    let brand =
        if said.is_empty() { names_a_brand(&a.instance) } else { said.into_iter().any(names_a_brand) };
    brand || is_ricoh_host(&a.host)
}

fn names_a_brand(text: &str) -> bool {
    let text = text.to_lowercase();
    let words = || text.split(|c: char| !c.is_alphanumeric() && c != '-');
    text.contains("ricoh") || words().any(|word| BRANDS.contains(&word))
}

/// `RNP` and a MAC address (observed: `facts/wim.md` §4; some captures show it shortened).
fn is_ricoh_host(host: &str) -> bool {
    let name = host.split('.').next().unwrap_or_default().to_ascii_lowercase();
    name.strip_prefix("rnp").is_some_and(|mac| !mac.is_empty() && mac.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Union-find over announcements.
struct Groups<'a> {
    announcements: &'a [Announcement],
    parent: Vec<usize>,
}

impl<'a> Groups<'a> {
    fn of(announcements: &'a [Announcement]) -> Self {
        Self { announcements, parent: (0..announcements.len()).collect() }
    }

    fn root(&mut self, mut n: usize) -> usize {
        while self.parent[n] != n {
            self.parent[n] = self.parent[self.parent[n]];
            n = self.parent[n];
        }
        n
    }

    /// Makes one group of all that share a key.
    fn join(&mut self, keys: impl Fn(&Announcement) -> Vec<String>) {
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for n in 0..self.announcements.len() {
            for key in keys(&self.announcements[n]) {
                let other = *first.entry(key).or_insert(n);
                let (a, b) = (self.root(n), self.root(other));
                self.parent[a] = b;
            }
        }
    }

    /// The same, except that groups of which something says that they are different devices stay as they were.
    /// All of them do: which pair to join and which not would depend on the order.
    fn join_where_nothing_differs(&mut self, keys: impl Fn(&Announcement) -> Vec<String>) {
        let before = self.classes();
        let mut joined = Self { announcements: self.announcements, parent: self.parent.clone() };
        joined.join(keys);
        let mut by_class: BTreeMap<usize, Vec<&Vec<usize>>> = BTreeMap::new();
        for (root, members) in &before {
            by_class.entry(joined.root(*root)).or_default().push(members);
        }
        let alike = by_class.into_values().filter(|groups| groups.len() > 1 && !joined.differ(groups));
        for groups in alike {
            let first = self.root(groups[0][0]);
            for group in &groups[1..] {
                let root = self.root(group[0]);
                self.parent[root] = first;
            }
        }
    }

    /// Whether something tells two of these groups apart.
    fn differ(&self, groups: &[&Vec<usize>]) -> bool {
        let mut said: BTreeMap<(&str, Option<Service>), BTreeSet<BTreeSet<String>>> = BTreeMap::new();
        for group in groups {
            let mut marks: BTreeMap<(&str, Option<Service>), BTreeSet<String>> = BTreeMap::new();
            for a in group.iter().map(|n| &self.announcements[*n]) {
                let mut mark = |what, service, value| marks.entry((what, service)).or_default().insert(value);
                if let Some(uuid) = a.uuid() {
                    mark("uuid", None, uuid);
                }
                if a.port != 0 {
                    mark("port", Some(a.service), a.port.to_string());
                }
                if let Some(model) = a.value("ty") {
                    mark("ty", Some(a.service), model.to_lowercase());
                }
                if let Some(web) = whereabouts::admin_page(a) {
                    mark(web.scheme.as_str(), None, web.port.to_string());
                }
            }
            for (what, values) in marks {
                said.entry(what).or_default().insert(values);
            }
        }
        said.into_values().any(|different| different.len() > 1)
    }

    fn classes(&mut self) -> BTreeMap<usize, Vec<usize>> {
        let mut classes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for n in 0..self.announcements.len() {
            let root = self.root(n);
            classes.entry(root).or_default().push(n);
        }
        classes
    }
}

#[cfg(test)]
mod tests;
