//! Following what a reader sees, and what streams leave behind.

mod kit;

use handling::Clearance;
use kit::*;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use stix::marking::{AUDIENCE_EXTENSION, Tlp};
use store::*;

/// What a follower has: versions by id.
#[derive(Debug, Default, Clone, PartialEq)]
struct Followed {
    has: BTreeMap<String, String>,
    position: Option<Position>,
}

impl Followed {
    fn go_on(&mut self, store: &Store, clearance: &Clearance) {
        let before = self.has.clone();
        let mut now = before.clone();
        let mut told = Vec::new();
        let known = |id: &str| before.contains_key(id);
        let from = self.position.as_ref();
        let followed = store.follow(
            clearance,
            "indicator",
            from,
            &known,
            &mut |what| match what {
                Told::There(row, _) => {
                    told.push(row.id.to_owned());
                    now.insert(row.id.to_owned(), row.version.to_owned());
                }
                Told::Gone(id) => {
                    assert!(now.remove(id).is_some(), "told of {id}, which it never had");
                }
            },
        );
        let followed = followed.unwrap();
        if followed.whole {
            now.retain(|id, _| told.contains(id));
        }
        self.has = now;
        self.position = Some(followed.position);
    }

    fn afresh(store: &Store, clearance: &Clearance) -> BTreeMap<String, String> {
        let mut fresh = Self::default();
        fresh.go_on(store, clearance);
        fresh.has
    }
}

/// The same by walking over everything.
fn walked(store: &Store, clearance: &Clearance) -> BTreeMap<String, String> {
    let query = Query {
        types: vec!["indicator".to_owned()],
        ..page(1_000)
    };
    let mut found = BTreeMap::new();
    let mut each = |row: Row<'_>| {
        found.insert(row.id.to_owned(), row.version.to_owned());
    };
    store.walk(clearance, &query, &mut each).unwrap();
    found
}

#[derive(Debug, Clone)]
enum Step {
    Post {
        partner: usize,
        name: u8,
        day: u32,
        level: u8,
        into: usize,
    },
    Import {
        name: u8,
        day: u32,
        level: u8,
        into: Option<usize>,
    },
    Add {
        name: u8,
        into: usize,
    },
    Remove {
        name: u8,
        from: usize,
    },
    Revoke {
        into: usize,
    },
    Restore {
        into: usize,
    },
    Look,
}

