//! A story that came by mail: header, cover note, quoting signs.

use super::lines::Line;
use crate::import::recognise::{self, MailHeader};

/// A header is looked for in so many lines at the top.
const HEADER_WITHIN: usize = 60;
/// A longer cover note is copy.
const MOST_NOTE_WORDS: usize = 120;

/// What the mail said around the story.
#[derive(Debug, Default)]
pub(super) struct Mail {
    /// The lines of its header.
    pub(super) header: Vec<String>,
    /// Its subject, without "Fwd:".
    pub(super) subject: String,
    /// What somebody wrote above or below the story.
    pub(super) note: Vec<String>,
    /// Whether one level of quoting was taken off the whole story.
    pub(super) unquoted: bool,
}

/// Takes the mail around a story off its lines; `None` when there is none.
pub(super) fn unwrap(lines: &mut Vec<Line<'_>>) -> Option<Mail> {
    let mut mail = Mail::default();
    take_header(lines, &mut mail);
    take_quoting(lines, &mut mail);
    (!mail.header.is_empty() || mail.unquoted).then_some(mail)
}

/// Two header lines in a row, or a rule of a forwarded message and what follows.
fn take_header(lines: &mut Vec<Line<'_>>, mail: &mut Mail) {
    for _ in 0..3 {
        let within = lines.len().min(HEADER_WITHIN);
        let is_header = |at: usize| {
            lines
                .get(at)
                .is_some_and(|line| !line.is_blank() && recognise::mail_header(line.text).is_some())
        };
        let is_rule = |at: usize| {
            lines
                .get(at)
                .is_some_and(|line| recognise::mail_header(line.text) == Some(MailHeader::Rule))
        };
        let Some(start) =
            (0..within).find(|at| is_rule(*at) || (is_header(*at) && is_header(*at + 1)))
        else {
            return;
        };
        let mut end = start;
        while end < lines.len() && end < start + 20 {
            let blank_inside =
                lines.get(end).is_some_and(Line::is_blank) && is_header(end + 1) && end < start + 3;
            if !is_header(end) && !blank_inside {
                break;
            }
            end += 1;
        }
        // Only a subject or a rule makes it a mail; "From: … To: …" alone may be a timetable.
        let taken: Vec<Line<'_>> = lines.get(start..end).unwrap_or_default().to_vec();
        let sure = taken.iter().any(|line| {
            matches!(
                recognise::mail_header(line.text),
                Some(MailHeader::Rule | MailHeader::Subject(_))
            )
        });
        if !sure {
            return;
        }
        for line in &taken {
            if line.is_blank() {
                continue;
            }
            if let Some(MailHeader::Subject(subject)) = recognise::mail_header(line.text) {
                subject.clone_into(&mut mail.subject);
            }
            mail.header.push(line.text.to_owned());
        }
        // What stands above the header is the cover note.
        let above = lines.get(..start).unwrap_or_default();
        let words: usize = above.iter().map(|line| recognise::words(line.text)).sum();
        let begin = if words <= MOST_NOTE_WORDS {
            mail.note.extend(
                above.iter().filter(|line| !line.is_blank()).map(|line| line.text.to_owned()),
            );
            0
        } else {
            start
        };
        lines.drain(begin..end);
    }
}

/// When nearly all of the copy is quoted, the signs are the mail's and not the story's: one level
/// goes, and what is not quoted is the cover note.
fn take_quoting(lines: &mut Vec<Line<'_>>, mail: &mut Mail) {
    let mut quoted = (0usize, 0usize);
    let mut plain = 0usize;
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let words = recognise::words(line.text);
        if line.depth > 0 {
            quoted = (quoted.0 + words, quoted.1 + 1);
        } else {
            plain += words;
        }
    }
    let nearly_all =
        quoted.1 >= 3 && quoted.0 >= 30 && plain * 4 <= quoted.0 && plain <= MOST_NOTE_WORDS;
    if !nearly_all {
        return;
    }
    mail.unquoted = true;
    let mut kept = Vec::with_capacity(lines.len());
    for line in lines.drain(..) {
        if line.depth > 0 {
            kept.push(Line { depth: line.depth - 1, ..line });
        } else if line.is_blank() {
            kept.push(line);
        } else {
            mail.note.push(line.text.to_owned());
        }
    }
    *lines = kept;
    // The quoted part may have a header of its own.
    if mail.header.is_empty() {
        take_header(lines, mail);
    }
}
