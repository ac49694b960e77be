//! What a picture’s file says about the picture: caption, makers, rights, place.
//!
//! ```
//! let png = b"\x89PNG\r\n\x1a\n\0\0\0\x62tEXtRaw profile type iptc\0\niptc\n 32\n\
//!     1c02780007466572726965731c02500008\n4b4954204f524d450000000000000000\n....";
//! let metadata = nightdesk::media::metadata::metadata(png);
//! assert_eq!(metadata.caption.unwrap().value, "Ferries");
//! let creator = metadata.creators.first().unwrap();
//! assert_eq!((creator.value.as_str(), creator.verbatim.value.as_str()), ("Kit Orme", "KIT ORME"));
//! ```
//!
//! A file may say the same thing three times: in Exif, in IPTC-IIM and in XMP. `container` finds
//! the blocks, `exif`, `iim` and `xmp` read them into [`Statement`]s, `reconcile` takes one by the
//! order of the Metadata Working Group (Guidelines for Handling Image Metadata 2.0, §3), and
//! `clean` makes it fit for print. Nothing that a file says is lost: [`Metadata::statements`] has
//! all of it letter for letter.
//!
//! Input is hostile. Every loop moves forward, nothing recurses, and what is unpacked or put
//! together is bounded; a block that breaks off is read up to there and named in
//! [`Metadata::damaged`].
//!
//! Must not know: files, pixels, the story that the picture goes into.

mod charset;
mod clean;
mod container;
mod dates;
mod directory;
mod exif;
mod iim;
mod number;
mod photoshop;
mod reconcile;
mod xmp;

use chrono::{DateTime, Utc};

use crate::story::{Credit, FileSays, SourceType};

pub(super) use container::heif_size;

/// A block of metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Block {
    /// Exif, written by cameras.
    Exif,
    /// IPTC-IIM, written by picture desks since 1994.
    Iim,
    /// XMP, written by everybody since.
    Xmp,
}

/// What a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The caption (IPTC “Description”).
    Caption,
    /// The headline.
    Headline,
    /// A photographer or artist.
    Creator,
    /// The credit line.
    CreditLine,
    /// The copyright notice.
    Copyright,
    /// Whose picture it was before the supplier’s.
    Source,
    /// Alternative text.
    Alt,
    /// The long form of alternative text.
    ExtendedDescription,
    /// A person shown.
    Person,
    /// The city shown.
    City,
    /// The country shown.
    Country,
    /// When the picture was taken.
    Created,
    /// Instructions to editors.
    Instructions,
    /// What the supplier allows.
    UsageTerms,
    /// When the right to use it ends.
    Expiry,
    /// How it came into being.
    SourceType,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 16] = [
        Self::Caption,
        Self::Headline,
        Self::Creator,
        Self::CreditLine,
        Self::Copyright,
        Self::Source,
        Self::Alt,
        Self::ExtendedDescription,
        Self::Person,
        Self::City,
        Self::Country,
        Self::Created,
        Self::Instructions,
        Self::UsageTerms,
        Self::Expiry,
        Self::SourceType,
    ];
}

/// One thing that a file says, letter for letter.
///
/// Dates are the exception: each block writes them in a way of its own, here they are all
/// `2024-05-06T07:08:09+02:00` or as much of it as is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What it is about.
    pub field: Field,
    /// Where it stands.
    pub block: Block,
    /// The property, by the name that its standard gives it: `2:120`, `dc:description`.
    pub tag: &'static str,
    /// Its language (BCP 47, or `x-default`), where the block says it.
    pub language: Option<String>,
    /// The words.
    pub value: String,
    /// Whether it fills its field to the last byte, so that something may be missing.
    pub may_be_cut: bool,
}

/// One thing that a file says, fit for print, and the statement that it was taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words after cleaning.
    pub value: String,
    /// Where they are from, and how they stand there.
    pub verbatim: Statement,
}

/// What a picture’s file says about the picture.
///
/// Where a file says something in several languages, the one marked `x-default` counts, or the
/// first; [`Metadata::in_language`] gives another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The caption.
    pub caption: Option<Said>,
    /// The headline.
    pub headline: Option<Said>,
    /// Photographers or artists, in order, in proper case.
    pub creators: Vec<Said>,
    /// The credit line.
    pub credit_line: Option<Said>,
    /// Makers and suppliers, told apart: byline and credit line together.
    pub credit: Credit,
    /// The copyright notice.
    pub copyright: Option<Said>,
    /// Whose picture it was before the supplier’s, in the usual spelling.
    pub source: Option<Said>,
    /// Alternative text (IPTC 2021).
    pub alt: Option<Said>,
    /// Extended description (IPTC 2021).
    pub extended_description: Option<Said>,
    /// Persons shown, in proper case.
    pub persons: Vec<Said>,
    /// The city shown.
    pub city: Option<Said>,
    /// The country shown.
    pub country: Option<Said>,
    /// When it was taken: `2024-05-06T07:08:09+02:00` or as much of it as is said.
    pub created: Option<Said>,
    /// Instructions to editors.
    pub instructions: Option<Said>,
    /// What the supplier allows.
    pub usage_terms: Option<Said>,
    /// When the right to use it ends, as said.
    pub expiry: Option<Said>,
    /// The last moment at which it may be used: a day lasts until its midnight, UTC if no zone is
    /// said.
    pub expires: Option<DateTime<Utc>>,
    /// How it came into being.
    pub source_type: SourceType,
    /// Everything that was read, letter for letter: Exif, then IIM, then XMP.
    pub statements: Vec<Statement>,
    /// Blocks that break off or contradict themselves; what could be read of them is above.
    pub damaged: Vec<Block>,
}

