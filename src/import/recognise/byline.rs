//! Bylines: who wrote it, as what, for whom.

use super::link::mailboxes;
use super::name::{is_name, is_outlet, is_outlet_word, is_role, proper_case};
use super::time::{publication_line, relative_time, time_words};
use super::vocabulary::{LABELS, PEOPLE, begins_with, folded_word};
use crate::story::{Handle, Person};

/// A byline longer than this is a sentence.
const MOST_BYTES: usize = 240;
/// More people than this do not write one story.
const MOST_PEOPLE: usize = 12;

/// The people of a byline; `None` when the line is not one.
///
/// A line is a byline when a by-word stands before a name ("By Ada Example", "Von …", "Texte :
/// …"), or when a name is followed by a position ("Ada Example, Health Correspondent").
pub(crate) fn byline(line: &str) -> Option<Vec<Person>> {
    let line = line.trim();
    if line.is_empty() || line.len() > MOST_BYTES {
        return None;
    }
    let line = without_times(line);
    if let Some((rest, is_weak)) = without_by(line) {
        let people = people(rest);
        let first = people.first()?;
        let sure = !is_weak || is_name(&first.name);
        return (sure && looks_whole(&people)).then_some(people);
    }
    if let Some(people) = after_time(line).or_else(|| name_and_role(line)) {
        return Some(people);
    }
    // Without a by-word the whole line has to be name, comma, position or outlet.
    let (name, rest) = line.split_once(',').or_else(|| line.split_once(" | "))?;
    let described =
        rest.split(',').all(|part| is_role(part) || is_outlet(part) || part.contains('@'));
    (is_name(name) && described && !rest.trim().is_empty()).then(|| people(line))
}

/// "Posted on October 4, 2025 by Ada Example".
fn after_time(line: &str) -> Option<Vec<Person>> {
    let (time, names) =
        [" by ", " von ", " par ", " por "].iter().find_map(|by| line.split_once(by))?;
    publication_line(time)?;
    let people = people(names);
    looks_whole(&people).then_some(people)
}

/// "Ada Example Political correspondent": two words of a name, and a position to the end.
fn name_and_role(line: &str) -> Option<Vec<Person>> {
    let words: Vec<&str> = line.split_whitespace().collect();
    if !(3..=6).contains(&words.len()) {
        return None;
    }
    let (name, role) = (words.get(..2)?.join(" "), words.get(2..)?.join(" "));
    let last = words.last().map(|word| folded_word(word))?;
    let ends_in_role = PEOPLE.roles.contains(&last)
        || PEOPLE.role_endings.iter().any(|ending| last.ends_with(ending.as_str()));
    let no_sentence = words.iter().all(|word| !PEOPLE.not_names.contains(&folded_word(word)));
    (ends_in_role && no_sentence && is_name(&name) && !is_role(&name) && is_role(&role))
        .then(|| vec![Person { role, ..Person::named(proper_case(&name)) }])
}

/// "Reporting by Ada Example in Nordau; Editing by Bo Sample", in brackets or not: the people who
/// reported. The line stands below a wire's story.
pub(crate) fn signed_off(line: &str) -> Option<Vec<Person>> {
    let line = line.trim();
    if line.len() > 400 {
        return None;
    }
    let inner = line.strip_prefix('(').and_then(|line| line.strip_suffix(')')).unwrap_or(line);
    let lower = inner.to_lowercase();
    let begins =
        ["reporting by ", "additional reporting by ", "editing by ", "writing by ", "compiled by "];
    if !begins.iter().any(|begin| lower.starts_with(begin)) {
        return None;
    }
    let mut found = Vec::new();
    for part in inner.split(';') {
        let part = part.trim();
        let lower = part.to_lowercase();
        let reports = lower.starts_with("reporting by ")
            || lower.starts_with("additional reporting by ")
            || lower.starts_with("writing by ");
        let Some((_, names)) = part.split_once(" by ").filter(|_| reports) else { continue };
        for name in split_people(names) {
            let name = name.split(" in ").next().unwrap_or_default().trim().trim_end_matches('.');
            let known = found.iter().any(|person: &Person| person.name == proper_case(name));
            if is_name(name) && !known {
                found.push(Person::named(proper_case(name)));
            }
        }
    }
    Some(found)
}

