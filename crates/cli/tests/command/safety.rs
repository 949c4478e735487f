//! The safety net: whatever moment the program dies at, the next start tells the truth, and both ways lead on.
//!
//! `TEGATA_KILLS=200` draws that many moments; the ordinary suite takes a sample. `TEGATA_SEED` draws others.

use std::path::Path;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use serde_json::Value;
use tegata_office::printer::{PrinterConfig, StoredMail};

use crate::kit::{Ended, SENDER, Stage, Tegata};

/// What is asked of the program after a crash.
struct Afterwards<'a> {
    stage: &'a Stage,
    data: &'a Path,
    address: String,
}

impl Afterwards<'_> {
    fn tegata(&self, arguments: &[&str]) -> Tegata {
        self.stage.tegata(arguments).env("TEGATA_DATA_DIR", self.data)
    }

    async fn unfinished(&self) -> Option<Value> {
        let ended = self.tegata(&["unfinished", "--json"]).end().await;
        let count = ended.is_done("found")["count"].clone();
        let events: Vec<_> = ended.events.iter().filter(|event| event["event"] == "unfinished").collect();
        assert_eq!(count, events.len(), "{ended:#?}");
        assert!(events.len() <= 1, "one printer, one line: {ended:#?}");
        events.first().map(|event| (*event).clone())
    }

    async fn inspect(&self) -> Ended {
        self.tegata(&["inspect", "--printer", &self.address, "--json"]).end().await
    }

    async fn recover(&self, command: &str) -> Ended {
        let arguments = [command, "--printer", &self.address, "--yes", "--json"];
        self.tegata(&arguments).start().answer_codes(self.stage, SENDER).await
    }

    /// Every entry can be read, and none holds the password.
    fn journal(&self) -> Vec<Value> {
        let Ok(folder) = std::fs::read_dir(self.data.join("journal")) else { return Vec::new() };
        let files = folder.map(|file| file.expect("a file").path());
        let entries = files.filter(|path| path.extension().is_some_and(|e| e == "json")).map(|path| {
            let text = std::fs::read_to_string(&path).expect("a readable entry");
            assert!(!text.contains(&self.stage.printer().config().admin.password), "{text}");
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
        });
        entries.collect()
    }
}

/// What a restore brings back: everything but the printer's own grant, which nobody can give back.
fn restorable(mail: &StoredMail) -> StoredMail {
    StoredMail { authorised: false, ..mail.clone() }
}

fn is_onboarded(mail: &StoredMail) -> bool {
    mail.oauth && mail.authorised && mail.auto_sender && mail.admin_address == SENDER
}

fn says(settings: &Value, mail: &StoredMail) {
    assert_eq!(settings["sending_method"], if mail.oauth { "oauth2" } else { "password" });
    assert_eq!(settings["admin_address"], mail.admin_address);
    assert_eq!(settings["auto_sender"], mail.auto_sender);
    assert_eq!(settings["auth_address"], mail.auth_address);
}

