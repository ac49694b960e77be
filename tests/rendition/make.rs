//! Pictures of every kind, made in code.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use jpeg_encoder::{ColorType, Encoder};

pub(crate) const RED: [u8; 3] = [255, 0, 0];
pub(crate) const BLUE: [u8; 3] = [0, 0, 255];
pub(crate) const WHITE: [u8; 3] = [255, 255, 255];

/// A picture in a format.
pub(crate) fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// One colour all over.
pub(crate) fn plain(width: u32, height: u32, colour: [u8; 3]) -> RgbImage {
    RgbImage::from_pixel(width, height, Rgb(colour))
}

/// Slow waves of every colour.
pub(crate) fn waves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        #[expect(clippy::cast_sign_loss, reason = "between 28 and 228")]
        let wave = |at: u32, length: f32| ((at as f32 / length).sin() * 100.0 + 128.0) as u8;
        Rgb([wave(x, 9.0), wave(y, 7.0), wave(x + y, 11.0)])
    })
}

/// What a JPEG may carry besides its pixels.
#[derive(Clone, Copy, Default)]
pub(crate) struct Extras<'a> {
    pub(crate) exif: Option<&'a [u8]>,
    pub(crate) profile: Option<&'a [u8]>,
    pub(crate) is_progressive: bool,
}

/// A JPEG of samples as they are.
pub(crate) fn jpeg(
    samples: &[u8],
    size: (u16, u16),
    colours: ColorType,
    extras: Extras<'_>,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 98);
    encoder.set_progressive(extras.is_progressive);
    if let Some(exif) = extras.exif {
        encoder.add_exif_metadata(exif).unwrap();
    }
    if let Some(profile) = extras.profile {
        encoder.add_icc_profile(profile).unwrap();
    }
    encoder.encode(samples, size.0, size.1, colours).unwrap();
    bytes
}

/// A JPEG of one colour.
pub(crate) fn jpeg_of(colour: &[u8], colours: ColorType, extras: Extras<'_>) -> Vec<u8> {
    jpeg(&colour.repeat(64 * 48), (64, 48), colours, extras)
}

/// Exif that says how the picture stands, and whose camera it was.
pub(crate) fn exif(orientation: u8) -> Vec<u8> {
    let mut bytes = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    bytes.extend([0x01, 0x0F, 0, 2, 0, 0, 0, 24, 0, 0, 0, 38]);
    bytes.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    bytes.extend([0; 4]);
    bytes.extend(b"SERIAL-0042 GPS 51.5 N \0");
    bytes
}

/// Exif of a camera that is set to Adobe RGB.
pub(crate) fn exif_of_adobe_rgb() -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    for (tag, value) in [(0x8769_u16, 26_u32), (0xA005, 44)] {
        bytes.extend([1, 0]);
        bytes.extend(tag.to_le_bytes());
        bytes.extend([4, 0, 1, 0, 0, 0]);
        bytes.extend(value.to_le_bytes());
        bytes.extend([0; 4]);
    }
    bytes.extend(b"\x01\0\x01\0\x02\0\x04\0\0\0R03\0");
    bytes
}

/// A profile for ink: the corners of a table, from paper to black, as Lab (ICC.1:2001-04 §6.5.7).
/// Cyan prints as a dull grey here, so that no formula gives the same.
pub(crate) fn profile_of_inks() -> Vec<u8> {
    let mut lut = b"mft1\0\0\0\0\x04\x03\x02\0".to_vec();
    for row in 0..9 {
        lut.extend(if row % 4 == 0 { 65_536_u32 } else { 0 }.to_be_bytes());
    }
    for _ in 0..4 {
        lut.extend(0..=255_u8);
    }
    for corner in 0..16_u8 {
        let inks = corner.count_ones() as u8;
        lut.extend([255 - inks * 60, 128, 128]);
    }
    for _ in 0..3 {
        lut.extend(0..=255_u8);
    }
    while !lut.len().is_multiple_of(4) {
        lut.push(0);
    }
    let mut profile = vec![0; 128];
    profile[8..12].copy_from_slice(&[2, 0x40, 0, 0]);
    profile[12..24].copy_from_slice(b"prtrCMYKLab ");
    profile[36..40].copy_from_slice(b"acsp");
    profile[68..80].copy_from_slice(&[0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]);
    profile.extend(1_u32.to_be_bytes());
    profile.extend(b"A2B0");
    profile.extend(144_u32.to_be_bytes());
    profile.extend(u32::try_from(lut.len()).unwrap().to_be_bytes());
    profile.extend(lut);
    let len = u32::try_from(profile.len()).unwrap().to_be_bytes();
    profile[..4].copy_from_slice(&len);
    profile
}

/// A TIFF in inks.
pub(crate) fn inked_tiff(inks: [u8; 4]) -> Vec<u8> {
    use tiff::encoder::{TiffEncoder, colortype::CMYK8};
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes).unwrap();
    encoder.write_image::<CMYK8>(64, 48, &inks.repeat(64 * 48)).unwrap();
    bytes.into_inner()
}

/// A PNG by its parts. `rows` are filter bytes and samples.
pub(crate) fn png(
    (width, height): (u32, u32),
    depth: u8,
    colour_type: u8,
    parts: &[(&[u8; 4], &[u8])],
    rows: &[u8],
) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = Vec::new();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([depth, colour_type, 0, 0, 0]);
    chunk(&mut bytes, *b"IHDR", &header);
    for (name, content) in parts {
        chunk(&mut bytes, **name, content);
    }
    chunk(&mut bytes, *b"IDAT", &miniz_oxide::deflate::compress_to_vec_zlib(rows, 9));
    chunk(&mut bytes, *b"IEND", &[]);
    bytes
}

pub(crate) fn chunk(bytes: &mut Vec<u8>, name: [u8; 4], content: &[u8]) {
    bytes.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
    bytes.extend(name);
    bytes.extend(content);
    bytes.extend(crc(name, content).to_be_bytes());
}

/// The checksum of a chunk (PNG 1.2, annex D).
fn crc(name: [u8; 4], content: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        let mut crc = crc ^ u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
        }
        crc
    };
    !name.iter().chain(content).fold(u32::MAX, step)
}

/// Two pictures one after the other, red first.
pub(crate) fn moving_gif() -> Vec<u8> {
    use image::codecs::gif::GifEncoder;
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for colour in [RED, BLUE] {
        encoder
            .encode_frame(image::Frame::new(DynamicImage::from(plain(64, 48, colour)).to_rgba8()))
            .unwrap();
    }
    drop(encoder);
    bytes
}

/// Two pictures one after the other, red first.
pub(crate) fn moving_webp() -> Vec<u8> {
    use webp::{AnimEncoder, AnimFrame, WebPConfig};
    let config = WebPConfig::new().unwrap();
    let pictures = [RED, BLUE].map(|colour| plain(64, 48, colour).into_raw());
    let mut encoder = AnimEncoder::new(64, 48, &config);
    for (index, picture) in pictures.iter().enumerate() {
        let at = i32::try_from(index).unwrap() * 100;
        encoder.add_frame(AnimFrame::from_rgb(picture, 64, 48, at));
    }
    encoder.encode().to_vec()
}
