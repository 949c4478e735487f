//! A very small browser for forms: one [`Page`] is one loaded document.
//!
//! What a click does is asked of the page itself. Where the HTML alone says it (a form with an address and a submit
//! button, a link), the answer comes from the HTML; everything else is run in the [`crate::sandbox`], whose document
//! then becomes the page's. A page never touches the network: it only says what it would do ([`Effect`]).
//! It refuses to guess: a field found twice, a button whose script cannot be followed, are errors.

mod clicks;
mod effect;
mod find;
mod forms;
#[cfg(test)]
mod layouts;
mod rows;
mod script;
mod stream;
#[cfg(test)]
mod tests;
pub(crate) mod titles;

use std::sync::OnceLock;

use encoding_rs::{Encoding, UTF_8};
use url::Url;

pub use clicks::Clickable;
pub use effect::{Choice, Effect, FieldValue, FindError, Method, Offered, OpenerAct, PageError, Submission};
pub use find::{ControlRef, FieldRef, Found};
pub use forms::{Control, Form};

use crate::html::{self, Document, NodeId, ParseLimits};
use rows::Rows;
use script::Scripting;
use stream::{Piece, Stream};

/// One loaded page.
pub struct Page {
    url: Url,
    base: Url,
    title: Option<String>,
    document: Document,
    forms: Vec<Form>,
    reading: OnceLock<(Stream, Rows)>,
    scripting: Scripting,
    messages: Vec<String>,
    encoding: &'static Encoding,
    /// Requests of the page's scripts that were not needed so far.
    pub(crate) asked_while_loading: Vec<Effect>,
}

impl std::fmt::Debug for Page {
    /// Pages hold what people typed; only the address is shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Page").field("url", &self.url.as_str()).finish_non_exhaustive()
    }
}

impl Page {
    /// Reads a page that came from `url`.
    pub fn parse(url: &Url, body: &str) -> Result<Self, PageError> {
        let document = html::parse(body, ParseLimits::default()).map_err(|_| PageError::TooLarge)?;
        let base = document
            .elements(Document::ROOT, "base")
            .find_map(|b| document.attribute(b, "href").and_then(|href| url.join(href).ok()))
            .unwrap_or_else(|| url.clone());
        let title = document
            .elements(Document::ROOT, "title")
            .map(|t| html::collapse(&document.raw_text(t)))
            .find(|t| !t.is_empty());
        let forms = forms::read(&document);
        Ok(Self {
            url: url.clone(),
            base,
            title,
            forms,
            document,
            reading: OnceLock::new(),
            scripting: Scripting::default(),
            messages: Vec::new(),
            encoding: UTF_8,
            asked_while_loading: Vec::new(),
        })
    }

