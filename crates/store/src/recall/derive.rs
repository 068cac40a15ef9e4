//! Ids that this store makes: not to be guessed, and made of nothing but what they stand for, so that one partner's
//! ids tell nothing of what others are told.

use crate::Result;
use crate::collections::as_uuid4;
use crate::tx::Tx;
use ring::hmac;

impl Tx<'_> {
    /// A UUID for a purpose, always the same in this store.
    pub(super) fn derived(&self, purpose: &str) -> Result<String> {
        const SQL: &str = "SELECT value FROM secret WHERE name = 'cursor'";
        let secret: Vec<u8> = self.conn.query_row(SQL, [], |row| row.get(0))?;
        let key = hmac::Key::new(hmac::HMAC_SHA256, &secret);
        let tag = hmac::sign(&key, format!("id of {purpose}").as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&tag.as_ref()[..16]);
        Ok(as_uuid4(bytes))
    }
}
