//! Words that say nothing: what cameras put in every caption, and forms that nobody filled in.
//!
//! Only whole fields count, and only words that no editor means.
//!
//! Must not know: how words are cleaned otherwise.

use super::super::Field;
use crate::media::credit;

/// What cameras, scanners and programs write by themselves.
const MACHINES: [&str; 26] = [
    "olympus digital camera",
    "konica minolta digital camera",
    "minolta digital camera",
    "sony dsc",
    "kodak digital still camera",
    "digital camera",
    "digital still camera",
    "exif_jpeg_picture",
    "exif jpeg",
    "exif jpeg picture",
    "jpeg image",
    "samsung camera pictures",
    "samsung digital camera",
    "lg camera",
    "htc camera",
    "dsc",
    "cof",
    "hdr",
    "bdr",
    "ptr",
    "rhdr",
    "created with gimp",
    "processed with vsco",
    "picasa",
    "lead technologies inc. v1.01",
    "created by imgtool",
];

/// What these begin with; a number follows.
const MACHINES_BEGIN: [&str; 9] = [
    "dcim\\",
    "\\dcim",
    "<digimax",
    "processed with vsco with",
    "file written by adobe photoshop",
    "creator: gd-jpeg",
    "image processed by codecarvings",
    "untitled-",
    "scanned with",
];

/// Forms that nobody filled in.
const PLACEHOLDERS: [&str; 36] = [
    "",
    "n/a",
    "none",
    "nil",
    "null",
    "undefined",
    "unknown",
    "unspecified",
    "not specified",
    "not available",
    "not applicable",
    "no caption",
    "no caption available",
    "no description",
    "no title",
    "no headline",
    "no data",
    "caption",
    "caption here",
    "description",
    "default",
    "untitled",
    "title",
    "headline",
    "image",
    "picture",
    "photo",
    "photographer",
    "your name",
    "name",
    "credit",
    "copyright",
    "(c)",
    "tba",
    "tbc",
    "xxx",
];

/// Whether a field says nothing.
pub(in super::super) fn says_nothing(field: Field, value: &str) -> bool {
    const LONGEST_BYTES: usize = 120;
    let value = value.trim();
    if value.len() > LONGEST_BYTES {
        return false;
    }
    let small = value.to_lowercase().replace("(c)", "©");
    let bare = small.trim_matches(|char: char| {
        char.is_whitespace()
            || char.is_control()
            || "-–—_.,:;*/\\|()[]{}<>\"'?!#=+~©®".contains(char)
    });
    let is_machine =
        || MACHINES.contains(&bare) || MACHINES_BEGIN.iter().any(|begin| small.starts_with(begin));
    let is_placeholder = || PLACEHOLDERS.contains(&bare) || PLACEHOLDERS.contains(&small.as_str());
    match field {
        Field::Caption
        | Field::Headline
        | Field::Alt
        | Field::ExtendedDescription
        | Field::CreditLine
        | Field::Copyright
        | Field::Source
        | Field::Person => is_machine() || is_placeholder(),
        Field::Creator => is_machine() || is_placeholder() || credit::is_anonymous(value),
        Field::City | Field::Country | Field::Instructions | Field::UsageTerms => is_placeholder(),
        Field::Created | Field::Expiry => !small.contains(|char: char| ('1'..='9').contains(&char)),
        Field::SourceType => bare.is_empty(),
    }
}

/// A caption without a form at its end that nobody filled in: `*** Local Caption ***` with no local
/// caption, `(Photo by )` without a name.
pub(super) fn without_empty_end(caption: &str) -> &str {
    const FORMS: [&str; 4] = [
        "*** local caption ***",
        "***local caption***",
        "*** local caption",
        "--- local caption ---",
    ];
    let mut rest = caption.trim_end();
    loop {
        let before = rest.len();
        for form in FORMS {
            if let Some((head, tail)) = rest.split_at_checked(rest.len().saturating_sub(form.len()))
                && tail.eq_ignore_ascii_case(form)
            {
                rest = head.trim_end();
            }
        }
        if let Some(inside) = rest.strip_suffix(')')
            && let Some(open) = inside.rfind('(')
            && inside.get(open + 1..).is_some_and(is_empty_credit)
        {
            rest = rest.get(..open).unwrap_or(rest).trim_end();
        }
        if rest.len() == before {
            return rest;
        }
    }
}

/// Whether there are only words that a name should follow.
fn is_empty_credit(inside: &str) -> bool {
    const WORDS: [&str; 11] = [
        "photo",
        "photograph",
        "picture",
        "by",
        "credit",
        "should",
        "read",
        "copyright",
        "foto",
        "von",
        "par",
    ];
    inside
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| WORDS.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::super::Field;
    use super::{says_nothing, without_empty_end};

    #[test]
    fn empty_words_are_known() {
        for (field, value) in [
            (Field::Caption, "OLYMPUS DIGITAL CAMERA         "),
            (Field::Caption, "SONY DSC"),
            (Field::Caption, "DCIM\\100MEDIA\\DJI_0042.JPG"),
            (Field::Caption, "<Digimax S500 / Kenox S500>"),
            (Field::Caption, "---"),
            (Field::Caption, "(no caption)"),
            (Field::Caption, "Untitled-1"),
            (Field::Headline, "N/A"),
            (Field::Creator, "Picasa"),
            (Field::Creator, "STR"),
            (Field::Creator, "Photographer:"),
            (Field::Copyright, "Copyright (c)"),
            (Field::Copyright, "©"),
            (Field::Instructions, "None."),
            (Field::Expiry, "00000000"),
        ] {
            assert!(says_nothing(field, value), "{value}");
        }
    }

    #[test]
    fn words_that_are_meant_stay() {
        for (field, value) in [
            (Field::Caption, "An Olympus digital camera on a table"),
            (Field::Caption, "Photo finish"),
            (Field::Caption, "Unknown soldier"),
            (Field::Creator, "Kit Orme"),
            (Field::Copyright, "© Orme"),
            (Field::Instructions, "NO ARCHIVES"),
            (Field::Expiry, "2024"),
            (Field::Country, "NA"),
            (Field::UsageTerms, "No restrictions"),
        ] {
            assert!(!says_nothing(field, value), "{value}");
        }
    }

    #[test]
    fn an_empty_form_goes_and_a_full_one_stays() {
        for (caption, left) in [
            ("A ferry. *** Local Caption ***", "A ferry."),
            ("A ferry. ***Local Caption***\n", "A ferry."),
            (
                "A ferry. *** Local Caption *** Anna Berg",
                "A ferry. *** Local Caption *** Anna Berg",
            ),
            ("A ferry. (Photo by /)", "A ferry."),
            ("A ferry. (Photo credit should read /) ", "A ferry."),
            ("A ferry. ()", "A ferry."),
            ("A ferry. (Photo by Kit Orme)", "A ferry. (Photo by Kit Orme)"),
            ("A ferry (left)", "A ferry (left)"),
            ("A ferry", "A ferry"),
            ("*** Local Caption ***", ""),
        ] {
            assert_eq!(without_empty_end(caption), left);
        }
    }
}
