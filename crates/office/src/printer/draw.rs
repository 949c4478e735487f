//! A printer from a number. The same number gives the same printer on every machine and in every version that knows the
//! same variants; nothing here depends on a random generator of a library.

use super::config::*;

/// The machine's own dice: splitmix64.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[(self.roll() % list.len() as u64) as usize]
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.roll().is_multiple_of(many)
    }
}

impl PrinterConfig {
    /// Draws a variant. All of them offer OAuth and let the administrator in: what stops onboarding on purpose (no OAuth,
    /// missing rights, removed evidence, a third language only) is set by hand.
    pub fn from_seed(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let (model, brandless) = dice.one_of(&[
            ("IM C2000", "IMC2000"),
            ("IM C4500", "IMC4500"),
            ("IM 550", "IM550"),
            ("MP C3004", "MPC3004"),
            ("MP 5054", "MP5054"),
            ("IM C6010", "IMC6010"),
        ]);
        let serial = format!("{:04}M{:06}", 3000 + dice.roll() % 6000, dice.roll() % 1_000_000);
        let host_name = format!("RNP002673{:06X}", dice.roll() % 0x100_0000);
        let (language, second_language) = dice.one_of(&[
            (Language::Ja, Some(Language::En)),
            (Language::Ja, None),
            (Language::En, Some(Language::Fr)),
            (Language::En, None),
            (Language::Fr, Some(Language::En)),
            (Language::Fr, Some(Language::Ja)),
        ]);
        let charset = if language == Language::Fr || second_language == Some(Language::Fr) {
            dice.one_of(&[Charset::Utf8, Charset::Utf8MetaOnly])
        } else {
            dice.one_of(&[
                Charset::Utf8,
                Charset::Utf8,
                Charset::Utf8MetaOnly,
                Charset::ShiftJis,
                Charset::ShiftJisMetaOnly,
            ])
        };
        let quirks = Quirks {
            confirm_page: dice.one_in(4),
            separate_saves: dice.one_in(5),
            address_change_drops_mark: !dice.one_in(3),
            script_error: dice.one_in(3),
            home_first: dice.one_in(6),
            exclusive: dice.one_in(3),
            login_hop: dice.one_in(4),
            referer_required: !dice.one_in(4),
            admin_first: dice.one_in(2),
            imap_in_smtp: dice.one_in(2),
            plain_menu_links: dice.one_in(4),
            hide_identity: dice.one_in(6),
            evidence_removed: false,
        };
        Self {
            name: format!("RICOH {brandless}-{seed}"),
            model: model.into(),
            serial,
            host_name,
            location: dice.one_of(&["本社 2F", "Osaka", "", "倉庫 <1>", "R&D"]).into(),
            firmware: format!("{}.{:02}", 1 + dice.roll() % 5, dice.roll() % 30),
            language,
            second_language,
            admin: Account {
                rights: dice.one_of(&[Rights::Full, Rights::Full, Rights::CustomSending]),
                ..Account::default()
            },
            layout: dice.one_of(&[
                Layout::WimTable,
                Layout::WimTable,
                Layout::DefinitionList,
                Layout::Fieldset,
                Layout::LabelFor,
                Layout::Plain,
            ]),
            markup: dice.one_of(&[
                Markup::Plain,
                Markup::UpperCase,
                Markup::Unquoted,
                Markup::OneLine,
                Markup::XhtmlLeftovers,
            ]),
            names: dice.one_of(&[
                NameScheme::CamelIn,
                NameScheme::Short,
                NameScheme::Opaque,
                NameScheme::OldNewPairs,
                NameScheme::Base64Pairs,
            ]),
            paths: dice.one_of(&[
                PathScheme::Netw,
                PathScheme::Mail,
                PathScheme::Config,
                PathScheme::OneProgram,
            ]),
            submit: dice.one_of(&[
                Submit::ApplyInline,
                Submit::ApplyExternal,
                Submit::QuerySplit,
                Submit::Action,
                Submit::Image,
                Submit::Anchor,
            ]),
            mode_switch: dice.one_of(&[
                ModeSwitch::Repost,
                ModeSwitch::Repost,
                ModeSwitch::Script,
                ModeSwitch::Nothing,
            ]),
            choices: dice.one_of(&[ChoiceKind::Radio, ChoiceKind::Select]),
            fixed_rows: dice.one_of(&[FixedRows::Disabled, FixedRows::Text, FixedRows::Absent]),
            code_screen: dice.one_of(&[
                CodeScreen::OwnPage,
                CodeScreen::Popup,
                CodeScreen::AjaxHtml,
                CodeScreen::AjaxXml,
                CodeScreen::AjaxJson,
                CodeScreen::SelfRefresh,
                CodeScreen::MetaRefresh,
            ]),
            not_yet: dice.one_of(&[NotYet::ErrorPage, NotYet::SameScreen]),
            wording: dice.one_of(&[0, 1, 2]),
            after_save: dice.one_of(&[
                AfterSave::SkipToList,
                AfterSave::List,
                AfterSave::SamePage,
                AfterSave::Redirect,
            ]),
            charset,
            tokens: dice.one_of(&[TokenRule::PerSession, TokenRule::PerPage]),
            quirks,
            wire: Wire {
                no_close_notify: dice.one_in(2),
                close_delimited: !dice.one_in(5),
                ..Wire::default()
            },
            settings: InitialSettings {
                oauth: dice.one_in(6),
                server: dice.one_of(&["smtp.office365.com", "mail.contoso.example", ""]).into(),
                port: dice.one_of(&["25", "587", "465"]).into(),
                ssl: dice.one_of(&["off", "starttls", "ssl"]).into(),
                smtp_auth: !dice.one_in(3),
                auto_sender: dice.one_in(2),
                ..InitialSettings::default()
            },
            seed,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_one_printer_and_seeds_differ() {
        assert_eq!(PrinterConfig::from_seed(7), PrinterConfig::from_seed(7));
        assert_ne!(PrinterConfig::from_seed(7), PrinterConfig::from_seed(8));
    }

    #[test]
    fn a_config_survives_json() {
        for seed in 0..50 {
            let config = PrinterConfig::from_seed(seed);
            let text = serde_json::to_string(&config).unwrap();
            assert_eq!(serde_json::from_str::<PrinterConfig>(&text).unwrap(), config);
        }
    }
}
