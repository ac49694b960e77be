//! IPTC-IIM: data sets one after the other, as Photoshop has written them since 1994.
//!
//! Standard: IPTC-NAA Information Interchange Model 4.2. Fields have caps in bytes (32 for a name
//! or a credit); what was longer is gone.
//!
//! Must not know: where the block stood, what other blocks say.

use super::charset::Charset;
use super::number::{Order, stretch};
use super::{Block, Field, Statement, dates};

const MARKER: u8 = 0x1C;
/// The most data sets of one block that are read; newsrooms write a few dozen.
const MOST_SETS: usize = 10_000;
/// The longest value that is taken. The standard’s own longest is 2,000 bytes; some exceed it.
const LONGEST_BYTES: usize = 256 * 1024;
/// The longest letter of UTF-8 may have been cut off whole.
const LONGEST_LETTER: usize = 4;

/// A data set of record 2 that is of use here. Dates come in two; see [`moment`].
struct Set {
    number: u8,
    field: Field,
    tag: &'static str,
    cap: usize,
}

const SETS: [Set; 9] = [
    Set { number: 40, field: Field::Instructions, tag: "2:40", cap: 256 },
    Set { number: 80, field: Field::Creator, tag: "2:80", cap: 32 },
    Set { number: 90, field: Field::City, tag: "2:90", cap: 32 },
    Set { number: 101, field: Field::Country, tag: "2:101", cap: 64 },
    Set { number: 105, field: Field::Headline, tag: "2:105", cap: 256 },
    Set { number: 110, field: Field::CreditLine, tag: "2:110", cap: 32 },
    Set { number: 115, field: Field::Source, tag: "2:115", cap: 32 },
    Set { number: 116, field: Field::Copyright, tag: "2:116", cap: 128 },
    Set { number: 120, field: Field::Caption, tag: "2:120", cap: 2000 },
];

/// What a block says, and whether all of it could be read.
pub(super) fn read(bytes: &[u8]) -> (Vec<Statement>, bool) {
    let (sets, is_whole) = data_sets(bytes);
    let declared = sets
        .iter()
        .find(|(record, number, _)| (*record, *number) == (1, 90))
        .and_then(|(_, _, value)| Charset::declared(value));
    let values = |wanted: u8| {
        sets.iter()
            .filter(move |(record, number, _)| (*record, *number) == (2, wanted))
            .map(|(_, _, value)| *value)
    };
    let texts = sets
        .iter()
        .filter(|(record, number, _)| *record == 2 && SETS.iter().any(|set| set.number == *number))
        .map(|(_, _, value)| value.get(..LONGEST_BYTES).unwrap_or(value));
    let charset = declared.unwrap_or_else(|| Charset::likely(texts));
    let mut statements = Vec::new();
    for set in &SETS {
        let mut said: Vec<&[u8]> = values(set.number).collect();
        // A field that may stand once only: the last one counts.
        if set.field != Field::Creator {
            said = said.pop().into_iter().collect();
        }
        for value in said {
            // Some writers end text with zero bytes, as C does.
            let end = value.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
            let value = value.get(..end.min(LONGEST_BYTES)).unwrap_or_default();
            statements.push(Statement {
                field: set.field,
                block: Block::Iim,
                tag: set.tag,
                language: None,
                value: charset.decode(value),
                may_be_cut: value.len() + LONGEST_LETTER > set.cap,
            });
        }
    }
    for (date, time, field, tag) in
        [(55, 60, Field::Created, "2:55"), (37, 38, Field::Expiry, "2:37")]
    {
        if let Some(value) = moment(values(date).next_back(), values(time).next_back()) {
            statements.push(Statement {
                field,
                block: Block::Iim,
                tag,
                language: None,
                value,
                may_be_cut: false,
            });
        }
    }
    (statements, is_whole)
}

/// `20240506` and `070809+0200`, joined.
fn moment(date: Option<&[u8]>, time: Option<&[u8]>) -> Option<String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_matches(['\0', ' ']).to_owned();
    let date = text(date?);
    let time = time.map(text).filter(|time| !time.is_empty());
    Some(match time {
        Some(time) => dates::from_iim(&date, Some(&time)).unwrap_or(format!("{date} {time}")),
        None => dates::from_iim(&date, None).unwrap_or(date),
    })
}

