//! From bytes to a picture, to a thumbnail, and back to bytes; every size is bounded first.
//!
//! Must not know: where the bytes come from or go to.

use std::io::Cursor;
use std::sync::Arc;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use sha2::{Digest as _, Sha256};

use super::recognise::{self, JpegKind};
use super::{Picture, PictureError, Thumbnail};
use crate::story::{MediaId, MediaRef, PictureFormat};

/// The most pixels that a picture may have: 200 megapixels, above every camera in newsrooms.
pub const MOST_PIXELS: u64 = 200_000_000;

/// The most memory that decoding one picture may take, in bytes.
pub const MOST_BYTES_DECODED: u64 = 1024 * 1024 * 1024;

/// Reads a picture’s format, size and identity. Its pixels are not decoded.
///
/// The format is told by the content, whatever the file was called. Width and height are as shown
/// upright: a camera held sideways writes the pixels lying down and says so in Exif.
pub fn picture(bytes: Arc<[u8]>) -> Result<Picture, PictureError> {
    let format = recognise::format(&bytes)?;
    recognise::ends_where_it_should(&bytes, format)?;
    let (width_px, height_px) = open(&bytes, format)?.upright();
    let id = MediaId(Sha256::digest(&bytes).into());
    Ok(Picture { media: MediaRef { id, format, width_px, height_px }, bytes })
}

/// Decodes a picture and shrinks it so that its longer side has at most `longest_px` pixels.
///
/// It stands upright, is never enlarged, and is the first picture of an animation.
pub fn thumbnail(bytes: &[u8], longest_px: u32) -> Result<Thumbnail, PictureError> {
    let format = recognise::format(bytes)?;
    let Opened { mut decoder, width_px, height_px, orientation } = open(bytes, format)?;
    let needed = decoder.total_bytes().saturating_add(match recognise::jpeg_kind(bytes) {
        // A JPEG in parts is kept as coefficients, two bytes a sample, until its last scan.
        Some(JpegKind::InParts { components }) => {
            u64::from(width_px) * u64::from(height_px) * u64::from(components) * 2
        }
        Some(JpegKind::Sequential) | None => 0,
    });
    if needed > MOST_BYTES_DECODED {
        return Err(PictureError::TooMuchMemory { needed_mib: needed / (1024 * 1024) });
    }
    decoder.set_limits(limits()).map_err(refused)?;
    let whole = DynamicImage::from_decoder(decoder).map_err(refused)?;
    let (width, height) = fit(width_px, height_px, longest_px.max(1));
    let mut small = if (width, height) == (width_px, height_px) {
        whole
    } else {
        whole.thumbnail_exact(width, height)
    };
    small.apply_orientation(orientation);
    let rgba = small.into_rgba8();
    Ok(Thumbnail { width_px: rgba.width(), height_px: rgba.height(), rgba: rgba.into_raw() })
}

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

/// The size that keeps the shape and has no side longer than `longest_px`.
fn fit(width_px: u32, height_px: u32, longest_px: u32) -> (u32, u32) {
    let longest = width_px.max(height_px);
    if longest <= longest_px {
        return (width_px, height_px);
    }
    let scaled = |side: u32| {
        let exact = u64::from(side) * u64::from(longest_px);
        let rounded = (exact + u64::from(longest) / 2) / u64::from(longest);
        u32::try_from(rounded).unwrap_or(longest_px).max(1)
    };
    (scaled(width_px), scaled(height_px))
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn a_picture_keeps_its_shape_and_is_never_enlarged() {
        for (size, longest, fitted) in [
            ((4000, 3000), 400, (400, 300)),
            ((3000, 4000), 400, (300, 400)),
            ((300, 200), 400, (300, 200)),
            ((60_000, 1), 400, (400, 1)),
            ((1, 1), 1, (1, 1)),
            ((65_535, 65_535), 1, (1, 1)),
        ] {
            assert_eq!(fit(size.0, size.1, longest), fitted, "{size:?} to {longest}");
        }
    }
}
