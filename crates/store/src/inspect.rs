//! What the operator looks at: every version of an id, and why a partner gets it or does not.

use crate::error::damaged;
use crate::labels::Sight;
use crate::members::{EARLIER, EVERYWHERE, Member, UNVERSIONED};
use crate::policy::Policy;
use crate::unsettled::Unsettled;
use crate::{Explanation, Result, Store, StoredVersion, intern, versions};
use handling::release::Step;
use handling::{Clearance, Decision, Reader, release};
use rusqlite::{Connection, Row};
use stix::timestamp::format_micros;

const VERSIONS: &str = "SELECT seq, id, version, spec, label, own_label, source, received, lane, bytes \
                        FROM object WHERE id_key = ?1 ORDER BY at, tail, seq";

impl Store {
    /// Views across collections: every version of an id that this reader may see, with label, source and members.
    pub fn object_versions(&self, clearance: &Clearance, id: &str) -> Result<Vec<StoredVersion>> {
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            let Some(key) = intern::find(tx, id)? else {
                return Ok(Vec::new());
            };
            self.versions_of(tx, &policy, clearance, key)
        })
    }

    /// The newest version, as far as this reader may see any, of everything that is about an id: relationships,
    /// sightings, notes, opinions and translations.
    pub fn about(
        &self,
        clearance: &Clearance,
        id: &str,
        each: &mut dyn FnMut(StoredVersion),
    ) -> Result<()> {
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            let Some(key) = intern::find(tx, id)? else {
                return Ok(());
            };
            let mut stmt = tx
                .prepare_cached("SELECT edge_key FROM edge WHERE end_key = ?1 ORDER BY edge_key")?;
            let mut rows = stmt.query([key])?;
            while let Some(row) = rows.next()? {
                let mut versions = self.versions_of(tx, &policy, clearance, row.get(0)?)?;
                versions.pop().into_iter().for_each(&mut *each);
            }
            Ok(())
        })
    }

    /// Of each id, whether this reader may see any version of it anywhere.
    pub fn sees(&self, clearance: &Clearance, ids: &[&str]) -> Result<Vec<bool>> {
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            let mut seen = Vec::with_capacity(ids.len());
            for id in ids {
                seen.push(match intern::find(tx, id)? {
                    Some(key) => self.sees_id(tx, &policy, clearance, key)?,
                    None => false,
                });
            }
            Ok(seen)
        })
    }

    fn sees_id(
        &self,
        conn: &Connection,
        policy: &Policy,
        clearance: &Clearance,
        key: i64,
    ) -> Result<bool> {
        const LANES: &str = "SELECT lane FROM object WHERE id_key = ?1";
        let mut stmt = conn.prepare_cached(LANES)?;
        let mut rows = stmt.query([key])?;
        while let Some(row) = rows.next()? {
            if is_mine(clearance, row.get(0)?) {
                return Ok(true);
            }
        }
        for (collection, member) in members(conn, key)? {
            if self.reaches(conn, policy, clearance, collection, &member)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn versions_of(
        &self,
        conn: &Connection,
        policy: &Policy,
        clearance: &Clearance,
        key: i64,
    ) -> Result<Vec<StoredVersion>> {
        let members = members(conn, key)?;
        let operator = clearance.reader == Reader::System;
        let mut stmt = conn.prepare_cached(VERSIONS)?;
        let mut rows = stmt.query([key])?;
        let mut unsettled = Unsettled::of(conn, &self.inner.labels)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let seq: i64 = row.get(0)?;
            let mut places: Vec<(i64, &Member)> = Vec::new();
            for (collection, member) in members.iter().filter(|(_, m)| m.object == seq) {
                let known = places.iter().any(|(of, _)| of == collection);
                let skipped = known || (operator && member.is(EARLIER));
                if !skipped && self.reaches(conn, policy, clearance, *collection, member)? {
                    places.push((*collection, member));
                }
            }
            if is_mine(clearance, row.get(8)?) || !places.is_empty() {
                let mut version = self.stored(conn, policy, row, &places)?;
                if let Some(unsettled) = &mut unsettled {
                    let label = unsettled.of_version(key, seq, row.get(4)?)?;
                    version.label = (*unsettled.label(label)?).clone();
                }
                found.push(version);
            }
        }
        Ok(found)
    }

    /// Each step of the decision for `reader` about `id` in each collection that holds it. For the operator only.
    pub fn explain(
        &self,
        operator: &Clearance,
        id: &str,
        reader: &Clearance,
    ) -> Result<Vec<Explanation>> {
        if operator.reader != Reader::System {
            return Ok(Vec::new());
        }
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            let Some(key) = intern::find(tx, id)? else {
                return Ok(Vec::new());
            };
            let mut found = Vec::new();
            let places = members(tx, key)?.into_iter();
            for (collection, member) in places.filter(|(_, member)| !member.is(EARLIER)) {
                let Some(collection) = policy.collection_by_key(collection) else {
                    continue;
                };
                let labels = &self.inner.labels;
                let decision = match policy.access(reader, collection) {
                    Some(access) => {
                        let mut sight = Sight::new(tx, labels, reader, access, self.now())?;
                        release(&*sight.label_of(&member)?, reader, access, sight.now)
                    }
                    None => unreachable_collection(reader.name()),
                };
                found.push(Explanation {
                    collection: collection.id.clone(),
                    version: version_text(tx, &member)?,
                    decision,
                });
            }
            Ok(found)
        })
    }

    fn reaches(
        &self,
        conn: &Connection,
        policy: &Policy,
        clearance: &Clearance,
        collection: i64,
        member: &Member,
    ) -> Result<bool> {
        let found = policy.collection_by_key(collection);
        let Some(access) = found.and_then(|c| policy.access(clearance, c)) else {
            return Ok(false);
        };
        Sight::new(conn, &self.inner.labels, clearance, access, self.now())?.gives(member)
    }

    fn stored(
        &self,
        conn: &Connection,
        policy: &Policy,
        row: &Row<'_>,
        places: &[(i64, &Member)],
    ) -> Result<StoredVersion> {
        let source: i64 = row.get(6)?;
        let version: Option<String> = row.get(2)?;
        let first = places.first().map_or(row.get(7)?, |(_, member)| member.at);
        let named = |(key, member): &(i64, &Member)| {
            policy
                .collection_by_key(*key)
                .map(|c| (c.id.clone(), member.date_added))
        };
        Ok(StoredVersion {
            key: row.get(0)?,
            id: row.get(1)?,
            version: version.unwrap_or_else(|| format_micros(first)),
            spec: versions::spec(row.get(3)?),
            label: (*self.inner.labels.get(conn, row.get(4)?)?).clone(),
            own_label: (*self.inner.labels.get(conn, row.get(5)?)?).clone(),
            source: match policy.partners.get(&source) {
                Some(partner) => partner.name.clone(),
                None => "operator".to_owned(),
            },
            received: row.get(7)?,
            collections: places.iter().filter_map(named).collect(),
            bytes: row.get(9)?,
        })
    }
}

