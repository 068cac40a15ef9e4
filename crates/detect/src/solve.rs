//! Which observations satisfy a whole pattern (section 9.5): distinct observations for distinct
//! parts, and one choice of times that fits every FOLLOWEDBY, WITHIN, START and STOP at once.
//!
//! The smallest example: `([a] FOLLOWEDBY [b]) WITHIN 10 SECONDS` over observations with intervals.
//!
//! ```text
//! groups    a wants 1 of {o1, o3}      b wants 1 of {o2, o3}
//! cut       a ≤ c ≤ b                  window   s ≤ a, b < s + 10 s
//! ```
//!
//! Once `c` and `s` are chosen, every interval is clipped and what is left is a flow: observations
//! (each `number_observed` wide) into groups (each as wide as its demand). If any choice of times
//! works, so does the earliest one, in which `c` and `s` are among finitely many moments: the starts
//! of the intervals, less the lengths of windows. Trying those is exact, and its cost does not depend
//! on `number_observed` nor on the number in REPEATS.

mod flow;
mod plan;

use crate::program::{Node, Program};
use plan::{Choices, Constraint, Entry, Plan};

/// One observation, as far as time and number go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// First and last moment in microseconds; `None` when nothing is known of its time, and then it
    /// satisfies nothing that speaks of time.
    pub interval: Option<(i64, i64)>,
    /// `number_observed`
    pub count: u64,
}

/// The search was given up: the pattern and the observations allow too many combinations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the pattern leaves too many combinations of these observations to try")]
pub struct OverBudget;

/// Steps that one search may take; a step looks at one observation of one group.
pub(crate) const BUDGET: u64 = 2_000_000;

/// The observations that one binding of the pattern uses, ascending; `None` if there is no binding.
/// `domains` holds for each leaf the observations that satisfy it.
///
/// # Errors
/// When the search exceeds its budget.
pub(crate) fn bind(
    program: &Program,
    seen: &[Seen],
    domains: &[Vec<usize>],
) -> Result<Option<Vec<usize>>, OverBudget> {
    let mut budget = BUDGET;
    bind_within(program, seen, domains, &mut budget)
}

/// The same with a budget of the caller's, from which the steps are taken.
pub(crate) fn bind_within(
    program: &Program,
    seen: &[Seen],
    domains: &[Vec<usize>],
    budget: &mut u64,
) -> Result<Option<Vec<usize>>, OverBudget> {
    if let Node::Leaf(leaf) = program.root {
        return Ok(domains[leaf]
            .iter()
            .find(|at| seen[**at].count > 0)
            .map(|at| vec![*at]));
    }
    let mut choices = Choices::default();
    loop {
        let plan = Plan::build(&program.root, seen, domains, &mut choices)?;
        *budget = budget.checked_sub(1 + plan.size()).ok_or(OverBudget)?;
        let mut search = Search {
            moments: moments(&plan)?,
            plan: &plan,
            seen,
            budget: &mut *budget,
        };
        let groups: Vec<Vec<Entry>> = plan.groups.iter().map(|g| g.entries.clone()).collect();
        if search.may_fit(&groups)?
            && let Some(used) = search.place(0, groups)?
        {
            return Ok(Some(used));
        }
        if !choices.advance() {
            return Ok(None);
        }
    }
}

/// The moments that cuts and window starts need to be tried at.
fn moments(plan: &Plan) -> Result<Vec<i64>, OverBudget> {
    const MOST: usize = 20_000;
    if plan.constraints.is_empty() {
        return Ok(Vec::new());
    }
    let mut all: Vec<i64> = Vec::new();
    for group in &plan.groups {
        all.extend(group.entries.iter().filter_map(|e| Some(e.interval?.0)));
    }
    all.sort_unstable();
    all.dedup();
    for constraint in &plan.constraints {
        if let Constraint::Window { span, .. } = constraint {
            if all.len() > MOST {
                return Err(OverBudget);
            }
            let earlier: Vec<i64> = all.iter().map(|at| at.saturating_sub(*span)).collect();
            all.extend(earlier);
            all.sort_unstable();
            all.dedup();
        }
    }
    Ok(all)
}

struct Search<'s> {
    plan: &'s Plan,
    seen: &'s [Seen],
    moments: Vec<i64>,
    budget: &'s mut u64,
}

impl Search<'_> {
    fn spend(&mut self, steps: usize) -> Result<(), OverBudget> {
        *self.budget = self
            .budget
            .checked_sub(1 + steps as u64)
            .ok_or(OverBudget)?;
        Ok(())
    }

    /// Whether each group alone finds what it wants.
    fn enough(&self, groups: &[Vec<Entry>]) -> bool {
        groups
            .iter()
            .zip(&self.plan.groups)
            .all(|(entries, group)| {
                let mut total = 0u64;
                let mut last = None;
                for entry in entries {
                    if last != Some(entry.observation) {
                        total = total.saturating_add(self.seen[entry.observation].count);
                        last = Some(entry.observation);
                    }
                }
                total >= group.demand
            })
    }

    /// Whether the groups find what they want as long as the constraints to come take nothing away.
    fn may_fit(&mut self, groups: &[Vec<Entry>]) -> Result<bool, OverBudget> {
        if !self.enough(groups) {
            return Ok(false);
        }
        self.spend(groups.iter().map(Vec::len).sum())?;
        let filled = flow::fill(self.plan, self.seen, groups, self.budget)?;
        Ok(filled.is_some())
    }

    /// Tries every moment for the constraints from `index` on, then fills the groups.
    fn place(
        &mut self,
        index: usize,
        groups: Vec<Vec<Entry>>,
    ) -> Result<Option<Vec<usize>>, OverBudget> {
        let plan = self.plan;
        let Some(constraint) = plan.constraints.get(index) else {
            self.spend(groups.iter().map(Vec::len).sum())?;
            return flow::fill(plan, self.seen, &groups, self.budget);
        };
        let concerned = constraint.groups();
        // All of them are copied for each moment.
        let size: usize = groups.iter().map(Vec::len).sum();
        let intervals = || {
            concerned
                .iter()
                .flat_map(|g| &groups[*g])
                .filter_map(|e| e.interval)
        };
        let Some(latest) = intervals().map(|(_, last)| last).max() else {
            return Ok(None);
        };
        let first = self.moments.partition_point(|at| {
            constraint.reach(*at) < intervals().map(|(first, _)| first).min().unwrap_or(*at)
        });
        for at in first..self.moments.len() {
            let moment = self.moments[at];
            if moment > latest {
                break;
            }
            self.spend(size)?;
            let mut clipped = groups.clone();
            constraint.clip(moment, &mut clipped);
            if self.may_fit(&clipped)?
                && let Some(used) = self.place(index + 1, clipped)?
            {
                return Ok(Some(used));
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests;
