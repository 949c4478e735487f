//! The engine itself: boa with a small document object model written in JavaScript (the folder `dom`).
//!
//! What the scripts cannot do for themselves they ask four host functions for: parsing HTML, resolving an address,
//! the fields of a form, and the answer to a synchronous request. There is nothing else to reach.

use std::cell::RefCell;
use std::sync::mpsc;

use boa_engine::error::JsNativeErrorKind;
use boa_engine::{Context, JsError, JsResult, JsString, JsValue, NativeFunction, Source};
use serde_json::{Value, json};
use url::Url;

use super::protocol::{Flat, Outcome, Reply, Request, restore, snapshot};
use crate::html::{NodeId, ParseLimits, parse_fragment, submission};

/// The stack of the thread the engine runs on. Only what is used of it takes memory.
pub(super) const STACK: usize = 64 * 1024 * 1024;
/// Far more than any handler needs, and reached in well under the deadline.
const LOOPS: u64 = 2_000_000;
const RECURSION: usize = 400;
const VALUES: usize = 512 * 1024;

/// One function in several files, by idea.
const DOCUMENT_MODEL: &str = concat!(
    include_str!("dom/base.js"),
    include_str!("dom/events.js"),
    include_str!("dom/nodes.js"),
    include_str!("dom/elements.js"),
    include_str!("dom/controls.js"),
    include_str!("dom/forms.js"),
    include_str!("dom/markup.js"),
    include_str!("dom/sending.js"),
    include_str!("dom/document.js"),
    include_str!("dom/window.js"),
    include_str!("dom/timers.js"),
    include_str!("dom/requests.js"),
    include_str!("dom/entry.js"),
);

/// The way to the other side.
pub(super) trait Port {
    fn receive(&mut self) -> Option<Request>;
    fn send(&mut self, reply: Reply) -> bool;
}

pub(super) struct Channels {
    pub requests: mpsc::Receiver<Request>,
    pub replies: mpsc::Sender<Reply>,
}

impl Port for Channels {
    fn receive(&mut self) -> Option<Request> {
        self.requests.recv().ok()
    }

    fn send(&mut self, reply: Reply) -> bool {
        self.replies.send(reply).is_ok()
    }
}

thread_local! {
    /// The engine's thread serves one page; the host functions find the way out here.
    static PORT: RefCell<Option<Box<dyn Port>>> = const { RefCell::new(None) };
}

fn receive() -> Option<Request> {
    PORT.with(|port| port.borrow_mut().as_mut().and_then(|p| p.receive()))
}

fn send(reply: Reply) -> bool {
    PORT.with(|port| port.borrow_mut().as_mut().is_some_and(|p| p.send(reply)))
}

/// Serves one page until the other side is gone.
pub(super) fn serve(port: Box<dyn Port>) {
    PORT.with(|own| *own.borrow_mut() = Some(port));
    let mut running: Option<Running> = None;
    while let Some(request) = receive() {
        let reply = match request {
            Request::Boot { page, scripts } => {
                running = None;
                Running::new().and_then(|mut new| {
                    let outcome = new.boot(&page, scripts);
                    running = Some(new);
                    outcome
                })
            }
            Request::Event { action } => match &mut running {
                Some(running) => running.event(&action),
                None => Err(Stop("no page was loaded".into())),
            },
            Request::Answer { .. } => Err(Stop("nobody waits for an answer".into())),
        };
        let reply = reply.unwrap_or_else(|Stop(reason)| Reply::OutOfBounds(reason));
        if !send(reply) {
            break;
        }
    }
}

/// Why a call ended for good.
struct Stop(String);

struct Running {
    context: Context,
}

impl Running {
    fn new() -> Result<Self, Stop> {
        let mut context = Context::default();
        for (name, length, function) in [
            ("__parse", 1, parse as fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>),
            ("__url", 2, resolve),
            ("__submission", 1, form_submission),
            ("__ask", 1, ask),
        ] {
            context
                .register_global_callable(JsString::from(name), length, NativeFunction::from_fn_ptr(function))
                .map_err(|error| Stop(error.to_string()))?;
        }
        context
            .eval(Source::from_bytes(DOCUMENT_MODEL))
            .map_err(|error| Stop(format!("the document model does not load: {error}")))?;
        let limits = context.runtime_limits_mut();
        limits.set_loop_iteration_limit(LOOPS);
        limits.set_recursion_limit(RECURSION);
        limits.set_stack_size_limit(VALUES);
        Ok(Self { context })
    }

    fn boot(&mut self, page: &Value, scripts: Vec<super::ScriptSource>) -> Result<Reply, Stop> {
        self.model("boot", page)?;
        for script in scripts {
            self.model("enter", &json!(script.node))?;
            let source = without_comment_marks(&script.source);
            if let Err(error) = self.context.eval(Source::from_bytes(source)) {
                self.failed(&error)?;
            }
            self.jobs()?;
            self.model("leave", &Value::Null)?;
        }
        self.model("load", &Value::Null)?;
        self.finish()
    }

