//! A credit glued to a caption, taken off.
//!
//! Must not know: what makes a line a credit beyond the signs that `line` reports.

use std::ops::Range;

use super::line::{self, LONGEST_BYTES, Label, Reading};
use super::parties;
use super::table::{Meaning, TABLE, key};
use crate::story::{Credit, Marker, RichText, is_boundary};

/// How many places are tried where a credit might begin; each costs one reading of a line.
const MOST_TRIES: usize = 16;

/// Characters between a caption and its credit that belong to neither.
const BETWEEN: [char; 10] = ['|', '—', '–', '-', '·', '•', '/', ':', '▲', '▶'];

/// Takes a credit off the end or the start of a caption: `The quay. (AP Photo/Kit Orme)`.
///
/// Of the text nothing is lost but white space and a separator between the two; brackets and
/// labels stay in the credit’s verbatim text. Marks of the caption are kept. When nothing is
/// surely a credit, the caption comes back as it was, with an empty credit.
///
/// Only the first and the last 600 bytes are looked at, so that the length of a caption costs
/// nothing.
pub fn split_caption(caption: &RichText) -> (RichText, Credit) {
    let text = caption.as_str();
    let Some(split) = at_the_end(text).or_else(|| at_the_start(text)) else {
        return (caption.clone(), Credit::default());
    };
    let verbatim = text.get(split.credit).unwrap_or_default().trim();
    let kept = trimmed(text, split.caption);
    if !is_boundary(text, kept.start) || !is_boundary(text, kept.end) {
        return (caption.clone(), Credit::default());
    }
    let caption = if kept.is_empty() { RichText::default() } else { caption.slice(kept) };
    (caption, super::parse(verbatim))
}

/// Where caption and credit lie in a text.
struct Split {
    caption: Range<usize>,
    credit: Range<usize>,
}

fn at_the_end(text: &str) -> Option<Split> {
    let end = text.trim_end().len();
    let start = begins_by(text, bracketed(text, end), is_in_brackets)
        .or_else(|| begins_by(text, labels(text, end), is_after_a_label))
        .or_else(|| begins_by(text, boundaries(text, end), is_after_a_sentence))
        .or_else(|| begins_by(text, bracketed(text, end), is_agency_in_brackets))
        .or_else(|| begins_by(text, glued(text, end), is_glued))?;
    Some(Split { caption: 0..start, credit: start..end })
}

/// The first of some places from which the text up to its end is a credit.
fn begins_by(
    text: &str,
    places: Vec<usize>,
    is_credit: fn(before: &str, line: &str, reading: Option<&Reading>) -> bool,
) -> Option<usize> {
    places.into_iter().take(MOST_TRIES).find(|at| {
        let Some((before, line)) = text.split_at_checked(*at) else { return false };
        let reading = line::read(line);
        is_credit(before.trim_end(), line.trim(), reading.as_ref())
    })
}

// Places where a credit may begin.

/// The bracket that the last one closes, when nothing but a notice of rights stands after it.
fn bracketed(text: &str, end: usize) -> Vec<usize> {
    let mut depth = 0_usize;
    let mut places = Vec::new();
    for (at, char) in window(text, end).rev() {
        match char {
            ')' | ']' | '）' => depth += 1,
            '(' | '[' | '（' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    places.push(at);
                    break;
                }
            }
            _ => {}
        }
    }
    places
}

/// Labels and signs that announce a credit, the last one first.
fn labels(text: &str, end: usize) -> Vec<usize> {
    let mut places: Vec<usize> = word_starts(text, end)
        .into_iter()
        .filter(|at| {
            let words = words_from(text, *at, end);
            text.get(*at..).is_some_and(|rest| rest.starts_with('©') || rest.starts_with("(c)"))
                || TABLE.leading(&words).is_some_and(|(_, meaning)| meaning != Meaning::Anonymous)
        })
        .collect();
    // `Pool photo by` begins at `Pool`: the earliest of labels that stand in a row.
    places.sort_unstable();
    places.truncate(MOST_TRIES * 4);
    places
}

