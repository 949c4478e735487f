//! Carries out what pages say they would do: the legs of the very small browser.
//!
//! A page only tells its effects; here they become requests, one at a time, to the printer alone. Pages that send
//! themselves on (auto-skip pages, script redirects) are followed a few steps, the trap for browsers without scripts
//! never (`facts/wim.md` §1.2). Nothing here repeats a request.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use reqwest::Method as Verb;
use tokio::sync::mpsc::UnboundedSender;
use url::Url;

use crate::error::WimError;
use crate::html;
use crate::http::{Answer, Failed, Request, Wire, body, redirect};
use crate::outline::Record;
use crate::page::{Effect, Method, Page, PageError, Submission};
use crate::session::Notice;
use crate::session::perform::{Came, EFFECTS};
use crate::session::verdict::{Verdict, verdict};

/// Steps a page may send itself on.
pub(super) const HOPS: usize = 6;

/// The way through one printer's pages.
pub(crate) struct Walk {
    pub(crate) wire: Wire,
    scripts: HashMap<Url, String>,
    /// Whether the origin is decided; then no other is accepted.
    pub(crate) settled: bool,
    /// POSTs that can have arrived.
    pub(crate) posted: u32,
    /// Steps that were followed since the last form was sent. None: the page is that form's own answer.
    pub(crate) hops: u32,
    /// Answers that the printer was not too busy to give.
    pub(crate) answered: u32,
    /// Where waiting for a busy printer is told, once there is somebody to tell.
    pub(crate) notices: Option<UnboundedSender<Notice>>,
    /// What a page wanted to happen beyond being followed: pop-ups closing, timers.
    pub(crate) left_over: Came,
    /// Whether what arrives is shown in a window that another one opened: its scripts speak to that one.
    pub(super) in_popup: bool,
    /// Whether it is shown in an inline frame of the page that asked for it.
    pub(super) in_frame: bool,
    /// Where the outlines of all answers go, for the diagnostic bundle.
    pub(crate) record: Option<Record>,
}

impl Walk {
    pub(crate) fn new(wire: Wire) -> Self {
        Self {
            wire,
            scripts: HashMap::new(),
            settled: false,
            posted: 0,
            hops: 0,
            answered: 0,
            notices: None,
            left_over: Came::default(),
            in_popup: false,
            in_frame: false,
            record: None,
        }
    }

    /// Sends a request to the printer.
    pub(crate) async fn send(&mut self, request: Request) -> Result<Answer, Failed> {
        let post = request.method == Verb::POST;
        let told = self.record.is_some().then(|| request.clone());
        let result = self.wire.send(request).await;
        if let (Some(record), Some(request)) = (&self.record, told) {
            record.keep(&request, result.as_ref().ok());
        }
        if post && !matches!(&result, Err(failed) if !failed.reached) {
            self.posted += 1;
        }
        result
    }

    /// A plain request for an address.
    pub(crate) fn request(&self, url: &Url, referer: Option<&Url>) -> Request {
        Request {
            method: Verb::GET,
            url: url.clone(),
            referer: referer.cloned(),
            headers: Vec::new(),
            body: Vec::new(),
            first_byte: self.wire.patience.first_byte,
        }
    }

    /// Opens an address and follows where the page sends itself.
    pub(crate) async fn open(&mut self, url: &Url, referer: Option<&Url>) -> Result<Page, WimError> {
        if let Some(referer) = referer {
            redirect::judge(referer, url, !self.settled)?;
        }
        let page = self.fetch(self.request(url, referer)).await?;
        self.settle(page).await
    }

    /// Sends a form and follows where the answer sends itself.
    pub(crate) async fn submit(
        &mut self,
        submission: &Submission,
        from: &Url,
        first_byte: Duration,
    ) -> Result<Page, WimError> {
        let page = self.submit_once(submission, from, first_byte).await?;
        self.settle(page).await
    }

    /// Sends a form; where its answer sends itself is not followed.
    async fn submit_once(
        &mut self,
        submission: &Submission,
        from: &Url,
        first_byte: Duration,
    ) -> Result<Page, WimError> {
        let request = self.request_of(submission, from, first_byte)?;
        self.fetch(request).await
    }

    /// Sends a form, once; not even a redirect is followed.
    pub(crate) async fn submit_raw(
        &mut self,
        submission: &Submission,
        from: &Url,
        first_byte: Duration,
    ) -> Result<Answer, WimError> {
        let request = self.request_of(submission, from, first_byte)?;
        self.send(request).await.map_err(|failed| failed.error)
    }

    fn request_of(
        &self,
        submission: &Submission,
        from: &Url,
        first_byte: Duration,
    ) -> Result<Request, WimError> {
        let url = submission.address();
        redirect::judge(from, &url, !self.settled)?;
        if submission.multipart {
            return Err(WimError::ClickNotUnderstood {
                control: url.path().to_owned(),
                reason: "the form uploads files".into(),
            });
        }
        let mut request = self.request(&url, Some(from));
        request.first_byte = first_byte;
        if submission.method == Method::Post {
            request.method = Verb::POST;
            request.headers.push(("Content-Type".into(), "application/x-www-form-urlencoded".into()));
            request.body = submission.encoded().into_bytes();
        }
        Ok(request)
    }

