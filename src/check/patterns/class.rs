//! Classes of English words that their shape and the dictionary tell.
//!
//! Must not know: tables.

use crate::check::spelling::english_word;

/// A class of words; a word may be in several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Class {
    /// Any word at all.
    Any,
    /// With a capital.
    Capital,
    /// Figures.
    Number,
    /// `going`, `hearing`.
    Ing,
    /// `opened`, `heated`.
    Ed,
    /// `sadly`.
    Ly,
    /// A noun that nothing tells to be a verb or an adjective too: `department`, `banks`.
    Noun,
    /// The plural of a noun, `tests`.
    Plural,
    /// A noun in the singular, `test`.
    Singular,
    /// The plain form of a verb, `open`.
    Verb,
    /// `quicker`.
    Comparative,
    /// `quick`: what has a comparative or an adverb.
    Adjective,
}

impl Class {
    pub(in crate::check) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "any" => Self::Any,
            "capital" => Self::Capital,
            "number" => Self::Number,
            "ing" => Self::Ing,
            "ed" => Self::Ed,
            "ly" => Self::Ly,
            "noun" => Self::Noun,
            "plural" => Self::Plural,
            "singular" => Self::Singular,
            "verb" => Self::Verb,
            "comparative" => Self::Comparative,
            "adjective" => Self::Adjective,
            _ => return None,
        })
    }

    pub(in crate::check) fn has(self, word: &str, is_capital: bool) -> bool {
        let long = |chars: usize| word.chars().count() >= chars;
        match self {
            Self::Any => true,
            Self::Capital => is_capital,
            Self::Number => word.starts_with(|c: char| c.is_ascii_digit()),
            Self::Ing => word.ends_with("ing") && long(5) && !is_noun_in_ing(word),
            Self::Ed => word.ends_with("ed") && long(4) && !word.ends_with("eed"),
            Self::Ly => word.ends_with("ly") && long(4),
            Self::Noun => {
                let stem = singular(word);
                let word = stem.as_deref().unwrap_or(word);
                is_noun(word) && !is_verb(word) && !is_adjective(word)
            }
            Self::Plural => !is_capital && singular(word).is_some(),
            Self::Singular => {
                !is_capital && is_noun(word) && singular(word).is_none() && !word.ends_with('s')
            }
            Self::Verb => is_verb(word),
            Self::Comparative => is_comparative(word),
            Self::Adjective => is_adjective(word),
        }
    }
}

/// Whether there is a form in `-ing` that is one of a verb.
fn has_ing(word: &str) -> bool {
    !is_noun_in_ing(word) && exists(word)
}

fn exists(word: &str) -> bool {
    english_word(word).is_some_and(|known| !known.is_proper)
}

fn is_noun(word: &str) -> bool {
    /// Words that the lists give a possessive, and that are no nouns.
    const NEVER: [&str; 24] = [
        "that",
        "what",
        "who",
        "it",
        "he",
        "she",
        "there",
        "here",
        "one",
        "other",
        "another",
        "this",
        "which",
        "where",
        "when",
        "how",
        "everything",
        "something",
        "nothing",
        "anything",
        "then",
        "now",
        "most",
        "so",
    ];
    if NEVER.contains(&word) {
        return false;
    }
    english_word(word).is_some_and(|known| known.is_noun && !known.is_proper)
}

fn is_noun_in_ing(word: &str) -> bool {
    matches!(
        word,
        "building"
            | "ceiling"
            | "evening"
            | "morning"
            | "wedding"
            | "painting"
            | "king"
            | "thing"
            | "nothing"
            | "something"
            | "everything"
            | "anything"
            | "spring"
            | "string"
    )
}

/// Whether a verb: it has a form in `-ing`.
fn is_verb(word: &str) -> bool {
    if word.len() < 2 {
        return false;
    }
    let last = word.chars().next_back().unwrap_or_default();
    let stem = word.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'o', 'y']));
    match stem {
        Some(stem) => has_ing(&format!("{stem}ing")),
        None => has_ing(&format!("{word}ing")) || has_ing(&format!("{word}{last}ing")),
    }
}

fn is_adjective(word: &str) -> bool {
    let ly = match word.strip_suffix('y') {
        Some(stem) => format!("{stem}ily"),
        None => match word.strip_suffix("le") {
            Some(stem) => format!("{stem}ly"),
            None => format!("{word}ly"),
        },
    };
    let est = match (word.strip_suffix('y'), word.strip_suffix('e')) {
        (Some(stem), _) => format!("{stem}iest"),
        (_, Some(stem)) => format!("{stem}est"),
        _ => format!("{word}est"),
    };
    exists(&ly) || exists(&est)
}

fn is_comparative(word: &str) -> bool {
    word.strip_suffix("er").is_some_and(|stem| exists(&format!("{stem}est")))
}

/// The singular of a plural, where the word is one.
fn singular(word: &str) -> Option<String> {
    /// Plurals in form only, or the same in both.
    const NOT_PLURAL: [&str; 36] = [
        "politics",
        "economics",
        "news",
        "series",
        "species",
        "measles",
        "mathematics",
        "physics",
        "ethics",
        "athletics",
        "gymnastics",
        "headquarters",
        "barracks",
        "works",
        "means",
        "games",
        "gas",
        "bus",
        "glass",
        "class",
        "press",
        "mass",
        "loss",
        "boss",
        "business",
        "process",
        "access",
        "congress",
        "address",
        "virus",
        "census",
        "campus",
        "status",
        "bonus",
        "analysis",
        "crisis",
    ];
    if NOT_PLURAL.contains(&word) || word.len() < 4 || word.ends_with("ss") {
        return None;
    }
    let stem = word.strip_suffix('s')?;
    if let Some(stem) = word.strip_suffix("ies") {
        let word = format!("{stem}y");
        if is_noun(&word) {
            return Some(word);
        }
    }
    if is_noun(stem) {
        return Some(stem.to_owned());
    }
    let stem = word.strip_suffix("es")?;
    (stem.ends_with(['s', 'x', 'z', 'h', 'o']) && is_noun(stem)).then(|| stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_tells_what_words_can_be() {
        for (class, yes, no) in [
            (Class::Noun, vec!["department", "museum", "salaries"], vec!["quickly", "the", "cold"]),
            (Class::Plural, vec!["tests", "volunteers", "cities"], vec!["news", "glass", "test"]),
            (Class::Verb, vec!["open", "lose", "plan"], vec!["museum", "the"]),
            (Class::Comparative, vec!["quicker", "bigger", "easier"], vec!["water", "butter"]),
            (Class::Adjective, vec!["quick", "happy", "simple"], vec!["museum"]),
            (Class::Ing, vec!["going"], vec!["morning", "king"]),
        ] {
            for word in yes {
                assert!(class.has(word, false), "{class:?} {word}");
            }
            for word in no {
                assert!(!class.has(word, false), "{class:?} {word}");
            }
        }
    }
}
