//! The shape of the records: every field as it stands in `story.ron` and in our JSON.
//!
//! The doc comments of this file are the descriptions of the JSON Schema, so they are written for
//! whoever reads our JSON. What the public must not see carries `schemars(skip)`; [`super::write`]
//! leaves it out of the JSON. Records hold strings, numbers, booleans, lists and further records
//! and nothing else: no enum values and no options with names of their own, because those are what
//! a generic reader cannot keep when a newer version adds one.
//!
//! Must not know: the model. [`super::write`] and [`super::read`] translate.

use schemars::JsonSchema;
use serde::Serialize;

/// A news story: its words, furniture, pictures, people and status.
///
/// Fields that are empty are left out. Times are RFC 3339 in UTC. Positions in a text are bytes of
/// its UTF-8 form.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Nightdesk story", rename = "Story")]
pub(super) struct StoryRecord {
    /// Name and version of this format, `nightdesk/1.0`. A higher minor version adds fields, which
    /// readers may ignore; a higher major version changes their meaning.
    #[schemars(regex(pattern = r"^nightdesk/\d+\.\d+$"))]
    pub(super) schema: String,
    /// The story’s own id, the same for life (UUID).
    #[schemars(extend("format" = "uuid"))]
    pub(super) id: String,
    /// The desk’s short name for the story; not its address on the web.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) slug: String,
    /// The language of the copy (BCP 47), such as `en-GB`.
    pub(super) language: String,
    /// How far along the desk the story is.
    #[schemars(extend("enum" = [
        "draft", "on-rim", "in-slot", "ready", "published", "held", "spiked", "killed"
    ]))]
    pub(super) status: &'static str,
    /// Not to be published before this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date-time"))]
    pub(super) embargo: Option<String>,
    /// When the desk must let go of the story.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date-time"))]
    pub(super) deadline: Option<String>,
    /// How many words the page has room for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) target_words: Option<u32>,
    /// When the story was begun.
    #[schemars(extend("format" = "date-time"))]
    pub(super) created: String,
    /// When the story was last saved with changes.
    #[schemars(extend("format" = "date-time"))]
    pub(super) updated: String,
    /// The address that the copy was imported from.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) source_url: String,
    /// The part of the paper or site: World, Sport, Opinion.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) section: String,
    /// The short line above the headline.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) kicker: String,
    /// The headline.
    pub(super) headline: String,
    /// Headlines for other places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) variants: Option<VariantsRecord>,
    /// The sentence or two below the headline (dek).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) standfirst: Option<TextRecord>,
    /// Who wrote it, in the order of the byline.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) bylines: Vec<PersonRecord>,
    /// The place and date at the start of the story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) dateline: Option<DatelineRecord>,
    /// The picture that leads the story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lead: Option<FigureRecord>,
    /// The blocks of the body, in reading order.
    pub(super) body: Vec<BlockRecord>,
    /// What the story is filed under.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) tags: Vec<TagRecord>,
    /// Other stories to read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) related: Vec<LinkRecord>,
    /// Corrections and editor’s notes, published with the story, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) notes: Vec<NoteRecord>,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schemars(skip)]
    pub(super) note_to_desk: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(skip)]
    pub(super) ignored: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(skip)]
    pub(super) words_taught: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(skip)]
    pub(super) overrides: Vec<OverrideRecord>,
}

/// Headlines for other places than the page.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Variants")]
pub(super) struct VariantsRecord {
    /// For search engines and the browser’s title.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) web: String,
    /// For social networks.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) social: String,
    /// For push notifications.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) push: String,
}

/// The place and date at the start of a story.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Dateline")]
pub(super) struct DatelineRecord {
    /// Where it was reported from.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) place: String,
    /// The day that the dateline names.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    pub(super) date: Option<String>,
}

/// Text with marks.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Text")]
pub(super) struct TextRecord {
    /// The words.
    pub(super) text: String,
    /// What is done to stretches of it, sorted by where they start.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) marks: Vec<MarkRecord>,
}

/// A stretch of text with something done to it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Mark")]
pub(super) struct MarkRecord {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    #[serde(flatten)]
    pub(super) kind: MarkKindRecord,
}

/// What a mark does.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[schemars(rename = "MarkKind")]
pub(super) enum MarkKindRecord {
    /// Strong importance, shown bold.
    Strong,
    /// Stress or a title, shown in italics.
    Emphasis,
    /// No longer accurate, shown struck out.
    Strike,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
    /// A link.
    Link {
        /// Where it leads.
        url: String,
        /// Its title, shown on hover.
        #[serde(skip_serializing_if = "String::is_empty")]
        title: String,
    },
    #[schemars(skip)]
    Comment { author: String, text: String },
}

/// One block of the body.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Block")]
pub(super) struct BlockRecord {
    /// The block’s own id, the same wherever it moves (UUID).
    #[schemars(extend("format" = "uuid"))]
    pub(super) id: String,
    #[serde(flatten)]
    pub(super) kind: BlockKindRecord,
}

