//! What a refusal of the token service says, all of it.
//!
//! Control flow follows `error` alone, as Microsoft asks (`facts/exchange.md` §1.3); the explanation is chosen by the
//! numbers in `error_codes`; the trace and correlation ids are what an administrator searches for in the sign-in log.

use std::fmt;

use serde::Deserialize;

use crate::web::RawAnswer;

/// A refusal by the token service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// The protocol's word (`error`).
    pub error: String,
    /// Microsoft's words (`error_description`).
    pub description: String,
    /// The AADSTS numbers: `error_codes`, or the first one that the description names.
    pub numbers: Vec<u32>,
    /// `trace_id`.
    pub trace_id: Option<String>,
    /// `correlation_id`.
    pub correlation_id: Option<String>,
    /// `timestamp`, in Microsoft's own form.
    pub timestamp: Option<String>,
}

#[derive(Deserialize)]
struct Body {
    error: String,
    #[serde(default)]
    error_description: Option<String>,
    #[serde(default)]
    error_codes: Vec<serde_json::Value>,
    #[serde(default)]
    trace_id: Option<String>,
    #[serde(default)]
    correlation_id: Option<String>,
    #[serde(default)]
    timestamp: Option<String>,
}

impl Refusal {
    /// The refusal in an answer, if it is one.
    pub(crate) fn read(answer: &RawAnswer) -> Option<Self> {
        Self::from_json(answer.status, &answer.body)
    }

    /// The refusal in a JSON text, if it is one.
    #[must_use]
    pub fn from_json(status: u16, json: &[u8]) -> Option<Self> {
        let body: Body = serde_json::from_slice(json).ok()?;
        let description = body.error_description.unwrap_or_default();
        let mut numbers: Vec<u32> = body.error_codes.iter().filter_map(number).collect();
        if numbers.is_empty() {
            numbers.extend(first_number(&description));
        }
        Some(Self {
            status,
            error: body.error,
            description,
            numbers,
            trace_id: body.trace_id,
            correlation_id: body.correlation_id,
            timestamp: body.timestamp,
        })
    }
}

fn number(value: &serde_json::Value) -> Option<u32> {
    value.as_u64().and_then(|n| u32::try_from(n).ok()).or_else(|| value.as_str()?.parse().ok())
}

/// The first `AADSTS…` of a text.
fn first_number(text: &str) -> Option<u32> {
    let (_, rest) = text.split_once("AADSTS")?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok()
}

/// Everything that "Copy details for support" carries.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (HTTP {})", self.error, self.status)?;
        for number in &self.numbers {
            write!(f, " AADSTS{number}")?;
        }
        // The description repeats the ids on lines of its own.
        let words = self.description.split(['\r', '\n']).next().unwrap_or_default();
        let words = words.split(" Trace ID:").next().unwrap_or_default().trim();
        if !words.is_empty() {
            write!(f, ": {words}")?;
        }
        for (name, value) in [
            ("Trace ID", &self.trace_id),
            ("Correlation ID", &self.correlation_id),
            ("Timestamp", &self.timestamp),
        ] {
            if let Some(value) = value {
                write!(f, " | {name}: {value}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn microsofts_sample_is_read_whole() {
        let json = br#"{"error":"invalid_client","error_description":"AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'. Trace ID: t-1\r\nCorrelation ID: c-1","error_codes":[7000218],"timestamp":"2020-03-26 22:54:14Z","trace_id":"t-1","correlation_id":"c-1","error_uri":"https://login.microsoftonline.com/error?code=7000218"}"#;
        let refusal = Refusal::from_json(401, json).expect("a refusal");
        assert_eq!(refusal.numbers, [7_000_218]);
        let shown = refusal.to_string();
        for part in
            ["invalid_client", "HTTP 401", "AADSTS7000218", "client_secret", "t-1", "c-1", "2020-03-26"]
        {
            assert!(shown.contains(part), "{part} is missing in {shown}");
        }
        assert_eq!(shown.matches("t-1").count(), 1, "{shown}");
    }

    #[test]
    fn the_number_is_found_in_the_description_where_the_list_is_missing() {
        let refusal = Refusal::from_json(
            400,
            br#"{"error":"invalid_grant","error_description":"AADSTS53003: Access has been blocked"}"#,
        );
        assert_eq!(refusal.expect("a refusal").numbers, [53003]);
    }

    #[test]
    fn what_has_no_error_is_no_refusal() {
        for body in [&b"<html>"[..], b"{}", b"[]", b"{\"access_token\":\"x\"}"] {
            assert!(Refusal::from_json(400, body).is_none());
        }
    }
}
