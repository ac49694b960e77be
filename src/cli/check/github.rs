//! Findings as annotations, by the workflow commands of GitHub Actions.
//!
//! Must not know: rules.

use super::Checked;
use crate::check::Level;
use crate::cli::print::say;

/// Prints a command for each finding.
pub(super) fn print(stories: &[Checked<'_>]) {
    for story in stories {
        let file = story.path.display().to_string();
        for finding in story.findings() {
            let command = match finding.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Advice => "notice",
            };
            let words = story.words(finding).map(|words| format!(" “{words}”"));
            let place = story.place(finding);
            let message = format!("{place}{}: {}", words.unwrap_or_default(), finding.message);
            say(&format!(
                "::{command} file={},title={}::{}",
                property(&file),
                property(finding.rule),
                escaped(&message)
            ));
        }
    }
}

/// A message: a line break or a percent sign would end or change the command.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property, which commas and colons would end as well.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{escaped, property};

    #[test]
    fn words_of_a_story_cannot_give_commands() {
        assert_eq!(escaped("50 %\n::error::x"), "50 %25%0A::error::x");
        assert_eq!(property("a,file=b:c\r"), "a%2Cfile=b%3Ac%0D");
    }
}
