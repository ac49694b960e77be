//! Numbers in figures and words, with their signs, scales and units.
//!
//! Must not know: dates and times; those are handed in and stepped over.

use super::{Fact, Kind, number_words, same, units};
use crate::check::view::Tongue;

/// The facts of a text in order, those handed in among them.
pub(super) fn read(text: &str, tongue: Tongue, claimed: Vec<Fact>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    let mut claimed = claimed.into_iter().peekable();
    let mut at = 0;
    while let Some(start) = next_word(text, at) {
        if let Some(fact) = claimed.next_if(|fact| fact.range.start <= start) {
            at = fact.range.end.max(start);
            facts.push(fact);
            continue;
        }
        let end_of_gap = claimed.peek().map_or(text.len(), |fact| fact.range.start);
        let gap = text.get(..end_of_gap).unwrap_or(text);
        match read_one(gap, start, tongue) {
            Some(mut fact) => {
                fact.is_rough = is_rough(text.get(..fact.range.start).unwrap_or_default(), tongue);
                at = fact.range.end;
                facts.push(fact);
            }
            None => at = word_end(text, start),
        }
    }
    facts.extend(claimed);
    facts
}

/// Where the next run of letters and digits begins.
fn next_word(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.find(char::is_alphanumeric).map(|at| from + at)
}

/// Where the word ends that begins here; what hangs on with hyphens is of it.
fn word_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let is_of_it = |c: char| c.is_alphanumeric() || matches!(c, '-' | '’' | '\'' | '_' | '/');
    from + rest.find(|c| !is_of_it(c)).unwrap_or(rest.len()).max(1)
}

fn read_one(text: &str, start: usize, tongue: Tongue) -> Option<Fact> {
    let rest = text.get(start..)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return read_figures(text, start, tongue);
    }
    if let Some(year) = rest.strip_prefix("AD").map(|rest| rest.trim_start_matches(' ')) {
        let length = year.find(|c: char| !c.is_ascii_digit()).unwrap_or(year.len());
        if let Some(value) = year.get(..length).and_then(|year| year.parse::<u16>().ok()) {
            let range = start..start + rest.len() - year.len() + length;
            return Some(Fact::new(Kind::Year, range, f64::from(value)));
        }
    }
    let end = start + rest.find(|c: char| !(c.is_alphabetic() || c == '-')).unwrap_or(rest.len());
    let word = text.get(start..end)?;
    if tongue == Tongue::English
        && let Some(fact) = share(text, start, word)
    {
        return Some(fact);
    }
    // `eleven-year-old`, `three-day`: the number is the part before the hyphen.
    let (number, end) = if let Some(number) = number_words::value(word, tongue) {
        (number, end)
    } else {
        let (first, _) = word.split_once('-')?;
        (number_words::value(first, tongue)?, start + first.len())
    };
    let mut fact = Fact::new(Kind::Count, start..end, number);
    fact.is_word = true;
    Some(dressed(text, fact, tongue))
}

/// `a third`, `half`, `two-thirds`.
fn share(text: &str, start: usize, word: &str) -> Option<Fact> {
    let value = match word.to_ascii_lowercase().as_str() {
        "half" => 0.5,
        "third" | "one-third" => 1.0 / 3.0,
        "quarter" | "one-quarter" => 0.25,
        "two-thirds" => 2.0 / 3.0,
        "three-quarters" => 0.75,
        _ => return None,
    };
    // `the third`, `last quarter` are in a row, not parts.
    let before = text.get(..start)?.trim_end();
    let is_part = same(value, 0.5) || word.contains('-') || {
        before.ends_with(" a") || before.ends_with('A')
    };
    is_part.then(|| {
        let mut fact = Fact::new(Kind::Share, start..start + word.len(), value);
        fact.is_word = true;
        fact
    })
}

/// A number in figures as one reads it in this language.
struct Figures {
    end: usize,
    value: f64,
    step: f64,
    is_broken: bool,
    has_separator: bool,
}

