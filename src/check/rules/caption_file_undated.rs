//! A file picture whose caption does not say from when it is.

use crate::check::captions::has_date;
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::FigureView;
use crate::check::{Group, Level};
use crate::story::{Marker, Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "caption-file-undated",
    group: Group::Captions,
    level: Level::Advice,
    what: "A file picture’s caption does not say from when the picture is.",
    why: "Readers take it for a picture of today’s events.",
    source: "Reuters and AP caption practice: file pictures carry their date, or say that there is none.",
    wrong: "Credit with “File”, caption: The Tollemache necklace lies on velvet.",
    right: "The Tollemache necklace lies on velvet in Savannah, Ga., in 2019.",
    looks: &[Look::Figure(look)],
};

fn look(view: &FigureView<'_>, found: &mut Found<'_>) {
    let caption = view.figure.caption.as_str();
    let is_file = view.figure.credit.markers.contains(&Marker::File);
    if is_file && !caption.trim().is_empty() && !has_date(caption) {
        let place = Place::Text(TextAt::Caption(view.at));
        let message = "It is a file picture; say in the caption from when.";
        found.add(Spot::place(place, caption.chars().take(40).collect::<String>(), message));
    }
}
