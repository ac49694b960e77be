//! Copy as markup. Everything goes through maud, which escapes it.

use std::fmt::Write as _;

use maud::{Escaper, Markup, Render, html};

use crate::export::page::{Prose, Run, Style, tidy};

/// A text without characters that HTML forbids.
pub(super) struct Plain<'a>(pub(super) &'a str);

impl Render for Plain<'_> {
    fn render_to(&self, out: &mut String) {
        Escaper::new(out).write_str(&tidy(self.0)).expect("writing to a string does not fail");
    }
}

/// Running copy with its marks.
pub(super) fn prose(prose: Prose<'_>) -> Markup {
    runs(&prose.runs())
}

/// Stretches of copy with their marks.
pub(super) fn runs(runs: &[Run<'_>]) -> Markup {
    nested(runs, 0)
}

/// Writes the styles from `depth` on around the text; runs have at most six.
fn nested(runs: &[Run<'_>], depth: usize) -> Markup {
    html! {
        @for group in runs.chunk_by(|a, b| a.styles.get(depth) == b.styles.get(depth)) {
            @let inner = |group| nested(group, depth + 1);
            @match group.first().and_then(|run| run.styles.get(depth)) {
                None => @for run in group { (lines(run.text)) },
                Some(Style::Link { href, title }) => {
                    a href=(href) title=[(!title.is_empty()).then_some(Plain(title))] { (inner(group)) }
                }
                Some(Style::Strong) => strong { (inner(group)) },
                Some(Style::Emphasis) => em { (inner(group)) },
                Some(Style::Strike) => s { (inner(group)) },
                Some(Style::Superscript) => sup { (inner(group)) },
                Some(Style::Subscript) => sub { (inner(group)) },
            }
        }
    }
}

/// A text whose line breaks show.
pub(super) fn lines(text: &str) -> Markup {
    let text = tidy(text);
    html! {
        @for (index, line) in text.split('\n').enumerate() {
            @if index > 0 { br; }
            (line)
        }
    }
}
