//! Pages: what one reader may see of a collection, in ascending `date_added`.
//!
//! Labels are filtered before anything is counted, so a page, its `more` and its dates are made of what the reader
//! may see and of nothing else.

use crate::labels::{ReadLabels, Sight};
use crate::members::{BY_ID, EARLIER, Member, Run, SINGLE, UNVERSIONED};
use crate::merge::{Merge, Wanted};
#[cfg(feature = "planted-leaks")]
use crate::planted;
use crate::policy::Policy;
use crate::tx::State;
use crate::{Collection, Error, PageEnd, Query, Result, Row, Store, View, intern, versions};
use handling::{Clearance, planted};
use rusqlite::Connection;
use std::collections::HashMap;
use stix::timestamp::format_micros;

impl Store {
    /// Walks one page of a collection in ascending `date_added`, visible objects only, calling `each` with rows
    /// that borrow from the database. `None` when the reader may not read the collection.
    pub fn page(
        &self,
        clearance: &Clearance,
        collection: &str,
        query: &Query,
        each: &mut dyn FnMut(Row<'_>),
    ) -> Result<Option<PageEnd>> {
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            let Some((collection, mut sight)) = self.sight(tx, &policy, clearance, collection)?
            else {
                return Ok(None);
            };
            #[cfg_attr(not(feature = "planted-leaks"), expect(unused_mut))]
            let (mut picked, more) = pick(&mut sight, collection.key, query)?;
            planted!(
                FilterAfterPaging,
                picked.retain(|m| sight.gives(m) == Ok(true)),
                ()
            );
            planted!(FirstSeenOfHidden, backdate(tx, &mut picked)?, ());
            let most = planted!(
                BytesOfHidden,
                (2 * query.max_bytes)
                    .saturating_sub(planted::bytes(tx, collection.key)?)
                    .max(1),
                query.max_bytes
            );
            let mut end = emit(tx, &picked, most, each)?;
            end.more |= more;
            planted!(
                MoreEarly,
                end.more |= end.count > 0 && end.last < planted::dates(tx, collection.key)?.1,
                ()
            );
            planted!(
                FirstDateOfHidden,
                end.first = planted::dates(tx, collection.key)?.0,
                ()
            );
            planted!(
                LastDateOfHidden,
                end.last = planted::dates(tx, collection.key)?.1,
                ()
            );
            end.view = self.inner.noted.view(sight.view(&picked[..end.count]));
            end.seen(tx)?;
            Ok(Some(end))
        })
    }

    /// Whether any version of `id` in the collection is visible to this reader.
    pub fn is_visible(&self, clearance: &Clearance, collection: &str, id: &str) -> Result<bool> {
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            let Some((collection, mut sight)) = self.sight(tx, &policy, clearance, collection)?
            else {
                return Ok(false);
            };
            let key = intern::seek(tx, id)?;
            let seen = planted!(
                EmptyForHidden,
                planted::members(tx, collection.key, key)?,
                visible(&mut sight, collection.key, key)?
            );
            Ok(!seen.is_empty())
        })
    }

    /// What the reader sees of a collection now.
    pub(crate) fn sight<'a>(
        &'a self,
        conn: &'a Connection,
        policy: &'a Policy,
        clearance: &'a Clearance,
        collection: &str,
    ) -> Result<Option<(&'a Collection, Sight<'a>)>> {
        sight(
            conn,
            &self.inner.labels,
            policy,
            clearance,
            collection,
            self.now(),
        )
    }
}

/// What the reader sees of a collection, if it may read it at all.
pub(crate) fn sight<'a>(
    conn: &'a Connection,
    labels: &'a ReadLabels,
    policy: &'a Policy,
    clearance: &'a Clearance,
    collection: &str,
    now: i64,
) -> Result<Option<(&'a Collection, Sight<'a>)>> {
    let Some(collection) = policy.collection(collection) else {
        return Ok(None);
    };
    let Some(access) = policy.access(clearance, collection) else {
        return Ok(None);
    };
    let sight = Sight::new(conn, labels, clearance, access, now)?;
    Ok(Some((collection, sight)))
}

/// The members of a page, and whether more follow.
pub(crate) fn pick(
    sight: &mut Sight<'_>,
    collection: i64,
    query: &Query,
) -> Result<(Vec<Member>, bool)> {
    let types = match types(sight.conn, &query.types)? {
        Some(types) => types,
        None => return Ok((Vec::new(), false)),
    };
    if !query.ids.is_empty() {
        return pick_ids(sight, collection, &types, query);
    }
    let runs = visible_runs(sight, collection)?;
    pick_under(sight, collection, &runs, &types, query, &mut |sight, m| {
        Ok(planted!(FilterAfterPaging, true, sight.gives(m)?))
    })
}

