//! Answers to polls, kept as long as nothing changed in what their reader sees of them.
//!
//! An answer is found again by everything it is made of that a request says: the reader with its whole clearance, the
//! collection, the form, the query, the file. Whether it still holds is the store's to say ([`Ground`]): that asks for
//! what this reader sees, so neither the answer nor the time it takes tells of anything hidden. What an
//! indicator's own dates change is kept as the moment at which they do.

use crate::handover::Plan;
use handling::{Clearance, planted};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::{Ground, ServedOnce};

/// Memory for all of them.
const MOST_BYTES: usize = 32 << 20;
/// Of one answer; of a larger one only its tag and what was served are kept.
const LARGEST: usize = MOST_BYTES / 4;
/// Answers kept for one reader.
const MOST_EACH: usize = 48;

/// What an answer is found again by.
#[derive(Debug, Clone)]
pub(super) struct Key {
    pub(super) clearance: Clearance,
    pub(super) plan: Plan,
    pub(super) file: Option<String>,
    asked: [u8; 32],
}

/// An answer without what differs from request to request.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) media_type: &'static str,
    /// None: it was too large to keep.
    pub(super) bytes: Option<Vec<u8>>,
    pub(super) tag: String,
    pub(super) not_expressed: usize,
    /// When something that the reader sees of it changed the last time, microseconds.
    pub(super) changed: Option<i64>,
    /// The date of the newest of what was looked at, microseconds.
    pub(super) last: Option<i64>,
    pub(super) served: ServedOnce,
}

/// An answer and what it stands on.
#[derive(Clone)]
pub(super) struct Kept {
    pub(super) ground: Ground,
    /// When an indicator in it begins or ceases to hold next, microseconds.
    pub(super) until: Option<i64>,
    pub(super) answer: Arc<Answer>,
}

/// Those that were asked for last.
#[derive(Default)]
pub struct Cache(Mutex<State>);

#[derive(Default)]
struct State {
    /// Used last, last.
    entries: Vec<(Key, Kept)>,
    bytes: usize,
}

impl Key {
    pub(super) fn new(clearance: Clearance, plan: Plan, file: Option<String>) -> Self {
        Self {
            asked: plan.digest(),
            clearance,
            plan,
            file,
        }
    }

    fn is(&self, other: &Self) -> bool {
        let asks = |key: &Self| (key.plan.format, key.asked);
        asks(self) == asks(other)
            && self.file == other.file
            && planted!(FeedKeptForAll, true, self.clearance == other.clearance)
    }

    fn size(&self) -> usize {
        let types = self.plan.types.iter().map(|name| name.len() + 24);
        512 + types.sum::<usize>()
    }
}

impl Answer {
    fn size(&self) -> usize {
        self.bytes.as_ref().map_or(0, Vec::len) + self.served.size()
    }

    /// For a client that has the rest.
    fn tag_alone(&self) -> Self {
        Self {
            media_type: self.media_type,
            bytes: None,
            tag: self.tag.clone(),
            served: self.served.clone(),
            ..*self
        }
    }
}

impl Cache {
    pub(super) fn find(&self, key: &Key) -> Option<Kept> {
        let mut state = self.lock();
        let at = state.entries.iter().position(|(known, _)| known.is(key))?;
        let entry = state.entries.remove(at);
        let kept = entry.1.clone();
        state.entries.push(entry);
        Some(kept)
    }

    /// Keeps an answer in place of an earlier one, as far as there is room.
    pub(super) fn keep(&self, key: Key, mut kept: Kept) {
        let mut state = self.lock();
        state.forget(|known| known.is(&key));
        if key.size() + kept.answer.size() > LARGEST {
            kept.answer = Arc::new(kept.answer.tag_alone());
        }
        let size = key.size() + kept.answer.size();
        if size > LARGEST {
            return;
        }
        let theirs = |known: &Key| known.clearance.reader == key.clearance.reader;
        if state
            .entries
            .iter()
            .filter(|(known, _)| theirs(known))
            .count()
            >= MOST_EACH
        {
            let first = state.entries.iter().position(|(known, _)| theirs(known));
            first.into_iter().for_each(|at| state.remove(at));
        }
        while state.bytes + size > MOST_BYTES && !state.entries.is_empty() {
            state.remove(0);
        }
        state.bytes += size;
        state.entries.push((key, kept));
    }

