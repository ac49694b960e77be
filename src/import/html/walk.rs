//! Reads the markup of a page from top to bottom into pieces.
//!
//! One loop over the nodes; what stands open is kept on a stack of our own. Nothing is judged
//! here: navigation and adverts become pieces like the copy.
//!
//! Must not know: what is furniture, which line is the headline.

use super::embed;
use super::figure;
use super::hints::Hint;
use super::inline::{self, Run, Style};
use super::list;
use super::look::{self, Look};
use super::piece::{Page, Piece, Read, Remark, What};
use super::quote;
use super::table;
use crate::story::{Figure, List, ListItem, Quote, RichText};

/// Set in further than this, a graf was meant to stand apart.
const INDENT_PX: f32 = 20.0;

/// One element that stands open.
struct Level {
    node: usize,
    end: usize,
    style: Style,
    is_block: bool,
    heading: Option<u8>,
    indent_px: f32,
    hidden: bool,
    /// Inside a quotation that was taken apart.
    quoted: bool,
    word_list: Option<u8>,
    /// The piece that the pictures of this element begin with.
    gallery_from: Option<usize>,
    /// Words here are on a button or in a field.
    control: bool,
}

struct Walk<'a, 'b> {
    page: &'a Page<'b>,
    read: Read,
    /// What everything stands on; it never closes.
    ground: Level,
    open: Vec<Level>,
    run: Run,
    run_node: usize,
    /// Pictures inside a graf wait until its words are whole.
    waiting: Vec<Piece>,
    word_bullet: String,
}

/// Reads a whole page.
pub(super) fn walk(page: &Page<'_>) -> Read {
    let ground = Level {
        node: 0,
        end: page.dom.len(),
        style: Style::default(),
        is_block: true,
        heading: None,
        indent_px: 0.0,
        hidden: false,
        quoted: false,
        word_list: None,
        gallery_from: None,
        control: false,
    };
    let mut walk = Walk {
        page,
        read: Read::default(),
        ground,
        open: Vec::new(),
        run: Run::default(),
        run_node: 0,
        waiting: Vec::new(),
        word_bullet: String::new(),
    };
    let mut index = 1;
    while index < page.dom.len() {
        walk.leave(index);
        index = walk.enter(index);
    }
    walk.leave(usize::MAX);
    walk.flush();
    walk.read.pieces = join_word_lists(std::mem::take(&mut walk.read.pieces));
    walk.read
}

impl Walk<'_, '_> {
    fn top(&self) -> &Level {
        self.open.last().unwrap_or(&self.ground)
    }

    /// Closes what ended before this node.
    fn leave(&mut self, index: usize) {
        while self.open.last().is_some_and(|level| level.end <= index) {
            if self.top().is_block {
                self.flush();
            }
            let Some(level) = self.open.pop() else { return };
            if let Some(from) = level.gallery_from {
                self.close_gallery(from);
            }
        }
    }

    /// Reads a node and returns the next one to read.
    fn enter(&mut self, index: usize) -> usize {
        let dom = self.page.dom;
        if let Some(text) = dom.text(index) {
            self.words(index, text);
            return index + 1;
        }
        self.count_programs(index);
        let tag = dom.tag(index);
        if look::shows_nothing(tag) {
            return dom.end(index);
        }
        let look = look::of(dom, index);
        if look.word_bullet {
            self.word_bullet = dom.words(index);
            return dom.end(index);
        }
        let hidden = self.top().hidden || look::is_hidden(dom, index);
        if hidden && !self.top().hidden && !super::dom::is_block(tag) && !figure::is_image(tag) {
            // Hidden words do not cut the graf in two that they stand in.
            let words = dom.words(index);
            if !words.is_empty() {
                let what = What::Text(RichText::plain(words));
                self.waiting.push(Piece { node: index, block: index, what, hidden, remark: None });
            }
            return dom.end(index);
        }
        if let Some(after) = self.structure(index, tag, hidden) {
            return after;
        }
        self.open_level(index, tag, &look, hidden);
        index + 1
    }

    fn words(&mut self, index: usize, text: &str) {
        if text.trim_matches([' ', '\n', '\t', '\r']).is_empty() {
            if self.top().style.preformatted {
                let style = self.top().style.clone();
                self.run.write(text, &style);
            } else {
                self.run.space();
            }
            return;
        }
        let in_graf = self.top().heading.is_none();
        if in_graf && self.run.breaks() >= 2 && !self.top().style.preformatted {
            self.flush();
        }
        if self.run.is_empty() {
            self.run_node = index;
        }
        let style = self.top().style.clone();
        if self.run.has_room(text) {
            self.run.write(text, &style);
            return;
        }
        // A text without end becomes several grafs, parted between words.
        for part in text.split_inclusive(' ') {
            if !self.run.has_room(part) {
                self.flush();
                self.run_node = index;
            }
            self.run.write(part, &style);
        }
    }

