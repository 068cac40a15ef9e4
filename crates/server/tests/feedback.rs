//! What is said of indicators, and what sightings hold.

mod support;

use serde_json::{Value, json};
use support::Place;

const GREEN: &str = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
const INDICATOR: &str = "indicator--00000001-0000-4000-8000-000000000000";

fn indicator(markings: &[&str]) -> String {
    json!({
        "type": "indicator", "spec_version": "2.1", "id": INDICATOR, "created": "2025-01-01T00:00:00.000Z",
        "modified": "2025-01-01T00:00:00.000Z", "pattern_type": "stix", "pattern": "[ipv4-addr:value = '10.0.0.1']",
        "valid_from": "2020-01-01T00:00:00Z", "object_marking_refs": markings,
    })
    .to_string()
}

fn furnished(markings: &[&str]) -> Place {
    let place = Place::new();
    place.collection("intel");
    place.collection("sightings");
    import(&place, &indicator(markings));
    let event = r#"{"timestamp":"2026-03-01T12:00:00.000000+0000","src_ip":"10.0.0.1","src_port":5000,"dest_ip":"10.9.9.9","dest_port":443,"proto":"TCP","http":{"hostname":"www.example.org","url":"/x","http_user_agent":"agent"}}"#;
    place.write("eve.json", format!("{event}\n"));
    place
}

fn import(place: &Place, object: &str) {
    let arguments = ["import", "-", "--collection", "intel"];
    place.run_with_input(&arguments, object.as_bytes()).exits(0);
}

fn watch(place: &Place, more: &[&str], code: i32) -> support::Run {
    let arguments = [
        "watch",
        "eve.json",
        "--format",
        "eve",
        "--once",
        "--from-start",
        "--into",
        "sightings",
        "--tlp",
        "green",
    ];
    place.run(&[&arguments, more].concat()).exits(code)
}

fn objects(place: &Place) -> Vec<Value> {
    let bundle = place
        .run(&["export", "--collection", "sightings", "--out", "-"])
        .exits(0)
        .json();
    bundle["objects"].as_array().expect("objects").clone()
}

