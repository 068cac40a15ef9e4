//! Ids and types as integers. `ident` is the only index whose keys come in random order, so a batch is looked up and
//! inserted in the order of that index: each of its pages is visited once a batch. New ids go to `recent`, which is small
//! enough to be cheap to write all over, and are carried to `ident` a slice of the hashes at a time, many to a page.
//!
//! Smallest example: a batch holds indicator A and a relationship R from A to B. Wanted: A, R, A, B. Sorted by hash,
//! A is asked for once; what is missing gets the next keys in the order of the batch: A 1, R 2, B 3.

use crate::Result;
use crate::incoming::IdHash;
use crate::tx::{MOST_REMEMBERED, Tx};
use rusqlite::{CachedStatement, Connection, OptionalExtension};

/// A key, and whether this very call made it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    pub(crate) key: i64,
    pub(crate) fresh: bool,
}

/// The key of an id, if it was ever seen.
pub(crate) fn find(conn: &Connection, id: &str) -> Result<Option<i64>> {
    let mut stmt = conn.prepare_cached(FIND)?;
    Ok(probe(&mut stmt, IdHash::of(id))?.ok())
}

/// The key of an id, or one that nothing has: whoever asks for an id that is free waits for the same look-ups as for one
/// that is hidden.
pub(crate) fn seek(conn: &Connection, id: &str) -> Result<i64> {
    const NOTHING: i64 = -1;
    Ok(find(conn, id)?.unwrap_or(NOTHING))
}

const FIND: &str = "SELECT tail, key FROM recent WHERE hash = ?1
    UNION ALL SELECT tail, key FROM ident WHERE hash = ?1 LIMIT 1";

/// So many new ids, and the next slice of the hashes is carried from `recent` to `ident`.
const SWEPT_EVERY: i64 = 8_192;
/// Slices of all hashes: `recent` holds at most this times [`SWEPT_EVERY`].
const SLICES: i64 = 16;

/// The key, or the first free slot. Another id in the slot moves the search on by one.
fn probe(stmt: &mut CachedStatement<'_>, id: IdHash) -> Result<std::result::Result<i64, i64>> {
    let mut slot = id.slot;
    loop {
        let found: Option<(i64, i64)> = stmt
            .query_row([slot], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        match found {
            None => return Ok(Err(slot)),
            Some((tail, key)) if tail == id.tail => return Ok(Ok(key)),
            Some(_) => slot = slot.wrapping_add(1) & i64::MAX,
        }
    }
}

impl Tx<'_> {
    /// The keys of these ids, in their order.
    pub(crate) fn keys(&mut self, ids: &[IdHash]) -> Result<Vec<Key>> {
        let mut order: Vec<(IdHash, u32)> = ids.iter().copied().zip(0..).collect();
        order.sort_unstable();
        let mut keys = vec![
            Key {
                key: 0,
                fresh: false
            };
            ids.len()
        ];
        // For each missing id: where it stands first in the batch, its run in `order`, a free slot.
        let mut missing: Vec<(u32, usize, usize, i64)> = Vec::new();
        let mut find = self.conn.prepare_cached(FIND)?;
        let mut start = 0;
        for run in order.chunk_by(|a, b| a.0 == b.0) {
            match probe(&mut find, run[0].0)? {
                Ok(key) => run.iter().for_each(|(_, at)| keys[*at as usize].key = key),
                Err(slot) => missing.push((run[0].1, start, start + run.len(), slot)),
            }
            start += run.len();
        }
        missing.sort_unstable();
        let first = self.state.next_key;
        for (_, start, end, _) in &missing {
            let key = self.state.next_key;
            self.state.next_key += 1;
            for (_, at) in &order[*start..*end] {
                keys[*at as usize] = Key { key, fresh: true };
            }
        }
        missing.sort_unstable_by_key(|(_, start, _, _)| *start);
        let mut add = self
            .conn
            .prepare_cached("INSERT OR IGNORE INTO recent VALUES (?1, ?2, ?3)")?;
        for (_, start, _, mut slot) in missing {
            let (id, at) = order[start];
            while add.execute((slot, id.tail, keys[at as usize].key))? == 0 {
                // It was free and has gone to the id before in this batch.
                slot = probe(&mut find, id)?.unwrap_or_else(|free| free);
            }
        }
        self.sweep(first)?;
        Ok(keys)
    }

    /// Carries the slices on that are due since the key `first` was the next one.
    fn sweep(&self, first: i64) -> Result<()> {
        let due = first / SWEPT_EVERY..self.state.next_key / SWEPT_EVERY;
        for turn in due.end.saturating_sub(SLICES).max(due.start)..due.end {
            let width = i64::MAX / SLICES + 1;
            let from = turn % SLICES * width;
            let slice = (from, from + (width - 1));
            for sql in [
                "INSERT INTO ident SELECT * FROM recent WHERE hash BETWEEN ?1 AND ?2 ORDER BY hash",
                "DELETE FROM recent WHERE hash BETWEEN ?1 AND ?2",
            ] {
                self.conn.prepare_cached(sql)?.execute(slice)?;
            }
        }
        Ok(())
    }

    /// The key of a type's name.
    pub(crate) fn type_key(&mut self, name: &str) -> Result<i64> {
        if let Some(key) = self.caches.types.get(name) {
            return Ok(*key);
        }
        let key = match find_type(self.conn, name)? {
            Some(key) => key,
            None => {
                self.conn
                    .prepare_cached("INSERT INTO type(name) VALUES (?1)")?
                    .execute([name])?;
                self.conn.last_insert_rowid()
            }
        };
        if self.caches.types.len() >= MOST_REMEMBERED {
            self.caches.types.clear();
        }
        self.caches.types.insert(name.to_owned(), key);
        Ok(key)
    }
}

