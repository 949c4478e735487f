//! No code and no token in any log, at the most talkative level of this program and of everything below it.

#![allow(clippy::unwrap_used, missing_docs)]

use std::io::Write;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::header;
use axum::routing::post;
use base64::Engine as _;
use serde_json::json;
use tegata_core::Secret;
use tegata_microsoft::{Client, Cloud, Registration};
use tokio::net::TcpListener;
use url::Url;

#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn nothing_secret_is_logged_at_trace() {
    let paper = Paper::default();
    let written = paper.clone();
    // What the libraries say through `log` is caught as well.
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(move || written.clone())
        .init();

    let claims = json!({"aud": "app", "preferred_username": "scan@contoso.example"});
    let claims = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(claims.to_string());
    let id_token = format!("e30.{claims}.canary-signature");
    let token = json!({"access_token": "canary-access", "token_type": "Bearer", "refresh_token": "canary-refresh",
                       "id_token": id_token});
    let code = json!({"user_code": "CANARYUSER", "device_code": "canary-device", "expires_in": 60, "interval": 1,
                      "verification_uri": "https://microsoft.com/devicelogin"});
    let answer = |body: String| ([(header::CONTENT_TYPE, "application/json")], body);
    let (code, token) = (code.to_string(), token.to_string());
    let app = Router::new()
        .route("/t/oauth2/v2.0/devicecode", post(move || async move { answer(code) }))
        .route("/t/oauth2/v2.0/token", post(move || async move { answer(token) }));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let authority = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });

    let client = Client::new(Registration::at(authority, &Cloud::GLOBAL, Some("t"), "app"), &[]).unwrap();
    let code = client.request_code(true).await.unwrap();
    let grant = client.await_grant(&code, |_| {}).await.unwrap();
    client.refresh(&Secret::new("canary-old")).await.unwrap();
    tracing::info!(?code, ?grant, ?client, "everything that has a Debug");

    let written = String::from_utf8_lossy(&paper.0.lock().unwrap()).into_owned();
    assert!(written.contains("hyper") && written.contains("answered"), "the log is not caught");
    for secret in ["canary", "CANARYUSER", claims.as_str()] {
        let line = written.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}
