//! Writing at a selection: what keys, drops, copies and pastes do to the open story.
//!
//! Must not know: which key asks for what.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::job::Job;
use super::{Desk, Pasted, Tone, Wish};
use crate::edit::{Change, Selection, smart, write};
use crate::import::Import;
use crate::story::{Block, BlockKind, MarkKind, RichText, Story, TextAt};

/// What was copied last, so that it comes back with everything that a clipboard has no room for.
#[derive(Clone, Debug)]
pub(super) struct Copied {
    pub(super) blocks: Vec<Arc<Block>>,
    /// What went to the clipboard; a paste of other words is not this copy.
    pub(super) sent: Option<ForClipboard>,
}

/// What is ready to be put on the system's clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForClipboard {
    /// As plain words.
    pub text: String,
    /// The same with its structure.
    pub html: String,
}

impl Desk {
    /// Does what an editor wishes for at a selection.
    pub(super) fn write(&mut self, selection: Selection, wish: Wish, now: DateTime<Utc>) {
        let story = self.draft.story();
        let ids = &mut self.ids;
        let change = match wish {
            Wish::Type(words) => return self.type_words(selection, &words, now),
            Wish::Backspace(by) => {
                let stroke = write::backspace(story, selection, by, ids);
                return self.stroke(stroke, now);
            }
            Wish::Delete(by) => {
                let stroke = write::delete_on(story, selection, by, ids);
                return self.stroke(stroke, now);
            }
            Wish::Around { before, after } => {
                let head = selection.head;
                let caret = |byte| crate::edit::Caret { at: head.at, byte };
                let around = Selection {
                    anchor: caret(head.byte.saturating_sub(before)),
                    head: caret(head.byte + after),
                };
                let change = write::delete(story, around, ids);
                change.map(|change| Change { before: Some(selection), ..change })
            }
            Wish::Enter => write::typed_rule(story, selection.head, ids)
                .filter(|_| selection.anchor == selection.head)
                .or_else(|| write::enter(story, selection, ids)),
            Wish::SoftBreak => write::soft_break(story, selection, ids),
            Wish::Mark(kind) => write::toggle_mark(story, selection, kind),
            Wish::Link(link) => write::set_link(story, selection, link),
            Wish::Shape(shape) => write::shape(story, selection, shape, ids),
            Wish::Shift(by) => write::shift(story, selection, by),
            Wish::Indent(by) => write::indent(story, selection, by),
            Wish::Drop { to, copy } => write::drop_at(story, selection, to, copy, ids),
            Wish::Reorder { block, to } => write::move_blocks(story, &[block], to),
        };
        self.change_if(change, now);
        self.draft.end_run();
    }

    fn stroke(&mut self, stroke: Option<write::Stroke>, now: DateTime<Utc>) {
        match stroke {
            Some(write::Stroke::Change(change)) => self.change(change, now),
            Some(write::Stroke::Select(selection)) => self.wanted = Some(selection),
            None => {}
        }
    }

    /// Typed words join the run of typing. What they stand for by the habits of the language
    /// (curly quotes, a subhead for `# `) is a step of its own, so that one undo brings back
    /// what was typed.
    fn type_words(&mut self, selection: Selection, words: &RichText, now: DateTime<Utc>) {
        let change = write::insert(self.draft.story(), selection, words, &mut self.ids);
        let Some(change) = change else { return };
        if selection.anchor != selection.head {
            self.draft.end_run();
        }
        let Some(after) = change.after.map(|after| after.head) else { return };
        self.change(change, now);
        if words.as_str() == " "
            && let Some(change) = write::typed_start(self.draft.story(), after)
        {
            self.change_if(Some(change), now);
            self.draft.end_run();
            return;
        }
        let instead = self.instead(after, words.as_str());
        if let Some(change) = instead {
            self.change_if(Some(change), now);
            self.draft.end_run();
        }
    }

