//! Made-up stories of any length, the same every time.
//!
//! Must not know: what is measured.

use chrono::{DateTime, Utc};
use nightdesk::story::{
    Alt, BlockKind, Credit, Figure, HeadingLevel, Ids, List, ListItem, MarkKind, Person, Quote,
    RichText, Story, Tag,
};

/// The time that everything here happens at.
pub(crate) const NOW: DateTime<Utc> =
    DateTime::from_timestamp_secs(1_789_000_000).expect("in range");

const WORDS: [&str; 48] = [
    "harbour",
    "the",
    "of",
    "boat",
    "to",
    "early",
    "a",
    "pilot",
    "in",
    "winter",
    "and",
    "council",
    "said",
    "that",
    "tide",
    "was",
    "new",
    "for",
    "quay",
    "with",
    "rope",
    "on",
    "by",
    "engine",
    "from",
    "island",
    "its",
    "crew",
    "their",
    "morning",
    "had",
    "chart",
    "at",
    "weather",
    "who",
    "captain",
    "before",
    "ferry",
    "after",
    "channel",
    "would",
    "timetable",
    "not",
    "sandbank",
    "when",
    "survey",
    "more",
    "water",
];

/// A small generator of numbers that look random (xorshift).
pub(crate) struct Dice(u64);

impl Dice {
    /// The same numbers for the same seed, which is not 0.
    pub(crate) fn from_seed(seed: u64) -> Self {
        Self(seed)
    }

    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }

    /// Sentences of this many words in all; no word stands twice in a row.
    pub(crate) fn sentences(&mut self, words: usize) -> String {
        let mut text = String::new();
        let mut last = WORDS.len();
        let mut begins = true;
        for number in 1..=words {
            let mut word = self.below(WORDS.len());
            if word == last {
                word = (word + 1) % WORDS.len();
            }
            last = word;
            let mut letters = WORDS[word].chars();
            match letters.next() {
                Some(first) if begins => text.extend(first.to_uppercase()),
                Some(first) => text.push(first),
                None => {}
            }
            text.push_str(letters.as_str());
            begins = number == words || self.below(14) == 0;
            text.push_str(if begins { ". " } else { " " });
        }
        text.trim_end().to_owned()
    }
}

/// What a story is made of, over and over: grafs, and one each of the others.
pub(crate) const PATTERN: usize = 24;
/// The place in the pattern behind which a story may end: grafs stand there.
const END: usize = 19;
/// Words of a graf, of a whole pattern, and of one up to [`END`].
pub(crate) const GRAF_WORDS: usize = 60;
const PATTERN_WORDS: usize = 20 * GRAF_WORDS + 96;
const END_WORDS: usize = 16 * GRAF_WORDS + 82;

/// How many blocks make a story of about this many words that ends with grafs.
pub(crate) fn blocks(words: usize) -> usize {
    END + PATTERN * (words.saturating_sub(END_WORDS) + PATTERN_WORDS / 2).div_euclid(PATTERN_WORDS)
}

/// A story of about this many words: grafs, subheads, quotes, lists, pictures. `graf` writes the
/// graf that is the block of this number.
pub(crate) fn story(words: usize, graf: impl Fn(&mut Dice, usize) -> RichText) -> Story {
    let mut ids = Ids::from_seed(9);
    let mut dice = Dice::from_seed(0x9E37_79B9_7F4A_7C15);
    let mut story = Story::new(ids.story());
    story.slug = "made-up".into();
    story.headline = "Ferry takes the long way round".into();
    story.standfirst = RichText::plain(dice.sentences(24));
    story.bylines = vec![Person::named("Ada Quill")];
    story.tags = vec![Tag::free("Ferries"), Tag::free("Islands")];
    story.created = NOW;
    story.updated = NOW;
    for number in 0..blocks(words) {
        let kind = match number % PATTERN {
            7 => heading(&mut dice),
            11 => quote(&mut dice),
            15 => list(&mut dice),
            19 => figure(&mut dice),
            _ => BlockKind::Paragraph(graf(&mut dice, number)),
        };
        story.body.push(ids.block(kind));
    }
    story
}

/// A graf of clean copy, every third with a link and emphasis.
pub(crate) fn graf(dice: &mut Dice, number: usize) -> RichText {
    let mut text = RichText::plain(dice.sentences(GRAF_WORDS));
    if number.is_multiple_of(3) {
        let url = "https://harbour.example/tides".to_owned();
        text.mark(4..11, MarkKind::Link { url, title: String::new() });
        text.mark(20..31, MarkKind::Emphasis);
    }
    text
}

fn heading(dice: &mut Dice) -> BlockKind {
    let words = dice.sentences(4);
    BlockKind::Heading(HeadingLevel::Two, RichText::plain(words.trim_end_matches('.')))
}

fn quote(dice: &mut Dice) -> BlockKind {
    let text = RichText::plain(dice.sentences(30));
    BlockKind::Quote(Quote { text, attribution: "Ada Quill, pilot".to_owned() })
}

fn list(dice: &mut Dice) -> BlockKind {
    let mut item = || ListItem { level: 0, text: RichText::plain(dice.sentences(12)) };
    BlockKind::List(List { ordered: false, items: vec![item(), item(), item(), item()] })
}

fn figure(dice: &mut Dice) -> BlockKind {
    BlockKind::Figure(Box::new(Figure {
        caption: RichText::plain(dice.sentences(14)),
        credit: Credit { creators: vec!["Kit Orme".to_owned()], ..Credit::default() },
        alt: Alt::Text(dice.sentences(10)),
        source_url: "https://pictures.example/quay.jpg".to_owned(),
        ..Figure::default()
    }))
}
