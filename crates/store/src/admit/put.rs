//! Writing what was decided on: the object, its place in the collection, what rests on it.

use super::known::There;
use super::{Arriving, Batch};
use crate::effective::pack;
use crate::incoming::Incoming;
use crate::members::{Member, NONE, SINGLE, UNVERSIONED};
use crate::tx::Tx;
use crate::{Outcome, Result};
use handling::admit::Cause;
use handling::planted;

/// Flags of an object.
pub(crate) const REVOKED: i64 = 1;
pub(crate) const APART: i64 = 2;
pub(crate) const RECALLED: i64 = 4;

/// Where an object goes.
#[derive(Clone, Copy)]
pub(super) struct Into {
    pub(super) lane: i64,
    /// its label by itself
    pub(super) own: i64,
    /// what `own` holds beside what its markings say
    pub(super) beside: Option<i64>,
    pub(super) apart: bool,
    /// its lane took this version back, or a newer one, before it came
    pub(super) recalled: bool,
}

/// Both dates of a new object: when it came in, and the `date_added` of its member.
struct Dates {
    received: i64,
    added: i64,
}

impl Batch {
    pub(super) fn accept(
        &mut self,
        tx: &mut Tx<'_>,
        arriving: &Arriving,
        to: Into,
        there: &[There],
    ) -> Result<(Outcome, i64)> {
        let (_, date_added) = self.put(tx, arriving, to, there)?;
        Ok((Outcome::Accepted { date_added }, date_added))
    }

    /// Keeps an object for its submitter and the operator only: another lane holds the id.
    pub(super) fn keep_apart(
        &mut self,
        tx: &mut Tx<'_>,
        arriving: &Arriving,
        to: Into,
        there: &[There],
    ) -> Result<(Outcome, i64)> {
        let own = tx.lane_only(to.own, to.lane)?;
        let placed = self.put(
            tx,
            arriving,
            Into {
                own,
                apart: true,
                ..to
            },
            there,
        )?;
        self.quarantine(tx, &arriving.object, &[Cause::twin()], Some(placed))
    }

    /// Puts a stored version into the collection as well.
    pub(super) fn add_here(
        &mut self,
        tx: &mut Tx<'_>,
        arriving: &Arriving,
        version: &There,
    ) -> Result<(Outcome, i64)> {
        let dates = self.dates(tx, arriving.date)?;
        let member = self.place(tx, arriving, version.seq, version.label, dates.added, false)?;
        if let Some((collection, member)) = member.filter(|_| arriving.date.is_some()) {
            tx.note_kept(collection, &member)?;
        }
        self.sums.accepted += 1;
        Ok((
            Outcome::Accepted {
                date_added: dates.added,
            },
            dates.added,
        ))
    }

    /// Writes the object and its member; gives its number and its `date_added`.
    fn put(
        &mut self,
        tx: &mut Tx<'_>,
        arriving: &Arriving,
        to: Into,
        there: &[There],
    ) -> Result<(i64, i64)> {
        let Arriving {
            object,
            key,
            ends,
            date,
        } = arriving;
        let mut to = to;
        to.recalled = was_recalled(arriving, to.lane, there);
        let label = self.effective(tx, arriving, to, there)?;
        let dates = self.dates(tx, *date)?;
        let seq = insert(tx, arriving, to, label, self.source, dates.received)?;
        self.place(tx, arriving, seq, label, dates.added, there.is_empty())?;
        for end in ends {
            let mut edge = tx
                .conn
                .prepare_cached("INSERT OR IGNORE INTO edge VALUES (?1, ?2)")?;
            edge.execute((end, key.key))?;
            self.referenced.insert(*end);
        }
        let own = tx.label(to.own)?;
        if own.unresolved().next().is_some() {
            tx.await_markings(&own, seq, self.default, to.beside)?;
        }
        self.touch(tx, arriving, to, label, there)?;
        self.arrived.insert(key.key);
        if object.marking.is_some() {
            self.define(tx, object, to.lane, seq)?;
        }
        self.sums.accepted += u64::from(!to.apart);
        self.sums.first = if self.sums.first == 0 {
            seq
        } else {
            self.sums.first
        };
        self.sums.last = seq;
        self.sums.digest.update(&object.digest);
        Ok((seq, dates.added))
    }

    fn dates(&self, tx: &mut Tx<'_>, kept: Option<i64>) -> Result<Dates> {
        Ok(match (kept, &self.collection) {
            (Some(kept), Some((collection, _))) => Dates {
                added: tx.keep_date(*collection, kept)?,
                received: tx.next_date(),
            },
            _ => {
                let date = tx.next_date();
                Dates {
                    received: date,
                    added: date,
                }
            }
        })
    }

    fn place(
        &mut self,
        tx: &mut Tx<'_>,
        arriving: &Arriving,
        seq: i64,
        label: i64,
        date_added: i64,
        single: bool,
    ) -> Result<Option<(i64, Member)>> {
        let Some((collection, _)) = &self.collection else {
            return Ok(None);
        };
        let object = &arriving.object;
        let unversioned = object.version.is_none();
        let (at, tail) = object.instant();
        let member = Member {
            label,
            date_added,
            object: seq,
            id_key: arriving.key.key,
            kind: tx.type_key(&object.object_type)?,
            spec: spec_number(object.spec),
            at: if unversioned { date_added } else { at },
            tail: tail.to_owned(),
            flags: if unversioned { UNVERSIONED } else { 0 } | if single { SINGLE } else { 0 },
            before: NONE,
        };
        tx.add_member(*collection, &member)?;
        self.fresh.insert((*collection, date_added));
        if !single {
            tx.mark(*collection, member.id_key)?;
        }
        Ok(Some((*collection, member)))
    }

