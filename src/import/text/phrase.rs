//! Judgements about one line that has come to its place in the body.

use crate::import::recognise;

/// A short graf that asks for an address, an app or a subscription, twice over or below the story,
/// and quotes nobody.
pub(super) fn wants_something(text: &str, grafs_below: usize) -> bool {
    if text.len() > 320 || text.contains(['"', '“', '„', '«']) {
        return false;
    }
    match recognise::promo_phrases(text) {
        0 => grafs_below == 0 && recognise::small_print(text),
        1 => grafs_below == 0,
        _ => true,
    }
}

/// Whether a text is one quotation from its first sign to its last.
pub(super) fn is_quoted_whole(text: &str) -> bool {
    let inner = text.trim();
    [('“', '”'), ('„', '“'), ('«', '»'), ('"', '"'), ('»', '«')].iter().any(|(open, close)| {
        inner.starts_with(*open)
            && inner.trim_end_matches('.').ends_with(*close)
            && inner.len() > 4
            && inner.chars().filter(|letter| letter == close || letter == open).count() == 2
    })
}

/// "Ada Example, weaver" or "— Ada Example": who a quotation is by.
pub(super) fn is_source(text: &str) -> bool {
    let bare = text.trim_start_matches(['—', '–', '-', ' ']);
    let name = bare.split(',').next().unwrap_or_default();
    let marked = bare.len() < text.len() || bare.contains(',');
    marked && recognise::is_name(name) && recognise::words(bare) <= 14
}