    /// Where it came from.
    #[must_use]
    pub const fn url(&self) -> &Url {
        &self.url
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The text a person would read.
    #[must_use]
    pub fn text(&self) -> String {
        self.document.text(Document::ROOT)
    }

    /// The page line by line as a person reads it, with what stands in its text fields.
    pub(crate) fn lines(&self) -> Vec<String> {
        let typed = |id: NodeId| {
            matches!(self.document.control_type(id).as_str(), "text" | "search" | "tel")
                .then(|| self.document.value(id))
        };
        let pieces = self.reading().0.pieces.iter();
        pieces
            .filter_map(|piece| match piece {
                Piece::Words(words) => Some(words.clone()),
                Piece::Control(id) if self.document.is_visible(*id) => typed(*id),
                _ => None,
            })
            .filter(|line| stream::meaningful(line))
            .collect()
    }

    /// The document itself, for readers of structure (the diagnostic bundle, the code screen).
    #[must_use]
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// The forms, in source order.
    #[must_use]
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// The first form with this name or id.
    #[must_use]
    pub fn form(&self, name: &str) -> Option<&Form> {
        let is = |own: &Option<String>| own.as_deref() == Some(name);
        self.forms.iter().find(|f| is(&f.name)).or_else(|| self.forms.iter().find(|f| is(&f.id)))
    }

    /// The value of the first hidden field with this name, e.g. `returnValue`, `methodName`, `wimToken`.
    #[must_use]
    pub fn hidden(&self, name: &str) -> Option<&str> {
        let control = self.document.elements(Document::ROOT, "input").find(|c| {
            self.document.attribute(*c, "name") == Some(name) && self.document.control_type(*c) == "hidden"
        })?;
        self.document.node(control).value.as_deref().or_else(|| self.document.attribute(control, "value"))
    }

    /// The `class` of the body, `errorMessage` on a printer's message pages.
    #[must_use]
    pub fn body_class(&self) -> Option<&str> {
        self.document.elements(Document::ROOT, "body").find_map(|b| self.document.attribute(b, "class"))
    }

    /// The addresses of frames and inline frames.
    #[must_use]
    pub fn frames(&self) -> Vec<Url> {
        self.document
            .all()
            .filter(|id| matches!(self.document.name(*id), "frame" | "iframe"))
            .filter_map(|id| self.document.attribute(id, "src"))
            .filter_map(|src| self.base.join(src.trim()).ok())
            .filter(|url| matches!(url.scheme(), "http" | "https"))
            .collect()
    }

    /// A `meta refresh` that counts where scripts run (not one inside `noscript`): seconds and address.
    #[must_use]
    pub fn meta_refresh(&self) -> Option<(u32, Url)> {
        self.document.elements(Document::ROOT, "meta").find_map(|meta| {
            let is = self.document.attribute(meta, "http-equiv")?.trim().eq_ignore_ascii_case("refresh");
            let content = self.document.attribute(meta, "content").filter(|_| is)?;
            let (seconds, rest) = content.split_once([';', ',']).unwrap_or((content, ""));
            let seconds = seconds.trim().split('.').next().unwrap_or("0").parse().unwrap_or(0);
            let rest = rest.trim();
            let target = match rest.get(..3) {
                Some(url) if url.eq_ignore_ascii_case("url") => {
                    rest[3..].trim_start().trim_start_matches('=')
                }
                _ => rest,
            };
            let target = target.trim().trim_matches(['"', '\'']);
            Some((seconds, if target.is_empty() { self.url.clone() } else { self.base.join(target).ok()? }))
        })
    }

    /// The addresses of the page's scripts on its own host. Others are never run.
    #[must_use]
    pub fn external_scripts(&self) -> Vec<Url> {
        let mut all: Vec<Url> = Vec::new();
        for script in script::scripts(&self.document, &self.base) {
            if let script::Source::External(url) = script.source
                && url.host() == self.url.host()
                && !all.contains(&url)
            {
                all.push(url);
            }
        }
        all
    }

    /// Hands over a script that [`Page::external_scripts`] or [`Effect::NeedsScript`] named. A script that could not be
    /// fetched is handed over as `""`.
    pub fn provide_script(&mut self, url: &Url, source: &str) {
        self.scripting.provide(url, source);
    }

    /// What the page showed in `alert` and `confirm` boxes, in order.
    #[must_use]
    pub fn messages(&self) -> &[String] {
        &self.messages
    }

    /// The cookies that the page's scripts may see (`document.cookie`): never the HttpOnly ones.
    pub fn set_cookie(&mut self, cookie: &str) {
        self.scripting.cookie = cookie.to_owned();
    }

    /// Says in which encoding the page came: its forms go out in the same.
    pub(crate) const fn set_encoding(&mut self, encoding: &'static Encoding) {
        self.encoding = encoding;
    }

    /// The encoding it came in.
    pub(crate) const fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// Says that another window opened this page: its scripts then have an `opener`.
    pub fn set_opened_by_window(&mut self) {
        self.scripting.opened = true;
    }

    /// Says that this page is shown in an inline frame: its scripts' `parent` is the page around it.
    pub(crate) fn set_framed(&mut self) {
        self.scripting.opened = true;
        self.scripting.framed = true;
    }

    pub(crate) const fn is_framed(&self) -> bool {
        self.scripting.framed
    }

    /// Whether the page has an inline frame of this name.
    pub(crate) fn has_frame(&self, name: &str) -> bool {
        self.document
            .elements(Document::ROOT, "iframe")
            .any(|f| self.document.attribute(f, "name") == Some(name))
    }

    /// Whether another window opened this page.
    pub(crate) const fn is_opened_by_window(&self) -> bool {
        self.scripting.opened
    }

    fn reading(&self) -> &(Stream, Rows) {
        self.reading.get_or_init(|| {
            let stream = Stream::of(&self.document);
            let rows = Rows::of(&self.document, &stream);
            (stream, rows)
        })
    }

    /// To be called whenever the document changed.
    fn changed(&mut self) {
        self.reading = OnceLock::new();
        self.forms = forms::read(&self.document);
    }

    fn node_of(&self, target: &ControlRef) -> NodeId {
        target.node
    }
}
