//! The whole job, in both languages: what a person or a script sees, and what the printer holds afterwards.

use serde_json::json;
use tegata_office::OfficeConfig;
use tegata_office::microsoft::Decision;
use tegata_office::printer::PrinterConfig;

use crate::kit::{SENDER, Stage};

/// The settings of the office's printer before anybody touched it.
fn untouched(stage: &Stage) -> bool {
    !stage.printer().state().mail.oauth && stage.printer().state().saves == 0
}

async fn whole_job(printer: PrinterConfig, lang: &str, words: [&str; 3]) {
    let stage = Stage::with(vec![printer]).await;
    let address = stage.address();
    let before = stage.printer().state().mail;

    let inspect = ["inspect", "--printer", &address, "--trust", &stage.fingerprint(), "--json"];
    let inspected = stage.tegata(&inspect).env("LANG", lang).end().await;
    let settings = &inspected.is_done("read")["settings"];
    assert_eq!(settings["sending_method"], "password");
    assert_eq!(settings["oauth2_offered"], true);
    assert_eq!(settings["admin_address"], before.admin_address);
    assert_eq!(inspected.stages(), ["connect", "login", "read", "logout"]);

    let dry = ["onboard", "--printer", &address, "--sender", SENDER, "--dry-run", "--json"];
    let planned = stage.tegata(&dry).env("LANG", lang).end().await;
    planned.is_done("planned");
    let plan = planned.events.iter().find(|event| event["event"] == "plan").expect("a plan");
    let fields: Vec<_> = plan["changes"].as_array().expect("changes").iter().map(|c| &c["field"]).collect();
    assert_eq!(fields, [&json!("sending_method"), &json!("admin_address"), &json!("auto_sender")]);
    assert_eq!(plan["changes"][0], json!({ "field": "sending_method", "from": "password", "to": "oauth2" }));
    assert!(untouched(&stage), "a dry run writes nothing");

    // In words, as a person sees it.
    let job = ["onboard", "--printer", &address, "--sender", SENDER, "--yes", "--json"];
    let mut run = stage.tegata(&job).env("LANG", lang).start();
    let code = run.event("code").await;
    assert_eq!(code["origin"], "printer");
    assert!(code["expires_in"].as_u64().is_some_and(|seconds| seconds > 0));
    assert_eq!(code["verification_uri"], stage.office.verification_url());
    run.write("\n").await;
    run.event("not_yet").await;
    run.write("NEW\n").await;
    let second = run.event("code").await;
    assert_ne!(code["user_code"], second["user_code"], "a new code is another one");
    stage.sign_in(&second, SENDER);
    let done = run.confirm(&stage).await;
    let settings = &done.is_done("verified")["settings"];
    assert_eq!((&settings["sending_method"], &settings["authorised"]), (&json!("oauth2"), &json!(true)));
    assert_eq!((&settings["smtp_port"], &settings["admin_address"]), (&json!(587), &json!(SENDER)));
    for word in words {
        assert!(done.stderr.contains(word), "“{word}” was not said: {}", done.stderr);
    }
    let state = stage.printer().state();
    assert!(state.mail.oauth && state.mail.authorised && state.mail.auto_sender);
    assert_eq!(state.mail.admin_address, SENDER);
    assert_eq!(state.deviations, Vec::<String>::new(), "what nobody had to touch came back as it was");
    assert!(stage.printer().panel_scan(SENDER).await.is_ok(), "the printer can send now");

    let again = stage.tegata(&job).env("LANG", lang).end().await;
    again.is_done("unchanged");
    assert_eq!(stage.printer().state().saves, state.saves, "nothing is written twice");

    // The test mail says what was set up, and on which printer, in both languages.
    let mail = ["test-mail", "--from", SENDER, "--json"];
    let mut run = stage.bare(&mail).start();
    run.answer_codes(&stage, SENDER).await.is_done("sent");
    let mails = stage.office.inbox().mails();
    let text = &mails.last().expect("a mail").text;
    let model = stage.printer().config().model.clone();
    for word in
        [model.as_str(), "管理者メールアドレス: scan@", "Administrator's e-mail address: scan@", "993"]
    {
        assert!(text.contains(word), "“{word}” does not stand in the mail: {text}");
    }

    let restore = ["restore", "--printer", &address, "--yes", "--json"];
    let restored = stage.tegata(&restore).env("LANG", lang).end().await;
    restored.is_done("verified");
    let after = stage.printer().state().mail;
    assert_eq!(
        (after.oauth, &after.server, &after.admin_address, after.auto_sender),
        (before.oauth, &before.server, &before.admin_address, before.auto_sender)
    );
    let nothing = stage.tegata(&restore).env("LANG", lang).end().await;
    nothing.is_problem(1, "local.nothing_to_restore");
    assert_eq!(stage.printer().open_sessions(), 0, "everybody was logged out");
    assert!(stage.printer().logins().iter().all(|login| login.accepted));
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_job_in_japanese() {
    let words = ["プリンターのコード", "OAuth2.0 認証 (Exchange Online 用)", "完了しました"];
    whole_job(PrinterConfig::im_c3000(), "ja_JP.UTF-8", words).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_job_in_english() {
    let words = ["The PRINTER asks", "OAuth 2.0 (for Exchange Online)", "Done: written, read back"];
    whole_job(PrinterConfig::mp_c4504(), "en_US.UTF-8", words).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_json_a_person_reads_words_and_no_line_is_json() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let address = stage.address();
    let read = ["inspect", "--printer", &address, "--trust-on-first-use"];
    let ended = stage.tegata(&read).env("TEGATA_LANGUAGE", "ja").end().await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.stdout.contains("IM C3000") && ended.stdout.contains("管理者メールアドレス"));
    assert!(ended.stdout.lines().all(|line| !line.starts_with('{')));
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_ran_out_is_told_and_enter_gets_another() {
    let mut config = OfficeConfig {
        printers: vec![PrinterConfig::im_c3000()],
        advertise: false,
        ..OfficeConfig::default()
    };
    config.microsoft.code_seconds = 60;
    let stage = Stage::of(config).await;
    let address = stage.address();
    let job =
        ["onboard", "--printer", &address, "--trust-on-first-use", "--sender", SENDER, "--yes", "--json"];
    let mut run = stage.tegata(&job).start();
    run.event("code").await;
    stage.office.clock().advance(std::time::Duration::from_secs(120));
    run.press_until("code_expired").await;
    run.confirm(&stage).await.is_done("verified");
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn declining_is_told_and_cancel_ends_with_130_and_nothing_saved() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let address = stage.address();
    let job =
        ["onboard", "--printer", &address, "--trust-on-first-use", "--sender", SENDER, "--yes", "--json"];
    let mut run = stage.tegata(&job).start();
    let code = run.event("code").await;
    let user_code = code["user_code"].as_str().expect("a code");
    stage.office.sign_in(user_code, SENDER, Decision::Decline);
    let failed = run.press_until("code_failed").await;
    assert_eq!(failed["problem"]["code"], "printer.authorization_declined", "{failed:#}");
    run.write("cancel\n").await;
    run.end().await.is_problem(130, "local.cancelled");
    assert!(untouched(&stage));
    assert_eq!(stage.printer().open_sessions(), 0);
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closed_standard_input_means_cancel() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let address = stage.address();
    let job =
        ["onboard", "--printer", &address, "--trust-on-first-use", "--sender", SENDER, "--yes", "--json"];
    let ended = stage.tegata(&job).end().await;
    ended.is_problem(130, "local.cancelled");
    assert!(ended.names().contains(&"code"));
    assert!(untouched(&stage) && stage.printer().open_sessions() == 0);
    // One early Enter, then nothing more.
    let ended = stage.tegata(&job).end_with("\n").await;
    ended.is_problem(130, "local.cancelled");
    assert!(ended.names().contains(&"not_yet"));
    stage.office.shutdown().await;
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn interrupts_log_out_of_the_printer_first() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let address = stage.address();
    let job =
        ["onboard", "--printer", &address, "--trust-on-first-use", "--sender", SENDER, "--yes", "--json"];
    for signal in ["INT", "TERM", "HUP"] {
        let mut run = stage.tegata(&job).start();
        run.event("code").await;
        assert_eq!(stage.printer().open_sessions(), 1);
        run.signal(signal);
        let ended = run.end().await;
        ended.is_problem(130, "local.cancelled");
        assert_eq!(ended.stages().last(), Some(&"logout"));
        assert_eq!(stage.printer().open_sessions(), 0, "SIG{signal} left a session open");
    }
    assert!(untouched(&stage));
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_test_mail_preflight_request_signing_out() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let mut run = stage.bare(&["signin", "--json"]).start();
    let code = run.event("code").await;
    assert_eq!(code["origin"], "app");
    stage.sign_in(&code, SENDER);
    let signed_in = run.end().await;
    assert_eq!(signed_in.is_done("signed_in")["account"]["upn"], SENDER);

    let mail = ["test-mail", "--from", SENDER, "--to", "admin@contoso.example", "--json"];
    let mut run = stage.bare(&mail).start();
    let ended = run.answer_codes(&stage, SENDER).await;
    let sent = ended.is_done("sent");
    assert_eq!(sent["to"], "admin@contoso.example");
    assert!(ended.names().contains(&"step"));
    assert_eq!(stage.office.inbox().mails().len(), 1);

    let refused = ["test-mail", "--from", "nomail@contoso.example", "--json"];
    let mut run = stage.bare(&refused).start();
    let ended = run.answer_codes(&stage, "nomail@contoso.example").await;
    let problem = ended.is_problem(1, "mail.smtp_auth_disabled_for_mailbox");
    assert_eq!(problem["who"], "microsoft365_administrator");

    // The office cannot play Microsoft's directory of domains; what is asserted is the course.
    let ready = stage.bare(&["preflight", SENDER, "--json"]).end().await;
    assert!(ready.names().contains(&"step"), "{ready:#?}");

    let request = ["request", "--for", "device-code-policy", "--sender", SENDER];
    let written = stage.bare(&request).env("LANG", "ja_JP.UTF-8").end().await;
    assert_eq!(written.code, Some(0));
    assert!(written.stdout.contains(SENDER) && written.stdout.contains("条件付きアクセス"), "{written:?}");

    let out = stage.bare(&["signout", "--json"]).end().await;
    assert_eq!(out.is_done("signed_out")["was_signed_in"], false);
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn discover_finds_the_office_where_loopback_carries_multicast() {
    let config = OfficeConfig { advertise: true, ..OfficeConfig::default() };
    let stage = Stage::of(config).await;
    let ended = stage.bare(&["discover", "--timeout", "4", "--json"]).end().await;
    let found: Vec<_> = ended.events.iter().filter(|event| event["event"] == "found").collect();
    let ports: Vec<u16> = stage.office.printers().iter().map(|p| p.https_addr().port()).collect();
    let ours = found.iter().filter(|event| {
        let address = event["printer"]["address"].as_str().unwrap_or_default();
        ports.iter().any(|port| address.ends_with(&format!(":{port}")))
    });
    let count = ours.count();
    if !stage.office.is_advertised() || count == 0 && ended.last()["code"] == "local.discovery_blocked" {
        eprintln!("skipped: this computer carries no multicast on loopback");
    } else {
        ended.is_done("found");
        assert_eq!(count, 3, "{ended:#?}");
    }
    stage.office.shutdown().await;
}
