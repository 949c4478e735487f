//! `tegata preflight`: what can be checked without signing in, which explains half of all failures.

use std::sync::Arc;

use serde_json::json;
use tegata_core::Problem;
use tegata_core::problem::local;
use tegata_onboarding::kept::Kept;
use tegata_onboarding::mailing;
use tegata_onboarding::target::mail_address;
use tokio_util::sync::CancellationToken;

use crate::arguments::Preflight;
use crate::output::Output;

/// Runs it; whether everything that was asked is in order. Each line carries its own explanation.
pub async fn run(
    options: &Preflight,
    output: &Arc<Output>,
    cancel: &CancellationToken,
) -> Result<bool, Problem> {
    mail_address(&options.address)?;
    let kept = Kept::open()?;
    let lines = tokio::select! {
        () = cancel.cancelled() => return Err(Problem::new(local::CANCELLED)),
        lines = mailing::preflight(&kept, &options.address, options.admin_address.as_deref()) => lines,
    };
    for line in &lines {
        output.step(line);
    }
    let failed = lines.iter().filter(|line| line.outcome == "failed").count();
    output
        .done(if failed == 0 { "ready" } else { "not_ready" }, json!({ "failed": failed, "checks": lines }));
    Ok(failed == 0)
}
