//! Lines on standard output and standard error. The only place that prints.

use std::io::Write as _;

use crate::story::NoticeKind;

/// A line on standard output. A reader that has gone away, such as `head`, is no problem.
pub(super) fn say(line: &str) {
    if let Err(error) = writeln!(std::io::stdout().lock(), "{line}") {
        tracing::debug!(%error, "nobody reads standard output");
    }
}

/// A line on standard error.
pub(super) fn problem(line: &str) {
    if let Err(error) = writeln!(std::io::stderr().lock(), "nightdesk: {line}") {
        tracing::debug!(%error, "nobody reads standard error");
    }
}

/// The word for a sort of notice at the start of its line.
pub(super) fn notice_word(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::FurnitureRemoved => "left out",
        NoticeKind::UnsafeRemoved => "unsafe, taken out",
        NoticeKind::Changed => "changed",
        NoticeKind::NotCarried => "put aside",
        NoticeKind::CutShort => "cut short",
        NoticeKind::PictureMissing => "picture missing",
        NoticeKind::Doubtful => "please check",
        NoticeKind::Recognised => "recognised",
    }
}
