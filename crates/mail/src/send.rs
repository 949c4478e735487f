//! Sends the test mail, once.
//!
//! Nothing is repeated here, whatever the answer: repeated SendAsDenied gets the mailbox throttled
//! (`facts/exchange.md` §3.3), and a lost answer after DATA may mean that the message went out.

use mail_send::Credentials;
use mail_send::smtp::message::Parameters;

use crate::error::{Cause, MailError};
use crate::message::TestMail;
use crate::session::{Course, Server, Session, open};
use crate::step::{Phase, Step};

/// A test mail that the server took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The server's final reply.
    pub reply: String,
    /// The Message-ID, without brackets.
    pub message_id: String,
    /// The subject, with the mark to look for.
    pub subject: String,
}

/// Sends a test mail. Every phase is reported as it begins and ends; dropping the future breaks the connection off.
///
/// # Errors
/// The phase that failed, and why.
pub async fn send(server: &Server, mail: &TestMail, steps: impl Fn(Step) + Send) -> Result<Sent, MailError> {
    let mut course = Course::new(steps);
    submit(server, mail, &mut course).await.map_err(|(phase, cause)| MailError {
        phase,
        cause,
        sender: mail.from.to_string(),
        account: mail.user.clone(),
        host: server.host.clone(),
        port: server.port,
    })
}

async fn submit<F: Fn(Step)>(
    server: &Server,
    mail: &TestMail,
    course: &mut Course<F>,
) -> Result<Sent, (Phase, Cause)> {
    let message = mail.compose().map_err(|error| course.fail(Cause::Setup(error.to_string())))?;
    let Session { mut client, capabilities, heard } = open(server, mail.from.domain(), course).await?;
    let said = || heard.reply().map(|reply| reply.to_string());

    course.begin(Phase::Auth);
    heard.forget();
    let credentials = Credentials::new_xoauth2(mail.user.as_str(), mail.token.expose());
    if let Err(error) = client.authenticate(&credentials, &capabilities).await {
        let failed = course.fail(Cause::of(error, &heard));
        // A refused sign-in ends the conversation: going on without it only earns "not authenticated".
        let _ = client.quit().await;
        return Err(failed);
    }
    course.pass(said());

    course.begin(Phase::MailFrom);
    heard.forget();
    let accepted = client.mail_from(mail.from.as_str(), &Parameters::new()).await;
    accepted.map_err(|error| course.fail(Cause::of(error, &heard)))?;
    course.pass(said());

    course.begin(Phase::RcptTo);
    heard.forget();
    let accepted = client.rcpt_to(mail.to.as_str(), &Parameters::new()).await;
    accepted.map_err(|error| course.fail(Cause::of(error, &heard)))?;
    course.pass(said());

    course.begin(Phase::Data);
    heard.forget();
    let taken = client.data(&message.bytes).await;
    taken.map_err(|error| course.fail(Cause::of(error, &heard)))?;
    let reply = said().unwrap_or_default();
    course.pass(Some(reply.clone()));
    // The message is taken; what happens to the farewell changes nothing.
    let _ = client.quit().await;
    Ok(Sent { reply, message_id: message.message_id, subject: message.subject })
}
