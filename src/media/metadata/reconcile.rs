//! Which of several statements about one thing counts.
//!
//! The Metadata Working Group’s order: Exif first, since cameras and their owners write it; then
//! XMP; then IIM, except where Photoshop’s digest of it no longer fits. In that case a program that
//! knows no XMP has changed IIM since, and IIM counts before XMP. `exiftool -use MWG` is the same
//! order, and the tests compare with it. Three things are better known on a desk and go beyond it:
//!
//! - a statement that is blank, or that cameras write by themselves, does not count;
//! - one that was cut at the cap of its field, or has question marks in place of letters, loses to
//!   the whole one that it is a copy of;
//! - IIM outside its standard place counts where there is no XMP to go by.
//!
//! Must not know: how blocks are read, how words are cleaned.

use md5::{Digest as _, Md5};

use super::clean::boilerplate;
use super::container::{Blocks, Place};
use super::{Block, Field, Statement};

/// Which block counts before which.
pub(super) type Order = [Block; 3];

/// The order for one file.
pub(super) fn order(blocks: &Blocks<'_>) -> Order {
    let was_changed = blocks.iim.as_ref().is_some_and(|iim| {
        iim.place == Place::Standard
            && blocks.digest.is_some_and(|digest| Md5::digest(&iim.bytes).as_slice() != digest)
    });
    if was_changed {
        [Block::Exif, Block::Iim, Block::Xmp]
    } else {
        [Block::Exif, Block::Xmp, Block::Iim]
    }
}

/// The statements about one thing that count: one for each item or language.
pub(super) fn choose(field: Field, statements: &[Statement], order: Order) -> Vec<&Statement> {
    let of = |block: Block| said_by(field, block, statements);
    let mut ranked = order.into_iter().map(of).filter(|said| !said.is_empty());
    let Some(mut chosen) = ranked.next() else { return Vec::new() };
    for other in ranked {
        if field != Field::Creator {
            if let (Some(said), Some(whole)) = (chosen.first(), other.first())
                && is_worse_copy(said, whole)
            {
                return other;
            }
            continue;
        }
        // A list keeps its places: a name that was cut is made whole from the same place.
        for (said, whole) in chosen.iter_mut().zip(other) {
            if is_worse_copy(said, whole) {
                *said = whole;
            }
        }
    }
    chosen
}

/// What one block says about one thing, by the best of its properties that says anything.
fn said_by(field: Field, block: Block, statements: &[Statement]) -> Vec<&Statement> {
    let mut said: Vec<&Statement> = statements
        .iter()
        .filter(|said| said.field == field && said.block == block && counts(said))
        .collect();
    if let Some(tag) = said.first().map(|said| said.tag) {
        said.retain(|said| said.tag == tag);
    }
    said
}

/// All persons that the file names, each once; only XMP names any.
pub(super) fn persons(statements: &[Statement]) -> Vec<&Statement> {
    let mut persons: Vec<&Statement> = Vec::new();
    for said in statements.iter().filter(|said| said.field == Field::Person && counts(said)) {
        if persons.len() < MOST_PERSONS
            && !persons.iter().any(|other| other.value.trim() == said.value.trim())
        {
            persons.push(said);
        }
    }
    persons
}

/// The most persons of one picture. A team photo has fifty.
const MOST_PERSONS: usize = 500;

fn counts(said: &Statement) -> bool {
    !said.value.trim_matches([' ', '\0', '\t', '\r', '\n', '\u{FEFF}']).is_empty()
        && !boilerplate::says_nothing(said.field, &said.value)
}

/// Whether a statement is a copy of another in which something got lost.
fn is_worse_copy(said: &Statement, other: &Statement) -> bool {
    let (said_text, other_text) = (said.value.trim_end(), other.value.trim_end());
    let was_cut = said.may_be_cut
        && said_text.len() < other_text.len()
        && starts_alike(said_text.trim_end_matches('\u{FFFD}'), other_text);
    was_cut || lost_letters(said_text, other_text)
}

