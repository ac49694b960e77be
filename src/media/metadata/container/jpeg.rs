//! JPEG: application segments before the pixels.
//!
//! Standards: ITU-T T.81 annex B; Exif 2.32 §4.5.4 (APP1); XMP part 3 §1.1.3 (APP1, extended XMP);
//! Adobe’s APP13; ISO/IEC 19566-5 §D (APP11) and C2PA 2.2 §A.3.1. All of these may be spread over
//! several segments.
//!
//! Must not know: what the blocks say.

use std::borrow::Cow;

use super::{Block, Blocks, MOST_BLOCK_BYTES, Place};
use crate::media::metadata::number::{Order, stretch};

const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const EXTENDED_XMP: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
const EXIF: &[u8] = b"Exif\0";
/// What APP11 begins with when it holds a box.
const JPEG_BOX: &[u8] = b"JP";
/// Where the type of the outermost box stands in it: after the sign, the number of the box and of
/// the piece, and the heads of two boxes.
const BOX_TYPE_AT: usize = 24;
const GUID_LEN: usize = 32;
/// The most pieces of extended XMP that are looked at.
const MOST_PIECES: usize = 1024;

/// Walks over the segments before the first scan.
pub(super) fn blocks(bytes: &[u8]) -> Blocks<'_> {
    let mut blocks = Blocks::default();
    let mut resources: Vec<&[u8]> = Vec::new();
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    // The number of the box that holds the Content Credentials.
    let mut credentials: Option<&[u8]> = None;
    let segments = Segments { bytes, at: 2 };
    for Segment { marker, payload, is_whole } in segments {
        match marker {
            0xE1 if payload.starts_with(EXIF) => {
                exif(&mut blocks, payload.get(EXIF.len() + 1..).unwrap_or_default());
                if !is_whole {
                    blocks.damaged(Block::Exif);
                }
            }
            0xE1 => {
                if let Some(packet) = payload.strip_prefix(XMP) {
                    blocks.packet(Cow::Borrowed(packet));
                } else if let Some(piece) = payload.strip_prefix(EXTENDED_XMP) {
                    if pieces.len() < MOST_PIECES {
                        pieces.extend(Piece::read(piece));
                    }
                } else {
                    continue;
                }
                if !is_whole {
                    blocks.damaged(Block::Xmp);
                }
            }
            0xEB if payload.starts_with(JPEG_BOX) => {
                let number = payload.get(2..4);
                if payload.get(BOX_TYPE_AT..BOX_TYPE_AT + 4) == Some(b"c2pa") {
                    credentials = number;
                }
                if credentials.is_some() && credentials == number {
                    blocks.credentials(payload.len());
                }
            }
            0xED => {
                if let Some(resource) = payload.strip_prefix(PHOTOSHOP) {
                    resources.push(resource);
                    if !is_whole {
                        blocks.damaged(Block::Iim);
                    }
                }
            }
            _ => {}
        }
    }
    match resources.as_slice() {
        [] => {}
        [one] => blocks.photoshop(Cow::Borrowed(one), Place::Standard),
        several => {
            let mut whole = Vec::new();
            for piece in several {
                let room = MOST_BLOCK_BYTES - whole.len();
                whole.extend(piece.get(..room).unwrap_or(piece));
            }
            blocks.photoshop(Cow::Owned(whole), Place::Standard);
        }
    }
    extended(&mut blocks, &pieces);
    blocks
}

/// Takes an Exif segment; what is over 64 KB goes on in the next one.
fn exif<'a>(blocks: &mut Blocks<'a>, payload: &'a [u8]) {
    let is_begin = payload.starts_with(b"II*\0") || payload.starts_with(b"MM\0*");
    match &mut blocks.exif {
        None => blocks.exif = Some(Cow::Borrowed(payload)),
        Some(before) if !is_begin && before.len() + payload.len() <= MOST_BLOCK_BYTES => {
            before.to_mut().extend(payload);
        }
        Some(_) => {}
    }
}

/// A piece of XMP that was too long for one segment.
struct Piece<'a> {
    guid: &'a [u8],
    whole_len: usize,
    at: usize,
    bytes: &'a [u8],
}

impl<'a> Piece<'a> {
    fn read(payload: &'a [u8]) -> Option<Self> {
        Some(Self {
            guid: payload.get(..GUID_LEN)?,
            whole_len: Order::Big.u32(payload, GUID_LEN)?,
            at: Order::Big.u32(payload, GUID_LEN + 4)?,
            bytes: payload.get(GUID_LEN + 8..)?,
        })
    }
}

