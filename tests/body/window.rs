//! An editor's hands at the real window: keys, mouse, input method and clipboard as the system sends
//! them, frame by frame.

use std::sync::{Arc, Mutex};

use egui::{Event, ImeEvent, Key, Modifiers, OutputCommand, PointerButton, Pos2};
use egui::{MouseWheelSource, MouseWheelUnit, TouchPhase, ViewportCommand, ViewportId};
use egui_kittest::Harness;
use nightdesk::desk::{Command, Desk};
use nightdesk::edit::Selection;
use nightdesk::store::Settings;
use nightdesk::story::{Ids, RichText, Story};
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

/// The key of shortcuts, as systems other than the Mac send it.
pub(crate) const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };

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
        words.clone_into(&mut self.clipboard);
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

    /// Turns the wheel by so many points; upwards is positive.
    pub(crate) fn wheel(&mut self, by: f32) {
        let (unit, delta) = (MouseWheelUnit::Point, egui::vec2(0.0, by));
        let (phase, source) = (TouchPhase::Move, MouseWheelSource::Wheel);
        let modifiers = Modifiers::NONE;
        self.frame(vec![Event::MouseWheel { unit, delta, modifiers, phase, source }]);
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

    /// Has the story checked that the window opened with.
    pub(crate) fn check(&mut self) {
        let mut settings = self.desk().settings().clone();
        settings.check.graf_most_words += 1;
        self.harness.state_mut().command(Command::Settings(Box::new(settings)));
        self.frame(Vec::new());
        self.settle();
    }

    /// Clicks on a button of the menu that is open, which lies above all others of its name.
    pub(crate) fn click_in_menu(&mut self, name: &str) {
        let pos = self.all_named(name).last().expect("a button in the menu").rect().center();
        self.click(pos);
    }

    /// Clicks on the middle of a button.
    pub(crate) fn click_on(&mut self, name: &str) {
        let pos = self.named(name).rect().center();
        self.click(pos);
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

/// Modifiers and key by their name.
pub(crate) fn stroke(name: &str) -> (Modifiers, Key) {
    let mut modifiers = Modifiers::NONE;
    let mut rest = name;
    while let Some((first, more)) = rest.split_once('+').filter(|(_, more)| !more.is_empty()) {
        modifiers |= match first {
            "Ctrl" => CTRL,
            "Shift" => Modifiers::SHIFT,
            "Alt" => Modifiers::ALT,
            _ => panic!("no such key: {name}"),
        };
        rest = more;
    }
    let key = Key::from_name(rest).unwrap_or_else(|| panic!("no such key: {name}"));
    (modifiers, key)
}
