//! The baseline: egui's own multiline text editor over the text of a story in the same styles:
//! subheads, links, emphasis, and a line under each finding.
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
use nightdesk::story::{BlockKind, MarkKind, Place, TextRef};
use nightdesk::ui::{App, Runner};

use crate::support::NOW;
use crate::window::{Screen, key, typed};

/// How wide the window sets its copy, in points.
const MEASURE: f32 = 640.0;
/// How long a window of ours waits at least before its checks are through.
const REST: Duration = Duration::from_millis(20);

/// A window with nothing but the text.
pub(crate) struct TextEditWindow {
    screen: Screen,
    text: String,
    runs: Runs,
}

/// The whole text in runs of one style, as it was before a letter is typed.
struct Runs {
    all: Vec<(usize, Style)>,
    /// The byte of the caret.
    caret: usize,
}

/// How a run looks that ends at some byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Style {
    subhead: bool,
    link: bool,
    emphasis: bool,
    found: bool,
}

impl TextEditWindow {
    /// The body of the open story with its findings, the caret in the middle and the keyboard in
    /// the text.
    pub(crate) fn new(desk: &Desk) -> Self {
        let (text, all) = text_and_runs(desk);
        let chars = text.chars().count() / 2;
        let caret = text.char_indices().nth(chars).map_or(0, |(byte, _)| byte);
        let runs = Runs { all, caret };
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

    /// One letter typed; the frame that takes it back is not measured.
    pub(crate) fn letter(&mut self) -> Duration {
        let start = Instant::now();
        self.frame(typed(Key::E, "e"));
        let took = start.elapsed();
        self.frame(key(Key::Backspace, Modifiers::NONE));
        took
    }

    /// Shows frames without events for about as long as a window of ours takes to come to rest.
    pub(crate) fn rest(&mut self) {
        let start = Instant::now();
        while start.elapsed() < REST {
            self.frame(Vec::new());
        }
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
    let mut job = LayoutJob::default();
    let typed = text.len() - runs.all.last().map_or(0, |(end, _)| *end);
    let mut written = 0;
    for (end, style) in &runs.all {
        let end = if *end > runs.caret { *end + typed } else { *end };
        job.append(text.get(written..end).unwrap_or_default(), 0.0, format(*style));
        written = end;
    }
    job.wrap.max_width = width;
    job.keep_trailing_whitespace = true;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

fn format(style: Style) -> TextFormat {
    let (size, weight) = if style.subhead { (24.0, 650.0) } else { (18.0, 400.0) };
    let family = if style.emphasis { "serif-italic" } else { "serif" };
    let colour = if style.link { Color32::BLUE } else { Color32::BLACK };
    let underline = match style {
        Style { found: true, .. } => Stroke::new(1.5, Color32::RED),
        Style { link: true, .. } => Stroke::new(1.0, Color32::BLUE),
        _ => Stroke::NONE,
    };
    TextFormat {
        font_id: FontId::new(size, FontFamily::Name(family.into())),
        color: colour,
        underline,
        line_height: Some(size * 1.5),
        coords: VariationCoords::new([(b"wght", weight)]),
        ..TextFormat::default()
    }
}

/// All texts of the body, one a line, and how they are styled.
fn text_and_runs(desk: &Desk) -> (String, Vec<(usize, Style)>) {
    let story = desk.story();
    let mut text = String::new();
    let mut runs = Vec::new();
    for block in &story.body {
        for at in flow::stops(block) {
            let Some(TextRef::Rich(words)) = story.text(at) else { continue };
            let subhead = matches!(block.kind, BlockKind::Heading(..));
            let found: Vec<_> = desk.findings().in_text(at).filter_map(range).collect();
            let start = text.len();
            let mut cuts = vec![words.len()];
            cuts.extend(found.iter().flat_map(|range| [range.start, range.end]));
            let marked = words.marks().iter().map(|mark| &mark.range);
            cuts.extend(marked.flat_map(|range| [range.start, range.end]));
            cuts.sort_unstable();
            cuts.dedup();
            let mut from = 0;
            for end in cuts.into_iter().filter(|end| *end > 0) {
                let covers = |range: &Range<usize>| range.start <= from && end <= range.end;
                let mut style = Style { subhead, ..Style::default() };
                style.found = found.iter().any(covers);
                for mark in words.marks().iter().filter(|mark| covers(&mark.range)) {
                    style.link |= matches!(mark.kind, MarkKind::Link { .. });
                    style.emphasis |= matches!(mark.kind, MarkKind::Emphasis);
                }
                runs.push((start + end, style));
                from = end;
            }
            text.push_str(words.as_str());
            text.push('\n');
        }
    }
    // Runs of one style after the other are one, and the last reaches to the end.
    runs.push((text.len(), Style::default()));
    runs.dedup_by(|next, run| {
        let is_same = next.1 == run.1;
        if is_same {
            run.0 = next.0;
        }
        is_same
    });
    (text, runs)
}

fn range(finding: &nightdesk::check::Finding) -> Option<Range<usize>> {
    match &finding.place {
        Place::Range(_, range) => Some(range.start..range.end),
        _ => None,
    }
}
