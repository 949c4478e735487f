//! Authorization servers that keep to the standards and not to Microsoft's habits, and some that keep to nothing.

#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tegata_core::preflight::Answer;
use tegata_core::problem::microsoft as codes;
use tegata_core::{MailAddress, Problem};
use tegata_microsoft::preflight::preflight;
use tegata_microsoft::{Client, Cloud, Registration, Web};
use tokio::net::TcpListener;
use url::Url;

type Answers = Arc<dyn Fn(&str, &str) -> Option<Response> + Send + Sync>;

/// A server that answers by method and path, and writes down what it was asked.
async fn start(answers: impl Fn(&str, &str) -> Option<Response> + Send + Sync + 'static) -> (Url, Asked) {
    let answers: Answers = Arc::new(answers);
    let asked = Asked::default();
    let log = asked.clone();
    let app = Router::new().fallback(move |request: Request| {
        let (answers, log) = (Arc::clone(&answers), log.clone());
        async move {
            let (method, path) = (request.method().as_str().to_owned(), request.uri().path().to_owned());
            log.0.lock().unwrap().push(format!("{method} {path}"));
            if path.ends_with("/silent") {
                std::future::pending::<()>().await;
            }
            // As oidc-provider says it.
            answers(&method, &path).unwrap_or_else(|| answer(404, &json!({"error": "invalid_request"})))
        }
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    (url, asked)
}

#[derive(Clone, Default)]
struct Asked(Arc<Mutex<Vec<String>>>);

impl Asked {
    fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

fn answer(status: u16, body: &Value) -> Response {
    (StatusCode::from_u16(status).unwrap(), [(header::CONTENT_TYPE, "application/json")], body.to_string())
        .into_response()
}

fn code(more: &Value) -> Response {
    let mut body = json!({"user_code": "WDJB-MJHT", "device_code": "d", "verification_uri": "https://idp.example/device",
                          "expires_in": 600, "interval": 1});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    answer(200, &body)
}

fn client(authority: &Url) -> Client {
    let mut registration = Registration::at(authority.clone(), &Cloud::GLOBAL, None, "app");
    registration.extra_verification_hosts = vec!["idp.example".into()];
    Client::new(registration, &[]).unwrap()
}

fn metadata(base: &str) -> Response {
    answer(
        200,
        &json!({"issuer": base, "device_authorization_endpoint": format!("{base}/device/auth"),
                "token_endpoint": format!("{base}/token")}),
    )
}

#[tokio::test]
async fn a_standard_server_is_asked_where_its_metadata_says() {
    let base = Arc::new(Mutex::new(String::new()));
    let own = Arc::clone(&base);
    let (authority, asked) = start(move |method, path| match (method, path) {
        ("GET", "/.well-known/openid-configuration") => Some(metadata(&own.lock().unwrap())),
        ("POST", "/device/auth") => Some(code(&json!({}))),
        // RFC 6749 §5.1: `expires_in` is recommended, the id_token is OpenID Connect's.
        ("POST", "/token") => Some(answer(200, &json!({"access_token": "t", "token_type": "bearer"}))),
        _ => None,
    })
    .await;
    *base.lock().unwrap() = authority.as_str().trim_end_matches('/').to_owned();
    let client = client(&authority);
    let code = client.request_code(false).await.unwrap();
    assert_eq!(code.user_code, "WDJB-MJHT");
    assert!(code.verification_uri.is_ok());
    let grant = client.await_grant(&code, |_| {}).await.unwrap();
    assert_eq!(grant.account, None, "nobody is named, and nobody is made up");
    assert_eq!(grant.access_token.expose(), "t");
    assert_eq!(
        asked.all(),
        [
            "GET /organizations/v2.0/.well-known/openid-configuration",
            "GET /.well-known/openid-configuration",
            "POST /device/auth",
            "POST /token",
        ]
    );

    // The preflight looks for no tenant where there are none.
    let sender: MailAddress = "scan@contoso.example".parse().unwrap();
    let web = Web::new(&[]).unwrap();
    let lines = preflight(&web, client.registration(), &Cloud::GLOBAL, &sender).await;
    let of = |check| lines.iter().find(|line| line.check == check).unwrap().answer;
    assert_eq!(
        (of("sign-in-host"), of("tenant"), of("cloud")),
        (Answer::Ok, Answer::Skipped, Answer::Skipped)
    );
    assert_eq!(of("clock"), Answer::Ok);
}

#[tokio::test]
async fn a_server_without_metadata_is_taken_to_be_laid_out_as_microsofts() {
    let (authority, asked) = start(|method, path| match (method, path) {
        ("POST", "/organizations/oauth2/v2.0/devicecode") => {
            Some(code(&json!({"interval": "1", "expires_in": "600"})))
        }
        ("POST", "/organizations/oauth2/v2.0/token") => {
            Some(answer(200, &json!({"access_token": "t", "token_type": "Bearer", "expires_in": "3599"})))
        }
        // Python's simplest server answers a GET that nobody wrote like this.
        ("GET", _) => Some((StatusCode::NOT_IMPLEMENTED, "Unsupported method").into_response()),
        _ => None,
    })
    .await;
    let client = client(&authority);
    let code = client.request_code(false).await.unwrap();
    let grant = client.await_grant(&code, |_| {}).await.unwrap();
    assert_eq!(grant.expires_in.as_secs(), 3599);
    assert_eq!(asked.all().len(), 5);
}

#[tokio::test]
async fn metadata_of_another_host_is_not_followed() {
    let (authority, _) = start(|method, path| match (method, path) {
        ("GET", "/.well-known/openid-configuration") => Some(metadata("https://evil.example")),
        ("POST", "/organizations/oauth2/v2.0/devicecode") => Some(code(&json!({}))),
        _ => None,
    })
    .await;
    assert!(client(&authority).request_code(false).await.is_ok());
}

#[tokio::test]
async fn numbers_beyond_reason_and_codes_with_commands_in_them_are_tamed() {
    let (authority, _) = start(|method, _| {
        (method == "POST").then(|| {
            code(&json!({"expires_in": 18_446_744_073_709_551_615_u64, "interval": 1e300,
                         "user_code": format!("\u{1b}[2JAB\u{7}C{}", "D".repeat(5000))}))
        })
    })
    .await;
    let code = client(&authority).request_code(false).await.unwrap();
    assert!(code.left() <= Duration::from_secs(86_400));
    assert!(code.interval <= Duration::from_secs(86_400));
    assert!(code.user_code.starts_with("[2JABCD") && code.user_code.len() == 64, "{}", code.user_code);
}

#[tokio::test]
async fn an_answer_that_cannot_be_used_ends_the_wait_at_once() {
    for (token, expected) in [
        (json!({"access_token": "t", "token_type": "DPoP"}), codes::ANSWER_INCOMPLETE),
        (json!({"token_type": "Bearer"}), codes::ANSWER_INCOMPLETE),
        (
            json!({"access_token": "t", "token_type": "Bearer", "id_token": "e30.e30.x"}),
            codes::ACCOUNT_NOT_NAMED,
        ),
    ] {
        let body = token.clone();
        let (authority, _) = start(move |method, path| match method {
            "POST" if path.ends_with("/token") => Some(answer(200, &body)),
            "POST" => Some(code(&json!({}))),
            _ => None,
        })
        .await;
        let client = client(&authority);
        let code = client.request_code(false).await.unwrap();
        let began = Instant::now();
        let error = client.await_grant(&code, |_| {}).await.unwrap_err();
        assert_eq!(Problem::from(error).code, expected, "{token}");
        assert!(began.elapsed() < Duration::from_secs(3));
    }
}

#[tokio::test]
async fn a_silent_token_endpoint_does_not_outlive_the_code() {
    let base = Arc::new(Mutex::new(String::new()));
    let own = Arc::clone(&base);
    let (authority, _) = start(move |method, path| match (method, path) {
        ("GET", "/.well-known/openid-configuration") => {
            let base = own.lock().unwrap();
            let endpoints = json!({"device_authorization_endpoint": format!("{base}/device"),
                                   "token_endpoint": format!("{base}/silent")});
            Some(answer(200, &endpoints))
        }
        ("POST", "/device") => Some(code(&json!({"expires_in": 2}))),
        _ => None,
    })
    .await;
    *base.lock().unwrap() = authority.as_str().trim_end_matches('/').to_owned();
    let client = client(&authority);
    let code = client.request_code(false).await.unwrap();
    let began = Instant::now();
    let error = client.await_grant(&code, |_| {}).await.unwrap_err();
    assert_eq!(Problem::from(error).code, codes::CODE_EXPIRED);
    assert!(began.elapsed() < Duration::from_secs(6), "{:?}", began.elapsed());
}

#[tokio::test]
async fn nobody_there_is_said_without_asking_three_times() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let authority = Url::parse(&format!("http://{}", closed.local_addr().unwrap())).unwrap();
    drop(closed);
    let began = Instant::now();
    let error = client(&authority).request_code(false).await.unwrap_err();
    assert_eq!(Problem::from(error).code, codes::UNREACHABLE);
    assert!(began.elapsed() < Duration::from_secs(2));
}
