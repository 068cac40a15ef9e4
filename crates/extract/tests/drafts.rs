//! Drafts are valid STIX, the same every time, refer to nothing that is not there, and rest on passages that
//! stand where they say.

use extract::draft::{
    Draft, ENGAGEMENT_EXTENSION, EVIDENCE_EXTENSION, EXTENSION_DEFINITIONS, Named, Origin,
    Reliability, corroborate, corroborates, document_id, drafts, report,
};
use extract::extract;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use stix::{Limits, Object};
use text::Date;

const ARABIC: &str = "استقبل المدير العام للأمن الوطني عبد اللطيف حموشي، يوم 13 يونيو 2023 بالرباط، وزير الداخلية الإسباني فرناندو غراندي مارتوريا. وتناول اللقاء سبل التعاون في مكافحة الإرهاب وتنظيم داعش، حسب بلاغ للمديرية.";
const FRENCH: &str = "Le ministre de l'Intérieur tunisien Kamel Feki a reçu mardi 6 juin 2023 à Tunis l'ambassadeur d'Italie Alessandro Prunas. Ils ont évoqué la lutte contre la migration irrégulière, selon un communiqué du ministère.";
const ENGLISH: &str = "Interior Minister James Cleverly met Europol director Catherine De Bolle in London on 14 March 2024. The two sides discussed organised crime. The malware contacted 198.51.100.7:443 and hxxps://evil[.]example[.]com/a, exploiting CVE-2021-44228, T1059.001, AS64496 and 44d88612fea8a8f36de82e1278abb02f; user mail a@b.example, file C:\\temp\\a.exe and key HKEY_LOCAL_MACHINE\\Software\\Evil.";

fn origin(document: &str) -> Origin<'_> {
    Origin {
        document,
        source: "agency",
        reliability: Reliability::B,
        marking: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
        now: "2024-01-02T03:04:05.000Z",
    }
}

fn unknown(_: &Named<'_>) -> Option<String> {
    None
}

fn made(text: &str, known: &dyn Fn(&Named<'_>) -> Option<String>) -> (String, Vec<Draft>) {
    let document = document_id(text.as_bytes());
    let found = extract(text, Date::parse("2024-03-15"));
    let list = drafts(text, &found, &origin(&document), known);
    (document, list)
}

fn objects(list: &[Draft]) -> Vec<Value> {
    list.iter().flat_map(|d| d.objects.clone()).collect()
}

fn findings(object: &Value) -> Vec<String> {
    let bytes = object.to_string();
    let object = Object::parse(bytes.as_bytes(), &Limits::default()).expect("strict JSON");
    let found = stix::validate::errors(&object);
    found
        .iter()
        .map(|f| format!("{} {} {}", f.code, f.path, f.message))
        .collect()
}

/// Every id that an object refers to.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let ids = match value {
                    Value::String(id) if name.ends_with("_ref") => vec![id.clone()],
                    Value::Array(list)
                        if name.ends_with("_refs") && name != "object_marking_refs" =>
                    {
                        list.iter()
                            .filter_map(|v| v.as_str().map(str::to_owned))
                            .collect()
                    }
                    value => return_nested(value, found),
                };
                found.extend(ids);
            }
        }
        Value::Array(list) => list.iter().for_each(|v| references(v, found)),
        _ => {}
    }
}

fn return_nested(value: &Value, found: &mut BTreeSet<String>) -> Vec<String> {
    references(value, found);
    Vec::new()
}

#[test]
fn drafts_are_valid_and_the_same_every_time() {
    for text in [ARABIC, FRENCH, ENGLISH] {
        let (document, list) = made(text, &unknown);
        assert_eq!(made(text, &unknown).1, list);
        assert!(list.len() >= 5, "{list:#?}");
        let whole = report(
            &origin(&document),
            "A title",
            "2024-01-02T00:00:00Z",
            &[("agency".into(), None)],
            &list,
        );
        let mut all = objects(&list);
        all.push(whole);
        let ids: BTreeSet<String> = all
            .iter()
            .filter_map(|o| o["id"].as_str().map(str::to_owned))
            .collect();
        for object in &all {
            assert_eq!(findings(object), Vec::<String>::new(), "{object:#}");
            let mut refs = BTreeSet::new();
            references(object, &mut refs);
            for id in refs {
                assert!(ids.contains(&id), "{id} is nowhere: {object:#}");
            }
        }
    }
}