    /// What typography makes of the words that were just typed before a caret.
    fn instead(&self, caret: crate::edit::Caret, typed: &str) -> Option<Change> {
        // Addresses and names are as they are.
        let by_the_letter = matches!(
            caret.at,
            TextAt::Slug | TextAt::SourceUrl | TextAt::Tag(_) | TextAt::Person(..)
        ) || matches!(caret.at, TextAt::Block(_, crate::story::Part::Url));
        if by_the_letter {
            return None;
        }
        let story = self.draft.story();
        let text = story.text(caret.at)?.as_str();
        let start = caret.byte.checked_sub(typed.len())?;
        if text.get(start..caret.byte)? != typed {
            return None;
        }
        let before = text.get(..start)?;
        let instead = smart::typed(before, typed, &story.language, self.settings.habits)?;
        let from = start.checked_sub(instead.take_before)?;
        let anchor = crate::edit::Caret { at: caret.at, byte: from };
        let with = match story.text(caret.at)? {
            crate::story::TextRef::Rich(rich) => {
                let mut with = RichText::plain(instead.with);
                let all = 0..with.len();
                // The sign that comes instead looks like the one that was typed.
                for mark in rich.slice(start..caret.byte).marks() {
                    with.mark(all.clone(), mark.kind.clone());
                }
                with
            }
            crate::story::TextRef::Plain(_) => RichText::plain(instead.with),
        };
        let end = from + with.len();
        Some(Change {
            edit: crate::edit::Edit::Splice { at: caret.at, range: from..caret.byte, with },
            before: Some(Selection { anchor: caret, head: caret }),
            after: Some(Selection::caret(anchor.at, end)),
        })
    }

    /// Copies what is selected, and deletes it when it is cut.
    pub(super) fn copy(&mut self, selection: Selection, cut: bool, now: DateTime<Utc>) -> Vec<Job> {
        let blocks = write::copied(self.draft.story(), selection, &mut self.ids);
        if blocks.is_empty() {
            return Vec::new();
        }
        if cut {
            let change = write::delete(self.draft.story(), selection, &mut self.ids);
            self.change_if(change, now);
            self.draft.end_run();
        }
        let mut story = Story::new(self.ids.story());
        story.language = self.draft.story().language.clone();
        story.body = blocks.iter().cloned().collect();
        self.copied = Some(Copied { blocks, sent: None });
        vec![Job::Copy { story: Box::new(story), settings: Box::new(self.settings.clone()), now }]
    }

    /// What is ready to be put on the clipboard; asking takes it.
    pub fn take_for_clipboard(&mut self) -> Option<ForClipboard> {
        self.for_clipboard.take()
    }

    pub(super) fn copied(&mut self, ready: ForClipboard) {
        if let Some(copied) = &mut self.copied {
            copied.sent = Some(ready.clone());
        }
        self.for_clipboard = Some(ready);
    }

    /// Puts in what was copied elsewhere, or here. What has structure is read by the importer.
    pub(super) fn paste(
        &mut self,
        at: Option<Selection>,
        pasted: Pasted,
        plain: bool,
        now: DateTime<Utc>,
    ) -> Vec<Job> {
        let text = match &pasted {
            Pasted::Text(text) | Pasted::Html { text, .. } => text.clone(),
        };
        if let (Some(selection), false) = (at, plain) {
            if let Some(link) = address(&text).filter(|_| selection.anchor != selection.head) {
                let change = write::set_link(self.draft.story(), selection, Some(link));
                if change.is_some() {
                    self.change_if(change, now);
                    self.draft.end_run();
                    return Vec::new();
                }
            }
            let own = self.copied.as_ref().filter(|copied| {
                copied.sent.as_ref().is_some_and(|sent| is_same_copy(sent, &pasted))
            });
            if let Some(blocks) = own.map(|copied| copied.blocks.clone()) {
                let change = write::paste(self.draft.story(), selection, blocks, &mut self.ids);
                self.change_if(change, now);
                self.draft.end_run();
                return Vec::new();
            }
        }
        let is_one_line = !text.trim().contains('\n');
        let in_island =
            at.is_some_and(|selection| !crate::edit::flow::is_in_flow(selection.head.at));
        let is_html = matches!(pasted, Pasted::Html { .. });
        let may_break = |at: TextAt| {
            matches!(at, TextAt::NoteToDesk | TextAt::Block(_, crate::story::Part::Cell(..)))
        };
        if let Some(selection) = at
            && (in_island || (is_one_line && (plain || !is_html)))
        {
            // A word or a line goes straight in; there is no structure to find.
            let words = if in_island && !may_break(selection.head.at) {
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            } else {
                text.trim_matches(['\n', '\r']).replace("\r\n", "\n")
            };
            let words = RichText::plain(words);
            let change = write::insert(self.draft.story(), selection, &words, &mut self.ids);
            self.change_if(change, now);
            self.draft.end_run();
            return Vec::new();
        }
        let pasted = if plain { Pasted::Text(text) } else { pasted };
        let revision = self.draft.revision();
        vec![Job::Paste { at, revision, pasted, ids: self.ids.reserve() }]
    }

