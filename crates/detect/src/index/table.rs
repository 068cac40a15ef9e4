//! Tags to what they stand for: buckets of eight slots in 64 shards. A full bucket runs over into the next.
//!
//! Beside the buckets of a shard may lie a filter: for each bucket a word in which every tag that belongs there
//! has set three bits. Of the tags that are not there 97 in 100 are told from it alone.
//!
//! Buckets are taken from the allocator in small segments and never given back while there is use for them: a shard
//! that grows leaves no hole behind, so a million indicators take the room that they need and no more.

const SHARDS: usize = 64;
const SLOTS: usize = 8;
/// Buckets in a segment.
const SEGMENT: usize = 32;
/// The tag of a slot that was never used.
const EMPTY: u32 = 0;
/// The tag of a slot that was taken out of a full bucket: what ran over behind it must still be found.
const GONE: u32 = u32::MAX;

/// A miss reads the tags only, which lie in one cache line.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
struct Bucket<H> {
    tags: [u32; SLOTS],
    held: [H; SLOTS],
}

impl<H: Copy + Default> Bucket<H> {
    fn free() -> Self {
        Self {
            tags: [EMPTY; SLOTS],
            held: [H::default(); SLOTS],
        }
    }
}

/// The tag as it is stored: two values have another meaning.
fn stored(tag: u32) -> u32 {
    tag.clamp(EMPTY + 1, GONE - 1)
}

#[derive(Debug)]
struct Shard<H> {
    segments: Vec<Box<[Bucket<H>]>>,
    /// How many buckets are in use: all segments but the last are.
    buckets: usize,
    /// As many words as buckets, or none.
    filter: Vec<u64>,
    has_filter: bool,
    used: usize,
    gone: usize,
}

/// A table of what is held by tag.
#[derive(Debug)]
pub(crate) struct Table<H> {
    shards: Vec<Shard<H>>,
    /// Where a shard's content waits while it is laid out anew.
    spare: Vec<(u32, H)>,
}

/// The three bits of a tag. Its highest bits chose the bucket, its lowest six the shard.
fn bits(tag: u32) -> u64 {
    let mixed = tag.wrapping_mul(0x9E37_79B1);
    1 << (mixed >> 26) | 1 << (mixed >> 20 & 63) | 1 << (mixed >> 14 & 63)
}

impl<H: Copy + Default> Table<H> {
    /// One with a filter or without.
    pub(crate) fn new(has_filter: bool) -> Self {
        let shard = |_| Shard {
            segments: Vec::new(),
            buckets: 0,
            filter: Vec::new(),
            has_filter,
            used: 0,
            gone: 0,
        };
        Self {
            shards: (0..SHARDS).map(shard).collect(),
            spare: Vec::new(),
        }
    }

    fn shard(&self, tag: u32) -> &Shard<H> {
        &self.shards[tag as usize % SHARDS]
    }

    /// What is held with this tag and `is_it` confirms.
    pub(crate) fn find(&self, tag: u32, is_it: impl FnMut(&H) -> bool) -> Option<H> {
        let tag = stored(tag);
        let shard = self.shard(tag);
        let (bucket, slot) = shard.find(tag, is_it)?;
        Some(shard.bucket(bucket).held[slot])
    }

    /// The same, to be changed.
    pub(crate) fn find_mut(&mut self, tag: u32, is_it: impl FnMut(&H) -> bool) -> Option<&mut H> {
        let tag = stored(tag);
        let shard = &mut self.shards[tag as usize % SHARDS];
        let (bucket, slot) = shard.find(tag, is_it)?;
        Some(&mut shard.bucket_mut(bucket).held[slot])
    }

    /// The word of the filter that a tag is in. Reading many of them before any is looked at lets the processor wait
    /// for all at once.
    pub(crate) fn word(&self, tag: u32) -> u64 {
        let tag = stored(tag);
        let shard = self.shard(tag);
        shard.filter.get(shard.home(tag)).copied().unwrap_or(0)
    }

    /// Whether that word lets the tag through; whoever was taken out may still be let through.
    pub(crate) fn lets(word: u64, tag: u32) -> bool {
        let bits = bits(stored(tag));
        word & bits == bits
    }

    /// The first tag in the bucket where this tag belongs: reading it brings the bucket near.
    pub(crate) fn touch(&self, tag: u32) -> u32 {
        let tag = stored(tag);
        let shard = self.shard(tag);
        match shard.buckets {
            0 => EMPTY,
            _ => shard.bucket(shard.home(tag)).tags[0],
        }
    }

