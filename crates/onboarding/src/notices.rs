//! Carries what the printer's adapter notices while it works (busy, session renewed) to whoever shows progress.

use tokio::sync::mpsc;

use crate::desk::messages::Progress;
use crate::outside::Notice;
use crate::wim_printer;

/// Forwards every notice, until the adapter is gone.
pub fn forward(
    mut heard: mpsc::UnboundedReceiver<tegata_wim::Notice>,
    say: impl Fn(Progress) + Send + 'static,
) {
    tokio::spawn(async move {
        while let Some(notice) = heard.recv().await {
            say(match wim_printer::notice(&notice) {
                Notice::Busy { attempt, of } => Progress::Busy { attempt, of },
                Notice::SessionRenewed => Progress::SessionRenewed,
                Notice::FlowRestarted => Progress::FlowRestarted,
            });
        }
    });
}
