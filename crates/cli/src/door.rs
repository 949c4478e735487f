//! The way in to a printer for every command that needs one: certificate, consent, password, in this order.

use std::path::Path;
use std::sync::Arc;

use serde_json::json;
use tegata_core::problem::local;
use tegata_core::{AdminCredentials, Fingerprint, PrinterAddress, Problem};
use tegata_onboarding::bundle::{self, Course, Material};
use tegata_onboarding::desk::messages::{Inspection, Progress, Stage};
use tegata_onboarding::kept::Kept;
use tegata_onboarding::wim_printer::{self, Access, Record, WimDoor};
use tegata_onboarding::{notices, now};
use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;

use crate::arguments::DoorOptions;
use crate::lines::Lines;
use crate::output::Output;
use crate::password;

/// A printer that was reached, with what is needed to log in to it.
pub struct Entrance {
    /// The way in, already reached.
    pub door: WimDoor,
    /// Where it is.
    pub address: PrinterAddress,
    /// The certificate that was shown and is trusted.
    pub certificate: Option<Fingerprint>,
    /// When.
    pub at: OffsetDateTime,
    credentials: AdminCredentials,
    material: Material,
}

impl Entrance {
    /// Reaches the printer, checks its certificate, and gets the password.
    pub async fn open(
        options: &DoorOptions,
        kept: &Kept,
        lines: Option<&mut Lines>,
        output: &Arc<Output>,
        cancel: &CancellationToken,
    ) -> Result<Self, Problem> {
        let address = options.address()?;
        let record = Record::default();
        let mut access = access(options, kept, &address)?;
        access.record = Some(record.clone());
        let material = Material::new(address.clone(), record, Course::default());
        output.progress(&Progress::Stage { stage: Stage::Connect });
        let prepared = async {
            // The certificate first: nobody is asked for a password that could not be sent.
            let connection = wim_printer::contact(&address, &access).await?;
            if let (Some(shown), true) =
                (connection.fingerprint(), access.pinned.is_none() || options.trust.is_some())
            {
                kept.trust(&address, shown)?;
                access.pinned = Some(shown);
            }
            let credentials = password::credentials(options, &address, kept, lines, output).await?;
            Ok::<_, Problem>((connection, credentials))
        };
        let (connection, credentials) = tokio::select! {
            biased;
            () = cancel.cancelled() => return Err(Problem::new(local::CANCELLED)),
            prepared = prepared => prepared?,
        };
        let certificate = connection.fingerprint();
        let material = Material {
            identity: connection.identity().clone(),
            credentials: Some(credentials.clone()),
            ..material
        };
        let (door, heard) = WimDoor::new(address.clone(), access, credentials.clone());
        let shown = Arc::clone(output);
        notices::forward(heard, move |progress| shown.progress(&progress));
        let door = door.with_connection(connection);
        Ok(Self { door, address, certificate, at: now(), credentials, material })
    }

    /// Shows what a job says, and notes its course for a diagnostic bundle.
    pub fn listener(&self, output: &Arc<Output>) -> impl Fn(Progress) + Send + Sync + use<> {
        let (course, output) = (self.material.course.clone(), Arc::clone(output));
        move |progress| {
            course.hear(&progress);
            output.progress(&progress);
        }
    }

    /// Notes what was read, so that the bundle can leave it out.
    pub fn learn(&mut self, read: &Inspection) {
        self.material.identity = read.identity.clone();
        self.material.settings = Some(read.settings.clone());
    }

    /// Keeps the password in the keychain, if the person asked for it and the printer has just accepted it.
    pub async fn remember(&self, options: &DoorOptions, kept: &Kept) -> Result<(), Problem> {
        if options.remember {
            kept.remember_password(&self.address, &self.credentials).await?;
        }
        Ok(())
    }

    /// Writes the diagnostic bundle of what happened since the first request.
    pub fn save_bundle(
        &self,
        path: &Path,
        problem: Option<&Problem>,
        output: &Output,
    ) -> Result<(), Problem> {
        let mut material = self.material.clone();
        material.problem = problem.cloned();
        save_bundle(&material, path, output)
    }
}

/// What the options and what is kept say about trust.
fn access(options: &DoorOptions, kept: &Kept, address: &PrinterAddress) -> Result<Access, Problem> {
    let mut access = kept.access(address, options.allow_http)?;
    if options.trust.is_some() {
        access.pinned = options.trust;
    }
    access.trust_on_first_use = options.trust_on_first_use;
    Ok(access)
}

/// Reaches a printer and writes down what it answers, where even that ends in a problem.
pub async fn diagnose_contact(
    options: &DoorOptions,
    kept: &Kept,
    path: &Path,
    problem: &Problem,
    output: &Output,
) -> Result<(), Problem> {
    let address = options.address()?;
    let record = Record::default();
    let mut access = access(options, kept, &address)?;
    access.record = Some(record.clone());
    // Only the outlines matter; the same problem as before is expected.
    let _ = wim_printer::contact(&address, &access).await;
    let mut material = Material::new(address, record, Course::default());
    material.problem = Some(problem.clone());
    save_bundle(&material, path, output)
}

fn save_bundle(material: &Material, path: &Path, output: &Output) -> Result<(), Problem> {
    bundle::write(path, &material.pack(output.texts())?)?;
    let path = path.display().to_string();
    output.event(&json!({ "event": "bundle", "path": path }));
    output.message("command-bundle-written", &[("path", &path)]);
    Ok(())
}
