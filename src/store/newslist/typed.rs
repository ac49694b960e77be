//! What is typed into the search field, as a question to the index.
//!
//! | typed | means |
//! |---|---|
//! | `har` | a word that begins so, in any place of the story |
//! | `"harbour wall"` | these words in this order |
//! | `-ferry`, `-"ferry boat"`, `-by:quill` | not this |
//! | `slug:`, `by:`, `tag:`, `status:` | only there |
//!
//! Everything that can be typed is a question: what looks like the index's own language is words.
//! A quotation mark that is not closed yet closes at the end, and its last word is still being
//! written.
//!
//! Must not know: how the index looks.

use super::texts::parted;
use crate::story::Status;

/// The most that is read of what was typed or pasted, in characters.
const MOST_CHARS: usize = 500;
/// The most words that are looked for.
const MOST_TERMS: usize = 24;

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// What must be there, in the language of FTS5.
    pub(super) wanted: Option<String>,
    /// What must not be there, in the language of FTS5.
    pub(super) unwanted: Option<String>,
    /// Statuses of which one must be the story's; `None` for any.
    pub(super) statuses: Option<Vec<Status>>,
    /// Statuses that the story must not have.
    pub(super) not_statuses: Vec<Status>,
}

/// A part of what was typed.
#[derive(Debug, PartialEq, Eq)]
struct Term {
    is_unwanted: bool,
    field: Option<Field>,
    words: String,
    /// Whether the last word may go on.
    is_open: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Slug,
    By,
    Tag,
    Status,
}

impl Field {
    const ALL: [(&'static str, Self); 4] =
        [("slug:", Self::Slug), ("by:", Self::By), ("tag:", Self::Tag), ("status:", Self::Status)];

    /// The index's column.
    fn column(self) -> &'static str {
        match self {
            Self::Slug => "slug",
            Self::By => "bylines",
            Self::Tag => "tags",
            Self::Status => "",
        }
    }
}

impl Typed {
    /// Reads what was typed; nothing is wrong.
    pub(super) fn read(typed: &str) -> Self {
        let mut question = Self::default();
        let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
        for term in terms(typed) {
            match (term.field, term.is_unwanted) {
                (Some(Field::Status), false) => {
                    let statuses = question.statuses.get_or_insert_default();
                    statuses.extend(statuses_named(&term.words));
                }
                (Some(Field::Status), true) => {
                    question.not_statuses.extend(statuses_named(&term.words));
                }
                (_, false) => wanted.push(term.question()),
                (_, true) => unwanted.push(term.question()),
            }
        }
        question.wanted = (!wanted.is_empty()).then(|| wanted.join(" AND "));
        question.unwanted = (!unwanted.is_empty()).then(|| unwanted.join(" OR "));
        question
    }

