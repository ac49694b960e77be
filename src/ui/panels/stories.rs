//! The stories on the left: new, open, import, search, and all of the desk folder.
//!
//! Must not know: how stories are found.

use chrono::{DateTime, Utc};
use egui::text::LayoutJob;
use egui::{TextFormat, Ui};

use super::super::action::Action;
use super::super::tall::Tall;
use super::super::theme;
use crate::desk::{Command, Desk, Listed};
use crate::store::newslist::{Column, Drawer, Marked};
use crate::story::Status;

/// About the height of a story in the list, in points.
const ROW_HEIGHT: f32 = 62.0;

/// What the list can be ordered by, and from which end.
const ORDERS: [(&str, Column, bool); 5] = [
    ("Latest first", Column::Updated, true),
    ("Deadline", Column::Deadline, false),
    ("Slug", Column::Slug, false),
    ("Status", Column::Status, false),
    ("Longest first", Column::Words, true),
];

/// What the panel remembers.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct StoriesPanel {
    rows: Tall,
    /// The search field asks for the keyboard.
    pub(in crate::ui) asks_for_keyboard: bool,
}

impl StoriesPanel {
    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        now: DateTime<Utc>,
        commands: &mut Vec<Command>,
        actions: &mut Vec<Action>,
    ) {
        ui.add_space(theme::GAP_M);
        let button = |ui: &mut Ui, name: &str| {
            let full = egui::vec2(ui.available_width(), 30.0);
            ui.add(egui::Button::new(name).min_size(full)).clicked()
        };
        if button(ui, "New story") {
            actions.push(Action::New);
        }
        ui.columns(2, |columns| {
            let both = [("Open…", Action::Open), ("Import…", Action::Import)];
            for (ui, (name, action)) in columns.iter_mut().zip(both) {
                if button(ui, name) {
                    actions.push(action);
                }
            }
        });
        self.search(ui, desk, commands);
        ui.add_space(theme::GAP_S);
        if desk.knows_its_stories() {
            self.list(ui, desk, now, commands);
        } else {
            recent(ui, desk, commands);
        }
    }

    /// The search field, and what is shown in which order.
    fn search(&mut self, ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
        let mut query = desk.looking_for().clone();
        let field = egui::TextEdit::singleline(&mut query.words)
            .id(egui::Id::unique("search stories"))
            .hint_text("Search all stories")
            .desired_width(f32::INFINITY);
        let field = ui.add(field);
        name(ui, &field, "Search all stories");
        if std::mem::take(&mut self.asks_for_keyboard) {
            field.request_focus();
        }
        let half = (ui.available_width() - ui.spacing().item_spacing.x) / 2.0;
        ui.horizontal(|ui| {
            let order = ORDERS
                .iter()
                .find(|(_, column, down)| (*column, *down) == (query.sort, query.is_descending))
                .map_or("Order", |(name, ..)| name);
            let combo = egui::ComboBox::from_id_salt("order")
                .width(half)
                .selected_text(order)
                .show_ui(ui, |ui| {
                    for (name, column, down) in ORDERS {
                        if ui.selectable_label(order == name, name).clicked() {
                            (query.sort, query.is_descending) = (column, down);
                        }
                    }
                });
            name(ui, &combo.response, "Order of the stories");
            let status = match query.statuses.as_slice() {
                [] if query.drawer == Drawer::Archive => "Archive",
                [] => "All",
                [one, ..] => one.name(),
            };
            let shown = egui::ComboBox::from_id_salt("shown")
                .width(half)
                .selected_text(status)
                .show_ui(ui, |ui| {
                    if ui.selectable_label(status == "All", "All").clicked() {
                        (query.statuses, query.drawer) = (Vec::new(), Drawer::Desk);
                    }
                    for other in Status::ALL {
                        if ui.selectable_label(status == other.name(), other.name()).clicked() {
                            (query.statuses, query.drawer) = (vec![other], Drawer::Desk);
                        }
                    }
                    if ui.selectable_label(status == "Archive", "Archive").clicked() {
                        (query.statuses, query.drawer) = (Vec::new(), Drawer::Archive);
                    }
                });
            name(ui, &shown.response, "Which stories are shown");
        });
        if query != *desk.looking_for() {
            commands.push(Command::LookFor(query));
        }
    }

    fn list(&mut self, ui: &mut Ui, desk: &Desk, now: DateTime<Utc>, commands: &mut Vec<Command>) {
        if let Some(problem) = desk.stories_problem() {
            ui.label(theme::quiet(ui, problem));
        }
        let stories = desk.stories();
        let all = desk.stories_in_all();
        let is_search = !desk.looking_for().words.trim().is_empty();
        let count = match (stories.len(), is_search) {
            (0, true) => "No story has these words.".to_owned(),
            (0, false) => "Stories that you save are listed here.".to_owned(),
            (shown, true) if shown < all => format!("The best {shown} of {all} stories"),
            (1, _) => "1 story".to_owned(),
            (shown, _) => format!("{shown} stories"),
        };
        ui.label(theme::quiet(ui, count));
        let mut rows = std::mem::take(&mut self.rows);
        egui::ScrollArea::vertical().auto_shrink(false).id_salt("stories").show_viewport(
            ui,
            |ui, viewport| {
                rows.show(ui, viewport, (stories.len(), ROW_HEIGHT), None, |ui, index| {
                    let Some(story) = stories.get(index) else { return };
                    let is_open = desk.folder() == Some(story.row.folder.as_path());
                    if row(ui, story, is_open, now) && !is_open {
                        commands.push(Command::Open(story.row.folder.clone()));
                    }
                    ui.add_space(theme::GAP_S);
                });
            },
        );
        self.rows = rows;
    }
}

