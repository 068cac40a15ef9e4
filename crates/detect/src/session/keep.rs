//! Which values of an event are kept in digests (`crate::digest`), gathered line by line.

use super::probe::Probe;
use crate::digest::{Kept, Kind, LONGEST_VALUE, Place, SLICE, Seen, keeps};
use crate::event::{Family, Field, Fields, Mapping, Scratch, Source};
use crate::text::Key;
use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};
use stix::pattern::Network;

/// The clock of an event that lies further ahead is wrong: the time of arrival counts.
const MOST_AHEAD: i64 = 86_400_000_000;
/// So many different sets of places are remembered.
const MOST_SETS: usize = 4_096;

/// The number of a place that nothing is kept of.
const NOWHERE: usize = usize::MAX;

/// Gathers the values of one source of mapped events.
#[derive(Debug)]
pub(super) struct Keeper {
    /// Those whose values are kept.
    probes: Vec<Probe>,
    /// Their numbers: by the slot of their field, and those of other sources.
    by_slot: Vec<Vec<u16>>,
    of_others: Vec<u16>,
    pub(super) gather: Gather,
}

impl Keeper {
    pub(super) fn new(mapping: &Mapping) -> Self {
        let mut probes = Probe::all(mapping);
        probes.retain(|probe| {
            !probe.is_constant && probe.paths().iter().any(|(_, path)| keeps(path))
        });
        let (mut by_slot, mut of_others) = (vec![Vec::new(); mapping.names.len()], Vec::new());
        for (number, probe) in (0..).zip(&probes) {
            match &probe.source {
                Source::Field(slot, _) => by_slot[usize::from(*slot)].push(number),
                Source::Template(..) | Source::Literal(_) => of_others.push(number),
            }
        }
        Self {
            probes,
            by_slot,
            of_others,
            gather: Gather::default(),
        }
    }

    /// Takes the values of one event.
    pub(super) fn event(
        &mut self,
        fields: &Fields<'_>,
        scratch: &mut Scratch,
        at: Option<i64>,
        arrival: Option<i64>,
    ) {
        let (probes, gather) = (&self.probes, &mut self.gather);
        gather.begin();
        let mut take = |number: u16, field: &Field<'_>| {
            let Field::Text(text) = field else { return };
            if let Some(key) = probes[usize::from(number)].key(text) {
                gather.take(text, u32::from(number), &key);
            }
        };
        for (slot, field) in fields.all() {
            for number in &self.by_slot[usize::from(*slot)] {
                let source = &probes[usize::from(*number)].source;
                source.of(field, |field| take(*number, field));
            }
        }
        for number in &self.of_others {
            let source = &probes[usize::from(*number)].source;
            source.each(fields, scratch, |field| take(*number, field));
        }
        self.gather.end(at, arrival, |number, kind, paths| {
            let all = probes[number as usize].paths().iter();
            let here = all.filter(|(family, path)| fits(*family, kind) && keeps(path));
            paths.extend(here.map(|(_, path)| (path.as_str().into(), kind)));
        });
    }
}

/// Gathers the values of events, each counted once an event, at all the paths that lead to it there.
#[derive(Debug, Default)]
pub(super) struct Gather {
    /// By what leads to one value of an event, and how it is compared there: the place.
    places: HashMap<Vec<(u32, Kind)>, usize, RandomState>,
    /// The places of different values of one event, sorted.
    sets: HashSet<Vec<usize>, RandomState>,
    kept: Kept,
    /// For the event at hand: where each value lies in `texts`, what leads to it, its kind.
    found: Vec<(std::ops::Range<usize>, u32, Kind)>,
    texts: String,
    at_once: Vec<(u32, Kind)>,
    here: Vec<usize>,
}

impl Gather {
    /// The values of another event follow.
    pub(super) fn begin(&mut self) {
        self.found.clear();
        self.texts.clear();
    }

