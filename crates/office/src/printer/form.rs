//! The e-mail page as data: sections, rows and controls in source order, made from the settings; and the way back, from
//! posted pairs to settings. It also knows what a browser that touches nothing would post, so that a printer can tell
//! afterwards whether the fields nobody had to touch came back exactly.

use super::config::{ChoiceKind, FixedRows, ModeSwitch, NameScheme, PrinterConfig, Submit};
use super::names::{choice_value, naming};
use super::settings::{Key, Values};
use super::wording::{Heading, Wording};
use base64::{Engine, engine::general_purpose::STANDARD};

/// A control, or something that stands where controls stand.
#[derive(Clone, Debug)]
pub(crate) struct Control {
    pub(crate) key: Option<Key>,
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) kind: Kind,
    pub(crate) enabled: bool,
    pub(crate) id: String,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Hidden,
    Text,
    Password,
    /// One button of a group; its text stands bare behind it.
    Radio {
        text: String,
        checked: bool,
        onclick: Option<String>,
    },
    Select {
        options: Vec<(String, String, bool)>,
        onchange: Option<String>,
    },
    /// Text that cannot be changed.
    Words(String),
    /// The row of [認証開始].
    StartButton {
        authorised: bool,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Rows without a label hold hidden inputs, which stand between the rows of a table.
    pub(crate) label: Option<String>,
    pub(crate) controls: Vec<Control>,
}

#[derive(Clone, Debug)]
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) anchor: &'static str,
    pub(crate) rows: Vec<Row>,
}

/// Whose eyes the page is made for.
pub(crate) struct View<'a> {
    pub(crate) config: &'a PrinterConfig,
    pub(crate) words: Wording,
    pub(crate) values: &'a Values,
    pub(crate) authorised: bool,
    pub(crate) read_only: bool,
}

/// Hidden fields that must come back unchanged, in the manner of captured pages.
pub(crate) fn constants(config: &PrinterConfig) -> Vec<(&'static str, String)> {
    vec![
        ("title", "MENU_MAIL".into()),
        ("accessConf", STANDARD.encode("0:0:0:0:1:1:1:0:")),
        ("paramControl", "INPUT".into()),
        ("availability", "nameon&codeoff".into()),
        ("isSelfPasswordEditMode", "false".into()),
        ("entryTagInfoIn", format!("{}", config.seed % 9)),
    ]
}

pub(crate) fn sections(view: &View<'_>) -> Vec<Section> {
    let config = view.config;
    let words = view.words;
    let oauth = view.values.oauth() && config.oauth_offered;
    let section = |heading: Heading, anchor: &'static str, keys: &[Key]| Section {
        title: words.heading(heading).to_owned(),
        anchor,
        rows: keys.iter().flat_map(|key| rows(view, *key)).collect(),
    };
    let administrator =
        section(Heading::Administrator, "ADMIN_C", &[Key::AdminAddress, Key::AutoSender, Key::Signature]);
    let mut smtp = section(
        Heading::Smtp,
        "SMTP_C",
        &[
            Key::Server,
            Key::Port,
            Key::Ssl,
            Key::SmtpAuth,
            Key::AuthAddress,
            Key::AuthUser,
            Key::AuthPassword,
            Key::AuthEncryption,
        ],
    );
    if config.quirks.imap_in_smtp {
        smtp.rows.extend(rows(view, Key::ImapPort));
    }
    let button_shown = oauth || (config.oauth_offered && config.mode_switch != ModeSwitch::Repost);
    if button_shown {
        let start = Control {
            key: None,
            name: "oauthStartButton".into(),
            value: words.start().into(),
            kind: Kind::StartButton { authorised: view.authorised },
            enabled: !view.read_only && (oauth || config.mode_switch == ModeSwitch::Nothing),
            id: "oauthStart".into(),
        };
        smtp.rows.push(Row { label: Some(words.oauth_row().into()), controls: vec![start] });
    }
    let mut all = Vec::new();
    if config.quirks.admin_first {
        all.push(administrator.clone());
    }
    all.push(section(
        Heading::Reception,
        "RECV_C",
        &[
            Key::ReceiveProtocol,
            Key::ReceiveInterval,
            Key::KeepMail,
            Key::AllowFrom(0),
            Key::AllowFrom(1),
            Key::AllowFrom(2),
            Key::AllowFrom(3),
            Key::AllowFrom(4),
        ],
    ));
    if config.oauth_offered || config.method_row_without_oauth {
        all.push(section(Heading::Method, "METHOD_C", &[Key::SendMethod]));
    }
    all.push(smtp);
    all.push(section(
        Heading::PopBeforeSmtp,
        "PBS_C",
        &[Key::PopBeforeSmtp, Key::PopAuthAddress, Key::PopAuthUser, Key::PopAuthPassword, Key::PopWait],
    ));
    all.push(section(Heading::PopImap, "POP_C", &[Key::PopServer, Key::PopEncryption]));
    let ports: &[Key] =
        if config.quirks.imap_in_smtp { &[Key::PopPort] } else { &[Key::PopPort, Key::ImapPort] };
    all.push(section(Heading::Ports, "PORT_C", ports));
    all.push(section(
        Heading::Notification,
        "NOTIFY_C",
        &[Key::NotifyAddress, Key::NotifyReceive, Key::NotifyUser, Key::NotifyPassword],
    ));
    if !config.quirks.admin_first {
        all.push(administrator);
    }
    all.retain(|section| !section.rows.is_empty());
    all
}

