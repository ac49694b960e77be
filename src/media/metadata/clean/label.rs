//! What stands before a name and is no part of it: `Photo by`, `Copyright`, `© 2024`.
//!
//! A word such as `Foto` may begin a studio’s name. It goes only where a colon, a `by` or the name
//! of a person behind it shows that it is a label.
//!
//! Must not know: where names come from.

use crate::media::credit;

/// The name without its labels, and without `All rights reserved` behind it. A text of labels
/// only stays as it is.
pub(super) fn without(text: &str) -> &str {
    let mut rest = text.trim();
    // A year is a part of a notice; alone it may begin an outlet’s name.
    let mut is_labelled = false;
    while let Some(less) = one_less(rest, is_labelled) {
        rest = less;
        is_labelled = true;
    }
    let rest = without_notice(rest);
    if rest.is_empty() { text.trim() } else { rest }
}

fn one_less(text: &str, is_labelled: bool) -> Option<&str> {
    const LONGEST_WORDS: usize = 6;
    for sign in ["©", "(c)", "(C)", "&copy;", "℗"] {
        if let Some(rest) = text.strip_prefix(sign) {
            return name_begins(rest);
        }
    }
    let words: Vec<&str> = text.split_whitespace().take(LONGEST_WORDS).collect();
    let first = *words.first()?;
    let year = first.trim_end_matches([',', '-', ':']);
    let is_year = year.len() == 4
        && year.starts_with(['1', '2'])
        && year.bytes().all(|byte| byte.is_ascii_digit());
    if is_labelled && is_year {
        return name_begins(text.strip_prefix(first)?);
    }
    if first.eq_ignore_ascii_case("by") || first.eq_ignore_ascii_case("by:") {
        return name_begins(text.strip_prefix(first)?);
    }
    let bare: Vec<&str> = words.iter().map(|word| word.trim_end_matches([':', '/'])).collect();
    let (count, by) = credit::label_words(&bare);
    let last = *words.get(count.checked_sub(1)?)?;
    let rest = words
        .iter()
        .take(count)
        .try_fold(text, |rest, word| rest.trim_start().strip_prefix(word))?;
    let rest = name_begins(rest)?;
    let is_label = by
        || last.ends_with([':', '/'])
        || first.eq_ignore_ascii_case("copyright")
        || rest.starts_with(['©', '('])
        || credit::person(rest).is_some();
    is_label.then_some(rest)
}

/// What follows without separators; `None` if nothing does.
fn name_begins(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches(|char: char| {
        char.is_whitespace() || matches!(char, ':' | '/' | '|' | '-' | '–' | '—' | ',' | '.' | '*')
    });
    (!rest.is_empty()).then_some(rest)
}

fn without_notice(text: &str) -> &str {
    const NOTICES: [&str; 3] =
        ["all rights reserved", "alle rechte vorbehalten", "tous droits réservés"];
    let bare = text.trim_end_matches(['.', ' ']);
    for notice in NOTICES {
        if let Some((head, tail)) = bare.split_at_checked(bare.len().saturating_sub(notice.len()))
            && tail.to_lowercase() == notice
        {
            return head.trim_end_matches([' ', ',', '.', '-', '–', '—', '|', '/']);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn labels_go_and_names_stay() {
        for (written, name) in [
            ("Photo by Kit Orme", "Kit Orme"),
            ("PHOTO BY KIT ORME", "KIT ORME"),
            ("Photograph by: Zed", "Zed"),
            ("Photographer: Zed", "Zed"),
            ("By Kit Orme", "Kit Orme"),
            ("Foto: Levke Paulsen", "Levke Paulsen"),
            ("Foto von Levke Paulsen", "Levke Paulsen"),
            ("Foto Müller", "Foto Müller"),
            ("Foto Levke Paulsen", "Levke Paulsen"),
            ("Crédit photo : Léa Roux", "Léa Roux"),
            ("© Kit Orme", "Kit Orme"),
            ("©2024 Zed", "Zed"),
            ("(c) 2024, Zed", "Zed"),
            ("Copyright Zed", "Zed"),
            ("Copyright © 2024 Zed. All rights reserved.", "Zed"),
            ("Copyright 2024 by Zed", "Zed"),
            ("Kit Orme", "Kit Orme"),
            ("von der Aue", "von der Aue"),
            ("Byron Vance", "Byron Vance"),
            ("Photo by", "Photo by"),
            ("©", "©"),
            ("2000 Trees", "2000 Trees"),
            ("", ""),
        ] {
            assert_eq!(without(written), name, "{written}");
        }
    }
}
