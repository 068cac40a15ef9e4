//! Search finds any script by any script, gives each reader what it may see and nothing else, and is exact.

mod kit;

use handling::Clearance;
use kit::{World, uuid};
use stix::marking::Tlp;
use store::{DraftState, Marked, NewDocument, Reason, Search, StoredDraft};

fn named(kind: &str, name: &str, level: Tlp, more: &str) -> String {
    format!(
        r#"{{"type":"{kind}","spec_version":"2.1","id":"{kind}--{}","created":"2024-01-01T00:00:00.000Z","modified":"2024-01-01T00:00:00.000Z","name":"{name}","object_marking_refs":["{}"]{more}}}"#,
        uuid(kind, name),
        level.marking_id()
    )
}

fn definition(level: Tlp) -> String {
    level.definition().to_owned()
}

fn asked(text: &str) -> Search {
    Search {
        text: text.to_owned(),
        limit: 20,
        ..Search::default()
    }
}

/// (name, reason) of what is found.
fn found(world: &World, clearance: &Clearance, search: &Search) -> Vec<(String, Reason)> {
    let hits = world.store.search(clearance, search).unwrap().0.hits;
    hits.into_iter().map(|hit| (hit.name, hit.reason)).collect()
}

fn names(world: &World, text: &str) -> Vec<String> {
    let found = found(world, &Clearance::system(), &asked(text));
    found.into_iter().map(|f| f.0).collect()
}

fn world() -> World {
    let world = World::new();
    let who = r#","identity_class":"individual""#;
    world.import(
        None,
        &[
            definition(Tlp::Green),
            named("identity", "عبد اللطيف حموشي", Tlp::Green, who),
            named("identity", "Hassan Bennani", Tlp::Green, who),
            named("identity", "حسين بناني", Tlp::Green, who),
            named(
                "threat-actor",
                "Ansar Dine",
                Tlp::Green,
                r#","aliases":["أنصار الدين"],"description":"An armed group of the Sahel""#,
            ),
            format!(
                r#"{{"type":"indicator","spec_version":"2.1","id":"indicator--{}","created":"2024-01-01T00:00:00.000Z","modified":"2024-01-01T00:00:00.000Z","pattern":"[domain-name:value = 'evil.example.com']","pattern_type":"stix","valid_from":"2024-01-01T00:00:00Z","object_marking_refs":["{}"]}}"#,
                uuid("indicator", "evil"),
                Tlp::Green.marking_id()
            ),
        ],
    );
    world
}

#[test]
fn any_script_finds_any_script_and_distinct_people_stay_apart() {
    let world = world();
    for text in [
        "عبد اللطيف حموشي",
        "Abdellatif Hammouchi",
        "الحموشي",
        "El Hammouchi",
        "HAMMOUCHI",
    ] {
        assert_eq!(names(&world, text), ["عبد اللطيف حموشي"], "{text}");
    }
    assert_eq!(names(&world, "حسن بناني"), ["Hassan Bennani"]);
    assert_eq!(names(&world, "Hussein Bennani"), ["حسين بناني"]);
    let both = names(&world, "Bennani");
    assert_eq!(both.len(), 2, "{both:?}");
}

#[test]
fn the_reason_says_why() {
    let world = world();
    let reason = |text: &str| {
        found(&world, &Clearance::system(), &asked(text))
            .first()
            .map(|f| f.1)
    };
    assert_eq!(reason("EVIL.example.com"), Some(Reason::Value));
    assert_eq!(reason("أنصار الدين"), Some(Reason::Name));
    assert_eq!(reason("Abdellatif Hammouchi"), Some(Reason::Name));
    assert_eq!(reason("Hammouchi"), Some(Reason::PartOfName));
    assert_eq!(reason("armed sahel"), Some(Reason::Words));
    assert_eq!(
        reason("example.com"),
        Some(Reason::Words),
        "part of a value is not the value"
    );
    assert_eq!(reason("  "), None);
    assert_eq!(
        reason("\"( OR NEAR"),
        None,
        "a question is no expression of the database"
    );
}

