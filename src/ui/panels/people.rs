//! The people of the byline, and the library of people that the desk knows.

use egui::Ui;

use super::super::body::Surface;
use super::super::theme;
use super::details::Texts;
use crate::desk::{Command, Desk};
use crate::edit::{Edit, Value};
use crate::story::{Handle, Person, PersonPart, TextAt};

/// What is being typed.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct People {
    handles: std::collections::BTreeMap<usize, String>,
    links: std::collections::BTreeMap<usize, String>,
    /// Whose portrait was asked for.
    pub(super) portrait: Option<usize>,
}

impl People {
    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        surface: &mut Surface,
        commands: &mut Vec<Command>,
    ) {
        let people = &desk.story().bylines;
        for (index, person) in people.iter().enumerate() {
            let name = if person.name.is_empty() { "No name yet" } else { &person.name };
            egui::CollapsingHeader::new(theme::bold(name))
                .id_salt(("person", index))
                .default_open(index == 0)
                .show(ui, |ui| {
                    let number = index + 1;
                    let mut texts = Texts { desk, surface, commands };
                    for (part, label) in [
                        (PersonPart::Role, "Role"),
                        (PersonPart::Outlet, "Outlet"),
                        (PersonPart::Email, "E-mail"),
                        (PersonPart::Bio, "Bio"),
                    ] {
                        let label = format!("{label} of byline {number}");
                        texts.field(ui, TextAt::Person(index, part), &label, "");
                    }
                    self.handles(ui, people, index, commands);
                    self.links(ui, people, index, commands);
                    self.portrait(ui, people, index, commands);
                    ui.horizontal_wrapped(|ui| {
                        if ui.button("Keep in people").clicked() {
                            commands.push(Command::KeepPerson(person.clone()));
                        }
                        if ui.button(format!("Take off byline {number}")).clicked() {
                            let mut people = people.clone();
                            people.remove(index);
                            set(people, commands);
                        }
                    });
                });
        }
        ui.horizontal_wrapped(|ui| {
            if ui.button("New person").clicked() {
                let mut people = people.clone();
                people.push(Person::default());
                set(people, commands);
            }
            let known: Vec<&Person> = desk
                .settings()
                .people
                .iter()
                .filter(|known| !people.iter().any(|person| person.name == known.name))
                .collect();
            if !known.is_empty() {
                ui.menu_button("From people", |ui| {
                    for person in known {
                        if ui.button(&person.name).clicked() {
                            let mut people = people.clone();
                            people.push(person.clone());
                            set(people, commands);
                            ui.close();
                        }
                    }
                });
            }
        });
    }

    fn portrait(
        &mut self,
        ui: &mut Ui,
        people: &[Person],
        index: usize,
        commands: &mut Vec<Command>,
    ) {
        let has_one = people.get(index).is_some_and(|person| person.portrait.is_some());
        let (number, word) = (index + 1, if has_one { "Another portrait" } else { "Portrait" });
        ui.horizontal_wrapped(|ui| {
            if ui.button(format!("{word} for byline {number}…")).clicked() {
                self.portrait = Some(index);
            }
            if has_one && ui.button(format!("Take portrait {number} off")).clicked() {
                let mut people = people.to_vec();
                if let Some(person) = people.get_mut(index) {
                    person.portrait = None;
                }
                set(people, commands);
            }
        });
    }

    fn links(&mut self, ui: &mut Ui, people: &[Person], index: usize, commands: &mut Vec<Command>) {
        let Some(person) = people.get(index) else { return };
        let known = person.links.join(" ");
        let typed = self.links.entry(index).or_insert_with(|| known.clone());
        let label = ui.label(theme::quiet(ui, format!("Pages about byline {}", index + 1)));
        let edit = egui::TextEdit::singleline(typed)
            .hint_text("https://…, parted by spaces")
            .desired_width(f32::INFINITY);
        let response = ui.add(edit).labelled_by(label.id);
        if response.changed() {
            let mut people = people.to_vec();
            if let Some(person) = people.get_mut(index) {
                person.links = typed.split_whitespace().map(str::to_owned).collect();
            }
            set(people, commands);
        }
        if !response.has_focus() {
            *typed = known;
        }
    }

    fn handles(
        &mut self,
        ui: &mut Ui,
        people: &[Person],
        index: usize,
        commands: &mut Vec<Command>,
    ) {
        let Some(person) = people.get(index) else { return };
        let known: Vec<_> = person
            .handles
            .iter()
            .map(|handle| match handle.network.as_str() {
                "" => handle.name.clone(),
                network => format!("{network}: {}", handle.name),
            })
            .collect();
        let known = known.join(", ");
        let typed = self.handles.entry(index).or_insert_with(|| known.clone());
        let name = format!("Handles of byline {}", index + 1);
        let label = ui.label(theme::quiet(ui, name));
        let edit = egui::TextEdit::singleline(typed)
            .hint_text("bluesky: @name.example")
            .desired_width(f32::INFINITY);
        let response = ui.add(edit).labelled_by(label.id);
        if response.changed() {
            let mut people = people.to_vec();
            if let Some(person) = people.get_mut(index) {
                person.handles = typed.split(',').filter_map(handle).collect();
            }
            set(people, commands);
        }
        if !response.has_focus() {
            *typed = known;
        }
    }
}

/// A handle as written: `bluesky: @name` or `@name`.
fn handle(text: &str) -> Option<Handle> {
    let (network, name) = match text.split_once(':') {
        Some((network, name)) => (network.trim().to_lowercase(), name.trim()),
        None => (String::new(), text.trim()),
    };
    (!name.is_empty()).then(|| Handle { network, name: name.to_owned() })
}

fn set(people: Vec<Person>, commands: &mut Vec<Command>) {
    commands.push(Command::Change(Edit::Set(Value::Bylines(people)).into()));
}
