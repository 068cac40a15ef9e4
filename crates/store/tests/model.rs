//! The store beside a naive model that keeps everything in lists and recomputes every label and every answer from
//! scratch with the `handling` crate, over random sequences of submissions, grants, and deletions.

mod kit;

use handling::admit::{Admission, Candidate, KnownVersion, Submitter, admit};
use handling::label::Markings;
use handling::{Access, Clearance, Label};
use kit::*;
use proptest::prelude::*;
use std::collections::BTreeMap;
use stix::marking::{Marking, Tlp};
use stix::{Limits, Object};
use store::*;

const NAMES: [&str; 3] = ["alpha", "beta", "gamma"];
const OPERATOR: usize = 3;
const LEVELS: [Tlp; 4] = [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::Red];
/// A marking that nobody has defined until `Thing::Definition` arrives.
const UNKNOWN: &str = "marking-definition--0f0f0f0f-1111-4222-8333-444444444444";

#[derive(Debug, Clone)]
enum Op {
    Submit {
        by: usize,
        to: usize,
        things: Vec<Thing>,
    },
    Grant {
        partner: usize,
        collection: usize,
        read: bool,
        write: bool,
    },
    Delete {
        by: usize,
        from: usize,
        id: usize,
    },
}

#[derive(Debug, Clone)]
enum Thing {
    Indicator {
        name: u8,
        day: u32,
        by: Option<usize>,
        tlp: Option<usize>,
        variant: u8,
        unknown: bool,
    },
    Address {
        value: u8,
        tlp: Option<usize>,
    },
    Edge {
        name: u8,
        day: u32,
        from: usize,
        to: usize,
        tlp: Option<usize>,
    },
    Definition,
}

/// The ids that edges point at and deletions name.
fn ids() -> Vec<String> {
    let mut ids: Vec<String> = (0..3).map(|n| indicator(&n.to_string())).collect();
    ids.extend((0..2).map(|n| Make::ipv4(&format!("198.51.100.{n}")).id()));
    ids.extend((0..3).map(|n| format!("note--{}", uuid("note", &n.to_string()))));
    ids.push(UNKNOWN.to_owned());
    ids
}

impl Thing {
    fn json(&self) -> String {
        let marked = |make: Make, tlp: &Option<usize>, unknown: bool| {
            let mut refs: Vec<String> = tlp.iter().map(|at| kit::tlp(LEVELS[*at])).collect();
            refs.extend(unknown.then(|| UNKNOWN.to_owned()));
            if refs.is_empty() {
                make
            } else {
                make.with("object_marking_refs", refs)
            }
        };
        match self {
            Thing::Indicator {
                name,
                day,
                by,
                tlp,
                variant,
                unknown,
            } => {
                let mut make = Make::indicator(&name.to_string(), *day).with("x_variant", *variant);
                if let Some(by) = by {
                    make = make.by(NAMES[*by]);
                }
                marked(make, tlp, *unknown).json()
            }
            Thing::Address { value, tlp } => {
                marked(Make::ipv4(&format!("198.51.100.{value}")), tlp, false).json()
            }
            Thing::Edge {
                name,
                day,
                from,
                to,
                tlp,
            } => {
                let ids = ids();
                let about = [ids[*from].as_str(), ids[*to].as_str()];
                let make = Make::note(&name.to_string(), &about).day(*day);
                marked(make, tlp, false).json()
            }
            Thing::Definition => Make::new(UNKNOWN)
                .with("created", "2026-01-01T00:00:00.000Z")
                .with("definition_type", "statement")
                .with("definition", serde_json::json!({ "statement": "ours" }))
                .json(),
        }
    }
}

#[derive(Debug, Clone)]
struct Kept {
    id: String,
    lane: i64,
    at: Option<i64>,
    text: String,
    own: Label,
    eff: Label,
    default: Tlp,
    about: Vec<String>,
    created_by: Option<String>,
    revoked: bool,
}

#[derive(Debug, Clone)]
struct Placed {
    kept: usize,
    collection: usize,
    /// filled in from the store after each step; 0: new
    date: i64,
    /// its label when the store was last asked
    label: Option<Label>,
    /// loosened since, if only for a moment within a batch
    loosened: bool,
}

