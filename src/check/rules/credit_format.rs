//! A credit is not in the house’s format.

use crate::check::credits::{Fault, fault};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{FigureView, StoryView};
use crate::check::words::shown;
use crate::check::{Group, Level};
use crate::edit::{Edit, Value};
use crate::story::{Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "credit-format",
    group: Group::Credits,
    level: Level::Advice,
    what: "A credit is not in the house’s format.",
    why: "One form for all credits; what leaves the desk in fields is put right anyway, a line that is copied is not.",
    source: "The house’s credit format in the settings.",
    wrong: "Photo by Kit Orme/AFP",
    right: "Kit Orme/AFP",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    for (at, figure) in view.story.figures() {
        let template = &view.reading.settings.credit_template;
        let Some((Fault::Format, house)) = fault(&FigureView { at, figure }, template) else {
            continue;
        };
        let line = figure.credit.verbatim.trim();
        let message = format!("“{}” is not in the house’s format.", shown(line));
        let label = format!("Write “{}”", shown(&house.verbatim));
        let spot = Spot::place(Place::Text(TextAt::Credit(at)), line, message);
        found.add(spot.fixed_by(label, Some(Edit::Set(Value::Credit(at, house)))));
    }
}
