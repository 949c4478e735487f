//! The journal's promises: on the disk before anything is written, readable after a kill at any moment, silent on secrets.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use proptest::prelude::*;
use tegata_core::{
    Field, Identity, MailSettings, PrinterAddress, SendingMethod, Target, Value, problem::printer,
};
use tegata_store::journal::Purpose;
use tegata_store::{DataDir, Journal, OpenEntry, Outcome, Stage, StoreError};
use time::OffsetDateTime;
use time::macros::datetime;

const NOW: OffsetDateTime = datetime!(2026-11-23 10:00 UTC);

fn journal(folder: &Path) -> Journal {
    Journal::open(&DataDir::open(Some(folder.to_owned())).unwrap()).unwrap()
}

fn at(text: &str) -> PrinterAddress {
    text.parse().unwrap()
}

fn identity(serial: Option<&str>) -> Identity {
    Identity { serial: serial.map(str::to_owned), ..Identity::default() }
}

fn before() -> MailSettings {
    MailSettings {
        sending_method: Some(SendingMethod::Password),
        smtp_server: Some("old.example".into()),
        smtp_port: Some(25),
        admin_address: Some("it@contoso.com".into()),
        auto_sender: Some(false),
        ..MailSettings::default()
    }
}

fn target() -> Target {
    Target::exchange_online(&"scan@contoso.com".parse().unwrap())
}

fn begin(journal: &Journal, address: &str, serial: Option<&str>, now: OffsetDateTime) -> OpenEntry {
    journal.begin(Purpose::Onboard, at(address), identity(serial), before(), target(), now).unwrap()
}

#[test]
fn what_was_there_is_on_the_disk_before_anything_else_happens() {
    let folder = tempfile::tempdir().unwrap();
    let open = begin(&journal(folder.path()), "192.0.2.1", Some("Y1"), NOW);
    let (entries, unreadable) = journal(folder.path()).entries().unwrap();
    assert!(unreadable.is_empty());
    assert_eq!(entries, [open.entry().clone()]);
    assert_eq!(entries[0].before, before());
    assert!(!entries[0].may_have_written());
}

#[test]
fn a_running_job_is_not_unfinished_and_a_dropped_one_is() {
    let folder = tempfile::tempdir().unwrap();
    let journal = journal(folder.path());
    let mut open = begin(&journal, "192.0.2.1", None, NOW);
    open.record(Stage::Save, NOW).unwrap();
    assert!(journal.unfinished().unwrap().is_empty(), "somebody is working on it");
    let again =
        journal.begin(Purpose::Restore, at("https://192.0.2.1"), identity(None), before(), target(), NOW);
    assert!(
        journal
            .begin(Purpose::Onboard, at("192.0.2.1:443"), identity(None), before(), target(), NOW)
            .is_err()
    );
    assert!(
        journal
            .begin(Purpose::Onboard, at("192.0.2.1:8443"), identity(None), before(), target(), NOW)
            .is_ok()
    );
    assert!(matches!(again, Err(StoreError::PrinterInUse)));
    let id = open.entry().id;
    drop(open);
    let unfinished = journal.unfinished().unwrap();
    let of_this = unfinished.iter().find(|entry| entry.id == id).expect("the dropped job is unfinished");
    assert!(of_this.may_have_written());
    journal.forget(unfinished.iter().find(|entry| entry.id != id).expect("the other one").id).unwrap();
    let open = journal.resume(id).unwrap();
    assert_eq!(open.entry().steps.len(), 1, "resuming keeps what happened");
    open.finish(Outcome::LeftAsItIs).unwrap();
    assert!(journal.unfinished().unwrap().is_empty());
}

#[test]
fn the_latest_written_state_is_restored_once() {
    let folder = tempfile::tempdir().unwrap();
    let journal = journal(folder.path());
    let later = |hours: i64| NOW + time::Duration::hours(hours);
    assert_eq!(journal.restorable(&at("192.0.2.1"), None).unwrap(), None);

    let mut first = begin(&journal, "192.0.2.1", Some("Y1"), NOW);
    first.record(Stage::Save, NOW).unwrap();
    let first = first.finish(Outcome::failed(printer::OUTCOME_UNKNOWN)).unwrap();
    // A job that never came to a save leaves nothing to restore and does not hide the one before.
    let second = begin(&journal, "192.0.2.1", Some("Y1"), later(1));
    second.finish(Outcome::Cancelled).unwrap();

    let by_address = journal.restorable(&at("192.0.2.1"), None).unwrap().unwrap();
    assert_eq!(by_address, first);
    assert_eq!(journal.restorable(&at("192.0.2.77"), Some("y1")).unwrap(), Some(first), "it moved");
    assert_eq!(
        journal.restorable(&at("192.0.2.1"), Some("Y2")).unwrap(),
        None,
        "another device at its address"
    );

    let mut restore = journal
        .begin(
            Purpose::Restore,
            at("192.0.2.1"),
            identity(Some("Y1")),
            before(),
            by_address.restoring(),
            later(2),
        )
        .unwrap();
    restore.record(Stage::Save, later(2)).unwrap();
    restore.finish(Outcome::Restored).unwrap();
    assert_eq!(journal.restorable(&at("192.0.2.1"), None).unwrap(), None);
}

