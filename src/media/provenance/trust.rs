//! Whom a desk trusts to sign pictures: certificates in PEM.
//!
//! Must not know: what a certificate says; that is for who verifies with it.

use std::sync::Arc;

/// The most bytes of a list that are read. The list of the C2PA has some 60 KB.
const MOST_BYTES: usize = 1 << 20;
/// The most certificates of a list. Each is tried against each signer.
const MOST_ANCHORS: usize = 500;
const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

/// Authorities whose signers are trusted.
///
/// None is shipped: whom to trust is the desk's decision, and the list of the C2PA changes more
/// often than this app does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustList {
    /// Certificates in PEM, one after the other.
    anchors: Arc<str>,
    count: usize,
}

/// Why a list cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// It is too large.
    #[error(
        "it is larger than {} MB or holds more than {MOST_ANCHORS} certificates. Leave those out that you do not need",
        MOST_BYTES >> 20
    )]
    TooLarge,
    /// There is no certificate in it.
    #[error(
        "it holds no certificate in PEM form. Save the list anew: each certificate begins with {BEGIN}"
    )]
    NoCertificate,
}

impl TrustList {
    /// The certificates of a PEM file. What stands between them is passed over, and so is a block
    /// that is not base64.
    pub fn from_pem(text: &str) -> Result<Self, TrustError> {
        if text.len() > MOST_BYTES {
            return Err(TrustError::TooLarge);
        }
        let (mut anchors, mut count) = (String::new(), 0);
        let mut block: Option<String> = None;
        for line in text.lines().map(str::trim) {
            match line {
                BEGIN => block = Some(String::new()),
                END => {
                    let Some(base64) = block.take().filter(|block| is_base64(block)) else {
                        continue;
                    };
                    count += 1;
                    for part in [BEGIN, "\n", &base64, "\n", END, "\n"] {
                        anchors.push_str(part);
                    }
                }
                line => {
                    if let Some(block) = &mut block {
                        block.push_str(line);
                    }
                }
            }
        }
        match count {
            0 => Err(TrustError::NoCertificate),
            1..=MOST_ANCHORS => Ok(Self { anchors: anchors.into(), count }),
            _ => Err(TrustError::TooLarge),
        }
    }

    /// How many authorities are trusted.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Their certificates in PEM; `None` when nobody is trusted.
    #[cfg_attr(
        not(feature = "content-credentials"),
        expect(dead_code, reason = "there is nobody to verify with it")
    )]
    pub(super) fn pem(&self) -> Option<String> {
        (self.count > 0).then(|| self.anchors.as_ref().to_owned())
    }
}

/// Whether a block is base64 with its padding (RFC 7468 §3).
fn is_base64(block: &str) -> bool {
    let digits = block.trim_end_matches('=');
    !digits.is_empty()
        && block.len().is_multiple_of(4)
        && block.len() - digits.len() <= 2
        && digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certificates_are_taken_out_of_what_stands_around_them() {
        let one = format!("{BEGIN}\nAAAA\nBBBB\n{END}\n");
        let key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
        for (text, expected) in [
            (one.clone(), Ok(1)),
            (format!("Subject: Nordpix\r\n{}{one}", one.replace('\n', "\r\n")), Ok(2)),
            (format!("{BEGIN}\nno base64!\n{END}\n{one}"), Ok(1)),
            (format!("{BEGIN}\nAAA\n{END}\n{one}"), Ok(1)),
            // A block that has no end swallows nothing but itself.
            (format!("{BEGIN}\nAAAA\n{one}"), Ok(1)),
            (key.to_owned(), Err(TrustError::NoCertificate)),
            (format!("{BEGIN}\nAAAA\n"), Err(TrustError::NoCertificate)),
            (String::new(), Err(TrustError::NoCertificate)),
            (one.repeat(MOST_ANCHORS + 1), Err(TrustError::TooLarge)),
            (" ".repeat(MOST_BYTES + 1), Err(TrustError::TooLarge)),
        ] {
            assert_eq!(TrustList::from_pem(&text).map(|list| list.count()), expected, "{text}");
        }
    }

    #[test]
    fn a_list_is_written_as_it_is_read() {
        let list = TrustList::from_pem(&format!("{BEGIN}\nAA\nAA\n{END}")).unwrap();
        assert_eq!(list.pem(), Some(format!("{BEGIN}\nAAAA\n{END}\n")));
        assert_eq!(TrustList::default().pem(), None);
    }
}
