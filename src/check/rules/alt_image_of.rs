//! A description that begins by saying that it is one.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, Text, Tongue};
use crate::check::{Group, Level};
use crate::story::first_upper;

pub(super) const RULE: Rule = Rule {
    id: "alt-image-of",
    group: Group::Descriptions,
    level: Level::Advice,
    what: "A picture’s description begins with “Image of” or the like.",
    why: "Screen readers say that it is a picture before they read the description.",
    source: "W3C WAI images tutorial: do not say that a picture is one.",
    wrong: "Image of a white ferry at a quay.",
    right: "A white ferry at a quay.",
    looks: &[Look::Text(look)],
};

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    if text.role != Role::Alt {
        return;
    }
    let nouns: &[&str] = match text.reading.tongue {
        Tongue::English => &[
            "an image",
            "a picture",
            "a photo",
            "a photograph",
            "image",
            "picture",
            "photo",
            "photograph",
        ],
        Tongue::German => &["ein bild", "ein foto", "bild", "foto", "fotografie", "aufnahme"],
        Tongue::French => {
            &["une image", "une photo", "une photographie", "image", "photo", "photographie"]
        }
        Tongue::Spanish => {
            &["una imagen", "una foto", "una fotografía", "imagen", "foto", "fotografía"]
        }
        Tongue::Other => return,
    };
    let of: &[&str] = match text.reading.tongue {
        Tongue::English => &[" of ", " showing ", " shows "],
        Tongue::German => &[" von ", " mit ", " zeigt "],
        Tongue::French => &[" de ", " du ", " des ", " d’", " d'", " montrant ", " montre "],
        _ => &[" de ", " del ", " muestra ", " que muestra "],
    };
    let Some(mut end) = opening(text.words, nouns, of) else { return };
    // `Image of a photo of a ferry`
    while let Some(more) = text.words.get(end..).and_then(|rest| opening(rest, nouns, of)) {
        end += more;
    }
    // `Photo of the Year` is a name, `Image du port` needs another article in its place.
    let rest = text.words.get(end..).unwrap_or_default();
    if rest.trim().is_empty() || is_name(rest) {
        return;
    }
    let opening = text.words.get(..end).unwrap_or_default().trim();
    let message = format!("The description begins with “{opening}”; begin with what is seen.");
    let is_safe = text.reading.tongue == Tongue::English;
    let edit = is_safe.then(|| text.replace(0..text.words.len(), &first_upper(rest))).flatten();
    let label = format!("Take out “{opening}”");
    found.add(Spot::words(text, 0..end, message).fixed_by(label, edit));
}

/// Where the description proper begins.
fn opening(text: &str, nouns: &[&str], of: &[&str]) -> Option<usize> {
    nouns.iter().find_map(|noun| {
        of.iter().find_map(|of| {
            let len = noun.len() + of.len();
            let begins = text.get(..len)?.to_lowercase();
            (begins.strip_prefix(noun) == Some(*of)).then_some(len)
        })
    })
}

fn is_name(rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    words.next() == Some("the") && matches!(words.next(), Some("Year" | "Month" | "Week" | "Day"))
}
