//! `tegata restore`: bring back what was there before the last job.

use std::sync::Arc;

use tegata_core::Problem;
use tegata_core::problem::local;
use tegata_onboarding::job::Order;
use tegata_onboarding::kept::{Kept, Purpose};
use tokio_util::sync::CancellationToken;

use crate::arguments::Restore;
use crate::commands::onboard::write;
use crate::output::Output;

/// Runs it.
pub async fn run(options: &Restore, output: &Arc<Output>, cancel: &CancellationToken) -> Result<(), Problem> {
    let kept = Kept::open()?;
    let entry = kept
        .restorable(&options.door.printer)?
        .ok_or_else(|| Problem::new(local::NOTHING_TO_RESTORE).arg("address", &options.door.printer))?;
    let order = Order { target: entry.restoring(), dry_run: options.dry_run };
    write(&options.door, &kept, Purpose::Restore, order, options.yes, output, cancel).await
}
