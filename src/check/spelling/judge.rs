//! Which unknown words of a story are likely slips.
//!
//! Must not know: how findings look.

use std::collections::BTreeSet;

use foldhash::HashMap;
use std::ops::Range;

use super::names::Names;
use super::near::cost;
use super::unknown::{Stands, Unknown, small};
use super::{Dictionary, Lexicon, Memory, distance, near};
use crate::check::Level;
use crate::story::{Story, TextAt, first_upper};

/// A word that is likely misspelt.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::check) struct Misspelling {
    pub(in crate::check) at: TextAt,
    pub(in crate::check) range: Range<usize>,
    /// Right in another dialect of the language.
    pub(in crate::check) is_elsewhere: bool,
    /// What may have been meant, the likeliest first, in the case of the word; at most three.
    pub(in crate::check) near: Vec<String>,
    /// Whether the first of them is clearly meant.
    pub(in crate::check) is_clear: bool,
    /// How sure it is that the word is wrong.
    pub(in crate::check) level: Level,
}

/// So many words are measured in one run: a text that has more is in another language.
const MOST_MEASURED: usize = 1_000;

/// Judges the unknown words of a story, in their order.
pub(in crate::check) fn judge(
    story: &Story,
    unknown: &[&Unknown],
    dictionary: Dictionary<'_>,
    lexicon: &Lexicon,
    personal: &BTreeSet<String>,
    memory: &mut Memory,
) -> Vec<Misspelling> {
    let names = Names::of(story, unknown.iter().copied());
    let mut times: HashMap<&str, usize> = HashMap::default();
    for it in unknown {
        *times.entry(it.word.as_str()).or_default() += 1;
    }
    // Most stories are taught nothing, and then nothing is looked up.
    let is_anything_taught =
        !story.words_taught.is_empty() || !personal.is_empty() || lexicon.has_house_words();
    let is_taught = |word: &str| {
        story.words_taught.iter().any(|known| known == word)
            || personal.contains(word)
            || lexicon.has_house_word(word)
    };
    let mut measured = 0;
    let mut found = Vec::new();
    for it in unknown {
        if it.stands == Stands::Name && it.proper.is_none() {
            continue;
        }
        if is_anything_taught && (is_taught(&it.word) || is_taught(&small(&it.word))) {
            continue;
        }
        if it.stands != Stands::Name && names.has(&it.word) {
            continue;
        }
        measured += 1;
        if measured > MOST_MEASURED {
            break;
        }
        let times = times.get(it.word.as_str()).copied().unwrap_or(1);
        if let Some(misspelling) = weigh(it, times, dictionary, memory) {
            found.push(misspelling);
        }
    }
    found
}

