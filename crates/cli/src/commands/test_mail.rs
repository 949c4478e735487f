//! `tegata test-mail`: sends a mail as the mailbox would, and says how far it got.

use std::sync::Arc;

use serde_json::json;
use tegata_core::Problem;
use tegata_core::problem::microsoft;
use tegata_onboarding::kept::Kept;
use tegata_onboarding::mailing::{self, Letter};
use tegata_onboarding::sign_in::{self, Held};
use tegata_onboarding::target::mail_address;
use tokio_util::sync::CancellationToken;

use crate::arguments::TestMail;
use crate::output::Output;

/// Runs it: with the remembered sign-in where there is one, else with a new one.
pub async fn run(
    options: &TestMail,
    output: &Arc<Output>,
    cancel: &CancellationToken,
) -> Result<(), Problem> {
    let from = mail_address(&options.from)?;
    if let Some(to) = &options.to {
        mail_address(to)?;
    }
    let kept = Kept::open()?;
    let held = held(&kept, output, cancel).await?;
    if let Some(account) = held.account.as_ref().filter(|account| !account.is(from.as_str())) {
        let differs = Problem::new(microsoft::ACCOUNT_DIFFERS);
        output.warning(&differs.arg("account", &account.upn).arg("sender", &from));
    }
    let letter = Letter {
        from: from.to_string(),
        to: options.to.clone().unwrap_or_default(),
        user: options.user.clone(),
        printer: None,
        language: output.texts().language(),
    };
    let say = |line: tegata_onboarding::desk::messages::StepLine| output.step(&line);
    let sent = mailing::send(&kept, &held, letter, &say, cancel).await?;
    output.message("command-mail-sent", &[("to", &sent.to), ("subject", &sent.subject)]);
    output.message("command-mail-proves", &[]);
    output.done("sent", json!({ "to": sent.to, "subject": sent.subject, "reply": sent.reply }));
    Ok(())
}

async fn held(kept: &Kept, output: &Arc<Output>, cancel: &CancellationToken) -> Result<Held, Problem> {
    // A computer without a keychain has nothing remembered; that is no reason not to sign in now.
    match sign_in::remembered(kept).await {
        Ok(Some(grant)) => return Ok(Held::from(grant)),
        Ok(None) => {}
        Err(problem) if problem.code == tegata_core::problem::local::KEYCHAIN_UNAVAILABLE => {}
        Err(problem) if sign_in::sign_in_again(&problem) => output.message("command-sign-in-ended", &[]),
        Err(problem) => return Err(problem),
    }
    let say = |progress| super::sign_in::tell(output, &progress);
    Ok(Held::from(sign_in::sign_in(kept, false, &say, cancel).await?))
}
