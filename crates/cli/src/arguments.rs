//! What may be typed. There is no option for a password, on purpose: argument lists are public on every system.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use tegata_core::problem::local;
use tegata_core::{Fingerprint, Language, PrinterAddress, Problem};

/// Moves RICOH printers' scan-to-mail to OAuth 2.0 for Exchange Online.
#[derive(Debug, Parser)]
#[command(name = "tegata", version, about, propagate_version = true)]
pub struct Arguments {
    /// Language of the texts: en or ja (default: the system's).
    #[arg(long, global = true, env = "TEGATA_LANGUAGE", value_name = "LANGUAGE")]
    language: Option<Language>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Arguments {
    /// The language asked for, or the system's.
    pub fn language(&self) -> Language {
        self.language.unwrap_or_else(Language::of_system)
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the printers that announce themselves on this network.
    Discover(Discover),
    /// Log in to a printer, read and show its mail settings and identity.
    Inspect(Inspect),
    /// Move a printer to OAuth 2.0: preview, write, authorise, save, read back.
    Onboard(Onboard),
    /// Bring back what a printer's mail settings were before the last job.
    Restore(Recover),
    /// Take up a job again that was cut off, and bring it to its end.
    Finish(Recover),
    /// List the printers whose job was cut off.
    Unfinished(Unfinished),
    /// Write a report for the developers: the structure of a printer's pages, without names, addresses and secrets.
    Diagnose(Diagnose),
    /// Sign this program in at Microsoft, to send test mails (never used for a printer).
    Signin(SignIn),
    /// Forget this program's own sign-in.
    Signout(SignOut),
    /// Send a test mail with this program's own sign-in.
    TestMail(TestMail),
    /// Check network, tenant and mail server for an address, without signing in.
    Preflight(Preflight),
    /// Write a request to the Microsoft 365 administrator.
    Request(Request),
    /// Start the virtual office: printers, Microsoft and Exchange on this computer, to try everything out.
    Demo(Demo),
}

impl Command {
    /// Whether events are wanted as JSON lines.
    pub fn json(&self) -> bool {
        match self {
            Self::Discover(o) => o.json,
            Self::Inspect(o) => o.door.json,
            Self::Onboard(o) => o.door.json,
            Self::Restore(o) | Self::Finish(o) => o.door.json,
            Self::Unfinished(o) => o.json,
            Self::Diagnose(o) => o.door.json,
            Self::Signin(o) => o.json,
            Self::Signout(o) => o.json,
            Self::TestMail(o) => o.json,
            Self::Preflight(o) => o.json,
            Self::Request(_) => false,
            Self::Demo(o) => o.json,
        }
    }
}

/// `tegata discover`.
#[derive(Debug, Args)]
pub struct Discover {
    /// How long to listen, in seconds.
    #[arg(long, default_value_t = 5.0, value_name = "SECONDS", value_parser = seconds)]
    pub timeout: f64,
    /// Also list printers of other makers.
    #[arg(long)]
    pub all: bool,
    /// One JSON object per line on standard output.
    #[arg(long)]
    pub json: bool,
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.1..=3600.0).contains(&seconds) => Ok(seconds),
        _ => Err("a number of seconds from 0.1 to 3600".into()),
    }
}

/// How to get in to a printer.
#[derive(Debug, Args)]
pub struct DoorOptions {
    /// 192.0.2.10, [2001:db8::1], printer.example, https://host:8443 or http://host:8080.
    #[arg(long, value_name = "ADDRESS")]
    printer: String,
    /// The administrator's login user name in Web Image Monitor.
    #[arg(long, value_name = "NAME", default_value = "admin")]
    pub admin: String,
    /// Trust exactly this certificate.
    #[arg(long, value_name = "SHA256:HEX", conflicts_with = "trust_on_first_use")]
    pub trust: Option<Fingerprint>,
    /// Trust the certificate the printer shows now, and only that one from now on.
    #[arg(long)]
    pub trust_on_first_use: bool,
    /// Agree to plain HTTP: the password then travels unencrypted.
    #[arg(long)]
    pub allow_http: bool,
    /// Read the administrator's password from the first line of standard input.
    #[arg(long)]
    pub password_stdin: bool,
    /// Keep the password in this computer's keychain, or take it from there.
    #[arg(long)]
    pub remember: bool,
    /// One JSON object per line on standard output, human text on standard error.
    #[arg(long)]
    pub json: bool,
}

impl DoorOptions {
    /// Where the printer is. Read here and not by the argument parser, so that a mistyped address is explained in the
    /// person's language, and as an event to a program.
    pub fn address(&self) -> Result<PrinterAddress, Problem> {
        let given = self.printer.trim();
        given.parse().map_err(|_| Problem::new(local::ADDRESS_INVALID).arg("given", given))
    }
}

/// `tegata inspect`.
#[derive(Debug, Args)]
pub struct Inspect {
    /// How to get in.
    #[command(flatten)]
    pub door: DoorOptions,
}

/// on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OnOff {
    /// する.
    On,
    /// しない.
    Off,
}

