//! Putting a notice into its partner's collection.

use super::Arriving;
use super::put::{Into, insert, spec_number};
use crate::audit::{bytes32, hex};
use crate::markings::parse;
use crate::members::{Member, NONE, SINGLE};
use crate::tx::Tx;
use crate::{Collection, Incoming, Result};
use handling::Label;
use ring::digest::{SHA256, digest};
use serde_json::json;

/// Writes a notice that this store made: for one partner and the operator only.
pub(crate) fn put_notice(
    tx: &mut Tx<'_>,
    partner: i64,
    collection: &Collection,
    text: &str,
) -> Result<()> {
    let object = Incoming::new(&parse(text.as_bytes())?);
    let key = tx.keys(&[object.hash])?[0];
    let own = tx.label_key(&Label::lane_only(partner))?;
    let received = tx.next_date();
    let date_added = next_here(tx, collection.key)?;
    let arriving = Arriving {
        object,
        key,
        ends: Vec::new(),
        date: None,
    };
    let to = Into {
        lane: partner,
        own,
        beside: None,
        apart: false,
        recalled: false,
    };
    let seq = insert(tx, &arriving, to, own, 0, received)?;
    let (at, tail) = arriving.object.instant();
    let member = Member {
        label: own,
        date_added,
        object: seq,
        id_key: key.key,
        kind: tx.type_key(&arriving.object.object_type)?,
        spec: spec_number(arriving.object.spec),
        at,
        tail: tail.to_owned(),
        flags: SINGLE,
        before: NONE,
    };
    tx.add_member(collection.key, &member)?;
    if !key.fresh {
        tx.mark(collection.key, key.key)?;
    }
    let sum = digest(&SHA256, &arriving.object.digest);
    let detail = json!({
        "collection": collection.id, "accepted": 1, "known": 0, "quarantined": 0, "first": seq, "last": seq,
        "sha256": hex(&bytes32(sum.as_ref())),
    });
    tx.audit(crate::recall::ACTOR, "admit", &detail)
}

/// A date after all others of this collection, and of no other: how many are told at the same time does not show.
fn next_here(tx: &Tx<'_>, collection: i64) -> Result<i64> {
    const SQL: &str = "SELECT max(date_added) FROM member WHERE collection = ?1";
    let last: Option<i64> =
        (tx.conn.prepare_cached(SQL)?).query_row([collection], |row| row.get(0))?;
    Ok(last.map_or(tx.now, |last| tx.now.max(last + 1)))
}
