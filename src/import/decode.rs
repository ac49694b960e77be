//! Bytes to text: UTF-8, UTF-16 with a byte order mark, what a page declares, else Windows-1252.
//!
//! Must not know: what the text means.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::story::{Notice, NoticeKind};

/// A page declares its encoding this near its start (the standard says 1,024 bytes; pages are
/// laxer).
const DECLARED_WITHIN: usize = 4096;

/// A text with what had to be done to read it.
pub(super) struct Decoded<'a> {
    /// The text, without its byte order mark.
    pub(super) text: Cow<'a, str>,
    /// What an editor should know about the reading.
    pub(super) notice: Option<Notice>,
}

/// Reads bytes as text. Nothing fails: what cannot be read becomes U+FFFD and is counted.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, replaced) =
            encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        let notice = replaced.then(|| replacements(&text, encoding)).flatten();
        return Decoded { text, notice };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: Cow::Borrowed(text), notice: None };
    }
    if let Some(encoding) = declared(bytes).filter(|encoding| *encoding != UTF_8) {
        let (text, replaced) = encoding.decode_without_bom_handling(bytes);
        let notice = replaced.then(|| replacements(&text, encoding)).flatten();
        return Decoded { text, notice };
    }
    // Mostly good UTF-8 with a few broken bytes is damaged UTF-8, not Latin-1.
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    let broken = text.matches('\u{fffd}').count();
    let good = text.chars().filter(|letter| !letter.is_ascii() && *letter != '\u{fffd}').count();
    if good > 4 * broken {
        let notice = replacements(&text, UTF_8);
        return Decoded { text, notice };
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let notice = Notice::new(
        NoticeKind::Doubtful,
        "The source is not in UTF-8 and was read as Windows-1252 (Western European): look at its \
         accents and quotation marks.",
    );
    Decoded { text, notice: Some(notice) }
}

/// A page's `<meta charset>` or the encoding of its XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes);
    let at = [&b"charset="[..], b"encoding="].iter().find_map(|key| {
        let at = head.windows(key.len()).position(|part| part.eq_ignore_ascii_case(key))?;
        Some(at + key.len())
    })?;
    let label: Vec<u8> = head
        .get(at..)?
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte))
        .take(40)
        .collect();
    // Bytes that could be searched for a declaration are not UTF-16, whatever it says.
    Encoding::for_label(&label).filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
}

fn replacements(text: &str, encoding: &'static Encoding) -> Option<Notice> {
    let count = text.matches('\u{fffd}').count();
    (count > 0).then(|| {
        let places = if count == 1 { "place".to_owned() } else { format!("{count} places") };
        let places = if count == 1 { format!("1 {places}") } else { places };
        Notice::new(
            NoticeKind::Doubtful,
            format!(
                "The source is damaged in {places}: bytes that are no letters in {} were replaced \
                 by �.",
                encoding.name()
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_the_encoding_that_it_has() {
        for (bytes, text, says) in [
            (&b"caf\xC3\xA9"[..], "café", None),
            (b"\xEF\xBB\xBFcaf\xC3\xA9", "café", None),
            (b"\xFF\xFEc\0a\0f\0\xE9\0", "café", None),
            (b"\xFE\xFF\0c\0a\0f\0\xE9", "café", None),
            (b"caf\xE9 \x93quoted\x94", "café “quoted”", Some("Windows-1252")),
            (b"<meta charset=\"iso-8859-2\">\xB1", "<meta charset=\"iso-8859-2\">ą", None),
            (b"\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 \xFF", "ééééé �", Some("1 place")),
            (b"\xFF\xFEa\0\xD8", "a�", Some("1 place")),
        ] {
            let decoded = decode(bytes);
            assert_eq!(decoded.text, text);
            let message = decoded.notice.map(|notice| notice.message).unwrap_or_default();
            assert_eq!(says.is_some(), !message.is_empty(), "{text}: {message}");
            assert!(message.contains(says.unwrap_or_default()), "{message}");
        }
    }
}
