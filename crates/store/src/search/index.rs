//! Keeping the index: objects after the mark, a slice at a time.
//!
//! Words are made outside the writer's lock and written with the mark in one transaction, so a kill at any moment loses
//! nothing and does nothing twice. Import does not wait for it; the server takes slices between other writes, and a search
//! first brings the index up to the newest object, so its answers are exact.

use super::terms::{Columns, Texts};
use crate::tx::Tx;
use crate::{Error, Result, Store};
use rusqlite::Connection;
use std::sync::PoisonError;
use std::time::{Duration, Instant};
use stix::{Limits, Object};

/// Objects of one slice.
const SLICE: i64 = 500;

impl Store {
    /// Takes the next objects into the index; gives how many are left.
    pub fn index_some(&self) -> Result<u64> {
        // Two at it would do the same slice.
        let _alone = (self.inner.indexing.lock()).unwrap_or_else(PoisonError::into_inner);
        let (mark, slice, last) = self.read(|tx| {
            let mark = mark(tx)?;
            let slice = slice(tx, mark)?;
            Ok((mark, slice, newest(tx)?))
        })?;
        let Some(end) = slice.last().map(|(seq, _)| *seq) else {
            return Ok(0);
        };
        self.write(move |tx| {
            // Another process may have been first.
            if self::mark(tx.conn)? == mark {
                for (seq, columns) in &slice {
                    tx.index(*seq, columns)?;
                }
                tx.conn.execute("UPDATE indexed SET object = ?1", [end])?;
            }
            Ok(())
        })?;
        Ok(u64::try_from(last - end).unwrap_or(0))
    }

    /// Brings the index up to the newest object. `told` gets how many are left, after every slice.
    pub fn index_all(&self, told: &mut dyn FnMut(u64)) -> Result<()> {
        loop {
            let left = self.index_some()?;
            told(left);
            if left == 0 {
                return Ok(());
            }
        }
    }

    /// Objects that are not in the index yet, and the number of the newest one. For the operator: both count what
    /// everybody handed in.
    pub fn unindexed(&self) -> Result<(u64, i64)> {
        self.read(|tx| {
            let newest = newest(tx)?;
            let left = u64::try_from(newest - mark(tx)?).unwrap_or(0);
            Ok((left, newest))
        })
    }

    /// Brings the index up to what is here now, and no further; `Unindexed` when that takes longer.
    pub(super) fn index_within(&self, patience: Option<Duration>) -> Result<()> {
        let target = self.unindexed()?.1;
        let began = Instant::now();
        loop {
            let mark = self.read(|tx| mark(tx))?;
            if mark >= target {
                return Ok(());
            }
            if patience.is_some_and(|patience| began.elapsed() > patience) {
                let left = u64::try_from(target - mark).unwrap_or(0);
                return Err(Error::Unindexed(left));
            }
            self.index_some()?;
        }
    }
}

fn mark(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("SELECT object FROM indexed", [], |row| row.get(0))?)
}

fn newest(conn: &Connection) -> Result<i64> {
    const SQL: &str = "SELECT coalesce(max(seq), 0) FROM object";
    Ok(conn.query_row(SQL, [], |row| row.get(0))?)
}

fn slice(conn: &Connection, after: i64) -> Result<Vec<(i64, Columns)>> {
    const SQL: &str = "SELECT seq, bytes FROM object WHERE seq > ?1 ORDER BY seq LIMIT ?2";
    let mut stmt = conn.prepare_cached(SQL)?;
    let mut rows = stmt.query((after, SLICE))?;
    let mut slice = Vec::new();
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(1)?.as_bytes().unwrap_or_default();
        let texts = Object::parse(bytes, &Limits::default()).map(|object| Texts::of(&object.value));
        slice.push((row.get(0)?, Columns::of(&texts.unwrap_or_default())));
    }
    Ok(slice)
}

impl Tx<'_> {
    /// Adds a row to the index: an object's `seq`, or a document's key, negative.
    pub(crate) fn index(&mut self, row: i64, columns: &Columns) -> Result<()> {
        const SQL: &str =
            "INSERT INTO word(rowid, name, body, key, value) VALUES (?1, ?2, ?3, ?4, ?5)";
        let mut stmt = self.conn.prepare_cached(SQL)?;
        stmt.execute((
            row,
            &columns.name,
            &columns.body,
            &columns.key,
            &columns.value,
        ))?;
        Ok(())
    }
}
