//! Agencies in the spelling that readers know: `Reuters` for `REUTERS`.
//!
//! Must not know: people.

use crate::media::credit;

/// The name in the table’s spelling; one that is not in it stays.
pub(super) fn spelled(name: &str) -> String {
    let line = super::lines::one_line(name);
    credit::agency(&line).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn agencies_are_spelled_as_readers_know_them() {
        for (written, shown) in [
            ("REUTERS", "Reuters"),
            ("DPA", "dpa"),
            ("AP Photo", "AP"),
            ("getty images", "Getty Images"),
            ("AFP", "AFP"),
            ("The Brindle Lantern", "The Brindle Lantern"),
            ("LANTERN", "LANTERN"),
            ("", ""),
        ] {
            assert_eq!(spelled(written), shown);
        }
    }
}
