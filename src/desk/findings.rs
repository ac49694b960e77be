//! The findings of the last check, kept in step with the story until the next result is there.
//!
//! Must not know: rules.

use std::collections::HashMap;

use crate::check::{Finding, Level};
use crate::edit::moved::Moved;
use crate::story::{BlockId, FigureAt, Place, TextAt};

/// Findings in reading order. What is asked about one text costs what that text has.
#[derive(Debug, Default)]
pub struct Findings {
    /// A finding whose words have changed since is no longer there.
    all: Vec<Option<Finding>>,
    by_text: HashMap<TextAt, Vec<usize>>,
    by_block: HashMap<BlockId, Vec<usize>>,
    by_figure: HashMap<FigureAt, Vec<usize>>,
    by_key: HashMap<String, usize>,
    levels: [usize; 3],
    fixes: HashMap<&'static str, usize>,
    /// How many have gone since the check.
    gone: usize,
}

fn slot(level: Level) -> usize {
    match level {
        Level::Advice => 0,
        Level::Warning => 1,
        Level::Error => 2,
    }
}

impl From<Vec<Finding>> for Findings {
    fn from(findings: Vec<Finding>) -> Self {
        let mut made = Self::default();
        for (index, finding) in findings.iter().enumerate() {
            if let Some(at) = finding.place.text() {
                made.by_text.entry(at).or_default().push(index);
            }
            if let Some(id) = finding.place.block() {
                made.by_block.entry(id).or_default().push(index);
            }
            if let Some(at) = finding.place.figure() {
                made.by_figure.entry(at).or_default().push(index);
            }
            made.by_key.insert(finding.key.clone(), index);
            made.levels[slot(finding.level)] += 1;
            if finding.fix.is_some() {
                *made.fixes.entry(finding.rule).or_default() += 1;
            }
        }
        made.all = findings.into_iter().map(Some).collect();
        made
    }
}

impl Findings {
    /// All of them, in reading order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Finding> {
        self.all.iter().flatten()
    }

    /// All of them with their numbers, in reading order. A number stays the same until the next
    /// check.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &Finding)> {
        self.all.iter().enumerate().filter_map(|(index, it)| it.as_ref().map(|it| (index, it)))
    }

    /// The finding with this number; `None` once its words have changed.
    pub fn at(&self, number: usize) -> Option<&Finding> {
        self.all.get(number)?.as_ref()
    }

    /// How many have gone since the check, because their words were changed.
    pub fn gone(&self) -> usize {
        self.gone
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.levels.iter().sum()
    }

    /// Whether there is nothing to correct.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many there are of a level.
    pub fn of_level(&self, level: Level) -> usize {
        self.levels[slot(level)]
    }

    /// How many of a rule come with a fix.
    pub fn fixes_of(&self, rule: &str) -> usize {
        self.fixes.get(rule).copied().unwrap_or(0)
    }

    /// The finding with this key.
    pub fn get(&self, key: &str) -> Option<&Finding> {
        self.all.get(*self.by_key.get(key)?)?.as_ref()
    }

    /// Those about a text or words of it.
    pub fn in_text(&self, at: TextAt) -> impl Iterator<Item = &Finding> {
        let indexes = self.by_text.get(&at).into_iter().flatten();
        indexes.filter_map(|index| self.all.get(*index)?.as_ref())
    }

    /// Those about a picture or a text of it, in reading order.
    pub fn of_figure(&self, at: FigureAt) -> impl Iterator<Item = &Finding> {
        let indexes = self.by_figure.get(&at).into_iter().flatten();
        indexes.filter_map(|index| self.all.get(*index)?.as_ref())
    }

    /// Follows a change: places move along, findings about words that changed go.
    pub(super) fn follow(&mut self, moved: &Moved) {
        let touched = match moved {
            Moved::Words { at, .. } => self.by_text.get(at),
            Moved::Block(id) => self.by_block.get(id),
            Moved::Figure(_) | Moved::Crops(_) | Moved::People | Moved::Tags => {
                self.sweep(moved);
                return;
            }
        };
        for index in touched.cloned().unwrap_or_default() {
            let Some(finding) = self.all.get_mut(index).and_then(Option::as_mut) else { continue };
            let stays = match (&mut finding.place, moved) {
                (Place::Range(at, range), moved) => {
                    match moved.range(*at, &(range.start..range.end)) {
                        Some(moved) => {
                            *range = moved.into();
                            true
                        }
                        None => false,
                    }
                }
                (_, Moved::Block(_)) => false,
                // About a text as a whole, such as its length: the next result says more.
                _ => true,
            };
            if let Some(fix) = &mut finding.fix
                && !moved.carry(&mut fix.edit)
            {
                finding.fix = None;
                self.fixes.entry(finding.rule).and_modify(|count| *count -= 1);
            }
            if !stays {
                self.drop_at(index);
            }
        }
    }

    /// What seldom happens looks at all findings.
    fn sweep(&mut self, moved: &Moved) {
        let gone: Vec<usize> = (0..self.all.len())
            .filter(|index| {
                let finding = self.all.get(*index).and_then(Option::as_ref);
                finding.is_some_and(|finding| match &finding.place {
                    Place::Range(at, _) | Place::Text(at) => moved.touches(*at),
                    Place::Figure(at) => {
                        let fix = finding.fix.as_ref();
                        // A fix sets a field whole: one made for what stood there before goes.
                        let stale = fix.is_some_and(|fix| !moved.carry(&mut fix.edit.clone()));
                        stale || moved.touches(TextAt::Alt(*at))
                    }
                    _ => false,
                })
            })
            .collect();
        for index in gone {
            self.drop_at(index);
        }
    }

    fn drop_at(&mut self, index: usize) {
        if let Some(finding) = self.all.get_mut(index).and_then(Option::take) {
            self.levels[slot(finding.level)] -= 1;
            self.gone += 1;
            if finding.fix.is_some() {
                self.fixes.entry(finding.rule).and_modify(|count| *count -= 1);
            }
        }
    }
}