#[test]
fn restoring_wants_every_touched_field_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let open = begin(&journal(folder.path()), "192.0.2.1", None, NOW);
    let wanted = open.entry().restoring().wanted;
    let expected = BTreeMap::from([
        (Field::SendingMethod, Value::Text("password".into())),
        (Field::SmtpServer, Value::Text("old.example".into())),
        (Field::SmtpPort, Value::Number(25)),
        (Field::AdminAddress, Value::Text("it@contoso.com".into())),
        (Field::AutoSender, Value::Flag(false)),
    ]);
    assert_eq!(wanted, expected);
}

#[test]
fn one_damaged_entry_is_said_and_hides_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let journal = journal(folder.path());
    begin(&journal, "192.0.2.1", None, NOW).finish(Outcome::Verified).unwrap();
    for damaged in ["", "{\"version\":", "{\"version\":2}", "{\"version\":1}", "\u{0}\u{0}\u{0}"] {
        let path = folder.path().join("journal/damaged.json");
        fs::write(&path, damaged).unwrap();
        let (entries, unreadable) = journal.entries().unwrap();
        assert_eq!((entries.len(), unreadable.len()), (1, 1), "{damaged}");
        assert!(
            matches!(journal.unfinished(), Err(StoreError::JournalUnreadable { path: named, .. }) if named == path)
        );
    }
}

#[test]
fn what_a_kill_left_half_written_is_swept_away_a_day_later() {
    let folder = tempfile::tempdir().unwrap();
    let journal = journal(folder.path());
    let left = folder.path().join("journal/.unfinished-x");
    fs::write(&left, b"{").unwrap();
    let soon = OffsetDateTime::from(fs::metadata(&left).unwrap().modified().unwrap());
    drop(begin(&journal, "192.0.2.1", None, soon));
    assert!(left.exists());
    drop(begin(&journal, "192.0.2.1", None, soon + time::Duration::hours(25)));
    assert!(!left.exists());
}

/// Not a test of its own: what the next test starts as a process of its own and kills.
#[test]
fn writes_until_it_is_killed() {
    let Ok(folder) = std::env::var("TEGATA_TEST_JOURNAL") else { return };
    let journal = journal(Path::new(&folder));
    loop {
        let mut open = begin(&journal, "192.0.2.1", Some("Y1"), NOW);
        for stage in [Stage::Write, Stage::Save, Stage::Saved, Stage::Verify] {
            open.record(stage, NOW).unwrap();
        }
        let id = open.finish(Outcome::Verified).unwrap().id;
        journal.forget(id).unwrap();
    }
}

#[test]
fn killed_at_any_moment_the_journal_reads_and_tells_who_is_unfinished() {
    let folder = tempfile::tempdir().unwrap();
    let journal = journal(folder.path());
    let mut cut_off = 0;
    for moment in 0..40_u64 {
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writes_until_it_is_killed"])
            .env("TEGATA_TEST_JOURNAL", folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(Duration::from_millis(20 + moment * 7 % 60));
        writer.kill().unwrap();
        writer.wait().unwrap();
        let unfinished = journal.unfinished().expect("every entry reads after a kill");
        assert!(unfinished.len() <= 1);
        for entry in unfinished {
            cut_off += 1;
            assert_eq!(entry.before, before());
            let open = journal.resume(entry.id).expect("the dead hold no lock");
            open.finish(Outcome::LeftAsItIs).unwrap();
        }
    }
    assert!(cut_off > 0, "no kill ever hit a running job: the test proves nothing");
}

fn any_stage() -> impl Strategy<Value = Stage> {
    prop::sample::select(vec![
        Stage::Connect,
        Stage::Login,
        Stage::Write,
        Stage::Authorise,
        Stage::Save,
        Stage::Logout,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_is_recorded_is_read_back(
        stages in prop::collection::vec(any_stage(), 0..12),
        server in "\\PC{0,40}",
        minutes in 0_i64..600,
        finished in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let journal = journal(folder.path());
        let before = MailSettings { smtp_server: Some(server), ..before() };
        let mut open = journal.begin(Purpose::Onboard, at("h"), identity(None), before, target(), NOW).unwrap();
        for stage in &stages {
            open.record(*stage, NOW + time::Duration::minutes(minutes)).unwrap();
        }
        let said = if finished { open.finish(Outcome::Verified).unwrap() } else { open.entry().clone() };
        let (entries, unreadable) = journal.entries().unwrap();
        prop_assert!(unreadable.is_empty());
        prop_assert_eq!(&entries, std::slice::from_ref(&said));
        prop_assert_eq!(said.may_have_written(), stages.contains(&Stage::Save));
    }
}
