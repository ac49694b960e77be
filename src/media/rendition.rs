//! Renditions: the files of a picture that leave the desk, small, upright, in sRGB, with its credit.
//!
//! ```
//! use nightdesk::media::clean_rgba_to_png;
//! use nightdesk::media::rendition::{Encoding, Stamp, Wish, plan, renditions};
//!
//! let original = clean_rgba_to_png(60, 40, &[200; 60 * 40 * 4]).unwrap();
//! let wish = Wish { widths: vec![1600, 30], webp: false, ..Wish::default() };
//! let stamp = Stamp { creators: vec!["Kit Orme".to_owned()], ..Stamp::default() };
//! let made = renditions(&original, &wish, None, &stamp, &|| false).unwrap();
//! // Never enlarged, and exactly what was planned from the size alone.
//! let sizes: Vec<_> = made.iter().map(|it| (it.width_px, it.height_px)).collect();
//! assert_eq!(sizes, [(60, 40), (30, 20)]);
//! assert_eq!(plan(60, 40, &wish, None).len(), 2);
//! assert_eq!(made[0].encoding, Encoding::Jpeg);
//! ```
//!
//! The original is decoded once and its pixels are shrunk in its own colours; `rendition/shrink.rs`
//! says why not in linear light. Only the small pictures are turned upright and brought to sRGB. Nothing of
//! the original’s metadata is copied, so that no position, serial number or maker’s note leaves;
//! what is written is the [`Stamp`] and nothing else.
//!
//! The same bytes, wish, crop and stamp give the same files, byte for byte; [`key`] names them.
//!
//! Must not know: files, threads, clocks, the page that shows the picture.

mod area;
mod colour;
mod directory;
mod inks;
mod jpeg;
mod key;
mod plan;
mod screen;
mod shrink;
mod source;
mod stamp;
mod webp;

use image::DynamicImage;

use self::area::Area;
use self::colour::Colour;
use self::source::Source;
use super::PictureError;
use crate::story::Crop;

pub use key::{RenditionKey, is_rendition_name, key};
pub(super) use plan::fit_longest;
pub use plan::{Planned, plan};
pub(super) use screen::screen;
pub use source::{Header, header};
pub use stamp::Stamp;

/// What renditions are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Widths in pixels, of the picture as shown upright. A picture that is narrower than one of
    /// them is written at its own width instead. At most 16 are made, none wider than 8192 pixels.
    pub widths: Vec<u32>,
    /// Quality of JPEG files, 1 to 100.
    pub jpeg_quality: u8,
    /// Whether each size is written as WebP too, for the browsers that take it.
    pub webp: bool,
    /// Quality of WebP files, 1 to 100. By its default a WebP looks like the JPEG of its size at its
    /// default (structural similarity, measured on photographs) and takes three quarters of the room.
    pub webp_quality: u8,
}

impl Default for Wish {
    fn default() -> Self {
        Self { widths: vec![1600, 1200, 800, 400], jpeg_quality: 80, webp: true, webp_quality: 77 }
    }
}

/// How a rendition’s file is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Encoding {
    /// Progressive JPEG.
    Jpeg,
    /// Lossy WebP.
    WebP,
}

impl Encoding {
    /// All encodings.
    pub const ALL: [Self; 2] = [Self::Jpeg, Self::WebP];

    /// The usual ending of its file names, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::WebP => "webp",
        }
    }

    /// Its media type (IANA).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
        }
    }
}

/// One file of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// How the file is encoded.
    pub encoding: Encoding,
    /// Width in pixels.
    pub width_px: u32,
    /// Height in pixels.
    pub height_px: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Why there are no renditions.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Somebody asked to stop.
    #[error("Making the pictures was stopped. Export again to make them.")]
    Cancelled,
    /// The original cannot be read.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// A rendition could not be written. Our own bug.
    #[error("A smaller copy of the picture could not be made ({reason}). Please report this.")]
    NotMade {
        /// What the encoder found.
        reason: String,
    },
}

impl Problem {
    fn not_made(error: impl std::fmt::Display) -> Self {
        Self::NotMade { reason: error.to_string() }
    }
}

