//! Taking objects in: who hands it in, what is known of the id, what `handling` decides, and what is then written.
//!
//! Smallest example: `norland` hands in an ipv4-addr that `sudmark` gave before under TLP:RED. To `norland` the id is
//! free, so it is accepted into `norland`'s own lane; neither answer nor page tells it of the twin. Had it been an
//! indicator, which only one may make, it would be kept apart: in `norland`'s lane, for `norland` alone, with
//! `Q-TWIN` for the operator to look at.

mod acts;
mod before;
mod known;
mod notice;
mod put;
mod release;

use crate::audit::hex;
use crate::effective::Effective;
use crate::intern::Key;
use crate::markings::OwnLabels;
use crate::policy::Policy;
use crate::recall::{LookedUp, torn};
use crate::relabel::Moves;
use crate::since::Fresh;
use crate::tx::Tx;
use crate::{Error, Incoming, Outcome, Receipt, Result, Source, StatusItem, Store, Submission};
use handling::admit::{Admission, Candidate, Cause, Reason, Submitter, admit};
use handling::recall::Act;
use handling::{Access, Clearance, planted};
use known::There;
pub(crate) use notice::put_notice;
pub(crate) use put::{APART, RECALLED, REVOKED, spec_number};
pub(crate) use release::release;
use ring::digest::{Context, SHA256};
use serde_json::json;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use stix::marking::{Marking, Tlp};
use stix::timestamp::format_micros;

impl Store {
    /// Admits objects, in order, in one durable transaction; returns when it is on disk.
    pub fn submit(&self, submission: Submission) -> Result<Receipt> {
        let partner = matches!(submission.source, Source::Partner(_));
        let mut ids = Vec::new();
        for (object, _) in submission.objects.iter().filter(|_| partner) {
            if let Some(Act::Recall(request)) = &object.act {
                ids.extend(request.ids.iter().cloned());
            }
        }
        let looked_up = match ids.is_empty() {
            true => LookedUp::default(),
            false => {
                ids.extend(self.read(|tx| torn(tx, &ids, None))?);
                self.look_up(&ids)?
            }
        };
        self.write(move |tx| submit_with(tx, submission, None, looked_up))
    }
}

/// [`Store::submit`] within a transaction.
pub(crate) fn submit(tx: &mut Tx<'_>, submission: Submission) -> Result<Receipt> {
    submit_with(tx, submission, None, LookedUp::default())
}

/// The same for objects that tell of something else: whoever is asked for this label on its account is asked for it here.
pub(crate) fn submit_beside(
    tx: &mut Tx<'_>,
    submission: Submission,
    beside: Option<i64>,
) -> Result<Receipt> {
    submit_with(tx, submission, beside, LookedUp::default())
}

/// The same, with what was looked up beforehand of what it takes back.
fn submit_with(
    tx: &mut Tx<'_>,
    submission: Submission,
    beside: Option<i64>,
    looked_up: LookedUp,
) -> Result<Receipt> {
    let Submission {
        source,
        collection,
        objects,
        default_tlp,
        status,
        checkpoint,
    } = submission;
    let total = objects.len();
    let mut batch = Batch::begin(tx, &source, collection.as_deref(), default_tlp)?;
    batch.beside = beside;
    batch.looked_up = looked_up;
    let ids: Vec<_> = objects
        .iter()
        .flat_map(|(object, _)| std::iter::once(object.hash).chain(object.about.iter().copied()))
        .collect();
    let keys = tx.keys(&ids)?;
    let mut keys = &keys[..];
    batch.finish_before(tx, &objects, keys)?;
    let mut outcomes = Vec::with_capacity(total);
    let mut items = Vec::new();
    for (object, date) in objects {
        let (key, rest) = keys
            .split_first()
            .ok_or_else(|| Error::Invalid("no key".to_owned()))?;
        let (ends, rest) = rest.split_at(object.about.len());
        keys = rest;
        let ends = ends.iter().map(|end| end.key).collect();
        let object = Arriving {
            object,
            key: *key,
            ends,
            date,
        };
        let (outcome, first_seen) = batch.take(tx, &object)?;
        let told = planted!(
            QuarantineTold,
            !matches!(outcome, Outcome::Quarantined { .. }),
            true
        );
        if status.is_some() && told {
            let first_seen = planted!(
                StatusDateOfHidden,
                crate::planted::first_seen(tx.conn, key.key)?.unwrap_or(first_seen),
                first_seen
            );
            items.push(item(&object.object, first_seen));
            planted!(
                TwinTold,
                crate::planted::tell_twin(&outcome, &mut items),
                ()
            );
        }
        outcomes.push(outcome);
    }
    batch.end(tx)?;
    if let Some(status) = status {
        let collection = batch.collection.as_ref().map(|c| c.1.as_str());
        tx.complete(&status, batch.source, &batch.actor, collection, items)?;
    }
    if let Some(checkpoint) = checkpoint {
        tx.save_checkpoint(&checkpoint, &outcomes)?;
    }
    Ok(Receipt { outcomes })
}