    /// What one shard holds, and the number of the next shard; a shard is a 64th of the table.
    pub(crate) fn of_shard(&self, shard: u32) -> (Vec<(u32, H)>, Option<u32>) {
        let Some(found) = self.shards.get(shard as usize) else {
            return (Vec::new(), None);
        };
        let next = (shard as usize + 1 < SHARDS).then_some(shard + 1);
        (found.taken().collect(), next)
    }

    pub(crate) fn insert(&mut self, tag: u32, held: H) {
        let tag = stored(tag);
        self.shards[tag as usize % SHARDS].insert(tag, held, &mut self.spare);
    }

    /// Takes out what is held with this tag and `is_it` confirms.
    pub(crate) fn remove(&mut self, tag: u32, is_it: impl FnMut(&H) -> bool) -> Option<H> {
        let tag = stored(tag);
        let shard = &mut self.shards[tag as usize % SHARDS];
        let (bucket, slot) = shard.find(tag, is_it)?;
        let bucket = shard.bucket_mut(bucket);
        let is_full = !bucket.tags.contains(&EMPTY);
        bucket.tags[slot] = if is_full { GONE } else { EMPTY };
        let held = bucket.held[slot];
        shard.used -= 1;
        shard.gone += usize::from(is_full);
        Some(held)
    }
}

impl<H: Copy + Default> Shard<H> {
    fn bucket(&self, at: usize) -> &Bucket<H> {
        &self.segments[at / SEGMENT][at % SEGMENT]
    }

    fn bucket_mut(&mut self, at: usize) -> &mut Bucket<H> {
        &mut self.segments[at / SEGMENT][at % SEGMENT]
    }

    /// Where a tag belongs: its order among all tags, spread over the buckets.
    fn home(&self, tag: u32) -> usize {
        ((u64::from(tag) * self.buckets as u64) >> 32) as usize
    }

    /// The bucket and slot.
    fn find(&self, tag: u32, mut is_it: impl FnMut(&H) -> bool) -> Option<(usize, usize)> {
        if self.buckets == 0 {
            return None;
        }
        let mut at = self.home(tag);
        for _ in 0..self.buckets {
            let bucket = self.bucket(at);
            let mut has_empty = false;
            for (slot, other) in bucket.tags.iter().enumerate() {
                has_empty |= *other == EMPTY;
                if *other == tag && is_it(&bucket.held[slot]) {
                    return Some((at, slot));
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
        if at + 1 == self.buckets { 0 } else { at + 1 }
    }

    fn insert(&mut self, tag: u32, held: H, spare: &mut Vec<(u32, H)>) {
        // Above 85 % the runs from bucket to bucket become long.
        if (self.used + self.gone + 1) * 20 > self.buckets * SLOTS * 17 {
            self.lay_out_anew(spare);
        }
        self.put(tag, held);
    }

    fn put(&mut self, tag: u32, held: H) {
        let mut at = self.home(tag);
        if let Some(word) = self.filter.get_mut(at) {
            *word |= bits(tag);
        }
        loop {
            let bucket = self.bucket_mut(at);
            let free = |tag: &u32| *tag == EMPTY || *tag == GONE;
            if let Some(slot) = bucket.tags.iter().position(free) {
                let was_gone = bucket.tags[slot] == GONE;
                bucket.tags[slot] = tag;
                bucket.held[slot] = held;
                self.gone -= usize::from(was_gone);
                self.used += 1;
                return;
            }
            at = self.after(at);
        }
    }

    /// Takes room for a sixteenth more, and forgets the slots that are gone.
    fn lay_out_anew(&mut self, spare: &mut Vec<(u32, H)>) {
        spare.clear();
        spare.extend(self.taken());
        let wanted = (self.used + self.used / 16 + 4) * 20 / 17 / SLOTS + 1;
        self.segments.truncate(wanted.div_ceil(SEGMENT));
        for segment in &mut self.segments {
            segment.fill(Bucket::free());
        }
        while self.segments.len() * SEGMENT < wanted {
            let segment = vec![Bucket::free(); SEGMENT];
            self.segments.push(segment.into());
        }
        self.buckets = wanted;
        if self.has_filter {
            self.filter.clear();
            self.filter.reserve_exact(wanted);
            self.filter.resize(wanted, 0);
        }
        (self.used, self.gone) = (0, 0);
        for (tag, held) in spare.drain(..) {
            self.put(tag, held);
        }
    }

    /// The tags there are, and what they hold.
    fn taken(&self) -> impl Iterator<Item = (u32, H)> {
        let buckets = self.segments.iter().flatten();
        let slots = buckets.flat_map(|bucket| bucket.tags.into_iter().zip(bucket.held));
        slots.filter(|(tag, _)| *tag != EMPTY && *tag != GONE)
    }
}