fn onboard(address: &str) -> [&str; 8] {
    ["onboard", "--printer", address, "--trust-on-first-use", "--sender", SENDER, "--yes", "--json"]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_there_is_written_down_before_anything_is_saved() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let after = Afterwards { stage: &stage, data: &stage.data(), address: stage.address() };
    let before = stage.printer().state().mail;
    let mut run = stage.tegata(&onboard(&after.address)).start();
    run.event("code").await;
    run.child.kill().await.expect("killed");

    let journal = after.journal();
    assert_eq!(journal.len(), 1);
    let entry = &journal[0];
    says(&entry["before"], &before);
    for field in
        ["sending_method", "smtp_server", "auth_address", "auth_user_name", "admin_address", "auto_sender"]
    {
        assert!(entry["before"].get(field).is_some_and(|value| !value.is_null()), "{field}: {entry:#}");
        assert!(!entry["target"]["wanted"][field].is_null(), "{field}: {entry:#}");
    }
    assert!(entry["outcome"].is_null());

    let told = after.unfinished().await.expect("an unfinished printer");
    assert_eq!(
        (&told["printer"], &told["stage"]),
        (&Value::from(after.address.as_str()), &"authorise".into())
    );
    assert_eq!(told["may_have_written"], false);
    let read = after.inspect().await;
    assert!(read.names().contains(&"unfinished") && read.stderr.contains("tegata finish"), "{read:#?}");

    after.recover("finish").await.is_done("verified");
    assert!(is_onboarded(&stage.printer().state().mail));
    assert_eq!(after.unfinished().await, None);
    after.recover("finish").await.is_problem(1, "local.nothing_to_finish");
    after.recover("restore").await.is_done("verified");
    assert_eq!(restorable(&stage.printer().state().mail), restorable(&before));
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finished_job_that_was_cut_off_once_goes_back_to_before_the_first() {
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let after = Afterwards { stage: &stage, data: &stage.data(), address: stage.address() };
    let before = stage.printer().state().mail;
    let mut run = stage.tegata(&onboard(&after.address)).start();
    let code = run.event("code").await;
    stage.sign_in(&code, SENDER);
    while run.press_until("stage").await["stage"] != "verify" {}
    run.child.kill().await.expect("killed");
    assert!(is_onboarded(&stage.printer().state().mail), "it was saved before the end came");
    assert_eq!(after.unfinished().await.expect("an unfinished printer")["may_have_written"], true);

    // The same job again finds everything in place and closes the story; it can still be taken back.
    stage.onboard(SENDER, &[]).await.is_done("unchanged");
    assert_eq!(after.unfinished().await, None);
    after.recover("restore").await.is_done("verified");
    assert_eq!(restorable(&stage.printer().state().mail), restorable(&before));
    after.recover("restore").await.is_problem(1, "local.nothing_to_restore");
    stage.office.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_that_was_not_authorised_is_restored_without_a_sign_in() {
    let mut config = PrinterConfig::im_c3000();
    config.settings.oauth = true;
    config.settings.auth_address = "old@contoso.example".into();
    config.settings.auth_user = "old@contoso.example".into();
    let stage = Stage::with(vec![config]).await;
    let after = Afterwards { stage: &stage, data: &stage.data(), address: stage.address() };
    stage.onboard(SENDER, &[]).await.is_done("verified");
    let restored = after.recover("restore").await;
    restored.is_done("verified");
    assert!(!restored.names().contains(&"code"), "{restored:#?}");
    assert_eq!(stage.printer().state().mail.auth_address, "old@contoso.example");
    stage.office.shutdown().await;
}

fn from_environment(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// When a job is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// So long after its start.
    After(Duration),
    /// So long after the printer was asked so many times: a slow start of the program then hides nothing of the job.
    AfterRequest(usize, Duration),
}

impl Moment {
    /// At one of so many requests, or a little after it.
    fn among(requests: usize, chance: &mut StdRng) -> Self {
        let pause = Duration::from_millis(chance.random_range(0..150));
        Self::AfterRequest(chance.random_range(1..=requests), pause)
    }

    async fn comes(self, stage: &Stage, asked_before: usize) {
        let delay = match self {
            Self::After(delay) => delay,
            Self::AfterRequest(number, delay) => {
                while stage.printer().request_log().len() < asked_before + number {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
                delay
            }
        };
        tokio::time::sleep(delay).await;
    }
}

/// Starts a job and kills it at a moment; whether it had ended by itself before.
async fn kill_at(stage: &Stage, call: Tegata, moment: Moment) -> bool {
    let asked_before = stage.printer().request_log().len();
    let mut run = call.start();
    let id = run.child.id();
    tokio::select! {
        ended = run.answer_codes(stage, SENDER) => {
            assert_eq!(ended.code, Some(0), "{ended:#?}");
            return true;
        }
        () = moment.comes(stage, asked_before) => {}
    }
    assert!(id.is_some());
    run.child.kill().await.expect("killed");
    false
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_random_moments_the_journal_reads_the_truth_is_told_and_both_ways_work() {
    let (kills, seed) = (from_environment("TEGATA_KILLS", 12), from_environment("TEGATA_SEED", 1));
    let mut chance = StdRng::seed_from_u64(seed);
    let stage = Stage::with(vec![PrinterConfig::im_c3000()]).await;
    let address = stage.address();
    let before = stage.printer().state().mail;

    // One whole job tells how long there is something to kill, and how often the printer is asked there and back.
    let started = Instant::now();
    stage.onboard(SENDER, &[]).await.is_done("verified");
    let mut whole = started.elapsed();
    let there = stage.printer().request_log().len();
    let folder = stage.data();
    Afterwards { stage: &stage, data: &folder, address: address.clone() }
        .recover("restore")
        .await
        .is_done("verified");
    let back = stage.printer().request_log().len() - there;

    let mut counted = std::collections::BTreeMap::<&str, u32>::new();
    for number in 0..kills {
        let data = stage.folder.path().join(format!("kill-{number}"));
        let after = Afterwards { stage: &stage, data: &data, address: address.clone() };
        let moment = if chance.random_bool(0.3) {
            Moment::After(whole.mul_f64(chance.random_range(0.0..1.1)))
        } else {
            Moment::among(there, &mut chance)
        };
        let started = Instant::now();
        let ended = kill_at(&stage, after.tegata(&onboard(&address)), moment).await;
        if ended {
            // The computer is faster now than it was for the first job.
            whole = (whole + started.elapsed()) / 2;
        }
        let case = format!("kill {number} of seed {seed}, {moment:?}");

        let now = stage.printer().state().mail;
        let touched = restorable(&now) != restorable(&before);
        let journal = after.journal();
        let unfinished = after.unfinished().await;
        match &unfinished {
            Some(told) => {
                assert!(!ended, "{case}: a job that ended is told as unfinished");
                *counted
                    .entry(if touched { "written, unfinished" } else { "unwritten, unfinished" })
                    .or_default() += 1;
                assert!(!touched || told["may_have_written"] == true, "{case}: {told:#}");
                let read = after.inspect().await;
                says(&read.is_done("read")["settings"], &now);
                assert!(read.names().contains(&"unfinished"), "{case}");
            }
            None => {
                let closed = journal.iter().all(|entry| !entry["outcome"].is_null());
                assert!(closed, "{case}: {journal:#?}");
                assert!(!touched || !journal.is_empty(), "{case}: a printer was touched and nobody knows");
                *counted
                    .entry(if journal.is_empty() { "killed before it began" } else { "ended" })
                    .or_default() += 1;
            }
        }

        if unfinished.is_some() && number % 2 == 0 {
            let finished = after.recover("finish").await;
            assert_eq!(finished.code, Some(0), "{case}: {finished:#?}");
            assert!(is_onboarded(&stage.printer().state().mail), "{case}");
            assert_eq!(after.unfinished().await, None, "{case}");
        }
        if journal.is_empty() {
            after
                .tegata(&["inspect", "--printer", &address, "--trust-on-first-use", "--json"])
                .end()
                .await
                .is_done("read");
            after.recover("restore").await.is_problem(1, "local.nothing_to_restore");
        } else {
            if number % 3 == 2 {
                // The way back can be cut off, too.
                let call = after.tegata(&["restore", "--printer", &address, "--yes", "--json"]);
                kill_at(&stage, call, Moment::among(back, &mut chance)).await;
                after.journal();
            }
            let restored = after.recover("restore").await;
            let gone_already = restored.last()["code"] == "local.nothing_to_restore";
            assert!(restored.code == Some(0) || gone_already, "{case}: {restored:#?}");
        }
        assert_eq!(restorable(&stage.printer().state().mail), restorable(&before), "{case}");
        assert_eq!(after.unfinished().await, None, "{case}");
        let _ = std::fs::remove_dir_all(&data);
    }
    assert_eq!(stage.printer().state().deviations, Vec::<String>::new());
    println!("{kills} kills of seed {seed}: {counted:?}, a whole job takes {whole:?}");
    stage.office.shutdown().await;
}