/// Names a widget for those who do not see it.
fn name(ui: &Ui, response: &egui::Response, name: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
}

/// A story; `true` when it was clicked.
fn row(ui: &mut Ui, story: &Listed, is_open: bool, now: DateTime<Utc>) -> bool {
    let row = &story.row;
    let palette = theme::palette(ui);
    let fill = if is_open { palette.selection } else { palette.raised };
    let frame = egui::Frame::new().fill(fill).corner_radius(4.0).inner_margin(8);
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        let title = if row.headline.trim().is_empty() { &row.slug } else { &row.headline };
        ui.add(egui::Label::new(on_two_lines(ui, title)).selectable(false));
        if let Some(error) = &row.error {
            let text = egui::RichText::new(error).size(theme::SMALL_SIZE);
            ui.add(
                egui::Label::new(text.color(palette.level(crate::check::Level::Error))).truncate(),
            );
            return;
        }
        ui.add(egui::Label::new(theme::quiet(ui, about(row))).truncate().selectable(false));
        if let Some((text, is_late)) = deadline(row, now) {
            let text = egui::RichText::new(text).size(theme::SMALL_SIZE);
            let level =
                if is_late { crate::check::Level::Error } else { crate::check::Level::Advice };
            ui.add(egui::Label::new(text.color(palette.level(level))).truncate().selectable(false));
        }
        if let Some(snippet) = &story.snippet {
            ui.add(egui::Label::new(marked(ui, snippet)).selectable(false));
        }
    });
    let response =
        ui.interact(inner.response.rect, ui.scope_id().with(&row.folder), egui::Sense::click());
    let name = row.title();
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_open, name));
    if response.hovered() || response.has_focus() {
        let stroke = egui::Stroke::new(1.0, palette.accent);
        ui.painter().rect_stroke(response.rect, 4.0, stroke, egui::StrokeKind::Inside);
    }
    response.on_hover_text(row.folder.display().to_string()).clicked()
}

/// A headline on two lines at most.
fn on_two_lines(ui: &Ui, headline: &str) -> LayoutJob {
    let mut job = LayoutJob::default();
    let font = egui::FontSelection::Default;
    theme::bold(headline).append_to(&mut job, ui.style(), font, egui::Align::Min);
    job.wrap.max_rows = 2;
    job.wrap.max_width = ui.available_width();
    job
}

/// `Draft · 412 of 600 words · Ada has it`.
fn about(row: &crate::store::newslist::Row) -> String {
    let words = match row.target_words {
        Some(target) => format!("{} of {target} words", row.words),
        None => format!("{} words", row.words),
    };
    let mut parts = vec![row.status.name().to_owned(), words];
    if !row.section.is_empty() {
        parts.insert(1, row.section.clone());
    }
    if let Some(holder) = &row.who_has_it
        && !holder.who.is_empty()
    {
        parts.push(format!("{} has it", holder.who));
    }
    parts.join(" · ")
}

/// How far off the deadline is, and whether it has passed; nothing once the story has gone.
fn deadline(row: &crate::store::newslist::Row, now: DateTime<Utc>) -> Option<(String, bool)> {
    let is_gone = matches!(row.status, Status::Published | Status::Spiked | Status::Killed);
    let deadline = row.deadline.filter(|_| !is_gone)?;
    let minutes = (deadline - now).num_minutes();
    let span = match minutes.abs() {
        minutes @ 0..120 => format!("{minutes} min"),
        minutes @ 120..2_880 => format!("{} h", minutes / 60),
        minutes => format!("{} days", minutes / 1_440),
    };
    let is_late = deadline < now;
    Some((if is_late { format!("{span} late") } else { format!("Due in {span}") }, is_late))
}

/// A snippet with what was found in it told apart.
fn marked(ui: &Ui, marked: &Marked) -> LayoutJob {
    let palette = theme::palette(ui);
    let font = egui::FontId::proportional(theme::SMALL_SIZE);
    let plain = TextFormat::simple(font.clone(), palette.muted);
    let hit = TextFormat { background: palette.found, ..TextFormat::simple(font, palette.ink) };
    let mut job = LayoutJob::default();
    let mut from = 0;
    for range in &marked.matches {
        job.append(marked.text.get(from..range.start).unwrap_or_default(), 0.0, plain.clone());
        job.append(marked.text.get(range.clone()).unwrap_or_default(), 0.0, hit.clone());
        from = range.end;
    }
    job.append(marked.text.get(from..).unwrap_or_default(), 0.0, plain);
    job
}

/// The latest stories, until the desk folder has been looked at.
fn recent(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    super::group(ui, "Recent stories");
    let recent = &desk.settings().recent;
    if recent.is_empty() {
        ui.label(theme::quiet(ui, "Stories that you save or open are listed here."));
    }
    egui::ScrollArea::vertical().auto_shrink(false).id_salt("recent").show(ui, |ui| {
        for story in recent {
            let open = desk.folder() == Some(story.folder.as_path());
            let button = egui::Button::selectable(open, &story.title)
                .wrap_mode(egui::TextWrapMode::Truncate)
                .min_size(egui::vec2(ui.available_width(), 28.0));
            let response = ui.add(button).on_hover_text(story.folder.display().to_string());
            if response.clicked() && !open {
                commands.push(Command::Open(story.folder.clone()));
            }
        }
    });
}
