//! Renditions of pictures as they really come: every colour, both ways up, and files that mean harm.
//!
//! All of them are made in code.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

#[path = "rendition/make.rs"]
mod make;
#[path = "rendition/screen.rs"]
mod screen;

use std::cell::Cell;

use image::{
    DynamicImage, GrayImage, ImageBuffer, ImageFormat, Luma, Rgb, RgbImage, Rgba, RgbaImage,
};
use jpeg_encoder::ColorType;
use make::{BLUE, Extras, RED, WHITE, encoded, exif, jpeg, jpeg_of, plain, png, waves};
use moxcms::ColorProfile;
use nightdesk::media::PictureError;
use nightdesk::media::rendition::{
    Encoding, Problem, Rendition, Stamp, Wish, cost, header, plan, renditions,
};

fn made(bytes: &[u8], wish: &Wish) -> Result<Vec<Rendition>, Problem> {
    renditions(bytes, wish, None, &Stamp::default(), &|| false)
}

fn small() -> Wish {
    Wish { widths: vec![32, 16], jpeg_quality: 95, webp_quality: 95, ..Wish::default() }
}

fn first(bytes: &[u8], encoding: Encoding) -> DynamicImage {
    let made = made(bytes, &small()).unwrap();
    let rendition = made.iter().find(|it| it.encoding == encoding).unwrap();
    let picture = image::load_from_memory(&rendition.bytes).unwrap();
    assert_eq!((picture.width(), picture.height()), (rendition.width_px, rendition.height_px));
    picture
}

fn middle(picture: &DynamicImage) -> [u8; 4] {
    picture.to_rgba8().get_pixel(picture.width() / 2, picture.height() / 2).0
}

fn is_near(found: &[u8], expected: &[u8], most: u8) -> bool {
    found.iter().zip(expected).all(|(found, expected)| found.abs_diff(*expected) <= most)
}

#[test]
fn what_is_made_is_what_was_planned() {
    let wish = Wish { widths: vec![400, 100, 50, 100], ..Wish::default() };
    for (width, height) in [(300, 200), (50, 70), (1, 1), (700, 3), (3, 700), (101, 99)] {
        let bytes = encoded(waves(width, height), ImageFormat::Png);
        let made = made(&bytes, &wish).unwrap();
        let planned = plan(width, height, &wish, None);
        assert_eq!(made.len(), planned.len(), "{width} × {height}");
        for (made, planned) in made.iter().zip(&planned) {
            assert_eq!(
                (made.encoding, made.width_px, made.height_px),
                (planned.encoding, planned.width_px, planned.height_px)
            );
            assert!(made.width_px <= width && made.height_px <= height);
            let format = image::guess_format(&made.bytes).unwrap();
            assert_eq!(format.to_mime_type(), made.encoding.media_type());
            let shown = image::load_from_memory(&made.bytes).unwrap();
            assert_eq!((shown.width(), shown.height()), (made.width_px, made.height_px));
        }
    }
}

#[test]
fn the_same_picture_gives_the_same_files() {
    let bytes = encoded(waves(300, 200), ImageFormat::Jpeg);
    assert_eq!(made(&bytes, &small()), made(&bytes, &small()));
}

#[test]
fn jpeg_is_progressive() {
    let made = made(&encoded(waves(300, 200), ImageFormat::Jpeg), &small()).unwrap();
    let jpeg = made.iter().find(|it| it.encoding == Encoding::Jpeg).unwrap();
    assert!(jpeg.bytes.windows(2).any(|pair| pair == [0xFF, 0xC2]));
}

#[test]
fn a_picture_stays_as_light_as_it_was() {
    let part = |at: u32, whole: u32| (at * 255 / whole) as u8;
    let original = DynamicImage::from(RgbImage::from_fn(640, 480, |x, y| {
        Rgb([part(x, 640), part(y, 480), part(640 - x, 640)])
    }));
    let mean = |picture: &DynamicImage| {
        let grey = picture.to_luma8();
        grey.pixels().map(|it| f64::from(it.0[0])).sum::<f64>()
            / f64::from(grey.width() * grey.height())
    };
    let bytes = encoded(original.clone(), ImageFormat::Png);
    for encoding in [Encoding::Jpeg, Encoding::WebP] {
        let (found, expected) = (mean(&first(&bytes, encoding)), mean(&original));
        assert!((found - expected).abs() < 1.0, "{encoding:?}: {found} for {expected}");
    }
}

