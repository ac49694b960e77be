//! Markdown to blocks, without a detour by way of HTML.
pub(super) fn import(text: &str, mode: super::Mode, ids: &mut crate::story::Ids) -> super::Import {
    super::text::import(text, mode, ids)
}
