//! An original, from its header to its pixels.
//!
//! Size, pixels and memory are checked from the header before anything is decoded.
//!
//! Must not know: what becomes of the pixels.

mod jpeg;
mod tiff;

use fast_image_resize::PixelType;
use fast_image_resize::images::Image;
use image::metadata::Orientation;
use image::{ColorType, ExtendedColorType, ImageDecoder};

use self::jpeg::Jpeg;
use super::directory;
use crate::media::{MOST_BYTES_DECODED, MOST_PIXELS, PictureError, decode, recognise};
use crate::story::PictureFormat;

/// What the samples of a pixel mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Model {
    /// Light alone.
    Grey,
    /// Light and opacity.
    GreyAlpha,
    /// Red, green, blue.
    Rgb,
    /// Red, green, blue, opacity.
    Rgba,
    /// Cyan, magenta, yellow, black: how much ink.
    Cmyk,
    /// Cyan, magenta, yellow, black: how little ink, as Photoshop writes JPEG.
    CmykInverted,
    /// Light, two of colour, black: how little ink, as Photoshop writes JPEG.
    Ycck,
}

impl Model {
    fn samples(self) -> u64 {
        match self {
            Self::Grey => 1,
            Self::GreyAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba | Self::Cmyk | Self::CmykInverted | Self::Ycck => 4,
        }
    }

    fn has_alpha(self) -> bool {
        matches!(self, Self::GreyAlpha | Self::Rgba)
    }
}

/// Pixels in the colours of their original.
#[derive(Debug)]
pub(super) struct Pixels {
    pub(super) image: Image<'static>,
    pub(super) model: Model,
    /// Whether there is an alpha channel that says nothing.
    pub(super) is_opaque: bool,
}

impl Pixels {
    pub(super) fn size(&self) -> (u32, u32) {
        (self.image.width(), self.image.height())
    }

    /// Whether something can be seen through the picture.
    pub(super) fn has_alpha(&self) -> bool {
        self.model.has_alpha() && !self.is_opaque
    }
}

/// What a picture’s header says, as far as it tells how much work the picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The format of the file.
    pub format: PictureFormat,
    /// Width in pixels, as shown upright.
    pub width_px: u32,
    /// Height in pixels, as shown upright.
    pub height_px: u32,
    model: Model,
    bytes_a_sample: u64,
    /// What the decoder holds besides the pixels that it gives, in bytes.
    decoder_bytes: u64,
}

impl Header {
    pub(super) fn upright(&self) -> (u32, u32) {
        (self.width_px, self.height_px)
    }

    pub(super) fn bytes_a_pixel(&self) -> u64 {
        self.model.samples() * self.bytes_a_sample
    }

    pub(super) fn decoded_bytes(&self) -> u64 {
        u64::from(self.width_px) * u64::from(self.height_px) * self.bytes_a_pixel()
    }

    pub(super) fn decoder_bytes(&self) -> u64 {
        self.decoder_bytes
    }

    pub(super) fn may_have_alpha(&self) -> bool {
        self.model.has_alpha()
    }
}

/// Reads a picture’s header. Its pixels are not decoded.
pub fn header(bytes: &[u8]) -> Result<Header, PictureError> {
    Source::open(bytes).map(|source| source.header)
}

/// A picture whose header has been read and found acceptable.
pub(super) struct Source<'a> {
    pub(super) header: Header,
    pub(super) orientation: Orientation,
    /// The ICC profile.
    pub(super) profile: Option<Vec<u8>>,
    /// Whether Exif says that the colours are Adobe RGB.
    pub(super) is_adobe_rgb: bool,
    kind: Kind<'a>,
}

