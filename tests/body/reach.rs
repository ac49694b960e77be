//! The way to a selection by keys: the shortest one that the arrows, Shift and Escape have.

use std::collections::{HashMap, VecDeque};

use egui::Event;
use nightdesk::edit::flow::{self, By, Way};
use nightdesk::edit::{Caret, Selection};
use nightdesk::story::Story;

use super::window::Window;

/// Where a key leads to from a selection.
type Step = fn(&Story, Selection) -> Selection;

const KEYS: [(&str, Step); 5] = [
    ("Right", |story, from| flow::go(story, from, By::Grapheme, Way::On)),
    ("Left", |story, from| flow::go(story, from, By::Grapheme, Way::Back)),
    ("Shift+Right", |story, from| flow::extend(story, from, By::Grapheme, Way::On)),
    ("Shift+Left", |story, from| flow::extend(story, from, By::Grapheme, Way::Back)),
    ("Escape", |_, from| Selection { anchor: from.head, head: from.head }),
];

/// Gives the keyboard to the text of a selection and goes there, all keys in one frame.
pub(crate) fn select(window: &mut Window, wanted: Selection) {
    if flow::is_in_flow(wanted.head.at) {
        window.focus("Body");
    } else {
        let pos = window.spot(wanted.head.at, 0);
        window.click(pos);
    }
    window.settle();
    window.press("Ctrl+Home");
    let start = window.selection().expect("a caret");
    let events: Vec<Event> = keys(window.story(), start, wanted)
        .into_iter()
        .flat_map(|key| window.key_events(key))
        .collect();
    window.frame(events);
    window.settle();
}

/// The keys from one selection to another.
fn keys(story: &Story, start: Selection, wanted: Selection) -> Vec<&'static str> {
    let ends = |selection: Selection| (selection.anchor, selection.head);
    let mut came: HashMap<(Caret, Caret), (Selection, &str)> = HashMap::new();
    let mut coming = VecDeque::from([start]);
    while let Some(here) = coming.pop_front() {
        if here == wanted {
            let mut way = Vec::new();
            let mut at = here;
            while at != start {
                let (from, key) = came[&ends(at)];
                way.push(key);
                at = from;
            }
            way.reverse();
            return way;
        }
        for (key, step) in KEYS {
            let there = step(story, here);
            if there != start && !came.contains_key(&ends(there)) {
                came.insert(ends(there), (here, key));
                coming.push_back(there);
            }
        }
    }
    panic!("no keys lead to {wanted:?}");
}
