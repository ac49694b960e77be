//! The window's frame: what comes in, what is shown, what goes out.

mod act;
mod captions;
mod keys;
mod large;
mod session;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use egui::Context;
use uuid::Uuid;

use super::action::{self, Action, Entry, Panel};
use super::captions::CaptionDesk;
use super::clipboard::{self, Clipboard, ReadHtml};
use super::count::Count;
use super::files::{Ask, Dialogs};
use super::find_bar::FindBar;
use super::link_prompt::LinkPrompt;
use super::palette::{Palette, Picked};
use super::panels::check::CheckPanel;
use super::panels::details::DetailsPanel;
use super::panels::export_settings::ExportSettings;
use super::panels::history::HistoryPanel;
use super::panels::outline::Outline;
use super::panels::stories::StoriesPanel;
use super::panels::{receipt, shortcuts};
use super::path_prompt::{PathPrompt, Typed};
use super::preview::Preview;
use super::sheet::Sheet;
use super::{bars, theme};
use crate::desk::work::Workers;
use crate::desk::{Command, Desk, Job, PictureFrom, PictureTo};
use crate::edit::Selection;
use crate::store::{self, ThemeChoice};

/// What the window opens with.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// An empty story.
    Empty,
    /// A story folder or `story.ron`.
    Story(PathBuf),
    /// What was open before.
    Again(store::Session),
}

/// Who runs the jobs.
#[derive(Debug)]
pub enum Runner {
    /// Threads; results come when they come.
    Threads(Workers),
    /// The window itself, at once: for tests.
    Inline,
}

/// The window.
pub struct App {
    desk: Desk,
    runner: Runner,
    entries: Vec<Entry>,
    sheet: Sheet,
    panel: Panel,
    check: CheckPanel,
    details: DetailsPanel,
    stories: StoriesPanel,
    history: HistoryPanel,
    export_settings: ExportSettings,
    questions: bars::Questions,
    preview: Option<Preview>,
    /// The caption desk in place of the sheet.
    captions: Option<CaptionDesk>,
    show_left: bool,
    palette: Option<Palette>,
    link: Option<LinkPrompt>,
    dialogs: Dialogs,
    prompt: Option<PathPrompt>,
    /// One picture in place of the sheet.
    large: Option<large::Large>,
    read_html: ReadHtml,
    pasting: std::sync::mpsc::Receiver<Command>,
    paste_sender: std::sync::mpsc::SyncSender<Command>,
    story: crate::story::StoryId,
    count: Count,
    find: FindBar,
    /// The bar for find and replace is open.
    finding: bool,
    /// The fixes of the findings at the caret are offered.
    fixing: bool,
    outline: Outline,
    clipboard: Option<Clipboard>,
    paste_plain: bool,
    had_receipt: bool,
    told_to_close: bool,
    /// What was written down for the next start.
    session: session::Kept,
    /// When the clock wakes us.
    woken_at: Option<DateTime<Utc>>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("desk", &self.desk).finish_non_exhaustive()
    }
}

impl App {
    /// A window on a desk. `inside` asks for paths inside the window instead of with the system's
    /// dialogs.
    pub fn new(ctx: &Context, desk: Desk, runner: Runner, inside: bool) -> Self {
        theme::install(ctx);
        let (paste_sender, pasting) = std::sync::mpsc::sync_channel(16);
        let story = desk.story().id;
        Self {
            desk,
            runner,
            entries: action::entries(),
            sheet: Sheet::default(),
            panel: Panel::Check,
            check: CheckPanel::default(),
            details: DetailsPanel::default(),
            stories: StoriesPanel::default(),
            history: HistoryPanel::default(),
            export_settings: ExportSettings::default(),
            questions: bars::Questions::default(),
            preview: None,
            captions: None,
            show_left: true,
            palette: None,
            link: None,
            dialogs: Dialogs::new(inside),
            prompt: None,
            large: None,
            read_html: if inside { std::sync::Arc::new(|| None) } else { clipboard::system() },
            pasting,
            paste_sender,
            story,
            count: Count::default(),
            find: FindBar::default(),
            finding: false,
            fixing: false,
            outline: Outline::default(),
            clipboard: (!inside).then(Clipboard::start),
            paste_plain: false,
            had_receipt: false,
            told_to_close: false,
            session: session::Kept::default(),
            woken_at: None,
        }
    }

    /// Reads clipboard HTML from here instead of the system: for tests.
    #[must_use]
    pub fn with_clipboard_html(
        mut self,
        read: impl Fn() -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.read_html = std::sync::Arc::new(read);
        self
    }

