//! What the operator looks at: which recalls there are, who was told, who has acknowledged.

use crate::error::damaged;
use crate::receipts::{History, Ranges};
use crate::{Extent, Recall, RecallNotice, RecallTold, Result, Store, intern};
use handling::recall::Why;
use handling::{Clearance, Reader};
use rusqlite::{Connection, Row};
use std::collections::BTreeMap;

impl Store {
    /// Recalls, oldest first: all, one by its number, or those that name an object. For the operator only.
    pub fn recalls(
        &self,
        clearance: &Clearance,
        key: Option<i64>,
        id: Option<&str>,
    ) -> Result<Vec<Recall>> {
        if clearance.reader != Reader::System {
            return Ok(Vec::new());
        }
        self.read(|tx| {
            const SQL: &str = "SELECT key, at, actor, partner, why, reason, lifted, lift_reason FROM recall \
                               WHERE (?1 IS NULL OR key = ?1) AND (?2 IS NULL OR EXISTS (SELECT 1 FROM recalled \
                               JOIN object ON seq = object WHERE recall = recall.key AND id_key = ?2)) ORDER BY key";
            let id_key = match id {
                None => None,
                Some(id) => match intern::find(tx, id)? {
                    Some(key) => Some(key),
                    None => return Ok(Vec::new()),
                },
            };
            let policy = self.inner.policy.get(tx)?;
            let name = |key: i64| policy.partners.get(&key).map(|p| p.name.clone());
            let mut stmt = tx.prepare_cached(SQL)?;
            let mut rows = stmt.query((key, id_key))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let mut recall = recall(row)?;
                recall.versions = versions(tx, recall.key)?;
                recall.told = told(tx, recall.key, &name)?;
                found.push(recall);
            }
            Ok(found)
        })
    }
}

fn recall(row: &Row<'_>) -> Result<Recall> {
    let why: String = row.get(4)?;
    Ok(Recall {
        key: row.get(0)?,
        at: row.get(1)?,
        actor: row.get(2)?,
        by_originator: row.get::<_, i64>(3)? != 0,
        why: Why::parse(&why).ok_or_else(|| damaged(format!("`{why}` is no cause of a recall")))?,
        reason: row.get(5)?,
        versions: Vec::new(),
        told: Vec::new(),
        lifted: match row.get(6)? {
            Some(at) => Some((at, row.get(7)?)),
            None => None,
        },
    })
}

fn versions(conn: &Connection, recall: i64) -> Result<Vec<(String, Option<String>)>> {
    const SQL: &str = "SELECT id, version FROM recalled JOIN object ON seq = object WHERE recall = ?1 ORDER BY seq";
    let mut stmt = conn.prepare_cached(SQL)?;
    let rows = stmt.query_map([recall], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// By partner and notice.
fn told(
    conn: &Connection,
    recall: i64,
    name: &dyn Fn(i64) -> Option<String>,
) -> Result<Vec<RecallTold>> {
    const SQL: &str = "SELECT told.partner, notice, object.id, told.version FROM told \
                       JOIN object ON seq = told.object WHERE recall = ?1 ORDER BY told.partner, notice, object";
    let mut stmt = conn.prepare_cached(SQL)?;
    let mut rows = stmt.query([recall])?;
    let mut found: BTreeMap<(i64, Option<i64>), RecallTold> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (partner, notice): (i64, Option<i64>) = (row.get(0)?, row.get(1)?);
        let entry = found.entry((partner, notice)).or_insert(RecallTold {
            partner: name(partner),
            versions: Vec::new(),
            notice: None,
        });
        entry.versions.push((row.get(2)?, row.get(3)?));
    }
    for ((partner, key), entry) in &mut found {
        if let Some(key) = key {
            entry.notice = Some(notice(conn, *key, *partner)?);
        }
    }
    Ok(found.into_values().collect())
}

fn notice(conn: &Connection, key: i64, partner: i64) -> Result<RecallNotice> {
    const SQL: &str = "SELECT id, at, acknowledged, done, text FROM notice WHERE key = ?1";
    let mut stmt = conn.prepare_cached(SQL)?;
    let mut notice = stmt.query_row([key], |row| {
        Ok(RecallNotice {
            id: row.get(0)?,
            at: row.get(1)?,
            fetched: None,
            acknowledged: row.get(2)?,
            done: row.get(3)?,
            text: row.get(4)?,
        })
    })?;
    if let Some(id_key) = intern::find(conn, &notice.id)? {
        let got = History::of(conn, id_key)?.got(conn, &notice.id, &mut Ranges::default())?;
        let mut fetched = got
            .iter()
            .filter(|got| got.extent == Extent::Object && got.partner == Some(partner));
        notice.fetched = fetched.next().map(|got| got.when);
    }
    Ok(notice)
}
