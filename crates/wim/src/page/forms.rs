//! The forms of a page with their controls in source order.

use crate::html::{Document, NodeId};

/// One form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Its name.
    pub name: Option<String>,
    /// Its id.
    pub id: Option<String>,
    /// Its `action` as written.
    pub action: Option<String>,
    /// Its `method` as written, in lower case; `get` where none is.
    pub method: String,
    /// Its controls, in source order.
    pub controls: Vec<Control>,
    pub(crate) node: NodeId,
}

/// One control of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// Its name, `""` where it has none.
    pub name: String,
    /// `text`, `hidden`, `radio`, `select-one` …
    pub kind: String,
    /// Its value now.
    pub value: String,
    /// Whether it is ticked.
    pub checked: bool,
    /// Whether it is disabled.
    pub disabled: bool,
    pub(crate) node: NodeId,
}

pub(super) fn read(document: &Document) -> Vec<Form> {
    let mut forms: Vec<Form> = document
        .elements(Document::ROOT, "form")
        .map(|node| {
            let own = |name: &str| document.attribute(node, name).map(str::to_owned);
            Form {
                name: own("name"),
                id: own("id"),
                action: own("action"),
                method: own("method").unwrap_or_else(|| "get".into()).trim().to_ascii_lowercase(),
                controls: Vec::new(),
                node,
            }
        })
        .collect();
    let places: std::collections::HashMap<NodeId, usize> =
        forms.iter().enumerate().map(|(at, form)| (form.node, at)).collect();
    for node in document.all().filter(|id| document.is_control(*id)) {
        if let Some(at) = document.form_of(node).and_then(|form| places.get(&form)) {
            forms[*at].controls.push(Control {
                name: document.attribute(node, "name").unwrap_or("").to_owned(),
                kind: document.control_type(node),
                value: document.value(node),
                checked: document.node(node).checked,
                disabled: document.is_disabled(node),
                node,
            });
        }
    }
    forms
}