/// What is to be said of one word that is no name.
fn weigh(
    it: &Unknown,
    times: usize,
    dictionary: Dictionary<'_>,
    memory: &mut Memory,
) -> Option<Misspelling> {
    let say = |near: Vec<String>, is_clear: bool| {
        let near: Vec<String> = near.into_iter().map(|word| in_case_of(&it.word, word)).collect();
        let (at, range) = (it.at, it.range.clone());
        // Of other languages we know no usual words, and their dictionaries have more gaps.
        let level = match (dictionary, is_clear) {
            (Dictionary::English(_), true) => Level::Error,
            (Dictionary::English(_), false) if near.is_empty() => Level::Advice,
            (Dictionary::English(_), false) | (Dictionary::Hunspell(_), true) => Level::Warning,
            (Dictionary::Hunspell(_), false) => Level::Advice,
        };
        Some(Misspelling { at, range, is_elsewhere: it.is_elsewhere, near, is_clear, level })
    };
    if let Some(meant) = &it.meant {
        return say(vec![meant.clone()], true);
    }
    if it.stands == Stands::Name {
        return it.proper.filter(|_| times <= 2).and_then(|name| say(vec![name.to_owned()], true));
    }
    let word = small(&it.word);
    if it.is_elsewhere {
        let near = sisters(&word, dictionary, memory);
        let is_clear = near.len() == 1;
        return say(near, is_clear);
    }
    if let Some(meant) = well_known_slip(&word, dictionary) {
        return say(vec![meant], true);
    }
    // Capitals of German nouns are part of the word.
    let asked = match (it.stands, dictionary) {
        (Stands::Start, Dictionary::Hunspell(_)) => it.word.clone(),
        _ => word.clone(),
    };
    let near = near(&asked, dictionary, memory);
    let slips = near.first().map(|first| distance(&asked, first));
    let chars = word.chars().count();
    let is_likely = match (slips, it.stands) {
        // A capital that the sentence may have given: a name is likelier than a slip.
        (Some(1), Stands::Start) => {
            let first = near.first().map_or("", String::as_str);
            let is_usual = match dictionary {
                Dictionary::English(_) => dictionary.has_common(first),
                Dictionary::Hunspell(_) => true,
            };
            let begins_alike = first.chars().next() == asked.chars().next();
            chars >= 6
                && times == 1
                && is_usual
                && begins_alike
                && !first.ends_with("est")
                && !is_german_compound(&asked, dictionary)
        }
        (_, Stands::Start) => return None,
        // `ther` and `adn` are slips, `jin` and `oud` are not.
        (Some(_), _) if chars == 3 => false,
        (Some(1), _) if matches!(dictionary, Dictionary::Hunspell(_)) => {
            times == 1 && !is_compound(&word, dictionary)
        }
        (Some(1), _) => times <= 3,
        (Some(_), _) => !it.is_set_apart && times <= 2 && !is_compound(&word, dictionary),
        (None, _) => false,
    };
    if is_likely {
        // `finisshed` is no `finis` and `shed`: what is a slip from a common word is one.
        let is_near_common = near
            .first()
            .is_some_and(|first| cost(&asked, first) <= 3 && dictionary.has_common(first));
        let is_made =
            slips == Some(1) && chars >= 8 && !is_near_common && is_compound(&word, dictionary);
        if is_made || is_inflected(&word, &near, dictionary) {
            return None;
        }
        let second = near.get(1).map(|second| distance(&asked, second));
        let lacks_apostrophe = near.first().is_some_and(|it| it.replace('\'', "") == word);
        // A commoner kind of slip than that to the second: swapped letters, a doubled one.
        let is_easier = match (near.first(), near.get(1)) {
            (Some(first), Some(second)) if matches!(dictionary, Dictionary::English(_)) => {
                cost(&asked, first) + 2 <= cost(&asked, second)
            }
            _ => false,
        };
        let is_alone = second.is_none_or(|second| second > 1);
        let is_clear = slips == Some(1) && (lacks_apostrophe || is_alone || is_easier);
        return say(near.iter().take(3).cloned().collect(), is_clear);
    }
    // Nothing like it is known: a word that the dictionary lacks, or a wild slip.
    let is_strange = matches!(dictionary, Dictionary::English(_))
        && near.is_empty()
        && chars >= 5
        && times == 1
        && !it.is_set_apart
        && !it.is_after_capital
        && !is_compound(&word, dictionary);
    if is_strange { say(Vec::new(), false) } else { None }
}

/// `everybodys`, `surgerys`, `infact`: what nearly every writer gets wrong at times.
fn well_known_slip(word: &str, dictionary: Dictionary<'_>) -> Option<String> {
    let Dictionary::English(_) = dictionary else { return None };
    const RUN_TOGETHER: [(&str, &str); 16] = [
        ("infact", "in fact"),
        ("aswell", "as well"),
        ("incase", "in case"),
        ("ofcourse", "of course"),
        ("eventhough", "even though"),
        ("atleast", "at least"),
        ("inorder", "in order"),
        ("upto", "up to"),
        ("sofar", "so far"),
        ("noone", "no one"),
        ("inbetween", "in between"),
        ("abit", "a bit"),
        ("everytime", "every time"),
        ("highschool", "high school"),
        ("thankyou", "thank you"),
        ("sealegs", "sea legs"),
    ];
    if let Some((_, meant)) = RUN_TOGETHER.iter().find(|(slip, _)| *slip == word) {
        return Some((*meant).to_owned());
    }
    const ONES: [&str; 10] = [
        "everybody",
        "everyone",
        "somebody",
        "someone",
        "anybody",
        "anyone",
        "nobody",
        "other",
        "another",
        "else",
    ];
    let stem = word.strip_suffix('s')?;
    if ONES.contains(&stem) {
        return Some(format!("{stem}'s"));
    }
    let plural = format!("{}ies", stem.strip_suffix('y')?);
    dictionary.has(&plural).then_some(plural)
}