/// Whether a page takes a member.
type Takes<'a, 's> = dyn FnMut(&mut Sight<'s>, &Member) -> Result<bool> + 'a;

/// The members in these runs of the collection that are taken and that the query selects, and whether more follow.
pub(crate) fn pick_under<'s>(
    sight: &mut Sight<'s>,
    collection: i64,
    runs: &[Run],
    types: &[i64],
    query: &Query,
    takes: &mut Takes<'_, 's>,
) -> Result<(Vec<Member>, bool)> {
    let wanted = Wanted {
        types,
        after: query.after.unwrap_or(i64::MIN),
        last: sight.is_operator(),
        about: query.limit.saturating_add(1),
    };
    let mut merge = Merge::new(sight.conn, runs, &wanted)?;
    let mut chosen: HashMap<i64, Vec<i64>> = HashMap::new();
    let mut picked = Vec::new();
    while let Some(member) = merge.next()? {
        let taken = takes(sight, &member)?;
        if !taken || !passes(sight, collection, query, &member, &mut chosen)? {
            continue;
        }
        if picked.len() == query.limit {
            return Ok((picked, true));
        }
        picked.push(member);
    }
    Ok((picked, false))
}

fn passes(
    sight: &mut Sight<'_>,
    collection: i64,
    query: &Query,
    member: &Member,
    chosen: &mut HashMap<i64, Vec<i64>>,
) -> Result<bool> {
    if member.is(SINGLE) {
        return Ok(versions::passes_alone(query, member));
    }
    if let Some(dates) = chosen.get(&member.id_key) {
        return Ok(dates.contains(&member.date_added));
    }
    let dates = versions::select(query, candidates(sight, collection, member.id_key, query)?);
    let passes = dates.contains(&member.date_added);
    chosen.insert(member.id_key, dates);
    Ok(passes)
}

/// The page of some ids: their members are found by id.
fn pick_ids(
    sight: &mut Sight<'_>,
    collection: i64,
    types: &[i64],
    query: &Query,
) -> Result<(Vec<Member>, bool)> {
    let mut ids: Vec<&String> = query.ids.iter().collect();
    ids.sort_unstable();
    ids.dedup();
    let mut picked = Vec::new();
    for id in ids {
        let key = intern::seek(sight.conn, id)?;
        picked.extend(selected(sight, collection, key, query)?);
    }
    let after = query.after.unwrap_or(i64::MIN);
    picked.retain(|m| m.date_added > after && (types.is_empty() || types.contains(&m.kind)));
    picked.sort_unstable_by_key(|member| member.date_added);
    let more = picked.len() > query.limit;
    picked.truncate(query.limit);
    Ok((picked, more))
}

/// The versions of one id that the query selects from what the reader may see.
pub(crate) fn selected(
    sight: &mut Sight<'_>,
    collection: i64,
    id_key: i64,
    query: &Query,
) -> Result<Vec<Member>> {
    let members = visible(sight, collection, id_key)?;
    let dates = versions::select(query, candidates(sight, collection, id_key, query)?);
    Ok(members
        .into_iter()
        .filter(|m| dates.contains(&m.date_added))
        .collect())
}

/// The members of one id that versions are chosen from.
fn candidates(
    sight: &mut Sight<'_>,
    collection: i64,
    id_key: i64,
    query: &Query,
) -> Result<Vec<Member>> {
    let _wanted = &query.versions;
    planted!(
        LastOverHidden,
        return planted::members(sight.conn, collection, id_key),
        ()
    );
    planted!(
        FirstOverHidden,
        if _wanted.first {
            return planted::members(sight.conn, collection, id_key);
        },
        ()
    );
    planted!(
        SpecOverHidden,
        if _wanted.all {
            return planted::members(sight.conn, collection, id_key);
        },
        ()
    );
    visible(sight, collection, id_key)
}

/// The members of one id that the reader may see. The operator has each version since its last date.
pub(crate) fn visible(sight: &mut Sight<'_>, collection: i64, id_key: i64) -> Result<Vec<Member>> {
    let operator = sight.is_operator();
    let mut stmt = sight.conn.prepare_cached(BY_ID)?;
    let mut rows = stmt.query((id_key, collection))?;
    let mut seen = Vec::new();
    while let Some(row) = rows.next()? {
        let member = Member::read(row)?;
        if sight.gives(&member)? && !(operator && member.is(EARLIER)) {
            seen.push(member);
        }
    }
    Ok(seen)
}

fn visible_runs(sight: &mut Sight<'_>, collection: i64) -> Result<Vec<Run>> {
    let mut runs = Vec::new();
    for run in runs_in(sight.conn, collection)? {
        if planted!(FilterAfterPaging, true, sight.looks_into(&run)?) {
            runs.push(run);
        }
    }
    Ok(runs)
}

