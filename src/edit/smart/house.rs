//! The signs of each language. A new language is a row here.
//!
//! Where schools differ, the row follows what most newsrooms of the language print; the reason
//! stands beside it.

use crate::story::Language;

/// An opening and a closing sign.
pub(super) type Pair = (char, char);

/// What a language's desks write.
#[derive(Debug)]
pub(super) struct House {
    /// Languages, with region where a region differs: `fr`, `fr-CA`.
    tags: &'static [&'static str],
    /// What `"` becomes.
    pub(super) double: Pair,
    /// What `"` becomes inside of those, where that is not the work of `'`.
    pub(super) inner: Option<Pair>,
    /// What `'` becomes around words; `None` where it is an apostrophe only.
    pub(super) single: Option<Pair>,
    /// What two hyphens become.
    pub(super) dash: char,
    /// What a hyphen between spaces becomes.
    pub(super) dash_between_spaces: char,
    /// Dashes between words have spaces round them.
    pub(super) spaces_dashes: bool,
    /// A quotation may begin right behind an apostrophe: `l’« affaire »`.
    pub(super) elides: bool,
    /// Words that begin with an apostrophe, without it, in lower case.
    pub(super) elisions: &'static [&'static str],
    /// Numbers take `’s`: `the 737’s wings`.
    pub(super) numbers_take_s: bool,
    /// The letter behind a decade that begins with an apostrophe: `’90s`, `’80er`.
    pub(super) decade_letter: Option<char>,
    /// What stands before a year that begins with an apostrophe, in lower case: `class of ’98`.
    /// An empty word is anything: no quotation begins with `‘98` there.
    pub(super) before_years: &'static [&'static str],
    /// No-break spaces of French.
    pub(super) spaces: Option<Spaces>,
    /// `"` and `'` behind a letter are gershayim and geresh.
    pub(super) is_hebrew: bool,
}

/// The no-break spaces of French.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spaces {
    /// Inside `« »`.
    pub(super) inside: char,
    /// Before `:`.
    pub(super) colon: char,
    /// Before `;`, `!` and `?`.
    pub(super) stops: Option<char>,
}

const NO_BREAK: char = '\u{a0}';
const NARROW: char = '\u{202f}';

const CURLY: Pair = ('“', '”');
const CURLY_SINGLE: Pair = ('‘', '’');
const GUILLEMETS: Pair = ('«', '»');
const LOW_HIGH: Pair = ('„', '“');
const LOW_HIGH_SINGLE: Pair = ('‚', '‘');
const LOW_RIGHT: Pair = ('„', '”');
const LOW_RIGHT_SINGLE: Pair = ('‚', '’');
const POINTED_SINGLE: Pair = ('‹', '›');

/// A language that has no row.
const OTHER: House = House {
    tags: &[],
    double: CURLY,
    inner: None,
    single: Some(CURLY_SINGLE),
    dash: '–',
    dash_between_spaces: '–',
    spaces_dashes: false,
    elides: false,
    elisions: &[],
    numbers_take_s: false,
    decade_letter: None,
    before_years: &[],
    spaces: None,
    is_hebrew: false,
};

/// American and Canadian papers, and English that does not say whose.
const ENGLISH: House = House {
    tags: &["en"],
    dash: '—',
    // Only words that are nothing else: `‘cause`, `‘round` and `‘cos` may begin a quotation.
    elisions: &[
        "em", "n", "til", "tis", "tisn", "twas", "twasn", "tween", "twere", "twill", "twould",
    ],
    numbers_take_s: true,
    decade_letter: Some('s'),
    before_years: &["of ", "since ", "early ", "late ", "back in ", "circa "],
    ..OTHER
};

const FRENCH: House = House {
    tags: &["fr"],
    double: GUILLEMETS,
    inner: Some(CURLY),
    elides: true,
    before_years: &[""],
    // Imprimerie nationale: thin before ; ! ?, a word space before : and inside « ».
    spaces: Some(Spaces { inside: NO_BREAK, colon: NO_BREAK, stops: Some(NARROW) }),
    ..OTHER
};

const POINTED_AND_LOW: House =
    House { double: GUILLEMETS, inner: Some(LOW_HIGH), single: None, ..OTHER };

