//! What kind of file some bytes are, told by the bytes, and whether they end too early.
//!
//! Must not know: pixels. Nothing here is decoded; each function reads the file at most once.

use super::PictureError;
use crate::story::PictureFormat;

/// The format of a picture, or a sentence about what the bytes are instead.
pub(super) fn format(bytes: &[u8]) -> Result<PictureFormat, PictureError> {
    if bytes.is_empty() {
        return Err(PictureError::Empty);
    }
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Ok(PictureFormat::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(PictureFormat::Png),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Ok(PictureFormat::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(PictureFormat::WebP),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => tiff(bytes),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => brands(brand),
        _ => Err(instead(bytes)),
    }
}

/// What bytes are that are no picture we read.
fn instead(bytes: &[u8]) -> PictureError {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => PictureError::Document { found: "a PDF" },
        [b'P', b'K', 3, 4, ..] => {
            PictureError::Document { found: "a zip archive or Office document" }
        }
        [b'8', b'B', b'P', b'S', ..] => PictureError::NotReadYet { name: "Photoshop" },
        [b'B', b'M', ..] => PictureError::NotReadYet { name: "BMP" },
        [0, 0, 1, 0, ..] => PictureError::NotReadYet { name: "ICO" },
        [0xFF, 0x0A, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => {
            PictureError::NotReadYet { name: "JPEG XL" }
        }
        [0, 0, 0, 12, b'j', b'P', b' ', b' ', ..] => PictureError::NotReadYet { name: "JPEG 2000" },
        [b'I', b'I', 43, 0, ..] | [b'M', b'M', 0, 43, ..] => {
            PictureError::NotReadYet { name: "BigTIFF" }
        }
        [b'I', b'I', b'R' | b'U', ..] | [b'F', b'U', b'J', b'I', ..] => {
            PictureError::NotReadYet { name: "Camera raw" }
        }
        _ => markup(bytes).unwrap_or(PictureError::NotAPicture),
    }
}

/// Files of the ISO base media family are told apart by their brands (ISO/IEC 14496-12 §4.3).
fn brands(brands: &[u8]) -> Result<PictureFormat, PictureError> {
    // The major brand, then a version that is no brand, then the compatible ones.
    for brand in brands.chunks_exact(4).take(16) {
        match brand {
            b"avif" | b"avis" => return Ok(PictureFormat::Avif),
            b"crx " => return Err(PictureError::NotReadYet { name: "Camera raw" }),
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" => {
                return Ok(PictureFormat::Heic);
            }
            b"isom" | b"iso2" | b"mp41" | b"mp42" | b"qt  " | b"M4V " => {
                return Err(PictureError::Document { found: "a video" });
            }
            _ => {}
        }
    }
    if brands.starts_with(b"mif1") || brands.starts_with(b"msf1") {
        return Ok(PictureFormat::Heic);
    }
    Err(PictureError::NotAPicture)
}

/// SVG and web pages, the usual result of saving a picture’s page in place of the picture.
fn markup(bytes: &[u8]) -> Option<PictureError> {
    const LOOKED_AT: usize = 4096;
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if !head.starts_with('<') {
        return None;
    }
    if head.contains("<svg") || head.contains("<!doctype svg") {
        return Some(PictureError::Svg);
    }
    let is_page =
        ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| head.contains(tag));
    is_page.then_some(PictureError::Document { found: "a web page" })
}

/// Camera raw files are TIFF on the outside with a small preview where the picture should be.
fn tiff(bytes: &[u8]) -> Result<PictureFormat, PictureError> {
    const NEW_SUBFILE_TYPE: u32 = 254;
    const DNG_VERSION: u32 = 0xC612;
    const MOST_ENTRIES: usize = 512;
    let raw = Err(PictureError::NotReadYet { name: "Camera raw" });
    if bytes.get(8..10) == Some(b"CR") {
        return raw;
    }
    let big_endian = bytes.starts_with(b"MM");
    let number = |at: usize, len: usize| -> Option<u32> {
        let digits = bytes.get(at..at.checked_add(len)?)?;
        let join = |sum: u32, digit: &u8| (sum << 8) | u32::from(*digit);
        Some(if big_endian {
            digits.iter().fold(0, join)
        } else {
            digits.iter().rev().fold(0, join)
        })
    };
    let Some(directory) = number(4, 4).and_then(|at| usize::try_from(at).ok()) else {
        return Err(PictureError::CutShort);
    };
    let entries = number(directory, 2).unwrap_or(0) as usize;
    for entry in 0..entries.min(MOST_ENTRIES) {
        let Some(at) = directory.checked_add(2 + entry * 12) else { break };
        match number(at, 2) {
            Some(DNG_VERSION) => return raw,
            // Bit 0: a smaller version of another picture in the file.
            Some(NEW_SUBFILE_TYPE) if number(at + 8, 4).is_some_and(|value| value & 1 == 1) => {
                return raw;
            }
            Some(_) => {}
            None => break,
        }
    }
    Ok(PictureFormat::Tiff)
}

