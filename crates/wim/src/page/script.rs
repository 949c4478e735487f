//! Where the page meets its own scripts.
//!
//! The HTML is asked first; only what it leaves open is run. A call either succeeds whole, and then the document the
//! scripts left behind is the page's, or it changes nothing. A script that fails elsewhere on the page does not matter:
//! what counts is whether the clicked control's own handler could be followed.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use serde_json::{Value, json};
use url::Url;

use super::{Choice, ControlRef, Effect, FieldRef, Form, Page, PageError, Submission};
use crate::html::{Document, NodeId, submission};
use crate::sandbox::{self, Asked, Engine, Failure, Outcome, Reply, Request, ScriptEffect, ScriptSource};

/// Where a script's text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Inline(String),
    External(Url),
}

#[derive(Clone, Debug)]
pub(super) struct ScriptRef {
    pub node: NodeId,
    pub source: Source,
}

/// The scripts of a page, in source order.
pub(super) fn scripts(document: &Document, base: &Url) -> Vec<ScriptRef> {
    document
        .elements(Document::ROOT, "script")
        .filter(|id| {
            let kind = document.attribute(*id, "type").unwrap_or("").trim().to_ascii_lowercase();
            kind.is_empty()
                || kind.contains("javascript")
                || kind.contains("ecmascript")
                || kind.contains("jscript")
        })
        .filter_map(|node| {
            let source = match document.attribute(node, "src") {
                Some(src) => Source::External(base.join(src.trim()).ok()?),
                None => Source::Inline(document.raw_text(node)),
            };
            Some(ScriptRef { node, source })
        })
        .collect()
}

#[derive(Default)]
pub(super) struct Scripting {
    pub cookie: String,
    pub opened: bool,
    pub framed: bool,
    provided: HashMap<Url, String>,
    engine: Option<Mutex<Engine>>,
    /// The document as it came, for scripts that are run anew: what they write must not stand there twice.
    untouched: Option<Document>,
    /// Something was entered or chosen; the document as it came would lose it.
    touched: bool,
    /// A script waits in the middle of itself for this answer.
    waiting_for: Option<u64>,
}

impl Scripting {
    pub fn provide(&mut self, url: &Url, source: &str) {
        self.provided.insert(url.clone(), source.to_owned());
        // What ran without this script is run anew with it when next needed.
        self.engine = None;
        self.waiting_for = None;
    }
}

/// Handlers that a click can reach.
const CLICK_EVENTS: [&str; 5] = ["onclick", "onmousedown", "onmouseup", "onpointerdown", "onpointerup"];
/// Handlers that entering or choosing can reach.
const SET_EVENTS: [&str; 11] = [
    "onchange",
    "oninput",
    "onclick",
    "onmousedown",
    "onmouseup",
    "onkeydown",
    "onkeyup",
    "onkeypress",
    "onblur",
    "onfocus",
    "onpropertychange",
];
/// Ways in which a script attaches a handler without an attribute.
const LISTENERS: [&str; 9] = [
    "addEventListener",
    "attachEvent",
    ".onclick",
    ".onchange",
    ".onsubmit",
    ".oninput",
    "\"onclick\"",
    "'onclick'",
    ".on(",
];

impl Page {
    /// What the page does by itself when it is loaded: its scripts, then the body's `onload`.
    pub fn load_effect(&mut self) -> Result<Effect, PageError> {
        if !self.has_scripts() {
            return Ok(Effect::Nothing);
        }
        let missing = self.missing_scripts();
        if !missing.is_empty() && self.shows_nothing_to_do() {
            return Ok(Effect::NeedsScript(missing));
        }
        self.scripting.engine = None;
        let outcome = self.boot()?;
        self.take(outcome, None)
    }

    /// Whether scripts that are not here yet may change what the page shows or does.
    #[must_use]
    pub fn lacks_scripts(&self) -> bool {
        !self.missing_scripts().is_empty()
    }

    /// Whether a script stands in the middle of itself until its request is answered.
    #[must_use]
    pub const fn stands_still(&self) -> bool {
        self.scripting.waiting_for.is_some()
    }

    /// A page without anything to click, to fill in or to look into is drawn, or sent on, by its scripts.
    #[must_use]
    pub fn shows_nothing_to_do(&self) -> bool {
        self.links().is_empty()
            && self.frames().is_empty()
            && !self
                .document
                .all()
                .any(|id| self.document.is_control(id) && self.document.control_type(id) != "hidden")
    }

