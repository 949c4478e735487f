//! The sign-in over a real socket, against a scripted token service.

#![allow(clippy::unwrap_used)]

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use base64::Engine as _;
use serde_json::{Value, json};
use tegata_core::problem::microsoft as codes;
use tegata_core::{Code, Problem};
use tegata_microsoft::aadsts::{Place, ROWS};
use tegata_microsoft::{Client, MicrosoftError, PollState, Registration, Web, look_up_tenant};
use tokio::net::TcpListener;
use url::Url;

type Heard = Arc<Mutex<Vec<HashMap<String, String>>>>;

/// What the tenant's name asks the service to do.
#[derive(Clone, Default)]
struct Service {
    heard: Heard,
}

fn answer(status: u16, body: &Value) -> Response {
    (
        StatusCode::from_u16(status).unwrap(),
        [(header::CONTENT_TYPE, "application/json; charset=utf-8")],
        body.to_string(),
    )
        .into_response()
}

fn html(status: u16) -> Response {
    (StatusCode::from_u16(status).unwrap(), [(header::CONTENT_TYPE, "text/html")], "<html>canary-page</html>")
        .into_response()
}

fn refusal(error: &str, number: u32) -> Value {
    json!({"error": error, "error_description": format!("AADSTS{number}: words.\r\nTrace ID: trace-1\r\nCorrelation ID: corr-1"),
           "error_codes": [number], "trace_id": "trace-1", "correlation_id": "corr-1", "timestamp": "2026-11-23 00:00:00Z"})
}

fn grant() -> Value {
    let claims = json!({"aud": "app-1", "preferred_username": "scan@contoso.example", "email": "scan.mail@contoso.example",
                        "name": "Scan", "tid": "tenant-1"});
    let id = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(claims.to_string());
    json!({"token_type": "Bearer", "scope": "https://outlook.office.com/SMTP.Send", "expires_in": 4021, "ext_expires_in": 4021,
           "access_token": "canary-access", "refresh_token": "canary-refresh", "id_token": format!("e30.{id}.canary-signature")})
}

async fn device_code(
    State(service): State<Service>,
    Path(tenant): Path<String>,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    service.heard.lock().unwrap().push(form);
    let expires = if tenant == "short" { 2 } else { 900 };
    match tenant.as_str() {
        "refused" => answer(400, &refusal("unauthorized_client", 700_016)),
        "html" => html(200),
        "busy" => html(503),
        "redirect" => (StatusCode::FOUND, [(header::LOCATION, "/trap")]).into_response(),
        "foreign" => answer(
            200,
            &json!({"user_code": "ABC", "device_code": "canary-device", "verification_uri": "https://microsoft.com.evil.example/", "expires_in": 900}),
        ),
        // Numbers as texts, as older services write them.
        _ => answer(
            200,
            &json!({"user_code": "FRWQDE7YL", "device_code": "canary-device", "verification_uri": "https://microsoft.com/devicelogin",
                                 "expires_in": expires.to_string(), "interval": "1", "message": "…"}),
        ),
    }
}

async fn token(
    State(service): State<Service>,
    Path(tenant): Path<String>,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    let asked = {
        let mut heard = service.heard.lock().unwrap();
        heard.push(form.clone());
        heard.iter().filter(|form| form.contains_key("grant_type")).count()
    };
    assert!(!headers.contains_key(header::AUTHORIZATION), "a public client has no secret");
    if let Some(number) = tenant.strip_prefix("number-") {
        return answer(400, &refusal("invalid_grant", number.parse().unwrap()));
    }
    if let Some(word) = tenant.strip_prefix("word-") {
        return answer(400, &json!({"error": word}));
    }
    match (tenant.as_str(), asked) {
        ("hang", _) => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            html(500)
        }
        ("short", _) | ("good", 1) => answer(400, &refusal("authorization_pending", 70016)),
        ("good", 2) => html(200),
        ("refresh", _) if form["grant_type"] != "refresh_token" => {
            answer(400, &refusal("invalid_request", 1))
        }
        _ => answer(200, &grant()),
    }
}

