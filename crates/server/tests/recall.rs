//! Taking back as partners and the operator live it: a real server, the command line beside it.

mod support;
use serde_json::{Value, json};
use support::{Place, Server};

const ACKNOWLEDGEMENT: &str = "extension-definition--5b1e9a3c-8d27-4f0e-a6c4-2c9f0d7b4e52";
const RECALL: &str = "extension-definition--0f4c7d52-3e0b-4a64-9b8e-6d5a1c2f7e31";

/// A partner with its token.
struct Partner {
    name: &'static str,
    token: String,
}

impl Partner {
    fn add(place: &Place, name: &'static str, collection: &str) -> Self {
        let added = place.run(&["partner", "add", name, "--max-tlp", "amber", "--json"]);
        let token = added.exits(0).json()["token"].as_str().unwrap().to_owned();
        let grant = ["collection", "grant", collection, name, "--read", "--write"];
        place.run(&grant).exits(0);
        Self { name, token }
    }

    fn get(&self, server: &Server, path: &str) -> (u16, Value) {
        server.get(&format!("/tansiq/{path}"), Some((self.name, &self.token)))
    }

    fn post(&self, server: &Server, collection: &str, object: &Value) -> Value {
        let path = format!("/tansiq/collections/{collection}/objects/");
        let credentials = (self.name, self.token.as_str());
        let (status, told) = server.post(&path, credentials, &[object.to_string()]);
        assert_eq!(status, 202, "{told}");
        told
    }

    /// All objects of a collection, two a page.
    fn page(&self, server: &Server, collection: &str) -> Vec<Value> {
        let mut objects = Vec::new();
        let mut next = String::new();
        loop {
            let path = format!("collections/{collection}/objects/?limit=2{next}");
            let (status, page) = self.get(server, &path);
            assert_eq!(status, 200, "{page}");
            objects.extend(page["objects"].as_array().cloned().unwrap_or_default());
            match page["next"].as_str() {
                Some(cursor) if page["more"] == true => next = format!("&next={cursor}"),
                _ => return objects,
            }
        }
    }

    /// The id of its collection of notices, as it is listed to it.
    fn notices(&self, server: &Server) -> Option<String> {
        let (status, listed) = self.get(server, "collections/");
        assert_eq!(status, 200, "{listed}");
        let mut all = listed["collections"].as_array().unwrap().iter();
        let title = format!("Notices for {}", self.name);
        let found = all.find(|collection| collection["title"] == title.as_str())?;
        assert!(found["can_read"] == true && found["can_write"] == true);
        Some(found["id"].as_str().unwrap().to_owned())
    }
}

fn object(kind: &str, number: u32, more: Value) -> Value {
    let mut object = json!({
        "type": kind, "spec_version": "2.1",
        "id": format!("{kind}--{number:08x}-0000-4000-8000-000000000000"),
        "created": "2026-01-01T00:00:00.000Z", "modified": "2026-01-01T00:00:00.000Z",
    });
    let more = more.as_object().unwrap().clone();
    object.as_object_mut().unwrap().extend(more);
    object
}

fn malware(number: u32) -> Value {
    let green = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
    let more = json!({ "name": "x", "is_family": false, "object_marking_refs": [green] });
    object("malware", number, more)
}

fn acknowledgement(number: u32, notice: &str, more: Value) -> Value {
    let mut made = object("recall-acknowledgement", number, more);
    made["notice_ref"] = notice.into();
    made["extensions"] = json!({ ACKNOWLEDGEMENT: { "extension_type": "new-sdo" } });
    made
}

