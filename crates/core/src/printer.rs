//! A printer as it is known before and after it was contacted.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::PrinterAddress;

/// Who a printer says it is. Every text in it is the printer's own: untrusted, shown as text, never as markup.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Identity {
    /// Model name, e.g. `RICOH IM C3000`.
    pub model: Option<String>,
    /// Serial number, called Machine ID on WIM's configuration page (`facts/wim.md` §4).
    pub serial: Option<String>,
    /// Host name, e.g. `RNP002673ABCDEF`.
    pub host_name: Option<String>,
    /// Firmware (system) version.
    pub firmware: Option<String>,
    /// Where it stands: WIM's Location, the Bonjour printing key `note`.
    pub location: Option<String>,
    /// Addresses it answers at.
    #[ts(as = "Vec<String>")]
    pub addresses: Vec<IpAddr>,
}

/// How a printer came onto the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FoundBy {
    /// It announced itself by DNS-SD over multicast DNS.
    Mdns,
    /// A person entered its address.
    Entered,
}

/// A printer on the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Printer {
    /// Stable within one run of the program: the strongest key known (UUID, host name, address).
    pub id: String,
    /// Where to reach its web interface.
    pub address: PrinterAddress,
    /// What it says of itself.
    pub identity: Identity,
    /// How it came here.
    pub found_by: FoundBy,
    /// Whether its announcement names RICOH or one of the names RICOH sells under; others are listed apart.
    pub ricoh: bool,
}
