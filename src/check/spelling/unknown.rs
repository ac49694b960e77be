//! The words of one text that the dictionary does not have, with what their place says of them.
//!
//! ```text
//! The mayor of Oldenmoor said the harbuor was closed.
//!              ^ a name                ^ unknown, in lower case
//! ```
//!
//! Whether such a word is a slip is not decided here: that takes the rest of the story.
//!
//! Must not know: other texts, findings.

use std::ops::Range;

use super::{Dictionary, Known, names};
use crate::check::view::{Role, Text, Tongue};
use crate::check::words::words;
use crate::story::{MarkKind, TextAt};

/// A word that the dictionary does not have.
#[derive(Clone, Debug)]
pub(in crate::check) struct Unknown {
    pub(in crate::check) at: TextAt,
    pub(in crate::check) range: Range<usize>,
    /// The word to look up: apostrophes straight, no soft hyphens, no possessive ending.
    pub(super) word: String,
    pub(super) stands: Stands,
    /// In quotation marks with a word or two, or in italics: as foreign words are.
    pub(super) is_set_apart: bool,
    /// Behind a word with a capital, as the second part of a Latin name is.
    pub(super) is_after_capital: bool,
    /// Right in another dialect.
    pub(super) is_elsewhere: bool,
    /// A well-known name that is a slip away.
    pub(super) proper: Option<&'static str>,
    /// The right word, where the place alone tells it: `postponed` for `post-poned`.
    pub(super) meant: Option<String>,
}

/// What the capital of a word, or the lack of it, says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// In lower case.
    Lower,
    /// With a capital that the beginning of a sentence, or a headline in capitals, may have given.
    Start,
    /// With a capital of its own.
    Name,
}

/// Longer runs of letters are no words.
const MOST_CHARS: usize = 40;

/// What a word is joined to with hyphens, `re-` in `re-elected`.
const PREFIXES: [&str; 42] = [
    "ante", "anti", "auto", "bi", "bio", "co", "cyber", "de", "demi", "di", "eco", "ex", "extra",
    "geo", "hyper", "infra", "inter", "intra", "macro", "mega", "meta", "micro", "mid", "mini",
    "multi", "neo", "non", "photo", "poly", "post", "pre", "pro", "proto", "pseudo", "quasi", "re",
    "semi", "sub", "super", "tri", "ultra", "vice",
];

/// Reads a text. Names, abbreviations and words that nobody writes by hand (addresses, handles,
/// what has digits in it) are left out where their shape tells; names with a capital of their own
/// are kept, since other words of the story are measured by them.
pub(in crate::check) fn unknown(text: &Text<'_>, dictionary: Dictionary<'_>) -> Vec<Unknown> {
    let all = text.words;
    let tokens: Vec<Range<usize>> = words(all).collect();
    let is_label = text.role == Role::Label;
    let may_be_in_capitals =
        matches!(text.role, Role::Headline | Role::Variant(_) | Role::Subhead | Role::Title);
    let in_capitals = may_be_in_capitals && is_in_capitals(all, &tokens);
    let mut found: Vec<Unknown> = Vec::new();
    let (mut lower, mut run, mut runs) = (0usize, 0usize, Vec::new());
    for (index, range) in tokens.iter().enumerate() {
        let Some(raw) = all.get(range.clone()) else { continue };
        let is_lower = raw.chars().next().is_some_and(char::is_lowercase);
        lower += usize::from(is_lower);
        if raw == "un" {
            found.extend(un_joined(text, &tokens, index, dictionary));
            continue;
        }
        let Some(word) = plain(raw) else { continue };
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let neighbours = Neighbours::of(all, &tokens, index, dictionary);
        let stands = match (capital, neighbours.is_start || in_capitals) {
            (false, _) => Stands::Lower,
            (true, true) if !is_label && (in_capitals || !neighbours.next_is_capital) => {
                Stands::Start
            }
            (true, _) => Stands::Name,
        };
        let mut known = look_up(&word, stands, dictionary, text.reading.tongue);
        if known == Known::Yes && neighbours.after_number && is_american_unit(&word, dictionary) {
            known = Known::Elsewhere;
        }
        if known == Known::Yes {
            if is_lower && raw.chars().count() > 2 {
                run = 0;
            }
            continue;
        }
        let mut unknown = Unknown {
            at: text.at,
            range: range.clone(),
            word,
            stands,
            is_set_apart: is_set_apart(text, range),
            is_after_capital: neighbours.previous_is_capital,
            is_elsewhere: known == Known::Elsewhere,
            proper: None,
            meant: None,
        };
        if let Some(hyphened) = neighbours.hyphened {
            if !judge_hyphened(&mut unknown, all, hyphened, dictionary) {
                continue;
            }
        } else if neighbours.is_joined {
            continue;
        }
        if stands == Stands::Name {
            let is_german = text.reading.tongue == Tongue::German;
            let may_be_near = !neighbours.previous_is_capital && !is_label;
            if may_be_near && text.reading.tongue == Tongue::English {
                unknown.proper = names::well_known_near(&unknown.word);
            }
            // German nouns have capitals; one after its article is not likely a name.
            if is_german && may_be_near && !neighbours.next_is_capital && neighbours.after_article {
                unknown.stands = Stands::Start;
            }
        }
        if is_lower && unknown.meant.is_none() {
            run += 1;
            if run >= 3 {
                runs.push(found.len());
            }
        }
        found.push(unknown);
    }
    leave_out_foreign(&mut found, lower, &runs);
    found
}

