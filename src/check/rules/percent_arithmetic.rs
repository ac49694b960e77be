//! Percentages that do not fit the numbers that they were worked out from.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::facts::{Fact, FactView, Sentence, pattern, same};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "percent-arithmetic",
    group: Group::Numbers,
    level: Level::Warning,
    what: "A percentage that does not fit its numbers.",
    why: "It is the number that readers remember.",
    source: "Arithmetic.",
    wrong: "It rises from £1,730 to £1,842, an increase of 10.6%.",
    right: "It rises from £1,730 to £1,842, an increase of 6.5%.",
    looks: &[Look::Facts(look)],
};

static CHANGES: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    const CHANGE: &str =
        "(?:increase|rise|gain|jump|growth|decrease|fall|drop|decline|cut|reduction|loss)";
    const VERB: &str = "(?:rose|rises|rise|fell|falls|fall|grew|climbed|dropped|increased|decreased|declined|up|down|jumped|slipped)";
    [
        pattern(&format!(
            r"\bfrom <nmu:a> to <nmu:b>, (?:a |an )?(?:{CHANGE} of )?(?:about |nearly |almost )?<p:c>"
        )),
        pattern(&format!(
            r"\b{VERB} (?:by )?(?:about |nearly |almost )?<p:c>,? (?:[a-z]+ ){{0,2}}from <nmu:a> to <nmu:b>"
        )),
        pattern(&format!(
            r"\b{VERB} (?:by )?(?:about |nearly |almost )?<p:c>,? to <nmu:b>,? (?:down |up )?from <nmu:a>"
        )),
        pattern(
            r"\b(?:von|de) <nmu:a>(?: \w+)? (?:auf|à|a) <nmu:b>(?: \w+)?,? (?:ein Plus von|ein Minus von|um|soit|una?)? ?(?:une? )?(?:hausse |baisse |augmentation |recul |aumento |subida |caída |descenso )?(?:de )?<p:c>",
        ),
    ]
});
static PARTS: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    [
        pattern(r"<n:a> in (?:every )?<n:b>[^<.;]{0,40}, (?:or|that is) (?:about |nearly )?<p:c>"),
        pattern(
            r"<n:a> (?:out )?of (?:[a-z']+ ){0,3}<n:b>[^<.;]{0,40}, (?:or|that is|which is) (?:about |nearly |almost |roughly )?<p:c>",
        ),
        pattern(
            r"<n:a> (?:out )?of (?:[a-z']+ ){0,3}<n:b>[^<.;]{0,40} \((?:about |nearly )?<p:c>\)",
        ),
        pattern(r"<n:a> (?:von|der) <n:b>[^<.;]{0,40}, (?:also|das sind|oder) <p:c>"),
    ]
});
static ONE_IN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bonce in (?:every )?<n:b>"));
static RATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\W*(?:that|this) is (?:a rate of |an error rate of )?(?:about )?<p:c>")
});

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    for (index, sentence) in view.facts.sentences.iter().enumerate() {
        for regex in CHANGES.iter() {
            for captures in regex.captures_iter(&sentence.outline) {
                let three = ["a", "b", "c"].map(|name| view.caught(&captures, name));
                let [Some(a), Some(b), Some(percent)] = three else { continue };
                // A whole number ending in noughts may have been rounded for readers.
                let (least, most) = (change(a, b, 1.0), change(a, b, -1.0));
                judge(view, percent, least.min(most), least.max(most), found);
            }
        }
        for regex in PARTS.iter() {
            let Some(captures) = regex.captures(&sentence.outline) else { continue };
            let three = ["a", "b", "c"].map(|name| view.caught(&captures, name));
            let [Some(a), Some(b), Some(percent)] = three else { continue };
            // What was counted is exact; what carries a scale or decimals was rounded.
            let half = |it: &Fact| if same(it.step, 1.0) { 0.0 } else { it.step / 2.0 };
            let part = |side: f64| 100.0 * (a.value + side * half(a)) / (b.value - side * half(b));
            judge(view, percent, part(-1.0), part(1.0), found);
        }
        if let Some(before) = index.checked_sub(1).and_then(|it| view.facts.sentences.get(it)) {
            rate(view, before, sentence, found);
        }
    }
}

/// The change in percent, with both numbers at the end of what their places leave open.
fn change(a: &Fact, b: &Fact, half: f64) -> f64 {
    let (a, b) = (a.value + half * a.step / 2.0, b.value - half * b.step / 2.0);
    (100.0 * (b - a) / a).abs()
}

fn judge(view: &FactView<'_>, percent: &Fact, least: f64, most: f64, found: &mut Found<'_>) {
    let slack = if percent.is_rough { percent.value * 0.1 } else { 0.0 } + percent.step * 0.55;
    if !least.is_finite() || !most.is_finite() {
        return;
    }
    if percent.value < least - slack || percent.value > most + slack {
        let middle = f64::midpoint(least, most);
        let places = if middle < 0.1 { 1_000.0 } else { 10.0 };
        let is = (middle * places).round() / places;
        let message = format!("The numbers come to {is} percent; check them.");
        found.add(Spot::words(view.text, percent.range.clone(), message));
    }
}

/// `a mistake once in 14,000 entries. That is a rate of 0.7%.`
fn rate(view: &FactView<'_>, before: &Sentence, sentence: &Sentence, found: &mut Found<'_>) {
    let (Some(once), Some(rate)) =
        (ONE_IN.captures(&before.outline), RATE.captures(&sentence.outline))
    else {
        return;
    };
    if let (Some(of), Some(percent)) = (view.caught(&once, "b"), view.caught(&rate, "c")) {
        let is = 100.0 / of.value;
        judge(view, percent, is * 0.95, is * 1.05, found);
    }
}
