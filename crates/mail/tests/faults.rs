//! A server that goes silent, hangs up, speaks in pieces, or is spoken over: each ends soon, and with its name.

#![allow(clippy::unwrap_used, missing_docs)]

mod kit;

use std::time::{Duration, Instant};

use kit::{DROP, HANG, Script, mail, run, start};
use tegata_core::problem::mail as codes;
use tegata_core::{Code, Problem};
use tegata_mail::{Patience, Phase, Server, send};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

fn ok() -> Script {
    Script::default()
}

async fn ends(script: Script) -> (Phase, Code) {
    let error = run(script).await.0.unwrap_err();
    (error.phase, Problem::from(error).code)
}

#[tokio::test]
async fn words_slipped_in_before_the_encryption_are_refused() {
    for starttls in [
        "220 2.0.0 ready\r\n250-AM0 Hello\r\n250 AUTH XOAUTH2",
        "220-2.0.0 ready\r\n220 go ahead\r\n250 AUTH XOAUTH2",
        "220 2.0.0 ready\r\nx",
    ] {
        let (sent, _, heard) = run(Script { starttls, ..ok() }).await;
        let error = sent.unwrap_err();
        assert_eq!(error.phase, Phase::StartTls, "{starttls}");
        assert_eq!(Problem::from(error).code, codes::STARTTLS_TAMPERED, "{starttls}");
        assert!(heard.iter().all(|line| !line.starts_with("AUTH")));
    }
    // An honest answer of several lines is one.
    let (sent, ..) = run(Script { starttls: "220-2.0.0 ready\r\n220 2.0.0 go ahead", ..ok() }).await;
    sent.unwrap();
}

#[tokio::test]
async fn a_connection_that_ends_is_lost_in_its_phase() {
    for (script, phase) in [
        (Script { greeting: DROP, ..ok() }, Phase::Greeting),
        (Script { plain_ehlo: DROP, ..ok() }, Phase::Ehlo),
        (Script { starttls: DROP, ..ok() }, Phase::StartTls),
        (Script { ehlo: DROP, ..ok() }, Phase::Ehlo),
        (Script { ehlo: "250-AM0 Hello\r\n250-AUTH<cut>", ..ok() }, Phase::Ehlo),
        (Script { auth: DROP, ..ok() }, Phase::Auth),
        (Script { mail: DROP, ..ok() }, Phase::MailFrom),
        (Script { rcpt: DROP, ..ok() }, Phase::RcptTo),
        (Script { done: DROP.into(), ..ok() }, Phase::Data),
    ] {
        assert_eq!(ends(script).await, (phase, codes::CONNECTION_LOST), "{phase:?}");
    }
}

#[tokio::test]
async fn silence_ends_in_its_phase_and_in_time() {
    let mut tried = tokio::task::JoinSet::new();
    for (script, phase) in [
        (Script { greeting: HANG, ..ok() }, Phase::Greeting),
        (Script { plain_ehlo: HANG, ..ok() }, Phase::Ehlo),
        (Script { starttls: HANG, ..ok() }, Phase::StartTls),
        (Script { ehlo: HANG, ..ok() }, Phase::Ehlo),
        (Script { auth: HANG, ..ok() }, Phase::Auth),
        (Script { mail: HANG, ..ok() }, Phase::MailFrom),
        (Script { rcpt: HANG, ..ok() }, Phase::RcptTo),
        (Script { done: HANG.into(), ..ok() }, Phase::Data),
    ] {
        tried.spawn(async move {
            let mut server = start(script).await.server;
            // Long enough for a busy machine to get through the phases before.
            let patience = Duration::from_secs(5);
            server.patience = Patience { connect: patience, phase: patience, store: patience };
            let error = send(&server, &mail(), |_| {}).await.unwrap_err();
            assert_eq!(error.phase, phase);
            assert_eq!(Problem::from(error).code, codes::NO_ANSWER, "{phase:?}");
        });
    }
    tried.join_all().await;
    let usual = Patience::default();
    assert!(usual.connect + usual.phase + usual.store < Duration::from_secs(90));
}

#[tokio::test]
async fn silence_in_the_handshake_ends_too() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut server = Server::new("127.0.0.1", listener.local_addr().unwrap().port(), vec![]);
    server.patience.phase = Duration::from_secs(3);
    tokio::spawn(async move {
        let (mut tcp, _) = listener.accept().await.unwrap();
        tcp.write_all(b"220 x\r\n").await.unwrap();
        let mut read = [0; 100];
        for reply in ["250-x\r\n250 STARTTLS\r\n", "220 go\r\n"] {
            assert!(tcp.read(&mut read).await.unwrap() > 0);
            tcp.write_all(reply.as_bytes()).await.unwrap();
        }
        std::future::pending::<()>().await;
    });
    let error = send(&server, &mail(), |_| {}).await.unwrap_err();
    assert_eq!((error.phase, Problem::from(error).code), (Phase::Certificate, codes::NO_ANSWER));
}

#[tokio::test]
async fn a_server_that_does_not_say_goodbye_does_not_hold_up_the_result() {
    let began = Instant::now();
    let (sent, ..) = run(Script { quit: HANG, ..ok() }).await;
    sent.unwrap();
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}

/// Some servers take the answer in a second step, some say why before they refuse.
#[tokio::test]
async fn both_forms_of_the_sign_in_are_spoken() {
    let (sent, _, heard) = run(Script { auth: "334 \r\n235 2.7.0 Authentication successful", ..ok() }).await;
    sent.unwrap();
    let at = heard.iter().position(|line| line.starts_with("AUTH XOAUTH2 ")).unwrap();
    assert_eq!(heard[at].strip_prefix("AUTH XOAUTH2 "), Some(heard[at + 1].as_str()));

    let (sent, _, heard) =
        run(Script { auth: "334 eyJzdGF0dXMiOiI0MDEifQ==\r\n535 5.7.3 Authentication unsuccessful", ..ok() })
            .await;
    assert_eq!(Problem::from(sent.unwrap_err()).code, codes::MAILBOX_REFUSED);
    let at = heard.iter().position(|line| line.starts_with("AUTH XOAUTH2 ")).unwrap();
    assert_eq!(heard[at + 1], "", "the token is said once");

    // A server that only ever asks is not answered for ever.
    let error = run(Script { auth: "334 \r\n334 \r\n334 \r\n334 ", ..ok() }).await.0.unwrap_err();
    assert_eq!((error.phase, Problem::from(error).code), (Phase::Auth, codes::UNKNOWN_REPLY));
}

#[tokio::test]
async fn cancelling_takes_effect_at_once_in_every_phase() {
    for script in [
        Script { greeting: HANG, ..ok() },
        Script { ehlo: HANG, ..ok() },
        Script { auth: HANG, ..ok() },
        Script { done: HANG.into(), ..ok() },
    ] {
        let run = start(script).await;
        let sending = tokio::spawn(async move { send(&run.server, &mail(), |_| {}).await.map(|_| ()) });
        tokio::time::sleep(Duration::from_millis(300)).await;
        let cancelled = Instant::now();
        sending.abort();
        assert!(sending.await.unwrap_err().is_cancelled());
        let took = cancelled.elapsed();
        assert!(took < Duration::from_millis(100), "{took:?}");
    }
}
