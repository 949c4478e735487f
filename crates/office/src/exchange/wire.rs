//! Lines in, lines out: the part of SMTP that knows bytes but no rules.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

/// RFC 4954 wants 12,288 octets of base64 accepted; group claims make longer tokens.
const LONGEST_COMMAND: usize = 32 * 1024;
/// A silent client is let go after this.
const PATIENCE: Duration = Duration::from_secs(300);

/// A connection before or after STARTTLS.
pub(super) enum Wire {
    Plain(BufReader<TcpStream>),
    Tls(Box<BufReader<TlsStream<TcpStream>>>),
}

/// How a message ended.
pub(super) enum Message {
    Complete(Vec<u8>),
    TooLarge,
    LineTooLong,
}

impl Wire {
    pub(super) async fn send(&mut self, line: &str) -> io::Result<()> {
        let mut bytes = line.replace("\r\n", "\n").replace('\n', "\r\n").into_bytes();
        bytes.extend_from_slice(b"\r\n");
        match self {
            Self::Plain(stream) => {
                stream.get_mut().write_all(&bytes).await?;
                stream.get_mut().flush().await
            }
            Self::Tls(stream) => {
                stream.get_mut().write_all(&bytes).await?;
                stream.get_mut().flush().await
            }
        }
    }

    /// One line without its end; `None` when the client has gone.
    async fn raw_line(&mut self, longest: usize) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let limit = longest as u64 + 2;
        let read = async {
            match self {
                Self::Plain(stream) => stream.take(limit).read_until(b'\n', &mut line).await,
                Self::Tls(stream) => stream.take(limit).read_until(b'\n', &mut line).await,
            }
        };
        let count = tokio::time::timeout(PATIENCE, read)
            .await
            .map_err(|_| io::Error::new(io::ErrorKind::TimedOut, "the client said nothing"))??;
        Ok((count > 0).then_some(line))
    }

    /// One command.
    pub(super) async fn command(&mut self) -> io::Result<Option<String>> {
        let Some(mut line) = self.raw_line(LONGEST_COMMAND).await? else { return Ok(None) };
        if line.pop() != Some(b'\n') {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "command line too long or cut off"));
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Ok(Some(String::from_utf8_lossy(&line).into_owned()))
    }

    /// The lines up to the dot, unstuffed. Read to the end even when refused, so that the reply is heard.
    pub(super) async fn message(&mut self, max: usize, longest_line: usize) -> io::Result<Option<Message>> {
        let (mut bytes, mut too_large, mut too_long) = (Vec::new(), false, false);
        let mut fresh = true;
        let mut length = 0;
        loop {
            let Some(part) = self.raw_line(64 * 1024).await? else { return Ok(None) };
            let ends = part.ends_with(b"\n");
            if fresh && (part == b".\r\n" || part == b".\n") {
                break;
            }
            let body = if fresh { part.strip_prefix(b".").unwrap_or(&part) } else { &part };
            length = if fresh { 0 } else { length } + body.len();
            too_long |= length > longest_line + 2;
            fresh = ends;
            if bytes.len() + body.len() > max {
                too_large = true;
                bytes = Vec::new();
            } else if !too_large {
                bytes.extend_from_slice(body);
            }
        }
        Ok(Some(if too_large {
            Message::TooLarge
        } else if too_long {
            Message::LineTooLong
        } else {
            Message::Complete(bytes)
        }))
    }

    /// Exactly `count` bytes, for BDAT.
    pub(super) async fn chunk(&mut self, count: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let limit = count as u64;
        let read = async {
            match self {
                Self::Plain(stream) => stream.take(limit).read_to_end(&mut bytes).await,
                Self::Tls(stream) => stream.take(limit).read_to_end(&mut bytes).await,
            }
        };
        tokio::time::timeout(PATIENCE, read)
            .await
            .map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
        if bytes.len() < count { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(bytes) }
    }
}
