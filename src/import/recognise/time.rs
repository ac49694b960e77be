//! Dates and times: publication lines, "10 hours ago", embargoes.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};

use super::vocabulary::{CALENDAR, LABELS, begins_with, folded};
use crate::story::{Dateline, Language};

/// A line with more words than this is not a time.
const MOST_WORDS: usize = 26;
/// A line longer than this is not a time.
const MOST_BYTES: usize = 240;

/// A line that says when the story was published or updated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Publication {
    /// The day, when the line names one with its year.
    pub(crate) date: Option<NaiveDate>,
}

/// When copy may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EmbargoTime {
    /// The moment; `None` when the line does not name day and time.
    pub(crate) at: Option<DateTime<Utc>>,
    /// Whether the line names the time zone; without one, UTC was taken.
    pub(crate) names_zone: bool,
}

/// Words of a line for reading times: lower case, no commas, bars or dashes.
pub(super) fn time_words(line: &str) -> Option<Vec<String>> {
    if line.len() > MOST_BYTES {
        return None;
    }
    let words: Vec<String> = line
        .to_lowercase()
        .replace('’', "'")
        .split(|letter: char| {
            letter.is_whitespace()
                || matches!(letter, ',' | '|' | '·' | '•' | '–' | '—' | '(' | ')' | ';')
        })
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned())
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS + 1)
        .collect();
    (words.len() <= MOST_WORDS).then_some(words)
}

/// "10 hours ago", "vor 3 Stunden", "il y a 2 heures", "hace 5 minutos", "5m ago".
pub(crate) fn relative_time(line: &str) -> bool {
    let Some(words) = time_words(line) else { return false };
    let mut words: &[String] = &words;
    let labelled = begins_with(words, &LABELS.published);
    if let Some(label) = labelled {
        words = words.get(label..).unwrap_or_default();
    }
    if words.is_empty() || words.len() > 7 {
        return false;
    }
    let calendar = &*CALENDAR;
    if folded(&words.join(" ")).is_some_and(|words| calendar.just.find(&words).is_some()) {
        return true;
    }
    let ago = calendar.ago.iter().find(|ago| words.starts_with(ago) || words.ends_with(ago));
    if let Some(ago) = ago {
        words = if words.starts_with(ago) {
            words.get(ago.len()..).unwrap_or_default()
        } else {
            words.get(..words.len() - ago.len()).unwrap_or_default()
        };
    }
    let mut numbers = 0;
    let mut units = 0;
    let mut glued = 0;
    for word in words {
        let letters = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let has_digits = letters.len() < word.len();
        match (has_digits, letters) {
            (true, "") => numbers += 1,
            (true, unit) if calendar.units.contains(unit) => glued += 1,
            (false, "a" | "an" | "one" | "einer" | "einem" | "une" | "un" | "una" | "about") => {
                numbers += 1;
            }
            (false, "and" | "und" | "et" | "y") => {}
            (false, unit) if calendar.units.contains(unit) => units += 1,
            _ => return false,
        }
    }
    // "10h" alone is the stamp of a feed; "2 hours" alone may be a subhead.
    match ago {
        Some(_) => (numbers > 0 && units > 0) || glued > 0,
        None => glued == 1 && numbers == 0 && units == 0,
    }
}

/// "Published March 3, 2025 8:41am EST", "Stand: 3.11.2025, 12:04 Uhr", "Publié le …", or a date
/// with its year and nothing else.
pub(crate) fn publication_line(line: &str) -> Option<Publication> {
    let words = time_words(line)?;
    let label = begins_with(&words, &LABELS.published);
    if label.is_some() && relative_time(line) {
        return Some(Publication { date: None });
    }
    let rest = words.get(label.unwrap_or(0)..)?;
    let has_number = rest.iter().any(|word| word.starts_with(|l: char| l.is_ascii_digit()));
    let mut at = 0;
    while let Some(word) = rest.get(at) {
        at += match begins_with(rest.get(at..)?, &LABELS.published) {
            Some(label) => label,
            None if is_time_word(word) => 1,
            None => return None,
        };
    }
    if !has_number {
        return None;
    }
    let date = find_date(rest, None);
    // A number after the label may be anything; a date or a time of day is wanted.
    let labelled =
        label.is_some() && (date.is_some() || find_time(rest).is_some() || names_day(rest));
    (labelled || date.is_some() || (label.is_none() && numeric_date(rest)))
        .then_some(Publication { date })
}

