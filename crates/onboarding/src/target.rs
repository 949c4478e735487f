//! From what a person typed to what is wanted of the printer.

use tegata_core::mail_address::plain_ascii_forms;
use tegata_core::plan::EXCHANGE_ONLINE_SMTP;
use tegata_core::problem::local;
use tegata_core::{Field, MailAddress, Problem, Target, Value};

use crate::desk::messages::TargetForm;

/// Reads a mail address as typed.
///
/// # Errors
/// `local.mail_address_invalid` with what was given.
pub fn mail_address(given: &str) -> Result<MailAddress, Problem> {
    given.parse().map_err(|_| Problem::new(local::MAIL_ADDRESS_INVALID).arg("given", given.trim()))
}

/// The target of a filled-in form, and the form as it was understood: full-width characters made plain, blanks
/// filled with what they stand for. `smtp_server` is the cloud's own where the form names none.
///
/// # Errors
/// `local.mail_address_invalid` for the sender or the administrator's address.
pub fn target_of(
    form: &TargetForm,
    cloud_smtp_server: Option<&str>,
) -> Result<(Target, TargetForm), Problem> {
    let sender = mail_address(&form.sender)?;
    let admin = if form.admin_address.trim().is_empty() {
        sender.clone()
    } else {
        mail_address(&form.admin_address)?
    };
    let or = |given: &str, default: &str| {
        let plain = plain_ascii_forms(given);
        if plain.is_empty() { default.to_owned() } else { plain }
    };
    let understood = TargetForm {
        sender: sender.to_string(),
        user: or(&form.user, sender.as_str()),
        admin_address: admin.to_string(),
        auto_sender: form.auto_sender,
        smtp_server: or(&form.smtp_server, cloud_smtp_server.unwrap_or(EXCHANGE_ONLINE_SMTP)),
    };
    let target = Target::exchange_online(&sender)
        .with(Field::AuthUserName, Value::Text(understood.user.clone()))
        .with(Field::AdminAddress, Value::Text(understood.admin_address.clone()))
        .with(Field::AutoSender, Value::Flag(understood.auto_sender))
        .with(Field::SmtpServer, Value::Text(understood.smtp_server.clone()));
    Ok((target, understood))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_stand_for_the_guide_s_advice() {
        let form = TargetForm {
            sender: "ｓｃａｎ＠contoso.com".into(),
            user: String::new(),
            admin_address: " ".into(),
            auto_sender: true,
            smtp_server: String::new(),
        };
        let (target, understood) = target_of(&form, None).expect("a target");
        assert_eq!(understood.user, "scan@contoso.com");
        assert_eq!(understood.admin_address, "scan@contoso.com");
        assert_eq!(understood.smtp_server, "smtp.office365.com");
        assert_eq!(target.wanted.len(), 6);
    }

    #[test]
    fn a_wrong_address_names_what_was_given() {
        let form = TargetForm {
            sender: "scan".into(),
            user: String::new(),
            admin_address: String::new(),
            auto_sender: true,
            smtp_server: String::new(),
        };
        let problem = target_of(&form, None).expect_err("a problem");
        assert_eq!(problem.code, local::MAIL_ADDRESS_INVALID);
        assert_eq!(problem.args.get("given").map(String::as_str), Some("scan"));
    }
}
