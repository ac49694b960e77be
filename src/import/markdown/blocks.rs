//! Markdown, event by event, into blocks.
//!
//! A list holds nothing but words, a quotation nothing but grafs; what else stood inside comes
//! after it, in its order, and a notice says so.
//!
//! Must not know: which block is the headline, who wrote the story.

mod list;
mod markup;
mod picture;
mod table;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use self::list::Lists;
use self::picture::{Image, Waiting};
use self::table::TableInside;
use super::super::MOST_BLOCKS;
use super::address::{self, Target};
use super::changes::{Change, Changes};
use super::run::{self, Finished, Run, Style};
use crate::media::Picture;
use crate::story::{Block, BlockKind, HeadingLevel, Ids, Notice, Quote, RichText};

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) blocks: Vec<Arc<Block>>,
    /// Headings of the first level, by where they stand among the blocks.
    pub(super) first_level: HashSet<usize>,
    pub(super) changes: Changes,
    /// What the markup inside had to say.
    pub(super) notices: Vec<Notice>,
    pub(super) pictures: Vec<Picture>,
}

/// Reads Markdown without its front matter.
pub(super) fn read(text: &str, ids: &mut Ids) -> Body {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let parser = Parser::new_ext(text, options);
    let mut definitions: Vec<(String, std::ops::Range<usize>)> = parser
        .reference_definitions()
        .iter()
        .map(|(label, definition)| (label.to_lowercase(), definition.span.clone()))
        .collect();
    definitions.sort_by_key(|(_, span)| span.start);
    let mut reader = Reader::new(ids);
    for (event, range) in parser.into_offset_iter() {
        reader.table_ends_at(&event, range, text);
        reader.event(event);
    }
    reader.finish(text, &definitions)
}

/// What the running text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Graf,
    Heading(u8),
}

struct Reader<'a> {
    ids: &'a mut Ids,
    body: Body,
    run: Run,
    style: Style,
    tags: Style,
    /// Words between the tags of a script inside a graf.
    script: Option<String>,
    quote_depth: usize,
    quote: Vec<RichText>,
    lists: Lists,
    table: Option<TableInside>,
    code: Option<(String, String)>,
    html: Option<String>,
    image: Option<Image>,
    waiting: Waiting,
    /// Number and texts of the footnote that is being read.
    footnote: Option<(usize, Vec<RichText>)>,
    footnotes: Vec<(usize, RichText)>,
    /// The number of each footnote by its label, in the order in which they are met.
    footnote_numbers: HashMap<String, usize>,
    link_begins: usize,
    labels: HashSet<String>,
    beyond: Vec<RichText>,
}