#[test]
fn everything_rests_on_passages_that_stand_there() {
    for text in [ARABIC, FRENCH, ENGLISH] {
        let scalars: Vec<char> = text.chars().collect();
        let (document, list) = made(text, &unknown);
        for draft in &list {
            assert_eq!(
                Draft::from_json(&draft.to_json()).as_ref(),
                Some(draft),
                "it can be kept"
            );
            assert!(!draft.passages.is_empty(), "{draft:#?}");
            for passage in &draft.passages {
                let there: String = scalars[passage.start..passage.end].iter().collect();
                assert_eq!(there, passage.quote);
                assert_eq!(passage.document, document);
            }
        }
        let whole = report(
            &origin(&document),
            "A title",
            "2024-01-02T00:00:00Z",
            &[],
            &list,
        );
        for object in objects(&list) {
            let own = &object["extensions"][EVIDENCE_EXTENSION]["passages"];
            let in_report = whole["extensions"][EVIDENCE_EXTENSION]["passages"].as_array();
            let in_report = in_report
                .into_iter()
                .flatten()
                .any(|p| p["object_ref"] == object["id"]);
            assert!(
                own.is_array() != in_report,
                "evidence in one place: {object:#}"
            );
        }
    }
}

#[test]
fn an_engagement_says_who_in_which_office_where_and_when() {
    let (_, list) = made(ARABIC, &unknown);
    let all = objects(&list);
    let event = all
        .iter()
        .find(|o| o["type"] == "engagement")
        .expect("an engagement");
    assert_eq!(event["kind"], "meeting");
    assert_eq!(
        (&event["start"], &event["precision"]),
        (&json!("2023-06-13"), &json!("day"))
    );
    assert_eq!(
        event["extensions"][ENGAGEMENT_EXTENSION]["extension_type"],
        "new-sdo"
    );
    let people = event["participants"].as_array().expect("participants");
    assert_eq!(people.len(), 2, "{event:#}");
    assert!(
        people
            .iter()
            .all(|p| p["identity_ref"].is_string() && p["office_ref"].is_string())
    );
    assert_eq!(event["attribution"], "communique");
    assert_eq!(event["confidence"], 70);
    let holds = all
        .iter()
        .filter(|o| o["relationship_type"] == "holds-office");
    assert_eq!(holds.count(), 2);
    let content = all
        .iter()
        .find(|o| o["type"] == "language-content")
        .expect("names in other languages");
    assert!(content["contents"]["ar"].is_null(), "{content:#}");
}

#[test]
fn an_office_without_a_holder_stays_alone() {
    let (_, list) = made(
        "ترأس وزير الداخلية التونسي يوم 4 مارس 2024 بتونس جلسة عمل مع مدير الإنتربول.",
        &unknown,
    );
    let all = objects(&list);
    assert!(
        all.iter().all(
            |o| o["identity_class"] != "individual" && o["relationship_type"] != "holds-office"
        )
    );
    let event = all
        .iter()
        .find(|o| o["type"] == "engagement")
        .expect("an engagement");
    let alone = event["participants"].as_array().into_iter().flatten();
    assert!(
        alone
            .into_iter()
            .any(|p| p["identity_ref"].is_null() && p["office_ref"].is_string()),
        "{event:#}"
    );
}

#[test]
fn what_is_known_is_referred_to_and_not_proposed() {
    const KNOWN: &str = "identity--11111111-1111-4111-8111-111111111111";
    let known = |named: &Named<'_>| {
        named
            .names
            .contains(&"عبد اللطيف حموشي")
            .then(|| KNOWN.to_owned())
    };
    let (_, list) = made(ARABIC, &known);
    let draft = list.iter().find(|d| d.id == KNOWN).expect("the known one");
    assert!(draft.known && draft.objects.is_empty());
    let all = objects(&list);
    assert!(
        all.iter()
            .any(|o| o["relationship_type"] == "holds-office" && o["source_ref"] == KNOWN)
    );
    let event = all
        .iter()
        .find(|o| o["type"] == "engagement")
        .expect("an engagement");
    assert!(event["participants"].to_string().contains(KNOWN));
}

