//! A crop that was set by hand and leaves out what the eye should rest on.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::FigureView;
use crate::check::{Group, Level};
use crate::edit::{Edit, Value};
use crate::media::crop;
use crate::story::{Crop, Place};

pub(super) const RULE: Rule = Rule {
    id: "crop-cuts-focal-point",
    group: Group::Pictures,
    level: Level::Warning,
    what: "A crop that was set by hand leaves the picture’s focal point out.",
    why: "Readers on that screen see the picture without what it is about.",
    source: "Practice of picture desks: each crop keeps what the picture is about.",
    wrong: "The focal point is the face; the 1:1 crop ends beside it.",
    right: "The 1:1 crop has the face in it.",
    looks: &[Look::Figure(look)],
};

fn look(view: &FigureView<'_>, found: &mut Found<'_>) {
    let Some(point) = view.figure.focal_point else { return };
    let crops = &view.figure.crops;
    let cuts: Vec<String> = crops
        .iter()
        .filter(|crop| !crop::shows(crop, point))
        // A story can come with any number; a few name the fault.
        .take(MOST_NAMED)
        .map(|crop| crop::name(crop.ratio))
        .collect();
    if cuts.is_empty() {
        return;
    }
    let (cuts, noun) =
        (cuts.join(", "), if cuts.len() == 1 { "crop leaves" } else { "crops leave" });
    let message = format!("The {cuts} {noun} the focal point out; move one or the other.");
    // One finding and one fix for all of them: each sets all the crops of the picture.
    let over = |crop: &Crop| {
        if crop::shows(crop, point) { *crop } else { crop::moved_over(crop, point) }
    };
    let edit = Edit::Set(Value::Crops(view.at, crops.iter().map(over).collect()));
    let spot = Spot::figure(Place::Figure(view.at), view, message);
    found.add(spot.fixed_by("Move over the focal point", Some(edit)));
}

/// The most crops that a finding names.
const MOST_NAMED: usize = 8;
