//! Pictures for the window: the same colours as those that leave, in a fraction of the work; and
//! files that mean harm.

use std::io::Cursor;

use image::{DynamicImage, ImageBuffer, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use jpeg_encoder::ColorType;
use moxcms::ColorProfile;
use nightdesk::media::rendition::Encoding;
use nightdesk::media::{PictureError, Thumbnail, thumbnail};

use super::make::{
    self, BLUE, Extras, RED, chunk, encoded, exif, jpeg, jpeg_of, moving_gif, moving_webp, plain,
    png, waves,
};
use super::{first, is_near, middle};

fn pixel(shown: &Thumbnail, x: u32, y: u32) -> [u8; 4] {
    let at = (y * shown.width_px + x) as usize;
    shown.rgba.as_chunks::<4>().0[at]
}

#[test]
fn what_is_shown_is_what_leaves() {
    let p3 = ColorProfile::new_display_p3().encode().unwrap();
    let inks = make::profile_of_inks();
    let adobe = make::exif_of_adobe_rgb();
    let of = |profile: &[u8]| {
        jpeg_of(
            &[90, 200, 60],
            ColorType::Rgb,
            Extras { profile: Some(profile), ..Extras::default() },
        )
    };
    let deep: ImageBuffer<Rgb<u16>, Vec<u16>> =
        ImageBuffer::from_pixel(64, 48, Rgb([40_000, 9_000, 60_000]));
    for (name, bytes) in [
        ("sRGB", jpeg_of(&[90, 200, 60], ColorType::Rgb, Extras::default())),
        ("Display P3", of(&p3)),
        (
            "Adobe RGB by Exif",
            jpeg_of(
                &[90, 200, 60],
                ColorType::Rgb,
                Extras { exif: Some(&adobe), ..Extras::default() },
            ),
        ),
        (
            "progressive",
            jpeg_of(
                &[9, 99, 199],
                ColorType::Rgb,
                Extras { is_progressive: true, ..Extras::default() },
            ),
        ),
        ("grey", jpeg_of(&[77], ColorType::Luma, Extras::default())),
        ("CMYK", jpeg_of(&[200, 100, 50, 30], ColorType::Cmyk, Extras::default())),
        (
            "CMYK with its profile",
            jpeg_of(
                &[200, 100, 50, 30],
                ColorType::Cmyk,
                Extras { profile: Some(&inks), ..Extras::default() },
            ),
        ),
        ("YCCK", jpeg_of(&[200, 100, 50, 30], ColorType::CmykAsYcck, Extras::default())),
        ("CMYK TIFF", make::inked_tiff([200, 100, 50, 30])),
        ("16-bit PNG", encoded(deep.clone(), ImageFormat::Png)),
        ("16-bit TIFF", encoded(deep, ImageFormat::Tiff)),
        ("1-bit PNG", png((64, 48), 1, 0, &[], &[&[0][..], &[0xFF; 8]].concat().repeat(48))),
        (
            "palette PNG",
            png(
                (64, 48),
                8,
                3,
                &[(b"PLTE", &[9, 8, 7, 200, 30, 60])],
                &[&[0][..], &[1; 64]].concat().repeat(48),
            ),
        ),
        ("GIF", moving_gif()),
        ("WebP", encoded(plain(64, 48, [200, 30, 60]), ImageFormat::WebP)),
    ] {
        // A twelfth of the size, so that JPEG is decoded at an eighth.
        let shown = thumbnail(&bytes, 5).unwrap();
        let leaves = middle(&first(&bytes, Encoding::Jpeg));
        let found = pixel(&shown, 2, 2);
        assert_eq!((shown.width_px, shown.height_px), (5, 4), "{name}");
        assert!(is_near(&found, &leaves, 4), "{name}: {found:?} is shown, {leaves:?} leaves");
    }
}

#[test]
fn a_jpeg_at_an_eighth_looks_as_the_whole_would() {
    let (width, height) = (1600, 1200);
    let picture = waves(width, height);
    let bytes = jpeg(&picture, (1600, 1200), ColorType::Rgb, Extras::default());
    for longest_px in [100, 200, 399, 401, 800] {
        let shown = thumbnail(&bytes, longest_px).unwrap();
        let whole = thumbnail(&bytes, width).unwrap().shrunk(longest_px);
        assert_eq!((shown.width_px, shown.height_px), (whole.width_px, whole.height_px));
        let off: u64 =
            shown.rgba.iter().zip(&whole.rgba).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
        let mean = off as f64 / shown.rgba.len() as f64;
        assert!(mean < 3.0, "{longest_px}: {mean} of 255 apart");
    }
}

#[test]
fn a_jpeg_at_a_fraction_stands_upright_too() {
    // Orientation 6 is to be turned clockwise: what was on the left comes to the top.
    let lying = RgbImage::from_fn(640, 320, |x, _| Rgb(if x < 320 { RED } else { BLUE }));
    let exif = exif(6);
    let extras = Extras { exif: Some(&exif), ..Extras::default() };
    let shown = thumbnail(&jpeg(&lying, (640, 320), ColorType::Rgb, extras), 40).unwrap();
    assert_eq!((shown.width_px, shown.height_px), (20, 40));
    assert!(is_near(&pixel(&shown, 10, 4)[..3], &RED, 8));
    assert!(is_near(&pixel(&shown, 10, 35)[..3], &BLUE, 8));
}

#[test]
fn of_what_moves_the_first_picture_is_shown() {
    for (name, bytes) in [("GIF", moving_gif()), ("WebP", moving_webp()), ("PNG", moving_png())] {
        let shown = thumbnail(&bytes, 8).unwrap();
        let found = pixel(&shown, 4, 3);
        assert!(is_near(&found[..3], &RED, 8), "{name}: {found:?}");
    }
}

/// Two pictures one after the other, red first (PNG 3, §11.3.6).
fn moving_png() -> Vec<u8> {
    let rows = |colour: [u8; 3]| [&[0][..], &colour.repeat(64)].concat().repeat(48);
    let frame = |number: u8| {
        let mut frame = vec![0, 0, 0, number];
        frame.extend([0, 0, 0, 64, 0, 0, 0, 48, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 10, 0, 0]);
        frame
    };
    let parts: [(&[u8; 4], &[u8]); 2] =
        [(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]), (b"fcTL", &frame(0))];
    let mut bytes = png((64, 48), 8, 2, &parts, &rows(RED));
    bytes.truncate(bytes.len() - 12);
    chunk(&mut bytes, *b"fcTL", &frame(1));
    let second = miniz_oxide::deflate::compress_to_vec_zlib(&rows(BLUE), 9);
    chunk(&mut bytes, *b"fdAT", &[&[0, 0, 0, 2][..], &second].concat());
    chunk(&mut bytes, *b"IEND", &[]);
    bytes
}

