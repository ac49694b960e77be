//! Videos, posts, sound and frames: what lives elsewhere and is shown inside the story.
//!
//! Must not know: how an embed is shown.

use super::dom::Dom;
use super::figure;
use super::hints::Hint;
use super::links::Target;
use super::piece::{Page, Read};
use crate::story::Embed;

use super::super::recognise;

/// Elements that are a player of their own: name, attribute, address in front of its value.
const PLAYERS: [(&str, &str, &str); 14] = [
    ("amp-youtube", "data-videoid", "https://www.youtube.com/watch?v="),
    ("lite-youtube", "videoid", "https://www.youtube.com/watch?v="),
    ("amp-vimeo", "data-videoid", "https://vimeo.com/"),
    ("lite-vimeo", "videoid", "https://vimeo.com/"),
    ("amp-dailymotion", "data-videoid", "https://www.dailymotion.com/video/"),
    ("amp-twitter", "data-tweetid", "https://twitter.com/i/status/"),
    ("amp-instagram", "data-shortcode", "https://www.instagram.com/p/"),
    ("amp-tiktok", "data-src", ""),
    ("amp-facebook", "data-href", ""),
    ("amp-soundcloud", "data-trackid", "https://api.soundcloud.com/tracks/"),
    ("amp-iframe", "src", ""),
    ("amp-video", "src", ""),
    ("amp-audio", "src", ""),
    ("amp-video-iframe", "src", ""),
];

/// Whether an element of this name is something that lives elsewhere.
pub(super) fn is_player(tag: &str) -> bool {
    matches!(tag, "iframe" | "video" | "audio" | "object" | "embed")
        || PLAYERS.iter().any(|(name, ..)| *name == tag)
}

/// The first player inside a node, the node itself included.
pub(super) fn find(dom: &Dom, within: usize) -> Option<usize> {
    dom.range(within).find(|index| is_player(dom.tag(*index)))
}

/// What a player shows. A frame of an unknown host gives `None` and is remembered in `read`.
pub(super) fn player(page: &Page<'_>, index: usize, read: &mut Read) -> Option<Embed> {
    let dom = page.dom;
    let tag = dom.tag(index);
    let title = dom.attribute(index, "title").or_else(|| dom.attribute(index, "aria-label"));
    let title = title.map(super::dom::one_line).unwrap_or_default();
    if let Some((_, attribute, before)) = PLAYERS.iter().find(|(name, ..)| *name == tag) {
        let value = dom.attribute(index, attribute)?;
        let safe = before.is_empty()
            || value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        let url = page.links.address(&format!("{before}{value}")).filter(|_| safe)?;
        return keep_if_known(url, title, tag != "amp-iframe" && tag != "amp-video-iframe", read);
    }
    let sources = ["src", "data-src", "data-lazy-src", "data"];
    let own = sources.iter().find_map(|name| dom.attribute(index, name));
    let own = own.filter(|value| !value.starts_with("about:"));
    let inner = || dom.find(index, "source").find_map(|source| dom.attribute(source, "src"));
    let Some(value) = own.or_else(inner) else {
        return matches!(tag, "video" | "audio").then(|| Embed { title, ..Embed::default() });
    };
    match page.links.target(value) {
        Target::Address(url) => keep_if_known(url, title, matches!(tag, "video" | "audio"), read),
        Target::Unknown(path) if matches!(tag, "video" | "audio") => {
            Some(Embed { url: path, title, ..Embed::default() })
        }
        Target::Unsafe if matches!(tag, "video" | "audio") => {
            read.met.unsafe_links += 1;
            Some(Embed { title, ..Embed::default() })
        }
        _ => {
            read.frames.push(Embed { title, ..Embed::default() });
            None
        }
    }
}

/// An embed of a known host, or one that a media element names itself.
fn keep_if_known(url: String, title: String, named: bool, read: &mut Read) -> Option<Embed> {
    let provider = recognise::embed_provider(&url);
    let embed = Embed {
        url,
        title,
        provider: provider.unwrap_or_default().to_owned(),
        fallback: String::new(),
    };
    if provider.is_some() || named {
        Some(embed)
    } else {
        read.frames.push(embed);
        None
    }
}

/// A player with the words under it, from the element that holds both.
pub(super) fn captioned(page: &Page<'_>, within: usize, read: &mut Read) -> Option<Embed> {
    let index = find(page.dom, within)?;
    let mut embed = player(page, index, read)?;
    let has_caption = page.dom.find(within, "figcaption").next().is_some();
    if has_caption {
        let (caption, credit) = figure::words(page, within, read);
        let words = match credit.verbatim.trim() {
            "" => caption.as_str().to_owned(),
            credit => format!("{} {credit}", caption.as_str()).trim().to_owned(),
        };
        if !words.is_empty() {
            embed.title = words;
        }
    }
    Some(embed)
}

/// A post of a social network that its page prints as a quotation with a link to the original.
pub(super) fn post(page: &Page<'_>, within: usize) -> Option<Embed> {
    let dom = page.dom;
    let stated = ["cite", "data-instgrm-permalink", "data-href", "data-url", "data-bluesky-uri"]
        .iter()
        .find_map(|name| dom.attribute(within, name));
    let class = dom.attribute(within, "class").unwrap_or_default().to_ascii_lowercase();
    let says_so = ["tweet", "embed", "post", "media", "toot", "thread"]
        .iter()
        .any(|word| class.contains(word));
    let last_link = || dom.find(within, "a").filter_map(|link| dom.attribute(link, "href")).last();
    let url = stated.or_else(last_link).and_then(|url| page.links.address(url))?;
    let provider = recognise::embed_provider(&url)?;
    let is_social = says_so || stated.is_some() || page.hints(within).has(Hint::Share);
    is_social.then(|| Embed {
        url,
        title: String::new(),
        provider: provider.to_owned(),
        fallback: dom.words(within),
    })
}
