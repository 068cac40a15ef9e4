//! Observations into groups: a maximum flow, so that no observation is used more often than it was
//! observed.

use super::Seen;
use super::plan::{Entry, Plan};

/// The observations used when every group gets what it wants, ascending; `None` if that cannot be.
pub(super) fn fill(plan: &Plan, seen: &[Seen], groups: &[Vec<Entry>]) -> Option<Vec<usize>> {
    let mut flow = Flow {
        seen,
        groups,
        given: groups
            .iter()
            .map(|entries| vec![0; entries.len()])
            .collect(),
        used: vec![0; seen.len()],
    };
    for (index, group) in plan.groups.iter().enumerate() {
        let mut missing = group.demand;
        while missing > 0 {
            let got = flow.push(index, missing)?;
            missing -= got;
        }
    }
    Some((0..seen.len()).filter(|at| flow.used[*at] > 0).collect())
}

struct Flow<'f> {
    seen: &'f [Seen],
    groups: &'f [Vec<Entry>],
    /// For each group and entry, how many it takes.
    given: Vec<Vec<u64>>,
    /// For each observation, how many are taken.
    used: Vec<u64>,
}

impl Flow<'_> {
    /// Sends up to `want` more into a group, by the shortest way of moving others aside.
    fn push(&mut self, group: usize, want: u64) -> Option<u64> {
        // A way: from the group to an entry, and if that observation is used up, on to a group that
        // holds some of it. `came[g]` is the group and the entries the way came through.
        let mut came: Vec<Option<(usize, usize, usize)>> = vec![None; self.groups.len()];
        let mut reached = vec![false; self.groups.len()];
        let mut queue = std::collections::VecDeque::from([group]);
        reached[group] = true;
        while let Some(at) = queue.pop_front() {
            for (slot, entry) in self.groups[at].iter().enumerate() {
                let free = self.seen[entry.observation].count - self.used[entry.observation];
                if free > 0 {
                    return Some(self.shift(group, at, slot, want.min(free), &came));
                }
                for (other, entries) in self.groups.iter().enumerate() {
                    if reached[other] {
                        continue;
                    }
                    let held = entries.iter().enumerate().find(|(theirs, e)| {
                        e.observation == entry.observation && self.given[other][*theirs] > 0
                    });
                    if let Some((theirs, _)) = held {
                        reached[other] = true;
                        came[other] = Some((at, slot, theirs));
                        queue.push_back(other);
                    }
                }
            }
        }
        None
    }

    /// Moves as many as the whole way back to `start` allows.
    fn shift(
        &mut self,
        start: usize,
        end: usize,
        slot: usize,
        want: u64,
        came: &[Option<(usize, usize, usize)>],
    ) -> u64 {
        let mut amount = want;
        let mut at = end;
        while at != start {
            let Some((before, _, theirs)) = came[at] else {
                break;
            };
            amount = amount.min(self.given[at][theirs]);
            at = before;
        }
        self.used[self.groups[end][slot].observation] += amount;
        self.given[end][slot] += amount;
        let mut at = end;
        while at != start {
            let Some((before, slot, theirs)) = came[at] else {
                break;
            };
            self.given[at][theirs] -= amount;
            self.given[before][slot] += amount;
            at = before;
        }
        amount
    }
}
