//! The real window without a screen: events go in, a frame is shown and made into triangles.
//!
//! Must not know: what is measured.

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2};
use nightdesk::desk::work::Workers;
use nightdesk::desk::{Command, Desk, Wish};
use nightdesk::edit::Selection;
use nightdesk::story::{RichText, Story};
use nightdesk::ui::{App, Runner};

use crate::support::NOW;

/// The size of the window in points.
pub(crate) const SIZE: Vec2 = Vec2::new(1280.0, 800.0);
/// A frame of a screen that shows 60 in a second.
const FRAME_SECS: f64 = 1.0 / 60.0;
/// The longest that anything here may take.
const PATIENCE: Duration = Duration::from_mins(2);

/// A toolkit's context and the time on its clock.
pub(crate) struct Screen {
    pub(crate) ctx: egui::Context,
    frames: u32,
    /// Where the last frame drew the caret of the text that has the keyboard.
    caret: Option<Rect>,
}

impl Screen {
    pub(crate) fn new() -> Self {
        Self { ctx: egui::Context::default(), frames: 0, caret: None }
    }

    /// Shows a frame and makes it into triangles, as eframe does; returns when the next is due.
    pub(crate) fn frame(
        &mut self,
        events: Vec<Event>,
        mut show: impl FnMut(&mut egui::Ui),
    ) -> Duration {
        self.frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(f64::from(self.frames) * FRAME_SECS),
            events,
            ..RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| show(ui));
        let shapes = std::mem::take(&mut output.shapes);
        black_box(self.ctx.tessellate(shapes, output.pixels_per_point));
        let due = output.viewport_output.values().map(|it| it.repaint_delay).min();
        self.caret = output.platform_output.ime.map(|ime| ime.cursor_rect);
        output.drop_without_applying_deltas();
        due.unwrap_or(Duration::MAX)
    }
}

/// A window with its threads.
pub(crate) struct Window {
    screen: Screen,
    app: App,
    /// A thread has something for the window.
    woken: Arc<AtomicBool>,
    kept: Option<Story>,
}

impl Window {
    /// A window on an empty story, at rest.
    pub(crate) fn empty() -> Self {
        let screen = Screen::new();
        let woken = Arc::new(AtomicBool::new(false));
        let wake = Arc::clone(&woken);
        let workers = Workers::start(move || wake.store(true, Ordering::Release));
        let seed = uuid::Uuid::from_u128(7 << 76);
        let desk = Desk::new(nightdesk::store::Settings::default(), seed, NOW);
        let app = App::new(&screen.ctx, desk, Runner::Threads(workers), true);
        let mut window = Self { screen, app, woken, kept: None };
        window.command(Command::New);
        window.rest();
        window
    }

    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    /// Whether the caret has the keyboard and is on the screen.
    pub(crate) fn shows_caret(&self) -> bool {
        let screen = Rect::from_min_size(Pos2::ZERO, SIZE);
        self.screen.caret.is_some_and(|caret| screen.contains_rect(caret))
    }

    pub(crate) fn command(&mut self, command: Command) {
        self.app.command(command);
    }

    /// One frame of the whole window.
    pub(crate) fn frame(&mut self, events: Vec<Event>) {
        self.due_after(events);
    }

    fn due_after(&mut self, events: Vec<Event>) -> Duration {
        self.woken.store(false, Ordering::Release);
        self.screen.frame(events, |ui| self.app.show(ui))
    }

    /// What an autosave does in a frame: it keeps the story as it stands.
    pub(crate) fn snapshot(&mut self) {
        self.kept = Some(self.app.desk().story().clone());
    }

    /// Shows frames until the checks have caught up and nothing is due at once.
    pub(crate) fn rest(&mut self) {
        let start = Instant::now();
        loop {
            let due = self.due_after(Vec::new());
            let desk = self.app.desk();
            let is_found = desk.search().is_none_or(|search| search.is_found());
            if is_found && desk.is_checked() && desk.busy().is_empty() && due > Duration::ZERO {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "the window does not come to rest");
            std::thread::yield_now();
        }
    }

    /// Waits, without a frame, until a thread has something for the window. The last frame may
    /// have taken it already.
    pub(crate) fn wait_for_work(&self) {
        let start = Instant::now();
        while !self.woken.load(Ordering::Acquire) {
            assert!(start.elapsed() < PATIENCE, "no thread answers");
            std::thread::sleep(Duration::from_micros(50));
        }
    }

    /// Puts the caret somewhere and gives the body the keyboard, by typing a letter there and
    /// taking it back.
    pub(crate) fn put_caret(&mut self, selection: Selection) {
        let wish = Wish::Type(RichText::plain("e"));
        self.command(Command::Write { selection, wish });
        self.rest();
        self.frame(key(Key::Backspace, Modifiers::NONE));
        self.rest();
    }

    /// The pointer rests over the copy.
    pub(crate) fn point_at_the_sheet(&mut self) {
        self.frame(vec![Event::PointerMoved(Pos2::new(560.0, 400.0))]);
        self.rest();
    }
}

/// A key pressed, with the letter that it writes.
pub(crate) fn typed(key: Key, letter: &str) -> Vec<Event> {
    vec![press(key, Modifiers::NONE), Event::Text(letter.to_owned())]
}

/// A key pressed that writes nothing.
pub(crate) fn key(key: Key, modifiers: Modifiers) -> Vec<Event> {
    vec![press(key, modifiers)]
}

fn press(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

/// Two fingers move the sheet by a page, up with a positive sign.
pub(crate) fn page_down(sign: f32) -> Vec<Event> {
    let wheel = |phase, y| Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: Vec2::new(0.0, y),
        phase,
        source: egui::MouseWheelSource::Trackpad,
        modifiers: Modifiers::NONE,
    };
    vec![wheel(TouchPhase::Start, 0.0), wheel(TouchPhase::Move, sign * 680.0)]
}
