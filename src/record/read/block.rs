//! Blocks and their texts.

use std::sync::Arc;

use serde_json::Value;
use uuid::Uuid;

use super::fields::Fields;
use super::{Reader, Source};
use crate::record::unknown::{LeftOver, Step, Unknown};
use crate::record::write;
use crate::story::{
    Block, BlockId, BlockKind, Embed, HeadingLevel, List, ListItem, Mark, MarkKind, Notice,
    NoticeKind, Place, Quote, RichText, Table,
};

/// The most cells of one table, short rows filled up.
const MOST_CELLS: usize = 200_000;

impl Reader {
    pub(super) fn body(&mut self, fields: &mut Fields) -> Vec<Arc<Block>> {
        let items = fields.list(self, "body");
        let len = items.len();
        self.wanted = items.iter().filter_map(asked_id).collect();
        let mut body = Vec::with_capacity(len);
        let mut misfits = Vec::new();
        for (index, item) in items.into_iter().enumerate() {
            let Value::Object(_) = &item else {
                misfits.push(item);
                continue;
            };
            let asked = asked_id(&item);
            let id = self.block_id(asked);
            let (kind, unknown) = self.block(index, id, &item);
            let block = Block { id, kind };
            match unknown {
                Some(unknown) => {
                    // By the id that it has now, which need not be the one in the file.
                    let found = serde_json::json!({ "id": id.to_string() });
                    fields.inside(Step::item("body", index, len, &found), unknown);
                }
                None => fields.stand_in(id, write::block(&block), with_id(item, id)),
            }
            body.push(Arc::new(block));
        }
        fields.misfit_items(self, "body", misfits);
        body
    }

    /// A block and what is not known inside it; `None` where the whole block is not known and the
    /// kind is what stands in for it.
    fn block(&mut self, index: usize, id: BlockId, item: &Value) -> (BlockKind, Option<Unknown>) {
        let map = item.as_object().cloned().unwrap_or_default();
        let mut fields = Fields::new(format!("block {}", index + 1), map);
        fields.take("id");
        let word = fields.take("kind");
        match self.kind(word.as_ref().and_then(Value::as_str), &mut fields, id) {
            Some(kind) => {
                let unknown = fields.close(self);
                (kind, Some(unknown))
            }
            None => self.block_not_known(word.as_ref(), fields, id),
        }
    }

    fn kind(&mut self, word: Option<&str>, fields: &mut Fields, id: BlockId) -> Option<BlockKind> {
        Some(match word? {
            "paragraph" => BlockKind::Paragraph(self.text(fields, "text")),
            "heading" => {
                let level = fields.whole::<u8>(self, "level").unwrap_or(2);
                BlockKind::Heading(HeadingLevel::nearest(level), self.text(fields, "text"))
            }
            "quote" => BlockKind::Quote(self.quote(fields)),
            "pull-quote" => BlockKind::PullQuote(self.quote(fields)),
            "list" => BlockKind::List(List {
                ordered: fields.flag(self, "ordered"),
                items: fields.records(self, "items", |reader, fields| {
                    let level = fields.whole(reader, "level").unwrap_or(0);
                    Some(ListItem { level, text: reader.text(fields, "text") })
                }),
            }),
            "figure" => {
                let figure = self.inner(fields, "figure", Self::figure).unwrap_or_default();
                BlockKind::Figure(Box::new(figure))
            }
            "gallery" => BlockKind::Gallery(
                fields.records(self, "figures", |reader, fields| Some(reader.figure(fields))),
            ),
            "embed" => BlockKind::Embed(Embed {
                url: fields.string(self, "url"),
                title: fields.string(self, "title"),
                provider: fields.string(self, "provider"),
                fallback: fields.string(self, "fallback"),
            }),
            "related" => BlockKind::Related(self.link(fields)),
            "promo" => BlockKind::Promo(self.link(fields)),
            "table" => BlockKind::Table(self.table(fields, id)),
            "divider" => BlockKind::Divider,
            "desk-note" => BlockKind::DeskNote(self.text(fields, "text")),
            _ => return None,
        })
    }

    /// In the desk's own file the block is kept and a note stands in for it; from anywhere else
    /// its words become a graf.
    fn block_not_known(
        &mut self,
        word: Option<&Value>,
        mut fields: Fields,
        id: BlockId,
    ) -> (BlockKind, Option<Unknown>) {
        let word: String = word.and_then(Value::as_str).unwrap_or("?").chars().take(40).collect();
        if self.source == Source::Desk {
            let message = format!("A block of the kind “{word}” is not known here. It is kept.");
            self.say(Notice::new(NoticeKind::Doubtful, message).at(Place::Block(id)));
            let text = format!(
                "A block of the kind “{word}” stands here. A newer version of Nightdesk made it; it is kept as it is while this note is not changed."
            );
            return (BlockKind::DeskNote(RichText::plain(text)), None);
        }
        let text = self.text(&mut fields, "text");
        let became = if text.is_blank() {
            "Nothing of it could be read"
        } else {
            "Its words were kept as a graf"
        };
        let message = format!("A block of the kind “{word}” is not known. {became}.");
        self.say(Notice::new(NoticeKind::NotCarried, message).at(super::text_of(id)));
        (BlockKind::Paragraph(text), Some(fields.close(self)))
    }

    fn quote(&mut self, fields: &mut Fields) -> Quote {
        Quote { text: self.text(fields, "text"), attribution: fields.string(self, "attribution") }
    }

