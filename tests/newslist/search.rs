//! What is found, in which order, and how it is shown.

use nightdesk::store::newslist::FoundIn;
use nightdesk::story::{Alt, Credit, Figure, MarkKind, Tag};
use proptest::prelude::*;

use super::*;

/// A story with a word of its own in every part.
fn everywhere() -> Story {
    let mut ids = Ids::from_seed(77);
    with(story("slugword", "Headlineword", "Bodyword stands here."), |story| {
        story.kicker = "Kickerword".into();
        story.standfirst = RichText::plain("Standfirstword");
        story.variants.push = "Pushword".into();
        story.section = "Sectionword".into();
        story.dateline.place = "Placeword".into();
        story.bylines = by("Bylineword Quill");
        story.tags =
            vec![Tag { name: "Tagword".into(), code: Some(("x".into(), "codeword".into())) }];
        story.note_to_desk = "Noteword".into();
        let mut commented = RichText::plain("Plain.");
        let comment = MarkKind::Comment { author: "Ada".into(), text: "commentword".into() };
        commented.mark(0..5, comment);
        story.body.push(ids.block(BlockKind::Paragraph(commented)));
        story.body.push(ids.block(BlockKind::DeskNote(RichText::plain("Desknoteword"))));
        story.lead = Some(Figure {
            caption: RichText::plain("Captionword"),
            alt: Alt::Text("Altword".into()),
            credit: Credit { creators: vec!["Creditword".into()], ..Credit::default() },
            ..Figure::default()
        });
    })
}

#[test]
fn every_part_of_a_story_is_searched() {
    let desk = Desk::with([everywhere(), story("other", "Other", "Nothing of the kind.")]);
    let list = desk.scanned();
    for (word, expected) in [
        ("slugword", Some(FoundIn::Slug)),
        ("headlineword", None),
        ("bodyword", Some(FoundIn::Body)),
        ("kickerword", Some(FoundIn::Furniture)),
        ("standfirstword", Some(FoundIn::Furniture)),
        ("pushword", Some(FoundIn::Furniture)),
        ("sectionword", Some(FoundIn::Furniture)),
        ("placeword", Some(FoundIn::Furniture)),
        ("bylineword", Some(FoundIn::Bylines)),
        ("tagword", Some(FoundIn::Tags)),
        ("codeword", Some(FoundIn::Tags)),
        ("noteword", Some(FoundIn::Notes)),
        ("commentword", Some(FoundIn::Notes)),
        ("desknoteword", Some(FoundIn::Notes)),
        ("captionword", Some(FoundIn::Captions)),
        ("altword", Some(FoundIn::Captions)),
        ("creditword", Some(FoundIn::Credits)),
    ] {
        let found = list.search(&Query::with_words(word), 10).unwrap();
        assert_eq!((found.all, found.hits.len()), (1, 1), "{word}");
        let hit = &found.hits[0];
        assert_eq!(hit.row.slug, "slugword");
        let (part, marked) = match &hit.snippet {
            Some((part, marked)) => (Some(*part), marked),
            None => (None, &hit.headline),
        };
        assert_eq!(part, expected, "{word}");
        let shown = marked.text.get(marked.matches[0].clone()).unwrap();
        assert_eq!(shown.to_lowercase(), word);
    }
}

#[test]
fn what_is_typed_finds_what_it_should() {
    let desk = Desk::with([
        with(story("harbour-wall", "Harbour wall gives way", "The old wall fell."), |story| {
            story.bylines = by("Ada Quill");
            story.tags = vec![Tag::free("Storms")];
        }),
        with(story("harvest", "Harvest home", "The café at the harbour is shut."), |story| {
            story.bylines = by("Zoë Brandão");
            story.status = Status::Ready;
        }),
        with(story("lodz", "Łódź wins", "Die Straße ist frei. Don’t stop."), |story| {
            story.tags = vec![Tag::free("Storm surge")];
            story.status = Status::Held;
        }),
        story("tokyo", "東京で大雨", "बाढ़ की चेतावनी. น้ำท่วม. E\u{301}clair."),
    ]);
    let list = desk.scanned();
    for (typed, expected) in [
        ("har", vec!["harbour-wall", "harvest"]),
        ("HARB", vec!["harbour-wall", "harvest"]),
        ("harv", vec!["harvest"]),
        ("har fell", vec!["harbour-wall"]),
        ("arbour", vec![]),
        ("cafe", vec!["harvest"]),
        ("café", vec!["harvest"]),
        ("CAFE\u{301}", vec!["harvest"]),
        ("eclair", vec!["tokyo"]),
        ("zoe brandao", vec!["harvest"]),
        ("łódź", vec!["lodz"]),
        ("lodz", vec!["lodz"]),
        ("strasse", vec!["lodz"]),
        ("don't", vec!["lodz"]),
        ("don’t", vec!["lodz"]),
        ("\"old wall\"", vec!["harbour-wall"]),
        ("\"wall old\"", vec![]),
        ("\"old wal\"", vec![]),
        ("\"old wal", vec!["harbour-wall"]),
        ("har -wall", vec!["harvest"]),
        ("har -\"old wall\"", vec!["harvest"]),
        ("-har -lodz", vec!["tokyo"]),
        ("slug:harb", vec!["harbour-wall"]),
        ("slug:harbour-w", vec!["harbour-wall"]),
        ("slug:cafe", vec![]),
        ("by:quill", vec!["harbour-wall"]),
        ("by:\"ada quill\"", vec!["harbour-wall"]),
        ("by:wall", vec![]),
        ("tag:storm", vec!["harbour-wall", "lodz"]),
        ("tag:\"storm surge\"", vec!["lodz"]),
        ("-tag:storms tag:storm", vec!["lodz"]),
        ("status:ready", vec!["harvest"]),
        ("status:ready status:held", vec!["harvest", "lodz"]),
        ("har -status:ready", vec!["harbour-wall"]),
        ("status:xyz", vec![]),
        ("大雨", vec!["tokyo"]),
        ("京", vec!["tokyo"]),
        ("雨大", vec![]),
        ("बाढ़", vec!["tokyo"]),
        ("चेता", vec!["tokyo"]),
        ("ท่วม", vec!["tokyo"]),
        ("", vec![]),
        ("\" - * slug:", vec![]),
    ] {
        let mut found = found(&list, typed);
        found.sort();
        assert_eq!(found, expected, "{typed}");
    }
}

