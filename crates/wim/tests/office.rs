//! The straight path against the virtual office, in its layouts, code screens and languages.

mod kit;

use kit::{address, credentials, logged_in, office, onboard, patience};
use tegata_core::Fingerprint;
use tegata_office::printer::{Language, PrinterConfig};
use tegata_wim::{Access, Session, Trust, WimError, contact};

#[tokio::test(flavor = "multi_thread")]
async fn the_guide_is_walked_on_a_japanese_and_an_english_printer() {
    let office = office(vec![PrinterConfig::im_c3000(), PrinterConfig::mp_c4504()]).await;
    for at in 0..2 {
        let done = onboard(&office, at, patience(), true).await.expect("the straight path");
        assert_eq!(done.settings.authorised, Some(true));
    }
}

/// `docs/requests.md` argues each of them.
#[tokio::test(flavor = "multi_thread")]
async fn no_request_is_sent_that_is_not_needed() {
    for _ in 0..5 {
        let office = office(vec![PrinterConfig::im_c3000()]).await;
        onboard(&office, 0, patience(), false).await.expect("the straight path");
        let log = office.printers()[0].request_log();
        let lines: Vec<String> = log.iter().map(|r| format!("{} {}", r.method, r.path)).collect();
        // On a slow day the printer has not heard from Microsoft when [OK] is pressed, and it is pressed again.
        if lines.iter().filter(|line| line.ends_with("setEmailOauth.cgi")).count() == 1 {
            insta::assert_snapshot!(lines.join("\n"));
            return;
        }
    }
    panic!("the printer never heard from Microsoft in time");
}

#[tokio::test(flavor = "multi_thread")]
async fn firmware_without_oauth_is_told_by_its_page() {
    let office = office(vec![PrinterConfig::without_oauth()]).await;
    let mut session = logged_in(&office, 0, patience()).await.expect("a session");
    let settings = session.read().await.expect("settings");
    assert!(!settings.oauth2_offered, "{settings:?}");
    session.logout().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_certificate_is_a_person_s_decision() {
    let office = office(vec![PrinterConfig::im_c3000()]).await;
    let access = Access { trust: Trust::Ask, allow_http: true, extra_verification_hosts: Vec::new() };
    let pin = Fingerprint::from_digest(office.printers()[0].fingerprint_sha256());
    match contact(&address(&office.printers()[0]), &access).await.map(|_| ()) {
        Err(WimError::CertificateUnknown { fingerprint, .. }) => assert_eq!(fingerprint, pin),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_tried_once() {
    let office = office(vec![PrinterConfig::im_c3000()]).await;
    let access = Access { trust: Trust::FirstUse, allow_http: false, extra_verification_hosts: Vec::new() };
    let connection = contact(&address(&office.printers()[0]), &access).await.expect("a connection");
    let (notices, _) = tokio::sync::mpsc::unbounded_channel();
    let result = Session::login(connection, credentials("wrong"), notices).await.map(|_| ());
    assert!(matches!(result, Err(WimError::LoginRejected { .. })), "{result:?}");
    assert_eq!(office.printers()[0].logins().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_evidence_nothing_is_posted() {
    let mut config = PrinterConfig::im_c3000();
    config.quirks.evidence_removed = true;
    let office = office(vec![config]).await;
    let stopped = onboard(&office, 0, patience(), false).await.map(|_| ()).expect_err("a stop");
    let posts: Vec<_> = office.printers()[0].request_log();
    let posts: Vec<_> = posts.iter().filter(|r| r.method == "POST").map(|r| r.path.as_str()).collect();
    assert!(posts.iter().all(|path| path.contains("login.cgi")), "{posts:?}");
    assert!(
        matches!(stopped.why, WimError::ClickNotUnderstood { .. } | WimError::FieldNotFound { .. }),
        "{stopped}"
    );
    assert_eq!(office.printers()[0].open_sessions(), 0);
}

/// The words of its language are not known and it offers no other: nothing is posted, nobody is logged in.
#[tokio::test(flavor = "multi_thread")]
async fn a_language_without_known_words_ends_before_the_login() {
    let config = PrinterConfig { language: Language::Fr, second_language: None, ..PrinterConfig::im_c3000() };
    let office = office(vec![config]).await;
    let stopped = onboard(&office, 0, patience(), false).await.map(|_| ()).expect_err("a stop");
    assert_eq!(stopped.why, WimError::LanguageUnknown { language: "fr".into() });
    let printer = &office.printers()[0];
    assert!(printer.request_log().iter().all(|request| request.method == "GET"));
    assert!(printer.logins().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_language_is_left_for_a_known_one_where_it_is_offered() {
    for second in [Language::Ja, Language::En] {
        let config = PrinterConfig {
            language: Language::Fr,
            second_language: Some(second),
            ..PrinterConfig::im_c3000()
        };
        let office = office(vec![config]).await;
        let done = onboard(&office, 0, patience(), false).await.expect("the straight path");
        assert_eq!(done.settings.authorised, Some(true), "{second:?}");
    }
}
