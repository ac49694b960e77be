//! A made-up desk folder of any number of stories, the same every time.
//!
//! Words are drawn as they fall in real copy: a few very often, most of 30,000 seldom. So a search
//! for a short beginning finds nearly every story, and for a long one a handful.
//!
//! Must not know: what is measured.

use std::fs;
use std::path::Path;

use chrono::TimeDelta;
use nightdesk::record::{self, Unknown};
use nightdesk::story::{BlockKind, Credit, Figure, Ids, Person, RichText, Status, Story, Tag};

use crate::support::NOW;

/// Words that stand in most copy, the commonest first.
const COMMON: [&str; 32] = [
    "the", "of", "to", "a", "in", "and", "said", "that", "was", "for", "with", "on", "by", "from",
    "its", "their", "had", "at", "who", "before", "after", "would", "not", "when", "more", "he",
    "have", "harbour", "council", "ferry", "has", "harvest",
];
const BEGINNINGS: [&str; 20] = [
    "h", "b", "st", "m", "l", "gr", "t", "p", "v", "s", "qu", "tr", "n", "r", "k", "d", "w", "f",
    "sh", "cl",
];
const MIDDLES: [&str; 10] = ["a", "e", "i", "o", "u", "ar", "er", "ou", "é", "au"];
const ENDS: [&str; 10] = ["", "n", "r", "s", "t", "ll", "ng", "m", "x", "ck"];
const VOCABULARY: usize = 30_000;
const SECTIONS: [&str; 6] = ["World", "Coast", "Sport", "Markets", "Opinion", "Local"];
/// Words of a body.
const BODY_WORDS: usize = 400;

/// Writes so many stories below a folder, one folder each.
pub(crate) fn write(desk: &Path, stories: usize) {
    let mut writer = Writer::new();
    for number in 0..stories {
        let story = writer.story(number);
        let folder = desk.join(format!("{}-{number}", story.slug));
        fs::create_dir_all(&folder).expect("there is room");
        let text = record::to_ron(&story, &Unknown::default());
        fs::write(folder.join("story.ron"), text).expect("there is room");
    }
}

struct Writer {
    /// The state of the generator (xorshift).
    dice: u64,
    words: Vec<String>,
}

impl Writer {
    fn new() -> Self {
        let mut writer = Self { dice: 0x9E37_79B9_7F4A_7C15, words: Vec::new() };
        writer.words.extend(COMMON.map(str::to_owned));
        while writer.words.len() < VOCABULARY {
            let word = (0..2 + writer.below(3)).map(|_| writer.syllable()).collect();
            writer.words.push(word);
        }
        writer
    }

    fn next(&mut self) -> u64 {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        self.dice
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most as u64) as usize
    }

    fn syllable(&mut self) -> String {
        let [begin, middle, end] =
            [self.below(BEGINNINGS.len()), self.below(MIDDLES.len()), self.below(ENDS.len())];
        [BEGINNINGS[begin], MIDDLES[middle], ENDS[end]].concat()
    }

    /// The nth word about 1/n as often as the first (Zipf).
    fn word(&mut self) -> &str {
        let part = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        #[expect(clippy::cast_sign_loss, reason = "a power of something above 1")]
        let rank = (((VOCABULARY + 1) as f64).powf(part) - 1.0) as usize;
        &self.words[rank.min(VOCABULARY - 1)]
    }

    fn words(&mut self, count: usize) -> String {
        let mut text = String::new();
        for number in 0..count {
            if number > 0 {
                text.push_str(if number % 14 == 0 { ". " } else { " " });
            }
            text.push_str(self.word());
        }
        text
    }

    fn name(&mut self) -> String {
        format!("{} {}", self.syllable(), self.syllable())
    }

    fn story(&mut self, number: usize) -> Story {
        let seed = u32::try_from(number).expect("not so many");
        let mut ids = Ids::from_seed(seed + 1);
        let mut story = Story::new(ids.story());
        story.slug = self.words(2).replace(' ', "-");
        story.headline = self.words(8);
        story.standfirst = RichText::plain(self.words(24));
        SECTIONS[self.below(SECTIONS.len())].clone_into(&mut story.section);
        story.status = Status::ALL[self.below(Status::ALL.len())];
        story.bylines = vec![Person::named(self.name())];
        story.tags = vec![Tag::free(self.words(1)), Tag::free(self.words(1))];
        story.note_to_desk = self.words(6);
        story.updated = NOW - TimeDelta::minutes(i64::from(seed));
        story.deadline =
            number.is_multiple_of(3).then(|| NOW + TimeDelta::minutes(i64::from(seed)));
        story.target_words = Some(400);
        story.lead = Some(Figure {
            caption: RichText::plain(self.words(14)),
            credit: Credit { creators: vec![self.name()], ..Credit::default() },
            ..Figure::default()
        });
        for _ in 0..BODY_WORDS / 40 {
            let graf = RichText::plain(self.words(40));
            story.body.push(ids.block(BlockKind::Paragraph(graf)));
        }
        story
    }
}