fn read_figures(text: &str, start: usize, tongue: Tongue) -> Option<Fact> {
    let before = text.get(..start)?.chars().next_back();
    // `N62`, `A$` aside; `v1.2`, `#3`, the end of an address.
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '#' | '_' | '/' | '@')) {
        return None;
    }
    // The second half of `3.5.2` or of a list of codes.
    if before.is_some_and(|c| matches!(c, '.' | ',')) {
        let further = text.get(..start)?.chars().rev().nth(1);
        if further.is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
    }
    let figures = figures(text, start, tongue)?;
    if let Some(score) = score(text, start, figures.end) {
        return Some(score);
    }
    let behind = text.get(figures.end..)?;
    // `3D`, `4x4`, `1st`; a short scale or unit is all that may hang on.
    let hanging: String = behind.chars().take_while(|c| c.is_alphanumeric()).collect();
    let kind = if figures.is_broken { Kind::Broken } else { Kind::Count };
    let mut fact = Fact::new(kind, start..figures.end, figures.value);
    fact.step = figures.step;
    if is_ordinal(&hanging, tongue) {
        return None;
    }
    if figures.is_broken {
        let sign = units::sign_before(text.get(..start)?);
        if let Some((unit, bytes)) = sign {
            fact.unit = unit;
            fact.range.start -= bytes;
        }
        return Some(fact);
    }
    let is_bare = !figures.has_separator && figures.end - start == 4;
    if is_bare && hanging.is_empty() && is_year(text, start, figures.end, figures.value) {
        fact.kind = Kind::Year;
        return Some(fact);
    }
    if let Some(money) = fact_with_sign(text, start) {
        fact.kind = Kind::Money;
        fact.unit = money.0;
        fact.range.start -= money.1;
    }
    let fact = with_hanging(fact, &hanging)?;
    Some(dressed(text, fact, tongue))
}

fn fact_with_sign(text: &str, start: usize) -> Option<(&'static str, usize)> {
    units::sign_before(text.get(..start)?)
}

/// `2.4m`, `70km`, `17C`.
fn with_hanging(mut fact: Fact, hanging: &str) -> Option<Fact> {
    if hanging.is_empty() {
        return Some(fact);
    }
    let is_money = fact.kind == Kind::Money;
    if is_money || matches!(hanging, "bn" | "m" | "mn" | "tn") {
        if let Some(scale) = units::short_scale(hanging) {
            // `30m` may be metres; `£30m` may not.
            if is_money || hanging != "m" {
                fact.value *= scale;
                fact.step *= scale;
            } else {
                fact.unit = "m?";
            }
            fact.range.end += hanging.len();
            return Some(fact);
        }
        return None;
    }
    let (unit, kind) = match hanging {
        "C" => ("°C", Kind::Measure),
        "F" => ("°F", Kind::Measure),
        other => units::unit(other)?,
    };
    fact.unit = unit;
    fact.kind = kind;
    fact.range.end += hanging.len();
    Some(fact)
}

fn is_ordinal(hanging: &str, tongue: Tongue) -> bool {
    match tongue {
        Tongue::English => matches!(hanging, "st" | "nd" | "rd" | "th" | "s"),
        Tongue::French => matches!(hanging, "er" | "re" | "e" | "ème"),
        Tongue::Spanish => matches!(hanging, "º" | "ª"),
        Tongue::German | Tongue::Other => false,
    }
}

