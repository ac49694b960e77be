//! An editor's hands at the real window: keys, mouse, input method and clipboard as the system sends
//! them, frame by frame. What is on the screen is read as a screen reader reads it.

use std::sync::{Arc, Mutex};

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers, OutputCommand, PointerButton, Pos2, Rect};
use egui::{ViewportCommand, ViewportId};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use nightdesk::check::Finding;
use nightdesk::desk::{Command, Desk};
use nightdesk::edit::{Selection, flow};
use nightdesk::store::Settings;
use nightdesk::story::{BlockKind, FigureAt, Ids, Part, RichText, Story, TextAt};
use nightdesk::ui::{App, Runner};

use super::sketch;

/// The window, and what the system around it knows.
pub(crate) struct Window {
    pub(crate) harness: Harness<'static, App>,
    /// The plain words of the system's clipboard.
    pub(crate) clipboard: String,
    /// Its HTML.
    pub(crate) html: Arc<Mutex<Option<String>>>,
    /// What the window asked of the system, in order.
    pub(crate) asked: Vec<ViewportCommand>,
    /// Keys that are held down.
    held: Modifiers,
}

/// What a text of the body may be to a screen reader.
const TEXTS: [Role; 5] =
    [Role::Paragraph, Role::Heading, Role::ListItem, Role::Blockquote, Role::Note];

/// Room left of the copy, width of the copy and gap below a block, in points.
const GUTTER: f32 = 36.0;
const MEASURE: f32 = 640.0;
const GAP: f32 = 12.0;

/// The most frames that the window may take to come to rest.
const RESTLESS: usize = 12;

impl Window {
    /// A window on a story.
    pub(crate) fn on(story: Story) -> Self {
        Self::with(Settings::default(), story, egui::vec2(1280.0, 800.0))
    }

    /// A window on a sketch, with its selection made by keys.
    pub(crate) fn sketch(sketch: &str) -> Self {
        let read = sketch::read(sketch, &mut Ids::from_seed(1));
        let mut window = Self::on(read.story);
        if let Some(selection) = read.selection {
            window.select(selection);
        }
        window
    }

    /// A window of a size, on a story, with settings.
    pub(crate) fn with(settings: Settings, story: Story, size: egui::Vec2) -> Self {
        let html: Arc<Mutex<Option<String>>> = Arc::default();
        let flavour = Arc::clone(&html);
        let builder = Harness::builder().with_size(size).with_step_dt(1.0 / 60.0);
        let harness = builder
            .allow_missing_glyphs()
            .build_eframe(move |creation| app(&creation.egui_ctx, settings, story, flavour));
        let clipboard = String::new();
        let mut window =
            Self { harness, clipboard, html, asked: Vec::new(), held: Modifiers::NONE };
        window.settle();
        window
    }

    pub(crate) fn desk(&self) -> &Desk {
        self.harness.state().desk()
    }

    pub(crate) fn story(&self) -> &Story {
        self.desk().story()
    }

    pub(crate) fn selection(&self) -> Option<Selection> {
        self.harness.state().selection()
    }

    /// The story with its selection, as a sketch.
    pub(crate) fn show(&self) -> String {
        sketch::show(self.story(), self.selection())
    }

    /// The words of the body's texts.
    pub(crate) fn texts(&self) -> Vec<String> {
        let texts = self.story().body.iter().flat_map(|block| block.kind.texts());
        texts.map(|text: &RichText| text.as_str().to_owned()).collect()
    }

    /// One frame with these events.
    pub(crate) fn frame(&mut self, events: Vec<Event>) {
        self.harness.input_mut().events.extend(events);
        self.harness.step();
        let output = self.harness.output();
        for command in &output.platform_output.commands {
            if let OutputCommand::CopyText(text) = command {
                self.clipboard.clone_from(text);
            }
        }
        if let Some(root) = output.viewport_output.get(&ViewportId::ROOT) {
            self.asked.extend(root.commands.iter().cloned());
        }
    }

    pub(crate) fn is_at_rest(&self) -> bool {
        let root = self.harness.output().viewport_output.get(&ViewportId::ROOT);
        root.is_none_or(|root| !root.repaint_delay.is_zero())
    }

    /// Frames until the window wants no more.
    pub(crate) fn settle(&mut self) {
        for _ in 0..RESTLESS {
            if self.is_at_rest() {
                return;
            }
            self.frame(Vec::new());
        }
        let causes = self.harness.ctx.repaint_causes();
        panic!("the window does not come to rest: {causes:?}");
    }