/// A TIFF that says how large it is and has next to no pixels: the widest entries first.
fn tiff_header(width: u32, height: u32, bits: u16, samples: u16) -> Vec<u8> {
    let mut bytes = b"II\x2A\0\x08\0\0\0\x09\0".to_vec();
    let mut entry = |tag: u16, kind: u16, count: u32, value: u32| {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    };
    entry(256, 4, 1, width);
    entry(257, 4, 1, height);
    // One depth for each sample stands behind the directory.
    entry(258, 3, u32::from(samples), 122);
    entry(259, 3, 1, 1);
    entry(262, 3, 1, 2);
    entry(273, 4, 1, 130);
    entry(277, 3, 1, u32::from(samples));
    entry(278, 4, 1, height);
    entry(279, 4, 1, 64);
    bytes.extend([0; 4]);
    bytes.extend(bits.to_le_bytes().repeat(4));
    bytes.extend([7; 64]);
    bytes
}

/// A lossless WebP that says how large it is (RFC 9649 §3.4).
fn webp_header(width: u32, height: u32) -> Vec<u8> {
    let bits = (width - 1) | ((height - 1) << 14);
    let content = [&[0x2F][..], &bits.to_le_bytes(), &[0; 11]].concat();
    let len = content.len() as u32;
    [b"RIFF", &(len + 12).to_le_bytes()[..], b"WEBPVP8L", &len.to_le_bytes(), &content].concat()
}

