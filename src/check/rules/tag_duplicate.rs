//! Two tags that are one: the same but for capitals, hyphens or a plural.

use std::collections::HashMap;

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};
use crate::edit::{Edit, Value};
use crate::story::{Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "tag-duplicate",
    group: Group::Structure,
    level: Level::Warning,
    what: "Two tags are the same but for capitals, hyphens or a plural.",
    why: "Topic pages split in two, and each misses half of the stories.",
    source: "IPTC Media Topics practice: one name for one thing.",
    wrong: "Tags: Start-ups, Startups",
    right: "Tags: Start-ups",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let tags = &view.story.tags;
    let mut seen: HashMap<(Option<&str>, String), &str> = HashMap::new();
    for (index, tag) in tags.iter().enumerate() {
        let name = bare(&tag.name);
        // The same word in two vocabularies is two tags.
        let key = (tag.code.as_ref().map(|code| code.0.as_str()), name.clone());
        if name.is_empty() {
            continue;
        }
        let Some(first) = seen.get(&key) else {
            seen.insert(key, &tag.name);
            continue;
        };
        let message = format!("The tag “{}” stands there already as “{first}”.", tag.name);
        let mut left = tags.clone();
        left.remove(index);
        let spot = Spot::place(Place::Text(TextAt::Tag(index)), &tag.name, message);
        let edit = Edit::Set(Value::Tags(left));
        found.add(spot.fixed_by(format!("Take out “{}”", tag.name), Some(edit)));
        // The fixes of one rule must not touch each other, and each sets all tags.
        return;
    }
}

/// A tag as it is compared: letters and digits in lower case, without a plural’s s.
fn bare(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    let mut bare: String = letters.collect();
    if bare.len() > 3 && bare.ends_with('s') && !bare.ends_with("ss") {
        bare.pop();
    }
    bare
}
