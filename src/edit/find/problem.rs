//! What is wrong with a search, in plain words.

use std::ops::Range;

use super::MOST_CHARS;

/// Why words cannot be searched for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// They are too long.
    #[error("This is longer than {MOST_CHARS} characters. Search for a part of it.")]
    TooLong,
    /// The pattern would take too much memory.
    #[error("This pattern is too big. Use fewer or smaller repetitions.")]
    TooBig,
    /// The pattern does not follow the rules.
    #[error("{what}, at character {}.", spot.character)]
    Pattern {
        /// What is wrong.
        what: String,
        /// Where.
        spot: Spot,
    },
    /// The pattern does not follow the rules, and it is not known where.
    #[error("{0}.")]
    Unplaced(String),
}

/// Where in a pattern something is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Counted from 1.
    pub character: usize,
    /// Its bytes, for marking it in the search box.
    pub range: Range<usize>,
}

impl Problem {
    /// A problem of the library in our words. It tells what and where in a drawing:
    ///
    /// ```text
    /// regex parse error:
    ///     rain(
    ///         ^
    /// error: unclosed group
    /// ```
    pub(super) fn of(error: &regex::Error, words: &str) -> Self {
        let told = match error {
            regex::Error::CompiledTooBig(_) => return Self::TooBig,
            other => other.to_string(),
        };
        let cause = told.lines().rev().find_map(|line| line.trim().strip_prefix("error: "));
        let what = in_plain_words(cause.unwrap_or("it is not well formed"));
        match drawn_spot(&told, words) {
            Some(spot) => Self::Pattern { what, spot },
            None => Self::Unplaced(what),
        }
    }
}

/// The characters over the carets of the drawing; only patterns of one line have one of this form.
fn drawn_spot(told: &str, words: &str) -> Option<Spot> {
    let line = told
        .lines()
        .find(|line| line.contains('^') && line.trim_matches([' ', '^']).is_empty())
        .filter(|_| !words.contains('\n'))?;
    let carets = line.chars().position(|c| c == '^')?;
    let character = carets.checked_sub("    ".len())?;
    let width = line.chars().skip(carets).take_while(|c| *c == '^').count();
    let byte = |character: usize| {
        words.char_indices().nth(character).map_or(words.len(), |(byte, _)| byte)
    };
    let range = byte(character)..byte(character + width);
    Some(Spot { character: character + 1, range })
}

/// What the library says and what we say.
const MESSAGES: &[(&str, &str)] = &[
    ("unclosed group", "A bracket ( is opened and not closed"),
    ("unopened group", "A bracket ) is closed and was not opened"),
    ("unclosed character class", "A bracket [ is opened and not closed"),
    ("repetition operator missing expression", "There is nothing to repeat before this sign"),
    ("repetition quantifier expects a valid decimal", "A number is missing inside { }"),
    ("unclosed counted repetition", "A bracket { is opened and not closed"),
    ("invalid repetition count range", "The first number inside { } must be the smaller one"),
    ("incomplete escape sequence", "The pattern ends with a backslash; write \\\\ to find one"),
    ("unrecognized escape sequence", "This letter means nothing behind a backslash"),
    ("invalid escape sequence found in character class", "This cannot stand inside [ ]"),
    ("invalid character class range", "A range inside [ ] must go from low to high, as in a-z"),
    ("invalid range boundary", "A range inside [ ] must go from one character to another"),
    (
        "backreferences are not supported",
        "References such as \\1 work in the replacement only, as $1",
    ),
    ("look-around", "Looking ahead or behind, as in (?=…), is not possible here"),
    ("unrecognized flag", "This letter means nothing behind (?"),
    ("duplicate capture group name", "Two groups have the same name"),
    ("Unicode property", "There is no such kind of character"),
    ("invalid Unicode character class", "There is no such kind of character"),
    ("exceeded the maximum number of nested", "The brackets are nested too deeply"),
    ("exceed the maximum number of nested", "The brackets are nested too deeply"),
];

fn in_plain_words(cause: &str) -> String {
    let known = MESSAGES.iter().find(|(theirs, _)| cause.contains(theirs));
    known.map_or_else(
        || format!("This pattern cannot be read: {cause}"),
        |(_, ours)| (*ours).to_owned(),
    )
}
