//! `tegata unfinished`: the printers whose job was cut off, and the two ways on from there.

use serde_json::json;
use tegata_core::Problem;
use tegata_onboarding::desk::messages::Unfinished as Told;
use tegata_onboarding::kept::Kept;

use crate::output::Output;

/// Runs it.
pub fn run(output: &Output) -> Result<(), Problem> {
    let entries = Kept::open()?.unfinished()?;
    for entry in &entries {
        tell(&Told::from(entry), output);
    }
    if entries.is_empty() {
        output.message("command-unfinished-none", &[]);
    }
    output.done("found", json!({ "count": entries.len() }));
    Ok(())
}

/// Before any work on printers: what was cut off, so that nobody learns of it by chance.
pub fn remind(kept: &Kept, output: &Output) -> Result<(), Problem> {
    for entry in kept.unfinished()? {
        tell(&Told::from(&entry), output);
    }
    Ok(())
}

fn tell(unfinished: &Told, output: &Output) {
    output.event(&json!({
        "event": "unfinished",
        "printer": unfinished.address,
        "identity": unfinished.identity,
        "since": unfinished.since,
        "stage": unfinished.stage,
        "may_have_written": unfinished.may_have_written,
        "restoring": unfinished.restoring,
    }));
    let address = unfinished.address.to_string();
    let words = [("address", address.as_str()), ("since", unfinished.since.as_str())];
    output.message(
        if unfinished.may_have_written {
            "command-unfinished-written"
        } else {
            "command-unfinished-unwritten"
        },
        &words,
    );
    output.message("command-unfinished-ways", &words);
}
