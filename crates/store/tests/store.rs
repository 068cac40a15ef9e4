//! The store end to end: objects in, pages out, rights, versions, labels that change.

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
    let outcomes = world.post(&alpha, &shared, std::slice::from_ref(&object));
    assert!(matches!(outcomes[..], [Outcome::Accepted { .. }]));
    let got = world.all(&alpha.clearance(), &shared, &page(10));
    assert_eq!(got.len(), 1);
    assert_eq!(got[0].bytes, object.as_bytes());
    assert_eq!(got[0].version, "2026-01-01T00:00:00.000Z");
    assert_eq!(world.post(&alpha, &shared, &[object]), [Outcome::Known]);
    assert_eq!(world.all(&alpha.clearance(), &shared, &page(10)).len(), 1);
}

#[test]
fn an_object_without_versions_has_the_date_it_was_first_seen() {
    let world = World::new();
    let (alpha, beta) = (
        world.partner("alpha", Tlp::Amber),
        world.partner("beta", Tlp::Amber),
    );
    let shared = world.collection("shared", &[&alpha, &beta]);
    let address = Make::ipv4("198.51.100.3").tlp(Tlp::Green).json();
    world.post(&alpha, &shared, std::slice::from_ref(&address));
    assert_eq!(world.post(&beta, &shared, &[address]), [Outcome::Known]);
    let got = world.all(&beta.clearance(), &shared, &page(10));
    assert_eq!(got.len(), 1);
    assert_eq!(
        got[0].version,
        stix::timestamp::format_micros(got[0].date_added)
    );
}

#[test]
fn loosened_objects_appear_after_cursors_and_tightened_ones_are_gone() {
    let world = World::new();
    let (alpha, beta) = (
        world.partner("alpha", Tlp::Red),
        world.partner("beta", Tlp::Green),
    );
    let shared = world.collection("shared", &[&alpha, &beta]);
    let version = |name: &str, day, level| Make::indicator(name, day).by("alpha").tlp(level).json();
    world.post(
        &alpha,
        &shared,
        &[version("a", 1, Tlp::Red), version("b", 1, Tlp::Green)],
    );
    let seen = world.all(&beta.clearance(), &shared, &page(10));
    assert_eq!(
        seen.iter().map(|got| got.id.as_str()).collect::<Vec<_>>(),
        [indicator("b")]
    );
    // `a` is loosened by a newer version, `b` tightened.
    world.post(
        &alpha,
        &shared,
        &[version("a", 2, Tlp::Green), version("b", 2, Tlp::Red)],
    );
    let after = Query {
        after: Some(seen[0].date_added),
        ..all_versions(10)
    };
    let new = world.all(&beta.clearance(), &shared, &after);
    assert_eq!(
        new.iter().map(|got| got.id.as_str()).collect::<Vec<_>>(),
        [indicator("a")]
    );
    assert_eq!(world.ids(&beta.clearance(), &shared), [indicator("a")]);
    assert!(
        !world
            .store
            .is_visible(&beta.clearance(), &shared.id, &indicator("b"))
            .unwrap()
    );
}

#[test]
fn an_edge_is_raised_when_an_end_arrives_or_changes_and_sinks_again_in_a_circle() {
    let world = World::new();
    let (alpha, beta) = (
        world.partner("alpha", Tlp::Red),
        world.partner("beta", Tlp::Green),
    );
    let shared = world.collection("shared", &[&alpha, &beta]);
    let indicator_at = |day, level| Make::indicator("x", day).by("alpha").tlp(level).json();
    let first = Make::note("first", &[&indicator("x"), &Make::note("second", &[]).id()]);
    let second = Make::note("second", &[&first.id()]);
    let (first, second) = (first.tlp(Tlp::Clear), second.tlp(Tlp::Clear));
    world.post(&alpha, &shared, &[first.json(), second.json()]);
    assert_eq!(
        world.ids(&beta.clearance(), &shared),
        [first.id(), second.id()]
    );
    world.post(&alpha, &shared, &[indicator_at(1, Tlp::Amber)]);
    assert!(
        world.ids(&beta.clearance(), &shared).is_empty(),
        "notes about what is hidden are hidden"
    );
    let outcomes = world.post(&alpha, &shared, &[indicator_at(2, Tlp::Clear)]);
    let Outcome::Accepted { date_added } = outcomes[0] else {
        panic!("{outcomes:?}")
    };
    let seen = world.all(&beta.clearance(), &shared, &page(10));
    assert_eq!(seen.len(), 3);
    assert!(
        seen.iter().all(|got| got.date_added >= date_added),
        "all are new to beta"
    );
}

