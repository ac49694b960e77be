//! House style as data: words and patterns, with what stands in their place.
//!
//! Three sheets are shipped: what every desk stops at, one close to the style of the AP, one close
//! to the Guardian's; a desk
//! adds rules of its own in RON, without code. A rule of a sheet has a card like every other rule
//! and is switched off by its id.
//!
//! ```
//! use nightdesk::check::style::HouseStyle;
//!
//! let house: HouseStyle = ron::from_str(
//!     r#"[(id: "ledger-quay", words: {"wharf": "quay"}, wrong: "the wharf", right: "the quay")]"#,
//! )
//! .unwrap();
//! assert_eq!(house.problems(), [""; 0]);
//! ```
//!
//! Must not know: files; the rooms above read them.

mod compiled;
mod quoted;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use serde::{Deserialize, Serialize};

use super::view::Role;
use super::{Group, Level};
use crate::story::Language;
pub(super) use compiled::Compiled;

/// The most rules that a sheet may have; what a keystroke costs grows with them.
const MOST_RULES: usize = 2_000;

/// One rule of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StyleRule {
    /// Its name in settings and output.
    pub id: String,
    /// What it is about.
    #[serde(default = "Group::style")]
    pub group: Group,
    /// How much its findings matter.
    #[serde(default = "Level::advice")]
    pub level: Level,
    /// What it looks for, in a line; made of the example where it is left out.
    #[serde(default)]
    pub what: String,
    /// Why, in a sentence.
    #[serde(default)]
    pub why: String,
    /// The standard, or the practice, that it follows.
    #[serde(default)]
    pub source: String,
    /// Languages that it is for, by how their tags begin (`en`, `en-GB`); empty: those of the sheet.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Parts of a story that it looks at; empty: all running copy and headlines.
    #[serde(default)]
    pub places: Vec<StylePlace>,
    /// Words and what stands in their place; empty for a word that is to be reconsidered. A word
    /// in small letters is found in capitals too.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    /// A regular expression (syntax of the regex crate: no look-around). Case counts.
    #[serde(default)]
    pub find: Option<String>,
    /// What stands in its place; `$1` is the first group. `None`: only told, not put right.
    #[serde(default)]
    pub with: Option<String>,
    /// A regular expression; where it matches the sentence around, nothing is told.
    #[serde(default)]
    pub unless: Option<String>,
    /// Whether words inside quotation marks are looked at: usually they are somebody else's.
    #[serde(default)]
    pub quoted: bool,
    /// What is told; `{found}` and `{with}` stand for the words. Made of them where it is left out.
    #[serde(default)]
    pub message: String,
    /// An example of the fault.
    pub wrong: String,
    /// The same put right.
    pub right: String,
}

impl Group {
    fn style() -> Self {
        Self::Style
    }
}

impl Level {
    fn advice() -> Self {
        Self::Advice
    }
}

/// A part of a story, as sheets name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StylePlace {
    /// The headline and its variants.
    Headline,
    /// The standfirst.
    Standfirst,
    /// Grafs and list items.
    Copy,
    /// Subheads.
    Subhead,
    /// Quotes set apart.
    Quote,
    /// Captions.
    Caption,
    /// Descriptions of pictures.
    Description,
    /// Bios.
    Bio,
    /// Tags, names, kickers, titles of links.
    Label,
}

impl StylePlace {
    /// The part that a text plays.
    pub(super) fn of(role: Role) -> Self {
        match role {
            Role::Headline | Role::Variant(_) => Self::Headline,
            Role::Standfirst => Self::Standfirst,
            Role::Graf | Role::Item | Role::Cell => Self::Copy,
            Role::Subhead => Self::Subhead,
            Role::Quote => Self::Quote,
            Role::Caption => Self::Caption,
            Role::Alt => Self::Description,
            Role::Bio => Self::Bio,
            Role::Title | Role::Label => Self::Label,
        }
    }
}