#[test]
fn who_had_it_is_told_and_answers_and_the_others_notice_nothing() {
    let place = Place::new();
    let shared = place.collection("shared");
    let [norland, sudmark, westreach] =
        ["norland", "sudmark", "westreach"].map(|name| Partner::add(&place, name, &shared));
    let server = place.serve(&[]);
    for number in 1..=5 {
        norland.post(&server, &shared, &malware(number));
    }
    let id = malware(3)["id"].as_str().unwrap().to_owned();
    assert_eq!(sudmark.page(&server, &shared).len(), 5);
    // westreach pages only as far as what comes before it
    let (_, first) = westreach.get(&server, &format!("collections/{shared}/objects/?limit=2"));
    let next = first["next"].as_str().unwrap();
    let listed = westreach.get(&server, "collections/");

    // What was served is in the audit a moment later.
    let mut asked = 0..200;
    let noted = asked.any(|_| place.run(&["audit", "who-got", &id]).code == 0);
    assert!(noted, "never noted");
    let preview = place.run(&["recall", &id, "--dry-run", "--json"]).exits(0);
    let preview = preview.json();
    let had = preview[0]["had"].as_array().unwrap();
    assert_eq!(had.len(), 1, "{preview}");
    assert_eq!(had[0]["partner"], "sudmark");
    place.run(&["recall", &id]).exits(2);
    let done = place.run(&["recall", &id, "--reason", "wrong sample", "--json"]);
    let done = done.exits(0).json();
    assert_eq!(done[0]["told"][0]["partner"], "sudmark", "{done}");

    let rest = format!("collections/{shared}/objects/?limit=9&next={next}");
    let (_, rest) = westreach.get(&server, &rest);
    let rest: Vec<&Value> = rest["objects"].as_array().unwrap().iter().collect();
    assert_eq!(rest.len(), 2, "4 and 5");
    assert_eq!(westreach.get(&server, "collections/"), listed);
    assert_eq!(norland.page(&server, &shared).len(), 5);
    assert_eq!(sudmark.page(&server, &shared).len(), 4);

    let notices = sudmark.notices(&server).expect("is listed");
    let found = sudmark.page(&server, &notices);
    assert_eq!(found.len(), 1);
    let notice = &found[0];
    let expected = json!([{ "object_ref": id, "versions": ["2026-01-01T00:00:00.000Z"] }]);
    assert_eq!(notice["recalled"], expected);
    assert_eq!(
        (&notice["reason"], &notice["recalled_by"], &notice["cause"]),
        (
            &json!("wrong sample"),
            &json!("operator"),
            &json!("taken-back")
        )
    );
    for other in [&norland, &westreach] {
        let (status, _) = other.get(&server, &format!("collections/{notices}/objects/"));
        assert_eq!(status, 404, "{}", other.name);
    }
    let file = place.write("notice.json", notice.to_string());
    place
        .run(&["validate", &file.display().to_string()])
        .exits(0);

    let notice_id = notice["id"].as_str().unwrap();
    let status = place.run(&["recall", "status", "--json"]).exits(0).json();
    assert!(status[0]["told"][0]["notice"]["acknowledged"].is_null());
    // an answer that says too little is refused, with the reason
    let vague = acknowledgement(1, notice_id, json!({ "done": "passed-on-to" }));
    let told = sudmark.post(&server, &notices, &vague);
    assert_eq!(told["failure_count"], 1, "{told}");
    let message = told["failures"][0]["message"].as_str().unwrap();
    assert!(message.contains("`description`"), "{message}");
    // westreach answers for sudmark: taken in as any object, and it changes nothing
    let foreign = acknowledgement(2, notice_id, json!({ "done": "deleted" }));
    let told = westreach.post(&server, &shared, &foreign);
    assert_eq!(told["failure_count"], 0, "{told}");
    let status = place.run(&["recall", "status", "--json"]).exits(0).json();
    assert!(status[0]["told"][0]["notice"]["acknowledged"].is_null());
    let more = json!({ "done": "passed-on-to", "description": "Westreach, on 3 January" });
    sudmark.post(&server, &notices, &acknowledgement(3, notice_id, more));
    let status = place.run(&["recall", "status", "1", "--json"]).exits(0);
    let status = status.json();
    let answer = &status[0]["told"][0]["notice"];
    assert_eq!(status[0]["open"], false, "{status}");
    assert!(answer["acknowledged"].is_string() && answer["fetched"].is_string());
    assert_eq!(answer["text"], "Westreach, on 3 January");
    let open = place.run(&["recall", "status"]).exits(0);
    assert!(open.stdout.is_empty(), "{}", open.stdout);
}