fn names_day(words: &[String]) -> bool {
    words.iter().any(|word| month(word).is_some())
}

/// "03/11/2025", which is a date even where nobody can say which.
fn numeric_date(words: &[String]) -> bool {
    words.iter().any(|word| {
        let parts: Vec<&str> = word.split('/').collect();
        matches!(parts.as_slice(), [day, month, year]
            if (1..=2).contains(&day.len()) && (1..=2).contains(&month.len()) && year.len() == 4
                && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())))
    })
}

fn is_time_word(word: &str) -> bool {
    let calendar = &*CALENDAR;
    let bare = word.trim_end_matches('.');
    if month(word).is_some()
        || calendar.days.contains(bare)
        || calendar.zones.contains_key(bare)
        || calendar.fillers.contains(bare)
    {
        return true;
    }
    if !word.starts_with(|letter: char| letter.is_ascii_digit()) {
        return false;
    }
    let rest = word.trim_start_matches(|letter: char| {
        letter.is_ascii_digit() || matches!(letter, ':' | '.' | '/' | '-')
    });
    let rest = rest.trim_end_matches(|letter: char| letter.is_ascii_digit());
    matches!(
        rest,
        "" | "am"
            | "pm"
            | "a.m"
            | "p.m"
            | "h"
            | "uhr"
            | "st"
            | "nd"
            | "rd"
            | "th"
            | "er"
            | "z"
            | "t"
    ) || calendar.zones.contains_key(rest)
}

/// Whether a word names a month: "12. November" is a day and no item of a list.
pub(crate) fn is_month(word: &str) -> bool {
    month(&word.to_lowercase().replace([',', ':'], "")).is_some()
}

/// "Puerto Almenara - 03 nov 2025 - 19:42 CET", "HARTWELL, 3 March 2025": a place and a day on a
/// line of their own.
pub(crate) fn place_and_date(line: &str) -> Option<Dateline> {
    let line = line.trim();
    if line.len() > 90 {
        return None;
    }
    [" - ", " – ", " — ", " | ", ", "].iter().find_map(|sign| {
        let (place, time) = line.split_once(sign)?;
        let date = publication_line(time)?.date?;
        let words: Vec<&str> = place.split_whitespace().collect();
        let named = (1..=4).contains(&words.len())
            && !CALENDAR.days.contains(&place.trim().to_lowercase())
            && words.iter().all(|word| word.starts_with(char::is_uppercase) || word.len() <= 3)
            && !place
                .contains(|letter: char| letter.is_ascii_digit() || matches!(letter, ':' | '.'))
            && words.iter().all(|word| month(&word.to_lowercase()).is_none());
        let labelled = begins_with(&time_words(place)?, &LABELS.published).is_some();
        (named && !labelled).then(|| Dateline { place: place.trim().to_owned(), date: Some(date) })
    })
}

/// The number of a month by its name.
pub(super) fn month(word: &str) -> Option<u32> {
    CALENDAR.months.get(word.trim_end_matches('.')).copied()
}

fn number(word: &str, most: u32) -> Option<u32> {
    let digits = word.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == '.');
    let suffix = word.get(digits.len()..)?.trim_matches('.');
    if digits.is_empty()
        || digits.len() > 4
        || !matches!(suffix, "" | "st" | "nd" | "rd" | "th" | "er")
    {
        return None;
    }
    digits.parse().ok().filter(|number| (1..=most).contains(number))
}

fn year(word: &str) -> Option<i32> {
    let plain = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|year| plain && (1900..2100).contains(year))
}

/// The first full date among words; one without its year is none. Where day and month are both
/// small numbers, `language` decides, and English does not.
pub(super) fn find_date(words: &[String], language: Option<&Language>) -> Option<NaiveDate> {
    (0..words.len()).find_map(|at| date_at(words, at, language))
}

