//! Finding a field by (section, label), reading it, and saying what it offers.

use super::effect::{FieldValue, FindError, Offered};
use super::rows::Row;
use super::{Choice, Page, PageError};
use crate::html::{Document, NodeId, NodeKind};
use crate::labels::{self, Fit, Shape, Wanted, Word, normalise};

/// A control that can be clicked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlRef {
    pub(crate) node: NodeId,
    /// Its words.
    pub text: String,
}

/// A field of the page: radios of one group, a list, a box, a text field, or plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRef {
    pub(crate) controls: Vec<NodeId>,
    pub(crate) plain: String,
    /// How the page calls it.
    pub label: String,
}

/// A field that was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The field.
    pub field: FieldRef,
    /// The page's label.
    pub label: String,
    /// The nearest heading over it.
    pub section: Option<String>,
}

impl Page {
    /// Finds a field by section and label. Two candidates are as bad as none.
    pub fn find(&self, wanted: &Wanted) -> Result<Found, FindError> {
        let (_, rows) = self.reading();
        let mut candidates: Vec<(Fit, &Row, String)> = Vec::new();
        for row in rows.rows.iter().filter(|row| self.has_shape(row, wanted.shape)) {
            let sections: Vec<&str> = row.sections.iter().map(String::as_str).collect();
            let best = row
                .labels
                .iter()
                .filter_map(|label| Some((wanted.fits(label, &sections, rows.page_has_sections)?, label)))
                .max_by_key(|(fit, _)| *fit);
            if let Some((fit, label)) = best {
                candidates.push((fit, row, label.clone()));
            }
        }
        // What can be filled in goes before what can only be read, what is seen before what is hidden.
        for better in [
            |(_, row, _): &(Fit, &Row, String)| row.visible,
            |(_, row, _): &(Fit, &Row, String)| !row.controls.is_empty(),
            |(fit, _, _): &(Fit, &Row, String)| *fit == Fit::BySection,
        ] {
            if candidates.iter().any(better) {
                candidates.retain(better);
            }
        }
        match candidates.as_slice() {
            [] => Err(FindError::None { looked_for: wanted.name.to_owned() }),
            [(_, row, label)] => Ok(Found {
                field: FieldRef {
                    controls: row.controls.clone(),
                    plain: row.plain.clone(),
                    label: label.clone(),
                },
                label: label.clone(),
                section: row.sections.first().cloned(),
            }),
            several => Err(FindError::Several {
                looked_for: wanted.name.to_owned(),
                found: several
                    .iter()
                    .map(|(_, row, label)| match row.sections.first() {
                        Some(section) => format!("{section} / {label}"),
                        None => label.clone(),
                    })
                    .collect(),
            }),
        }
    }

    fn has_shape(&self, row: &Row, shape: Shape) -> bool {
        let Some(first) = row.controls.first() else { return shape != Shape::Button };
        let kind = self.document.control_type(*first);
        match shape {
            Shape::Button => matches!(kind.as_str(), "button" | "submit" | "image"),
            Shape::Text => !matches!(
                kind.as_str(),
                "button" | "submit" | "image" | "radio" | "checkbox" | "file" | "select-multiple"
            ),
            // A fixed choice may be shown in a text field that nobody can change.
            Shape::Choice => {
                matches!(kind.as_str(), "radio" | "checkbox" | "select-one")
                    || (kind == "text" && self.is_fixed(*first))
            }
        }
    }

    fn is_fixed(&self, node: NodeId) -> bool {
        self.document.is_disabled(node) || self.document.attribute(node, "readonly").is_some()
    }

