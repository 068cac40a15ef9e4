//! The compiled set of indicators: which value, piece of text or type of object concerns which of
//! them. Indicators come and go one by one; nothing is ever built anew as a whole.

mod gate;
mod grams;
mod record;
mod sweep;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use stix::pattern::{Diagnostic, Network};

use crate::index::{Chunked, Hasher, How, Index, MOST_PLACES, Prefixes, Target};
use crate::program::{Condition, Expression, PathStep, Program, compile};
use crate::text::Key;
use gate::{Trigger, indexed, triggers};
use grams::Grams;
use record::{Ids, Record, Validities, Validity};

pub(crate) use gate::folds;
pub(crate) use record::uuid_of;

/// What the matcher needs to know of an indicator (section 4.7).
#[derive(Debug, Clone, Copy, Default)]
pub struct Indicator<'a> {
    /// `id`: `indicator--` and a UUID.
    pub id: &'a str,
    /// `pattern`, of `pattern_type` `stix`.
    pub pattern: &'a str,
    /// `valid_from` in microseconds: events before it do not match.
    pub valid_from: Option<i64>,
    /// `valid_until` in microseconds: events at or after it do not match.
    pub valid_until: Option<i64>,
    /// `revoked`: matches nothing.
    pub revoked: bool,
    /// `confidence`, 0 to 100.
    pub confidence: Option<u8>,
}

/// An indicator whose pattern is parsed: what can be done by several threads at once.
#[derive(Debug)]
pub struct Prepared {
    uuid: [u8; 16],
    validity: Validity,
    confidence: Option<u8>,
    pattern: Box<str>,
    /// None for one that is revoked.
    program: Option<Result<Program, Refusal>>,
}

impl Prepared {
    /// Parses the pattern of an indicator.
    ///
    /// # Errors
    /// When its id is none of an indicator. A pattern that cannot be used is told when it is added.
    pub fn new(indicator: &Indicator<'_>) -> Result<Self, Refusal> {
        let Some(uuid) = uuid_of(indicator.id) else {
            return Err(Refusal::Id(indicator.id.to_owned()));
        };
        let compiled = || {
            let program = compile(indicator.pattern).map_err(Refusal::Pattern)?;
            match program.leaves.len() > usize::from(MOST_PLACES) {
                true => Err(Refusal::Large),
                false => Ok(program),
            }
        };
        Ok(Self {
            uuid,
            validity: Validity {
                from: indicator.valid_from.unwrap_or(i64::MIN),
                until: indicator.valid_until.unwrap_or(i64::MAX),
            },
            confidence: indicator.confidence,
            pattern: indicator.pattern.into(),
            program: (!indicator.revoked).then(compiled),
        })
    }
}

/// What all matching is subject to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings {
    /// Indicators with less `confidence` are left out; those without one are not.
    pub least_confidence: u8,
}

/// Why an indicator is not matched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Its id is no indicator's.
    #[error("`{0}` is no id of an indicator")]
    Id(String),
    /// Its pattern is invalid and so matches nothing (section 9.4).
    #[error("{0}")]
    Pattern(Box<Diagnostic>),
    /// Its pattern has more observation expressions than can be kept apart.
    #[error("the pattern has more than {} observation expressions", MOST_PLACES)]
    Large,
}

/// What became of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is matched from now on.
    Active,
    /// It is revoked, or its confidence is too low: it is not matched, nor is an older version.
    LeftOut,
}

/// A set of indicators, ready to meet events.
#[derive(Debug, Default)]
pub struct Matcher {
    settings: Settings,
    pub(crate) hasher: Hasher,
    pub(crate) index: Index,
    pub(crate) prefixes: Prefixes,
    grams: Grams,
    types: HashMap<Box<str>, Vec<(u32, u16)>>,
    paths: Paths,
    records: Chunked<Record>,
    ids: Ids,
    validities: Validities,
    complex: Vec<Option<Complex>>,
    free_complex: Vec<u32>,
    /// By record.
    complex_of: HashMap<u32, u32>,
    sweep: sweep::Sweep,
    live: usize,
    /// Counts patterns that must be evaluated, as they come and go.
    changes: u64,
}

