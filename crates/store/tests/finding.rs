//! What a reader finds is made of what it may see: order, pages, places, markings, makers; and it counts as served.

mod kit;

use handling::Clearance;
use kit::{Make, World, identity, indicator, uuid};
use stix::marking::Tlp;
use store::{Area, Error, Extent, Hit, Marked, Partner, Place, RecallOrder, Search};

fn asked(text: &str) -> Search {
    Search {
        text: text.to_owned(),
        limit: 20,
        ..Search::default()
    }
}

fn hits(world: &World, reader: &Clearance, search: &Search) -> Vec<Hit> {
    world.store.search(reader, search).unwrap().0.hits
}

fn ids(world: &World, reader: &Clearance, search: &Search) -> Vec<String> {
    let hits = hits(world, reader, search).into_iter();
    hits.map(|hit| hit.id).collect()
}

fn alpha(world: &World) -> Partner {
    world.import(
        None,
        &[Tlp::Green, Tlp::Amber, Tlp::Red].map(|level| level.definition().to_owned()),
    );
    world.partner("alpha", Tlp::Amber)
}

fn told(name: &str, text: &str, level: Tlp) -> Make {
    Make::indicator(name, 1)
        .with("description", text)
        .tlp(level)
}

#[test]
fn the_newest_is_what_the_reader_has_since_last() {
    let world = World::new();
    let alpha = alpha(&world);
    let shared = world.collection("shared", &[&alpha]);
    let apart = world.collection("apart", &[]);
    // The first to come lies where alpha cannot see it.
    let old = told("old", "atlas", Tlp::Green).json();
    world.import(Some(&apart), std::slice::from_ref(&old));
    world.import(Some(&shared), &[told("new", "atlas", Tlp::Green).json()]);
    world.import(Some(&shared), &[old]);
    let found = ids(&world, &alpha.clearance(), &asked("atlas"));
    assert_eq!(found, [indicator("old"), indicator("new")]);
    let system = ids(&world, &Clearance::system(), &asked("atlas"));
    assert_eq!(system, [indicator("new"), indicator("old")]);
}

/// All pages one after the other.
fn pages(world: &World, reader: &Clearance, search: &Search) -> Vec<Vec<String>> {
    let mut search = search.clone();
    let mut pages = Vec::new();
    loop {
        let (answers, _) = world.store.search(reader, &search).unwrap();
        pages.push(answers.hits.iter().map(|hit| hit.id.clone()).collect());
        match answers.next {
            Some(next) => search.after = Some(next),
            None => return pages,
        }
    }
}

#[test]
fn pages_hold_every_answer_once_and_end_where_the_visible_ends() {
    let world = World::new();
    let alpha = alpha(&world);
    let shared = world.collection("shared", &[&alpha]);
    for n in 0..7 {
        let level = if n % 3 == 2 { Tlp::Red } else { Tlp::Green };
        let name = format!("report {n}");
        world.import(
            Some(&shared),
            &[told(&name, "atlas mountains", level).json()],
        );
    }
    // A newer version that says it again, and one that is called so.
    let again = told("report 0", "the atlas again", Tlp::Green)
        .with("modified", "2026-01-09T00:00:00.000Z");
    world.import(Some(&shared), &[again.json()]);
    world.import(Some(&shared), &[told("Atlas", "none", Tlp::Green).json()]);
    // A name in another language leads to what is on another page.
    let content = Make::new(&format!("language-content--{}", uuid("language", "x")))
        .day(1)
        .with("object_ref", indicator("report 4"))
        .with(
            "contents",
            serde_json::json!({"fr": {"description": "atlas"}}),
        )
        .tlp(Tlp::Green);
    world.import(Some(&shared), &[content.json()]);
    let search = Search {
        limit: 2,
        ..asked("atlas")
    };
    let pages = pages(&world, &alpha.clearance(), &search);
    let expected = [
        "Atlas", "report 4", "report 0", "report 6", "report 3", "report 1",
    ];
    let found: Vec<&String> = pages.iter().flatten().collect();
    assert_eq!(found, expected.map(indicator).iter().collect::<Vec<_>>());
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 2]);
    // The last page is full, and nothing says that hidden answers follow.
    let after = Place {
        reason: store::Reason::Words,
        date: std::cmp::Reverse(i64::MIN),
        id: String::new(),
    };
    let search = Search {
        after: Some(after),
        ..search
    };
    assert!(ids(&world, &alpha.clearance(), &search).is_empty());
}

