//! The words that credit lines are made of, from `assets/credits.ron`.
//!
//! Must not know: how a line is read.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::story::Marker;

/// What a phrase of the vocabulary says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// That a credit follows: `Photo`.
    Label,
    /// How the picture came to the desk.
    Marker(Marker),
    /// The same, but often a part of the owner’s name: `Archives`.
    Archive,
    /// Nobody in particular: `Stringer`.
    Anonymous,
}

/// A name that the table knows, in the spelling for readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known<'a> {
    pub(super) name: &'a str,
    /// Whether the name alone is a sign of a credit.
    pub(super) is_agency: bool,
}

/// The table, ready for look-ups.
pub(super) struct Table {
    names: HashMap<String, (String, bool)>,
    phrases: HashMap<String, Meaning>,
    longest_phrase_words: usize,
    pub(super) by: Words,
    pub(super) for_outlet: Words,
    pub(super) and: Words,
    pub(super) notices: Words,
    pub(super) outlet_words: Words,
    pub(super) outlet_first_words: Words,
    pub(super) organisation_words: Words,
    pub(super) before_nouns: Words,
    pub(super) not_names: Words,
    pub(super) particles: Words,
    pub(super) particles_after_de: Words,
    pub(super) short_forms: Words,
    pub(super) numerals: Words,
    pub(super) short_names: Words,
    mac_names: HashMap<String, String>,
}

/// Words to be found without regard to capitals.
pub(super) struct Words(HashSet<String>);

impl Words {
    pub(super) fn has(&self, word: &str) -> bool {
        self.0.contains(&key(word))
    }

    fn new(words: Vec<String>) -> Self {
        Self(words.iter().map(|word| key(word)).collect())
    }
}

/// The table as the asset says it.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    Table::read(include_str!("../../../assets/credits.ron"))
        .expect("assets/credits.ron is well formed, by its test")
});

impl Table {
    fn read(ron: &str) -> Result<Self, ron::error::SpannedError> {
        let written: Written = ron::from_str(ron)?;
        let mut names = HashMap::new();
        for (rows, is_agency) in [(written.sources, false), (written.agencies, true)] {
            for row in rows {
                for spelling in row.also.iter().chain([&row.name]) {
                    names.insert(key(spelling), (row.name.clone(), is_agency));
                }
            }
        }
        let mut phrases = HashMap::new();
        let markers = written.markers;
        for (words, meaning) in [
            (written.labels, Meaning::Label),
            (written.anonymous, Meaning::Anonymous),
            (markers.pool, Meaning::Marker(Marker::Pool)),
            (markers.handout, Meaning::Marker(Marker::Handout)),
            (markers.file, Meaning::Marker(Marker::File)),
            (markers.archive, Meaning::Archive),
            (markers.courtesy, Meaning::Marker(Marker::Courtesy)),
            (markers.screengrab, Meaning::Marker(Marker::Screengrab)),
            (markers.illustration, Meaning::Marker(Marker::Illustration)),
        ] {
            phrases.extend(words.iter().map(|word| (key(word), meaning)));
        }
        let longest = |keys: &HashMap<String, Meaning>| {
            keys.keys().map(|phrase| phrase.split(' ').count()).max().unwrap_or(1)
        };
        Ok(Self {
            names,
            longest_phrase_words: longest(&phrases),
            phrases,
            by: Words::new(written.by),
            for_outlet: Words::new(written.for_outlet),
            and: Words::new(written.and),
            notices: Words::new(written.notices),
            outlet_words: Words::new(written.outlet_words),
            outlet_first_words: Words::new(written.outlet_first_words),
            organisation_words: Words::new(written.organisation_words),
            before_nouns: Words::new(written.before_nouns),
            not_names: Words::new(written.not_names),
            particles: Words::new(written.particles),
            particles_after_de: Words::new(written.particles_after_de),
            short_forms: Words::new(written.short_forms),
            numerals: Words::new(written.numerals),
            short_names: Words::new(written.short_names),
            mac_names: written.mac_names.into_iter().map(|name| (key(&name), name)).collect(),
        })
    }