/// `tegata onboard`.
#[derive(Debug, Args)]
pub struct Onboard {
    /// How to get in.
    #[command(flatten)]
    pub door: DoorOptions,
    /// The mailbox that sends: authentication address, and sender of every mail.
    #[arg(long, value_name = "MAILADDRESS")]
    pub sender: String,
    /// The mailbox's user principal name, where it is not its address.
    #[arg(long, value_name = "UPN")]
    pub user: Option<String>,
    /// The administrator's mail address (default: the sender, as Exchange Online demands).
    #[arg(long, value_name = "MAILADDRESS")]
    pub admin_address: Option<String>,
    /// Auto-specify sender name.
    #[arg(long, value_enum, default_value = "on", value_name = "on|off")]
    pub auto_sender: OnOff,
    /// SMTP server (default: the cloud's own).
    #[arg(long, value_name = "HOST")]
    pub smtp_server: Option<String>,
    /// Show what would change and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Agree to the plan beforehand.
    #[arg(long)]
    pub yes: bool,
    /// Write a report of what was verified, field by field: .html to print, .csv or .json.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// If the job ends in a problem, write a report for the developers, as tegata diagnose does: a .zip file.
    #[arg(long, value_name = "FILE.zip")]
    pub diagnose: Option<PathBuf>,
}

/// `tegata restore`, `tegata finish`.
#[derive(Debug, Args)]
pub struct Recover {
    /// How to get in.
    #[command(flatten)]
    pub door: DoorOptions,
    /// Show what would change and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Agree to the plan beforehand.
    #[arg(long)]
    pub yes: bool,
    /// Write a report of what was verified, field by field: .html to print, .csv or .json.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

/// `tegata unfinished`.
#[derive(Debug, Args)]
pub struct Unfinished {
    /// One JSON object per line on standard output.
    #[arg(long)]
    pub json: bool,
}

/// `tegata diagnose`.
#[derive(Debug, Args)]
pub struct Diagnose {
    /// How to get in.
    #[command(flatten)]
    pub door: DoorOptions,
    /// Where the report goes: a .zip file.
    #[arg(long, value_name = "FILE.zip")]
    pub output: PathBuf,
}

/// `tegata signin`.
#[derive(Debug, Args)]
pub struct SignIn {
    /// Keep the sign-in in this computer's keychain.
    #[arg(long)]
    pub remember: bool,
    /// One JSON object per line on standard output.
    #[arg(long)]
    pub json: bool,
}

/// `tegata signout`.
#[derive(Debug, Args)]
pub struct SignOut {
    /// One JSON object per line on standard output.
    #[arg(long)]
    pub json: bool,
}

/// `tegata test-mail`.
#[derive(Debug, Args)]
pub struct TestMail {
    /// Sender.
    #[arg(long, value_name = "MAILADDRESS")]
    pub from: String,
    /// Recipient (default: the sender).
    #[arg(long, value_name = "MAILADDRESS")]
    pub to: Option<String>,
    /// User principal name (default: the signed-in account's).
    #[arg(long, value_name = "UPN")]
    pub user: Option<String>,
    /// One JSON object per line on standard output.
    #[arg(long)]
    pub json: bool,
}

/// `tegata preflight`.
#[derive(Debug, Args)]
pub struct Preflight {
    /// The mailbox that will send.
    #[arg(value_name = "MAILADDRESS")]
    pub address: String,
    /// The administrator's mail address the printer is to have, to see whether the two fit.
    #[arg(long, value_name = "MAILADDRESS")]
    pub admin_address: Option<String>,
    /// One JSON object per line on standard output.
    #[arg(long)]
    pub json: bool,
}

/// What to ask the administrator for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RequestFor {
    /// Exclude this mailbox from the policy that blocks device code sign-in.
    DeviceCodePolicy,
    /// Consent to the printer maker's application.
    Consent,
    /// Switch SMTP AUTH on for this mailbox.
    SmtpAuth,
    /// An Exchange Online licence for this mailbox.
    Licence,
}

/// `tegata request`.
#[derive(Debug, Args)]
pub struct Request {
    /// What to ask for.
    #[arg(long = "for", value_enum)]
    pub kind: RequestFor,
    /// The mailbox.
    #[arg(long, value_name = "MAILADDRESS")]
    pub sender: String,
}

/// `tegata demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// How many printers.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=200))]
    pub printers: u16,
    /// Draw the printers' variants from this seed instead of the three usual ones.
    #[arg(long)]
    pub seed: Option<u64>,
    /// Only the office; print its addresses.
    #[arg(long)]
    pub no_window: bool,
    /// The desktop program to open (default: the one beside this command).
    #[arg(long, value_name = "PROGRAM", hide = true)]
    pub window: Option<PathBuf>,
    /// One JSON object per line on standard output.
    #[arg(long)]
    pub json: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_are_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn no_option_takes_a_password() {
        for command in Arguments::command().get_subcommands() {
            for option in command.get_arguments() {
                let name = option.get_id().as_str();
                let takes_value = option.get_action().takes_values();
                assert!(!(name.contains("password") && takes_value), "--{name} takes a value");
            }
        }
    }
}
