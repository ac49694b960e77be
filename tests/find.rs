//! Find and replace: what is found where, what stands there afterwards, and that undo brings it
//! back.

#[path = "find/properties.rs"]
mod properties;
#[path = "find/rainy.rs"]
mod rainy;

use nightdesk::edit::find::{
    MOST, MOST_CHARS, Match, Needle, Problem, Wanted, find, replaced, replaced_one, texts,
};
use nightdesk::edit::{self, Edit};
use nightdesk::story::{
    BlockKind, FigureAt, Ids, Language, Mark, MarkKind, Part, PersonPart, RichText, Story, TextAt,
    TextRef, Variant,
};

use rainy::rainy;

/// What is asked for: `c` capitals matter, `w` whole words, `r` a regular expression, `p` the
/// replacement keeps capitals; then, behind a space, the language.
#[derive(Clone, Debug)]
struct Asked {
    wanted: Wanted,
    language: Language,
    preserve_case: bool,
}

fn asked(words: &str, how: &str) -> Asked {
    let (flags, tag) = how.split_once(' ').unwrap_or((how, "en"));
    let wanted = Wanted {
        words: words.to_owned(),
        case: flags.contains('c'),
        whole_words: flags.contains('w'),
        regex: flags.contains('r'),
    };
    let language = Language::new(tag).expect("a tag");
    Asked { wanted, language, preserve_case: flags.contains('p') }
}

fn needle(words: &str, how: &str) -> Needle {
    let asked = asked(words, how);
    Needle::new(&asked.wanted, &asked.language).expect("a pattern")
}

fn empty_story() -> Story {
    Story::new(Ids::from_seed(1).story())
}

/// A story that is one graf.
fn graf(text: RichText) -> (Story, TextAt) {
    let mut story = empty_story();
    let block = Ids::from_seed(2).block(BlockKind::Paragraph(text));
    let at = TextAt::Block(block.id, Part::Text);
    story.body.push(block);
    (story, at)
}

/// The text with `[ ]` round every match.
fn bracketed(text: &str, needle: &Needle) -> String {
    let mut bracketed = String::new();
    let mut from = 0;
    for range in needle.ranges(text) {
        bracketed += text.get(from..range.start).expect("whole characters");
        bracketed.extend(["[", text.get(range.clone()).expect("whole characters"), "]"]);
        from = range.end;
    }
    bracketed + text.get(from..).expect("whole characters")
}

