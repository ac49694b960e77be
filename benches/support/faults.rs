//! Made-up stories with about 2,000 faults for the desk check, however long they are.
//!
//! The screens that are measured look alike at every length: grafs at the start, in the middle and
//! at the end of a story hold as many faults as there is room for, so that a long story is not
//! quicker to draw for having its faults thinly spread. Those that are left lie evenly in between.
//!
//! Must not know: what is measured.

use nightdesk::story::{MarkKind, RichText, Story};

use crate::support::{self, Dice, PATTERN};

/// Up to this many blocks, all grafs are full of faults: about 10,000 words.
const MOST_BLOCKS_FULL: usize = 200;
/// Blocks around a measured place whose grafs are full of faults.
const AROUND: usize = 19;
/// How many blocks in between have one fault of each kind; where no graf stands there is none.
const SPREAD: usize = 400;
/// How often each kind of fault stands in a graf that is full of them.
const TIMES: usize = 3;

/// A story of about this many words and, from 10,000 words on, 2,000 faults.
pub(crate) fn story(words: usize) -> Story {
    let blocks = support::blocks(words);
    support::story(words, |dice, number| graf(dice, number, blocks))
}

/// The number of a graf near the middle of a story of this many blocks; its neighbours are of the
/// same kinds at every length.
pub(crate) fn middle(blocks: usize) -> usize {
    blocks / 2 / PATTERN * PATTERN + 10
}

fn graf(dice: &mut Dice, number: usize, blocks: usize) -> RichText {
    let is_measured =
        number < AROUND || number.abs_diff(middle(blocks)) < AROUND || blocks - number <= AROUND;
    let spread = |number: usize| number * SPREAD / blocks;
    if blocks <= MOST_BLOCKS_FULL || is_measured {
        faulty(dice, TIMES)
    } else if spread(number) != spread(number - 1) {
        faulty(dice, 1)
    } else {
        support::graf(dice, number)
    }
}

/// A graf with every kind of fault as often as said, and one double space if it is full of them.
fn faulty(dice: &mut Dice, times: usize) -> RichText {
    let mut graf = RichText::default();
    for _ in 0..times {
        push(&mut graf, dice, " lantern lantern.");
        push(&mut graf, dice, " [CHECK] lantern.");
        push(&mut graf, dice, " , lantern.");
        let here = push(&mut graf, dice, " here.");
        let url = "https://harbour.example/tides".to_owned();
        graf.mark(
            here - " here.".len() + 1..here - 1,
            MarkKind::Link { url, title: String::new() },
        );
    }
    if times == TIMES {
        push(&mut graf, dice, "  lantern.");
    }
    let left = support::GRAF_WORDS.saturating_sub(nightdesk::story::count_words(graf.as_str()));
    let rest = dice.sentences(left);
    let end = graf.len();
    graf.splice(end..end, &RichText::plain(rest));
    graf
}

/// Adds a few words and a fault, and returns where they end.
fn push(graf: &mut RichText, dice: &mut Dice, fault: &str) -> usize {
    let words = dice.sentences(3);
    let text = format!("{}{fault}", words.trim_end_matches('.'));
    let end = graf.len();
    graf.splice(end..end, &RichText::plain(&text));
    let fault_end = graf.len();
    graf.splice(fault_end..fault_end, &RichText::plain(" "));
    fault_end
}
