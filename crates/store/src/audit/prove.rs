//! Rows for somebody else: each with its path to a signed root, the others as hashes.

use super::{COLUMNS, Kept, bytes32, hex};
use crate::error::damaged;
use crate::receipts::{History, Ranges};
use crate::tx::Tx;
use crate::{Error, Extent, Result, Store, intern};
use handling::{Clearance, Reader};
use ledger::{Checkpoint, Extension, Handed, Proof, ProvenRow, Statement, Tree};
use ring::digest::{SHA256, digest};
use rusqlite::Connection;
use serde_json::json;
use std::collections::BTreeSet;

impl Store {
    /// Proves these rows, and that the log begins with what a checkpoint held elsewhere signed. Only the operator
    /// may show any; what it shows is disclosed whole.
    pub fn prove_rows(
        &self,
        clearance: &Clearance,
        rows: &[i64],
        since: Option<&str>,
    ) -> Result<Proof> {
        if clearance.reader != Reader::System {
            return Err(Error::NotFound("the audit".to_owned()));
        }
        let key = self.audit_key()?;
        let note = self.checkpoint_audit()?;
        let size = Checkpoint::open(&note, &key).map_err(damaged)?;
        self.read(|tx| {
            let tree = tree(tx, &size)?;
            let size = tree.size();
            let proven = rows.iter().map(|seq| proven(tx, &tree, *seq));
            let mut proof = Proof::new(&key, note, proven.collect::<Result<_>>()?);
            if let Some(since) = since {
                proof.since = Some(extension(&tree, size, since)?);
            }
            Ok(proof)
        })
    }

    /// Proves what of an id was served to a partner: states it in a row of its own, and shows that row and those it
    /// rests on. None when the audit knows of nothing.
    pub fn prove_served(
        &self,
        clearance: &Clearance,
        actor: &str,
        (id, partner): (&str, &str),
        since: Option<&str>,
    ) -> Result<Option<Proof>> {
        if clearance.reader != Reader::System {
            return Ok(None);
        }
        // What this process served and has not written yet.
        self.close()?;
        let (actor, id, name) = (actor.to_owned(), id.to_owned(), partner.to_owned());
        let rows = self.write(move |tx| state(tx, &actor, &id, &name))?;
        match rows.is_empty() {
            true => Ok(None),
            false => self.prove_rows(clearance, &rows, since).map(Some),
        }
    }
}

/// Writes the statement, where there is something to state; the rows to show.
fn state(tx: &mut Tx<'_>, actor: &str, id: &str, partner: &str) -> Result<Vec<i64>> {
    let policy = tx.policy()?;
    let found = policy.partners.values().find(|p| p.name == partner);
    let reader = found
        .ok_or_else(|| Error::NotFound(partner.to_owned()))?
        .key;
    let Some(id_key) = intern::find(tx.conn, id)? else {
        return Ok(Vec::new());
    };
    let history = History::of(tx.conn, id_key)?;
    let (mut rows, mut served) = (BTreeSet::new(), Vec::new());
    for got in history.got(tx.conn, id, &mut Ranges::default())? {
        if got.partner != Some(reader) {
            continue;
        }
        const SQL: &str = "SELECT bytes FROM object WHERE seq = ?1";
        let mut stmt = tx.conn.prepare_cached(SQL)?;
        let bytes: Vec<u8> = stmt.query_row([got.object], |row| row.get(0))?;
        rows.insert(got.row);
        served.push(Handed {
            row: u64::try_from(got.row).map_err(damaged)?,
            version: history.version(got.object, got.at),
            whole: got.extent == Extent::Object,
            sha256: hex(digest(&SHA256, &bytes).as_ref()),
        });
    }
    if served.is_empty() {
        return Ok(Vec::new());
    }
    let statement = Statement {
        id: id.to_owned(),
        partner: partner.to_owned(),
        served,
    };
    tx.audit(actor, Statement::ACTION, &json!(statement))?;
    Ok(rows.into_iter().chain([tx.state.audit_seq]).collect())
}

/// The tree that was signed.
fn tree(conn: &Connection, signed: &Checkpoint) -> Result<Tree> {
    let size = i64::try_from(signed.size).map_err(damaged)?;
    let mut stmt = conn.prepare("SELECT hash FROM audit WHERE seq <= ?1 ORDER BY seq")?;
    let mut rows = stmt.query([size])?;
    let mut leaves = Vec::new();
    while let Some(row) = rows.next()? {
        let hash = row.get_ref(0)?.as_blob().map_err(damaged)?;
        if hash.len() != 32 {
            return Err(damaged("a row of the audit has no hash"));
        }
        leaves.push(bytes32(hash));
    }
    let tree = Tree::new(leaves);
    match tree.root(tree.size()) == Some(signed.root) {
        true => Ok(tree),
        false => Err(damaged("the audit's rows are not those that were signed")),
    }
}

fn proven(conn: &Connection, tree: &Tree, seq: i64) -> Result<ProvenRow> {
    let unknown = || Error::NotFound(format!("row {seq} of the audit"));
    let index = usize::try_from(seq - 1).map_err(|_| unknown())?;
    let path = tree.path(index, tree.size()).ok_or_else(unknown)?;
    let sql = format!("SELECT {COLUMNS} FROM audit WHERE seq = ?1");
    let kept = conn.prepare_cached(&sql)?.query_row([seq], Kept::read)?;
    Ok(ProvenRow::new(kept.line(), &path))
}

fn extension(tree: &Tree, size: usize, since: &str) -> Result<Extension> {
    let older = Checkpoint::unverified(since).map_err(|e| Error::Invalid(e.to_string()))?;
    let forked = || {
        Error::Invalid(format!(
            "the audit of {size} rows does not begin with the {} rows this checkpoint signed",
            older.size
        ))
    };
    let rows = usize::try_from(older.size).map_err(|_| forked())?;
    let path = tree.extension(rows, size).ok_or_else(forked)?;
    match tree.root(rows) == Some(older.root) {
        true => Ok(Extension::new(since.to_owned(), &path)),
        false => Err(forked()),
    }
}
