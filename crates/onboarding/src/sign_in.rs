//! The app's own sign-in, for the test mail and nothing else. The printer's grant never passes through here.
//!
//! A token is held in memory for the run of the program. Only where the person asked for it is the refresh token, and
//! nothing else, kept in the system's keychain.

use tegata_core::problem::{local, microsoft};
use tegata_core::{Problem, Secret};
use tegata_microsoft::{Account, Client, Grant, PollState};
use tegata_store::Kind;
use tokio_util::sync::CancellationToken;

use crate::desk::messages::{CodeOrigin, ShownCode, SignInProgress};
use crate::kept::Kept;

/// The name under which the one remembered sign-in is kept.
const REMEMBERED: &str = "test-mail";

/// The client of the configured app registration.
///
/// # Errors
/// `microsoft.not_registered`, or a registration that cannot be used.
pub fn client(kept: &Kept) -> Result<Client, Problem> {
    Ok(Client::new(kept.registration()?, &kept.extra_roots()?)?)
}

/// Asks for a code, shows it, and waits until the person has used it.
///
/// # Errors
/// Microsoft's refusals, each with its own code; `local.cancelled`.
pub async fn sign_in(
    kept: &Kept,
    remember: bool,
    say: &(dyn Fn(SignInProgress) + Send + Sync),
    cancel: &CancellationToken,
) -> Result<Grant, Problem> {
    let client = client(kept)?;
    let granted = async {
        let code = client.request_code(remember).await?;
        let (verification_uri, refused_link) = match &code.verification_uri {
            Ok(url) => (url.to_string(), None),
            Err(refused) => (kept.cloud().device_page.to_owned(), Some(refused.given.clone())),
        };
        say(SignInProgress::Code {
            code: ShownCode {
                origin: CodeOrigin::App,
                user_code: Some(code.user_code.clone()),
                candidates: Vec::new(),
                screen_text: None,
                verification_uri,
                refused_link,
                expires_in: u32::try_from(code.left().as_secs()).unwrap_or(u32::MAX),
            },
        });
        let heard = |state| {
            say(match state {
                PollState::Pending { .. } | PollState::SlowDown => SignInProgress::Pending,
                PollState::Offline => SignInProgress::Offline,
                PollState::Unavailable => SignInProgress::Unavailable,
            });
        };
        client.await_grant(&code, heard).await
    };
    let grant = tokio::select! {
        biased;
        () = cancel.cancelled() => return Err(Problem::new(local::CANCELLED)),
        grant = granted => grant?,
    };
    if let (true, Some(token)) = (remember, &grant.refresh_token) {
        kept.keychain().set(Kind::RefreshToken, REMEMBERED, token).await?;
    }
    Ok(grant)
}

/// The remembered sign-in, renewed; `None` where nothing is remembered.
///
/// # Errors
/// Microsoft's refusal to renew it.
pub async fn remembered(kept: &Kept) -> Result<Option<Grant>, Problem> {
    let Some(token) = kept.keychain().get(Kind::RefreshToken, REMEMBERED).await? else { return Ok(None) };
    let grant = client(kept)?.refresh(&token).await?;
    // Microsoft hands out another refresh token with every use; the old one keeps working only for a while.
    if let Some(next) = &grant.refresh_token {
        kept.keychain().set(Kind::RefreshToken, REMEMBERED, next).await?;
    }
    Ok(Some(grant))
}

/// Forgets the remembered sign-in. Whether there was one.
///
/// # Errors
/// `local.keychain_unavailable`.
pub async fn sign_out(kept: &Kept) -> Result<bool, Problem> {
    Ok(kept.keychain().delete(Kind::RefreshToken, REMEMBERED).await?)
}

/// Whether a problem means that the remembered sign-in is gone for good, so that a new one is in order.
#[must_use]
pub fn sign_in_again(problem: &Problem) -> bool {
    problem.code == microsoft::SIGN_IN_ENDED
}

/// A token in custody for one run of the program.
#[derive(Clone, Debug)]
pub struct Held {
    /// The access token.
    pub token: Secret,
    /// Whose it is, where the answer said so.
    pub account: Option<Account>,
}

impl From<Grant> for Held {
    fn from(grant: Grant) -> Self {
        Self { token: grant.access_token, account: grant.account }
    }
}
