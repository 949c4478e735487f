//! Sockets: listening, TLS, and the way a printer ends its answers. Bodies without a length that end when the device
//! closes, late closes, missing close_notify, and the faults that happen below HTTP.

use super::config::Charset;
use super::device::{Device, LoggedRequest};
use super::fault::What;
use super::http::{Request, Response, reason};
use super::routes;
use rustls::ServerConfig;
use sha2::{Digest, Sha256};
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

const IDLE: Duration = Duration::from_secs(15);

/// The certificate a printer shows; it can change while the printer runs.
#[derive(Debug)]
pub(crate) struct Certificate {
    name: String,
    current: Mutex<(Arc<ServerConfig>, [u8; 32])>,
}

impl Certificate {
    pub(crate) fn new(host_name: &str) -> io::Result<Self> {
        Ok(Self { name: host_name.into(), current: Mutex::new(issue(host_name)?) })
    }

    pub(crate) fn change(&self) -> io::Result<()> {
        let fresh = issue(&self.name)?;
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }

    pub(crate) fn fingerprint(&self) -> [u8; 32] {
        self.current.lock().unwrap_or_else(PoisonError::into_inner).1
    }

    fn config(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.current.lock().unwrap_or_else(PoisonError::into_inner).0)
    }
}

fn issue(host_name: &str) -> io::Result<(Arc<ServerConfig>, [u8; 32])> {
    let key = rcgen::KeyPair::generate().map_err(io::Error::other)?;
    let mut params = rcgen::CertificateParams::new(vec![host_name.to_owned()]).map_err(io::Error::other)?;
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(rcgen::DnType::CommonName, host_name);
    params.distinguished_name.push(rcgen::DnType::OrganizationName, "RICOH COMPANY, LTD.");
    let certificate = params.self_signed(&key).map_err(io::Error::other)?;
    let der = certificate.der().clone();
    let fingerprint: [u8; 32] = Sha256::digest(&der).into();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let private = rustls_pki_types::PrivatePkcs8KeyDer::from(key.serialize_der());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_no_client_auth()
        .with_single_cert(vec![der], private.into())
        .map_err(io::Error::other)?;
    Ok((Arc::new(config), fingerprint))
}

/// Accepts connections until stopped. While the device is away nobody listens at all.
pub(crate) async fn listen(
    device: Arc<Device>,
    listener: TcpListener,
    address: SocketAddr,
    certificate: Option<Arc<Certificate>>,
    stop: CancellationToken,
) {
    let mut listener = Some(listener);
    let mut away = device.away.subscribe();
    loop {
        let until = *away.borrow_and_update();
        if let Some(until) = until.filter(|until| *until > Instant::now()) {
            listener = None;
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep_until(until.into()) => {}
            }
            continue;
        }
        let Some(open) = &listener else {
            match TcpListener::bind(address).await {
                Ok(bound) => listener = Some(bound),
                Err(error) => {
                    tracing::warn!(%address, %error, "a printer cannot come back to its port yet");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
            continue;
        };
        let accepted = tokio::select! {
            () = stop.cancelled() => return,
            _ = away.changed() => continue,
            accepted = open.accept() => accepted,
        };
        let Ok((stream, _)) = accepted else { continue };
        let (refuse, change) = {
            let mut memory = device.memory();
            let next = memory.requests + 1;
            let change = certificate.is_some() && memory.plan.changes_certificate_at(next);
            (memory.plan.refusal_at(next), change)
        };
        if let Some(how_long) = refuse {
            let _ = stream.set_zero_linger();
            device.go_away(how_long);
            continue;
        }
        if change && let Some(certificate) = &certificate {
            let _ = certificate.change();
        }
        let device = Arc::clone(&device);
        let certificate = certificate.clone();
        let stop = stop.clone();
        tokio::spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                result = greet(&device, stream, certificate) => {
                    if let Err(error) = result {
                        tracing::debug!(printer = %device.config.name, %error, "a connection ended early");
                    }
                }
            }
        });
    }
}

async fn greet(
    device: &Arc<Device>,
    stream: TcpStream,
    certificate: Option<Arc<Certificate>>,
) -> io::Result<()> {
    stream.set_nodelay(true)?;
    match certificate {
        None => serve(device, stream, None).await,
        Some(certificate) => {
            let acceptor = tokio_rustls::TlsAcceptor::from(certificate.config());
            let tls = acceptor.accept(stream).await?;
            serve(device, tls, Some(certificate)).await
        }
    }
}

/// A connection whose TCP socket can be reached through its TLS.
trait Socket: AsyncRead + AsyncWrite + Unpin {
    fn tcp(&self) -> &TcpStream;
}

impl Socket for TcpStream {
    fn tcp(&self) -> &TcpStream {
        self
    }
}

impl Socket for tokio_rustls::server::TlsStream<TcpStream> {
    fn tcp(&self) -> &TcpStream {
        self.get_ref().0
    }
}