#[test]
fn odd_pictures_come_out_in_their_colours() {
    let deep: ImageBuffer<Luma<u16>, Vec<u16>> = ImageBuffer::from_pixel(64, 48, Luma([0x8080]));
    let deep_red: ImageBuffer<Rgb<u16>, Vec<u16>> =
        ImageBuffer::from_pixel(64, 48, Rgb([0xFFFF, 0, 0]));
    let deep_clear: ImageBuffer<Rgba<u16>, Vec<u16>> =
        ImageBuffer::from_pixel(64, 48, Rgba([0xFFFF, 0, 0, 0xFFFF]));
    let float = image::Rgb32FImage::from_pixel(64, 48, Rgb([1.0, 0.0, f32::NAN]));
    let one_bit: Vec<u8> = [0, 255, 255, 255, 255, 255, 255, 255, 255].repeat(48);
    let palette: Vec<u8> = [0, 85, 85, 85, 85, 85, 85, 85, 85].repeat(48);
    let colours: &[(&[u8; 4], &[u8])] = &[(b"PLTE", &[0, 255, 0, 255, 0, 0])];
    let plain_jpeg = Extras::default();
    let progressive = Extras { is_progressive: true, ..plain_jpeg };
    let cyan = [0, 159, 227];
    for (name, bytes, colour) in [
        ("16-bit grey PNG", encoded(deep, ImageFormat::Png), [128; 3]),
        ("16-bit PNG", encoded(deep_red.clone(), ImageFormat::Png), RED),
        ("16-bit PNG with opacity", encoded(deep_clear, ImageFormat::Png), RED),
        ("16-bit TIFF", encoded(deep_red, ImageFormat::Tiff), RED),
        ("float TIFF", encoded(float, ImageFormat::Tiff), RED),
        ("1-bit PNG", png((64, 48), 1, 0, &[], &one_bit), WHITE),
        ("palette PNG", png((64, 48), 1, 3, colours, &palette), [128, 128, 0]),
        ("GIF", encoded(DynamicImage::from(plain(64, 48, RED)).to_rgba8(), ImageFormat::Gif), RED),
        ("moving GIF", make::moving_gif(), RED),
        ("moving WebP", make::moving_webp(), RED),
        ("WebP", encoded(plain(64, 48, BLUE), ImageFormat::WebP), BLUE),
        ("grey JPEG", jpeg_of(&[200], ColorType::Luma, plain_jpeg), [200; 3]),
        ("JPEG", jpeg_of(&BLUE, ColorType::Rgb, plain_jpeg), BLUE),
        ("progressive JPEG", jpeg_of(&BLUE, ColorType::Rgb, progressive), BLUE),
        ("CMYK JPEG", jpeg_of(&[255, 0, 0, 0], ColorType::Cmyk, plain_jpeg), cyan),
        ("progressive CMYK JPEG", jpeg_of(&[255, 0, 0, 0], ColorType::Cmyk, progressive), cyan),
        ("YCCK JPEG", jpeg_of(&[255, 0, 0, 0], ColorType::CmykAsYcck, plain_jpeg), cyan),
        ("YCCK JPEG, black", jpeg_of(&[0, 0, 0, 255], ColorType::CmykAsYcck, plain_jpeg), [29; 3]),
        ("CMYK TIFF", make::inked_tiff([255, 0, 0, 0]), cyan),
    ] {
        for encoding in [Encoding::Jpeg, Encoding::WebP] {
            let found = middle(&first(&bytes, encoding));
            assert!(is_near(&found[..3], &colour, 6), "{name} as {encoding:?}: {found:?}");
            assert_eq!(found[3], 255, "{name}");
        }
    }
}

#[test]
fn grey_stays_grey_and_small() {
    let bytes = encoded(GrayImage::from_pixel(64, 48, Luma([90])), ImageFormat::Png);
    assert!(matches!(first(&bytes, Encoding::Jpeg), DynamicImage::ImageLuma8(_)));
}

