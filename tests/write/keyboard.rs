//! An editor's hands: keys by their names, played on a draft as the window plays them.

use chrono::{DateTime, TimeDelta};
use nightdesk::edit::flow::{self, By, Way};
use nightdesk::edit::make::Shape;
use nightdesk::edit::write::{self, Stroke};
use nightdesk::edit::{Caret, Change, Draft, Selection};
use nightdesk::story::{Block, HeadingLevel, Ids, MarkKind, RichText, Story, is_boundary};
use std::sync::Arc;

use super::rows::decoded;
use super::sketch;

/// A draft with a selection and a clipboard.
pub(crate) struct Keyboard {
    pub(crate) draft: Draft,
    pub(crate) selection: Selection,
    pub(crate) target: Option<Caret>,
    pub(crate) ids: Ids,
    clipboard: Vec<Arc<Block>>,
    clock: DateTime<chrono::Utc>,
}

impl Keyboard {
    /// Sits down at a story.
    pub(crate) fn new(story: Story, selection: Selection, target: Option<Caret>, ids: Ids) -> Self {
        let draft = Draft::new(story);
        let clock = DateTime::UNIX_EPOCH;
        Self { draft, selection, target, ids, clipboard: Vec::new(), clock }
    }

    /// The story and the selection as a sketch.
    pub(crate) fn show(&self) -> String {
        sketch::show(self.draft.story(), Some(self.selection))
    }

    /// Presses keys, given by their names with blanks between them.
    pub(crate) fn press(&mut self, keys: &str) {
        if let Some(blocks) = keys.strip_prefix("paste: ") {
            let blocks = sketch::read(blocks, &mut self.ids).story.body;
            self.paste(blocks.into_iter().collect());
            return;
        }
        for key in keys.split_whitespace() {
            self.key(key);
            self.clock += TimeDelta::seconds(2);
            assert_sound(self.draft.story(), self.selection);
        }
    }

    fn key(&mut self, key: &str) {
        let (story, selection) = (self.draft.story(), self.selection);
        let ids = &mut self.ids;
        if let Some(letters) = key.strip_prefix("type:") {
            for letter in decoded(letters).chars() {
                self.type_in(letter.encode_utf8(&mut [0; 4]));
            }
            return;
        }
        if let Some(words) = key.strip_prefix("commit:") {
            self.type_in(&decoded(words));
            return;
        }
        if let Some(url) = key.strip_prefix("link:") {
            let link = MarkKind::Link { url: url.to_owned(), title: String::new() };
            let change = write::set_link(story, selection, Some(link));
            return self.change(change);
        }
        if let Some((by, way, extends)) = motion(key) {
            let go = if extends { flow::extend } else { flow::go };
            self.selection = go(story, selection, by, way);
            return;
        }
        let by = if key.starts_with("Ctrl+") { By::Word } else { By::Grapheme };
        let stroke = match key {
            "Backspace" | "Ctrl+Backspace" => Some(write::backspace(story, selection, by, ids)),
            "Delete" | "Ctrl+Delete" => Some(write::delete_on(story, selection, by, ids)),
            _ => None,
        };
        if let Some(stroke) = stroke {
            return self.stroke(stroke);
        }
        let change = match key {
            "Enter" => write::typed_rule(story, selection.head, ids)
                .or_else(|| write::enter(story, selection, ids)),
            "Shift+Enter" => write::soft_break(story, selection, ids),
            "Tab" => write::indent(story, selection, 1),
            "Shift+Tab" => write::indent(story, selection, -1),
            "Alt+Up" => write::shift(story, selection, -1),
            "Alt+Down" => write::shift(story, selection, 1),
            "Ctrl+B" => write::toggle_mark(story, selection, MarkKind::Strong),
            "Ctrl+I" => write::toggle_mark(story, selection, MarkKind::Emphasis),
            "Sup" => write::toggle_mark(story, selection, MarkKind::Superscript),
            "Sub" => write::toggle_mark(story, selection, MarkKind::Subscript),
            "Unlink" => write::set_link(story, selection, None),
            "Graf" => write::shape(story, selection, Shape::Paragraph, ids),
            "Heading2" => write::shape(story, selection, Shape::Heading(HeadingLevel::Two), ids),
            "Heading3" => write::shape(story, selection, Shape::Heading(HeadingLevel::Three), ids),
            "Quote" => write::shape(story, selection, Shape::Quote, ids),
            "PullQuote" => write::shape(story, selection, Shape::PullQuote, ids),
            "Note" => write::shape(story, selection, Shape::DeskNote, ids),
            "List" => write::shape(story, selection, Shape::List { ordered: false }, ids),
            "Numbers" => write::shape(story, selection, Shape::List { ordered: true }, ids),
            "Drop" | "Ctrl+Drop" => {
                let target = self.target.expect("a place to drop it");
                write::drop_at(story, selection, target, key == "Ctrl+Drop", ids)
            }
            "Ctrl+C" | "Ctrl+X" => {
                let blocks = write::copied(story, selection, ids);
                if !blocks.is_empty() {
                    self.clipboard = blocks;
                }
                match key {
                    "Ctrl+X" => write::delete(story, selection, ids),
                    _ => None,
                }
            }
            "Ctrl+V" => return self.paste(self.clipboard.clone()),
            "Ctrl+A" => {
                self.selection = flow::all(story, selection);
                return;
            }
            "DoubleClick" => {
                self.selection = flow::word_at(story, selection.head);
                return;
            }
            "TripleClick" => {
                self.selection = flow::text_at(story, selection.head);
                return;
            }
            "Ctrl+Z" | "Ctrl+Y" => {
                let restored = if key == "Ctrl+Z" { self.draft.undo() } else { self.draft.redo() };
                if let Some(restored) = restored.and_then(|restored| restored.selection) {
                    self.selection = restored;
                }
                return;
            }
            _ => panic!("no such key: {key}"),
        };
        self.change(change);
    }