async fn serve<S: Socket>(
    device: &Arc<Device>,
    mut stream: S,
    certificate: Option<Arc<Certificate>>,
) -> io::Result<()> {
    let secure = certificate.is_some();
    loop {
        let read = tokio::time::timeout(IDLE, Request::read(&mut stream, secure)).await;
        let Ok(Ok(Some(request))) = read else { return Ok(()) };
        let (number, effects) = log(device, &request);
        let reset = effects.iter().find(|what| matches!(what, What::ResetBefore | What::Refuse(_)));
        if let Some(what) = reset {
            let _ = stream.tcp().set_zero_linger();
            if let What::Refuse(how_long) = what {
                device.go_away(*how_long);
            }
            return Ok(());
        }
        tokio::time::sleep(device.config.wire.think).await;
        let started = Instant::now();
        let answer = routes::answer(device, &request, &effects).await;
        tracing::debug!(
            printer = %device.config.name, method = %request.method, path = %request.path,
            status = answer.status, size = answer.body.len(), took = ?started.elapsed(), "answered"
        );
        note_status(device, number, answer.status);
        for what in &effects {
            match what {
                What::Stall(how_long) => tokio::time::sleep(*how_long).await,
                What::ChangedCertificate => {
                    if let Some(certificate) = &certificate {
                        certificate.change()?;
                    }
                }
                _ => {}
            }
        }
        let keep = write(device, &mut stream, answer, &effects).await?;
        for what in &effects {
            if let What::RebootAfterSave(how_long) = what {
                let mut memory = device.memory();
                memory.sessions.clear();
                memory.plan.refuse_next(*how_long);
            }
        }
        if !keep {
            return finish(device, stream).await;
        }
    }
}

async fn finish<S: Socket>(device: &Device, mut stream: S) -> io::Result<()> {
    tokio::time::sleep(device.config.wire.close_after).await;
    if device.config.wire.no_close_notify {
        return Ok(());
    }
    stream.shutdown().await
}

fn log(device: &Device, request: &Request) -> (u64, Vec<What>) {
    let fields = request.body_fields(routes::encoding(device));
    let path = if request.query.is_empty() {
        request.path.clone()
    } else {
        format!("{}?{}", request.path, request.query)
    };
    let mut memory = device.memory();
    memory.requests += 1;
    let number = memory.requests;
    let effects = memory.plan.at_request(number, &path);
    memory.log.push(LoggedRequest {
        number,
        method: request.method.clone(),
        path,
        at: device.started.elapsed(),
        secure: request.secure,
        fields,
        status: 0,
    });
    (number, effects)
}

fn note_status(device: &Device, number: u64, status: u16) {
    let mut memory = device.memory();
    if let Some(entry) = memory.log.iter_mut().rev().find(|entry| entry.number == number) {
        entry.status = status;
    }
}

/// Writes an answer; tells whether the connection stays open.
async fn write<S: Socket>(
    device: &Device,
    stream: &mut S,
    answer: Response,
    effects: &[What],
) -> io::Result<bool> {
    let (content_type, body) = encoded(device, &answer, effects.contains(&What::WrongCharsetLabel));
    let with_length = answer.is_static || !device.config.wire.close_delimited;
    let keep = answer.is_static && answer.status == 200;
    let connection = if answer.status == 404 { "close" } else { "Keep-Alive" };
    // The device's clock is some minutes off, as seen in a capture.
    let now = time::OffsetDateTime::now_utc() - time::Duration::minutes(11);
    let date = format!(
        "{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
        &now.weekday().to_string()[..3],
        now.day(),
        &now.month().to_string()[..3],
        now.year(),
        now.hour(),
        now.minute(),
        now.second()
    );
    let mut head = format!(
        "HTTP/1.1 {} {}\r\nDate: {date}\r\nServer: Web-Server/3.0\r\nContent-Type: {content_type}\r\nExpires: {date}\r\nPragma: no-cache\r\nCache-Control: no-cache\r\n",
        answer.status,
        reason(answer.status)
    );
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if with_length {
        head.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    head.push_str(&format!("Connection: {connection}\r\n\r\n"));
    stream.write_all(head.as_bytes()).await?;
    let half = body.len() / 2;
    if effects.contains(&What::ResetMidBody) {
        stream.write_all(&body[..half]).await?;
        stream.flush().await?;
        // Let the first half arrive, or the reset would overtake it.
        tokio::time::sleep(Duration::from_millis(20)).await;
        let _ = stream.tcp().set_zero_linger();
        return Err(io::ErrorKind::ConnectionReset.into());
    }
    if effects.contains(&What::Truncate) {
        stream.write_all(&body[..half]).await?;
        stream.flush().await?;
        return Ok(false);
    }
    stream.write_all(&body).await?;
    stream.flush().await?;
    Ok(keep)
}

fn encoded(device: &Device, answer: &Response, wrong_label: bool) -> (String, Vec<u8>) {
    let is_page = answer.content_type == "text/html; charset=UTF-8";
    if !is_page {
        return (answer.content_type.clone(), answer.body.clone());
    }
    let charset = device.config.charset;
    let body = match charset {
        Charset::Utf8 | Charset::Utf8MetaOnly => answer.body.clone(),
        Charset::ShiftJis | Charset::ShiftJisMetaOnly => {
            encoding_rs::SHIFT_JIS.encode(&String::from_utf8_lossy(&answer.body)).0.into_owned()
        }
    };
    let label = match charset {
        _ if wrong_label && matches!(charset, Charset::Utf8 | Charset::Utf8MetaOnly) => {
            "text/html; charset=Shift_JIS"
        }
        _ if wrong_label => "text/html; charset=UTF-8",
        Charset::Utf8 => "text/html; charset=UTF-8",
        Charset::ShiftJis => "text/html; charset=Shift_JIS",
        Charset::Utf8MetaOnly | Charset::ShiftJisMetaOnly => "text/html",
    };
    (label.into(), body)
}
