//! What holds for the check of any story, however it came to be.

use std::collections::BTreeSet;

use nightdesk::check::{self, Cache, Outcome, Settings};
use nightdesk::edit::{self, Edit, Value};
use nightdesk::story::{
    Alt, BlockKind, Figure, HeadingLevel, Language, Link, List, ListItem, Mark, MarkKind, Place,
    Quote, RichText, TextAt, is_boundary,
};
use proptest::prelude::*;

use super::notation::{Sheet, now};
use super::{fix_all, fresh, of_rule};

/// Pieces that rules stop at, and pieces that make graphemes when they meet.
fn messy() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "the",
        "the ",
        " ",
        "  ",
        "and and ",
        ",",
        " .",
        "“",
        "”",
        "„",
        "«",
        "»",
        "\"",
        "6\"",
        "\n",
        "\u{301}",
        "é",
        "🇫🇷",
        "\u{200d}",
        "👩",
        "TK",
        "[CHECK",
        "]",
        "Lorem ipsum",
        "Share",
        "XXX",
        "10 hours ago",
        "‘we",
        "\u{a0}",
        "-",
        "\r",
        "ש",
        "日本",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

fn messy_rich() -> impl Strategy<Value = RichText> {
    let url = prop::sample::select(vec!["", "javascript:x", "https://a.example", "#"]);
    (messy(), prop::collection::vec((0usize..40, 0usize..40, url), 0..3)).prop_map(
        |(text, marks)| {
            let marks = marks.into_iter().map(|(a, b, url)| Mark {
                range: a.min(b)..a.max(b),
                kind: MarkKind::Link { url: url.to_owned(), title: String::new() },
            });
            RichText::new(text, marks.collect())
        },
    )
}

fn messy_kind() -> impl Strategy<Value = BlockKind> {
    prop_oneof![
        4 => messy_rich().prop_map(BlockKind::Paragraph),
        1 => messy_rich().prop_map(|text| BlockKind::Heading(HeadingLevel::Two, text)),
        1 => (messy_rich(), messy())
            .prop_map(|(text, attribution)| BlockKind::Quote(Quote { text, attribution })),
        1 => prop::collection::vec(messy_rich(), 0..4).prop_map(|items| {
            let items = items.into_iter().map(|text| ListItem { level: 0, text }).collect();
            BlockKind::List(List { ordered: false, items })
        }),
        1 => (messy_rich(), messy()).prop_map(|(caption, alt)| {
            BlockKind::Figure(Box::new(Figure {
                caption,
                alt: Alt::Text(alt),
                source_url: "https://a.example/a.jpg".to_owned(),
                ..Figure::default()
            }))
        }),
        1 => (messy(), messy()).prop_map(|(title, url)| BlockKind::Related(Link { title, url })),
    ]
}

