//! Above the rows: how many pictures, which of them are shown, what can be done to all.
//!
//! Must not know: how a row looks.

use egui::{Align, Layout, Ui};

use super::keys::Stop;
use super::listing::Filter;
use super::{CaptionDesk, Tools};
use crate::desk::captions::Bulk;
use crate::ui::action::{Action, bulk_name};
use crate::ui::tall::Tall;
use crate::ui::theme;

/// Where there is less room than this, the ways back stand below the count, in points.
const LEAST_IN_A_ROW: f32 = 560.0;

impl CaptionDesk {
    pub(super) fn bar(&mut self, ui: &mut Ui, tools: &mut Tools<'_>) {
        let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 8));
        frame.show(ui, |ui| {
            if ui.available_width() < LEAST_IN_A_ROW {
                self.count(ui);
                ui.horizontal_wrapped(|ui| self.ways_back(ui, tools));
            } else {
                ui.horizontal(|ui| {
                    self.count(ui);
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        self.ways_back(ui, tools);
                    });
                });
            }
            if self.listing.has_no_pictures() {
                return;
            }
            ui.horizontal_wrapped(|ui| {
                self.filters(ui);
                self.done(ui);
                ui.separator();
                ui.menu_button("For all pictures", |ui| {
                    for bulk in Bulk::ALL {
                        if ui.button(bulk_name(bulk)).clicked() {
                            tools.actions.push(Action::Captions(bulk));
                            ui.close();
                        }
                    }
                });
                if ui.button("Add picture…").clicked() {
                    tools.actions.push(Action::AddPicture);
                }
            });
        });
    }

    fn count(&self, ui: &mut Ui) {
        let words = theme::bold(self.listing.summary()).size(17.0);
        let count = ui.add(egui::Label::new(words).wrap());
        ui.ctx().accesskit_node_builder(count.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
        });
    }

    fn ways_back(&self, ui: &mut Ui, tools: &mut Tools<'_>) {
        if ui.button("Back to the story").on_hover_text("Esc").clicked() {
            tools.actions.push(Action::CaptionDesk);
        }
        if self.large.is_some() && ui.button("All pictures").on_hover_text("Esc").clicked() {
            tools.actions.push(Action::LargePicture);
        }
    }

    fn filters(&mut self, ui: &mut Ui) {
        for filter in Filter::ALL {
            let count = self.listing.count(filter);
            let words = format!("{} {count}", filter.name());
            let is_it = self.listing.filter == filter;
            let button = ui.add(egui::Button::selectable(is_it, words));
            ui.ctx().accesskit_node_builder(button.id, |node| {
                node.set_role(egui::accesskit::Role::RadioButton);
                node.set_toggled(is_it.into());
            });
            if button.clicked() {
                self.choose(filter);
            }
        }
    }

    /// Rows stay while they are worked on; this lets those go that are done.
    fn done(&mut self, ui: &mut Ui) {
        let done = self.listing.done();
        if done == 0 {
            return;
        }
        let hint = "Rows stay in the list until you put them away";
        if ui.button(format!("Put {done} done away")).on_hover_text(hint).clicked() {
            self.choose(self.listing.filter);
        }
    }

    fn choose(&mut self, filter: Filter) {
        self.listing.choose(filter);
        self.rows = Tall::default();
        self.scroll_to = Some(0.0);
        // Writing goes on in the list.
        let here = self.current.filter(|at| self.listing.row_of(*at).is_some());
        self.go(here.or_else(|| self.listing.beside(None, 0)), Stop::Caption);
    }
}
