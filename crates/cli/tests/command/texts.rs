//! The catalogues: the same messages in both languages, none missing, none unused.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use tegata_core::{Code, Field, Language};

/// One message: its attributes and the blanks it has.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shape {
    attributes: BTreeSet<String>,
    blanks: BTreeSet<String>,
}

fn messages(text: &str) -> BTreeMap<String, Shape> {
    let mut all = BTreeMap::<String, Shape>::new();
    let mut current = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((id, _)) =
            line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            current = id.to_owned();
            assert!(all.insert(current.clone(), Shape::default()).is_none(), "{current} stands twice");
        }
        let Some(shape) = all.get_mut(&current) else { continue };
        if let Some(attribute) = line.trim_start().strip_prefix('.').filter(|_| line.starts_with(' ')) {
            let name = attribute.split([' ', '=']).next().unwrap_or_default();
            if attribute[name.len()..].trim_start().starts_with('=') {
                shape.attributes.insert(name.to_owned());
            }
        }
        let blanks = line.split('$').skip(1);
        let names = blanks.map(|rest| rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next());
        shape.blanks.extend(names.flatten().filter(|name| !name.is_empty()).map(str::to_owned));
    }
    all
}

#[test]
fn both_languages_have_the_same_messages_attributes_and_blanks() {
    let files = |language: Language| -> BTreeMap<&str, BTreeMap<String, Shape>> {
        language.files().iter().map(|(name, text)| (*name, messages(text))).collect()
    };
    let (english, japanese) = (files(Language::English), files(Language::Japanese));
    assert_eq!(english.keys().collect::<Vec<_>>(), japanese.keys().collect::<Vec<_>>());
    for (file, theirs) in &english {
        let ours = &japanese[file];
        let (left, right): (BTreeSet<_>, BTreeSet<_>) = (theirs.keys().collect(), ours.keys().collect());
        assert_eq!(left, right, "{file}.ftl has not the same messages in both languages");
        for (id, shape) in theirs {
            assert_eq!(*shape, ours[id], "{file}.ftl: {id} is shaped differently");
        }
    }
}

fn sources(folder: &Path, into: &mut String) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            if !["node_modules", "dist", "target", "bindings"].contains(&name.as_str()) {
                sources(&path, into);
            }
        } else if [".rs", ".ts", ".svelte"].iter().any(|ending| name.ends_with(ending)) {
            into.push_str(&std::fs::read_to_string(&path).unwrap_or_default());
            into.push('\n');
        }
    }
}

/// Whether the sources name a message, whole or as a family (`command-stage-{…}`, `step-${…}`).
fn is_used(id: &str, sources: &str) -> bool {
    if sources.contains(&format!("\"{id}\""))
        || sources.contains(&format!("'{id}'"))
        || sources.contains(&format!("`{id}`"))
    {
        return true;
    }
    let mut prefix = id;
    while let Some((shorter, _)) = prefix.rsplit_once('-') {
        prefix = shorter;
        if sources.contains(&format!("{prefix}-{{")) || sources.contains(&format!("{prefix}-${{")) {
            return true;
        }
    }
    false
}

#[test]
fn every_message_is_used_and_every_noun_has_its_word() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut all = String::new();
    for folder in ["crates", "src-tauri", "ui/src"] {
        sources(&root.join(folder), &mut all);
    }
    let codes: BTreeSet<String> = Code::all().map(|code| code.message_id()).collect();
    let mut unused = Vec::new();
    for (file, text) in Language::English.files() {
        for id in messages(text).into_keys() {
            let explains = file.ends_with("-problems") && id.starts_with("problem-");
            let known = if explains { codes.contains(&id) } else { is_used(&id, &all) };
            if !known {
                unused.push(format!("{file}.ftl: {id}"));
            }
        }
    }
    assert!(unused.is_empty(), "nobody says: {unused:#?}");
    let said: BTreeSet<String> =
        Language::English.files().iter().flat_map(|(_, text)| messages(text).into_keys()).collect();
    for code in &codes {
        assert!(said.contains(code), "{code} has no words");
    }
    for field in Field::ALL {
        let id = format!("field-{}", field.as_str().replace('_', "-"));
        assert!(said.contains(&id), "{id} has no word");
    }
    // What the command says by name must exist: a missing message would show its id.
    for piece in all.split("\"command-").skip(1) {
        let rest = piece.split('"').next().unwrap_or_default();
        if !rest.contains('{') && !rest.is_empty() {
            assert!(said.contains(&format!("command-{rest}")), "command-{rest} is said and has no words");
        }
    }
}
