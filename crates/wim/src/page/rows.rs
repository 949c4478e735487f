//! Labels to controls: what a person would call each field of the page, and under which headings it stands.
//!
//! Every structure in which printers lay out a settings page gives candidates — the label cell of a table row, `dt`
//! before `dd`, `label for=`, a legend, the words before a control — and all of them are kept: which one is known is
//! for [`crate::labels`] to say. Values shown as plain text are rows too, without controls.

use std::collections::{HashMap, HashSet};

use super::stream::{Piece, Stream, meaningful};
use super::titles;
use crate::html::{Document, NodeId, collapse};
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

    /// What a heading heads: the nearest element around it that holds a field. A title in a panel ends with the panel; a
    /// title in a table of its own heads what follows that table.
    fn box_of(&self, heading: NodeId) -> NodeId {
        self.document.ancestors(heading).find(|a| self.holders.contains(a)).unwrap_or(Document::ROOT)
    }

    /// A legend's or caption's words.
    fn caption(&self, id: NodeId) -> Option<String> {
        let name = if self.document.name(id) == "table" { "caption" } else { "legend" };
        let found =
            self.document.node(id).children.iter().copied().find(|c| self.document.name(*c) == name)?;
        Some(self.document.text(found)).filter(|text| meaningful(text))
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

    fn heading(&self, id: NodeId) -> Option<(u8, String)> {
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
                    Some(row) if self.document.elements(row, "table").next().is_none() => return None,
                    _ => {}
                }
                let whole_line = matches!(name, "div" | "p" | "li" | "center") || self.alone_on_line(id);
                whole_line && (labels::names_section(&text) || (labels::section(&text).is_some() && marked()))
            }
        };
        is.then_some((7, text))
    }

    fn alone_on_line(&self, id: NodeId) -> bool {
        self.document.node(id).parent.is_some_and(|parent| {
            let next = self.next_element(id);
            next.is_none_or(|n| crate::html::is_block(self.document.name(n)))
                || (!self.has_controls(parent) && self.short_text(parent) == self.short_text(id))
        })
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
        if matches!(kind.as_str(), "hidden" | "reset") || done.contains(&id) {
            return;
        }
        let controls = if kind == "radio" {
            let name = self.document.attribute(id, "name").unwrap_or("").to_owned();
            let group =
                self.radio_groups.get(&(self.document.form_of(id), name)).cloned().unwrap_or_default();
            if group.is_empty() { vec![id] } else { group }
        } else {
            vec![id]
        };
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

    fn labels_of(&self, id: NodeId, radio: bool) -> Vec<String> {
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
        add(self.stream.before(id));
        labels
    }

    /// The element right before the control, or before the small box that holds it: `<span>Label</span><span>…</span>`,
    /// whole even where a line breaks in it. Cells of tables have a rule of their own.
    fn words_beside(&self, id: NodeId, radio: bool) -> Option<String> {
        let mut at = id;
        for _ in 0..4 {
            let parent = self.document.node(at).parent?;
            let siblings = &self.document.node(parent).children;
            let here = siblings.iter().position(|s| *s == at)?;
            for before in siblings[..here].iter().rev() {
                if self.stream.at.contains_key(before) || self.has_controls(*before) {
                    return None;
                }
                let text = self.document.text(*before);
                if meaningful(&text) && !self.stream.is_help(*before) {
                    // Bare words end at the line: the stream knows where. Right before a radio they may be its own.
                    if radio && at == id && self.document.name(*before).is_empty() {
                        continue;
                    }
                    let element = !self.document.name(*before).is_empty();
                    return element.then(|| self.short_text(*before)).flatten();
                }
            }
            if !matches!(
                self.document.name(parent),
                "span" | "div" | "label" | "p" | "b" | "font" | "nobr" | "dd"
            ) {
                return None;
            }
            at = parent;
        }
        None
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
                found.extend(self.spanning_label(row));
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

    fn term_of(&self, definition: NodeId) -> Option<String> {
        let parent = self.document.node(definition).parent?;
        let siblings = &self.document.node(parent).children;
        let at = siblings.iter().position(|s| *s == definition)?;
        let term = siblings[..at].iter().rev().copied().find(|s| self.document.name(*s) == "dt")?;
        self.short_text(term)
    }

    /// Rows whose value is only text: 「SMTP ポート番号 : 587」.
    fn plain_cells(&mut self, row: NodeId) {
        let mut label: Option<String> = None;
        for cell in self.cells(row) {
            if self.has_controls(cell) {
                label = None;
                continue;
            }
            let Some(text) = self.short_text(cell) else { continue };
            match label.take() {
                None => label = Some(text),
                Some(name) => self.plain(name, text, cell),
            }
        }
    }

    fn plain_definition(&mut self, term: NodeId) {
        if let Some(definition) = self.next_element(term).filter(|n| self.document.name(*n) == "dd")
            && !self.has_controls(definition)
            && let (Some(label), Some(text)) = (self.short_text(term), self.short_text(definition))
        {
            self.plain(label, text, definition);
        }
    }

    fn plain(&mut self, label: String, value: String, at: NodeId) {
        let visible = self.document.is_visible(at);
        let plain = value.trim_start_matches([':', '：', ' ']).to_owned();
        let sections = self.sections();
        self.rows.push(Row { labels: vec![label], sections, controls: Vec::new(), plain, visible });
    }

    /// 「SMTP ポート番号: 587」 on a line of its own, outside tables and lists of terms.
    fn loose_lines(&mut self) {
        for around in self.stream.pieces.windows(3) {
            if let [Piece::Line | Piece::Row, Piece::Words(words), Piece::Line | Piece::Row] = around
                && words.chars().count() <= SHORT
                && let Some((label, value)) = words.split_once([':', '：'])
                && meaningful(label)
                && meaningful(value)
            {
                let plain = value.trim().to_owned();
                let known = self
                    .rows
                    .iter()
                    .any(|r| r.labels.iter().any(|l| l.trim_end_matches([':', ' ']) == label.trim()));
                if !known {
                    // Where it stands among the headings is not known any more: only labels that need none will match.
                    self.rows.push(Row {
                        labels: vec![label.trim().to_owned()],
                        sections: vec![String::new()],
                        controls: Vec::new(),
                        plain,
                        visible: true,
                    });
                }
            }
        }
    }
}
