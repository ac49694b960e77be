//! Pictures with their caption, credit and description.
//!
//! Must not know: which picture leads the story.

use std::sync::Arc;

use super::bound::NOSCRIPT;
use super::dom::Dom;
use super::hints::Hint;
use super::inline;
use super::piece::{Page, Read};
use crate::media::{self, credit};
use crate::story::{Alt, Credit, CreditState, Figure, RichText};

use super::super::MOST_PICTURES;
use super::super::recognise;

/// A `srcset` with more candidates is not read to its end.
const MOST_CANDIDATES: usize = 40;
/// A longer text beside a picture is not its caption.
const LONGEST_CAPTION_BYTES: usize = 1_200;
/// A longer text is not a credit.
const LONGEST_CREDIT_BYTES: usize = 160;
/// A larger element is more than a picture with its words.
const MOST_BOX_NODES: usize = 80;

/// Where a picture's file is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    Address(String),
    Inside(Vec<u8>),
}

/// One picture of the page before its caption is known.
struct Image {
    source: Source,
    alt: Alt,
}

/// Whether an element is a picture of some kind.
pub(super) fn is_image(tag: &str) -> bool {
    matches!(tag, "img" | "picture" | "amp-img" | "image" | "amp-anim")
}

/// A picture that shows nothing: a counter, a spacer, a placeholder.
fn is_pixel(dom: &Dom, index: usize) -> bool {
    let small = |name| {
        dom.attribute(index, name)
            .and_then(|size| size.parse::<u32>().ok())
            .is_some_and(|size| size <= 2)
    };
    small("width") && small("height")
        || (small("width") || small("height"))
            && dom.attribute(index, "alt").unwrap_or_default().is_empty()
}

/// The best address of an `<img>` or `<source>`: the largest candidate, lazy attributes before the
/// placeholder that stands in for them.
fn best_source(page: &Page<'_>, index: usize) -> Option<Source> {
    let dom = page.dom;
    let sets = ["data-srcset", "data-lazy-srcset", "srcset"];
    let singles = [
        "data-src",
        "data-lazy-src",
        "data-original",
        "data-hi-res-src",
        "data-full-src",
        "data-url",
        "data-image",
        "data-lazy",
        "src",
    ];
    let from_set = sets.iter().find_map(|name| largest(dom.attribute(index, name)?));
    let lazy = singles
        .iter()
        .filter_map(|name| dom.attribute(index, name))
        .find(|value| !is_placeholder(value));
    [from_set.as_deref(), lazy].into_iter().flatten().find_map(|value| source(page, value))
}

fn source(page: &Page<'_>, value: &str) -> Option<Source> {
    if let Some(data) = value.strip_prefix("data:") {
        return bytes_inside(data).filter(|bytes| bytes.len() > 200).map(Source::Inside);
    }
    match page.links.target(value) {
        super::links::Target::Address(url) if url.starts_with("http") => Some(Source::Address(url)),
        super::links::Target::Unknown(path) if !path.is_empty() => Some(Source::Address(path)),
        _ => None,
    }
}

/// Names of files that stand in until the real picture is loaded, and pictures too small to be
/// anything else.
fn is_placeholder(value: &str) -> bool {
    let lower = value.get(..300).unwrap_or(value).to_ascii_lowercase();
    if lower.starts_with("data:") {
        return value.len() < 400 || lower.starts_with("data:image/svg");
    }
    [
        "placeholder",
        "spacer.",
        "blank.",
        "pixel.",
        "1x1",
        "transparent.",
        "loading.gif",
        "lazyload.",
    ]
    .iter()
    .any(|name| lower.contains(name))
}

