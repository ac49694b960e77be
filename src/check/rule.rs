//! What a rule is, and how rules meet what they look at.
//!
//! Must not know: any particular rule.

use serde::{Deserialize, Serialize};

use super::facts::{FactView, Facts};
use super::found::Found;
use super::view::{BlockView, FigureView, Reading, StoryView, Text};
use super::{Finding, Level, rules};

/// One thing that the desk checks.
#[derive(Debug)]
pub struct Rule {
    /// Its name in settings, output and keys, such as `caption-missing`.
    pub id: &'static str,
    /// What it is about.
    pub group: Group,
    /// How much its findings matter, unless one says otherwise.
    pub level: Level,
    /// What it looks for, in a line.
    pub what: &'static str,
    /// Why a desk cares, in a sentence.
    pub why: &'static str,
    /// The standard, or the practice, that it follows.
    pub source: &'static str,
    /// An example of the fault.
    pub wrong: &'static str,
    /// The same put right.
    pub right: &'static str,
    pub(super) looks: &'static [Look],
}

/// What rules are about, in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// The headline, its variants and subheads.
    Headlines,
    /// What a story needs to be one: slug, standfirst, tags, grafs.
    Structure,
    /// Whether pictures are there and may be used.
    Pictures,
    /// The words under pictures.
    Captions,
    /// Who made and who supplied a picture.
    Credits,
    /// What is said to readers who do not see a picture.
    Descriptions,
    /// Spelling.
    Spelling,
    /// Grammar, and words that are taken for each other.
    Grammar,
    /// Stray spaces, doubled words, things left over.
    Words,
    /// House style.
    Style,
    /// Quotations.
    Quotes,
    /// Names and titles.
    Names,
    /// Numbers, sums, measures.
    Numbers,
    /// Dates, times, ages.
    Dates,
    /// Money.
    Money,
    /// Who says so.
    Attribution,
    /// What the law and the codes of the press ask for.
    Legal,
    /// Facts that differ between two places of a story.
    Consistency,
    /// Links.
    Links,
    /// Bylines and bios.
    People,
    /// Status, embargo, corrections.
    Status,
}

impl Group {
    /// What it is called in lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headlines => "Headlines",
            Self::Structure => "Structure",
            Self::Pictures => "Pictures",
            Self::Captions => "Captions",
            Self::Credits => "Credits",
            Self::Descriptions => "Descriptions",
            Self::Spelling => "Spelling",
            Self::Grammar => "Grammar",
            Self::Words => "Words",
            Self::Style => "House style",
            Self::Quotes => "Quotes",
            Self::Names => "Names",
            Self::Numbers => "Numbers",
            Self::Dates => "Dates and ages",
            Self::Money => "Money",
            Self::Attribution => "Attribution",
            Self::Legal => "Law and ethics",
            Self::Consistency => "Consistency",
            Self::Links => "Links",
            Self::People => "Bylines and bios",
            Self::Status => "Status",
        }
    }
}

/// Rules whose findings are about the words themselves, wherever they stand.
const ABOUT_WORDS: [&str; 4] = ["placeholder", "furniture-left", "misspelling", "dialect-spelling"];

impl Finding {
    /// Whether putting its words into the dictionary makes sense: the words may be right in every
    /// story, such as a name that looks like a placeholder.
    pub fn is_about_words(&self) -> bool {
        ABOUT_WORDS.contains(&self.rule)
    }
}

/// What a rule looks at. All but the last are kept by block: they may not ask for anything that
/// they are not handed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Look {
    /// Every text that readers get, one at a time.
    Text(fn(&Text<'_>, &mut Found<'_>)),
    /// Every block of the body.
    Block(fn(&BlockView<'_>, &mut Found<'_>)),
    /// Every text that says something in numbers.
    Facts(fn(&FactView<'_>, &mut Found<'_>)),
    /// Every picture, the lead included.
    Figure(fn(&FigureView<'_>, &mut Found<'_>)),
    /// The whole story, each run anew: for what takes two blocks or the clock.
    Story(fn(&StoryView<'_>, &mut Found<'_>)),
}

/// Lets every rule that is on look at some texts, what each says in numbers, some pictures, and the
/// block they are in.
pub(super) fn read(
    texts: &[Text<'_>],
    facts: &[Facts],
    figures: &[FigureView<'_>],
    block: Option<&BlockView<'_>>,
    reading: Reading<'_>,
    findings: &mut Vec<Finding>,
) {
    for rule in rules::ALL.iter().filter(|rule| reading.is_on(rule)) {
        let mut found = Found::new(rule, findings);
        for look in rule.looks {
            match look {
                Look::Text(look) => texts.iter().for_each(|text| look(text, &mut found)),
                Look::Facts(look) => texts
                    .iter()
                    .zip(facts)
                    .filter(|(_, facts)| !facts.all.is_empty())
                    .for_each(|(text, facts)| look(&FactView { text, facts }, &mut found)),
                Look::Block(look) => block.iter().for_each(|block| look(block, &mut found)),
                Look::Figure(look) => figures.iter().for_each(|figure| look(figure, &mut found)),
                Look::Story(_) => {}
            }
        }
    }
}
