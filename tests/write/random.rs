//! Random hands on a random body: whatever they press, the body agrees with the plain model, stays
//! sound, and undo leads back to the start.

use nightdesk::edit::flow::{self, By, Way};
use nightdesk::edit::make::Shape;
use nightdesk::edit::{Caret, Selection, write};
use nightdesk::story::{
    BlockKind, HeadingLevel, Ids, List, ListItem, Mark, MarkKind, Quote, RichText, Story,
};
use proptest::prelude::*;

use super::keyboard::{Keyboard, assert_sound};
use super::model::{Kind, Model};

/// Pieces that make graphemes, words and lines when they meet.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "Be", " ", " ", "\n", ". ", "é", "\u{301}", "🇫🇷", "🇩", "\u{200d}", "👩", "👧", "한",
        "ᄒ", "ᅡ", "ש", "\u{5bc}", "日本", "-", "3",
    ]);
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

fn mark_kind() -> impl Strategy<Value = MarkKind> {
    prop_oneof![
        Just(MarkKind::Strong),
        Just(MarkKind::Emphasis),
        Just(MarkKind::Subscript),
        Just(MarkKind::Superscript),
        "[ab]".prop_map(|page| MarkKind::Link {
            url: format!("https://{page}.example/"),
            title: String::new(),
        }),
    ]
}

fn rich() -> impl Strategy<Value = RichText> {
    let marks = prop::collection::vec((0usize..20, 0usize..20, mark_kind()), 0..3);
    (text(), marks).prop_map(|(text, marks)| {
        let marks = marks.into_iter();
        let marks = marks.map(|(a, b, kind)| Mark { range: a.min(b)..a.max(b), kind });
        RichText::new(text, marks.collect())
    })
}

fn quote() -> impl Strategy<Value = Quote> {
    (rich(), prop::sample::select(vec!["", "Ida"]))
        .prop_map(|(text, source)| Quote { text, attribution: source.to_owned() })
}

fn list() -> impl Strategy<Value = BlockKind> {
    let item = (0u8..3, rich());
    (any::<bool>(), prop::collection::vec(item, 1..5)).prop_map(|(ordered, items)| {
        let mut deepest = 0;
        let items = items.into_iter().map(|(level, text)| {
            let level = level.min(deepest);
            deepest = level + 1;
            ListItem { level, text }
        });
        BlockKind::List(List { ordered, items: items.collect() })
    })
}

fn kind() -> impl Strategy<Value = BlockKind> {
    prop_oneof![
        4 => rich().prop_map(BlockKind::Paragraph),
        1 => rich().prop_map(|text| BlockKind::Heading(HeadingLevel::Two, text)),
        1 => rich().prop_map(BlockKind::DeskNote),
        1 => quote().prop_map(BlockKind::Quote),
        1 => quote().prop_map(BlockKind::PullQuote),
        3 => list(),
        1 => Just(BlockKind::Divider),
        1 => Just(BlockKind::Gallery(Vec::new())),
    ]
}

/// What the hands do. Numbers choose among what is there.
#[derive(Clone, Debug)]
enum Act {
    Go(By, Way, bool),
    Point(usize, usize, bool),
    Insert(String),
    Backspace(By),
    Delete(By),
    Enter,
    Paste(Vec<String>),
    Shape(usize),
    Indent(bool),
    Shift(bool),
    Mark(MarkKind),
    // What follows changes nothing in the model, or what the model is told afterwards.
    Link(bool),
    All,
    CutAndPaste,
    Drop(usize, usize, bool),
    PasteBlocks(Vec<BlockKind>),
    Undo,
    Redo,
}

