//! Labels to controls: what a person would call each field of the page, and under which headings it stands.
//!
//! Every structure in which printers lay out a settings page gives candidates — the label cell of a table row, `dt`
//! before `dd`, `label for=`, a legend, the words before a control — and all of them are kept: which one is known is
//! for [`crate::labels`] to say. Values shown as plain text are rows too, without controls.

mod headings;
mod plain;
mod words;

use std::collections::{HashMap, HashSet};

use super::stream::{Stream, meaningful};
use crate::html::{Document, NodeId};
use crate::labels;

/// One labelled thing of the page.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub labels: Vec<String>,
    /// Headings over it, nearest first.
    pub sections: Vec<String>,
    /// Radios of one group, or the one control; none for plain text.
    pub controls: Vec<NodeId>,
    /// The value of a plain text row.
    pub plain: String,
    pub visible: bool,
}

#[derive(Debug, Default)]
pub(super) struct Rows {
    pub rows: Vec<Row>,
    pub page_has_sections: bool,
}

/// How many nodes or characters a text may have to be looked at as a label or heading.
const SHORT: usize = 160;

impl Rows {
    pub fn of(document: &Document, stream: &Stream) -> Self {
        let mut reader = Reader {
            document,
            stream,
            label_for: HashMap::new(),
            by_id: HashMap::new(),
            radio_groups: HashMap::new(),
            holders: HashSet::new(),
            scopes: vec![Scope { node: Document::ROOT, headings: Vec::new(), legend: None }],
            rows: Vec::new(),
            headings: Vec::new(),
        };
        reader.collect();
        reader.walk();
        reader.loose_lines();
        let known = |h: &String| labels::section(h).is_some_and(|s| s != labels::Section::Page);
        let page_has_sections = reader.headings.len() > 1 || reader.headings.iter().any(known);
        let mut rows = reader.rows;
        if !page_has_sections {
            // A single unknown heading is the page's title.
            rows.iter_mut().for_each(|row| row.sections.clear());
        }
        Self { rows, page_has_sections }
    }
}

struct Scope {
    node: NodeId,
    headings: Vec<Heading>,
    legend: Option<String>,
}

struct Heading {
    level: u8,
    text: String,
    /// The box that it heads: rows outside of it are not below it, whatever comes next in the source.
    within: NodeId,
}

struct Reader<'a> {
    document: &'a Document,
    stream: &'a Stream,
    label_for: HashMap<String, NodeId>,
    by_id: HashMap<String, NodeId>,
    radio_groups: HashMap<(Option<NodeId>, String), Vec<NodeId>>,
    /// Every element that holds a field.
    holders: HashSet<NodeId>,
    scopes: Vec<Scope>,
    rows: Vec<Row>,
    headings: Vec<String>,
}

