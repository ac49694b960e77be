//! Our own JSON, as `nightdesk export --to json` writes it.
//!
//! Must not know: the records themselves; `record` reads them.

use super::{Import, ImportError};
use crate::record;
use crate::story::Ids;

/// Reads a story in our JSON. Pictures do not come along: the story knows them by their hash.
///
/// # Errors
/// [`ImportError::Json`] when it is not JSON, or not ours.
pub(super) fn import(text: &str, ids: &mut Ids) -> Result<Import, ImportError> {
    // serde_json stops at a depth of 128, so hostile nesting ends as an error here.
    let value: serde_json::Value = serde_json::from_str(text).map_err(|error| {
        ImportError::Json(format!("{error}. Look at that place, or import the file as plain text."))
    })?;
    let (story, notices) =
        record::from_json(&value, ids).map_err(|error| ImportError::Json(error.to_string()))?;
    Ok(Import { story, notices, pictures: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{BlockKind, RichText, Story};

    #[test]
    fn our_own_json_comes_back_as_it_went_out() {
        let mut ids = Ids::from_seed(1);
        let mut story = Story::new(ids.story());
        story.headline = "Harbour reopens".to_owned();
        story.body.push(ids.block(BlockKind::Paragraph(RichText::plain("Ferries sail again."))));
        let json = record::to_json(&story).to_string();
        let back = import(&json, &mut Ids::from_seed(2)).unwrap();
        assert_eq!(back.story, story);
        assert_eq!(back.notices, []);
    }

    #[test]
    fn other_json_is_refused_with_a_reason() {
        let deep = "[".repeat(100_000);
        for text in ["{", "[1, 2]", "{\"title\": \"x\"}", "null", "", deep.as_str()] {
            let error = import(text, &mut Ids::from_seed(1)).unwrap_err();
            assert!(matches!(error, ImportError::Json(_)), "{error:?}");
        }
    }
}