    fn event(&mut self, action: &Value) -> Result<Reply, Stop> {
        self.model("event", action)?;
        self.finish()
    }

    fn finish(&mut self) -> Result<Reply, Stop> {
        // Timers of a moment and promises set each other off; the model says when nothing is left.
        for _ in 0..200 {
            self.jobs()?;
            if self.model("settle", &Value::Null)? != "true" {
                break;
            }
        }
        let outcome = self.model("finish", &Value::Null)?;
        let outcome: Outcome = serde_json::from_str(&outcome)
            .map_err(|error| Stop(format!("the page left something unreadable: {error}")))?;
        Ok(Reply::Done(outcome))
    }

    fn jobs(&mut self) -> Result<(), Stop> {
        match self.context.run_jobs() {
            Ok(()) => Ok(()),
            Err(error) => self.failed(&error),
        }
    }

    /// Calls one function of the document model with a JSON argument.
    fn model(&mut self, name: &str, argument: &Value) -> Result<String, Stop> {
        let argument = JsValue::from(JsString::from(argument.to_string().as_str()));
        let global = self.context.global_object();
        let result = global
            .get(JsString::from("__tegata"), &mut self.context)
            .and_then(|model| {
                let model = model.to_object(&mut self.context)?;
                let function = model.get(JsString::from(name), &mut self.context)?;
                let function = function.as_callable().ok_or_else(|| {
                    boa_engine::JsNativeError::typ().with_message("the document model lacks a function")
                })?;
                function.call(&JsValue::from(model), &[argument], &mut self.context)
            })
            .and_then(|value| value.to_string(&mut self.context));
        match result {
            Ok(text) => Ok(text.to_std_string_escaped()),
            Err(error) => Err(Stop(error.to_string())),
        }
    }

    /// A script failed: told to the model, so that it is reported; a limit ends everything.
    fn failed(&mut self, error: &JsError) -> Result<(), Stop> {
        if is_limit(error) {
            return Err(Stop(error.to_string()));
        }
        let said = error.to_string();
        self.model("failed", &json!(said)).map(|_| ())
    }
}

fn is_limit(error: &JsError) -> bool {
    error.as_engine().is_some()
        || error.as_native().is_some_and(|native| {
            matches!(native.kind(), JsNativeErrorKind::Range) && native.message().contains("exceeded")
        })
}

/// Scripts are often wrapped in HTML comment marks for browsers of another age.
fn without_comment_marks(source: &str) -> &str {
    let start = source.trim_start();
    let Some(rest) = start.strip_prefix("<!--") else { return source };
    let rest = rest.find('\n').map_or("", |end| &rest[end..]);
    let end = rest.trim_end();
    match end.strip_suffix("-->") {
        Some(body) => body.trim_end().strip_suffix("//").unwrap_or(body),
        None => rest,
    }
}

fn text(arguments: &[JsValue], at: usize, context: &mut Context) -> JsResult<String> {
    match arguments.get(at) {
        Some(value) => Ok(value.to_string(context)?.to_std_string_escaped()),
        None => Ok(String::new()),
    }
}

fn js(value: &str) -> JsValue {
    JsValue::from(JsString::from(value))
}

fn parse(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let source = text(arguments, 0, context)?;
    let nodes: Vec<Flat> = parse_fragment(&source, ParseLimits::default())
        .map(|document| snapshot(&document))
        .unwrap_or_default();
    Ok(js(&serde_json::to_string(&nodes).unwrap_or_default()))
}

fn resolve(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (base, relative) = (text(arguments, 0, context)?, text(arguments, 1, context)?);
    let url = Url::parse(&base).and_then(|base| base.join(relative.trim()));
    Ok(js(url.as_ref().map_or("", Url::as_str)))
}

fn form_submission(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    #[derive(serde::Deserialize)]
    struct Wanted {
        nodes: Vec<Flat>,
        form: NodeId,
        submitter: Option<NodeId>,
        url: Url,
        base: Url,
    }
    let asked = text(arguments, 0, context)?;
    let found = serde_json::from_str::<Wanted>(&asked)
        .ok()
        .and_then(|w| submission(&restore(w.nodes), w.form, w.submitter, &w.url, &w.base));
    Ok(js(&serde_json::to_string(&found).unwrap_or_else(|_| "null".into())))
}

/// A synchronous request: the script stands still until the answer is there.
fn ask(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let asked = text(arguments, 0, context)?;
    let Ok(asked) = serde_json::from_str(&asked) else { return Ok(js("null")) };
    if send(Reply::Ask(asked))
        && let Some(Request::Answer { answer }) = receive()
    {
        return Ok(js(&answer.to_string()));
    }
    Ok(js("null"))
}
