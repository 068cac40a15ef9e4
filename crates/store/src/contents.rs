//! What lies in a collection, changed by hand: put in, taken out, deleted by a partner.

use crate::admit::{APART, submit};
use crate::labels::ReadLabels;
use crate::members::{Member, NONE, UNVERSIONED};
use crate::page::{selected, sight};
use crate::recall::ACTOR;
use crate::since::Fresh;
use crate::tx::Tx;
use crate::{Derivation, Error, Query, Receipt, Result, Store, Submission, collections, intern};
use handling::{Clearance, Reader, planted};
use rusqlite::OptionalExtension;
use serde_json::{Value, json};
use std::collections::HashSet;

impl Store {
    /// Puts objects the store has into a collection (all versions, new `date_added`). Copies that are kept apart
    /// stay where they are. The number of versions that were added.
    pub fn add_to_collection(
        &self,
        actor: &str,
        collection: &str,
        ids: &[String],
    ) -> Result<usize> {
        self.change(actor, "collection.add", collection, ids, |tx, to, id| {
            let key = intern::find(tx.conn, id)?.ok_or_else(|| Error::NotFound(id.to_owned()))?;
            add(tx, to, key, None)
        })
    }

    /// Puts these versions ([`StoredVersion::key`](crate::StoredVersion::key)) into a collection, with a new
    /// `date_added`, as [`Store::add_to_collection`] does with all. `told` goes into the audit beside them. The number
    /// that were added.
    pub fn publish(
        &self,
        actor: &str,
        collection: &str,
        versions: &[i64],
        told: Value,
    ) -> Result<usize> {
        let (actor, collection, versions) =
            (actor.to_owned(), collection.to_owned(), versions.to_vec());
        self.write(move |tx| publish(tx, &actor, &collection, &versions, &told))
    }

    /// Takes in what was made here of an object, with a row of the audit that says of which and how, and publishes
    /// those of it that are named; all in one transaction. What is not accepted is not published.
    pub fn derive(&self, submission: Submission, derivation: Derivation) -> Result<Receipt> {
        self.write(move |tx| {
            let receipt = submit(tx, submission)?;
            let Derivation {
                actor,
                of,
                made,
                how,
                to,
            } = derivation;
            if let Some(line) = intern::find(tx.conn, &made)? {
                const SQL: &str = "INSERT OR IGNORE INTO torn VALUES (?1, ?2)";
                tx.conn.prepare_cached(SQL)?.execute((of, line))?;
            }
            tx.audit(&actor, "tearline", &how)?;
            if let Some((collection, ids)) = to {
                let mut versions = Vec::new();
                for id in &ids {
                    versions.extend(newest(tx, id)?);
                }
                publish(
                    tx,
                    &actor,
                    &collection,
                    &versions,
                    &json!({ "tearline": made }),
                )?;
            }
            Ok(receipt)
        })
    }

    /// Takes objects out of a collection, all versions. The number of versions that were taken out.
    pub fn remove_from_collection(
        &self,
        actor: &str,
        collection: &str,
        ids: &[String],
    ) -> Result<usize> {
        self.change(
            actor,
            "collection.remove",
            collection,
            ids,
            |tx, from, id| match intern::find(tx.conn, id)? {
                Some(key) => remove(tx, from, key, |_| true),
                None => Ok(0),
            },
        )
    }

