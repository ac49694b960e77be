//! What is done to the captions, credits and descriptions of all pictures at once.
//!
//! [`edits`] makes the changes from the story as it stands and changes nothing itself; the desk
//! makes one step of undo of them and says in a line how many there were.
//!
//! ```
//! use nightdesk::desk::captions::{Bulk, edits};
//! use nightdesk::media::credit::{Template, parse};
//! use nightdesk::story::{Figure, Ids, Story};
//!
//! let mut story = Story::new(Ids::from_seed(1).story());
//! story.lead = Some(Figure { credit: parse("Photo by KIT ORME / AFP"), ..Figure::default() });
//! assert_eq!(edits(&story, Bulk::HouseCredits, &Template::default()).len(), 1);
//! ```
//!
//! Must not know: windows, files.

use chrono::{DateTime, Utc};

use super::{Desk, Tone};
use crate::edit::{Edit, Value};
use crate::media::credit::{Template, parse, render};
use crate::media::fill;
use crate::story::{Alt, Credit, CreditState, Figure, FigureAt, FileField, Story};

/// One thing to do to all pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bulk {
    /// Write every credit whose parts are known in house format.
    HouseCredits,
    /// Give names and agencies that stand in capitals their proper case; the rest of each credit
    /// line stays as it is.
    ProperCase,
    /// Begin the description of pictures that have none with their caption.
    CopyCaptions,
    /// Fill fields that are empty with what the picture's file says.
    TakeFromFiles,
}

impl Bulk {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 4] =
        [Self::HouseCredits, Self::ProperCase, Self::CopyCaptions, Self::TakeFromFiles];
}

/// The changes that it takes, one a picture, in reading order.
pub fn edits(story: &Story, bulk: Bulk, house: &Template) -> Vec<Edit> {
    let figures = story.figures().into_iter();
    figures.filter_map(|(at, figure)| edit(at, figure, bulk, house)).map(Edit::Set).collect()
}

fn edit(at: FigureAt, figure: &Figure, bulk: Bulk, house: &Template) -> Option<Value> {
    match bulk {
        Bulk::HouseCredits => Some(Value::Credit(at, in_house(&figure.credit, house)?)),
        Bulk::ProperCase => Some(Value::Credit(at, in_proper_case(&figure.credit)?)),
        Bulk::CopyCaptions => {
            let is_open = figure.alt == Alt::NotDescribed && !figure.caption.is_blank();
            let words = figure.caption.as_str().trim().to_owned();
            is_open.then_some(Value::Alt(at, Alt::Text(words)))
        }
        Bulk::TakeFromFiles => Some(Value::Figure(at, Box::new(from_file(figure)?))),
    }
}

/// A credit written in house format; its parts stay. `None` when there is nothing to do, or when
/// the house format has no place for what is known.
pub fn in_house(credit: &Credit, house: &Template) -> Option<Credit> {
    if credit.state() != CreditState::Parsed {
        return None;
    }
    let verbatim = render(credit, house);
    let changes = !verbatim.is_empty() && verbatim != credit.verbatim;
    changes.then(|| Credit { verbatim, ..credit.clone() })
}

/// A figure whose empty fields are filled with what its file says. A field in which an editor has
/// decided, and a picture that is decorative, stay as they are.
fn from_file(figure: &Figure) -> Option<Figure> {
    let mut filled = None;
    for difference in fill::differences(figure) {
        let is_decided = difference.field == FileField::Alt && figure.alt == Alt::Decorative;
        if !difference.story.trim().is_empty() || is_decided {
            continue;
        }
        if let Some(taken) = fill::taken(filled.as_ref().unwrap_or(figure), difference.field) {
            filled = Some(taken);
        }
    }
    filled
}

/// The longest credit line that is looked through for capitals, in bytes.
const LONGEST_LINE: usize = 2_000;

/// A credit whose line spells names and agencies as they are known; `None` when it does already,
/// or when the new line would be read as something else.
pub fn in_proper_case(credit: &Credit) -> Option<Credit> {
    if credit.state() != CreditState::Parsed || credit.verbatim.len() > LONGEST_LINE {
        return None;
    }
    let markers = Template::parse("{markers}").map(|template| render(credit, &template));
    let markers = markers.unwrap_or_default();
    let names = credit.creators.iter().chain(&credit.agencies).chain(&credit.provider);
    let mut line = credit.verbatim.clone();
    for name in names.map(String::as_str).chain(markers.split(", ")) {
        line = spelled(&line, name);
    }
    let read = Credit { verbatim: credit.verbatim.clone(), ..parse(&line) };
    (line != credit.verbatim && read == *credit)
        .then(|| Credit { verbatim: line, ..credit.clone() })
}

