//! Crops and focal points, set in the real window by keys and mouse, and kept with the story.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use std::io::Cursor;
use std::sync::Arc;

use egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nightdesk::desk::{Command, Desk, Job, PictureFrom, PictureTo};
use nightdesk::edit::{Edit, Value};
use nightdesk::media::crop;
use nightdesk::store::{self, Settings};
use nightdesk::story::{Crop, Figure, FigureAt, FocalPoint, Ids, Story};
use nightdesk::ui::{App, Runner};

/// A picture of 1200 by 800 pixels, light on one side.
fn png() -> Arc<[u8]> {
    let mut bytes = Cursor::new(Vec::new());
    let shade = |x, y| image::Rgb([(x / 5) as u8, (y / 4) as u8, 90]);
    image::RgbImage::from_fn(1200, 800, shade)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    Arc::from(bytes.into_inner())
}

struct Window(Harness<'static, App>);

impl Window {
    /// A window on a story with a lead picture, which is shown large.
    fn large() -> Self {
        let builder = Harness::builder().with_size(vec2(1280.0, 800.0)).with_step_dt(1.0 / 60.0);
        let harness = builder.build_eframe(|creation| {
            let now = chrono::DateTime::from_timestamp(1_793_000_000, 0).unwrap();
            let desk = Desk::new(Settings::default(), uuid::Uuid::from_u128(1 << 100), now);
            App::new(&creation.egui_ctx, desk, Runner::Inline, true)
        });
        let mut window = Self(harness);
        let from = PictureFrom::Bytes { name: "boats.png".to_owned(), bytes: png() };
        window.command(Command::AddPicture { to: PictureTo::Lead, from });
        window.press("Ctrl+L");
        window
    }

    fn command(&mut self, command: Command) {
        self.0.state_mut().command(command);
        self.0.run();
    }

    fn figure(&self) -> &Figure {
        self.0.state().desk().story().lead.as_ref().unwrap()
    }

    /// The crops set by hand, in pixels.
    fn crops(&self) -> Vec<(String, (u32, u32, u32, u32))> {
        let crops = self.figure().crops.iter();
        crops.map(|set| (crop::name(set.ratio), crop::pixels(set, 1200, 800))).collect()
    }

    fn point(&self) -> Option<(f32, f32)> {
        self.figure().focal_point.map(|point| (point.x, point.y))
    }

    /// Presses keys one after the other: `Shift+Right Delete`.
    fn press(&mut self, keys: &str) {
        for name in keys.split_whitespace() {
            let mut modifiers = Modifiers::NONE;
            let mut key = name;
            while let Some((first, rest)) = key.split_once('+').filter(|(_, rest)| !rest.is_empty())
            {
                modifiers |= match first {
                    "Ctrl" => Modifiers::COMMAND | Modifiers::CTRL,
                    _ => Modifiers::SHIFT,
                };
                key = rest;
            }
            let key = Key::from_name(key).unwrap_or_else(|| panic!("no such key: {name}"));
            self.0.key_press_modifiers(modifiers, key);
            self.0.run();
        }
    }

    fn click(&mut self, name: &str) {
        self.0.get_by_label(name).click();
        self.0.run();
    }

    fn has(&self, name: &str) -> bool {
        self.0.query_all_by_label(name).next().is_some()
    }

    fn house_shape(&self) -> egui_kittest::Node<'_> {
        let is_field = |node: &egui_kittest::kittest::AccessKitNode<'_>| node.is_text_input();
        self.0.get_by(move |node| {
            is_field(node) && node.label().as_deref() == Some("New shape, width to height")
        })
    }

    /// What the view says about itself.
    fn state(&self) -> String {
        self.0.get_by_label("Large picture 1").accesskit_node().value().unwrap()
    }

    /// The place on the screen of a part of the picture, while all of it fits.
    fn at(&self, x: f32, y: f32) -> Pos2 {
        let view = self.0.get_by_label("Large picture 1").rect();
        let room = view.size() - vec2(28.0, 28.0);
        let scale = (room.x / 1200.0).min(room.y / 800.0).min(1.0);
        let size = vec2(1200.0, 800.0) * scale;
        view.center() + vec2(x - 0.5, y - 0.5) * size
    }

    fn event(&mut self, event: Event) {
        self.0.input_mut().events.push(event);
        self.0.run();
    }

    fn button(&mut self, pos: Pos2, pressed: bool) {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        self.event(Event::PointerButton { pos, button, pressed, modifiers });
    }

    /// Drags from one part of the picture to another, by way of the middle between them.
    fn drag(&mut self, from: (f32, f32), to: (f32, f32)) {
        let (from, to) = (self.at(from.0, from.1), self.at(to.0, to.1));
        self.event(Event::PointerMoved(from));
        self.button(from, true);
        self.event(Event::PointerMoved(from.lerp(to, 0.5)));
        self.event(Event::PointerMoved(to));
        self.button(to, false);
    }

    /// Clicks so many times, long enough after the last click.
    fn clicks_at(&mut self, x: f32, y: f32, count: usize) {
        let now = self.0.ctx.input(|input| input.time);
        self.0.input_mut().time = Some(now + 2.0);
        for _ in 0..count {
            self.click_at(x, y);
        }
    }

    fn click_at(&mut self, x: f32, y: f32) {
        let pos = self.at(x, y);
        self.event(Event::PointerMoved(pos));
        self.button(pos, true);
        self.button(pos, false);
    }
}

