//! The window's frame: what comes in, what is shown, what goes out.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use egui::Context;
use uuid::Uuid;

use super::action::{self, Action, Entry, Panel};
use super::clipboard::{self, ReadHtml};
use super::files::{Ask, Dialogs};
use super::link_prompt::LinkPrompt;
use super::palette::{Palette, Picked};
use super::panels::check::{CheckPanel, Goal};
use super::panels::details::DetailsPanel;
use super::panels::rights::Rights;
use super::panels::{pictures, receipt, shortcuts, stories};
use super::path_prompt::{PathPrompt, Typed};
use super::preview::Preview;
use super::sheet::{self, Sheet};
use super::{bars, theme};
use crate::desk::work::{self, Workers};
use crate::desk::{Command, Desk, Job, Pasted, PictureFrom, PictureTo};
use crate::edit::{Edit, Selection, make};
use crate::store::{self, ThemeChoice};
use crate::story::{
    BlockId, BlockKind, Embed, FigureAt, Link, MarkKind, Part, Place, RichText, Table, TextAt,
};

/// What the window opens with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// An empty story.
    Empty,
    /// A story folder or `story.ron`.
    Story(PathBuf),
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
    rights: Rights,
    questions: bars::Questions,
    preview: Option<Preview>,
    show_left: bool,
    palette: Option<Palette>,
    link: Option<LinkPrompt>,
    dialogs: Dialogs,
    prompt: Option<PathPrompt>,
    read_html: ReadHtml,
    pasting: std::sync::mpsc::Receiver<Command>,
    paste_sender: std::sync::mpsc::SyncSender<Command>,
    story: crate::story::StoryId,
    /// Words of the body, after the revision that they were counted at.
    words: (u64, usize),
    paste_plain: bool,
    had_receipt: bool,
    told_to_close: bool,
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
            rights: Rights::default(),
            questions: bars::Questions::default(),
            preview: None,
            show_left: true,
            palette: None,
            link: None,
            dialogs: Dialogs::new(inside),
            prompt: None,
            read_html: if inside { std::sync::Arc::new(|| None) } else { clipboard::system() },
            pasting,
            paste_sender,
            story,
            words: (u64::MAX, 0),
            paste_plain: false,
            had_receipt: false,
            told_to_close: false,
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

    /// Gives the desk a command, as the command line does with the story to open.
    pub fn command(&mut self, command: Command) {
        let jobs = self.desk.handle(command, Utc::now());
        self.run(jobs);
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

    fn receive(&mut self) {
        if let Runner::Threads(workers) = &self.runner {
            for done in workers.finished() {
                let jobs = self.desk.receive(done, Utc::now());
                self.run(jobs);
            }
        }
    }

    fn act(&mut self, ctx: &Context, action: Action, commands: &mut Vec<Command>) {
        let block = self.sheet.block();
        let add = |kind: BlockKind| Command::AddBlock { below: block, kind: Box::new(kind) };
        match action {
            Action::New => commands.push(Command::New),
            Action::Save => commands.push(Command::Save),
            Action::Close => commands.push(Command::Close),
            Action::Undo => commands.push(Command::Undo),
            Action::Redo => commands.push(Command::Redo),
            Action::Open => self.ask(ctx, Ask::Open),
            Action::Import => self.ask(ctx, Ask::Import),
            Action::SaveAs => self.ask(ctx, Ask::SaveAs),
            Action::Export(format) => self.ask(ctx, Ask::Export(format)),
            Action::AddPicture => self.ask(ctx, Ask::Picture(PictureTo::Below(block))),
            Action::AddLead => self.ask(ctx, Ask::Picture(PictureTo::Lead)),
            Action::PastePlain => {
                self.paste_plain = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
            }
            Action::Mark(kind) => commands.extend(self.mark(kind)),
            Action::Link => {
                let writing = self.sheet.writing.as_ref();
                self.link = writing.and_then(|writing| LinkPrompt::open(&self.desk, writing));
            }
            Action::Convert(shape) => {
                let change = block.and_then(|id| make::convert(self.desk.story(), id, shape));
                commands.extend(change.map(Command::Change));
            }
            Action::MoveUp | Action::MoveDown => {
                let by = if action == Action::MoveUp { -1 } else { 1 };
                let change = block.and_then(|id| make::shift(self.desk.story(), id, by));
                commands.extend(change.map(Command::Change));
            }
            Action::RemoveBlock => {
                commands.extend(block.map(|id| Command::Change(Edit::Remove { id }.into())));
            }
            Action::AddGraf => commands.push(add(BlockKind::Paragraph(RichText::default()))),
            Action::AddEmbed => commands.push(add(BlockKind::Embed(Embed::default()))),
            Action::AddRelated => commands.push(add(BlockKind::Related(Link::default()))),
            Action::AddPromo => commands.push(add(BlockKind::Promo(Link::default()))),
            Action::AddPortrait(index) => {
                self.ask(ctx, Ask::Picture(PictureTo::Portrait(index)));
            }
            Action::AddTable => {
                let rows = vec![vec![RichText::default(); 3]; 3];
                commands.push(add(BlockKind::Table(Table::new(rows, true, String::new()))));
            }
            Action::AddDivider => commands.push(add(BlockKind::Divider)),
            Action::ShowPicture(at) => self.show_picture(at),
            Action::Panel(panel) => self.panel = panel,
            Action::ToggleLeft => self.show_left = !self.show_left,
            Action::TogglePreview => {
                self.preview = match self.preview {
                    Some(_) => None,
                    None => Some(Preview::default()),
                };
            }
            Action::NextFinding => self.walk(1),
            Action::PreviousFinding => self.walk(-1),
            Action::FixFinding => {
                let current = self.check.current(&self.desk);
                let key = current.filter(|finding| finding.fix.is_some());
                commands.extend(key.map(|finding| Command::Fix(finding.key.clone())));
            }
            Action::IgnoreFinding => {
                let key = self.check.current(&self.desk).map(|finding| finding.key.clone());
                commands.extend(key.map(Command::Ignore));
            }
            Action::BringBack => {
                let first = self.desk.receipt().and_then(|receipt| {
                    receipt.notices.iter().position(|notice| notice.kept.is_some())
                });
                commands.extend(first.map(Command::BringBack));
            }
            Action::Theme => {
                let mut settings = self.desk.settings().clone();
                settings.theme = match settings.theme {
                    ThemeChoice::System => ThemeChoice::Light,
                    ThemeChoice::Light => ThemeChoice::Dark,
                    ThemeChoice::Dark => ThemeChoice::System,
                };
                commands.push(Command::Settings(Box::new(settings)));
            }
            Action::ZoomIn | Action::ZoomOut | Action::ZoomReset => {
                let mut settings = self.desk.settings().clone();
                settings.zoom = match action {
                    Action::ZoomIn => (settings.zoom + 0.1).min(2.5),
                    Action::ZoomOut => (settings.zoom - 0.1).max(0.6),
                    _ => 1.0,
                };
                commands.push(Command::Settings(Box::new(settings)));
            }
            Action::Palette => {
                self.palette = match self.palette {
                    Some(_) => None,
                    None => Some(Palette::default()),
                };
            }
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

    fn mark(&self, kind: MarkKind) -> Option<Command> {
        let writing = self.sheet.writing.as_ref()?;
        make::toggle_mark(self.desk.story(), writing.at, writing.range.clone(), kind)
            .map(Command::Change)
    }

    fn show_picture(&mut self, at: FigureAt) {
        match at.block() {
            Some(id) => self.sheet.show_block(id),
            None => self.sheet.show_lead(),
        }
        let caption = TextAt::Caption(at);
        let end = self.desk.story().text(caption).map_or(0, |text| text.as_str().len());
        self.sheet.go_to(Selection::caret(caption, end));
    }

    fn walk(&mut self, by: isize) {
        self.panel = Panel::Check;
        if let Some(goal) = self.check.walk(&self.desk, by) {
            self.go(goal);
        }
    }

    fn go(&mut self, goal: Goal) {
        let block_start = |id: BlockId| Selection::caret(TextAt::Block(id, Part::Text), 0);
        match goal {
            Goal::Text(selection) => match selection.head.at {
                TextAt::Slug | TextAt::Section | TextAt::Variant(_) | TextAt::Person(..) => {
                    self.panel = Panel::Details;
                    self.sheet.go_to(selection);
                }
                _ => self.sheet.go_to(selection),
            },
            Goal::Place(Place::Figure(at) | Place::Text(TextAt::Credit(at))) => {
                self.show_picture(at);
            }
            Goal::Place(place) => match place.block() {
                Some(id) if self.desk.story().text(TextAt::Block(id, Part::Text)).is_some() => {
                    self.sheet.go_to(block_start(id));
                }
                Some(id) => self.sheet.show_block(id),
                None => self.panel = Panel::Details,
            },
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

    /// Gives pastes their HTML, read on a thread, before they go to the desk.
    fn complete_pastes(&mut self, ctx: &Context, commands: &mut Vec<Command>) {
        // These have been to the clipboard already and must not go there again.
        let completed: Vec<Command> = self.pasting.try_iter().collect();
        let plain = std::mem::take(&mut self.paste_plain);
        let mut kept = Vec::with_capacity(commands.len());
        let mut waited = false;
        for command in commands.drain(..) {
            match command {
                Command::Paste { at, pasted: Pasted::Text(text), plain: false } => {
                    waited = true;
                    if plain {
                        let pasted = Pasted::Text(text);
                        kept.push(Command::Paste { at, pasted, plain: true });
                        continue;
                    }
                    let read = self.read_html.clone();
                    let complete = move || {
                        let html = read().filter(|html| clipboard::belong_together(html, &text));
                        let pasted = match html {
                            Some(html) => Pasted::Html { html, text },
                            None => Pasted::Text(text),
                        };
                        Command::Paste { at, pasted, plain: false }
                    };
                    if matches!(self.runner, Runner::Inline) {
                        kept.push(complete());
                        continue;
                    }
                    let (sender, ctx) = (self.paste_sender.clone(), ctx.clone());
                    work::spawn("clipboard", move || {
                        if sender.send(complete()).is_ok() {
                            ctx.request_repaint();
                        }
                    });
                }
                other => kept.push(other),
            }
        }
        // Ctrl+Shift+V asks the system for a paste that arrives in a later frame.
        self.paste_plain = plain && !waited;
        kept.extend(completed);
        *commands = kept;
    }

    fn central(&mut self, ui: &mut egui::Ui, commands: &mut Vec<Command>) {
        egui::CentralPanel::no_frame().show(ui, |ui| {
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
                self.details.ui(ui, &self.desk, &mut self.sheet.writing, commands, Utc::now());
                actions.extend(self.details.asked());
            }
            Panel::Pictures => {
                let mut writing = self.sheet.writing.take();
                let textures = self.sheet.textures();
                let rights = &mut self.rights;
                pictures::ui(ui, &self.desk, textures, &mut writing, rights, commands, actions);
                self.sheet.writing = writing;
            }
            Panel::Receipt => receipt::ui(ui, &self.desk, commands),
            Panel::Shortcuts => shortcuts::ui(ui, &self.entries),
        });
    }

    fn bars(&mut self, ui: &mut egui::Ui, commands: &mut Vec<Command>, actions: &mut Vec<Action>) {
        let margin = egui::Margin::symmetric(10, 5);
        let bar = egui::Frame::new().fill(theme::palette(ui).desk).inner_margin(margin);
        egui::Panel::top("menus").frame(bar).show(ui, |ui| {
            bars::menus(ui, &self.entries, self.panel, self.preview.is_some(), actions);
            self.questions.ui(ui, &self.desk, commands);
            bars::message(ui, &self.desk, commands);
            let Some(prompt) = &mut self.prompt else { return };
            match prompt.ui(ui) {
                Typed::NotYet => return,
                Typed::Cancelled => {}
                Typed::Path(path) => commands.push(Self::answered(prompt.ask.clone(), path)),
            }
            self.prompt = None;
        });
        let revision = self.desk.revision();
        if self.words.0 != revision {
            self.words = (revision, self.desk.story().words());
        }
        egui::Panel::bottom("status").frame(bar).show(ui, |ui| {
            let selected = self
                .sheet
                .writing
                .as_ref()
                .and_then(|writing| sheet::selected_text(&self.desk, writing));
            bars::status(ui, &self.desk, self.words.1, selected, commands, actions);
        });
    }

    fn show_palette(&mut self, ui: &mut egui::Ui, actions: &mut Vec<Action>) {
        let Some(palette) = &mut self.palette else { return };
        match palette.ui(ui, &self.entries) {
            Picked::Nothing => {}
            Picked::Close => self.palette = None,
            Picked::Run(action) => {
                self.palette = None;
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
            self.check = CheckPanel::default();
            self.details = DetailsPanel::default();
            self.rights = Rights::default();
        }
        if let Some(selection) = self.desk.take_wanted_selection() {
            self.sheet.go_to(selection);
            ctx.request_repaint();
        }
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
        let ctx = ui.ctx().clone();
        self.receive();
        let mut commands: Vec<Command> = Vec::new();
        let mut actions: Vec<Action> = Vec::new();
        self.guard_close(&ctx, &mut commands);
        actions.extend(action::pressed(&ctx, &self.entries));
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
            && !prompt.ui(&ctx, &self.desk, &mut commands)
        {
            self.link = None;
        }
        self.bars(ui, &mut commands, &mut actions);
        if self.show_left {
            let fill = theme::palette(ui).desk;
            let frame = egui::Frame::new().fill(fill).inner_margin(egui::Margin::symmetric(12, 4));
            let panel = egui::Panel::left("stories").frame(frame).default_size(190.0);
            panel.show(ui, |ui| stories::ui(ui, &self.desk, &mut commands, &mut actions));
        }
        self.right_panel(ui, &mut commands, &mut actions);
        self.central(ui, &mut commands);
        for action in actions {
            self.act(&ctx, action, &mut commands);
        }
        self.complete_pastes(&ctx, &mut commands);
        let worked = !commands.is_empty();
        for command in commands {
            let jobs = self.desk.handle(command, now());
            self.run(jobs);
        }
        self.follow(&ctx);
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
            app.command(match start {
                Start::Story(path) => Command::Open(path),
                Start::Empty => Command::New,
            });
            Ok(Box::new(app))
        }),
    )
}
