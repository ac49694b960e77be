//! Differences, multiples and shares that do not fit their numbers.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::facts::{Fact, FactView, Kind, Sentence, is_near, pattern, shown_like};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "arithmetic",
    group: Group::Numbers,
    level: Level::Warning,
    what: "A difference, a multiple or a share that does not fit its numbers.",
    why: "One of the numbers is wrong, and readers cannot tell which.",
    source: "Arithmetic.",
    wrong: "It cost $2.1 million, three times the $35,000 of last year.",
    right: "It cost $2.1 million, 60 times the $35,000 of last year.",
    looks: &[Look::Facts(look)],
};

static CHANGES: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    const CHANGE: &str =
        "(?:increase|rise|gain|jump|decrease|fall|drop|decline|cut|difference|loss)";
    [
        pattern(&format!(r"\bfrom <nm:a> to <nm:b>, (?:a|an) {CHANGE} of <nm:d>")),
        pattern(
            r"\b(?:rose|fell|grew|climbed|dropped|increased|decreased|declined|up|down) (?:by )?<nm:d>,? from <nm:a> to <nm:b>",
        ),
        pattern(
            r"\b(?:rose|fell|grew|climbed|dropped|increased|decreased|declined|up|down) by <nm:d> to <nm:b>,? from <nm:a>",
        ),
    ]
});
static SHORTFALL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:a|the) (?:shortfall|gap|difference|discrepancy) of <nm:d>"));
static TIMES: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    const ROUGHLY: &str = "(?:about |nearly |almost |roughly |more than |some )?";
    [
        pattern(&format!(
            r"<nm:a>, (?:or )?{ROUGHLY}<n:k> times (?:as (?:much|many) as )?(?:the )?<nm:b>"
        )),
        pattern(&format!(
            r"<nm:a>, (?:or )?{ROUGHLY}<n:k> and a <f:h> times (?:as (?:much|many) as )?(?:the )?<nm:b>"
        )),
    ]
});
static DOUBLED: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    const WORD: &str = "(?:(?<near>nearly|almost) )?(?:more than )?(?<word>doubled|tripled|trebled|quadrupled|halved)";
    [
        plain(&format!(
            r"(?i)\b{WORD}\b,? (?:[a-z]+ ){{0,3}}from <[nmp](?<a>[0-9]+)> (?:[a-z]+ ){{0,3}}(?:<[yo][0-9]+> )?to <[nmp](?<b>[0-9]+)>"
        )),
        plain(&format!(
            r"(?i)<[n](?<x>[0-9]+)> in <[n](?<y>[0-9]+)> .*\b{WORD}\b.*\bwhen it was <[p](?<a>[0-9]+)>"
        )),
        plain(&format!(r"(?i)<[p](?<b>[0-9]+)>.*\b{WORD}\b.*\bwhen it was <[p](?<a>[0-9]+)>")),
    ]
});
static FOR_EACH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W*(?:that|which|this) (?:is|was|works out at|comes to|means|amounts to) (?:about |roughly |nearly |almost |some )?<m:a> (?:for each of|per|for every one of|to each of) (?:the )?<n:b>",
    )
});
static AVERAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"<m:a> to <n:b>_, (?:an average of|or) (?:about |roughly )?<m:c> (?:each|apiece)")
});
static FRENCH_SHARE: LazyLock<Regex> = LazyLock::new(|| {
    plain(
        r"(?i)<[nm](?<a>[0-9]+)>, soit (?:environ )?(?<word>le tiers|la moitié|le quart|le double|le triple)",
    )
});

fn plain(source: &str) -> Regex {
    Regex::new(source).expect("a pattern of our own")
}

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    let sentences = &view.facts.sentences;
    for (index, sentence) in sentences.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| sentences.get(index));
        changes(view, sentence, found);
        shortfall(view, sentence, found);
        multiples(view, sentence, found);
        doublings(view, sentence, found);
        each(view, before, sentence, found);
        french_share(view, sentence, found);
    }
}

fn tell(view: &FactView<'_>, at: &Fact, message: String, found: &mut Found<'_>) {
    found.add(Spot::words(view.text, at.range.clone(), message));
}

fn shown(view: &FactView<'_>, value: f64, like: &Fact) -> String {
    shown_like(value, like, view.text.reading.tongue)
}

fn changes(view: &FactView<'_>, sentence: &Sentence, found: &mut Found<'_>) {
    for regex in CHANGES.iter() {
        for captures in regex.captures_iter(&sentence.outline) {
            let three = ["a", "b", "d"].map(|name| view.caught(&captures, name));
            let [Some(a), Some(b), Some(d)] = three else { continue };
            let difference = (a.value - b.value).abs();
            let slack = f64::midpoint(a.step, b.step);
            if a.kind != b.kind || d.kind != b.kind || (difference - d.value).abs() <= slack {
                continue;
            }
            if !is_near(d, difference, 0.0) {
                let difference = shown(view, difference, d);
                tell(
                    view,
                    d,
                    format!("The difference is {difference}; check the three numbers."),
                    found,
                );
            }
        }
    }
}

