//! Story to findings: the copy desk's checks.
//!
//! [`run`] reads a story and says what a sub-editor would stop at, in reading order, each finding
//! with a fix where that is safe. One rule is one file in `check/rules/`; [`rules`] lists them.
//! What a block gave is kept in a [`Cache`], so that after a keystroke only the changed block is
//! read again.
//!
//! ```
//! use chrono::DateTime;
//! use nightdesk::check::{self, Cache, Settings};
//! use nightdesk::story::{BlockKind, Ids, RichText, Story};
//!
//! let mut ids = Ids::from_seed(1);
//! let mut story = Story::new(ids.story());
//! let graf = RichText::plain("The ferries sail in the the morning.");
//! story.body.push(ids.block(BlockKind::Paragraph(graf)));
//! let outcome =
//!     check::run(&story, &Settings::default(), DateTime::UNIX_EPOCH, &mut Cache::default());
//! assert!(outcome.findings.iter().any(|finding| finding.rule == "doubled-word"));
//! ```
//!
//! Must not know: files, clocks, windows, the other rooms of its floor.

mod cache;
mod captions;
mod card;
mod checklist;
mod credits;
mod facts;
mod found;
mod names;
mod order;
mod patterns;
mod quotes;
mod rule;
mod rules;
mod settings;
mod spelling;
pub mod style;
mod texts;
mod view;
mod words;

pub use cache::Cache;
pub use card::{Card, card, cards};
pub use checklist::Item;
pub use rule::{Group, Rule};
pub use settings::{CaptionNeeds, Settings};
pub use spelling::{EnglishWord, Hunspell, Lexicon, NotADictionary};

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::edit::Edit;
use crate::story::{Place, Story};
use cache::{Gist, Sheet};
use facts::Facts;
use found::Found;
use rule::Look;
use spelling::{Misspelling, Unknown};
use view::{Reading, StoryView};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Worth a thought.
    Advice,
    /// Probably wrong.
    Warning,
    /// Must not go out like this.
    Error,
}

/// Something that a sub-editor would stop at.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule's id, such as `caption-missing`.
    pub rule: &'static str,
    /// How much it matters.
    pub level: Level,
    /// What it is about.
    pub place: Place,
    /// What is wrong and what to do, in one sentence.
    pub message: String,
    /// What puts it right, where that is safe.
    pub fix: Option<Fix>,
    /// The same for the same fault in the same words, wherever they move to; ignoring goes by it.
    pub key: String,
}

/// A change that puts a finding right.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What it does, for the button: `Delete the second “the”`.
    pub label: String,
    /// The change. The fixes of one rule do not touch each other: made from the last place to the
    /// first, all of them fit.
    pub edit: Edit,
}

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// What is left to look at, in reading order.
    pub findings: Vec<Finding>,
    /// What an editor chose to ignore, in reading order.
    pub ignored: Vec<Finding>,
    /// What must be in order before the story is ready, and whether it is.
    pub checklist: Vec<Item>,
}

/// Every rule that there is, in the order of the list in `check/rules.rs`.
pub fn rules() -> &'static [Rule] {
    rules::ALL
}

/// Whether a word is English, in any dialect, as it is written.
pub fn is_english(word: &str) -> bool {
    spelling::english_word(word).is_some()
}

/// The most findings of one rule that are told; a page with more is not read more closely for
/// having them all listed, and what a hostile page costs stays bounded.
const MOST_OF_ONE_RULE: usize = 500;

/// Checks a story: furniture, lead, body, byline, tags, status, in this order. Of spelling it
/// knows the English that is built in.
///
/// `cache` is what the last run left; the outcome is the same with an empty one.
pub fn run(story: &Story, settings: &Settings, now: DateTime<Utc>, cache: &mut Cache) -> Outcome {
    run_with(&Lexicon::default(), story, settings, now, cache)
}

/// The same with dictionaries of other languages and the words of the house.
pub fn run_with(
    lexicon: &Lexicon,
    story: &Story,
    settings: &Settings,
    now: DateTime<Utc>,
    cache: &mut Cache,
) -> Outcome {
    run_watched(lexicon, story, settings, now, cache, &|_, _| {})
}