/// After each end of a sentence, line or bar; the earliest first, so that `J. Orme/AP` keeps its J.
fn boundaries(text: &str, end: usize) -> Vec<usize> {
    let mut places = Vec::new();
    let mut after_stop = false;
    let mut before = ' ';
    let start = window(text, end).next().map_or(0, |(at, _)| at);
    if start == 0 {
        places.push(0);
    }
    for (at, char) in window(text, end) {
        match char {
            '.' | '!' | '?' | '…' | '。' | '|' | '—' | '–' | '\n' | '\u{2028}' | '•' | '▲' =>
            {
                after_stop = true;
            }
            '-' | '/' if before.is_whitespace() => after_stop = true,
            '"' | '”' | '“' | '»' | '’' | '\'' | ')' | ']' => {}
            char if char.is_whitespace() => {}
            _ => {
                if after_stop {
                    places.push(at);
                }
                after_stop = false;
            }
        }
        before = char;
    }
    // The last ones are the likely ones.
    let skipped = places.len().saturating_sub(MOST_TRIES);
    places.split_off(skipped)
}

/// Where the words before the first slash of a credit may begin, the nearest to it last.
fn glued(text: &str, end: usize) -> Vec<usize> {
    const MOST_WORDS_BEFORE: usize = 5;
    let slash = window(text, end).find(|(_, char)| *char == '/').map(|(at, _)| at);
    let Some(slash) = slash else { return Vec::new() };
    let mut starts = word_starts(text, slash);
    let skipped = starts.len().saturating_sub(MOST_WORDS_BEFORE);
    starts.split_off(skipped)
}

// What must be true of the text at such a place.

fn is_in_brackets(before: &str, line: &str, reading: Option<&Reading>) -> bool {
    let inside = line.trim_matches(['(', ')', '[', ']', '（', '）', '.']).trim();
    let Some(reading) = reading else { return is_name_after_colon(inside) };
    match reading.signs.label {
        Label::Certain => true,
        Label::By => !is_markers_only(reading),
        Label::None => {
            is_sure(reading) || announces_a_picture(inside) || ends(before) && is_likely(reading)
        }
    }
}

/// `(AFP)`, but not `the Environmental Protection Agency (EPA)`.
fn is_agency_in_brackets(before: &str, _line: &str, reading: Option<&Reading>) -> bool {
    let Some(Reading { credit, signs }) = reading else { return false };
    signs.agency
        && credit.creators.is_empty()
        && !spells(before, credit.agencies.first().map_or("", String::as_str))
}

fn is_after_a_label(before: &str, line: &str, reading: Option<&Reading>) -> bool {
    let begins_large = line.chars().next().is_some_and(|char| char.is_uppercase() || char == '©');
    let Some(reading) = reading else {
        return begins_large && !before.is_empty() && ends(before) && is_name_after_colon(line);
    };
    let is_parsed = !is_markers_only(reading);
    match reading.signs.label {
        Label::None => false,
        Label::By => ends(before) && (is_parsed || announces_a_picture(line)),
        Label::Certain if ends(before) => true,
        // `The quay Photo: Kit Orme`, but not `on the photo: Kit Orme`.
        Label::Certain => is_parsed && begins_large && !leads_into(before),
    }
}

fn is_after_a_sentence(before: &str, line: &str, reading: Option<&Reading>) -> bool {
    let Some(reading) = reading else { return false };
    if is_markers_only(reading) {
        return announces_a_picture(line) && !before.is_empty();
    }
    if is_sure(reading) || reading.signs.label == Label::Certain {
        // `Alf Tregunna (AFP)` is who is seen and who sent it; `KIT ORME (AFP)` is a credit.
        return !before.is_empty()
            || reading.signs.capitals
            || !line.ends_with(')')
            || line.starts_with('(');
    }
    if ends_hard(before) && is_likely(reading) {
        return true;
    }
    // A line of its own: `Reuters`, or after a bar, where only credits stand: `| Kit Orme`.
    let is_known = TABLE
        .known(&line.trim_end_matches('.').split_whitespace().collect::<Vec<_>>())
        .is_some_and(|known| known.is_agency);
    let credit = &reading.credit;
    is_known && (ends_hard(before) || before.ends_with('/'))
        || before.ends_with('|') && is_prose(before) && !credit.creators.is_empty()
}

