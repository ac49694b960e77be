//! What holds for any words, any pattern and any copy.

use nightdesk::edit;
use nightdesk::edit::find::{Needle, Wanted, find, replaced, replaced_one};
use nightdesk::story::{Language, Mark, MarkKind, RichText, TextRef, is_boundary};
use proptest::prelude::*;

use super::{graf, needle};

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "b", "ab", "A", " ", "\u{a0}", "\n", "\r", "é", "\u{301}", "e", "'", "’", "\"", "“",
        "-", "–", "...", "…", "🇫🇷", "🇩", "\u{200d}", "👩", "👧", "한", "ß", "ss", "i", "İ", "ı",
        "1", "$1", "_",
    ]);
    prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

fn any_pattern() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "b", "é", "\u{301}", ".", "\\w", "\\b", "^", "$", "[ab]", "(", ")", "|", "*", "+?",
        "{2}", "\\", "(?i)", "👩", "🇫", " ", "\\n",
    ]);
    prop_oneof![
        prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ]
}

fn any_rich() -> impl Strategy<Value = RichText> {
    let kind = prop_oneof![
        Just(MarkKind::Strong),
        Just(MarkKind::Emphasis),
        "[ab]".prop_map(|page| MarkKind::Link {
            url: format!("https://{page}.example/"),
            title: String::new(),
        }),
    ];
    let marks = prop::collection::vec((0usize..40, 0usize..40, kind), 0..5);
    (any_text(), marks).prop_map(|(text, marks)| {
        let marks = marks.into_iter();
        let marks = marks.map(|(a, b, kind)| Mark { range: a.min(b)..a.max(b), kind }).collect();
        RichText::new(text, marks)
    })
}

fn any_wanted() -> impl Strategy<Value = Wanted> {
    (any::<[bool; 3]>(), any_text(), any_pattern()).prop_map(
        |([case, whole_words, regex], words, pattern)| Wanted {
            words: if regex { pattern } else { words },
            case,
            whole_words,
            regex,
        },
    )
}

fn any_language() -> impl Strategy<Value = Language> {
    prop::sample::select(vec!["en", "de", "fr", "tr", "nl", "el"])
        .prop_map(|tag| Language::new(tag).expect("a tag"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn matches_are_whole_and_apart_and_match_again(
        wanted in any_wanted(),
        text in any_text(),
        language in any_language(),
    ) {
        let Ok(needle) = Needle::new(&wanted, &language) else { return Ok(()) };
        let mut end = 0;
        for range in needle.ranges(&text) {
            prop_assert!(end <= range.start && range.start < range.end);
            prop_assert!(is_boundary(&text, range.start) && is_boundary(&text, range.end));
            end = range.end;
            if !wanted.regex {
                let words = text.get(range).expect("whole characters");
                prop_assert_eq!(needle.ranges(words).next(), Some(0..words.len()));
            }
        }
    }

    #[test]
    fn words_find_themselves(text in any_text(), language in any_language(), case in any::<bool>()) {
        let wanted = Wanted { words: text.clone(), case, ..Wanted::default() };
        let needle = Needle::new(&wanted, &language).expect("words are never a problem");
        let all = (!text.is_empty()).then_some(0..text.len());
        prop_assert_eq!(needle.ranges(&text).next(), all);
    }

    #[test]
    fn replacing_leaves_nothing_to_find_and_undoes_exactly(
        wanted in any_wanted(),
        text in any_rich(),
        with in prop::sample::select(vec!["#", "", "## #", "#\u{301}"]),
        preserve_case in any::<bool>(),
        language in any_language(),
    ) {
        let Ok(needle) = Needle::new(&wanted, &language) else { return Ok(()) };
        let (mut story, at) = graf(text.clone());
        let before = story.clone();
        let count = find(&story, &needle).count;
        let Some(all) = replaced(&story, &needle, with, preserve_case) else {
            prop_assert_eq!(count, 0);
            return Ok(());
        };
        prop_assert_eq!(all.count, count);
        let Some(edit) = all.edit else { return Ok(()) };
        let undo = edit::apply(&mut story, edit).expect("an edit that fits");
        let Some(TextRef::Rich(after)) = story.text(at) else { panic!("no graf") };
        prop_assert_eq!(after, &RichText::new(after.as_str(), after.marks().to_vec()), "not normal");
        let mut plain = String::new();
        let mut from = 0;
        for range in needle.ranges(text.as_str()) {
            plain += text.as_str().get(from..range.start).expect("whole characters");
            plain += with;
            from = range.end;
        }
        plain += text.as_str().get(from..).expect("whole characters");
        prop_assert_eq!(after.as_str(), plain);
        // What is taken out joins its neighbours, and an accent joins what is before it.
        let stands_apart = !with.is_empty() && !with.contains('\u{301}');
        if !wanted.regex && stands_apart && needle.ranges(with).next().is_none() {
            prop_assert_eq!(find(&story, &needle).count, 0);
        }
        edit::apply(&mut story, undo).expect("an edit that fits");
        prop_assert_eq!(story, before);
    }

    #[test]
    fn one_by_one_is_the_same_as_all_at_once(
        words in any_text(),
        text in any_rich(),
        preserve_case in any::<bool>(),
    ) {
        let needle = needle(&words, "");
        let (mut story, _) = graf(text);
        let mut all_at_once = story.clone();
        if let Some(edit) = replaced(&story, &needle, "#", preserve_case).and_then(|all| all.edit) {
            edit::apply(&mut all_at_once, edit).expect("an edit that fits");
        }
        for one in find(&story, &needle).matches.iter().rev() {
            let one = replaced_one(&story, &needle, one, "#", preserve_case).expect("a match");
            if let Some(edit) = one.edit {
                edit::apply(&mut story, edit).expect("an edit that fits");
            }
        }
        prop_assert_eq!(story, all_at_once);
    }
}
