//! Signing the audit: the key, made when it is first needed, and checkpoints, written with the commit that is due.
//!
//! The private half stands in `secret` under `audit` and is in no backup: a store restored from one is another log from
//! there on, so it signs with a key of its own. The row `audit.key` says which key signs from there on.

use crate::error::damaged;
use crate::schema::random;
use crate::tx::Tx;
use crate::{Result, Store};
use ledger::{Checkpoint, Signer, VerifierKey};
use rusqlite::{Connection, OptionalExtension};
use serde_json::json;

/// The row by which a key enters the log, and who writes it.
pub(super) const KEY_ROW: &str = "audit.key";
const ITSELF: &str = "tansiq:audit";
/// Its name in `secret`, and the beginning of its name in signatures.
const SECRET: &str = "audit";
const PREFIX: &str = "tansiq-audit";

impl Store {
    /// The public half of the key that signs checkpoints; made when there is none yet.
    pub fn audit_key(&self) -> Result<VerifierKey> {
        self.write(|tx| Ok(signer(tx)?.verifier().clone()))
    }

    /// A checkpoint over every row there is, written where the newest does not reach as far.
    pub fn checkpoint_audit(&self) -> Result<String> {
        self.write(seal)
    }
}

/// Signs when enough rows or enough time went by since the newest checkpoint, or the first row.
pub(crate) fn seal_when_due(tx: &mut Tx<'_>) -> Result<()> {
    const SQL: &str = "SELECT size, at FROM audit_checkpoint UNION ALL SELECT 0, at FROM audit WHERE seq = 1 \
                       ORDER BY size DESC LIMIT 1";
    let mut stmt = tx.conn.prepare_cached(SQL)?;
    let newest: Option<(i64, i64)> = stmt
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((size, at)) = newest else {
        return Ok(());
    };
    let rows = tx.state.audit_seq - size;
    let since = tx.now.saturating_sub(at);
    if rows >= tx.options.checkpoint_rows || (rows > 0 && since >= tx.options.checkpoint_after) {
        seal(tx)?;
    }
    Ok(())
}

/// The newest checkpoint, over every row.
pub(super) fn seal(tx: &mut Tx<'_>) -> Result<String> {
    let signer = signer(tx)?;
    const FOUND: &str = "SELECT note FROM audit_checkpoint WHERE size = ?1";
    let size = tx.state.audit_seq;
    let found: Option<String> = tx
        .conn
        .query_row(FOUND, [size], |row| row.get(0))
        .optional()?;
    if let Some(note) = found {
        return Ok(note);
    }
    let note = Checkpoint::sign(&tx.state.audit, &signer);
    tx.conn
        .prepare_cached("INSERT INTO audit_checkpoint VALUES (?1, ?2, ?3)")?
        .execute((size, tx.now, &note))?;
    Ok(note)
}

fn signer(tx: &mut Tx<'_>) -> Result<Signer> {
    const SQL: &str = "SELECT value FROM secret WHERE name = ?1";
    let kept: Option<[u8; 32]> = tx
        .conn
        .query_row(SQL, [SECRET], |row| row.get(0))
        .optional()?;
    if let Some(seed) = kept {
        return Signer::from_seed(PREFIX, &seed).map_err(damaged);
    }
    let seed: [u8; 32] = random()?;
    tx.conn
        .execute("INSERT INTO secret VALUES (?1, ?2)", (SECRET, &seed[..]))?;
    let signer = Signer::from_seed(PREFIX, &seed).map_err(damaged)?;
    let key = signer.verifier().to_string();
    tx.audit(ITSELF, KEY_ROW, &json!({ "key": key }))?;
    Ok(signer)
}

/// Takes the private half out of a copy, down to its bytes.
pub(crate) fn forget_key(copy: &Connection) -> Result<()> {
    copy.pragma_update(None, "journal_mode", "MEMORY")?;
    copy.pragma_update(None, "secure_delete", true)?;
    copy.execute("DELETE FROM secret WHERE name = ?1", [SECRET])?;
    Ok(())
}