    /// Takes a value.
    pub(super) fn take(&mut self, text: &str, number: u32, key: &Key<'_>) {
        if let (Some(kind), 1..=LONGEST_VALUE) = (kind(key), text.len()) {
            let from = self.texts.len();
            self.texts.push_str(text);
            self.found.push((from..self.texts.len(), number, kind));
        }
    }

    /// Counts the values taken; `paths` adds those that a number stands for.
    pub(super) fn end(
        &mut self,
        at: Option<i64>,
        arrival: Option<i64>,
        paths: impl Fn(u32, Kind, &mut Vec<(Box<str>, Kind)>),
    ) {
        let most = arrival.map_or(i64::MAX, |arrival| arrival.saturating_add(MOST_AHEAD));
        let Some(at) = at.filter(|at| (0..=most).contains(at)).or(arrival) else {
            return;
        };
        let (opened, milliseconds) = (at.div_euclid(SLICE) * SLICE, at.div_euclid(1_000));
        let seen = Seen {
            count: 1,
            first: milliseconds,
            last: milliseconds,
        };
        let mut found = std::mem::take(&mut self.found);
        let texts = std::mem::take(&mut self.texts);
        // What leads to one value one after the other.
        found.sort_unstable_by(|(a, number, kind), (b, other, other_kind)| {
            let order = texts[a.clone()].cmp(&texts[b.clone()]);
            order.then((number, kind).cmp(&(other, other_kind)))
        });
        self.here.clear();
        for of_one in found.chunk_by(|a, b| texts[a.0.clone()] == texts[b.0.clone()]) {
            self.at_once.clear();
            let leading = of_one.iter().map(|(_, number, kind)| (*number, *kind));
            self.at_once.extend(leading);
            self.at_once.dedup();
            let place = self.place(&paths);
            if place != NOWHERE {
                self.here.push(place);
                let value = &texts[of_one[0].0.clone()];
                self.kept.add(opened, place, value, seen);
            }
        }
        (self.found, self.texts) = (found, texts);
        self.note();
    }

    /// Notes at which places the values of this event stood.
    fn note(&mut self) {
        self.here.sort_unstable();
        if !self.sets.contains(self.here.as_slice()) {
            self.kept.note(&self.here);
            if self.sets.len() < MOST_SETS {
                self.sets.insert(self.here.clone());
            }
        }
    }

    /// The number of the place of the value at hand.
    fn place(&mut self, add: &impl Fn(u32, Kind, &mut Vec<(Box<str>, Kind)>)) -> usize {
        if let Some(known) = self.places.get(&self.at_once) {
            return *known;
        }
        let mut paths: Vec<(Box<str>, Kind)> = Vec::new();
        for (number, kind) in &self.at_once {
            add(*number, *kind, &mut paths);
        }
        paths.sort_unstable();
        paths.dedup();
        let place: Place = paths.into();
        let number = if place.is_empty() {
            NOWHERE
        } else {
            self.kept.place(&place)
        };
        self.places.insert(self.at_once.clone(), number);
        number
    }

    /// The values since the last call.
    pub(super) fn kept(&mut self) -> Kept {
        self.kept.take()
    }
}

fn kind(key: &Key<'_>) -> Option<Kind> {
    Some(match key {
        Key::Text(_) => Kind::Exact,
        Key::Network(Network::V4(..)) => Kind::V4,
        Key::Network(Network::V6(..)) => Kind::V6,
        Key::Domain(_) => Kind::Domain,
        Key::Hash(_) => Kind::Hash,
        Key::Number(_) => return None,
    })
}

/// Whether a value of this kind is found at a path for this family.
fn fits(family: Family, kind: Kind) -> bool {
    match family {
        Family::Any => true,
        Family::V4 => kind == Kind::V4,
        Family::V6 => kind == Kind::V6,
        Family::Domain => !matches!(kind, Kind::V4 | Kind::V6),
    }
}
