//! How many of something run at once: in all, and for each of those who share them.

use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// Counts what runs, by key.
#[derive(Debug)]
pub struct AtOnce<K> {
    most: usize,
    most_per_key: usize,
    running: Mutex<Running<K>>,
}

#[derive(Debug)]
struct Running<K> {
    all: usize,
    by_key: HashMap<K, usize>,
}

/// A place among those that run; freed when dropped.
#[derive(Debug)]
pub struct Place<K: Copy + Eq + Hash + Debug> {
    at_once: Arc<AtOnce<K>>,
    key: K,
}

impl<K: Copy + Eq + Hash + Debug> AtOnce<K> {
    /// Places for `most` in all, `most_per_key` of them for one key.
    pub fn new(most: usize, most_per_key: usize) -> Arc<Self> {
        Arc::new(Self {
            most,
            most_per_key,
            running: Mutex::new(Running {
                all: 0,
                by_key: HashMap::new(),
            }),
        })
    }

    /// A place, if there is one left.
    pub fn enter(self: &Arc<Self>, key: K) -> Option<Place<K>> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let here = running.by_key.get(&key).copied().unwrap_or(0);
        if running.all >= self.most || here >= self.most_per_key {
            return None;
        }
        running.by_key.insert(key, here + 1);
        running.all += 1;
        Some(Place {
            at_once: Arc::clone(self),
            key,
        })
    }

    /// How many run in all.
    pub fn count(&self) -> usize {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.all
    }
}

impl<K: Copy + Eq + Hash + Debug> Drop for Place<K> {
    fn drop(&mut self) {
        let running = &self.at_once.running;
        let mut running = running.lock().unwrap_or_else(PoisonError::into_inner);
        running.all = running.all.saturating_sub(1);
        if let Some(here) = running.by_key.get_mut(&self.key) {
            *here = here.saturating_sub(1);
            if *here == 0 {
                running.by_key.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_given_by_key_and_in_all_and_come_back() {
        let at_once = AtOnce::new(3, 2);
        let first = at_once.enter('a');
        let second = at_once.enter('a');
        assert!(first.is_some() && second.is_some());
        assert!(at_once.enter('a').is_none(), "two for one key");
        let third = at_once.enter('b');
        assert!(third.is_some());
        assert!(at_once.enter('b').is_none(), "three in all");
        drop(first);
        assert_eq!(at_once.count(), 2);
        assert!(at_once.enter('a').is_some());
    }
}