fn step() -> impl Strategy<Value = Step> {
    let object = || (0..4u8, 1..5u32, 0..5u8);
    prop_oneof![
        4 => (0..2usize, object(), 0..2usize).prop_map(|(partner, (name, day, level), into)| {
            Step::Post { partner, name, day, level, into }
        }),
        4 => (object(), prop::option::of(0..2usize)).prop_map(|((name, day, level), into)| {
            Step::Import { name, day, level, into }
        }),
        1 => (0..4u8, 0..2usize).prop_map(|(name, into)| Step::Add { name, into }),
        1 => (0..4u8, 0..2usize).prop_map(|(name, from)| Step::Remove { name, from }),
        1 => (0..2usize).prop_map(|into| Step::Revoke { into }),
        1 => (0..2usize).prop_map(|into| Step::Restore { into }),
        3 => Just(Step::Look),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_follower_has_what_a_newcomer_gets(steps in prop::collection::vec(step(), 1..24)) {
        let world = World::new();
        let partners = [world.partner("alpha", Tlp::Amber), world.partner("beta", Tlp::Green)];
        let both: Vec<&Partner> = partners.iter().collect();
        let collections = [world.collection("one", &both), world.collection("two", &both)];
        let readers = [partners[0].clearance(), partners[1].clearance()];
        let mut followed = [Followed::default(), Followed::default()];
        let mut operator = Followed::default();
        let make = |name: u8, day: u32, level: u8| {
            Make::indicator(&name.to_string(), day).tlp(Tlp::ALL[usize::from(level)]).json()
        };
        for step in steps.into_iter().chain([Step::Look]) {
            let id = |name: u8| [indicator(&name.to_string())];
            match step {
                Step::Post { partner, name, day, level, into } => {
                    let submission = submission(
                        Source::Partner(partners[partner].key),
                        Some(&collections[into]),
                        &[make(name, day, level)],
                    );
                    world.store.submit(submission).unwrap();
                }
                Step::Import { name, day, level, into } => {
                    world.import(into.map(|at| &collections[at]), &[make(name, day, level)]);
                }
                Step::Add { name, into } => {
                    // Of an id that is not there nothing is added.
                    let _ = world.store.add_to_collection("test", &collections[into].id, &id(name));
                }
                Step::Remove { name, from } => {
                    world.store.remove_from_collection("test", &collections[from].id, &id(name)).unwrap();
                }
                Step::Revoke { into } => {
                    world.store.grant("test", &collections[into].id, "beta", false, true).unwrap();
                }
                Step::Restore { into } => {
                    world.store.grant("test", &collections[into].id, "beta", true, true).unwrap();
                }
                Step::Look => {
                    for (followed, reader) in followed.iter_mut().zip(&readers) {
                        followed.go_on(&world.store, reader);
                        prop_assert_eq!(&followed.has, &Followed::afresh(&world.store, reader));
                        prop_assert_eq!(&followed.has, &walked(&world.store, reader));
                    }
                    let everything = Clearance::system();
                    operator.go_on(&world.store, &everything);
                    prop_assert_eq!(&operator.has, &Followed::afresh(&world.store, &everything));
                }
            }
        }
    }
}

#[test]
fn all_is_looked_at_again_only_when_the_reader_may_look_elsewhere() {
    let world = World::new();
    let beta = world.partner("beta", Tlp::Green);
    let shared = world.collection("shared", &[&beta]);
    world.import(
        Some(&shared),
        &[Make::indicator("a", 1).tlp(Tlp::Green).json()],
    );
    let reader = beta.clearance();
    let none = |_: &str| false;
    let mut position = None;
    let mut is_whole = || {
        let followed =
            world
                .store
                .follow(&reader, "indicator", position.as_ref(), &none, &mut |_| {});
        let followed = followed.unwrap();
        position = Some(followed.position);
        followed.whole
    };
    assert!(is_whole());
    let gamma = world.partner("gamma", Tlp::Green);
    let other = world.collection("other", &[&gamma]);
    assert!(!is_whole(), "what others may read");
    world
        .store
        .grant("test", &other.id, "beta", true, false)
        .unwrap();
    assert!(is_whole());
    assert!(!is_whole());
}

#[test]
fn a_copy_that_is_kept_apart_replaces_nothing_for_the_operator() {
    let world = World::new();
    let (alpha, beta) = (
        world.partner("alpha", Tlp::Red),
        world.partner("beta", Tlp::Green),
    );
    let shared = world.collection("shared", &[&alpha, &beta]);
    let hidden = Make::indicator("a", 1).tlp(Tlp::Red).json();
    world.post(&alpha, &shared, &[hidden]);
    let twin = Make::indicator("a", 9)
        .tlp(Tlp::Green)
        .with("revoked", true)
        .json();
    let outcomes = world.post(&beta, &shared, &[twin]);
    assert!(matches!(outcomes[..], [Outcome::Quarantined { .. }]));
    let version = |reader: &Clearance| Followed::afresh(&world.store, reader).into_values().next();
    let day = |day: u32| Some(format!("2026-01-{day:02}T00:00:00.000Z"));
    assert_eq!(version(&Clearance::system()), day(1));
    assert_eq!(version(&alpha.clearance()), day(1));
    assert_eq!(version(&beta.clearance()), day(9), "its own");
}

#[test]
fn what_expires_is_gone_without_a_write() {
    let clock = Still(Arc::new(AtomicI64::new(START)));
    let options = Options {
        secret: Some([7; 32]),
        ..Options::new(Arc::new(clock.clone()))
    };
    let world = World::with(options);
    let alpha = world.partner("alpha", Tlp::Amber);
    let shared = world.collection("shared", &[&alpha]);
    let until = stix::timestamp::format_micros(START + 5_000_000);
    let definition = Make::new(&format!("marking-definition--{}", uuid("marking", "short")))
        .with("created", "2026-01-01T00:00:00.000Z")
        .with("name", "short")
        .with(
            "extensions",
            serde_json::json!({ stix::marking::AUDIENCE_EXTENSION: {
                "extension_type": "property-extension", "releasable_to": { "identities": [identity("alpha")] }, "not_after": until,
            }}),
        );
    let marked = Make::indicator("a", 1).with(
        "object_marking_refs",
        vec![definition.id(), tlp(Tlp::Green)],
    );
    world.import(Some(&shared), &[definition.json(), marked.json()]);
    let mut followed = Followed::default();
    followed.go_on(&world.store, &alpha.clearance());
    assert_eq!(followed.has.len(), 1);
    clock.0.store(START + 6_000_000, Ordering::Relaxed);
    followed.go_on(&world.store, &alpha.clearance());
    assert_eq!(followed.has.len(), 0);
}

fn hits(number: u64, count: u64, first: i64, last: i64) -> Hits {
    Hits {
        id: format!("sighting--{}", uuid("sighting", &number.to_string())),
        indicator: indicator(&number.to_string()),
        opened: 0,
        count,
        first,
        last,
        evidence: vec![format!("seen at {first}")],
        retro: false,
    }
}

fn step_with(hits: Vec<Hits>, position: &str) -> StreamStep {
    StreamStep {
        stream: "s".to_owned(),
        positions: vec![("file".to_owned(), Some(position.to_owned()))],
        hits,
        ..StreamStep::default()
    }
}

/// Tells a fold as a note about its indicator, which shows what the maker was given.
fn telling(collection: &Collection, every: i64) -> Telling {
    let maker = move |fold: &Fold, _: &Subject| {
        let hits = &fold.hits;
        let text = Make::note(&hits.id, &[&hits.indicator])
            .with("created", stix::timestamp::format_micros(fold.made))
            .with("modified", stix::timestamp::format_micros(fold.version))
            .with(
                "content",
                format!("{} {} {}", hits.count, hits.first, hits.last),
            );
        vec![incoming(&text.json())]
    };
    Telling {
        maker: Maker(Arc::new(maker)),
        tlp: Tlp::Green,
        collection: Some(collection.id.clone()),
        every,
        deliver: Vec::new(),
    }
}

#[test]
fn a_sighting_is_told_at_once_and_again_when_its_time_has_come() {
    let clock = Still(Arc::new(AtomicI64::new(START)));
    let world = World::with(Options {
        secret: Some([7; 32]),
        ..Options::new(Arc::new(clock.clone()))
    });
    let queue = world.collection("queue", &[]);
    let operator = Clearance::system();
    let step = |hits: Vec<Hits>| {
        let telling = Some(telling(&queue, 10_000_000));
        let step = StreamStep {
            telling,
            ..step_with(hits, "1")
        };
        world.store.step_stream(&operator, "test", step).unwrap()
    };
    let told = || -> Vec<String> {
        let rows = world.all(&operator, &queue, &page(10));
        let text = |row: &Got| -> serde_json::Value { serde_json::from_slice(&row.bytes).unwrap() };
        rows.iter()
            .map(|row| text(row)["content"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(step(vec![hits(1, 2, 50, 60)]).told, 1);
    assert_eq!(step(vec![hits(1, 1, 10, 10)]).told, 0, "just told");
    assert_eq!(told(), ["2 50 60"]);
    clock.0.store(START + 11_000_000, Ordering::Relaxed);
    assert_eq!(step(Vec::new()).told, 1);
    assert_eq!(told(), ["3 10 60"]);
    assert_eq!(step(Vec::new()).told, 0, "nothing new to tell");
    // Counted anew, the same becomes a newer version of the same.
    world.store.rewind_stream(&operator, "s").unwrap();
    clock.0.store(START + 22_000_000, Ordering::Relaxed);
    assert_eq!(step(vec![hits(1, 3, 10, 60)]).told, 1);
    assert_eq!(told(), ["3 10 60"]);
}

#[test]
fn what_a_stream_left_is_for_who_watched() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Amber);
    let mut step = step_with(vec![hits(1, 11, 1, 2)], "7");
    step.most = Some(10);
    let waiting = Waiting {
        source: "file".to_owned(),
        indicator: indicator("2"),
        state: "half".to_owned(),
    };
    step.waiting = vec![waiting.clone()];
    let stepped = world
        .store
        .step_stream(&alpha.clearance(), "test", step)
        .unwrap();
    assert_eq!(stepped.paused, [indicator("1")]);
    let left = world.store.stream_state(&alpha.clearance(), "s").unwrap();
    assert_eq!(left.positions, [("file".to_owned(), "7".to_owned())]);
    assert_eq!(
        (left.waiting, left.paused),
        (vec![waiting], vec![indicator("1")])
    );
    for other in [Clearance::system(), Clearance::anonymous()] {
        assert_eq!(
            world.store.stream_state(&other, "s").unwrap(),
            StreamState::default()
        );
        assert_eq!(world.store.streams(&other).unwrap(), []);
    }
    assert!(
        world
            .store
            .resume_indicator(&alpha.clearance(), "test", "s", &indicator("1"))
            .unwrap()
    );
    assert!(
        !world
            .store
            .resume_indicator(&alpha.clearance(), "test", "s", &indicator("1"))
            .unwrap()
    );
}

/// A marking that releases what bears it to these partners only.
fn audience(name: &str, partners: &[&str]) -> Make {
    let identities: Vec<String> = partners.iter().map(|name| identity(name)).collect();
    let entry = serde_json::json!({
        "extension_type": "property-extension", "releasable_to": { "identities": identities },
    });
    Make::new(&format!("marking-definition--{}", uuid("marking", name)))
        .with("created", "2026-01-01T00:00:00.000Z")
        .with(
            "extensions",
            serde_json::json!({ AUDIENCE_EXTENSION: entry }),
        )
}

/// A sighting of the indicator and the address it was seen at.
fn with_address(collection: &Collection, deliver: Vec<(i64, bool)>, level: Tlp) -> Telling {
    let maker = |fold: &Fold, subject: &Subject| {
        let text = Make::new(&fold.hits.id)
            .day(1)
            .with("sighting_of_ref", fold.hits.indicator.as_str())
            .with("object_marking_refs", subject.markings.clone());
        let address = Make::ipv4("198.51.100.7");
        vec![incoming(&address.json()), incoming(&text.json())]
    };
    Telling {
        maker: Maker(Arc::new(maker)),
        tlp: level,
        deliver,
        ..telling(collection, 0)
    }
}

#[test]
fn what_was_seen_is_told_to_those_who_may_see_the_indicator() {
    let world = World::new();
    let [alpha, beta, gamma] = ["alpha", "beta", "gamma"].map(|n| world.partner(n, Tlp::Amber));
    let shared = world.collection("shared", &[&alpha]);
    let seen = world.collection("seen", &[&alpha, &beta, &gamma]);
    let few = audience("few", &["beta"]);
    let indicator =
        Make::indicator("1", 1).with("object_marking_refs", vec![tlp(Tlp::Green), few.id()]);
    world.post(&alpha, &shared, &[few.json(), indicator.json()]);
    let step = StreamStep {
        telling: Some(with_address(&seen, Vec::new(), Tlp::Clear)),
        ..step_with(vec![hits(1, 1, 10, 10)], "1")
    };
    let stepped = world.store.step_stream(&Clearance::system(), "test", step);
    assert_eq!(stepped.unwrap().told, 1);
    let address = Make::ipv4("198.51.100.7").id();
    let sees = |partner: &Partner| world.ids(&partner.clearance(), &seen).contains(&address);
    assert!(sees(&alpha), "it is its own indicator");
    assert!(sees(&beta), "it is in the audience");
    assert!(
        !sees(&gamma),
        "the address alone tells what the indicator was about"
    );
}

#[test]
fn a_partner_is_sent_nothing_above_what_it_may_read() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Green);
    let shared = world.collection("shared", &[&alpha]);
    let made = |name: &str, level| Make::indicator(name, 1).tlp(level).json();
    let own = [made("1", Tlp::Green), made("2", Tlp::Amber)];
    world.post(&alpha, &shared, &own);
    let step = StreamStep {
        telling: Some(with_address(&shared, vec![(alpha.key, true)], Tlp::Amber)),
        ..step_with(vec![hits(1, 1, 10, 10), hits(2, 1, 10, 10)], "1")
    };
    let stepped = world.store.step_stream(&Clearance::system(), "test", step);
    let stepped = stepped.unwrap();
    assert_eq!(
        (stepped.told, stepped.queued),
        (2, 1),
        "its own is amber already"
    );
    let (_, why) = &stepped.withheld[0];
    assert_eq!(
        why,
        "the stream is TLP:AMBER, and `alpha` may be told up to TLP:GREEN"
    );
    let waiting = world.store.outbox(&Clearance::system(), 10).unwrap();
    let body = String::from_utf8(waiting[0].body.clone()).unwrap();
    assert!(body.contains(&indicator("2")) && !body.contains(&indicator("1")));
}
