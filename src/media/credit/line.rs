//! A credit line read from left to right: label, parties, provider.
//!
//! Must not know: captions. Whether some words *are* a credit is for `split` to judge, from the
//! [`Signs`] found here.

use super::parties::{Party, parties};
use super::table::{Meaning, TABLE, key};
use super::tokens::{Token, cut, tidy};
use crate::story::{Credit, Marker};

/// The longest line read, in bytes. No desk writes longer ones; a longer one is prose.
pub(super) const LONGEST_BYTES: usize = 600;

/// How a line says that it is a credit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    /// It does not.
    #[default]
    None,
    /// `Photo by`, `Courtesy of`.
    By,
    /// `Photo:`, `©`.
    Certain,
}

/// What in a line is a sign that it is a credit, and no words about the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    pub(super) label: Label,
    /// A slash, bar or `via` between parties.
    pub(super) joined: bool,
    /// An agency of the table, or an outlet by its last word.
    pub(super) agency: bool,
    /// A name in capitals only.
    pub(super) capitals: bool,
    /// A name that looks like an outlet’s by its initials or its article, or is in the table.
    pub(super) outlet: bool,
}

/// A line whose parts could be told apart; its verbatim text is not filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) credit: Credit,
    pub(super) signs: Signs,
}

/// Reads a line; `None` when it is not certain who is who.
pub(super) fn read(line: &str) -> Option<Reading> {
    if line.len() > LONGEST_BYTES {
        return None;
    }
    let tidy = tidy(line);
    if names_a_licence(&tidy) || tidy.contains("://") || key(&tidy).contains("www.") {
        return None;
    }
    let tokens = cut(&tidy);
    let tokens = bare(&tokens);
    let mut found = Found::default();
    let rest = found.head(tokens);
    let body = flat(bare(rest));
    let mut parts: Vec<&[Token<'_>]> =
        body.split(|token| token.word().is_some_and(|word| key(word) == "via")).collect();
    let provider = if parts.len() > 1 { parts.pop() } else { None };
    found.signs.joined |= provider.is_some();
    for part in parts {
        found.part(part)?;
    }
    if let Some(provider) = provider {
        found.provider(provider)?;
    }
    found.settle()
}

/// A Creative Commons licence asks to be named; the verbatim line does, a rendered one would not.
fn names_a_licence(tidy: &str) -> bool {
    let tidy = tidy.to_ascii_lowercase();
    let words: Vec<&str> =
        tidy.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.iter().any(|word| matches!(*word, "cc0" | "gfdl"))
        || words.windows(2).any(|pair| matches!(pair, ["cc", "by"] | ["creative", "commons"]))
}

/// The tokens without brackets around all of them, and without stray separators and notices of
/// rights at the end.
fn bare<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let mut tokens = tokens;
    loop {
        let before = tokens.len();
        while let [Token::Bar | Token::Comma, rest @ ..] | [rest @ .., Token::Bar | Token::Comma] =
            tokens
        {
            tokens = rest;
        }
        tokens = without_notice(tokens);
        if let [Token::Open, inside @ .., Token::Close] = tokens
            && closes_at_the_end(inside)
        {
            tokens = inside;
        }
        if let [Token::Open, rest @ ..] = tokens
            && !rest.contains(&Token::Close)
        {
            tokens = rest;
        }
        if let [rest @ .., Token::Word(".")] = tokens {
            tokens = rest;
        }
        if tokens.len() == before {
            return tokens;
        }
    }
}

/// Whether brackets inside are closed inside: not so in `(a) b (c)` without its ends.
fn closes_at_the_end(inside: &[Token<'_>]) -> bool {
    let mut depth = 0_usize;
    for token in inside {
        match token {
            Token::Open => depth += 1,
            Token::Close => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            },
            _ => {}
        }
    }
    true
}

/// The tokens without a phrase such as `All rights reserved.` at the end.
fn without_notice<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    const LONGEST_NOTICE_WORDS: usize = 5;
    for count in (1..=LONGEST_NOTICE_WORDS.min(tokens.len())).rev() {
        let (rest, end) = tokens.split_at(tokens.len() - count);
        let words: Option<Vec<&str>> = end.iter().map(|token| token.word()).collect();
        let Some(words) = words else { continue };
        if TABLE.notices.has(words.join(" ").trim_end_matches('.')) {
            return rest;
        }
    }
    tokens
}

