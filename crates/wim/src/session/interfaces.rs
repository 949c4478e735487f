//! Web interfaces that are not ours to drive, by the names they give themselves.
//!
//! They are recognised only to be named: a person who typed the copier's address deserves more than "not recognised".
//! Nothing is decided on them but to stop.

/// Parts of addresses (`facts/wim.md` §1.4).
const ADDRESSES: [(&str, &str); 2] =
    [("/wcd/", "the “wcd” web interface"), ("machinei.asp", "an older web interface without login")];

/// Beginnings or parts of titles: the makers' own names of their interfaces (`facts/wim.md` §6).
const TITLES: [(&str, &str); 10] = [
    ("Remote UI", "Remote UI (Canon)"),
    ("Web Config", "Web Config (Epson)"),
    ("EpsonNet Config", "EpsonNet Config (Epson)"),
    ("Command Center RX", "Command Center RX (Kyocera)"),
    ("Internet Services", "CentreWare Internet Services (Xerox, FUJIFILM)"),
    ("PageScope", "Web Connection (Konica Minolta)"),
    ("Web Connection", "Web Connection (Konica Minolta)"),
    ("TopAccess", "TopAccess (Toshiba)"),
    ("Embedded Web Server", "Embedded Web Server (HP)"),
    ("Brother ", "Web Based Management (Brother)"),
];

/// The interface that an address, a redirect or a page's script leads to.
pub(super) fn by_address(text: &str) -> Option<&'static str> {
    ADDRESSES.iter().find(|(mark, _)| text.contains(mark)).map(|(_, interface)| *interface)
}

/// The interface that a page's title names.
pub(super) fn by_title(title: &str) -> Option<&'static str> {
    TITLES.iter().find(|(mark, _)| title.contains(mark)).map(|(_, interface)| *interface)
}
