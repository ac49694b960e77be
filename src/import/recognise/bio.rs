//! The graf at the end that says who the author is.

use super::link::mailboxes;
use super::name::{is_name, is_outlet, is_role};
use super::vocabulary::{PEOPLE, folded_word};
use crate::story::{Handle, Person, RichText};

/// A bio longer than this is a story.
const MOST_BYTES: usize = 900;

/// Reads "Ada Example is a health reporter for Outlet News. Story tips can be sent to …" into a
/// person; `None` when the graf is not about its author.
///
/// A graf is a bio when it begins with the name of somebody in the byline, or with any name, and
/// goes on to say what they do in a newsroom.
pub(crate) fn bio(text: &RichText, bylines: &[Person]) -> Option<Person> {
    let copy = text.as_str().trim();
    if copy.len() < 12 || copy.len() > MOST_BYTES {
        return None;
    }
    let known = bylines
        .iter()
        .find(|person| !person.name.is_empty() && starts_with_name(copy, &person.name));
    let name = match known {
        Some(person) => person.name.clone(),
        None => leading_name(copy)?,
    };
    let rest = copy.get(name.len()..)?.trim_start_matches([',', ' ', '\u{a0}']);
    let mut words = rest.split_whitespace().map(folded_word);
    let verb = words.next()?;
    let says_what = PEOPLE.bio_verbs.contains(&verb);
    let lower = copy.to_lowercase();
    let in_a_newsroom = PEOPLE.bio_words.iter().any(|word| contains_word(&lower, word));
    let reachable = !mailboxes(copy).is_empty() || !handles(copy).is_empty();
    let is_bio = match known {
        Some(_) if reachable => {
            rest.starts_with(char::is_lowercase) || rest.starts_with(['(', ':', '–', '—'])
        }
        Some(_) => {
            (says_what || rest.starts_with(['(', ':', '–', '—']) || is_role(first_sentence(rest)))
                && (in_a_newsroom || reachable || copy.len() < 300)
        }
        // Somebody who is not in the byline has to be shown to be of the house.
        None => says_what && in_a_newsroom && (reachable || is_house_bio(&lower)),
    };
    if !is_bio {
        return None;
    }
    let (role, outlet) = role_and_outlet(rest).unwrap_or_default();
    Some(Person {
        name,
        role,
        outlet,
        bio: text.trimmed(),
        email: mailboxes(copy).first().map(|mailbox| (*mailbox).to_owned()).unwrap_or_default(),
        handles: handles(copy),
        ..Person::default()
    })
}

/// Phrases by which a house speaks of its own people.
fn is_house_bio(lower: &str) -> bool {
    const PHRASES: [&str; 12] = [
        "reporter for",
        "reporter at",
        "correspondent for",
        "correspondent at",
        "editor at",
        "editor of",
        "writer for",
        "writer at",
        "contributed to this report",
        "journalist at",
        "redakteur",
        "redactor",
    ];
    PHRASES.iter().any(|phrase| lower.contains(phrase))
}

fn starts_with_name(copy: &str, name: &str) -> bool {
    copy.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        && !copy.get(name.len()..).is_some_and(str::is_empty)
}

/// A name at the start, before the first verb of a bio.
fn leading_name(copy: &str) -> Option<String> {
    let mut words = Vec::new();
    for word in copy.split_whitespace().take(6) {
        if PEOPLE.bio_verbs.contains(&folded_word(word)) && word.starts_with(char::is_lowercase) {
            break;
        }
        words.push(word);
    }
    let name = words.join(" ");
    let name = name.trim_end_matches(',');
    (is_name(name) && copy.starts_with(name)).then(|| name.to_owned())
}

