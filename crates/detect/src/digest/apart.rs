//! How many events several values of one part were in: each of them counted once, as far as what is kept tells them apart.
//!
//! Smallest example: 10.0.0.1 was the source of 5 events and 10.0.0.2 the target of 3; a block holds both. They may have
//! stood in the same events, so 5 is what is certain. Had both been sources, no event could have had both, and it were 8.
//!
//! Values are certainly of different events where they are one value (an event counts it at one place), where events have
//! only one value at their place, where values at their places never stood in one event, or where the one had gone before
//! the other came.

use super::Seen;
use super::kept::Together;

/// Values that are compared one with the other, the most frequent ones; of all others only the places are.
const MOST: usize = 256;

/// A value that was counted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted<'v> {
    pub(super) place: usize,
    pub(super) value: &'v str,
    pub(super) seen: Seen,
}

/// For each of them the events that only it stands for: together never more than there were.
pub(super) fn shares(counted: &[Counted<'_>], together: &Together) -> Vec<u64> {
    if let [one] = counted {
        return vec![one.seen.count];
    }
    let (one_by_one, by_place) = (one_by_one(counted, together), by_place(counted, together));
    let sum = |shares: &[u64]| shares.iter().sum::<u64>();
    match sum(&one_by_one) >= sum(&by_place) {
        true => one_by_one,
        false => by_place,
    }
}

/// The most frequent ones first, each that is certainly of other events than those before it.
fn one_by_one(counted: &[Counted<'_>], together: &Together) -> Vec<u64> {
    let mut order: Vec<usize> = (0..counted.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(counted[*at].seen.count));
    let mut shares = vec![0; counted.len()];
    let mut chosen: Vec<&Counted<'_>> = Vec::new();
    for at in order.into_iter().take(MOST) {
        let one = &counted[at];
        let is_apart = |other: &&Counted<'_>| {
            one.value == other.value
                || !together.may_meet(one.place, other.place)
                || one.seen.last < other.seen.first
                || other.seen.last < one.seen.first
        };
        if chosen.iter().all(is_apart) {
            shares[at] = one.seen.count;
            chosen.push(one);
        }
    }
    shares
}

/// Places that never had values of one event, and of each as many events as its values need at least.
fn by_place(counted: &[Counted<'_>], together: &Together) -> Vec<u64> {
    let places = counted.iter().map(|one| one.place + 1).max().unwrap_or(0);
    let (mut sums, mut least) = (vec![0_u64; places], vec![0_u64; places]);
    for one in counted {
        sums[one.place] += one.seen.count;
        least[one.place] = least[one.place].max(one.seen.count);
    }
    for (place, least) in least.iter_mut().enumerate() {
        *least = (*least).max(sums[place].div_ceil(together.most(place)));
    }
    let mut order: Vec<usize> = (0..places).filter(|place| least[*place] > 0).collect();
    order.sort_by_key(|place| std::cmp::Reverse(least[*place]));
    let mut chosen: Vec<usize> = Vec::new();
    for place in order {
        match chosen.iter().any(|other| together.may_meet(place, *other)) {
            true => least[place] = 0,
            false => chosen.push(place),
        }
    }
    let share = |one: &Counted<'_>| {
        let share = one.seen.count.min(least[one.place]);
        least[one.place] -= share;
        share
    };
    counted.iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn sum(events: &[Vec<(usize, usize)>]) -> u64 {
        let mut together = Together::default();
        let mut seen: BTreeMap<(usize, usize), Seen> = BTreeMap::new();
        for (at, event) in (0..).zip(events) {
            // An event has a value at one place.
            let event: BTreeMap<usize, usize> = event.iter().copied().collect();
            let mut places: Vec<usize> = event.values().copied().collect();
            places.sort_unstable();
            together.note(&places);
            for (value, place) in event {
                let one = Seen {
                    count: 1,
                    first: at,
                    last: at,
                };
                let known = seen
                    .entry((place, value))
                    .or_insert(Seen { count: 0, ..one });
                known.add(&one);
            }
        }
        let names: Vec<String> = (0..10).map(|value| value.to_string()).collect();
        let counted: Vec<Counted<'_>> = seen
            .iter()
            .map(|((place, value), seen)| Counted {
                place: *place,
                value: &names[*value],
                seen: *seen,
            })
            .collect();
        shares(&counted, &together).iter().sum()
    }

    proptest! {
        #[test]
        fn never_more_than_there_were(events in prop::collection::vec(prop::collection::vec((0..6_usize, 0..3_usize), 1..4), 1..30)) {
            prop_assert!(sum(&events) <= events.len() as u64);
        }

        #[test]
        fn of_one_value_an_event_each_counts(events in prop::collection::vec((0..6_usize, 0..3_usize), 1..30)) {
            let events: Vec<_> = events.into_iter().map(|one| vec![one]).collect();
            prop_assert_eq!(sum(&events), events.len() as u64);
        }
    }

    #[test]
    fn an_event_with_two_values_counts_once() {
        assert_eq!(sum(&[vec![(0, 0), (1, 1)], vec![(0, 0), (1, 1)]]), 2);
        assert_eq!(sum(&[vec![(0, 0), (1, 0)], vec![(2, 0)]]), 2);
        assert_eq!(sum(&[vec![(0, 0)], vec![(1, 1)]]), 2);
    }
}
