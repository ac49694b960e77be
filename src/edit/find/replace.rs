//! Replacing: all matches as one edit, or one of them.

use std::ops::Range;

use super::letter_case::fitted;
use super::template::Template;
use super::{Match, Needle, texts};
use crate::edit::Edit;
use crate::story::{FigureAt, Mark, RichText, Story, TextAt, TextRef};

/// What replacing comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Replaced {
    /// The change to all texts but credits; `None` when it changes nothing.
    pub edit: Option<Edit>,
    /// How many matches were replaced, those in credits included.
    pub count: usize,
    /// Credit lines as they should be. The caller has them read and sets them, in one step with
    /// the edit.
    pub credits: Vec<(FigureAt, String)>,
}

/// Replaces all matches, as one step of undo; `None` when there are none.
///
/// In the replacement of a regular expression `$1` and `${name}` stand for groups. A mark that
/// covers the whole of a match covers its replacement. With `preserve_case` the replacement
/// follows the capitals of what it replaces.
pub fn replaced(
    story: &Story,
    needle: &Needle,
    with: &str,
    preserve_case: bool,
) -> Option<Replaced> {
    let replacement = Replacement::new(needle, with, preserve_case);
    let mut edits = Vec::new();
    let mut replaced = Replaced::default();
    for (at, text) in texts::with_marks(story) {
        let swaps = replacement.swaps(text.as_str(), needle.ranges(text.as_str()));
        replaced.count += swaps.pieces.len();
        swaps.put(at, text, &mut edits, &mut replaced.credits);
    }
    replaced.edit = (!edits.is_empty()).then_some(Edit::Batch(edits));
    (replaced.count > 0).then_some(replaced)
}

/// Replaces one match; `None` when it no longer stands there.
pub fn replaced_one(
    story: &Story,
    needle: &Needle,
    one: &Match,
    with: &str,
    preserve_case: bool,
) -> Option<Replaced> {
    let text = story.text(one.at)?;
    let words = text.as_str();
    words.get(one.range.clone())?;
    let mut stands = needle.ranges(words).from(one.range.start).take(1);
    if stands.next()? != one.range {
        return None;
    }
    let replacement = Replacement::new(needle, with, preserve_case);
    let mut edits = Vec::new();
    let mut replaced = Replaced { count: 1, ..Replaced::default() };
    let swaps = replacement.swaps(words, std::iter::once(one.range.clone()));
    swaps.put(one.at, text, &mut edits, &mut replaced.credits);
    replaced.edit = edits.pop();
    Some(replaced)
}

/// What comes in place of matches.
struct Replacement<'a> {
    needle: &'a Needle,
    with: &'a str,
    template: Option<Template<'a>>,
    preserve_case: bool,
}

impl<'a> Replacement<'a> {
    fn new(needle: &'a Needle, with: &'a str, preserve_case: bool) -> Self {
        let template = needle.as_pattern().map(|pattern| Template::new(with, pattern));
        Self { needle, with, template, preserve_case }
    }

    /// Writes the replacement of a match.
    fn write(&self, text: &str, range: &Range<usize>, into: &mut String) {
        let filled = self.template.as_ref().map(|template| {
            let groups = (!template.words_only()).then(|| self.needle.groups(text, range.start));
            template.fill(groups.flatten().as_ref())
        });
        let with = filled.as_deref().unwrap_or(self.with);
        if self.preserve_case {
            let found = text.get(range.clone()).unwrap_or_default();
            into.push_str(&fitted(found, with, self.needle.language()));
        } else {
            into.push_str(with);
        }
    }

    /// Swaps matches of a text, which come from left to right.
    fn swaps(&self, text: &str, matches: impl Iterator<Item = Range<usize>>) -> Swaps {
        let mut swaps = Swaps::default();
        for old in matches {
            let between = swaps.pieces.last().map_or(old.start, |piece| piece.old.end);
            swaps.words.push_str(text.get(between..old.start).unwrap_or_default());
            let start = swaps.words.len();
            self.write(text, &old, &mut swaps.words);
            swaps.pieces.push(Swap { old, new: start..swaps.words.len() });
        }
        swaps
    }
}

/// One match and where its replacement stands in the new words.
#[derive(Debug)]
struct Swap {
    old: Range<usize>,
    new: Range<usize>,
}

/// A stretch of a text, from its first match to its last, with all of them replaced.
#[derive(Debug, Default)]
struct Swaps {
    words: String,
    pieces: Vec<Swap>,
}

impl Swaps {
    /// Adds the change to the text to the edits, or to the credits.
    fn put(
        self,
        at: TextAt,
        text: TextRef<'_>,
        edits: &mut Vec<Edit>,
        credits: &mut Vec<(FigureAt, String)>,
    ) {
        let (Some(first), Some(last)) = (self.pieces.first(), self.pieces.last()) else { return };
        let range = first.old.start..last.old.end;
        let old = text.as_str();
        if old.get(range.clone()) == Some(self.words.as_str()) {
            return;
        }
        if let TextAt::Credit(at) = at {
            let mut line = old.to_owned();
            line.replace_range(range, &self.words);
            credits.push((at, line));
            return;
        }
        let marks = match text {
            TextRef::Rich(text) => self.marks(text.marks(), &range),
            TextRef::Plain(_) => Vec::new(),
        };
        edits.push(Edit::Splice { at, range, with: RichText::new(self.words, marks) });
    }

    /// The marks of the stretch, counted from its start.
    fn marks(&self, marks: &[Mark], range: &Range<usize>) -> Vec<Mark> {
        let inside = marks.iter().filter_map(|mark| {
            let start = self.moved(mark.range.start.max(range.start), Side::Start);
            let end = self.moved(mark.range.end.min(range.end), Side::End);
            (start < end).then(|| Mark { range: start..end, kind: mark.kind.clone() })
        });
        inside.collect()
    }

    /// Where an end of a mark comes to stand. Inside of a match it gives way, so that only a mark
    /// over the whole match is on the replacement.
    fn moved(&self, byte: usize, side: Side) -> usize {
        // The match that begins before the byte or at it.
        let after = self.pieces.partition_point(|piece| piece.old.start <= byte);
        let Some(piece) = after.checked_sub(1).and_then(|index| self.pieces.get(index)) else {
            return 0;
        };
        match side {
            _ if byte == piece.old.start => piece.new.start,
            _ if byte >= piece.old.end => byte - piece.old.end + piece.new.end,
            Side::Start => piece.new.end,
            Side::End => piece.new.start,
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Side {
    Start,
    End,
}
