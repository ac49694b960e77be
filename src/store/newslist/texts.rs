//! The words of a story as the index keeps them: by place, bounded, ready to be cut into words.
//!
//! The index cuts at everything that is neither letter nor digit. Scripts that do not part their
//! words (Han, kana, Thai, …) would be one endless word there, so an invisible gap goes between
//! their letters, here and in what is looked for; it is taken out again before anything is shown.
//!
//! Must not know: the index.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::story::{Block, BlockKind, Figure, MarkKind, RichText, Story};

/// The gap that is put between letters of scripts without gaps: a zero-width space.
pub(super) const GAP: char = '\u{200b}';
/// Where a match begins and ends in what the index hands back. Neither is in any text of it.
pub(super) const MATCH_BEGINS: char = '\u{2}';
/// See [`MATCH_BEGINS`].
pub(super) const MATCH_ENDS: char = '\u{3}';
/// The most bytes of one story that can be searched for: some 700,000 words.
const MOST_BYTES: usize = 4 << 20;

/// The words of a story by their place; see `NAMES`, which is in the same order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Texts {
    pub(super) slug: String,
    pub(super) headline: String,
    pub(super) bylines: String,
    pub(super) furniture: String,
    pub(super) body: String,
    pub(super) captions: String,
    pub(super) credits: String,
    pub(super) tags: String,
    pub(super) notes: String,
    /// Words with letters such as `ł` or `ß` once more, as keyboards without them write them.
    pub(super) also: String,
}

impl Texts {
    /// The words of a story.
    pub(super) fn of(story: &Story) -> Self {
        let mut gather = Gather { texts: Self::default(), room: MOST_BYTES };
        gather.furniture(story);
        for (_, figure) in story.figures() {
            gather.figure(figure);
        }
        for block in &story.body {
            gather.block(block);
        }
        gather.texts
    }

    /// Only a name, for a story that cannot be read.
    pub(super) fn named(name: &str) -> Self {
        let mut gather = Gather { texts: Self::default(), room: MOST_BYTES };
        gather.put(|texts| &mut texts.slug, name);
        gather.texts
    }

    /// The texts in the order of the index's columns.
    pub(super) fn columns(&self) -> [&str; 10] {
        let Self { slug, headline, bylines, furniture, body, captions, credits, tags, notes, also } =
            self;
        [slug, headline, bylines, furniture, body, captions, credits, tags, notes, also]
    }
}

type Part = fn(&mut Texts) -> &mut String;

struct Gather {
    texts: Texts,
    /// How many bytes more are taken.
    room: usize,
}

impl Gather {
    fn put(&mut self, part: Part, text: &str) {
        if text.is_empty() || self.room == 0 {
            return;
        }
        let text = match text.char_indices().find(|(at, _)| *at >= self.room) {
            Some((cut, _)) => text.get(..cut).unwrap_or_default(),
            None => text,
        };
        self.room = self.room.saturating_sub(text.len());
        let into = part(&mut self.texts);
        if !into.is_empty() {
            into.push('\n');
        }
        push_parted(into, text);
        push_plainer(&mut self.texts.also, text);
    }

    fn rich(&mut self, part: Part, text: &RichText) {
        self.put(part, text.as_str());
        for mark in text.marks() {
            if let MarkKind::Comment { author, text } = &mark.kind {
                self.put(|texts| &mut texts.notes, author);
                self.put(|texts| &mut texts.notes, text);
            }
        }
    }

    fn furniture(&mut self, story: &Story) {
        self.put(|texts| &mut texts.slug, &story.slug);
        self.put(|texts| &mut texts.headline, &story.headline);
        for person in &story.bylines {
            self.put(|texts| &mut texts.bylines, &person.name);
        }
        let furniture: Part = |texts| &mut texts.furniture;
        self.put(furniture, &story.kicker);
        self.rich(furniture, &story.standfirst);
        let variants = &story.variants;
        for text in [&variants.web, &variants.social, &variants.push, &story.section] {
            self.put(furniture, text);
        }
        self.put(furniture, &story.dateline.place);
        for person in &story.bylines {
            self.put(furniture, &person.role);
            self.put(furniture, &person.outlet);
            self.rich(furniture, &person.bio);
        }
        for link in &story.related {
            self.put(furniture, &link.title);
        }
        for tag in &story.tags {
            self.put(|texts| &mut texts.tags, &tag.name);
            if let Some((_, code)) = &tag.code {
                self.put(|texts| &mut texts.tags, code);
            }
        }
        self.put(|texts| &mut texts.notes, &story.note_to_desk);
        for note in &story.notes {
            self.put(|texts| &mut texts.notes, &note.text);
        }
    }

