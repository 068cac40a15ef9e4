//! Which messages of a stream are dealt with, by their numbers.
//!
//! Several processes share the work, so one has seen 1–500 and 1001–1500, another the rest. All below the number up to which
//! the broker has every acknowledgement are done by somebody and never come again: what is kept stays small.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A set of numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Done {
    /// When the broker made the stream: a stream of the same name made later begins again at 1.
    created: String,
    /// All up to this are done.
    floor: u64,
    /// First and last number of each run above it.
    runs: BTreeMap<u64, u64>,
}

impl Done {
    /// Reads [`Done::to_json`].
    pub(super) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    pub(super) fn to_json(&self) -> String {
        crate::streams::out::json(self)
    }

    pub(super) fn created(&self) -> &str {
        &self.created
    }

    /// Says of which stream the numbers are; those of another are forgotten.
    pub(super) fn is_of(&mut self, created: &str) {
        if self.created != created {
            *self = Self {
                created: created.to_owned(),
                ..Self::default()
            };
        }
    }

    pub(super) fn contains(&self, number: u64) -> bool {
        let run = self.runs.range(..=number).next_back();
        number <= self.floor || run.is_some_and(|(_, last)| number <= *last)
    }

    pub(super) fn insert(&mut self, number: u64) {
        if self.contains(number) {
            return;
        }
        let before = self.runs.range(..number).next_back();
        let before = before.map(|(first, last)| (*first, *last));
        let (first, mut last) = match before {
            Some((first, last)) if last + 1 == number => (first, number),
            _ => (number, number),
        };
        let next = number.checked_add(1);
        if let Some(end) = next.and_then(|next| self.runs.remove(&next)) {
            last = end;
        }
        self.runs.insert(first, last);
    }

    /// Says that everybody has acknowledged all up to this number.
    pub(super) fn all_up_to(&mut self, floor: u64) {
        if floor <= self.floor {
            return;
        }
        self.floor = floor;
        let above = self.runs.split_off(&floor.saturating_add(1));
        let across = self.runs.values().next_back().copied();
        self.runs = above;
        if let Some(last) = across.filter(|last| *last > floor) {
            self.runs.insert(floor + 1, last);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn runs_join_and_go_below_the_floor() {
        let mut done = Done::default();
        for number in [5, 1, 2, 4, 9, 3] {
            done.insert(number);
        }
        assert_eq!(done.runs, BTreeMap::from([(1, 5), (9, 9)]));
        done.all_up_to(3);
        assert_eq!(done.runs, BTreeMap::from([(4, 5), (9, 9)]));
        assert!(done.contains(2) && done.contains(5) && !done.contains(6));
        assert_eq!(Done::read(&done.to_json()), Some(done.clone()));
        done.insert(u64::MAX);
        assert!(done.contains(u64::MAX));
        done.is_of("later");
        assert!(!done.contains(1), "another stream of the same name");
    }

    proptest! {
        #[test]
        fn it_is_a_set(steps in prop::collection::vec((0u8..5, 1u64..40), 0..60)) {
            let (mut done, mut set, mut floor) = (Done::default(), BTreeSet::new(), 0);
            for (what, number) in steps {
                if what == 0 {
                    done.all_up_to(number);
                    floor = floor.max(number);
                } else {
                    done.insert(number);
                    set.insert(number);
                }
                for number in 1..42 {
                    prop_assert_eq!(done.contains(number), number <= floor || set.contains(&number));
                }
            }
        }
    }
}
