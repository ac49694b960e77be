//! From what a picture's file says to the figure in the story, and where the two disagree.
//!
//! ```
//! use nightdesk::media::{fill, metadata::Metadata};
//! use nightdesk::story::{Figure, FileSays, RichText};
//!
//! let mut figure = Figure { caption: RichText::plain("Our words."), ..Figure::default() };
//! let says = FileSays { caption: "The agency's words. (Photo by Kit Orme/AFP)".into(), ..FileSays::default() };
//! figure.file_says = Some(says);
//! let differences = fill::differences(&figure);
//! assert_eq!(differences[0].file, "The agency's words.");
//! ```
//!
//! An editor's own words are never overwritten: [`fill`] writes only where nothing stands, and
//! [`taken`] is for when an editor asks for the file's words.
//!
//! Must not know: files, windows, house style.

use super::credit;
use super::metadata::Metadata;
use super::provenance::Credentials;
use crate::story::{Alt, Credit, CreditState, Figure, FileField, FileSays, RichText, SourceType};

/// Notes in a figure what its file says and fills the fields that are still empty. `language` is
/// the story's (BCP 47), for files that speak several.
pub fn fill(figure: &mut Figure, metadata: &Metadata, file_name: &str, language: &str) {
    let says = metadata.file_says(file_name, language);
    let (caption, caption_credit) = caption_of(&says);
    if figure.caption.is_blank() {
        figure.caption = caption;
    }
    if figure.credit.state() == CreditState::Missing {
        // The fields of a file are made for its credit; the words below a caption are second.
        figure.credit = match metadata.credit.state() {
            CreditState::Missing => caption_credit,
            CreditState::Parsed | CreditState::Unparsed => metadata.credit.clone(),
        };
    }
    if figure.alt == Alt::NotDescribed && !says.alt.trim().is_empty() {
        figure.alt = Alt::Text(says.alt.clone());
    }
    if figure.persons.is_empty() {
        figure.persons.clone_from(&says.persons);
    }
    if figure.usage_terms.trim().is_empty() {
        figure.usage_terms.clone_from(&says.usage_terms);
    }
    if figure.expires.is_none() {
        figure.expires = says.expires;
    }
    if figure.source_type == SourceType::Unknown {
        figure.source_type = metadata.source_type.clone();
    }
    figure.file_says = Some(says);
}

/// Notes in a figure what the Content Credentials of its file say, after [`fill`]: how the picture
/// came into being where nothing is known, and that a machine made it even if the file says a
/// camera did.
pub fn note_credentials(figure: &mut Figure, credentials: &Credentials) {
    figure.provenance = credentials.provenance.clone();
    let is_open = match figure.source_type {
        SourceType::Unknown => true,
        SourceType::Captured => credentials.source_type.is_generated(),
        _ => false,
    };
    if is_open {
        figure.source_type = credentials.source_type.clone();
    }
}

/// The figure after its file has been read again: what the file says and what its credentials
/// say, nothing that an editor can write. `None` when that is what stands there already.
pub fn read_again(
    figure: &Figure,
    metadata: &Metadata,
    credentials: &Credentials,
    language: &str,
) -> Option<Figure> {
    let old = figure.file_says.as_ref();
    let file_name = old.map(|says| says.file_name.as_str()).unwrap_or_default();
    let mut says = metadata.file_says(file_name, language);
    // Decisions for the story's own words stand, whatever the file says now.
    says.settled = old.map(|says| says.settled.clone()).unwrap_or_default();
    let mut with = figure.clone();
    with.file_says = Some(says);
    with.provenance = credentials.provenance.clone();
    (with != *figure).then_some(with)
}

/// A field in which the story and the picture's file say different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which field.
    pub field: FileField,
    /// What the story says; empty when it says nothing.
    pub story: String,
    /// What the file says.
    pub file: String,
}

/// Where the story and the file disagree and nobody has decided yet, in the order of the form.
/// A field that the file says nothing about is no disagreement; how the words are spaced is none.
pub fn differences(figure: &Figure) -> Vec<Difference> {
    let Some(says) = &figure.file_says else { return Vec::new() };
    let open = FileField::ALL.into_iter().filter(|field| !says.settled.contains(field));
    open.filter_map(|field| difference(field, figure, says)).collect()
}

