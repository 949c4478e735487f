//! Carries out what pages say they would do: the legs of the very small browser.
//!
//! A page only tells its effects; here they become requests, one at a time, to the printer alone. Pages that send
//! themselves on (auto-skip pages, script redirects) are followed a few steps, the trap for browsers without scripts
//! never (`facts/wim.md` §1.2). Nothing here repeats a request.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use reqwest::Method as Verb;
use url::Url;

use crate::error::WimError;
use crate::html;
use crate::http::{Answer, Failed, Request, Wire, body, redirect};
use crate::page::{Effect, Method, OpenerAct, Page, PageError, Submission};
use crate::session::verdict::{Verdict, verdict};

/// Steps a page may send itself on.
const HOPS: usize = 6;
/// Effects that may follow from one click.
const EFFECTS: usize = 40;

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

/// The way through one printer's pages.
pub(crate) struct Walk {
    pub(crate) wire: Wire,
    scripts: HashMap<Url, String>,
    /// Whether the origin is decided; then no other is accepted.
    pub(crate) settled: bool,
    /// POSTs that can have arrived.
    pub(crate) posted: u32,
    /// What a page wanted to happen beyond being followed: pop-ups closing, timers.
    pub(crate) left_over: Came,
}

impl Walk {
    pub(crate) fn new(wire: Wire) -> Self {
        Self { wire, scripts: HashMap::new(), settled: false, posted: 0, left_over: Came::default() }
    }

