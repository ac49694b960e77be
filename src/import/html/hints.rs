//! What the names of an element say that it is for: its classes, id, role, itemprop.
//!
//! The words are data (`assets/import/html.ron`). A name is a hint and no more: whoever uses it
//! looks at the shape of what stands there as well.
//!
//! Must not know: what follows from a hint.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::dom::Dom;

/// What an element's names can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum Hint {
    Share,
    Newsletter,
    Advert,
    Comments,
    Related,
    MostRead,
    Navigation,
    Breadcrumb,
    Cookie,
    Paywall,
    App,
    Toolbar,
    Sidebar,
    Tags,
    Byline,
    Bio,
    Kicker,
    Standfirst,
    Lead,
    Headline,
    Date,
    Meta,
    Caption,
    Credit,
    Picture,
    Gallery,
    PullQuote,
    Attribution,
    Quote,
    Body,
    Live,
    Footnotes,
    Player,
}

/// A set of hints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hints(u64);

impl Hints {
    /// Whether the set has this one.
    pub(super) fn has(self, hint: Hint) -> bool {
        self.0 & (1 << hint as u32) != 0
    }

    /// Whether the set has one of these.
    pub(super) fn has_any(self, hints: &[Hint]) -> bool {
        hints.iter().any(|hint| self.has(*hint))
    }

    /// Both sets together.
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn add(&mut self, hint: Hint) {
        self.0 |= 1 << hint as u32;
    }
}

/// Longer names are not read to their end.
const LONGEST_NAME: usize = 400;

#[derive(Deserialize)]
struct Line {
    hint: Hint,
    words: Vec<String>,
}

static WORDS: LazyLock<HashMap<String, Hints>> = LazyLock::new(|| {
    let lines: Vec<Line> = ron::from_str(include_str!("../../../assets/import/html.ron"))
        .expect("a test reads html.ron");
    let mut words: HashMap<String, Hints> = HashMap::new();
    for line in lines {
        for word in line.words {
            words.entry(word).or_default().add(line.hint);
        }
    }
    words
});

/// The hints of every node of a page, by number.
pub(super) fn all(dom: &Dom) -> Vec<Hints> {
    let mut known: HashMap<String, Hints> = HashMap::new();
    (0..dom.len()).map(|index| of(dom, index, &mut known)).collect()
}

fn of(dom: &Dom, index: usize, known: &mut HashMap<String, Hints>) -> Hints {
    let mut hints = Hints::default();
    // The names on the page as a whole speak of its layout ("has-sidebar", "with-comments").
    if matches!(dom.tag(index), "" | "html" | "body" | "#root") {
        return hints;
    }
    for (name, value) in dom.attributes(index) {
        if !matches!(
            name,
            "class"
                | "id"
                | "role"
                | "itemprop"
                | "data-component"
                | "data-role"
                | "data-type"
                | "data-testid"
                | "aria-label"
        ) {
            continue;
        }
        let value = value.get(..LONGEST_NAME).unwrap_or(value);
        let found = if let Some(found) = known.get(value) {
            *found
        } else {
            let found = read(value);
            if known.len() < 50_000 {
                known.insert(value.to_owned(), found);
            }
            found
        };
        hints = hints.and(found);
    }
    if dom
        .attribute(index, "rel")
        .is_some_and(|rel| rel.split_whitespace().any(|rel| rel == "author"))
    {
        hints.add(Hint::Byline);
    }
    hints
}

/// The hints in one attribute.
fn read(value: &str) -> Hints {
    let mut hints = Hints::default();
    for name in value.split_whitespace() {
        let words = name_words(name);
        let mut previous = String::new();
        for word in &words {
            if let Some(found) = WORDS.get(word) {
                hints = hints.and(*found);
            }
            if let Some(found) = WORDS.get(&format!("{previous}{word}")) {
                hints = hints.and(*found);
            }
            previous.clone_from(word);
        }
    }
    hints
}

/// The words of a name: `articleBody__media-credit2` is article, body, media, credit.
fn name_words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut was_lower = false;
    for letter in name.chars() {
        let breaks = letter.is_uppercase() && was_lower;
        if (!letter.is_alphabetic() || breaks) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if letter.is_alphabetic() {
            word.extend(letter.to_lowercase());
        }
        was_lower = letter.is_lowercase();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_their_words() {
        for (name, hint) in [
            ("article__media-credit", Hint::Credit),
            ("wp-caption-text", Hint::Caption),
            ("MostRead_root__4", Hint::MostRead),
            ("jp-relatedposts", Hint::Related),
            ("newsletter-signup", Hint::Newsletter),
            ("Article_chapo__Jk1", Hint::Standfirst),
            ("author-bio", Hint::Bio),
        ] {
            assert!(read(name).has(hint), "{name} {hint:?}");
        }
        assert_eq!(read("css-1x9ka2 shadow loading headless"), Hints::default());
    }
}
