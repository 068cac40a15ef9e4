//! All that a reader sees of a type, in two walks: one over the index of versions, one over the objects.
//!
//! Smallest example: A has the versions 1 and 2, B has 3; the reader has 1 and 3 in a collection it may read. Of `member`
//! come the bits {1, 3}; the index says that 2 is the newest of A, but the bits say that 1 is the newest for this reader;
//! chosen are {1, 3}, and the objects 1 and 3 are told. What is kept meanwhile is a few bits an object, and no object.
//!
//! It gives what [`Follow::chosen`] gives of every id, and asks it where a label may not say all (`unsettled`).

use super::{Follow, Told};
use crate::admit::APART;
use crate::labels::Sight;
use crate::{Result, error, unsettled};
use handling::{Access, Reader};
use rusqlite::Row;
use std::cmp::Ordering;

/// A gap in the objects' numbers that is walked rather than sought.
const STRIDE: i64 = 32;

/// A set of objects, by their numbers.
#[derive(Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn split(seq: i64) -> (usize, u32) {
        let at = usize::try_from(seq).unwrap_or_default();
        (at / 64, (at % 64) as u32)
    }

    fn insert(&mut self, seq: i64) {
        let (word, bit) = Self::split(seq);
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << bit;
    }

    fn has(&self, seq: i64) -> bool {
        let (word, bit) = Self::split(seq);
        self.0.get(word).is_some_and(|bits| bits >> bit & 1 == 1)
    }

    /// The first at or after a number.
    fn next(&self, seq: i64) -> Option<i64> {
        let (word, bit) = Self::split(seq);
        let first = self.0.get(word)? & (u64::MAX << bit);
        let rest = self.0.iter().enumerate().skip(word + 1);
        let rest = rest.map(|(word, bits)| (word, *bits));
        let (word, bits) = std::iter::once((word, first))
            .chain(rest)
            .find(|(_, bits)| *bits != 0)?;
        i64::try_from(word * 64 + bits.trailing_zeros() as usize).ok()
    }
}

/// Objects that lie where the reader may look, by the right it has there, and what it sees by that right.
struct Places<'a> {
    by: Vec<(Sight<'a>, Bits)>,
}

/// The newest version of an id so far that the reader sees.
#[derive(Default)]
struct Newest {
    id_key: i64,
    seq: Option<i64>,
    /// Its versions' labels may say too little or too much, so each was made anew.
    is_asked: bool,
    at: i64,
    tail: String,
}

