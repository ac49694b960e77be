//! The baseline: egui's own multiline text editor over the text of a story, with a styled run for
//! each finding.
//!
//! It is what an editor without a widget of its own would have. Runs behind the caret move along
//! at no cost worth naming, so that the toolkit finds every paragraph but one in its cache; there
//! is no undo but the toolkit's own, no check, no file and no panel: all in its favour.
//!
//! Must not know: what is measured.

use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::epaint::text::VariationCoords;
use egui::text::{CCursor, CCursorRange, LayoutJob, TextFormat};
use egui::{Color32, FontFamily, FontId, Galley, Id, Key, Modifiers, Stroke, Ui};
use nightdesk::desk::Desk;
use nightdesk::edit::flow;
use nightdesk::story::{Place, TextRef};
use nightdesk::ui::{App, Runner};

use crate::support::NOW;
use crate::window::{Screen, key, typed};

/// How wide the window sets its copy, in points.
const MEASURE: f32 = 640.0;
const BODY_SIZE: f32 = 18.0;
const LINE_HEIGHT: f32 = 27.0;

/// A window with nothing but the text.
pub(crate) struct TextEditWindow {
    screen: Screen,
    text: String,
    runs: Runs,
}

/// The bytes of each finding, in order and apart, in the text before a letter is typed.
struct Runs {
    all: Vec<Range<usize>>,
    /// How long that text is, and the byte of the caret.
    text_len: usize,
    caret: usize,
}

impl TextEditWindow {
    /// The body of the open story with its findings, the caret in the middle and the keyboard in
    /// the text.
    pub(crate) fn new(desk: &Desk) -> Self {
        let (text, all) = text_and_runs(desk);
        let chars = text.chars().count() / 2;
        let caret = text.char_indices().nth(chars).map_or(0, |(byte, _)| byte);
        let runs = Runs { all, text_len: text.len(), caret };
        let screen = Screen::new();
        // A window of ours brings its fonts along.
        let seed = uuid::Uuid::from_u128(8 << 76);
        let empty = Desk::new(nightdesk::store::Settings::default(), seed, NOW);
        drop(App::new(&screen.ctx, empty, Runner::Inline, true));
        let mut window = Self { screen, text, runs };
        window.frame(Vec::new());
        let mut state = egui::TextEdit::load_state(&window.screen.ctx, id()).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(chars))));
        state.store(&window.screen.ctx, id());
        window.screen.ctx.memory_mut(|memory| memory.request_focus(id()));
        window.frame(Vec::new());
        window.frame(Vec::new());
        window
    }

    /// One letter typed; taking it back is not measured.
    pub(crate) fn keystroke(&mut self) -> Duration {
        let start = Instant::now();
        self.frame(typed(Key::E, "e"));
        let took = start.elapsed();
        self.frame(key(Key::Backspace, Modifiers::NONE));
        self.frame(Vec::new());
        took
    }

    /// What is measured is what somebody gets who types.
    pub(crate) fn a_letter_is_in_the_text_after_its_frame(&mut self) {
        let before = self.text.clone();
        self.frame(typed(Key::E, "e"));
        let mut expected = before.clone();
        expected.insert(self.runs.caret, 'e');
        assert!(self.text == expected, "the letter is in the middle of the text");
        self.frame(key(Key::Backspace, Modifiers::NONE));
        assert!(self.text == before, "the letter is gone");
    }

    fn frame(&mut self, events: Vec<egui::Event>) {
        let Self { screen, text, runs } = self;
        screen.frame(events, |ui| show(ui, text, runs));
    }
}

fn id() -> Id {
    Id::unique("baseline")
}

fn show(ui: &mut Ui, text: &mut String, runs: &Runs) {
    egui::CentralPanel::default().show(ui, |ui| {
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, width: f32| {
                laid_out(ui, text.as_str(), runs, width)
            };
            let edit = egui::TextEdit::multiline(text).id(id()).desired_width(MEASURE);
            ui.add(edit.layouter(&mut layouter));
        });
    });
}

fn laid_out(ui: &Ui, text: &str, runs: &Runs, width: f32) -> Arc<Galley> {
    let plain = TextFormat {
        font_id: FontId::new(BODY_SIZE, FontFamily::Name("serif".into())),
        color: Color32::BLACK,
        line_height: Some(LINE_HEIGHT),
        coords: VariationCoords::new([(b"wght", 400.0)]),
        ..TextFormat::default()
    };
    let underline = Stroke::new(1.5, Color32::RED);
    let found = TextFormat { underline, ..plain.clone() };
    let mut job = LayoutJob::default();
    let mut written = 0;
    let typed = text.len() - runs.text_len;
    for run in &runs.all {
        let moved = if run.start >= runs.caret { typed } else { 0 };
        let run = run.start + moved..run.end + moved;
        job.append(text.get(written..run.start).unwrap_or_default(), 0.0, plain.clone());
        job.append(text.get(run.clone()).unwrap_or_default(), 0.0, found.clone());
        written = run.end;
    }
    job.append(text.get(written..).unwrap_or_default(), 0.0, plain);
    job.wrap.max_width = width;
    job.keep_trailing_whitespace = true;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// All texts of the body, one a line, and where findings lie in them.
fn text_and_runs(desk: &Desk) -> (String, Vec<Range<usize>>) {
    let story = desk.story();
    let mut text = String::new();
    let mut runs = Vec::new();
    for at in story.body.iter().flat_map(|block| flow::stops(block)) {
        let Some(TextRef::Rich(words)) = story.text(at) else { continue };
        let start = text.len();
        let mut ranges: Vec<_> = desk.findings().in_text(at).filter_map(range).collect();
        ranges.sort_by_key(|range| range.start);
        for range in ranges {
            let end = runs.last().map_or(0, |run: &Range<usize>| run.end);
            runs.push((start + range.start).max(end)..(start + range.end).max(end));
        }
        text.push_str(words.as_str());
        text.push('\n');
    }
    (text, runs)
}

fn range(finding: &nightdesk::check::Finding) -> Option<Range<usize>> {
    match &finding.place {
        Place::Range(_, range) => Some(range.start..range.end),
        _ => None,
    }
}
