//! What can be clicked on a page.

use super::{ControlRef, Page};
use crate::html::{Document, NodeId, collapse};

/// Something that can be clicked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clickable {
    /// For [`Page::click`].
    pub control: ControlRef,
    /// Its words: text, value, alternative text or title.
    pub text: String,
    /// A link's `href` as written.
    pub href: Option<String>,
    /// Its own `onclick` as written.
    pub handler: Option<String>,
    /// `a`, `button`, `submit`, `image`, `td` …
    pub kind: String,
    /// Whether it does nothing now.
    pub disabled: bool,
    pub(crate) form: Option<NodeId>,
}

impl Page {
    /// Everything visible that can be clicked, in source order. Where a cell and the link in it say the same, the link
    /// stands for both: a click on it reaches the cell too.
    #[must_use]
    pub fn links(&self) -> Vec<Clickable> {
        let mut found: Vec<Clickable> = self
            .document
            .all()
            .filter_map(|id| self.clickable(id))
            .filter(|c| self.document.is_visible(c.control.node))
            .collect();
        let mut covered = std::collections::HashSet::new();
        for inner in &found {
            for around in self.document.ancestors(inner.control.node) {
                covered.insert((around, inner.text.clone()));
            }
        }
        found.retain(|c| !covered.contains(&(c.control.node, c.text.clone())));
        found
    }

    /// Whether an element is something to click by itself.
    pub(crate) fn leads_somewhere(&self, id: NodeId) -> bool {
        self.clickable(id).is_some()
    }

    fn clickable(&self, id: NodeId) -> Option<Clickable> {
        let document = &self.document;
        let name = document.name(id);
        let own = |attribute: &str| document.attribute(id, attribute).map(str::to_owned);
        let handler = own("onclick");
        let kind = match name {
            "a" | "area" if handler.is_some() || own("href").is_some() => name.to_owned(),
            "button" => document.control_type(id),
            "input" => {
                let kind = document.control_type(id);
                matches!(kind.as_str(), "submit" | "button" | "image" | "reset").then_some(kind)?
            }
            "" | "script" | "html" | "body" | "form" | "select" | "textarea" | "option" => return None,
            _ if handler.is_some() || document.attribute(id, "role") == Some("button") => name.to_owned(),
            _ => return None,
        };
        let text = self.click_text(id);
        let disabled = document.is_control(id) && document.is_disabled(id);
        Some(Clickable {
            control: ControlRef { node: id, text: text.clone() },
            text,
            href: own("href"),
            handler,
            kind,
            disabled,
            form: document.is_control(id).then(|| document.form_of(id)).flatten(),
        })
    }

    fn click_text(&self, id: NodeId) -> String {
        let document = &self.document;
        let own = |attribute: &str| document.attribute(id, attribute).map(collapse).filter(|t| !t.is_empty());
        if document.name(id) == "input" {
            let kind = document.control_type(id);
            let words =
                if kind == "image" { own("alt").or_else(|| own("title")) } else { Some(document.value(id)) };
            let words =
                words.filter(|w| !w.trim().is_empty()).or_else(|| own("value")).or_else(|| own("title"));
            return words.map(|w| collapse(&w)).unwrap_or_else(|| match kind.as_str() {
                // HTML's own words for a button without any.
                "submit" => "Submit".into(),
                _ => String::new(),
            });
        }
        let text = document.text(id);
        if !text.is_empty() {
            return text;
        }
        let image = document
            .elements(id, "img")
            .find_map(|i| document.attribute(i, "alt").or_else(|| document.attribute(i, "title")))
            .map(collapse)
            .filter(|t| !t.is_empty());
        image
            .or_else(|| own("alt"))
            .or_else(|| own("title"))
            .or_else(|| own("aria-label"))
            .unwrap_or_default()
    }

    /// The clickable things whose words fit, by whatever the caller says.
    pub fn links_where(&self, fits: impl Fn(&str) -> bool) -> Vec<Clickable> {
        self.links().into_iter().filter(|c| fits(&c.text)).collect()
    }

    /// The handler of the page's body that runs when it is loaded.
    pub(super) fn body_onload(&self) -> Option<&str> {
        self.document
            .all()
            .filter(|id| matches!(self.document.name(*id), "body" | "frameset"))
            .find_map(|b| self.document.attribute(b, "onload"))
    }

    pub(super) fn has_scripts(&self) -> bool {
        self.document.elements(Document::ROOT, "script").next().is_some() || self.body_onload().is_some()
    }
}
