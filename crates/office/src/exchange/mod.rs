//! The office's Exchange: a submission server with STARTTLS and `AUTH XOAUTH2`.
//!
//! What a client sees follows `facts/exchange.md` §3. It believes only tokens that the office's Microsoft
//! made. It relays nothing: every accepted message goes to the inbox and stays there.

mod auth;
mod reply;
mod session;
mod submission;
mod wire;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustls::ServerConfig;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub use reply::{NAMED, Phase, Reply, ReplyRule, named};

use crate::chance::Chance;
use crate::config::ExchangeConfig;
use crate::directory::Directory;
use crate::inbox::Inbox;
use crate::lock::locked;
use crate::microsoft::Microsoft;

/// Exchange, shared by its connections and the control API.
#[derive(Clone)]
pub struct Exchange(Arc<Inner>);

struct Inner {
    config: ExchangeConfig,
    directory: Directory,
    microsoft: Microsoft,
    inbox: Inbox,
    chance: Chance,
    tls: Arc<ServerConfig>,
    rules: Mutex<Vec<ReplyRule>>,
    /// Open connections by UPN.
    connections: Mutex<HashMap<String, usize>>,
    /// Refusals of a wrong sender by UPN.
    denials: Mutex<HashMap<String, u32>>,
}

impl Exchange {
    pub(crate) fn new(
        config: ExchangeConfig,
        directory: Directory,
        microsoft: Microsoft,
        inbox: Inbox,
        chance: Chance,
        tls: Arc<ServerConfig>,
    ) -> Self {
        let rules = Mutex::new(config.replies.clone());
        Self(Arc::new(Inner {
            config,
            directory,
            microsoft,
            inbox,
            chance,
            tls,
            rules,
            connections: Mutex::default(),
            denials: Mutex::default(),
        }))
    }

    /// Adds a reply on request.
    pub fn add_reply(&self, rule: ReplyRule) {
        locked(&self.0.rules).push(rule);
    }

    /// Forgets all replies on request, and who was throttled.
    pub fn clear_replies(&self) {
        locked(&self.0.rules).clear();
        locked(&self.0.denials).clear();
    }

    pub(crate) fn serve(&self, tcp: TcpListener, stop: CancellationToken, tasks: &TaskTracker) {
        let exchange = self.clone();
        tasks.spawn(async move {
            loop {
                let accepted = tokio::select! {
                    () = stop.cancelled() => return,
                    accepted = tcp.accept() => accepted,
                };
                let Ok((stream, from)) = accepted else {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                };
                let (exchange, stop) = (exchange.clone(), stop.clone());
                tokio::spawn(async move {
                    tokio::select! {
                        () = stop.cancelled() => {}
                        ended = exchange.connection(stream, from) => {
                            if let Err(error) = ended {
                                tracing::debug!(%error, %from, "an SMTP connection ended");
                            }
                        }
                    }
                });
            }
        });
    }

    async fn connection(&self, stream: tokio::net::TcpStream, from: SocketAddr) -> std::io::Result<()> {
        session::run(self, stream, from).await
    }

    /// Takes one of the mailbox's places; `None` where all are taken.
    fn place(&self, upn: &str) -> Option<Place> {
        let upn = upn.to_lowercase();
        let mut connections = locked(&self.0.connections);
        let taken = connections.entry(upn.clone()).or_default();
        if *taken >= self.0.config.max_connections {
            return None;
        }
        *taken += 1;
        drop(connections);
        Some(Place { exchange: self.clone(), upn })
    }
}

/// One of a mailbox's connections; given back when the session ends, however it ends.
struct Place {
    exchange: Exchange,
    upn: String,
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(taken) = locked(&self.exchange.0.connections).get_mut(&self.upn) {
            *taken = taken.saturating_sub(1);
        }
    }
}
