//! A body as a line of text, with the selection in it, so that a test can be read at a glance.
//!
//! Blocks are parted by ` / `; `¶` a graf, `##` `###` `####` subheads, `>` a quote with its
//! attribution behind ` ~ `, `>>` a pull quote, `!` a desk note, `-` and `--` items and nested
//! items, `1.` and `1..` numbered ones, `~` alone between two lists that follow each other.
//! `[picture]`, `[table]`, … are whole blocks, `[picture: words]` one with a caption; `^` is the
//! headline.
//!
//! In the words: `|` is the caret, `«…»` a selection (its head at the end, or at a `|` that stands
//! right behind the `«`), `↓` where something is dropped, `·` a space, `⏎` a line break, `{301}` a
//! code point, `<b>…</b>`, `<i>`, `<s>`, `<sup>`, `<sub>`, `<c>` marks and
//! `<a https://…>…</a>` a link.

use nightdesk::edit::{Caret, Selection, flow};
use nightdesk::story::{
    BlockKind, Embed, Figure, FigureAt, HeadingLevel, Ids, Link, List, ListItem, Mark, MarkKind,
    Part, Quote, RichText, Story, Table, TextAt,
};

/// A story with a selection, and with a place to drop something.
pub(crate) struct Sketch {
    pub(crate) story: Story,
    pub(crate) selection: Option<Selection>,
    pub(crate) target: Option<Caret>,
}

/// Signs found in the words, as places in them.
#[derive(Default)]
struct Signs {
    caret: Option<Caret>,
    start: Option<Caret>,
    end: Option<Caret>,
    target: Option<Caret>,
}

/// Reads a sketch.
pub(crate) fn read(sketch: &str, ids: &mut Ids) -> Sketch {
    let mut story = Story::new(ids.story());
    let mut signs = Signs::default();
    let mut joins = false;
    for line in sketch.split(" / ").map(str::trim).filter(|line| !line.is_empty()) {
        if line == "~" {
            joins = false;
            continue;
        }
        // A sign may stand before the one of the block: `»¶ Two` is `¶ »Two`.
        let block = line.trim_start_matches(['|', '«', '»', '↓']);
        let (sign, words) = block.split_once(' ').unwrap_or((block, ""));
        let words = &[&line[..line.len() - block.len()], words].concat();
        if sign == "^" {
            signs.words(words, TextAt::Headline).as_str().clone_into(&mut story.headline);
            continue;
        }
        if let Some((ordered, level)) = item_sign(sign) {
            let last = story.body.last().cloned();
            let (id, mut list) = match last.as_deref() {
                Some(block) if joins => match &block.kind {
                    BlockKind::List(list) if list.ordered == ordered => (block.id, list.clone()),
                    _ => (ids.block_id(), List { ordered, items: Vec::new() }),
                },
                _ => (ids.block_id(), List { ordered, items: Vec::new() }),
            };
            let at = TextAt::Block(id, Part::Item(list.items.len()));
            let text = signs.words(words, at);
            list.items.push(ListItem { level, text });
            if story.position(id).is_some() {
                let last = story.body.len() - 1;
                story.body.remove(last);
            }
            let block = nightdesk::story::Block { id, kind: BlockKind::List(list) };
            story.body.push(std::sync::Arc::new(block));
            joins = true;
            continue;
        }
        joins = false;
        let id = ids.block_id();
        let at = TextAt::Block(id, Part::Text);
        let kind = match sign {
            "¶" => BlockKind::Paragraph(signs.words(words, at)),
            "##" => BlockKind::Heading(HeadingLevel::Two, signs.words(words, at)),
            "###" => BlockKind::Heading(HeadingLevel::Three, signs.words(words, at)),
            "####" => BlockKind::Heading(HeadingLevel::Four, signs.words(words, at)),
            "!" => BlockKind::DeskNote(signs.words(words, at)),
            ">" => BlockKind::Quote(signs.quote(words, id)),
            ">>" => BlockKind::PullQuote(signs.quote(words, id)),
            _ => signs.whole(line, id),
        };
        story.body.push(std::sync::Arc::new(nightdesk::story::Block { id, kind }));
    }
    let selection = match (signs.start, signs.end, signs.caret) {
        (Some(start), Some(end), Some(caret)) if caret == start => {
            Some(Selection { anchor: end, head: start })
        }
        (Some(start), Some(end), _) => Some(Selection { anchor: start, head: end }),
        (_, _, Some(caret)) => Some(Selection { anchor: caret, head: caret }),
        _ => None,
    };
    Sketch { story, selection, target: signs.target }
}

fn item_sign(sign: &str) -> Option<(bool, u8)> {
    let (ordered, rest, level) = match sign.strip_prefix("1.") {
        Some(rest) => (true, rest, '.'),
        None => (false, sign.strip_prefix('-')?, '-'),
    };
    rest.chars().all(|c| c == level).then(|| (ordered, u8::try_from(rest.len()).unwrap()))
}

