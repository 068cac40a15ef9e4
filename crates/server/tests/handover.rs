//! `tansiq export --to`, run as a process: who gets what, what may be used how, and what a second run changes.

mod support;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use support::{Place, bundle, tlp};

const PAP_RED: &str = "marking-definition--740d36e5-7714-4c30-961a-3ae632ceee0e";

/// An indicator of this number; `more` is further JSON.
fn indicator(number: u32, pattern: &str, level: &str, more: Value) -> String {
    let mut object = json!({
        "type": "indicator", "spec_version": "2.1",
        "id": format!("indicator--{number:08x}-0000-4000-8000-000000000000"),
        "created": "2025-01-01T00:00:00.000Z", "modified": "2025-01-01T00:00:00.000Z",
        "name": format!("case {number}"), "pattern": pattern, "pattern_type": "stix",
        "valid_from": "2025-01-01T00:00:00Z", "indicator_types": ["malicious-activity"],
        "object_marking_refs": [tlp(level)],
    });
    for (key, value) in more.as_object().unwrap() {
        object[key] = value.clone();
    }
    object.to_string()
}

/// The definition of PAP:RED, as PAP's extension has it.
fn pap_red() -> String {
    json!({
        "type": "marking-definition", "spec_version": "2.1", "id": PAP_RED, "created": "2025-01-01T00:00:00.000Z",
        "extensions": { "extension-definition--f8d78575-edfd-406e-8e84-6162a8450f5b":
            { "extension_type": "property-extension", "pap": "red" } },
    })
    .to_string()
}

/// A collection with one of each, read by `reader` up to TLP:GREEN.
fn place() -> Place {
    let place = Place::new();
    place
        .run(&["collection", "create", "Shared", "--alias", "shared"])
        .exits(0);
    place
        .run(&["partner", "add", "reader", "--max-tlp", "green"])
        .exits(0);
    place
        .run(&["collection", "grant", "shared", "reader", "--read"])
        .exits(0);
    take_in(
        &place,
        &[
            indicator(
                1,
                "[domain-name:value = 'a.example']",
                "green",
                json!({"confidence": 90}),
            ),
            indicator(
                2,
                "[domain-name:value = 'secret.example']",
                "red",
                json!({"confidence": 90}),
            ),
            indicator(
                3,
                "[domain-name:value = 'old.example']",
                "green",
                json!({"valid_until": "2025-02-01T00:00:00Z"}),
            ),
            indicator(
                4,
                "[domain-name:value = 'later.example']",
                "green",
                json!({"valid_from": "2999-01-01T00:00:00Z"}),
            ),
            indicator(
                5,
                "[domain-name:value = 'gone.example']",
                "green",
                json!({"revoked": true}),
            ),
            indicator(
                6,
                "[domain-name:value = 'weak.example']",
                "green",
                json!({"confidence": 10}),
            ),
            indicator(
                7,
                "[ipv4-addr:value = '192.0.2.1'] FOLLOWEDBY [file:name = 'x']",
                "clear",
                json!({"confidence": 90}),
            ),
            indicator(8, "[ipv4-addr:value = '192.0.2.2']", "clear", json!({})),
        ],
    );
    place
}

fn take_in(place: &Place, objects: &[String]) {
    place.write("in.json", bundle(objects));
    place
        .run(&["import", "in.json", "--collection", "shared"])
        .exits(0);
}

fn export(place: &Place, more: &[&str]) -> support::Run {
    let mut arguments = vec!["export", "--collection", "shared"];
    arguments.extend(more);
    place.run(&arguments)
}

fn manifest(place: &Place, folder: &str) -> Value {
    let text = std::fs::read(place.path(folder).join("manifest.json")).expect("a manifest");
    serde_json::from_slice(&text).expect("JSON")
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    entries
        .map(|entry| {
            let name = entry.file_name().into_string().expect("text");
            (name, std::fs::read(entry.path()).expect("read"))
        })
        .collect()
}

fn domains(place: &Place, folder: &str) -> String {
    std::fs::read_to_string(place.path(folder).join("domains.txt")).unwrap_or_default()
}

