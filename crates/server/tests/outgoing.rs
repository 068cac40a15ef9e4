//! `tansiq publish` and `tansiq tearline`: what goes out, what is shown before, and what stops it.

mod support;
use serde_json::Value;
use std::collections::BTreeSet;
use support::{Place, Run, bundle, golden, malware, malware_id, shown, tlp};

const ALPHA: &str = "identity--0000000a-0000-4000-8000-000000000000";
const DESK: &str = "identity--0000000d-0000-4000-8000-000000000000";
const FOR_ALPHA: &str = "marking-definition--000000aa-0000-4000-8000-000000000000";
const CONTROLLED: &str = "marking-definition--000000ac-0000-4000-8000-000000000000";

fn report_id(number: u32) -> String {
    format!("report--{number:08x}-0000-4000-8000-000000000000")
}

/// A report that refers to malware 1 and 2; `more` are further members.
fn report(number: u32, more: &str) -> String {
    let refs = [malware_id(1), malware_id(2)].join("\", \"");
    format!(
        "{{\"type\":\"report\",\"spec_version\":\"2.1\",\"id\":\"{}\",\"created\":\"2025-01-01T00:00:00.000Z\",\
         \"modified\":\"2025-01-01T00:00:00.000Z\",\"name\" : \"N\\u00e9 {number}\",\"description\":\"the source said\",\
         \"published\":\"2025-01-01T00:00:00.000Z\",\"object_refs\":[ \"{refs}\" ],{more}}}",
        report_id(number)
    )
}

fn marked(levels: &[&str]) -> String {
    let ids = levels.iter().map(|level| match *level {
        id if id.starts_with("marking") => format!("\"{id}\""),
        level => format!("\"{}\"", tlp(level)),
    });
    format!(
        "\"object_marking_refs\":[{}]",
        ids.collect::<Vec<_>>().join(",")
    )
}

/// TLP:RED for alpha; name, date, the first reference and the second label are TLP:GREEN.
fn restricted(number: u32) -> String {
    let green = tlp("green");
    report(
        number,
        &format!(
            "\"labels\":[\"internal:7\", \"ships\"],{},\"granular_markings\":[{{\"marking_ref\":\"{green}\",\
             \"selectors\":[\"name\",\"published\",\"object_refs.[0]\",\"labels.[1]\"]}}]",
            marked(&["red", FOR_ALPHA])
        ),
    )
}

fn audience(id: &str, controlled: bool) -> String {
    format!(
        "{{\"type\":\"marking-definition\",\"spec_version\":\"2.1\",\"id\":\"{id}\",\"created\":\"2025-01-01T00:00:00.000Z\",\
         \"extensions\":{{\"extension-definition--7d0a5ec6-7a0b-4d3d-9a0e-5b7a4a0f6f11\":{{\"extension_type\":\
         \"property-extension\",\"releasable_to\":{{\"identities\":[\"{ALPHA}\"]}},\"originator_control\":{controlled}}}}}}}"
    )
}

fn marked_malware(number: u32, level: &str) -> String {
    malware(number).replace(
        "\"is_family\"",
        &format!("{},\"is_family\"", marked(&[level])),
    )
}

/// Alpha reads up to TLP:RED, beta up to TLP:AMBER; both the collection `shared`, alpha also `papers`. Stored, and
/// in no collection: malware 1 (green), malware 2 (red), and the restricted report 1.
fn place() -> Place {
    let place = Place::new();
    for title in ["shared", "papers"] {
        place.collection(title);
    }
    for (name, level, identity) in [("alpha", "red", ALPHA), ("beta", "amber", DESK)] {
        place
            .run(&[
                "partner",
                "add",
                name,
                "--max-tlp",
                level,
                "--identity",
                identity,
            ])
            .exits(0);
        place
            .run(&["collection", "grant", "shared", name, "--read"])
            .exits(0);
    }
    place
        .run(&["collection", "grant", "papers", "alpha", "--read"])
        .exits(0);
    import(
        &place,
        &[
            audience(FOR_ALPHA, false),
            audience(CONTROLLED, true),
            marked_malware(1, "green"),
            marked_malware(2, "red"),
            restricted(1),
        ],
    );
    place
}

