//! The printer's own small SMTP client: one message by STARTTLS with XOAUTH2, or with AUTH LOGIN as before. Written apart
//! from the app's, so that a misunderstanding of the protocol does not meet itself. It reports the server's own words.

use super::device::Device;
use super::grant::{Tokens, refreshed};
use super::settings::{Key, Values};
use base64::{Engine, engine::general_purpose::STANDARD};
use rustls_pki_types::ServerName;
use std::io;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufStream};
use tokio::net::TcpStream;

const PATIENCE: Duration = Duration::from_secs(30);

/// Why a scan could not be sent.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// The server name in the settings leads nowhere in this office.
    #[error("the SMTP server {0:?} was not found")]
    NoServer(String),
    /// OAuth is chosen and nobody signed in.
    #[error("the printer has no authorisation")]
    NotAuthorised,
    /// The server refused; its reply.
    #[error("the mail server answered {step}: {reply}")]
    Refused {
        /// At which command.
        step: &'static str,
        /// All lines of the reply.
        reply: String,
    },
    /// The connection failed.
    #[error("the mail server could not be reached: {0}")]
    Network(#[from] io::Error),
}

enum Credentials {
    Token { user: String, access: String },
    Password { user: String, password: String },
    None,
}

/// Sends a scanned page with the settings as they are stored. `from` is the sender that a person chose at the panel; it
/// counts only while the sender is not specified automatically.
pub(crate) async fn scan(device: &Device, to: &str, from: Option<&str>) -> Result<String, ScanError> {
    let (values, token) = {
        let memory = device.memory();
        (memory.values.clone(), memory.token.clone())
    };
    let server = values.get(Key::Server).to_owned();
    // The office's DNS: Exchange's public name, or the name its certificate carries.
    if server != device.world.smtp_host && server != "smtp.office365.com" {
        return Err(ScanError::NoServer(server));
    }
    let credentials = if values.oauth() {
        let (tokens, address) = token.ok_or(ScanError::NotAuthorised)?;
        let tokens = fresh(device, tokens, &address).await;
        Credentials::Token { user: user(&values), access: tokens.access }
    } else if values.get(Key::SmtpAuth) == "on" {
        Credentials::Password { user: user(&values), password: values.get(Key::AuthPassword).into() }
    } else {
        Credentials::None
    };
    let administrator = values.get(Key::AdminAddress);
    let automatic = values.get(Key::AutoSender) == "on";
    let sender = match from {
        Some(chosen) if !automatic => chosen.to_owned(),
        _ if automatic => administrator.to_owned(),
        _ => to.to_owned(),
    };
    let message = message(device, &sender, to);
    tokio::time::timeout(PATIENCE, send(device, &credentials, &sender, to, &message))
        .await
        .map_err(|_| ScanError::Network(io::ErrorKind::TimedOut.into()))?
}

fn user(values: &Values) -> String {
    match values.get(Key::AuthUser) {
        "" => values.get(Key::AuthAddress).into(),
        user => user.into(),
    }
}

async fn fresh(device: &Device, tokens: Tokens, address: &str) -> Tokens {
    if tokens.until > Instant::now() + Duration::from_secs(60) {
        return tokens;
    }
    match refreshed(device, &tokens).await {
        Some(fresh) => {
            device.memory().token = Some((fresh.clone(), address.to_owned()));
            fresh
        }
        None => tokens,
    }
}

fn message(device: &Device, from: &str, to: &str) -> String {
    let number = device.memory().draw() % 100_000_000;
    let name = &device.config.host_name;
    let encoded = STANDARD
        .encode(format!("{} からスキャンした文書です。\r\nScanned by {}.\r\n", name, device.config.model));
    format!(
        "From: <{from}>\r\nTo: <{to}>\r\nSubject: Message from {name}\r\nMessage-ID: <{number:08}@{name}.local>\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"--=_scan\"\r\n\r\n\
         ----=_scan\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{encoded}\r\n\
         ----=_scan\r\nContent-Type: application/pdf; name=\"scan.pdf\"\r\nContent-Disposition: attachment; filename=\"scan.pdf\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{}\r\n----=_scan--\r\n",
        STANDARD.encode(PDF)
    )
}

/// The smallest page that viewers open.
const PDF: &str = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

async fn send(
    device: &Device,
    credentials: &Credentials,
    from: &str,
    to: &str,
    message: &str,
) -> Result<String, ScanError> {
    let world = &device.world;
    let stream = TcpStream::connect((world.smtp_host.as_str(), world.smtp_port)).await?;
    let mut plain = BufStream::new(stream);
    expect(&mut plain, "greeting", '2').await?;
    command(&mut plain, "EHLO", "EHLO [127.0.0.1]", '2').await?;
    command(&mut plain, "STARTTLS", "STARTTLS", '2').await?;
    let name = ServerName::try_from(world.smtp_host.clone()).map_err(io::Error::other)?;
    let connector = tokio_rustls::TlsConnector::from(std::sync::Arc::clone(&device.roots));
    let mut tls = BufStream::new(connector.connect(name, plain.into_inner()).await?);
    command(&mut tls, "EHLO", "EHLO [127.0.0.1]", '2').await?;
    match credentials {
        Credentials::Token { user, access } => {
            let blob = STANDARD.encode(format!("user={user}\u{1}auth=Bearer {access}\u{1}\u{1}"));
            command(&mut tls, "AUTH XOAUTH2", &format!("AUTH XOAUTH2 {blob}"), '2').await?;
        }
        Credentials::Password { user, password } => {
            command(&mut tls, "AUTH LOGIN", "AUTH LOGIN", '3').await?;
            command(&mut tls, "AUTH LOGIN", &STANDARD.encode(user), '3').await?;
            command(&mut tls, "AUTH LOGIN", &STANDARD.encode(password), '2').await?;
        }
        Credentials::None => {}
    }
    command(&mut tls, "MAIL FROM", &format!("MAIL FROM:<{from}>"), '2').await?;
    command(&mut tls, "RCPT TO", &format!("RCPT TO:<{to}>"), '2').await?;
    command(&mut tls, "DATA", "DATA", '3').await?;
    let reply = command(&mut tls, "DATA", &format!("{}\r\n.", stuffed(message)), '2').await?;
    // The mail is accepted by now: a server that hangs up instead of answering QUIT takes nothing back.
    let _ = command(&mut tls, "QUIT", "QUIT", '2').await;
    Ok(reply)
}

fn stuffed(message: &str) -> String {
    message
        .trim_end()
        .split("\r\n")
        .map(|line| if line.starts_with('.') { format!(".{line}") } else { line.into() })
        .collect::<Vec<String>>()
        .join("\r\n")
}

async fn command<S>(
    stream: &mut BufStream<S>,
    step: &'static str,
    line: &str,
    wanted: char,
) -> Result<String, ScanError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    stream.write_all(line.as_bytes()).await?;
    stream.write_all(b"\r\n").await?;
    stream.flush().await?;
    expect(stream, step, wanted).await
}

async fn expect<S>(stream: &mut BufStream<S>, step: &'static str, wanted: char) -> Result<String, ScanError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut reply = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        reply.push_str(&line);
        if line.as_bytes().get(3) != Some(&b'-') {
            break;
        }
    }
    let reply = reply.trim_end().to_owned();
    if reply.starts_with(wanted) { Ok(reply) } else { Err(ScanError::Refused { step, reply }) }
}
