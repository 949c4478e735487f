//! `tegata diagnose`: what a printer's pages are made of, for the developers, without what they say of anybody.
//!
//! It logs in and reads like `inspect`, and writes nothing to the printer. A printer that ends in a problem is what it
//! is for: the bundle is then written all the same, and the problem told.

use std::sync::Arc;

use serde_json::json;
use tegata_core::Problem;
use tegata_onboarding::job;
use tegata_onboarding::kept::Kept;
use tokio_util::sync::CancellationToken;

use crate::arguments::Diagnose;
use crate::door::{self, Entrance};
use crate::lines::Lines;
use crate::output::{self, Output};

/// Runs it.
pub async fn run(
    options: &Diagnose,
    output: &Arc<Output>,
    cancel: &CancellationToken,
) -> Result<(), Problem> {
    let kept = Kept::open()?;
    let mut lines = options.door.password_stdin.then(Lines::open);
    let mut entrance = match Entrance::open(&options.door, &kept, lines.as_mut(), output, cancel).await {
        Ok(entrance) => entrance,
        Err(problem) => {
            // A decision of the person, a wrong call, a cancel: nothing that a bundle could explain.
            if output::exit_code(&problem) == 1 {
                door::diagnose_contact(&options.door, &kept, &options.output, &problem, output).await?;
            }
            return Err(problem);
        }
    };
    let say = entrance.listener(output);
    let read = job::inspect(&mut entrance.door, &say, cancel).await;
    if let Ok(inspection) = &read {
        entrance.learn(inspection);
    }
    let problem = read.as_ref().err();
    if problem.is_none_or(|problem| output::exit_code(problem) == 1) {
        entrance.save_bundle(&options.output, problem, output)?;
    }
    let inspection = read?;
    output.done("diagnosed", json!({ "path": options.output, "settings": inspection.settings }));
    Ok(())
}
