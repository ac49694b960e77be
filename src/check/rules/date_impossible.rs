//! A day that no calendar has: `31 June`.

use crate::check::facts::{FactView, Kind};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "date-impossible",
    group: Group::Dates,
    level: Level::Error,
    what: "A day that the month does not have.",
    why: "The date is wrong, and nobody can tell which was meant.",
    source: "The calendar.",
    wrong: "tested on Nov. 31",
    right: "tested on Nov. 30",
    looks: &[Look::Facts(look)],
};

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    for fact in view.facts.all.iter().filter(|fact| fact.kind == Kind::Day) {
        // A leap year lets 29 February pass where no year is told.
        let year = fact.day.year.unwrap_or(2024);
        let Some(day) = fact.day.day else { continue };
        if chrono::NaiveDate::from_ymd_opt(year, fact.day.month, day).is_none() {
            let message = "The month does not have this day; check the date.";
            found.add(Spot::words(view.text, fact.range.clone(), message));
        }
    }
}
