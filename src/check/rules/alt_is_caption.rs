//! A description that only repeats the caption.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::FigureView;
use crate::check::words::plain;
use crate::check::{Group, Level};
use crate::story::{Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "alt-is-caption",
    group: Group::Descriptions,
    level: Level::Warning,
    what: "A picture’s description is its caption over again.",
    why: "Screen readers say both: the listener hears the caption twice and not what is seen.",
    source: "W3C WAI images tutorial: the description adds what the caption leaves out.",
    wrong: "Caption and description: Ada Marlowe on Thursday.",
    right: "Description: A woman in a red coat signs a paper.",
    looks: &[Look::Figure(look)],
};

fn look(view: &FigureView<'_>, found: &mut Found<'_>) {
    let (alt, caption) = (view.figure.alt.text(), view.figure.caption.as_str());
    // No two texts that differ twofold in length are the same but for case and stops.
    if alt.is_empty() || caption.is_empty() || alt.len() > 2 * caption.len() + 8 {
        return;
    }
    let (alt, caption) = (plain(alt), plain(caption));
    if !alt.is_empty() && (alt == caption || nearly(&alt, &caption)) {
        let message = "The description repeats the caption; write what the picture shows.";
        found.add(Spot::place(Place::Text(TextAt::Alt(view.at)), alt, message));
    }
}

/// Whether all words but one or two of eight are the same, in the same order.
fn nearly(alt: &str, caption: &str) -> bool {
    const LEAST_WORDS: usize = 6;
    let (a, b): (Vec<&str>, Vec<&str>) = (alt.split(' ').collect(), caption.split(' ').collect());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (rest_a, rest_b) = (a.iter().skip(head).rev(), b.iter().skip(head).rev());
    let tail = rest_a.zip(rest_b).take_while(|(a, b)| a == b).count();
    let most = a.len().max(b.len());
    a.len().min(b.len()) >= LEAST_WORDS && (head + tail) * 8 >= most * 7
}
