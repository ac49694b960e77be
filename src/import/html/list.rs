//! Lists, nested or not.
//!
//! Must not know: whether a list is copy or furniture.

use super::bound::NOSCRIPT;
use super::dom::Dom;
use super::figure::is_image;
use super::inline;
use super::piece::{Page, Read, Remark};
use super::quote;
use crate::story::{List, ListItem, MarkKind, RichText};

/// Whether an element holds items of words alone. Cards with pictures, headings or buttons in list
/// markup are read as boxes instead.
pub(super) fn is_plain(dom: &Dom, list: usize) -> bool {
    let mut skip_to = 0;
    dom.range(list).skip(1).all(|index| {
        if index < skip_to {
            return true;
        }
        let tag = dom.tag(index);
        if tag == NOSCRIPT || tag == "svg" {
            skip_to = dom.end(index);
            return true;
        }
        !is_image(tag)
            && !matches!(
                tag,
                "h1" | "h2"
                    | "h3"
                    | "h4"
                    | "h5"
                    | "h6"
                    | "figure"
                    | "article"
                    | "section"
                    | "table"
                    | "iframe"
                    | "video"
                    | "audio"
                    | "form"
                    | "input"
                    | "button"
                    | "select"
                    | "textarea"
                    | "object"
                    | "embed"
                    | "hr"
                    | "nav"
                    | "aside"
            )
    })
}

/// A list with its nested lists, item by item.
pub(super) fn read(page: &Page<'_>, list: usize, read: &mut Read) -> (List, Option<Remark>) {
    let dom = page.dom;
    let ordered = dom.tag(list) == "ol";
    let mut items = Vec::new();
    let mut quotes = Vec::new();
    // The lists and items that stand open: where they end, and whether it is a list.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let end = dom.end(list);
    let mut index = list;
    while index < end {
        while open.last().is_some_and(|(end, _)| *end <= index) {
            open.pop();
        }
        let in_list = open.last().is_none_or(|(_, is_list)| *is_list);
        let tag = dom.tag(index);
        if is_list(tag) {
            open.push((dom.end(index), true));
            index += 1;
            continue;
        }
        let is_item = matches!(tag, "li" | "dt" | "dd");
        let is_read = is_item || (in_list && is_stray(dom, index));
        if !is_read {
            // Between its nested lists an item has no words that were not read with it.
            index += 1;
            continue;
        }
        let lists = open.iter().filter(|(_, is_list)| *is_list).count();
        let level = lists.saturating_sub(1) + usize::from(tag == "dd");
        let level = u8::try_from(level).unwrap_or(u8::MAX);
        for inner in dom.find(index, "blockquote").take(20) {
            quotes.extend(quote::words(page, inner, read));
        }
        // Nested lists have items of their own.
        let skip =
            |inner: usize| inner != index && (is_list(dom.tag(inner)) || is_back_link(dom, inner));
        let text = inline::line(dom, index, page.links, &mut read.met, &skip);
        if !text.is_blank() {
            items.push(ListItem { level, text });
        }
        match first_list_inside(dom, index) {
            Some(inner) => {
                open.push((dom.end(index), false));
                index = inner;
            }
            None => index = dom.end(index),
        }
    }
    let remark = (!quotes.is_empty()).then_some(Remark::QuoteInside(quotes));
    (List { ordered, items }, remark)
}

fn is_list(tag: &str) -> bool {
    matches!(tag, "ul" | "ol" | "dl" | "menu" | "dir")
}

/// Words that stand between the items of a list, in no item.
fn is_stray(dom: &Dom, index: usize) -> bool {
    if let Some(text) = dom.text(index) {
        !text.trim().is_empty()
    } else {
        let tag = dom.tag(index);
        let holds_items = dom
            .range(index)
            .any(|inner| matches!(dom.tag(inner), "li" | "dt" | "dd") || is_list(dom.tag(inner)));
        !super::look::shows_nothing(tag) && !holds_items && !dom.words(index).is_empty()
    }
}

/// After the words of an item come its nested lists, read as levels of their own.
fn first_list_inside(dom: &Dom, item: usize) -> Option<usize> {
    dom.range(item).skip(1).find(|index| is_list(dom.tag(*index)))
}

/// The arrow that leads from a footnote back to its number.
fn is_back_link(dom: &Dom, index: usize) -> bool {
    dom.tag(index) == "a"
        && dom.attribute(index, "href").is_some_and(|href| href.starts_with('#'))
        && dom.words(index).chars().all(|letter| !letter.is_alphanumeric())
}

/// Whether the words of a text are a link and nothing else.
pub(super) fn is_all_link(text: &RichText) -> bool {
    let linked: usize = text
        .marks()
        .iter()
        .filter(|mark| matches!(mark.kind, MarkKind::Link { .. }))
        .filter_map(|mark| text.as_str().get(mark.range.clone()))
        .map(|words| words.chars().filter(|letter| letter.is_alphanumeric()).count())
        .sum();
    let all = text.as_str().chars().filter(|letter| letter.is_alphanumeric()).count();
    all > 0 && linked * 10 >= all * 9
}
