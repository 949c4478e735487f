//! A scripted submission server with STARTTLS, and the mail that is sent to it.

#![allow(dead_code, clippy::unwrap_used, missing_docs)]

use std::sync::{Arc, Mutex};

use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tegata_core::{Language, MailAddress, Secret};
use tegata_mail::{MailError, Sent, Server, Setting, Step, TestMail, send};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// In place of a reply: nothing, for ever.
pub const HANG: &str = "<hang>";
/// In place of a reply: the connection ends.
pub const DROP: &str = "<drop>";
/// Behind words: the connection ends in the middle of the line.
pub const CUT: &str = "<cut>";

/// What the server says at each point; [`HANG`] says nothing for ever, [`DROP`] hangs up.
#[derive(Clone)]
pub struct Script {
    pub greeting: &'static str,
    pub plain_ehlo: &'static str,
    pub ehlo: &'static str,
    pub auth: &'static str,
    pub mail: &'static str,
    pub rcpt: &'static str,
    pub done: String,
    pub starttls: &'static str,
    pub quit: &'static str,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            greeting: "220 AM0PR02CA0134.outlook.office365.com Microsoft ESMTP MAIL Service ready",
            plain_ehlo: "250-AM0.outlook.office365.com Hello [192.0.2.1]\r\n250-SIZE 157286400\r\n250 STARTTLS",
            ehlo: "250-AM0.outlook.office365.com Hello [192.0.2.1]\r\n250-AUTH LOGIN XOAUTH2\r\n250 SMTPUTF8",
            auth: "235 2.7.0 Authentication successful",
            mail: "250 2.1.0 Sender OK",
            rcpt: "250 2.1.5 Recipient OK",
            done: "250 2.0.0 OK <1@x> [Hostname=AM0]".to_owned(),
            starttls: "220 2.0.0 SMTP server ready",
            quit: "221 2.0.0 bye",
        }
    }
}

pub struct Run {
    pub server: Server,
    pub heard: Arc<Mutex<Vec<String>>>,
}

pub async fn start(script: Script) -> Run {
    let key = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    let chain = vec![key.cert.der().clone()];
    let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.signing_key.serialize_der()));
    let tls =
        rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, private)
            .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&heard);
    tokio::spawn(async move {
        let acceptor = TlsAcceptor::from(Arc::new(tls));
        while let Ok((tcp, _)) = listener.accept().await {
            let mut plain = BufReader::new(tcp);
            let (acceptor, script, log) = (acceptor.clone(), script.clone(), Arc::clone(&log));
            tokio::spawn(async move {
                if !say(&mut plain, script.greeting).await
                    || !talk(&mut plain, &script, script.plain_ehlo, &log).await
                {
                    return;
                }
                let Ok(tls) = acceptor.accept(plain.into_inner()).await else { return };
                talk(&mut BufReader::new(tls), &script, script.ehlo, &log).await;
            });
        }
    });
    Run { server: Server::new("127.0.0.1", port, vec![key.cert.pem()]), heard }
}

/// Says it; whether the conversation goes on.
async fn say<S: AsyncWrite + Unpin>(stream: &mut S, line: &str) -> bool {
    match line {
        HANG => std::future::pending().await,
        DROP => return false,
        _ => {}
    }
    // Words that end in the middle of a line are followed by the end of the connection.
    let (line, goes_on) =
        line.strip_suffix(CUT).map_or((format!("{line}\r\n"), true), |cut| (cut.to_owned(), false));
    stream.write_all(line.as_bytes()).await.is_ok() && stream.flush().await.is_ok() && goes_on
}

/// Talks until the connection ends; `true` means that STARTTLS was asked for and granted.
async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    script: &Script,
    ehlo: &str,
    log: &Mutex<Vec<String>>,
) -> bool {
    let mut line = String::new();
    let (mut in_data, mut in_auth) = (false, 0);
    while stream.read_line(&mut line).await.unwrap_or(0) > 0 {
        let text = line.trim_end_matches("\r\n").to_owned();
        log.lock().unwrap().push(text.clone());
        line.clear();
        let reply = if in_data {
            if text != "." {
                continue;
            }
            in_data = false;
            script.done.as_str()
        } else if in_auth > 0 {
            // Each line of the sign-in's script answers one of the client's.
            let reply = script.auth.split("\r\n").nth(in_auth).unwrap_or("503 5.5.1 bad");
            in_auth = if reply.starts_with("334") { in_auth + 1 } else { 0 };
            reply
        } else {
            match text.split(' ').next().unwrap_or_default().to_ascii_uppercase().as_str() {
                "EHLO" => ehlo,
                "STARTTLS" => {
                    return say(stream, script.starttls).await && script.starttls.starts_with("220");
                }
                "AUTH" => {
                    let reply = script.auth.split("\r\n").next().unwrap_or_default();
                    in_auth = usize::from(reply.starts_with("334"));
                    reply
                }
                "MAIL" => script.mail,
                "RCPT" => script.rcpt,
                "DATA" => {
                    in_data = true;
                    "354 Start mail input; end with <CRLF>.<CRLF>"
                }
                "QUIT" => script.quit,
                _ => "500 5.3.3 Unrecognized command",
            }
        };
        if !say(stream, reply).await {
            return false;
        }
    }
    false
}

pub fn mail() -> TestMail {
    let scan: MailAddress = "scan@contoso.example".parse().unwrap();
    TestMail {
        from: scan.clone(),
        to: scan,
        user: "u123@contoso.example".into(),
        token: Secret::new("canary-token"),
        language: Language::Japanese,
        printer: Some("RICOH MP C3004 <2階>".into()),
        settings: vec![Setting {
            label: "field-smtp-tls".into(),
            english: "STARTTLS, as it is in English".into(),
            japanese: "STARTTLS（日本語）".into(),
        }],
    }
}

pub async fn run(script: Script) -> (Result<Sent, MailError>, Vec<Step>, Vec<String>) {
    let run = start(script).await;
    let steps = Mutex::new(Vec::new());
    let sent = send(&run.server, &mail(), |step| steps.lock().unwrap().push(step)).await;
    let heard = run.heard.lock().unwrap().clone();
    (sent, steps.into_inner().unwrap(), heard)
}
