//! Members of collections: what lies where, under which label, since which `date_added`.

use crate::Result;
use crate::tx::Tx;
use handling::planted;
use rusqlite::Row;

/// Flags of a member.
pub(crate) const SINGLE: i64 = 1;
pub(crate) const UNVERSIONED: i64 = 2;

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
}

/// Where a member stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    label: i64,
    date_added: i64,
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
        self.mark_single(collection, member.id_key)?;
        let from = Place {
            label: member.label,
            date_added: member.date_added,
        };
        self.note_move(collection, member.object, Some(from), None)
    }

    /// Notes that an object came into a collection with a date that lies behind the last one given out.
    pub(crate) fn note_kept(&mut self, collection: i64, member: &Member) -> Result<()> {
        let to = Place {
            label: member.label,
            date_added: member.date_added,
        };
        self.note_move(collection, member.object, None, Some(to))
    }

    /// Gives a member another label. Where that could let somebody see it who could not before, it is added
    /// again after everybody's cursor. Where it lets nobody but the lane see it, its date stays: the lane saw it all
    /// along, and must not learn from a new date that something hidden changed.
    pub(crate) fn move_member(
        &mut self,
        collection: i64,
        member: &Member,
        label: i64,
    ) -> Result<bool> {
        let tightened =
            self.covers(label, member.label)? || self.label(label)?.is_for_nobody_else();
        let mut moved = member.clone();
        moved.label = label;
        if !tightened {
            moved.date_added = self.next_date();
        }
        self.unplace(collection, member)?;
        self.add_member(collection, &moved)?;
        let from = Place {
            label: member.label,
            date_added: member.date_added,
        };
        let to = Place {
            label,
            date_added: moved.date_added,
        };
        self.note_move(collection, member.object, Some(from), Some(to))?;
        Ok(!tightened)
    }

    /// Sets the flag for the only member of an id where there is one, and takes it from all where there are more.
    pub(crate) fn mark_single(&mut self, collection: i64, id_key: i64) -> Result<()> {
        const SQL: &str =
            "UPDATE member SET flags = ?4 WHERE collection = ?1 AND label = ?2 AND date_added = ?3";
        let members = self.members(id_key, collection)?;
        planted!(
            RestampedByHidden,
            return self.restamp(collection, &members),
            ()
        );
        let single = i64::from(members.len() == 1);
        for member in members.iter().filter(|m| m.flags & SINGLE != single) {
            let flags = member.flags & !SINGLE | single;
            self.conn.prepare_cached(SQL)?.execute((
                collection,
                member.label,
                member.date_added,
                flags,
            ))?;
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

    fn unplace(&mut self, collection: i64, member: &Member) -> Result<()> {
        const SQL: &str =
            "DELETE FROM member WHERE collection = ?1 AND label = ?2 AND date_added = ?3";
        self.conn
            .prepare_cached(SQL)?
            .execute((collection, member.label, member.date_added))?;
        Ok(())
    }

    fn note_move(
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
