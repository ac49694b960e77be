//! Rules of a sheet as machines that find.
//!
//! Must not know: which sheets there are.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use super::quoted;
use super::{StylePlace, StyleRule, lasting};
use crate::check::Level;
use crate::story::{Language, first_upper};

/// The most bytes of one pattern, and of what it is compiled to.
const MOST_PATTERN: usize = 4_096;
const MOST_COMPILED: usize = 1 << 20;

/// What a sheet is compiled to.
#[derive(Debug, Default)]
pub(in crate::check) struct Compiled {
    rules: Vec<Machine>,
    pub(super) problems: Vec<String>,
}

#[derive(Debug)]
struct Machine {
    id: &'static str,
    level: Level,
    message: String,
    languages: Vec<String>,
    places: Vec<StylePlace>,
    quoted: bool,
    unless: Option<Regex>,
    /// Each pattern and what stands in place of what it finds.
    finds: Vec<(Regex, Put)>,
}

/// What stands in the place of what was found.
#[derive(Debug)]
enum Put {
    Nothing,
    /// With `$1` for groups.
    Template(String),
    /// The word for each of the words looked for, which are in small letters.
    Word(std::collections::BTreeMap<String, String>),
}

/// Something that a rule of a sheet has found.
#[derive(Debug)]
pub(in crate::check) struct Hit {
    pub(in crate::check) rule: &'static str,
    pub(in crate::check) level: Level,
    pub(in crate::check) range: Range<usize>,
    pub(in crate::check) with: Option<String>,
    pub(in crate::check) message: String,
}

impl Compiled {
    pub(super) fn new(rules: &[StyleRule]) -> Self {
        let mut compiled = Self::default();
        for rule in rules {
            match Machine::new(rule) {
                Ok(machine) => compiled.rules.push(machine),
                Err(problem) => compiled.problems.push(format!("Rule {}: {problem}", rule.id)),
            }
        }
        compiled
    }

    /// What the rules find in a text; `is_on` says whether a rule is switched on.
    pub(in crate::check) fn hits(
        &self,
        text: &str,
        place: StylePlace,
        language: &Language,
        is_on: impl Fn(&str) -> bool,
    ) -> Vec<Hit> {
        let mut quotations: Option<Vec<Range<usize>>> = None;
        let mut hits = Vec::new();
        for machine in self.rules.iter().filter(|it| it.is_for(place, language) && is_on(it.id)) {
            for (pattern, put) in &machine.finds {
                for captures in pattern.captures_iter(text) {
                    let Some(found) = captures.name("found").or_else(|| captures.get(0)) else {
                        continue;
                    };
                    let range = found.range();
                    let in_quotation = || {
                        let known = quotations.get_or_insert_with(|| quoted::spans(text));
                        known.iter().any(|it| it.start <= range.start && range.end <= it.end)
                    };
                    if range.is_empty()
                        || machine.excepts(text, &range)
                        || (!machine.quoted && {
                            let mut inside = in_quotation;
                            inside()
                        })
                    {
                        continue;
                    }
                    let with = put.with(found.as_str(), &captures);
                    if with.as_deref() == Some(found.as_str()) {
                        continue;
                    }
                    let message = machine.told(found.as_str(), with.as_deref());
                    let (rule, level) = (machine.id, machine.level);
                    hits.push(Hit { rule, level, range, with, message });
                }
            }
        }
        hits
    }
}

impl Machine {
    fn new(rule: &StyleRule) -> Result<Self, String> {
        let mut finds = Vec::new();
        if let Some(find) = &rule.find {
            let put = rule.with.clone().map_or(Put::Nothing, Put::Template);
            finds.push((compile(find)?, put));
        }
        finds.extend(of_words(rule)?);
        if finds.is_empty() {
            return Err("it looks for nothing; give it `words` or `find`.".to_owned());
        }
        let unless = rule.unless.as_deref().map(compile).transpose()?;
        Ok(Self {
            id: lasting(&rule.id),
            level: rule.level,
            message: rule.message.clone(),
            languages: rule.languages.iter().map(|tag| tag.to_ascii_lowercase()).collect(),
            places: rule.places.clone(),
            quoted: rule.quoted,
            unless,
            finds,
        })
    }