/// A pattern that is evaluated once its triggers are there.
#[derive(Debug)]
pub(crate) struct Complex {
    pub(crate) program: Program,
    pub(crate) record: u32,
    /// Counts up with each pattern in this place, so that state of an earlier one is known as stale.
    pub(crate) generation: u32,
    /// Names the pattern, the same in every process.
    pub(crate) digest: [u8; 16],
    /// Steps beyond what each observation grants it, in all sessions.
    spent: AtomicU64,
}

/// Steps that every observation grants a pattern.
const GRANTED: u64 = 150_000;
/// Steps beyond them after which a pattern is not evaluated any more: eight searches given up.
const MOST_SPENT: u64 = 8 * crate::solve::BUDGET;

impl Complex {
    /// Whether it has cost too much.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.spent.load(Relaxed) >= MOST_SPENT
    }

    /// Notes the steps of a search.
    pub(crate) fn spend(&self, steps: u64) {
        if steps > GRANTED {
            self.spent.fetch_add(steps - GRANTED, Relaxed);
        }
    }

    /// Notes a search that went beyond its bound.
    pub(crate) fn give_up(&self) {
        self.spent.fetch_add(crate::solve::BUDGET, Relaxed);
    }
}

/// The paths that indicators ask for by value.
#[derive(Debug, Default)]
struct Paths {
    ids: HashMap<Box<str>, u16>,
    list: Vec<Path>,
    /// Some path has no number.
    is_full: bool,
}

/// One of them.
#[derive(Debug)]
pub(crate) struct Path {
    pub(crate) text: Box<str>,
    pub(crate) object_type: Box<str>,
    pub(crate) steps: Box<[PathStep]>,
}

