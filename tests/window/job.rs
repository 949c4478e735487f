//! The whole job in the real window, as a person does it: see, click, type. The other side is the virtual office.
//!
//! What is asserted is what the office holds in the end, not what the window claims of it.

use tegata_office::OfficeConfig;
use tegata_office::microsoft::{Decision, Outcome};
use tegata_office::printer::PrinterConfig;

use crate::support::Stage;
use crate::{SENDER, go_on_to, one_printer, to_the_code};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_whole_job_in_japanese() {
    whole_job("ja", PrinterConfig::im_c3000()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_whole_job_in_english() {
    whole_job("en", PrinterConfig::mp_c4504()).await;
}

async fn whole_job(language: &str, printer: PrinterConfig) {
    let config = OfficeConfig { printers: vec![printer], advertise: false, ..OfficeConfig::default() };
    let Some(stage) = Stage::open(language, config).await else { return };
    let (window, office) = (&stage.window, &stage.office);
    let printer = &office.printers()[0];
    let admin = printer.config().admin.clone();
    assert!(
        printer.panel_scan(SENDER).await.is_err(),
        "before, scanning to mail must fail, or the job proves nothing"
    );

    window.see("step-printers").await;
    window.speaks(language).await;
    window.picture("printers").await;
    window.fill("add-address", &format!("https://{}", printer.https_addr())).await;
    window.click("add-submit").await;

    window.see("step-connect").await;
    let shown = window.attribute("fingerprint", "data-fingerprint").await.replace(':', "").to_lowercase();
    assert!(shown.ends_with(&hex(&printer.fingerprint_sha256())), "shown: {shown}");
    assert_eq!(window.attribute("certificate", "data-standing").await, "unknown");
    assert!(printer.logins().is_empty(), "nobody may log in before the certificate is trusted");
    window.fill("admin-name", &admin.name).await;
    window.fill("admin-password", &admin.password).await;
    window.picture("connect").await;
    window.click("connect-submit").await;

    window.see("step-settings").await;
    window.fill("sender", SENDER).await;
    window.see("preview").await;
    window.picture("settings").await;
    assert_eq!(printer.state().saves, 0, "nothing may be written before the preview was agreed to");
    window.click("settings-submit").await;

    window.see("code-printer").await;
    let printers_code = window.code().await;
    window.click("open-microsoft").await;
    assert_eq!(stage.opened_page().await, office.verification_url());
    window.picture("authorise").await;
    window.click("signed-in").await;
    window.see("not-yet").await;
    assert!(matches!(office.sign_in(&printers_code, SENDER, Decision::Approve), Outcome::Done));
    // The printer itself asks Microsoft every few seconds; until it has heard, it says "not yet" again.
    window.click_until("signed-in", "step-result").await;

    assert_eq!(window.attribute("outcome", "data-result").await, "verified");
    window.picture("result").await;
    let state = printer.state();
    assert_eq!(state.authorised_for.as_deref(), Some(SENDER));
    assert_eq!(state.deviations, Vec::<String>::new(), "settings that nobody touched must stay as they were");
    assert_eq!(printer.open_sessions(), 0, "the printer must not stay logged in");
    printer.panel_scan(SENDER).await.expect("after, scanning to mail works");
    assert_eq!(office.inbox().mails().len(), 1);

    window.click("signin-start").await;
    window.see("code-app").await;
    let apps_code = window.code().await;
    assert_ne!(apps_code, printers_code);
    window.picture("sign-in").await;
    assert!(matches!(office.sign_in(&apps_code, SENDER, Decision::Approve), Outcome::Done));
    window.see("signed-in-as").await;
    window.fill("test-to", SENDER).await;
    window.click("test-send").await;
    window.see("mail-sent").await;
    window.picture("sent").await;
    assert_eq!(office.inbox().mails().len(), 2);

    assert_eq!(window.problems().await, Vec::<String>::new());
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_password_is_explained_and_tried_once() {
    let config = OfficeConfig {
        printers: vec![PrinterConfig::mp_c4504()],
        advertise: false,
        ..OfficeConfig::default()
    };
    let Some(stage) = Stage::open("en", config).await else { return };
    let (window, printer) = (&stage.window, &stage.office.printers()[0]);

    window.see("step-printers").await;
    window.fill("add-address", &format!("https://{}", printer.https_addr())).await;
    window.click("add-submit").await;
    window.see("certificate").await;
    window.fill("admin-name", "admin").await;
    window.fill("admin-password", "not this one").await;
    window.click("connect-submit").await;

    window.see("problem").await;
    assert_eq!(window.problems().await, ["printer.login_rejected"]);
    window.picture("login-rejected").await;
    assert_eq!(
        printer.logins().len(),
        1,
        "a rejected password locks administrators out when it is tried again"
    );
    assert_eq!(printer.open_sessions(), 0);
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_printer_takes_at_most_six_and_can_be_taken_back() {
    let mut config = PrinterConfig::im_c3000();
    config.admin.name = "admin".to_owned();
    let Some(stage) = Stage::open("ja", one_printer(config)).await else { return };
    let (window, printer) = (&stage.window, &stage.office.printers()[0]);
    let before = printer.state().mail;

    to_the_code(&stage).await;
    window.click("open-microsoft").await;
    go_on_to("result", &stage).await;
    window.see("outcome").await;
    assert!(window.hands() <= 6, "{} clicks and entries for one printer", window.hands());
    assert!(printer.state().mail.authorised);

    window.click("report-csv").await;
    window.see("saved").await;
    window.click("result-back").await;
    window.click("recovery-restore-open").await;
    window.picture("restore").await;
    window.click("recovery-restore-run").await;
    window.see("outcome").await;
    let after = printer.state().mail;
    assert!(!after.oauth, "the sending method is what it was");
    assert_eq!((after.server, after.auth_address), (before.server, before.auth_address));
    assert_eq!(printer.open_sessions(), 0);

    window.click("settings-open").await;
    window.click("tab-remembered").await;
    window.click("forget").await;
    window.see("remembered-nothing").await;
    assert_eq!(window.problems().await, Vec::<String>::new());
    stage.close().await;
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