enum Kind<'a> {
    Jpeg(Box<Jpeg<'a>>),
    InkedTiff(&'a [u8]),
    Other(Box<dyn ImageDecoder + 'a>),
}

impl<'a> Source<'a> {
    /// Reads the header.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, PictureError> {
        let format = recognise::format(bytes)?;
        recognise::ends_where_it_should(bytes, format)?;
        let source = match format {
            PictureFormat::Jpeg => Self::open_jpeg(bytes)?,
            PictureFormat::Png
            | PictureFormat::WebP
            | PictureFormat::Gif
            | PictureFormat::Tiff
            | PictureFormat::Avif
            | PictureFormat::Heic => Self::open_other(bytes, format)?,
        };
        let header = &source.header;
        let pixels = u64::from(header.width_px) * u64::from(header.height_px);
        if pixels == 0 {
            return Err(PictureError::Damaged {
                reason: "it has no width or no height".to_owned(),
            });
        }
        if pixels > MOST_PIXELS {
            let (width_px, height_px) = header.upright();
            return Err(PictureError::TooLarge { width_px, height_px });
        }
        let needed = header.decoded_bytes().saturating_add(header.decoder_bytes);
        if needed > MOST_BYTES_DECODED {
            return Err(PictureError::TooMuchMemory { needed_mib: needed / (1024 * 1024) });
        }
        Ok(source)
    }

    /// Whether the picture lies on its side.
    pub(super) fn is_turned(&self) -> bool {
        is_turned(self.orientation)
    }

    /// Whether the format is one that drawings come in, whose coloured lines are to stay sharp.
    pub(super) fn is_drawing(&self) -> bool {
        matches!(self.header.format, PictureFormat::Png | PictureFormat::Gif)
    }

    pub(super) fn model(&self) -> Model {
        self.header.model
    }

    pub(super) fn bytes_a_sample(&self) -> u64 {
        self.header.bytes_a_sample
    }

    /// Decodes the pixels; of an animation, the first picture.
    pub(super) fn decode(self) -> Result<Pixels, PictureError> {
        let (width, height) = turned(self.header.upright(), self.orientation);
        let model = self.header.model;
        let pixel_type = pixel_type(model, self.header.bytes_a_sample)?;
        let blank = || Image::new(width, height, pixel_type);
        let image = match self.kind {
            Kind::Jpeg(jpeg) => {
                let mut image = blank();
                jpeg.decode(image.buffer_mut())?;
                image
            }
            Kind::InkedTiff(bytes) => tiff::decode(bytes, blank)?,
            Kind::Other(mut decoder) => {
                decoder.set_limits(decode::limits()).map_err(decode::refused)?;
                let mut image = blank();
                if decoder.total_bytes() != image.buffer().len() as u64 {
                    let reason = "its header contradicts itself".to_owned();
                    return Err(PictureError::Damaged { reason });
                }
                decoder.read_image_boxed(image.buffer_mut()).map_err(decode::refused)?;
                image
            }
        };
        let is_opaque = model.has_alpha() && is_opaque(&image);
        Ok(Pixels { image, model, is_opaque })
    }

    fn open_jpeg(bytes: &'a [u8]) -> Result<Self, PictureError> {
        let jpeg = Jpeg::open(bytes)?;
        let exif = jpeg.exif().unwrap_or_default();
        let orientation = Orientation::from_exif_chunk(exif).unwrap_or(Orientation::NoTransforms);
        let (width_px, height_px) = turned(jpeg.size(), orientation);
        let model = jpeg.model();
        let decoder_bytes = match recognise::jpeg_kind(bytes) {
            // Coefficients of two bytes are held until the last scan.
            Some(recognise::JpegKind::InParts { components }) => {
                u64::from(width_px) * u64::from(height_px) * u64::from(components) * 2
            }
            Some(recognise::JpegKind::Sequential) | None => 0,
        };
        let format = PictureFormat::Jpeg;
        Ok(Self {
            header: Header { format, width_px, height_px, model, bytes_a_sample: 1, decoder_bytes },
            orientation,
            profile: jpeg.profile(),
            is_adobe_rgb: directory::says_adobe_rgb(exif),
            kind: Kind::Jpeg(Box::new(jpeg)),
        })
    }

    fn open_other(bytes: &'a [u8], format: PictureFormat) -> Result<Self, PictureError> {
        let opened = decode::open(bytes, format)?;
        let (width_px, height_px) = opened.upright();
        let orientation = opened.orientation;
        let mut decoder = opened.decoder;
        // A picture with unreadable notes about its colours is still a picture.
        let profile = match format {
            PictureFormat::Tiff => directory::profile(bytes).map(<[u8]>::to_vec),
            _ => decoder.icc_profile().unwrap_or_default(),
        };
        let exif = decoder.exif_metadata().unwrap_or_default();
        let is_inked = matches!(
            decoder.original_color_type(),
            ExtendedColorType::Cmyk8 | ExtendedColorType::Cmyk16
        );
        let (model, bytes_a_sample) = samples(decoder.color_type())?;
        let model = if is_inked { Model::Cmyk } else { model };
        let pixels = u64::from(width_px) * u64::from(height_px);
        let decoder_bytes = match format {
            // Gives its pixels in a buffer of its own first.
            PictureFormat::Tiff => pixels * model.samples() * bytes_a_sample,
            // A first picture that does not fill its frame.
            PictureFormat::Gif => pixels * 4,
            // Light and colour apart, and opacity as if it were a picture of its own.
            PictureFormat::WebP => pixels * if model.has_alpha() { 7 } else { 4 },
            PictureFormat::Png
            | PictureFormat::Jpeg
            | PictureFormat::Avif
            | PictureFormat::Heic => 0,
        };
        Ok(Self {
            header: Header { format, width_px, height_px, model, bytes_a_sample, decoder_bytes },
            orientation,
            profile,
            is_adobe_rgb: exif.as_deref().is_some_and(directory::says_adobe_rgb),
            kind: if is_inked { Kind::InkedTiff(bytes) } else { Kind::Other(Box::new(decoder)) },
        })
    }
}

fn is_turned(orientation: Orientation) -> bool {
    match orientation {
        Orientation::NoTransforms
        | Orientation::Rotate180
        | Orientation::FlipHorizontal
        | Orientation::FlipVertical => false,
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => true,
    }
}

fn turned(size: (u32, u32), orientation: Orientation) -> (u32, u32) {
    if is_turned(orientation) { (size.1, size.0) } else { size }
}

fn samples(color: ColorType) -> Result<(Model, u64), PictureError> {
    Ok(match color {
        ColorType::L8 => (Model::Grey, 1),
        ColorType::La8 => (Model::GreyAlpha, 1),
        ColorType::Rgb8 => (Model::Rgb, 1),
        ColorType::Rgba8 => (Model::Rgba, 1),
        ColorType::L16 => (Model::Grey, 2),
        ColorType::La16 => (Model::GreyAlpha, 2),
        ColorType::Rgb16 => (Model::Rgb, 2),
        ColorType::Rgba16 => (Model::Rgba, 2),
        ColorType::Rgb32F => (Model::Rgb, 4),
        ColorType::Rgba32F => (Model::Rgba, 4),
        _ => return Err(PictureError::NotReadYet { name: "Such" }),
    })
}

fn pixel_type(model: Model, bytes_a_sample: u64) -> Result<PixelType, PictureError> {
    Ok(match (model.samples(), bytes_a_sample) {
        (1, 1) => PixelType::U8,
        (2, 1) => PixelType::U8x2,
        (3, 1) => PixelType::U8x3,
        (4, 1) => PixelType::U8x4,
        (1, 2) => PixelType::U16,
        (2, 2) => PixelType::U16x2,
        (3, 2) => PixelType::U16x3,
        (4, 2) => PixelType::U16x4,
        (3, 4) => PixelType::F32x3,
        (4, 4) => PixelType::F32x4,
        _ => return Err(PictureError::NotReadYet { name: "Such" }),
    })
}

/// Whether every pixel has the highest opacity, which is the last of its samples.
fn is_opaque(image: &Image<'_>) -> bool {
    let buffer = image.buffer();
    let ends_in =
        |size: usize, opaque: &[u8]| buffer.chunks_exact(size).all(|pixel| pixel.ends_with(opaque));
    match image.pixel_type() {
        PixelType::U8x2 => ends_in(2, &[u8::MAX]),
        PixelType::U8x4 => ends_in(4, &[u8::MAX]),
        PixelType::U16x2 => ends_in(4, &u16::MAX.to_ne_bytes()),
        PixelType::U16x4 => ends_in(8, &u16::MAX.to_ne_bytes()),
        PixelType::F32x4 => ends_in(16, &1.0_f32.to_ne_bytes()),
        _ => false,
    }
}