fn rows(view: &View<'_>, key: Key) -> Vec<Row> {
    let config = view.config;
    let oauth = view.values.oauth() && config.oauth_offered;
    let label = view.words.label(key).to_owned();
    let fixed = oauth && key.fixed_by_oauth().is_some();
    let shape =
        if config.mode_switch == ModeSwitch::Script { FixedRows::Disabled } else { config.fixed_rows };
    let value = view.values.effective(key);
    if view.read_only || (fixed && shape == FixedRows::Text) {
        let text = match key.choices() {
            [] if key.is_password() => "********".to_owned(),
            [] => value.to_owned(),
            _ => view.words.choice(key, value).to_owned(),
        };
        let control = Control {
            key: None,
            name: String::new(),
            value: String::new(),
            kind: Kind::Words(text),
            enabled: true,
            id: String::new(),
        };
        return vec![Row { label: Some(label), controls: vec![control] }];
    }
    if fixed && shape == FixedRows::Absent {
        return Vec::new();
    }
    let greyed = fixed || (oauth && key.unused_by_oauth());
    let enabled = !greyed || config.mode_switch == ModeSwitch::Nothing;
    controls_of(view, key, label, value, enabled)
}

fn controls_of(view: &View<'_>, key: Key, label: String, value: &str, enabled: bool) -> Vec<Row> {
    let config = view.config;
    let name = naming(config.names, key);
    let id = format!("id_{}", name.name);
    let control = |name: &str, value: &str, kind: Kind| Control {
        key: Some(key),
        name: name.into(),
        value: value.into(),
        kind,
        enabled,
        id: id.clone(),
    };
    let mut out = Vec::new();
    if let Some(old) = &name.old {
        let shown =
            if key.choices().is_empty() { value.to_owned() } else { choice_value(config.names, key, value) };
        let mut hidden = control(old, &shown, Kind::Hidden);
        hidden.enabled = true;
        out.push(Row { label: None, controls: vec![hidden] });
    }
    let mut controls = Vec::new();
    if key.choices().is_empty() {
        match &name.work {
            Some(work) if key.is_password() => {
                controls.push(control(work, "", Kind::Password));
                controls.push(control(&name.name, "", Kind::Hidden));
            }
            Some(work) => {
                controls.push(control(work, value, Kind::Text));
                controls.push(control(&name.name, &STANDARD.encode(value), Kind::Hidden));
            }
            None => controls.push(control(&name.name, value, Kind::Text)),
        }
        // A hidden partner is never greyed out: scripts write to it whatever the mode.
        for hidden in controls.iter_mut().filter(|control| matches!(control.kind, Kind::Hidden)) {
            hidden.enabled = true;
        }
    } else {
        let offered = |canonical: &&&str| **canonical != "oauth" || config.oauth_offered;
        let switch = |canonical: Option<&str>| match (key, config.mode_switch) {
            (Key::SendMethod, ModeSwitch::Repost) => Some("javascript:pageRefresh()".to_owned()),
            (Key::SendMethod, ModeSwitch::Script) => Some(match canonical {
                Some(word) => format!("changeMode('{}')", choice_value(config.names, key, word)),
                None => "changeMode(this.value)".to_owned(),
            }),
            _ => None,
        };
        let as_radio = config.choices == ChoiceKind::Radio || key == Key::AutoSender;
        if as_radio {
            for canonical in key.choices().iter().filter(offered) {
                let kind = Kind::Radio {
                    text: view.words.choice(key, canonical).into(),
                    checked: *canonical == value,
                    onclick: switch(Some(canonical)),
                };
                let mut radio = control(&name.name, &choice_value(config.names, key, canonical), kind);
                radio.id = format!("{id}_{canonical}");
                controls.push(radio);
            }
        } else {
            let options = key
                .choices()
                .iter()
                .filter(offered)
                .map(|word| {
                    let text = view.words.choice(key, word).to_owned();
                    (choice_value(config.names, key, word), text, *word == value)
                })
                .collect();
            controls.push(control(&name.name, "", Kind::Select { options, onchange: switch(None) }));
        }
    }
    out.push(Row { label: Some(label), controls });
    out
}

