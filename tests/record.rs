//! A story goes into its file and comes back exactly, whatever it holds; a file of a newer version
//! loses nothing; a damaged one says where; nothing internal is in the JSON.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

#[path = "record/any.rs"]
mod any;

use std::sync::Arc;

use any::story;
use chrono::DateTime;
use nightdesk::record::{self, Newer, NotOurJson, Unknown};
use nightdesk::story::{
    Block, BlockKind, Figure, Ids, Language, List, ListItem, Mark, MarkKind, NoticeKind, Override,
    Person, Quote, RichText, Story, Table,
};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What the public may see of a story, by another way than the one that is tested.
fn public(story: &Story) -> Story {
    let plain = |text: &RichText| {
        let is_public = |mark: &&Mark| !matches!(mark.kind, MarkKind::Comment { .. });
        RichText::new(text.as_str(), text.marks().iter().filter(is_public).cloned().collect())
    };
    let figure = |figure: &Figure| Figure { caption: plain(&figure.caption), ..figure.clone() };
    let quote = |quote: &Quote| Quote { text: plain(&quote.text), ..quote.clone() };
    let mut story = story.clone();
    story.note_to_desk.clear();
    story.ignored.clear();
    story.words_taught.clear();
    story.overrides.clear();
    story.standfirst = plain(&story.standfirst);
    story.lead = story.lead.as_ref().map(figure);
    for person in &mut story.bylines {
        person.bio = plain(&person.bio);
    }
    let mut body: Vec<_> = story.body.iter().cloned().collect();
    body.retain(|block| !matches!(block.kind, BlockKind::DeskNote(_)));
    for block in &mut body {
        let kind = match &block.kind {
            BlockKind::Paragraph(text) => BlockKind::Paragraph(plain(text)),
            BlockKind::Heading(level, text) => BlockKind::Heading(*level, plain(text)),
            BlockKind::Quote(text) => BlockKind::Quote(quote(text)),
            BlockKind::PullQuote(text) => BlockKind::PullQuote(quote(text)),
            BlockKind::List(list) => {
                let item =
                    |item: &ListItem| ListItem { level: item.level, text: plain(&item.text) };
                BlockKind::List(List {
                    ordered: list.ordered,
                    items: list.items.iter().map(item).collect(),
                })
            }
            BlockKind::Figure(picture) => BlockKind::Figure(Box::new(figure(picture))),
            BlockKind::Gallery(pictures) => {
                BlockKind::Gallery(pictures.iter().map(figure).collect())
            }
            BlockKind::Table(table) => BlockKind::Table(Table::new(
                table.rows().iter().map(|row| row.iter().map(plain).collect()).collect(),
                table.has_header,
                table.caption.clone(),
            )),
            other => other.clone(),
        };
        *block = Arc::new(Block { id: block.id, kind });
    }
    story.body = body.into();
    story
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_story_comes_back_from_its_file_exactly(story in story()) {
        let text = record::to_ron(&story, &Unknown::default());
        let read = record::from_ron(&text).unwrap();
        prop_assert_eq!(&read.story, &story);
        prop_assert_eq!(&read.notices, &[]);
        prop_assert!(read.unknown.is_empty());
        prop_assert_eq!(read.newer, Newer::No);
        prop_assert_eq!(record::to_ron(&read.story, &read.unknown), text);
    }

    #[test]
    fn the_json_has_the_public_story_exactly_and_fits_its_schema(story in story()) {
        let value = record::to_json(&story);
        // That the files of pictures are not there is told, and nothing else.
        let (back, notices) = record::from_json(&value, &mut Ids::from_seed(1)).unwrap();
        prop_assert!(notices.iter().all(|notice| notice.kind == NoticeKind::PictureMissing));
        prop_assert_eq!(back, public(&story));
        let validator = jsonschema::draft202012::new(&record::json_schema()).unwrap();
        let faults: Vec<_> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
        prop_assert!(faults.is_empty(), "{faults:?}");
    }

    #[test]
    fn a_newer_file_keeps_what_is_not_known_wherever_it_stands(
        story in story(),
        fields in prop::collection::vec((any::<prop::sample::Index>(), "x_[a-z]{3}"), 1..6),
    ) {
        let mut tree = record::tree_from_ron(&record::to_ron(&story, &Unknown::default())).unwrap();
        tree["schema"] = json!("nightdesk/1.7");
        let mut records = Vec::new();
        records_of("", &tree, &mut records);
        for (place, name) in fields {
            let record = tree.pointer_mut(records[place.index(records.len())].as_str()).unwrap();
            record[name] = json!({"level": 3, "of": ["a", {"b": true}]});
        }
        let read = record::from_ron(&record::tree_to_ron(&tree)).unwrap();
        prop_assert_eq!(&read.story, &story);
        prop_assert_eq!(read.newer, Newer::Minor);
        let again = record::to_ron(&read.story, &read.unknown);
        let again = record::tree_from_ron(&again).unwrap();
        prop_assert!(sorted(&again) == sorted(&tree), "{again:#}\n{tree:#}");
    }

    #[test]
    fn any_text_is_a_story_or_a_problem_with_a_place(text in any::<String>()) {
        if let Err(problem) = record::from_ron(&text) {
            prop_assert!(problem.line >= 1 && !problem.cause.is_empty());
        }
    }

    #[test]
    fn a_story_with_any_byte_spoilt_opens_or_says_where(
        story in story(),
        place in any::<prop::sample::Index>(),
        with in prop::sample::select(vec!["", "\"", "(", "]", "}", ",", ":", "5", "None", "x"]),
    ) {
        let mut text = record::to_ron(&story, &Unknown::default());
        let mut byte = place.index(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let end = byte + text.get(byte..).unwrap().chars().next().map_or(0, char::len_utf8);
        text.replace_range(byte..end, with);
        match record::from_ron(&text) {
            Ok(read) => {
                // Whatever it became, it is a story that keeps.
                let again = record::from_ron(&record::to_ron(&read.story, &read.unknown)).unwrap();
                prop_assert_eq!(again.story, read.story);
            }
            Err(problem) => prop_assert!(problem.line >= 1 && problem.column >= 1),
        }
    }
}

/// The address (RFC 6901) of every record of a tree.
fn records_of(at: &str, tree: &Value, into: &mut Vec<String>) {
    match tree {
        Value::Object(map) => {
            into.push(at.to_owned());
            map.iter().for_each(|(name, inner)| records_of(&format!("{at}/{name}"), inner, into));
        }
        Value::Array(items) => {
            let inside = items.iter().enumerate();
            inside.for_each(|(index, inner)| records_of(&format!("{at}/{index}"), inner, into));
        }
        _ => {}
    }
}

/// The tree with the fields of every record in the order of their names.
fn sorted(tree: &Value) -> Value {
    match tree {
        Value::Object(map) => {
            let mut fields: Vec<_> = map.iter().map(|(k, v)| (k.clone(), sorted(v))).collect();
            fields.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(fields.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

fn small_story() -> Story {
    let mut ids = Ids::from_seed(7);
    let mut story = Story::new(ids.story());
    story.slug = "harbour".into();
    story.headline = "Harbour reopens after storm".into();
    story.bylines.push(Person { role: "Reporter".to_owned(), ..Person::named("Ada Marsh") });
    let mut graf = RichText::plain("Ferries sail again.");
    graf.mark(0..7, MarkKind::Strong);
    graf.mark(8..12, MarkKind::Comment { author: "Ben".to_owned(), text: "Sure?".to_owned() });
    story.body.push(ids.block(BlockKind::Paragraph(graf)));
    story.body.push(ids.block(BlockKind::Divider));
    story.body.push(ids.block(BlockKind::DeskNote("Call the harbour master".into())));
    story.note_to_desk = "Pictures at six".into();
    story.ignored = vec!["headline-too-long:harbour".to_owned()];
    story.words_taught = vec!["quayling".to_owned()];
    story.overrides.push(Override {
        at: DateTime::UNIX_EPOCH,
        what: "html: embargo".to_owned(),
        why: "Agreed with the source".to_owned(),
    });
    story
}

#[test]
fn the_file_reads_like_a_page() {
    insta::assert_snapshot!(record::to_ron(&small_story(), &Unknown::default()), @r#"
    (
        schema: "nightdesk/1.0",
        id: "00000000-0000-0007-0000-000000000001",
        slug: "harbour",
        language: "en",
        status: "draft",
        created: "1970-01-01T00:00:00Z",
        updated: "1970-01-01T00:00:00Z",
        headline: "Harbour reopens after storm",
        bylines: [
            (name: "Ada Marsh", role: "Reporter"),
        ],
        body: [
            (
                id: "00000000-0000-0007-0000-000000000002",
                kind: "paragraph",
                text: (
                    text: "Ferries sail again.",
                    marks: [
                        (start: 0, end: 7, kind: "strong"),
                        (start: 8, end: 12, kind: "comment", author: "Ben", text: "Sure?"),
                    ],
                ),
            ),
            (id: "00000000-0000-0007-0000-000000000003", kind: "divider"),
            (
                id: "00000000-0000-0007-0000-000000000004",
                kind: "desk-note",
                text: (text: "Call the harbour master"),
            ),
        ],
        note_to_desk: "Pictures at six",
        ignored: [
            "headline-too-long:harbour",
        ],
        words_taught: [
            "quayling",
        ],
        overrides: [
            (
                at: "1970-01-01T00:00:00Z",
                what: "html: embargo",
                why: "Agreed with the source",
            ),
        ],
    )
    "#);
}

#[test]
fn nothing_internal_is_in_the_json() {
    let json = record::to_json(&small_story()).to_string();
    for internal in [
        "Pictures at six",
        "Call the harbour",
        "Sure?",
        "Ben",
        "headline-too-long",
        "Agreed",
        "desk",
    ] {
        let outside_schema = json.replace("nightdesk/1.0", "");
        assert!(!outside_schema.contains(internal), "{internal}: {json}");
    }
    let schema = record::json_schema();
    let schema_text = schema.to_string();
    for internal in ["note_to_desk", "desk-note", "comment", "ignored", "words_taught", "overrides"]
    {
        assert!(!schema_text.contains(&format!("\"{internal}\"")), "{internal}");
    }
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn every_field_of_the_schema_is_described() {
    fn undescribed(at: &str, schema: &Value, into: &mut Vec<String>) {
        if let Some(fields) = schema.get("properties").and_then(Value::as_object) {
            for (name, field) in fields {
                let is_said = ["description", "const"].iter().any(|key| field.get(key).is_some());
                if !is_said {
                    into.push(format!("{at}.{name}"));
                }
            }
        }
        match schema {
            Value::Object(map) => {
                map.iter()
                    .for_each(|(name, inner)| undescribed(&format!("{at}/{name}"), inner, into));
            }
            Value::Array(items) => items.iter().for_each(|inner| undescribed(at, inner, into)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    undescribed("", &record::json_schema(), &mut found);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_block_of_a_newer_kind_is_shown_as_a_note_and_written_back() {
    let mut tree =
        record::tree_from_ron(&record::to_ron(&small_story(), &Unknown::default())).unwrap();
    tree["schema"] = json!("nightdesk/1.4");
    let poll = json!({"id": "00000000-0000-0000-0000-0000000000aa", "kind": "poll",
        "question": "Who rows?", "answers": [{"text": "Ada", "votes": 3}]});
    tree["body"].as_array_mut().unwrap().insert(1, poll.clone());
    let read = record::from_ron(&record::tree_to_ron(&tree)).unwrap();
    assert_eq!(read.newer, Newer::Minor);
    let BlockKind::DeskNote(note) = &read.story.body[1].kind else { panic!("no note") };
    assert!(note.as_str().contains("“poll”"), "{}", note.as_str());

    let written = |story: &Story| {
        let tree = record::tree_from_ron(&record::to_ron(story, &read.unknown)).unwrap();
        assert_eq!(tree["schema"], "nightdesk/1.4");
        tree["body"].as_array().unwrap().iter().find(|block| **block == poll).cloned()
    };
    assert_eq!(written(&read.story), Some(poll.clone()));
    let mut moved = read.story.clone();
    moved.body =
        read.story.body.iter().cycle().skip(1).take(read.story.body.len()).cloned().collect();
    assert_eq!(written(&moved), Some(poll.clone()));
    let mut cut = read.story.clone();
    cut.body = read
        .story
        .body
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != 1)
        .map(|(_, block)| Arc::clone(block))
        .collect();
    assert_eq!(written(&cut), None);
    let mut changed = read.story.clone();
    let mut blocks: Vec<_> = read.story.body.iter().cloned().collect();
    blocks[1] = Arc::new(Block { id: blocks[1].id, kind: BlockKind::Paragraph("No poll".into()) });
    changed.body = blocks.into();
    assert_eq!(written(&changed), None);
}

#[test]
fn a_newer_major_version_says_so() {
    let text = record::to_ron(&small_story(), &Unknown::default());
    let read = record::from_ron(&text.replace("nightdesk/1.0", "nightdesk/2.0")).unwrap();
    assert_eq!(read.newer, Newer::Major);
    assert_eq!(read.story, small_story());
    assert!(read.notices[0].message.contains("format 2.0"), "{:?}", read.notices);
}

#[test]
fn a_value_that_does_not_fit_is_told_and_stays_in_the_file() {
    let text = record::to_ron(&small_story(), &Unknown::default());
    for (from, to, kept, told) in [
        ("slug: \"harbour\"", "slug: 5", "slug: 5", "“slug” of the story"),
        ("role: \"Reporter\"", "role: [1]", "role: [", "“role” of bylines 1 of the story"),
        ("start: 0, end: 7", "start: 0, end: 700", "end: 700", "1 marks in text of block 1"),
        ("kind: \"strong\"", "kind: \"shout\"", "kind: \"shout\"", "1 marks in text of block 1"),
        ("ignored: [", "ignored: [ 7,", "7,", "“ignored” of the story"),
    ] {
        assert!(text.contains(from), "{from}");
        let read = record::from_ron(&text.replacen(from, to, 1)).unwrap();
        let told_somewhere = read.notices.iter().any(|notice| notice.message.contains(told));
        assert!(told_somewhere, "{to}: {:?}", read.notices);
        let again = record::to_ron(&read.story, &read.unknown);
        assert!(again.contains(kept), "{to}: {again}");
    }
}

#[test]
fn a_damaged_file_says_line_column_and_cause() {
    let text = record::to_ron(&small_story(), &Unknown::default());
    for (from, to, line, cause) in [
        ("headline: \"Harbour reopens after storm\",", "headline: \"Harbour", 0, ""),
        ("    slug: \"harbour\",\n", "    slug: \"harbour\"\n", 5, "comma"),
        ("    slug: \"harbour\",\n", "    slug \"harbour\",\n", 4, ""),
        ("    body: [", "    body: [ ;", 0, "stands where a value should be"),
    ] {
        assert!(text.contains(from), "{from}");
        let problem = record::from_ron(&text.replacen(from, to, 1)).unwrap_err();
        assert!(line == 0 || problem.line == line, "{to}: {problem}");
        assert!(problem.cause.contains(cause), "{to}: {problem}");
        assert!(!problem.cause.contains("ron"), "{to}: {problem}");
    }
    for (other, cause) in [
        ("", "ends in the middle"),
        ("5", "not a story"),
        ("[]", "not a story"),
        ("(title: \"Something else\")", "no “schema”"),
        ("(schema: \"ninjs/3.1\")", "no “schema”"),
    ] {
        let problem = record::from_ron(other).unwrap_err();
        assert!(problem.cause.contains(cause), "{other}: {problem}");
    }
}

#[test]
fn blocks_copied_by_hand_get_ids_of_their_own_and_the_same_ones_every_time() {
    let mut tree =
        record::tree_from_ron(&record::to_ron(&small_story(), &Unknown::default())).unwrap();
    let body = tree["body"].as_array_mut().unwrap();
    let mut copy = body[0].clone();
    copy["x_mood"] = json!("calm");
    body.push(copy);
    body.push(json!({"kind": "paragraph", "text": "No id"}));
    let text = record::tree_to_ron(&tree);
    let first = record::from_ron(&text).unwrap();
    let ids: std::collections::BTreeSet<_> =
        first.story.body.iter().map(|block| block.id).collect();
    assert_eq!(ids.len(), 5);
    assert_eq!(record::from_ron(&text).unwrap().story, first.story);
    // What is not known of the copy stays with the copy.
    let again = record::tree_from_ron(&record::to_ron(&first.story, &first.unknown)).unwrap();
    let moods: Vec<_> = again["body"]
        .as_array()
        .unwrap()
        .iter()
        .map(|block| block.get("x_mood").is_some())
        .collect();
    assert_eq!(moods, [false, false, false, true, false]);
}

#[test]
fn json_from_anywhere_is_taken_as_far_as_it_fits() {
    let value = json!({
        "headline": "Rain", "kicker": 5, "language": "klingon language", "status": "on-fire",
        "body": [
            "No block",
            {"kind": "paragraph", "id": "not an id", "text": "Plain words"},
            {"kind": "hologram", "text": {"text": "Kept words"}},
            {"kind": "heading", "level": 9, "text": {"text": "Deep"}},
            {"kind": "figure", "figure": {"caption": "Boats", "media": {"sha256": "12"}}},
        ],
        "ignored": ["caption-missing"], "overrides": [], "pages": 4,
    });
    let (story, notices) = record::from_json(&value, &mut Ids::from_seed(3)).unwrap();
    assert_eq!(story.headline, "Rain");
    assert_eq!(story.language, Language::default());
    assert_eq!(story.ignored, Vec::<String>::new());
    let kinds: Vec<_> = story.body.iter().map(|block| block.kind.name()).collect();
    assert_eq!(kinds, ["Paragraph", "Paragraph", "Subhead 4", "Picture"]);
    let told: Vec<_> = notices.iter().map(|notice| notice.message.as_str()).collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    The field “language” of the story could not be read: “klingon language”.
    The field “status” of the story could not be read: “on-fire”.
    The field “kicker” of the story could not be read: “5”.
    A block of the kind “hologram” is not known. Its words were kept as a graf.
    The field “media” of figure of block 5 could not be read: “a record with sha256”.
    1 of “body” of the story could not be read, beginning with “No block”.
    There is no field for “ignored” of the story, “overrides” of the story, “pages” of the story. It was left out.
    "#);
}

#[test]
fn what_is_not_our_json_is_refused() {
    for (value, expected) in [
        (json!([1, 2]), NotOurJson::NoObject),
        (json!("story"), NotOurJson::NoObject),
        (json!({"headline": "Rain"}), NotOurJson::OtherSchema),
        (json!({"uri": "urn:x", "standard": {"name": "ninjs"}}), NotOurJson::OtherSchema),
        (json!({"schema": "other/1.0", "headline": "", "body": []}), NotOurJson::OtherSchema),
    ] {
        assert_eq!(record::from_json(&value, &mut Ids::from_seed(1)), Err(expected), "{value}");
    }
}

#[test]
fn a_hostile_file_is_cut_short_not_followed() {
    let mut tree =
        record::tree_from_ron(&record::to_ron(&small_story(), &Unknown::default())).unwrap();
    // One wide row and many empty ones would make a table of a thousand million cells.
    let cells: Vec<_> = (0..30_000).map(|_| json!("")).collect();
    let mut rows = vec![json!({ "cells": cells })];
    rows.extend((0..30_000).map(|_| json!({})));
    let marks: Vec<_> =
        (0..60_000).map(|at| json!({"start": at, "end": at + 1, "kind": "strong"})).collect();
    let body = tree["body"].as_array_mut().unwrap();
    body.push(json!({"kind": "table", "rows": rows}));
    body.push(json!({"kind": "paragraph", "text": {"text": "🇫🇷".repeat(10_000), "marks": marks}}));
    let text = record::tree_to_ron(&tree);
    let read = record::from_ron(&text).unwrap();
    let cut = read.notices.iter().filter(|notice| notice.kind == NoticeKind::CutShort).count();
    assert_eq!(cut, 2, "{:?}", read.notices);
    let again = record::tree_from_ron(&record::to_ron(&read.story, &read.unknown)).unwrap();
    assert_eq!(again["body"][4]["text"]["marks"].as_array().unwrap().len(), 60_000);
}

#[test]
fn a_person_of_the_library_comes_back() {
    let person = small_story().bylines.remove(0);
    let tree =
        record::tree_from_ron(&record::tree_to_ron(&record::person_to_tree(&person))).unwrap();
    assert_eq!(record::person_from_tree(tree), Some(person));
    assert_eq!(record::person_from_tree(json!(5)), None);
}
