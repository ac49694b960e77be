//! Every edit undoes exactly and redoes exactly, whatever the story and whatever the order.

use chrono::{DateTime, TimeDelta};
use nightdesk::edit::flow::By;
use nightdesk::edit::{Caret, Draft, Edit, Selection, Value as Field, make, write};
use nightdesk::media::crop;
use nightdesk::story::{
    BlockKind, Crop, Figure, FigureAt, FocalPoint, HeadingLevel, Ids, List, ListItem, Mark,
    MarkKind, Part, Quote, RichText, Story, TextAt, TextRef, is_boundary,
};
use proptest::prelude::*;

/// Pieces that make graphemes when they meet: letters, accents, joiners, flags, jamo.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "B", " ", "\n", "é", "\u{301}", "🇫🇷", "🇩", "\u{200d}", "👩", "👧", "한", "ᄒ", "ᅡ",
        "ש", "\u{5bc}", "\r", "日本", "“", "\u{fe0f}",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn mark_kind() -> impl Strategy<Value = MarkKind> {
    prop_oneof![
        Just(MarkKind::Strong),
        Just(MarkKind::Emphasis),
        Just(MarkKind::Superscript),
        "[ab]".prop_map(|page| MarkKind::Link {
            url: format!("https://{page}.example/"),
            title: String::new(),
        }),
    ]
}

fn rich() -> impl Strategy<Value = RichText> {
    let marks = prop::collection::vec((0usize..40, 0usize..40, mark_kind()), 0..5);
    (text(), marks).prop_map(|(text, marks)| {
        let marks = marks
            .into_iter()
            .map(|(a, b, kind)| Mark { range: a.min(b)..a.max(b), kind })
            .collect();
        RichText::new(text, marks)
    })
}

fn kind() -> impl Strategy<Value = BlockKind> {
    prop_oneof![
        rich().prop_map(BlockKind::Paragraph),
        rich().prop_map(|text| BlockKind::Heading(HeadingLevel::Two, text)),
        (rich(), text())
            .prop_map(|(text, attribution)| BlockKind::Quote(Quote { text, attribution })),
        (any::<bool>(), prop::collection::vec(rich(), 1..4)).prop_map(|(ordered, items)| {
            let items = items.into_iter().map(|text| ListItem { level: 0, text }).collect();
            BlockKind::List(List { ordered, items })
        }),
        (rich(), crops()).prop_map(|(caption, crops)| {
            BlockKind::Figure(Box::new(Figure { caption, crops, ..Figure::default() }))
        }),
        Just(BlockKind::Divider),
    ]
}

/// What an editor might do next; numbers choose among what is there.
#[derive(Clone, Debug)]
enum Act {
    Type(usize, usize, usize, RichText),
    TypeInHeadline(usize, usize, String),
    Insert(usize, BlockKind),
    Remove(usize),
    Shift(usize, isize),
    Split(usize, usize),
    Merge(usize),
    Convert(usize, usize),
    Mark(usize, usize, usize, MarkKind),
    SetCrops(Vec<Crop>),
    SetFocalPoint(Option<FocalPoint>),
    Undo,
    Redo,
}

/// Crops and focal points as the desk makes them, and as hostile files have them.
fn crops() -> impl Strategy<Value = Vec<Crop>> {
    let ratio = prop::sample::select(crop::RATIOS.to_vec());
    let crop = (ratio, -1.0f32..2.0, -1.0f32..2.0, -1.0f32..2.0, -1.0f32..2.0);
    let crop =
        crop.prop_map(|(ratio, left, top, width, height)| Crop { ratio, left, top, width, height });
    prop::collection::vec(crop, 0..4)
}

fn focal_point() -> impl Strategy<Value = Option<FocalPoint>> {
    prop::option::of((0.0f32..=1.0, 0.0f32..=1.0).prop_map(|(x, y)| FocalPoint { x, y }))
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (any::<usize>(), any::<usize>(), any::<usize>(), rich())
            .prop_map(|(block, a, b, text)| Act::Type(block, a, b, text)),
        2 => (any::<usize>(), any::<usize>(), text())
            .prop_map(|(a, b, text)| Act::TypeInHeadline(a, b, text)),
        2 => (any::<usize>(), kind()).prop_map(|(at, kind)| Act::Insert(at, kind)),
        1 => any::<usize>().prop_map(Act::Remove),
        1 => (any::<usize>(), -3isize..4).prop_map(|(block, by)| Act::Shift(block, by)),
        2 => (any::<usize>(), any::<usize>()).prop_map(|(block, at)| Act::Split(block, at)),
        2 => any::<usize>().prop_map(Act::Merge),
        1 => (any::<usize>(), 0usize..5).prop_map(|(block, to)| Act::Convert(block, to)),
        2 => (any::<usize>(), any::<usize>(), any::<usize>(), mark_kind())
            .prop_map(|(block, a, b, kind)| Act::Mark(block, a, b, kind)),
        1 => crops().prop_map(Act::SetCrops),
        1 => focal_point().prop_map(Act::SetFocalPoint),
        1 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ]
}

