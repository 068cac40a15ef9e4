//! Labels as integers: few distinct ones, many objects. The writer interns them, readers look them up.

use crate::Result;
use crate::error::damaged;
use crate::members::{Member, NONE, Run};
use crate::page::list;
use crate::tx::{MOST_REMEMBERED, Tx};
use crate::unsettled::Unsettled;
use handling::{Access, Clearance, Label, Reader};
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// The writer's memory of labels.
#[derive(Default)]
pub(crate) struct WriteLabels {
    by_key: HashMap<i64, Arc<Label>>,
    by_json: HashMap<String, i64>,
    joins: HashMap<(i64, i64), i64>,
    covers: HashMap<(i64, i64), bool>,
}

impl Tx<'_> {
    /// The key of a label, new or known.
    pub(crate) fn label_key(&mut self, label: &Label) -> Result<i64> {
        let json = label.to_json();
        if let Some(key) = self.caches.labels.by_json.get(&json) {
            return Ok(*key);
        }
        const FIND: &str = "SELECT key FROM label WHERE json = ?1";
        let found: Option<i64> = (self.conn.prepare_cached(FIND)?)
            .query_row([&json], |row| row.get(0))
            .optional()?;
        let key = match found {
            Some(key) => key,
            None => {
                const ADD: &str = "INSERT INTO label(json) VALUES (?1)";
                self.conn.prepare_cached(ADD)?.execute([&json])?;
                self.conn.last_insert_rowid()
            }
        };
        let labels = &mut self.caches.labels;
        if labels.by_json.len() >= MOST_REMEMBERED {
            *labels = WriteLabels::default();
        }
        labels.by_json.insert(json, key);
        labels.by_key.insert(key, Arc::new(label.clone()));
        Ok(key)
    }

    pub(crate) fn label(&mut self, key: i64) -> Result<Arc<Label>> {
        if let Some(label) = self.caches.labels.by_key.get(&key) {
            return Ok(label.clone());
        }
        let label = load(self.conn, key)?;
        self.caches.labels.by_key.insert(key, label.clone());
        Ok(label)
    }

    /// Both apply; the lane is `a`'s.
    pub(crate) fn join(&mut self, a: i64, b: i64) -> Result<i64> {
        if a == b {
            return Ok(a);
        }
        if let Some(joined) = self.caches.labels.joins.get(&(a, b)) {
            return Ok(*joined);
        }
        let joined = self.label(a)?.join(&*self.label(b)?);
        let key = self.label_key(&joined)?;
        self.caches.labels.joins.insert((a, b), key);
        Ok(key)
    }

    /// Whether `a` gives nobody anything that `b` does not give.
    pub(crate) fn covers(&mut self, a: i64, b: i64) -> Result<bool> {
        if let Some(known) = self.caches.labels.covers.get(&(a, b)) {
            return Ok(*known);
        }
        let covers = self.label(a)?.covers(&*self.label(b)?);
        self.caches.labels.covers.insert((a, b), covers);
        Ok(covers)
    }
}

fn load(conn: &Connection, key: i64) -> Result<Arc<Label>> {
    const SQL: &str = "SELECT json FROM label WHERE key = ?1";
    let json: String = conn
        .prepare_cached(SQL)?
        .query_row([key], |row| row.get(0))?;
    Label::from_json(&json)
        .map(Arc::new)
        .map_err(|e| damaged(format!("label {key}: {e}")))
}

/// Labels as readers remember them. They are never changed nor deleted, so nothing here goes stale.
#[derive(Default)]
pub(crate) struct ReadLabels(RwLock<HashMap<i64, Arc<Label>>>);

impl ReadLabels {
    pub(crate) fn get(&self, conn: &Connection, key: i64) -> Result<Arc<Label>> {
        let known = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
            .cloned();
        if let Some(label) = known {
            return Ok(label);
        }
        let label = load(conn, key)?;
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_REMEMBERED {
            all.clear();
        }
        all.insert(key, label.clone());
        Ok(label)
    }
}

