//! Everything a reader may see, across collections, each version once, in the order it came in.

use crate::labels::Sight;
use crate::members::{Member, UNVERSIONED};
use crate::page::emit;
use crate::policy::Policy;
use crate::{PageEnd, Query, Result, Row, Store, intern, versions};
use handling::{Clearance, Reader};
use rusqlite::Connection;
use std::collections::HashMap;

/// Objects that are looked at in one go.
const CHUNK: i64 = 1_024;

/// A version of an object as if it were a member: `date_added` is when it came in.
const SELECT: &str = "SELECT label, received, seq, id_key, type, spec, \
                      CASE WHEN version IS NULL THEN received ELSE at END, tail, \
                      CASE WHEN version IS NULL THEN 2 ELSE 0 END, lane FROM object";

impl Store {
    /// `page` over everything this reader may see in any collection (the system: everything, also what lies
    /// in none), each version once. A row's `date_added` is here when the version first came in.
    pub fn walk(
        &self,
        clearance: &Clearance,
        query: &Query,
        each: &mut dyn FnMut(Row<'_>),
    ) -> Result<PageEnd> {
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            let mut walk = Walk::new(self, tx, &policy, clearance);
            let (picked, more) = walk.pick(query)?;
            let mut end = emit(tx, &picked, query.max_bytes, each)?;
            end.more |= more;
            end.view = self.inner.noted.view(walk.given());
            end.seen(tx)?;
            Ok(end)
        })
    }
}