const HOUSES: &[House] = &[
    ENGLISH,
    House {
        tags: &["en-GB", "en-IE", "en-AU", "en-NZ", "en-ZA", "en-IN"],
        dash: '–',
        spaces_dashes: true,
        ..ENGLISH
    },
    House {
        tags: &["de", "lb"],
        double: LOW_HIGH,
        single: Some(LOW_HIGH_SINGLE),
        elisions: &["s", "n", "ne", "nem", "nen", "ner"],
        decade_letter: Some('e'),
        ..OTHER
    },
    // Swiss papers, in German and Italian alike.
    House {
        tags: &["de-CH", "de-LI"],
        double: GUILLEMETS,
        single: Some(POINTED_SINGLE),
        elisions: &["s", "n", "ne", "nem", "nen", "ner"],
        decade_letter: Some('e'),
        ..OTHER
    },
    FRENCH,
    // Office québécois de la langue française: no space before ; ! ?.
    House {
        tags: &["fr-CA"],
        spaces: Some(Spaces { inside: NO_BREAK, colon: NO_BREAK, stops: None }),
        ..FRENCH
    },
    // Guide du typographe (Suisse romande): thin throughout, ‹ › inside.
    House {
        tags: &["fr-CH"],
        inner: Some(POINTED_SINGLE),
        spaces: Some(Spaces { inside: NARROW, colon: NARROW, stops: Some(NARROW) }),
        ..FRENCH
    },
    // The academy prefers « »; keyboards, content systems and most papers have “ ”. Dashes round
    // an aside are long: —así—.
    House { tags: &["es", "gl"], dash: '—', before_years: &["del "], ..OTHER },
    House {
        tags: &["ca"],
        double: GUILLEMETS,
        inner: Some(CURLY),
        elides: true,
        before_years: &[""],
        ..OTHER
    },
    House { tags: &["pt"], dash: '—', before_years: &["anos "], ..OTHER },
    // The big dailies print « ».
    House {
        tags: &["it"],
        double: GUILLEMETS,
        inner: Some(CURLY),
        elides: true,
        elisions: &["ndrangheta", "ndrina", "ndrine"],
        before_years: &[""],
        ..OTHER
    },
    House {
        tags: &["nl"],
        elisions: &["k", "m", "n", "r", "s", "t"],
        before_years: &["jaren "],
        ..OTHER
    },
    House { tags: &["af"], elisions: &["k", "n", "s", "t"], ..OTHER },
    House {
        tags: &["pl", "ro", "hr", "bs"],
        double: LOW_RIGHT,
        single: Some(LOW_RIGHT_SINGLE),
        ..OTHER
    },
    House { tags: &["hu"], double: LOW_RIGHT, inner: Some(('»', '«')), single: None, ..OTHER },
    House { tags: &["sr"], double: LOW_RIGHT, single: Some(('’', '’')), ..OTHER },
    House {
        tags: &["cs", "sk", "sl", "bg", "mk", "lt", "et", "is"],
        double: LOW_HIGH,
        single: Some(LOW_HIGH_SINGLE),
        ..OTHER
    },
    // Danish rules allow »…« as well; ”…” is the one that Danish keyboards and readers meet most.
    House {
        tags: &["sv", "fi", "da"], double: ('”', '”'), single: Some(('’', '’')), ..OTHER
    },
    House { tags: &["no", "nb", "nn"], double: GUILLEMETS, ..OTHER },
    // The dash of Russian, Ukrainian and Belarusian is the long one, with spaces.
    House { tags: &["ru", "uk", "be"], dash: '—', dash_between_spaces: '—', ..POINTED_AND_LOW },
    House { tags: &["hy", "ka", "kk"], ..POINTED_AND_LOW },
    House { tags: &["el", "sq"], double: GUILLEMETS, inner: Some(CURLY), ..OTHER },
    // « » turn with the direction of the text, “ ” do not.
    House {
        tags: &["ar", "fa", "ps", "ckb"],
        double: GUILLEMETS,
        single: Some(POINTED_SINGLE),
        ..OTHER
    },
    House { tags: &["ur"], double: ('”', '“'), single: Some(('’', '‘')), ..OTHER },
    House {
        tags: &["he", "yi"],
        double: ('”', '”'),
        single: Some(('’', '’')),
        is_hebrew: true,
        ..OTHER
    },
];

/// Input methods of these languages bring their own signs.
const LEFT_ALONE: &[&str] = &["ja", "zh", "yue", "wuu", "nan", "hak"];

impl House {
    /// The signs of a language; `None` where what is typed is left alone.
    pub(super) fn of(language: &Language) -> Option<&'static Self> {
        let mut subtags = language.tag().split('-');
        let primary = subtags.next()?;
        let is_region =
            |subtag: &&str| subtag.len() == 2 && subtag.bytes().all(|b| b.is_ascii_alphabetic());
        let region = subtags.find(is_region).unwrap_or_default();
        if LEFT_ALONE.iter().any(|tag| tag.eq_ignore_ascii_case(primary)) {
            return None;
        }
        let with = |wanted_region: &str| {
            HOUSES.iter().find(|house| {
                house.tags.iter().any(|tag| {
                    let (tag, of) = tag.split_once('-').unwrap_or((tag, ""));
                    tag.eq_ignore_ascii_case(primary) && of.eq_ignore_ascii_case(wanted_region)
                })
            })
        };
        Some(with(region).or_else(|| with("")).unwrap_or(&OTHER))
    }
}
