//! The page as a tree whose preorder is the order of the source.

use serde::{Deserialize, Serialize};

/// One node of a [`Document`]; stays valid while the document lives, also after scripts changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NodeId(pub(crate) u32);

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// The root, or a place where a removed node was.
    Root,
    /// An element, with its name in lower case.
    Element(String),
    /// A run of text.
    Text(String),
}

/// One node.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// The attributes as read, names in lower case, values with entities resolved.
    pub attributes: Vec<(String, String)>,
    /// The element it stands in.
    pub parent: Option<NodeId>,
    /// What stands in it, in order.
    pub children: Vec<NodeId>,
    /// The form a control belongs to: the one that was open when it was read.
    pub owner: Option<NodeId>,
    /// What was typed or set, where that differs from what the page came with.
    pub value: Option<String>,
    /// Ticked (radio, checkbox) or selected (option).
    pub checked: bool,
}

/// A page or a fragment of one.
#[derive(Clone, Debug)]
pub struct Document {
    nodes: Vec<Node>,
}

impl Default for Document {
    fn default() -> Self {
        Self::new()
    }
}

impl Document {
    /// The root.
    pub const ROOT: NodeId = NodeId(0);

    /// An empty document.
    #[must_use]
    pub fn new() -> Self {
        Self { nodes: vec![Node::new(NodeKind::Root)] }
    }