/// Record, number and value.
type DataSet<'a> = (u8, u8, &'a [u8]);

/// Each data set. Every round moves on by five bytes or more.
fn data_sets(bytes: &[u8]) -> (Vec<DataSet<'_>>, bool) {
    let mut sets = Vec::new();
    let mut at = 0_usize;
    while let Some(&[marker, record, number, high, low]) = bytes.get(at..at.saturating_add(5)) {
        if marker != MARKER || sets.len() >= MOST_SETS {
            break;
        }
        at += 5;
        let mut len = usize::from(u16::from_be_bytes([high, low]));
        // The top bit says that the length itself takes that many bytes.
        if len & 0x8000 != 0 {
            let digits = len & 0x7FFF;
            let number = if digits <= 8 { Order::Big.number(bytes, at, digits) } else { None };
            let Some(long) = number.and_then(|number| usize::try_from(number).ok()) else {
                return (sets, false);
            };
            at += digits;
            len = long;
        }
        let (value, is_whole) = stretch(bytes, at, len);
        sets.push((record, number, value));
        if !is_whole {
            return (sets, false);
        }
        at += len;
    }
    let is_whole = bytes.get(at..).unwrap_or_default().iter().all(|byte| *byte == 0);
    (sets, is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(record: u8, number: u8, value: &[u8]) -> Vec<u8> {
        let mut bytes = vec![MARKER, record, number];
        bytes.extend(u16::try_from(value.len()).unwrap().to_be_bytes());
        bytes.extend(value);
        bytes
    }

    fn said(bytes: &[u8], field: Field) -> Vec<String> {
        let (statements, _) = read(bytes);
        statements.into_iter().filter(|said| said.field == field).map(|said| said.value).collect()
    }

    #[test]
    fn values_come_in_their_character_set() {
        let caption = |charset: &[u8], value: &[u8]| {
            said(&[set(1, 90, charset), set(2, 120, value)].concat(), Field::Caption)
        };
        assert_eq!(caption(b"\x1b%G", "Zoë".as_bytes()), ["Zoë"]);
        assert_eq!(caption(b"\x1b.A", b"Zo\xEB"), ["Zoë"]);
        assert_eq!(said(&set(2, 120, b"Caf\x8E"), Field::Caption), ["Café"]);
        assert_eq!(said(&set(2, 120, b"Caf\xE9\0\0"), Field::Caption), ["Café"]);
    }

    #[test]
    fn a_long_value_has_a_long_length() {
        let mut bytes = vec![MARKER, 2, 120, 0x80, 4, 0, 1, 0, 0];
        bytes.extend(vec![b'x'; 65_536]);
        assert_eq!(said(&bytes, Field::Caption), ["x".repeat(65_536)]);
    }

    #[test]
    fn creators_are_many_and_a_caption_is_one() {
        let bytes = [
            set(2, 80, b"Kit Orme"),
            set(2, 120, b"First"),
            set(2, 80, b"Ana Ruiz"),
            set(2, 120, b"Second"),
        ]
        .concat();
        assert_eq!(said(&bytes, Field::Creator), ["Kit Orme", "Ana Ruiz"]);
        assert_eq!(said(&bytes, Field::Caption), ["Second"]);
    }

    #[test]
    fn a_full_field_may_have_been_cut() {
        for (value, may_be_cut) in [("x".repeat(32), true), ("x".repeat(20), false)] {
            let (statements, _) = read(&set(2, 110, value.as_bytes()));
            assert_eq!(statements.first().unwrap().may_be_cut, may_be_cut);
        }
    }

    #[test]
    fn what_stands_before_the_cut_is_kept() {
        let bytes = [set(2, 80, b"Kit Orme"), set(2, 120, b"Ferries in the harbour")].concat();
        let (statements, is_whole) = read(&bytes[..bytes.len() - 8]);
        assert!(!is_whole);
        let values: Vec<&str> = statements.iter().map(|said| said.value.as_str()).collect();
        assert_eq!(values, ["Kit Orme", "Ferries in the"]);
    }
}