fn near(found: (u32, u32, u32, u32), expected: (u32, u32, u32, u32)) -> bool {
    let pairs = [
        (found.0, expected.0),
        (found.1, expected.1),
        (found.2, expected.2),
        (found.3, expected.3),
    ];
    pairs.iter().all(|(found, expected)| found.abs_diff(*expected) <= 3)
}

#[test]
fn a_focal_point_is_set_by_keys_and_automatic_crops_follow_it() {
    let mut window = Window::large();
    assert_eq!(window.state(), "Picture 1: 1200 × 800 pixels");
    window.press("F");
    assert!(window.state().starts_with("No focal point yet"));
    window.press("Right Right Down Shift+Up Shift+Up");
    assert_eq!(window.point(), Some((0.52, 0.508)));
    assert_eq!(window.state(), "Focal point, 52 % from left, 50.8 % from top");
    for _ in 0..60 {
        window.press("Right");
    }
    assert_eq!(window.point(), Some((1.0, 0.508)), "it stays in the picture");
    window.click("1:1 crop, automatic");
    assert_eq!(
        window.state(),
        "1:1 crop, 33.3 % from left, 0 % from top, 66.7 % wide, 100 % high; 800 × 800 pixels, automatic"
    );
    assert_eq!(window.crops(), []);
    window.press("F Delete");
    assert_eq!(window.point(), None);
}

#[test]
fn a_click_sets_the_focal_point() {
    let mut window = Window::large();
    window.click("Focal point");
    window.click_at(0.25, 0.75);
    let (x, y) = window.point().unwrap();
    assert!((x - 0.25).abs() < 0.005 && (y - 0.75).abs() < 0.005, "{x} {y}");
    window.drag((0.25, 0.75), (0.9, 0.1));
    let (x, y) = window.point().unwrap();
    assert!((x - 0.9).abs() < 0.005 && (y - 0.1).abs() < 0.005, "{x} {y}");
    window.press("Ctrl+Z");
    assert!((window.point().unwrap().0 - 0.25).abs() < 0.005, "the drag is one step");
    window.press("Ctrl+Z");
    assert_eq!(window.point(), None);
}

#[test]
fn a_crop_is_moved_by_keys_and_resized_by_keys() {
    let mut window = Window::large();
    window.click("16:9 crop, automatic");
    assert!(window.state().contains("1200 × 675 pixels, automatic"));
    window.press("Left");
    assert_eq!(window.crops(), [], "it is as wide as the picture: nothing moved");
    window.press("Down Down Shift+Up");
    assert_eq!(window.crops(), [("16:9".to_owned(), (0, 78, 1200, 675))]);
    assert!(window.has("16:9 crop, by hand"));
    window.press("Minus Minus Plus");
    let (_, (_, _, width, height)) = window.crops()[0].clone();
    assert!(width < 1200 && (f64::from(width) * 9.0 / 16.0 - f64::from(height)).abs() <= 1.0);
    // Keys in a row are one step, each shape has its own.
    window.press("Tab Left");
    assert_eq!(window.crops().len(), 2);
    assert!(window.state().starts_with("4:3 crop"));
    window.press("Ctrl+Z");
    assert_eq!(window.crops().len(), 1);
    window.press("Shift+Tab");
    assert!(window.state().starts_with("16:9 crop") && window.state().contains("by hand"));
    window.press("Delete");
    assert_eq!(window.crops(), []);
    assert!(window.state().contains("automatic"));
    window.press("Ctrl+Z");
    assert_eq!(window.crops().len(), 1, "Delete is a step of its own");
}

