//! From an address to the page behind it, and the checks that come before any page: sessions, faults, tokens.

use super::config::{Charset, Language, PrinterConfig, TokenRule};
use super::device::{Device, Session};
use super::fault::What;
use super::http::{Request, Response};
use super::names::{Paths, paths};
use super::pages::{code, error, login, mail, menu, panel, shell};
use super::wording::Wording;
use encoding_rs::Encoding;
use std::sync::Arc;
use std::time::Instant;

/// A request below `/web/<profile>/<language>/`.
pub(crate) struct Visit<'a> {
    pub(crate) device: &'a Arc<Device>,
    pub(crate) request: &'a Request,
    pub(crate) effects: &'a [What],
    pub(crate) words: Wording,
    /// Logged in: the session's id. Only below `/web/entry/`.
    pub(crate) session: Option<String>,
    /// `websys/webArch/topPage.cgi`
    pub(crate) rest: String,
}

impl Visit<'_> {
    pub(crate) fn config(&self) -> &PrinterConfig {
        &self.device.config
    }

    pub(crate) fn paths(&self) -> Paths {
        paths(self.device.config.paths)
    }

    pub(crate) fn language(&self) -> &'static str {
        self.words.language.segment()
    }

    pub(crate) fn profile(&self) -> &'static str {
        if self.session.is_some() { "entry" } else { "guest" }
    }

    /// Posted pairs in order, in the page's own encoding. A query counts too, as hidden fields do.
    pub(crate) fn fields(&self) -> Vec<(String, String)> {
        // Scripts always send UTF-8, whatever the page is written in.
        let by_script = self.request.header("x-requested-with").is_some();
        self.request.fields(if by_script { encoding_rs::UTF_8 } else { encoding(self.device) })
    }

    pub(crate) fn field(&self, name: &str) -> Option<String> {
        self.fields().into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Does something with the session; `None` when there is none.
    pub(crate) fn with_session<T>(&self, what: impl FnOnce(&mut Session) -> T) -> Option<T> {
        let id = self.session.as_ref()?;
        self.device.memory().sessions.get_mut(id).map(what)
    }

    /// A token for a page about to be shown.
    pub(crate) fn token(&self) -> String {
        let mut memory = self.device.memory();
        let fresh = memory.digits();
        match self.session.as_ref().and_then(|id| memory.sessions.get_mut(id)) {
            Some(session) if self.device.config.tokens == TokenRule::PerSession => session.token.clone(),
            Some(session) => {
                session.page_tokens.push(fresh.clone());
                let surplus = session.page_tokens.len().saturating_sub(4);
                session.page_tokens.drain(..surplus);
                fresh
            }
            None => {
                memory.guest_tokens.push(fresh.clone());
                let surplus = memory.guest_tokens.len().saturating_sub(32);
                memory.guest_tokens.drain(..surplus);
                fresh
            }
        }
    }

    /// Whether a post carries a token that was given out, and says where it comes from.
    pub(crate) fn post_is_in_order(&self) -> bool {
        if self.request.method != "POST" {
            return false;
        }
        if self.config().quirks.referer_required && self.request.header("referer").is_none() {
            return false;
        }
        let Some(token) = self.field("wimToken") else { return false };
        match self.with_session(|session| match self.config().tokens {
            TokenRule::PerSession => session.token == token,
            TokenRule::PerPage => session.page_tokens.contains(&token),
        }) {
            Some(known) => known,
            None => self.device.memory().guest_tokens.contains(&token),
        }
    }
}

/// Pages of the way in and out.
const OPEN_TO_ALL: [&str; 3] =
    ["websys/webArch/authForm.cgi", "websys/webArch/login.cgi", "websys/webArch/logout.cgi"];

/// The encoding of the pages, and of forms posted from them.
pub(crate) fn encoding(device: &Device) -> &'static Encoding {
    match device.config.charset {
        Charset::Utf8 | Charset::Utf8MetaOnly => encoding_rs::UTF_8,
        Charset::ShiftJis | Charset::ShiftJisMetaOnly => encoding_rs::SHIFT_JIS,
    }
}