    fn table(&mut self, fields: &mut Fields, id: BlockId) -> Table {
        let has_header = fields.flag(self, "has_header");
        let caption = fields.string(self, "caption");
        let mut rows =
            fields.records(self, "rows", |reader, fields| Some(reader.texts(fields, "cells")));
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if rows.len().saturating_mul(columns) > MOST_CELLS {
            let columns = columns.min(MOST_CELLS / 100);
            rows.truncate(MOST_CELLS / columns.max(1));
            for row in &mut rows {
                row.truncate(columns);
            }
            let message = "The table has more cells than a story can have and was cut short.";
            self.say(Notice::new(NoticeKind::CutShort, message).at(Place::Block(id)));
        }
        Table::new(rows, has_header, caption)
    }

    /// A list of texts.
    fn texts(&mut self, fields: &mut Fields, name: &'static str) -> Vec<RichText> {
        let items = fields.list(self, name);
        let len = items.len();
        let mut texts = Vec::with_capacity(len);
        for (index, item) in items.into_iter().enumerate() {
            let step = Step::item(name, index, len, &item);
            match item {
                Value::String(text) => texts.push(RichText::plain(text)),
                Value::Object(map) => {
                    let what = format!("{name} {} of {}", index + 1, fields.what());
                    let mut inside = Fields::new(what, map);
                    texts.push(self.rich(&mut inside));
                    fields.inside(step, inside.close(self));
                }
                other => {
                    // An empty cell keeps those after it in their columns.
                    texts.push(RichText::default());
                    fields.misfit(self, name, other);
                }
            }
        }
        texts
    }

    /// A text with marks; a plain string is one without.
    pub(super) fn text(&mut self, fields: &mut Fields, name: &'static str) -> RichText {
        match fields.take(name) {
            None => RichText::default(),
            Some(Value::String(text)) => RichText::plain(text),
            Some(Value::Object(map)) => {
                let mut inside = Fields::new(format!("{name} of {}", fields.what()), map);
                let text = self.rich(&mut inside);
                fields.inside(Step::Field(name), inside.close(self));
                text
            }
            Some(other) => {
                fields.misfit(self, name, other);
                RichText::default()
            }
        }
    }

    fn rich(&mut self, fields: &mut Fields) -> RichText {
        let text = fields.string(self, "text");
        let items = fields.list(self, "marks");
        if items.is_empty() {
            return RichText::plain(text);
        }
        // Bringing marks into order looks at the text, and at the other marks, for each of them.
        let work = items.len().saturating_mul(text.len().saturating_add(items.len()));
        let Some(left) = self.mark_work_left.checked_sub(work) else {
            let message =
                format!("There are too many marks in {}; it has none now.", fields.what());
            self.say(Notice::new(NoticeKind::CutShort, message));
            self.keep_marks(fields, &text, items);
            return RichText::plain(text);
        };
        self.mark_work_left = left;
        let (mut marks, mut misfits) = (Vec::with_capacity(items.len()), Vec::new());
        let len = items.len();
        for (index, item) in items.into_iter().enumerate() {
            match mark(&item, text.len()) {
                Some(mark) => {
                    marks.push(mark);
                    let step = Step::item("marks", index, len, &item);
                    fields.inside(step, beyond(item));
                }
                None => misfits.push(item),
            }
        }
        if !misfits.is_empty() {
            let message = format!("{} marks in {} are not known.", misfits.len(), fields.what());
            self.say(Notice::new(NoticeKind::NotCarried, message));
            self.keep_marks(fields, &text, misfits);
        }
        RichText::new(text, marks)
    }

    fn keep_marks(&mut self, fields: &mut Fields, text: &str, items: Vec<Value>) {
        if self.source == Source::Desk {
            let only_with = Some(text.to_owned());
            fields.left_over(LeftOver { list: "marks".to_owned(), only_with, items });
        }
    }
}

/// A mark that lies inside its text.
fn mark(item: &Value, text_len: usize) -> Option<Mark> {
    let at = |name: &str| usize::try_from(item.get(name)?.as_u64()?).ok();
    let (start, end) = (at("start")?, at("end")?);
    if start >= end || end > text_len {
        return None;
    }
    let string = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let kind = match item.get("kind")?.as_str()? {
        "strong" => MarkKind::Strong,
        "emphasis" => MarkKind::Emphasis,
        "strike" => MarkKind::Strike,
        "superscript" => MarkKind::Superscript,
        "subscript" => MarkKind::Subscript,
        "link" => MarkKind::Link { url: string("url"), title: string("title") },
        "comment" => MarkKind::Comment { author: string("author"), text: string("text") },
        _ => return None,
    };
    Some(Mark { range: start..end, kind })
}

/// What our marks say.
const MARK_FIELDS: [&str; 7] = ["start", "end", "kind", "url", "title", "author", "text"];

/// The fields of a mark that are not known.
fn beyond(mut item: Value) -> Unknown {
    let mut unknown = Unknown::default();
    if let Some(map) = item.as_object_mut() {
        map.retain(|name, _| !MARK_FIELDS.contains(&name.as_str()));
        for (name, value) in std::mem::take(map) {
            unknown.keep(&name, value);
        }
    }
    unknown
}

fn asked_id(item: &Value) -> Option<Uuid> {
    Uuid::try_parse(item.get("id")?.as_str()?).ok()
}

fn with_id(mut item: Value, id: BlockId) -> Value {
    if let Some(map) = item.as_object_mut() {
        map.insert("id".to_owned(), Value::String(id.to_string()));
    }
    item
}
