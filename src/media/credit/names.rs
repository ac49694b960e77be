//! People’s names: what looks like one, and capitals-only names in proper case.
//!
//! Must not know: agencies, labels, the shape of a credit line.

use super::table::TABLE;

/// The most words of one person’s name, small ones such as `van der` not counted.
const MOST_WORDS: usize = 5;

/// Takes words for a person’s name, or says `None`; the name comes in proper case.
///
/// Two words at least: a single one is as likely a place or an outlet. Scripts without capitals
/// are an exception, since a whole name is often one word there.
pub(super) fn person(words: &[&str]) -> Option<String> {
    if let [handle] = words
        && is_handle(handle)
    {
        return Some((*handle).to_owned());
    }
    if let [word] = words {
        return is_whole_name_in_one_word(word).then(|| (*word).to_owned());
    }
    let mut full = 0_usize;
    let mut named = 0_usize;
    for (index, word) in words.iter().enumerate() {
        let last = index + 1 == words.len();
        let before = index.checked_sub(1).and_then(|at| words.get(at)).copied();
        if index > 0 && is_particle(word, before) {
            if last {
                return None;
            }
            continue;
        }
        if TABLE.not_names.has(word) || !is_name_word(word) {
            return None;
        }
        named += 1;
        full += usize::from(word.chars().filter(|char| char.is_alphabetic()).count() > 1);
    }
    let is_name = (2..=MOST_WORDS).contains(&named) && full >= 1 && words.len() <= MOST_WORDS + 4;
    is_name.then(|| proper_case(words))
}

/// Whether every letter that could be small is a capital.
pub(super) fn is_capitals_only(words: &[&str]) -> bool {
    let mut letters = words.iter().flat_map(|word| word.chars()).filter(|char| has_case(*char));
    letters.clone().next().is_some() && letters.all(char::is_uppercase)
}

/// A capitals-only name as readers see it; words with small letters stay as they are.
///
/// ```text
/// JEAN-LUC O'BRIEN-MACDONALD → Jean-Luc O'Brien-MacDonald
/// ANNA VAN DER BERG          → Anna van der Berg
/// Shaun McNAMEE              → Shaun McNamee
/// J.R. PENHALE               → J.R. Penhale
/// ```
fn proper_case(words: &[&str]) -> String {
    let all_capitals = is_capitals_only(words);
    let mut proper: Vec<String> = Vec::with_capacity(words.len());
    for (index, word) in words.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|at| words.get(at)).copied();
        proper.push(if !is_latin(word) || TABLE.numerals.has(word) && index > 0 {
            (*word).to_owned()
        } else if all_capitals && index > 0 && is_particle(word, before) {
            small(word)
        } else if all_capitals {
            capitals_word(word)
        } else {
            mixed_word(word)
        });
    }
    proper.join(" ")
}

/// One word of a name that is in capitals altogether.
fn capitals_word(word: &str) -> String {
    let letters: Vec<char> = word.chars().filter(|char| char.is_alphabetic()).collect();
    let is_dotted = word.contains('.') && !TABLE.short_forms.has(word);
    let is_initials = letters.len() == 2
        && !TABLE.short_forms.has(word)
        && !TABLE.short_names.has(word)
        && (!letters.iter().any(|letter| is_vowel(*letter)) || letters.get(1) == Some(&'J'));
    if is_initials || letters.len() == 1 || is_dotted && letters.len() <= 3 {
        return word.to_owned();
    }
    titled(word)
}

/// One word of a name with small letters elsewhere: only a surname in capitals changes,
/// `Ana RUIZ`, `McNAMEE`. Shorter ones may be initials.
fn mixed_word(word: &str) -> String {
    const LETTERS_AT_LEAST: usize = 3;
    const PREFIXES: [&str; 10] = ["Mc", "Mac", "O'", "O’", "D'", "D’", "De", "Di", "La", "Le"];
    let is_capitals = |part: &str| {
        is_capitals_only(&[part])
            && part.chars().filter(|char| char.is_alphabetic()).count() >= LETTERS_AT_LEAST
    };
    if is_capitals(word) && !word.contains('.') {
        return titled(word);
    }
    for prefix in PREFIXES {
        if let Some(rest) = word.strip_prefix(prefix)
            && is_capitals(rest)
        {
            return format!("{prefix}{}", titled(rest));
        }
    }
    word.to_owned()
}

