//! PNG: `eXIf`, XMP in `iTXt`, and the raw profiles that converters write.
//!
//! Standards: PNG (third edition) §11.3; XMP part 3 §1.1.5; C2PA 2.2 §A.3.2 (`caBX`). Raw profiles
//! are text chunks whose keyword is `Raw profile type exif` (or `iptc`, `8bim`, `xmp`, `APP1`) and
//! whose text is a name, a length and hexadecimal digits.
//!
//! Must not know: what the blocks say.

use std::borrow::Cow;

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::{Block, Blocks, Iim, MOST_BLOCK_BYTES, Place, without_exif_label};
use crate::media::metadata::number::{Order, stretch};

const XMP_KEYWORD: &[u8] = b"XML:com.adobe.xmp";
const PROFILE_KEYWORD: &[u8] = b"Raw profile type ";
const XMP_LABEL: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// The raw profiles that are of use here, in small letters.
const PROFILES: [&[u8]; 5] = [b"exif", b"app1", b"iptc", b"8bim", b"xmp"];
/// The most text chunks that are unpacked: no writer has use for more.
const MOST_PACKED: usize = 12;

/// Walks over the chunks. Every round moves on by 12 bytes or more.
pub(super) fn blocks(bytes: &[u8]) -> Blocks<'_> {
    let mut blocks = Blocks::default();
    let mut packed = 0_usize;
    let mut at = 8_usize;
    while let (Some(len), Some(kind)) = (Order::Big.u32(bytes, at), bytes.get(at + 4..at + 8)) {
        let (payload, is_whole) = stretch(bytes, at + 8, len);
        match kind {
            b"eXIf" => {
                let exif = without_exif_label(payload);
                blocks.exif = Some(Cow::Borrowed(exif));
                if !is_whole {
                    blocks.damaged(Block::Exif);
                }
            }
            b"iTXt" | b"zTXt" | b"tEXt" if packed < MOST_PACKED => {
                if let Some(said) = Said::read(kind, payload) {
                    packed += usize::from(said.is_packed);
                    said.add(&mut blocks, is_whole);
                }
            }
            b"caBX" => blocks.credentials(payload.len()),
            b"IEND" => break,
            _ => {}
        }
        if !is_whole {
            break;
        }
        let Some(next) = at.checked_add(12).and_then(|after| after.checked_add(len)) else { break };
        at = next;
    }
    blocks
}

/// A text chunk that is of use here.
struct Said<'a> {
    keyword: &'a [u8],
    text: &'a [u8],
    is_packed: bool,
}

impl<'a> Said<'a> {
    fn read(kind: &[u8], payload: &'a [u8]) -> Option<Self> {
        let (keyword, rest) = after_zero(payload)?;
        let profile = keyword.strip_prefix(PROFILE_KEYWORD).map(|name| name.to_ascii_lowercase());
        if keyword != XMP_KEYWORD
            && !profile.is_some_and(|name| PROFILES.contains(&name.as_slice()))
        {
            return None;
        }
        let (text, is_packed) = match kind {
            // Compression flag and method, then language and keyword in that language.
            b"iTXt" => {
                let (flag, rest) = rest.split_first()?;
                let (_, rest) = after_zero(rest.get(1..)?)?;
                (after_zero(rest)?.1, *flag == 1)
            }
            b"zTXt" => (rest.get(1..)?, true),
            _ => (rest, false),
        };
        Some(Self { keyword, text, is_packed })
    }

    fn add(self, blocks: &mut Blocks<'a>, is_whole: bool) {
        let (text, is_whole) = if self.is_packed {
            match decompress_to_vec_zlib_with_limit(self.text, MOST_BLOCK_BYTES) {
                Ok(text) => (Cow::Owned(text), is_whole),
                Err(error) => (Cow::Owned(error.output), false),
            }
        } else {
            (Cow::Borrowed(self.text), is_whole)
        };
        let block = match self.keyword.strip_prefix(PROFILE_KEYWORD) {
            None => {
                blocks.packet(text);
                Block::Xmp
            }
            Some(name) => match profile(&text) {
                Some((bytes, all)) => {
                    let block = add_profile(blocks, name, bytes);
                    if !all {
                        blocks.damaged(block);
                    }
                    block
                }
                None => return,
            },
        };
        if !is_whole {
            blocks.damaged(block);
        }
    }
}

fn add_profile(blocks: &mut Blocks<'_>, name: &[u8], bytes: Vec<u8>) -> Block {
    match name.to_ascii_lowercase().as_slice() {
        b"iptc" | b"8bim" if bytes.starts_with(b"8BIM") => {
            blocks.photoshop(Cow::Owned(bytes), Place::Elsewhere);
            Block::Iim
        }
        b"iptc" => {
            if blocks.iim.is_none() {
                blocks.iim = Some(Iim { bytes: Cow::Owned(bytes), place: Place::Elsewhere });
            }
            Block::Iim
        }
        _ => {
            if let Some(packet) = bytes.strip_prefix(XMP_LABEL) {
                blocks.packet(Cow::Owned(packet.to_vec()));
                Block::Xmp
            } else if name.eq_ignore_ascii_case(b"xmp") {
                blocks.packet(Cow::Owned(bytes));
                Block::Xmp
            } else {
                // A chunk made for the purpose is the better one.
                blocks.exif.get_or_insert_with(|| Cow::Owned(without_exif_label(&bytes).to_vec()));
                Block::Exif
            }
        }
    }
}

/// The bytes of a raw profile, and whether they are as many as it says.
fn profile(text: &[u8]) -> Option<(Vec<u8>, bool)> {
    // A line with the name, which may be two words, then the length.
    let (_, text) = split_at_line(text.trim_ascii_start())?;
    let mut words = text.split(|byte| byte.is_ascii_whitespace()).filter(|word| !word.is_empty());
    let len: usize = std::str::from_utf8(words.next()?).ok()?.parse().ok()?;
    let digits: Vec<u8> = words
        .flatten()
        .map_while(|digit| char::from(*digit).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .take(len.min(MOST_BLOCK_BYTES) * 2)
        .collect();
    let bytes: Vec<u8> = digits
        .chunks_exact(2)
        .filter_map(|pair| Some((pair.first()? << 4) | pair.last()?))
        .collect();
    let all = bytes.len() == len;
    Some((bytes, all))
}

fn split_at_line(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = text.iter().position(|byte| *byte == b'\n')?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// What stands before the first zero byte, and after it.
fn after_zero(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = bytes.iter().position(|byte| *byte == 0)?;
    Some((bytes.get(..at)?, bytes.get(at + 1..)?))
}
