//! The real `nightdesk` program: what it writes, prints and exits with.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::SystemTime;

use assert_cmd::Command;
use nightdesk::story::MediaId;
use serde_json::Value;
use sha2::Digest as _;
use tempfile::TempDir;

/// A folder of the test's own, with its own settings.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn command(&self) -> Command {
        let mut command = Command::cargo_bin("nightdesk").unwrap();
        command.env("NIGHTDESK_SETTINGS", self.path("settings"));
        command.current_dir(self.folder.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command().args(arguments).output().unwrap()
    }

    /// Runs a command that must end well and returns what it printed.
    fn fine(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    /// Runs a command that must not be able to do its work and returns what it complained.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output.stdout));
        text(&output.stderr)
    }

    /// A story folder made of the sample.
    fn sample(&self) -> PathBuf {
        let to = self.path("sample");
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
        fs::create_dir_all(to.join("media")).unwrap();
        fs::copy(from.join("story.ron"), to.join("story.ron")).unwrap();
        for picture in fs::read_dir(from.join("media")).unwrap() {
            let picture = picture.unwrap();
            fs::copy(picture.path(), to.join("media").join(picture.file_name())).unwrap();
        }
        to
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const PAGE: &str = "<html lang=en-GB><body><nav><a href=/>Home</a></nav><article>\
    <h1>Harbour reopens after storm</h1><p class=byline>By Ada Example</p>\
    <p>The first ferry left at dawn, its crew waving to a small crowd on the quay.</p>\
    <p>It was full, the harbour master said, and so was the second one an hour later.</p>\
    </article></body></html>";

#[test]
fn a_new_story_is_a_folder_that_opens() {
    let desk = Desk::new();
    desk.fine(&["new", "harbour"]);
    assert!(desk.path("harbour/story.ron").is_file());
    let output = desk.run(&["check", "harbour"]);
    assert_eq!(output.status.code(), Some(1), "a story without a headline has an error");
    assert!(text(&output.stdout).contains("[headline-missing]"));
}

#[test]
fn new_never_writes_over_a_story() {
    let desk = Desk::new();
    desk.fine(&["new", "harbour"]);
    let before = fs::read(desk.path("harbour/story.ron")).unwrap();
    let complaint = desk.refused(&["new", "harbour"]);
    assert!(complaint.contains("harbour"), "{complaint}");
    assert_eq!(fs::read(desk.path("harbour/story.ron")).unwrap(), before);
}

#[test]
fn a_page_is_imported_checked_and_exported() {
    let desk = Desk::new();
    desk.write("page.html", PAGE);
    let said = desk.fine(&["import", "page.html", "--out", "story"]);
    assert!(said.contains("Imported “Harbour reopens after storm”"), "{said}");
    let found = desk.run(&["check", "story", "--format", "json"]);
    let found: Value = serde_json::from_slice(&found.stdout).unwrap();
    let rules: Vec<_> =
        found.as_array().unwrap().iter().map(|row| row["rule"].as_str().unwrap()).collect();
    assert!(rules.contains(&"tags-missing"), "{rules:?}");
    desk.fine(&["export", "story", "--to", "html", "--out", "page"]);
    let page = fs::read_to_string(desk.path("page/index.html")).unwrap();
    assert!(page.contains("<h1>Harbour reopens after storm</h1>"), "{page}");
    assert!(!page.contains("Home"));
}

#[test]
fn standard_input_is_imported_as_what_it_looks_like() {
    let desk = Desk::new();
    let output =
        desk.command().args(["import", "-", "--out", "story"]).write_stdin(PAGE).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("Harbour reopens after storm"));
}

