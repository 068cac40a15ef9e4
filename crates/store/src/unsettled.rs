//! Labels for whoever reads while something that was raised is being relabelled (`relabel`).
//!
//! Smallest example: node B was raised to TLP:RED, relationship R on it still bears TLP:CLEAR. A reader is given a row of R if it
//! passes the label of the row *and*, as for every row of R, what R has to bear, made in the read itself. So what is tightened is gone at once, for
//! whoever loses it and for nobody else, and what is loosened appears when its turn comes.

use crate::Result;
use crate::effective::{Effective, Joins};
use crate::labels::ReadLabels;
use crate::members::Member;
use handling::Label;
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Ids whose edges wait for their labels.
pub(crate) fn roots(conn: &Connection) -> Result<HashSet<i64>> {
    let mut stmt = conn.prepare_cached("SELECT id_key FROM raising")?;
    let rows = stmt.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The same with all that leads to them: what has other labels than it bears is among these.
pub(crate) fn resting(conn: &Connection) -> Result<HashSet<i64>> {
    let mut all = roots(conn)?;
    let mut todo: Vec<i64> = all.iter().copied().collect();
    let mut stmt = conn.prepare_cached("SELECT edge_key FROM edge WHERE end_key = ?1")?;
    while let Some(key) = todo.pop() {
        let mut rows = stmt.query([key])?;
        while let Some(row) = rows.next()? {
            let edge = row.get(0)?;
            if all.insert(edge) {
                todo.push(edge);
            }
        }
    }
    Ok(all)
}

/// So many roots are looked at one by one.
const FEW: usize = 4;

/// What one read makes of labels that wait.
pub(crate) struct Unsettled<'a> {
    labels: InMemory<'a>,
    effective: Effective,
    /// roots, where they are few
    few: Vec<i64>,
    /// (root, lane) → what it asks of what is about it there
    asks: HashMap<(i64, i64), Option<i64>>,
}

impl<'a> Unsettled<'a> {
    /// None where no label waits.
    pub(crate) fn of(conn: &'a Connection, labels: &'a ReadLabels) -> Result<Option<Self>> {
        let roots = roots(conn)?;
        if roots.is_empty() {
            return Ok(None);
        }
        let few = match roots.len() {
            ..=FEW => roots.iter().copied().collect(),
            _ => Vec::new(),
        };
        Ok(Some(Self {
            few,
            asks: HashMap::new(),
            labels: InMemory {
                conn,
                labels,
                made: Vec::new(),
                keys: HashMap::new(),
                joins: HashMap::new(),
            },
            effective: Effective::new(Arc::new(roots), BTreeSet::new()),
        }))
    }

    /// Something that a version in a place has to ask, where that can be said at little cost: of an only version that is
    /// about a root itself, what the root asks. A page may have to look past very many of them.
    pub(crate) fn at_least(&mut self, member: &Member) -> Result<Option<i64>> {
        const EDGE: &str = "SELECT 1 FROM edge WHERE end_key = ?1 AND edge_key = ?2";
        const LANES: &str = "SELECT lane FROM object INDEXED BY object_id WHERE id_key = ?1";
        let conn = self.labels.conn;
        for root in self.few.clone() {
            if !conn.prepare_cached(EDGE)?.exists((root, member.id_key))? {
                continue;
            }
            let mut stmt = conn.prepare_cached(LANES)?;
            let mut lanes = stmt.query_map([member.id_key], |row| row.get::<_, i64>(0))?;
            let (Some(lane), None) = (lanes.next().transpose()?, lanes.next()) else {
                return Ok(None);
            };
            if let Some(known) = self.asks.get(&(root, lane)) {
                return Ok(*known);
            }
            let clear = Label::clear((lane != 0).then_some(lane));
            let clear = self.labels.key_of(&clear)?;
            let asked = self.effective.end(&mut self.labels, root, lane)?;
            let asked = asked.map(|asked| self.labels.joined(clear, asked));
            let asked = asked.transpose()?;
            self.asks.insert((root, lane), asked);
            return Ok(asked);
        }
        Ok(None)
    }

    /// What a place, or a version by itself, asks of its reader.
    pub(crate) fn label_of(&mut self, member: &Member) -> Result<i64> {
        self.of_version(member.id_key, member.object, member.label)
    }

    /// What a version that bears this label asks of its reader.
    pub(crate) fn of_version(&mut self, id_key: i64, object: i64, label: i64) -> Result<i64> {
        match self.has_to_ask(id_key, object)? {
            Some(asked) => self.labels.joined(label, asked),
            None => Ok(label),
        }
    }

    /// What the version in a place has to ask, where that may be more than it asks.
    pub(crate) fn asks(&mut self, member: &Member) -> Result<Option<i64>> {
        self.has_to_ask(member.id_key, member.object)
    }

    fn has_to_ask(&mut self, id_key: i64, object: i64) -> Result<Option<i64>> {
        if !self.effective.rests(self.labels.conn, id_key)? {
            return Ok(None);
        }
        self.effective.make(&mut self.labels, [id_key])?;
        let mut versions = self.effective.versions(id_key).iter();
        let found = versions.find(|version| version.seq == object);
        Ok(found.map(|version| version.next))
    }

    /// A label of this read, by its key.
    pub(crate) fn label(&self, key: i64) -> Result<Arc<Label>> {
        self.labels.get(key)
    }
}

/// Labels that are not interned have negative keys, for this read alone.
struct InMemory<'a> {
    conn: &'a Connection,
    labels: &'a ReadLabels,
    made: Vec<Arc<Label>>,
    keys: HashMap<Arc<Label>, i64>,
    joins: HashMap<(i64, i64), i64>,
}

impl InMemory<'_> {
    fn get(&self, key: i64) -> Result<Arc<Label>> {
        let made = usize::try_from(-(key + 1)).ok();
        match made.and_then(|at| self.made.get(at)) {
            Some(label) => Ok(label.clone()),
            None => self.labels.get(self.conn, key),
        }
    }
}

impl Joins for InMemory<'_> {
    fn conn(&self) -> &Connection {
        self.conn
    }

    fn key_of(&mut self, label: &Label) -> Result<i64> {
        if let Some(key) = self.keys.get(label) {
            return Ok(*key);
        }
        let label = Arc::new(label.clone());
        self.made.push(label.clone());
        let key = -i64::try_from(self.made.len()).unwrap_or(i64::MAX);
        self.keys.insert(label, key);
        Ok(key)
    }

    fn joined(&mut self, a: i64, b: i64) -> Result<i64> {
        if a == b {
            return Ok(a);
        }
        if let Some(known) = self.joins.get(&(a, b)) {
            return Ok(*known);
        }
        let (left, right) = (self.get(a)?, self.get(b)?);
        let joined = left.join(&right);
        let key = match (joined == *left, joined == *right) {
            (true, _) => a,
            (false, true) => b,
            (false, false) => self.key_of(&joined)?,
        };
        self.joins.insert((a, b), key);
        Ok(key)
    }
}
