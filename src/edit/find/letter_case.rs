//! A replacement in the capitals of what it replaces.
//!
//! `HARBOUR` → `QUAY`, `Harbour` → `Quay`, `New Harbour` → `Old Quay`, `harbour` → as typed. Words
//! that were typed with capitals of their own, such as names, keep them.

use crate::story::Language;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Small letters, no letters, or a mixture such as `McCall`: nothing to carry over.
    Plain,
    Capitalised,
    Capitals,
}

/// The replacement as it should stand in place of `found`.
pub(super) fn fitted(found: &str, with: &str, language: &Language) -> String {
    let shapes: Vec<Shape> = words(found).map(shape).collect();
    let capitals = found.chars().filter(|c| c.is_uppercase()).count();
    if capitals >= 2 && !found.chars().any(char::is_lowercase) {
        return upper(with, language);
    }
    let first = shapes.first().copied().unwrap_or(Shape::Plain);
    let one_by_one = words(with).count() == shapes.len();
    let all = shapes.len() > 1 && shapes.iter().all(|shape| *shape != Shape::Plain);
    let mut index = 0;
    let mut fitted = String::with_capacity(with.len() + 8);
    for piece in pieces(with) {
        if !is_word(piece) {
            fitted.push_str(piece);
            continue;
        }
        let shape = match () {
            () if one_by_one => shapes.get(index).copied().unwrap_or(Shape::Plain),
            () if all => Shape::Capitalised,
            () if index == 0 && first != Shape::Plain => Shape::Capitalised,
            () => Shape::Plain,
        };
        match shape {
            Shape::Plain => fitted.push_str(piece),
            Shape::Capitals => fitted.push_str(&upper(piece, language)),
            Shape::Capitalised => fitted.push_str(&capitalised(piece, language)),
        }
        index += 1;
    }
    fitted
}

/// Words and what stands between them, in turn.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_letter = is_word(rest);
        let end = rest.find(|c| in_word(c) != is_letter).unwrap_or(rest.len());
        let (piece, tail) = rest.split_at(end);
        rest = tail;
        (!piece.is_empty()).then_some(piece)
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).filter(|piece| is_word(piece))
}

fn is_word(piece: &str) -> bool {
    piece.starts_with(in_word)
}

/// Spaces and hyphens part words; an apostrophe does not.
fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}')
}

fn shape(word: &str) -> Shape {
    let mut cased = word.chars().filter(|c| c.is_uppercase() || c.is_lowercase());
    let first = cased.next().is_some_and(char::is_uppercase);
    let (capitals, small): (Vec<char>, Vec<char>) = cased.partition(|c| c.is_uppercase());
    match (first, capitals.is_empty(), small.is_empty()) {
        (true, true, _) => Shape::Capitalised,
        (true, false, true) => Shape::Capitals,
        _ => Shape::Plain,
    }
}

fn upper(text: &str, language: &Language) -> String {
    let is_turkic = is_turkic(language);
    let is_greek = language.primary() == "el";
    let mut upper = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'i' if is_turkic => upper.push('İ'),
            _ if is_greek => upper.extend(c.to_uppercase().map(without_tonos)),
            _ => upper.extend(c.to_uppercase()),
        }
    }
    upper
}

/// Greek capitals of a word in capitals have no accent.
fn without_tonos(c: char) -> char {
    match c {
        'Ά' => 'Α',
        'Έ' => 'Ε',
        'Ή' => 'Η',
        'Ί' => 'Ι',
        'Ό' => 'Ο',
        'Ύ' => 'Υ',
        'Ώ' => 'Ω',
        c => c,
    }
}

/// The word with a capital, unless it has one of its own.
fn capitalised(word: &str, language: &Language) -> String {
    if word.chars().any(char::is_uppercase) {
        return word.to_owned();
    }
    let Some((start, first)) = word.char_indices().find(|(_, c)| c.is_lowercase()) else {
        return word.to_owned();
    };
    let (before, rest) = word.split_at(start);
    if language.primary() == "nl" && rest.starts_with("ij") {
        return format!("{before}IJ{}", rest.get(2..).unwrap_or_default());
    }
    let rest = rest.get(first.len_utf8()..).unwrap_or_default();
    let mut capital = first.to_uppercase();
    let mut word = before.to_owned();
    match capital.next() {
        _ if first == 'i' && is_turkic(language) => word.push('İ'),
        // `ß` becomes `Ss`.
        Some(first) => {
            word.push(first);
            word.extend(capital.flat_map(char::to_lowercase));
        }
        None => word.push(first),
    }
    word.push_str(rest);
    word
}

fn is_turkic(language: &Language) -> bool {
    matches!(language.primary().as_str(), "tr" | "az")
}
