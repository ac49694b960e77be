//! Which letters bytes stand for, where the file says so and where it does not.
//!
//! IIM names its character set in data set 1:90 by an ISO 2022 escape sequence; most writers of
//! the last twenty years say UTF-8 there. Older ones say nothing and mean whatever their computer
//! used: Windows-1252 on PCs, the Macintosh’s own table on picture desks. Telling the two
//! apart is a matter of likelihood: the `Ž` of `CafŽ` is `é` in the other table.
//!
//! Must not know: which field the bytes are of.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// What a file says about its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    /// UTF-8.
    Utf8,
    /// One byte a letter, by this table.
    Table(&'static Encoding),
}

impl Charset {
    /// Reads data set 1:90; `None` where it says nothing that is known.
    pub(super) fn declared(escape: &[u8]) -> Option<Self> {
        // ISO 2022 lets a table be called in any of several ways; the last letter names it.
        match escape.trim_ascii() {
            [0x1B, b'%', b'G'] | [0x1B, b'%', b'/', b'G'..=b'I'] => Some(Self::Utf8),
            word if word.eq_ignore_ascii_case(b"UTF8") || word.eq_ignore_ascii_case(b"UTF-8") => {
                Some(Self::Utf8)
            }
            [0x1B, b',' | b'-' | b'.' | b'/', letter] => {
                let label = match letter {
                    b'A' => "windows-1252",
                    b'B' => "iso-8859-2",
                    b'C' => "iso-8859-3",
                    b'D' => "iso-8859-4",
                    b'F' => "iso-8859-7",
                    b'G' => "iso-8859-6",
                    b'H' => "iso-8859-8",
                    b'L' => "iso-8859-5",
                    b'M' => "windows-1254",
                    b'b' => "iso-8859-15",
                    _ => return None,
                };
                Encoding::for_label(label.as_bytes()).map(Self::Table)
            }
            _ => None,
        }
    }

    /// The likeliest for bytes about which nothing is said.
    pub(super) fn likely<'a>(values: impl Iterator<Item = &'a [u8]> + Clone) -> Self {
        if values.clone().all(is_utf8) {
            return Self::Utf8;
        }
        Self::Table(likelier(values))
    }

    /// The letters. Bytes that are not what the file says are taken for the likeliest.
    pub(super) fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Utf8 => match (std::str::from_utf8(bytes), utf8_but_for_its_end(bytes)) {
                (Ok(text), _) | (Err(_), Some(text)) => text.to_owned(),
                (Err(_), None) => single_bytes(bytes, likelier([bytes].into_iter())).into_owned(),
            },
            Self::Table(encoding) => single_bytes(bytes, encoding).into_owned(),
        }
    }
}

/// Text about whose letters nothing is said, as in Exif.
pub(super) fn undeclared(bytes: &[u8]) -> String {
    Charset::likely([bytes].into_iter()).decode(bytes)
}

/// XML without a declared character set: UTF-8, UTF-16 or UTF-32, by its first bytes. Bytes that
/// are no UTF-8 are taken for Windows-1252 one by one; the rest of the packet is not at fault.
pub(super) fn xml(bytes: &[u8]) -> Cow<'_, str> {
    let wide = |big: bool| {
        let letter = |unit: &[u8]| {
            let unit: [u8; 4] = unit.try_into().ok()?;
            char::from_u32(if big { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) })
        };
        bytes.chunks_exact(4).map(|unit| letter(unit).unwrap_or('\u{FFFD}')).collect()
    };
    match bytes {
        [0, 0, 0xFE, 0xFF, ..] | [0, 0, 0, b'<', ..] => Cow::Owned(wide(true)),
        [0xFF, 0xFE, 0, 0, ..] | [b'<', 0, 0, 0, ..] => Cow::Owned(wide(false)),
        [0xFE, 0xFF, ..] | [0, b'<', ..] => UTF_16BE.decode_with_bom_removal(bytes).0,
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => UTF_16LE.decode_with_bom_removal(bytes).0,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(patched(bytes)),
        },
    }
}

fn patched(bytes: &[u8]) -> String {
    bytes.utf8_chunks().fold(String::with_capacity(bytes.len()), |mut text, chunk| {
        text.push_str(chunk.valid());
        text.push_str(&single_bytes(chunk.invalid(), WINDOWS_1252));
        text
    })
}

fn single_bytes<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Cow<'a, str> {
    encoding.decode_without_bom_handling(bytes).0
}

