//! Who a few words of a credit are: a person, an agency, an outlet, or a word about the picture.
//!
//! Must not know: where in the line the words stand.

use super::names::{self, small};
use super::table::{Meaning, TABLE};
use crate::story::Marker;

/// What some words of a credit stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Party {
    /// How the picture came to the desk.
    Marker(Marker),
    /// Words that fill a place: `Staff`, `Photo`, `2024`.
    Nothing,
    /// A name of the table, or one that can only be an outlet.
    Agency {
        name: String,
        /// Whether the name alone is a sign of a credit.
        telling: bool,
    },
    /// A person.
    Person {
        name: String,
        /// Whether the name came in capitals only.
        capitals: bool,
    },
    /// A name that is no person’s, but might be a place or anything: `Halyard`.
    Unknown(String),
    /// Words that are a party only where somebody is thanked: `Penhale family`.
    Owner(String),
    /// Words that are no part of a credit.
    Other,
}

impl Party {
    /// Whether it is certain enough to believe that a word beside it is about the picture.
    fn is_certain(&self) -> bool {
        matches!(self, Self::Agency { .. } | Self::Person { .. })
    }
}

/// How many words about the picture are taken off around one name: `2019 Reuters file photo`.
/// Each is tried at both ends, so that the bound keeps a hostile line from costing much.
const MOST_STRIPPED: u8 = 4;

/// The parties that the words between two separators name, in order.
pub(super) fn parties(words: &[&str]) -> Vec<Party> {
    let words = match words {
        [first, rest @ ..] if !rest.is_empty() && TABLE.and.has(first) => rest,
        _ => words,
    };
    if TABLE.known(words).is_none() && words.iter().any(|word| TABLE.and.has(word)) {
        let several: Vec<Party> =
            words
                .split(|word| TABLE.and.has(word))
                .flat_map(|one| {
                    if one.is_empty() { vec![Party::Other] } else { single(one, MOST_STRIPPED) }
                })
                .collect();
        // Each a person or agency, or else one name with `&` inside: `Orme & Daughters Pictures`.
        if several
            .iter()
            .all(|party| party.is_certain() || matches!(party, Party::Nothing | Party::Marker(_)))
        {
            return several;
        }
    }
    single(words, MOST_STRIPPED)
}

/// The parties of words without an `and`: one, and perhaps markers around it.
fn single(words: &[&str], strips: u8) -> Vec<Party> {
    if words.is_empty() || words.iter().all(|word| is_year(word)) {
        return vec![Party::Nothing];
    }
    if let Some(known) = TABLE.known(words) {
        return vec![Party::Agency { name: known.name.to_owned(), telling: known.is_agency }];
    }
    if let Some(meaning) = TABLE.meaning(words) {
        return vec![said(meaning)];
    }
    let Some(strips) = strips.checked_sub(1) else { return vec![shape(words)] };
    without_year(words, strips)
        .or_else(|| without_pool(words, strips))
        .or_else(|| without_leading(words, strips))
        .or_else(|| for_an_outlet(words, strips))
        .or_else(|| without_trailing(words, strips))
        .or_else(|| before_an_agency(words, strips))
        .unwrap_or_else(|| vec![shape(words)])
}

fn said(meaning: Meaning) -> Party {
    match meaning {
        Meaning::Label | Meaning::Anonymous => Party::Nothing,
        Meaning::Marker(marker) => Party::Marker(marker),
        Meaning::Archive => Party::Marker(Marker::File),
    }
}

fn without_year(words: &[&str], strips: u8) -> Option<Vec<Party>> {
    match words {
        [year, rest @ ..] | [rest @ .., year] if is_year(year) => Some(single(rest, strips)),
        _ => None,
    }
}

/// `2024`, `2019-2024`, `'24` no: two digits may be anything.
fn is_year(word: &str) -> bool {
    let is_one = |part: &str| {
        part.len() == 4
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && (part.starts_with('1') || part.starts_with("20"))
    };
    word.split(['-', '–']).count() <= 2 && word.split(['-', '–']).all(is_one)
}