struct Model {
    partners: Vec<Partner>,
    collections: Vec<Collection>,
    rights: BTreeMap<(usize, usize), (bool, bool)>,
    kept: Vec<Kept>,
    placed: Vec<Placed>,
    /// (marking, lane)
    defined: Vec<(String, i64)>,
}

#[derive(Debug, PartialEq)]
enum Said {
    Accepted,
    Known,
    Quarantined(Vec<String>),
}

struct Defined<'a>(&'a Model, &'a Object<'a>);

impl Markings for Defined<'_> {
    fn marking(&self, id: &str, lane: Option<i64>) -> Option<Marking> {
        if *id == self.1.header.id {
            return Some(stix::marking::read(self.1));
        }
        let lane = lane.unwrap_or(0);
        let counts = |of: i64| of == 0 || of == lane;
        (self
            .0
            .defined
            .iter()
            .any(|(known, of)| known == id && counts(*of)))
        .then_some(Marking::Statement)
    }
}

impl Model {
    fn reader(&self, who: usize) -> Clearance {
        match self.partners.get(who) {
            Some(partner) => partner.clearance(),
            None if who == OPERATOR => Clearance::system(),
            None => Clearance::anonymous(),
        }
    }

    fn access(&self, who: usize, collection: usize) -> Option<Access> {
        if who == OPERATOR {
            return Some(Access::Granted);
        }
        let found = &self.collections[collection];
        if self
            .rights
            .get(&(who, collection))
            .is_some_and(|rights| rights.0)
        {
            return Some(Access::Granted);
        }
        let common = |partner: &Partner| {
            found
                .communities
                .iter()
                .any(|c| partner.communities.contains(c))
        };
        if self.partners.get(who).is_some_and(common) {
            return Some(Access::Community);
        }
        found.public.then_some(Access::Public)
    }

    fn sees(&self, who: usize, placed: &Placed) -> bool {
        let label = &self.kept[placed.kept].eff;
        self.access(who, placed.collection)
            .is_some_and(|access| handling::gives(label, &self.reader(who), access, START))
    }

    fn own(&self, object: &Object<'_>, default: Tlp, lane: i64) -> Label {
        Label::own(
            &object.header,
            &Defined(self, object),
            default,
            (lane != 0).then_some(lane),
        )
    }