/// Bars part the byline from times that share its line.
fn without_times(line: &str) -> &str {
    // "By Ada Example Published March 3, 2025"
    for (at, _) in line.match_indices(' ').skip(2).take(12) {
        let rest = line.get(at + 1..).unwrap_or_default();
        let labelled = rest.starts_with(char::is_uppercase)
            && time_words(rest)
                .is_some_and(|words| begins_with(&words, &LABELS.published).is_some());
        if labelled && publication_line(rest).is_some() {
            return line.get(..at).unwrap_or(line).trim();
        }
    }
    for bar in [" | ", " · ", " • ", " — ", " – ", ", "] {
        for (at, _) in line.match_indices(bar) {
            let rest = line.get(at + bar.len()..).unwrap_or_default();
            if publication_line(rest).is_some() || relative_time(rest) {
                return line.get(..at).unwrap_or(line).trim();
            }
        }
    }
    line
}

/// What follows the by-word, and whether that word is an ordinary one otherwise.
fn without_by(line: &str) -> Option<(&str, bool)> {
    let words: Vec<String> = line.split_whitespace().take(5).map(folded_word).collect();
    let count = begins_with(&words, &PEOPLE.by)?;
    let mut rest = line;
    let mut with_colon = false;
    for _ in 0..count {
        let (word, after) = rest.split_once(char::is_whitespace)?;
        with_colon = word.ends_with(':');
        rest = after.trim_start();
    }
    if let Some(after) = rest.strip_prefix(':') {
        with_colon = true;
        rest = after.trim_start();
    }
    let is_weak = words.get(..count)?.iter().all(|word| PEOPLE.weak_by.contains(word));
    // "From the harbour came a cry": an ordinary word is a by-word only with its colon.
    if is_weak && !with_colon {
        return None;
    }
    let lower_by = line.starts_with(char::is_lowercase);
    (!lower_by
        || with_colon
        || is_name(rest)
        || line.starts_with("by ")
        || line.starts_with("von ")
        || line.starts_with("par ")
        || line.starts_with("por "))
    .then_some((rest, is_weak))
}

/// Everybody has a name that could be one: no sentence gets through.
fn looks_whole(people: &[Person]) -> bool {
    !people.is_empty()
        && people.iter().all(|person| {
            is_name(&person.name)
                || PEOPLE.agencies.contains(&person.name.to_lowercase())
                || is_outlet(&person.name)
        })
}

/// Reads "Ada Example and Bo Sample, Health Correspondent, The Outlet" without its by-word.
pub(crate) fn people(names: &str) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    let boxes = mailboxes(names);
    let mut text = names.trim().trim_end_matches(['.', ',', ';', ':']).to_owned();
    for mailbox in &boxes {
        text = text.replace(mailbox, " ");
    }
    let mut handles = Vec::new();
    for part in split_people(&text) {
        let mut words: Vec<&str> = Vec::new();
        for word in part.split_whitespace() {
            if word.starts_with('@') && word.len() > 1 {
                handles.push(word.trim_end_matches([',', ';', ')']).to_owned());
            } else if word.chars().any(char::is_alphanumeric) {
                words.push(word);
            }
        }
        let part = words.join(" ");
        let part = part.trim_matches(|letter: char| {
            matches!(letter, ',' | ';' | ':' | '|' | '/' | '-' | '–' | '—')
        });
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        let bare = part.trim_matches(['(', ')']);
        let fitted = people.last_mut().is_some_and(|person| describe(person, bare));
        if !fitted && people.len() < MOST_PEOPLE {
            people.push(person(part));
        }
    }
    if let Some(first) = people.first_mut() {
        first.email = boxes.first().map(|mailbox| (*mailbox).to_owned()).unwrap_or_default();
        first.handles =
            handles.into_iter().map(|name| Handle { network: String::new(), name }).collect();
    }
    // A position at the end of "Ada Example and Bo Sample, reporters" is said of the last only.
    people
}