#[test]
fn an_unknown_marking_withholds_until_its_definition_arrives_from_the_same_lane_or_the_operator() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Red);
    let beta = world.partner("beta", Tlp::Red);
    let shared = world.collection("shared", &[&alpha, &beta]);
    let marking = "marking-definition--0f0f0f0f-1111-4222-8333-444444444444";
    let refs = vec![marking.to_owned(), tlp(Tlp::Clear)];
    let object = Make::indicator("x", 1).with("object_marking_refs", refs);
    let definition = Make::new(marking)
        .with("created", "2026-01-01T00:00:00.000Z")
        .with("definition_type", "statement")
        .with("definition", serde_json::json!({ "statement": "ours" }))
        .with("object_marking_refs", vec![tlp(Tlp::Clear)]);
    world.post(&alpha, &shared, &[object.json()]);
    let sees = || {
        world
            .store
            .is_visible(&beta.clearance(), &shared.id, &object.id())
            .unwrap()
    };
    assert!(!sees());
    world.post(&beta, &shared, &[definition.json()]);
    assert!(!sees(), "another partner cannot define it away");
    let later = object.clone().with("id", indicator("later"));
    world.post(&alpha, &shared, &[later.json()]);
    let sees_later = || {
        let store = &world.store;
        store
            .is_visible(&beta.clearance(), &shared.id, &later.id())
            .unwrap()
    };
    assert!(!sees_later(), "not for what comes later either");
    world.post(&alpha, &shared, &[definition.json()]);
    assert!(sees() && sees_later());
}

#[test]
fn a_marking_defined_anew_does_not_loosen_a_copy_of_what_another_partner_marked() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Red);
    let beta = world.partner("beta", Tlp::Green);
    let gamma = world.partner("gamma", Tlp::Red);
    let (from, to) = (
        world.collection("from", &[&alpha, &beta]),
        world.collection("to", &[&beta, &gamma]),
    );
    let marking = "marking-definition--0f0f0f0f-1111-4222-8333-444444444444";
    let refs = vec![marking.to_owned(), tlp(Tlp::Green)];
    let object = Make::indicator("x", 1).with("object_marking_refs", refs);
    let named = serde_json::json!({ stix::marking::AUDIENCE_EXTENSION: {
        "extension_type": "property-extension",
        "releasable_to": { "identities": [identity("alpha"), identity("beta")] },
    } });
    let definition = || Make::new(marking).with("created", "2026-01-01T00:00:00.000Z");
    // Beta may read what names it, and not the definition.
    let theirs = definition().with("extensions", named).tlp(Tlp::Red);
    world.post(&alpha, &from, &[theirs.json(), object.json()]);
    assert_eq!(world.ids(&beta.clearance(), &from), [object.id()]);
    world.post(&beta, &to, &[object.json()]);
    let harmless = definition()
        .with("definition_type", "statement")
        .with("definition", serde_json::json!({ "statement": "anybody" }));
    world.post(&beta, &to, &[harmless.tlp(Tlp::Clear).json()]);
    let gets = world.ids(&gamma.clearance(), &to);
    assert!(!gets.contains(&object.id()), "{gets:?}");
}

