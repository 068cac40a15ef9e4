//! What happens to the store beside its model: few names of each kind, so that lanes and versions meet on them.

use crate::kit::{self, Make, indicator, uuid};
use proptest::prelude::*;
use stix::marking::Tlp;

pub const NAMES: [&str; 3] = ["alpha", "beta", "gamma"];
const LEVELS: [Tlp; 4] = [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::Red];
/// A marking that nobody has defined until `Thing::Definition` arrives.
const UNKNOWN: &str = "marking-definition--0f0f0f0f-1111-4222-8333-444444444444";

#[derive(Debug, Clone)]
pub enum Op {
    Submit {
        by: usize,
        to: usize,
        things: Vec<Thing>,
    },
    Grant {
        partner: usize,
        collection: usize,
        read: bool,
        write: bool,
    },
    Delete {
        by: usize,
        from: usize,
        id: usize,
    },
}

#[derive(Debug, Clone)]
pub enum Thing {
    Indicator {
        name: u8,
        day: u32,
        by: Option<usize>,
        tlp: Option<usize>,
        variant: u8,
        unknown: bool,
    },
    Address {
        value: u8,
        tlp: Option<usize>,
    },
    Edge {
        name: u8,
        day: u32,
        from: usize,
        to: usize,
        tlp: Option<usize>,
    },
    Definition,
}

/// The ids that edges point at and deletions name.
pub fn ids() -> Vec<String> {
    let mut ids: Vec<String> = (0..3).map(|n| indicator(&n.to_string())).collect();
    ids.extend((0..2).map(|n| Make::ipv4(&format!("198.51.100.{n}")).id()));
    ids.extend((0..3).map(|n| format!("note--{}", uuid("note", &n.to_string()))));
    ids.push(UNKNOWN.to_owned());
    ids
}

impl Thing {
    pub fn json(&self) -> String {
        let marked = |make: Make, tlp: &Option<usize>, unknown: bool| {
            let mut refs: Vec<String> = tlp.iter().map(|at| kit::tlp(LEVELS[*at])).collect();
            refs.extend(unknown.then(|| UNKNOWN.to_owned()));
            if refs.is_empty() {
                make
            } else {
                make.with("object_marking_refs", refs)
            }
        };
        match self {
            Thing::Indicator {
                name,
                day,
                by,
                tlp,
                variant,
                unknown,
            } => {
                let mut make = Make::indicator(&name.to_string(), *day).with("x_variant", *variant);
                if let Some(by) = by {
                    make = make.by(NAMES[*by]);
                }
                marked(make, tlp, *unknown).json()
            }
            Thing::Address { value, tlp } => {
                marked(Make::ipv4(&format!("198.51.100.{value}")), tlp, false).json()
            }
            Thing::Edge {
                name,
                day,
                from,
                to,
                tlp,
            } => {
                let ids = ids();
                let about = [ids[*from].as_str(), ids[*to].as_str()];
                let make = Make::note(&name.to_string(), &about).day(*day);
                marked(make, tlp, false).json()
            }
            Thing::Definition => Make::new(UNKNOWN)
                .with("created", "2026-01-01T00:00:00.000Z")
                .with("definition_type", "statement")
                .with("definition", serde_json::json!({ "statement": "ours" }))
                .json(),
        }
    }
}

fn thing() -> impl Strategy<Value = Thing> {
    let level = || prop::option::of(0..4usize);
    prop_oneof![
        4 => (0..3u8, 1..4u32, prop::option::of(0..3usize), level(), 0..2u8, prop::bool::weighted(0.15)).prop_map(
            |(name, day, by, tlp, variant, unknown)| Thing::Indicator { name, day, by, tlp, variant, unknown }
        ),
        2 => (0..2u8, level()).prop_map(|(value, tlp)| Thing::Address { value, tlp }),
        3 => (0..3u8, 1..3u32, 0..8usize, 0..8usize, level())
            .prop_map(|(name, day, from, to, tlp)| Thing::Edge { name, day, from, to, tlp }),
        1 => Just(Thing::Definition),
    ]
}

pub fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        8 => (0..4usize, 0..2usize, prop::collection::vec(thing(), 1..4))
            .prop_map(|(by, to, things)| Op::Submit { by, to, things }),
        1 => (0..3usize, 0..2usize, any::<bool>(), any::<bool>())
            .prop_map(|(partner, collection, read, write)| Op::Grant { partner, collection, read, write }),
        1 => (0..4usize, 0..2usize, 0..9usize).prop_map(|(by, from, id)| Op::Delete { by, from, id }),
    ]
}
