//! Bytes to text, as browsers do it: the header's charset, then the page's own, then what the bytes look like.
//!
//! One thing differs from browsers: bytes that are valid UTF-8 with anything beyond ASCII in them are read as UTF-8
//! whatever the labels say. A Shift_JIS or EUC-JP text of more than a few letters is never valid UTF-8 by chance, while
//! printers with a wrong label do occur (`docs/wim.md`, "Charset").

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// How far into the page its own charset is looked for (HTML standard: 1024 bytes; printers put scripts first).
const META_WINDOW: usize = 16 * 1024;

/// Decodes a text. `content_type` is the header's value, if there was one.
#[must_use]
pub fn decode(bytes: &[u8], content_type: Option<&str>) -> String {
    decode_page(bytes, content_type).0
}

/// Decodes a page's script or the answer to one: where nothing else says so, it is written as the page is. (A browser reads
/// such an answer as UTF-8; a printer that left it at that would show its own person no Japanese.)
#[must_use]
pub fn decode_part(bytes: &[u8], content_type: Option<&str>, page: &'static Encoding) -> String {
    match content_type.and_then(charset_of) {
        Some(_) => decode(bytes, content_type),
        None => decode(bytes, Some(&format!("text/javascript; charset={}", page.name()))),
    }
}

/// Decodes a page and says in which encoding its forms go out: the one it was really written in.
#[must_use]
pub fn decode_page(bytes: &[u8], content_type: Option<&str>) -> (String, &'static Encoding) {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return (encoding.decode_without_bom_handling(&bytes[bom..]).0.into_owned(), encoding);
    }
    let labelled = || content_type.and_then(charset_of).or_else(|| charset_in_page(bytes));
    if let Ok(text) = std::str::from_utf8(bytes) {
        // Seven-bit encodings (ISO-2022-JP) are valid UTF-8 too, and mean something else.
        let seven_bit_japanese = bytes.contains(&0x1b);
        if !seven_bit_japanese {
            // A page in plain ASCII says nothing about itself; then its label counts.
            let encoding = if text.is_ascii() { labelled().unwrap_or(UTF_8) } else { UTF_8 };
            return (text.to_owned(), encoding);
        }
    }
    let encoding = labelled().unwrap_or_else(|| looks_like(bytes));
    let (text, _, damaged) = encoding.decode(bytes);
    if !damaged {
        return (text.into_owned(), encoding);
    }
    // The label was wrong: the page may know better than the header, and the bytes better than both. A reading without
    // damage counts; where there is none, what was labelled.
    let others = charset_in_page(bytes).into_iter().chain([looks_like(bytes)]);
    let undamaged = others.filter(|other| *other != encoding).find_map(|other| {
        let (text, _, damaged) = other.decode(bytes);
        (!damaged).then(|| (text.into_owned(), other))
    });
    undamaged.unwrap_or_else(|| (text.into_owned(), encoding))
}

/// What unlabelled bytes are written in, by their frequencies, as browsers guess. The hint is Japan: of the printers whose
/// pages go beyond ASCII, those with Japanese pages are the ones that this program reads.
fn looks_like(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(Some(b"jp"), Utf8Detection::Allow)
}

/// The encoding named in a `Content-Type` value.
fn charset_of(content_type: &str) -> Option<&'static Encoding> {
    let lower = content_type.to_ascii_lowercase();
    let at = lower.find("charset")?;
    let value = lower[at + "charset".len()..].trim_start().strip_prefix('=')?.trim_start();
    let label: String = value
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        .collect();
    Encoding::for_label(label.as_bytes())
}

/// The encoding that the first part of the page names itself. Every `charset=` in a `meta` is tried in order: doubled
/// metas are normal, and the first one often has none.
fn charset_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(META_WINDOW)]).to_ascii_lowercase();
    head.match_indices("<meta")
        .filter_map(|(at, _)| {
            let tag = &head[at..];
            charset_of(&tag[..tag.find('>').unwrap_or(tag.len())])
        })
        .next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_then_meta_then_utf8() {
        let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode("認証開始");
        assert_eq!(decode(&sjis, Some("text/html; charset=Shift_JIS")), "認証開始");
        let mut page =
            b"<meta http-equiv=\"Content-Type\" content=\"text/html\"><meta charset='x-sjis'>".to_vec();
        page.extend_from_slice(&sjis);
        assert!(decode(&page, Some("text/html")).ends_with("認証開始"));
        assert_eq!(decode("認証".as_bytes(), None), "認証");
    }

    #[test]
    fn a_script_is_written_as_its_page_is() {
        let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode("mark='(認証済)'");
        let page = encoding_rs::SHIFT_JIS;
        assert_eq!(decode_part(&sjis, Some("application/javascript"), page), "mark='(認証済)'");
        assert_eq!(decode_part("mark='済'".as_bytes(), None, page), "mark='済'");
        assert_eq!(decode_part(&sjis, Some("text/javascript; charset=Shift_JIS"), UTF_8), "mark='(認証済)'");
    }

    #[test]
    fn a_wrong_label_is_survived() {
        assert_eq!(decode("認証開始".as_bytes(), Some("text/html; charset=Shift_JIS")), "認証開始");
        let (euc, _, _) = encoding_rs::EUC_JP.encode("<meta charset=euc-jp>メール送信");
        assert!(decode(&euc, Some("text/html; charset=utf-8")).contains('<'));
    }

    #[test]
    fn without_any_label_the_bytes_tell() {
        let page = "<html><title>メール</title><td>認証開始</td><td>送信者名自動指定</td><input value=ＯＫ>";
        for encoding in [encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP, encoding_rs::ISO_2022_JP, UTF_8] {
            let (bytes, _, _) = encoding.encode(page);
            assert_eq!(decode_page(&bytes, Some("text/html")), (page.to_owned(), encoding));
        }
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(page);
        assert_eq!(decode(&bytes, Some("text/html; charset=utf-8")), page);
    }

    #[test]
    fn seven_bit_japanese_is_not_taken_for_ascii() {
        let (jis, _, _) = encoding_rs::ISO_2022_JP.encode("メール");
        assert_eq!(decode(&jis, Some("text/html; charset=ISO-2022-JP")), "メール");
    }
}
