//! A tag in the wrong form: a hyphen for a space, a stray possessive, a space too many.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};
use crate::story::{Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "tag-form",
    group: Group::Structure,
    level: Level::Advice,
    what: "A tag is a possessive, a sentence, or a slug instead of a name.",
    why: "Tags are shown to readers and matched letter by letter.",
    source: "IPTC Media Topics practice: names as they are written.",
    wrong: "Tags: West-africa",
    right: "Tags: West Africa",
    looks: &[Look::Story(look)],
};

/// More words than this are a headline.
const MOST_WORDS: usize = 6;

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    for (index, tag) in view.story.tags.iter().enumerate() {
        let name = tag.name.as_str();
        let Some(why) = fault(name) else { continue };
        let message = format!("The tag “{name}” {why}.");
        found.add(Spot::place(Place::Text(TextAt::Tag(index)), name, message));
    }
}

fn fault(name: &str) -> Option<&'static str> {
    let is_slug = name.split_once('-').is_some_and(|(first, second)| {
        first.chars().next().is_some_and(char::is_uppercase)
            && first.chars().count() > 3
            && second.chars().next().is_some_and(char::is_lowercase)
            && !name.contains(' ')
    });
    // `West-africa` and `harbour-news` are slugs; `Start-ups` and `Anti-doping` are words.
    let prefixes = [
        "anti", "post", "semi", "half", "long", "start", "vice", "mid", "pre", "full", "self",
        "cross", "high", "open", "hand", "back", "well", "left", "right", "check", "check",
    ];
    let is_prefix = name
        .split_once('-')
        .is_some_and(|(first, _)| prefixes.contains(&first.to_lowercase().as_str()));
    if name.ends_with("’s") || name.ends_with("'s") {
        Some("is a possessive; name the thing itself")
    } else if name.trim() != name || name.contains("  ") {
        Some("has spaces too many")
    } else if name.ends_with(['.', ',', ';', ':']) {
        Some("ends with a stop")
    } else if name.split_whitespace().count() > MOST_WORDS {
        Some("is a sentence; a tag is a name")
    } else if (is_slug && !is_prefix) || name.contains('_') {
        Some("looks like a slug; write the name as readers know it")
    } else {
        None
    }
}
