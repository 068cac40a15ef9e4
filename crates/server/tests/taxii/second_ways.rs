//! Second ways to the same thing: headers and parameters that are privileged elsewhere, bodies that contradict the path,
//! many objects in one request, GET that changes something. None of them is one here.

use crate::support::*;
use handling::Clearance;
use http::Method;
use server::http::routes::ROUTES;
use stix::marking::Tlp;
use store::{Collection, Query, Versions};

/// Headers that other servers of this field, proxies or frameworks act on.
const HEADERS: [(&str, &str); 18] = [
    ("synchronized-upsert", "true"),
    (
        "opencti-applicant-id",
        "88ec0c6a-13ce-5e39-b486-354fe4a7084f",
    ),
    ("x-opencti-role", "admin"),
    ("previous-standard", "report--x"),
    ("x-user", "north"),
    ("x-remote-user", "north"),
    ("remote-user", "north"),
    ("x-forwarded-user", "north"),
    ("x-authenticated-user", "north"),
    ("x-ssl-client-verify", "SUCCESS"),
    ("x-client-cert", "01"),
    ("x-forwarded-for", "127.0.0.1"),
    ("x-real-ip", "127.0.0.1"),
    ("forwarded", "for=127.0.0.1;proto=https"),
    ("x-original-url", "/metrics"),
    ("x-http-method-override", "DELETE"),
    ("x-tansiq-as", "north"),
    ("cookie", "session=operator"),
];

/// The same in a query.
const PARAMETERS: [&str; 8] = [
    "as=north",
    "user=north",
    "all=true",
    "markings=none",
    "max_tlp=red",
    "match[created_by_ref]=north",
    "_method=DELETE",
    "debug=1",
];

/// North keeps an object under TLP:RED, and one that south sees; south posts.
struct Two {
    server: TestServer,
    south: Actor,
    path: String,
}

impl Two {
    fn new() -> Self {
        let server = TestServer::start();
        let shared = server.collection("Shared", false);
        let (north, south) = (server.partner("north"), server.cleared("south", Tlp::Green));
        server.grant(&shared, &north, true, true);
        server.grant(&shared, &south, true, true);
        let path = objects_path(&shared);
        let both = envelope([object(1, 1, RED), object(2, 1, GREEN)]);
        north.post(&path, &both).expect(202);
        Self {
            server,
            south,
            path,
        }
    }

    fn held(&self, id: &str) -> Vec<String> {
        let store = &self.server.store;
        let held = store.quarantine(&Clearance::system(), 0, 1000).unwrap();
        let of = held.into_iter().filter(|held| held.id == id);
        of.flat_map(|held| held.reasons).collect()
    }

    fn kept(&self) -> String {
        let store = &self.server.store;
        let query = Query {
            limit: 1000,
            versions: Versions {
                all: true,
                ..Versions::default()
            },
            ..Query::default()
        };
        let mut kept = String::new();
        let mut each = |row: store::Row<'_>| {
            kept += &format!("{} {} {}\n", row.id, row.version, row.date_added);
        };
        let system = Clearance::system();
        store.walk(&system, &query, &mut each).unwrap();
        let collections: Vec<Collection> = store.all_collections().unwrap();
        let held = store.quarantine(&system, 0, 1000).unwrap();
        format!(
            "{kept}{collections:?}{}{:?}",
            held.len(),
            store.partners().unwrap()
        )
    }
}

#[test]
fn no_header_and_no_parameter_lends_a_right() {
    let two = Two::new();
    let plain = two.south.get(&two.path).expect(200);
    assert_eq!(plain.ids(), [id(2)]);
    let foreign = envelope([object(2, 2, CLEAR)]);
    two.south.post(&two.path, &foreign).expect(202);
    let reasons = two.held(&id(2));
    assert!(!reasons.is_empty());
    for (name, value) in HEADERS {
        let headers = [("accept", TAXII), ("content-type", TAXII), (name, value)];
        let got = two.south.send("GET", &two.path, &headers, b"");
        assert_eq!((got.status, &got.body), (200, &plain.body), "{name}");
        let one = format!("{}{}/", two.path, id(1));
        assert_eq!(
            two.south.send("GET", &one, &headers, b"").status,
            404,
            "{name}"
        );
        two.south
            .send("POST", &two.path, &headers, &foreign)
            .expect(202);
        assert_eq!(
            two.held(&id(2)),
            reasons,
            "{name}: held once, for the same reasons"
        );
    }
    for parameter in PARAMETERS {
        let got = two.south.get(&format!("{}?{parameter}", two.path));
        assert_eq!((got.status, &got.body), (200, &plain.body), "{parameter}");
        let posted = two
            .south
            .post(&format!("{}?{parameter}", two.path), &foreign);
        assert_eq!(posted.status, 202, "{parameter}");
        assert_eq!(two.held(&id(2)), reasons, "{parameter}");
    }
}

