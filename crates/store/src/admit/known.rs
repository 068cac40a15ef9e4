//! What the store has of an id that arrives, and what of it the submitter may know.

use super::{Arriving, Batch};
use crate::Result;
use crate::incoming::Incoming;
use crate::members::Member;
use crate::tx::Tx;
use handling::admit::KnownVersion;
use handling::planted;
use std::collections::HashMap;

/// A stored version of the arriving id.
#[derive(Debug, Clone)]
pub(super) struct There {
    pub(super) seq: i64,
    pub(super) lane: i64,
    pub(super) at: i64,
    pub(super) tail: String,
    pub(super) unversioned: bool,
    pub(super) revoked: bool,
    pub(super) recalled: bool,
    pub(super) own: i64,
    pub(super) label: i64,
    /// the submitter may see it, or it lies in the lane the new one goes to
    pub(super) seen: bool,
    /// the same version with the same content
    pub(super) same_content: bool,
    /// where the submitter finds it in the target collection: what `at` is for an object without versions
    pub(super) found_here: Option<i64>,
}

impl There {
    pub(super) fn instant(&self) -> (i64, &str) {
        (self.at, &self.tail)
    }
}

impl Batch {
    /// Every stored version of the id, in the order of arrival.
    pub(super) fn there(
        &mut self,
        tx: &mut Tx<'_>,
        arriving: &Arriving,
        lane: i64,
    ) -> Result<Vec<There>> {
        // What the submitter may see is decided on labels as they are after what came before in the batch.
        self.catch_up(tx, arriving.key.key)?;
        const SQL: &str = "SELECT seq, lane, at, tail, version IS NULL, flags, own_label, label FROM object \
                           WHERE id_key = ?1 ORDER BY seq";
        let mut stmt = tx.conn.prepare_cached(SQL)?;
        let rows = stmt.query_map([arriving.key.key], |row| {
            let flags: i64 = row.get(5)?;
            Ok(There {
                seq: row.get(0)?,
                lane: row.get(1)?,
                at: row.get(2)?,
                tail: row.get(3)?,
                unversioned: row.get(4)?,
                revoked: flags & super::put::REVOKED != 0,
                recalled: flags & super::put::RECALLED != 0,
                own: row.get(6)?,
                label: row.get(7)?,
                seen: false,
                same_content: false,
                found_here: None,
            })
        })?;
        let mut there: Vec<There> = rows.collect::<rusqlite::Result<_>>()?;
        if there.is_empty() {
            return Ok(there);
        }
        let mut members: HashMap<i64, Vec<(i64, Member)>> = HashMap::new();
        for (collection, member) in tx.members_everywhere(arriving.key.key)? {
            members
                .entry(member.object)
                .or_default()
                .push((collection, member));
        }
        for version in &mut there {
            let places = members.get(&version.seq).map_or(&[][..], Vec::as_slice);
            self.look(tx, version, places, lane)?;
            version.same_content = is_same(tx, &arriving.object, version)?;
        }
        Ok(there)
    }

    fn look(
        &mut self,
        tx: &mut Tx<'_>,
        version: &mut There,
        places: &[(i64, Member)],
        lane: i64,
    ) -> Result<()> {
        let here = self.collection.as_ref().map(|c| c.0);
        let always = self.submitter.partner.is_none() || version.lane == lane;
        version.seen = planted!(AdmissionKnowsHidden, true, always);
        // Places bear their labels of before the batch until it ends; the version has its label of now.
        for (collection, member) in places {
            let seen = always || self.sees(tx, *collection, version.label)?;
            version.seen |= seen;
            if seen && here == Some(*collection) {
                let first = always || self.sees(tx, *collection, member.label)?;
                let date = match version.unversioned {
                    true => member.at,
                    false => member.date_added,
                };
                version.found_here = match version.found_here {
                    Some(found) if !first || found < date => Some(found),
                    _ => Some(date),
                };
            }
        }
        Ok(())
    }

    /// Whether the submitter may see this label in this collection.
    fn sees(&mut self, tx: &mut Tx<'_>, collection: i64, label: i64) -> Result<bool> {
        let Some(clearance) = &self.clearance else {
            return Ok(true);
        };
        let found = self.policy.collection_by_key(collection);
        let Some(access) = found.and_then(|c| self.policy.access(clearance, c)) else {
            return Ok(false);
        };
        if let Some(known) = self.seen.get(&(label, access)) {
            return Ok(*known);
        }
        let gives = handling::gives(&*tx.label(label)?, clearance, access, tx.now);
        self.seen.insert((label, access), gives);
        Ok(gives)
    }

    /// What `handling` needs of the versions the submitter may know: the first, those that rule, those that were
    /// revoked and those of the same instant. The others cannot change its decision.
    pub(super) fn known_versions(
        &self,
        tx: &mut Tx<'_>,
        object: &Incoming,
        there: &[There],
    ) -> Result<Vec<KnownVersion>> {
        let seen: Vec<&There> = there.iter().filter(|version| version.seen).collect();
        let newest = seen.iter().map(|version| version.instant()).max();
        let mut known = Vec::new();
        for (at, version) in seen.iter().enumerate() {
            let instant = version.instant();
            let counts = at == 0 || version.revoked || version.same_content;
            if counts || Some(instant) == newest || instant == object.instant() {
                known.push(self.known_version(tx, object, version)?);
            }
        }
        Ok(known)
    }

    fn known_version(
        &self,
        tx: &mut Tx<'_>,
        object: &Incoming,
        version: &There,
    ) -> Result<KnownVersion> {
        let created_by_ref = match version.same_content {
            true => object.created_by.clone(),
            false => {
                let bytes = bytes(tx, version.seq)?;
                let stored = crate::markings::parse(&bytes)?;
                stored.header.created_by_ref.as_deref().map(str::to_owned)
            }
        };
        Ok(KnownVersion {
            lane: (version.lane != 0).then_some(version.lane),
            version: (!version.unversioned).then(|| rank(version, object)),
            owner: created_by_ref
                .as_deref()
                .and_then(|id| self.policy.owner(id)),
            created_by_ref,
            revoked: version.revoked,
            same_content: version.same_content,
            label: (*tx.label(version.own)?).clone(),
        })
    }
}

/// The version in microseconds, moved by one where only digits below tell it from the arriving one: `handling`
/// compares whole microseconds.
fn rank(version: &There, object: &Incoming) -> i64 {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let (at, tail) = object.instant();
    match (version.at == at, version.tail.as_str().cmp(tail)) {
        (true, Less) => version.at - 1,
        (true, Greater) => version.at + 1,
        (true, Equal) | (false, _) => version.at,
    }
}

/// Whether it is the arriving version with the arriving content. What cannot be versioned has one version.
fn is_same(tx: &Tx<'_>, object: &Incoming, version: &There) -> Result<bool> {
    let same_version = object.version.is_none()
        || object.marking.is_some()
        || (!version.unversioned && version.instant() == object.instant());
    if !same_version {
        return Ok(false);
    }
    let stored = bytes(tx, version.seq)?;
    Ok(stored == object.bytes || stix::json::same_content(&stored, &object.bytes))
}

fn bytes(tx: &Tx<'_>, seq: i64) -> Result<Vec<u8>> {
    let mut stmt = tx
        .conn
        .prepare_cached("SELECT bytes FROM object WHERE seq = ?1")?;
    Ok(stmt.query_row([seq], |row| row.get(0))?)
}
