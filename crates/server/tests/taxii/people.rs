//! The house's own people: what they hand in waits for the operator, and their role opens nothing by itself.

use crate::support::*;
use handling::Clearance;
use stix::marking::Tlp;
use store::{Error, Outcome, Role, Source, Submission};

/// Codes of the reasons for which an id is held.
fn held(server: &TestServer, id: &str) -> Vec<String> {
    let held = server
        .store
        .quarantine(&Clearance::system(), 0, 1000)
        .unwrap();
    let reasons = held.iter().filter(|held| held.id == id);
    let codes = reasons.flat_map(|held| held.reasons.iter());
    codes
        .map(|reason| reason.split(':').next().unwrap().to_owned())
        .collect()
}

fn release(server: &TestServer, id: &str) -> Outcome {
    let held = server
        .store
        .quarantine(&Clearance::system(), 0, 1000)
        .unwrap();
    let held = held.iter().find(|held| held.id == id).expect("held");
    server.store.release_quarantined("op", held.key).unwrap()
}

#[test]
fn what_an_analyst_hands_in_becomes_the_houses_when_the_operator_releases_it() {
    let server = TestServer::start();
    let shared = server.collection("Shared", false);
    let (north, amal) = (
        server.partner("north"),
        server.person("amal", Role::Analyst),
    );
    server.grant(&shared, &north, true, true);
    server.grant(&shared, &amal, true, true);
    let path = objects_path(&shared);
    let one = format!("{path}{}/", id(1));
    let status = amal
        .post(&path, &envelope([object(1, 1, GREEN)]))
        .expect(202)
        .json();
    assert_eq!(status["success_count"], 1, "told as any other");
    assert!(status["successes"][0].get("message").is_none(), "{status}");
    assert_eq!(held(&server, &id(1)), ["Q-REVIEW"]);
    for reader in [&north, &amal] {
        reader.get(&one).expect(404);
    }
    assert!(matches!(release(&server, &id(1)), Outcome::Accepted { .. }));
    for reader in [&north, &amal] {
        assert_eq!(reader.get(&one).expect(200).ids(), [id(1)]);
    }
    let stored = server
        .store
        .object_versions(&Clearance::system(), &id(1))
        .unwrap();
    assert_eq!(stored[0].source, "operator");

    // In the house's lane: the analyst gets it back by its clearance or not at all.
    amal.post(&path, &envelope([object(4, 1, RED)])).expect(202);
    release(&server, &id(4));
    amal.get(&format!("{path}{}/", id(4))).expect(404);

    // It is the house's: a partner cannot change it, and an analyst may hand in the next version.
    north
        .post(&path, &envelope([object(1, 2, GREEN)]))
        .expect(202);
    assert_eq!(held(&server, &id(1)), ["Q-SUPERSEDE"]);
    amal.post(&path, &envelope([object(1, 3, GREEN)]))
        .expect(202);
    assert_eq!(held(&server, &id(1)), ["Q-SUPERSEDE", "Q-REVIEW"]);
    // Of a partner's, the operator is told whose it is.
    north
        .post(&path, &envelope([object(2, 1, GREEN)]))
        .expect(202);
    amal.post(&path, &envelope([object(2, 2, GREEN)]))
        .expect(202);
    assert_eq!(held(&server, &id(2)), ["Q-SUPERSEDE", "Q-REVIEW"]);
    // The very same is known, and nobody's time is taken with it.
    amal.post(&path, &envelope([object(2, 1, GREEN)]))
        .expect(202);
    assert_eq!(held(&server, &id(2)).len(), 2);
}

