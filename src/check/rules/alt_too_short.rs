//! A description of a word or two.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, Text, Tongue};
use crate::check::words::words;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "alt-too-short",
    group: Group::Descriptions,
    level: Level::Advice,
    what: "A picture’s description is a word or two.",
    why: "“Woman” tells a listener less than nothing: it should say who does what, and where.",
    source: "W3C WAI images tutorial: say what the picture shows in the context of the story.",
    wrong: "Description: Woman",
    right: "Description: An old woman lifts a round cheese from a press.",
    looks: &[Look::Text(look)],
};

/// Words that say that it is a picture, or what kind.
const KINDS: [&str; 24] = [
    "photo",
    "photograph",
    "picture",
    "pic",
    "image",
    "img",
    "graphic",
    "logo",
    "banner",
    "icon",
    "mugshot",
    "headshot",
    "portrait",
    "thumbnail",
    "foto",
    "bild",
    "grafik",
    "symbolbild",
    "photographie",
    "portrait",
    "illustration",
    "imagen",
    "fotografía",
    "retrato",
];

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    if text.role != Role::Alt || text.reading.tongue == Tongue::Other {
        return;
    }
    // What has a dot or an underscore inside is the name of a file, and told as such.
    let alt = text.words.trim();
    let list: Vec<&str> = words(alt).filter_map(|range| alt.get(range)).collect();
    let is_name = alt.contains(['_', '/']) || alt.bytes().any(|byte| byte.is_ascii_digit());
    let is_kind = |word: &&str| KINDS.contains(&word.to_lowercase().as_str());
    let is_short = list.len() < 2 || list.len() < 4 && list.iter().any(is_kind);
    if is_short && !list.is_empty() && !is_name {
        let message = "The description says next to nothing; tell what the picture shows.";
        found.add(Spot::words(text, 0..text.words.trim_end().len(), message));
    }
}