async fn configuration(Path(tenant): Path<String>) -> Response {
    match tenant.as_str() {
        "contoso.example" => answer(
            200,
            &json!({"issuer": "https://login.microsoftonline.com/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/v2.0",
                                                 "cloud_instance_name": "microsoftonline.us", "tenant_region_scope": "USGov"}),
        ),
        _ => answer(400, &refusal("invalid_tenant", 90002)),
    }
}

async fn trap() -> &'static str {
    panic!("a redirect was followed")
}

async fn start() -> (Url, Heard) {
    let service = Service::default();
    let heard = Arc::clone(&service.heard);
    let app = Router::new()
        .route("/{tenant}/oauth2/v2.0/devicecode", post(device_code))
        .route("/{tenant}/oauth2/v2.0/token", post(token))
        .route("/{tenant}/v2.0/.well-known/openid-configuration", get(configuration))
        .route("/trap", get(trap))
        .with_state(service);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    (url, heard)
}

fn client(authority: &Url, tenant: &str) -> Client {
    let registration = Registration {
        authority: authority.clone(),
        tenant: tenant.to_owned(),
        client_id: "app-1".to_owned(),
        scope: "openid profile email https://outlook.office.com/SMTP.Send".to_owned(),
        extra_verification_hosts: Vec::new(),
    };
    Client::new(registration, &[]).unwrap()
}

fn code_of(error: MicrosoftError) -> Code {
    Problem::from(error).code
}

#[tokio::test]
async fn a_sign_in_goes_through_a_captive_page_and_names_the_account() {
    let (authority, heard) = start().await;
    let client = client(&authority, "good");
    let code = client.request_code(false).await.unwrap();
    assert_eq!(code.user_code, "FRWQDE7YL");
    assert_eq!(code.verification_uri.as_ref().unwrap().as_str(), "https://microsoft.com/devicelogin");
    assert_eq!((code.expires_in.as_secs(), code.interval.as_secs()), (900, 1));
    let states = Mutex::new(Vec::new());
    let grant = client.await_grant(&code, |state| states.lock().unwrap().push(state)).await.unwrap();
    assert!(matches!(
        states.into_inner().unwrap()[..],
        [PollState::Pending { .. }, PollState::Pending { .. }, PollState::Offline]
    ));
    let account = grant.account.as_ref().unwrap();
    assert_eq!(account.upn, "scan@contoso.example");
    assert!(account.is("scan.mail@contoso.example"));
    assert_eq!(grant.access_token.expose(), "canary-access");
    assert_eq!(grant.scopes, ["https://outlook.office.com/SMTP.Send"]);

    let heard = heard.lock().unwrap();
    assert!(!heard[0]["scope"].contains("offline_access"), "nothing is remembered unless asked for");
    assert_eq!(heard[1]["grant_type"], "urn:ietf:params:oauth:grant-type:device_code");
    assert_eq!(
        (heard[1]["client_id"].as_str(), heard[1]["device_code"].as_str()),
        ("app-1", "canary-device")
    );
    assert!(heard.iter().all(|form| !form.contains_key("client_secret")));

    let shown = format!("{code:?} {grant:?} {client:?}");
    assert!(!shown.contains("canary") && !shown.contains("FRWQDE7YL"), "{shown}");
}

#[tokio::test]
async fn remembering_asks_for_a_refresh_token_and_uses_it() {
    let (authority, heard) = start().await;
    let client = client(&authority, "refresh");
    client.request_code(true).await.unwrap();
    let grant = client.refresh(&tegata_core::Secret::new("canary-old")).await.unwrap();
    assert_eq!(grant.refresh_token.unwrap().expose(), "canary-refresh");
    let heard = heard.lock().unwrap();
    assert!(heard[0]["scope"].ends_with(" offline_access"));
    assert_eq!(heard[1]["refresh_token"], "canary-old");
}

