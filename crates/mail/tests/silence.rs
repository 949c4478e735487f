//! No token and no AUTH line in any log, at the most talkative level of this program and of everything below it.

#![allow(clippy::unwrap_used, missing_docs)]

mod kit;

use std::io::Write;
use std::sync::{Arc, Mutex};

use kit::{Script, mail, run};

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
    // What rustls says through `log` is caught as well.
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(move || written.clone())
        .init();

    let (sent, _, heard) = run(Script::default()).await;
    sent.unwrap();
    let auth = heard.iter().find_map(|line| line.strip_prefix("AUTH XOAUTH2 ")).unwrap();
    let refused = "334 eyJzdGF0dXMiOiI0MDEifQ==\r\n535 5.7.3 Authentication unsuccessful";
    let (refusal, steps, _) = run(Script { auth: refused, ..Script::default() }).await;
    tracing::info!(?refusal, ?steps, mail = ?mail(), "everything that has a Debug");

    let written = String::from_utf8_lossy(&paper.0.lock().unwrap()).into_owned();
    assert!(written.contains("rustls") && written.contains("about to be refused"), "the log is not caught");
    for secret in ["canary", auth, &auth[8..40]] {
        let line = written.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}