#[test]
fn a_clearance_that_changes_while_its_partner_pages_counts_from_the_next_page() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Amber);
    let beta = world.partner("beta", Tlp::Amber);
    let shared = world.collection("shared", &[&alpha, &beta]);
    let levels = [Tlp::Green, Tlp::Amber];
    let objects: Vec<String> = (0..20)
        .map(|n| Make::indicator(&n.to_string(), 1).tlp(levels[n % 2]).json())
        .collect();
    world.post(&alpha, &shared, &objects);
    let labels = world.all(&Clearance::system(), &shared, &page(100));
    let reader = || {
        let beta = world.store.partner("beta").unwrap().unwrap();
        beta.clearance()
    };
    let first = world.all(&reader(), &shared, &page(100));
    assert_eq!(first.len(), 20);
    let narrower = Reach {
        max_tlp: Tlp::Green,
        communities: Vec::new(),
        markings: Vec::new(),
    };
    let mut query = page(5);
    let mut got = Vec::new();
    let mut take = |query: &Query| {
        let mut each = |row: Row<'_>| got.push(row.id.to_owned());
        let end = world.store.page(&reader(), &shared.id, query, &mut each);
        end.unwrap().unwrap()
    };
    let end = take(&query);
    world.store.set_clearance("test", "beta", narrower).unwrap();
    query.after = end.last;
    query.limit = 100;
    assert!(!take(&query).more);
    let expected: Vec<String> = first[..5].iter().map(|got| got.id.clone()).collect();
    let parity = usize::from(objects[5].contains(&tlp(Tlp::Amber)));
    let later = first[5 + parity..]
        .iter()
        .step_by(2)
        .map(|got| got.id.clone());
    assert_eq!(got, expected.into_iter().chain(later).collect::<Vec<_>>());
    // Nothing was labelled or dated anew.
    assert_eq!(world.all(&Clearance::system(), &shared, &page(100)), labels);
    let nobody = Reach {
        max_tlp: Tlp::Red,
        communities: vec!["c".to_owned()],
        markings: Vec::new(),
    };
    let wrong = world.store.set_clearance("test", "nobody", nobody);
    assert!(matches!(wrong, Err(Error::NotFound(_))));
}

#[test]
fn rights_are_grants_communities_and_public_and_the_rest_does_not_exist() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Amber);
    let beta = world.partner("beta", Tlp::Amber);
    let shared = world.collection("shared", &[&alpha]);
    let views = |of: &Clearance| world.store.collections(of).unwrap();
    assert!(views(&beta.clearance()).is_empty());
    assert!(views(&Clearance::anonymous()).is_empty());
    assert!(
        world
            .store
            .page(&beta.clearance(), &shared.id, &page(1), &mut |_| ())
            .unwrap()
            .is_none()
    );
    assert!(
        world
            .store
            .collection(&beta.clearance(), &shared.id)
            .unwrap()
            .is_none()
    );
    let foreign = world.submit(
        Source::Partner(beta.key),
        Some(&shared),
        &[Make::indicator("x", 1).json()],
    );
    assert!(matches!(foreign, Err(Error::NotFound(_))));
    world
        .store
        .grant("test", "shared", "beta", false, true)
        .unwrap();
    let view = world
        .store
        .collection(&beta.clearance(), &shared.id)
        .unwrap()
        .unwrap();
    assert_eq!((view.can_read, view.can_write), (false, true));
    world
        .store
        .set_partner_enabled("test", "beta", false)
        .unwrap();
    world
        .store
        .set_partner_enabled("test", "alpha", false)
        .unwrap();
    assert!(views(&alpha.clearance()).is_empty());
    world
        .store
        .set_partner_enabled("test", "alpha", true)
        .unwrap();
    assert!(views(&beta.clearance()).is_empty());
    let before = world.store.policy_generation().unwrap();
    world.store.revoke("test", "shared", "alpha").unwrap();
    assert!(world.store.policy_generation().unwrap() > before);
    assert!(views(&alpha.clearance()).is_empty());
}

#[test]
fn pages_end_by_count_and_by_bytes_and_more_is_exact() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Green);
    let shared = world.collection("shared", &[&alpha]);
    let levels = [Tlp::Clear, Tlp::Red, Tlp::Green];
    let objects: Vec<String> = (0..60)
        .map(|n| {
            Make::indicator(&format!("{n}"), 1)
                .tlp(levels[n % 3])
                .json()
        })
        .collect();
    world.import(Some(&shared), &objects);
    for limit in [1, 7, 39, 40, 41, 100] {
        let mut query = page(limit);
        let mut ids = Vec::new();
        loop {
            let mut each = |row: Row<'_>| ids.push(row.id.to_owned());
            let end = world
                .store
                .page(&alpha.clearance(), &shared.id, &query, &mut each)
                .unwrap()
                .unwrap();
            assert_eq!(
                end.more,
                ids.len() < 40,
                "limit {limit}: nothing hidden may promise more"
            );
            if !end.more {
                break;
            }
            assert_eq!(end.count, limit);
            query.after = end.last;
        }
        assert_eq!(ids.len(), 40);
    }
    let small = Query {
        max_bytes: 1,
        ..page(10)
    };
    let end = world
        .store
        .page(&alpha.clearance(), &shared.id, &small, &mut |_| ())
        .unwrap()
        .unwrap();
    assert_eq!((end.count, end.more), (1, true));
    let typed = Query {
        types: vec!["malware".to_owned()],
        ..page(10)
    };
    assert!(world.all(&alpha.clearance(), &shared, &typed).is_empty());
}

