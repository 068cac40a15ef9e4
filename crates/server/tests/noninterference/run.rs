//! Runs a case in two worlds and compares P's answers byte for byte.

use super::case::{Case, Event, Where, Write};
use super::model::{Low, Model, Moved, Source};
use super::object::{GIVEN, Item, MARKINGS, definition, is_definition};
use super::policy::{PARTNERS, Policy, SHARED};
use super::script::{self, Filter, Learnt, Request, What, asked_id};
use super::world::{Answer, Ask, BURST, FAILED_LOGINS, World, operator, password, peer, time_of};
use detect::rules::Format;
use handling::Clearance;
use http::Method;
use server::http::routes::{Found, find};
use server::limits::Client;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Instant;
use stix::{Limits, Object};
use store::{Quarantined, RecallOrder, Role};
use tokio::runtime::Runtime;

/// What was done, to show that it was not nothing.
#[derive(Debug, Default, Clone)]
pub struct Tally {
    pub cases: u64,
    pub asked: u64,
    /// writes that P may not see, in one world or different in each
    pub hidden: u64,
    /// writes in both worlds
    pub common: u64,
    /// left out: would have changed what P may see in one world only
    pub excluded: u64,
    /// left out: P hands in for a partner that it relays for, in whose lane not all is as P sees it
    pub relayed: u64,
    /// recalls by the operator
    pub recalls: u64,
    /// cases in which P was sent a notice
    pub told: u64,
    /// cases in which P is one of the house's own people
    pub people: u64,
    /// changes of P's clearance and rights
    pub changes: u64,
    /// copies that were kept apart and released
    pub released: u64,
    /// left out: moves of visible and hidden objects in one transaction (see docs/NONINTERFERENCE.md)
    pub mixed: u64,
    /// requests for, or POSTs of, an id that is there and hidden
    pub probes: u64,
    /// (method, pattern, status) → P's requests
    pub routes: BTreeMap<(String, String, u16), u64>,
}

impl Tally {
    pub fn add(&mut self, other: &Tally) {
        self.cases += other.cases;
        self.asked += other.asked;
        self.hidden += other.hidden;
        self.common += other.common;
        self.excluded += other.excluded;
        self.recalls += other.recalls;
        self.told += other.told;
        self.people += other.people;
        self.changes += other.changes;
        self.released += other.released;
        self.mixed += other.mixed;
        self.relayed += other.relayed;
        self.probes += other.probes;
        for (route, count) in &other.routes {
            *self.routes.entry(route.clone()).or_default() += count;
        }
    }
}

/// The first request that two worlds answered differently.
#[derive(Debug)]
pub struct Difference {
    pub request: Ask,
    pub answers: [Answer; 2],
    /// what had happened, when it was asked for
    pub trace: Vec<String>,
}

struct Pair<'a> {
    runtime: &'a Runtime,
    policy: Rc<Policy>,
    worlds: [World; 2],
    models: [Model; 2],
    step: u64,
    learnt: Learnt,
    tally: &'a mut Tally,
    trace: Option<Vec<String>>,
}

/// Runs a case. With `trace`, a difference tells what led to it.
pub fn run(
    runtime: &Runtime,
    case: &Case,
    tally: &mut Tally,
    trace: bool,
) -> Result<(), Box<Difference>> {
    let policy = Rc::new(case.policy.clone());
    let mut model = Model::new(policy.clone());
    for name in &MARKINGS[..GIVEN] {
        model.submit(None, 0, &[definition(name, 0)], 1, time_of(0));
    }
    tally.cases += 1;
    tally.people += u64::from(policy.observer_role().is_some());
    let mut pair = Pair {
        runtime,
        worlds: [World::new(&policy, Some(SHARED)), World::new(&policy, None)],
        models: [model.clone(), model],
        policy,
        step: 1,
        learnt: Learnt::default(),
        tally,
        trace: trace.then(Vec::new),
    };
    for write in &case.before {
        pair.write(write, false);
    }
    if case.flood {
        pair.flood();
    }
    for event in &case.happens() {
        pair.happen(event)?;
    }
    // What P sees in the end, whatever the script asked for.
    for what in [What::Collections, What::Notices] {
        pair.ask(&Request {
            what,
            collection: 0,
            object: 0,
            filter: Filter::default(),
            twist: 0,
        })?;
    }
    pair.export()?;
    pair.tally.told += u64::from(pair.learnt.notices.is_some());
    for collection in [0, 3, 5] {
        pair.ask(&Request {
            what: What::Manifest,
            collection,
            object: 0,
            filter: Filter {
                version: 1,
                spec: 3,
                ..Filter::default()
            },
            twist: 0,
        })?;
    }
    Ok(())
}

