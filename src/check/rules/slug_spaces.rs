//! A slug of several words without hyphens.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};
use crate::edit::Edit;
use crate::story::{Place, RichText, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "slug-spaces",
    group: Group::Structure,
    level: Level::Advice,
    what: "The slug has spaces in it.",
    why: "Systems down the line cut a slug at its first space or turn spaces into signs.",
    source: "IPTC slugline practice: hyphens between words.",
    wrong: "harbour reopens",
    right: "harbour-reopens",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let slug = &view.story.slug;
    if slug.trim().is_empty() || !slug.contains(char::is_whitespace) {
        return;
    }
    let joined = slug.split_whitespace().collect::<Vec<_>>().join("-");
    let edit =
        Edit::Splice { at: TextAt::Slug, range: 0..slug.len(), with: RichText::plain(joined) };
    let message = "The slug has spaces in it; join its words by hyphens.";
    let spot = Spot::place(Place::Text(TextAt::Slug), slug.as_str(), message);
    found.add(spot.fixed_by("Put hyphens", Some(edit)));
}
