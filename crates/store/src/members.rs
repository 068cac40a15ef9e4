//! Members of collections: what lies where, under which label, since which `date_added`.

use crate::Result;
use crate::tx::Tx;
use handling::planted;
use rusqlite::Row;

/// Flags of a member: the only row of its id in the collection; of an object without versions; followed by a row
/// of the same version that more readers pass.
pub(crate) const SINGLE: i64 = 1;
pub(crate) const UNVERSIONED: i64 = 2;
pub(crate) const EARLIER: i64 = 4;

/// A row of `member`, without the collection.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) label: i64,
    pub(crate) date_added: i64,
    pub(crate) object: i64,
    pub(crate) id_key: i64,
    pub(crate) kind: i64,
    pub(crate) spec: i64,
    pub(crate) at: i64,
    pub(crate) tail: String,
    pub(crate) flags: i64,
}

/// The columns of [`Member::read`], in order.
pub(crate) const COLUMNS: &str = "label, date_added, object, id_key, type, spec, at, tail, flags";

impl Member {
    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            label: row.get(0)?,
            date_added: row.get(1)?,
            object: row.get(2)?,
            id_key: row.get(3)?,
            kind: row.get(4)?,
            spec: row.get(5)?,
            at: row.get(6)?,
            tail: row.get(7)?,
            flags: row.get(8)?,
        })
    }

    pub(crate) fn is(&self, flag: i64) -> bool {
        self.flags & flag != 0
    }

    pub(crate) fn place(&self) -> Place {
        Place {
            label: self.label,
            date_added: self.date_added,
        }
    }
}

/// Where a member stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) label: i64,
    pub(crate) date_added: i64,
}

impl Tx<'_> {
    /// All members of an id in a collection.
    pub(crate) fn members(&self, id_key: i64, collection: i64) -> Result<Vec<Member>> {
        let mut stmt = self.conn.prepare_cached(BY_ID)?;
        let rows = stmt.query_map((id_key, collection), Member::read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// All members of an id: (collection, member).
    pub(crate) fn members_everywhere(&self, id_key: i64) -> Result<Vec<(i64, Member)>> {
        const SQL: &str = "SELECT label, date_added, object, id_key, type, spec, at, tail, flags, collection \
                           FROM member WHERE id_key = ?1";
        let mut stmt = self.conn.prepare_cached(SQL)?;
        let rows = stmt.query_map([id_key], |row| Ok((row.get(9)?, Member::read(row)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Adds a member; the flag for the only one of its id is the caller's to give.
    pub(crate) fn add_member(&mut self, collection: i64, member: &Member) -> Result<()> {
        const SQL: &str = "INSERT INTO member(collection, label, date_added, object, id_key, type, spec, at, tail, \
                           flags) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        self.conn.prepare_cached(SQL)?.execute((
            collection,
            member.label,
            member.date_added,
            member.object,
            member.id_key,
            member.kind,
            member.spec,
            member.at,
            &member.tail,
            member.flags,
        ))?;
        if self
            .caches
            .collection_labels
            .insert((collection, member.label))
        {
            const SQL: &str = "INSERT OR IGNORE INTO collection_label VALUES (?1, ?2)";
            self.conn
                .prepare_cached(SQL)?
                .execute((collection, member.label))?;
        }
        Ok(())
    }

    /// Takes a member out.
    pub(crate) fn remove_member(&mut self, collection: i64, member: &Member) -> Result<()> {
        self.unplace(collection, member)?;
        self.mark(collection, member.id_key)?;
        self.note_move(collection, member.object, Some(member.place()), None)
    }

    /// Notes that an object came into a collection with a date that lies behind the last one given out.
    pub(crate) fn note_kept(&mut self, collection: i64, member: &Member) -> Result<()> {
        self.note_move(collection, member.object, None, Some(member.place()))
    }

    /// Sets the flags that depend on which other rows of an id there are.
    pub(crate) fn mark(&mut self, collection: i64, id_key: i64) -> Result<()> {
        const SQL: &str =
            "UPDATE member SET flags = ?4 WHERE collection = ?1 AND label = ?2 AND date_added = ?3";
        let members = self.members(id_key, collection)?;
        planted!(
            RestampedByHidden,
            return self.restamp(collection, &members),
            ()
        );
        let single = i64::from(members.len() == 1) * SINGLE;
        for member in &members {
            let later = |m: &Member| m.object == member.object && m.date_added > member.date_added;
            let earlier = i64::from(members.iter().any(later)) * EARLIER;
            let flags = member.flags & !(SINGLE | EARLIER) | single | earlier;
            if flags != member.flags {
                self.conn.prepare_cached(SQL)?.execute((
                    collection,
                    member.label,
                    member.date_added,
                    flags,
                ))?;
            }
        }
        Ok(())
    }

    #[cfg(feature = "planted-leaks")]
    fn restamp(&mut self, collection: i64, members: &[Member]) -> Result<()> {
        for member in members {
            let mut moved = member.clone();
            moved.flags &= !SINGLE;
            moved.date_added = self.next_date();
            self.unplace(collection, member)?;
            self.add_member(collection, &moved)?;
        }
        Ok(())
    }

    /// A date to keep for a member that comes with one, moved on while another member of the collection has it.
    pub(crate) fn keep_date(&mut self, collection: i64, mut wanted: i64) -> Result<i64> {
        if wanted > self.now {
            return Ok(self.next_date());
        }
        if wanted > self.state.date_added {
            self.state.date_added = wanted;
            return Ok(wanted);
        }
        const SQL: &str = "SELECT 1 FROM collection_label AS l CROSS JOIN member AS m ON m.collection = l.collection \
                           AND m.label = l.label AND m.date_added = ?2 WHERE l.collection = ?1";
        while self
            .conn
            .prepare_cached(SQL)?
            .exists((collection, wanted))?
        {
            wanted += 1;
        }
        self.state.date_added = self.state.date_added.max(wanted);
        Ok(wanted)
    }

    pub(crate) fn unplace(&mut self, collection: i64, member: &Member) -> Result<()> {
        const SQL: &str =
            "DELETE FROM member WHERE collection = ?1 AND label = ?2 AND date_added = ?3";
        self.conn
            .prepare_cached(SQL)?
            .execute((collection, member.label, member.date_added))?;
        Ok(())
    }

    /// What a place was (none: nothing) and became (none: taken out).
    pub(crate) fn note_move(
        &mut self,
        collection: i64,
        object: i64,
        from: Option<Place>,
        to: Option<Place>,
    ) -> Result<()> {
        const SQL: &str = "INSERT INTO moved VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        self.conn.prepare_cached(SQL)?.execute((
            object,
            collection,
            self.now,
            self.state.audit_seq,
            from.map(|from| from.label),
            from.map(|from| from.date_added),
            to.map(|to| to.label),
            to.map(|to| to.date_added),
        ))?;
        Ok(())
    }
}

/// Members by id and collection. Left to itself, SQLite walks the whole collection.
pub(crate) const BY_ID: &str = "SELECT label, date_added, object, id_key, type, spec, at, tail, flags \
                                FROM member INDEXED BY member_id WHERE id_key = ?1 AND collection = ?2";