/// `un-opposed`: the prefix takes no hyphen, and is no word.
fn un_joined(
    text: &Text<'_>,
    tokens: &[Range<usize>],
    index: usize,
    dictionary: Dictionary<'_>,
) -> Option<Unknown> {
    let compound = hyphened(text.words, tokens, index)?;
    let whole = text.words.get(compound.clone())?;
    let meant = whole.replace('-', "");
    let is_right = matches!(dictionary, Dictionary::English(_)) && dictionary.has(&meant);
    is_right.then(|| Unknown {
        at: text.at,
        range: compound,
        word: whole.to_owned(),
        stands: Stands::Lower,
        is_set_apart: false,
        is_after_capital: false,
        is_elsewhere: false,
        proper: None,
        meant: Some(meant),
    })
}

/// A sentence in another language is no heap of slips: three unknown words in a row are left out,
/// and so is everything where a third of all is unknown.
fn leave_out_foreign(found: &mut Vec<Unknown>, lower: usize, runs: &[usize]) {
    let is_slip = |it: &Unknown| it.stands == Stands::Lower && !it.is_elsewhere;
    let unknown = found.iter().filter(|it| is_slip(it)).count();
    if unknown >= 4 && unknown * 3 >= lower {
        found.retain(|it| !is_slip(it));
        return;
    }
    let mut out = vec![false; found.len()];
    for end in runs {
        let mut left = 3;
        for index in (0..=*end).rev() {
            if left > 0 && found.get(index).is_some_and(is_slip) {
                left -= 1;
                if let Some(out) = out.get_mut(index) {
                    *out = true;
                }
            }
        }
    }
    let mut out = out.into_iter();
    found.retain(|_| !out.next().unwrap_or(false));
}

/// The word to look up; `None` for what is no word: digits, one or two letters, capitals inside.
fn plain(raw: &str) -> Option<String> {
    let mut word: String = raw
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{fe0f}'))
        .map(|c| if c == '’' { '\'' } else { c })
        .collect();
    for ending in ["'s", "'S", "'d", "'ll", "'re", "'ve"] {
        if let Some(stem) = word.strip_suffix(ending) {
            word.truncate(stem.len());
        }
    }
    let chars = word.chars().count();
    // Letters of other scripts are of another language.
    let is_strange = word.chars().any(|c| c.is_numeric() || c > '\u{24f}' && c.is_alphabetic());
    let has_capital_inside = word.chars().skip(1).any(char::is_uppercase);
    let fits = (3..=MOST_CHARS).contains(&chars) && !is_strange && !has_capital_inside;
    fits.then_some(word)
}

fn look_up(word: &str, stands: Stands, dictionary: Dictionary<'_>, tongue: Tongue) -> Known {
    let mut known = dictionary.knows(word);
    if known == Known::Yes {
        return known;
    }
    // `façade` is as right as `facade`, and no list has all of them.
    if tongue == Tongue::English && !word.is_ascii() {
        let plain = without_accents(word);
        if plain != word && dictionary.has(&small(&plain)) {
            return Known::Yes;
        }
    }
    let small = small(word);
    if stands != Stands::Lower {
        // A name is as often made of common words (`The Harbor House`) as not.
        match dictionary.knows(&small) {
            Known::Yes => return Known::Yes,
            Known::Elsewhere => known = Known::Elsewhere,
            Known::No => {}
        }
    }
    // `l’eau`, `dall’alto`: what stands after the apostrophe is the word.
    let after = match tongue {
        Tongue::French | Tongue::Other => word.rsplit_once('\'').map(|(_, after)| after),
        _ => None,
    };
    if after.is_some_and(|after| after.chars().count() < 3 || dictionary.has(after)) {
        return Known::Yes;
    }
    known
}

