//! Lines to pieces: hard-wrapped lines joined, lists, indented quotes and tables told apart.

use std::collections::{HashMap, HashSet};

use super::lines::Line;
use crate::import::recognise::{self, Wire};

/// Lines of a wire or mail are broken at about this many characters.
const WRAP_CHARS: std::ops::RangeInclusive<usize> = 36..=110;
/// A line this much shorter than the longest is still full: not everybody breaks as late as can be.
const SLACK_CHARS: usize = 4;
/// So much deeper than the rest is an indent that means something.
const QUOTE_COLUMNS: usize = 3;
/// More columns than this make no table.
const MOST_COLUMNS: usize = 30;

/// What a piece is by its form alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// An ordinary line or graf.
    Plain,
    /// Set in from the left.
    Indented,
    /// Behind `>` signs.
    Quoted,
    /// Behind a bullet.
    Bullet,
    /// Behind a number or letter.
    Numbered,
    /// Cells parted by tabs.
    Row,
}

/// A line or the lines that make one graf.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) form: Form,
    /// The bullet or number that stood before it.
    pub(super) marker: String,
    /// Columns before it.
    pub(super) indent: usize,
    /// Whether a blank line stands before it.
    pub(super) gap: bool,
    /// Words that were joined over a line end with a hyphen: as they were, as they are.
    pub(super) joined: Vec<(String, String)>,
}