/// Whether the reader sees what lies in this lane wherever it is.
fn is_mine(clearance: &Clearance, lane: i64) -> bool {
    match &clearance.reader {
        Reader::System => true,
        Reader::Partner { key, .. } => *key == lane,
        Reader::Anonymous => false,
    }
}

/// (collection, member), in the order of the collections and dates.
fn members(conn: &Connection, id_key: i64) -> Result<Vec<(i64, Member)>> {
    let mut stmt = conn.prepare_cached(EVERYWHERE)?;
    let rows = stmt.query_map([id_key], |row| Ok((row.get(10)?, Member::read(row)?)))?;
    let mut members: Vec<(i64, Member)> = rows.collect::<rusqlite::Result<_>>()?;
    members.sort_by_key(|(collection, _)| *collection);
    Ok(members)
}

fn version_text(conn: &Connection, member: &Member) -> Result<String> {
    if member.is(UNVERSIONED) {
        return Ok(format_micros(member.at));
    }
    let mut stmt = conn.prepare_cached("SELECT version FROM object WHERE seq = ?1")?;
    let text: Option<String> = stmt.query_row([member.object], |row| row.get(0))?;
    text.ok_or_else(|| damaged(format!("object {} has no version", member.object)))
}

fn unreachable_collection(name: &str) -> Decision {
    Decision {
        give: false,
        steps: vec![Step {
            rule: "R-COLLECTION",
            sentence: format!("{name} may not read the collection"),
            allows: false,
            change: Some("a grant, a common community, or a public collection"),
        }],
    }
}