/// Refuses a file that stops before its format says it ends: a download that broke off.
///
/// Decoders fill the rest with grey, and nobody notices before the picture is in the paper. A TIFF,
/// an AVIF and a HEIC keep their pixels anywhere, so that only decoding tells.
pub(super) fn ends_where_it_should(
    bytes: &[u8],
    format: PictureFormat,
) -> Result<(), PictureError> {
    let whole = match format {
        PictureFormat::Jpeg => jpeg_scan(bytes).is_some_and(|scan| {
            let pixels = bytes.get(scan.pixels_at..).unwrap_or_default();
            pixels.windows(2).any(|pair| pair == [0xFF, 0xD9])
        }),
        PictureFormat::Png => png_ends(bytes),
        PictureFormat::Gif => bytes.iter().rev().find(|byte| **byte != 0) == Some(&0x3B),
        PictureFormat::WebP => match bytes.get(4..8) {
            Some(&[a, b, c, d]) => {
                u64::from(u32::from_le_bytes([a, b, c, d])) + 8 <= bytes.len() as u64 + 1
            }
            _ => false,
        },
        PictureFormat::Tiff | PictureFormat::Avif | PictureFormat::Heic => true,
    };
    if whole { Ok(()) } else { Err(PictureError::CutShort) }
}

fn png_ends(bytes: &[u8]) -> bool {
    let mut at = 8_usize;
    // Every round moves on by 12 bytes or more.
    while let Some(&[a, b, c, d, ref kind @ ..]) = bytes.get(at..at.saturating_add(8)) {
        let len = u32::from_be_bytes([a, b, c, d]) as usize;
        let Some(next) = at.checked_add(12).and_then(|after| after.checked_add(len)) else {
            return false;
        };
        if kind == b"IEND" {
            return true;
        }
        at = next;
    }
    false
}

/// How a JPEG stores its pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JpegKind {
    /// From top to bottom.
    Sequential,
    /// From coarse to fine, or one colour after the other: all of it is held in memory until the end.
    InParts {
        /// How many colours a pixel has.
        components: u8,
    },
}

/// How a JPEG stores its pixels; `None` for other files.
pub(super) fn jpeg_kind(bytes: &[u8]) -> Option<JpegKind> {
    jpeg_scan(bytes).map(|scan| scan.kind)
}

struct JpegScan {
    kind: JpegKind,
    /// Where the first scan begins.
    pixels_at: usize,
}

/// Walks over the segments before the pixels (ITU-T T.81 annex B).
fn jpeg_scan(bytes: &[u8]) -> Option<JpegScan> {
    const START_OF_SCAN: u8 = 0xDA;
    const FRAMES: [u8; 4] = [0xC0, 0xC1, 0xC2, 0xC3];
    const PROGRESSIVE: [u8; 4] = [0xC2, 0xC6, 0xCA, 0xCE];
    if !bytes.starts_with(&[0xFF, 0xD8]) {
        return None;
    }
    let mut kind = JpegKind::Sequential;
    let mut frame_components = 0;
    let mut at = 2_usize;
    loop {
        // Any number of fill bytes may stand before a marker.
        while bytes.get(at..at + 2) == Some(&[0xFF, 0xFF]) {
            at += 1;
        }
        let Some(&[0xFF, marker, high, low]) = bytes.get(at..at + 4) else { return None };
        let len = usize::from(u16::from_be_bytes([high, low]));
        if marker == START_OF_SCAN {
            let scan_components = *bytes.get(at + 4)?;
            if scan_components < frame_components {
                kind = JpegKind::InParts { components: frame_components };
            }
            return Some(JpegScan { kind, pixels_at: at + 2 + len });
        }
        if FRAMES.contains(&marker) {
            frame_components = *bytes.get(at + 9)?;
        }
        if PROGRESSIVE.contains(&marker) {
            kind = JpegKind::InParts { components: frame_components };
        }
        at += 2 + len;
    }
}
