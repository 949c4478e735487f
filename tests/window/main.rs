//! The real window, driven as a person drives it, beside the virtual office.
//!
//! Skipped with a reason where the machine has no display and no driver; `cargo xtask test` installs both.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, missing_docs)]

mod job;
mod life;
mod start;
mod support;

use support::Stage;
use tegata_office::OfficeConfig;
use tegata_office::printer::PrinterConfig;

const SENDER: &str = "scan@contoso.example";

fn one_printer(printer: PrinterConfig) -> OfficeConfig {
    OfficeConfig { printers: vec![printer], advertise: false, ..OfficeConfig::default() }
}

/// From the list of printers to the printer's code, by what a person types and confirms.
async fn to_the_code(stage: &Stage) {
    let (window, printer) = (&stage.window, &stage.office.printers()[0]);
    window.see("step-printers").await;
    window.enter("add-address", &format!("https://{}", printer.https_addr())).await;
    window.see("certificate").await;
    window.enter("admin-password", &printer.config().admin.password).await;
    window.see("step-settings").await;
    window.enter("sender", SENDER).await;
    window.see("code-printer").await;
}
