//! Crops: the part of a picture to show in one shape.
//!
//! A crop that an editor set is kept in the figure. Every other shape follows the focal point:
//! [`of`] gives either. All of them keep their shape in pixels, lie inside the picture and are not
//! so small that nothing can be seen, whatever the numbers that come in.
//!
//! ```
//! use nightdesk::media::crop;
//! use nightdesk::story::{AspectRatio, FocalPoint};
//!
//! let square = AspectRatio { width: 1, height: 1 };
//! let on_the_right = Some(FocalPoint { x: 0.9, y: 0.5 });
//! let crop = crop::around(on_the_right, square, 3000, 2000);
//! assert_eq!(crop::pixels(&crop, 3000, 2000), (1000, 0, 2000, 2000));
//! ```
//!
//! Must not know: how a picture is decoded, or shown.

use crate::story::{AspectRatio, Crop, Figure, FocalPoint};

/// The shapes that every desk has.
pub const RATIOS: [AspectRatio; 5] =
    [shape(16, 9), shape(4, 3), shape(1, 1), shape(4, 5), shape(9, 16)];

/// The most shapes that a house may add to them.
pub const MOST_HOUSE_RATIOS: usize = 12;

/// The longest that a shape may be against its short side.
const MOST_STRETCH: u16 = 20;

/// The shorter side of the smallest crop, in pixels of the picture: less is a smudge on a phone.
const LEAST_PX: f64 = 64.0;
/// The same as a part of the largest crop, for very large pictures.
const LEAST_PART: f64 = 0.05;

const fn shape(width: u16, height: u16) -> AspectRatio {
    AspectRatio { width, height }
}

/// A corner or the middle of an edge of a crop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Handle {
    /// Left edge.
    Left,
    /// Right edge.
    Right,
    /// Top edge.
    Top,
    /// Bottom edge.
    Bottom,
    /// Top left corner.
    TopLeft,
    /// Top right corner.
    TopRight,
    /// Bottom left corner.
    BottomLeft,
    /// Bottom right corner.
    BottomRight,
}

impl Handle {
    /// All of them, corners first: where they overlap, the corner is meant.
    pub const ALL: [Self; 8] = [
        Self::TopLeft,
        Self::TopRight,
        Self::BottomLeft,
        Self::BottomRight,
        Self::Left,
        Self::Right,
        Self::Top,
        Self::Bottom,
    ];

    /// The way out from the middle of the crop: -1, 0 or 1 across and down.
    pub fn direction(self) -> (i8, i8) {
        match self {
            Self::Left => (-1, 0),
            Self::Right => (1, 0),
            Self::Top => (0, -1),
            Self::Bottom => (0, 1),
            Self::TopLeft => (-1, -1),
            Self::TopRight => (1, -1),
            Self::BottomLeft => (-1, 1),
            Self::BottomRight => (1, 1),
        }
    }
}

/// How a shape is called: `16:9`.
pub fn name(ratio: AspectRatio) -> String {
    format!("{}:{}", ratio.width, ratio.height)
}

/// The shape of words such as `16:9` or `3 : 2`; `None` where a side is none or nothing, or one is
/// more than twenty times the other.
pub fn ratio_of(words: &str) -> Option<AspectRatio> {
    let (width, height) = words.split_once([':', '/', 'x', '×'])?;
    let side = |words: &str| words.trim().parse::<u16>().ok().filter(|side| *side > 0);
    let (width, height) = (side(width)?, side(height)?);
    (width.max(height) / width.min(height) <= MOST_STRETCH).then_some(shape(width, height))
}

/// The shapes to offer: those that every desk has, and those of the house that are not among them.
pub fn ratios(house: &[AspectRatio]) -> Vec<AspectRatio> {
    let mut ratios = RATIOS.to_vec();
    for ratio in house.iter().take(MOST_HOUSE_RATIOS) {
        let known = ratios.iter().any(|known| is_same(*known, *ratio));
        if !known && ratio.width > 0 && ratio.height > 0 {
            ratios.push(*ratio);
        }
    }
    ratios
}

/// Whether two shapes are the same, as 16:9 and 32:18 are. One without a side is like no other.
pub fn is_same(a: AspectRatio, b: AspectRatio) -> bool {
    let is_shape = |ratio: AspectRatio| ratio.width > 0 && ratio.height > 0;
    (a == b || is_shape(a) && is_shape(b))
        && u32::from(a.width) * u32::from(b.height) == u32::from(b.width) * u32::from(a.height)
}

/// The crop of a shape that an editor set, if one was.
pub fn set_by_hand(crops: &[Crop], ratio: AspectRatio) -> Option<&Crop> {
    crops.iter().find(|crop| is_same(crop.ratio, ratio))
}

