//! The test mail over a real socket, against a scripted submission server with STARTTLS.

#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};

use mail_parser::MessageParser;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tegata_core::problem::mail as codes;
use tegata_core::{Code, Language, MailAddress, Problem, Secret};
use tegata_mail::preflight::Answer;
use tegata_mail::{MailError, Outcome, Phase, Sent, Server, Step, TestMail, preflight, send};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// What the server says; `None` hangs up.
#[derive(Clone)]
struct Script {
    greeting: &'static str,
    plain_ehlo: &'static str,
    ehlo: &'static str,
    auth: &'static str,
    mail: &'static str,
    rcpt: &'static str,
    done: String,
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
        }
    }
}

struct Run {
    server: Server,
    heard: Arc<Mutex<Vec<String>>>,
}

async fn start(script: Script) -> Run {
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
            say(&mut plain, script.greeting).await;
            if !talk(&mut plain, &script, script.plain_ehlo, &log).await {
                continue;
            }
            let Ok(tls) = acceptor.accept(plain.into_inner()).await else { continue };
            talk(&mut BufReader::new(tls), &script, script.ehlo, &log).await;
        }
    });
    Run { server: Server { host: "127.0.0.1".into(), port, extra_root_pems: vec![key.cert.pem()] }, heard }
}

async fn say<S: AsyncWrite + Unpin>(stream: &mut S, line: &str) {
    let _ = stream.write_all(format!("{line}\r\n").as_bytes()).await;
    let _ = stream.flush().await;
}

/// Talks until the connection ends; `true` means that STARTTLS was asked for.
async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    script: &Script,
    ehlo: &str,
    log: &Mutex<Vec<String>>,
) -> bool {
    let mut line = String::new();
    let mut data = false;
    while stream.read_line(&mut line).await.unwrap_or(0) > 0 {
        let text = line.trim_end_matches("\r\n").to_owned();
        log.lock().unwrap().push(text.clone());
        line.clear();
        if data {
            if text == "." {
                data = false;
                say(stream, &script.done).await;
            }
            continue;
        }
        let verb = text.split(' ').next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => say(stream, ehlo).await,
            "STARTTLS" => {
                say(stream, "220 2.0.0 SMTP server ready").await;
                return true;
            }
            // A challenge is answered with an empty line; then comes the verdict.
            "AUTH" => say(stream, script.auth.split("\r\n").next().unwrap_or_default()).await,
            "" => say(stream, script.auth.split("\r\n").nth(1).unwrap_or("503 5.5.1 bad")).await,
            "MAIL" => say(stream, script.mail).await,
            "RCPT" => say(stream, script.rcpt).await,
            "DATA" => {
                data = true;
                say(stream, "354 Start mail input; end with <CRLF>.<CRLF>").await;
            }
            "QUIT" => say(stream, "221 2.0.0 bye").await,
            _ if script.auth.contains("\r\n") => {
                say(stream, script.auth.split("\r\n").nth(1).unwrap_or_default()).await
            }
            _ => say(stream, "500 5.3.3 Unrecognized command").await,
        }
    }
    false
}

fn mail() -> TestMail {
    let scan: MailAddress = "scan@contoso.example".parse().unwrap();
    TestMail {
        from: scan.clone(),
        to: scan,
        user: "u123@contoso.example".into(),
        token: Secret::new("canary-token"),
        language: Language::Japanese,
        printer: Some("RICOH MP C3004 <2階>".into()),
        settings: vec![("SMTP サーバー名".into(), "smtp.office365.com".into())],
    }
}

async fn run(script: Script) -> (Result<Sent, MailError>, Vec<Step>, Vec<String>) {
    let run = start(script).await;
    let steps = Mutex::new(Vec::new());
    let sent = send(&run.server, &mail(), |step| steps.lock().unwrap().push(step)).await;
    let heard = run.heard.lock().unwrap().clone();
    (sent, steps.into_inner().unwrap(), heard)
}

async fn problem(script: Script) -> (Phase, Problem) {
    let error = run(script).await.0.unwrap_err();
    (error.phase, error.into())
}