    /// How many nodes there ever were.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is nothing below the root.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.node(Self::ROOT).children.is_empty()
    }

    /// A node. An id of another document gives this one's root.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id.0 as usize).unwrap_or(&self.nodes[0])
    }

    pub(crate) fn node_mut(&mut self, id: NodeId) -> &mut Node {
        let at = if (id.0 as usize) < self.nodes.len() { id.0 as usize } else { 0 };
        &mut self.nodes[at]
    }

    pub(crate) fn append(&mut self, parent: NodeId, mut node: Node) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        node.parent = Some(parent);
        self.nodes.push(node);
        self.node_mut(parent).children.push(id);
        id
    }

    /// Rebuilds the document from nodes with their ids, given in source order (what a script left behind).
    pub(crate) fn rebuilt(nodes: Vec<(NodeId, Node)>) -> Self {
        let size = nodes.iter().map(|(id, _)| id.0 as usize + 1).max().unwrap_or(1);
        let mut all = vec![Node::new(NodeKind::Root); size];
        for (id, node) in nodes {
            let parent = node.parent.filter(|parent| (parent.0 as usize) < size && *parent != id);
            all[id.0 as usize] = Node { children: std::mem::take(&mut all[id.0 as usize].children), ..node };
            if let Some(parent) = parent {
                all[parent.0 as usize].children.push(id);
            }
        }
        Self { nodes: all }
    }

    /// The element's name, `""` for text and root.
    #[must_use]
    pub fn name(&self, id: NodeId) -> &str {
        match &self.node(id).kind {
            NodeKind::Element(name) => name,
            _ => "",
        }
    }

    /// An attribute's value.
    #[must_use]
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.node(id).attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The type of an `input` or `button` in lower case, with HTML's defaults.
    #[must_use]
    pub fn control_type(&self, id: NodeId) -> String {
        let written = self.attribute(id, "type").unwrap_or("").trim().to_ascii_lowercase();
        match self.name(id) {
            "input" if written.is_empty() => "text".into(),
            "button" if !matches!(written.as_str(), "button" | "reset") => "submit".into(),
            "input" | "button" => written,
            "select" if self.attribute(id, "multiple").is_some() => "select-multiple".into(),
            "select" => "select-one".into(),
            other => other.to_owned(),
        }
    }

    /// Whether it is a form control at all.
    #[must_use]
    pub fn is_control(&self, id: NodeId) -> bool {
        matches!(self.name(id), "input" | "select" | "textarea" | "button")
    }

    /// Every node below `from`, in source order, without recursion.
    pub fn descendants(&self, from: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut stack: Vec<NodeId> = self.node(from).children.iter().rev().copied().collect();
        std::iter::from_fn(move || {
            let id = stack.pop()?;
            stack.extend(self.node(id).children.iter().rev());
            Some(id)
        })
    }

    /// Every node of the page, in source order.
    pub fn all(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.descendants(Self::ROOT)
    }

    /// Every element of a name below `from`.
    pub fn elements<'a>(&'a self, from: NodeId, name: &'a str) -> impl Iterator<Item = NodeId> + 'a {
        self.descendants(from).filter(move |id| self.name(*id) == name)
    }

    /// The elements around a node, nearest first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).parent, |id| self.node(*id).parent)
    }

    /// The nearest element around a node that has one of these names.
    #[must_use]
    pub fn closest(&self, id: NodeId, names: &[&str]) -> Option<NodeId> {
        self.ancestors(id).find(|a| names.contains(&self.name(*a)))
    }

    /// The form a control belongs to: `form=`, else the one it was read in, else the one a script put it in.
    #[must_use]
    pub fn form_of(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).owner.or_else(|| self.closest(id, &["form"]))
    }

    /// Disabled by itself, by a `fieldset` around it, or, for an option, by its `optgroup`.
    #[must_use]
    pub fn is_disabled(&self, id: NodeId) -> bool {
        if self.attribute(id, "disabled").is_some() {
            return true;
        }
        let mut below = id;
        for around in self.ancestors(id) {
            if self.attribute(around, "disabled").is_some() {
                match self.name(around) {
                    // Controls in the first legend of a disabled fieldset stay usable.
                    "fieldset"
                        if !(self.name(below) == "legend" && self.first_legend(around) == Some(below)) =>
                    {
                        return true;
                    }
                    "optgroup" | "select" if self.name(id) == "option" => return true,
                    _ => {}
                }
            }
            below = around;
        }
        false
    }

    fn first_legend(&self, fieldset: NodeId) -> Option<NodeId> {
        self.node(fieldset).children.iter().copied().find(|c| self.name(*c) == "legend")
    }

    /// Whether a person looking at the page would see it, as far as inline styles and HTML say.
    #[must_use]
    pub fn is_visible(&self, id: NodeId) -> bool {
        let hides = |node: NodeId| {
            matches!(self.name(node), "script" | "style" | "template" | "noscript" | "head" | "title")
                || (self.name(node) == "input" && self.control_type(node) == "hidden")
                || self.attribute(node, "hidden").is_some()
                || self.attribute(node, "style").is_some_and(style_hides)
        };
        !hides(id) && !self.ancestors(id).any(hides)
    }

    /// The options of a select, in order.
    #[must_use]
    pub fn options(&self, select: NodeId) -> Vec<NodeId> {
        self.elements(select, "option").collect()
    }

    /// The option that counts: the last selected one, else, for a plain drop-down list, the first that is not disabled.
    #[must_use]
    pub fn selected_option(&self, select: NodeId) -> Option<NodeId> {
        let options = self.options(select);
        options.iter().rev().copied().find(|o| self.node(*o).checked).or_else(|| {
            let rows = self.attribute(select, "size").and_then(|s| s.trim().parse::<u32>().ok()).unwrap_or(1);
            (rows <= 1 && self.attribute(select, "multiple").is_none())
                .then(|| options.iter().copied().find(|o| !self.is_disabled(*o)))
                .flatten()
        })
    }

    /// The current value of a control or an option, as a form would send it.
    #[must_use]
    pub fn value(&self, id: NodeId) -> String {
        if let Some(value) = &self.node(id).value {
            return value.clone();
        }
        match self.name(id) {
            "option" => self.attribute(id, "value").map_or_else(|| collapse(&self.text(id)), str::to_owned),
            "textarea" => {
                let text = self.raw_text(id);
                text.strip_prefix("\r\n").or_else(|| text.strip_prefix('\n')).unwrap_or(&text).to_owned()
            }
            "select" => self.selected_option(id).map(|o| self.value(o)).unwrap_or_default(),
            _ => match self.attribute(id, "value") {
                Some(value) => value.to_owned(),
                None if matches!(self.control_type(id).as_str(), "checkbox" | "radio") => "on".into(),
                None => String::new(),
            },
        }
    }

    /// All text below a node as it stands in the source.
    #[must_use]
    pub fn raw_text(&self, id: NodeId) -> String {
        if let NodeKind::Text(text) = &self.node(id).kind {
            return text.clone();
        }
        self.descendants(id)
            .filter_map(|d| match &self.node(d).kind {
                NodeKind::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect()
    }

    /// The text a person would read below a node: no scripts, no hidden parts, no control's own words (the options
    /// of lists, the text of a text area), white space collapsed, a space where an element begins a new line.
    #[must_use]
    pub fn text(&self, id: NodeId) -> String {
        let mut text = String::new();
        let mut stack: Vec<NodeId> = self.node(id).children.iter().rev().copied().collect();
        if let NodeKind::Text(own) = &self.node(id).kind {
            return collapse(own);
        }
        while let Some(at) = stack.pop() {
            match &self.node(at).kind {
                NodeKind::Text(own) => text.push_str(own),
                NodeKind::Element(name) => {
                    if self.hides_its_text(at) {
                        continue;
                    }
                    if is_block(name) {
                        text.push(' ');
                    }
                    stack.extend(self.node(at).children.iter().rev());
                }
                NodeKind::Root => {}
            }
        }
        collapse(&text)
    }

    /// Whether what stands in this element is not part of the page's running text.
    pub(crate) fn hides_its_text(&self, id: NodeId) -> bool {
        matches!(
            self.name(id),
            "script"
                | "style"
                | "template"
                | "noscript"
                | "noframes"
                | "iframe"
                | "select"
                | "textarea"
                | "title"
                | "head"
        ) || self.attribute(id, "hidden").is_some()
            || self.attribute(id, "style").is_some_and(style_hides)
    }
}

impl Node {
    pub(crate) fn new(kind: NodeKind) -> Self {
        Self {
            kind,
            attributes: Vec::new(),
            parent: None,
            children: Vec::new(),
            owner: None,
            value: None,
            checked: false,
        }
    }
}

/// Whether an inline style takes the element out of sight.
pub(crate) fn style_hides(style: &str) -> bool {
    style.split(';').any(|declaration| {
        let Some((name, value)) = declaration.split_once(':') else { return false };
        let value = value.trim().trim_end_matches("!important").trim();
        (name.trim().eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none"))
            || (name.trim().eq_ignore_ascii_case("visibility") && value.eq_ignore_ascii_case("hidden"))
    })
}

/// Whether an element starts a new line.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "br"
            | "hr"
            | "table"
            | "tbody"
            | "thead"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "form"
            | "fieldset"
            | "legend"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "aside"
            | "body"
            | "center"
            | "pre"
    )
}

/// White space (also the no-break space) to single spaces, none at the ends.
pub(crate) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in
        text.split(|c: char| c.is_whitespace() || c == '\u{a0}' || c == '\u{200b}').filter(|w| !w.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