/// `Kit Orme-Pool`, as Getty Images writes it.
fn without_pool(words: &[&str], strips: u8) -> Option<Vec<Party>> {
    let (last, before) = words.split_last()?;
    let (name, pool) = last.rsplit_once('-')?;
    if !pool.eq_ignore_ascii_case("pool") || name.is_empty() {
        return None;
    }
    let mut parties = single(&[before, &[name]].concat(), strips);
    parties.push(Party::Marker(Marker::Pool));
    Some(parties)
}

/// Words about the picture before a party: `Courtesy of Harbour Museum`, `Pool Foto dpa`.
fn without_leading(words: &[&str], strips: u8) -> Option<Vec<Party>> {
    let (count, meaning) = TABLE.leading(words)?;
    let (said_by, rest) = words.split_at_checked(count)?;
    if rest.is_empty() || is_too_short_inside(said_by) {
        return None;
    }
    let mut parties = single(rest, strips);
    let thanks =
        matches!(meaning, Meaning::Marker(Marker::Courtesy | Marker::Handout | Marker::Screengrab));
    let believed = parties.iter().any(|party| match party {
        Party::Other => false,
        Party::Marker(_) => true,
        Party::Owner(_) | Party::Unknown(_) => thanks,
        certain => certain.is_certain(),
    });
    if !believed || meaning == Meaning::Archive && !said_by.iter().all(|word| is_small(word)) {
        return None;
    }
    parties.insert(0, said(meaning));
    Some(parties)
}

/// Words about the picture after a party: `Reuters file photo`, `Harbour Police handout`.
fn without_trailing(words: &[&str], strips: u8) -> Option<Vec<Party>> {
    let (count, meaning) = TABLE.trailing(words)?;
    let (rest, said_by) = words.split_at_checked(words.len() - count)?;
    if rest.is_empty() || is_too_short_inside(said_by) || said_by == ["©"] {
        return None;
    }
    let mut parties = single(rest, strips);
    let is_small = said_by.iter().all(|word| is_small(word));
    let believed = match parties.as_slice() {
        // `Lantern photo` is of the Lantern; `Harbour Photo` is a name.
        [Party::Unknown(_)] => is_small,
        // Léa Pool is a person.
        [Party::Person { .. }] => {
            is_small
                || said_by.len() > 1
                || matches!(meaning, Meaning::Marker(Marker::File | Marker::Handout))
        }
        [Party::Agency { .. }] => {
            is_small || !matches!(meaning, Meaning::Archive | Meaning::Anonymous)
        }
        several => several.iter().any(Party::is_certain),
    };
    if !believed {
        return None;
    }
    parties.push(said(meaning));
    Some(parties)
}

/// `Kit Orme for The Lantern`, `Kit Orme on Unsplash`.
fn for_an_outlet(words: &[&str], strips: u8) -> Option<Vec<Party>> {
    let at = words.iter().position(|word| {
        TABLE.for_outlet.has(word) && is_small(word)
            || matches!(*word, "on" | "from" | "auf" | "sur")
    })?;
    let (before, after) = (words.get(..at)?, words.get(at + 1..)?);
    let name = names::person(before)?;
    let is_platform = !TABLE.for_outlet.has(words.get(at)?);
    let outlet = match single(after, strips).as_slice() {
        [Party::Agency { name, telling }] => {
            Party::Agency { name: name.clone(), telling: *telling }
        }
        [Party::Person { name, .. } | Party::Unknown(name)] if !is_platform => {
            Party::Agency { name: name.clone(), telling: true }
        }
        _ => return None,
    };
    Some(vec![Party::Person { name, capitals: names::is_capitals_only(before) }, outlet])
}

/// `Kit Orme REUTERS`, `Levke Paulsen dpa`: an agency after a name without anything between them,
/// told by its capitals, or by its lack of any, from a surname.
fn before_an_agency(words: &[&str], strips: u8) -> Option<Vec<Party>> {
    let (last, before) = words.split_last()?;
    let known = TABLE.known(&[last]).filter(|known| known.is_agency)?;
    let stands_out = is_small(last) && known.name == *last
        || names::is_capitals_only(&[last]) && !names::is_capitals_only(before);
    let mut parties = single(before, strips);
    if !stands_out || !matches!(parties.first(), Some(Party::Person { .. })) {
        return None;
    }
    parties.push(Party::Agency { name: known.name.to_owned(), telling: true });
    Some(parties)
}

