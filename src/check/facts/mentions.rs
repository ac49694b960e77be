//! The same number in two places of a story, or what should be the same.
//!
//! Must not know: rules.

use super::{Fact, Facts, Kind, Sentence, same};
use crate::check::view::{Role, StoryView};

/// A fact with the text and sentence that it stands in.
#[derive(Clone, Copy, Debug)]
pub(in crate::check) struct Mention<'a> {
    pub(in crate::check) facts: &'a Facts,
    pub(in crate::check) sentence: &'a Sentence,
    pub(in crate::check) fact: &'a Fact,
}

impl Mention<'_> {
    /// Whether it stands in what readers see before the copy.
    pub(in crate::check) fn is_furniture(&self) -> bool {
        matches!(
            self.facts.role,
            Role::Headline | Role::Variant(_) | Role::Standfirst | Role::Caption | Role::Alt
        )
    }

    /// The outline before it.
    pub(in crate::check) fn before(&self) -> &str {
        let index = self.facts.all.iter().position(|fact| fact.range == self.fact.range);
        let sign = index.map(|index| format!("<{}{index}>", self.fact.kind.letter()));
        let at = sign.and_then(|sign| self.sentence.outline.find(&sign));
        self.sentence.outline.get(..at.unwrap_or(0)).unwrap_or_default()
    }

    /// What the place is called in a message.
    pub(in crate::check) fn place(&self) -> &'static str {
        match self.facts.role {
            Role::Headline => "The headline",
            Role::Variant(_) => "Another headline",
            Role::Standfirst => "The standfirst",
            Role::Caption => "A caption",
            Role::Alt => "A picture’s description",
            _ => "The copy",
        }
    }
}

/// All mentions of some kinds, the furniture’s first.
pub(in crate::check) fn mentions<'a>(
    view: &StoryView<'a>,
    is_wanted: impl Fn(Kind) -> bool,
) -> Vec<Mention<'a>> {
    let mut mentions = Vec::new();
    for facts in view.facts() {
        for sentence in &facts.sentences {
            let all = facts.all.get(sentence.facts.clone()).unwrap_or_default();
            let wanted = all.iter().filter(|fact| is_wanted(fact.kind));
            mentions.extend(wanted.map(|fact| Mention { facts, sentence, fact }));
        }
    }
    mentions
}

/// Whether one of two mentions is in the furniture, and the copy says the same elsewhere: then
/// the other is of something else.
pub(in crate::check) fn is_confirmed(
    a: &Mention<'_>,
    b: &Mention<'_>,
    all: &[&Mention<'_>],
) -> bool {
    let in_furniture = match (a.is_furniture(), b.is_furniture()) {
        (true, false) => a,
        (false, true) => b,
        _ => return false,
    };
    let value = in_furniture.fact.value;
    all.iter().any(|other| !other.is_furniture() && same(other.fact.value, value))
}

/// How many stems two sentences share.
pub(in crate::check) fn shared(a: &Sentence, b: &Sentence) -> usize {
    let (mut left, mut right) = (a.topic.iter().peekable(), b.topic.iter().peekable());
    let mut count = 0;
    while let (Some(one), Some(other)) = (left.peek(), right.peek()) {
        match one.cmp(other) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                count += 1;
                left.next();
                right.next();
            }
        }
    }
    count
}

/// Whether two numbers differ for readers: not by rounding that is owned up to.
pub(in crate::check) fn told_apart(a: &Fact, b: &Fact) -> bool {
    let step = a.step.max(b.step);
    let slack = if a.is_rough || b.is_rough {
        0.15 * a.value.max(b.value)
    } else if step > 1.0 || !same(a.step, b.step) {
        // `$7 billion` for `$7.2 billion`.
        step / 2.0
    } else {
        0.0
    };
    (a.value - b.value).abs() > slack + 1e-9
}

/// Whether one number may be the other with a slip of the hand: two digits changed places, a
/// nought or the point went astray.
pub(in crate::check) fn is_slip(a: f64, b: f64) -> bool {
    let length = |value: f64| value.abs().log10().floor();
    let tens = (a / b).abs().log10();
    // Neither of one length nor a power of ten apart: the digits need not be written out.
    if !same(length(a), length(b)) && !(tens - tens.round()).abs().lt(&1e-9) {
        return false;
    }
    let (one, other) = (digits(a), digits(b));
    if one.is_empty() || one == "1" && other == "1" {
        return false;
    }
    if one == other {
        return !same(a, b);
    }
    // Two digits that changed places: of the same length, and no noughts but at the end.
    let (mut x, mut y) = (one.clone().into_bytes(), other.clone().into_bytes());
    let differing = one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count();
    x.sort_unstable();
    y.sort_unstable();
    one.len() == other.len() && differing == 2 && x == y && same(length(a), length(b))
}

/// The digits of a number without leading and trailing noughts.
fn digits(value: f64) -> String {
    let written = format!("{value:.4}").replace('.', "");
    written.trim_matches('0').to_owned()
}

/// Which of two mentions the finding stands at: the one that is said less often, else the one in
/// the copy.
pub(in crate::check) fn wrong_one<'a, 'b>(
    [a, b]: [&'b Mention<'a>; 2],
    all: &[&Mention<'a>],
) -> (&'b Mention<'a>, &'b Mention<'a>) {
    let count =
        |it: &Mention<'_>| all.iter().filter(|one| same(one.fact.value, it.fact.value)).count();
    let (of_a, of_b) = (count(a), count(b));
    // Between two that are said as often: a measure is more often miscopied into the furniture.
    let is_measure = a.fact.kind == Kind::Measure;
    if of_a < of_b || of_a == of_b && a.is_furniture() == is_measure { (a, b) } else { (b, a) }
}