    /// The desk behind the window.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// What is selected, or the caret.
    pub fn selection(&self) -> Option<Selection> {
        self.sheet.surface.selection()
    }

    /// How far the sheet is scrolled, in points.
    pub fn scrolled(&self) -> f32 {
        self.sheet.scrolled()
    }

    /// Gives the desk a command, as the command line does with the story to open.
    pub fn command(&mut self, command: Command) {
        let scrolled = self.sheet.scrolled();
        let step = self.desk.last_step();
        let back = match &command {
            Command::Undo => step.and_then(|step| self.sheet.scrolls.before(step)),
            Command::Redo => self.desk.next_step().and_then(|step| self.sheet.scrolls.after(step)),
            _ => None,
        };
        let takes_back = matches!(command, Command::Undo | Command::Redo);
        let searches = matches!(command, Command::GoToMatch { .. } | Command::Replace { .. });
        let jobs = self.desk.handle(command, now());
        self.run(jobs);
        if let Some(selection) = self.desk.take_wanted_selection() {
            if searches && self.finding {
                self.sheet.surface.show(selection);
            } else {
                self.sheet.surface.take(selection);
            }
            self.captions_follow(selection);
        }
        match (back, self.desk.last_step()) {
            (Some(scrolled), _) => self.sheet.scroll_back(scrolled),
            (None, Some(made)) if !takes_back => self.sheet.scrolls.made(made, scrolled),
            _ => {}
        }
    }

    fn run(&mut self, jobs: Vec<Job>) {
        let mut jobs = VecDeque::from(jobs);
        while let Some(job) = jobs.pop_front() {
            match &self.runner {
                Runner::Threads(workers) => workers.start_job(job),
                Runner::Inline => jobs.extend(self.desk.receive(job.run(), Utc::now())),
            }
        }
    }

    /// Does what is due by a time: saving, most of all. The window does so by itself; a test
    /// decides when.
    pub fn tick(&mut self, now: DateTime<Utc>) {
        let jobs = self.desk.tick(now);
        self.run(jobs);
        self.keep_session(now);
        let due = self.desk.due().into_iter().chain(self.session.due()).min();
        if let Runner::Threads(workers) = &self.runner
            && due != self.woken_at
        {
            self.woken_at = due;
            if let Some(due) = due {
                workers.wake_after((due - now).to_std().unwrap_or_default());
            }
        }
    }

    fn receive(&mut self) {
        if let Runner::Threads(workers) = &self.runner {
            for done in workers.finished() {
                let jobs = self.desk.receive(done, Utc::now());
                self.run(jobs);
            }
            // A paste or a picture that has been read takes the caret along.
            if let Some(selection) = self.desk.take_wanted_selection() {
                self.sheet.surface.take(selection);
                self.captions_follow(selection);
            }
            self.go_back();
        }
    }

    fn ask(&mut self, ctx: &Context, ask: Ask) {
        let story = self.desk.story();
        let slug = if story.slug.is_empty() { "story" } else { &story.slug };
        let name = match &ask {
            Ask::Export(format) if format.is_folder() => slug.to_owned(),
            Ask::Export(format) => format!("{slug}.{}", format.extension()),
            _ => String::new(),
        };
        let start = self.desk.folder().and_then(Path::parent).map(Path::to_path_buf);
        let start = start.or_else(|| Some(self.desk.settings().desk_folder_or_default()));
        self.dialogs.ask(ctx, ask, &name, start);
    }

    fn answered(ask: Ask, path: PathBuf) -> Command {
        match ask {
            Ask::Open => Command::Open(path),
            Ask::Import => Command::Import(path),
            Ask::SaveAs => Command::SaveIn(path),
            Ask::Picture(to) => Command::AddPicture { to, from: PictureFrom::File(path) },
            Ask::Export(format) => Command::Export { format, out: path, confirmed: None },
        }
    }

