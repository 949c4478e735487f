//! The papers a person takes away from the desk: the result of a job, and the diagnostic bundle.
//!
//! The desk keeps, per printer, what the last job saw and how it ended: outlines and results, no pages. So a bundle
//! shows exactly the failure that the person has before their eyes, without asking the printer anything again.

use serde::{Deserialize, Serialize};
use tegata_core::problem::local;
use tegata_core::{AdminCredentials, Catalogue, Identity, Language, PrinterAddress, Problem};
use tegata_wim::outline::Record;
use time::OffsetDateTime;
use ts_rs::TS;

use super::Desk;
use super::messages::{Inspection, Outcome, SavedFile};
use crate::bundle::{self, Course, Material};
use crate::report::{self, Finished, Format};
use crate::wim_printer::Access;

/// The shape of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum ReportFormat {
    /// A page to print.
    Html,
    /// A table for a spreadsheet.
    Csv,
    /// For programs.
    Json,
}

impl From<ReportFormat> for Format {
    fn from(format: ReportFormat) -> Self {
        match format {
            ReportFormat::Html => Self::Html,
            ReportFormat::Csv => Self::Csv,
            ReportFormat::Json => Self::Json,
        }
    }
}

/// What the last job on one printer left behind.
pub(super) struct Papers {
    material: Material,
    finished: Option<Finished>,
}

impl Desk {
    /// Begins the papers of a job: from here on the printer's answers are outlined.
    pub(super) fn open_papers(
        &self,
        address: &PrinterAddress,
        access: &mut Access,
        credentials: Option<&AdminCredentials>,
    ) -> Material {
        let record = Record::default();
        access.record = Some(record.clone());
        Material {
            credentials: credentials.cloned(),
            ..Material::new(address.clone(), record, Course::default())
        }
    }

    /// Files the papers of a job that read only.
    pub(super) fn file_reading(&self, mut material: Material, read: &Result<Inspection, Problem>) {
        match read {
            Ok(inspection) => {
                material.identity = inspection.identity.clone();
                material.settings = Some(inspection.settings.clone());
            }
            Err(problem) => material.problem = Some(problem.clone()),
        }
        self.file(material, None);
    }

    /// Files the papers of a job that was to write.
    pub(super) fn file_outcome(
        &self,
        mut material: Material,
        access: &Access,
        ended: &Result<Outcome, Problem>,
    ) {
        match ended {
            Ok(outcome) => {
                material.identity = outcome.identity.clone();
                material.settings = Some(outcome.settings.clone());
            }
            Err(problem) => material.problem = Some(problem.clone()),
        }
        let finished = Finished {
            address: material.address.clone(),
            certificate: access.pinned,
            ended: ended.clone(),
            at: OffsetDateTime::now_utc(),
        };
        self.file(material, Some(finished));
    }

    fn file(&self, mut material: Material, finished: Option<Finished>) {
        let key = material.address.to_string();
        let mut state = self.state();
        if let Some(before) = state.papers.get(&key) {
            // A job that failed before it learned who the printer is does not forget what an earlier one knew:
            // what is known is what the bundle leaves out.
            if material.identity == Identity::default() {
                material.identity = before.material.identity.clone();
            }
            if material.settings.is_none() {
                material.settings.clone_from(&before.material.settings);
            }
        }
        state.papers.insert(key, Papers { material, finished });
    }

    /// Saves the result of the last job on a printer, field by field, where the person finds it.
    ///
    /// # Errors
    /// `local.nothing_to_report` where no job has ended on it yet; `local.file_not_written`.
    pub fn save_report(&self, address: &PrinterAddress, format: ReportFormat) -> Result<SavedFile, Problem> {
        let finished = self.state().papers.get(&address.to_string()).and_then(|p| p.finished.clone());
        let finished = finished.ok_or_else(|| Problem::new(local::NOTHING_TO_REPORT))?;
        let format = Format::from(format);
        let path = self.kept.paper(&format!("tegata-{}.{}", name_of(address), format.extension()))?;
        report::write(&path, &[finished], &self.texts()?)?;
        Ok(SavedFile { path: path.display().to_string() })
    }

    /// Saves the diagnostic bundle of the last job on a printer where the person finds it.
    ///
    /// # Errors
    /// `local.nothing_to_report` where nothing was asked of it yet; `local.file_not_written`.
    pub fn diagnose(&self, address: &PrinterAddress) -> Result<SavedFile, Problem> {
        let material = self.state().papers.get(&address.to_string()).map(|p| p.material.clone());
        let material = material.ok_or_else(|| Problem::new(local::NOTHING_TO_REPORT))?;
        // Its name tells the day and not the printer: the file leaves the house.
        let path = self.kept.paper(&format!("tegata-diagnose-{}.zip", material.at.date()))?;
        bundle::write(&path, &material.pack(&self.texts()?)?)?;
        Ok(SavedFile { path: path.display().to_string() })
    }

    fn texts(&self) -> Result<Catalogue, Problem> {
        let language = self.kept.preferences()?.language;
        Ok(Catalogue::new(language.unwrap_or_else(Language::of_system)))
    }
}

/// An address as part of a file's name.
fn name_of(address: &PrinterAddress) -> String {
    let text = format!("{}{}", address.host(), address.port().map(|p| format!("-{p}")).unwrap_or_default());
    text.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') { c } else { '-' }).collect()
}
