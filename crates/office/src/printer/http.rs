//! Requests and answers as a printer's small web server knows them: HTTP/1.1, forms in the page's own encoding. It knows
//! no sockets of its own and no pages.

use encoding_rs::Encoding;
use std::io;
use tokio::io::{AsyncRead, AsyncReadExt};

const MOST_HEADER_BYTES: usize = 64 * 1024;
const MOST_BODY_BYTES: usize = 1024 * 1024;

/// A request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path without the query.
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) secure: bool,
}

impl Request {
    /// Reads one request; `None` when the other side closed instead.
    pub(crate) async fn read<S: AsyncRead + Unpin>(stream: &mut S, secure: bool) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        let mut chunk = [0u8; 4096];
        let head_end = loop {
            if let Some(end) = find(&bytes, b"\r\n\r\n") {
                break end;
            }
            if bytes.len() > MOST_HEADER_BYTES {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "header too long"));
            }
            let read = stream.read(&mut chunk).await?;
            if read == 0 {
                return Ok(None);
            }
            bytes.extend_from_slice(&chunk[..read]);
        };
        let head = String::from_utf8_lossy(&bytes[..head_end]).into_owned();
        let mut body = bytes.split_off(head_end + 4);
        let mut lines = head.split("\r\n");
        let mut first = lines.next().unwrap_or_default().split(' ');
        let method = first.next().unwrap_or_default().to_owned();
        let target = first.next().unwrap_or("/").to_owned();
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        let (path, query) = match target.split_once('?') {
            Some((path, query)) => (path.to_owned(), query.to_owned()),
            None => (target, String::new()),
        };
        let mut request = Self { method, path, query, headers, body: Vec::new(), secure };
        let length: usize = request.header("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
        if length > MOST_BODY_BYTES {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "body too long"));
        }
        while body.len() < length {
            let read = stream.read(&mut chunk).await?;
            if read == 0 {
                return Ok(None);
            }
            body.extend_from_slice(&chunk[..read]);
        }
        body.truncate(length);
        request.body = body;
        Ok(Some(request))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A cookie's value; the last one wins, as it does on the device.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.headers
            .iter()
            .filter(|(key, _)| key == "cookie")
            .flat_map(|(_, value)| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(key, _)| *key == name)
            .map(|(_, value)| value.to_owned())
            .next_back()
    }

    /// Query pairs, then the pairs of a form in the body, in order.
    pub(crate) fn fields(&self, encoding: &'static Encoding) -> Vec<(String, String)> {
        let mut all = pairs(&self.query, encoding);
        all.extend(self.body_fields(encoding));
        all
    }

    /// Pairs of the form in the body, in order, doubles too.
    pub(crate) fn body_fields(&self, encoding: &'static Encoding) -> Vec<(String, String)> {
        let kind = self.header("content-type").unwrap_or_default().to_ascii_lowercase();
        if self.method != "POST" || kind.starts_with("multipart/") {
            return Vec::new();
        }
        pairs(&String::from_utf8_lossy(&self.body), encoding)
    }

    /// One field's first value, in query or body.
    pub(crate) fn field(&self, name: &str) -> Option<String> {
        self.fields(encoding_rs::UTF_8).into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

fn pairs(text: &str, encoding: &'static Encoding) -> Vec<(String, String)> {
    text.trim()
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (unescape(name, encoding), unescape(value, encoding))
        })
        .collect()
}

fn unescape(text: &str, encoding: &'static Encoding) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        match first {
            b'+' => bytes.push(b' '),
            b'%' => match tail.get(..2).and_then(|two| hex::decode(two).ok()) {
                Some(decoded) => {
                    bytes.extend(decoded);
                    rest = &tail[2..];
                }
                None => bytes.push(b'%'),
            },
            other => bytes.push(other),
        }
    }
    encoding.decode_without_bom_handling(&bytes).0.into_owned()
}

/// An answer, before the wire's quirks are applied.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// Static files carry a Content-Length (verified), pages do not.
    pub(crate) is_static: bool,
}

impl Response {
    pub(crate) fn page(html: impl Into<String>) -> Self {
        Self {
            status: 200,
            content_type: "text/html; charset=UTF-8".into(),
            headers: Vec::new(),
            body: html.into().into_bytes(),
            is_static: false,
        }
    }

    pub(crate) fn text(content_type: &str, body: impl Into<String>) -> Self {
        Self { content_type: content_type.into(), ..Self::page(body) }
    }

    pub(crate) fn file(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            content_type: content_type.into(),
            headers: Vec::new(),
            body: body.into(),
            is_static: true,
        }
    }

    pub(crate) fn redirect(location: &str) -> Self {
        let mut answer = Self::page("");
        answer.status = 302;
        answer.headers.push(("Location".into(), location.into()));
        answer
    }

    /// The verified 404: 89 bytes, connection closed.
    pub(crate) fn not_found() -> Self {
        let body =
            "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>";
        Self { status: 404, ..Self::file("text/html", body) }
    }

    pub(crate) fn with_status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    pub(crate) fn with_header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

pub(crate) fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        404 => "Not Found",
        503 => "Service Unavailable",
        _ => "Unknown",
    }
}