/// What one reader sees, whatever the collection.
pub(crate) struct Walk<'a> {
    store: &'a Store,
    conn: &'a Connection,
    policy: &'a Policy,
    pub(crate) clearance: &'a Clearance,
    /// by collection; none where the reader may not read it
    sights: HashMap<i64, Option<Sight<'a>>>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(
        store: &'a Store,
        conn: &'a Connection,
        policy: &'a Policy,
        clearance: &'a Clearance,
    ) -> Self {
        Self {
            store,
            conn,
            policy,
            clearance,
            sights: HashMap::new(),
        }
    }

    /// One stored version.
    pub(crate) fn version(&self, seq: i64) -> Result<Member> {
        let mut stmt = self
            .conn
            .prepare_cached(&format!("{SELECT} WHERE seq = ?1"))?;
        Ok(stmt.query_row([seq], Member::read)?)
    }

    fn pick(&mut self, query: &Query) -> Result<(Vec<Member>, bool)> {
        let mut ids = Vec::new();
        for id in &query.ids {
            ids.extend(intern::find(self.conn, id)?);
        }
        let mut types = Vec::new();
        for name in &query.types {
            types.extend(intern::find_type(self.conn, name)?);
        }
        let nothing = |asked: &[String], found: &[i64]| !asked.is_empty() && found.is_empty();
        if nothing(&query.ids, &ids) || nothing(&query.types, &types) {
            return Ok((Vec::new(), false));
        }
        let mut chosen: HashMap<i64, Vec<i64>> = HashMap::new();
        let mut picked = Vec::new();
        let mut from = match query.after {
            Some(after) => first_after(self.conn, after)?,
            None => 0,
        };
        loop {
            let chunk = match ids.is_empty() {
                true => self.chunk(from)?,
                false => self.of_ids(&ids, query.after)?,
            };
            let full = ids.is_empty() && chunk.len() as i64 == CHUNK;
            from = chunk.last().map_or(from, |(member, _)| member.object + 1);
            for (member, lane) in chunk {
                let wanted = types.is_empty() || types.contains(&member.kind);
                if !wanted
                    || !self.sees(&member, lane)?
                    || !self.passes(query, &member, &mut chosen)?
                {
                    continue;
                }
                if picked.len() == query.limit {
                    return Ok((picked, true));
                }
                picked.push(member);
            }
            if !full {
                return Ok((picked, false));
            }
        }
    }

    fn chunk(&self, from: i64) -> Result<Vec<(Member, i64)>> {
        let mut stmt = self.conn.prepare_cached(&format!(
            "{SELECT} WHERE seq >= ?1 ORDER BY seq LIMIT {CHUNK}"
        ))?;
        let rows = stmt.query_map([from], |row| Ok((Member::read(row)?, row.get(9)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn of_ids(&self, ids: &[i64], after: Option<i64>) -> Result<Vec<(Member, i64)>> {
        let mut found = Vec::new();
        for id in ids {
            found.extend(self.of_id(*id)?);
        }
        found.retain(|(member, _)| after.is_none_or(|after| member.date_added > after));
        found.sort_by_key(|(member, _)| member.object);
        found.dedup_by_key(|(member, _)| member.object);
        Ok(found)
    }

    fn of_id(&self, id_key: i64) -> Result<Vec<(Member, i64)>> {
        let mut stmt = self
            .conn
            .prepare_cached(&format!("{SELECT} WHERE id_key = ?1"))?;
        let rows = stmt.query_map([id_key], |row| Ok((Member::read(row)?, row.get(9)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub(crate) fn sees(&mut self, member: &Member, lane: i64) -> Result<bool> {
        match &self.clearance.reader {
            Reader::System => return Ok(true),
            Reader::Partner { key, .. } if *key == lane => return Ok(true),
            _ => {}
        }
        const SQL: &str = "SELECT collection FROM member WHERE id_key = ?1 AND object = ?2";
        let mut stmt = self.conn.prepare_cached(SQL)?;
        let mut rows = stmt.query((member.id_key, member.object))?;
        while let Some(row) = rows.next()? {
            if self.sees_in(row.get(0)?, member.label)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn sees_in(&mut self, collection: i64, label: i64) -> Result<bool> {
        if !self.sights.contains_key(&collection) {
            let found = self.policy.collection_by_key(collection);
            let access = found.and_then(|c| self.policy.access(self.clearance, c));
            let now = self.store.now();
            let sight = access.map(|access| {
                Sight::new(
                    self.conn,
                    &self.store.inner.labels,
                    self.clearance,
                    access,
                    now,
                )
            });
            self.sights.insert(collection, sight);
        }
        match self.sights.get_mut(&collection) {
            Some(Some(sight)) => sight.sees(label),
            _ => Ok(false),
        }
    }

    fn passes(
        &mut self,
        query: &Query,
        member: &Member,
        chosen: &mut HashMap<i64, Vec<i64>>,
    ) -> Result<bool> {
        if query.versions.all
            && query.specs.is_empty()
            && !member.is(UNVERSIONED)
            && self.is_system()
        {
            return Ok(true);
        }
        if let Some(dates) = chosen.get(&member.id_key) {
            return Ok(dates.contains(&member.date_added));
        }
        let mut visible = Vec::new();
        for (version, lane) in self.of_id(member.id_key)? {
            if self.sees(&version, lane)? {
                visible.push(version);
            }
        }
        let dates = versions::select(query, visible);
        let passes = dates.contains(&member.date_added);
        chosen.insert(member.id_key, dates);
        Ok(passes)
    }

    /// The labels that let something pass, each with its collection, as [`crate::served`] keeps them.
    fn given(&self) -> String {
        let sights = self.sights.iter();
        let mut given: Vec<(i64, i64)> = sights
            .flat_map(|(collection, sight)| {
                let labels = sight.iter().flat_map(Sight::given);
                labels.map(|label| (*collection, label))
            })
            .collect();
        given.sort_unstable();
        let given: Vec<String> = given.iter().map(|(c, l)| format!("{c}:{l}")).collect();
        given.join(",")
    }

    fn is_system(&self) -> bool {
        self.clearance.reader == Reader::System
    }
}

/// The first object that came in after a time. They are numbered in the order they came in.
fn first_after(conn: &Connection, after: i64) -> Result<i64> {
    const LAST: &str = "SELECT coalesce(max(seq), 0) FROM object";
    const AT: &str = "SELECT received FROM object WHERE seq >= ?1 ORDER BY seq LIMIT 1";
    let mut low = 1;
    let mut high: i64 = conn.query_row(LAST, [], |row| row.get::<_, i64>(0))? + 1;
    let mut stmt = conn.prepare_cached(AT)?;
    while low < high {
        let middle = low + (high - low) / 2;
        let received: i64 = stmt.query_row([middle], |row| row.get(0))?;
        match received > after {
            true => high = middle,
            false => low = middle + 1,
        }
    }
    Ok(low)
}