impl Pair<'_> {
    fn happen(&mut self, event: &Event) -> Result<(), Box<Difference>> {
        match event {
            Event::Ask(request) => return self.ask(request),
            Event::Write(write) => self.write(write, true),
            Event::Delete {
                at,
                source,
                collection,
                object,
            } => self.delete(
                *at,
                usize::from(*source),
                target(*collection, None),
                &asked_id(*object),
            ),
            Event::Read {
                at,
                source,
                collection,
            } => {
                self.next(|| format!("{source} reads in {at:?}"));
                let ask = script::read(target(*collection, None));
                self.others(*at, usize::from(*source), &ask);
            }
            // One of the house's people would be kept out itself, as it has no certificate.
            Event::Mistype { .. } if self.policy.role(2).is_some() => {}
            Event::Mistype { at } => {
                self.next(|| format!("rastal mistypes its password in {at:?}"));
                for _ in 0..=FAILED_LOGINS {
                    self.others_without(*at, 2, &script::mistyped());
                }
            }
            Event::Recall {
                at,
                reader,
                collection,
                object,
            } => self.recall(
                *at,
                usize::from(*reader),
                target(*collection, None),
                &self.to_recall(*at, *object),
            ),
            Event::Change => self.change(),
            Event::Release { at, pick } => self.release(*at, usize::from(*pick)),
            Event::Found { at } => {
                self.next(|| format!("a secret collection in {at:?}"));
                // The first world has its own from the start.
                if *at == Where::Second {
                    self.found();
                }
            }
        }
        Ok(())
    }

    /// Mostly what P was given, if it is taken back in both worlds.
    fn to_recall(&self, at: Where, object: u8) -> String {
        let seen = &self.learnt.seen;
        let given = seen.get(usize::from(object / 4) % seen.len().max(1));
        match given.filter(|_| at == Where::Both && !object.is_multiple_of(4)) {
            Some(id) => id.clone(),
            None => asked_id(object.max(3)),
        }
    }

    /// The operator takes an object back, of which P was given nothing if it happens in one world only.
    fn recall(&mut self, at: Where, reader: usize, collection: usize, id: &str) {
        let now = time_of(self.step + 2);
        if at != Where::Both && self.learnt.seen.iter().any(|seen| seen == id) {
            return;
        }
        let mut after = self.models.clone();
        let mut moved = [Moved::default(); 2];
        for world in indices(at) {
            moved[world] = after[world].recall(id, self.step + 2, now);
        }
        if !self.permits(at, &after, &moved, now) {
            return;
        }
        self.models = after;
        self.next(|| format!("{} reads in {at:?}", PARTNERS[reader]));
        self.others(at, reader, &script::read(collection));
        self.next(|| format!("the operator takes back {id} in {at:?}"));
        for world in indices(at) {
            let order = RecallOrder {
                ids: vec![id.to_owned()],
                of: None,
                reason: "it was wrong".to_owned(),
                keep_tearlines: false,
            };
            let store = &self.worlds[world].store;
            // There may be nothing of it, or nothing left.
            let done = store.recall("operator", order).is_ok();
            self.tally.recalls += u64::from(done);
            let recalls = store.recalls(&Clearance::system(), None, None);
            let told = recalls.expect("recalls").into_iter().flat_map(|r| r.told);
            let others = told.filter(|told| told.partner.as_deref() != Some(PARTNERS[0]));
            let notices = others.filter_map(|told| told.notice.map(|notice| notice.id));
            for id in notices {
                if !self.learnt.foreign_notices.contains(&id) {
                    self.learnt.foreign_notices.push(id);
                }
            }
        }
    }

    /// The operator takes in what was kept apart because its id was taken, in the worlds that have such a copy.
    fn release(&mut self, at: Where, pick: usize) {
        let now = time_of(self.step + 1);
        let mut after = self.models.clone();
        let mut moved = [Moved::default(); 2];
        let mut keys = [None, None];
        for world in indices(at) {
            let Some((lane, text, how)) = after[world].release(pick, self.step + 1, now) else {
                continue;
            };
            keys[world] = self.held(world, PARTNERS[lane as usize - 1], text.as_bytes());
            if keys[world].is_none() {
                return;
            }
            moved[world] = how;
        }
        if keys == [None, None] || !self.permits(at, &after, &moved, now) {
            return;
        }
        self.models = after;
        self.next(|| format!("the operator releases what is held as {keys:?}"));
        self.tally.released += 1;
        for (world, key) in keys.into_iter().enumerate() {
            if let Some(key) = key {
                let done = self.worlds[world]
                    .store
                    .release_quarantined("operator", key);
                done.expect("a release");
            }
        }
    }

    /// The number under which a copy is held because its id was taken. None where the very same was held before for
    /// another reason: it is held once.
    fn held(&self, world: usize, source: &str, text: &[u8]) -> Option<i64> {
        let store = &self.worlds[world].store;
        let held = store.quarantine(&Clearance::system(), 0, 1_000);
        let mut held = held.expect("what is held").into_iter();
        let twin = |held: &Quarantined| {
            let mut reasons = held.reasons.iter();
            held.bytes == text
                && held.source == source
                && reasons.any(|reason| reason.starts_with("Q-TWIN"))
        };
        held.find(twin).map(|held| held.key)
    }

    /// P's clearance and rights change, unless P would see then what is in one world only.
    fn change(&mut self) {
        let now = time_of(self.step + 1);
        let mut after = self.models.clone();
        after.iter_mut().for_each(Model::change);
        let same = [Moved::default(); 2];
        if self.policy.anonymous || !self.permits(Where::Both, &after, &same, now) {
            return;
        }
        self.models = after;
        self.policy = Rc::new(self.policy.changed());
        let policy = self.policy.clone();
        self.next(|| {
            format!(
                "P changes to {:?} {:?}",
                policy.partners[0], policy.collections
            )
        });
        self.tally.changes += 1;
        for world in &self.worlds {
            world.change(&policy);
        }
    }

    fn found(&mut self) {
        let known = self.worlds[1].store.all_collections().expect("collections");
        if known.len() == SHARED {
            self.worlds[1].add_collection(&self.policy, SHARED + 1);
        }
    }

    fn flood(&mut self) {
        self.next(|| "a flood of somebody else's requests in the first world".to_owned());
        for _ in 0..BURST {
            let taken = self.worlds[0]
                .app
                .rates
                .take(Client::Partner(99), Instant::now());
            taken.expect("as many as one may");
        }
    }

    /// The next step: clock and randomness move on in both worlds.
    fn next(&mut self, told: impl FnOnce() -> String) {
        self.step += 1;
        for world in &self.worlds {
            world.set(self.step);
        }
        if let Some(trace) = &mut self.trace {
            trace.push(format!("{:>3} {}", self.step, told()));
        }
    }

    fn note(&mut self, told: impl FnOnce() -> String) {
        if let Some(trace) = &mut self.trace {
            trace.push(format!("      {}", told()));
        }
    }

    fn others(&mut self, at: Where, partner: usize, ask: &Ask) -> Option<Answer> {
        let mut answer = None;
        let person = self.policy.role(partner).is_some();
        let mut ask = ask.clone();
        if person {
            ask.headers
                .push(script::basic(PARTNERS[partner], &password(partner)));
        }
        for world in indices(at) {
            answer = Some(self.worlds[world].send(self.runtime, &peer(partner, !person), &ask));
        }
        answer
    }

    fn others_without(&mut self, at: Where, partner: usize, ask: &Ask) {
        for world in indices(at) {
            self.worlds[world].send(self.runtime, &peer(partner, false), ask);
        }
    }

    /// Somebody else writes, unless that would change what P may see in one world only.
    fn write(&mut self, write: &Write, by_http: bool) {
        let source: Source = usize::from(write.source % 4)
            .checked_sub(1)
            .map(|at| at + 1);
        let secret = (write.at != Where::Both).then_some(write.at);
        let collection = target(write.collection, secret);
        let mut item = write.item.clone();
        match (write.plain, write.at) {
            (true, Where::Both) => item.open(),
            (true, _) => item.hide(),
            (false, _) => {}
        }
        let text = item.json();
        // What markings mean to everybody is the operator's: that is policy, the same in both worlds.
        let defines = source.is_none() && write.at != Where::Both && is_definition(&item);
        let allowed = source.is_none_or(|p| self.policy.may_write(p, collection));
        if defines || !allowed || !is_valid(&text) {
            return;
        }
        let step = self.step + 1;
        let now = time_of(step);
        let mut after = self.models.clone();
        let mut moved = [Moved::default(); 2];
        for world in indices(write.at) {
            moved[world] =
                after[world].submit(source, collection, std::slice::from_ref(&text), step, now);
        }
        if !self.permits(write.at, &after, &moved, now) {
            return;
        }
        self.models = after;
        self.next(|| {
            format!(
                "{} into {collection} in {:?}: {text}",
                name(source),
                write.at
            )
        });
        match write.at {
            Where::Both => self.tally.common += 1,
            _ => self.tally.hidden += 1,
        }
        match (source, by_http) {
            (Some(partner), true) => {
                let answer = self.others(write.at, partner, &script::post(collection, &text));
                let answer = answer.expect("an answer");
                assert!(
                    answer.status == 202,
                    "{}",
                    String::from_utf8_lossy(&answer.body)
                );
                self.learnt.foreign.extend(answer.member("id"));
            }
            (source, _) => {
                let source = source.map_or(operator(), |p| store::Source::Partner(p as i64 + 1));
                for world in indices(write.at) {
                    let texts = std::slice::from_ref(&text);
                    let done = self.worlds[world].submit(source.clone(), collection, texts);
                    done.expect("a submission");
                }
            }
        }
    }

    fn delete(&mut self, at: Where, partner: usize, collection: usize, id: &str) {
        let now = time_of(self.step + 1);
        let mut after = self.models.clone();
        for world in indices(at) {
            after[world].delete(partner, collection, id, super::model::Which::All, now);
        }
        let readable = self.policy.access(Some(partner), collection).is_some();
        let person = self.policy.role(partner).is_some();
        if person || !readable || !self.permits(at, &after, &[Moved::default(); 2], now) {
            return;
        }
        self.models = after;
        self.next(|| {
            format!(
                "{} deletes {id} from {collection} in {at:?}",
                PARTNERS[partner]
            )
        });
        self.others(at, partner, &script::delete(collection, id));
    }

    /// Whether P may see after it the same in both worlds; and, where it happens in one, what it saw before.
    fn permits(&mut self, at: Where, after: &[Model; 2], moved: &[Moved; 2], now: i64) -> bool {
        let low: Vec<Low> = after.iter().map(|model| model.low(now)).collect();
        let changed =
            at != Where::Both && indices(at).any(|world| self.models[world].low(now) != low[world]);
        if low[0] != low[1] || changed {
            self.tally.excluded += 1;
            return false;
        }
        self.unmixed(moved)
    }

    /// Whether what P hands in is covered by the property: docs/NONINTERFERENCE.md says what a relay may learn.
    fn is_proved(&mut self, after: &[Model; 2], moved: &[Moved; 2], now: i64) -> bool {
        let relays = !self.policy.anonymous && self.policy.partners[0].relays_for.is_some();
        let same = after[0].low(now) == after[1].low(now) && moved.iter().all(|m| m.visible == 0);
        self.tally.relayed += u64::from(relays && !same);
        !relays || same
    }

    fn unmixed(&mut self, moved: &[Moved; 2]) -> bool {
        let mixed = moved.iter().any(Moved::is_mixed);
        self.tally.mixed += u64::from(mixed);
        !mixed
    }

    /// P asks; both worlds must answer the same.
    fn ask(&mut self, request: &Request) -> Result<(), Box<Difference>> {
        // Whoever watches the server counts everybody's doings: that is what the role is for.
        let watches = self.policy.observer_role() == Some(Role::Operator);
        if watches && matches!(request.what, What::Metrics) {
            return Ok(());
        }
        let ask = request.ask(&self.policy, &self.learnt);
        let Some(after) = self.foresee(request, &ask) else {
            return Ok(());
        };
        self.next(|| {
            format!(
                "P: {} {} {}",
                ask.method,
                ask.target,
                String::from_utf8_lossy(&ask.body)
            )
        });
        let from = peer(
            0,
            !self.policy.anonymous && !self.policy.password && request.twist < 250,
        );
        let answers = [0, 1].map(|world| self.worlds[world].send(self.runtime, &from, &ask));
        self.note(|| {
            format!(
                "{} {}",
                answers[0].status,
                String::from_utf8_lossy(&answers[0].body)
            )
        });
        self.count(request, &ask, &answers[0]);
        if answers[0] != answers[1] {
            return Err(Box::new(Difference {
                request: ask,
                answers,
                trace: self.trace.clone().unwrap_or_default(),
            }));
        }
        if matches!(answers[0].status, 200 | 202) {
            self.models = after;
        }
        self.learnt.learn(&ask, &answers[0]);
        Ok(())
    }

    /// What the operator exports as P, as objects and as rules.
    fn export(&mut self) -> Result<(), Box<Difference>> {
        let clearance = self.policy.observer();
        let partner = (!self.policy.anonymous).then_some(PARTNERS[0]);
        let format = Format::ALL[self.step as usize % Format::ALL.len()];
        self.next(|| format!("the operator exports as P, rules for {}", format.name()));
        let bodies = [0, 1].map(|world| {
            super::exported::all(
                &self.worlds[world].store,
                &clearance,
                partner,
                format,
                self.step,
            )
        });
        if bodies[0] == bodies[1] {
            return Ok(());
        }
        let answers = bodies.map(|body| Answer {
            status: 200,
            headers: Vec::new(),
            body,
        });
        let request = Ask {
            method: "EXPORT",
            target: format.name().to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        };
        Err(Box::new(Difference {
            request,
            answers,
            trace: self.trace.clone().unwrap_or_default(),
        }))
    }

    /// The models after a request of P that succeeds; none when it is left out.
    fn foresee(&mut self, request: &Request, ask: &Ask) -> Option<[Model; 2]> {
        let mut after = self.models.clone();
        let (step, now) = (self.step + 1, time_of(self.step + 1));
        let named = ask.target.split('/').nth(3).unwrap_or_default();
        let collection = script::collection_of(named, &self.policy);
        // What lies in P's collection of notices is for P alone, and no model's affair.
        if self.learnt.notices.as_deref() == Some(named) {
            let keeps = matches!(request.what, What::Post(_) | What::Recall(_));
            return (!keeps).then_some(after);
        }
        match (&request.what, collection) {
            (What::Recall(_), Some(collection)) => {
                let texts = [script::only_object(&ask.body)];
                let moved =
                    [0, 1].map(|world| after[world].submit(Some(0), collection, &texts, step, now));
                self.is_proved(&after, &moved, now).then_some(after)
            }
            (What::Post(items), Some(collection)) => {
                let texts = posted(items, request.filter.malformed);
                let moved =
                    [0, 1].map(|world| after[world].submit(Some(0), collection, &texts, step, now));
                self.is_proved(&after, &moved, now).then_some(after)
            }
            (What::Delete, Some(collection)) => {
                let query = ask.target.split_once('?').map_or("", |(_, query)| query);
                if let Some(which) = request.filter.deletes(query) {
                    for model in &mut after {
                        model.delete(0, collection, &request.object_id(&self.learnt), which, now);
                    }
                }
                Some(after)
            }
            _ => Some(after),
        }
    }

    fn count(&mut self, request: &Request, ask: &Ask, answer: &Answer) {
        self.tally.asked += 1;
        let path = ask.target.split('?').next().unwrap_or_default();
        let method: Method = ask.method.parse().expect("a method");
        let pattern = match find(&self.worlds[0].app.settings, &method, path) {
            Found::Route(route, _) => route.pattern.to_owned(),
            Found::OtherMethods(_) => "other methods".to_owned(),
            Found::Nothing => "nothing".to_owned(),
            Found::Malformed => "malformed".to_owned(),
        };
        let route = (ask.method.to_owned(), pattern, answer.status);
        *self.tally.routes.entry(route).or_default() += 1;
        let now = time_of(self.step);
        let ids: Vec<String> = match &request.what {
            What::Object | What::Versions | What::Delete => vec![request.object_id(&self.learnt)],
            What::Post(items) => items.iter().map(Item::id).collect(),
            _ => Vec::new(),
        };
        let hidden = ids
            .iter()
            .any(|id| self.models.iter().any(|model| model.is_hidden(id, now)));
        self.tally.probes += u64::from(hidden);
    }
}