    fn count_programs(&mut self, index: usize) {
        let dom = self.page.dom;
        self.read.program_attributes += dom
            .attributes(index)
            .filter(|(name, _)| {
                name.len() > 2
                    && name.starts_with("on")
                    && name.bytes().all(|byte| byte.is_ascii_alphabetic())
            })
            .count();
    }

    fn open_level(&mut self, index: usize, tag: &str, look: &Look, hidden: bool) {
        let dom = self.page.dom;
        let is_block = super::dom::is_block(tag) || look.block || tag == "label";
        if tag == "br" {
            self.run.break_line();
            return;
        }
        if is_block {
            self.flush();
        }
        let links = self.page.links;
        let style = self.top().style.clone();
        let style = style.inside(dom, index, look, links, &mut self.read.met);
        let top = self.top();
        let heading = match tag {
            "h1" => Some(1),
            "h2" => Some(2),
            "h3" => Some(3),
            "h4" => Some(4),
            "h5" => Some(5),
            "h6" => Some(6),
            _ => top.heading,
        };
        let quoted = top.quoted || tag == "blockquote";
        let control =
            top.control || matches!(tag, "button" | "select" | "textarea" | "option" | "label");
        let indent_px =
            top.indent_px + if is_block { look.indent_px.clamp(-500.0, 500.0) } else { 0.0 };
        let word_list = look.word_list_level.or(top.word_list);
        let gallery = is_gallery(self.page, index);
        if tag == "a" {
            self.run.space_if_glued();
        }
        self.open.push(Level {
            node: index,
            end: dom.end(index),
            style,
            is_block,
            heading,
            indent_px,
            hidden,
            quoted,
            word_list,
            gallery_from: gallery.then_some(self.read.pieces.len()),
            control,
        });
    }

    /// Reads what is more than words: pictures, lists, tables, quotations, players. Returns the
    /// node to go on with, `None` when this is an element like any other.
    fn structure(&mut self, index: usize, tag: &str, hidden: bool) -> Option<usize> {
        let page = self.page;
        let dom = page.dom;
        let end = dom.end(index);
        match tag {
            "input" => {
                let shown = !matches!(dom.attribute(index, "type"), Some("hidden"));
                let words =
                    ["value", "placeholder"].iter().find_map(|name| dom.attribute(index, name));
                if let Some(words) = words.filter(|words| shown && !words.is_empty()) {
                    self.push(index, What::Control(super::dom::one_line(words)), hidden);
                }
            }
            "hr" => self.push(index, What::Divider, hidden),
            tag if figure::is_image(tag) => return Some(self.picture(index, hidden)),
            _ if figure::is_box(page, index) => {
                self.flush();
                let figure = figure::captioned(page, index, &mut self.read)?;
                self.push(index, What::Figure(Box::new(figure)), hidden);
            }
            "figure" => return self.figure(index, hidden),
            tag if embed::is_player(tag) => {
                if let Some(embed) = embed::player(page, index, &mut self.read) {
                    self.push(index, What::Embed(embed), hidden);
                }
            }
            "ul" | "ol" | "dl" | "menu" | "dir" if list::is_plain(dom, index) => {
                self.flush();
                let (list, remark) = list::read(page, index, &mut self.read);
                if !list.items.is_empty() {
                    self.push_with(index, What::List(list), hidden, remark);
                }
            }
            "table" if !table::has_stray_words(dom, index) && table::is_data(page, index) => {
                self.flush();
                let (table, remark) = table::read(page, index, &mut self.read);
                self.push_with(index, What::Table(table), hidden, remark);
            }
            "blockquote" => return self.quotation(index, hidden),
            _ if quote::is_pull(page, index) => {
                self.flush();
                let quote = quote::words(page, index, &mut self.read)?;
                self.push(index, What::Pull(quote), hidden);
            }
            _ => return None,
        }
        Some(end)
    }

    /// A picture outside `<figure>`, with the words of its box when it has one.
    fn picture(&mut self, index: usize, hidden: bool) -> usize {
        let page = self.page;
        if let Some(letter) = inline::emoji(page.dom, index) {
            let style = self.top().style.clone();
            self.run.write(letter, &style);
            return page.dom.end(index);
        }
        let figure = figure::bare(page, index, &mut self.read)
            .or_else(|| figure::bare(page, figure::fallback_after(page, index)?, &mut self.read));
        if let Some(figure) = figure {
            self.push(index, What::Figure(Box::new(figure)), hidden);
        }
        page.dom.end(index)
    }

