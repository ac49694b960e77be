//! A finished picture as progressive JPEG.
//!
//! Layout: JFIF, then XMP (APP1), then Photoshop’s resources with IPTC-IIM (APP13). No profile:
//! what carries none is sRGB to browsers and to everybody else (CSS Color 4 §3.3).
//!
//! Must not know: where the pixels came from, what the stamp says.

use image::DynamicImage;
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};

use super::stamp::Marks;
use super::{Problem, on_white};

/// Encodes. A drawing keeps the full resolution of its colours, so that thin red lines stay red.
pub(super) fn encode(
    picture: &DynamicImage,
    quality: u8,
    is_drawing: bool,
    marks: &Marks,
) -> Result<Vec<u8>, Problem> {
    const XMP: u8 = 1;
    const PHOTOSHOP: u8 = 13;
    let side = |side: u32| u16::try_from(side).map_err(Problem::not_made);
    let (width, height) = (side(picture.width())?, side(picture.height())?);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality.clamp(1, 100));
    // The coarse picture, then all of its detail: each further scan costs three parts in a hundred
    // of the file, since this encoder ends every block of every scan by a code of its own.
    encoder.set_progressive_scans(2);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    encoder.set_sampling_factor(if is_drawing || quality >= 90 {
        SamplingFactor::F_1_1
    } else {
        SamplingFactor::F_2_2
    });
    if let Some(packet) = &marks.xmp {
        let segment = [&b"http://ns.adobe.com/xap/1.0/\0"[..], packet].concat();
        encoder.add_app_segment(XMP, segment).map_err(Problem::not_made)?;
    }
    if let Some(resources) = &marks.photoshop {
        let segment = [&b"Photoshop 3.0\0"[..], resources].concat();
        encoder.add_app_segment(PHOTOSHOP, segment).map_err(Problem::not_made)?;
    }
    let encoded = match picture {
        DynamicImage::ImageLuma8(grey) => encoder.encode(grey, width, height, ColorType::Luma),
        DynamicImage::ImageRgb8(light) => encoder.encode(light, width, height, ColorType::Rgb),
        other => encoder.encode(&on_white(other), width, height, ColorType::Rgb),
    };
    encoded.map_err(Problem::not_made)?;
    Ok(bytes)
}
