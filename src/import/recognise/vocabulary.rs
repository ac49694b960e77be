//! The words that lines are known by, read once from `assets/import/`, and how a line is matched
//! against them.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::furniture::Furniture;

/// A line with more words than this is never furniture or a label.
pub(super) const LONGEST_LINE_WORDS: usize = 40;
/// A line longer than this is not looked at word by word.
pub(super) const LONGEST_LINE_BYTES: usize = 400;
/// How many words a `*` stands for at most.
const STAR_WORDS: usize = 6;

/// A line in the form in which it is compared: lower case, one kind of apostrophe, no signs at the
/// ends of words, numbers as `#`. `None` for a line too long to be anything but copy.
pub(super) fn folded(line: &str) -> Option<Vec<String>> {
    if line.len() > LONGEST_LINE_BYTES {
        return None;
    }
    let tokens: Vec<String> = line
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '|' | '·' | '•'))
        .map(folded_word)
        .filter(|word| !word.is_empty())
        .take(LONGEST_LINE_WORDS + 1)
        .collect();
    (tokens.len() <= LONGEST_LINE_WORDS).then_some(tokens)
}

/// One word in the form in which it is compared.
pub(super) fn folded_word(word: &str) -> String {
    let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '©');
    // "&" alone is a word of its own.
    if bare.is_empty() && word == "&" {
        return word.to_owned();
    }
    let is_number = bare.starts_with(|letter: char| letter.is_ascii_digit())
        && bare
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':' | b'k' | b'K'));
    if is_number {
        return "#".to_owned();
    }
    let mut folded = String::with_capacity(bare.len());
    for letter in bare.chars() {
        match letter {
            '’' | '‘' | '`' | '´' => folded.push('\''),
            ascii if ascii.is_ascii() => folded.push(ascii.to_ascii_lowercase()),
            other => folded.extend(other.to_lowercase()),
        }
    }
    folded
}

/// Patterns found by their first word.
#[derive(Debug)]
pub(super) struct Patterns<T> {
    by_first_word: HashMap<String, Vec<(Vec<String>, T)>>,
    /// Patterns that begin with `*`.
    open: Vec<(Vec<String>, T)>,
}

impl<T: Copy> Patterns<T> {
    pub(super) fn new<'a>(lines: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        let mut patterns = Self { by_first_word: HashMap::new(), open: Vec::new() };
        for (line, value) in lines {
            let words: Vec<String> = line
                .split_whitespace()
                .map(folded_or_sign)
                .filter(|word| !word.is_empty())
                .collect();
            match words.first().map(String::as_str) {
                None => {}
                Some("*") => patterns.open.push((words, value)),
                Some(first) => {
                    patterns
                        .by_first_word
                        .entry(first.to_owned())
                        .or_default()
                        .push((words, value));
                }
            }
        }
        patterns
    }

    /// What the whole of a line matches.
    pub(super) fn find(&self, line: &[String]) -> Option<T> {
        let first = line.first()?;
        self.by_first_word
            .get(first)
            .into_iter()
            .flatten()
            .chain(&self.open)
            .find(|(pattern, _)| matches(pattern, line))
            .map(|(_, value)| *value)
    }
}

fn folded_or_sign(word: &str) -> String {
    if matches!(word, "#" | "*" | "…") { word.to_owned() } else { folded_word(word) }
}

/// Whether a pattern covers a line word for word. `open` holds the places that the pattern may
/// have come to; a pattern is a dozen words at most and a line forty.
fn matches(pattern: &[String], line: &[String]) -> bool {
    let mut places = vec![0usize];
    for word in pattern {
        let mut next = Vec::with_capacity(places.len());
        for place in places {
            if word == "…" {
                next.extend(place + 1..=line.len());
            } else if word == "*" {
                next.extend((place + 1..=place + STAR_WORDS).filter(|end| *end <= line.len()));
            } else if line.get(place) == Some(word) {
                next.push(place + 1);
            }
        }
        next.sort_unstable();
        next.dedup();
        places = next;
    }
    places.contains(&line.len())
}

#[derive(Deserialize)]
struct FurnitureLines {
    what: Furniture,
    lines: Vec<String>,
}

pub(super) static FURNITURE: LazyLock<Patterns<Furniture>> = LazyLock::new(|| {
    let kinds: Vec<FurnitureLines> =
        ron::from_str(include_str!("../../../assets/import/furniture.ron"))
            .expect("a test reads furniture.ron");
    let lines =
        kinds.iter().flat_map(|kind| kind.lines.iter().map(|line| (line.as_str(), kind.what)));
    Patterns::new(lines)
});

