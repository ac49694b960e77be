//! Pictures as they really come: every format, both ways up, and files that are no picture.
//!
//! All of them are made here, in code.

use std::io::Cursor;
use std::sync::Arc;

use image::{
    DynamicImage, GrayImage, ImageBuffer, ImageFormat, Luma, Rgb, RgbImage, Rgba, RgbaImage,
};
use nightdesk::media::{MOST_PIXELS, PictureError, attach, clean_rgba_to_png, picture, thumbnail};
use nightdesk::story::PictureFormat;
use proptest::prelude::*;

#[test]
fn a_picture_is_known_by_its_content() {
    for (format, ours) in [
        (ImageFormat::Jpeg, PictureFormat::Jpeg),
        (ImageFormat::Png, PictureFormat::Png),
        (ImageFormat::WebP, PictureFormat::WebP),
        (ImageFormat::Gif, PictureFormat::Gif),
        (ImageFormat::Tiff, PictureFormat::Tiff),
    ] {
        let bytes = sample(format);
        let found = picture(Arc::from(bytes.clone())).unwrap();
        assert_eq!(found.media.format, ours);
        assert_eq!((found.media.width_px, found.media.height_px), (40, 20), "{ours:?}");
        assert_eq!(*found.bytes, *bytes, "the file is kept as it came");
        let small = thumbnail(&bytes, 10).unwrap();
        assert_eq!((small.width_px, small.height_px), (10, 5), "{ours:?}");
        assert_eq!(small.rgba.len(), 10 * 5 * 4);
    }
}

#[test]
fn the_id_is_the_sha_256_of_the_file() {
    let png = sample(ImageFormat::Png);
    let one = picture(Arc::from(png.clone())).unwrap();
    let same = picture(Arc::from(png.clone())).unwrap();
    let other = picture(Arc::from(sample(ImageFormat::Gif))).unwrap();
    assert_eq!(one.media.id, same.media.id);
    assert_ne!(one.media.id, other.media.id);
    let digest: [u8; 32] = <sha2::Sha256 as sha2::Digest>::digest(&png).into();
    assert_eq!(one.media.id.0, digest);
}

#[test]
fn what_is_no_picture_is_refused_with_a_sentence_that_helps() {
    let png = sample(ImageFormat::Png);
    let jpeg = sample(ImageFormat::Jpeg);
    let gif = sample(ImageFormat::Gif);
    let webp = sample(ImageFormat::WebP);
    for (name, bytes, sentence) in [
        ("zero bytes", vec![], "empty (0 bytes)"),
        ("text", b"Ferries sail again.".to_vec(), "This is not a picture"),
        ("noise", vec![7; 4000], "This is not a picture"),
        ("a web page", b"\n<!DOCTYPE html><html><body>".to_vec(), "a web page, not a picture"),
        ("SVG", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "Export it as PNG"),
        ("SVG", b"\xEF\xBB\xBF<?xml version='1.0'?><!-- x --><svg/>".to_vec(), "SVG drawing"),
        ("a video", b"\0\0\0\x18ftypisom\0\0\0\0mp41".to_vec(), "a video, not a picture"),
        ("PDF", b"%PDF-1.7\n".to_vec(), "a PDF, not a picture"),
        ("BMP", b"BM\0\0\0\0".to_vec(), "BMP pictures are not read yet"),
        ("Photoshop", b"8BPS\0\x01".to_vec(), "Photoshop pictures are not read yet"),
        ("PNG cut short", png[..png.len() - 20].to_vec(), "cut short"),
        ("PNG’s first bytes", png[..12].to_vec(), "cut short"),
        ("JPEG cut short", jpeg[..jpeg.len() - 30].to_vec(), "cut short"),
        ("JPEG’s first bytes", jpeg[..3].to_vec(), "cut short"),
        ("GIF cut short", gif[..gif.len() - 5].to_vec(), "cut short"),
        ("WebP cut short", webp[..webp.len() / 2].to_vec(), "cut short"),
        ("a giant PNG", png_header(60_000, 60_000), "60000 × 60000 pixels; at most 200 megapixels"),
        ("a PNG without width", png_header(0, 10), "damaged"),
        ("a giant GIF", giant_gif(), "65535 × 65535 pixels"),
        ("a raw photo", raw_photo(), "Camera raw pictures are not read yet"),
    ] {
        let error = picture(Arc::from(bytes.clone())).unwrap_err().to_string();
        assert!(error.contains(sentence), "{name}: {error}");
        assert!(error.ends_with('.'), "{name}: {error}");
        assert!(thumbnail(&bytes, 100).is_err(), "{name}");
    }
}

