//! The office as a program: opens, says where everything is, and stays until it is told to end.
//!
//! `tegata-office` and `tegata demo` both run through here.

use std::future::Future;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};

use crate::{Office, OfficeConfig, OfficeError};

/// How the addresses are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// One JSON object per line.
    Json,
    /// For people.
    Text,
}

/// The addresses as events: one `printer` each, then one `office` with the path of the product's configuration.
pub fn announcement(office: &Office, config: &Path) -> Vec<Value> {
    let event = |name: &str, mut body: Value| {
        let mut line = json!({ "event": name });
        if let (Some(line), Some(body)) = (line.as_object_mut(), body.as_object_mut()) {
            line.append(body);
        }
        line
    };
    let mut lines: Vec<Value> =
        office.describe_printers().into_iter().map(|printer| event("printer", printer)).collect();
    let mut whole = office.describe();
    whole["config"] = json!(config);
    lines.push(event("office", whole));
    lines
}

/// Prints an announcement.
pub fn print(lines: &[Value], style: Style, to: &mut dyn Write) -> io::Result<()> {
    for line in lines {
        match style {
            Style::Json => writeln!(to, "{line}")?,
            Style::Text => print_for_people(line, to)?,
        }
    }
    to.flush()
}

fn print_for_people(line: &Value, to: &mut dyn Write) -> io::Result<()> {
    let text = |path: &str| line.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned();
    if line["event"] == "printer" {
        writeln!(
            to,
            "Printer    {:<20} {}   panel {}\n           {} / {}   {}",
            text("/name"),
            text("/https"),
            text("/panel"),
            text("/admin/name"),
            text("/admin/password"),
            text("/fingerprint"),
        )
    } else {
        writeln!(
            to,
            "Microsoft  {}   sign-in page {}\nExchange   {}:{}\nInbox      {}\nControl    {}\n\nTEGATA_CONFIG={}\n",
            text("/authority"),
            text("/verification_uri"),
            text("/smtp/host"),
            line["smtp"]["port"],
            text("/inbox"),
            text("/control"),
            text("/config"),
        )
    }
}

/// Opens an office, prints where it is, and closes it when `until` ends.
///
/// The product's configuration and the office's root certificate are written into `dir`.
pub async fn run(
    config: OfficeConfig,
    style: Style,
    dir: &Path,
    until: impl Future<Output = ()>,
) -> Result<(), OfficeError> {
    let office = Office::start(config).await?;
    let toml = office.config_toml(dir)?;
    print(&announcement(&office, &toml), style, &mut io::stdout().lock())?;
    until.await;
    office.shutdown().await;
    Ok(())
}