#[test]
fn a_drag_of_a_corner_and_of_the_frame_are_one_step_each() {
    let mut window = Window::large();
    window.click("4:3 crop, automatic");
    // As large as can be: 1067 by 800 in the middle, from 66.5 to 1133.5.
    let (left, right) = (66.5 / 1200.0, 1133.5 / 1200.0);
    window.drag((right, 1.0), (0.5, 0.5));
    let (name, first) = window.crops()[0].clone();
    assert!(name == "4:3" && first.0.abs_diff(67) <= 2 && first.1 == 0, "{first:?}");
    assert!(first.2 < 560 && (f64::from(first.2) * 0.75 - f64::from(first.3)).abs() <= 1.0);
    // A second drag, at once.
    window.drag((left + 0.1, 0.2), (left + 0.35, 0.45));
    let (_, second) = window.crops()[0].clone();
    assert!(near(second, (first.0 + 300, first.1 + 200, first.2, first.3)), "{second:?}");
    window.press("Ctrl+Z");
    assert_eq!(window.crops()[0].1, first, "undo takes back the second drag, all of it");
    window.press("Ctrl+Z");
    assert_eq!(window.crops(), []);
    window.press("Ctrl+Y Ctrl+Y");
    assert_eq!(window.crops()[0].1, second);
}

#[test]
fn escape_during_a_drag_leaves_the_story_alone_and_then_goes_back_to_it() {
    let mut window = Window::large();
    window.press("C");
    let from = window.at(0.5, 0.5);
    window.event(Event::PointerMoved(from));
    window.button(from, true);
    window.event(Event::PointerMoved(from + vec2(0.0, 40.0)));
    assert!(window.state().contains("by hand"), "it is shown as it would be");
    window.press("Escape");
    window.button(from + vec2(0.0, 40.0), false);
    assert_eq!(window.crops(), []);
    assert!(window.state().starts_with("16:9 crop"));
    window.press("Escape");
    assert!(window.state().starts_with("Picture 1"));
    window.press("Escape");
    assert!(!window.has("Large picture 1") && window.has("Headline"));
}

#[test]
fn tab_goes_through_the_shapes_and_on_to_the_next_control() {
    let mut window = Window::large();
    window.press("C");
    for shape in ["16:9", "4:3", "1:1", "4:5", "9:16"] {
        assert!(window.state().starts_with(&format!("{shape} crop")), "{}", window.state());
        window.press("Tab");
    }
    assert!(window.state().starts_with("9:16 crop"));
    assert!(!window.0.get_by_label("Large picture 1").is_focused(), "no trap for the keyboard");
    assert!(window.0.get_by_label("Whole picture").is_focused());
    window.press("Right");
    assert_eq!(window.crops(), [], "keys go where the keyboard is");
}

#[test]
fn a_shape_of_the_house_is_added_and_forgotten() {
    let mut window = Window::large();
    window.click("House shapes…");
    window.house_shape().focus();
    window.0.run();
    window.house_shape().type_text("0:4");
    window.0.run();
    window.click("Add shape");
    assert!(window.0.state().desk().settings().crop_ratios.is_empty());
    window.house_shape().focus();
    window.0.run();
    window.press("End Backspace Backspace Backspace");
    window.house_shape().type_text("3:2");
    window.0.run();
    window.press("Enter");
    assert!(window.state().starts_with("3:2 crop"), "{}", window.state());
    assert!(window.has("3:2 crop, automatic"));
    window.click("House shapes…");
    window.press("Escape");
    assert!(!window.has("Add shape") && window.state().starts_with("3:2 crop"));
    window.press("Tab");
    assert!(window.0.get_by_label("Whole picture").is_focused(), "the picture had the keyboard");
    window.click("House shapes…");
    window.click("Forget the shape 3:2");
    assert!(!window.has("3:2 crop, automatic"));
    assert!(window.0.state().desk().settings().crop_ratios.is_empty());
}

