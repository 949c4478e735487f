//! Standard input, line by line, read by one thread for everybody who waits for a line.

use std::io::BufRead as _;

use tegata_core::Secret;
use tegata_onboarding::desk::messages::Decision;
use tokio::sync::mpsc;

/// Lines as they come; `None` once standard input is closed.
pub struct Lines {
    lines: mpsc::Receiver<Secret>,
}

impl Lines {
    /// Starts to read. A line is taken from the system only when somebody is about to need it, so that a password
    /// prompt on the terminal is not robbed of its input.
    pub fn open() -> Self {
        let (sender, lines) = mpsc::channel(1);
        std::thread::spawn(move || {
            for line in std::io::stdin().lock().lines() {
                let Ok(line) = line else { break };
                // Any line may be the password: each is wiped once it was used.
                if sender.blocking_send(Secret::new(line)).is_err() {
                    break;
                }
            }
        });
        Self { lines }
    }

    /// The next line, without its end.
    pub async fn next(&mut self) -> Option<Secret> {
        let line = self.lines.recv().await?;
        Some(match line.expose().strip_suffix('\r') {
            Some(without) => Secret::new(without),
            None => line,
        })
    }

    /// Hands the lines that follow on as decisions: Enter, `new`, `cancel`. Other lines are answered by `hint`.
    pub fn decide_into(mut self, sender: mpsc::Sender<Decision>, hint: String) {
        tokio::spawn(async move {
            while let Some(line) = self.next().await {
                let decision = match line.expose().trim().to_ascii_lowercase().as_str() {
                    "" => Decision::SignedIn,
                    "new" => Decision::NewCode,
                    "cancel" => Decision::Cancel,
                    _ => {
                        eprintln!("{hint}");
                        continue;
                    }
                };
                if sender.send(decision).await.is_err() {
                    break;
                }
            }
        });
    }
}