/// A line in which a name that stands in capitals is spelled as it is known.
fn spelled(line: &str, name: &str) -> String {
    let wanted: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
    let letters: Vec<char> = line.chars().collect();
    let mut spelled = String::with_capacity(line.len());
    let mut index = 0;
    while let Some(letter) = letters.get(index) {
        let starts = index.checked_sub(1).and_then(|before| letters.get(before));
        let starts = !starts.is_some_and(|before| before.is_alphanumeric());
        match length_in_capitals(letters.get(index..).unwrap_or_default(), &wanted) {
            Some(length) if starts && length > 0 => {
                spelled.push_str(name);
                index += length;
            }
            _ => {
                spelled.push(*letter);
                index += 1;
            }
        }
    }
    spelled
}

/// How many letters at the start are the wanted word, all in capitals and with nothing behind it
/// that belongs to the word.
fn length_in_capitals(letters: &[char], wanted: &[char]) -> Option<usize> {
    let mut wanted = wanted.iter();
    let mut length = 0;
    while wanted.len() > 0 {
        let letter = letters.get(length)?;
        if letter.is_lowercase() || !letter.to_lowercase().all(|low| wanted.next() == Some(&low)) {
            return None;
        }
        length += 1;
    }
    let goes_on = letters.get(length).is_some_and(|behind| behind.is_alphanumeric());
    (!goes_on).then_some(length)
}

impl Desk {
    /// Does something to all pictures and says how many it changed.
    pub(super) fn captions(&mut self, bulk: Bulk, now: DateTime<Utc>) {
        let house = match Template::parse(&self.settings.credit_template) {
            Ok(house) => house,
            Err(error) => return self.say(Tone::Problem, error.to_string(), now),
        };
        let edits = edits(self.draft.story(), bulk, &house);
        let unread = self.draft.story().figures().into_iter();
        let unread =
            unread.filter(|(_, figure)| figure.credit.state() == CreditState::Unparsed).count();
        let message = message(bulk, edits.len(), unread);
        if !edits.is_empty() {
            self.change_if(Some(Edit::Batch(edits).into()), now);
            self.draft.end_run();
        }
        self.say(Tone::Done, message, now);
    }

    /// A credit written in the house format of the settings; `None` when there is nothing to do.
    pub fn in_house(&self, credit: &Credit) -> Option<Credit> {
        in_house(credit, &Template::parse(&self.settings.credit_template).ok()?)
    }
}