impl Matcher {
    /// An empty set.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            ..Self::default()
        }
    }

    /// How many indicators are matched.
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// Adds an indicator, in place of an earlier version of it.
    ///
    /// # Errors
    /// When it cannot be matched; an earlier version is gone then, too.
    pub fn add(&mut self, indicator: &Indicator<'_>) -> Result<Added, Refusal> {
        self.add_prepared(Prepared::new(indicator)?)
    }

    /// The same with one that was prepared beside the matcher.
    ///
    /// # Errors
    /// As [`Matcher::add`].
    pub fn add_prepared(&mut self, prepared: Prepared) -> Result<Added, Refusal> {
        self.remove_uuid(&prepared.uuid);
        self.sweep_on();
        let too_weak = prepared
            .confidence
            .is_some_and(|c| c < self.settings.least_confidence);
        if too_weak {
            return Ok(Added::LeftOut);
        }
        let Some(program) = prepared.program.transpose()? else {
            return Ok(Added::LeftOut);
        };
        let validity = self.validities.intern(prepared.validity);
        let record = self.records.add(Record::new(prepared.uuid, validity));
        self.ids.insert(&prepared.uuid, record);
        self.live += 1;
        if !self.add_atomic(&program, record) {
            let digest = uuid::Uuid::new_v5(&uuid::Uuid::nil(), prepared.pattern.as_bytes());
            self.add_complex(program, record, digest.into_bytes());
        }
        Ok(Added::Active)
    }

    /// Whether an indicator of this id is matched.
    pub fn contains(&self, id: &str) -> bool {
        let records = &self.records;
        uuid_of(id).is_some_and(|uuid| {
            let is_it = |at| records.get(at).uuid == uuid;
            self.ids.find(&uuid, is_it).is_some()
        })
    }

    /// Takes out every indicator whose UUID is not among these. How many were taken out.
    pub fn retain(&mut self, kept: &HashSet<[u8; 16]>) -> usize {
        let all = self.ids.all().into_iter();
        let gone: Vec<[u8; 16]> = all
            .map(|record| self.records.get(record).uuid)
            .filter(|uuid| !kept.contains(uuid))
            .collect();
        gone.iter().for_each(|uuid| {
            self.remove_uuid(uuid);
        });
        gone.len()
    }

    /// The ids of indicators that are not evaluated any more: searches for them took too many steps.
    pub fn exhausted(&self) -> Vec<[u8; 16]> {
        let all = self.complex.iter().flatten();
        let exhausted = all.filter(|complex| complex.is_exhausted());
        exhausted
            .map(|complex| self.records.get(complex.record).uuid)
            .collect()
    }

    /// Takes an indicator out. Whether it was there.
    pub fn remove(&mut self, id: &str) -> bool {
        uuid_of(id).is_some_and(|uuid| self.remove_uuid(&uuid))
    }

    fn remove_uuid(&mut self, uuid: &[u8; 16]) -> bool {
        let records = &self.records;
        let Some(record) = self.ids.remove(uuid, |at| records.get(at).uuid == *uuid) else {
            return false;
        };
        self.live -= 1;
        let is_complex = self.records.get(record).is_complex();
        if is_complex && let Some(place) = self.complex_of.remove(&record) {
            self.remove_complex(place);
            self.records.remove(record);
        } else {
            // Its values stay in the index and lead to a dead record until they are swept out.
            self.records.get_mut(record).kill();
            self.sweep_later(record);
        }
        true
    }

    /// Adds a pattern that one value decides. `false` if it is none.
    fn add_atomic(&mut self, program: &Program, record: u32) -> bool {
        let mut conditions = Vec::new();
        let is_flat = program.is_single()
            && program
                .leaves
                .first()
                .is_some_and(|leaf| flat(leaf, &mut conditions));
        if !is_flat {
            return false;
        }
        let mut wanted: Vec<(Trigger, &Condition)> = Vec::new();
        for condition in conditions {
            let Some(values) = indexed(condition, &self.hasher) else {
                return false;
            };
            wanted.extend(values.into_iter().map(|value| (value, condition)));
        }
        let places: Option<Vec<u16>> = wanted
            .iter()
            .map(|(_, condition)| self.paths.intern(condition))
            .collect();
        let Some(places) = places else { return false };
        for ((trigger, _), place) in wanted.into_iter().zip(places) {
            let (hash, how) = match trigger {
                Trigger::Value(hash) => (hash, How::Equal),
                Trigger::Block(network, hash) => {
                    self.prefixes.add(network);
                    (hash, How::Subset)
                }
                Trigger::Gram(..) | Trigger::Type(_) => continue,
            };
            self.index.add(
                hash,
                Target {
                    owner: record,
                    place,
                    how,
                },
            );
        }
        true
    }

    fn add_complex(&mut self, program: Program, record: u32, digest: [u8; 16]) {
        self.changes += 1;
        let fresh = self.complex.len() as u32;
        let place = self.free_complex.pop().unwrap_or(fresh);
        if place == fresh {
            self.complex.push(None);
        }
        for (leaf, expression) in (0u16..).zip(&program.leaves) {
            self.paths.note(expression);
            for trigger in triggers(expression, &self.hasher) {
                self.wait(trigger, (place, leaf));
            }
        }
        self.records.get_mut(record).set_complex();
        self.complex_of.insert(record, place);
        let generation = self.validities.next_generation();
        self.complex[place as usize] = Some(Complex {
            program,
            record,
            generation,
            digest,
            spent: AtomicU64::new(0),
        });
    }

    fn wait(&mut self, trigger: Trigger, who: (u32, u16)) {
        let target = |how| Target {
            owner: who.0,
            place: who.1,
            how,
        };
        match trigger {
            Trigger::Value(hash) => {
                self.index.add(hash, target(How::Gate));
            }
            Trigger::Block(network, hash) => {
                self.prefixes.add(network);
                self.index.add(hash, target(How::SubsetGate));
            }
            Trigger::Gram(gram, property) => self.grams.add(gram, &property, who),
            Trigger::Type(name) => self.types.entry(name).or_default().push(who),
        }
    }

    fn remove_complex(&mut self, place: u32) {
        let Some(complex) = self.complex[place as usize].take() else {
            return;
        };
        self.changes += 1;
        for (leaf, expression) in (0u16..).zip(&complex.program.leaves) {
            let who = (place, leaf);
            let target = |how| Target {
                owner: place,
                place: leaf,
                how,
            };
            for trigger in triggers(expression, &self.hasher) {
                match trigger {
                    Trigger::Value(hash) => {
                        self.index.remove(hash, target(How::Gate));
                    }
                    Trigger::Block(_, hash) => {
                        self.index.remove(hash, target(How::SubsetGate));
                    }
                    Trigger::Gram(gram, property) => self.grams.remove(gram, &property, who),
                    Trigger::Type(name) => {
                        if let Some(waiting) = self.types.get_mut(&name) {
                            waiting.retain(|other| *other != who);
                        }
                    }
                }
            }
        }
        self.free_complex.push(place);
    }
}

