//! What pictures leave behind in text: markers, captions glued to copy.

use crate::media::credit;
use crate::story::{CreditState, RichText};

/// What a line says about a picture that did not come along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ImageMarker<'a> {
    /// "[image: A dog]": where a picture stood, with its description.
    Stood(&'a str),
    /// "Image source, PA Media": the credit; empty when it is on the next line.
    Source(&'a str),
    /// "Image caption, The ferry at anchor": the caption; empty when it is on the next line.
    Caption(&'a str),
}

/// Reads a line that a picture left behind.
pub(crate) fn image_marker(line: &str) -> Option<ImageMarker<'_>> {
    let line = line.trim();
    if line.len() > 600 {
        return None;
    }
    if let Some(inner) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
        let (label, alt) = inner.split_once(':').unwrap_or((inner, ""));
        let names_picture = matches!(
            label.trim().to_lowercase().as_str(),
            "image"
                | "img"
                | "photo"
                | "picture"
                | "cid"
                | "inline image"
                | "bild"
                | "foto"
                | "grafik"
                | "imagen"
                | "image alt"
                | "graphic"
        );
        let alt = if label.trim().eq_ignore_ascii_case("cid") { "" } else { alt.trim() };
        return (names_picture && !inner.contains(['[', ']'])).then_some(ImageMarker::Stood(alt));
    }
    let lower = line.to_lowercase();
    let after = |label: &str| {
        lower
            .strip_prefix(label)
            .filter(|rest| rest.is_empty() || rest.starts_with([',', ':']))
            .and_then(|_| line.get(label.len()..))
            .map(|rest| rest.trim_start_matches([',', ':']).trim())
    };
    [
        "image source",
        "bildquelle",
        "source de l'image",
        "fuente de la imagen",
        "image credit",
        "photo credit",
        "picture credit",
        "media source",
    ]
    .into_iter()
    .find_map(|label| after(label).map(ImageMarker::Source))
    .or_else(|| {
        [
            "image caption",
            "media caption",
            "bildunterschrift",
            "légende image",
            "légende",
            "pie de foto",
            "photo caption",
        ]
        .into_iter()
        .find_map(|label| after(label).map(ImageMarker::Caption))
    })
    .or_else(|| {
        // A bare label needs its colon: "Captions are short" is copy.
        let (label, caption) = line.split_once(':')?;
        let is_label =
            matches!(label.trim().to_lowercase().as_str(), "caption" | "cutline" | "bildtext");
        (is_label && !caption.trim().is_empty()).then(|| ImageMarker::Caption(caption.trim()))
    })
}

/// Parts a caption with its credit in brackets from the graf that has grown onto it:
/// "Deckhand in bed (Photo by JANE ROE/AFP)A deckhand said …".
pub(crate) fn split_glued_caption(line: &str) -> Option<(&str, &str)> {
    for (at, _) in line.match_indices(')').take(4).take_while(|(at, _)| *at < 600) {
        let end = at + 1;
        let (caption, rest) = (line.get(..end)?, line.get(end..)?);
        let grown = rest.starts_with(|letter: char| {
            letter.is_uppercase() || matches!(letter, '"' | '“' | '„' | '«')
        });
        if grown && rest.split_whitespace().count() >= 3 && has_credit(caption) {
            return Some((caption, rest));
        }
    }
    None
}

fn has_credit(caption: &str) -> bool {
    let (_, credit) = credit::split_caption(&RichText::plain(caption));
    credit.state() == CreditState::Parsed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_leave_markers() {
        for (line, expected) in [
            ("[image: A dog on a quay]", Some(ImageMarker::Stood("A dog on a quay"))),
            ("[cid:image001.png@01D]", Some(ImageMarker::Stood(""))),
            ("Image source, PA Media", Some(ImageMarker::Source("PA Media"))),
            ("Image caption,", Some(ImageMarker::Caption(""))),
            (
                "Image caption, The ferry at anchor",
                Some(ImageMarker::Caption("The ferry at anchor")),
            ),
            ("CAPTION: Crews leave the port", Some(ImageMarker::Caption("Crews leave the port"))),
            ("Image sources dried up", None),
            ("[Laughs]", None),
        ] {
            assert_eq!(image_marker(line), expected, "{line}");
        }
    }

    #[test]
    fn a_caption_is_parted_from_the_graf_after_it() {
        let line = "Deckhand in bed (Photo by JANE ROE/AFP via Getty Images)A deckhand was hurt.";
        assert_eq!(split_glued_caption(line).map(|(_, rest)| rest), Some("A deckhand was hurt."));
        assert_eq!(split_glued_caption("The ferry (built in 1988)Was late again"), None);
    }
}
