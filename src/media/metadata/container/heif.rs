//! HEIF and AVIF: items that the `meta` box lists.
//!
//! Standards: ISO/IEC 14496-12 §8.11 (meta, iinf, iloc, idat); ISO/IEC 23008-12 annex A (Exif and
//! XMP items). An item is Exif by its type, and XMP by the media type `application/rdf+xml`.
//!
//! Must not know: what the blocks say, pixels.

mod size;

use std::borrow::Cow;

use super::{Block, Blocks, MOST_BLOCK_BYTES, without_exif_label};
use crate::media::metadata::number::{Order, stretch};

pub(in crate::media) use size::size;

/// The most boxes side by side and the most items that are looked at.
const MOST: usize = 4096;
/// The most pieces that one item may be in.
const MOST_PIECES: usize = 256;
/// The most items that are read.
const MOST_READ: usize = 16;

/// Finds the items that say something about the picture.
pub(super) fn blocks(bytes: &[u8]) -> Blocks<'_> {
    let mut blocks = Blocks::default();
    let Some(meta) = find(bytes, *b"meta").and_then(|meta| meta.get(4..)) else { return blocks };
    let kinds = find(meta, *b"iinf").map(kinds).unwrap_or_default();
    let Some(places) = find(meta, *b"iloc") else { return blocks };
    let idat = find(meta, *b"idat").unwrap_or_default();
    for (id, block) in kinds.into_iter().take(MOST_READ) {
        let Some((content, is_whole)) = content(places, id, bytes, idat) else {
            blocks.damaged(block);
            continue;
        };
        match block {
            Block::Exif if blocks.exif.is_none() => blocks.exif = exif(&content),
            Block::Exif => continue,
            Block::Xmp | Block::Iim => blocks.packet(content),
        }
        if !is_whole {
            blocks.damaged(block);
        }
    }
    blocks
}

/// Exif begins with how many bytes stand before the TIFF header.
fn exif<'a>(content: &Cow<'a, [u8]>) -> Option<Cow<'a, [u8]>> {
    let skipped = Order::Big.u32(content, 0)?.saturating_add(4);
    Some(match content {
        Cow::Borrowed(bytes) => Cow::Borrowed(without_exif_label(bytes.get(skipped..)?)),
        Cow::Owned(bytes) => Cow::Owned(without_exif_label(bytes.get(skipped..)?).to_vec()),
    })
}

/// The boxes that stand side by side: type and content. Every round moves on by 8 bytes or more.
fn boxes(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut at = 0_usize;
    std::iter::from_fn(move || {
        let len = Order::Big.u32(bytes, at)?;
        let kind: [u8; 4] = bytes.get(at + 4..at + 8)?.try_into().ok()?;
        let (head, len) = match len {
            // To the end of the file.
            0 => (8, bytes.len() - at),
            1 => (16, usize::try_from(Order::Big.number(bytes, at + 8, 8)?).ok()?),
            len => (8, len),
        };
        let (content, _) = stretch(bytes, at + head, len.checked_sub(head)?);
        at = at.checked_add(len)?;
        Some((kind, content))
    })
    .take(MOST)
}

fn find(bytes: &[u8], wanted: [u8; 4]) -> Option<&[u8]> {
    boxes(bytes).find(|(kind, _)| *kind == wanted).map(|(_, content)| content)
}

/// The items of `iinf` that are Exif or XMP.
fn kinds(iinf: &[u8]) -> Vec<(u32, Block)> {
    // A count of two bytes, or four in later versions.
    let entries = if iinf.first() == Some(&0) { 6 } else { 8 };
    boxes(iinf.get(entries..).unwrap_or_default())
        .filter(|(kind, _)| kind == b"infe")
        .filter_map(|(_, infe)| kind_of(infe))
        .collect()
}

fn kind_of(infe: &[u8]) -> Option<(u32, Block)> {
    let id_len = match infe.first()? {
        2 => 2,
        3 => 4,
        // Older versions do not say the type.
        _ => return None,
    };
    let id = u32::try_from(Order::Big.number(infe, 4, id_len)?).ok()?;
    // Two bytes of protection between the number and the type.
    let kind = infe.get(4 + id_len + 2..)?;
    let (kind, names) = (kind.get(..4)?, kind.get(4..)?);
    match kind {
        b"Exif" => Some((id, Block::Exif)),
        b"mime" => {
            let mut names = names.split(|byte| *byte == 0);
            let media_type = names.nth(1)?;
            (media_type == b"application/rdf+xml").then_some((id, Block::Xmp))
        }
        _ => None,
    }
}

