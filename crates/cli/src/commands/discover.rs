//! `tegata discover`: printers as they answer, one line each.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::json;
use tegata_core::problem::local;
use tegata_core::{Printer, Problem};
use tegata_onboarding::discovery::{Discovery, Event};
use tokio_util::sync::CancellationToken;

use crate::arguments::Discover;
use crate::output::Output;

/// Runs it.
pub async fn run(options: &Discover, output: &Output, cancel: &CancellationToken) -> Result<(), Problem> {
    let discovery = Discovery::start()?;
    let mut events = discovery.subscribe();
    let end = tokio::time::sleep(Duration::from_secs_f64(options.timeout));
    tokio::pin!(end);
    let mut found: BTreeMap<String, Printer> = BTreeMap::new();
    let mut blocked = false;
    output.message("command-discover-listening", &[]);
    loop {
        let event = tokio::select! {
            () = &mut end => break,
            () = cancel.cancelled() => {
                discovery.stop().await;
                return Err(Problem::new(local::CANCELLED));
            }
            event = events.recv() => event,
        };
        match event {
            Some(Event::Found(printer) | Event::Updated(printer)) => {
                if (printer.ricoh || options.all) && found.get(&printer.id) != Some(&printer) {
                    found.insert(printer.id.clone(), printer);
                }
            }
            Some(Event::Gone { id }) => {
                found.remove(&id);
            }
            Some(Event::Blocked) => blocked = true,
            None => break,
        }
    }
    discovery.stop().await;
    // Told at the end: within the time-out a printer's answers still merge, and one printer is one line.
    for printer in found.values() {
        output.event(&json!({ "event": "found", "printer": printer }));
        if !output.json() {
            output.say(&line(printer));
        }
    }
    if found.is_empty() {
        if blocked {
            return Err(Problem::new(local::DISCOVERY_BLOCKED));
        }
        output.message("command-discover-nothing", &[]);
    }
    output.done("found", json!({ "count": found.len() }));
    Ok(())
}

fn line(printer: &Printer) -> String {
    let identity = &printer.identity;
    let known = [&identity.model, &identity.location, &identity.host_name];
    let known: Vec<&str> =
        known.into_iter().flatten().map(String::as_str).filter(|s| !s.is_empty()).collect();
    format!("{}  {}", printer.address, known.join(" · "))
}