/// What a block holds.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[schemars(rename = "BlockKind")]
pub(super) enum BlockKindRecord {
    /// A paragraph of running copy.
    Paragraph {
        /// Its words.
        text: TextRecord,
    },
    /// A subhead.
    Heading {
        /// 2 to 4; the headline itself is 1.
        #[schemars(range(min = 2, max = 4))]
        level: u8,
        /// Its words.
        text: TextRecord,
    },
    /// Words of somebody else, set off from the copy.
    Quote(QuoteRecord),
    /// A line of the copy repeated large; not part of the running text.
    PullQuote(QuoteRecord),
    /// A list.
    List {
        /// Numbered rather than bulleted.
        ordered: bool,
        /// Its items in order, nested by their level.
        items: Vec<ItemRecord>,
    },
    /// A picture.
    Figure {
        /// The picture.
        figure: Box<FigureRecord>,
    },
    /// Several pictures shown together.
    Gallery {
        /// The pictures in order.
        figures: Vec<FigureRecord>,
    },
    /// A video, post or other thing that lives elsewhere.
    Embed(EmbedRecord),
    /// A link to another story, between the paragraphs.
    Related(LinkRecord),
    /// A standing promotion such as a newsletter sign-up.
    Promo(LinkRecord),
    /// A simple table.
    Table {
        /// Whether the first row names the columns.
        has_header: bool,
        /// What the table shows.
        #[serde(skip_serializing_if = "String::is_empty")]
        caption: String,
        /// Top to bottom; every row has the same number of cells.
        rows: Vec<RowRecord>,
    },
    /// A break between parts of the story.
    Divider,
    #[schemars(skip)]
    DeskNote { text: TextRecord },
}

/// A quotation with its source.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Quote")]
pub(super) struct QuoteRecord {
    /// The words; line feeds part their paragraphs.
    pub(super) text: TextRecord,
    /// Who said or wrote them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) attribution: String,
}

/// One item of a list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ListItem")]
pub(super) struct ItemRecord {
    /// How deep it is nested; 0, which is left out, is the outermost.
    #[serde(skip_serializing_if = "is_zero")]
    pub(super) level: u8,
    /// Its words.
    pub(super) text: TextRecord,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &u8) -> bool {
    *number == 0
}

/// Something that lives elsewhere and is shown inside the story.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Embed")]
pub(super) struct EmbedRecord {
    /// Where it lives.
    pub(super) url: String,
    /// Its title or caption.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) title: String,
    /// Who hosts it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) provider: String,
    /// What readers get where it cannot be shown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) fallback: String,
}

/// A headline with an address.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Link")]
pub(super) struct LinkRecord {
    /// The words to click on.
    pub(super) title: String,
    /// Where they lead.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) url: String,
}

/// A row of a table.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Row")]
pub(super) struct RowRecord {
    /// Left to right.
    pub(super) cells: Vec<TextRecord>,
}

/// A picture with everything said about it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Figure")]
pub(super) struct FigureRecord {
    /// The picture itself; left out while only its address is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) media: Option<MediaRecord>,
    /// Where an imported picture came from.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) source_url: String,
    /// The text under the picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) caption: Option<TextRecord>,
    /// Who made and who supplied it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) credit: Option<CreditRecord>,
    /// What is said to readers who do not see the picture; left out while nobody described it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) alt: Option<String>,
    /// The picture adds nothing to the words, and screen readers skip it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) decorative: bool,
    /// Persons shown, in order from the left where that is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) persons: Vec<String>,
    /// Where the eye should rest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) focal_point: Option<FocalPointRecord>,
    /// Crops by shape.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) crops: Vec<CropRecord>,
    /// What the supplier allows.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) usage_terms: String,
    /// When the right to use the picture ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date-time"))]
    pub(super) expires: Option<String>,
    /// What its Content Credentials (C2PA) say; left out while nobody has looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) provenance: Option<ProvenanceRecord>,
    /// How it came into being: `captured`, `composite`, `generated`, `partly_generated`, or the address of another
    /// IPTC digital source type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source_type: Option<String>,
    /// What the picture’s own file said when it was added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) file_says: Option<FileSaysRecord>,
    /// The files in which the picture and its crops left the desk with this export, the widest
    /// first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) renditions: Vec<Rendition>,
}

/// One file of a picture: small, upright, in sRGB, with the picture’s credit in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Rendition {
    /// Where it lies: its full address, or its path beside the JSON.
    pub href: String,
    /// How it is encoded (IANA media type).
    #[schemars(extend("enum" = ["image/jpeg", "image/webp"]))]
    pub media_type: &'static str,
    /// Width in pixels.
    pub width_px: u32,
    /// Height in pixels.
    pub height_px: u32,
    /// The shape of the crop that it shows, `16:9`; left out where it shows the whole picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^\d+:\d+$"))]
    pub ratio: Option<String>,
}

