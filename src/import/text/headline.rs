//! Which of the lines at the top is the headline.

use std::collections::HashSet;

use super::gather::Part;
use super::page::ones;
use super::sort::{Sort, Sorted};
use crate::import::recognise;

/// The copy that a headline is compared with.
const VOCABULARY_BYTES: usize = 64 * 1024;

/// Scores this close are about as good as each other; the line that comes first is it.
const CLOSE: i32 = 5;

/// What a headline is told by: the words of the copy, and lines that are the name of the site.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// Beginnings of the longer words of the copy.
    vocabulary: HashSet<String>,
    echoed: HashSet<String>,
}

impl Signs {
    pub(super) fn of(head: &[Part], body: &[Part]) -> Self {
        Self { vocabulary: vocabulary(body), echoed: echoed(head, body) }
    }

    /// Whether a line at the very top stands in a longer line as well, as the site's name does.
    pub(super) fn is_echoed(&self, line: &str) -> bool {
        self.echoed.contains(line)
    }

    /// The line that is most like a headline; of two that are about as like, the first.
    /// `anchor` is the place of the byline.
    pub(super) fn likeliest(
        &self,
        lines: &[(usize, Sorted)],
        anchor: usize,
        fits: impl Fn(&Sorted) -> bool,
    ) -> Option<usize> {
        let scores: Vec<(usize, i32)> = lines
            .iter()
            .enumerate()
            .filter(|(_, (_, one))| {
                fits(one) && matches!(one.sort, Sort::Short | Sort::Promo | Sort::Quote)
            })
            .map(|(index, (at, one))| {
                let below = lines.get(index + 1).map(|(_, one)| recognise::words(one.text()));
                let leads = below.is_none_or(|below| below > recognise::words(one.text()));
                // The headline stands below the byline only where it stands nowhere else.
                let late = if *at > anchor { 4 } else { 0 };
                (index, self.likeness(one.text()) + 2 * i32::from(leads) - late)
            })
            .collect();
        let best = scores.iter().map(|(_, score)| *score).max()?;
        scores.iter().find(|(_, score)| *score + CLOSE >= best).map(|(index, _)| *index)
    }

    /// How much a line is like a headline: as long as headlines are, one sentence, no date, and
    /// about what the copy is about.
    fn likeness(&self, text: &str) -> i32 {
        let words = recognise::words(text);
        let met = stems(text).filter(|stem| self.vocabulary.contains(stem)).take(2).count();
        let figures = text
            .split_whitespace()
            .filter(|word| word.starts_with(|l: char| l.is_ascii_digit()))
            .count();
        let mut score = 2 * i32::try_from(met).unwrap_or(0);
        score += match words {
            0..=3 => -4,
            4 => 0,
            5..=20 => 3,
            _ => -3,
        };
        if met == 0 {
            score -= 3;
        }
        if text.contains(". ") {
            score -= 4;
        }
        // The name of the site is not its headline.
        if self.echoed.contains(text) {
            score -= 8;
        }
        if text.ends_with('.')
            || figures * 3 > words
            || text.split_whitespace().any(recognise::is_month) && figures > 1
        {
            score -= 3;
        }
        score
    }
}

/// A word of five letters or more by its first five, so that "closures" meets "closure".
fn stems(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() >= 5)
        .map(|word| word.chars().take(5).flat_map(char::to_lowercase).collect())
}

fn vocabulary(body: &[Part]) -> HashSet<String> {
    let mut read = 0;
    let mut found = HashSet::new();
    for one in ones(body).filter(|one| one.is_copy()) {
        if read > VOCABULARY_BYTES {
            break;
        }
        read += one.text().len();
        let start: String = one.text().chars().take(4000).collect();
        found.extend(stems(&start));
    }
    found
}

/// Lines of two to five words at the very top that stand in a longer line as well: the name of
/// the site, which the bio, the title or the small print repeats.
fn echoed(head: &[Part], body: &[Part]) -> HashSet<String> {
    let lines = ones(head)
        .filter(|one| one.is_short() && (2..=5).contains(&recognise::words(one.text())))
        .take(4)
        .map(|one| one.text().to_owned());
    lines
        .filter(|line| {
            ones(head).chain(ones(body)).any(|one| {
                one.text().len() > line.len()
                    && one.text().len() < 4000
                    && one.text().contains(line.as_str())
            })
        })
        .collect()
}
