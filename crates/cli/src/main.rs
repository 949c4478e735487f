//! The `tegata` command: the whole job without a window.
//!
//! It asks, prints and exits; what happens in between is `tegata-onboarding`'s. Its contract (events, exit codes,
//! where the password may come from) stands in `docs/command.md` and does not change quietly.

mod arguments;
mod commands;
mod door;
mod lines;
mod output;
mod password;

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;
use tokio_util::sync::CancellationToken;

use crate::arguments::{Arguments, Command};
use crate::output::Output;

fn main() -> ExitCode {
    tegata_onboarding::prepare_script_sandbox();
    let arguments = Arguments::parse();
    start_log();
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("tegata: {error}");
            return ExitCode::FAILURE;
        }
    };
    let code = runtime.block_on(run(arguments));
    // A thread may still wait for a line on standard input; nothing else is left to do.
    runtime.shutdown_background();
    ExitCode::from(code)
}

async fn run(arguments: Arguments) -> u8 {
    let cancel = CancellationToken::new();
    watch_for_interrupt(cancel.clone());
    let output = Arc::new(Output::new(arguments.language(), arguments.command.json()));
    let result = match arguments.command {
        Command::Discover(options) => commands::discover::run(&options, &output, &cancel).await,
        Command::Inspect(options) => commands::inspect::run(&options, &output, &cancel).await,
        Command::Onboard(options) => commands::onboard::run(&options, &output, &cancel).await,
        Command::Restore(options) => commands::restore::run(&options, &output, &cancel).await,
        Command::Finish(options) => commands::restore::finish(&options, &output, &cancel).await,
        Command::Unfinished(_) => commands::unfinished::run(&output),
        Command::Diagnose(options) => commands::diagnose::run(&options, &output, &cancel).await,
        Command::Signin(options) => commands::sign_in::run(&options, &output, &cancel).await,
        Command::Signout(options) => commands::sign_in::sign_out(&options, &output).await,
        Command::TestMail(options) => commands::test_mail::run(&options, &output, &cancel).await,
        Command::Preflight(options) => match commands::preflight::run(&options, &output, &cancel).await {
            Ok(false) => return 1,
            other => other.map(drop),
        },
        Command::Request(options) => commands::request::run(&options, &output),
        Command::Demo(options) => commands::demo::run(&options, &output, &cancel).await,
    };
    match result {
        Ok(()) => 0,
        Err(problem) => {
            output.problem(&problem);
            output::exit_code(&problem)
        }
    }
}

/// Ctrl-C, a polite termination and a closed terminal cancel the job, which logs out of the printer before the program ends.
/// A second Ctrl-C is for the impatient: it ends the program at once.
fn watch_for_interrupt(cancel: CancellationToken) {
    tokio::spawn(async move {
        interrupted().await;
        cancel.cancel();
        interrupted().await;
        std::process::exit(130);
    });
}

#[cfg(unix)]
async fn interrupted() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut hang_up)) =
        (signal(SignalKind::terminate()), signal(SignalKind::hangup()))
    else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
        _ = hang_up.recv() => {}
    }
}

#[cfg(not(unix))]
async fn interrupted() {
    let _ = tokio::signal::ctrl_c().await;
}

/// `TEGATA_LOG=tegata=debug` writes a log to standard error. Nothing in it is secret, at any level: only this product's
/// own rooms may speak, for the libraries below them log whole pages and headers at their lowest level.
fn start_log() {
    use tracing_subscriber::filter::{FilterExt as _, filter_fn};
    use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};
    use tracing_subscriber::{EnvFilter, fmt, registry, util::SubscriberInitExt as _};
    let wanted = EnvFilter::try_from_env("TEGATA_LOG").unwrap_or_else(|_| EnvFilter::new("off"));
    let our_own = filter_fn(|metadata| metadata.target().starts_with("tegata"));
    registry().with(fmt::layer().with_writer(std::io::stderr).with_filter(wanted.and(our_own))).init();
}
