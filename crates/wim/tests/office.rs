//! The straight path against the virtual office, in its layouts, code screens and languages.

mod kit;

use std::time::Duration;

use kit::{ACCOUNT, address, credentials, logged_in, office, onboard, patience, target};
use tegata_core::{Fingerprint, Plan};
use tegata_office::microsoft::Decision;
use tegata_office::printer::{Fault, Language, PrinterConfig, What};
use tegata_wim::{Access, CodeText, Confirmation, Session, Trust, WimError, contact};

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

/// *Not yet* is answered with a message, and its button leads back to the screen. A printer that hears from Microsoft in
/// between shows the end of the sign-in there, in the screen's place.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_printer_hears_on_the_way_back_to_the_screen_is_read() {
    let office = office(vec![PrinterConfig::im_c3000()]).await;
    let printer = &office.printers()[0];
    let mut session = logged_in(&office, 0, patience()).await.expect("a session");
    let before = session.read().await.expect("settings");
    session.fill(&Plan::between(&before, &target()).changes).await.expect("filled in");
    let code = session.start_authorization().await.expect("a code");
    let CodeText::Found(code) = code.user_code else { panic!("{code:?}") };
    printer.set_fault(Fault::at("setEmailOauth", 1, What::Stall(Duration::from_secs(3))));
    office.sign_in(&code, ACCOUNT, Decision::Decline);
    let mut answer = Confirmation::NotYet;
    while answer == Confirmation::NotYet {
        answer = session.confirm_authorization().await.expect("an answer");
    }
    assert!(matches!(answer, Confirmation::Declined(_)), "{answer:?}");
    session.logout().await;
}