fn import(place: &Place, objects: &[String]) {
    let file = shown(&place.write("in.json", bundle(objects)));
    let run = place.run(&["import", &file, "--json"]).exits(0);
    assert_eq!(run.json()["accepted"], objects.len(), "{}", run.stdout);
}

/// Ids that a partner is given of a collection.
fn given(place: &Place, collection: &str, partner: &str) -> BTreeSet<String> {
    let view = place.run(&["view", collection, "--as", partner, "--json"]);
    let entries = view.json()["given"].as_array().unwrap().clone();
    entries
        .iter()
        .map(|entry| entry["id"].as_str().unwrap().to_owned())
        .collect()
}

fn of<'a>(told: &'a Value, reader: &str) -> &'a Value {
    let readers = told["readers"].as_array().unwrap();
    readers
        .iter()
        .find(|entry| entry["reader"] == reader)
        .unwrap()
}

fn ids(list: &Value) -> BTreeSet<String> {
    let entries = list.as_array().unwrap().iter();
    entries.map(|id| id.as_str().unwrap().to_owned()).collect()
}

fn rows(place: &Place, action: &str) -> Vec<Value> {
    let text = place.run(&["audit", "list", "--json"]).exits(0).stdout;
    let rows = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.filter(|row| row["action"] == action).collect()
}

#[test]
fn it_is_shown_who_gets_what_and_then_they_get_that() {
    let place = place();
    let publish = ["publish", &malware_id(1), &malware_id(2), "--to", "shared"];
    let run = place.run(&[&publish[..], &["--dry-run"]].concat()).exits(0);
    golden("publish.txt", &run.stdout);
    assert!(given(&place, "shared", "alpha").is_empty());
    let told = place
        .run(&[&publish[..], &["--json"]].concat())
        .exits(0)
        .json();
    assert_eq!(told["done"], true);
    for reader in ["alpha", "beta"] {
        let promised = ids(&of(&told, reader)["given"]);
        assert_eq!(promised, given(&place, "shared", reader), "{reader}");
        assert!(promised.contains(tlp("green")), "definitions go along");
        assert!(promised.contains(&malware_id(1)));
    }
    assert_eq!(of(&told, "beta")["withheld"][0]["id"], malware_id(2));
    assert_eq!(of(&told, "beta")["withheld"][0]["rule"], "R-TLP");
    let again = place
        .run(&[&publish[..], &["--json"]].concat())
        .exits(1)
        .json();
    assert!(
        again["objects"]
            .as_array()
            .unwrap()
            .iter()
            .all(|o| o["there"] == true)
    );
    let row = &rows(&place, "publish")[0];
    assert!(row["detail"].to_string().contains(&malware_id(2)), "{row}");
}

#[test]
fn a_reference_that_leads_nowhere_stops_it() {
    let place = place();
    import(&place, &[report(2, &marked(&["amber"]))]);
    let id = report_id(2);
    let publish = |more: &[&str]| place.run(&[&["publish", &id, "--to", "shared"], more].concat());
    let run = publish(&[]).exits(2);
    golden("publish_dangling.txt", &(run.stdout + &run.stderr));
    let run = publish(&["--json", "--dry-run"]).exits(2);
    let told = run.json();
    assert_eq!(told["done"], false);
    let why = |reader: &str, at: usize| of(&told, reader)["dangling"][at]["why"].clone();
    assert_eq!(why("alpha", 0), "it lies in no collection that alpha reads");
    assert!(given(&place, "shared", "alpha").is_empty() && rows(&place, "publish").is_empty());

    // malware 2 is TLP:RED without an audience: nobody gets it, wherever it lies
    place
        .run(&["publish", &malware_id(1), &malware_id(2), "--to", "shared"])
        .exits(0);
    let told = publish(&["--json"]).exits(2).json();
    for reader in ["alpha", "beta"] {
        let dangling = of(&told, reader)["dangling"].as_array().unwrap();
        assert_eq!(dangling.len(), 1, "{told}");
        assert_eq!(dangling[0]["path"], "object_refs[1]");
        assert!(dangling[0]["why"].as_str().unwrap().starts_with("R-"));
    }
    publish(&["--allow-dangling"]).exits(0);
    assert!(given(&place, "shared", "beta").contains(&id));
    assert!(
        rows(&place, "publish").last().unwrap()["detail"]
            .to_string()
            .contains("dangling")
    );
}

