//! The body as plain lines, and the keys on them in the plainest way: what the real one is held
//! against. It knows no marks, no blocks and no ids; a list is lines with one number.

#[path = "model/keys.rs"]
mod keys;
#[path = "model/moves.rs"]
mod moves;

use nightdesk::edit::Selection;
use nightdesk::edit::flow;
use nightdesk::story::{BlockKind, Story, TextRef};
use unicode_segmentation::UnicodeSegmentation as _;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Graf,
    Head(u8),
    /// With its attribution.
    Quote(String),
    Pull(String),
    Note,
    Item {
        list: usize,
        ordered: bool,
        level: u8,
    },
    Whole(&'static str),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) kind: Kind,
    pub(crate) text: String,
}

/// A line and a byte in it.
pub(crate) type Spot = (usize, usize);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Model {
    pub(crate) lines: Vec<Line>,
    pub(crate) anchor: Spot,
    pub(crate) head: Spot,
}

/// Where something comes in: into a line, or before one.
enum Place {
    In(Spot),
    Before(usize),
}

impl Line {
    fn graf(text: &str) -> Self {
        Self { kind: Kind::Graf, text: text.to_owned() }
    }

    fn is_whole(&self) -> bool {
        matches!(self.kind, Kind::Whole(_))
    }

    fn is_empty_graf(&self) -> bool {
        self.kind == Kind::Graf && self.text.is_empty()
    }

    fn len(&self) -> usize {
        if self.is_whole() { 1 } else { self.text.len() }
    }

    /// Makes it another kind; a source that has no place there joins the words.
    fn become_kind(&mut self, kind: Kind) {
        let old = std::mem::replace(&mut self.kind, kind);
        let (Kind::Quote(source) | Kind::Pull(source)) = old else { return };
        match &mut self.kind {
            Kind::Quote(place) | Kind::Pull(place) => *place = source,
            _ if source.is_empty() => {}
            _ => self.text.push_str(&["\n— ", &source].concat()),
        }
    }
}

/// The byte, or the end of the grapheme that it lies in.
fn ceil(text: &str, byte: usize) -> usize {
    let mut starts = text.grapheme_indices(true).map(|(start, _)| start);
    starts.find(|start| *start >= byte).unwrap_or(text.len())
}

fn floor(text: &str, byte: usize) -> usize {
    let starts = text.grapheme_indices(true).map(|(start, _)| start);
    let starts = starts.chain([text.len()]);
    starts.rev().find(|start| *start <= byte).unwrap_or(0)
}

fn grapheme_before(text: &str, byte: usize) -> &str {
    text.grapheme_indices(true)
        .find(|(start, grapheme)| start + grapheme.len() >= byte)
        .map_or("", |(_, grapheme)| grapheme)
}

/// Starts of words and line breaks, and the end.
fn word_stops(text: &str) -> Vec<usize> {
    let is_stop = |word: &str| {
        word == "\n"
            || !word.chars().all(|c| c.is_whitespace() || c.is_ascii_punctuation() || c == '—')
    };
    let bounds = text.split_word_bound_indices();
    let starts = bounds.filter(|(_, word)| is_stop(word)).map(|(start, _)| start);
    starts.chain([text.len()]).collect()
}

impl Model {
    /// The lines of a story, with a selection in them.
    pub(crate) fn of(story: &Story, selection: Selection) -> Self {
        let mut lines = Vec::new();
        let (mut anchor, mut head) = (None, None);
        let mut lists = 0;
        for block in &story.body {
            if matches!(block.kind, BlockKind::List(_)) {
                lists += 1;
            }
            for (nth, at) in flow::stops(block).enumerate() {
                let kind = match &block.kind {
                    BlockKind::Paragraph(_) => Kind::Graf,
                    BlockKind::Heading(level, _) => Kind::Head(level.number()),
                    BlockKind::Quote(quote) => Kind::Quote(quote.attribution.clone()),
                    BlockKind::PullQuote(quote) => Kind::Pull(quote.attribution.clone()),
                    BlockKind::DeskNote(_) => Kind::Note,
                    BlockKind::List(list) => Kind::Item {
                        list: lists,
                        ordered: list.ordered,
                        level: list.items[nth].level,
                    },
                    kind => Kind::Whole(kind.name()),
                };
                let text = story.text(at).map_or("", TextRef::as_str).to_owned();
                for (caret, spot) in [(selection.anchor, &mut anchor), (selection.head, &mut head)]
                {
                    if caret.at == at {
                        *spot = Some((lines.len(), caret.byte));
                    }
                }
                lines.push(Line { kind, text });
            }
        }
        let (anchor, head) = (anchor.expect("an anchor"), head.expect("a head"));
        Self { lines, anchor, head }
    }

    fn ends(&self) -> (Spot, Spot) {
        (self.anchor.min(self.head), self.anchor.max(self.head))
    }

    fn stand(&mut self, spot: Spot) {
        (self.anchor, self.head) = (spot, spot);
    }

    fn select(&mut self, line: usize) {
        (self.anchor, self.head) = ((line, 0), (line, 1));
    }

    fn end_of(&self, line: usize) -> Spot {
        (line, self.lines[line].len())
    }

