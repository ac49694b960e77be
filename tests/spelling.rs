//! Spelling: slips of every kind are found, names are not told, dictionaries and taught words
//! count, and a word that becomes a name is one at once everywhere.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a text that is not as its README has it should stop the test"
)]

#[expect(dead_code, reason = "the planted errors are for tests/copydesk.rs")]
#[path = "support/copydesk.rs"]
mod copydesk;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::DateTime;
use nightdesk::check::{self, Cache, Finding, Hunspell, Lexicon, Settings};
use nightdesk::story::{BlockKind, Ids, Language, Person, RichText, Story};

use copydesk::{clean, shown};

fn story(language: &str, grafs: &[&str]) -> Story {
    let mut ids = Ids::from_seed(1);
    let mut story = Story::new(ids.story());
    story.language = Language::new(language).unwrap();
    for graf in grafs {
        story.body.push(ids.block(BlockKind::Paragraph(RichText::plain(*graf))));
    }
    story
}

fn misspellings(story: &Story, lexicon: &Lexicon, settings: &Settings) -> Vec<Finding> {
    let mut cache = Cache::default();
    let outcome = check::run_with(lexicon, story, settings, DateTime::UNIX_EPOCH, &mut cache);
    outcome.findings.into_iter().filter(|finding| finding.rule == "misspelling").collect()
}

fn told(story: &Story) -> Vec<String> {
    let found = misspellings(story, &Lexicon::default(), &Settings::default());
    found.iter().map(|finding| shown(story, finding).unwrap().to_owned()).collect()
}

/// A word with one slip of a kind, for the nth of a row of words; `None` where it has no room.
fn slip(word: &str, nth: usize) -> Option<String> {
    let mut chars: Vec<char> = word.chars().collect();
    let middle = 1 + nth % (chars.len() - 2);
    match nth % 5 {
        0 => chars.swap(middle, middle + 1),
        1 => {
            chars.remove(middle);
        }
        2 => chars.insert(middle, chars[middle]),
        3 => {
            let vowels = ['a', 'e', 'i', 'o', 'u'];
            let at = (middle..chars.len()).find(|at| vowels.contains(&chars[*at]))?;
            let old = vowels.iter().position(|vowel| *vowel == chars[at]).unwrap();
            chars[at] = vowels[(old + 1 + nth % 4) % 5];
        }
        _ => {
            let keys = "qwertyuiopasdfghjklzxcvbnm";
            let key = keys.find(chars[middle])?;
            chars[middle] = keys.chars().nth(if key == 0 { 1 } else { key - 1 }).unwrap();
        }
    }
    let wrong: String = chars.into_iter().collect();
    (wrong != word).then_some(wrong)
}

/// The commonest words of the clean texts, each with a slip, in the sentences where they stand.
#[test]
fn of_two_thousand_slips_in_usual_words_nearly_all_are_found() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let texts = clean();
    for text in texts.iter().filter(|text| text.story.language.primary() == "en") {
        for block in &text.story.body {
            for words in block.kind.texts() {
                let is_ordinary = |word: &&str| {
                    word.len() >= 5
                        && word.bytes().all(|byte| byte.is_ascii_lowercase())
                        && check::is_english(word)
                };
                let words = words.as_str().split(|c: char| !c.is_alphabetic());
                for word in words.filter(is_ordinary) {
                    *counts.entry(word.to_owned()).or_default() += 1;
                }
            }
        }
    }
    let mut words: Vec<(String, usize)> = counts.into_iter().collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    words.truncate(2_000);
    // What a slip makes may be a word, which no dictionary tells: those do not count.
    let known: Vec<(String, String)> = words
        .iter()
        .enumerate()
        .filter_map(|(nth, (word, _))| Some((word.clone(), slip(word, nth)?)))
        .filter(|(_, wrong)| !check::is_english(wrong))
        .collect();
    let (mut found, mut among) = (0, 0);
    let mut missed = Vec::new();
    for (word, wrong) in &known {
        let story = story("en", &[&format!("They said that the {wrong} was there.")]);
        let findings = misspellings(&story, &Lexicon::default(), &Settings::default());
        match findings.as_slice() {
            [finding] => {
                found += 1;
                among += usize::from(finding.message.contains(&format!("“{word}”")));
            }
            _ => missed.push(wrong.as_str()),
        }
    }
    let (all, percent) = (known.len(), found * 100 / known.len());
    println!("{found} of {all} slips found, {percent} %; {among} with the right word among three");
    println!("missed: {}", missed.join(" "));
    assert!(all > 1_700 && percent >= 95, "{found} of {all}");
    assert!(among * 100 / found >= 90, "{among} of {found} with the right word among three");
}

