//! What each action of the table does.

use egui::Context;

use super::App;
use crate::desk::{Command, PictureTo, Wish};
use crate::edit::smart::Habits;
use crate::edit::{Edit, Selection};
use crate::store::ThemeChoice;
use crate::story::{
    BlockId, BlockKind, Embed, FigureAt, Link, MarkKind, Part, Place, RichText, Table, TextAt,
};
use crate::ui::action::{Action, Panel};
use crate::ui::body;
use crate::ui::files::Ask;
use crate::ui::palette::Palette;
use crate::ui::panels::check::Goal;
use crate::ui::preview::Preview;

impl App {
    pub(super) fn act(&mut self, ctx: &Context, action: Action, commands: &mut Vec<Command>) {
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
            Action::CancelExport => commands.push(Command::CancelExport),
            Action::Export(format) => self.ask(ctx, Ask::Export(format)),
            Action::AddPicture => self.ask(ctx, Ask::Picture(PictureTo::Below(block))),
            Action::AddLead => self.ask(ctx, Ask::Picture(PictureTo::Lead)),
            Action::PastePlain => {
                self.paste_plain = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
            }
            Action::Find | Action::FindAndReplace => {
                self.close_large();
                let selected = self.selected_line();
                self.find.open(selected, action == Action::FindAndReplace);
                self.finding = true;
            }
            Action::NextMatch | Action::PreviousMatch => {
                self.close_large();
                let from = self.sheet.surface.selection();
                commands.push(Command::GoToMatch { from, on: action == Action::NextMatch });
            }
            Action::FocusMode | Action::Typewriter | Action::SmartTyping => {
                let mut settings = self.desk.settings().clone();
                match action {
                    Action::FocusMode => settings.focus_mode = !settings.focus_mode,
                    Action::Typewriter => settings.typewriter = !settings.typewriter,
                    _ if settings.habits == Habits::default() => settings.habits = Habits::NONE,
                    _ => settings.habits = Habits::default(),
                }
                commands.push(Command::Settings(Box::new(settings)));
            }
            Action::Mark(kind) => commands.extend(self.mark(kind)),
            Action::Link => self.open_link(),
            Action::Convert(shape) => commands.extend(self.wish(Wish::Shape(shape))),
            Action::MoveUp => commands.extend(self.wish(Wish::Shift(-1))),
            Action::MoveDown => commands.extend(self.wish(Wish::Shift(1))),
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
            Action::ReplacePicture(at) => self.ask(ctx, Ask::Picture(PictureTo::Replace(at))),
            Action::CaptionDesk => self.toggle_captions(),
            Action::LargePicture => self.large_picture(false),
            Action::CropPicture => self.large_picture(true),
            Action::NextPicture => self.turn_picture(1),
            Action::PreviousPicture => self.turn_picture(-1),
            Action::Captions(bulk) => commands.push(Command::Captions(bulk)),
            Action::Panel(panel) => self.panel = panel,
            Action::ToggleLeft => self.show_left = !self.show_left,
            Action::SearchStories => {
                self.show_left = true;
                self.stories.asks_for_keyboard = true;
            }
            Action::TogglePreview => {
                self.close_captions();
                self.preview = match self.preview {
                    Some(_) => None,
                    None => Some(Preview::default()),
                };
            }
            Action::NextFinding => self.walk(1),
            Action::PreviousFinding => self.walk(-1),
            Action::FixFinding => {
                let caret = self.sheet.surface.caret();
                let here = caret
                    .is_some_and(|caret| !body::menu::findings_at(&self.desk, caret).is_empty());
                self.fixing = here;
                let current = self.check.current(&self.desk);
                let key = current.filter(|finding| finding.fix.is_some() && !here);
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

    /// The selected words, where they are few and on one line.
    pub(super) fn selected_line(&self) -> Option<String> {
        let selection = self.sheet.surface.selection()?;
        let (from, to) = crate::edit::flow::ordered(self.desk.story(), selection);
        let same = from.at == to.at && from.byte < to.byte;
        let text = self.desk.story().text(from.at).filter(|_| same)?.as_str();
        let words = text.get(from.byte..to.byte)?;
        (words.len() <= 200 && !words.contains('\n')).then(|| words.to_owned())
    }

    pub(super) fn wish(&self, wish: Wish) -> Option<Command> {
        let selection = self.sheet.surface.selection()?;
        Some(Command::Write { selection, wish })
    }

    /// Marks what is selected, or the words that are typed next.
    pub(super) fn mark(&mut self, kind: MarkKind) -> Option<Command> {
        if self.sheet.surface.is_selecting() {
            return self.wish(Wish::Mark(kind));
        }
        self.sheet.surface.toggle_pending(kind);
        None
    }

    pub(super) fn show_picture(&mut self, at: FigureAt) {
        self.close_large();
        self.captions = None;
        match at.block() {
            Some(id) => self.sheet.show_block(id),
            None => self.sheet.show_lead(),
        }
        let caption = TextAt::Caption(at);
        let end = self.desk.story().text(caption).map_or(0, |text| text.as_str().len());
        self.sheet.go_to(Selection::caret(caption, end));
    }

    pub(super) fn walk(&mut self, by: isize) {
        self.panel = Panel::Check;
        if let Some(goal) = self.check.walk(&self.desk, by) {
            self.go(goal);
        }
    }

    pub(super) fn go(&mut self, goal: Goal) {
        self.close_large();
        if self.go_on_captions(&goal) {
            return;
        }
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
}
