//! A pattern with one side of each OR chosen: groups of equal wants, and constraints on their times.

use super::{OverBudget, Seen};
use crate::program::Node;

/// More groups than this are not tried.
const MOST_GROUPS: usize = 512;

/// An observation that a group may take, within the interval left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) observation: usize,
    /// First and last moment, both included; `None` when its time is unknown.
    pub(super) interval: Option<(i64, i64)>,
}

/// So many distinct observations out of these.
#[derive(Debug)]
pub(super) struct Group {
    /// Ascending by observation.
    pub(super) entries: Vec<Entry>,
    pub(super) demand: u64,
}

/// What must hold between the times of groups.
#[derive(Debug)]
pub(super) enum Constraint {
    /// All of the first not later than all of the second.
    Cut(Vec<usize>, Vec<usize>),
    /// All at most `span` microseconds apart.
    Window { groups: Vec<usize>, span: i64 },
}

impl Constraint {
    pub(super) fn groups(&self) -> Vec<usize> {
        match self {
            Self::Cut(before, after) => before.iter().chain(after).copied().collect(),
            Self::Window { groups, .. } => groups.clone(),
        }
    }

    /// The last moment that a constraint placed at `at` lets its (first) groups have.
    pub(super) fn reach(&self, at: i64) -> i64 {
        match self {
            Self::Cut(..) => at,
            Self::Window { span, .. } => at.saturating_add(*span),
        }
    }

    /// Takes away what lies outside when the cut, or the start of the window, is at `at`.
    pub(super) fn clip(&self, at: i64, groups: &mut [Vec<Entry>]) {
        match self {
            Self::Cut(before, after) => {
                before
                    .iter()
                    .for_each(|g| clip(&mut groups[*g], i64::MIN, at));
                after
                    .iter()
                    .for_each(|g| clip(&mut groups[*g], at, i64::MAX));
            }
            Self::Window { groups: all, .. } => {
                let end = self.reach(at);
                all.iter().for_each(|g| clip(&mut groups[*g], at, end));
            }
        }
    }
}

fn clip(entries: &mut Vec<Entry>, from: i64, to: i64) {
    entries.retain_mut(|entry| {
        let Some((first, last)) = &mut entry.interval else {
            return false;
        };
        *first = (*first).max(from);
        *last = (*last).min(to);
        first <= last
    });
}

/// Which side of each OR is taken; counts through all combinations.
#[derive(Debug, Default)]
pub(super) struct Choices {
    /// What was taken, out of how many.
    taken: Vec<(usize, usize)>,
    at: usize,
}

impl Choices {
    fn take(&mut self, options: usize) -> usize {
        if self.at == self.taken.len() {
            self.taken.push((0, options));
        }
        self.at += 1;
        self.taken[self.at - 1].0
    }

    /// Goes on to the next combination; `false` after the last one.
    pub(super) fn advance(&mut self) -> bool {
        self.at = 0;
        while let Some((taken, options)) = self.taken.pop() {
            if taken + 1 < options {
                self.taken.push((taken + 1, options));
                return true;
            }
        }
        false
    }
}

#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) groups: Vec<Group>,
    pub(super) constraints: Vec<Constraint>,
}

impl Plan {
    /// What building it cost, in steps.
    pub(super) fn size(&self) -> u64 {
        self.groups
            .iter()
            .map(|group| 1 + group.entries.len() as u64)
            .sum()
    }

    pub(super) fn build(
        root: &Node,
        seen: &[Seen],
        domains: &[Vec<usize>],
        choices: &mut Choices,
    ) -> Result<Self, OverBudget> {
        let mut builder = Builder {
            plan: Self::default(),
            seen,
            domains,
            choices,
        };
        builder.add(root, 1, (i64::MIN, i64::MAX))?;
        Ok(builder.plan)
    }
}

struct Builder<'b> {
    plan: Plan,
    seen: &'b [Seen],
    domains: &'b [Vec<usize>],
    choices: &'b mut Choices,
}

/// Whether one observation decides the node: a leaf, however qualified by START and STOP, or an OR
/// of such. WITHIN says nothing of a single observation.
fn is_one(node: &Node) -> bool {
    match node {
        Node::Leaf(_) => true,
        Node::Or(parts) => parts.iter().all(is_one),
        Node::StartStop(inner, ..) | Node::Within(inner, _) => is_one(inner),
        Node::And(_) | Node::FollowedBy(_) => false,
        Node::Repeats(inner, times) => *times == 1 && is_one(inner),
    }
}

