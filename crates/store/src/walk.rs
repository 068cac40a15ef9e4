//! Everything across collections, each version once: for the operator in the order it came in, for a reader in the order in
//! which that reader has it.
//!
//! When something came in is the operator's to know. Smallest example: `norland` is granted a collection in which A lies since
//! 9. A came in at 2, elsewhere, and B, which `norland` always had, at 5. `norland`'s walk gives B, then A.

use crate::labels::Sight;
use crate::members::{EVERYWHERE, Member, Run, UNVERSIONED};
use crate::merge::{Merge, Wanted};
use crate::page::{emit, runs_in};
use crate::policy::Policy;
use crate::{PageEnd, Query, Result, Row, Store, intern, versions};
use handling::{Clearance, Reader, planted};
use rusqlite::Connection;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Objects that are looked at in one go.
const CHUNK: i64 = 1_024;

/// A version of an object as if it were a member: `date_added` is when it came in.
const SELECT: &str = "SELECT label, received, seq, id_key, type, spec, \
                      CASE WHEN version IS NULL THEN received ELSE at END, tail, \
                      CASE WHEN version IS NULL THEN 2 ELSE 0 END, 0 FROM object";

impl Store {
    /// `page` over everything this reader may see in any collection, each version once, since when it has it. For the
    /// system: everything, also what lies in none, by when it first came in, which a row's `date_added` then is.
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
            let view = walk.view(&picked[..end.count]);
            end.view = self.inner.noted.view(view);
            end.seen(tx)?;
            Ok(end)
        })
    }
}