#[test]
fn what_is_clear_is_white_in_jpeg_and_clear_in_webp() {
    let half = RgbaImage::from_fn(64, 48, |x, _| {
        Rgba(if x < 16 { [255, 0, 0, 255] } else { [9, 9, 9, 0] })
    });
    for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff] {
        let bytes = encoded(half.clone(), format);
        assert!(is_near(&middle(&first(&bytes, Encoding::Jpeg)), &[255; 4], 3), "{format:?}");
        assert_eq!(middle(&first(&bytes, Encoding::WebP))[3], 0, "{format:?}");
        let corner = first(&bytes, Encoding::WebP).to_rgba8().get_pixel(2, 2).0;
        assert!(is_near(&corner, &[255, 0, 0, 255], 8), "{format:?}: {corner:?}");
    }
    let grey = image::GrayAlphaImage::from_pixel(64, 48, image::LumaA([0, 0]));
    let bytes = encoded(grey, ImageFormat::Png);
    assert_eq!(middle(&first(&bytes, Encoding::Jpeg)), [255; 4]);
}

#[test]
fn every_orientation_stands_upright() {
    // Exif 2.32 §4.6.4: which side of the picture the first row and the first column are.
    const CORNERS: [[[u8; 3]; 2]; 2] = [[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [250, 250, 250]]];
    for orientation in 1..=8_u8 {
        let (width, height) = if orientation < 5 { (64_usize, 32_usize) } else { (32, 64) };
        let mut samples = Vec::new();
        for row in 0..height {
            for column in 0..width {
                let (down, right) = (row >= height / 2, column >= width / 2);
                let (down, right) = match orientation {
                    1 => (down, right),
                    2 => (down, !right),
                    3 => (!down, !right),
                    4 => (!down, right),
                    5 => (right, down),
                    6 => (right, !down),
                    7 => (!right, !down),
                    _ => (!right, down),
                };
                samples.extend(CORNERS[usize::from(down)][usize::from(right)]);
            }
        }
        let size = (u16::try_from(width).unwrap(), u16::try_from(height).unwrap());
        let exif = exif(orientation);
        let extras = Extras { exif: Some(&exif), ..Extras::default() };
        let bytes = jpeg(&samples, size, ColorType::Rgb, extras);
        let head = header(&bytes).unwrap();
        assert_eq!((head.width_px, head.height_px), (64, 32), "orientation {orientation}");
        let shown = first(&bytes, Encoding::Jpeg).to_rgb8();
        assert_eq!(shown.dimensions(), (32, 16), "orientation {orientation}");
        for (x, y, colour) in [
            (4, 3, CORNERS[0][0]),
            (27, 3, CORNERS[0][1]),
            (4, 12, CORNERS[1][0]),
            (27, 12, CORNERS[1][1]),
        ] {
            let found = shown.get_pixel(x, y).0;
            assert!(
                is_near(&found, &colour, 40),
                "orientation {orientation} at {x}, {y}: {found:?}"
            );
        }
    }
}

