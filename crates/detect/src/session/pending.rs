//! What patterns over several observations wait with: for each, the observations that satisfied one
//! of its brackets and may still be part of a binding.
//!
//! Bounds: an observation is kept while it can still fit the outermost WITHIN, or for a day where
//! there is none, and ten minutes longer for events that come late; of one pattern at most
//! [`LEAST_KEPT`], or twice what its REPEATS ask for. An observation that was part of a match is not
//! used again.

use std::collections::{BTreeSet, HashMap, VecDeque};

use serde::{Deserialize, Serialize};

use super::{Counts, Match};
use crate::eval::Witness;
use crate::matcher::{Complex, Matcher};
use crate::program::Node;
use crate::solve::{BUDGET, Seen, bind_within};

/// How long observations are kept where no WITHIN says it: a day.
const HORIZON: i64 = 86_400_000_000;
/// How late an event may come: ten minutes.
const LATENESS: i64 = 600_000_000;
/// So many observations are kept for any pattern.
pub(super) const LEAST_KEPT: usize = 256;
/// No pattern keeps more.
const MOST_KEPT: usize = 65_536;

#[derive(Debug, Default)]
pub(super) struct Pending {
    of: HashMap<u32, Waiting>,
    /// Whose observations came or went since they were asked for.
    changed: BTreeSet<u32>,
}

/// What one pattern waits with, as it is kept between two processes.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    pattern: [u8; 16],
    newest: i64,
    seen: Vec<KeptSeen>,
}

/// First and last moment, number, and the leaves satisfied.
type KeptSeen = (Option<(i64, i64)>, u64, Vec<usize>);

#[derive(Debug)]
struct Waiting {
    generation: u32,
    kept: VecDeque<(Seen, Vec<usize>)>,
    horizon: i64,
    most: usize,
    newest: i64,
}

/// An observation that satisfies a part of a pattern: what it leads to depends on those before it.
#[derive(Debug)]
pub(super) struct Sequel {
    pub(super) place: u32,
    pub(super) seen: Seen,
    pub(super) leaves: Vec<usize>,
    pub(super) at: Option<i64>,
    pub(super) arrival: Option<i64>,
    pub(super) witness: Witness,
}

impl Sequel {
    /// Adds the observation to what its pattern waits with, and tells the pattern if that completes it.
    pub(super) fn settle(
        self,
        matcher: &Matcher,
        pending: &mut Pending,
        counts: &mut Counts,
        tell: &mut dyn FnMut(Match<'_>),
    ) {
        let Some(complex) = matcher.complex(self.place) else {
            return;
        };
        if complex.is_exhausted() {
            return;
        }
        let arrival = self.arrival;
        if !pending.complete(self.place, complex, self.seen, self.leaves, arrival, counts) {
            return;
        }
        if let Some(uuid) = matcher.live(complex.record, self.at) {
            counts.matches += 1;
            tell(Match {
                uuid,
                path: &self.witness.path,
                value: &self.witness.value,
                field: "",
                at: self.at,
            });
        }
    }
}

impl Pending {
    /// Adds an observation that satisfies these leaves. Whether it completes the pattern.
    pub(super) fn complete(
        &mut self,
        place: u32,
        complex: &Complex,
        seen: Seen,
        leaves: Vec<usize>,
        arrival: Option<i64>,
        counts: &mut Counts,
    ) -> bool {
        self.changed.insert(place);
        let waiting = self
            .of
            .entry(place)
            .or_insert_with(|| Waiting::new(complex));
        if waiting.generation != complex.generation {
            *waiting = Waiting::new(complex);
        }
        counts.forgotten += waiting.keep(seen, leaves, arrival);
        let all: Vec<Seen> = waiting.kept.iter().map(|(seen, _)| *seen).collect();
        let mut domains = vec![Vec::new(); complex.program.leaves.len()];
        for (at, (_, leaves)) in waiting.kept.iter().enumerate() {
            leaves.iter().for_each(|leaf| domains[*leaf].push(at));
        }
        let mut budget = BUDGET;
        let bound = bind_within(&complex.program, &all, &domains, &mut budget);
        complex.spend(BUDGET - budget);
        match bound {
            Ok(Some(used)) => {
                let mut at = 0;
                waiting.kept.retain(|_| {
                    at += 1;
                    used.binary_search(&(at - 1)).is_err()
                });
                true
            }
            Ok(None) => false,
            Err(_) => {
                complex.give_up();
                counts.given_up += 1;
                false
            }
        }
    }
}

impl Pending {
    /// What changed since the last call, by indicator.
    pub(super) fn changed(&mut self, matcher: &Matcher) -> Vec<([u8; 16], String)> {
        let mut found = Vec::new();
        for place in std::mem::take(&mut self.changed) {
            let (Some(complex), Some(waiting)) = (matcher.complex(place), self.of.get(&place))
            else {
                continue;
            };
            if waiting.generation == complex.generation {
                found.push((matcher.uuid(complex.record), waiting.kept_text(complex)));
            }
        }
        found
    }

