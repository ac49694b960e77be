//! Which renditions there will be, from the size of the picture alone.
//!
//! A page lists them before any is made.
//!
//! Must not know: pixels, formats of originals.

use super::area::{Area, height_in_shape};
use super::{Encoding, Wish};
use crate::story::Crop;

/// The most widths of which renditions are made.
const MOST_WIDTHS: usize = 16;
/// The widest rendition; two screens of today’s largest side by side.
const WIDEST_PX: u32 = 8192;
/// The longest side that WebP can say.
const LONGEST_SIDE_PX: u32 = 16_383;

/// A rendition that will be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Planned {
    /// How its file will be encoded.
    pub encoding: Encoding,
    /// Width in pixels.
    pub width_px: u32,
    /// Height in pixels.
    pub height_px: u32,
}

/// The renditions of a picture of this size as shown upright, or of a part of it, the widest first,
/// each size as JPEG and then as WebP where that is wanted.
pub fn plan(width_px: u32, height_px: u32, wish: &Wish, crop: Option<&Crop>) -> Vec<Planned> {
    let encodings: &[Encoding] =
        if wish.webp { &[Encoding::Jpeg, Encoding::WebP] } else { &[Encoding::Jpeg] };
    let area = Area::of(crop, width_px, height_px);
    sizes(area, crop, &wish.widths)
        .into_iter()
        .flat_map(|(width_px, height_px)| {
            encodings.iter().map(move |encoding| Planned {
                encoding: *encoding,
                width_px,
                height_px,
            })
        })
        .collect()
}

/// The sizes of the renditions of a part of a picture, the largest first, none larger than the
/// part, none twice.
pub(super) fn sizes(area: Area, crop: Option<&Crop>, widths: &[u32]) -> Vec<(u32, u32)> {
    let (width_px, height_px) = (area.width, area.height);
    if width_px == 0 || height_px == 0 {
        return Vec::new();
    }
    let in_shape = |(width, height)| match crop {
        Some(crop) => (width, height_in_shape(crop.ratio, width, height).min(height_px)),
        None => (width, height),
    };
    let mut sizes: Vec<_> = widths
        .iter()
        .filter(|width| **width > 0)
        .take(MOST_WIDTHS)
        .map(|width| in_shape(fit(width_px, height_px, (*width).min(WIDEST_PX))))
        .collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes.dedup();
    sizes
}

/// The size that keeps the shape, at most so wide.
fn fit(width_px: u32, height_px: u32, width: u32) -> (u32, u32) {
    let width = width.min(width_px);
    let height = scaled(height_px, width, width_px);
    if height <= LONGEST_SIDE_PX {
        return (width, height);
    }
    (scaled(width_px, LONGEST_SIDE_PX, height_px), LONGEST_SIDE_PX)
}

/// The size that keeps the shape and has no side longer than `longest_px`.
pub(in crate::media) fn fit_longest(
    (width_px, height_px): (u32, u32),
    longest_px: u32,
) -> (u32, u32) {
    let longest = width_px.max(height_px);
    let part = longest_px.min(longest);
    (scaled(width_px, part, longest), scaled(height_px, part, longest))
}

/// A side shrunk by `part` of `whole`, rounded, at least one pixel.
fn scaled(side: u32, part: u32, whole: u32) -> u32 {
    let whole = u64::from(whole.max(1));
    let exact = u64::from(side) * u64::from(part);
    u32::try_from((exact + whole / 2) / whole).unwrap_or(u32::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::AspectRatio;

    #[test]
    fn sizes_keep_the_shape_and_are_never_larger_than_the_picture() {
        let usual = [1600, 1200, 800, 400];
        for (width, height, widths, expected) in [
            (6000, 4000, &usual[..], &[(1600, 1067), (1200, 800), (800, 533), (400, 267)][..]),
            (4000, 6000, &usual, &[(1600, 2400), (1200, 1800), (800, 1200), (400, 600)]),
            (1000, 500, &usual, &[(1000, 500), (800, 400), (400, 200)]),
            (300, 200, &usual, &[(300, 200)]),
            (1, 1, &usual, &[(1, 1)]),
            (60_000, 1, &usual, &[(1600, 1), (1200, 1), (800, 1), (400, 1)]),
            (2, 65_535, &usual, &[(1, 16_383)]),
            (65_535, 3000, &[60_000], &[(8192, 375)]),
            (400, 400, &[400, 0, 100, 400], &[(400, 400), (100, 100)]),
            (400, 400, &[], &[]),
            (0, 7, &usual, &[]),
        ] {
            let found = sizes(Area::whole(width, height), None, widths);
            assert_eq!(found, expected, "{width} × {height} to {widths:?}");
        }
    }

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
            assert_eq!(fit_longest(size, longest), fitted, "{size:?} to {longest}");
        }
    }

    #[test]
    fn a_wish_for_very_many_widths_is_bounded() {
        let widths: Vec<u32> = (1..100_000).collect();
        assert_eq!(sizes(Area::whole(50_000, 1000), None, &widths).len(), MOST_WIDTHS);
    }

    #[test]
    fn a_crop_keeps_its_shape_and_is_never_larger_than_its_part_of_the_picture() {
        let ratio = AspectRatio { width: 16, height: 9 };
        // Edges as a crop of 16:9 in a picture of 6000 × 4001 pixels has them.
        let crop = Crop { ratio, left: 0.1, top: 0.2, width: 0.333_333, height: 0.281_18 };
        let wish = Wish { webp: false, ..Wish::default() };
        let planned = plan(6000, 4001, &wish, Some(&crop));
        let sizes: Vec<_> = planned.iter().map(|it| (it.width_px, it.height_px)).collect();
        assert_eq!(sizes, [(1600, 900), (1200, 675), (800, 450), (400, 225)]);
        let sizes: Vec<_> = plan(1500, 1000, &wish, Some(&crop))
            .iter()
            .map(|it| (it.width_px, it.height_px))
            .collect();
        assert_eq!(sizes, [(500, 281), (400, 225)], "not enlarged");
        assert_eq!(plan(0, 1000, &wish, Some(&crop)), []);
    }
}
