//! A credit inside a caption.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{FigureView, StoryView};
use crate::check::words::shown;
use crate::check::{Group, Level};
use crate::edit::{Edit, Value};
use crate::media::credit::split_caption;
use crate::story::{CreditState, RichText, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "credit-in-caption",
    group: Group::Credits,
    level: Level::Warning,
    what: "A credit stands in the caption.",
    why: "It is told twice, or it is missing from the field that systems read it from.",
    source: "IPTC photo metadata: Creator and Credit Line are fields of their own.",
    wrong: "The ferry leaves. Photo: Kit Orme/AFP",
    right: "Caption: The ferry leaves. Credit: Kit Orme/AFP",
    looks: &[Look::Story(look)],
};

/// Credits are short; nothing is looked for in captions that cannot hold one.
const LEAST_BYTES: usize = 12;

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    for (at, figure) in view.story.figures() {
        let text = figure.caption.as_str();
        if text.len() < LEAST_BYTES || !may_hold_one(text) {
            continue;
        }
        let (kept, credit) = split_caption(&figure.caption);
        let is_credit = credit.state() == CreditState::Parsed || !credit.markers.is_empty();
        if !is_credit || kept.is_empty() {
            continue;
        }
        let range = match (text.strip_prefix(kept.as_str()), text.strip_suffix(kept.as_str())) {
            (Some(rest), _) => text.len() - rest.len()..text.len(),
            (None, Some(rest)) => 0..rest.len(),
            (None, None) => continue,
        };
        let view_of = FigureView { at, figure };
        let line = shown(&credit.verbatim);
        let has_credit = figure.credit.state() != CreditState::Missing;
        let message = if has_credit {
            format!("“{line}” is a credit and no part of the caption; the picture has its own.")
        } else {
            format!("“{line}” is a credit and no part of the caption; set it as the credit.")
        };
        let cut = Edit::Splice {
            at: TextAt::Caption(at),
            range: range.clone(),
            with: RichText::default(),
        };
        let edit = if has_credit || !view_of.has_picture() {
            cut
        } else {
            Edit::Batch(vec![cut, Edit::Set(Value::Credit(at, credit))])
        };
        let Some(text) = view.text(TextAt::Caption(at), crate::check::view::Role::Caption) else {
            continue;
        };
        let label = if has_credit { "Take it out" } else { "Make it the credit" };
        found.add(Spot::words(&text, range, message).fixed_by(label, Some(edit)));
    }
}

/// Whether there is any sign of a credit at the end or the start: a slash, a bracket, a colon, a
/// word such as “by”, so that reading every caption again costs little.
fn may_hold_one(text: &str) -> bool {
    text.contains(['/', ')', ']', ':', '©', '|'])
        || [" by ", " By ", " BY ", " courtesy "].iter().any(|sign| text.contains(sign))
}