    fn submit(&mut self, by: usize, to: usize, thing: &Thing, now: i64) -> Said {
        let text = thing.json();
        let object = Object::parse(text.as_bytes(), &Limits::default()).unwrap();
        let header = &object.header;
        let partner = self.partners.get(by).map(|p| p.key);
        let owner = header.created_by_ref.as_deref().and_then(|id| {
            self.partners
                .iter()
                .find(|p| p.identities.iter().any(|i| i == id))
                .map(|p| p.key)
        });
        let speaks = partner.is_none() || owner == partner;
        let lane = owner.filter(|_| speaks).or(partner).unwrap_or(0);
        let default = if by == OPERATOR {
            Tlp::AmberStrict
        } else {
            Tlp::Green
        };
        let own = self.own(&object, default, lane);
        let at = header.version_at().map(|t| t.micros());
        let is_definition = header.object_type == "marking-definition";
        let twins: Vec<usize> = (0..self.kept.len())
            .filter(|i| self.kept[*i].id == header.id)
            .collect();
        let seen = |model: &Self, i: usize| {
            let places = model.placed.iter().filter(|p| p.kept == i);
            by == OPERATOR
                || model.kept[i].lane == lane
                || places.into_iter().any(|p| model.sees(by, p))
        };
        let same =
            |kept: &Kept| (at.is_none() || is_definition || kept.at == at) && kept.text == text;
        let known: Vec<KnownVersion> = twins
            .iter()
            .map(|i| (*i, &self.kept[*i]))
            .filter(|(i, _)| seen(self, *i))
            .map(|(_, kept)| KnownVersion {
                lane: (kept.lane != 0).then_some(kept.lane),
                version: kept.at,
                owner: kept.created_by.as_ref().and_then(|id| {
                    self.partners
                        .iter()
                        .find(|p| p.identities.contains(id))
                        .map(|p| p.key)
                }),
                created_by_ref: kept.created_by.clone(),
                revoked: kept.revoked,
                same_content: same(kept),
                label: kept.own.clone(),
            })
            .collect();
        let submitter = Submitter {
            partner,
            identities: self
                .partners
                .get(by)
                .map(|p| p.identities.clone())
                .unwrap_or_default(),
            relays_for: Vec::new(),
        };
        let candidate = Candidate {
            id: &header.id,
            created_by_ref: header.created_by_ref.as_deref(),
            version: at,
            revoked: header.revoked,
            spoofed_marking: false,
            owner,
            label: &own,
            id_mismatch: false,
        };
        let new = Kept {
            id: header.id.to_string(),
            lane,
            at,
            own: own.clone(),
            eff: own.clone(),
            default,
            about: header.about.iter().map(|id| id.to_string()).collect(),
            created_by: header.created_by_ref.as_deref().map(str::to_owned),
            revoked: header.revoked,
            text: text.clone(),
        };
        match admit(&candidate, &known, &submitter, now, 86_400_000_000) {
            Admission::Quarantine(reasons) => {
                Said::Quarantined(reasons.iter().map(|r| r.code.to_owned()).collect())
            }
            Admission::Known => {
                let mut matches = twins
                    .iter()
                    .copied()
                    .filter(|i| seen(self, *i) && same(&self.kept[*i]));
                let here = |i: usize| {
                    let mut places = self
                        .placed
                        .iter()
                        .filter(|p| p.kept == i && p.collection == to);
                    places.any(|p| by == OPERATOR || self.kept[i].lane == lane || self.sees(by, p))
                };
                let first = matches.clone().next().unwrap();
                let found_here = matches.clone().any(here);
                let mine = matches.find(|i| self.kept[*i].lane == lane || by == OPERATOR);
                if is_definition && !self.defined.contains(&(new.id.clone(), lane)) {
                    self.defined.push((new.id.clone(), lane));
                }
                if found_here {
                    self.settle();
                    return Said::Known;
                }
                let said = match mine {
                    Some(kept) => {
                        self.placed.push(Placed {
                            kept,
                            collection: to,
                            date: 0,
                            label: None,
                            loosened: false,
                        });
                        Said::Accepted
                    }
                    None if owner.is_some() && !speaks => {
                        Said::Quarantined(vec!["Q-FOREIGN".to_owned()])
                    }
                    None => {
                        let own = own.join(&self.kept[first].eff);
                        self.keep(
                            Kept {
                                eff: own.clone(),
                                own,
                                ..new
                            },
                            to,
                        )
                    }
                };
                self.settle();
                said
            }
            Admission::Accept => {
                let hidden = twins
                    .iter()
                    .filter(|i| !seen(self, **i) && self.kept[**i].lane != lane);
                let hidden: Vec<&usize> = hidden.collect();
                let twin = match (at.is_none(), is_definition) {
                    (true, _) => false,
                    (false, true) => hidden.iter().any(|i| !same(&self.kept[**i])),
                    (false, false) => !hidden.is_empty(),
                };
                if twin && by != OPERATOR && owner.is_none_or(|_| !speaks) {
                    let own = own.join(&Label::lane_only(lane));
                    self.keep(
                        Kept {
                            eff: own.clone(),
                            own,
                            ..new
                        },
                        to,
                    );
                    return Said::Quarantined(vec!["Q-TWIN".to_owned()]);
                }
                self.keep(new, to)
            }
        }
    }

    fn keep(&mut self, new: Kept, to: usize) -> Said {
        if new.id.starts_with("marking-definition") {
            self.defined.push((new.id.clone(), new.lane));
        }
        self.kept.push(new);
        self.placed.push(Placed {
            kept: self.kept.len() - 1,
            collection: to,
            date: 0,
            label: None,
            loosened: false,
        });
        self.settle();
        Said::Accepted
    }

