//! What no key shows by itself: selections that outlive a change, blocks that are dragged, what the
//! edits touch.

use std::sync::Arc;

use nightdesk::edit::flow::{self, By, Way};
use nightdesk::edit::make::Shape;
use nightdesk::edit::{self, Caret, Edit, Selection, write};
use nightdesk::story::{
    BlockId, Credit, Figure, FigureAt, HeadingLevel, Ids, MarkKind, Part, RichText, Story, TextAt,
};
use proptest::prelude::*;

use super::sketch::{self, Sketch};

fn sketched(sketch: &str) -> (Story, Selection, Ids) {
    let mut ids = Ids::from_seed(1);
    let Sketch { story, selection, .. } = sketch::read(sketch, &mut ids);
    let selection = selection.expect("a caret");
    (story, selection, ids)
}

#[test]
fn a_selection_settles_in_what_is_left() {
    // In the first story the caret is set, in the second it has to find a place.
    let check = |before: &str, after: &str| {
        let (_, selection, _) = sketched(before);
        // The same ids are given out to the same blocks.
        let (story, expected, _) = sketched(after);
        assert_eq!(flow::settle(&story, selection), Some(expected), "{before} to {after}");
    };
    check("¶ One|", "¶ One|");
    check("¶ One tw|o", "¶ One|");
    check("¶ On|e", "¶ O|e{301}");
    check("¶ On|e", "## On|e");
    check("¶ On|e", "- On|e");
    check("- One / - Tw|o", "- One|");
    check("- One / - Two / - Thr|ee", "- One / - Two|");
    check("- On|e", "¶ On|e");
    check("[picture]|", "[table]|");
    check("[picture]|", "¶ O|ne");
    check("¶ O«ne / ¶ Tw»o", "¶ O«ne / ¶ T»");
    check("¶ One / ¶ «Two»", "¶ One / «[divider]»");
}

#[test]
fn a_selection_whose_block_is_gone_is_gone() {
    let (story, selection, _) = sketched("¶ One / ¶ T«wo / ¶ Thr»ee");
    let (first, _) = flow::ordered(&story, selection);
    let mut left = story.clone();
    edit::apply(&mut left, Edit::Remove { id: first.at.block().unwrap() }).unwrap();
    let head = selection.head;
    assert_eq!(flow::settle(&left, selection), Some(Selection { anchor: head, head }));
    let turned = Selection { anchor: head, head: selection.anchor };
    assert_eq!(flow::settle(&left, turned), None);
    let fallback = flow::near(&left, 1).unwrap();
    assert_eq!(sketch::show(&left, Some(flow::text_at(&left, fallback))), "¶ One / ¶ «Three»");
    assert_eq!(flow::near(&left, 90), flow::edge(&left, flow::last(&left).unwrap(), Way::On));
}

#[test]
fn a_selection_never_lies_in_two_islands() {
    let (story, selection, _) = sketched("^ Head|line / ¶ One / [picture: Rain]");
    let figure = story.body[1].id;
    let caption = Caret { at: TextAt::Caption(FigureAt::Block(figure)), byte: 2 };
    for anchor in [caption, flow::near(&story, 0).unwrap()] {
        let both = Selection { anchor, head: selection.head };
        assert_eq!(flow::settle(&story, both), Some(selection));
    }
}

#[test]
fn a_credit_is_set_whole_and_not_typed_into() {
    let (mut story, _, mut ids) = sketched("¶ One|");
    let credit = Credit { verbatim: "Ida Brandt".to_owned(), ..Credit::default() };
    story.lead = Some(Figure { credit, ..Figure::default() });
    let selection = Selection::caret(TextAt::Credit(FigureAt::Lead), 3);
    let x = RichText::plain("x");
    assert_eq!(write::insert(&story, selection, &x, &mut ids), None);
    assert_eq!(write::backspace(&story, selection, By::Grapheme, &mut ids), None);
    let blocks = vec![ids.block(nightdesk::story::BlockKind::Paragraph(x))];
    assert_eq!(write::paste(&story, selection, blocks, &mut ids), None);
}

#[test]
fn a_keystroke_touches_the_blocks_it_is_about() {
    let check = |body: &str,
                 touched: usize,
                 key: fn(&Story, Selection, &mut Ids) -> Option<edit::Change>| {
        let (story, selection, mut ids) = sketched(body);
        let change = key(&story, selection, &mut ids).expect("a change");
        let mut after = story.clone();
        edit::apply(&mut after, change.edit).unwrap();
        let same = |block: &Arc<_>| story.body.iter().any(|old| Arc::ptr_eq(old, block));
        let new = after.body.iter().filter(|block| !same(block)).count();
        assert_eq!(new, touched, "{body}");
    };
    check("¶ One / ¶ T|wo / ¶ Three", 1, |story, selection, ids| {
        let change = write::insert(story, selection, &RichText::plain("x"), ids)?;
        assert!(matches!(change.edit, Edit::Splice { .. }), "runs of typing join");
        Some(change)
    });
    check("¶ One / ¶ T|wo / ¶ Three", 2, |story, selection, ids| {
        write::enter(story, selection, ids)
    });
    check("¶ One / ¶ |Two / ¶ Three", 1, |story, selection, ids| {
        write::enter(story, selection, ids)
    });
    check("¶ One / ¶ Two| / ¶ Three", 1, |story, selection, ids| {
        write::enter(story, selection, ids)
    });
    check("¶ One / ¶ T|wo / ¶ Three", 0, |story, selection, _| {
        write::shift(story, selection, 1)
    });
    check("¶ O«ne / ¶ Two / ¶ Thr»ee / ¶ Four", 1, write::delete);
    check("¶ O«ne» / ¶ Two", 1, |story, selection, _| {
        write::toggle_mark(story, selection, MarkKind::Strong)
    });
}

