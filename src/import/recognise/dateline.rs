//! Datelines: place, day and agency before the first words of a story.

use super::time::{find_date, month, time_words};
use crate::story::{Dateline, Language, RichText};

/// A dateline longer than this is a sentence.
const MOST_BYTES: usize = 140;

/// A dateline taken off its graf.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Datelined {
    /// Place and day.
    pub(crate) dateline: Dateline,
    /// The agency or outlet in brackets, as written.
    pub(crate) agency: Option<String>,
    /// What was taken off, dash and all.
    pub(crate) verbatim: String,
    /// The graf without it.
    pub(crate) rest: RichText,
}

/// Takes "BRINDLE BAY, Wessmark (AP) — ", "Hamburg (dpa) –", "PARIS, 3 novembre (AFP) - ",
/// "Madrid, 3 nov (EFE).- " off the first graf. `None` when the graf does not begin like that.
///
/// It takes a dash, and before it capitals or an agency in brackets; "Hamburg – das Tor" has
/// neither and is left alone.
pub(crate) fn dateline(text: &RichText, language: &Language) -> Option<Datelined> {
    let copy = text.as_str();
    let start = copy.len() - copy.trim_start().len();
    let (dash, after) = first_dash(copy)?;
    let before = copy.get(start..dash)?.trim().trim_end_matches('.').trim();
    let rest = copy.get(after..)?;
    if before.is_empty() || rest.trim().is_empty() {
        return None;
    }
    let (named, agency) = match before.strip_suffix(')').and_then(|before| before.rsplit_once('('))
    {
        Some((named, agency)) => (named.trim(), Some(agency.trim())),
        None => (before, None),
    };
    let agency = agency.filter(|agency| is_agency(agency));
    let named = named.trim_end_matches([',', '.']).trim();
    let (place, day) = place_and_day(named);
    // "NATO said on Monday - again": every word before the comma has to be in capitals.
    let town = place.split(',').next().unwrap_or_default();
    let capitals = town.split_whitespace().next().is_some_and(is_capital_word)
        && town.split_whitespace().all(|word| word.chars().count() <= 3 || is_capital_word(word));
    let sure = match agency {
        Some(_) => is_place(place),
        None => is_place(place) && capitals,
    };
    if !sure {
        return None;
    }
    let date = time_words(day).and_then(|words| find_date(&words, Some(language)));
    let skip = rest.len() - rest.trim_start().len();
    Some(Datelined {
        dateline: Dateline { place: place.to_owned(), date },
        agency: agency.map(str::to_owned),
        verbatim: copy.get(start..after)?.trim_end().to_owned(),
        rest: text.slice(after + skip..copy.len()),
    })
}

/// The dash that ends a dateline: it has a space before or after it, or a bracket or full stop
/// before it; a hyphen inside a name is none.
fn first_dash(copy: &str) -> Option<(usize, usize)> {
    let mut depth = 0usize;
    let mut previous = ' ';
    for (at, letter) in copy.char_indices().take_while(|(at, _)| *at <= MOST_BYTES) {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '-' | '–' | '—' | '―' if depth == 0 => {
                let mut after = at + letter.len_utf8();
                // "--" of a wire
                while let Some(more) = copy.get(after..).and_then(|rest| rest.strip_prefix(letter))
                {
                    after = copy.len() - more.len();
                }
                let spaced = previous.is_whitespace()
                    && copy.get(after..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
                let closed = matches!(previous, ')' | '.');
                let long = letter != '-' && previous.is_whitespace();
                if spaced
                    || closed
                    || long
                    || after - at > 1 && letter == '-'
                    || matches!(letter, '—' | '―')
                {
                    return Some((at, after));
                }
            }
            // The first graf has begun.
            '"' | '“' | '„' | '«' | '!' | '?' | ';' => return None,
            _ => {}
        }
        previous = letter;
    }
    None
}

/// "PARIS, 3 novembre" parted at the first word of a date.
fn place_and_day(named: &str) -> (&str, &str) {
    let mut at = 0;
    for part in named.split(',') {
        let words: Vec<&str> = part.split_whitespace().collect();
        let begins_with_digit =
            part.trim_start().starts_with(|letter: char| letter.is_ascii_digit());
        let names_month = words.iter().any(|word| month(&word.to_lowercase()).is_some())
            && (begins_with_digit
                || words.iter().any(|word| word.starts_with(|l: char| l.is_ascii_digit())));
        if at > 0 && (begins_with_digit || names_month) {
            let place = named.get(..at - 1).unwrap_or_default().trim();
            return (place, named.get(at..).unwrap_or_default());
        }
        at += part.len() + 1;
    }
    // "HARTWELL 3 March 2025"
    if let Some((digit, _)) = named.char_indices().find(|(_, letter)| letter.is_ascii_digit()) {
        let place = named.get(..digit).unwrap_or_default().trim().trim_end_matches(',');
        // "HARTWELL March 3, 2025"
        let place = match place.rsplit_once([' ', ',']) {
            Some((before, last)) if month(&last.to_lowercase()).is_some() => {
                before.trim().trim_end_matches(',')
            }
            _ => place,
        };
        return (place, named.get(place.len()..).unwrap_or_default());
    }
    (named, "")
}

