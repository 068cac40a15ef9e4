//! Seals positions into opaque `next` values bound to reader and collection, deterministically.
//!
//! ChaCha20-Poly1305; reader and collection are authenticated with it, so a value that was made for another reader
//! or collection, or was touched, does not open. The nonce is a MAC of all that is sealed: the same position always
//! gives the same text, two different ones never share a nonce.

use crate::{Error, Result, Store};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use handling::{Reader, planted};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;

/// A position in a collection and the filter it was reached with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The last `date_added` handed out.
    pub after: i64,
    /// The filter, in the caller's canonical form.
    pub filter: String,
}

/// Longest text that is looked at.
const LONGEST: usize = 64 << 10;

/// The keys, derived from the store's secret.
pub(crate) struct Sealer {
    seal: LessSafeKey,
    nonce: hmac::Key,
}

impl Sealer {
    pub(crate) fn new(secret: &[u8]) -> Result<Self> {
        let root = hmac::Key::new(hmac::HMAC_SHA256, secret);
        let seal = hmac::sign(&root, b"tansiq cursor seal 1");
        let nonce = hmac::sign(&root, b"tansiq cursor nonce 1");
        let seal = UnboundKey::new(&CHACHA20_POLY1305, seal.as_ref())
            .map_err(|_| Error::Corrupt("the cursor key has another length".to_owned()))?;
        Ok(Self {
            seal: LessSafeKey::new(seal),
            nonce: hmac::Key::new(hmac::HMAC_SHA256, nonce.as_ref()),
        })
    }

    fn seal(&self, bound: &[u8], plain: &[u8]) -> String {
        let mut mac = hmac::Context::with_key(&self.nonce);
        mac.update(&(bound.len() as u64).to_le_bytes());
        mac.update(bound);
        mac.update(plain);
        let mut nonce = [0; NONCE_LEN];
        nonce.copy_from_slice(&mac.sign().as_ref()[..NONCE_LEN]);
        let mut sealed = plain.to_vec();
        self.seal
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(bound),
                &mut sealed,
            )
            .expect("a filter is shorter than 256 GiB");
        BASE64.encode([&nonce[..], &sealed].concat())
    }

    fn open(&self, bound: &[u8], text: &str) -> Option<Vec<u8>> {
        if text.len() > LONGEST {
            return None;
        }
        let mut bytes = BASE64.decode(text).ok()?;
        let (nonce, sealed) = bytes.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let plain = self
            .seal
            .open_in_place(nonce, Aad::from(bound), sealed)
            .ok()?;
        Some(plain.to_vec())
    }
}

/// What a cursor is bound to, unambiguously.
fn bound(reader: &Reader, collection: &str) -> Vec<u8> {
    let reader = reader_text(reader);
    format!("{}:{reader}{collection}", reader.len()).into_bytes()
}

/// A reader as one text, the same as long as it is the same reader.
pub(crate) fn reader_text(reader: &Reader) -> String {
    match reader {
        Reader::Anonymous => "anonymous".to_owned(),
        Reader::System => "system".to_owned(),
        Reader::Partner { key, .. } => format!("partner {key}"),
    }
}

impl Store {
    /// The opaque `next` for this reader in this collection; the same cursor always gives the same text.
    pub fn seal_cursor(&self, reader: &Reader, collection: &str, cursor: &Cursor) -> String {
        let plain = [&cursor.after.to_le_bytes()[..], cursor.filter.as_bytes()].concat();
        let text = self.inner.sealer.seal(&bound(reader, collection), &plain);
        planted!(
            CursorOfRow,
            match self.planted_numbers() {
                Ok(numbers) => format!("{text}.{}", numbers.objects),
                Err(_) => text,
            },
            text
        )
    }

    /// What was sealed for this reader and this collection; `None` for anything else.
    pub fn open_cursor(&self, reader: &Reader, collection: &str, text: &str) -> Option<Cursor> {
        let text = planted!(CursorOfRow, text.split('.').next()?, text);
        let plain = self.inner.sealer.open(&bound(reader, collection), text)?;
        let (after, filter) = plain.split_first_chunk()?;
        Some(Cursor {
            after: i64::from_le_bytes(*after),
            filter: String::from_utf8(filter.to_vec()).ok()?,
        })
    }
}
