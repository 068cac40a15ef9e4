//! What a world holds, kept in the plainest way, and what P may see of it by the policy: `low(S, P)`.
//!
//! It shares the decisions of `handling` (`release`, `admit`, `Label`) with the store, and nothing of the store: labels
//! are made from scratch after every write. Of `handling` it asks [`handling::release`], never the `gives` of the hot path.

use super::policy::Policy;
use handling::admit::{Admission, Candidate, KnownVersion, Submitter, admit};
use handling::label::Markings;
use handling::recall::Act;
use handling::{Access, Clearance, Label, release};
use std::collections::BTreeMap;
use std::rc::Rc;
use stix::marking::{Marking, Tlp};
use stix::{Limits, Object};

pub const SKEW: i64 = 24 * 60 * 60 * 1_000_000;
/// What is unmarked when neither source nor submission says.
pub const DEFAULT: Tlp = Tlp::AmberStrict;

/// Who writes: a partner, or the operator.
pub type Source = Option<usize>;

#[derive(Clone)]
struct Version {
    id: Rc<str>,
    /// 0 the operator, else the partner's key
    lane: i64,
    at: Option<i64>,
    text: Rc<str>,
    created_by: Option<Rc<str>>,
    revoked: bool,
    definition: bool,
    spec: u8,
    ends: Rc<[String]>,
    default: Tlp,
    apart: bool,
    /// taken back
    recalled: bool,
    own: Label,
    /// own, newest of the lane, and ends
    label: Label,
}

#[derive(Clone)]
struct Member {
    collection: usize,
    version: usize,
    /// since when each reader (P, whoever that is, the other partners, and P as it may become) has had it without a break
    since: [Option<Stamp>; 5],
}

/// P with its other clearance and rights.
const OTHER: usize = 4;

/// A write, and a place among what it gave out.
type Stamp = (u64, usize);

/// Which versions to delete.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Which {
    All,
    First,
    Last,
}

/// One world.
#[derive(Clone)]
pub struct Model {
    policy: Rc<Policy>,
    /// with P's other clearance and rights
    other: Rc<Policy>,
    versions: Vec<Version>,
    members: Vec<Member>,
    definitions: Vec<(Rc<str>, i64, Marking)>,
    /// what the write that is under way takes back, in which lane
    recalled: Vec<(Vec<String>, i64)>,
    /// the write that is under way, and what it gave out
    step: u64,
    order: usize,
}

/// What P may see: per collection in the order of its dates, and what lies in its lane.
pub type Low = Vec<(usize, Stamp, Rc<str>)>;

/// Members that are given to more readers than before: to P, who had them not, or to others only. And the same for P as
/// it may become.
#[derive(Debug, Default, Clone, Copy)]
pub struct Moved {
    pub visible: usize,
    pub hidden: usize,
    other: (usize, usize),
}

impl Moved {
    /// Whether the dates of what P sees tell of what it does not.
    pub fn is_mixed(&self) -> bool {
        let both = |visible, hidden| visible > 0 && hidden > 0;
        both(self.visible, self.hidden) || both(self.other.0, self.other.1)
    }
}

/// What moves in a write comes after what is handed in with it.
const MOVED: usize = 1_000_000;

impl Model {
    pub fn new(policy: Rc<Policy>) -> Self {
        Self {
            other: Rc::new(policy.changed()),
            policy,
            versions: Vec::new(),
            members: Vec::new(),
            definitions: Vec::new(),
            recalled: Vec::new(),
            step: 0,
            order: 0,
        }
    }

    /// `low(S, P)`.
    pub fn low(&self, now: i64) -> Low {
        let mut low: Low = Vec::new();
        for member in &self.members {
            if self.has(0, member, now) {
                let since = member.since[0].expect("what P sees it has seen since some write");
                let text = self.versions[member.version].text.clone();
                low.push((member.collection, since, text));
            }
        }
        low.sort();
        if !self.policy.anonymous {
            let mine = self.versions.iter().filter(|version| version.lane == 1);
            low.extend(mine.map(|version| (usize::MAX, (0, 0), version.text.clone())));
        }
        low
    }

    /// Whether P (0) or another partner may have a member.
    fn has(&self, reader: usize, member: &Member, now: i64) -> bool {
        let observer = |policy: &Policy| {
            let access = policy.observer_access(member.collection);
            (policy.observer(), access)
        };
        let (clearance, access) = match reader {
            0 => observer(&self.policy),
            OTHER => observer(&self.other),
            at => (
                self.policy.clearance(at),
                self.policy.access(Some(at), member.collection),
            ),
        };
        self.sees(&clearance, access, &self.versions[member.version], now)
    }

