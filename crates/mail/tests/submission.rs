//! The test mail over a real socket, against a scripted submission server with STARTTLS.

#![allow(clippy::unwrap_used)]

mod kit;

use kit::{Script, mail, run, start};
use mail_parser::MessageParser;
use tegata_core::preflight::Answer;
use tegata_core::problem::mail as codes;
use tegata_core::{Code, Problem};
use tegata_mail::{Outcome, Phase, Server, preflight, send};
use tokio::net::TcpListener;

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
    for part in ["テストメール", "This is a test mail", "STARTTLS, as it is in English", "STARTTLS（日本語）"]
    {
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
    let server = Server::new("127.0.0.1", port, vec![]);
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
