//! Running copy as `CommonMark`: every character reads as itself, every mark as its mark.
//!
//! Where the rules for `*` and `**` (`CommonMark` §6.2) might not see a mark, such as inside a word
//! or within another mark, HTML tags stand instead; `CommonMark` takes them everywhere.

use crate::export::page::{Prose, Run, Style, tidy};

/// Where the copy will stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// In a graf: line breaks become hard breaks.
    Graf,
    /// In one line, such as a heading or the words of a link: line breaks become spaces.
    Line,
    /// In a cell of a table: line breaks become tags.
    Cell,
}

/// A text without marks.
pub(super) fn plain(text: &str, within: Within) -> String {
    runs(&[Run { text, styles: Vec::new() }], within)
}

/// Copy with its marks.
pub(super) fn prose(prose: Prose<'_>, within: Within) -> String {
    runs(&prose.runs(), within)
}

/// Stretches of copy with their marks.
pub(super) fn runs(runs: &[Run<'_>], within: Within) -> String {
    let mut line = Line { out: String::new(), within };
    line.nested(runs, 0, None, Stars::Free);
    while line.out.ends_with("\\\n") {
        line.out.truncate(line.out.len() - 2);
    }
    line.out.truncate(line.out.trim_end().len());
    line.out
}

/// Words that lead somewhere.
pub(super) fn link(words: &str, href: &str, title: &str) -> String {
    format!("[{words}]({})", destination(href, title))
}

/// What stands in the round brackets of a link or picture.
pub(super) fn destination(href: &str, title: &str) -> String {
    let href = if href.contains(['(', ')', '<', '>', ' ']) || href.is_empty() {
        format!("<{}>", href.replace(['<', '>', '\n'], ""))
    } else {
        href.to_owned()
    };
    let href = escape_entities(&href);
    match plain(title, Within::Line).as_str() {
        "" => href,
        title => format!("{href} \"{}\"", title.replace('"', "\\\"")),
    }
}

/// Whether `*` may be used: not within another pair of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stars {
    Free,
    Taken,
}

struct Line {
    out: String,
    within: Within,
}