    fn sees(
        &self,
        clearance: &Clearance,
        access: Option<Access>,
        version: &Version,
        now: i64,
    ) -> bool {
        access.is_some_and(|access| release(&version.label, clearance, access, now).give)
    }

    /// P's clearance and rights become its other ones. It has what it would have, had it always had those.
    pub fn change(&mut self) {
        std::mem::swap(&mut self.policy, &mut self.other);
        for member in &mut self.members {
            member.since.swap(0, OTHER);
        }
    }

    /// The operator takes an object back.
    pub fn recall(&mut self, id: &str, step: u64, now: i64) -> Moved {
        self.begin(step);
        let labels: Vec<Label> = self.versions.iter().map(|v| v.label.clone()).collect();
        self.take_back(id, None);
        self.date(&labels, self.members.len(), now)
    }

    fn take_back(&mut self, id: &str, lane: Option<i64>) {
        for version in &mut self.versions {
            let named = &*version.id == id && lane.is_none_or(|lane| lane == version.lane);
            version.recalled |= named && !version.apart;
        }
        self.settle();
    }

    /// The operator releases a copy that was kept apart: the lane it lies in, and its text.
    pub fn release(&mut self, pick: usize, step: u64, now: i64) -> Option<(i64, Rc<str>, Moved)> {
        let versions = self.versions.iter().enumerate();
        let apart: Vec<usize> = versions
            .filter(|(_, v)| v.apart)
            .map(|(at, _)| at)
            .collect();
        let at = *apart.get(pick % apart.len().max(1))?;
        self.begin(step);
        let labels: Vec<Label> = self.versions.iter().map(|v| v.label.clone()).collect();
        let Version { lane, text, .. } = self.versions[at].clone();
        self.versions[at].apart = false;
        self.versions[at].own = self.own_again(at);
        self.settle();
        Some((lane, text, self.date(&labels, self.members.len(), now)))
    }

    /// The label of a stored version by itself, from what markings say now.
    fn own_again(&self, at: usize) -> Label {
        let version = &self.versions[at];
        let object =
            Object::parse(version.text.as_bytes(), &Limits::default()).expect("was read before");
        let itself = version.definition.then(|| stix::marking::read(&object));
        let own = self.own(&object, itself.as_ref(), version.default, version.lane);
        let acts = matches!(handling::recall::read(&object), Ok(Some(_)));
        match version.apart || acts && version.lane != 0 {
            true => own.join(&Label::lane_only(version.lane)),
            false => own,
        }
    }

    /// Whether somebody handed in or made what a recall names.
    fn may_recall(&self, object: &Object<'_>, partner: usize) -> Option<Vec<String>> {
        let Ok(Some(Act::Recall(request))) = handling::recall::read(object) else {
            return None;
        };
        let lane = key(Some(partner));
        let mine = |id: &String| self.of(id).any(|at| self.versions[at].lane == lane);
        request.ids.iter().all(mine).then_some(request.ids)
    }

    /// Objects handed in together by `source`, at step `step`.
    pub fn submit(
        &mut self,
        source: Source,
        collection: usize,
        texts: &[String],
        step: u64,
        now: i64,
    ) -> Moved {
        self.begin(step);
        let labels: Vec<Label> = self.versions.iter().map(|v| v.label.clone()).collect();
        let members = self.members.len();
        for text in texts {
            self.take(source, collection, text, now);
            self.settle();
        }
        for (ids, lane) in std::mem::take(&mut self.recalled) {
            ids.iter().for_each(|id| self.take_back(id, Some(lane)));
        }
        self.date(&labels, members, now)
    }

