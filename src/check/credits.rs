//! Credit lines against the house’s format.
//!
//! Must not know: rules.

use std::collections::HashMap;

use super::names::fold;
use super::view::FigureView;
use super::words::words;
use crate::media::credit::{Template, render};
use crate::story::{Credit, CreditState};

/// How a credit line departs from the house’s format. Each line has at most one of these faults:
/// the most telling one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Somebody is named twice.
    Doubled,
    /// A photographer’s name in capitals only.
    Shouted,
    /// An agency in other capitals than its own.
    AgencyCapitals,
    /// Anything else.
    Format,
}

/// The fault of a credit whose parts are known, and the line in house format.
pub(super) fn fault(view: &FigureView<'_>, template: &str) -> Option<(Fault, Credit)> {
    let credit = &view.figure.credit;
    let line = credit.verbatim.trim();
    if line.is_empty() || credit.state() != CreditState::Parsed {
        return None;
    }
    // A house format that cannot be read is told where it is set.
    let template = Template::parse(template).unwrap_or_default();
    let house = render(credit, &template);
    if house.is_empty() || house == line {
        return None;
    }
    let fault = if is_doubled(line, &house) {
        Fault::Doubled
    } else if credit.creators.iter().any(|name| is_shouted(line, name)) {
        Fault::Shouted
    } else if credit.agencies.iter().chain(&credit.provider).any(|name| is_bent(line, name)) {
        Fault::AgencyCapitals
    } else {
        Fault::Format
    };
    Some((fault, Credit { verbatim: house, ..credit.clone() }))
}

/// Whether a word stands more often in the line than it should.
fn is_doubled(line: &str, house: &str) -> bool {
    let count = |text: &str| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for word in words(text).filter_map(|range| text.get(range)) {
            *counts.entry(fold(word)).or_default() += 1;
        }
        counts
    };
    let right = count(house);
    count(line)
        .into_iter()
        .any(|(word, times)| word.len() > 1 && right.get(&word).is_some_and(|right| times > *right))
}

/// Whether a name of two words and more stands in capitals only.
fn is_shouted(line: &str, name: &str) -> bool {
    let capitals = name.to_uppercase();
    name.contains(' ') && capitals != *name && line.contains(&capitals)
}

/// Whether an agency stands there in other capitals than its own, letter for letter else.
fn is_bent(line: &str, name: &str) -> bool {
    !line.contains(name) && line.to_lowercase().contains(&name.to_lowercase())
}
