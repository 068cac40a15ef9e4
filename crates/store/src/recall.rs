//! Taking back: hides versions from everybody but their lane, and tells exactly those who had been served them.
//!
//! Smallest example: `sudmark` was served version 1 of an indicator, `norland` only its manifest. The indicator is taken
//! back: version 1 gets a label that gives it to its lane alone, with all that stands on it; `sudmark` gets a collection
//! "Notices for sudmark" with a notice that names version 1. Nothing `norland` is answered depends on it.
//!
//! A page that was read before the recall and noted after it is found when it is noted ([`Tx::tell_late`]).

mod derive;
mod lift;
mod records;
mod served;
mod telling;

use crate::admit::{APART, RECALLED};
use crate::since::Fresh;
use crate::tx::Tx;
use crate::{Error, RecallOrder, Result, Store, intern};
use handling::recall::{Acknowledgement, Why};
use handling::{Clearance, Reader};
use rusqlite::{Connection, OptionalExtension};
use serde_json::json;
pub(crate) use served::LookedUp;
use served::Told;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Who acts when the store itself does.
pub(crate) const ACTOR: &str = "tansiq";

/// What to take back.
pub(crate) struct Order<'a> {
    pub(crate) actor: &'a str,
    /// by which partner; 0: the operator
    pub(crate) partner: i64,
    /// only what lies in this lane
    pub(crate) lane: Option<i64>,
    pub(crate) ids: &'a [String],
    /// tear-lines of these, in whatever lane
    pub(crate) lines: &'a [String],
    pub(crate) reason: &'a str,
}

/// A version that is taken back.
struct Version {
    object: i64,
    id_key: i64,
}

impl Store {
    /// Takes objects back, all versions that are here, for whoever made them; gives the number of the recall. An id
    /// without a version (in that lane) is an error, and so is when all of it was taken back before.
    pub fn recall(&self, actor: &str, order: RecallOrder) -> Result<i64> {
        let actor = actor.to_owned();
        let mut ids = order.ids.clone();
        if !order.keep_tearlines {
            ids.extend(self.read(|tx| torn(tx, &order.ids, None))?);
        }
        let known = self.look_up(&ids)?;
        self.write(move |tx| {
            let lane = match &order.of {
                None => None,
                Some(name) => Some(lane(tx, name)?),
            };
            let keep = order.keep_tearlines;
            let order = Order {
                actor: &actor,
                partner: 0,
                lane,
                ids: &order.ids,
                lines: &[],
                reason: &order.reason,
            };
            let lines = match keep {
                true => Vec::new(),
                false => torn(tx.conn, order.ids, lane)?,
            };
            let opened = tx.take_back(
                &Order {
                    lines: &lines,
                    ..order
                },
                &known,
            )?;
            opened.ok_or_else(|| Error::Invalid("all of it was taken back before".to_owned()))
        })
    }
}

/// Tear-lines of these ids, as far as they lie in a lane, and tear-lines of those.
pub(crate) fn torn(conn: &Connection, ids: &[String], lane: Option<i64>) -> Result<Vec<String>> {
    const SQL: &str = "SELECT DISTINCT line.id FROM object AS o JOIN torn ON torn.original = o.seq \
                       JOIN object AS line ON line.id_key = torn.line WHERE o.id_key = ?1 AND (?2 IS NULL OR o.lane = ?2)";
    let given: HashSet<&String> = ids.iter().collect();
    let mut found = BTreeSet::new();
    let mut todo: Vec<(String, Option<i64>)> = (originals(conn, ids)?.into_iter())
        .map(|id| (id.clone(), lane))
        .collect();
    while let Some((id, lane)) = todo.pop() {
        let Some(key) = intern::find(conn, &id)? else {
            continue;
        };
        let mut stmt = conn.prepare_cached(SQL)?;
        let rows = stmt.query_map((key, lane), |row| row.get(0))?;
        for line in rows.collect::<rusqlite::Result<Vec<String>>>()? {
            if !given.contains(&line) && found.insert(line.clone()) {
                todo.push((line, None));
            }
        }
    }
    Ok(found.into_iter().collect())
}

/// Those of the ids that tear-lines may have been made of: few of very many.
fn originals<'a>(conn: &Connection, ids: &'a [String]) -> Result<Vec<&'a String>> {
    const SQL: &str =
        "SELECT DISTINCT o.id FROM torn CROSS JOIN object AS o ON o.seq = torn.original";
    if ids.len() <= MANY {
        return Ok(ids.iter().collect());
    }
    let mut stmt = conn.prepare_cached(SQL)?;
    let rows = stmt.query_map([], |row| row.get(0))?;
    let torn: HashSet<String> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(ids.iter().filter(|id| torn.contains(*id)).collect())
}