/// What one reader sees of one collection during one read.
pub(crate) struct Sight<'a> {
    pub(crate) conn: &'a Connection,
    pub(crate) labels: &'a ReadLabels,
    pub(crate) clearance: &'a Clearance,
    pub(crate) access: Access,
    pub(crate) now: i64,
    decided: HashMap<i64, bool>,
    /// while something that was raised is being relabelled
    unsettled: Option<Unsettled<'a>>,
}

impl<'a> Sight<'a> {
    pub(crate) fn new(
        conn: &'a Connection,
        labels: &'a ReadLabels,
        clearance: &'a Clearance,
        access: Access,
        now: i64,
    ) -> Result<Self> {
        Ok(Self {
            conn,
            labels,
            clearance,
            access,
            now,
            decided: HashMap::new(),
            unsettled: Unsettled::of(conn, labels)?,
        })
    }

    /// Whether the reader is given what lies in this place, or a version as if it were one.
    pub(crate) fn gives(&mut self, member: &Member) -> Result<bool> {
        if !self.sees(member.label)? {
            return Ok(false);
        }
        let Some(unsettled) = &mut self.unsettled else {
            return Ok(true);
        };
        if self.clearance.reader == Reader::System {
            return Ok(true);
        }
        if let Some(label) = unsettled.at_least(member)?
            && !self.sees(label)?
        {
            return Ok(false);
        }
        let Some(unsettled) = &mut self.unsettled else {
            return Ok(true);
        };
        match unsettled.asks(member)? {
            Some(label) => self.sees(label),
            None => Ok(true),
        }
    }

    /// Whether a run may hold something that the reader is given there. What it may have since an earlier row it is not
    /// given in a later one. That holds while something is unsettled, too: [`Sight::gives`] asks the same of every
    /// row of a version, and the row's own label beside it. The operator is given the last row.
    pub(crate) fn looks_into(&mut self, run: &Run) -> Result<bool> {
        let sees = self.sees(run.label)?;
        let has = run.before != NONE && self.sees(run.before)?;
        Ok(sees && (!has || self.is_operator()))
    }

    pub(crate) fn is_operator(&self) -> bool {
        self.clearance.reader == Reader::System
    }

    /// What it asks of a reader.
    pub(crate) fn label_of(&mut self, member: &Member) -> Result<Arc<Label>> {
        match &mut self.unsettled {
            None => self.labels.get(self.conn, member.label),
            Some(unsettled) => {
                let label = unsettled.label_of(member)?;
                unsettled.label(label)
            }
        }
    }

    /// Whether a label may say less than what bears it asks, so that [`Sight::gives`] must be asked of each.
    pub(crate) fn is_unsettled(&self) -> bool {
        self.unsettled.is_some()
    }

    /// What a page was drawn from, as [`crate::served`] keeps it: the labels, or, while some of them do not say who
    /// was given what, the versions themselves.
    pub(crate) fn view(&self, given: &[Member]) -> String {
        match self.is_unsettled() {
            true => format!("={}", list(given.iter().map(|m| m.object).collect())),
            false => list(self.given()),
        }
    }

    /// Whether a label lets the reader pass. What bears it may ask for more: see [`Sight::gives`].
    pub(crate) fn sees(&mut self, label: i64) -> Result<bool> {
        if let Some(known) = self.decided.get(&label) {
            return Ok(*known);
        }
        let text = match &self.unsettled {
            Some(unsettled) => unsettled.label(label)?,
            None => self.labels.get(self.conn, label)?,
        };
        let gives = handling::gives(&text, self.clearance, self.access, self.now);
        self.decided.insert(label, gives);
        Ok(gives)
    }

    /// The labels that were given so far, sorted.
    pub(crate) fn given(&self) -> Vec<i64> {
        let given = self.decided.iter().filter(|(_, gives)| **gives);
        let mut keys: Vec<i64> = given.map(|(key, _)| *key).collect();
        keys.sort_unstable();
        keys
    }
}