#[test]
fn every_format_is_written_and_says_what_it_could_not_carry() {
    let desk = Desk::new();
    desk.sample();
    for (format, file) in [
        ("html", "out-html/index.html"),
        ("html-fragment", "out.html"),
        ("json", "out.json"),
        ("ninjs", "out-ninjs.json"),
        ("markdown", "out.md"),
        ("text", "out.txt"),
    ] {
        let out = file.split('/').next().unwrap();
        let said = desk.fine(&["export", "sample", "--to", format, "--out", out]);
        let headline = match format {
            "html-fragment" => "lost",
            "markdown" => "carried as title in the front matter",
            "ninjs" => "carried as headlines[] with its role",
            _ => "carried",
        };
        assert!(said.contains(&format!("{headline}: Headline")), "{format}: {said}");
        assert!(said.contains("lost: Note to desk"), "{format}: {said}");
        let written = fs::read_to_string(desk.path(file)).unwrap();
        assert!(written.contains("turned south where it"), "{format}");
    }
    let pictures = fs::read_dir(desk.path("out-html/media")).unwrap().count();
    assert!(pictures >= 3, "the pictures go along: {pictures}");
}

#[test]
fn an_exported_story_comes_back_by_our_json() {
    let desk = Desk::new();
    desk.sample();
    // The story that comes back has no files of its pictures, so that none can be made of them.
    let plain = ["--to", "json", "--no-renditions", "--out"];
    desk.fine(&[&["export", "sample"][..], &plain, &["first.json"]].concat());
    desk.fine(&["import", "first.json", "--out", "again"]);
    desk.fine(&[&["export", "again"][..], &plain, &["second.json"]].concat());
    let read =
        |name| -> Value { serde_json::from_slice(&fs::read(desk.path(name)).unwrap()).unwrap() };
    let (mut first, mut second) = (read("first.json"), read("second.json"));
    // An import is a new beginning on this desk.
    for story in [&mut first, &mut second] {
        let fields = story.as_object_mut().unwrap();
        fields.remove("created");
        fields.remove("updated");
    }
    assert_eq!(first, second);
}

