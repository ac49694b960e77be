//! Words that are wrong between certain neighbours, as tables tell them.
//!
//! A table in `assets/check` lists pairs of a wrong and a right word with patterns of the words
//! around, each with an example: `("_ marks|wounds", "a man baring marks")`. In a pattern `_` is
//! the wrong word, `a|b` one of some words, `{class}` a word of a class, `!` in front its
//! opposite, `?` behind says that the word may be missing, `^` and `$` are the beginning and the
//! end of a sentence or clause, `,` is a comma. Between words there is nothing but a space.
//!
//! Must not know: any particular rule, stories.

mod class;
mod table;

use std::ops::Range;

use super::found::{Found, Spot};
use super::view::{Role, Text, Tongue};
use super::words::words;
use crate::story::first_upper;

pub(super) use class::Class;
pub(super) use table::Table;

/// A wrong word at its place, and the right one in the case of the wrong one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slip {
    pub(super) range: Range<usize>,
    pub(super) right: String,
}

/// One word of a text, as patterns see it.
#[derive(Clone, Debug)]
struct Token {
    range: Range<usize>,
    /// In lower case, with straight apostrophes.
    word: String,
    is_capital: bool,
    /// In capitals, all of it.
    is_acronym: bool,
    /// It is part of an address, a path, or code.
    is_joined: bool,
    /// What stands between it and the word before.
    before: Gap,
    /// It begins a sentence or a quotation that is one.
    is_start: bool,
    /// The word before it ends a sentence or clause.
    is_after_end: bool,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    Space,
    Comma,
    Hyphen,
    /// A full stop, a quotation mark, anything else.
    Other,
}

/// One step of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Start,
    End,
    Comma,
    Word { any: Vec<Atom>, is_not: bool, may_miss: bool, or_end: bool },
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Atom {
    Literal(String),
    Class(Class),
    /// A class of the table: its words.
    Listed(Vec<String>),
}

impl Step {
    /// Whether a word is what the step wants.
    fn fits(&self, token: &Token) -> bool {
        match self {
            Self::Word { any, is_not, .. } => any.iter().any(|atom| atom.fits(token)) != *is_not,
            Self::Start | Self::End | Self::Comma => false,
        }
    }
}

impl Atom {
    fn fits(&self, token: &Token) -> bool {
        match self {
            Self::Literal(word) => *word == token.word,
            Self::Class(class) => class.has(&token.word, token.is_capital),
            Self::Listed(words) => words.binary_search(&token.word).is_ok(),
        }
    }
}

/// Tells the slips of a table that a text has, each with its right word as the fix.
pub(super) fn tell(text: &Text<'_>, table: &Table, found: &mut Found<'_>) {
    if text.role == Role::Label {
        return;
    }
    let is_american = text.reading.dictionary.is_none_or(|words| words.is_american());
    for slip in slips(text.words, text.reading.tongue, is_american, table) {
        let wrong = text.words.get(slip.range.clone()).unwrap_or_default();
        let message = format!("“{wrong}” looks like a slip for “{}” here.", slip.right);
        let edit = text.replace(slip.range.clone(), &slip.right);
        let label = format!("Change to “{}”", slip.right);
        found.add(Spot::words(text, slip.range, message).fixed_by(label, edit));
        if found.is_full() {
            return;
        }
    }
}

/// Finds the slips of a table in a text, in order; a text in another language has none.
pub(super) fn slips(text: &str, tongue: Tongue, is_american: bool, table: &Table) -> Vec<Slip> {
    if table.is_empty_for(tongue) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let mut found: Vec<Slip> = Vec::new();
    for index in 0..tokens.len() {
        let Some(token) = tokens.get(index) else { continue };
        // `LED` and `US` are no words; nor is a part of `then-mayor`.
        let joins_on = tokens.get(index + 1).is_some_and(|next| next.before == Gap::Hyphen);
        if token.is_acronym || token.is_joined || token.before == Gap::Hyphen || joins_on {
            continue;
        }
        for pair in table.pairs(tongue, &token.word) {
            let length = pair.wrong.len();
            if (pair.is_british && is_american) || !is_here(&tokens, index, &pair.wrong) {
                continue;
            }
            let fits = |pattern: &table::Pattern| {
                fits_before(&tokens, index, &pattern.before)
                    && fits_after(&tokens, index + length, &pattern.after)
            };
            if !pair.when.iter().any(fits) || pair.unless.iter().any(fits) {
                continue;
            }
            let end = tokens.get(index + length - 1).map_or(token.range.end, |it| it.range.end);
            // One thing is said of a word.
            if found.last().is_some_and(|last| last.range.end > token.range.start) {
                continue;
            }
            let range = token.range.clone();
            found.push(Slip {
                right: right_for(text, range.start..end, token.is_capital, &pair.right),
                range: range.start..end,
            });
        }
    }
    found
}