    /// The label as it is now: its own, that of its ends, and that of a newer version in its lane.
    fn effective(
        &mut self,
        tx: &mut Tx<'_>,
        arriving: &Arriving,
        to: Into,
        there: &[There],
    ) -> Result<i64> {
        let mut label = to.own;
        let ends = planted!(EdgeWithoutEnds, &[][..], &arriving.ends[..]);
        // About itself: its own label says it, and that of a hidden twin must not.
        for end in ends.iter().filter(|end| **end != arriving.key.key) {
            if let Some(of_end) = self.end_label(tx, *end, to.lane)? {
                label = tx.join(label, of_end)?;
            }
        }
        let mine = arriving.object.instant();
        match newest_in(there, to.lane).filter(|newest| (newest.at, newest.tail.as_str()) > mine) {
            Some(newest) => planted!(OldVersionsStay, Ok(label), tx.join(label, newest.label)),
            None => Ok(label),
        }
    }

    fn end_label(&mut self, tx: &mut Tx<'_>, end: i64, lane: i64) -> Result<Option<i64>> {
        let known = self.ends.entry(end).or_default();
        if let Some((_, label)) = known.iter().find(|(of, _)| *of == lane) {
            return Ok(*label);
        }
        let label = tx.end_label(end, lane)?;
        known.push((lane, label));
        Ok(label)
    }

    /// Notes whose labels this arrival may change.
    fn touch(
        &mut self,
        tx: &mut Tx<'_>,
        arriving: &Arriving,
        to: Into,
        label: i64,
        there: &[There],
    ) -> Result<()> {
        let key = arriving.key;
        self.ends.remove(&key.key);
        if !there.is_empty() {
            match rules_as_before(arriving, to, label, there) {
                true => self.dirty_alone.insert(key.key),
                false => self.dirty.insert(key.key),
            };
            return Ok(());
        }
        if key.fresh && !self.referenced.contains(&key.key) {
            return Ok(());
        }
        planted!(EdgeNotRaised, return Ok(()), ());
        // The first of its id: it can only raise what is about it, and mostly all of that is as strict already.
        for edge in tx.edges_of(key.key)? {
            const SQL: &str = "SELECT label FROM object WHERE id_key = ?1";
            let mut stmt = tx.conn.prepare_cached(SQL)?;
            let mut rows = stmt.query([edge])?;
            while let Some(row) = rows.next()? {
                if !tx.covers(row.get(0)?, label)? {
                    self.dirty.insert(key.key);
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// A marking definition arrived, or is vouched for by another lane.
    pub(super) fn define(
        &mut self,
        tx: &mut Tx<'_>,
        object: &Incoming,
        lane: i64,
        seq: i64,
    ) -> Result<()> {
        if tx.define(&object.id, lane, seq)? {
            self.own.forget();
            self.dirty.extend(tx.resolve(&object.id, lane)?);
        }
        Ok(())
    }
}

fn newest_in(there: &[There], lane: i64) -> Option<&There> {
    let in_lane = there.iter().filter(|version| version.lane == lane);
    in_lane.max_by_key(|version| (version.at, version.tail.as_str(), version.seq))
}

/// Whether a recall of its lane named it: one that was told of this version or a newer one.
fn was_recalled(arriving: &Arriving, lane: i64, there: &[There]) -> bool {
    let mine = arriving.object.instant();
    let mut in_lane = there.iter().filter(|version| version.lane == lane);
    in_lane.any(|version| version.recalled && version.instant() >= mine)
}

/// Whether what is about the id takes the same label from it as before, so that nothing beyond it has to be looked
/// at: a node with many edges gets a newer version at no more cost than any other.
fn rules_as_before(arriving: &Arriving, to: Into, label: i64, there: &[There]) -> bool {
    let Some(newest) = newest_in(there, to.lane) else {
        return false;
    };
    let is_newer = (newest.at, newest.tail.as_str()) <= arriving.object.instant();
    arriving.ends.is_empty() && (!is_newer || newest.label == label)
}

/// As columns hold it.
pub(crate) fn spec_number(spec: stix::SpecVersion) -> i64 {
    match spec {
        stix::SpecVersion::V20 => 0,
        stix::SpecVersion::V21 => 1,
    }
}

pub(super) fn insert(
    tx: &mut Tx<'_>,
    arriving: &Arriving,
    to: Into,
    label: i64,
    source: i64,
    received: i64,
) -> Result<i64> {
    const SQL: &str = "INSERT INTO object(id, id_key, lane, at, tail, version, type, spec, flags, own_label, label, \
                       source, received, ends, bytes) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    let object = &arriving.object;
    let kind = tx.type_key(&object.object_type)?;
    let (at, tail) = object.instant();
    let flag = |set: bool, flag: i64| if set { flag } else { 0 };
    let flags = flag(object.revoked, REVOKED) | flag(to.apart, APART) | flag(to.recalled, RECALLED);
    let ends = (!arriving.ends.is_empty()).then(|| pack(&arriving.ends));
    let mut stmt = tx.conn.prepare_cached(SQL)?;
    stmt.execute((
        &object.id,
        arriving.key.key,
        to.lane,
        at,
        tail,
        object.version(),
        kind,
        spec_number(object.spec),
        flags,
        to.own,
        label,
        source,
        received,
        ends,
        &object.bytes,
    ))?;
    Ok(tx.conn.last_insert_rowid())
}