#[test]
fn a_partner_gets_rules_from_what_it_sees() {
    let place = place();
    let run = export(
        &place,
        &["--to", "plain", "--as", "reader", "--out", "theirs"],
    )
    .exits(0);
    assert!(
        run.stdout.is_empty() && run.stderr.contains("TLP:GREEN"),
        "{}",
        run.stderr
    );
    let text = domains(&place, "theirs");
    assert!(text.starts_with("# TLP:GREEN"), "{text}");
    let values: Vec<&str> = text.lines().filter(|l| !l.starts_with('#')).collect();
    assert_eq!(values, ["a.example", "weak.example"]);
    let told = manifest(&place, "theirs");
    assert_eq!(told["counts"]["indicators"], 3);
    assert_eq!(told["counts"]["expired"], 1);
    assert_eq!(told["counts"]["not_yet_valid"], 1);
    assert_eq!(told["counts"]["revoked"], 1);
    assert_eq!(told["not_expressed"].as_array().unwrap().len(), 1);
    assert!(
        told["not_expressed"][0]["reason"]
            .as_str()
            .unwrap()
            .contains("FOLLOWEDBY")
    );
    assert_eq!(told.get("withheld"), None);
    assert!(
        !told.to_string().contains("00000002-"),
        "what it does not see"
    );

    export(&place, &["--to", "plain", "--out", "ours"]).exits(0);
    assert!(domains(&place, "ours").contains("secret.example"));
    assert_eq!(manifest(&place, "ours")["withheld"], json!({}));

    export(
        &place,
        &[
            "--to",
            "plain",
            "--as",
            "reader",
            "--out",
            "sure",
            "--min-confidence",
            "80",
            "--type",
            "domain-name",
        ],
    )
    .exits(0);
    let values = domains(&place, "sure");
    assert!(values.contains("a.example") && !values.contains("weak.example"));
    assert_eq!(manifest(&place, "sure")["counts"]["below_confidence"], 2);
    export(
        &place,
        &[
            "--to",
            "plain",
            "--as",
            "reader",
            "--out",
            "new",
            "--max-age",
            "1d",
        ],
    )
    .exits(1);
    assert_eq!(manifest(&place, "new")["counts"]["too_old"], 4);
}

/// Two readers' folders must not differ by what neither sees, and what is hidden must not show in any byte.
#[test]
fn what_a_partner_does_not_see_changes_no_byte() {
    let (with, without) = (place(), place());
    let hidden = |n: u32, pattern: &str| indicator(n, pattern, "red", json!({"confidence": 99}));
    take_in(
        &with,
        &[
            hidden(0x20, "[domain-name:value = 'hidden.example']"),
            hidden(0x21, "[domain-name:value MATCHES 'hidden']"),
            hidden(0x22, "[ipv4-addr:value = '192.0.2.200']"),
        ],
    );
    for format in [
        "suricata", "zeek", "nftables", "yara", "sigma", "snort", "csv", "plain",
    ] {
        let folder = |place: &Place| {
            export(place, &["--to", format, "--as", "reader", "--out", format]);
            let mut all = files(&place.path(format));
            let mut told: Value =
                serde_json::from_slice(&all.remove("manifest.json").unwrap()).unwrap();
            // The collections of two stores have ids of their own.
            told["collection"] = Value::Null;
            (all, told)
        };
        assert_eq!(folder(&with), folder(&without), "{format}");
    }
}

#[test]
fn what_pap_forbids_is_not_handed_over() {
    let place = place();
    let marked = json!({"object_marking_refs": [tlp("green"), PAP_RED]});
    take_in(
        &place,
        &[
            pap_red(),
            indicator(9, "[domain-name:value = 'quiet.example']", "green", marked),
        ],
    );
    let quiet = |folder: &str| domains(&place, folder).contains("quiet.example");
    export(
        &place,
        &["--to", "plain", "--out", "search", "--for", "search"],
    )
    .exits(0);
    assert!(quiet("search"));
    assert_eq!(manifest(&place, "search")["withheld"], json!({}));
    let run = export(&place, &["--to", "plain", "--out", "block"]).exits(0);
    assert!(
        run.stderr.contains("not for `block`: 1 by H-PAP"),
        "{}",
        run.stderr
    );
    assert!(!quiet("block"));
    assert_eq!(manifest(&place, "block")["withheld"], json!({"H-PAP": 1}));
    let run = export(
        &place,
        &["--to", "plain", "--as", "reader", "--out", "theirs"],
    )
    .exits(0);
    assert!(
        !quiet("theirs") && !run.stderr.contains("H-PAP"),
        "{}",
        run.stderr
    );
    assert_eq!(manifest(&place, "theirs").get("withheld"), None);
    let run = export(&place, &["--to", "rpz", "--out", "zone", "--for", "watch"]).exits(2);
    assert!(run.stderr.contains("--for block"), "{}", run.stderr);
}