    /// A paste has been read: it goes to where it was asked for, wherever that has moved to.
    pub(super) fn pasted(
        &mut self,
        at: Option<Selection>,
        revision: u64,
        mut import: Import,
        now: DateTime<Utc>,
    ) {
        self.keep_pictures(&import);
        let at = at.and_then(|selection| self.carried(selection, revision));
        let story = self.draft.story();
        let brings_furniture = !import.story.headline.is_empty();
        let change = if brings_furniture && crate::edit::adopt::is_pristine(story) {
            Some(crate::edit::adopt::whole(story, &import.story))
        } else {
            let mut aside = crate::edit::adopt::set_aside(&import.story, &mut self.ids);
            aside.append(&mut import.notices);
            import.notices = aside;
            let blocks = import.story.body.iter().cloned().collect();
            match at {
                Some(selection) => write::paste(story, selection, blocks, &mut self.ids),
                None => crate::edit::adopt::blocks(story, None, blocks, &mut self.ids),
            }
        };
        self.draft.end_run();
        match change {
            Some(change) => self.change(change, now),
            None if import.notices.is_empty() => {
                self.say(Tone::Problem, "There was nothing to paste.", now);
                return;
            }
            None => {}
        }
        self.draft.end_run();
        if worth_a_receipt(&import) {
            self.receipt = Some(super::receive::receipt("Clipboard".to_owned(), &import));
        }
    }

    /// Where a selection is that was made at an earlier revision; `None` when it is gone.
    fn carried(&self, selection: Selection, revision: u64) -> Option<Selection> {
        let mut selection = selection;
        for moved in self.draft.moves_since(revision)? {
            for caret in [&mut selection.anchor, &mut selection.head] {
                caret.byte = moved.byte(caret.at, caret.byte)?;
            }
        }
        crate::edit::flow::settle(self.draft.story(), selection)
    }
}

/// The words of copied blocks as they were selected: grafs parted by an empty line, the items of
/// a list and the rows of a table by a line break, captions in place of pictures.
pub(super) fn plain_words(story: &Story) -> String {
    // A note to colleagues goes out with copy by accident only; alone it is what was meant.
    let is_note = |kind: &BlockKind| matches!(kind, BlockKind::DeskNote(_));
    let only_notes = story.body.iter().all(|block| is_note(&block.kind));
    let told = story.body.iter().filter(|block| only_notes || !is_note(&block.kind));
    let blocks = told.map(|block| match &block.kind {
        BlockKind::List(list) => {
            let items: Vec<&str> = list.items.iter().map(|item| item.text.as_str()).collect();
            items.join("\n")
        }
        BlockKind::Table(table) => {
            let row = |cells: &Vec<RichText>| {
                cells.iter().map(RichText::as_str).collect::<Vec<_>>().join("\t")
            };
            table.rows().iter().map(row).collect::<Vec<_>>().join("\n")
        }
        BlockKind::Related(link) | BlockKind::Promo(link) => link.title.clone(),
        BlockKind::Embed(embed) => [&embed.title, &embed.url].map(String::as_str).join("\n"),
        kind => {
            let texts: Vec<&str> = kind.texts().into_iter().map(RichText::as_str).collect();
            texts.join("\n\n")
        }
    });
    blocks.collect::<Vec<_>>().join("\n\n")
}

/// Whether a paste is what was copied here. A clipboard may change the ends of lines and the white
/// space around the words, and wrap the markup in more of it.
fn is_same_copy(sent: &ForClipboard, pasted: &Pasted) -> bool {
    let same_words = |text: &str| {
        sent.text.len() <= text.len() + 64 + sent.text.len() / 8
            && sent.text.split_whitespace().eq(text.split_whitespace())
    };
    match pasted {
        Pasted::Text(text) => same_words(text),
        Pasted::Html { html, text } => same_words(text) && html.contains(&sent.html),
    }
}

/// The link that words are, when they are one address and nothing else.
fn address(text: &str) -> Option<MarkKind> {
    let text = text.trim();
    let is_address =
        ["http://", "https://", "mailto:"].iter().any(|scheme| text.starts_with(scheme))
            && text.len() < 2_048
            && !text.contains(char::is_whitespace);
    is_address.then(|| MarkKind::Link { url: text.to_owned(), title: String::new() })
}

/// A sentence out of another program needs no receipt; copy with something left out does.
fn worth_a_receipt(import: &Import) -> bool {
    !import.notices.is_empty()
        || import.story.body.len() > 1
        || import.story.body.iter().any(|block| !matches!(block.kind, BlockKind::Paragraph(_)))
}
