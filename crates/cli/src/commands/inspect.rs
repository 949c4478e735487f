//! `tegata inspect`: log in, read, show, log out. The safest first contact with a printer.

use std::sync::Arc;

use serde_json::json;
use tegata_core::Problem;
use tegata_onboarding::job;
use tegata_onboarding::kept::Kept;
use tokio_util::sync::CancellationToken;

use crate::arguments::Inspect;
use crate::commands::unfinished;
use crate::door::Entrance;
use crate::lines::Lines;
use crate::output::Output;

/// Runs it.
pub async fn run(options: &Inspect, output: &Arc<Output>, cancel: &CancellationToken) -> Result<(), Problem> {
    let kept = Kept::open()?;
    unfinished::remind(&kept, output)?;
    let mut lines = options.door.password_stdin.then(Lines::open);
    let mut entrance = Entrance::open(&options.door, &kept, lines.as_mut(), output, cancel).await?;
    let inspection = job::inspect(&mut entrance.door, &|progress| output.progress(&progress), cancel).await?;
    entrance.remember(&options.door, &kept).await?;
    output.say("");
    let identity = &inspection.identity;
    for (key, value) in [
        ("command-model", &identity.model),
        ("command-serial", &identity.serial),
        ("command-host-name", &identity.host_name),
        ("command-firmware", &identity.firmware),
        ("command-location", &identity.location),
    ] {
        if let Some(value) = value {
            output.message(key, &[("value", value)]);
        }
    }
    output.settings(&inspection.settings);
    if !inspection.settings.oauth2_offered {
        output.message("command-no-oauth2", &[]);
    }
    output.done("read", json!({ "settings": inspection.settings, "identity": identity }));
    Ok(())
}