/// Fields that a label may name.
const FIELDS: [&str; 7] =
    ["slug", "headline", "standfirst", "kicker", "section", "byline", "dateline"];

#[derive(Deserialize)]
struct LabelLines {
    related: Vec<String>,
    tags: Vec<String>,
    about_author: Vec<String>,
    video: Vec<String>,
    video_verbs: Vec<String>,
    wire_start: Vec<String>,
    wire_end: Vec<String>,
    desk_note: Vec<String>,
    embargo: Vec<String>,
    mail_header: Vec<String>,
    mail_subject: Vec<String>,
    mail_rule: Vec<String>,
    published: Vec<String>,
    fields: Vec<(String, Vec<String>)>,
    sign_off: Vec<String>,
    follow: Vec<String>,
    promo_phrases: Vec<String>,
}

/// Labels in front of lines and lists.
#[derive(Debug)]
pub(super) struct Labels {
    pub(super) related: Patterns<()>,
    pub(super) tags: Patterns<()>,
    pub(super) about_author: Patterns<()>,
    pub(super) video: Patterns<()>,
    pub(super) video_verbs: HashSet<String>,
    pub(super) wire_start: Patterns<()>,
    pub(super) wire_end: Patterns<()>,
    pub(super) desk_note: Patterns<()>,
    pub(super) embargo: Vec<Vec<String>>,
    pub(super) mail_header: Patterns<()>,
    pub(super) mail_subject: Patterns<()>,
    pub(super) mail_rule: Patterns<()>,
    pub(super) published: Vec<Vec<String>>,
    /// The field of the story that a label names.
    pub(super) fields: HashMap<String, &'static str>,
    pub(super) sign_off: Vec<Vec<String>>,
    pub(super) follow: Vec<Vec<String>>,
    pub(super) promo_phrases: Vec<String>,
}

pub(super) static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let lines: LabelLines = ron::from_str(include_str!("../../../assets/import/lines.ron"))
        .expect("a test reads lines.ron");
    let patterns = |lines: &[String]| Patterns::new(lines.iter().map(|line| (line.as_str(), ())));
    Labels {
        related: patterns(&lines.related),
        tags: patterns(&lines.tags),
        about_author: patterns(&lines.about_author),
        video: patterns(&lines.video),
        video_verbs: lines.video_verbs.into_iter().collect(),
        wire_start: patterns(&lines.wire_start),
        wire_end: patterns(&lines.wire_end),
        desk_note: patterns(&lines.desk_note),
        embargo: longest_first(&lines.embargo),
        mail_header: patterns(&lines.mail_header),
        mail_subject: patterns(&lines.mail_subject),
        mail_rule: patterns(&lines.mail_rule),
        published: longest_first(&lines.published),
        sign_off: longest_first(&lines.sign_off),
        follow: longest_first(&lines.follow),
        promo_phrases: lines.promo_phrases,
        fields: lines
            .fields
            .iter()
            .filter_map(|(field, labels)| {
                Some((FIELDS.into_iter().find(|name| name == field)?, labels))
            })
            .flat_map(|(field, labels)| labels.iter().map(move |label| (label.clone(), field)))
            .collect(),
    }
});

/// Phrases as words, so that `updated on` is tried before `updated`.
pub(super) fn longest_first(phrases: &[String]) -> Vec<Vec<String>> {
    let mut phrases: Vec<Vec<String>> = phrases
        .iter()
        .map(|phrase| phrase.split_whitespace().map(str::to_owned).collect())
        .collect();
    phrases.sort_by_key(|words| std::cmp::Reverse(words.len()));
    phrases
}

/// How many words at the start of a line one of the phrases covers.
pub(super) fn begins_with(line: &[String], phrases: &[Vec<String>]) -> Option<usize> {
    phrases.iter().find(|phrase| line.starts_with(phrase)).map(Vec::len)
}

#[derive(Deserialize)]
struct PeopleLists {
    by: Vec<String>,
    weak_by: HashSet<String>,
    and: HashSet<String>,
    particles: HashSet<String>,
    titles: HashSet<String>,
    roles: HashSet<String>,
    role_endings: Vec<String>,
    outlets: HashSet<String>,
    agencies: HashSet<String>,
    bio_verbs: HashSet<String>,
    bio_words: Vec<String>,
    outlet_words: HashSet<String>,
    networks: Vec<(String, String)>,
    not_names: HashSet<String>,
}

