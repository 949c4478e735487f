//! Reads an answer's body the way printers send it.
//!
//! Most bodies have no length: they end when the printer closes, about a second late, sometimes without TLS's
//! close_notify, sometimes by a reset (`facts/wim.md` §3). A reset or a silence counts as an end exactly if what arrived
//! is whole by its own grammar. A close in order without close_notify counts as the end of an unframed body, as on a
//! plain connection; a page that began as HTML, XML or JSON and did not come to its end is a cut answer all the same,
//! never a shorter page.

use std::time::{Duration, Instant};

use crate::error::WimError;

/// No settings page is larger.
pub(crate) const LIMIT: usize = 4 * 1024 * 1024;

/// How long to wait.
#[derive(Clone, Copy)]
pub(crate) struct BodyPatience {
    /// Between two pieces.
    pub(crate) idle: Duration,
    /// Until the whole must be here.
    pub(crate) deadline: Instant,
}

/// Reads to the end.
pub(crate) async fn read(
    response: &mut reqwest::Response,
    patience: BodyPatience,
) -> Result<Vec<u8>, WimError> {
    let announced = response.content_length();
    if announced.is_some_and(|length| length > LIMIT as u64) {
        return Err(WimError::PageTooLarge);
    }
    let unframed = !response.headers().contains_key(reqwest::header::TRANSFER_ENCODING);
    let mut body = Vec::new();
    loop {
        if announced.is_some_and(|length| body.len() as u64 >= length) {
            return Ok(body);
        }
        let left = patience.deadline.saturating_duration_since(Instant::now()).min(patience.idle);
        match tokio::time::timeout(left, response.chunk()).await {
            Ok(Ok(Some(piece))) => {
                if body.len() + piece.len() > LIMIT {
                    return Err(WimError::PageTooLarge);
                }
                body.extend_from_slice(&piece);
            }
            Ok(Ok(None)) => return Ok(body),
            Ok(Err(error))
                if announced.is_none() && (whole(&body) || unframed && closed_without_farewell(&error)) =>
            {
                return Ok(body);
            }
            Ok(Err(error)) => return Err(WimError::AnswerCut { reason: super::failure::innermost(&error) }),
            // A printer that forgets to close has still said everything.
            Err(_) if announced.is_none() && whole(&body) => return Ok(body),
            Err(_) => return Err(WimError::AnswerCut { reason: "the printer stopped in the middle".into() }),
        }
    }
}

/// Whether the connection was closed in good order, only without TLS's close_notify. It says as much as the end of a
/// plain connection does: the page's own grammar is still asked whether it broke off.
fn closed_without_farewell(error: &reqwest::Error) -> bool {
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        if let Some(io) = inner.downcast_ref::<std::io::Error>() {
            return io.kind() == std::io::ErrorKind::UnexpectedEof;
        }
        source = inner.source();
    }
    false
}

/// Whether a body is complete by its own grammar: HTML or XML to its last end tag, JSON to its last bracket.
pub(crate) fn whole(body: &[u8]) -> bool {
    let end = body.trim_ascii_end();
    let tail = end[end.len().saturating_sub(16)..].to_ascii_lowercase();
    tail.ends_with(b"</html>")
        || tail.ends_with(b"</frameset>")
        || matches!(end.first(), Some(b'[' | b'{')) && matches!(end.last(), Some(b']' | b'}'))
        || trailing_comment(end)
        || end == b"OK"
}

/// `</html><!-- … -->` and the like.
fn trailing_comment(body: &[u8]) -> bool {
    body.ends_with(b"-->")
        && body
            .windows(4)
            .rposition(|window| window == b"<!--")
            .is_some_and(|at| at > 0 && whole(&body[..at]))
}

/// Whether a page that ended cleanly nevertheless broke off: it began as HTML and never came to its end. Fragments
/// and pages that never had an `<html>` say nothing about their end and pass.
pub(crate) fn broke_off(body: &[u8]) -> bool {
    let lower = body.to_ascii_lowercase();
    let has = |needle: &[u8]| lower.windows(needle.len()).any(|window| window == needle);
    has(b"<html") && !has(b"</html") && !has(b"</frameset") && !has(b"</body")
}

/// The same for an answer to a page's script: JSON to its last bracket, an XML document to its last tag.
pub(crate) fn fragment_broke_off(body: &[u8]) -> bool {
    let text = body.trim_ascii();
    broke_off(text)
        || match text.first() {
            Some(b'[' | b'{') => !whole(text),
            _ => text.starts_with(b"<?xml") && !text.ends_with(b">"),
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wholeness_is_the_body_s_own_grammar() {
        for body in
            ["<html></HTML>\r\n", "[14]", " {\"a\":1}\n", "<frameset></frameset>", "</html><!-- x -->"]
        {
            assert!(whole(body.trim_start().as_bytes()), "{body}");
        }
        for body in ["", "<html><body>", "<html><script>var a=[1]", "[[1],[0]"] {
            assert!(!whole(&body.as_bytes()[..body.len().saturating_sub(1)]), "{body}");
        }
    }

    #[test]
    fn a_page_without_its_end_broke_off() {
        assert!(broke_off(b"<html><body><form>"));
        assert!(!broke_off(b"<html><body></body></html>"));
        assert!(!broke_off(b"<tr><td>fragment"));
        assert!(fragment_broke_off(b"{\"code\":\"AB") && fragment_broke_off(b"<?xml?><a><b"));
        assert!(!fragment_broke_off(b" [14]\n") && !fragment_broke_off(b"<tr><td>fragment"));
    }
}