    /// What a field shows.
    #[must_use]
    pub fn value(&self, field: &FieldRef) -> FieldValue {
        let Some(first) = field.controls.first().copied() else {
            return FieldValue { text: field.plain.clone(), fixed: true, ..FieldValue::default() };
        };
        let fixed = field.controls.iter().all(|c| self.is_fixed(*c));
        match self.document.control_type(first).as_str() {
            "radio" => {
                let words = self.words_of_group(&field.controls);
                let options: Vec<Offered> = field
                    .controls
                    .iter()
                    .zip(words)
                    .map(|(control, text)| Offered { text, ..self.offered_by(*control) })
                    .collect();
                let text = options.iter().find(|o| o.selected).map(|o| o.text.clone()).unwrap_or_default();
                FieldValue { text, options, fixed, checked: None }
            }
            "select-one" => {
                let chosen = self.document.selected_option(first);
                let options: Vec<Offered> = self
                    .document
                    .options(first)
                    .into_iter()
                    .map(|o| Offered {
                        text: self.option_text(o),
                        value: self.document.value(o),
                        selected: Some(o) == chosen,
                        disabled: self.document.is_disabled(o),
                    })
                    .collect();
                let text = options.iter().find(|o| o.selected).map(|o| o.text.clone()).unwrap_or_default();
                FieldValue { text, options, fixed, checked: None }
            }
            "checkbox" => {
                let offered = self.offered_by(first);
                FieldValue { text: offered.text, checked: Some(offered.selected), options: Vec::new(), fixed }
            }
            _ => FieldValue { text: self.document.value(first), fixed, ..FieldValue::default() },
        }
    }

    fn option_text(&self, option: NodeId) -> String {
        let text = crate::html::collapse(&self.document.raw_text(option));
        if text.is_empty() { self.document.attribute(option, "label").unwrap_or("").to_owned() } else { text }
    }

    fn offered_by(&self, control: NodeId) -> Offered {
        Offered {
            text: self.words_of(control),
            value: self.document.value(control),
            selected: self.document.node(control).checked,
            disabled: self.is_fixed(control),
        }
    }

    /// The words that stand for one radio or box: its label, else the text after it.
    fn words_of(&self, control: NodeId) -> String {
        let label = self
            .document
            .attribute(control, "id")
            .and_then(|id| {
                let mut labels = self.document.elements(Document::ROOT, "label");
                labels.find(|l| self.document.attribute(*l, "for") == Some(id))
            })
            .or_else(|| self.document.closest(control, &["label"]))
            .map(|l| self.document.text(l))
            .filter(|t| !t.is_empty());
        label.unwrap_or_else(|| {
            let after = self.reading().0.after(control);
            if after.is_empty() {
                self.document.attribute(control, "aria-label").unwrap_or("").to_owned()
            } else {
                after
            }
        })
    }

    /// The words of each radio of a group. They stand after the radios; where nothing stands after the last one, but
    /// something before each, they stand before them.
    fn words_of_group(&self, group: &[NodeId]) -> Vec<String> {
        let stream = &self.reading().0;
        let ends_bare = group.last().is_some_and(|last| stream.just_after(*last).is_none());
        if group.len() > 1 && ends_bare {
            let before: Vec<String> = group.iter().filter_map(|radio| self.words_before(*radio)).collect();
            if before.len() == group.len() {
                return before;
            }
        }
        group.iter().map(|radio| self.words_of(*radio)).collect()
    }

    /// The text or element right before a radio in its own box; the row's label is further out.
    fn words_before(&self, radio: NodeId) -> Option<String> {
        let siblings = &self.document.node(self.document.node(radio).parent?).children;
        let at = siblings.iter().position(|s| *s == radio)?;
        let words = siblings[..at].iter().rev().map_while(|before| {
            (!self.reading().0.at.contains_key(before)).then(|| self.document.text(*before))
        });
        words.into_iter().find(|text| super::stream::meaningful(text))
    }

