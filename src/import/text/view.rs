//! Where the reader of the body stands, and what is above and below.

use std::collections::HashSet;

use super::body::Whole;
use super::gather::Part;
use super::sort::{Sort, Sorted};
use crate::import::recognise::{self, Furniture};

/// Lines that are looked for inside grafs, as pull quotes are.
const MOST_REPEATED: usize = 200;
/// Copy longer than this is not searched for repeated lines.
const MOST_SEARCHED_BYTES: usize = 1024 * 1024;
/// Questions below this number make no interview.
const FEWEST_QUESTIONS: usize = 3;

/// The parts and a place among them.
pub(super) struct View {
    parts: Vec<Part>,
    at: usize,
    whole: Whole,
    /// Grafs from each place on.
    grafs: Vec<usize>,
    /// Words before each place.
    words: Vec<usize>,
    /// Places of lines whose words stand in a graf as well.
    repeated: HashSet<usize>,
    comments: Option<usize>,
    mostly_capitals: bool,
    interview: bool,
    after_end: bool,
    tail_begun: bool,
    /// For each place, whether furniture stands between the last copy and it.
    tails: Vec<bool>,
}

impl View {
    pub(super) fn of(parts: Vec<Part>, whole: Whole) -> Self {
        let mut grafs = vec![0; parts.len() + 1];
        let comments_at = comments_at(&parts);
        for at in (0..comments_at.unwrap_or(parts.len())).rev() {
            let is_graf = matches!(parts.get(at), Some(Part::One(one)) if one.is_graf());
            let below = grafs.get(at + 1).copied().unwrap_or(0);
            if let Some(count) = grafs.get_mut(at) {
                *count = below + usize::from(is_graf);
            }
        }
        let mut words = Vec::with_capacity(parts.len() + 1);
        let mut sum = 0;
        for part in &parts {
            words.push(sum);
            sum += match part {
                Part::One(one) => recognise::words(one.text()),
                Part::Video(video, _) => recognise::words(&video.title),
            };
        }
        words.push(sum);
        let mut tail = false;
        let tails = parts
            .iter()
            .map(|part| {
                let before = tail;
                tail = !is_copy(part) && (tail || begins_tail(part));
                before
            })
            .collect();
        let repeated = repeated(&parts);
        let mostly_capitals = mostly_capitals(&parts);
        let interview = is_interview(&parts);
        Self {
            parts,
            at: 0,
            whole,
            grafs,
            words,
            repeated,
            comments: comments_at,
            mostly_capitals,
            interview,
            after_end: false,
            tail_begun: false,
            tails,
        }
    }

    pub(super) fn here(&self) -> Option<&Part> {
        self.parts.get(self.at)
    }

    /// The line here, when it is one.
    pub(super) fn one(&self) -> Option<&Sorted> {
        self.one_at(self.at)
    }

    pub(super) fn one_at(&self, at: usize) -> Option<&Sorted> {
        match self.parts.get(at) {
            Some(Part::One(one)) => Some(one),
            _ => None,
        }
    }