/// The likelier of the two old tables.
fn likelier<'a>(values: impl Iterator<Item = &'a [u8]> + Clone) -> &'static Encoding {
    let sum = |encoding: &'static Encoding| -> i64 {
        values.clone().map(|value| likelihood(&single_bytes(value, encoding))).sum()
    };
    if sum(MACINTOSH) > sum(WINDOWS_1252) { MACINTOSH } else { WINDOWS_1252 }
}

/// Whether bytes about which nothing is said are UTF-8. The last letter may be cut in two, if
/// there is another beyond ASCII: an accent at the very end is more likely an old table’s.
fn is_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok()
        || utf8_but_for_its_end(bytes).is_some_and(|text| !text.is_ascii())
}

/// The whole letters of UTF-8 whose last one was cut in two, as fields of fixed length do.
fn utf8_but_for_its_end(bytes: &[u8]) -> Option<&str> {
    let error = std::str::from_utf8(bytes).err().filter(|error| error.error_len().is_none())?;
    std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()
}

/// How much a text looks like words: the higher, the likelier. Only letters beyond ASCII count.
fn likelihood(text: &str) -> i64 {
    let letters: Vec<char> = text.chars().collect();
    let beyond = letters.iter().enumerate().filter(|(_, letter)| !letter.is_ascii());
    beyond.map(|(at, letter)| in_place(&letters, at, *letter)).sum()
}

/// How well one letter sits between the others. The numbers were set by trying every accented word
/// of German, French, Spanish and English dictionaries in both tables.
fn in_place(letters: &[char], at: usize, letter: char) -> i64 {
    let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied().unwrap_or(' ');
    let after = letters.get(at + 1).copied().unwrap_or(' ');
    let (begins, ends) = (!before.is_alphabetic(), !after.is_alphabetic());
    let in_word = !begins && !ends;
    match letter {
        // Control characters are never meant.
        '\u{80}'..='\u{9F}' | '\u{FFFD}' => -10,
        'ƒ' | 'ª' | 'º' | 'µ' => -2,
        'ﬁ' | 'ﬂ' | 'ı' => -1,
        // Where the other table has quotation marks and the letters of the west.
        'ì' if begins => -2,
        'î' if ends => -2,
        'ç' if begins && after != 'a' => 1,
        'Ž' if begins => 1,
        'š' | 'ž' | 'ý' | 'ð' | 'þ' | 'û' if !begins => 2,
        'œ' if !"uisU".contains(after) => 0,
        small if small.is_lowercase() => match (begins, ends) {
            (false, _) if before.is_uppercase() && after.is_uppercase() => -2,
            (false, _) => 3,
            (true, false) => 2,
            // `à` and its like stand alone.
            (true, true) if "àéèóáíýаäöü".contains(small) => 1,
            (true, true) => -3,
        },
        large if large.is_uppercase() => match (before.is_lowercase(), after.is_lowercase()) {
            (true, _) => -3,
            (false, true) => 2,
            (false, false) if before.is_uppercase() || after.is_uppercase() => 2,
            (false, false) => -2,
        },
        '’' if in_word && is_apostrophe(letters, at) => 4,
        '’' if in_word => -2,
        '·' if in_word => 2,
        '–' | '—' if in_word || before == ' ' && after == ' ' => 1,
        '‘' | '“' | '„' | '«' if begins && !ends => 3,
        '”' | '»' if !begins && ends => 3,
        // `the ferries’ crews`, or the end of `‘a quotation’`.
        '’' if !begins && ("szx".contains(before) || letters.get(..at).is_some_and(has_quote)) => {
            4
        }
        '‘' | '“' | '«' | '„' | '‹' | '¿' | '¡' if begins => 1,
        '’' | '”' | '»' | '›' | '…' if ends => 1,
        '©' | '®' | '™' | '€' | '£' | '•' | '§' | '°' | '\u{A0}' | '½' | '¼' | '²' | '³'
            if !in_word =>
        {
            1
        }
        _ if in_word => -3,
        _ => -2,
    }
}

/// Whether a quotation was begun not long before.
fn has_quote(before: &[char]) -> bool {
    const LONGEST: usize = 400;
    before.iter().rev().take(LONGEST).any(|letter| *letter == '‘')
}

