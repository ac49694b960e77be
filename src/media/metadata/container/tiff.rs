//! TIFF: tags of the first directory; credentials may stand in a later one.
//!
//! Standards: TIFF 6.0; XMP part 3 §1.1.4 (tag 700); TIFF/IT and Adobe’s technical notes for 33723
//! (IIM) and 34377 (Photoshop); C2PA 2.2 §A.3.5 (tag 52545). The file as a whole is its own Exif
//! block.
//!
//! Must not know: what the blocks say.

use std::borrow::Cow;

use super::{Block, Blocks, Iim, MOST_BLOCK_BYTES, Place};
use crate::media::metadata::directory::Tiff;

const XMP: u16 = 700;
const IIM: u16 = 33723;
const PHOTOSHOP: u16 = 34377;
const CREDENTIALS: u16 = 0xCD41;
const LONG: u16 = 4;

/// Looks through the first directory.
pub(super) fn blocks(bytes: &[u8]) -> Blocks<'_> {
    let mut blocks = Blocks { exif: Some(Cow::Borrowed(bytes)), ..Blocks::default() };
    let Some(tiff) = Tiff::open(bytes) else { return blocks };
    let (entries, _) = tiff.first().map(|at| tiff.directory(at)).unwrap_or_default();
    let mut resources = None;
    for entry in entries {
        let block = match entry.tag {
            XMP => {
                blocks.packet(Cow::Borrowed(entry.value));
                Block::Xmp
            }
            IIM => {
                let bytes = if entry.kind == LONG && is_swapped(entry.value) {
                    Cow::Owned(swapped(entry.value))
                } else {
                    Cow::Borrowed(entry.value)
                };
                blocks.iim = Some(Iim { bytes, place: Place::Standard });
                Block::Iim
            }
            PHOTOSHOP => {
                resources = Some(Cow::Borrowed(entry.value));
                Block::Iim
            }
            _ => continue,
        };
        if !entry.is_whole {
            blocks.damaged(block);
        }
    }
    if let Some(len) = credentials(tiff) {
        blocks.credentials(len);
    }
    // After the tags, since IIM’s own tag comes first by right.
    if let Some(resources) = resources {
        blocks.photoshop(resources, Place::Elsewhere);
    }
    blocks
}

/// The bytes of the credentials: signing programs put them into a directory of their own at the
/// end, so that what was there keeps its place. So many directories are looked at.
fn credentials(tiff: Tiff<'_>) -> Option<usize> {
    const MOST_DIRECTORIES: usize = 64;
    let mut at = tiff.first();
    for _ in 0..MOST_DIRECTORIES {
        let (entries, _) = tiff.directory(at?);
        if let Some(entry) = entries.iter().find(|entry| entry.tag == CREDENTIALS) {
            return Some(entry.value.len());
        }
        at = tiff.next(at?);
    }
    None
}

/// Old writers called the bytes 32-bit numbers; programs of the other byte order then turned each
/// four of them round.
fn is_swapped(value: &[u8]) -> bool {
    matches!(value, [first, _, _, 0x1C, ..] if *first != 0x1C)
}

fn swapped(value: &[u8]) -> Vec<u8> {
    let value = value.get(..MOST_BLOCK_BYTES).unwrap_or(value);
    value.chunks(4).flat_map(|number| number.iter().rev()).copied().collect()
}
