//! Bytes to text, as browsers do it: the header's charset, then the page's own, then UTF-8.
//!
//! One thing differs from browsers: bytes that are valid UTF-8 with anything beyond ASCII in them are read as UTF-8
//! whatever the labels say. A Shift_JIS or EUC-JP text of more than a few letters is never valid UTF-8 by chance, while
//! printers with a wrong label do occur (`docs/wim.md`, "Charset").

use encoding_rs::{Encoding, UTF_8};

/// How far into the page its own charset is looked for (HTML standard: 1024 bytes; printers put scripts first).
const META_WINDOW: usize = 16 * 1024;

/// Decodes a page. `content_type` is the header's value, if there was one.
#[must_use]
pub fn decode(bytes: &[u8], content_type: Option<&str>) -> String {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[bom..]).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        // Seven-bit encodings (ISO-2022-JP) are valid UTF-8 too, and mean something else.
        let seven_bit_japanese = bytes.contains(&0x1b);
        if !seven_bit_japanese {
            return text.to_owned();
        }
    }
    let encoding = content_type.and_then(charset_of).or_else(|| charset_in_page(bytes)).unwrap_or(UTF_8);
    let (text, _, damaged) = encoding.decode(bytes);
    if !damaged || encoding == UTF_8 {
        return text.into_owned();
    }
    // The header was wrong; the page may know better than the header. Otherwise the least damaged reading counts.
    match charset_in_page(bytes).filter(|other| *other != encoding) {
        Some(other) => other.decode(bytes).0.into_owned(),
        None => text.into_owned(),
    }
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
    fn a_wrong_label_is_survived() {
        assert_eq!(decode("認証開始".as_bytes(), Some("text/html; charset=Shift_JIS")), "認証開始");
        let (euc, _, _) = encoding_rs::EUC_JP.encode("<meta charset=euc-jp>メール送信");
        assert!(decode(&euc, Some("text/html; charset=utf-8")).contains('<'));
    }

    #[test]
    fn seven_bit_japanese_is_not_taken_for_ascii() {
        let (jis, _, _) = encoding_rs::ISO_2022_JP.encode("メール");
        assert_eq!(decode(&jis, Some("text/html; charset=ISO-2022-JP")), "メール");
    }
}