    /// One of them.
    fn take(&mut self, source: Source, collection: usize, text: &str, now: i64) {
        // What the house's own people hand in is held, or is there.
        if source.is_some_and(|partner| self.policy.role(partner).is_some()) {
            return;
        }
        let object = Object::parse(text.as_bytes(), &Limits::default()).expect("items can be read");
        let header = &object.header;
        let created_by = header.created_by_ref.as_deref();
        let owner = created_by.and_then(|id| self.policy.owner(id));
        let relays = source.and_then(|p| self.policy.partners[p].relays_for);
        let speaks = source.is_none() || owner.is_some() && (owner == source || owner == relays);
        let lane = key(owner.filter(|_| speaks).or(source));
        let default = source
            .and_then(|p| self.policy.partners[p].default_tlp)
            .unwrap_or(DEFAULT);
        let marking =
            (header.object_type == "marking-definition").then(|| stix::marking::read(&object));
        let own = self.own(&object, marking.as_ref(), default, lane);
        let at = header.version_at().map(|at| at.micros());
        let seen: Vec<bool> = (0..self.versions.len())
            .map(|at| self.knows(source, lane, at, now))
            .collect();
        let there: Vec<usize> = self.of(&header.id).collect();
        let same = |v: &Version| {
            (at.is_none() || marking.is_some() || v.at == at)
                && stix::json::same_content(v.text.as_bytes(), text.as_bytes())
        };
        let known: Vec<KnownVersion> = (there.iter().filter(|v| seen[**v]))
            .map(|v| self.known(&self.versions[*v], same(&self.versions[*v])))
            .collect();
        let candidate = Candidate {
            id: &header.id,
            created_by_ref: created_by,
            version: at,
            revoked: header.revoked,
            spoofed_marking: matches!(marking, Some(Marking::SpoofedTlp(_))),
            owner: owner.map(|p| key(Some(p))),
            label: &own,
            id_mismatch: false,
        };
        let submitter = Submitter {
            partner: source.map(|p| key(Some(p))),
            identities: source
                .iter()
                .map(|p| super::policy::identity(super::policy::PARTNERS[*p]))
                .collect(),
            relays_for: relays
                .iter()
                .map(|p| super::policy::identity(super::policy::PARTNERS[*p]))
                .collect(),
        };
        let fresh = Version {
            id: header.id.as_ref().into(),
            lane,
            at,
            text: text.into(),
            created_by: created_by.map(Into::into),
            revoked: header.revoked,
            definition: marking.is_some(),
            spec: u8::from(header.spec_version == stix::SpecVersion::V21),
            ends: header.about.iter().map(|id| id.to_string()).collect(),
            default,
            apart: false,
            recalled: false,
            label: own.clone(),
            own: own.clone(),
        };
        let hidden: Vec<usize> = (there.iter().copied())
            .filter(|v| !seen[*v] && self.versions[*v].lane != lane)
            .collect();
        let from_value = at.is_none()
            && stix::Identifier::parse(&header.id).is_some_and(|id| id.uuid_version() == 5);
        let shared = marking.is_some() || from_value;
        let is_act = matches!(handling::recall::read(&object), Ok(Some(_)));
        match admit(&candidate, &known, &submitter, now, SKEW) {
            Admission::Accept => {
                let fresh = match (is_act, source) {
                    (true, Some(partner)) => {
                        let Some(ids) = self.may_recall(&object, partner) else {
                            return;
                        };
                        self.recalled.push((ids, key(source)));
                        let own = fresh.own.join(&Label::lane_only(lane));
                        Version { own, ..fresh }
                    }
                    _ => fresh,
                };
                let answerable = source.is_none() || owner.is_some() && speaks;
                let twin = !answerable
                    && match (at.is_none(), shared) {
                        (true, true) => false,
                        (false, false) => !hidden.is_empty(),
                        _ => hidden.iter().any(|v| !same(&self.versions[*v])),
                    };
                let fresh = match twin {
                    false => fresh,
                    true => Version {
                        own: fresh.own.join(&Label::lane_only(lane)),
                        apart: true,
                        ..fresh
                    },
                };
                self.put(fresh, collection, marking);
            }
            Admission::Known => {
                let there: Vec<usize> = there
                    .into_iter()
                    .filter(|v| seen[*v] && same(&self.versions[*v]))
                    .collect();
                self.again(
                    source,
                    collection,
                    fresh,
                    &there,
                    marking,
                    owner.is_some() && !speaks,
                    now,
                );
            }
            Admission::Quarantine(_) => {}
        }
    }

    /// The same content is there for the submitter.
    #[allow(clippy::too_many_arguments)]
    fn again(
        &mut self,
        source: Source,
        collection: usize,
        fresh: Version,
        there: &[usize],
        marking: Option<Marking>,
        foreign: bool,
        now: i64,
    ) {
        if let Some(marking) = marking {
            self.define(&fresh.id, fresh.lane, marking);
        }
        let here = there.iter().any(|v| {
            let always = source.is_none() || self.versions[*v].lane == fresh.lane;
            let access = source.and_then(|p| self.policy.access(Some(p), collection));
            let readable = always
                || source.is_some_and(|p| {
                    self.sees(&self.policy.clearance(p), access, &self.versions[*v], now)
                });
            readable
                && self
                    .members
                    .iter()
                    .any(|m| m.collection == collection && m.version == *v)
        });
        if here {
            return;
        }
        let mine = there
            .iter()
            .find(|v| source.is_none() || self.versions[**v].lane == fresh.lane);
        match (mine, there.first()) {
            (Some(version), _) => self.add(collection, *version),
            (None, Some(_)) if foreign => {}
            (None, Some(first)) => {
                let own = fresh.own.join(&self.versions[*first].label);
                self.put(Version { own, ..fresh }, collection, None);
            }
            (None, None) => self.put(fresh, collection, None),
        }
    }