    /// From a request to a page. BUSY says that nothing was done, so the same may be asked again, a few times and
    /// visibly; nothing else is ever repeated.
    async fn fetch(&mut self, mut request: Request) -> Result<Page, WimError> {
        self.hops = 0;
        let mut steps = 0;
        let mut busy = 0;
        loop {
            let answer = self.send(request.clone()).await.map_err(|failed| failed.error)?;
            if let Some(next) = self.pointed_to(&answer, request.method == Verb::POST)? {
                steps += 1;
                if steps > HOPS {
                    return Err(WimError::PageNotRecognised {
                        page: answer.url.path().to_owned(),
                        looked_for: "an end of redirects".into(),
                    });
                }
                self.hops += 1;
                request = self.request(&next, Some(&answer.url));
                continue;
            }
            let page = self.parse(&answer)?;
            match verdict(&page) {
                Verdict::Busy(said) => {
                    busy += 1;
                    self.wait_while_busy(busy, said).await?;
                }
                _ => {
                    self.answered += 1;
                    return Ok(page);
                }
            }
        }
    }

    /// One more pause for a busy printer, or its refusal as an error.
    pub(super) async fn wait_while_busy(&self, attempt: u8, said: String) -> Result<(), WimError> {
        let of = self.wire.patience.busy_tries;
        if attempt >= of {
            return Err(WimError::Busy { said });
        }
        if let Some(notices) = &self.notices {
            let _ = notices.send(Notice::Busy { attempt, of });
        }
        tokio::time::sleep(self.wire.patience.busy_pause).await;
        Ok(())
    }

    /// From an answer to a page: redirects, status, charset.
    pub(crate) async fn arrive(&mut self, answer: Answer, posted: bool) -> Result<Page, WimError> {
        match self.pointed_to(&answer, posted)? {
            Some(next) => {
                let page = self.fetch(self.request(&next, Some(&answer.url))).await?;
                self.hops += 1;
                Ok(page)
            }
            None => self.parse(&answer),
        }
    }

    /// Where an answer redirects to, if it does and may.
    pub(super) fn pointed_to(&self, answer: &Answer, posted: bool) -> Result<Option<Url>, WimError> {
        let Some(location) = answer.location.as_deref().filter(|_| (300..400).contains(&answer.status))
        else {
            return Ok(None);
        };
        let not_recognised = || WimError::PageNotRecognised {
            page: answer.url.path().to_owned(),
            looked_for: "an address to go on to".into(),
        };
        if posted && matches!(answer.status, 307 | 308) {
            // These demand that the POST be sent again.
            return Err(not_recognised());
        }
        let next = answer.url.join(location.trim()).map_err(|_| not_recognised())?;
        redirect::judge(&answer.url, &next, !self.settled)?;
        Ok(Some(next))
    }

    fn parse(&self, answer: &Answer) -> Result<Page, WimError> {
        if answer.status >= 400 {
            return Err(WimError::HttpError { status: answer.status });
        }
        if body::broke_off(&answer.body) {
            return Err(WimError::AnswerCut { reason: "the page ends before its end".into() });
        }
        let (text, encoding) = html::decode_page(&answer.body, answer.content_type.as_deref());
        let mut page = Page::parse(&answer.url, &text)?;
        page.set_encoding(encoding);
        page.set_cookie("cookieOnOffChecker=on");
        if self.in_popup {
            page.set_opened_by_window();
        }
        if self.in_frame {
            page.set_framed();
        }
        Ok(page)
    }

    /// Follows a page that sends itself on. Message and login pages are never followed: they are answers.
    pub(crate) async fn settle(&mut self, page: Page) -> Result<Page, WimError> {
        self.settle_with(page, false).await
    }

    /// As [`Self::settle`]. What a page asks for while it loads is fetched for a page that is to be `whole`, for one
    /// that shows nothing without it, and for a script that stands still until the answer is there.
    async fn settle_with(&mut self, mut page: Page, whole: bool) -> Result<Page, WimError> {
        self.left_over = Came::default();
        for _ in 0..HOPS {
            if verdict(&page) != Verdict::Fine {
                return Ok(page);
            }
            let from = page.url().clone();
            let effect = match self.ask(&mut page, Page::load_effect).await {
                Ok(effect) => effect,
                // A script that could not be fetched may be the one that sends the page on.
                Err(error) if error.is_lost_answer() => return Err(error),
                // A script that fails while loading does not matter; what matters is asked for on a click.
                Err(_) => Effect::Nothing,
            };
            let mut next = None;
            let mut queue: VecDeque<Effect> = effect.each().into();
            let mut done = 0;
            while let Some(one) = queue.pop_front() {
                done += 1;
                if done > EFFECTS {
                    return Err(WimError::ScriptOutOfBounds {
                        reason: "the page does not come to rest".into(),
                    });
                }
                match one {
                    Effect::Request { .. } => {
                        if whole || page.stands_still() || page.shows_nothing_to_do() {
                            queue.extend(self.answer(&mut page, one).await?.each());
                        } else {
                            page.asked_while_loading.push(one);
                        }
                    }
                    Effect::Submit(submission) if submission.target.is_none() => {
                        let wait = self.wire.patience.save;
                        let hops = self.hops;
                        next = Some(self.submit_once(&submission, &from, wait).await?);
                        self.hops += hops + 1;
                        break;
                    }
                    Effect::Navigate(url) => {
                        if url == from {
                            continue;
                        }
                        next = Some(self.step(&from, &url).await?);
                        break;
                    }
                    Effect::Closed => self.left_over.closed = true,
                    Effect::Opener(act) => self.left_over.opener.push(act),
                    Effect::Timer { id, after } => self.left_over.timers.push((id, after)),
                    _ => {}
                }
            }
            if next.is_none()
                && let Some((0, url)) = page.meta_refresh()
                && url != from
                && !is_trap(&url)
            {
                next = Some(self.step(&from, &url).await?);
            }
            match next {
                Some(arrived) => page = arrived,
                None => return Ok(page),
            }
        }
        Err(WimError::PageNotRecognised {
            page: page.url().path().to_owned(),
            looked_for: "a page that stays".into(),
        })
    }

