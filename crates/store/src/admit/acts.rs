//! What partners do by handing in an object: take back what is theirs, acknowledge what they were told.
//!
//! Whether they may is decided on what lies in their own lane and on what they were sent, never on what else is here.
//! What they do is done when the whole batch is in.

use super::{Batch, put};
use crate::incoming::Incoming;
use crate::recall::{ACTOR, Order, torn};
use crate::tx::Tx;
use crate::{Result, intern};
use handling::admit::Reason;
use handling::recall::{Act, Request, Why, may_acknowledge, may_recall};
use handling::{Label, planted};
use std::collections::{BTreeMap, HashSet};

/// Whether it answers a notice. The house's own people do that by themselves, too.
pub(super) fn acknowledges(object: &Incoming) -> bool {
    matches!(object.act, Some(Act::Acknowledge(_)))
}

impl Batch {
    /// Notes what an object does; the reason why its submitter may not do it, if so. The operator does nothing by
    /// handing in objects: what it imports may be notices of another server.
    pub(super) fn act(&mut self, tx: &mut Tx<'_>, object: &Incoming) -> Result<Option<Reason>> {
        let (Some(act), Some(partner)) = (&object.act, self.submitter.partner) else {
            return Ok(None);
        };
        let allowed = match act {
            Act::Recall(request) => {
                let mine = in_lane(tx, request, partner)?;
                may_recall(request, |id| mine.contains(id))
            }
            Act::Acknowledge(acknowledgement) => {
                let sent = tx.notice_of(&acknowledgement.notice, partner)?;
                planted!(
                    ForeignNoticeTold,
                    if sent.is_none() && tx.is_notice(&acknowledgement.notice)? {
                        return Err(crate::Error::NotFound(acknowledgement.notice.clone()));
                    },
                    ()
                );
                may_acknowledge(acknowledgement, sent.is_some())
            }
        };
        match allowed {
            Ok(()) => {
                self.acts.push(act.clone());
                Ok(None)
            }
            Err(reason) => Ok(Some(reason)),
        }
    }

    /// Does what was noted.
    pub(super) fn do_acts(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        let partner = self.submitter.partner.unwrap_or(0);
        for act in std::mem::take(&mut self.acts) {
            match act {
                Act::Recall(request) => {
                    let order = Order {
                        actor: &self.actor,
                        partner,
                        lane: Some(partner),
                        ids: &request.ids,
                        lines: &[],
                        reason: &request.reason,
                    };
                    // Nothing is left to do where all of it was taken back before.
                    tx.take_back(&order, &self.looked_up)?;
                    // What the house made of it goes, too, in the house's name: whoever has only that is not told whose
                    // it was made of.
                    let lines = torn(tx.conn, &request.ids, Some(partner))?;
                    let order = Order {
                        actor: ACTOR,
                        partner: 0,
                        lane: None,
                        ids: &lines,
                        lines: &[],
                        reason: "what it was made of was taken back",
                    };
                    tx.take_back(&order, &self.looked_up)?;
                }
                Act::Acknowledge(acknowledgement) => {
                    tx.acknowledge(&self.actor, partner, &acknowledgement)?;
                }
            }
        }
        Ok(())
    }

    /// Opens a recall where a newer version leaves some who had an older one without it.
    pub(super) fn tell_of_tightened(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        let mut before: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
        for moved in &self.moves.tightened {
            if self.arrived.contains(&moved.id_key) {
                // The first label is the one they had it under.
                before
                    .entry(moved.object)
                    .or_insert((moved.id_key, moved.before));
            }
        }
        let mut lost: BTreeMap<(bool, bool), BTreeMap<i64, i64>> = BTreeMap::new();
        for (object, (id_key, label)) in before {
            let ruling = ruling(tx, id_key, object)?;
            let by_originator = self.submitter.partner == Some(ruling.lane);
            let group = lost.entry((ruling.revoked, by_originator)).or_default();
            group.insert(object, label);
        }
        for ((revoked, by_originator), objects) in lost {
            let (why, reason) = match revoked {
                true => (Why::Revoked, "a newer version revoked it"),
                false => (
                    Why::Tightened,
                    "its handling was changed, and you may not have it any more",
                ),
            };
            let partner = self.submitter.partner.filter(|_| by_originator);
            tx.open_for_lost(&self.actor, partner.unwrap_or(0), why, reason, &objects)?;
        }
        Ok(())
    }
}

/// Which of the ids have a version in the lane.
fn in_lane(tx: &Tx<'_>, request: &Request, lane: i64) -> Result<HashSet<String>> {
    const SQL: &str = "SELECT 1 FROM object WHERE id_key = ?1 AND lane = ?2";
    let mut mine = HashSet::new();
    for id in &request.ids {
        if let Some(key) = intern::find(tx.conn, id)?
            && tx.conn.prepare_cached(SQL)?.exists((key, lane))?
        {
            mine.insert(id.clone());
        }
    }
    Ok(mine)
}

struct Ruling {
    lane: i64,
    /// a newer version revoked it
    revoked: bool,
}

fn ruling(tx: &Tx<'_>, id_key: i64, object: i64) -> Result<Ruling> {
    const SQL: &str = "SELECT this.lane, EXISTS (SELECT 1 FROM object AS newer WHERE newer.id_key = ?1 \
                       AND newer.lane = this.lane AND newer.flags & ?3 != 0 \
                       AND (newer.at, newer.tail) > (this.at, this.tail)) \
                       FROM object AS this WHERE this.seq = ?2";
    let mut stmt = tx.conn.prepare_cached(SQL)?;
    let found = stmt.query_row((id_key, object, put::REVOKED), |row| {
        Ok(Ruling {
            lane: row.get(0)?,
            revoked: row.get(1)?,
        })
    });
    Ok(found?)
}

impl Tx<'_> {
    /// The label of an object by itself: what does something concerns its submitter and the operator only.
    pub(super) fn label_of_act(&mut self, object: &Incoming, lane: i64, own: i64) -> Result<i64> {
        match object.act.is_none() || lane == 0 {
            true => Ok(own),
            false => self.lane_only(own, lane),
        }
    }

    /// A label that also gives to this lane and the operator only.
    pub(super) fn lane_only(&mut self, label: i64, lane: i64) -> Result<i64> {
        let only = self.label_key(&Label::lane_only(lane))?;
        self.join(label, only)
    }
}
