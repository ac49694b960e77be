//! Verifies credentials with the C2PA's own library and says in the story's terms what came of it.
//!
//! The library is handed bytes. It is built without its network clients, and told not to look for
//! anything elsewhere. It does ask the clock: a signature without a trusted time stamp counts as
//! long as the signer's certificate is valid. That is the one place of this floor where the
//! outcome depends on the day.
//!
//! Time and memory: the file and its credentials are bounded before; the library hashes the file
//! once and bounds nesting itself; a chain of earlier versions that refers to itself over and over
//! is given up after [`MOST_STEPS`].
//!
//! Must not know: windows, the picture's other metadata.

mod origin;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU32, Ordering};

use c2pa::validation_results::{StatusCodes, ValidationResults};
use c2pa::{Context, Manifest, Reader, Settings, validation_status as status};

use super::{Credentials, MOST_CREDENTIALS_BYTES, TrustList};
use crate::story::{PictureFormat, Provenance, SourceType};

/// The most steps that the library may take: one for each signature, each earlier version and each
/// of their ingredients.
const MOST_STEPS: u32 = 2_000;

/// The longest name of a signer that is kept, in characters.
const MOST_NAME_CHARS: usize = 120;

/// Reads and verifies the credentials of a file that carries some.
pub(super) fn verify(bytes: &[u8], format: PictureFormat, trusted: &TrustList) -> Credentials {
    // Other people's parsers of half a dozen formats walk over hostile bytes here. A panic in one
    // of them costs this picture its verdict, not the editor the thread that reads pictures.
    // Nothing that they could leave half done is looked at afterwards.
    let read = catch_unwind(AssertUnwindSafe(|| read(bytes, format, trusted)));
    read.ok().flatten().unwrap_or_else(|| Credentials::only(Provenance::Damaged))
}

fn read(bytes: &[u8], format: PictureFormat, trusted: &TrustList) -> Option<Credentials> {
    let context = context(trusted.pem()).or_else(|| context(None))?;
    let reader =
        Reader::from_context(context).with_stream(format.media_type(), Cursor::new(bytes)).ok()?;
    let manifest = reader.active_manifest()?;
    let provenance = verdict(reader.validation_results()?, manifest);
    let said = match provenance {
        Provenance::Damaged => SourceType::Unknown,
        _ => origin::source_type(&reader, manifest),
    };
    // Anybody can claim to have used a camera; nobody claims a machine for nothing.
    let is_admission = said.is_generated() || said == SourceType::Composite;
    let is_believed = is_admission || matches!(provenance, Provenance::Verified { .. });
    Some(Credentials {
        provenance,
        source_type: if is_believed { said } else { SourceType::Unknown },
    })
}

/// How the library is to go about it; `None` when it cannot read the certificates.
fn context(anchors: Option<String>) -> Option<Context> {
    let mut settings = Settings::new();
    settings.trust.trust_anchors = anchors;
    settings.verify.remote_manifest_fetch = false;
    settings.verify.ocsp_fetch = false;
    settings.core.allowed_network_hosts = Some(Vec::new());
    // Who made a picture according to CAWG is a matter of its own, with a trust list of its own.
    settings.core.decode_identity_assertions = false;
    settings.core.max_decompressed_manifest_size_in_mb = MOST_CREDENTIALS_BYTES >> 20;
    let steps = AtomicU32::new(0);
    let goes_on = move |_, _, _| steps.fetch_add(1, Ordering::Relaxed) < MOST_STEPS;
    Some(Context::new().with_settings(settings).ok()?.with_progress_callback(goes_on))
}

/// Failures that say: something that was signed is no longer as it was.
const ALTERED: [&str; 11] = [
    status::ASSERTION_DATAHASH_MISMATCH,
    status::ASSERTION_BOXHASH_MISMATCH,
    status::ASSERTION_BOXHASH_UNKNOWN_BOX,
    status::ASSERTION_BMFFHASH_MISMATCH,
    status::ASSERTION_HASHEDURI_MISMATCH,
    status::ASSERTION_MISSING,
    status::HASHED_URI_MISMATCH,
    status::CLAIM_SIGNATURE_MISMATCH,
    status::INGREDIENT_HASHEDURI_MISMATCH,
    status::INGREDIENT_MANIFEST_MISMATCH,
    status::INGREDIENT_CLAIM_SIGNATURE_MISMATCH,
];

/// Failures that say: the signer is not one that may be trusted, or no longer.
const UNTRUSTED: [&str; 6] = [
    status::SIGNING_CREDENTIAL_UNTRUSTED,
    status::SIGNING_CREDENTIAL_INVALID,
    status::SIGNING_CREDENTIAL_REVOKED,
    status::SIGNING_CREDENTIAL_EXPIRED,
    status::SIGNING_CREDENTIAL_OCSP_UNKNOWN,
    status::CLAIM_SIGNATURE_OUTSIDE_VALIDITY,
];

fn verdict(results: &ValidationResults, manifest: &Manifest) -> Provenance {
    let Some(active) = results.active_manifest() else { return Provenance::Damaged };
    let ingredients = results.ingredient_deltas().map(Vec::as_slice).unwrap_or_default();
    let deltas = ingredients.iter().map(|ingredient| ingredient.validation_deltas());
    let failed = |codes: &StatusCodes, known: &[&str]| {
        codes.failure().iter().any(|failure| known.contains(&failure.code()))
    };
    if failed(active, &ALTERED) || deltas.into_iter().any(|delta| failed(delta, &ALTERED)) {
        return Provenance::Altered;
    }
    let succeeded = |code: &str| active.success().iter().any(|success| success.code() == code);
    let only_untrusted = active.failure().iter().all(|failure| UNTRUSTED.contains(&failure.code()));
    if !only_untrusted || !succeeded(status::CLAIM_SIGNATURE_VALIDATED) {
        return Provenance::Damaged;
    }
    let signer = signer(manifest);
    if active.failure().is_empty() && succeeded(status::SIGNING_CREDENTIAL_TRUSTED) {
        Provenance::Verified { signer }
    } else {
        Provenance::Untrusted { signer }
    }
}

/// The organisation in the signer's certificate, else the name in it.
fn signer(manifest: &Manifest) -> String {
    let named = manifest.signature_info().and_then(|signed| {
        [&signed.issuer, &signed.common_name]
            .into_iter()
            .flatten()
            .map(|name| tidy(name))
            .find(|name| !name.is_empty())
    });
    named.unwrap_or_else(|| "somebody who gives no name".to_owned())
}

/// A name on one line, without signs that steer how a line is shown, and not endless.
fn tidy(name: &str) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let shown: String = name.chars().map(|c| if steers(c) { ' ' } else { c }).collect();
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    shown.chars().take(MOST_NAME_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_signers_are_fit_to_show() {
        let long = "N".repeat(500);
        for (name, expected) in [
            ("Nordpix Signing", "Nordpix Signing"),
            (" Nordpix\n\u{202e}gnin\u{7}giS ", "Nordpix gnin giS"),
            ("\u{200b}", ""),
            (&long, &"N".repeat(MOST_NAME_CHARS)),
        ] {
            assert_eq!(tidy(name), expected);
        }
    }
}
