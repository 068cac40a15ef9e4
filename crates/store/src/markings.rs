//! What the store knows of markings, and the label of an object by itself.
//!
//! A definition holds for the lane it lies in, the operator's for every lane. Otherwise whoever learns the id of a
//! marking that has not arrived could define it away for objects of others.

use crate::error::damaged;
use crate::tx::{MOST_REMEMBERED, Tx};
use crate::{Error, Incoming, Result, Store};
use handling::{Clearance, Label, Markings, Reader, planted};
use rusqlite::{Connection, OptionalExtension};
use std::cell::RefCell;
use std::collections::HashMap;
use stix::marking::{Marking, Tlp};
use stix::{Limits, Object};

/// Labels of objects by themselves, by what decides on them. Void when a definition arrives.
#[derive(Default)]
pub(crate) struct OwnLabels(HashMap<OwnKey, i64>);

#[derive(PartialEq, Eq, Hash)]
struct OwnKey {
    markings: Vec<String>,
    granular: Vec<String>,
    default: Tlp,
    lane: i64,
}

impl OwnLabels {
    /// Definitions changed.
    pub(crate) fn forget(&mut self) {
        self.0.clear();
    }

    /// The key of the label of `incoming` by itself.
    pub(crate) fn of(
        &mut self,
        tx: &mut Tx<'_>,
        incoming: &Incoming,
        default: Tlp,
        lane: i64,
    ) -> Result<i64> {
        if incoming.marking.is_some() {
            let label = own(tx.conn, incoming, default, lane)?;
            return tx.label_key(&label);
        }
        let key = OwnKey {
            markings: incoming.markings.clone(),
            granular: incoming.granular.clone(),
            default,
            lane,
        };
        if let Some(known) = self.0.get(&key) {
            return Ok(*known);
        }
        let label = own(tx.conn, incoming, default, lane)?;
        let found = tx.label_key(&label)?;
        if self.0.len() >= MOST_REMEMBERED {
            self.0.clear();
        }
        self.0.insert(key, found);
        Ok(found)
    }
}

/// The label of an object by itself.
pub(crate) fn own(
    conn: &Connection,
    incoming: &Incoming,
    default: Tlp,
    lane: i64,
) -> Result<Label> {
    let known = Known {
        conn,
        incoming: Some(incoming),
        failed: RefCell::new(None),
    };
    let label = Label::own(
        &incoming.header(),
        &known,
        default,
        (lane != 0).then_some(lane),
    );
    match known.failed.into_inner() {
        Some(error) => Err(error),
        None => Ok(label),
    }
}

impl Store {
    /// Lets `work` ask what markings say, as objects in each lane have it, in one read. For the operator only.
    pub fn with_markings<T>(
        &self,
        operator: &Clearance,
        work: impl FnOnce(&dyn Markings) -> T,
    ) -> Result<T> {
        if operator.reader != Reader::System {
            return Err(Error::Invalid("only the operator may ask".to_owned()));
        }
        self.read(|tx| {
            let known = Known {
                conn: tx,
                incoming: None,
                failed: RefCell::new(None),
            };
            let done = work(&known);
            match known.failed.into_inner() {
                Some(error) => Err(error),
                None => Ok(done),
            }
        })
    }
}

/// The definitions that are here, and the arriving object itself if it is one.
struct Known<'a> {
    conn: &'a Connection,
    incoming: Option<&'a Incoming>,
    failed: RefCell<Option<Error>>,
}

impl Markings for Known<'_> {
    fn marking(&self, id: &str, lane: Option<i64>) -> Option<Marking> {
        if let Some(itself) = self.incoming.filter(|incoming| incoming.id == id) {
            return itself.marking.clone();
        }
        definition(self.conn, id, lane.unwrap_or(0)).unwrap_or_else(|error| {
            *self.failed.borrow_mut() = Some(error);
            None
        })
    }
}

