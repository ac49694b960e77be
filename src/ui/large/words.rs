//! What the large view says: on the screen, and to screen readers.

use super::{Mode, Subject};
use crate::media::crop;
use crate::story::{Crop, FocalPoint};

/// What is set, in a line.
pub(super) fn state(mode: Mode, subject: &Subject) -> String {
    let (width_px, height_px) = subject.size_px();
    match mode {
        Mode::Look => format!("Picture {}: {width_px} × {height_px} pixels", subject.number),
        Mode::Crop(ratio) => {
            let shown = subject.crop(ratio);
            let (_, _, width, height) = crop::pixels(&shown, width_px, height_px);
            let how = if subject.is_set(ratio) { "by hand" } else { "automatic" };
            format!("{}; {width} × {height} pixels, {how}", place(&shown))
        }
        Mode::FocalPoint => match subject.figure.focal_point {
            Some(point) => point_place(point),
            None => "No focal point yet: click where the eye should rest".to_owned(),
        },
    }
}

/// Where a crop lies: `16:9 crop, 10 % from left, 5 % from top, 80 % wide, 45 % high`.
pub(super) fn place(shown: &Crop) -> String {
    format!(
        "{} crop, {} from left, {} from top, {} wide, {} high",
        crop::name(shown.ratio),
        percent(shown.left),
        percent(shown.top),
        percent(shown.width),
        percent(shown.height)
    )
}

fn point_place(point: FocalPoint) -> String {
    format!("Focal point, {} from left, {} from top", percent(point.x), percent(point.y))
}

/// A part of a side to a tenth of a percent, as fine as the finest key moves.
fn percent(part: f32) -> String {
    let tenths = (part * 1000.0).round() / 10.0;
    format!("{tenths} %")
}

/// The keys that there are.
pub(super) fn keys(mode: Mode) -> &'static str {
    match mode {
        Mode::Look => {
            "C: crop. F: focal point. + and − zoom, 0 fits, a double click shows 100 %. Arrows or a drag move the picture."
        }
        Mode::Crop(_) => {
            "Arrows move by 1 %, with Shift by 0.1 %. + and − resize. Tab: next shape. Delete: take the crop off. Esc: done."
        }
        Mode::FocalPoint => {
            "Click, or move it with arrows by 1 %, with Shift by 0.1 %. Delete: take it off. Esc: done."
        }
    }
}