#[test]
fn colours_are_taken_by_their_profile() {
    let profile = |profile: ColorProfile| profile.encode().unwrap();
    let p3 = profile(ColorProfile::new_display_p3());
    let adobe = profile(ColorProfile::new_adobe_rgb());
    let srgb = profile(ColorProfile::new_srgb());
    let grey = profile(ColorProfile::new_gray_with_gamma(1.0));
    let inks = make::profile_of_inks();
    let rule = make::exif_of_adobe_rgb();
    let with = |profile| Extras { profile: Some(profile), ..Extras::default() };
    // By littleCMS: P3 and Adobe RGB to sRGB, linear grey to sRGB, Lab of lightness 195/255 to sRGB.
    for (name, bytes, colour) in [
        ("P3", jpeg_of(&[200, 100, 50], ColorType::Rgb, with(&p3)), [215, 93, 31]),
        ("Adobe RGB", jpeg_of(&[150, 200, 100], ColorType::Rgb, with(&adobe)), [124, 201, 92]),
        (
            "Adobe RGB by Exif",
            jpeg_of(
                &[150, 200, 100],
                ColorType::Rgb,
                Extras { exif: Some(&rule), ..Extras::default() },
            ),
            [124, 201, 92],
        ),
        ("sRGB", jpeg_of(&[150, 200, 100], ColorType::Rgb, with(&srgb)), [150, 200, 100]),
        ("linear grey", jpeg_of(&[55], ColorType::Luma, with(&grey)), [128; 3]),
        ("grey in P3", jpeg_of(&[55], ColorType::Luma, with(&p3)), [55; 3]),
        ("inks", jpeg_of(&[255, 0, 0, 0], ColorType::Cmyk, with(&inks)), [189; 3]),
        ("inks, as YCCK", jpeg_of(&[255, 0, 0, 0], ColorType::CmykAsYcck, with(&inks)), [189; 3]),
        // Profiles that do not belong to the picture, or are none.
        ("inks in RGB", jpeg_of(&[150, 200, 100], ColorType::Rgb, with(&inks)), [150, 200, 100]),
        ("P3 in inks", jpeg_of(&[0, 0, 255, 0], ColorType::Cmyk, with(&p3)), [255, 237, 0]),
        ("no profile", jpeg_of(&[150, 200, 100], ColorType::Rgb, with(b"acsp")), [150, 200, 100]),
        ("cut", jpeg_of(&[150, 200, 100], ColorType::Rgb, with(&p3[..200])), [150, 200, 100]),
    ] {
        for encoding in [Encoding::Jpeg, Encoding::WebP] {
            let found = middle(&first(&bytes, encoding));
            assert!(is_near(&found, &colour, 4), "{name} as {encoding:?}: {found:?}");
        }
    }
}

#[test]
fn files_that_mean_harm_are_refused_from_their_header() {
    let row = vec![0; 1000];
    let giant = |width, height, depth, colours| png((width, height), depth, colours, &[], &row);
    let giant_gif = b"GIF89a\xFF\xFF\xFF\xFF\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3B";
    let held = |marker: u8, components: u8, in_scan: u8| {
        let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0];
        bytes.extend([1; 64]);
        bytes.extend([0xFF, marker, 0, 8 + 3 * components, 8, 0x27, 0x10, 0x4E, 0x20, components]);
        for component in 1..=components {
            bytes.extend([component, 0x11, 0]);
        }
        bytes.extend([0xFF, 0xDA, 0, 6 + 2 * in_scan, in_scan]);
        for component in 1..=in_scan {
            bytes.extend([component, 0]);
        }
        bytes.extend([0, 63, 0, 0, 0xFF, 0xD9]);
        bytes
    };
    let jpeg = jpeg_of(&RED, ColorType::Rgb, Extras::default());
    for (name, bytes, sentence) in [
        ("zero bytes", vec![], "empty (0 bytes)"),
        ("text", b"Ferries sail again.".to_vec(), "not a picture"),
        ("SVG", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "SVG drawing"),
        ("giant PNG", giant(60_000, 60_000, 8, 2), "60000 × 60000 pixels"),
        ("deep PNG", giant(14_000, 14_000, 16, 6), "too much memory"),
        ("PNG without width", giant(0, 10, 8, 2), "damaged"),
        ("giant GIF", giant_gif.to_vec(), "65535 × 65535 pixels"),
        ("progressive JPEG of 200 megapixels", held(0xC2, 4, 1), "too much memory"),
        ("JPEG of 200 megapixels, colour by colour", held(0xC0, 4, 1), "too much memory"),
        ("JPEG of two colours", held(0xC0, 2, 2), "damaged"),
        ("JPEG cut short", jpeg[..jpeg.len() - 30].to_vec(), "cut short"),
    ] {
        let error = made(&bytes, &Wish::default()).unwrap_err().to_string();
        assert!(error.contains(sentence), "{name}: {error}");
        assert_eq!(header(&bytes).unwrap_err().to_string(), error, "{name}");
    }
}

#[test]
fn a_bomb_that_fits_the_bounds_costs_what_was_said() {
    // 40 megapixels in a few kilobytes.
    let rows = vec![0; 8001 * 5000];
    let bytes = png((8000, 5000), 8, 0, &[], &rows);
    assert!(bytes.len() < 100_000);
    let head = header(&bytes).unwrap();
    assert!(cost(&head, &small(), None) > 40_000_000);
    assert_eq!(made(&bytes, &small()).unwrap().len(), 4);
}