impl<'a> Follow<'a> {
    /// Tells every object of the type, in the order of arrival.
    pub(super) fn all(&mut self, kind: i64, each: &mut dyn FnMut(Told<'_>)) -> Result<()> {
        const SQL: &str = "SELECT seq, id_key, id, version, spec, received, bytes, label FROM object \
                           WHERE seq >= ?1 AND type = ?2 ORDER BY seq";
        self.resting = Some(unsettled::resting(self.conn)?);
        let chosen = self.choose(kind)?;
        let mut stmt = self.conn.prepare(SQL)?;
        let mut from = chosen.next(0);
        while let Some(first) = from.take() {
            let mut rows = stmt.query((first, kind))?;
            while let Some(row) = rows.next()? {
                let seq: i64 = row.get(0)?;
                if chosen.has(seq) {
                    self.note_end(row.get(1)?, seq, row.get(7)?)?;
                    self.tell(row, each)?;
                }
                match chosen.next(seq + 1) {
                    Some(next) if next - seq <= STRIDE => {}
                    next => {
                        from = next;
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    /// The newest version of each id that the reader sees. Of the operator they are of all types.
    fn choose(&mut self, kind: i64) -> Result<Bits> {
        const SQL: &str = "SELECT id_key, seq, lane, at, tail, label, flags FROM object INDEXED BY object_id \
                           ORDER BY id_key";
        let mut places = self.places(kind)?;
        let mut chosen = Bits::default();
        let mut newest = Newest::default();
        let mut stmt = self.conn.prepare(SQL)?;
        let mut rows = stmt.query([])?;
        while let Some(row) = rows.next()? {
            let id_key = row.get(0)?;
            if id_key != newest.id_key {
                newest.seq.into_iter().for_each(|seq| chosen.insert(seq));
                (newest.id_key, newest.seq, newest.is_asked) = (id_key, None, false);
            }
            let seq = row.get(1)?;
            if !newest.is_asked
                && self.waits(id_key)
                && places.as_ref().is_some_and(|places| places.have(seq))
            {
                newest.seq = self.chosen(id_key)?;
                newest.is_asked = true;
            } else if !newest.is_asked && self.may_have(row, seq, &mut places)? {
                newest.take(row, seq)?;
            }
        }
        newest.seq.into_iter().for_each(|seq| chosen.insert(seq));
        Ok(chosen)
    }

    fn may_have(&self, row: &Row<'_>, seq: i64, places: &mut Option<Places<'_>>) -> Result<bool> {
        let is_apart = row.get::<_, i64>(6)? & APART != 0;
        if is_apart && !self.is_own(row.get(2)?) {
            return Ok(false);
        }
        let Some(places) = places else {
            return Ok(true);
        };
        for (sight, there) in &mut places.by {
            if there.has(seq) && sight.sees(row.get(5)?)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// None for the operator, who sees what lies nowhere, too.
    fn places(&self, kind: i64) -> Result<Option<Places<'a>>> {
        const SQL: &str = "SELECT object FROM member WHERE collection = ?1 AND type = ?2";
        if self.walk.clearance.reader == Reader::System {
            return Ok(None);
        }
        let mut places = Places { by: Vec::new() };
        let mut stmt = self.conn.prepare_cached(SQL)?;
        for collection in &self.policy.collections {
            let Some(access) = self.policy.access(self.walk.clearance, collection) else {
                continue;
            };
            let bits = places.of(self, access)?;
            let mut rows = stmt.query((collection.key, kind))?;
            while let Some(row) = rows.next()? {
                bits.insert(row.get(0)?);
            }
        }
        Ok(Some(places))
    }
}

impl<'a> Places<'a> {
    fn have(&self, seq: i64) -> bool {
        self.by.iter().any(|(_, there)| there.has(seq))
    }

    fn of(&mut self, follow: &Follow<'a>, access: Access) -> Result<&mut Bits> {
        let at = match self.by.iter().position(|(sight, _)| sight.access == access) {
            Some(at) => at,
            None => {
                let (conn, labels, clearance) = (follow.conn, follow.labels, follow.walk.clearance);
                let sight = Sight::new(conn, labels, clearance, access, follow.now)?;
                self.by.push((sight, Bits::default()));
                self.by.len() - 1
            }
        };
        Ok(&mut self.by[at].1)
    }
}

impl Newest {
    /// The version of a row, if it is newer; of two of one instant the first that came.
    fn take(&mut self, row: &Row<'_>, seq: i64) -> Result<()> {
        let at = row.get(3)?;
        let tail = row.get_ref(4)?.as_str().map_err(error::damaged)?;
        let order = match self.seq {
            None => Ordering::Greater,
            Some(before) => (at, tail)
                .cmp(&(self.at, &*self.tail))
                .then(before.cmp(&seq)),
        };
        if order == Ordering::Greater {
            (self.seq, self.at) = (Some(seq), at);
            self.tail.clear();
            self.tail.push_str(tail);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_found_in_order() {
        let mut bits = Bits::default();
        let all = [0, 1, 63, 64, 65, 640, 1_000];
        all.iter().rev().for_each(|seq| bits.insert(*seq));
        let found: Vec<i64> =
            std::iter::successors(bits.next(0), |seq| bits.next(seq + 1)).collect();
        assert_eq!(found, all);
        assert!(bits.has(63) && !bits.has(62) && !bits.has(100_000));
        assert_eq!(bits.next(1_001), None);
    }
}