#[test]
fn what_is_found() {
    // (words, how, text with its matches in brackets)
    let rows = [
        // Capitals.
        ("harbour", "", "The [harbour]. The [Harbour]. [HARBOUR]."),
        ("harbour", "c", "The [harbour]. The Harbour. HARBOUR."),
        ("Harbour", "c", "The harbour. The [Harbour]."),
        ("éclair", "", "[Éclair] [éclair] [ÉCLAIR]"),
        ("ΣΊΣΥΦΟΣ", "", "[Σίσυφος]"),
        ("москва", "", "[Москва] [МОСКВА]"),
        ("straße", "", "[Straße] [STRASSE] [strasse]"),
        ("strasse", " de", "[Straße] [STRASSE] [strasse]"),
        ("strasse", "c de", "Straße STRASSE [strasse]"),
        ("strasse", "", "Straße [STRASSE] [strasse]"),
        ("izmir", " tr", "[İzmir] [izmir] Izmir ızmir"),
        ("ısı", " tr", "[Isı] [ısı] isi"),
        ("IZMIR", "", "[Izmir] [izmir]"),
        // Whole words.
        ("art", "w", "[art] party [Art], cart, arts' [art]-house"),
        ("Orme", "w", "[Orme] [Orme]’s [Orme]'s Ormes Formeister"),
        ("eau", "w fr", "l’[eau] l'[eau] beau eaux"),
        ("can", "w", "[can] canned [can]’t"),
        ("10", "w", "[10] 100 [10]-12 10th a10"),
        ("café", "w", "[café] cafés [cafe\u{301}] cafe\u{301}s"),
        ("cole", "w", "e\u{301}cole [cole]"),
        ("a a", "w", "ba [a a]"),
        ("(sic)", "w", "so[(sic)] [(sic)]"),
        ("東京", "w ja", "[東京]都 [東京]"),
        ("snake_case", "w", "[snake_case] snake_cases"),
        ("snake", "w", "snake_case [snake]"),
        ("день", "w ru", "[день] деньги"),
        // Signs as a keyboard has them.
        ("minister's", "", "[minister's] [minister’s] [Minister‘s] [ministerʼs] ministers"),
        ("minister’s", "", "[minister's] [minister’s]"),
        ("\"yes\"", "", "[\"yes\"] [“yes”] [„yes“] [”yes”] [«yes»] yes"),
        ("\"oui\"", " fr", "[«\u{a0}oui\u{a0}»] [«\u{202f}oui\u{202f}»] [«oui»]"),
        ("« oui »", " fr", "[«\u{a0}oui\u{a0}»] [« oui »]"),
        ("quoi?", " fr", "[quoi\u{202f}?] [quoi?] quoi"),
        ("quoi ?", " fr", "[quoi\u{202f}?] [quoi ?]"),
        ("well-known", "", "[well-known] [well‑known] [well–known] [well‐known] well—known"),
        ("10–12", "", "[10-12] [10–12] 1012"),
        ("-5", "", "[-5] [−5] [–5]"),
        ("10 km", "", "[10 km] [10\u{a0}km] [10\u{202f}km] 10  km 10km"),
        ("wait...", "", "[wait...] [wait…] wait.. wait"),
        ("wait…", "", "[wait...] [wait…]"),
        ("a.c", "", "[a.c] abc"),
        ("(a+b)*c?", "", "aab [(a+b)*c?]"),
        ("$5", "", "[$5] 5"),
        ("one\ntwo", "", "[one\ntwo] one two"),
        // Signs alone mean themselves.
        ("\"", "", "[\"]yes[\"] “yes”"),
        ("'", "", "it[']s it’s"),
        ("’", "", "it's it[’]s"),
        ("-", "", "10[-]12 10–12"),
        ("–", "", "10-12 10[–]12"),
        ("  ", "", "one[  ]two three\u{a0}\u{a0}four"),
        ("\u{a0}", "", "10 km 10[\u{a0}]km"),
        ("...", "", "a[...] b…"),
        // One sign or two.
        ("é", "", "[é] [e\u{301}] [É] e"),
        ("e\u{301}", "", "[é] [e\u{301}]"),
        ("ế", "", "[ế] [ê\u{301}] [e\u{302}\u{301}] ê"),
        ("e\u{302}\u{301}", "", "[ế] [e\u{302}\u{301}]"),
        ("й", "", "[й] [и\u{306}] и"),
        ("cafe", "", "[cafe] café cafe\u{301}"),
        ("\u{301}", "", "e\u{301}"),
        // Whole graphemes.
        ("👩", "", "[👩] 👩\u{200d}👧"),
        ("🇫🇷", "", "[🇫🇷] 🇩🇫🇷"),
        ("👍", "", "[👍] 👍🏽"),
        ("가", "", "[가] 각 가\u{11a8}"),
        ("\r", "", "one\r\ntwo"),
        // One after the other.
        ("aa", "", "[aa][aa]a"),
        ("ana", "", "b[ana]na"),
        ("", "", "nothing"),
        // Regular expressions.
        ("[0-9]+", "r", "[12] and [345]"),
        ("(rain|snow)s?", "r", "[Rain], [snows] and hail"),
        ("(rain|snow)s?", "rc", "Rain, [snows] and hail"),
        ("a|ab", "rw", "[ab] [a] cab"),
        ("^the", "r", "[The] first\n[the] second, the third"),
        ("x*", "r", "a[xx]b"),
        ("", "r", "nothing"),
        ("a*?", "r", "aaa"),
        ("'", "r", "it[']s it’s"),
        (r"\p{Lu}\w+", "rc", "[Kit] and [Ada]"),
        (".", "r", "[a][é]e\u{301}"),
        ("(?i)RAIN", "rc", "[rain]"),
    ];
    let mut wrong = Vec::new();
    for (words, how, expected) in rows {
        let text = expected.replace(['[', ']'], "");
        let got = bracketed(&text, &needle(words, how));
        if got != expected {
            wrong.push(format!("{words:?} {how:?}\n  found {got}\n  not   {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_stands_there_after_replacing() {
    // (words, how, replacement, before, after)
    let rows = [
        ("harbour", "", "quay", "Harbour, harbour", "quay, quay"),
        ("harbour", "", "", "the harbour wall", "the  wall"),
        ("aa", "", "a", "aaaaa", "aaa"),
        ("a", "", "aa", "banana", "baanaanaa"),
        ("rain", "w", "snow", "rain, train, rain", "snow, train, snow"),
        ("it's", "", "it is", "it's and it’s", "it is and it is"),
        ("é", "", "e", "cafe\u{301} café", "cafe cafe"),
        ("$5", "", "$1 and ${x}", "for $5", "for $1 and ${x}"),
        // Capitals.
        ("harbour", "p", "quay", "Harbour, harbour, HARBOUR", "Quay, quay, QUAY"),
        ("harbour", "p", "old quay", "Harbour, harbour, HARBOUR", "Old quay, old quay, OLD QUAY"),
        (
            "new harbour",
            "p",
            "old quay",
            "New Harbour, New harbour, NEW HARBOUR",
            "Old Quay, Old quay, OLD QUAY",
        ),
        ("new harbour", "p", "quay", "New Harbour, New harbour, new harbour", "Quay, Quay, quay"),
        (
            "new harbour",
            "p",
            "the old quay",
            "New Harbour, New harbour",
            "The Old Quay, The old quay",
        ),
        ("nato summit", "p", "un talks", "NATO summit", "UN talks"),
        ("phone", "p", "iPhone", "Phone, phone, PHONE", "iPhone, iPhone, IPHONE"),
        ("mccall", "p", "orme", "McCall, mccall", "orme, orme"),
        ("a", "p", "the", "A, a", "The, the"),
        ("x-ray", "p", "scan", "X-ray, X-Ray, x-ray", "Scan, Scan, scan"),
        ("it’s", "p", "that’s", "It’s, IT'S", "That’s, THAT’S"),
        ("gasse", "p de", "straße", "Gasse, GASSE, gasse", "Straße, STRASSE, straße"),
        ("istanbul", "p tr", "izmir", "İstanbul, İSTANBUL, istanbul", "İzmir, İZMİR, izmir"),
        ("water", "p nl", "ijs", "Water, WATER", "IJs, IJS"),
        ("νύχτα", "p el", "μέρα", "Νύχτα, ΝΎΧΤΑ", "Μέρα, ΜΕΡΑ"),
        ("2010", "p", "last year", "in 2010", "in last year"),
        ("дождь", "p ru", "снег", "Дождь, ДОЖДЬ", "Снег, СНЕГ"),
        ("ab", "p", "ßx", "Ab", "Ssx"),
        // Groups.
        (r"(\w+) (\w+)", "r", "$2 $1", "kit orme", "orme kit"),
        (r"(?P<day>\d+)/(?P<month>\d+)", "r", "${month}/${day}", "24/12", "12/24"),
        (r"(\d+)th", "r", "$1st", "the 21th", "the 21st"),
        (r"(\d)(\d)", "r", "$12", "47", "42"),
        (r"(\d+) dollars", "r", "$$$1", "5 dollars", "$5"),
        ("five", "r", "$5", "five", "$5"),
        ("five", "r", "$0 or $0", "five", "five or five"),
        ("five", "r", "${none} $", "five", "${none} $"),
        ("(a)|(b)", "r", "[$1$2]", "ab", "[a][b]"),
        (r"(rain)", "rp", "$1y day", "Rain", "Rainy day"),
        ("^", "r", "x", "rain", "rain"),
        (r"\b", "r", "x", "rain", "rain"),
    ];
    let mut wrong = Vec::new();
    for (words, how, with, before, after) in rows {
        let asked = asked(words, how);
        let (mut story, at) = graf(RichText::plain(before));
        let needle = Needle::new(&asked.wanted, &asked.language).expect("a pattern");
        let edit = replaced(&story, &needle, with, asked.preserve_case).and_then(|all| all.edit);
        if let Some(edit) = edit {
            edit::apply(&mut story, edit).expect("an edit that fits");
        }
        let got = story.text(at).expect("the graf").as_str();
        if got != after {
            wrong.push(format!("{words:?} {how:?} -> {with:?}\n  gave {got}\n  not  {after}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn marks_stay_on_what_they_were_on() {
    let strong = |range| Mark { range, kind: MarkKind::Strong };
    let link = |range| Mark {
        range,
        kind: MarkKind::Link { url: "https://desk.example".to_owned(), title: String::new() },
    };
    // (marks before, marks after) in `one rain two rain three` with each rain a drizzle.
    let rows = [
        (vec![strong(4..8)], vec![strong(4..11)]),
        (vec![strong(0..25)], vec![strong(0..31)]),
        (vec![strong(4..17)], vec![strong(4..23)]),
        (vec![strong(9..12)], vec![strong(12..15)]),
        (vec![strong(8..13)], vec![strong(11..16)]),
        (vec![strong(0..6)], vec![strong(0..4)]),
        (vec![strong(6..12)], vec![strong(11..15)]),
        (vec![strong(5..7)], vec![]),
        (vec![strong(18..23)], vec![strong(24..29)]),
        (vec![strong(0..3), link(4..12)], vec![strong(0..3), link(4..15)]),
        (vec![link(13..17), strong(13..23)], vec![strong(16..29), link(16..23)]),
    ];
    for (before, after) in rows {
        let (mut story, at) = graf(RichText::new("one rain two rain three", before.clone()));
        let all = replaced(&story, &needle("rain", ""), "drizzle", false).expect("matches");
        assert_eq!(all.count, 2);
        edit::apply(&mut story, all.edit.expect("a change")).expect("an edit that fits");
        let expected = RichText::new("one drizzle two drizzle three", after);
        let got = story.text(at).expect("the graf");
        assert_eq!(got, TextRef::Rich(&expected), "{before:?}");
    }
}

#[test]
fn every_text_is_found_in_reading_order() {
    let story = rainy(&mut Ids::from_seed(2));
    let found = find(&story, &needle("rain", ""));
    assert_eq!(found.count, found.matches.len());
    let places: Vec<String> = found
        .matches
        .iter()
        .map(|found| match found.at {
            TextAt::Block(id, part) => {
                format!("{} {part:?}", story.position(id).expect("a block"))
            }
            at => format!("{at:?}").replace("BlockId", ""),
        })
        .collect();
    let head = [
        "Kicker",
        "Headline",
        "Standfirst",
        "Person(0, Name)",
        "Person(0, Role)",
        "Person(0, Outlet)",
        "Person(0, Bio)",
        "Person(0, Email)",
        "DatelinePlace",
        "Caption(Lead)",
        "Alt(Lead)",
        "Credit(Lead)",
        "0 Text",
        "1 Text",
        "2 Text",
        "2 Attribution",
        "3 Text",
        "3 Attribution",
        "4 Item(0)",
        "4 Item(1)",
    ];
    assert_eq!(places.get(..head.len()).expect("enough"), head);
    let tail = [
        "7 Title",
        "7 Provider",
        "7 Fallback",
        "8 Title",
        "9 Title",
        "10 Cell(0, 0)",
        "10 Cell(0, 1)",
        "10 Title",
        "12 Text",
        "Variant(Web)",
        "Variant(Social)",
        "Variant(Push)",
        "Slug",
        "Section",
        "Tag(0)",
        "NoteToDesk",
    ];
    assert_eq!(places.get(places.len() - tail.len()..).expect("enough"), tail);
    // Three pictures of three texts stand between.
    assert_eq!(places.len(), head.len() + 9 + tail.len());
    for found in &found.matches {
        let text = story.text(found.at).expect("the text that it was found in");
        let words = text.as_str().get(found.range.clone()).expect("whole characters");
        assert_eq!(words.to_lowercase(), "rain");
    }
    for (at, text) in texts(&story) {
        assert_eq!(story.text(at).expect("an address that holds").as_str(), text);
    }
}

#[test]
fn replacing_everything_is_one_edit_that_undoes_exactly() {
    let mut story = rainy(&mut Ids::from_seed(2));
    let before = story.clone();
    let needle = needle("rain", "");
    let count = find(&story, &needle).count;
    let all = replaced(&story, &needle, "snow", true).expect("matches");
    assert_eq!(all.count, count);
    let lines: Vec<&str> = all.credits.iter().map(|(_, line)| line.as_str()).collect();
    assert_eq!(lines, ["Snow/AP"; 4]);
    assert_eq!(all.credits.first().expect("the lead").0, FigureAt::Lead);
    let undo = edit::apply(&mut story, all.edit.expect("a change")).expect("an edit that fits");
    assert_eq!(find(&story, &needle).count, 4, "only the credits are left");
    assert_eq!(story.text(TextAt::Person(0, PersonPart::Name)).expect("her").as_str(), "Ada Snow");
    assert_eq!(story.source_url, "https://rain.example");
    edit::apply(&mut story, undo).expect("an edit that fits");
    assert_eq!(story, before);
}

#[test]
fn one_match_is_replaced_and_a_stale_one_is_not() {
    let mut story = empty_story();
    story.headline = "Rain, rain and rain".to_owned();
    let needle = needle("rain", "");
    let found = find(&story, &needle);
    let second = found.matches.get(1).expect("three matches");
    let one = replaced_one(&story, &needle, second, "snow", true).expect("a match");
    assert_eq!(one.count, 1);
    edit::apply(&mut story, one.edit.expect("a change")).expect("an edit that fits");
    assert_eq!(story.headline, "Rain, snow and rain");
    assert_eq!(replaced_one(&story, &needle, second, "hail", true), None);
    let beyond = Match { at: TextAt::Headline, range: 40..44 };
    assert_eq!(replaced_one(&story, &needle, &beyond, "hail", true), None);
    let gone = Match { at: TextAt::Tag(3), range: 0..4 };
    assert_eq!(replaced_one(&story, &needle, &gone, "hail", true), None);
}

#[test]
fn one_match_in_a_credit_goes_to_the_caller() {
    let story = rainy(&mut Ids::from_seed(2));
    let at = TextAt::Credit(FigureAt::Lead);
    let found = Match { at, range: 0..4 };
    let one = replaced_one(&story, &needle("rain", ""), &found, "Orme", false).expect("a match");
    assert_eq!(one.edit, None);
    assert_eq!(one.credits, [(FigureAt::Lead, "Orme/AP".to_owned())]);
}

#[test]
fn groups_of_one_match_are_its_own() {
    let mut story = empty_story();
    story.headline = "day 1, day 2".to_owned();
    let needle = needle(r"day (\d)", "r");
    let found = find(&story, &needle);
    let second = found.matches.get(1).expect("two matches");
    let one = replaced_one(&story, &needle, second, "night $1", false).expect("a match");
    edit::apply(&mut story, one.edit.expect("a change")).expect("an edit that fits");
    assert_eq!(story.headline, "day 1, night 2");
}

#[test]
fn what_stays_the_same_is_no_change() {
    let mut story = empty_story();
    story.headline = "Rain".to_owned();
    story.kicker = "rain".to_owned();
    let all = replaced(&story, &needle("rain", ""), "rain", false).expect("matches");
    assert_eq!(all.count, 2);
    let range = 0..4;
    let with = RichText::plain("rain");
    assert_eq!(
        all.edit,
        Some(Edit::Batch(vec![Edit::Splice { at: TextAt::Headline, range, with }]))
    );
    assert_eq!(replaced(&story, &needle("snow", ""), "rain", false), None);
    assert_eq!(replaced(&story, &needle("", ""), "rain", false), None);
}

#[test]
fn the_count_goes_on_where_keeping_ends() {
    let mut story = empty_story();
    story.variants.web = "a".repeat(MOST + 7);
    story.note_to_desk = "a".to_owned();
    let found = find(&story, &needle("a", ""));
    assert_eq!((found.matches.len(), found.count), (MOST, MOST + 8));
    let all = replaced(&story, &needle("a", ""), "b", false).expect("matches");
    assert_eq!(all.count, MOST + 8);
    edit::apply(&mut story, all.edit.expect("a change")).expect("an edit that fits");
    assert_eq!(find(&story, &needle("a", "")).count, 0);
    assert!(matches!(found.matches.first(), Some(Match { at: TextAt::Variant(Variant::Web), .. })));
}

#[test]
fn a_broken_pattern_says_what_is_wrong_and_where() {
    let rows = [
        ("rain(", "A bracket ( is opened and not closed, at character 5.", 4..5),
        ("é[a-", "A bracket [ is opened and not closed, at character 2.", 2..3),
        ("rain)", "A bracket ) is closed and was not opened, at character 5.", 4..5),
        ("*rain", "There is nothing to repeat before this sign, at character 1.", 0..1),
        ("a{2", "A bracket { is opened and not closed, at character 2.", 1..3),
        ("a{3,2}", "The first number inside { } must be the smaller one, at character 2.", 1..6),
        (r"\y", "This letter means nothing behind a backslash, at character 1.", 0..2),
        ("[z-a]", "A range inside [ ] must go from low to high, as in a-z, at character 2.", 1..4),
        (
            r"(a)\1",
            "References such as \\1 work in the replacement only, as $1, at character 4.",
            3..5,
        ),
        (
            "a(?=b)",
            "Looking ahead or behind, as in (?=…), is not possible here, at character 2.",
            1..4,
        ),
        (r"\p{Nope}", "There is no such kind of character, at character 1.", 0..8),
        (
            "rain\\",
            "The pattern ends with a backslash; write \\\\ to find one, at character 5.",
            4..5,
        ),
    ];
    for (words, message, range) in rows {
        let asked = asked(words, "r");
        let problem = Needle::new(&asked.wanted, &asked.language).expect_err(words);
        assert_eq!(problem.to_string(), message, "{words}");
        let Problem::Pattern { spot, .. } = problem else { panic!("{words} has no place") };
        assert_eq!(spot.range, range, "{words}");
    }
    let refused = |words: &str| {
        let asked = asked(words, "r");
        Needle::new(&asked.wanted, &asked.language).expect_err("a problem")
    };
    assert_eq!(refused(r"\w{1000}{1000}"), Problem::TooBig);
    assert_eq!(refused(&"a".repeat(MOST_CHARS + 1)), Problem::TooLong);
    assert!(matches!(refused("(\n"), Problem::Unplaced(_)));
    assert!(
        Needle::new(&asked(&"é'\"".repeat(MOST_CHARS / 3), "").wanted, &Language::default())
            .is_ok()
    );
}

#[test]
fn hostile_copy_takes_no_longer_than_it_is_long() {
    // Each of these was, or would be, quadratic: a megabyte would take minutes.
    let long = 1_000_000;
    let rows = [
        ("\u{301}", "", format!("a{}", "\u{301}".repeat(long / 2)), 0),
        ("🇫", "", "🇫".repeat(long / 4), 0),
        ("🇫🇷", "", "🇫🇷".repeat(long / 8), long / 8),
        ("日", "w", "日".repeat(long / 3), long / 3),
        ("[a-z]+", "r", format!("{}\u{301}", "a".repeat(long)), 0),
        ("aa", "w", "a".repeat(long), 0),
        ("é", "", "e\u{301}".repeat(long / 3), long / 3),
        ("x*", "r", "a".repeat(long), 0),
    ];
    for (words, how, text, count) in rows {
        assert_eq!(needle(words, how).ranges(&text).count(), count, "{words}");
    }
}