/// What an editor might do next; numbers choose among what is there.
#[derive(Clone, Debug)]
enum Act {
    Insert(usize, BlockKind),
    Replace(usize, BlockKind),
    Remove(usize),
    Move(usize, usize),
    Headline(String),
    Language(&'static str),
    Fix(usize),
    Ignore(usize),
    SwitchOff(usize),
}

fn act() -> impl Strategy<Value = Act> {
    let language = prop::sample::select(vec!["en", "de", "fr", "es", "sv"]);
    prop_oneof![
        4 => (any::<usize>(), messy_kind()).prop_map(|(at, kind)| Act::Insert(at, kind)),
        3 => (any::<usize>(), messy_kind()).prop_map(|(nth, kind)| Act::Replace(nth, kind)),
        1 => any::<usize>().prop_map(Act::Remove),
        2 => (any::<usize>(), any::<usize>()).prop_map(|(from, to)| Act::Move(from, to)),
        1 => messy().prop_map(Act::Headline),
        1 => language.prop_map(Act::Language),
        3 => any::<usize>().prop_map(Act::Fix),
        1 => any::<usize>().prop_map(Act::Ignore),
        1 => any::<usize>().prop_map(Act::SwitchOff),
    ]
}

/// The edit of an act, given what was found before it.
fn edit_of(act: Act, sheet: &mut Sheet, settings: &mut Settings, found: &Outcome) -> Option<Edit> {
    let story = &sheet.story;
    let blocks = story.body.len();
    let id = |nth: usize| Some(story.body.get(nth.checked_rem(blocks)?)?.id);
    match act {
        Act::Insert(at, kind) => {
            Some(Edit::Insert { index: at % (blocks + 1), block: sheet.ids.block(kind) })
        }
        Act::Replace(nth, kind) => Some(Edit::Replace { id: id(nth)?, kind }),
        Act::Remove(nth) => Some(Edit::Remove { id: id(nth)? }),
        Act::Move(nth, to) => Some(Edit::Move { id: id(nth)?, to: to % blocks }),
        Act::Headline(text) => {
            let range = 0..story.headline.len();
            Some(Edit::Splice { at: TextAt::Headline, range, with: RichText::plain(text) })
        }
        Act::Language(tag) => Some(Edit::Set(Value::Language(Language::new(tag)?))),
        Act::Fix(nth) => {
            let finding = found.findings.get(nth.checked_rem(found.findings.len())?)?;
            Some(finding.fix.as_ref()?.edit.clone())
        }
        Act::Ignore(nth) => {
            let finding = found.findings.get(nth.checked_rem(found.findings.len())?)?;
            let mut ignored = story.ignored.clone();
            ignored.push(finding.key.clone());
            ignored.sort();
            Some(Edit::Set(Value::Ignored(ignored)))
        }
        Act::SwitchOff(nth) => {
            settings.off =
                BTreeSet::from([check::rules()[nth % check::rules().len()].id.to_owned()]);
            None
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_cache_never_changes_an_outcome(acts in prop::collection::vec(act(), 1..25)) {
        let mut sheet = Sheet::complete();
        let (mut cache, mut settings) = (Cache::default(), Settings::default());
        let mut outcome = Outcome::default();
        for act in acts {
            if let Some(edit) = edit_of(act, &mut sheet, &mut settings, &outcome) {
                edit::apply(&mut sheet.story, edit).expect("edits made from the story fit it");
            }
            outcome = check::run(&sheet.story, &settings, now(), &mut cache);
            let fresh = check::run(&sheet.story, &settings, now(), &mut Cache::default());
            prop_assert_eq!(&outcome, &fresh);
        }
    }

    #[test]
    fn findings_mark_whole_graphemes_and_fixes_of_a_rule_fit_together(
        kinds in prop::collection::vec(messy_kind(), 0..6),
        language in prop::sample::select(vec!["en", "de", "fr", "es", "sv"]),
    ) {
        let mut sheet = Sheet::complete();
        sheet.story.language = Language::new(language).unwrap();
        sheet.story.body = kinds.into_iter().map(|kind| sheet.ids.block(kind)).collect();
        let outcome = fresh(&sheet.story);
        let keys: BTreeSet<_> = outcome.findings.iter().map(|finding| &finding.key).collect();
        prop_assert_eq!(keys.len(), outcome.findings.len());
        for finding in &outcome.findings {
            if let Place::Range(at, range) = &finding.place {
                let text = sheet.story.text(*at).unwrap().as_str();
                prop_assert!(is_boundary(text, range.start) && is_boundary(text, range.end));
            }
        }
        for rule in check::rules() {
            let mut story = sheet.story.clone();
            for round in 0..20 {
                let findings = of_rule(&story, rule.id);
                if findings.iter().all(|finding| finding.fix.is_none()) {
                    break;
                }
                prop_assert!(round < 19, "{} never ends: {findings:?}", rule.id);
                fix_all(&mut story, &findings);
            }
        }
    }
}