/// The tokens with every inner bracket as a separator, as is the colon of `AAP: Kit Orme`; `(2)`,
/// `(1234567a)` and the last full stop are left out.
fn flat<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut flat: Vec<Token<'a>> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match tokens.get(at..) {
            Some([Token::Open, Token::Word(number), Token::Close, ..])
                if number.starts_with(|char: char| char.is_ascii_digit()) =>
            {
                at += 3;
                continue;
            }
            // `Lantern photo by Kit Orme`: what stands before `by` is an outlet and its label.
            Some([Token::Word(label), Token::Word(by), ..])
                if at > 0 && key(by) == "by" && TABLE.meaning(&[label]) == Some(Meaning::Label) =>
            {
                flat.extend([*token, Token::Bar]);
                at += 2;
                continue;
            }
            _ => {}
        }
        flat.push(match token {
            Token::Open | Token::Close => Token::Bar,
            Token::Colon if ends_with_known(&flat) => Token::Bar,
            other => *other,
        });
        at += 1;
    }
    if let Some(Token::Word(last)) = flat.last_mut()
        && let Some(word) = last.strip_suffix('.')
        && !TABLE.short_forms.has(last)
        && word.chars().count() > 1
        && !word.contains('.')
    {
        *last = word;
    }
    flat
}