    /// What a click does.
    pub fn click(&mut self, target: &ControlRef) -> Result<Effect, PageError> {
        let node = self.node_of(target);
        let refuse = |reason: &str| PageError::ClickNotUnderstood {
            control: target.text.clone(),
            reason: reason.into(),
        };
        if self.document.is_control(node) && self.document.is_disabled(node) {
            return Err(refuse("it is disabled"));
        }
        let missing = self.missing_scripts();
        if !missing.is_empty() && self.document.is_control(node) {
            // A listener leaves no trace in the HTML: only with all its scripts does a page say what its controls do.
            return Ok(Effect::NeedsScript(missing));
        }
        if !self.click_needs_script(node) {
            return Ok(match self.click_by_html(node) {
                None | Some(Effect::Nothing) if !missing.is_empty() => Effect::NeedsScript(missing),
                effect => effect.unwrap_or(Effect::Nothing),
            });
        }
        self.call(&json!({"op": "click", "node": node}), Some(&target.text))
    }

    /// Enters or chooses something, with everything the page itself does then.
    pub fn set(&mut self, field: &FieldRef, value: &Choice) -> Result<Effect, PageError> {
        let refuse =
            |reason: &str| PageError::NotSettable { field: field.label.clone(), reason: reason.to_owned() };
        let Some(first) = field.controls.first().copied() else {
            return Err(refuse("it is shown as text only"));
        };
        let now = self.value(field);
        if now.fixed {
            return Err(refuse("it cannot be changed now"));
        }
        let missing = self.missing_scripts();
        if !missing.is_empty() {
            return Ok(Effect::NeedsScript(missing));
        }
        let kind = self.document.control_type(first);
        let (node, action) = match kind.as_str() {
            "radio" => {
                let at = self.option_at(field, value)?;
                if now.options[at].selected {
                    return Ok(Effect::Nothing);
                }
                (field.controls[at], json!({"op": "click", "node": field.controls[at]}))
            }
            "select-one" => {
                let at = self.option_at(field, value)?;
                if now.options[at].selected {
                    return Ok(Effect::Nothing);
                }
                (first, json!({"op": "select", "node": first, "at": at}))
            }
            "checkbox" => {
                let on = match value {
                    Choice::Checked(on) => *on,
                    Choice::Text(text) | Choice::Named(text) => {
                        crate::labels::flag(text).ok_or_else(|| refuse("it is a box to tick"))?
                    }
                    Choice::Option(_) => return Err(refuse("it is a box to tick")),
                };
                if now.checked == Some(on) {
                    return Ok(Effect::Nothing);
                }
                (first, json!({"op": "click", "node": first}))
            }
            "select-multiple" | "file" | "button" | "submit" | "image" => {
                return Err(refuse("nothing can be entered here"));
            }
            _ => {
                let (Choice::Text(text) | Choice::Named(text)) = value else {
                    return Err(refuse("it takes text"));
                };
                if now.text == *text {
                    return Ok(Effect::Nothing);
                }
                (first, json!({"op": "type", "node": first, "text": text}))
            }
        };
        if self.scripting.engine.is_some() || self.handles(node, &SET_EVENTS) || self.attaches_listeners() {
            let effect = self.call(&action, None)?;
            self.scripting.touched = true;
            return Ok(effect);
        }
        self.scripting.touched = true;
        self.set_by_html(node, &action);
        Ok(Effect::Nothing)
    }

    /// Hands over the answer to an [`Effect::Request`].
    pub fn respond(
        &mut self,
        request_id: u64,
        status: u16,
        content_type: &str,
        body: &str,
    ) -> Result<Effect, PageError> {
        let answer = json!({"id": request_id, "status": status, "type": content_type, "body": body});
        if self.scripting.waiting_for.take() == Some(request_id) {
            let reply = self.exchange(&Request::Answer { answer })?;
            return self.take(reply, None);
        }
        if self.scripting.engine.is_none() {
            return Err(PageError::NotExpected(format!("an answer to request {request_id}")));
        }
        self.call(&json!({"op": "respond", "answer": answer}), None)
    }

    /// Fires an [`Effect::Timer`].
    pub fn fire_timer(&mut self, id: u64) -> Result<Effect, PageError> {
        if self.scripting.engine.is_none() {
            return Err(PageError::NotExpected(format!("timer {id}")));
        }
        self.call(&json!({"op": "timer", "id": id}), None)
    }

    /// Carries out what a window opened by this page does to it.
    pub fn act_as_opener(&mut self, act: &super::OpenerAct) -> Result<Effect, PageError> {
        let name = act.path.join(".");
        self.call(&json!({"op": "opener", "act": act}), Some(&name))
    }

    /// What a form would send as it stands, without any button: a script's `form.submit()`.
    #[must_use]
    pub fn submission_of(&self, form: &Form) -> Option<Submission> {
        let found = submission(&self.document, form.node, None, &self.url, &self.base)?;
        Some(self.in_own_encoding(found))
    }

