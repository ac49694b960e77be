//! Everything about the story that does not stand on the sheet.

use chrono::{DateTime, Local, NaiveDate, NaiveDateTime, TimeZone as _, Utc};
use egui::Ui;

use super::super::action::Action;
use super::super::body::set::Face;
use super::super::body::{Field, Lines, Surface};
use super::super::furniture::gauge;
use super::super::theme;
use super::{group, people, title};
use crate::desk::{Command, Desk};
use crate::edit::{Edit, Value};
use crate::story::{Language, Link, PublishedNote, PublishedNoteKind, Tag, TextAt, Variant};

/// What is being typed into fields that only take whole values.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct DetailsPanel {
    typed: std::collections::BTreeMap<&'static str, String>,
    new_tag: String,
    note: String,
    people: people::People,
}

impl DetailsPanel {
    /// What a click in the panel asks of the window.
    pub(in crate::ui) fn asked(&mut self) -> Option<Action> {
        self.people.portrait.take().map(Action::AddPortrait)
    }

    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        surface: &mut Surface,
        commands: &mut Vec<Command>,
        now: DateTime<Utc>,
    ) {
        title(ui, "Details");
        egui::ScrollArea::vertical().auto_shrink(false).id_salt("details").show(ui, |ui| {
            ui.set_width(ui.available_width() - 6.0);
            let mut texts = Texts { desk, surface, commands };
            texts.field(ui, TextAt::Slug, "Slug", "harbour-reopens");
            texts.field(ui, TextAt::Section, "Section", "World");
            self.values(ui, desk, commands);
            group(ui, "Headlines for other places");
            let check = desk.rules();
            let story = desk.story();
            for (variant, name, limit) in [
                (Variant::Web, "Web headline", check.web_most_graphemes),
                (Variant::Social, "Social headline", check.social_most_graphemes),
                (Variant::Push, "Push headline", check.push_most_graphemes),
            ] {
                let at = TextAt::Variant(variant);
                let mut texts = Texts { desk, surface, commands };
                texts.field(ui, at, name, "");
                let text = story.text(at).map_or("", |text| text.as_str());
                if !text.is_empty() {
                    gauge(ui, text, limit);
                }
            }
            self.tags(ui, desk, commands);
            group(ui, "Byline");
            self.people.ui(ui, desk, surface, commands);
            related(ui, desk, commands);
            self.notes(ui, desk, commands, now);
            group(ui, "Never published");
            let mut texts = Texts { desk, surface, commands };
            texts.field(ui, TextAt::NoteToDesk, "Note to desk", "For colleagues only");
            texts.field(ui, TextAt::SourceUrl, "Came from", "");
            ui.add_space(theme::GAP_L);
        });
    }

    /// Language, dates, target: fields that hold values rather than words.
    fn values(&mut self, ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
        let story = desk.story();
        let language = story.language.tag().to_owned();
        self.value(ui, "Language", "en-GB", language, commands, |text| {
            Language::new(text).map(Value::Language)
        });
        let date = story.dateline.date.map(|date| date.to_string()).unwrap_or_default();
        self.value(ui, "Dateline date", "2026-11-03", date, commands, |text| {
            if text.is_empty() {
                return Some(Value::DatelineDate(None));
            }
            NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Some).map(Value::DatelineDate)
        });
        let embargo = moment_text(story.embargo);
        self.value(ui, "Embargo", "2026-11-03 18:00", embargo, commands, |text| {
            if text.is_empty() {
                return Some(Value::Embargo(None));
            }
            moment(text).map(Some).map(Value::Embargo)
        });
        let deadline = moment_text(story.deadline);
        self.value(ui, "Deadline", "2026-11-03 17:30", deadline, commands, |text| {
            if text.is_empty() {
                return Some(Value::Deadline(None));
            }
            moment(text).map(Some).map(Value::Deadline)
        });
        let target = story.target_words.map(|words| words.to_string()).unwrap_or_default();
        self.value(ui, "Target in words", "600", target, commands, |text| {
            if text.is_empty() {
                return Some(Value::TargetWords(None));
            }
            text.parse().ok().map(|words| Value::TargetWords(Some(words)))
        });
    }

    /// A field whose words are only taken when they mean something.
    fn value(
        &mut self,
        ui: &mut Ui,
        name: &'static str,
        hint: &str,
        known: String,
        commands: &mut Vec<Command>,
        parse: impl Fn(&str) -> Option<Value>,
    ) {
        let typed = self.typed.entry(name).or_insert_with(|| known.clone());
        let label = ui.label(theme::quiet(ui, name));
        let edit = egui::TextEdit::singleline(typed).hint_text(hint).desired_width(f32::INFINITY);
        let response = ui.add(edit).labelled_by(label.id);
        let parsed = parse(typed.trim());
        if response.changed()
            && let Some(value) = &parsed
        {
            commands.push(Command::Change(Edit::Set(value.clone()).into()));
        }
        if parsed.is_none() {
            let words = format!("Not taken yet. Write it like {hint}");
            let colour = theme::palette(ui).problem();
            ui.label(egui::RichText::new(words).size(theme::SMALL_SIZE).color(colour));
        }
        if !response.has_focus() && parsed.is_some() {
            *typed = known;
        }
    }

    fn tags(&mut self, ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
        group(ui, "Tags");
        let tags = &desk.story().tags;
        let mut set = |tags: Vec<Tag>| {
            commands.push(Command::Change(Edit::Set(Value::Tags(tags)).into()));
        };
        ui.horizontal_wrapped(|ui| {
            for (index, tag) in tags.iter().enumerate() {
                let button =
                    ui.button(format!("{}  ×", tag.name)).on_hover_text("Take this tag off");
                let name = format!("Take off tag {}", tag.name);
                ui.ctx().accesskit_node_builder(button.id, |node| node.set_label(name));
                if button.clicked() {
                    let mut tags = tags.clone();
                    tags.remove(index);
                    set(tags);
                }
            }
        });
        let label = ui.label(theme::quiet(ui, "New tag"));
        let edit = egui::TextEdit::singleline(&mut self.new_tag)
            .hint_text("Type a tag and press Enter")
            .desired_width(f32::INFINITY);
        let response = ui.add(edit).labelled_by(label.id);
        let entered =
            response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if entered {
            let mut tags = tags.clone();
            for name in self.new_tag.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                if !tags.iter().any(|tag| tag.name == name) {
                    tags.push(Tag::free(name));
                }
            }
            set(tags);
            self.new_tag.clear();
            response.request_focus();
        }
    }

    fn notes(&mut self, ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>, now: DateTime<Utc>) {
        group(ui, "Notes to readers");
        for note in &desk.story().notes {
            let date = note.at.with_timezone(&Local).format("%d %b %Y %H:%M");
            ui.label(theme::quiet(ui, format!("{}, {date}", note.kind.name())));
            ui.label(&note.text);
        }
        let label = ui.label(theme::quiet(ui, "New note"));
        let edit =
            egui::TextEdit::multiline(&mut self.note).desired_rows(2).desired_width(f32::INFINITY);
        ui.add(edit).labelled_by(label.id);
        let given = !self.note.trim().is_empty();
        ui.horizontal_wrapped(|ui| {
            for kind in [
                PublishedNoteKind::Correction,
                PublishedNoteKind::Clarification,
                PublishedNoteKind::EditorsNote,
            ] {
                let button = egui::Button::new(format!("Add {}", kind.name().to_lowercase()));
                if ui.add_enabled(given, button).clicked() {
                    let mut notes = desk.story().notes.clone();
                    notes.push(PublishedNote { kind, at: now, text: self.note.trim().to_owned() });
                    commands.push(Command::Change(Edit::Set(Value::Notes(notes)).into()));
                    self.note.clear();
                }
            }
        });
    }
}

