//! The audit: what was admitted, changed and served, as rows that are hashed into a tree and signed.
//!
//! A row's hash is that of the line [`ledger::line`] makes of it, its salt included; the roots of the tree over all
//! rows stand in `state` and move on in the transaction of what is recorded. Every so often a commit signs the root
//! ([`seal`]); [`verify`] follows rows, state and checkpoints; [`prove`] shows single rows to somebody else.
//!
//! What this cannot find: whoever may write the file can also read the key in it, and make rows, state and checkpoints
//! anew. A checkpoint kept elsewhere shows that. Rows after the newest checkpoint are held by `state` alone. What was
//! noted as served and not yet written (at most a quarter of a second) is lost when the process is killed.

mod prove;
mod seal;
mod verify;

pub(crate) use seal::{forget_key, seal_when_due};
pub(crate) use verify::verify;

use crate::schema::random;
use crate::tx::Tx;
use crate::{AuditRow, Result, Store};
use handling::{Clearance, Reader};
use ledger::Hash;
use rusqlite::Row;
use serde_json::Value;
use stix::timestamp::format_micros;

/// Columns of [`Kept`], in its order.
const COLUMNS: &str = "seq, at, actor, action, detail, salt, hash";

impl Tx<'_> {
    /// Appends a row, in the transaction of what it records. `detail` never holds a secret.
    pub(crate) fn audit(&mut self, actor: &str, action: &str, detail: &Value) -> Result<()> {
        let mut kept = Kept {
            row: AuditRow {
                seq: self.state.audit_seq + 1,
                at: self.now,
                actor: actor.to_owned(),
                action: action.to_owned(),
                detail: detail.to_string(),
                hash: String::new(),
            },
            salt: random::<16>()?.to_vec(),
            hash: Vec::new(),
        };
        let hash = kept.leaf();
        kept.hash = hash.to_vec();
        kept.insert(self.conn)?;
        self.state.audit_seq = kept.row.seq;
        self.state.audit.push(hash);
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
            let sql = format!("SELECT {COLUMNS} FROM audit WHERE seq > ?1 ORDER BY seq LIMIT ?2");
            let mut stmt = tx.prepare_cached(&sql)?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let rows = stmt.query_map((after, limit), |row| Ok(Kept::read(row)?.row))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

/// A row with what its hash is made of.
struct Kept {
    row: AuditRow,
    salt: Vec<u8>,
    hash: Vec<u8>,
}

impl Kept {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let hash: Vec<u8> = row.get(6)?;
        Ok(Self {
            row: AuditRow {
                seq: row.get(0)?,
                at: row.get(1)?,
                actor: row.get(2)?,
                action: row.get(3)?,
                detail: row.get(4)?,
                hash: hex(&hash),
            },
            salt: row.get(5)?,
            hash,
        })
    }

    fn insert(&self, conn: &rusqlite::Connection) -> Result<()> {
        let row = &self.row;
        conn.prepare_cached("INSERT INTO audit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
            .execute((
                row.seq,
                row.at,
                &row.actor,
                &row.action,
                &row.detail,
                &self.salt,
                &self.hash,
            ))?;
        Ok(())
    }

    /// The bytes that are hashed.
    fn line(&self) -> String {
        let row = &self.row;
        let at = format_micros(row.at);
        ledger::line(
            row.seq,
            &at,
            &row.actor,
            &row.action,
            &row.detail,
            &self.salt,
        )
    }

    fn leaf(&self) -> Hash {
        ledger::leaf(self.line().as_bytes())
    }
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