/// From so many ids on it is less work to read of what all tear-lines were made than to ask for each id.
const MANY: usize = 1_000;

impl Store {
    /// What was made of these objects for others, and of that. For the operator only.
    pub fn tearlines(&self, operator: &Clearance, ids: &[String]) -> Result<Vec<String>> {
        match operator.reader {
            Reader::System => self.read(|tx| torn(tx, ids, None)),
            _ => Ok(Vec::new()),
        }
    }
}

fn lane(tx: &mut Tx<'_>, name: &str) -> Result<i64> {
    let policy = tx.policy()?;
    let found = policy.partners.values().find(|p| p.name == name);
    found
        .map(|partner| partner.key)
        .ok_or_else(|| Error::NotFound(name.to_owned()))
}

impl Tx<'_> {
    /// Hides what is not taken back yet, and opens a recall for it; none where there is nothing left. `known` is what was
    /// looked up of these ids beforehand.
    pub(crate) fn take_back(&mut self, order: &Order<'_>, known: &LookedUp) -> Result<Option<i64>> {
        let mut versions = Vec::new();
        for id in order.ids {
            versions.extend(self.not_recalled(id, order.lane)?);
        }
        for id in order.lines {
            versions.extend(self.not_recalled(id, None)?);
        }
        if versions.is_empty() {
            return Ok(None);
        }
        let objects: Vec<i64> = versions.iter().map(|version| version.object).collect();
        let told = self.served_beside(&objects, known)?;
        for version in &versions {
            const SQL: &str = "UPDATE object SET flags = flags | ?2 WHERE seq = ?1";
            let mut set = self.conn.prepare_cached(SQL)?;
            set.execute((version.object, RECALLED))?;
        }
        let keys: BTreeSet<i64> = versions.iter().map(|version| version.id_key).collect();
        let mut moves = self.settle(&keys, &BTreeSet::new())?;
        self.date_moves(&mut moves, &Fresh::new())?;
        self.audit_moves(order.actor, &moves)?;
        let recall = self.open(
            order.actor,
            order.partner,
            Why::TakenBack,
            order.reason,
            &objects,
        )?;
        self.tell(recall, told)?;
        Ok(Some(recall))
    }

    /// Versions of an id that can be taken back. Copies kept apart are their lane's alone already.
    fn not_recalled(&self, id: &str, lane: Option<i64>) -> Result<Vec<Version>> {
        let unknown = || Error::NotFound(id.to_owned());
        let id_key = intern::find(self.conn, id)?.ok_or_else(unknown)?;
        const SQL: &str = "SELECT seq, flags FROM object WHERE id_key = ?1 AND (?2 IS NULL OR lane = ?2) ORDER BY seq";
        let mut stmt = self.conn.prepare_cached(SQL)?;
        let rows = stmt.query_map((id_key, lane), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let all: Vec<(i64, i64)> = rows.collect::<rusqlite::Result<_>>()?;
        if all.is_empty() {
            return Err(unknown());
        }
        let open = all
            .into_iter()
            .filter(|(_, flags)| flags & (RECALLED | APART) == 0);
        Ok(open.map(|(object, _)| Version { object, id_key }).collect())
    }

    /// Opens a recall for versions, each with the label it had, that some readers lost by a newer version. None is
    /// opened where nobody who lost one had been served it.
    pub(crate) fn open_for_lost(
        &mut self,
        actor: &str,
        partner: i64,
        why: Why,
        reason: &str,
        objects: &BTreeMap<i64, i64>,
    ) -> Result<()> {
        let mut told = Vec::new();
        for served in self.served(&objects.keys().copied().collect::<Vec<_>>())? {
            let before = objects.get(&served.object).copied();
            let had = match before {
                Some(label) => self.could_see(served.partner, served.object, label)?,
                None => false,
            };
            if had && !self.sees_now(served.partner, served.object)? {
                told.push(served);
            }
        }
        if told.is_empty() {
            return Ok(());
        }
        let lost: BTreeSet<i64> = told.iter().map(|served| served.object).collect();
        let lost: Vec<i64> = lost.into_iter().collect();
        let recall = self.open(actor, partner, why, reason, &lost)?;
        self.tell(recall, told)
    }

    fn open(
        &mut self,
        actor: &str,
        partner: i64,
        why: Why,
        reason: &str,
        objects: &[i64],
    ) -> Result<i64> {
        let last: Option<i64> = self
            .conn
            .query_row("SELECT max(key) FROM recall", [], |row| row.get(0))?;
        let recall = last.unwrap_or(0) + 1;
        let mut versions = Vec::new();
        for object in objects {
            const SQL: &str = "SELECT id, version FROM object WHERE seq = ?1";
            let mut stmt = self.conn.prepare_cached(SQL)?;
            let version: (String, Option<String>) =
                stmt.query_row([object], |row| Ok((row.get(0)?, row.get(1)?)))?;
            versions.push(version);
            let mut add = self
                .conn
                .prepare_cached("INSERT INTO recalled(recall, object) VALUES (?1, ?2)")?;
            add.execute((recall, object))?;
        }
        let detail = json!({
            "recall": recall, "cause": why.as_str(), "reason": reason, "partner": partner, "versions": versions,
        });
        self.audit(actor, "recall", &detail)?;
        const SQL: &str = "INSERT INTO recall(key, at, actor, partner, why, reason, audit) \
                           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        self.conn.execute(
            SQL,
            (
                recall,
                self.now,
                actor,
                partner,
                why.as_str(),
                reason,
                self.state.audit_seq,
            ),
        )?;
        Ok(recall)
    }

    /// The number of a notice that was sent to this partner.
    pub(crate) fn notice_of(&self, id: &str, partner: i64) -> Result<Option<i64>> {
        const SQL: &str = "SELECT key FROM notice WHERE id = ?1 AND partner = ?2";
        let mut stmt = self.conn.prepare_cached(SQL)?;
        Ok(stmt.query_row((id, partner), |row| row.get(0)).optional()?)
    }

    #[cfg(feature = "planted-leaks")]
    pub(crate) fn is_notice(&self, id: &str) -> Result<bool> {
        let mut stmt = self.conn.prepare("SELECT 1 FROM notice WHERE id = ?1")?;
        Ok(stmt.exists([id])?)
    }

    /// Writes down what a partner says it did. The last word counts, the first date stays.
    pub(crate) fn acknowledge(
        &mut self,
        actor: &str,
        partner: i64,
        said: &Acknowledgement,
    ) -> Result<()> {
        const SQL: &str = "UPDATE notice SET acknowledged = coalesce(acknowledged, ?3), done = ?4, text = ?5 \
                           WHERE id = ?1 AND partner = ?2";
        let done = said.done.as_str();
        self.conn
            .execute(SQL, (&said.notice, partner, self.now, done, &said.text))?;
        let detail = json!({ "notice": said.notice, "done": done, "text": said.text });
        self.audit(actor, "recall.acknowledge", &detail)
    }

    /// Looks whether a row of the audit tells of something that was taken back after it was read and before it was
    /// noted.
    pub(crate) fn tell_late(&mut self, row: i64, as_of: i64) -> Result<()> {
        const SQL: &str =
            "SELECT key, why FROM recall WHERE audit > ?1 AND lifted IS NULL ORDER BY key";
        let since: Vec<(i64, String)> = {
            let mut stmt = self.conn.prepare_cached(SQL)?;
            let rows = stmt.query_map([as_of], |found| Ok((found.get(0)?, found.get(1)?)))?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        for (recall, why) in since {
            let taken_back = Why::parse(&why) == Some(Why::TakenBack);
            let told = self.had(recall, row, |tx, served| {
                Ok(taken_back || !tx.sees_now(served.partner, served.object)?)
            })?;
            self.tell(recall, told)?;
        }
        Ok(())
    }

    /// Who had been served what of a recall by what a row of the audit tells, and was not told yet.
    fn had(
        &mut self,
        recall: i64,
        row: i64,
        counts: impl Fn(&mut Self, &Told) -> Result<bool>,
    ) -> Result<Vec<Told>> {
        let objects: Vec<i64> = {
            let mut stmt = self
                .conn
                .prepare_cached("SELECT object FROM recalled WHERE recall = ?1")?;
            let rows = stmt.query_map([recall], |found| found.get(0))?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        let mut told = Vec::new();
        for served in self.served_in(&objects, row)? {
            const KNOWN: &str =
                "SELECT 1 FROM told WHERE recall = ?1 AND partner = ?2 AND object = ?3";
            let known =
                self.conn
                    .prepare_cached(KNOWN)?
                    .exists((recall, served.partner, served.object))?;
            if !known && counts(self, &served)? {
                told.push(served);
            }
        }
        Ok(told)
    }
}
