//! The page as a person reads it: words, controls, line ends and row ends, one after the other.
//!
//! Tables, lists and loose text all look the same from here, which is what lets a label be found without knowing the
//! page's layout.

use std::collections::{HashMap, HashSet};

use crate::html::{Document, NodeId, NodeKind};
use crate::labels::Word;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Words(String),
    Control(NodeId),
    /// A new line or cell begins.
    Line,
    /// A new row, list item or part begins.
    Row,
}

#[derive(Debug, Default)]
pub(super) struct Stream {
    pub pieces: Vec<Piece>,
    pub at: HashMap<NodeId, usize>,
    /// Where the pieces of an element end.
    ends: HashMap<NodeId, usize>,
    helps: HashSet<NodeId>,
}

impl Stream {
    pub fn of(document: &Document) -> Self {
        let mut stream = Self::default();
        // (node, leaving)
        let mut stack = vec![(Document::ROOT, false)];
        while let Some((id, leaving)) = stack.pop() {
            if leaving {
                stream.ends.insert(id, stream.pieces.len());
                stream.boundary(document.name(id));
                continue;
            }
            match &document.node(id).kind {
                NodeKind::Text(text) => {
                    let words = crate::html::collapse(text);
                    if !words.is_empty() {
                        stream.words(&words);
                    }
                }
                NodeKind::Element(name) => {
                    if is_help(document, id) {
                        stream.helps.insert(id);
                        continue;
                    }
                    if document.is_control(id) && document.control_type(id) != "hidden" {
                        stream.at.insert(id, stream.pieces.len());
                        stream.pieces.push(Piece::Control(id));
                        continue;
                    }
                    if document.hides_its_text(id) && !contains_controls(document, id) {
                        continue;
                    }
                    stream.boundary(name);
                    stack.push((id, true));
                    stack.extend(document.node(id).children.iter().rev().map(|c| (*c, false)));
                }
                NodeKind::Root => stack.extend(document.node(id).children.iter().rev().map(|c| (*c, false))),
            }
        }
        stream
    }

    fn words(&mut self, words: &str) {
        if let Some(Piece::Words(before)) = self.pieces.last_mut() {
            before.push(' ');
            before.push_str(words);
        } else {
            self.pieces.push(Piece::Words(words.to_owned()));
        }
    }

    fn boundary(&mut self, name: &str) {
        let piece = match name {
            "tr" | "dt" | "li" | "fieldset" | "legend" | "table" | "h1" | "h2" | "h3" | "h4" | "h5"
            | "h6" | "hr" | "dl" | "form" | "section" => Piece::Row,
            _ if crate::html::is_block(name) => Piece::Line,
            _ => return,
        };
        match (self.pieces.last(), &piece) {
            (Some(Piece::Row), _) | (Some(Piece::Line), Piece::Line) => {}
            (Some(Piece::Line), Piece::Row) => {
                self.pieces.pop();
                self.pieces.push(piece);
            }
            _ => self.pieces.push(piece),
        }
    }

    /// Whether an element only explains its row.
    pub fn is_help(&self, id: NodeId) -> bool {
        self.helps.contains(&id)
    }

    /// The control that comes next after an element, if no words stand between.
    pub fn control_after(&self, element: NodeId, counts: impl Fn(NodeId) -> bool) -> Option<NodeId> {
        let end = *self.ends.get(&element)?;
        self.pieces[end..].iter().find_map(|piece| match piece {
            Piece::Words(words) if meaningful(words) => Some(None),
            Piece::Control(control) if counts(*control) => Some(Some(*control)),
            _ => None,
        })?
    }

    /// The words nearest before a control, whatever lines lie between, if no other control does.
    pub fn before(&self, control: NodeId) -> Option<String> {
        let at = *self.at.get(&control)?;
        self.pieces[..at].iter().rev().find_map(|piece| match piece {
            Piece::Words(words) if meaningful(words) => Some(Some(words.clone())),
            Piece::Control(_) => Some(None),
            _ => None,
        })?
    }

    /// The words right after a control: of its own line, or of the next one in the same row where its own has none.
    pub fn after(&self, control: NodeId) -> String {
        let Some(at) = self.at.get(&control) else { return String::new() };
        let mut words = String::new();
        for piece in &self.pieces[at + 1..] {
            match piece {
                Piece::Words(more) => words.push_str(more),
                Piece::Line if words.is_empty() => {}
                _ => break,
            }
        }
        words
    }

    /// The words right after a control, on its own line.
    pub fn just_after(&self, control: NodeId) -> Option<&str> {
        match self.pieces.get(self.at.get(&control)? + 1) {
            Some(Piece::Words(words)) if meaningful(words) => Some(words),
            _ => None,
        }
    }

    /// All words in the row of a control: before and after it.
    pub fn row(&self, control: NodeId) -> (String, String) {
        let Some(at) = self.at.get(&control) else { return Default::default() };
        let take = |pieces: &mut dyn Iterator<Item = &Piece>| {
            let mut words = Vec::new();
            for piece in pieces {
                match piece {
                    Piece::Words(more) => words.push(more.clone()),
                    Piece::Row => break,
                    _ => {}
                }
            }
            words
        };
        let mut before = take(&mut self.pieces[..*at].iter().rev());
        before.reverse();
        (before.join(" "), take(&mut self.pieces[at + 1..].iter()).join(" "))
    }
}

/// A button or link that only explains its row: 「ヘルプ」, `?`, an icon. It is no part of the label it stands beside, and
/// no control that ends it.
fn is_help(document: &Document, id: NodeId) -> bool {
    let words = match document.name(id) {
        "input" if document.control_type(id) == "button" => document.value(id),
        "a" | "button" => document.text(id),
        _ => return false,
    };
    Word::Help.is(&words) || (!meaningful(&words) && words.contains(['?', '？']))
}

fn contains_controls(document: &Document, id: NodeId) -> bool {
    !matches!(document.name(id), "head" | "script" | "style" | "title" | "noscript" | "template")
        && document.descendants(id).any(|d| document.is_control(d))
}

/// Whether words say anything: a lone colon or bullet between label and control does not.
pub(super) fn meaningful(words: &str) -> bool {
    words.chars().any(char::is_alphanumeric)
}