    fn figure(&mut self, index: usize, hidden: bool) -> Option<usize> {
        let page = self.page;
        let dom = page.dom;
        let end = dom.end(index);
        if quote::is_pull(page, index) {
            self.flush();
            let quote = quote::words(page, index, &mut self.read)?;
            self.push(index, What::Pull(quote), hidden);
            return Some(end);
        }
        if figure::is_one_picture(page, index) {
            self.flush();
            let figure = figure::captioned(page, index, &mut self.read)?;
            self.push(index, What::Figure(Box::new(figure)), hidden);
            return Some(end);
        }
        let inner: Vec<&str> = dom.range(index).skip(1).map(|inner| dom.tag(inner)).collect();
        if inner.iter().any(|tag| matches!(*tag, "form" | "input" | "figure" | "button"))
            && embed::find(dom, index).is_none()
        {
            return None;
        }
        if embed::find(dom, index).is_some() && !inner.contains(&"figure") {
            self.flush();
            let embed = embed::captioned(page, index, &mut self.read)?;
            self.push(index, What::Embed(embed), hidden);
            return Some(end);
        }
        if let Some(table) =
            dom.find(index, "table").next().filter(|table| table::is_data(page, *table))
        {
            self.flush();
            let (mut read, remark) = table::read(page, table, &mut self.read);
            if read.caption.is_empty() {
                let caption =
                    dom.find(index, "figcaption").next().map(|caption| dom.words(caption));
                read.caption = caption.unwrap_or_default();
            }
            self.push_with(index, What::Table(read), hidden, remark);
            return Some(end);
        }
        if inner.contains(&"blockquote") && quote::is_plain(dom, index) {
            self.flush();
            let quote = quote::words(page, index, &mut self.read)?;
            self.push(index, What::Quote(quote), hidden);
            return Some(end);
        }
        None
    }

    fn quotation(&mut self, index: usize, hidden: bool) -> Option<usize> {
        let page = self.page;
        let dom = page.dom;
        self.flush();
        if let Some(embed) = embed::post(page, index) {
            self.push(index, What::Embed(embed), hidden);
            return Some(dom.end(index));
        }
        if !quote::is_plain(dom, index) {
            // Its words become quotes one by one, what else it holds stands between them.
            return None;
        }
        if quote::is_pull(page, index) {
            let quote = quote::words(page, index, &mut self.read)?;
            self.push(index, What::Pull(quote), hidden);
            return Some(dom.end(index));
        }
        let remark = quote::is_nested(dom, index).then_some(Remark::QuotesJoined);
        if let Some(quote) = quote::words(page, index, &mut self.read) {
            self.push_with(index, What::Quote(quote), hidden, remark);
        }
        Some(dom.end(index))
    }

    fn push(&mut self, node: usize, what: What, hidden: bool) {
        self.push_with(node, what, hidden, None);
    }

    fn push_with(&mut self, node: usize, what: What, hidden: bool, remark: Option<Remark>) {
        let remark = remark.or_else(|| self.top().quoted.then_some(Remark::QuoteTakenApart));
        let piece = Piece { node, block: node, what, hidden, remark };
        // A picture in the middle of a graf does not cut it in two.
        if self.run.is_empty() {
            self.read.pieces.push(piece);
        } else {
            self.waiting.push(piece);
        }
    }

    /// The words so far are whole.
    fn flush(&mut self) {
        let node = self.run_node;
        let preformatted = self.top().style.preformatted;
        let text = self.run.take(&mut self.read.met);
        let bullet = std::mem::take(&mut self.word_bullet);
        if !text.is_blank() {
            let block =
                self.open.iter().rev().find(|level| level.is_block).map_or(0, |level| level.node);
            let (what, remark) = self.what(text, &bullet, preformatted);
            let hidden = self.top().hidden;
            self.read.pieces.push(Piece { node, block, what, hidden, remark });
        }
        self.read.pieces.append(&mut self.waiting);
    }

    fn what(&self, text: RichText, bullet: &str, preformatted: bool) -> (What, Option<Remark>) {
        let level = self.top();
        if level.control {
            return (What::Control(text.as_str().to_owned()), None);
        }
        if let Some(number) = level.heading {
            return (What::Heading(number, plain_heading(text)), None);
        }
        if let Some((level, ordered, text)) = self.word_item(&text, bullet) {
            return (What::Item(level, ordered, text), None);
        }
        if level.quoted {
            let quote = Quote { text, attribution: String::new() };
            return (What::Quote(quote), Some(Remark::QuoteTakenApart));
        }
        if level.indent_px >= INDENT_PX && !preformatted && self.stands_apart() {
            let quote = Quote { text: text.clone(), attribution: String::new() };
            return (What::Text(text), Some(Remark::Indented(quote)));
        }
        (What::Text(text), None)
    }