    /// Files dropped on the window: pictures go into the story, everything else is imported.
    fn drops(&self, ctx: &Context, commands: &mut Vec<Command>) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        let mut below = self.sheet.block();
        for file in dropped {
            let path = file.path().to_path_buf();
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
            match ending.as_deref() {
                Some("html" | "htm" | "txt" | "md" | "markdown" | "json") => {
                    commands.push(Command::Import(path));
                }
                Some("ron") => commands.push(Command::Open(path)),
                _ if path.is_absolute() => {
                    let first = self.desk.story().figures().is_empty() && below.is_none();
                    let to = if first { PictureTo::Lead } else { PictureTo::Below(below.take()) };
                    commands.push(Command::AddPicture { to, from: PictureFrom::File(path) });
                }
                _ => {}
            }
        }
    }

    fn central(
        &mut self,
        ui: &mut egui::Ui,
        commands: &mut Vec<Command>,
        actions: &mut Vec<Action>,
    ) {
        egui::CentralPanel::no_frame().show(ui, |ui| {
            self.find_bar(ui, commands);
            if self.captions.is_some() {
                self.show_captions(ui, commands, actions);
                return;
            }
            if self.large.is_some() {
                self.large(ui, commands);
                return;
            }
            let caret = self.sheet.block();
            let Some(preview) = &mut self.preview else {
                self.sheet.ui(ui, &self.desk, commands);
                return;
            };
            let wide = ui.available_width() > 900.0;
            if wide {
                let half = ui.available_width() / 2.0;
                egui::Panel::right("preview").exact_size(half).frame(egui::Frame::NONE).show(
                    ui,
                    |ui| {
                        preview.ui(ui, &self.desk, caret, self.sheet.textures(), commands);
                    },
                );
                egui::CentralPanel::no_frame()
                    .show(ui, |ui| self.sheet.ui(ui, &self.desk, commands));
            } else {
                preview.ui(ui, &self.desk, caret, self.sheet.textures(), commands);
            }
        });
    }

    fn right_panel(
        &mut self,
        ui: &mut egui::Ui,
        commands: &mut Vec<Command>,
        actions: &mut Vec<Action>,
    ) {
        let frame = egui::Frame::new()
            .fill(theme::palette(ui).desk)
            .inner_margin(egui::Margin::symmetric(14, 8));
        let panel = egui::Panel::right("right").frame(frame).default_size(330.0).min_size(270.0);
        panel.max_size(520.0).show(ui, |ui| match self.panel {
            Panel::Check => {
                if let Some(goal) = self.check.ui(ui, &self.desk, commands, actions) {
                    self.go(goal);
                }
            }
            Panel::Details => {
                self.details.ui(ui, &self.desk, &mut self.sheet.surface, commands, Utc::now());
                actions.extend(self.details.asked());
            }
            Panel::History => self.history.ui(ui, &self.desk, now(), commands),
            Panel::Receipt => receipt::ui(ui, &self.desk, commands),
            Panel::Outline => {
                let caret = self.sheet.block();
                if let Some(selection) = self.outline.ui(ui, &self.desk, caret) {
                    self.sheet.go_to(selection);
                }
            }
            Panel::Shortcuts => shortcuts::ui(ui, &self.entries),
            Panel::ExportSettings => self.export_settings.ui(ui, &self.desk, commands),
        });
    }

    fn bars(&mut self, ui: &mut egui::Ui, commands: &mut Vec<Command>, actions: &mut Vec<Action>) {
        let margin = egui::Margin::symmetric(10, 5);
        let bar = egui::Frame::new().fill(theme::palette(ui).desk).inner_margin(margin);
        egui::Panel::top("menus").frame(bar).show(ui, |ui| {
            let mut on = vec![Action::Panel(self.panel)];
            on.extend(self.preview.as_ref().map(|_| Action::TogglePreview));
            on.extend(self.captions.as_ref().map(|_| Action::CaptionDesk));
            bars::menus(ui, &self.entries, &on, actions);
            self.questions.ui(ui, &self.desk, commands, actions);
            bars::message(ui, &self.desk, commands);
            let Some(prompt) = &mut self.prompt else { return };
            match prompt.ui(ui) {
                Typed::NotYet => return,
                Typed::Cancelled => {}
                Typed::Path(path) => commands.push(Self::answered(prompt.ask.clone(), path)),
            }
            self.prompt = None;
        });
        egui::Panel::bottom("status").frame(bar).show(ui, |ui| {
            let selection = self.sheet.surface.selection();
            let selected = self.count.of(&self.desk, selection);
            let words = self.desk.story().words();
            bars::status(ui, &self.desk, words, selected, now(), commands, actions);
        });
    }

    fn show_palette(&mut self, ui: &mut egui::Ui, actions: &mut Vec<Action>) {
        let Some(palette) = &mut self.palette else { return };
        match palette.ui(ui, &self.entries) {
            Picked::Nothing => {}
            Picked::Close => {
                self.palette = None;
                self.sheet.surface.give_keyboard();
            }
            Picked::Run(action) => {
                self.palette = None;
                self.sheet.surface.give_keyboard();
                actions.push(action);
            }
        }
    }

    /// Things that follow from what the desk has become.
    fn follow(&mut self, ctx: &Context) {
        let story = self.desk.story().id;
        if story != self.story {
            self.story = story;
            self.sheet.reset();
            self.large = None;
            self.check = CheckPanel::default();
            self.details = DetailsPanel::default();
            self.captions = None;
        }
        let settings = self.desk.settings();
        self.sheet.surface.dimmed = settings.focus_mode;
        self.sheet.surface.typewriter = settings.typewriter;
        let has_receipt = self.desk.receipt().is_some() || self.desk.export_report().is_some();
        if has_receipt && !self.had_receipt {
            self.panel = Panel::Receipt;
        }
        self.had_receipt = has_receipt;
        let settings = self.desk.settings();
        ctx.set_theme(match settings.theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        });
        if (ctx.zoom_factor() - settings.zoom).abs() > 0.01 {
            ctx.set_zoom_factor(settings.zoom);
        }
        if self.desk.is_closing() && !self.told_to_close {
            self.told_to_close = true;
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    fn guard_close(&mut self, ctx: &Context, commands: &mut Vec<Command>) {
        if ctx.input(|input| input.viewport().close_requested()) && !self.desk.is_closing() {
            commands.push(Command::Close);
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        }
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }
}