#[test]
fn an_analyst_learns_nothing_by_handing_in_over_a_hidden_id() {
    let answers = [true, false].map(|hidden| {
        let server = TestServer::start();
        let shared = server.collection("Shared", false);
        let (north, amal) = (
            server.cleared("north", Tlp::Red),
            server.person("amal", Role::Analyst),
        );
        server.grant(&shared, &north, true, true);
        server.grant(&shared, &amal, true, true);
        let path = objects_path(&shared);
        if hidden {
            north
                .post(&path, &envelope([object(1, 1, RED)]))
                .expect(202);
        }
        [object(1, 1, RED), object(1, 2, GREEN)].map(|text| {
            let status = amal.post(&path, &envelope([text])).expect(202).json();
            let list = amal.get(&path).expect(200).body;
            let one = amal.get(&format!("{path}{}/", id(1))).expect(404).body;
            (
                status["successes"].clone(),
                status["failure_count"].clone(),
                list,
                one,
            )
        })
    });
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn a_role_opens_nothing_that_was_not_granted() {
    let server = TestServer::start();
    let shared = server.collection("Shared", false);
    let path = objects_path(&shared);
    let north = server.cleared("north", Tlp::Red);
    server.grant(&shared, &north, true, true);
    north
        .post(&path, &envelope([object(1, 1, GREEN), object(2, 1, RED)]))
        .expect(202);
    for (name, role) in [
        ("rita", Role::Reader),
        ("amal", Role::Analyst),
        ("omar", Role::Operator),
    ] {
        let person = server.person(name, role);
        person.get("/taxii2/").expect(200);
        person.get(&path).expect(404);
        server.grant(&shared, &person, true, false);
        assert_eq!(person.get(&path).expect(200).ids(), [id(1)], "{name}");
        person
            .post(&path, &envelope([object(3, 1, GREEN)]))
            .expect(403);
        let written = server.store.grant("test", &shared.id, name, true, true);
        assert_eq!(written.is_ok(), role != Role::Reader);
        if role != Role::Reader {
            person.delete(&format!("{path}{}/", id(1))).expect(403);
        }
        server
            .store
            .set_partner_enabled("test", name, false)
            .unwrap();
        person.get(&path).expect(401);
    }
}

/// Whatever HTTP asks first, the store refuses by itself.
#[test]
fn the_store_lets_no_reader_write_and_no_person_delete() {
    let server = TestServer::start();
    let shared = server.collection("Shared", false);
    let (rita, amal) = (
        server.person("rita", Role::Reader),
        server.person("amal", Role::Analyst),
    );
    server.grant(&shared, &rita, true, false);
    server.grant(&shared, &amal, true, true);
    let person = |name: &str| server.store.partner(name).unwrap().unwrap();
    let submitted = server.store.submit(Submission {
        source: Source::Partner(person("rita").key),
        collection: Some(shared.id.clone()),
        objects: Vec::new(),
        default_tlp: None,
        status: None,
        checkpoint: None,
    });
    assert!(
        matches!(submitted, Err(Error::NotFound(_))),
        "{submitted:?}"
    );
    let clearance = person("amal").clearance();
    let deleted = server
        .store
        .delete(&clearance, &shared.id, &id(1), &store::Query::default());
    assert!(matches!(deleted, Err(Error::NotFound(_))), "{deleted:?}");
}

#[test]
fn an_operator_reads_the_metrics_from_elsewhere_and_nobody_else() {
    let server = TestServer::start();
    let operator = server.person("omar", Role::Operator);
    let wrong = Actor {
        authorization: Some("Basic b21hcjp3cm9uZw==".to_owned()),
        ..operator.clone()
    };
    for (who, actor, status) in [
        ("operator", &operator, 200),
        ("wrong password", &wrong, 404),
        ("analyst", &server.person("amal", Role::Analyst), 404),
        ("partner", &server.partner("north"), 404),
        ("anonymous", &server.anonymous(), 404),
    ] {
        let answer = actor.send("GET", "/metrics", &[("via", "1.1 proxy")], b"");
        assert_eq!(answer.status, status, "{who}");
    }
}

#[test]
fn people_and_partners_share_one_list_of_names() {
    let server = TestServer::start();
    server.partner("north");
    server.person("amal", Role::Reader);
    let identity = identity_of("other");
    let taken = server
        .store
        .add_partner("test", new_partner("amal", Tlp::Green, "x", &identity));
    assert_eq!(taken.unwrap_err(), Error::Exists("amal".to_owned()));
    for name in ["anonymous", "system", "tansiq"] {
        let reserved = server
            .store
            .add_partner("test", new_partner(name, Tlp::Green, "x", &identity));
        assert!(matches!(reserved, Err(Error::Invalid(_))), "{name}");
    }
}
