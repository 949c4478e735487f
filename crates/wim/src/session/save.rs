//! [OK] on the e-mail page: sent once, and what comes back told apart.
//!
//! Only the form's own answer can say that nothing was stored. Once the printer has led on from there (an auto-skip
//! page, a redirect), or nothing came back at all, it may have stored everything: then only a reading decides, and the
//! form is not sent again.

use std::time::Instant;

use super::verdict::{Verdict, verdict};
use super::{Grace, Session};
use crate::error::WimError;
use crate::labels::Word;
use crate::page::Page;

/// Questions that may follow one [OK].
const QUESTIONS: usize = 4;

impl Session {
    /// [OK] on the e-mail page, with the questions that may follow it.
    ///
    /// # Errors
    /// The printer's refusal; [`WimError::OutcomeUnknown`] where its answer was lost: read, then decide.
    pub async fn save(&mut self) -> Result<(), WimError> {
        let mut grace = Grace::default();
        loop {
            let posted = self.walk.posted;
            let result = self.try_save().await;
            self.saved_at = Some(Instant::now());
            let error = match result {
                Ok(()) => {
                    self.unsaved_authorization = false;
                    return Ok(());
                }
                Err(error) => error,
            };
            let sent = self.walk.posted > posted;
            if sent && (error.is_lost_answer() || matches!(error, WimError::OutcomeUnknown { .. })) {
                self.in_doubt.clone_from(&self.filled);
                let reason = match error {
                    WimError::OutcomeUnknown { reason } => reason,
                    other => other.to_string(),
                };
                return Err(WimError::OutcomeUnknown { reason });
            }
            if self.unsaved_authorization {
                // Starting over would silently drop what the person just did at Microsoft.
                return Err(error);
            }
            self.recover(error, &mut grace).await?;
            self.restart_page(&mut grace).await?;
        }
    }

    async fn try_save(&mut self) -> Result<(), WimError> {
        // The code screen may have had the page drawn anew, without what was entered: saved is what was agreed to.
        self.fill_in().await?;
        let Some(mail) = self.mail.as_mut() else { return Err(WimError::SessionLost) };
        let ok = mail.button(Word::Ok)?;
        let before = mail.messages().len();
        let effect = self.walk.ask(mail, |page| page.click(&ok)).await?;
        let mut came = self.walk.perform(mail, effect).await?;
        if !came.sent
            && let Some(said) = mail.messages().get(before..).and_then(<[String]>::last)
        {
            // The page checks its values itself and says what it dislikes.
            return Err(WimError::ValuesRefused { said: said.clone() });
        }
        if !came.sent {
            return Err(WimError::ClickNotUnderstood { control: ok.text, reason: "nothing was sent".into() });
        }
        let from = mail.url().clone();
        for _ in 0..QUESTIONS {
            let Some(mut page) = came.page.take() else { return Ok(()) };
            let led_on = self.walk.hops > 0;
            match verdict(&page) {
                Verdict::Fine => {}
                other if led_on => return Err(in_doubt(other)),
                other => return Err(other.into()),
            }
            if !is_question(&page) {
                return Ok(());
            }
            let yes = page.button(Word::Ok)?;
            let effect = self.walk.ask(&mut page, |page| page.click(&yes)).await?;
            came = self.walk.perform(&mut page, effect).await?;
        }
        Err(WimError::PageNotRecognised {
            page: from.path().to_owned(),
            looked_for: "an end of questions".into(),
        })
    }
}

/// Whether a page asks before it goes on: by its words, or because it offers nothing but to go on or to go back. Pages
/// with something to fill in are no questions.
fn is_question(page: &Page) -> bool {
    if !page.forms().iter().flat_map(|form| &form.controls).all(|c| c.disabled || is_silent(&c.kind)) {
        return false;
    }
    page.button(Word::Ok).is_ok()
        && (Word::ConfirmQuestion.within(&page.text()) || page.button(Word::Cancel).is_ok())
}

/// Controls with nothing to fill in.
fn is_silent(kind: &str) -> bool {
    matches!(kind, "hidden" | "submit" | "button" | "image" | "reset")
}

/// What a page behind the form's own answer says is no word about the form.
fn in_doubt(verdict: Verdict) -> WimError {
    let reason = match WimError::from(verdict) {
        WimError::Busy { said } | WimError::Message { said } | WimError::ValuesRefused { said } => said,
        other => other.to_string(),
    };
    WimError::OutcomeUnknown { reason }
}