#[test]
fn versions_are_instants_down_to_the_last_digit() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Green);
    let shared = world.collection("shared", &[&alpha]);
    let version = |modified: &str| {
        Make::indicator("x", 1)
            .tlp(Tlp::Clear)
            .with("modified", modified)
            .json()
    };
    let texts = [
        "2026-01-02T00:00:00.0000001Z",
        "2026-01-02T00:00:00Z",
        "2026-01-02T00:00:00.00000012Z",
    ];
    world.post(&alpha, &shared, &texts.map(version));
    let last = world.all(&alpha.clearance(), &shared, &page(10));
    assert_eq!(
        last.iter()
            .map(|got| got.version.as_str())
            .collect::<Vec<_>>(),
        [texts[2]]
    );
    assert_eq!(
        world
            .all(&alpha.clearance(), &shared, &all_versions(10))
            .len(),
        3
    );
    let first = Versions {
        first: true,
        ..Versions::default()
    };
    let first = world.all(
        &alpha.clearance(),
        &shared,
        &Query {
            versions: first,
            ..page(10)
        },
    );
    assert_eq!(first[0].version, texts[1]);
    let same = Make::indicator("x", 1)
        .tlp(Tlp::Clear)
        .with("modified", "2026-01-02T00:00:00.000Z");
    assert!(matches!(
        world.post(&alpha, &shared, &[same.json()])[..],
        [Outcome::Quarantined { .. }]
    ));
}

#[test]
fn dates_that_come_along_are_kept_and_stay_unique() {
    let world = World::new();
    let shared = world.collection("shared", &[]);
    let mut submission = submission(
        Source::Operator("test".to_owned()),
        Some(&shared),
        &["a", "b", "c"].map(|name| Make::indicator(name, 1).json()),
    );
    for (at, date) in [START - 50, START - 50, START - 90].into_iter().enumerate() {
        submission.objects[at].1 = Some(date);
    }
    world.store.submit(submission).unwrap();
    let got = world.all(&Clearance::system(), &shared, &page(1));
    let dates: Vec<i64> = got.iter().map(|got| got.date_added).collect();
    assert_eq!(dates, [START - 90, START - 50, START - 49]);
}

#[test]
fn the_whole_store_can_be_walked_once_each_and_only_as_far_as_one_sees() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Green);
    let (one, two) = (
        world.collection("one", &[&alpha]),
        world.collection("two", &[&alpha]),
    );
    let objects: Vec<String> = (0..5)
        .map(|n| Make::indicator(&format!("{n}"), 1).tlp(Tlp::Green).json())
        .collect();
    world.import(Some(&one), &objects);
    world.import(None, &[Make::indicator("loose", 1).tlp(Tlp::Clear).json()]);
    let ids: Vec<String> = (0..5).map(|n| indicator(&n.to_string())).collect();
    assert_eq!(
        world.store.add_to_collection("test", "two", &ids).unwrap(),
        5
    );
    let walk = |reader: &Clearance| {
        let (mut query, mut ids) = (all_versions(2), Vec::new());
        loop {
            let end = world
                .store
                .walk(reader, &query, &mut |row| ids.push(row.id.to_owned()))
                .unwrap();
            if !end.more {
                return ids;
            }
            query.after = end.last;
        }
    };
    assert_eq!(walk(&alpha.clearance()), ids);
    assert_eq!(walk(&Clearance::system()).len(), 6);
    assert_eq!(
        world
            .store
            .remove_from_collection("test", "two", &ids[..2])
            .unwrap(),
        2
    );
    assert_eq!(world.ids(&alpha.clearance(), &two), ids[2..]);
    assert_eq!(
        world
            .store
            .delete(&alpha.clearance(), &one.id, &ids[0], &all_versions(1))
            .unwrap(),
        1
    );
    assert_eq!(world.ids(&alpha.clearance(), &one), ids[1..]);
}

