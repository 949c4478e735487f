//! What the journal tells of a printer, and how a job goes on with it: the safety net.
//!
//! A job is written down before it writes to the printer. When the program dies in between, the entry stays without an
//! end, and the next start knows which printer is unfinished, what it said before and what was wanted. From there two
//! ways lead on, both by the same plan → apply → verify as any job: *finish* (the same target again) and *restore*
//! (what was there before). A job that takes up an unfinished one goes on with its entry, so that *before* stays what
//! it was before the first of the two, never a half-written state in the middle.
//!
//! An entry is closed only by a reading of the printer that says so, or by the person. It refuses to conclude anything
//! from the journal alone.

use tegata_core::problem::local;
use tegata_core::{Field, Identity, MailAddress, MailSettings, Plan, PrinterAddress, Problem, Target};
use tegata_store::{Entry, Journal, OpenEntry, Outcome, Stage as Step};
use time::OffsetDateTime;

use crate::desk::messages::{JobResult, Stage, Unfinished};
use crate::job::Order;
use crate::kept::{Kept, Purpose, rfc3339};
use crate::log::JobLog;

impl Kept {
    /// Where a job on this printer is written down.
    #[must_use]
    pub fn job_log(&self, address: &PrinterAddress, purpose: Purpose) -> StoreLog {
        StoreLog {
            journal: self.journal().clone(),
            address: address.clone(),
            purpose,
            serial: None,
            entry: None,
            taken_up: false,
            began: false,
        }
    }

    /// The printers whose job was cut off by the program's end, the latest first, each once.
    ///
    /// # Errors
    /// `local.journal_unreadable`.
    pub fn unfinished(&self) -> Result<Vec<Entry>, Problem> {
        let mut each: Vec<Entry> = Vec::new();
        for entry in self.journal().unfinished()? {
            if !each.iter().any(|known| known.concerns(&entry.address, entry.identity.serial.as_deref())) {
                each.push(entry);
            }
        }
        Ok(each)
    }

    /// The job on this printer that was cut off.
    ///
    /// # Errors
    /// `local.journal_unreadable`.
    pub fn unfinished_on(&self, address: &PrinterAddress) -> Result<Option<Entry>, Problem> {
        Ok(self.journal().unfinished_on(address, None)?.into_iter().next())
    }

    /// What finishes the job that was cut off on this printer, and whether that was an onboarding or a restore.
    ///
    /// # Errors
    /// `local.nothing_to_finish`.
    pub fn finishing(&self, address: &PrinterAddress) -> Result<(Order, Purpose), Problem> {
        let entry = self
            .unfinished_on(address)?
            .ok_or_else(|| Problem::new(local::NOTHING_TO_FINISH).arg("address", address))?;
        match entry.purpose {
            Purpose::Onboard => {
                Ok((Order { target: entry.target, dry_run: false, grant: true }, Purpose::Onboard))
            }
            Purpose::Restore => Ok((self.restoring(address)?, Purpose::Restore)),
        }
    }

    /// What brings back the state before the last job on this printer.
    ///
    /// # Errors
    /// `local.nothing_to_restore`.
    pub fn restoring(&self, address: &PrinterAddress) -> Result<Order, Problem> {
        let back_to = |entry: &Entry| Order {
            target: entry.restoring(),
            dry_run: false,
            // A printer that had no grant is not asked for one on its way back.
            grant: entry.before.authorised == Some(true),
        };
        let unfinished = self.unfinished_on(address)?;
        let onboarding = match &unfinished {
            Some(entry) if entry.purpose == Purpose::Onboard => unfinished.clone(),
            _ => self.journal().restorable(address, None)?,
        };
        match (onboarding, unfinished) {
            (Some(entry), _) => Ok(back_to(&entry)),
            // A restore that was cut off, and what it goes back to is known to itself alone.
            (None, Some(restore)) => Ok(Order { target: restore.target, dry_run: false, grant: false }),
            (None, None) => Err(Problem::new(local::NOTHING_TO_RESTORE).arg("address", address)),
        }
    }

    /// The last job that ended verified with this mailbox as the sender: what a test mail from it is about. Nothing
    /// where the journal cannot be read: a mail is not worth failing for that.
    #[must_use]
    pub fn set_up_with(&self, sender: &MailAddress) -> Option<Entry> {
        let (entries, _) = self.journal().entries().ok()?;
        entries
            .into_iter()
            .filter(|entry| entry.purpose == Purpose::Onboard && entry.outcome == Some(Outcome::Verified))
            .filter(|entry| {
                let address = entry.target.wanted.get(&Field::AuthAddress);
                address.is_some_and(|address| sender.same_mailbox(&address.to_string()))
            })
            .max_by_key(|entry| entry.begun)
    }

    /// Closes what is unfinished on a printer without touching the printer: the person's decision.
    ///
    /// # Errors
    /// As the journal.
    pub fn leave_as_it_is(&self, address: &PrinterAddress) -> Result<(), Problem> {
        settle(self.journal(), address, None, |_| Outcome::LeftAsItIs)
    }
}