#[test]
fn observables_have_the_ids_of_their_values() {
    let (_, list) = made(ENGLISH, &unknown);
    let all = objects(&list);
    let of = |name: &str| all.iter().filter(|o| o["type"] == name).collect::<Vec<_>>();
    assert_eq!(of("ipv4-addr").len(), 1);
    assert_eq!(
        of("network-traffic")[0]["dst_ref"],
        of("ipv4-addr")[0]["id"]
    );
    assert_eq!(of("url")[0]["value"], "https://evil.example.com/a");
    assert_eq!(of("vulnerability")[0]["name"], "CVE-2021-44228");
    assert_eq!(of("autonomous-system")[0]["number"], 64496);
    for object in &all {
        let bytes = object.to_string();
        let parsed = Object::parse(bytes.as_bytes(), &Limits::default()).expect("strict JSON");
        if let Some(id) = stix::id::deterministic(&parsed) {
            assert_eq!(object["id"], json!(id));
        }
    }
}

#[test]
fn another_text_that_tells_the_same_raises_confidence() {
    let (_, mut list) = made(ARABIC, &unknown);
    let (_, other) = made(&format!("خبر عاجل اليوم.\n{ARABIC}"), &unknown);
    let at = list
        .iter()
        .position(|d| d.id.starts_with("engagement--"))
        .expect("an engagement");
    let theirs = other
        .iter()
        .find(|d| d.id.starts_with("engagement--"))
        .expect("an engagement");
    assert_ne!(list[at].id, theirs.id);
    assert!(corroborates(&list[at].objects[0], &theirs.objects[0]));
    let mut elsewhen = theirs.objects[0].clone();
    elsewhen["start"] = json!("2023-06-14");
    assert!(!corroborates(&list[at].objects[0], &elsewhen));
    elsewhen["start"] = Value::Null;
    assert!(
        !corroborates(&elsewhen, &elsewhen),
        "two without a day may be two"
    );
    let reports = [document_id(b"another")];
    corroborate(&mut list[at], Reliability::B, &reports);
    assert_eq!(list[at].objects[0]["confidence"], 90);
    assert_eq!(list[at].objects[0]["corroborated_by_refs"], json!(reports));
    assert_eq!(findings(&list[at].objects[0]), Vec::<String>::new());
}

#[test]
fn the_definitions_of_the_extensions_are_valid() {
    for (text, id) in EXTENSION_DEFINITIONS
        .iter()
        .zip([ENGAGEMENT_EXTENSION, EVIDENCE_EXTENSION])
    {
        let value: Value = serde_json::from_str(text).expect("JSON");
        assert_eq!(value["id"], id);
        assert_eq!(findings(&value), Vec::<String>::new());
        let object = Object::parse(text.as_bytes(), &Limits::default()).expect("strict JSON");
        assert!(stix::extension::Definition::read(&object).is_some());
    }
}

#[test]
fn a_term_of_office_is_drafted_where_it_is_stated() {
    let (_, list) = made(
        "CIA Director William Burns, who was appointed in March 2021, met Former MI6 chief Alex Younger in London.",
        &unknown,
    );
    let all = objects(&list);
    let kinds = |kind: &str| {
        all.iter()
            .filter(|o| o["relationship_type"] == kind)
            .count()
    };
    assert_eq!((kinds("holds-office"), kinds("held-office")), (1, 1));
    let holds = all
        .iter()
        .find(|o| o["relationship_type"] == "holds-office")
        .expect("a current office");
    assert_eq!(holds["start_time"], "2021-03-01T00:00:00Z");
    assert_eq!(holds["description"], "start_time is stated to the month");
    assert!(holds["stop_time"].is_null());
    let held = all
        .iter()
        .find(|o| o["relationship_type"] == "held-office")
        .expect("a former office");
    assert!(held["start_time"].is_null() && held["stop_time"].is_null());
}
