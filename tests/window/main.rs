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
use tegata_office::microsoft::{Decision, Outcome};
use tegata_office::printer::PrinterConfig;

const SENDER: &str = "scan@contoso.example";

fn one_printer(printer: PrinterConfig) -> OfficeConfig {
    OfficeConfig { printers: vec![printer], advertise: false, ..OfficeConfig::default() }
}

/// The steps of the one way, in their order.
const WAY: [&str; 5] = ["printers", "connect", "settings", "authorise", "result"];

/// From the step before to this one, by what a person types and confirms.
async fn go_on_to(step: &str, stage: &Stage) {
    let (window, printer) = (&stage.window, &stage.office.printers()[0]);
    match step {
        "printers" => {}
        "connect" => {
            window.enter("add-address", &format!("https://{}", printer.https_addr())).await;
            window.see("certificate").await;
        }
        "settings" => window.enter("admin-password", &printer.config().admin.password).await,
        "authorise" => {
            window.enter("sender", SENDER).await;
            window.see("code-printer").await;
        }
        "result" => {
            let signed_in = stage.office.sign_in(&window.code().await, SENDER, Decision::Approve);
            assert!(matches!(signed_in, Outcome::Done));
            // The printer itself asks Microsoft every few seconds.
            while !printer.sign_in_ended() {
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
            window.click("signed-in").await;
        }
        other => panic!("no step “{other}”"),
    }
    window.see(&format!("step-{step}")).await;
}

/// From the start to the printer's code.
async fn to_the_code(stage: &Stage) {
    for step in &WAY[..4] {
        go_on_to(step, stage).await;
    }
}