    /// Takes up what an earlier process waited with.
    pub(super) fn restore(&mut self, matcher: &Matcher, uuid: [u8; 16], text: &str) {
        let place = matcher.place_of(&uuid);
        let Some((place, complex)) = place.and_then(|at| Some((at, matcher.complex(at)?))) else {
            return;
        };
        let Ok(kept) = serde_json::from_str::<Kept>(text) else {
            return;
        };
        let leaves = complex.program.leaves.len();
        let fits = kept
            .seen
            .iter()
            .all(|(.., of)| of.iter().all(|leaf| *leaf < leaves));
        if kept.pattern != complex.digest || !fits {
            return;
        }
        let mut waiting = Waiting::new(complex);
        waiting.newest = kept.newest;
        let seen = kept.seen.into_iter();
        let seen = seen.map(|(interval, count, leaves)| (Seen { interval, count }, leaves));
        waiting.kept = seen.take(waiting.most).collect();
        self.of.insert(place, waiting);
    }
}

impl Waiting {
    fn kept_text(&self, complex: &Complex) -> String {
        if self.kept.is_empty() {
            return String::new();
        }
        let seen = self.kept.iter();
        let kept = Kept {
            pattern: complex.digest,
            newest: self.newest,
            seen: seen
                .map(|(seen, leaves)| (seen.interval, seen.count, leaves.clone()))
                .collect(),
        };
        serde_json::to_string(&kept).expect("numbers always serialise")
    }

    fn new(complex: &Complex) -> Self {
        let root = &complex.program.root;
        let most = usize::try_from(wants(root))
            .unwrap_or(MOST_KEPT)
            .saturating_mul(2);
        Self {
            generation: complex.generation,
            kept: VecDeque::new(),
            horizon: horizon(root).unwrap_or(HORIZON),
            most: most.clamp(LEAST_KEPT, MOST_KEPT),
            newest: i64::MIN,
        }
    }

    /// Adds an observation and drops what is too old or too many; how many were too many.
    fn keep(&mut self, seen: Seen, leaves: Vec<usize>, arrival: Option<i64>) -> u64 {
        self.kept.push_back((seen, leaves));
        if let Some((_, last)) = seen.interval {
            // A clock that runs ahead must not make all others too old.
            let bound = arrival.map_or(i64::MAX, |arrival| arrival.saturating_add(LATENESS));
            self.newest = self.newest.max(last.min(bound));
        }
        let oldest = self
            .newest
            .saturating_sub(self.horizon)
            .saturating_sub(LATENESS);
        self.kept
            .retain(|(seen, _)| seen.interval.is_none_or(|(_, last)| last >= oldest));
        let mut forgotten = 0;
        while self.kept.len() > self.most {
            self.kept.pop_front();
            forgotten += 1;
        }
        forgotten
    }
}

/// The length of the window that holds every binding, if there is one.
fn horizon(node: &Node) -> Option<i64> {
    match node {
        Node::Within(_, window) => Some(*window),
        Node::StartStop(inner, ..) => horizon(inner),
        Node::Or(parts) => parts
            .iter()
            .map(horizon)
            .try_fold(0, |a, b| Some(a.max(b?))),
        Node::Leaf(_) | Node::And(_) | Node::FollowedBy(_) | Node::Repeats(..) => None,
    }
}

/// How many observations a binding has at most.
fn wants(node: &Node) -> u64 {
    match node {
        Node::Leaf(_) => 1,
        Node::And(parts) | Node::FollowedBy(parts) | Node::Or(parts) => {
            parts.iter().map(wants).fold(0, u64::saturating_add)
        }
        Node::Repeats(inner, times) => wants(inner).saturating_mul(*times),
        Node::Within(inner, _) | Node::StartStop(inner, ..) => wants(inner),
    }
}