impl Signs {
    fn note(&mut self, sign: char, caret: Caret) {
        let place = match sign {
            '|' => &mut self.caret,
            '«' => &mut self.start,
            '»' => &mut self.end,
            _ => &mut self.target,
        };
        assert!(place.is_none(), "{sign} stands in the sketch twice");
        *place = Some(caret);
    }

    fn words(&mut self, words: &str, at: TextAt) -> RichText {
        let mut text = String::new();
        let mut marks: Vec<Mark> = Vec::new();
        let mut open: Vec<(usize, String)> = Vec::new();
        let mut rest = words;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                '|' | '«' | '»' | '↓' => self.note(c, Caret { at, byte: text.len() }),
                '·' => text.push(' '),
                '⏎' => text.push('\n'),
                '{' => {
                    let (code, after) = rest.split_once('}').expect("a code point ends with }");
                    let code = u32::from_str_radix(code, 16).expect("a code point in hex");
                    text.push(char::from_u32(code).expect("a code point"));
                    rest = after;
                }
                '<' => {
                    let (tag, after) = rest.split_once('>').expect("a tag ends with >");
                    rest = after;
                    if tag.starts_with('/') {
                        let (start, tag) = open.pop().expect("a tag to close");
                        marks.push(Mark { range: start..text.len(), kind: mark_kind(&tag) });
                    } else {
                        open.push((text.len(), tag.to_owned()));
                    }
                }
                _ => text.push(c),
            }
        }
        assert!(open.is_empty(), "an open tag in {words:?}");
        RichText::new(text, marks)
    }

    fn quote(&mut self, words: &str, id: nightdesk::story::BlockId) -> Quote {
        let (words, attribution) = words.split_once(" ~ ").unwrap_or((words, ""));
        let text = self.words(words, TextAt::Block(id, Part::Text));
        let attribution = self.words(attribution, TextAt::Block(id, Part::Attribution));
        Quote { text, attribution: attribution.as_str().to_owned() }
    }

    /// A block in brackets, with carets before it, behind it and in its caption.
    fn whole(&mut self, line: &str, id: nightdesk::story::BlockId) -> BlockKind {
        let at = TextAt::Block(id, Part::Whole);
        let open = line.find('[').unwrap_or_else(|| panic!("no block: {line:?}"));
        let close = line.rfind(']').unwrap_or_else(|| panic!("no block: {line:?}"));
        for sign in line[..open].chars() {
            self.note(sign, Caret { at, byte: 0 });
        }
        for sign in line[close + 1..].chars() {
            self.note(sign, Caret { at, byte: 1 });
        }
        let inside = &line[open + 1..close];
        let (name, words) = inside.split_once(": ").unwrap_or((inside, ""));
        match name {
            "picture" => {
                let words = self.words(words, TextAt::Caption(FigureAt::Block(id)));
                BlockKind::Figure(Box::new(picture(words)))
            }
            "gallery" => {
                BlockKind::Gallery(vec![picture(RichText::default()), picture(RichText::default())])
            }
            "embed" => BlockKind::Embed(Embed { title: words.to_owned(), ..Embed::default() }),
            "related" => BlockKind::Related(Link { title: words.to_owned(), url: String::new() }),
            "promo" => BlockKind::Promo(Link { title: words.to_owned(), url: String::new() }),
            "table" => {
                let cell = self.words(words, TextAt::Block(id, Part::Cell(0, 0)));
                BlockKind::Table(Table::new(vec![vec![cell]], false, String::new()))
            }
            "divider" => BlockKind::Divider,
            _ => panic!("no such block: {name}"),
        }
    }
}

fn picture(caption: RichText) -> Figure {
    Figure { caption, ..Figure::default() }
}

fn mark_kind(tag: &str) -> MarkKind {
    match tag.split_once(' ').unwrap_or((tag, "")) {
        ("b", _) => MarkKind::Strong,
        ("i", _) => MarkKind::Emphasis,
        ("s", _) => MarkKind::Strike,
        ("sup", _) => MarkKind::Superscript,
        ("sub", _) => MarkKind::Subscript,
        ("c", text) => MarkKind::Comment { author: "Bo".to_owned(), text: text.to_owned() },
        ("a", url) => MarkKind::Link { url: url.to_owned(), title: String::new() },
        _ => panic!("no such mark: {tag}"),
    }
}

fn tag(kind: &MarkKind) -> (String, &'static str) {
    match kind {
        MarkKind::Strong => ("b".to_owned(), "b"),
        MarkKind::Emphasis => ("i".to_owned(), "i"),
        MarkKind::Strike => ("s".to_owned(), "s"),
        MarkKind::Superscript => ("sup".to_owned(), "sup"),
        MarkKind::Subscript => ("sub".to_owned(), "sub"),
        MarkKind::Link { url, .. } => (format!("a {url}"), "a"),
        MarkKind::Comment { text, .. } => (format!("c {text}").trim_end().to_owned(), "c"),
    }
}

