//! Members of collections: what lies where, under which label, since which `date_added`.

use crate::Result;
use crate::tx::Tx;
use handling::planted;
use rusqlite::{Connection, Row};

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
    /// label of the row before of the same version, or [`NONE`]
    pub(crate) before: i64,
}

/// Instead of a label: there is no row before.
pub(crate) const NONE: i64 = 0;

/// The columns of [`Member::read`], in order.
pub(crate) const COLUMNS: &str =
    "label, date_added, object, id_key, type, spec, at, tail, flags, before";

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
            before: row.get(9)?,
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

    /// The run of a collection it lies in.
    pub(crate) fn run(&self, collection: i64) -> Run {
        Run {
            collection,
            label: self.label,
            before: self.before,
        }
    }
}

/// Members of a collection in the order of their dates: those under one label whose version lies there since
/// earlier under another, or, [`NONE`], does not. Whoever passes the label of before looks into no such run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Run {
    pub(crate) collection: i64,
    pub(crate) label: i64,
    pub(crate) before: i64,
}

/// Most runs of one label in a collection, beside that of what has nothing before, so that a page costs few queries
/// whatever becomes of handling. What would need one more is kept in that one, too, and told apart row by row.
pub(crate) const MOST_RUNS: i64 = 32;

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
        let mut stmt = self.conn.prepare_cached(EVERYWHERE)?;
        let rows = stmt.query_map([id_key], |row| Ok((row.get(10)?, Member::read(row)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Adds a member; the flag for the only one of its id is the caller's to give.
    pub(crate) fn add_member(&mut self, collection: i64, member: &Member) -> Result<()> {
        const SQL: &str = "INSERT INTO member(collection, label, date_added, object, id_key, type, spec, at, tail, \
                           flags, before) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        let run = self.open_run(member.run(collection))?;
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
            run.before,
        ))?;
        Ok(())
    }

    /// The run in which a row of this one is kept: this one, or, where its label has too many, the first.
    pub(crate) fn open_run(&mut self, run: Run) -> Result<Run> {
        if self.caches.runs.contains(&run) {
            return Ok(run);
        }
        const OTHERS: &str = "SELECT count(*) FROM run WHERE collection = ?1 AND label = ?2 AND before NOT IN (0, ?3) \
                              AND NOT EXISTS (SELECT 1 FROM run WHERE collection = ?1 AND label = ?2 AND before = ?3)";
        const SQL: &str = "INSERT OR IGNORE INTO run VALUES (?1, ?2, ?3)";
        let values = (run.collection, run.label, run.before);
        if run.before != NONE {
            let mut stmt = self.conn.prepare_cached(OTHERS)?;
            let others: i64 = stmt.query_row(values, |row| row.get(0))?;
            if others >= MOST_RUNS {
                let first = Run {
                    before: NONE,
                    ..run
                };
                return self.open_run(first);
            }
        }
        self.conn.prepare_cached(SQL)?.execute(values)?;
        self.caches.runs.insert(run);
        Ok(run)
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
        const SQL: &str = "UPDATE member SET flags = ?5 WHERE collection = ?1 AND label = ?2 AND before = ?3 AND date_added = ?4";
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
                    member.before,
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
        const SQL: &str = "SELECT 1 FROM run AS r CROSS JOIN member AS m ON m.collection = r.collection \
                           AND m.label = r.label AND m.before = r.before AND m.date_added = ?2 WHERE r.collection = ?1";
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
        const SQL: &str = "DELETE FROM member WHERE collection = ?1 AND label = ?2 AND before = ?3 AND date_added = ?4";
        self.conn.prepare_cached(SQL)?.execute((
            collection,
            member.label,
            member.before,
            member.date_added,
        ))?;
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

/// The number of the last row that [`Tx::note_move`] wrote.
pub(crate) fn last_move(conn: &Connection) -> Result<i64> {
    const SQL: &str = "SELECT coalesce(max(rowid), 0) FROM moved";
    Ok((conn.prepare_cached(SQL)?).query_row([], |row| row.get(0))?)
}

/// Members by id and collection. Left to itself, SQLite walks the whole collection.
pub(crate) const BY_ID: &str = "SELECT label, date_added, object, id_key, type, spec, at, tail, flags, before \
                                FROM member INDEXED BY member_id WHERE id_key = ?1 AND collection = ?2";

/// Members by id, each with its collection.
pub(crate) const EVERYWHERE: &str = "SELECT label, date_added, object, id_key, type, spec, at, tail, flags, before, \
                                     collection FROM member WHERE id_key = ?1 ORDER BY date_added";