/// Takes a part as the position or outlet of a person; `false` when it is neither.
fn describe(person: &mut Person, part: &str) -> bool {
    let lower = part.to_lowercase();
    if person.role.is_empty() && is_role(part) {
        match role_and_outlet(part) {
            Some((role, outlet)) if person.outlet.is_empty() => {
                role.clone_into(&mut person.role);
                outlet.clone_into(&mut person.outlet);
            }
            _ => part.clone_into(&mut person.role),
        }
        return true;
    }
    if person.outlet.is_empty() && (is_outlet(part) || PEOPLE.agencies.contains(&lower)) {
        part.clone_into(&mut person.outlet);
        return true;
    }
    // "NWF": a few capitals after a name are a station or an agency.
    let initials =
        (2..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase());
    if person.outlet.is_empty() && initials {
        part.clone_into(&mut person.outlet);
        return true;
    }
    // "in Nordau": where somebody reports from is part of the position.
    if lower.starts_with("in ") || lower.starts_with("à ") || lower.starts_with("en ") {
        if !person.role.is_empty() {
            person.role = format!("{}, {part}", person.role);
        }
        return !person.role.is_empty();
    }
    false
}

fn role_and_outlet(part: &str) -> Option<(&str, &str)> {
    ["at", "for"].iter().find_map(|joint| {
        let (role, outlet) = part.split_once(&format!(" {joint} "))?;
        (is_role(role) && is_outlet(outlet)).then_some((role.trim(), outlet.trim()))
    })
}

/// One part of a byline as a person: a name, and an outlet or position grown onto its end.
fn person(part: &str) -> Person {
    let part = part.trim();
    // "Ada Example (Outlet News)", "Ada Example/dpa"
    if let Some((name, rest)) = part.split_once('(') {
        let mut person = person_of_words(name.trim());
        let rest = rest.trim_end_matches(')').trim();
        if !rest.is_empty() && !describe(&mut person, rest) {
            rest.clone_into(&mut person.outlet);
        }
        return person;
    }
    if let Some((name, outlet)) = part.split_once('/')
        && is_name(name)
        && !is_name_like_person(outlet)
    {
        let mut person = person_of_words(name.trim());
        outlet.trim().clone_into(&mut person.outlet);
        return person;
    }
    person_of_words(part)
}

/// "Bo Sample" as opposed to "Outlet" or "AFP": two words at least, no outlet.
fn is_name_like_person(text: &str) -> bool {
    is_name(text) && !is_outlet(text) && text.split_whitespace().count() >= 2
}

fn person_of_words(part: &str) -> Person {
    let words: Vec<&str> = part.split_whitespace().collect();
    let at_outlet = words.len() >= 4 && words.last().is_some_and(|word| is_outlet_word(word));
    if at_outlet {
        // First name, initials and particles, last name; the rest is the outlet.
        let mut end = 1;
        while end + 1 < words.len() && words.get(end).is_some_and(|word| is_inside_name(word)) {
            end += 1;
        }
        end += 1;
        let name = words.get(..end).unwrap_or_default().join(" ");
        let outlet = words.get(end..).unwrap_or_default().join(" ");
        if !outlet.is_empty() && is_name(&name) {
            return Person { outlet, ..Person::named(proper_case(&name)) };
        }
    }
    // "Ada Example Health Correspondent"
    if words.len() >= 4 && is_role(part) {
        let role_at = (2..words.len())
            .find(|at| words.get(*at..).is_some_and(|rest| is_role(&rest.join(" "))));
        if let Some(at) = role_at {
            let name = words.get(..at).unwrap_or_default().join(" ");
            if at == 2 && is_name(&name) && !is_role(&name) {
                let role = words.get(at..).unwrap_or_default().join(" ");
                return Person { role, ..Person::named(proper_case(&name)) };
            }
        }
    }
    if PEOPLE.agencies.contains(&part.to_lowercase()) {
        return Person::named(part);
    }
    Person::named(proper_case(part))
}

fn is_inside_name(word: &str) -> bool {
    let is_initial = word.chars().filter(|letter| letter.is_alphabetic()).count() == 1;
    is_initial || PEOPLE.particles.contains(&word.to_lowercase())
}