    pub(super) fn next_one(&self) -> Option<&Sorted> {
        self.one_at(self.at + 1)
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn step(&mut self, by: usize) {
        self.at += by;
    }

    pub(super) fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    pub(super) fn skip_all(&mut self) {
        self.at = self.parts.len();
    }

    pub(super) fn len(&self) -> usize {
        self.parts.len()
    }

    pub(super) fn is_last(&self) -> bool {
        self.at + 1 >= self.parts.len()
    }

    pub(super) fn whole(&self) -> Whole {
        self.whole
    }

    /// Grafs below the one here.
    pub(super) fn grafs_below(&self) -> usize {
        self.grafs_from(self.at + 1)
    }

    pub(super) fn grafs_from(&self, at: usize) -> usize {
        self.grafs.get(at).copied().unwrap_or(0)
    }

    pub(super) fn words_above(&self) -> usize {
        self.words.get(self.at).copied().unwrap_or(0)
    }

    pub(super) fn words_below(&self) -> usize {
        let all = self.words.last().copied().unwrap_or(0);
        all - self.words.get(self.at + 1).copied().unwrap_or(all)
    }

    /// Whether no graf follows.
    pub(super) fn is_below_story(&self) -> bool {
        self.grafs_below() == 0
    }

    /// Whether furniture, tags or a bio have ended the story above.
    pub(super) fn tail_begun(&self) -> bool {
        self.tail_begun || self.tails.get(self.at).copied().unwrap_or(false)
    }

    pub(super) fn begin_tail(&mut self) {
        self.tail_begun = true;
    }

    /// Whether an end mark stands above.
    pub(super) fn after_end(&self) -> bool {
        self.after_end
    }

    pub(super) fn begin_after_end(&mut self) {
        self.after_end = true;
    }

    /// Whether copy stands right below.
    pub(super) fn next_is_copy(&self) -> bool {
        self.copy_at(1)
    }

    pub(super) fn copy_at(&self, ahead: usize) -> bool {
        self.parts.get(self.at + ahead).is_some_and(is_copy)
    }

    /// Whether copy follows, with nothing between but pictures, furniture and other stories, and
    /// at most one subhead.
    pub(super) fn copy_follows(&self) -> bool {
        let mut subheads = 0;
        for part in self.parts.iter().skip(self.at + 1).take(12) {
            match part {
                part if is_copy(part) => return true,
                Part::Video(..) => {}
                Part::One(one) => match &one.sort {
                    Sort::Furniture(Furniture::MostRead | Furniture::Comments) => return false,
                    Sort::Caption(..)
                    | Sort::Picture(_)
                    | Sort::Furniture(_)
                    | Sort::Promo
                    | Sort::Embed(_) => {}
                    Sort::Related(title) if !title.is_empty() => {}
                    Sort::Short if subheads == 0 && recognise::words(one.text()) <= 6 => {
                        subheads += 1;
                    }
                    _ => return false,
                },
            }
        }
        false
    }

    /// Whether copy stands right above and right below.
    pub(super) fn stands_between_copy(&self) -> bool {
        let above = self.at.checked_sub(1).and_then(|at| self.parts.get(at)).is_some_and(is_copy);
        above && self.next_is_copy()
    }

    pub(super) fn beside_furniture(&self) -> bool {
        let is_furniture = |part: Option<&Part>| matches!(part, Some(Part::One(one)) if matches!(one.sort, Sort::Furniture(_) | Sort::RelativeTime | Sort::Rank));
        is_furniture(self.parts.get(self.at + 1))
            || is_furniture(self.at.checked_sub(1).and_then(|at| self.parts.get(at)))
    }

    /// Whether a subhead stands right above.
    pub(super) fn heading_above(&self) -> bool {
        self.at.checked_sub(1).and_then(|at| self.one_at(at)).is_some_and(|one| {
            one.is_short() && recognise::is_subhead(one.text()) && recognise::words(one.text()) <= 6
        }) && self.at >= 2
            && self.parts.get(self.at - 2).is_some_and(is_copy)
    }

    /// Whether the words here stand inside a graf as well.
    pub(super) fn is_repeated(&self) -> bool {
        self.repeated.contains(&self.at)
    }

    pub(super) fn is_mostly_capitals(&self) -> bool {
        self.mostly_capitals
    }

    pub(super) fn is_interview(&self) -> bool {
        self.interview
    }

    /// Where the readers' comments begin.
    pub(super) fn comments(&self) -> Option<usize> {
        self.comments
    }

    /// Whether the line here heads the readers' comments.
    pub(super) fn heads_comments(&self) -> bool {
        self.comments == Some(self.at)
    }

    /// The words of everything below.
    pub(super) fn rest(&self) -> Vec<String> {
        (self.at + 1..self.parts.len()).flat_map(|at| self.words_at(at)).collect()
    }

    /// The words of one part, line by line.
    pub(super) fn words_at(&self, at: usize) -> Vec<String> {
        let lines = match self.parts.get(at) {
            Some(Part::One(one)) => {
                vec![format!("{} {}", one.piece.marker, one.text()).trim().to_owned()]
            }
            Some(Part::Video(video, label)) => {
                vec![label.text().to_owned(), video.title.clone(), video.caption.clone()]
            }
            None => Vec::new(),
        };
        lines.into_iter().filter(|line| !line.is_empty()).collect()
    }

    pub(super) fn has_part(&self, at: usize) -> bool {
        at < self.parts.len()
    }

    pub(super) fn next_is_video(&self) -> bool {
        matches!(self.parts.get(self.at + 1), Some(Part::Video(..)))
    }
}

fn is_copy(part: &Part) -> bool {
    matches!(part, Part::One(one) if one.is_copy())
}

fn begins_tail(part: &Part) -> bool {
    matches!(part, Part::One(one) if matches!(one.sort, Sort::Furniture(_) | Sort::Tags(_) | Sort::RelativeTime | Sort::AboutAuthor))
}

/// Lines whose words, quotation marks aside, stand inside a longer graf.
fn repeated(parts: &[Part]) -> HashSet<usize> {
    let key = |text: &str| {
        text.to_lowercase()
            .replace(['’', '‘'], "'")
            .replace(['"', '“', '”', '„', '«', '»', '\u{a0}', '\u{202f}'], " ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut copy = String::new();
    let mut candidates = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Part::One(one) = part else { continue };
        let words = recognise::words(one.text());
        let least = if one.text().starts_with(['"', '“', '„', '«']) { 4 } else { 5 };
        let is_candidate = (one.is_short() || one.is_graf()) && (least..=40).contains(&words);
        if is_candidate && candidates.len() < MOST_REPEATED {
            candidates.push((at, key(one.text())));
        }
        if one.is_graf() && copy.len() < MOST_SEARCHED_BYTES {
            copy.push('\n');
            copy.push_str(&key(one.text()));
        }
    }
    candidates
        .into_iter()
        .filter(|(at, line)| {
            let line = line.trim_matches(['.', '…', ' ', ',', '!']);
            if line.is_empty() {
                return false;
            }
            let own = usize::from(matches!(parts.get(*at), Some(Part::One(one)) if one.is_graf()));
            // The line itself is one of the hits when it is a graf; a hit must be longer than it.
            let hits = copy.matches(line).count();
            let whole = copy
                .split('\n')
                .filter(|graf| graf.trim_matches(['.', '…', ' ', ',', '!']) == line)
                .count();
            hits > own && hits > whole
        })
        .map(|(at, _)| at)
        .collect()
}

/// Where the readers' comments begin: a line that heads them, three grafs or more above it, and
/// below it lines that only stand in comments, as many as half of the grafs.
fn comments_at(parts: &[Part]) -> Option<usize> {
    let mut above = 0;
    let mut heads = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Part::One(one) = part else { continue };
        above += usize::from(one.is_graf());
        if above >= 3 && matches!(one.sort, Sort::Furniture(Furniture::Comments)) {
            heads.push(at);
        }
    }
    let (mut grafs, mut signs) = (0, 0);
    let mut found = None;
    for at in (heads.first().copied()?..parts.len()).rev() {
        let Some(Part::One(one)) = parts.get(at) else { continue };
        grafs += usize::from(one.is_graf());
        let is_head = matches!(one.sort, Sort::Furniture(Furniture::Comments));
        if is_head && grafs > 0 && signs * 2 >= grafs {
            found = Some(at);
        }
        signs += usize::from(
            is_head
                || matches!(
                    one.sort,
                    Sort::RelativeTime
                        | Sort::Publication
                        | Sort::Furniture(Furniture::Share | Furniture::Paywall)
                ),
        );
    }
    found
}

/// A script for the radio, or old wire copy.
fn mostly_capitals(parts: &[Part]) -> bool {
    let mut capitals = 0;
    let mut all = 0;
    for part in parts.iter().take(400) {
        let Part::One(one) = part else { continue };
        if one.is_graf() || matches!(one.sort, Sort::Promo) {
            all += 1;
            capitals += usize::from(recognise::is_capitals(one.text()));
        }
    }
    all > 0 && capitals * 2 > all
}

/// Questions on lines of their own that speak to somebody.
fn is_interview(parts: &[Part]) -> bool {
    const TO_SOMEBODY: [&str; 30] = [
        "you", "your", "you're", "you've", "sie", "ihr", "ihre", "ihren", "ihrem", "ihnen", "du",
        "dein", "vous", "votre", "vos", "tu", "ton", "usted", "ustedes", "su", "sus", "le", "tú",
        "te", "frau", "herr", "señora", "señor", "madame", "monsieur",
    ];
    let mut questions = 0;
    let mut personal = 0;
    for part in parts.iter().take(2000) {
        let Part::One(one) = part else { continue };
        if !one.is_short() || !one.text().trim_end().ends_with('?') {
            continue;
        }
        questions += 1;
        let lower = one.text().to_lowercase();
        personal += usize::from(
            lower
                .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
                .any(|word| TO_SOMEBODY.contains(&word)),
        );
    }
    questions >= FEWEST_QUESTIONS && personal * 4 >= questions
}