    /// Sends a request to the printer.
    pub(crate) async fn send(&mut self, request: Request) -> Result<Answer, Failed> {
        let post = request.method == Verb::POST;
        let result = self.wire.send(request).await;
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
        let answer = self.send(self.request(url, referer)).await.map_err(|failed| failed.error)?;
        let page = self.arrive(answer, false).await?;
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

    /// Sends a form; the answer is handed over as it is.
    pub(crate) async fn submit_once(
        &mut self,
        submission: &Submission,
        from: &Url,
        first_byte: Duration,
    ) -> Result<Page, WimError> {
        let answer = self.submit_raw(submission, from, first_byte).await?;
        self.arrive(answer, submission.method == Method::Post).await
    }

    /// Sends a form; not even a redirect is followed.
    pub(crate) async fn submit_raw(
        &mut self,
        submission: &Submission,
        from: &Url,
        first_byte: Duration,
    ) -> Result<Answer, WimError> {
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
        self.send(request).await.map_err(|failed| failed.error)
    }

    /// From an answer to a page: redirects, status, charset.
    pub(crate) async fn arrive(&mut self, mut answer: Answer, mut posted: bool) -> Result<Page, WimError> {
        for _ in 0..HOPS {
            let Some(location) = answer.location.clone().filter(|_| (300..400).contains(&answer.status))
            else {
                return self.parse(&answer);
            };
            let not_recognised = || WimError::PageNotRecognised {
                page: answer.url.path().to_owned(),
                looked_for: "an address to go on to".into(),
            };
            if posted && matches!(answer.status, 307 | 308) {
                // These demand that the POST be sent again.
                return Err(not_recognised());
            }
            posted = false;
            let next = answer.url.join(location.trim()).map_err(|_| not_recognised())?;
            redirect::judge(&answer.url, &next, !self.settled)?;
            let request = self.request(&next, Some(&answer.url));
            answer = self.send(request).await.map_err(|failed| failed.error)?;
        }
        Err(WimError::PageNotRecognised {
            page: answer.url.path().to_owned(),
            looked_for: "an end of redirects".into(),
        })
    }

    fn parse(&self, answer: &Answer) -> Result<Page, WimError> {
        if answer.status >= 400 {
            return Err(WimError::HttpError { status: answer.status });
        }
        if body::broke_off(&answer.body) {
            return Err(WimError::AnswerCut { reason: "the page ends before its end".into() });
        }
        let text = html::decode(&answer.body, answer.content_type.as_deref());
        let mut page = Page::parse(&answer.url, &text)?;
        page.set_cookie("cookieOnOffChecker=on");
        Ok(page)
    }

    /// Follows a page that sends itself on. Message and login pages are never followed: they are answers.
    pub(crate) async fn settle(&mut self, mut page: Page) -> Result<Page, WimError> {
        self.left_over = Came::default();
        for _ in 0..HOPS {
            if verdict(&page) != Verdict::Fine {
                return Ok(page);
            }
            let from = page.url().clone();
            // A script that fails while loading does not matter; what matters is asked for on a click.
            let effect = self.ask(&mut page, Page::load_effect).await.unwrap_or(Effect::Nothing);
            let mut next = None;
            for one in effect.each() {
                match one {
                    Effect::Submit(submission) if submission.target.is_none() => {
                        let wait = self.wire.patience.save;
                        next = Some(self.submit_once(&submission, &from, wait).await?);
                        break;
                    }
                    Effect::Navigate(url) => {
                        if url == from {
                            continue;
                        }
                        redirect::judge(&from, &url, !self.settled)?;
                        let answer = self.send(self.request(&url, Some(&from))).await.map_err(|f| f.error)?;
                        next = Some(self.arrive(answer, false).await?);
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
                redirect::judge(&from, &url, !self.settled)?;
                let answer = self.send(self.request(&url, Some(&from))).await.map_err(|f| f.error)?;
                next = Some(self.arrive(answer, false).await?);
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

    /// Asks a page for an effect, fetching the scripts it lacks.
    pub(crate) async fn ask(
        &mut self,
        page: &mut Page,
        question: impl Fn(&mut Page) -> Result<Effect, PageError>,
    ) -> Result<Effect, WimError> {
        for _ in 0..4 {
            match question(page)? {
                Effect::NeedsScript(urls) => {
                    for url in urls {
                        let text = self.script(&url, page.url()).await;
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

    async fn script(&mut self, url: &Url, referer: &Url) -> String {
        if let Some(text) = self.scripts.get(url) {
            return text.clone();
        }
        let mut text = String::new();
        if redirect::judge(referer, url, false).is_ok()
            && let Ok(answer) = self.send(self.request(url, Some(referer))).await
            && answer.status == 200
        {
            text = html::decode(&answer.body, answer.content_type.as_deref());
        }
        self.scripts.insert(url.clone(), text.clone());
        text
    }

    /// Carries an effect out.
    pub(crate) async fn perform(&mut self, page: &mut Page, effect: Effect) -> Result<Came, WimError> {
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
                    let arrived = self.submit(&submission, &from, self.wire.patience.save).await?;
                    let own_window = submission
                        .target
                        .as_ref()
                        .is_some_and(|name| name.eq_ignore_ascii_case("_blank") || windows.contains(name));
                    if own_window { came.popup = Some(arrived) } else { came.page = Some(arrived) }
                }
                Effect::Navigate(url) => {
                    if url.host() != from.host() {
                        came.outside.push(url);
                        continue;
                    }
                    came.sent = true;
                    came.page = Some(self.open(&url, Some(&from)).await?);
                }
                Effect::OpenWindow { url, name } => match url.scheme() {
                    "http" | "https"
                        if url.host() == from.host() && redirect::judge(&from, &url, false).is_ok() =>
                    {
                        came.sent = true;
                        let mut popup = self.open(&url, Some(&from)).await?;
                        popup.set_opened_by_window();
                        came.popup = Some(popup);
                    }
                    "http" | "https" => came.outside.push(url),
                    _ => windows.push(name),
                },
                Effect::Request { id, method, url, headers, body } => {
                    came.sent = true;
                    redirect::judge(&from, &url, false)?;
                    let mut request = self.request(&url, Some(&from));
                    request.first_byte = self.wire.patience.save;
                    request.method = if method == "POST" { Verb::POST } else { Verb::GET };
                    request.headers = headers;
                    request.body = body.unwrap_or_default().into_bytes();
                    let answer = self.send(request).await.map_err(|f| f.error)?;
                    let kind = answer.content_type.clone().unwrap_or_default();
                    let text = html::decode(&answer.body, answer.content_type.as_deref());
                    // An error comes as an HTML page in the place of the script's answer (facts/wim.md §3).
                    if let Ok(message) = Page::parse(&answer.url, &text)
                        && matches!(
                            verdict(&message),
                            Verdict::Busy(_) | Verdict::Timeout | Verdict::BadFlow | Verdict::Login
                        )
                    {
                        return Err(verdict(&message).into());
                    }
                    if answer.status >= 400 {
                        return Err(WimError::HttpError { status: answer.status });
                    }
                    queue.extend(page.respond(id, answer.status, &kind, &text)?.each());
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

/// The trap for browsers without scripts.
fn is_trap(url: &Url) -> bool {
    url.as_str().contains("MSG_JAVASCRIPTOFF")
}

impl From<PageError> for WimError {
    fn from(error: PageError) -> Self {
        match error {
            PageError::TooLarge => Self::PageTooLarge,
            PageError::ClickNotUnderstood { control, reason } => Self::ClickNotUnderstood { control, reason },
            PageError::ScriptOutOfBounds(reason) => Self::ScriptOutOfBounds { reason },
            PageError::NotSettable { field, reason } => {
                Self::FieldNotFound { looked_for: format!("{field} ({reason})"), found: 1 }
            }
            PageError::NotExpected(reason) => Self::ClickNotUnderstood { control: String::new(), reason },
        }
    }
}

impl From<crate::page::FindError> for WimError {
    fn from(error: crate::page::FindError) -> Self {
        use crate::page::FindError;
        match error {
            FindError::None { looked_for } => Self::FieldNotFound { looked_for, found: 0 },
            FindError::Several { looked_for, found } => {
                Self::FieldNotFound { looked_for, found: found.len() }
            }
        }
    }
}