impl Reader<'_> {
    fn collect(&mut self) {
        for id in self.document.all() {
            if let Some(own) = self.document.attribute(id, "id") {
                self.by_id.entry(own.to_owned()).or_insert(id);
            }
            if self.document.name(id) == "label"
                && let Some(of) = self.document.attribute(id, "for")
            {
                self.label_for.entry(of.to_owned()).or_insert(id);
            }
            if self.stream.at.contains_key(&id)
                && !matches!(self.document.control_type(id).as_str(), "button" | "submit" | "image" | "reset")
            {
                for around in self.document.ancestors(id) {
                    if !self.holders.insert(around) {
                        break;
                    }
                }
            }
            if self.is_kind(id, "radio") {
                let name = self.document.attribute(id, "name").unwrap_or("").to_owned();
                self.radio_groups.entry((self.document.form_of(id), name)).or_default().push(id);
            }
        }
    }

    fn is_kind(&self, id: NodeId, kind: &str) -> bool {
        self.document.name(id) == "input" && self.document.control_type(id) == kind
    }

    fn walk(&mut self) {
        let mut stack = vec![(Document::ROOT, false)];
        let mut done: HashSet<NodeId> = HashSet::new();
        while let Some((id, leaving)) = stack.pop() {
            if leaving {
                if self.scopes.len() > 1 && self.scopes.last().is_some_and(|s| s.node == id) {
                    self.scopes.pop();
                }
                if let Some(scope) = self.scopes.last_mut() {
                    scope.headings.retain(|heading| heading.within != id);
                }
                continue;
            }
            let name = self.document.name(id);
            if self.document.is_control(id) {
                self.control(id, &mut done);
                continue;
            }
            if matches!(name, "fieldset" | "section" | "article")
                || (name == "table" && self.caption(id).is_some())
            {
                let legend = self.caption(id);
                self.headings.extend(legend.clone());
                self.scopes.push(Scope { node: id, headings: Vec::new(), legend });
            } else if let Some((level, text)) = self.heading(id) {
                self.headings.push(text.clone());
                let within = self.box_of(id);
                if let Some(scope) = self.scopes.last_mut() {
                    scope.headings.retain(|known| known.level < level);
                    scope.headings.push(Heading { level, text, within });
                }
            }
            stack.push((id, true));
            match name {
                "tr" => self.plain_cells(id),
                "dt" => self.plain_definition(id),
                _ => {}
            }
            stack.extend(self.document.node(id).children.iter().rev().map(|c| (*c, false)));
        }
    }

    fn sections(&self) -> Vec<String> {
        let mut path = Vec::new();
        for scope in self.scopes.iter().rev() {
            path.extend(scope.headings.iter().rev().map(|heading| heading.text.clone()));
            path.extend(scope.legend.clone());
        }
        path
    }

    /// The text of a small element, `None` where there is too much in it to be a label or heading.
    fn short_text(&self, id: NodeId) -> Option<String> {
        let mut nodes = self.document.descendants(id);
        if nodes.by_ref().take(SHORT).count() == SHORT {
            return None;
        }
        let text = self.document.text(id);
        (meaningful(&text) && text.chars().count() <= SHORT).then_some(text)
    }

    fn has_controls(&self, id: NodeId) -> bool {
        self.document.descendants(id).take(4 * SHORT).any(|d| self.stream.at.contains_key(&d))
    }

    fn next_element(&self, id: NodeId) -> Option<NodeId> {
        let parent = self.document.node(id).parent?;
        let siblings = &self.document.node(parent).children;
        let at = siblings.iter().position(|s| *s == id)?;
        siblings[at + 1..].iter().copied().find(|s| !self.document.name(*s).is_empty())
    }

    /// The cells of a row, also where a form or a hidden field stands between them.
    fn cells(&self, row: NodeId) -> Vec<NodeId> {
        let mut cells = Vec::new();
        let mut stack: Vec<NodeId> = self.document.node(row).children.iter().rev().copied().collect();
        while let Some(id) = stack.pop() {
            match self.document.name(id) {
                "td" | "th" => cells.push(id),
                "form" | "span" | "div" => stack.extend(self.document.node(id).children.iter().rev()),
                _ => {}
            }
        }
        cells
    }

    fn control(&mut self, id: NodeId, done: &mut HashSet<NodeId>) {
        let kind = self.document.control_type(id);
        if matches!(kind.as_str(), "hidden" | "reset") || done.contains(&id) || self.stream.is_help(id) {
            return;
        }
        let controls = if kind == "radio" { self.group_of(id).to_vec() } else { vec![id] };
        done.extend(&controls);
        let mut sections = self.sections();
        let mut labels = self.labels_of(id, kind == "radio");
        if kind == "radio"
            && let Some(legend) = self.scopes.last().and_then(|scope| scope.legend.clone())
        {
            // A fieldset round one group of radios names the group, not a part of the page.
            labels.push(legend.clone());
            if labels::section(&legend)
                .is_none_or(|s| s != labels::Section::Smtp || !labels::names_section(&legend))
            {
                sections.retain(|s| *s != legend);
            }
        }
        let visible = controls.iter().any(|c| self.document.is_visible(*c));
        self.rows.push(Row { labels, sections, controls, plain: String::new(), visible });
    }
}