#[test]
fn pasted_blocks_get_ids_of_their_own() {
    let (story, selection, mut ids) = sketched("¶ One / [table] / ¶ |");
    let own: Vec<_> = story.body.iter().cloned().collect();
    let twice = [own.clone(), own].concat();
    let change = write::paste(&story, selection, twice, &mut ids).unwrap();
    let mut after = story.clone();
    edit::apply(&mut after, change.edit).unwrap();
    let mut all: Vec<BlockId> = after.body.iter().map(|block| block.id).collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!((count, all.len()), (8, 8));
}

#[test]
fn the_link_around_a_caret_is_found_whole() {
    let link = "¶ A <a https://a.example>li|nk</a> <b>here</b>";
    let (story, selection, _) = sketched(link);
    let (around, url, title) = write::link_at(&story, selection.head).unwrap();
    assert_eq!((url, title), ("https://a.example", ""));
    let shown = sketch::show(&story, Some(around));
    assert_eq!(shown, "¶ A «<a https://a.example>link</a>» <b>here</b>");
    let at_end = Caret { byte: 6, ..selection.head };
    assert!(write::link_at(&story, at_end).is_some(), "a caret at its end is at it");
    assert!(write::link_at(&story, Caret { byte: 8, ..at_end }).is_none());
}

#[test]
fn the_shape_and_the_marks_of_a_selection_are_told() {
    let shape = |body: &str| {
        let (story, selection, _) = sketched(body);
        write::shape_of(&story, selection)
    };
    assert_eq!(shape("¶ O|ne / ## Two"), Some(Shape::Paragraph));
    assert_eq!(shape("## O«ne / [table] / ## Tw»o"), Some(Shape::Heading(HeadingLevel::Two)));
    assert_eq!(shape("¶ O«ne / ## Tw»o"), None);
    assert_eq!(shape("1. O|ne"), Some(Shape::List { ordered: true }));
    assert_eq!(shape("«[picture]»"), None);
    let marked = |body: &str| {
        let (story, selection, _) = sketched(body);
        write::is_marked(&story, selection, &MarkKind::Strong)
    };
    assert!(marked("¶ a <b>b«ol»d</b>"));
    assert!(!marked("¶ a« <b>bol»d</b>"));
    assert!(marked("¶ a <b>bold|</b> c"), "what is typed there is bold");
    assert!(!marked("¶ a |<b>bold</b> c"));
    assert!(!marked("^ He«adl»ine / ¶ One"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn dragged_blocks_go_together_where_they_are_dropped(
        count in 1usize..8,
        chosen in prop::collection::vec(0usize..8, 0..5),
        to in 0usize..10,
    ) {
        let mut ids = Ids::from_seed(1);
        let mut story = Story::new(ids.story());
        for _ in 0..count {
            story.body.push(ids.block(nightdesk::story::BlockKind::Divider));
        }
        let all: Vec<BlockId> = story.body.iter().map(|block| block.id).collect();
        let moved: Vec<BlockId> =
            all.iter().enumerate().filter(|(nth, _)| chosen.contains(nth)).map(|(_, id)| *id).collect();
        let (above, below) = all.split_at(to.min(count));
        let stays = |ids: &[BlockId]| -> Vec<BlockId> {
            ids.iter().filter(|id| !moved.contains(id)).copied().collect()
        };
        let expected = [stays(above), moved.clone(), stays(below)].concat();
        let change = write::move_blocks(&story, &moved, to);
        prop_assert_eq!(change.is_some(), expected != all);
        if let Some(change) = change {
            edit::apply(&mut story, change.edit).unwrap();
        }
        let after: Vec<BlockId> = story.body.iter().map(|block| block.id).collect();
        prop_assert_eq!(after, expected);
    }
}

#[test]
fn carets_are_in_the_order_of_the_page() {
    let (story, _, _) = sketched("^ Headline / ¶ One| / - Two / - Three / [picture: Rain]");
    let ids: Vec<BlockId> = story.body.iter().map(|block| block.id).collect();
    let order = [
        Caret { at: TextAt::Headline, byte: 8 },
        Caret { at: TextAt::Block(ids[0], Part::Text), byte: 0 },
        Caret { at: TextAt::Block(ids[0], Part::Text), byte: 3 },
        Caret { at: TextAt::Block(ids[1], Part::Item(0)), byte: 3 },
        Caret { at: TextAt::Block(ids[1], Part::Item(1)), byte: 0 },
        Caret { at: TextAt::Block(ids[2], Part::Whole), byte: 0 },
        Caret { at: TextAt::Block(ids[2], Part::Whole), byte: 1 },
    ];
    for (nth, a) in order.iter().enumerate() {
        for (other, b) in order.iter().enumerate() {
            assert_eq!(flow::compare(&story, *a, *b), nth.cmp(&other));
        }
    }
    let stops: Vec<TextAt> =
        std::iter::successors(flow::first(&story), |at| flow::next(&story, *at)).collect();
    let mut back: Vec<TextAt> =
        std::iter::successors(flow::last(&story), |at| flow::previous(&story, *at)).collect();
    back.reverse();
    assert_eq!(stops, back);
    assert_eq!(stops.len(), 4);
}
