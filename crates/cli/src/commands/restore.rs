//! `tegata restore` and `tegata finish`: back to what was there before the last job, or on to where it was going.

use std::sync::Arc;

use tegata_core::Problem;
use tegata_onboarding::job::Order;
use tegata_onboarding::kept::{Kept, Purpose};
use tokio_util::sync::CancellationToken;

use crate::arguments::Recover;
use crate::commands::onboard::{Task, write};
use crate::output::Output;

/// Runs `restore`.
pub async fn run(options: &Recover, output: &Arc<Output>, cancel: &CancellationToken) -> Result<(), Problem> {
    let kept = Kept::open()?;
    let order = kept.restoring(&options.door.address()?)?;
    go(options, &kept, Purpose::Restore, order, output, cancel).await
}

/// Runs `finish`.
pub async fn finish(
    options: &Recover,
    output: &Arc<Output>,
    cancel: &CancellationToken,
) -> Result<(), Problem> {
    let kept = Kept::open()?;
    let (order, purpose) = kept.finishing(&options.door.address()?)?;
    go(options, &kept, purpose, order, output, cancel).await
}

async fn go(
    options: &Recover,
    kept: &Kept,
    purpose: Purpose,
    order: Order,
    output: &Arc<Output>,
    cancel: &CancellationToken,
) -> Result<(), Problem> {
    let order = Order { dry_run: options.dry_run, ..order };
    let task = Task { purpose, order, yes: options.yes, report: options.report.clone(), diagnose: None };
    write(&options.door, kept, task, output, cancel).await
}