fn difference(field: FileField, figure: &Figure, says: &FileSays) -> Option<Difference> {
    let of = |story: String, file: String| {
        let differ = !file.trim().is_empty() && tidy(&story) != tidy(&file);
        differ.then_some(Difference { field, story, file })
    };
    match field {
        FileField::Caption => {
            of(figure.caption.as_str().to_owned(), caption_of(says).0.as_str().to_owned())
        }
        FileField::Credit => {
            let file = credit_of(says);
            let parts = |credit: &Credit| Credit { verbatim: String::new(), ..credit.clone() };
            if file.state() == CreditState::Parsed && parts(&file) == parts(&figure.credit) {
                return None;
            }
            of(figure.credit.verbatim.clone(), file.verbatim)
        }
        FileField::Alt => of(figure.alt.text().to_owned(), says.alt.clone()),
        FileField::Persons => of(figure.persons.join(", "), says.persons.join(", ")),
        FileField::UsageTerms => of(figure.usage_terms.clone(), says.usage_terms.clone()),
        FileField::Expires => {
            let shown =
                |time: chrono::DateTime<chrono::Utc>| time.format("%Y-%m-%d %H:%M UTC").to_string();
            let story = figure.expires.map(shown).unwrap_or_default();
            of(story, says.expires.map(shown).unwrap_or_default())
        }
    }
}

/// The figure with the file's words in one field; `None` when the file says nothing about it.
pub fn taken(figure: &Figure, field: FileField) -> Option<Figure> {
    let says = figure.file_says.as_ref()?;
    let mut with = figure.clone();
    match field {
        FileField::Caption => with.caption = caption_of(says).0,
        FileField::Credit => with.credit = credit_of(says),
        FileField::Alt => with.alt = Alt::Text(says.alt.clone()),
        FileField::Persons => with.persons.clone_from(&says.persons),
        FileField::UsageTerms => with.usage_terms.clone_from(&says.usage_terms),
        FileField::Expires => with.expires = says.expires,
    }
    let left = with.file_says.as_mut()?;
    left.settled.retain(|settled| *settled != field);
    (difference(field, figure, says).is_some() && difference(field, &with, says).is_none())
        .then_some(with)
}

/// The figure with its own words in one field confirmed against the file's.
pub fn kept(figure: &Figure, field: FileField) -> Option<Figure> {
    let mut with = figure.clone();
    let says = with.file_says.as_mut()?;
    if says.settled.contains(&field) {
        return None;
    }
    says.settled.push(field);
    says.settled.sort();
    Some(with)
}

/// The file's caption as it is printed, and the credit that was glued to it.
fn caption_of(says: &FileSays) -> (RichText, Credit) {
    credit::split_caption(&RichText::plain(says.caption.trim()))
}

fn credit_of(says: &FileSays) -> Credit {
    if says.credit.trim().is_empty() { caption_of(says).1 } else { credit::parse(&says.credit) }
}

