//! What kind of source this is, by its first bytes and its shape.
//!
//! Must not know: how any of the formats is read.

use super::{Format, ImportError};

/// How far into a text its format is looked for.
const LOOK_AT: usize = 64 * 1024;

const PASTE_INSTEAD: &str =
    "Open it in its own program, select all, copy, and paste the copy into Nightdesk.";
const PICTURE_INSTEAD: &str = "Add it as a picture, or import the story that it belongs to.";
const UNPACK_FIRST: &str = "Unpack it first and import the file inside.";

/// Files of other kinds, by the bytes that they begin with.
const MAGIC: [(&[u8], &str, &str); 22] = [
    (b"%PDF-", "a PDF document", PASTE_INSTEAD),
    (b"PK\x03\x04", "a ZIP archive or an Office document such as .docx", PASTE_INSTEAD),
    (b"PK\x05\x06", "an empty ZIP archive", UNPACK_FIRST),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document such as .doc", PASTE_INSTEAD),
    (b"{\\rtf", "a rich-text (RTF) document", PASTE_INSTEAD),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", PICTURE_INSTEAD),
    (b"\xFF\xD8\xFF", "a JPEG picture", PICTURE_INSTEAD),
    (b"GIF87a", "a GIF picture", PICTURE_INSTEAD),
    (b"GIF89a", "a GIF picture", PICTURE_INSTEAD),
    (b"II*\0", "a TIFF picture", PICTURE_INSTEAD),
    (b"MM\0*", "a TIFF picture", PICTURE_INSTEAD),
    (b"BM\x36", "a bitmap picture", PICTURE_INSTEAD),
    (b"\x1F\x8B", "a gzip archive", UNPACK_FIRST),
    (b"BZh", "a bzip2 archive", UNPACK_FIRST),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", UNPACK_FIRST),
    (b"Rar!\x1A\x07", "a RAR archive", UNPACK_FIRST),
    (b"\x28\xB5\x2F\xFD", "a Zstandard archive", UNPACK_FIRST),
    (b"ID3\x03", "a sound recording", PASTE_INSTEAD),
    (b"ID3\x04", "a sound recording", PASTE_INSTEAD),
    (b"OggS\0", "a sound or video recording", PASTE_INSTEAD),
    (b"\x7FELF", "a program", PASTE_INSTEAD),
    (b"SQLite format 3\0", "a database", PASTE_INSTEAD),
];

/// Refuses nothing at all, files of other kinds, and bytes that are no text.
pub(super) fn refuse_other_files(bytes: &[u8]) -> Result<(), ImportError> {
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    for (magic, what, hint) in MAGIC {
        if bytes.starts_with(magic) {
            return Err(ImportError::NotText { what, hint });
        }
    }
    let head = bytes.get(..LOOK_AT).unwrap_or(bytes);
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return Err(ImportError::NotText { what: "a WebP picture", hint: PICTURE_INSTEAD });
    }
    if head.get(4..8) == Some(b"ftyp") {
        return Err(ImportError::NotText {
            what: "a video or a HEIF picture",
            hint: PICTURE_INSTEAD,
        });
    }
    let utf_16 = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    // Text has tabs, line ends and form feeds; the rest of the control bytes say "binary".
    let control =
        head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    let binary = head.contains(&0) || control * 20 > head.len();
    if binary && !utf_16 {
        return Err(ImportError::NotText { what: "binary data, not text", hint: PASTE_INSTEAD });
    }
    Ok(())
}

/// The format of a text by its shape: our JSON, HTML by its tags, Markdown only where nothing
/// else writes like that, and plain text otherwise.
pub(super) fn format_of(text: &str) -> Format {
    let start = text.trim_start();
    let mut end = start.len().min(LOOK_AT);
    while !start.is_char_boundary(end) {
        end -= 1;
    }
    let head = start.get(..end).unwrap_or(start);
    if head.starts_with('{')
        && head.contains('"')
        && serde_json::from_str::<serde_json::Value>(start).is_ok()
    {
        return Format::Json;
    }
    if is_html(head) {
        Format::Html
    } else if is_markdown(head) {
        Format::Markdown
    } else {
        Format::Text
    }
}

