//! The story as a rule sees it: one text, one picture, one block, or all of it.
//!
//! Must not know: any particular rule.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::cache::Gist;
use super::facts::Facts;
use super::names::Roll;
use super::spelling::{Dictionary, Misspelling};
use super::{Lexicon, Rule, Settings};
use crate::edit::Edit;
use crate::story::{
    Block, Figure, FigureAt, Language, Mark, RichText, Story, TextAt, TextRef, Variant, is_boundary,
};

/// What every look is handed beside the copy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'a> {
    pub(super) settings: &'a Settings,
    pub(super) language: &'a Language,
    pub(super) tongue: Tongue,
    pub(super) lexicon: &'a Lexicon,
    /// The words of the story's language; `None` while no dictionary of it is there.
    pub(super) dictionary: Option<Dictionary<'a>>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        settings: &'a Settings,
        lexicon: &'a Lexicon,
        language: &'a Language,
    ) -> Self {
        let dictionary = lexicon.of(language);
        Self { settings, language, tongue: Tongue::of(language), lexicon, dictionary }
    }

    pub(super) fn is_on(self, rule: &Rule) -> bool {
        !self.settings.off.contains(rule.id)
    }
}

/// The languages that rules have vocabulary for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    English,
    German,
    French,
    Spanish,
    Other,
}

impl Tongue {
    fn of(language: &Language) -> Self {
        match language.primary().as_str() {
            "en" => Self::English,
            "de" => Self::German,
            "fr" => Self::French,
            "es" => Self::Spanish,
            _ => Self::Other,
        }
    }
}

/// What part a text plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Headline,
    Variant(Variant),
    Standfirst,
    /// A paragraph of the body.
    Graf,
    Subhead,
    Quote,
    Item,
    Cell,
    Caption,
    Alt,
    Bio,
    /// The title of an embed, related story, promo or table, and what stands in for an embed.
    Title,
    /// A few words: kicker, section, dateline, a name, a role, a tag, an attribution.
    Label,
}

/// One text that readers get.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    pub(super) at: TextAt,
    pub(super) role: Role,
    pub(super) words: &'a str,
    /// The same text with its marks, where it has room for marks.
    pub(super) rich: Option<&'a RichText>,
    pub(super) reading: Reading<'a>,
}

impl<'a> Text<'a> {
    pub(super) fn marks(&self) -> &'a [Mark] {
        self.rich.map_or(&[], RichText::marks)
    }

    /// The edit that puts `with` in place of a range; `None` where the range would split a
    /// grapheme, since the edit would then change more than the rule has looked at.
    pub(super) fn replace(&self, range: Range<usize>, with: &str) -> Option<Edit> {
        let fits = is_boundary(self.words, range.start) && is_boundary(self.words, range.end);
        fits.then(|| Edit::Splice { at: self.at, range, with: RichText::plain(with) })
    }

    /// The edit that takes the links off a range and leaves its words.
    pub(super) fn unlink(&self, range: Range<usize>) -> Option<Edit> {
        let mut words = self.rich?.slice(range.clone());
        let all = 0..words.len();
        words.unmark(
            all,
            &crate::story::MarkKind::Link { url: String::new(), title: String::new() },
        );
        Some(Edit::Splice { at: self.at, range, with: words })
    }
}

/// One picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct FigureView<'a> {
    pub(super) at: FigureAt,
    pub(super) figure: &'a Figure,
}

impl FigureView<'_> {
    /// Whether there is a picture, here or at an address; without one there is nothing to credit.
    pub(super) fn has_picture(&self) -> bool {
        self.figure.media.is_some() || !self.figure.source_url.trim().is_empty()
    }

    /// What tells this picture from others wherever it stands: the start of its hash, else its
    /// address, else its block.
    pub(super) fn name(&self) -> String {
        let figure = self.figure;
        match (figure.media, self.at.block()) {
            (Some(media), _) => media.id.hex().chars().take(16).collect(),
            (None, _) if !figure.source_url.is_empty() => figure.source_url.clone(),
            (None, Some(block)) => block.to_string(),
            (None, None) => "lead".to_owned(),
        }
    }
}

/// One block of the body.
#[derive(Clone, Copy, Debug)]
pub(super) struct BlockView<'a> {
    pub(super) block: &'a Block,
    pub(super) reading: Reading<'a>,
}

/// All of the story, and the time.
#[derive(Clone, Copy, Debug)]
pub(super) struct StoryView<'a> {
    pub(super) story: &'a Story,
    pub(super) reading: Reading<'a>,
    pub(super) now: DateTime<Utc>,
    /// Of everything outside the body.
    pub(super) furniture: &'a Gist,
    /// One for each block of the body, in order.
    pub(super) gists: &'a [Arc<Gist>],
    /// See [`Self::roll`].
    pub(super) names: &'a OnceCell<Roll<'a>>,
    /// Words that are likely misspelt, in no order that readers know.
    pub(super) misspellings: &'a [Misspelling],
}

impl<'a> StoryView<'a> {
    /// What is known of every part of the story: furniture first, then the body in order.
    pub(super) fn all_gists(&self) -> impl Iterator<Item = &'a Gist> {
        std::iter::once(self.furniture).chain(self.gists.iter().map(Arc::as_ref))
    }

    /// The names of the story, read when a rule first asks for them.
    pub(super) fn roll(&self) -> &'a Roll<'a> {
        let mentions = || self.all_gists().flat_map(|gist| &gist.names);
        self.names.get_or_init(|| Roll::of(mentions()))
    }

    /// The text at an address, for a finding about some of its words.
    pub(super) fn text(&self, at: TextAt, role: Role) -> Option<Text<'a>> {
        let (words, rich) = match self.story.text(at)? {
            TextRef::Plain(words) => (words, None),
            TextRef::Rich(rich) => (rich.as_str(), Some(rich)),
        };
        Some(Text { at, role, words, rich, reading: self.reading })
    }

    /// Whether somebody has begun to write; an empty page needs no list of what it lacks.
    pub(super) fn is_begun(&self) -> bool {
        !crate::edit::adopt::is_pristine(self.story)
    }

    /// What the texts say in numbers: those of the furniture, then those of the body.
    pub(super) fn facts(&self) -> impl Iterator<Item = &'a Facts> {
        self.all_gists().flat_map(|gist| gist.facts.iter())
    }

    /// The text that facts are from.
    pub(super) fn text_of(&self, facts: &Facts) -> Option<Text<'a>> {
        let words = self.story.text(facts.at)?.as_str();
        Some(Text { at: facts.at, role: facts.role, words, rich: None, reading: self.reading })
    }

    /// The day that the story is of: its dateline's, else the one it was begun on.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        let begun = self.story.created;
        let begun = (begun != DateTime::UNIX_EPOCH).then(|| begun.date_naive());
        self.story.dateline.date.or(begun)
    }
}
