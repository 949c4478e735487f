//! The web inbox: what arrived, as text.
//!
//! Messages are untrusted: the page shows their plain text only, escaped, and offers the source as a download
//! of text. No HTML of a message is ever rendered.

use std::sync::{Arc, Mutex};

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use mail_parser::{MessageParser, MimeHeaders};
use serde::Serialize;

use crate::clock::Clock;
use crate::lock::locked;
use crate::web::escape;

/// A message as Exchange accepted it.
pub(crate) struct Arrival {
    pub account: String,
    pub method: &'static str,
    pub client_id: Option<String>,
    pub sender: String,
    pub recipients: Vec<String>,
    pub raw: Vec<u8>,
}

/// A message in the inbox.
#[derive(Debug, Clone, Serialize)]
pub struct Mail {
    /// Number, from 1.
    pub id: usize,
    /// When it arrived.
    pub at: String,
    /// The account that was signed in.
    pub account: String,
    /// `XOAUTH2` or `LOGIN`.
    pub method: &'static str,
    /// The application whose token was used.
    pub client_id: Option<String>,
    /// Envelope sender.
    pub envelope_from: String,
    /// Envelope recipients.
    pub envelope_to: Vec<String>,
    /// `From`.
    pub from: String,
    /// `Subject`.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// Names of the attachments.
    pub attachments: Vec<String>,
    /// Size in bytes.
    pub bytes: usize,
    /// The source.
    #[serde(skip)]
    pub raw: Arc<Vec<u8>>,
}

/// The inbox.
#[derive(Clone)]
pub struct Inbox {
    clock: Clock,
    mails: Arc<Mutex<Vec<Mail>>>,
}

impl Inbox {
    pub(crate) fn new(clock: Clock) -> Self {
        Self { clock, mails: Arc::default() }
    }

    pub(crate) fn put(&self, arrival: Arrival) {
        let parsed = MessageParser::default().parse(&arrival.raw);
        let parsed = parsed.as_ref();
        let from = parsed
            .and_then(|mail| mail.from())
            .and_then(|from| from.first())
            .map(|from| match (from.name(), from.address()) {
                (Some(name), Some(address)) => format!("{name} <{address}>"),
                (None, Some(address)) => address.to_owned(),
                (name, None) => name.unwrap_or_default().to_owned(),
            })
            .unwrap_or_default();
        let mut mails = locked(&self.mails);
        let id = mails.len() + 1;
        mails.push(Mail {
            id,
            at: self.clock.stamp(),
            account: arrival.account,
            method: arrival.method,
            client_id: arrival.client_id,
            envelope_from: arrival.sender,
            envelope_to: arrival.recipients,
            from,
            subject: parsed.and_then(|mail| mail.subject()).unwrap_or_default().to_owned(),
            text: parsed.and_then(|mail| mail.body_text(0)).unwrap_or_default().into_owned(),
            attachments: parsed.map_or_else(Vec::new, |mail| {
                mail.attachments().map(|part| part.attachment_name().unwrap_or("?").to_owned()).collect()
            }),
            bytes: arrival.raw.len(),
            raw: Arc::new(arrival.raw),
        });
    }

    /// Everything that arrived, oldest first.
    pub fn mails(&self) -> Vec<Mail> {
        locked(&self.mails).clone()
    }

    /// One message.
    pub fn mail(&self, id: usize) -> Option<Mail> {
        locked(&self.mails).iter().find(|mail| mail.id == id).cloned()
    }
}

pub(crate) fn router(inbox: Inbox) -> Router {
    Router::new()
        .route("/", get(list))
        .route("/messages.json", get(|State(inbox): State<Inbox>| async move { Json(inbox.mails()) }))
        .route("/messages/{id}", get(show))
        .route("/messages/{id}/source", get(source))
        .with_state(inbox)
}

async fn list(State(inbox): State<Inbox>) -> Html<String> {
    let mut rows = String::new();
    for mail in inbox.mails().iter().rev() {
        rows.push_str(&format!(
            r#"<tr><td>{at}</td><td>{from}</td><td>{to}</td><td><a href="/messages/{id}">{subject}</a></td><td>{method}</td></tr>"#,
            at = escape(&mail.at),
            from = escape(&mail.from),
            to = escape(&mail.envelope_to.join(", ")),
            id = mail.id,
            subject = if mail.subject.is_empty() { "(no subject)".into() } else { escape(&mail.subject) },
            method = mail.method,
        ));
    }
    let body = if rows.is_empty() {
        "<p>Nothing has arrived yet. まだ何も届いていません。</p>".to_owned()
    } else {
        format!(
            "<table><tr><th>Time (UTC)</th><th>From</th><th>To</th><th>Subject</th><th>Sign-in</th></tr>{rows}</table>"
        )
    };
    // Without scripts, a refresh shows what arrived meanwhile.
    page(r#"<meta http-equiv="refresh" content="3">"#, "Inbox 受信トレイ", &body)
}

async fn show(State(inbox): State<Inbox>, Path(id): Path<usize>) -> Response {
    let Some(mail) = inbox.mail(id) else {
        return (StatusCode::NOT_FOUND, "No such message.").into_response();
    };
    let rows: String = [
        ("From", mail.from.clone()),
        ("To", mail.envelope_to.join(", ")),
        ("Time (UTC)", mail.at.clone()),
        ("Signed in", format!("{} ({})", mail.account, mail.method)),
        ("Application", mail.client_id.clone().unwrap_or_default()),
        ("Attachments", mail.attachments.join(", ")),
    ]
    .iter()
    .map(|(name, value)| format!("<tr><th>{name}</th><td>{}</td></tr>", escape(value)))
    .collect();
    page(
        "",
        &mail.subject,
        &format!(
            r#"<table>{rows}</table><pre>{}</pre><p><a href="/messages/{id}/source">source</a> · <a href="/">inbox</a></p>"#,
            escape(&mail.text)
        ),
    )
    .into_response()
}

async fn source(State(inbox): State<Inbox>, Path(id): Path<usize>) -> Response {
    match inbox.mail(id) {
        Some(mail) => {
            ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], mail.raw.as_ref().clone()).into_response()
        }
        None => (StatusCode::NOT_FOUND, "No such message.").into_response(),
    }
}

fn page(head: &str, title: &str, body: &str) -> Html<String> {
    Html(format!(
        r#"<!doctype html><html lang="en"><head><meta charset="utf-8">{head}<title>{title}</title><style>
:root{{color-scheme:light dark}}body{{font:16px/1.5 system-ui,'Noto Sans CJK JP','Yu Gothic UI',sans-serif;margin:2rem auto;max-width:64rem;padding:0 1rem}}
table{{border-collapse:collapse;width:100%}}th,td{{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #8886;vertical-align:top}}
pre{{white-space:pre-wrap;overflow-wrap:anywhere;padding:1rem;border:1px solid #8886;border-radius:8px}}</style></head>
<body><h1>{title}</h1>{body}<p><small>Virtual office — not Microsoft. 仮想オフィスです。</small></p></body></html>"#,
        title = escape(title),
    ))
}
