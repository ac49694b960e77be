//! The proper names in a text: of people, places, institutions.
//!
//! A name is a run of words with capitals, with particles and initials between them, without the
//! title before it and the possessive behind it: `Mayor Noor al-Sayegh’s` gives `Noor al-Sayegh`.
//! What a single text cannot tell, such as whether the first word of a sentence is a name, is
//! left open and told by the signs; rules for the whole story decide.
//!
//! Must not know: rules, other texts than the one at hand.

mod fold;
mod near;
mod roll;
mod vocabulary;

use std::ops::Range;

pub(super) use fold::{fold, undialected};
pub(super) use near::{Letters, Shelf};
pub(super) use roll::{Roll, Spelling};
pub(super) use vocabulary::{Vocabulary, is_calendar, is_particle};
use vocabulary::{is_ending, is_short, is_weekday};

use super::view::{Role, Text, Tongue};
use super::words::words;
use crate::story::TextAt;

/// A name where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) at: TextAt,
    pub(super) role: Role,
    /// Its bytes, without title and possessive.
    pub(super) range: Range<usize>,
    /// Its words as they stand, parted by one space.
    pub(super) name: Box<str>,
    /// The same in small letters without accents.
    pub(super) folded: Box<str>,
    pub(super) signs: Signs,
}

/// What the words around a name say about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// It begins where every word has a capital: a sentence, a heading in title case.
    pub(super) opens: bool,
    /// A person’s title stands before it.
    pub(super) titled: bool,
    /// A word stands before it that is followed by places.
    pub(super) placed: bool,
    /// A word of saying stands beside it.
    pub(super) speaks: bool,
    /// A word stands after it that says what people do or are.
    pub(super) acts: bool,
    /// An article or the like stands before it, as before nouns and not before people.
    pub(super) article: bool,
    /// One of its last two words is that of an institution, a place or a thing.
    pub(super) thing: bool,
}

impl Mention {
    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.name.split(' ').count()
    }
}

/// The longest run that is read as one name, in words; longer ones are titles of works or lists.
const MOST_WORDS: usize = 6;

/// The names in some texts, in order.
pub(super) fn mentions(texts: &[Text<'_>]) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for text in texts {
        read(text, &mut mentions);
    }
    mentions
}

/// A word, or words joined by hyphens.
#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    start: usize,
    end: usize,
    word: &'a str,
    shape: Shape,
    /// A sentence or a quotation begins here.
    opens: bool,
    /// What lies before it parts it from the word before: anything but one space.
    parted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// `Ada`, `al-Sayegh`, `O’Brien`.
    Capital,
    /// `J`.
    Initial,
    /// `de` between words with capitals, any other word too.
    Small,
    /// `NATO`, `WASHINGTON`.
    Capitals,
    Number,
}

fn read(text: &Text<'_>, mentions: &mut Vec<Mention>) {
    // A text without a second capital has no name that is known for one.
    let tokens = tokens(text.words, text.reading.tongue);
    let vocabulary = Vocabulary::of(text.reading.tongue);
    let is_title_case = matches!(text.role, Role::Headline | Role::Variant(_) | Role::Subhead)
        && is_title_case(&tokens);
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        if !matches!(token.shape, Shape::Capital | Shape::Initial | Shape::Capitals) {
            index += 1;
            continue;
        }
        let end = if is_title_case { index + 1 } else { run_end(&tokens, index) };
        let run = tokens.get(index..end).unwrap_or_default();
        let before = index.checked_sub(1).and_then(|before| tokens.get(before));
        let around = Around { before, after: tokens.get(end), in_title_case: is_title_case };
        of_run(text, vocabulary, run, around, mentions);
        index = end;
    }
}

/// Where a run of words with capitals ends: particles count only before another such word.
fn run_end(tokens: &[Token<'_>], start: usize) -> usize {
    let mut end = start + 1;
    let mut next = end;
    while let Some(token) = tokens.get(next).filter(|token| !token.parted && !token.opens) {
        match token.shape {
            Shape::Capital | Shape::Initial | Shape::Capitals => {
                next += 1;
                end = next;
            }
            Shape::Small if is_particle(token.word) && next - end < 2 => next += 1,
            Shape::Small | Shape::Number => break,
        }
    }
    end
}

#[derive(Clone, Copy, Debug)]
struct Around<'a> {
    before: Option<&'a Token<'a>>,
    after: Option<&'a Token<'a>>,
    in_title_case: bool,
}