#[test]
fn what_goes_together_is_no_dangling_reference_nor_is_ones_own_identity() {
    let place = place();
    let by = format!("\"created_by_ref\":\"{DESK}\",\"is_family\"");
    import(
        &place,
        &[
            marked_malware(3, "green").replace("\"is_family\"", &by),
            report(3, &marked(&["green"])).replace(&malware_id(2), &malware_id(3)),
        ],
    );
    let publish = [
        "publish",
        &malware_id(1),
        &malware_id(3),
        &report_id(3),
        "--to",
        "shared",
        "--json",
    ];
    let told = place.run(&publish).exits(2).json();
    assert_eq!(of(&told, "beta")["dangling"], serde_json::json!([]));
    let dangling = &of(&told, "alpha")["dangling"];
    assert_eq!(
        (&dangling[0]["path"], dangling.as_array().unwrap().len()),
        (&"created_by_ref".into(), 1)
    );
    assert_eq!(dangling[0]["why"], "it is not in the store");
}

#[test]
fn the_newest_version_goes_unless_others_are_asked_for() {
    let place = place();
    let older = malware_id(5);
    let newer = marked_malware(5, "green")
        .replace("\"modified\":\"2025-01-01", "\"modified\":\"2025-02-02");
    import(&place, &[marked_malware(5, "green"), newer]);
    let publish = |more: &[&str]| {
        place.run(&[&["publish", &older, "--to", "shared", "--json"], more].concat())
    };
    let versions = |run: Run| -> Vec<String> {
        let objects = run.json()["objects"].as_array().unwrap().clone();
        let asked = objects.iter().filter(|o| o["goes_along"] == false);
        asked
            .map(|o| o["version"].as_str().unwrap()[..10].to_owned())
            .collect()
    };
    let dry = |which: &str| versions(publish(&["--version", which, "--dry-run"]).exits(0));
    assert_eq!(dry("all"), ["2025-01-01", "2025-02-02"]);
    assert_eq!(dry("2025-01-01T00:00:00Z"), ["2025-01-01"]);
    publish(&["--version", "2025-01-02T00:00:00Z"]).exits(2);
    publish(&["--version", "newest"]).exits(2);
    assert_eq!(versions(publish(&[]).exits(0)), ["2025-02-02"]);
    let exported = [
        "export",
        "--collection",
        "shared",
        "--versions",
        "all",
        "--format",
        "ndjson",
    ];
    let text = place.run(&exported).exits(0).stdout;
    assert_eq!(
        text.matches(&older).count(),
        1,
        "the older version stays at home: {text}"
    );
}

#[test]
fn ids_come_from_stdin_and_an_unknown_one_stops_it() {
    let place = place();
    let input = format!("{}\n\n{}\n", malware_id(1), malware_id(1));
    let publish = ["publish", "-", "--to", "shared"];
    place.run_with_input(&publish, input.as_bytes()).exits(0);
    assert!(given(&place, "shared", "beta").contains(&malware_id(1)));
    let run = place.run(&["publish", &malware_id(2), &malware_id(99), "--to", "shared"]);
    assert!(run.exits(2).stderr.starts_with("error[T006]"));
    assert!(!given(&place, "shared", "alpha").contains(&malware_id(2)));
}