    /// Types a letter, or what an input method hands over, with the marks around it.
    fn type_in(&mut self, words: &str) {
        let story = self.draft.story();
        let with = write::as_typed(story, self.selection, words);
        let change = write::insert(story, self.selection, &with, &mut self.ids);
        self.change(change);
        if words == " " {
            let change = write::typed_start(self.draft.story(), self.selection.head);
            self.change(change);
        }
    }

    pub(crate) fn paste(&mut self, blocks: Vec<Arc<Block>>) {
        let change = write::paste(self.draft.story(), self.selection, blocks, &mut self.ids);
        self.change(change);
    }

    fn stroke(&mut self, stroke: Option<Stroke>) {
        match stroke {
            Some(Stroke::Change(change)) => self.change(Some(change)),
            Some(Stroke::Select(selection)) => self.selection = selection,
            None => {}
        }
    }

    pub(crate) fn change(&mut self, change: Option<Change>) {
        let Some(change) = change else { return };
        assert_eq!(change.before, Some(self.selection), "the selection before it");
        let after = change.after.expect("the selection after it");
        let before = self.draft.story().clone();
        self.draft.change(change, self.clock).expect("a change made from the story fits it");
        assert!(
            *self.draft.story() != before || after != self.selection,
            "a change that changes nothing: {}",
            self.show()
        );
        self.selection = after;
    }
}

fn motion(key: &str) -> Option<(By, Way, bool)> {
    let mut extends = false;
    let mut ctrl = false;
    let mut rest = key;
    loop {
        if let Some(more) = rest.strip_prefix("Shift+") {
            (extends, rest) = (true, more);
        } else if let Some(more) = rest.strip_prefix("Ctrl+") {
            (ctrl, rest) = (true, more);
        } else {
            break;
        }
    }
    let (by, way) = match (rest, ctrl) {
        ("Left", false) => (By::Grapheme, Way::Back),
        ("Right", false) => (By::Grapheme, Way::On),
        ("Left", true) => (By::Word, Way::Back),
        ("Right", true) => (By::Word, Way::On),
        ("Up", true) => (By::Text, Way::Back),
        ("Down", true) => (By::Text, Way::On),
        ("Home", true) => (By::Story, Way::Back),
        ("End", true) => (By::Story, Way::On),
        _ => return None,
    };
    Some((by, way, extends))
}

/// What holds after every key: the selection is one that the story allows, there is a block, lists
/// keep to their nesting, and marks are in normal form.
pub(crate) fn assert_sound(story: &Story, selection: Selection) {
    assert_eq!(flow::settle(story, selection), Some(selection), "a selection that can be");
    assert!(!story.body.is_empty(), "a body has a block");
    for block in &story.body {
        if let nightdesk::story::BlockKind::List(list) = &block.kind {
            let mut deepest = 0;
            for item in &list.items {
                assert!(item.level <= deepest, "{}", sketch::show(story, Some(selection)));
                deepest = item.level + 1;
            }
        }
        for text in block.kind.texts() {
            let again = RichText::new(text.as_str(), text.marks().to_vec());
            assert_eq!(&again, text, "marks in normal form");
            for mark in text.marks() {
                assert!(is_boundary(text.as_str(), mark.range.start));
                assert!(is_boundary(text.as_str(), mark.range.end));
            }
        }
    }
}
