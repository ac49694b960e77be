//! Small labels that say in a few words how a thing stands.
//!
//! Must not know: how it came to stand so.

use egui::{RichText, Ui};

use super::theme;
use crate::check::Level;
use crate::story::Provenance;

/// What a picture's Content Credentials say, with a sentence on hover and for screen readers.
/// Nothing while nobody has looked.
pub(super) fn provenance(ui: &mut Ui, provenance: &Provenance) {
    let Some(badge) = Badge::of(provenance) else { return };
    let palette = theme::palette(ui);
    let colour = badge.level.map_or(palette.muted, |level| palette.level(level));
    let words = RichText::new(&badge.words).size(theme::SMALL_SIZE).color(colour);
    let frame = egui::Frame::new()
        .stroke(egui::Stroke::new(1.0, palette.rule))
        .corner_radius(theme::GAP_S)
        .inner_margin(egui::Margin::symmetric(6, 2));
    let label = frame.show(ui, |ui| ui.add(egui::Label::new(words).truncate())).inner;
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_description(&*badge.sentence));
    label.on_hover_text(badge.sentence);
}

/// The words of a badge.
#[derive(Debug, PartialEq, Eq)]
struct Badge {
    words: String,
    sentence: String,
    level: Option<Level>,
}

impl Badge {
    fn of(provenance: &Provenance) -> Option<Self> {
        let badge = |words: &str, sentence: &str, level| {
            Some(Self { words: words.to_owned(), sentence: sentence.to_owned(), level })
        };
        match provenance {
            Provenance::NotChecked => None,
            Provenance::None => {
                badge("No credentials", "The file carries no Content Credentials.", None)
            }
            Provenance::Verified { signer } => badge(
                "Verified",
                &format!("Signed by {signer}; not changed since."),
                Some(Level::Advice),
            ),
            Provenance::Altered => badge(
                "Altered since signing",
                "Changed after it was signed; its credentials no longer hold.",
                Some(Level::Error),
            ),
            Provenance::Untrusted { signer } => badge(
                &format!("Untrusted signer: {signer}"),
                &format!(
                    "Signed by {signer} and not changed since, but nobody whom this desk trusts vouches for the signer."
                ),
                Some(Level::Warning),
            ),
            Provenance::Damaged => badge(
                "Credentials unreadable",
                "The file carries Content Credentials that are damaged, so that they prove nothing.",
                Some(Level::Warning),
            ),
            Provenance::Unverified => badge(
                "Credentials not verified",
                "The file carries Content Credentials; this build of the app does not verify them.",
                Some(Level::Warning),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Badge;
    use crate::check::Level;
    use crate::story::Provenance;

    #[test]
    fn every_state_has_words_of_its_own() {
        let signer = || "Nordpix Signing".to_owned();
        let states = [
            (Provenance::None, "No credentials", None),
            (Provenance::Verified { signer: signer() }, "Verified", Some(Level::Advice)),
            (Provenance::Altered, "Altered since signing", Some(Level::Error)),
            (
                Provenance::Untrusted { signer: signer() },
                "Untrusted signer: Nordpix Signing",
                Some(Level::Warning),
            ),
            (Provenance::Damaged, "Credentials unreadable", Some(Level::Warning)),
            (Provenance::Unverified, "Credentials not verified", Some(Level::Warning)),
        ];
        let mut sentences = Vec::new();
        for (state, words, level) in states {
            let badge = Badge::of(&state).unwrap();
            assert_eq!((badge.words.as_str(), badge.level), (words, level));
            assert!(badge.sentence.ends_with('.'), "{}", badge.sentence);
            sentences.push(badge.sentence);
        }
        sentences.sort();
        sentences.dedup();
        assert_eq!(sentences.len(), 6);
        assert_eq!(Badge::of(&Provenance::NotChecked), None);
    }
}
