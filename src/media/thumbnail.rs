//! Small copies of pictures to show in the window, and the form in which they are kept.
//!
//! Must not know: where they are kept, the window.

use std::io::Cursor;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, Resizer};
use image::ImageFormat;

use super::{PictureError, Thumbnail, rendition};

/// Quality of the JPEG that a thumbnail is kept as; nothing is seen of it at that size.
const KEPT_QUALITY: u8 = 88;

/// Decodes a picture and shrinks it so that its longer side has at most `longest_px` pixels.
///
/// It stands upright in sRGB, as what leaves the desk does, is never enlarged, and is the first
/// picture of an animation.
pub fn thumbnail(bytes: &[u8], longest_px: u32) -> Result<Thumbnail, PictureError> {
    let rgba = rendition::screen(bytes, longest_px)?.into_rgba8();
    Ok(Thumbnail { width_px: rgba.width(), height_px: rgba.height(), rgba: rgba.into_raw() })
}

impl Thumbnail {
    /// The same in a smaller size, if it is larger than that.
    #[must_use]
    pub fn shrunk(self, longest_px: u32) -> Self {
        let (width_px, height_px) =
            rendition::fit_longest((self.width_px, self.height_px), longest_px.max(1));
        if (width_px, height_px) == (self.width_px, self.height_px) {
            return self;
        }
        let mut small = Image::new(width_px, height_px, PixelType::U8x4);
        let from = ImageRef::new(self.width_px, self.height_px, &self.rgba, PixelType::U8x4);
        let made = from.is_ok_and(|from| Resizer::new().resize(&from, &mut small, None).is_ok());
        if made { Self { width_px, height_px, rgba: small.into_vec() } } else { self }
    }

    /// The file that it is kept as: JPEG, or PNG where something can be seen through it.
    pub fn to_file(&self) -> Option<Vec<u8>> {
        let side = |px: u32| u16::try_from(px).ok();
        let (width, height) = (side(self.width_px)?, side(self.height_px)?);
        let is_opaque = self.rgba.as_chunks::<4>().0.iter().all(|pixel| pixel[3] == u8::MAX);
        let mut file = Vec::new();
        if is_opaque {
            let encoder = jpeg_encoder::Encoder::new(&mut file, KEPT_QUALITY);
            encoder.encode(&self.rgba, width, height, jpeg_encoder::ColorType::Rgba).ok()?;
        } else {
            let mut png = Cursor::new(&mut file);
            let color = image::ColorType::Rgba8;
            let (width, height) = (self.width_px, self.height_px);
            let format = ImageFormat::Png;
            image::write_buffer_with_format(&mut png, &self.rgba, width, height, color, format)
                .ok()?;
        }
        Some(file)
    }
}
