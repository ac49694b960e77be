//! Where a picture comes from: how it came into being, its credentials, what its file says.
//!
//! Must not know: file formats; `media` reads them.

use chrono::{DateTime, Utc};

/// How a picture came into being (IPTC digital source type,
/// <http://cv.iptc.org/newscodes/digitalsourcetype/>).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SourceType {
    /// Nothing is known.
    #[default]
    Unknown,
    /// Taken by a camera.
    Captured,
    /// Put together from several.
    Composite,
    /// Made by a trained model.
    Generated,
    /// Put together, with parts made by a trained model.
    PartlyGenerated,
    /// Any other term of the vocabulary, by its address.
    Other(String),
}

/// Where the vocabulary stands.
const VOCABULARY: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/";

/// Terms and what they mean here. The first of each kind is the one that is written.
const TERMS: [(&str, SourceType); 10] = [
    ("digitalCapture", SourceType::Captured),
    ("computationalCapture", SourceType::Captured),
    ("negativeFilm", SourceType::Captured),
    ("positiveFilm", SourceType::Captured),
    ("print", SourceType::Captured),
    ("composite", SourceType::Composite),
    ("compositeCapture", SourceType::Composite),
    ("trainedAlgorithmicMedia", SourceType::Generated),
    ("compositeWithTrainedAlgorithmicMedia", SourceType::PartlyGenerated),
    // “At least one of which is synthetic”; readers are to be told either way.
    ("compositeSynthetic", SourceType::PartlyGenerated),
];

impl SourceType {
    /// What a term says, given by address, code (`digsrctype:print`) or name. Terms that mean
    /// none of the kinds here are kept as they are.
    pub fn from_term(value: &str) -> Self {
        let value = value.trim();
        if value.is_empty() {
            return Self::Unknown;
        }
        let name = value.rsplit(['/', ':', '#']).next().unwrap_or(value);
        let is_ours = !value.contains("://")
            || value.contains("cv.iptc.org/newscodes/digitalsourcetype")
            || value.contains("c2pa.org/digitalsourcetype");
        let known = TERMS.iter().find(|(term, _)| is_ours && term.eq_ignore_ascii_case(name));
        known.map_or_else(|| Self::Other(value.to_owned()), |(_, kind)| kind.clone())
    }

    /// The address of its term; `None` while nothing is known.
    pub fn address(&self) -> Option<String> {
        match self {
            Self::Unknown => None,
            Self::Other(address) => Some(address.clone()),
            kind => {
                let (term, _) = TERMS.iter().find(|(_, known)| known == kind)?;
                Some(format!("{VOCABULARY}{term}"))
            }
        }
    }

    /// Whether a trained model made all or part of it.
    pub fn is_generated(&self) -> bool {
        matches!(self, Self::Generated | Self::PartlyGenerated)
    }
}

/// What is known about a picture's history (C2PA Content Credentials).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Provenance {
    /// Nobody looked yet.
    #[default]
    NotChecked,
    /// The file carries no credentials.
    None,
    /// Credentials by a trusted signer, and the file is as it was signed.
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
    /// The file carries credentials that cannot be read: cut short, garbled, or of a kind that no
    /// standard knows.
    Damaged,
    /// The file carries credentials, and whoever looked had no means to verify them.
    Unverified,
}

/// What the picture's own file said when it was read, before anybody edited it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSays {
    /// The name of the file.
    pub file_name: String,
    /// Headline.
    pub headline: String,
    /// Caption.
    pub caption: String,
    /// Credit line.
    pub credit: String,
    /// Alternative text.
    pub alt: String,
    /// The long form of alternative text.
    pub extended_description: String,
    /// Copyright notice.
    pub copyright: String,
    /// Whose picture it was before the supplier's.
    pub source: String,
    /// Persons shown.
    pub persons: Vec<String>,
    /// The city shown.
    pub city: String,
    /// The country shown.
    pub country: String,
    /// When it was taken: `2024-05-06T07:08:09+02:00` or as much of it as is said.
    pub created: String,
    /// Instructions to editors.
    pub instructions: String,
    /// What the supplier allows.
    pub usage_terms: String,
    /// When the right to use it ends.
    pub expires: Option<DateTime<Utc>>,
    /// Fields in which an editor has decided for the story's own words.
    pub settled: Vec<FileField>,
}

/// What both a picture's file and the story can speak about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FileField {
    /// The caption.
    Caption,
    /// The credit.
    Credit,
    /// The description for readers who do not see it.
    Alt,
    /// Persons shown.
    Persons,
    /// What the supplier allows.
    UsageTerms,
    /// When the right to use it ends.
    Expires,
}

impl FileField {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 6] =
        [Self::Caption, Self::Credit, Self::Alt, Self::Persons, Self::UsageTerms, Self::Expires];

    /// What it is called in the window.
    pub fn name(self) -> &'static str {
        match self {
            Self::Caption => "Caption",
            Self::Credit => "Credit",
            Self::Alt => "Description",
            Self::Persons => "Persons",
            Self::UsageTerms => "Terms",
            Self::Expires => "Use until",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SourceType;

    #[test]
    fn terms_are_known_by_address_code_and_name() {
        const PLACE: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/";
        for (value, expected) in [
            (format!("{PLACE}digitalCapture"), SourceType::Captured),
            (format!("{PLACE}trainedAlgorithmicMedia"), SourceType::Generated),
            (format!("{PLACE}compositeWithTrainedAlgorithmicMedia"), SourceType::PartlyGenerated),
            (PLACE.replace("http:", "https:") + "compositeCapture", SourceType::Composite),
            ("digsrctype:trainedAlgorithmicMedia".to_owned(), SourceType::Generated),
            ("trainedAlgorithmicMedia".to_owned(), SourceType::Generated),
            (format!("{PLACE}digitalArt"), SourceType::Other(format!("{PLACE}digitalArt"))),
            (
                "http://cv.example/print".to_owned(),
                SourceType::Other("http://cv.example/print".to_owned()),
            ),
            (String::new(), SourceType::Unknown),
        ] {
            assert_eq!(SourceType::from_term(&value), expected, "{value}");
        }
    }

    #[test]
    fn a_kind_is_written_as_a_term_that_is_read_as_the_same_kind() {
        for kind in [
            SourceType::Unknown,
            SourceType::Captured,
            SourceType::Composite,
            SourceType::Generated,
            SourceType::PartlyGenerated,
            SourceType::Other("http://cv.example/drawn".to_owned()),
        ] {
            let address = kind.address().unwrap_or_default();
            assert_eq!(SourceType::from_term(&address), kind);
        }
    }
}