#[test]
fn what_must_not_leave_stays_or_is_stripped() {
    let place = place();
    let labels = format!(
        "\"labels\":[\"internal:7\",\"ships\"],\"x_desk\":{{\"a\":1}},{}",
        marked(&["green"])
    );
    import(
        &place,
        &[report(4, &labels).replace(&malware_id(2), &malware_id(1))],
    );
    let config = "[publish]\nlocal_labels = [\"internal:*\", \"x_desk\"]\n";
    let config = shown(&place.write("t.toml", config));
    let id = report_id(4);
    let publish = [
        "publish",
        &malware_id(1),
        &id,
        "--to",
        "shared",
        "--config",
        &config,
    ];
    let run = place.run(&publish).exits(2);
    assert!(
        run.stderr.contains("`labels.[0]`, `x_desk`"),
        "{}",
        run.stderr
    );
    let add = ["collection", "add", "shared", &id, "--config", &config];
    assert!(place.run(&add).exits(2).stderr.contains("must not leave"));
    assert!(given(&place, "shared", "beta").is_empty());

    place.run(&[&publish[..], &["--strip"]].concat()).exits(0);
    let view = place
        .run(&["view", "shared", "--as", "beta", "--json"])
        .json();
    let text = view.to_string();
    assert!(
        !text.contains("internal:7") && !text.contains("x_desk") && !text.contains(&id),
        "{text}"
    );
    let stripped = view["given"].as_array().unwrap().iter();
    let stripped: Vec<_> = stripped
        .filter(|e| e["object"]["type"] == "report")
        .collect();
    assert_eq!(stripped.len(), 1);
    assert_eq!(
        stripped[0]["object"]["labels"],
        serde_json::json!(["ships"])
    );
    assert_eq!(stripped[0]["object"]["description"], "the source said");
    let shown = place.run(&["object", "show", &id, "--json"]).json();
    assert_eq!(shown["tear_lines"][0], stripped[0]["id"]);
}

fn tearline(place: &Place, more: &[&str]) -> Run {
    let id = report_id(1);
    place.run(&[&["tearline", &id, "--marking", "green"], more].concat())
}

/// The text with what is new every time in words.
fn masked(run: &Run) -> String {
    let new = |name: &str| {
        let after = run.stdout.split(name).nth(1).unwrap();
        after
            .trim_start()
            .split(['\n', '"'])
            .next()
            .unwrap()
            .to_owned()
    };
    let (id, link) = (new("tear-line  "), new("\"id\":\"relationship--"));
    let time = new("\"created\":\"");
    (run.stdout)
        .replace(&id, "report--NEW")
        .replace(&link, "LINK")
        .replace(&time, "NOW")
}

#[test]
fn a_tear_line_keeps_the_bytes_of_what_may_go() {
    let place = place();
    let run = tearline(
        &place,
        &["--keep", "labels.[1],object_refs.[0]", "--dry-run"],
    )
    .exits(0);
    golden("tearline.txt", &masked(&run));
    let before = place.run(&["export", "--format", "ndjson"]).stdout;
    let run = tearline(
        &place,
        &[
            "--keep",
            "labels.[1]",
            "--keep",
            "object_refs.[0]",
            "--json",
        ],
    )
    .exits(0);
    assert!(
        run.stdout.contains("\"name\":\"N\\u00e9 1\""),
        "{}",
        run.stdout
    );
    let torn = run.json();
    let id = torn["id"].as_str().unwrap();
    let stored = place.run(&["object", "show", id, "--json"]).exits(0);
    let version = &stored.json()["versions"][0];
    assert_eq!(
        version["handling"], torn["handling"],
        "the handling is the one promised"
    );
    assert_eq!(version["object"], torn["object"]);
    assert_eq!(stored.json()["tear_line_of"][0], report_id(1));
    let after = place.run(&["export", "--format", "ndjson"]).stdout;
    assert!(after.starts_with(&before), "nothing that was there changed");
    let row = &rows(&place, "tearline")[0]["detail"].to_string();
    for told in [id, &report_id(1), "labels.[1]"] {
        assert!(row.contains(told), "{row}");
    }
}

