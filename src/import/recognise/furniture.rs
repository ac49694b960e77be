//! Page furniture: buttons, share bars, adverts, most-read lists.

use std::collections::HashSet;

use serde::Deserialize;

use super::shape::is_section;
use super::vocabulary::{FURNITURE, LABELS, PEOPLE, begins_with, folded};

/// What a line of page furniture is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub(crate) enum Furniture {
    /// Closes a window or a video.
    CloseButton,
    /// Shares, saves or follows.
    Share,
    /// Wants an app to be installed.
    AppPromo,
    /// Wants an e-mail address.
    Newsletter,
    /// Says that an advert stands here.
    Advert,
    /// Heads a list of other stories.
    MostRead,
    /// Asks about cookies.
    Cookie,
    /// Leads to the comments or heads them.
    Comments,
    /// Wants a subscription, a sign-in or a gift.
    Paywall,
    /// Shows more of the same.
    LoadMore,
    /// Reads the story out, or says how long that takes.
    Listen,
    /// Opens a picture or its caption.
    CaptionToggle,
    /// Leads elsewhere on the site.
    Navigation,
    /// The small print.
    Legal,
}

impl Furniture {
    /// What the desk calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::CloseButton => "close button",
            Self::Share => "share bar",
            Self::AppPromo => "app promo",
            Self::Newsletter => "newsletter box",
            Self::Advert => "advert label",
            Self::MostRead => "list of other stories",
            Self::Cookie => "cookie box",
            Self::Comments => "comments",
            Self::Paywall => "sign-in or subscription box",
            Self::LoadMore => "button",
            Self::Listen => "audio player",
            Self::CaptionToggle => "picture button",
            Self::Navigation => "navigation",
            Self::Legal => "small print",
        }
    }

    /// Whether its words are also ordinary subheads ("Weather", "Privacy"), so that it takes
    /// other furniture around it to be sure.
    pub(crate) fn is_weak(self) -> bool {
        matches!(self, Self::Navigation | Self::Legal | Self::MostRead)
    }
}

/// What a whole line is, when it is furniture. A furniture word inside a sentence is copy.
pub(crate) fn furniture(line: &str) -> Option<Furniture> {
    let words = folded(line)?;
    if words.is_empty() {
        return None;
    }
    FURNITURE
        .find(&words)
        .or_else(|| without_new(&words).and_then(|words| FURNITURE.find(&words)))
        .or_else(|| is_share_bar(&words).then_some(Furniture::Share))
        .or_else(|| is_copyright(&words).then_some(Furniture::Legal))
        .or_else(|| asks_to_follow(&words).then_some(Furniture::Share))
        .or_else(|| are_glued_sections(line).then_some(Furniture::Navigation))
        .or_else(|| sentence_by_sentence(line))
}

/// "Join the conversation. Log in to comment.": every sentence is furniture of its own.
fn sentence_by_sentence(line: &str) -> Option<Furniture> {
    if line.len() > 160 || !line.contains(". ") {
        return None;
    }
    let mut kinds = line.split(". ").map(|sentence| FURNITURE.find(&folded(sentence)?));
    let first = kinds.next()??;
    kinds.all(|kind| kind.is_some()).then_some(first)
}

/// "PoliticsBusinessSport": a menu whose entries have grown together.
fn are_glued_sections(line: &str) -> bool {
    if line.len() > 200 {
        return false;
    }
    let mut parts = vec![String::new()];
    let mut before = ' ';
    for letter in line.chars() {
        if before.is_lowercase() && letter.is_uppercase() {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
        before = letter;
    }
    let sections = parts.iter().filter(|part| is_section(part)).count();
    parts.len() >= 3 && sections * 3 >= parts.len() * 2
}

/// Whether a line below a story is the house's small print: a copyright with its year, rights
/// that are reserved.
pub(crate) fn small_print(line: &str) -> bool {
    if line.len() > 600 {
        return false;
    }
    let lower = line.to_lowercase();
    let reserved = [
        "all rights reserved",
        "alle rechte vorbehalten",
        "tous droits réservés",
        "todos los derechos reservados",
        "may not be published, broadcast",
    ];
    let after_sign = line.split_once('©').map(|(_, after)| after.trim_start());
    after_sign.is_some_and(|after| after.starts_with("20") || after.starts_with("19"))
        || reserved.iter().any(|words| lower.contains(words))
}

/// "Listen to Valley Radio on Valley Sounds and follow us on Facebook, on X": an order to the
/// reader, and two networks or more.
fn asks_to_follow(words: &[String]) -> bool {
    let networks: HashSet<&String> =
        words.iter().filter_map(|word| PEOPLE.networks.get(word.as_str())).collect();
    networks.len() >= 2 && begins_with(words, &LABELS.follow).is_some()
}

/// `NEWYou can now listen`: a badge that has grown onto its sentence.
fn without_new(words: &[String]) -> Option<Vec<String>> {
    let first = words.first()?.strip_prefix("new").filter(|rest| rest.len() > 1)?;
    let mut words = words.to_vec();
    if let Some(word) = words.first_mut() {
        first.clone_into(word);
    }
    Some(words)
}

/// Names of networks and verbs of sharing, one after the other, with or without spaces.
fn is_share_bar(words: &[String]) -> bool {
    const SIGNS: [&str; 34] = [
        "facebook",
        "messenger",
        "twitter",
        "whatsapp",
        "telegram",
        "linkedin",
        "pinterest",
        "reddit",
        "flipboard",
        "bluesky",
        "threads",
        "mastodon",
        "instagram",
        "tiktok",
        "youtube",
        "pocket",
        "tumblr",
        "xing",
        "snapchat",
        "e-mail",
        "email",
        "mail",
        "correo",
        "sms",
        "print",
        "copylink",
        "copy",
        "link",
        "share",
        "tweet",
        "comments",
        "teilen",
        "partager",
        "compartir",
    ];
    if words.len() > 12 {
        return false;
    }
    let mut signs = 0;
    for word in words {
        let mut rest = word.as_str();
        if matches!(rest, "x" | "#" | "on" | "via" | "by") {
            continue;
        }
        while !rest.is_empty() {
            let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) else {
                return rest == "x" && signs > 0;
            };
            rest = rest.strip_prefix(*sign).unwrap_or_default();
            signs += 1;
        }
    }
    // "X" alone is the name of a network when the line holds nothing else.
    signs > 0 || (words.len() == 1 && words.first().is_some_and(|word| word == "x"))
}

