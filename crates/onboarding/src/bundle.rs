//! The diagnostic bundle: how a printer that nobody here has seen teaches us its pages.
//!
//! A zip file with a report for the person who sends it, the steps that were taken, and the outline of every page.
//! It is readable text throughout, so that its sender can check it before it leaves the house. What is known to be
//! private (password, names, serial, addresses) is replaced beside everything that looks so
//! (`tegata_wim::outline::Redaction`); what it holds of the settings is which are there, not what they say.

use std::io::{Cursor, Write as _};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value as Json, json};
use tegata_core::problem::local;
use tegata_core::{AdminCredentials, Catalogue, Field, Identity, MailSettings, PrinterAddress, Problem};
use tegata_wim::outline::{Record, Redaction, Seen};
use time::OffsetDateTime;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::desk::messages::Progress;

/// What a job said of its course, without what it showed: stages and answers, no codes and no values.
#[derive(Clone, Debug, Default)]
pub struct Course(Arc<Mutex<Told>>);

#[derive(Debug, Default)]
struct Told {
    steps: Vec<String>,
    /// Codes that were on a screen, to be looked for in everything else.
    codes: Vec<String>,
}

impl Course {
    /// Notes what a running job says.
    pub fn hear(&self, progress: &Progress) {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let step = match progress {
            Progress::Stage { stage } => serde_json::to_value(stage).unwrap_or_default().to_string(),
            Progress::Plan { plan } => {
                let fields: Vec<&str> = plan.fields().map(Field::as_str).collect();
                format!("plan: {} (authorisation: {})", fields.join(", "), plan.needs_authorization)
            }
            Progress::Code { code } => {
                told.codes.extend(code.user_code.clone());
                told.codes.extend(code.candidates.iter().cloned());
                format!("code: {} candidates, found {}", code.candidates.len(), code.user_code.is_some())
            }
            other => serde_json::to_value(other)
                .ok()
                .and_then(|event| event["event"].as_str().map(str::to_owned))
                .unwrap_or_default(),
        };
        told.steps.push(step.trim_matches('"').to_owned());
    }

    fn told(&self) -> (Vec<String>, Vec<String>) {
        let told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (told.steps.clone(), told.codes.clone())
    }
}

/// What a bundle is made of.
#[derive(Clone, Debug)]
pub struct Material {
    /// Where the printer is.
    pub address: PrinterAddress,
    /// Who it is.
    pub identity: Identity,
    /// What its e-mail page said, where it could be read.
    pub settings: Option<MailSettings>,
    /// Who logged in.
    pub credentials: Option<AdminCredentials>,
    /// What the printer answered.
    pub record: Record,
    /// What the job said.
    pub course: Course,
    /// How it ended, where badly.
    pub problem: Option<Problem>,
    /// When.
    pub at: OffsetDateTime,
}

impl Material {
    /// Of a printer of which nothing is known yet but where it is.
    #[must_use]
    pub fn new(address: PrinterAddress, record: Record, course: Course) -> Self {
        Self {
            address,
            identity: Identity::default(),
            settings: None,
            credentials: None,
            record,
            course,
            problem: None,
            at: crate::now(),
        }
    }

    fn redaction(&self, codes: &[String]) -> Redaction {
        let mut redaction = Redaction::default().without(self.address.host(), "[printer]");
        let identity = &self.identity;
        let named = [
            (identity.serial.clone(), "[serial]"),
            (identity.host_name.clone(), "[host]"),
            (identity.location.clone(), "[location]"),
        ];
        for (text, word) in named {
            redaction = redaction.without(&text.unwrap_or_default(), word);
        }
        for address in &identity.addresses {
            redaction = redaction.without(&address.to_string(), "[ip]");
        }
        if let Some(credentials) = &self.credentials {
            redaction = redaction
                .without(&credentials.name, "[administrator]")
                .without(credentials.password.expose(), "[password]");
        }
        if let Some(settings) = &self.settings {
            for field in [Field::AuthAddress, Field::AuthUserName, Field::AdminAddress, Field::SmtpServer] {
                let value = settings.get(field).map(|value| value.to_string()).unwrap_or_default();
                redaction = redaction.without(&value, "[setting]");
            }
        }
        for code in codes {
            redaction = redaction.without(code, "[code]");
        }
        redaction
    }

