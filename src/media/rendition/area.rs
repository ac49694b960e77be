//! The part of a picture that a crop shows, in whole pixels.
//!
//! Must not know: who set the crop, what it is for.

use image::metadata::Orientation;

use crate::media::crop;
use crate::story::{AspectRatio, Crop};

/// A rectangle of whole pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Area {
    /// All of a picture of this size.
    pub(super) fn whole(width: u32, height: u32) -> Self {
        Self { left: 0, top: 0, width, height }
    }

    /// What a crop shows of a picture of this size as shown upright, as it is seen in the window;
    /// everything where there is no crop.
    pub(super) fn of(crop: Option<&Crop>, width_px: u32, height_px: u32) -> Self {
        match crop.filter(|_| width_px > 0 && height_px > 0) {
            Some(crop) => {
                let (left, top, width, height) = crop::pixels(crop, width_px, height_px);
                Self { left, top, width, height }
            }
            None => Self::whole(width_px, height_px),
        }
    }

    /// The same part of the picture as it is stored, before it is turned upright; the area is one
    /// of a picture of this size as shown upright.
    pub(super) fn stored(self, (width, height): (u32, u32), orientation: Orientation) -> Self {
        let from_right = width.saturating_sub(self.left + self.width);
        let from_bottom = height.saturating_sub(self.top + self.height);
        let upright = |left, top| Self { left, top, ..self };
        let turned = |left, top| Self { left, top, width: self.height, height: self.width };
        match orientation {
            Orientation::NoTransforms => self,
            Orientation::FlipHorizontal => upright(from_right, self.top),
            Orientation::Rotate180 => upright(from_right, from_bottom),
            Orientation::FlipVertical => upright(self.left, from_bottom),
            Orientation::Rotate90 => turned(self.top, from_right),
            Orientation::Rotate270 => turned(from_bottom, self.left),
            Orientation::Rotate90FlipH => turned(self.top, self.left),
            Orientation::Rotate270FlipH => turned(from_bottom, from_right),
        }
    }
}

/// The height that a width has in a shape, where that is the height of the area but for the
/// rounding of its edges: crops of 16:9 are 1200 × 675 and not 1200 × 674.
pub(super) fn height_in_shape(ratio: AspectRatio, width: u32, height: u32) -> u32 {
    let across = u64::from(ratio.width.max(1));
    let exact = (u64::from(width) * u64::from(ratio.height) + across / 2) / across;
    match u32::try_from(exact) {
        Ok(exact) if exact > 0 && exact.abs_diff(height) <= 1 => exact,
        _ => height,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{DynamicImage, GrayImage, Luma};

    const SHAPE: AspectRatio = AspectRatio { width: 16, height: 9 };

    #[test]
    fn a_crop_lies_inside_the_picture_whatever_its_numbers_are() {
        let whole = Crop { ratio: SHAPE, left: 0.0, top: 0.0, width: 1.0, height: 1.0 };
        for of in [
            whole,
            Crop { left: 0.5, top: 0.5, width: 9.0, height: 9.0, ..whole },
            Crop { left: -1.0, top: -1.0, ..whole },
            Crop { left: f32::NAN, height: f32::INFINITY, ..whole },
            Crop { width: 0.0, height: -1.0, ..whole },
            Crop { ratio: AspectRatio { width: 0, height: 0 }, ..whole },
        ] {
            for (width, height) in [(100, 80), (1, 1), (3, 4000)] {
                let found = Area::of(Some(&of), width, height);
                assert!(found.width > 0 && found.left + found.width <= width, "{of:?}: {found:?}");
                assert!(found.height > 0 && found.top + found.height <= height, "{found:?}");
            }
            assert_eq!(Area::of(Some(&of), 0, 80), Area::whole(0, 80));
        }
        assert_eq!(Area::of(None, 7, 5), Area::whole(7, 5));
    }

    #[test]
    fn a_crop_of_a_stored_picture_turned_upright_is_the_crop_of_the_upright_one() {
        let stored = GrayImage::from_fn(7, 5, |x, y| Luma([(y * 7 + x) as u8]));
        for exif in 1..=8 {
            let orientation = Orientation::from_exif(exif).unwrap();
            let mut upright = DynamicImage::from(stored.clone());
            upright.apply_orientation(orientation);
            let size = (upright.width(), upright.height());
            let area = Area { left: 1, top: 2, width: 3, height: 2 };
            let expected = upright.crop_imm(area.left, area.top, area.width, area.height);
            let part = area.stored(size, orientation);
            let mut found = DynamicImage::from(stored.clone()).crop_imm(
                part.left,
                part.top,
                part.width,
                part.height,
            );
            found.apply_orientation(orientation);
            assert_eq!(found, expected, "Exif orientation {exif}");
        }
    }

    #[test]
    fn a_shape_is_kept_to_the_pixel_and_another_one_is_left_alone() {
        let wide = AspectRatio { width: 16, height: 9 };
        for (ratio, width, height, expected) in [
            (wide, 1200, 674, 675),
            (wide, 1200, 676, 675),
            (wide, 1200, 675, 675),
            (wide, 1200, 600, 600),
            (AspectRatio { width: 0, height: 9 }, 10, 7, 7),
            (AspectRatio { width: 9, height: 0 }, 10, 1, 1),
        ] {
            assert_eq!(height_in_shape(ratio, width, height), expected, "{width} × {height}");
        }
    }
}
