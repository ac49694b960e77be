//! Which renditions there will be, from the size of the picture alone.
//!
//! A page lists them before any is made.
//!
//! Must not know: pixels, formats of originals.

use super::{Encoding, Wish};

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

/// The renditions of a picture of this size as shown upright, the widest first, each size as JPEG
/// and then as WebP where that is wanted.
pub fn plan(width_px: u32, height_px: u32, wish: &Wish) -> Vec<Planned> {
    let encodings: &[Encoding] =
        if wish.webp { &[Encoding::Jpeg, Encoding::WebP] } else { &[Encoding::Jpeg] };
    sizes(width_px, height_px, &wish.widths)
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

/// The sizes of a picture’s renditions, the largest first, none larger than the picture, none
/// twice.
pub(super) fn sizes(width_px: u32, height_px: u32, widths: &[u32]) -> Vec<(u32, u32)> {
    if width_px == 0 || height_px == 0 {
        return Vec::new();
    }
    let mut sizes: Vec<_> = widths
        .iter()
        .filter(|width| **width > 0)
        .take(MOST_WIDTHS)
        .map(|width| fit(width_px, height_px, (*width).min(WIDEST_PX)))
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
            assert_eq!(sizes(width, height, widths), expected, "{width} × {height} to {widths:?}");
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
        assert_eq!(sizes(50_000, 1000, &widths).len(), MOST_WIDTHS);
    }
}