/// Closes every unfinished entry of a printer.
fn settle(
    journal: &Journal,
    address: &PrinterAddress,
    serial: Option<&str>,
    outcome: impl Fn(&Entry) -> Outcome,
) -> Result<(), Problem> {
    for entry in journal.unfinished_on(address, serial)? {
        let outcome = outcome(&entry);
        journal.resume(entry.id)?.finish(outcome)?;
    }
    Ok(())
}

/// An unfinished job as both doors tell it.
impl From<&Entry> for Unfinished {
    fn from(entry: &Entry) -> Self {
        Self {
            address: entry.address.clone(),
            identity: entry.identity.clone(),
            since: rfc3339(entry.begun),
            stage: last_stage(entry),
            may_have_written: entry.may_have_written(),
            restoring: entry.purpose == Purpose::Restore,
        }
    }
}

/// The journal as a [`JobLog`].
pub struct StoreLog {
    journal: Journal,
    address: PrinterAddress,
    purpose: Purpose,
    serial: Option<String>,
    entry: Option<OpenEntry>,
    taken_up: bool,
    began: bool,
}

impl StoreLog {
    /// Whether anything was written down, so that a restore is possible.
    #[must_use]
    pub const fn began(&self) -> bool {
        self.began
    }

    /// The entry of a job that was cut off after it may have written, to go on with it.
    fn take_up(&self, target: &Target) -> Result<Option<OpenEntry>, Problem> {
        let unfinished = self.journal.unfinished_on(&self.address, self.serial.as_deref())?;
        let of_this_kind = |entry: &&Entry| entry.purpose == self.purpose && entry.may_have_written();
        let Some(entry) = unfinished.iter().find(of_this_kind) else { return Ok(None) };
        let mut open = self.journal.resume(entry.id)?;
        Ok(if open.go_on_towards(target)? { Some(open) } else { None })
    }
}

impl JobLog for StoreLog {
    fn begin(
        &mut self,
        identity: &Identity,
        before: &MailSettings,
        target: &Target,
        _: &Plan,
    ) -> Result<(), Problem> {
        self.serial.clone_from(&identity.serial);
        let entry = match self.take_up(target)? {
            Some(entry) => {
                self.taken_up = true;
                entry
            }
            None => self.journal.begin(
                self.purpose,
                self.address.clone(),
                identity.clone(),
                before.clone(),
                target.clone(),
                OffsetDateTime::now_utc(),
            )?,
        };
        self.entry = Some(entry);
        self.began = true;
        Ok(())
    }

    fn stage(&mut self, stage: Stage) -> Result<(), Problem> {
        let step = match stage {
            Stage::Connect => Step::Connect,
            Stage::Login => Step::Login,
            Stage::Read => Step::Read,
            Stage::Write => Step::Write,
            Stage::Authorise => Step::Authorise,
            Stage::Save => Step::Save,
            Stage::Verify => Step::Verify,
            Stage::Logout => Step::Logout,
        };
        match &mut self.entry {
            Some(entry) => Ok(entry.record(step, OffsetDateTime::now_utc())?),
            None => Ok(()),
        }
    }

    fn end(&mut self, result: Result<JobResult, &Problem>) {
        let entry = self.entry.take();
        let well = match result {
            Ok(JobResult::Planned) => return,
            Ok(JobResult::Verified | JobResult::Unchanged) if self.purpose == Purpose::Restore => {
                Outcome::Restored
            }
            Ok(JobResult::Verified) => Outcome::Verified,
            Ok(JobResult::Unchanged) => Outcome::Unchanged,
            Err(problem) => {
                // A job that was cut off once is unfinished until a reading of the printer says otherwise.
                if let (Some(entry), false) = (entry, self.taken_up) {
                    let outcome = if problem.code == local::CANCELLED {
                        Outcome::Cancelled
                    } else {
                        Outcome::failed(problem.code)
                    };
                    warn(entry.finish(outcome).map(drop));
                }
                return;
            }
        };
        if let Some(entry) = entry {
            warn(entry.finish(well.clone()).map(drop));
        }
        // The printer was read and is as wanted: whatever was cut off on it before has come to its end with this job.
        warn(settle(&self.journal, &self.address, self.serial.as_deref(), |_| well.clone()));
    }
}

/// The printer's state is what it is; an outcome that cannot be kept leaves the entry unfinished, which is the
/// cautious reading of it.
fn warn<E: std::fmt::Display>(kept: Result<(), E>) {
    if let Err(error) = kept {
        tracing::warn!(%error, "the outcome of the job could not be written down");
    }
}

/// The last stage that an entry's job began.
fn last_stage(entry: &Entry) -> Stage {
    match entry.steps.last().map(|step| step.stage) {
        None | Some(Step::Connect) => Stage::Connect,
        Some(Step::Login) => Stage::Login,
        Some(Step::Read) => Stage::Read,
        Some(Step::Write) => Stage::Write,
        Some(Step::Authorise | Step::Authorised) => Stage::Authorise,
        Some(Step::Save | Step::Saved) => Stage::Save,
        Some(Step::Verify) => Stage::Verify,
        Some(Step::Logout) => Stage::Logout,
    }
}