#[test]
fn what_the_story_itself_calls_by_name_is_no_slip() {
    for (grafs, expected) in [
        (vec!["The marchbanke was late."], vec!["marchbanke"]),
        (vec!["The marchbanke was late.", "They asked Marchbanke of Holm."], vec![]),
        (vec!["The elavated road.", "“Elavated,” he said."], vec!["elavated", "Elavated"]),
    ] {
        let story = story("en-GB", &grafs);
        assert_eq!(told(&story), expected, "{grafs:?}");
    }
    let mut story = story("en-GB", &["The harbore was late."]);
    assert_eq!(told(&story), ["harbore"]);
    story.bylines = vec![Person::named("Ida Harbore")];
    assert_eq!(told(&story), Vec::<String>::new());
}

#[test]
fn a_name_that_is_written_later_is_known_in_blocks_that_were_read_before() {
    let mut ids = Ids::from_seed(9);
    let mut story = story("en-GB", &["The harbore was late."]);
    let mut cache = Cache::default();
    let mut count = |story: &Story| {
        let settings = Settings::default();
        let outcome = check::run(story, &settings, DateTime::UNIX_EPOCH, &mut cache);
        let of_rule = |finding: &&Finding| finding.rule == "misspelling";
        (outcome.findings.iter().filter(of_rule).count(), cache.blocks_read())
    };
    assert_eq!(count(&story), (1, 1));
    let graf = RichText::plain("They know Harbore well.");
    story.body.push(ids.block(BlockKind::Paragraph(graf)));
    assert_eq!(count(&story), (0, 1), "only the new block is read");
}

#[test]
fn words_are_taught_to_a_story_a_house_and_an_editor() {
    let plain = story("en-GB", &["The elavated road."]);
    assert_eq!(told(&plain), ["elavated"]);
    let mut taught = plain.clone();
    taught.words_taught = vec!["elavated".to_owned()];
    assert_eq!(told(&taught), Vec::<String>::new());
    let mut lexicon = Lexicon::default();
    lexicon.set_house_words(BTreeSet::from(["elavated".to_owned()]));
    assert_eq!(misspellings(&plain, &lexicon, &Settings::default()), []);
    let mut settings = Settings::default();
    settings.learn("elavated");
    assert_eq!(misspellings(&plain, &Lexicon::default(), &settings), []);
}

#[test]
fn a_language_is_silent_until_its_dictionary_is_there() {
    let rules = "SET UTF-8\nTRY abcdefghijklmnoprstuvå\nSFX S Y 1\nSFX S 0 n .\n";
    let words = "5\nferja/S\nhavn\nbåt\ner\nstor\n";
    let story = story("nb-NO", &["ferjan er stor", "havnn er stor"]);
    assert_eq!(told(&story), Vec::<String>::new());
    let mut lexicon = Lexicon::default();
    let dictionary = Hunspell::new(rules, words).unwrap();
    lexicon.add(&Language::new("nb").unwrap(), Arc::new(dictionary));
    let found = misspellings(&story, &lexicon, &Settings::default());
    let words: Vec<_> = found.iter().map(|finding| shown(&story, finding).unwrap()).collect();
    assert_eq!(words, ["havnn"]);
    assert!(found[0].message.contains("“havn”"), "{}", found[0].message);
}

#[test]
fn a_text_in_another_language_is_no_heap_of_slips() {
    let text = "Das Landgericht hat einen Orgelbauer vom Vorwurf des Betrugs freigesprochen und \
                ihm die Kosten nicht auferlegt, weil niemand beweisen konnte, was er wusste.";
    assert_eq!(told(&story("en-GB", &[text])), Vec::<String>::new());
    let gibberish: Vec<_> = (0..3_000).map(|n| format!("qu{n:x}zle wrd{n:o}x")).collect();
    assert_eq!(told(&story("en-GB", &[&gibberish.join(" ")])), Vec::<String>::new());
}
