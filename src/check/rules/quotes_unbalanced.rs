//! A quotation mark without its partner.
//!
//! A quotation may run over several grafs: each opens with a mark and only the last closes, or,
//! as in German, only the first opens. Pictures, embeds and pull quotes may stand between.

use crate::check::cache::Gist;
use crate::check::found::{Found, Spot};
use crate::check::quotes::{self, Loose};
use crate::check::rule::{Look, Rule};
use crate::check::view::{BlockView, Role, StoryView, Text, Tongue};
use crate::check::words::words;
use crate::check::{Group, Level};
use crate::story::{BlockKind, Part, TextAt, TextRef};

pub(super) const RULE: Rule = Rule {
    id: "quotes-unbalanced",
    group: Group::Quotes,
    level: Level::Warning,
    what: "A quotation mark has no partner.",
    why: "Readers cannot tell whose words they read.",
    source: "Every style guide: a quotation that opens closes, or opens again in the next graf.",
    wrong: "“We sail at noon, he said.",
    right: "“We sail at noon,” he said.",
    looks: &[Look::Text(alone), Look::Block(list), Look::Story(over_grafs)],
};

/// How many grafs without marks a quotation may run through before it has to close.
const MOST_QUIET_GRAFS: usize = 6;

const NOT_CLOSED: &str = "The quotation that opens here is not closed; add the closing mark.";
const NO_PARTNER: &str = "This quotation mark has no partner; add it or take this one out.";
const NOT_OPENED: &str =
    "This mark closes a quotation that was not opened; open it or take it out.";

fn add(text: &Text<'_>, loose: Loose, message: &str, found: &mut Found<'_>) {
    found.add(Spot::words(text, loose.byte..loose.byte + loose.len, message));
}

/// Texts that no quotation leaves; of a graf, only what its neighbours cannot explain.
fn alone(text: &Text<'_>, found: &mut Found<'_>) {
    if text.reading.tongue == Tongue::English
        && matches!(text.role, Role::Headline | Role::Variant(_))
    {
        single(text, found);
    }
    // A list is looked at as a whole, an inch in a cell is one.
    if matches!(text.role, Role::Item) || !quotes::has_marks(text.words) {
        return;
    }
    let quotations = quotes::read(text.words, text.reading.tongue);
    if !is_graf(text) {
        if let Some(opens) = quotations.ends.opens {
            add(text, opens, NOT_CLOSED, found);
        }
        if let Some(closes) = quotations.ends.closes {
            add(text, closes, NOT_OPENED, found);
        }
    }
    for loose in quotations.rest {
        if found.is_full() {
            return;
        }
        add(text, loose, NO_PARTNER, found);
    }
}

/// Whether quotations may run from this text into the next.
fn is_graf(text: &Text<'_>) -> bool {
    text.role == Role::Graf
        || (text.role == Role::Quote && matches!(text.at, TextAt::Block(_, Part::Text)))
}

/// The first words of quotations in headlines, which British papers set in single marks.
const FIRST_WORDS: [&str; 26] = [
    "we", "i", "it", "it’s", "i’m", "we’re", "you", "he", "she", "they", "this", "that", "there",
    "the", "no", "not", "don’t", "my", "our", "what", "why", "never", "always", "a", "if", "when",
];

/// `‘We will rebuild, says mayor`: a single mark that opens, with no sign after it that could
/// close. Only before words that begin no name and no elision.
fn single(text: &Text<'_>, found: &mut Found<'_>) {
    let Some(at) = text.words.rfind('‘') else { return };
    let opens = text
        .words
        .get(..at)
        .is_some_and(|before| before.chars().next_back().is_none_or(|c| c.is_whitespace()));
    let end = at + '‘'.len_utf8();
    let rest = text.words.get(end..).unwrap_or_default();
    let first =
        words(rest).next().filter(|range| range.start == 0).and_then(|range| rest.get(range));
    let known = first.is_some_and(|first| FIRST_WORDS.contains(&first.to_lowercase().as_str()));
    let after_first = rest.get(first.map_or(0, str::len)..).unwrap_or_default();
    if opens && known && !after_first.contains(['’', '\'', '‘', '”', '"']) {
        found.add(Spot::words(text, at..end, NOT_CLOSED));
    }
}

