//! Bounds a page before the parser sees it: how deep it nests, how many elements, how many
//! attributes.
//!
//! html5ever follows the standard, and the standard lets a page of a few megabytes cost hours:
//! every unclosed `<b id=…>` is opened again in every block after it, and every tag looks through
//! all elements that stand open. So the tags are read once here, cheaply and in one pass. Tags
//! beyond the bounds are left out and their words stay. Comments, styles and programs go at the
//! same time; what a browser shows only without scripts gets an element name of our own.
//!
//! Must not know: what any of it means for a story.

use std::collections::HashMap;

use super::super::{DEEPEST, MOST_ELEMENTS};

/// The element that stands for `noscript`, whose inside the parser would read as text.
pub(super) const NOSCRIPT: &str = "x-noscript";

const MOST_ATTRIBUTES: usize = 60;
/// Bold inside italics inside a link, … : deeper than this is no longer writing.
const DEEPEST_FORMATTING: usize = 24;
/// How far up an end tag looks for its start.
const LOOK_UP: usize = 512;

const VOID: [&str; 16] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "basefont", "image",
];
const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];
/// Elements that an end tag of another kind does not look through.
const WALLS: [&str; 9] =
    ["table", "td", "th", "caption", "template", "object", "applet", "marquee", "html"];
const TABLE_PARTS: [&str; 8] = ["table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"];
/// Elements that end a graf that is still open (HTML living standard, 13.2.6.4.7); a line break, a
/// picture or an element of somebody's own making does not.
const ENDS_GRAF: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dd",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
];
/// Inline elements without rules of their own; every other name counts as a block.
const ORDINARY: [&str; 22] = [
    "span", "abbr", "acronym", "bdi", "bdo", "cite", "data", "del", "dfn", "ins", "kbd", "label",
    "mark", "q", "ruby", "samp", "sub", "sup", "time", "var", "picture", "svg",
];

/// A page within bounds.
pub(super) struct Bounded {
    /// The page.
    pub(super) html: String,
    /// Tags that were left out because the page nests too deep or has too many.
    pub(super) tags_left_out: usize,
    /// Programs that were taken out.
    pub(super) scripts: usize,
}

/// One element that stands open.
struct Open<'a> {
    name: &'a str,
    kind: Kind,
    written: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Formatting,
    Ordinary,
    Block,
}

struct Tag<'a> {
    name: &'a str,
    closes: bool,
    attributes: Vec<&'a str>,
    end: usize,
}

struct Bounding<'a> {
    source: &'a str,
    lower: Lowered<'a>,
    out: String,
    open: Vec<Open<'a>>,
    written: usize,
    formatting: usize,
    elements: usize,
    left_out: usize,
    scripts: usize,
    /// Set once a quote ran to the end of the page: from then on the next `>` ends a tag.
    plain_tags: bool,
}

/// Copies a page and leaves out what goes beyond the bounds.
pub(super) fn bounded(source: &str) -> Bounded {
    let mut bounding = Bounding {
        source,
        lower: Lowered::default(),
        out: String::with_capacity(source.len() + 64),
        open: Vec::new(),
        written: 0,
        formatting: 0,
        elements: 0,
        left_out: 0,
        scripts: 0,
        plain_tags: false,
    };
    // Without a declared type the parser goes into quirks mode, where tables stand inside grafs.
    bounding.out.push_str("<!doctype html>");
    bounding.run();
    Bounded { html: bounding.out, tags_left_out: bounding.left_out, scripts: bounding.scripts }
}

/// Names in lower case, each kept once.
#[derive(Default)]
struct Lowered<'a> {
    known: HashMap<&'a str, &'static str>,
}

const NAMES: [&str; 64] = [
    "a",
    "article",
    "aside",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "noscript",
    "object",
    "ol",
    "p",
    "pre",
    "s",
    "script",
    "section",
    "select",
    "small",
    "span",
    "strong",
    "style",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "title",
    "tr",
    "u",
    "ul",
    "video",
    "textarea",
];