#[test]
fn what_cannot_be_shown_is_attached_all_the_same() {
    let png = sample(ImageFormat::Png);
    let jpeg = sample(ImageFormat::Jpeg);
    let heic = |brands: &[u8]| [b"\0\0\0\x18ftyp", brands].concat();
    for (name, bytes, size, sentence) in [
        ("HEIC", heic(b"heic\0\0\0\0mif1heic"), (0, 0), "HEIC pictures cannot be shown here yet"),
        ("HEIF", heic(b"mif1\0\0\0\0mif1miaf"), (0, 0), "HEIC pictures cannot be shown here yet"),
        ("AVIF", heic(b"avif\0\0\0\0mif1miaf"), (0, 0), "AVIF pictures cannot be shown here yet"),
        ("AVIF", heic(b"mif1\0\0\0\0avifmiaf"), (0, 0), "AVIF pictures cannot be shown here yet"),
        ("PNG cut short", png[..png.len() - 20].to_vec(), (40, 20), "cut short"),
        ("JPEG cut short", jpeg[..jpeg.len() - 30].to_vec(), (40, 20), "cut short"),
        ("JPEG’s first bytes", jpeg[..3].to_vec(), (0, 0), "cut short"),
        ("a giant PNG", png_header(60_000, 60_000), (60_000, 60_000), "at most 200 megapixels"),
        ("a PNG without width", png_header(0, 10), (0, 0), "damaged"),
    ] {
        let attached = attach(Arc::from(bytes.clone())).unwrap();
        let problem = attached.problem.unwrap().to_string();
        assert!(problem.contains(sentence), "{name}: {problem}");
        assert!(problem.ends_with('.'), "{name}: {problem}");
        let media = attached.picture.media;
        assert_eq!((media.width_px, media.height_px), size, "{name}");
        assert_eq!(*attached.picture.bytes, *bytes, "{name}: the file is kept as it came");
        assert!(thumbnail(&bytes, 100).is_err(), "{name}");
    }
    let whole = attach(Arc::from(png)).unwrap();
    assert_eq!(whole.problem, None);
    for no_picture in [&b""[..], b"Ferries sail again.", b"<svg/>", b"%PDF-1.7\n", b"BM\0\0\0\0"] {
        assert!(attach(Arc::from(no_picture)).is_err());
    }
}

#[test]
fn a_name_that_lies_about_the_format_does_no_harm() {
    // Nothing here takes a file name; the bytes of a JPEG are a JPEG under any name.
    let found = picture(Arc::from(sample(ImageFormat::Jpeg))).unwrap();
    assert_eq!(found.media.file_name(), format!("{}.jpg", found.media.id.hex()));
}

#[test]
fn a_picture_at_the_limit_is_taken_and_one_above_is_not() {
    let side = 10_000_u32;
    let height = u32::try_from(MOST_PIXELS / u64::from(side)).unwrap();
    assert!(picture(Arc::from(png_header(side, height))).is_ok());
    assert!(matches!(
        picture(Arc::from(png_header(side, height + 1))),
        Err(PictureError::TooLarge { .. })
    ));
}

#[test]
fn a_picture_lying_down_stands_upright() {
    // Orientation 6: to be turned clockwise. Left half red, right half blue, as the camera wrote it.
    let lying =
        RgbImage::from_fn(40, 20, |x, _| if x < 20 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) });
    for orientation in 1..=8_u8 {
        let jpeg = with_orientation(&encoded(lying.clone().into(), ImageFormat::Jpeg), orientation);
        let media = picture(Arc::from(jpeg.clone())).unwrap().media;
        let small = thumbnail(&jpeg, 40).unwrap();
        let upright = if orientation >= 5 { (20, 40) } else { (40, 20) };
        assert_eq!((media.width_px, media.height_px), upright, "orientation {orientation}");
        assert_eq!((small.width_px, small.height_px), upright, "orientation {orientation}");
        // Where the red half is: the corner at the top left, and the one at the bottom right.
        let red_first = [1, 4, 5, 6].contains(&orientation);
        let [r, _, b, _] = *small.rgba.first_chunk::<4>().unwrap();
        assert_eq!(r > b, red_first, "orientation {orientation}");
    }
}