#[tokio::test]
async fn a_test_mail_goes_out_phase_by_phase() {
    let (sent, steps, heard) = run(Script::default()).await;
    let sent = sent.unwrap();
    assert_eq!(sent.reply, "250 2.0.0 OK <1@x> [Hostname=AM0]");

    let passed: Vec<Phase> =
        steps.iter().filter(|step| step.outcome == Outcome::Passed).map(|step| step.phase).collect();
    assert_eq!(passed, Phase::ALL);
    assert_eq!(heard[0], "EHLO contoso.example", "never a bare machine name");
    assert!(heard.contains(&"MAIL FROM:<scan@contoso.example>".to_owned()));

    // `user=` is the UPN, not the sender.
    let auth = heard.iter().find_map(|line| line.strip_prefix("AUTH XOAUTH2 ")).unwrap();
    assert_eq!(decoded(auth), "user=u123@contoso.example\u{1}auth=Bearer canary-token\u{1}\u{1}");

    let from = heard.iter().position(|line| line == "DATA").unwrap() + 1;
    let until = heard.iter().rposition(|line| line == ".").unwrap();
    let raw = heard[from..until].join("\r\n");
    let message = MessageParser::default().parse(raw.as_bytes()).unwrap();
    assert_eq!(message.subject(), Some(sent.subject.as_str()));
    assert_eq!(message.message_id(), Some(sent.message_id.as_str()));
    assert_eq!(message.header_raw("Auto-Submitted").unwrap().trim(), "auto-generated");
    assert!(message.date().is_some());
    let text = message.body_text(0).unwrap();
    let html = message.body_html(0).unwrap();
    for part in ["テストメール", "This is a test mail", "smtp.office365.com"] {
        assert!(text.contains(part) && html.contains(part), "{part}");
    }
    assert!(html.contains("&lt;2階&gt;") && !html.contains("<2階>"), "names are text");
    assert!(!raw.contains("canary-token"));
}

fn decoded(base64: &str) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits = base64.bytes().filter(|b| *b != b'=').map(|b| ALPHABET.iter().position(|a| *a == b).unwrap());
    let (mut bytes, mut buffer, mut held) = (Vec::new(), 0usize, 0);
    for value in bits {
        buffer = buffer << 6 | value;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((buffer >> held & 0xff) as u8);
        }
    }
    String::from_utf8(bytes).unwrap()
}

async fn expect(script: Script, phase: Phase, code: Code) -> Problem {
    let (at, problem) = problem(script).await;
    assert_eq!((at, problem.code), (phase, code), "{problem:?}");
    assert_eq!(problem.args["sender"], "scan@contoso.example");
    assert_eq!(problem.args["account"], "u123@contoso.example");
    assert!(!format!("{problem:?}").contains("canary"));
    problem
}

#[tokio::test]
async fn each_refusal_names_its_phase_and_its_cause() {
    let ok = Script::default;
    expect(Script { greeting: "421 4.3.2 Service not active", ..ok() }, Phase::Greeting, codes::TRY_LATER)
        .await;
    expect(
        Script { greeting: "HTTP/1.1 400 Bad Request", ..ok() },
        Phase::Greeting,
        codes::NOT_A_MAIL_SERVER,
    )
    .await;
    expect(
        Script { plain_ehlo: "501 5.5.4 Invalid domain name", ..ok() },
        Phase::Ehlo,
        codes::EHLO_NAME_REFUSED,
    )
    .await;
    expect(
        Script { plain_ehlo: "250-x Hello\r\n250 SIZE 1", ..ok() },
        Phase::StartTls,
        codes::STARTTLS_MISSING,
    )
    .await;
    expect(
        Script { ehlo: "250-x Hello\r\n250 AUTH LOGIN", ..ok() },
        Phase::AuthOffered,
        codes::XOAUTH2_MISSING,
    )
    .await;
    let off = "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.";
    let problem = expect(Script { auth: off, ..ok() }, Phase::Auth, codes::SMTP_AUTH_DISABLED).await;
    assert_eq!(problem.detail.as_deref(), Some(off), "the raw reply is kept");
    expect(
        Script { auth: "334 eyJzdGF0dXMiOiI0MDEifQ==\r\n535 5.7.3 Authentication unsuccessful", ..ok() },
        Phase::Auth,
        codes::MAILBOX_REFUSED,
    )
    .await;
    expect(
        Script { mail: "530 5.7.57 Client not authenticated to send mail.", ..ok() },
        Phase::MailFrom,
        codes::NOT_SIGNED_IN,
    )
    .await;
    expect(
        Script { rcpt: "550 5.1.10 RESOLVER.ADR.RecipientNotFound", ..ok() },
        Phase::RcptTo,
        codes::RECIPIENT_UNKNOWN,
    )
    .await;
    expect(
        Script { done: "550 5.7.708 Access denied, traffic not accepted from this IP".into(), ..ok() },
        Phase::Data,
        codes::TENANT_NOT_TRUSTED,
    )
    .await;
    expect(
        Script {
            done: "550 5.2.252 Sender throttled due to continuous send as denied errors.".into(),
            ..ok()
        },
        Phase::Data,
        codes::SEND_AS_THROTTLED,
    )
    .await;
}

