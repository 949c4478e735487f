//! The diagnostic bundle and the report: what is in them, and when they come to be.

use std::io::Read as _;
use std::path::Path;

use tegata_office::printer::PrinterConfig;

use crate::kit::{SENDER, Stage};

fn read(path: &Path) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).expect("a bundle")).expect("a zip file");
    let files = (0..archive.len()).map(|index| {
        let mut file = archive.by_index(index).expect("a file");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("text");
        (file.name().expect("a name").into_owned(), text)
    });
    files.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_shows_how_the_pages_are_built() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let address = stage.address();
    let path = stage.folder.path().join("bundle.zip");
    let output = path.display().to_string();
    let call = ["diagnose", "--printer", &address, "--trust-on-first-use", "--output", &output, "--json"];
    stage.tegata(&call).env("LANG", "ja_JP.UTF-8").end().await.is_done("diagnosed");
    let files = read(&path);
    let report = &files[0];
    assert_eq!(report.0, "report.txt");
    assert!(report.1.contains("IM C3000") && report.1.contains("診断レポート"), "{}", report.1);
    let pages: String =
        files.iter().filter(|(name, _)| name.starts_with("pages/")).map(|(_, t)| t.as_str()).collect();
    for kept in [
        "SMTP サーバー名",
        "管理者メールアドレス",
        "wimToken",
        "configList.cgi",
        "authForm.cgi",
        "<form",
        "type=password",
        ".cgi",
    ] {
        assert!(pages.contains(kept), "{kept} is missing");
    }
    assert_eq!((stage.printer().state().saves, stage.printer().open_sessions()), (0, 0));
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_is_bundled_with_its_problem_and_its_code_screen() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let address = stage.address();
    let path = stage.folder.path().join("failed.zip");
    let output = path.display().to_string();
    let call = [
        "onboard",
        "--printer",
        &address,
        "--trust-on-first-use",
        "--sender",
        SENDER,
        "--yes",
        "--json",
        "--diagnose",
        &output,
    ];
    let mut run = stage.tegata(&call).start();
    let code = run.event("code").await["user_code"].as_str().expect("a code").to_owned();
    run.write("cancel\n").await;
    run.end().await.is_problem(130, "local.cancelled");
    let files = read(&path);
    let facts: serde_json::Value = serde_json::from_str(&files[1].1).expect("JSON");
    assert_eq!(facts["problem"]["code"], "local.cancelled");
    let all: String = files.iter().map(|(_, text)| text.as_str()).collect();
    assert!(!all.contains(&code), "the code is in the bundle");
    assert!(all.contains("認証が完了したら"), "the code screen is in the bundle");
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_that_is_no_printer_is_bundled_too() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let path = stage.folder.path().join("stranger.zip");
    let inbox = stage.office.inbox_url();
    let output = path.display().to_string();
    let call =
        ["diagnose", "--printer", inbox.trim_end_matches('/'), "--allow-http", "--output", &output, "--json"];
    let ended = stage.tegata(&call).end().await;
    ended.is_problem(1, "printer.not_web_image_monitor");
    assert!(read(&path).iter().any(|(name, _)| name.starts_with("pages/")));
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_says_field_by_field_what_was_verified() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    for (name, has) in [
        ("r.html", "<!doctype html>"),
        ("r.csv", "管理者メールアドレス"),
        ("r.json", "\"standing\": \"verified\""),
    ] {
        let path = stage.folder.path().join(name);
        let address = stage.address();
        let report = path.display().to_string();
        let call = [
            "onboard",
            "--printer",
            &address,
            "--trust-on-first-use",
            "--sender",
            SENDER,
            "--yes",
            "--json",
            "--report",
            &report,
        ];
        let mut run = stage.tegata(&call).env("TEGATA_LANGUAGE", "ja").start();
        run.answer_codes(&stage, SENDER).await.is_done("verified");
        let text = std::fs::read_to_string(&path).expect("a report");
        assert!(text.contains(has) && text.contains(SENDER), "{text}");
        assert!(text.contains("IM C3000"), "{text}");
        let restore = ["restore", "--printer", &address, "--yes", "--json"];
        stage.tegata(&restore).end().await.is_done("verified");
    }
    stage.office.shutdown().await;
}
