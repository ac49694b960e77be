//! Days, months and years as dates are written in four languages.
//!
//! Must not know: which day it is.

use std::sync::LazyLock;

use chrono::Weekday;
use regex::Regex;

use super::{Day, Fact, Kind};
use crate::check::view::Tongue;

const ENGLISH_MONTHS: &str = "January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?";
const ENGLISH_DAYS: &str = "Mondays?|Tuesdays?|Wednesdays?|Thursdays?|Fridays?|Saturdays?|Sundays?|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun";

/// `Thursday, June 18, 2026`, `June 18`, `18 June 2026`, `Thursday 18 June`, `June 2026`,
/// `26 February, a Thursday`.
static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
    compile(&format!(
        r"\b(?:(?<wd>{ENGLISH_DAYS})\.?,? (?:the )?)?(?:(?<m>{ENGLISH_MONTHS}) (?<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?<y>[0-9]{{4}})\b)?|(?<d2>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?(?<m2>{ENGLISH_MONTHS})\b(?:,? (?<y2>[0-9]{{4}})\b)?|(?<m3>{ENGLISH_MONTHS}),? (?<y3>[0-9]{{4}})\b)(?:, an? (?<wd2>{ENGLISH_DAYS})\b)?"
    ))
});

const GERMAN_MONTHS: &str = "Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember";
const GERMAN_DAYS: &str = "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag";
static GERMAN: LazyLock<Regex> = LazyLock::new(|| {
    compile(&format!(
        r"\b(?:(?<wd>{GERMAN_DAYS}),? (?:(?:dem|den|der) )?)?(?:(?<d>[0-9]{{1,2}})\. (?<m>{GERMAN_MONTHS})\b(?: (?<y>[0-9]{{4}})\b)?|(?<m3>{GERMAN_MONTHS}) (?<y3>[0-9]{{4}})\b)"
    ))
});

const FRENCH_MONTHS: &str =
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre";
const FRENCH_DAYS: &str = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche";
static FRENCH: LazyLock<Regex> = LazyLock::new(|| {
    compile(&format!(
        r"(?i)\b(?:(?<wd>{FRENCH_DAYS}),? (?:le )?)?(?:(?<d>[0-9]{{1,2}})(?:er)?[ \u{{a0}}](?<m>{FRENCH_MONTHS})\b(?:[ \u{{a0}}](?<y>[0-9]{{4}})\b)?|(?<m3>{FRENCH_MONTHS}) (?<y3>[0-9]{{4}})\b)"
    ))
});

const SPANISH_MONTHS: &str = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre";
const SPANISH_DAYS: &str = "lunes|martes|miércoles|jueves|viernes|sábado|domingo";
static SPANISH: LazyLock<Regex> = LazyLock::new(|| {
    compile(&format!(
        r"(?i)\b(?:(?<wd>{SPANISH_DAYS}),? (?:día )?)?(?:(?<d>[0-9]{{1,2}}) de (?<m>{SPANISH_MONTHS})\b(?: del? (?<y>[0-9]{{4}})\b)?|(?<m3>{SPANISH_MONTHS}) de (?<y3>[0-9]{{4}})\b)"
    ))
});

fn compile(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of our own")
}

/// The days of a text, and the months of a year.
pub(super) fn read(text: &str, tongue: Tongue) -> Vec<Fact> {
    let regex = match tongue {
        Tongue::English => &ENGLISH,
        Tongue::German => &GERMAN,
        Tongue::French => &FRENCH,
        Tongue::Spanish => &SPANISH,
        Tongue::Other => return Vec::new(),
    };
    let mut facts = Vec::new();
    for captures in regex.captures_iter(text) {
        let any = |names: [&str; 3]| {
            names.iter().find_map(|name| captures.name(name)).map(|found| found.as_str())
        };
        let (Some(all), Some(name)) = (captures.get(0), any(["m", "m2", "m3"])) else { continue };
        let Some(month) = month(name, tongue) else { continue };
        let number = |text: Option<&str>| text.and_then(|text| text.parse::<u32>().ok());
        let year = number(any(["y", "y2", "y3"])).and_then(|year| i32::try_from(year).ok());
        let weekday = any(["wd", "wd2", "wd"]).and_then(|name| weekday(name, tongue));
        let day = Day { year, month, day: number(any(["d", "d2", "d"])), weekday };
        let kind = if day.day.is_some() { Kind::Day } else { Kind::Month };
        let value = f64::from(year.unwrap_or(0)) + f64::from(month - 1) / 12.0;
        let mut fact = Fact::new(kind, all.range(), value);
        fact.day = day;
        facts.push(fact);
    }
    facts
}

fn place(name: &str, names: &str) -> Option<usize> {
    let name = name.trim_end_matches('.').to_lowercase();
    names.split('|').position(|known| known.to_lowercase() == name)
}

fn month(name: &str, tongue: Tongue) -> Option<u32> {
    let place = match tongue {
        Tongue::English => {
            let start: String = name.chars().take(3).collect();
            place(&start, "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")?
        }
        Tongue::German => {
            let name = match name {
                "Jänner" => "Januar",
                "Feber" => "Februar",
                name => name,
            };
            let names = GERMAN_MONTHS.replace("|Jänner", "").replace("|Feber", "");
            place(name, &names)?
        }
        Tongue::French => place(name, FRENCH_MONTHS)?,
        Tongue::Spanish => {
            let name = if name == "setiembre" { "septiembre" } else { name };
            place(name, &SPANISH_MONTHS.replace("|setiembre", ""))?
        }
        Tongue::Other => return None,
    };
    u32::try_from(place + 1).ok()
}

/// The day of the week that a word names.
pub(in crate::check) fn weekday(name: &str, tongue: Tongue) -> Option<Weekday> {
    let place = match tongue {
        Tongue::English => {
            let start: String = name.chars().take(3).collect();
            place(&start, "Mon|Tue|Wed|Thu|Fri|Sat|Sun")?
        }
        Tongue::German => {
            let name = if name == "Sonnabend" { "Samstag" } else { name };
            place(name, &GERMAN_DAYS.replace("|Sonnabend", ""))?
        }
        Tongue::French => place(name, FRENCH_DAYS)?,
        Tongue::Spanish => place(name, SPANISH_DAYS)?,
        Tongue::Other => return None,
    };
    Weekday::try_from(u8::try_from(place).ok()?).ok()
}