pub(crate) async fn answer(device: &Arc<Device>, request: &Request, effects: &[What]) -> Response {
    if effects.contains(&What::Http503) {
        return Response::page(
            "<html><head><title>503</title></head><body><h1>503 Service Unavailable</h1></body></html>",
        )
        .with_status(503);
    }
    if effects.contains(&What::ForeignRedirect) {
        return Response::redirect(
            "https://portal.fabrikam.example/web/guest/en/websys/webArch/authForm.cgi",
        );
    }
    let path = request.path.as_str();
    if !request.secure && (path == "/panel" || path.starts_with("/panel/")) {
        return panel::answer(device, request).await;
    }
    if path == "/" {
        return shell::root(device);
    }
    if path == "/websys/util/connectTest.cgi" {
        return Response::text("text/plain", "OK");
    }
    if path.starts_with("/images/") {
        return shell::image(path);
    }
    if path.starts_with("/scripts/") {
        return shell::script_file(device, path);
    }
    let mut parts = path.trim_start_matches('/').splitn(4, '/');
    let (Some("web"), Some(profile), Some(language), Some(rest)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Response::not_found();
    };
    let offered = [Some(device.config.language), device.config.second_language];
    let language: Language = offered
        .into_iter()
        .flatten()
        .find(|offered| offered.segment() == language)
        .unwrap_or(device.config.language);
    let mut visit = Visit {
        device,
        request,
        effects,
        words: Wording { language, variant: device.config.wording },
        session: None,
        rest: rest.to_owned(),
    };
    match profile {
        "guest" => {}
        "entry" => {
            let id = request.cookie("wimsesid").unwrap_or_default();
            let known = {
                let mut memory = device.memory();
                device.expire(&mut memory);
                memory.sessions.get_mut(&id).map(|session| session.last_seen = Instant::now()).is_some()
            };
            if known {
                visit.session = Some(id);
            } else if OPEN_TO_ALL.contains(&rest) {
                // The way out of a lost session must not need one.
            } else if id.is_empty() || id == "--" {
                return login::redirect(&visit);
            } else {
                return error::page(&visit, "TIMEOUT");
            }
        }
        _ => return Response::not_found(),
    }
    if let Some(disturbed) = disturbance(&visit) {
        return disturbed;
    }
    page(&visit).await
}

/// Faults that take a page's place.
fn disturbance(visit: &Visit<'_>) -> Option<Response> {
    for what in visit.effects {
        match what {
            What::Busy(_) => return Some(error::page(visit, "BUSY")),
            What::BadFlow => return Some(error::page(visit, "BADFLOW")),
            What::BadParameter => return Some(error::page(visit, "NGPARAM")),
            What::Timeout | What::LoginPage => {
                if let Some(id) = &visit.session {
                    visit.device.memory().sessions.remove(id);
                }
                return Some(match what {
                    What::Timeout => error::page(visit, "TIMEOUT"),
                    _ => login::form(visit, None),
                });
            }
            _ => {}
        }
    }
    None
}

async fn page(visit: &Visit<'_>) -> Response {
    let rest = visit.rest.as_str();
    match rest {
        "websys/webArch/mainFrame.cgi" => return shell::main_frame(visit),
        "websys/webArch/header.cgi" => return shell::header(visit),
        "websys/webArch/topPage.cgi" => return shell::top_page(visit),
        "websys/webArch/message.cgi" => return shell::message(visit),
        "websys/webArch/help.cgi" => return shell::help(visit),
        "websys/status/configuration.cgi" => return shell::status(visit),
        "websys/webArch/authForm.cgi" => return login::auth_form(visit),
        "websys/webArch/login.cgi" => return login::login(visit),
        "websys/webArch/logout.cgi" => return login::logout(visit),
        _ => {}
    }
    let paths = visit.paths();
    let of_mail = [paths.get, paths.set, paths.refresh, paths.start, paths.code, paths.check, paths.back];
    let known =
        rest == "websys/webArch/configList.cgi" || of_mail.contains(&rest) || menu::is_other_page(rest);
    if !known {
        return Response::not_found();
    }
    if visit.session.is_none() {
        return login::redirect(visit);
    }
    if visit.config().quirks.home_first && !visit.with_session(|session| session.home_seen).unwrap_or(false) {
        return error::page(visit, "BADFLOW");
    }
    if !of_mail.contains(&rest) {
        visit.with_session(Session::leave_mail);
        return if menu::is_other_page(rest) { menu::other(visit) } else { menu::config_list(visit) };
    }
    if !visit.with_session(|session| session.may_see_mail()).unwrap_or(false) {
        return error::page(visit, "BADFLOW");
    }
    if visit.config().quirks.exclusive && mail::in_use(visit) {
        return error::page(visit, "BUSY");
    }
    match rest {
        _ if rest == paths.get => mail::show(visit),
        _ if rest == paths.refresh => mail::refresh(visit),
        _ if rest == paths.back => mail::back(visit),
        _ if rest == paths.set => mail::save(visit),
        _ if rest == paths.start => code::start(visit).await,
        _ if rest == paths.code => code::show(visit),
        _ => code::check(visit),
    }
}