/// Writes a story as a sketch, always in the same way.
pub(crate) fn show(story: &Story, selection: Option<Selection>) -> String {
    let signs = selection.map_or_else(Vec::new, |selection| {
        let (from, to) = flow::ordered(story, selection);
        match from == to {
            true => vec![(from, "|")],
            false if from == selection.head => vec![(from, "«|"), (to, "»")],
            false => vec![(from, "«"), (to, "»")],
        }
    });
    let mut lines = Vec::new();
    let plain = |text: &str, at| words(&RichText::plain(text), at, &signs);
    if !story.headline.is_empty() || signs.iter().any(|(caret, _)| caret.at == TextAt::Headline) {
        lines.push(format!("^ {}", plain(&story.headline, TextAt::Headline)));
    }
    let mut list_above = None;
    for block in &story.body {
        let at = |part| TextAt::Block(block.id, part);
        let text = |sign: &str, text: &RichText| {
            format!("{sign} {}", words(text, at(Part::Text), &signs)).trim_end().to_owned()
        };
        let quote = |sign: &str, quote: &Quote| {
            let line = text(sign, &quote.text);
            let source = plain(&quote.attribution, at(Part::Attribution));
            if source.is_empty() { line } else { format!("{line} ~ {source}") }
        };
        let line = match &block.kind {
            BlockKind::Paragraph(words) => text("¶", words),
            BlockKind::Heading(level, words) => {
                text("#".repeat(usize::from(level.number())).as_str(), words)
            }
            BlockKind::DeskNote(words) => text("!", words),
            BlockKind::Quote(words) => quote(">", words),
            BlockKind::PullQuote(words) => quote(">>", words),
            BlockKind::List(list) if !list.items.is_empty() => {
                if list_above == Some(list.ordered) {
                    lines.push("~".to_owned());
                }
                for (nth, item) in list.items.iter().enumerate() {
                    let (sign, more) = if list.ordered { ("1.", ".") } else { ("-", "-") };
                    let sign = format!("{sign}{}", more.repeat(usize::from(item.level)));
                    let words = words(&item.text, at(Part::Item(nth)), &signs);
                    lines.push(format!("{sign} {words}").trim_end().to_owned());
                }
                list_above = Some(list.ordered);
                continue;
            }
            kind => {
                let (name, inside) = match kind {
                    BlockKind::Figure(figure) => {
                        let caption = TextAt::Caption(FigureAt::Block(block.id));
                        ("picture", words(&figure.caption, caption, &signs))
                    }
                    BlockKind::Gallery(_) => ("gallery", String::new()),
                    BlockKind::Embed(embed) => ("embed", embed.title.clone()),
                    BlockKind::Related(link) => ("related", link.title.clone()),
                    BlockKind::Promo(link) => ("promo", link.title.clone()),
                    BlockKind::Table(table) => {
                        let cell = &table.rows()[0][0];
                        ("table", words(cell, at(Part::Cell(0, 0)), &signs))
                    }
                    BlockKind::Divider => ("divider", String::new()),
                    _ => ("empty list", String::new()),
                };
                let beside = |byte| {
                    let here = Caret { at: at(Part::Whole), byte };
                    let found = signs.iter().filter(|(caret, _)| *caret == here);
                    found.map(|(_, sign)| *sign).collect::<String>()
                };
                let inside = if inside.is_empty() { String::new() } else { format!(": {inside}") };
                format!("{}[{name}{inside}]{}", beside(0), beside(1))
            }
        };
        list_above = None;
        lines.push(line);
    }
    lines.join(" / ")
}

fn words(text: &RichText, at: TextAt, signs: &[(Caret, &str)]) -> String {
    let mut shown = String::new();
    let all = text.as_str();
    let mut open: Vec<&Mark> = Vec::new();
    for byte in (0..=all.len()).filter(|byte| all.is_char_boundary(*byte)) {
        // Marks that end here close, and those that were opened inside them open again.
        let mut again = Vec::new();
        while open.iter().any(|mark| mark.range.end == byte) {
            let mark = open.pop().expect("an open mark");
            shown.push_str(&["</", tag(&mark.kind).1, ">"].concat());
            if mark.range.end > byte {
                again.push(mark);
            }
        }
        let here = signs.iter().filter(|(caret, _)| *caret == Caret { at, byte });
        here.for_each(|(_, sign)| shown.push_str(sign));
        let new = text.marks().iter().filter(|mark| mark.range.start == byte);
        for mark in again.into_iter().rev().chain(new) {
            shown.push_str(&["<", &tag(&mark.kind).0, ">"].concat());
            open.push(mark);
        }
        match all[byte..].chars().next() {
            Some('\n') => shown.push('⏎'),
            Some(' ') if byte == 0 || byte + 1 == all.len() => shown.push('·'),
            Some(c) if is_hard_to_see(c) => {
                let code = format!("{{{:x}}}", u32::from(c));
                shown.push_str(&code);
            }
            Some(c) => shown.push(c),
            None => {}
        }
    }
    shown
}

fn is_hard_to_see(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f | 0x1100..=0x11ff | 0x200b..=0x200f | 0xfe00..=0xfe0f)
        || matches!(u32::from(c), 0x591..=0x5c7 | 0x64b..=0x652 | 0x900..=0x903 | 0x93a..=0x94f)
        || matches!(u32::from(c), 0xe31..=0xe4e | 0xa0 | 0x1f3fb..=0x1f3ff)
}