fn item(object: &Incoming, first_seen: i64) -> StatusItem {
    let version = object
        .version()
        .map_or_else(|| format_micros(first_seen), str::to_owned);
    StatusItem {
        id: object.id.clone(),
        version,
        message: None,
    }
}

/// One object of the batch with its keys.
struct Arriving {
    object: Incoming,
    key: Key,
    ends: Vec<i64>,
    date: Option<i64>,
}

/// Whose an object is, whether the submitter speaks for them, and the lane it goes to.
struct Goes {
    owner: Option<i64>,
    speaks: bool,
    lane: i64,
}

/// What is the same for a whole submission, and what it adds up to.
struct Batch {
    source: i64,
    actor: String,
    submitter: Submitter,
    /// One of the house's own people hands it in.
    person: bool,
    clearance: Option<Clearance>,
    policy: Arc<Policy>,
    /// key and id
    collection: Option<(i64, String)>,
    default: Tlp,
    /// a label that all of it has beside its own
    beside: Option<i64>,
    own: OwnLabels,
    /// ids that got an object in this batch, and ids something in it is about
    arrived: HashSet<i64>,
    referenced: HashSet<i64>,
    /// end → labels it gives an edge, by the edge's lane
    ends: HashMap<i64, Vec<(i64, Option<i64>)>>,
    /// (label, access) → whether the submitter may see it
    seen: HashMap<(i64, Access), bool>,
    /// ids whose labels must be looked at again
    dirty: BTreeSet<i64>,
    /// the same, where nothing that rests on them is touched
    dirty_alone: BTreeSet<i64>,
    /// what was being relabelled when this began
    roots: Arc<HashSet<i64>>,
    moves: Moves,
    fresh: Fresh,
    /// what partners do by what they hand in
    acts: Vec<Act>,
    looked_up: LookedUp,
    sums: Sums,
}

struct Sums {
    accepted: u64,
    known: u64,
    quarantined: u64,
    first: i64,
    last: i64,
    digest: Context,
}

impl Batch {
    fn begin(
        tx: &mut Tx<'_>,
        source: &Source,
        collection: Option<&str>,
        default: Option<Tlp>,
    ) -> Result<Self> {
        let policy = tx.policy()?;
        let found = match collection {
            Some(id) => {
                let found = policy
                    .collection(id)
                    .ok_or_else(|| Error::NotFound(id.to_owned()))?;
                Some((found.key, found.id.clone()))
            }
            None => None,
        };
        let partner = match source {
            Source::Operator(_) => None,
            Source::Partner(key) => Some(
                (policy.partners.get(key).filter(|p| p.enabled))
                    .ok_or_else(|| Error::NotFound(format!("partner {key}")))?,
            ),
        };
        if let Some(partner) = partner {
            let reader = &partner.clearance().reader;
            let target = collection.and_then(|id| policy.collection(id));
            if !target.is_some_and(|target| policy.may_write(reader, target)) {
                return Err(Error::NotFound(
                    collection.unwrap_or("a collection").to_owned(),
                ));
            }
        }
        let default = default
            .or(partner.and_then(|p| p.default_tlp))
            .unwrap_or(tx.options.default_tlp);
        Ok(Self {
            source: partner.map_or(0, |p| p.key),
            actor: match (source, partner) {
                (Source::Operator(name), _) => name.clone(),
                (_, partner) => partner.map_or_else(String::new, |p| p.name.clone()),
            },
            submitter: Submitter {
                partner: partner.map(|p| p.key),
                identities: partner.map(|p| p.identities.clone()).unwrap_or_default(),
                relays_for: partner.map(|p| p.relays_for.clone()).unwrap_or_default(),
            },
            person: partner.is_some_and(|p| p.role.is_some()),
            clearance: partner.map(|p| p.clearance()),
            collection: found,
            default,
            beside: None,
            own: OwnLabels::default(),
            arrived: HashSet::new(),
            referenced: HashSet::new(),
            ends: HashMap::new(),
            seen: HashMap::new(),
            dirty: BTreeSet::new(),
            dirty_alone: BTreeSet::new(),
            roots: tx.roots()?,
            moves: Moves::default(),
            fresh: Fresh::new(),
            acts: Vec::new(),
            looked_up: LookedUp::default(),
            sums: Sums {
                accepted: 0,
                known: 0,
                quarantined: 0,
                first: 0,
                last: 0,
                digest: Context::new(&SHA256),
            },
            policy,
        })
    }