impl App {
    /// Shows one frame: takes what came in, draws, and does what was asked for.
    pub fn show(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        self.receive();
        let mut commands: Vec<Command> = Vec::new();
        let mut actions: Vec<Action> = Vec::new();
        self.guard_close(&ctx, &mut commands);
        // These have been to the clipboard already and must not go there again.
        let completed: Vec<Command> = self.pasting.try_iter().collect();
        for command in completed {
            self.command(command);
        }
        self.keys(&ctx);
        for answer in self.dialogs.answers() {
            match answer.path {
                Some(path) => commands.push(Self::answered(answer.ask, path)),
                None if answer.no_dialog => {
                    let start = self.desk.settings().desk_folder_or_default();
                    let start = start.display().to_string();
                    self.prompt = Some(PathPrompt::new(answer.ask, start));
                }
                None => {}
            }
        }
        self.drops(&ctx, &mut commands);
        self.show_palette(ui, &mut actions);
        if let Some(prompt) = &mut self.link
            && !prompt.ui(&ctx, &mut commands)
        {
            self.link = None;
            self.sheet.surface.give_keyboard();
        }
        self.bars(ui, &mut commands, &mut actions);
        // A picture that is looked at closely needs the room.
        if self.show_left && !self.captions.as_ref().is_some_and(CaptionDesk::is_large) {
            let fill = theme::palette(ui).desk;
            let frame = egui::Frame::new().fill(fill).inner_margin(egui::Margin::symmetric(12, 4));
            let panel =
                egui::Panel::left("stories").frame(frame).default_size(212.0).min_size(190.0);
            panel.show(ui, |ui| {
                self.stories.ui(ui, &self.desk, now(), &mut commands, &mut actions);
            });
        }
        self.right_panel(ui, &mut commands, &mut actions);
        self.central(ui, &mut commands, &mut actions);
        for action in actions {
            self.act(&ctx, action, &mut commands);
        }
        self.fixes(&ctx, &mut commands);
        self.sheet.surface.tell_selection(&ctx);
        let scrolled = self.sheet.scrolled();
        self.sheet.scrolls.drawn(scrolled);
        let worked = !commands.is_empty();
        for command in commands {
            self.command(command);
        }
        self.copied(&ctx);
        self.follow(&ctx);
        if matches!(self.runner, Runner::Threads(_)) {
            self.tick(now());
        }
        if worked {
            // What was typed is shown with its marks and findings in the next frame.
            ctx.request_repaint();
        }
    }
}

fn now() -> DateTime<Utc> {
    Utc::now()
}

/// Opens the window and returns when it is closed.
pub fn open_window(start: Start, settings: store::Settings) -> Result<(), eframe::Error> {
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        viewport: egui::ViewportBuilder::default()
            .with_title("Nightdesk")
            .with_app_id("nightdesk")
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([720.0, 480.0]),
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "Nightdesk",
        options,
        Box::new(move |creation| {
            let ctx = creation.egui_ctx.clone();
            let wake = ctx.clone();
            let workers = Workers::start(move || wake.request_repaint());
            let desk = Desk::new(settings, Uuid::now_v7(), Utc::now());
            let mut app = App::new(&ctx, desk, Runner::Threads(workers), false);
            app.command(Command::LookFor(store::newslist::Query {
                is_descending: true,
                ..store::newslist::Query::default()
            }));
            match start {
                Start::Story(path) => app.command(Command::Open(path)),
                Start::Empty => app.command(Command::New),
                Start::Again(session) => app.resume(session),
            }
            Ok(Box::new(app))
        }),
    )
}
