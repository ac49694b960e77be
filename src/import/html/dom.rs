//! The page as a flat list of nodes in reading order.
//!
//! A node's inside is the range of numbers after it, so every walk is a loop and nothing recurses,
//! however deep a page nests.
//!
//! Must not know: stories.

use std::borrow::Cow;
use std::ops::Range;

use scraper::{Html, Node as Parsed};

/// One node.
#[derive(Debug)]
struct Node {
    parent: usize,
    /// The first number after its inside.
    end: usize,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Element { tag: Cow<'static, str>, attributes: Vec<(String, String)> },
    Text(String),
}

/// A page, its nodes numbered in reading order; 0 is the root.
#[derive(Debug)]
pub(super) struct Dom {
    nodes: Vec<Node>,
    /// Bytes of text before each node, and at the end those of the whole page.
    bytes_before: Vec<usize>,
}

impl Dom {
    /// Parses a page that was bounded before.
    pub(super) fn parse(html: &str) -> Self {
        let parsed = Html::parse_document(html);
        let root = Kind::Element { tag: Cow::Borrowed("#root"), attributes: Vec::new() };
        let mut dom =
            Self { nodes: vec![Node { parent: 0, end: 0, kind: root }], bytes_before: Vec::new() };
        let mut open = vec![0usize];
        let mut node = parsed.tree.root();
        'page: loop {
            dom.enter(node.value(), &mut open);
            if let Some(child) = node.first_child() {
                node = child;
                continue;
            }
            loop {
                if node.value().is_element() {
                    dom.leave(&mut open);
                }
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                let Some(parent) = node.parent() else { break 'page };
                node = parent;
            }
        }
        dom.leave(&mut open);
        let mut bytes = 0;
        for index in 0..dom.nodes.len() {
            dom.bytes_before.push(bytes);
            if let Some(text) = dom.text(index).filter(|text| !text.trim().is_empty()) {
                bytes += text.len();
            }
        }
        dom.bytes_before.push(bytes);
        dom
    }

    /// Bytes of text inside a node, white space between elements not counted.
    pub(super) fn text_bytes(&self, index: usize) -> usize {
        let before = |index: usize| self.bytes_before.get(index).copied().unwrap_or(0);
        before(self.end(index)).saturating_sub(before(index))
    }

    fn enter(&mut self, value: &Parsed, open: &mut Vec<usize>) {
        let parent = open.last().copied().unwrap_or(0);
        match value {
            Parsed::Element(element) => {
                let attributes = element
                    .attrs()
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .collect();
                let kind = Kind::Element { tag: known(element.name()), attributes };
                open.push(self.nodes.len());
                self.nodes.push(Node { parent, end: 0, kind });
            }
            Parsed::Text(text) => {
                let end = self.nodes.len() + 1;
                self.nodes.push(Node { parent, end, kind: Kind::Text(text.to_string()) });
            }
            _ => {}
        }
    }

