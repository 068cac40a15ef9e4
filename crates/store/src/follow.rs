//! Following what one reader sees of one type of object: all of it once, then only what changed.
//!
//! Smallest example: a reader has seen indicators A and B. A is revoked by a newer version, B's newest version is
//! marked TLP:RED. The next call gives the newer A, and says that B is gone; of C, which the reader may not see, it says
//! nothing. Four things can change what is seen: a version that came (`object.seq`), a label or a place that changed
//! (`moved`, `member.date_added`), where the reader may look (`reach`), and the end of an audience's time (`until`). The last
//! two are rare, and all is looked at again.

mod whole;

use crate::admit::APART;
use crate::labels::ReadLabels;
use crate::members::last_move;
use crate::policy::Policy;
use crate::tx::State;
use crate::unsettled::Unsettled;
use crate::walk::Walk;
use crate::{Result, Row, Store, intern, versions};
use handling::{Clearance, Label, Reader};
use ring::digest::{SHA256, digest};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// How far a follower has come.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Position {
    seq: i64,
    moved: i64,
    added: i64,
    /// Names the reader's clearance and the collections it may read, by which right.
    reach: i64,
    until: Option<i64>,
}

/// What a follower is told.
pub enum Told<'a> {
    /// The newest version of an object that the reader may see, and its handling.
    There(Row<'a>, &'a Label),
    /// An object that the follower knew and the reader sees no longer.
    Gone(&'a str),
}

/// How a call to [`Store::follow`] ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// Where to go on.
    pub position: Position,
    /// Whether everything was told, so that what was not is gone.
    pub whole: bool,
}

impl Position {
    /// Whether what came in at this time may be newer.
    pub fn is_before(&self, received: i64) -> bool {
        self.added <= received
    }
}

impl Store {
    /// Tells what changed since `from` in what this reader sees of a type: everything where there is no `from`. `known`
    /// says whether the follower has an id: only of those is it told that they are gone. Copies that are kept apart
    /// are for their own lane only, not for the operator: nobody but their submitter vouches for them.
    pub fn follow(
        &self,
        clearance: &Clearance,
        object_type: &str,
        from: Option<&Position>,
        known: &dyn Fn(&str) -> bool,
        each: &mut dyn FnMut(Told<'_>),
    ) -> Result<Followed> {
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            let position = self.position(tx, reach(&policy, clearance))?;
            let kind = intern::find_type(tx, object_type)?;
            // What rests on something that was raised has changed already, and nothing tells which it is.
            let unsettled = Unsettled::of(tx, &self.inner.labels)?;
            let raising = unsettled.is_some();
            let valid = from.filter(|from| {
                !(raising && rests(object_type))
                    && from.reach == position.reach
                    && from.until.is_none_or(|until| self.now() <= until)
            });
            let mut follow = Follow {
                unsettled,
                until: valid.and_then(|from| from.until),
                ..Follow::new(self, tx, &policy, clearance)
            };
            match (kind, valid) {
                (None, _) => {}
                (Some(kind), None) => follow.all(kind, each)?,
                (Some(kind), Some(from)) => {
                    for id_key in follow.touched(kind, from)? {
                        follow.one(id_key, known, each)?;
                    }
                }
            }
            Ok(Followed {
                position: Position {
                    until: follow.until,
                    ..position
                },
                whole: valid.is_none(),
            })
        })
    }

    /// The same of single ids, as they are now: what the reader sees of them, and nothing of the others.
    pub fn follow_ids(
        &self,
        clearance: &Clearance,
        ids: &[String],
        each: &mut dyn FnMut(Told<'_>),
    ) -> Result<()> {
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            let mut follow = Follow {
                unsettled: Unsettled::of(tx, &self.inner.labels)?,
                ..Follow::new(self, tx, &policy, clearance)
            };
            for id in ids {
                if let Some(key) = intern::find(tx, id)? {
                    follow.one(key, &|_| false, each)?;
                }
            }
            Ok(())
        })
    }

    fn position(&self, conn: &Connection, reach: i64) -> Result<Position> {
        let state = State::read(conn)?;
        const LAST: &str = "SELECT coalesce(max(seq), 0) FROM object";
        Ok(Position {
            seq: (conn.prepare_cached(LAST)?).query_row([], |row| row.get(0))?,
            moved: last_move(conn)?,
            added: state.date_added,
            reach,
            until: None,
        })
    }
}

struct Follow<'a> {
    walk: Walk<'a>,
    conn: &'a Connection,
    policy: &'a Policy,
    labels: &'a ReadLabels,
    now: i64,
    unsettled: Option<Unsettled<'a>>,
    /// Ids that lead to something that was raised, where they were looked for.
    resting: Option<HashSet<i64>>,
    until: Option<i64>,
}

/// A version as the index has it.
struct Version {
    seq: i64,
    lane: i64,
    flags: i64,
}

impl<'a> Follow<'a> {
    fn new(
        store: &'a Store,
        conn: &'a Connection,
        policy: &'a Policy,
        clearance: &'a Clearance,
    ) -> Self {
        Self {
            walk: Walk::new(store, conn, policy, clearance),
            conn,
            policy,
            labels: &store.inner.labels,
            now: store.now(),
            unsettled: None,
            resting: None,
            until: None,
        }
    }