impl<'a> Lowered<'a> {
    /// The name in lower case where it is a common one written in capitals, else as it is.
    fn of(&mut self, name: &'a str) -> &'a str {
        if !name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return name;
        }
        if let Some(known) = self.known.get(name) {
            return known;
        }
        match NAMES.iter().find(|known| known.eq_ignore_ascii_case(name)) {
            Some(known) => {
                self.known.insert(name, known);
                known
            }
            None => name,
        }
    }
}

impl<'a> Bounding<'a> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(found) = self.find(at, "<") {
            self.copy(at, found);
            at = self.markup(found);
        }
        self.copy(at, self.source.len());
    }

    fn find(&self, from: usize, what: &str) -> Option<usize> {
        self.source.get(from..)?.find(what).map(|found| from + found)
    }

    fn copy(&mut self, from: usize, to: usize) {
        self.out.push_str(self.source.get(from..to).unwrap_or_default());
    }

    /// Reads what begins with `<` and returns where the text goes on.
    fn markup(&mut self, at: usize) -> usize {
        let end_of_source = self.source.len();
        let rest = self.source.get(at + 1..).unwrap_or_default();
        if rest.starts_with("!--") {
            // `<!-->` is a whole comment, so its end may overlap its start.
            return self.find(at + 2, "-->").map_or(end_of_source, |end| end + 3);
        }
        if rest.starts_with(['!', '?']) {
            return self.find(at, ">").map_or(end_of_source, |end| end + 1);
        }
        let letter = rest.strip_prefix('/').unwrap_or(rest);
        if !letter.starts_with(|first: char| first.is_ascii_alphabetic()) {
            self.out.push_str("&lt;");
            return at + 1;
        }
        if let Some(tag) = self.tag(at) {
            self.write(tag)
        } else {
            // A tag without an end is words.
            self.out.push_str("&lt;");
            at + 1
        }
    }

    /// The tag at `<`, or `None` when it never ends.
    fn tag(&mut self, at: usize) -> Option<Tag<'a>> {
        let bytes = self.source.as_bytes();
        let closes = bytes.get(at + 1) == Some(&b'/');
        let start = at + 1 + usize::from(closes);
        let mut end = start;
        while bytes
            .get(end)
            .is_some_and(|byte| !byte.is_ascii_whitespace() && !b"/>".contains(byte))
        {
            end += 1;
        }
        let name = self.source.get(start..end)?;
        let name = self.lower.of(name);
        let mut attributes = Vec::new();
        let mut place = end;
        loop {
            while bytes.get(place).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/') {
                place += 1;
            }
            match bytes.get(place) {
                Some(b'>') => return Some(Tag { name, closes, attributes, end: place + 1 }),
                Some(_) => {}
                None => return None,
            }
            let begin = place;
            place = self.attribute(place)?;
            if attributes.len() < MOST_ATTRIBUTES {
                attributes.push(self.source.get(begin..place)?);
            }
        }
    }

    /// Where the attribute that begins here ends.
    fn attribute(&mut self, begin: usize) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let space = |byte: &u8| byte.is_ascii_whitespace();
        // The first byte belongs to the name, whatever it is.
        let mut place = begin + 1;
        while bytes.get(place).is_some_and(|byte| !space(byte) && !b"/>=".contains(byte)) {
            place += 1;
        }
        let name_ends = place;
        while bytes.get(place).is_some_and(space) {
            place += 1;
        }
        if bytes.get(place) != Some(&b'=') {
            return Some(name_ends);
        }
        place += 1;
        while bytes.get(place).is_some_and(space) {
            place += 1;
        }
        match bytes.get(place) {
            Some(quote @ (b'"' | b'\'')) if !self.plain_tags => {
                let closing = if *quote == b'"' { "\"" } else { "'" };
                let end = self.find(place + 1, closing).map(|end| end + 1);
                self.plain_tags |= end.is_none();
                end
            }
            _ => {
                while bytes.get(place).is_some_and(|byte| !space(byte) && *byte != b'>') {
                    place += 1;
                }
                Some(place)
            }
        }
    }

    fn write(&mut self, tag: Tag<'a>) -> usize {
        let end = tag.end;
        match (tag.closes, tag.name) {
            // A frameset would throw the whole body away.
            (_, "frameset" | "frame" | "xmp" | "plaintext") => self.out.push(' '),
            (true, _) => self.close(tag.name),
            (false, "script") => return self.script(&tag),
            (false, "style" | "noembed" | "noframes") => return self.past(end, tag.name),
            (false, "iframe") => {
                let after = self.past(end, tag.name);
                self.start(tag);
                self.close("iframe");
                return after;
            }
            (false, "textarea" | "title") => {
                let name = tag.name;
                self.start(tag);
                let after = self.past(end, name);
                let words = self.source.get(end..after).unwrap_or_default();
                let words = words.rsplit_once("</").map_or(words, |(words, _)| words);
                self.out.push_str(&words.replace('<', "&lt;"));
                self.close(name);
                return after;
            }
            (false, _) => self.start(tag),
        }
        end
    }

    /// A program goes; data about the story stays.
    fn script(&mut self, tag: &Tag<'a>) -> usize {
        let after = self.past(tag.end, "script");
        let is_data = tag.attributes.iter().any(|attribute| {
            let attribute = attribute.to_ascii_lowercase();
            attribute.starts_with("type") && attribute.contains("ld+json")
        });
        if is_data && self.elements < MOST_ELEMENTS {
            let words = self.source.get(tag.end..after).unwrap_or_default();
            let words = words.rsplit_once("</").map_or(words, |(words, _)| words);
            self.out.push_str("<script type=\"application/ld+json\">");
            self.out.push_str(words);
            self.out.push_str("</script>");
        } else if !tag
            .attributes
            .iter()
            .any(|attribute| attribute.to_ascii_lowercase().contains("json"))
        {
            self.scripts += 1;
        }
        after
    }

    /// Where the text goes on after the end tag of an element that holds no markup.
    fn past(&self, from: usize, name: &str) -> usize {
        let bytes = self.source.as_bytes();
        let mut at = from;
        while let Some(found) = self.find(at, "</") {
            let start = found + 2;
            let candidate = bytes.get(start..start + name.len());
            let ends = bytes
                .get(start + name.len())
                .is_none_or(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte));
            if ends && candidate.is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes())) {
                return self.find(start, ">").map_or(self.source.len(), |end| end + 1);
            }
            at = start;
        }
        self.source.len()
    }

    fn start(&mut self, tag: Tag<'a>) {
        let name = if tag.name == "noscript" { NOSCRIPT } else { tag.name };
        let kind = kind_of(name);
        self.close_what_this_closes(name);
        self.elements += 1;
        let is_void = VOID.contains(&name);
        let fits = self.elements <= MOST_ELEMENTS
            && (is_void || self.written < DEEPEST)
            && (kind != Kind::Formatting || self.formatting < DEEPEST_FORMATTING);
        if fits {
            self.out.push('<');
            self.out.push_str(name);
            for attribute in &tag.attributes {
                self.out.push(' ');
                self.out.push_str(attribute);
            }
            self.out.push('>');
        } else {
            self.left_out += 1;
            if kind == Kind::Block {
                self.out.push(' ');
            }
        }
        if !is_void {
            self.written += usize::from(fits);
            self.formatting += usize::from(fits && kind == Kind::Formatting);
            self.open.push(Open { name, kind, written: fits });
        }
    }

    /// A new graf ends the one before it, an item the item, a cell the cell.
    fn close_what_this_closes(&mut self, name: &str) {
        let (ends, walls): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dd" | "dt" => (&["dd", "dt"], &["dl"]),
            "option" => (&["option"], &["select"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "a" => (&["a"], &["p", "div", "li", "td", "table"]),
            _ if ENDS_GRAF.contains(&name) => (&["p"], &["button"]),
            _ => return,
        };
        let found = self.open.iter().rev().take(LOOK_UP).position(|open| {
            ends.contains(&open.name) || walls.contains(&open.name) || WALLS.contains(&open.name)
        });
        let Some(up) = found else { return };
        let index = self.open.len() - 1 - up;
        if self.open.get(index).is_some_and(|open| ends.contains(&open.name)) {
            self.truncate(index);
        }
    }

    fn close(&mut self, name: &'a str) {
        let name = if name == "noscript" { NOSCRIPT } else { name };
        if VOID.contains(&name) && name != "br" {
            return;
        }
        let kind = kind_of(name);
        let is_table_part = TABLE_PARTS.contains(&name);
        let found = self.open.iter().rev().take(LOOK_UP).position(|open| {
            open.name == name
                || (!is_table_part && WALLS.contains(&open.name))
                || (is_table_part && open.name == "table")
                || (kind == Kind::Ordinary && open.kind == Kind::Block)
        });
        let index = found
            .map(|up| self.open.len() - 1 - up)
            .filter(|index| self.open.get(*index).is_some_and(|open| open.name == name));
        let Some(index) = index else {
            // `</p>` alone is an empty graf and `</br>` a line end; both part words.
            if matches!(name, "p" | "br") {
                self.out.push_str("<br>");
            }
            return;
        };
        if kind == Kind::Formatting {
            // It ends alone; what was opened inside it goes on, as in a browser.
            let open = self.open.remove(index);
            self.forget(&open);
            if open.written {
                self.end_tag(name);
            }
        } else {
            self.truncate(index);
        }
    }

    /// Ends everything from here on. Formatting is ended by name, so that the parser does not open
    /// it again in every block that follows.
    fn truncate(&mut self, index: usize) {
        let mut first = None;
        while self.open.len() > index {
            let Some(open) = self.open.pop() else { return };
            self.forget(&open);
            if open.written && open.kind == Kind::Formatting {
                self.end_tag(open.name);
            }
            first = Some(open);
        }
        if let Some(open) = first {
            if open.written && open.kind != Kind::Formatting {
                self.end_tag(open.name);
            } else if !open.written && open.kind == Kind::Block {
                self.out.push(' ');
            }
        }
    }

    fn forget(&mut self, open: &Open<'a>) {
        self.written -= usize::from(open.written);
        self.formatting -= usize::from(open.written && open.kind == Kind::Formatting);
    }

    fn end_tag(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }
}

