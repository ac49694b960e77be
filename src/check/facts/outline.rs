//! Sentences with a sign in place of each fact.
//!
//! Must not know: rules.

use std::ops::Range;

use super::Fact;
use crate::check::view::Tongue;
use crate::check::words::words;

/// A sentence that has facts.
#[derive(Clone, Debug, Default)]
pub(in crate::check) struct Sentence {
    /// Where it stands in its text.
    pub(in crate::check) range: Range<usize>,
    /// Which facts of the text are in it.
    pub(in crate::check) facts: Range<usize>,
    /// Its words, with `<m0>` for the first fact of the text, which is money.
    pub(in crate::check) outline: String,
    /// What it is about: the stems of its longer words, hashed and sorted.
    pub(in crate::check) topic: Vec<u32>,
}

/// A sentence longer than this is no prose; patterns are not tried on it.
const MOST_BYTES: usize = 1_200;

/// The sentences of a text that have facts.
pub(super) fn sentences(text: &str, facts: &[Fact], tongue: Tongue) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut from = 0;
    let mut next = 0;
    while from < text.len() {
        let to = end_of_sentence(text, from, facts.get(next..).unwrap_or_default());
        let first = next;
        while facts.get(next).is_some_and(|fact| fact.range.start < to) {
            next += 1;
        }
        if first < next && to - from <= MOST_BYTES {
            sentences.push(sentence(text, from..to, first..next, facts, tongue));
        }
        from = to;
    }
    sentences
}

fn sentence(
    text: &str,
    range: Range<usize>,
    numbers: Range<usize>,
    facts: &[Fact],
    tongue: Tongue,
) -> Sentence {
    let mut outline = String::with_capacity(range.len() + 16);
    let mut topic = Vec::new();
    let mut at = range.start;
    let mut copy = |from: usize, to: usize, outline: &mut String| {
        let piece = text.get(from..to).unwrap_or_default();
        for word in words(piece) {
            let word = piece.get(word).unwrap_or_default();
            if let Some(stem) = stem(word, tongue) {
                topic.push(stem);
            }
        }
        for c in piece.chars() {
            outline.push(match c {
                '’' => '\'',
                '\u{a0}' | '\u{202f}' | '\n' => ' ',
                '<' | '>' => '|',
                c => c,
            });
        }
    };
    for index in numbers.clone() {
        let Some(fact) = facts.get(index) else { break };
        copy(at, fact.range.start, &mut outline);
        outline.push('<');
        outline.push(fact.kind.letter());
        outline.push_str(&index.to_string());
        outline.push('>');
        at = fact.range.end;
    }
    copy(at, range.end, &mut outline);
    topic.sort_unstable();
    topic.dedup();
    Sentence { range, facts: numbers, outline, topic }
}

/// Where the sentence that begins here ends, with the space behind it.
fn end_of_sentence(text: &str, from: usize, facts: &[Fact]) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let mut facts = facts.iter().peekable();
    for (offset, c) in rest.char_indices() {
        let at = from + offset;
        if c == '\n' {
            return at + 1;
        }
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        while facts.next_if(|fact| fact.range.end <= at).is_some() {}
        let inside =
            facts.peek().is_some_and(|fact| fact.range.start <= at && at + 1 < fact.range.end);
        if inside || c == '.' && is_abbreviation(text.get(from..at).unwrap_or_default()) {
            continue;
        }
        let behind = text.get(at + c.len_utf8()..).unwrap_or_default();
        let closing =
            behind.len() - behind.trim_start_matches(['”', '"', '’', '\'', ')', '»', '“']).len();
        let rest = behind.get(closing..).unwrap_or_default();
        if !rest.starts_with(char::is_whitespace) && !rest.is_empty() {
            continue;
        }
        let next = rest.trim_start();
        if next.starts_with(char::is_lowercase) {
            continue;
        }
        return text.len() - next.len();
    }
    text.len()
}

/// Whether a stop behind these words belongs to the last of them.
fn is_abbreviation(before: &str) -> bool {
    const KNOWN: [&str; 44] = [
        "Mr", "Mrs", "Ms", "Dr", "St", "No", "Nos", "Sen", "Gov", "Rep", "Reps", "Sens", "Lt",
        "Capt", "Sgt", "Gen", "Col", "Maj", "Cpl", "Adm", "Rev", "Prof", "Inc", "Corp", "Co",
        "Ltd", "vs", "Jr", "Sr", "Ave", "Blvd", "Mt", "Ft", "Rs", "Jan", "Feb", "Aug", "Sept",
        "Oct", "Nov", "Dec", "ca", "z", "Nr",
    ];
    let word =
        before.rsplit(|c: char| !(c.is_alphanumeric() || c == '.')).next().unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    is_initial || word.contains('.') || KNOWN.contains(&word)
}

/// A word as topics compare it: its beginning, hashed; `None` for short words and those that say
/// nothing.
pub(in crate::check) fn stem(word: &str, tongue: Tongue) -> Option<u32> {
    const EMPTY: [&str; 38] = [
        "about", "after", "with", "from", "that", "this", "have", "were", "been", "which", "their",
        "there", "would", "could", "said", "says", "they", "when", "will", "more", "than", "other",
        "into", "over", "under", "least", "some", "people", "year", "years", "also", "only",
        "last", "each", "year's", "what", "them", "nearly",
    ];
    let lower = word.to_lowercase();
    if lower.chars().count() < 4 || EMPTY.contains(&lower.as_str()) {
        return None;
    }
    let lower = lower.trim_end_matches("'s").trim_end_matches("’s");
    let root = match tongue {
        Tongue::English => {
            let root = lower.strip_suffix("ing").or_else(|| lower.strip_suffix("ed"));
            let root =
                root.or_else(|| lower.strip_suffix("es")).or_else(|| lower.strip_suffix('s'));
            root.or_else(|| lower.strip_suffix('e')).filter(|root| root.len() > 2).unwrap_or(lower)
        }
        _ => lower.trim_end_matches(['s', 'n', 'e']),
    };
    let mut hash: u32 = 0x811c_9dc5;
    for byte in root.chars().take(6).flat_map(|c| {
        let mut bytes = [0; 4];
        c.encode_utf8(&mut bytes).bytes().collect::<Vec<_>>()
    }) {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    Some(hash)
}
