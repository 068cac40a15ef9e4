//! `tansiq view`: what it says a reader is given is what that reader is given over TAXII.

mod support;
use serde_json::Value;
use std::collections::BTreeSet;
use support::{Place, Server, bundle, golden, malware, shown, tlp};

const SHARED: &str = "6d1f0c0a-5a0e-4b8f-9f0b-2f6f6f3f9a01";
const OPEN: &str = "b0a4f3c2-7f0e-4d53-8a51-9c1e5f0d7b02";
const DESK: &str = "f2c7d9e4-1b3a-4c6d-a8e7-5d4c3b2a1f03";

/// The token of a partner of the demonstration, from its first screen.
fn token(server: &Server, name: &str) -> String {
    let start = server.welcome.find(&format!("token tsq_{name}.")).unwrap();
    let rest = &server.welcome[start + "token ".len()..];
    rest.split_whitespace().next().unwrap().to_owned()
}

/// What a TAXII client gets, seven objects a page; `None` where it is not let in.
fn paged(server: &Server, collection: &str, who: Option<(&str, &str)>) -> Option<Vec<Value>> {
    let path = format!("/tansiq/collections/{collection}/objects/?limit=7");
    let mut objects = Vec::new();
    let mut next = String::new();
    loop {
        let (status, page) = server.get(&format!("{path}{next}"), who);
        if status != 200 {
            return None;
        }
        objects.extend(page["objects"].as_array().cloned().unwrap_or_default());
        match page["next"].as_str() {
            Some(cursor) => next = format!("&next={cursor}"),
            None => return Some(objects),
        }
    }
}

/// A malware object of this number, marked, in a second version.
fn marked_twice(number: u32, first: &str, second: &str) -> [String; 2] {
    let with = |level: &str| {
        let refs = format!(r#""object_marking_refs":["{}"],"is_family""#, tlp(level));
        malware(number).replace(r#""is_family""#, &refs)
    };
    let modified = r#""modified":"2025-01-01"#;
    [
        with(first),
        with(second).replace(modified, &modified.replace("2025-01-01", "2025-02-02")),
    ]
}

#[test]
fn what_is_given_is_what_a_client_pages() {
    let place = Place::new();
    let server = place.serve(&["--demo"]);
    let [a, b] = marked_twice(1, "green", "red");
    let [c, d] = marked_twice(2, "red", "green");
    let file = shown(&place.write("versions.json", bundle(&[a, b, c, d])));
    place
        .run(&["import", &file, "--collection", SHARED])
        .exits(0);
    let tokens = ["marenia", "valdria"].map(|name| (name, token(&server, name)));
    let mut seen = 0;
    for collection in [SHARED, OPEN, DESK] {
        let named = tokens
            .iter()
            .map(|(name, token)| (*name, Some((*name, token.as_str()))));
        for (name, credentials) in named.chain([("anonymous", None)]) {
            let run = place.run(&["view", collection, "--as", name, "--json"]);
            let Some(expected) = paged(&server, collection, credentials) else {
                run.exits(1);
                continue;
            };
            let view = run.exits(0).json();
            let given = view["given"].as_array().unwrap();
            let objects: Vec<_> = given.iter().map(|entry| entry["object"].clone()).collect();
            assert_eq!(objects, expected, "{name} of {collection}");
            assert_eq!(view["counts"]["given"], expected.len());
            seen += 1;
            nothing_is_missing(&place, collection, &view);
        }
    }
    assert_eq!(seen, 6);
}

/// Given and withheld together are what lies in the collection, and nothing is in both.
fn nothing_is_missing(place: &Place, collection: &str, view: &Value) {
    let ids = |of: &str| -> BTreeSet<String> {
        let entries = view[of].as_array().unwrap().iter();
        entries
            .map(|e| e["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let (given, withheld) = (ids("given"), ids("withheld"));
    assert!(given.is_disjoint(&withheld));
    let all = place
        .run(&["export", "--collection", collection, "--format", "ndjson"])
        .exits(0)
        .stdout;
    let all: BTreeSet<String> = all
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["id"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(
        given.union(&withheld).cloned().collect::<BTreeSet<_>>(),
        all
    );
}

#[test]
fn what_is_withheld_is_shown_with_its_rule() {
    let place = Place::new();
    let id = place.collection("Shared picture");
    place
        .run(&["partner", "add", "alpha", "--max-tlp", "amber"])
        .exits(0);
    for (number, level) in [(1, "green"), (2, "red"), (3, "amber"), (4, "amber+strict")] {
        let file = shown(&place.write(level, malware(number)));
        place
            .run(&["import", &file, "--collection", &id, "--default-tlp", level])
            .exits(0);
    }
    let view =
        |more: &[&str]| place.run(&[&["view", "Shared picture", "--as", "alpha"], more].concat());
    assert!(view(&[]).exits(1).stderr.contains("may not read"));
    place
        .run(&["collection", "grant", &id, "alpha", "--read"])
        .exits(0);
    golden(
        "view.txt",
        &view(&["--withheld", "--limit", "1"]).exits(0).stdout,
    );
    let limited = view(&["--limit", "1", "--json"]).exits(0).json();
    assert_eq!(limited["given"].as_array().unwrap().len(), 1);
    assert_eq!(limited["counts"]["given"], 2);
    place.run(&["partner", "disable", "alpha"]).exits(0);
    assert!(view(&[]).exits(1).stderr.contains("`alpha` is disabled"));
}

#[test]
fn anybody_is_a_reader_and_no_partner() {
    let place = Place::new();
    place
        .run(&["collection", "create", "open", "--public"])
        .exits(0);
    let run = place.run(&["partner", "add", "anonymous", "--max-tlp", "clear"]);
    assert!(run.exits(2).stderr.contains("without credentials"));
    let file = shown(&place.write("one", malware(1)));
    place
        .run(&[
            "import",
            &file,
            "--collection",
            "open",
            "--default-tlp",
            "clear",
        ])
        .exits(0);
    let view = ["view", "open", "--as", "anonymous", "--json"];
    assert_eq!(place.run(&view).exits(0).json()["counts"]["given"], 1);
    let run = place.run(&["explain", &support::malware_id(1), "--as", "anonymous"]);
    assert!(run.exits(0).stdout.starts_with("given in `open`"));
    let file = shown(&place.write("t.toml", "anonymous = false\n"));
    let run = place.run(&[&view[..], &["--config", &file]].concat());
    assert!(run.exits(1).stderr.contains("are not let in"));
}
