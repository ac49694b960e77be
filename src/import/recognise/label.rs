//! Labels: lines that say what the words after or below them are.

use super::name::is_outlet;
use super::shape::ends_a_sentence;
use super::vocabulary::{LABELS, begins_with, folded};

/// A label is short.
const MOST_LABEL_BYTES: usize = 60;
/// A line of tags longer than this is copy.
const MOST_TAG_LINE_BYTES: usize = 600;

/// "Related: Ferry line reprieved", or the label alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RelatedLine<'a> {
    /// The label as written.
    pub(crate) label: &'a str,
    /// The headline after it; empty when the label stands alone.
    pub(crate) title: &'a str,
}

/// A label before a link to another story. Without a colon, bar or arrow after it a label counts
/// only when it has two words and a headline follows.
pub(crate) fn related_line(line: &str) -> Option<RelatedLine<'_>> {
    let line = line
        .trim()
        .trim_start_matches(['>', '»', '›', '→', '➜', '▶', '•', '+', '|', '*', '-', '–'])
        .trim();
    let is_label = |label: &str| {
        label.len() <= MOST_LABEL_BYTES
            && folded(label).is_some_and(|words| LABELS.related.find(&words).is_some())
    };
    if is_label(line) {
        return Some(RelatedLine { label: line, title: "" });
    }
    if line.len() > 300 {
        return None;
    }
    for sign in [":", " | ", " – ", " — ", " - ", " » ", " > ", "→"] {
        if let Some((label, title)) = line.split_once(sign)
            && is_label(label)
            && !title.trim().is_empty()
        {
            let title = title.trim();
            let headline = !title.ends_with('.') && title.split_whitespace().count() >= 2;
            return headline.then_some(RelatedLine { label: label.trim(), title });
        }
    }
    label_without_sign(line, is_label)
        .filter(|read| !ends_a_sentence(read.title) || read.title.ends_with(['?', '”', '»', '“']))
}

/// A label of two words or more before a word with a capital: "Lire aussi Reprendre son usine".
fn label_without_sign(line: &str, is_label: impl Fn(&str) -> bool) -> Option<RelatedLine<'_>> {
    // No label has more than three words before a headline, and each is short.
    let spaces: Vec<usize> =
        line.match_indices(' ').map(|(at, _)| at).take(3).take_while(|at| *at <= 30).collect();
    spaces.into_iter().skip(1).rev().find_map(|at| {
        let (label, title) = (line.get(..at)?, line.get(at..)?.trim());
        let capital = title
            .trim_start_matches(['“', '"', '«', '„', '¿', '¡', ' ', '\u{a0}', '\u{202f}'])
            .starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric());
        let is_headline = capital && title.split_whitespace().count() >= 3;
        // "Read more *" would swallow the headline itself.
        let fixed = folded(label).is_some_and(|words| words.len() <= 3);
        (is_headline && fixed && is_label(label)).then_some(RelatedLine { label, title })
    })
}

/// The tags of "Topics: Fishing, Hospitals" or "#fishing #hospitals"; empty for the label alone.
pub(crate) fn tags_line(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    if line.is_empty() || line.len() > MOST_TAG_LINE_BYTES {
        return None;
    }
    let is_label = |label: &str| {
        label.len() <= MOST_LABEL_BYTES
            && folded(label).is_some_and(|words| LABELS.tags.find(&words).is_some())
    };
    if is_label(line) {
        return Some(Vec::new());
    }
    if line.split_whitespace().all(|word| {
        word.len() > 1
            && word.starts_with('#')
            && word.chars().skip(1).all(|letter| letter.is_alphanumeric() || letter == '_')
    }) {
        let tags: Vec<String> =
            line.split_whitespace().map(|word| word.trim_start_matches('#').to_owned()).collect();
        return (tags.iter().all(|tag| tag.chars().any(char::is_alphabetic))).then_some(tags);
    }
    let list = match line.split_once(':') {
        Some((label, list)) if is_label(label) => list,
        _ => without_tag_label(line, is_label)?,
    };
    let tags = split_tags(list);
    let well_formed = !tags.is_empty()
        && !list.trim_end().ends_with(['.', '!', '?'])
        && tags.iter().all(|tag| tag.len() <= 60 && tag.split_whitespace().count() <= 6);
    well_formed.then_some(tags)
}

