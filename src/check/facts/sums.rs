//! Whether numbers that were rounded for readers agree.
//!
//! Must not know: rules.

use super::{Fact, Kind, same};
use crate::check::view::Tongue;

/// How far off a number may be for the places that it was given with.
pub(in crate::check) fn slack(fact: &Fact) -> f64 {
    let half = fact.step / 2.0;
    if !fact.is_rough {
        // A whole number is what was counted; only what carries a scale or decimals was rounded.
        return if same(fact.step, 1.0) && fact.unit.is_empty() { 0.0 } else { half };
    }
    let mut place = fact.step;
    while place < fact.value && (fact.value / (place * 10.0)).fract() == 0.0 {
        place *= 10.0;
    }
    (place / 2.0).max(fact.value * 0.1)
}

/// Whether `parts` come to `total`, as far as their places let one tell.
pub(in crate::check) fn adds_up(parts: &[&Fact], total: &Fact) -> bool {
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    // Roundings up and down cancel out for the most part.
    let squares = parts.iter().map(|part| slack(part).powi(2)).sum::<f64>();
    let slack = (squares + slack(total).powi(2)).sqrt();
    (sum - total.value).abs() <= slack + 1e-6 * sum.abs()
}

/// Whether a number is what was worked out, within a share of it and the places that it shows.
pub(in crate::check) fn is_near(stated: &Fact, expected: f64, share: f64) -> bool {
    (stated.value - expected).abs() <= slack(stated) + share * expected.abs() + 1e-9
}

/// A number as it would be written in place of this one.
pub(in crate::check) fn shown_like(value: f64, like: &Fact, tongue: Tongue) -> String {
    let (scale, name) = match like.step.max(1.0) {
        step if step < 1e3 || like.value < 1e5 || tongue != Tongue::English => (1.0, ""),
        _ if value.abs() >= 1e9 => (1e9, " billion"),
        _ if value.abs() >= 1e6 => (1e6, " million"),
        _ => (1.0, ""),
    };
    let places = usize::from(like.step < 1.0 || scale > 1.0);
    let places = if like.step < 0.05 { 2 } else { places };
    let mut number = format!("{:.places$}", value / scale);
    if places > 0 {
        let len = number.trim_end_matches('0').trim_end_matches('.').len();
        number.truncate(len);
    }
    let (whole, decimals) = match number.split_once('.') {
        Some((whole, decimals)) => (whole.to_owned(), Some(decimals.to_owned())),
        None => (number, None),
    };
    let (group, point) = match tongue {
        Tongue::English => (',', '.'),
        Tongue::German | Tongue::Spanish => ('.', ','),
        Tongue::French | Tongue::Other => ('\u{a0}', ','),
    };
    let mut shown = String::new();
    let count = whole.len();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0
            && (count - index).is_multiple_of(3)
            && count > 4 - usize::from(tongue == Tongue::English)
        {
            shown.push(group);
        }
        shown.push(digit);
    }
    if let Some(decimals) = decimals {
        shown.push(point);
        shown.push_str(&decimals);
    }
    match like.kind {
        Kind::Money
            if tongue == Tongue::English && like.unit.len() <= 3 && !like.unit.is_empty() =>
        {
            let space = if like.unit == "Rs" { " " } else { "" };
            format!("{}{space}{shown}{name}", like.unit)
        }
        Kind::Percent => format!("{shown}%"),
        _ => format!("{shown}{name}"),
    }
}