#[test]
fn crops_and_focal_point_are_there_when_the_story_is_opened_again() {
    let mut window = Window::large();
    window.press("F Right Escape C Down Tab Tab Left");
    let figure = window.figure().clone();
    assert_eq!(figure.focal_point, Some(FocalPoint { x: 0.51, y: 0.5 }));
    assert_eq!(figure.crops.len(), 2);
    let home = tempfile::tempdir().unwrap();
    window.command(Command::SaveIn(home.path().to_path_buf()));
    let folder = window.0.state().desk().folder().unwrap().to_path_buf();
    let opened = store::open(&folder).unwrap();
    let lead = opened.story.lead.unwrap();
    assert_eq!((lead.crops, lead.focal_point), (figure.crops, figure.focal_point));
}

#[test]
fn a_crop_beside_the_focal_point_is_found_and_its_fix_goes_with_what_it_was_made_for() {
    let now = chrono::DateTime::UNIX_EPOCH;
    let mut story = Story::new(Ids::from_seed(1).story());
    let ratio = crop::RATIOS[2];
    let beside = Crop { ratio, left: 0.0, top: 0.0, width: 0.5, height: 1.0 };
    let focal_point = Some(FocalPoint { x: 0.9, y: 0.5 });
    story.lead = Some(Figure { crops: vec![beside], focal_point, ..Figure::default() });
    let mut desk = Desk::with_story(Settings::default(), uuid::Uuid::from_u128(7), story, now);
    let there = FocalPoint { x: 0.8, y: 0.5 };
    let point = Some(there);
    let run = |desk: &mut Desk, edit: Edit| -> Vec<Job> {
        desk.handle(Command::Change(edit.into()), now)
    };
    let finish = |desk: &mut Desk, jobs: Vec<Job>| {
        let mut jobs = std::collections::VecDeque::from(jobs);
        while let Some(job) = jobs.pop_front() {
            jobs.extend(desk.receive(job.run(), now));
        }
    };
    let found = |desk: &Desk| {
        let mut findings = desk.findings().iter();
        findings.find(|finding| finding.rule == "crop-cuts-focal-point").cloned()
    };
    let jobs = run(&mut desk, Edit::Set(Value::FocalPoint(FigureAt::Lead, point)));
    finish(&mut desk, jobs);
    let finding = found(&desk).unwrap();
    assert!(finding.message.contains("1:1") && finding.fix.is_some());
    // Another crop is set: the fix would take it away again.
    let other = crop::around(point, crop::RATIOS[0], 1200, 800);
    let crops = crop::with(&[beside], other);
    let jobs = run(&mut desk, Edit::Set(Value::Crops(FigureAt::Lead, crops)));
    assert!(found(&desk).is_none_or(|finding| finding.fix.is_none()), "until the next check");
    finish(&mut desk, jobs);
    let key = found(&desk).unwrap().key;
    let jobs = desk.handle(Command::Fix(key), now);
    finish(&mut desk, jobs);
    assert!(found(&desk).is_none());
    let crops = &desk.story().lead.as_ref().unwrap().crops;
    assert_eq!(crops.len(), 2);
    assert!(crops.iter().all(|set| crop::shows(set, there)), "{crops:?}");
}

#[test]
fn page_keys_go_to_the_next_picture_and_back() {
    let mut window = Window::large();
    let from = PictureFrom::Bytes { name: "boats.png".to_owned(), bytes: png() };
    window.command(Command::AddPicture { to: PictureTo::Below(None), from });
    window.press("Escape Ctrl+L");
    assert!(window.has("Large picture 2"), "the caret is in the caption of the second picture");
    window.press("PageUp");
    assert!(window.has("Large picture 1"));
    window.press("PageDown PageDown");
    assert!(window.has("Large picture 2"));
    window.press("F Down PageUp");
    assert!(window.state().starts_with("No focal point yet"), "each picture has its own");
}

#[test]
fn the_picture_is_zoomed_by_keys_and_by_a_double_click() {
    let mut window = Window::large();
    let shown = |window: &Window, percent: &str| {
        let mut labels = window.0.query_all_by(|node| node.role() == egui::accesskit::Role::Label);
        labels.any(|node| node.value().as_deref() == Some(percent))
    };
    window.press("0 Plus Plus Plus Plus Plus Plus Plus Plus Plus Plus Plus Plus Plus Plus Plus");
    assert!(shown(&window, "800 %"));
    window.press("0");
    assert!(!shown(&window, "800 %") && !shown(&window, "100 %"));
    window.clicks_at(0.3, 0.3, 2);
    assert!(shown(&window, "100 %"));
    window.clicks_at(0.5, 0.5, 2);
    assert!(!shown(&window, "100 %"));
    assert_eq!(window.crops(), []);
}
