//! The words that a person would read as the label of a control, from every structure in which they can stand.

use super::{Reader, SHORT};
use crate::html::{NodeId, collapse, is_block};
use crate::labels::{Word, normalise};
use crate::page::stream::meaningful;

impl Reader<'_> {
    pub(super) fn labels_of(&self, id: NodeId, radio: bool) -> Vec<String> {
        let mut labels: Vec<String> = Vec::new();
        let mut add = |text: Option<String>| {
            if let Some(text) = text.map(|t| collapse(&t)).filter(|t| meaningful(t) && t.len() <= 4 * SHORT)
                && !labels.contains(&text)
            {
                labels.push(text);
            }
        };
        let spoken = |node: NodeId| {
            self.document.attribute(node, "aria-label").map(str::to_owned).or_else(|| {
                let ids = self.document.attribute(node, "aria-labelledby")?;
                let texts: Vec<String> = ids
                    .split_whitespace()
                    .filter_map(|i| self.by_id.get(i))
                    .map(|i| self.document.text(*i))
                    .collect();
                Some(texts.join(" "))
            })
        };
        if radio {
            add(self
                .document
                .ancestors(id)
                .find(|a| matches!(self.document.attribute(*a, "role"), Some("radiogroup" | "group")))
                .and_then(spoken));
        } else {
            let own = self.document.attribute(id, "id").and_then(|i| self.label_for.get(i));
            add(own.and_then(|l| self.short_text(*l)));
            add(self.document.closest(id, &["label"]).and_then(|l| self.short_text(l)));
            add(spoken(id));
        }
        for text in self.cell_labels(id) {
            add(Some(text));
        }
        if let Some(definition) = self.document.closest(id, &["dd", "td", "th"])
            && self.document.name(definition) == "dd"
        {
            add(self.term_of(definition));
        }
        add(self.words_beside(id, radio));
        if let Some(words) = self.stream.before(id).map(|words| collapse(&words))
            && words.len() <= 4 * SHORT
            && !labels.iter().any(|label| *label == words || is_end_of(&words, label))
        {
            labels.push(words);
        }
        labels
    }

    /// The words right before the control, or before the small box that holds it: `<span>Label</span><span>…</span>`,
    /// whole even where a line breaks in an element. Cells of tables have a rule of their own.
    fn words_beside(&self, id: NodeId, radio: bool) -> Option<String> {
        let mut at = id;
        for _ in 0..8 {
            let parent = self.document.node(at).parent?;
            let siblings = &self.document.node(parent).children;
            let here = siblings.iter().position(|s| *s == at)?;
            for (place, before) in siblings[..here].iter().enumerate().rev() {
                if self.stream.at.contains_key(before) || self.has_controls(*before) {
                    return None;
                }
                let name = self.document.name(*before);
                if meaningful(&self.document.text(*before)) && !self.stream.is_help(*before) {
                    // Bare words end at the line: the stream knows where. Right before a radio they may be its own.
                    if radio && at == id && name.is_empty() {
                        continue;
                    }
                    let other =
                        matches!(name, "" | "td" | "th" | "tr" | "tbody" | "thead" | "table" | "caption");
                    return (!other).then(|| self.whole_label(&siblings[..=place])).flatten();
                }
            }
            // Out of a table only from its first cell: nothing stood before it.
            if !matches!(
                self.document.name(parent),
                "span"
                    | "div"
                    | "label"
                    | "p"
                    | "b"
                    | "font"
                    | "nobr"
                    | "dd"
                    | "td"
                    | "th"
                    | "tr"
                    | "tbody"
                    | "table"
            ) {
                return None;
            }
            at = parent;
        }
        None
    }

    /// The label that ends with the last of these siblings: that element, and what is written before it on its line. A part
    /// alone could mean another item: 「IMAP4」 and 「ポート番号」 in two `span`s. A mark (「必須」) is no part of it.
    fn whole_label(&self, siblings: &[NodeId]) -> Option<String> {
        let (last, earlier) = siblings.split_last()?;
        let mut parts = vec![self.short_text(*last)?];
        if !is_block(self.document.name(*last)) {
            for before in earlier.iter().rev().take(SHORT) {
                if is_block(self.document.name(*before))
                    || matches!(self.document.name(*before), "a" | "button")
                    || self.stream.at.contains_key(before)
                    || self.has_controls(*before)
                {
                    break;
                }
                let text = self.document.text(*before);
                if !Word::Required.is(&text) {
                    parts.push(text);
                }
            }
        }
        parts.reverse();
        Some(collapse(&parts.join(" "))).filter(|text| text.chars().count() <= SHORT)
    }

    /// The words of the cells before the control's cell, nearest first, until another control stands between. Where the
    /// cell begins a table of its own, that table's cell is looked at instead.
    fn cell_labels(&self, id: NodeId) -> Vec<String> {
        let mut inner = id;
        for _ in 0..3 {
            let Some(cell) = self.document.closest(inner, &["td", "th"]) else { break };
            let Some(row) = self.document.closest(cell, &["tr"]) else { break };
            let cells = self.cells(row);
            let Some(at) = cells.iter().position(|c| *c == cell) else { break };
            let mut found = Vec::new();
            let mut first = true;
            for before in cells[..at].iter().rev() {
                first = false;
                if self.has_controls(*before) {
                    if !found.is_empty() {
                        break;
                    }
                    continue;
                }
                found.extend(self.short_text(*before));
            }
            if found.is_empty() {
                found.extend(self.spanning_label(row).or_else(|| self.label_above(row, id)));
            }
            let Some(table) = self.document.closest(row, &["table"]).filter(|_| found.is_empty() && first)
            else {
                return found;
            };
            if self.document.elements(table, "tr").next() != Some(row) {
                return found;
            }
            inner = table;
        }
        Vec::new()
    }

    /// The label of an earlier row that reaches down to this one (`rowspan`).
    fn spanning_label(&self, row: NodeId) -> Option<String> {
        let parent = self.document.node(row).parent?;
        let siblings = &self.document.node(parent).children;
        let at = siblings.iter().position(|s| *s == row)?;
        let rows = siblings[..at].iter().rev().filter(|s| self.document.name(**s) == "tr").take(20);
        for (distance, earlier) in rows.enumerate() {
            for cell in self.cells(*earlier) {
                let spans =
                    self.document.attribute(cell, "rowspan").and_then(|s| s.trim().parse::<usize>().ok());
                if spans.is_some_and(|s| s > distance + 1)
                    && !self.has_controls(cell)
                    && let Some(text) = self.short_text(cell)
                {
                    return Some(text);
                }
            }
        }
        None
    }

    /// The label that stands alone in the row above, whole, where nothing but this control follows it: the control's own
    /// words may, where each choice of a group has them before it.
    fn label_above(&self, row: NodeId, control: NodeId) -> Option<String> {
        let parent = self.document.node(row).parent?;
        let siblings = &self.document.node(parent).children;
        let at = siblings.iter().position(|s| *s == row)?;
        let above = siblings[..at].iter().rev().copied().find(|s| self.document.name(*s) == "tr")?;
        let follows = || self.stream.control_after(above, |_| true) == Some(control);
        let own_words = || {
            let here = |id: &&NodeId| self.document.closest(**id, &["tr"]) == Some(row);
            let mut choices = self.group_of(control).iter().filter(here);
            choices.next() == Some(&control)
                && choices.next_back().is_some_and(|last| self.stream.just_after(*last).is_none())
        };
        if !(follows() || own_words()) || self.has_controls(above) || self.heading(above).is_some() {
            return None;
        }
        let mut worded = self.cells(above).into_iter().filter_map(|cell| self.short_text(cell));
        worded.next().filter(|_| worded.next().is_none())
    }

    /// All radios of a radio's group; nothing for other controls.
    pub(super) fn group_of(&self, radio: NodeId) -> &[NodeId] {
        let name = self.document.attribute(radio, "name").unwrap_or("").to_owned();
        let group = self.radio_groups.get(&(self.document.form_of(radio), name));
        group.filter(|group| group.contains(&radio)).map_or(&[], Vec::as_slice)
    }

    fn term_of(&self, definition: NodeId) -> Option<String> {
        let parent = self.document.node(definition).parent?;
        let siblings = &self.document.node(parent).children;
        let at = siblings.iter().position(|s| *s == definition)?;
        let term = siblings[..at].iter().rev().copied().find(|s| self.document.name(*s) == "dt")?;
        self.short_text(term)
    }
}

/// Whether words are only the last line of a longer label: a line break in a label makes no second one.
fn is_end_of(words: &str, label: &str) -> bool {
    let (words, label) = (normalise(words), normalise(label));
    label.strip_suffix(words.as_str()).is_some_and(|rest| !rest.is_empty() && !Word::Required.is(rest))
}
