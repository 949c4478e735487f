//! The window's beginning and end, whatever the person is in the middle of: told to go, killed, started a second time.

use std::process::{Child, Command, ExitStatus};
use std::time::Duration;

use tegata_office::printer::PrinterConfig;
use tokio::time::{Instant, sleep};

use crate::support::{PATIENCE, Stage, alive};
use crate::{WAY, go_on_to, one_printer};

async fn until(what: &str, holds: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < end, "in vain: {what}");
        sleep(Duration::from_millis(50)).await;
    }
}

fn tell(signal: &str, program: u32) {
    assert!(Command::new("kill").args([signal, &program.to_string()]).status().unwrap().success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn told_to_end_at_any_step_it_leaves_the_printer_logged_out_and_nothing_half_done() {
    for (far, step) in WAY.iter().enumerate() {
        let Some(stage) = Stage::open("en", one_printer(PrinterConfig::mp_c4504())).await else { return };
        for step in &WAY[..=far] {
            go_on_to(step, &stage).await;
        }
        let printer = &stage.office.printers()[0];
        assert_eq!(
            printer.open_sessions() == 1,
            *step == "authorise",
            "logged in to while its code waits: {step}"
        );
        let saves = printer.state().saves;
        let program = stage.program();
        tell(if far % 2 == 0 { "-TERM" } else { "-INT" }, program);
        until("the program ends", || !alive(program)).await;
        assert_eq!(printer.open_sessions(), 0, "{step}: the printer must not stay logged in");
        assert_eq!(printer.state().saves, saves, "{step}");
        let stage = stage.again().await;
        assert_eq!(unfinished(&stage).await, None, "{step}");
        stage.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_step_it_tells_at_the_next_start_of_the_printer_that_waited() {
    for (far, step) in WAY.iter().enumerate() {
        let Some(stage) = Stage::open("ja", one_printer(PrinterConfig::im_c3000())).await else { return };
        for step in &WAY[..=far] {
            go_on_to(step, &stage).await;
        }
        let program = stage.program();
        tell("-KILL", program);
        until("the program ends", || !alive(program)).await;
        let stage = stage.again().await;
        let told = unfinished(&stage).await;
        assert_eq!(told.is_some(), *step == "authorise", "{step}: {told:?}");
        if let Some(told) = told {
            assert!(told.contains("IM C3000"), "{told}");
            stage.window.see("unfinished-restore").await;
        }
        assert_eq!(stage.window.problems().await, Vec::<String>::new(), "{step}");
        stage.close().await;
    }
}

/// What the list of printers says of a job that was cut off.
async fn unfinished(stage: &Stage) -> Option<String> {
    stage.window.looks_for_printers().await;
    stage.window.words_if_there("unfinished").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_start_leaves_the_first_window_as_it_is_at_every_step() {
    let Some(stage) = Stage::open_as_the_only_one("en", one_printer(PrinterConfig::mp_c4504())).await else {
        return;
    };
    for step in WAY {
        go_on_to(step, &stage).await;
        let (logins, problems) = (stage.office.printers()[0].logins().len(), stage.window.problems().await);
        let code = if step == "authorise" { stage.window.code().await } else { String::new() };
        assert!(ended(stage.start_beside()).await.success(), "{step}");
        assert!(alive(stage.program()), "{step}");
        stage.window.see(&format!("step-{step}")).await;
        assert_eq!(stage.window.problems().await, problems, "{step}");
        if step == "authorise" {
            assert_eq!(stage.window.code().await, code);
        }
        assert_eq!(
            stage.office.printers()[0].logins().len(),
            logins,
            "{step}: nobody may log in a second time"
        );
    }
    stage.close().await;
}

/// A second start ends by itself: it opens no window.
async fn ended(mut second: Child) -> ExitStatus {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(status) = second.try_wait().unwrap() {
            return status;
        }
        if Instant::now() > end {
            second.kill().unwrap();
            panic!("the second start opened a window of its own");
        }
        sleep(Duration::from_millis(50)).await;
    }
}
