//! Who had been served what is taken back: looked up beside the writer, however many objects there are, and then, by
//! the writer, in the pages that were noted since.
//!
//! Smallest example: 100,000 objects are taken back. The audit is read for all of them while others write, up to row
//! 900. When it is the recall's turn, rows 901 and 902 tell of a page each: of the objects on these two, and of no
//! others, the audit is read again. What row 900 and those before it tell does not change any more.

use crate::error::damaged;
use crate::receipts::{History, Ranges};
use crate::tx::{State, Tx};
use crate::{Result, Store, intern};
use rusqlite::Connection;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A version that somebody had been served.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// 0: anonymous readers
    pub(super) partner: i64,
    pub(super) object: i64,
    pub(super) id: String,
    /// as it was told there; sorted, mostly one
    pub(super) versions: Vec<String>,
}

impl Told {
    fn add(&mut self, version: String) {
        if let Err(at) = self.versions.binary_search(&version) {
            self.versions.insert(at, version);
        }
    }
}

/// What the audit told before the write began: of every version of some ids, and up to which row.
#[derive(Default)]
pub(crate) struct LookedUp {
    as_of: i64,
    objects: HashSet<i64>,
    told: Vec<Told>,
}

impl Store {
    /// Looks up who had been served any version of these ids.
    pub(crate) fn look_up(&self, ids: &[String]) -> Result<LookedUp> {
        self.read(|tx| {
            let mut objects = Vec::new();
            for id in ids {
                if let Some(key) = intern::find(tx, id)? {
                    let mut stmt = tx.prepare_cached("SELECT seq FROM object WHERE id_key = ?1")?;
                    let rows = stmt.query_map([key], |row| row.get::<_, i64>(0))?;
                    objects.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
                }
            }
            Ok(LookedUp {
                as_of: State::read(tx)?.audit_seq,
                told: served(tx, &objects, None)?,
                objects: objects.into_iter().collect(),
            })
        })
    }
}

impl Tx<'_> {
    /// To whom the objects themselves were served, by partner; not to those in whose lane they lie.
    pub(super) fn served(&self, objects: &[i64]) -> Result<Vec<Told>> {
        served(self.conn, objects, None)
    }

    /// The same, as far as one row of the audit tells.
    pub(super) fn served_in(&self, objects: &[i64], row: i64) -> Result<Vec<Told>> {
        const SQL: &str = "SELECT seq, detail FROM audit WHERE seq = ?1";
        served(self.conn, objects, Some(&pages(self.conn, SQL, row)?))
    }

    /// The same, with what was looked up before.
    pub(super) fn served_beside(&self, objects: &[i64], known: &LookedUp) -> Result<Vec<Told>> {
        const SQL: &str = "SELECT seq, detail FROM audit WHERE seq > ?1 AND action = 'serve'";
        let (old, new): (Vec<i64>, Vec<i64>) =
            (objects.iter().copied()).partition(|object| known.objects.contains(object));
        let wanted: HashSet<i64> = old.iter().copied().collect();
        let before = known.told.iter();
        let mut told: BTreeMap<(i64, i64), Told> = before
            .filter(|told| wanted.contains(&told.object))
            .map(|told| ((told.partner, told.object), told.clone()))
            .collect();
        let since = match old.is_empty() {
            true => Vec::new(),
            false => pages(self.conn, SQL, known.as_of)?,
        };
        let since = served(self.conn, &old, Some(&since))?;
        for more in since.into_iter().chain(self.served(&new)?) {
            match told.get_mut(&(more.partner, more.object)) {
                Some(told) => more.versions.into_iter().for_each(|one| told.add(one)),
                None => drop(told.insert((more.partner, more.object), more)),
            }
        }
        Ok(told.into_values().collect())
    }
}

