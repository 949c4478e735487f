//! Certificates: unknown, trusted by name, trusted at first sight, changed.

use tegata_office::printer::PrinterConfig;

use crate::kit::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_certificate_is_shown_and_decides_nothing() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let address = stage.address();
    let inspect = ["inspect", "--printer", &address, "--json"];
    for _ in 0..2 {
        let ended = stage.tegata(&inspect).end().await;
        let problem = ended.is_problem(3, "printer.certificate_unknown");
        let shown = problem["fingerprint"].as_str().expect("a fingerprint");
        assert!(shown.eq_ignore_ascii_case(&stage.fingerprint()), "{shown}");
        assert!(ended.stderr.contains(shown), "a person sees it too");
    }
    assert_eq!(stage.printer().logins().len(), 0, "nobody logged in to a stranger");
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_name_is_trusted_and_kept_the_wrong_one_is_not() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let address = stage.address();
    let wrong = format!("SHA256:{}", "ab".repeat(32));
    let ended = stage.tegata(&["inspect", "--printer", &address, "--trust", &wrong, "--json"]).end().await;
    ended.is_problem(1, "printer.certificate_changed");
    assert_eq!(stage.printer().logins().len(), 0);
    // The wrong name left nothing behind.
    let plain = ["inspect", "--printer", &address, "--json"];
    stage.tegata(&plain).end().await.is_problem(3, "printer.certificate_unknown");

    let right = stage.fingerprint();
    stage
        .tegata(&["inspect", "--printer", &address, "--trust", &right, "--json"])
        .end()
        .await
        .is_done("read");
    stage.tegata(&plain).end().await.is_done("read");
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn first_use_pins_and_a_change_is_refused_until_it_is_named() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let address = stage.address();
    let first = ["inspect", "--printer", &address, "--trust-on-first-use", "--json"];
    stage.tegata(&first).end().await.is_done("read");
    stage.tegata(&["inspect", "--printer", &address, "--json"]).end().await.is_done("read");

    let logins = stage.printer().logins().len();
    stage.printer().change_certificate().expect("another certificate");
    for _ in 0..2 {
        // First use is over: it does not help against another certificate.
        stage.tegata(&first).end().await.is_problem(1, "printer.certificate_changed");
    }
    assert_eq!(stage.printer().logins().len(), logins, "no password went to another certificate");
    let named = stage.fingerprint();
    stage
        .tegata(&["inspect", "--printer", &address, "--trust", &named, "--json"])
        .end()
        .await
        .is_done("read");
    stage.tegata(&first).end().await.is_done("read");
    stage.office.shutdown().await;
}
