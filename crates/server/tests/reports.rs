//! `tansiq report add … accept`, run as a process.

mod support;
use serde_json::Value;
use support::{Place, Run, bundle};

const VISIT: &str = "استقبل المدير العام للأمن الوطني عبد اللطيف حموشي، يوم 13 يونيو 2023 بالرباط، وزير الداخلية التونسي كمال الفقي. وتناول اللقاء سبل التعاون في مكافحة الإرهاب والجريمة المنظمة وتبادل المعلومات بين الأجهزة الأمنية في البلدين، حسب بلاغ للمديرية العامة.";
const SAME_VISIT: &str = "Le directeur général de la Sûreté nationale Abdellatif Hammouchi a reçu mardi 13 juin 2023 à Rabat le ministre de l'Intérieur tunisien Kamel Feki, selon des sources concordantes.";

fn place() -> Place {
    let place = Place::new();
    place.run(&["collection", "create", "shared"]).exits(0);
    place
}

fn add(place: &Place, name: &str, text: impl AsRef<[u8]>, source: &str) -> Run {
    add_under(place, "green", name, text, source)
}

fn add_under(place: &Place, level: &str, name: &str, text: impl AsRef<[u8]>, source: &str) -> Run {
    place.write(name, text);
    place.run(&[
        "report",
        "add",
        name,
        "--source",
        source,
        "--tlp",
        level,
        "--reliability",
        "B",
        "--json",
    ])
}

fn items(place: &Place, document: &str) -> Vec<Value> {
    let shown = place
        .run(&["report", "show", document, "--json"])
        .exits(0)
        .json();
    shown["items"].as_array().unwrap().clone()
}

fn number(items: &[Value], label: &str) -> String {
    let found = items
        .iter()
        .find(|item| item["label"].as_str().unwrap().starts_with(label));
    found.unwrap_or_else(|| panic!("{label}: {items:#?}"))["item"].to_string()
}

