//! What was served to whom: noted in memory, consecutive pages joined, written with the next commit.

use crate::tx::{MOST_REMEMBERED, Tx};
use crate::{Result, Served, Store, View};
use handling::Reader;
use serde_json::json;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

impl Store {
    /// Noted in memory, joined with its neighbours, written with the next commit (at most 250 ms later).
    pub fn note_served(&self, served: Served) {
        if self.inner.noted.add(served) {
            self.inner.writer.noted();
        }
    }
}

#[derive(Default)]
pub(crate) struct Noted(Mutex<State>);

#[derive(Default)]
struct State {
    waiting: Vec<Served>,
    /// how many of `waiting` are in the transaction that is being committed
    in_flight: usize,
    views: HashMap<Vec<i64>, u32>,
    sets: Vec<Vec<i64>>,
}

impl Noted {
    /// Whether this is the first since the last commit.
    fn add(&self, served: Served) -> bool {
        let mut state = self.lock();
        let from = state.in_flight;
        let joined = state.waiting[from..]
            .iter_mut()
            .rev()
            .any(|before| join(before, &served));
        if !joined {
            state.waiting.push(served);
        }
        !joined && state.waiting.len() == from + 1
    }

    /// A name for a set of labels within this process.
    pub(crate) fn view(&self, labels: Vec<i64>) -> View {
        let mut state = self.lock();
        if let Some(view) = state.views.get(&labels) {
            return View(*view);
        }
        if state.sets.len() >= MOST_REMEMBERED && state.waiting.is_empty() {
            state.sets.clear();
            state.views.clear();
        }
        let view = u32::try_from(state.sets.len()).unwrap_or(u32::MAX);
        state.sets.push(labels.clone());
        state.views.insert(labels, view);
        View(view)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lock().waiting.is_empty()
    }

    /// Writes what waits; it counts as written when the transaction is ([`Noted::written`]).
    pub(crate) fn write(&self, tx: &mut Tx<'_>) -> Result<()> {
        let waiting: Vec<(Served, Vec<i64>)> = {
            let mut state = self.lock();
            state.in_flight = state.waiting.len();
            let set = |served: &Served| state.sets.get(served.view.0 as usize).cloned();
            let with_sets = state
                .waiting
                .iter()
                .map(|s| (s.clone(), set(s).unwrap_or_default()));
            with_sets.collect()
        };
        for (served, labels) in waiting {
            write_one(tx, &served, &labels)?;
        }
        Ok(())
    }

    pub(crate) fn written(&self) {
        let mut state = self.lock();
        let done = std::mem::take(&mut state.in_flight);
        state.waiting.drain(..done);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Joins a page to the one it follows.
fn join(before: &mut Served, next: &Served) -> bool {
    let same = before.reader == next.reader
        && before.collection == next.collection
        && before.what == next.what
        && before.filter == next.filter
        && before.view == next.view;
    let follows = next.after.is_some() && next.after == before.last;
    if !same || !follows {
        return false;
    }
    before.last = next.last.or(before.last);
    before.count += next.count;
    true
}

fn write_one(tx: &mut Tx<'_>, served: &Served, labels: &[i64]) -> Result<()> {
    let view = view_key(tx, labels)?;
    let reader = match &served.reader {
        Reader::Anonymous => "anonymous".to_owned(),
        Reader::System => "system".to_owned(),
        Reader::Analyst { name } => format!("analyst {name}"),
        Reader::Partner { name, .. } => name.clone(),
    };
    let detail = json!({
        "collection": served.collection, "what": served.what, "after": served.after, "first": served.first,
        "last": served.last, "count": served.count, "filter": served.filter, "view": view,
    });
    tx.audit(&reader, "serve", &detail)
}

fn view_key(tx: &mut Tx<'_>, labels: &[i64]) -> Result<i64> {
    let text: Vec<String> = labels.iter().map(i64::to_string).collect();
    let text = text.join(",");
    tx.conn
        .prepare_cached("INSERT OR IGNORE INTO view(labels) VALUES (?1)")?
        .execute([&text])?;
    let mut stmt = tx
        .conn
        .prepare_cached("SELECT key FROM view WHERE labels = ?1")?;
    Ok(stmt.query_row([&text], |row| row.get(0))?)
}
