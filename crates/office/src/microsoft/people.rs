//! The person's part: who may sign in with a code, and what becomes of the code.

use super::{Decision, Microsoft, Outcome, State};
use crate::config::{Account, Application, Consent};
use crate::lock::locked;

impl Microsoft {
    /// What a person does with a code, in one step: what the pages do in several. A password is not asked.
    pub fn sign_in(&self, user_code: &str, account: &str, decision: Decision) -> Outcome {
        if let Err(number) = self.open_code(user_code) {
            return Outcome::Error(number);
        }
        match decision {
            Decision::Decline => self.settle(user_code, State::Declined, Outcome::Declined),
            Decision::RefuseConsent => self.settle(user_code, State::ConsentRefused, Outcome::Declined),
            Decision::Approve => match self.may_sign_in(user_code, account) {
                Err(number) => Outcome::Error(number),
                Ok(step) => {
                    if step.needs_consent {
                        self.0.directory.note_consent(&step.application.client_id, &step.account.upn);
                    }
                    self.finish(user_code, &step)
                }
            },
        }
    }

    pub(super) fn blocked(&self, account: &Account) -> bool {
        self.0.directory.tenant_of(&account.upn).is_some_and(|tenant| {
            tenant.device_code.block
                && !tenant.device_code.except.iter().any(|upn| upn.eq_ignore_ascii_case(&account.upn))
        })
    }

    /// Whether a typed code can still be used, or the number of the page that says why not.
    pub(super) fn open_code(&self, user_code: &str) -> Result<(), u32> {
        let codes = locked(&self.0.codes);
        let code = codes.iter().find(|code| same_code(&code.user_code, user_code)).ok_or(70018_u32)?;
        match code.state {
            State::Pending if code.expires <= self.0.clock.now() => Err(70019),
            State::Pending => Ok(()),
            _ => Err(90120),
        }
    }

    pub(super) fn application_of(&self, user_code: &str) -> Option<Application> {
        let client_id = locked(&self.0.codes)
            .iter()
            .find(|code| same_code(&code.user_code, user_code))
            .map(|code| code.client_id.clone())?;
        self.0.directory.application(&client_id)
    }

    pub(super) fn settle(&self, user_code: &str, state: State, outcome: Outcome) -> Outcome {
        let mut codes = locked(&self.0.codes);
        match codes.iter_mut().find(|code| same_code(&code.user_code, user_code)) {
            Some(code) if code.state == State::Pending && code.expires > self.0.clock.now() => {
                code.state = state;
                outcome
            }
            Some(code) if code.state == State::Pending => Outcome::Error(70019),
            Some(_) => Outcome::Error(90120),
            None => Outcome::Error(70018),
        }
    }

    /// What stops this account before anything is asked of it, or what is still to be asked.
    pub(super) fn may_sign_in(&self, user_code: &str, upn: &str) -> Result<Step, u32> {
        self.open_code(user_code)?;
        let account = self.0.directory.account(upn).ok_or(50034_u32)?;
        let application = self.application_of(user_code).ok_or(70018_u32)?;
        let home = self.0.directory.tenant_of(&account.upn).ok_or(50034_u32)?;
        let wanted = locked(&self.0.codes)
            .iter()
            .find(|code| same_code(&code.user_code, user_code))
            .and_then(|code| code.tenant.clone());
        if wanted.is_some_and(|wanted| !wanted.eq_ignore_ascii_case(&home.id)) {
            return Err(50020);
        }
        if account.shared {
            return Err(50057);
        }
        if let Some(number) = account.browser_error {
            return Err(number);
        }
        if let Some(assigned) = &application.assigned
            && !assigned.iter().any(|upn| upn.eq_ignore_ascii_case(&account.upn))
        {
            return Err(50105);
        }
        if self.blocked(&account) {
            if home.device_code.tell_client {
                self.settle(user_code, State::Refused(53003), Outcome::Done);
            }
            return Err(53003);
        }
        let consented = application.consent == Consent::Organisation
            || self.0.directory.has_consented(&application.client_id, &account.upn);
        if !consented && application.consent == Consent::AdministratorOnly && !account.administrator {
            return Err(90094);
        }
        let needs_consent = !consented && application.consent != Consent::Missing;
        Ok(Step { account, application, needs_consent })
    }

    /// The end of the browser's part. What the client then hears may still be a refusal.
    pub(super) fn finish(&self, user_code: &str, step: &Step) -> Outcome {
        let state = match (step.application.consent, step.account.client_error) {
            (Consent::Missing, _) => State::Refused(65001),
            (_, Some(number)) => State::Refused(number),
            (_, None) => State::Approved(step.account.upn.clone()),
        };
        self.settle(user_code, state, Outcome::Done)
    }
}

/// An account that may sign in, and whether it has to consent first.
pub(super) struct Step {
    pub(super) account: Account,
    pub(super) application: Application,
    pub(super) needs_consent: bool,
}

/// People type codes in lower case and with blanks.
pub(super) fn same_code(code: &str, typed: &str) -> bool {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    code.eq_ignore_ascii_case(&typed)
}
