//! The store beside a naive model that keeps everything in lists and recomputes every label and every answer from
//! scratch with the `handling` crate, over random sequences of submissions, grants, and deletions.

mod kit;
#[path = "model/things.rs"]
mod things;

use handling::admit::{Admission, Candidate, KnownVersion, Submitter, admit};
use handling::label::Markings;
use handling::{Access, Clearance, Label};
use kit::*;
use proptest::prelude::*;
use std::collections::BTreeMap;
use stix::marking::{Marking, Tlp};
use stix::{Limits, Object};
use store::*;
use things::{NAMES, Op, Thing, ids, op};

const OPERATOR: usize = 3;
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

/// Later than the first date, not later than the second. The store's own date, once it told it.
type Since = (i64, i64);

#[derive(Debug, Clone)]
struct Placed {
    kept: usize,
    collection: usize,
    /// by reader and right to the collection: since when the reader has had it without a break, if it had the right
    since: [[Option<Since>; 3]; 5],
    /// since when the operator has it, and its label then
    last: Option<(Since, Label)>,
}

const RIGHTS: [Access; 3] = [Access::Public, Access::Community, Access::Granted];

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
                        self.placed.push(Placed::new(kept, to));
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
        self.placed.push(Placed::new(self.kept.len() - 1, to));
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
        for (kept, label) in self.kept.iter_mut().zip(eff) {
            kept.eff = label;
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

    /// Since when each reader has each version, and that the store says the same.
    fn learn(&mut self, store: &Store, newest: &mut i64) {
        let before = *newest;
        let versions = stored(store, &Clearance::system());
        assert_eq!(versions.len(), self.kept.len());
        let places = versions.iter().map(|version| version.collections.len());
        assert_eq!(places.sum::<usize>(), self.placed.len());
        for version in versions {
            let eff = &self.kept[self.find(&version)].eff;
            let same = version.label.covers(eff) && eff.covers(&version.label);
            assert!(same, "{}: {} is not {eff}", version.id, version.label);
            let dates = version.collections.iter().map(|(_, date)| *date);
            *newest = dates.fold(*newest, i64::max);
        }
        let new = (before, *newest);
        for at in 0..self.placed.len() {
            let label = self.kept[self.placed[at].kept].eff.clone();
            for who in 0..5 {
                for (right, access) in RIGHTS.into_iter().enumerate() {
                    let gives = handling::gives(&label, &self.reader(who), access, START);
                    let since = &mut self.placed[at].since[who][right];
                    *since = gives.then(|| since.unwrap_or(new));
                }
            }
            let last = &mut self.placed[at].last;
            let wider = |old: &Label| !label.covers(old) && !label.is_for_nobody_else();
            match last {
                Some((_, old)) if *old == label => {}
                // Nobody may be left who has it only since the last row.
                Some((since, old)) if !wider(old) => *last = Some(((0, since.1), label)),
                _ => *last = Some((new, label)),
            }
        }
        for who in 0..5 {
            self.learn_of(who, store);
        }
    }

    fn learn_of(&mut self, who: usize, store: &Store) {
        for version in stored(store, &self.reader(who)) {
            let kept = self.find(&version);
            for (collection, date) in &version.collections {
                let of = |c: &Collection| c.id == *collection;
                let collection = self.collections.iter().position(of).unwrap();
                let access = self.access(who, collection).expect("one that may read it");
                let here = |p: &&mut Placed| p.kept == kept && p.collection == collection;
                let placed = self
                    .placed
                    .iter_mut()
                    .find(here)
                    .expect("the model placed it");
                let since = placed.since_mut(who, access).expect("the model shows it");
                let told = (version.id.as_str(), who, *date);
                assert!(
                    since.0 < *date && *date <= since.1,
                    "{told:?} is not in {since:?}"
                );
                *since = (date - 1, *date);
            }
        }
    }

    /// Which of the kept ones the store tells of.
    fn find(&self, version: &StoredVersion) -> usize {
        let lane = version.own_label.lane().unwrap_or(0);
        let text = std::str::from_utf8(&version.bytes).unwrap();
        let found = |kept: &Kept| kept.id == version.id && kept.lane == lane && kept.text == text;
        (self.kept.iter().position(found)).expect("the model has it")
    }

    /// (date, which) of what a reader gets.
    fn picked(&self, who: usize, collection: usize, all: bool) -> Vec<(i64, usize)> {
        /// version, date, which
        type Copy = (Option<i64>, i64, usize);
        let mut by_id: BTreeMap<&str, Vec<Copy>> = BTreeMap::new();
        for (at, placed) in self.placed.iter().enumerate() {
            let Some(access) = self.access(who, collection) else {
                continue;
            };
            if placed.collection == collection && self.sees(who, placed) {
                let kept = &self.kept[placed.kept];
                let date = placed.date(who, access);
                by_id.entry(&kept.id).or_default().push((kept.at, date, at));
            }
        }
        let mut picked = Vec::new();
        for mut places in by_id.into_values() {
            places.sort();
            places.dedup_by_key(|(version, ..)| *version);
            let from = if all { 0 } else { places.len() - 1 };
            picked.extend(places[from..].iter().map(|(_, date, at)| (*date, *at)));
        }
        picked.sort();
        picked
    }

    /// (date, id, text) of what a reader gets.
    fn page(&self, who: usize, collection: usize, all: bool) -> Vec<(i64, String, String)> {
        let picked = self.picked(who, collection, all).into_iter();
        let told = picked.map(|(date, at)| {
            let kept = &self.kept[self.placed[at].kept];
            (date, kept.id.clone(), kept.text.clone())
        });
        told.collect()
    }
}