#[test]
fn an_indicator_that_the_house_calls_wrong_is_muted_with_a_notice_until_it_says_otherwise() {
    let place = furnished(&[GREEN]);
    watch(&place, &[], 0);
    let run = place.run(&["opinion", INDICATOR]).exits(1);
    assert!(run.stderr.contains("nothing is said"), "{}", run.stderr);
    let run = place
        .run(&[
            "opinion",
            INDICATOR,
            "--strongly-disagree",
            "--explanation",
            "our own proxy",
            "--json",
        ])
        .exits(0);
    let said = run.json()["opinion"].as_str().expect("an id").to_owned();
    let run = watch(&place, &[], 1);
    assert!(
        run.stderr
            .contains("is muted: the house disagrees with it; `tansiq opinion"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("1 muted"), "{}", run.stderr);
    let shown = place.run(&["opinion", INDICATOR, "--json"]).exits(0).json();
    assert_eq!(shown["muted"], "house");
    assert_eq!(shown["opinions"][0]["explanation"], "our own proxy");
    let list = place.run(&["stream", "list", "--json"]).exits(0).json();
    assert_eq!(list[0]["muted"][INDICATOR], "house");
    // Handled as what it is about.
    let object = place
        .run(&["object", "show", &said, "--json"])
        .exits(0)
        .json();
    assert_eq!(
        object["versions"][0]["object"]["object_marking_refs"],
        json!([GREEN])
    );
    assert_eq!(object["versions"][0]["tlp"], "green");
    place.run(&["opinion", INDICATOR, "--neutral"]).exits(0);
    watch(&place, &[], 0);
    place.run(&["opinion", INDICATOR, "--disagree"]).exits(0);
    watch(&place, &[], 1);
    place.run(&["opinion", INDICATOR, "--withdraw"]).exits(0);
    watch(&place, &[], 0);
    place
        .run(&["opinion", INDICATOR, "--agree", "--disagree"])
        .exits(2);
    place
        .run(&[
            "opinion",
            "indicator--00000002-0000-4000-8000-000000000000",
            "--agree",
        ])
        .exits(2);
}

#[test]
fn enough_partners_mute_an_indicator_unless_the_house_says_otherwise() {
    let place = furnished(&[GREEN]);
    let identity = |number: u32| format!("identity--{number:08x}-0000-4000-8000-000000000000");
    let opinion = |number: u32, by: u32, word: &str| {
        json!({
            "created_by_ref": identity(by),
            "type": "opinion", "spec_version": "2.1", "id": format!("opinion--{number:08x}-0000-4000-8000-000000000000"),
            "created": "2025-01-01T00:00:00.000Z", "modified": format!("2025-01-01T00:00:{number:02}.000Z"), "opinion": word,
            "object_refs": [INDICATOR], "object_marking_refs": [GREEN],
        })
        .to_string()
    };
    for (number, name) in (1..).zip(["alpha", "beta", "gamma"]) {
        let identity = identity(number);
        place
            .run(&[
                "partner",
                "add",
                name,
                "--max-tlp",
                "amber",
                "--identity",
                &identity,
            ])
            .exits(0);
        // Two partners are too few, one that says it twice is one, and who only disagrees does not count.
        import(&place, &opinion(number, number, "disagree"));
        watch(&place, &[], 0);
        import(&place, &opinion(number + 10, number, "strongly-disagree"));
        import(&place, &opinion(number + 20, number, "strongly-disagree"));
    }
    let run = watch(&place, &[], 1);
    assert!(
        run.stderr
            .contains("is muted: 3 partners strongly disagree"),
        "{}",
        run.stderr
    );
    watch(&place, &["--disputed-by", "4"], 0);
    watch(&place, &["--disputed-by", "0"], 0);
    place.run(&["opinion", INDICATOR, "--agree"]).exits(0);
    watch(&place, &[], 0);
}

#[test]
fn a_sighting_holds_what_matched_and_the_whole_event_only_where_it_is_asked_for() {
    let place = furnished(&[GREEN]);
    watch(&place, &[], 0);
    let kinds = |objects: &[Value]| {
        let mut kinds: Vec<String> = objects
            .iter()
            .map(|object| object["type"].as_str().expect("a type").to_owned())
            .filter(|kind| kind != "marking-definition")
            .collect();
        kinds.sort();
        kinds
    };
    assert_eq!(
        kinds(&objects(&place)),
        ["ipv4-addr", "observed-data", "sighting"]
    );
    let place = furnished(&[GREEN]);
    watch(&place, &["--observed", "event"], 0);
    let objects = objects(&place);
    let kinds = kinds(&objects);
    for kind in ["domain-name", "network-traffic", "url"] {
        assert!(kinds.iter().any(|found| found == kind), "{kinds:?}");
    }
    let of = |kind: &'static str| objects.iter().filter(move |object| object["type"] == kind);
    let observed = of("observed-data").next().expect("one");
    let named = observed["object_refs"].as_array().expect("references");
    let traffic = of("network-traffic").next().expect("one");
    assert_eq!(
        (&traffic["dst_port"], &traffic["src_port"]),
        (&json!(443), &json!(5000))
    );
    let source = of("ipv4-addr")
        .find(|object| object["value"] == "10.0.0.1")
        .expect("the address");
    assert_eq!(traffic["src_ref"], source["id"]);
    assert!(named.contains(&traffic["id"]) && named.contains(&source["id"]));
    let run = place
        .run(&["watch", "-", "--format", "eve", "--observed", "all"])
        .exits(2);
    assert!(
        run.stderr.contains("neither `matched` nor `event`"),
        "{}",
        run.stderr
    );
}

/// A marking of the exchange policy: what may be done with what it is on.
fn policy(number: u32, actions: &str) -> (String, String) {
    let id = format!("marking-definition--{number:08x}-0000-4000-8000-000000000000");
    let definition = json!({
        "type": "marking-definition", "spec_version": "2.1", "id": id, "created": "2025-01-01T00:00:00.000Z",
        "name": "policy", "extensions": { "extension-definition--762e2e97-ee51-43e5-a9ea-165fbb862c4a": {
            "extension_type": "property-extension", "permitted_actions": actions, "encrypt_in_transit": "may", "tlp": "green",
        } },
    });
    (id, definition.to_string())
}

/// PAP:RED.
fn pap_red() -> (String, String) {
    let id = "marking-definition--740d36e5-7714-4c30-961a-3ae632ceee0e".to_owned();
    let definition = json!({
        "type": "marking-definition", "spec_version": "2.1", "id": id, "created": "2022-10-01T00:00:00.000Z", "name": "PAP:RED",
        "extensions": { "extension-definition--f8d78575-edfd-406e-8e84-6162a8450f5b": {
            "extension_type": "property-extension", "pap": "red",
        } },
    });
    (id, definition.to_string())
}

#[test]
fn an_indicator_is_matched_as_far_as_its_handling_permits() {
    // To look through one's own events is passive: PAP:RED allows it, and the sighting carries it on.
    let (red, definition) = pap_red();
    let place = furnished(&[GREEN]);
    import(&place, &definition);
    let marked = indicator(&[GREEN, &red]).replacen(
        "\"modified\":\"2025-01-01",
        "\"modified\":\"2025-01-02",
        1,
    );
    import(&place, &marked);
    watch(&place, &[], 0);
    for object in objects(&place)
        .iter()
        .filter(|object| object["type"] == "sighting" || object["type"] == "observed-data")
    {
        assert_eq!(
            object["object_marking_refs"],
            json!([red, GREEN]),
            "both, sorted"
        );
    }
    // Where a policy permits nothing at all, it is not even searched for.
    let (nothing, definition) = policy(7, "none");
    let place = furnished(&[GREEN]);
    import(&place, &definition);
    let marked = indicator(&[GREEN, &nothing]).replacen(
        "\"modified\":\"2025-01-01",
        "\"modified\":\"2025-01-02",
        1,
    );
    import(&place, &marked);
    let run = watch(&place, &[], 1);
    assert!(
        run.stderr.contains("1 forbidden by their handling"),
        "{}",
        run.stderr
    );
}

#[test]
fn matches_are_folded_by_indicator_stream_and_window_and_marked_with_the_strictest() {
    let amber = support::tlp("amber");
    let place = furnished(&[amber]);
    let at = |minute: u32| {
        format!(
            "{{\"timestamp\":\"2026-03-01T{:02}:{:02}:00.000000+0000\",\"src_ip\":\"10.0.0.1\"}}\n",
            12 + minute / 60,
            minute % 60
        )
    };
    place.write("eve.json", [at(1), at(2), at(59), at(61), at(62)].concat());
    watch(&place, &[], 0);
    watch(&place, &["--name", "other"], 0);
    let objects = objects(&place);
    let mut counts: Vec<(String, u64)> = objects
        .iter()
        .filter(|object| object["type"] == "sighting")
        .map(|object| {
            (
                object["first_seen"].as_str().expect("a time").to_owned(),
                object["count"].as_u64().expect("a count"),
            )
        })
        .collect();
    counts.sort();
    let (first, second) = (
        "2026-03-01T12:01:00.000Z".to_owned(),
        "2026-03-01T13:01:00.000Z".to_owned(),
    );
    assert_eq!(
        counts,
        [
            (first.clone(), 3),
            (first, 3),
            (second.clone(), 2),
            (second, 2)
        ]
    );
    // The stream is green.
    for object in objects.iter().filter(|object| object["type"] == "sighting") {
        assert_eq!(object["object_marking_refs"], json!([amber]));
    }
}