/// `O’Brien`, `l’île`, `Rory’s`, `they’ll`: one of few words before a vowel, or one of few behind
/// it. In the Macintosh’s table the same byte is the `í` of `María`.
fn is_apostrophe(letters: &[char], at: usize) -> bool {
    const LONGEST: usize = 3;
    const BEFORE: [&str; 11] = ["l", "d", "j", "m", "n", "s", "c", "t", "o", "qu", "all"];
    const BEHIND: [&str; 7] = ["s", "t", "d", "m", "ll", "re", "ve"];
    let is_letter = |letter: &&char| letter.is_alphabetic();
    let head: String =
        letters.iter().take(at).rev().take(LONGEST + 1).take_while(is_letter).collect();
    let head: String = head.chars().rev().collect::<String>().to_lowercase();
    let tail: String = letters.iter().skip(at + 1).take(LONGEST).take_while(is_letter).collect();
    let begins_a_word = tail.chars().next().is_some_and(|letter| {
        letter.is_uppercase() || "aeiouyhàâäáéèêëîïíôöóùûüúœ".contains(letter)
    });
    BEFORE.contains(&head.as_str()) && begins_a_word
        || BEHIND.contains(&tail.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCES: [&str; 24] = [
        "Café owner Zoë Brontë",
        "L’été à la plage, près d’Étretat",
        "“Très bien,” said José",
        "Jürgen Weißhaupt in Köln",
        "MÜNCHEN – Straßenbahn am Abend",
        "El Niño llegó a Málaga",
        "¿Quién es él? — Íñigo",
        "Ångström på ön",
        "Fähre im Hafen…",
        "© Kit Orme 2024",
        "Łódź has no place in either",
        "À Nîmes, le 4 août",
        "O’Brien’s boat",
        "São João é à beira-mar",
        "?ód? “left” and right",
        "María en Cádiz",
        "Martín y Benjamín en Albarracín",
        "Der Öltanker überholt Fähren",
        "It’s Rory’s and they’ll sail",
        "L’île d’Yeu, vue de l’été",
        "Così è, se vi pare: perché no?",
        "“Fähre” und »Möwe«",
        "Le maître à bord – «La Belle»",
        "£5 or €6 for half…",
    ];

    #[test]
    fn old_tables_are_told_apart() {
        for sentence in SENTENCES {
            for encoding in [WINDOWS_1252, MACINTOSH] {
                let (bytes, _, lossy) = encoding.encode(sentence);
                if lossy {
                    continue;
                }
                let charset = Charset::likely([bytes.as_ref()].into_iter());
                assert_eq!(charset.decode(&bytes), sentence, "as {}", encoding.name());
            }
        }
    }

    #[test]
    fn utf8_needs_no_declaration() {
        for sentence in SENTENCES {
            assert_eq!(undeclared(sentence.as_bytes()), sentence);
        }
    }

    #[test]
    fn escape_sequences_name_tables() {
        for (escape, bytes, text) in [
            (&b"\x1b%G"[..], "é".as_bytes(), "é"),
            (b"\x1b%/H", "é".as_bytes(), "é"),
            (b"\x1b.A", b"\xE9", "é"),
            (b"\x1b-A", b"\xE9", "é"),
            (b"\x1b-L", b"\xB8\xD2\xD0\xDD", "Иван"),
            (b"\x1b-F", b"\xC1\xE8\xDE\xED\xE1", "Αθήνα"),
            (b"\x1b-B", b"\xA3\xF3d\xBC", "Łódź"),
            (b"UTF-8", "é".as_bytes(), "é"),
            // Says UTF-8 and is not.
            (b"\x1b%G", b"Caf\xE9 owner", "Café owner"),
            // Cut in the middle of a letter by a field that was full.
            (b"\x1b%G", b"Zo\xC3\xAB Bront\xC3", "Zoë Bront"),
            (b"\x1b%G", b"Caf\xC3", "Caf"),
        ] {
            let charset = Charset::declared(escape).unwrap();
            assert_eq!(charset.decode(bytes), text, "{escape:?}");
        }
        assert_eq!(Charset::declared(b"\x1b(B"), None);
        assert_eq!(Charset::declared(b""), None);
    }

    #[test]
    fn xml_comes_in_any_width() {
        let text = "<x>Zoë 🚢</x>";
        let utf16: Vec<u16> = text.encode_utf16().collect();
        let wide = |bytes: fn(u32) -> [u8; 4]| -> Vec<u8> {
            text.chars().flat_map(|char| bytes(u32::from(char))).collect()
        };
        for bytes in [
            text.as_bytes().to_vec(),
            utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
            utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
            wide(u32::to_be_bytes),
            wide(u32::to_le_bytes),
        ] {
            assert_eq!(xml(&bytes), text);
        }
        assert_eq!(xml(b"<x>Zo\xEB and \xC3\xAB</x>"), "<x>Zoë and ë</x>");
    }
}