impl Placed {
    fn new(kept: usize, collection: usize) -> Self {
        Self {
            kept,
            collection,
            since: [[None; 3]; 5],
            last: None,
        }
    }

    fn since_mut(&mut self, who: usize, access: Access) -> Option<&mut Since> {
        match who {
            OPERATOR => self.last.as_mut().map(|(since, _)| since),
            _ => self.since[who][access as usize].as_mut(),
        }
    }

    /// The date the store told this reader.
    fn date(&self, who: usize, access: Access) -> i64 {
        let since = match who {
            OPERATOR => self.last.as_ref().map(|(since, _)| *since),
            _ => self.since[who][access as usize],
        };
        let (after, date) = since.expect("visible");
        assert_eq!(after, date - 1, "the store told no date");
        date
    }
}

/// Every version that this reader may see.
fn stored(store: &Store, reader: &Clearance) -> Vec<StoredVersion> {
    let found = ids().into_iter();
    found
        .flat_map(|id| store.object_versions(reader, &id).unwrap())
        .collect()
}

fn prepare(options: Options) -> (World, Model) {
    let world = World::with(options);
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

/// With `slices`, as many are relabelled after each step before the rest is.
fn run(ops: Vec<Op>, slices: Option<usize>) {
    let (world, mut model) = prepare(match slices {
        None => options(),
        Some(_) => Options {
            relabel_inline: 0,
            relabel: Relabel::ByHand,
            ..options()
        },
    });
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
        between(&world, &model, slices.unwrap_or(0), &op);
        model.learn(&world.store, &mut newest);
        compare(&world, &model, &op);
    }
    assert_eq!(world.store.check().unwrap(), Vec::<String>::new());
}

/// While things are relabelled, nobody is shown what the model does not show.
fn between(world: &World, model: &Model, slices: usize, op: &Op) {
    for slice in 0.. {
        for who in [0, 1, 2, 4] {
            for (at, collection) in model.collections.iter().enumerate() {
                for got in world.all(&model.reader(who), collection, &all_versions(2)) {
                    let shown = model.placed.iter().any(|placed| {
                        let kept = &model.kept[placed.kept];
                        placed.collection == at
                            && kept.id == got.id
                            && kept.text.as_bytes() == got.bytes
                            && model.sees(who, placed)
                    });
                    assert!(
                        shown,
                        "reader {who}, slice {slice} after {op:?}: {}",
                        got.id
                    );
                }
            }
        }
        let more = match slice < slices {
            true => world.store.relabel_few().unwrap(),
            false => world.store.relabel_some().unwrap(),
        };
        if !more {
            return;
        }
    }
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
    let gone: Vec<usize> = (model.picked(by, from, true).into_iter())
        .map(|(_, at)| at)
        .filter(|at| model.kept[model.placed[*at].kept].id == id)
        .collect();
    assert_eq!(done.unwrap(), gone.len() as u64);
    let mut at = 0;
    model.placed.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn answers_are_those_of_the_model(ops in prop::collection::vec(op(), 1..14)) {
        run(ops, None);
    }

    #[test]
    fn answers_are_those_of_the_model_while_things_are_relabelled(
        ops in prop::collection::vec(op(), 1..14),
        slices in 0..4usize,
    ) {
        run(ops, Some(slices));
    }
}