/// Every number and every word of the table, as the token service says it.
#[tokio::test]
async fn every_row_of_the_table_is_recognised_over_the_wire() {
    let (authority, _) = start().await;
    let mut asked = tokio::task::JoinSet::new();
    for row in ROWS.iter().filter(|row| row.code != codes::BUSY) {
        let tenants = row
            .numbers
            .iter()
            .map(|n| format!("number-{n}"))
            .chain(row.words.iter().map(|w| format!("word-{w}")));
        for tenant in tenants {
            let client = client(&authority, &tenant);
            asked.spawn(async move {
                let code = client.request_code(false).await.unwrap();
                let error = client.await_grant(&code, |_| {}).await.unwrap_err();
                (tenant, row.code, Problem::from(error))
            });
        }
    }
    let mut rows = 0;
    while let Some(result) = asked.join_next().await {
        let (tenant, expected, problem) = result.unwrap();
        assert_eq!(problem.code, expected, "{tenant}");
        if let (true, Some(detail)) = (tenant.starts_with("number-"), &problem.detail) {
            assert!(
                detail.contains("AADSTS") && detail.contains("trace-1") && detail.contains("corr-1"),
                "{detail}"
            );
        }
        rows += 1;
    }
    assert!(rows > 80, "{rows}");
    assert!(ROWS.iter().any(|row| row.place == Place::Browser));
}

#[tokio::test]
async fn what_can_go_wrong_when_asking_for_a_code() {
    let (authority, _) = start().await;
    let ask = |tenant| {
        let client = client(&authority, tenant);
        async move { client.request_code(false).await }
    };
    let refused = Problem::from(ask("refused").await.unwrap_err());
    assert_eq!(refused.code, codes::APPLICATION_UNKNOWN);
    assert_eq!(refused.args["application"], "app-1");
    assert_eq!(code_of(ask("html").await.unwrap_err()), codes::FOREIGN_ANSWER);
    assert_eq!(code_of(ask("busy").await.unwrap_err()), codes::BUSY);
    assert_eq!(code_of(ask("redirect").await.unwrap_err()), codes::FOREIGN_ANSWER);
    assert!(
        ask("foreign").await.unwrap().verification_uri.is_err(),
        "a foreign page is never handed out as openable"
    );

    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = Url::parse(&format!("http://{}", closed.local_addr().unwrap())).unwrap();
    drop(closed);
    assert_eq!(code_of(client(&nobody, "t").request_code(false).await.unwrap_err()), codes::UNREACHABLE);
}

#[tokio::test]
async fn a_code_runs_out_here_even_if_the_service_says_pending() {
    let (authority, _) = start().await;
    let client = client(&authority, "short");
    let code = client.request_code(false).await.unwrap();
    assert_eq!(code_of(client.await_grant(&code, |_| {}).await.unwrap_err()), codes::CODE_EXPIRED);
}

#[tokio::test]
async fn cancelling_answers_at_once_even_while_the_service_hangs() {
    let (authority, heard) = start().await;
    let client = client(&authority, "hang");
    let code = client.request_code(false).await.unwrap();
    let wait = tokio::spawn(async move { client.await_grant(&code, |_| {}).await.map(|_| ()) });
    while heard.lock().unwrap().len() < 2 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let cancelled = Instant::now();
    wait.abort();
    assert!(wait.await.unwrap_err().is_cancelled());
    assert!(cancelled.elapsed() < Duration::from_millis(100), "{:?}", cancelled.elapsed());
}

#[tokio::test]
async fn a_domain_leads_to_its_tenant_and_cloud() {
    let (authority, _) = start().await;
    let web = Web::new(&[]).unwrap();
    let tenant = look_up_tenant(&web, &authority, "contoso.example").await.unwrap();
    assert_eq!(tenant.tenant_id, "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee");
    assert_eq!(tenant.cloud.unwrap().name, "us-government");
    assert!(tenant.server_time.is_some(), "the Date header is read");
    let mistyped = look_up_tenant(&web, &authority, "contosso.example").await.unwrap_err();
    assert_eq!(code_of(mistyped), codes::TENANT_UNKNOWN);
}

#[test]
fn an_authority_without_encryption_is_refused_unless_it_is_this_computer() {
    let mut registration = Registration::in_cloud(&tegata_microsoft::Cloud::GLOBAL, None, "app");
    registration.authority = Url::parse("http://login.microsoftonline.com").unwrap();
    assert!(Client::new(registration.clone(), &[]).is_err());
    registration.authority = Url::parse("http://127.0.0.1:9").unwrap();
    assert!(Client::new(registration.clone(), &[]).is_ok());
    registration.client_id = " ".into();
    assert!(Client::new(registration, &[]).is_err());
}
