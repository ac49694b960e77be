//! Parts that do not come to their total: `12 men and 7 women, 20 people`.
//!
//! A list may leave parts out, so that a sum below the total is only told when it is close: who
//! gives nearly all of a total means to give all of it.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::facts::{Fact, FactView, Kind, Sentence, adds_up, pattern, same, shown_like};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "sum-wrong",
    group: Group::Numbers,
    level: Level::Warning,
    what: "Parts that do not come to their total.",
    why: "Readers add up, and write in.",
    source: "Arithmetic.",
    wrong: "Eleven buildings burned, eight homes and four barns.",
    right: "Eleven buildings burned, seven homes and four barns.",
    looks: &[Look::Facts(look)],
};

/// How far a list may be from its total and still mean it.
const NEAR: f64 = 0.25;
/// The same where the list may well leave parts out.
const VERY_NEAR: f64 = 0.15;

/// The total behind its parts.
static BEHIND: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    [
        pattern(r"\ba (?:combined |grand )?(?:total|sum) of (?:about )?<nmp:t>"),
        pattern(r"<nmp:t> (?:in all|in total|altogether|au total|insgesamt|en total)\b"),
        pattern(r"\b(?:insgesamt|zusammen|en total) <nmp:t>"),
        pattern(r"[:,] (?:making|which makes|for a total of) <nmp:t>"),
    ]
});

/// The total before its parts.
static BEFORE: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    const AND: &str = "(?:and|und|et|y)";
    [
        pattern(&format!(
            r"<n:t>[^<,;:.]+[,:–—] <n:a>[^<;:]*(?:, <n:b>[^<;:]*)?(?:, <n:c>[^<;:]*)? {AND} (?:the other |another )?<n:d>"
        )),
        pattern(&format!(
            r"<m:t>[^<,;.]*[:–—] <m:a>[^<;:]*(?:, <m:b>[^<;:]*)?(?:, <m:c>[^<;:]*)? {AND} <m:d>"
        )),
        pattern(&format!(
            r"<n:t>[^<,;:.]*: [^<,;.:]{{0,40}}<n:a>(?:,[^<,;.:]{{0,40}}<n:b>)?(?:,[^<,;.:]{{0,40}}<n:c>)?,? {AND} [^<,;.:]{{0,40}}<n:d>"
        )),
    ]
});

/// A total that has its parts named: more than it they cannot be.
static INCLUDES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"<m:t>[^<;.]*\b(?:includes?|including|comprises|consists of|made up of) <m:a>[^<;:]*(?:, <m:b>[^<;:]*)?(?:, <m:c>[^<;:]*)? and <m:d>",
    )
});

/// `Of the 31 injured, 19 … and 13 …`.
static OF: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        pattern(
            r"^\W*of the (?:other |remaining )?<n:t>[^<]*, <n:a>[^<]*(?:, <n:b>[^<]*)? and (?:the other |the remaining )?<n:d>",
        ),
        pattern(
            r"^\W*(?:von|des|sur|de) (?:den|les|los|las)? ?<nuh:t>[^<]* <nuh:a>[^<]*(?:, <nuh:b>[^<]*)? (?:und|et|y) <nuh:d>",
        ),
    ]
});

static OF_THAT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\W*(?:of that|of this|of these|of those|davon|dont|de ellos)\b"));
static RECORD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\bwon <n:a>_ lost <n:b>_ (?:drew|drawn|tied|draw) <n:c>"));
static IN_ALL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\W*(?:in all|altogether|in total)\b_<n:t>"));
static NET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\bopen(?:ed|ing)? <n:a>_clos(?:e|ed|ing) <n:b>_\bnet (?:gain|loss|increase) of <n:t>")
});
static MARGIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"<n:a>[^<]{0,60}\b(?:to|against|and)\b[^<]{0,40}<n:b>[^<]{0,60}\b(?:majority|margin) of <n:t>",
    )
});
static EACH: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        pattern(r"<n:a>_<m:b> (?:each|apiece)\b_<m:t> (?:in all|in total|altogether)"),
        pattern(r"<n:a>_<m:b> (?:each|apiece)\b_a total of <m:t>"),
    ]
});
static JURY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\bjury of <n:a> (?:wo)?men and <n:b> (?:wo)?men\b"));

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    let sentences = &view.facts.sentences;
    for (index, sentence) in sentences.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| sentences.get(index));
        total_behind(view, sentence, found);
        if !of_the_total(view, sentence, found) {
            total_before(view, sentence, found);
        }
        if let Some(before) = before {
            of_that(view, before, sentence, found);
            in_all(view, before, sentence, found);
        }
        differences_and_products(view, sentence, found);
    }
}

fn tell(view: &FactView<'_>, at: &Fact, sum: f64, like: &Fact, found: &mut Found<'_>) {
    let sum = shown_like(sum, like, view.text.reading.tongue);
    let message = format!("The parts come to {sum}; check them and the total.");
    found.add(Spot::words(view.text, at.range.clone(), message));
}