/// Parts a list of people at commas, bars, semicolons and "and".
pub(super) fn split_people(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for word in text.split_whitespace() {
        let bare = folded_word(word);
        let parts_here = PEOPLE.and.contains(bare.as_str()) && bare.len() + 1 >= word.len();
        if parts_here || matches!(word, "|" | "·" | "•" | "–" | "—" | "/") {
            parts.push(String::new());
            continue;
        }
        let (kept, closes) = match word.strip_suffix([',', ';']) {
            Some(kept) => (kept, true),
            None => (word, false),
        };
        if let Some(part) = parts.last_mut() {
            if !part.is_empty() {
                part.push(' ');
            }
            part.push_str(kept);
        }
        if closes {
            parts.push(String::new());
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<Vec<String>> {
        byline(line).map(|people| {
            people
                .iter()
                .map(|person| {
                    format!("{}|{}|{}|{}", person.name, person.role, person.outlet, person.email)
                })
                .collect()
        })
    }

    #[test]
    fn bylines_give_names_positions_and_outlets() {
        for (line, expected) in [
            ("By Ada Example", vec!["Ada Example|||"]),
            ("By Ada Example Outlet News", vec!["Ada Example||Outlet News|"]),
            ("By Ada M. Example Lantern Times", vec!["Ada M. Example||Lantern Times|"]),
            (
                "By ADA EXAMPLE and Bo Sample, Health Correspondent, The Outlet",
                vec!["Ada Example|||", "Bo Sample|Health Correspondent|The Outlet|"],
            ),
            ("by Ada Example", vec!["Ada Example|||"]),
            ("By Ada Example, Chief Reporter", vec!["Ada Example|Chief Reporter||"]),
            ("By Ada Example | March 3, 2025 8:41am", vec!["Ada Example|||"]),
            ("By Ada Example ada@outlet.example", vec!["Ada Example|||ada@outlet.example"]),
            ("By ADA EXAMPLE, Associated Press", vec!["Ada Example||Associated Press|"]),
            ("Von Ada Beispiel und Bo Muster, dpa", vec!["Ada Beispiel|||", "Bo Muster||dpa|"]),
            ("Von Ada van der Beispiel", vec!["Ada van der Beispiel|||"]),
            (
                "Par Ada Exemple, envoyée spéciale à Saint-Aubry",
                vec!["Ada Exemple|envoyée spéciale à Saint-Aubry||"],
            ),
            ("Par Ada Exemple et Bo Modèle (AFP)", vec!["Ada Exemple|||", "Bo Modèle||AFP|"]),
            ("Por Ada Ejemplo y Bo Muestra", vec!["Ada Ejemplo|||", "Bo Muestra|||"]),
            ("Von Ada Beispiel, NWF", vec!["Ada Beispiel||NWF|"]),
            ("Text: Ada Beispiel", vec!["Ada Beispiel|||"]),
            ("Ada Example, Health Correspondent", vec!["Ada Example|Health Correspondent||"]),
            (
                "Par Ada Exemple Publié aujourd’hui à 06h00, modifié à 08h42 Temps de lecture 3 min.",
                vec!["Ada Exemple|||"],
            ),
            ("Posted on October 4, 2025 by Ada Example", vec!["Ada Example|||"]),
            ("Ada Example Political correspondent", vec!["Ada Example|Political correspondent||"]),
            ("Interview: Ada Beispiel", vec!["Ada Beispiel|||"]),
        ] {
            let expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
            assert_eq!(read(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn a_sentence_is_no_byline() {
        for line in [
            "By then the ferry had sunk",
            "By the time the Coast Guard came, it was over",
            "Von der Küste kommt Wind",
            "Von Januar an fährt die Fähre wieder",
            "Par exemple, la banque attend.",
            "Por la noche nadie se atrevió a salir",
            "From Brindle Bay With Love",
            "Text and pictures show the ferry",
            "By March 2025 it was over.",
            "Brindle Bay Chief Resigns Over Ferry",
            "",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn a_sign_off_names_the_reporters_only() {
        let line = "(Reporting by Ada Example in Nordau and Bo Sample; Editing by Cy Third)";
        let names: Vec<String> =
            signed_off(line).unwrap().into_iter().map(|person| person.name).collect();
        assert_eq!(names, ["Ada Example", "Bo Sample"]);
        assert!(signed_off("Reporting is hard work").is_none());
    }
}
