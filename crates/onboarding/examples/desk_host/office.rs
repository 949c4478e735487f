//! The other side: a virtual office whose people a test plays through the office's own control address, and whose
//! printers it may ask what they remember.

use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use tegata_office::printer::{Fault, RunningPrinter};
use tegata_office::{Office, OfficeConfig, program};

use crate::lines::{Ended, answer_all, say};

#[derive(Deserialize)]
#[serde(tag = "command", content = "args", rename_all = "snake_case")]
enum Command {
    /// What a printer has stored and who is logged in to it.
    Record { printer: usize },
    /// Something that goes wrong at a printer from now on.
    Fault { printer: usize, fault: Fault },
}

/// Opens an office, says where everything is, and closes it when nobody asks any more.
pub(crate) async fn run(dir: &Path, config: &str) -> Result<(), Ended> {
    let config: OfficeConfig = serde_json::from_str(config)?;
    let office = Arc::new(Office::start(config).await?);
    let toml = office.config_toml(dir)?;
    for line in program::announcement(&office, &toml) {
        say(&line);
    }
    say(&json!({ "ready": "office" }));
    answer_all(|command, _| {
        let office = Arc::clone(&office);
        async move { answer(&office, command) }
    })
    .await
}

fn answer(office: &Office, command: Command) -> Result<Value, &'static str> {
    let printer = |index: usize| office.printers().get(index).ok_or("there is no such printer");
    match command {
        Command::Record { printer: index } => Ok(record(printer(index)?)),
        Command::Fault { printer: index, fault } => {
            printer(index)?.set_fault(fault);
            Ok(Value::Null)
        }
    }
}

fn record(printer: &RunningPrinter) -> Value {
    let state = printer.state();
    json!({
        "oauth": state.mail.oauth,
        "authorised": state.mail.authorised,
        "authorised_for": state.authorised_for,
        "auth_address": state.mail.auth_address,
        "admin_address": state.mail.admin_address,
        "saves": state.saves,
        "deviations": state.deviations,
        "logins": printer.logins().len(),
        "open_sessions": printer.open_sessions(),
        "sign_in_ended": printer.sign_in_ended(),
        "requests": printer.request_log().len(),
    })
}