/// What matching asks.
impl Matcher {
    /// The id of a record and whether it is valid at this time; `None` if it is gone.
    pub(crate) fn live(&self, record: u32, at: Option<i64>) -> Option<[u8; 16]> {
        let record = self.records.get(record);
        let validity = self.validities.get(record.validity()?);
        let is_valid = at.is_none_or(|at| validity.from <= at && at < validity.until);
        is_valid.then_some(record.uuid)
    }

    /// Brings near what is known of the indicators that values with these tags may stand for: the processor waits for all
    /// of them at once, not for each in its turn.
    pub(crate) fn draw_near(&self, tags: &[u32]) {
        tags.iter().for_each(|tag| self.index.touch(*tag));
        for record in tags.iter().filter_map(|tag| self.index.guess(*tag)) {
            std::hint::black_box(self.records.get(record).validity());
        }
    }

    pub(crate) fn path(&self, place: u16) -> &Path {
        &self.paths.list[usize::from(place)]
    }

    /// How many paths there are; a path that was once numbered keeps its number.
    pub(crate) fn path_count(&self) -> usize {
        self.paths.list.len()
    }

    /// Whether there are too many paths to say which are asked for.
    pub(crate) fn asks_for_all(&self) -> bool {
        self.paths.is_full
    }

    pub(crate) fn path_id(&self, text: &str) -> Option<u16> {
        self.paths.ids.get(text).copied()
    }

    pub(crate) fn complex(&self, place: u32) -> Option<&Complex> {
        self.complex.get(place as usize)?.as_ref()
    }

    /// Where an indicator that must be evaluated stands.
    pub(crate) fn place_of(&self, uuid: &[u8; 16]) -> Option<u32> {
        let records = &self.records;
        let record = self.ids.find(uuid, |at| records.get(at).uuid == *uuid)?;
        self.complex_of.get(&record).copied()
    }

    /// The UUID of a record, dead or alive.
    pub(crate) fn uuid(&self, record: u32) -> [u8; 16] {
        self.records.get(record).uuid
    }

    /// What waits for blocks that hold this address, and the block.
    pub(crate) fn around(&self, address: Network) -> impl Iterator<Item = (Network, Target)> {
        self.prefixes.around(address).flat_map(|block| {
            let found = self.index.find(&self.hasher, &Key::Network(block));
            found.map(move |target| (block, target))
        })
    }

    pub(crate) fn looks_through(&self, property: &str) -> bool {
        self.grams.looks_at(property)
    }

    pub(crate) fn find_grams(&self, text: &str, found: &mut Vec<(u32, u16)>) {
        self.grams.find(text, found);
    }

    /// Who must be evaluated wherever there is an object of this type.
    pub(crate) fn waiting_for_type(&self, name: &str) -> &[(u32, u16)] {
        self.types.get(name).map_or(&[], Vec::as_slice)
    }

    /// Changes whenever a pattern that must be evaluated comes or goes.
    pub(crate) fn changes(&self) -> u64 {
        self.changes
    }
}

impl Paths {
    /// Numbers every path that an expression asks for: fields that lead to none of them are not looked at.
    fn note(&mut self, expression: &Expression) {
        match expression {
            Expression::Test(condition) => {
                self.intern(condition);
            }
            Expression::And(parts) | Expression::Or(parts) => {
                parts.iter().for_each(|part| self.note(part));
            }
        }
    }

    /// The number of a path; `None` when there are too many.
    fn intern(&mut self, condition: &Condition) -> Option<u16> {
        if let Some(known) = self.ids.get(&condition.path) {
            return Some(*known);
        }
        let Some(id) = u16::try_from(self.list.len())
            .ok()
            .filter(|id| *id < MOST_PLACES)
        else {
            self.is_full = true;
            return None;
        };
        self.ids.insert(condition.path.clone(), id);
        self.list.push(Path {
            text: condition.path.clone(),
            object_type: condition.object_type.clone(),
            steps: condition.steps.clone(),
        });
        Some(id)
    }
}

/// The conditions of an expression that is nothing but alternatives.
fn flat<'e>(expression: &'e Expression, conditions: &mut Vec<&'e Condition>) -> bool {
    match expression {
        Expression::Test(condition) => {
            conditions.push(condition);
            true
        }
        Expression::Or(parts) => parts.iter().all(|part| flat(part, conditions)),
        Expression::And(_) => false,
    }
}
