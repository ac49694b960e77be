//! Markdown read back by a parser says what the copy said.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options as Reading, Parser, Tag};

use super::inline::{Within, plain, prose};
use crate::export::page::{Prose, tidy};
use crate::story::{Mark, MarkKind, RichText};

/// The words of a Markdown text, and whether anything but grafs and marks is in it.
fn read(markdown: &str) -> (String, Vec<String>) {
    let (mut words, mut strange) = (String::new(), Vec::new());
    for event in Parser::new_ext(markdown, Reading::ENABLE_TABLES) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::HardBreak => words.push('\n'),
            Event::Start(Tag::Paragraph | Tag::Strong | Tag::Emphasis | Tag::Link { .. })
            | Event::End(_) => {}
            Event::InlineHtml(tag)
                if ["strong", "em", "s", "sup", "sub"]
                    .contains(&tag.trim_matches(['<', '>', '/'])) => {}
            other => strange.push(format!("{other:?}")),
        }
    }
    (words, strange)
}

/// What a reader of Markdown takes from a text: white space at the ends of lines does not count.
fn as_read(text: &str) -> String {
    let text = tidy(text);
    let lines: Vec<_> = text.split('\n').map(|line| line.trim_matches([' ', '\t'])).collect();
    lines.join("\n").trim().to_owned()
}

fn check(text: &str) {
    let markdown = plain(text, Within::Graf);
    let (words, strange) = read(&markdown);
    let words: Vec<_> = words.split('\n').map(|line| line.trim_matches([' ', '\t'])).collect();
    assert_eq!(words.join("\n").trim(), as_read(text), "{markdown:?}");
    assert!(strange.is_empty(), "{markdown:?}: {strange:?}");
}

#[test]
fn every_character_reads_as_itself() {
    for text in [
        "# not a heading",
        "1. not a list",
        "12) nor this",
        "- nor that",
        "+ x",
        "> no quote",
        "*stars* and _lines_",
        "**bold**",
        "`code`",
        "a\\b",
        "\\",
        "[a](b)",
        "![a](b)",
        "<b>x</b>",
        "<script>alert(1)</script>",
        "AT&T &amp; &#42; &copy;",
        "~~x~~",
        "---",
        "===",
        "a\n---",
        "a\n===",
        "a\n\nb",
        "    code",
        "\tcode",
        "a | b\n:--|--",
        "| a |\n| - |",
        "***",
        "* * *",
        "line\\\nbreak",
        "ends with \\",
        "ends\n",
        "\nbegins",
        "http://a.example/_x_",
        "1986. A year",
        "5 < 6 > 4",
        "!",
        "wow!",
        "```rust\nx\n```",
        "[^1]: note",
        "[a]: http://x.example",
        "***a**",
    ] {
        check(text);
    }
}

#[test]
fn marks_are_seen_whatever_stands_around_them() {
    for (text, range, kind, expected) in [
        ("a strong word", 2..8, MarkKind::Strong, "a **strong** word"),
        ("a “strong” word", 2..14, MarkKind::Emphasis, "a *“strong”* word"),
        ("unbelievable", 2..8, MarkKind::Emphasis, "un<em>believ</em>able"),
        ("a bold word", 1..6, MarkKind::Strong, "a **bold** word"),
        ("2 squared", 0..1, MarkKind::Superscript, "<sup>2</sup> squared"),
    ] {
        let mut rich = RichText::plain(text);
        rich.mark(range, kind);
        assert_eq!(prose(Prose::of(&rich), Within::Graf), expected);
    }
}

#[test]
fn a_link_after_an_exclamation_mark_is_no_picture() {
    let mut rich = RichText::plain("Wow!here");
    let url = "https://a.example/(x)?a=1&copy;=2".to_owned();
    rich.mark(4..8, MarkKind::Link { url: url.clone(), title: "a \"b\"".to_owned() });
    let markdown = prose(Prose::of(&rich), Within::Graf);
    let links: Vec<_> = Parser::new(&markdown)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                Some((dest_url.to_string(), title.to_string()))
            }
            Event::Start(Tag::Image { .. }) => panic!("{markdown}"),
            _ => None,
        })
        .collect();
    assert_eq!(links, [(url, "a \"b\"".to_owned())], "{markdown}");
}

fn any_mark() -> impl Strategy<Value = MarkKind> {
    prop_oneof![
        Just(MarkKind::Strong),
        Just(MarkKind::Emphasis),
        Just(MarkKind::Strike),
        Just(MarkKind::Superscript),
        Just(MarkKind::Link { url: "https://a.example/x".to_owned(), title: String::new() }),
    ]
}

/// Texts of characters that mean something in Markdown, mixed with ordinary ones.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[-a-c0-2 #*_`~|!\\[\\]()<>&;.\\\\+=\n\t:\"é]{0,40}", "\\PC{0,40}"]
}

proptest! {
    #[test]
    fn any_text_reads_back(text in any_text()) {
        check(&text);
    }

    #[test]
    fn any_marked_text_reads_back(
        text in any_text(),
        marks in prop::collection::vec((0usize..40, 0usize..40, any_mark()), 0..5),
    ) {
        let marks = marks.into_iter().map(|(a, b, kind)| Mark { range: a.min(b)..a.max(b), kind });
        let rich = RichText::new(text, marks.collect());
        let markdown = prose(Prose::of(&rich), Within::Graf);
        let (words, strange) = read(&markdown);
        let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(squeezed(&words), squeezed(&tidy(rich.as_str())), "{:?}", markdown);
        prop_assert!(strange.is_empty(), "{:?}: {:?}", markdown, strange);
    }
}
