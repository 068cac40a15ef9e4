//! What a caller may see of a collection's content, over the wire.

use crate::support::*;
use stix::marking::Tlp;

#[test]
fn two_partners_get_different_answers_from_one_collection() {
    let server = TestServer::start();
    let collection = server.collection("Shared", false);
    let amber = server.partner("amber");
    let clear = server.cleared("clear", Tlp::Clear);
    let author = server.cleared("author", Tlp::Red);
    for actor in [&amber, &clear, &author] {
        server.grant(&collection, actor, true, true);
    }
    let path = objects_path(&collection);
    let sent = [object(1, 1, CLEAR), object(2, 1, GREEN), object(3, 1, RED)];
    author.post(&path, &envelope(sent)).expect(202);
    let manifest = path.replace("objects/", "manifest/");
    for (actor, seen) in [(&author, &[1, 2, 3][..]), (&amber, &[1, 2]), (&clear, &[1])] {
        let expected: Vec<_> = seen.iter().map(|number| id(*number)).collect();
        assert_eq!(actor.get(&path).expect(200).ids(), expected);
        assert_eq!(actor.get(&manifest).expect(200).ids(), expected);
        for number in 1..=3 {
            let status = if seen.contains(&number) { 200 } else { 404 };
            actor.get(&format!("{path}{}/", id(number))).expect(status);
            actor
                .get(&format!("{path}{}/versions/", id(number)))
                .expect(status);
        }
    }
    // What one cannot see, one cannot delete either, and is told no more than of a free id.
    let hidden = clear.delete(&format!("{path}{}/", id(2))).expect(404);
    let free = clear.delete(&format!("{path}{}/", id(7))).expect(404);
    assert_eq!(hidden.body, free.body);
    assert_eq!(author.get(&path).expect(200).ids().len(), 3);
}

#[test]
fn a_status_is_its_submitters() {
    let server = TestServer::start();
    let collection = server.collection("Shared", false);
    let (one, other) = (server.partner("one"), server.partner("other"));
    server.grant(&collection, &one, true, true);
    server.grant(&collection, &other, true, true);
    let status = one.post(&objects_path(&collection), &envelope([object(1, 1, GREEN)]));
    let id = status.expect(202).json()["id"].as_str().unwrap().to_owned();
    let path = format!("/tansiq/status/{id}/");
    one.get(&path).expect(200);
    let theirs = other.get(&path).expect(404);
    let nobodys = other
        .get("/tansiq/status/0b7e8e54-4b1d-4b3f-9a52-6d4d2d5c2d11/")
        .expect(404);
    let garbage = other.get("/tansiq/status/zzz/").expect(404);
    assert_eq!(theirs.body, nobodys.body);
    assert_eq!(theirs.body, garbage.body);
}

#[test]
fn posting_over_a_hidden_id_looks_like_posting_over_a_free_one() {
    let answers = [true, false].map(|hidden| {
        let server = TestServer::start();
        let collection = server.collection("Shared", false);
        let author = server.cleared("author", Tlp::Red);
        let probe = server.partner("probe");
        server.grant(&collection, &author, true, true);
        server.grant(&collection, &probe, true, true);
        let path = objects_path(&collection);
        if hidden {
            author
                .post(&path, &envelope([object(1, 1, RED)]))
                .expect(202);
        }
        let status = probe
            .post(&path, &envelope([object(1, 2, GREEN)]))
            .expect(202)
            .json();
        let seen = probe.get(&path).expect(200).body;
        let versions = probe
            .get(&format!("{path}{}/versions/", id(1)))
            .expect(200)
            .body;
        (
            status["successes"].clone(),
            status["failure_count"].clone(),
            seen,
            versions,
        )
    });
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn rights_that_change_count_from_the_next_request() {
    let server = TestServer::start();
    let collection = server.collection("Shared", false);
    let partner = server.partner("north");
    let path = objects_path(&collection);
    partner.get(&path).expect(404);
    server.grant(&collection, &partner, true, false);
    partner.get(&path).expect(200);
    partner
        .post(&path, &envelope([object(1, 1, GREEN)]))
        .expect(403);
    server
        .store
        .revoke("test", &collection.id, "north")
        .unwrap();
    partner.get(&path).expect(404);
    server
        .store
        .set_partner_enabled("test", "north", false)
        .unwrap();
    partner.get("/taxii2/").expect(401);
}