/// The numbers of one kind that stand before a fact, in its sentence and the two before.
fn earlier<'a>(view: &FactView<'a>, fact: &Fact) -> Vec<&'a Fact> {
    const MOST: usize = 8;
    let is_like = |other: &&Fact| other.kind == fact.kind && other.unit == fact.unit;
    let before = view.facts.all.iter().rev().skip_while(|it| it.range.start >= fact.range.start);
    before.filter(is_like).take(MOST).collect()
}

fn shortfall(view: &FactView<'_>, sentence: &Sentence, found: &mut Found<'_>) {
    let Some(captures) = SHORTFALL.captures(&sentence.outline) else { return };
    let Some(stated) = view.caught(&captures, "d") else { return };
    let earlier = earlier(view, stated);
    let pairs =
        || earlier.iter().flat_map(|a| earlier.iter().map(move |b| (a.value - b.value).abs()));
    if earlier.len() >= 2
        && !stated.is_rough
        && !pairs().any(|difference| is_near(stated, difference, 0.02))
    {
        tell(view, stated, "It is no difference of the numbers before; check them.".into(), found);
    }
}

fn multiples(view: &FactView<'_>, sentence: &Sentence, found: &mut Found<'_>) {
    for regex in TIMES.iter() {
        let Some(captures) = regex.captures(&sentence.outline) else { continue };
        let three = ["a", "k", "b"].map(|name| view.caught(&captures, name));
        let [Some(a), Some(times), Some(b)] = three else { continue };
        let half = view.caught(&captures, "h").map_or(0.0, |half| half.value);
        let (stated, is) = (times.value + half, a.value / b.value);
        if a.kind == b.kind && a.unit == b.unit && ((is - stated) / stated).abs() > 0.2 {
            tell(
                view,
                times,
                format!("It is {} times as much; check the numbers.", (is * 10.0).round() / 10.0),
                found,
            );
        }
    }
}

fn doublings(view: &FactView<'_>, sentence: &Sentence, found: &mut Found<'_>) {
    for regex in DOUBLED.iter() {
        let Some(captures) = regex.captures(&sentence.outline) else { continue };
        let Some(a) = view.caught(&captures, "a") else { continue };
        let value = |name| view.caught(&captures, name).map(|fact| fact.value);
        let part = value("x").zip(value("y")).map(|(x, y)| 100.0 * x / y);
        let Some(b) = value("b").or(part) else { continue };
        let word = captures.name("word").map_or("", |word| word.as_str());
        let stated = match word.to_ascii_lowercase().as_str() {
            "doubled" => 2.0,
            "quadrupled" => 4.0,
            "halved" => 0.5,
            _ => 3.0,
        };
        let is = b / a.value;
        if is < stated * 0.8 || is > stated * 1.35 {
            let is = (is * 10.0).round() / 10.0;
            tell(
                view,
                a,
                format!("It is {is} times as much, not “{word}”; check the numbers."),
                found,
            );
            return;
        }
    }
}

fn each(
    view: &FactView<'_>,
    before: Option<&Sentence>,
    sentence: &Sentence,
    found: &mut Found<'_>,
) {
    if let Some(captures) = AVERAGE.captures(&sentence.outline) {
        let three = ["a", "b", "c"].map(|name| view.caught(&captures, name));
        let [Some(all), Some(count), Some(each)] = three else { return };
        let is = all.value / count.value;
        if !is_near(each, is, 0.1) {
            tell(
                view,
                each,
                format!("It comes to {} each; check the numbers.", shown(view, is, each)),
                found,
            );
        }
        return;
    }
    let Some(captures) = FOR_EACH.captures(&sentence.outline) else { return };
    let (Some(each), Some(count), Some(before)) =
        (view.caught(&captures, "a"), view.caught(&captures, "b"), before)
    else {
        return;
    };
    let sums = view.facts.all.get(before.facts.clone()).unwrap_or_default();
    let sums: Vec<&Fact> =
        sums.iter().filter(|fact| fact.kind == Kind::Money && fact.unit == each.unit).collect();
    let fits = |sum: &&Fact| is_near(each, sum.value / count.value, 0.1);
    if let (Some(sum), false) = (sums.first(), sums.iter().any(fits)) {
        let is = shown(view, sum.value / count.value, each);
        tell(view, each, format!("It comes to {is} each; check the numbers."), found);
    }
}

fn french_share(view: &FactView<'_>, sentence: &Sentence, found: &mut Found<'_>) {
    let Some(captures) = FRENCH_SHARE.captures(&sentence.outline) else { return };
    let (Some(part), Some(word)) = (view.caught(&captures, "a"), captures.name("word")) else {
        return;
    };
    let stated = match word.as_str().to_lowercase().as_str() {
        "le tiers" => 1.0 / 3.0,
        "la moitié" => 0.5,
        "le quart" => 0.25,
        "le double" => 2.0,
        _ => 3.0,
    };
    let earlier = earlier(view, part);
    let fits = |whole: &&Fact| (part.value / whole.value - stated).abs() < 0.1 * stated;
    if !earlier.is_empty() && !earlier.iter().any(fits) {
        let message = format!("“{}” does not fit the numbers before; check them.", word.as_str());
        tell(view, part, message, found);
    }
}