fn act() -> impl Strategy<Value = Act> {
    let by =
        || prop::sample::select(vec![By::Grapheme, By::Grapheme, By::Word, By::Text, By::Story]);
    let short = || prop::sample::select(vec![By::Grapheme, By::Grapheme, By::Word]);
    let way = || prop::sample::select(vec![Way::Back, Way::On]);
    prop_oneof![
        6 => (by(), way(), any::<bool>()).prop_map(|(by, way, extends)| Act::Go(by, way, extends)),
        6 => (any::<usize>(), any::<usize>(), any::<bool>())
            .prop_map(|(line, byte, extends)| Act::Point(line, byte, extends)),
        4 => text().prop_filter("some words", |words| !words.is_empty()).prop_map(Act::Insert),
        6 => short().prop_map(Act::Backspace),
        4 => short().prop_map(Act::Delete),
        4 => Just(Act::Enter),
        2 => prop::collection::vec(text(), 1..4)
            .prop_filter("some words", |grafs| grafs.concat() != "")
            .prop_map(Act::Paste),
        3 => (0usize..6).prop_map(Act::Shape),
        3 => any::<bool>().prop_map(Act::Indent),
        2 => any::<bool>().prop_map(Act::Shift),
        2 => mark_kind().prop_map(Act::Mark),
        1 => any::<bool>().prop_map(Act::Link),
        1 => Just(Act::All),
        1 => Just(Act::CutAndPaste),
        2 => (any::<usize>(), any::<usize>(), any::<bool>())
            .prop_map(|(line, byte, copy)| Act::Drop(line, byte, copy)),
        2 => prop::collection::vec(kind(), 1..4).prop_map(Act::PasteBlocks),
        1 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ]
}

const SHAPES: [(Shape, Kind); 6] = [
    (Shape::Paragraph, Kind::Graf),
    (Shape::Heading(HeadingLevel::Three), Kind::Head(3)),
    (Shape::Quote, Kind::Quote(String::new())),
    (Shape::DeskNote, Kind::Note),
    (Shape::List { ordered: false }, Kind::Item { list: 0, ordered: false, level: 0 }),
    (Shape::List { ordered: true }, Kind::Item { list: 0, ordered: true, level: 0 }),
];

/// A caret somewhere in the body.
fn somewhere(story: &Story, line: usize, byte: usize) -> Caret {
    let stops: Vec<_> = story.body.iter().flat_map(|block| flow::stops(block)).collect();
    let at = stops[line % stops.len()];
    let byte = byte % (flow::len(story, at).unwrap() + 1);
    flow::settle(story, Selection::caret(at, byte)).unwrap().head
}

/// What is moved is neither lost nor doubled: not a letter and not a picture. (A quote's
/// attribution may be, since it belongs to both halves of a quote that is cut in two.)
fn assert_same_words(before: &Story, after: &Story) {
    let has_source = |story: &Story| {
        story.body.iter().any(|block| match &block.kind {
            BlockKind::Quote(quote) | BlockKind::PullQuote(quote) => !quote.attribution.is_empty(),
            _ => false,
        })
    };
    if has_source(before) || has_source(after) {
        return;
    }
    let holds = |story: &Story| {
        let texts = story.body.iter().flat_map(|block| block.kind.texts());
        let letters = texts.flat_map(|text| text.as_str().chars());
        let mut letters: Vec<char> = letters.filter(|c| *c != '\n').collect();
        letters.sort_unstable();
        let whole = story.body.iter().filter(|block| flow::is_one_thing(block)).count();
        (letters, whole)
    };
    assert_eq!(holds(before), holds(after));
}