    /// Whether the indent is one of this graf and not of the page's layout: some graf-like element
    /// says so itself.
    fn stands_apart(&self) -> bool {
        self.open.iter().rev().take(3).any(|level| {
            let own = look::of(self.page.dom, level.node).indent_px;
            own >= INDENT_PX && matches!(self.page.dom.tag(level.node), "p" | "div" | "center")
        })
    }

    /// An item of a Word list, which is a graf with a bullet typed into it.
    fn word_item(&self, text: &RichText, bullet: &str) -> Option<(u8, bool, RichText)> {
        let level = self.top();
        let graf = self.open.iter().rev().find(|level| level.is_block)?;
        let class = self.page.dom.attribute(graf.node, "class").unwrap_or_default();
        let in_word_list = level.word_list.is_some() || class.contains("MsoListParagraph");
        if in_word_list && !bullet.is_empty() {
            let ordered = bullet.chars().any(|letter| letter.is_ascii_digit())
                || (bullet.len() <= 5
                    && bullet.ends_with(['.', ')'])
                    && bullet.starts_with(char::is_alphanumeric));
            return Some((level.word_list.unwrap_or(0), ordered, text.clone()));
        }
        // The bullet may be a letter of the copy.
        let copy = text.as_str();
        let mark = copy.chars().next()?;
        let after = copy.get(mark.len_utf8()..)?;
        let parted = after.starts_with(['\u{a0}', ' ', '\t']);
        let is_bullet = matches!(mark, '•' | '·' | '▪' | '◦' | '‣' | '●' | '○' | '\u{f0b7}' | '§');
        let sure = is_bullet && parted && (in_word_list || mark != '§');
        sure.then(|| {
            let rest = after.trim_start_matches(['\u{a0}', ' ']);
            let start = copy.len() - rest.len();
            (level.word_list.unwrap_or(0), false, text.slice(start..copy.len()))
        })
    }

    /// Makes one gallery of the pictures since `from`, when there are several and little else.
    fn close_gallery(&mut self, from: usize) {
        let Some(inside) = self.read.pieces.get(from..) else { return };
        let figures = inside.iter().filter(|piece| matches!(piece.what, What::Figure(_))).count();
        let copy = inside.iter().filter(|piece| {
            !piece.hidden
                && matches!(piece.what, What::Text(_) | What::List(_) | What::Quote(_))
                && piece.words().len() > 80
        });
        if figures < 2 || copy.count() > 0 {
            return;
        }
        let mut gallery: Vec<Figure> = Vec::new();
        let mut place = None;
        let mut kept: Vec<Piece> = Vec::new();
        for piece in self.read.pieces.split_off(from) {
            match piece.what {
                What::Figure(figure) if !piece.hidden => {
                    place.get_or_insert((kept.len(), piece.node, piece.block));
                    gallery.push(*figure);
                }
                _ => kept.push(piece),
            }
        }
        if let Some((at, node, block)) = place {
            let what = What::Gallery(gallery);
            kept.insert(at, Piece { node, block, what, hidden: false, remark: None });
        }
        self.read.pieces.append(&mut kept);
    }
}

/// Whether an element says that it shows several pictures, or is a figure made of figures.
fn is_gallery(page: &Page<'_>, index: usize) -> bool {
    let dom = page.dom;
    let of_figures = dom.tag(index) == "figure" && dom.find(index, "figure").take(4).count() >= 3;
    of_figures
        || (page.hints(index).has(Hint::Gallery)
            && matches!(dom.tag(index), "div" | "section" | "ul" | "figure" | "amp-carousel" | "p"))
}

/// A heading is bold by itself, and its lines are one.
fn plain_heading(mut text: RichText) -> RichText {
    text.unmark(0..text.len(), &crate::story::MarkKind::Strong);
    if text.as_str().contains('\n') {
        let marks = text.marks().to_vec();
        return RichText::new(text.as_str().replace('\n', " "), marks);
    }
    text
}

/// Items that follow each other are one list.
fn join_word_lists(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut last_end = 0;
    for mut piece in pieces {
        let What::Item(level, ordered, text) = piece.what else {
            joined.push(piece);
            continue;
        };
        let item = ListItem { level, text };
        if last_end == joined.len()
            && let Some(Piece { what: What::List(list), hidden, .. }) = joined.last_mut()
            && *hidden == piece.hidden
            && (list.ordered == ordered || level > 0)
        {
            list.items.push(item);
            continue;
        }
        piece.what = What::List(List { ordered, items: vec![item] });
        joined.push(piece);
        last_end = joined.len();
    }
    joined
}