fn definition(conn: &Connection, id: &str, lane: i64) -> Result<Option<Marking>> {
    const SQL: &str = "SELECT bytes FROM marking JOIN object ON object.seq = marking.object \
                       WHERE marking.id = ?1 AND marking.lane IN (0, ?2) ORDER BY marking.lane DESC LIMIT 1";
    let sql = planted!(
        AnyLaneDefines,
        &SQL.replace("marking.lane IN (0, ?2)", "?2 IS NOT NULL"),
        SQL
    );
    let bytes: Option<Vec<u8>> = conn
        .prepare_cached(sql)?
        .query_row((id, lane), |row| row.get(0))
        .optional()?;
    let Some(bytes) = bytes else { return Ok(None) };
    let object = parse(&bytes)?;
    Ok(Some(stix::marking::read(&object)))
}

/// Parses what this store took in before.
pub(crate) fn parse(bytes: &[u8]) -> Result<Object<'_>> {
    let limits = Limits {
        object_bytes: usize::MAX,
        ..Limits::default()
    };
    Object::parse(bytes, &limits).map_err(|fault| damaged(format!("an object: {}", fault.message)))
}

impl Tx<'_> {
    /// Lets a definition hold for a lane; says whether it is new there.
    pub(crate) fn define(&mut self, id: &str, lane: i64, object: i64) -> Result<bool> {
        const SQL: &str = "INSERT OR IGNORE INTO marking VALUES (?1, ?2, ?3)";
        Ok(self.conn.prepare_cached(SQL)?.execute((id, lane, object))? == 1)
    }

    /// Whether a lane has a definition of its own.
    pub(crate) fn is_defined(&self, id: &str, lane: i64) -> Result<bool> {
        const SQL: &str = "SELECT 1 FROM marking WHERE id = ?1 AND lane = ?2";
        Ok(self.conn.prepare_cached(SQL)?.exists((id, lane))?)
    }

    /// Remembers what an object waits for, and the label that was joined to what its markings say.
    pub(crate) fn await_markings(
        &mut self,
        label: &Label,
        object: i64,
        default: Tlp,
        beside: Option<i64>,
    ) -> Result<()> {
        const SQL: &str = "INSERT OR IGNORE INTO unmarked VALUES (?1, ?2, ?3, ?4)";
        for id in label.unresolved() {
            self.conn
                .prepare_cached(SQL)?
                .execute((id, object, default.as_str(), beside))?;
        }
        Ok(())
    }

    /// Makes the own labels again of what waited for a definition; gives the ids whose label changed.
    pub(crate) fn resolve(&mut self, id: &str, lane: i64) -> Result<Vec<i64>> {
        const SQL: &str = "SELECT object.seq, id_key, lane, own_label, default_tlp, bytes, beside FROM unmarked \
                           JOIN object ON object.seq = unmarked.object WHERE unmarked.id = ?1";
        let mut stmt = self.conn.prepare_cached(SQL)?;
        let mut rows = stmt.query([id])?;
        let mut changed = Vec::new();
        while let Some(row) = rows.next()? {
            let (seq, key, of): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if lane != 0 && lane != of {
                continue;
            }
            let before: i64 = row.get(3)?;
            let default = crate::partners::level(&row.get::<_, String>(4)?)?;
            let bytes: Vec<u8> = row.get(5)?;
            let incoming = Incoming::new(&parse(&bytes)?);
            let mut label = own(self.conn, &incoming, default, of)?;
            if self.label(before)?.is_lane_only() {
                label = label.join(&Label::lane_only(of));
            }
            let beside: Option<i64> = row.get(6)?;
            if let Some(beside) = beside {
                label = label.join(&*self.label(beside)?);
            }
            let after = self.label_key(&label)?;
            let mut set = self
                .conn
                .prepare_cached("UPDATE object SET own_label = ?2 WHERE seq = ?1")?;
            set.execute((seq, after))?;
            changed.push(key);
            self.await_markings(&label, seq, default, beside)?;
            const DONE: &str = "DELETE FROM unmarked WHERE id = ?1 AND object = ?2";
            self.conn.prepare_cached(DONE)?.execute((id, seq))?;
        }
        Ok(changed)
    }
}
