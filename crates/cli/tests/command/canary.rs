//! Canaries: secrets that exist nowhere else go in, and must come out nowhere, at the highest level of logging.

use std::io::Read as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tegata_office::printer::PrinterConfig;

use crate::kit::{Ended, SENDER, Stage};

const PASSWORD: &str = "Kanarie-7Qx2-vögel";
const WRONG: &str = "Kanarie-falsch-93kd";
const MAIL_PASSWORD: &str = "kanarienvogel-smtp-1f8b";

/// Every text that must not be found, and what it is.
fn secrets(stage: &Stage) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for (what, secret) in
        [("password", PASSWORD), ("rejected password", WRONG), ("mail password", MAIL_PASSWORD)]
    {
        all.push((what.into(), secret.into()));
        let encoded = STANDARD.encode(secret);
        all.push((format!("{what} in base64"), encoded.trim_end_matches('=').into()));
    }
    for request in stage.printer().request_log() {
        for (name, value) in request.fields {
            if name == "wimToken" && value.len() >= 8 {
                all.push(("wimToken".into(), value));
            }
        }
    }
    all
}

/// Long runs of token characters: the office's device codes, access and refresh tokens all have them; a certificate's
/// fingerprint is the only other thing that does.
fn token_in(text: &str) -> Option<&str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')))
        .find(|word| word.len() >= 70 && !word.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[track_caller]
fn clean(stage: &Stage, place: &str, text: &str) {
    for (what, secret) in secrets(stage) {
        assert!(!text.contains(&secret), "the {what} is in {place}: …{}…", around(text, &secret));
    }
    assert_eq!(token_in(text), None, "a token is in {place}");
    for mark in ["eyJ", "Bearer ", "wimsesid=", "risessionid="] {
        if let Some(at) = text.find(mark) {
            let rest: String = text[at + mark.len()..].chars().take(12).collect();
            assert!(!rest.starts_with(|c: char| c.is_ascii_alphanumeric()), "{mark}{rest} is in {place}");
        }
    }
}

fn around(text: &str, secret: &str) -> String {
    let at = text.find(secret).unwrap_or_default();
    let before: String = text[..at].chars().rev().take(120).collect();
    before.chars().rev().collect::<String>() + "[…]"
}

fn clean_files(stage: &Stage, folder: &Path) -> usize {
    let mut files = 0;
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            files += clean_files(stage, &entry);
        } else {
            let bytes = std::fs::read(&entry).expect("a file");
            clean(stage, &entry.display().to_string(), &String::from_utf8_lossy(&bytes));
            files += 1;
        }
    }
    files
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_leaves_by_log_output_journal_report_or_bundle() {
    let mut config = PrinterConfig::im_c3000();
    config.admin.password = PASSWORD.into();
    config.settings.auth_password = MAIL_PASSWORD.into();
    let stage = Stage::with(vec![config]).await;
    let address = stage.address();
    let paper = |name: &str| stage.folder.path().join(name).display().to_string();
    let (report, table, zip) = (paper("report.html"), paper("report.csv"), paper("bundle.zip"));

    let mut runs: Vec<(&str, Ended)> = Vec::new();
    let rejected = ["inspect", "--printer", &address, "--trust-on-first-use", "--password-stdin", "--json"];
    let call = stage.bare(&rejected).env("TEGATA_LOG", "trace");
    runs.push(("a rejected login", call.end_with(&format!("{WRONG}\n")).await));
    let job = ["onboard", "--printer", &address, "--sender", SENDER, "--yes", "--json", "--report", &report];
    let mut run = stage.tegata(&job).env("TEGATA_LOG", "trace").start();
    runs.push(("onboard", run.answer_codes(&stage, SENDER).await));
    let diagnose = ["diagnose", "--printer", &address, "--output", &zip, "--json"];
    runs.push(("diagnose", stage.tegata(&diagnose).env("TEGATA_LOG", "trace").end().await));
    let restore = ["restore", "--printer", &address, "--yes", "--json", "--report", &table];
    runs.push(("restore", stage.tegata(&restore).env("TEGATA_LOG", "trace").end().await));
    let mut run = stage.bare(&["signin", "--remember", "--json"]).env("TEGATA_LOG", "trace").start();
    runs.push(("signin", run.answer_codes(&stage, SENDER).await));
    let mut run = stage.bare(&["test-mail", "--from", SENDER, "--json"]).env("TEGATA_LOG", "trace").start();
    runs.push(("test-mail", run.answer_codes(&stage, SENDER).await));

    for (name, ended) in &runs {
        assert_eq!(ended.code, Some(i32::from(*name == "a rejected login")), "{name}: {ended:#?}");
        assert!(ended.stderr.contains("TRACE") || ended.stderr.contains("DEBUG"), "{name} was not logged");
        clean(&stage, &format!("standard output of {name}"), &ended.stdout);
        clean(&stage, &format!("the log of {name}"), &ended.stderr);
        // The code belongs to its event and to the screen; the log has no business with it.
        for code in ended.events.iter().filter_map(|event| event["user_code"].as_str()) {
            let logged = ended.stderr.lines().filter(|line| line.contains("TRACE") || line.contains("DEBUG"));
            let times = logged.filter(|line| line.contains(code)).count();
            assert_eq!(times, 0, "the code of {name} is in its log");
        }
    }
    assert!(clean_files(&stage, &stage.data()) >= 3, "pins and journal were looked through");
    for path in [&report, &table] {
        clean(&stage, path, &std::fs::read_to_string(path).expect("a report"));
    }
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&zip).expect("a bundle")).expect("a zip file");
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("text");
        let name = file.name().expect("a name").into_owned();
        clean(&stage, &name, &text);
        for private in [SENDER, "contoso", "it@", "RNP58387913A0C1", "3119R500217", "本社", "127.0.0.1"] {
            assert!(!text.contains(private), "{private} is in {name}");
        }
    }
    stage.office.shutdown().await;
}
