//! Each resource, on the straight path.

use crate::support::*;
use server::auth::credential::Secret;

fn shared() -> (TestServer, Actor, store::Collection) {
    let server = TestServer::start();
    let partner = server.partner("north");
    let collection = server.collection("Shared Things", false);
    server.grant(&collection, &partner, true, true);
    (server, partner, collection)
}

#[test]
fn discovery_names_an_absolute_api_root() {
    let (server, partner, _) = shared();
    let discovery = partner.get("/taxii2/").expect(200);
    assert_eq!(discovery.header("content-type"), Some(TAXII));
    let root = format!("http://{}/tansiq/", server.address);
    assert_eq!(discovery.json()["default"], root.as_str());
    assert_eq!(discovery.json()["api_roots"], serde_json::json!([root]));
    let api_root = partner.get("/tansiq/").expect(200).json();
    assert_eq!(api_root["versions"], serde_json::json!([TAXII]));
    assert_eq!(api_root["max_content_length"], 32 << 20);
}

#[test]
fn a_host_that_is_no_name_is_not_repeated() {
    let (_server, partner, _) = shared();
    let mut stream = connect(partner.address);
    let head = partner.head("GET", "/taxii2/", &[], None);
    let head = head.replace(&format!("host: {}", partner.address), "host: a/?\"b");
    std::io::Write::write_all(&mut stream, head.as_bytes()).unwrap();
    let discovery = read_response(&mut stream, false).unwrap().expect(200);
    assert_eq!(discovery.json()["default"], "/tansiq/");
}

#[test]
fn the_public_url_wins() {
    let server = TestServer::with(|settings| {
        settings.public_url = Some("https://taxii.example.org".to_owned());
    });
    let discovery = server.partner("north").get("/taxii2/").expect(200);
    assert_eq!(
        discovery.json()["default"],
        "https://taxii.example.org/tansiq/"
    );
}

#[test]
fn collections_have_no_empty_lists_and_answer_to_id_and_alias() {
    let (server, partner, collection) = shared();
    let stranger = server.partner("stranger");
    assert_eq!(stranger.get("/tansiq/collections/").expect(200).body, b"{}");
    let list = partner.get("/tansiq/collections/").expect(200).json();
    assert_eq!(list["collections"][0]["id"], collection.id.as_str());
    assert_eq!(list["collections"][0]["can_write"], true);
    let by_id = partner
        .get(&format!("/tansiq/collections/{}/", collection.id))
        .expect(200);
    let by_alias = partner
        .get("/tansiq/collections/shared-things/")
        .expect(200);
    assert_eq!(by_id.body, by_alias.body);
    assert_eq!(
        by_id.json()["media_types"][0],
        "application/stix+json;version=2.1"
    );
}