    fn figure(&mut self, figure: &Figure) {
        self.rich(|texts| &mut texts.captions, &figure.caption);
        self.put(|texts| &mut texts.captions, figure.alt.text());
        for name in &figure.persons {
            self.put(|texts| &mut texts.captions, name);
        }
        let credit = &figure.credit;
        let names = credit.creators.iter().chain(&credit.agencies).chain(&credit.provider);
        for name in names {
            self.put(|texts| &mut texts.credits, name);
        }
        self.put(|texts| &mut texts.credits, &credit.verbatim);
    }

    fn block(&mut self, block: &Block) {
        let body: Part = |texts| &mut texts.body;
        match &block.kind {
            BlockKind::Quote(quote) | BlockKind::PullQuote(quote) => {
                self.rich(body, &quote.text);
                self.put(body, &quote.attribution);
            }
            BlockKind::Embed(embed) => {
                for text in [&embed.title, &embed.provider, &embed.fallback] {
                    self.put(body, text);
                }
            }
            BlockKind::Related(link) | BlockKind::Promo(link) => self.put(body, &link.title),
            BlockKind::DeskNote(text) => self.rich(|texts| &mut texts.notes, text),
            // They are among the story's pictures.
            BlockKind::Figure(_) | BlockKind::Gallery(_) => {}
            kind => {
                if let BlockKind::Table(table) = kind {
                    self.put(body, &table.caption);
                }
                for text in kind.texts() {
                    self.rich(body, text);
                }
            }
        }
    }
}

/// A text with gaps between the letters of scripts that have none, and without what marks matches.
pub(super) fn parted(text: &str) -> String {
    let mut parted = String::with_capacity(text.len());
    push_parted(&mut parted, text);
    parted
}

fn push_parted(into: &mut String, text: &str) {
    let plain = |c: char| if c.is_control() && c != '\n' { ' ' } else { c };
    if !text.chars().any(has_no_gaps) {
        into.extend(text.chars().filter(|c| *c != GAP).map(plain));
        return;
    }
    // A vowel sign belongs to the letter before it.
    for letter in text.graphemes(true) {
        let is_parted = letter.chars().next().is_some_and(has_no_gaps);
        if is_parted && !into.ends_with(GAP) {
            into.push(GAP);
        }
        into.extend(letter.chars().filter(|c| *c != GAP).map(plain));
        if is_parted {
            into.push(GAP);
        }
    }
}

/// Whether a letter is of a script that writes words without gaps.
fn has_no_gaps(c: char) -> bool {
    matches!(u32::from(c),
        0x0e00..=0x0eff // Thai, Lao
        | 0x1000..=0x109f // Burmese
        | 0x1780..=0x17ff // Khmer
        | 0x3040..=0x30ff | 0x31f0..=0x31ff | 0xff66..=0xff9f // kana
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff // Han
    )
}

/// Words with letters that are no letter with an accent, yet stand on few keyboards: `Łódź` also
/// as `Lódź`, `Straße` also as `Strasse`. The index itself takes the accents off.
fn push_plainer(into: &mut String, text: &str) {
    if text.is_ascii() || !text.chars().any(|c| plainer(c).is_some()) {
        return;
    }
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if word.chars().any(|c| plainer(c).is_some()) {
            for c in word.chars() {
                match plainer(c) {
                    Some(plainer) => into.push_str(plainer),
                    None => into.push(c),
                }
            }
            into.push(' ');
        }
    }
}

fn plainer(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' | 'Ł' => "l",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ı' => "i",
        'ħ' | 'Ħ' => "h",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Ids;

    #[test]
    fn scripts_without_gaps_are_parted_between_letters_and_others_left() {
        for (text, expected) in [
            ("Harbour’s café", "Harbour’s café"),
            ("東京で雨", "|東|京|で|雨|"),
            ("rain 雨 rain", "rain |雨| rain"),
            ("น้ำ", "|น้ำ|"),
            ("a\u{2}b\u{200b}c\u{0}", "a bc "),
        ] {
            assert_eq!(parted(text).replace(GAP, "|"), expected, "{text}");
        }
    }

    #[test]
    fn letters_that_few_keyboards_have_are_written_once_more() {
        let mut plainer = String::new();
        push_plainer(&mut plainer, "Łódź, Straße und Ærø: İstanbul, plain");
        assert_eq!(plainer, "lódź Strasse aero ");
    }

    #[test]
    fn a_book_is_searched_up_to_a_bound() {
        let mut ids = Ids::from_seed(1);
        let mut story = Story::new(ids.story());
        for _ in 0..6 {
            let graf = RichText::plain("é".repeat(MOST_BYTES / 10));
            story.body.push(ids.block(BlockKind::Paragraph(graf)));
        }
        let texts = Texts::of(&story);
        assert!(texts.body.len() <= MOST_BYTES + 10, "{}", texts.body.len());
        assert!(texts.body.len() > MOST_BYTES - 10);
    }
}
