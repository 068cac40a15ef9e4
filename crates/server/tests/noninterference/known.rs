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

/// Mended: P's note had a new date when it was loosened for others.
#[test]
fn redated_edges() {
    let posts = [item(NOTE, 0, CLEAR, [3, 0]), item(IPV4, 0, CLEAR, [0, 0])];
    let hidden = [item(IPV4, 0, RED, [0, 0])];
    let free = [definition("statement", 0)];
    assert_eq!(manifest(&hidden, &posts), manifest(&free, &posts));
}

/// Mended: an edge was asked for what lies beyond what P handed in.
#[test]
fn claimed_references() {
    let note = item(NOTE, 0, CLEAR, [9, 0]);
    let posts = [item(RELATIONSHIP, 0, CLEAR, [0, 1])];
    let hidden = [note.clone(), item(INDICATOR, 1, RED, [0, 0])];
    let free = [note, definition("statement", 0)];
    assert_eq!(manifest(&hidden, &posts), manifest(&free, &posts));
}

/// Mended: a note about itself took the label of a hidden twin for a moment, and was given a new date.
#[test]
fn a_note_about_itself_keeps_its_date() {
    let about_itself = item(NOTE, 1, CLEAR, [13, 0]);
    let hidden = [item(NOTE, 1, RED, [0, 0])];
    let free = [definition("statement", 0)];
    let posts = [about_itself];
    assert_eq!(manifest(&hidden, &posts), manifest(&free, &posts));
}