/// A word without the accents that English takes over with words from abroad.
fn without_accents(word: &str) -> String {
    let base = |c: char| match c {
        'à' | 'á' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ó' | 'ô' | 'ö' => 'o',
        'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    };
    word.replace('æ', "ae").replace('œ', "oe").chars().map(base).collect()
}

/// A word without the capital that it may have from its place.
pub(super) fn small(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).collect()
}

/// What stands around a word.
#[derive(Debug, Default)]
struct Neighbours {
    /// It begins a sentence or a quotation.
    is_start: bool,
    previous_is_capital: bool,
    next_is_capital: bool,
    after_article: bool,
    /// A figure or the word for one stands before it.
    after_number: bool,
    /// It is part of an address, a handle, a path, or the like.
    is_joined: bool,
    /// All of the words that hyphens join it to.
    hyphened: Option<Range<usize>>,
}

impl Neighbours {
    fn of(all: &str, tokens: &[Range<usize>], index: usize, dictionary: Dictionary<'_>) -> Self {
        let Some(range) = tokens.get(index) else { return Self::default() };
        let previous = index.checked_sub(1).and_then(|index| tokens.get(index));
        let next = tokens.get(index + 1);
        let before = all.get(previous.map_or(0, |it| it.end)..range.start).unwrap_or_default();
        let after = all.get(range.end..next.map_or(all.len(), |it| it.start)).unwrap_or_default();
        let word = |range: Option<&Range<usize>>| range.and_then(|it| all.get(it.clone()));
        let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        let is_start = match word(previous) {
            None => true,
            Some(previous) => begins_anew(before, previous),
        };
        Self {
            is_start,
            previous_is_capital: (matches!(before, " " | "\u{a0}" | "-")
                || (before == ". " && !is_start))
                && word(previous).is_some_and(is_capital)
                && !(starts(all, tokens, index - 1)
                    && word(previous).is_some_and(|it| dictionary.has(&small(it)))),
            next_is_capital: matches!(after, " " | "\u{a0}" | "-")
                && word(next).is_some_and(is_capital)
                || begins_list(before, after),
            after_article: before == " " && word(previous).is_some_and(is_german_article),
            after_number: matches!(before, " " | "\u{a0}" | "-")
                && word(previous).is_some_and(is_number),
            is_joined: joins_before(before) || joins_after(after, next.is_some()),
            hyphened: hyphened(all, tokens, index),
        }
    }
}

/// Whether a word begins a sentence.
fn starts(all: &str, tokens: &[Range<usize>], index: usize) -> bool {
    let (Some(range), Some(before)) = (tokens.get(index), index.checked_sub(1)) else {
        return true;
    };
    let Some(previous) = tokens.get(before) else { return true };
    let between = all.get(previous.end..range.start).unwrap_or_default();
    begins_anew(between, all.get(previous.clone()).unwrap_or_default())
}

/// Whether what stands between two words ends a sentence or opens a quotation.
fn begins_anew(between: &str, previous: &str) -> bool {
    let opens = |c: char| matches!(c, '“' | '„' | '«' | '‘' | '‚' | '»' | '"' | '\'' | '(' | '[');
    let mut back = between.chars().rev();
    if back.next().is_some_and(opens) {
        return true;
    }
    if between.starts_with('.') && between.chars().count() == 2 {
        return !is_shortened(previous);
    }
    between.chars().any(|c| {
        matches!(c, '.' | '!' | '?' | ':' | '…' | '\n' | '•' | '¿' | '¡' | '—' | '–')
            || matches!(c, '|')
    }) || between.contains("--")
}

/// The first of a list: `the dead: Gulab, Mohan and Suresh`, and each of its fellows.
fn begins_list(before: &str, after: &str) -> bool {
    after.starts_with(',') && before.contains([':', '('])
}

/// Words with a full stop that ends no sentence.
fn is_shortened(word: &str) -> bool {
    const SHORT: [&str; 40] = [
        "Adm", "Ave", "Bros", "Brig", "Capt", "Cmdr", "Co", "Col", "Corp", "Cpl", "Dr", "Fr",
        "Frau", "Ft", "Gen", "Gov", "Hon", "Inc", "Insp", "Jr", "Lt", "Ltd", "Maj", "Mme", "Mr",
        "Mrs", "Ms", "Mt", "No", "Pfc", "Prof", "Pvt", "Rep", "Rev", "Sen", "Sgt", "Sr", "Sra",
        "St", "Supt",
    ];
    word.chars().count() == 1 || SHORT.contains(&word)
}

fn is_german_article(word: &str) -> bool {
    const ARTICLES: [&str; 28] = [
        "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer",
        "eines", "am", "im", "zum", "zur", "vom", "beim", "ins", "ans", "kein", "keine", "keinen",
        "jeder", "jede", "jedes", "diese", "dieser",
    ];
    ARTICLES.contains(&word)
}

