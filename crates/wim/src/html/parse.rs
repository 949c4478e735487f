//! From tokens to a tree, in one pass and in the order of the source.
//!
//! End tags that HTML lets one leave out (`td`, `tr`, `li`, `dd`, `option`, `p` …) are implied; end tags that match
//! nothing are ignored; a `form` that begins between table rows stays open until its own end tag, whatever closes
//! around it. Nothing is ever moved.

use std::cell::RefCell;
use std::collections::HashMap;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::tree::{Document, Node, NodeId, NodeKind};

/// What a page may not go past.
#[derive(Clone, Copy, Debug)]
pub struct ParseLimits {
    /// Characters in the source, in bytes.
    pub bytes: usize,
    /// Form controls (options count).
    pub controls: usize,
}

impl Default for ParseLimits {
    /// No settings page known comes near: the whole home page of a real printer has 13 kB.
    fn default() -> Self {
        Self { bytes: 4 * 1024 * 1024, controls: 50_000 }
    }
}

/// A page larger than any settings page can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the page is larger than any settings page can be")]
pub struct TooLarge;

/// Elements deeper than this are put beside each other instead of into each other: no page nests so, and every
/// walk up the tree stays short.
const DEEPEST: usize = 256;

/// Reads a page.
pub fn parse(source: &str, limits: ParseLimits) -> Result<Document, TooLarge> {
    read(source, limits)
}

/// Reads a part of a page, as a script's `innerHTML` gives it.
pub fn parse_fragment(source: &str, limits: ParseLimits) -> Result<Document, TooLarge> {
    read(source, limits)
}

fn read(source: &str, limits: ParseLimits) -> Result<Document, TooLarge> {
    if source.len() > limits.bytes {
        return Err(TooLarge);
    }
    let builder = Builder {
        state: RefCell::new(Building {
            document: Document::new(),
            open: vec![(Document::ROOT, String::new())],
            form: None,
            controls: 0,
            limit: limits.controls,
        }),
    };
    let tokenizer = Tokenizer::new(builder, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(source));
    // `feed` returns early only for sinks that ask for it at a script; ours never does.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let state = tokenizer.sink.state.into_inner();
    if state.controls > limits.controls {
        return Err(TooLarge);
    }
    let mut document = state.document;
    resolve_form_attributes(&mut document);
    Ok(document)
}

/// A control's `form=` names its form by id, wherever that stands.
fn resolve_form_attributes(document: &mut Document) {
    let forms: HashMap<String, NodeId> = document
        .all()
        .filter(|id| document.name(*id) == "form")
        .filter_map(|id| Some((document.attribute(id, "id")?.to_owned(), id)))
        .collect();
    let named: Vec<(NodeId, NodeId)> = document
        .all()
        .filter(|id| document.is_control(*id))
        .filter_map(|id| Some((id, *forms.get(document.attribute(id, "form")?)?)))
        .collect();
    for (control, form) in named {
        document.node_mut(control).owner = Some(form);
    }
}

struct Builder {
    state: RefCell<Building>,
}

struct Building {
    document: Document,
    open: Vec<(NodeId, String)>,
    form: Option<NodeId>,
    controls: usize,
    limit: usize,
}

impl TokenSink for Builder {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.text(&text),
            Token::NullCharacterToken => state.text("\u{fffd}"),
            Token::TagToken(tag) => match tag.kind {
                TagKind::StartTag => {
                    let name = tag.name.to_string();
                    state.start(&tag, &name);
                    return match name.as_str() {
                        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                        // As in a browser that runs scripts: what is for others is not read.
                        "style" | "noscript" | "noframes" | "iframe" | "xmp" => {
                            TokenSinkResult::RawData(RawKind::Rawtext)
                        }
                        "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
                        _ => TokenSinkResult::Continue,
                    };
                }
                TagKind::EndTag => state.end(&tag.name),
            },
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// An element that never has anything in it.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "basefont"
            | "bgsound"
    )
}

