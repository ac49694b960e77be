//! A finished picture as lossy WebP, opacity and all.
//!
//! Layout (RFC 9649 §2.7): `VP8X`, then `ALPH` and `VP8 ` as the encoder gives them, then `XMP `.
//! WebP has no place for IPTC-IIM.
//!
//! Must not know: where the pixels came from, what the stamp says.

use image::DynamicImage;
use webp::{Encoder, PixelLayout, WebPConfig};

use super::Problem;
use super::stamp::Marks;

/// How hard the encoder tries, 0 to 6. Four is its own middle: six takes twice the time for files
/// that are three parts in a hundred smaller.
const EFFORT: i32 = 4;

/// Encodes. `is_sharp` takes more care over coloured edges, for drawings.
pub(super) fn encode(
    picture: DynamicImage,
    quality: u8,
    is_sharp: bool,
    marks: &Marks,
) -> Result<Vec<u8>, Problem> {
    let (width, height) = (picture.width(), picture.height());
    let has_alpha = picture.color().has_alpha();
    let (pixels, layout) = if has_alpha {
        (picture.into_rgba8().into_raw(), PixelLayout::Rgba)
    } else {
        (picture.into_rgb8().into_raw(), PixelLayout::Rgb)
    };
    let mut config = WebPConfig::new().map_err(|()| Problem::not_made("WebP settings"))?;
    config.quality = f32::from(quality.clamp(1, 100));
    config.method = EFFORT;
    config.use_sharp_yuv = i32::from(is_sharp);
    let file = Encoder::new(&pixels, layout, width, height)
        .encode_advanced(&config)
        .map_err(|error| Problem::not_made(format!("{error:?}")))?;
    match &marks.xmp {
        Some(packet) => with_xmp(&file, packet, (width, height), has_alpha)
            .ok_or_else(|| Problem::not_made("WebP parts")),
        None => Ok(file.to_vec()),
    }
}

/// The same file with an XMP packet at its end, and a header that says so.
fn with_xmp(file: &[u8], packet: &[u8], size: (u32, u32), has_alpha: bool) -> Option<Vec<u8>> {
    const ALPHA: u8 = 0x10;
    const XMP: u8 = 0x04;
    let mut body = b"WEBP".to_vec();
    let mut header = vec![XMP | if has_alpha { ALPHA } else { 0 }, 0, 0, 0];
    for side in [size.0, size.1] {
        header.extend(side.checked_sub(1)?.to_le_bytes().get(..3)?);
    }
    add(&mut body, *b"VP8X", &header)?;
    let mut rest = file.get(12..)?;
    // Every round takes eight bytes or more.
    while let Some((name, after)) = rest.split_first_chunk::<4>() {
        let (len, after) = after.split_first_chunk::<4>()?;
        let len = usize::try_from(u32::from_le_bytes(*len)).ok()?;
        if name != b"VP8X" {
            add(&mut body, *name, after.get(..len)?)?;
        }
        rest = after.get(len + len % 2..).unwrap_or_default();
    }
    add(&mut body, *b"XMP ", packet)?;
    let len = u32::try_from(body.len()).ok()?;
    Some([&b"RIFF"[..], &len.to_le_bytes(), &body].concat())
}

/// Adds a chunk, filled up to an even length.
fn add(body: &mut Vec<u8>, name: [u8; 4], content: &[u8]) -> Option<()> {
    body.extend(name);
    body.extend(u32::try_from(content.len()).ok()?.to_le_bytes());
    body.extend(content);
    if content.len() % 2 == 1 {
        body.push(0);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet_is_added_behind_the_pixels() {
        let file = b"RIFF\x0e\0\0\0WEBPVP8 \x01\0\0\0x\0";
        let with = with_xmp(file, b"<x/>!", (640, 480), true).unwrap();
        let expected = b"RIFF\x2e\0\0\0WEBPVP8X\x0a\0\0\0\x14\0\0\0\x7f\x02\0\xdf\x01\0\
            VP8 \x01\0\0\0x\0XMP \x05\0\0\0<x/>!\0";
        assert_eq!(with, expected);
        assert_eq!(with.len(), 8 + 0x2e);
    }

    #[test]
    fn parts_that_break_off_give_no_file() {
        assert_eq!(with_xmp(b"RIFF\x0e\0\0\0WEBPVP8 \xff\0\0\0x\0", b"", (1, 1), false), None);
    }
}