/// A word with capitals at the start of each of its parts: `O'Brien-MacDonald`.
fn titled(word: &str) -> String {
    let parts: Vec<String> = word.split('-').map(titled_part).collect();
    match parts.split_first() {
        // Arabic’s article is small inside a name; it is the whole first part.
        Some((first, rest)) if !rest.is_empty() && ["Al", "El"].contains(&first.as_str()) => {
            format!("{}-{}", first.to_lowercase(), rest.join("-"))
        }
        _ => parts.join("-"),
    }
}

fn titled_part(part: &str) -> String {
    const LETTERS_BEFORE_APOSTROPHE: usize = 2;
    if let Some(name) = TABLE.mac_name(part) {
        return name.to_owned();
    }
    if let Some(at) = part.find(['\'', '’', '‘'])
        && let Some((before, after)) = part.split_at_checked(at)
        && (1..=LETTERS_BEFORE_APOSTROPHE).contains(&before.chars().count())
    {
        let mut chars = after.chars();
        let apostrophe = chars.next().map(String::from).unwrap_or_default();
        return format!("{}{apostrophe}{}", capitalised(before), capitalised(chars.as_str()));
    }
    let mc = part.get(..2).filter(|start| start.eq_ignore_ascii_case("mc"));
    if let (Some(_), Some(rest)) = (mc, part.get(2..))
        && rest.chars().count() >= 2
    {
        return format!("Mc{}", capitalised(rest));
    }
    capitalised(part)
}

fn capitalised(part: &str) -> String {
    let mut chars = part.chars();
    match chars.next() {
        Some(first) => format!("{first}{}", small(chars.as_str())),
        None => String::new(),
    }
}

/// Small letters; a dotted capital I becomes a plain one and keeps no stray dot.
pub(super) fn small(text: &str) -> String {
    text.replace('İ', "i").to_lowercase()
}

/// `van`, `de la`: words inside names that are often written small.
fn is_particle(word: &str, before: Option<&str>) -> bool {
    TABLE.particles.has(word)
        || TABLE.particles_after_de.has(word)
            && before.is_some_and(|before| before.eq_ignore_ascii_case("de"))
}

/// A word that may be part of a name: it begins with a capital, or in a script that has none.
fn is_name_word(word: &str) -> bool {
    let mut chars = word.chars();
    let begins_well = match chars.next() {
        Some(first) if has_case(first) => first.is_uppercase() || has_small_article(word),
        Some(first) => first.is_alphabetic(),
        None => false,
    };
    let fits = |char: char| {
        char.is_alphabetic() || is_combining(char) || matches!(char, '\'' | '’' | '‘' | '-' | '.')
    };
    begins_well && word.chars().all(fits) && is_dotted_well(word)
}

/// `d'Anna`, `al-Masri`, `dell'Orto`: a small article grown together with the name.
fn has_small_article(word: &str) -> bool {
    const MOST_LETTERS: usize = 4;
    word.split_once(['\'', '’', '-']).is_some_and(|(article, name)| {
        article.chars().count() <= MOST_LETTERS
            && name.chars().next().is_some_and(char::is_uppercase)
    })
}

/// Full stops belong after initials and a few shortened words; elsewhere they end a sentence.
fn is_dotted_well(word: &str) -> bool {
    if !word.contains('.') || TABLE.short_forms.has(word) {
        return true;
    }
    // `J.R.`, `J.-L.`, `Ch.`
    word.split(['.', '-']).all(|part| part.chars().filter(|char| !is_combining(*char)).count() <= 1)
}

fn is_handle(word: &str) -> bool {
    const LONGEST: usize = 40;
    word.strip_prefix('@').is_some_and(|name| {
        (2..=LONGEST).contains(&name.len())
            && !name.ends_with('.')
            && name.chars().all(|char| char.is_alphanumeric() || matches!(char, '_' | '.'))
    })
}

