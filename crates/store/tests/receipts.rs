//! Who got what: every range that was served is resolved to exactly the versions the reader was handed.

mod kit;

use handling::Clearance;
use kit::*;
use std::collections::BTreeMap;
use stix::marking::Tlp;
use store::*;

/// (partner, version, collection) → how often, as the pages themselves told.
type Told = BTreeMap<(Option<String>, String, String, Option<String>), u64>;

/// Something that changes who may see what.
type Step = dyn Fn(&World);

struct Watched {
    world: World,
    told: Told,
}

impl Watched {
    fn new() -> Self {
        Self {
            world: World::new(),
            told: Told::new(),
        }
    }

    /// Reads all pages as the server does, and keeps what was handed out.
    fn read(&mut self, reader: &Clearance, of: Option<&Collection>, query: Query) {
        self.read_pages(reader, of, query, usize::MAX);
    }

    fn read_pages(
        &mut self,
        reader: &Clearance,
        of: Option<&Collection>,
        mut query: Query,
        pages: usize,
    ) -> Option<i64> {
        for _ in 0..pages {
            let mut got = Vec::new();
            let mut each = |row: Row<'_>| got.push((row.id.to_owned(), row.version.to_owned()));
            let store = &self.world.store;
            let end = match of {
                Some(of) => store.page(reader, &of.id, &query, &mut each).unwrap()?,
                None => store.walk(reader, &query, &mut each).unwrap(),
            };
            let partner = match &reader.reader {
                handling::Reader::Partner { name, .. } => Some(name.clone()),
                _ => None,
            };
            for (id, version) in got {
                let place = of.map(|of| of.id.clone());
                *self
                    .told
                    .entry((partner.clone(), id, version, place))
                    .or_default() += 1;
            }
            store.note_served(Served {
                reader: reader.reader.clone(),
                collection: of.map(|of| of.id.clone()),
                what: "objects",
                query: query.clone(),
                end,
                dates: Vec::new(),
            });
            if !end.more {
                return None;
            }
            query.after = end.last;
        }
        query.after
    }

    /// Compares with what the audit says of these ids.
    fn check(&self, ids: &[String]) {
        self.world.store.close().unwrap();
        let mut found = Told::new();
        for id in ids {
            for receipt in self.world.store.who_got(&Clearance::system(), id).unwrap() {
                assert!(receipt.first <= receipt.last && receipt.rows.0 <= receipt.rows.1);
                let key = (
                    receipt.partner,
                    id.clone(),
                    receipt.version,
                    receipt.collection,
                );
                // Pages that were joined count once.
                *found.entry(key).or_default() += receipt.times;
            }
        }
        // Notices were read, too.
        let asked = |key: &(Option<String>, String, String, Option<String>)| ids.contains(&key.1);
        let keys = |told: &Told| -> Vec<_> {
            let keys = told.keys().filter(|key| asked(key));
            keys.cloned().collect()
        };
        assert_eq!(keys(&found), keys(&self.told));
        for (key, times) in found {
            assert!(times <= self.told[&key], "{key:?}");
        }
    }
}

fn version(name: &str, day: u32, tlp: Tlp) -> String {
    Make::indicator(name, day).by("alpha").tlp(tlp).json()
}