/// Which of the shipped sheets a desk follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sheet {
    /// The AP-like one for American English, the Guardian-like one for other English whose
    /// country is told.
    #[default]
    ByLanguage,
    /// Close to the style of the AP.
    Ap,
    /// Close to the style of the Guardian.
    Guardian,
    /// None of them.
    None,
}

impl Sheet {
    /// The rules of the sheet for stories in this language.
    pub(super) fn rules(self, language: &Language) -> Option<&'static HouseStyle> {
        let tag = language.tag().to_ascii_lowercase();
        match self {
            Self::Ap => Some(&AP),
            Self::Guardian => Some(&GUARDIAN),
            Self::None => None,
            Self::ByLanguage => match tag.as_str() {
                "en-us" => Some(&AP),
                tag if tag.starts_with("en-") => Some(&GUARDIAN),
                _ => None,
            },
        }
    }
}

static AP: LazyLock<HouseStyle> =
    LazyLock::new(|| shipped(include_str!("../../assets/check/style/ap.ron")));
static GUARDIAN: LazyLock<HouseStyle> =
    LazyLock::new(|| shipped(include_str!("../../assets/check/style/guardian.ron")));

/// A sheet that is shipped; a test reads them all.
fn shipped(text: &str) -> HouseStyle {
    ron::from_str(text).expect("the sheets that are shipped can be read")
}

static DESK: LazyLock<HouseStyle> =
    LazyLock::new(|| shipped(include_str!("../../assets/check/style/desk.ron")));

/// The sheet that is in force whatever the house’s style.
pub(super) fn of_every_desk() -> &'static HouseStyle {
    &DESK
}

/// The sheets that are shipped, by name.
pub fn sheets() -> [(&'static str, &'static HouseStyle); 3] {
    [("desk", &*DESK), ("ap", &*AP), ("guardian", &*GUARDIAN)]
}

/// Rules of a sheet. Copies share them, and what they are compiled to on first use.
#[derive(Clone, Default)]
pub struct HouseStyle(Arc<Inner>);

#[derive(Default)]
struct Inner {
    rules: Vec<StyleRule>,
    compiled: OnceLock<Compiled>,
}

impl HouseStyle {
    /// A sheet of these rules; what is above the most that a sheet may have is left out.
    pub fn new(mut rules: Vec<StyleRule>) -> Self {
        rules.truncate(MOST_RULES);
        Self(Arc::new(Inner { rules, compiled: OnceLock::new() }))
    }

    /// The rules.
    pub fn rules(&self) -> &[StyleRule] {
        &self.0.rules
    }

    /// The rule with this id.
    pub fn rule(&self, id: &str) -> Option<&StyleRule> {
        self.0.rules.iter().find(|rule| rule.id == id)
    }

    /// What is wrong with the rules themselves, each a sentence that names the rule: patterns that
    /// cannot be read, rules that look for nothing.
    pub fn problems(&self) -> &[String] {
        &self.compiled().problems
    }

    pub(super) fn compiled(&self) -> &Compiled {
        self.0.compiled.get_or_init(|| Compiled::new(&self.0.rules))
    }
}

impl std::fmt::Debug for HouseStyle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("HouseStyle").field(&self.0.rules).finish()
    }
}

impl PartialEq for HouseStyle {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.rules == other.0.rules
    }
}

impl Eq for HouseStyle {}

impl Serialize for HouseStyle {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.rules.serialize(to)
    }
}

impl<'de> Deserialize<'de> for HouseStyle {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::deserialize(from).map(Self::new)
    }
}

/// The id of a rule that comes from data, as long-lived as those of the rules in code.
///
/// Ids are few and short; those beyond the most that are kept share one name.
pub(super) fn lasting(id: &str) -> &'static str {
    const MOST_IDS: usize = 4 * MOST_RULES;
    const MOST_BYTES: usize = 64;
    static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = known.get(id) {
        return known;
    }
    if known.len() >= MOST_IDS || id.len() > MOST_BYTES {
        return "house-style";
    }
    let id: &'static str = Box::leak(id.to_owned().into_boxed_str());
    known.insert(id);
    id
}
