//! After a crash: which ways lead on, and going them.

use tegata_core::problem::local;
use tegata_core::{MailSettings, PrinterAddress, Problem};

use super::Desk;
use super::messages::{Outcome, Progress, RecoverRequest, Recovery, Unfinished};
use crate::kept::Purpose;

impl Desk {
    /// Which ways lead on from what the journal knows of a printer, given its settings as they were just read.
    ///
    /// # Errors
    /// `local.journal_unreadable`.
    pub fn recovery(&self, address: &PrinterAddress, settings: &MailSettings) -> Result<Recovery, Problem> {
        let unfinished = self.kept.unfinished_on(address)?;
        let finish = match &unfinished {
            Some(_) => Some(self.kept.finishing(address)?.0.plan(settings)),
            None => None,
        };
        let restore = match self.kept.restoring(address) {
            Ok(order) => Some(order.plan(settings)),
            Err(problem) if problem.code == local::NOTHING_TO_RESTORE => None,
            Err(problem) => return Err(problem),
        };
        Ok(Recovery { unfinished: unfinished.as_ref().map(Unfinished::from), finish, restore })
    }

    /// Takes up the job that was cut off on a printer, and brings it to its end.
    ///
    /// # Errors
    /// `local.nothing_to_finish`; else as [`Self::onboard`].
    pub async fn finish(
        &self,
        request: RecoverRequest,
        say: impl Fn(Progress) + Send + Sync + 'static,
    ) -> Result<Outcome, Problem> {
        let (order, purpose) = self.kept.finishing(&request.address)?;
        self.carry_out(request, order, purpose, say).await
    }

    /// Brings back what was there before the last job, by the same plan → apply → verify.
    ///
    /// # Errors
    /// `local.nothing_to_restore`; else as [`Self::onboard`].
    pub async fn restore(
        &self,
        request: RecoverRequest,
        say: impl Fn(Progress) + Send + Sync + 'static,
    ) -> Result<Outcome, Problem> {
        let order = self.kept.restoring(&request.address)?;
        self.carry_out(request, order, Purpose::Restore, say).await
    }

    /// Closes what is unfinished on a printer without touching the printer.
    ///
    /// # Errors
    /// As the journal.
    pub fn leave_as_it_is(&self, address: &PrinterAddress) -> Result<(), Problem> {
        self.kept.leave_as_it_is(address)
    }
}