impl Line {
    /// Writes the styles from `depth` on around the text; runs have at most six. `after` is the
    /// character that will follow.
    fn nested(&mut self, runs: &[Run<'_>], depth: usize, after: Option<char>, stars: Stars) {
        let mut groups =
            runs.chunk_by(|a, b| a.styles.get(depth) == b.styles.get(depth)).peekable();
        while let Some(group) = groups.next() {
            let next = groups.peek().and_then(|group| group.first()?.text.chars().next());
            let after = next.or(after);
            let Some(style) = group.first().and_then(|run| run.styles.get(depth)) else {
                for run in group {
                    self.text(run.text);
                }
                continue;
            };
            // White space at the edges of a mark is not seen as marked, but hides the mark.
            let (before, group, behind) = trimmed(group);
            let after = behind.first().and_then(|text| text.chars().next()).or(after);
            for text in before {
                self.text(text);
            }
            if !group.is_empty() {
                self.styled(style, &group, depth, after, stars);
            }
            for text in behind {
                self.text(text);
            }
        }
    }

    fn styled(
        &mut self,
        style: &Style<'_>,
        group: &[Run<'_>],
        depth: usize,
        after: Option<char>,
        stars: Stars,
    ) {
        match style {
            Style::Link { href, title } => {
                if self.out.ends_with('!') {
                    self.out.pop();
                    self.out.push_str("\\!");
                }
                self.out.push('[');
                self.nested(group, depth + 1, Some(']'), stars);
                self.out.push_str("](");
                self.out.push_str(&destination(href, title));
                self.out.push(')');
            }
            Style::Strong => self.starred("**", "strong", group, (depth, after, stars)),
            Style::Emphasis => self.starred("*", "em", group, (depth, after, stars)),
            Style::Strike => self.tagged("s", group, depth, stars),
            Style::Superscript => self.tagged("sup", group, depth, stars),
            Style::Subscript => self.tagged("sub", group, depth, stars),
        }
    }

    fn starred(
        &mut self,
        star: &str,
        tag: &str,
        group: &[Run<'_>],
        (depth, after, stars): (usize, Option<char>, Stars),
    ) {
        let first = group.first().and_then(|run| run.text.chars().next());
        let last = group.last().and_then(|run| run.text.chars().next_back());
        let ends_in_copy = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || ends_well(c));
        let seen = stars == Stars::Free
            && is_apart(self.out.chars().next_back())
            && is_apart(after)
            && ends_in_copy(first)
            && ends_in_copy(last);
        if !seen {
            return self.tagged(tag, group, depth, stars);
        }
        self.out.push_str(star);
        self.nested(group, depth + 1, Some('*'), Stars::Taken);
        self.out.push_str(star);
    }

    fn tagged(&mut self, tag: &str, group: &[Run<'_>], depth: usize, stars: Stars) {
        self.out.extend(["<", tag, ">"]);
        self.nested(group, depth + 1, Some('<'), stars);
        self.out.extend(["</", tag, ">"]);
    }

    fn text(&mut self, text: &str) {
        let text = tidy(text);
        for (at, c) in text.char_indices() {
            let starts_line = self.out.is_empty() || self.out.ends_with('\n');
            match c {
                '\n' => self.line_break(),
                ' ' | '\t' if starts_line => {}
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|' => self.escaped(c),
                '#' | '>' | '+' | '-' | '=' if starts_line => self.escaped(c),
                '.' | ')' if self.line_is_a_number() => self.escaped(c),
                '&' if begins_entity(text.get(at + 1..).unwrap_or_default()) => self.escaped(c),
                c => self.out.push(c),
            }
        }
    }

    fn escaped(&mut self, c: char) {
        self.out.push('\\');
        self.out.push(c);
    }

    fn line_break(&mut self) {
        match self.within {
            _ if self.out.is_empty() => {}
            Within::Graf => self.out.push_str("\\\n"),
            Within::Line => self.out.push(' '),
            Within::Cell => self.out.push_str("<br>"),
        }
    }

    /// Whether the line would begin an ordered list, which has at most nine digits.
    fn line_is_a_number(&self) -> bool {
        let digits = self.out.bytes().rev().take(10).take_while(u8::is_ascii_digit).count();
        let before = self.out.len() - digits;
        (1..10).contains(&digits)
            && (before == 0 || self.out.as_bytes().get(before - 1) == Some(&b'\n'))
    }
}

/// A group of runs without the white space at its ends, and that white space.
fn trimmed<'a>(group: &[Run<'a>]) -> (Vec<&'a str>, Vec<Run<'a>>, Vec<&'a str>) {
    let is_blank = |run: &&Run<'_>| run.text.trim().is_empty();
    let blank_first = group.iter().take_while(is_blank).count();
    let rest = group.get(blank_first..).unwrap_or_default();
    let blank_last = rest.iter().rev().take_while(is_blank).count();
    let (middle, last) = rest.split_at(rest.len() - blank_last);
    let mut before: Vec<_> = group.iter().take(blank_first).map(|run| run.text).collect();
    let mut behind: Vec<_> = last.iter().map(|run| run.text).collect();
    let mut middle = middle.to_vec();
    if let Some(run) = middle.first_mut() {
        let words = run.text.trim_start();
        before.extend(run.text.strip_suffix(words).filter(|space| !space.is_empty()));
        run.text = words;
    }
    if let Some(run) = middle.last_mut() {
        let words = run.text.trim_end();
        let space = run.text.strip_prefix(words).filter(|space| !space.is_empty());
        if let Some(space) = space {
            behind.insert(0, space);
        }
        run.text = words;
    }
    (before, middle, behind)
}

/// Whether a star next to this character is read as one that opens or closes.
fn is_apart(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || "([]),.;:?\"'“”‘’«»—–…".contains(c))
}

fn ends_well(c: char) -> bool {
    "([),.;:?!\"'“”‘’«»—–…".contains(c)
}

/// An address in which no ampersand is taken for the beginning of an entity.
fn escape_entities(href: &str) -> String {
    let mut out = String::with_capacity(href.len());
    for (at, c) in href.char_indices() {
        if c == '&' && begins_entity(href.get(at + 1..).unwrap_or_default()) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn begins_entity(rest: &str) -> bool {
    let name = rest.bytes().take(40).take_while(|it| it.is_ascii_alphanumeric() || *it == b'#');
    rest.as_bytes().get(name.count()) == Some(&b';')
}
