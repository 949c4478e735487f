//! What the tests of the wire share: a browser-less HTTP client and a very small SMTP client.
#![allow(dead_code)]

use std::sync::Arc;

use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, ServerName};
use serde_json::Value;
use tegata_office::Office;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

pub trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

fn trust(pem: &str) -> rustls::ClientConfig {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(pem.as_bytes()).expect("PEM")).expect("root");
    rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth()
}

pub fn http(office: &Office) -> reqwest::Client {
    reqwest::Client::builder()
        .tls_backend_preconfigured(trust(office.ca_pem()))
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("client")
}

/// A form post, with the status and the JSON.
pub async fn form(office: &Office, path: &str, fields: &[(&str, &str)]) -> (u16, Value) {
    let url = format!("{}/{path}", office.authority_url());
    let answer = http(office).post(url).form(fields).send().await.expect("answer");
    let status = answer.status().as_u16();
    (status, answer.json().await.expect("JSON"))
}

pub async fn start_code(office: &Office, scope: &str) -> Value {
    let path = format!("{}/oauth2/v2.0/devicecode", office.tenant_id());
    let (status, body) = form(office, &path, &[("client_id", office.client_id()), ("scope", scope)]).await;
    assert_eq!(status, 200, "{body}");
    body
}

pub async fn poll(office: &Office, code: &Value) -> (u16, Value) {
    let path = format!("{}/oauth2/v2.0/token", office.tenant_id());
    form(
        office,
        &path,
        &[
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
            ("client_id", office.client_id()),
            ("device_code", code["device_code"].as_str().expect("device code")),
        ],
    )
    .await
}

/// The whole sign-in, by the control functions.
pub async fn token_for(office: &Office, upn: &str) -> String {
    let code = start_code(office, &office.scope()).await;
    let outcome = office.sign_in(
        code["user_code"].as_str().expect("user code"),
        upn,
        tegata_office::microsoft::Decision::Approve,
    );
    assert_eq!(outcome, tegata_office::microsoft::Outcome::Done);
    let (_, body) = poll(office, &code).await;
    body["access_token"].as_str().expect("token").to_owned()
}

pub fn xoauth2(user: &str, token: &str) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(format!("user={user}\x01auth=Bearer {token}\x01\x01"))
}

/// A conversation, line by line.
pub struct Smtp(BufReader<Box<dyn Stream>>);

impl Smtp {
    /// Connected, greeted, nothing said yet.
    pub async fn connect(office: &Office) -> (Self, String) {
        let tcp = TcpStream::connect((office.smtp_host(), office.smtp_port())).await.expect("connect");
        let mut smtp = Self(BufReader::new(Box::new(tcp)));
        let greeting = smtp.reply().await;
        (smtp, greeting)
    }

    /// Through STARTTLS and the second EHLO.
    pub async fn secure(office: &Office) -> (Self, String) {
        let (mut smtp, _) = Self::connect(office).await;
        smtp.say("EHLO [127.0.0.1]").await;
        assert!(smtp.say("STARTTLS").await.starts_with("220"));
        let connector = TlsConnector::from(Arc::new(trust(office.ca_pem())));
        let name = ServerName::try_from("127.0.0.1").expect("name");
        let tls = connector.connect(name, smtp.0.into_inner()).await.expect("handshake");
        let mut smtp = Self(BufReader::new(Box::new(tls)));
        let hello = smtp.say("EHLO client.contoso.example").await;
        (smtp, hello)
    }

    /// Signed in.
    pub async fn signed_in(office: &Office, upn: &str) -> Self {
        let token = token_for(office, upn).await;
        let (mut smtp, _) = Self::secure(office).await;
        let reply = smtp.say(&format!("AUTH XOAUTH2 {}", xoauth2(upn, &token))).await;
        assert!(reply.starts_with("235 2.7.0"), "{reply}");
        smtp
    }

    pub async fn say(&mut self, line: &str) -> String {
        self.0.get_mut().write_all(format!("{line}\r\n").as_bytes()).await.expect("write");
        self.0.get_mut().flush().await.expect("flush");
        self.reply().await
    }

    /// All lines of a reply; empty where the server hung up.
    pub async fn reply(&mut self) -> String {
        let mut whole = String::new();
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).await.unwrap_or(0) == 0 {
                return whole;
            }
            whole.push_str(&line);
            if line.as_bytes().get(3) != Some(&b'-') {
                return whole.trim_end().to_owned();
            }
        }
    }

    /// Envelope and message; gives the reply to the dot.
    pub async fn submit(&mut self, from: &str, to: &str, message: &str) -> String {
        let reply = self.say(&format!("MAIL FROM:<{from}>")).await;
        if !reply.starts_with("250") {
            return reply;
        }
        let reply = self.say(&format!("RCPT TO:<{to}>")).await;
        if !reply.starts_with("250") {
            return reply;
        }
        let reply = self.say("DATA").await;
        if !reply.starts_with("354") {
            return reply;
        }
        self.say(&format!("{message}\r\n.")).await
    }
}