/// A place has up to seven words, the first with a capital, and no verb among them that this
/// could see: no lower-case word longer than five letters.
fn is_place(place: &str) -> bool {
    let words: Vec<&str> = place.split_whitespace().collect();
    !words.is_empty()
        && words.len() <= 7
        && place.len() <= 80
        && words.first().is_some_and(|word| word.starts_with(char::is_uppercase))
        && words.iter().all(|word| {
            let lower = word.chars().all(|letter| !letter.is_uppercase());
            !lower
                || (word.chars().count() <= 5
                    && word.chars().all(|letter| letter.is_alphabetic() || letter == '.'))
                || matches!(*word, "/" | "&")
        })
        && !place.contains([':', '"'])
}

fn is_capital_word(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|letter| letter.is_alphabetic()).collect();
    letters.len() >= 2 && letters.iter().all(|letter| letter.is_uppercase())
}

/// "AP", "dpa/lno", "Outlet News", "Reuters": short and without a sentence in it.
fn is_agency(agency: &str) -> bool {
    !agency.is_empty()
        && agency.len() <= 40
        && agency.split_whitespace().count() <= 4
        && (!agency.contains(' ')
            || agency
                .split_whitespace()
                .all(|word| word.starts_with(|letter: char| !letter.is_lowercase())))
        && !agency.chars().all(|letter| letter.is_ascii_digit())
        && agency.chars().all(|letter| {
            letter.is_alphabetic() || matches!(letter, ' ' | '/' | '-' | '.' | '&' | ',')
        })
        && agency.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(copy: &str) -> Option<(String, Option<String>, Option<String>, String)> {
        dateline(&RichText::plain(copy), &Language::default()).map(|read| {
            (
                read.dateline.place,
                read.dateline.date.map(|date| date.to_string()),
                read.agency,
                read.rest.as_str().to_owned(),
            )
        })
    }

    #[test]
    fn datelines_of_the_agencies() {
        for (copy, place, date, agency, rest) in [
            (
                "BRINDLE BAY, Wessmark (AP) — The ferry",
                "BRINDLE BAY, Wessmark",
                None,
                Some("AP"),
                "The ferry",
            ),
            ("NORDAU (dpa) - Die Fähre", "NORDAU", None, Some("dpa"), "Die Fähre"),
            ("Hamburg (dpa) – Die Fähre", "Hamburg", None, Some("dpa"), "Die Fähre"),
            ("Nordau (dpa/lno) - Die Fähre", "Nordau", None, Some("dpa/lno"), "Die Fähre"),
            ("PARIS, 3 novembre (AFP) - Le bac", "PARIS", None, Some("AFP"), "Le bac"),
            ("Madrid, 3 nov (EFE).- El barco", "Madrid", None, Some("EFE"), "El barco"),
            (
                "HARTWELL, 3 March 2025 – The council",
                "HARTWELL",
                Some("2025-03-03"),
                None,
                "The council",
            ),
            (
                "HARTWELL, Wessmark, March 3, 2025 -- The council",
                "HARTWELL, Wessmark",
                Some("2025-03-03"),
                None,
                "The council",
            ),
            (
                "BRINDLE BAY, Nov 3 (Reuters) - The ferry",
                "BRINDLE BAY",
                None,
                Some("Reuters"),
                "The ferry",
            ),
            ("SAINT-AUBRY — Le bac", "SAINT-AUBRY", None, None, "Le bac"),
            ("NORDAU – Die Fähre", "NORDAU", None, None, "Die Fähre"),
        ] {
            let expected = (
                place.to_owned(),
                date.map(str::to_owned),
                agency.map(str::to_owned),
                rest.to_owned(),
            );
            assert_eq!(read(copy), Some(expected), "{copy}");
        }
    }

    #[test]
    fn a_dash_in_a_sentence_is_no_dateline() {
        for copy in [
            "Hamburg – das Tor zur Welt – schläft.",
            "The ferry (built in 1988) - and its crew - sank.",
            "A FERRY skipper nursed his vessel through 20ft waves — and then went home.",
            "Click, click, click — then silence",
            "“SIT DOWN” — that was all",
            "Her mother-in-law left.",
            "NATO said on Monday - again - that it would help",
            "NORDAU (dpa) -",
            "",
        ] {
            assert_eq!(read(copy), None, "{copy}");
        }
    }
}
