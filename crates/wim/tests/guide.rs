//! The maker's guide, item by item: what its tables name is read, written or left alone as they say.
//! `docs/guide-coverage.md` refers to these tests by name.

mod kit;

use kit::{ACCOUNT, credentials, office, onboard, patience, target};
use tegata_core::{Field, MailSettings, Plan, SendingMethod, SmtpTls};
use tegata_office::Office;
use tegata_office::printer::{Account, InitialSettings, PrinterConfig, Rights, RunningPrinter};
use tegata_wim::Session;

/// What is in force before anybody did anything: a password printer as offices have them.
fn before() -> InitialSettings {
    InitialSettings {
        oauth: false,
        server: "relay.contoso.example".into(),
        port: "465".into(),
        ssl: "ssl".into(),
        smtp_auth: true,
        auth_address: "old@contoso.example".into(),
        auth_user: "old-user".into(),
        auth_password: "old-password".into(),
        admin_address: "printer@contoso.example".into(),
        auto_sender: false,
    }
}

async fn both_languages() -> Office {
    office(vec![
        PrinterConfig { settings: before(), ..PrinterConfig::im_c3000() },
        PrinterConfig { settings: before(), ..PrinterConfig::mp_c4504() },
    ])
    .await
}

async fn read_as(office: &Office, at: usize, name: &str, password: &str) -> MailSettings {
    let connection = kit::connected(office, at, patience()).await.expect("a connection");
    let (notices, _) = tokio::sync::mpsc::unbounded_channel();
    let mut login = credentials(password);
    login.name = name.into();
    let mut session = Session::login(connection, login, notices).await.expect("a session");
    let settings = session.read().await;
    session.logout().await;
    settings.expect("settings")
}

fn stored(printer: &RunningPrinter, name: &str) -> String {
    let fields = printer.state().fields;
    fields.into_iter().find(|(key, _)| key == name).map(|(_, value)| value).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_of_the_table_is_read_as_it_stands() {
    let office = both_languages().await;
    for at in 0..2 {
        let settings = read_as(&office, at, "admin", "tegata-demo").await;
        assert_eq!(settings.sending_method, Some(SendingMethod::Password), "printer {at}");
        assert!(settings.oauth2_offered);
        assert_eq!(settings.smtp_server.as_deref(), Some("relay.contoso.example"));
        assert_eq!(settings.smtp_port, Some(465));
        assert_eq!(settings.smtp_tls, Some(SmtpTls::Ssl));
        assert_eq!(settings.smtp_auth, Some(true));
        assert_eq!(settings.auth_address.as_deref(), Some("old@contoso.example"));
        assert_eq!(settings.auth_user_name.as_deref(), Some("old-user"));
        assert_eq!(settings.admin_address.as_deref(), Some("printer@contoso.example"));
        assert_eq!(settings.auto_sender, Some(false));
    }
}

/// The rest of both parts of the guide, in one visit.
#[tokio::test(flavor = "multi_thread")]
async fn items_are_stored_as_entered_fixed_ones_held_and_the_others_left_alone() {
    let office = both_languages().await;
    for at in 0..2 {
        let printer = &office.printers()[at];
        // 認証パスワード and SMTP認証暗号化 are not used, so not touched; nor is anything of POP or the notifications.
        let keys = ["AuthPassword", "AuthEncryption", "PopServer", "PopAuthPassword", "NotifyAddress"];
        let were = keys.map(|key| stored(printer, key));
        assert!(were.iter().all(|value| !value.is_empty()), "the office names its keys otherwise: {were:?}");

        let settings = onboard(&office, at, patience(), false).await.expect("the straight path").settings;

        let mail = printer.state().mail;
        assert!(mail.oauth && mail.authorised, "printer {at}: {mail:?}");
        assert_eq!(mail.server, "smtp.office365.com");
        assert_eq!((mail.auth_address.as_str(), mail.auth_user.as_str()), (ACCOUNT, ACCOUNT));
        assert_eq!(mail.admin_address, ACCOUNT, "the same address as for the authentication");
        assert!(mail.auto_sender);

        // 重要: held by the printer, whatever stood there.
        assert_eq!(settings.smtp_port, Some(587), "printer {at}");
        assert_eq!(settings.smtp_tls, Some(SmtpTls::Starttls));
        assert_eq!(settings.smtp_auth, Some(true));
        assert_eq!(settings.imap4_port, Some(993));
        for field in [Field::SmtpPort, Field::SmtpTls, Field::SmtpAuth, Field::Imap4Port] {
            assert!(settings.is_fixed(field), "printer {at}: {field}");
        }
        let planned = Plan::between(&settings, &target());
        assert!(planned.is_empty(), "{planned:?}");

        assert_eq!(keys.map(|key| stored(printer, key)), were);
        assert_eq!(printer.state().deviations, Vec::<String>::new());
    }
}

/// Step 3: カスタム権限管理者 with the right to sending (mail, folder) may do it too.
#[tokio::test(flavor = "multi_thread")]
async fn a_custom_privilege_administrator_may_do_it() {
    let account =
        Account { name: "mailer".into(), password: "custom-password".into(), rights: Rights::CustomSending };
    let office = office(vec![PrinterConfig { accounts: vec![account], ..PrinterConfig::im_c3000() }]).await;
    let settings = read_as(&office, 0, "mailer", "custom-password").await;
    assert!(settings.oauth2_offered, "{settings:?}");
}
