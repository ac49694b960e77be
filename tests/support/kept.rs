//! Whether an import keeps every word of its source, in the story or in a notice.

use std::collections::HashMap;

use nightdesk::import::Import;

use crate::expected;

/// Words of the input that are neither in the story nor in a notice as often as they came. `signs`
/// are no part of any word.
pub(crate) fn lost_words(input: &str, import: &Import, signs: &[char]) -> Vec<String> {
    let mut kept = expected::all_words(&import.story);
    for notice in &import.notices {
        kept.push('\n');
        kept.push_str(&notice.message);
        let blocks = notice.kept.iter().flat_map(|kept| &kept.blocks);
        for text in blocks.flat_map(|block| block.kind.texts()) {
            kept.push('\n');
            kept.push_str(text.as_str());
        }
    }
    let kept = counted(&kept, signs);
    let mut lost: Vec<String> = counted(input, signs)
        .into_iter()
        .filter(|(word, times)| kept.get(word).copied().unwrap_or(0) < *times)
        .map(|(word, _)| word)
        .collect();
    lost.sort();
    lost
}

fn counted(text: &str, signs: &[char]) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    let text = text.replace(signs, "");
    for word in text.split(|letter: char| !letter.is_alphanumeric()) {
        if word.chars().filter(|letter| letter.is_alphabetic()).count() >= 2 {
            *words.entry(word.to_lowercase()).or_insert(0) += 1;
        }
    }
    words
}