fn is_glued(before: &str, line: &str, reading: Option<&Reading>) -> bool {
    let Some(reading) = reading else { return false };
    let first = line.split(['/', ' ']).next().unwrap_or_default();
    let begins_with_agency = line.split('/').next().is_some_and(|party| {
        TABLE
            .known(&party.split_whitespace().collect::<Vec<_>>())
            .is_some_and(|known| known.is_agency)
    });
    let last_before = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let follows_small = last_before.chars().any(char::is_lowercase)
        || last_before.chars().all(|char| !char.is_alphabetic());
    let in_capitals = reading.signs.capitals && !first.chars().any(char::is_lowercase);
    is_sure(reading) && !before.is_empty() && follows_small && (begins_with_agency || in_capitals)
}

/// Whether a line without a label can hardly be anything but a credit.
fn is_sure(reading: &Reading) -> bool {
    let credit = &reading.credit;
    let signs = reading.signs;
    !is_markers_only(reading)
        && (signs.agency
            && (signs.joined || !credit.creators.is_empty() && !credit.agencies.is_empty())
            || signs.joined && (!credit.markers.is_empty() || signs.capitals)
            || signs.agency && !credit.markers.is_empty())
}

/// `Kit Orme/BRN`, `Kit Orme/The Lantern`: a credit where a sentence has just ended, hardly
/// elsewhere.
fn is_likely(reading: &Reading) -> bool {
    reading.signs.joined && reading.signs.outlet && !reading.credit.creators.is_empty()
}

/// `Handout`: words about the picture that name nobody.
fn is_markers_only(reading: &Reading) -> bool {
    let credit = &reading.credit;
    credit.creators.is_empty() && credit.agencies.is_empty() && credit.provider.is_none()
}

/// `File photo`, `Handout`: no caption ends so by itself, while `pool` or `drawing` might.
fn announces_a_picture(line: &str) -> bool {
    let words: Vec<&str> = line.trim_end_matches('.').split_whitespace().collect();
    let meaning = TABLE.meaning(&words);
    let begins_large = line.chars().next().is_some_and(char::is_uppercase);
    begins_large
        && match meaning {
            Some(Meaning::Marker(Marker::File | Marker::Handout)) => true,
            Some(Meaning::Marker(_)) => words.len() > 1,
            _ => false,
        }
}

/// `Credit: The Penhales`: after a label a few words that each begin as in a name.
fn is_name_after_colon(line: &str) -> bool {
    const MOST_WORDS: usize = 5;
    let Some((label, name)) = line.split_once([':', '：', '…']) else { return false };
    let label: Vec<&str> = label.split_whitespace().collect();
    let words: Vec<&str> = name.split_whitespace().collect();
    TABLE.meaning(&label) == Some(Meaning::Label)
        && (1..=MOST_WORDS).contains(&words.len())
        && words.iter().all(|word| {
            parties::is_link(word)
                || word.chars().next().is_some_and(|char| char.is_uppercase() || char == '@')
        })
        && !name.contains(['!', '?', ':', '"', '“', '„', '«'])
}

/// Whether nothing of a sentence is open before a place.
fn ends(before: &str) -> bool {
    before.is_empty()
        || before.ends_with(['.', '!', '?', '…', '。', ')', ']', '"', '”', '“', '»', '’'])
        || before.ends_with(BETWEEN)
        || ends_hard(before)
}

/// The same without closing quotes and brackets, behind which a sentence may go on.
fn ends_hard(before: &str) -> bool {
    before.is_empty() || before.ends_with(['.', '!', '?', '…', '。', '|', '—'])
}

/// Whether the last word before a label makes it a word of the sentence: `on the photo:`.
fn leads_into(before: &str) -> bool {
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    TABLE.before_nouns.has(last) || before.ends_with([',', ';'])
}