    /// Every label from scratch.
    fn settle(&mut self) {
        for i in 0..self.kept.len() {
            let kept = self.kept[i].clone();
            let object = Object::parse(kept.text.as_bytes(), &Limits::default()).unwrap();
            if kept.own.unresolved().next().is_some() {
                let mut own = self.own(&object, kept.default, kept.lane);
                if kept.own.is_lane_only() {
                    own = own.join(&Label::lane_only(kept.lane));
                }
                self.kept[i].own = own;
            }
        }
        let mut eff: Vec<Label> = self.kept.iter().map(|kept| kept.own.clone()).collect();
        loop {
            let before = eff.clone();
            for i in 0..self.kept.len() {
                let kept = &self.kept[i];
                if let Some(newest) = self.newest(&kept.id, kept.lane) {
                    eff[i] = eff[i].join(&eff[newest].clone());
                }
                for end in &kept.about {
                    if let Some(label) = self.end(end, kept.lane, &eff) {
                        eff[i] = eff[i].join(&label);
                    }
                }
            }
            if eff == before {
                break;
            }
        }
        for (i, label) in eff.into_iter().enumerate() {
            let before = std::mem::replace(&mut self.kept[i].eff, label);
            if !self.kept[i].eff.covers(&before) {
                self.placed
                    .iter_mut()
                    .filter(|p| p.kept == i)
                    .for_each(|p| p.loosened = true);
            }
        }
    }

    fn newest(&self, id: &str, lane: i64) -> Option<usize> {
        let here =
            (0..self.kept.len()).filter(|i| self.kept[*i].id == id && self.kept[*i].lane == lane);
        here.max_by_key(|i| (self.kept[*i].at, *i))
    }

    fn end(&self, id: &str, lane: i64, eff: &[Label]) -> Option<Label> {
        if let Some(i) = self.newest(id, lane) {
            return Some(eff[i].clone());
        }
        let mut joined: Option<Label> = None;
        for of in 0..=3 {
            let Some(i) = self.newest(id, of) else {
                continue;
            };
            if !self.kept[i].own.is_lane_only() {
                let before = joined.unwrap_or_else(|| Label::clear(None));
                joined = Some(before.join(&eff[i]));
            }
        }
        joined
    }

    /// The dates the store gave, after checking that what did not change kept its own.
    fn learn(&mut self, store: &Store, newest: &mut i64) {
        let before = *newest;
        for id in ids() {
            let versions = store.object_versions(&Clearance::system(), &id).unwrap();
            assert_eq!(
                versions.len(),
                self.kept.iter().filter(|kept| kept.id == id).count(),
                "{id}"
            );
            for version in versions {
                let lane = version.own_label.lane().unwrap_or(0);
                let text = String::from_utf8(version.bytes).unwrap();
                let found = |kept: &Kept| kept.id == id && kept.lane == lane && kept.text == text;
                let i = self.kept.iter().position(found).expect("the model has it");
                let same = version.label.covers(&self.kept[i].eff)
                    && self.kept[i].eff.covers(&version.label);
                assert!(
                    same,
                    "{id}: {:?} is not {:?}",
                    version.label, self.kept[i].eff
                );
                let places = self.placed.iter_mut().filter(|p| p.kept == i);
                let mut places: BTreeMap<String, &mut Placed> = places
                    .map(|p| (self.collections[p.collection].id.clone(), p))
                    .collect();
                assert_eq!(places.len(), version.collections.len());
                for (collection, date) in version.collections {
                    let placed = places.get_mut(&collection).expect("the model placed it");
                    let label = &self.kept[i].eff;
                    let is_new = date > before;
                    let wider = placed
                        .label
                        .as_ref()
                        .is_none_or(|l| !label.covers(l) && !label.is_for_nobody_else());
                    let fits = match (wider, placed.loosened) {
                        (true, _) => is_new,
                        // Within a batch, labels may be settled in between or not.
                        (false, true) => is_new || date == placed.date,
                        (false, false) => date == placed.date,
                    };
                    assert!(fits, "{id}: {date} after {before}, was {}", placed.date);
                    placed.label = Some(label.clone());
                    placed.loosened = false;
                    placed.date = date;
                    *newest = (*newest).max(date);
                }
            }
        }
    }