    /// The ids that something happened to.
    fn touched(&self, kind: i64, from: &Position) -> Result<BTreeSet<i64>> {
        const ARRIVED: &str = "SELECT id_key FROM object WHERE seq > ?1 AND type = ?2";
        const MOVED: &str = "SELECT o.id_key FROM moved AS m CROSS JOIN object AS o ON o.seq = m.object \
                             WHERE m.rowid > ?1 AND o.type = ?2";
        const ADDED: &str = "SELECT m.id_key FROM run AS r CROSS JOIN member AS m ON m.collection = r.collection \
                             AND m.label = r.label AND m.before = r.before AND m.date_added > ?1 WHERE m.type = ?2";
        let mut touched = BTreeSet::new();
        for (sql, after) in [
            (ARRIVED, from.seq),
            (MOVED, from.moved),
            (ADDED, from.added),
        ] {
            let mut stmt = self.conn.prepare_cached(sql)?;
            let mut rows = stmt.query((after, kind))?;
            while let Some(row) = rows.next()? {
                touched.insert(row.get(0)?);
            }
        }
        Ok(touched)
    }

    fn one(
        &mut self,
        id_key: i64,
        known: &dyn Fn(&str) -> bool,
        each: &mut dyn FnMut(Told<'_>),
    ) -> Result<()> {
        const SQL: &str = "SELECT seq, id_key, id, version, spec, received, bytes, label FROM object WHERE seq = ?1";
        if let Some(seq) = self.chosen(id_key)? {
            let mut stmt = self.conn.prepare_cached(SQL)?;
            let mut rows = stmt.query([seq])?;
            if let Some(row) = rows.next()? {
                self.tell(row, each)?;
            }
            return Ok(());
        }
        const ID: &str = "SELECT id FROM object WHERE id_key = ?1 LIMIT 1";
        let mut stmt = self.conn.prepare_cached(ID)?;
        // An id that others only refer to has no object.
        let id: Option<String> = stmt.query_row([id_key], |row| row.get(0)).optional()?;
        if let Some(id) = id.filter(|id| known(id)) {
            each(Told::Gone(&id));
        }
        Ok(())
    }

    /// The newest version of an id that the reader sees.
    fn chosen(&mut self, id_key: i64) -> Result<Option<i64>> {
        const SQL: &str = "SELECT seq, lane, flags FROM object INDEXED BY object_id WHERE id_key = ?1 \
                           ORDER BY at DESC, tail DESC, seq";
        let mut stmt = self.conn.prepare_cached(SQL)?;
        let versions = stmt.query_map([id_key], |row| {
            Ok(Version {
                seq: row.get(0)?,
                lane: row.get(1)?,
                flags: row.get(2)?,
            })
        })?;
        for version in versions.collect::<rusqlite::Result<Vec<_>>>()? {
            if version.flags & APART != 0 && !self.is_own(version.lane) {
                continue;
            }
            let member = self.walk.version(version.seq)?;
            if self.walk.sees(&member)? {
                self.note_end(member.id_key, member.object, member.label)?;
                return Ok(Some(version.seq));
            }
        }
        Ok(None)
    }

    fn is_own(&self, lane: i64) -> bool {
        matches!(self.walk.clearance.reader, Reader::Partner { key, .. } if key == lane)
    }

    /// From when on all must be looked at again.
    fn note_end(&mut self, id_key: i64, object: i64, label: i64) -> Result<()> {
        let label = self.label(id_key, object, label)?;
        if let Some(end) = label.not_after() {
            self.until = Some(self.until.map_or(end, |until| until.min(end)));
        }
        Ok(())
    }

    fn label(&mut self, id_key: i64, object: i64, label: i64) -> Result<Arc<Label>> {
        let waits = self.waits(id_key);
        match &mut self.unsettled {
            Some(unsettled) if waits => {
                let label = unsettled.of_version(id_key, object, label)?;
                unsettled.label(label)
            }
            _ => self.labels.get(self.conn, label),
        }
    }

    /// Whether what an id's versions bear may be other than what they ask. Yes, as long as nobody looked.
    fn waits(&self, id_key: i64) -> bool {
        let resting = self.resting.as_ref();
        resting.is_none_or(|resting| resting.contains(&id_key))
    }

    fn tell(&mut self, row: &rusqlite::Row<'_>, each: &mut dyn FnMut(Told<'_>)) -> Result<()> {
        let damaged = |e: rusqlite::types::FromSqlError| crate::Error::Corrupt(e.to_string());
        let label = self.label(row.get(1)?, row.get(0)?, row.get(7)?)?;
        let row = Row {
            id: row.get_ref(2)?.as_str().map_err(damaged)?,
            version: row
                .get_ref(3)?
                .as_str_or_null()
                .map_err(damaged)?
                .unwrap_or_default(),
            spec: versions::spec(row.get(4)?),
            date_added: row.get(5)?,
            bytes: row.get_ref(6)?.as_blob().map_err(damaged)?,
        };
        each(Told::There(row, &label));
        Ok(())
    }
}

/// What others may read, and what is called how, does not count.
fn reach(policy: &Policy, clearance: &Clearance) -> i64 {
    if clearance.reader == Reader::System {
        return 0;
    }
    let mut text = clearance.fingerprint();
    for collection in &policy.collections {
        if let Some(access) = policy.access(clearance, collection) {
            text += &format!(" {} {access:?}", collection.key);
        }
    }
    let digest = digest(&SHA256, text.as_bytes());
    let first = digest.as_ref().first_chunk().copied();
    i64::from_le_bytes(first.unwrap_or_default())
}

/// Whether objects of this type can rest on others.
fn rests(object_type: &str) -> bool {
    !stix::about(object_type).is_empty()
}