/// "Filed under Ferries, Brindle Bay": two words of label and then a capital.
fn without_tag_label(line: &str, is_label: impl Fn(&str) -> bool) -> Option<&str> {
    let (at, _) = line.match_indices(' ').nth(1)?;
    let (label, list) = (line.get(..at)?, line.get(at..)?.trim());
    let fixed =
        !label.to_lowercase().starts_with("more") && !label.to_lowercase().starts_with("in ");
    (fixed && is_label(label) && list.starts_with(char::is_uppercase)).then_some(list)
}

/// Parts a list of tags at commas, bars, dots and hashes.
fn split_tags(list: &str) -> Vec<String> {
    list.split([',', '|', '·', '•', ';', '#', '\t'])
        .map(|tag| tag.trim().trim_end_matches('.').trim())
        .filter(|tag| tag.chars().any(char::is_alphanumeric))
        .map(str::to_owned)
        .collect()
}

/// Whether a line heads the words about an author.
pub(crate) fn about_author(line: &str) -> bool {
    line.len() <= MOST_LABEL_BYTES
        && folded(line).is_some_and(|words| LABELS.about_author.find(&words).is_some())
}

/// What a video player leaves behind: its label alone (`""`), or "Video: Title" whole.
pub(crate) fn video_marker(line: &str) -> Option<&str> {
    let line = line.trim();
    let is_label = |label: &str| {
        label.len() <= MOST_LABEL_BYTES
            && folded(label).is_some_and(|words| LABELS.video.find(&words).is_some())
    };
    if is_label(line) {
        return Some("");
    }
    if line.len() > 240 || ends_a_sentence(line) && !line.ends_with(['?', '!', '”', '»']) {
        return None;
    }
    let (label, title) = line.split_once(':').or_else(|| line.split_once(" | "))?;
    (is_label(label.trim()) && title.split_whitespace().count() >= 2).then_some(line)
}

/// Whether a line says who worked on the story or where it ran: "Reporting by …; Editing by …",
/// "Redaktion: …", "Our Standards: …".
pub(crate) fn sign_off(line: &str) -> bool {
    let line = line.trim();
    let inner = line.strip_prefix(['(', '[']).unwrap_or(line);
    let Some(words) = folded(inner) else { return false };
    let Some(count) = begins_with(&words, &LABELS.sign_off) else { return false };
    // "Edición limitada" is copy: a label that is not "… by" has its colon.
    let by = words.get(count - 1).is_some_and(|word| {
        matches!(word.as_str(), "by" | "from" | "von" | "de" | "par" | "por" | "afp" | "agences")
    });
    let colon =
        inner.split_once(':').is_some_and(|(label, _)| label.split_whitespace().count() <= count);
    (by || colon) && words.len() > count.min(words.len() - 1)
}

/// Whether the words of a box of its own want something from the reader: an address, an app, a
/// subscription. Too loose for a graf of running copy.
pub(crate) fn promo_phrase(text: &str) -> bool {
    promo_phrases(text) > 0
}

/// How many such phrases a text has; two in a short graf leave no doubt.
pub(crate) fn promo_phrases(text: &str) -> usize {
    let lower = text.to_lowercase().replace('’', "'");
    LABELS.promo_phrases.iter().filter(|phrase| lower.contains(phrase.as_str())).count()
}

/// Cuts the name of the site off the end of a headline: "Ferry sinks | Outlet News". The second
/// part is what was cut.
pub(crate) fn without_site_name(headline: &str) -> (&str, Option<&str>) {
    let mut kept = headline.trim();
    for _ in 0..3 {
        let Some((before, after)) = last_part(kept) else { break };
        kept = before;
        // The site's name may have its section before it.
        if after.trim().is_empty() {
            break;
        }
    }
    let cut = headline.trim().get(kept.len()..).unwrap_or_default();
    let cut = cut.trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '|' | '-' | '–' | '—' | '·' | '•')
    });
    (kept, (!cut.is_empty()).then_some(cut))
}