/// What a figure shows in a shape: the crop that was set, else the one around the focal point.
pub fn of(figure: &Figure, ratio: AspectRatio, width_px: u32, height_px: u32) -> Crop {
    match set_by_hand(&figure.crops, ratio) {
        Some(crop) => fitted(&Crop { ratio, ..*crop }, width_px, height_px),
        None => around(figure.focal_point, ratio, width_px, height_px),
    }
}

/// The crops with this one in place of the one of its shape, or added in the order of shapes from
/// wide to tall.
#[must_use]
pub fn with(crops: &[Crop], crop: Crop) -> Vec<Crop> {
    let mut crops = without(crops, crop.ratio);
    let wide = |crop: &Crop| f32::from(crop.ratio.width) / f32::from(crop.ratio.height.max(1));
    let place = crops.iter().position(|other| wide(other) < wide(&crop)).unwrap_or(crops.len());
    crops.insert(place, crop);
    crops
}

/// The crops without the one of a shape.
#[must_use]
pub fn without(crops: &[Crop], ratio: AspectRatio) -> Vec<Crop> {
    crops.iter().filter(|crop| !is_same(crop.ratio, ratio)).copied().collect()
}

/// The largest crop of a shape, with the focal point as near its middle as the edges allow; the
/// middle of the picture where there is none.
pub fn around(
    focal: Option<FocalPoint>,
    ratio: AspectRatio,
    width_px: u32,
    height_px: u32,
) -> Crop {
    let page = Page::new(ratio, width_px, height_px);
    let point = focal.unwrap_or(FocalPoint { x: 0.5, y: 0.5 });
    let middle = (part(point.x, 0.5) * page.width, part(point.y, 0.5) * page.height);
    page.crop(middle, 1.0)
}

/// A crop as it should be: of its shape, inside the picture, neither too small nor too large. One
/// that is so already comes back as it was but for rounding.
pub fn fitted(crop: &Crop, width_px: u32, height_px: u32) -> Crop {
    let page = Page::new(crop.ratio, width_px, height_px);
    let (middle, scale) = page.read(crop);
    page.crop(middle, scale)
}

/// A crop moved by parts of the picture's width and height, as far as the edges allow.
pub fn moved(crop: &Crop, right: f32, down: f32, width_px: u32, height_px: u32) -> Crop {
    let page = Page::new(crop.ratio, width_px, height_px);
    let ((x, y), scale) = page.read(crop);
    let step = |by: f32, side: f64| if by.is_finite() { f64::from(by) * side } else { 0.0 };
    page.crop((x + step(right, page.width), y + step(down, page.height)), scale)
}

/// A crop of the same size with a point as near its middle as the edges allow.
pub fn moved_over(crop: &Crop, point: FocalPoint) -> Crop {
    let side = |size: f32, point: f32| {
        let size = part(size, 1.0) as f32;
        (part(point, 0.5) as f32 - size / 2.0).clamp(0.0, 1.0 - size)
    };
    Crop { left: side(crop.width, point.x), top: side(crop.height, point.y), ..*crop }
}

/// A crop made larger or smaller about its middle: a factor of 1.1 is a tenth wider and higher.
pub fn zoomed(crop: &Crop, factor: f32, width_px: u32, height_px: u32) -> Crop {
    let page = Page::new(crop.ratio, width_px, height_px);
    let (middle, scale) = page.read(crop);
    let factor = if factor.is_finite() { f64::from(factor.max(0.0)) } else { 1.0 };
    page.crop(middle, scale * factor)
}

/// A crop whose corner or edge was drawn to a place, in parts of the picture. The opposite corner
/// or edge stays; at an edge the crop grows to both sides alike.
pub fn resized(
    crop: &Crop,
    handle: Handle,
    (x, y): (f32, f32),
    width_px: u32,
    height_px: u32,
) -> Crop {
    let page = Page::new(crop.ratio, width_px, height_px);
    let (middle, scale) = page.read(crop);
    let (across, down) = handle.direction();
    let (across, down) = (f64::from(across), f64::from(down));
    let (half_width, half_height) = (page.most.0 * scale / 2.0, page.most.1 * scale / 2.0);
    // What stays where it is: the corner or edge on the other side.
    let anchor = (middle.0 - across * half_width, middle.1 - down * half_height);
    let pull = (
        (part(x, 0.5) * page.width - anchor.0) * across,
        (part(y, 0.5) * page.height - anchor.1) * down,
    );
    let (wide, high) = page.most;
    let wanted = match handle.direction() {
        (_, 0) => pull.0 / wide,
        (0, _) => pull.1 / high,
        // Along the diagonal, so that a hand that strays a little draws steadily.
        _ => (pull.0 * wide + pull.1 * high) / (wide * wide + high * high),
    };
    // No further than the edges of the picture lie from what stays.
    let room = |way: f64, anchor: f64, side: f64, most: f64| match way {
        way if way > 0.0 => (side - anchor) / most,
        way if way < 0.0 => anchor / most,
        _ => 1.0,
    };
    let most =
        room(across, anchor.0, page.width, wide).min(room(down, anchor.1, page.height, high));
    let scale = wanted.min(most).clamp(page.least, 1.0);
    let middle = (anchor.0 + across * wide * scale / 2.0, anchor.1 + down * high * scale / 2.0);
    page.crop(middle, scale)
}

