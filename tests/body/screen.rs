//! What is on the screen, read as a screen reader reads it, or from what is drawn.

use egui::Pos2;
use egui::Rect;
use egui::accesskit::Role;
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nightdesk::check::Finding;
use nightdesk::edit::flow;
use nightdesk::story::{BlockKind, FigureAt, Part, TextAt};

use super::window::Window;

/// What a text of the body may be to a screen reader.
const TEXTS: [Role; 5] =
    [Role::Paragraph, Role::Heading, Role::ListItem, Role::Blockquote, Role::Note];

/// Room left of the copy, width of the copy and gap below a block, in points.
const GUTTER: f32 = 36.0;
const MEASURE: f32 = 640.0;
const GAP: f32 = 12.0;

impl Window {
    /// The texts and controls of a name that are on the screen.
    pub(crate) fn all_named(&self, name: &str) -> Vec<Node<'_>> {
        let all = self.harness.query_all_by(|_| true);
        all.filter(|node| node.accesskit_node().label().as_deref() == Some(name)).collect()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        !self.all_named(name).is_empty()
    }

    /// The one thing of a name that is not a run of letters.
    pub(crate) fn named(&self, name: &str) -> Node<'_> {
        match self.all_named(name).as_slice() {
            [one] => *one,
            many => panic!("{} things are called {name:?}", many.len()),
        }
    }

    /// Where words of the window itself stand that are not a button's.
    pub(crate) fn words_on_screen(&self, words: &str) -> Rect {
        let all: Vec<_> = self.labels(words).collect();
        assert_eq!(all.len(), 1, "{words:?} on the screen");
        all[0].rect()
    }

    fn labels<'w>(&'w self, words: &'w str) -> impl Iterator<Item = Node<'w>> {
        let all = self.harness.query_all_by(|node| node.role() == Role::Label);
        all.filter(move |node| node.value().as_deref() == Some(words))
    }

    /// How often words of the window itself stand on the screen.
    pub(crate) fn count_words(&self, words: &str) -> usize {
        self.labels(words).count()
    }

    /// The whole name of a control that begins like this, such as a menu's with its shortcut.
    pub(crate) fn name_that_starts(&self, with: &str) -> String {
        let all = self.harness.query_all_by(|node| node.role() == Role::Button);
        let mut names = all.filter_map(|node| node.accesskit_node().label());
        names.find(|name| name.starts_with(with)).unwrap_or_else(|| panic!("no {with:?}"))
    }

    /// The names of all buttons on the screen.
    pub(crate) fn button_names(&self) -> Vec<String> {
        let all = self.harness.query_all_by(|node| node.role() == Role::Button);
        all.filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// Words of the window itself that begin like this.
    pub(crate) fn words_that_start(&self, with: &str) -> Vec<String> {
        let all = self.harness.query_all_by(|node| node.role() == Role::Label);
        let words = all.filter_map(|node| node.value());
        words.filter(|words| words.starts_with(with)).collect()
    }

    pub(crate) fn has_words(&self, words: &str) -> bool {
        self.count_words(words) > 0
    }

    /// The one finding of a rule.
    pub(crate) fn finding(&self, rule: &str) -> &Finding {
        let mut found = self.desk().findings().iter().filter(|finding| finding.rule == rule);
        let finding = found.next().unwrap_or_else(|| panic!("no finding of {rule}"));
        assert!(found.next().is_none(), "one finding of {rule}");
        finding
    }

    /// Whether a control of this name has the keyboard; there may be another of the same name.
    pub(crate) fn is_focused_on(&self, name: &str) -> bool {
        self.all_named(name).iter().any(Node::is_focused)
    }

    /// The small lines and dots that are drawn below the row of letters at a height.
    pub(crate) fn marks_below(&self, y: f32) -> Vec<Rect> {
        let shapes = self.harness.output().shapes.iter().map(|clipped| &clipped.shape);
        let small = shapes.filter_map(|shape| match shape {
            egui::Shape::LineSegment { .. }
            | egui::Shape::Path(_)
            | egui::Shape::Circle(_)
            | egui::Shape::Mesh(_) => Some(shape.visual_bounding_rect()),
            _ => None,
        });
        let below =
            |mark: &Rect| mark.height() < 6.0 && mark.center().y > y && mark.center().y < y + 16.0;
        let body = self.named("Body").rect().shrink2(egui::vec2(GUTTER - 2.0, 0.0));
        small.filter(below).filter(|mark| body.x_range().contains(mark.center().x)).collect()
    }

    /// Where the caret is, as the input method is told.
    pub(crate) fn caret_rect(&self) -> Rect {
        self.harness.output().platform_output.ime.expect("a caret").cursor_rect
    }

    /// Whether a line is drawn across the copy, at about this height.
    pub(crate) fn paints_a_line_at(&self, y: f32) -> bool {
        let shapes = self.harness.output().shapes.iter().map(|clipped| &clipped.shape);
        let lines = shapes.filter_map(|shape| match shape {
            egui::Shape::LineSegment { points, .. } => Some(points),
            _ => None,
        });
        let mut across =
            lines.filter(|[a, b]| (a.y - b.y).abs() < 0.1 && (b.x - a.x - MEASURE).abs() < 1.0);
        across.any(|[a, _]| (a.y - y).abs() < 20.0)
    }

    /// A text of the story as a node.
    pub(crate) fn text_node(&self, at: TextAt) -> Node<'_> {
        let name = self.name_of(at);
        let found = self.all_named(&name).into_iter().find(|node| {
            let role = node.accesskit_node().role();
            node.accesskit_node().is_text_input() || TEXTS.contains(&role)
        });
        found.unwrap_or_else(|| panic!("{name:?} is not on the screen"))
    }

    /// What a text of the story is called.
    pub(crate) fn name_of(&self, at: TextAt) -> String {
        let story = self.story();
        let number = |id| story.position(id).unwrap() + 1;
        match at {
            TextAt::Kicker => "Kicker".to_owned(),
            TextAt::Headline => "Headline".to_owned(),
            TextAt::Standfirst => "Standfirst".to_owned(),
            TextAt::DatelinePlace => "Dateline place".to_owned(),
            TextAt::Caption(at) => format!("Caption of picture {}", self.picture_number(at)),
            TextAt::Alt(at) => format!("Description of picture {}", self.picture_number(at)),
            TextAt::Block(id, Part::Item(nth)) => format!("List {} item {}", number(id), nth + 1),
            TextAt::Block(id, Part::Attribution) => format!("Quote attribution {}", number(id)),
            TextAt::Block(id, Part::Cell(row, column)) => {
                format!("Table {} row {} column {}", number(id), row + 1, column + 1)
            }
            TextAt::Block(id, _) => {
                let name = match story.block(id).unwrap().kind {
                    BlockKind::Paragraph(_) => "Graf",
                    BlockKind::Heading(..) => "Subhead",
                    BlockKind::Quote(_) => "Quote",
                    BlockKind::PullQuote(_) => "Pull quote",
                    BlockKind::DeskNote(_) => "Desk note",
                    _ => panic!("no running words: {at:?}"),
                };
                format!("{name} {}", number(id))
            }
            _ => panic!("not on the sheet: {at:?}"),
        }
    }

    fn picture_number(&self, at: FigureAt) -> usize {
        self.story().figures().iter().position(|(known, _)| *known == at).unwrap() + 1
    }

    /// The middle of the place before a byte, from what the screen reader is told of its letters.
    /// At a byte where a row wraps it is the start of the lower row.
    pub(crate) fn spot(&self, at: TextAt, byte: usize) -> Pos2 {
        let mut left = byte;
        let mut place = None;
        for run in runs(self.text_node(at)) {
            if left <= run.bytes {
                place = Some(run.place(left));
            }
            if left < run.bytes {
                break;
            }
            left -= run.bytes;
        }
        place.unwrap_or_else(|| panic!("no letters at {byte} of {}", self.name_of(at)))
    }

    /// The nth text of the body.
    pub(crate) fn nth(&self, nth: usize) -> TextAt {
        let stops = self.story().body.iter().flat_map(|block| flow::stops(block));
        stops.into_iter().nth(nth).expect("a text of the body")
    }

    /// The place of words in the nth text of the body.
    pub(crate) fn at(&self, nth: usize, words: &str) -> Pos2 {
        let at = self.nth(nth);
        let text = self.story().text(at).unwrap().as_str();
        let byte = text.find(words).unwrap_or_else(|| panic!("no {words:?} in {text:?}"));
        self.spot(at, byte)
    }

    /// The block of a place in the body, from its handle on.
    pub(crate) fn handle(&self, index: usize) -> Rect {
        let kind = self.story().body.get(index).unwrap().kind.name();
        self.named(&format!("Block {}: {kind}", index + 1)).rect()
    }

    /// The room of a block that is one thing.
    pub(crate) fn thing(&self, index: usize) -> Rect {
        let top = self.handle(index).left_top();
        let is_last = index + 1 == self.story().body.len();
        let below = if is_last { self.named("Add graf").rect() } else { self.handle(index + 1) };
        let below = below.top();
        let min = top + egui::vec2(GUTTER, 0.0);
        Rect::from_min_max(min, egui::pos2(min.x + MEASURE, below - GAP))
    }
}

