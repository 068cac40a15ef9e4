//! Lifting a recall: what was taken back by mistake comes back, after everybody's cursor, and whoever was told of the recall is
//! told that it does not hold any more.
//!
//! Smallest example: recall 7 took back an indicator, and `sudmark` has a notice of it. When 7 is lifted, the indicator is
//! there again with a new date, and the notice has a newer version that is `revoked`.

use super::ACTOR;
use crate::admit::{RECALLED, put_notice};
use crate::since::Fresh;
use crate::tx::Tx;
use crate::{Error, Result, Store, collections};
use handling::recall::Why;
use rusqlite::OptionalExtension;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use stix::timestamp::format_micros;

impl Store {
    /// Lifts a recall that the operator made, whole. One that a partner made is that partner's to undo, by a newer
    /// version; so is one that a newer version opened.
    pub fn lift_recall(&self, actor: &str, recall: i64, reason: &str) -> Result<()> {
        let (actor, reason) = (actor.to_owned(), reason.to_owned());
        self.write(move |tx| tx.lift(&actor, recall, &reason))
    }
}

impl Tx<'_> {
    fn lift(&mut self, actor: &str, recall: i64, reason: &str) -> Result<()> {
        self.may_lift(recall)?;
        // What its readers lost must come back with a new date.
        self.finish_relabelling()?;
        const SET: &str = "UPDATE recall SET lifted = ?2, lift_reason = ?3 WHERE key = ?1";
        self.conn.execute(SET, (recall, self.now, reason))?;
        let ids = self.unhide(recall)?;
        let mut moves = self.settle(&ids, &BTreeSet::new())?;
        self.date_moves(&mut moves, &Fresh::new())?;
        self.audit_moves(actor, &moves)?;
        let detail = json!({ "recall": recall, "reason": reason, "ids": ids.len() });
        self.audit(actor, "recall.lift", &detail)?;
        self.tell_of_lift(recall, reason)
    }

    fn may_lift(&self, recall: i64) -> Result<()> {
        const SQL: &str = "SELECT partner, why, lifted FROM recall WHERE key = ?1";
        let found: Option<(i64, String, Option<i64>)> = (self.conn.prepare_cached(SQL)?)
            .query_row([recall], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((partner, why, lifted)) = found else {
            return Err(Error::NotFound(format!("recall {recall}")));
        };
        let refused = |why: &str| Err(Error::Invalid(format!("recall {recall} {why}")));
        match Why::parse(&why) {
            _ if lifted.is_some() => refused("was lifted before"),
            Some(Why::TakenBack) if partner == 0 => Ok(()),
            Some(Why::TakenBack) => {
                refused("was made by the partner the objects are from: a newer version undoes it")
            }
            _ => refused("was opened by a newer version: a newer one yet undoes it"),
        }
    }

    /// Takes the marks off, also off older versions that were found since; the ids.
    fn unhide(&self, recall: i64) -> Result<BTreeSet<i64>> {
        const PLACES: &str = "SELECT DISTINCT id_key, lane FROM recalled JOIN object ON seq = object WHERE recall = ?1";
        const FREE: &str = "UPDATE object SET flags = flags & ~?3 WHERE id_key = ?1 AND lane = ?2 AND flags & ?3 != 0 \
                            AND NOT EXISTS (SELECT 1 FROM recalled JOIN recall ON key = recall \
                            WHERE object = object.seq AND why = ?4 AND lifted IS NULL)";
        let mut stmt = self.conn.prepare_cached(PLACES)?;
        let mut rows = stmt.query([recall])?;
        let mut ids = BTreeSet::new();
        while let Some(row) = rows.next()? {
            let (id_key, lane): (i64, i64) = (row.get(0)?, row.get(1)?);
            let mut free = self.conn.prepare_cached(FREE)?;
            free.execute((id_key, lane, RECALLED, Why::TakenBack.as_str()))?;
            ids.insert(id_key);
        }
        Ok(ids)
    }

    /// Each notice of the recall gets a newer version that revokes it.
    fn tell_of_lift(&mut self, recall: i64, reason: &str) -> Result<()> {
        const SQL: &str = "SELECT notice.partner, object.bytes FROM notice JOIN object ON object.id = notice.id \
                           AND object.lane = notice.partner AND object.source = 0 WHERE recall = ?1";
        let notices: Vec<(i64, Vec<u8>)> = {
            let mut stmt = self.conn.prepare_cached(SQL)?;
            let rows = stmt.query_map([recall], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        for (partner, bytes) in notices {
            let damaged = |e: serde_json::Error| crate::error::damaged(format!("a notice: {e}"));
            let mut notice: Value = serde_json::from_slice(&bytes).map_err(damaged)?;
            notice["modified"] = json!(format_micros(self.now));
            notice["revoked"] = json!(true);
            notice["reason"] = json!(reason);
            let id = self.derived(&format!("notices for {partner}"))?;
            let collection = collections::by_name(self, &id)?;
            put_notice(self, partner, &collection, &notice.to_string())?;
            let detail = json!({ "recall": recall, "partner": partner, "notice": notice["id"] });
            self.audit(ACTOR, "recall.lift.told", &detail)?;
        }
        Ok(())
    }
}