    /// (date, id, text) of what a reader gets.
    fn page(&self, who: usize, collection: usize, all: bool) -> Vec<(i64, String, String)> {
        let mut by_id: BTreeMap<&str, Vec<&Placed>> = BTreeMap::new();
        for placed in self
            .placed
            .iter()
            .filter(|p| p.collection == collection && self.sees(who, p))
        {
            by_id
                .entry(&self.kept[placed.kept].id)
                .or_default()
                .push(placed);
        }
        let mut page = Vec::new();
        for mut places in by_id.into_values() {
            places.sort_by_key(|p| (self.kept[p.kept].at, p.date));
            places.dedup_by_key(|p| self.kept[p.kept].at);
            let from = if all { 0 } else { places.len() - 1 };
            page.extend(places[from..].iter().map(|p| {
                let kept = &self.kept[p.kept];
                (p.date, kept.id.clone(), kept.text.clone())
            }));
        }
        page.sort();
        page
    }
}

fn prepare() -> (World, Model) {
    let world = World::new();
    let mut partners = Vec::new();
    for (at, name) in NAMES.iter().enumerate() {
        let new = NewPartner {
            name: (*name).to_owned(),
            identities: vec![identity(name)],
            max_tlp: [Tlp::Red, Tlp::Amber, Tlp::Green][at],
            communities: if at == 1 {
                vec!["ring".to_owned()]
            } else {
                Vec::new()
            },
            markings: Vec::new(),
            relays_for: Vec::new(),
            default_tlp: Some(Tlp::Green),
            credential_hash: String::new(),
            certificate: None,
        };
        partners.push(world.store.add_partner("test", new).unwrap());
    }
    let mut collections = Vec::new();
    for (title, public, communities) in [
        ("open", true, vec![]),
        ("ring", false, vec!["ring".to_owned()]),
    ] {
        let new = NewCollection {
            id: Some(uuid("c", title)),
            title: title.to_owned(),
            description: None,
            alias: None,
            public,
            communities,
        };
        collections.push(world.store.create_collection("test", new).unwrap());
    }
    let model = Model {
        partners,
        collections,
        rights: BTreeMap::new(),
        kept: Vec::new(),
        placed: Vec::new(),
        defined: Vec::new(),
    };
    (world, model)
}

fn run(ops: Vec<Op>) {
    let (world, mut model) = prepare();
    let mut newest = 0;
    for (partner, collection) in [(0, 0), (0, 1), (1, 0), (2, 0)] {
        grant(&world, &mut model, partner, collection, true, true);
    }
    for op in ops {
        match &op {
            Op::Grant {
                partner,
                collection,
                read,
                write,
            } => {
                grant(&world, &mut model, *partner, *collection, *read, *write);
            }
            Op::Submit { by, to, things } => submit(&world, &mut model, *by, *to, things),
            Op::Delete { by, from, id } => delete(&world, &mut model, *by, *from, &ids()[*id]),
        }
        model.learn(&world.store, &mut newest);
        compare(&world, &model, &op);
    }
    assert_eq!(world.store.check().unwrap(), Vec::<String>::new());
}

fn grant(
    world: &World,
    model: &mut Model,
    partner: usize,
    collection: usize,
    read: bool,
    write: bool,
) {
    let id = &model.collections[collection].id;
    world
        .store
        .grant("test", id, NAMES[partner], read, write)
        .unwrap();
    model.rights.insert((partner, collection), (read, write));
}

fn submit(world: &World, model: &mut Model, by: usize, to: usize, things: &[Thing]) {
    let texts: Vec<String> = things.iter().map(Thing::json).collect();
    let may_write = by == OPERATOR || model.rights.get(&(by, to)).is_some_and(|rights| rights.1);
    let source = match model.partners.get(by) {
        Some(partner) => Source::Partner(partner.key),
        None => Source::Operator("test".to_owned()),
    };
    let receipt = world.submit(source, Some(&model.collections[to]), &texts);
    if !may_write {
        assert!(matches!(receipt, Err(Error::NotFound(_))));
        return;
    }
    for (thing, outcome) in things.iter().zip(receipt.unwrap().outcomes) {
        let said = match outcome {
            Outcome::Accepted { .. } => Said::Accepted,
            Outcome::Known => Said::Known,
            Outcome::Quarantined { reasons, .. } => {
                let code = |reason: &String| reason.split(':').next().unwrap().to_owned();
                Said::Quarantined(reasons.iter().map(code).collect())
            }
        };
        let now = START + 400 * 86_400_000_000;
        assert_eq!(said, model.submit(by, to, thing, now), "{thing:?} by {by}");
    }
}