/// What words are that the vocabulary does not have.
fn shape(words: &[&str]) -> Party {
    const MOST_WORDS: usize = 8;
    if words.len() > MOST_WORDS || !words.iter().all(|word| is_plain(word)) {
        return Party::Other;
    }
    // A phrase like `courtesy of` that was not taken off before has nothing behind it.
    if TABLE.leading(words).is_some_and(|(count, _)| count > 1) {
        return Party::Other;
    }
    if is_outlet(words) {
        return Party::Agency { name: outlet_name(words), telling: has_outlet_word(words) };
    }
    if let Some(name) = names::person(words) {
        return Party::Person { name, capitals: names::is_capitals_only(words) };
    }
    // `Jane and Rory Orme` are two people that nobody can tell apart here.
    let begins = words.first().is_some_and(|word| begins_large(word));
    if let [word] = words
        && (TABLE.not_names.has(word) || word.ends_with('.'))
    {
        return Party::Other;
    }
    let is_sentence = words.iter().any(|word| TABLE.not_names.has(word) && !is_link(&small(word)));
    if begins
        && !is_sentence
        && words.iter().all(|word| begins_large(word) || is_link(word) && !is_and(word))
    {
        return Party::Unknown(outlet_name(words));
    }
    const ARTICLES: [&str; 9] = ["the", "der", "die", "das", "la", "le", "les", "el", "los"];
    let owner = match words {
        [article, rest @ ..] if ARTICLES.contains(article) => rest,
        all => all,
    };
    let is_more = TABLE.trailing(owner).is_some() || TABLE.leading(owner).is_some();
    let is_rest_of_a_name = matches!(owner, [word] if word.ends_with('.'));
    if is_more || is_rest_of_a_name || names::person(owner).is_some() {
        return Party::Other;
    }
    let begins_as_owner = |word: &str| begins_large(word) || TABLE.organisation_words.has(word);
    if owner.first().is_some_and(|word| begins_as_owner(word))
        && owner.iter().any(|word| begins_large(word))
    {
        Party::Owner(outlet_name(owner))
    } else {
        Party::Other
    }
}

fn has_outlet_word(words: &[&str]) -> bool {
    words.len() > 1 && words.last().is_some_and(|word| TABLE.outlet_words.has(word))
}

/// Whether words can only be the name of an outlet or organisation.
fn is_outlet(words: &[&str]) -> bool {
    const MOST_SMALL_WORDS: usize = 4;
    let begins = words.first().is_some_and(|word| begins_large(word));
    let named = has_outlet_word(words)
        || words.len() > 1 && words.first().is_some_and(|word| TABLE.outlet_first_words.has(word));
    let large = |words: &[&str]| words.iter().all(|word| begins_large(word) || is_link(word));
    let organised = words.iter().any(|word| TABLE.organisation_words.has(word));
    // `Archives nationales`: other languages write most words of such names small.
    let mostly_small = words.len() <= MOST_SMALL_WORDS
        && !words.first().is_some_and(|word| TABLE.outlet_first_words.has(word));
    let organised = organised && words.len() > 1;
    begins && ((named || organised) && large(words) || organised && mostly_small)
}

/// Small words inside names of outlets.
pub(super) fn is_link(word: &str) -> bool {
    const LINKS: [&str; 24] = [
        "of", "the", "for", "and", "&", "at", "in", "on", "de", "del", "du", "des", "la", "le",
        "les", "el", "los", "der", "die", "das", "für", "und", "y", "et",
    ];
    LINKS.contains(&word)
}

fn is_and(word: &str) -> bool {
    word != "&" && TABLE.and.has(word)
}

/// An outlet’s name; one in capitals only gets small letters, but short words may be initials.
fn outlet_name(words: &[&str]) -> String {
    const INITIALS_IN_A_NAME: usize = 3;
    const INITIALS_ALONE: usize = 5;
    const WORDS: [&str; 14] = [
        "THE", "OF", "AND", "FOR", "SUN", "NEW", "OLD", "DER", "DIE", "DAS", "LES", "LA", "LE",
        "EL",
    ];
    if !names::is_capitals_only(words) {
        return words.join(" ");
    }
    let kept = if words.len() == 1 { INITIALS_ALONE } else { INITIALS_IN_A_NAME };
    let shown = |(index, word): (usize, &&str)| {
        let is_initials = word.chars().count() <= kept && !WORDS.contains(word);
        let letters = word.chars().any(|char| char.is_ascii_digit() || char == '.');
        if is_initials || letters {
            (*word).to_owned()
        } else if index > 0 && is_link(&small(word)) {
            small(word)
        } else {
            let mut chars = word.chars();
            let first = chars.next().map(String::from).unwrap_or_default();
            format!("{first}{}", small(chars.as_str()))
        }
    };
    words.iter().enumerate().map(shown).collect::<Vec<_>>().join(" ")
}