    /// Decides on one object and writes it. The second value is the `date_added` it was first seen with, as far as
    /// the submitter may know it.
    fn take(&mut self, tx: &mut Tx<'_>, arriving: &Arriving) -> Result<(Outcome, i64)> {
        let object = &arriving.object;
        let Goes {
            owner,
            speaks,
            lane,
        } = self.goes(object);
        let own = self.own_label(tx, object, lane)?;
        let there = match arriving.key.fresh && !self.arrived.contains(&arriving.key.key) {
            true => Vec::new(),
            false => self.there(tx, arriving, lane)?,
        };
        let mut known = self.known_versions(tx, object, &there)?;
        if self.person {
            // Its people act for the house: what lies in the house's lane is theirs to change.
            let house = known.iter_mut().filter(|version| version.lane.is_none());
            house.for_each(|version| version.lane = self.submitter.partner);
        }
        let label = tx.label(own)?;
        let candidate = Candidate {
            id: &object.id,
            created_by_ref: object.created_by.as_deref(),
            version: object.version.as_ref().map(|version| version.at),
            revoked: object.revoked,
            spoofed_marking: matches!(object.marking, Some(Marking::SpoofedTlp(_))),
            owner,
            label: &label,
            id_mismatch: object.id_mismatch,
        };
        let mut to = put::Into {
            lane,
            own,
            beside: self.beside,
            apart: false,
            recalled: false,
        };
        let admission = admit(&candidate, &known, &self.submitter, tx.now, tx.options.skew);
        if admission == Admission::Accept {
            if let Some(reason) = self.act(tx, object)? {
                return self.quarantine(tx, object, &[reason], None);
            }
            to.own = tx.label_of_act(object, lane, own)?;
        }
        match admission {
            _ if self.person && !acts::acknowledges(object) => {
                self.review(tx, object, admission, &there)
            }
            Admission::Accept if self.is_twin(object, owner, speaks, lane, &there) => {
                planted!(
                    TwinDropped,
                    self.quarantine(tx, object, &[Cause::twin()], None),
                    self.keep_apart(tx, arriving, to, &there)
                )
            }
            Admission::Accept => self.accept(tx, arriving, to, &there),
            Admission::Known => self.again(tx, arriving, to, &there, owner, speaks),
            Admission::Quarantine(reasons) => self.quarantine(tx, object, &reasons, None),
        }
    }

    fn goes(&self, object: &Incoming) -> Goes {
        let made_by = object.created_by.as_deref();
        let owner = made_by.and_then(|id| self.policy.owner(id));
        let speaks = self.submitter.speaks_for(made_by, owner);
        let ours = self.submitter.partner;
        Goes {
            owner,
            speaks,
            lane: owner.filter(|_| speaks).or(ours).unwrap_or(0),
        }
    }

    /// The label of an object by itself, and of what it tells of.
    fn own_label(&mut self, tx: &mut Tx<'_>, object: &Incoming, lane: i64) -> Result<i64> {
        let own = self.own.of(tx, object, self.default, lane)?;
        match self.beside {
            Some(beside) => tx.join(own, beside),
            None => Ok(own),
        }
    }

    /// What the house's own people hand in waits for the operator, unless they find the very same in this collection. So
    /// nothing they see changes by it, and it tells them nothing of what they do not see.
    fn review(
        &mut self,
        tx: &mut Tx<'_>,
        object: &Incoming,
        admission: Admission,
        there: &[There],
    ) -> Result<(Outcome, i64)> {
        let mut same = there
            .iter()
            .filter(|version| version.seen && version.same_content);
        let mut reasons = match admission {
            Admission::Quarantine(reasons) => reasons,
            Admission::Accept => Vec::new(),
            Admission::Known => match same.find_map(|version| version.found_here) {
                Some(date) => {
                    self.sums.known += 1;
                    return Ok((Outcome::Known, date));
                }
                None => Vec::new(),
            },
        };
        reasons.push(Cause::review());
        self.quarantine(tx, object, &reasons, None)
    }

    /// Whether the id is held, hidden from the submitter, by another lane whose it may be. An object that is made
    /// from its value alone belongs to nobody.
    fn is_twin(
        &self,
        object: &Incoming,
        owner: Option<i64>,
        speaks: bool,
        lane: i64,
        there: &[There],
    ) -> bool {
        if self.submitter.partner.is_none() || (owner.is_some() && speaks) {
            return false;
        }
        // Public definitions travel with every bundle.
        let shared = object.marking.is_some()
            || (object.version.is_none()
                && stix::Identifier::parse(&object.id).is_some_and(|id| id.uuid_version() == 5));
        let mut hidden = there
            .iter()
            .filter(|version| !version.seen && version.lane != lane);
        match (object.version.is_none(), shared) {
            (true, true) => false,
            (false, false) => hidden.next().is_some(),
            _ => hidden.any(|version| !version.same_content),
        }
    }

