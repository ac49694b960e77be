//! Line ends of old Macs and of Windows become plain ones; control characters and the blanks that
//! fixed-width fields are filled up with go.
//!
//! Must not know: which field the words are of.

/// Lines that end alike, without control characters and without blanks at the ends.
pub(super) fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{3}'], "\n");
    let kept = |char: &char| !char.is_control() || matches!(char, '\n' | '\t');
    let text: String = text.chars().filter(kept).filter(|char| *char != '\u{FEFF}').collect();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

/// A text of several lines on one, for fields that have no second.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{one_line, tidy};

    #[test]
    fn line_ends_are_plain() {
        for (written, read) in [
            ("One.\rTwo.", "One.\nTwo."),
            ("One.\r\nTwo.", "One.\nTwo."),
            ("One. \u{3}Two.", "One.\nTwo."),
            ("One.\u{2028}Two.", "One.\nTwo."),
            ("  One.   \n\n\nTwo.\n", "One.\n\n\nTwo."),
            ("One\0\0\0", "One"),
            ("\u{FEFF}One", "One"),
            ("One\tTwo", "One\tTwo"),
            ("\r\n \r\n", ""),
        ] {
            assert_eq!(tidy(written), read, "{written:?}");
        }
        assert_eq!(one_line("Ferry\n sails  again"), "Ferry sails again");
    }
}
