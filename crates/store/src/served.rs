//! What was served to whom: noted in memory, consecutive pages joined, written with the next commit.
//!
//! Kept are ranges, not objects: from which date to which, under which filter, drawn from which labels, and how far the
//! read saw what others wrote. `receipts` finds from it what exactly was in a range.

use crate::tx::{MOST_REMEMBERED, Tx};
use crate::{PageEnd, Query, Result, Served, Store, Versions, View};
use handling::Reader;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use stix::SpecVersion;

impl Store {
    /// Noted in memory, joined with its neighbours, written with the next commit (at most 250 ms later). A page
    /// without rows is not noted.
    pub fn note_served(&self, served: Served) {
        if served.end.count > 0 && self.inner.noted.add(served) {
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
    views: HashMap<String, u32>,
    sets: Vec<String>,
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
    pub(crate) fn view(&self, labels: String) -> View {
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

    /// The labels of a view.
    pub(crate) fn labels(&self, view: View) -> String {
        let state = self.lock();
        state.sets.get(view.0 as usize).cloned().unwrap_or_default()
    }

    /// Whether all that was noted is in the transaction that is under way, or was written before.
    pub(crate) fn is_empty(&self) -> bool {
        let state = self.lock();
        state.waiting.len() == state.in_flight
    }

    /// Writes what waits; it counts as written when the transaction is ([`Noted::written`]).
    pub(crate) fn write(&self, tx: &mut Tx<'_>) -> Result<()> {
        let waiting: Vec<(Served, String)> = {
            let mut state = self.lock();
            let from = state.in_flight;
            state.in_flight = state.waiting.len();
            let set = |served: &Served| state.sets.get(served.end.view.0 as usize).cloned();
            let with_sets = state.waiting[from..]
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

    /// The transaction is gone.
    pub(crate) fn unwritten(&self) {
        self.lock().in_flight = 0;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Joins a page to the one it follows, if both saw the same.
fn join(before: &mut Served, next: &Served) -> bool {
    let saw = |served: &Served| (served.end.view, served.end.as_of, served.end.given_out);
    let same = before.reader == next.reader
        && before.collection == next.collection
        && before.what == next.what
        && saw(before) == saw(next)
        && same_match(&before.query, &next.query);
    let follows = next.query.after.is_some() && next.query.after == before.end.last;
    let whole = before.dates.is_empty() && next.dates.is_empty();
    if !same || !follows || !whole {
        return false;
    }
    let PageEnd { last, count, .. } = next.end;
    before.end.last = last.or(before.end.last);
    before.end.count += count;
    true
}

fn same_match(a: &Query, b: &Query) -> bool {
    a.ids == b.ids && a.types == b.types && a.versions == b.versions && a.specs == b.specs
}

fn write_one(tx: &mut Tx<'_>, served: &Served, labels: &str) -> Result<()> {
    let view = view_key(tx, labels)?;
    let (actor, partner) = match &served.reader {
        Reader::Anonymous => ("anonymous".to_owned(), None),
        Reader::System => ("system".to_owned(), None),
        Reader::Partner { name, key } => (name.clone(), Some(*key)),
    };
    let Served {
        collection,
        what,
        query,
        end,
        dates,
        ..
    } = served;
    let mut detail = json!({
        "collection": collection, "partner": partner, "what": what, "after": query.after, "first": end.first,
        "last": end.last, "count": end.count, "match": match_text(query), "view": view, "as_of": end.as_of,
        "given_out": end.given_out,
    });
    if !dates.is_empty() {
        detail["dates"] = json!(dates);
    }
    tx.audit(&actor, "serve", &detail)?;
    let key = match collection {
        Some(id) => tx.policy()?.collection(id).map(|found| found.key),
        None => Some(0),
    };
    if let (Some(key), Some(first), Some(last)) = (key, end.first, end.last) {
        const SQL: &str =
            "INSERT INTO served(collection, last, audit, first) VALUES (?1, ?2, ?3, ?4)";
        let mut stmt = tx.conn.prepare_cached(SQL)?;
        stmt.execute((key, last, tx.state.audit_seq, first))?;
    }
    tx.tell_late(tx.state.audit_seq, end.as_of)
}

/// What was asked for, as the audit keeps it.
fn match_text(query: &Query) -> Value {
    let mut fields = Map::new();
    if !query.ids.is_empty() {
        fields.insert("ids".to_owned(), json!(query.ids));
    }
    if !query.types.is_empty() {
        fields.insert("types".to_owned(), json!(query.types));
    }
    let Versions {
        all,
        first,
        last,
        exact,
    } = &query.versions;
    if query.versions != Versions::default() {
        let versions = json!({ "all": all, "first": first, "last": last, "exact": exact });
        fields.insert("versions".to_owned(), versions);
    }
    if !query.specs.is_empty() {
        let specs = query.specs.iter();
        let specs = specs.map(|spec| crate::admit::spec_number(*spec)).collect();
        fields.insert("specs".to_owned(), specs);
    }
    Value::Object(fields)
}

/// Reads [`match_text`].
pub(crate) fn read_match(fields: &Value) -> Query {
    let list = |name: &str| fields[name].as_array().cloned().unwrap_or_default();
    let texts = |name: &str| -> Vec<String> {
        let found = list(name).into_iter();
        found
            .filter_map(|v| v.as_str().map(str::to_owned))
            .collect()
    };
    let versions = &fields["versions"];
    let flag = |name: &str| versions[name].as_bool().unwrap_or(false);
    let exact = versions["exact"].as_array().cloned().unwrap_or_default();
    Query {
        ids: texts("ids"),
        types: texts("types"),
        versions: Versions {
            all: flag("all"),
            first: flag("first"),
            last: flag("last"),
            exact: exact.iter().filter_map(Value::as_i64).collect(),
        },
        specs: list("specs")
            .iter()
            .filter_map(Value::as_i64)
            .map(crate::versions::spec)
            .collect::<Vec<SpecVersion>>(),
        ..Query::default()
    }
}

fn view_key(tx: &mut Tx<'_>, labels: &str) -> Result<i64> {
    let added = tx
        .conn
        .prepare_cached("INSERT OR IGNORE INTO view(labels) VALUES (?1)")?
        .execute([labels])?;
    let key = {
        let mut stmt = tx
            .conn
            .prepare_cached("SELECT key FROM view WHERE labels = ?1")?;
        stmt.query_row([labels], |row| row.get(0))?
    };
    if added == 1 {
        // The rows that name it rest on it, so it is in the chain, too.
        tx.audit("tansiq", "view", &json!({ "key": key, "labels": labels }))?;
    }
    Ok(key)
}
