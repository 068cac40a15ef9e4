//! Who got what: every version of an id that was in a range the audit tells was served.
//!
//! A range is resolved as the page was made: of the versions of the id, those that lay in the collection when it was
//! read, under the labels the page was drawn from, chosen by the same filter ([`versions::select`]), between its first
//! and last date. (While a raise is under way, labels do not say who is given what, so the audit names the versions
//! themselves.) Where a version lay at that time follows from where it lies now and from `moved`.
//!
//! Smallest example: a version has lain at date 5 since it came in, and is moved to date 9 after row 20 of the audit. Row
//! 18 tells of a page from 3 to 7, read when row 17 was the last: it held the version. Row 25 tells of one from 3 to
//! 7 read at row 24: it did not. Row 30, from 8 to 9, read at row 29, did again.

use crate::error::damaged;
use crate::members::{Member, NONE, UNVERSIONED};
use crate::served::read_match;
use crate::{Extent, Handed, Query, Result, Store, intern, versions};
use handling::{Clearance, Reader};
use rusqlite::Connection;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;
use stix::timestamp::format_micros;

impl Store {
    /// Which version of an id was served to whom, in which collection, oldest first. For the operator only.
    ///
    /// "Served" says that the answer was made, not that it arrived. What was noted less than a quarter of a second before
    /// the server was killed is not in the audit.
    pub fn who_got(&self, clearance: &Clearance, id: &str) -> Result<Vec<Handed>> {
        if clearance.reader != Reader::System {
            return Ok(Vec::new());
        }
        self.read(|tx| {
            let Some(key) = intern::find(tx, id)? else {
                return Ok(Vec::new());
            };
            let policy = self.inner.policy.get(tx)?;
            let history = History::of(tx, key)?;
            let mut sums: BTreeMap<(Option<i64>, i64, i64, Extent), Handed> = BTreeMap::new();
            for got in history.got(tx, id, &mut Ranges::default())? {
                let sum = (got.partner, got.object, got.collection, got.extent);
                let name = |key: i64| policy.partners.get(&key).map(|p| p.name.clone());
                let place = policy.collection_by_key(got.collection);
                let sum = sums.entry(sum).or_insert_with(|| Handed {
                    partner: got.partner.and_then(name),
                    version: history.version(got.object, got.at),
                    collection: place.map(|found| found.id.clone()),
                    extent: got.extent,
                    times: 0,
                    first: got.when,
                    last: got.when,
                    rows: (got.row, got.row),
                });
                sum.times += 1;
                sum.first = sum.first.min(got.when);
                sum.last = sum.last.max(got.when);
                sum.rows = (sum.rows.0.min(got.row), sum.rows.1.max(got.row));
            }
            let mut receipts: Vec<Handed> = sums.into_values().collect();
            receipts.sort_by_key(|receipt| receipt.rows.0);
            Ok(receipts)
        })
    }
}

/// One version in one range that was served.
#[derive(Debug, Clone)]
pub(crate) struct Got {
    /// none: nobody in particular
    pub(crate) partner: Option<i64>,
    pub(crate) object: i64,
    /// 0: a walk across collections
    collection: i64,
    /// of an object without versions, when it was first added there
    pub(crate) at: i64,
    pub(crate) extent: Extent,
    pub(crate) row: i64,
    pub(crate) when: i64,
}

/// A stored version.
struct Version {
    text: Option<String>,
    received: i64,
    kind: i64,
    spec: i64,
    at: i64,
    tail: String,
}

/// Where a version lay in a collection, and between which rows of the audit.
struct Place {
    collection: i64,
    object: i64,
    label: i64,
    date_added: i64,
    /// of an object without versions: its first date there
    first: i64,
    /// read if the reader saw this row; none: since the date was given out
    since: Option<i64>,
    /// not read any more if the reader saw a row after this one
    until: Option<i64>,
}

/// All versions of an id, and all places they ever had.
pub(crate) struct History {
    id_key: i64,
    versions: HashMap<i64, Version>,
    places: Vec<Place>,
}

/// A row of the audit that tells of a range.
struct Range {
    row: i64,
    when: i64,
    partner: Option<i64>,
    extent: Extent,
    first: i64,
    last: i64,
    as_of: i64,
    given_out: i64,
    query: Query,
    /// of the range, only these dates; empty: all
    dates: Vec<i64>,
    labels: Labels,
}

/// What a range was drawn from.
enum Labels {
    /// of its collection
    Here(HashSet<i64>),
    /// (collection, label)
    Anywhere(HashSet<(i64, i64)>),
    /// none: these versions, while labels did not say who is given what
    Versions(HashSet<i64>),
}

impl History {
    pub(crate) fn of(conn: &Connection, id_key: i64) -> Result<Self> {
        let mut history = Self {
            id_key,
            versions: stored(conn, id_key)?,
            places: Vec::new(),
        };
        history.moves(conn)?;
        history.members(conn)?;
        Ok(history)
    }

