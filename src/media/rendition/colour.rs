//! Colours to sRGB, by the profile that the original carries.
//!
//! A profile that is damaged, or made for other colours than the picture has, is left aside: the
//! picture is taken for sRGB then, or for coated offset where it comes in inks.
//!
//! Must not know: file formats, sizes.

mod black;

use std::sync::Arc;

use fast_image_resize::PixelType;
use fast_image_resize::images::Image;
use image::{DynamicImage, GrayImage, RgbImage, RgbaImage};
use moxcms::{
    ColorProfile, DataColorSpace, Layout, Transform8BitExecutor, Transform16BitExecutor,
    TransformOptions,
};

use super::source::{Model, Pixels, Source};
use super::{Problem, inks};
use black::Black;

/// The longest profile that is read; those of printing presses take up to two megabytes.
const LONGEST_PROFILE_BYTES: usize = 4 * 1024 * 1024;

/// The way from the colours of an original to sRGB.
pub(super) struct Colour {
    way: Way,
    black: Black,
    /// Whether the profile is one for red, green and blue, whatever the picture is.
    is_rgb: bool,
}

enum Way {
    /// The picture is in sRGB, or nothing says otherwise.
    Straight,
    Bytes(Arc<Transform8BitExecutor>),
    Words(Arc<Transform16BitExecutor>),
}

impl Colour {
    /// The way for an original.
    pub(super) fn of(source: &Source<'_>) -> Self {
        let straight = Self { way: Way::Straight, black: Black::default(), is_rgb: false };
        let Some(profile) = profile(source) else { return straight };
        let is_rgb = profile.color_space == DataColorSpace::Rgb;
        let (from, to) = match (source.model(), profile.color_space) {
            (Model::Grey | Model::Rgb, DataColorSpace::Rgb) => (Layout::Rgb, Layout::Rgb),
            (Model::GreyAlpha | Model::Rgba, DataColorSpace::Rgb) => (Layout::Rgba, Layout::Rgba),
            (Model::Grey, DataColorSpace::Gray) => (Layout::Gray, Layout::Rgb),
            (Model::GreyAlpha, DataColorSpace::Gray) => (Layout::GrayAlpha, Layout::Rgba),
            // Four samples, whatever they mean.
            (Model::Cmyk | Model::CmykInverted | Model::Ycck, DataColorSpace::Cmyk) => {
                (Layout::Rgba, Layout::Rgb)
            }
            _ => return straight,
        };
        let srgb = ColorProfile::new_srgb();
        let options = TransformOptions::default();
        if is_rgb && is_srgb(&profile, &srgb) {
            return straight;
        }
        let way = if source.bytes_a_sample() == 1 {
            profile.create_transform_8bit(from, &srgb, to, options).map(Way::Bytes)
        } else {
            profile.create_transform_16bit(from, &srgb, to, options).map(Way::Words)
        };
        // A profile of which nothing can be made is as good as none.
        let Ok(way) = way else { return straight };
        let black = if profile.color_space == DataColorSpace::Cmyk {
            Black::of_inks(&profile, &srgb).unwrap_or_default()
        } else {
            Black::default()
        };
        Self { way, black, is_rgb }
    }

    /// The pixels in sRGB, eight bits a sample: grey, colours, or colours with opacity.
    pub(super) fn to_srgb(&self, pixels: Pixels) -> Result<DynamicImage, Problem> {
        let size = pixels.size();
        let Pixels { image, model, is_opaque } = pixels;
        let area = size.0 as usize * size.1 as usize;
        let has_alpha = matches!(model, Model::GreyAlpha | Model::Rgba);
        let channels = if has_alpha { 4 } else { 3 };
        let samples = match &self.way {
            Way::Straight => {
                let mut samples = bytes(image);
                with_ink(&mut samples, model);
                match model {
                    Model::Cmyk | Model::CmykInverted | Model::Ycck => inks::to_light(&samples),
                    Model::Grey | Model::GreyAlpha => spread(samples, model),
                    Model::Rgb | Model::Rgba => samples,
                }
            }
            Way::Bytes(transform) => {
                let mut samples = bytes(image);
                with_ink(&mut samples, model);
                let samples = if self.is_rgb { spread(samples, model) } else { samples };
                let mut light = vec![0; area * channels];
                transform.transform(&samples, &mut light).map_err(Problem::not_made)?;
                self.black.deepen(&mut light);
                light
            }
            Way::Words(transform) => {
                let samples = words(image);
                let samples = if self.is_rgb { spread(samples, model) } else { samples };
                let mut light = vec![0; area * channels];
                transform.transform(&samples, &mut light).map_err(Problem::not_made)?;
                let mut light = narrow(&light);
                self.black.deepen(&mut light);
                light
            }
        };
        finish(samples, size, channels, model, is_opaque)
            .ok_or_else(|| Problem::not_made("colours and pixels do not fit"))
    }
}