fn date_at(words: &[String], at: usize, language: Option<&Language>) -> Option<NaiveDate> {
    let word = words.get(at)?;
    let parts: Vec<&str> = word.split(['.', '/', '-']).filter(|part| !part.is_empty()).collect();
    if let [first, second, third] = parts.as_slice()
        && word.starts_with(|letter: char| letter.is_ascii_digit())
    {
        let third_digits: String = third.chars().take_while(char::is_ascii_digit).collect();
        if let Some(year) = year(first) {
            return NaiveDate::from_ymd_opt(year, number(second, 12)?, third_digits.parse().ok()?);
        }
        let year = year(&third_digits)?;
        let (first, second) = (number(first, 31)?, number(second, 31)?);
        let day_first = word.contains('.')
            || first > 12
            || language.is_some_and(|language| language.primary() != "en");
        return if day_first {
            NaiveDate::from_ymd_opt(year, second, first)
        } else if second > 12 {
            NaiveDate::from_ymd_opt(year, first, second)
        } else {
            None
        };
    }
    let month = month(word)?;
    let is_joint = |word: &&String| matches!(word.as_str(), "de" | "of" | "del");
    // 3 March 2025, 3 de marzo de 2025
    let before = words.get(..at)?.iter().rev().find(|word| !is_joint(word));
    let mut after = words.get(at + 1..)?.iter().filter(|word| !is_joint(word));
    let next = after.next()?;
    if let (Some(day), Some(year)) = (before.and_then(|word| number(word, 31)), year(next)) {
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    // March 3, 2025
    let day = number(next, 31)?;
    NaiveDate::from_ymd_opt(year(after.next()?)?, month, day)
}

/// The first time of day among words.
fn find_time(words: &[String]) -> Option<NaiveTime> {
    (0..words.len()).find_map(|at| time_at(words, at))
}

fn time_at(words: &[String], at: usize) -> Option<NaiveTime> {
    let word = words.get(at)?;
    match word.as_str() {
        "midnight" => return NaiveTime::from_hms_opt(0, 0, 0),
        "noon" => return NaiveTime::from_hms_opt(12, 0, 0),
        _ => {}
    }
    let next = words.get(at + 1).map_or("", |word| word.trim_end_matches('.'));
    let digits: String = word
        .chars()
        .take_while(|letter| letter.is_ascii_digit() || matches!(letter, ':' | '.' | 'h'))
        .collect();
    let suffix = word.get(digits.len()..)?.trim_matches('.');
    let half = if suffix.is_empty() { next } else { suffix };
    let is_half = matches!(half, "am" | "a.m" | "pm" | "p.m");
    let parts: Vec<&str> = digits.split([':', '.', 'h']).filter(|part| !part.is_empty()).collect();
    let (hour, minute): (u32, u32) = match parts.as_slice() {
        [hour, minute, ..]
            if minute.len() == 2
                && hour.len() <= 2
                && parts.len() <= 3
                && !(parts.len() == 3 && digits.contains('.')) =>
        {
            (hour.parse().ok()?, minute.parse().ok()?)
        }
        [clock]
            if clock.len() == 4
                && (CALENDAR.zones.contains_key(next) || matches!(next, "hrs" | "hours")) =>
        {
            (clock.get(..2)?.parse().ok()?, clock.get(2..)?.parse().ok()?)
        }
        [hour]
            if hour.len() <= 2
                && (is_half
                    || next == "uhr"
                    || digits.ends_with('h')
                    || matches!(next, "h" | "horas")) =>
        {
            (hour.parse().ok()?, 0)
        }
        _ => return None,
    };
    let hour = match half {
        "am" | "a.m" if hour == 12 => 0,
        "pm" | "p.m" if hour < 12 => hour + 12,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// Whether a line is a time of day and nothing else, as over the entries of a live ticker.
pub(crate) fn clock_time(line: &str) -> bool {
    time_words(line).is_some_and(|words| {
        words.len() <= 3
            && words.iter().all(|word| is_time_word(word))
            && time_at(&words, 0).is_some()
    })
}

/// "EMBARGOED UNTIL 0001 GMT 4 March 2025"; `None` when the line is not about an embargo.
pub(crate) fn embargo_time(line: &str) -> Option<EmbargoTime> {
    let words = time_words(line)?;
    let label = begins_with(&words, &LABELS.embargo)?;
    let rest = words.get(label..)?;
    let plain = words.get(..label)?.join(" ");
    let date = find_date(rest, None);
    // "For release" may be followed by anything.
    if rest.is_empty()
        || (date.is_none() && !plain.contains("embarg") && !plain.starts_with("sperr"))
    {
        return None;
    }
    if date.is_none() && !rest.iter().any(|word| word.bytes().any(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let zone = rest.iter().find_map(|word| CALENDAR.zones.get(word.as_str()).copied());
    let at = date.zip(find_time(rest)).map(|(date, time)| {
        date.and_time(time).and_utc() - Duration::minutes(i64::from(zone.unwrap_or(0)))
    });
    Some(EmbargoTime { at, names_zone: zone.is_some() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_gone_by_are_known_in_four_languages() {
        for line in [
            "10 hours ago",
            "1 day ago",
            "vor 3 Stunden",
            "il y a 2 heures",
            "hace 5 minutos",
            "Il y a 40 min",
            "5m ago",
            "10h",
            "an hour ago",
            "Updated 3 hours ago",
            "just now",
            "2 hours and 5 minutes ago",
            "Hace 40 minutos",
        ] {
            assert!(relative_time(line), "{line}");
        }
        for line in ["2 hours", "Ten years ago the ferry sank", "ago", "", "3 November", "vor Ort"]
        {
            assert!(!relative_time(line), "{line}");
        }
    }

    #[test]
    fn publication_lines_give_their_day() {
        let third = NaiveDate::from_ymd_opt(2025, 11, 3);
        for line in [
            "Published November 3, 2025 8:41am EST",
            "Published: 07:12, 3 Nov 2025",
            "Published November 3, 2025 8:41am EST | Updated November 3, 2025 9:12am EST",
            "Mon 3 Nov 2025 07.12 GMT",
            "Stand: 3.11.2025, 12:04 Uhr",
            "Aktualisiert am 3. November 2025, 15:31 Uhr",
            "Publié le 3 novembre 2025 à 08h12, mis à jour à 10h05",
            "Actualizado el 3 de noviembre de 2025 a las 8:15",
            "2025-11-03 08:00",
            "November 3rd, 2025",
        ] {
            assert_eq!(publication_line(line).map(|line| line.date), Some(third), "{line}");
        }
        assert_eq!(publication_line("Updated 10:42"), Some(Publication { date: None }));
        assert_eq!(publication_line("Posted 3 hours ago"), Some(Publication { date: None }));
        for line in [
            "March 3",
            "Published by Ada Example",
            "In March 2025 the ferry sank",
            "Updated",
            "2025",
            "Stand der Dinge",
        ] {
            assert_eq!(publication_line(line), None, "{line}");
        }
    }

    #[test]
    fn embargoes_are_read_with_their_zone() {
        for (line, expected, zone) in [
            ("EMBARGOED UNTIL 0001 GMT 4 March 2025", Some("2025-03-04T00:01:00Z"), true),
            ("Embargo: 00:01 CET, 4 March 2025", Some("2025-03-03T23:01:00Z"), true),
            ("Sperrfrist: 4. März 2025, 10:00 Uhr", Some("2025-03-04T10:00:00Z"), false),
            ("Under embargo until 6 a.m. EST on March 4, 2025", Some("2025-03-04T11:00:00Z"), true),
            (
                "Embargado hasta el 4 de marzo de 2025 a las 9:00",
                Some("2025-03-04T09:00:00Z"),
                false,
            ),
            ("EMBARGOED UNTIL 0001 GMT TUESDAY", None, true),
        ] {
            let read = embargo_time(line).expect(line);
            let at = read.at.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true));
            assert_eq!((at.as_deref(), read.names_zone), (expected, zone), "{line}");
        }
        assert_eq!(embargo_time("For release of the hostages, talks go on"), None);
        assert_eq!(embargo_time("Embargo on grain lifted"), None);
    }

    #[test]
    fn a_place_and_a_day_on_their_own_line() {
        for (line, place) in [
            ("Puerto Almenara - 03 nov 2025 - 19:42 CET", Some("Puerto Almenara")),
            ("HARTWELL, 3 March 2025", Some("HARTWELL")),
            ("Published: 07:12, 3 Nov 2025", None),
            ("Monday, 3 November 2025", None),
            ("November 3, 2025", None),
            ("Ferry sinks - 3 killed", None),
        ] {
            assert_eq!(place_and_date(line).map(|read| read.place).as_deref(), place, "{line}");
        }
    }

    #[test]
    fn a_time_of_day_alone_is_known() {
        for line in ["12.41 Uhr", "14:05", "10:42 a.m.", "9 a.m."] {
            assert!(clock_time(line), "{line}");
        }
        for line in ["12", "1988", "14:05 Trains run again", "3.2"] {
            assert!(!clock_time(line), "{line}");
        }
    }
}
