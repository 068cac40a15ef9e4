//! Relabelling what rests on the roots, a bounded piece a transaction, so that other writers get their turn.
//!
//! A root's edges are gone through in order, and how far is kept, so a slice can be the last one before a crash. An edge
//! whose label changes and that has more resting on it than one slice can take becomes a root itself. Nothing else
//! is kept of the worklist, however deep it is.

use super::Moves;
use crate::effective::Effective;
use crate::recall::ACTOR;
use crate::since::Fresh;
use crate::tx::Tx;
use crate::{Result, Store};
use rusqlite::OptionalExtension;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// How long a slice goes on taking more.
pub(crate) const SLICE: Duration = Duration::from_millis(25);
/// Edges whose labels are made together.
const CHUNK: usize = 64;

impl Store {
    /// Relabels a slice of what rests on what was raised: at least a few edges, as many as fit into a moment. Whether
    /// there is more. The writer does so by itself, but for [`Relabel::ByHand`](crate::Relabel::ByHand).
    pub fn relabel_some(&self) -> Result<bool> {
        self.relabel_for(SLICE)
    }

    /// The same, with as few edges as can be.
    pub fn relabel_few(&self) -> Result<bool> {
        self.relabel_for(Duration::ZERO)
    }

    fn relabel_for(&self, time: Duration) -> Result<bool> {
        self.write(move |tx| tx.relabel_some(time))
    }

    /// Whether something still waits to be relabelled. Nobody is shown less or more by it.
    pub fn is_relabelling(&self) -> Result<bool> {
        self.read(|tx| Ok(!crate::unsettled::roots(tx)?.is_empty()))
    }
}

impl Tx<'_> {
    /// Relabels all that waits, before something is changed again that it waits for: a reader who lost it by the
    /// one change and is given it by the other must find it after its cursor.
    pub(crate) fn finish_relabelling(&mut self) -> Result<()> {
        while self.relabel_some(Duration::MAX)? {}
        Ok(())
    }

    /// Relabels some edges of the roots. Whether there is more.
    pub(crate) fn relabel_some(&mut self, time: Duration) -> Result<bool> {
        let began = Instant::now();
        let mut effective = Effective::new(self.roots()?, BTreeSet::new());
        let mut all = Moves::default();
        let mut root = self.next_root()?;
        while let Some((key, done)) = root {
            let chunk = self.edges_after(key, done)?;
            self.go_on(key, &chunk)?;
            let mut moves = self.settle_waiting(&mut effective, &chunk)?;
            // Who had what rests on an object is told only where a newer version of its own takes it from them.
            moves.tightened.clear();
            self.date_moves(&mut moves, &Fresh::new())?;
            all.add(moves);
            root = self.next_root()?;
            if began.elapsed() >= time {
                break;
            }
        }
        self.audit_moves(ACTOR, &all)?;
        Ok(root.is_some())
    }

    /// A root, and up to which of its edges it was gone through.
    fn next_root(&self) -> Result<Option<(i64, i64)>> {
        const SQL: &str = "SELECT id_key, done FROM raising ORDER BY id_key LIMIT 1";
        let mut stmt = self.conn.prepare_cached(SQL)?;
        Ok(stmt
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }

    fn edges_after(&self, root: i64, done: i64) -> Result<BTreeSet<i64>> {
        const SQL: &str = "SELECT edge_key FROM edge WHERE end_key = ?1 AND edge_key > ?2 \
                           ORDER BY edge_key LIMIT ?3";
        let mut stmt = self.conn.prepare_cached(SQL)?;
        let most = i64::try_from(self.chunk()).unwrap_or(i64::MAX);
        let rows = stmt.query_map((root, done, most), |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn chunk(&self) -> usize {
        self.options.relabel_inline.clamp(1, CHUNK)
    }

    /// Keeps how far a root was gone through; it is none any more after the last edge.
    fn go_on(&mut self, root: i64, chunk: &BTreeSet<i64>) -> Result<()> {
        const DONE: &str = "DELETE FROM raising WHERE id_key = ?1";
        const ON: &str = "UPDATE raising SET done = ?2 WHERE id_key = ?1";
        match chunk.last().filter(|_| chunk.len() == self.chunk()) {
            Some(last) => self.conn.prepare_cached(ON)?.execute((root, last))?,
            None => {
                self.roots = None;
                self.conn.prepare_cached(DONE)?.execute([root])?
            }
        };
        Ok(())
    }
}
