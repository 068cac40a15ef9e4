//! Bodies of POST: what is taken, what is refused, and that one bad object loses no other.

use crate::support::*;
use std::io::Write;
use std::time::Duration;

fn shared(change: impl FnOnce(&mut server::http::Settings)) -> (TestServer, Actor, String) {
    let server = TestServer::with(change);
    let collection = server.collection("Shared", false);
    let partner = server.partner("north");
    server.grant(&collection, &partner, true, true);
    let path = objects_path(&collection);
    (server, partner, path)
}

/// Asks for a status until it is complete.
fn completed(partner: &Actor, status: &serde_json::Value) -> serde_json::Value {
    let path = format!("/tansiq/status/{}/", status["id"].as_str().unwrap());
    for _ in 0..PATIENCE {
        let status = partner.get(&path).expect(200).json();
        if status["status"] == "complete" {
            return status;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("it stays pending");
}

#[test]
fn what_is_no_envelope_is_422() {
    let (_server, partner, path) = shared(|_| {});
    for body in [
        &b"not json"[..],
        b"{",
        b"[]",
        b"{}",
        b"null",
        b"{\"objects\":[]}",
        b"{\"objects\":{}}",
        b"{\"objects\":[{}]} x",
        b"\xff\xfe{\0}\0",
        b"{\"objects\":[{\"type\":\"identity\"},]}",
    ] {
        let shown = String::from_utf8_lossy(body).into_owned();
        let answer = partner.post(&path, body);
        assert_eq!(answer.status, 422, "{shown}");
        answer.assert_error();
    }
    partner.post(&path, b"").expect(422);
    assert_eq!(partner.get(&path).expect(200).body, b"{}");
}

#[test]
fn one_bad_object_loses_no_other() {
    let (_server, partner, path) = shared(|_| {});
    let bad = [
        object(2, 1, GREEN).replace("\"name\":", "\"name\":\"twice\",\"name\":"),
        object(3, 1, GREEN).replace("\"2024-01-01T00:00:00.000Z\"", "\"2024-02-30T00:00:00Z\""),
        r#"{"type":"identity"}"#.to_owned(),
        "17".to_owned(),
        object(4, 1, GREEN).replace(&id(4), "identity--nonsense"),
    ];
    let sent = [object(1, 1, GREEN)]
        .into_iter()
        .chain(bad)
        .chain([object(5, 1, GREEN)]);
    let status = partner.post(&path, &envelope(sent)).expect(202).json();
    assert_eq!(status["total_count"], 7, "{status}");
    assert_eq!(status["success_count"], 2, "{status}");
    assert_eq!(status["failure_count"], 5, "{status}");
    for failure in status["failures"].as_array().unwrap() {
        assert!(
            !failure["message"].as_str().unwrap().is_empty(),
            "{failure}"
        );
        assert!(
            !failure["version"].as_str().unwrap().is_empty(),
            "{failure}"
        );
        assert!(!failure["id"].as_str().unwrap().is_empty(), "{failure}");
    }
    assert_eq!(partner.get(&path).expect(200).ids(), [id(1), id(5)]);
}

#[test]
fn a_duplicate_is_a_success_and_changes_nothing() {
    let (_server, partner, path) = shared(|_| {});
    partner
        .post(&path, &envelope([object(1, 1, GREEN)]))
        .expect(202);
    let before = partner.get(&path).expect(200);
    let status = partner
        .post(&path, &envelope([object(1, 1, GREEN)]))
        .expect(202)
        .json();
    assert_eq!(
        (&status["success_count"], &status["failure_count"]),
        (&1.into(), &0.into())
    );
    let after = partner.get(&path).expect(200);
    assert_eq!(before.body, after.body);
    let date = "x-taxii-date-added-last";
    assert_eq!(before.header(date), after.header(date));
}

#[test]
fn custom_properties_of_the_envelope_are_passed_over() {
    let (_server, partner, path) = shared(|_| {});
    let sent = format!(
        r#"{{"x_ours":{{"a":1}},"more":false,"objects":[{}]}}"#,
        object(1, 1, GREEN)
    );
    partner.post(&path, sent.as_bytes()).expect(202);
    assert_eq!(partner.get(&path).expect(200).ids(), [id(1)]);
}

#[test]
fn the_limit_is_exact() {
    let (_server, partner, path) = shared(|settings| settings.max_content_length = 4096);
    assert_eq!(
        partner.get("/tansiq/").expect(200).json()["max_content_length"],
        4096
    );
    for (length, status) in [(4095, 202), (4096, 202), (4097, 413), (50_000, 413)] {
        let mut body = envelope([object(1, 1, GREEN)]);
        body.resize(length, b' ');
        partner.post(&path, &body).expect(status);
        // The same without saying how long it will be.
        let headers = [("content-type", TAXII), ("transfer-encoding", "chunked")];
        let mut stream = connect(partner.address);
        let head = partner.head("POST", &path, &headers, None);
        stream.write_all(head.as_bytes()).unwrap();
        for chunk in body.chunks(1000) {
            let chunk = [format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat();
            if stream.write_all(&chunk).is_err() {
                break;
            }
        }
        let _ = stream.write_all(b"0\r\n\r\n");
        read_response(&mut stream, false)
            .expect("an answer")
            .expect(status);
    }
}

#[test]
fn compressed_bodies_are_read_within_the_same_limit() {
    use flate2::{Compression, write::GzEncoder};
    let gzip = |plain: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(plain).unwrap();
        encoder.finish().unwrap()
    };
    let zstd = |plain: &[u8]| zstd::bulk::compress(plain, 3).unwrap();
    let (_server, partner, path) = shared(|settings| settings.max_content_length = 100_000);
    let small = envelope([object(1, 1, GREEN)]);
    let mut bomb = small.clone();
    bomb.resize(100_000_000, b' ');
    for (coding, small, bomb) in [
        ("gzip", gzip(&small), gzip(&bomb[..20_000_000])),
        ("zstd", zstd(&small), zstd(&bomb)),
    ] {
        let post = |body: &[u8]| {
            let headers = [("content-type", TAXII), ("content-encoding", coding)];
            partner.send("POST", &path, &headers, body)
        };
        post(&small).expect(202);
        assert!(
            bomb.len() < 100_000,
            "{coding}: {} bytes on the wire",
            bomb.len()
        );
        post(&bomb).expect(413);
        post(b"not compressed").expect(422);
        post(&small[..small.len() - 5]).expect(422);
    }
    for coding in ["br", "gzip, gzip", "deflate", "nonsense"] {
        let headers = [("content-type", TAXII), ("content-encoding", coding)];
        let answer = partner.send("POST", &path, &headers, &small).expect(415);
        assert_eq!(
            answer.header("accept-encoding"),
            Some("zstd, gzip, identity")
        );
    }
    let headers = [("content-type", TAXII), ("content-encoding", "identity")];
    partner.send("POST", &path, &headers, &small).expect(202);
}

#[test]
fn large_envelopes_are_worked_off_in_the_background() {
    let (_server, partner, path) = shared(|settings| settings.background_objects = 10);
    let bad = object(99, 1, GREEN).replace("\"name\":", "\"name\":\"twice\",\"name\":");
    let sent = (1..=30).map(|n| object(n, 1, GREEN)).chain([bad]);
    let status = partner.post(&path, &envelope(sent)).expect(202).json();
    assert_eq!(status["total_count"], 31, "{status}");
    let status = completed(&partner, &status);
    assert_eq!(status["success_count"], 30, "{status}");
    assert_eq!(status["failure_count"], 1, "{status}");
    assert_eq!(status["failures"][0]["id"], id(99).as_str(), "{status}");
    assert_eq!(partner.get(&path).expect(200).ids().len(), 30);
}

#[test]
fn a_pending_envelope_survives_the_server() {
    let (mut server, partner, path) = shared(|settings| settings.background_objects = 10);
    server.stop();
    // As after a kill: durable in the store, and nobody at work.
    let job = store::NewJob {
        id: "0b7e8e54-4b1d-4b3f-9a52-6d4d2d5c2d11".to_owned(),
        source: store::Source::Partner(server.store.partner("north").unwrap().unwrap().key),
        collection: path.split('/').nth(3).unwrap().to_owned(),
        body: envelope((1..=20).map(|n| object(n, 1, GREEN))),
        total: 20,
    };
    server.store.enqueue(job.clone()).unwrap();
    let second = TestServer::on(server.folder.clone(), |_| {});
    let partner = Actor {
        address: second.address,
        ..partner
    };
    let status = completed(&partner, &serde_json::json!({"id": job.id}));
    assert_eq!(status["success_count"], 20, "{status}");
    assert_eq!(partner.get(&path).expect(200).ids().len(), 20);
}