/// Whether the words since the last separator are a name of the table.
fn ends_with_known(tokens: &[Token<'_>]) -> bool {
    const LONGEST: usize = 6;
    let mut words: Vec<&str> =
        tokens.iter().rev().take(LONGEST).map_while(|token| token.word()).collect();
    words.reverse();
    TABLE.known(&words).is_some()
}

/// The parties of a line, as they are found.
#[derive(Default)]
struct Found {
    credit: Credit,
    signs: Signs,
    /// In which segment the creators stand.
    creators_in: Option<usize>,
    segments: usize,
    unknown: Vec<String>,
    owners: Vec<String>,
}

impl Found {
    /// Takes labels off the start: `Photo:`, `Pool photo by`, `© `, one after the other.
    fn head<'t, 'a>(&mut self, tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
        let mut rest = tokens;
        while let Some((after, label, markers)) = one_label(rest) {
            self.signs.label = self.signs.label.max(label);
            for marker in markers {
                self.mark(marker);
            }
            rest = after;
        }
        match rest {
            [Token::Word(by), after @ ..] if key(by) == "by" => after,
            _ => rest,
        }
    }

    fn part(&mut self, tokens: &[Token<'_>]) -> Option<()> {
        let segments: Vec<&[Token<'_>]> = tokens
            .split(|token| *token == Token::Bar)
            .filter(|segment| !segment.is_empty())
            .collect();
        self.signs.joined |= segments.len() > 1;
        for (index, segment) in segments.iter().enumerate() {
            let is_last = index + 1 == segments.len();
            self.segment(segment, is_last)?;
            self.segments += 1;
        }
        Some(())
    }

    fn segment(&mut self, tokens: &[Token<'_>], is_last: bool) -> Option<()> {
        let mut is_first = true;
        for item in tokens.split(|token| *token == Token::Comma).filter(|item| !item.is_empty()) {
            if let Some(suffix) = generation(item) {
                let here = self.creators_in == Some(self.segments);
                let creator = self.credit.creators.last_mut()?;
                if !here || !creator.contains(' ') {
                    return None;
                }
                *creator = format!("{creator} {suffix}");
                continue;
            }
            let item = match item {
                // `Kit Orme/For The Lantern`
                [Token::Word(word), outlet @ ..]
                    if TABLE.for_outlet.has(word) && self.creators_in.is_some() =>
                {
                    outlet
                }
                all => all,
            };
            for party in parties_of(item)? {
                self.add(party, !is_first && !is_last)?;
            }
            is_first = false;
        }
        Some(())
    }

    fn add(&mut self, party: Party, in_a_list: bool) -> Option<()> {
        match party {
            Party::Marker(marker) => self.mark(marker),
            Party::Nothing => {}
            Party::Agency { name, telling } => {
                self.signs.agency |= telling;
                self.signs.outlet = true;
                self.agency(name);
            }
            Party::Person { name, capitals } => {
                self.signs.capitals |= capitals;
                let here = self.creators_in.is_none() || self.creators_in == Some(self.segments);
                // `Ana Ruiz/dpa, Kit Orme/AP`: the second of a list, with an agency to come.
                if here || in_a_list {
                    self.creators_in.get_or_insert(self.segments);
                    push_new(&mut self.credit.creators, name);
                } else {
                    self.agency(name);
                }
            }
            Party::Unknown(name) => {
                self.signs.outlet |= !name.chars().any(char::is_lowercase);
                self.unknown.push(name.clone());
                self.agency(name);
            }
            Party::Owner(name) => {
                self.owners.push(name.clone());
                self.agency(name);
            }
            Party::Other => return None,
        }
        Some(())
    }

    /// What stands after the last `via`.
    fn provider(&mut self, tokens: &[Token<'_>]) -> Option<()> {
        let tokens: Vec<Token<'_>> = tokens
            .iter()
            .map(|token| if *token == Token::Bar { Token::Comma } else { *token })
            .collect();
        for item in tokens.split(|token| *token == Token::Comma).filter(|item| !item.is_empty()) {
            for party in parties_of(item)? {
                match (party, &mut self.credit.provider) {
                    (Party::Marker(marker), _) => self.mark(marker),
                    (Party::Nothing, _) => {}
                    (Party::Agency { name, telling }, provider) => {
                        self.signs.agency |= telling;
                        match provider {
                            None => *provider = Some(name),
                            Some(_) => self.agency(name),
                        }
                    }
                    (Party::Person { name, .. } | Party::Unknown(name), provider @ None) => {
                        *provider = Some(name);
                    }
                    (
                        Party::Person { .. } | Party::Unknown(_) | Party::Owner(_) | Party::Other,
                        _,
                    ) => {
                        return None;
                    }
                }
            }
        }
        self.credit.provider.as_ref().map(|_| ())
    }

    fn agency(&mut self, name: String) {
        push_new(&mut self.credit.agencies, name);
    }

    fn mark(&mut self, marker: Marker) {
        if !self.credit.markers.contains(&marker) {
            self.credit.markers.push(marker);
        }
    }

    /// Weighs what was found as a whole.
    fn settle(mut self) -> Option<Reading> {
        let credit = &mut self.credit;
        let thanked = credit
            .markers
            .iter()
            .any(|marker| matches!(marker, Marker::Courtesy | Marker::Handout));
        let is_alone = credit.creators.len() + credit.agencies.len() == 1;
        if !(self.owners.is_empty() || thanked && is_alone) {
            return None;
        }
        // Who is thanked for a picture owns it; whether they made it, nobody says.
        if is_alone && credit.markers.contains(&Marker::Courtesy) {
            let owner: Vec<String> = std::mem::take(&mut credit.creators);
            credit.agencies.extend(owner);
        }
        let only_unknown = credit.creators.is_empty()
            && credit.provider.is_none()
            && credit.agencies.iter().all(|name| self.unknown.contains(name));
        // A word about the picture is a sign that the name beside it is one: `Halyard, File`.
        if !self.unknown.is_empty() && only_unknown && credit.markers.is_empty() {
            return None;
        }
        let says_nothing = credit.creators.is_empty()
            && credit.agencies.is_empty()
            && credit.provider.is_none()
            && credit.markers.is_empty();
        (!says_nothing).then_some(Reading { credit: self.credit, signs: self.signs })
    }
}

/// One label at the start of a line, with what its words say about the picture.
fn one_label<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<(&'t [Token<'a>], Label, Vec<Marker>)> {
    const LONGEST_WORDS: usize = 10;
    let words: Vec<&str> =
        tokens.iter().take(LONGEST_WORDS).map_while(|token| token.word()).collect();
    let mut markers = Vec::new();
    let mut at = 0;
    while let Some((count, meaning)) = words.get(at..).and_then(|words| TABLE.leading(words)) {
        let is_sign = words.get(at) == Some(&"©");
        let last = words.get(at + count - 1).copied().unwrap_or_default();
        match meaning {
            Meaning::Label => {}
            Meaning::Marker(marker) => markers.push(marker),
            Meaning::Archive => markers.push(Marker::File),
            Meaning::Anonymous => return None,
        }
        at += count;
        match tokens.get(at..)? {
            [Token::Colon, rest @ ..] => return Some((rest, Label::Certain, markers)),
            // `Image source, Getty Images`
            [Token::Comma, rest @ ..] if meaning == Meaning::Label && count > 1 => {
                return Some((rest, Label::Certain, markers));
            }
            rest if is_sign => return Some((rest, Label::Certain, markers)),
            [Token::Word(by), rest @ ..] if TABLE.by.has(by) => {
                return Some((rest, Label::By, markers));
            }
            rest if ends_open(last) && count > 1 => return Some((rest, Label::By, markers)),
            _ => {}
        }
    }
    None
}

/// Whether a phrase’s last word asks for a name: `courtesy of`.
fn ends_open(last: &str) -> bool {
    ["of", "from", "der", "des", "du"].contains(&key(last).as_str()) || TABLE.by.has(last)
}

/// The parties of one item; a label in front of it, `Foto: Kit Orme`, says nothing more.
fn parties_of(item: &[Token<'_>]) -> Option<Vec<Party>> {
    let (item, markers) = match one_label(item) {
        Some((rest, _, markers)) => (rest, markers),
        None => (item, Vec::new()),
    };
    let mut found: Vec<Party> = markers.into_iter().map(Party::Marker).collect();
    if !item.is_empty() {
        found.extend(parties(&words_of(item)?));
    }
    Some(found)
}

fn words_of<'a>(tokens: &[Token<'a>]) -> Option<Vec<&'a str>> {
    const MOST_WORDS: usize = 24;
    if tokens.len() > MOST_WORDS {
        return None;
    }
    tokens.iter().map(|token| token.word()).collect()
}

/// `Jr.` after a comma belongs to the name before it.
fn generation<'a>(item: &[Token<'a>]) -> Option<&'a str> {
    match item {
        [Token::Word(word)] if ["jr.", "sr.", "jr", "sr"].contains(&key(word).as_str()) => {
            Some(word)
        }
        _ => None,
    }
}

fn push_new(names: &mut Vec<String>, name: String) {
    if !names.contains(&name) {
        names.push(name);
    }
}
