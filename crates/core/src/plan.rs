//! From what is to what is wanted: the changes of one printer, computed, never guessed.
//!
//! Planning is a pure function of two readings, so the same code makes the preview, the write, the check after
//! the write and the restore. It refuses to plan a change of a field that the printer holds fast.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Field, MailAddress, MailSettings, Value};

/// The settings wanted. Fields that are not named stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Target {
    /// Wanted value per field.
    #[ts(as = "std::collections::HashMap<String, Value>")]
    pub wanted: BTreeMap<Field, Value>,
}

/// The server name that Microsoft documents for the global cloud (`facts/exchange.md` §3.1).
pub const EXCHANGE_ONLINE_SMTP: &str = "smtp.office365.com";

impl Target {
    /// OAuth 2.0 for Exchange Online, by the guide: the administrator's address equals the authentication address
    /// and the sender name is specified automatically, unless the person decided otherwise.
    #[must_use]
    pub fn exchange_online(sender: &MailAddress) -> Self {
        let sender = Value::Text(sender.to_string());
        let wanted = BTreeMap::from([
            (Field::SendingMethod, Value::Text("oauth2".into())),
            (Field::SmtpServer, Value::Text(EXCHANGE_ONLINE_SMTP.into())),
            (Field::AuthAddress, sender.clone()),
            (Field::AuthUserName, sender.clone()),
            (Field::AdminAddress, sender),
            (Field::AutoSender, Value::Flag(true)),
        ]);
        Self { wanted }
    }

    /// The same target with one field wanted differently.
    #[must_use]
    pub fn with(mut self, field: Field, value: Value) -> Self {
        self.wanted.insert(field, value);
        self
    }

    /// What brings back an earlier reading: the fields of `touched` as they were.
    #[must_use]
    pub fn restoring(before: &MailSettings, touched: impl IntoIterator<Item = Field>) -> Self {
        let wanted = touched.into_iter().filter_map(|field| Some((field, before.get(field)?))).collect();
        Self { wanted }
    }

    /// Whether OAuth 2.0 is wanted.
    #[must_use]
    pub fn wants_oauth2(&self) -> bool {
        self.wanted.get(&Field::SendingMethod) == Some(&Value::Text("oauth2".into()))
    }
}

/// One field, current → wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Change {
    /// Which field.
    pub field: Field,
    /// What the page said; `null` where it shows the field only after another change.
    pub from: Option<Value>,
    /// What is wanted.
    pub to: Value,
}

/// All changes of one printer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Plan {
    /// What will be written, in the guide's order.
    pub changes: Vec<Change>,
    /// What the printer itself will hold at a fixed value under OAuth 2.0.
    pub fixed: Vec<Change>,
    /// Whether a person must sign in at Microsoft for this printer.
    pub needs_authorization: bool,
}

impl Plan {
    /// What leads from `current` to `target`.
    ///
    /// A new authorisation is needed where OAuth 2.0 is wanted and the printer is not authorised, or is authorised
    /// for what may be another account: the printer shows *that* it holds a grant, never *whose*, so a changed
    /// authentication address or user name counts as another account.
    #[must_use]
    pub fn between(current: &MailSettings, target: &Target) -> Self {
        let differs = |field: Field, to: &Value| !current.get(field).is_some_and(|from| from.same(to));
        let changes: Vec<Change> = Field::ALL
            .into_iter()
            .filter_map(|field| target.wanted.get(&field).map(|to| (field, to)))
            .filter(|(field, to)| differs(*field, to))
            .map(|(field, to)| Change { field, from: current.get(field), to: to.clone() })
            .collect();
        let fixed = if target.wants_oauth2() {
            Field::ALL
                .into_iter()
                .filter_map(|field| Some((field, field.fixed_under_oauth2()?)))
                .map(|(field, to)| Change { field, from: current.get(field), to })
                .collect()
        } else {
            Vec::new()
        };
        let another_account =
            changes.iter().any(|c| matches!(c.field, Field::AuthAddress | Field::AuthUserName));
        let needs_authorization =
            target.wants_oauth2() && (current.authorised != Some(true) || another_account);
        Self { changes, fixed, needs_authorization }
    }

