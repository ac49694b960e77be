//! Pictures: caption, credit, alternative text, rights.

use chrono::{DateTime, Utc};

use super::{FileSays, Provenance, RichText, SourceType};

/// A picture's identity: the SHA-256 of its bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MediaId(pub [u8; 32]);

impl MediaId {
    /// The id as 64 lower-case hexadecimal digits.
    pub fn hex(self) -> String {
        let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
        self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }

    /// The id from 64 hexadecimal digits.
    pub fn from_hex(hex: &str) -> Option<Self> {
        if hex.len() != 64 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let mut id = [0; 32];
        for (index, byte) in id.iter_mut().enumerate() {
            *byte = u8::from_str_radix(hex.get(index * 2..index * 2 + 2)?, 16).ok()?;
        }
        Some(Self(id))
    }
}

impl std::fmt::Debug for MediaId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MediaId({})", self.hex())
    }
}

/// File formats that a picture can come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PictureFormat {
    /// JPEG (ISO/IEC 10918).
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
    /// GIF.
    Gif,
    /// TIFF.
    Tiff,
    /// AVIF. Kept and passed on, but not decoded.
    Avif,
    /// HEIC and other HEIF (ISO/IEC 23008-12), as telephones write. Kept and passed on, but not
    /// decoded.
    Heic,
}

impl PictureFormat {
    /// All formats.
    pub const ALL: [Self; 7] =
        [Self::Jpeg, Self::Png, Self::WebP, Self::Gif, Self::Tiff, Self::Avif, Self::Heic];

    /// The usual ending of its file names, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Gif => "gif",
            Self::Tiff => "tif",
            Self::Avif => "avif",
            Self::Heic => "heic",
        }
    }

    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Gif => "GIF",
            Self::Tiff => "TIFF",
            Self::Avif => "AVIF",
            Self::Heic => "HEIC",
        }
    }

    /// Its media type (IANA).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Gif => "image/gif",
            Self::Tiff => "image/tiff",
            Self::Avif => "image/avif",
            Self::Heic => "image/heic",
        }
    }
}

/// A picture kept with the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MediaRef {
    /// Which picture.
    pub id: MediaId,
    /// The format of its file.
    pub format: PictureFormat,
    /// Width in pixels, as shown upright; 0 where the file does not tell.
    pub width_px: u32,
    /// Height in pixels, as shown upright; 0 where the file does not tell.
    pub height_px: u32,
}

impl MediaRef {
    /// Width and height in pixels, where both are known.
    pub fn size_px(&self) -> Option<(u32, u32)> {
        (self.width_px > 0 && self.height_px > 0).then_some((self.width_px, self.height_px))
    }

    /// The name of its file in the `media` folder: `<sha256>.<ext>`.
    pub fn file_name(&self) -> String {
        format!("{}.{}", self.id.hex(), self.format.extension())
    }
}

/// What is said about a picture to readers who do not see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Alt {
    /// Nobody has described it yet.
    #[default]
    NotDescribed,
    /// It adds nothing to the words; screen readers skip it.
    Decorative,
    /// The description.
    Text(String),
}

impl Alt {
    /// The description, empty for the other two states.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::NotDescribed | Self::Decorative => "",
        }
    }
}

/// Words in a credit that say how a picture came to the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Marker {
    /// Shared by one photographer for all.
    Pool,
    /// Given out by somebody with an interest.
    Handout,
    /// From the archive.
    File,
    /// By kindness of the owner.
    Courtesy,
    /// Taken from a video.
    Screengrab,
    /// Drawn, not photographed.
    Illustration,
}

impl Marker {
    /// The word that stands in a credit line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pool => "Pool",
            Self::Handout => "Handout",
            Self::File => "File",
            Self::Courtesy => "Courtesy",
            Self::Screengrab => "Screengrab",
            Self::Illustration => "Illustration",
        }
    }
}

/// Who made a picture, and who supplied it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// Photographers or artists, in order, in proper case.
    pub creators: Vec<String>,
    /// Agencies, outlets or owners, in order.
    pub agencies: Vec<String>,
    /// How it came to the desk.
    pub markers: Vec<Marker>,
    /// Who supplied it: the name after `via`.
    pub provider: Option<String>,
    /// The credit as it came, letter for letter.
    pub verbatim: String,
}

/// How much of a credit is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreditState {
    /// There is none.
    Missing,
    /// There is one, but its parts could not be told apart; only the verbatim text is kept.
    Unparsed,
    /// Its parts are known.
    Parsed,
}

impl Credit {
    /// How much of the credit is known.
    pub fn state(&self) -> CreditState {
        let has_parts =
            !self.creators.is_empty() || !self.agencies.is_empty() || self.provider.is_some();
        match (has_parts, self.verbatim.trim().is_empty()) {
            (true, _) => CreditState::Parsed,
            (false, false) => CreditState::Unparsed,
            (false, true) => CreditState::Missing,
        }
    }
}

/// Where the eye should rest, as parts of width and height from the top left, each 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FocalPoint {
    /// From the left edge.
    pub x: f32,
    /// From the top edge.
    pub y: f32,
}

/// A shape to crop to, such as 16:9.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AspectRatio {
    /// Parts across.
    pub width: u16,
    /// Parts down.
    pub height: u16,
}

/// The part of a picture to show in one shape, as parts of width and height, each 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crop {
    /// The shape.
    pub ratio: AspectRatio,
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// A picture in the story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// The picture itself; `None` while only its address is known.
    pub media: Option<MediaRef>,
    /// Where an imported picture came from; empty when it was added by hand.
    pub source_url: String,
    /// The text under the picture.
    pub caption: RichText,
    /// Who made it.
    pub credit: Credit,
    /// What is said to readers who do not see it.
    pub alt: Alt,
    /// Persons shown, in order from the left where that is known.
    pub persons: Vec<String>,
    /// Where the eye should rest.
    pub focal_point: Option<FocalPoint>,
    /// Crops that were set by hand, one a shape; other shapes follow the focal point.
    pub crops: Vec<Crop>,
    /// What the supplier allows.
    pub usage_terms: String,
    /// When the right to use it ends.
    pub expires: Option<DateTime<Utc>>,
    /// What its Content Credentials say.
    pub provenance: Provenance,
    /// How it came into being.
    pub source_type: SourceType,
    /// What its file said.
    pub file_says: Option<FileSays>,
}
