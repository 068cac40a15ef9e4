//! Input that no honest partner sends, and clocks that no honest machine has.

mod kit;

use kit::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use stix::marking::{AUDIENCE_EXTENSION, Tlp};
use store::*;

#[test]
fn dates_rise_while_the_clock_goes_backward_and_a_cursor_loses_nothing() {
    let clock = Still(Arc::new(AtomicI64::new(START)));
    let options = Options {
        secret: Some([7; 32]),
        ..Options::new(Arc::new(clock.clone()))
    };
    let world = World::with(options);
    let alpha = world.partner("alpha", Tlp::Green);
    let shared = world.collection("shared", &[&alpha]);
    let mut query = page(3);
    let mut paged = Vec::new();
    for n in 0..12 {
        world.post(
            &alpha,
            &shared,
            &[Make::indicator(&n.to_string(), 1).json()],
        );
        clock.0.fetch_sub(3_600_000_000, Ordering::Relaxed);
        let mut each = |row: Row<'_>| paged.push((row.date_added, row.id.to_owned()));
        let end = world
            .store
            .page(&alpha.clearance(), &shared.id, &query, &mut each)
            .unwrap()
            .unwrap();
        query.after = end.last.or(query.after);
    }
    assert_eq!(paged.len(), 12);
    assert!(world.store.verify_audit(&[]).unwrap().fault.is_none());
    assert!(paged.windows(2).all(|two| two[0].0 < two[1].0), "{paged:?}");
}

fn marking(name: &str) -> String {
    format!("marking-definition--{}", uuid("marking", name))
}

/// A statement that is marked itself.
fn statement(name: &str, marked: &[String]) -> Make {
    Make::new(&marking(name))
        .with("created", "2026-01-01T00:00:00.000Z")
        .with("definition_type", "statement")
        .with("definition", serde_json::json!({ "statement": name }))
        .with("object_marking_refs", marked.to_vec())
}

#[test]
fn markings_that_mark_each_other_end_and_hide_nothing_for_ever() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Green);
    let beta = world.partner("beta", Tlp::Green);
    let shared = world.collection("shared", &[&alpha, &beta]);
    let green = tlp(Tlp::Green);
    let one = statement("one", &[marking("two"), green.clone()]);
    let two = statement("two", &[marking("three"), green.clone()]);
    let three = statement("three", &[marking("one"), green.clone()]);
    let itself = statement("itself", &[marking("itself"), green.clone()]);
    let refs = ["one", "two", "three", "itself"].map(marking);
    let object =
        Make::indicator("marked", 1).with("object_marking_refs", [&refs[..], &[green]].concat());
    world.post(
        &alpha,
        &shared,
        &[object.json(), one.json(), two.json(), itself.json()],
    );
    let sees = || {
        world
            .store
            .is_visible(&beta.clearance(), &shared.id, &object.id())
            .unwrap()
    };
    assert!(!sees(), "one has not arrived");
    world.post(&alpha, &shared, &[three.json()]);
    assert!(sees(), "all say nothing against it");
    assert_eq!(world.ids(&beta.clearance(), &shared).len(), 5);
}

#[test]
fn an_audience_of_identities_nobody_knows_lets_nobody_in_until_one_of_them_registers() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Red);
    let beta = world.partner("beta", Tlp::Red);
    let shared = world.collection("shared", &[&alpha, &beta]);
    let named = serde_json::json!({ AUDIENCE_EXTENSION: {
        "extension_type": "property-extension",
        "releasable_to": { "identities": [identity("gamma"), identity("nobody")] },
    } });
    let definition = Make::new(&marking("few"))
        .with("created", "2026-01-01T00:00:00.000Z")
        .with("extensions", named);
    let refs = vec![marking("few"), tlp(Tlp::Red)];
    let object = Make::indicator("x", 1).with("object_marking_refs", refs);
    world.post(&alpha, &shared, &[definition.json(), object.json()]);
    assert!(world.ids(&beta.clearance(), &shared).is_empty());
    assert_eq!(world.ids(&alpha.clearance(), &shared).len(), 2);
    let gamma = world.partner("gamma", Tlp::Red);
    world
        .store
        .grant("test", &shared.id, "gamma", true, false)
        .unwrap();
    assert!(
        world
            .ids(&gamma.clearance(), &shared)
            .contains(&object.id())
    );
}

#[test]
fn ten_thousand_markings_close_an_object_and_what_stands_on_it() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Green);
    let beta = world.partner("beta", Tlp::Green);
    let shared = world.collection("shared", &[&alpha, &beta]);
    let many: Vec<String> = (0..10_000).map(|n| marking(&format!("m{n}"))).collect();
    let object = Make::indicator("many", 1).with("object_marking_refs", many.clone());
    let note = Make::note("about it", &[&object.id()]).tlp(Tlp::Green);
    let outcomes = world.post(&alpha, &shared, &[object.json(), note.json()]);
    assert!(
        outcomes
            .iter()
            .all(|o| matches!(o, Outcome::Accepted { .. }))
    );
    assert_eq!(world.ids(&alpha.clearance(), &shared).len(), 2);
    assert!(world.ids(&beta.clearance(), &shared).is_empty());
    // The definitions arrive, one by one and all at once: too many to be judged stay too many.
    let definitions: Vec<String> = ["m0", "m1", "m9999"]
        .map(|m| statement(m, &[]).json())
        .into();
    world.import(Some(&shared), &definitions);
    assert_eq!(
        world.ids(&beta.clearance(), &shared).len(),
        0,
        "{:?}",
        definitions.len()
    );
    let fewer = Make::indicator("many", 2).tlp(Tlp::Green);
    world.post(&alpha, &shared, &[fewer.json()]);
    assert!(
        world.ids(&beta.clearance(), &shared).contains(&object.id()),
        "its maker can mend it"
    );
    assert!(world.ids(&beta.clearance(), &shared).contains(&note.id()));
}
