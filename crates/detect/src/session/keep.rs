//! Which values of an event are kept in digests (`crate::digest`), gathered line by line.

use super::probe::Probe;
use crate::digest::{Kept, Kind, LONGEST_VALUE, Place, SLICE, Seen, keeps};
use crate::event::{Family, Field, Fields, Mapping, Scratch, Source};
use crate::text::Key;
use std::collections::HashMap;
use stix::pattern::Network;

/// The clock of an event that lies further ahead is wrong: the time of arrival counts.
const MOST_AHEAD: i64 = 86_400_000_000;

/// The number of a place that nothing is kept of.
const NOWHERE: usize = usize::MAX;

/// Gathers the values of one source.
#[derive(Debug)]
pub(super) struct Keeper {
    /// Those whose values are kept.
    probes: Vec<Probe>,
    /// Their numbers: by the slot of their field, and those of other sources.
    by_slot: Vec<Vec<u16>>,
    of_others: Vec<u16>,
    /// By the probes that hold one value of an event, and how it is compared there: the place.
    places: HashMap<Vec<(u16, Kind)>, usize>,
    pub(super) kept: Kept,
    /// For the line at hand: where each value lies in `texts`, its probe, its kind.
    found: Vec<(std::ops::Range<usize>, u16, Kind)>,
    texts: String,
    at_once: Vec<(u16, Kind)>,
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
            places: HashMap::new(),
            kept: Kept::default(),
            found: Vec::new(),
            texts: String::new(),
            at_once: Vec::new(),
        }
    }

    /// Takes the values of one event, each counted once a set of paths.
    pub(super) fn event(
        &mut self,
        fields: &Fields<'_>,
        scratch: &mut Scratch,
        at: Option<i64>,
        arrival: Option<i64>,
    ) {
        let most = arrival.map_or(i64::MAX, |arrival| arrival.saturating_add(MOST_AHEAD));
        let Some(at) = at.filter(|at| (0..=most).contains(at)).or(arrival) else {
            return;
        };
        let (probes, found, texts) = (&self.probes, &mut self.found, &mut self.texts);
        found.clear();
        texts.clear();
        let mut take = |number: u16, field: &Field<'_>| {
            let Field::Text(text) = field else { return };
            if text.is_empty() || text.len() > LONGEST_VALUE {
                return;
            }
            let key = probes[usize::from(number)].key(text);
            let Some(kind) = key.and_then(|key| kind(&key)) else {
                return;
            };
            let known = found
                .iter()
                .find(|(range, ..)| texts[range.clone()] == **text);
            let range = known.map(|(range, ..)| range.clone()).unwrap_or_else(|| {
                texts.push_str(text);
                texts.len() - text.len()..texts.len()
            });
            found.push((range, number, kind));
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
        // A value's probes one after the other.
        self.found
            .sort_unstable_by_key(|(range, number, kind)| (range.start, *number, *kind));
        let found = std::mem::take(&mut self.found);
        for of_one in found.chunk_by(|a, b| a.0 == b.0) {
            self.at_once.clear();
            self.at_once
                .extend(of_one.iter().map(|(_, number, kind)| (*number, *kind)));
            self.at_once.dedup();
            let place = self.place();
            if place != NOWHERE {
                let milliseconds = at.div_euclid(1_000);
                let seen = Seen {
                    count: 1,
                    first: milliseconds,
                    last: milliseconds,
                };
                let value = &self.texts[of_one[0].0.clone()];
                self.kept
                    .add(at.div_euclid(SLICE) * SLICE, place, value, seen);
            }
        }
        self.found = found;
    }

    /// The number of the place that the probes at hand make together.
    fn place(&mut self) -> usize {
        if let Some(known) = self.places.get(&self.at_once) {
            return *known;
        }
        let mut paths: Vec<(Box<str>, Kind)> = Vec::new();
        for (number, kind) in &self.at_once {
            let all = self.probes[usize::from(*number)].paths().iter();
            let here = all.filter(|(family, path)| fits(*family, *kind) && keeps(path));
            paths.extend(here.map(|(_, path)| (path.as_str().into(), *kind)));
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