    /// The field of a control found by its form: for pages without labels, such as a login form's two inputs.
    #[must_use]
    pub fn field_of(&self, control: &super::Control) -> FieldRef {
        FieldRef { controls: vec![control.node], plain: String::new(), label: control.name.clone() }
    }

    /// A control of a form as something to click.
    #[must_use]
    pub fn button_of(&self, control: &super::Control) -> ControlRef {
        ControlRef { node: control.node, text: control.value.clone() }
    }

    fn handles(&self, node: NodeId, events: &[&str]) -> bool {
        std::iter::once(node)
            .chain(self.document.ancestors(node))
            .any(|n| self.document.node(n).attributes.iter().any(|(name, _)| events.contains(&name.as_str())))
    }

    fn attaches_listeners(&self) -> bool {
        scripts(&self.document, &self.base).iter().any(|script| {
            let text = match &script.source {
                Source::Inline(text) => text,
                Source::External(url) => match self.scripting.provided.get(url) {
                    Some(text) => text,
                    None => return false,
                },
            };
            LISTENERS.iter().any(|listener| text.contains(listener))
        })
    }

    fn missing_scripts(&self) -> Vec<Url> {
        self.external_scripts().into_iter().filter(|url| !self.scripting.provided.contains_key(url)).collect()
    }

    fn click_needs_script(&self, node: NodeId) -> bool {
        let link = std::iter::once(node)
            .chain(self.document.ancestors(node))
            .find(|n| self.document.name(*n) == "a");
        let href = link.and_then(|a| self.document.attribute(a, "href")).unwrap_or("").trim_start();
        let form = self.document.form_of(node).filter(|_| self.document.is_control(node));
        self.scripting.engine.is_some()
            || self.handles(node, &CLICK_EVENTS)
            || href.get(..11).is_some_and(|scheme| scheme.eq_ignore_ascii_case("javascript:"))
            || form.is_some_and(|f| self.document.attribute(f, "onsubmit").is_some())
            || form.and_then(|f| self.document.attribute(f, "action")).is_some_and(|a| {
                a.trim_start().get(..11).is_some_and(|s| s.eq_ignore_ascii_case("javascript:"))
            })
            || self.attaches_listeners()
    }

    /// What the HTML alone says a click does; `None` where it says nothing.
    fn click_by_html(&self, node: NodeId) -> Option<Effect> {
        let link = std::iter::once(node)
            .chain(self.document.ancestors(node))
            .find(|n| self.document.name(*n) == "a");
        if let Some(link) = link {
            let href = self.document.attribute(link, "href")?.trim();
            if href.starts_with('#') {
                return Some(Effect::Nothing);
            }
            let url = self.base.join(href).ok()?;
            let name = self.document.attribute(link, "target").unwrap_or("").trim();
            let here =
                name.is_empty() || ["_self", "_top", "_parent"].iter().any(|n| name.eq_ignore_ascii_case(n));
            return Some(if here {
                Effect::Navigate(url)
            } else {
                Effect::OpenWindow { url, name: name.to_owned() }
            });
        }
        match self.document.control_type(node).as_str() {
            "submit" | "image" => {
                let form = self.document.form_of(node)?;
                let says_where = self
                    .document
                    .attribute(form, "action")
                    .or(self.document.attribute(node, "formaction"))
                    .is_some();
                if !says_where && !self.missing_scripts().is_empty() {
                    return None;
                }
                let found = submission(&self.document, form, Some(node), &self.url, &self.base)?;
                Some(Effect::Submit(self.in_own_encoding(found)))
            }
            "reset" => Some(Effect::Nothing),
            _ => None,
        }
    }

    fn in_own_encoding(&self, mut submission: Submission) -> Submission {
        if submission.charset.is_empty() {
            submission.charset = self.encoding.name().to_owned();
        }
        submission
    }

    fn set_by_html(&mut self, node: NodeId, action: &Value) {
        match action["op"].as_str() {
            Some("type") => self.document.node_mut(node).value = action["text"].as_str().map(str::to_owned),
            Some("select") => {
                for (at, option) in self.document.options(node).into_iter().enumerate() {
                    self.document.node_mut(option).checked = action["at"] == json!(at);
                }
            }
            _ if self.document.control_type(node) == "radio" => {
                let (form, name) =
                    (self.document.form_of(node), self.document.attribute(node, "name").map(str::to_owned));
                let group: Vec<NodeId> = self
                    .document
                    .elements(Document::ROOT, "input")
                    .filter(|c| {
                        self.document.control_type(*c) == "radio"
                            && self.document.form_of(*c) == form
                            && self.document.attribute(*c, "name").map(str::to_owned) == name
                    })
                    .collect();
                for radio in group {
                    self.document.node_mut(radio).checked = radio == node;
                }
                self.document.node_mut(node).checked = true;
            }
            _ => {
                let on = self.document.node(node).checked;
                self.document.node_mut(node).checked = !on;
            }
        }
        self.changed();
    }