/// The first text of the nth block that has one, as an address.
fn text_of(story: &Story, nth: usize) -> Option<TextAt> {
    let block = story.body.get(nth.checked_rem(story.body.len())?)?;
    [Part::Text, Part::Item(0)]
        .into_iter()
        .map(|part| TextAt::Block(block.id, part))
        .find(|at| story.text(*at).is_some())
}

fn range_in(len: usize, a: usize, b: usize) -> std::ops::Range<usize> {
    let (a, b) = (a % (len + 1), b % (len + 1));
    a.min(b)..a.max(b)
}

/// The first picture, where there is one.
fn picture(story: &Story) -> Option<FigureAt> {
    story.figures().first().map(|(at, _)| *at)
}

fn block_id(story: &Story, nth: usize) -> Option<nightdesk::story::BlockId> {
    Some(story.body.get(nth.checked_rem(story.body.len())?)?.id)
}

fn play(draft: &mut Draft, act: Act, ids: &mut Ids, at_millis: i64) {
    let story = draft.story();
    let change = match act {
        Act::Type(block, a, b, with) => text_of(story, block).map(|at| {
            let len = story.text(at).map_or(0, |text| text.as_str().len());
            Edit::Splice { at, range: range_in(len, a, b), with }.into()
        }),
        Act::TypeInHeadline(a, b, text) => {
            let range = range_in(story.headline.len(), a, b);
            Some(Edit::Splice { at: TextAt::Headline, range, with: RichText::plain(text) }.into())
        }
        Act::Insert(at, kind) => {
            let index = at % (story.body.len() + 1);
            Some(Edit::Insert { index, block: ids.block(kind) }.into())
        }
        Act::Remove(nth) => block_id(story, nth).map(|id| Edit::Remove { id }.into()),
        Act::Shift(nth, by) => block_id(story, nth).and_then(|id| make::shift(story, id, by)),
        Act::Split(nth, byte) => text_of(story, nth).and_then(|at| {
            let len = story.text(at).map_or(0, |text| text.as_str().len());
            write::enter(story, Selection::caret(at, byte % (len + 1)), ids)
        }),
        Act::Merge(nth) => text_of(story, nth).and_then(|at| {
            match write::backspace(story, Selection::caret(at, 0), By::Grapheme, ids)? {
                write::Stroke::Change(change) => Some(change),
                write::Stroke::Select(_) => None,
            }
        }),
        Act::Convert(nth, to) => block_id(story, nth).and_then(|id| {
            let to = [
                make::Shape::Paragraph,
                make::Shape::Heading(HeadingLevel::Three),
                make::Shape::Quote,
                make::Shape::List { ordered: true },
                make::Shape::DeskNote,
            ][to];
            make::convert(story, id, to)
        }),
        Act::Mark(nth, a, b, kind) => text_of(story, nth).and_then(|at| {
            let len = story.text(at).map_or(0, |text| text.as_str().len());
            let range = range_in(len, a, b);
            let caret = |byte| Caret { at, byte };
            let selection = Selection { anchor: caret(range.start), head: caret(range.end) };
            write::toggle_mark(story, selection, kind)
        }),
        Act::SetCrops(crops) => picture(story).map(|at| Edit::Set(Field::Crops(at, crops)).into()),
        Act::SetFocalPoint(point) => {
            picture(story).map(|at| Edit::Set(Field::FocalPoint(at, point)).into())
        }
        Act::Undo => {
            draft.undo();
            None
        }
        Act::Redo => {
            draft.redo();
            None
        }
    };
    if let Some(change) = change {
        let now = DateTime::UNIX_EPOCH + TimeDelta::milliseconds(at_millis);
        draft.change(change, now).expect("edits made from the story fit it");
    }
}

