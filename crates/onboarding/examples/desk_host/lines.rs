//! Questions and answers as lines of JSON, for whoever answers them.

use std::io::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, BufReader};

/// Why a program ends.
pub(crate) type Ended = Box<dyn std::error::Error>;

/// One question; what it asks for stands beside its number.
#[derive(Deserialize)]
struct Question<C> {
    id: u64,
    #[serde(flatten)]
    command: C,
}

/// Where the answers to one question go.
#[derive(Clone, Copy)]
pub(crate) struct Asker(u64);

impl Asker {
    /// Says something on a channel of the asker's.
    pub(crate) fn event(self, channel: u32, message: &impl Serialize) {
        say(&json!({ "id": self.0, "event": { "channel": channel, "message": message } }));
    }
}

/// Writes a line. Whoever does not listen any more is about to close standard input, too.
pub(crate) fn say(line: &Value) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Answers every question, each beside the others, until standard input ends.
pub(crate) async fn answer_all<C, F, E>(answer: impl Fn(C, Asker) -> F) -> Result<(), Ended>
where
    C: for<'de> Deserialize<'de>,
    F: Future<Output = Result<Value, E>> + Send + 'static,
    E: Serialize,
{
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    while let Some(line) = lines.next_line().await? {
        let Question { id, command } =
            serde_json::from_str(&line).map_err(|error| format!("{error}: {line}"))?;
        let answered = answer(command, Asker(id));
        tokio::spawn(async move {
            say(&match answered.await {
                Ok(answer) => json!({ "id": id, "answer": answer }),
                Err(problem) => json!({ "id": id, "problem": problem }),
            });
        });
    }
    Ok(())
}
