//! Observations into groups: a maximum flow, so that no observation is used more often than it was
//! observed.

use super::plan::{Entry, Plan};
use super::{OverBudget, Seen};

/// The observations used when every group gets what it wants, ascending; `None` if that cannot be. Every entry that is
/// looked at is a step.
pub(super) fn fill(
    plan: &Plan,
    seen: &[Seen],
    groups: &[Vec<Entry>],
    budget: &mut u64,
) -> Result<Option<Vec<usize>>, OverBudget> {
    let mut flow = Flow {
        seen,
        groups,
        given: groups
            .iter()
            .map(|entries| vec![0; entries.len()])
            .collect(),
        used: vec![0; seen.len()],
        holders: vec![Vec::new(); seen.len()],
        budget,
    };
    for (index, group) in plan.groups.iter().enumerate() {
        let mut missing = group.demand;
        while missing > 0 {
            let Some(got) = flow.push(index, missing)? else {
                return Ok(None);
            };
            missing -= got;
        }
    }
    let used = (0..seen.len()).filter(|at| flow.used[*at] > 0);
    Ok(Some(used.collect()))
}

struct Flow<'f> {
    seen: &'f [Seen],
    groups: &'f [Vec<Entry>],
    /// For each group and entry, how many it takes.
    given: Vec<Vec<u64>>,
    /// For each observation, how many are taken.
    used: Vec<u64>,
    /// For each observation, the groups and entries that take of it.
    holders: Vec<Vec<(usize, usize)>>,
    budget: &'f mut u64,
}

impl Flow<'_> {
    /// Sends up to `want` more into a group, by the shortest way of moving others aside.
    fn push(&mut self, group: usize, want: u64) -> Result<Option<u64>, OverBudget> {
        // A way: from the group to an entry, and if that observation is used up, on to a group that
        // holds some of it. `came[g]` is the group and the entries the way came through.
        let mut came: Vec<Option<(usize, usize, usize)>> = vec![None; self.groups.len()];
        let mut reached = vec![false; self.groups.len()];
        let mut queue = std::collections::VecDeque::from([group]);
        reached[group] = true;
        while let Some(at) = queue.pop_front() {
            for (slot, entry) in self.groups[at].iter().enumerate() {
                let free = self.seen[entry.observation].count - self.used[entry.observation];
                let holders = &self.holders[entry.observation];
                let steps = 1 + holders.len() as u64;
                *self.budget = self.budget.checked_sub(steps).ok_or(OverBudget)?;
                if free > 0 {
                    return Ok(Some(self.shift(group, at, slot, want.min(free), &came)));
                }
                for (other, theirs) in holders {
                    if !reached[*other] {
                        reached[*other] = true;
                        came[*other] = Some((at, slot, *theirs));
                        queue.push_back(*other);
                    }
                }
            }
        }
        Ok(None)
    }

    fn give(&mut self, group: usize, slot: usize, amount: u64) {
        if self.given[group][slot] == 0 {
            self.holders[self.groups[group][slot].observation].push((group, slot));
        }
        self.given[group][slot] += amount;
    }

    fn take(&mut self, group: usize, slot: usize, amount: u64) {
        self.given[group][slot] -= amount;
        if self.given[group][slot] == 0 {
            let holders = &mut self.holders[self.groups[group][slot].observation];
            holders.retain(|held| *held != (group, slot));
        }
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
        self.give(end, slot, amount);
        let mut at = end;
        while at != start {
            let Some((before, slot, theirs)) = came[at] else {
                break;
            };
            self.take(at, theirs, amount);
            self.give(before, slot, amount);
            at = before;
        }
        amount
    }
}