/// Does it to both; `true` where the model followed and has to agree.
fn play(hands: &mut Keyboard, model: &mut Model, act: &Act) -> bool {
    let (story, selection) = (hands.draft.story().clone(), hands.selection);
    match act {
        Act::Go(by, way, extends) => {
            let go = if *extends { flow::extend } else { flow::go };
            hands.selection = go(&story, selection, *by, *way);
            model.go(*by, *way, *extends);
        }
        Act::Point(line, byte, extends) => {
            let head = somewhere(&story, *line, *byte);
            let anchor = if *extends { selection.anchor } else { head };
            hands.selection = Selection { anchor, head };
            *model = Model::of(&story, hands.selection);
        }
        Act::Insert(words) => {
            let with = RichText::plain(words.as_str());
            let change = write::insert(&story, selection, &with, &mut hands.ids);
            hands.change(change);
            model.insert(words);
        }
        Act::Backspace(by) => {
            hands.press(if *by == By::Word { "Ctrl+Backspace" } else { "Backspace" });
            model.backspace(*by);
        }
        Act::Delete(by) => {
            hands.press(if *by == By::Word { "Ctrl+Delete" } else { "Delete" });
            model.delete_on(*by);
        }
        Act::Enter => {
            let change = write::enter(&story, selection, &mut hands.ids);
            hands.change(change);
            model.enter();
        }
        Act::Paste(grafs) => {
            let blocks =
                grafs.iter().map(|words| BlockKind::Paragraph(RichText::plain(words.as_str())));
            let blocks = blocks.map(|kind| hands.ids.block(kind)).collect();
            hands.paste(blocks);
            model.paste(grafs);
        }
        Act::Shape(nth) => {
            let (shape, kind) = &SHAPES[*nth];
            let change = write::shape(&story, selection, *shape, &mut hands.ids);
            hands.change(change);
            model.shape(kind);
        }
        Act::Indent(deeper) => {
            hands.press(if *deeper { "Tab" } else { "Shift+Tab" });
            model.indent(*deeper);
        }
        Act::Shift(up) => {
            hands.press(if *up { "Alt+Up" } else { "Alt+Down" });
            return model.shift(*up);
        }
        Act::Mark(kind) => {
            let mark = write::toggle_mark(&story, selection, kind.clone());
            let had = write::is_marked(&story, selection, kind);
            let changes = mark.is_some();
            hands.change(mark);
            if changes {
                let has = write::is_marked(hands.draft.story(), selection, kind);
                assert_ne!(had, has, "a toggle");
            }
        }
        Act::Link(on) => {
            let link = MarkKind::Link { url: "https://c.example/".into(), title: String::new() };
            hands.change(write::set_link(&story, selection, on.then_some(link)));
        }
        Act::All => {
            hands.selection = flow::all(&story, selection);
            return false;
        }
        Act::CutAndPaste => {
            if write::copied(&story, selection, &mut hands.ids).is_empty() {
                return false;
            }
            hands.press("Ctrl+X Ctrl+V");
            assert_same_words(&story, hands.draft.story());
            return false;
        }
        Act::Drop(line, byte, copy) => {
            hands.target = Some(somewhere(&story, *line, *byte));
            hands.press(if *copy { "Ctrl+Drop" } else { "Drop" });
            if !*copy {
                assert_same_words(&story, hands.draft.story());
            }
            return false;
        }
        Act::PasteBlocks(kinds) => {
            let blocks = kinds.iter().map(|kind| hands.ids.block(kind.clone())).collect();
            hands.paste(blocks);
            return false;
        }
        Act::Undo => {
            hands.press("Ctrl+Z");
            return false;
        }
        Act::Redo => {
            hands.press("Ctrl+Y");
            return false;
        }
    }
    true
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_hands_never_part_the_body_from_the_model(
        kinds in prop::collection::vec(kind(), 1..6),
        acts in prop::collection::vec(act(), 1..30),
    ) {
        let mut ids = Ids::from_seed(1);
        let mut story = Story::new(ids.story());
        story.body = kinds.into_iter().map(|kind| ids.block(kind)).collect();
        let start = story.clone();
        let caret = flow::near(&story, 0).expect("a caret");
        let selection = Selection { anchor: caret, head: caret };
        let mut hands = Keyboard::new(story, selection, None, ids);
        let mut model = Model::of(hands.draft.story(), selection);
        for act in acts {
            let before = hands.show();
            if play(&mut hands, &mut model, &act) {
                model.tidy();
                let real = Model::of(hands.draft.story(), hands.selection);
                prop_assert_eq!(&real, &model, "{:?} at {}\n gives {}", act, before, hands.show());
            } else {
                model = Model::of(hands.draft.story(), hands.selection);
            }
            assert_sound(hands.draft.story(), hands.selection);
        }
        while hands.draft.redo().is_some() {}
        let end = hands.draft.story().clone();
        while hands.draft.undo().is_some() {}
        prop_assert_eq!(hands.draft.story(), &start);
        while hands.draft.redo().is_some() {}
        prop_assert_eq!(hands.draft.story(), &end);
    }
}