/// The largest candidate of a `srcset`. Addresses may hold commas, so candidates are parted by
/// white space and the comma that ends a descriptor.
fn largest(set: &str) -> Option<String> {
    let mut best: Option<(f32, &str)> = None;
    let mut rest = set;
    for _ in 0..MOST_CANDIDATES {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == ',');
        if rest.is_empty() {
            break;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (url, after) = rest.split_at_checked(end)?;
        let (descriptor, next) = if url.ends_with(',') {
            ("", after)
        } else {
            after.split_once(',').unwrap_or((after, ""))
        };
        rest = next;
        let descriptor = descriptor.trim();
        let size: f32 = descriptor
            .trim_end_matches(|letter: char| letter.is_ascii_alphabetic())
            .parse()
            .unwrap_or(1.0);
        let url = url.trim_end_matches(',');
        if is_placeholder(url) {
            continue;
        }
        if best.is_none_or(|(known, _)| size > known) {
            best = Some((size, url));
        }
    }
    best.map(|(_, url)| url.to_owned())
}

/// The bytes of a `data:` address after its scheme.
fn bytes_inside(data: &str) -> Option<Vec<u8>> {
    let (head, body) = data.split_once(',')?;
    if !head.get(..6)?.eq_ignore_ascii_case("image/")
        || !head.to_ascii_lowercase().ends_with(";base64")
    {
        return None;
    }
    let mut bytes = Vec::with_capacity(body.len() / 4 * 3);
    let (mut value, mut bits) = (0u32, 0u32);
    for letter in body.bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ if letter.is_ascii_whitespace() => continue,
            _ => return None,
        };
        value = (value << 6 | u32::from(six)) & 0x00FF_FFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((value >> bits & 0xFF) as u8);
        }
    }
    Some(bytes)
}

/// The first real picture inside a node. What stands in `noscript` counts when nothing else does.
fn image(page: &Page<'_>, within: usize) -> Option<Image> {
    let dom = page.dom;
    let mut alt = None;
    let mut found = None;
    for index in dom.range(within) {
        let tag = dom.tag(index);
        if !matches!(tag, "img" | "amp-img" | "source" | "image" | "amp-anim")
            || is_pixel(dom, index)
        {
            continue;
        }
        if tag != "source" && alt.is_none() {
            alt = dom.attribute(index, "alt");
        }
        // The sources of a video are no pictures.
        if tag == "source" && dom.tag(dom.parent(index)) != "picture" {
            continue;
        }
        if found.is_none() {
            found = best_source(page, index);
        }
    }
    let alt = match alt {
        Some("") => Alt::Decorative,
        Some(text) => Alt::Text(super::dom::one_line(text)),
        None => Alt::NotDescribed,
    };
    found.map(|source| Image { source, alt })
}

/// Makes a figure of the first picture inside a node, without caption.
pub(super) fn bare(page: &Page<'_>, within: usize, read: &mut Read) -> Option<Figure> {
    let Image { source, alt } = image(page, within)?;
    let mut figure = Figure { alt, ..Figure::default() };
    match source {
        Source::Address(url) => figure.source_url = url,
        Source::Inside(bytes) if read.pictures.len() < MOST_PICTURES => {
            match media::picture(Arc::from(bytes)) {
                Ok(picture) => {
                    figure.media = Some(picture.media);
                    if !read.pictures.contains(&picture) {
                        read.pictures.push(picture);
                    }
                }
                Err(_) => read.broken_pictures += 1,
            }
        }
        Source::Inside(_) => read.broken_pictures += 1,
    }
    Some(figure)
}

/// Whether a `<figure>` holds one picture and its words, and no more.
pub(super) fn is_one_picture(page: &Page<'_>, within: usize) -> bool {
    let dom = page.dom;
    let mut images = 0;
    let mut skip_to = 0;
    for index in dom.range(within) {
        if index < skip_to {
            continue;
        }
        match dom.tag(index) {
            NOSCRIPT => skip_to = dom.end(index),
            "figure" if index != within => return false,
            "form" | "input" | "iframe" | "video" | "audio" | "table" | "blockquote" | "object"
            | "ul" | "ol" => return false,
            tag if is_image(tag) => {
                images += usize::from(!is_pixel(dom, index));
                skip_to = dom.end(index);
            }
            _ => {}
        }
    }
    images == 1 || (images == 0 && image(page, within).is_some())
}