/// `The quay at dawn` is prose; `World news` is not.
fn is_prose(before: &str) -> bool {
    const WORDS_AT_LEAST: usize = 4;
    let words = || before.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    words().count() >= WORDS_AT_LEAST
        && words().any(|word| word.chars().next().is_some_and(char::is_lowercase))
}

/// Whether the initials of the last words are these letters: `Environmental Protection Agency`.
fn spells(before: &str, letters: &str) -> bool {
    let count = letters.chars().count();
    if !(2..=6).contains(&count) {
        return false;
    }
    let initials: String = before
        .split(|char: char| char.is_whitespace() || char == '-')
        .rev()
        .filter_map(|word| word.chars().find(|char| char.is_alphabetic()))
        .take(count)
        .collect();
    key(&initials.chars().rev().collect::<String>()) == key(letters)
}

fn at_the_start(text: &str) -> Option<Split> {
    let start = text.len() - text.trim_start().len();
    let window = head_window(text, start);
    let opens = window.starts_with(['(', '[', '（']);
    let mut depth = 0_usize;
    for (at, char) in window.char_indices() {
        let after = at + char.len_utf8();
        let ends_credit = match char {
            '(' | '[' | '（' => {
                depth += 1;
                false
            }
            ')' | ']' | '）' => {
                depth = depth.saturating_sub(1);
                opens && depth == 0
            }
            '—' | '–' | '|' | '\n' => !opens,
            '-' => !opens && window.get(..at).is_some_and(|before| before.ends_with(' ')),
            _ => false,
        };
        if !ends_credit {
            continue;
        }
        let to = if opens { after } else { at };
        let reading = line::read(window.get(..to)?)?;
        let is_credit = !is_markers_only(&reading)
            && (reading.signs.label > Label::None || opens && is_sure(&reading));
        let rest = text.get(start + after..)?.trim();
        return (is_credit && !rest.is_empty())
            .then_some(Split { caption: start + after..text.len(), credit: start..start + to });
    }
    None
}

// Looking at a bounded part of the text.

/// The characters of the last [`LONGEST_BYTES`] before a place, with where they stand.
fn window(text: &str, end: usize) -> impl DoubleEndedIterator<Item = (usize, char)> + Clone {
    let mut start = end.saturating_sub(LONGEST_BYTES);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let window = text.get(start..end).unwrap_or_default();
    window.char_indices().map(move |(at, char)| (start + at, char))
}

fn head_window(text: &str, start: usize) -> &str {
    let mut end = start.saturating_add(LONGEST_BYTES).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(start..end).unwrap_or_default()
}

/// Where words begin near the end; also a capital right after a small letter, `duskPhoto: Kit`.
fn word_starts(text: &str, end: usize) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut before = ' ';
    for (at, char) in window(text, end) {
        let begins = char.is_alphanumeric() || char == '©';
        let is_start = before.is_whitespace()
            || matches!(
                before,
                '(' | '[' | '.' | ')' | ']' | '"' | '”' | '»' | '|' | '—' | '–' | '/'
            )
            || before.is_lowercase() && char.is_uppercase()
            || char == '©';
        if begins && is_start {
            starts.push(at);
        }
        before = char;
    }
    starts
}

/// The first words from a place on, without the colon after them.
fn words_from(text: &str, at: usize, end: usize) -> Vec<&str> {
    const MOST_WORDS: usize = 6;
    text.get(at..end)
        .unwrap_or_default()
        .split(|char: char| char.is_whitespace() || matches!(char, ':' | '：' | '…' | ','))
        .map(|word| word.split("...").next().unwrap_or_default())
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .collect()
}

/// A range without white space and separators at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    let is_between = |char: char| char.is_whitespace() || BETWEEN.contains(&char);
    let (from_start, from_end) = if range.start == 0 {
        (part.trim_start(), part.trim_end_matches(is_between))
    } else {
        (part.trim_start_matches(is_between), part.trim_end())
    };
    let start = range.start + (part.len() - from_start.len());
    let end = range.start + from_end.len();
    start..end.max(start)
}