/// Chinese, Japanese and Korean names are written as one word of two to six signs.
fn is_whole_name_in_one_word(word: &str) -> bool {
    (2..=6).contains(&word.chars().count())
        && word.chars().all(|char| {
            matches!(char, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '·')
        })
}

fn is_combining(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36F}' | '\u{5B0}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{900}'..='\u{DFF}')
}

/// Georgian has capitals on paper that nobody uses.
fn has_case(char: char) -> bool {
    (char.is_uppercase() || char.is_lowercase())
        && !matches!(char, '\u{10A0}'..='\u{10FF}' | '\u{1C90}'..='\u{1CBF}' | 'ß')
}

fn is_latin(word: &str) -> bool {
    word.chars()
        .filter(|char| char.is_alphabetic())
        .all(|char| matches!(char, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}'))
}

fn is_vowel(letter: char) -> bool {
    // Letters with accents are vowels nearly always.
    !letter.is_ascii() || "AEIOUYaeiouy".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::person;

    fn check(words: &str) -> Option<String> {
        person(&words.split(' ').collect::<Vec<_>>())
    }

    #[test]
    fn capitals_only_names_get_proper_case() {
        for (written, shown) in [
            ("JEAN-LUC O'BRIEN-MACDONALD", "Jean-Luc O'Brien-MacDonald"),
            ("JEAN-LUC O’BRIEN-MACDONALD", "Jean-Luc O’Brien-MacDonald"),
            ("ANNA VAN DER BERG", "Anna van der Berg"),
            ("VAN DER BERG", "Van der Berg"),
            ("URSEL VON DER AUE", "Ursel von der Aue"),
            ("JUAN DE LA CRUZ ORTEGA", "Juan de la Cruz Ortega"),
            ("MAËLLE LE GALL", "Maëlle Le Gall"),
            ("SHAUN McNAMEE", "Shaun McNamee"),
            ("Shaun McNAMEE", "Shaun McNamee"),
            ("SHAUN MCNAMEE", "Shaun McNamee"),
            ("IAIN MACKENZIE", "Iain MacKenzie"),
            ("ROSA MACHADO", "Rosa Machado"),
            ("ÉMILE MACROND", "Émile Macrond"),
            ("J.R. PENHALE", "J.R. Penhale"),
            ("J. R. PENHALE", "J. R. Penhale"),
            ("JR PENHALE", "JR Penhale"),
            ("AJ PENHALE", "AJ Penhale"),
            ("NG WEI LI", "Ng Wei Li"),
            ("JOHN PENHALE JR.", "John Penhale Jr."),
            ("JOHN PENHALE III", "John Penhale III"),
            ("GIULIA D'ORTO", "Giulia D'Orto"),
            ("SAMIR AL-HADDAR", "Samir al-Haddar"),
            ("Lucía BENAVENT", "Lucía Benavent"),
            ("JÜRGEN WEIßHAUPT", "Jürgen Weißhaupt"),
            ("İBRAHİM ÇELİK", "İbrahim Çelik"),
            ("Celeste Arroyo", "Celeste Arroyo"),
            ("Carla d'Amico", "Carla d'Amico"),
            ("ИВАН ПЕТРОВСКИЙ", "ИВАН ПЕТРОВСКИЙ"),
            ("გიორგი ბერიძე", "გიორგი ბერიძე"),
            ("ليلى حداد", "ليلى حداد"),
            ("王小明", "王小明"),
            ("@kit_orme", "@kit_orme"),
        ] {
            assert_eq!(check(written).as_deref(), Some(shown), "{written}");
        }
    }

    #[test]
    fn ordinary_words_are_no_name() {
        for words in [
            "Penhale",
            "the river",
            "The River",
            "Alf Tregunna smiles",
            "Rain over Brindle",
            "Hull. Kit Orme",
            "Kit Orme.",
            "Kit 2",
            "Kit Van",
            "A. B.",
            "A Storm",
            "Links Anna",
            "One Two Three Four Five Six",
            "",
        ] {
            assert_eq!(check(words), None, "{words}");
        }
    }
}
