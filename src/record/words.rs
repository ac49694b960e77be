//! The words that the records use for the model's small sets, and the way back.

use crate::story::{Marker, PictureFormat, PublishedNoteKind};

/// Source type: taken by a camera.
pub(super) const CAPTURED: &str = "captured";
/// Source type: put together from several.
pub(super) const COMPOSITE: &str = "composite";
/// Source type: made by a trained model.
pub(super) const GENERATED: &str = "generated";

/// The word for a picture format.
pub(super) fn format(format: PictureFormat) -> &'static str {
    match format {
        PictureFormat::Jpeg => "jpeg",
        PictureFormat::Png => "png",
        PictureFormat::WebP => "webp",
        PictureFormat::Gif => "gif",
        PictureFormat::Tiff => "tiff",
    }
}

/// The picture format of a word.
pub(super) fn format_of(word: &str) -> Option<PictureFormat> {
    PictureFormat::ALL.into_iter().find(|known| format(*known) == word)
}

/// The word for a marker of a credit.
pub(super) fn marker(marker: Marker) -> &'static str {
    match marker {
        Marker::Pool => "pool",
        Marker::Handout => "handout",
        Marker::File => "file",
        Marker::Courtesy => "courtesy",
        Marker::Screengrab => "screengrab",
        Marker::Illustration => "illustration",
    }
}

/// The marker of a word.
pub(super) fn marker_of(word: &str) -> Option<Marker> {
    [
        Marker::Pool,
        Marker::Handout,
        Marker::File,
        Marker::Courtesy,
        Marker::Screengrab,
        Marker::Illustration,
    ]
    .into_iter()
    .find(|known| marker(*known) == word)
}

/// The word for a sort of published note.
pub(super) fn note(kind: PublishedNoteKind) -> &'static str {
    match kind {
        PublishedNoteKind::Correction => "correction",
        PublishedNoteKind::Clarification => "clarification",
        PublishedNoteKind::EditorsNote => "editors-note",
    }
}

/// The sort of published note of a word.
pub(super) fn note_of(word: &str) -> Option<PublishedNoteKind> {
    [
        PublishedNoteKind::Correction,
        PublishedNoteKind::Clarification,
        PublishedNoteKind::EditorsNote,
    ]
    .into_iter()
    .find(|known| note(*known) == word)
}