/// Runs of a collection.
pub(crate) fn runs_in(conn: &Connection, collection: i64) -> Result<Vec<Run>> {
    const SQL: &str = "SELECT label, before FROM run WHERE collection = ?1";
    let mut stmt = conn.prepare_cached(SQL)?;
    let rows = stmt.query_map([collection], |row| {
        Ok(Run {
            collection,
            label: row.get(0)?,
            before: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Keys of the types asked for; `None` when some are asked for and the store has none of them.
fn types(conn: &Connection, names: &[String]) -> Result<Option<Vec<i64>>> {
    let mut keys = Vec::new();
    for name in names {
        keys.extend(intern::find_type(conn, name)?);
    }
    let known = names.is_empty() || !keys.is_empty();
    planted!(
        TypeTold,
        known
            .then_some(())
            .ok_or_else(|| Error::Invalid("no such type".to_owned()))?,
        ()
    );
    Ok(known.then_some(keys))
}

#[cfg(feature = "planted-leaks")]
fn backdate(conn: &Connection, picked: &mut [Member]) -> Result<()> {
    for member in picked.iter_mut().filter(|member| member.is(UNVERSIONED)) {
        member.at = planted::first_seen(conn, member.id_key)?.unwrap_or(member.at);
    }
    Ok(())
}

/// Labels as [`crate::served`] keeps them.
pub(crate) fn list(labels: Vec<i64>) -> String {
    let labels: Vec<String> = labels.iter().map(i64::to_string).collect();
    labels.join(",")
}

impl PageEnd {
    /// Notes up to where the transaction of `conn` sees what others write.
    pub(crate) fn seen(&mut self, conn: &Connection) -> Result<()> {
        let state = State::read(conn)?;
        (self.as_of, self.given_out) = (state.audit_seq, state.date_added);
        Ok(())
    }
}

/// A gap in the objects' numbers that is walked rather than sought.
const STRIDE: i64 = 8;

/// Hands out the objects of the members. Those of a page mostly lie one after the other, so one walk over `object`
/// gives many.
pub(crate) fn emit(
    conn: &Connection,
    picked: &[Member],
    max_bytes: usize,
    each: &mut dyn FnMut(Row<'_>),
) -> Result<PageEnd> {
    let mut end = PageEnd {
        first: None,
        last: None,
        count: 0,
        more: false,
        view: View::default(),
        as_of: 0,
        given_out: 0,
    };
    let mut bytes = 0;
    const SQL: &str = "SELECT seq, id, version, bytes FROM object WHERE seq >= ?1 ORDER BY seq";
    let mut stmt = conn.prepare_cached(SQL)?;
    while let Some(first) = picked.get(end.count) {
        let mut rows = stmt.query([first.object])?;
        let mut wanted = Some(first);
        while let Some(member) = wanted {
            let row = rows.next()?.ok_or_else(|| lost(member))?;
            let seq: i64 = row.get(0)?;
            if seq < member.object {
                continue;
            }
            if seq > member.object {
                return Err(lost(member));
            }
            if end.count > 0 && max_bytes > 0 && bytes >= max_bytes {
                end.more = true;
                return Ok(end);
            }
            bytes += hand_out(row, member, each)?;
            end.first.get_or_insert(member.date_added);
            end.last = Some(member.date_added);
            end.count += 1;
            wanted = picked.get(end.count).filter(|next| near(member, next));
        }
    }
    Ok(end)
}

fn lost(member: &Member) -> Error {
    Error::Corrupt(format!("object {} is missing", member.object))
}

/// Whether a member's object lies shortly after that of the member before.
fn near(before: &Member, next: &Member) -> bool {
    (1..=STRIDE).contains(&(next.object - before.object))
}

fn hand_out(
    row: &rusqlite::Row<'_>,
    member: &Member,
    each: &mut dyn FnMut(Row<'_>),
) -> Result<usize> {
    let text = |at| -> Result<&str> {
        row.get_ref(at)?
            .as_str()
            .map_err(|e| Error::Corrupt(e.to_string()))
    };
    let bytes = row
        .get_ref(3)?
        .as_blob()
        .map_err(|e| Error::Corrupt(e.to_string()))?;
    let first_seen;
    let version = match member.is(UNVERSIONED) {
        true => {
            first_seen = format_micros(member.at);
            &first_seen
        }
        false => text(2)?,
    };
    each(Row {
        date_added: member.date_added,
        id: text(1)?,
        version,
        spec: versions::spec(member.spec),
        bytes,
    });
    Ok(bytes.len())
}