fn area(country: &str, regions: &[&str]) -> Search {
    Search {
        area: Some(Area {
            countries: [country.to_owned()].into(),
            regions: regions.iter().map(|r| (*r).to_owned()).collect(),
        }),
        ..asked("patrol")
    }
}

fn location(name: &str, property: &str, value: &str, level: Tlp) -> Make {
    Make::new(&format!("location--{}", uuid("location", name)))
        .day(1)
        .with("name", format!("{name} patrol"))
        .with(property, value)
        .tlp(level)
}

#[test]
fn a_region_is_where_it_is_said_to_be_by_what_the_reader_sees() {
    let world = World::new();
    let alpha = alpha(&world);
    let shared = world.collection("shared", &[&alpha]);
    let (mali, gao) = (
        location("mali", "country", "ML", Tlp::Green),
        location("sahel", "region", "Sahel", Tlp::Green),
    );
    let secret = location("secret", "country", "ML", Tlp::Red);
    let patrol = |name: &str| told(name, "a patrol", Tlp::Green);
    let placed = |name: &str, at: &Make, level: Tlp| {
        let end = indicator(name);
        Make::relationship(&format!("{name} {}", at.id()), &end, &at.id())
            .with("relationship_type", "located-at")
            .tlp(level)
            .json()
    };
    let reported = Make::new(&format!("report--{}", uuid("report", "x")))
        .day(1)
        .with("name", "patrol")
        .with("published", "2026-01-01T00:00:00Z")
        .with("object_refs", vec![gao.id()])
        .tlp(Tlp::Green);
    let all = [
        mali.json(),
        gao.json(),
        secret.json(),
        patrol("here").json(),
        patrol("elsewhere").json(),
        patrol("hushed").json(),
        patrol("unseen").json(),
        placed("here", &mali, Tlp::Green),
        placed("hushed", &mali, Tlp::Red),
        placed("unseen", &secret, Tlp::Green),
        reported.json(),
    ];
    world.import(Some(&shared), &all);
    let sorted = |mut list: Vec<String>| {
        list.sort();
        list
    };
    let here = vec![mali.id(), indicator("here")];
    let search = area("ML", &[]);
    assert_eq!(
        sorted(ids(&world, &alpha.clearance(), &search)),
        sorted(here.clone())
    );
    let system = sorted(ids(&world, &Clearance::system(), &search));
    let more = [secret.id(), indicator("hushed"), indicator("unseen")];
    assert_eq!(system, sorted([here, more.to_vec()].concat()));
    let search = area("XX", &["sahel"]);
    assert_eq!(
        sorted(ids(&world, &alpha.clearance(), &search)),
        sorted(vec![gao.id(), reported.id()])
    );
}

#[test]
fn a_reader_is_told_of_markings_and_makers_as_the_object_states_them() {
    let world = World::new();
    let alpha = alpha(&world);
    let shared = world.collection("shared", &[&alpha]);
    let maker = Make::new(&identity("maker"))
        .day(1)
        .with("name", "Bureau Ouest")
        .tlp(Tlp::Green);
    // The default of the operator's imports is not in the object.
    let plain = Make::indicator("plain", 1).with("description", "dune");
    let made = told("made", "dune", Tlp::Green).by("maker");
    world
        .submit(
            store::Source::Partner(alpha.key),
            Some(&shared),
            &[plain.json()],
        )
        .unwrap();
    world.import(Some(&shared), &[maker.json(), made.json()]);
    let reader = alpha.clearance();
    let levels = |reader: &Clearance| -> Vec<_> {
        let found = hits(&world, reader, &asked("dune")).into_iter();
        found.map(|hit| (hit.tlp, hit.source)).collect()
    };
    assert_eq!(
        levels(&reader),
        [
            (Some(Tlp::Green), "Bureau Ouest".to_owned()),
            (None, String::new())
        ]
    );
    assert_eq!(
        levels(&Clearance::system()),
        [
            (Some(Tlp::Green), "operator".to_owned()),
            (Some(Tlp::Green), "alpha".to_owned())
        ]
    );
    let marked = Search {
        marked: Some(Marked::Level(Tlp::Green)),
        ..asked("dune")
    };
    assert_eq!(ids(&world, &reader, &marked), [indicator("made")]);
    assert_eq!(ids(&world, &Clearance::system(), &marked).len(), 2);
    for (source, found) in [
        ("bureau OUEST", 1),
        (identity("maker").as_str(), 1),
        ("operator", 0),
        ("alpha", 0),
    ] {
        let search = Search {
            source: Some(source.to_owned()),
            ..asked("dune")
        };
        assert_eq!(ids(&world, &reader, &search).len(), found, "{source}");
    }
}