#[test]
fn the_link_is_for_those_who_may_see_both() {
    let place = place();
    place
        .run(&[
            "publish",
            &report_id(1),
            "--to",
            "shared",
            "--allow-dangling",
        ])
        .exits(0);
    place
        .run(&["publish", &malware_id(1), "--to", "shared"])
        .exits(0);
    let torn = tearline(
        &place,
        &["--keep", "object_refs.[0]", "--to", "shared", "--json"],
    )
    .exits(0)
    .json();
    let (id, link) = (&torn["id"], &torn["relationship"]["id"]);
    let has =
        |partner: &str, id: &Value| given(&place, "shared", partner).contains(id.as_str().unwrap());
    assert!(has("alpha", id) && has("alpha", link));
    assert!(has("beta", id) && !has("beta", link));
    let text = place
        .run(&["view", "shared", "--as", "beta", "--json"])
        .json()["given"]
        .to_string();
    assert!(!text.contains(&report_id(1)), "{text}");
    // where the original does not lie, the link would name it to those who lack it
    place
        .run(&["publish", &malware_id(1), "--to", "papers"])
        .exits(0);
    let keep = ["--keep", "object_refs.[0]", "--to", "papers", "--json"];
    let elsewhere = tearline(&place, &keep).exits(0).json();
    let got = given(&place, "papers", "alpha");
    assert!(got.contains(elsewhere["id"].as_str().unwrap()));
    assert!(!got.contains(elsewhere["relationship"]["id"].as_str().unwrap()));
    let shown = place
        .run(&["object", "show", &report_id(1)])
        .exits(0)
        .stdout;
    assert!(
        shown.contains("tear-lines") && shown.contains(id.as_str().unwrap()),
        "{shown}"
    );
}

#[test]
fn what_is_marked_above_the_target_does_not_go() {
    let place = place();
    let refused = |more: &[&str]| {
        let run = tearline(&place, more).exits(2);
        assert!(run.stderr.starts_with("error[T0"), "{}", run.stderr);
        run.stderr
    };
    golden("tearline_refused.txt", &refused(&["--keep", "description"]));
    assert!(refused(&["--keep", "labels,object_refs.[0]"]).contains("`labels` is TLP:RED"));
    assert!(refused(&["--keep", "object_refs.[1]"]).contains("`object_refs.[1]` is TLP:RED"));
    for (path, why) in [
        ("id", "gets its own"),
        ("granular_markings.[0]", "gets its own"),
        ("descriptoin", "did you mean `description`?"),
        ("labels.[7]", "selects nothing"),
        ("labels[0]", "written `labels.[0]`"),
        (".", "is not a selector"),
    ] {
        assert!(refused(&["--keep", path]).contains(why), "{path}");
    }
    let missing = "marking-definition--000000ff-0000-4000-8000-000000000000";
    assert!(
        refused(&["--keep", "object_refs.[0]", "--marking", missing])
            .contains("there is no marking")
    );
    let stored = place
        .run(&["export", "--format", "ndjson", "--type", "report"])
        .stdout;
    assert_eq!(stored.lines().count(), 1, "nothing was made");
}

#[test]
fn originator_control_forbids_it_unless_done_for_the_originator() {
    let place = place();
    let by = format!(
        "\"created_by_ref\":\"{ALPHA}\",{}",
        marked(&["amber", CONTROLLED])
    );
    import(&place, &[report(6, &by)]);
    let id = report_id(6);
    let tear = |more: &[&str]| {
        place.run(
            &[
                &[
                    "tearline",
                    &id,
                    "--marking",
                    "amber",
                    "--marking",
                    CONTROLLED,
                    "--json",
                ],
                more,
            ]
            .concat(),
        )
    };
    let run = tear(&[]).exits(2);
    assert!(
        run.stderr.contains("T-ORIGINATOR") && run.stderr.contains(ALPHA),
        "{}",
        run.stderr
    );
    let torn = tear(&["--for-originator", "--dry-run"]).exits(0).json();
    assert_eq!(
        (&torn["for"], &torn["object"]["created_by_ref"]),
        (&ALPHA.into(), &ALPHA.into())
    );
    assert_eq!(torn["relationship"]["created_by_ref"], ALPHA);
    let config =
        |identity: &str| shown(&place.write("t.toml", format!("identity = \"{identity}\"\n")));
    tear(&["--config", &config(ALPHA)]).exits(0);
    tear(&["--config", &config(DESK)]).exits(2);
    let told = &rows(&place, "tearline")[0]["detail"];
    assert!(told.to_string().contains(ALPHA), "{told}");
}

