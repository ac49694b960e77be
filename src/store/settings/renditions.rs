//! In which sizes pictures leave the desk, as it is set.
//!
//! Must not know: how renditions are made.

use serde_json::{Value, json};

use crate::media::rendition::Wish;

/// The widths that make sense, in pixels.
const WIDTHS_PX: std::ops::RangeInclusive<u32> = 16..=8192;
/// The most widths.
const MOST_WIDTHS: usize = 16;

/// What becomes of pictures at export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renditions {
    /// Whether smaller copies leave; otherwise the originals do.
    pub on: bool,
    /// In which sizes and qualities.
    pub wish: Wish,
}

impl Default for Renditions {
    fn default() -> Self {
        Self { on: true, wish: Wish::default() }
    }
}

impl Renditions {
    /// What is wanted; `None` where originals are to leave.
    pub fn wish(&self) -> Option<&Wish> {
        self.on.then_some(&self.wish)
    }

    /// Widths as they are typed, `1600, 800`, the widest first, each once; `None` where they are
    /// no widths of pictures from 16 to 8192 pixels, or too many.
    pub fn widths(text: &str) -> Option<Vec<u32>> {
        let parts = text.split([',', ';', ' ']).map(str::trim).filter(|part| !part.is_empty());
        let widths: Option<Vec<u32>> = parts.map(|part| part.parse().ok()).collect();
        in_order(widths?)
    }

    pub(super) fn to_tree(&self) -> Value {
        let Self { on, wish: Wish { widths, jpeg_quality, webp, webp_quality } } = self;
        json!({
            "on": on,
            "widths": widths,
            "jpeg_quality": jpeg_quality,
            "webp": webp,
            "webp_quality": webp_quality,
        })
    }

    /// From a tree; what makes no sense in it is as usual.
    pub(super) fn from_tree(tree: &Value) -> Self {
        let usual = Self::default();
        let truth = |name: &str, usual| tree.get(name).and_then(Value::as_bool).unwrap_or(usual);
        let quality = |name: &str, usual| {
            let given = tree.get(name).and_then(Value::as_u64).and_then(|it| u8::try_from(it).ok());
            given.filter(|quality| (1..=100).contains(quality)).unwrap_or(usual)
        };
        let width = |value: &Value| u32::try_from(value.as_u64()?).ok();
        let widths = tree.get("widths").and_then(Value::as_array);
        let widths =
            widths.and_then(|list| in_order(list.iter().map(width).collect::<Option<_>>()?));
        Self {
            on: truth("on", usual.on),
            wish: Wish {
                widths: widths.unwrap_or(usual.wish.widths),
                jpeg_quality: quality("jpeg_quality", usual.wish.jpeg_quality),
                webp: truth("webp", usual.wish.webp),
                webp_quality: quality("webp_quality", usual.wish.webp_quality),
            },
        }
    }
}

/// The same widths in another order would be other renditions.
fn in_order(mut widths: Vec<u32>) -> Option<Vec<u32>> {
    widths.sort_unstable_by(|a, b| b.cmp(a));
    widths.dedup();
    let fits = widths.iter().all(|width| WIDTHS_PX.contains(width));
    (fits && !widths.is_empty() && widths.len() <= MOST_WIDTHS).then_some(widths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_widths_are_taken_when_they_are_widths() {
        for (text, expected) in [
            ("1600,800", Some(vec![1600, 800])),
            (" 400; 1600 800,,400 ", Some(vec![1600, 800, 400])),
            ("16", Some(vec![16])),
            ("", None),
            ("0", None),
            ("15", None),
            ("8193", None),
            ("800px", None),
            ("-800", None),
            ("99999999999", None),
            ("20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36", None),
        ] {
            assert_eq!(Renditions::widths(text), expected, "{text}");
        }
    }

    #[test]
    fn settings_come_back_and_what_makes_no_sense_is_as_usual() {
        let wish = Wish { widths: vec![900, 300], jpeg_quality: 70, webp: false, webp_quality: 60 };
        let set = Renditions { on: false, wish };
        assert_eq!(Renditions::from_tree(&set.to_tree()), set);
        let odd = json!({ "on": 1, "widths": [800, -1], "jpeg_quality": 0, "webp_quality": 400 });
        for tree in [Value::Null, json!([]), odd] {
            assert_eq!(Renditions::from_tree(&tree), Renditions::default(), "{tree}");
        }
    }
}