#[test]
fn an_id_is_found_like_a_value() {
    let world = World::new();
    let alpha = alpha(&world);
    let shared = world.collection("shared", &[&alpha]);
    world.import(
        Some(&shared),
        &[
            told("a", "x", Tlp::Green).json(),
            told("b", "x", Tlp::Red).json(),
        ],
    );
    let reader = alpha.clearance();
    let found = hits(&world, &reader, &asked(&indicator("a").to_uppercase()));
    assert_eq!(found[0].reason, store::Reason::Value);
    assert_eq!(found[0].collections, [shared.id]);
    assert!(ids(&world, &reader, &asked(&indicator("b"))).is_empty());
}

#[test]
fn whoever_found_it_is_told_when_it_is_recalled() {
    let world = World::new();
    let alpha = alpha(&world);
    let beta = world.partner("beta", Tlp::Amber);
    let shared = world.collection("shared", &[&alpha, &beta]);
    let versions = [1, 2].map(|day| told("a", "atlas", Tlp::Green).day(day).json());
    world.import(Some(&shared), &versions);
    world.import(Some(&shared), &[told("b", "other", Tlp::Green).json()]);
    let found = |reader: &Partner, text: &str| {
        let (answers, served) = world
            .store
            .search(&reader.clearance(), &asked(text))
            .unwrap();
        assert_eq!(answers.hits.len(), 1);
        served.into_iter().for_each(|s| world.store.note_served(s));
    };
    found(&alpha, "atlas");
    found(&beta, "other");
    world.store.close().unwrap();
    let got = world.store.who_got(&Clearance::system(), &indicator("a"));
    let got = got.unwrap();
    assert_eq!(got.len(), 1, "one version, to one partner: {got:?}");
    assert_eq!(got[0].partner.as_deref(), Some("alpha"));
    assert_eq!(got[0].version, "2026-01-02T00:00:00.000Z");
    assert_eq!(got[0].extent, Extent::Passage);
    let order = RecallOrder {
        ids: vec![indicator("a")],
        of: None,
        reason: "wrong".to_owned(),
        keep_tearlines: false,
    };
    world.store.recall("operator", order).unwrap();
    let recalls = world
        .store
        .recalls(&Clearance::system(), None, None)
        .unwrap();
    let told: Vec<_> = recalls[0].told.iter().map(|t| t.partner.clone()).collect();
    assert_eq!(told, [Some("alpha".to_owned())]);
    assert!(ids(&world, &alpha.clearance(), &asked("atlas")).is_empty());
}

#[test]
fn a_patience_that_ends_gives_no_half_answers() {
    let world = World::new();
    let many: Vec<String> = (0..1_200)
        .map(|n| told(&format!("{n}"), "atlas", Tlp::Green).json())
        .collect();
    world.import(None, &many);
    assert_eq!(world.store.unindexed().unwrap().0, 1_200);
    assert_eq!(world.store.index_some().unwrap(), 700);
    // Killed between two slices: what is in stays in, once.
    let World { dir, store } = world;
    drop(store);
    let store = store::Store::open(dir.path(), kit::options()).unwrap();
    let world = World { dir, store };
    assert_eq!(world.store.unindexed().unwrap().0, 700);
    let search = Search {
        limit: 2_000,
        patience: Some(std::time::Duration::ZERO),
        ..asked("atlas")
    };
    let unready = world.store.search(&Clearance::system(), &search);
    assert!(matches!(unready, Err(Error::Unindexed(_))), "{unready:?}");
    world.store.index_all(&mut |_| {}).unwrap();
    let late = world.store.search(&Clearance::system(), &search);
    assert!(matches!(late, Err(Error::TooMuch)), "{late:?}");
    let search = Search {
        patience: None,
        ..search
    };
    assert_eq!(ids(&world, &Clearance::system(), &search).len(), 1_200);
}
