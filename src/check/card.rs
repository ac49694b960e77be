//! What is told of a rule, whether it is code or comes from a style sheet.
//!
//! Must not know: any particular rule.

use super::style::{self, StyleRule};
use super::{Group, Level, Rule, Settings, rules};

/// A rule's card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its name in settings, output and keys.
    pub id: String,
    /// What it is about.
    pub group: Group,
    /// How much its findings matter, by the settings.
    pub level: Level,
    /// What it looks for, in a line.
    pub what: String,
    /// Why a desk cares, in a sentence.
    pub why: String,
    /// The standard, or the practice, that it follows.
    pub source: String,
    /// An example of the fault.
    pub wrong: String,
    /// The same put right.
    pub right: String,
    /// The style sheet that it comes from: `ap`, `guardian`, `house`; `None` for one in code.
    pub sheet: Option<&'static str>,
}

/// The card of a rule; `None` where there is none of this name.
pub fn card(id: &str, settings: &Settings) -> Option<Card> {
    let rule = || rules::ALL.iter().find(|rule| rule.id == id).map(|rule| of_rule(rule, settings));
    let own = || settings.house.rule(id).map(|rule| of_style(rule, "house", settings));
    let shipped = || {
        let mut sheets = style::sheets().into_iter();
        sheets.find_map(|(name, sheet)| Some(of_style(sheet.rule(id)?, name, settings)))
    };
    rule().or_else(own).or_else(shipped)
}

/// The cards of all rules: those in code, then those of the style sheets and of the house.
pub fn cards(settings: &Settings) -> Vec<Card> {
    let shipped = style::sheets().into_iter().flat_map(|(name, sheet)| {
        sheet.rules().iter().map(move |rule| of_style(rule, name, settings))
    });
    let own = settings.house.rules().iter().map(|rule| of_style(rule, "house", settings));
    rules::ALL.iter().map(|rule| of_rule(rule, settings)).chain(shipped).chain(own).collect()
}

fn level(id: &str, usual: Level, settings: &Settings) -> Level {
    settings.levels.get(id).copied().unwrap_or(usual)
}

fn of_rule(rule: &Rule, settings: &Settings) -> Card {
    Card {
        id: rule.id.to_owned(),
        group: rule.group,
        level: level(rule.id, rule.level, settings),
        what: rule.what.to_owned(),
        why: rule.why.to_owned(),
        source: rule.source.to_owned(),
        wrong: rule.wrong.to_owned(),
        right: rule.right.to_owned(),
        sheet: None,
    }
}

fn of_style(rule: &StyleRule, sheet: &'static str, settings: &Settings) -> Card {
    let or = |text: &str, usual: &str| {
        if text.trim().is_empty() { usual.to_owned() } else { text.to_owned() }
    };
    Card {
        id: rule.id.clone(),
        group: rule.group,
        level: level(&rule.id, rule.level, settings),
        what: or(&rule.what, "A word or figure of the style sheet."),
        why: or(&rule.why, "The house writes it this way."),
        source: or(&rule.source, "The house’s style sheet."),
        wrong: rule.wrong.clone(),
        right: rule.right.clone(),
        sheet: Some(sheet),
    }
}
