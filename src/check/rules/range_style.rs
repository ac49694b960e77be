//! Ranges with a dash where the copy wants a word: `$2.10 - $2.25`, `between 10-12`.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::facts::{FactView, pattern};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, Tongue};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "range-style",
    group: Group::Numbers,
    level: Level::Advice,
    what: "A dash between two numbers where running copy says “to” or “and”.",
    why: "A dash may be read as a minus; “between” asks for “and”.",
    source: "AP style: $2.10 to $2.25; between 10 and 12.",
    wrong: "a profit of $2.10 - $2.25 a share",
    right: "a profit of $2.10 to $2.25 a share",
    looks: &[Look::Facts(look)],
};

static DASHED: LazyLock<Regex> = LazyLock::new(|| pattern(r"<m:a> [-–] <m:b>"));
static BETWEEN: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [pattern(r"\bbetween <ynmp:a> ?[-–] ?<ynmp:b>"), pattern(r"\bfrom <ym:a> ?[-–] ?<ym:b>")]
});

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    let is_copy =
        matches!(view.facts.role, Role::Graf | Role::Standfirst | Role::Caption | Role::Item);
    if view.text.reading.tongue != Tongue::English || !is_copy {
        return;
    }
    for sentence in &view.facts.sentences {
        let [between, from] = &*BETWEEN;
        for (regex, word) in [(&*DASHED, "to"), (between, "and"), (from, "to")] {
            for captures in regex.captures_iter(&sentence.outline) {
                let (Some(a), Some(b)) = (view.caught(&captures, "a"), view.caught(&captures, "b"))
                else {
                    continue;
                };
                let (range, dash) = (a.range.start..b.range.end, a.range.end..b.range.start);
                let edit = view.text.replace(dash, &format!(" {word} "));
                let message = format!("Write “{word}” for the dash.");
                let spot = Spot::words(view.text, range, message);
                found.add(spot.fixed_by(format!("Write “{word}”"), edit));
            }
        }
    }
}
