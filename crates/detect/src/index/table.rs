//! Tags to entry numbers: buckets of eight slots in 16 shards. A full bucket runs over into the next.
//!
//! Beside the buckets of a shard may lie a filter: for each bucket a word in which every tag that belongs there
//! has set three bits. Of the tags that are not there 97 in 100 are told from it alone.

const SHARDS: usize = 16;
const SLOTS: usize = 8;
/// The tag of a slot that was never used.
const EMPTY: u32 = 0;
/// The tag of a slot that was taken out of a full bucket: what ran over behind it must still be found.
const GONE: u32 = u32::MAX;

/// A miss reads the tags only: with any usual alignment they lie in one cache line.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    tags: [u32; SLOTS],
    entries: [u32; SLOTS],
}

/// The tag as it is stored: two values have another meaning.
fn stored(tag: u32) -> u32 {
    tag.clamp(EMPTY + 1, GONE - 1)
}

const FREE: Bucket = Bucket {
    tags: [EMPTY; SLOTS],
    entries: [0; SLOTS],
};

#[derive(Debug, Default)]
struct Shard {
    buckets: Vec<Bucket>,
    /// As many words as buckets, or none.
    filter: Vec<u64>,
    has_filter: bool,
    used: usize,
    gone: usize,
}

#[derive(Debug)]
pub(crate) struct Table {
    shards: Vec<Shard>,
    /// Where a shard's content waits while it is laid out anew.
    spare: Vec<(u32, u32)>,
}

impl Default for Table {
    fn default() -> Self {
        Self {
            shards: (0..SHARDS).map(|_| Shard::default()).collect(),
            spare: Vec::new(),
        }
    }
}

/// The three bits of a tag. Its highest bits chose the bucket, its lowest four the shard.
fn bits(tag: u32) -> u64 {
    let mixed = tag.wrapping_mul(0x9E37_79B1);
    1 << (mixed >> 26) | 1 << (mixed >> 20 & 63) | 1 << (mixed >> 14 & 63)
}

impl Table {
    /// One that tells most absent tags cheaply.
    pub(crate) fn with_filter() -> Self {
        let mut table = Self::default();
        for shard in &mut table.shards {
            shard.has_filter = true;
        }
        table
    }

    fn shard(&mut self, tag: u32) -> &mut Shard {
        &mut self.shards[tag as usize % SHARDS]
    }

    /// The entry with this tag that `is_it` confirms.
    pub(crate) fn find(&self, tag: u32, is_it: impl FnMut(u32) -> bool) -> Option<u32> {
        let tag = stored(tag);
        let found = self.shards[tag as usize % SHARDS].find(tag, is_it);
        found.map(|(_, _, entry)| entry)
    }

    /// Whether the filter lets a tag through; whoever was taken out may still be let through.
    pub(crate) fn may_have(&self, tag: u32) -> bool {
        let tag = stored(tag);
        let shard = &self.shards[tag as usize % SHARDS];
        let word = shard.filter.get(shard.home(tag));
        word.is_some_and(|word| word & bits(tag) == bits(tag))
    }

    /// The tags and entries of one shard, and the number of the next shard; a shard is a sixteenth
    /// of the table.
    pub(crate) fn shard_entries(&self, shard: u32) -> (Vec<(u32, u32)>, Option<u32>) {
        let Some(found) = self.shards.get(shard as usize) else {
            return (Vec::new(), None);
        };
        let next = (shard as usize + 1 < SHARDS).then_some(shard + 1);
        (found.taken().collect(), next)
    }

    pub(crate) fn insert(&mut self, tag: u32, entry: u32) {
        let tag = stored(tag);
        self.shards[tag as usize % SHARDS].insert(tag, entry, &mut self.spare);
    }

    pub(crate) fn replace(&mut self, tag: u32, old: u32, new: u32) {
        let tag = stored(tag);
        let shard = self.shard(tag);
        if let Some((bucket, slot, _)) = shard.find(tag, |entry| entry == old) {
            shard.buckets[bucket].entries[slot] = new;
        }
    }

    pub(crate) fn remove(&mut self, tag: u32, entry: u32) {
        let tag = stored(tag);
        let shard = self.shard(tag);
        if let Some((bucket, slot, _)) = shard.find(tag, |other| other == entry) {
            let is_full = !shard.buckets[bucket].tags.contains(&EMPTY);
            shard.buckets[bucket].tags[slot] = if is_full { GONE } else { EMPTY };
            shard.used -= 1;
            shard.gone += usize::from(is_full);
        }
    }
}

impl Shard {
    /// Where a tag belongs: its order among all tags, spread over the buckets.
    fn home(&self, tag: u32) -> usize {
        ((u64::from(tag) * self.buckets.len() as u64) >> 32) as usize
    }

    fn find(&self, tag: u32, mut is_it: impl FnMut(u32) -> bool) -> Option<(usize, usize, u32)> {
        if self.buckets.is_empty() {
            return None;
        }
        let mut at = self.home(tag);
        for _ in 0..self.buckets.len() {
            let bucket = &self.buckets[at];
            let mut has_empty = false;
            for (slot, other) in bucket.tags.iter().enumerate() {
                has_empty |= *other == EMPTY;
                if *other == tag && is_it(bucket.entries[slot]) {
                    return Some((at, slot, bucket.entries[slot]));
                }
            }
            if has_empty {
                return None;
            }
            at = self.after(at);
        }
        None
    }

    fn after(&self, at: usize) -> usize {
        if at + 1 == self.buckets.len() {
            0
        } else {
            at + 1
        }
    }

    fn insert(&mut self, tag: u32, entry: u32, spare: &mut Vec<(u32, u32)>) {
        // Above 85 % the runs from bucket to bucket become long.
        if (self.used + self.gone + 1) * 20 > self.buckets.len() * SLOTS * 17 {
            self.lay_out_anew(spare);
        }
        self.put(tag, entry);
    }

    fn put(&mut self, tag: u32, entry: u32) {
        let mut at = self.home(tag);
        if let Some(word) = self.filter.get_mut(at) {
            *word |= bits(tag);
        }
        loop {
            let free = |tag: &u32| *tag == EMPTY || *tag == GONE;
            if let Some(slot) = self.buckets[at].tags.iter().position(free) {
                let bucket = &mut self.buckets[at];
                self.gone -= usize::from(bucket.tags[slot] == GONE);
                bucket.tags[slot] = tag;
                bucket.entries[slot] = entry;
                self.used += 1;
                return;
            }
            at = self.after(at);
        }
    }

    /// Takes room for a sixteenth more, and forgets the slots that are gone. The buckets grow where
    /// they are: the allocator is left without holes.
    fn lay_out_anew(&mut self, spare: &mut Vec<(u32, u32)>) {
        spare.clear();
        spare.extend(self.taken());
        let wanted = (self.used + self.used / 16 + 4) * 20 / 17 / SLOTS + 1;
        self.buckets.clear();
        self.buckets.reserve_exact(wanted);
        self.buckets.resize(wanted, FREE);
        if self.has_filter {
            self.filter.clear();
            self.filter.reserve_exact(wanted);
            self.filter.resize(wanted, 0);
        }
        (self.used, self.gone) = (0, 0);
        for (tag, entry) in spare.drain(..) {
            self.put(tag, entry);
        }
    }

    /// The tags there are, and their entries.
    fn taken(&self) -> impl Iterator<Item = (u32, u32)> {
        let slots = self
            .buckets
            .iter()
            .flat_map(|b| b.tags.into_iter().zip(b.entries));
        slots.filter(|(tag, _)| *tag != EMPTY && *tag != GONE)
    }
}