    /// Has a page run again with every script it names: what it shows may be drawn by them, what it does decided.
    pub(crate) async fn complete(&mut self, mut page: Page) -> Result<Page, WimError> {
        if !page.lacks_scripts() && page.asked_while_loading.is_empty() {
            return Ok(page);
        }
        page.asked_while_loading.clear();
        for url in page.external_scripts() {
            let text = self.script(&url, &page).await?;
            page.provide_script(&url, &text);
        }
        (self.in_popup, self.in_frame) = (page.is_opened_by_window(), page.is_framed());
        let settled = self.settle_with(page, true).await;
        (self.in_popup, self.in_frame) = (false, false);
        settled
    }

    /// Sends what a script asks for and hands it the answer.
    pub(super) async fn answer(&mut self, page: &mut Page, asked: Effect) -> Result<Effect, WimError> {
        let Effect::Request { id, method, url, headers, body } = asked else { return Ok(Effect::Nothing) };
        let from = page.url().clone();
        redirect::judge(&from, &url, false)?;
        let mut request = self.request(&url, Some(&from));
        request.first_byte = self.wire.patience.save;
        request.method = if method == "POST" { Verb::POST } else { Verb::GET };
        request.headers = headers;
        request.body = body.unwrap_or_default().into_bytes();
        let (answer, text) = self.script_answer(request, page.encoding()).await?;
        let kind = answer.content_type.clone().unwrap_or_default();
        Ok(page.respond(id, answer.status, &kind, &text)?)
    }

    /// One step that a page takes by itself.
    async fn step(&mut self, from: &Url, to: &Url) -> Result<Page, WimError> {
        redirect::judge(from, to, !self.settled)?;
        let hops = self.hops;
        let page = self.fetch(self.request(to, Some(from))).await?;
        self.hops += hops + 1;
        Ok(page)
    }

    /// Asks a page for an effect, fetching the scripts it lacks.
    pub(crate) async fn ask(
        &mut self,
        page: &mut Page,
        question: impl Fn(&mut Page) -> Result<Effect, PageError>,
    ) -> Result<Effect, WimError> {
        for _ in 0..4 {
            match aside(|| question(page))? {
                Effect::NeedsScript(urls) => {
                    for url in urls {
                        let text = self.script(&url, page).await?;
                        page.provide_script(&url, &text);
                    }
                }
                effect => return Ok(effect),
            }
        }
        Err(WimError::PageNotRecognised {
            page: page.url().path().to_owned(),
            looked_for: "its scripts".into(),
        })
    }

    /// A script that is not there, or not the printer's own, is an empty one, as in a browser. One whose answer was
    /// lost is not: a handler without it would do something else than the page means.
    async fn script(&mut self, url: &Url, page: &Page) -> Result<String, WimError> {
        if let Some(text) = self.scripts.get(url) {
            return Ok(text.clone());
        }
        let mut text = String::new();
        let referer = page.url();
        if redirect::judge(referer, url, false).is_ok() {
            let answer = self.send(self.request(url, Some(referer))).await.map_err(|failed| failed.error)?;
            self.pointed_to(&answer, false)?;
            match answer.status {
                200 => {
                    text = html::decode_part(&answer.body, answer.content_type.as_deref(), page.encoding());
                }
                status @ 500.. => return Err(WimError::HttpError { status }),
                _ => {}
            }
        }
        self.scripts.insert(url.clone(), text.clone());
        Ok(text)
    }
}

/// A page's scripts are waited for; meanwhile the other printers' jobs go on elsewhere.
fn aside<T>(wait: impl FnOnce() -> T) -> T {
    use tokio::runtime::{Handle, RuntimeFlavor};
    match Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(wait),
        _ => wait(),
    }
}

/// The trap for browsers without scripts.
fn is_trap(url: &Url) -> bool {
    url.as_str().contains("MSG_JAVASCRIPTOFF")
}
