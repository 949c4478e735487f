//! The printer's code in front of the person, for as long as the person wants.
//!
//! A code that ran out, was declined or went down with the printer's session ends the code, not the job: what was typed
//! stays, and the next click asks for another. Only with nobody left to click does the code's problem become the job's.

use std::time::Duration;

use tegata_core::Problem;
use tegata_core::problem::{ProblemMessage, local, printer as codes};
use tokio::sync::mpsc;

use super::Say;
use crate::desk::messages::{CodeOrigin, Decision, Progress, ShownCode};
use crate::outside::{AuthorizationCode, Confirmation, ManagedPrinter};

/// How long a printer's code is taken to live where its screen does not say: Microsoft's default
/// (`facts/exchange.md` §1.3). Only a countdown hangs on it, never a decision.
const DEFAULT_CODE_LIFE: Duration = Duration::from_secs(900);

/// How often the login session is kept from ending while a person signs in: at most once a minute.
const KEEP_ALIVE_EVERY: Duration = Duration::from_secs(60);

/// Shows the printer's code and waits for the person. `ended` is the problem by which an earlier code of this job
/// ended; then the first code is asked for on a click, too.
pub(super) async fn authorise<P: ManagedPrinter>(
    printer: &mut P,
    ended: Option<Problem>,
    say: Say<'_>,
    decisions: &mut mpsc::Receiver<Decision>,
) -> Result<(), Problem> {
    // The problem of the code on the screen, once it is of no more use.
    let mut ended = ended;
    match &ended {
        None => show(&printer.start_authorization().await?, say),
        Some(problem) => say(failed(problem)),
    }
    loop {
        let decision = next_decision(printer, decisions).await;
        match (decision, &ended) {
            // A code that only ran out is no failure: whoever leaves then has cancelled (`docs/command.md`).
            (None, _) => {
                let failure = ended.filter(|problem| problem.code != codes::CODE_EXPIRED);
                return Err(failure.unwrap_or_else(|| Problem::new(local::CANCELLED)));
            }
            (Some(Decision::Cancel), _) => return Err(Problem::new(local::CANCELLED)),
            (Some(Decision::SignedIn), None) => match confirm(printer).await? {
                Confirmation::Authorised => return Ok(()),
                Confirmation::NotYet => say(Progress::NotYet),
                Confirmation::Expired => {
                    say(Progress::CodeExpired);
                    ended = Some(Problem::new(codes::CODE_EXPIRED));
                }
                Confirmation::Declined(words) => {
                    ended = Some(Problem::new(codes::AUTHORIZATION_DECLINED).detail(words));
                }
                Confirmation::Failed(words) => {
                    ended = Some(Problem::new(codes::AUTHORIZATION_FAILED).detail(words));
                }
                Confirmation::Lost(problem) => ended = Some(problem),
            },
            (Some(Decision::SignedIn | Decision::NewCode), _) => {
                show(&printer.new_code().await?, say);
                ended = None;
                continue;
            }
        }
        if let Some(problem) = ended.as_ref().filter(|problem| problem.code != codes::CODE_EXPIRED) {
            say(failed(problem));
        }
    }
}

/// What the printer answers to [OK]. Where the answer was lost, or the session with it, nobody knows whether the
/// printer holds a grant; the form must not go out twice, so another code is the way on. Still busy after all tries:
/// nothing happened, and the same code holds.
async fn confirm<P: ManagedPrinter>(printer: &mut P) -> Result<Confirmation, Problem> {
    const LOST: [tegata_core::problem::Code; 7] = [
        codes::SESSION_LOST,
        codes::FLOW_BROKEN,
        codes::UNREACHABLE,
        codes::NO_ANSWER,
        codes::ANSWER_CUT,
        codes::TLS_FAILED,
        codes::HTTP_ERROR,
    ];
    match printer.confirm_authorization().await {
        Err(problem) if problem.code == codes::BUSY => Ok(Confirmation::NotYet),
        Err(problem) if LOST.contains(&problem.code) => Ok(Confirmation::Lost(problem)),
        other => other,
    }
}

/// What the person decides; `None` with nobody left to decide: the window closed, or standard input ended.
async fn next_decision<P: ManagedPrinter>(
    printer: &mut P,
    decisions: &mut mpsc::Receiver<Decision>,
) -> Option<Decision> {
    loop {
        tokio::select! {
            biased;
            decision = decisions.recv() => return decision,
            () = tokio::time::sleep(KEEP_ALIVE_EVERY) => {}
        }
        printer.keep_alive().await;
    }
}

fn failed(problem: &Problem) -> Progress {
    Progress::CodeFailed { problem: ProblemMessage::from(problem) }
}

fn show(code: &AuthorizationCode, say: Say<'_>) {
    let life = code.expires_in.unwrap_or(DEFAULT_CODE_LIFE);
    say(Progress::Code {
        code: ShownCode {
            origin: CodeOrigin::Printer,
            user_code: code.user_code.clone(),
            candidates: code.candidates.clone(),
            screen_text: code.user_code.is_none().then(|| code.screen_text.clone()),
            verification_uri: code.verification_uri.to_string(),
            refused_link: code.refused_link.clone(),
            expires_in: u32::try_from(life.as_secs()).unwrap_or(u32::MAX),
        },
    });
}
