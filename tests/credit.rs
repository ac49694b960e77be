//! Credits as desks meet them: lines read, captions split, house format, hostile text.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use nightdesk::media::credit::{
    DEFAULT_TEMPLATE, Template, TemplateError, parse, render, split_caption,
};
use nightdesk::story::{Credit, CreditState, Mark, MarkKind, Marker, RichText};
use proptest::prelude::*;

#[test]
fn credit_lines_are_read_as_an_editor_reads_them() {
    let rows = blocks("lines.txt");
    assert!(rows.len() >= 120, "only {} rows", rows.len());
    let mut wrong = Vec::new();
    for (line, notes) in &rows {
        let credit = parse(line);
        assert_eq!(credit.verbatim, *line);
        let found = parts(&credit);
        if [found.as_str()] != notes.as_slice() {
            wrong.push(format!("{line}\n    expected {notes:?}\n    found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn a_credit_that_was_not_understood_says_so() {
    for (line, notes) in blocks("lines.txt") {
        let names_nobody =
            notes == ["none"] || notes.iter().all(|note| note.starts_with("markers"));
        let expected = if names_nobody && !notes.iter().any(|note| note.contains(';')) {
            CreditState::Unparsed
        } else {
            CreditState::Parsed
        };
        assert_eq!(parse(&line).state(), expected, "{line}");
    }
    assert_eq!(parse("").state(), CreditState::Missing);
    assert_eq!(parse(" \n").state(), CreditState::Missing);
}

#[test]
fn a_rendered_credit_reads_as_the_same_credit() {
    let house = Template::default();
    let labelled =
        Template::parse("[Photo: {creators}][ / {agencies}][ via {provider}][ ({markers})]")
            .unwrap();
    for template in [&house, &labelled] {
        for (line, _) in blocks("lines.txt") {
            let credit = parse(&line);
            let rendered = render(&credit, template);
            assert_eq!(parts(&parse(&rendered)), parts(&credit), "{line} became {rendered}");
        }
    }
}

#[test]
fn captions_are_split_from_their_credits() {
    let rows = blocks("captions.txt");
    assert!(rows.len() >= 60, "only {} rows", rows.len());
    let mut wrong = Vec::new();
    for (line, notes) in &rows {
        let (caption, credit) = split_caption(&RichText::plain(line.as_str()));
        let found =
            [format!("caption={}", caption.as_str()), format!("credit={}", credit.verbatim)];
        if found.as_slice() != notes.as_slice() {
            wrong.push(format!("{line}\n    expected {notes:?}\n    found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn captions_without_a_credit_are_left_alone() {
    let rows = lines("captions-without-credit.txt");
    assert!(rows.len() >= 25, "only {} rows", rows.len());
    let mut wrong = Vec::new();
    for line in &rows {
        let text = RichText::plain(line.as_str());
        let (caption, credit) = split_caption(&text);
        if caption != text || credit != Credit::default() {
            wrong.push(format!("{line}\n    lost {:?}", credit.verbatim));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn marks_of_the_caption_are_kept() {
    let mut text = RichText::plain("The Maid of Brindle sails. (Photo: Kit Orme/AP)");
    text.mark(4..18, MarkKind::Emphasis);
    text.mark(27..47, MarkKind::Strong);
    let (caption, credit) = split_caption(&text);
    assert_eq!(caption.as_str(), "The Maid of Brindle sails.");
    assert_eq!(caption.marks(), [Mark { range: 4..18, kind: MarkKind::Emphasis }]);
    assert_eq!(credit.creators, ["Kit Orme"]);

    let mut text = RichText::plain("Photo: Kit Orme | The Maid sails.");
    text.mark(22..26, MarkKind::Strong);
    let (caption, _) = split_caption(&text);
    assert_eq!(caption.as_str(), "The Maid sails.");
    assert_eq!(caption.marks(), [Mark { range: 4..8, kind: MarkKind::Strong }]);
}

#[test]
fn a_split_caption_has_nothing_left_to_split() {
    for (line, _) in blocks("captions.txt") {
        let (caption, _) = split_caption(&RichText::plain(line.as_str()));
        let (again, credit) = split_caption(&caption);
        assert_eq!((again, credit), (caption, Credit::default()), "{line}");
    }
}

#[test]
fn house_format_leaves_out_what_is_not_there() {
    let full = parse("(Photo by KIT ORME/POOL/AFP via Getty Images)");
    let agency = parse("REUTERS");
    let lent = parse("Courtesy of Brindle Maritime Museum");
    for (template, credit, expected) in [
        (DEFAULT_TEMPLATE, &full, "Kit Orme/AFP via Getty Images, Pool"),
        (DEFAULT_TEMPLATE, &agency, "Reuters"),
        (DEFAULT_TEMPLATE, &lent, "Brindle Maritime Museum, Courtesy"),
        (DEFAULT_TEMPLATE, &parse("Handout via REUTERS"), "via Reuters, Handout"),
        (DEFAULT_TEMPLATE, &parse("Seen from the river"), "Seen from the river"),
        (DEFAULT_TEMPLATE, &parse("Submitted photo"), "Submitted photo"),
        (DEFAULT_TEMPLATE, &Credit::default(), ""),
        ("Photo: [{creators}][ / {agencies}]", &full, "Photo: Kit Orme / AFP"),
        ("Photo: [{creators}][ / {agencies}]", &agency, "Photo: Reuters"),
        ("[{agencies}/]{creators}", &full, "AFP/Kit Orme"),
        ("[{creators} \\[{agencies}\\]]", &full, "Kit Orme [AFP]"),
        ("[{creators} | ][{provider}]", &full, "Kit Orme | Getty Images"),
        ("{ creators }", &full, "Kit Orme"),
        ("© {creators}", &full, "© Kit Orme"),
    ] {
        assert_eq!(render(credit, &Template::parse(template).unwrap()), expected, "{template}");
    }
}

#[test]
fn a_broken_template_says_what_is_wrong_and_where() {
    for (template, error, sentence) in [
        ("", TemplateError::NamesNothing, "shows nothing"),
        ("Photo", TemplateError::NamesNothing, "{creators}"),
        ("{by}", TemplateError::Unknown { name: "by".to_owned(), at: 1 }, "{by} at character 1"),
        ("é{creators", TemplateError::NotClosed { open: '{', at: 2 }, "“{” at character 2"),
        ("[{creators}", TemplateError::NotClosed { open: '[', at: 1 }, "never closed"),
        ("{creators}]", TemplateError::NotOpened { close: ']', at: 11 }, "closes nothing"),
        ("creators}", TemplateError::NotOpened { close: '}', at: 9 }, "character 9"),
        ("[{creators}[{agencies}]]", TemplateError::Nested { at: 12 }, "inside another"),
        ("{creators}[, photo]", TemplateError::NeverShown { at: 11 }, "would never show"),
    ] {
        let found = Template::parse(template).unwrap_err();
        assert_eq!(found, error, "{template}");
        assert!(found.to_string().contains(sentence), "{found}");
    }
    let long = "{creators}".repeat(200);
    assert!(matches!(Template::parse(&long), Err(TemplateError::TooLong { .. })));
}

#[test]
fn the_captions_of_the_import_pages_are_split_as_expected() {
    let mut checked = 0;
    for (page, expected) in figures_of_pages() {
        let figcaption = scraper::Selector::parse("figcaption").unwrap();
        for element in scraper::Html::parse_document(&page).select(&figcaption) {
            let (caption, credit) =
                split_caption(&RichText::plain(element.text().collect::<String>()));
            if let Some(parts_expected) = expected.get(caption.as_str()) {
                assert_eq!(parts(&credit), *parts_expected, "{}", caption.as_str());
                checked += 1;
            }
        }
    }
    assert!(checked >= 10, "only {checked} figures of the pages were found");
}

#[test]
fn a_long_text_costs_no_more_than_a_short_one() {
    let prose = "Ferries sail again. ".repeat(2_500);
    for text in [
        format!("{prose}(AP Photo/Kit Orme)"),
        "(".repeat(50_000),
        "photo by ".repeat(5_000),
        "Kit Orme/".repeat(5_000),
        "Foto: ".repeat(8_000),
        "pool file handout ".repeat(3_000),
        "A. ".repeat(17_000),
        "e\u{301}".repeat(16_000),
    ] {
        let rich = RichText::plain(text.as_str());
        let begun = Instant::now();
        let (caption, credit) = split_caption(&rich);
        let whole = parse(&text);
        // Generous for a busy machine; a quadratic reader needs minutes.
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", text.get(..20));
        assert_eq!(whole.verbatim, text);
        if text.ends_with("(AP Photo/Kit Orme)") {
            assert_eq!(credit.creators, ["Kit Orme"]);
            assert_eq!(caption.as_str(), prose.trim_end());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_line_is_kept_letter_for_letter(line in any::<String>()) {
        prop_assert_eq!(parse(&line).verbatim, line);
    }

    #[test]
    fn any_template_is_read_or_refused(template in "[\\[\\]{}\\\\a-z ]{0,30}") {
        if let Ok(template) = Template::parse(&template) {
            let rendered = render(&parse("Kit Orme/AP"), &template);
            prop_assert_eq!(rendered.trim(), &rendered);
        }
    }

    #[test]
    fn a_line_of_credit_words_renders_to_the_same_credit(line in credit_words()) {
        let credit = parse(&line);
        let rendered = render(&credit, &Template::default());
        prop_assert_eq!(parts(&parse(&rendered)), parts(&credit), "{} became {}", line, rendered);
    }

    #[test]
    fn splitting_loses_no_word(text in prop_oneof![any::<String>(), credit_words(), caption_and_credit()]) {
        let (caption, credit) = split_caption(&RichText::plain(text.as_str()));
        // Lost may be: white space, and the separator between caption and credit.
        let at_the_end = letters(&format!("{}{}", caption.as_str(), credit.verbatim));
        let at_the_start = letters(&format!("{}{}", credit.verbatim, caption.as_str()));
        let all = letters(&text);
        prop_assert!(at_the_end == all || at_the_start == all, "{:?} {:?}", caption, credit);
        prop_assert!(text.contains(&credit.verbatim) && text.contains(caption.as_str()));
    }

    #[test]
    fn marked_text_splits_without_a_panic(
        text in prop_oneof![any::<String>(), caption_and_credit()],
        start in 0_usize..60,
        len in 0_usize..60,
    ) {
        let mut rich = RichText::plain(text);
        rich.mark(start..start + len, MarkKind::Strong);
        let (caption, _) = split_caption(&rich);
        for mark in caption.marks() {
            prop_assert!(mark.range.end <= caption.len());
        }
    }
}

/// Lines thrown together from what credits are made of.
fn credit_words() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Kit Orme",
        "KIT ORME",
        "Rory",
        "Ana Ruiz",
        "AFP",
        "REUTERS",
        "Getty Images",
        "dpa",
        "Lantern Pictures",
        "HALYARD",
        "The Meridian",
        "/",
        " / ",
        " via ",
        ", ",
        " and ",
        " | ",
        " - ",
        "(",
        ")",
        "Photo: ",
        "Foto: ",
        "Photo by ",
        "© ",
        "Pool",
        "File",
        "Handout",
        "Courtesy of ",
        "file photo",
        "for ",
        " ",
        "2024",
        "Jr.",
        "the ",
        "NASA",
        "privat",
        "Penhale family",
        ": ",
        "; ",
        "@kit_orme",
        "J.",
        "van der Berg",
        "Stringer",
    ]);
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

fn caption_and_credit() -> impl Strategy<Value = String> {
    let caption = prop::sample::select(vec![
        "Ferries sail.",
        "Ferries sail",
        "“Lucky”",
        "Alf (left)",
        "é\u{301}",
        "",
        "日本",
        "Photo",
    ]);
    let between = prop::sample::select(vec!["", " ", " | ", " — ", "\n", " (", "\u{301}", " -"]);
    (caption, between, credit_words()).prop_map(|(a, b, c)| format!("{a}{b}{c}"))
}

fn letters(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).collect()
}

/// A credit’s parts in the notation of the fixtures.
fn parts(credit: &Credit) -> String {
    let mut written = Vec::new();
    let mut add = |name: &str, values: Vec<String>| {
        if !values.is_empty() {
            written.push(format!("{name}={}", values.join(",")));
        }
    };
    add("creators", credit.creators.clone());
    add("agencies", credit.agencies.clone());
    add("markers", credit.markers.iter().map(|marker| marker_name(*marker).to_owned()).collect());
    add("provider", credit.provider.iter().cloned().collect());
    if written.is_empty() { "none".to_owned() } else { written.join(";") }
}

fn marker_name(marker: Marker) -> &'static str {
    match marker {
        Marker::Pool => "pool",
        Marker::Handout => "handout",
        Marker::File => "file",
        Marker::Courtesy => "courtesy",
        Marker::Screengrab => "screengrab",
        Marker::Illustration => "illustration",
    }
}

/// Each import page, with the credit that is expected of each caption.
fn figures_of_pages() -> Vec<(String, BTreeMap<String, String>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages");
    let mut pages = Vec::new();
    for page in fs::read_dir(folder).expect("the pages are there") {
        let page = page.expect("the folder can be read").path();
        let (Ok(html), Ok(json)) = (
            fs::read_to_string(page.join("input.html")),
            fs::read_to_string(page.join("expected.json")),
        ) else {
            continue;
        };
        let json: serde_json::Value =
            serde_json::from_str(&json).expect("the page’s expectations are JSON");
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let mut figures =
            BTreeMap::from([(text(&json["lead_caption"]), text(&json["lead_credit"]))]);
        for block in json["body"].as_array().into_iter().flatten().map(text) {
            let mut fields = block.strip_prefix("figure: ").unwrap_or_default().split(" | ");
            let caption = fields.next().unwrap_or_default().to_owned();
            let credit = fields.find_map(|field| field.strip_prefix("credit: "));
            figures.insert(caption, credit.unwrap_or("none").to_owned());
        }
        figures.retain(|caption, credit| !caption.is_empty() && !credit.is_empty());
        pages.push((html, figures));
    }
    pages
}

/// The rows of a fixture: each with the indented lines below it.
fn blocks(name: &str) -> Vec<(String, Vec<String>)> {
    let mut blocks: Vec<(String, Vec<String>)> = Vec::new();
    for line in lines(name) {
        match line.strip_prefix("    ") {
            Some(note) => blocks.last_mut().expect("a row comes first").1.push(note.to_owned()),
            None => blocks.push((line, Vec::new())),
        }
    }
    blocks
}

fn lines(name: &str) -> Vec<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/credits").join(name);
    let text = fs::read_to_string(path).expect("the fixture is there");
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}
