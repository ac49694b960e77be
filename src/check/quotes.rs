//! Where quotations begin and end in a text, by the double marks of many languages.
//!
//! `“ ”`, `„ “`, `„ ”`, `” ”`, `« »`, `» «` and `" "` are told apart by the sign, by what it
//! stands next to, and by what is open. Apostrophes and single marks are not looked at: one sign
//! serves as both. Feet, inches and seconds are not quotations.
//!
//! Must not know: blocks, findings.

use super::view::Tongue;

/// Signs that go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// `“ ” „ ‟ "`
    Curly,
    /// `« »`
    Guillemet,
}

/// A mark without its partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Loose {
    /// Its first byte.
    pub(super) byte: usize,
    /// Its length in bytes.
    pub(super) len: usize,
    pub(super) family: Family,
}

/// How the quotations of a text meet those of the texts before and after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ends {
    /// The text begins with a mark that opens, or that repeats one opened before.
    pub(super) begins_with: Option<Family>,
    /// That mark opens nothing: it can only repeat one opened before.
    pub(super) repeats: bool,
    /// The first mark that closes what was not opened.
    pub(super) closes: Option<Loose>,
    /// The outermost mark that opens what is not closed.
    pub(super) opens: Option<Loose>,
    /// Signs of this family occur.
    pub(super) has_curly: bool,
    /// Signs of this family occur.
    pub(super) has_guillemets: bool,
}

impl Ends {
    pub(super) fn has(self, family: Family) -> bool {
        match family {
            Family::Curly => self.has_curly,
            Family::Guillemet => self.has_guillemets,
        }
    }
}

/// A text's quotations: its ends, and marks without partners that no other text could explain.
#[derive(Clone, Debug, Default)]
pub(super) struct Quotations {
    pub(super) ends: Ends,
    /// Further loose marks, in no order.
    pub(super) rest: Vec<Loose>,
}

/// How the quotations of a text begin and end.
pub(super) fn ends(text: &str, tongue: Tongue) -> Ends {
    if has_marks(text) { read(text, tongue).ends } else { Ends::default() }
}

/// Whether there is any mark at all; most texts have none.
pub(super) fn has_marks(text: &str) -> bool {
    // The bytes that the signs begin with; `“` shares its own with dashes and apostrophes, so
    // this lets some texts through that have no mark.
    let mut bytes = text.as_bytes().windows(2);
    text.as_bytes().contains(&b'"')
        || bytes.any(|pair| matches!(pair, [0xe2, 0x80] | [0xc2, 0xab | 0xbb]))
}

/// What a mark does where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Does {
    Opens,
    Closes,
    /// Repeats the opening mark at the start of a further graf.
    GoesOn,
    Nothing,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    sign: char,
    loose: Loose,
}

/// One mark and its neighbours.
#[derive(Clone, Copy, Debug)]
struct Sign {
    glyph: char,
    previous: Option<char>,
    next: Option<char>,
    at_line_start: bool,
    at_text_start: bool,
}

/// Reads the quotations of a text.
pub(super) fn read(text: &str, tongue: Tongue) -> Quotations {
    let mut scan = Scan::default();
    let mut previous = None;
    let (mut at_line_start, mut at_text_start) = (true, true);
    let mut chars = text.char_indices().peekable();
    while let Some((byte, c)) = chars.next() {
        if let Some(family) = family(c) {
            let next = chars.peek().map(|(_, next)| *next);
            let sign = Sign { glyph: c, previous, next, at_line_start, at_text_start };
            scan.take(sign, Loose { byte, len: c.len_utf8(), family }, tongue);
        }
        if c == '\n' {
            at_line_start = true;
        } else if !c.is_whitespace() {
            (at_line_start, at_text_start) = (false, false);
        }
        previous = Some(c);
    }
    scan.end()
}

/// A text being read.
#[derive(Debug, Default)]
struct Scan {
    open: Vec<Open>,
    open_curly: usize,
    open_guillemets: usize,
    closes: Vec<Loose>,
    may_be_inches: bool,
    quotations: Quotations,
}

impl Scan {
    fn count(&mut self, family: Family) -> &mut usize {
        match family {
            Family::Curly => &mut self.open_curly,
            Family::Guillemet => &mut self.open_guillemets,
        }
    }