fn contains_word(lower: &str, word: &str) -> bool {
    lower.match_indices(word).any(|(at, _)| {
        let before = lower.get(..at).and_then(|text| text.chars().next_back());
        let after = lower.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

fn first_sentence(text: &str) -> &str {
    let end = text.match_indices(". ").map(|(at, _)| at).find(|at| *at > 12).unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim_end_matches('.')
}

/// "is a health reporter for Outlet News" as (`health reporter`, `Outlet News`).
fn role_and_outlet(rest: &str) -> Option<(String, String)> {
    let sentence = first_sentence(rest);
    let words: Vec<&str> = sentence.split_whitespace().collect();
    // After the verb and an article begins the position.
    let mut start = 0;
    while words.get(start).is_some_and(|word| {
        let word = folded_word(word);
        start == 0 && PEOPLE.bio_verbs.contains(&word)
            || matches!(
                word.as_str(),
                "a" | "an"
                    | "the"
                    | "ein"
                    | "eine"
                    | "der"
                    | "die"
                    | "un"
                    | "une"
                    | "le"
                    | "la"
                    | "l'"
                    | "una"
                    | "el"
                    | "als"
                    | "as"
                    | "currently"
                    | "also"
                    | "seit"
            )
    }) {
        start += 1;
    }
    // The position ends where "for", "at" or "of" leads to a name, a comma or another verb comes.
    let mut end = start;
    while let Some(word) = words.get(end) {
        let joint = folded_word(word);
        let leads_to_name = PEOPLE.outlet_words.contains(&joint)
            && words.get(end + 1).is_some_and(|next| {
                next.starts_with(char::is_uppercase)
                    || matches!(folded_word(next).as_str(), "the" | "la" | "le" | "el" | "l'")
            });
        let ends = leads_to_name
            || matches!(
                joint.as_str(),
                "who"
                    | "whose"
                    | "where"
                    | "based"
                    | "covering"
                    | "focusing"
                    | "and"
                    | "und"
                    | "et"
                    | "y"
                    | "in"
                    | "im"
                    | "with"
                    | "mit"
            );
        if end > start && ends {
            break;
        }
        end += 1;
        if word.ends_with([',', ';', ':']) {
            break;
        }
    }
    let role = words.get(start..end)?.join(" ");
    let role = role.trim_end_matches([',', ';', ':', '.']).to_owned();
    if !is_role(&role) || role.split_whitespace().count() > 7 {
        return None;
    }
    let mut outlet = String::new();
    if words.get(end).is_some_and(|word| PEOPLE.outlet_words.contains(&folded_word(word))) {
        let mut parts: Vec<&str> = Vec::new();
        for word in words.get(end + 1..).unwrap_or_default().iter().take(6) {
            let bare = word.trim_end_matches([',', ';', '.']);
            let article = parts.is_empty()
                && matches!(bare, "the" | "der" | "dem" | "la" | "le" | "el" | "die" | "das");
            let joint = matches!(bare, "of" | "&" | "de" | "des" | "del" | "du");
            if !article
                && !joint
                && !bare.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric())
            {
                break;
            }
            if !article {
                parts.push(bare);
            }
            if bare.len() < word.len() {
                break;
            }
        }
        while parts.last().is_some_and(|word| word.starts_with(char::is_lowercase)) {
            parts.pop();
        }
        outlet = parts.join(" ");
        // "of the year", "for Health": a desk is not an outlet, one word may be.
        let is_place_only =
            parts.len() == 1 && parts.first().is_some_and(|word| folded_word(word) == "health");
        if is_place_only && !is_outlet(&outlet) {
            outlet.clear();
        }
    }
    Some((role, outlet))
}

/// "@ada.example" with the network that the words before it name.
fn handles(copy: &str) -> Vec<Handle> {
    let mut found: Vec<Handle> = Vec::new();
    let mut network = String::new();
    for word in copy.split_whitespace() {
        let bare = word.trim_matches(|letter: char| {
            matches!(letter, '(' | ')' | ',' | ';' | ':' | '"' | '“' | '”' | '!' | '?')
        });
        let bare = bare.trim_end_matches('.');
        if let Some(name) = bare.strip_prefix('@') {
            let well_formed = !name.is_empty()
                && name.len() <= 80
                && name.chars().all(|letter| {
                    letter.is_alphanumeric() || matches!(letter, '_' | '.' | '-' | '@')
                });
            if well_formed && found.len() < 6 && !found.iter().any(|handle| handle.name == bare) {
                let network = if network.is_empty() && name.ends_with(".bsky.social") {
                    "bluesky".to_owned()
                } else {
                    network.clone()
                };
                found.push(Handle { network, name: bare.to_owned() });
            }
            continue;
        }
        if let Some(name) = PEOPLE.networks.get(&bare.to_lowercase()) {
            network.clone_from(name);
        } else if word.ends_with('.') {
            network.clear();
        }
    }
    found
}

/// Fills what is not known yet of the person of that name; `false` when nobody has that name.
pub(crate) fn merge(bylines: &mut [Person], person: Person) -> bool {
    let Some(known) =
        bylines.iter_mut().find(|known| known.name.to_lowercase() == person.name.to_lowercase())
    else {
        return false;
    };
    let fill = |known: &mut String, new: String| {
        if known.trim().is_empty() {
            *known = new;
        }
    };
    fill(&mut known.role, person.role);
    fill(&mut known.outlet, person.outlet);
    fill(&mut known.email, person.email);
    if known.bio.is_blank() {
        known.bio = person.bio;
    }
    for handle in person.handles {
        match known.handles.iter_mut().find(|old| old.name == handle.name) {
            Some(old) if old.network.is_empty() => old.network = handle.network,
            Some(_) => {}
            None => known.handles.push(handle),
        }
    }
    for link in person.links {
        if !known.links.contains(&link) {
            known.links.push(link);
        }
    }
    known.portrait = known.portrait.or(person.portrait);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(copy: &str, byline: &str) -> Option<String> {
        let bylines: Vec<Person> =
            (!byline.is_empty()).then(|| Person::named(byline)).into_iter().collect();
        bio(&RichText::plain(copy), &bylines).map(|person| {
            let handles: Vec<String> = person
                .handles
                .iter()
                .map(|handle| format!("{}:{}", handle.network, handle.name))
                .collect();
            format!(
                "{}|{}|{}|{}|{}",
                person.name,
                person.role,
                person.outlet,
                person.email,
                handles.join(",")
            )
        })
    }

    #[test]
    fn bios_give_position_outlet_and_ways_to_write() {
        for (copy, byline, expected) in [
            (
                "Ada Example is a health reporter for Outlet News. Story tips can be sent to ada.example@outlet.example and on X: @adaexample.",
                "Ada Example",
                "Ada Example|health reporter|Outlet News|ada.example@outlet.example|x:@adaexample",
            ),
            (
                "Ada Example is a health reporter for Outlet. You can reach her at x@y.example or on Bluesky @ada.example.",
                "",
                "Ada Example|health reporter|Outlet|x@y.example|bluesky:@ada.example",
            ),
            (
                "Ada Example has covered the coast for the Lantern since 2011.",
                "Ada Example",
                "Ada Example||||",
            ),
            (
                "Ada Example is the editor of Slow Pomology and grafts old varieties onto anything. Find her at @adapicks.",
                "Ada Example",
                "Ada Example|editor|Slow Pomology||:@adapicks",
            ),
            (
                "Ada Example rowed at bow for eleven years. Write to her at ada@outlet.example",
                "Ada Example",
                "Ada Example|||ada@outlet.example|",
            ),
            (
                "Ada Beispiel ist Redakteurin im Ressort Wirtschaft der Nordauer Zeitung.",
                "Ada Beispiel",
                "Ada Beispiel|Redakteurin|||",
            ),
            (
                "Ada Exemple est journaliste au Courrier de Saint-Aubry.",
                "Ada Exemple",
                "Ada Exemple|journaliste|Courrier de Saint-Aubry||",
            ),
            (
                "Ada Ejemplo es redactora de la sección de Sociedad.",
                "Ada Ejemplo",
                "Ada Ejemplo|redactora|||",
            ),
            ("Bo Sample, a reporter for Outlet News, contributed to this report.", "", ""),
        ] {
            let expected = (!expected.is_empty()).then(|| expected.to_owned());
            assert_eq!(read(copy, byline), expected, "{copy}");
        }
    }

    #[test]
    fn a_graf_of_the_story_is_no_bio() {
        for (copy, byline) in [
            ("Bo Sample is the surgeon who led the operation.", "Ada Example"),
            ("Bo Sample was an editor when he was young, he said.", ""),
            ("The reporter is on leave.", "Ada Example"),
            ("Ada Example", "Ada Example"),
        ] {
            assert_eq!(read(copy, byline), None, "{copy}");
        }
    }

    #[test]
    fn a_bio_fills_only_what_is_not_known() {
        let mut people = vec![Person { role: "Chief".into(), ..Person::named("Ada Example") }];
        let bio = Person {
            role: "reporter".into(),
            outlet: "Outlet".into(),
            ..Person::named("Ada EXAMPLE")
        };
        assert!(merge(&mut people, bio));
        assert_eq!((people[0].role.as_str(), people[0].outlet.as_str()), ("Chief", "Outlet"));
        assert!(!merge(&mut people, Person::named("Bo Sample")));
    }
}
