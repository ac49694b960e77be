//! An agency in other capitals than its own.

use crate::check::credits::{Fault, fault};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{FigureView, StoryView};
use crate::check::words::shown;
use crate::check::{Group, Level};
use crate::edit::{Edit, Value};
use crate::story::{Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "agency-capitals",
    group: Group::Credits,
    level: Level::Advice,
    what: "An agency stands in other capitals than its own.",
    why: "AFP and dpa are spelled as they spell themselves.",
    source: "The agencies’ own credit rules; the table of credits.",
    wrong: "Kit Orme/Afp",
    right: "Kit Orme/AFP",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    for (at, figure) in view.story.figures() {
        let template = &view.reading.settings.credit_template;
        let Some((Fault::AgencyCapitals, house)) = fault(&FigureView { at, figure }, template)
        else {
            continue;
        };
        let line = figure.credit.verbatim.trim();
        let message = format!("“{}” has an agency in other capitals than its own.", shown(line));
        let label = format!("Write “{}”", shown(&house.verbatim));
        let spot = Spot::place(Place::Text(TextAt::Credit(at)), line, message);
        found.add(spot.fixed_by(label, Some(Edit::Set(Value::Credit(at, house)))));
    }
}