fn sum(parts: &[&Fact]) -> f64 {
    parts.iter().map(|part| part.value).sum()
}

fn is_close(parts: &[&Fact], total: &Fact, share: f64) -> bool {
    (sum(parts) - total.value).abs() <= share * total.value
}

fn total_behind(view: &FactView<'_>, sentence: &Sentence, found: &mut Found<'_>) {
    if sentence.outline.contains(" each") || sentence.outline.contains(" per ") {
        return;
    }
    for regex in BEHIND.iter() {
        let Some(captures) = regex.captures(&sentence.outline) else { continue };
        let Some(total) = view.caught(&captures, "t") else { continue };
        let all = view.facts.all.get(sentence.facts.clone()).unwrap_or_default();
        let parts: Vec<&Fact> = all
            .iter()
            .rev()
            .skip_while(|fact| fact.range.start >= total.range.start)
            .filter(|fact| fact.kind == total.kind && fact.unit == total.unit)
            .collect();
        // What comes first may be of something else: two parts that fit are enough.
        let fits = (2..=parts.len())
            .any(|count| parts.get(..count).is_some_and(|parts| adds_up(parts, total)));
        if parts.len() < 2 || parts.len() > 8 || fits || !is_close(&parts, total, 0.5) {
            continue;
        }
        tell(view, total, sum(&parts), total, found);
        return;
    }
}

fn caught_parts<'a>(
    view: &FactView<'a>,
    captures: &regex::Captures<'_>,
) -> Option<(&'a Fact, Vec<&'a Fact>)> {
    let total = view.caught(captures, "t")?;
    let names = ["a", "b", "c", "d"];
    let parts: Vec<_> = names.iter().filter_map(|name| view.caught(captures, name)).collect();
    let are_parts = parts
        .iter()
        .all(|part| part.value < total.value && (part.unit == total.unit || part.unit.is_empty()));
    (parts.len() >= 2 && are_parts).then_some((total, parts))
}

/// What is counted in games comes in lists that are no parts: points, rebounds and assists.
fn is_of_a_game(view: &FactView<'_>, total: &Fact) -> bool {
    let behind = view.words(total.range.end..view.text.words.len());
    let next = behind.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty());
    next.is_some_and(|word| {
        matches!(
            word,
            "points" | "goals" | "runs" | "yards" | "rebounds" | "assists" | "wickets" | "hits"
        )
    })
}

/// `450 first choices for A, 350 for B and 200 for C`: the first is one of them, not the total.
fn is_parallel(view: &FactView<'_>, total: &Fact, parts: &[&Fact]) -> bool {
    let Some(first) = parts.first() else { return false };
    let behind = view.words(first.range.end..view.text.words.len()).trim_start();
    let lead = behind.split(' ').next().unwrap_or_default();
    let joins = ["for", "in", "at", "to", "from", "against", "on", "by", "with"];
    let between = view.words(total.range.end..first.range.start);
    joins.contains(&lead) && between.split(' ').any(|word| word == lead)
}

/// `60 cakes, 40 pies and 22 loaves`: a list of like things, unless the first names a whole.
fn is_inventory(view: &FactView<'_>, total: &Fact, parts: &[&Fact]) -> bool {
    let Some(first) = parts.first() else { return false };
    let between = view.words(total.range.end..first.range.start).trim();
    let Some(noun) = between.strip_suffix(',').filter(|noun| !noun.contains(' ')) else {
        return false;
    };
    const WHOLES: [&str; 44] = [
        "people",
        "persons",
        "members",
        "players",
        "musicians",
        "passengers",
        "employees",
        "workers",
        "students",
        "children",
        "victims",
        "patients",
        "residents",
        "seats",
        "cases",
        "deaths",
        "votes",
        "charges",
        "buildings",
        "vehicles",
        "animals",
        "homes",
        "properties",
        "jobs",
        "medals",
        "jurors",
        "games",
        "matches",
        "crew",
        "dead",
        "killed",
        "injured",
        "wounded",
        "personas",
        "heridos",
        "muertos",
        "personnes",
        "blessés",
        "morts",
        "Menschen",
        "Personen",
        "Verletzte",
        "Tote",
        "trips",
    ];
    let behind = view.words(first.range.end..view.text.words.len());
    !WHOLES.contains(&noun) && !behind.starts_with(" of them")
}

