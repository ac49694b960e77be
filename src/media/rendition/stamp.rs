//! What is written into each rendition: caption, makers, rights, description, origin.
//!
//! In IPTC-IIM, which picture desks read since 1994, with the digest by which readers tell whether
//! it was changed since; and in XMP, which everybody reads. Both say the same
//! (Metadata Working Group, Guidelines for Handling Image Metadata 2.0, §3).
//!
//! Must not know: pixels, file formats.

mod iim;
mod xmp;

use std::borrow::Cow;

use crate::story::Figure;

/// What is said about a picture inside its files. Empty fields are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The caption (IPTC “Description”).
    pub caption: String,
    /// Photographers or artists.
    pub creators: Vec<String>,
    /// The credit line, in house format.
    pub credit: String,
    /// Who supplied it (PLUS “Image Supplier”).
    pub supplier: String,
    /// The copyright notice.
    pub copyright: String,
    /// What the supplier allows.
    pub usage_terms: String,
    /// Alternative text (IPTC 2021).
    pub alt: String,
    /// How it came into being, as a term of IPTC’s vocabulary of digital source types: an address.
    pub source_type: String,
}

impl Stamp {
    /// What a figure says, with its credit in house format.
    pub fn of(figure: &Figure, credit_line: &str) -> Self {
        let copyright = figure.file_says.as_ref().map(|says| says.copyright.clone());
        Self {
            caption: figure.caption.as_str().to_owned(),
            creators: figure.credit.creators.clone(),
            credit: credit_line.to_owned(),
            supplier: figure.credit.provider.clone().unwrap_or_default(),
            copyright: copyright.unwrap_or_default(),
            usage_terms: figure.usage_terms.clone(),
            alt: figure.alt.text().to_owned(),
            source_type: figure.source_type.address().unwrap_or_default(),
        }
    }

    /// The blocks to be written into files.
    pub(super) fn marks(&self) -> Marks {
        let photoshop = iim::block(self).map(|block| iim::resources(&block));
        Marks { photoshop, xmp: xmp::packet(self).map(String::into_bytes) }
    }
}

/// A stamp as the blocks of bytes that files carry.
pub(super) struct Marks {
    /// Photoshop’s image resources: IPTC-IIM and its digest.
    pub(super) photoshop: Option<Vec<u8>>,
    /// The XMP packet.
    pub(super) xmp: Option<Vec<u8>>,
}

/// How many lines a text may have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

/// A text without what no block may hold: control characters, and line breaks where one line is
/// meant; trimmed.
fn tidy(text: &str, lines: Lines) -> String {
    let text: Cow<'_, str> =
        if text.contains('\r') { text.replace("\r\n", "\n").into() } else { text.into() };
    let allowed = |c: char| match c {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => {
            Some(if lines == Lines::Many { '\n' } else { ' ' })
        }
        '\t' => Some(' '),
        // Not letters at all (Unicode 16 §23.7), and not allowed in XML.
        '\u{fffe}' | '\u{ffff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    };
    text.chars().filter_map(allowed).collect::<String>().trim().to_owned()
}

/// The beginning of a text that is at most so long, ending with a whole letter.
fn cut(text: &str, most_bytes: usize) -> &str {
    let end = (0..=most_bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_file_may_hold_is_left_out() {
        for (text, one, many) in [
            ("  Ferries\r\nsail \n", "Ferries sail", "Ferries\nsail"),
            ("a\u{0}b\u{7}c\u{fffe}", "abc", "abc"),
            ("a\tb\u{2028}c\rd", "a b c d", "a b\nc\nd"),
            ("\u{1b}[31m", "[31m", "[31m"),
        ] {
            assert_eq!(tidy(text, Lines::One), one, "{text:?}");
            assert_eq!(tidy(text, Lines::Many), many, "{text:?}");
        }
    }

    #[test]
    fn a_cut_ends_with_a_whole_letter() {
        for (text, most, cut_to) in
            [("Zoë", 4, "Zoë"), ("Zoë", 3, "Zo"), ("日本", 2, ""), ("", 9, "")]
        {
            assert_eq!(cut(text, most), cut_to, "{text} at {most}");
        }
    }

    #[test]
    fn a_stamp_that_says_nothing_leaves_no_mark() {
        let marks = Stamp { caption: " \n".to_owned(), ..Stamp::default() }.marks();
        assert!(marks.photoshop.is_none() && marks.xmp.is_none());
    }
}