#[test]
fn what_only_asks_changes_nothing() {
    let two = Two::new();
    let before = two.kept();
    let collection = two.path.split('/').nth(3).unwrap();
    let asking = ROUTES.iter().filter(|route| route.method == Method::GET);
    for route in asking {
        let path = (route.pattern.replace("{api-root}", "tansiq"))
            .replace("{id}", collection)
            .replace("{object-id}", &id(2))
            .replace("{status-id}", "5f3c1f0e-0d7c-4b6e-8a51-2f1f3f0b9c11");
        for query in ["", "?limit=1", "?_method=DELETE", "?delete=true"] {
            for method in ["GET", "HEAD"] {
                let body = envelope([object(9, 1, GREEN)]);
                two.south.send(
                    method,
                    &format!("{path}{query}"),
                    &[("accept", TAXII)],
                    &body,
                );
            }
        }
    }
    assert_eq!(two.kept(), before);
}

#[test]
fn the_path_says_where_and_what_and_the_body_has_no_say() {
    let two = Two::new();
    let other = two.server.collection("Other", false);
    let body = format!(
        r#"{{"id":"{0}","collection":"{0}","collection_id":"{0}","as":"north","objects":[{1}]}}"#,
        other.id,
        object(3, 1, GREEN)
    );
    two.south.post(&two.path, body.as_bytes()).expect(202);
    let stored = two
        .server
        .store
        .object_versions(&Clearance::system(), &id(3))
        .unwrap();
    let places: Vec<&str> = stored[0]
        .collections
        .iter()
        .map(|(id, _)| id.as_str())
        .collect();
    assert_eq!(places, [two.path.split('/').nth(3).unwrap()]);
    assert_eq!(stored[0].source, "south");
    let body = format!(
        r#"{{"id":"{}","objects":[{}]}}"#,
        id(2),
        object(2, 1, GREEN)
    );
    let one = format!("{}{}/", two.path, id(3));
    let deleted = two
        .south
        .send("DELETE", &one, &[("accept", TAXII)], body.as_bytes());
    assert!(deleted.status == 200 || deleted.status >= 400);
    assert_eq!(two.south.get(&two.path).ids()[0], id(2));
}

#[test]
fn many_at_once_are_what_each_is_alone() {
    let fresh = object(3, 1, GREEN);
    let foreign = object(4, 1, GREEN).replace(
        r#""created":"#,
        &format!(r#""created_by_ref":"{}","created":"#, identity_of("north")),
    );
    let posted = [
        fresh.clone(),
        foreign,
        object(1, 1, GREEN),
        object(2, 1, GREEN),
        object(2, 2, CLEAR),
        fresh,
    ];
    let (together, alone) = (Two::new(), Two::new());
    together
        .south
        .post(&together.path, &envelope(posted.clone()))
        .expect(202);
    for object in posted {
        alone
            .south
            .post(&alone.path, &envelope([object]))
            .expect(202);
    }
    for number in 1..=4 {
        let became = |two: &Two| {
            let versions = two
                .server
                .store
                .object_versions(&Clearance::system(), &id(number))
                .unwrap();
            let versions = versions
                .iter()
                .map(|v| (v.version.clone(), v.source.clone(), v.label.to_json()));
            (versions.collect::<Vec<_>>(), two.held(&id(number)))
        };
        assert_eq!(became(&together), became(&alone), "{number}");
    }
    assert_eq!(
        together.south.get(&together.path).ids(),
        alone.south.get(&alone.path).ids()
    );
}