#[test]
fn filters_hold() {
    let world = world();
    let system = Clearance::system();
    let with = |change: &dyn Fn(&mut Search)| {
        let mut search = asked("Bennani");
        change(&mut search);
        found(&world, &system, &search).len()
    };
    assert_eq!(with(&|s| s.types = vec!["identity".into()]), 2);
    assert_eq!(with(&|s| s.types = vec!["malware".into()]), 0);
    assert_eq!(with(&|s| s.marked = Some(Marked::Level(Tlp::Red))), 0);
    assert_eq!(with(&|s| s.source = Some("operator".into())), 2);
    assert_eq!(with(&|s| s.source = Some("nobody".into())), 0);
    assert_eq!(with(&|s| s.since = Some(1_800_000_000_000_000)), 0);
    assert_eq!(with(&|s| s.until = Some(1_800_000_000_000_000)), 2);
    assert_eq!(with(&|s| s.limit = 1), 1);
}

#[test]
fn a_reader_finds_what_it_may_see_and_the_hidden_costs_no_place() {
    let world = World::new();
    let (alpha, beta) = (
        world.partner("alpha", Tlp::Amber),
        world.partner("beta", Tlp::Amber),
    );
    let shared = world.collection("shared", &[&alpha, &beta]);
    let apart = world.collection("apart", &[&beta]);
    let who = r#","identity_class":"individual""#;
    world.import(
        Some(&shared),
        &[
            definition(Tlp::Green),
            definition(Tlp::Red),
            named("identity", "Karim Alaoui", Tlp::Green, who),
        ],
    );
    let hidden: Vec<String> = (b'A'..=b'Z')
        .map(|n| {
            named(
                "identity",
                &format!("{} Alaoui", char::from(n)),
                Tlp::Red,
                who,
            )
        })
        .collect();
    world.import(Some(&shared), &hidden);
    world.import(
        Some(&apart),
        &[named("identity", "Said Alaoui", Tlp::Green, who)],
    );
    let search = Search {
        limit: 2,
        ..asked("العلوي")
    };
    let names = |clearance: &Clearance| {
        let mut list: Vec<_> = found(&world, clearance, &search)
            .into_iter()
            .map(|f| f.0)
            .collect();
        list.sort();
        list
    };
    assert_eq!(names(&alpha.clearance()), ["Karim Alaoui"]);
    assert_eq!(names(&beta.clearance()), ["Karim Alaoui", "Said Alaoui"]);
    assert_eq!(names(&Clearance::anonymous()), Vec::<String>::new());
    assert_eq!(names(&Clearance::system()).len(), 2);
}

#[test]
fn a_name_in_another_language_leads_to_its_object() {
    let world = World::new();
    let body = named(
        "identity",
        "General Directorate",
        Tlp::Green,
        r#","identity_class":"organization""#,
    );
    let id = format!("identity--{}", uuid("identity", "General Directorate"));
    let content = format!(
        r#"{{"type":"language-content","spec_version":"2.1","id":"language-content--{}","created":"2024-01-01T00:00:00.000Z","modified":"2024-01-01T00:00:00.000Z","object_ref":"{id}","contents":{{"ar":{{"name":"المديرية العامة"}}}}}}"#,
        uuid("language", "x")
    );
    world.import(None, &[definition(Tlp::Green), body, content]);
    let hits = world
        .store
        .search(&Clearance::system(), &asked("للمديرية العامة"))
        .unwrap()
        .0
        .hits;
    assert!(
        hits.is_empty(),
        "clitics come off the text, not off the question"
    );
    let hits = world
        .store
        .search(&Clearance::system(), &asked("المديرية العامة"))
        .unwrap()
        .0
        .hits;
    assert_eq!(
        hits.iter().map(|h| h.id.as_str()).collect::<Vec<_>>(),
        [id.as_str()]
    );
}

#[test]
fn what_came_in_after_the_last_slice_is_found_at_once() {
    let world = world();
    assert_eq!(names(&world, "Zerhouni"), Vec::<String>::new());
    let late: Vec<String> = (0..700)
        .map(|n| {
            named(
                "identity",
                &format!("Zerhouni {n}"),
                Tlp::Green,
                r#","identity_class":"individual""#,
            )
        })
        .collect();
    world.import(None, &late);
    assert_eq!(names(&world, "Zerhouni 699"), ["Zerhouni 699"]);
    assert_eq!(world.store.index_some().unwrap(), 0);
}

fn draft(item: i64, id: &str) -> StoredDraft {
    StoredDraft {
        item,
        id: id.to_owned(),
        state: DraftState::Pending,
        content: "{}".to_owned(),
        tells: vec![7, item],
    }
}

