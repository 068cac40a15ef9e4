//! What a job works with: the connection inside its transaction, the moving counters, and the writer's memory.

use crate::error::damaged;
use crate::labels::WriteLabels;
use crate::members::Run;
use crate::policy::Policy;
use crate::{Options, Result};
use ledger::Peaks;
use rusqlite::Connection;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Entries a memory of the writer holds before it begins anew.
pub(crate) const MOST_REMEMBERED: usize = 100_000;

/// What the writer remembers between transactions; thrown away when one is rolled back or another process wrote.
#[derive(Default)]
pub(crate) struct Caches {
    pub(crate) labels: WriteLabels,
    pub(crate) types: HashMap<String, i64>,
    /// known to be in `run`
    pub(crate) runs: HashSet<Run>,
    pub(crate) policy: Option<Arc<Policy>>,
}

pub(crate) struct Tx<'a> {
    pub(crate) conn: &'a Connection,
    pub(crate) caches: &'a mut Caches,
    pub(crate) options: &'a Options,
    pub(crate) now: i64,
    pub(crate) state: State,
    before: State,
    policy_changed: bool,
    /// see `Tx::roots`
    pub(crate) roots: Option<Arc<HashSet<i64>>>,
    /// whether something is left to relabel in slices that was not before
    pub(crate) raised: bool,
}

/// The row `state`.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) generation: i64,
    pub(crate) date_added: i64,
    pub(crate) next_key: i64,
    pub(crate) audit_seq: i64,
    /// over as many rows
    pub(crate) audit: Peaks,
}

impl State {
    pub(crate) fn read(conn: &Connection) -> Result<Self> {
        const SQL: &str =
            "SELECT generation, date_added, next_key, audit_seq, audit_peaks FROM state";
        let mut stmt = conn.prepare_cached(SQL)?;
        let mut rows = stmt.query([])?;
        let row = rows.next()?.ok_or_else(|| damaged("there is no state"))?;
        let audit_seq: i64 = row.get(3)?;
        let size = u64::try_from(audit_seq).map_err(damaged)?;
        let peaks = row.get_ref(4)?.as_blob().map_err(damaged)?;
        Ok(Self {
            generation: row.get(0)?,
            date_added: row.get(1)?,
            next_key: row.get(2)?,
            audit_seq,
            audit: Peaks::from_bytes(size, peaks)
                .ok_or_else(|| damaged("the audit's number of rows does not fit its hashes"))?,
        })
    }

    fn write(&self, conn: &Connection) -> Result<()> {
        const SQL: &str = "UPDATE state SET generation = ?1, date_added = ?2, next_key = ?3, \
                           audit_seq = ?4, audit_peaks = ?5";
        conn.prepare_cached(SQL)?.execute((
            self.generation,
            self.date_added,
            self.next_key,
            self.audit_seq,
            self.audit.to_bytes(),
        ))?;
        Ok(())
    }
}

impl<'a> Tx<'a> {
    pub(crate) fn begin(
        conn: &'a Connection,
        caches: &'a mut Caches,
        options: &'a Options,
    ) -> Result<Self> {
        let state = State::read(conn)?;
        Ok(Self {
            conn,
            caches,
            options,
            now: options.clock.now(),
            before: state.clone(),
            state,
            policy_changed: false,
            roots: None,
            raised: false,
        })
    }

    /// Writes the counters back where they moved.
    pub(crate) fn end(mut self) -> Result<()> {
        if self.policy_changed {
            self.state.generation += 1;
        }
        if self.state != self.before {
            self.state.write(self.conn)?;
        }
        Ok(())
    }

    /// The next `date_added`: now, or a microsecond after the last one.
    pub(crate) fn next_date(&mut self) -> i64 {
        self.state.date_added = self.now.max(self.state.date_added + 1);
        self.state.date_added
    }

    /// Partners, rights, collections or labels changed: other processes must read them again.
    pub(crate) fn change_policy(&mut self) {
        self.policy_changed = true;
        self.caches.policy = None;
    }

    /// Partners, collections and rights as of now.
    pub(crate) fn policy(&mut self) -> Result<Arc<Policy>> {
        if let Some(policy) = &self.caches.policy {
            return Ok(policy.clone());
        }
        let policy = Arc::new(Policy::load(self.conn)?);
        self.caches.policy = Some(policy.clone());
        Ok(policy)
    }
}
