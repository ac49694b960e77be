//! The desk check: every rule catches what it should, leaves alone what it should, and its fix
//! leaves nothing of it to find.
//!
//! The examples of a rule are in `fixtures/check/<rule>.ron`, in the notation of
//! `check/notation.rs`; `fixtures/check/clean/` holds whole stories that nothing may be found in.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a fixture that is not as the notation has it should stop the test"
)]

#[path = "check/any_story.rs"]
mod any_story;
#[path = "check/notation.rs"]
mod notation;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use nightdesk::check::{self, Cache, Finding, Level, Outcome, Settings};
use nightdesk::edit::{self, Edit, Value};
use nightdesk::story::{
    BlockKind, Ids, Language, List, ListItem, Part, Place, RichText, Story, TextAt,
};

use notation::{Examples, Sheet, copy_of, now};

fn fresh(story: &Story) -> Outcome {
    check::run(story, &Settings::default(), now(), &mut Cache::default())
}

fn of_rule(story: &Story, rule: &str) -> Vec<Finding> {
    // Findings of a style sheet carry the names of its rules.
    let is_data = |id: &str| check::rules().iter().all(|rule| rule.id != id);
    let is_it = |id: &str| id == rule || (rule == "house-style" && is_data(id));
    fresh(story).findings.into_iter().filter(|finding| is_it(finding.rule)).collect()
}

/// What a finding is about: its words, else the name of its place.
fn marked(story: &Story, finding: &Finding) -> String {
    match &finding.place {
        Place::Range(at, range) => {
            let text = story.text(*at).unwrap().as_str();
            text.get(range.start..range.end).expect("whole characters").to_owned()
        }
        place => story.place_name(place),
    }
}

/// Makes fixes the way the desk does: all as one, from the last place to the first.
fn fix_all(story: &mut Story, findings: &[Finding]) {
    let mut fixes: Vec<_> = findings
        .iter()
        .filter_map(|finding| Some((finding.place.clone(), finding.fix.clone()?.edit)))
        .collect();
    fixes.sort_by(|a, b| b.0.cmp(&a.0));
    let edits = fixes.into_iter().map(|(_, edit)| edit).collect();
    edit::apply(story, Edit::Batch(edits)).expect("the fixes of one rule fit together");
}

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/check")
}