/// What one reader sees, whatever the collection.
pub(crate) struct Walk<'a> {
    store: &'a Store,
    pub(crate) conn: &'a Connection,
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
        if !self.is_system() {
            return self.pick_given(query, &ids, &types);
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
            from = chunk.last().map_or(from, |member| member.object + 1);
            for member in chunk {
                let wanted = types.is_empty() || types.contains(&member.kind);
                if !wanted || !self.passes(query, &member, &mut chosen)? {
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

    /// What a reader is given, by its dates in the collections it may read.
    fn pick_given(
        &mut self,
        query: &Query,
        ids: &[i64],
        types: &[i64],
    ) -> Result<(Vec<Member>, bool)> {
        let after = query.after.unwrap_or(i64::MIN);
        let mut members = match ids.is_empty() {
            true => {
                let about = query.limit.saturating_add(1);
                let wanted = Wanted {
                    types,
                    after,
                    last: false,
                    about,
                };
                Members::Merged(Merge::new(self.conn, &self.runs()?, &wanted)?)
            }
            false => Members::of(self.given_of(ids)?, types, after),
        };
        let mut chosen: HashMap<i64, Vec<i64>> = HashMap::new();
        let mut picked: Vec<Member> = Vec::new();
        while let Some(member) = members.next()? {
            let dates = match chosen.entry(member.id_key) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(free) => {
                    let given = self.given_of(&[member.id_key])?;
                    free.insert(versions::select(query, given))
                }
            };
            if !dates.contains(&member.date_added) {
                continue;
            }
            // A notice may have the date of something else: a page does not end between them.
            let full = picked.len() >= query.limit;
            if full && picked.last().map(|last| last.date_added) != Some(member.date_added) {
                return Ok((picked, true));
            }
            picked.push(member);
        }
        planted!(
            ExportByArrival,
            picked.sort_by_key(|member| member.object),
            ()
        );
        Ok((picked, false))
    }

    /// Where all lies that the reader may have.
    fn runs(&mut self) -> Result<Vec<Run>> {
        let mut runs = Vec::new();
        let policy = self.policy;
        for collection in &policy.collections {
            for run in runs_in(self.conn, collection.key)? {
                let looks = self.looks_into(&run)?;
                if planted!(ExportUnfiltered, true, looks) {
                    runs.push(run);
                }
            }
        }
        Ok(runs)
    }

    /// Every row of these ids that the reader passes.
    fn given_of(&mut self, ids: &[i64]) -> Result<Vec<Member>> {
        let mut stmt = self.conn.prepare_cached(EVERYWHERE)?;
        let mut given = Vec::new();
        for id in ids {
            let mut rows = stmt.query([id])?;
            while let Some(row) = rows.next()? {
                let member = Member::read(row)?;
                let gives = self.sees_in(row.get(10)?, &member)?;
                if planted!(ExportUnfiltered, true, gives) {
                    given.push(member);
                }
            }
        }
        Ok(given)
    }

    fn chunk(&self, from: i64) -> Result<Vec<Member>> {
        let mut stmt = self.conn.prepare_cached(&format!(
            "{SELECT} WHERE seq >= ?1 ORDER BY seq LIMIT {CHUNK}"
        ))?;
        let rows = stmt.query_map([from], Member::read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn of_ids(&self, ids: &[i64], after: Option<i64>) -> Result<Vec<Member>> {
        let mut found = Vec::new();
        for id in ids {
            found.extend(self.of_id(*id)?);
        }
        found.retain(|member| after.is_none_or(|after| member.date_added > after));
        found.sort_by_key(|member| member.object);
        found.dedup_by_key(|member| member.object);
        Ok(found)
    }

    fn of_id(&self, id_key: i64) -> Result<Vec<Member>> {
        let mut stmt = self
            .conn
            .prepare_cached(&format!("{SELECT} WHERE id_key = ?1"))?;
        let rows = stmt.query_map([id_key], Member::read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether the reader has a version in a collection it may read.
    pub(crate) fn sees(&mut self, member: &Member) -> Result<bool> {
        if self.is_system() {
            return Ok(true);
        }
        const SQL: &str = "SELECT collection FROM member WHERE id_key = ?1 AND object = ?2";
        let mut stmt = self.conn.prepare_cached(SQL)?;
        let mut rows = stmt.query((member.id_key, member.object))?;
        while let Some(row) = rows.next()? {
            if self.sees_in(row.get(0)?, member)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the reader has it in this collection.
    pub(crate) fn sees_in(&mut self, collection: i64, member: &Member) -> Result<bool> {
        match self.sight(collection)? {
            Some(sight) => sight.gives(member),
            None => Ok(false),
        }
    }

    fn looks_into(&mut self, run: &Run) -> Result<bool> {
        match self.sight(run.collection)? {
            Some(sight) => sight.looks_into(run),
            None => Ok(false),
        }
    }

    /// What it sees of a collection; none where it may not read it.
    pub(crate) fn sight(&mut self, collection: i64) -> Result<Option<&mut Sight<'a>>> {
        if !self.sights.contains_key(&collection) {
            let found = self.policy.collection_by_key(collection);
            let access = found.and_then(|c| self.policy.access(self.clearance, c));
            let now = self.store.now();
            let labels = &self.store.inner.labels;
            let sight =
                access.map(|access| Sight::new(self.conn, labels, self.clearance, access, now));
            self.sights.insert(collection, sight.transpose()?);
        }
        Ok(self.sights.get_mut(&collection).and_then(Option::as_mut))
    }

    /// Whether the system's query selects it.
    fn passes(
        &self,
        query: &Query,
        member: &Member,
        chosen: &mut HashMap<i64, Vec<i64>>,
    ) -> Result<bool> {
        if query.versions.all && query.specs.is_empty() && !member.is(UNVERSIONED) {
            return Ok(true);
        }
        if let Some(dates) = chosen.get(&member.id_key) {
            return Ok(dates.contains(&member.date_added));
        }
        let dates = versions::select(query, self.of_id(member.id_key)?);
        let passes = dates.contains(&member.date_added);
        chosen.insert(member.id_key, dates);
        Ok(passes)
    }

    /// What was given: the labels that let something pass, each with its collection, or the versions ([`Sight::view`]).
    fn view(&self, given: &[Member]) -> String {
        let mut sights = self.sights.values().flatten();
        if let Some(sight) = sights.find(|sight| sight.is_unsettled()) {
            return sight.view(given);
        }
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

    pub(crate) fn is_system(&self) -> bool {
        self.clearance.reader == Reader::System
    }
}

/// Where a reader's walk goes along.
enum Members<'a> {
    Merged(Merge<'a>),
    Listed(std::vec::IntoIter<Member>),
}

impl Members<'_> {
    fn of(mut list: Vec<Member>, types: &[i64], after: i64) -> Self {
        list.retain(|m| m.date_added > after && (types.is_empty() || types.contains(&m.kind)));
        list.sort_unstable_by_key(|member| member.date_added);
        Self::Listed(list.into_iter())
    }

    fn next(&mut self) -> Result<Option<Member>> {
        match self {
            Self::Merged(merge) => merge.next(),
            Self::Listed(list) => Ok(list.next()),
        }
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