    /// Lets time pass.
    pub(crate) fn wait(&mut self, secs: f64) {
        let now = self.harness.ctx.input(|input| input.time);
        self.harness.input_mut().time = Some(now + secs);
        self.frame(Vec::new());
        self.settle();
    }

    /// Presses keys one after the other, by their names: `Ctrl+Shift+Right Delete`.
    pub(crate) fn press(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            let events = self.key_events(key);
            self.frame(events);
            self.settle();
        }
    }

    /// What the system sends for a key: the clipboard's keys come as what they ask for.
    pub(crate) fn key_events(&self, name: &str) -> Vec<Event> {
        let (modifiers, key) = stroke(name);
        let event = |pressed| {
            let (repeat, physical_key) = (false, Some(key));
            Event::Key { key, pressed, modifiers, repeat, physical_key }
        };
        let mut events = vec![Event::ModifiersChanged(modifiers)];
        match name {
            "Ctrl+C" => events.push(Event::Copy),
            "Ctrl+X" => events.push(Event::Cut),
            "Ctrl+V" if self.clipboard.is_empty() => {}
            "Ctrl+V" => events.push(Event::Paste(self.clipboard.clone())),
            _ => events.push(event(true)),
        }
        events.extend([event(false), Event::ModifiersChanged(self.held)]);
        events
    }

    /// Types words letter by letter.
    pub(crate) fn write(&mut self, words: &str) {
        for letter in words.chars() {
            self.frame(vec![Event::Text(letter.to_string())]);
        }
        self.settle();
    }

    /// Hands something to the window that was copied elsewhere.
    pub(crate) fn paste(&mut self, words: &str) {
        self.clipboard = words.to_owned();
        self.press("Ctrl+V");
    }

    /// The input method shows what is being composed; no words end the composition.
    pub(crate) fn compose(&mut self, words: &str) {
        let active_range_chars = None;
        let preedit = ImeEvent::Preedit { text: words.to_owned(), active_range_chars };
        self.frame(vec![Event::Ime(preedit)]);
        self.settle();
    }

    /// The input method hands words over.
    pub(crate) fn commit(&mut self, words: &str) {
        self.frame(vec![Event::Ime(ImeEvent::Commit(words.to_owned()))]);
        self.settle();
    }

    /// Holds modifier keys down, or lets them go.
    pub(crate) fn hold(&mut self, keys: Modifiers) {
        self.held = keys;
        self.frame(vec![Event::ModifiersChanged(keys)]);
    }

    pub(crate) fn move_to(&mut self, pos: Pos2) {
        self.frame(vec![Event::PointerMoved(pos)]);
    }

    /// Presses or lets go of a mouse button.
    pub(crate) fn button(&mut self, pos: Pos2, button: PointerButton, pressed: bool) {
        let modifiers = self.held;
        self.frame(vec![Event::PointerButton { pos, button, pressed, modifiers }]);
    }

    pub(crate) fn down(&mut self, pos: Pos2) {
        self.move_to(pos);
        self.button(pos, PointerButton::Primary, true);
    }

    pub(crate) fn up(&mut self, pos: Pos2) {
        self.button(pos, PointerButton::Primary, false);
        self.settle();
    }

    /// Clicks once, and long enough after the last click.
    pub(crate) fn click(&mut self, pos: Pos2) {
        self.clicks(pos, 1);
    }

    /// Clicks several times in a row.
    pub(crate) fn clicks(&mut self, pos: Pos2, count: usize) {
        self.wait(2.0);
        for _ in 0..count {
            self.down(pos);
            self.up(pos);
        }
        self.settle();
    }

    pub(crate) fn right_click(&mut self, pos: Pos2) {
        self.wait(2.0);
        self.move_to(pos);
        self.button(pos, PointerButton::Secondary, true);
        self.button(pos, PointerButton::Secondary, false);
        self.settle();
    }

    /// Presses at one place and drags to others, and stays there with the button down.
    pub(crate) fn drag(&mut self, from: Pos2, to: &[Pos2]) {
        self.wait(2.0);
        self.down(from);
        for pos in to {
            // The hand passes what lies between.
            self.move_to(from.lerp(*pos, 0.5));
            self.move_to(*pos);
        }
    }

    /// Drags from one place to another and lets go there.
    pub(crate) fn drag_to(&mut self, from: Pos2, to: Pos2) {
        self.drag(from, &[to]);
        self.up(to);
    }

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

    /// Words of the window itself that begin like this.
    pub(crate) fn words_that_start(&self, with: &str) -> Vec<String> {
        let all = self.harness.query_all_by(|node| node.role() == Role::Label);
        let words = all.filter_map(|node| node.value());
        words.filter(|words| words.starts_with(with)).collect()
    }

    pub(crate) fn has_words(&self, words: &str) -> bool {
        self.count_words(words) > 0
    }

    /// Has the story checked that the window opened with.
    pub(crate) fn check(&mut self) {
        let mut settings = self.desk().settings().clone();
        settings.check.graf_most_words += 1;
        self.harness.state_mut().command(Command::Settings(Box::new(settings)));
        self.frame(Vec::new());
        self.settle();
    }

    /// The one finding of a rule.
    pub(crate) fn finding(&self, rule: &str) -> &Finding {
        let mut found = self.desk().findings().iter().filter(|finding| finding.rule == rule);
        let finding = found.next().unwrap_or_else(|| panic!("no finding of {rule}"));
        assert!(found.next().is_none(), "one finding of {rule}");
        finding
    }

    /// Clicks on a button of the menu that is open, which lies above all others of its name.
    pub(crate) fn click_in_menu(&mut self, name: &str) {
        let pos = self.all_named(name).last().expect("a button in the menu").rect().center();
        self.click(pos);
    }

    /// Whether a control of this name has the keyboard; there may be another of the same name.
    pub(crate) fn is_focused_on(&self, name: &str) -> bool {
        self.all_named(name).iter().any(Node::is_focused)
    }

    /// The small lines and dots that are drawn below the row of letters at a height.
    pub(crate) fn marks_below(&self, y: f32) -> Vec<Rect> {
        let shapes = self.harness.output().shapes.iter().map(|clipped| &clipped.shape);
        let small = shapes.filter_map(|shape| match shape {
            egui::Shape::LineSegment { .. } | egui::Shape::Path(_) | egui::Shape::Circle(_) => {
                Some(shape.visual_bounding_rect())
            }
            _ => None,
        });
        let below = |mark: &Rect| {
            mark.height() < 6.0 && mark.center().y > y && mark.center().y < y + 16.0
        };
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
        let mut across = lines.filter(|[a, b]| a.y == b.y && (b.x - a.x - MEASURE).abs() < 1.0);
        across.any(|[a, _]| (a.y - y).abs() < 20.0)
    }

    /// Clicks on the middle of a button.
    pub(crate) fn click_on(&mut self, name: &str) {
        let pos = self.named(name).rect().center();
        self.click(pos);
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
        let below = match index + 1 < self.story().body.len() {
            true => self.handle(index + 1).top(),
            false => self.named("Add graf").rect().top(),
        };
        let min = top + egui::vec2(GUTTER, 0.0);
        Rect::from_min_max(min, egui::pos2(min.x + MEASURE, below - GAP))
    }

    /// Gives something the keyboard, as a screen reader does.
    pub(crate) fn focus(&mut self, name: &str) {
        self.named(name).focus();
        self.harness.step();
        self.settle();
    }

    /// Selects by keys alone: to the anchor by arrows, to the head with Shift.
    pub(crate) fn select(&mut self, wanted: Selection) {
        super::reach::select(self, wanted);
        assert_eq!(self.selection(), Some(wanted), "selected by keys, at {}", self.show());
    }
}

fn app(
    ctx: &egui::Context,
    settings: Settings,
    story: Story,
    html: Arc<Mutex<Option<String>>>,
) -> App {
    let now = chrono::DateTime::from_timestamp(1_793_000_000, 0).unwrap();
    let desk = Desk::with_story(settings, uuid::Uuid::from_u128(1 << 100), story, now);
    App::new(ctx, desk, Runner::Inline, true)
        .with_clipboard_html(move || html.lock().unwrap().clone())
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

/// Modifiers and key by their name.
pub(crate) fn stroke(name: &str) -> (Modifiers, Key) {
    let mut modifiers = Modifiers::NONE;
    let mut rest = name;
    while let Some((first, more)) = rest.split_once('+').filter(|(_, more)| !more.is_empty()) {
        modifiers = modifiers
            | match first {
                "Ctrl" => Modifiers { ctrl: true, command: true, ..Modifiers::NONE },
                "Shift" => Modifiers::SHIFT,
                "Alt" => Modifiers::ALT,
                _ => panic!("no such key: {name}"),
            };
        rest = more;
    }
    let key = Key::from_name(rest).unwrap_or_else(|| panic!("no such key: {name}"));
    (modifiers, key)
}
