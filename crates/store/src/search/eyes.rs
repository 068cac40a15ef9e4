//! What one reader sees of an id: its versions, each since when and where.
//!
//! For whoever is not the system that is what lies in collections it may read, under labels it passes: what GET would
//! give it. Nothing of when something came in, from whom and how often, only since when this reader has it.

use crate::members::{EVERYWHERE, Member, UNVERSIONED};
use crate::page::list;
use crate::policy::Policy;
use crate::walk::Walk;
use crate::{Result, Store};
use handling::{Clearance, Reader, planted};
use rusqlite::Connection;
use std::collections::HashMap;
use std::rc::Rc;

/// A version that the reader sees.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub(super) object: i64,
    /// Since when, microseconds: its `date_added`; for the system when it came in.
    pub(super) date: i64,
    /// Every collection it is seen in, with the label and date that let it through; the first one first.
    pub(super) places: Vec<Place>,
    /// Its version as an instant; none: it has none.
    pub(super) at: Option<(i64, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) collection: i64,
    pub(super) label: i64,
    pub(super) date: i64,
}

pub(super) struct Eyes<'a> {
    /// says what is seen; in which order, is said here
    walk: Walk<'a>,
    ids: HashMap<i64, Rc<[Seen]>>,
}

impl<'a> Eyes<'a> {
    pub(super) fn new(
        store: &'a Store,
        conn: &'a Connection,
        policy: &'a Policy,
        clearance: &'a Clearance,
    ) -> Self {
        Self {
            walk: Walk::new(store, conn, policy, clearance),
            ids: HashMap::new(),
        }
    }

    pub(super) fn is_system(&self) -> bool {
        self.walk.is_system()
    }

    pub(super) fn reader(&self) -> &Reader {
        &self.walk.clearance.reader
    }

    /// The versions of an id, the one seen first first.
    pub(super) fn versions(&mut self, id_key: i64) -> Result<Rc<[Seen]>> {
        if let Some(known) = self.ids.get(&id_key) {
            return Ok(known.clone());
        }
        let seen: Rc<[Seen]> = match self.is_system() {
            true => self.all(id_key)?.into(),
            false => self.given(id_key)?.into(),
        };
        self.ids.insert(id_key, seen.clone());
        Ok(seen)
    }

    /// The newest version of an id.
    pub(super) fn newest(&mut self, id_key: i64) -> Result<Option<Seen>> {
        let versions = self.versions(id_key)?;
        Ok(versions.iter().max_by_key(|seen| &seen.at).cloned())
    }

    fn all(&self, id_key: i64) -> Result<Vec<Seen>> {
        const SQL: &str = "SELECT seq, received, at, tail, version IS NULL FROM object WHERE id_key = ?1 ORDER BY seq";
        let mut stmt = self.walk.conn.prepare_cached(SQL)?;
        let rows = stmt.query_map([id_key], |row| {
            let unversioned: bool = row.get(4)?;
            let at = (row.get(2)?, row.get(3)?);
            Ok(Seen {
                object: row.get(0)?,
                date: row.get(1)?,
                places: Vec::new(),
                at: (!unversioned).then_some(at),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn given(&mut self, id_key: i64) -> Result<Vec<Seen>> {
        let mut stmt = self.walk.conn.prepare_cached(EVERYWHERE)?;
        let mut rows = stmt.query([id_key])?;
        let mut found: Vec<Seen> = Vec::new();
        while let Some(row) = rows.next()? {
            let (member, collection) = (Member::read(row)?, row.get(10)?);
            let gives = self.walk.sees_in(collection, &member)?;
            if !planted!(SearchUnfiltered, true, gives) {
                continue;
            }
            let place = Place {
                collection,
                label: member.label,
                date: member.date_added,
            };
            let at = match member.is(UNVERSIONED) {
                true => None,
                false => Some((member.at, member.tail)),
            };
            // Several lanes may hold the same version, and it may have several rows: the one seen first stands for it.
            match found.iter_mut().find(|seen| seen.at == at) {
                Some(seen) => {
                    let known = |p: &Place| p.collection == place.collection;
                    if !seen.places.iter().any(known) {
                        seen.places.push(place);
                    }
                }
                None => found.push(Seen {
                    object: member.object,
                    date: place.date,
                    places: vec![place],
                    at,
                }),
            }
        }
        Ok(found)
    }

    /// What these versions of a collection were drawn from, as [`crate::served`] keeps it.
    pub(super) fn view(
        &mut self,
        collection: i64,
        labels: Vec<i64>,
        objects: Vec<i64>,
    ) -> Result<String> {
        let unsettled = (self.walk.sight(collection)?).is_some_and(|sight| sight.is_unsettled());
        Ok(match unsettled {
            true => format!("={}", list(objects)),
            false => list(labels),
        })
    }
}
