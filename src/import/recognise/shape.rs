//! The shape of a line: sentence, subhead, capitals, words that have run together.

use std::ops::Range;

use super::vocabulary::{LABELS, LANGUAGES, folded_word};

/// A subhead is no longer than this.
const MOST_SUBHEAD_CHARS: usize = 90;
/// A subhead has no more words than this.
const MOST_SUBHEAD_WORDS: usize = 12;
/// Fewer words in capitals are a subhead, not the headline of another story.
const FEWEST_PROMO_WORDS: usize = 5;

/// Words of a line, parted by white space.
pub(crate) fn words(line: &str) -> usize {
    line.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Whether a line ends like a sentence: full stop, question or exclamation mark, perhaps inside
/// quotation marks or brackets.
pub(crate) fn ends_a_sentence(line: &str) -> bool {
    line.trim_end()
        .trim_end_matches([
            '"', '\'', '”', '’', '“', '‘', '»', '«', ')', ']', '*', '\u{a0}', '\u{202f}',
        ])
        .trim_end()
        .ends_with(['.', '!', '?', '…', '‽'])
}

/// Whether all letters that have a case are capitals, and there are four of them at least.
pub(crate) fn is_capitals(line: &str) -> bool {
    let mut capitals = 0;
    for letter in line.chars() {
        if letter.is_lowercase() {
            return false;
        }
        if letter.is_uppercase() {
            capitals += 1;
        }
    }
    capitals >= 4
}

/// Whether a line between grafs is the headline of another story, as some sites set them: all
/// capitals, five words or more, no full stop, not in quotation marks.
pub(crate) fn is_promo_line(line: &str) -> bool {
    let line = line.trim();
    line.len() <= 240
        && is_capitals(line)
        && words(line) >= FEWEST_PROMO_WORDS
        && !line.ends_with(['.', ':', ',', ';', '…'])
        && !line.starts_with(['"', '“', '„', '«', '(', '[', '-', '–', '—', '@', '#'])
}

/// Whether a line is shaped like a subhead: short, begins with a capital, a figure or a quotation
/// mark, does not end like a sentence.
pub(crate) fn is_subhead(line: &str) -> bool {
    let line = line.trim();
    if line.len() > MOST_SUBHEAD_CHARS * 4 || line.chars().count() > MOST_SUBHEAD_CHARS {
        return false;
    }
    let inner = line
        .trim_start_matches(['"', '“', '„', '«', '‘', '\'', '¿', '¡', '\u{a0}', '\u{202f}', ' ']);
    let begins = inner.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric());
    let count = words(line);
    let open = line.ends_with(['.', ',', ';', ':', '…', '-', '–', '—', '(', '!']);
    let quoted_sentence = ends_a_sentence(line) && !line.ends_with('?');
    begins
        && (1..=MOST_SUBHEAD_WORDS).contains(&count)
        && !open
        && !quoted_sentence
        && !line.contains("://")
        && !line.contains('@')
        && line.chars().any(char::is_alphabetic)
        && line.chars().filter(|letter| letter.is_alphabetic()).count() >= 3
}

/// Whether a line is the name of a section: "Health", "Politik", "Sociedad".
pub(crate) fn is_section(line: &str) -> bool {
    let line = line.trim().trim_end_matches(['>', '›', '»', '/', ' ']);
    line.len() <= 40 && LANGUAGES.sections.contains(&line.to_lowercase())
}

/// Whether a crumb says "home" and no more.
pub(crate) fn lead_crumb_is_home(crumb: &str) -> bool {
    LANGUAGES.home.contains(&crumb.trim().to_lowercase())
}

/// Whether a sentence speaks of what a video shows: "Dr. Bo Sample explains the operation."
pub(crate) fn says_what_a_video_shows(line: &str) -> bool {
    line.len() <= 400
        && line.split_whitespace().any(|word| LABELS.video_verbs.contains(&folded_word(word)))
}

/// Places where two sentences have run together without a space: "app!A deckhand", "said.The".
/// Each range covers both words.
pub(crate) fn fused_words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        if !letter.is_whitespace() {
            start.get_or_insert(at);
            continue;
        }
        let Some(begin) = start.take() else { continue };
        if found.len() >= 50 {
            break;
        }
        let word = text.get(begin..at).unwrap_or_default();
        if is_fused(word) {
            found.push(begin..at);
        }
    }
    found
}

/// Three small letters, the end of a sentence, perhaps a closing mark, a capital and a letter.
fn is_fused(word: &str) -> bool {
    if word.len() > 200 || word.contains(['@', '/', '\\', '_', '=', '#']) || word.contains("www.") {
        return false;
    }
    let letters: Vec<char> = word.chars().collect();
    letters.windows(2).enumerate().any(|(at, pair)| {
        let [sign, _] = pair else { return false };
        if !matches!(sign, '.' | '!' | '?') {
            return false;
        }
        let small = at >= 3
            && letters
                .get(at - 3..at)
                .is_some_and(|before| before.iter().all(|letter| letter.is_lowercase()));
        let mut next = at + 1;
        while letters
            .get(next)
            .is_some_and(|letter| matches!(letter, '"' | '”' | '’' | '»' | '“' | '„' | '«'))
        {
            next += 1;
        }
        let capital = letters.get(next).is_some_and(|letter| letter.is_uppercase());
        // "said.A" is fused, "Node.JS" is a name.
        let follows = letters
            .get(next + 1)
            .is_none_or(|letter| letter.is_lowercase() || matches!(letter, '\'' | '’'));
        small && capital && follows
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_of_other_stories_in_capitals() {
        for line in [
            "SENATOR SLAMS PLAN TO CLOSE FERRY LINE",
            "COAST GUARD REPORTS RECORD NUMBER OF WINCH ACCIDENTS",
            "IS THIS THE END OF THE FERRY?",
        ] {
            assert!(is_promo_line(line), "{line}");
        }
        for line in [
            "BACKGROUND",
            "WHAT HAPPENS NEXT",
            "“SIT DOWN AND HOLD ON!” WAS ALL THEY HEARD",
            "NATO said on Monday",
            "THE FERRY LINE IS CLOSED TODAY.",
            "12 34 56 78 90",
        ] {
            assert!(!is_promo_line(line), "{line}");
        }
    }

    #[test]
    fn subheads_by_their_shape() {
        for line in [
            "Sticks in the mail",
            "„Nur in Gummistiefeln“",
            "BACKLOG",
            "What happens next?",
            "3 steps to safety",
            "¿Qué pasa ahora?",
        ] {
            assert!(is_subhead(line), "{line}");
        }
        for line in [
            "Nobody was hurt.",
            "and then",
            "The list includes:",
            "https://a.example",
            "“It is over.”",
            "Ada,",
            "42",
            "Sit!",
        ] {
            assert!(!is_subhead(line), "{line}");
        }
    }

    #[test]
    fn words_that_have_run_together() {
        let found = |text: &str| -> Vec<String> {
            fused_words(text).into_iter().map(|range| text.get(range).unwrap().to_owned()).collect()
        };
        assert_eq!(
            found("It was over, he said.The crew left. app!A deckhand"),
            ["said.The", "app!A"]
        );
        assert_eq!(found("gone.”The crew"), ["gone.”The"]);
        assert!(
            found("See Node.JS, U.S.A., z.B.Die, www.outlet.Example, a.b@outlet.Example, 3.The")
                .is_empty()
        );
    }
}