    fn is_for(&self, place: StylePlace, language: &Language) -> bool {
        let is_prose = !matches!(place, StylePlace::Label);
        let fits = if self.places.is_empty() { is_prose } else { self.places.contains(&place) };
        let tag = language.tag().to_ascii_lowercase();
        let speaks = |wanted: &String| {
            tag.strip_prefix(wanted.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        fits && (self.languages.is_empty() || self.languages.iter().any(speaks))
    }

    /// Whether the words around say that this is no fault.
    fn excepts(&self, text: &str, range: &Range<usize>) -> bool {
        let Some(unless) = &self.unless else { return false };
        unless.is_match(text.get(sentence(text, range)).unwrap_or(text))
    }

    fn told(&self, found: &str, with: Option<&str>) -> String {
        if !self.message.is_empty() {
            return self.message.replace("{found}", found).replace("{with}", with.unwrap_or(""));
        }
        match with {
            Some("") => format!("House style does without “{found}”."),
            Some(with) => format!("“{found}” is “{with}” in house style."),
            None => format!("House style avoids “{found}”."),
        }
    }
}

/// The words of a rule as patterns: those in small letters are found in capitals too.
fn of_words(rule: &StyleRule) -> Result<Vec<(Regex, Put)>, String> {
    let mut patterns = Vec::new();
    for exact in [false, true] {
        let mut words: Vec<&String> = rule
            .words
            .keys()
            .filter(|word| word.chars().any(char::is_uppercase) == exact)
            .collect();
        if words.is_empty() {
            continue;
        }
        // The longest of those that begin alike is meant.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let escaped: Vec<String> = words.iter().map(|word| regex::escape(word)).collect();
        let case = if exact { "" } else { "(?i)" };
        let pattern =
            format!(r"{case}(?:^|[^\w\-’'])(?<found>{})(?:$|[^\w\-]|-$)", escaped.join("|"));
        let put = words
            .into_iter()
            .map(|word| (word.clone(), rule.words.get(word).cloned().unwrap_or_default()))
            .collect();
        patterns.push((build(&pattern)?, Put::Word(put)));
    }
    Ok(patterns)
}

fn compile(pattern: &str) -> Result<Regex, String> {
    if pattern.len() > MOST_PATTERN {
        return Err(format!("its pattern is longer than {MOST_PATTERN} bytes."));
    }
    build(pattern)
}

fn build(pattern: &str) -> Result<Regex, String> {
    // A word boundary by the rules of Unicode would send every text with a curly quotation mark
    // through the slowest of the machines; beside letters of ASCII the plain one does the same.
    let pattern =
        if pattern.is_ascii() { pattern.replace(r"\b", r"(?-u:\b)") } else { pattern.to_owned() };
    RegexBuilder::new(&pattern).size_limit(MOST_COMPILED).build().map_err(|error| {
        let words: Vec<_> = error.to_string().split_whitespace().map(str::to_owned).collect();
        format!("its pattern cannot be read ({}).", words.join(" "))
    })
}

impl Put {
    fn with(&self, found: &str, captures: &regex::Captures<'_>) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Template(template) => {
                let mut with = String::new();
                captures.expand(template, &mut with);
                Some(with)
            }
            Self::Word(words) => {
                let with = words.get(found).or_else(|| words.get(&found.to_lowercase()))?;
                // An empty word is one to be reconsidered, not one to be taken out.
                (!with.is_empty()).then(|| in_the_case_of(found, with))
            }
        }
    }
}

/// A word with the capitals of the one that it replaces.
fn in_the_case_of(old: &str, new: &str) -> String {
    let letters = || old.chars().filter(|c| c.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        return new.to_uppercase();
    }
    if old.chars().next().is_some_and(char::is_uppercase) {
        first_upper(new)
    } else {
        new.to_owned()
    }
}

/// The sentence around a range, roughly: from one stop to the next, at most so far.
fn sentence(text: &str, range: &Range<usize>) -> Range<usize> {
    const MOST_BYTES: usize = 400;
    let from = text.floor_char_boundary(range.start.saturating_sub(MOST_BYTES));
    let to = text.ceil_char_boundary((range.end + MOST_BYTES).min(text.len()));
    let is_stop = |c: char| matches!(c, '\n' | '!' | '?');
    let before = text.get(from..range.start).unwrap_or_default();
    let after = text.get(range.end..to).unwrap_or_default();
    let start = before.rfind(is_stop).max(before.rfind(". ")).map_or(from, |at| from + at + 1);
    let end = [after.find(is_stop), after.find(". ")].into_iter().flatten().min();
    start..end.map_or(to, |at| range.end + at)
}
