//! `tegata-office`: the virtual office as a program.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use tegata_office::OfficeConfig;
use tegata_office::printer::PrinterConfig;
use tegata_office::program::{Style, run};

/// A virtual office: printers, Microsoft and Exchange on loopback.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// How many printers there are.
    #[arg(long)]
    printers: Option<usize>,
    /// Codes, ids and traces are drawn from it.
    #[arg(long)]
    seed: Option<u64>,
    /// Print addresses as JSON lines.
    #[arg(long)]
    json: bool,
    /// A JSON file with an office configuration; what it leaves out has its default.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Do not advertise the printers by multicast DNS.
    #[arg(long)]
    no_advertise: bool,
    /// Where the configuration for Tegata and the office's root certificate are written.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into()),
        )
        .init();
    let arguments = Arguments::parse();
    let config = match configuration(&arguments) {
        Ok(config) => config,
        Err(message) => {
            eprintln!("tegata-office: {message}");
            return ExitCode::from(2);
        }
    };
    let style = if arguments.json { Style::Json } else { Style::Text };
    let dir = arguments
        .dir
        .unwrap_or_else(|| std::env::temp_dir().join(format!("tegata-office-{}", std::process::id())));
    let until = async { drop(tokio::signal::ctrl_c().await) };
    match run(config, style, &dir, until).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tegata-office: {error}");
            ExitCode::FAILURE
        }
    }
}

fn configuration(arguments: &Arguments) -> Result<OfficeConfig, String> {
    let mut config = match &arguments.config {
        Some(path) => {
            let text =
                std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
            serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?
        }
        None => OfficeConfig::default(),
    };
    if let Some(count) = arguments.printers {
        config.printers = PrinterConfig::office(count);
    }
    if let Some(seed) = arguments.seed {
        config.seed = seed;
    }
    config.advertise &= !arguments.no_advertise;
    Ok(config)
}
