//! The shapes of names: of people, of their positions, of papers and agencies.

use super::byline::split_people;
use super::vocabulary::{LANGUAGES, PEOPLE, folded_word};

/// A name has at most so many words.
const MOST_NAME_WORDS: usize = 5;
/// A line names no more people than this.
const MOST_PEOPLE: usize = 12;

/// Whether a line is shaped like the name of one person: two to five words, capitals at the
/// start of each but for particles and initials, no digits.
pub(crate) fn is_name(line: &str) -> bool {
    let people = &*PEOPLE;
    let line = line.trim();
    if line.len() > 60
        || line.chars().any(|letter| {
            letter.is_numeric()
                || matches!(
                    letter,
                    ':' | '?' | '!' | '"' | '“' | '„' | '«' | '…' | '@' | '/' | '(' | '&'
                )
        })
    {
        return false;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    if !(2..=MOST_NAME_WORDS).contains(&words.len()) {
        return false;
    }
    let mut capitals = 0;
    for (at, word) in words.iter().enumerate() {
        let lower = folded_word(word);
        let is_particle = people.particles.contains(&lower) || people.titles.contains(&lower);
        if is_particle
            && (at > 0 || people.titles.contains(&lower) || word.starts_with(char::is_uppercase))
        {
            continue;
        }
        let is_initial = word.ends_with('.') && lower.chars().count() == 1;
        let in_sentences = people.not_names.contains(&lower) || people.bio_verbs.contains(&lower);
        if in_sentences && !is_initial {
            return false;
        }
        let well_formed = word.starts_with(char::is_uppercase)
            && word.chars().all(|letter| {
                letter.is_alphabetic() || matches!(letter, '.' | '-' | '\'' | '’' | '‐')
            });
        // A full stop ends an initial or a title, not a name.
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        let stops = word.ends_with('.') && letters > 3;
        if !well_formed || stops {
            return false;
        }
        capitals += 1;
    }
    capitals >= 2
        || (capitals == 1
            && words.first().is_some_and(|word| people.titles.contains(&word.to_lowercase())))
}

/// Whether a line is nothing but names: "Ada Example", "Ada Example and Bo Sample".
pub(crate) fn is_names(line: &str) -> bool {
    let parts = if line.len() <= 120 { split_people(line) } else { Vec::new() };
    !parts.is_empty()
        && parts.len() <= MOST_PEOPLE
        && parts.iter().all(|part| is_name(part) && !is_role(part))
}

/// Whether a line is shaped like a position: "Health Correspondent", "envoyée spéciale à Paris".
pub(crate) fn is_role(line: &str) -> bool {
    let people = &*PEOPLE;
    let line = line.trim();
    if line.len() > 90 || line.ends_with(['.', '?', '!']) {
        return false;
    }
    let words: Vec<String> = line.split_whitespace().take(11).map(folded_word).collect();
    (1..=10).contains(&words.len())
        && words.iter().any(|word| {
            people.roles.contains(word)
                || people.role_endings.iter().any(|ending| word.ends_with(ending.as_str()))
        })
        && !words.iter().any(|word| {
            matches!(
                word.as_str(),
                "is" | "said" | "says" | "was" | "ist" | "est" | "es" | "will" | "has"
            )
        })
}

/// Whether some words name a paper, station or agency.
pub(crate) fn is_outlet(text: &str) -> bool {
    let text = text.trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() || words.len() > 6 || text.len() > 60 {
        return false;
    }
    let capital = words.iter().all(|word| {
        word.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric())
            || PEOPLE.particles.contains(&word.to_lowercase())
            || matches!(*word, "the" | "of" | "&" | "and")
            || word.contains('.')
    });
    let lower = text.to_lowercase();
    (capital && words.iter().any(|word| is_outlet_word(word)))
        || PEOPLE.agencies.contains(&lower)
        || (capital && words.first().is_some_and(|word| *word == "The") && words.len() <= 4)
}

pub(super) fn is_outlet_word(word: &str) -> bool {
    let people = &*PEOPLE;
    let lower = folded_word(word);
    people.outlets.contains(&lower)
        || word
            .to_lowercase()
            .rsplit_once('.')
            .is_some_and(|(_, end)| people.outlets.contains(&format!(".{end}")))
        || ["zeitung", "anzeiger", "blatt", "nachrichten"].iter().any(|end| lower.ends_with(end))
}

/// A name in capitals in the case that it is written in; any other name as it is.
pub(crate) fn proper_case(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().any(char::is_lowercase) || LANGUAGES.sections.contains(&name.to_lowercase()) {
        return name;
    }
    name.split(' ')
        .enumerate()
        .map(|(at, word)| {
            let lower = word.to_lowercase();
            if at > 0 && PEOPLE.particles.contains(&lower) && lower.len() > 1 {
                lower
            } else {
                capitalised(word)
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// `O'NEILL-SAMPLE` as `O'Neill-Sample`, `MCADAM` as `McAdam`, `J.R.` as it is.
fn capitalised(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut starts = true;
    for letter in word.chars() {
        if starts {
            out.push(letter);
        } else {
            out.extend(letter.to_lowercase());
        }
        starts = matches!(letter, '-' | '\'' | '’' | '.') || (starts && !letter.is_alphabetic());
        if out == "Mc" {
            starts = true;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals_get_their_case_back() {
        for (name, expected) in [
            ("ADA EXAMPLE", "Ada Example"),
            ("BO O'SAMPLE-MCADAM", "Bo O'Sample-Mcadam"),
            ("CY VAN DER THIRD", "Cy van der Third"),
            ("J.R. MCADAM", "J.R. McAdam"),
            ("Ada EXAMPLE", "Ada EXAMPLE"),
        ] {
            assert_eq!(proper_case(name), expected);
        }
    }

    #[test]
    fn names_positions_and_outlets_are_told_apart() {
        for name in [
            "Ada Example",
            "Ada van der Example",
            "Dr. Ada Example",
            "A. B. Example",
            "ADA EXAMPLE",
        ] {
            assert!(is_name(name), "{name}");
        }
        for other in ["Ada", "The Ferry", "Storm in Nordau", "Ada Example, 24", "Nobody was hurt."]
        {
            assert!(!is_name(other), "{other}");
        }
        assert!(is_names("Ada Example and Bo Sample") && !is_names("Ada Example and the ferry"));
        assert!(is_role("Health Correspondent") && !is_role("Health costs rise"));
        assert!(is_outlet("Outlet News") && !is_outlet("Brindle Bay"));
    }
}
