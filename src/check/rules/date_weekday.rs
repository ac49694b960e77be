//! A weekday that does not fit its date.
//!
//! A date without a year is the one nearest to the day of the story, and only looked at when that
//! is near enough to be meant.

use chrono::Datelike as _;

use crate::check::facts::{Fact, Kind, nearest};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{StoryView, Tongue};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "date-weekday",
    group: Group::Dates,
    level: Level::Error,
    what: "A weekday and a date that do not fit.",
    why: "Readers who want to be there come on the wrong day.",
    source: "Desk practice: every date is checked against a calendar.",
    wrong: "on Monday 12 January 2027",
    right: "on Tuesday 12 January 2027",
    looks: &[Look::Story(look)],
};

/// How far from the story a date without a year may be.
const MOST_DAYS: i64 = 150;

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let today = view.day();
    for facts in view.facts() {
        for sentence in &facts.sentences {
            let all = facts.all.get(sentence.facts.clone()).unwrap_or_default();
            // `In 1997 … on Friday, July 4`: the year stands elsewhere in the sentence.
            let tells_year = all.iter().any(|fact| matches!(fact.kind, Kind::Year | Kind::Month));
            for fact in all.iter().filter(|fact| fact.kind == Kind::Day) {
                if fact.day.year.is_none() && tells_year {
                    continue;
                }
                let Some(message) = misfit(fact, today, view.reading.tongue) else { continue };
                let Some(text) = view.text_of(facts) else { continue };
                found.add(Spot::words(&text, fact.range.clone(), message));
            }
        }
    }
}

fn misfit(fact: &Fact, today: Option<chrono::NaiveDate>, tongue: Tongue) -> Option<String> {
    let weekday = fact.day.weekday?;
    let date = if let Some(year) = fact.day.year {
        chrono::NaiveDate::from_ymd_opt(year, fact.day.month, fact.day.day?)?
    } else {
        let today = today?;
        let date = nearest(fact.day, today)?;
        if (date - today).num_days().abs() > MOST_DAYS {
            return None;
        }
        date
    };
    if date.weekday() == weekday {
        return None;
    }
    let day = date.day();
    let is = name(date.weekday(), tongue);
    Some(format!("Day {day} of that month of {} is a {is}; check both.", date.year()))
}

fn name(weekday: chrono::Weekday, tongue: Tongue) -> &'static str {
    let names = match tongue {
        Tongue::German => {
            ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
        }
        Tongue::French => ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        Tongue::Spanish => {
            ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]
        }
        Tongue::English | Tongue::Other => {
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        }
    };
    names.get(weekday.num_days_from_monday() as usize).copied().unwrap_or_default()
}