#[test]
fn the_schema_describes_the_json() {
    let desk = Desk::new();
    desk.sample();
    let schema: Value = serde_json::from_str(&desk.fine(&["schema"])).unwrap();
    desk.fine(&["export", "sample", "--to", "json", "--out", "story.json"]);
    let story: Value = serde_json::from_slice(&fs::read(desk.path("story.json")).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let problems: Vec<_> = validator.iter_errors(&story).map(|error| error.to_string()).collect();
    assert!(problems.is_empty(), "{problems:?}");
    assert!(!validator.is_valid(&serde_json::json!({ "headline": 7 })));
}

#[test]
fn a_story_with_errors_leaves_only_with_a_reason_that_is_recorded() {
    let desk = Desk::new();
    desk.fine(&["new", "harbour"]);
    let complaint = desk.refused(&["export", "harbour", "--to", "text", "--out", "out.txt"]);
    assert!(complaint.contains("--force") && complaint.contains("error"), "{complaint}");
    assert!(!desk.path("out.txt").exists());
    let reason = "proof for the slot";
    desk.fine(&["export", "harbour", "--to", "text", "--out", "out.txt", "--force", reason]);
    assert!(desk.path("out.txt").is_file());
    let story = fs::read_to_string(desk.path("harbour/story.ron")).unwrap();
    assert!(story.contains(reason), "{story}");
}

#[test]
fn what_cannot_be_done_is_said_with_the_path() {
    let desk = Desk::new();
    desk.write("empty.html", "");
    desk.write("picture.bin", [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
    fs::create_dir(desk.path("damaged")).unwrap();
    desk.write("damaged/story.ron", "(\n    version: \"1.0\",\n    headline: \"no end\n");
    for (arguments, named) in [
        (vec!["check", "nowhere"], "nowhere"),
        (vec!["import", "missing.html", "--out", "a"], "missing.html"),
        (vec!["import", "empty.html", "--out", "b"], "empty.html"),
        (vec!["import", "picture.bin", "--out", "c"], "picture.bin"),
        (vec!["check", "damaged"], "line"),
        (vec!["export", "damaged", "--to", "text", "--out", "d.txt"], "story.ron"),
    ] {
        let complaint = desk.refused(&arguments);
        assert!(complaint.starts_with("nightdesk: "), "{complaint}");
        assert!(complaint.contains(named), "{arguments:?}: {complaint}");
        assert!(!complaint.contains("panicked"), "{complaint}");
    }
    for never in ["a", "b", "c", "d.txt"] {
        assert!(!desk.path(never).exists(), "{never} was left behind");
    }
}

#[test]
fn an_unknown_format_lists_the_known_ones() {
    let desk = Desk::new();
    let complaint = desk.refused(&["export", "x", "--to", "pdf", "--out", "y"]);
    assert!(complaint.contains("html-fragment") && complaint.contains("ninjs"), "{complaint}");
}

/// Three stories: one with errors, one that is fine but for advice, one that cannot be opened.
fn several(desk: &Desk) {
    desk.write("page.html", PAGE);
    desk.fine(&["import", "page.html", "--out", "page"]);
    desk.fine(&["new", "empty"]);
    fs::create_dir(desk.path("damaged")).unwrap();
    desk.write("damaged/story.ron", "(");
}

#[test]
fn many_stories_are_checked_at_once_in_the_order_that_was_asked_for() {
    let desk = Desk::new();
    several(&desk);
    let many: Vec<&str> = std::iter::repeat_n(["page", "empty"], 20).flatten().collect();
    let mut arguments = vec!["check"];
    arguments.extend(&many);
    let output = desk.run(&arguments);
    assert_eq!(output.status.code(), Some(1), "the empty story has errors");
    let printed = text(&output.stdout);
    let named: Vec<&str> = printed.lines().filter_map(|line| line.strip_suffix(':')).collect();
    assert_eq!(named, many);

    let output = desk.run(&["check", "damaged", "empty", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2), "one could not be opened");
    assert!(text(&output.stderr).contains("damaged"), "{}", text(&output.stderr));
    let rows: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert!(!rows.is_empty() && rows.iter().all(|row| row["story"] == "empty"));
}

#[test]
fn findings_below_a_level_are_left_out() {
    let desk = Desk::new();
    several(&desk);
    let levels = |least: &str| -> Vec<String> {
        let output = desk.run(&["check", "page", "empty", "--format", "json", "--level", least]);
        let rows: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
        rows.iter().map(|row| row["level"].as_str().unwrap().to_owned()).collect()
    };
    assert!(levels("advice").contains(&"advice".to_owned()));
    assert!(!levels("warning").is_empty() && !levels("warning").contains(&"advice".to_owned()));
    assert!(levels("error").iter().all(|level| level == "error"));
}

#[test]
fn sarif_names_rules_places_and_what_is_ignored() {
    let desk = Desk::new();
    several(&desk);
    let output = desk.run(&["check", "page", "empty", "--format", "sarif"]);
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let location = &result["locations"][0];
        let uri = location["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert!(["page/story.ron", "empty/story.ron"].contains(&uri), "{uri}");
        assert!(location["logicalLocations"][0]["fullyQualifiedName"].is_string());
    }
}

#[test]
fn annotations_for_github_are_one_line_each() {
    let desk = Desk::new();
    several(&desk);
    let printed = text(&desk.run(&["check", "empty", "--format", "github"]).stdout);
    assert!(printed.contains("::error file=empty,title=headline-missing::"), "{printed}");
    assert!(printed.lines().all(|line| line.starts_with("::")), "{printed}");
}

#[test]
fn rules_are_listed_and_explained() {
    let desk = Desk::new();
    let list = desk.fine(&["rules"]);
    assert!(list.contains("  doubled-word (warning): "), "{list}");
    let one = desk.fine(&["rules", "doubled-word"]);
    assert!(one.contains("Wrong:  ") && one.contains("Right:  "), "{one}");
    let rows: Vec<Value> =
        serde_json::from_str(&desk.fine(&["rules", "--format", "json"])).unwrap();
    assert!(rows.iter().all(|row| !row["why"].as_str().unwrap().is_empty()));
    assert!(desk.refused(&["rules", "no-such-rule"]).contains("no-such-rule"));
}

/// Every address in the `src` and `srcset` of a page, as far as it lies beside it.
#[test]
fn an_older_version_is_listed_and_brought_back() {
    use nightdesk::store::{self, Save, Unknown};
    let desk = Desk::new();
    let folder = desk.path("rain");
    assert!(desk.run(&["new", "rain"]).status.success());
    let mut headlines = ["Rain", "Rain again", "Snow"].into_iter();
    let mut opened = store::open(&folder).unwrap();
    for minute in 0..3 {
        opened.story.headline = headlines.next().unwrap().to_owned();
        let save = Save {
            story: &opened.story,
            unknown: &Unknown::default(),
            expected: Some(&opened.hash),
            pictures: &[],
            copy_media_from: None,
            who: "ada",
            now: chrono::DateTime::from_timestamp(1_793_000_000 + minute * 900, 0).unwrap(),
        };
        opened.hash = store::save(&folder, &save).unwrap();
    }
    let list = text(&desk.run(&["history", "rain"]).stdout);
    assert!(list.ends_with("3 older versions\n"), "{list}");
    let newest = list.lines().next().unwrap().split("  ").next().unwrap();
    assert!(newest.contains("-ada.ron"), "{newest}");
    let back = desk.run(&["restore", "rain", newest]);
    assert!(back.status.success(), "{}", text(&back.stderr));
    assert_eq!(store::open(&folder).unwrap().story.headline, "Rain again");
    let list = text(&desk.run(&["history", "rain"]).stdout);
    assert!(list.contains("Before an older version came back"), "{list}");
    let none = desk.run(&["restore", "rain", "yesterday.ron"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(text(&none.stderr).contains("no version yesterday.ron"));
}

fn pictures_named(page: &str) -> BTreeSet<String> {
    let parts = page.split(['"', ' ']).filter(|part| part.starts_with("media/"));
    parts.map(str::to_owned).collect()
}

fn files_in(folder: &Path) -> BTreeMap<String, SystemTime> {
    let files = fs::read_dir(folder).unwrap().map(Result::unwrap);
    files
        .map(|file| {
            let name = file.file_name().into_string().unwrap();
            (name, file.metadata().unwrap().modified().unwrap())
        })
        .collect()
}

#[test]
fn pictures_leave_small_and_a_second_export_makes_none_of_them_again() {
    let desk = Desk::new();
    desk.sample();
    let export = |out, more: &[&str]| {
        desk.fine(&[&["export", "sample", "--to", "html", "--out", out][..], more].concat())
    };
    let said = export("first", &[]);
    assert!(said.contains("Pictures: 4 made, 0 as before, 0 as their original"), "{said}");
    let page = fs::read_to_string(desk.path("first/index.html")).unwrap();
    let named = pictures_named(&page);
    let written = files_in(&desk.path("first/media"));
    let there: BTreeSet<_> = written.keys().map(|name| format!("media/{name}")).collect();
    assert_eq!(named, there, "every file that the page names, and no other");
    for name in written.keys() {
        let path = desk.path("first/media").join(name);
        let (_, rest) = name.split_once('-').unwrap();
        let (width, _) = rest.split_once('.').unwrap();
        let found = image::ImageReader::open(&path).unwrap().into_dimensions().unwrap();
        assert_eq!(found.0.to_string(), width, "{name}");
        assert!(found.0 <= 1600);
    }

    let said = export("first", &[]);
    assert!(said.contains("Pictures: 0 made, 4 as before"), "{said}");
    assert_eq!(files_in(&desk.path("first/media")), written, "nothing is touched");
    let said = export("second", &[]);
    assert!(said.contains("Pictures: 0 made, 4 as before"), "they come from the cache: {said}");
    for name in written.keys() {
        let file = |out: &str| fs::read(desk.path(out).join("media").join(name)).unwrap();
        assert_eq!(file("first"), file("second"), "{name}");
    }
    // Without a cache the folder itself has them.
    fs::remove_dir_all(desk.path("settings/cache")).unwrap();
    let said = export("first", &[]);
    assert!(said.contains("Pictures: 0 made, 4 as before"), "{said}");
}

#[test]
fn widths_are_asked_for_and_old_ones_go_but_nothing_else() {
    let desk = Desk::new();
    desk.sample();
    let export = |more: &[&str]| {
        desk.fine(&[&["export", "sample", "--to", "html", "--out", "page"][..], more].concat())
    };
    export(&[]);
    let before = files_in(&desk.path("page/media"));
    desk.write("page/media/logo-400.jpg", "the site’s own");
    export(&["--widths", "500,250"]);
    let after = files_in(&desk.path("page/media"));
    let of_portrait = ["150.jpg", "150.webp", "300.jpg", "300.webp"];
    let is_portrait =
        |name: &str| of_portrait.iter().any(|ending| name.ends_with(&format!("-{ending}")));
    let gone =
        before.keys().filter(|name| !is_portrait(name)).all(|name| !after.contains_key(name));
    assert!(gone, "other widths are other files");
    let mut widths: BTreeSet<_> =
        after.keys().filter_map(|name| name.split_once('-')).map(|it| it.1).collect();
    assert!(widths.remove("400.jpg"), "the site’s own file stays");
    for width in of_portrait {
        assert!(widths.remove(width), "{width}");
    }
    assert_eq!(widths, BTreeSet::from(["250.jpg", "250.webp", "500.jpg", "500.webp"]));
    let complaint =
        desk.refused(&["export", "sample", "--to", "html", "--out", "x", "--widths", "9,wide"]);
    assert!(complaint.contains("16 widths from 16 to 8192"), "{complaint}");
}

#[test]
fn originals_leave_when_they_are_asked_for_and_are_told_to() {
    let desk = Desk::new();
    let sample = desk.sample();
    let said = desk.fine(&["export", "sample", "--to", "html", "--out", "page", "--no-renditions"]);
    assert!(said.contains("original, with private data"), "{said}");
    assert!(!said.contains("Pictures: "), "{said}");
    let kept: BTreeSet<_> = files_in(&sample.join("media")).into_keys().collect();
    let left: BTreeSet<_> = files_in(&desk.path("page/media")).into_keys().collect();
    assert_eq!(left, kept);
    assert!(!desk.path("settings/cache").exists(), "nothing is made");
}

#[test]
fn a_picture_that_cannot_be_read_leaves_as_it_is_and_a_missing_one_is_named() {
    let desk = Desk::new();
    let sample = desk.sample();
    // The lead becomes a file that begins like a picture, by its own hash.
    let story = fs::read_to_string(sample.join("story.ron")).unwrap();
    let old = files_in(&sample.join("media"))
        .into_keys()
        .find(|name| story.contains(name.trim_end_matches(".jpg")))
        .unwrap();
    let mut bytes = fs::read(sample.join("media").join(&old)).unwrap();
    bytes.truncate(400);
    let hash = MediaId(sha2::Sha256::digest(&bytes).into()).hex();
    fs::write(sample.join("media").join(format!("{hash}.jpg")), &bytes).unwrap();
    let changed = story.replace(old.trim_end_matches(".jpg"), &hash);
    fs::write(sample.join("story.ron"), changed).unwrap();

    let said = desk.fine(&["export", "sample", "--to", "html", "--out", "page"]);
    assert!(said.contains("Pictures: 3 made, 0 as before, 1 as their original"), "{said}");
    assert!(said.contains("private data too"), "{said}");
    let page = fs::read_to_string(desk.path("page/index.html")).unwrap();
    assert!(page.contains(&format!("src=\"media/{hash}.jpg\"")), "the page names what is there");
    assert_eq!(fs::read(desk.path(&format!("page/media/{hash}.jpg"))).unwrap(), bytes);

    fs::remove_file(sample.join("media").join(format!("{hash}.jpg"))).unwrap();
    let complaint = desk.refused(&["export", "sample", "--to", "html", "--out", "other"]);
    assert!(complaint.contains("written without 1 picture"), "{complaint}");
    assert!(desk.path("other/index.html").is_file(), "the rest is written");
}