/// The crop in pixels: left, top, width, height. It has one pixel at least and lies inside the
/// picture; the longer side is rounded and the other follows from it. A picture without pixels
/// is taken for one of 1 by 1.
pub fn pixels(crop: &Crop, width_px: u32, height_px: u32) -> (u32, u32, u32, u32) {
    let page = Page::new(crop.ratio, width_px, height_px);
    let (middle, scale) = page.read(crop);
    let (width_px, height_px) = (width_px.max(1), height_px.max(1));
    let whole = |side: f64, most: u32| rounded(side).clamp(1, most);
    let (wide, high) = (page.most.0 * scale, page.most.1 * scale);
    let (width, height) = if wide >= high {
        let width = whole(wide, width_px);
        (width, whole(f64::from(width) * page.most.1 / page.most.0, height_px))
    } else {
        let height = whole(high, height_px);
        (whole(f64::from(height) * page.most.0 / page.most.1, width_px), height)
    };
    let start = |middle: f64, size: u32, side: u32| {
        rounded(middle - f64::from(size) / 2.0).min(side - size)
    };
    (start(middle.0, width, width_px), start(middle.1, height, height_px), width, height)
}

/// The nearest whole number, 0 at least.
#[expect(clippy::cast_sign_loss, reason = "what is less than nothing becomes 0 before")]
fn rounded(number: f64) -> u32 {
    number.round().max(0.0) as u32
}

/// Whether a point lies in a crop; its edges count.
pub fn shows(crop: &Crop, point: FocalPoint) -> bool {
    /// Less than a tenth of a pixel of any picture: what single precision rounds away.
    const HAIR: f32 = 1e-6;
    let within = |start: f32, size: f32, at: f32| at >= start - HAIR && at <= start + size + HAIR;
    within(crop.left, crop.width, point.x) && within(crop.top, crop.height, point.y)
}

/// A part of a side, 0 to 1; `instead` where it is no number.
fn part(part: f32, instead: f64) -> f64 {
    if part.is_nan() { instead } else { f64::from(part).clamp(0.0, 1.0) }
}

/// A picture and a shape: crops in pixels, by their middle and their scale against the largest.
#[derive(Clone, Copy)]
struct Page {
    ratio: AspectRatio,
    width: f64,
    height: f64,
    /// Width and height of the largest crop.
    most: (f64, f64),
    /// The scale of the smallest crop, at most 1.
    least: f64,
}

impl Page {
    fn new(ratio: AspectRatio, width_px: u32, height_px: u32) -> Self {
        let (width, height) = (f64::from(width_px.max(1)), f64::from(height_px.max(1)));
        let (across, down) = (f64::from(ratio.width.max(1)), f64::from(ratio.height.max(1)));
        let most = if width * down > height * across {
            (height * across / down, height)
        } else {
            (width, width * down / across)
        };
        let least = (LEAST_PX / most.0.min(most.1)).clamp(LEAST_PART, 1.0);
        Self { ratio, width, height, most, least }
    }

    /// The middle and the scale of a crop, made to fit.
    fn read(&self, crop: &Crop) -> ((f64, f64), f64) {
        let (wide, high) = (part(crop.width, 1.0), part(crop.height, 1.0));
        let middle = (part(crop.left, 0.0) + wide / 2.0, part(crop.top, 0.0) + high / 2.0);
        // One of another shape than its name says is cut down to that shape.
        let scale = (wide * self.width / self.most.0).min(high * self.height / self.most.1);
        let scale = scale.clamp(self.least, 1.0);
        (self.inside((middle.0 * self.width, middle.1 * self.height), scale), scale)
    }

    fn inside(&self, (x, y): (f64, f64), scale: f64) -> (f64, f64) {
        let side = |at: f64, most: f64, side: f64| {
            let half = (most * scale / 2.0).min(side / 2.0);
            at.clamp(half, side - half)
        };
        (side(x, self.most.0, self.width), side(y, self.most.1, self.height))
    }

    fn crop(&self, middle: (f64, f64), scale: f64) -> Crop {
        let scale = scale.clamp(self.least, 1.0);
        let (x, y) = self.inside(middle, scale);
        let along = |at: f64, most: f64, side: f64| {
            let size = ((most * scale / side) as f32).min(1.0);
            let start = ((at - most * scale / 2.0) / side) as f32;
            (start.clamp(0.0, 1.0 - size), size)
        };
        let (left, width) = along(x, self.most.0, self.width);
        let (top, height) = along(y, self.most.1, self.height);
        Crop { ratio: self.ratio, left, top, width, height }
    }
}

#[cfg(test)]
mod tests;
