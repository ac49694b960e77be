//! The words around names: `assets/check/names.ron`.
//!
//! Must not know: texts.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::check::view::Tongue;

type Words = HashSet<Box<str>>;

/// What stands around names in one language; see the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::check) struct Vocabulary {
    titles: Words,
    places: Words,
    says: Words,
    acts: Words,
    articles: Words,
    openers: Words,
    things: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    en: Vocabulary,
    de: Vocabulary,
    fr: Vocabulary,
    es: Vocabulary,
    weekdays: Words,
    months: Words,
    particles: Words,
    endings: Words,
    short: Words,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    ron::from_str(include_str!("../../../assets/check/names.ron"))
        .expect("the table of words around names can be read")
});

static NONE: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::default);

impl Vocabulary {
    /// The words of a language; none for one without a table.
    pub(in crate::check) fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::English => &TABLE.en,
            Tongue::German => &TABLE.de,
            Tongue::French => &TABLE.fr,
            Tongue::Spanish => &TABLE.es,
            Tongue::Other => &NONE,
        }
    }

    /// Whether a word is a title before a name.
    pub(in crate::check) fn is_title(&self, word: &str) -> bool {
        has(&self.titles, word)
    }

    /// Whether a place follows a word.
    pub(in crate::check) fn is_before_place(&self, word: &str) -> bool {
        self.places.contains(word)
    }

    /// Whether a word says that somebody speaks.
    pub(in crate::check) fn says(&self, word: &str) -> bool {
        self.says.contains(word)
    }

    /// Whether a word after a name says that it does or is something, as people do.
    pub(in crate::check) fn acts(&self, word: &str) -> bool {
        self.acts.contains(word)
    }

    /// Whether a word stands before nouns and not before people.
    pub(in crate::check) fn is_article(&self, word: &str) -> bool {
        has(&self.articles, word)
    }

    /// Whether a word with a capital is one only for where it stands.
    pub(in crate::check) fn is_opener(&self, word: &str) -> bool {
        has(&self.openers, word)
    }

    /// Whether a word makes a name that of an institution, a place or a thing.
    pub(in crate::check) fn is_thing(&self, word: &str) -> bool {
        has(&self.things, word)
    }
}

/// Whether a word is a day or a month.
pub(in crate::check) fn is_calendar(word: &str) -> bool {
    is_weekday(word) || has(&TABLE.months, word)
}

/// Whether a word is a day of the week.
pub(in crate::check) fn is_weekday(word: &str) -> bool {
    has(&TABLE.weekdays, word)
}

/// Whether a word is a small one inside names, in small letters as it stands.
pub(in crate::check) fn is_particle(word: &str) -> bool {
    TABLE.particles.contains(word)
}

/// Whether a word only ends a name: `Jr`, `III`.
pub(in crate::check) fn is_ending(word: &str) -> bool {
    has(&TABLE.endings, word)
}

/// Whether a full stop after this word belongs to it inside a name.
pub(in crate::check) fn is_short(word: &str) -> bool {
    has(&TABLE.short, word)
}

fn has(words: &Words, word: &str) -> bool {
    words.contains(word) || words.contains(word.to_lowercase().as_str())
}
