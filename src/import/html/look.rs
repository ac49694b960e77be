//! What an element looks like: its inline style, and whether it is seen at all.
//!
//! Must not know: stylesheets (a page is read without them), stories.

use super::bound::NOSCRIPT;
use super::dom::Dom;

/// What an inline style says that matters to copy.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Look {
    /// Bold or expressly not.
    pub(super) bold: Option<bool>,
    /// Italic or expressly not.
    pub(super) italic: Option<bool>,
    /// Struck out.
    pub(super) strike: bool,
    /// Raised.
    pub(super) raised: bool,
    /// Lowered.
    pub(super) lowered: bool,
    /// Not shown.
    pub(super) hidden: bool,
    /// On lines of its own though its element is not.
    pub(super) block: bool,
    /// Set in from the left by so many CSS pixels.
    pub(super) indent_px: f32,
    /// The level of a Word list that the graf is an item of.
    pub(super) word_list_level: Option<u8>,
    /// The bullet that Word writes into the copy.
    pub(super) word_bullet: bool,
}

/// More declarations than this are not read.
const MOST_DECLARATIONS: usize = 80;

/// Reads a `style` attribute.
pub(super) fn look(style: &str) -> Look {
    let mut look = Look::default();
    for declaration in style.split(';').take(MOST_DECLARATIONS) {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let name = name.trim().to_ascii_lowercase();
        let value = value.trim().to_ascii_lowercase();
        let value = value.trim_end_matches("!important").trim_end();
        match name.as_str() {
            "font-weight" => look.bold = bold(value),
            "font-style" => look.italic = Some(matches!(value, "italic" | "oblique")),
            "text-decoration" | "text-decoration-line" => {
                look.strike |= value.contains("line-through");
            }
            "vertical-align" => {
                look.raised |= value == "super";
                look.lowered |= value == "sub";
            }
            "display" => {
                look.hidden |= value == "none";
                look.block |= matches!(value, "block" | "flex" | "grid" | "table" | "list-item");
            }
            "visibility" => look.hidden |= matches!(value, "hidden" | "collapse"),
            "opacity" => look.hidden |= value.parse::<f32>().is_ok_and(|opacity| opacity == 0.0),
            "mso-hide" => look.hidden |= value == "all",
            "margin-left" | "padding-left" => look.indent_px += px(value),
            "margin" | "padding" => {
                let sides: Vec<&str> = value.split_whitespace().collect();
                let left = sides.get(3).or(sides.get(1)).or(sides.first());
                look.indent_px += left.map_or(0.0, |left| px(left));
            }
            "mso-list" => {
                look.word_bullet |= value == "ignore";
                look.word_list_level = word_level(value).or(look.word_list_level);
            }
            _ => {}
        }
    }
    look
}

fn bold(value: &str) -> Option<bool> {
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        number => number.parse::<u16>().ok().map(|weight| weight >= 600),
    }
}

/// A length in CSS pixels; percentages and `auto` are none.
fn px(value: &str) -> f32 {
    let digits = value.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let number: f32 = digits.parse().unwrap_or(0.0);
    let factor = match value.get(digits.len()..).unwrap_or_default() {
        "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "em" | "rem" | "pc" => 16.0,
        "in" => 96.0,
        "cm" => 37.8,
        "mm" => 3.78,
        _ => 0.0,
    };
    if number.is_finite() { number * factor } else { 0.0 }
}

/// The level in `l0 level2 lfo1`, counted from 0.
fn word_level(value: &str) -> Option<u8> {
    let level = value.split_whitespace().find_map(|word| word.strip_prefix("level"))?;
    level.parse::<u8>().ok().map(|level| level.saturating_sub(1).min(8))
}

/// The look of an element by its own `style`.
pub(super) fn of(dom: &Dom, index: usize) -> Look {
    dom.attribute(index, "style").map(look).unwrap_or_default()
}

/// Elements that show no words.
pub(super) fn shows_nothing(tag: &str) -> bool {
    matches!(
        tag,
        "head"
            | "script"
            | "style"
            | "template"
            | "link"
            | "meta"
            | "title"
            | "svg"
            | "math"
            | "canvas"
            | "map"
            | "param"
            | "track"
            | "base"
            | "datalist"
            | "rp"
            | "amp-analytics"
            | "amp-pixel"
            | "amp-state"
    ) || tag == NOSCRIPT
}

/// Whether an element is there but not seen: hidden by attribute, style, or a class that says so.
///
/// What hides half of a page or more is shown by a script later on and is not hidden.
pub(super) fn is_hidden(dom: &Dom, index: usize) -> bool {
    const CLASSES: [&str; 12] = [
        "hidden",
        "hide",
        "is-hidden",
        "u-hidden",
        "d-none",
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "screen-reader-text",
        "screenreader-text",
        "screen-reader-only",
        "assistive-text",
    ];
    if dom.text_bytes(index) * 2 > dom.text_bytes(0) {
        return false;
    }
    let attribute = |name| dom.attribute(index, name);
    attribute("hidden").is_some_and(|value| value != "until-found")
        || attribute("layout") == Some("nodisplay")
        || attribute("style").is_some_and(|style| look(style).hidden)
        || (dom.tag(index) == "dialog" && attribute("open").is_none())
        || (attribute("aria-hidden") == Some("true") && dom.text_bytes(index) < 80)
        || attribute("class")
            .is_some_and(|classes| classes.split_whitespace().any(|class| CLASSES.contains(&class)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_says_what_matters_to_copy() {
        assert_eq!(look("font-weight:700; FONT-STYLE: Italic").bold, Some(true));
        assert_eq!(look("font-weight:normal").bold, Some(false));
        assert!(look("font-style:italic").italic == Some(true));
        assert!(look("display:none!important").hidden);
        assert!(look("vertical-align:super").raised);
        assert!((look("margin-left:.5in").indent_px - 48.0).abs() < 0.1);
        assert!((look("margin:0cm 0cm 0cm 36.0pt").indent_px - 48.0).abs() < 0.1);
        assert_eq!(look("mso-list:l0 level2 lfo1").word_list_level, Some(1));
        assert!(look("mso-list:Ignore").word_bullet);
        assert_eq!(look("colour: red; nonsense; :"), Look::default());
    }
}
