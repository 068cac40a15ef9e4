//! What planted leaks need to know of the store. Compiled only for the test that plants them.

use crate::members::Member;
use crate::tx::State;
use crate::{Outcome, Result, StatusItem, Store};
use handling::Clearance;
use rusqlite::Connection;

/// Numbers that nobody but the operator may know.
#[derive(Debug, Clone, Copy)]
pub struct Numbers {
    /// the last `date_added` given out
    pub date_added: i64,
    /// rows of the audit
    pub audit: i64,
    /// ids ever seen
    pub ids: i64,
    /// objects
    pub objects: i64,
}

impl Store {
    /// Numbers of the whole store.
    pub fn planted_numbers(&self) -> Result<Numbers> {
        self.read(|tx| {
            let state = State::read(tx)?;
            let objects = tx.query_row("SELECT count(*) FROM object", [], |row| row.get(0))?;
            Ok(Numbers {
                date_added: state.date_added,
                audit: state.audit_seq,
                ids: state.next_key,
                objects,
            })
        })
    }

    /// Members of a collection, whoever may see them.
    pub fn planted_count(&self, collection: &str) -> Result<i64> {
        const SQL: &str = "SELECT count(*) FROM member JOIN collection AS c ON c.key = collection WHERE c.id = ?1";
        self.read(|tx| Ok(tx.query_row(SQL, [collection], |row| row.get(0))?))
    }

    /// Whether an id lies in a collection.
    pub fn planted_has(&self, collection: &str, id: &str) -> Result<bool> {
        self.is_visible(&self.planted_everything(), collection, id)
    }

    /// Whether there is a status.
    pub fn planted_has_status(&self, id: &str) -> Result<bool> {
        Ok(self.status(&self.planted_everything(), id)?.is_some())
    }

    /// A clearance for everything.
    pub fn planted_everything(&self) -> Clearance {
        Clearance::system()
    }
}

/// The first or last `date_added` of a collection, and whether there is one after another.
pub(crate) fn dates(conn: &Connection, collection: i64) -> Result<(Option<i64>, Option<i64>)> {
    const SQL: &str = "SELECT min(date_added), max(date_added) FROM member WHERE collection = ?1";
    Ok(conn.query_row(SQL, [collection], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Every member of an id in a collection.
pub(crate) fn members(conn: &Connection, collection: i64, id_key: i64) -> Result<Vec<Member>> {
    let mut stmt = conn.prepare(crate::members::BY_ID)?;
    let rows = stmt.query_map((id_key, collection), Member::read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// When an id was first seen, in any lane and collection.
pub(crate) fn first_seen(conn: &Connection, id_key: i64) -> Result<Option<i64>> {
    const SQL: &str = "SELECT min(received) FROM object WHERE id_key = ?1";
    Ok(conn.query_row(SQL, [id_key], |row| row.get(0))?)
}

/// Says in a status that the operator looks at a hidden twin.
pub(crate) fn tell_twin(outcome: &Outcome, items: &mut [StatusItem]) {
    let twin = |reason: &String| reason.starts_with("Q-TWIN");
    if let (Outcome::Quarantined { reasons, .. }, Some(item)) = (outcome, items.last_mut())
        && reasons.iter().any(twin)
    {
        item.message = Some("somebody else has an object of this id".to_owned());
    }
}

/// Bytes of all objects of a collection.
pub(crate) fn bytes(conn: &Connection, collection: i64) -> Result<usize> {
    const SQL: &str = "SELECT coalesce(sum(length(bytes)), 0) FROM member JOIN object ON seq = object \
                       WHERE collection = ?1";
    let sum: i64 = conn.query_row(SQL, [collection], |row| row.get(0))?;
    Ok(usize::try_from(sum).unwrap_or(0))
}