/// Marks begin and end on graphemes, are sorted, cover something, and do not overlap in a class.
fn assert_normal(story: &Story) {
    let texts = story.body.iter().flat_map(|block| block.kind.texts());
    for text in texts {
        for (index, mark) in text.marks().iter().enumerate() {
            assert!(!mark.range.is_empty() && mark.range.end <= text.len(), "{text:?}");
            assert!(is_boundary(text.as_str(), mark.range.start), "{text:?}");
            assert!(is_boundary(text.as_str(), mark.range.end), "{text:?}");
            for other in &text.marks()[index + 1..] {
                assert!(mark.range.start <= other.range.start, "{text:?}");
                if mark.kind.is_like(&other.kind) {
                    assert!(mark.range.end <= other.range.start, "{text:?}");
                    let touching = mark.range.end == other.range.start;
                    assert!(!(touching && mark.kind == other.kind), "{text:?}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_edits_undoes_exactly_and_redoes_exactly(
        blocks in prop::collection::vec(kind(), 0..4),
        acts in prop::collection::vec((act(), 0i64..1500), 1..30),
    ) {
        let mut ids = Ids::from_seed(1);
        let mut story = Story::new(ids.story());
        story.body = blocks.into_iter().map(|kind| ids.block(kind)).collect();
        let first = story.clone();
        let mut draft = Draft::new(story);
        let mut clock = 0;
        for (act, pause) in acts {
            clock += pause;
            play(&mut draft, act, &mut ids, clock);
            assert_normal(draft.story());
        }
        while draft.redo().is_some() {}
        let last = draft.story().clone();
        while draft.undo().is_some() {}
        prop_assert_eq!(draft.story(), &first);
        while draft.redo().is_some() {}
        prop_assert_eq!(draft.story(), &last);
    }

    #[test]
    fn a_splice_never_splits_a_grapheme(old in rich(), with in rich(), a in 0usize..60, b in 0usize..60) {
        let mut text = old.clone();
        let (range, removed) = text.splice(range_in(old.len(), a, b), &with);
        prop_assert!(is_boundary(text.as_str(), range.start));
        prop_assert!(is_boundary(text.as_str(), range.end));
        text.splice(range, &removed);
        prop_assert_eq!(text, old);
    }
}

#[test]
fn a_misfit_leaves_the_story_alone() {
    let mut ids = Ids::from_seed(1);
    let mut story = Story::new(ids.story());
    let graf = ids.block(BlockKind::Paragraph(RichText::plain("Rain.")));
    let id = graf.id;
    story.body.push(graf);
    let before = story.clone();
    let batch = Edit::Batch(vec![
        Edit::Replace { id, kind: BlockKind::Divider },
        Edit::Remove { id: ids.block_id() },
    ]);
    assert!(nightdesk::edit::apply(&mut story, batch).is_err());
    assert_eq!(story, before);
}

#[test]
fn typing_within_800_ms_at_touching_places_is_one_step() {
    let mut draft = Draft::new(Story::new(Ids::from_seed(1).story()));
    let letter = |byte: usize, text: &str| Edit::Splice {
        at: TextAt::Headline,
        range: byte..byte,
        with: RichText::plain(text),
    };
    let at = |millis| DateTime::UNIX_EPOCH + TimeDelta::milliseconds(millis);
    draft.change(letter(0, "R").into(), at(0)).unwrap();
    draft.change(letter(1, "a").into(), at(300)).unwrap();
    draft.change(letter(2, "i").into(), at(2000)).unwrap();
    draft.undo();
    assert_eq!(draft.story().headline, "Ra");
    draft.undo();
    assert_eq!(draft.story().headline, "");
    assert!(!draft.can_undo());
}

#[test]
fn a_quote_turned_into_a_graf_keeps_its_attribution() {
    let mut ids = Ids::from_seed(1);
    let mut story = Story::new(ids.story());
    let quote = Quote { text: RichText::plain("We stay."), attribution: "Ida Brandt".into() };
    let block = ids.block(BlockKind::Quote(quote));
    let id = block.id;
    story.body.push(block);
    let mut draft = Draft::new(story);
    let change = make::convert(draft.story(), id, make::Shape::Paragraph).unwrap();
    draft.change(change, DateTime::UNIX_EPOCH).unwrap();
    let text = draft.story().text(TextAt::Block(id, Part::Text)).map(TextRef::as_str);
    assert_eq!(text, Some("We stay.\n— Ida Brandt"));
}

#[test]
fn crops_of_one_picture_join_while_they_go_on_and_part_where_the_hand_lets_go() {
    let mut ids = Ids::from_seed(1);
    let mut story = Story::new(ids.story());
    story.lead = Some(Figure::default());
    let block = ids.block(BlockKind::Figure(Box::default()));
    let other = FigureAt::Block(block.id);
    story.body.push(block);
    let mut draft = Draft::new(story);
    let at = |millis| DateTime::UNIX_EPOCH + TimeDelta::milliseconds(millis);
    let set = |figure, left| {
        let ratio = crop::RATIOS[0];
        let crop = Crop { ratio, left, top: 0.0, width: 0.5, height: 0.5 };
        Edit::Set(Field::Crops(figure, vec![crop])).into()
    };
    draft.change(set(FigureAt::Lead, 0.1), at(0)).unwrap();
    draft.change(set(FigureAt::Lead, 0.2), at(300)).unwrap();
    draft.change(set(other, 0.3), at(400)).unwrap();
    draft.end_run();
    draft.change(set(other, 0.4), at(500)).unwrap();
    let point = Some(FocalPoint { x: 0.5, y: 0.5 });
    draft.change(Edit::Set(Field::FocalPoint(other, point)).into(), at(600)).unwrap();
    let lefts = |draft: &Draft| -> Vec<f32> {
        let figures = draft.story().figures();
        figures.iter().flat_map(|(_, figure)| &figure.crops).map(|crop| crop.left).collect()
    };
    assert_eq!(lefts(&draft), [0.2, 0.4]);
    for expected in [vec![0.2, 0.4], vec![0.2, 0.3], vec![0.2], vec![]] {
        draft.undo();
        assert_eq!(lefts(&draft), expected);
    }
    assert!(!draft.can_undo());
}