/// The spelling of one's own dialect for a word of another.
fn sisters(word: &str, dictionary: Dictionary<'_>, memory: &mut Memory) -> Vec<String> {
    /// Endings and letters that dialects differ by, American first.
    const PAIRS: [(&str, &str); 22] = [
        ("ization", "isation"),
        ("izing", "ising"),
        ("izer", "iser"),
        ("ized", "ised"),
        ("izes", "ises"),
        ("ize", "ise"),
        ("yz", "ys"),
        ("olor", "olour"),
        ("or", "our"),
        ("ter", "tre"),
        ("ber", "bre"),
        ("enses", "ences"),
        ("ense", "ence"),
        ("og", "ogue"),
        ("led", "lled"),
        ("ling", "lling"),
        ("ler", "ller"),
        ("lment", "llment"),
        ("gray", "grey"),
        ("must", "moust"),
        ("e", "ae"),
        ("plow", "plough"),
    ];
    let mut found: Vec<String> = Vec::new();
    for (american, british) in PAIRS {
        for (from, to) in [(american, british), (british, american)] {
            for (at, _) in word.match_indices(from) {
                let (before, after) = (
                    word.get(..at).unwrap_or_default(),
                    word.get(at + from.len()..).unwrap_or_default(),
                );
                let sister = format!("{before}{to}{after}");
                if dictionary.has(&sister) && !found.contains(&sister) {
                    found.push(sister);
                }
            }
        }
    }
    if found.is_empty() {
        found = near(word, dictionary, memory).iter().take(3).cloned().collect();
    } else {
        found.truncate(1);
    }
    found
}

/// A word that is made of words: `peatland`, `recladding`, `descartarlo`, `hinleuchten`. No
/// dictionary has them all.
fn is_compound(word: &str, dictionary: Dictionary<'_>) -> bool {
    match dictionary {
        Dictionary::English(_) => is_english_compound(word, dictionary),
        Dictionary::Hunspell(words) => {
            const BEFORE: [&str; 26] = [
                "ab", "an", "auf", "aus", "bei", "ein", "fest", "fort", "heim", "her", "hin",
                "los", "mit", "nach", "vor", "weg", "zu", "zurück", "zusammen", "über", "unter",
                "anti", "auto", "bio", "micro", "mikro",
            ];
            const AFTER: [&str; 16] = [
                "lo", "la", "los", "las", "le", "les", "me", "te", "se", "nos", "os", "melo",
                "selo", "sela", "selos", "selas",
            ];
            let long = |rest: &str| rest.chars().count() >= 4 && words.has(rest);
            BEFORE.iter().any(|start| word.strip_prefix(start).is_some_and(long))
                || AFTER.iter().any(|end| word.strip_suffix(end).is_some_and(long))
        }
    }
}

/// `Reiskorn`: German joins nouns at will.
fn is_german_compound(word: &str, dictionary: Dictionary<'_>) -> bool {
    let Dictionary::Hunspell(words) = dictionary else { return false };
    word.char_indices().skip(4).any(|(at, _)| {
        let (first, second) =
            (word.get(..at).unwrap_or_default(), word.get(at..).unwrap_or_default());
        let second = in_case_of(word, second.to_owned());
        let first_is_word = words.has(first) || words.has(&small(first));
        second.chars().count() >= 4 && first_is_word && words.has(&second)
    })
}