/// Which open elements a start tag ends, and at which elements the search for them stops.
fn implied_ends(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (&["tr"], &["table"]),
        "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
        "li" => (&["li"], &["ul", "ol", "table", "td"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl", "table", "td"]),
        "option" => (&["option"], &["select", "optgroup"]),
        "optgroup" => (&["optgroup"], &["select"]),
        "p" | "div" | "table" | "ul" | "ol" | "dl" | "form" | "fieldset" | "h1" | "h2" | "h3" | "h4"
        | "h5" | "h6" | "hr" | "section" | "center" | "pre" => (
            &["p"],
            &["table", "td", "th", "div", "li", "dd", "form", "fieldset", "body", "button", "caption"],
        ),
        "body" => (&["head"], &["html"]),
        _ => (&[], &[]),
    }
}

impl Building {
    fn current(&self) -> NodeId {
        self.open.last().map_or(Document::ROOT, |(id, _)| *id)
    }

    fn text(&mut self, text: &str) {
        let parent = self.current();
        if let Some(last) = self.document.node(parent).children.last().copied()
            && let NodeKind::Text(own) = &mut self.document.node_mut(last).kind
        {
            own.push_str(text);
            return;
        }
        self.document.append(parent, Node::new(NodeKind::Text(text.to_owned())));
    }

    fn start(&mut self, tag: &Tag, name: &str) {
        if self.controls > self.limit {
            return;
        }
        // A form inside a form does not begin one (HTML standard, and what browsers send).
        if name == "form" && self.form.is_some() {
            return;
        }
        let (ends, stops) = implied_ends(name);
        if !ends.is_empty() {
            self.close(|open| ends.contains(&open), stops);
        }
        if matches!(name, "td" | "th") && !self.within("tr", &["table"]) && self.within("table", &[]) {
            // A cell outside a row starts one, as in browsers.
            self.push("tr", Vec::new(), true);
        }
        let attributes = tag
            .attrs
            .iter()
            .map(|a| (qualified(a.name.prefix.as_deref(), &a.name.local), a.value.to_string()))
            .collect();
        // The slash of `<dd/>` means nothing in HTML; XSLT's leftovers are read as browsers read them.
        // A form that begins between rows has no descendants in a browser; it owns what follows by the form pointer alone.
        let between_rows = name == "form"
            && self.open.last().is_some_and(|(_, open)| {
                matches!(open.as_str(), "table" | "tbody" | "thead" | "tfoot" | "tr")
            });
        self.push(name, attributes, !is_void(name) && !between_rows);
    }

    fn push(&mut self, name: &str, attributes: Vec<(String, String)>, stays_open: bool) {
        let mut node = Node::new(NodeKind::Element(name.to_owned()));
        node.checked = attributes.iter().any(|(n, _)| match name {
            "input" => n == "checked",
            "option" => n == "selected",
            _ => false,
        });
        node.attributes = attributes;
        if matches!(name, "input" | "select" | "textarea" | "button" | "option") {
            self.controls += 1;
            node.owner = self.form;
        }
        let parent = self.current();
        let id = self.document.append(parent, node);
        if name == "form" {
            self.form = Some(id);
        }
        if stays_open && self.open.len() < DEEPEST {
            self.open.push((id, name.to_owned()));
        }
    }

    fn end(&mut self, name: &str) {
        if name == "form" {
            // Only the form itself ends; cells opened inside it stay open (HTML standard, "form end tag").
            self.form = None;
            if let Some(at) = self.open.iter().rposition(|(_, open)| open == "form") {
                self.open.remove(at);
            }
            return;
        }
        let stops: &[&str] = match name {
            "table" | "body" | "html" | "select" | "script" | "style" | "textarea" | "title" => &[],
            "tr" | "tbody" | "thead" | "tfoot" | "td" | "th" | "caption" => &["table"],
            // A stray end tag in a cell must not close the cell's surroundings.
            _ => &["table", "td", "th", "caption"],
        };
        self.close(|open| open == name, stops);
    }

    /// Closes the nearest open element that matches, and everything in it, unless a stop stands between.
    fn close(&mut self, matches: impl Fn(&str) -> bool, stops: &[&str]) {
        for at in (1..self.open.len()).rev() {
            let open = self.open[at].1.as_str();
            if matches(open) {
                self.open.truncate(at);
                return;
            }
            if stops.contains(&open) {
                return;
            }
        }
    }

    fn within(&self, name: &str, stops: &[&str]) -> bool {
        self.open
            .iter()
            .rev()
            .take_while(|(_, open)| !stops.contains(&open.as_str()))
            .any(|(_, open)| open == name)
    }
}

fn qualified(prefix: Option<&str>, local: &str) -> String {
    match prefix {
        Some(prefix) if !prefix.is_empty() => format!("{prefix}:{local}"),
        _ => local.to_owned(),
    }
}