    /// Whether nothing is asked for.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Term {
    fn question(&self) -> String {
        let words = parted(&self.words).replace('"', " ");
        let star = if self.is_open { " *" } else { "" };
        match self.field {
            Some(field) => format!("{{{}}} : \"{words}\"{star}", field.column()),
            None => format!("\"{words}\"{star}"),
        }
    }
}

/// Statuses whose name or word in files begins so: `status:rim`, `status:on-r`.
fn statuses_named(words: &str) -> Vec<Status> {
    let plain = |text: &str| text.to_lowercase().replace(['-', '_'], " ");
    let asked = plain(words);
    let asked = asked.trim();
    let begins_so = |name: &str| {
        let name = plain(name);
        name.starts_with(asked) || name.split(' ').any(|word| word.starts_with(asked))
    };
    Status::ALL
        .into_iter()
        .filter(|status| begins_so(status.name()) || begins_so(status.word()))
        .collect()
}

fn terms(typed: &str) -> Vec<Term> {
    let typed: String = typed.chars().take(MOST_CHARS).collect();
    let mut rest = typed.as_str();
    let mut terms = Vec::new();
    while terms.len() < MOST_TERMS {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let is_unwanted = strip(&mut rest, |rest| rest.strip_prefix(['-', '−']));
        let field = Field::ALL.into_iter().find(|(name, _)| {
            strip(&mut rest, |rest| {
                let (start, after) = rest.split_at_checked(name.len())?;
                start.eq_ignore_ascii_case(name).then_some(after)
            })
        });
        let is_phrase = strip(&mut rest, |rest| rest.strip_prefix(is_quotation_mark));
        let ends = |c: char| {
            if is_phrase { is_quotation_mark(c) } else { c.is_whitespace() || is_quotation_mark(c) }
        };
        let (words, after) = match rest.find(ends) {
            Some(end) => rest.split_at_checked(end).unwrap_or((rest, "")),
            None => (rest, ""),
        };
        let is_closed = is_phrase && !after.is_empty();
        rest = if is_closed { after.trim_start_matches(is_quotation_mark) } else { after };
        if words.chars().any(char::is_alphanumeric) {
            let field = field.map(|(_, field)| field);
            let words = words.to_owned();
            terms.push(Term { is_unwanted, field, words, is_open: !is_closed });
        }
    }
    terms
}

/// Takes the beginning off, if it is there.
fn strip<'a>(rest: &mut &'a str, beginning: impl Fn(&'a str) -> Option<&'a str>) -> bool {
    let after = beginning(rest);
    *rest = after.unwrap_or(rest);
    after.is_some()
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_a_question() {
        for (typed, wanted, unwanted) in [
            ("", None, None),
            ("  - -- \" : * ()", None, None),
            ("har", Some(r#""har" *"#), None),
            ("harbour wal", Some(r#""harbour" * AND "wal" *"#), None),
            (r#""harbour wall""#, Some(r#""harbour wall""#), None),
            (r#""harbour wa"#, Some(r#""harbour wa" *"#), None),
            ("“harbour wall” sea", Some(r#""harbour wall" AND "sea" *"#), None),
            (r#"har"wall""#, Some(r#""har" * AND "wall""#), None),
            ("harbour -ferry", Some(r#""harbour" *"#), Some(r#""ferry" *"#)),
            ("-ferry -boat", None, Some(r#""ferry" * OR "boat" *"#)),
            ("slug:har BY:quill", Some(r#"{slug} : "har" * AND {bylines} : "quill" *"#), None),
            (r#"-tag:"high tide""#, None, Some(r#"{tags} : "high tide""#)),
            ("harbour-wall", Some(r#""harbour-wall" *"#), None),
            ("10:30 other:thing", Some(r#""10:30" * AND "other:thing" *"#), None),
            ("OR NEAR(a b) c^*", Some(r#""OR" * AND "NEAR(a" * AND "b)" * AND "c^*" *"#), None),
            ("東京", Some("\"\u{200b}東\u{200b}京\u{200b}\" *"), None),
        ] {
            let read = Typed::read(typed);
            assert_eq!(read.wanted.as_deref(), wanted, "{typed}");
            assert_eq!(read.unwanted.as_deref(), unwanted, "{typed}");
        }
    }

    #[test]
    fn a_status_is_named_by_its_beginning() {
        for (typed, expected) in [
            ("status:ready", Some(vec![Status::Ready])),
            ("status:rim", Some(vec![Status::OnRim])),
            ("status:on-rim", Some(vec![Status::OnRim])),
            ("status:\"in the sl\"", Some(vec![Status::InSlot])),
            ("status:held status:k", Some(vec![Status::Held, Status::Killed])),
            ("status:nonsense", Some(vec![])),
            ("status:", None),
        ] {
            assert_eq!(Typed::read(typed).statuses, expected, "{typed}");
        }
        assert_eq!(Typed::read("-status:sp").not_statuses, [Status::Spiked]);
    }

    #[test]
    fn a_pasted_page_is_read_up_to_a_bound() {
        let question = Typed::read(&"word ".repeat(100_000));
        assert_eq!(question.wanted.unwrap().matches('*').count(), MOST_TERMS);
    }
}
