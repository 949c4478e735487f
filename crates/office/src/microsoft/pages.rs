//! The pages where a person types a code, picks an account, and agrees or declines.
//!
//! Each page carries on the secret that was drawn when the code was typed, so that nobody who has not typed
//! the code can finish the sign-in. The texts follow the browser's language. Every page says that it is not
//! Microsoft; none looks like a place for a real password.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{Html, Redirect};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;

use super::people::{Step, same_code};
use super::words::{self, Words};
use super::{Microsoft, Outcome, State as CodeState};
use crate::lock::locked;
use crate::web::escape;

pub(crate) fn router(microsoft: Microsoft) -> Router {
    Router::new()
        .route("/", get(|| async { Redirect::to("/devicelogin") }))
        .route("/devicelogin", get(enter).post(typed))
        .route("/devicelogin/account", post(account))
        .route("/devicelogin/password", post(password))
        .route("/devicelogin/confirm", post(confirm))
        .route("/devicelogin/consent", post(consent))
        .with_state(microsoft)
}

/// The fields of all pages; each page sends some.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    otc: String,
    flow: String,
    account: String,
    other: String,
    passwd: String,
    action: String,
    behalf: String,
}

fn language(headers: &HeaderMap) -> &'static Words {
    words::of(headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()))
}

async fn enter(headers: HeaderMap) -> Html<String> {
    code_form(language(&headers), "")
}