/// The pairs that come back when nobody touches anything: for settings that onboarding has no business with, and for the
/// constants. Fields that a page's own script writes (base64 partners' work fields, control words) are left out.
pub(crate) fn untouched(config: &PrinterConfig, sections: &[Section]) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = constants(config)
        .into_iter()
        .filter(|(name, _)| *name != "paramControl")
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    for control in sections.iter().flat_map(|section| &section.rows).flat_map(|row| &row.controls) {
        let Some(key) = control.key else { continue };
        if key.concerns_onboarding() || !control.enabled {
            continue;
        }
        // The page's own script may grey it out between drawing and posting.
        if key.unused_by_oauth() && config.mode_switch == ModeSwitch::Script {
            continue;
        }
        let is_work = naming(config.names, key).work.as_deref() == Some(control.name.as_str());
        if is_work {
            continue;
        }
        match &control.kind {
            Kind::Radio { checked: true, .. } | Kind::Hidden | Kind::Text | Kind::Password => {
                pairs.push((control.name.clone(), control.value.clone()));
            }
            Kind::Select { options, .. } => {
                let chosen = options.iter().find(|(_, _, selected)| *selected).or(options.first());
                pairs.extend(chosen.map(|(value, _, _)| (control.name.clone(), value.clone())));
            }
            Kind::Radio { .. } | Kind::Words(_) | Kind::StartButton { .. } => {}
        }
    }
    pairs
}

/// What came back differently. Empty is what it should be.
pub(crate) fn deviations(expected: &[(String, String)], posted: &[(String, String)]) -> Vec<String> {
    let names: Vec<&str> = expected.iter().map(|(name, _)| name.as_str()).collect();
    let came: Vec<&(String, String)> =
        posted.iter().filter(|(name, _)| names.contains(&name.as_str())).collect();
    if came.len() == expected.len() && came.iter().zip(expected).all(|(a, b)| *a == b) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (index, pair) in expected.iter().enumerate() {
        match came.get(index) {
            Some(other) if *other == pair => {}
            other => found.push(format!("expected {pair:?} at {index}, got {other:?}")),
        }
    }
    for extra in came.iter().skip(expected.len()) {
        found.push(format!("unexpected {extra:?}"));
    }
    found
}

