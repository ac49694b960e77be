//! A picture as it is shown in the window: one small size, in the colours that leave the desk.
//!
//! A JPEG of light or of red, green and blue is decoded at a half, a quarter or an eighth of its
//! size, by leaving out the fine part of its waves: a picture of 24 megapixels becomes one of 0.4
//! in two thirds of the time and a thirtieth of the memory. What that decoder cannot read goes the
//! way of the renditions.
//!
//! Must not know: where the picture is shown.

use fast_image_resize::images::Image;
use image::DynamicImage;
use jpeg_decoder::PixelFormat;

use super::area::Area;
use super::colour::Colour;
use super::source::{Model, Pixels, Source};
use super::{Problem, plan, shrink};
use crate::media::PictureError;
use crate::story::PictureFormat;

/// The picture upright in sRGB, its longer side at most `longest_px` pixels, never enlarged.
pub(in crate::media) fn screen(
    bytes: &[u8],
    longest_px: u32,
) -> Result<DynamicImage, PictureError> {
    made(bytes, longest_px.max(1)).map_err(|problem| match problem {
        Problem::Picture(error) => error,
        Problem::NotMade { reason } => PictureError::Damaged { reason },
        Problem::Cancelled => PictureError::Damaged { reason: "it was let go".to_owned() },
    })
}

fn made(bytes: &[u8], longest_px: u32) -> Result<DynamicImage, Problem> {
    let source = Source::open(bytes)?;
    let (width, height) = plan::fit_longest(source.header.upright(), longest_px);
    let stored = if source.is_turned() { (height, width) } else { (width, height) };
    let colour = Colour::of(&source);
    let orientation = source.orientation;
    let pixels = match reduced(bytes, &source, stored) {
        Some(pixels) => pixels,
        None => source.decode()?,
    };
    let (width, height) = pixels.size();
    let part = Area::whole(width, height);
    let small = shrink::shrink(pixels, part, &[stored], &|| Ok(()))?.pop();
    let mut picture = colour.to_srgb(small.ok_or_else(|| Problem::not_made("it has no size"))?)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// The pixels of a JPEG at a fraction of its size that is not below the one that is wanted.
fn reduced(bytes: &[u8], source: &Source<'_>, wanted: (u32, u32)) -> Option<Pixels> {
    let model = source.model();
    let (format, pixel_type) = match model {
        Model::Grey => (PixelFormat::L8, fast_image_resize::PixelType::U8),
        Model::Rgb => (PixelFormat::RGB24, fast_image_resize::PixelType::U8x3),
        Model::GreyAlpha | Model::Rgba | Model::Cmyk | Model::CmykInverted | Model::Ycck => {
            return None;
        }
    };
    let side = |px: u32| u16::try_from(px).ok();
    let wanted = (side(wanted.0)?, side(wanted.1)?);
    // Size and memory were checked when the source was opened; what that decoder holds besides is
    // counted there too.
    if source.header.format != PictureFormat::Jpeg {
        return None;
    }
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    decoder.read_info().ok()?;
    if decoder.info()?.pixel_format != format {
        return None;
    }
    let (width, height) = decoder.scale(wanted.0, wanted.1).ok()?;
    if width < wanted.0 || height < wanted.1 {
        return None;
    }
    let samples = decoder.decode().ok()?;
    let image =
        Image::from_vec_u8(u32::from(width), u32::from(height), samples, pixel_type).ok()?;
    Some(Pixels { image, model, is_opaque: false })
}