    /// Nothing to write and nothing to authorise.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && !self.needs_authorization
    }

    /// The fields it writes.
    pub fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        self.changes.iter().map(|change| change.field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SendingMethod;
    use proptest::prelude::*;

    fn sender() -> MailAddress {
        "scan@contoso.com".parse().expect("an address")
    }

    fn set(settings: &mut MailSettings, change: &Change) {
        let text = change.to.to_string();
        let flag = change.to == Value::Flag(true);
        match change.field {
            Field::SendingMethod if text == "oauth2" => settings.sending_method = Some(SendingMethod::OAuth2),
            Field::SendingMethod => settings.sending_method = Some(SendingMethod::Password),
            Field::SmtpServer => settings.smtp_server = Some(text),
            Field::AuthAddress => settings.auth_address = Some(text),
            Field::AuthUserName => settings.auth_user_name = Some(text),
            Field::AdminAddress => settings.admin_address = Some(text),
            Field::AutoSender => settings.auto_sender = Some(flag),
            other => panic!("a plan never writes {other}"),
        }
    }

    fn any_settings() -> impl Strategy<Value = MailSettings> {
        let word = proptest::option::of("[a-z]{1,6}@contoso\\.com");
        (
            any::<Option<bool>>(),
            word.clone(),
            word.clone(),
            word,
            any::<Option<bool>>(),
            any::<Option<bool>>(),
        )
            .prop_map(
                |(oauth2, auth_address, auth_user_name, admin_address, auto_sender, authorised)| {
                    MailSettings {
                        sending_method: oauth2
                            .map(|yes| if yes { SendingMethod::OAuth2 } else { SendingMethod::Password }),
                        auth_address,
                        auth_user_name,
                        admin_address,
                        auto_sender,
                        authorised,
                        ..MailSettings::default()
                    }
                },
            )
    }

    proptest! {
        #[test]
        fn applied_and_authorised_leaves_nothing_to_do(mut settings in any_settings()) {
            let target = Target::exchange_online(&sender());
            for change in &Plan::between(&settings, &target).changes {
                set(&mut settings, change);
            }
            settings.authorised = Some(true);
            prop_assert!(Plan::between(&settings, &target).is_empty());
        }

        #[test]
        fn restoring_after_applying_brings_the_old_values_back(before in any_settings()) {
            let plan = Plan::between(&before, &Target::exchange_online(&sender()));
            let mut now = before.clone();
            for change in &plan.changes {
                set(&mut now, change);
            }
            for change in &Plan::between(&now, &Target::restoring(&before, plan.fields())).changes {
                set(&mut now, change);
            }
            for field in plan.fields().filter(|field| before.get(*field).is_some()) {
                prop_assert_eq!(now.get(field), before.get(field));
            }
        }
    }

    #[test]
    fn an_authorised_printer_whose_account_changes_must_be_authorised_again() {
        let settled = MailSettings {
            sending_method: Some(SendingMethod::OAuth2),
            smtp_server: Some(EXCHANGE_ONLINE_SMTP.into()),
            auth_address: Some("Scan@Contoso.com".into()),
            auth_user_name: Some("scan@contoso.com".into()),
            admin_address: Some("old@contoso.com".into()),
            auto_sender: Some(true),
            authorised: Some(true),
            ..MailSettings::default()
        };
        let plan = Plan::between(&settled, &Target::exchange_online(&sender()));
        assert_eq!(plan.fields().collect::<Vec<_>>(), [Field::AdminAddress], "case alone is no change");
        assert!(!plan.needs_authorization, "the account is the same");
        let other: MailAddress = "scan2@contoso.com".parse().expect("an address");
        assert!(Plan::between(&settled, &Target::exchange_online(&other)).needs_authorization);
    }

    #[test]
    fn what_the_printer_fixes_is_shown_apart() {
        let plan = Plan::between(&MailSettings::default(), &Target::exchange_online(&sender()));
        let fixed: Vec<_> = plan.fixed.iter().map(|c| (c.field.as_str(), c.to.to_string())).collect();
        assert_eq!(
            fixed,
            [("smtp_port", "587"), ("smtp_tls", "starttls"), ("smtp_auth", "true"), ("imap4_port", "993")]
                .map(|(f, v)| (f, v.to_owned()))
        );
    }
}
