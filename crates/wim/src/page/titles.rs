//! Which elements are drawn as titles: printers mark them up with bold type, coloured rows and class names, seldom with
//! `h1` to `h6`. What a title says is for [`crate::labels`]; here only the drawing counts.

use crate::html::{Document, NodeId};

/// How many nodes below an element are looked at.
const NEAR: usize = 160;

/// Whether an element, or something in it, is drawn as a title.
pub(crate) fn looks_like_title(document: &Document, id: NodeId) -> bool {
    std::iter::once(id).chain(document.descendants(id).take(NEAR)).any(|node| {
        let attribute = |name: &str| document.attribute(node, name).unwrap_or("").to_ascii_lowercase();
        matches!(
            document.name(node),
            "b" | "strong" | "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "legend" | "caption"
        ) || document.attribute(node, "bgcolor").is_some()
            || attribute("style").replace(' ', "").contains("font-weight:bold")
            || attribute("style").contains("background")
            || ["title", "head", "section", "category", "caption", "group"]
                .iter()
                .any(|word| attribute("class").contains(word))
    })
}
