//! The people of the byline.

use super::{MediaRef, RichText};

/// Somebody who wrote, edited or photographed a story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Name as it stands in the byline.
    pub name: String,
    /// Position, such as `Health correspondent`.
    pub role: String,
    /// The paper, agency or site that they work for.
    pub outlet: String,
    /// A sentence or two about them.
    pub bio: RichText,
    /// Where readers can write to.
    pub email: String,
    /// Names on social networks.
    pub handles: Vec<Handle>,
    /// Their picture.
    pub portrait: Option<MediaRef>,
    /// Pages about them.
    pub links: Vec<String>,
}

impl Person {
    /// Somebody of whom only the name is known.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}

/// A name on a social network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handle {
    /// The network in lower case, such as `bluesky`; empty when the copy does not say.
    pub network: String,
    /// The name with its sign, such as `@ada.example`.
    pub name: String,
}
