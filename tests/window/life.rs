//! The window's beginning and end, whatever the person is in the middle of: told to go, killed, started a second time.

use std::process::Command;
use std::time::Duration;

use tegata_office::printer::PrinterConfig;
use tokio::time::{Instant, sleep};

use crate::support::{PATIENCE, Stage, alive};
use crate::{one_printer, to_the_code};

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
async fn told_to_end_it_logs_out_of_the_printer_first() {
    for signal in ["-TERM", "-INT"] {
        let Some(stage) = Stage::open("en", one_printer(PrinterConfig::mp_c4504())).await else { return };
        let printer = &stage.office.printers()[0];
        to_the_code(&stage).await;
        assert_eq!(printer.open_sessions(), 1, "while its code waits, the printer is logged in to");
        let program = stage.program();
        tell(signal, program);
        until("the program ends", || !alive(program)).await;
        assert_eq!(printer.open_sessions(), 0, "{signal}: the printer must not stay logged in");
        assert_eq!(printer.state().saves, 0);
        stage.leave().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_while_its_printer_waits_it_tells_so_at_the_next_start() {
    let Some(stage) = Stage::open("ja", one_printer(PrinterConfig::im_c3000())).await else { return };
    to_the_code(&stage).await;
    let program = stage.program();
    tell("-KILL", program);
    until("the program ends", || !alive(program)).await;
    let stage = stage.again().await;
    stage.window.see("step-printers").await;
    let told = stage.window.words("unfinished").await;
    assert!(told.contains("IM C3000"), "{told}");
    stage.window.see("unfinished-restore").await;
    assert_eq!(stage.window.problems().await, Vec::<String>::new());
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_start_leaves_the_first_window_as_it_is() {
    let Some(stage) = Stage::open_as_the_only_one("en", one_printer(PrinterConfig::mp_c4504())).await else {
        return;
    };
    to_the_code(&stage).await;
    let code = stage.window.code().await;
    let logins = stage.office.printers()[0].logins().len();
    let mut second = stage.start_beside();
    let end = Instant::now() + PATIENCE;
    let status = loop {
        if let Some(status) = second.try_wait().unwrap() {
            break status;
        }
        if Instant::now() > end {
            second.kill().unwrap();
            panic!("the second start opened a window of its own");
        }
        sleep(Duration::from_millis(50)).await;
    };
    assert!(status.success(), "{status}");
    assert!(alive(stage.program()));
    assert_eq!(stage.window.code().await, code);
    assert_eq!(stage.office.printers()[0].logins().len(), logins, "nobody may log in a second time");
    stage.close().await;
}
