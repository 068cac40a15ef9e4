//! Accept, Content-Type and the order in which a request is judged.

use crate::support::*;

fn shared() -> (TestServer, Actor, String) {
    let server = TestServer::start();
    let collection = server.collection("Shared", false);
    let partner = server.partner("north");
    server.grant(&collection, &partner, true, true);
    let path = objects_path(&collection);
    (server, partner, path)
}

#[test]
fn accept() {
    let (_server, partner, objects) = shared();
    let manifest = objects.replace("objects/", "manifest/");
    for (accept, status, of_manifest) in [
        (Some("application/taxii+json;version=2.1"), 200, 200),
        (
            Some("application/taxii+json; version=\"2.1\"; charset=UTF-8"),
            200,
            200,
        ),
        (Some("application/taxii+json"), 200, 200),
        (Some("*/*"), 200, 200),
        (Some("text/html, application/taxii+json;q=0.1"), 200, 200),
        (None, 200, 200),
        (Some("application/taxii+json;version=2.0"), 406, 406),
        (Some("application/json"), 406, 406),
        (Some("application/taxii+json;q=0"), 406, 406),
        (Some("garbage"), 406, 406),
        (Some("application/stix+json;version=2.1"), 406, 200),
        (
            Some("application/taxii+json;version=2.1,application/stix+json;version=2.1"),
            200,
            200,
        ),
    ] {
        let headers: Vec<_> = accept
            .map(|accept| ("accept", accept))
            .into_iter()
            .collect();
        for (path, status) in [
            ("/taxii2/", status),
            (&objects, status),
            (&manifest, of_manifest),
        ] {
            let answer = partner.send("GET", path, &headers, b"");
            assert_eq!(answer.status, status, "{path} {accept:?}");
            assert_eq!(answer.header("content-type"), Some(TAXII));
        }
    }
    let two_lines = [("accept", "text/html"), ("accept", TAXII)];
    partner.send("GET", "/taxii2/", &two_lines, b"").expect(200);
}

#[test]
fn content_type() {
    let (_server, partner, path) = shared();
    for (content_type, status) in [
        (Some("application/taxii+json;version=2.1"), 202),
        (Some("application/taxii+json"), 202),
        (Some("Application/TAXII+json; charset=utf-8"), 202),
        (Some("application/taxii+json;version=2.0"), 415),
        (Some("application/stix+json;version=2.1"), 415),
        (Some("application/json"), 415),
        (Some("garbage"), 415),
        (None, 415),
    ] {
        let mut headers = vec![("accept", TAXII)];
        headers.extend(content_type.map(|content_type| ("content-type", content_type)));
        let answer = partner.send("POST", &path, &headers, &envelope([object(1, 1, GREEN)]));
        assert_eq!(answer.status, status, "{content_type:?}");
        if status >= 400 {
            answer.assert_error();
        }
    }
}

#[test]
fn the_first_thing_wrong_is_the_thing_told() {
    let (server, partner, path) = shared();
    let other = server.partner("south");
    let accept = [("accept", "text/html"), ("content-type", "text/html")];
    let query = format!("{path}?limit=0");
    // Credentials, then permission, then Accept, then parameters, then Content-Type, then the body.
    server
        .anonymous()
        .send("GET", &query, &accept, b"")
        .expect(401);
    other.send("GET", &query, &accept, b"").expect(404);
    partner.send("GET", &query, &accept, b"").expect(406);
    partner.get(&query).expect(400);
    partner.send("POST", &path, &accept, b"x").expect(406);
    partner
        .send("POST", &path, &[("content-type", "text/html")], b"x")
        .expect(415);
    partner.post(&path, b"x").expect(422);
}

#[test]
fn one_host_header() {
    let (_server, partner, _) = shared();
    for replacement in ["", "host: a\r\nhost: b\r\n"] {
        let mut stream = connect(partner.address);
        let head = partner.head("GET", "/taxii2/", &[], None);
        let head = head.replace(&format!("host: {}\r\n", partner.address), replacement);
        std::io::Write::write_all(&mut stream, head.as_bytes()).unwrap();
        read_response(&mut stream, false).unwrap().expect(400);
    }
}
