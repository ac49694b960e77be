//! Numbers that cannot be: more of a group than the group has, a cut of more than all.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::facts::{Fact, FactView, Kind, Sentence, pattern};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "number-impossible",
    group: Group::Numbers,
    level: Level::Error,
    what: "A number that cannot be.",
    why: "There are not that many; one of the numbers is wrong.",
    source: "Arithmetic.",
    wrong: "She was overcharged on 63 of 52 visits.",
    right: "She was overcharged on 46 of 52 visits.",
    looks: &[Look::Facts(look)],
};

static OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"<n:a> (?:out )?of (?:the |its |his |her |their |our |all )?(?:last |first )?<n:b>(?:[ .,;]|$)",
    )
});
static OF_THEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"<n:a> of them\b"));
static CUT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:cut|fell|fallen|dropped|reduced?|declined|decreased|shrank|slashed|lowered)\b[^<]{0,60} (?:by )?<p:a>",
    )
});
static A_DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"<h:a> (?:a|per|each|every) (day|week|year)\b"));

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    for (index, sentence) in view.facts.sentences.iter().enumerate() {
        let outline = &sentence.outline;
        for captures in OF.captures_iter(outline) {
            if let (Some(a), Some(b)) = (view.caught(&captures, "a"), view.caught(&captures, "b"))
                && a.value > b.value
                && !a.is_rough
            {
                tell(view, a, "It is more than all of them; check both numbers.", found);
            }
        }
        for captures in OF_THEM.captures_iter(outline) {
            let Some(a) = view.caught(&captures, "a") else { continue };
            let most = |sentence: &Sentence| {
                let all = view.facts.all.get(sentence.facts.clone()).unwrap_or_default();
                let earlier = |it: &&Fact| it.kind == Kind::Count && it.range.start < a.range.start;
                all.iter().filter(earlier).map(|it| it.value).fold(0.0, f64::max)
            };
            let before = index.checked_sub(1).and_then(|it| view.facts.sentences.get(it));
            let here = most(sentence);
            let most = if here > 0.0 { here } else { before.map_or(0.0, most) };
            if most > 1.0 && a.value > most {
                tell(view, a, "It is more than all of them; check both numbers.", found);
            }
        }
        for captures in CUT.captures_iter(outline) {
            if let Some(a) = view.caught(&captures, "a").filter(|a| a.value > 100.0) {
                tell(
                    view,
                    a,
                    "Nothing can fall by more than 100 percent; check the number.",
                    found,
                );
            }
        }
        for captures in A_DAY.captures_iter(outline) {
            let Some(a) = view.caught(&captures, "a") else { continue };
            let most = match (a.unit, captures.get(2).map_or("", |it| it.as_str())) {
                ("hour", "day") => 24.0,
                ("day", "week") => 7.0,
                ("hour", "week") => 168.0,
                ("day", "year") => 366.0,
                ("week", "year") => 53.0,
                ("month", "year") => 12.0,
                _ => continue,
            };
            if a.value > most {
                tell(view, a, "There are not that many; check the number.", found);
            }
        }
    }
}

fn tell(view: &FactView<'_>, at: &Fact, message: &str, found: &mut Found<'_>) {
    found.add(Spot::words(view.text, at.range.clone(), message));
}