#[test]
fn some_objects_have_no_tear_lines() {
    let place = place();
    let revoked = report(7, &format!("\"revoked\":true,{}", marked(&["green"])));
    let note = format!(
        "{{\"type\":\"note\",\"spec_version\":\"2.1\",\"id\":\"note--00000001-0000-4000-8000-000000000000\",\
         \"created\":\"2025-01-01T00:00:00.000Z\",\"modified\":\"2025-01-01T00:00:00.000Z\",\"content\":\"c\",\
         \"object_refs\":[\"{}\"],{}}}",
        malware_id(2),
        marked(&["green"])
    );
    let file = format!(
        "{{\"type\":\"file\",\"spec_version\":\"2.1\",\"id\":\"file--00000001-0000-4000-8000-000000000000\",\
         \"name\":\"n\",\"size\":5,{}}}",
        marked(&["green"])
    );
    let link = format!(
        "{{\"type\":\"relationship\",\"spec_version\":\"2.1\",\"id\":\"relationship--00000001-0000-4000-8000-000000000000\",\
         \"created\":\"2025-01-01T00:00:00.000Z\",\"modified\":\"2025-01-01T00:00:00.000Z\",\"relationship_type\":\"related-to\",\
         \"source_ref\":\"{0}\",\"target_ref\":\"{0}\",{1}}}",
        malware_id(1),
        marked(&["green"])
    );
    import(&place, &[revoked, note, file, link]);
    for (id, why) in [
        (report_id(7), "T-REVOKED"),
        (
            "note--00000001-0000-4000-8000-000000000000".to_owned(),
            "`content` is TLP:RED",
        ),
        (
            "file--00000001-0000-4000-8000-000000000000".to_owned(),
            "E204",
        ),
        (
            "relationship--00000001-0000-4000-8000-000000000000".to_owned(),
            "cannot join",
        ),
        (malware_id(99), "there is no object"),
    ] {
        let keep = if id.starts_with("file") { "size" } else { "" };
        let mut words = vec!["tearline", &id, "--marking", "green"];
        words.extend(
            (!keep.is_empty())
                .then_some(["--keep", keep])
                .into_iter()
                .flatten(),
        );
        let run = place.run(&words).exits(2);
        assert!(run.stderr.contains(why), "{id}: {}", run.stderr);
    }
}

#[test]
fn a_tear_line_is_asked_like_all_that_goes_out() {
    let place = place();
    let torn = [
        "tearline",
        &malware_id(1),
        "--keep",
        "name",
        "--marking",
        "green",
    ];
    let run = place
        .run(&[&torn[..], &["--dry-run", "--json"]].concat())
        .exits(0);
    assert!(
        run.json()["warnings"].to_string().contains("W503"),
        "{}",
        run.stdout
    );
    assert!(run.stderr.contains("warning: W503"), "{}", run.stderr);
    let config = shown(&place.write("t.toml", "[publish]\nlocal_labels = [\"ships\"]\n"));
    let keep = ["--keep", "labels.[1],object_refs.[0]", "--config", &config];
    for more in [&[][..], &["--to", "shared"]] {
        let run = tearline(&place, &[&keep[..], more].concat()).exits(2);
        assert!(run.stderr.contains("must not leave"), "{}", run.stderr);
    }
    // malware 2 is TLP:RED: for every reader the reference leads nowhere
    let file = place.write("r.json", report(8, &marked(&["green"])));
    place.run(&["import", &shown(&file)]).exits(0);
    let torn = [
        "tearline",
        &report_id(8),
        "--marking",
        "green",
        "--to",
        "shared",
    ];
    let run = place.run(&torn).exits(2);
    assert!(run.stderr.contains("lead nowhere"), "{}", run.stderr);
    assert!(rows(&place, "tearline").is_empty(), "nothing was made");
}