    fn leave(&mut self, open: &mut Vec<usize>) {
        let end = self.nodes.len();
        if let Some(node) = open.pop().and_then(|index| self.nodes.get_mut(index)) {
            node.end = end;
        }
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The name of an element in lower case; empty for text.
    pub(super) fn tag(&self, index: usize) -> &str {
        match self.nodes.get(index).map(|node| &node.kind) {
            Some(Kind::Element { tag, .. }) => tag,
            _ => "",
        }
    }

    /// The words of a text node.
    pub(super) fn text(&self, index: usize) -> Option<&str> {
        match self.nodes.get(index).map(|node| &node.kind) {
            Some(Kind::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// An attribute of an element, white space around it taken off.
    pub(super) fn attribute(&self, index: usize, name: &str) -> Option<&str> {
        self.attributes(index).find(|(found, _)| *found == name).map(|(_, value)| value.trim())
    }

    /// All attributes of an element.
    pub(super) fn attributes(&self, index: usize) -> impl Iterator<Item = (&str, &str)> {
        let attributes = match self.nodes.get(index).map(|node| &node.kind) {
            Some(Kind::Element { attributes, .. }) => attributes.as_slice(),
            _ => &[],
        };
        attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The first number after a node's inside.
    pub(super) fn end(&self, index: usize) -> usize {
        self.nodes.get(index).map_or(index + 1, |node| node.end.max(index + 1))
    }

    /// A node and its inside.
    pub(super) fn range(&self, index: usize) -> Range<usize> {
        index..self.end(index)
    }

    /// What a node stands in; the root stands in itself.
    pub(super) fn parent(&self, index: usize) -> usize {
        self.nodes.get(index).map_or(0, |node| node.parent)
    }

    /// Whether a node is another one or stands inside it.
    pub(super) fn is_within(&self, index: usize, outer: usize) -> bool {
        self.range(outer).contains(&index)
    }

    /// The nodes directly inside a node.
    pub(super) fn children(&self, index: usize) -> impl Iterator<Item = usize> {
        let end = self.end(index);
        let mut next = index + 1;
        std::iter::from_fn(move || {
            if next >= end {
                return None;
            }
            let child = next;
            next = self.end(child);
            Some(child)
        })
    }

    /// The node, what it stands in, and so on up to the root.
    pub(super) fn upwards(&self, index: usize) -> impl Iterator<Item = usize> {
        let mut next = Some(index);
        std::iter::from_fn(move || {
            let here = next?;
            next = (here != 0).then(|| self.parent(here));
            Some(here)
        })
    }

    /// The smallest node that holds both.
    pub(super) fn common(&self, first: usize, second: usize) -> usize {
        self.upwards(first).find(|outer| self.is_within(second, *outer)).unwrap_or(0)
    }

    /// The elements inside a node with this name, the node itself included.
    pub(super) fn find<'a>(&'a self, within: usize, tag: &'a str) -> impl Iterator<Item = usize> {
        self.range(within).filter(move |index| self.tag(*index) == tag)
    }

    /// The words inside a node on one line, elements parted by spaces where they are blocks.
    pub(super) fn words(&self, within: usize) -> String {
        let mut line = String::new();
        for index in self.range(within) {
            match self.text(index) {
                Some(text) => line.push_str(text),
                None if is_block(self.tag(index)) || self.tag(index) == "br" => line.push(' '),
                None => {}
            }
        }
        one_line(&line)
    }
}

/// Text with every run of white space made one space and none at the ends; no-break spaces stay.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split([' ', '\n', '\t', '\r', '\u{c}']).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().filter(|letter| !is_invisible(*letter)));
    }
    line
}

/// Letters that only tell a browser where it may break a word.
pub(super) fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\0')
}

/// Whether an element of this name stands on lines of its own.
pub(super) fn is_block(tag: &str) -> bool {
    BLOCKS.contains(&tag) || tag.starts_with("amp-")
}

const BLOCKS: [&str; 57] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
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
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "video",
];

fn known(name: &str) -> Cow<'static, str> {
    const INLINE: [&str; 24] = [
        "a", "abbr", "b", "br", "cite", "code", "em", "font", "i", "img", "input", "label", "link",
        "meta", "picture", "s", "script", "source", "span", "strong", "sub", "sup", "time", "u",
    ];
    BLOCKS
        .iter()
        .chain(&INLINE)
        .find(|known| **known == name)
        .map_or_else(|| Cow::Owned(name.to_ascii_lowercase()), |known| Cow::Borrowed(*known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_holds_the_numbers_after_it() {
        let dom = Dom::parse("<div><p>One <b>two</b></p><p>three</p></div>");
        let div = dom.find(0, "div").next().unwrap();
        let children: Vec<&str> = dom.children(div).map(|child| dom.tag(child)).collect();
        assert_eq!(children, ["p", "p"]);
        let b = dom.find(0, "b").next().unwrap();
        let last = dom.find(0, "p").last().unwrap();
        assert_eq!(dom.common(b, last), div);
        assert_eq!(dom.words(div), "One two three");
    }
}
