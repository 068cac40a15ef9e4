//! Tags to entry numbers: buckets of eight slots in 64 shards. A full bucket runs over into the next.

const SHARDS: usize = 64;
const SLOTS: usize = 8;
const EMPTY: u32 = 0;
/// A slot that was taken out of a full bucket: what ran over behind it must still be found.
const GONE: u32 = u32::MAX;

/// One cache line.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Bucket {
    tags: [u32; SLOTS],
    /// Entry numbers plus one.
    entries: [u32; SLOTS],
}

const FREE: Bucket = Bucket {
    tags: [0; SLOTS],
    entries: [EMPTY; SLOTS],
};

#[derive(Debug, Default)]
struct Shard {
    buckets: Vec<Bucket>,
    used: usize,
    gone: usize,
}

#[derive(Debug)]
pub(crate) struct Table {
    shards: Vec<Shard>,
}

impl Default for Table {
    fn default() -> Self {
        Self {
            shards: (0..SHARDS).map(|_| Shard::default()).collect(),
        }
    }
}

impl Table {
    fn shard(&mut self, tag: u32) -> &mut Shard {
        &mut self.shards[tag as usize % SHARDS]
    }

    /// The entry with this tag that `is_it` confirms.
    pub(crate) fn find(&self, tag: u32, is_it: impl FnMut(u32) -> bool) -> Option<u32> {
        self.shards[tag as usize % SHARDS]
            .find(tag, is_it)
            .map(|(_, _, entry)| entry)
    }

    /// The tags and entries of one shard, and the number of the next shard; a shard is a sixty-fourth
    /// of the table.
    pub(crate) fn shard_entries(&self, shard: u32) -> (Vec<(u32, u32)>, Option<u32>) {
        let Some(found) = self.shards.get(shard as usize) else {
            return (Vec::new(), None);
        };
        let slots = found
            .buckets
            .iter()
            .flat_map(|b| b.tags.into_iter().zip(b.entries));
        let taken = slots.filter(|(_, entry)| *entry != EMPTY && *entry != GONE);
        let next = (shard as usize + 1 < SHARDS).then_some(shard + 1);
        (taken.map(|(tag, entry)| (tag, entry - 1)).collect(), next)
    }

    pub(crate) fn insert(&mut self, tag: u32, entry: u32) {
        self.shard(tag).insert(tag, entry);
    }

    pub(crate) fn replace(&mut self, tag: u32, old: u32, new: u32) {
        let shard = self.shard(tag);
        if let Some((bucket, slot, _)) = shard.find(tag, |entry| entry == old) {
            shard.buckets[bucket].entries[slot] = new + 1;
        }
    }

    pub(crate) fn remove(&mut self, tag: u32, entry: u32) {
        let shard = self.shard(tag);
        if let Some((bucket, slot, _)) = shard.find(tag, |other| other == entry) {
            let is_full = shard.buckets[bucket].entries.iter().all(|e| *e != EMPTY);
            shard.buckets[bucket].entries[slot] = if is_full { GONE } else { EMPTY };
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
            for slot in 0..SLOTS {
                let entry = bucket.entries[slot];
                has_empty |= entry == EMPTY;
                if bucket.tags[slot] == tag && entry != EMPTY && entry != GONE && is_it(entry - 1) {
                    return Some((at, slot, entry - 1));
                }
            }
            if has_empty {
                return None;
            }
            at = if at + 1 == self.buckets.len() {
                0
            } else {
                at + 1
            };
        }
        None
    }

    fn insert(&mut self, tag: u32, entry: u32) {
        // Above 85 % the runs from bucket to bucket become long.
        if (self.used + self.gone + 1) * 20 > self.buckets.len() * SLOTS * 17 {
            self.lay_out_anew();
        }
        self.put(tag, entry + 1);
    }

    fn put(&mut self, tag: u32, stored: u32) {
        let mut at = self.home(tag);
        loop {
            let bucket = &mut self.buckets[at];
            if let Some(slot) = bucket
                .entries
                .iter()
                .position(|e| *e == EMPTY || *e == GONE)
            {
                self.gone -= usize::from(bucket.entries[slot] == GONE);
                bucket.tags[slot] = tag;
                bucket.entries[slot] = stored;
                self.used += 1;
                return;
            }
            at = if at + 1 == self.buckets.len() {
                0
            } else {
                at + 1
            };
        }
    }

    /// Takes room for an eighth more, and forgets the slots that are gone.
    fn lay_out_anew(&mut self) {
        let wanted = (self.used + self.used / 8 + 4) * 20 / 17 / SLOTS + 1;
        let old = std::mem::replace(&mut self.buckets, vec![FREE; wanted]);
        (self.used, self.gone) = (0, 0);
        for bucket in old {
            for (tag, entry) in bucket.tags.into_iter().zip(bucket.entries) {
                if entry != EMPTY && entry != GONE {
                    self.put(tag, entry);
                }
            }
        }
    }
}