/// The file of a picture.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Media")]
pub(super) struct MediaRecord {
    /// SHA-256 of its bytes, in lower-case hexadecimal digits.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub(super) sha256: String,
    /// The file format.
    #[schemars(extend("enum" = ["jpeg", "png", "webp", "gif", "tiff", "avif", "heic"]))]
    pub(super) format: &'static str,
    /// Width in pixels, as shown upright; 0 where the file does not tell.
    pub(super) width_px: u32,
    /// Height in pixels, as shown upright; 0 where the file does not tell.
    pub(super) height_px: u32,
}

/// Who made a picture, and who supplied it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Credit")]
pub(super) struct CreditRecord {
    /// Photographers or artists, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) creators: Vec<String>,
    /// Agencies, outlets or owners, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) agencies: Vec<String>,
    /// How it came to the desk: `pool`, `handout`, `file`, `courtesy`, `screengrab`,
    /// `illustration`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) markers: Vec<&'static str>,
    /// Who supplied it: the name after `via`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) provider: Option<String>,
    /// The credit as it came, letter for letter.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) verbatim: String,
}

/// A point of a picture, as parts of its width and height from the top left, each 0 to 1.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FocalPoint")]
pub(super) struct FocalPointRecord {
    /// From the left edge.
    pub(super) x: f64,
    /// From the top edge.
    pub(super) y: f64,
}

/// The part of a picture to show in one shape, as parts of its width and height, each 0 to 1.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Crop")]
pub(super) struct CropRecord {
    /// The shape, `16:9`.
    #[schemars(regex(pattern = r"^\d+:\d+$"))]
    pub(super) ratio: String,
    /// Left edge.
    pub(super) left: f64,
    /// Top edge.
    pub(super) top: f64,
    /// Width.
    pub(super) width: f64,
    /// Height.
    pub(super) height: f64,
}

/// What a picture’s Content Credentials (C2PA) say.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[schemars(rename = "Provenance")]
pub(super) enum ProvenanceRecord {
    /// The file carries none.
    None,
    /// By a trusted signer, and the file is as it was signed.
    Verified {
        /// Who signed.
        signer: String,
    },
    /// The file was changed after it was signed.
    Altered,
    /// The signer is not on the trust list.
    Untrusted {
        /// Who signed.
        signer: String,
    },
    /// The file carries credentials that cannot be read.
    Damaged,
    /// The file carries credentials that nobody verified.
    Unverified,
}

/// What a picture’s own file said when it was added, before anybody edited it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FileSays")]
pub(super) struct FileSaysRecord {
    /// The name of the file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) file_name: String,
    /// Headline.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) headline: String,
    /// Caption.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) caption: String,
    /// Credit line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) credit: String,
    /// Alternative text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) alt: String,
    /// The long form of alternative text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) extended_description: String,
    /// Copyright notice.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) copyright: String,
    /// Whose picture it was before the supplier’s.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) source: String,
    /// Persons shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) persons: Vec<String>,
    /// The city shown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) city: String,
    /// The country shown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) country: String,
    /// When it was taken: `2024-05-06T07:08:09+02:00` or as much of it as is said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) created: String,
    /// Instructions to editors.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) instructions: String,
    /// What the supplier allows.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) usage_terms: String,
    /// When the right to use it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date-time"))]
    pub(super) expires: Option<String>,
    /// Fields in which an editor has decided for the story’s own words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) settled: Vec<&'static str>,
}

/// Somebody who wrote, edited or photographed the story.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Person")]
pub(super) struct PersonRecord {
    /// Name as it stands in the byline.
    pub(super) name: String,
    /// Position.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) role: String,
    /// The paper, agency or site that they work for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) outlet: String,
    /// A sentence or two about them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bio: Option<TextRecord>,
    /// Where readers can write to.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) email: String,
    /// Names on social networks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) handles: Vec<HandleRecord>,
    /// Their picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) portrait: Option<MediaRecord>,
    /// Addresses of pages about them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) links: Vec<String>,
}

/// A name on a social network.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Handle")]
pub(super) struct HandleRecord {
    /// The network in lower case.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) network: String,
    /// The name with its sign, such as `@ada.example`.
    pub(super) name: String,
}

/// A subject, person, place or organisation that the story is filed under.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Tag")]
pub(super) struct TagRecord {
    /// The name as readers see it.
    pub(super) name: String,
    /// The vocabulary that the code is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) scheme: Option<String>,
    /// The code in that vocabulary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<String>,
}

/// Something that readers are told about the story itself.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Note")]
pub(super) struct NoteRecord {
    /// What sort of note it is.
    #[schemars(extend("enum" = ["correction", "clarification", "editors-note"]))]
    pub(super) kind: &'static str,
    /// When it was added.
    #[schemars(extend("format" = "date-time"))]
    pub(super) at: String,
    /// Its words.
    pub(super) text: String,
}

/// An export that somebody confirmed against a warning.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Override")]
pub(super) struct OverrideRecord {
    /// When.
    pub(super) at: String,
    /// What was let through.
    pub(super) what: String,
    /// The reason given.
    pub(super) why: String,
}
