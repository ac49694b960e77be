//! Makes `assets/dictionaries/english.fst` out of SCOWL's word lists; run when these are new:
//!
//! `cargo run --example english_words -- SCOWL/final assets/dictionaries/news.txt OUT`
//!
//! `assets/dictionaries/README.md` says where SCOWL is to be had and what a word's number means.

#![expect(clippy::print_stdout, reason = "a tool for developers tells what it made")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context as _;
use nightdesk::check::EnglishWord;

/// SCOWL's sizes up to the largest that we take: beyond it are words that are likelier slips of
/// the pen than meant.
const SIZES: [u8; 8] = [10, 20, 35, 40, 50, 55, 60, 70];

/// The lists of a word's spelling, and in which dialects that spelling is right.
const LISTS: [(&str, u8); 9] = [
    ("english", EnglishWord::EVERYWHERE),
    ("american", EnglishWord::AMERICAN),
    ("british", EnglishWord::BRITISH),
    ("british_z", EnglishWord::OXFORD),
    ("canadian", EnglishWord::CANADIAN),
    ("australian", EnglishWord::AUSTRALIAN),
    ("british_variant_1", EnglishWord::BRITISH | EnglishWord::OXFORD),
    ("australian_variant_1", EnglishWord::AUSTRALIAN),
    ("canadian_variant_1", EnglishWord::CANADIAN),
];

/// Lists of spellings that no dialect prefers; taken for words that are in none of the above.
const STRAYS: [&str; 3] = ["variant_1", "variant_2", "variant_3"];

const KINDS: [(&str, bool); 5] = [
    ("words", false),
    ("contractions", false),
    ("abbreviations", false),
    ("upper", true),
    ("proper-names", true),
];

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [scowl, news, out] = arguments.as_slice() else {
        anyhow::bail!("give the folder of SCOWL's lists, our own list, and where to write");
    };
    let mut words: BTreeMap<String, EnglishWord> = BTreeMap::new();
    let mut possessives = BTreeSet::new();
    for (size, rank) in SIZES.into_iter().zip(0..) {
        for (list, dialects) in LISTS {
            for (kind, is_proper) in KINDS {
                for word in lines(scowl, &format!("{list}-{kind}.{size}"))? {
                    // Possessives the check takes apart itself.
                    if let Some(noun) = word.strip_suffix("'s").filter(|_| kind != "contractions") {
                        possessives.insert(noun.to_owned());
                        continue;
                    }
                    // A Canadian may write as Americans do; a Canadian desk does not.
                    let is_american = |known: &EnglishWord| {
                        list == "canadian_variant_1" && known.dialects & EnglishWord::AMERICAN != 0
                    };
                    if words.get(&word).is_some_and(is_american) {
                        continue;
                    }
                    let known = EnglishWord { dialects, rank, is_proper, is_noun: false };
                    add(&mut words, word, known);
                }
            }
        }
    }
    for (size, rank) in SIZES.into_iter().zip(0..) {
        for list in STRAYS {
            for word in lines(scowl, &format!("{list}-words.{size}"))? {
                let dialects = EnglishWord::EVERYWHERE;
                if word.ends_with("'s") {
                    continue;
                }
                let (is_proper, is_noun) = (false, false);
                let known = EnglishWord { dialects, rank, is_proper, is_noun };
                words.entry(word).or_insert(known);
            }
        }
    }
    let own = std::fs::read_to_string(news).with_context(|| format!("no list at {news}"))?;
    for line in own.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        for word in line.split_whitespace() {
            let is_proper = word.starts_with(char::is_uppercase);
            let (dialects, is_noun) = (EnglishWord::EVERYWHERE, false);
            let known = EnglishWord { dialects, rank: 6, is_proper, is_noun };
            words.entry(word.to_owned()).or_insert(known);
        }
    }
    for noun in possessives {
        if let Some(known) = words.get_mut(&noun) {
            known.is_noun = true;
        }
    }
    let accented: Vec<(String, EnglishWord)> = words
        .iter()
        .filter(|(word, _)| !word.is_ascii())
        .map(|(word, known)| (without_accents(word), *known))
        .collect();
    for (word, known) in accented {
        words.entry(word).or_insert(known);
    }
    let mut map = fst::MapBuilder::memory();
    for (word, known) in &words {
        map.insert(word, known.number())?;
    }
    let bytes = map.into_inner()?;
    std::fs::write(out, &bytes)?;
    println!("{} words, {} bytes", words.len(), bytes.len());
    Ok(())
}

/// `cafe` is as right as `café`.
fn without_accents(word: &str) -> String {
    const ACCENTS: [(&str, &str); 8] = [
        ("áàâäãåÁÀÂÄÃÅ", "a"),
        ("éèêëÉÈÊË", "e"),
        ("íìîïÍÌÎÏ", "i"),
        ("óòôöõøÓÒÔÖÕØ", "o"),
        ("úùûüÚÙÛÜ", "u"),
        ("çÇ", "c"),
        ("ñÑ", "n"),
        ("ß", "ss"),
    ];
    let mut plain = String::new();
    for letter in word.chars() {
        match ACCENTS.iter().find(|(accented, _)| accented.contains(letter)) {
            Some((_, base)) if letter.is_uppercase() => plain.push_str(&base.to_uppercase()),
            Some((_, base)) => plain.push_str(base),
            None => plain.push(letter),
        }
    }
    plain
}

fn add(words: &mut BTreeMap<String, EnglishWord>, word: String, new: EnglishWord) {
    words
        .entry(word)
        .and_modify(|known| {
            known.dialects |= new.dialects;
            known.rank = known.rank.min(new.rank);
            known.is_proper &= new.is_proper;
        })
        .or_insert(new);
}

/// The words of a list; a list that is not there is an empty one.
fn lines(scowl: &str, name: &str) -> anyhow::Result<Vec<String>> {
    let path = Path::new(scowl).join(name);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {name}"))?;
    Ok(text.lines().map(str::to_owned).collect())
}
