//! A name for a set of renditions that are the same, so that they are not made twice.
//!
//! Must not know: where renditions are kept.

use sha2::{Digest as _, Sha256};

use super::{Encoding, Stamp, Wish};
use crate::story::{Crop, MediaId};

/// To be raised by one whenever the same picture, wish, crop and stamp give other files than before: a
/// new encoder, another filter, another field of the stamp.
const EDITION: u32 = 1;

/// What a set of renditions was made of: the original, the wish, the crop and the stamp.
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

/// Whether a file is called as [`RenditionKey::file_name`] calls renditions.
pub fn is_rendition_name(name: &str) -> bool {
    let named = || {
        let (key, rest) = name.split_once('-')?;
        let (width, ending) = rest.split_once('.')?;
        let is_hex = |c: u8| matches!(c, b'0'..=b'9' | b'a'..=b'f');
        let is_width = !width.is_empty() && width.bytes().all(|c| c.is_ascii_digit());
        let is_ours = Encoding::ALL.iter().any(|encoding| encoding.extension() == ending);
        Some(key.len() == 32 && key.bytes().all(is_hex) && is_width && is_ours)
    };
    named().unwrap_or(false)
}

/// The key of the renditions that [`super::renditions`] would make.
pub fn key(original: MediaId, wish: &Wish, crop: Option<&Crop>, stamp: &Stamp) -> RenditionKey {
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
    add(&crop.map(crop_bytes).unwrap_or_default());
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

fn crop_bytes(crop: &Crop) -> Vec<u8> {
    let Crop { ratio, left, top, width, height } = crop;
    let shape = [ratio.width, ratio.height].map(u16::to_be_bytes);
    let edges = [*left, *top, *width, *height].map(f32::to_be_bytes);
    shape.into_iter().flatten().chain(edges.into_iter().flatten()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::AspectRatio;

    #[test]
    fn whatever_changes_the_files_changes_the_key() {
        let original = MediaId([7; 32]);
        let (wish, stamp) = (Wish::default(), Stamp::default());
        let usual = key(original, &wish, None, &stamp);
        assert_eq!(usual, key(original, &wish.clone(), None, &stamp.clone()));
        let text = || "x".to_owned();
        let (wide, tall) =
            (AspectRatio { width: 16, height: 9 }, AspectRatio { width: 9, height: 16 });
        let crop = Crop { ratio: wide, left: 0.0, top: 0.0, width: 1.0, height: 1.0 };
        let others = [
            key(MediaId([8; 32]), &wish, None, &stamp),
            key(original, &Wish { widths: vec![1600], ..wish.clone() }, None, &stamp),
            key(original, &Wish { jpeg_quality: 81, ..wish.clone() }, None, &stamp),
            key(original, &Wish { webp: false, ..wish.clone() }, None, &stamp),
            key(original, &Wish { webp_quality: 79, ..wish.clone() }, None, &stamp),
            key(original, &wish, Some(&crop), &stamp),
            key(original, &wish, Some(&Crop { left: 0.1, ..crop }), &stamp),
            key(original, &wish, Some(&Crop { height: 0.1, ..crop }), &stamp),
            key(original, &wish, Some(&Crop { ratio: tall, ..crop }), &stamp),
            key(original, &wish, None, &Stamp { caption: text(), ..stamp.clone() }),
            key(original, &wish, None, &Stamp { creators: vec![text()], ..stamp.clone() }),
            key(original, &wish, None, &Stamp { creators: vec![text(), text()], ..stamp.clone() }),
            key(original, &wish, None, &Stamp { credit: text(), ..stamp.clone() }),
            key(original, &wish, None, &Stamp { supplier: text(), ..stamp.clone() }),
            key(original, &wish, None, &Stamp { copyright: text(), ..stamp.clone() }),
            key(original, &wish, None, &Stamp { usage_terms: text(), ..stamp.clone() }),
            key(original, &wish, None, &Stamp { alt: text(), ..stamp.clone() }),
            key(original, &wish, None, &Stamp { source_type: text(), ..stamp.clone() }),
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

    #[test]
    fn only_what_is_called_like_a_rendition_is_one() {
        let key = "0f".repeat(16);
        for (name, is_one) in [
            (format!("{key}-800.webp"), true),
            (format!("{key}-1600.jpg"), true),
            (format!("{key}-.jpg"), false),
            (format!("{key}-80x.jpg"), false),
            (format!("{key}-80.png"), false),
            (format!("{key}-80.jpg.bak"), false),
            (format!("{key}.jpg"), false),
            (format!("{}-80.jpg", key.to_uppercase()), false),
            (format!("{}-80.jpg", "0f".repeat(32)), false),
            ("harbour-800.jpg".to_owned(), false),
            (String::new(), false),
        ] {
            assert_eq!(is_rendition_name(&name), is_one, "{name}");
        }
    }
}
