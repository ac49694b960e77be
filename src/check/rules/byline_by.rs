//! A name in the byline that begins with “by”.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Text, Tongue};
use crate::check::{Group, Level};
use crate::story::{PersonPart, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "byline-by",
    group: Group::People,
    level: Level::Warning,
    what: "A name in the byline begins with “by”.",
    why: "The page sets the word; the name then says it twice, and no search finds it.",
    source: "schema.org author; ninjs by.",
    wrong: "By By Ada Marlowe",
    right: "By Ada Marlowe",
    looks: &[Look::Text(look)],
};

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    if !matches!(text.at, TextAt::Person(_, PersonPart::Name)) {
        return;
    }
    let words: &[&str] = match text.reading.tongue {
        Tongue::English => &["by "],
        Tongue::German => &["von "],
        Tongue::French => &["par "],
        Tongue::Spanish => &["por "],
        Tongue::Other => return,
    };
    let is_it = |word: &&&str| {
        text.words.get(..word.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(word))
    };
    let Some(word) = words.iter().find(is_it) else { return };
    // `Von Ada Marlowe` is a byline, `von Marlowe` a name.
    if text.reading.tongue == Tongue::German && text.words.split_whitespace().count() < 3 {
        return;
    }
    let message = format!("The name begins with “{}”; the page sets that word.", word.trim());
    let edit = text.replace(0..word.len(), "");
    let spot = Spot::words(text, 0..word.len() - 1, message);
    found.add(spot.fixed_by(format!("Take out “{}”", word.trim()), edit));
}