/// Exchange's real answer is one line of several kilobytes; other clients lose it (facts/exchange.md §8.2).
#[tokio::test]
async fn send_as_denied_is_reported_whole_and_never_repeated() {
    for length in [1500, 3000, 9000] {
        let done = format!(
            "554 5.2.252 SendAsDenied; u123@contoso.example not allowed to send as scan@contoso.example; {}",
            "x".repeat(length)
        );
        let (sent, _, heard) = run(Script { done, ..Script::default() }).await;
        let problem = Problem::from(sent.unwrap_err());
        assert_eq!(problem.code, codes::SEND_AS_DENIED, "{length}");
        assert!(problem.detail.unwrap().len() >= length.min(3900));
        assert_eq!(heard.iter().filter(|line| *line == "DATA").count(), 1);
    }
}

#[tokio::test]
async fn an_untrusted_certificate_ends_it_before_the_token_is_sent() {
    let run = start(Script::default()).await;
    let mut other = start(Script::default()).await.server;
    other.port = run.server.port;
    let error = send(&other, &mail(), |_| {}).await.unwrap_err();
    assert_eq!(error.phase, Phase::Certificate);
    assert_eq!(Problem::from(error).code, codes::CERTIFICATE_REFUSED);
    assert!(run.heard.lock().unwrap().iter().all(|line| !line.contains("AUTH")));

    // Without any extra root the system's own roots decide, even where there are none.
    other.extra_root_pems.clear();
    assert_eq!(send(&other, &mail(), |_| {}).await.unwrap_err().phase, Phase::Certificate);
}

#[tokio::test]
async fn nobody_there() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = closed.local_addr().unwrap().port();
    drop(closed);
    let server = Server { host: "127.0.0.1".into(), port, extra_root_pems: vec![] };
    let problem = Problem::from(send(&server, &mail(), |_| {}).await.unwrap_err());
    assert_eq!(problem.code, codes::UNREACHABLE);
    assert_eq!(problem.args["port"], port.to_string());
}

#[tokio::test]
async fn the_preflight_stops_before_the_sign_in() {
    let good = start(Script::default()).await;
    let sender = "scan@contoso.example".parse().unwrap();
    let lines = preflight(&good.server, &sender).await;
    assert_eq!(lines.len(), 6);
    assert!(lines.iter().all(|line| line.answer == Answer::Ok), "{lines:?}");
    assert!(good.heard.lock().unwrap().iter().all(|line| !line.starts_with("AUTH")));

    let bad = start(Script { plain_ehlo: "250-x Hello\r\n250 SIZE 1", ..Script::default() }).await;
    let answers: Vec<Answer> = preflight(&bad.server, &sender).await.iter().map(|line| line.answer).collect();
    assert_eq!(
        answers,
        [Answer::Ok, Answer::Ok, Answer::Failed, Answer::Skipped, Answer::Skipped, Answer::Skipped]
    );
}

#[test]
fn nothing_secret_is_printed() {
    assert!(!format!("{:?}", mail()).contains("canary"));
}