impl Metadata {
    /// What is kept with a figure to show beside the editor’s own words, in the story’s language
    /// (BCP 47) where the file speaks several.
    pub fn file_says(&self, file_name: &str, language: &str) -> FileSays {
        let value = |said: Option<&Said>| said.map(|said| said.value.clone()).unwrap_or_default();
        let spoken =
            |field, said: Option<&Said>| value(self.in_language(field, language).as_ref().or(said));
        FileSays {
            file_name: file_name.to_owned(),
            headline: spoken(Field::Headline, self.headline.as_ref()),
            caption: spoken(Field::Caption, self.caption.as_ref()),
            credit: self.credit.verbatim.clone(),
            alt: spoken(Field::Alt, self.alt.as_ref()),
            extended_description: spoken(
                Field::ExtendedDescription,
                self.extended_description.as_ref(),
            ),
            copyright: spoken(Field::Copyright, self.copyright.as_ref()),
            source: value(self.source.as_ref()),
            persons: self.persons.iter().map(|said| said.value.clone()).collect(),
            city: value(self.city.as_ref()),
            country: value(self.country.as_ref()),
            created: value(self.created.as_ref()),
            instructions: value(self.instructions.as_ref()),
            usage_terms: spoken(Field::UsageTerms, self.usage_terms.as_ref()),
            expires: self.expires,
            settled: Vec::new(),
        }
    }

    /// What the file says in the story’s language (BCP 47), cleaned: `pt` also finds `pt-BR`.
    ///
    /// `None` when it says nothing in that language; the field itself then has what there is.
    pub fn in_language(&self, field: Field, language: &str) -> Option<Said> {
        let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase();
        let in_it = |fits: &dyn Fn(&str) -> bool| {
            self.statements
                .iter()
                .find(|said| said.field == field && said.language.as_deref().is_some_and(fits))
        };
        let found = in_it(&|tag| tag.eq_ignore_ascii_case(language))
            .or_else(|| in_it(&|tag| primary(tag) == primary(language)))?;
        clean::said(found)
    }
}

/// How many bytes of Content Credentials (C2PA) a picture’s file carries; `None` for none.
pub(super) fn credentials_len(bytes: &[u8]) -> Option<usize> {
    container::blocks(bytes).credentials
}

/// Reads what a picture’s file says. A file that is no picture, or says nothing, gives nothing.
pub fn metadata(bytes: &[u8]) -> Metadata {
    let blocks = container::blocks(bytes);
    let mut damaged = blocks.damaged.clone();
    let mut statements = Vec::new();
    let mut add = |block: Block, (said, is_whole): (Vec<Statement>, bool)| {
        statements.extend(said);
        if !is_whole && !damaged.contains(&block) {
            damaged.push(block);
        }
    };
    if let Some(bytes) = &blocks.exif {
        add(Block::Exif, exif::read(bytes));
    }
    if let Some(block) = &blocks.iim {
        add(Block::Iim, iim::read(&block.bytes));
    }
    for packet in &blocks.xmp {
        add(Block::Xmp, xmp::read(packet));
    }
    let order = reconcile::order(&blocks);
    let choice = |field| reconcile::choose(field, &statements, order);
    let one = |field| clean::one(&choice(field));
    let creators = clean::creators(&choice(Field::Creator));
    let credit_line = one(Field::CreditLine);
    let expiry = one(Field::Expiry);
    Metadata {
        caption: one(Field::Caption),
        headline: one(Field::Headline),
        credit: clean::credit(&choice(Field::Creator), credit_line.as_ref()),
        creators,
        credit_line,
        copyright: one(Field::Copyright),
        source: one(Field::Source),
        alt: one(Field::Alt),
        extended_description: one(Field::ExtendedDescription),
        persons: clean::persons(&reconcile::persons(&statements)),
        city: one(Field::City),
        country: one(Field::Country),
        created: one(Field::Created),
        instructions: one(Field::Instructions),
        usage_terms: one(Field::UsageTerms),
        expires: expiry.as_ref().and_then(|said| dates::end(&said.value)),
        expiry,
        source_type: one(Field::SourceType)
            .map(|said| SourceType::from_term(&said.value))
            .unwrap_or_default(),
        statements,
        damaged,
    }
}
