//! A case: a policy, what two stores hold before P comes, and what happens while P asks.

use super::motif::{Motif, motif};
use super::object::{Item, item};
use super::policy::{Policy, policy};
use super::script::{Request, request};
use proptest::prelude::*;

/// In which worlds something happens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Where {
    Both,
    First,
    Second,
}

/// An object that somebody other than P hands in.
#[derive(Debug, Clone)]
pub struct Write {
    pub at: Where,
    /// 0 the operator, else a partner other than P
    pub source: u8,
    pub collection: u8,
    pub item: Item,
    /// made into something that P may not see, if it happens in one world only, and that it may, if in both
    pub plain: bool,
}

/// One thing that happens.
#[derive(Debug, Clone)]
pub enum Event {
    Ask(Request),
    Write(Write),
    /// A partner deletes what it sees of an id.
    Delete {
        at: Where,
        source: u8,
        collection: u8,
        object: u8,
    },
    /// A partner reads.
    Read {
        at: Where,
        source: u8,
        collection: u8,
    },
    /// A partner mistypes its password more often than it may.
    Mistype {
        at: Where,
    },
    /// The operator takes an object back, after another partner has read.
    Recall {
        at: Where,
        reader: u8,
        collection: u8,
        object: u8,
    },
    /// The operator makes the world's secret collection.
    Found {
        at: Where,
    },
    /// The operator releases a copy that was kept apart.
    Release {
        at: Where,
        pick: u8,
    },
    /// P's clearance and rights become the other ones that its policy has, in both worlds.
    Change,
}

fn at() -> impl Strategy<Value = Where> {
    prop_oneof![1 => Just(Where::First), 1 => Just(Where::Second)]
}

fn anywhere() -> impl Strategy<Value = Where> {
    prop_oneof![1 => Just(Where::Both), 1 => Just(Where::First), 1 => Just(Where::Second)]
}

fn write(both: u32) -> impl Strategy<Value = Write> {
    let at =
        prop_oneof![both => Just(Where::Both), 2 => Just(Where::First), 1 => Just(Where::Second)];
    (at, 0u8..4, 0u8..8, item(), prop::bool::weighted(0.7)).prop_map(
        |(at, source, collection, item, plain)| Write {
            at,
            source,
            collection,
            item,
            plain,
        },
    )
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        20 => request().prop_map(Event::Ask),
        10 => write(1).prop_map(Event::Write),
        1 => (at(), 1u8..4, 0u8..8, any::<u8>()).prop_map(|(at, source, collection, object)| Event::Delete {
            at, source, collection, object
        }),
        1 => (at(), 1u8..4, 0u8..8).prop_map(|(at, source, collection)| Event::Read { at, source, collection }),
        1 => at().prop_map(|at| Event::Mistype { at }),
        1 => at().prop_map(|at| Event::Found { at }),
        1 => Just(Event::Change),
        1 => (anywhere(), any::<u8>()).prop_map(|(at, pick)| Event::Release { at, pick }),
        4 => (anywhere(), 1u8..4, 0u8..8, any::<u8>()).prop_map(|(at, reader, collection, object)| Event::Recall {
            at, reader, collection, object
        }),
    ]
}

/// Everything that happens in a case.
#[derive(Debug, Clone)]
pub struct Case {
    pub policy: Policy,
    /// what the stores hold before P comes
    pub before: Vec<Write>,
    pub events: Vec<Event>,
    pub motifs: Vec<Motif>,
    /// a flood of another partner's requests, at the start
    pub flood: bool,
}

impl Case {
    /// All that happens, the motifs among the other events.
    pub fn happens(&self) -> Vec<Event> {
        let events = self.events.iter().cloned().enumerate();
        let mut placed: Vec<(usize, Event)> = events.map(|(at, event)| (2 * at, event)).collect();
        for motif in &self.motifs {
            let start = usize::from(motif.start) % (self.events.len() + 1);
            for (step, event) in motif.events().into_iter().enumerate() {
                let at = start + step * usize::from(motif.gap);
                placed.push((2 * at + 1, event));
            }
        }
        placed.sort_by_key(|(at, _)| *at);
        placed.into_iter().map(|(_, event)| event).collect()
    }
}

pub fn case() -> impl Strategy<Value = Case> {
    let before = prop::collection::vec(write(2), 4..16);
    let events = prop::collection::vec(event(), 6..20);
    let none = || Just(Vec::new()).boxed();
    let motifs = prop_oneof![
        1 => none(),
        3 => prop::collection::vec(motif(), 1..3).boxed(),
    ];
    (policy(), before, events, motifs, prop::bool::weighted(0.04)).prop_map(
        |(policy, before, events, motifs, flood)| Case {
            policy,
            before,
            events,
            motifs,
            flood,
        },
    )
}
