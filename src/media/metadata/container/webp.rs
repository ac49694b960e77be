//! WebP: `EXIF` and `XMP ` chunks of a RIFF file.
//!
//! Standards: WebP Container Specification (RFC 9649 §2.7); C2PA 2.2 §A.3 (`C2PA`).
//!
//! Must not know: what the blocks say.

use std::borrow::Cow;

use super::{Block, Blocks, without_exif_label};
use crate::media::metadata::number::{Order, stretch};

/// Walks over the chunks. Every round moves on by 8 bytes or more.
pub(super) fn blocks(bytes: &[u8]) -> Blocks<'_> {
    let mut blocks = Blocks::default();
    let mut at = 12_usize;
    while let (Some(kind), Some(len)) = (bytes.get(at..at + 4), Order::Little.u32(bytes, at + 4)) {
        let (payload, is_whole) = stretch(bytes, at + 8, len);
        let block = match kind {
            b"EXIF" => {
                let exif = without_exif_label(payload);
                blocks.exif.get_or_insert(Cow::Borrowed(exif));
                Some(Block::Exif)
            }
            // Some writers set a zero byte in place of the space.
            b"XMP " | b"XMP\0" => {
                blocks.packet(Cow::Borrowed(payload));
                Some(Block::Xmp)
            }
            b"C2PA" => {
                blocks.credentials(payload.len());
                None
            }
            _ => None,
        };
        if !is_whole {
            if let Some(block) = block {
                blocks.damaged(block);
            }
            break;
        }
        at += 8 + len.next_multiple_of(2);
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn chunks_are_found_however_they_are_labelled() {
        for (exif, xmp) in [
            (&b"EXIF\x06\0\0\0II*\0ab"[..], &b"XMP \x03\0\0\0<a>\0"[..]),
            (b"EXIF\x0C\0\0\0Exif\0\0II*\0ab", b"XMP\0\x03\0\0\0<a>"),
        ] {
            let bytes = [&b"RIFF\0\0\0\0WEBPVP8L\x01\0\0\0x\0"[..], exif, xmp].concat();
            let blocks = blocks(&bytes);
            assert_eq!(blocks.exif.as_deref(), Some(&b"II*\0ab"[..]));
            assert_eq!(blocks.xmp, [&b"<a>"[..]]);
            assert!(blocks.damaged.is_empty());
        }
    }

    #[test]
    fn a_chunk_that_breaks_off_is_named() {
        let blocks = blocks(b"RIFF\0\0\0\0WEBPXMP \x40\0\0\0<a>");
        assert_eq!(blocks.xmp, [&b"<a>"[..]]);
        assert_eq!(blocks.damaged, [super::Block::Xmp]);
    }
}