/// An item’s bytes by `iloc`, and whether all of them are there.
fn content<'a>(
    iloc: &'a [u8],
    wanted: u32,
    file: &'a [u8],
    idat: &'a [u8],
) -> Option<(Cow<'a, [u8]>, bool)> {
    let mut reading = Reading { bytes: iloc, at: 0 };
    let version = reading.number(1)?;
    reading.number(3)?;
    let sizes = reading.number(2)?;
    let size = |shift: u32| usize::try_from((sizes >> shift) & 15).ok();
    let (offset_len, length_len, base_len) = (size(12)?, size(8)?, size(4)?);
    let index_len = if version == 0 { 0 } else { size(0)? };
    let id_len = if version < 2 { 2 } else { 4 };
    let count = usize::try_from(reading.number(id_len)?).ok()?;
    for _ in 0..count.min(MOST) {
        let id = reading.number(id_len)?;
        let method = if version == 0 { 0 } else { reading.number(2)? & 15 };
        reading.number(2)?;
        let base = reading.number(base_len)?;
        let pieces = usize::try_from(reading.number(2)?).ok()?;
        if pieces > MOST_PIECES {
            return None;
        }
        let from = match method {
            0 => Some(file),
            1 => Some(idat),
            // Made of other items: nobody writes metadata so.
            _ => None,
        };
        let mut whole = Cow::Borrowed(&[][..]);
        let mut is_whole = true;
        for _ in 0..pieces {
            reading.number(index_len)?;
            let (offset, len) = (reading.number(offset_len)?, reading.number(length_len)?);
            if id != u64::from(wanted) {
                continue;
            }
            let at = usize::try_from(base.checked_add(offset)?).ok()?;
            // A length of nothing means to the end.
            let len = if len == 0 { usize::MAX } else { usize::try_from(len).ok()? };
            let (piece, all) = stretch(from?, at, len);
            is_whole &= all || len == usize::MAX;
            if pieces == 1 {
                whole = Cow::Borrowed(piece);
            } else if whole.len() + piece.len() <= MOST_BLOCK_BYTES {
                whole.to_mut().extend(piece);
            } else {
                is_whole = false;
            }
        }
        if id == u64::from(wanted) {
            return Some((whole, is_whole));
        }
    }
    None
}

/// Numbers one after the other.
struct Reading<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reading<'_> {
    fn number(&mut self, len: usize) -> Option<u64> {
        let number = Order::Big.number(self.bytes, self.at, len.min(8))?;
        self.at += len;
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, blocks};

    pub(super) fn boxed(kind: [u8; 4], content: &[u8]) -> Vec<u8> {
        let len = u32::try_from(content.len() + 8).unwrap().to_be_bytes();
        [&len[..], &kind, content].concat()
    }

    /// A file with one XMP item in `idat`, in pieces.
    fn file(pieces: &[(u8, u8)]) -> Vec<u8> {
        let infe = boxed(*b"infe", b"\x02\0\0\0\0\x01\0\0mimeX\0application/rdf+xml\0");
        let iinf = boxed(*b"iinf", &[&[0, 0, 0, 0, 0, 1][..], &infe].concat());
        // Version 1; offsets and lengths of four bytes; item 1, in idat.
        let mut iloc = b"\x01\0\0\0\x44\0\0\x01\0\x01\0\x01\0\0".to_vec();
        iloc.extend(u16::try_from(pieces.len()).unwrap().to_be_bytes());
        for (at, len) in pieces {
            iloc.extend([0, 0, 0, *at, 0, 0, 0, *len]);
        }
        let meta = [&[0; 4][..], &iinf, &boxed(*b"iloc", &iloc), &boxed(*b"idat", b"--<x/>-<y/>")];
        [boxed(*b"ftyp", b"avif\0\0\0\0"), boxed(*b"meta", &meta.concat())].concat()
    }

    #[test]
    fn items_may_be_inside_the_box_and_in_pieces() {
        for (pieces, packet) in [(&[(2, 4)][..], "<x/>"), (&[(2, 4), (7, 4)], "<x/><y/>")] {
            let file = file(pieces);
            let blocks = blocks(&file);
            assert_eq!(blocks.xmp, [packet.as_bytes()]);
            assert!(blocks.damaged.is_empty());
        }
    }

    #[test]
    fn an_item_that_is_not_all_there_is_named() {
        let file = file(&[(2, 200)]);
        assert_eq!(blocks(&file).damaged, [Block::Xmp]);
    }
}
