//! A credit names somebody twice.

use crate::check::credits::{Fault, fault};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{FigureView, StoryView};
use crate::check::words::shown;
use crate::check::{Group, Level};
use crate::edit::{Edit, Value};
use crate::story::{Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "credit-doubled",
    group: Group::Credits,
    level: Level::Warning,
    what: "A credit names somebody twice.",
    why: "Captioning software glues fields together; readers see the same agency twice.",
    source: "IPTC photo metadata: Creator, Credit Line and Source are fields of their own and are joined once.",
    wrong: "Foto: dpa/dpa",
    right: "dpa",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    for (at, figure) in view.story.figures() {
        let template = &view.reading.settings.credit_template;
        let Some((Fault::Doubled, house)) = fault(&FigureView { at, figure }, template) else {
            continue;
        };
        let line = figure.credit.verbatim.trim();
        let message = format!("“{}” names somebody twice; once is enough.", shown(line));
        let label = format!("Write “{}”", shown(&house.verbatim));
        let spot = Spot::place(Place::Text(TextAt::Credit(at)), line, message);
        found.add(spot.fixed_by(label, Some(Edit::Set(Value::Credit(at, house)))));
    }
}
