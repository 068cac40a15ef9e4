//! What was refused at the gate: kept for the operator, served to nobody.

use crate::partners::{level, list, list_text};
use crate::tx::Tx;
use crate::{Error, Incoming, Outcome, Quarantined, Result, Store};
use handling::admit::Reason;
use handling::{Clearance, Reader};
use ring::digest::{Context, SHA256};
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::json;
use stix::marking::Tlp;

/// An object to hold.
pub(crate) struct Hold<'a> {
    pub(crate) object: &'a Incoming,
    pub(crate) reasons: &'a [Reason],
    pub(crate) source: i64,
    pub(crate) actor: &'a str,
    pub(crate) collection: Option<i64>,
    pub(crate) default: Tlp,
    /// the copy that lies apart in the submitter's lane
    pub(crate) apart: Option<i64>,
}

/// A held object, as its release needs it.
pub(crate) struct Held {
    pub(crate) shown: Quarantined,
    pub(crate) collection: Option<i64>,
    pub(crate) default: Tlp,
    pub(crate) apart: Option<i64>,
    pub(crate) source: i64,
}

const SELECT: &str = "SELECT q.key, q.id, q.version, q.reasons, q.actor, c.id, q.received, q.bytes, q.collection, \
                      q.default_tlp, q.object, q.source FROM quarantine AS q \
                      LEFT JOIN collection AS c ON c.key = q.collection";

impl Store {
    /// Held objects after a key, oldest first. Only the operator has any.
    pub fn quarantine(
        &self,
        clearance: &Clearance,
        after: i64,
        limit: usize,
    ) -> Result<Vec<Quarantined>> {
        if clearance.reader != Reader::System {
            return Ok(Vec::new());
        }
        self.read(|tx| {
            let sql = format!("{SELECT} WHERE q.key > ?1 ORDER BY q.key LIMIT ?2");
            let mut stmt = tx.prepare_cached(&sql)?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let mut rows = stmt.query((after, limit))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(held(row)?.shown);
            }
            Ok(found)
        })
    }

    /// One held object.
    pub fn quarantined(&self, clearance: &Clearance, key: i64) -> Result<Option<Quarantined>> {
        if clearance.reader != Reader::System {
            return Ok(None);
        }
        self.read(|tx| Ok(find(tx, key)?.map(|held| held.shown)))
    }

    /// Takes a held object in, by the operator's decision: whatever spoke against it no longer does. It stands in
    /// place of another content under the same id and version.
    pub fn release_quarantined(&self, actor: &str, key: i64) -> Result<Outcome> {
        let actor = actor.to_owned();
        self.write(move |tx| {
            let held = find(tx.conn, key)?.ok_or_else(|| Error::NotFound(key.to_string()))?;
            let outcome = crate::admit::release(tx, &actor, &held)?;
            remove(tx, key)?;
            tx.audit(
                &actor,
                "quarantine.release",
                &json!({ "key": key, "id": held.shown.id }),
            )?;
            Ok(outcome)
        })
    }

    /// Forgets a held object. A copy kept apart stays with its submitter.
    pub fn drop_quarantined(&self, actor: &str, key: i64) -> Result<()> {
        let actor = actor.to_owned();
        self.write(move |tx| {
            let held = find(tx.conn, key)?.ok_or_else(|| Error::NotFound(key.to_string()))?;
            remove(tx, key)?;
            tx.audit(
                &actor,
                "quarantine.drop",
                &json!({ "key": key, "id": held.shown.id }),
            )
        })
    }
}

impl Tx<'_> {
    /// Holds an object. The same again from the same source is held once.
    pub(crate) fn hold(&mut self, hold: Hold<'_>) -> Result<i64> {
        let object = hold.object;
        let mut digest = Context::new(&SHA256);
        digest.update(&object.digest);
        digest.update(&hold.source.to_le_bytes());
        digest.update(&hold.collection.unwrap_or(0).to_le_bytes());
        let digest = digest.finish();
        const KNOWN: &str = "SELECT key FROM quarantine WHERE digest = ?1";
        let known: Option<i64> = (self.conn.prepare_cached(KNOWN)?)
            .query_row([digest.as_ref()], |row| row.get(0))
            .optional()?;
        if let Some(key) = known {
            return Ok(key);
        }
        let reasons: Vec<String> = hold
            .reasons
            .iter()
            .map(|r| format!("{}: {}", r.code, r.sentence))
            .collect();
        const ADD: &str = "INSERT INTO quarantine(id, version, reasons, source, actor, collection, received, \
                           default_tlp, digest, object, bytes) \
                           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        self.conn.prepare_cached(ADD)?.execute((
            &object.id,
            object.version(),
            list_text(&reasons),
            hold.source,
            hold.actor,
            hold.collection,
            self.now,
            hold.default.as_str(),
            digest.as_ref(),
            hold.apart,
            &object.bytes,
        ))?;
        let key = self.conn.last_insert_rowid();
        let codes: Vec<&str> = hold.reasons.iter().map(|reason| reason.code).collect();
        let detail =
            json!({ "key": key, "id": object.id, "version": object.version(), "reasons": codes });
        self.audit(hold.actor, "quarantine", &detail)?;
        Ok(key)
    }
}

fn find(conn: &Connection, key: i64) -> Result<Option<Held>> {
    let mut stmt = conn.prepare_cached(&format!("{SELECT} WHERE q.key = ?1"))?;
    let mut rows = stmt.query([key])?;
    rows.next()?.map(held).transpose()
}

fn remove(tx: &mut Tx<'_>, key: i64) -> Result<()> {
    tx.conn
        .execute("DELETE FROM quarantine WHERE key = ?1", [key])?;
    Ok(())
}

fn held(row: &Row<'_>) -> Result<Held> {
    Ok(Held {
        shown: Quarantined {
            key: row.get(0)?,
            id: row.get(1)?,
            version: row.get(2)?,
            reasons: list(&row.get::<_, String>(3)?)?,
            source: row.get(4)?,
            collection: row.get(5)?,
            received: row.get(6)?,
            bytes: row.get(7)?,
        },
        collection: row.get(8)?,
        default: level(&row.get::<_, String>(9)?)?,
        apart: row.get(10)?,
        source: row.get(11)?,
    })
}