fn is_number(word: &str) -> bool {
    const NUMBERS: [&str; 22] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred",
        "square", "cubic",
    ];
    word.starts_with(|c: char| c.is_ascii_digit()) || NUMBERS.contains(&word)
}

/// A meter is a device all over the world, and a measure in America.
fn is_american_unit(word: &str, dictionary: Dictionary<'_>) -> bool {
    matches!(word, "meter" | "meters") && !dictionary.is_american()
}

fn joins_before(before: &str) -> bool {
    let mut back = before.chars().rev();
    let last = back.next();
    matches!(last, Some('@' | '#' | '/' | '\\' | '_' | '&' | '='))
        || (last == Some('.') && !before.contains(' ') && before.len() == 1)
}

fn joins_after(after: &str, goes_on: bool) -> bool {
    after.starts_with(['@', '/', '\\', '_', '='])
        || after.starts_with("://")
        || (after == "." && goes_on)
}

/// The whole of a compound with hyphens that a word is in.
fn hyphened(all: &str, tokens: &[Range<usize>], index: usize) -> Option<Range<usize>> {
    let is_hyphen = |between: &str| matches!(between, "-" | "\u{2010}" | "\u{2011}");
    let joined = |a: usize, b: usize| {
        let between = all.get(tokens.get(a)?.end..tokens.get(b)?.start)?;
        is_hyphen(between).then_some(())
    };
    // A chain of a thousand hyphens is no word; what is near is enough.
    const MOST_PARTS: usize = 6;
    let (mut first, mut last) = (index, index);
    while first > 0 && index - first < MOST_PARTS && joined(first - 1, first).is_some() {
        first -= 1;
    }
    while last - index < MOST_PARTS && joined(last, last + 1).is_some() {
        last += 1;
    }
    (first < last).then_some(tokens.get(first)?.start..tokens.get(last)?.end)
}

/// What is to be said of an unknown part of a compound; false where nothing is.
fn judge_hyphened(
    unknown: &mut Unknown,
    all: &str,
    compound: Range<usize>,
    dictionary: Dictionary<'_>,
) -> bool {
    let Some(whole) = all.get(compound.clone()) else { return false };
    if unknown.stands == Stands::Name {
        return true;
    }
    // `Seo-yeon`, `Al-Din-shahr`: names go on in lower case.
    if whole.chars().any(char::is_uppercase) || PREFIXES.contains(&unknown.word.as_str()) {
        return false;
    }
    let whole = whole.replace(['\u{2010}', '\u{2011}'], "-").replace('’', "'");
    if dictionary.has(&whole) {
        return false;
    }
    let joined = whole.replace('-', "");
    if dictionary.has(&joined) {
        unknown.word = whole;
        unknown.range = compound;
        unknown.meant = Some(joined);
    }
    true
}

/// Whether most words of a text have capitals, as American headlines do.
fn is_in_capitals(all: &str, tokens: &[Range<usize>]) -> bool {
    let (mut long, mut capital) = (0, 0);
    for word in tokens.iter().filter_map(|range| all.get(range.clone())) {
        if word.chars().count() >= 4 {
            long += 1;
            capital += usize::from(word.chars().next().is_some_and(char::is_uppercase));
        }
    }
    long >= 4 && capital * 10 >= long * 7
}

/// In italics, or the whole of a quotation of one to three words.
fn is_set_apart(text: &Text<'_>, range: &Range<usize>) -> bool {
    let in_italics = text.marks().iter().any(|mark| {
        matches!(mark.kind, MarkKind::Emphasis)
            && mark.range.start <= range.start
            && mark.range.end >= range.end
    });
    if in_italics {
        return true;
    }
    const NEAR: usize = 40;
    let before = text.words.get(..range.start).unwrap_or_default();
    let after = text.words.get(range.end..).unwrap_or_default();
    let opens = |c: char| matches!(c, '“' | '„' | '«' | '‘' | '"' | '»' | '(');
    let closes = |c: char| matches!(c, '”' | '“' | '»' | '’' | '"' | '«' | ')');
    let reach = |chars: &mut dyn Iterator<Item = char>, ends: &dyn Fn(char) -> bool| {
        let mut spaces = 0;
        for c in chars.take(NEAR) {
            if ends(c) {
                return Some(spaces);
            }
            spaces += usize::from(c.is_whitespace());
            if matches!(c, '.' | '!' | '?' | ';' | ':') || spaces > 2 {
                return None;
            }
        }
        None
    };
    let left = reach(&mut before.chars().rev(), &opens);
    let right = reach(&mut after.chars(), &closes);
    matches!((left, right), (Some(left), Some(right)) if left + right <= 2)
}