/// Makes the renditions of a picture, or of the part that a crop shows: those of [`plan`], in its
/// order.
///
/// One picture keeps one core busy; a caller with many of them starts several calls at once, as
/// many as [`cost`] allows. `cancelled` is asked between the steps, of which the longest is
/// decoding: about half a second for 50 megapixels.
pub fn renditions(
    bytes: &[u8],
    wish: &Wish,
    crop: Option<&Crop>,
    stamp: &Stamp,
    cancelled: &dyn Fn() -> bool,
) -> Result<Vec<Rendition>, Problem> {
    let go_on = || if cancelled() { Err(Problem::Cancelled) } else { Ok(()) };
    go_on()?;
    let source = Source::open(bytes)?;
    let (width_px, height_px) = source.header.upright();
    let area = Area::of(crop, width_px, height_px);
    let sizes = plan::sizes(area, crop, &wish.widths);
    let colour = Colour::of(&source);
    let orientation = source.orientation;
    let is_drawing = source.is_drawing();
    let is_turned = source.is_turned();
    let stored: Vec<_> =
        sizes.iter().map(|size| if is_turned { (size.1, size.0) } else { *size }).collect();
    let pixels = source.decode()?;
    let part = area.stored((width_px, height_px), orientation);
    let small = shrink::shrink(pixels, part, &stored, &go_on)?;
    let marks = stamp.marks();
    let mut made = Vec::new();
    for pixels in small {
        go_on()?;
        let mut picture = colour.to_srgb(pixels)?;
        picture.apply_orientation(orientation);
        let (width_px, height_px) = (picture.width(), picture.height());
        let mut add = |encoding, bytes| {
            made.push(Rendition { encoding, width_px, height_px, bytes });
        };
        add(Encoding::Jpeg, jpeg::encode(&picture, wish.jpeg_quality, is_drawing, &marks)?);
        if wish.webp {
            go_on()?;
            let sharp = is_drawing;
            add(Encoding::WebP, webp::encode(picture, wish.webp_quality, sharp, &marks)?);
        }
    }
    Ok(made)
}

/// How much memory [`renditions`] takes at most for such a picture, in bytes, beyond the original
/// itself.
///
/// A caller that makes several at once adds these up and waits while the sum is above its bound.
pub fn cost(header: &Header, wish: &Wish, crop: Option<&Crop>) -> u64 {
    let (width, height) = header.upright();
    let area = |(width, height): (u32, u32)| u64::from(width) * u64::from(height);
    let part = Area::of(crop, width, height);
    let sizes = plan::sizes(part, crop, &wish.widths);
    let bytes_a_pixel = header.bytes_a_pixel();
    let kept: u64 = sizes.iter().map(|size| area(*size) * bytes_a_pixel).sum();
    let widest = sizes.first().copied().unwrap_or_default();
    // Resizing goes by rows first: as wide as the new picture, as high as the old one.
    let between = (u64::from(widest.0) * u64::from(height))
        .max(u64::from(widest.1) * u64::from(width))
        * bytes_a_pixel;
    let decoding = header.decoded_bytes() + header.decoder_bytes();
    let shrinking = header.decoded_bytes() * if header.may_have_alpha() { 2 } else { 1 } + between;
    // Colours, a turned copy, coefficients of two bytes, the encoder’s own planes, the files.
    let encoding = area(widest) * 24;
    decoding.max(shrinking + kept).max(kept + encoding) + 8 * 1024 * 1024
}

/// A finished picture laid on white, for files that have no transparency.
fn on_white(picture: &DynamicImage) -> Vec<u8> {
    let DynamicImage::ImageRgba8(pixels) = picture else { return picture.to_rgb8().into_raw() };
    pixels
        .pixels()
        .flat_map(|pixel| {
            let [red, green, blue, alpha] = pixel.0;
            let on_white = |sample: u8| {
                let alpha = u32::from(alpha);
                ((u32::from(sample) * alpha + 255 * (255 - alpha) + 127) / 255) as u8
            };
            [on_white(red), on_white(green), on_white(blue)]
        })
        .collect()
}
