//! The way out: logging out, and knowing that it worked.
//!
//! A session left open keeps other administrators out until the printer forgets it. So a logout whose answer is lost or
//! is another page is asked for again: it is a harmless GET, and the whole has a limit of its own.

use std::time::Duration;

use url::Url;

use super::Session;
use super::verdict::{Verdict, verdict};
use crate::html;
use crate::http::{Answer, redirect};
use crate::page::Page;

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(500);

impl Session {
    /// Logs out: best effort, bounded, once.
    pub async fn logout(&mut self) {
        if !std::mem::take(&mut self.logged_in) {
            return;
        }
        self.screen = None;
        let known = self.shell.as_ref().and_then(|shell| shell.logout.clone());
        let base = self.shell.as_ref().map_or(&self.main, |shell| &shell.named_by).clone();
        let Some(url) = known.or_else(|| self.main.join("logout.cgi").ok()) else { return };
        let limit = self.walk.wire.patience.logout;
        if tokio::time::timeout(limit, self.log_out_at(&url, &base)).await.is_err() {
            tracing::warn!("the printer could not be logged out in time");
        }
    }

    async fn log_out_at(&mut self, url: &Url, base: &Url) {
        loop {
            let mut request = self.walk.request(url, Some(base));
            // Twice within the limit, if the first answer does not come.
            request.first_byte = request.first_byte.min(self.walk.wire.patience.logout / 2);
            match self.walk.send(request).await {
                Ok(answer) if is_out(&answer) => return,
                // Another certificate: nothing more is said to whoever that is.
                Err(failed) if !failed.error.is_lost_answer() => return,
                Ok(_) | Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
    }
}

/// Whether an answer to a logout means that one is out: its own page, or any that wants a login.
fn is_out(answer: &Answer) -> bool {
    if let Some(location) = answer.location.as_deref().filter(|_| (300..400).contains(&answer.status)) {
        let next = answer.url.join(location.trim());
        return next.is_ok_and(|next| redirect::judge(&answer.url, &next, false).is_ok());
    }
    let text = html::decode(&answer.body, answer.content_type.as_deref());
    answer.status < 400
        && Page::parse(&answer.url, &text)
            .is_ok_and(|page| matches!(verdict(&page), Verdict::Fine | Verdict::Login | Verdict::Timeout))
}