/// A quotation may open in one item of a list and close in another.
fn list(view: &BlockView<'_>, found: &mut Found<'_>) {
    let BlockKind::List(list) = &view.block.kind else { return };
    let mut loose = Vec::new();
    let (mut opens, mut closes) = (0_usize, 0_usize);
    for (index, item) in list.items.iter().enumerate() {
        if !quotes::has_marks(item.text.as_str()) {
            continue;
        }
        let quotations = quotes::read(item.text.as_str(), view.reading.tongue);
        opens += usize::from(quotations.ends.opens.is_some());
        closes += usize::from(quotations.ends.closes.is_some());
        let first = quotations.ends.opens.map(|mark| (mark, NOT_CLOSED));
        let last = quotations.ends.closes.map(|mark| (mark, NOT_OPENED));
        loose.extend(first.into_iter().chain(last).map(|(mark, why)| (index, mark, why)));
    }
    if opens == closes {
        return;
    }
    for (index, mark, why) in loose {
        let Some(item) = list.items.get(index) else { continue };
        let text = Text {
            at: TextAt::Block(view.block.id, Part::Item(index)),
            role: Role::Item,
            words: item.text.as_str(),
            rich: Some(&item.text),
            reading: view.reading,
        };
        add(&text, mark, why, found);
    }
}

/// A quotation that is open at the end of a graf.
#[derive(Clone, Copy, Debug)]
struct Running {
    graf: usize,
    mark: Loose,
    quiet: usize,
}

/// Follows quotations from graf to graf.
fn over_grafs(view: &StoryView<'_>, found: &mut Found<'_>) {
    let mut running: Option<Running> = None;
    for (index, (block, gist)) in view.story.body.iter().zip(view.gists).enumerate() {
        match block.kind {
            BlockKind::Paragraph(_) | BlockKind::Quote(_) => {
                running = next_graf(view, running, index, gist, found);
            }
            // What readers see beside the copy does not end a quotation in it.
            BlockKind::Figure(_)
            | BlockKind::Gallery(_)
            | BlockKind::Embed(_)
            | BlockKind::PullQuote(_)
            | BlockKind::Related(_)
            | BlockKind::Promo(_)
            | BlockKind::DeskNote(_) => {}
            BlockKind::Heading(..)
            | BlockKind::List(_)
            | BlockKind::Table(_)
            | BlockKind::Divider => {
                if let Some(running) = running.take() {
                    tell(view, running.graf, running.mark, NOT_CLOSED, found);
                }
            }
        }
    }
    if let Some(running) = running {
        tell(view, running.graf, running.mark, NOT_CLOSED, found);
    }
}

/// What is open after one more graf.
fn next_graf(
    view: &StoryView<'_>,
    running: Option<Running>,
    graf: usize,
    gist: &Gist,
    found: &mut Found<'_>,
) -> Option<Running> {
    let ends = gist.quotes;
    let opens = ends.opens.map(|mark| Running { graf, mark, quiet: 0 });
    let Some(before) = running else {
        if let Some(closes) = ends.closes {
            tell(view, graf, closes, NOT_OPENED, found);
        }
        return opens;
    };
    let family = before.mark.family;
    let goes_on = ends.begins_with == Some(family);
    let is_closed = ends.closes.is_some_and(|closes| closes.family == family);
    if is_closed || goes_on {
        // `» …` repeats the mark without opening a new quotation: it runs on until it closes.
        let repeats = ends.repeats && !is_closed && opens.is_none();
        return if repeats { Some(Running { quiet: 0, ..before }) } else { opens };
    }
    if let Some(closes) = ends.closes {
        tell(view, graf, closes, NOT_OPENED, found);
    }
    if !ends.has(family) && before.quiet < MOST_QUIET_GRAFS {
        return Some(Running { quiet: before.quiet + 1, ..before });
    }
    tell(view, before.graf, before.mark, NOT_CLOSED, found);
    opens
}

fn tell(view: &StoryView<'_>, graf: usize, mark: Loose, message: &str, found: &mut Found<'_>) {
    let Some(block) = view.story.body.get(graf) else { return };
    let at = TextAt::Block(block.id, Part::Text);
    let rich = match &block.kind {
        BlockKind::Paragraph(text) => text,
        BlockKind::Quote(quote) => &quote.text,
        _ => return,
    };
    let words = TextRef::Rich(rich).as_str();
    let text = Text { at, role: Role::Graf, words, rich: Some(rich), reading: view.reading };
    add(&text, mark, message, found);
}