    fn is_whole_selected(&self) -> bool {
        self.lines[self.head.0].is_whole()
            && self.anchor.0 == self.head.0
            && self.anchor.1 != self.head.1
    }

    fn list(&self, line: usize) -> Option<usize> {
        match self.lines.get(line)?.kind {
            Kind::Item { list, .. } => Some(list),
            _ => None,
        }
    }

    fn level(&self, line: usize) -> u8 {
        match self.lines[line].kind {
            Kind::Item { level, .. } => level,
            _ => 0,
        }
    }

    fn set_level(&mut self, line: usize, to: u8) {
        if let Kind::Item { level, .. } = &mut self.lines[line].kind {
            *level = to;
        }
    }

    /// Lists are numbered from the top and nested as they can be; the body has a line.
    pub(crate) fn tidy(&mut self) {
        let old: Vec<Option<usize>> = (0..self.lines.len()).map(|line| self.list(line)).collect();
        let mut number = 0;
        let mut lift = 0;
        let mut deepest = 0;
        for line in 0..self.lines.len() {
            let Some(_) = old[line] else { continue };
            let begins = line == 0 || old[line - 1] != old[line];
            let mut level = self.level(line);
            if begins {
                number += 1;
                (lift, deepest) = (level, 0);
            } else if level < lift {
                lift = 0;
            }
            level = (level - lift).min(deepest);
            deepest = level + 1;
            self.set_level(line, level);
            if let Kind::Item { list, .. } = &mut self.lines[line].kind {
                *list = number;
            }
        }
    }

    /// Gives the items from a line on a number of their own.
    fn part_list(&mut self, from: usize) {
        let Some(list) = self.list(from) else { return };
        for line in from..self.lines.len() {
            match &mut self.lines[line].kind {
                Kind::Item { list: number, .. } if *number == list => *number += 1000,
                _ => break,
            }
        }
    }

    /// Makes one list of two of a kind that meet above a line.
    fn knit(&mut self, line: usize) {
        let kind = |line: usize| match self.lines.get(line)?.kind {
            Kind::Item { list, ordered, .. } => Some((list, ordered)),
            _ => None,
        };
        let Some((above, below)) = line.checked_sub(1).and_then(|up| kind(up).zip(kind(line)))
        else {
            return;
        };
        if above.1 == below.1 {
            for line in &mut self.lines[line..] {
                match &mut line.kind {
                    Kind::Item { list, .. } if *list == below.0 => *list = above.0,
                    _ => break,
                }
            }
        }
    }

    fn cut(&mut self) -> Place {
        let (from, to) = self.ends();
        let whole = |line: usize, lines: &[Line]| lines[line].is_whole();
        if from == to {
            return if whole(from.0, &self.lines) {
                Place::Before(from.0 + from.1)
            } else {
                Place::In(from)
            };
        }
        if from.0 == to.0 && !whole(from.0, &self.lines) {
            let text = &mut self.lines[from.0].text;
            text.replace_range(from.1..to.1, "");
            return Place::In((from.0, ceil(text, from.1)));
        }
        if from.0 == to.0 {
            self.lines.remove(from.0);
            return Place::Before(from.0);
        }
        let (mut first, mut last) = (self.lines[from.0].clone(), self.lines[to.0].clone());
        let mut kept = Vec::new();
        let place = match (first.is_whole(), last.is_whole()) {
            (true, true) => {
                kept.extend((from.1 == 1).then_some(first));
                let place = Place::Before(from.0 + kept.len());
                kept.extend((to.1 == 0).then_some(last));
                place
            }
            (true, false) => {
                kept.extend((from.1 == 1).then_some(first));
                last.text.replace_range(..to.1, "");
                kept.push(last);
                Place::In((from.0 + kept.len() - 1, 0))
            }
            (false, true) => {
                first.text.truncate(from.1);
                kept.push(first);
                kept.extend((to.1 == 0).then_some(last));
                Place::In(from)
            }
            (false, false) if (first.kind == Kind::Note) != (last.kind == Kind::Note) => {
                first.text.truncate(from.1);
                last.text.replace_range(..to.1, "");
                kept.extend([first, last]);
                Place::In(from)
            }
            (false, false) => {
                first.text.truncate(from.1);
                let tail = last.text[to.1..].to_owned();
                first.text.push_str(&tail);
                if let (Kind::Quote(source) | Kind::Pull(source), false) =
                    (&last.kind, tail.is_empty())
                {
                    match &mut first.kind {
                        Kind::Quote(own) | Kind::Pull(own) if own.is_empty() => {
                            own.clone_from(source);
                        }
                        _ if source.is_empty() => {}
                        _ => first.text.push_str(&["\n— ", source].concat()),
                    }
                }
                let byte = ceil(&first.text, from.1);
                kept.push(first);
                Place::In((from.0, byte))
            }
        };
        let apart = self.list(from.0) != self.list(to.0) || self.list(from.0).is_none();
        let below = from.0 + usize::from(!self.lines[from.0].is_whole() || from.1 == 1);
        self.lines.splice(from.0..=to.0, kept);
        self.tidy();
        if apart && !matches!(place, Place::Before(_)) {
            self.knit(below);
        }
        place
    }
}