    /// Starts the page's scripts: all of them run once, then the load handlers.
    fn boot(&mut self) -> Result<Reply, PageError> {
        match &self.scripting.untouched {
            Some(document) if !self.scripting.touched => {
                self.document = document.clone();
                self.changed();
            }
            Some(_) => {}
            None => self.scripting.untouched = Some(self.document.clone()),
        }
        let sources = scripts(&self.document, &self.base)
            .into_iter()
            .filter_map(|script| {
                let source = match script.source {
                    Source::Inline(text) => text,
                    Source::External(url) => self.scripting.provided.get(&url)?.clone(),
                };
                Some(ScriptSource { node: script.node, source })
            })
            .collect();
        let request = Request::Boot {
            page: json!({
                "url": self.url, "base": self.base, "title": self.title, "cookie": self.scripting.cookie,
                "opened": self.scripting.opened,
                "framed": self.scripting.framed, "nodes": sandbox::snapshot(&self.document),
            }),
            scripts: sources,
        };
        let engine = Engine::start().map_err(out_of_bounds)?;
        self.scripting.engine = Some(Mutex::new(engine));
        self.exchange(&request)
    }

    fn exchange(&mut self, request: &Request) -> Result<Reply, PageError> {
        let Some(engine) = &mut self.scripting.engine else {
            return Err(PageError::NotExpected("no script is running".into()));
        };
        let engine = engine.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        engine.exchange(request).map_err(|failure| {
            self.scripting.engine = None;
            out_of_bounds(failure)
        })
    }

    fn call(&mut self, action: &Value, clicked: Option<&str>) -> Result<Effect, PageError> {
        if self.scripting.waiting_for.is_some() {
            return Err(PageError::NotExpected("a script still waits for an answer".into()));
        }
        if self.scripting.engine.is_none() {
            // What loading does was for `load_effect` to say; here only its traces in the document count.
            if let Reply::Ask(_) = self.boot()? {
                self.scripting.engine = None;
                return Err(PageError::NotExpected("the page waits for an answer while it loads".into()));
            }
        }
        let reply = self.exchange(&Request::Event { action: action.clone() })?;
        self.take(reply, clicked)
    }

    fn take(&mut self, reply: Reply, clicked: Option<&str>) -> Result<Effect, PageError> {
        let outcome = match reply {
            Reply::Done(outcome) => outcome,
            Reply::Ask(asked) => {
                self.scripting.waiting_for = Some(asked.id);
                return Ok(Effect::of(vec![request(asked)]));
            }
            Reply::OutOfBounds(reason) => {
                self.scripting.engine = None;
                return Err(PageError::ScriptOutOfBounds(reason));
            }
        };
        let missing = self.missing_scripts();
        let idle = clicked.is_some() && outcome.effects.is_empty();
        if (idle || !outcome.undefined.is_empty()) && !missing.is_empty() {
            self.scripting.engine = None;
            return Ok(Effect::NeedsScript(missing));
        }
        let Outcome { effects, nodes, messages, errors, .. } = outcome;
        let effects: Vec<Effect> = effects
            .into_iter()
            .map(|one| match effect(one) {
                Effect::Submit(submission) => Effect::Submit(self.in_own_encoding(submission)),
                other => other,
            })
            .collect();
        if let (Some(control), true, Some(error)) = (clicked, effects.is_empty(), errors.first()) {
            self.scripting.engine = None;
            return Err(PageError::ClickNotUnderstood { control: control.to_owned(), reason: error.clone() });
        }
        if let Some(nodes) = nodes {
            self.document = sandbox::restore(nodes);
            self.changed();
        }
        self.messages.extend(messages);
        Ok(Effect::of(effects))
    }
}

fn out_of_bounds(failure: Failure) -> PageError {
    PageError::ScriptOutOfBounds(failure.to_string())
}

fn request(asked: Asked) -> Effect {
    Effect::Request {
        id: asked.id,
        method: asked.method,
        url: asked.url,
        headers: asked.headers,
        body: asked.body,
    }
}

fn effect(effect: ScriptEffect) -> Effect {
    match effect {
        ScriptEffect::Submit { submission } => Effect::Submit(submission),
        ScriptEffect::Navigate { url } => Effect::Navigate(url),
        ScriptEffect::Open { url, name } => Effect::OpenWindow { url, name },
        ScriptEffect::Request { asked } => request(asked),
        ScriptEffect::Timer { id, after } => Effect::Timer { id, after: Duration::from_millis(after) },
        ScriptEffect::Closed => Effect::Closed,
        ScriptEffect::Opener { act } => Effect::Opener(act),
    }
}