fn document(text: Option<&str>, shingles: Vec<i64>) -> NewDocument {
    NewDocument {
        id: format!("report--{}", uuid("report", text.unwrap_or_default())),
        source: "agency".to_owned(),
        place: Some("page.txt".to_owned()),
        published: None,
        tlp: Tlp::Amber,
        reliability: "B".to_owned(),
        title: "Title".to_owned(),
        format: None,
        language: Some("ar".to_owned()),
        problem: text.is_none().then(|| "it is empty".to_owned()),
        same_as: None,
        text: text.map(str::to_owned),
        bytes: b"\xff\x00raw".to_vec(),
        shingles,
        drafts: vec![draft(1, "identity--a"), draft(2, "identity--b")],
    }
}

#[test]
fn documents_are_kept_as_received_for_the_operator_alone() {
    let world = World::new();
    let system = Clearance::system();
    let key = world
        .store
        .add_document(
            "test",
            document(Some("اجتمع الوزيران بالرباط"), vec![1, 2, 3]),
        )
        .unwrap();
    let other = world
        .store
        .add_document("test", document(None, vec![9]))
        .unwrap();
    let content = world.store.document_content(&system, key).unwrap().unwrap();
    assert_eq!(content.1, b"\xff\x00raw");
    assert_eq!(
        world.store.documents_like(&system, &[2, 3, 4]).unwrap(),
        [(key, 2, 3)]
    );
    assert_eq!(names(&world, "الوزيران الرباط"), ["Title"]);

    let mut drafts = world.store.drafts(&system, key).unwrap();
    drafts[1].state = DraftState::Rejected;
    drafts[1].content = "changed".to_owned();
    world
        .store
        .decide_drafts("test", key, vec![drafts[1].clone()])
        .unwrap();
    let documents = world.store.documents(&system).unwrap();
    assert_eq!(
        documents.iter().map(|d| d.key).collect::<Vec<_>>(),
        [key, other]
    );
    assert_eq!(documents[0].drafts, [1, 0, 1]);
    assert_eq!(
        world.store.drafts(&system, key).unwrap()[1].content,
        "changed"
    );
    let telling = |hashes: &[i64]| {
        let found = world.store.drafts_telling(&system, hashes).unwrap();
        found.into_iter().map(|t| t.document).collect::<Vec<_>>()
    };
    assert_eq!(telling(&[1]), [key, other]);
    assert_eq!(telling(&[2]), [other], "a rejected draft tells nothing");
    assert_eq!(telling(&[9]), Vec::<i64>::new());
    drafts[0].tells = vec![9];
    world
        .store
        .decide_drafts("test", key, vec![drafts[0].clone()])
        .unwrap();
    assert_eq!(telling(&[9]), [key]);
    assert_eq!(telling(&[1]), [other]);
    drafts[0].item = 7;
    assert!(
        world
            .store
            .decide_drafts("test", key, vec![drafts[0].clone()])
            .is_err()
    );

    assert_eq!(world.store.check().unwrap(), Vec::<String>::new());
    let conn = rusqlite::Connection::open(world.dir.path().join("tansiq.db")).unwrap();
    conn.execute("UPDATE document SET bytes = x'00' WHERE key = ?1", [other])
        .unwrap();
    assert_eq!(
        world.store.check().unwrap(),
        [format!("document {other} is not as it was received")]
    );

    let partner = world.partner("alpha", Tlp::Red);
    let _ = world.collection("shared", &[&partner]);
    for reader in [partner.clearance(), Clearance::anonymous()] {
        assert!(world.store.documents(&reader).unwrap().is_empty());
        assert!(
            world
                .store
                .document_content(&reader, key)
                .unwrap()
                .is_none()
        );
        assert!(
            world
                .store
                .documents_like(&reader, &[1])
                .unwrap()
                .is_empty()
        );
        assert!(world.store.drafts(&reader, key).unwrap().is_empty());
        assert!(
            world
                .store
                .drafts_telling(&reader, &[9])
                .unwrap()
                .is_empty()
        );
        assert!(world.store.document(&reader, key).unwrap().is_none());
        assert!(world.store.documents_same(&reader, key).unwrap().is_empty());
        assert!(found(&world, &reader, &asked("الوزيران")).is_empty());
    }
}