fn delete(world: &World, model: &mut Model, by: usize, from: usize, id: &str) {
    let may = by == OPERATOR
        || (model.rights.get(&(by, from)).is_some_and(|r| r.1) && model.access(by, from).is_some());
    let collection = model.collections[from].id.clone();
    let done = world
        .store
        .delete(&model.reader(by), &collection, id, &all_versions(0));
    if !may {
        assert!(matches!(done, Err(Error::NotFound(_))));
        return;
    }
    let gone: Vec<i64> = model
        .page(by, from, true)
        .into_iter()
        .filter(|(_, of, _)| of == id)
        .map(|(date, ..)| date)
        .collect();
    assert_eq!(done.unwrap(), gone.len() as u64);
    model
        .placed
        .retain(|p| p.collection != from || !gone.contains(&p.date));
}

fn compare(world: &World, model: &Model, op: &Op) {
    for who in 0..=4 {
        let reader = model.reader(who);
        for (at, collection) in model.collections.iter().enumerate() {
            for all in [false, true] {
                let expected = match model.access(who, at) {
                    Some(_) => model.page(who, at, all),
                    None => Vec::new(),
                };
                let query = if all { all_versions(2) } else { page(2) };
                let got: Vec<_> = (world.all(&reader, collection, &query).into_iter())
                    .map(|got| {
                        (
                            got.date_added,
                            got.id,
                            String::from_utf8(got.bytes).unwrap(),
                        )
                    })
                    .collect();
                assert_eq!(
                    got, expected,
                    "reader {who} of {} (all: {all}) after {op:?}",
                    collection.title
                );
                by_id(world, &reader, collection, &expected, all);
            }
        }
    }
}

/// Asked id by id, the answers are those of the page.
fn by_id(
    world: &World,
    reader: &Clearance,
    of: &Collection,
    expected: &[(i64, String, String)],
    all: bool,
) {
    for id in ids() {
        let mut query = if all { all_versions(9) } else { page(9) };
        query.ids = vec![id.clone()];
        let got: Vec<i64> = world
            .all(reader, of, &query)
            .iter()
            .map(|got| got.date_added)
            .collect();
        let of_id = expected.iter().filter(|(_, of, _)| *of == id);
        assert_eq!(got, of_id.map(|(date, ..)| *date).collect::<Vec<_>>());
        assert_eq!(
            world.store.is_visible(reader, &of.id, &id).unwrap(),
            !got.is_empty()
        );
    }
}

fn thing() -> impl Strategy<Value = Thing> {
    let level = || prop::option::of(0..4usize);
    prop_oneof![
        4 => (0..3u8, 1..4u32, prop::option::of(0..3usize), level(), 0..2u8, prop::bool::weighted(0.15)).prop_map(
            |(name, day, by, tlp, variant, unknown)| Thing::Indicator { name, day, by, tlp, variant, unknown }
        ),
        2 => (0..2u8, level()).prop_map(|(value, tlp)| Thing::Address { value, tlp }),
        3 => (0..3u8, 1..3u32, 0..8usize, 0..8usize, level())
            .prop_map(|(name, day, from, to, tlp)| Thing::Edge { name, day, from, to, tlp }),
        1 => Just(Thing::Definition),
    ]
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        8 => (0..4usize, 0..2usize, prop::collection::vec(thing(), 1..4))
            .prop_map(|(by, to, things)| Op::Submit { by, to, things }),
        1 => (0..3usize, 0..2usize, any::<bool>(), any::<bool>())
            .prop_map(|(partner, collection, read, write)| Op::Grant { partner, collection, read, write }),
        1 => (0..4usize, 0..2usize, 0..9usize).prop_map(|(by, from, id)| Op::Delete { by, from, id }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn answers_are_those_of_the_model(ops in prop::collection::vec(op(), 1..14)) {
        run(ops);
    }
}
