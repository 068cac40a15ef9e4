//! What waits to be relabelled is finished before a submission that may give it back, never within one.
//!
//! Smallest example: a node was raised, a note on it waits, and `beta` cannot see the note any more. A newer version of the
//! node lowers it again. First the note is taken from `beta` for good, then it is given back with a new date, after
//! `beta`'s cursor. Within the submission nothing is finished: nobody reads between two of its objects, so what the one
//! takes and the next gives back has not moved, whether it is relabelled at once or in slices.

use super::Batch;
use crate::intern::Key;
use crate::tx::Tx;
use crate::{Incoming, Result};

impl Batch {
    /// Relabels all that waits, if one of these objects may loosen what it waits for. `keys` are theirs, each with those
    /// of what it is about.
    pub(super) fn finish_before(
        &mut self,
        tx: &mut Tx<'_>,
        objects: &[(Incoming, Option<i64>)],
        mut keys: &[Key],
    ) -> Result<()> {
        if self.roots.is_empty() {
            return Ok(());
        }
        for (object, _) in objects {
            let Some((key, rest)) = keys.split_first() else {
                break;
            };
            keys = rest.get(object.about.len()..).unwrap_or_default();
            if self.may_give_back(tx, object, key.key)? {
                tx.finish_relabelling()?;
                self.roots = tx.roots()?;
                break;
            }
        }
        Ok(())
    }

    /// Whether an object defines a marking anew, or may ask less of what is about its id than is asked now. What is
    /// not the newest in its lane asks nothing of the others.
    fn may_give_back(&mut self, tx: &mut Tx<'_>, object: &Incoming, id_key: i64) -> Result<bool> {
        const NEWER: &str =
            "SELECT 1 FROM object WHERE id_key = ?1 AND lane = ?2 AND (at, tail) >= (?3, ?4)";
        let lane = self.goes(object).lane;
        if object.marking.is_some() && !tx.is_defined(&object.id, lane)? {
            return Ok(true);
        }
        if !self.roots.contains(&id_key) {
            return Ok(false);
        }
        let (at, tail) = object.instant();
        let mut newer = tx.conn.prepare_cached(NEWER)?;
        if newer.exists((id_key, lane, at, tail))? {
            return Ok(false);
        }
        let own = self.own_label(tx, object, lane)?;
        match tx.end_label(id_key, lane)? {
            Some(asked) => Ok(!tx.covers(own, asked)?),
            None => Ok(false),
        }
    }
}
