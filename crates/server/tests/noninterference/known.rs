//! What the proof found and was mended, each in as few objects as it takes.

use super::object::{Item, definition};
use super::policy::{Collection, Partner, Policy};
use super::script;
use super::world::{Answer, Ask, World, operator, peer};
use stix::marking::Tlp;

/// P is granted the first collection, up to TLP:GREEN.
pub fn policy() -> Policy {
    let partner = Partner {
        max_tlp: Tlp::Green,
        communities: 0,
        cleared: false,
        default_tlp: None,
        relays_for: None,
    };
    let collection = |right| Collection {
        public: false,
        communities: 0,
        aliased: false,
        rights: [right, 0, 0, 0],
    };
    Policy {
        partners: vec![partner; 4],
        collections: vec![collection(3), collection(0), collection(0)],
        anonymous: false,
        password: false,
    }
}

fn item(kind: u8, name: u8, tlp: u8, ends: [u8; 2]) -> String {
    let item = Item {
        kind,
        name,
        version: 0,
        tlp,
        marking: 0,
        content: 0,
        by: 0,
        ends,
        revoked: false,
        granular: false,
        old_spec: false,
    };
    item.json()
}

const INDICATOR: u8 = 0;
const IPV4: u8 = 1;
const RELATIONSHIP: u8 = 2;
const NOTE: u8 = 4;
const CLEAR: u8 = 1;
const RED: u8 = 5;

/// P's manifest after its POSTs, in a world that holds these objects of the operator.
fn manifest(held: &[String], posts: &[String]) -> Answer {
    let mut world = World::new(&policy(), None);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let mut step = 1;
    for object in held {
        step += 1;
        world.set(step);
        let done = world.submit(operator(), 0, std::slice::from_ref(object));
        done.expect("an import");
    }
    world.set(10);
    for (at, object) in posts.iter().enumerate() {
        world.set(11 + at as u64);
        let answer = world.send(&runtime, &peer(0, true), &script::post(0, object));
        assert_eq!(answer.status, 202);
    }
    let ask = script::read(0);
    let target = ask.target.replace("/objects/", "/manifest/");
    world.send(&runtime, &peer(0, true), &Ask { target, ..ask })
}

/// P's answers where ids are held by what it may not see, and where they are free.
pub type Pair = [Answer; 2];

fn pair(hidden: &[String], free: &[String], posts: &[String]) -> Pair {
    [manifest(hidden, posts), manifest(free, posts)]
}

/// Nothing that P can see.
fn nothing() -> String {
    definition("statement", 0)
}

/// P's note had a new date when it was loosened for others.
fn redated_edges() -> Pair {
    let posts = [item(NOTE, 0, CLEAR, [3, 0]), item(IPV4, 0, CLEAR, [0, 0])];
    pair(&[item(IPV4, 0, RED, [0, 0])], &[nothing()], &posts)
}

/// The note was dated between the objects of the POST that loosened it.
fn order_within_one_post() -> Pair {
    let both = [
        item(IPV4, 0, CLEAR, [0, 0]),
        item(INDICATOR, 0, CLEAR, [0, 0]),
    ];
    let posts = [item(NOTE, 0, CLEAR, [3, 0]), both.join(",")];
    let hidden = [item(IPV4, 0, RED, [0, 0]), item(INDICATOR, 0, RED, [0, 0])];
    pair(&hidden, &[nothing()], &posts)
}

/// An edge was asked for what lies beyond what P handed in.
fn claimed_references() -> Pair {
    let note = item(NOTE, 0, CLEAR, [9, 0]);
    let posts = [item(RELATIONSHIP, 0, CLEAR, [0, 1])];
    let hidden = [note.clone(), item(INDICATOR, 1, RED, [0, 0])];
    pair(&hidden, &[note, nothing()], &posts)
}

/// A note about itself took the label of a hidden twin for a moment, and was given a new date.
fn note_about_itself() -> Pair {
    let posts = [item(NOTE, 1, CLEAR, [13, 0])];
    pair(&[item(NOTE, 1, RED, [0, 0])], &[nothing()], &posts)
}

#[test]
fn what_was_mended_stays_mended() {
    for case in [
        redated_edges,
        order_within_one_post,
        claimed_references,
        note_about_itself,
    ] {
        let [hidden, free] = case();
        assert_eq!(hidden, free);
    }
}

/// The case that shows a planted leak at once, where one is known.
#[cfg(feature = "planted-leaks")]
pub fn case_of(leak: handling::leak::Leak) -> Option<fn() -> Pair> {
    use handling::leak::Leak;
    match leak {
        Leak::DateMovesForAll | Leak::LaterDateForAll => Some(redated_edges),
        Leak::MovesWithinPost => Some(order_within_one_post),
        Leak::EndsSpareNobody => Some(claimed_references),
        _ => None,
    }
}