    /// The places that were left or taken later than the object came in.
    fn moves(&mut self, conn: &Connection) -> Result<()> {
        const SQL: &str = "SELECT collection, audit, from_label, from_date, to_label, to_date FROM moved \
                           WHERE object = ?1 ORDER BY rowid";
        let mut objects: Vec<i64> = self.versions.keys().copied().collect();
        objects.sort_unstable();
        for object in objects {
            let mut stmt = conn.prepare_cached(SQL)?;
            let mut rows = stmt.query([object])?;
            while let Some(row) = rows.next()? {
                let (collection, audit) = (row.get(0)?, row.get(1)?);
                let mut first = None;
                if let (Some(label), Some(date)) = (row.get(2)?, row.get(3)?) {
                    let place = self.place(collection, object, label, date);
                    place.until = Some(audit);
                    first = Some(place.first);
                }
                if let (Some(label), Some(date)) = (row.get(4)?, row.get(5)?) {
                    self.places.push(Place {
                        collection,
                        object,
                        label,
                        date_added: date,
                        first: first.unwrap_or(date),
                        since: Some(audit),
                        until: None,
                    });
                }
            }
        }
        Ok(())
    }

    /// The places of now. What is a place now has not been left, whatever else came of it.
    fn members(&mut self, conn: &Connection) -> Result<()> {
        const SQL: &str =
            "SELECT collection, object, label, date_added, at, flags FROM member WHERE id_key = ?1";
        let mut stmt = conn.prepare_cached(SQL)?;
        let mut rows = stmt.query([self.id_key])?;
        while let Some(row) = rows.next()? {
            let place = self.place(row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            place.until = None;
            if row.get::<_, i64>(5)? & UNVERSIONED != 0 {
                place.first = row.get(4)?;
            }
        }
        Ok(())
    }

    /// The place as it was last taken, or one that was there from the start.
    fn place(&mut self, collection: i64, object: i64, label: i64, date_added: i64) -> &mut Place {
        let known = self.places.iter().rposition(|place| {
            (
                place.collection,
                place.object,
                place.label,
                place.date_added,
            ) == (collection, object, label, date_added)
        });
        let at = known.unwrap_or_else(|| {
            self.places.push(Place {
                collection,
                object,
                label,
                date_added,
                first: date_added,
                since: None,
                until: None,
            });
            self.places.len() - 1
        });
        &mut self.places[at]
    }

    /// A version's text, as it was told where an object without versions was first added at `at`.
    pub(crate) fn version(&self, object: i64, at: i64) -> String {
        let text = self.versions.get(&object).and_then(|v| v.text.clone());
        text.unwrap_or_else(|| format_micros(at))
    }

    /// Every version in every range, in the order of the audit.
    pub(crate) fn got(&self, conn: &Connection, id: &str, known: &mut Ranges) -> Result<Vec<Got>> {
        let mut got = Vec::new();
        for (row, collection) in self.rows(conn)? {
            let Some(range) = known.get(conn, row, collection)? else {
                continue;
            };
            let asked = range.query.ids.is_empty() || range.query.ids.iter().any(|of| of == id);
            if asked && self.is_of_type(conn, &range.query)? {
                self.in_range(collection, &range, &mut got);
            }
        }
        Ok(got)
    }

    /// Rows of the audit whose range holds a date of one of the places, with the collection.
    fn rows(&self, conn: &Connection) -> Result<BTreeSet<(i64, i64)>> {
        let here = self.places.iter().map(|p| (p.collection, p.date_added));
        let walks = self.places.iter().map(|p| (0, p.date_added));
        let dates: BTreeSet<(i64, i64)> = here.chain(walks).collect();
        const SQL: &str =
            "SELECT audit FROM served WHERE collection = ?1 AND last >= ?2 AND first <= ?2";
        let mut found = BTreeSet::new();
        for (collection, date) in dates {
            let mut stmt = conn.prepare_cached(SQL)?;
            let mut rows = stmt.query((collection, date))?;
            while let Some(row) = rows.next()? {
                found.insert((row.get(0)?, collection));
            }
        }
        Ok(found)
    }

    fn is_of_type(&self, conn: &Connection, query: &Query) -> Result<bool> {
        let Some(version) = self.versions.values().next() else {
            return Ok(false);
        };
        for name in &query.types {
            if intern::find_type(conn, name)? == Some(version.kind) {
                return Ok(true);
            }
        }
        Ok(query.types.is_empty())
    }

    /// What of the versions a range held.
    fn in_range(&self, collection: i64, range: &Range, got: &mut Vec<Got>) {
        let given = |place: &&Place| match &range.labels {
            Labels::Here(labels) => place.collection == collection && labels.contains(&place.label),
            Labels::Anywhere(labels) => labels.contains(&(place.collection, place.label)),
            Labels::Versions(versions) => {
                (collection == 0 || place.collection == collection)
                    && versions.contains(&place.object)
            }
        };
        let there = self.there(range).filter(given);
        let there: Vec<Member> = there.filter_map(|place| self.member(place)).collect();
        let chosen = match &range.labels {
            Labels::Versions(_) => there.iter().map(|member| member.date_added).collect(),
            _ => versions::select(&range.query, there.clone()),
        };
        for member in there {
            let date = member.date_added;
            let given = range.dates.is_empty() || range.dates.contains(&date);
            if given && chosen.contains(&date) && (range.first..=range.last).contains(&date) {
                got.push(Got {
                    partner: range.partner,
                    object: member.object,
                    collection,
                    at: member.at,
                    extent: range.extent,
                    row: range.row,
                    when: range.when,
                });
            }
        }
    }

    /// The places as the read saw them.
    fn there<'a>(&'a self, range: &'a Range) -> impl Iterator<Item = &'a Place> {
        self.places.iter().filter(|place| {
            let taken = match place.since {
                Some(row) => range.as_of > row,
                None => {
                    let came = self.versions.get(&place.object).map(|v| v.received);
                    came.is_some_and(|came| range.given_out >= came.max(place.date_added))
                }
            };
            taken && place.until.is_none_or(|row| range.as_of <= row)
        })
    }

    fn member(&self, place: &Place) -> Option<Member> {
        let version = self.versions.get(&place.object)?;
        let mut member = self.as_member(place.object, version);
        member.label = place.label;
        member.date_added = place.date_added;
        if version.text.is_none() {
            member.at = place.first;
        }
        Some(member)
    }

    fn as_member(&self, object: i64, version: &Version) -> Member {
        let unversioned = version.text.is_none();
        Member {
            label: 0,
            date_added: version.received,
            object,
            id_key: self.id_key,
            kind: version.kind,
            spec: version.spec,
            at: if unversioned {
                version.received
            } else {
                version.at
            },
            tail: version.tail.clone(),
            flags: if unversioned { UNVERSIONED } else { 0 },
            before: NONE,
        }
    }
}

fn stored(conn: &Connection, id_key: i64) -> Result<HashMap<i64, Version>> {
    const SQL: &str =
        "SELECT seq, version, received, type, spec, at, tail FROM object WHERE id_key = ?1";
    let mut stmt = conn.prepare_cached(SQL)?;
    let rows = stmt.query_map([id_key], |row| {
        let version = Version {
            text: row.get(1)?,
            received: row.get(2)?,
            kind: row.get(3)?,
            spec: row.get(4)?,
            at: row.get(5)?,
            tail: row.get(6)?,
        };
        Ok((row.get(0)?, version))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Ranges that were read: those who ask for very many ids find most in few.
#[derive(Default)]
pub(crate) struct Ranges(HashMap<(i64, i64), Option<Rc<Range>>>);

/// Most ranges that are remembered.
const MOST_RANGES: usize = 1_024;

impl Ranges {
    fn get(&mut self, conn: &Connection, row: i64, collection: i64) -> Result<Option<Rc<Range>>> {
        if let Some(known) = self.0.get(&(row, collection)) {
            return Ok(known.clone());
        }
        let found = range(conn, row, collection)?.map(Rc::new);
        if self.0.len() >= MOST_RANGES {
            self.0.clear();
        }
        self.0.insert((row, collection), found.clone());
        Ok(found)
    }
}

/// Reads a row of the audit; none when it is not to a partner or nobody in particular.
fn range(conn: &Connection, row: i64, collection: i64) -> Result<Option<Range>> {
    const SQL: &str = "SELECT at, actor, detail FROM audit WHERE seq = ?1";
    let mut stmt = conn.prepare_cached(SQL)?;
    let (when, actor, detail): (i64, String, String) = stmt.query_row([row], |found| {
        Ok((found.get(0)?, found.get(1)?, found.get(2)?))
    })?;
    let detail: Value =
        serde_json::from_str(&detail).map_err(|e| damaged(format!("audit row {row}: {e}")))?;
    let partner = detail["partner"].as_i64();
    if partner.is_none() && actor != "anonymous" {
        return Ok(None);
    }
    let number = |name: &str| {
        let found = detail[name].as_i64();
        found.ok_or_else(|| damaged(format!("audit row {row} has no `{name}`")))
    };
    const VIEW: &str = "SELECT labels FROM view WHERE key = ?1";
    let mut stmt = conn.prepare_cached(VIEW)?;
    let labels: String = stmt.query_row([number("view")?], |found| found.get(0))?;
    Ok(Some(Range {
        row,
        when,
        partner,
        extent: Extent::of(detail["what"].as_str()),
        first: number("first")?,
        last: number("last")?,
        as_of: number("as_of")?,
        given_out: number("given_out")?,
        query: read_match(&detail["match"]),
        dates: (detail["dates"].as_array().into_iter().flatten())
            .filter_map(Value::as_i64)
            .collect(),
        labels: read_labels(&labels, collection),
    }))
}

fn read_labels(text: &str, collection: i64) -> Labels {
    if let Some(versions) = text.strip_prefix('=') {
        let versions = versions.split(',');
        return Labels::Versions(versions.filter_map(|seq| seq.parse().ok()).collect());
    }
    let items = text.split(',');
    match collection {
        0 => Labels::Anywhere(
            items
                .filter_map(|pair| {
                    let (collection, label) = pair.split_once(':')?;
                    Some((collection.parse().ok()?, label.parse().ok()?))
                })
                .collect(),
        ),
        _ => Labels::Here(items.filter_map(|label| label.parse().ok()).collect()),
    }
}