/// The name or names of a run: what follows a title is a person, what stands before it is not.
fn of_run(
    text: &Text<'_>,
    vocabulary: &Vocabulary,
    mut run: &[Token<'_>],
    around: Around<'_>,
    mentions: &mut Vec<Mention>,
) {
    let mut before = around.before;
    let mut opens = around.in_title_case || run.first().is_some_and(|token| token.opens);
    let mut article = false;
    while let Some((first, rest)) = run.split_first() {
        // `June Archambault` is a name, `June` alone a month.
        let is_date = is_weekday(first.word) || is_calendar(first.word) && rest.is_empty();
        let is_filler = is_date || is_contraction(first.word);
        if !(opens && vocabulary.is_opener(first.word) || is_filler) {
            break;
        }
        article = vocabulary.is_article(first.word);
        (run, before, opens) = (rest, Some(first), false);
    }
    let said = speaks(vocabulary, run, around);
    let title = run.iter().rposition(|token| vocabulary.is_title(token.word));
    if let Some(title) = title.filter(|title| title + 1 < run.len()) {
        let (head, name) = run.split_at(title + 1);
        let institution = head.get(..title).unwrap_or_default();
        add(text, vocabulary, institution, Signs { opens, article, ..Signs::default() }, mentions);
        let signs = Signs {
            titled: true,
            speaks: said,
            acts: acts(text, vocabulary, around),
            ..Signs::default()
        };
        return add(text, vocabulary, name, signs, mentions);
    }
    let word_before = before.filter(|_| run.first().is_some_and(|first| !first.parted));
    let is_before = |test: &dyn Fn(&str) -> bool| word_before.is_some_and(|it| test(it.word));
    let signs = Signs {
        opens,
        titled: is_before(&|word| vocabulary.is_title(word)),
        placed: is_before(&|word| vocabulary.is_before_place(word)),
        speaks: said,
        acts: acts(text, vocabulary, around),
        article: article || is_before(&|word| vocabulary.is_article(word)),
        thing: false,
    };
    add(text, vocabulary, run, signs, mentions);
}

fn speaks(vocabulary: &Vocabulary, run: &[Token<'_>], around: Around<'_>) -> bool {
    let says = |token: Option<&Token<'_>>| token.is_some_and(|token| vocabulary.says(token.word));
    let is_joined = |token: Option<&Token<'_>>| token.is_some_and(|token| !token.parted);
    says(around.after) && is_joined(around.after) || says(around.before) && is_joined(run.first())
}

fn acts(text: &Text<'_>, vocabulary: &Vocabulary, around: Around<'_>) -> bool {
    let is_english = text.reading.tongue == Tongue::English;
    around.after.is_some_and(|after| {
        !after.opens
            && (vocabulary.acts(after.word)
                || is_english
                    && !after.parted
                    && after.word.ends_with("ed")
                    && after.word.len() > 4)
    })
}

fn add(
    text: &Text<'_>,
    vocabulary: &Vocabulary,
    mut run: &[Token<'_>],
    signs: Signs,
    mentions: &mut Vec<Mention>,
) {
    while let Some((last, rest)) = run.split_last() {
        // `Ada Moss March 3`, but `Yetunde March`
        let is_date = is_calendar(last.word) && (run.len() != 2 || is_weekday(last.word));
        if !(is_ending(last.word) || is_date || last.shape == Shape::Small) {
            break;
        }
        run = rest;
    }
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    if run.len() > MOST_WORDS || run.iter().all(|token| token.shape == Shape::Initial) {
        return;
    }
    let mut name = String::with_capacity(last.end - first.start);
    for token in run {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(token.word);
    }
    // `Police Arvind Shekhawat` is a person.
    let thing = run.iter().rev().take(2).any(|token| vocabulary.is_thing(token.word));
    mentions.push(Mention {
        at: text.at,
        role: text.role,
        range: first.start..last.end,
        folded: fold(&name).into(),
        name: name.into(),
        signs: Signs { thing, ..signs },
    });
}

/// Whether nearly all words of a heading have capitals, so that a capital says nothing.
fn is_title_case(tokens: &[Token<'_>]) -> bool {
    let is_long = |token: &&Token<'_>| token.word.len() > 3 && token.shape != Shape::Number;
    let (mut all, mut capital) = (0, 0);
    // The first one has a capital anyway.
    for token in tokens.iter().skip(1).filter(is_long) {
        all += 1;
        capital += usize::from(token.shape != Shape::Small);
    }
    all > 2 && capital * 5 >= all * 4
}

fn tokens(text: &str, tongue: Tongue) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut words = words(text).peekable();
    let mut end_before = 0;
    while let Some(mut range) = words.next() {
        // `Crewe-Ababio`, `al-Sayegh`
        while let Some(next) = words.peek() {
            if !matches!(text.get(range.end..next.start), Some("-" | "\u{2010}" | "\u{2011}")) {
                break;
            }
            range.end = next.end;
            words.next();
        }
        let between = text.get(end_before..range.start).unwrap_or_default();
        end_before = range.end;
        let Range { mut start, end } = range;
        let mut word = text.get(start..end).unwrap_or_default();
        let mut elided = false;
        if let Some((small, name)) = elision(word, tongue) {
            (start, word, elided) = (start + small, name, true);
        }
        let word = possessive(word).unwrap_or(word);
        let before = tokens.last();
        let (opens, parted) = if elided && !between.is_empty() {
            (false, true)
        } else {
            (opens(before, between), parts(before, between))
        };
        tokens.push(Token {
            start,
            end: start + word.len(),
            word,
            shape: shape(word),
            opens,
            parted,
        });
    }
    tokens
}

/// `l’Ardèche`: the bytes of the small word, and the name after it.
fn elision(word: &str, tongue: Tongue) -> Option<(usize, &str)> {
    if tongue != Tongue::French {
        return None;
    }
    let (small, name) = word.split_once(['’', '\''])?;
    let is_small = matches!(
        small,
        "l" | "d"
            | "L"
            | "D"
            | "j"
            | "J"
            | "s"
            | "S"
            | "n"
            | "N"
            | "m"
            | "M"
            | "qu"
            | "Qu"
            | "c"
            | "C"
    );
    (is_small && name.chars().next()?.is_uppercase()).then(|| (word.len() - name.len(), name))
}

/// `I’ve`, `You’re`, `Don’t`, which begin sentences.
fn is_contraction(word: &str) -> bool {
    word.rsplit_once(['’', '\''])
        .is_some_and(|(_, end)| matches!(end, "m" | "ve" | "re" | "ll" | "d" | "t"))
}

/// The word without the sign of possession, where it has one.
fn possessive(word: &str) -> Option<&str> {
    word.strip_suffix("’s").or_else(|| word.strip_suffix("'s"))
}

fn shape(word: &str) -> Shape {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return Shape::Small };
    if first.is_numeric() {
        return Shape::Number;
    }
    if first.is_uppercase() {
        let mut upper = 1;
        let mut lower = 0;
        for c in chars {
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_lowercase());
        }
        return match (upper, lower) {
            (1, 0) if word.len() > first.len_utf8() => Shape::Number,
            (1, 0) => Shape::Initial,
            (_, 0) => Shape::Capitals,
            _ => Shape::Capital,
        };
    }
    // `al-Sayegh`
    let joined = word.rsplit(['-', '\u{2011}']).next().filter(|last| last.len() < word.len());
    let is_capital = joined.and_then(|last| last.chars().next()).is_some_and(char::is_uppercase);
    let small = word.split(['-', '\u{2011}']).next().unwrap_or_default();
    if is_capital && small.chars().count() <= 3 { Shape::Capital } else { Shape::Small }
}

/// Whether a sentence or quotation begins after what lies between two words.
fn opens(before: Option<&Token<'_>>, between: &str) -> bool {
    let Some(before) = before else { return true };
    if is_stop_inside(before, between) {
        return false;
    }
    between
        .contains(['.', '!', '?', ':', '…', '“', '„', '«', '"', '‘', '‚', '\n', '—', '•', '[', '('])
        || between.contains("--")
        || between.contains(" '")
}

/// Whether two words are in different runs.
fn parts(before: Option<&Token<'_>>, between: &str) -> bool {
    before.is_none_or(|before| {
        !matches!(between, " " | "\u{a0}" | "\u{202f}") && !is_stop_inside(before, between)
    })
}

/// The full stop of an initial, a title or `St.` inside a name.
fn is_stop_inside(before: &Token<'_>, between: &str) -> bool {
    let is_short = before.shape == Shape::Initial
        || is_short(before.word)
        || Vocabulary::of(Tongue::English).is_title(before.word) && before.word.len() <= 5;
    is_short && matches!(between, ". " | "." | ".\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Settings;
    use crate::check::view::Reading;
    use crate::story::Language;

    fn names(tag: &str, role: Role, words: &str) -> Vec<String> {
        let (settings, language) = (Settings::default(), Language::new(tag).unwrap());
        let lexicon = crate::check::Lexicon::default();
        let reading = Reading::new(&settings, &lexicon, &language);
        let text = Text { at: TextAt::Standfirst, role, words, rich: None, reading };
        let mentions = mentions(&[text]);
        let told = |mention: &Mention| {
            assert!(words.get(mention.range.clone()).is_some());
            let Signs { opens, titled, placed, speaks, acts, article, thing } = mention.signs;
            let signs = [
                (opens, '^'),
                (titled, '+'),
                (placed, '@'),
                (speaks, '!'),
                (acts, '>'),
                (article, 'a'),
                (thing, '#'),
            ];
            let signs = signs.into_iter().filter_map(|(is, sign)| is.then_some(sign));
            format!("{}{}", mention.name, signs.collect::<String>())
        };
        mentions.iter().map(told).collect()
    }

    #[test]
    fn names_are_runs_of_capitals_without_titles_and_possessives() {
        for (tag, words, expected) in [
            (
                "en",
                "The vote was close, Mayor Noor al-Sayegh’s aide said.",
                vec!["Noor al-Sayegh+"],
            ),
            (
                "en",
                "“You drew a map,” Nguyen Thi Hanh, 58, told the council.",
                vec!["Nguyen Thi Hanh"],
            ),
            (
                "en",
                "Fontenelle said so in Port Ardoise on Monday.",
                vec!["Fontenelle^!", "Port Ardoise@#"],
            ),
            (
                "en",
                "She met Col. Anders J. Halloran of the Corps.",
                vec!["Anders J Halloran+", "Corpsa#"],
            ),
            (
                "en",
                "It sued Ludwig van der Berg and the Bank of Mercia.",
                vec!["Ludwig van der Berg", "Banka#", "Mercia"],
            ),
            ("en", "When Grant spoke, St. Louis listened", vec!["Grant>", "St Louis>"]),
            (
                "en",
                "U.S. District Judge Harriet Lindqvist agreed.",
                vec!["U S District^#", "Harriet Lindqvist+!>"],
            ),
            ("en", "On Tuesday Ada O’Brien Jr. left", vec!["Ada O’Brien>"]),
            (
                "fr",
                "Selon la maire d’Annecy, Josette Amara, l’Ardèche attend",
                vec!["Annecy", "Josette Amara", "Ardèche"],
            ),
            ("de", "Das sagte Direktorin Milica Ranftl am Montag.", vec!["Milica Ranftl+!"]),
            ("en", "", vec![]),
            ("en", "no names here", vec![]),
        ] {
            assert_eq!(names(tag, Role::Graf, words), expected, "{words}");
        }
        let title = names("en", Role::Headline, "Council Backs Smith Plan for Levee");
        assert_eq!(title, ["Council^#", "Backs^", "Smith^", "Plan^", "Levee^"]);
    }

    #[test]
    fn accents_and_capitals_do_not_count_when_folded() {
        assert_eq!(fold("Álvaro Łoś-Müßig’s"), "alvaro los-mussig's");
        assert_eq!(fold("Traore\u{301}"), "traore");
    }
}
