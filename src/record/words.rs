//! The words that the records use for the model's small sets, and the way back.

use crate::story::{FileField, Marker, PictureFormat, PublishedNoteKind};

/// Source type: taken by a camera.
pub(super) const CAPTURED: &str = "captured";
/// Source type: put together from several.
pub(super) const COMPOSITE: &str = "composite";
/// Source type: put together, with parts made by a trained model.
pub(super) const PARTLY_GENERATED: &str = "partly_generated";
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
        PictureFormat::Avif => "avif",
        PictureFormat::Heic => "heic",
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

/// The word for a field that picture and story both speak about.
pub(super) fn file_field(field: FileField) -> &'static str {
    match field {
        FileField::Caption => "caption",
        FileField::Credit => "credit",
        FileField::Alt => "alt",
        FileField::Persons => "persons",
        FileField::UsageTerms => "usage_terms",
        FileField::Expires => "expires",
    }
}

/// The field for such a word.
pub(super) fn file_field_of(word: &str) -> Option<FileField> {
    FileField::ALL.into_iter().find(|field| file_field(*field) == word)
}