/// Takes posted pairs over into the settings. `Err` names the field that makes no sense.
pub(crate) fn take(
    config: &PrinterConfig,
    posted: &[(String, String)],
    values: &mut Values,
) -> Result<(), String> {
    let find = |name: &str, nth: usize| {
        posted.iter().filter(|(key, _)| key == name).nth(nth).map(|(_, value)| value.as_str())
    };
    // The mode decides which other fields count, so it is read first.
    if let Some(value) = find(&naming(config.names, Key::SendMethod).name, 0) {
        values.set(Key::SendMethod, canonical(config, Key::SendMethod, value)?);
    }
    let oauth = values.oauth();
    for key in Key::ALL {
        if key == Key::SendMethod || (oauth && (key.fixed_by_oauth().is_some() || key.unused_by_oauth())) {
            continue;
        }
        let name = naming(config.names, key);
        let nth = if let Key::AllowFrom(n) = key { usize::from(n) } else { 0 };
        let Some(value) = find(&name.name, nth) else { continue };
        if key.choices().is_empty() {
            let encoded = key.is_password() || config.names == NameScheme::Base64Pairs;
            if key.is_password() && value.is_empty() {
                continue;
            }
            let text = if encoded {
                let bytes = STANDARD.decode(value).map_err(|_| name.name.clone())?;
                String::from_utf8(bytes).map_err(|_| name.name.clone())?
            } else {
                value.to_owned()
            };
            check(key, &text).then_some(()).ok_or_else(|| name.name.clone())?;
            values.set(key, text);
        } else {
            values.set(key, canonical(config, key, value)?);
        }
    }
    Ok(())
}

fn canonical(config: &PrinterConfig, key: Key, value: &str) -> Result<&'static str, String> {
    key.choices()
        .iter()
        .find(|word| {
            (**word != "oauth" || config.oauth_offered) && choice_value(config.names, key, word) == value
        })
        .copied()
        .ok_or_else(|| naming(config.names, key).name)
}

fn check(key: Key, text: &str) -> bool {
    match key {
        Key::AuthAddress | Key::AdminAddress | Key::NotifyAddress => {
            text.is_empty()
                || (text.contains('@') && text.is_ascii() && !text.contains(' ') && text.len() <= 128)
        }
        Key::Server => text.is_ascii() && !text.contains(' ') && text.len() <= 127,
        Key::Port | Key::ImapPort | Key::PopPort => text.parse::<u16>().is_ok_and(|port| port > 0),
        _ => text.len() <= 255,
    }
}

/// Whether the form has an action of its own, so that controls may submit it without any script.
pub(crate) fn has_action(submit: Submit) -> bool {
    matches!(submit, Submit::Action | Submit::Image)
}

#[cfg(test)]
mod tests {
    use super::super::config::Language;
    use super::*;

    fn page(config: &PrinterConfig) -> Vec<Section> {
        let values = Values::initial(&config.settings);
        let words = Wording { language: Language::Ja, variant: 0 };
        sections(&View { config, words, values: &values, authorised: false, read_only: false })
    }

    #[test]
    fn what_is_posted_untouched_is_no_deviation_and_a_lost_double_is_one() {
        let config = PrinterConfig::default();
        let expected = untouched(&config, &page(&config));
        assert!(deviations(&expected, &expected).is_empty());
        let mut lost = expected.clone();
        let doubled = lost.iter().position(|(name, _)| name == "recvAllowAddrIn").unwrap();
        lost.remove(doubled);
        assert!(!deviations(&expected, &lost).is_empty());
    }

    #[test]
    fn fixed_values_are_not_taken_in_oauth_mode() {
        let config = PrinterConfig::default();
        let mut values = Values::initial(&config.settings);
        let posted = vec![
            ("mailSendAuthTypeIn".to_owned(), "OAUTH2_EXO".to_owned()),
            ("smtpPortNoIn".to_owned(), "25".to_owned()),
            ("smtpServerNameIn".to_owned(), "mail.example".to_owned()),
        ];
        take(&config, &posted, &mut values).unwrap();
        assert_eq!((values.effective(Key::Port), values.get(Key::Server)), ("587", "mail.example"));
    }
}