    /// Does the same with each id in a collection, with one row of the audit. The number of versions it changed.
    fn change(
        &self,
        actor: &str,
        action: &'static str,
        collection: &str,
        ids: &[String],
        each: fn(&mut Tx<'_>, i64, &str) -> Result<usize>,
    ) -> Result<usize> {
        let (actor, collection, ids) = (actor.to_owned(), collection.to_owned(), ids.to_vec());
        self.write(move |tx| {
            let found = collections::by_name(tx, &collection)?;
            let mut versions = 0;
            for id in &ids {
                versions += each(tx, found.key, id)?;
            }
            let detail = json!({ "collection": found.id, "ids": ids, "versions": versions });
            tx.audit(&actor, action, &detail)?;
            Ok(versions)
        })
    }

    /// Removes what matches from the collection, as far as this reader sees it. The number removed. Only for who
    /// may write the collection and read it.
    pub fn delete(
        &self,
        clearance: &Clearance,
        collection: &str,
        id: &str,
        query: &Query,
    ) -> Result<u64> {
        let (clearance, collection, id, query) = (
            clearance.clone(),
            collection.to_owned(),
            id.to_owned(),
            query.clone(),
        );
        self.write(move |tx| {
            let policy = tx.policy()?;
            let labels = ReadLabels::default();
            let found = sight(tx.conn, &labels, &policy, &clearance, &collection, tx.now)?;
            let Some((found, mut sight)) =
                found.filter(|(c, _)| policy.may_delete(&clearance.reader, c))
            else {
                return Err(Error::NotFound(collection));
            };
            let Some(key) = intern::find(tx.conn, &id)? else {
                return Ok(0);
            };
            let members = selected(&mut sight, found.key, key, &query)?;
            planted!(
                DeleteCountsHidden,
                if members.is_empty() {
                    return Ok(tx.members(key, found.key)?.len() as u64);
                },
                ()
            );
            drop(sight);
            let gone: HashSet<i64> = members.iter().map(|member| member.object).collect();
            remove(tx, found.key, key, |object| gone.contains(&object))?;
            if !members.is_empty() {
                let detail = json!({ "collection": found.id, "id": id, "versions": members.len() });
                tx.audit(name(&clearance.reader), "delete", &detail)?;
            }
            Ok(members.len() as u64)
        })
    }
}

fn name(reader: &Reader) -> &str {
    match reader {
        Reader::Anonymous => "anonymous",
        Reader::System => "operator",
        Reader::Partner { name, .. } => name,
    }
}

/// Takes out every row of these versions of an id; gives how many versions there were.
fn remove(
    tx: &mut Tx<'_>,
    collection: i64,
    id_key: i64,
    which: impl Fn(i64) -> bool,
) -> Result<usize> {
    let mut gone = HashSet::new();
    for member in tx.members(id_key, collection)? {
        if which(member.object) {
            tx.remove_member(collection, &member)?;
            gone.insert(member.object);
        }
    }
    Ok(gone.len())
}

fn publish(
    tx: &mut Tx<'_>,
    actor: &str,
    collection: &str,
    versions: &[i64],
    told: &Value,
) -> Result<usize> {
    let found = collections::by_name(tx, collection)?;
    let mut added = 0;
    let mut named = Vec::new();
    for seq in versions {
        let (key, id, version) = named_version(tx, *seq)?;
        added += add(tx, found.key, key, Some(*seq))?;
        named.push(json!({ "id": id, "version": version }));
    }
    let detail =
        json!({ "collection": found.id, "objects": named, "versions": added, "told": told });
    tx.audit(actor, "publish", &detail)?;
    Ok(added)
}

/// The newest version of an id.
fn newest(tx: &Tx<'_>, id: &str) -> Result<Option<i64>> {
    const SQL: &str =
        "SELECT seq FROM object WHERE id_key = ?1 ORDER BY at DESC, tail DESC, seq DESC LIMIT 1";
    let Some(key) = intern::find(tx.conn, id)? else {
        return Ok(None);
    };
    let mut stmt = tx.conn.prepare_cached(SQL)?;
    Ok(stmt.query_row([key], |row| row.get(0)).optional()?)
}

/// The key of the id, the id and the version's text of a stored version.
fn named_version(tx: &Tx<'_>, seq: i64) -> Result<(i64, String, Option<String>)> {
    const SQL: &str = "SELECT id_key, id, version FROM object WHERE seq = ?1";
    let found = (tx.conn.prepare_cached(SQL)?)
        .query_row([seq], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    found.ok_or_else(|| Error::NotFound(format!("version {seq}")))
}

/// Puts every version of an id into a collection, or the one of this number.
fn add(tx: &mut Tx<'_>, collection: i64, id_key: i64, only: Option<i64>) -> Result<usize> {
    const SQL: &str = "SELECT seq, label, type, spec, at, tail, version IS NULL FROM object \
                       WHERE id_key = ?1 AND flags & ?2 = 0 AND coalesce(?3, seq) = seq ORDER BY at, tail, seq";
    let mut moves = tx.catch_up(id_key)?;
    tx.date_moves(&mut moves, &Fresh::new())?;
    tx.audit_moves(ACTOR, &moves)?;
    let there: HashSet<i64> = tx
        .members(id_key, collection)?
        .iter()
        .map(|member| member.object)
        .collect();
    let mut stmt = tx.conn.prepare_cached(SQL)?;
    let mut rows = stmt.query((id_key, APART, only))?;
    let mut added = 0;
    while let Some(row) = rows.next()? {
        let object = row.get(0)?;
        if there.contains(&object) {
            continue;
        }
        let date_added = tx.next_date();
        let unversioned: bool = row.get(6)?;
        let member = Member {
            label: row.get(1)?,
            date_added,
            object,
            id_key,
            kind: row.get(2)?,
            spec: row.get(3)?,
            at: if unversioned { date_added } else { row.get(4)? },
            tail: row.get(5)?,
            flags: if unversioned { UNVERSIONED } else { 0 },
            before: NONE,
        };
        tx.add_member(collection, &member)?;
        added += 1;
    }
    tx.mark(collection, id_key)?;
    Ok(added)
}
