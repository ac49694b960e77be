//! From bytes to a decoder, and from pixels to bytes; every size is bounded first.
//!
//! Must not know: where the bytes come from or go to.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat, ImageReader, Limits};

use super::PictureError;
use crate::story::PictureFormat;

/// The most pixels that a picture may have: 200 megapixels, above every camera in newsrooms.
pub const MOST_PIXELS: u64 = 200_000_000;

/// The most memory that decoding one picture may take, in bytes.
pub const MOST_BYTES_DECODED: u64 = 1024 * 1024 * 1024;

/// Writes copied pixels as a PNG without any metadata.
///
/// Some systems hand over opaque pictures with every alpha value 0; those are made opaque.
pub fn clean_rgba_to_png(
    width_px: u32,
    height_px: u32,
    rgba: &[u8],
) -> Result<Vec<u8>, PictureError> {
    let pixels = u64::from(width_px) * u64::from(height_px);
    if pixels == 0 {
        return Err(PictureError::Incomplete);
    }
    if pixels > MOST_PIXELS {
        return Err(PictureError::TooLarge { width_px, height_px });
    }
    if pixels * 4 != rgba.len() as u64 {
        return Err(PictureError::Incomplete);
    }
    let alphas = || rgba.iter().skip(3).step_by(4);
    let opaque = alphas().all(|alpha| *alpha == u8::MAX) || alphas().all(|alpha| *alpha == 0);
    let kept = if opaque { 3 } else { 4 };
    let color = if opaque { image::ColorType::Rgb8 } else { image::ColorType::Rgba8 };
    let samples: Vec<u8> =
        rgba.chunks_exact(4).flat_map(|pixel| pixel.iter().take(kept)).copied().collect();
    let mut png = Cursor::new(Vec::new());
    image::write_buffer_with_format(
        &mut png,
        &samples,
        width_px,
        height_px,
        color,
        ImageFormat::Png,
    )
    .map_err(|error| PictureError::NotWritten { reason: error.to_string() })?;
    Ok(png.into_inner())
}

/// The size of a picture as shown upright, from its header.
pub(super) fn upright(bytes: &[u8], format: PictureFormat) -> Result<(u32, u32), PictureError> {
    open(bytes, format).map(|opened| opened.upright())
}

/// A picture whose headers have been read and found acceptable.
pub(super) struct Opened<D> {
    pub(super) decoder: D,
    width_px: u32,
    height_px: u32,
    pub(super) orientation: Orientation,
}

impl<D> Opened<D> {
    pub(super) fn upright(&self) -> (u32, u32) {
        match self.orientation {
            Orientation::NoTransforms
            | Orientation::Rotate180
            | Orientation::FlipHorizontal
            | Orientation::FlipVertical => (self.width_px, self.height_px),
            Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH => (self.height_px, self.width_px),
        }
    }
}

pub(super) fn open(
    bytes: &[u8],
    format: PictureFormat,
) -> Result<Opened<impl ImageDecoder + '_>, PictureError> {
    let format = match format {
        PictureFormat::Jpeg => ImageFormat::Jpeg,
        PictureFormat::Png => ImageFormat::Png,
        PictureFormat::WebP => ImageFormat::WebP,
        PictureFormat::Gif => ImageFormat::Gif,
        PictureFormat::Tiff => ImageFormat::Tiff,
        PictureFormat::Avif | PictureFormat::Heic => {
            return Err(PictureError::NotShownYet { name: format.name() });
        }
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width_px, height_px) = decoder.dimensions();
    let pixels = u64::from(width_px) * u64::from(height_px);
    if pixels == 0 {
        return Err(PictureError::Damaged { reason: "it has no width or no height".to_owned() });
    }
    if pixels > MOST_PIXELS {
        return Err(PictureError::TooLarge { width_px, height_px });
    }
    // A picture with an unreadable note about its orientation is still a picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok(Opened { decoder, width_px, height_px, orientation })
}

pub(super) fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES_DECODED);
    limits
}

/// Says what a decoder’s complaint means for the editor.
pub(super) fn refused(error: image::ImageError) -> PictureError {
    use image::ImageError as E;
    match error {
        E::Limits(_) => {
            PictureError::TooMuchMemory { needed_mib: MOST_BYTES_DECODED / (1024 * 1024) }
        }
        E::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            PictureError::CutShort
        }
        E::Unsupported(_) => PictureError::NotReadYet { name: "Such" },
        other => {
            let reason: String = other.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
            PictureError::Damaged { reason: reason.chars().take(160).collect() }
        }
    }
}
