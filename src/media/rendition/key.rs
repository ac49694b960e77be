//! A name for a set of renditions that are the same, so that they are not made twice.
//!
//! Must not know: where renditions are kept.

use sha2::{Digest as _, Sha256};

use super::{Encoding, Stamp, Wish};
use crate::story::MediaId;

/// To be raised by one whenever the same picture, wish and stamp give other files than before: a
/// new encoder, another filter, another field of the stamp.
const EDITION: u32 = 1;

/// What a set of renditions was made of: the original, the wish and the stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RenditionKey([u8; 32]);

impl RenditionKey {
    /// The key as 32 lower-case hexadecimal digits; enough for every picture ever taken.
    pub fn hex(self) -> String {
        MediaId(self.0).hex().chars().take(32).collect()
    }

    /// The name of one rendition’s file: `<key>-<width>.<ext>`. Another caption gives another
    /// name, so that no cache on the way to the reader shows the old one.
    pub fn file_name(self, width_px: u32, encoding: Encoding) -> String {
        format!("{}-{width_px}.{}", self.hex(), encoding.extension())
    }
}

/// The key of the renditions that [`super::renditions`] would make.
pub fn key(original: MediaId, wish: &Wish, stamp: &Stamp) -> RenditionKey {
    let mut hash = Sha256::new();
    // Every part is preceded by its length, so that no two lists of parts run together alike.
    let mut add = |part: &[u8]| {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    };
    add(b"nightdesk rendition");
    add(&EDITION.to_be_bytes());
    add(&original.0);
    let widths: Vec<u8> = wish.widths.iter().flat_map(|width| width.to_be_bytes()).collect();
    add(&widths);
    add(&[wish.jpeg_quality, u8::from(wish.webp), wish.webp_quality]);
    let Stamp { caption, creators, credit, supplier, copyright, usage_terms, alt, source_type } =
        stamp;
    add(&(creators.len() as u64).to_be_bytes());
    for creator in creators {
        add(creator.as_bytes());
    }
    for text in [caption, credit, supplier, copyright, usage_terms, alt, source_type] {
        add(text.as_bytes());
    }
    RenditionKey(hash.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_changes_the_files_changes_the_key() {
        let original = MediaId([7; 32]);
        let (wish, stamp) = (Wish::default(), Stamp::default());
        let usual = key(original, &wish, &stamp);
        assert_eq!(usual, key(original, &wish.clone(), &stamp.clone()));
        let text = || "x".to_owned();
        let others = [
            key(MediaId([8; 32]), &wish, &stamp),
            key(original, &Wish { widths: vec![1600], ..wish.clone() }, &stamp),
            key(original, &Wish { jpeg_quality: 81, ..wish.clone() }, &stamp),
            key(original, &Wish { webp: false, ..wish.clone() }, &stamp),
            key(original, &Wish { webp_quality: 79, ..wish.clone() }, &stamp),
            key(original, &wish, &Stamp { caption: text(), ..stamp.clone() }),
            key(original, &wish, &Stamp { creators: vec![text()], ..stamp.clone() }),
            key(original, &wish, &Stamp { creators: vec![text(), text()], ..stamp.clone() }),
            key(original, &wish, &Stamp { credit: text(), ..stamp.clone() }),
            key(original, &wish, &Stamp { supplier: text(), ..stamp.clone() }),
            key(original, &wish, &Stamp { copyright: text(), ..stamp.clone() }),
            key(original, &wish, &Stamp { usage_terms: text(), ..stamp.clone() }),
            key(original, &wish, &Stamp { alt: text(), ..stamp.clone() }),
            key(original, &wish, &Stamp { source_type: text(), ..stamp.clone() }),
        ];
        let mut all: Vec<_> = others.iter().chain([&usual]).collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), others.len() + 1);
    }

    #[test]
    fn a_file_is_named_by_key_and_width() {
        let key = RenditionKey([0xAB; 32]);
        assert_eq!(key.file_name(800, Encoding::WebP), format!("{}-800.webp", "ab".repeat(16)));
    }
}
