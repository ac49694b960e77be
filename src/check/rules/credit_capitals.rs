//! A photographer’s name in capitals only.

use crate::check::credits::{Fault, fault};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{FigureView, StoryView};
use crate::check::words::shown;
use crate::check::{Group, Level};
use crate::edit::{Edit, Value};
use crate::story::{Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "credit-capitals",
    group: Group::Credits,
    level: Level::Advice,
    what: "A photographer’s name stands in capitals only.",
    why: "Agencies send names in capitals; in print they shout.",
    source: "Desk practice: names in upper and lower case, as their owners write them.",
    wrong: "KIT ORME/AFP",
    right: "Kit Orme/AFP",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    for (at, figure) in view.story.figures() {
        let template = &view.reading.settings.credit_template;
        let Some((Fault::Shouted, house)) = fault(&FigureView { at, figure }, template) else {
            continue;
        };
        let line = figure.credit.verbatim.trim();
        let message =
            format!("“{}” has a name in capitals; write it as its owner does.", shown(line));
        let label = format!("Write “{}”", shown(&house.verbatim));
        let spot = Spot::place(Place::Text(TextAt::Credit(at)), line, message);
        found.add(spot.fixed_by(label, Some(Edit::Set(Value::Credit(at, house)))));
    }
}
