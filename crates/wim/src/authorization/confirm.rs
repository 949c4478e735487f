//! The person's [OK] on the code screen, and what the printer makes of it.
//!
//! An answer is read for what it says, never for what usually comes: authorised, not yet, expired, declined, or something
//! that nobody knows. [OK] goes out once for each time that the person says so.

use super::{Confirmation, Place, Screen, all_oks, code, is_among, oks};
use crate::error::WimError;
use crate::labels::Word;
use crate::page::{Clickable, ControlRef, Effect, Page};
use crate::screens::email;
use crate::session::perform::Came;
use crate::session::verdict::{Verdict, said, verdict};
use crate::session::walk::Walk;

/// Presses the screen's [OK]. `Ok(true)` in the second place: the screen is gone.
pub(crate) async fn confirm(
    walk: &mut Walk,
    mail: &mut Page,
    screen: &mut Screen,
) -> Result<(Confirmation, bool), WimError> {
    if let Some(arrived) = let_its_clock_run(walk, mail, screen).await? {
        *mail = arrived;
        return Ok((mail_state(mail), true));
    }
    match &mut screen.place {
        Place::OnMailPage => confirm_on_mail_page(walk, mail, &screen.earlier_oks, &mut screen.unheard).await,
        Place::OwnPage(page) | Place::Popup(page) => {
            let before = page.messages().len();
            let ok = |page: &Page| {
                let held_back = oks(page).is_empty() && holds_back_ok(page, &[]);
                if held_back { Ok(None) } else { page.button(Word::Ok).map(Some).map_err(WimError::from) }
            };
            let Some(mut came) = press(walk, page, ok, &mut screen.unheard).await? else {
                return Ok((Confirmation::NotYet, false));
            };
            let alerts = page.messages()[before.min(page.messages().len())..].join("\n");
            if let Some(confirmation) = by_words(&alerts) {
                return Ok((confirmation, false));
            }
            let arrived = came.page.take().or(came.popup.take());
            let acted = !came.opener.is_empty();
            if let Some(answer) = opened_by(walk, mail, &mut came).await? {
                *mail = answer;
            } else if arrived.is_none() && !came.closed {
                if !came.sent {
                    return Err(WimError::ClickNotUnderstood {
                        control: "OK".into(),
                        reason: "nothing happened".into(),
                    });
                }
                let text = page.text();
                return Ok((by_words(&text).unwrap_or(Confirmation::NotYet), false));
            }
            match arrived {
                Some(arrived) if email::is_mail_page(&arrived) => {
                    *mail = arrived;
                    Ok((mail_state(mail), true))
                }
                // The screen handed over to the e-mail page, or closed: its own answer has nothing left to say.
                Some(arrived) if (acted || came.closed) && says_nothing(&arrived, &screen.shown) => {
                    Ok((mail_state(mail), true))
                }
                Some(arrived) => after_answer(walk, mail, &mut screen.place, &screen.shown, arrived).await,
                None => Ok((mail_state(mail), true)),
            }
        }
    }
}

/// Presses the screen's [OK], or lets the printer hear what an earlier press said; `None` where the screen holds it back.
///
/// Too busy for good after a first answer is no *not yet*: the printer may hold a grant that its pages never came to.
async fn press(
    walk: &mut Walk,
    page: &mut Page,
    ok: impl FnOnce(&Page) -> Result<Option<ControlRef>, WimError>,
    unheard: &mut Option<Effect>,
) -> Result<Option<Came>, WimError> {
    let effect = match unheard.take() {
        Some(effect) => effect,
        None => {
            let Some(ok) = ok(page)? else { return Ok(None) };
            walk.ask(page, |page| page.click(&ok)).await?
        }
    };
    let answered = walk.answered;
    match walk.perform(page, effect.clone()).await {
        Err(WimError::Busy { .. }) if walk.answered > answered => Err(WimError::FlowBroken),
        Err(busy @ WimError::Busy { .. }) => {
            *unheard = Some(effect);
            Err(busy)
        }
        other => other.map(Some),
    }
}

/// A screen that asks the printer by itself may hold its [OK] back until it knows. Then its own clock is let run, once.
/// Returns the e-mail page where that is what comes of it.
async fn let_its_clock_run(
    walk: &mut Walk,
    mail: &mut Page,
    screen: &mut Screen,
) -> Result<Option<Page>, WimError> {
    let longest = walk.wire.patience.timer;
    let earlier = match screen.place {
        Place::OnMailPage => screen.earlier_oks.as_slice(),
        _ => &[],
    };
    let page = match &mut screen.place {
        Place::OwnPage(page) | Place::Popup(page) => page,
        Place::OnMailPage => &mut *mail,
    };
    if !new_oks(page, earlier).is_empty() {
        return Ok(None);
    }
    for (id, after) in std::mem::take(&mut screen.timers) {
        if after > longest {
            screen.timers.push((id, after));
            continue;
        }
        tokio::time::sleep(after).await;
        let effect = walk.ask(page, |page| page.fire_timer(id)).await?;
        let came = walk.perform(page, effect).await?;
        screen.timers.extend(came.timers);
        if let Some(arrived) = came.page {
            screen.timers = std::mem::take(&mut walk.left_over.timers);
            if email::is_mail_page(&arrived) {
                return Ok(Some(arrived));
            }
            *page = arrived;
            break;
        }
    }
    Ok(None)
}

/// The usable [OK]s that were not there before the screen was.
fn new_oks(page: &Page, earlier: &[Clickable]) -> Vec<Clickable> {
    oks(page).into_iter().filter(|c| !is_among(earlier, c)).collect()
}

