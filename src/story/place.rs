//! Addresses inside a story: of a text, a picture, a finding.

use std::ops::Range;

use super::{BlockId, Story};

/// Where a picture stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FigureAt {
    /// The lead picture.
    Lead,
    /// A picture block.
    Block(BlockId),
    /// The nth picture of a gallery block.
    Gallery(BlockId, usize),
}

/// Which of the headline's sisters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Variant {
    /// For search engines.
    Web,
    /// For social networks.
    Social,
    /// For push notifications.
    Push,
}

/// Which text of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The words of a paragraph, heading, quote or desk note.
    Text,
    /// Who a quote is by.
    Attribution,
    /// The nth item of a list.
    Item(usize),
    /// A cell of a table, by row and column.
    Cell(usize, usize),
    /// The title of an embed, related story or promo, or the caption of a table.
    Title,
    /// The address of an embed, related story or promo.
    Url,
    /// The host of an embed.
    Provider,
    /// The words shown where an embed cannot be.
    Fallback,
    /// The block as one thing, for carets at a picture or another block without running words:
    /// byte 0 stands before it, byte 1 after it. It has no text.
    Whole,
}

/// Which text of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PersonPart {
    /// Name.
    Name,
    /// Role.
    Role,
    /// Outlet.
    Outlet,
    /// Bio.
    Bio,
    /// E-mail address.
    Email,
}

/// The address of one text of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextAt {
    /// The slug.
    Slug,
    /// The section.
    Section,
    /// The kicker.
    Kicker,
    /// The headline.
    Headline,
    /// A headline variant.
    Variant(Variant),
    /// The standfirst.
    Standfirst,
    /// The place of the dateline.
    DatelinePlace,
    /// The note to the desk.
    NoteToDesk,
    /// The address that the story came from.
    SourceUrl,
    /// A text of a byline, by its place in the byline.
    Person(usize, PersonPart),
    /// The name of a tag.
    Tag(usize),
    /// A text of a body block.
    Block(BlockId, Part),
    /// A caption.
    Caption(FigureAt),
    /// A description for readers who do not see the picture.
    Alt(FigureAt),
    /// A credit line as it stands. Read-only here: a new credit is parsed, then set whole.
    Credit(FigureAt),
    /// The usage terms of a picture.
    UsageTerms(FigureAt),
}

impl TextAt {
    /// The body block that this text belongs to, if any.
    pub fn block(self) -> Option<BlockId> {
        match self {
            Self::Block(id, _) => Some(id),
            Self::Caption(at) | Self::Alt(at) | Self::Credit(at) | Self::UsageTerms(at) => {
                at.block()
            }
            _ => None,
        }
    }

    /// The picture that this text belongs to, if any.
    pub fn figure(self) -> Option<FigureAt> {
        match self {
            Self::Caption(at) | Self::Alt(at) | Self::Credit(at) | Self::UsageTerms(at) => Some(at),
            _ => None,
        }
    }
}

impl FigureAt {
    /// The body block that holds the picture; `None` for the lead.
    pub fn block(self) -> Option<BlockId> {
        match self {
            Self::Lead => None,
            Self::Block(id) | Self::Gallery(id, _) => Some(id),
        }
    }
}

/// What a finding or notice is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// The story as a whole.
    Story,
    /// A whole text, such as a missing headline.
    Text(TextAt),
    /// Some bytes of a text.
    Range(TextAt, ByteRange),
    /// A whole body block.
    Block(BlockId),
    /// A whole picture.
    Figure(FigureAt),
    /// The byline.
    Bylines,
    /// The tags.
    Tags,
    /// The status.
    Status,
    /// The embargo.
    Embargo,
    /// The nth related story.
    RelatedStory(usize),
}

/// A range of bytes that can be sorted and hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ByteRange {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl From<Range<usize>> for ByteRange {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

impl From<ByteRange> for Range<usize> {
    fn from(range: ByteRange) -> Self {
        range.start..range.end
    }
}

impl Place {
    /// The text that the place is in, if it is in one.
    pub fn text(&self) -> Option<TextAt> {
        match self {
            Self::Text(at) | Self::Range(at, _) => Some(*at),
            _ => None,
        }
    }

    /// The picture that the place is about, if it is about one.
    pub fn figure(&self) -> Option<FigureAt> {
        match self {
            Self::Text(at) | Self::Range(at, _) => at.figure(),
            Self::Figure(at) => Some(*at),
            _ => None,
        }
    }

    /// The body block that the place is in, if it is in one.
    pub fn block(&self) -> Option<BlockId> {
        match self {
            Self::Text(at) | Self::Range(at, _) => at.block(),
            Self::Block(id) => Some(*id),
            Self::Figure(at) => at.block(),
            _ => None,
        }
    }
}

impl Story {
    /// A place in the words of the desk: `Caption`… `Picture 2`, `Graf, block 5`.
    pub fn place_name(&self, place: &Place) -> String {
        let picture = |at| match self.figures().iter().position(|(place, _)| *place == at) {
            Some(index) => format!("Picture {}", index + 1),
            None => "Picture".to_owned(),
        };
        let at = match place {
            Place::Text(at) | Place::Range(at, _) => *at,
            Place::Figure(at) => return picture(*at),
            Place::Block(id) => {
                let number = self.position(*id).map_or(0, |index| index + 1);
                return format!("Block {number}");
            }
            Place::Bylines => return "Byline".to_owned(),
            Place::Tags => return "Tags".to_owned(),
            Place::Status | Place::Embargo => return "Status and embargo".to_owned(),
            Place::RelatedStory(index) => return format!("Related story {}", index + 1),
            Place::Story => return "The story".to_owned(),
        };
        match at {
            TextAt::Slug => "Slug".to_owned(),
            TextAt::Section => "Section".to_owned(),
            TextAt::Kicker => "Kicker".to_owned(),
            TextAt::Headline => "Headline".to_owned(),
            TextAt::Variant(_) => "Headline variants".to_owned(),
            TextAt::Standfirst => "Standfirst".to_owned(),
            TextAt::DatelinePlace => "Dateline".to_owned(),
            TextAt::NoteToDesk => "Note to desk".to_owned(),
            TextAt::SourceUrl => "Source".to_owned(),
            TextAt::Person(..) => "Byline".to_owned(),
            TextAt::Tag(_) => "Tags".to_owned(),
            TextAt::Block(id, _) => {
                let number = self.position(id).map_or(0, |index| index + 1);
                let name = match self.block(id).map(|block| &block.kind) {
                    Some(super::BlockKind::Paragraph(_)) => "Graf",
                    Some(kind) => kind.name(),
                    None => "Block",
                };
                format!("{name}, block {number}")
            }
            TextAt::Caption(at) | TextAt::Alt(at) | TextAt::Credit(at) | TextAt::UsageTerms(at) => {
                picture(at)
            }
        }
    }
}
