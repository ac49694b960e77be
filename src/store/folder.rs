//! Names of folders and files that are safe on every system.

use std::path::{Path, PathBuf};

use unicode_segmentation::UnicodeSegmentation as _;

use super::newslist::place::{ARCHIVE_FOLDER, TEMPLATES_FOLDER};

/// The longest name in letters as readers see them.
const MOST_GRAPHEMES: usize = 60;
/// The longest name in bytes; most disks take 255, and `-2` and more must still fit.
const MOST_BYTES: usize = 180;
/// Names that Windows keeps for devices.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];
/// Names of folders on the desk that are no stories.
const OF_THE_DESK: [&str; 2] = [ARCHIVE_FOLDER, TEMPLATES_FOLDER];

/// A folder below `parent` that does not exist yet, named after a slug or title: lower case,
/// letters and digits of any script, hyphens between; `-2`, `-3`, … when the name is taken.
pub fn folder_for(parent: &Path, name: &str) -> PathBuf {
    let mut name = plain_name(name, "story");
    if OF_THE_DESK.contains(&name.as_str()) {
        name.push_str("-story");
    }
    let first = parent.join(&name);
    let is_free = |path: &PathBuf| path.symlink_metadata().is_err();
    if is_free(&first) {
        return first;
    }
    let mut numbered = (2..=u32::MAX).map(|number| parent.join(format!("{name}-{number}")));
    // With all of them taken, saving will say that there is a story already.
    numbered.find(is_free).unwrap_or(first)
}

/// Gives a story's folder another name beside it, where there is nothing yet.
pub fn move_story(from: &Path, to: &Path) -> std::io::Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(std::io::ErrorKind::AlreadyExists.into());
    }
    std::fs::rename(from, to)
}

/// A name without anything that a system could take for more than a name.
pub(super) fn plain_name(name: &str, otherwise: &str) -> String {
    let lower = name.to_lowercase();
    let mut plain = String::new();
    let mut is_gap = false;
    // A letter stays whole: an accent or vowel sign that follows it belongs to it.
    for (count, grapheme) in lower.graphemes(true).enumerate() {
        // Nobody reads further, and names come from pastes.
        if count > 4 * MOST_GRAPHEMES {
            break;
        }
        if grapheme.len() <= 32 && grapheme.chars().next().is_some_and(char::is_alphanumeric) {
            let longer = plain.len() + grapheme.len() + 1;
            if longer > MOST_BYTES || plain.graphemes(true).count() >= MOST_GRAPHEMES {
                break;
            }
            if is_gap && !plain.is_empty() {
                plain.push('-');
            }
            is_gap = false;
            plain.extend(grapheme.chars().filter(|c| !c.is_control() && *c != '\u{200d}'));
        } else if !matches!(grapheme, "'" | "’") {
            is_gap = true;
        }
    }
    if plain.is_empty() {
        return otherwise.to_owned();
    }
    let is_port = ["com", "lpt"]
        .iter()
        .any(|port| plain.strip_prefix(port).is_some_and(|rest| rest.chars().count() == 1));
    if is_port || RESERVED.contains(&plain.as_str()) {
        plain.push_str("-story");
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_everywhere_and_stay_readable() {
        for (name, expected) in [
            ("Harbour reopens after storm", "harbour-reopens-after-storm"),
            ("  The editor’s   pick! ", "the-editors-pick"),
            ("Überschwemmung an der Elbe", "überschwemmung-an-der-elbe"),
            ("東京で大雨", "東京で大雨"),
            ("बाढ़ की चेतावनी", "बाढ़-की-चेतावनी"),
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\Windows", "c-windows"),
            ("..", "story"),
            ("", "story"),
            ("\u{202e}\u{0}/", "story"),
            ("CON", "con-story"),
            ("com1", "com1-story"),
            ("comet", "comet"),
            ("a\u{0}b", "a-b"),
        ] {
            assert_eq!(plain_name(name, "story"), expected, "{name:?}");
        }
    }

    #[test]
    fn a_long_title_is_cut_between_letters() {
        for name in ["word ".repeat(1_000), "洪".repeat(1_000), "e\u{301}".repeat(1_000)] {
            let plain = plain_name(&name, "story");
            assert!(plain.len() <= MOST_BYTES && !plain.is_empty());
            assert!(!plain.starts_with('\u{301}') && !plain.ends_with('-'));
        }
    }
}