#[test]
fn a_headline_counts_more_than_furniture_and_that_more_than_the_body() {
    let padding = "Other words fill the rest of the copy. ".repeat(9);
    let plain = |slug: &str| story(slug, "Another one", &padding);
    let desk = Desk::with([
        story("in-body", "Another one", &format!("{padding} The lantern went out. {padding}")),
        with(plain("in-standfirst"), |story| {
            story.standfirst = RichText::plain("The lantern went out");
        }),
        with(plain("in-headline"), |story| story.headline = "The lantern went out".into()),
        plain("nowhere"),
    ]);
    let list = desk.scanned();
    for typed in ["l", "lan", "lantern", "lantern went", "\"lantern went out\""] {
        assert_eq!(found(&list, typed), ["in-headline", "in-standfirst", "in-body"], "{typed}");
    }
}

#[test]
fn a_snippet_shows_the_words_around_a_match() {
    let body = format!(
        "{} The harbour wall fell at noon. {}",
        "Wind rose. ".repeat(50),
        "Calm. ".repeat(50)
    );
    let desk = Desk::with([story("ferry", "Harbour café", &body)]);
    let found = desk.scanned().search(&Query::with_words("harb wal cafe"), 5).unwrap();
    let hit = &found.hits[0];
    let marks = |text: &str, matches: &[std::ops::Range<usize>]| {
        matches.iter().map(|range| text.get(range.clone()).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(hit.headline.text, "Harbour café");
    assert_eq!(marks(&hit.headline.text, &hit.headline.matches), ["Harbour", "café"]);
    let (part, snippet) = hit.snippet.as_ref().unwrap();
    assert_eq!(*part, FoundIn::Body);
    assert_eq!(marks(&snippet.text, &snippet.matches), ["harbour", "wall"]);
    assert!(snippet.text.starts_with('…') && snippet.text.ends_with('…'), "{}", snippet.text);
    assert!(snippet.text.split_whitespace().count() <= 22, "{}", snippet.text);
}

#[test]
fn only_the_best_hits_are_handed_over_and_all_are_counted() {
    let desk = Desk::with((0..30).map(|n| story(&format!("s{n}"), "Ferry", "One.")));
    let found = desk.scanned().search(&Query::with_words("fer"), 7).unwrap();
    assert_eq!((found.hits.len(), found.all), (7, 30));
}

#[test]
fn text_that_looks_like_our_marks_is_text() {
    let desk = Desk::with([story("ferry", "A\u{2}B\u{3} ferry", "C\u{2}D ferry\u{3} E\u{0}F")]);
    let found = desk.scanned().search(&Query::with_words("ferry"), 5).unwrap();
    let hit = &found.hits[0];
    assert_eq!(hit.headline.matches.len(), 1);
    assert_eq!(hit.snippet.as_ref().unwrap().1.matches.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_typed_is_answered(parts in prop::collection::vec(prop_oneof![
        any::<String>(),
        "[-\"“” :*^(){}+]{0,6}",
        prop::sample::select(vec!["slug:", "by:", "status:", "AND", "OR", "NOT", "NEAR(", "har", "{slug}:", "^", "\0"])
            .prop_map(str::to_owned),
    ], 0..12)) {
        // One desk for all cases; what is on it does not matter.
        static LIST: std::sync::LazyLock<Newslist> = std::sync::LazyLock::new(|| {
            let desk = Desk::with([story("harbour", "Harbour", "NOT a wall AND more.")]);
            desk.scanned()
        });
        for typed in [parts.join(""), parts.join(" ")] {
            let query = Query::with_words(typed);
            let found = LIST.search(&query, 5).unwrap();
            prop_assert!(found.hits.len() <= 1);
            LIST.rows(&query).unwrap();
        }
    }
}
