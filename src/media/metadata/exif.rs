//! Exif: what a camera and its owner say.
//!
//! Standard: Exif 2.32 §4.6.4 (description, artist, copyright) and §4.6.5 (date and zone).
//!
//! Must not know: where the block stood, what other blocks say.

use super::directory::{Entry, Tiff};
use super::{Block, Field, Statement, charset, dates};

const DESCRIPTION: u16 = 0x010E;
const ARTIST: u16 = 0x013B;
const COPYRIGHT: u16 = 0x8298;
const EXIF_DIRECTORY: u16 = 0x8769;
const TAKEN: u16 = 0x9003;
const TAKEN_ZONE: u16 = 0x9011;

/// The longest text that is taken.
const LONGEST_BYTES: usize = 256 * 1024;

/// What a block says, and whether all of it could be read.
pub(super) fn read(bytes: &[u8]) -> (Vec<Statement>, bool) {
    let Some((tiff, first)) = Tiff::open(bytes).and_then(|tiff| Some((tiff, tiff.first()?))) else {
        return (Vec::new(), false);
    };
    let (entries, mut is_whole) = tiff.directory(first);
    let mut statements = Vec::new();
    let mut say = |field, tag, value: String| {
        statements.push(Statement {
            field,
            block: Block::Exif,
            tag,
            language: None,
            value,
            may_be_cut: false,
        });
    };
    for entry in &entries {
        match entry.tag {
            DESCRIPTION => say(Field::Caption, "ImageDescription", text(entry)),
            ARTIST => say(Field::Creator, "Artist", text(entry)),
            COPYRIGHT => say(Field::Copyright, "Copyright", both_copyrights(entry)),
            EXIF_DIRECTORY => {
                let (details, all) = entry.place().map(|at| tiff.directory(at)).unwrap_or_default();
                is_whole &= all;
                let find = |tag: u16| details.iter().find(|entry| entry.tag == tag).map(text);
                if let Some(taken) = find(TAKEN) {
                    let zone = find(TAKEN_ZONE);
                    let value = dates::from_exif(&taken, zone.as_deref()).unwrap_or(taken);
                    say(Field::Created, "DateTimeOriginal", value);
                }
            }
            _ => continue,
        }
        is_whole &= entry.is_whole;
    }
    (statements, is_whole)
}

/// Text ends at its first zero byte.
fn text(entry: &Entry<'_>) -> String {
    let value = entry.value.get(..LONGEST_BYTES).unwrap_or(entry.value);
    let text = value.split(|byte| *byte == 0).next().unwrap_or_default();
    charset::undeclared(text)
}

/// The photographer’s notice, a zero byte, and the editor’s; a space stands for a missing first.
fn both_copyrights(entry: &Entry<'_>) -> String {
    let value = entry.value.get(..LONGEST_BYTES).unwrap_or(entry.value);
    let notices: Vec<String> = value
        .splitn(3, |byte| *byte == 0)
        .take(2)
        .map(|notice| charset::undeclared(notice).trim_end().to_owned())
        .filter(|notice| !notice.is_empty())
        .collect();
    notices.join("\n")
}