/// Puts the pieces together that the main packet names; others are left over from an older copy.
fn extended(blocks: &mut Blocks<'_>, pieces: &[Piece<'_>]) {
    let Some(guid) = blocks.xmp.iter().find_map(|packet| extension_of(packet)) else { return };
    let mut pieces: Vec<&Piece<'_>> =
        pieces.iter().filter(|piece| piece.guid == guid.as_slice()).collect();
    pieces.sort_by_key(|piece| piece.at);
    let mut whole: Vec<u8> = Vec::new();
    for piece in &pieces {
        // A piece that came twice is taken once; after a gap nothing can be read.
        if piece.at == whole.len() && whole.len() + piece.bytes.len() <= MOST_BLOCK_BYTES {
            whole.extend(piece.bytes);
        }
    }
    if pieces.first().is_none_or(|piece| piece.whole_len != whole.len()) {
        blocks.damaged(Block::Xmp);
    }
    if !whole.is_empty() {
        blocks.packet(Cow::Owned(whole));
    }
}

/// The name of the extension that a main packet asks for: 32 hexadecimal digits after
/// `xmpNote:HasExtendedXMP`, as attribute or as element.
fn extension_of(packet: &[u8]) -> Option<Vec<u8>> {
    const NAME: &[u8] = b"HasExtendedXMP";
    const LONGEST_GAP: usize = 64;
    let at = packet.windows(NAME.len()).position(|window| window == NAME)? + NAME.len();
    let gap = packet.get(at..)?.iter().take(LONGEST_GAP);
    let at = at + gap.take_while(|byte| !byte.is_ascii_hexdigit()).count();
    Some(packet.get(at..at + GUID_LEN)?.to_vec())
}

/// One segment before the pixels.
struct Segment<'a> {
    marker: u8,
    payload: &'a [u8],
    is_whole: bool,
}

/// The segments of a file. Every round moves on by two bytes or more.
struct Segments<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Segments<'a> {
    type Item = Segment<'a>;

    fn next(&mut self) -> Option<Segment<'a>> {
        const ALONE: [u8; 10] = [0x01, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8];
        const START_OF_SCAN: u8 = 0xDA;
        const END: u8 = 0xD9;
        loop {
            // Any number of fill bytes may stand before a marker.
            while self.bytes.get(self.at..self.at + 2) == Some(&[0xFF, 0xFF]) {
                self.at += 1;
            }
            let Some(&[0xFF, marker]) = self.bytes.get(self.at..self.at + 2) else { return None };
            match marker {
                START_OF_SCAN | END => return None,
                marker if ALONE.contains(&marker) => self.at += 2,
                marker => {
                    let len = usize::from(Order::Big.u16(self.bytes, self.at + 2)?);
                    let len = len.checked_sub(2)?;
                    let (payload, is_whole) = stretch(self.bytes, self.at + 4, len);
                    self.at += 4 + len;
                    return Some(Segment { marker, payload, is_whole });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, EXTENDED_XMP, GUID_LEN, XMP, blocks};

    fn segment(payload: &[u8]) -> Vec<u8> {
        let len = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, 0xE1][..], &len, payload].concat()
    }

    fn piece(guid: u8, whole: u32, at: u32, bytes: &[u8]) -> Vec<u8> {
        let head = [whole.to_be_bytes(), at.to_be_bytes()].concat();
        segment(&[EXTENDED_XMP, &[guid; GUID_LEN], &head, bytes].concat())
    }

    #[test]
    fn a_long_packet_is_put_together_in_any_order() {
        let main = [XMP, b"<x xmpNote:HasExtendedXMP='", &[b'A'; GUID_LEN], b"'/>"].concat();
        for (pieces, whole, damaged) in [
            (
                vec![piece(b'A', 6, 3, b"def"), piece(b'A', 6, 0, b"abc")],
                Some(&b"abcdef"[..]),
                false,
            ),
            // Left over from an older copy of the file.
            (vec![piece(b'B', 3, 0, b"old"), piece(b'A', 3, 0, b"new")], Some(b"new"), false),
            (vec![piece(b'A', 6, 0, b"abc"), piece(b'A', 6, 0, b"abc")], Some(b"abc"), true),
            (vec![piece(b'A', 6, 3, b"def")], None, true),
        ] {
            let file = [vec![0xFF, 0xD8], segment(&main), pieces.concat()].concat();
            let blocks = blocks(&file);
            assert_eq!(blocks.xmp.get(1).map(|packet| packet.as_ref()), whole);
            assert_eq!(blocks.damaged, if damaged { vec![Block::Xmp] } else { vec![] });
        }
    }

    #[test]
    fn fill_bytes_and_lone_markers_are_passed_over() {
        let packet = segment(&[XMP, b"<x/>"].concat());
        let file = [&[0xFF, 0xD8, 0xFF, 0xFF, 0xFF, 0x01][..], &packet].concat();
        assert_eq!(blocks(&file).xmp, [&b"<x/>"[..]]);
        // Nothing after the pixels begin.
        let file = [&[0xFF, 0xD8, 0xFF, 0xDA, 0, 2][..], &packet].concat();
        assert!(blocks(&file).xmp.is_empty());
    }
}