/// The same with somebody who waits for it: told how many blocks of all are read.
pub fn run_watched(
    lexicon: &Lexicon,
    story: &Story,
    settings: &Settings,
    now: DateTime<Utc>,
    cache: &mut Cache,
    watch: &dyn Fn(usize, usize),
) -> Outcome {
    let reading = Reading::new(settings, lexicon, &story.language);
    cache.begin(settings, lexicon, &story.language);
    let (mut findings, furniture, of_furniture) = read_furniture(story, reading);
    let mut unknown = vec![of_furniture];
    // However many were ignored, enough are left to be told.
    let most = MOST_OF_ONE_RULE + story.ignored.len();
    let mut counts: HashMap<&'static str, usize> = HashMap::new();
    let mut gists: Vec<Arc<Gist>> = Vec::with_capacity(story.body.len());
    for (count, block) in story.body.iter().enumerate() {
        watch(count, story.body.len());
        let sheet = cache.sheet(block, || read_block(block, reading));
        gists.push(Arc::clone(&sheet.gist));
        if !sheet.unknown.is_empty() {
            unknown.push(Arc::clone(&sheet.unknown));
        }
        for finding in &sheet.findings {
            let count = counts.entry(finding.rule).or_default();
            *count += 1;
            if *count <= most {
                findings.push(finding.clone());
            }
        }
    }
    cache.end();
    let names = OnceCell::new();
    let misspellings = spell(story, reading, &unknown, cache);
    let view = StoryView {
        story,
        reading,
        now,
        furniture: &furniture,
        gists: &gists,
        names: &names,
        misspellings: &misspellings,
    };
    for rule in rules::ALL.iter().filter(|rule| reading.is_on(rule)) {
        for look in rule.looks {
            if let Look::Story(look) = look {
                look(&view, &mut Found::new(rule, &mut findings));
            }
        }
    }
    order::sort(&mut findings, story);
    findings.retain(|finding| !is_known(finding, story, settings));
    let mut outcome = part(findings, story, settings);
    outcome.checklist = checklist::of(story, &outcome.findings);
    outcome
}

/// What the rules for texts and pictures have to say about everything but the body, and what
/// rules for the whole story need of it.
fn read_furniture(story: &Story, reading: Reading<'_>) -> (Vec<Finding>, Gist, Arc<[Unknown]>) {
    let mut findings = Vec::new();
    let (texts, figures) = (texts::of_furniture(story, reading), texts::lead(story));
    let facts: Vec<Facts> = texts.iter().map(Facts::of).collect();
    rule::read(&texts, &facts, &figures, None, reading, &mut findings);
    let unknown = unknown_words(&texts, reading);
    (findings, Gist::of_texts(&texts, facts), unknown)
}

/// What the rules have to say about one block, and what rules for the whole story need of it.
fn read_block(block: &crate::story::Block, reading: Reading<'_>) -> Sheet {
    let mut findings = Vec::new();
    let (texts, figures) = (texts::of_block(block, reading), texts::figures(block));
    let facts: Vec<Facts> = texts.iter().map(Facts::of).collect();
    let view = view::BlockView { block, reading };
    rule::read(&texts, &facts, &figures, Some(&view), reading, &mut findings);
    let unknown = unknown_words(&texts, reading);
    Sheet { findings, gist: Arc::new(Gist::of_block(block, &texts, facts, reading)), unknown }
}

/// The words of some texts that the dictionary does not have.
fn unknown_words(texts: &[view::Text<'_>], reading: Reading<'_>) -> Arc<[Unknown]> {
    let Some(dictionary) = reading.dictionary else { return Arc::default() };
    texts.iter().flat_map(|text| spelling::unknown(text, dictionary)).collect()
}

/// Which unknown words of the whole story are likely slips.
fn spell(
    story: &Story,
    reading: Reading<'_>,
    unknown: &[Arc<[Unknown]>],
    cache: &mut Cache,
) -> Vec<Misspelling> {
    let Some(dictionary) = reading.dictionary else { return Vec::new() };
    let unknown: Vec<&Unknown> = unknown.iter().flat_map(|words| words.iter()).collect();
    let personal = &reading.settings.dictionary;
    spelling::judge(story, &unknown, dictionary, reading.lexicon, personal, &mut cache.memory)
}

/// Whether a finding is about words that the desk's dictionary has.
fn is_known(finding: &Finding, story: &Story, settings: &Settings) -> bool {
    let Place::Range(at, range) = &finding.place else { return false };
    if settings.dictionary.is_empty() || !finding.is_about_words() {
        return false;
    }
    let words = story.text(*at).and_then(|text| text.as_str().get(range.start..range.end));
    words.is_some_and(|words| settings.dictionary.contains(words.trim()))
}

/// The key under which all findings of one rule about the same words are ignored together:
/// `doubled-word:the the:*`.
pub fn alike(key: &str) -> String {
    let about = key.rsplit_once(':').map_or(key, |(about, _)| about);
    format!("{about}:*")
}

/// Tells equal faults apart by their number in reading order, and sets the ignored ones aside.
fn part(findings: Vec<Finding>, story: &Story, settings: &Settings) -> Outcome {
    let mut outcome = Outcome::default();
    let ignored: HashSet<&str> = story.ignored.iter().map(String::as_str).collect();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut told: HashMap<(&'static str, bool), usize> = HashMap::new();
    for mut finding in findings {
        let number = seen.entry(finding.key.clone()).or_default();
        *number += 1;
        if *number > 1 {
            finding.key = format!("{}#{number}", finding.key);
        }
        if let Some(level) = settings.levels.get(finding.rule) {
            finding.level = *level;
        }
        let alike = alike(&finding.key);
        let is_ignored = ignored.contains(finding.key.as_str())
            || ignored.contains(alike.as_str())
            || settings.ignored.contains(&alike);
        let told = told.entry((finding.rule, is_ignored)).or_default();
        *told += 1;
        if *told > MOST_OF_ONE_RULE {
            continue;
        }
        if is_ignored {
            outcome.ignored.push(finding);
        } else {
            outcome.findings.push(finding);
        }
    }
    outcome
}
