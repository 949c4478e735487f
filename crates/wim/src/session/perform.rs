//! Carrying out what a page says it would do: forms sent, addresses opened, windows, and the requests of its scripts.
//!
//! What belongs to another window or another host is handed back and not done here.

use std::collections::VecDeque;
use std::time::Duration;

use encoding_rs::Encoding;
use reqwest::Method as Verb;
use url::Url;

use super::walk::{HOPS, Walk};
use crate::error::WimError;
use crate::html;
use crate::http::{Answer, Request, body, redirect};
use crate::page::{Effect, OpenerAct, Page};
use crate::session::verdict::{Verdict, verdict};

/// Effects that may follow from one click.
pub(super) const EFFECTS: usize = 40;

/// What came of an effect.
#[derive(Default)]
pub(crate) struct Came {
    /// Another page in this window.
    pub(crate) page: Option<Page>,
    /// A page in a new window.
    pub(crate) popup: Option<Page>,
    /// Addresses of other hosts that the page wanted to open.
    pub(crate) outside: Vec<Url>,
    pub(crate) closed: bool,
    pub(crate) opener: Vec<OpenerAct>,
    pub(crate) timers: Vec<(u64, Duration)>,
    /// Whether anything was sent at all.
    pub(crate) sent: bool,
}

impl Walk {
    /// The answer to a script's own request, on a page in this encoding.
    pub(super) async fn script_answer(
        &mut self,
        mut request: Request,
        page: &'static Encoding,
    ) -> Result<(Answer, String), WimError> {
        let mut busy = 0;
        for _ in 0..HOPS {
            let answer = self.send(request.clone()).await.map_err(|failed| failed.error)?;
            if let Some(next) = self.pointed_to(&answer, request.method == Verb::POST)? {
                request = self.request(&next, Some(&answer.url));
                continue;
            }
            if answer.status >= 400 {
                return Err(WimError::HttpError { status: answer.status });
            }
            if body::fragment_broke_off(&answer.body) {
                return Err(WimError::AnswerCut { reason: "the answer ends before its end".into() });
            }
            let text = html::decode_part(&answer.body, answer.content_type.as_deref(), page);
            // An error comes as an HTML page in the place of the script's answer (facts/wim.md §3).
            match Page::parse(&answer.url, &text).map(|page| verdict(&page)) {
                Ok(Verdict::Busy(said)) => {
                    busy += 1;
                    self.wait_while_busy(busy, said).await?;
                }
                Ok(other @ (Verdict::Timeout | Verdict::BadFlow | Verdict::Login)) => {
                    return Err(other.into());
                }
                _ => {
                    self.answered += 1;
                    return Ok((answer, text));
                }
            }
        }
        Err(WimError::PageNotRecognised {
            page: request.url.path().to_owned(),
            looked_for: "an answer to the page's script".into(),
        })
    }

    /// Opens an address that a page sends its own window to.
    pub(crate) async fn open_in_window_of(&mut self, page: &Page, url: &Url) -> Result<Page, WimError> {
        (self.in_popup, self.in_frame) = (page.is_opened_by_window(), page.is_framed());
        let arrived = self.open(url, Some(page.url())).await;
        (self.in_popup, self.in_frame) = (false, false);
        arrived
    }

    /// Carries an effect out.
    pub(crate) async fn perform(&mut self, page: &mut Page, effect: Effect) -> Result<Came, WimError> {
        let came = self.carry_out(page, effect).await;
        (self.in_popup, self.in_frame) = (false, false);
        came
    }

    async fn carry_out(&mut self, page: &mut Page, effect: Effect) -> Result<Came, WimError> {
        let mut came = Came::default();
        let mut windows: Vec<String> = Vec::new();
        let mut queue: VecDeque<Effect> = effect.each().into();
        let mut done = 0;
        while let Some(effect) = queue.pop_front() {
            done += 1;
            if done > EFFECTS {
                return Err(WimError::ScriptOutOfBounds { reason: "the page does not come to rest".into() });
            }
            let from = page.url().clone();
            match effect {
                Effect::Submit(submission) => {
                    came.sent = true;
                    let target = submission.target.as_deref();
                    let framed = target.is_some_and(|name| page.has_frame(name));
                    let own_window = framed
                        || target.is_some_and(|name| {
                            name.eq_ignore_ascii_case("_blank") || windows.iter().any(|known| known == name)
                        });
                    self.in_popup = own_window || page.is_opened_by_window();
                    self.in_frame = framed || page.is_framed();
                    let arrived = self.submit(&submission, &from, self.wire.patience.save).await?;
                    if own_window { came.popup = Some(arrived) } else { came.page = Some(arrived) }
                }
                Effect::Navigate(url) => {
                    if url.host() != from.host() {
                        came.outside.push(url);
                        continue;
                    }
                    came.sent = true;
                    came.page = Some(self.open_in_window_of(page, &url).await?);
                }
                Effect::OpenWindow { url, name } => match url.scheme() {
                    "http" | "https"
                        if url.host() == from.host() && redirect::judge(&from, &url, false).is_ok() =>
                    {
                        came.sent = true;
                        self.in_popup = true;
                        came.popup = Some(self.open(&url, Some(&from)).await?);
                    }
                    "http" | "https" => came.outside.push(url),
                    _ => windows.push(name),
                },
                Effect::Request { .. } => {
                    came.sent = true;
                    queue.extend(self.answer(page, effect).await?.each());
                }
                Effect::Timer { id, after } => came.timers.push((id, after)),
                Effect::Closed => came.closed = true,
                Effect::Opener(act) => came.opener.push(act),
                Effect::NeedsScript(urls) => {
                    return Err(WimError::PageNotRecognised {
                        page: from.path().to_owned(),
                        looked_for: urls.first().map_or("a script", |u| u.path()).to_owned(),
                    });
                }
                Effect::Nothing | Effect::Several(_) => {}
            }
        }
        came.closed |= self.left_over.closed;
        came.opener.append(&mut self.left_over.opener);
        if came.page.is_some() || came.popup.is_some() {
            came.timers.append(&mut self.left_over.timers);
        }
        Ok(came)
    }
}
