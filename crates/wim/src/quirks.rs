//! Peculiarities of single models, as data: `quirks.toml`, by model and firmware.
//!
//! A quirk changes how patient the driver is or what it leaves alone; it never names a field or an address, for those
//! are read from the page, whoever made it. Every entry must say where it was reported: the file holds what was seen
//! and nothing that was supposed.

use std::sync::LazyLock;
use std::time::Duration;

use serde::Deserialize;
use tegata_core::Identity;

static KNOWN: LazyLock<Vec<Quirk>> =
    // Proven by the test below: the file is part of the program.
    LazyLock::new(|| read(include_str!("quirks.toml")).unwrap_or_default());

/// One entry of the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Quirk {
    model: String,
    firmware: Option<String>,
    report: String,
    save_seconds: Option<u64>,
    keep_alive: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    quirk: Vec<Quirk>,
}

/// What is known of one printer beyond its pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quirks {
    /// How long the answer to a save may take to begin.
    pub(crate) save: Option<Duration>,
    /// No sign of life while a person signs in.
    pub(crate) no_keep_alive: bool,
}

impl Quirks {
    /// What was reported of a printer like this one.
    pub(crate) fn of(identity: &Identity) -> Self {
        among(&KNOWN, identity)
    }
}

fn read(text: &str) -> Result<Vec<Quirk>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    match file.quirk.iter().find(|quirk| quirk.report.trim().is_empty() || quirk.model.trim().is_empty()) {
        Some(quirk) => Err(format!("“{}” has no model or no report", quirk.model)),
        None => Ok(file.quirk),
    }
}

fn among(known: &[Quirk], identity: &Identity) -> Quirks {
    let model = |text: &str| {
        let text = text.trim();
        let bare =
            text.get(..6).filter(|maker| maker.eq_ignore_ascii_case("ricoh ")).map_or(text, |_| &text[6..]);
        bare.trim().to_lowercase()
    };
    let Some(own) = identity.model.as_deref().map(model) else { return Quirks::default() };
    let firmware = identity.firmware.as_deref().unwrap_or_default().trim();
    let fits = |quirk: &&Quirk| {
        model(&quirk.model) == own
            && quirk.firmware.as_deref().is_none_or(|start| firmware.starts_with(start))
    };
    let mut all = Quirks::default();
    for quirk in known.iter().filter(fits) {
        all.save = quirk.save_seconds.map(Duration::from_secs).or(all.save);
        all.no_keep_alive |= quirk.keep_alive == Some(false);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_in_the_program_can_be_read() {
        read(include_str!("quirks.toml")).expect("a readable file");
    }

    #[test]
    fn a_quirk_holds_for_its_model_and_firmware_alone() {
        let known = read(
            "[[quirk]]\nmodel = \"IM C3000\"\nfirmware = \"5.\"\nreport = \"r\"\nsave_seconds = 90\nkeep_alive = false\n",
        )
        .expect("a quirk");
        let printer = |model: &str, firmware: &str| Identity {
            model: Some(model.into()),
            firmware: Some(firmware.into()),
            ..Identity::default()
        };
        let held = Quirks { save: Some(Duration::from_secs(90)), no_keep_alive: true };
        assert_eq!(among(&known, &printer("RICOH IM C3000", "5.03")), held);
        assert_eq!(among(&known, &printer("IM C3000", "6.00")), Quirks::default());
        assert_eq!(among(&known, &printer("IM C3000F", "5.03")), Quirks::default());
        assert_eq!(among(&known, &Identity::default()), Quirks::default());
    }

    #[test]
    fn an_entry_without_a_report_is_refused() {
        assert!(read("[[quirk]]\nmodel = \"IM C3000\"\nreport = \" \"\n").is_err());
        assert!(read("[[quirk]]\nmodel = \"IM C3000\"\nreport = \"r\"\nfield = \"smtp\"\n").is_err());
    }
}