/// The objects of a POST that can be read and break no rule.
fn posted(items: &[Item], malformed: u8) -> Vec<String> {
    let mut texts: Vec<String> = items.iter().map(Item::json).collect();
    let spoilt = match malformed {
        1 | 2 => return Vec::new(),
        3 => Some(0),
        4 => texts.iter().position(|text| text.contains("\"2.1\"")),
        _ => None,
    };
    if let Some(at) = spoilt {
        texts.remove(at);
    }
    texts.retain(|text| is_valid(text));
    texts
}

fn is_valid(text: &str) -> bool {
    let object = Object::parse(text.as_bytes(), &Limits::default());
    object.is_ok_and(|object| stix::validate::errors(&object).is_empty())
}

fn indices(at: Where) -> impl Iterator<Item = usize> {
    let (first, last) = match at {
        Where::Both => (0, 2),
        Where::First => (0, 1),
        Where::Second => (1, 2),
    };
    first..last
}

/// Where others write: mostly where P reads; the first world has a secret collection, too.
fn target(number: u8, secret: Option<Where>) -> usize {
    match (number % 8, secret) {
        (7, Some(Where::First)) => SHARED,
        (at, _) => [0, 0, 0, 1, 1, 2, 2, 0][usize::from(at)],
    }
}

fn name(source: Source) -> &'static str {
    source.map_or("the operator", |partner| PARTNERS[partner])
}