/// The right word with the capital and the kind of apostrophe that the text has.
fn right_for(text: &str, range: Range<usize>, is_capital: bool, right: &str) -> String {
    let is_curly = text.get(range).is_some_and(|it| it.contains('’'))
        || text.contains('’')
        || !text.contains('\'');
    let right = if is_curly { right.replace('\'', "’") } else { right.to_owned() };
    if is_capital { first_upper(&right) } else { right }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut end = 0;
    let mut tokens = Vec::new();
    for range in words(text) {
        let (Some(raw), Some(between)) = (text.get(range.clone()), text.get(end..range.start))
        else {
            continue;
        };
        let before = match between {
            _ if tokens.is_empty() => Gap::Other,
            " " | "\u{a0}" | "  " | "\u{202f}" => Gap::Space,
            ", " => Gap::Comma,
            "-" | "\u{2010}" | "\u{2011}" => Gap::Hyphen,
            _ => Gap::Other,
        };
        let is_start = tokens.is_empty() || begins(between);
        let is_after_end = ends(between);
        end = range.end;
        let next = text.get(end..).and_then(|rest| rest.chars().next());
        let is_joined = between.ends_with(['/', '@', '_', '\\', '^', '=', '#', '<', '`'])
            || between == "."
            || matches!(next, Some('/' | '@' | '_' | '=' | '(' | '<' | '>' | '`'));
        let mut chars = raw.chars();
        let first = chars.next();
        tokens.push(Token {
            range,
            word: raw
                .chars()
                .filter(|c| *c != '\u{ad}')
                .map(|c| if c == '’' { '\'' } else { c })
                .flat_map(char::to_lowercase)
                .collect(),
            is_capital: first.is_some_and(char::is_uppercase),
            is_acronym: chars.clone().next().is_some() && !raw.chars().any(char::is_lowercase),
            is_joined,
            before,
            is_start,
            is_after_end,
        });
    }
    tokens
}

/// Whether what stands between two words lets a sentence begin.
fn begins(between: &str) -> bool {
    let opens = between.ends_with(['“', '„', '«', '‘', '"', '(', '¿', '¡']);
    between.contains(['.', '!', '?', ':', '\n', '…']) || (opens && !between.contains(','))
}

/// Whether what follows a word at once ends its clause. An opening quotation mark does not.
fn ends(between: &str) -> bool {
    !between.starts_with([' ', '\u{a0}', '-', '/', '_', '\u{202f}', '\u{2009}', '`', '\''])
        || between.starts_with(" –")
        || between.starts_with(" —")
        || between.starts_with(" --")
        || between.starts_with("\u{a0}!")
}

/// Whether the words of a wrong expression stand from a token on.
fn is_here(tokens: &[Token], index: usize, wrong: &[String]) -> bool {
    wrong.iter().enumerate().all(|(offset, word)| {
        tokens
            .get(index + offset)
            .is_some_and(|token| token.word == *word && (offset == 0 || token.before == Gap::Space))
    })
}

/// Matches steps backwards from the gap before a token.
fn fits_before(tokens: &[Token], index: usize, steps: &[Step]) -> bool {
    let Some((step, rest)) = steps.split_last() else { return true };
    let gap = tokens.get(index).map_or(Gap::Other, |token| token.before);
    match step {
        Step::Start | Step::End => {
            rest.is_empty() && tokens.get(index).is_none_or(|token| token.is_start)
        }
        Step::Comma => {
            let (Some((step, rest)), Some(before)) = (rest.split_last(), index.checked_sub(1))
            else {
                return gap == Gap::Comma;
            };
            gap == Gap::Comma
                && tokens.get(before).is_some_and(|token| step.fits(token))
                && fits_before(tokens, before, rest)
        }
        Step::Word { is_not, may_miss, .. } => {
            if *may_miss && fits_before(tokens, index, rest) {
                return true;
            }
            if gap != Gap::Space {
                // What must not be there is not there.
                return *is_not && rest.is_empty();
            }
            let Some(before) = index.checked_sub(1) else { return *is_not && rest.is_empty() };
            tokens.get(before).is_some_and(|token| step.fits(token))
                && fits_before(tokens, before, rest)
        }
    }
}

/// Matches steps forwards from a token.
fn fits_after(tokens: &[Token], index: usize, steps: &[Step]) -> bool {
    let Some((step, rest)) = steps.split_first() else { return true };
    let gap = tokens.get(index).map_or(Gap::Other, |token| token.before);
    let is_end = tokens.get(index).is_none_or(|token| token.is_after_end);
    match step {
        Step::Start | Step::End => is_end && rest.is_empty(),
        Step::Comma => {
            let Some((step, rest)) = rest.split_first() else { return gap == Gap::Comma };
            gap == Gap::Comma
                && tokens.get(index).is_some_and(|token| step.fits(token))
                && fits_after(tokens, index + 1, rest)
        }
        Step::Word { is_not, may_miss, or_end, .. } => {
            if *may_miss && fits_after(tokens, index, rest) {
                return true;
            }
            if gap != Gap::Space {
                // What must not be there is not there.
                return rest.is_empty() && (*is_not != (*or_end && is_end));
            }
            tokens.get(index).is_some_and(|token| step.fits(token))
                && fits_after(tokens, index + 1, rest)
        }
    }
}