fn related(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    group(ui, "Related stories");
    let related = &desk.story().related;
    let mut changed = None;
    for (index, link) in related.iter().enumerate() {
        let mut link = link.clone();
        let number = index + 1;
        let label = ui.label(theme::quiet(ui, format!("Headline {number}")));
        let title = egui::TextEdit::singleline(&mut link.title).desired_width(f32::INFINITY);
        let title_changed = ui.add(title).labelled_by(label.id).changed();
        let label = ui.label(theme::quiet(ui, format!("Address {number}")));
        let url = egui::TextEdit::singleline(&mut link.url).desired_width(f32::INFINITY);
        let url_changed = ui.add(url).labelled_by(label.id).changed();
        if title_changed || url_changed {
            let mut links = related.clone();
            if let Some(place) = links.get_mut(index) {
                *place = link;
            }
            changed = Some(links);
        }
        if ui.button(format!("Take off related story {number}")).clicked() {
            let mut links = related.clone();
            links.remove(index);
            changed = Some(links);
        }
    }
    if ui.button("Add related story").clicked() {
        let mut links = related.clone();
        links.push(Link::default());
        changed = Some(links);
    }
    if let Some(links) = changed {
        commands.push(Command::Change(Edit::Set(Value::Related(links)).into()));
    }
}

/// Shows labelled texts of the story in a form.
pub(in crate::ui) struct Texts<'a> {
    pub(in crate::ui) desk: &'a Desk,
    pub(in crate::ui) surface: &'a mut Surface,
    pub(in crate::ui) commands: &'a mut Vec<Command>,
}

impl Texts<'_> {
    pub(in crate::ui) fn field(&mut self, ui: &mut Ui, at: TextAt, label: &str, hint: &str) {
        ui.label(theme::quiet(ui, label));
        let face = Face::sans(theme::CONTROL_SIZE, 400.0);
        let lines = if at == TextAt::NoteToDesk { Lines::Many } else { Lines::One };
        let field = Field { at, label, hint, face, lines, framed: true };
        self.surface.field(ui, self.desk, &field, self.commands);
    }
}

/// A moment as people write it, in the local time zone.
fn moment_text(moment: Option<DateTime<Utc>>) -> String {
    moment
        .map(|moment| moment.with_timezone(&Local).format("%Y-%m-%d %H:%M").to_string())
        .unwrap_or_default()
}

/// Reads such a moment.
fn moment(text: &str) -> Option<DateTime<Utc>> {
    let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").ok()?;
    // Of the two moments in the hour that comes twice in autumn the earlier one is meant.
    Local.from_local_datetime(&naive).earliest().map(|local| local.with_timezone(&Utc))
}