    fn take(&mut self, sign: Sign, loose: Loose, tongue: Tongue) {
        let family = loose.family;
        let is_open = *self.count(family) > 0;
        let after_digit =
            family == Family::Curly && sign.previous.is_some_and(|c| c.is_ascii_digit());
        let does = sign.does(self.open.last().copied(), is_open, tongue);
        match does {
            Does::Opens => {
                self.open.push(Open { sign: sign.glyph, loose });
                *self.count(family) += 1;
            }
            Does::Closes if is_open => {
                self.may_be_inches |= after_digit;
                self.close(family);
            }
            // Inches, or seconds of an angle.
            Does::Closes if after_digit => {}
            Does::Closes => self.closes.push(loose),
            Does::GoesOn | Does::Nothing => {}
        }
        let ends = &mut self.quotations.ends;
        if does != Does::Nothing {
            match family {
                Family::Curly => ends.has_curly = true,
                Family::Guillemet => ends.has_guillemets = true,
            }
        }
        if sign.at_text_start && matches!(does, Does::Opens | Does::GoesOn) {
            ends.begins_with = Some(family);
            ends.repeats = does == Does::GoesOn;
        }
    }

    /// Closes the innermost quotation of a family. What was opened inside and not closed is at
    /// fault, not the mark that closes the whole.
    fn close(&mut self, family: Family) {
        while let Some(inner) = self.open.pop() {
            *self.count(inner.loose.family) -= 1;
            if inner.loose.family == family {
                return;
            }
            self.quotations.rest.push(inner.loose);
        }
    }

    fn end(mut self) -> Quotations {
        if self.may_be_inches {
            // `“a 6” pipe,” he said`: the mark after the digit closed what the last one should.
            self.closes.retain(|loose| loose.family != Family::Curly);
        }
        let mut opens = self.open.into_iter().map(|open| open.loose);
        let mut closes = self.closes.into_iter();
        self.quotations.ends.opens = opens.next();
        self.quotations.ends.closes = closes.next();
        self.quotations.rest.extend(opens.chain(closes));
        self.quotations
    }
}

impl Sign {
    fn does(self, top: Option<Open>, is_open: bool, tongue: Tongue) -> Does {
        let does = match self.glyph {
            '"' => self.straight(top),
            '«' | '»' => self.guillemet(top, tongue),
            _ => self.curly(top),
        };
        if does == Does::Opens && self.at_line_start && !self.at_text_start && is_open {
            return Does::GoesOn;
        }
        does
    }

    fn curly(self, top: Option<Open>) -> Does {
        if self.is_inside_hebrew_word() {
            return Does::Nothing;
        }
        let top = top.map(|open| open.sign);
        match self.glyph {
            // A German quotation ends with the sign that opens an English one.
            '“' if top == Some('„') && !self.only_opens() => Does::Closes,
            '“' | '‟' if self.only_closes() => Does::Closes,
            // Swedish and Finnish open with the sign that closes an English quotation.
            '”' if self.only_opens() => Does::Opens,
            '”' => Does::Closes,
            _ => Does::Opens,
        }
    }

    fn straight(self, top: Option<Open>) -> Does {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let top_is_straight = top.is_some_and(|open| open.sign == '"');
        if is_letter(self.previous) && is_letter(self.next) {
            // `"and"ed` closes, a Hebrew abbreviation does not.
            let closes = top_is_straight && !self.is_inside_hebrew_word();
            return if closes { Does::Closes } else { Does::Nothing };
        }
        if self.only_opens() {
            Does::Opens
        } else if self.only_closes() || top_is_straight {
            Does::Closes
        } else {
            Does::Opens
        }
    }

    fn guillemet(self, top: Option<Open>, tongue: Tongue) -> Does {
        if matches!(tongue, Tongue::French | Tongue::Spanish | Tongue::English) {
            return match self.glyph {
                '«' => Does::Opens,
                // French grafs that go on with a quotation may begin with the closing sign.
                _ if self.at_line_start => Does::GoesOn,
                _ => Does::Closes,
            };
        }
        match top.map(|open| open.sign) {
            Some(sign @ ('«' | '»')) if sign != self.glyph => Does::Closes,
            _ if self.only_closes() => Does::Closes,
            _ => Does::Opens,
        }
    }

    fn may_open(self) -> bool {
        let before = match self.previous {
            None => true,
            Some(c) => {
                c.is_whitespace()
                    || matches!(
                        c,
                        '(' | '['
                            | '{'
                            | '¿'
                            | '¡'
                            | '-'
                            | '/'
                            | '\''
                            | '‘'
                            | '‚'
                            | '‹'
                            | '›'
                            | '“'
                            | '„'
                            | '«'
                            | '»'
                            | '"'
                            | '\u{2010}'..='\u{2015}'
                    )
            }
        };
        before && self.next.is_some_and(|c| !c.is_whitespace())
    }

    fn may_close(self) -> bool {
        let after = match self.next {
            None => true,
            Some(c) => {
                c.is_whitespace()
                    || c.is_ascii_punctuation()
                    || matches!(
                        c,
                        '’' | '‘'
                            | '”'
                            | '“'
                            | '»'
                            | '«'
                            | '›'
                            | '‹'
                            | '…'
                            | '。'
                            | '，'
                            | '、'
                            | '\u{2010}'..='\u{2015}'
                    )
            }
        };
        after && self.previous.is_some_and(|c| !c.is_whitespace())
    }

