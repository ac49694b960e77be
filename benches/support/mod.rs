//! Made-up copy of any length, the same every time.
//!
//! Must not know: what is measured.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use nightdesk::edit::{self, Edit};
use nightdesk::story::{
    Alt, BlockKind, Credit, Figure, HeadingLevel, Ids, List, ListItem, MarkKind, Part, Person,
    Quote, RichText, Story, Tag, TextAt,
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
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }

    /// Sentences of this many words in all; no word stands twice in a row.
    fn sentences(&mut self, words: usize) -> String {
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

/// A story of about this many words: grafs, some with marks, subheads, quotes, lists, pictures.
pub(crate) fn story(words: usize) -> Story {
    let mut ids = Ids::from_seed(9);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut story = Story::new(ids.story());
    story.slug = "made-up".into();
    story.headline = "Ferry takes the long way round".into();
    story.standfirst = RichText::plain(dice.sentences(24));
    story.bylines = vec![Person::named("Ada Quill")];
    story.tags = vec![Tag::free("Ferries"), Tag::free("Islands")];
    story.created = NOW;
    story.updated = NOW;
    let mut written = 0;
    while written < words {
        let kind = block(&mut dice, story.body.len());
        let block = ids.block(kind);
        written += block.words();
        story.body.push(block);
    }
    story
}

fn block(dice: &mut Dice, number: usize) -> BlockKind {
    match number % 24 {
        7 => BlockKind::Heading(HeadingLevel::Two, RichText::plain(dice.sentences(4))),
        11 => BlockKind::Quote(Quote {
            text: RichText::plain(dice.sentences(30)),
            attribution: "Ada Quill, pilot".to_owned(),
        }),
        15 => BlockKind::List(List {
            ordered: false,
            items: (0..4)
                .map(|_| ListItem { level: 0, text: RichText::plain(dice.sentences(12)) })
                .collect(),
        }),
        19 => BlockKind::Figure(Box::new(Figure {
            caption: RichText::plain(dice.sentences(14)),
            credit: Credit { creators: vec!["Kit Orme".to_owned()], ..Credit::default() },
            alt: Alt::Text(dice.sentences(10)),
            source_url: "https://pictures.example/quay.jpg".to_owned(),
            ..Figure::default()
        })),
        _ => {
            let mut text = RichText::plain(dice.sentences(60));
            if number.is_multiple_of(3) {
                let url = "https://harbour.example/tides".to_owned();
                text.mark(4..11, MarkKind::Link { url, title: String::new() });
                text.mark(20..31, MarkKind::Emphasis);
            }
            BlockKind::Paragraph(text)
        }
    }
}

/// The same story with one more word in a graf in its middle.
pub(crate) fn with_one_more_word(story: &Story, word: &str) -> Story {
    let mut story = story.clone();
    let middle = story.body.len() / 2;
    let graf = story.body.iter().skip(middle).find_map(|block| match &block.kind {
        BlockKind::Paragraph(text) => Some((TextAt::Block(block.id, Part::Text), text.len())),
        _ => None,
    });
    if let Some((at, end)) = graf {
        let with = RichText::plain(format!(" {word}"));
        edit::apply(&mut story, Edit::Splice { at, range: end..end, with })
            .expect("a graf is there");
    }
    story
}

/// Copy of at least this many bytes as it is pasted from a page: headline, byline, grafs.
pub(crate) fn pasted_text(bytes: usize) -> String {
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    let mut text = String::from("Ferry takes the long way round\n\nBy Ada Quill\n\n");
    while text.len() < bytes {
        text.push_str(&dice.sentences(60));
        text.push_str("\n\n");
    }
    text
}

/// A page of at least this many bytes: head, menu, article, furniture.
pub(crate) fn page(bytes: usize) -> String {
    let mut dice = Dice(0xA076_1D64_78BD_642F);
    let mut page = String::from(
        "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\">\
         <title>Ferry takes the long way round | The Made-up Mercury</title>\
         <meta property=\"og:title\" content=\"Ferry takes the long way round\">\
         <script>window.dataLayer = [];</script></head><body>\
         <nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/coast\">Coast</a></li></ul></nav>\
         <main><article><h1>Ferry takes the long way round</h1>\
         <p class=\"byline\">By <a rel=\"author\" href=\"/quill\">Ada Quill</a></p>",
    );
    let mut number = 0;
    while page.len() < bytes {
        number += 1;
        let words = dice.sentences(60);
        let done = match number % 12 {
            4 => write!(page, "<h2>{}</h2>", dice.sentences(4)),
            7 => write!(
                page,
                "<figure><img src=\"/quay-{number}.jpg\" alt=\"A quay\"><figcaption>{} \
                 (Photo by KIT ORME/AFP via Getty Images)</figcaption></figure>",
                dice.sentences(14)
            ),
            9 => write!(
                page,
                "<div class=\"share-bar\"><button>Share</button><button>Save</button></div>\
                 <blockquote><p>{words}</p><cite>Ada Quill</cite></blockquote>"
            ),
            _ => write!(
                page,
                "<p class=\"graf graf--{number}\"><span>{words}</span> \
                 <a href=\"https://harbour.example/tides\">The tides</a> <em>again</em>.</p>"
            ),
        };
        done.expect("a String takes everything");
    }
    page.push_str(
        "</article><aside><h3>Most read</h3><ol><li><a href=\"/a\">Another story</a></li></ol>\
         </aside></main><footer>© The Made-up Mercury</footer></body></html>",
    );
    page
}
