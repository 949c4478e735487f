//! `tegata signin` and `tegata signout`: the app's own sign-in, used for test mails only.

use std::sync::Arc;

use serde_json::json;
use tegata_core::Problem;
use tegata_onboarding::desk::messages::SignInProgress;
use tegata_onboarding::kept::Kept;
use tegata_onboarding::sign_in;
use tokio_util::sync::CancellationToken;

use crate::arguments::{SignIn, SignOut};
use crate::output::Output;

/// Runs `signin`.
pub async fn run(options: &SignIn, output: &Arc<Output>, cancel: &CancellationToken) -> Result<(), Problem> {
    let kept = Kept::open()?;
    let grant =
        sign_in::sign_in(&kept, options.remember, &|progress| tell(output, &progress), cancel).await?;
    match &grant.account {
        Some(account) => output.message("command-signed-in", &[("account", &account.upn)]),
        None => output.message("command-signed-in-unnamed", &[]),
    }
    output.message(if options.remember { "command-remembered" } else { "command-not-remembered" }, &[]);
    output.done(
        "signed_in",
        json!({
            "account": grant.account.as_ref().map(|account| json!({
                "upn": account.upn, "mail": account.mail, "name": account.name, "tenant": account.tenant_id,
            })),
            "scopes": grant.scopes,
            "remembered": options.remember,
        }),
    );
    Ok(())
}

/// Runs `signout`.
pub async fn sign_out(_: &SignOut, output: &Output) -> Result<(), Problem> {
    let was_there = sign_in::sign_out(&Kept::open()?).await?;
    output.message(if was_there { "command-signed-out" } else { "command-was-not-signed-in" }, &[]);
    output.done("signed_out", json!({ "was_signed_in": was_there }));
    Ok(())
}

/// Shows how the sign-in goes on.
pub fn tell(output: &Output, progress: &SignInProgress) {
    if let Ok(event) = serde_json::to_value(progress) {
        output.event(&event);
    }
    match progress {
        SignInProgress::Code { code } => output.code(code),
        SignInProgress::Pending => {}
        SignInProgress::Offline => output.message("command-offline", &[]),
        SignInProgress::Unavailable => output.message("command-unavailable", &[]),
    }
}
