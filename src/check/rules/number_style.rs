//! Numbers in words that style wants in figures, and the other way round.

use crate::check::facts::{Fact, FactView, Kind, is_plural};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, Tongue};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "number-style",
    group: Group::Numbers,
    level: Level::Advice,
    what: "A number from 10 on in words, or one below 10 in figures.",
    why: "One line between words and figures in the whole paper.",
    source: "AP style, Guardian style: one to nine in words, 10 and up in figures.",
    wrong: "fourteen months and 9 games",
    right: "14 months and nine games",
    looks: &[Look::Facts(look)],
};

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    let is_copy = matches!(view.facts.role, Role::Graf | Role::Standfirst | Role::Caption);
    let reading = view.text.reading;
    // Without a sheet there is no line between words and figures.
    let has_sheet = reading.settings.sheet.rules(reading.language).is_some();
    if reading.tongue != Tongue::English || !is_copy || !has_sheet {
        return;
    }
    for sentence in &view.facts.sentences {
        let all = view.facts.all.get(sentence.facts.clone()).unwrap_or_default();
        for fact in all.iter().filter(|fact| matches!(fact.kind, Kind::Count | Kind::Span)) {
            let before = view.words(sentence.range.start..fact.range.start);
            // Whoever is quoted has said it in his own way.
            let opened = before.matches(['“', '"', '‘']).count();
            let in_quotes = opened > before.matches('”').count() && !before.ends_with('”');
            if in_quotes || before.trim().is_empty() {
                continue;
            }
            let words = view.words(fact.range.clone());
            let message = if is_long_word(view, fact, words) {
                "From 10 on a number stands in figures."
            } else if is_small_figure(view, fact, words) && !is_age(before) {
                "Below 10 a number is written out."
            } else {
                continue;
            };
            let number = words.split(' ').next().map_or(words.len(), str::len);
            let range = fact.range.start..fact.range.start + number;
            found.add(Spot::words(view.text, range, message));
        }
    }
}

fn is_long_word(view: &FactView<'_>, fact: &Fact, words: &str) -> bool {
    let behind = view.words(fact.range.end..view.text.words.len());
    // `Forty Acres`, `one in twenty-odd`, `ten-pin`, `ten or so`.
    fact.is_word
        && (10.0..100.0).contains(&fact.value)
        && words.starts_with(char::is_lowercase)
        && !words.contains('-')
        && behind.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

/// `babies as young as 6 months`.
fn is_age(before: &str) -> bool {
    let before = before.trim_end();
    ["young as", "old as", "aged", "age of", "under", "over"]
        .iter()
        .any(|lead| before.ends_with(lead))
}

fn is_small_figure(view: &FactView<'_>, fact: &Fact, words: &str) -> bool {
    let is_small =
        !fact.is_word && fact.value < 10.0 && fact.value.fract() == 0.0 && fact.value > 0.0;
    if !is_small || words.contains(['-', '.']) {
        return false;
    }
    let behind = view.words(fact.range.end..view.text.words.len());
    // Ages, and lengths of games and records, stand in figures.
    if fact.kind == Kind::Span {
        return matches!(fact.unit, "day" | "week" | "month")
            && words.contains(' ')
            && !behind.starts_with(" old")
            && !behind.starts_with("-old");
    }
    let noun = behind.strip_prefix(' ').unwrap_or_default();
    let noun = noun.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    noun.starts_with(char::is_lowercase)
        && is_plural(noun)
        && !matches!(
            noun,
            "points" | "runs" | "shots" | "minutes" | "seconds" | "years" | "degrees"
        )
        && fact.unit.is_empty()
}