impl<'a> Reader<'a> {
    fn new(ids: &'a mut Ids) -> Self {
        Self {
            ids,
            body: Body::default(),
            run: Run::default(),
            style: Style::default(),
            tags: Style::default(),
            script: None,
            quote_depth: 0,
            quote: Vec::new(),
            lists: Lists::default(),
            table: None,
            code: None,
            html: None,
            image: None,
            waiting: Waiting::default(),
            footnote: None,
            footnotes: Vec::new(),
            footnote_numbers: HashMap::new(),
            link_begins: 0,
            labels: HashSet::new(),
            beyond: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.words(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.words(&text);
            }
            Event::Html(markup) => match &mut self.html {
                Some(html) => html.push_str(&markup),
                None => self.tag(&markup),
            },
            Event::InlineHtml(markup) => self.tag(&markup),
            Event::FootnoteReference(label) => {
                let number = self.footnote_number(&label).to_string();
                self.tags.raised += 1;
                self.words(&number);
                self.tags.raised -= 1;
            }
            Event::SoftBreak => self.line_break(false),
            Event::HardBreak => self.line_break(true),
            Event::Rule => {
                self.flush(Kind::Graf);
                if !self.lists.is_open() && self.footnote.is_none() {
                    self.close_quote();
                    self.put(BlockKind::Divider);
                }
            }
            Event::TaskListMarker(done) => self.words(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } => self.flush(Kind::Graf),
            Tag::BlockQuote(_) => {
                self.flush(Kind::Graf);
                if self.lists.is_open() || self.footnote.is_some() {
                    self.body.changes.note(Change::QuoteInside, None);
                } else if self.quote_depth > 0 {
                    let block = self.close_quote();
                    self.body.changes.note(Change::QuoteInQuote, block);
                }
                self.quote_depth += 1;
            }
            Tag::CodeBlock(kind) => {
                self.flush(Kind::Graf);
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
            }
            Tag::HtmlBlock => {
                self.flush(Kind::Graf);
                self.html = Some(String::new());
            }
            Tag::List(first) => {
                self.flush(Kind::Graf);
                if self.footnote.is_none() {
                    if !self.lists.is_open() && self.quote_depth > 0 {
                        self.close_quote();
                        self.body.changes.note(Change::QuoteTakenApart, None);
                    }
                    if self.lists.open(first) {
                        self.body.changes.note(Change::MixedList, None);
                    }
                }
            }
            Tag::Item => {
                self.flush(Kind::Graf);
                self.lists.item();
            }
            Tag::FootnoteDefinition(label) => {
                self.flush(Kind::Graf);
                self.footnote = Some((self.footnote_number(&label), Vec::new()));
            }
            Tag::Table(_) => {
                self.flush(Kind::Graf);
                self.table = Some(TableInside::default());
            }
            Tag::Emphasis => self.style.emphasis += 1,
            Tag::Strong => self.style.strong += 1,
            Tag::Strikethrough => self.style.strike += 1,
            Tag::Superscript => self.style.raised += 1,
            Tag::Subscript => self.style.lowered += 1,
            Tag::Link { dest_url, title, id, .. } => {
                self.labels.insert(id.to_lowercase());
                self.link_begins = self.run.len();
                if self.image.is_some() {
                    return;
                }
                self.style.link = match address::target(&dest_url) {
                    Target::Address(url) => Some((url, title.to_string())),
                    Target::Nowhere => None,
                    Target::Relative(url) => {
                        self.body.changes.relative(url);
                        None
                    }
                    Target::Unsafe => {
                        self.body.changes.note(Change::UnsafeLink, None);
                        None
                    }
                };
            }
            Tag::Image { dest_url, title, id, .. } => {
                self.labels.insert(id.to_lowercase());
                match &mut self.image {
                    Some(outer) => outer.depth += 1,
                    None => self.image = Some(Image::new(&dest_url, &title)),
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Item => {
                self.flush(Kind::Graf);
                if tag == TagEnd::Item {
                    self.lists.end_item();
                }
            }
            TagEnd::Heading(level) => self.flush(Kind::Heading(level as u8)),
            TagEnd::BlockQuote(_) => {
                self.flush(Kind::Graf);
                self.close_quote();
                self.quote_depth = self.quote_depth.saturating_sub(1);
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => {
                if let Some(markup) = self.html.take() {
                    self.markup(&markup);
                }
            }
            TagEnd::List(_) => {
                self.flush(Kind::Graf);
                if self.footnote.is_none() {
                    for list in self.lists.close(&mut self.body.changes) {
                        self.put(list);
                    }
                    if !self.lists.is_open() {
                        self.put_waiting();
                    }
                }
            }
            TagEnd::FootnoteDefinition => {
                self.flush(Kind::Graf);
                if let Some((number, texts)) = self.footnote.take() {
                    let mut all = vec![RichText::plain(number.to_string())];
                    all.extend(texts);
                    self.footnotes.push((number, run::joined(&all, ' ')));
                    self.body.changes.note(Change::Footnote, None);
                }
            }
            TagEnd::TableCell => {
                let cell = self.finished().text;
                if let Some(table) = &mut self.table {
                    table.row.push(cell);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    let row = std::mem::take(&mut table.row);
                    table.rows.push(row);
                }
            }
            TagEnd::Table => self.end_table(),
            TagEnd::Emphasis => self.style.emphasis = self.style.emphasis.saturating_sub(1),
            TagEnd::Strong => self.style.strong = self.style.strong.saturating_sub(1),
            TagEnd::Strikethrough => self.style.strike = self.style.strike.saturating_sub(1),
            TagEnd::Superscript => self.style.raised = self.style.raised.saturating_sub(1),
            TagEnd::Subscript => self.style.lowered = self.style.lowered.saturating_sub(1),
            TagEnd::Link if self.image.is_none() => {
                let linked = self.style.link.take();
                let has_words = self.run.len() > self.link_begins;
                if let Some((url, _)) = linked.filter(|_| !has_words) {
                    self.body.changes.unlinked(url);
                }
            }
            TagEnd::Image => self.end_image(),
            _ => {}
        }
    }

    fn footnote_number(&mut self, label: &str) -> usize {
        let next = self.footnote_numbers.len() + 1;
        *self.footnote_numbers.entry(label.to_owned()).or_insert(next)
    }

    fn words(&mut self, text: &str) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
        } else if let Some(image) = &mut self.image {
            image.alt.push_str(text);
        } else if let Some(script) = &mut self.script {
            script.push_str(text);
        } else {
            self.run.write(text, &self.style, &self.tags);
        }
    }

    fn line_break(&mut self, hard: bool) {
        if let Some(image) = &mut self.image {
            image.alt.push(' ');
        } else if let Some(script) = &mut self.script {
            script.push(' ');
        } else {
            self.waiting.line_ends(self.run.is_blank());
            self.run.break_line(hard);
        }
    }

    /// The text that has been written, with what goes with a block taken back to its start.
    fn finished(&mut self) -> Finished {
        if let Some(words) = self.script.take() {
            // No end of the script: these are words.
            self.run.write(&words, &self.style, &self.tags);
        }
        self.tags = Style::default();
        let finished = self.run.take();
        self.body.changes.marks_left_off += finished.left_off;
        finished
    }

    /// The running text ends here and becomes a block, or part of one.
    fn flush(&mut self, kind: Kind) {
        if self.table.is_some() {
            return;
        }
        let finished = self.finished();
        let stands_alone =
            !self.lists.is_open() && self.footnote.is_none() && self.quote_depth == 0;
        if kind == Kind::Graf
            && stands_alone
            && let Some(figure) = self.waiting.captioned_by(&finished)
        {
            self.put(BlockKind::Figure(Box::new(figure)));
            return;
        }
        let alone = finished.text.is_blank();
        if !alone {
            self.text(kind, finished);
        }
        if !self.lists.is_open() && !self.waiting.is_empty() {
            if !alone {
                self.body.changes.note(Change::PictureInside, None);
            }
            self.put_waiting();
        }
    }

    fn text(&mut self, kind: Kind, finished: Finished) {
        let text = finished.text;
        if let Some((_, texts)) = &mut self.footnote {
            texts.push(text);
        } else if self.lists.is_open() {
            self.lists.add(text);
        } else if self.quote_depth > 0 {
            // The source of a quotation may stand on its last line.
            let at = finished.last_line;
            let last = text.slice(at..text.len());
            if at > 0 && at < text.len() && source(last.as_str()).is_some() {
                self.quote.push(text.slice(0..at).trimmed());
                self.quote.push(last);
            } else {
                self.quote.push(text);
            }
        } else {
            match kind {
                Kind::Graf => self.graf(text),
                Kind::Heading(level) => {
                    if level == 1 {
                        self.body.first_level.insert(self.body.blocks.len());
                    }
                    for part in run::parts(text) {
                        self.put(BlockKind::Heading(HeadingLevel::nearest(level), part));
                    }
                }
            }
        }
    }

    fn graf(&mut self, text: RichText) {
        // "— Ada Example, fisher" below a quotation is its source.
        if let Some(block) = self.body.blocks.last_mut()
            && let BlockKind::Quote(quote) = &block.kind
            && quote.attribution.is_empty()
            && let Some(name) = source(text.as_str()).filter(|_| !text.as_str().contains('\n'))
        {
            let quote = Quote { text: quote.text.clone(), attribution: name.to_owned() };
            *block = Arc::new(Block { id: block.id, kind: BlockKind::Quote(quote) });
            return;
        }
        for part in run::parts(text) {
            let kind = picture::embedded(&part).unwrap_or(BlockKind::Paragraph(part));
            self.put(kind);
        }
    }

    /// The grafs of a quotation so far become a block.
    fn close_quote(&mut self) -> Option<crate::story::BlockId> {
        let mut texts = std::mem::take(&mut self.quote);
        let attribution = match texts.as_slice() {
            [_, .., last] => source(last.as_str()).map(str::to_owned),
            _ => None,
        };
        if attribution.is_some() {
            texts.pop();
        }
        let mut attribution = attribution.unwrap_or_default();
        let mut groups = run::groups(texts).into_iter().peekable();
        let mut last = None;
        while let Some(group) = groups.next() {
            let text = run::joined(&group, '\n');
            let attribution = if groups.peek().is_none() {
                std::mem::take(&mut attribution)
            } else {
                String::new()
            };
            last = self.put(BlockKind::Quote(Quote { text, attribution }));
        }
        last
    }

    fn end_image(&mut self) {
        match &mut self.image {
            Some(image) if image.depth > 0 => image.depth -= 1,
            _ => {
                let Some(image) = self.image.take() else { return };
                let figure = image.figure(self.ids, &mut self.body);
                self.waiting.push(figure, self.run.is_blank());
            }
        }
    }

    fn put_waiting(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        if self.quote_depth > 0 {
            self.close_quote();
        }
        for figure in self.waiting.take() {
            self.put(BlockKind::Figure(Box::new(figure)));
        }
    }

    fn put(&mut self, kind: BlockKind) -> Option<crate::story::BlockId> {
        if self.body.blocks.len() >= MOST_BLOCKS {
            self.beyond.extend(super::words_of(&kind).into_iter().map(RichText::plain));
            return None;
        }
        let block = self.ids.block(kind);
        let id = block.id;
        self.body.blocks.push(block);
        Some(id)
    }

    fn finish(mut self, source: &str, definitions: &[(String, std::ops::Range<usize>)]) -> Body {
        self.flush(Kind::Graf);
        self.close_quote();
        for list in self.lists.close_all(&mut self.body.changes) {
            self.put(list);
        }
        self.put_waiting();
        let mut footnotes = std::mem::take(&mut self.footnotes);
        footnotes.sort_by_key(|(number, _)| *number);
        for (_, note) in footnotes {
            for part in run::parts(note) {
                self.put(BlockKind::Paragraph(part));
            }
        }
        for (label, span) in definitions {
            if !self.labels.contains(label) {
                self.body.changes.definition(source.get(span.clone()).unwrap_or_default());
            }
        }
        let last = self.body.blocks.last().map(|block| block.id);
        let beyond = std::mem::take(&mut self.beyond);
        let told = self.body.changes.tell(beyond, last, self.ids);
        self.body.notices.extend(told);
        self.body
    }
}

/// "— Ada Example, fisher": who a quotation is by.
fn source(text: &str) -> Option<&str> {
    let name = ["—", "–", "--", "―"].iter().find_map(|dash| text.strip_prefix(dash))?.trim();
    let fits = (1..=16).contains(&name.split_whitespace().count())
        && !name.contains('\n')
        && !super::super::recognise::ends_a_sentence(name);
    fits.then_some(name)
}
