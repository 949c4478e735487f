//! A page as an indented tree of what matters for reading it.

use super::{Redaction, address, kind_of, script};
use crate::html::{Document, NodeId, NodeKind};
use crate::page::Page;

/// Attributes whose values are structure. `value` is not among them.
const TOLD: [&str; 12] = [
    "type",
    "name",
    "id",
    "class",
    "for",
    "method",
    "target",
    "enctype",
    "charset",
    "http-equiv",
    "lang",
    "http-method",
];
/// Attributes that lead somewhere.
const LEADING: [&str; 4] = ["action", "href", "src", "data"];
/// Attributes that are there or not.
const FLAGS: [&str; 6] = ["checked", "selected", "disabled", "readonly", "multiple", "hidden"];
/// The longest piece of text that is a label; longer ones are prose, of which the beginning is enough.
const LABEL: usize = 160;

/// Elements within elements; a page that nests deeper is told down to here.
const DEEPEST: usize = 300;

pub(super) fn outline(page: &Page) -> String {
    let mut told = String::new();
    if let Some(title) = page.title() {
        told.push_str(&format!("title: {}\n", Redaction::patterns(title)));
    }
    write(page, Document::ROOT, 0, &mut told);
    told
}

fn write(page: &Page, node: NodeId, depth: usize, told: &mut String) {
    if depth > DEEPEST {
        return line(told, depth, "…");
    }
    let document = page.document();
    for child in document.node(node).children.clone() {
        match &document.node(child).kind {
            NodeKind::Text(text) => {
                let text = crate::html::collapse(text);
                if !text.trim().is_empty() {
                    let short: String = text.trim().chars().take(LABEL).collect();
                    line(told, depth, &format!("“{}”", Redaction::patterns(&short)));
                }
            }
            NodeKind::Element(_) => element(page, child, depth, told),
            _ => {}
        }
    }
}

fn element(page: &Page, node: NodeId, depth: usize, told: &mut String) {
    let document = page.document();
    let name = document.name(node).to_owned();
    if name == "title" {
        return;
    }
    let mut head = format!("<{name}");
    for (attribute, value) in &document.node(node).attributes {
        let attribute = attribute.as_str();
        if TOLD.contains(&attribute) {
            head.push_str(&format!(" {attribute}={}", Redaction::patterns(value)));
        } else if LEADING.contains(&attribute) {
            head.push_str(&format!(" {attribute}={}", leads(page, value)));
        } else if FLAGS.contains(&attribute) {
            head.push_str(&format!(" {attribute}"));
        } else if attribute.starts_with("on") {
            head.push_str(&format!(" {attribute}={{{}}}", script::skeleton(value).trim()));
        } else if attribute == "value" {
            head.push_str(&format!(" value={}", value_kind(document, node, value)));
        } else if attribute == "content" {
            head.push_str(&format!(" content={}", kind_of(value)));
        }
    }
    line(told, depth, &format!("{head}>"));
    match name.as_str() {
        "script" => {
            for part in script::skeleton(&document.raw_text(node)).lines().filter(|l| !l.trim().is_empty()) {
                line(told, depth + 1, part.trim_end());
            }
        }
        "style" => {}
        "textarea" => line(told, depth + 1, &kind_of(&document.raw_text(node))),
        _ => write(page, node, depth + 1, told),
    }
}

/// Words on buttons and the values of choices are structure; whatever a person typed is not.
fn value_kind(document: &Document, node: NodeId, value: &str) -> String {
    let kind = document.control_type(node);
    match kind.as_str() {
        "password" => if value.is_empty() { "empty" } else { "set" }.into(),
        "submit" | "button" | "reset" | "image" => format!("“{}”", Redaction::patterns(value)),
        "radio" | "checkbox" => Redaction::patterns(value),
        _ if document.name(node) == "option" => Redaction::patterns(value),
        _ => kind_of(value),
    }
}

fn leads(page: &Page, value: &str) -> String {
    let value = value.trim();
    match value.split_once(':') {
        Some((scheme, code)) if scheme.eq_ignore_ascii_case("javascript") => {
            format!("javascript:{{{}}}", script::skeleton(code).trim())
        }
        _ => page.url().join(value).map_or_else(|_| "unreadable".into(), |url| address(&url, page.url())),
    }
}

fn line(told: &mut String, depth: usize, text: &str) {
    // Deep nesting is the rule in pages made of tables; the indent stops growing before the text is pushed off.
    told.push_str(&"  ".repeat(depth.min(24)));
    told.push_str(text);
    told.push('\n');
}
