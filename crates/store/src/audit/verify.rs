//! Following the audit: every row against its hash, every checkpoint against the rows, all of it against `state`.
//!
//! A row that was changed alone is named. A row that was changed with its hash is somewhere between two checkpoints:
//! the older one still fits, the newer one does not.

use super::seal::KEY_ROW;
use super::{COLUMNS, Kept, hex};
use crate::error::damaged;
use crate::tx::State;
use crate::{AuditRow, AuditVerdict, Error, Result, Store};
use ledger::{Checkpoint, Peaks, VerifierKey};
use rusqlite::Connection;
use serde_json::Value;

type Fault = (i64, String);

impl Store {
    /// Follows the whole audit. A fault is the first row that was changed, dropped, added or moved. `held` are
    /// checkpoints that somebody kept elsewhere: the log must still begin with what they signed.
    pub fn verify_audit(&self, held: &[String]) -> Result<AuditVerdict> {
        self.read(|tx| verify(tx, held))
    }
}

pub(crate) fn verify(conn: &Connection, held: &[String]) -> Result<AuditVerdict> {
    let head = State::read(conn)?;
    let mut walk = Walk {
        peaks: Peaks::default(),
        keys: Vec::new(),
        marks: marks(conn, held)?,
        signed: 0,
        met: 0,
    };
    let fault = match walk.follow(conn)? {
        Some(fault) => Some(fault),
        None => walk.compare(&head),
    };
    Ok(AuditVerdict {
        rows: walk.peaks.size(),
        fault,
        root: hex(&walk.peaks.root()),
        checkpoints: walk.met,
        signed: walk.signed,
    })
}

/// A checkpoint that the rows have to reach.
struct Mark {
    note: String,
    says: Checkpoint,
}

/// The store's checkpoints and those held elsewhere, the longest first.
fn marks(conn: &Connection, held: &[String]) -> Result<Vec<Mark>> {
    let mut stmt = conn.prepare("SELECT note FROM audit_checkpoint")?;
    let kept = stmt
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    let mark = |note: String| {
        let says = Checkpoint::unverified(&note)?;
        Ok(Mark { note, says })
    };
    let mut marks = Vec::with_capacity(kept.len() + held.len());
    for note in kept {
        marks.push(mark(note).map_err(|e: ledger::Error| damaged(e))?);
    }
    for note in held {
        let read = mark(note.clone());
        marks.push(read.map_err(|e: ledger::Error| Error::Invalid(e.to_string()))?);
    }
    marks.sort_by_key(|mark| std::cmp::Reverse(mark.says.size));
    Ok(marks)
}

struct Walk {
    peaks: Peaks,
    /// that rows so far named
    keys: Vec<VerifierKey>,
    /// still to come, the next one last
    marks: Vec<Mark>,
    /// rows that the last checkpoint which fits signed
    signed: u64,
    /// checkpoints that fit
    met: u64,
}

impl Walk {
    fn follow(&mut self, conn: &Connection) -> Result<Option<Fault>> {
        let mut stmt = conn.prepare(&format!("SELECT {COLUMNS} FROM audit ORDER BY seq"))?;
        let mut rows = stmt.query([])?;
        let mut fault = self.meet();
        while let (None, Some(row)) = (&fault, rows.next()?) {
            let kept = Kept::read(row)?;
            fault = self.take(&kept);
        }
        Ok(fault)
    }

    fn take(&mut self, kept: &Kept) -> Option<Fault> {
        let seq = self.next();
        if kept.row.seq != seq {
            return Some((seq, "is missing".to_owned()));
        }
        let leaf = kept.leaf();
        if kept.hash != leaf {
            return Some((seq, "was changed".to_owned()));
        }
        self.peaks.push(leaf);
        self.keys.extend(named_key(&kept.row));
        self.meet()
    }

    /// Compares the checkpoints over as many rows as were followed.
    fn meet(&mut self) -> Option<Fault> {
        let size = self.peaks.size();
        while let Some(mark) = self.marks.pop_if(|mark| mark.says.size == size) {
            if mark.says.root != self.peaks.root() {
                let how = format!(
                    "or another up to row {size} was changed: the checkpoint over {size} rows signed others"
                );
                return Some((self.after_signed(), how));
            }
            if !self.keys.iter().any(|key| key.open(&mark.note).is_ok()) {
                let how = "has a checkpoint that no key of this log signed".to_owned();
                return Some((as_row(size), how));
            }
            self.signed = size;
            self.met += 1;
        }
        None
    }

    /// What is left when all rows were followed.
    fn compare(&self, head: &State) -> Option<Fault> {
        if let Some(mark) = self.marks.last() {
            let how = format!(
                "is missing: a checkpoint over {} rows was signed",
                mark.says.size
            );
            return Some((self.next(), how));
        }
        let rows = as_row(self.peaks.size());
        if rows < head.audit_seq {
            let how = format!("is missing; the store knows of {} rows", head.audit_seq);
            return Some((self.next(), how));
        }
        if rows > head.audit_seq {
            let how = "was added beside the store, which knows of fewer rows".to_owned();
            return Some((head.audit_seq + 1, how));
        }
        let how = format!("or another up to row {rows} was changed: the store knows other hashes");
        (self.peaks != head.audit).then(|| (self.after_signed(), how))
    }

    fn next(&self) -> i64 {
        as_row(self.peaks.size()) + 1
    }

    fn after_signed(&self) -> i64 {
        as_row(self.signed) + 1
    }
}

fn as_row(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}

fn named_key(row: &AuditRow) -> Option<VerifierKey> {
    if row.action != KEY_ROW {
        return None;
    }
    let detail: Value = serde_json::from_str(&row.detail).ok()?;
    detail["key"].as_str()?.parse().ok()
}