#[test]
fn odd_pictures_are_shown_all_the_same() {
    let deep: ImageBuffer<Luma<u16>, Vec<u16>> = ImageBuffer::from_pixel(4, 2, Luma([0xFFFF]));
    let deep_rgb: ImageBuffer<Rgb<u16>, Vec<u16>> =
        ImageBuffer::from_pixel(4, 2, Rgb([0xFFFF, 0, 0]));
    let float = image::Rgb32FImage::from_pixel(4, 2, Rgb([1.0, 0.0, 0.0]));
    for (name, bytes, first) in [
        ("16-bit grey PNG", encoded(deep.into(), ImageFormat::Png), [255, 255, 255, 255]),
        ("16-bit PNG", encoded(deep_rgb.clone().into(), ImageFormat::Png), [255, 0, 0, 255]),
        ("16-bit TIFF", encoded(deep_rgb.into(), ImageFormat::Tiff), [255, 0, 0, 255]),
        ("float TIFF", encoded(float.into(), ImageFormat::Tiff), [255, 0, 0, 255]),
        ("1-bit PNG", one_bit_png(), [255, 255, 255, 255]),
        (
            "grey JPEG",
            encoded(GrayImage::from_pixel(4, 2, Luma([255])).into(), ImageFormat::Jpeg),
            [255; 4],
        ),
        (
            "clear PNG",
            encoded(RgbaImage::from_pixel(4, 2, Rgba([9, 8, 7, 0])).into(), ImageFormat::Png),
            [9, 8, 7, 0],
        ),
        ("CMYK JPEG", cmyk_jpeg(), [128, 128, 128, 255]),
    ] {
        let media = picture(Arc::from(bytes.clone()))
            .unwrap_or_else(|error| panic!("{name}: {error}"))
            .media;
        let small = thumbnail(&bytes, 100).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((small.width_px, small.height_px), (media.width_px, media.height_px), "{name}");
        let found = small.rgba.first_chunk::<4>().unwrap();
        let near = found.iter().zip(first).all(|(found, first)| found.abs_diff(first) <= 72);
        let exact = found == &first;
        assert!(if name.starts_with("CMYK") { near } else { exact }, "{name}: {found:?}");
    }
}

#[test]
fn an_animation_shows_its_first_picture() {
    let mut gif = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut gif);
    for color in [[255, 0, 0, 255], [0, 0, 255, 255]] {
        encoder.encode_frame(image::Frame::new(RgbaImage::from_pixel(6, 4, Rgba(color)))).unwrap();
    }
    drop(encoder);
    assert_eq!(picture(Arc::from(gif.clone())).unwrap().media.width_px, 6);
    assert_eq!(thumbnail(&gif, 6).unwrap().rgba.first_chunk::<4>(), Some(&[255, 0, 0, 255]));
}

#[test]
fn a_thumbnail_is_never_larger_than_its_picture() {
    let small = thumbnail(&sample(ImageFormat::Png), 4000).unwrap();
    assert_eq!((small.width_px, small.height_px), (40, 20));
    let least = thumbnail(&sample(ImageFormat::Png), 0).unwrap();
    assert_eq!((least.width_px, least.height_px), (1, 1));
}

#[test]
fn a_picture_that_breaks_off_inside_is_not_shown() {
    let mut tiff = sample(ImageFormat::Tiff);
    let whole = tiff.len();
    // The directory of a TIFF comes last; without the pixels before it, offsets lead nowhere.
    tiff.truncate(whole - whole / 4);
    assert!(picture(Arc::from(tiff.clone())).is_err() || thumbnail(&tiff, 10).is_err());
    let mut png = sample(ImageFormat::Png);
    let middle = png.len() / 2;
    for byte in png.iter_mut().skip(middle).take(8) {
        *byte ^= 0xFF;
    }
    assert!(matches!(
        thumbnail(&png, 10),
        Err(PictureError::Damaged { .. } | PictureError::CutShort)
    ));
}

