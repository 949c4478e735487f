//! `tegata request`: a request to the Microsoft 365 administrator, ready to be copied or mailed.

use tegata_core::Problem;
use tegata_onboarding::requests::{Facts, Kind, request};
use tegata_onboarding::target::mail_address;

use crate::arguments::{Request, RequestFor};
use crate::output::Output;

/// Runs it.
pub fn run(options: &Request, output: &Output) -> Result<(), Problem> {
    let sender = mail_address(&options.sender)?;
    let kind = match options.kind {
        RequestFor::DeviceCodePolicy => Kind::DeviceCodePolicy,
        RequestFor::Consent => Kind::Consent,
        RequestFor::SmtpAuth => Kind::SmtpAuth,
        RequestFor::Licence => Kind::Licence,
    };
    let facts = Facts { sender: sender.to_string(), printers: 1, application: None, site: None };
    output.say(&request(kind, &facts, output.texts()));
    Ok(())
}