#[test]
fn a_translation_asks_for_what_the_translated_object_asks() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Red);
    let beta = world.partner("beta", Tlp::Green);
    let shared = world.collection("shared", &[&alpha, &beta]);
    let secret = Make::indicator("secret", 1).tlp(Tlp::Red);
    let id = format!("language-content--{}", uuid("language-content", "fr"));
    let contents = serde_json::json!({ "fr": { "name": "le secret" } });
    let translation = Make::new(&id)
        .day(1)
        .with("object_ref", secret.id())
        .with("contents", contents)
        .tlp(Tlp::Green);
    let sees = || world.ids(&beta.clearance(), &shared).contains(&id);
    world.post(&alpha, &shared, &[translation.json()]);
    assert!(sees(), "of something that is not here");
    world.post(&alpha, &shared, &[secret.json()]);
    assert!(!sees(), "it says what the object says");
    let open = Make::indicator("secret", 2).tlp(Tlp::Green);
    world.post(&alpha, &shared, &[open.json()]);
    assert!(sees());
}

#[test]
fn an_answer_holds_until_something_changes_that_its_reader_sees() {
    let world = World::new();
    let (alpha, beta) = (
        world.partner("alpha", Tlp::Red),
        world.partner("beta", Tlp::Green),
    );
    let shared = world.collection("shared", &[&alpha, &beta]);
    let make = |name: &str, day: u32, level: Tlp| Make::indicator(name, day).tlp(level).json();
    world.import(
        Some(&shared),
        &[make("a", 1, Tlp::Green), make("b", 1, Tlp::Green)],
    );
    let reader = beta.clearance();
    let ground = || {
        world
            .store
            .ground(&reader, &shared.id, "indicator")
            .unwrap()
            .unwrap()
    };
    let holds = |ground: &Ground| world.store.holds(&reader, ground).unwrap().is_some();
    let before = ground();
    world.import(
        Some(&shared),
        &[make("c", 1, Tlp::Amber), Make::ipv4("198.51.100.1").json()],
    );
    world.import(None, &[make("d", 1, Tlp::Green)]);
    world.import(Some(&shared), &[make("c", 2, Tlp::Red)]);
    world.partner("gamma", Tlp::Green);
    assert!(holds(&before), "what it does not see, and other types");
    let changes: [(&str, &dyn Fn()); 6] = [
        ("one comes", &|| {
            drop(world.import(Some(&shared), &[make("e", 1, Tlp::Green)]))
        }),
        ("a newer one comes", &|| {
            drop(world.import(Some(&shared), &[make("a", 2, Tlp::Green)]))
        }),
        ("one is hidden", &|| {
            drop(world.import(Some(&shared), &[make("b", 2, Tlp::Red)]))
        }),
        ("one is removed", &|| {
            let ids = [indicator("a")];
            world
                .store
                .remove_from_collection("test", &shared.id, &ids)
                .unwrap();
        }),
        ("one is put in", &|| {
            let ids = [indicator("d")];
            world
                .store
                .add_to_collection("test", &shared.id, &ids)
                .unwrap();
        }),
        ("it may not read it", &|| {
            world
                .store
                .grant("test", &shared.id, "beta", false, true)
                .unwrap();
        }),
    ];
    for (what, change) in changes {
        let before = ground();
        assert!(holds(&before), "before {what}");
        change();
        assert!(!holds(&before), "{what}");
    }
    assert!(
        world
            .store
            .ground(&Clearance::system(), &shared.id, "indicator")
            .unwrap()
            .is_none()
    );
}

#[test]
fn a_zone_never_falls() {
    let world = World::new();
    let (alpha, beta) = (
        world.partner("alpha", Tlp::Red).clearance(),
        world.partner("beta", Tlp::Red).clearance(),
    );
    let serial = |reader: &Clearance, feed: u8, content: u8| {
        let digest = |byte| [byte; 32];
        world
            .store
            .zone_serial(reader, digest(feed), digest(content))
            .unwrap()
    };
    let first = serial(&alpha, 1, 1);
    assert_eq!(serial(&alpha, 1, 1), first);
    let other = serial(&beta, 1, 9);
    let second = serial(&alpha, 1, 2);
    assert!(second > first);
    assert!(
        serial(&alpha, 1, 1) > second,
        "back to what it was is a change"
    );
    assert_eq!(serial(&beta, 1, 9), other, "each reader by itself");
    let last = serial(&alpha, 1, 1);
    for feed in 2..100 {
        assert!(serial(&alpha, feed, 1) > last);
    }
    assert!(serial(&alpha, 1, 1) > last, "forgotten, it begins above");
}