    /// Its ground was looked at again.
    pub(super) fn renew(&self, key: &Key, ground: &Ground) {
        let mut state = self.lock();
        let found = state.entries.iter_mut().find(|(known, _)| known.is(key));
        if let Some((_, kept)) = found {
            kept.ground = ground.clone();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn remove(&mut self, at: usize) {
        let (key, kept) = self.entries.remove(at);
        self.bytes = self.bytes.saturating_sub(key.size() + kept.answer.size());
    }

    fn forget(&mut self, is_it: impl Fn(&Key) -> bool) {
        if let Some(at) = self.entries.iter().position(|(known, _)| is_it(known)) {
            self.remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use detect::rules::Format;
    use stix::marking::Tlp;
    use store::{Options, Store};

    fn key(reader: i64, since: i64) -> Key {
        let partner = Clearance::partner(reader, "name", Tlp::Green, [""; 0], [""; 0], [""; 0]);
        let plan = Plan {
            format: Format::Csv,
            bounds: Format::Csv.usual(),
            collection: "c".to_owned(),
            partner: None,
            types: Vec::new(),
            since: Some(since),
            until: None,
            min_confidence: None,
            max_age: None,
        };
        Key::new(partner, plan, None)
    }

    fn kept(store: &Store, ground: &Ground, bytes: usize) -> Kept {
        let answer = Answer {
            media_type: "text/csv",
            bytes: Some(vec![0; bytes]),
            tag: bytes.to_string(),
            not_expressed: 0,
            changed: None,
            last: None,
            served: store.keep_served(&[]),
        };
        Kept {
            ground: ground.clone(),
            until: None,
            answer: Arc::new(answer),
        }
    }

    #[test]
    fn memory_is_bounded_and_readers_are_apart() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(
            folder.path(),
            Options::new(Arc::new(crate::clock::SystemClock)),
        )
        .unwrap();
        let collection = store::NewCollection {
            id: Some("9c4e1f0a-0000-4000-8000-000000000000".to_owned()),
            title: "open".to_owned(),
            description: None,
            alias: None,
            public: true,
            communities: Vec::new(),
        };
        let id = store.create_collection("test", collection).unwrap().id;
        let anonymous = Clearance::anonymous();
        let ground = store.ground(&anonymous, &id, "indicator").unwrap().unwrap();
        let cache = Cache::default();
        let bytes = |cache: &Cache| cache.lock().bytes;
        for since in 0..3 {
            cache.keep(key(1, since), kept(&store, &ground, 1_000));
            cache.keep(key(1, since), kept(&store, &ground, 2_000));
        }
        let few = bytes(&cache);
        assert!((6_000..12_000).contains(&few), "{few}: each once");
        assert!(cache.find(&key(1, 2)).is_some());
        assert!(cache.find(&key(2, 2)).is_none(), "another reader's");
        cache.keep(key(1, 9), kept(&store, &ground, LARGEST));
        let large = cache.find(&key(1, 9)).expect("its tag");
        assert!(large.answer.bytes.is_none());
        for since in 100..200 {
            cache.keep(key(1, since), kept(&store, &ground, 10));
        }
        assert_eq!(cache.lock().entries.len(), MOST_EACH);
        for reader in 0..100 {
            cache.keep(key(reader, 1), kept(&store, &ground, LARGEST / 2));
            assert!(bytes(&cache) <= MOST_BYTES);
        }
        assert!(cache.find(&key(99, 1)).is_some());
        assert!(
            cache.find(&key(50, 1)).is_none(),
            "the one not used for longest went"
        );
    }
}
