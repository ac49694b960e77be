//! The replacement of a pattern: `$1`, `${name}`.
//!
//! A `$` that names no group of the pattern stays, so that `$5 million` needs no care; `$$` is
//! always a dollar.

use regex::{Captures, Regex};

/// A replacement, cut into words and groups.
#[derive(Debug)]
pub(super) struct Template<'a>(Vec<Piece<'a>>);

#[derive(Debug)]
enum Piece<'a> {
    Words(&'a str),
    Group(usize),
}

impl<'a> Template<'a> {
    /// Cuts up what an editor typed, for a pattern.
    pub(super) fn new(with: &'a str, pattern: &Regex) -> Self {
        let mut pieces = Vec::new();
        let mut rest = with;
        while let Some(dollar) = rest.find('$') {
            let (words, tail) = rest.split_at(dollar);
            pieces.push(Piece::Words(words));
            let (piece, taken) = piece(tail, pattern);
            pieces.push(piece);
            rest = tail.get(taken..).unwrap_or_default();
        }
        pieces.push(Piece::Words(rest));
        Self(pieces)
    }

    /// Whether it has no groups, so that nobody need look for them.
    pub(super) fn words_only(&self) -> bool {
        !self.0.iter().any(|piece| matches!(piece, Piece::Group(_)))
    }

    /// The replacement for one match.
    pub(super) fn fill(&self, groups: Option<&Captures<'_>>) -> String {
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Words(words) => words,
            Piece::Group(group) => {
                groups.and_then(|groups| groups.get(*group)).map_or("", |group| group.as_str())
            }
        });
        pieces.collect()
    }
}

/// What a text that begins with `$` begins with, and how many bytes that takes.
fn piece<'a>(tail: &'a str, pattern: &Regex) -> (Piece<'a>, usize) {
    let dollar = (Piece::Words(tail.get(..1).unwrap_or_default()), 1);
    let after = tail.get(1..).unwrap_or_default();
    if after.starts_with('$') {
        return (dollar.0, 2);
    }
    if let Some(braced) = after.strip_prefix('{') {
        let name = braced.split_once('}').map(|(name, _)| name);
        let group = name.and_then(|name| group(name, pattern).map(|group| (group, name.len())));
        return group.map_or(dollar, |(group, len)| (Piece::Group(group), len + 3));
    }
    let is_digits = after.starts_with(|c: char| c.is_ascii_digit());
    let goes_on = |c: char| {
        if is_digits { c.is_ascii_digit() } else { c.is_ascii_alphanumeric() || c == '_' }
    };
    let longest = after.find(|c| !goes_on(c)).unwrap_or(after.len()).min(64);
    // `$12` is group 1 and a 2 where there is no group 12.
    (1..=longest)
        .rev()
        .find_map(|len| group(after.get(..len)?, pattern).map(|group| (group, len)))
        .map_or(dollar, |(group, len)| (Piece::Group(group), len + 1))
}

/// The number of the group with this name or number.
fn group(name: &str, pattern: &Regex) -> Option<usize> {
    match name.parse::<usize>() {
        Ok(number) => (number < pattern.captures_len()).then_some(number),
        Err(_) => pattern.capture_names().position(|known| known == Some(name)),
    }
}
