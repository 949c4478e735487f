//! The e-mail page: reading every item of the guide's table, and choosing or typing what is wanted.

use tegata_core::{Change, Field, MailSettings, SendingMethod, SmtpTls, Value};

use crate::error::WimError;
use crate::labels::{self, Word, is_oauth_option};
use crate::page::{Choice, ControlRef, FieldRef, FieldValue, FindError, Page};
use crate::session::walk::Walk;

/// Whether a page is the e-mail page.
pub(crate) fn is_mail_page(page: &Page) -> bool {
    [Field::SmtpServer, Field::SendingMethod, Field::AdminAddress, Field::AuthAddress]
        .into_iter()
        .filter(|field| !matches!(page.find(&labels::wanted(*field)), Err(FindError::None { .. })))
        .count()
        >= 2
}

/// Reads the page.
pub(crate) fn read(page: &Page, user: &str) -> Result<MailSettings, WimError> {
    let mut settings = MailSettings::default();
    let mut found = Vec::new();
    for field in Field::ALL {
        let value = match page.find(&labels::wanted(field)) {
            Ok(found) => page.value(&found.field),
            Err(FindError::None { .. }) => continue,
            // Of what is only shown, two candidates are merely not shown.
            Err(FindError::Several { .. }) if field.fixed_under_oauth2().is_some() => continue,
            Err(several) => return Err(several.into()),
        };
        if value.fixed {
            settings.fixed.insert(field);
        }
        found.push(field);
        take(&mut settings, field, &value);
    }
    let writable = found.iter().any(|field| !settings.fixed.contains(field));
    if !found.is_empty() && !writable {
        return Err(WimError::ReadOnly { user: user.to_owned() });
    }
    // Fields that can be filled in, and no way to save them: that is not about rights, it is a page not understood.
    if let (false, Err(none @ FindError::None { .. })) = (found.is_empty(), page.button(Word::Ok)) {
        return Err(none.into());
    }
    settings.authorised = authorised(page);
    Ok(settings)
}

fn take(settings: &mut MailSettings, field: Field, value: &FieldValue) {
    let text = value.text.trim().to_owned();
    let number = || {
        let digits: String =
            text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    };
    match field {
        Field::SendingMethod => {
            settings.oauth2_offered =
                is_oauth_option(&text) || value.options.iter().any(|o| is_oauth_option(&o.text));
            settings.sending_method = if text.is_empty() && value.checked.is_none() {
                None
            } else if is_oauth_option(&text) && value.checked != Some(false) {
                Some(SendingMethod::OAuth2)
            } else {
                Some(SendingMethod::Password)
            };
        }
        Field::SmtpServer => settings.smtp_server = Some(text),
        Field::SmtpPort => settings.smtp_port = number(),
        Field::SmtpTls => settings.smtp_tls = tls(value),
        Field::SmtpAuth => settings.smtp_auth = value.flag(),
        Field::AuthAddress => settings.auth_address = Some(text),
        Field::AuthUserName => settings.auth_user_name = Some(text),
        Field::Imap4Port => settings.imap4_port = number(),
        Field::AdminAddress => settings.admin_address = Some(text),
        Field::AutoSender => settings.auto_sender = value.flag(),
    }
}

fn tls(value: &FieldValue) -> Option<SmtpTls> {
    match value.checked {
        Some(true) => return Some(SmtpTls::Ssl),
        Some(false) => return Some(SmtpTls::Off),
        None => {}
    }
    tls_word(&value.text)
}

fn tls_word(text: &str) -> Option<SmtpTls> {
    if Word::Starttls.within(text) || Word::Starttls.is(text) {
        Some(SmtpTls::Starttls)
    } else if Word::Off.is(text) {
        Some(SmtpTls::Off)
    } else if Word::Ssl.is(text) || Word::On.is(text) {
        Some(SmtpTls::Ssl)
    } else {
        None
    }
}

/// [認証開始].
pub(crate) fn start_button(page: &Page) -> Result<ControlRef, FindError> {
    page.button(Word::StartAuthorization).or_else(|error| {
        let row = page.find(&labels::oauth_row()).map_err(|_| error)?;
        let none = || FindError::None { looked_for: "the button that starts the authorisation".into() };
        let node = row.field.controls.first().copied().ok_or_else(none)?;
        Ok(ControlRef { node, text: row.label })
    })
}

/// What stands right of [認証開始].
pub(crate) fn authorised(page: &Page) -> Option<bool> {
    if let Ok(button) = start_button(page) {
        let (before, after) = page.beside(&button);
        return labels::authorised(&after).or_else(|| labels::authorised(&before)).or(Some(false));
    }
    let row = page.find(&labels::oauth_row()).ok()?;
    labels::authorised(&page.value(&row.field).text)
}

/// Sets one field; what the page does then is carried out. Returns the page that replaced it, if one did.
pub(crate) async fn set(walk: &mut Walk, page: &mut Page, change: &Change) -> Result<Option<Page>, WimError> {
    let found = page.find(&labels::wanted(change.field))?;
    let value = page.value(&found.field);
    if shows(change.field, &value, &change.to) {
        return Ok(None);
    }
    let choice = choice(&found.field, &value, change)?;
    let effect = walk.ask(page, |page| page.set(&found.field, &choice)).await?;
    Ok(walk.perform(page, effect).await?.page)
}

/// Whether the field says so already.
pub(crate) fn shows(field: Field, value: &FieldValue, wanted: &Value) -> bool {
    let mut now = MailSettings::default();
    take(&mut now, field, value);
    match (now.get(field), wanted) {
        (Some(Value::Text(now)), Value::Text(wanted)) => now == *wanted,
        (Some(now), wanted) => now == *wanted,
        (None, _) => false,
    }
}

fn choice(field: &FieldRef, value: &FieldValue, change: &Change) -> Result<Choice, WimError> {
    let at = |fits: &dyn Fn(&str) -> bool| {
        let fitting: Vec<usize> =
            (0..value.options.len()).filter(|at| fits(&value.options[*at].text)).collect();
        match fitting.as_slice() {
            [one] => Ok(Choice::Option(*one)),
            several => Err(WimError::FieldNotFound {
                looked_for: format!("{}: {}", field.label, change.to),
                found: several.len(),
            }),
        }
    };
    match (&change.to, change.field) {
        (Value::Text(wanted), Field::SendingMethod) => {
            let oauth = wanted == "oauth2";
            if value.options.is_empty() {
                return Ok(Choice::Checked(oauth));
            }
            if oauth {
                return at(&is_oauth_option);
            }
            at(&|text| Word::PasswordOption.within(text) && !Word::OauthOption.within(text))
                .or_else(|_| at(&|text| !Word::OauthOption.within(text)))
        }
        (Value::Text(wanted), Field::SmtpTls) => {
            let wanted = match wanted.as_str() {
                "starttls" => SmtpTls::Starttls,
                "ssl" => SmtpTls::Ssl,
                _ => SmtpTls::Off,
            };
            if value.options.is_empty() {
                return Ok(Choice::Checked(wanted != SmtpTls::Off));
            }
            at(&|text| tls_word(text) == Some(wanted))
        }
        (Value::Flag(on), _) => Ok(Choice::Checked(*on)),
        (Value::Number(number), _) => Ok(Choice::Text(number.to_string())),
        (Value::Text(text), _) => Ok(Choice::Text(text.clone())),
    }
}
