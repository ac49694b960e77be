//! The tables of `assets/check`, read once.
//!
//! Must not know: texts.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::{Atom, Class, Step};
use crate::check::view::Tongue;

/// The pairs of one table, by language and first wrong word.
#[derive(Debug, Default)]
pub(in crate::check) struct Table {
    tongues: HashMap<&'static str, HashMap<String, Vec<Pair>>>,
}

/// Table files as they are written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::check) struct Tables {
    /// Lists of words that patterns name.
    #[serde(default)]
    classes: BTreeMap<String, String>,
    pub(in crate::check) pairs: Vec<WrittenPair>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::check) struct WrittenPair {
    /// `en`, unless said otherwise; `en-GB` is all English but American.
    #[serde(default)]
    pub(in crate::check) language: Option<String>,
    /// One word, several, or forms of one with `|` between: `loose|looses`.
    pub(in crate::check) wrong: String,
    /// As many forms.
    pub(in crate::check) right: String,
    /// Patterns, each with an example of what it finds.
    pub(in crate::check) when: Vec<(String, String)>,
    /// Patterns that speak for the word.
    #[serde(default)]
    pub(in crate::check) unless: Vec<String>,
    /// Sentences in which the word is right.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "examples of right use are for the tests"))]
    pub(in crate::check) fine: Vec<String>,
}

#[derive(Debug)]
pub(super) struct Pair {
    /// Not for American copy.
    pub(super) is_british: bool,
    pub(super) wrong: Vec<String>,
    pub(super) right: String,
    pub(super) when: Vec<Pattern>,
    pub(super) unless: Vec<Pattern>,
}

#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub(super) before: Vec<Step>,
    pub(super) after: Vec<Step>,
}

impl Tables {
    pub(in crate::check) fn read(source: &str) -> Self {
        ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
            .from_str(source)
            .expect("a table in the binary is tested")
    }
}

impl Table {
    pub(in crate::check) fn new(source: &str) -> Self {
        Self::of(&Tables::read(source))
    }

    pub(in crate::check) fn of(tables: &Tables) -> Self {
        let classes: BTreeMap<&str, Vec<String>> = tables
            .classes
            .iter()
            .map(|(name, words)| {
                let mut words: Vec<_> = words.split_whitespace().map(str::to_owned).collect();
                words.sort();
                (name.as_str(), words)
            })
            .collect();
        let mut table = Self::default();
        for written in &tables.pairs {
            let language = match written.language.as_deref() {
                None | Some("en" | "en-GB") => "en",
                Some("de") => "de",
                Some("fr") => "fr",
                Some("es") => "es",
                Some(other) => panic!("no vocabulary for {other}"),
            };
            let when: Vec<_> =
                written.when.iter().map(|(pattern, _)| Pattern::read(pattern, &classes)).collect();
            let unless: Vec<_> =
                written.unless.iter().map(|pattern| Pattern::read(pattern, &classes)).collect();
            for (wrong, right) in written.wrong.split('|').zip(written.right.split('|')) {
                let words: Vec<String> = wrong.split(' ').map(str::to_owned).collect();
                let first = words.first().cloned().unwrap_or_default();
                let pairs = table.tongues.entry(language).or_default();
                pairs.entry(first).or_default().push(Pair {
                    is_british: written.language.as_deref() == Some("en-GB"),
                    wrong: words,
                    right: right.to_owned(),
                    when: when.clone(),
                    unless: unless.clone(),
                });
            }
        }
        table
    }

    pub(super) fn is_empty_for(&self, tongue: Tongue) -> bool {
        code(tongue).is_none_or(|code| !self.tongues.contains_key(code))
    }

    pub(super) fn pairs(&self, tongue: Tongue, word: &str) -> &[Pair] {
        let pairs = code(tongue).and_then(|code| self.tongues.get(code)?.get(word));
        pairs.map_or(&[], Vec::as_slice)
    }
}