    /// An agency or source by any of its spellings.
    pub(super) fn known(&self, words: &[&str]) -> Option<Known<'_>> {
        const LONGEST_NAME_WORDS: usize = 5;
        if words.len() > LONGEST_NAME_WORDS {
            return None;
        }
        let (name, is_agency) = self.names.get(&key(&words.join(" ")))?;
        Some(Known { name, is_agency: *is_agency })
    }

    /// What exactly these words say.
    pub(super) fn meaning(&self, words: &[&str]) -> Option<Meaning> {
        if words.is_empty() || words.len() > self.longest_phrase_words {
            return None;
        }
        self.phrases.get(&key(&words.join(" "))).copied()
    }

    /// The longest phrase at the start of some words: its length in words and its meaning.
    pub(super) fn leading(&self, words: &[&str]) -> Option<(usize, Meaning)> {
        (1..=words.len().min(self.longest_phrase_words))
            .rev()
            .find_map(|count| Some((count, self.meaning(words.get(..count)?)?)))
    }

    /// The longest phrase at the end of some words: its length in words and its meaning.
    pub(super) fn trailing(&self, words: &[&str]) -> Option<(usize, Meaning)> {
        (1..=words.len().min(self.longest_phrase_words))
            .rev()
            .find_map(|count| Some((count, self.meaning(words.get(words.len() - count..)?)?)))
    }

    /// `MacDonald` for `MACDONALD`; `None` for names without a capital inside.
    pub(super) fn mac_name(&self, word: &str) -> Option<&str> {
        self.mac_names.get(&key(word)).map(String::as_str)
    }
}

/// What a word or phrase is filed under: small letters, straight apostrophes.
pub(super) fn key(phrase: &str) -> String {
    phrase.to_lowercase().replace(['’', '‘', '`', '´'], "'")
}

/// The asset as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    agencies: Vec<Row>,
    sources: Vec<Row>,
    labels: Vec<String>,
    by: Vec<String>,
    for_outlet: Vec<String>,
    and: Vec<String>,
    markers: Markers,
    anonymous: Vec<String>,
    notices: Vec<String>,
    outlet_words: Vec<String>,
    outlet_first_words: Vec<String>,
    organisation_words: Vec<String>,
    before_nouns: Vec<String>,
    not_names: Vec<String>,
    particles: Vec<String>,
    particles_after_de: Vec<String>,
    short_forms: Vec<String>,
    numerals: Vec<String>,
    short_names: Vec<String>,
    mac_names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    #[serde(default)]
    also: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Markers {
    pool: Vec<String>,
    handout: Vec<String>,
    file: Vec<String>,
    archive: Vec<String>,
    courtesy: Vec<String>,
    screengrab: Vec<String>,
    illustration: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_asset_is_well_formed() {
        let table = Table::read(include_str!("../../../assets/credits.ron")).unwrap();
        assert!(table.names.len() > 200 && table.phrases.len() > 200);
    }

    #[test]
    fn no_spelling_means_two_things() {
        let written: Written = ron::from_str(include_str!("../../../assets/credits.ron")).unwrap();
        let mut seen = HashMap::new();
        for row in written.agencies.iter().chain(&written.sources) {
            for spelling in row.also.iter().chain([&row.name]) {
                let before = seen.insert(key(spelling), row.name.clone());
                let same_row = before.as_ref().is_none_or(|name| *name == row.name);
                assert!(same_row, "{spelling} is in two rows: {before:?}, {}", row.name);
            }
        }
        let markers = &written.markers;
        let mut seen = HashMap::new();
        for (list, words) in [
            ("labels", &written.labels),
            ("anonymous", &written.anonymous),
            ("pool", &markers.pool),
            ("handout", &markers.handout),
            ("file", &markers.file),
            ("archive", &markers.archive),
            ("courtesy", &markers.courtesy),
            ("screengrab", &markers.screengrab),
            ("illustration", &markers.illustration),
        ] {
            for word in words {
                let before = seen.insert(key(word), list);
                assert!(before.is_none(), "{word} is in {before:?} and in {list}");
            }
        }
    }

    #[test]
    fn names_are_found_in_any_capitals() {
        for (spelling, name) in [
            ("REUTERS", "Reuters"),
            ("getty images", "Getty Images"),
            ("AP Photo", "AP"),
            ("DPA", "dpa"),
            ("PICTURE-ALLIANCE", "picture alliance"),
        ] {
            let words: Vec<&str> = spelling.split(' ').collect();
            assert_eq!(TABLE.known(&words).map(|known| known.name), Some(name));
        }
        assert_eq!(TABLE.known(&["Penhale", "Family"]), None);
    }
}