    /// The same content is here: nothing to do where the submitter finds it in this collection.
    fn again(
        &mut self,
        tx: &mut Tx<'_>,
        arriving: &Arriving,
        to: put::Into,
        there: &[There],
        owner: Option<i64>,
        speaks: bool,
    ) -> Result<(Outcome, i64)> {
        let object = &arriving.object;
        let mut same = there
            .iter()
            .filter(|version| version.seen && version.same_content);
        let here = same.clone().find(|version| version.found_here.is_some());
        let first = same.next().cloned();
        if object.marking.is_some()
            && let Some(first) = here.or(first.as_ref())
        {
            self.define(tx, object, to.lane, first.seq)?;
        }
        if self.collection.is_none() || here.is_some() {
            self.sums.known += 1;
            return Ok((
                Outcome::Known,
                here.and_then(|v| v.found_here).unwrap_or(tx.now),
            ));
        }
        let mine = there.iter().find(|version| {
            version.seen
                && version.same_content
                && (version.lane == to.lane || self.submitter.partner.is_none())
        });
        match (mine, first) {
            (Some(version), _) => self.add_here(tx, arriving, version),
            (None, Some(_)) if owner.is_some() && !speaks => {
                let reason = Cause::Foreign
                    .because("its created_by_ref belongs to another partner, who put it elsewhere");
                self.quarantine(tx, object, &[reason], None)
            }
            (None, Some(version)) => {
                // Not under weaker handling than where the submitter has it from.
                let own = tx.join(to.own, version.label)?;
                let beside = Some(version.label);
                let to = put::Into { own, beside, ..to };
                self.accept(tx, arriving, to, there)
            }
            (None, None) => self.accept(tx, arriving, to, there),
        }
    }

    /// Puts down what was refused for the operator to see.
    fn quarantine(
        &mut self,
        tx: &mut Tx<'_>,
        object: &Incoming,
        reasons: &[Reason],
        apart: Option<(i64, i64)>,
    ) -> Result<(Outcome, i64)> {
        self.sums.quarantined += 1;
        let date = match apart {
            Some((_, date)) => date,
            None => tx.next_date(),
        };
        let collection = self.collection.as_ref().map(|c| c.0);
        let key = tx.hold(crate::quarantine::Hold {
            object,
            reasons,
            source: self.source,
            actor: &self.actor,
            collection,
            default: self.default,
            apart: apart.map(|(seq, _)| seq),
        })?;
        let reasons = reasons
            .iter()
            .map(|reason| format!("{}: {}", reason.code, reason.sentence));
        Ok((
            Outcome::Quarantined {
                key,
                reasons: reasons.collect(),
            },
            date,
        ))
    }

    /// Makes labels right that this batch touched.
    fn settle(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        let dirty = std::mem::take(&mut self.dirty);
        let alone = std::mem::take(&mut self.dirty_alone);
        if !dirty.is_empty() || !alone.is_empty() {
            self.moves.add(tx.settle(&dirty, &alone)?);
            self.ends.clear();
            planted!(
                MovesWithinPost,
                tx.date_moves(&mut self.moves, &self.fresh)?,
                ()
            );
        }
        Ok(())
    }

    /// Makes the labels of an id that is here right, where they wait for it.
    fn catch_up(&mut self, tx: &mut Tx<'_>, id_key: i64) -> Result<()> {
        self.settle(tx)?;
        let mut moves = tx.catch_up(id_key)?;
        if moves.changed.is_empty() {
            return Ok(());
        }
        if Effective::new(self.roots.clone(), BTreeSet::new()).rests(tx.conn, id_key)? {
            // It was taken from its readers before, and not by this batch.
            moves.tightened.clear();
        }
        self.ends.clear();
        self.moves.add(moves);
        Ok(())
    }

    /// Labels, then one row of the audit for the whole batch.
    fn end(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        self.settle(tx)?;
        if tx.raised {
            // Who loses what is handed in here is told of it, and not only that it rests on something. What was made
            // right between two objects has to be right after the last one: its places are dated by that.
            let made = self.arrived.iter().chain(&self.moves.changed);
            for id_key in made.copied().collect::<BTreeSet<i64>>() {
                self.catch_up(tx, id_key)?;
            }
        }
        tx.date_moves(&mut self.moves, &self.fresh)?;
        tx.audit_moves(&self.actor, &self.moves)?;
        let sums = &self.sums;
        let detail = json!({
            "collection": self.collection.as_ref().map(|c| &c.1),
            "accepted": sums.accepted, "known": sums.known, "quarantined": sums.quarantined,
            "first": sums.first, "last": sums.last,
            "sha256": hex(sums.digest.clone().finish().as_ref()),
        });
        tx.audit(&self.actor, "admit", &detail)?;
        self.do_acts(tx)?;
        self.tell_of_tightened(tx)
    }
}