/// Tags that somebody writes about stand in a sentence; a page has several, closed again.
fn is_html(head: &str) -> bool {
    let lower = head.to_ascii_lowercase();
    let declared = lower.starts_with("<!doctype html")
        || lower.starts_with("<html")
        || lower.starts_with("version:0.9") && lower.contains("starthtml:")
        || lower.contains("<!--startfragment-->");
    if declared {
        return true;
    }
    const PAIRS: [(&str, &str); 14] = [
        ("<p", "</p>"),
        ("<div", "</div>"),
        ("<h1", "</h1>"),
        ("<h2", "</h2>"),
        ("<span", "</span>"),
        ("<ul", "</ul>"),
        ("<ol", "</ol>"),
        ("<li", "</li>"),
        ("<table", "</table>"),
        ("<article", "</article>"),
        ("<body", "</body>"),
        ("<blockquote", "</blockquote>"),
        ("<a ", "</a>"),
        ("<script", "</script>"),
    ];
    let begins = lower.starts_with('<')
        && lower.as_bytes().get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'!');
    let pairs = PAIRS.iter().filter(|(open, close)| lower.contains(open) && lower.contains(close));
    let pairs = pairs.count();
    // A Markdown file may hold a few tags; a page begins with one.
    (begins
        && (pairs > 0 || ["<img", "<iframe", "<br", "<hr"].iter().any(|tag| lower.contains(tag))))
        || (pairs >= 3 && !is_markdown(head))
}

/// Front matter, or at least two of: headings with `#`, links with `](`, fences, lists of `* `
/// under an underlined heading. A single sign happens in plain copy too.
fn is_markdown(head: &str) -> bool {
    let mut lines = head.lines();
    if lines.next().map(str::trim_end) == Some("---") {
        let closed =
            lines.clone().take(60).position(|line| matches!(line.trim_end(), "---" | "..."));
        let keys = lines.take(closed.unwrap_or(0)).filter(|line| is_front_matter_key(line)).count();
        if keys > 0 {
            return true;
        }
    }
    let mut signs = 0;
    let mut seen = [false; 6];
    for line in head.lines().take(2_000) {
        let trimmed = line.trim_start();
        let hashes = trimmed.bytes().take_while(|byte| *byte == b'#').count();
        let found = [
            (1..=6).contains(&hashes) && trimmed.as_bytes().get(hashes) == Some(&b' '),
            line.contains("](http") || line.contains("](/") || line.contains("](mailto:"),
            trimmed.starts_with("```") || trimmed.starts_with("~~~"),
            line.matches("**").count() >= 2,
            line.contains("!["),
            trimmed.starts_with("> "),
        ];
        for (seen, found) in seen.iter_mut().zip(found) {
            if found && !*seen {
                *seen = true;
                signs += 1;
            }
        }
    }
    let heading_opens = head.starts_with("# ");
    signs >= 2
        || (heading_opens && head.lines().filter(|line| line.starts_with('#')).count() >= 2)
        || seen.get(1) == Some(&true)
}

fn is_front_matter_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, _)| {
        !key.is_empty()
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_known_by_its_shape() {
        for (text, format) in [
            ("<!DOCTYPE html><p>Hello", Format::Html),
            ("<p>One</p>", Format::Html),
            ("  <div>One</div>", Format::Html),
            ("Version:0.9\r\nStartHTML:0000000105\r\n<html>", Format::Html),
            ("Use the <b> tag, she said.", Format::Text),
            ("He wrote 1 < 2 > 0.", Format::Text),
            ("{\"headline\": \"One\"}", Format::Json),
            ("{curly} but not JSON", Format::Text),
            ("# Headline\n\nGraf with **bold**.", Format::Markdown),
            ("---\ntitle: One\n---\nGraf.", Format::Markdown),
            ("---\nA rule above this graf.\n---", Format::Text),
            ("See [the log](https://log.example/1).", Format::Markdown),
            ("# 1 in the charts", Format::Text),
            ("> quoted mail\n\nGraf", Format::Text),
            ("Hashtag #harbour and * a star", Format::Text),
        ] {
            assert_eq!(format_of(text), format, "{text}");
        }
    }

    #[test]
    fn files_of_other_kinds_are_named() {
        for (bytes, says) in [
            (&b"%PDF-1.7\n"[..], "PDF"),
            (b"PK\x03\x04rest", ".docx"),
            (b"\x89PNG\r\n\x1a\n0000", "PNG"),
            (b"\xFF\xD8\xFF\xE0", "JPEG"),
            (b"RIFF0000WEBPVP8 ", "WebP"),
            (b"{\\rtf1 hello}", "RTF"),
            (b"text with a \0 byte", "binary"),
            (b"", "empty"),
        ] {
            let message = refuse_other_files(bytes).unwrap_err().message();
            assert!(message.contains(says), "{message}");
        }
        assert_eq!(refuse_other_files(b"plain\ttext\r\n"), Ok(()));
        assert_eq!(refuse_other_files(b"\xFF\xFEh\0i\0"), Ok(()));
    }
}
