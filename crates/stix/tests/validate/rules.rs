//! What holds for all objects: the two entry points agree, 2.0 objects, custom types and properties.

use serde_json::{Value, json};
use stix::validate::{Severity, errors, validate};
use stix::{Limits, Object};

use crate::corpus::{files, findings, refusals};
use crate::mutate::mutants;

#[test]
fn errors_are_the_errors_of_validate() {
    for (name, text) in files("corpus/valid") {
        let object: Value = serde_json::from_str(&text).expect("JSON");
        for mutant in mutants(&name, &object) {
            let bytes = mutant.object.to_string();
            let Ok(object) = Object::parse(bytes.as_bytes(), &Limits::default()) else {
                continue;
            };
            let mut fast = errors(&object);
            fast.sort_by(|a, b| (&a.path, a.code).cmp(&(&b.path, b.code)));
            let mut all = validate(&object);
            all.retain(|finding| finding.severity == Severity::Error);
            assert_eq!(fast, all, "{}", mutant.name);
        }
    }
}

fn object_20(kind: &str, more: &Value) -> String {
    let mut object = json!({
        "type": kind,
        "id": format!("{kind}--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f"),
        "created": "2018-03-04T08:15:00.000Z",
        "modified": "2018-03-04T08:15:00.000Z",
    });
    for (key, value) in more.as_object().expect("members") {
        object[key] = value.clone();
    }
    object.to_string()
}

#[test]
fn stix_20_is_checked_for_what_both_versions_share() {
    let indicator = json!({
        "labels": ["malicious-activity"],
        "pattern": "[url:value = 'http://x.example']",
        "valid_from": "2018-03-04T08:15:00Z",
    });
    assert_eq!(
        findings(&object_20("indicator", &indicator)),
        "W303 : `name` and `description` should both be there [4.7.1]\n"
    );
    let own_words = json!({"name": "n", "confidence": "high", "lang": 5, "roles": 7});
    assert_eq!(
        refusals(&object_20("identity", &own_words)),
        Vec::<&str>::new()
    );
    let broken =
        json!({"name": 7, "created_by_ref": "malware--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f"});
    assert_eq!(refusals(&object_20("campaign", &broken)).len(), 2);
    assert_eq!(
        refusals(&object_20("malware", &json!({"first_seen": "x"}))),
        Vec::<&str>::new()
    );
}

#[test]
fn a_type_of_21_without_spec_version_is_not_20() {
    let note =
        json!({"content": "c", "object_refs": ["tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f"]});
    assert_eq!(refusals(&object_20("note", &note)), ["E201"]);
}

#[test]
fn what_is_unknown_is_kept() {
    let custom = object_20(
        "x-harbour-berth",
        &json!({"spec_version": "2.1", "Odd Name": null, "y": 5}),
    );
    assert_eq!(refusals(&custom), Vec::<&str>::new());
    let known = object_20(
        "tool",
        &json!({"spec_version": "2.1", "name": "n", "Odd Name": null, "y": 5}),
    );
    assert_eq!(refusals(&known), Vec::<&str>::new());
}

#[test]
fn published_markings_are_good() {
    use stix::marking::Tlp::{Amber, AmberStrict, Clear, Green, Red};
    for level in [Clear, Green, Amber, AmberStrict, Red] {
        assert_eq!(
            refusals(level.definition()),
            Vec::<&str>::new(),
            "{level:?}"
        );
    }
    let of_20 = json!({
        "type": "marking-definition",
        "id": "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9",
        "created": "2017-01-20T00:00:00.000Z",
        "definition_type": "tlp",
        "definition": {"tlp": "white"},
    });
    assert_eq!(refusals(&of_20.to_string()), Vec::<&str>::new());
    let mut spoofed = of_20;
    spoofed["definition"]["tlp"] = json!("red");
    assert_eq!(refusals(&spoofed.to_string()), ["E604"]);
}