/// Whether a word has only what names have.
fn is_plain(word: &str) -> bool {
    const LONGEST_CHARS: usize = 40;
    word.chars().count() <= LONGEST_CHARS
        && word.chars().any(char::is_alphanumeric)
        && word.chars().all(|char| {
            char.is_alphanumeric()
                || matches!(
                    char,
                    '\'' | '’' | '‘' | '-' | '–' | '.' | '&' | '@' | '_' | '+' | '!' | '\u{300}'
                        ..='\u{36F}'
                )
        })
        && !ends_a_sentence(word)
        || word == "&"
}

/// `harbour.` in the middle of words; `St.` and `J.` do not.
fn ends_a_sentence(word: &str) -> bool {
    word.strip_suffix(['.', '!']).is_some_and(|before| {
        before.chars().count() > 1 && !before.contains('.') && !TABLE.short_forms.has(word)
    })
}

fn begins_large(word: &str) -> bool {
    word.chars().next().is_some_and(|char| {
        char.is_uppercase() || char.is_numeric() || char.is_alphabetic() && !char.is_lowercase()
    })
}

fn is_small(word: &str) -> bool {
    word.chars().any(char::is_lowercase) && !word.chars().any(char::is_uppercase)
}

/// `HO`, `DR`, `STR` mean something alone; beside other words they are a surname or a title.
fn is_too_short_inside(words: &[&str]) -> bool {
    match words {
        [word] => (2..=3).contains(&word.chars().filter(|char| char.is_alphabetic()).count()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Party, parties};
    use crate::story::Marker;

    fn check(words: &str) -> Vec<Party> {
        parties(&words.split(' ').collect::<Vec<_>>())
    }

    fn agency(name: &str, telling: bool) -> Party {
        Party::Agency { name: name.to_owned(), telling }
    }

    fn person(name: &str) -> Party {
        Party::Person { name: name.to_owned(), capitals: false }
    }

    #[test]
    fn words_are_told_apart() {
        for (words, expected) in [
            ("Kit Orme", vec![person("Kit Orme")]),
            ("REUTERS", vec![agency("Reuters", true)]),
            ("Reuters file photo", vec![agency("Reuters", true), Party::Marker(Marker::File)]),
            ("Lantern photo", vec![Party::Unknown("Lantern".to_owned()), Party::Nothing]),
            ("Left", vec![Party::Other]),
            ("Lantern Pictures", vec![agency("Lantern Pictures", true)]),
            ("LANTERN PICTURES", vec![agency("Lantern Pictures", true)]),
            ("HALYARD", vec![Party::Unknown("Halyard".to_owned())]),
            ("BRN", vec![Party::Unknown("BRN".to_owned())]),
            ("Brindle Bay Police", vec![agency("Brindle Bay Police", false)]),
            ("Archives nationales", vec![agency("Archives nationales", false)]),
            ("National Archives", vec![agency("National Archives", true)]),
            ("Kit Orme-Pool", vec![person("Kit Orme"), Party::Marker(Marker::Pool)]),
            ("Léa Pool", vec![person("Léa Pool")]),
            ("David Wei Ho", vec![person("David Wei Ho")]),
            ("Kit Orme and Rory Sandiford", vec![person("Kit Orme"), person("Rory Sandiford")]),
            ("Rosa Ortega y Gil", vec![person("Rosa Ortega y Gil")]),
            ("Kit Orme for The Lantern", vec![person("Kit Orme"), agency("The Lantern", false)]),
            ("the Penhale clan", vec![Party::Owner("Penhale clan".to_owned())]),
            ("2024 Kit Orme", vec![person("Kit Orme")]),
            ("ferries sail again", vec![Party::Other]),
        ] {
            assert_eq!(check(words), expected, "{words}");
        }
    }
}