/// Scales, signs of percent and units that stand behind a number.
fn dressed(text: &str, mut fact: Fact, tongue: Tongue) -> Fact {
    for _ in 0..2 {
        let hyphened = text.get(fact.range.end..).is_some_and(|rest| rest.starts_with('-'));
        let behind = if hyphened {
            word_at(text, fact.range.end + 1)
        } else {
            word_behind(text, fact.range.end)
        };
        let Some((word, end)) = behind else { break };
        let Some(scale) = units::scale(word, tongue) else { break };
        fact.value *= scale;
        fact.step *= scale;
        fact.range.end = end;
    }
    if fact.kind == Kind::Span || fact.kind == Kind::Measure {
        return fact;
    }
    let behind = text.get(fact.range.end..).unwrap_or_default();
    for sign in [
        "%",
        " %",
        "\u{a0}%",
        "\u{202f}%",
        " percent",
        " per cent",
        " Prozent",
        " pour cent",
        " por ciento",
    ] {
        if !behind.starts_with(sign) {
            continue;
        }
        fact.kind = Kind::Percent;
        fact.range.end += sign.len();
        if let Some((word, end)) = word_behind(text, fact.range.end)
            && matches!(word, "point" | "points")
        {
            fact.kind = Kind::Points;
            fact.range.end = end;
        }
        return fact;
    }
    if behind.starts_with(" percentage point") {
        fact.kind = Kind::Points;
        return fact;
    }
    if fact.kind == Kind::Money {
        return fact;
    }
    if let Some(rest) = behind.strip_prefix(" and a half ")
        && let Some((word, end)) = word_at(text, text.len() - rest.len())
        && let Some((unit, kind)) = units::unit(word)
    {
        fact.value += 0.5;
        fact.step = 0.5;
        fact.kind = kind;
        fact.unit = unit;
        fact.range.end = end;
        return fact;
    }
    let hyphened = behind.starts_with('-') || behind.starts_with('\u{2011}');
    let from = if hyphened {
        let sign = behind.chars().next().map_or(0, char::len_utf8);
        word_at(text, fact.range.end + sign)
    } else {
        word_behind(text, fact.range.end)
    };
    // `95 degrees Fahrenheit`.
    let from = match from {
        Some(("degrees", end)) => word_behind(text, end).or(from),
        from => from,
    };
    if let Some((word, end)) = from {
        if let Some(currency) = units::currency_behind(word).filter(|_| !hyphened) {
            fact.kind = Kind::Money;
            fact.unit = currency;
            fact.range.end = end;
        } else if let Some((unit, kind)) = units::unit(word) {
            fact.kind = kind;
            fact.unit = unit;
            fact.range.end = end;
        }
    } else if let Some(degrees) = behind
        .trim_start_matches(['\u{a0}', '\u{202f}', ' '])
        .strip_prefix('°')
        .and_then(|rest| rest.chars().next())
    {
        fact.kind = Kind::Measure;
        fact.unit = if degrees == 'F' { "°F" } else { "°C" };
        let lead = behind.find('°').unwrap_or(0);
        let letter = usize::from(matches!(degrees, 'C' | 'F'));
        fact.range.end += lead + '°'.len_utf8() + letter;
    } else if let Some(rest) = behind.strip_prefix(['\u{a0}', ' '])
        && rest.starts_with('€')
    {
        fact.kind = Kind::Money;
        fact.unit = "€";
        fact.range.end += behind.len() - rest.len() + '€'.len_utf8();
    }
    fact
}

/// The word one space behind a place.
fn word_behind(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text.get(at..)?;
    let space = rest.chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}'))?;
    // `millions d’euros`, `millones de euros`.
    let mut from = at + space.len_utf8();
    for joint in ["d’", "d'", "de "] {
        if text.get(from..).is_some_and(|rest| rest.starts_with(joint)) {
            from += joint.len();
            break;
        }
    }
    word_at(text, from)
}

fn word_at(text: &str, from: usize) -> Option<(&str, usize)> {
    let rest = text.get(from..)?;
    let length = rest.find(|c: char| !(c.is_alphabetic() || c == '/')).unwrap_or(rest.len());
    let word = rest.get(..length).filter(|word| !word.is_empty() && word.len() < 24)?;
    Some((word, from + length))
}

/// `4-3`, `340-212`: two bare numbers and a hyphen or dash.
fn score(text: &str, start: usize, end: usize) -> Option<Fact> {
    let behind = text.get(end..)?;
    let dash = behind.chars().next().filter(|c| matches!(c, '-' | '–'))?;
    let rest = behind.get(dash.len_utf8()..)?;
    let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let is_end = !rest
        .get(length..)?
        .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '–' | '/' | '%' | ':'));
    let (first, second) = (text.get(start..end)?, rest.get(..length)?);
    if length == 0 || length > 3 || first.len() > 3 || !is_end {
        return None;
    }
    let range = start..end + dash.len_utf8() + length;
    let value = first.parse::<f64>().ok()? * 1e4 + second.parse::<f64>().ok()?;
    Some(Fact::new(Kind::Score, range, value))
}