fn code(tongue: Tongue) -> Option<&'static str> {
    match tongue {
        Tongue::English => Some("en"),
        Tongue::German => Some("de"),
        Tongue::French => Some("fr"),
        Tongue::Spanish => Some("es"),
        Tongue::Other => None,
    }
}

impl Pattern {
    fn read(source: &str, classes: &BTreeMap<&str, Vec<String>>) -> Self {
        let (before, after) = source.split_once('_').expect("a pattern says where the word is");
        let steps = |part: &str| part.split_whitespace().map(|it| step(it, classes)).collect();
        Self { before: steps(before), after: steps(after) }
    }
}

fn step(source: &str, classes: &BTreeMap<&str, Vec<String>>) -> Step {
    match source {
        "^" => return Step::Start,
        "$" => return Step::End,
        "," => return Step::Comma,
        _ => {}
    }
    let (source, is_not) = source.strip_prefix('!').map_or((source, false), |rest| (rest, true));
    let (source, may_miss) = source.strip_suffix('?').map_or((source, false), |rest| (rest, true));
    let or_end = source.split('|').any(|it| it == "$");
    let any = source.split('|').filter(|it| *it != "$").map(|it| atom(it, classes)).collect();
    Step::Word { any, is_not, may_miss, or_end }
}

fn atom(source: &str, classes: &BTreeMap<&str, Vec<String>>) -> Atom {
    let Some(name) = source.strip_prefix('{').and_then(|it| it.strip_suffix('}')) else {
        return Atom::Literal(source.to_owned());
    };
    match (classes.get(name), Class::named(name)) {
        (Some(words), _) => Atom::Listed(words.clone()),
        (None, Some(class)) => Atom::Class(class),
        (None, None) => panic!("no class {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Table, Tables};
    use crate::check::patterns::slips;
    use crate::check::view::Tongue;

    /// Every pattern of every table finds its example, and no pair finds what is fine.
    #[test]
    fn every_pattern_finds_its_example() {
        let mut failed = Vec::new();
        for (name, source) in crate::check::rules::TABLES {
            let source = &std::fs::read_to_string(format!("assets/check/{name}.ron"))
                .unwrap_or(source.to_owned()); // TEMP
            let tables = Tables::read(source);
            assert!(tables.pairs.len() >= 4, "{name}");
            for pair in &tables.pairs {
                let tongue = match pair.language.as_deref() {
                    Some("de") => Tongue::German,
                    Some("fr") => Tongue::French,
                    Some("es") => Tongue::Spanish,
                    _ => Tongue::English,
                };
                for (pattern, example) in &pair.when {
                    let alone = Tables {
                        classes: tables.classes.clone(),
                        pairs: vec![super::WrittenPair {
                            language: pair.language.clone(),
                            wrong: pair.wrong.clone(),
                            right: pair.right.clone(),
                            when: vec![(pattern.clone(), String::new())],
                            unless: pair.unless.clone(),
                            fine: Vec::new(),
                        }],
                    };
                    let found = slips(example, tongue, false, &Table::of(&alone));
                    if found.is_empty() {
                        failed.push(format!("{name}: {} [{pattern}] misses {example}", pair.wrong));
                    }
                }
                let table = Table::of(&tables);
                for example in &pair.fine {
                    for slip in slips(example, tongue, false, &table) {
                        failed
                            .push(format!("{name}: {} is told {slip:?} in {example}", pair.wrong));
                    }
                }
                for (_, example) in &pair.when {
                    let found = slips(example, tongue, false, &table);
                    let mut mended = example.clone();
                    for slip in found.iter().rev() {
                        mended.replace_range(slip.range.clone(), &slip.right);
                    }
                    for slip in slips(&mended, tongue, false, &table) {
                        failed.push(format!("{name}: {slip:?} is left in {mended}"));
                    }
                }
            }
        }
        assert!(failed.is_empty(), "{}\n{}", failed.join("\n"), failed.len());
    }
}
