//! The printer's own device-code grant against the office's Microsoft (RFC 8628): ask for a code, poll in the background,
//! keep what comes. It shows nothing and stores nothing; the pages ask it how far it is.

use super::device::Device;
use serde::Deserialize;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// Tokens of a sign-in.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Tokens {
    pub(crate) access: String,
    pub(crate) refresh: Option<String>,
    pub(crate) until: Instant,
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tokens(..)")
    }
}

/// How far a grant is.
#[derive(Clone, Debug)]
pub(crate) enum Progress {
    /// Microsoft was asked for a code.
    Asking,
    /// The person's turn.
    Waiting {
        code: String,
        address: String,
    },
    /// Signed in. The screen goes on showing the code: it learns of the sign-in only by [OK].
    Done {
        tokens: Tokens,
        code: String,
        address: String,
    },
    Declined,
    Expired,
    /// Microsoft could not be reached or refused; its word.
    Failed(String),
}

/// A running grant; dropping it stops the polling.
#[derive(Debug)]
pub(crate) struct Grant {
    progress: Arc<Mutex<Progress>>,
    changed: watch::Receiver<u32>,
    task: tokio::task::AbortHandle,
    /// The authentication address in the form when [認証開始] was pressed.
    pub(crate) address: String,
}

impl Drop for Grant {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Grant {
    pub(crate) fn begin(device: &Arc<Device>, address: &str) -> Self {
        let progress = Arc::new(Mutex::new(Progress::Asking));
        let (sender, changed) = watch::channel(0);
        let running = Run { device: Arc::clone(device), progress: Arc::clone(&progress), changed: sender };
        let task = tokio::spawn(running.run()).abort_handle();
        Self { progress, changed, task, address: address.into() }
    }

    pub(crate) fn progress(&self) -> Progress {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A receiver that tells when the progress changes.
    pub(crate) fn changes(&self) -> watch::Receiver<u32> {
        self.changed.clone()
    }
}

#[derive(Deserialize)]
struct CodeAnswer {
    user_code: String,
    device_code: String,
    verification_uri: String,
    expires_in: u64,
    interval: Option<u64>,
}

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: String,
    refresh_token: Option<String>,
    expires_in: Option<u64>,
}

#[derive(Deserialize)]
struct ErrorAnswer {
    error: String,
}

struct Run {
    device: Arc<Device>,
    progress: Arc<Mutex<Progress>>,
    changed: watch::Sender<u32>,
}

impl Run {
    fn set(&self, progress: Progress) {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = progress;
        self.changed.send_modify(|count| *count += 1);
    }

    async fn run(self) {
        let end = self.grant().await;
        if let Progress::Failed(word) = &end {
            tracing::warn!(printer = %self.device.config.name, word, "a grant failed");
        }
        self.set(end);
    }

    async fn grant(&self) -> Progress {
        let world = &self.device.world;
        let scope = scope_with_offline(&world.scope);
        let asked = [("client_id", world.printer_client_id.as_str()), ("scope", scope.as_str())];
        let url = endpoint(&self.device, "devicecode");
        let answer = match self.device.client.post(url).form(&asked).send().await {
            Ok(answer) => answer,
            Err(error) => return Progress::Failed(error.to_string()),
        };
        if !answer.status().is_success() {
            return Progress::Failed(answer.text().await.unwrap_or_default());
        }
        let code: CodeAnswer = match answer.json().await {
            Ok(code) => code,
            Err(error) => return Progress::Failed(error.to_string()),
        };
        let until = Instant::now() + Duration::from_secs(code.expires_in);
        self.set(Progress::Waiting { code: code.user_code.clone(), address: code.verification_uri.clone() });
        let mut pause = Duration::from_secs(code.interval.unwrap_or(5));
        loop {
            tokio::time::sleep(pause).await;
            if Instant::now() > until {
                return Progress::Expired;
            }
            let asked = [
                ("grant_type", GRANT),
                ("client_id", world.printer_client_id.as_str()),
                ("device_code", code.device_code.as_str()),
            ];
            let url = endpoint(&self.device, "token");
            // A poll that is lost is no verdict: the next one asks again.
            let Ok(answer) = self.device.client.post(url).form(&asked).send().await else { continue };
            let good = answer.status().is_success();
            let Ok(body) = answer.bytes().await else { continue };
            if good {
                return match tokens(&body) {
                    Some(tokens) => {
                        Progress::Done { tokens, code: code.user_code, address: code.verification_uri }
                    }
                    None => Progress::Failed("no token in the answer".into()),
                };
            }
            let Ok(answer) = serde_json::from_slice::<ErrorAnswer>(&body) else { continue };
            match answer.error.as_str() {
                "authorization_pending" | "temporarily_unavailable" => {}
                "slow_down" => pause += Duration::from_secs(5),
                "authorization_declined" | "access_denied" => return Progress::Declined,
                "expired_token" | "code_expired" => return Progress::Expired,
                other => return Progress::Failed(other.into()),
            }
        }
    }
}

/// A fresh access token for a stored sign-in. `None` when Microsoft gives no more.
pub(crate) async fn refreshed(device: &Device, old: &Tokens) -> Option<Tokens> {
    let refresh = old.refresh.as_deref()?;
    let scope = scope_with_offline(&device.world.scope);
    let asked = [
        ("grant_type", "refresh_token"),
        ("client_id", device.world.printer_client_id.as_str()),
        ("refresh_token", refresh),
        ("scope", scope.as_str()),
    ];
    let answer = device.client.post(endpoint(device, "token")).form(&asked).send().await.ok()?;
    if !answer.status().is_success() {
        return None;
    }
    let mut fresh = tokens(&answer.bytes().await.ok()?)?;
    fresh.refresh = fresh.refresh.or_else(|| old.refresh.clone());
    Some(fresh)
}

fn tokens(body: &[u8]) -> Option<Tokens> {
    let answer: TokenAnswer = serde_json::from_slice(body).ok()?;
    let until = Instant::now() + Duration::from_secs(answer.expires_in.unwrap_or(3600));
    Some(Tokens { access: answer.access_token, refresh: answer.refresh_token, until })
}

fn scope_with_offline(scope: &str) -> String {
    if scope.split_whitespace().any(|word| word == "offline_access") {
        scope.to_owned()
    } else {
        format!("{scope} offline_access")
    }
}

fn endpoint(device: &Device, name: &str) -> String {
    let authority = device.world.authority.as_str().trim_end_matches('/');
    format!("{authority}/{}/oauth2/v2.0/{name}", device.world.tenant)
}