fn last_part(line: &str) -> Option<(&str, &str)> {
    let (at, bar) = [" | ", " - ", " – ", " — ", " · ", " • "]
        .into_iter()
        .filter_map(|bar| line.rfind(bar).map(|at| (at, bar)))
        .max()?;
    let (before, after) = (line.get(..at)?.trim_end(), line.get(at + bar.len()..)?.trim());
    let short = after.split_whitespace().count() <= 4 && after.len() <= 40;
    let named = after.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric());
    let is_domain = !after.contains(' ') && after.contains('.');
    // A bar parts a site from its headline; a dash does only before an outlet's name.
    let is_site = if bar == " | " {
        short && named || is_domain
    } else {
        short && (is_outlet(after) || is_domain)
    };
    let long_enough = before.split_whitespace().count() >= 3;
    (is_site && long_enough).then_some((before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_related_stories() {
        for (line, expected) in [
            ("Related: Ferry line reprieved", Some("Ferry line reprieved")),
            ("READ MORE: Council votes to keep the line", Some("Council votes to keep the line")),
            (
                "Lesen Sie auch: Die Nacht, in der die Flut kam",
                Some("Die Nacht, in der die Flut kam"),
            ),
            (
                "Lire aussi Reprendre son usine, mode d’emploi",
                Some("Reprendre son usine, mode d’emploi"),
            ),
            ("Lire aussi | Reprendre son usine", Some("Reprendre son usine")),
            (
                "Lea también: El pueblo que apagó las farolas",
                Some("El pueblo que apagó las farolas"),
            ),
            ("READ MORE IN NEWS", Some("")),
            ("Mehr zum Thema", Some("")),
            ("Read the small print, he said.", None),
            ("Read more books, says Ada Example.", None),
            ("Lesen Sie auch die Packungsbeilage.", None),
            ("Related costs rose: the council paid.", None),
        ] {
            assert_eq!(related_line(line).map(|read| read.title), expected, "{line}");
        }
    }

    #[test]
    fn tags_after_their_label() {
        for (line, expected) in [
            ("Topics: Fishing, Hospitals", Some(vec!["Fishing", "Hospitals"])),
            ("Schlagwörter: Hochwasser | Nordau", Some(vec!["Hochwasser", "Nordau"])),
            ("Mots-clés : textile, coopératives", Some(vec!["textile", "coopératives"])),
            ("Filed under Ferries, Brindle Bay", Some(vec!["Ferries", "Brindle Bay"])),
            ("#ferry #brindlebay", Some(vec!["ferry", "brindlebay"])),
            ("Related Topics", Some(vec![])),
            ("Etiquetas:", Some(vec![])),
            ("Topics were discussed.", None),
            ("#1", None),
        ] {
            let expected: Option<Vec<String>> =
                expected.map(|tags| tags.into_iter().map(str::to_owned).collect());
            assert_eq!(tags_line(line), expected, "{line}");
        }
    }

    #[test]
    fn the_name_of_the_site_is_cut_off_a_headline() {
        for (headline, expected) in [
            (
                "Ferry skipper steers home | Daily Lantern",
                ("Ferry skipper steers home", Some("Daily Lantern")),
            ),
            (
                "Ferry skipper steers home - Lantern News",
                ("Ferry skipper steers home", Some("Lantern News")),
            ),
            (
                "Ferry skipper steers home | World | Outlet",
                ("Ferry skipper steers home", Some("World | Outlet")),
            ),
            (
                "Ferry skipper steers home – outlet.example",
                ("Ferry skipper steers home", Some("outlet.example")),
            ),
            (
                "Ferry skipper steers home – and feeds his cat",
                ("Ferry skipper steers home – and feeds his cat", None),
            ),
            ("Live | Storm", ("Live | Storm", None)),
        ] {
            assert_eq!(without_site_name(headline), expected);
        }
    }

    #[test]
    fn a_video_player_leaves_its_label() {
        assert_eq!(video_marker("Video"), Some(""));
        assert_eq!(video_marker("WATCH: Ferry limps home"), Some("WATCH: Ferry limps home"));
        assert_eq!(
            video_marker("Video: Unterwegs mit dem Deichgrafen"),
            Some("Video: Unterwegs mit dem Deichgrafen")
        );
        assert_eq!(video_marker("Video shows: the ferry was late."), None);
        assert_eq!(video_marker("Video games are dear"), None);
    }
}