/// The key of a type's name, if there ever was an object of it.
pub(crate) fn find_type(conn: &Connection, name: &str) -> Result<Option<i64>> {
    let mut stmt = conn.prepare_cached("SELECT key FROM type WHERE name = ?1")?;
    Ok(stmt.query_row([name], |row| row.get(0)).optional()?)
}

#[cfg(test)]
mod tests {
    use super::{SLICES, SWEPT_EVERY};
    use crate::incoming::IdHash;
    use crate::{Options, Store};

    fn keys(store: &Store, ids: Vec<IdHash>) -> Vec<(i64, bool)> {
        let keys = store.write(move |tx| tx.keys(&ids)).unwrap();
        keys.into_iter().map(|key| (key.key, key.fresh)).collect()
    }

    fn store(dir: &std::path::Path) -> Store {
        let options = Options::new(std::sync::Arc::new(1_800_000_000_000_000));
        Store::open(dir, options).unwrap()
    }

    #[test]
    fn ids_whose_hashes_share_a_slot_are_told_apart() {
        let dir = tempfile::tempdir().unwrap();
        let store = store(dir.path());
        let at = |slot, tail| IdHash { slot, tail };
        let ids = [
            at(i64::MAX, 1),
            at(i64::MAX, 2),
            at(0, 3),
            at(i64::MAX, 1),
            at(5, 4),
        ];
        let first = keys(&store, ids.to_vec());
        assert_eq!(
            first,
            [(1, true), (2, true), (3, true), (1, true), (4, true)]
        );
        let again = keys(&store, ids.iter().rev().copied().collect());
        assert_eq!(
            again,
            [(4, false), (1, false), (3, false), (2, false), (1, false)]
        );
        assert_eq!(
            keys(&store, vec![at(i64::MAX, 9), at(0, 3)]),
            [(5, true), (3, false)]
        );
    }
    #[test]
    fn ids_keep_their_keys_when_they_are_carried_on() {
        let dir = tempfile::tempdir().unwrap();
        let store = store(dir.path());
        // Neighbours whose slots collide lie on both sides of every border between slices.
        let width = i64::MAX / SLICES + 1;
        let id = |n: i64| IdHash {
            slot: (n % SLICES * width).wrapping_sub(n / SLICES % 7) & i64::MAX,
            tail: n,
        };
        let many: Vec<IdHash> = (0..800).map(id).collect();
        for chunk in many.chunks(300) {
            assert!(keys(&store, chunk.to_vec()).iter().all(|(_, fresh)| *fresh));
        }
        let spread: Vec<IdHash> = (0..SWEPT_EVERY * SLICES)
            .map(|n| IdHash::of(&n.to_string()))
            .collect();
        spread
            .chunks(5_000)
            .for_each(|ids| drop(keys(&store, ids.to_vec())));
        let count = |table: &'static str| {
            let sql = format!("SELECT count(*) FROM {table}");
            store
                .write(move |tx| Ok(tx.conn.query_row(&sql, [], |row| row.get::<_, i64>(0))?))
                .unwrap()
        };
        let all = SWEPT_EVERY * SLICES + 800;
        assert_eq!(count("ident") + count("recent"), all);
        assert!(
            count("recent") < all * 2 / 3,
            "they are carried on: {}",
            count("recent")
        );
        for (chunk, first) in many.chunks(300).zip((1..).step_by(300)) {
            let expected: Vec<_> = (first..)
                .map(|key| (key, false))
                .take(chunk.len())
                .collect();
            assert_eq!(keys(&store, chunk.to_vec()), expected);
        }
    }
}
