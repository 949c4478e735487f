//! The control API: how tests and the demo play the people of the office.
//!
//! Plain HTTP on loopback, JSON only (a web page elsewhere cannot send JSON here without asking first, and
//! is not answered when it asks). It never shows a token, a device code or a mailbox's password.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::config::{Account, Application, Tenant};
use crate::exchange::ReplyRule;
use crate::microsoft::{Decision, FaultRule, Outcome};
use crate::office::Rooms;

type Office = State<Arc<Rooms>>;

pub(crate) fn router(rooms: Arc<Rooms>) -> Router {
    Router::new()
        .route("/control/state", get(state))
        .route("/control/codes", get(|State(office): Office| async move { Json(office.microsoft.codes()) }))
        .route("/control/messages", get(|State(office): Office| async move { Json(office.inbox.mails()) }))
        .route(
            "/control/printers",
            get(|State(office): Office| async move { Json(office.describe_printers()) }),
        )
        .route("/control/printers/{index}/scan", post(scan))
        .route("/control/sign-in", post(sign_in))
        .route("/control/microsoft/faults", post(add_fault).delete(clear_faults))
        .route("/control/exchange/replies", post(add_reply).delete(clear_replies))
        .route("/control/tenants", post(put_tenant))
        .route("/control/accounts", post(put_account))
        .route("/control/accounts/{upn}/revoke", post(revoke))
        .route("/control/applications", post(put_application))
        .route("/control/clock", post(advance))
        .with_state(rooms)
}

async fn state(State(office): Office) -> Json<Value> {
    Json(json!({
        "office": office.describe(),
        "printers": office.describe_printers(),
        "codes": office.microsoft.codes(),
        "messages": office.inbox.mails().len(),
        "tenants": office.directory.tenants(),
        "applications": office.directory.applications(),
        "now": office.clock.stamp(),
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignIn {
    user_code: String,
    #[serde(default)]
    account: String,
    #[serde(default = "approve")]
    decision: Decision,
}

fn approve() -> Decision {
    Decision::Approve
}

async fn sign_in(State(office): Office, Json(asked): Json<SignIn>) -> Response {
    match office.microsoft.sign_in(&asked.user_code, &asked.account, asked.decision) {
        Outcome::Done => Json(json!({ "outcome": "done" })).into_response(),
        Outcome::Declined => Json(json!({ "outcome": "declined" })).into_response(),
        Outcome::Error(number) => {
            (StatusCode::CONFLICT, Json(json!({ "outcome": "error", "aadsts": number }))).into_response()
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scan {
    to: String,
    #[serde(default)]
    from: Option<String>,
}

async fn scan(State(office): Office, Path(index): Path<usize>, Json(asked): Json<Scan>) -> Response {
    let Some(printer) = office.printers.get(index) else {
        return (StatusCode::NOT_FOUND, Json(json!({ "error": "no such printer" }))).into_response();
    };
    let ended = match &asked.from {
        Some(from) => printer.panel_scan_from(&asked.to, from).await,
        None => printer.panel_scan(&asked.to).await,
    };
    match ended {
        Ok(reply) => Json(json!({ "sent": true, "reply": reply })).into_response(),
        Err(error) => Json(json!({ "sent": false, "error": error.to_string() })).into_response(),
    }
}

async fn add_fault(State(office): Office, Json(rule): Json<FaultRule>) -> StatusCode {
    office.microsoft.add_fault(rule);
    StatusCode::NO_CONTENT
}

async fn clear_faults(State(office): Office) -> StatusCode {
    office.microsoft.clear_faults();
    StatusCode::NO_CONTENT
}

async fn add_reply(State(office): Office, Json(rule): Json<ReplyRule>) -> Response {
    if let crate::exchange::Reply::Named(name) = &rule.reply
        && crate::exchange::named(name).is_none()
    {
        let known: Vec<&str> = crate::exchange::NAMED.iter().map(|(name, _)| *name).collect();
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": "no such reply", "known": known })))
            .into_response();
    }
    office.exchange.add_reply(rule);
    StatusCode::NO_CONTENT.into_response()
}

async fn clear_replies(State(office): Office) -> StatusCode {
    office.exchange.clear_replies();
    StatusCode::NO_CONTENT
}

async fn put_tenant(State(office): Office, Json(tenant): Json<Tenant>) -> StatusCode {
    office.directory.put_tenant(tenant);
    StatusCode::NO_CONTENT
}

async fn put_account(State(office): Office, Json(account): Json<Account>) -> StatusCode {
    office.directory.put_account(account);
    StatusCode::NO_CONTENT
}

async fn put_application(State(office): Office, Json(application): Json<Application>) -> StatusCode {
    office.directory.put_application(application);
    StatusCode::NO_CONTENT
}

async fn revoke(State(office): Office, Path(upn): Path<String>) -> StatusCode {
    office.microsoft.revoke(&upn);
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    seconds: u64,
}

async fn advance(State(office): Office, Json(asked): Json<Advance>) -> Json<Value> {
    office.clock.advance(Duration::from_secs(asked.seconds));
    Json(json!({ "now": office.clock.stamp() }))
}