#[test]
fn an_object_comes_back_as_the_bytes_that_were_sent() {
    let (_server, partner, collection) = shared();
    let path = objects_path(&collection);
    let sent = object(1, 1, GREEN).replace("\"name\":", "\"x_n\": 1.0e2 , \"name\":");
    let status = partner.post(&path, &envelope([sent.clone()])).expect(202);
    let json = status.json();
    assert_eq!(json["status"], "complete");
    assert_eq!(
        (&json["total_count"], &json["success_count"]),
        (&1.into(), &1.into())
    );
    assert_eq!(json["successes"][0]["id"], id(1).as_str());
    assert_eq!(json["successes"][0]["version"], version(1).as_str());
    assert!(
        json.get("failures").is_none() && json.get("pendings").is_none(),
        "{json}"
    );
    let again = partner.get(&format!("/tansiq/status/{}/", json["id"].as_str().unwrap()));
    assert_eq!(again.expect(200).body, status.body);

    let one = partner.get(&format!("{path}{}/", id(1))).expect(200);
    assert_eq!(
        String::from_utf8(one.body.clone()).unwrap(),
        format!(r#"{{"objects":[{sent}]}}"#)
    );
    let manifest = partner
        .get(&path.replace("objects/", "manifest/"))
        .expect(200);
    let record = &manifest.json()["objects"][0];
    assert_eq!(record["version"], version(1).as_str());
    assert_eq!(record["media_type"], "application/stix+json;version=2.1");
    let versions = partner
        .get(&format!("{path}{}/versions/", id(1)))
        .expect(200);
    assert_eq!(
        versions.json(),
        serde_json::json!({"versions": [version(1)]})
    );
    for page in [&one, &manifest, &versions, &partner.get(&path)] {
        let first = page.header("x-taxii-date-added-first");
        assert_eq!(first, record["date_added"].as_str());
        assert_eq!(page.header("x-taxii-date-added-last"), first);
        assert_eq!(
            first.map(str::len),
            Some("2024-01-01T00:00:00.000000Z".len())
        );
    }
}

#[test]
fn empty_is_an_empty_object_without_dates() {
    let (_server, partner, collection) = shared();
    for path in [
        objects_path(&collection),
        objects_path(&collection).replace("objects", "manifest"),
    ] {
        let page = partner.get(&path).expect(200);
        assert_eq!(page.body, b"{}");
        assert_eq!(page.header("x-taxii-date-added-first"), None);
    }
}

#[test]
fn head_is_get_without_a_body() {
    let (_server, partner, collection) = shared();
    let path = objects_path(&collection);
    partner
        .post(&path, &envelope([object(1, 1, GREEN)]))
        .expect(202);
    let get = partner.get(&path);
    let head = partner.send("HEAD", &path, &[("accept", TAXII)], b"");
    assert_eq!(head.status, 200);
    for name in ["content-type", "content-length", "x-taxii-date-added-first"] {
        assert_eq!(head.header(name), get.header(name), "{name}");
    }
    assert_eq!(
        partner.send("HEAD", "/tansiq/nothing/", &[], b"").status,
        404
    );
}

#[test]
fn versions_and_filters_of_one_object() {
    let (_server, partner, collection) = shared();
    let path = objects_path(&collection);
    let sent = (1..=3).map(|version| object(1, version, GREEN));
    partner.post(&path, &envelope(sent)).expect(202);
    let one = format!("{path}{}/", id(1));
    let versions = |query: &str| {
        let page = partner.get(&format!("{one}{query}")).expect(200).json();
        let objects = page["objects"].as_array().cloned().unwrap_or_default();
        let modified = |object: &serde_json::Value| object["modified"].as_str().unwrap().to_owned();
        objects.iter().map(modified).collect::<Vec<_>>()
    };
    assert_eq!(versions(""), [version(3)]);
    assert_eq!(
        versions("?match[version]=all"),
        [version(1), version(2), version(3)]
    );
    assert_eq!(
        versions("?match[version]=first,last"),
        [version(1), version(3)]
    );
    assert_eq!(
        versions("?match[version]=2024-01-01T00:00:02Z"),
        [version(2)]
    );
    // A known id, all versions of which are excluded, is empty; an unknown id is 404.
    assert_eq!(
        versions("?match[version]=2020-01-01T00:00:00Z"),
        Vec::<String>::new()
    );
    assert_eq!(versions("?match[spec_version]=3.0"), Vec::<String>::new());
    partner
        .get(&format!("{path}{}/?match[spec_version]=3.0", id(9)))
        .expect(404);
    partner.get(&format!("{path}{}/", id(9))).expect(404);
    partner
        .get(&format!("{path}{}/versions/", id(9)))
        .expect(404);
    partner.get(&format!("{path}garbage/")).expect(404);
    let all = partner.get(&format!("{one}versions/")).expect(200).json();
    assert_eq!(
        all["versions"],
        serde_json::json!([version(1), version(2), version(3)])
    );
}

#[test]
fn deletion_removes_what_it_says_and_no_more() {
    let (_server, partner, collection) = shared();
    let path = objects_path(&collection);
    let sent = (1..=3)
        .map(|version| object(1, version, GREEN))
        .chain([object(2, 1, GREEN)]);
    partner.post(&path, &envelope(sent)).expect(202);
    let one = format!("{path}{}/", id(1));
    partner
        .delete(&format!("{one}?match[version]=2020-01-01T00:00:00Z"))
        .expect(404);
    let deleted = partner
        .delete(&format!("{one}?match[version]=first"))
        .expect(200);
    assert_eq!(
        (deleted.body.len(), deleted.header("content-type")),
        (0, Some(TAXII))
    );
    let left = partner.get(&format!("{one}versions/")).expect(200).json();
    assert_eq!(
        left["versions"],
        serde_json::json!([version(2), version(3)])
    );
    partner.delete(&format!("{one}?match[typ]=x")).expect(400);
    partner.delete(&one).expect(200);
    partner.get(&one).expect(404);
    partner.delete(&one).expect(404);
    assert_eq!(
        partner
            .get(&path.replace("objects/", "manifest/"))
            .expect(200)
            .ids(),
        [id(2)]
    );
}

#[test]
fn the_operators_addresses_say_nothing_to_others() {
    let (server, partner, collection) = shared();
    partner.get(&objects_path(&collection)).expect(200);
    let health = server.anonymous().get("/healthz").expect(200);
    assert_eq!(health.body, br#"{"status":"ok"}"#);
    let metrics = server.anonymous().get("/metrics").expect(200);
    let text = String::from_utf8(metrics.body).unwrap();
    assert!(text.contains("tansiq_http_requests_total"), "{text}");
    for secret in ["north", &collection.id, "shared-things"] {
        assert!(!text.contains(secret), "{text}");
    }
    // A proxy on this machine speaks for others.
    let proxied = [("x-forwarded-for", "192.0.2.1")];
    server
        .anonymous()
        .send("GET", "/metrics", &proxied, b"")
        .expect(404);
}

#[test]
fn the_operators_token_opens_the_metrics() {
    let server = TestServer::with(|settings| settings.metrics_token = Some(Secret::new("open")));
    let proxied = ("via", "1.1 proxy");
    for (token, status) in [("Bearer open", 200), ("Bearer closed", 404), ("open", 404)] {
        let headers = [proxied, ("authorization", token)];
        let answer = server.anonymous().send("GET", "/metrics", &headers, b"");
        assert_eq!(answer.status, status, "{token}");
    }
}
