//! The store end to end: objects in, pages out, rights, versions, labels.

mod kit;

use handling::Clearance;
use kit::*;
use stix::marking::Tlp;
use store::*;

#[test]
fn a_posted_object_is_served_with_its_bytes() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Amber);
    let shared = world.collection("shared", &[&alpha]);
    let object = Make::indicator("one", 1).tlp(Tlp::Green).json();
    let outcomes = world.post(&alpha, &shared, &[object.clone()]);
    assert!(matches!(outcomes[..], [Outcome::Accepted { .. }]));
    let got = world.all(&alpha.clearance(), &shared, &page(10));
    assert_eq!(got.len(), 1);
    assert_eq!(got[0].bytes, object.as_bytes());
    assert_eq!(got[0].version, "2026-01-01T00:00:00.000Z");
    assert_eq!(world.post(&alpha, &shared, &[object]), [Outcome::Known]);
    assert_eq!(world.all(&alpha.clearance(), &shared, &page(10)).len(), 1);
}
