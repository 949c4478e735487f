//! The code screen: from [認証開始] to 「(認証済)」, whatever its shape.
//!
//! Idle → code shown → the person confirms → authorised (unsaved), not yet, expired, declined or failed. The screen may
//! be a page of its own, a pop-up or a part of the e-mail page drawn by script; this module only asks what the page
//! in front of it does. [OK] is pressed only when the person says so.

mod code;
mod confirm;
mod link;

use std::time::Duration;

use url::Url;

pub use code::CodeText;
pub(crate) use confirm::confirm;
pub use link::Link;

use crate::error::WimError;
use crate::labels::Word;
use crate::page::{Clickable, Effect, Page};
use crate::screens::email;
use crate::session::verdict::{Verdict, said, verdict};
use crate::session::walk::Walk;

/// Times a screen without a code may renew itself.
const RENEWALS: usize = 20;

/// What the printer shows for the person to take to Microsoft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrinterCode {
    /// The code.
    pub user_code: CodeText,
    /// Where it is entered.
    pub link: Link,
    /// How long the screen says it lives.
    pub expires_in: Option<Duration>,
    /// The screen's text, for picking by eye.
    pub page_text: String,
}

/// What the printer says after [OK].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// Authorised, not yet saved.
    Authorised,
    /// Not finished; the same code still counts.
    NotYet,
    /// The code ran out.
    Expired,
    /// Refused by the person or the organisation; the printer's words.
    Declined(String),
    /// Failed otherwise; the printer's words.
    Failed(String),
}

/// Where the code screen is.
enum Place {
    OwnPage(Page),
    Popup(Page),
    OnMailPage,
}

/// A code screen in front of the person.
pub(crate) struct Screen {
    place: Place,
    /// The OK buttons that the e-mail page had before.
    earlier_oks: Vec<Clickable>,
    shown: Vec<String>,
    /// What the screen wants to do by itself, and how long after.
    timers: Vec<(u64, Duration)>,
    /// What [OK] did when the printer was too busy to hear it. The page counts itself as pressed, and a second click could
    /// do nothing or something else: the next press sends this again.
    unheard: Option<Effect>,
}

fn all_oks(page: &Page) -> Vec<Clickable> {
    page.links_where(|text| Word::Ok.is(text))
}

fn oks(page: &Page) -> Vec<Clickable> {
    all_oks(page).into_iter().filter(|c| !c.disabled).collect()
}

/// The same button: the very same, or one drawn anew that does the same. A listener shows in neither word nor address,
/// so two buttons without both are not the same for that.
fn is_among(earlier: &[Clickable], button: &Clickable) -> bool {
    earlier.iter().any(|one| {
        one.control == button.control
            || (one.href.is_some() || one.handler.is_some())
                && (&one.href, &one.handler) == (&button.href, &button.handler)
    })
}

/// Clicks [認証開始] and waits until the code is there.
pub(crate) async fn start(
    walk: &mut Walk,
    mail: &mut Page,
    extra_hosts: &[String],
) -> Result<(Screen, PrinterCode), WimError> {
    let earlier_oks = all_oks(mail);
    let earlier_text = code::candidates(mail, &[]);
    let button = email::start_button(mail)?;
    let before = mail.messages().len();
    let effect = walk.ask(mail, |page| page.click(&button)).await?;
    let came = walk.perform(mail, effect).await?;
    if !came.sent
        && let Some(said) = mail.messages().get(before..).and_then(<[String]>::last)
    {
        return Err(WimError::ValuesRefused { said: said.clone() });
    }
    if !came.sent {
        return Err(WimError::ClickNotUnderstood { control: button.text, reason: "nothing happened".into() });
    }
    let mut timers = came.timers;
    let mut place = match (came.popup, came.page) {
        (Some(mut popup), _) => {
            popup.set_opened_by_window();
            Place::Popup(whole(walk, popup, &mut timers).await?)
        }
        (None, Some(page)) => Place::OwnPage(whole(walk, page, &mut timers).await?),
        (None, None) => Place::OnMailPage,
    };
    for _ in 0..RENEWALS {
        let page = match &mut place {
            Place::OwnPage(page) | Place::Popup(page) => page,
            Place::OnMailPage => &mut *mail,
        };
        match verdict(page) {
            Verdict::Fine => {}
            other => return Err(other.into()),
        }
        let token = page.hidden("wimToken").unwrap_or_default().to_owned();
        let mut not: Vec<&str> = vec![token.as_str()];
        if matches!(place, Place::OnMailPage) {
            not.extend(earlier_text.iter().map(String::as_str));
        }
        let page = match &mut place {
            Place::OwnPage(page) | Place::Popup(page) => page,
            Place::OnMailPage => &mut *mail,
        };
        let found = code::candidates(page, &not);
        let next = if found.is_empty() { renewal(walk, page, &mut timers).await? } else { None };
        if let Some(next) = next {
            if let Next::Page(arrived) = next {
                *page = *arrived;
            }
            continue;
        }
        let page_text = page.text();
        if found.is_empty() && Word::AuthorizationFailed.within(&page_text) {
            return Err(WimError::Message { said: said(page) });
        }
        let given = sign_in_address(walk, page).await;
        let link = link::judge(given.as_ref(), extra_hosts).ok_or(WimError::NoAuthorization)?;
        let user_code = match found.as_slice() {
            [one] => CodeText::Found(one.clone()),
            _ => CodeText::PickFrom { candidates: found.clone() },
        };
        let expires_in = code::lifetime(&page_text);
        let screen = Screen { place, earlier_oks, shown: found, timers, unheard: None };
        return Ok((screen, PrinterCode { user_code, link, expires_in, page_text }));
    }
    Err(WimError::CodeNotFound { page_text: String::new() })
}