/// Whether n copies of the node want just n times as much of each part: nothing inside relates the
/// parts of one copy to each other or chooses between them.
fn is_free(node: &Node) -> bool {
    is_one(node)
        || match node {
            Node::And(parts) => parts.iter().all(is_free),
            Node::Repeats(inner, _) | Node::StartStop(inner, ..) => is_free(inner),
            Node::Leaf(_) | Node::Or(_) | Node::FollowedBy(_) | Node::Within(..) => false,
        }
}

impl Builder<'_> {
    /// Adds the groups of a node that is wanted `times` times, each time within `limits`.
    fn add(&mut self, node: &Node, times: u64, limits: (i64, i64)) -> Result<(), OverBudget> {
        if is_one(node) {
            return self.group(node, times, limits);
        }
        if times > 1 && !is_free(node) {
            let copies = usize::try_from(times).unwrap_or(usize::MAX);
            if copies > MOST_GROUPS {
                return Err(OverBudget);
            }
            return (0..copies).try_for_each(|_| self.add(node, 1, limits));
        }
        match node {
            Node::Leaf(_) => self.group(node, times, limits),
            Node::And(parts) => parts
                .iter()
                .try_for_each(|part| self.add(part, times, limits)),
            Node::Or(parts) => {
                let side = self.choices.take(parts.len());
                self.add(&parts[side], times, limits)
            }
            Node::Repeats(inner, more) => self.add(inner, times.saturating_mul(*more), limits),
            Node::StartStop(inner, start, stop) => {
                let limits = (limits.0.max(*start), limits.1.min(stop.saturating_sub(1)));
                self.add(inner, times, limits)
            }
            Node::Within(inner, window) => {
                let from = self.plan.groups.len();
                let place = self.reserve();
                self.add(inner, times, limits)?;
                let groups = (from..self.plan.groups.len()).collect();
                let span = window - 1;
                self.plan.constraints[place] = Constraint::Window { groups, span };
                Ok(())
            }
            Node::FollowedBy(parts) => self.followed_by(parts, limits),
        }
    }

    /// A place for a constraint that stands before those inside it: the outer ones clip more.
    fn reserve(&mut self) -> usize {
        self.plan
            .constraints
            .push(Constraint::Cut(Vec::new(), Vec::new()));
        self.plan.constraints.len() - 1
    }

    fn followed_by(&mut self, parts: &[Node], limits: (i64, i64)) -> Result<(), OverBudget> {
        let mut before: Vec<usize> = Vec::new();
        for part in parts {
            let from = self.plan.groups.len();
            let place = (!before.is_empty()).then(|| self.reserve());
            self.add(part, 1, limits)?;
            let after: Vec<usize> = (from..self.plan.groups.len()).collect();
            if let Some(place) = place {
                self.plan.constraints[place] = Constraint::Cut(before.clone(), after.clone());
            }
            before.extend(after);
        }
        Ok(())
    }

    fn group(&mut self, node: &Node, demand: u64, limits: (i64, i64)) -> Result<(), OverBudget> {
        if self.plan.groups.len() == MOST_GROUPS {
            return Err(OverBudget);
        }
        let mut entries = Vec::new();
        self.entries(node, limits, &mut entries);
        entries.sort_unstable_by_key(|entry| (entry.observation, entry.interval));
        entries.dedup();
        self.plan.groups.push(Group { entries, demand });
        Ok(())
    }

    fn entries(&self, node: &Node, limits: (i64, i64), entries: &mut Vec<Entry>) {
        match node {
            Node::Leaf(leaf) => {
                for observation in &self.domains[*leaf] {
                    entries.extend(self.entry(*observation, limits));
                }
            }
            Node::StartStop(inner, start, stop) => {
                let limits = (limits.0.max(*start), limits.1.min(stop.saturating_sub(1)));
                self.entries(inner, limits, entries);
            }
            Node::Within(inner, _) | Node::Repeats(inner, _) => {
                self.entries(inner, limits, entries);
            }
            Node::Or(parts) | Node::And(parts) | Node::FollowedBy(parts) => {
                parts
                    .iter()
                    .for_each(|part| self.entries(part, limits, entries));
            }
        }
    }

    fn entry(&self, observation: usize, limits: (i64, i64)) -> Option<Entry> {
        let interval = match self.seen[observation].interval {
            Some((first, last)) => Some((first.max(limits.0), last.min(limits.1))),
            None if limits == (i64::MIN, i64::MAX) => None,
            None => return None,
        };
        interval
            .is_none_or(|(first, last)| first <= last)
            .then_some(Entry {
                observation,
                interval,
            })
    }
}