/// Some letters of one row, as the screen reader is told of them.
pub(crate) struct Run {
    pub(crate) words: String,
    pub(crate) rect: Rect,
    bytes: usize,
    /// Byte, left and right edge of each letter.
    letters: Vec<(usize, f32, f32)>,
}

impl Run {
    fn place(&self, byte: usize) -> Pos2 {
        let y = self.rect.center().y;
        let letter = self.letters.iter().find(|(start, ..)| *start >= byte);
        let end = self.letters.last().map_or(0.0, |(_, _, right)| *right);
        let x = letter.map_or(end, |(_, left, _)| *left);
        egui::pos2(self.rect.left() + x, y)
    }
}

/// The rows of a text.
pub(crate) fn runs(node: Node<'_>) -> Vec<Run> {
    let runs = node.children().filter(|child| child.accesskit_node().role() == Role::TextRun);
    runs.map(|run| {
        let data = run.accesskit_node().data();
        let lengths = data.character_lengths();
        let positions = data.character_positions().unwrap_or_default();
        let widths = data.character_widths().unwrap_or_default();
        let mut bytes = 0;
        let mut letters = Vec::new();
        for ((length, left), width) in lengths.iter().zip(positions).zip(widths) {
            letters.push((bytes, *left, left + width));
            bytes += usize::from(*length);
        }
        let words = data.value().unwrap_or_default().to_owned();
        Run { words, rect: run.rect(), bytes, letters }
    })
    .collect()
}
