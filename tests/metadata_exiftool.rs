//! What we read in a picture’s file against what exiftool reads there.
//!
//! `metadata_corpus.py` makes the pictures and asks exiftool; `.ci/run` does both and names the folder in
//! `NIGHTDESK_METADATA_CORPUS`. Without it a small part of the corpus, kept in the repository,
//! is compared.
#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nightdesk::media::metadata::{Block, Field, Metadata, Statement, metadata};
use serde_json::Value;

type Said = BTreeMap<String, Vec<String>>;

fn folder() -> PathBuf {
    std::env::var_os("NIGHTDESK_METADATA_CORPUS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/metadata"),
        PathBuf::from,
    )
}

/// What was read, as the oracle writes it: block, property and language.
fn said(metadata: &Metadata) -> Said {
    let mut said = Said::new();
    for Statement { field, block, tag, language, value, .. } in &metadata.statements {
        let block = match block {
            Block::Exif => "exif",
            Block::Iim => "iim",
            Block::Xmp => "xmp",
        };
        let part = match (tag.contains(":Location"), field) {
            (true, Field::City) => "/city",
            (true, Field::Country) => "/country",
            _ => "",
        };
        let language = language.as_deref().filter(|language| *language != "x-default");
        let key = format!("{block}|{tag}{part}|{}", language.unwrap_or_default());
        // An empty item says nothing.
        if !value.is_empty() {
            said.entry(key).or_default().push(value.clone());
        }
    }
    said
}

/// What counts, letter for letter.
fn chosen(metadata: &Metadata, field: &str) -> Vec<String> {
    let one = match field {
        "Caption" => &metadata.caption,
        "Headline" => &metadata.headline,
        "CreditLine" => &metadata.credit_line,
        "Copyright" => &metadata.copyright,
        "Source" => &metadata.source,
        "City" => &metadata.city,
        "Country" => &metadata.country,
        "Created" => &metadata.created,
        "Instructions" => &metadata.instructions,
        "Creator" => {
            let mut values: Vec<String> = Vec::new();
            for creator in &metadata.creators {
                if values.last() != Some(&creator.verbatim.value) {
                    values.push(creator.verbatim.value.clone());
                }
            }
            return values;
        }
        other => panic!("{other}"),
    };
    one.iter().map(|said| said.verbatim.value.clone()).collect()
}

fn strings(value: &Value) -> Vec<String> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item.as_str().unwrap().to_owned())
        .filter(|item| !item.is_empty())
        .collect()
}

/// One row of the agreement table.
#[derive(Default)]
struct Row {
    files: usize,
    statements: usize,
    statements_agree: usize,
    choices: usize,
    choices_agree: usize,
}

impl Row {
    fn line(&self, name: &str) -> String {
        let statements = format!("{} of {}", self.statements_agree, self.statements);
        let choices = format!("{} of {}", self.choices_agree, self.choices);
        format!("{name:24}{:>7}{statements:>22}{choices:>22}", self.files)
    }
}

#[test]
fn we_read_what_exiftool_reads() {
    let folder = folder();
    let oracle = std::fs::read_to_string(folder.join("oracle.json"))
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let oracle: BTreeMap<String, Value> = serde_json::from_str(&oracle).unwrap();
    let mut table: BTreeMap<(String, String), Row> = BTreeMap::new();
    let mut differences = Vec::new();
    for (name, answer) in &oracle {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let metadata = metadata(&bytes);
        let ours = said(&metadata);
        let theirs: Said = answer["said"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(key, value)| (key.clone(), strings(value)))
            .filter(|(_, values)| !values.is_empty())
            .collect();
        let is_cut = answer["kind"] == "cut";
        let group = name.split(['-', '.']).next().unwrap().to_owned();
        let end = name.rsplit('.').next().unwrap().to_owned();
        let row = table.entry((group, end)).or_default();
        row.files += 1;
        let keys: std::collections::BTreeSet<&String> =
            theirs.keys().chain(ours.keys().filter(|_| !is_cut)).collect();
        for key in keys {
            row.statements += 1;
            let (our, their) = (ours.get(key), theirs.get(key));
            if our == their {
                row.statements_agree += 1;
            } else {
                differences.push(format!("{name} {key}: ours {our:?}, theirs {their:?}"));
            }
        }
        if is_cut {
            continue;
        }
        for (field, expected) in answer["chosen"].as_object().unwrap() {
            row.choices += 1;
            let expected = match answer["truth"].get(field) {
                Some(truth) => vec![truth.as_str().unwrap().to_owned()],
                None => strings(expected),
            };
            let our = chosen(&metadata, field);
            if our == expected {
                row.choices_agree += 1;
            } else {
                differences
                    .push(format!("{name} chosen {field}: ours {our:?}, theirs {expected:?}"));
            }
        }
    }
    println!("{:24}{:>7}{:>22}{:>22}", "corpus", "files", "statements", "choices");
    let mut all = Row::default();
    for ((group, end), row) in &table {
        println!("{}", row.line(&format!("{group} .{end}")));
        all.files += row.files;
        all.statements += row.statements;
        all.statements_agree += row.statements_agree;
        all.choices += row.choices;
        all.choices_agree += row.choices_agree;
    }
    println!("{}", all.line("all"));
    assert!(all.statements > 0);
    let shown: Vec<String> =
        differences.iter().take(700).map(|line| line.chars().take(420).collect()).collect();
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), shown.join("\n"));
}
