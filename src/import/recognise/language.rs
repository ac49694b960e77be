//! Which language copy is written in.

use super::vocabulary::LANGUAGES;
use crate::story::Language;

/// So many words decide; more would change nothing.
const WORDS_READ: usize = 4000;
/// With fewer stop words than this nobody can be sure.
const FEWEST_STOP_WORDS: usize = 8;

/// The language of a text by its commonest words; `None` when that does not say clearly.
pub(crate) fn language_of(text: &str) -> Option<Language> {
    let known = &*LANGUAGES;
    let mut counts = vec![0usize; known.languages.len()];
    let mut read = 0usize;
    let words = text
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty() && word.len() < 20);
    for word in words.take(WORDS_READ) {
        read += 1;
        for language in known.stop_words.get(&word.to_lowercase()).into_iter().flatten() {
            if let Some(count) = counts.get_mut(*language) {
                *count += 1;
            }
        }
    }
    let mut ranked: Vec<(usize, usize)> = counts.into_iter().zip(0..).collect();
    ranked.sort_by_key(|(count, language)| (std::cmp::Reverse(*count), *language));
    let (best, language) = *ranked.first()?;
    let second = ranked.get(1).map_or(0, |(count, _)| *count);
    // Stop words are 25 to 50 of 100 words in all four languages.
    let sure = best >= FEWEST_STOP_WORDS && best * 2 >= second * 3 && best * 8 >= read;
    if sure { Language::new(known.languages.get(language)?) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_sentences_tell_the_language() {
        for (text, expected) in [
            (
                "The ferry was late and the crew said that it had been a long night for them.",
                Some("en"),
            ),
            (
                "Die Fähre kam zu spät, und die Besatzung sagte, dass es eine lange Nacht für sie war.",
                Some("de"),
            ),
            (
                "Le bac est arrivé en retard et les marins ont dit que la nuit avait été longue pour eux dans le port.",
                Some("fr"),
            ),
            (
                "El barco llegó con retraso y la tripulación dijo que fue una noche larga para los vecinos de la isla.",
                Some("es"),
            ),
            ("Brindle Bay 12 34", None),
            ("", None),
        ] {
            let found = language_of(text);
            assert_eq!(found.as_ref().map(Language::tag), expected, "{text}");
        }
    }
}