fn examples(rule: &str) -> Examples {
    let path = fixtures().join(format!("{rule}.ron"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{rule}.ron: {why}"));
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(&text)
        .unwrap_or_else(|why| panic!("{rule}.ron: {why}"))
}

fn level_word(level: Level) -> &'static str {
    match level {
        Level::Advice => "advice",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

#[test]
fn every_rule_catches_what_it_should() {
    for rule in check::rules() {
        for example in examples(rule.id).catches {
            let story = Sheet::from(&example).story;
            let findings = of_rule(&story, rule.id);
            let found: Vec<_> = findings.iter().map(|finding| marked(&story, finding)).collect();
            assert!(!example.finds.is_empty(), "{}: what is caught? {example:?}", rule.id);
            assert_eq!(found, example.finds, "{}: {example:?}", rule.id);
            let level = example.level.as_deref().unwrap_or(level_word(rule.level));
            for finding in &findings {
                assert_eq!(level_word(finding.level), level, "{}: {example:?}", rule.id);
                let message = finding.message.as_str();
                assert!(message.ends_with(['.', ')']) && message.len() < 200, "{message}");
            }
        }
    }
}

#[test]
fn every_rule_leaves_alone_what_it_should() {
    for rule in check::rules() {
        let examples = examples(rule.id);
        assert!(!examples.leaves.is_empty() && !examples.catches.is_empty(), "{}", rule.id);
        for example in examples.leaves {
            let story = Sheet::from(&example).story;
            let findings = of_rule(&story, rule.id);
            assert_eq!(findings, [], "{}: {example:?}", rule.id);
        }
    }
}

#[test]
fn a_fix_leaves_nothing_of_its_rule_to_find() {
    for rule in check::rules() {
        for example in examples(rule.id).catches {
            let mut story = Sheet::from(&example).story;
            let findings = of_rule(&story, rule.id);
            let fixable = findings.iter().filter(|finding| finding.fix.is_some()).count();
            if fixable == 0 {
                let expects = example.after.is_some() || !example.after_set.is_empty();
                assert!(!expects, "{}: there is no fix: {example:?}", rule.id);
                continue;
            }
            fix_all(&mut story, &findings);
            let left = of_rule(&story, rule.id);
            assert_eq!(left.len(), findings.len() - fixable, "{}: {left:?}", rule.id);
            let expected = example.after.as_ref().unwrap_or(&example.copy);
            let expected: Vec<_> = expected.lines().map(str::trim_start).collect();
            assert_eq!(copy_of(&story), expected.join("\n"), "{}: {example:?}", rule.id);
            for (field, expected) in &example.after_set {
                let found = match field.as_str() {
                    "headline" => story.headline.clone(),
                    "slug" => story.slug.clone(),
                    "caption" => story.lead.as_ref().unwrap().caption.as_str().to_owned(),
                    "credit" => story.lead.as_ref().unwrap().credit.verbatim.clone(),
                    "alt" => story.lead.as_ref().unwrap().alt.text().to_owned(),
                    "embargo" => story.embargo.map_or_else(String::new, |at| at.to_rfc3339()),
                    other => panic!("no such field: {other}"),
                };
                assert_eq!(found, *expected, "{}: {example:?}", rule.id);
            }
        }
    }
}

#[test]
fn every_fixture_belongs_to_a_rule_and_every_rule_says_why() {
    let ids: BTreeSet<_> = check::rules().iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(ids.len(), check::rules().len(), "two rules share an id");
    for entry in std::fs::read_dir(fixtures()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "ron") {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            assert!(ids.contains(&name), "no rule for {name}.ron");
        }
    }
    for rule in check::rules() {
        assert!(rule.what.ends_with('.') && rule.why.ends_with('.'), "{}", rule.id);
    }
}

/// The clean stories: a few `field: value` lines, an empty line, the copy.
fn clean_stories() -> Vec<(String, Story)> {
    let mut stories = Vec::new();
    for entry in std::fs::read_dir(fixtures().join("clean")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let (head, copy) = text.split_once("\n\n").unwrap();
        let mut sheet = Sheet::complete();
        for line in head.lines() {
            match line.split_once(": ").unwrap() {
                ("language", tag) => sheet.story.language = Language::new(tag).unwrap(),
                (field, value) => sheet.set(field, value),
            }
        }
        let lines: Vec<_> = copy.lines().filter(|line| !line.is_empty()).collect();
        sheet.write(&lines.join("\n"));
        stories.push((path.file_name().unwrap().to_string_lossy().into_owned(), sheet.story));
    }
    stories.sort_by(|a, b| a.0.cmp(&b.0));
    stories
}

#[test]
fn nothing_is_found_in_clean_copy() {
    let stories = clean_stories();
    let languages: BTreeSet<_> =
        stories.iter().map(|(_, story)| story.language.primary()).collect();
    assert!(stories.len() >= 12 && languages.len() >= 4, "{} {languages:?}", stories.len());
    for (name, story) in stories {
        assert!(story.words() > 60, "{name} is too short to prove anything");
        assert_eq!(fresh(&story).findings, [], "{name}");
    }
}

#[test]
fn an_empty_page_is_told_of_its_headline_and_nothing_else() {
    let mut ids = Ids::from_seed(1);
    let mut story = Story::new(ids.story());
    let rules = |story: &Story| {
        fresh(story).findings.into_iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    assert_eq!(rules(&story), ["headline-missing"]);
    story.body.push(ids.block(BlockKind::Paragraph(RichText::default())));
    assert_eq!(rules(&story), ["headline-missing"]);
    story.headline = "Rain".to_owned();
    let lacks = ["standfirst-missing", "slug-missing", "byline-missing", "tags-missing"];
    assert_eq!(rules(&story), lacks);
}

#[test]
fn findings_come_in_reading_order() {
    let mut sheet = Sheet::complete();
    sheet.set("headline", "Harbour harbour reopens");
    sheet.set("lead", "a | Boats  in the the bay |  | ?");
    sheet.set("tags", "");
    sheet.set("embargo", "-2");
    sheet.set("bio", "Ada Moss covers covers the coast.");
    sheet.write(
        "The the ferry.\n!picture b | Boats in the the bay | Ines Bak | Two boats\nThe end end.",
    );
    let outcome = fresh(&sheet.story);
    let order: Vec<_> = outcome
        .findings
        .iter()
        .map(|finding| format!("{} {}", finding.rule, sheet.story.place_name(&finding.place)))
        .collect();
    assert_eq!(
        order,
        [
            "doubled-word Headline",
            "caption-thin Picture 1",
            "double-space Picture 1",
            "doubled-word Picture 1",
            "credit-missing Picture 1",
            "alt-missing Picture 1",
            "doubled-word Graf, block 1",
            "caption-thin Picture 2",
            "caption-duplicate Picture 2",
            "doubled-word Picture 2",
            "doubled-word Graf, block 3",
            "doubled-word Byline",
            "tags-missing Tags",
            "embargo-passed Status and embargo",
        ]
    );
}

#[test]
fn a_rule_that_is_switched_off_finds_nothing() {
    let mut sheet = Sheet::complete();
    sheet.write("The the ferry  sails.");
    let mut cache = Cache::default();
    let mut settings = Settings::default();
    let rules = |settings: &Settings, cache: &mut Cache| {
        let findings = check::run(&sheet.story, settings, now(), cache).findings;
        findings.into_iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    assert_eq!(rules(&settings, &mut cache), ["doubled-word", "double-space"]);
    settings.off.insert("doubled-word".to_owned());
    assert_eq!(rules(&settings, &mut cache), ["double-space"], "the cache forgets old settings");
}

#[test]
fn settings_of_an_older_version_read_with_defaults() {
    let settings: Settings = ron::from_str("(web_most_graphemes: 70)").unwrap();
    assert_eq!(settings, Settings { web_most_graphemes: 70, ..Settings::default() });
}

#[test]
fn keys_stay_when_blocks_move_and_text_is_added_around_them() {
    let mut sheet = Sheet::complete();
    sheet.write("The the ferry.\nIn in brackets [CHECK] it sails.\n!picture a |  | Ines Bak | Two boats in a bay\nAdvertisement");
    let keys = |story: &Story| {
        let outcome = fresh(story);
        outcome.findings.into_iter().map(|finding| finding.key).collect::<BTreeSet<_>>()
    };
    let before = keys(&sheet.story);
    assert_eq!(before.len(), 4, "{before:?}");
    sheet.story.body = sheet.story.body.iter().rev().cloned().collect();
    assert_eq!(keys(&sheet.story), before);
    let at = TextAt::Block(sheet.story.body[3].id, Part::Text);
    let more = Edit::Splice { at, range: 0..0, with: RichText::plain("It was late. ") };
    edit::apply(&mut sheet.story, more).unwrap();
    assert_eq!(keys(&sheet.story), before);
}

#[test]
fn distinct_faults_have_distinct_keys() {
    let mut sheet = Sheet::complete();
    sheet.write("The the ferry, the the ferry, and the the boat.\nThe the ferry.\nAd\nAd\n~\n~\n.");
    let outcome = fresh(&sheet.story);
    let keys: BTreeSet<_> = outcome.findings.iter().map(|finding| &finding.key).collect();
    assert_eq!(keys.len(), outcome.findings.len());
    assert_eq!(keys.len(), 8);
}

#[test]
fn what_an_editor_ignored_is_set_aside() {
    let mut sheet = Sheet::complete();
    sheet.write("The the ferry.\nAnd and the boat.");
    let key = fresh(&sheet.story).findings[0].key.clone();
    edit::apply(&mut sheet.story, Edit::Set(Value::Ignored(vec![key.clone()]))).unwrap();
    let outcome = fresh(&sheet.story);
    assert_eq!(outcome.ignored.iter().map(|finding| &finding.key).collect::<Vec<_>>(), [&key]);
    assert_eq!(outcome.findings.len(), 1);
    assert_ne!(outcome.findings[0].key, key);
}

#[test]
fn a_page_full_of_faults_does_not_flood_the_desk() {
    let mut sheet = Sheet::complete();
    let line = "the the boat ".repeat(2_000);
    sheet.write(&[line.as_str(); 5].join("\n"));
    let findings = of_rule(&sheet.story, "doubled-word");
    assert_eq!(findings.len(), 500);
}

#[test]
fn a_keystroke_costs_one_block() {
    let mut sheet = Sheet::complete();
    sheet.write(&"The the ferry sails again.\n".repeat(200));
    let mut cache = Cache::default();
    let settings = Settings::default();
    check::run(&sheet.story, &settings, now(), &mut cache);
    assert_eq!(cache.blocks_read(), 200);
    // The desk hands in a snapshot each time, and the draft goes on changing.
    let snapshot = sheet.story.clone();
    let at = TextAt::Block(snapshot.body[70].id, Part::Text);
    let typed = Edit::Splice { at, range: 0..0, with: RichText::plain("a") };
    edit::apply(&mut sheet.story, typed).unwrap();
    check::run(&sheet.story, &settings, now(), &mut cache);
    assert_eq!(cache.blocks_read(), 1);
    let mut blocks: Vec<_> = sheet.story.body.iter().cloned().collect();
    blocks.swap(3, 90);
    sheet.story.body = blocks.into();
    check::run(&sheet.story, &settings, now(), &mut cache);
    assert_eq!(cache.blocks_read(), 0, "moved blocks are not read again");
    // A story opened anew has equal blocks elsewhere in memory.
    let mut reopened = sheet.story.clone();
    reopened.body = sheet.story.body.iter().map(|block| Arc::new(block.as_ref().clone())).collect();
    check::run(&reopened, &settings, now(), &mut cache);
    assert_eq!(cache.blocks_read(), 0);
    let gone = sheet.story.body.remove(0).unwrap();
    check::run(&sheet.story, &settings, now(), &mut cache);
    sheet.story.body.insert(0, gone);
    check::run(&sheet.story, &settings, now(), &mut cache);
    assert_eq!(cache.blocks_read(), 1, "a block that was gone is forgotten");
}

/// Whatever grew with the square of the length would take minutes here.
#[test]
fn a_hostile_page_is_read_in_a_time_like_its_length() {
    for piece in ["“", "”", "«“", "the the ", "[CHECK ", "[[[", "a  ,", "a\u{301}", "ש\"ש ", "🇫🇷"]
    {
        let mut sheet = Sheet::complete();
        let text = RichText::plain(piece.repeat(300_000 / piece.len()));
        sheet.story.standfirst = text.clone();
        let list = (0..3).map(|_| ListItem { level: 0, text: text.clone() }).collect();
        for kind in [
            BlockKind::Paragraph(text.clone()),
            BlockKind::List(List { ordered: false, items: list }),
        ] {
            sheet.story.body.push(sheet.ids.block(kind));
        }
        let outcome = fresh(&sheet.story);
        assert!(outcome.findings.len() < 2_000, "{piece}: {}", outcome.findings.len());
    }
}

#[test]
fn every_rule_says_what_it_is_about_why_and_what_is_right() {
    let mut ids = BTreeSet::new();
    for rule in check::rules() {
        assert!(ids.insert(rule.id), "two rules are called {}", rule.id);
        for text in [rule.what, rule.why, rule.source, rule.wrong, rule.right] {
            assert!(!text.trim().is_empty(), "{} leaves something unsaid", rule.id);
        }
        assert_ne!(rule.wrong, rule.right, "{}", rule.id);
    }
}

#[test]
fn the_same_words_are_ignored_together_in_a_story_or_in_every_story() {
    let mut sheet = Sheet::complete();
    sheet.write("The the ferry.\nNow the the boat.\nAnd and the boat.");
    let doubled = |outcome: &Outcome| outcome.findings.len();
    assert_eq!(doubled(&fresh(&sheet.story)), 3);
    let key = fresh(&sheet.story).findings[1].key.clone();
    let alike = check::alike(&key);
    assert_eq!(alike, "doubled-word:the:*");

    let house = Settings { ignored: BTreeSet::from([alike.clone()]), ..Settings::default() };
    let outcome = check::run(&sheet.story, &house, now(), &mut Cache::default());
    assert_eq!((outcome.findings.len(), outcome.ignored.len()), (1, 2));

    edit::apply(&mut sheet.story, Edit::Set(Value::Ignored(vec![alike]))).unwrap();
    let outcome = fresh(&sheet.story);
    assert_eq!((outcome.findings.len(), outcome.ignored.len()), (1, 2));
}

#[test]
fn the_checklist_is_green_when_the_story_is_in_order() {
    let mut sheet = Sheet::complete();
    sheet.write("The ferry sails.");
    let red = |story: &Story| -> Vec<String> {
        let list = fresh(story).checklist;
        assert!(list.len() > 8);
        let red = list.into_iter().filter(|item| !item.is_green());
        red.map(|item| format!("{}: {}", item.what, item.missing)).collect()
    };
    assert_eq!(red(&sheet.story), Vec::<String>::new());
    let mut sheet = Sheet::complete();
    sheet.write("!picture a |  |  | ?\n~");
    sheet.story.headline.clear();
    assert_eq!(
        red(&sheet.story),
        [
            "Headline: there is none",
            "Copy: the body is empty",
            "Captions: 1 picture without one",
            "Credits: 1 picture without one",
            "Descriptions: 1 picture not described yet",
            "No errors in the desk check: 2 errors are left",
        ]
    );
}

#[test]
fn every_example_of_a_style_sheet_is_caught_and_put_right() {
    for (name, sheet) in check::style::sheets() {
        assert_eq!(sheet.problems(), [""; 0], "{name}");
        assert!(sheet.rules().len() > 25, "{name}");
        for rule in sheet.rules() {
            let usual = if name == "ap" { "en-US" } else { "en-GB" };
            let language = match rule.languages.first().map(String::as_str) {
                None | Some("en") => usual,
                Some(language) => language,
            };
            let found = |words: &str| {
                let mut sheet = Sheet::complete();
                sheet.story.language = Language::new(language).unwrap();
                use check::style::StylePlace;
                if rule.places.first() == Some(&StylePlace::Headline) {
                    sheet.story.headline = words.to_owned();
                } else if rule.places.first() == Some(&StylePlace::Label) {
                    sheet.story.dateline.place = words.to_owned();
                } else {
                    "Ferries sail again".clone_into(&mut sheet.story.headline);
                    sheet.write(words);
                }
                let mut findings = fresh(&sheet.story).findings;
                findings.retain(|finding| finding.rule == rule.id);
                for finding in findings.iter().rev() {
                    if let Some(fix) = &finding.fix {
                        edit::apply(&mut sheet.story, fix.edit.clone()).unwrap();
                    }
                }
                let fixed = match sheet.story.body.iter().next().map(|block| block.kind.texts()) {
                    Some(texts) if !texts.is_empty() => texts[0].as_str().to_owned(),
                    _ => sheet.story.headline.clone(),
                };
                (findings, fixed)
            };
            let (wrong, fixed) = found(&rule.wrong);
            assert!(!wrong.is_empty(), "{} does not catch “{}”", rule.id, rule.wrong);
            if wrong.iter().all(|finding| finding.fix.is_some()) {
                assert_eq!(fixed, rule.right, "{}", rule.id);
            }
            let (right, _) = found(&rule.right);
            assert!(right.is_empty(), "{} complains about “{}”: {right:?}", rule.id, rule.right);
            let quoted = format!("He said: “{}”", rule.wrong);
            if !rule.quoted && rule.places.is_empty() {
                assert!(found(&quoted).0.is_empty(), "{} reads quotations", rule.id);
            }
        }
    }
}

#[test]
fn a_house_rule_replaces_the_shipped_one_of_the_same_name_and_levels_are_the_house_s() {
    let mut sheet = Sheet::complete();
    sheet.story.language = Language::new("en-US").unwrap();
    "Ferries sail again".clone_into(&mut sheet.story.headline);
    sheet.write("She sent an e-mail to the wharf.");
    let rules = |settings: &Settings| -> Vec<(String, Level)> {
        let outcome = check::run(&sheet.story, settings, now(), &mut Cache::default());
        outcome.findings.into_iter().map(|it| (it.rule.to_owned(), it.level)).collect()
    };
    assert_eq!(rules(&Settings::default()), [("ap-email".to_owned(), Level::Advice)]);
    let house: Settings = ron::from_str(
        r#"(
            levels: {"ledger-quay": warning},
            house: [
                (id: "ap-email", words: {"email": "e-mail"}, wrong: "an email", right: "an e-mail"),
                (id: "ledger-quay", words: {"wharf": "quay"}, wrong: "the wharf", right: "the quay"),
            ],
        )"#,
    )
    .unwrap();
    assert_eq!(rules(&house), [("ledger-quay".to_owned(), Level::Warning)]);
    let mut off = house.clone();
    off.off.insert("ledger-quay".to_owned());
    assert_eq!(rules(&off), []);
    let none = Settings { sheet: check::style::Sheet::None, ..Settings::default() };
    assert_eq!(rules(&none), []);
}
