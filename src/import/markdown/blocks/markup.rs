//! HTML and code inside Markdown.
//!
//! Must not know: how HTML is read; that is the room of pages.

use super::super::changes::Change;
use super::super::run::{self, Finished};
use super::{Kind, Reader};
use crate::import::{Import, html};
use crate::story::{BlockKind, RichText};

impl Reader<'_> {
    /// One HTML tag inside running text: a few are marks, a picture is a picture, the rest goes.
    pub(super) fn tag(&mut self, markup: &str) {
        let inner = markup.trim_start_matches('<');
        let closes = inner.starts_with('/');
        let name: String = inner
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(20)
            .collect::<String>()
            .to_ascii_lowercase();
        if let Some(comment) = markup.strip_prefix("<!--") {
            self.body.changes.comment(comment.trim_end_matches("-->"));
        } else if matches!(name.as_str(), "script" | "style") {
            if closes && self.script.take().is_some() {
                self.body.changes.note(Change::Script, None);
            } else if !closes && self.image.is_none() && self.script.is_none() {
                self.script = Some(String::new());
            }
        } else if self.script.is_some() {
            // Whatever stands in a script is part of it.
        } else if name == "br" {
            self.line_break(true);
        } else if name == "img" && self.image.is_none() {
            let Import { story, mut pictures, .. } = html::blocks(markup, self.ids);
            for block in story.body {
                if let BlockKind::Figure(figure) = &block.kind {
                    self.waiting.push(*figure.clone(), self.run.is_blank());
                }
            }
            self.body.pictures.append(&mut pictures);
        } else if let Some(count) = self.tags.of_tag(&name) {
            *count = if closes { count.saturating_sub(1) } else { count.saturating_add(1) };
        } else {
            self.body.changes.note(Change::TagsInside, None);
        }
    }

    /// A block of HTML is read as a page is.
    pub(super) fn markup(&mut self, markup: &str) {
        let bare = markup.trim();
        if let Some(comment) = bare.strip_prefix("<!--").and_then(|it| it.strip_suffix("-->"))
            && !comment.contains("-->")
        {
            self.body.changes.comment(comment);
            return;
        }
        let Import { story, notices, mut pictures } = html::blocks(markup, self.ids);
        self.body.changes.markup(notices, !story.body.is_empty());
        self.body.pictures.append(&mut pictures);
        let inside = self.lists.is_open() || self.footnote.is_some();
        if !inside && self.quote_depth > 0 && !story.body.is_empty() {
            self.close_quote();
            self.body.changes.note(Change::QuoteTakenApart, None);
        }
        for block in story.body {
            if inside {
                let words: Vec<RichText> = block.kind.texts().into_iter().cloned().collect();
                let text = run::joined(&words, ' ');
                if !text.is_blank() {
                    self.text(Kind::Graf, Finished { text, ..Finished::default() });
                }
            } else {
                self.put(block.kind.clone());
            }
        }
    }

    pub(super) fn end_code(&mut self) {
        let Some((mut language, mut code)) = self.code.take() else { return };
        if language.trim().contains(char::is_whitespace) {
            // No name of a language: somebody wrote behind the signs.
            code = format!("{language}\n{code}");
            language.clear();
        }
        let text = RichText::plain(code.trim_matches('\n'));
        if text.is_blank() {
            self.body.changes.code(&language, None);
            return;
        }
        if self.lists.is_open() || self.footnote.is_some() {
            self.body.changes.code(&language, None);
            self.text(Kind::Graf, Finished { text, ..Finished::default() });
            return;
        }
        if self.quote_depth > 0 {
            self.close_quote();
            self.body.changes.note(Change::QuoteTakenApart, None);
        }
        let mut block = None;
        for part in run::parts(text) {
            block = self.put(BlockKind::Paragraph(part));
        }
        self.body.changes.code(&language, block);
    }
}