    /// The place of the wanted option. Exactly one must fit.
    pub(super) fn option_at(&self, field: &FieldRef, wanted: &Choice) -> Result<usize, PageError> {
        let value = self.value(field);
        let fits = |offered: &Offered| match wanted {
            Choice::Named(name) => normalise(&offered.text) == normalise(name),
            Choice::Checked(on) => labels::flag(&offered.text) == Some(*on),
            _ => false,
        };
        let refuse =
            |reason: &str| PageError::NotSettable { field: field.label.clone(), reason: reason.to_owned() };
        let at = match wanted {
            Choice::Option(at) if *at < value.options.len() => *at,
            Choice::Option(_) => return Err(refuse("there is no such option")),
            _ => {
                let found: Vec<usize> =
                    (0..value.options.len()).filter(|at| fits(&value.options[*at])).collect();
                match found.as_slice() {
                    [one] => *one,
                    [] => return Err(refuse("no option has these words")),
                    _ => return Err(refuse("several options have these words")),
                }
            }
        };
        if value.options[at].disabled {
            return Err(refuse("the option cannot be chosen now"));
        }
        Ok(at)
    }

    /// The words in the row of a control, before and after it: where 「(認証済)」 stands.
    #[must_use]
    pub fn beside(&self, control: &ControlRef) -> (String, String) {
        let node = self.node_of(control);
        let stream = &self.reading().0;
        if stream.at.contains_key(&node) {
            return stream.row(node);
        }
        // A link or cell: everything in the row but its own words; without a row, everything in its line.
        let row = self.document.closest(node, &["tr", "dd", "li", "p", "fieldset"]);
        let own = control.text.as_str();
        let Some(row) = row else { return self.in_line_with(node) };
        let all = self.document.text(row);
        match all.split_once(own) {
            Some((before, after)) => (before.trim().to_owned(), after.trim().to_owned()),
            None => (all, String::new()),
        }
    }

    /// The words before and after something, up to the next line end or control.
    fn in_line_with(&self, node: NodeId) -> (String, String) {
        let document = &self.document;
        let block = document.ancestors(node).find(|a| crate::html::is_block(document.name(*a)));
        let within: Vec<NodeId> = document.descendants(block.unwrap_or(Document::ROOT)).collect();
        let own: Vec<NodeId> = std::iter::once(node).chain(document.descendants(node)).collect();
        let words = |ids: &mut dyn Iterator<Item = &NodeId>| -> Vec<String> {
            let line = ids.take_while(|id| {
                let name = document.name(**id);
                !crate::html::is_block(name) && !document.is_control(**id)
            });
            line.filter_map(|id| match &document.node(*id).kind {
                NodeKind::Text(text) => Some(crate::html::collapse(text)),
                _ => None,
            })
            .filter(|text| !text.is_empty())
            .collect()
        };
        let Some(at) = within.iter().position(|id| *id == node) else { return Default::default() };
        let mut before = words(&mut within[..at].iter().rev());
        before.reverse();
        let after = words(&mut within[at..].iter().filter(|id| !own.contains(id)));
        (before.join(" "), after.join(" "))
    }

    /// The one clickable thing whose words are this word.
    pub fn button(&self, word: Word) -> Result<ControlRef, FindError> {
        let looked_for = format!("{word:?}");
        let fitting: Vec<_> = self.links().into_iter().filter(|c| word.is(&c.text)).collect();
        let usable: Vec<_> = fitting.iter().filter(|c| !c.disabled).cloned().collect();
        let mut candidates = if usable.is_empty() { fitting } else { usable };
        // Where the page has a button of exactly the guide's name, [変更] beside a password does not compete with it.
        if candidates.iter().any(|c| word.is_as_in_the_guide(&c.text)) {
            candidates.retain(|c| word.is_as_in_the_guide(&c.text));
        }
        match candidates.len() {
            0 => Err(FindError::None { looked_for }),
            1 => Ok(candidates.remove(0).control),
            _ => {
                // The same button above and below a long form is one button.
                let same = |c: &super::Clickable| (c.href.clone(), c.handler.clone(), c.form);
                let written = candidates[0].handler.is_some()
                    || candidates[0].href.as_deref().is_some_and(|href| !href.trim_start().starts_with('#'));
                if written && candidates.iter().all(|c| same(c) == same(&candidates[0])) {
                    return Ok(candidates.remove(0).control);
                }
                Err(FindError::Several {
                    looked_for,
                    found: candidates.into_iter().map(|c| c.text).collect(),
                })
            }
        }
    }
}