/// Whether `long` begins with `short`, however each of them ends its lines.
fn starts_alike(short: &str, long: &str) -> bool {
    let letters = |text: &str| -> Vec<char> { text.chars().filter(|char| *char != '\r').collect() };
    let unified = |text: &str| letters(&text.replace("\r\n", "\n").replace('\r', "\n"));
    unified(long).starts_with(&unified(short))
}

/// Whether two texts are the same but for letters beyond ASCII that became question marks.
fn lost_letters(said: &str, other: &str) -> bool {
    let mut lost = false;
    let mut others = other.chars();
    for char in said.chars() {
        match others.next() {
            Some(other) if other == char => {}
            Some(other) if !other.is_ascii() && matches!(char, '?' | '\u{FFFD}') => lost = true,
            _ => return false,
        }
    }
    lost && others.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(field: Field, block: Block, value: &str) -> Statement {
        Statement {
            field,
            block,
            tag: "",
            language: None,
            value: value.to_owned(),
            may_be_cut: block == Block::Iim && value.len() >= 29,
        }
    }

    const IIM_FIRST: Order = [Block::Exif, Block::Iim, Block::Xmp];
    const XMP_FIRST: Order = [Block::Exif, Block::Xmp, Block::Iim];

    #[test]
    fn one_of_three_counts() {
        let cut = "The Brindle Bay Ferry Company’s ";
        let whole = "The Brindle Bay Ferry Company’s archive";
        for (exif, iim, xmp, order, counts) in [
            ("A", "B", "C", IIM_FIRST, "A"),
            ("", "B", "C", IIM_FIRST, "B"),
            ("", "B", "C", XMP_FIRST, "C"),
            ("", "B", "", XMP_FIRST, "B"),
            ("  ", "B", "C", IIM_FIRST, "B"),
            ("OLYMPUS DIGITAL CAMERA", "", "C", IIM_FIRST, "C"),
            ("Caf? in Hull?", "", "Café in Hull?", IIM_FIRST, "Café in Hull?"),
            ("Caf? in Hull!", "", "Café in Hull?", IIM_FIRST, "Caf? in Hull!"),
            ("", cut, whole, IIM_FIRST, whole),
            ("", cut, "Another archive, much longer than that", IIM_FIRST, cut),
            ("", "The Brindle", whole, IIM_FIRST, "The Brindle"),
        ] {
            let statements: Vec<Statement> =
                [(Block::Exif, exif), (Block::Iim, iim), (Block::Xmp, xmp)]
                    .into_iter()
                    .filter(|(_, value)| !value.is_empty())
                    .map(|(block, value)| say(Field::Caption, block, value))
                    .collect();
            let chosen = choose(Field::Caption, &statements, order);
            assert_eq!(chosen.first().map(|said| said.value.as_str()), Some(counts));
        }
    }

    #[test]
    fn a_cut_name_is_made_whole_from_the_other_list() {
        let long = "Maximiliane von der Aue-Brindelmann";
        let cut = long.get(..32).unwrap();
        let statements = [
            say(Field::Creator, Block::Iim, "Kit Orme"),
            say(Field::Creator, Block::Iim, cut),
            say(Field::Creator, Block::Xmp, "Kit Orme"),
            say(Field::Creator, Block::Xmp, long),
        ];
        let chosen = choose(Field::Creator, &statements, IIM_FIRST);
        assert_eq!(chosen.iter().map(|said| &said.value).collect::<Vec<_>>(), ["Kit Orme", long]);
    }

    #[test]
    fn a_person_is_named_once() {
        let statements = ["Anna Berg", "Rory Orme", "Anna Berg "]
            .map(|name| say(Field::Person, Block::Xmp, name));
        assert_eq!(persons(&statements).len(), 2);
    }
}
