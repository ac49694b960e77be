//! Addresses in copy: pages, mailboxes, players.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::story::{MarkKind, RichText};

/// More addresses than this in one text are not marked.
const MOST_LINKS: usize = 200;

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\bhttps?://[^\s<>“”„«»]{3,1000}",
        r"|\bwww\.[a-z0-9-]{1,63}\.[^\s<>“”„«»]{2,1000}",
        r"|\b[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}\b",
    ))
    .expect("a fixed pattern")
});

/// Marks every bare address of a page or mailbox that is not part of a link yet.
pub(crate) fn mark_bare_links(text: &mut RichText) {
    if !text.as_str().contains(['@', ':']) && !text.as_str().contains("www.") {
        return;
    }
    let found: Vec<(Range<usize>, String)> = ADDRESS
        .find_iter(text.as_str())
        .take(MOST_LINKS)
        .map(|found| {
            let address = without_closing_signs(found.as_str());
            let lower = address.to_ascii_lowercase();
            let url = if lower.starts_with("http") {
                address.to_owned()
            } else if lower.starts_with("www.") {
                format!("https://{address}")
            } else {
                format!("mailto:{address}")
            };
            (found.start()..found.start() + address.len(), url)
        })
        .collect();
    for (range, url) in found {
        let linked = text.marks().iter().any(|mark| {
            matches!(mark.kind, MarkKind::Link { .. })
                && mark.range.start < range.end
                && range.start < mark.range.end
        });
        if !linked {
            text.mark(range, MarkKind::Link { url, title: String::new() });
        }
    }
}

/// The e-mail addresses of a text.
pub(super) fn mailboxes(text: &str) -> Vec<&str> {
    ADDRESS
        .find_iter(text)
        .take(MOST_LINKS)
        .map(|found| found.as_str())
        .filter(|found| found.contains('@') && !found.contains("://"))
        .collect()
}

/// A full stop after an address ends the sentence; a bracket closes what was opened before it.
fn without_closing_signs(address: &str) -> &str {
    let mut address = address;
    loop {
        let shorter = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '"', '\'', '”', '’']);
        let shorter = match shorter.strip_suffix(')') {
            Some(inside) if inside.matches('(').count() <= inside.matches(')').count() => inside,
            _ => shorter,
        };
        if shorter.len() == address.len() {
            return address;
        }
        address = shorter;
    }
}

/// Who hosts the video, post or sound at an address; `None` when it is an ordinary page.
pub(crate) fn embed_provider(url: &str) -> Option<&'static str> {
    const HOSTS: [(&str, &[&str], &str); 22] = [
        ("youtube.com", &["/watch", "/embed/", "/shorts/", "/live/"], "YouTube"),
        ("youtube-nocookie.com", &["/embed/"], "YouTube"),
        ("youtu.be", &["/"], "YouTube"),
        ("vimeo.com", &["/"], "Vimeo"),
        ("dailymotion.com", &["/video/", "/embed/"], "Dailymotion"),
        ("dai.ly", &["/"], "Dailymotion"),
        ("twitter.com", &["/status"], "X"),
        ("x.com", &["/status"], "X"),
        ("bsky.app", &["/post/"], "Bluesky"),
        ("instagram.com", &["/p/", "/reel/", "/tv/"], "Instagram"),
        ("facebook.com", &["/posts/", "/videos/", "/watch", "/plugins/"], "Facebook"),
        ("tiktok.com", &["/video/", "/embed/"], "TikTok"),
        ("threads.net", &["/post/"], "Threads"),
        ("threads.com", &["/post/"], "Threads"),
        ("soundcloud.com", &["/"], "SoundCloud"),
        ("open.spotify.com", &["/"], "Spotify"),
        ("podcasts.apple.com", &["/"], "Apple Podcasts"),
        ("datawrapper.dwcdn.net", &["/"], "Datawrapper"),
        ("flo.uri.sh", &["/"], "Flourish"),
        ("public.flourish.studio", &["/"], "Flourish"),
        ("google.com", &["/maps/embed"], "Google Maps"),
        ("reddit.com", &["/comments/"], "Reddit"),
    ];
    let url = url::Url::parse(url.trim()).ok()?;
    let host = url.host_str()?;
    HOSTS
        .iter()
        .find(|(name, paths, _)| {
            let is_host = host
                .strip_suffix(name)
                .is_some_and(|before| before.is_empty() || before.ends_with('.'));
            let path = url.path();
            is_host && path.len() > 1 && paths.iter().any(|wanted| path.contains(wanted))
        })
        .map(|(_, _, provider)| *provider)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<(String, String)> {
        let mut rich = RichText::plain(text);
        mark_bare_links(&mut rich);
        rich.marks()
            .iter()
            .filter_map(|mark| match &mark.kind {
                MarkKind::Link { url, .. } => {
                    Some((text.get(mark.range.clone())?.to_owned(), url.clone()))
                }
                _ => None,
            })
            .collect()
    }

    #[test]
    fn bare_addresses_become_links_without_the_signs_after_them() {
        let found = links("See https://a.example/x_(1), www.b.example. Write to ada@c.example.");
        let expected = [
            ("https://a.example/x_(1)", "https://a.example/x_(1)"),
            ("www.b.example", "https://www.b.example"),
            ("ada@c.example", "mailto:ada@c.example"),
        ];
        let found: Vec<_> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_link_that_is_there_already_stays() {
        let mut text = RichText::plain("https://a.example");
        text.mark(0..17, MarkKind::Link { url: "https://b.example".into(), title: String::new() });
        let before = text.clone();
        mark_bare_links(&mut text);
        assert_eq!(text, before);
    }

    #[test]
    fn players_are_known_by_their_address() {
        for (url, provider) in [
            ("https://www.youtube.com/watch?v=abc", Some("YouTube")),
            ("https://youtu.be/abc", Some("YouTube")),
            ("https://x.com/ada/status/12", Some("X")),
            ("https://x.com/ada", None),
            ("https://notyoutube.com/watch?v=1", None),
            ("https://www.valley.example/", None),
            ("no address", None),
        ] {
            assert_eq!(embed_provider(url), provider, "{url}");
        }
    }
}
