//! Reads HTML as the printers write it: without doctype, with forms that begin between table rows, with cells that
//! are never closed.
//!
//! It stands on html5ever's tokenizer alone. The full HTML5 tree builder would move controls out of their forms and
//! tables ("foster parenting"), and then nobody could say which form a hidden field belongs to; here the order of the
//! source is the order of the tree, and a control belongs to the form that was open when it was read.
//! It refuses to judge: it knows nothing of printers, labels or scripts.

mod charset;
mod form;
#[cfg(test)]
mod fuzz;
mod parse;
#[cfg(test)]
mod tests;
mod tree;

pub use charset::{decode, decode_page, decode_part};
pub use form::{Method, Submission, submission};
#[cfg(test)]
pub use parse::TooLarge;
pub use parse::{ParseLimits, parse, parse_fragment};
pub use tree::{Document, Node, NodeId, NodeKind};
pub(crate) use tree::{collapse, is_block};
