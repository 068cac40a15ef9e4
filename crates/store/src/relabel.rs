//! Effective labels, kept right in the transaction that changes what they rest on, or soon after it.
//!
//! What is handed in gets its label at once, with all that rests on it. Where that is more than
//! [`crate::Options::relabel_inline`], what is handed in is kept as a root, and what rests on it is relabelled in slices
//! (`slices`). Until then the labels that are kept say too little or too much, so nothing reads them by itself: whoever
//! reads asks `unsettled`, whoever writes has them made right first ([`Tx::catch_up`]). Both make the label as it has to be (`effective`).
//!
//! Smallest example: a node with 100,000 relationships on it is raised to TLP:RED. The transaction raises the node and
//! keeps it as a root. The next page holds none of the relationships for whoever may not see the node; a second later
//! their own labels say so, too, and the node is no root any more. Where the node is lowered, they appear one slice after
//! the other, each with a date of its own.

mod slices;

pub(crate) use slices::SLICE;

use crate::Result;
use crate::effective::Effective;
use crate::tx::Tx;
use handling::planted;
use serde_json::json;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// What moved.
#[derive(Debug, Clone, Default)]
pub(crate) struct Moves {
    objects: u64,
    pub(crate) members: u64,
    pub(crate) loosened: u64,
    /// ids with versions whose places in collections bear the label of before ([`Tx::date_moves`])
    pub(crate) changed: BTreeSet<i64>,
    /// versions that somebody may have had and may not have any more
    pub(crate) tightened: Vec<Tightened>,
}

/// A version whose label asks for more than before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tightened {
    pub(crate) object: i64,
    pub(crate) id_key: i64,
    /// label
    pub(crate) before: i64,
}

impl Moves {
    pub(crate) fn add(&mut self, more: Moves) {
        self.objects += more.objects;
        self.members += more.members;
        self.loosened += more.loosened;
        self.changed.extend(more.changed);
        self.tightened.extend(more.tightened);
    }
}

impl Tx<'_> {
    /// Makes the labels of these ids right again, and of all that rests on them: what is much of it, in slices later.
    /// Of `alone`, nothing that rests on them changes. Places in collections follow with [`Tx::date_moves`].
    pub(crate) fn settle(&mut self, dirty: &BTreeSet<i64>, alone: &BTreeSet<i64>) -> Result<Moves> {
        let resting = self.resting_on(dirty)?;
        let later = resting.is_none();
        let mut ids = resting.unwrap_or_else(|| dirty.clone());
        ids.extend(alone);
        let new = if later {
            dirty.clone()
        } else {
            BTreeSet::new()
        };
        let mut effective = Effective::new(self.roots()?, new);
        let moves = self.apply(&mut effective, &ids)?;
        if later {
            for key in dirty {
                self.raise_later(*key)?;
            }
        }
        Ok(moves)
    }

    /// Makes the labels right of ids that lead to a root. What rests on one whose label does not change waits for
    /// nothing that it did not wait for before.
    fn settle_waiting(
        &mut self,
        effective: &mut Effective,
        waiting: &BTreeSet<i64>,
    ) -> Result<Moves> {
        let resting = self.resting_on(waiting)?;
        let later = resting.is_none();
        let moves = self.apply(effective, &resting.unwrap_or_else(|| waiting.clone()))?;
        if later {
            for key in moves.changed.intersection(waiting) {
                self.raise_later(*key)?;
            }
        }
        Ok(moves)
    }

    /// One row for all that moved.
    pub(crate) fn audit_moves(&mut self, actor: &str, moves: &Moves) -> Result<()> {
        if moves.objects == 0 {
            return Ok(());
        }
        let detail = json!({
            "objects": moves.objects, "members": moves.members, "loosened": moves.loosened,
        });
        self.audit(actor, "relabel", &detail)
    }

    /// The label an edge in `lane` takes from one of its ends: none where the store has nothing of that id.
    pub(crate) fn end_label(&mut self, end: i64, lane: i64) -> Result<Option<i64>> {
        Effective::new(self.roots()?, BTreeSet::new()).end(self, end, lane)
    }

    /// What is about an id.
    pub(crate) fn edges_of(&self, end: i64) -> Result<Vec<i64>> {
        let mut stmt = self
            .conn
            .prepare_cached("SELECT edge_key FROM edge WHERE end_key = ?1")?;
        let rows = stmt.query_map([end], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The ids whose edges wait for their labels.
    pub(crate) fn roots(&mut self) -> Result<Arc<HashSet<i64>>> {
        if let Some(roots) = &self.roots {
            return Ok(roots.clone());
        }
        let roots = Arc::new(crate::unsettled::roots(self.conn)?);
        self.roots = Some(roots.clone());
        Ok(roots)
    }

    /// Makes an id's labels right that wait for it, before anything is done on the ground of them.
    pub(crate) fn catch_up(&mut self, id_key: i64) -> Result<Moves> {
        let mut effective = Effective::new(self.roots()?, BTreeSet::new());
        match effective.rests(self.conn, id_key)? {
            true => self.settle_waiting(&mut effective, &BTreeSet::from([id_key])),
            false => Ok(Moves::default()),
        }
    }

    /// Keeps an id as a root, if anything is about it.
    fn raise_later(&mut self, id_key: i64) -> Result<()> {
        const ANY: &str = "SELECT 1 FROM edge WHERE end_key = ?1";
        const SQL: &str = "INSERT OR REPLACE INTO raising VALUES (?1, 0)";
        if self.conn.prepare_cached(ANY)?.exists([id_key])? {
            self.conn.prepare_cached(SQL)?.execute([id_key])?;
            self.roots = None;
            self.raised = true;
        }
        Ok(())
    }

    /// The ids and all that rests on them; none where that is too much for one transaction.
    fn resting_on(&self, dirty: &BTreeSet<i64>) -> Result<Option<BTreeSet<i64>>> {
        const SQL: &str = "SELECT edge_key FROM edge WHERE end_key = ?1";
        let few = self.options.relabel_inline;
        // Many that are handed in may have as many resting on them.
        let most = dirty.len() + few.max(dirty.len().min(few.saturating_mul(100)));
        let mut all = dirty.clone();
        let mut todo: Vec<i64> = dirty.iter().copied().collect();
        let mut stmt = self.conn.prepare_cached(SQL)?;
        while let Some(key) = todo.pop() {
            planted!(EdgeNotRaised, continue, ());
            let mut rows = stmt.query([key])?;
            while let Some(row) = rows.next()? {
                let edge = row.get(0)?;
                if all.insert(edge) {
                    if all.len() > most {
                        return Ok(None);
                    }
                    todo.push(edge);
                }
            }
        }
        Ok(Some(all))
    }

    /// Makes the labels of these ids and writes those that are not so yet.
    fn apply(&mut self, effective: &mut Effective, ids: &BTreeSet<i64>) -> Result<Moves> {
        effective.make(self, ids.iter().copied())?;
        let mut moves = Moves::default();
        let mut set = self
            .conn
            .prepare_cached("UPDATE object SET label = ?2 WHERE seq = ?1")?;
        for key in ids {
            for version in effective.versions(*key) {
                let before = std::mem::replace(&mut version.label, version.next);
                if before == version.next {
                    continue;
                }
                set.execute((version.seq, version.next))?;
                moves.objects += 1;
                moves.changed.insert(*key);
                if !self.covers(before, version.next)? {
                    moves.tightened.push(Tightened {
                        object: version.seq,
                        id_key: *key,
                        before,
                    });
                }
            }
        }
        Ok(moves)
    }
}