/// How it went, in a line. `unread` is the number of credits whose parts are not known.
fn message(bulk: Bulk, changed: usize, unread: usize) -> String {
    let of = |one: &str, many: &str| match changed {
        1 => format!("1 {one}"),
        _ => format!("{changed} {many}"),
    };
    match (bulk, changed) {
        (Bulk::HouseCredits, _) => {
            let done = match changed {
                0 => "No credit had to be put in house format".to_owned(),
                _ => of("credit is in house format now", "credits are in house format now"),
            };
            match unread {
                0 => done,
                1 => format!("{done}; 1 that cannot be read is as before"),
                _ => format!("{done}; {unread} that cannot be read are as before"),
            }
        }
        (Bulk::ProperCase, 0) => "No credit has capitals to put right".to_owned(),
        (Bulk::ProperCase, _) => {
            of("credit is in proper case now", "credits are in proper case now")
        }
        (Bulk::CopyCaptions, 0) => "No picture with a caption lacks a description".to_owned(),
        (Bulk::CopyCaptions, _) => of(
            "description begins as the caption now; edit it",
            "descriptions begin as the captions now; edit each of them",
        ),
        (Bulk::TakeFromFiles, 0) => "The files have nothing for what is empty".to_owned(),
        (Bulk::TakeFromFiles, _) => {
            of("picture has more from its file now", "pictures have more from their files now")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::story::{BlockKind, FileSays, Ids, RichText};

    /// A story whose lead and body have these figures.
    fn story(figures: Vec<Figure>) -> Story {
        let mut ids = Ids::from_seed(1);
        let mut story = Story::new(ids.story());
        let mut figures = figures.into_iter();
        story.lead = figures.next();
        for figure in figures {
            story.body.push(ids.block(BlockKind::Figure(Box::new(figure))));
        }
        story
    }

    fn credited(line: &str) -> Figure {
        Figure { credit: parse(line), ..Figure::default() }
    }

    /// What the pictures are after it was done once, having checked that twice is no more and that
    /// one edit a picture takes it back.
    fn after(figures: Vec<Figure>, bulk: Bulk) -> Vec<Figure> {
        let before = story(figures);
        let mut done = before.clone();
        let batch = Edit::Batch(edits(&done, bulk, &Template::default()));
        let back = apply(&mut done, batch).unwrap();
        assert_eq!(edits(&done, bulk, &Template::default()), [], "{bulk:?} twice");
        let figures = done.figures().into_iter().map(|(_, figure)| figure.clone()).collect();
        apply(&mut done, back).unwrap();
        assert_eq!(done, before);
        figures
    }

    #[test]
    fn credits_are_written_in_house_format() {
        for (line, expected) in [
            ("Photo by KIT ORME/AFP", "Kit Orme/AFP"),
            ("(Kit Orme/Pool/AFP via Getty Images)", "Kit Orme/AFP via Getty Images, Pool"),
            ("Kit Orme/AFP", "Kit Orme/AFP"),
            ("seen from the river at dawn", "seen from the river at dawn"),
            ("", ""),
        ] {
            let figures = after(vec![credited(line)], Bulk::HouseCredits);
            assert_eq!(figures[0].credit.verbatim, expected);
            let parts = Credit { verbatim: String::new(), ..figures[0].credit.clone() };
            assert_eq!(parts, Credit { verbatim: String::new(), ..parse(line) }, "{line}");
        }
    }

    #[test]
    fn capitals_in_credits_get_their_proper_case_and_nothing_else_changes() {
        for (line, expected) in [
            ("KIT ORME/REUTERS", "Kit Orme/Reuters"),
            ("Photo by KIT ORME / AFP", "Photo by Kit Orme / AFP"),
            ("Kit Orme/AFP via GETTY IMAGES", "Kit Orme/AFP via Getty Images"),
            ("KIT ORME/POOL/AFP", "Kit Orme/Pool/AFP"),
            ("Kit Orme/Reuters", "Kit Orme/Reuters"),
            ("AFP", "AFP"),
            ("SEEN FROM THE RIVER AT DAWN IN MAY", "SEEN FROM THE RIVER AT DAWN IN MAY"),
        ] {
            let figures = after(vec![credited(line)], Bulk::ProperCase);
            assert_eq!(figures[0].credit.verbatim, expected);
        }
        let long = format!("KIT ORME/REUTERS{}", " ".repeat(LONGEST_LINE));
        assert_eq!(in_proper_case(&parse(&long)), None, "a line beyond all measure is left alone");
    }

    #[test]
    fn captions_begin_descriptions_only_where_there_is_none() {
        let caption = RichText::plain(" The quay at dawn. ");
        let with = |alt| Figure { caption: caption.clone(), alt, ..Figure::default() };
        let own = Alt::Text("A quay.".to_owned());
        let figures = vec![
            with(Alt::NotDescribed),
            with(Alt::Decorative),
            with(own.clone()),
            Figure::default(),
        ];
        let alts: Vec<Alt> =
            after(figures, Bulk::CopyCaptions).into_iter().map(|figure| figure.alt).collect();
        let copied = Alt::Text("The quay at dawn.".to_owned());
        assert_eq!(alts, [copied, Alt::Decorative, own, Alt::NotDescribed]);
    }

    #[test]
    fn what_is_empty_is_taken_from_the_files_and_nothing_else() {
        let says = FileSays {
            caption: "Ferries in the harbour. (Photo by Kit Orme/AFP)".to_owned(),
            alt: "Three ferries at a quay.".to_owned(),
            persons: vec!["Ada Marlowe".to_owned()],
            usage_terms: "Editorial use only".to_owned(),
            ..FileSays::default()
        };
        let settled = FileSays { settled: vec![FileField::Persons], ..says.clone() };
        let own = RichText::plain("Back to sea.");
        let figures = after(
            vec![
                Figure { file_says: Some(says.clone()), ..Figure::default() },
                Figure {
                    file_says: Some(says),
                    caption: own.clone(),
                    alt: Alt::Decorative,
                    ..Figure::default()
                },
                Figure { file_says: Some(settled), ..Figure::default() },
                Figure::default(),
            ],
            Bulk::TakeFromFiles,
        );
        assert_eq!(figures[0].caption.as_str(), "Ferries in the harbour.");
        assert_eq!(figures[0].credit.creators, ["Kit Orme"]);
        assert_eq!(figures[0].alt.text(), "Three ferries at a quay.");
        assert_eq!(figures[0].persons, ["Ada Marlowe"]);
        assert_eq!(figures[0].usage_terms, "Editorial use only");
        assert_eq!((&figures[1].caption, &figures[1].alt), (&own, &Alt::Decorative));
        assert_eq!(figures[1].persons, ["Ada Marlowe"]);
        assert_eq!(figures[2].persons, [""; 0], "an editor has decided for none");
        assert_eq!(figures[3], Figure::default());
    }

    #[test]
    fn what_was_done_is_counted_in_plain_words() {
        for (bulk, changed, unread, expected) in [
            (Bulk::HouseCredits, 1, 0, "1 credit is in house format now"),
            (
                Bulk::HouseCredits,
                12,
                1,
                "12 credits are in house format now; 1 that cannot be read is as before",
            ),
            (Bulk::HouseCredits, 0, 0, "No credit had to be put in house format"),
            (Bulk::ProperCase, 2, 3, "2 credits are in proper case now"),
            (Bulk::CopyCaptions, 1, 0, "1 description begins as the caption now; edit it"),
            (Bulk::TakeFromFiles, 3, 0, "3 pictures have more from their files now"),
            (Bulk::TakeFromFiles, 0, 0, "The files have nothing for what is empty"),
        ] {
            assert_eq!(message(bulk, changed, unread), expected);
        }
    }
}