/// A screen with all its scripts. Of one that is made of frames, the frame that shows a code.
async fn whole(walk: &mut Walk, page: Page, timers: &mut Vec<(u64, Duration)>) -> Result<Page, WimError> {
    let page = complete(walk, page, timers).await?;
    if verdict(&page) != Verdict::Fine || !code::candidates(&page, &[]).is_empty() {
        return Ok(page);
    }
    for frame in page.frames() {
        let inner = walk.open_in_window_of(&page, &frame).await?;
        let mut own = std::mem::take(&mut walk.left_over.timers);
        let inner = complete(walk, inner, &mut own).await?;
        if verdict(&inner) == Verdict::Fine && !code::candidates(&inner, &[]).is_empty() {
            *timers = own;
            return Ok(inner);
        }
    }
    Ok(page)
}

/// Where a page runs anew, its earlier timers are gone.
async fn complete(walk: &mut Walk, page: Page, timers: &mut Vec<(u64, Duration)>) -> Result<Page, WimError> {
    if !page.lacks_scripts() {
        return Ok(page);
    }
    let page = walk.complete(page).await?;
    *timers = std::mem::take(&mut walk.left_over.timers);
    Ok(page)
}

enum Next {
    Page(Box<Page>),
    Same,
}

/// Lets a screen renew itself as it says it would: by its timer or its refresh.
async fn renewal(
    walk: &mut Walk,
    page: &mut Page,
    timers: &mut Vec<(u64, Duration)>,
) -> Result<Option<Next>, WimError> {
    let longest = walk.wire.patience.timer;
    if let Some((id, after)) = timers.pop() {
        tokio::time::sleep(after.min(longest)).await;
        let effect = walk.ask(page, |page| page.fire_timer(id)).await?;
        let came = walk.perform(page, effect).await?;
        timers.extend(came.timers);
        return Ok(Some(came.page.map_or(Next::Same, |page| Next::Page(Box::new(page)))));
    }
    if let Some((seconds, url)) = page.meta_refresh() {
        tokio::time::sleep(Duration::from_secs(seconds.into()).min(longest)).await;
        let arrived = walk.open_in_window_of(page, &url).await?;
        timers.append(&mut walk.left_over.timers);
        return Ok(Some(Next::Page(Box::new(arrived))));
    }
    Ok(None)
}

/// What [Microsoft] would open. Nothing is opened here.
async fn sign_in_address(walk: &mut Walk, page: &mut Page) -> Option<Url> {
    // Another port of the printer's host is another place, too.
    let own = page.url().origin();
    let outside = |url: &Url| matches!(url.scheme(), "http" | "https") && url.origin() != own;
    let named = page.links_where(|text| Word::OpenMicrosoft.is(text));
    for link in named {
        let direct = link.href.as_deref().and_then(|href| Url::parse(href.trim()).ok());
        if let Some(url) = direct.filter(|url| matches!(url.scheme(), "http" | "https")) {
            return Some(url);
        }
        if let Ok(effect) = walk.ask(page, |page| page.click(&link.control)).await {
            for one in effect.each() {
                if let Effect::OpenWindow { url, .. } | Effect::Navigate(url) = one
                    && url.scheme().starts_with("http")
                {
                    return Some(url);
                }
            }
        }
    }
    page.links()
        .iter()
        .find_map(|link| {
            [&link.href, &link.handler].into_iter().flatten().find_map(|text| absolute(text).filter(&outside))
        })
        .or_else(|| absolute(&page.text()).filter(outside))
}

fn absolute(text: &str) -> Option<Url> {
    let at = text.find("https://").or_else(|| text.find("http://"))?;
    let end = text[at..].find(|c: char| {
        c.is_whitespace() || matches!(c, '\'' | '"' | '<' | '>' | ')' | '」' | '）' | '、' | '。')
    });
    Url::parse(end.map_or(&text[at..], |end| &text[at..at + end])).ok()
}