/// Words around people.
#[derive(Debug)]
pub(super) struct PeopleWords {
    pub(super) by: Vec<Vec<String>>,
    pub(super) weak_by: HashSet<String>,
    pub(super) and: HashSet<String>,
    pub(super) particles: HashSet<String>,
    pub(super) titles: HashSet<String>,
    pub(super) roles: HashSet<String>,
    pub(super) role_endings: Vec<String>,
    pub(super) outlets: HashSet<String>,
    pub(super) agencies: HashSet<String>,
    pub(super) bio_verbs: HashSet<String>,
    pub(super) bio_words: Vec<String>,
    pub(super) outlet_words: HashSet<String>,
    pub(super) networks: HashMap<String, String>,
    pub(super) not_names: HashSet<String>,
}

pub(super) static PEOPLE: LazyLock<PeopleWords> = LazyLock::new(|| {
    let lists: PeopleLists = ron::from_str(include_str!("../../../assets/import/people.ron"))
        .expect("a test reads people.ron");
    PeopleWords {
        by: longest_first(&lists.by),
        weak_by: lists.weak_by,
        and: lists.and,
        particles: lists.particles,
        titles: lists.titles,
        roles: lists.roles,
        role_endings: lists.role_endings,
        outlets: lists.outlets,
        agencies: lists.agencies,
        bio_verbs: lists.bio_verbs,
        bio_words: lists.bio_words,
        outlet_words: lists.outlet_words,
        networks: lists.networks.into_iter().collect(),
        not_names: lists.not_names,
    }
});

#[derive(Deserialize)]
struct CalendarLists {
    months: Vec<Vec<String>>,
    zones: Vec<(String, i32)>,
    days: HashSet<String>,
    fillers: HashSet<String>,
    units: HashSet<String>,
    ago: Vec<String>,
    just: Vec<String>,
}

/// Words of dates and times.
#[derive(Debug)]
pub(super) struct Calendar {
    /// Month, 1 to 12, by name.
    pub(super) months: HashMap<String, u32>,
    /// Minutes east of Greenwich by name of the zone.
    pub(super) zones: HashMap<String, i32>,
    pub(super) days: HashSet<String>,
    pub(super) fillers: HashSet<String>,
    pub(super) units: HashSet<String>,
    pub(super) ago: Vec<Vec<String>>,
    pub(super) just: Patterns<()>,
}

pub(super) static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let lists: CalendarLists = ron::from_str(include_str!("../../../assets/import/calendar.ron"))
        .expect("a test reads calendar.ron");
    let months = lists
        .months
        .iter()
        .zip(1u32..)
        .flat_map(|(names, number)| names.iter().map(move |name| (name.clone(), number)))
        .collect();
    Calendar {
        months,
        zones: lists.zones.into_iter().collect(),
        days: lists.days,
        fillers: lists.fillers,
        units: lists.units,
        ago: longest_first(&lists.ago),
        just: Patterns::new(lists.just.iter().map(|line| (line.as_str(), ()))),
    }
});

#[derive(Deserialize)]
struct LanguageLists {
    stop_words: Vec<(String, Vec<String>)>,
    sections: HashSet<String>,
    home: HashSet<String>,
}

/// Words that tell languages apart, and names of sections.
#[derive(Debug)]
pub(super) struct LanguageWords {
    /// Languages in a fixed order.
    pub(super) languages: Vec<String>,
    /// The languages, by index, that a word is a stop word of.
    pub(super) stop_words: HashMap<String, Vec<usize>>,
    pub(super) sections: HashSet<String>,
    pub(super) home: HashSet<String>,
}

pub(super) static LANGUAGES: LazyLock<LanguageWords> = LazyLock::new(|| {
    let lists: LanguageLists = ron::from_str(include_str!("../../../assets/import/languages.ron"))
        .expect("a test reads languages.ron");
    let mut stop_words: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, (_, words)) in lists.stop_words.iter().enumerate() {
        for word in words {
            stop_words.entry(word.clone()).or_default().push(index);
        }
    }
    LanguageWords {
        languages: lists.stop_words.into_iter().map(|(language, _)| language).collect(),
        stop_words,
        sections: lists.sections,
        home: lists.home,
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_words_can_be_read() {
        assert!(FURNITURE.by_first_word.len() > 200);
        assert!(LABELS.related.find(&["related".to_owned()]).is_some());
        assert!(PEOPLE.roles.contains("reporter"));
        assert_eq!(CALENDAR.months.get("märz"), Some(&3));
        assert_eq!(LANGUAGES.languages.len(), 4);
    }

    #[test]
    fn a_star_stands_for_one_to_six_words() {
        let patterns = Patterns::new([("get the * app", ())]);
        let finds = |line: &str| patterns.find(&folded(line).unwrap()).is_some();
        assert!(finds("GET THE LANTERN NEWS APP »"));
        assert!(!finds("get the app"));
        assert!(!finds("get the one two three four five six seven app"));
    }
}
