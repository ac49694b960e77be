//! Settings survive their file; the sample comes once.

use std::fs;
use std::path::Path;

use nightdesk::store::{self, Settings};
use nightdesk::story::{AspectRatio, Person, RichText};

use super::{assert_told, names};

#[test]
fn settings_come_back_as_they_were_kept() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("settings");
    let mut settings = Settings::open_in(&folder);
    assert_eq!(settings, Settings { kept_in: Some(folder.clone()), ..Settings::default() });
    settings.author = "Ada Marsh".to_owned();
    settings.desk_folder = Some(home.path().join("desk"));
    settings.language = "pt-BR".to_owned();
    settings.theme = store::ThemeChoice::Dark;
    settings.zoom = 1.1;
    settings.credit_template = "{creators}".to_owned();
    settings.publisher = "The Harbour Ledger".to_owned();
    settings.base_url = "https://ledger.example/".to_owned();
    let bio = RichText::plain("Ada covers the coast.");
    settings.people = vec![Person { bio, ..Person::named("Ada Marsh") }];
    settings.check.headline_most_graphemes = 70;
    settings.crop_ratios = vec![AspectRatio { width: 3, height: 2 }];
    settings.check.off.insert("doubled-word".to_owned());
    settings.remember(&home.path().join("desk/harbour"), "Harbour");
    settings.keep().unwrap();
    assert_eq!(Settings::open_in(&folder), settings);
    assert_eq!(names(&folder), ["settings.ron"]);
}

#[test]
fn new_settings_are_kept_nowhere() {
    let settings = Settings::default();
    settings.keep().unwrap();
    assert_eq!(settings.first_start_sample().unwrap(), None);
    assert_eq!(settings.problem(), None);
    assert!(settings.desk_folder_or_default().ends_with("Nightdesk"));
}

#[test]
fn a_damaged_settings_file_is_put_aside_and_told() {
    let home = tempfile::tempdir().unwrap();
    for aside in ["settings.ron.damaged", "settings.ron.damaged-2"] {
        fs::write(home.path().join("settings.ron"), "(author: ").unwrap();
        let settings = Settings::open_in(home.path());
        assert_eq!(settings.author, "");
        let problem = settings.problem().unwrap();
        assert!(problem.contains(aside) && problem.contains("line 1"), "{problem}");
        assert_eq!(fs::read_to_string(home.path().join(aside)).unwrap(), "(author: ");
        settings.keep().unwrap();
        assert_eq!(Settings::open_in(home.path()).problem(), None);
    }
}

#[test]
fn one_bad_setting_costs_that_one_and_newer_ones_stay() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("settings.ron");
    fs::write(
        &file,
        "(author: \"Ada\", zoom: \"big\", theme: \"neon\", people: [5, (name: \"Ben\")], check: 3,
          newer: (list: [1]))",
    )
    .unwrap();
    let settings = Settings::open_in(home.path());
    assert_eq!(settings.author, "Ada");
    assert!((settings.zoom - 1.0).abs() < f32::EPSILON);
    assert_eq!(settings.theme, store::ThemeChoice::System);
    assert_eq!(settings.people, [Person::named("Ben")]);
    settings.keep().unwrap();
    assert!(fs::read_to_string(&file).unwrap().contains("newer: ("));
    fs::write(&file, "(crop_ratios: [\"3:2\", \"0:4\", 7, \"4:0\", \"900:1\", \"21:9\"])").unwrap();
    let ratios = Settings::open_in(home.path()).crop_ratios;
    assert_eq!(
        ratios.iter().map(|ratio| (ratio.width, ratio.height)).collect::<Vec<_>>(),
        [(3, 2), (21, 9)]
    );
    for zoom in ["0.0", "-3", "1e30", "NaN"] {
        fs::write(&file, format!("(zoom: {zoom})")).unwrap();
        let zoom = Settings::open_in(home.path()).zoom;
        assert!((0.5..=3.0).contains(&zoom), "{zoom}");
    }
}

#[test]
fn settings_that_cannot_be_kept_say_so() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    fs::write(&file, "x").unwrap();
    let settings = Settings { kept_in: Some(file.clone()), ..Settings::default() };
    assert_told(
        &settings.keep().unwrap_err(),
        "settings were not kept",
        &file.join("settings.ron"),
    );
}

#[test]
fn the_latest_stories_are_twenty_and_each_is_there_once() {
    let mut settings = Settings::default();
    for number in 0..30 {
        settings.remember(Path::new(&format!("desk/{number}")), "Story");
    }
    settings.remember(Path::new("desk/25"), "Renamed");
    assert_eq!(settings.recent.len(), 20);
    assert_eq!(settings.recent[0].title, "Renamed");
    assert_eq!(settings.recent.iter().filter(|recent| recent.folder.ends_with("25")).count(), 1);
}

#[test]
fn the_first_start_brings_the_sample_once() {
    let home = tempfile::tempdir().unwrap();
    let mut settings = Settings::open_in(&home.path().join("settings"));
    settings.desk_folder = Some(home.path().join("desk"));
    let folder = settings.first_start_sample().unwrap().unwrap();
    let opened = store::open(&folder).unwrap();
    assert_eq!((opened.read_only, opened.notices), (None, vec![]));
    assert!(opened.story.figures().len() >= 3);
    settings.keep().unwrap();
    assert_eq!(settings.first_start_sample().unwrap(), None);
}
