//! The straight path against the virtual office, in its layouts, code screens and languages.

use std::time::Duration;

use tegata_core::{
    AdminCredentials, Fingerprint, MailAddress, MailSettings, Plan, PrinterAddress, Scheme, Secret, Target,
};
use tegata_office::microsoft::{Decision, Outcome};
use tegata_office::printer::PrinterConfig;
use tegata_office::{Office, OfficeConfig};
use tegata_wim::{
    Access, CodeText, Confirmation, Link, Patience, Session, Trust, WimError, contact, contact_with,
};

fn patience() -> Patience {
    Patience {
        busy_pause: Duration::from_millis(50),
        timer: Duration::from_millis(300),
        ..Patience::default()
    }
}

async fn office(printers: Vec<PrinterConfig>) -> Office {
    Office::start(OfficeConfig { printers, advertise: false, ..OfficeConfig::default() })
        .await
        .expect("an office")
}

fn address(office: &Office, at: usize) -> PrinterAddress {
    PrinterAddress::from_socket(Scheme::Https, office.printers()[at].https_addr())
}

fn credentials(password: &str) -> AdminCredentials {
    AdminCredentials { name: "admin".into(), password: Secret::new(password) }
}

async fn logged_in(office: &Office, at: usize) -> Session {
    let pin = Fingerprint::from_digest(office.printers()[at].fingerprint_sha256());
    let access = Access {
        trust: Trust::Pinned(pin),
        allow_http: false,
        extra_verification_hosts: vec![office.verification_host()],
    };
    let connection = contact_with(&address(office, at), &access, patience()).await.expect("a connection");
    assert_eq!(connection.fingerprint(), Some(pin));
    let (notices, _) = tokio::sync::mpsc::unbounded_channel();
    Session::login(connection, credentials("tegata-demo"), notices).await.expect("a session")
}

/// The whole job; what is read at the end.
async fn onboard(office: &Office, at: usize) -> Result<MailSettings, WimError> {
    let account = "scan@contoso.example";
    let sender: MailAddress = account.parse().expect("an address");
    let mut session = logged_in(office, at).await;
    let before = session.read().await?;
    let plan = Plan::between(&before, &Target::exchange_online(&sender));
    session.fill(&plan.changes).await?;
    let code = session.start_authorization().await?;
    let CodeText::Found(user_code) = &code.user_code else { panic!("no single code: {code:?}") };
    assert!(matches!(code.link, Link::Official(_)), "{:?}", code.link);
    assert_eq!(session.confirm_authorization().await?, Confirmation::NotYet, "nobody has signed in yet");
    assert_eq!(office.sign_in(user_code, account, Decision::Approve), Outcome::Done);
    let mut confirmation = Confirmation::NotYet;
    for _ in 0..40 {
        confirmation = session.confirm_authorization().await?;
        if confirmation != Confirmation::NotYet {
            break;
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    assert_eq!(confirmation, Confirmation::Authorised);
    session.save().await?;
    let after = session.read().await?;
    let left = Plan::between(&after, &Target::exchange_online(&sender));
    if !left.is_empty() {
        session.logout().await;
        return Err(WimError::Message { said: format!("still to write: {left:?}") });
    }
    eprintln!("{} requests", session.requests());
    session.logout().await;
    assert_eq!(office.printers()[at].open_sessions(), 0, "logged out");
    assert_eq!(
        office.printers()[at].state().deviations,
        Vec::<String>::new(),
        "untouched fields came back as they were"
    );
    Ok(after)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_guide_is_walked_on_a_japanese_and_an_english_printer() {
    let office = office(vec![PrinterConfig::im_c3000(), PrinterConfig::mp_c4504()]).await;
    for at in 0..2 {
        let after = onboard(&office, at).await.expect("the straight path");
        assert_eq!(after.authorised, Some(true));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn firmware_without_oauth_is_told_by_its_page() {
    let office = office(vec![PrinterConfig::without_oauth()]).await;
    let mut session = logged_in(&office, 0).await;
    let settings = session.read().await.expect("settings");
    assert!(!settings.oauth2_offered, "{settings:?}");
    session.logout().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_certificate_is_a_person_s_decision() {
    let office = office(vec![PrinterConfig::im_c3000()]).await;
    let access = Access { trust: Trust::Ask, allow_http: true, extra_verification_hosts: Vec::new() };
    let pin = Fingerprint::from_digest(office.printers()[0].fingerprint_sha256());
    match contact(&address(&office, 0), &access).await.map(|_| ()) {
        Err(WimError::CertificateUnknown { fingerprint, .. }) => assert_eq!(fingerprint, pin),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_tried_once() {
    let office = office(vec![PrinterConfig::im_c3000()]).await;
    let access = Access { trust: Trust::FirstUse, allow_http: false, extra_verification_hosts: Vec::new() };
    let connection = contact(&address(&office, 0), &access).await.expect("a connection");
    let (notices, _) = tokio::sync::mpsc::unbounded_channel();
    let result = Session::login(connection, credentials("wrong"), notices).await.map(|_| ());
    assert!(matches!(result, Err(WimError::LoginRejected { .. })), "{result:?}");
    assert_eq!(office.printers()[0].logins().len(), 1);
}