async fn typed(
    State(microsoft): State<Microsoft>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Html<String> {
    let words = language(&headers);
    if let Err(number) = microsoft.open_code(&fields.otc) {
        return code_form(words, complaint(words, number));
    }
    let flow = microsoft.0.chance.opaque(24);
    let mut codes = locked(&microsoft.0.codes);
    if let Some(code) = codes.iter_mut().find(|code| same_code(&code.user_code, &fields.otc)) {
        code.flow = Some(flow.clone());
    }
    drop(codes);
    microsoft.account_page(words, &flow, "")
}

async fn account(
    State(microsoft): State<Microsoft>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Html<String> {
    let words = language(&headers);
    let chosen = if fields.account.is_empty() { fields.other.trim() } else { &fields.account };
    let Some(known) = microsoft.0.directory.account(chosen) else {
        return microsoft.account_page(words, &fields.flow, words.no_account);
    };
    if known.password.is_some() {
        return password_page(words, &fields.flow, &known.upn, "");
    }
    microsoft.after_password(words, &fields.flow, &known.upn)
}

async fn password(
    State(microsoft): State<Microsoft>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Html<String> {
    let words = language(&headers);
    let right =
        microsoft.0.directory.account(&fields.account).is_some_and(|account| {
            account.password.as_deref().is_none_or(|password| password == fields.passwd)
        });
    if !right {
        return password_page(words, &fields.flow, &fields.account, words.wrong_password);
    }
    microsoft.after_password(words, &fields.flow, &fields.account)
}

async fn confirm(
    State(microsoft): State<Microsoft>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Html<String> {
    let words = language(&headers);
    let Some((user_code, step)) = microsoft.resumed(&fields) else { return code_form(words, words.used) };
    if fields.action != "continue" {
        let outcome = microsoft.settle(&user_code, CodeState::Declined, Outcome::Declined);
        return end(words, &outcome, &step.application.name);
    }
    if step.needs_consent {
        return consent_page(words, &fields.flow, &step);
    }
    end(words, &microsoft.finish(&user_code, &step), &step.application.name)
}

async fn consent(
    State(microsoft): State<Microsoft>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Html<String> {
    let words = language(&headers);
    let Some((user_code, step)) = microsoft.resumed(&fields) else { return code_form(words, words.used) };
    let name = &step.application.name;
    if fields.action != "accept" {
        let outcome = microsoft.settle(&user_code, CodeState::ConsentRefused, Outcome::Declined);
        return end(words, &outcome, name);
    }
    if fields.behalf == "on" && step.account.administrator {
        let mut application = step.application.clone();
        application.consent = crate::config::Consent::Organisation;
        microsoft.0.directory.put_application(application);
    } else {
        microsoft.0.directory.note_consent(&step.application.client_id, &step.account.upn);
    }
    end(words, &microsoft.finish(&user_code, &step), name)
}

impl Microsoft {
    /// The code whose page carries this secret.
    fn code_of(&self, flow: &str) -> Option<String> {
        locked(&self.0.codes)
            .iter()
            .find(|code| !flow.is_empty() && code.flow.as_deref() == Some(flow))
            .map(|code| code.user_code.clone())
    }

    fn resumed(&self, fields: &Fields) -> Option<(String, Step)> {
        let user_code = self.code_of(&fields.flow)?;
        let step = self.may_sign_in(&user_code, &fields.account).ok()?;
        Some((user_code, step))
    }

    fn account_page(&self, words: &'static Words, flow: &str, problem: &str) -> Html<String> {
        let Some(application) = self.code_of(flow).and_then(|code| self.application_of(&code)) else {
            return code_form(words, words.wrong_code);
        };
        let mut tiles = String::new();
        for account in self.0.directory.accounts().iter().filter(|account| !account.shared) {
            tiles.push_str(&format!(
                r#"<button class="tile" name="account" value="{upn}"><b>{name}</b><span>{upn}</span></button>"#,
                upn = escape(&account.upn),
                name = escape(&account.name),
            ));
        }
        page(
            words,
            words.pick,
            &format!(
                r#"<p>{asks}<br><b class="app">{app}</b> <small>{publisher}</small></p>{problem}
<form method="post" action="/devicelogin/account"><input type="hidden" name="flow" value="{flow}">{tiles}</form>
<form method="post" action="/devicelogin/account"><input type="hidden" name="flow" value="{flow}">
<label>{other}<input name="other" type="email" autocomplete="off" required></label>
<div class="row"><button class="main">{next}</button></div></form>"#,
                asks = words.asks,
                app = escape(&application.name),
                publisher = escape(&application.publisher),
                problem = alert(problem),
                flow = escape(flow),
                other = words.other,
                next = words.next,
            ),
        )
    }

    fn after_password(&self, words: &'static Words, flow: &str, upn: &str) -> Html<String> {
        let Some(user_code) = self.code_of(flow) else { return code_form(words, words.wrong_code) };
        let app = self.application_of(&user_code);
        let (name, id) = app.map(|app| (app.name, app.client_id)).unwrap_or_default();
        match self.may_sign_in(&user_code, upn) {
            Ok(step) => page(
                words,
                &words.trying.replace("{app}", &step.application.name),
                &format!(
                    r#"<p class="who">{upn}</p><p>{hint}</p>
<form method="post" action="/devicelogin/confirm"><input type="hidden" name="flow" value="{flow}">
<input type="hidden" name="account" value="{upn}">
<div class="row"><button name="action" value="cancel">{cancel}</button>
<button class="main" name="action" value="continue">{proceed}</button></div></form>"#,
                    upn = escape(&step.account.upn),
                    hint = words.trying_hint,
                    flow = escape(flow),
                    cancel = words.cancel,
                    proceed = words.proceed,
                ),
            ),
            Err(number @ (70018 | 70019 | 90120)) => code_form(words, complaint(words, number)),
            Err(number) => self.stopped(words, number, &name, &id, upn),
        }
    }

    /// A page that ends the way: the person sees the number, the client goes on waiting.
    fn stopped(&self, words: &'static Words, number: u32, app: &str, id: &str, upn: &str) -> Html<String> {
        let (title, text) = match number {
            53003 => (words.blocked, words.blocked_hint.to_owned()),
            90094 | 90095 => (words.admin, words.admin_hint.replace("{app}", app)),
            other => (words.sorry, super::aadsts::row(other).text.to_owned()),
        };
        page(
            words,
            title,
            &format!(
                r#"<p class="who">{upn}</p><p>{text}</p>
<dl><dt>Error Code</dt><dd id="error-code">{number}</dd><dt>AADSTS</dt><dd>AADSTS{number}</dd>
<dt>App name</dt><dd>{app}</dd><dt>App id</dt><dd>{id}</dd>
<dt>Correlation ID</dt><dd>{correlation}</dd><dt>Timestamp</dt><dd>{stamp}</dd></dl>
<p><a href="/devicelogin">{again}</a></p>"#,
                upn = escape(upn),
                text = escape(&text),
                app = escape(app),
                id = escape(id),
                correlation = self.0.chance.guid(),
                stamp = self.0.clock.stamp(),
                again = words.again,
            ),
        )
    }
}

fn complaint(words: &'static Words, number: u32) -> &'static str {
    match number {
        70019 => words.expired,
        90120 => words.used,
        _ => words.wrong_code,
    }
}

fn alert(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(r#"<p class="bad" role="alert">{text}</p>"#) }
}

fn code_form(words: &'static Words, problem: &str) -> Html<String> {
    page(
        words,
        words.enter_code,
        &format!(
            r#"<p>{hint}</p>{problem}<form method="post" action="/devicelogin">
<label>{code}<input name="otc" id="otc" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="18" required autofocus></label>
<div class="row"><button class="main" id="next">{next}</button></div></form>"#,
            hint = words.code_hint,
            problem = alert(problem),
            code = words.code,
            next = words.next,
        ),
    )
}

fn password_page(words: &'static Words, flow: &str, upn: &str, problem: &str) -> Html<String> {
    page(
        words,
        words.password,
        &format!(
            r#"<p class="who">{upn}</p>{problem}<form method="post" action="/devicelogin/password">
<input type="hidden" name="flow" value="{flow}"><input type="hidden" name="account" value="{upn}">
<input name="passwd" type="password" autocomplete="off" aria-label="{label}" required autofocus>
<div class="row"><button class="main">{next}</button></div></form>"#,
            upn = escape(upn),
            problem = alert(problem),
            flow = escape(flow),
            label = words.password,
            next = words.next,
        ),
    )
}

fn consent_page(words: &'static Words, flow: &str, step: &Step) -> Html<String> {
    let behalf = if step.account.administrator {
        format!(
            r#"<label class="tick"><input type="checkbox" name="behalf" value="on"> {}</label>"#,
            words.on_behalf
        )
    } else {
        String::new()
    };
    page(
        words,
        words.permissions,
        &format!(
            r#"<p class="who">{upn}</p><p><b class="app">{app}</b> <small>{publisher}</small></p>
<ul><li>{send}</li><li>{offline}</li></ul>
<form method="post" action="/devicelogin/consent"><input type="hidden" name="flow" value="{flow}">
<input type="hidden" name="account" value="{upn}">{behalf}
<div class="row"><button name="action" value="cancel">{cancel}</button>
<button class="main" name="action" value="accept">{accept}</button></div></form>"#,
            upn = escape(&step.account.upn),
            app = escape(&step.application.name),
            publisher = escape(&step.application.publisher),
            send = words.permission_send,
            offline = words.permission_offline,
            flow = escape(flow),
            cancel = words.cancel,
            accept = words.accept,
        ),
    )
}

fn end(words: &'static Words, outcome: &Outcome, app: &str) -> Html<String> {
    match outcome {
        Outcome::Done => page(
            words,
            &words.done.replace("{app}", app),
            &format!(r#"<p id="done">{}</p>"#, words.done_hint),
        ),
        Outcome::Declined => {
            page(words, words.declined, &format!(r#"<p id="declined">{}</p>"#, words.declined_hint))
        }
        Outcome::Error(number) => code_form(words, complaint(words, *number)),
    }
}

/// `title` is plain text, `body` is HTML.
fn page(words: &'static Words, title: &str, body: &str) -> Html<String> {
    Html(format!(
        r#"<!doctype html><html lang="{tag}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{title}</title><style>{STYLE}</style></head>
<body><p class="banner">{banner}</p><main><h1>{title}</h1>{body}</main></body></html>"#,
        tag = words.tag,
        title = escape(title),
        banner = words.banner,
    ))
}

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1c2733;--paper:#fff;--ground:#e9edf1;--line:#b8c3cd;--main:#7a3e12}\
@media(prefers-color-scheme:dark){:root{--ink:#e7ecf1;--paper:#1f2830;--ground:#12181e;--line:#4a5763;--main:#d99a63}}\
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);\
font:16px/1.5 system-ui,'Noto Sans CJK JP','Yu Gothic UI',sans-serif}\
.banner{margin:0;padding:.5rem 1rem;background:#ffd24d;color:#201800;text-align:center;font-weight:600}\
main{max-width:27rem;margin:3rem auto;padding:2rem;background:var(--paper);border:1px solid var(--line);border-radius:10px}\
h1{font-size:1.35rem;margin:0 0 .75rem}label{display:block;margin:.75rem 0 .25rem}\
input:not([type=checkbox]){width:100%;padding:.6rem;font:inherit;border:1px solid var(--line);border-radius:6px;\
background:transparent;color:inherit}#otc{font:600 1.4rem/1.4 ui-monospace,monospace;letter-spacing:.15em;text-transform:uppercase}\
button{font:inherit;padding:.55rem 1.4rem;border:1px solid var(--line);border-radius:6px;background:transparent;color:inherit;cursor:pointer}\
button.main{background:var(--main);border-color:var(--main);color:var(--paper)}\
button:focus-visible,input:focus-visible{outline:3px solid #4aa3ff;outline-offset:1px}\
.row{display:flex;justify-content:flex-end;gap:.6rem;margin-top:1.2rem}\
.tile{display:flex;flex-direction:column;align-items:flex-start;width:100%;margin:.35rem 0;text-align:left}\
.tile span,small,.who{opacity:.75}.bad{color:#c4271b;font-weight:600}\
dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem .8rem;font-size:.85rem}dt{opacity:.7}dd{margin:0;overflow-wrap:anywhere}";