#[test]
fn a_profile_that_unpacks_to_a_gigabyte_is_not_unpacked() {
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; 300_000_000], 9);
    let part = [b"bomb\0\0".as_slice(), &packed].concat();
    let row = [0, 255, 0, 0];
    let bytes = png((1, 1), 8, 2, &[(b"iCCP", &part)], &row);
    let made = made(&bytes, &small());
    assert!(matches!(made, Ok(_) | Err(Problem::Picture(_))), "{made:?}");
}

#[test]
fn files_cut_anywhere_are_refused_or_shown_and_never_more() {
    let exif = exif(6);
    let p3 = ColorProfile::new_display_p3().encode().unwrap();
    let extras = Extras { exif: Some(&exif), profile: Some(&p3), is_progressive: true };
    for whole in [
        jpeg_of(&RED, ColorType::Rgb, extras),
        jpeg_of(&[9, 9, 9, 9], ColorType::Cmyk, Extras::default()),
        encoded(waves(20, 10), ImageFormat::Png),
        encoded(DynamicImage::from(waves(20, 10)).to_rgba8(), ImageFormat::Gif),
        encoded(waves(20, 10), ImageFormat::WebP),
        encoded(waves(20, 10), ImageFormat::Tiff),
        make::inked_tiff([1, 2, 3, 4]),
    ] {
        let step = (whole.len() / 300).max(1);
        for len in (0..whole.len()).step_by(step) {
            let cut = &whole[..len];
            if let Err(problem) = made(cut, &small()) {
                assert!(matches!(problem, Problem::Picture(_)), "{problem}");
            }
        }
    }
}

#[test]
fn stopping_stops_at_every_step() {
    let bytes = encoded(waves(100, 80), ImageFormat::Jpeg);
    let asked = Cell::new(0);
    let count = || {
        asked.set(asked.get() + 1);
        false
    };
    renditions(&bytes, &small(), None, &Stamp::default(), &count).unwrap();
    let steps = asked.get();
    assert!(steps > 5);
    for most in 0..steps {
        asked.set(0);
        let stop = || {
            asked.set(asked.get() + 1);
            asked.get() > most
        };
        let stopped = renditions(&bytes, &small(), None, &Stamp::default(), &stop);
        assert_eq!(stopped, Err(Problem::Cancelled), "after {most}");
        assert_eq!(asked.get(), most + 1, "and asks no more");
    }
}

#[test]
fn nothing_that_the_camera_wrote_leaves() {
    let exif = exif(1);
    let extras = Extras { exif: Some(&exif), ..Extras::default() };
    let bytes = jpeg_of(&RED, ColorType::Rgb, extras);
    let holds = |bytes: &[u8], text: &[u8]| bytes.windows(text.len()).any(|it| it == text);
    assert!(holds(&bytes, b"SERIAL"));
    let stamp = Stamp { credit: "Kit Orme/AP".to_owned(), ..Stamp::default() };
    for made in renditions(&bytes, &small(), None, &stamp, &|| false).unwrap() {
        for private in [&b"SERIAL"[..], b"GPS", b"Exif"] {
            assert!(!holds(&made.bytes, private), "{:?}", made.encoding);
        }
        assert!(holds(&made.bytes, b"Kit Orme/AP"), "{:?}", made.encoding);
    }
}

#[test]
fn a_header_says_what_decoding_will_need() {
    let wish = Wish::default();
    let deep: ImageBuffer<Rgb<u16>, Vec<u16>> = ImageBuffer::new(300, 200);
    let plain_png = header(&encoded(waves(300, 200), ImageFormat::Png)).unwrap();
    let deep_png = header(&encoded(deep, ImageFormat::Png)).unwrap();
    assert!(cost(&plain_png, &wish, None) > 300 * 200 * 3);
    assert!(cost(&deep_png, &wish, None) > cost(&plain_png, &wish, None));
    assert!(matches!(header(b""), Err(PictureError::Empty)));
}
