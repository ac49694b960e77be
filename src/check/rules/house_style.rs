//! Words and patterns of the house's style sheet; the rules themselves are data.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::style::{self, HouseStyle, StylePlace};
use crate::check::view::Text;
use crate::check::words::shown;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "house-style",
    group: Group::Style,
    level: Level::Advice,
    what: "A word or figure is not in the house’s style.",
    why: "Readers trust a paper that writes the same thing the same way.",
    source: "The sheets in assets/check/style and the desk’s own rules.",
    wrong: "She sent an e-mail.",
    right: "She sent an email.",
    looks: &[Look::Text(look)],
};

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    let reading = text.reading;
    // The desk's own rules come first and have the last word: a shipped rule of the same id is
    // the desk's to replace.
    let own = &reading.settings.house;
    tell(text, own, |_| false, found);
    tell(text, style::of_every_desk(), |id| own.rule(id).is_some(), found);
    if let Some(sheet) = reading.settings.sheet.rules(reading.language) {
        tell(text, sheet, |id| own.rule(id).is_some(), found);
    }
}

fn tell(
    text: &Text<'_>,
    style: &HouseStyle,
    is_replaced: impl Fn(&str) -> bool,
    found: &mut Found<'_>,
) {
    let off = &text.reading.settings.off;
    let place = StylePlace::of(text.role);
    let is_on = |id: &str| !off.contains(id) && !is_replaced(id);
    for hit in style.compiled().hits(text.words, place, text.reading.language, is_on) {
        let spot =
            Spot::words(text, hit.range.clone(), hit.message).by_rule(hit.rule).at_level(hit.level);
        let Some(with) = hit.with else {
            found.add(spot);
            continue;
        };
        let label = if with.is_empty() {
            "Take it out".to_owned()
        } else {
            format!("Write “{}”", shown(&with))
        };
        let edit = text.replace(hit.range, &with);
        found.add(spot.fixed_by(label, edit));
    }
}