/// The finished picture, without channels that say nothing.
fn finish(
    samples: Vec<u8>,
    (width, height): (u32, u32),
    channels: usize,
    model: Model,
    is_opaque: bool,
) -> Option<DynamicImage> {
    let is_clear = channels == 4 && !is_opaque;
    let is_grey = matches!(model, Model::Grey | Model::GreyAlpha);
    Some(match (is_clear, is_grey) {
        (true, _) => DynamicImage::ImageRgba8(RgbaImage::from_raw(width, height, samples)?),
        (false, true) => {
            let grey = samples.into_iter().skip(1).step_by(channels).collect();
            DynamicImage::ImageLuma8(GrayImage::from_raw(width, height, grey)?)
        }
        (false, false) => {
            let light = if channels == 4 {
                samples.as_chunks::<4>().0.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect()
            } else {
                samples
            };
            DynamicImage::ImageRgb8(RgbImage::from_raw(width, height, light)?)
        }
    })
}

/// The profile of an original, as its file or its camera says.
fn profile(source: &Source<'_>) -> Option<ColorProfile> {
    match &source.profile {
        Some(bytes) if bytes.len() <= LONGEST_PROFILE_BYTES => {
            ColorProfile::new_from_slice(bytes).ok()
        }
        Some(_) => None,
        None => source.is_adobe_rgb.then(ColorProfile::new_adobe_rgb),
    }
}

/// Whether a profile changes nothing that can be seen: most profiles say sRGB in one of many ways.
fn is_srgb(profile: &ColorProfile, srgb: &ColorProfile) -> bool {
    let steps = || (0..=8_u8).map(|step| step.saturating_mul(32));
    let colours: Vec<u8> = steps()
        .flat_map(|red| steps().flat_map(move |green| steps().map(move |blue| [red, green, blue])))
        .flatten()
        .collect();
    let mut seen = vec![0; colours.len()];
    profile
        .create_transform_8bit(Layout::Rgb, srgb, Layout::Rgb, TransformOptions::default())
        .and_then(|transform| transform.transform(&colours, &mut seen))
        .is_ok_and(|()| colours.iter().zip(&seen).all(|(was, is)| was.abs_diff(*is) <= 1))
}

/// Four samples of JPEG become four shares of ink.
fn with_ink(samples: &mut [u8], model: Model) {
    match model {
        Model::CmykInverted => inks::invert(samples),
        Model::Ycck => inks::from_ycck(samples),
        Model::Grey | Model::GreyAlpha | Model::Rgb | Model::Rgba | Model::Cmyk => {}
    }
}

/// Grey as three equal colours; others as they are.
fn spread<T: Copy>(samples: Vec<T>, model: Model) -> Vec<T> {
    match model {
        Model::Grey => samples.into_iter().flat_map(|grey| [grey; 3]).collect(),
        Model::GreyAlpha => {
            samples.as_chunks::<2>().0.iter().flat_map(|[g, alpha]| [*g, *g, *g, *alpha]).collect()
        }
        _ => samples,
    }
}

/// The samples, eight bits each.
fn bytes(image: Image<'static>) -> Vec<u8> {
    match image.pixel_type() {
        PixelType::U8 | PixelType::U8x2 | PixelType::U8x3 | PixelType::U8x4 => image.into_vec(),
        _ => narrow(&words(image)),
    }
}

/// The samples, sixteen bits each.
fn words(image: Image<'static>) -> Vec<u16> {
    match image.pixel_type() {
        PixelType::U8 | PixelType::U8x2 | PixelType::U8x3 | PixelType::U8x4 => {
            image.buffer().iter().map(|sample| u16::from(*sample) * 257).collect()
        }
        PixelType::U16 | PixelType::U16x2 | PixelType::U16x3 | PixelType::U16x4 => {
            image.buffer().as_chunks().0.iter().map(|two| u16::from_ne_bytes(*two)).collect()
        }
        _ => {
            let samples = image.buffer().as_chunks().0.iter().map(|four| f32::from_ne_bytes(*four));
            #[expect(clippy::cast_sign_loss, reason = "clamped to 0 to 1 before")]
            let word = |sample: f32| (sample.clamp(0.0, 1.0) * 65535.0).round() as u16;
            samples.map(word).collect()
        }
    }
}

/// Sixteen bits to eight, rounded.
fn narrow(samples: &[u16]) -> Vec<u8> {
    samples.iter().map(|sample| ((u32::from(*sample) * 255 + 32_767) / 65_535) as u8).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_that_says_srgb_is_known_and_a_wide_one_is_not() {
        let srgb = ColorProfile::new_srgb();
        assert!(is_srgb(&ColorProfile::new_srgb(), &srgb));
        assert!(!is_srgb(&ColorProfile::new_display_p3(), &srgb));
        assert!(!is_srgb(&ColorProfile::new_adobe_rgb(), &srgb));
    }

    #[test]
    fn sixteen_bits_become_the_nearest_eight() {
        assert_eq!(
            narrow(&[0, 128, 129, 257, 65_406, 65_407, 65_535]),
            [0, 0, 1, 1, 254, 255, 255]
        );
    }
}
