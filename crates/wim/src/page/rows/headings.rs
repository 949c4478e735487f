//! Headings: which element of the page heads what follows it, and how far. How a title is drawn is for [`titles`] to say.

use super::Reader;
use crate::html::{Document, NodeId, is_block};
use crate::labels;
use crate::page::stream::meaningful;
use crate::page::titles;

/// How many neighbours of an element are looked at on its line.
const NEAR: usize = 32;

impl Reader<'_> {
    /// What a heading heads: the nearest element around it that holds a field. A title in a panel ends with the panel; a
    /// title in a table of its own heads what follows that table.
    pub(super) fn box_of(&self, heading: NodeId) -> NodeId {
        self.document.ancestors(heading).find(|a| self.holders.contains(a)).unwrap_or(Document::ROOT)
    }

    /// A legend's or caption's words.
    pub(super) fn caption(&self, id: NodeId) -> Option<String> {
        let name = if self.document.name(id) == "table" { "caption" } else { "legend" };
        let found =
            self.document.node(id).children.iter().copied().find(|c| self.document.name(*c) == name)?;
        Some(self.document.text(found)).filter(|text| meaningful(text))
    }

    pub(super) fn heading(&self, id: NodeId) -> Option<(u8, String)> {
        let name = self.document.name(id);
        let level = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => name.as_bytes()[1] - b'0',
            "tr" | "div" | "p" | "b" | "strong" | "span" | "font" | "dt" | "li" | "center" => 7,
            _ => return None,
        };
        let text = self.short_text(id)?;
        if level < 7 {
            return Some((level, text));
        }
        if self.has_controls(id) || !self.document.is_visible(id) {
            return None;
        }
        let marked = || titles::looks_like_title(self.document, id);
        let is = match name {
            "tr" => {
                let cells = self.cells(id);
                let worded = cells.iter().filter(|c| meaningful(&self.document.text(**c))).count();
                let nested = self.document.elements(id, "table").next().is_some();
                worded == 1 && !nested && (labels::names_section(&text) || marked())
            }
            "dt" => {
                labels::names_section(&text)
                    && self.next_element(id).is_none_or(|n| self.document.name(n) != "dd")
            }
            _ => {
                if self.document.closest(id, &["label", "dd", "dt", "legend", "a", "button"]).is_some() {
                    return None;
                }
                match self.document.closest(id, &["tr"]) {
                    // In a plain row the row rule decides; in a cell that lays out the page this is a line of its own.
                    Some(row) if !self.lays_out(row) => return None,
                    _ => {}
                }
                let whole_line = matches!(name, "div" | "p" | "li" | "center") || self.alone_on_line(id);
                whole_line && (labels::names_section(&text) || (labels::section(&text).is_some() && marked()))
            }
        };
        (is && !self.labels_a_field(id, marked())).then_some((7, text))
    }

    /// Whether a text is the label of the field after it: no other words stand between. Fields under a title have labels of
    /// their own. A box has its words behind it; a choice or button may have none, so there only a drawn title is one.
    fn labels_a_field(&self, id: NodeId, drawn_as_title: bool) -> bool {
        let next = self.stream.control_after(id, |control| self.document.is_visible(control));
        next.is_some_and(|control| match self.document.control_type(control).as_str() {
            "checkbox" => false,
            "radio" | "button" | "submit" | "image" => !drawn_as_title,
            _ => true,
        })
    }

    /// Whether nothing else stands on the line of an element: no words, no field.
    fn alone_on_line(&self, id: NodeId) -> bool {
        let mut at = id;
        while let Some(parent) = self.document.node(at).parent {
            let siblings = &self.document.node(parent).children;
            let Some(here) = siblings.iter().position(|s| *s == at) else { return false };
            let on_line = |s: &&NodeId| !is_block(self.document.name(**s));
            let before = siblings[..here].iter().rev().take_while(on_line).take(NEAR);
            let mut beside = before.chain(siblings[here + 1..].iter().take_while(on_line).take(NEAR));
            if beside.any(|s| self.says_something(*s)) {
                return false;
            }
            if is_block(self.document.name(parent)) {
                return true;
            }
            at = parent;
        }
        true
    }

    fn says_something(&self, id: NodeId) -> bool {
        !self.stream.is_help(id)
            && (self.stream.at.contains_key(&id)
                || self.has_controls(id)
                || meaningful(&self.document.text(id)))
    }

    /// Whether the cells of a row lay out the page, rather than hold one setting.
    fn lays_out(&self, row: NodeId) -> bool {
        self.document.elements(row, "table").next().is_some() || self.short_text(row).is_none()
    }
}