    fn only_opens(self) -> bool {
        self.may_open() && !self.may_close()
    }

    fn only_closes(self) -> bool {
        self.may_close() && !self.may_open()
    }

    /// Hebrew writes abbreviations with a mark before the last letter.
    fn is_inside_hebrew_word(self) -> bool {
        let hebrew = |c: Option<char>| c.is_some_and(|c| ('\u{590}'..='\u{5ff}').contains(&c));
        hebrew(self.previous) && hebrew(self.next)
    }
}

fn family(c: char) -> Option<Family> {
    match c {
        '“' | '”' | '„' | '‟' | '"' => Some(Family::Curly),
        '«' | '»' => Some(Family::Guillemet),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The loose marks of a text, each with up to three characters around it.
    fn loose(text: &str, tongue: Tongue) -> Vec<String> {
        let quotations = read(text, tongue);
        let ends = quotations.ends;
        let mut all: Vec<_> =
            ends.opens.into_iter().chain(ends.closes).chain(quotations.rest).collect();
        all.sort_by_key(|loose| loose.byte);
        all.into_iter()
            .map(|loose| text.get(loose.byte..).unwrap().chars().take(3).collect())
            .collect()
    }

    #[test]
    fn balanced_quotations_of_many_languages_are_left_alone() {
        for (tongue, text) in [
            (Tongue::English, "“Yes,” she said. “No ‘maybe’ about it.”"),
            (Tongue::English, "\"Yes,\" she said—\"and no.\""),
            (Tongue::English, "The bits are \"and\"ed and \"or\"ed."),
            (Tongue::English, "The 6\" pipe and the 5'10\" man, at 40° 26' 46\"."),
            (Tongue::English, "He is 6’2” tall."),
            (Tongue::English, "“He is 6’2” tall,” said Moss."),
            (Tongue::English, "(“So?”) [“So!”] “so”-called, anti-“so”"),
            (Tongue::English, "“… and then,” he said, “...”"),
            (Tongue::English, "“One.\n“Two.\n“Three.”"),
            (Tongue::German, "„Ja“, sagte sie. »Nein«, sagte er. «Gut», hiess es."),
            (Tongue::German, "„Er sagte: ‚Nein‘“, so Brandt. „Doch!“"),
            (Tongue::German, "„Ja”, „Nein“ und “doch”"),
            (Tongue::German, "das „Haus“-Projekt"),
            (Tongue::French, "« Oui », dit-elle. « Il a dit “non” », reprend-il."),
            (Tongue::French, "“ Oui ” et \" non \""),
            (Tongue::French, "« Un.\n» Deux.\n» Trois. »"),
            (Tongue::Spanish, "«Sí», dijo. «Él dijo “no”», añadió. ¿“Qué”?"),
            (Tongue::Other, "”Ja”, sa hon. ”Nej!”"),
            (Tongue::Other, "»Joo», hän sanoi."),
            (Tongue::Other, "„Tak”, powiedziała."),
            (Tongue::Other, "צה\"ל הודיע: \"כן\""),
            (Tongue::Other, "他说“你好”。"),
        ] {
            assert_eq!(loose(text, tongue), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_mark_without_its_partner_is_found() {
        for (tongue, text, expected) in [
            (Tongue::English, "“Yes, she said.", vec!["“Ye"]),
            (Tongue::English, "Yes,” she said.", vec!["” s"]),
            (Tongue::English, "\"Yes, she said. \"No.\"", vec!["\"Ye"]),
            (Tongue::English, "“Yes “no” she said.", vec!["“Ye"]),
            (Tongue::English, "The “red « barn” burns.", vec!["« b"]),
            (Tongue::German, "„Ja, sagte sie.", vec!["„Ja"]),
            (Tongue::German, "Ja“, sagte sie.", vec!["“, "]),
            (Tongue::German, "Sie sagte »ja.", vec!["»ja"]),
            (Tongue::French, "« Oui, dit-elle.", vec!["« O"]),
            (Tongue::French, "Oui », dit-elle.", vec!["»,"]),
            (Tongue::Spanish, "«Sí, dijo.", vec!["«Sí"]),
        ] {
            let found = loose(text, tongue);
            let expected: Vec<String> =
                expected.into_iter().map(|mark: &str| mark.to_owned()).collect();
            assert!(
                found.len() == expected.len()
                    && found.iter().zip(&expected).all(|(a, b)| a.starts_with(b.as_str())),
                "{text}: {found:?}"
            );
        }
    }
}