/// Joins lines to pieces.
pub(super) fn pieces(lines: &[Line<'_>]) -> Vec<Piece> {
    let layout = Layout::of(lines);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut gap = false;
    let mut last: Option<usize> = None;
    for (at, line) in lines.iter().enumerate() {
        if line.is_blank() {
            gap = true;
            last = None;
            continue;
        }
        let previous = last.and_then(|last| lines.get(last));
        let joins = previous.is_some_and(|previous| layout.joins(previous, line, pieces.last()));
        last = Some(at);
        if joins && let Some(piece) = pieces.last_mut() {
            append(piece, line.text, &layout);
            // A graf whose first line alone is set in is no quote; one with all lines set in is.
            if piece.form == Form::Plain && layout.begins_graf(line) && layout.is_set_in(line) {
                piece.form = Form::Indented;
            }
            continue;
        }
        let piece = begun(line, gap, pieces.last(), &layout);
        pieces.push(piece);
        gap = false;
    }
    rows_of_one_table(&mut pieces);
    pieces
}

/// How the text is set.
struct Layout {
    /// By depth of quoting: the column at which lines are broken, where they are.
    wrap: HashMap<u8, usize>,
    /// By depth of quoting: the usual indent.
    base: HashMap<u8, usize>,
    /// Whether grafs begin with an indent, so that an indent alone says nothing.
    first_lines_indented: bool,
    /// By how much the first lines of grafs are set in.
    first_indent: usize,
    /// Words of the text, for words broken by a hyphen.
    words: HashSet<String>,
    /// Whether so many lines end in a hyphen that words were broken to fit.
    breaks_words: bool,
}

impl Layout {
    fn of(lines: &[Line<'_>]) -> Self {
        let mut layout = Self {
            wrap: HashMap::new(),
            base: HashMap::new(),
            first_lines_indented: false,
            first_indent: 0,
            words: HashSet::new(),
            breaks_words: false,
        };
        for depth in 0..=8u8 {
            let own: Vec<&Line<'_>> =
                lines.iter().filter(|line| line.depth == depth && !line.is_blank()).collect();
            if own.is_empty() {
                continue;
            }
            layout.base.insert(depth, usual_indent(&own));
            if let Some(wrap) = wrap_column(lines, depth) {
                layout.wrap.insert(depth, wrap);
            }
        }
        layout.find_first_indents(lines);
        let hyphens = lines.iter().filter(|line| broken_word(line.text).is_some()).count();
        if hyphens > 0 && !layout.wrap.is_empty() {
            layout.words = lines
                .iter()
                .flat_map(|line| line.text.split_whitespace())
                .map(bare)
                .filter(|word| !word.is_empty() && word.len() < 60)
                .collect();
            layout.breaks_words = hyphens >= 3 && hyphens * 12 >= lines.len();
        }
        layout
    }

    fn base(&self, depth: u8) -> usize {
        self.base.get(&depth).copied().unwrap_or(0)
    }

    fn is_set_in(&self, line: &Line<'_>) -> bool {
        line.indent >= self.base(line.depth) + QUOTE_COLUMNS
    }

    fn find_first_indents(&mut self, lines: &[Line<'_>]) {
        let mut starts: HashMap<usize, usize> = HashMap::new();
        let mut set_in: HashMap<usize, usize> = HashMap::new();
        let mut flush = 0;
        for pair in lines.windows(2) {
            let [line, next] = pair else { continue };
            if line.is_blank() {
                continue;
            }
            if !self.is_set_in(line) {
                flush += usize::from(recognise::words(line.text) >= 5);
                continue;
            }
            *set_in.entry(line.indent).or_default() += 1;
            let back = !next.is_blank()
                && next.depth == line.depth
                && !self.is_set_in(next)
                && list_marker(next.text).is_none();
            if back && self.is_full(line, next) {
                *starts.entry(line.indent).or_default() += 1;
            }
        }
        let commonest = |counts: &HashMap<usize, usize>| {
            let mut counts: Vec<(usize, usize)> =
                counts.iter().map(|(indent, count)| (*indent, *count)).collect();
            counts.sort_by_key(|(indent, count)| (std::cmp::Reverse(*count), *indent));
            counts.first().copied()
        };
        let wrapped = commonest(&starts).filter(|(_, count)| *count >= 2);
        // Long lines of which most are set in: a tab before every graf.
        let all: usize = set_in.values().sum();
        let tabbed = commonest(&set_in).filter(|_| self.wrap.is_empty() && all > flush);
        if let Some((indent, _)) = wrapped.or(tabbed) {
            self.first_lines_indented = true;
            self.first_indent = indent;
        }
    }

    /// Whether a line is set in as the first line of a graf is, so that it says nothing.
    fn begins_graf(&self, line: &Line<'_>) -> bool {
        self.first_lines_indented && line.indent <= self.first_indent + 1
    }

    /// Whether a line goes on until the column at which lines are broken.
    fn is_full(&self, line: &Line<'_>, next: &Line<'_>) -> bool {
        let Some(wrap) = self.wrap.get(&line.depth) else { return false };
        let first_word = next.text.split_whitespace().next().map_or(0, |word| word.chars().count());
        // Room that the indent takes is room of the line.
        let used = line.indent.min(*wrap / 2) + line.chars();
        // A line far beyond the column was not broken at it.
        used + 1 + first_word + SLACK_CHARS > *wrap && used <= *wrap + 10
    }

    /// Whether a line goes on with the graf that the line before it belongs to.
    fn joins(&self, previous: &Line<'_>, line: &Line<'_>, piece: Option<&Piece>) -> bool {
        let Some(piece) = piece else { return false };
        if previous.depth != line.depth || piece.form == Form::Row || line.text.contains('\t') {
            return false;
        }
        if list_marker(line.text).is_some()
            && !starts_lower(list_marker(line.text).map_or("", |(_, rest)| rest))
        {
            return false;
        }
        let hangs = matches!(piece.form, Form::Bullet | Form::Numbered)
            && line.indent >= piece.indent + 2
            && !self.wrap.contains_key(&line.depth);
        if hangs {
            return true;
        }
        if !self.wrap.contains_key(&line.depth) {
            return false;
        }
        let in_list = matches!(piece.form, Form::Bullet | Form::Numbered);
        // Setting in begins something new, except below a bullet and for all lines of a quote.
        if line.indent > previous.indent + 1 && !in_list {
            return false;
        }
        if line.indent + QUOTE_COLUMNS <= previous.indent && piece.form == Form::Indented {
            return false;
        }
        if self.is_full(previous, line) {
            return true;
        }
        // A line broken early in the middle of a sentence.
        let wrap = self.wrap.get(&line.depth).copied().unwrap_or(0);
        let in_quote = piece.form == Form::Indented && line.indent == previous.indent;
        let mid_sentence = !previous.text.ends_with(['.', '!', '?', ':', ';', '”', '"', '»', '“']);
        let used = if in_quote { previous.indent + previous.chars() } else { previous.chars() };
        mid_sentence && (starts_lower(line.text) || in_quote) && used * 10 >= wrap * 6
    }
}

fn starts_lower(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

/// The indent that most lines have.
fn usual_indent(lines: &[&Line<'_>]) -> usize {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for line in lines {
        *counts.entry(line.indent).or_default() += 1;
    }
    let mut counts: Vec<(usize, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(indent, count)| (std::cmp::Reverse(*count), *indent));
    // The least indent that a third of the lines has.
    counts
        .iter()
        .filter(|(_, count)| *count * 3 >= lines.len())
        .map(|(indent, _)| *indent)
        .min()
        .or_else(|| counts.first().map(|(indent, _)| *indent))
        .unwrap_or(0)
}

/// The column at which lines are broken; `None` where every graf is a line of its own.
///
/// A line that stops inside a sentence above one that goes on in lower case was broken by a
/// machine. The longest of these lines is the column.
fn wrap_column(lines: &[Line<'_>], depth: u8) -> Option<usize> {
    let mut broken: Vec<usize> = Vec::new();
    let mut pairs = 0usize;
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if line.is_blank() || next.is_blank() || line.depth != depth || next.depth != depth {
            continue;
        }
        pairs += 1;
        let open = !line.text.ends_with(['.', '!', '?', ':', ';']) && line.text.contains(' ');
        let used = line.indent.min(12) + line.chars();
        let least = if depth > 0 { 20 } else { *WRAP_CHARS.start() };
        if open && starts_lower(next.text) && (least..=*WRAP_CHARS.end()).contains(&used) {
            broken.push(used);
        }
    }
    broken.sort_unstable();
    // One line in thirty may stick out.
    let longest = *broken.get((broken.len() * 29 / 30).min(broken.len().checked_sub(1)?))?;
    // The broken lines are about as long as each other; items of a list are not.
    let near = broken.iter().filter(|used| **used * 10 >= longest * 7).count();
    (broken.len() * 7 >= pairs && near * 3 >= broken.len() * 2).then_some(longest)
}

fn begun(line: &Line<'_>, gap: bool, above: Option<&Piece>, layout: &Layout) -> Piece {
    let mut piece = Piece {
        text: String::new(),
        form: Form::Plain,
        marker: String::new(),
        indent: line.indent,
        gap,
        joined: Vec::new(),
    };
    let mut text = line.text;
    let cells = line.text.split('\t').filter(|cell| !cell.trim().is_empty()).count();
    // A dash below a quote comes before the name of its source.
    let below_quote =
        above.is_some_and(|above| matches!(above.form, Form::Indented | Form::Quoted));
    let names_source = below_quote && line.text.starts_with(['–', '-']);
    let of_the_wire = || matches!(recognise::wire(line.text), Some(Wire::End | Wire::Rule));
    if let Some((marker, rest)) = list_marker(line.text).filter(|_| !names_source && !of_the_wire())
    {
        piece.form =
            if marker.chars().any(char::is_alphanumeric) { Form::Numbered } else { Form::Bullet };
        marker.clone_into(&mut piece.marker);
        text = rest;
    } else if line.depth > 0 {
        piece.form = Form::Quoted;
    } else if (2..=MOST_COLUMNS).contains(&cells) {
        piece.form = Form::Row;
        line.text.clone_into(&mut piece.text);
        return piece;
    } else if layout.is_set_in(line) && !layout.begins_graf(line) {
        piece.form = Form::Indented;
    }
    piece.text = one_spaced(text);
    piece
}

/// Runs of blanks and tabs as one blank.
fn one_spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for letter in text.chars() {
        let is_blank = matches!(letter, ' ' | '\t');
        if is_blank && blank {
            continue;
        }
        out.push(if is_blank { ' ' } else { letter });
        blank = is_blank;
    }
    out
}

/// The bullet or number at the start of a line, and what follows.
pub(super) fn list_marker(text: &str) -> Option<(&str, &str)> {
    let first = text.chars().next()?;
    if matches!(first, '•' | '●' | '▪' | '■' | '◦' | '‣' | '⁃' | '·' | '○' | '➤' | '✓' | '✔')
    {
        let rest = text.get(first.len_utf8()..)?.trim();
        return (!rest.is_empty())
            .then(|| (text.get(..first.len_utf8()).unwrap_or_default(), rest));
    }
    let (marker, rest) = text.split_once([' ', '\t', '\u{a0}'])?;
    let rest = rest.trim();
    if rest.is_empty() || marker.len() > 5 {
        return None;
    }
    if matches!(marker, "-" | "*" | "–" | "+") {
        return Some((marker, rest));
    }
    let inner = marker.strip_prefix('(').unwrap_or(marker).strip_suffix([')', '.'])?.to_owned();
    let is_number =
        (1..=3).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = inner.len() == 1
        && inner.bytes().all(|byte| byte.is_ascii_lowercase())
        && marker.ends_with(')');
    let is_day = rest.split_whitespace().next().is_some_and(recognise::is_month);
    ((is_number && !is_day) || is_letter).then_some((marker, rest))
}

fn append(piece: &mut Piece, text: &str, layout: &Layout) {
    let text = one_spaced(text);
    let Some(half) = broken_word(&piece.text).map(str::to_owned) else {
        piece.text.push(' ');
        piece.text.push_str(&text);
        return;
    };
    let next = text.split_whitespace().next().unwrap_or_default();
    // "Hin- und Rückfahrt" goes on with a blank.
    let suspended =
        matches!(next, "und" | "oder" | "and" | "or" | "et" | "ou" | "y" | "o" | "bis" | "to");
    if suspended || !starts_lower(next) {
        if suspended {
            piece.text.push(' ');
        }
        piece.text.push_str(&text);
        return;
    }
    let whole = bare(&format!("{half}{next}"));
    let hyphened = bare(&format!("{half}-{next}"));
    let drop =
        layout.words.contains(&whole) || (!layout.words.contains(&hyphened) && layout.breaks_words);
    if drop {
        piece.text.pop();
    }
    piece.text.push_str(&text);
    let sure = layout.words.contains(&whole) != layout.words.contains(&hyphened);
    if !sure || drop {
        let now = if drop { format!("{half}{next}") } else { format!("{half}-{next}") };
        piece.joined.push((format!("{half}- {next}"), now));
    }
}

/// The letters before a hyphen that ends a line.
fn broken_word(line: &str) -> Option<&str> {
    let before = line.strip_suffix('-')?;
    let word = before.rsplit(char::is_whitespace).next()?;
    (word.chars().filter(|letter| letter.is_alphabetic()).count() >= 2
        && word.ends_with(char::is_alphabetic))
    .then_some(word)
}

fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

/// A single line with tabs is a line; two with as many cells are a table.
fn rows_of_one_table(pieces: &mut [Piece]) {
    let cells: Vec<usize> = pieces
        .iter()
        .map(|piece| if piece.form == Form::Row { piece.text.split('\t').count() } else { 0 })
        .collect();
    for (at, piece) in pieces.iter_mut().enumerate() {
        let own = cells.get(at).copied().unwrap_or(0);
        if own == 0 {
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| cells.get(at)).copied() == Some(own);
        let after = cells.get(at + 1).copied() == Some(own);
        if !before && !after {
            piece.form = Form::Plain;
            piece.text = one_spaced(&piece.text);
        }
    }
}
