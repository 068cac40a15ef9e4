//! The audit: rows that each carry a hash over themselves and the row before.
//!
//! `hash = SHA-256(before ‖ seq ‖ at ‖ len(actor) ‖ actor ‖ len(action) ‖ action ‖ len(detail) ‖ detail)`, numbers
//! as 8 bytes little-endian, texts UTF-8, `before` the 32 bytes of the row before (of the first: [`GENESIS`]).
//! The newest number and hash stand in the row `state` too, so rows cut off at the end are missed.
//!
//! What this cannot find: someone who can write the file may write all rows and `state` anew. Signed checkpoints kept
//! elsewhere are the answer to that. What was noted as served and not yet written (at most a quarter of a second) is
//! lost when the process is killed.

use crate::tx::{State, Tx};
use crate::{AuditRow, AuditVerdict, Result, Store};
use handling::{Clearance, Reader};
use ring::digest::{Context, SHA256};
use rusqlite::{Connection, Row};
use serde_json::Value;

/// What the first row follows: SHA-256 of `tansiq audit 1`.
pub(crate) const GENESIS: [u8; 32] = [
    0x11, 0x89, 0x3e, 0x05, 0xd0, 0xe3, 0xb0, 0x6b, 0xe4, 0x0f, 0x49, 0xe8, 0x3b, 0x7b, 0x3b, 0x90,
    0x0a, 0xfb, 0xb2, 0x5c, 0xf3, 0xf0, 0x82, 0x52, 0x84, 0x5c, 0xe9, 0x95, 0xfb, 0xd3, 0x91, 0x17,
];

impl Tx<'_> {
    /// Appends a row, in the transaction of what it records. `detail` never holds a secret.
    pub(crate) fn audit(&mut self, actor: &str, action: &str, detail: &Value) -> Result<()> {
        let seq = self.state.audit_seq + 1;
        let detail = detail.to_string();
        let hash = chain(
            &self.state.audit_hash,
            seq,
            self.now,
            [actor, action, &detail],
        );
        const SQL: &str = "INSERT INTO audit VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let mut stmt = self.conn.prepare_cached(SQL)?;
        stmt.execute((seq, self.now, actor, action, &detail, &hash[..]))?;
        self.state.audit_seq = seq;
        self.state.audit_hash = hash;
        Ok(())
    }
}

impl Store {
    /// Rows after a number, oldest first. Only the operator has any.
    pub fn audit(&self, clearance: &Clearance, after: i64, limit: usize) -> Result<Vec<AuditRow>> {
        if clearance.reader != Reader::System {
            return Ok(Vec::new());
        }
        self.read(|tx| {
            const SQL: &str = "SELECT seq, at, actor, action, detail, hash FROM audit WHERE seq > ?1 \
                               ORDER BY seq LIMIT ?2";
            let mut stmt = tx.prepare_cached(SQL)?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let rows = stmt.query_map((after, limit), row)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Follows the whole chain. A fault is the first row that was changed, dropped, added or moved.
    pub fn verify_audit(&self) -> Result<AuditVerdict> {
        self.read(|tx| verify(tx))
    }
}

pub(crate) fn verify(conn: &Connection) -> Result<AuditVerdict> {
    let head = State::read(conn)?;
    let mut stmt =
        conn.prepare("SELECT seq, at, actor, action, detail, hash FROM audit ORDER BY seq")?;
    let mut rows = stmt.query([])?;
    let (mut seq, mut hash, mut fault) = (0, GENESIS, None);
    while let Some(found) = rows.next()? {
        let found = row(found)?;
        if found.seq != seq + 1 {
            fault = Some((seq + 1, "is missing".to_owned()));
            break;
        }
        seq = found.seq;
        hash = chain(
            &hash,
            seq,
            found.at,
            [&found.actor, &found.action, &found.detail],
        );
        if hex(&hash) != found.hash {
            fault = Some((seq, "was changed, or what stood before it".to_owned()));
            break;
        }
    }
    if fault.is_none() && seq < head.audit_seq {
        fault = Some((
            seq + 1,
            format!("is missing; the store knows of {} rows", head.audit_seq),
        ));
    } else if fault.is_none() && (seq, hash) != (head.audit_seq, head.audit_hash) {
        fault = Some((seq, "is not the row the store knows as the last".to_owned()));
    }
    let rows = u64::try_from(seq).unwrap_or(0);
    Ok(AuditVerdict {
        rows,
        fault,
        head: hex(&head.audit_hash),
    })
}

fn row(row: &Row<'_>) -> rusqlite::Result<AuditRow> {
    Ok(AuditRow {
        seq: row.get(0)?,
        at: row.get(1)?,
        actor: row.get(2)?,
        action: row.get(3)?,
        detail: row.get(4)?,
        hash: hex(&row.get::<_, Vec<u8>>(5)?),
    })
}

fn chain(before: &[u8; 32], seq: i64, at: i64, texts: [&str; 3]) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    context.update(before);
    context.update(&seq.to_le_bytes());
    context.update(&at.to_le_bytes());
    for text in texts {
        context.update(&(text.len() as u64).to_le_bytes());
        context.update(text.as_bytes());
    }
    bytes32(context.finish().as_ref())
}

/// The 32 bytes of a SHA-256.
pub(crate) fn bytes32(digest: &[u8]) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes.copy_from_slice(digest);
    bytes
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
