//! An imported story against what a careful editor would have made of the source.
//!
//! `expected.json` names the fields that matter; a field that it does not name is not compared.
//! `body` holds one row for each block (`p:`, `h2:`, `quote:`, `li:`, `figure:` …).

use nightdesk::import::Import;
use nightdesk::story::{
    Block, BlockKind, Credit, Figure, List, MarkKind, Marker, NoticeKind, Person, Quote, Story,
};
use serde_json::Value;

/// How many fields and rows came out right.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) right: usize,
    pub(crate) expected: usize,
    pub(crate) misses: Vec<String>,
}

impl Tally {
    fn compare(&mut self, what: &str, wanted: &str, got: &str) {
        self.expected += 1;
        if wanted == plain_spaces(got) || (what == "language" && is_dialect_of(got, wanted)) {
            self.right += 1;
        } else {
            self.misses.push(format!("{what}\n    wanted: {wanted}\n    got:    {got}"));
        }
    }

    fn hold(&mut self, what: impl Into<String>, holds: bool) {
        self.expected += 1;
        if holds {
            self.right += 1;
        } else {
            self.misses.push(what.into());
        }
    }
}

/// Spaces that do not break, as before French punctuation, stay in the story; the expectations are
/// written with plain ones.
fn plain_spaces(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// A page may say `de-DE` where the expectation only cares for `de`.
fn is_dialect_of(tag: &str, language: &str) -> bool {
    tag.strip_prefix(language).is_some_and(|rest| rest.starts_with('-'))
}

/// Compares an import with `expected.json`.
pub(crate) fn check(import: &Import, expected: &Value) -> Tally {
    let mut tally = Tally::default();
    let story = &import.story;
    let lead = story.lead.clone().unwrap_or_default();
    let fields: [(&str, String); 13] = [
        ("language", story.language.tag().to_owned()),
        ("slug", story.slug.clone()),
        ("section", story.section.clone()),
        ("kicker", story.kicker.clone()),
        ("headline", story.headline.clone()),
        ("standfirst", story.standfirst.as_str().to_owned()),
        ("dateline_place", story.dateline.place.clone()),
        ("dateline_date", story.dateline.date.map(|date| date.to_string()).unwrap_or_default()),
        ("embargo", story.embargo.map(|at| at.to_rfc3339()).unwrap_or_default()),
        ("note_to_desk", story.note_to_desk.clone()),
        ("lead_caption", lead.caption.as_str().to_owned()),
        ("lead_credit", credit_row(&lead.credit)),
        ("lead_alt", lead.alt.text().to_owned()),
    ];
    for (name, got) in fields {
        match expected.get(name).and_then(Value::as_str) {
            Some(wanted) => tally.compare(name, wanted, &got),
            // What the editor left empty must be empty, where something could be invented.
            None if matches!(
                name,
                "section"
                    | "kicker"
                    | "headline"
                    | "standfirst"
                    | "dateline_place"
                    | "lead_caption"
            ) =>
            {
                tally.compare(name, "", &got);
            }
            None => {}
        }
    }
    if let Some(wanted) = expected.get("bylines").and_then(Value::as_array) {
        check_bylines(&mut tally, wanted, &story.bylines);
    }
    if let Some(wanted) = expected.get("tags").and_then(Value::as_array) {
        let got: Vec<&str> = story.tags.iter().map(|tag| tag.name.as_str()).collect();
        tally.compare("tags", &texts(wanted).join(", "), &got.join(", "));
    }
    if let Some(wanted) = expected.get("body").and_then(Value::as_array) {
        check_body(&mut tally, &texts(wanted), &body_rows(story));
    }
    for link in expected.get("links").and_then(Value::as_array).into_iter().flatten() {
        let pair = link.as_array().map(|pair| texts(pair)).unwrap_or_default();
        if let [text, url] = pair.as_slice() {
            let found = links(story).iter().any(|(words, to)| words == text && to == url);
            tally.hold(format!("no link “{text}” to {url}"), found);
        }
    }
    let removed = removed_words(import);
    for words in expected.get("removed_contains").and_then(Value::as_array).into_iter().flatten() {
        let words = words.as_str().unwrap_or_default();
        tally.hold(format!("no notice keeps “{words}”"), removed.contains(words));
    }
    let copy = all_words(story);
    for words in expected.get("must_not_contain").and_then(Value::as_array).into_iter().flatten() {
        let words = words.as_str().unwrap_or_default();
        tally.hold(format!("“{words}” is in the story"), !copy.contains(words));
    }
    tally
}

fn texts(values: &[Value]) -> Vec<String> {
    values.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn check_bylines(tally: &mut Tally, wanted: &[Value], got: &[Person]) {
    tally.compare("number of bylines", &wanted.len().to_string(), &got.len().to_string());
    for (at, wanted) in wanted.iter().enumerate() {
        let person = got.get(at).cloned().unwrap_or_default();
        let text = |name: &str| wanted.get(name).and_then(Value::as_str);
        for (name, got) in [
            ("name", &person.name),
            ("role", &person.role),
            ("outlet", &person.outlet),
            ("email", &person.email),
        ] {
            if let Some(wanted) = text(name) {
                tally.compare(&format!("byline {at} {name}"), wanted, got);
            }
        }
        if let Some(handles) = wanted.get("handles").and_then(Value::as_array) {
            let got: Vec<&str> = person.handles.iter().map(|handle| handle.name.as_str()).collect();
            tally.compare(
                &format!("byline {at} handles"),
                &texts(handles).join(", "),
                &got.join(", "),
            );
        }
        if let Some(words) = text("bio_contains") {
            let bio = person.bio.as_str();
            tally.hold(
                format!("bio of byline {at} without “{words}”: “{bio}”"),
                bio.contains(words),
            );
        }
    }
}

/// Rows that stand in the same order on both sides are right; every other row is a miss.
fn check_body(tally: &mut Tally, wanted: &[String], got: &[String]) {
    let same = |a: usize, b: usize| matches!((wanted.get(a), got.get(b)), (Some(wanted), Some(got)) if row_fits(wanted, got));
    let mut longest = vec![vec![0usize; got.len() + 1]; wanted.len() + 1];
    for a in (0..wanted.len()).rev() {
        for b in (0..got.len()).rev() {
            longest[a][b] = if same(a, b) {
                longest[a + 1][b + 1] + 1
            } else {
                longest[a + 1][b].max(longest[a][b + 1])
            };
        }
    }
    tally.expected += wanted.len().max(got.len());
    tally.right += longest[0][0];
    let (mut a, mut b) = (0, 0);
    while a < wanted.len() || b < got.len() {
        if a < wanted.len() && b < got.len() && same(a, b) {
            (a, b) = (a + 1, b + 1);
        } else if b < got.len() && (a == wanted.len() || longest[a][b + 1] >= longest[a + 1][b]) {
            tally.misses.push(format!("body + {}", got[b]));
            b += 1;
        } else {
            tally.misses.push(format!("body - {}", wanted[a]));
            a += 1;
        }
    }
}

/// A picture's credit and description, and a video's words, count only where the row has them.
fn row_fits(wanted: &str, got: &str) -> bool {
    if wanted == got {
        return true;
    }
    let parts = |row: &str| -> Vec<String> { row.split(" | ").map(str::to_owned).collect() };
    if wanted.starts_with("figure: ") && got.starts_with("figure: ") {
        let got = parts(got);
        return parts(wanted).iter().all(|part| got.contains(part));
    }
    wanted.starts_with("embed: ")
        && wanted.matches('|').count() == 1
        && got.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('|'))
}

fn body_rows(story: &Story) -> Vec<String> {
    story.body.iter().flat_map(|block| rows(block)).map(|row| plain_spaces(&row)).collect()
}

fn rows(block: &Block) -> Vec<String> {
    let quoted = |quote: &Quote| {
        let words = quote.text.as_str().replace('\n', " ¶ ");
        if quote.attribution.is_empty() {
            words
        } else {
            format!("{words} — {}", quote.attribution)
        }
    };
    match &block.kind {
        BlockKind::Paragraph(text) => vec![format!("p: {}", text.as_str())],
        BlockKind::Heading(level, text) => vec![format!("h{}: {}", level.number(), text.as_str())],
        BlockKind::Quote(quote) => vec![format!("quote: {}", quoted(quote))],
        BlockKind::PullQuote(quote) => vec![format!("pull: {}", quoted(quote))],
        BlockKind::List(List { ordered, items }) => {
            let mark = if *ordered { "ol" } else { "li" };
            items.iter().map(|item| format!("{mark}: {}", item.text.as_str())).collect()
        }
        BlockKind::Figure(figure) => vec![format!("figure: {}", figure_row(figure))],
        BlockKind::Gallery(figures) => {
            figures.iter().map(|figure| format!("figure: {}", figure_row(figure))).collect()
        }
        BlockKind::Embed(embed) if embed.fallback.is_empty() => {
            vec![format!("embed: {}|{}", embed.provider, embed.title)]
        }
        BlockKind::Embed(embed) => {
            vec![format!("embed: {}|{}|{}", embed.provider, embed.title, embed.fallback)]
        }
        BlockKind::Related(link) => vec![format!("related: {}", link.title)],
        BlockKind::Promo(link) => vec![format!("promo: {}", link.title)],
        BlockKind::Table(table) => {
            let title =
                (!table.caption.is_empty()).then(|| format!("table title: {}", table.caption));
            let rows = table.rows().iter().map(|row| {
                let cells: Vec<&str> = row.iter().map(|cell| cell.as_str()).collect();
                format!("table: {}", cells.join(" / "))
            });
            title.into_iter().chain(rows).collect()
        }
        BlockKind::Divider => vec!["divider".to_owned()],
        BlockKind::DeskNote(text) => vec![format!("note: {}", text.as_str())],
    }
}

fn figure_row(figure: &Figure) -> String {
    let mut row = figure.caption.as_str().to_owned();
    let credit = credit_row(&figure.credit);
    if !credit.is_empty() {
        row += " | credit: ";
        row += &credit;
    }
    if !figure.alt.text().is_empty() {
        row += " | alt: ";
        row += figure.alt.text();
    }
    row
}

fn credit_row(credit: &Credit) -> String {
    let markers: Vec<&str> = credit
        .markers
        .iter()
        .map(|marker| match marker {
            Marker::Pool => "pool",
            Marker::Handout => "handout",
            Marker::File => "file",
            Marker::Courtesy => "courtesy",
            Marker::Screengrab => "screengrab",
            Marker::Illustration => "illustration",
        })
        .collect();
    [
        ("creators", credit.creators.join(",")),
        ("agencies", credit.agencies.join(",")),
        ("markers", markers.join(",")),
        ("provider", credit.provider.clone().unwrap_or_default()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| format!("{name}={value}"))
    .collect::<Vec<_>>()
    .join(";")
}

fn links(story: &Story) -> Vec<(String, String)> {
    let body = story.body.iter().flat_map(|block| block.kind.texts());
    body.chain(story.bylines.iter().map(|person| &person.bio))
        .flat_map(|text| {
            text.marks().iter().filter_map(|mark| match &mark.kind {
                MarkKind::Link { url, .. } => {
                    let words = text.as_str().get(mark.range.clone()).unwrap_or_default();
                    Some((words.to_owned(), url.clone()))
                }
                _ => None,
            })
        })
        .collect()
}

/// The words that notices keep, line by line.
pub(crate) fn removed_words(import: &Import) -> String {
    let mut words = String::new();
    for notice in import.notices.iter().filter(|notice| notice.kind != NoticeKind::Recognised) {
        words.push_str(&notice.message);
        words.push('\n');
        for block in notice.kept.iter().flat_map(|kept| &kept.blocks) {
            for row in rows(block) {
                words.push_str(&row);
                words.push('\n');
            }
        }
    }
    words
}

/// Every word that readers or colleagues would see in the story.
pub(crate) fn all_words(story: &Story) -> String {
    let mut words = vec![
        story.slug.clone(),
        story.section.clone(),
        story.kicker.clone(),
        story.headline.clone(),
        story.standfirst.as_str().to_owned(),
        story.dateline.place.clone(),
        story.note_to_desk.clone(),
    ];
    words.extend(story.tags.iter().map(|tag| tag.name.clone()));
    words.extend(story.related.iter().map(|link| link.title.clone()));
    for person in &story.bylines {
        words.extend([
            person.name.clone(),
            person.role.clone(),
            person.outlet.clone(),
            person.email.clone(),
        ]);
        words.push(person.bio.as_str().to_owned());
        words.extend(person.handles.iter().map(|handle| handle.name.clone()));
    }
    if let Some(lead) = &story.lead {
        words.push(figure_row(lead));
        words.push(lead.credit.verbatim.clone());
    }
    for block in &story.body {
        words.extend(rows(block));
        match &block.kind {
            BlockKind::Figure(figure) => words.push(figure.credit.verbatim.clone()),
            BlockKind::Gallery(figures) => {
                words.extend(figures.iter().map(|figure| figure.credit.verbatim.clone()));
            }
            BlockKind::Embed(embed) => words.push(embed.url.clone()),
            _ => {}
        }
    }
    words.join("\n")
}

/// Prints what is wrong and the score.
#[expect(clippy::print_stdout, reason = "the tally is read by people")]
pub(crate) fn print(name: &str, tally: &Tally) {
    println!("{name}: {} fields right of {}", tally.right, tally.expected);
    for miss in &tally.misses {
        println!("  {miss}");
    }
}