    /// The zip file.
    ///
    /// # Errors
    /// `local.unexpected` where it cannot be put together.
    pub fn pack(&self, texts: &Catalogue) -> Result<Vec<u8>, Problem> {
        let (steps, codes) = self.course.told();
        let redaction = self.redaction(&codes);
        let seen = self.record.seen();
        let mut files = vec![
            ("report.txt".to_owned(), self.report(&seen, &steps, texts)),
            ("bundle.json".to_owned(), format!("{:#}\n", self.facts(&seen, &steps))),
        ];
        for (number, one) in seen.iter().enumerate() {
            let head = format!(
                "{} {}\nsent: {}\nstatus: {}\ntype: {}\n\n",
                one.method,
                one.path,
                one.sent.join(", "),
                one.status.map_or_else(|| "no answer".into(), |status| status.to_string()),
                one.content_type,
            );
            files.push((format!("pages/{:03}.txt", number + 1), head + &one.outline));
        }
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let written = files.into_iter().try_for_each(|(name, text)| {
            zip.start_file(name, SimpleFileOptions::default())?;
            // The last pass goes over every file, whatever it was made of.
            Ok::<_, zip::result::ZipError>(zip.write_all(redaction.apply(&text).as_bytes())?)
        });
        written
            .and_then(|()| zip.finish())
            .map(Cursor::into_inner)
            .map_err(|error| Problem::new(local::UNEXPECTED).detail(error))
    }

    fn facts(&self, seen: &[Seen], steps: &[String]) -> Json {
        let settings = self.settings.as_ref().map(|settings| {
            let shown: Vec<&str> = Field::ALL
                .into_iter()
                .filter(|field| settings.get(*field).is_some())
                .map(Field::as_str)
                .collect();
            json!({
                "shown": shown,
                "fixed": settings.fixed,
                "oauth2_offered": settings.oauth2_offered,
                "sending_method": settings.sending_method,
                "authorised": settings.authorised,
            })
        });
        let requests: Vec<Json> = seen
            .iter()
            .map(|one| {
                json!({
                    "method": one.method, "path": one.path, "sent": one.sent,
                    "status": one.status, "type": one.content_type,
                })
            })
            .collect();
        json!({
            "format": 1,
            "program": env!("CARGO_PKG_VERSION"),
            "system": std::env::consts::OS,
            "day": self.at.date().to_string(),
            "model": self.identity.model,
            "firmware": self.identity.firmware,
            "scheme": self.address.scheme(),
            "settings": settings,
            "steps": steps,
            "problem": self.problem.as_ref().map(|problem| json!({
                "code": problem.code.as_str(), "detail": problem.detail, "words": problem.args,
            })),
            "requests": requests,
        })
    }

    fn report(&self, seen: &[Seen], steps: &[String], texts: &Catalogue) -> String {
        let unknown = || texts.text("bundle-unknown");
        let mut told = format!("{}\n\n", texts.text("bundle-title"));
        told.push_str(&format!("{}\n\n", texts.text("bundle-what-it-is")));
        let model = self.identity.model.clone().unwrap_or_else(unknown);
        let firmware = self.identity.firmware.clone().unwrap_or_else(unknown);
        for (key, value) in [
            ("report-model", model.as_str()),
            ("report-firmware", firmware.as_str()),
            ("report-at", &self.at.date().to_string()),
        ] {
            told.push_str(&format!("{}: {value}\n", texts.text(key)));
        }
        told.push_str(&format!("\n{}\n", texts.text("bundle-steps")));
        for (number, step) in steps.iter().enumerate() {
            told.push_str(&format!("{:>3}. {step}\n", number + 1));
        }
        if let Some(problem) = &self.problem {
            let words = texts.explain(problem);
            told.push_str(&format!("\n{}\n{}\n{}\n", texts.text("bundle-problem"), words.title, words.what));
            told.push_str(&format!(
                "[{}] {}\n",
                problem.code.as_str(),
                problem.detail.as_deref().unwrap_or_default()
            ));
        }
        told.push_str(&format!("\n{}\n", texts.text("bundle-pages")));
        for (number, one) in seen.iter().enumerate() {
            let status = one.status.map_or_else(|| "—".into(), |status| status.to_string());
            told.push_str(&format!("{:>3}. {status} {} {}\n", number + 1, one.method, one.path));
        }
        told
    }
}

/// Writes a file for the person, and where it lies.
///
/// # Errors
/// `local.file_not_written`.
pub fn write(path: &std::path::Path, bytes: &[u8]) -> Result<(), Problem> {
    std::fs::write(path, bytes)
        .map_err(|error| Problem::new(local::FILE_NOT_WRITTEN).arg("path", path.display()).detail(error))
}
