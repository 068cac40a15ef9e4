//! Values to indicators: one table of keyed hashes, 80 bits a value, that grows in small steps.
//!
//! ```text
//! "example.com" ─ key ─► hash ─► shard ─► filter ─► bucket of 8 (tag, entry) ─► entry ─► next entry …
//!                                                                               └ indicator, path, how
//! ```
//!
//! A miss reads a word of the filter, which is small enough to stay near the processor, and one in thirty
//! a cache line of the table. Adding or removing one value touches one bucket; when a shard is full it
//! alone is laid out anew, a sixteenth larger, so nothing ever pauses for the whole.

mod hash;
mod networks;
mod table;

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

/// One of the things a value stands for. 16 bytes: there are millions of them.
#[derive(Debug, Clone, Copy)]
struct Entry {
    owner: u32,
    next: u32,
    check: [u16; 3],
    /// The place, and in the two highest bits how.
    place: u16,
}

/// More places than this do not fit an entry.
pub(crate) const MOST_PLACES: u16 = 1 << 14;

impl Entry {
    fn target(&self) -> Target {
        let how = [How::Equal, How::Subset, How::Gate, How::SubsetGate];
        Target {
            owner: self.owner,
            place: self.place % MOST_PLACES,
            how: how[usize::from(self.place / MOST_PLACES)],
        }
    }

    fn has(&self, check: [u16; 3]) -> bool {
        self.check == check
    }
}

/// The index.
#[derive(Debug)]
pub(crate) struct Index {
    table: Table,
    entries: Chunked<Entry>,
}

impl Default for Index {
    fn default() -> Self {
        Self {
            table: Table::with_filter(),
            entries: Chunked::default(),
        }
    }
}

impl Index {
    /// Adds what a value stands for; gives the number of the new entry.
    pub(crate) fn add(&mut self, hash: Hash, target: Target) -> u32 {
        let entries = &self.entries;
        let head = self
            .table
            .find(hash.tag, |at| entries.get(at).has(hash.check));
        let entry = self.entries.add(Entry {
            check: hash.check,
            owner: target.owner,
            next: head.unwrap_or(NONE),
            place: target.place % MOST_PLACES + target.how as u16 * MOST_PLACES,
        });
        match head {
            Some(head) => self.table.replace(hash.tag, head, entry),
            None => self.table.insert(hash.tag, entry),
        }
        entry
    }

    /// Takes out what was added with the same hash and target.
    pub(crate) fn remove(&mut self, hash: Hash, target: Target) -> bool {
        let entries = &self.entries;
        let Some(head) = self
            .table
            .find(hash.tag, |at| entries.get(at).has(hash.check))
        else {
            return false;
        };
        let (mut before, mut at) = (None, head);
        while at != NONE {
            let entry = *self.entries.get(at);
            let same = entry.target() == target;
            if same {
                match (before, entry.next) {
                    (Some(before), next) => self.entries.get_mut(before).next = next,
                    (None, NONE) => self.table.remove(hash.tag, head),
                    (None, next) => self.table.replace(hash.tag, head, next),
                }
                self.entries.remove(at);
                return true;
            }
            (before, at) = (Some(at), entry.next);
        }
        false
    }

    /// What a value stands for. The second half of its hash is made only when the first is known.
    pub(crate) fn find(&self, hasher: &Hasher, key: &Key<'_>) -> Targets<'_> {
        let mut check = None;
        let next = self.table.find(hasher.tag(key), |at| {
            let check = *check.get_or_insert_with(|| hasher.hash(key).check);
            self.entries.get(at).has(check)
        });
        Targets {
            entries: &self.entries,
            next: next.unwrap_or(NONE),
        }
    }

    /// Whether a value with this tag may stand for something: never wrongly `false`.
    pub(crate) fn may_have(&self, tag: u32) -> bool {
        self.table.may_have(tag)
    }

    /// Takes the entries of dead owners out of one shard. The next shard, or `None` after the last.
    pub(crate) fn sweep(&mut self, shard: u32, is_dead: impl Fn(u32, How) -> bool) -> Option<u32> {
        let (tags, next) = self.table.shard_entries(shard);
        for (tag, head) in tags {
            let mut before = None;
            let mut place = head;
            let mut head = head;
            while place != NONE {
                let entry = *self.entries.get(place);
                if is_dead(entry.owner, entry.target().how) {
                    match (before, entry.next) {
                        (Some(before), next) => self.entries.get_mut(before).next = next,
                        (None, NONE) => self.table.remove(tag, head),
                        (None, next) => {
                            self.table.replace(tag, head, next);
                            head = next;
                        }
                    }
                    self.entries.remove(place);
                } else {
                    before = Some(place);
                }
                place = entry.next;
            }
        }
        next
    }
}

/// The targets of one value.
pub(crate) struct Targets<'i> {
    entries: &'i Chunked<Entry>,
    next: u32,
}

impl Iterator for Targets<'_> {
    type Item = Target;

    fn next(&mut self) -> Option<Target> {
        if self.next == NONE {
            return None;
        }
        let entry = self.entries.get(self.next);
        self.next = entry.next;
        Some(entry.target())
    }
}

/// A list that grows by whole chunks, so that growing copies nothing.
#[derive(Debug)]
pub(crate) struct Chunked<T> {
    chunks: Vec<Vec<T>>,
    free: Vec<u32>,
    used: usize,
}

const CHUNK: usize = 4096;

impl<T> Default for Chunked<T> {
    fn default() -> Self {
        Self {
            chunks: Vec::new(),
            free: Vec::new(),
            used: 0,
        }
    }
}

impl<T> Chunked<T> {
    pub(crate) fn add(&mut self, item: T) -> u32 {
        self.used += 1;
        if let Some(at) = self.free.pop() {
            *self.get_mut(at) = item;
            return at;
        }
        if self.chunks.last().is_none_or(|chunk| chunk.len() == CHUNK) {
            self.chunks.push(Vec::with_capacity(CHUNK));
        }
        let chunks = self.chunks.len();
        let Some(last) = self.chunks.last_mut() else {
            return NONE;
        };
        last.push(item);
        // Four thousand million entries are beyond any memory this is run in.
        ((chunks - 1) * CHUNK + last.len() - 1) as u32
    }

    pub(crate) fn get(&self, at: u32) -> &T {
        &self.chunks[at as usize / CHUNK][at as usize % CHUNK]
    }

    pub(crate) fn get_mut(&mut self, at: u32) -> &mut T {
        &mut self.chunks[at as usize / CHUNK][at as usize % CHUNK]
    }

    /// Frees a place for the next one added.
    pub(crate) fn remove(&mut self, at: u32) {
        self.used -= 1;
        self.free.push(at);
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.used
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::borrow::Cow;
    use std::collections::HashMap;

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
        let let_through = (50_000..60_000).filter(|n| index.may_have(tag(*n)));
        assert!(
            let_through.count() < 1_000,
            "the filter holds too little back"
        );
        for n in 0..60_000 {
            assert!(
                n >= 50_000 || n % 3 == 0 || index.may_have(tag(n)),
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