#[test]
fn what_is_too_large_is_refused_from_its_header() {
    let giant_gif = b"GIF89a\xFF\xFF\xFF\xFF\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3B";
    for (name, bytes) in [
        ("PNG", png((60_000, 60_000), 8, 2, &[], &[0; 1000])),
        ("16-bit PNG", png((14_000, 14_000), 16, 6, &[], &[0; 1000])),
        ("GIF", giant_gif.to_vec()),
        ("TIFF", tiff_header(60_000, 60_000, 8, 3)),
        ("16-bit TIFF", tiff_header(14_000, 14_000, 16, 4)),
        ("WebP", webp_header(16_000, 16_000)),
    ] {
        let error = thumbnail(&bytes, 100).unwrap_err();
        let is_bound =
            matches!(error, PictureError::TooLarge { .. } | PictureError::TooMuchMemory { .. });
        assert!(is_bound, "{name}: {error}");
    }
}

#[test]
fn a_bomb_within_the_bounds_is_shown() {
    let side = 3000;
    let mut gif = Cursor::new(Vec::new());
    let grey = RgbaImage::from_pixel(side, side, Rgba([80, 80, 80, 255]));
    image::codecs::gif::GifEncoder::new(&mut gif).encode_frame(image::Frame::new(grey)).unwrap();
    for (name, bytes) in [
        ("PNG", png((side, side), 8, 0, &[], &[&[0][..], &[80; 3000]].concat().repeat(3000))),
        ("GIF", gif.into_inner()),
        ("WebP", encoded(plain(side, side, [80; 3]), ImageFormat::WebP)),
        ("JPEG", {
            let mut bytes = Vec::new();
            let encoder = jpeg_encoder::Encoder::new(&mut bytes, 30);
            encoder.encode(&vec![80; 3000 * 3000], 3000, 3000, ColorType::Luma).unwrap();
            bytes
        }),
    ] {
        assert!(bytes.len() < 400_000, "{name}: {} bytes", bytes.len());
        let shown = thumbnail(&bytes, 64).unwrap();
        assert!(is_near(&pixel(&shown, 32, 32), &[80, 80, 80, 255], 2), "{name}");
    }
}

#[test]
fn files_cut_anywhere_are_refused_or_shown_in_their_size() {
    let wide = |picture: &RgbImage, is_progressive| {
        let extras = Extras { is_progressive, ..Extras::default() };
        jpeg(picture, (160, 120), ColorType::Rgb, extras)
    };
    let picture = waves(160, 120);
    for (name, whole) in [
        ("JPEG", wide(&picture, false)),
        ("progressive JPEG", wide(&picture, true)),
        ("CMYK JPEG", jpeg_of(&[9, 9, 9, 9], ColorType::Cmyk, Extras::default())),
        ("PNG", encoded(picture.clone(), ImageFormat::Png)),
        ("moving PNG", moving_png()),
        ("GIF", encoded(DynamicImage::from(picture.clone()).to_rgba8(), ImageFormat::Gif)),
        ("WebP", encoded(picture.clone(), ImageFormat::WebP)),
        ("moving WebP", moving_webp()),
        ("TIFF", encoded(picture, ImageFormat::Tiff)),
    ] {
        let full = thumbnail(&whole, 16).unwrap();
        let step = (whole.len() / 120).max(1);
        for len in (0..whole.len()).step_by(step) {
            // Cut, and cut and closed again as if nothing were missing.
            let mut closed = whole[..len].to_vec();
            closed.extend([0xFF, 0xD9]);
            for bytes in [&whole[..len], &closed] {
                if let Ok(shown) = thumbnail(bytes, 16) {
                    let size = (shown.width_px, shown.height_px);
                    assert_eq!(size, (full.width_px, full.height_px), "{name} cut at {len}");
                }
            }
        }
    }
}
