//! Words of what is selected, counted once for a selection.
//!
//! Must not know: where they are shown.

use crate::desk::Desk;
use crate::edit::{Selection, flow};
use crate::story::{Story, count_words};

/// The last count and what it was of.
#[derive(Clone, Debug, Default)]
pub(super) struct Count {
    of: Option<(u64, Selection)>,
    words: usize,
}

impl Count {
    /// How many words are selected; `None` when nothing is.
    pub(super) fn of(&mut self, desk: &Desk, selection: Option<Selection>) -> Option<usize> {
        let selection = selection.filter(|selection| selection.anchor != selection.head)?;
        let of = (desk.revision(), selection);
        if self.of != Some(of) {
            self.words = words_in(desk.story(), selection);
            self.of = Some(of);
        }
        Some(self.words)
    }
}

/// Words of a selection. Blocks between its ends have been counted before.
fn words_in(story: &Story, selection: Selection) -> usize {
    let (from, to) = flow::ordered(story, selection);
    let place = |at: crate::story::TextAt| at.block().and_then(|id| story.position(id));
    let partly = |selection: Selection| -> usize {
        flow::selected(story, selection)
            .filter_map(|(at, range)| story.text(at)?.as_str().get(range))
            .map(count_words)
            .sum()
    };
    let (Some(first), Some(last)) = (place(from.at), place(to.at)) else {
        return partly(selection);
    };
    if last <= first + 1 {
        return partly(selection);
    }
    let end_of_first = story.body.get(first).and_then(|block| flow::stops(block).last());
    let end = end_of_first.and_then(|at| flow::edge(story, at, flow::Way::On)).unwrap_or(from);
    let start_of_last = story.body.get(last).and_then(|block| flow::stops(block).next());
    let start = start_of_last.and_then(|at| flow::edge(story, at, flow::Way::Back)).unwrap_or(to);
    partly(Selection { anchor: from, head: end })
        + story.body.words_between(first + 1..last)
        + partly(Selection { anchor: start, head: to })
}
