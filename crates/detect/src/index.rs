//! Values to indicators: one table of keyed hashes, 80 bits a value, that grows in small steps.
//!
//! ```text
//! "example.com" ─ key ─► hash ─► shard ─► filter ─► bucket of 8 (tag, slot) ─► indicator, path, how
//!                                                                           └─► several of them, one after the other
//! ```
//!
//! A miss reads a word of the filter, which is small enough to stay near the processor, and one in thirty
//! a cache line of the table. Adding or removing one value touches one bucket; when a shard is full it
//! alone is laid out anew, a sixteenth larger, so nothing ever pauses for the whole.

mod chunked;
mod hash;
mod networks;
mod table;

pub(crate) use chunked::Chunked;
pub(crate) use hash::{Hash, Hasher};
pub(crate) use networks::Prefixes;
pub(crate) use table::Table;

use crate::text::Key;

/// What a value stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Target {
    /// The indicator, or the complex pattern of a gate.
    pub(crate) owner: u32,
    /// The path of the comparison, or the leaf of a gate.
    pub(crate) place: u16,
    pub(crate) how: How,
}

/// What a hit means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// The value equals the constant.
    Equal,
    /// The address lies in the block.
    Subset,
    /// The leaf of this complex pattern may hold.
    Gate,
    /// The same, by a block that the address lies in.
    SubsetGate,
}

const NONE: u32 = u32::MAX;

/// More places than this do not fit a slot.
pub(crate) const MOST_PLACES: u16 = 1 << 13;
/// In the place of a slot: the value stands for several things.
const SEVERAL: u16 = 1 << 15;

/// The place and how, in one.
fn packed(target: Target) -> u16 {
    target.place % MOST_PLACES + target.how as u16 * MOST_PLACES
}

fn unpacked(owner: u32, place: u16) -> Target {
    let how = [How::Equal, How::Subset, How::Gate, How::SubsetGate];
    Target {
        owner,
        place: place % MOST_PLACES,
        how: how[usize::from(place / MOST_PLACES) % how.len()],
    }
}

/// What a value stands for, in 12 bytes beside its tag: there are millions of them.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// The owner, or where the several begin.
    owner: u32,
    check: [u16; 3],
    /// The place and how, or [`SEVERAL`].
    place: u16,
}

impl Slot {
    /// Where the several things begin that it stands for.
    fn several(&self) -> Option<u32> {
        (self.place == SEVERAL).then_some(self.owner)
    }
}

/// One of several things that a value stands for.
#[derive(Debug, Clone, Copy)]
struct Entry {
    owner: u32,
    next: u32,
    place: u16,
}

/// The index.
#[derive(Debug)]
pub(crate) struct Index {
    table: Table<Slot>,
    several: Chunked<Entry>,
}

impl Default for Index {
    fn default() -> Self {
        Self {
            table: Table::new(true),
            several: Chunked::default(),
        }
    }
}

impl Index {
    /// Adds what a value stands for.
    pub(crate) fn add(&mut self, hash: Hash, target: Target) {
        let slot = Slot {
            owner: target.owner,
            check: hash.check,
            place: packed(target),
        };
        let Some(known) = self
            .table
            .find_mut(hash.tag, |slot| slot.check == hash.check)
        else {
            return self.table.insert(hash.tag, slot);
        };
        let before = known.several().unwrap_or_else(|| {
            self.several.add(Entry {
                owner: known.owner,
                next: NONE,
                place: known.place,
            })
        });
        let first = self.several.add(Entry {
            owner: slot.owner,
            next: before,
            place: slot.place,
        });
        (known.owner, known.place) = (first, SEVERAL);
    }

    /// Takes out what was added with the same hash and target.
    pub(crate) fn remove(&mut self, hash: Hash, target: Target) -> bool {
        let is_it = |slot: &Slot| slot.check == hash.check;
        let Some(slot) = self.table.find(hash.tag, is_it) else {
            return false;
        };
        let mut was_there = false;
        let mut is_gone = |other: Target| {
            let is_it = !was_there && other == target;
            was_there |= is_it;
            is_it
        };
        self.weed(hash.tag, slot, &mut is_gone);
        was_there
    }

    /// Takes what is gone out of a slot.
    fn weed(&mut self, tag: u32, slot: Slot, is_gone: &mut dyn FnMut(Target) -> bool) {
        let is_it = |other: &Slot| other.check == slot.check;
        let Some(first) = slot.several() else {
            if is_gone(unpacked(slot.owner, slot.place)) {
                self.table.remove(tag, is_it);
            }
            return;
        };
        let (mut head, mut before, mut at) = (first, None, first);
        while at != NONE {
            let entry = *self.several.get(at);
            match (is_gone(unpacked(entry.owner, entry.place)), before) {
                (false, _) => before = Some(at),
                (true, None) => head = entry.next,
                (true, Some(before)) => self.several.get_mut(before).next = entry.next,
            }
            if before != Some(at) {
                self.several.remove(at);
            }
            at = entry.next;
        }
        if head == NONE {
            self.table.remove(tag, is_it);
        } else if let Some(slot) = self.table.find_mut(tag, is_it) {
            slot.owner = head;
        }
    }