/// A picture with its caption and credit, from the element that holds them all.
pub(super) fn captioned(page: &Page<'_>, within: usize, read: &mut Read) -> Option<Figure> {
    let mut figure = bare(page, within, read)?;
    let (caption, credit) = words(page, within, read);
    figure.caption = caption;
    figure.credit = credit;
    Some(figure)
}

/// Caption and credit inside an element that holds a picture, a player or a table.
pub(super) fn words(page: &Page<'_>, within: usize, read: &mut Read) -> (RichText, Credit) {
    let dom = page.dom;
    let captions: Vec<usize> = dom.find(within, "figcaption").collect();
    let whole = captions.first().copied().unwrap_or(within);
    let credits = credit_elements(page, within, whole);
    let skip = |index: usize| {
        let tag = dom.tag(index);
        credits.contains(&index)
            || is_image(tag)
            || matches!(
                tag,
                "button" | "video" | "audio" | "iframe" | "input" | "table" | "object" | "svg"
            )
            || tag == NOSCRIPT
            || (matches!(tag, "a" | "span" | "p" | "div")
                && dom.range(index).len() < 12
                && is_furniture(&dom.words(index)))
    };
    let caption = inline::line(dom, whole, page.links, &mut read.met, &skip);
    let credit_words: Vec<String> =
        credits.iter().map(|index| dom.words(*index)).filter(|words| !words.is_empty()).collect();
    if credit_words.is_empty() {
        return match trailing_credit(page, whole, &caption) {
            Some((caption, credit)) => (caption, credit),
            None => credit::split_caption(&caption),
        };
    }
    // A caption may carry a credit of its own beside the element that says so again.
    let line = credit_words.join(" ");
    (caption, credit::parse(&line))
}

fn is_furniture(words: &str) -> bool {
    !words.is_empty() && recognise::furniture(words).is_some()
}

/// Elements that say they hold the credit, none inside another.
fn credit_elements(page: &Page<'_>, within: usize, whole: usize) -> Vec<usize> {
    let dom = page.dom;
    let mut found = Vec::new();
    let mut skip_to = 0;
    for index in dom.range(within) {
        if index < skip_to || index == within || index == whole || dom.text(index).is_some() {
            continue;
        }
        let tag = dom.tag(index);
        let hints = page.hints(index);
        let is_inline = matches!(tag, "span" | "small" | "cite" | "em" | "i");
        let is_credit = hints.has(Hint::Credit) && (is_inline || !hints.has(Hint::Caption));
        let is_words = !is_image(tag) && !matches!(tag, "figcaption" | "picture" | "source");
        if is_credit && is_words && dom.words(index).len() <= LONGEST_CREDIT_BYTES {
            found.push(index);
            skip_to = dom.end(index);
        }
    }
    found
}

/// A credit in an inline element of its own at the end of a caption, though nothing says so:
/// "Noa looks for Saturn. <span>Ada Example</span>".
fn trailing_credit(
    page: &Page<'_>,
    whole: usize,
    caption: &RichText,
) -> Option<(RichText, Credit)> {
    let dom = page.dom;
    let last = dom
        .range(whole)
        .filter(|index| matches!(dom.tag(*index), "span" | "small" | "em" | "i" | "cite"))
        .rfind(|index| !dom.words(*index).is_empty())?;
    let words = dom.words(last);
    let before = caption.as_str().strip_suffix(words.as_str())?.trim_end();
    if before.is_empty()
        || words.len() > LONGEST_CREDIT_BYTES
        || !before.ends_with(['.', '!', '?', '”', '»', '"', '…'])
    {
        return None;
    }
    let credit = credit::parse(&words);
    let sure = credit.state() == CreditState::Parsed
        && (recognise::is_name(&words) || words.contains(['/', '|', '©', ':', '(']));
    sure.then(|| (caption.slice(0..before.len()), credit))
}

