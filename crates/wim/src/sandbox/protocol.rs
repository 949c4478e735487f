//! What the program and the sandbox say to each other: one line of JSON each way.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use crate::html::{Document, Node, NodeId, NodeKind, Submission};
use crate::page::OpenerAct;

/// A script of the page, in its place.
#[derive(Debug, Serialize, Deserialize)]
pub struct ScriptSource {
    pub node: NodeId,
    pub source: String,
}

/// What the sandbox is asked.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Request {
    /// A page with its scripts: run them, then the load handlers.
    Boot { page: Value, scripts: Vec<ScriptSource> },
    /// A click, an entry, a timer, an answer.
    Event { action: Value },
    /// The answer a script waits for in the middle of itself (synchronous request).
    Answer { answer: Value },
}

/// What the sandbox answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "reply", content = "with", rename_all = "snake_case")]
pub enum Reply {
    /// Done; this came of it.
    Done(Outcome),
    /// A script waits for the answer to a synchronous request.
    Ask(Asked),
    /// A limit was reached.
    OutOfBounds(String),
}

/// What came of a call.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Outcome {
    pub effects: Vec<ScriptEffect>,
    /// The document as the scripts left it.
    pub nodes: Option<Vec<Flat>>,
    pub messages: Vec<String>,
    /// Errors of handlers and scripts, the first one first.
    pub errors: Vec<String>,
    /// Names that were used but are defined nowhere.
    pub undefined: Vec<String>,
}

/// A request by script.
#[derive(Debug, Serialize, Deserialize)]
pub struct Asked {
    pub id: u64,
    pub method: String,
    pub url: Url,
    pub headers: Vec<(String, String)>,
    pub body: Option<String>,
}

/// One effect.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ScriptEffect {
    Submit { submission: Submission },
    Navigate { url: Url },
    Open { url: Url, name: String },
    Request { asked: Asked },
    Timer { id: u64, after: u64 },
    Closed,
    Opener { act: OpenerAct },
}

/// One node, in a list that stands in source order.
#[derive(Debug, Serialize, Deserialize)]
pub struct Flat {
    #[serde(rename = "i")]
    pub id: u32,
    #[serde(rename = "p")]
    pub parent: u32,
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(rename = "a", default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<(String, String)>,
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<u32>,
    #[serde(rename = "v", default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    #[serde(rename = "k", default, skip_serializing_if = "std::ops::Not::not")]
    pub checked: bool,
}

/// A document as a list.
pub fn snapshot(document: &Document) -> Vec<Flat> {
    document
        .all()
        .map(|id| {
            let node = document.node(id);
            let (name, text) = match &node.kind {
                NodeKind::Element(name) => (Some(name.clone()), None),
                NodeKind::Text(text) => (None, Some(text.clone())),
                NodeKind::Root => (None, None),
            };
            Flat {
                id: id.0,
                parent: node.parent.map_or(0, |p| p.0),
                name,
                text,
                attributes: node.attributes.clone(),
                owner: node.owner.map(|o| o.0),
                value: node.value.clone(),
                checked: node.checked,
            }
        })
        .collect()
}

/// The most nodes a script may leave behind.
const MOST_NODES: usize = 400_000;

/// A list as a document. Ids beyond all reason are dropped with their nodes.
pub fn restore(nodes: Vec<Flat>) -> Document {
    let nodes = nodes
        .into_iter()
        .filter(|flat| (flat.id as usize) < MOST_NODES && flat.id != 0)
        .map(|flat| {
            let kind = match flat.name {
                Some(name) => NodeKind::Element(name),
                None => NodeKind::Text(flat.text.unwrap_or_default()),
            };
            let mut node = Node::new(kind);
            node.parent = Some(NodeId(flat.parent));
            node.attributes = flat.attributes;
            node.owner = flat.owner.map(NodeId);
            node.value = flat.value;
            node.checked = flat.checked;
            (NodeId(flat.id), node)
        })
        .collect();
    Document::rebuilt(nodes)
}