    /// What a value stands for. The second half of its hash is made only when the first is known.
    pub(crate) fn find(&self, hasher: &Hasher, key: &Key<'_>) -> Targets<'_> {
        let mut check = None;
        let found = self.table.find(hasher.tag(key), |slot| {
            slot.check == *check.get_or_insert_with(|| hasher.check(key))
        });
        let several = found.and_then(|slot| slot.several());
        Targets {
            entries: &self.several,
            one: found
                .filter(|_| several.is_none())
                .map(|slot| unpacked(slot.owner, slot.place)),
            next: several.unwrap_or(NONE),
        }
    }

    /// Calls `each` with the numbers of those of these tags that may stand for something: never wrongly without.
    pub(crate) fn sieve(&self, tags: &[u32], mut each: impl FnMut(usize)) {
        const AT_ONCE: usize = 64;
        let mut words = [0; AT_ONCE];
        for (chunk, tags) in tags.chunks(AT_ONCE).enumerate() {
            for (word, tag) in words.iter_mut().zip(tags) {
                *word = self.table.word(*tag);
            }
            for (at, (word, tag)) in words.iter().zip(tags).enumerate() {
                if Table::<Slot>::lets(*word, *tag) {
                    each(chunk * AT_ONCE + at);
                }
            }
        }
    }

    /// Brings near what [`Index::find`] will read of this tag.
    pub(crate) fn touch(&self, tag: u32) {
        std::hint::black_box(self.table.touch(tag));
    }

    /// An indicator that a value with this tag may stand for.
    pub(crate) fn guess(&self, tag: u32) -> Option<u32> {
        let slot = self.table.find(tag, |_| true)?;
        let is_record = slot.place < How::Gate as u16 * MOST_PLACES;
        is_record.then_some(slot.owner)
    }

    /// Takes the entries of dead owners out of one shard. The next shard, or `None` after the last.
    pub(crate) fn sweep(&mut self, shard: u32, is_dead: impl Fn(u32, How) -> bool) -> Option<u32> {
        let (slots, next) = self.table.of_shard(shard);
        for (tag, slot) in slots {
            self.weed(tag, slot, &mut |target| is_dead(target.owner, target.how));
        }
        next
    }
}

/// The targets of one value.
pub(crate) struct Targets<'i> {
    entries: &'i Chunked<Entry>,
    one: Option<Target>,
    next: u32,
}

impl Iterator for Targets<'_> {
    type Item = Target;

    fn next(&mut self) -> Option<Target> {
        if self.next == NONE {
            return self.one.take();
        }
        let entry = self.entries.get(self.next);
        self.next = entry.next;
        Some(unpacked(entry.owner, entry.place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::borrow::Cow;
    use std::collections::{HashMap, HashSet};

    fn text(text: &str) -> Key<'_> {
        Key::Text(Cow::Borrowed(text))
    }

    proptest! {
        #[test]
        fn is_a_map_of_lists(steps in prop::collection::vec((any::<bool>(), 0..40u32, 0..3u32), 0..400)) {
            let hasher = Hasher::default();
            let mut index = Index::default();
            let mut model: HashMap<u32, Vec<u32>> = HashMap::new();
            for (add, value, owner) in steps {
                let hash = hasher.hash(&text(&value.to_string()));
                let target = Target { owner, place: 7, how: How::Equal };
                let list = model.entry(value).or_default();
                if add {
                    index.add(hash, target);
                    list.push(owner);
                } else {
                    let known = list.iter().position(|o| *o == owner);
                    prop_assert_eq!(index.remove(hash, target), known.is_some());
                    known.map(|at| list.swap_remove(at));
                }
            }
            for value in 0..40 {
                let mut found: Vec<u32> = index.find(&hasher, &text(&value.to_string())).map(|t| t.owner).collect();
                let mut expected = model.remove(&value).unwrap_or_default();
                found.sort_unstable();
                expected.sort_unstable();
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn many_values_are_all_found_and_no_others() {
        let hasher = Hasher::default();
        let mut index = Index::default();
        let target = |owner| Target {
            owner,
            place: 0,
            how: How::Equal,
        };
        for n in 0..50_000 {
            index.add(hasher.hash(&text(&format!("host{n}.example"))), target(n));
        }
        for n in (0..50_000).step_by(3) {
            assert!(index.remove(hasher.hash(&text(&format!("host{n}.example"))), target(n)));
        }
        let tag = |n: u32| hasher.tag(&text(&format!("host{n}.example")));
        let tags: Vec<u32> = (0..60_000).map(tag).collect();
        let mut let_through = HashSet::new();
        index.sieve(&tags, |at| {
            let_through.insert(at as u32);
        });
        let wrongly = let_through.iter().filter(|n| **n >= 50_000);
        assert!(wrongly.count() < 1_000, "the filter holds too little back");
        for n in 0..60_000 {
            assert!(
                n >= 50_000 || n % 3 == 0 || let_through.contains(&n),
                "host{n}"
            );
            let found: Vec<u32> = index
                .find(&hasher, &text(&format!("host{n}.example")))
                .map(|target| target.owner)
                .collect();
            let expected = if n < 50_000 && n % 3 != 0 {
                vec![n]
            } else {
                Vec::new()
            };
            assert_eq!(found, expected, "host{n}");
        }
    }
}