#[test]
fn each_reader_got_what_it_was_handed_whatever_became_of_it_later() {
    let mut watched = Watched::new();
    let alpha = watched.world.partner("alpha", Tlp::Red);
    let beta = watched.world.partner("beta", Tlp::Green);
    let gamma = watched.world.partner("gamma", Tlp::Amber);
    let shared = watched.world.collection("shared", &[&alpha, &beta, &gamma]);
    let readers = [&alpha, &beta, &gamma].map(Partner::clearance);
    let mut steps: Vec<Box<Step>> = Vec::new();
    for (name, day, tlp) in [
        ("a", 1, Tlp::Green),
        ("b", 1, Tlp::Amber),
        ("c", 1, Tlp::Red),
        ("a", 2, Tlp::Amber),
        ("b", 2, Tlp::Green),
        ("c", 3, Tlp::Clear),
        ("a", 4, Tlp::Green),
        ("c", 2, Tlp::Green),
    ] {
        let (alpha, shared) = (alpha.clone(), shared.clone());
        steps.push(Box::new(move |world: &World| {
            world.post(&alpha, &shared, &[version(name, day, tlp)]);
        }));
    }
    let gone = shared.clone();
    steps.push(Box::new(move |world: &World| {
        let ids = [indicator("b")];
        let store = &world.store;
        store
            .remove_from_collection("test", &gone.id, &ids)
            .unwrap();
    }));
    let back = shared.clone();
    steps.push(Box::new(move |world: &World| {
        let ids = [indicator("b")];
        world
            .store
            .add_to_collection("test", &back.id, &ids)
            .unwrap();
    }));
    for (at, step) in steps.into_iter().enumerate() {
        // Something that all may see lies before, between and behind.
        let filler = version(&format!("filler {at}"), 1, Tlp::Clear);
        watched.world.post(&alpha, &shared, &[filler]);
        // Walks that are under way while it happens.
        let begun = readers.clone().map(|reader| {
            let after = watched.read_pages(&reader, Some(&shared), all_versions(2), 1);
            (reader, after)
        });
        step(&watched.world);
        for (reader, after) in begun {
            let query = Query {
                after,
                ..all_versions(2)
            };
            watched.read(&reader, Some(&shared), query);
        }
        for reader in &readers {
            watched.read(reader, Some(&shared), page(2));
            watched.read(reader, Some(&shared), all_versions(3));
            let first = Query {
                versions: Versions {
                    first: true,
                    ..Versions::default()
                },
                ids: vec![indicator("a"), indicator("c")],
                ..page(5)
            };
            watched.read(reader, Some(&shared), first);
            watched.read(reader, None, page(2));
        }
    }
    let fillers = (0..10).map(|at| indicator(&format!("filler {at}")));
    let ids: Vec<String> = fillers.chain(["a", "b", "c"].map(indicator)).collect();
    watched.check(&ids);
}

#[test]
fn observables_edges_and_anonymous_readers_are_told_apart_by_lane_and_label() {
    let mut watched = Watched::new();
    let alpha = watched.world.partner("alpha", Tlp::Red);
    let beta = watched.world.partner("beta", Tlp::Amber);
    let shared = watched.world.collection("shared", &[&alpha, &beta]);
    let address = Make::ipv4("198.51.100.7");
    let note = Make::note("n", &[&address.id()]).tlp(Tlp::Clear);
    let readers = [alpha.clearance(), beta.clearance(), Clearance::anonymous()];
    let red = address.clone().tlp(Tlp::Red).json();
    let green = address.clone().tlp(Tlp::Green).json();
    for (from, text) in [
        (&beta, note.json()),
        (&alpha, red),
        (&beta, green),
        (&alpha, note.json()),
    ] {
        watched.world.post(from, &shared, &[text]);
        for reader in &readers {
            watched.read(reader, Some(&shared), page(1));
            watched.read(reader, None, page(1));
        }
        // By the dates they were first added there.
        let all = watched
            .world
            .all(&Clearance::system(), &shared, &all_versions(9));
        let dates = all
            .iter()
            .map(|got| stix::Timestamp::parse(&got.version).unwrap());
        let mut query = page(9);
        query.versions.exact = dates.map(|date| date.micros()).collect();
        watched.read(&readers[1], Some(&shared), query);
    }
    watched.check(&[address.id(), note.id()]);
}

#[test]
fn what_came_in_with_an_old_date_was_not_in_pages_read_before() {
    let mut watched = Watched::new();
    let alpha = watched.world.partner("alpha", Tlp::Red);
    let shared = watched.world.collection("shared", &[&alpha]);
    let other = watched.world.collection("other", &[&alpha]);
    let keep = |to: &Collection, name: &str, date: i64| {
        let mut submission = submission(Source::Operator("op".to_owned()), Some(to), &[]);
        submission.objects = vec![(incoming(&version(name, 1, Tlp::Green)), Some(date))];
        watched.world.store.submit(submission).unwrap();
    };
    keep(&shared, "early", START - 500);
    keep(&shared, "late", START - 100);
    keep(&other, "between", START - 300);
    watched.read(&alpha.clearance(), Some(&shared), page(9));
    // New to the store, and new to the collection: both behind what was read.
    let keep = |to: &Collection, name: &str, date: i64| {
        let mut submission = submission(Source::Operator("op".to_owned()), Some(to), &[]);
        submission.objects = vec![(incoming(&version(name, 1, Tlp::Green)), Some(date))];
        watched.world.store.submit(submission).unwrap();
    };
    keep(&shared, "new", START - 400);
    keep(&shared, "between", START - 300);
    watched.check(&["early", "late", "between", "new"].map(indicator));
    watched.read(&alpha.clearance(), Some(&shared), page(9));
    watched.check(&["early", "late", "between", "new"].map(indicator));
}

