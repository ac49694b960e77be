//! A description that is the name of a file.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::FigureView;
use crate::check::words::shown;
use crate::check::{Group, Level};
use crate::edit::{Edit, Value};
use crate::story::{Alt, Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "alt-file-name",
    group: Group::Descriptions,
    level: Level::Warning,
    what: "A picture’s description is the name of a file.",
    why: "Content systems put it there by themselves, and it tells the listener nothing.",
    source: "WCAG 2.2, 1.1.1; IPTC photo metadata: alt text is a description.",
    wrong: "Description: DSC_0815.jpg",
    right: "Description: A white ferry leaves the harbour.",
    looks: &[Look::Figure(look)],
};

/// Endings of picture files.
const ENDINGS: [&str; 12] =
    ["jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "heic", "avif", "svg", "bmp", "psd"];

/// What cameras and phones begin their file names with.
const CAMERA_NAMES: [&str; 8] = ["img", "dsc", "dscf", "dscn", "pxl", "p", "image", "screenshot"];

fn look(view: &FigureView<'_>, found: &mut Found<'_>) {
    let alt = view.figure.alt.text().trim();
    let says_file = view.figure.file_says.as_ref().is_some_and(|says| {
        !says.file_name.is_empty() && alt.eq_ignore_ascii_case(&says.file_name)
    });
    if alt.is_empty() || !(says_file || has_ending(alt) || is_camera_name(alt)) {
        return;
    }
    let message =
        format!("The description “{}” is the name of a file; write what is seen.", shown(alt));
    let fix = Edit::Set(Value::Alt(view.at, Alt::NotDescribed));
    let spot = Spot::place(Place::Text(TextAt::Alt(view.at)), alt, message);
    found.add(spot.fixed_by("Clear the description", Some(fix)));
}

/// `storm-23.jpg`, and `storm 23.jpg` too: no sentence ends so.
fn has_ending(alt: &str) -> bool {
    alt.rsplit_once('.').is_some_and(|(name, ending)| {
        !name.is_empty()
            && !name.ends_with(char::is_whitespace)
            && ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
    })
}

/// `IMG_4711`, `DSC-0042`, `DSC00918`, `PXL_20260101_123456`.
fn is_camera_name(alt: &str) -> bool {
    let letters = alt.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(alt.len());
    let Some((name, number)) = alt.split_at_checked(letters) else { return false };
    let number = number.strip_prefix(['_', '-']).unwrap_or(number);
    CAMERA_NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
        && number.len() >= 3
        && number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b'-'))
}