/// A text with its white space evened out, to compare.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::metadata::{Block, Field, Said, Statement};
    use crate::story::Provenance;

    fn said(field: Field, value: &str) -> Said {
        let verbatim = Statement {
            field,
            block: Block::Xmp,
            tag: "test",
            language: None,
            value: value.to_owned(),
            may_be_cut: false,
        };
        Said { value: value.to_owned(), verbatim }
    }

    fn metadata() -> Metadata {
        Metadata {
            caption: Some(said(Field::Caption, "Ferries in the harbour. (Photo by Kit Orme/AFP)")),
            alt: Some(said(Field::Alt, "Three white ferries at a quay.")),
            persons: vec![said(Field::Person, "Ada Marlowe")],
            usage_terms: Some(said(Field::UsageTerms, "Editorial use only")),
            credit: credit::parse("Kit Orme/AFP"),
            ..Metadata::default()
        }
    }

    #[test]
    fn an_empty_figure_takes_what_its_file_says() {
        let mut figure = Figure::default();
        fill(&mut figure, &metadata(), "ferry.jpg", "en");
        assert_eq!(figure.caption.as_str(), "Ferries in the harbour.");
        assert_eq!(figure.credit.creators, ["Kit Orme"]);
        assert_eq!(figure.credit.agencies, ["AFP"]);
        assert_eq!(figure.alt.text(), "Three white ferries at a quay.");
        assert_eq!(figure.persons, ["Ada Marlowe"]);
        assert_eq!(figure.usage_terms, "Editorial use only");
        assert_eq!(figure.file_says.as_ref().unwrap().file_name, "ferry.jpg");
        assert_eq!(differences(&figure), []);
    }

    #[test]
    fn an_editors_own_words_are_never_overwritten() {
        let own = Figure {
            caption: RichText::plain("Back to sea."),
            credit: credit::parse("Jo Brandt/Reuters"),
            alt: Alt::Decorative,
            persons: vec!["Ada Marlow".to_owned()],
            usage_terms: "Ask the desk".to_owned(),
            ..Figure::default()
        };
        let mut figure = own.clone();
        fill(&mut figure, &metadata(), "ferry.jpg", "en");
        assert_eq!(Figure { file_says: None, ..figure.clone() }, own);
        let fields: Vec<_> = differences(&figure).into_iter().map(|it| it.field).collect();
        assert_eq!(
            fields,
            [
                FileField::Caption,
                FileField::Credit,
                FileField::Alt,
                FileField::Persons,
                FileField::UsageTerms
            ]
        );
    }

    #[test]
    fn credentials_say_how_a_picture_came_into_being_where_nobody_else_does() {
        use SourceType::{Captured, Composite, Generated, Unknown};
        for (known, said, expected) in [
            (Unknown, Captured, Captured),
            (Unknown, Generated, Generated),
            (Captured, Generated, Generated),
            (Captured, Unknown, Captured),
            (Composite, Captured, Composite),
            (Generated, Captured, Generated),
        ] {
            let mut figure = Figure { source_type: known, ..Figure::default() };
            let credentials = Credentials { provenance: Provenance::Altered, source_type: said };
            note_credentials(&mut figure, &credentials);
            assert_eq!(figure.source_type, expected);
            assert_eq!(figure.provenance, Provenance::Altered);
        }
    }

    #[test]
    fn reading_again_leaves_the_editors_words_and_decisions() {
        let own = Figure { caption: RichText::plain("Back to sea."), ..Figure::default() };
        let mut figure = own.clone();
        fill(&mut figure, &metadata(), "ferry.jpg", "en");
        let figure = kept(&figure, FileField::Caption).unwrap();
        let credentials =
            Credentials { provenance: Provenance::None, source_type: SourceType::Generated };
        let mut changed = metadata();
        changed.city = Some(said(Field::City, "Norhaven"));
        let again = read_again(&figure, &changed, &credentials, "en").unwrap();
        let mut expected = figure.clone();
        expected.provenance = Provenance::None;
        expected.file_says.as_mut().unwrap().city = "Norhaven".to_owned();
        assert_eq!(again, expected);
        assert_eq!(read_again(&again, &changed, &credentials, "en"), None);
    }

    #[test]
    fn either_side_of_a_difference_can_be_taken() {
        let mut figure = Figure { caption: RichText::plain("Back to sea."), ..Figure::default() };
        fill(&mut figure, &metadata(), "ferry.jpg", "en");
        let theirs = taken(&figure, FileField::Caption).unwrap();
        assert_eq!(theirs.caption.as_str(), "Ferries in the harbour.");
        assert_eq!(differences(&theirs), []);
        assert_eq!(taken(&theirs, FileField::Caption), None, "there is nothing left to take");
        let ours = kept(&figure, FileField::Caption).unwrap();
        assert_eq!(ours.caption, figure.caption);
        assert_eq!(differences(&ours), []);
        assert_eq!(kept(&ours, FileField::Caption), None);
        // What the file says is still there to be taken later.
        assert!(taken(&ours, FileField::Caption).is_some());
    }

    #[test]
    fn spacing_and_the_way_a_credit_is_written_are_no_differences() {
        let mut figure = Figure {
            caption: RichText::plain("Ferries  in the harbour. "),
            credit: credit::parse("(KIT ORME/AFP)"),
            ..Figure::default()
        };
        fill(&mut figure, &metadata(), "ferry.jpg", "en");
        assert_eq!(differences(&figure), []);
    }
}