#[test]
fn a_second_run_touches_what_changed_and_nothing_else() {
    let place = place();
    let arguments = ["--to", "rpz", "--as", "reader", "--out", "zone"];
    export(&place, &arguments).exits(0);
    let first = files(&place.path("zone"));
    let stamp = |name: &str| {
        std::fs::metadata(place.path("zone").join(name))
            .unwrap()
            .modified()
            .unwrap()
    };
    let (zone, told) = (stamp("tansiq.rpz"), stamp("manifest.json"));
    let run = export(&place, &arguments).exits(0);
    assert!(run.stderr.contains("nothing has changed"), "{}", run.stderr);
    assert_eq!(files(&place.path("zone")), first);
    assert_eq!((stamp("tansiq.rpz"), stamp("manifest.json")), (zone, told));

    take_in(
        &place,
        &[indicator(
            10,
            "[domain-name:value = 'new.example']",
            "green",
            json!({}),
        )],
    );
    export(&place, &arguments).exits(0);
    let serial = |files: &BTreeMap<String, Vec<u8>>| -> u64 {
        let text = String::from_utf8_lossy(&files["tansiq.rpz"]).into_owned();
        let soa = text
            .lines()
            .find(|line| line.contains("SOA"))
            .unwrap()
            .to_owned();
        soa.split(' ').nth(5).unwrap().parse().unwrap()
    };
    let second = files(&place.path("zone"));
    assert!(serial(&second) > serial(&first));
    assert_eq!(
        second.keys().collect::<Vec<_>>(),
        ["manifest.json", "tansiq.rpz"]
    );
}

#[test]
fn what_is_revoked_leaves_the_folder_and_numbers_stay() {
    let place = place();
    let language = |pattern: &str| json!({"pattern": pattern, "pattern_type": "yara"});
    take_in(
        &place,
        &[indicator(
            11,
            "",
            "green",
            language("rule a { condition: false }"),
        )],
    );
    let arguments = ["--to", "yara", "--as", "reader", "--out", "yara"];
    export(&place, &arguments).exits(0);
    let name = "tansiq-indicator--0000000b-0000-4000-8000-000000000000.yar";
    assert!(place.path("yara").join(name).exists());
    let mut gone = language("rule a { condition: false }");
    gone["revoked"] = json!(true);
    gone["modified"] = json!("2025-03-01T00:00:00.000Z");
    take_in(&place, &[indicator(11, "", "green", gone)]);
    export(&place, &arguments).exits(1);
    assert!(!place.path("yara").join(name).exists());

    let arguments = ["--to", "suricata", "--as", "reader", "--out", "rules"];
    export(&place, &arguments).exits(0);
    let rules = || -> BTreeMap<String, String> {
        let text = std::fs::read_to_string(place.path("rules").join("tansiq.rules")).unwrap();
        let rules = text.lines().filter(|line| line.starts_with("alert"));
        rules
            .map(|line| {
                (
                    line.split("sid:")
                        .nth(1)
                        .unwrap()
                        .split(';')
                        .next()
                        .unwrap()
                        .to_owned(),
                    line.to_owned(),
                )
            })
            .collect()
    };
    let before = rules();
    take_in(
        &place,
        &[indicator(
            12,
            "[domain-name:value = 'b.example']",
            "green",
            json!({}),
        )],
    );
    export(&place, &arguments).exits(0);
    let after = rules();
    assert!(
        before
            .iter()
            .all(|(number, rule)| after.get(number) == Some(rule))
    );
    assert_eq!(after.len(), before.len() + 3);
}

#[test]
fn a_folder_that_holds_something_else_is_left_alone() {
    let place = place();
    export(
        &place,
        &["--to", "plain", "--as", "reader", "--out", "here"],
    )
    .exits(0);
    let before = files(&place.path("here"));
    for wrong in [
        &["--to", "zeek", "--as", "reader", "--out", "here"][..],
        &["--to", "plain", "--out", "here"],
    ] {
        let run = export(&place, wrong).exits(2);
        assert!(run.stderr.contains("a folder of its own"), "{}", run.stderr);
    }
    assert_eq!(files(&place.path("here")), before);
    place.write("other/manifest.json", "{}");
    export(&place, &["--to", "plain", "--out", "other"]).exits(2);
    export(&place, &["--to", "plain"]).exits(2);
    place
        .run(&["export", "--to", "plain", "--out", "x"])
        .exits(2);
    place
        .run(&["collection", "create", "Closed", "--alias", "closed"])
        .exits(0);
    let run = place.run(&[
        "export",
        "--to",
        "plain",
        "--collection",
        "closed",
        "--as",
        "reader",
        "--out",
        "closed",
    ]);
    assert!(run.exits(1).stderr.contains("may not read"));
    assert!(!place.path("closed").join("manifest.json").exists());
}

#[test]
fn the_audit_knows_which_indicators_became_rules() {
    let place = place();
    export(
        &place,
        &[
            "--to",
            "plain",
            "--as",
            "reader",
            "--out",
            "theirs",
            "--min-confidence",
            "80",
        ],
    )
    .exits(0);
    let got = |number: u32| {
        let id = format!("indicator--{number:08x}-0000-4000-8000-000000000000");
        place.run(&["audit", "who-got", &id, "--json"]).stdout
    };
    assert!(got(1).contains("reader"), "{}", got(1));
    assert!(!got(6).contains("reader"), "left out: {}", got(6));
    assert!(!got(2).contains("reader"), "hidden: {}", got(2));
}