/// Whether an element outside `<figure>` is a picture with its caption.
///
/// It holds one picture and few words, the words are not a link, a heading or a list, and it
/// either says that it is about a picture or is built as "picture, then a line of words".
pub(super) fn is_box(page: &Page<'_>, outer: usize) -> bool {
    let dom = page.dom;
    if !matches!(dom.tag(outer), "div" | "section" | "p" | "dl" | "span")
        || dom.range(outer).len() > MOST_BOX_NODES
    {
        return false;
    }
    dom.range(outer).any(|index| is_image(dom.tag(index))) && is_picture_with_words(page, outer)
}

fn is_picture_with_words(page: &Page<'_>, outer: usize) -> bool {
    let dom = page.dom;
    let words = dom.words(outer);
    if words.len() > LONGEST_CAPTION_BYTES {
        return false;
    }
    let mut images = 0;
    let mut linked = 0;
    let mut texts = Vec::new();
    let mut skip_to = 0;
    for index in dom.range(outer) {
        if index < skip_to {
            continue;
        }
        match dom.tag(index) {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "table" | "form" | "iframe"
            | "video" | "blockquote" | "figure" => return false,
            NOSCRIPT => skip_to = dom.end(index),
            "a" => linked += dom.words(index).len(),
            tag if is_image(tag) => {
                images += 1;
                skip_to = dom.end(index);
            }
            "p" | "div" => {
                let is_leaf =
                    !dom.range(index).skip(1).any(|inner| matches!(dom.tag(inner), "p" | "div"));
                let words = dom.words(index);
                if is_leaf && !words.is_empty() {
                    texts.push(index);
                }
            }
            _ => {}
        }
    }
    if images != 1 || linked * 2 > words.len() || texts.len() > 3 {
        return false;
    }
    let says = |index: usize| page.hints(index).has_any(&[Hint::Caption, Hint::Credit]);
    let names = dom.range(outer).any(says);
    let about_picture = page.hints(outer).has(Hint::Picture) && texts.len() == 1;
    // Picture first, then one line of words in an element of its own.
    let built_so = dom.tag(outer) == "div"
        && texts.len() == 1
        && texts.first() != Some(&outer)
        && words.len() <= 400
        && dom.range(outer).find(|index| is_image(dom.tag(*index))) < texts.first().copied();
    names || about_picture || built_so
}

/// Whether the element right after a picture is a picture for readers without scripts.
pub(super) fn fallback_after(page: &Page<'_>, image: usize) -> Option<usize> {
    let next = page.dom.end(image);
    (page.dom.tag(next) == NOSCRIPT && page.dom.parent(next) == page.dom.parent(image))
        .then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_candidate_wins() {
        for (set, expected) in [
            ("a.jpg 480w, b.jpg 960w", Some("b.jpg")),
            ("a.jpg, b.jpg 2x", Some("b.jpg")),
            ("/r/w=200,h=100/a.jpg 200w, /r/w=900,h=450/a.jpg 900w", Some("/r/w=900,h=450/a.jpg")),
            ("only.jpg", Some("only.jpg")),
            ("placeholder.png 2000w, real.jpg 100w", Some("real.jpg")),
            ("", None),
            (" , , ", None),
        ] {
            assert_eq!(largest(set).as_deref(), expected, "{set}");
        }
    }

    #[test]
    fn bytes_come_out_of_data_addresses() {
        assert_eq!(bytes_inside("image/gif;base64,R0lGODlh"), Some(b"GIF89a".to_vec()));
        assert_eq!(bytes_inside("text/html;base64,R0lG"), None);
        assert_eq!(bytes_inside("image/gif;base64,???"), None);
    }
}
