//! The rows of the facts' tables, each with how it comes over the wire and where it must lead.
//!
//! They are written down a third time on purpose: neither the office's words nor the adapters' tables decide here
//! what is expected of either.

pub mod exchange;
pub mod microsoft;

use tegata_core::Code;

/// Where a row leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To an explanation.
    To(Code),
    /// Nowhere yet: the program goes on waiting and says this (a message of the catalogue).
    OnWaiting(&'static str),
}

/// Codes that several rows lead to, with the reason. Any other code that stands twice was given by accident.
pub const SHARED: &[(&str, &str)] = &[
    ("microsoft.code_expired", "the protocol's word and the one of version 1 say the same"),
    ("microsoft.device_code_blocked", "met in the answer, or on the page in the browser"),
    ("microsoft.approval_needed", "§1.4 and §2.7 speak of the same page"),
    ("microsoft.security_defaults", "§1.4 and §2.6 speak of the same refusal"),
    ("microsoft.not_assigned", "met in the answer, or on the page in the browser"),
];
