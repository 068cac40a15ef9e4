//! Values as they are gathered: one table a slice, all texts one after the other.
//!
//! Most values are there again and again, and most of them are not near the processor: a table of hashes finds a value in
//! three looks at memory, and a new one costs no room of its own.

use super::part::{self, Part};
use super::{Place, Seen};
use foldhash::quality::RandomState;
use hashbrown::HashTable;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::BuildHasher;
use std::sync::{Arc, LazyLock};

/// One for all, so that what one has gathered another can take in; new in every process, so that nobody can prepare values
/// that collide.
static HASHER: LazyLock<RandomState> = LazyLock::new(RandomState::default);

/// Values that were seen, by slice and place.
#[derive(Debug, Default)]
pub struct Kept {
    places: Vec<Place>,
    numbers: HashMap<Place, usize>,
    pub(super) together: Together,
    /// By the beginning of the slice, microseconds.
    slices: BTreeMap<i64, Values>,
    len: usize,
}

/// Which places different values of one event have stood at: what tells events apart where values are counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Together {
    /// By place: most different values of one event there.
    most: Vec<u64>,
    /// Two places of one event, the smaller number first.
    met: BTreeSet<(usize, usize)>,
}

impl Together {
    /// Notes the places of the different values of one event, which are sorted.
    pub(super) fn note(&mut self, places: &[usize]) {
        let mut before: Vec<usize> = Vec::new();
        for same in places.chunk_by(|a, b| a == b) {
            self.at_least(same[0], same.len() as u64);
            before.iter().for_each(|other| self.meet(same[0], *other));
            before.push(same[0]);
        }
    }

    pub(super) fn at_least(&mut self, place: usize, most: u64) {
        if self.most.len() <= place {
            self.most.resize(place + 1, 0);
        }
        self.most[place] = self.most[place].max(most);
    }

    pub(super) fn meet(&mut self, a: usize, b: usize) {
        if a != b {
            self.met.insert((a.min(b), a.max(b)));
        }
    }

    /// Most different values of one event at a place.
    pub(super) fn most(&self, place: usize) -> u64 {
        self.most.get(place).copied().unwrap_or(1).max(1)
    }

    /// Whether two values at these places may be of one event.
    pub(super) fn may_meet(&self, a: usize, b: usize) -> bool {
        match a == b {
            true => self.most(a) > 1,
            false => self.met.contains(&(a.min(b), a.max(b))),
        }
    }

    pub(super) fn join(&mut self, other: &Self, number: impl Fn(usize) -> usize) {
        for (place, most) in other.most.iter().enumerate() {
            self.at_least(number(place), *most);
        }
        for (a, b) in &other.met {
            self.meet(number(*a), number(*b));
        }
    }
}

/// The values of one slice.
#[derive(Debug, Default)]
struct Values {
    table: HashTable<u32>,
    entries: Vec<Entry>,
    texts: String,
}

#[derive(Debug)]
struct Entry {
    /// Where the text begins; it ends where the next begins.
    at: usize,
    hash: u32,
    place: u32,
    seen: Seen,
}

impl Values {
    fn text(&self, number: u32) -> &str {
        let next = self.entries.get(number as usize + 1);
        &self.texts[self.entries[number as usize].at..next.map_or(self.texts.len(), |next| next.at)]
    }

    /// Adds a value; whether it is new. More than four thousand million are not kept.
    fn add(&mut self, (hash, place): (u32, u32), value: &str, seen: Seen) -> bool {
        let is_it = |number: &u32| {
            let entry = &self.entries[*number as usize];
            entry.hash == hash && entry.place == place && self.text(*number) == value
        };
        if let Some(known) = self.table.find(spread(hash, place), is_it) {
            self.entries[*known as usize].seen.add(&seen);
            return false;
        }
        let Ok(number) = u32::try_from(self.entries.len()) else {
            return false;
        };
        self.entries.push(Entry {
            at: self.texts.len(),
            hash,
            place,
            seen,
        });
        self.texts.push_str(value);
        let entries = &self.entries;
        let again = |number: &u32| {
            let entry = &entries[*number as usize];
            spread(entry.hash, entry.place)
        };
        self.table.insert_unique(spread(hash, place), number, again);
        true
    }
}

/// The hash of a text, for its table.
fn hash(value: &str) -> u32 {
    (HASHER.hash_one(value) >> 32) as u32
}

/// Over 64 bits, as the table uses high ones and low ones.
fn spread(hash: u32, place: u32) -> u64 {
    let mixed = u64::from(hash ^ place.wrapping_mul(0x85EB_CA6B));
    mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl Kept {
    /// How many different values there are, each counted once a slice and place.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The number of a place here.
    pub(crate) fn place(&mut self, place: &Place) -> usize {
        if let Some(number) = self.numbers.get(place) {
            return *number;
        }
        self.places.push(Arc::clone(place));
        self.numbers
            .insert(Arc::clone(place), self.places.len() - 1);
        self.places.len() - 1
    }

    /// Takes out what was gathered; the numbers of places stay.
    pub(crate) fn take(&mut self) -> Self {
        Self {
            places: self.places.clone(),
            numbers: self.numbers.clone(),
            together: self.together.clone(),
            slices: std::mem::take(&mut self.slices),
            len: std::mem::take(&mut self.len),
        }
    }

    /// Notes the places of the different values of one event, which are sorted.
    pub(crate) fn note(&mut self, places: &[usize]) {
        self.together.note(places);
    }

    pub(crate) fn add(&mut self, opened: i64, place: usize, value: &str, seen: Seen) {
        self.add_hashed(opened, place, (hash(value), value), seen);
    }

    fn add_hashed(&mut self, opened: i64, place: usize, (hash, value): (u32, &str), seen: Seen) {
        // A place has a number for each set of paths of one mapping: there are not so many.
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        let slice = self.slices.entry(opened).or_default();
        self.len += usize::from(slice.add((hash, place), value, seen));
    }

    /// Adds what another has gathered.
    pub fn join(&mut self, other: Self) {
        if self.is_empty() && self.places.is_empty() {
            *self = other;
            return;
        }
        let places = other.places.iter();
        let numbers: Vec<usize> = places.map(|place| self.place(place)).collect();
        self.together.join(&other.together, |place| numbers[place]);
        for (opened, values) in &other.slices {
            for (number, entry) in (0..).zip(&values.entries) {
                let value = (entry.hash, values.text(number));
                let place = numbers[entry.place as usize];
                self.add_hashed(*opened, place, value, entry.seen);
            }
        }
    }

    /// As they are written, one a slice.
    pub fn parts(self) -> Vec<Part> {
        let slices = self.slices.iter();
        slices
            .map(|(opened, values)| {
                let mut by_place = vec![Vec::new(); self.places.len()];
                for (number, entry) in (0..).zip(&values.entries) {
                    by_place[entry.place as usize].push((values.text(number), entry.seen));
                }
                part::encode(*opened, &self.places, &self.together, by_place)
            })
            .collect()
    }
}