/// "© 2025 Lantern Newspapers Ltd. Registered in …", but not "© Ada Example".
fn is_copyright(words: &[String]) -> bool {
    let marked = words.first().is_some_and(|word| matches!(word.as_str(), "©" | "copyright"));
    marked && words.iter().take(3).any(|word| word == "#" || word.starts_with("©#"))
}

/// Furniture that has grown onto the start or the end of a graf: the byte range of its words.
///
/// Only sentences that cannot be anything else are taken: an invitation to listen at the start,
/// an order in capitals at the end.
pub(crate) fn glued_furniture(text: &str) -> Option<std::ops::Range<usize>> {
    at_start(text).or_else(|| at_end(text))
}

fn at_start(text: &str) -> Option<std::ops::Range<usize>> {
    let head: String = text.chars().take(160).collect();
    let bang = head.find('!')?;
    let end = bang + 1;
    let rest = text.get(end..)?;
    if rest.trim().is_empty() {
        return None;
    }
    let sentence = head.get(..end)?;
    let whole = sentence.split_whitespace().count() >= 4;
    (whole && furniture(sentence) == Some(Furniture::Listen)).then_some(0..end)
}

fn at_end(text: &str) -> Option<std::ops::Range<usize>> {
    let mut tail = text.len().saturating_sub(120);
    while !text.is_char_boundary(tail) {
        tail += 1;
    }
    let last = text.get(tail..)?;
    let at = last.find("CLICK HERE").or_else(|| last.find("GET THE "))?;
    let start = tail + at;
    let order = text.get(start..)?;
    let before = text.get(..start)?.trim_end();
    let closes = before.ends_with(['.', '!', '?', '"', '”', '’', '»']);
    let shouts = !order.chars().any(char::is_lowercase);
    (closes && shouts && furniture(order).is_some()).then_some(start..text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_known_in_four_languages() {
        for (line, expected) in [
            ("Share", Furniture::Share),
            ("close", Furniture::CloseButton),
            ("CLICK HERE TO GET THE OUTLET APP", Furniture::AppPromo),
            ("CLICK HERE FOR MORE HEALTH NEWS", Furniture::LoadMore),
            ("NEWYou can now listen to articles!", Furniture::Listen),
            ("NEWYou can now listen to Outlet News articles!", Furniture::Listen),
            ("FacebookTwitterWhatsAppE-Mail", Furniture::Share),
            ("Facebook X WhatsApp Copy link", Furniture::Share),
            ("Comments (148)", Furniture::Comments),
            ("Join the conversation. Log in to comment.", Furniture::Comments),
            ("PoliticsBusinessSportCulture", Furniture::Navigation),
            ("148 Kommentare", Furniture::Comments),
            ("Most read in News", Furniture::MostRead),
            ("Nach der Anzeige weiterlesen", Furniture::Advert),
            ("Lesezeit: 4 Min.", Furniture::Listen),
            ("3 min read", Furniture::Listen),
            ("La suite après la publicité", Furniture::Advert),
            ("Réservé aux abonnés", Furniture::Paywall),
            ("Lo más leído", Furniture::MostRead),
            ("Suscríbete a nuestro boletín de noticias", Furniture::Newsletter),
            ("© 2025 Lantern Newspapers Ltd. Registered in Wessmark No. 662.", Furniture::Legal),
            ("We and our 813 partners use cookies to personalise content", Furniture::Cookie),
        ] {
            assert_eq!(furniture(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn a_furniture_word_in_a_sentence_is_copy() {
        for line in [
            "Share prices fell",
            "Share and share alike",
            "Advertisement spending falls",
            "Close to the edge",
            "Comments by the minister drew anger",
            "Teilen will niemand",
            "Publicité : le bouche-à-oreille",
            "Suscripción popular",
            "Listen to the river, she said.",
            "© Ada Example",
            "",
        ] {
            assert_eq!(furniture(line), None, "{line}");
        }
    }

    #[test]
    fn furniture_grown_onto_a_graf_is_found() {
        let glued = "NEWYou can now listen to articles!A deckhand whose hand was crushed …";
        assert_eq!(glued_furniture(glued), Some(0..34));
        let tail = "It was over, he said.CLICK HERE TO GET THE OUTLET APP";
        assert_eq!(glued_furniture(tail), Some(21..tail.len()));
        assert_eq!(glued_furniture("Listen! The sea is calling."), None);
    }
}
