//! Sends the test mail, once.
//!
//! Nothing is repeated here, whatever the answer: repeated SendAsDenied gets the mailbox throttled
//! (`facts/exchange.md` §3.3), and a lost answer after DATA may mean that the message went out.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mail_send::SmtpClient;
use mail_send::smtp::message::Parameters;
use tokio::time::timeout;
use zeroize::Zeroizing;

use crate::error::{Cause, MailError};
use crate::heard::Heard;
use crate::message::TestMail;
use crate::session::{Course, Server, Session, Stream, open};
use crate::step::{Phase, Step};

/// How long a farewell may take. Whatever it answers changes nothing.
const FAREWELL_TIME: Duration = Duration::from_secs(2);

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
    let Session { mut client, heard } = open(server, mail.from.domain(), course).await?;
    let said = || heard.reply().map(|reply| reply.to_string());

    course.begin(Phase::Auth);
    if let Err(cause) = sign_in(&mut client, &heard, mail).await {
        let failed = course.fail(cause);
        // A refused sign-in ends the conversation: going on without it only earns "not authenticated".
        farewell(client).await;
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
    client.timeout = server.patience.store;
    let taken = client.data(&message.bytes).await;
    taken.map_err(|error| course.fail(Cause::of(error, &heard)))?;
    let reply = said().unwrap_or_default();
    course.pass(Some(reply.clone()));
    farewell(client).await;
    Ok(Sent { reply, message_id: message.message_id, subject: message.subject })
}

pub(crate) async fn farewell(client: SmtpClient<Stream>) {
    let _ = timeout(FAREWELL_TIME, client.quit()).await;
}

/// `AUTH XOAUTH2`, the mechanism's name in capitals and the answer with the command (`facts/exchange.md` §3.1).
///
/// Exchange refuses with the reply itself. Servers that follow Google challenge with the reason first and want an
/// empty line before they refuse; some ask for the answer in a second step.
async fn sign_in(client: &mut SmtpClient<Stream>, heard: &Heard, mail: &TestMail) -> Result<(), Cause> {
    let secret = Zeroizing::new(format!("user={}\x01auth=Bearer {}\x01\x01", mail.user, mail.token.expose()));
    let answer = Zeroizing::new(STANDARD.encode(secret.as_bytes()));
    let mut line = Zeroizing::new(format!("AUTH XOAUTH2 {}\r\n", answer.as_str()));
    for _ in 0..3 {
        heard.forget();
        let reply = client.cmd(line.as_bytes()).await.map_err(|error| Cause::of(error, heard))?;
        match reply.code {
            235 => return Ok(()),
            334 if reply.message.trim().is_empty() => *line = format!("{}\r\n", answer.as_str()),
            334 => {
                tracing::debug!(reason = %challenge(&reply.message), "the sign-in is about to be refused");
                *line = "\r\n".to_owned();
            }
            _ => break,
        }
    }
    Err(Cause::said(heard))
}

/// What a challenge says; it is the server's, and holds no secret of ours.
fn challenge(base64: &str) -> String {
    let bytes = STANDARD.decode(base64.trim()).unwrap_or_default();
    String::from_utf8_lossy(&bytes).chars().filter(|c| !c.is_control()).take(200).collect()
}