fn stored(place: &Place) -> Vec<Value> {
    let run = place.run(&["export", "--format", "ndjson", "--collection", "shared"]);
    run.stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn nothing_is_shared_before_it_is_accepted_and_then_with_its_evidence() {
    let place = place();
    let added = add(&place, "visit.txt", VISIT, "agency").exits(0).json();
    assert_eq!(added["document"], 1);
    assert!(added["drafts"].as_u64().unwrap() > 6, "{added}");
    assert!(stored(&place).is_empty());

    let run = place
        .run(&["report", "accept", "1", "--all", "--collection", "shared"])
        .exits(0);
    assert!(run.stderr.contains("drafts accepted"), "{}", run.stderr);
    let objects = stored(&place);
    let of = |kind: &str| {
        objects
            .iter()
            .filter(|o| o["type"] == kind)
            .collect::<Vec<_>>()
    };
    assert_eq!(of("engagement").len(), 1);
    assert_eq!(of("report").len(), 1);
    assert_eq!(of("extension-definition").len(), 2);
    assert_eq!(of("marking-definition").len(), 1);
    assert!(
        of("engagement")[0]["extensions"]
            .to_string()
            .contains("passages")
    );
    // Whatever quotes the document is marked as the document.
    let quoting = objects
        .iter()
        .filter(|o| o.to_string().contains("\"quote\""));
    let green = serde_json::json!([of("marking-definition")[0]["id"]]);
    assert!(quoting.clone().count() > 3);
    for object in quoting {
        assert_eq!(object["object_marking_refs"], green, "{object:#}");
    }
    place.write("out.json", serde_json::to_vec(&serde_json::json!({
        "type": "bundle", "id": "bundle--0000000b-0000-4000-8000-000000000000", "objects": objects,
    })).unwrap());
    place.run(&["validate", "out.json"]).exits(0);
    place
        .run(&["report", "accept", "1", "--all", "--collection", "shared"])
        .exits(1);
    let listed = place.run(&["report", "list", "--json"]).exits(0).json();
    assert_eq!(
        (&listed[0]["pending"], &listed[0]["rejected"]),
        (&0.into(), &0.into())
    );
}

/// The person is there already, under stricter handling than the report has, and revoked: what comes after is held.
#[test]
fn what_acceptance_leaves_in_quarantine_waits_on() {
    let place = place();
    let numbered = |number: &str| number.parse::<i64>().unwrap();
    add(&place, "visit.txt", VISIT, "agency").exits(0);
    let before = items(&place, "1");
    let person = number(&before, "person");
    let draft = before
        .iter()
        .find(|item| item["item"] == numbered(&person))
        .unwrap();
    let id = draft["id"].as_str().unwrap();
    let known = format!(
        r#"{{"type":"identity","spec_version":"2.1","id":"{id}","created":"2020-01-01T00:00:00.000Z","modified":"2020-01-01T00:00:00.000Z","revoked":true,"name":"Somebody","identity_class":"individual","object_marking_refs":["{}"]}}"#,
        stix::marking::Tlp::AmberStrict.marking_id()
    );
    place.write("known.json", bundle(&[known]));
    place
        .run(&["import", "known.json", "--collection", "shared"])
        .exits(0);

    let run = place.run(&["report", "accept", "1", &person, "--collection", "shared"]);
    assert!(run.stderr.contains("quarantine"), "{}", run.stderr);
    let state = |number: &str| {
        let all = items(&place, "1");
        let item = all.iter().find(|item| item["item"] == numbered(number));
        item.unwrap()["state"].clone()
    };
    assert_eq!(state(&person), "pending", "it was not taken in");
    let shared = stored(&place);
    let there: Vec<_> = shared.iter().filter(|o| o["id"] == id).collect();
    assert!(there.iter().all(|o| o["name"] == "Somebody"), "{there:#?}");
    // What does not hang on it is accepted.
    let place_named = number(&before, "location");
    place
        .run(&[
            "report",
            "accept",
            "1",
            &place_named,
            "--collection",
            "shared",
        ])
        .exits(0);
    assert_eq!(state(&place_named), "accepted");
    assert_eq!(state(&person), "pending");
}

#[test]
fn an_item_brings_what_it_refers_to_and_never_what_was_rejected() {
    let place = place();
    add(&place, "visit.txt", VISIT, "agency").exits(0);
    let list = items(&place, "1");
    let (person, event) = (number(&list, "person"), number(&list, "meeting"));
    place.run(&["report", "reject", "1", &person]).exits(0);
    let run = place
        .run(&["report", "accept", "1", &event, "--collection", "shared"])
        .exits(2);
    assert!(run.stderr.contains("which was rejected"), "{}", run.stderr);
    let run = place
        .run(&["report", "accept", "1", "--all", "--collection", "shared"])
        .exits(0);
    assert!(run.stderr.contains("left out"), "{}", run.stderr);
    assert!(stored(&place).iter().all(|o| o["type"] != "engagement"));
    place.run(&["report", "reject", "1", &person]).exits(2);
    place.run(&["report", "reject", "1", "99"]).exits(2);
    place.run(&["report", "show", "7"]).exits(1);
}

#[test]
fn an_edit_is_validated_and_taken_in() {
    let place = place();
    add(&place, "visit.txt", VISIT, "agency").exits(0);
    let person = number(&items(&place, "1"), "person");
    let edit = |set: &str| place.run(&["report", "edit", "1", &person, "--set", set]);
    edit("name=Abdellatif Hammouchi").exits(0);
    edit("confidence=200").exits(2);
    edit("id=identity--x").exits(2);
    edit("novalue").exits(2);
    place
        .run(&["report", "accept", "1", &person, "--collection", "shared"])
        .exits(0);
    let people: Vec<_> = stored(&place)
        .into_iter()
        .filter(|o| o["identity_class"] == "individual")
        .collect();
    assert_eq!(people.len(), 1);
    assert_eq!(people[0]["name"], "Abdellatif Hammouchi");
}

#[test]
fn what_is_known_in_another_script_is_used_and_independent_sources_raise_confidence() {
    let place = place();
    add(&place, "visit.txt", VISIT, "agency").exits(0);
    place
        .run(&["report", "accept", "1", "--all", "--collection", "shared"])
        .exits(0);
    add(&place, "visite.txt", SAME_VISIT, "newspaper").exits(0);
    let list = items(&place, "2");
    let person = list
        .iter()
        .find(|i| {
            i["label"].as_str().unwrap().contains("Hammouchi")
                && i["id"].as_str().unwrap().starts_with("identity")
        })
        .unwrap();
    assert_eq!(person["known"], true, "{person:#}");
    let event = list
        .iter()
        .find(|i| i["id"].as_str().unwrap().starts_with("engagement"))
        .unwrap();
    let object = &event["objects"][0];
    assert_eq!(object["attribution"], "unnamed");
    assert_eq!(
        object["corroborated_by_refs"].as_array().map(Vec::len),
        Some(1),
        "{object:#}"
    );
    assert_eq!(object["confidence"], 50);
}

#[test]
fn a_copy_is_one_more_source_and_no_second_witness() {
    let place = place();
    add(&place, "visit.txt", VISIT, "agency").exits(0);
    let copy = add(
        &place,
        "copy.txt",
        format!("لقاء أمني بالرباط\n{VISIT}"),
        "site",
    )
    .exits(0)
    .json();
    assert_eq!((&copy["same_as"], &copy["drafts"]), (&1.into(), &0.into()));
    let again = add(&place, "visit.txt", VISIT, "agency").exits(0).json();
    assert_eq!(
        (&again["again"], &again["document"]),
        (&true.into(), &1.into())
    );
    place
        .run(&["report", "accept", "1", "--all", "--collection", "shared"])
        .exits(0);
    let objects = stored(&place);
    let report = objects.iter().find(|o| o["type"] == "report").unwrap();
    let names: Vec<_> = report["external_references"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| &r["source_name"])
        .collect();
    assert_eq!(names, ["agency", "site"]);
    let event = objects.iter().find(|o| o["type"] == "engagement").unwrap();
    assert!(event["corroborated_by_refs"].is_null());
}

#[test]
fn a_stricter_object_is_not_referred_to() {
    let place = place();
    place.write("visit.txt", VISIT);
    place
        .run(&[
            "report",
            "add",
            "visit.txt",
            "--source",
            "agency",
            "--tlp",
            "red",
        ])
        .exits(0);
    place
        .run(&["report", "accept", "1", "--all", "--collection", "shared"])
        .exits(0);
    add(&place, "visite.txt", SAME_VISIT, "newspaper").exits(0);
    let list = items(&place, "2");
    assert!(list.iter().all(|item| item["known"] == false), "{list:#?}");
}

#[test]
fn who_gave_the_same_under_stricter_handling_is_not_named() {
    let place = place();
    add(&place, "visit.txt", VISIT, "agency").exits(0);
    let copy = format!("لقاء أمني بالرباط\n{VISIT}");
    add_under(&place, "red", "copy.txt", copy, "liaison officer").exits(0);
    add_under(&place, "clear", "site.txt", format!("خبر\n{VISIT}"), "site").exits(0);
    place
        .run(&["report", "accept", "1", "--all", "--collection", "shared"])
        .exits(0);
    let objects = stored(&place);
    let report = objects.iter().find(|o| o["type"] == "report").unwrap();
    let references = report["external_references"].as_array().unwrap();
    let names: Vec<_> = references.iter().map(|r| &r["source_name"]).collect();
    assert_eq!(names, ["agency", "site"]);
}

#[test]
fn a_stricter_document_is_no_witness() {
    let place = place();
    add_under(&place, "red", "visit.txt", VISIT, "liaison officer").exits(0);
    place
        .run(&["report", "accept", "1", "--all", "--collection", "shared"])
        .exits(0);
    add(&place, "visite.txt", SAME_VISIT, "newspaper").exits(0);
    let list = items(&place, "2");
    let event = list
        .iter()
        .find(|i| i["id"].as_str().unwrap().starts_with("engagement"))
        .unwrap();
    let object = &event["objects"][0];
    assert!(object["corroborated_by_refs"].is_null(), "{object:#}");
    assert!(object["confidence"].as_u64().unwrap() < 50, "{object:#}");
}

#[test]
fn what_only_an_audience_may_have_is_not_referred_to() {
    let place = place();
    add(&place, "visit.txt", VISIT, "agency").exits(0);
    let list = items(&place, "1");
    let person = list
        .iter()
        .find(|i| i["label"].as_str().unwrap().starts_with("person"));
    let mut object = person.unwrap()["objects"][0].clone();
    let audience = serde_json::json!({
        "type": "marking-definition", "spec_version": "2.1",
        "id": "marking-definition--6a0c2f7e-3c7c-4a4e-9a53-0d5f5a6d1f10", "created": "2026-03-02T09:00:00.000Z",
        "extensions": { "extension-definition--7d0a5ec6-7a0b-4d3d-9a0e-5b7a4a0f6f11": {
            "extension_type": "property-extension",
            "releasable_to": { "identities": ["identity--0000000b-0000-4000-8000-000000000000"] },
        } },
    });
    object["object_marking_refs"]
        .as_array_mut()
        .unwrap()
        .push(audience["id"].clone());
    let bundle = serde_json::json!({
        "type": "bundle", "id": "bundle--0000000b-0000-4000-8000-000000000000", "objects": [audience, object],
    });
    place.write("few.json", bundle.to_string());
    place
        .run(&["import", "few.json", "--collection", "shared"])
        .exits(0);
    add(&place, "visite.txt", SAME_VISIT, "newspaper").exits(0);
    let list = items(&place, "2");
    let same = list.iter().filter(|item| item["id"] == object["id"]);
    assert!(same.clone().all(|item| item["known"] == false), "{list:#?}");
    assert!(!list.is_empty());
}

#[test]
fn bad_input_is_told_and_kept() {
    let place = place();
    for (name, bytes, said) in [
        ("empty", Vec::new(), "empty"),
        ("binary", b"\x7fELF\x02\x01\x01\x00\x00".to_vec(), "ELF"),
        ("broken.pdf", b"%PDF-1.4\nnothing".to_vec(), "PDF"),
    ] {
        let run = add(&place, name, &bytes, "agency").exits(1);
        assert!(
            run.stderr.contains("kept as received") && run.stderr.contains(said),
            "{}",
            run.stderr
        );
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    }
    let listed = place.run(&["report", "list", "--json"]).exits(0).json();
    assert_eq!(listed.as_array().map(Vec::len), Some(3));
    assert_eq!(listed[1]["size"], 9);
    let run = place
        .run(&["report", "add", "http://example.org/", "--source", "x"])
        .exits(2);
    assert!(run.stderr.contains("--fetch"), "{}", run.stderr);
    let run = place
        .run(&[
            "report",
            "add",
            "http://127.0.0.1:9/",
            "--fetch",
            "--source",
            "x",
        ])
        .exits(2);
    assert!(run.stderr.contains("public internet"), "{}", run.stderr);
    place
        .run(&["report", "add", "missing", "--source", "x"])
        .exits(2);
    place
        .run(&[
            "report",
            "add",
            "empty",
            "--source",
            "x",
            "--reliability",
            "G",
        ])
        .exits(2);
}

#[test]
fn a_text_cannot_set_marks_of_its_own_nor_steer_the_terminal() {
    let place = place();
    let text = format!("{VISIT}\n⟦9⟧ \u{202e}evil\u{1b}[31m </span>\n");
    add(&place, "visit.txt", text, "agency").exits(0);
    let shown = place.run(&["report", "show", "1"]).exits(0).stdout;
    assert!(
        shown.contains("<U+27E6>9<U+27E7> <U+202E>evil<U+001B>[31m"),
        "{shown}"
    );
    assert!(shown.contains("عبد اللطيف حموشي⟦"), "{shown}");
    assert!(!shown.contains('\u{1b}'), "no colour where none is wanted");
}

/// Not asserted: what the 10,000th report costs beside the first ones. Every one tells of a meeting of its own day, and one
/// in twenty of the same, in other words; all share a formula.
/// `cargo test -p tansiq --test reports many -- --ignored --nocapture`
#[test]
#[ignore = "takes minutes; prints figures"]
fn many_reports_stay_quick_to_add() {
    use handling::Clearance;
    use server::clock::SystemClock;
    use server::reports::{Intake, add};
    use std::sync::Arc;
    use store::{Options, Store};

    const PLACES: [&str; 5] = ["الرباط", "مدريد", "باريس", "تونس", "نواكشوط"];
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(folder.path(), Options::new(Arc::new(SystemClock))).expect("a store");
    let many: usize = std::env::var("REPORTS").map_or(10_000, |n| n.parse().expect("a number"));
    let mut began = std::time::Instant::now();
    for n in 0..many {
        let (day, month, year) = (1 + n % 28, n / 28 % 12, 1990 + n / 336);
        let (day, month, year) = match n % 20 {
            0 => (13, 5, 2023),
            _ => (day, month, year),
        };
        let month = [
            "يناير",
            "فبراير",
            "مارس",
            "أبريل",
            "ماي",
            "يونيو",
            "يوليوز",
            "غشت",
            "شتنبر",
            "أكتوبر",
            "نونبر",
            "دجنبر",
        ][month];
        let text = format!(
            "استقبل المدير العام للأمن الوطني عبد اللطيف حموشي يوم {day} {month} {year} بمدينة {}، وزير الداخلية التونسي كمال الفقي. \
             وتطرق الجانبان إلى الملفات {} في إطار التعاون الأمني بين البلدين.",
            PLACES[n % 5],
            (0..40)
                .map(|file| format!("رقم {}", n * 41 + file))
                .collect::<Vec<_>>()
                .join(" و"),
        );
        let intake = Intake {
            bytes: text.into_bytes(),
            place: None,
            source: format!("source {}", n % 50),
            published: None,
            tlp: stix::marking::Tlp::Green,
            reliability: extract::draft::Reliability::default(),
        };
        let now = 1_700_000_000_000_000 + n as i64;
        let added = add(&store, &Clearance::system(), "test", now, intake).expect("added");
        assert!(added.drafts > 0 && added.same_as.is_none(), "{added:?}");
        if (n + 1) % (many / 10).max(1) == 0 {
            let each = began.elapsed().as_secs_f64() * 1e3 / (many / 10).max(1) as f64;
            println!("{:>6} reports: {each:.1} ms each of the last tenth", n + 1);
            began = std::time::Instant::now();
        }
    }
}
