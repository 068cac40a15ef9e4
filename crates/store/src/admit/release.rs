//! Taking in what was held, by the operator's decision.

use super::put::{APART, Into};
use super::{Arriving, Batch};
use crate::markings::{own, parse};
use crate::quarantine::Held;
use crate::since::Fresh;
use crate::tx::Tx;
use crate::{Error, Incoming, Outcome, Result, Source};
use std::collections::BTreeSet;

pub(crate) fn release(tx: &mut Tx<'_>, actor: &str, held: &Held) -> Result<Outcome> {
    let incoming = Incoming::new(&parse(&held.shown.bytes)?);
    match held.apart {
        Some(seq) => release_apart(tx, actor, held, &incoming, seq),
        None => take_in(tx, actor, held, incoming),
    }
}

/// The copy lies in its lane already; it only gets the label it would have had.
fn release_apart(
    tx: &mut Tx<'_>,
    actor: &str,
    held: &Held,
    incoming: &Incoming,
    seq: i64,
) -> Result<Outcome> {
    const FIND: &str = "SELECT id_key, lane FROM object WHERE seq = ?1";
    let (key, lane): (i64, i64) = tx
        .conn
        .query_row(FIND, [seq], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let label = own(tx.conn, incoming, held.default, lane)?;
    let label = tx.label_key(&label)?;
    let label = tx.label_of_act(incoming, lane, label)?;
    tx.finish_relabelling()?;
    const SET: &str = "UPDATE object SET own_label = ?2, flags = flags & ~?3 WHERE seq = ?1";
    tx.conn.execute(SET, (seq, label, APART))?;
    let mut moves = tx.settle(&BTreeSet::from([key]), &BTreeSet::new())?;
    tx.date_moves(&mut moves, &Fresh::new())?;
    tx.audit_moves(actor, &moves)?;
    let members = tx.members_everywhere(key)?;
    let placed = members.iter().filter(|(_, member)| member.object == seq);
    let date_added = placed.map(|(_, member)| member.date_added).max();
    Ok(Outcome::Accepted {
        date_added: date_added.unwrap_or(tx.now),
    })
}

fn take_in(tx: &mut Tx<'_>, actor: &str, held: &Held, object: Incoming) -> Result<Outcome> {
    let source = Source::Operator(actor.to_owned());
    let collection = held.shown.collection.as_deref();
    if held.collection.is_some() && collection.is_none() {
        return Err(Error::NotFound(
            "the collection it was meant for".to_owned(),
        ));
    }
    tx.finish_relabelling()?;
    let mut batch = Batch::begin(tx, &source, collection, Some(held.default))?;
    let owner = object
        .created_by
        .as_deref()
        .and_then(|id| batch.policy.owner(id));
    let person = |key: i64| {
        batch
            .policy
            .partners
            .get(&key)
            .is_some_and(|p| p.role.is_some())
    };
    // What the house's people handed in becomes the house's own.
    let source = if person(held.source) { 0 } else { held.source };
    let lane = owner.unwrap_or(source);
    let ids: Vec<_> = std::iter::once(object.hash)
        .chain(object.about.iter().copied())
        .collect();
    let keys = tx.keys(&ids)?;
    let ends = keys[1..].iter().map(|end| end.key).collect();
    let arriving = Arriving {
        object,
        key: keys[0],
        ends,
        date: None,
    };
    let there = batch.there(tx, &arriving, lane)?;
    for version in there
        .iter()
        .filter(|v| (v.at, v.tail.as_str()) == arriving.object.instant())
    {
        // It stands in place of what it was in conflict with.
        for (collection, member) in tx.members_everywhere(arriving.key.key)? {
            if member.object == version.seq && held.collection == Some(collection) {
                tx.remove_member(collection, &member)?;
            }
        }
    }
    let own = batch.own.of(tx, &arriving.object, held.default, lane)?;
    let to = Into {
        lane,
        own: tx.label_of_act(&arriving.object, lane, own)?,
        beside: None,
        apart: false,
        recalled: false,
    };
    let (outcome, _) = batch.accept(tx, &arriving, to, &there)?;
    batch.end(tx)?;
    Ok(outcome)
}