fn figures(text: &str, start: usize, tongue: Tongue) -> Option<Figures> {
    let (thousands, decimal): (&[char], char) = match tongue {
        Tongue::English => (&[','], '.'),
        Tongue::German | Tongue::Spanish => (&['.', '\u{202f}', '\u{a0}'], ','),
        Tongue::French => (&['\u{a0}', '\u{202f}', ' '], ','),
        Tongue::Other => return None,
    };
    let run = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        from + rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())
    };
    let mut end = run(start);
    let mut digits = text.get(start..end)?.to_owned();
    let mut groups = vec![digits.len()];
    while let Some(sign) = text.get(end..)?.chars().next().filter(|c| thousands.contains(c)) {
        let from = end + sign.len_utf8();
        let to = run(from);
        let group = text.get(from..to)?;
        let is_space = sign.is_whitespace();
        if group.is_empty()
            || is_space && (group.len() != 3 || digits.len() > 3 && groups.len() == 1)
        {
            break;
        }
        digits.push_str(group);
        groups.push(group.len());
        end = to;
    }
    let mut step = 1.0;
    let mut dots = 0;
    while text.get(end..)?.starts_with(decimal) {
        let to = run(end + 1);
        let places = text.get(end + 1..to)?;
        if places.is_empty() {
            break;
        }
        if dots == 0 {
            digits.push('.');
            digits.push_str(places);
            step = 10_f64.powi(-i32::try_from(places.len()).ok()?);
        }
        end = to;
        dots += 1;
    }
    // `3.5.2` is a version, a date or a chapter.
    if dots > 1 || digits.len() > 18 {
        return None;
    }
    let last = groups.len() - 1;
    let is_indian = tongue == Tongue::English
        && groups.last() == Some(&3)
        && groups.iter().skip(1).take(last.saturating_sub(1)).all(|length| *length == 2)
        && groups.first().is_some_and(|first| *first <= 2);
    let is_whole = groups.len() == 1
        || groups.first().is_some_and(|first| (1..=3).contains(first))
            && groups.iter().skip(1).all(|length| *length == 3)
        || is_indian;
    let value = digits.parse().ok()?;
    Some(Figures {
        end,
        value,
        step,
        is_broken: !is_whole,
        has_separator: groups.len() > 1 || dots > 0,
    })
}

/// Whether four bare figures are a year: what stands around says so.
fn is_year(text: &str, start: usize, end: usize, value: f64) -> bool {
    if !(1_000.0..=2_100.0).contains(&value) {
        return false;
    }
    let before = text.get(..start).unwrap_or_default().trim_end();
    let previous: &str = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    const LEADS: [&str; 40] = [
        "in", "since", "from", "until", "till", "to", "by", "of", "between", "before", "after",
        "during", "early", "late", "mid", "ad", "around", "and", "the", "than", "im", "seit",
        "bis", "von", "vor", "nach", "ab", "jahr", "depuis", "en", "de", "desde", "hasta", "und",
        "et", "y", "anno", "avant", "a", "summer",
    ];
    let is_led = LEADS.contains(&previous.to_lowercase().as_str());
    let next = word_behind(text, end).map(|(word, _)| word);
    let counts = next.is_some_and(is_plural);
    let has_sign = units::sign_before(text.get(..start).unwrap_or_default()).is_some();
    !has_sign && (!counts || is_led)
}

/// Whether an English word is a plural by its looks.
pub(in crate::check) fn is_plural(word: &str) -> bool {
    let word = word.to_lowercase();
    const IRREGULAR: [&str; 14] = [
        "people", "men", "women", "children", "staff", "police", "sheep", "cattle", "feet", "dead",
        "killed", "injured", "fish", "troops",
    ];
    const NOT: [&str; 18] = [
        "is", "was", "has", "as", "us", "its", "this", "his", "does", "less", "plus", "versus",
        "across", "yes", "thus", "perhaps", "always", "bus",
    ];
    IRREGULAR.contains(&word.as_str())
        || word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !NOT.contains(&word.as_str())
}

/// Whether the words before make a number a rough one.
fn is_rough(before: &str, tongue: Tongue) -> bool {
    let tail_start = before.floor_char_boundary(before.len().saturating_sub(24));
    let tail = before.get(tail_start..).unwrap_or_default().trim_end().to_lowercase();
    let leads: &[&str] = match tongue {
        Tongue::English => &[
            "about",
            "around",
            "some",
            "nearly",
            "almost",
            "roughly",
            "approximately",
            "more than",
            "over",
            "at least",
            "up to",
            "under",
            "less than",
            "fewer than",
            "estimated",
            "as many as",
            "as much as",
            "close to",
            "an average of",
            "perhaps",
            "only about",
            "just over",
            "just under",
            "of about",
            "below",
            "above",
            "another",
        ],
        Tongue::German => &[
            "rund",
            "etwa",
            "fast",
            "knapp",
            "mehr als",
            "über",
            "mindestens",
            "gut",
            "circa",
            "ungefähr",
            "bis zu",
            "weniger als",
        ],
        Tongue::French => &[
            "environ",
            "près de",
            "plus de",
            "quelque",
            "au moins",
            "moins de",
            "jusqu’à",
            "presque",
        ],
        Tongue::Spanish => {
            &["unos", "unas", "cerca de", "más de", "casi", "al menos", "alrededor de", "menos de"]
        }
        Tongue::Other => &[],
    };
    leads.iter().any(|lead| {
        tail.strip_suffix(lead).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    })
}