#[test]
fn a_manifest_tells_of_an_id_and_does_not_hand_it_out() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Red);
    let shared = world.collection("shared", &[&alpha]);
    world.import(Some(&shared), &[version("a", 1, Tlp::Green)]);
    let reader = alpha.clearance();
    let mut each = |_: Row<'_>| ();
    let end = world.store.page(&reader, &shared.id, &page(9), &mut each);
    world.store.note_served(Served {
        reader: reader.reader.clone(),
        collection: Some(shared.id.clone()),
        what: "manifest",
        query: page(9),
        end: end.unwrap().unwrap(),
        dates: Vec::new(),
    });
    world.store.close().unwrap();
    let receipts = world.store.who_got(&Clearance::system(), &indicator("a"));
    let receipts = receipts.unwrap();
    assert_eq!(receipts.len(), 1);
    assert!(!receipts[0].extent.has_content());
    let asked = world.store.who_got(&reader, &indicator("a")).unwrap();
    assert!(asked.is_empty(), "nobody but the operator");
}

#[test]
fn a_walk_during_which_another_process_writes_is_not_taken_for_one_read() {
    let mut watched = Watched::new();
    let alpha = watched.world.partner("alpha", Tlp::Red);
    let shared = watched.world.collection("shared", &[&alpha]);
    let objects = ["a", "b", "c"].map(|name| version(name, 1, Tlp::Green));
    watched.world.import(Some(&shared), &objects);
    let reader = alpha.clearance();
    let after = watched.read_pages(&reader, Some(&shared), page(1), 1);
    let other = Store::open(watched.world.dir.path(), options()).unwrap();
    let removed = other.remove_from_collection("other process", &shared.id, &[indicator("b")]);
    assert_eq!(removed, Ok(1));
    watched.read(&reader, Some(&shared), Query { after, ..page(1) });
    watched.check(&["a", "b", "c"].map(indicator));
}

#[test]
fn an_observable_is_told_by_the_date_since_which_its_reader_has_it() {
    let mut watched = Watched::new();
    let alpha = watched.world.partner("alpha", Tlp::Red);
    let beta = watched.world.partner("beta", Tlp::Red);
    let shared = watched.world.collection("shared", &[&alpha, &beta]);
    let marking = "marking-definition--0f0f0f0f-1111-4222-8333-444444444444";
    let address = Make::ipv4("198.51.100.9").with("object_marking_refs", vec![marking]);
    watched.world.import(Some(&shared), &[address.json()]);
    let definition = Make::new(marking)
        .with("created", "2026-01-01T00:00:00.000Z")
        .with("definition_type", "statement")
        .with("definition", serde_json::json!({ "statement": "ours" }))
        .tlp(Tlp::Clear);
    watched.world.import(None, &[definition.json()]);
    watched.read(&beta.clearance(), Some(&shared), page(1));
    let seen = watched.world.all(&beta.clearance(), &shared, &page(1));
    let first = stix::Timestamp::parse(&seen[0].version).unwrap().micros();
    assert_eq!(first, seen[0].date_added);
    let operator = watched
        .world
        .store
        .object_versions(&Clearance::system(), &address.id());
    assert!(
        operator.unwrap()[0].received < first,
        "it came in before its marking did"
    );
    let mut query = page(1);
    query.versions.exact = vec![first];
    watched.read(&beta.clearance(), Some(&shared), query);
    watched.check(&[address.id()]);
    let gone = [address.id()];
    let store = &watched.world.store;
    store
        .remove_from_collection("op", &shared.id, &gone)
        .unwrap();
    watched.check(&gone);
}
