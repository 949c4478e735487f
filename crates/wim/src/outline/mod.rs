//! What may leave the house of a printer's pages: their structure, without what they say of anybody.
//!
//! No capture of an e-mail page or a code screen is public, so the first real printer that is not understood must be
//! able to teach us. A [`Record`] keeps an outline of every answer while a job runs: tags, labels, names of fields,
//! what scripts lead to. Values of controls are never in it, only their kind and length. What remains is text from
//! outside, and goes through [`Redaction`] before it is kept: whatever looks like an address, a name of a machine, a
//! token, a code or a number of a device is replaced.
//!
//! It refuses to keep a page itself, even for a moment longer than its outline takes.

mod page;
mod redaction;
mod script;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, PoisonError};

use url::Url;

use crate::html;
use crate::page::Page;
pub use redaction::Redaction;

/// Answers that are kept of one job; an onboarding needs about twenty.
const MOST: usize = 120;
/// The longest outline, in characters.
const LONGEST: usize = 200_000;

/// One answer of the printer, as far as it may be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// `GET` or `POST`.
    pub method: String,
    /// Path; of a query only the names.
    pub path: String,
    /// Names of the fields that were sent, in order.
    pub sent: Vec<String>,
    /// Status, or `None` where no answer came.
    pub status: Option<u16>,
    /// Media type and charset.
    pub content_type: String,
    /// The outline of the page, or what can be said of another answer.
    pub outline: String,
}

/// What a job saw, in order. Cheap to clone: all clones write into one.
#[derive(Clone, Debug, Default)]
pub struct Record(Arc<Mutex<Vec<Seen>>>);

impl Record {
    /// Everything so far.
    #[must_use]
    pub fn seen(&self) -> Vec<Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn keep(&self, request: &crate::http::Request, answer: Option<&crate::http::Answer>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            return;
        }
        let body = String::from_utf8_lossy(&request.body);
        let sent = url::form_urlencoded::parse(body.as_bytes());
        all.push(Seen {
            method: request.method.to_string(),
            path: path(&request.url),
            sent: sent.map(|(name, _)| Redaction::patterns(&name)).collect(),
            status: answer.map(|answer| answer.status),
            content_type: answer.and_then(|answer| answer.content_type.clone()).unwrap_or_default(),
            outline: answer.map(outline).unwrap_or_default(),
        });
    }
}

fn outline(answer: &crate::http::Answer) -> String {
    let mut told = String::new();
    if let Some(location) = &answer.location {
        let to = answer.url.join(location.trim()).map(|url| address(&url, &answer.url));
        told.push_str(&format!("→ {}\n", to.unwrap_or_else(|_| "an address that cannot be read".into())));
    }
    let kind = answer.content_type.as_deref().unwrap_or_default().to_ascii_lowercase();
    let text = html::decode(&answer.body, answer.content_type.as_deref());
    let is = |name: &str| kind.contains(name);
    if is("javascript") || answer.url.path().ends_with("js") {
        told.push_str(&script::skeleton(&text));
    } else if is("json") {
        let shape = serde_json::from_str(&text).map(|value: serde_json::Value| shape(&value));
        told.push_str(&shape.unwrap_or_else(|_| "not JSON".into()));
    } else if text.trim_start().starts_with('<') || is("html") || is("xml") {
        match Page::parse(&answer.url, &text) {
            Ok(page) => told.push_str(&page::outline(&page)),
            Err(error) => told.push_str(&format!("not readable: {error}")),
        }
    } else {
        told.push_str(&format!("{} bytes", answer.body.len()));
    }
    told.chars().take(LONGEST).collect()
}

/// Names and kinds of a JSON answer.
fn shape(value: &serde_json::Value) -> String {
    use serde_json::Value;
    match value {
        Value::Object(members) => {
            let each = members
                .iter()
                .map(|(name, value)| format!("{}: {}", Redaction::patterns(name), shape(value)));
            format!("{{ {} }}", each.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => {
            format!("[ {} × {} ]", items.len(), items.first().map(shape).unwrap_or_default())
        }
        Value::String(text) => kind_of(text),
        Value::Number(_) => "number".into(),
        Value::Bool(_) => "flag".into(),
        Value::Null => "null".into(),
    }
}

/// What a value is, without saying it.
fn kind_of(value: &str) -> String {
    let length = value.chars().count();
    let all = |fits: fn(char) -> bool| value.chars().all(fits);
    let name = if value.is_empty() {
        return "empty".into();
    } else if all(|c| c.is_ascii_digit()) {
        "digits"
    } else if all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()) {
        "capitals"
    } else if length.is_multiple_of(4) && all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c)) {
        "base64?"
    } else if value.contains('@') {
        "address"
    } else if all(|c| c.is_ascii_alphabetic()) {
        "letters"
    } else {
        "text"
    };
    format!("{name}({length})")
}

/// The path of an address and the names in its query.
fn path(url: &Url) -> String {
    let mut told = Redaction::patterns(url.path());
    let names: Vec<String> = url.query_pairs().map(|(name, _)| Redaction::patterns(&name)).collect();
    if !names.is_empty() {
        told.push_str(&format!("?{}", names.join("&")));
    }
    told
}

/// Where something leads, seen from a page: the path on the same host, the host only where it is Microsoft's own.
fn address(to: &Url, from: &Url) -> String {
    if !matches!(to.scheme(), "http" | "https") {
        return format!("{}:…", to.scheme());
    }
    if to.host() == from.host() {
        return path(to);
    }
    let host = to.host_str().unwrap_or_default();
    let official =
        ["microsoft.com", "microsoftonline.com", "microsoftonline.us", "partner.microsoftonline.cn"]
            .iter()
            .any(|known| host == *known || host.strip_suffix(known).is_some_and(|rest| rest.ends_with('.')));
    if official {
        format!("{}://{host}{}", to.scheme(), path(to))
    } else {
        format!("[another host]{}", path(to))
    }
}
