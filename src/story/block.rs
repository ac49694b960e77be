//! The blocks of a body.

use super::{BlockId, Figure, RichText, count_words};

/// One block of the body.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Its own id, the same wherever it moves.
    pub id: BlockId,
    /// What it holds.
    pub kind: BlockKind,
}

/// What a block can be.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A graf of running copy.
    Paragraph(RichText),
    /// A subhead.
    Heading(HeadingLevel, RichText),
    /// Words of somebody else, set off from the copy.
    Quote(Quote),
    /// A line of the copy repeated large; not part of the running text.
    PullQuote(Quote),
    /// A list.
    List(List),
    /// A picture with caption and credit.
    Figure(Box<Figure>),
    /// Several pictures shown together.
    Gallery(Vec<Figure>),
    /// A video, post or other thing that lives elsewhere.
    Embed(Embed),
    /// A link to another story, between the grafs.
    Related(Link),
    /// A standing promotion such as a newsletter sign-up.
    Promo(Link),
    /// A simple table.
    Table(Table),
    /// A break between parts of the story.
    Divider,
    /// A note to colleagues inside the copy. Never leaves in an export.
    DeskNote(RichText),
}

/// Level of a subhead; the headline itself is level 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HeadingLevel {
    /// A part of the story.
    Two,
    /// A part of a part.
    Three,
    /// The smallest subhead.
    Four,
}

impl HeadingLevel {
    /// The level as a number, 2 to 4.
    pub fn number(self) -> u8 {
        match self {
            Self::Two => 2,
            Self::Three => 3,
            Self::Four => 4,
        }
    }

    /// The nearest level that a story has: 1 becomes 2, 5 and 6 become 4.
    pub fn nearest(number: u8) -> Self {
        match number {
            0..=2 => Self::Two,
            3 => Self::Three,
            4.. => Self::Four,
        }
    }
}

/// A quotation with its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// The words; `\n` parts their grafs.
    pub text: RichText,
    /// Who said or wrote them; empty when the copy does not say.
    pub attribution: String,
}

/// A list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Numbered rather than bulleted.
    pub ordered: bool,
    /// Its items in order, nested by their level.
    pub items: Vec<ListItem>,
}

/// One item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListItem {
    /// How deep it is nested; 0 is the outermost.
    pub level: u8,
    /// Its words.
    pub text: RichText,
}

/// Something that lives elsewhere and is shown inside the story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embed {
    /// Where it lives.
    pub url: String,
    /// Its title or caption.
    pub title: String,
    /// Who hosts it, such as a video site.
    pub provider: String,
    /// What readers get where it cannot be shown.
    pub fallback: String,
}

/// A headline with an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The words to click on.
    pub title: String,
    /// Where they lead; empty when the source gave no address.
    pub url: String,
}

/// A simple table: every row has the same number of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    rows: Vec<Vec<RichText>>,
    /// Whether the first row names the columns.
    pub has_header: bool,
    /// What the table shows.
    pub caption: String,
}

impl Table {
    /// A table of these rows; short rows are filled up with empty cells.
    pub fn new(mut rows: Vec<Vec<RichText>>, has_header: bool, caption: String) -> Self {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        for row in &mut rows {
            row.resize(columns, RichText::default());
        }
        Self { rows, has_header, caption }
    }

    /// Its rows, top to bottom, all of the same length.
    pub fn rows(&self) -> &[Vec<RichText>] {
        &self.rows
    }

    /// One cell to change.
    pub fn cell_mut(&mut self, row: usize, column: usize) -> Option<&mut RichText> {
        self.rows.get_mut(row)?.get_mut(column)
    }
}

impl BlockKind {
    /// What the block is called in menus and messages.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Paragraph(_) => "Paragraph",
            Self::Heading(HeadingLevel::Two, _) => "Subhead",
            Self::Heading(HeadingLevel::Three, _) => "Subhead 3",
            Self::Heading(HeadingLevel::Four, _) => "Subhead 4",
            Self::Quote(_) => "Quote",
            Self::PullQuote(_) => "Pull quote",
            Self::List(List { ordered: true, .. }) => "Numbered list",
            Self::List(_) => "List",
            Self::Figure(_) => "Picture",
            Self::Gallery(_) => "Gallery",
            Self::Embed(_) => "Embed",
            Self::Related(_) => "Related story",
            Self::Promo(_) => "Promo",
            Self::Table(_) => "Table",
            Self::Divider => "Divider",
            Self::DeskNote(_) => "Desk note",
        }
    }

    /// The rich texts of the block in reading order: captions and cells included, and desk notes.
    pub fn texts(&self) -> Vec<&RichText> {
        match self {
            Self::Paragraph(text) | Self::Heading(_, text) | Self::DeskNote(text) => vec![text],
            Self::Quote(quote) | Self::PullQuote(quote) => vec![&quote.text],
            Self::List(list) => list.items.iter().map(|item| &item.text).collect(),
            Self::Figure(figure) => vec![&figure.caption],
            Self::Gallery(figures) => figures.iter().map(|figure| &figure.caption).collect(),
            Self::Table(table) => table.rows().iter().flatten().collect(),
            Self::Embed(_) | Self::Related(_) | Self::Promo(_) | Self::Divider => Vec::new(),
        }
    }
}

impl Block {
    /// Words of running copy in the block; see [`super::Story::words`].
    pub fn words(&self) -> usize {
        match &self.kind {
            BlockKind::Paragraph(_)
            | BlockKind::Heading(..)
            | BlockKind::Quote(_)
            | BlockKind::List(_)
            | BlockKind::Table(_) => {
                self.kind.texts().into_iter().map(|text| count_words(text.as_str())).sum()
            }
            _ => 0,
        }
    }
}