    /// A partner deletes versions of an id, of those that it sees in a collection.
    pub fn delete(&mut self, partner: usize, collection: usize, id: &str, which: Which, now: i64) {
        let clearance = self.policy.clearance(partner);
        let access = self.policy.access(Some(partner), collection);
        if !self.policy.may_write(partner, collection) || self.policy.role(partner).is_some() {
            return;
        }
        let mut seen: Vec<usize> = (0..self.members.len())
            .filter(|at| {
                let member = &self.members[*at];
                let version = &self.versions[member.version];
                member.collection == collection
                    && &*version.id == id
                    && self.sees(&clearance, access, version, now)
            })
            .collect();
        let version = |at: &usize| &self.versions[self.members[*at].version];
        // The latest specification version of each object, and of copies the one seen first.
        let spec = seen.iter().map(|at| version(at).spec).max();
        seen.retain(|at| Some(version(at).spec) == spec);
        seen.sort_by_key(|at| (version(at).at, self.members[*at].since[partner]));
        seen.dedup_by_key(|at| version(at).at);
        let gone = match which {
            Which::All => seen,
            Which::First => seen.into_iter().take(1).collect(),
            Which::Last => seen.pop().into_iter().collect(),
        };
        let mut at = 0;
        self.members.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }

    fn begin(&mut self, step: u64) {
        if self.step != step {
            self.step = step;
            self.order = 0;
        }
    }

    fn of(&self, id: &str) -> impl Iterator<Item = usize> {
        let versions = self.versions.iter().enumerate();
        versions
            .filter(move |(_, v)| &*v.id == id)
            .map(|(at, _)| at)
    }

    /// Whether a submitter may know of a stored version.
    fn knows(&self, source: Source, lane: i64, at: usize, now: i64) -> bool {
        let version = &self.versions[at];
        let Some(partner) = source else { return true };
        if version.lane == lane {
            return true;
        }
        let clearance = self.policy.clearance(partner);
        let mut places = self.members.iter().filter(|m| m.version == at);
        places.any(|m| {
            self.sees(
                &clearance,
                self.policy.access(Some(partner), m.collection),
                version,
                now,
            )
        })
    }

    fn known(&self, version: &Version, same_content: bool) -> KnownVersion {
        KnownVersion {
            lane: (version.lane != 0).then_some(version.lane),
            version: version.at,
            created_by_ref: version.created_by.as_deref().map(str::to_owned),
            owner: version
                .created_by
                .as_deref()
                .and_then(|id| self.policy.owner(id))
                .map(|p| key(Some(p))),
            revoked: version.revoked,
            same_content,
            label: version.own.clone(),
        }
    }