fn served(conn: &Connection, objects: &[i64], pages: Option<&[Page]>) -> Result<Vec<Told>> {
    let mut held = BTreeSet::new();
    for page in pages.unwrap_or_default() {
        held.extend(page.ids(conn)?);
    }
    let mut told: BTreeMap<(i64, i64), Told> = BTreeMap::new();
    if pages.is_some() && held.is_empty() {
        return Ok(Vec::new());
    }
    let mut ids: BTreeMap<i64, String> = BTreeMap::new();
    let mut lanes: BTreeMap<i64, i64> = BTreeMap::new();
    for object in objects {
        const SQL: &str = "SELECT id_key, id, lane FROM object WHERE seq = ?1";
        let mut stmt = conn.prepare_cached(SQL)?;
        let (key, id, lane): (i64, String, i64) =
            stmt.query_row([object], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        if pages.is_none() || held.contains(&key) {
            ids.insert(key, id);
            lanes.insert(*object, lane);
        }
    }
    let asked = |row| pages.is_none_or(|pages| pages.iter().any(|page| page.row == row));
    let mut ranges = Ranges::default();
    for (key, id) in ids {
        let history = History::of(conn, key)?;
        for got in history.got(conn, &id, &mut ranges)? {
            let partner = got.partner.unwrap_or(0);
            let others = lanes
                .get(&got.object)
                .is_some_and(|lane| got.partner != Some(*lane));
            if !got.extent.has_content() || !others || !asked(got.row) {
                continue;
            }
            let entry = told.entry((partner, got.object)).or_insert_with(|| Told {
                partner,
                object: got.object,
                id: id.clone(),
                versions: Vec::new(),
            });
            entry.add(history.version(got.object, got.at));
        }
    }
    Ok(told.into_values().collect())
}

/// A range that was served.
struct Page {
    row: i64,
    /// 0: a walk across collections
    collection: i64,
    first: i64,
    last: i64,
    as_of: i64,
}

fn pages(conn: &Connection, sql: &str, of: i64) -> Result<Vec<Page>> {
    const COLLECTION: &str = "SELECT key FROM collection WHERE id = ?1";
    let mut stmt = conn.prepare_cached(sql)?;
    let mut rows = stmt.query([of])?;
    let mut pages = Vec::new();
    while let Some(found) = rows.next()? {
        let (row, detail): (i64, String) = (found.get(0)?, found.get(1)?);
        let detail: Value =
            serde_json::from_str(&detail).map_err(|e| damaged(format!("audit row {row}: {e}")))?;
        let number = |name: &str| {
            let found = detail[name].as_i64();
            found.ok_or_else(|| damaged(format!("audit row {row} has no `{name}`")))
        };
        pages.push(Page {
            row,
            collection: match detail["collection"].as_str() {
                Some(id) => {
                    let mut stmt = conn.prepare_cached(COLLECTION)?;
                    stmt.query_row([id], |row| row.get(0))?
                }
                None => 0,
            },
            first: number("first")?,
            last: number("last")?,
            as_of: number("as_of")?,
        });
    }
    Ok(pages)
}

impl Page {
    /// Every id that may have been on it, and some that were not: what lies there now, or did when it was read.
    fn ids(&self, conn: &Connection) -> Result<BTreeSet<i64>> {
        const HERE: &str = "SELECT m.id_key FROM run AS r CROSS JOIN member AS m \
                            ON m.collection = r.collection AND m.label = r.label AND m.before = r.before \
                            AND m.date_added BETWEEN ?2 AND ?3 WHERE ?1 IN (0, r.collection)";
        const LEFT: &str = "SELECT m.audit, ?1 IN (0, m.collection) AND m.from_date BETWEEN ?2 AND ?3, o.id_key \
                            FROM moved AS m JOIN object AS o ON o.seq = m.object ORDER BY m.rowid DESC";
        let between = (self.collection, self.first, self.last);
        let mut stmt = conn.prepare_cached(HERE)?;
        let rows = stmt.query_map(between, |row| row.get(0))?;
        let mut ids = rows.collect::<rusqlite::Result<BTreeSet<i64>>>()?;
        let mut stmt = conn.prepare_cached(LEFT)?;
        let mut rows = stmt.query(between)?;
        while let Some(row) = rows.next()? {
            if row.get::<_, i64>(0)? < self.as_of {
                break;
            }
            if row.get::<_, Option<bool>>(1)? == Some(true) {
                ids.insert(row.get(2)?);
            }
        }
        Ok(ids)
    }
}
