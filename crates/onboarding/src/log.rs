//! What is written down of a job while it runs, so that after a crash the truth is known.
//!
//! The job tells a [`JobLog`] what it is about to do *before* it does it. The journal of `tegata-store` is one; a job
//! that writes nothing has none.

use tegata_core::{Identity, MailSettings, Plan, Problem, Target};

use crate::desk::messages::{JobResult, Stage};

/// Receives the steps of one job. A failure to write one down stops the job before it touches the printer further.
pub trait JobLog: Send {
    /// Before anything is changed: what is there, what is wanted, what will be written.
    ///
    /// # Errors
    /// A problem if it cannot be kept; then nothing is written to the printer.
    fn begin(
        &mut self,
        identity: &Identity,
        before: &MailSettings,
        target: &Target,
        plan: &Plan,
    ) -> Result<(), Problem>;

    /// A stage is about to begin.
    ///
    /// # Errors
    /// As for [`Self::begin`].
    fn stage(&mut self, stage: Stage) -> Result<(), Problem>;

    /// The job ended.
    fn end(&mut self, result: Result<JobResult, &Problem>);
}

/// Writes nothing down: for jobs that write nothing to the printer.
#[derive(Debug, Default)]
pub struct NoLog;

impl JobLog for NoLog {
    fn begin(&mut self, _: &Identity, _: &MailSettings, _: &Target, _: &Plan) -> Result<(), Problem> {
        Ok(())
    }

    fn stage(&mut self, _: Stage) -> Result<(), Problem> {
        Ok(())
    }

    fn end(&mut self, _: Result<JobResult, &Problem>) {}
}