    fn own(&self, object: &Object<'_>, itself: Option<&Marking>, default: Tlp, lane: i64) -> Label {
        struct Known<'a>(&'a Model, &'a str, Option<&'a Marking>);
        impl Markings for Known<'_> {
            fn marking(&self, id: &str, lane: Option<i64>) -> Option<Marking> {
                if id == self.1 {
                    return self.2.cloned();
                }
                let counts =
                    |of: i64| (self.0.definitions.iter()).find(|d| &*d.0 == id && d.1 == of);
                let found = counts(lane.unwrap_or(0)).or_else(|| counts(0));
                found.map(|(_, _, marking)| marking.clone())
            }
        }
        let known = Known(self, &object.header.id, itself);
        Label::own(&object.header, &known, default, (lane != 0).then_some(lane))
    }

    fn put(&mut self, mut version: Version, collection: usize, marking: Option<Marking>) {
        let (id, lane) = (version.id.clone(), version.lane);
        version.recalled = self.versions.iter().any(|there| {
            there.id == id && there.lane == lane && there.recalled && there.at >= version.at
        });
        self.versions.push(version);
        self.add(collection, self.versions.len() - 1);
        if let Some(marking) = marking {
            self.define(&id, lane, marking);
        }
    }

    fn add(&mut self, collection: usize, version: usize) {
        self.order += 1;
        self.members.push(Member {
            collection,
            version,
            since: [Some((self.step, self.order)); 5],
        });
    }

    fn define(&mut self, id: &Rc<str>, lane: i64, marking: Marking) {
        if !self.definitions.iter().any(|d| d.0 == *id && d.1 == lane) {
            self.definitions.push((id.clone(), lane, marking));
            for at in 0..self.versions.len() {
                let own = &self.versions[at].own;
                let waits = own.unresolved().any(|waited| waited == &**id);
                if waits {
                    self.versions[at].own = self.own_again(at);
                }
            }
        }
    }

    /// Labels from their own upwards until nothing changes.
    fn settle(&mut self) {
        let mut labels: Vec<Label> = self.versions.iter().map(|v| self.by_itself(v)).collect();
        let order = |v: &Version, at: usize| (v.at, at);
        loop {
            let newest = self.newest();
            let mut changed = false;
            for at in 0..self.versions.len() {
                let version = &self.versions[at];
                let mut label = labels[at].clone();
                for end in version.ends.iter() {
                    let Some(lanes) = newest.get(&**end) else {
                        continue;
                    };
                    match lanes.get(&version.lane) {
                        Some(of) => label = label.join(&labels[*of]),
                        None => {
                            for of in lanes.values().filter(|of| !self.versions[**of].apart) {
                                label = label.join(&labels[*of]);
                            }
                        }
                    }
                }
                let rules = newest[&*version.id][&version.lane];
                if order(&self.versions[rules], rules) > order(version, at) {
                    label = label.join(&labels[rules]);
                }
                changed |= label != labels[at];
                labels[at] = label;
            }
            if !changed {
                break;
            }
        }
        for (version, label) in self.versions.iter_mut().zip(labels) {
            version.label = label;
        }
    }

    /// Its own label, or nobody else's: what was taken back, and what a newer version of its lane revoked.
    fn by_itself(&self, version: &Version) -> Label {
        let mut others = self.versions.iter().filter(|other| other.id == version.id);
        let ended = others
            .any(|other| other.lane == version.lane && other.revoked && other.at > version.at);
        match version.recalled || ended {
            true => version.own.join(&Label::recalled()),
            false => version.own.clone(),
        }
    }

    /// id → lane → newest version.
    fn newest(&self) -> BTreeMap<Rc<str>, BTreeMap<i64, usize>> {
        let mut newest: BTreeMap<Rc<str>, BTreeMap<i64, usize>> = BTreeMap::new();
        for (at, version) in self.versions.iter().enumerate() {
            let rules = newest
                .entry(version.id.clone())
                .or_default()
                .entry(version.lane)
                .or_insert(at);
            if version.at >= self.versions[*rules].at {
                *rules = at;
            }
        }
        newest
    }

    /// Since when each reader has each member, after a write before which versions had these labels, and there were so
    /// many members. What had to wait comes in the order the versions came in.
    fn date(&mut self, labels: &[Label], members: usize, now: i64) -> Moved {
        let mut moved = Moved::default();
        let mut order: Vec<usize> = (0..self.members.len()).collect();
        order.sort_by_key(|at| (self.members[*at].version, self.members[*at].collection));
        for (place, at) in order.into_iter().enumerate() {
            let member = self.members[at].clone();
            let mut since = member.since;
            for (reader, since) in since.iter_mut().enumerate() {
                // P's place is among what P sees.
                let place = match reader {
                    0 => moved.visible,
                    OTHER => moved.other.0,
                    _ => place,
                };
                let new = (self.step, MOVED + place);
                *since = (self.has(reader, &member, now)).then(|| since.unwrap_or(new));
            }
            let wider = labels.get(member.version).is_some_and(|before| {
                let label = &self.versions[member.version].label;
                !label.covers(before) && !label.is_for_nobody_else()
            });
            let given = |reader: usize| member.since[reader].is_none() && since[reader].is_some();
            let hidden = usize::from(wider && at < members);
            match given(0) {
                true => moved.visible += 1,
                false => moved.hidden += hidden,
            }
            match given(OTHER) {
                true => moved.other.0 += 1,
                false => moved.other.1 += hidden,
            }
            self.members[at].since = since;
        }
        moved
    }

    /// Whether an id lies in the store at all, in any collection P cannot see it in.
    pub fn is_hidden(&self, id: &str, now: i64) -> bool {
        let observer = self.policy.observer();
        self.of(id).next().is_some()
            && !self.members.iter().any(|m| {
                let version = &self.versions[m.version];
                &*version.id == id
                    && self.sees(
                        &observer,
                        self.policy.observer_access(m.collection),
                        version,
                        now,
                    )
            })
    }
}

fn key(partner: Option<usize>) -> i64 {
    partner.map_or(0, |p| p as i64 + 1)
}