fn kind_of(name: &str) -> Kind {
    if FORMATTING.contains(&name) {
        Kind::Formatting
    } else if ORDINARY.contains(&name) {
        Kind::Ordinary
    } else {
        Kind::Block
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(html: &str) -> String {
        bounded(html).html.strip_prefix("<!doctype html>").unwrap().to_owned()
    }

    #[test]
    fn an_ordinary_page_comes_through_and_programs_go() {
        for (source, expected) in [
            ("<p class=a>One</p>", "<p class=a>One</p>"),
            ("<P>One<BR/>two</P>", "<p>One<br>two</p>"),
            ("a < b & c", "a &lt; b & c"),
            ("a<!-- secret <b> -->b", "ab"),
            ("a<!-->b", "ab"),
            ("<script>if (a<b) {}</script>x", "x"),
            ("<style>p{}</style>x", "x"),
            ("<noscript><img src=a></noscript>", "<x-noscript><img src=a></x-noscript>"),
            ("<title>A <b> title</title>", "<title>A &lt;b> title</title>"),
            ("<a href=\"x>y\">z</a>", "<a href=\"x>y\">z</a>"),
            ("<p>One<p>Two", "<p>One</p><p>Two"),
            ("<div><b>x</div>y", "<div><b>x</b></div>y"),
            ("words <a href=\"never closed words", "words &lt;a href=\"never closed words"),
            ("<frameset>words", " words"),
        ] {
            assert_eq!(bound(source), expected, "{source}");
        }
    }

    #[test]
    fn tags_beyond_the_depth_go_and_words_stay() {
        let source = format!("{}deep words{}after", "<div>".repeat(2_000), "</div>".repeat(2_000));
        let bounded = bounded(&source);
        assert_eq!(bounded.html.matches("<div>").count(), DEEPEST);
        assert_eq!(bounded.html.matches("</div>").count(), DEEPEST);
        assert_eq!(bounded.tags_left_out, 2_000 - DEEPEST);
        assert!(bounded.html.contains("deep words") && bounded.html.ends_with("after"));
    }

    #[test]
    fn formatting_left_open_does_not_pile_up() {
        let source = "<div><b>word</div>".repeat(5_000);
        let bounded = bounded(&source);
        assert_eq!(bounded.html.matches("</b>").count(), 5_000);
        assert_eq!(bounded.tags_left_out, 0);
    }
}
