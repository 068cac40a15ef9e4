//! How texts compare: LIKE, MATCHES, and the house rules for equality of addresses, domains and
//! hashes (docs/PATTERNS.md).

mod equal;
mod like;
mod regular;

pub(crate) use equal::{Fold, Key, key, text_equal};
pub(crate) use like::Like;
pub(crate) use regular::{Regular, given_up};

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in normal form C, which LIKE and MATCHES compare in (section 9.6.2).
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// The octets of a text whose code points are all below U+0100 (section 9.2).
pub(crate) fn latin1(text: &str) -> Option<Vec<u8>> {
    text.chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect()
}
