//! The edges of the contract: exit codes, where the password may come from, addresses, agreement.

use tegata_office::printer::{PrinterConfig, start_at};
use tegata_office::world::World;

use crate::kit::{SENDER, Stage, Tegata, fingerprint};

#[tokio::test(flavor = "multi_thread")]
async fn wrong_calls_end_with_2_and_say_nothing_on_standard_output() {
    let folder = tempfile::tempdir().expect("a folder");
    for arguments in [
        vec!["onbord"],
        vec![],
        vec!["inspect"],
        vec!["inspect", "--printer", "192.0.2.10", "--trust", "SHA256:12"],
        vec!["inspect", "--printer", "192.0.2.10", "--password", "geheim"],
        vec!["onboard", "--printer", "192.0.2.10"],
        vec!["onboard", "--printer", "192.0.2.10", "--sender", SENDER, "--auto-sender", "maybe"],
        vec!["discover", "--timeout", "soon"],
        vec!["request", "--for", "cake", "--sender", SENDER],
    ] {
        let ended = Tegata::new(&arguments, folder.path()).end().await;
        assert_eq!(ended.code, Some(2), "{arguments:?}: {ended:?}");
        assert_eq!(ended.stdout, "", "{arguments:?}");
        assert!(!ended.stderr.is_empty(), "{arguments:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_addresses_end_with_2_and_an_explanation() {
    let folder = tempfile::tempdir().expect("a folder");
    for address in
        ["", "ftp://192.0.2.10", "https://user:pass@192.0.2.10", "192.0.2.10/web", "host:0", "a b", "[::1"]
    {
        let inspect = ["inspect", "--printer", address, "--json"];
        let ended = Tegata::new(&inspect, folder.path()).end().await;
        assert_eq!(ended.code, Some(2), "{address}: {ended:?}");
        assert_eq!(ended.last()["code"], "local.address_invalid", "{address}");
    }
    let onboard = ["onboard", "--printer", "192.0.2.10", "--sender", "scan", "--json"];
    let ended = Tegata::new(&onboard, folder.path()).end().await;
    assert_eq!((ended.code, &ended.last()["code"]), (Some(2), &"local.mail_address_invalid".into()));
    assert_eq!(ended.last()["given"], "scan");
    let report = ["onboard", "--printer", "192.0.2.10", "--sender", SENDER, "--report", "x.pdf", "--json"];
    let ended = Tegata::new(&report, folder.path()).end().await;
    assert_eq!((ended.code, &ended.last()["code"]), (Some(2), &"local.report_format_unknown".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_password_comes_from_its_three_places_and_from_nowhere_else() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let (address, password) = (stage.address(), stage.printer().config().admin.password.clone());
    let inspect = ["inspect", "--printer", &address, "--trust-on-first-use", "--json"];
    stage.bare(&inspect).end().await.is_problem(2, "local.password_missing");
    assert_eq!(stage.printer().logins().len(), 0);

    let stdin = [&inspect[..], &["--password-stdin"]].concat();
    // The first line wins over the environment; a carriage return is no part of it.
    let both = stage.bare(&stdin).env("TEGATA_ADMIN_PASSWORD", "wrong");
    both.end_with(&format!("{password}\r\n")).await.is_done("read");
    let without_end = stage.bare(&stdin).end_with(&password).await;
    without_end.is_done("read");
    stage.bare(&stdin).end().await.is_problem(2, "local.password_missing");

    let rejected = stage.bare(&stdin).end_with("wrong\n").await;
    let problem = rejected.is_problem(1, "printer.login_rejected");
    assert_eq!(problem["retry"], "after_fix");
    assert_eq!(
        stage.printer().logins().iter().filter(|login| !login.accepted).count(),
        1,
        "one attempt per call"
    );

    // With --password-stdin the lines after the first are the answers.
    let job = ["onboard", "--printer", &address, "--sender", SENDER, "--yes", "--json", "--password-stdin"];
    let mut run = stage.bare(&job).start();
    run.write(&format!("{password}\n")).await;
    let code = run.event("code").await;
    stage.sign_in(&code, SENDER);
    run.confirm(&stage).await.is_done("verified");
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_yes_and_without_a_terminal_the_plan_waits_for_a_decision() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let address = stage.address();
    let job = ["onboard", "--printer", &address, "--trust-on-first-use", "--sender", SENDER, "--json"];
    let ended = stage.tegata(&job).end_with("\n").await;
    ended.is_problem(3, "local.confirmation_needed");
    assert!(ended.names().contains(&"plan"), "the plan was shown");
    assert_eq!((stage.printer().state().saves, stage.printer().open_sessions()), (0, 0));
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_alone_is_enough_for_inspect_and_onboard() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let address = stage.address();
    // Neither a configuration nor a registration; a proxy that would notice any other way out.
    let watched = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let proxy = format!("http://{}", watched.local_addr().expect("its address"));
    let password = stage.printer().config().admin.password.clone();
    let alone = |arguments: &[&str]| {
        let mut call = Tegata::new(arguments, &stage.data()).env("TEGATA_ADMIN_PASSWORD", &password);
        for name in ["http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"] {
            call = call.env(name, &proxy);
        }
        call
    };
    let inspect = ["inspect", "--printer", &address, "--trust-on-first-use", "--json"];
    alone(&inspect).end().await.is_done("read");
    let job = ["onboard", "--printer", &address, "--sender", SENDER, "--yes", "--json"];
    let mut run = alone(&job).start();
    let code = run.event("code").await;
    // The office's sign-in page is not Microsoft's: refused, and the official address shown in its place.
    assert_eq!(code["verification_uri"], "https://microsoft.com/devicelogin");
    assert_eq!(
        code["refused_link"].as_str().map(|link| link.trim_end_matches('/')),
        Some(stage.office.verification_url().as_str())
    );
    stage.sign_in(&code, SENDER);
    run.confirm(&stage).await.is_done("verified");
    let asked = tokio::time::timeout(std::time::Duration::from_millis(50), watched.accept()).await;
    assert!(asked.is_err(), "something else than the printer was asked");
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_http_only_with_consent() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let plain = format!("http://{}", stage.printer().http_addr());
    let ended = stage.tegata(&["inspect", "--printer", &plain, "--json"]).end().await;
    ended.is_problem(3, "printer.http_only");
    assert_eq!(stage.printer().logins().len(), 0, "no password travelled");
    let consented = stage.tegata(&["inspect", "--printer", &plain, "--allow-http", "--json"]).end().await;
    consented.is_done("read");
    // Without a scheme HTTPS is tried first, and plain HTTP is no fallback that nobody asked for.
    let bare = plain.trim_start_matches("http://");
    stage.tegata(&["inspect", "--printer", bare, "--json"]).end().await.is_problem(3, "printer.http_only");
    stage.tegata(&["inspect", "--printer", bare, "--allow-http", "--json"]).end().await.is_done("read");
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ipv6_address_in_brackets() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let world = World {
        authority: stage.office.authority_url().parse().expect("an address"),
        tenant: stage.office.tenant_id().into(),
        ca_pem: stage.office.ca_pem().into(),
        smtp_host: stage.office.smtp_host(),
        smtp_port: stage.office.smtp_port(),
        scope: "https://outlook.office.com/SMTP.Send offline_access".into(),
        printer_client_id: stage.office.client_id().into(),
    };
    let Ok(printer) =
        start_at(PrinterConfig::mp_c4504(), world.into(), "::1".parse().expect("an address")).await
    else {
        eprintln!("skipped: this computer has no IPv6");
        return;
    };
    let address = format!("https://[::1]:{}", printer.https_addr().port());
    let inspect = ["inspect", "--printer", &address, "--trust", &fingerprint(&printer), "--json"];
    let ended = stage.tegata(&inspect).end().await;
    assert_eq!(ended.is_done("read")["identity"]["model"], "MP C4504");
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreachable_printer_and_a_printer_without_the_option() {
    let stage = Stage::with(vec![PrinterConfig::without_oauth()]).await;
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        format!("https://{}", listener.local_addr().expect("its address"))
    };
    let ended = stage.tegata(&["inspect", "--printer", &closed, "--json"]).end().await;
    let problem = ended.is_problem(1, "printer.unreachable");
    assert!(problem["remedy"].as_str().is_some_and(|steps| !steps.is_empty()));
    let address = stage.address();
    let job =
        ["onboard", "--printer", &address, "--trust-on-first-use", "--sender", SENDER, "--yes", "--json"];
    let ended = stage.tegata(&job).end().await;
    ended.is_problem(1, "printer.no_oauth_option");
    assert_eq!((stage.printer().state().saves, stage.printer().open_sessions()), (0, 0));
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_registration_signing_in_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let ended = Tegata::new(&["signin", "--json"], folder.path()).end().await;
    ended.is_problem(1, "microsoft.not_registered");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_prints_its_addresses_as_lines() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut run = Tegata::new(&["demo", "--no-window", "--printers", "1", "--json"], folder.path()).start();
    let printer = run.event("printer").await;
    assert!(printer["https"].as_str().is_some_and(|address| address.starts_with("https://127.0.0.1:")));
    let office = run.event("office").await;
    assert!(office["config"].as_str().is_some_and(|path| std::path::Path::new(path).is_file()));
    #[cfg(unix)]
    {
        run.signal("INT");
        let status = run.child.wait().await.expect("an end");
        assert_eq!(status.code(), Some(0));
    }
}
