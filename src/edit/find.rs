//! Find and replace over every text of the story.
//!
//! ```
//! use nightdesk::edit::{self, find};
//! use nightdesk::story::{Ids, Story};
//!
//! let mut story = Story::new(Ids::from_seed(1).story());
//! story.headline = "Minister’s aide resigns".to_owned();
//! let wanted = find::Wanted { words: "minister's".to_owned(), ..Default::default() };
//! let needle = find::Needle::new(&wanted, &story.language).unwrap();
//! assert_eq!(find::find(&story, &needle).count, 1);
//! let replaced = find::replaced(&story, &needle, "mayor’s", true).unwrap();
//! edit::apply(&mut story, replaced.edit.unwrap()).unwrap();
//! assert_eq!(story.headline, "Mayor’s aide resigns");
//! ```
//!
//! Web addresses, usage terms and published notes are not searched: a word in them is not the
//! desk's to change by the way. Must not know: windows, how credits are read.

mod accents;
mod letter_case;
mod needle;
mod problem;
mod replace;
mod template;
mod texts;
mod words;

pub use needle::{MOST_CHARS, Needle, Ranges};
pub use problem::{Problem, Spot};
pub use replace::{Replaced, replaced, replaced_one};
pub use texts::texts;

use std::ops::Range;

use crate::story::{Story, TextAt};

/// What an editor asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// The words, or a regular expression. Empty words are found nowhere.
    pub words: String,
    /// Capitals matter.
    pub case: bool,
    /// No letter or digit may stand next to the match. Apostrophes and hyphens end words, so that
    /// `Orme` is found in `Orme’s` and `eau` in `l’eau`.
    pub whole_words: bool,
    /// The words are a regular expression in the syntax of the regex crate; `^` and `$` are the
    /// ends of a line.
    pub regex: bool,
}

/// One place where the words stand.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Match {
    /// In which text.
    pub at: TextAt,
    /// Its bytes: at least one, and whole graphemes.
    pub range: Range<usize>,
}

/// All places where the words stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The first [`MOST`] of them in reading order.
    pub matches: Vec<Match>,
    /// How many there are in all.
    pub count: usize,
}

/// The most matches that are kept.
pub const MOST: usize = 100_000;

/// Finds all places in the story, in reading order. Matches do not overlap.
pub fn find(story: &Story, needle: &Needle) -> Found {
    let mut found = Found::default();
    if needle.finds_nothing() {
        return found;
    }
    for (at, text) in texts(story) {
        for range in needle.ranges(text) {
            found.count += 1;
            if found.matches.len() < MOST {
                found.matches.push(Match { at, range });
            }
        }
    }
    found
}
