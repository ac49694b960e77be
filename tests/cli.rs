//! The real `nightdesk` program: what it writes, prints and exits with.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
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
    desk.fine(&["export", "sample", "--to", "json", "--out", "first.json"]);
    desk.fine(&["import", "first.json", "--out", "again"]);
    desk.fine(&["export", "again", "--to", "json", "--out", "second.json"]);
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