fn is_english_compound(word: &str, dictionary: Dictionary<'_>) -> bool {
    const BEFORE: [&str; 36] = [
        "anti", "auto", "back", "bio", "co", "counter", "cross", "cyber", "de", "eco", "fore",
        "hydro", "hyper", "infra", "inter", "macro", "mega", "micro", "mid", "mini", "mis",
        "multi", "non", "out", "over", "photo", "post", "pre", "re", "semi", "sub", "super",
        "trans", "ultra", "un", "under",
    ];
    const SHORT_NOUNS: [&str; 36] = [
        "air", "arm", "art", "bar", "bed", "bee", "box", "bus", "cow", "dog", "egg", "eye", "farm",
        "fog", "gas", "gun", "hay", "ice", "jet", "job", "law", "oak", "oil", "pig", "pub", "rail",
        "rat", "sea", "ski", "sky", "sun", "tax", "tea", "tin", "van", "war",
    ];
    /// Words that are no half of a noun.
    const NEVER_FIRST: [&str; 24] = [
        "also", "been", "both", "does", "down", "each", "every", "from", "have", "into", "just",
        "like", "many", "more", "most", "much", "some", "such", "than", "that", "them", "then",
        "they", "with",
    ];
    let usual =
        |word: &str, chars: usize| word.chars().count() >= chars && dictionary.has_usual(word);
    if BEFORE.iter().any(|start| word.strip_prefix(start).is_some_and(|rest| usual(rest, 4))) {
        return true;
    }
    word.char_indices().skip(2).any(|(at, _)| {
        let (first, second) =
            (word.get(..at).unwrap_or_default(), word.get(at..).unwrap_or_default());
        let may_be_first = SHORT_NOUNS.contains(&first) || usual(first, 4);
        may_be_first
            && !NEVER_FIRST.contains(&first)
            && !NEVER_FIRST.contains(&second)
            && usual(second, 4)
    })
}

/// A regular form of a usual word that the lists lack: `goaled`, `resurfacer`, `borings`. Not one
/// that wants a letter doubled (`occured`), nor of a verb that has its own past or a noun that has
/// no plural.
fn is_inflected(word: &str, near: &[String], dictionary: Dictionary<'_>) -> bool {
    let Dictionary::English(_) = dictionary else { return false };
    const IRREGULAR: [&str; 50] = [
        "advice",
        "begin",
        "bind",
        "bite",
        "blow",
        "break",
        "bring",
        "build",
        "buy",
        "catch",
        "choose",
        "cut",
        "draw",
        "drink",
        "drive",
        "eat",
        "equipment",
        "fall",
        "feel",
        "fight",
        "find",
        "fly",
        "forget",
        "freeze",
        "furniture",
        "give",
        "grow",
        "hear",
        "hide",
        "hit",
        "information",
        "keep",
        "know",
        "leave",
        "lose",
        "luggage",
        "make",
        "pay",
        "ride",
        "run",
        "sell",
        "shake",
        "steal",
        "swim",
        "teach",
        "think",
        "throw",
        "understand",
        "win",
        "write",
    ];
    let single = |text: &str| {
        let mut chars: Vec<char> = text.chars().collect();
        chars.dedup();
        chars
    };
    if near.iter().any(|near| single(near) == single(word)) {
        return false;
    }
    ["s", "d", "r", "rs", "er", "ers", "ed", "ing", "ings", "less", "like", "wide", "ness"]
        .iter()
        .filter_map(|ending| Some((word.strip_suffix(ending)?, *ending)))
        .any(|(stem, ending)| {
            let joins_e = matches!(ending, "d" | "r" | "rs");
            joins_e == stem.ends_with('e')
                && !(ending == "s" && stem.ends_with(['s', 'x', 'z', 'y', 'h']))
                && !(stem.ends_with('y') && ending.starts_with('e'))
                && stem.chars().count() >= 4
                && !IRREGULAR.contains(&stem)
                && dictionary.has_usual(stem)
        })
}

/// A word with the capital that another has.
fn in_case_of(model: &str, word: String) -> String {
    if model.chars().next().is_some_and(char::is_uppercase) { first_upper(&word) } else { word }
}