fn total_before(view: &FactView<'_>, sentence: &Sentence, found: &mut Found<'_>) {
    if let Some(captures) = INCLUDES.captures(&sentence.outline)
        && let Some((total, parts)) = caught_parts(view, &captures)
        && sum(&parts) > total.value
        && !adds_up(&parts, total)
    {
        tell(view, total, sum(&parts), total, found);
        return;
    }
    for regex in BEFORE.iter() {
        let Some(captures) = regex.captures(&sentence.outline) else { continue };
        let Some((total, parts)) = caught_parts(view, &captures) else { continue };
        if adds_up(&parts, total)
            || is_parallel(view, total, &parts)
            || is_of_a_game(view, total)
            || is_inventory(view, total, &parts)
            || !is_close(&parts, total, if sum(&parts) > total.value { NEAR } else { VERY_NEAR })
            || parts.iter().any(|part| part.is_rough) && sum(&parts) < total.value
        {
            continue;
        }
        let last = parts.last().copied().unwrap_or(total);
        tell(view, last, sum(&parts), total, found);
        return;
    }
}

/// Whether the sentence is of this form at all.
fn of_the_total(view: &FactView<'_>, sentence: &Sentence, found: &mut Found<'_>) -> bool {
    for regex in OF.iter() {
        let Some(captures) = regex.captures(&sentence.outline) else { continue };
        let Some((total, parts)) = caught_parts(view, &captures) else { continue };
        let is_over = sum(&parts) > total.value;
        if !adds_up(&parts, total) && (is_over || is_close(&parts, total, VERY_NEAR)) {
            let last = parts.last().copied().unwrap_or(total);
            tell(view, last, sum(&parts), total, found);
        }
        return true;
    }
    false
}

/// `The work costs 64 million. Of that the state pays 48 million, …`.
fn of_that(view: &FactView<'_>, before: &Sentence, sentence: &Sentence, found: &mut Found<'_>) {
    if !OF_THAT.is_match(&sentence.outline) {
        return;
    }
    let of = |sentence: &Sentence| {
        let all = view.facts.all.get(sentence.facts.clone()).unwrap_or_default();
        all.iter().filter(|fact| matches!(fact.kind, Kind::Money | Kind::Count)).collect::<Vec<_>>()
    };
    let (totals, parts) = (of(before), of(sentence));
    let [total] = totals.as_slice() else { return };
    // `five had had one dose`: a number that is no part.
    let without = |at: usize| {
        let (before, after) = parts.split_at(at);
        [before, after.get(1..).unwrap_or_default()].concat()
    };
    let fits = (0..parts.len()).any(|at| adds_up(&without(at), total));
    if parts.len() < 2 || parts.len() > 8 || fits || adds_up(&parts, total) {
        return;
    }
    if sum(&parts) > total.value || is_close(&parts, total, VERY_NEAR) {
        let last = parts.last().copied().unwrap_or(total);
        tell(view, last, sum(&parts), total, found);
    }
}

/// `won eight, lost five and drew three. In all he led them 17 times.`
fn in_all(view: &FactView<'_>, before: &Sentence, sentence: &Sentence, found: &mut Found<'_>) {
    let (Some(parts), Some(total)) =
        (RECORD.captures(&before.outline), IN_ALL.captures(&sentence.outline))
    else {
        return;
    };
    let names = ["a", "b", "c"];
    let parts: Vec<_> = names.iter().filter_map(|name| view.caught(&parts, name)).collect();
    let Some(total) = view.caught(&total, "t") else { return };
    if !adds_up(&parts, total) && is_close(&parts, total, NEAR) {
        tell(view, total, sum(&parts), total, found);
    }
}

fn differences_and_products(view: &FactView<'_>, sentence: &Sentence, found: &mut Found<'_>) {
    let outline = &sentence.outline;
    for regex in [&*NET, &*MARGIN] {
        let Some(captures) = regex.captures(outline) else { continue };
        let three = ["a", "b", "t"].map(|name| view.caught(&captures, name));
        let [Some(a), Some(b), Some(total)] = three else { continue };
        let difference = (a.value - b.value).abs();
        if !same(difference, total.value) && !total.is_rough && !a.is_rough {
            let difference = shown_like(difference, total, view.text.reading.tongue);
            let message = format!("The difference is {difference}; check the three numbers.");
            found.add(Spot::words(view.text, total.range.clone(), message));
        }
    }
    for regex in EACH.iter() {
        let Some(captures) = regex.captures(outline) else { continue };
        let three = ["a", "b", "t"].map(|name| view.caught(&captures, name));
        let [Some(count), Some(each), Some(total)] = three else { continue };
        let product = count.value * each.value;
        let slack = total.step / 2.0 + count.value * each.step / 2.0;
        let is_off = (product - total.value).abs() > slack.max(product * 0.02);
        if is_off && !total.is_rough && each.unit == total.unit {
            tell(view, total, product, total, found);
        }
    }
    if let Some(captures) = JURY.captures(outline)
        && let (Some(a), Some(b)) = (view.caught(&captures, "a"), view.caught(&captures, "b"))
        && matches!((a.value + b.value) as i64, 7 | 11 | 13 | 14 | 16..=20)
    {
        let message = format!("That makes a jury of {}; check both numbers.", a.value + b.value);
        found.add(Spot::words(view.text, b.range.clone(), message));
    }
}
