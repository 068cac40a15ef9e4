//! The search against the definition: every assignment of copies and moments, tried one by one.

use proptest::prelude::*;

use super::{Seen, bind};
use crate::program::{Node, Program};

/// One way to satisfy a node: which copies of which observations, and when.
type Way = Vec<((usize, u64), i64)>;

fn ways(node: &Node, seen: &[Seen], domains: &[Vec<usize>]) -> Vec<Way> {
    let all = |parts: &[Node]| -> Vec<Vec<Way>> {
        parts.iter().map(|p| ways(p, seen, domains)).collect()
    };
    match node {
        Node::Leaf(leaf) => {
            let mut found = Vec::new();
            for at in &domains[*leaf] {
                let (first, last) = seen[*at].interval.unwrap();
                for copy in 0..seen[*at].count {
                    found.extend((first..=last).map(|t| vec![((*at, copy), t)]));
                }
            }
            found
        }
        Node::And(parts) => all(parts)
            .into_iter()
            .reduce(|a, b| join(&a, &b, |_, _| true))
            .unwrap(),
        Node::Or(parts) => all(parts).concat(),
        Node::FollowedBy(parts) => all(parts)
            .into_iter()
            .reduce(|a, b| {
                join(&a, &b, |a, b| {
                    a.iter().all(|x| b.iter().all(|y| x.1 <= y.1))
                })
            })
            .unwrap(),
        Node::Repeats(inner, times) => {
            let one = ways(inner, seen, domains);
            (1..*times).fold(one.clone(), |a, _| join(&a, &one, |_, _| true))
        }
        Node::Within(inner, window) => ways(inner, seen, domains)
            .into_iter()
            .filter(|way| {
                let times = || way.iter().map(|x| x.1);
                times().max().unwrap() - times().min().unwrap() < *window
            })
            .collect(),
        Node::StartStop(inner, start, stop) => ways(inner, seen, domains)
            .into_iter()
            .filter(|way| way.iter().all(|x| x.1 >= *start && x.1 < *stop))
            .collect(),
    }
}

fn join(a: &[Way], b: &[Way], fits: impl Fn(&Way, &Way) -> bool) -> Vec<Way> {
    let mut found = Vec::new();
    for x in a {
        for y in b {
            let distinct = x.iter().all(|i| y.iter().all(|j| i.0 != j.0));
            if distinct && fits(x, y) {
                found.push([x.as_slice(), y.as_slice()].concat());
            }
        }
    }
    found
}

fn leaves(node: &Node) -> u64 {
    match node {
        Node::Leaf(_) => 1,
        Node::And(parts) | Node::Or(parts) | Node::FollowedBy(parts) => {
            parts.iter().map(leaves).sum()
        }
        Node::Repeats(inner, times) => leaves(inner) * times,
        Node::Within(inner, _) | Node::StartStop(inner, ..) => leaves(inner),
    }
}

fn nodes() -> impl Strategy<Value = Node> {
    let leaf = (0..3usize).prop_map(Node::Leaf);
    leaf.prop_recursive(3, 6, 2, |inner| {
        let joined = (prop::collection::vec(inner.clone(), 2..3), 0..3).prop_map(
            |(parts, kind)| match kind {
                0 => Node::And(parts),
                1 => Node::Or(parts),
                _ => Node::FollowedBy(parts),
            },
        );
        let qualified = (inner, 0..3, 1..4i64, 0..3i64).prop_map(|(node, kind, n, m)| {
            let node = Box::new(node);
            match kind {
                0 => Node::Repeats(node, n.min(3) as u64),
                1 => Node::Within(node, n),
                _ => Node::StartStop(node, m, m + n),
            }
        });
        prop_oneof![joined, qualified]
    })
    .prop_filter("few enough to try one by one", |node| leaves(node) <= 4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]
    #[test]
    fn the_search_is_the_definition(
        root in nodes(),
        seen in prop::collection::vec((0..4i64, 0..3i64, 1..3u64), 1..4),
        domains in prop::collection::vec(prop::collection::vec(any::<bool>(), 3), 3),
    ) {
        let seen: Vec<Seen> = seen
            .into_iter()
            .map(|(first, length, count)| Seen { interval: Some((first, first + length)), count })
            .collect();
        let domains: Vec<Vec<usize>> = domains
            .iter()
            .map(|d| (0..seen.len()).filter(|at| d[*at]).collect())
            .collect();
        let expected = !ways(&root, &seen, &domains).is_empty();
        let program = Program { leaves: Vec::new(), root };
        let found = bind(&program, &seen, &domains).unwrap().is_some();
        prop_assert_eq!(found, expected, "{:?} {:?} {:?}", program.root, seen, domains);
    }
}

#[test]
fn cost_does_not_grow_with_number_observed() {
    let seen = [
        Seen {
            interval: Some((0, 10)),
            count: u64::MAX,
        },
        Seen {
            interval: Some((5, 20)),
            count: 1 << 40,
        },
    ];
    let leaf = |n| Box::new(Node::Leaf(n));
    let many = |n, times| Node::Repeats(leaf(n), times);
    let root = Node::Within(
        Box::new(Node::And(vec![many(0, u64::MAX), many(1, 1 << 40)])),
        1,
    );
    let program = Program {
        leaves: Vec::new(),
        root,
    };
    let domains = [vec![0], vec![1]];
    assert_eq!(bind(&program, &seen, &domains), Ok(Some(vec![0, 1])));
    let both = Node::And(vec![many(0, u64::MAX), many(0, 1)]);
    let program = Program {
        leaves: Vec::new(),
        root: both,
    };
    assert_eq!(bind(&program, &seen, &domains), Ok(None));
}

#[test]
fn a_search_without_end_is_given_up() {
    let seen: Vec<Seen> = (0..400)
        .map(|n| Seen {
            interval: Some((n, n)),
            count: 1,
        })
        .collect();
    let pair = Node::FollowedBy(vec![Node::Leaf(0), Node::Leaf(1)]);
    let root = Node::Repeats(Box::new(pair), 100);
    let program = Program {
        leaves: Vec::new(),
        root,
    };
    // All of the second come before the first: no pair fits, and there are many to try.
    let domains = [(200..400).collect(), (0..201).collect::<Vec<_>>()];
    assert!(!matches!(bind(&program, &seen, &domains), Ok(Some(_))));
}