#[test]
fn a_partner_takes_back_its_own_over_taxii() {
    let place = Place::new();
    let shared = place.collection("shared");
    let [norland, sudmark] = ["norland", "sudmark"].map(|name| Partner::add(&place, name, &shared));
    let server = place.serve(&[]);
    norland.post(&server, &shared, &malware(1));
    sudmark.post(&server, &shared, &malware(2));
    assert_eq!(sudmark.page(&server, &shared).len(), 2);
    assert_eq!(norland.page(&server, &shared).len(), 2);
    let recall = |number: u32, of: u32| {
        let more = json!({
            "recalled": [{ "object_ref": malware(of)["id"] }], "reason": "a mistake of ours",
            "extensions": { RECALL: { "extension_type": "new-sdo" } },
        });
        object("recall", number, more)
    };
    let foreign = norland.post(&server, &shared, &recall(1, 2));
    let own = norland.post(&server, &shared, &recall(2, 1));
    for told in [&foreign, &own] {
        assert_eq!(told["success_count"], 1, "{told}");
    }
    assert_eq!(sudmark.page(&server, &shared).len(), 1, "its own");
    assert!(norland.notices(&server).is_none());
    let notices = sudmark.notices(&server).expect("is listed");
    let notice = &sudmark.page(&server, &notices)[0];
    assert_eq!(notice["recalled_by"], "originator");
    assert_eq!(notice["reason"], "a mistake of ours");
    let held = place.run(&["quarantine", "list", "--json"]).exits(0).json();
    let reason = held[0]["reasons"][0].as_str().unwrap();
    assert!(reason.starts_with("Q-RECALL"), "{held}");
}

#[test]
fn what_cannot_be_taken_back_is_said_precisely() {
    let place = Place::new();
    let shared = place.collection("shared");
    let file = place.write("in.json", malware(1).to_string());
    let file = file.display().to_string();
    place
        .run(&["import", &file, "--collection", &shared])
        .exits(0);
    place
        .run(&["partner", "add", "norland", "--max-tlp", "green"])
        .exits(0);
    let id = malware(1)["id"].as_str().unwrap().to_owned();
    let unknown = malware(9)["id"].as_str().unwrap().to_owned();
    let told = |arguments: &[&str], code: i32, expected: &str| {
        let run = place.run(arguments).exits(code);
        assert!(
            run.stderr.contains(expected),
            "{arguments:?}: {}",
            run.stderr
        );
    };
    told(&["recall"], 2, "not said what to take back");
    told(&["recall", &id], 2, "a recall says why");
    told(
        &["recall", &unknown, "--reason", "x"],
        2,
        "there is no object",
    );
    told(&["recall", "x", "--reason", "x"], 2, "a STIX id is");
    let of = ["recall", &id, "--reason", "x", "--of", "norland"];
    told(&of, 2, "`norland` neither handed in nor made");
    told(
        &["recall", &id, "--type", "malware", "--reason", "x"],
        2,
        "together",
    );
    told(
        &["recall", "--type", "tool", "--reason", "x"],
        1,
        "nothing fits",
    );
    told(&["recall", "status", "7"], 1, "there is no recall `7`");
    told(&["recall", "list"], 0, "nothing was taken back");
    let query = ["recall", "--collection", &shared, "--type", "malware"];
    let run = |more: &[&str]| place.run(&[&query[..], more].concat());
    run(&["--dry-run"]).exits(0);
    assert_eq!(
        run(&["--reason", "x", "--json"]).exits(0).json()[0]["recall"],
        1
    );
    told(&["recall", &id, "--reason", "x"], 1, "taken back before");
    let listed = place.run(&["recall", "list"]).exits(0);
    assert!(listed.stdout.contains("taken-back"), "{}", listed.stdout);
    place.run(&["recall", "status", &id]).exits(0);
}