#[test]
fn copied_pixels_become_a_png_of_the_same_pixels() {
    let clear = [[1, 2, 3, 4], [5, 6, 7, 0]].concat();
    let png = clean_rgba_to_png(2, 1, &clear).unwrap();
    assert_eq!(image::load_from_memory(&png).unwrap().to_rgba8().into_raw(), clear);
    // Windows hands over opaque pictures with alpha 0 everywhere.
    let opaque = clean_rgba_to_png(2, 1, &[1, 2, 3, 0, 5, 6, 7, 0]).unwrap();
    let opaque = image::load_from_memory(&opaque).unwrap();
    assert_eq!(opaque.to_rgba8().into_raw(), [1, 2, 3, 255, 5, 6, 7, 255]);
    assert!(picture(Arc::from(png)).is_ok());

    for (width, height, len) in [(2, 2, 15), (2, 2, 17), (0, 5, 0), (5, 0, 0), (3, 1, 8)] {
        assert_eq!(clean_rgba_to_png(width, height, &vec![0; len]), Err(PictureError::Incomplete));
    }
    assert!(matches!(
        clean_rgba_to_png(u32::MAX, u32::MAX, &[]),
        Err(PictureError::TooLarge { .. })
    ));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn a_damaged_file_is_an_answer_and_no_panic(
        format in prop::sample::select(vec![
            ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif, ImageFormat::Tiff,
        ]),
        damage in prop::collection::vec((0_usize..3000, any::<u8>()), 1..12),
        kept in 1_usize..4000,
    ) {
        let mut bytes = sample(format);
        bytes.truncate(kept);
        for (at, value) in damage {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = value;
            }
        }
        // Whether it can still be read is the decoder’s business; it must say so.
        let read = picture(Arc::from(bytes.clone()));
        let shown = thumbnail(&bytes, 64);
        if let Ok(small) = shown {
            prop_assert_eq!(small.rgba.len() as u64, u64::from(small.width_px) * u64::from(small.height_px) * 4);
        }
        if let Err(error) = read {
            prop_assert!(error.to_string().ends_with('.'));
        }
    }
}

fn sample(format: ImageFormat) -> Vec<u8> {
    let drawn = RgbImage::from_fn(40, 20, |x, y| Rgb([(x * 6) as u8, (y * 12) as u8, 128]));
    encoded(drawn.into(), format)
}

fn encoded(drawn: DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    drawn.write_to(&mut bytes, format).expect("the encoder takes it");
    bytes.into_inner()
}

/// Puts an Exif segment that says only the orientation right behind the start of a JPEG.
fn with_orientation(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE1];
    bytes.extend(u16::try_from(exif.len() + 2).expect("it is short").to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

/// A PNG that says how large it is and has no pixels.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut header = Vec::new();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    png(&[(b"IHDR", &header), (b"IDAT", &[]), (b"IEND", &[])])
}

fn one_bit_png() -> Vec<u8> {
    let header = [0, 0, 0, 4, 0, 0, 0, 2, 1, 0, 0, 0, 0];
    // Two rows of a filter byte and four white pixels, in one stored block.
    let rows = [0, 0b1111_0000, 0, 0b1111_0000];
    let mut zlib = vec![0x78, 0x01, 0x01, 4, 0, 251, 255];
    zlib.extend(rows);
    zlib.extend(adler(&rows).to_be_bytes());
    png(&[(b"IHDR", &header), (b"IDAT", &zlib), (b"IEND", &[])])
}

fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, content) in chunks {
        bytes.extend(u32::try_from(content.len()).expect("it is short").to_be_bytes());
        let checked = [kind.as_slice(), content].concat();
        bytes.extend(&checked);
        bytes.extend(crc(&checked).to_be_bytes());
    }
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 * (crc & 1)))
    })
}

fn adler(bytes: &[u8]) -> u32 {
    let (low, high) = bytes.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    (high << 16) | low
}

fn giant_gif() -> Vec<u8> {
    let mut bytes = b"GIF89a\xFF\xFF\xFF\xFF\0\0\0".to_vec();
    bytes.extend(b"\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3B");
    bytes
}

/// A TIFF whose first picture says that it is a smaller version of another one.
fn raw_photo() -> Vec<u8> {
    let mut bytes = b"II\x2A\0\x08\0\0\0\x01\0".to_vec();
    bytes.extend([254, 0, 4, 0, 1, 0, 0, 0, 1, 0, 0, 0]);
    bytes.extend([0; 4]);
    bytes
}

/// Eight by eight pixels of four colours each, all half; the smallest baseline JPEG that there is.
fn cmyk_jpeg() -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8];
    let mut segment = |marker: u8, content: &[u8]| {
        bytes.extend([0xFF, marker]);
        bytes.extend(u16::try_from(content.len() + 2).expect("it is short").to_be_bytes());
        bytes.extend(content);
    };
    segment(0xEE, b"Adobe\0\x64\0\0\0\0\0");
    segment(0xDB, &[&[0_u8][..], &[1; 64]].concat());
    segment(0xC0, &[8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]);
    // One code of one bit in each table: no difference, and end of block.
    let one_code = |class: u8| [&[class, 1][..], &[0; 15], &[0]].concat();
    segment(0xC4, &one_code(0x00));
    segment(0xC4, &one_code(0x10));
    segment(0xDA, &[4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0]);
    // Four blocks of two 0 bits each.
    bytes.extend([0x00, 0xFF, 0xD9]);
    bytes
}