/// Whether the screen has an [OK] that cannot be pressed yet.
fn holds_back_ok(page: &Page, earlier: &[Clickable]) -> bool {
    all_oks(page).into_iter().any(|c| c.disabled && !is_among(earlier, &c))
}

/// Whether a page is neither a message nor the code screen again.
fn says_nothing(page: &Page, shown: &[String]) -> bool {
    let text = page.text();
    verdict(page) == Verdict::Fine
        && by_words(&said(page)).is_none()
        && !shown.iter().any(|code| text.contains(code.as_str()))
}

/// Carries out what a closing pop-up does to the e-mail page.
async fn opened_by(walk: &mut Walk, mail: &mut Page, came: &mut Came) -> Result<Option<Page>, WimError> {
    let mut arrived = None;
    for act in std::mem::take(&mut came.opener) {
        let effect = walk.ask(mail, |page| page.act_as_opener(&act)).await?;
        if let Some(page) = walk.perform(mail, effect).await?.page {
            arrived = Some(page);
        }
    }
    Ok(arrived)
}

fn mail_state(mail: &Page) -> Confirmation {
    match email::authorised(mail) {
        Some(true) => Confirmation::Authorised,
        _ => Confirmation::Failed(String::new()),
    }
}

async fn confirm_on_mail_page(
    walk: &mut Walk,
    mail: &mut Page,
    earlier: &[Clickable],
    unheard: &mut Option<Effect>,
) -> Result<(Confirmation, bool), WimError> {
    let ok = |mail: &Page| match new_oks(mail, earlier).as_slice() {
        [ok] => Ok(Some(ok.control.clone())),
        [] if holds_back_ok(mail, earlier) => Ok(None),
        new => Err(WimError::FieldNotFound { looked_for: "the code screen's OK".into(), found: new.len() }),
    };
    let before = mail.messages().len();
    let text_before = mail.text();
    let Some(came) = press(walk, mail, ok, unheard).await? else {
        return Ok((Confirmation::NotYet, false));
    };
    if let Some(page) = came.page {
        *mail = page;
    }
    if email::authorised(mail) == Some(true) {
        return Ok((Confirmation::Authorised, true));
    }
    let alerts = mail.messages()[before.min(mail.messages().len())..].join("\n");
    if let Some(confirmation) = by_words(&alerts) {
        let gone = confirmation != Confirmation::NotYet;
        return Ok((confirmation, gone));
    }
    // Only what is new on the page speaks of this press.
    let now = mail.text();
    let news: Vec<&str> = now.lines().filter(|line| !text_before.lines().any(|old| old == *line)).collect();
    let confirmation = by_words(&news.join("\n"));
    Ok(match confirmation {
        Some(Confirmation::NotYet) | None => (Confirmation::NotYet, false),
        Some(other) => (other, true),
    })
}

/// The answer to [OK] is neither the e-mail page nor nothing: the screen again, or a message.
async fn after_answer(
    walk: &mut Walk,
    mail: &mut Page,
    place: &mut Place,
    shown: &[String],
    mut arrived: Page,
) -> Result<(Confirmation, bool), WimError> {
    let verdict = verdict(&arrived);
    if matches!(verdict, Verdict::Timeout | Verdict::Login | Verdict::BadFlow | Verdict::Busy(_)) {
        return Err(verdict.into());
    }
    let popup = matches!(place, Place::Popup(_));
    let again = |page: Page| if popup { Place::Popup(page) } else { Place::OwnPage(page) };
    let same_code = |page: &Page| {
        let text = page.text();
        let fields = code::candidates(page, &[]);
        !shown.is_empty() && shown.iter().any(|code| text.contains(code.as_str()) || fields.contains(code))
    };
    if same_code(&arrived) {
        *place = again(arrived);
        return Ok((Confirmation::NotYet, false));
    }
    let said = said(&arrived);
    let confirmation = by_words(&said).unwrap_or(Confirmation::Failed(said));
    if confirmation != Confirmation::NotYet {
        return Ok((confirmation, true));
    }
    // The message's own button leads back to the screen with the same code.
    if let Ok(back) = arrived.button(Word::Ok).or_else(|_| arrived.button(Word::Cancel)) {
        let effect = walk.ask(&mut arrived, |page| page.click(&back)).await?;
        if let Some(page) = walk.perform(&mut arrived, effect).await?.page {
            if email::is_mail_page(&page) {
                *mail = page;
                return Ok((mail_state(mail), true));
            }
            // Meanwhile the printer may have heard from Microsoft: then this is no longer the screen but its end.
            let ended = by_words(&self::said(&page)).filter(|end| *end != Confirmation::NotYet);
            if let Some(ended) = ended.filter(|_| !same_code(&page)) {
                return Ok((ended, true));
            }
            *place = again(page);
        }
    }
    Ok((Confirmation::NotYet, false))
}

fn by_words(text: &str) -> Option<Confirmation> {
    if text.trim().is_empty() {
        return None;
    }
    let words = || text.trim().chars().take(1000).collect::<String>();
    if Word::NotYetAuthorised.within(text) {
        Some(Confirmation::NotYet)
    } else if Word::CodeExpired.within(text) {
        Some(Confirmation::Expired)
    } else if Word::Declined.within(text) {
        Some(Confirmation::Declined(words()))
    } else if Word::AuthorizationFailed.within(text) {
        Some(Confirmation::Failed(words()))
    } else {
        None
    }
}
